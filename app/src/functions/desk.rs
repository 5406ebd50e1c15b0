//! The desk: its queue, answers as moderators write them, templates.

use std::collections::BTreeMap;

use busola_desk::{Entry, Filter, Queue, Seen};
use busola_domain::answer::{Progress, State, Template};
use busola_domain::comment::Source;
use busola_domain::{CommentId, ConsultationId, Decision, Problem, TemplateId, Timestamp, UnitId};
use busola_service::Error;
use busola_service::answers::{NewAnswer, NewGroup, NewTemplate, TemplateChange};
use busola_service::consultations::Key;
use leptos::prelude::*;

use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;
use crate::pages;
use crate::pages::Drafts;

/// A page of the queue.
#[server(prefix = "/fn", endpoint = "desk-queue")]
pub async fn desk_queue(
    consultation: ConsultationId,
    #[server(default)] unit: Option<UnitId>,
    #[server(default)] state: Option<State>,
    #[server(default)] source: Option<Source>,
    #[server(default)] search: String,
    #[server(default)] after: Option<String>,
) -> Result<Queue, Failure> {
    let site = Site::get()?;
    let filter = Filter { unit, state: state.unwrap_or(Filter::default().state), source, search };
    pages::desk_queue(&site, consultation, &filter, after.as_deref()).await.map_err(fail(&site))
}

/// A remark as it is now, with a draft of its answer and who wrote that.
#[server(prefix = "/fn", endpoint = "desk-remark")]
pub async fn desk_remark(id: CommentId) -> Result<Entry, Failure> {
    let site = Site::get()?;
    pages::desk_remark(&site, id).await.map_err(fail(&site))
}

/// How far the answers to a consultation's remarks are.
#[server(prefix = "/fn", endpoint = "desk-progress")]
pub async fn desk_progress(consultation: ConsultationId) -> Result<Progress, Failure> {
    let site = Site::get()?;
    site.service.desk_progress(site.actor.as_ref(), &Key::Id(consultation)).await.map_err(fail(&site))
}

/// Answers a remark, together with others where there are any: `draft`, `publish`, or `next`, which goes on to that page.
/// `template` answers nothing: the form is shown again with a template in it.
#[server(prefix = "/fn", endpoint = "answer-remark")]
pub async fn answer_remark(
    id: Seen,
    #[server(default)] decision: String,
    #[server(default)] justification: String,
    #[server(default)] unit: String,
    #[server(default)] together: Vec<Seen>,
    action: String,
    #[server(default)] next: String,
) -> Result<Vec<Entry>, Failure> {
    let site = Site::get()?;
    if action == "template" {
        return Err(Failure::NotYet);
    }
    let decision = decision.parse::<Decision>().map_err(|_| fail(&site)(Error::field("decision", Problem::Required)))?;
    let unit = unit_of(&unit).map_err(fail(&site))?;
    let (publish, actor) = (action != "draft", site.actor.as_ref());
    let comments = if together.iter().all(|other| other.id == id.id) {
        let new = NewAnswer { decision, justification, unit, publish, revision: Some(id.revision) };
        vec![site.service.answer_comment(actor, id.id, new).await.map_err(fail(&site))?]
    } else {
        let key = Key::Id(site.service.comment(actor, id.id).await.map_err(fail(&site))?.comment.consultation);
        let revisions: BTreeMap<_, _> = together.into_iter().chain([id]).map(|seen| (seen.id, seen.revision)).collect();
        let comments = revisions.keys().copied().collect();
        let new = NewGroup { comments, decision, justification, unit, publish, revisions };
        site.service.answer_comments(actor, &key, new).await.map_err(fail(&site))?
    };
    if action == "next" {
        go_to(&next);
    }
    Ok(comments.into_iter().map(|comment| pages::entry(site.lang, comment, None)).collect())
}

/// The most drafts that are published for one press of a button.
const PUBLISHED_AT_ONCE: usize = 1_000;

/// Publishes drafts of a consultation's answers, and gives their number: `all`, `mine`, or those `found` by what follows;
/// of these, those that were there at the moment `seen`. `published` is how many were before.
#[server(prefix = "/fn", endpoint = "publish-drafts")]
pub async fn publish_drafts(
    consultation: ConsultationId,
    #[server(default)] which: String,
    #[server(default)] unit: Option<UnitId>,
    #[server(default)] source: Option<Source>,
    #[server(default)] search: String,
    #[server(default)] seen: Option<i64>,
    #[server(default)] published: usize,
) -> Result<usize, Failure> {
    let site = Site::get()?;
    let filter = Filter { unit, source, search, ..Filter::default() };
    let drafts = Drafts { which: which.parse().unwrap_or_default(), filter, seen: seen.map_or(site.received, Timestamp) };
    let (actor, key) = (site.actor.as_ref(), Key::Id(consultation));
    let now = site.service.publish_answers(actor, &key, &drafts.chosen(), PUBLISHED_AT_ONCE).await.map_err(fail(&site))?;
    go_to(&drafts.address(consultation, published.saturating_add(now)));
    Ok(now)
}

/// Keeps a template, or (with an id) changes it.
#[server(prefix = "/fn", endpoint = "save-template")]
pub async fn save_template(
    #[server(default)] id: Option<TemplateId>,
    #[server(default)] name: String,
    #[server(default)] decision: String,
    #[server(default)] justification: String,
) -> Result<Template, Failure> {
    let site = Site::get()?;
    let actor = site.actor.as_ref();
    let decision = decision.parse::<Decision>().ok();
    let saved = match id {
        None => site.service.create_template(actor, NewTemplate { name, decision, justification }).await,
        Some(id) => {
            let change = TemplateChange { name: Some(name), decision: Some(decision), justification: Some(justification) };
            site.service.change_template(actor, id, change).await
        }
    };
    let saved = saved.map_err(fail(&site))?;
    go_to("/answer-templates");
    Ok(saved)
}

/// Removes a template.
#[server(prefix = "/fn", endpoint = "delete-template")]
pub async fn delete_template(id: TemplateId) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.delete_template(site.actor.as_ref(), id).await.map_err(fail(&site))
}

/// A unit as a form has it; nothing for none.
fn unit_of(sent: &str) -> Result<Option<UnitId>, Error> {
    match sent.trim() {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Error::field("unit", Problem::UnknownUnit)),
    }
}
