//! What is done in the hall: questions, hands, votes.

use busola_domain::meeting::{Question, Speaker};
use busola_domain::{MeetingId, OptionId, PollId, Problem, QuestionId, SpeakerId};
use busola_service::Error;
use busola_service::comments::Support;
use busola_service::meetings::{Handling, NewQuestion};
use leptos::prelude::*;

use crate::context::Site;
use crate::failure::Failure;
use crate::functions::fail;

/// Asks a question; with an id of its author's browser never twice.
#[server(prefix = "/fn", endpoint = "ask-question")]
pub async fn ask_question(
    meeting: MeetingId,
    body: String,
    #[server(default)] anonymous: bool,
    #[server(default)] id: Option<QuestionId>,
) -> Result<Question, Failure> {
    let site = Site::get()?;
    let new = NewQuestion { id, unit: None, body, anonymous };
    site.service.ask_question(site.actor.as_ref(), meeting, new, site.received).await.map(|asked| asked.question).map_err(fail(&site))
}

/// Supports a question (`wanted`), or no longer.
#[server(prefix = "/fn", endpoint = "support-question")]
pub async fn support_question(id: QuestionId, wanted: bool) -> Result<(), Failure> {
    let site = Site::get()?;
    let wanted = if wanted { Support::Given } else { Support::Withdrawn };
    site.service.support_question(site.actor.as_ref(), id, wanted, site.received).await.map_err(fail(&site))
}

/// Does something with a question: `approve`, `answer`, `in_writing`, `merge`, `hide` or `reopen`.
#[server(prefix = "/fn", endpoint = "handle-question")]
pub async fn handle_question(
    id: QuestionId,
    action: String,
    #[server(default)] into: Option<QuestionId>,
    #[server(default)] answer: Option<String>,
) -> Result<Question, Failure> {
    let site = Site::get()?;
    let handling = match (action.as_str(), into) {
        ("approve", _) => Handling::Approve,
        ("answer", _) => Handling::Answer,
        ("in_writing", _) => Handling::InWriting { answer },
        ("merge", Some(into)) => Handling::Merge { into },
        ("hide", _) => Handling::Hide,
        ("reopen", _) => Handling::Reopen,
        _ => return Err(fail(&site)(Error::field("action", Problem::Malformed))),
    };
    site.service.handle_question(site.actor.as_ref(), id, handling, site.received).await.map_err(fail(&site))
}

/// Raises one's hand.
#[server(prefix = "/fn", endpoint = "raise-hand")]
pub async fn raise_hand(meeting: MeetingId) -> Result<Speaker, Failure> {
    let site = Site::get()?;
    site.service.raise_hand(site.actor.as_ref(), meeting, site.received).await.map_err(fail(&site))
}

/// Takes a hand down, or ends a speech.
#[server(prefix = "/fn", endpoint = "end-speaker")]
pub async fn end_speaker(id: SpeakerId) -> Result<Speaker, Failure> {
    let site = Site::get()?;
    site.service.end_speaker(site.actor.as_ref(), id, site.received).await.map_err(fail(&site))
}

/// Gives somebody the floor.
#[server(prefix = "/fn", endpoint = "call-speaker")]
pub async fn call_speaker(id: SpeakerId) -> Result<Speaker, Failure> {
    let site = Site::get()?;
    site.service.call_speaker(site.actor.as_ref(), id, site.received).await.map_err(fail(&site))
}

/// Puts the queue into an order: ids with spaces between.
#[server(prefix = "/fn", endpoint = "order-speakers")]
pub async fn order_speakers(meeting: MeetingId, order: String) -> Result<(), Failure> {
    let site = Site::get()?;
    let order: Result<Vec<SpeakerId>, _> = order.split_whitespace().map(str::parse).collect();
    let order = order.map_err(|_| fail(&site)(Error::field("order", Problem::Malformed)))?;
    site.service.order_speakers(site.actor.as_ref(), meeting, &order, site.received).await.map_err(fail(&site))
}

/// Votes.
#[server(prefix = "/fn", endpoint = "vote")]
pub async fn vote(poll: PollId, #[server(default)] options: Vec<OptionId>) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.vote(site.actor.as_ref(), poll, options, site.received).await.map_err(fail(&site))
}
