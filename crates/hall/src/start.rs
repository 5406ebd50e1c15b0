//! What the server tells a page of a meeting to begin with.

use busola_domain::Timestamp;
use busola_domain::consultation::Unit;
use busola_domain::meeting::Snapshot;
#[cfg(feature = "running")]
use busola_domain::meeting::SpokenRemark;
use serde::Deserialize;

#[cfg(feature = "ssr")]
use crate::typed::Refused;
use crate::words::Words;

/// The beginning of a meeting's page.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "ssr", derive(serde::Serialize))]
pub struct Start {
    /// The meeting as its reader may see it.
    pub(crate) snapshot: Snapshot,
    /// What was written down of speeches.
    #[cfg(feature = "running")]
    pub(crate) spoken: Vec<SpokenRemark>,
    /// The units of the draft, in document order.
    pub(crate) units: Vec<Unit>,
    /// The server's time.
    pub(crate) now: Timestamp,
    /// Whether the reader is somebody who takes part.
    pub(crate) takes_part: bool,
    /// Who that is, for what their device keeps; empty for who is not signed in.
    #[cfg(feature = "taking-part")]
    pub(crate) person: String,
    /// The path of this page, where its forms come back to.
    pub(crate) path: String,
    /// The tag of the language that people write in here, where the page has another.
    pub(crate) content_lang: Option<String>,
    /// The tag of the language.
    #[cfg(feature = "ssr")]
    pub(crate) lang: String,
    /// The form of this page that was refused; without JavaScript it comes back with what was typed.
    #[cfg(feature = "ssr")]
    pub(crate) refused: Refused,
    /// The words that the islands say.
    pub(crate) words: Words,
}

#[cfg(feature = "ssr")]
impl Start {
    /// The beginning of a page in a language, at a path of the site.
    #[must_use]
    pub fn new(
        lang: busola_texts::Lang,
        path: String,
        snapshot: Snapshot,
        units: Vec<Unit>,
        takes_part: bool,
        person: String,
        now: Timestamp,
    ) -> Self {
        Self {
            snapshot,
            spoken: Vec::new(),
            units,
            now,
            takes_part,
            person,
            path,
            content_lang: lang.content().map(str::to_owned),
            lang: lang.tag().to_owned(),
            refused: Refused::default(),
            words: Words::of(lang).clone(),
        }
    }

    /// With what was written down of speeches, for a console.
    #[must_use]
    pub fn with_spoken(self, spoken: Vec<SpokenRemark>) -> Self {
        Self { spoken, ..self }
    }

    /// With a form that was sent to a function and refused: what was typed stands in its fields again.
    #[must_use]
    pub fn with_refused(self, action: String, fields: Vec<(String, String)>) -> Self {
        Self { refused: Refused { action, fields }, ..self }
    }

    /// As an island takes it. Given as what it is, the browser would get the code that writes it too.
    #[must_use]
    pub fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
