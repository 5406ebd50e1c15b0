//! Rules of deadlines, the council's opinion, and what is done of what follows.

use std::str::FromStr;

use busola_domain::consultation::Kind;
use busola_domain::day::YearDay;
use busola_domain::deadlines::{Rule, What};
use busola_domain::opinion::{NewOpinion, Verdict};
use busola_domain::{ConsultationId, Day, FieldError, Problem};
use busola_service::Error;
use busola_service::consultations::Key;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::consultation::read;
use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;

/// The form of a rule, as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    /// Of which kind of consultation, by name.
    pub kind: String,
    /// How many days remarks are received at least.
    pub min_days: String,
    /// How many days after the closing the report is due.
    pub report_days: String,
    /// How many days the council has.
    pub opinion_days: String,
    /// By which day of the year it is adopted.
    pub adopted_by: String,
    /// By which day of the year it is reported on.
    pub reported_by: String,
    /// What the rule rests on.
    pub source: String,
}

/// Sets the rule of a kind of consultation.
#[server(prefix = "/fn", endpoint = "set-deadline-rule")]
pub async fn set_deadline_rule(#[server(flatten)] form: RuleForm) -> Result<(), Failure> {
    let site = Site::get()?;
    let rule = rule(&form).map_err(|errors| fail(&site)(Error::Invalid(errors)))?;
    site.service.set_deadline_rule(site.actor.as_ref(), rule, site.received).await.map_err(fail(&site))?;
    go_to("/admin/deadlines?saved=1");
    Ok(())
}

/// What the form says of a rule.
fn rule(form: &RuleForm) -> Result<Rule, Vec<FieldError>> {
    let mut errors = Vec::new();
    let kind = read(&mut errors, "kind", Kind::from_str(&form.kind)).unwrap_or(Kind::Other);
    let mut days = |field, typed: &str| given(&mut errors, field, typed, |typed| typed.parse::<i64>().map_err(|_| Problem::Malformed));
    let (min_days, report_days) = (days("min_days", &form.min_days), days("report_days", &form.report_days));
    let opinion_days = days("opinion_days", &form.opinion_days);
    let adopted_by = given(&mut errors, "adopted_by", &form.adopted_by, YearDay::from_str);
    let reported_by = given(&mut errors, "reported_by", &form.reported_by, YearDay::from_str);
    let rule = Rule { kind, min_days, report_days, opinion_days, adopted_by, reported_by, source: form.source.clone() };
    if errors.is_empty() {
        return Ok(rule);
    }
    // What else is wrong is told at the same time.
    errors.extend(rule.parse().err().unwrap_or_default());
    Err(errors)
}

/// The form of an opinion, as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OpinionForm {
    /// When it was asked for.
    pub requested_on: String,
    /// When it was given; empty while it was not.
    pub given_on: String,
    /// What it says, by name; empty while there is none.
    pub kind: String,
    /// Its words.
    pub text: String,
    /// The revision that is edited; empty when that does not matter.
    pub revision: String,
}

/// Writes down that the council was asked for its opinion, and what it said.
#[server(prefix = "/fn", endpoint = "put-opinion")]
pub async fn put_opinion(consultation: ConsultationId, #[server(flatten)] form: OpinionForm) -> Result<(), Failure> {
    let site = Site::get()?;
    let new = opinion(form).map_err(|errors| fail(&site)(Error::Invalid(errors)))?;
    let put = site.service.put_opinion(site.actor.as_ref(), &Key::Id(consultation), new, site.received).await;
    put.map(|_| ()).map_err(fail(&site))
}

/// What the form says of an opinion.
fn opinion(form: OpinionForm) -> Result<NewOpinion, Vec<FieldError>> {
    let mut errors = Vec::new();
    let requested_on = read(&mut errors, "requested_on", Day::from_str(&form.requested_on));
    let given_on = given(&mut errors, "given_on", &form.given_on, Day::from_str);
    let kind = given(&mut errors, "kind", &form.kind, Verdict::from_str);
    let revision = form.revision.trim().parse().ok();
    match requested_on {
        Some(requested_on) if errors.is_empty() => Ok(NewOpinion { requested_on, given_on, kind, text: form.text, revision }),
        _ => Err(errors),
    }
}

/// Writes down on which days something was done that Busola does not see; an empty day takes it back.
#[server(prefix = "/fn", endpoint = "meet-deadlines")]
pub async fn meet_deadlines(
    consultation: ConsultationId,
    #[server(default)] adoption: Option<String>,
    #[server(default)] yearly_report: Option<String>,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let mut errors = Vec::new();
    let mut days = Vec::new();
    for (what, typed) in [(What::Adoption, adoption), (What::YearlyReport, yearly_report)] {
        if let Some(typed) = typed {
            days.push((what, given(&mut errors, what.as_str(), &typed, Day::from_str)));
        }
    }
    if !errors.is_empty() {
        return Err(fail(&site)(Error::Invalid(errors)));
    }
    for (what, on) in days {
        let met = site.service.meet_deadline(site.actor.as_ref(), &Key::Id(consultation), what, on, site.received).await;
        met.map_err(fail(&site))?;
    }
    Ok(())
}

/// What was typed in a field that may stay empty.
pub(super) fn given<T>(
    errors: &mut Vec<FieldError>,
    field: &str,
    typed: &str,
    parse: impl FnOnce(&str) -> Result<T, Problem>,
) -> Option<T> {
    let typed = typed.trim();
    if typed.is_empty() { None } else { read(errors, field, parse(typed)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_field_of_a_rule_asks_for_nothing_and_every_bad_one_is_named() {
        let form =
            RuleForm { kind: "strategy".to_owned(), min_days: " 35 ".to_owned(), adopted_by: "11-30".to_owned(), ..RuleForm::default() };
        let read = rule(&form).unwrap();
        assert_eq!((read.kind, read.min_days, read.report_days), (Kind::Strategy, Some(35), None));
        assert_eq!(read.adopted_by.map(|day| day.to_string()).as_deref(), Some("11-30"));
        let bad = RuleForm { min_days: "many".to_owned(), report_days: "0".to_owned(), reported_by: "31 May".to_owned(), ..form };
        let fields: Vec<_> = rule(&bad).unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["min_days", "reported_by", "report_days"]);
    }

    #[test]
    fn an_opinion_needs_the_day_of_its_request() {
        assert_eq!(opinion(OpinionForm::default()).unwrap_err(), [FieldError::new("requested_on", Problem::Required)]);
        let asked = OpinionForm { requested_on: "2026-10-20".to_owned(), ..OpinionForm::default() };
        assert_eq!(opinion(asked).unwrap().given_on, None);
    }
}
