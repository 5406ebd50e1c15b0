//! What the law and a city's own resolutions say about the dates of a consultation, as an administrator sets it.

use serde::Serialize;

use crate::consultation::Kind;
use crate::day::YearDay;
use crate::problem::{FieldError, Problem};
use crate::text;

/// The most days that a rule may name.
pub const DAYS_MAX: i64 = 1_000;
/// The longest name of what a rule rests on, in characters.
pub const SOURCE_MAX: usize = 1_000;

/// What the law and the city's resolutions say about the dates of a kind of consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = DeadlineRule))]
pub struct Rule {
    /// Of which kind.
    pub kind: Kind,
    /// How many days comments are received at least; for the site's forms, not for this API.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000))]
    pub min_days: Option<i64>,
    /// How many days after the closing the report is due.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000))]
    pub report_days: Option<i64>,
    /// How many days after the request the council has.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000))]
    pub opinion_days: Option<i64>,
    /// By when what was consulted is adopted.
    pub adopted_by: Option<YearDay>,
    /// By when it is reported how it was carried out in the year before.
    pub reported_by: Option<YearDay>,
    /// What the rule rests on; empty where nobody has set it.
    #[cfg_attr(feature = "openapi", schema(max_length = 1000))]
    pub source: String,
}

impl Rule {
    /// The rule of a kind where nobody has set another: what holds in every city, and nothing else.
    #[must_use]
    pub fn usual(kind: Kind) -> Self {
        let none = Self {
            kind,
            min_days: None,
            report_days: None,
            opinion_days: None,
            adopted_by: None,
            reported_by: None,
            source: String::new(),
        };
        match kind {
            Kind::CooperationProgramme => {
                Self { opinion_days: Some(14), adopted_by: "11-30".parse().ok(), reported_by: "05-31".parse().ok(), ..none }
            }
            Kind::LocalAct => Self { opinion_days: Some(14), ..none },
            Kind::Strategy => Self { min_days: Some(35), report_days: Some(30), opinion_days: Some(14), ..none },
            Kind::Council | Kind::Other => none,
        }
    }

    /// Normalises and checks what was typed.
    ///
    /// # Errors
    /// Every bad field.
    pub fn parse(mut self) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        for (field, days) in [("min_days", self.min_days), ("report_days", self.report_days), ("opinion_days", self.opinion_days)] {
            match days {
                Some(..=0) => errors.push(FieldError::new(field, Problem::TooFew { min: 1 })),
                Some(days) if days > DAYS_MAX => errors.push(FieldError::new(field, Problem::TooMany { max: DAYS_MAX as usize })),
                _ => {}
            }
        }
        self.source = match text::multiline(&self.source, SOURCE_MAX) {
            Ok(source) => source,
            Err(Problem::Required) => String::new(),
            Err(problem) => {
                errors.push(FieldError::new("source", problem));
                String::new()
            }
        };
        if errors.is_empty() { Ok(self) } else { Err(errors) }
    }
}
