//! What a consultation continues: meetings and consultations that came before it, held here or elsewhere.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::id::{ConsultationId, EarlierId, MeetingId, ThemeId};
use crate::problem::{FieldError, Problem};
use crate::text;
use crate::theme::{Chip, optional};

/// The longest title, in characters.
pub const TITLE_MAX: usize = 300;
/// The longest place, in characters.
pub const PLACE_MAX: usize = 300;
/// The longest words, in characters.
pub const WORDS_MAX: usize = 4_000;
/// The most that one consultation continues.
pub const EARLIER_MAX: usize = 20;
/// The most themes that were raised at one of them.
pub const RAISED_MAX: usize = 50;

/// Something that a consultation continues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Earlier {
    /// Its id.
    pub id: EarlierId,
    /// The consultation that continues it.
    pub consultation: ConsultationId,
    /// What it was.
    pub title: String,
    /// On which day.
    pub held_on: Option<Day>,
    /// Where.
    pub place: String,
    /// What came of it.
    pub words: String,
    /// Its page, a path of this site; null where it has none that everybody finds.
    pub link: Option<String>,
    /// What was asked for there.
    pub themes: Vec<Chip>,
    /// How often it was written, from 1.
    pub revision: i64,
}

/// Something that a consultation continues, as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewEarlier {
    /// What it was.
    #[cfg_attr(feature = "openapi", schema(max_length = 300))]
    pub title: String,
    /// On which day.
    #[serde(default)]
    pub held_on: Option<Day>,
    /// Where.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 300))]
    pub place: String,
    /// What came of it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub words: String,
    /// The address of a consultation or a session on this site that everybody finds.
    #[serde(default)]
    pub link: Option<String>,
    /// What was asked for there.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub themes: Vec<ThemeId>,
    /// The revision that was edited, of one that is there; another one that was written since stays.
    #[serde(default)]
    pub revision: Option<i64>,
}

impl NewEarlier {
    /// Normalises and checks what was typed, but for the link.
    ///
    /// # Errors
    /// Every bad field.
    pub fn parse(mut self) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut check = |field: &str, parsed: Result<String, Problem>| {
            parsed.unwrap_or_else(|problem| {
                errors.push(FieldError::new(field, problem));
                String::new()
            })
        };
        self.title = check("title", text::line(&self.title, TITLE_MAX));
        self.place = check("place", optional(text::line(&self.place, PLACE_MAX)));
        self.words = check("words", optional(text::multiline(&self.words, WORDS_MAX)));
        self.themes.sort_unstable();
        self.themes.dedup();
        if self.themes.len() > RAISED_MAX {
            errors.push(FieldError::new("themes", Problem::TooMany { max: RAISED_MAX }));
        }
        if errors.is_empty() { Ok(self) } else { Err(errors) }
    }
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A consultation, by its id or its name in addresses.
    Consultation(String),
    /// A meeting.
    Meeting(MeetingId),
}

impl Target {
    /// Reads the address of a page, with the address of the site (which has no slash at its end) in front or without.
    ///
    /// # Errors
    /// [`Problem::UnknownAddress`] for the address of anything else.
    pub fn parse(typed: &str, site: &str) -> Result<Self, Problem> {
        let typed = typed.trim();
        let path = typed.strip_prefix(site).unwrap_or(typed);
        let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let mut parts = path.split('/');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(""), Some("consultations"), Some(key), None) => Ok(Self::Consultation(key.to_owned())),
            (Some(""), Some("sessions"), Some(id), None) => id.parse().map(Self::Meeting).map_err(|_| Problem::UnknownAddress),
            _ => Err(Problem::UnknownAddress),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_address_of_a_page_is_read_as_people_copy_it() {
        let site = "https://konsultacje.example";
        let id = Uuid::from_u128(7);
        for (typed, target) in [
            (" /consultations/program-2026 ".to_owned(), Target::Consultation("program-2026".to_owned())),
            (format!("{site}/consultations/program-2026/?unit=1#u"), Target::Consultation("program-2026".to_owned())),
            (format!("{site}/sessions/{id}"), Target::Meeting(MeetingId(id))),
        ] {
            assert_eq!(Target::parse(&typed, site), Ok(target), "{typed}");
        }
        for typed in ["", "/", "/consultations/", "/consultations/a/desk", "/sessions/x", "https://other.example/consultations/a"] {
            assert_eq!(Target::parse(typed, site), Err(Problem::UnknownAddress), "{typed:?}");
        }
    }

    #[test]
    fn every_bad_field_is_named() {
        let new = NewEarlier { place: "a\u{0}".to_owned(), ..NewEarlier::default() };
        assert_eq!(new.parse().unwrap_err().into_iter().map(|error| error.field).collect::<Vec<_>>(), ["title", "place"]);
    }
}
