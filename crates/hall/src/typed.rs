//! What was typed in a form that was sent without JavaScript and refused: its fields are filled in with it again.
//!
//! It comes in the island's property, as all of the page does, and the server alone reads it: hydration leaves
//! attributes and what stands in a `textarea` as they came, so the browser's bundle holds none of this.

#[cfg(feature = "ssr")]
use leptos::prelude::WithValue as _;

use crate::state::Hall;

/// A form as it was sent.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Refused {
    /// The function that it was sent to.
    pub(crate) action: String,
    /// What was sent, by field.
    pub(crate) fields: Vec<(String, String)>,
}

/// What was typed in one of the page's forms; nothing unless that one was refused.
pub(crate) struct Typed {
    #[cfg(feature = "ssr")]
    fields: Vec<(String, String)>,
}

#[cfg(feature = "ssr")]
impl Hall {
    /// What was typed in the form for a function that has this id in one of its fields: of the meeting, or of what it
    /// is about.
    pub(crate) fn typed(self, action: &str, id: &str) -> Typed {
        self.start.with_value(|start| {
            let sent = &start.refused;
            let is_it = sent.action == action && sent.fields.iter().any(|(_, value)| value == id);
            Typed { fields: if is_it { sent.fields.clone() } else { Vec::new() } }
        })
    }
}

#[cfg(feature = "ssr")]
impl Typed {
    /// Whether anything was.
    pub(crate) fn is_there(&self) -> bool {
        !self.fields.is_empty()
    }

    /// What stood in a field.
    pub(crate) fn value(&self, field: &str) -> Option<String> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone())
    }

    /// Whether a box with a value was ticked.
    pub(crate) fn has(&self, field: &str, value: &str) -> bool {
        self.fields.iter().any(|(name, sent)| name == field && sent == value)
    }
}

#[cfg(not(feature = "ssr"))]
impl Hall {
    /// Nothing: the fields came filled in.
    pub(crate) fn typed(self, _: &str, _: &str) -> Typed {
        Typed {}
    }
}

#[cfg(not(feature = "ssr"))]
impl Typed {
    pub(crate) fn is_there(&self) -> bool {
        false
    }

    pub(crate) fn value(&self, _: &str) -> Option<String> {
        None
    }

    #[cfg(feature = "taking-part")]
    pub(crate) fn has(&self, _: &str, _: &str) -> bool {
        false
    }
}

/// A text as what stands in a `textarea`, where the server's half of Leptos escapes nothing; a browser drops the first
/// line end.
#[cfg(feature = "ssr")]
pub(crate) fn content(text: Option<String>) -> String {
    format!("\n{}", text.unwrap_or_default().replace('&', "&amp;").replace('<', "&lt;"))
}

/// The same where no HTML is written.
#[cfg(not(feature = "ssr"))]
pub(crate) fn content(text: Option<String>) -> String {
    text.unwrap_or_default()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::content;

    #[test]
    fn a_text_does_not_end_its_field() {
        assert_eq!(content(Some("\n1 < 2 & 3</textarea><b>".to_owned())), "\n\n1 &lt; 2 &amp; 3&lt;/textarea>&lt;b>");
        assert_eq!(content(None), "\n");
    }
}
