//! What a moderator gives to announce a meeting, or to change one.

use serde::Deserialize;

use super::{AGENDA_MAX, AgendaItem, Meeting, PLACE_MAX, Rules, SPEECH_MAX, TITLE_MAX};
use crate::id::{AgendaItemId, UnitId};
use crate::problem::{FieldError, Problem};
use crate::text;
use crate::time::Timestamp;

/// An item of a new agenda.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = NewAgendaItem))]
pub struct NewItem {
    /// In a change: the item of the session that this one stays. Not read in an announcement.
    #[serde(default)]
    pub id: Option<AgendaItemId>,
    /// What is talked about, one line.
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub title: String,
    /// The unit that it is about; null for a free item.
    #[serde(default)]
    pub unit: Option<UnitId>,
}

/// A session to announce.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = NewSession))]
pub struct NewMeeting {
    /// What it is called, one line.
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub title: String,
    /// When it is to begin.
    pub starts_at: Timestamp,
    /// When it is to end, after `starts_at`.
    #[serde(default)]
    pub ends_at: Option<Timestamp>,
    /// Where, one line; empty for one that is online alone.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(default = "", max_length = 300))]
    pub place: String,
    /// What is to be talked about, in this order.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub agenda: Vec<NewItem>,
    /// Whether everybody finds it, or only who has the invitation.
    #[serde(default = "yes")]
    #[cfg_attr(feature = "openapi", schema(default = true))]
    pub public: bool,
    /// How questions and speakers are handled.
    #[serde(default)]
    pub rules: Rules,
}

/// What is to be announced. What is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = SessionChange))]
pub struct MeetingChange {
    /// What it is called, one line.
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub title: Option<String>,
    /// When it is to begin.
    pub starts_at: Option<Timestamp>,
    /// When it is to end, after `starts_at`; null for no announced end.
    #[serde(deserialize_with = "named")]
    #[cfg_attr(feature = "openapi", schema(default, value_type = Option<Timestamp>))]
    pub ends_at: Option<Option<Timestamp>>,
    /// Where, one line; empty for one that is online alone.
    #[cfg_attr(feature = "openapi", schema(max_length = 300))]
    pub place: Option<String>,
    /// The whole agenda, in this order. Questions of an item that is left out stay, and belong to none.
    #[cfg_attr(feature = "openapi", schema(default, max_items = 100))]
    pub agenda: Option<Vec<NewItem>>,
    /// All of the rules: what is left out of them is as by default.
    pub rules: Option<Rules>,
    /// The revision that was edited, where that has to be the present one. The API does not give it, nor take it.
    #[serde(skip)]
    pub revision: Option<i64>,
}

impl MeetingChange {
    /// The meeting as it is wanted, from what it is.
    #[must_use]
    pub fn onto(self, known: Meeting) -> NewMeeting {
        let item = |item: AgendaItem| NewItem { id: Some(item.id), title: item.title, unit: item.unit };
        NewMeeting {
            title: self.title.unwrap_or(known.title),
            starts_at: self.starts_at.unwrap_or(known.starts_at),
            ends_at: self.ends_at.unwrap_or(known.ends_at),
            place: self.place.unwrap_or(known.place),
            agenda: self.agenda.unwrap_or_else(|| known.agenda.into_iter().map(item).collect()),
            // Who follows already would be left outside, or others let in who were told otherwise.
            public: known.public,
            rules: self.rules.unwrap_or(known.rules),
        }
    }
}

/// A field that is there, be it `null`.
///
/// # Errors
/// What the deserializer says.
pub fn named<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

fn yes() -> bool {
    true
}

impl NewMeeting {
    /// Normalises and checks what was typed; `has_unit` tells whether the draft has a unit.
    ///
    /// # Errors
    /// Every bad field, an agenda's as `agenda.0.title`.
    pub fn parse(mut self, has_unit: impl Fn(UnitId) -> bool) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut check = |field: String, parsed: Result<String, Problem>| {
            parsed.unwrap_or_else(|problem| {
                errors.push(FieldError::new(field, problem));
                String::new()
            })
        };
        self.title = check("title".to_owned(), text::line(&self.title, TITLE_MAX));
        // A meeting may be online alone.
        self.place = check("place".to_owned(), optional(text::line(&self.place, PLACE_MAX)));
        for (at, item) in self.agenda.iter_mut().enumerate() {
            item.title = check(format!("agenda.{at}.title"), text::line(&item.title, TITLE_MAX));
        }
        let strange = self.agenda.iter().enumerate().filter(|(_, item)| item.unit.is_some_and(|unit| !has_unit(unit)));
        errors.extend(strange.map(|(at, _)| FieldError::new(format!("agenda.{at}.unit"), Problem::UnknownUnit)));
        if self.ends_at.is_some_and(|ends_at| ends_at <= self.starts_at) {
            errors.push(FieldError::new("ends_at", Problem::EndsBeforeStart));
        }
        if self.agenda.len() > AGENDA_MAX {
            errors.push(FieldError::new("agenda", Problem::TooMany { max: AGENDA_MAX }));
        }
        if !(0..=SPEECH_MAX).contains(&self.rules.speech_seconds) {
            errors.push(FieldError::new("rules.speech_seconds", Problem::Malformed));
        }
        if errors.is_empty() { Ok(self) } else { Err(errors) }
    }
}

fn optional(parsed: Result<String, Problem>) -> Result<String, Problem> {
    match parsed {
        Err(Problem::Required) => Ok(String::new()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn every_bad_field_of_a_new_meeting_is_named() {
        let item = |title: &str, unit| NewItem { id: None, title: title.to_owned(), unit };
        let strange = UnitId(Uuid::from_u128(1));
        let new = NewMeeting {
            title: " ".to_owned(),
            starts_at: Timestamp(0),
            ends_at: Some(Timestamp(0)),
            place: String::new(),
            agenda: vec![item("§ 5", None), item("", Some(strange))],
            public: true,
            rules: Rules { speech_seconds: -1, ..Rules::default() },
        };
        let fields: Vec<_> = new.parse(|_| false).unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["title", "agenda.1.title", "agenda.1.unit", "ends_at", "rules.speech_seconds"]);
    }
}
