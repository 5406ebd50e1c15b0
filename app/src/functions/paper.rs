//! Remarks that moderators enter for who wrote them. A file of them is sent by a form of another kind, which the server reads
//! itself.

use busola_domain::paper::{Correction, NewEntry};
use busola_domain::{CommentId, ConsultationId, UnitId};
use busola_service::consultations::Key;
use leptos::prelude::*;
use uuid::Uuid;

use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;

/// Enters a remark. `id` is chosen by the form, so that sending twice enters it once.
#[server(prefix = "/fn", endpoint = "enter-remark")]
pub async fn enter_remark(
    consultation: ConsultationId,
    id: CommentId,
    #[server(default)] unit: Option<UnitId>,
    #[server(default)] body: String,
    #[server(default)] source: String,
    #[server(default)] received_on: String,
    #[server(default)] author: String,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let (actor, key) = (site.actor.as_ref(), Key::Id(consultation));
    let new = NewEntry { id, unit, body, source, received_on, author: Some(author) };
    let entered = site.service.enter_remark(actor, &key, new, site.received).await.map_err(fail(&site))?;
    let of = site.service.consultation_alone(actor, &key).await.map_err(fail(&site))?;
    go_to(&format!("/consultations/{}/paper?entered={}", of.slug, entered.comment.id));
    Ok(())
}

/// Corrects a remark that was entered; `seq` is that of its latest event when its form was made.
#[server(prefix = "/fn", endpoint = "correct-remark")]
pub async fn correct_remark(
    id: CommentId,
    seq: i64,
    #[server(default)] unit: Option<UnitId>,
    #[server(default)] body: String,
    #[server(default)] source: String,
    #[server(default)] received_on: String,
    #[server(default)] author: String,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let actor = site.actor.as_ref();
    let correction = Correction {
        seq: Some(seq),
        unit: Some(unit),
        body: Some(body),
        source: Some(source),
        received_on: Some(received_on),
        author: Some(Some(author)),
    };
    let comment = site.service.correct_remark(actor, id, correction, site.received).await.map_err(fail(&site))?;
    let of = site.service.consultation_alone(actor, &Key::Id(comment.consultation)).await.map_err(fail(&site))?;
    go_to(&crate::pages::place_of(&of.slug, &comment));
    Ok(())
}

/// Enters all remarks of a file that was read.
#[server(prefix = "/fn", endpoint = "import-remarks")]
pub async fn import_remarks(consultation: ConsultationId, import: Uuid) -> Result<(), Failure> {
    let site = Site::get()?;
    let imported = site.service.import_all(site.actor.as_ref(), &Key::Id(consultation), import, site.received).await;
    let imported = imported.map_err(fail(&site))?;
    go_to(&format!("/consultations/{}/paper?imported={}", imported.slug, imported.count));
    Ok(())
}
