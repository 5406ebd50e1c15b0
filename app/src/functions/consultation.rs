//! Consultations: what moderators do with them.

use std::str::FromStr;

use busola_domain::consultation::{Audience, Consultation, Facts, Kind, Moderation};
use busola_domain::draft::Format;
use busola_domain::schedule::local::{self, Side};
use busola_domain::{ConsultationId, FieldError, Notice, Phase, Problem, Timestamp};
use busola_service::Error;
use busola_service::consultations::{Key, NewConsultation, NewSource, TooShort};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{fail, go_to, ticked};
use crate::context::Site;
use crate::failure::Failure;

/// The form of a new consultation, as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsultationForm {
    /// The title.
    pub title: String,
    /// What it is in law, by name.
    pub kind: String,
    /// What it is about.
    pub summary: String,
    /// The opening, as local time.
    pub opens_at: String,
    /// The closing, as local time.
    pub closes_at: String,
    /// Of the notice: what is consulted.
    pub subject: String,
    /// Of the notice: what for.
    pub aim: String,
    /// Of the notice: what it rests on.
    pub legal_basis: String,
    /// Of the notice: the area.
    pub territory: String,
    /// Of the notice: the office.
    pub unit: String,
    /// Of the notice: how to reach it.
    pub contact: String,
    /// Of the notice: the forms of taking part, one a line.
    pub forms: String,
    /// Who may take part, by name.
    pub audience: String,
    /// When remarks become public, by name.
    pub moderation: String,
    /// How the draft is written, by name.
    pub format: String,
    /// The draft.
    pub source: String,
    /// The officer who is reminded of what is due, by id; `nobody`, or empty for the one who is.
    pub responsible: String,
    /// The revision that is edited; empty when that does not matter.
    pub revision: String,
    /// Whether it is published though its period is too short.
    #[serde(deserialize_with = "ticked")]
    pub anyway: bool,
    /// Why.
    pub reason: String,
    /// The button that was pressed: `preview`, `check`, `edit`, `publish` or `draft`.
    #[serde(rename = "do")]
    pub wanted: String,
}

impl ConsultationForm {
    /// What becomes of a period that is too short.
    pub(super) fn short(&self) -> TooShort {
        short(self.anyway.then_some(&self.reason))
    }
}

/// What becomes of a period that is too short, where a reason was given and where none was.
fn short(reason: Option<&String>) -> TooShort {
    reason.cloned().map_or(TooShort::Refused, TooShort::Explained)
}

/// Creates a consultation, published or as a draft.
///
/// The buttons "preview", "check" and "back" create nothing: they answer [`Failure::NotYet`], at which the form's page
/// is shown again, and makes the preview from the fields. So a preview needs no place to be kept in and
/// nothing that was typed can be lost on its way.
#[server(prefix = "/fn", endpoint = "create-consultation")]
pub async fn create_consultation(#[server(flatten)] form: ConsultationForm) -> Result<(), Failure> {
    let site = Site::get()?;
    let actor = site.actor.as_ref();
    match form.wanted.as_str() {
        "edit" => return Err(Failure::NotYet),
        "preview" | "check" => {
            let source = NewSource { format: form.format.parse().unwrap_or(Format::Text), source: form.source };
            site.service.preview(actor, &source).map_err(fail(&site))?;
            return Err(Failure::NotYet);
        }
        _ => {}
    }
    let short = form.short();
    let (new, mut errors) = parse(&form);
    let unreadable = !errors.is_empty();
    let created = site.service.create_weighed(actor, new, &short).await.map_err(|error| match error {
        Error::Invalid(others) => {
            // The period was left empty by `parse` then: what the service says of it is not what was typed.
            errors.extend(others.into_iter().filter(|other| !(unreadable && other.field == "closes_at")));
            Error::Invalid(errors)
        }
        other => other,
    });
    let created = created.map_err(fail(&site))?;
    go_to(&format!("/consultations/{}", created.slug));
    Ok(())
}

/// Makes a draft consultation public.
#[server(prefix = "/fn", endpoint = "publish-consultation")]
pub async fn publish_consultation(
    id: ConsultationId,
    #[server(default)] anyway: bool,
    #[server(default)] reason: String,
) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.publish_weighed(site.actor.as_ref(), &Key::Id(id), &short(anyway.then_some(&reason))).await.map_err(fail(&site))
}

/// The dates of a consultation as they stand on its page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WhenHtml {
    /// How long still, from when, or that it is over.
    pub html: String,
    /// Whether remarks are received.
    pub open: bool,
}

/// The dates of a consultation, for a page on which they have changed.
#[server(prefix = "/fn", endpoint = "when")]
pub async fn when(consultation: ConsultationId) -> Result<WhenHtml, Failure> {
    let site = Site::get()?;
    let found = site.service.consultation_alone(site.actor.as_ref(), &Key::Id(consultation)).await.map_err(fail(&site))?;
    let html = crate::pages::when(site.lang, site.service.now(), &found);
    Ok(WhenHtml { html, open: found.phase == Phase::Open })
}

/// What the form says, and the fields that can't be read. Where there are any, the period is empty, so that
/// the service refuses the whole and tells of all the other fields at the same time.
fn parse(form: &ConsultationForm) -> (NewConsultation, Vec<FieldError>) {
    let mut errors = Vec::new();
    let Facts { title, summary, notice, audience, moderation, opens_at, closes_at } = facts(form, None, &mut errors);
    let kind = read(&mut errors, "kind", Kind::from_str(&form.kind));
    let format = read(&mut errors, "format", Format::from_str(&form.format));
    let (opens_at, closes_at) = if errors.is_empty() { (opens_at, closes_at) } else { (Timestamp(0), Timestamp(0)) };
    let new = NewConsultation {
        title,
        kind: kind.unwrap_or(Kind::Other),
        summary,
        notice,
        audience,
        moderation,
        opens_at,
        closes_at,
        draft: NewSource { format: format.unwrap_or(Format::Text), source: form.source.clone() },
        publish: form.wanted == "publish",
    };
    (new, errors)
}

/// What is announced by the form; what can't be read is named in `errors`. Where nobody touched a moment of `known`, it
/// stays to the millisecond, and in the hour that autumn has twice.
pub(super) fn facts(form: &ConsultationForm, known: Option<&Consultation>, errors: &mut Vec<FieldError>) -> Facts {
    let mut moment = |field: &str, typed: &str, was: Option<Timestamp>, side: Side| match was {
        Some(was) if local::field(was) == typed.trim() => was,
        _ => read(errors, field, local::parse(typed, side)).unwrap_or(Timestamp(0)),
    };
    let opens_at = moment("opens_at", &form.opens_at, known.map(|known| known.opens_at), Side::Start);
    let closes_at = moment("closes_at", &form.closes_at, known.map(|known| known.closes_at), Side::End);
    let audience = read(errors, "audience", Audience::from_str(&form.audience));
    let moderation = read(errors, "moderation", Moderation::from_str(&form.moderation));
    Facts {
        title: form.title.clone(),
        summary: form.summary.clone(),
        notice: Notice {
            subject: form.subject.clone(),
            aim: form.aim.clone(),
            legal_basis: form.legal_basis.clone(),
            territory: form.territory.clone(),
            unit: form.unit.clone(),
            contact: form.contact.clone(),
            forms: form.forms.lines().map(str::to_owned).collect(),
        },
        audience: audience.unwrap_or(Audience::Everyone),
        moderation: moderation.unwrap_or(Moderation::Post),
        opens_at,
        closes_at,
    }
}

pub(super) fn read<T>(errors: &mut Vec<FieldError>, field: &str, parsed: Result<T, Problem>) -> Option<T> {
    parsed.map_err(|problem| errors.push(FieldError::new(field, problem))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ConsultationForm {
        ConsultationForm {
            opens_at: "2026-11-10T08:00".to_owned(),
            closes_at: "2026-12-08T23:59:59".to_owned(),
            kind: "local_act".to_owned(),
            audience: "everyone".to_owned(),
            moderation: "pre".to_owned(),
            format: "text".to_owned(),
            forms: "meeting\nletters".to_owned(),
            wanted: "publish".to_owned(),
            ..ConsultationForm::default()
        }
    }

    #[test]
    fn times_are_those_of_the_citys_clocks() {
        let (new, errors) = parse(&form());
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(new.opens_at.to_string(), "2026-11-10T07:00:00.000Z");
        assert_eq!(new.closes_at.to_string(), "2026-12-08T22:59:59.000Z");
        assert_eq!(new.notice.forms, ["meeting", "letters"]);
        assert!(new.publish);
    }

    #[test]
    fn a_form_that_cannot_be_read_has_a_period_that_the_service_refuses() {
        let (new, errors) = parse(&ConsultationForm { closes_at: "2026-03-29T02:30".to_owned(), kind: "?".to_owned(), ..form() });
        assert_eq!(errors, [FieldError::new("closes_at", Problem::TimeSkipped), FieldError::new("kind", Problem::Malformed)]);
        assert_eq!(new.opens_at, new.closes_at);
    }
}
