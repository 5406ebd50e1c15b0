//! The city's answers to remarks.

use busola_domain::{Comment, CommentId, Decision, Problem, UnitId};
use busola_service::Error;
use busola_service::answers::NewAnswer;
use leptos::prelude::*;

use super::fail;
use crate::context::Site;
use crate::failure::Failure;

/// Writes the answer to a remark: a draft, or one that everybody reads. An empty `unit` is none; `revision` is that of the
/// answer from which it was made, 0 where there was none.
#[server(prefix = "/fn", endpoint = "answer-comment")]
pub async fn answer_comment(
    id: CommentId,
    #[server(default)] decision: String,
    justification: String,
    #[server(default)] unit: String,
    #[server(default)] revision: i64,
    publish: bool,
) -> Result<Comment, Failure> {
    let site = Site::get()?;
    let decision = decision.parse::<Decision>().map_err(|_| fail(&site)(Error::field("decision", Problem::Required)))?;
    let unit = Some(unit).filter(|unit| !unit.is_empty()).map(|unit| unit.parse::<UnitId>()).transpose();
    let unit = unit.map_err(|_| fail(&site)(Error::field("unit", Problem::UnknownUnit)))?;
    let new = NewAnswer { decision, justification, unit, publish, revision: Some(revision) };
    site.service.answer_comment(site.actor.as_ref(), id, new).await.map_err(fail(&site))
}
