//! Correcting which unit of a public version is which.

use std::collections::{HashMap, HashSet};

use busola_domain::{ConsultationId, FieldError, Problem, UnitId};
use busola_service::Error;
use busola_service::consultations::{Key, StoredUnit};
use busola_service::drafts::{Correction, Mapping, Named};
use leptos::prelude::*;

use super::fail;
use crate::context::Site;
use crate::failure::Failure;

/// Corrects which unit of a version is which. `revision` is the one that was looked at.
///
/// Each of `rows` names a pair ([`row_of`]); of the same place are what was chosen for it in `choices` ([`Choice`]),
/// and in `cited` the citation of another unit, which comes first. `rest` is `keep` where all others are right.
#[server(prefix = "/fn", endpoint = "correct-mapping")]
pub async fn correct_mapping(
    id: ConsultationId,
    version: i64,
    revision: i64,
    rows: Vec<String>,
    #[server(default)] choices: Vec<String>,
    #[server(default)] cited: Vec<String>,
    #[server(default)] rest: String,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let (actor, key) = (site.actor.as_ref(), Key::Id(id));
    let known = site.service.mapping(actor, &key, version).await.map_err(fail(&site))?;
    let said = said(&known, &typed(&rows, &choices, &cited), rest == "keep").map_err(Error::Invalid).map_err(fail(&site))?;
    let pairs: Vec<_> = said.iter().map(|said| said.correction).collect();
    let corrected = site.service.correct_draft(actor, &key, version, Some(revision), &pairs).await;
    corrected.map(|_| ()).map_err(|error| fail(&site)(at_rows(error, &said)))
}

/// What is chosen for a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// It is right, `keep`.
    Keep,
    /// The unit of the version is new, `new`.
    New,
    /// Its unit is another one, `is § 2`.
    Is(String),
}

impl Choice {
    /// The value of an option; `None` for what can't be read.
    fn parse(value: &str) -> Option<Self> {
        match value {
            "keep" => Some(Self::Keep),
            "new" => Some(Self::New),
            other => Some(Self::Is(other.strip_prefix("is ")?.to_owned())),
        }
    }

    /// The value of an option.
    pub(crate) fn value(&self) -> String {
        match self {
            Self::Keep => "keep".to_owned(),
            Self::New => "new".to_owned(),
            Self::Is(label) => format!("is {label}"),
        }
    }
}

/// The name of a pair in the form: `to § 12`, or `from § 12` for a unit that the version does not have.
pub(crate) fn row_of(named: &Named) -> String {
    match named {
        Named::To(label) => format!("to {label}"),
        Named::From(label) => format!("from {label}"),
    }
}

/// The pair of a name in the form.
pub(crate) fn named(row: &str) -> Option<Named> {
    let (side, label) = row.split_once(' ')?;
    match side {
        "to" => Some(Named::To(label.to_owned())),
        "from" => Some(Named::From(label.to_owned())),
        _ => None,
    }
}

/// A pair as the form has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    /// Its name.
    pub(crate) row: String,
    /// What was chosen; empty for nothing.
    pub(crate) choice: String,
    /// The citation of another unit, with single spaces; empty for none.
    pub(crate) cited: String,
}

/// The pairs of a form, by its three lists.
pub(crate) fn typed(rows: &[String], choices: &[String], cited: &[String]) -> Vec<Typed> {
    let at = |list: &[String], n: usize| list.get(n).cloned().unwrap_or_default();
    let one = |(n, row): (usize, &String)| Typed { row: row.clone(), choice: at(choices, n), cited: cited_by(&at(cited, n)) };
    rows.iter().enumerate().map(one).collect()
}

/// A citation as it was typed, with single spaces.
pub(crate) fn cited_by(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A correction, and the field that it was said in.
struct Said {
    correction: Correction,
    field: String,
}

/// What a form says, pair by pair; `rest_is_right` of those too for which nothing was said.
fn said(known: &Mapping, typed: &[Typed], rest_is_right: bool) -> Result<Vec<Said>, Vec<FieldError>> {
    let units = Units::of(known);
    let (mut said, mut errors): (Vec<Said>, Vec<FieldError>) = (Vec::new(), Vec::new());
    let mut rest = Vec::new();
    for (n, pair) in typed.iter().enumerate() {
        let (field, choice) = match (pair.cited.as_str(), pair.choice.as_str()) {
            ("", "") => {
                rest.push((n, pair));
                continue;
            }
            ("", choice) => (format!("choice-{n}"), Choice::parse(choice)),
            (cited, _) => (format!("cited-{n}"), Some(Choice::Is(cited.to_owned()))),
        };
        match choice.ok_or(Problem::Malformed).and_then(|choice| units.correction(&pair.row, &choice)) {
            // Said of both units of one pair.
            Ok(correction) if said.iter().any(|known| known.correction == correction) => {}
            Ok(correction) => said.push(Said { correction, field }),
            Err(problem) => errors.push(FieldError::new(field, problem)),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    if rest_is_right {
        let to: HashSet<_> = said.iter().filter_map(|said| said.correction.to).collect();
        let from: HashSet<_> = said.iter().filter_map(|said| said.correction.from).collect();
        // What was said of another pair decides about this one too.
        let is_open = |correction: &Correction| {
            correction.to.is_none_or(|unit| !to.contains(&unit)) && correction.from.is_none_or(|unit| !from.contains(&unit))
        };
        let right = rest.into_iter().filter_map(|(n, pair)| {
            let correction = units.correction(&pair.row, &Choice::Keep).ok().filter(is_open)?;
            Some(Said { correction, field: format!("choice-{n}") })
        });
        said.extend(right);
    }
    Ok(said)
}

/// The units of both versions by their citations.
struct Units<'a> {
    before: HashMap<&'a str, UnitId>,
    after: HashMap<&'a str, UnitId>,
}

impl<'a> Units<'a> {
    fn of(known: &'a Mapping) -> Self {
        let by_label = |units: &'a [StoredUnit]| -> HashMap<&'a str, UnitId> {
            units.iter().map(|stored| (stored.unit.label.as_str(), stored.unit.id)).collect()
        };
        Self { before: by_label(&known.before), after: by_label(&known.after) }
    }

    /// What is said of a pair.
    fn correction(&self, row: &str, choice: &Choice) -> Result<Correction, Problem> {
        let was = |label: &str| self.before.get(label).copied().ok_or(Problem::UnknownUnit);
        let is = |label: &str| self.after.get(label).copied().ok_or(Problem::UnknownUnit);
        let (to, from) = match (named(row).ok_or(Problem::Malformed)?, choice) {
            (Named::To(label), Choice::Keep) => (Some(is(&label)?), Some(is(&label)?)),
            (Named::To(label), Choice::New) => (Some(is(&label)?), None),
            (Named::To(label), Choice::Is(other)) => (Some(is(&label)?), Some(was(other)?)),
            (Named::From(label), Choice::Keep) => (None, Some(was(&label)?)),
            (Named::From(label), Choice::Is(other)) => (Some(is(other)?), Some(was(&label)?)),
            (Named::From(_), Choice::New) => return Err(Problem::Malformed),
        };
        Ok(Correction { to, from })
    }
}

/// An error with its fields named as the form has them.
fn at_rows(error: Error, said: &[Said]) -> Error {
    let Error::Invalid(fields) = error else { return error };
    let own = |bad: FieldError| {
        let n = bad.field.split('.').nth(1).and_then(|n| n.parse::<usize>().ok());
        let field = n.and_then(|n| said.get(n)).map(|said| said.field.clone());
        FieldError { field: field.unwrap_or(bad.field), problem: bad.problem }
    };
    Error::Invalid(fields.into_iter().map(own).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    /// § 1 and § 2 of before, of which § 2 is § 3 now, and a new § 2.
    fn units() -> Units<'static> {
        Units { before: HashMap::from([("§ 1", id(1)), ("§ 2", id(2))]), after: HashMap::from([("§ 3", id(2)), ("§ 2", id(9))]) }
    }

    fn correction(row: &str, choice: &str) -> Result<(Option<UnitId>, Option<UnitId>), Problem> {
        let choice = Choice::parse(choice).ok_or(Problem::Malformed)?;
        units().correction(row, &choice).map(|correction| (correction.to, correction.from))
    }

    #[test]
    fn what_is_chosen_is_said_of_the_unit_of_its_row() {
        assert_eq!(correction("to § 3", "keep"), Ok((Some(id(2)), Some(id(2)))));
        assert_eq!(correction("to § 2", "keep"), Ok((Some(id(9)), Some(id(9)))));
        assert_eq!(correction("to § 3", "new"), Ok((Some(id(2)), None)));
        assert_eq!(correction("to § 2", "is § 1"), Ok((Some(id(9)), Some(id(1)))));
        assert_eq!(correction("from § 1", "keep"), Ok((None, Some(id(1)))));
        assert_eq!(correction("from § 1", "is § 2"), Ok((Some(id(9)), Some(id(1)))));
    }

    #[test]
    fn what_is_not_there_is_refused() {
        assert_eq!(correction("to § 2", "is § 3"), Err(Problem::UnknownUnit));
        assert_eq!(correction("to § 1", "keep"), Err(Problem::UnknownUnit));
        for (row, choice) in [("from § 1", "new"), ("§ 2", "keep"), ("by § 2", "keep"), ("to § 2", "§ 1")] {
            assert_eq!(correction(row, choice), Err(Problem::Malformed), "{row}: {choice}");
        }
    }

    #[test]
    fn an_option_is_read_as_it_was_written() {
        for choice in [Choice::Keep, Choice::New, Choice::Is("§ 2 ust. 1".to_owned())] {
            assert_eq!(Choice::parse(&choice.value()), Some(choice));
        }
    }

    #[test]
    fn the_lists_of_a_form_go_together() {
        let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
        let typed = typed(&list(&["to § 1", "from § 2"]), &list(&["keep"]), &list(&["", " §\u{a0}3  ust. 1 "]));
        let pair = |row: &str, choice: &str, cited: &str| Typed { row: row.to_owned(), choice: choice.to_owned(), cited: cited.to_owned() };
        assert_eq!(typed, [pair("to § 1", "keep", ""), pair("from § 2", "", "§ 3 ust. 1")]);
    }
}
