//! The opinion of the council of public benefit activity on what is consulted.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::deadlines::Rule;
use crate::names::names;
use crate::problem::{FieldError, Problem};
use crate::text;

names! {
    /// What the council said.
    Verdict {
        /// It is for it.
        Positive = "positive",
        /// It is for it and has remarks.
        Remarks = "positive_with_remarks",
        /// It is against it.
        Negative = "negative",
        /// It answered that it gives no opinion.
        NoOpinion = "none",
    }
}

names! {
    /// How an opinion stands that was asked for.
    Standing {
        /// The council has time.
        Awaited = "awaited",
        /// It was given.
        Given = "given",
        /// Its days have passed, which counts as no remarks.
        Silent = "silent",
    }
}

/// The longest text of an opinion, in characters.
pub const OPINION_MAX: usize = 20_000;

/// An opinion that the council was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = OpinionText))]
pub struct Opinion {
    /// When it was asked for.
    pub requested_on: Day,
    /// The last day for it; nothing where the rules name none.
    pub due_on: Option<Day>,
    /// When it was given.
    pub given_on: Option<Day>,
    /// What it says.
    pub kind: Option<Verdict>,
    /// Its words.
    pub text: String,
    /// How often it was written down anew.
    #[serde(skip)]
    pub revision: i64,
}

impl Opinion {
    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, today: Day) -> Standing {
        if self.given_on.is_some_and(|given| given <= today) {
            Standing::Given
        } else if self.due_on.is_some_and(|due| due < today) {
            Standing::Silent
        } else {
            Standing::Awaited
        }
    }
}

/// An opinion to write down. What was given has both `given_on` and `kind`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewOpinion {
    /// When it was asked for.
    pub requested_on: Day,
    /// When it was given; not before `requested_on`.
    #[serde(default)]
    pub given_on: Option<Day>,
    /// What it says.
    #[serde(default)]
    pub kind: Option<Verdict>,
    /// Its words.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 20000))]
    pub text: String,
    /// The revision that was edited, where that has to be the present one. The API does not give it, nor take it.
    #[serde(skip)]
    pub revision: Option<i64>,
}

impl NewOpinion {
    /// Normalises and checks what was typed, and gives the opinion in the place of the one that is known. A day that
    /// was named to the council stays when the rules change.
    ///
    /// # Errors
    /// Every bad field.
    pub fn onto(self, known: Option<&Opinion>, rule: &Rule) -> Result<Opinion, Vec<FieldError>> {
        let mut errors = Vec::new();
        let text = match text::multiline(&self.text, OPINION_MAX) {
            Ok(text) => text,
            Err(Problem::Required) => String::new(),
            Err(problem) => {
                errors.push(FieldError::new("text", problem));
                String::new()
            }
        };
        match (self.given_on, self.kind) {
            (Some(given), _) if given < self.requested_on => errors.push(FieldError::new("given_on", Problem::EndsBeforeStart)),
            (Some(_), None) => errors.push(FieldError::new("kind", Problem::Required)),
            (None, Some(_)) => errors.push(FieldError::new("given_on", Problem::Required)),
            (None, None) if !text.is_empty() => errors.push(FieldError::new("given_on", Problem::Required)),
            _ => {}
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let same = known.filter(|known| known.requested_on == self.requested_on);
        let due_on = same.map_or_else(|| rule.opinion_days.map(|days| self.requested_on.plus(days)), |known| known.due_on);
        Ok(Opinion {
            requested_on: self.requested_on,
            due_on,
            given_on: self.given_on,
            kind: self.kind,
            text,
            revision: known.map_or(0, |known| known.revision),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::Kind;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn asked_on(requested_on: &str) -> NewOpinion {
        NewOpinion { requested_on: day(requested_on), given_on: None, kind: None, text: String::new(), revision: None }
    }

    fn rule() -> Rule {
        Rule::usual(Kind::CooperationProgramme)
    }

    #[test]
    fn the_council_has_its_days_after_that_of_the_request() {
        let opinion = asked_on("2026-12-20").onto(None, &rule()).unwrap();
        assert_eq!(opinion.due_on, Some(day("2027-01-03")));
        assert_eq!(opinion.standing(day("2027-01-03")), Standing::Awaited);
        assert_eq!(opinion.standing(day("2027-01-04")), Standing::Silent);
        let open = asked_on("2026-12-20").onto(None, &Rule::usual(Kind::Other)).unwrap();
        assert_eq!((open.due_on, open.standing(day("2030-01-01"))), (None, Standing::Awaited));
    }

    #[test]
    fn the_day_that_was_named_stays_until_it_is_asked_anew() {
        let known = asked_on("2026-10-20").onto(None, &rule()).unwrap();
        let other = Rule { opinion_days: Some(30), ..rule() };
        assert_eq!(asked_on("2026-10-20").onto(Some(&known), &other).unwrap(), known);
        assert_eq!(asked_on("2026-10-21").onto(Some(&known), &other).unwrap().due_on, Some(day("2026-11-20")));
    }

    #[test]
    fn an_opinion_that_came_late_is_told_all_the_same() {
        let new = NewOpinion { given_on: Some(day("2026-12-01")), kind: Some(Verdict::Negative), ..asked_on("2026-10-20") };
        let opinion = new.onto(None, &rule()).unwrap();
        assert_eq!(opinion.standing(day("2026-11-30")), Standing::Silent);
        assert_eq!(opinion.standing(day("2026-12-01")), Standing::Given);
    }

    #[test]
    fn what_was_given_has_a_day_and_says_something() {
        let bad =
            |new: NewOpinion| new.onto(None, &rule()).unwrap_err().into_iter().map(|error| (error.field, error.problem)).next().unwrap();
        let (given, kind) = (Some(day("2026-10-25")), Some(Verdict::Positive));
        for (new, field, problem) in [
            (NewOpinion { given_on: given, ..asked_on("2026-10-20") }, "kind", Problem::Required),
            (NewOpinion { kind, ..asked_on("2026-10-20") }, "given_on", Problem::Required),
            (NewOpinion { text: "Słowa".to_owned(), ..asked_on("2026-10-20") }, "given_on", Problem::Required),
            (NewOpinion { given_on: given, kind, ..asked_on("2026-10-26") }, "given_on", Problem::EndsBeforeStart),
            (
                NewOpinion { given_on: given, kind, text: "x".repeat(OPINION_MAX + 1), ..asked_on("2026-10-20") },
                "text",
                Problem::TooLong { max: OPINION_MAX },
            ),
        ] {
            assert_eq!(bad(new), (field.to_owned(), problem));
        }
    }
}
