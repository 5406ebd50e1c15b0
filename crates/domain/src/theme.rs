//! Themes: what people ask for again and again, over consultations and years.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::id::{ConsultationId, EarlierId, ThemeId};
use crate::names::names;
use crate::problem::{FieldError, Problem};
use crate::text;

/// The longest title, in characters.
pub const TITLE_MAX: usize = 150;
/// The longest description, in characters.
pub const DESCRIPTION_MAX: usize = 4_000;
/// The longest words of the city, in characters.
pub const WORDS_MAX: usize = 4_000;
/// The most themes that there are.
pub const THEMES_MAX: usize = 200;
/// The most remarks that are tied at once.
pub const TIED_MAX: usize = 200;

names! {
    /// What became of what is asked for.
    #[cfg_attr(feature = "openapi", schema(as = ThemeState))]
    State {
        /// It is asked for.
        Open = "open",
        /// The city works on it.
        TakenUp = "taken_up",
        /// It is there.
        Done = "done",
    }
}

/// A theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Theme {
    /// Its id.
    pub id: ThemeId,
    /// Its name in addresses, made from its first title.
    pub slug: String,
    /// What is asked for, in a line.
    pub title: String,
    /// The same at length.
    pub description: String,
    /// What became of it.
    pub state: State,
    /// What the city says of it.
    pub words: String,
    /// How many public remarks are about it.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub comments: i64,
    /// In how many consultations.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub consultations: i64,
    /// How often it was written, from 1.
    pub revision: i64,
}

/// A theme as it stands at a remark.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ThemeChip))]
pub struct Chip {
    /// The theme.
    pub id: ThemeId,
    /// Its name in addresses.
    pub slug: String,
    /// What is asked for.
    pub title: String,
}

/// A theme of a consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = RaisedTheme))]
pub struct Raised {
    /// The theme.
    #[serde(flatten)]
    pub theme: Chip,
    /// What became of it.
    pub state: State,
    /// What the city says of it.
    pub words: String,
    /// How many public remarks of the consultation are about it.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub comments: i64,
}

/// Where a theme was raised besides remarks: something that a consultation continues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Occasion {
    /// The record of it.
    pub id: EarlierId,
    /// What it was.
    pub title: String,
    /// On which day.
    pub held_on: Option<Day>,
    /// Where.
    pub place: String,
    /// Its page, a path of this site; null where it has none that everybody finds.
    pub link: Option<String>,
    /// The consultation that continues it.
    pub consultation: ConsultationId,
    /// Its name in addresses.
    pub consultation_slug: String,
    /// Its title.
    pub consultation_title: String,
}

/// A theme as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTheme {
    /// What is asked for, in a line.
    #[cfg_attr(feature = "openapi", schema(max_length = 150))]
    pub title: String,
    /// The same at length.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub description: String,
    /// What became of it.
    #[serde(default = "open")]
    pub state: State,
    /// What the city says of it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub words: String,
}

fn open() -> State {
    State::Open
}

impl NewTheme {
    /// Normalises and checks what was typed.
    ///
    /// # Errors
    /// Every bad field.
    pub fn parse(self) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut check = |field: &str, parsed: Result<String, Problem>| {
            parsed.unwrap_or_else(|problem| {
                errors.push(FieldError::new(field, problem));
                String::new()
            })
        };
        let title = check("title", text::line(&self.title, TITLE_MAX));
        let description = check("description", optional(text::multiline(&self.description, DESCRIPTION_MAX)));
        let words = check("words", optional(text::multiline(&self.words, WORDS_MAX)));
        if errors.is_empty() { Ok(Self { title, description, words, ..self }) } else { Err(errors) }
    }
}

/// A text that may be empty.
pub(crate) fn optional(parsed: Result<String, Problem>) -> Result<String, Problem> {
    match parsed {
        Err(Problem::Required) => Ok(String::new()),
        other => other,
    }
}

/// What is to be another of a theme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThemeChange {
    /// What is asked for, in a line.
    #[cfg_attr(feature = "openapi", schema(max_length = 150))]
    pub title: Option<String>,
    /// The same at length.
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub description: Option<String>,
    /// What became of it.
    pub state: Option<State>,
    /// What the city says of it.
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub words: Option<String>,
    /// The revision that was edited; another one that was written since stays.
    pub revision: Option<i64>,
}

impl ThemeChange {
    /// The theme as it is wanted, from what it is.
    #[must_use]
    pub fn onto(self, known: NewTheme) -> NewTheme {
        NewTheme {
            title: self.title.unwrap_or(known.title),
            description: self.description.unwrap_or(known.description),
            state: self.state.unwrap_or(known.state),
            words: self.words.unwrap_or(known.words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bad_field_is_named_and_only_the_title_is_needed() {
        let new = |title: &str, words: String| NewTheme { title: title.to_owned(), description: " ".to_owned(), state: State::Open, words };
        let bad = new(" ", "x".repeat(WORDS_MAX + 1)).parse().unwrap_err();
        assert_eq!(bad.into_iter().map(|error| error.field).collect::<Vec<_>>(), ["title", "words"]);
        let parsed = new(" Lokale  dla organizacji ", String::new()).parse().unwrap();
        assert_eq!((parsed.title.as_str(), parsed.description.as_str()), ("Lokale dla organizacji", ""));
    }

    #[test]
    fn what_is_left_out_stays() {
        let known = NewTheme { title: "A".to_owned(), description: "B".to_owned(), state: State::Open, words: String::new() };
        let change: ThemeChange = serde_json::from_str(r#"{"state": "taken_up"}"#).unwrap();
        assert_eq!(change.onto(known.clone()), NewTheme { state: State::TakenUp, ..known });
    }
}
