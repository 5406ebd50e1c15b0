//! Changing what was announced of a consultation.

use busola_domain::consultation::{Change, Consultation, Facts};
use busola_domain::{AccountId, ConsultationId, FieldError, Problem};
use busola_service::Error;
use busola_service::consultations::Key;
use leptos::prelude::*;

use super::consultation::{ConsultationForm, facts, read};
use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;

/// What stands in the form for nobody.
pub(crate) const NOBODY: &str = "nobody";

/// Changes what was announced of a consultation.
#[server(prefix = "/fn", endpoint = "change-consultation")]
pub async fn change_consultation(id: ConsultationId, #[server(flatten)] form: ConsultationForm) -> Result<(), Failure> {
    let site = Site::get()?;
    let (actor, key) = (site.actor.as_ref(), Key::Id(id));
    let known = site.service.edit_consultation(actor, &key).await.map_err(fail(&site))?;
    let change = parse(&form, &known.consultation).map_err(|errors| fail(&site)(Error::Invalid(errors)))?;
    let changed = site.service.change_consultation(actor, &key, change, &form.short(), site.received).await;
    let changed = changed.map_err(fail(&site))?;
    go_to(&format!("/consultations/{}", changed.slug));
    Ok(())
}

/// What the form says of a consultation that is there.
fn parse(form: &ConsultationForm, known: &Consultation) -> Result<Change, Vec<FieldError>> {
    let mut errors = Vec::new();
    let wanted = facts(form, Some(known), &mut errors);
    let officer = |id: &str| id.parse::<AccountId>().map_err(|_| Problem::Malformed);
    let responsible = match form.responsible.trim() {
        "" => None,
        NOBODY => Some(None),
        id => read(&mut errors, "responsible", officer(id)).map(Some),
    };
    if !errors.is_empty() {
        // What else is wrong is told at the same time; of a period that can't be read nothing else.
        let others = wanted.parse().err().unwrap_or_default();
        errors.extend(others.into_iter().filter(|other| other.field != "closes_at"));
        return Err(errors);
    }
    let Facts { title, summary, notice, audience, moderation, opens_at, closes_at } = wanted;
    Ok(Change {
        title: Some(title),
        summary: Some(summary),
        notice: Some(notice),
        audience: Some(audience),
        moderation: Some(moderation),
        opens_at: Some(opens_at),
        closes_at: Some(closes_at),
        responsible,
        revision: form.revision.trim().parse().ok(),
    })
}
