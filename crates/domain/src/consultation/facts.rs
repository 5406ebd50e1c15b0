//! What a moderator gives to announce a consultation, or to change what was announced.

use serde::Deserialize;

use super::{Audience, Moderation, SUMMARY_MAX, TITLE_MAX};
use crate::id::AccountId;
use crate::meeting::announcement::named;
use crate::notice::Notice;
use crate::problem::{FieldError, Problem};
use crate::schedule::Schedule;
use crate::text;
use crate::time::Timestamp;

/// What is announced of a consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// The facts of its notice.
    pub notice: Notice,
    /// Who may take part.
    pub audience: Audience,
    /// When remarks become public.
    pub moderation: Moderation,
    /// From when remarks are received.
    pub opens_at: Timestamp,
    /// From when no more.
    pub closes_at: Timestamp,
}

impl Facts {
    /// Normalises and checks what was typed.
    ///
    /// # Errors
    /// Every bad field.
    pub fn parse(self) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let title = text::line(&self.title, TITLE_MAX).unwrap_or_else(|problem| {
            errors.push(FieldError::new("title", problem));
            String::new()
        });
        let summary = match text::multiline(&self.summary, SUMMARY_MAX) {
            Ok(summary) => summary,
            Err(Problem::Required) => String::new(),
            Err(problem) => {
                errors.push(FieldError::new("summary", problem));
                String::new()
            }
        };
        let notice = self.notice.parse().unwrap_or_else(|bad| {
            errors.extend(bad);
            Notice::default()
        });
        if let Err(problem) = Schedule::new(self.opens_at, self.closes_at) {
            errors.push(FieldError::new("closes_at", problem));
        }
        if errors.is_empty() { Ok(Self { title, summary, notice, ..self }) } else { Err(errors) }
    }
}

/// What is to be changed of a consultation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ConsultationChange))]
pub struct Change {
    /// Its title, one line.
    #[cfg_attr(feature = "openapi", schema(max_length = 300))]
    pub title: Option<String>,
    /// What it is about.
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub summary: Option<String>,
    /// The whole of its notice.
    pub notice: Option<Notice>,
    /// Who may take part.
    pub audience: Option<Audience>,
    /// When remarks become public.
    pub moderation: Option<Moderation>,
    /// From when comments are received.
    pub opens_at: Option<Timestamp>,
    /// From when no more; after `opens_at`.
    pub closes_at: Option<Timestamp>,
    /// The account of the moderator who is reminded of deadlines by mail; null for nobody. At first that of who created it.
    #[serde(deserialize_with = "named")]
    #[cfg_attr(feature = "openapi", schema(default, value_type = Option<AccountId>))]
    pub responsible: Option<Option<AccountId>>,
    /// The revision that was edited, where that has to be the present one. The API does not give it, nor take it.
    #[serde(skip)]
    pub revision: Option<i64>,
}

impl Change {
    /// What is announced as it is wanted, from what it is.
    #[must_use]
    pub fn onto(self, known: Facts) -> Facts {
        Facts {
            title: self.title.unwrap_or(known.title),
            summary: self.summary.unwrap_or(known.summary),
            notice: self.notice.unwrap_or(known.notice),
            audience: self.audience.unwrap_or(known.audience),
            moderation: self.moderation.unwrap_or(known.moderation),
            opens_at: self.opens_at.unwrap_or(known.opens_at),
            closes_at: self.closes_at.unwrap_or(known.closes_at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        Facts {
            title: "Program".to_owned(),
            summary: String::new(),
            notice: Notice::default(),
            audience: Audience::Everyone,
            moderation: Moderation::Post,
            opens_at: Timestamp(1),
            closes_at: Timestamp(2),
        }
    }

    #[test]
    fn every_bad_field_is_named() {
        let notice = Notice { aim: "a\u{0}".to_owned(), ..Notice::default() };
        let bad = Facts { title: " ".to_owned(), summary: "x".repeat(SUMMARY_MAX + 1), notice, closes_at: Timestamp(1), ..facts() };
        let fields: Vec<_> = bad.parse().unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["title", "summary", "notice.aim", "closes_at"]);
    }

    #[test]
    fn what_is_left_out_stays_and_nobody_is_not_the_same_as_nothing_said() {
        let change: Change = serde_json::from_str(r#"{"title": "Inny", "responsible": null, "kind": "other"}"#).unwrap();
        assert_eq!((change.responsible, Change::default().responsible), (Some(None), None));
        assert_eq!(change.onto(facts()), Facts { title: "Inny".to_owned(), ..facts() });
    }
}
