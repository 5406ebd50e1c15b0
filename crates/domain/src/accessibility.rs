//! The declaration of accessibility, which the act of 4 April 2019 on digital accessibility asks of a public body's site
//! (Dz. U. 2023 poz. 1440, art. 10), with the parts that the ministry's technical conditions name (version 2.0, 2024).

use serde::{Deserialize, Serialize};

use crate::city::NAME_MAX;
use crate::day::{Day, YearDay};
use crate::names::names;
use crate::problem::{FieldError, Problem};
use crate::{contact, text};

/// The longest text of a part, in characters.
pub const PART_MAX: usize = 10_000;
/// The day of the year by which a declaration is to be looked through and brought up to date (art. 11).
const REVIEWED_BY: &str = "03-31";
/// From so many days before that on administrators are reminded.
const REMINDED_BEFORE: i64 = 30;

names! {
    /// Whether the site is as the act asks.
    Status {
        /// It is: "zgodna".
        Full = "full",
        /// It is but for what is named: "częściowo zgodna".
        Partial = "partial",
        /// Most of it is not: "niezgodna".
        Not = "not",
    }
}

names! {
    /// How that was found out.
    Method {
        /// By the body itself.
        Own = "own",
        /// By somebody else.
        External = "external",
    }
}

/// A declaration, as an administrator publishes it. Texts are in the city's language; of those that are lists each line is
/// an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// The public body whose site it is.
    pub entity: String,
    /// When the site was published.
    pub published_on: Day,
    /// When something that matters in it was last changed.
    pub updated_on: Day,
    /// Whether it is as the act asks.
    pub status: Status,
    /// What is not as the act asks, each with what it means for whom and another way to it; a list.
    pub barriers: String,
    /// What would cost too much (art. 8), with the assessment of that; a list.
    pub costs: String,
    /// What the act does not ask for (art. 3); a list.
    pub exempt: String,
    /// How it was found out.
    pub method: Method,
    /// By whom, where that was somebody else.
    pub examiner: String,
    /// When the declaration was made.
    pub made_on: Day,
    /// When it was last looked through.
    pub reviewed_on: Option<Day>,
    /// What helps beyond what is asked, and other things to know.
    pub help: String,
    /// Who answers for accessibility: a person or a part of the office.
    pub contact: String,
    /// Their e-mail address.
    pub email: String,
    /// Their telephone.
    pub phone: String,
    /// The body's applications for telephones, each with where it is; empty where there are none; a list.
    pub apps: String,
    /// How the building can be reached and used.
    pub architecture: String,
    /// How the office can be spoken with: sign language, induction loops, easy texts.
    pub communication: String,
}

impl Declaration {
    /// Normalises and checks what was typed, on a day.
    ///
    /// # Errors
    /// Every bad field.
    pub fn parse(self, today: Day) -> Result<Self, Vec<FieldError>> {
        let mut errors = self.days(today);
        let mut clean = |field: &str, value: Result<String, Problem>| {
            value.unwrap_or_else(|problem| {
                errors.push(FieldError::new(field, problem));
                String::new()
            })
        };
        let part = |typed: &str| text::multiline(typed, PART_MAX);
        let declaration = Self {
            entity: clean("entity", text::line(&self.entity, NAME_MAX)),
            barriers: clean("barriers", text::optional(&self.barriers, part)),
            costs: clean("costs", text::optional(&self.costs, part)),
            exempt: clean("exempt", text::optional(&self.exempt, part)),
            examiner: clean("examiner", text::optional(&self.examiner, |typed| text::line(typed, NAME_MAX))),
            help: clean("help", text::optional(&self.help, part)),
            contact: clean("contact", text::line(&self.contact, NAME_MAX)),
            email: clean("email", contact::email(&self.email)),
            phone: clean("phone", contact::phone(&self.phone)),
            apps: clean("apps", text::optional(&self.apps, part)),
            architecture: clean("architecture", part(&self.architecture)),
            communication: clean("communication", part(&self.communication)),
            ..self
        };
        let more: Vec<_> =
            declaration.contradictions().into_iter().filter(|more| errors.iter().all(|bad| bad.field != more.field)).collect();
        errors.extend(more);
        if errors.is_empty() { Ok(declaration) } else { Err(errors) }
    }

    /// What is wrong with its days.
    fn days(&self, today: Day) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let days = [
            ("published_on", Some(self.published_on), None),
            ("updated_on", Some(self.updated_on), Some(self.published_on)),
            ("made_on", Some(self.made_on), None),
            ("reviewed_on", self.reviewed_on, Some(self.made_on)),
        ];
        for (field, day, after) in days {
            if day.is_some_and(|day| day > today) {
                errors.push(FieldError::new(field, Problem::InFuture));
            } else if day.is_some_and(|day| after.is_some_and(|after| day < after)) {
                errors.push(FieldError::new(field, Problem::Contradicts));
            }
        }
        errors
    }

    /// What can't all be true of it.
    fn contradictions(&self) -> Vec<FieldError> {
        let names_something = [&self.barriers, &self.costs, &self.exempt].iter().any(|part| !part.is_empty());
        let mut errors = Vec::new();
        match self.status {
            Status::Full if names_something => errors.push(FieldError::new("status", Problem::Contradicts)),
            // What is not accessible has to be named.
            Status::Partial | Status::Not if !names_something => errors.push(FieldError::new("barriers", Problem::Required)),
            _ => {}
        }
        if self.method == Method::External && self.examiner.is_empty() {
            errors.push(FieldError::new("examiner", Problem::Required));
        }
        errors
    }

    /// When it was made or last looked through, whichever is later.
    #[must_use]
    pub fn looked_at_on(&self) -> Day {
        self.reviewed_on.map_or(self.made_on, |reviewed| reviewed.max(self.made_on))
    }

    /// The day by which it is to be looked through next: 31 March of the year after the last time.
    #[must_use]
    pub fn review_by(&self) -> Day {
        let next_year = self.looked_at_on().year().saturating_add(1);
        REVIEWED_BY.parse::<YearDay>().map_or_else(|_| self.looked_at_on().plus_years(1), |day| day.in_year(next_year))
    }

    /// Whether that is near or past.
    #[must_use]
    pub fn is_to_be_reviewed(&self, today: Day) -> bool {
        today >= self.review_by().plus(-REMINDED_BEFORE)
    }
}

/// The entries of a part that is a list.
pub fn entries(part: &str) -> impl Iterator<Item = &str> {
    part.lines().map(str::trim).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn typed() -> Declaration {
        let text = |text: &str| text.to_owned();
        Declaration {
            entity: text(" Urząd  Miasta Leszna "),
            published_on: day("2026-01-10"),
            updated_on: day("2026-05-01"),
            status: Status::Partial,
            barriers: text("Skany załączników nie mają warstwy tekstowej.\r\n\r\nFilm nie ma napisów.\n"),
            costs: String::new(),
            exempt: String::new(),
            method: Method::Own,
            examiner: String::new(),
            made_on: day("2026-03-15"),
            reviewed_on: None,
            help: String::new(),
            contact: text("Biuro Partycypacji"),
            email: text("Biuro@miasto.example"),
            phone: text("65 529 81 00"),
            apps: String::new(),
            architecture: text("Wejście od Rynku ma podjazd."),
            communication: text("Tłumacz języka migowego po zgłoszeniu."),
        }
    }

    fn wrong(declaration: Declaration) -> Vec<(String, Problem)> {
        let errors = declaration.parse(day("2026-06-10")).unwrap_err();
        errors.into_iter().map(|error| (error.field, error.problem)).collect()
    }

    #[test]
    fn what_is_typed_is_made_regular() {
        let declared = typed().parse(day("2026-06-10")).unwrap();
        assert_eq!((declared.entity.as_str(), declared.email.as_str()), ("Urząd Miasta Leszna", "biuro@miasto.example"));
        let listed: Vec<_> = entries(&declared.barriers).collect();
        assert_eq!(listed, ["Skany załączników nie mają warstwy tekstowej.", "Film nie ma napisów."]);
    }

    #[test]
    fn what_is_not_accessible_is_named_and_what_is_accessible_names_nothing() {
        let silent = Declaration { barriers: " ".to_owned(), ..typed() };
        assert_eq!(wrong(silent.clone()), [("barriers".to_owned(), Problem::Required)]);
        assert_eq!(wrong(Declaration { status: Status::Not, ..silent.clone() }), [("barriers".to_owned(), Problem::Required)]);
        assert!(Declaration { exempt: "Mapy.".to_owned(), ..silent.clone() }.parse(day("2026-06-10")).is_ok());
        assert!(Declaration { status: Status::Full, ..silent }.parse(day("2026-06-10")).is_ok());
        assert_eq!(wrong(Declaration { status: Status::Full, ..typed() }), [("status".to_owned(), Problem::Contradicts)]);
    }

    #[test]
    fn days_have_come_and_follow_each_other() {
        let bad = Declaration { updated_on: day("2026-01-09"), made_on: day("2026-06-11"), ..typed() };
        assert_eq!(wrong(bad), [("updated_on".to_owned(), Problem::Contradicts), ("made_on".to_owned(), Problem::InFuture)]);
        let early = Declaration { reviewed_on: Some(day("2026-03-14")), ..typed() };
        assert_eq!(wrong(early), [("reviewed_on".to_owned(), Problem::Contradicts)]);
    }

    #[test]
    fn every_bad_field_is_named() {
        let bad = Declaration {
            entity: String::new(),
            method: Method::External,
            phone: "5".to_owned(),
            architecture: "\n".to_owned(),
            help: "a\u{0}".to_owned(),
            ..typed()
        };
        let fields: Vec<_> = wrong(bad).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["entity", "help", "phone", "architecture", "examiner"]);
    }

    #[test]
    fn it_is_to_be_reviewed_by_the_end_of_march_each_year() {
        let made = typed();
        assert_eq!(made.review_by(), day("2027-03-31"));
        assert!(!made.is_to_be_reviewed(day("2027-02-28")));
        assert!(made.is_to_be_reviewed(day("2027-03-01")) && made.is_to_be_reviewed(day("2028-01-01")));
        let reviewed = Declaration { reviewed_on: Some(day("2027-03-20")), ..made };
        assert_eq!((reviewed.looked_at_on(), reviewed.review_by()), (day("2027-03-20"), day("2028-03-31")));
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        assert!(Status::ALL.iter().all(|status| status.as_str().parse() == Ok(*status)));
        assert!(Method::ALL.iter().all(|method| method.as_str().parse() == Ok(*method)));
    }
}
