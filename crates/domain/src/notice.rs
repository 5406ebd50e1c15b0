//! The notice that announces a consultation.

use serde::{Deserialize, Serialize};

use crate::problem::{FieldError, Problem};
use crate::text;

/// The facts that a notice must state beside its dates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// What is consulted.
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub subject: String,
    /// What for.
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub aim: String,
    /// The act and the resolution it rests on.
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub legal_basis: String,
    /// The area concerned.
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub territory: String,
    /// The office responsible.
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub unit: String,
    /// How to reach the office.
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub contact: String,
    /// In which forms one can take part.
    #[cfg_attr(feature = "openapi", schema(max_items = 30, max_length = 4000))]
    pub forms: Vec<String>,
}

/// The longest text field of a notice, in characters.
pub const NOTICE_MAX: usize = 4_000;
/// The most forms of taking part.
const FORMS_MAX: usize = 30;

impl Notice {
    /// Normalises every field; empty ones are allowed until a city's rules say otherwise.
    ///
    /// # Errors
    /// Every field that is too long or has forbidden characters.
    pub fn parse(self) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut clean = |field: &str, value: String| {
            optional(&value).unwrap_or_else(|problem| {
                errors.push(FieldError::new(format!("notice.{field}"), problem));
                value
            })
        };
        let mut notice = Self {
            subject: clean("subject", self.subject),
            aim: clean("aim", self.aim),
            legal_basis: clean("legal_basis", self.legal_basis),
            territory: clean("territory", self.territory),
            unit: clean("unit", self.unit),
            contact: clean("contact", self.contact),
            forms: self.forms.into_iter().map(|form| clean("forms", form)).collect(),
        };
        notice.forms.retain(|form| !form.is_empty());
        if notice.forms.len() > FORMS_MAX {
            errors.push(FieldError::new("notice.forms", Problem::TooLong { max: FORMS_MAX }));
        }
        if errors.is_empty() { Ok(notice) } else { Err(errors) }
    }
}

/// A text that may be empty.
fn optional(typed: &str) -> Result<String, Problem> {
    match text::multiline(typed, NOTICE_MAX) {
        Err(Problem::Required) => Ok(String::new()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_may_be_empty_and_are_normalised() {
        let notice = Notice { subject: " Program \r\n".into(), forms: vec!["uwagi".into(), " ".into()], ..Notice::default() };
        let notice = notice.parse().unwrap();
        assert_eq!((notice.subject.as_str(), notice.forms.len()), ("Program", 1));
    }

    #[test]
    fn every_bad_field_is_named() {
        let notice = Notice { aim: "a\u{0}".into(), contact: "x".repeat(NOTICE_MAX + 1), ..Notice::default() };
        let fields: Vec<_> = notice.parse().unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["notice.aim", "notice.contact"]);
    }
}
