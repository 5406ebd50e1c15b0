//! Remarks that came on paper, by mail or at a meeting elsewhere, and are entered for who wrote them.

use serde::{Deserialize, Deserializer};

use crate::account::DisplayName;
use crate::comment::Source;
use crate::day::Day;
use crate::id::{CommentId, UnitId};
use crate::problem::{FieldError, Problem};
use crate::schedule::Schedule;
use crate::text::Body;
use crate::time::Timestamp;

/// The most remarks of a file.
pub const ROWS_MAX: usize = 2_000;
/// The largest file, in bytes.
pub const FILE_MAX: usize = 5_000_000;

/// A comment that came on paper, by mail or at a meeting, as a moderator enters it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewEntry {
    /// Chosen by the client: a random UUID.
    pub id: CommentId,
    /// The unit; null for the whole draft.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// What it says, normalised and limited as that of a comment that is posted.
    #[cfg_attr(feature = "openapi", schema(max_length = 10000))]
    pub body: String,
    /// How it came; `email` is another name for `mail`.
    #[cfg_attr(feature = "openapi", schema(schema_with = sources))]
    pub source: String,
    /// The day on which the office received it: one of the consultation's term, and not one to come.
    #[cfg_attr(feature = "openapi", schema(value_type = Day))]
    pub received_on: String,
    /// The name under which its author is shown to everybody; null for somebody anonymous.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 80))]
    pub author: Option<String>,
}

/// A remark that may be entered, as far as its fields tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: CommentId,
    /// Its unit.
    pub unit: Option<UnitId>,
    /// What it says.
    pub body: Body,
    /// How it came.
    pub source: Source,
    /// When the office received it.
    pub received_on: Day,
    /// Its author's name.
    pub author: Option<DisplayName>,
}

impl NewEntry {
    /// Checks what was typed.
    ///
    /// # Errors
    /// Every bad field.
    pub fn parse(self, schedule: &Schedule, now: Timestamp) -> Result<Entry, Vec<FieldError>> {
        self.read(|day| received_on(schedule, day, now))
    }

    fn read(self, may_come_on: impl Fn(Day) -> Result<Day, Problem>) -> Result<Entry, Vec<FieldError>> {
        let id = if self.id.is_acceptable() { Ok(self.id) } else { Err(FieldError::new("id", Problem::Malformed)) };
        let body = Body::parse(&self.body).map_err(at("body"));
        let source = source(&self.source).map_err(at("source"));
        let received_on = self.received_on.parse::<Day>().and_then(may_come_on).map_err(at("received_on"));
        let author = self.author.as_deref().filter(|name| !name.trim().is_empty());
        let author = author.map(DisplayName::parse).transpose().map_err(at("author"));
        match (id, body, source, received_on, author) {
            (Ok(id), Ok(body), Ok(source), Ok(received_on), Ok(author)) => {
                Ok(Entry { id, unit: self.unit, body, source, received_on, author })
            }
            (id, body, source, received_on, author) => {
                Err([id.err(), body.err(), source.err(), received_on.err(), author.err()].into_iter().flatten().collect())
            }
        }
    }
}

/// What is to be another of a remark that was entered; what is left out stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = CommentChange))]
pub struct Correction {
    /// The remark's latest event when it was read: one that has changed since is not corrected.
    #[serde(default)]
    pub seq: Option<i64>,
    /// The unit; null for the whole draft.
    #[serde(default, deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<UnitId>))]
    pub unit: Option<Option<UnitId>>,
    /// What it says, normalised and limited as that of a comment that is posted.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 10000))]
    pub body: Option<String>,
    /// How it came, by name.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(schema_with = sources))]
    pub source: Option<String>,
    /// The day on which the office received it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Day>))]
    pub received_on: Option<String>,
    /// The name under which its author is shown to everybody; null, or nothing visible, for somebody anonymous.
    #[serde(default, deserialize_with = "given")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 80))]
    pub author: Option<Option<String>>,
}

impl Correction {
    /// The remark as it is to be, from how it was entered. A day that stays is not asked about again: the term may have
    /// been moved since.
    ///
    /// # Errors
    /// Every bad field.
    pub fn onto(self, known: NewEntry, schedule: &Schedule, now: Timestamp) -> Result<Entry, Vec<FieldError>> {
        let before = known.received_on.clone();
        let corrected = NewEntry {
            id: known.id,
            unit: self.unit.unwrap_or(known.unit),
            body: self.body.unwrap_or(known.body),
            source: self.source.unwrap_or(known.source),
            received_on: self.received_on.unwrap_or(known.received_on),
            author: self.author.unwrap_or(known.author),
        };
        corrected.read(|day| if day.to_string() == before { Ok(day) } else { received_on(schedule, day, now) })
    }
}

/// Tells a null that is there from nothing.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// The names that [`source`] takes.
#[cfg(feature = "openapi")]
fn sources() -> utoipa::openapi::Object {
    let names = Source::ALL.iter().filter(|source| source.is_entered()).map(|source| source.as_str()).chain(["email"]);
    utoipa::openapi::ObjectBuilder::new()
        .schema_type(utoipa::openapi::Type::String)
        .description(Some("How it came; `email` is another name for `mail`."))
        .enum_values(Some(names))
        .build()
}

fn at(field: &str) -> impl Fn(Problem) -> FieldError {
    move |problem| FieldError::new(field, problem)
}

/// How a remark came, by a name of [`Source`]; `email` is one for mail too.
///
/// # Errors
/// [`Problem::Required`]; [`Problem::Malformed`] for another name, and for a way on which nothing is entered.
pub fn source(name: &str) -> Result<Source, Problem> {
    match name.trim() {
        "" => Err(Problem::Required),
        "email" => Ok(Source::Mail),
        name => name.parse().ok().filter(|source: &Source| source.is_entered()).ok_or(Problem::Malformed),
    }
}

/// The day on which the office received a remark, where one that came on it may be entered: a day of the term, and not
/// one to come. The day of the closing counts as a whole: on a letter there is no hour.
///
/// # Errors
/// [`Problem::OutsideTerm`] or [`Problem::InFuture`].
pub fn received_on(schedule: &Schedule, day: Day, now: Timestamp) -> Result<Day, Problem> {
    // Closing at midnight ends the day before.
    let last = Day::of(schedule.closes_at.plus(-1));
    if day < Day::of(schedule.opens_at) || day > last {
        return Err(Problem::OutsideTerm);
    }
    if day > Day::of(now) { Err(Problem::InFuture) } else { Ok(day) }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn instant(rfc3339: &str) -> Timestamp {
        serde_json::from_value(rfc3339.into()).unwrap()
    }

    /// From 10 June to 8 September 2024 by the city's clocks, both days with it.
    fn schedule() -> Schedule {
        let (opens_at, closes_at) = (instant("2024-06-09T22:00:00.000Z"), instant("2024-09-08T22:00:00.000Z"));
        Schedule { published_at: Some(opens_at), ..Schedule::new(opens_at, closes_at).unwrap() }
    }

    fn entry() -> NewEntry {
        NewEntry {
            id: CommentId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001)),
            unit: None,
            body: "Brakuje terminu.".to_owned(),
            source: "paper".to_owned(),
            received_on: "2024-06-12".to_owned(),
            author: Some("Anna Nowak".to_owned()),
        }
    }

    #[test]
    fn what_came_within_the_term_is_entered_whenever_that_is_done() {
        let received = |day: &str, now: &str| received_on(&schedule(), day.parse().unwrap(), instant(now));
        let after = "2024-09-20T08:00:00.000Z";
        for day in ["2024-06-10", "2024-06-12", "2024-09-08"] {
            assert_eq!(received(day, after), Ok(day.parse().unwrap()), "{day}");
        }
        for day in ["2024-06-09", "2024-09-09"] {
            assert_eq!(received(day, after), Err(Problem::OutsideTerm), "{day}");
        }
        // By the city's calendar: it is the 13th there already.
        assert_eq!(received("2024-06-13", "2024-06-12T22:00:00.000Z"), Ok("2024-06-13".parse().unwrap()));
        assert_eq!(received("2024-06-13", "2024-06-12T21:59:59.999Z"), Err(Problem::InFuture));
    }

    #[test]
    fn the_day_on_which_it_closes_at_noon_counts_as_a_whole() {
        let noon = Schedule { closes_at: instant("2024-09-08T10:00:00.000Z"), ..schedule() };
        let day: Day = "2024-09-08".parse().unwrap();
        assert_eq!(received_on(&noon, day, instant("2024-09-08T20:00:00.000Z")), Ok(day));
    }

    #[test]
    fn a_remark_has_a_name_or_is_nobodys() {
        let now = instant("2024-06-20T08:00:00.000Z");
        let author = |name: Option<&str>| NewEntry { author: name.map(str::to_owned), ..entry() }.parse(&schedule(), now).unwrap().author;
        assert_eq!(author(Some(" Anna  Nowak ")), Some(DisplayName::parse("Anna Nowak").unwrap()));
        assert_eq!((author(None), author(Some("  "))), (None, None));
    }

    #[test]
    fn only_what_comes_from_outside_is_entered() {
        assert_eq!(["paper", "mail", "email", "meeting"].map(|name| source(name).unwrap().as_str()), ["paper", "mail", "mail", "meeting"]);
        assert_eq!(source(" "), Err(Problem::Required));
        for name in ["online", "spoken", "Paper", "fax"] {
            assert_eq!(source(name), Err(Problem::Malformed), "{name}");
        }
    }

    #[test]
    fn what_is_left_out_of_a_correction_stays() {
        let now = instant("2024-06-20T08:00:00.000Z");
        let known = entry().parse(&schedule(), now).unwrap();
        let corrected = |sent: serde_json::Value| {
            let correction: Correction = serde_json::from_value(sent).unwrap();
            correction.onto(entry(), &schedule(), now)
        };
        assert_eq!(corrected(serde_json::json!({})).unwrap(), known);
        let unit = UnitId(Uuid::from_u128(7));
        let other = corrected(serde_json::json!({ "unit": unit, "author": null, "source": "mail" })).unwrap();
        assert_eq!(other, Entry { unit: Some(unit), author: None, source: Source::Mail, ..known });
        let bad = corrected(serde_json::json!({ "body": " ", "received_on": "2024-06-09" })).unwrap_err();
        assert_eq!(bad.into_iter().map(|error| error.field).collect::<Vec<_>>(), ["body", "received_on"]);
    }

    #[test]
    fn a_day_that_stays_is_not_asked_about_again() {
        let later = Schedule { opens_at: instant("2024-06-12T22:00:00.000Z"), ..schedule() };
        let corrected = |received_on: Option<&str>| {
            let correction = Correction { received_on: received_on.map(str::to_owned), ..Correction::default() };
            correction.onto(entry(), &later, instant("2024-06-20T08:00:00.000Z"))
        };
        assert!(corrected(None).is_ok() && corrected(Some("2024-06-12")).is_ok());
        assert!(corrected(Some("2024-06-11")).is_err());
    }

    #[test]
    fn every_bad_field_is_named() {
        let bad = NewEntry {
            id: CommentId(Uuid::nil()),
            body: " ".to_owned(),
            source: "online".to_owned(),
            received_on: "12.06.2024".to_owned(),
            author: Some("anna@example.org".to_owned()),
            ..entry()
        };
        let fields: Vec<_> = bad.parse(&schedule(), Timestamp(0)).unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["id", "body", "source", "received_on", "author"]);
    }
}
