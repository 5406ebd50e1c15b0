//! Consultations: what moderators do with them.

use std::str::FromStr;

use busola_domain::consultation::{Audience, Kind, Moderation};
use busola_domain::draft::Format;
use busola_domain::schedule::local::{self, Side};
use busola_domain::{ConsultationId, FieldError, Notice, Problem, Timestamp};
use busola_service::Error;
use busola_service::consultations::{Key, NewConsultation, NewSource};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{fail, go_to};
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
    /// The button that was pressed: `preview`, `edit`, `publish` or `draft`.
    #[serde(rename = "do")]
    pub wanted: String,
}

/// Creates a consultation, published or as a draft.
///
/// The buttons "preview" and "back" create nothing: they answer [`Failure::NotYet`], at which the form's page
/// is shown again, and makes the preview from the fields. So a preview needs no place to be kept in and
/// nothing that was typed can be lost on its way.
#[server(prefix = "/fn", endpoint = "create-consultation")]
pub async fn create_consultation(#[server(flatten)] form: ConsultationForm) -> Result<(), Failure> {
    let site = Site::get()?;
    let actor = site.actor.as_ref();
    match form.wanted.as_str() {
        "edit" => return Err(Failure::NotYet),
        "preview" => {
            let source = NewSource { format: form.format.parse().unwrap_or(Format::Text), source: form.source };
            site.service.preview(actor, &source).map_err(fail(&site))?;
            return Err(Failure::NotYet);
        }
        _ => {}
    }
    let (new, mut errors) = parse(form);
    let unreadable = !errors.is_empty();
    let created = site.service.create_consultation(actor, new).await.map_err(|error| match error {
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
pub async fn publish_consultation(id: ConsultationId) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.publish_consultation(site.actor.as_ref(), &Key::Id(id)).await.map_err(fail(&site))
}

/// What the form says, and the fields that can't be read. Where there are any, the period is empty, so that
/// the service refuses the whole and tells of all the other fields at the same time.
fn parse(form: ConsultationForm) -> (NewConsultation, Vec<FieldError>) {
    let mut errors = Vec::new();
    let opens_at = read(&mut errors, "opens_at", local::parse(&form.opens_at, Side::Start));
    let closes_at = read(&mut errors, "closes_at", local::parse(&form.closes_at, Side::End));
    let kind = read(&mut errors, "kind", Kind::from_str(&form.kind));
    let audience = read(&mut errors, "audience", Audience::from_str(&form.audience));
    let moderation = read(&mut errors, "moderation", Moderation::from_str(&form.moderation));
    let format = read(&mut errors, "format", Format::from_str(&form.format));
    let period = if errors.is_empty() { opens_at.zip(closes_at) } else { None };
    let (opens_at, closes_at) = period.unwrap_or((Timestamp(0), Timestamp(0)));
    let new = NewConsultation {
        title: form.title,
        kind: kind.unwrap_or(Kind::Other),
        summary: form.summary,
        notice: Notice {
            subject: form.subject,
            aim: form.aim,
            legal_basis: form.legal_basis,
            territory: form.territory,
            unit: form.unit,
            contact: form.contact,
            forms: form.forms.lines().map(str::to_owned).collect(),
        },
        audience: audience.unwrap_or(Audience::Everyone),
        moderation: moderation.unwrap_or(Moderation::Post),
        opens_at,
        closes_at,
        draft: NewSource { format: format.unwrap_or(Format::Text), source: form.source },
        publish: form.wanted == "publish",
    };
    (new, errors)
}

fn read<T>(errors: &mut Vec<FieldError>, field: &str, parsed: Result<T, Problem>) -> Option<T> {
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
        let (new, errors) = parse(form());
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(new.opens_at.to_string(), "2026-11-10T07:00:00.000Z");
        assert_eq!(new.closes_at.to_string(), "2026-12-08T22:59:59.000Z");
        assert_eq!(new.notice.forms, ["meeting", "letters"]);
        assert!(new.publish);
    }

    #[test]
    fn a_form_that_cannot_be_read_has_a_period_that_the_service_refuses() {
        let (new, errors) = parse(ConsultationForm { closes_at: "2026-03-29T02:30".to_owned(), kind: "?".to_owned(), ..form() });
        assert_eq!(errors, [FieldError::new("closes_at", Problem::TimeSkipped), FieldError::new("kind", Problem::Malformed)]);
        assert_eq!(new.opens_at, new.closes_at);
    }
}
