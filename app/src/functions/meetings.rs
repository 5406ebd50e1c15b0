//! Meetings: taking part in them and running them.

use busola_domain::meeting::poll::{Electorate, NewPoll, Type, Visibility};
use busola_domain::meeting::{Meeting, NewItem, NewMeeting, Poll, Question, Rules, Snapshot, Speaker};
use busola_domain::schedule::local::{self, Side};
use busola_domain::{ConsultationId, FieldError, MeetingId, OptionId, PollId, Problem, QuestionId, SpeakerId, Timestamp, UnitId};
use busola_service::Error;
use busola_service::comments::Support;
use busola_service::consultations::Key;
use busola_service::meetings::{FocusChange, Handling, NewQuestion};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;

/// A meeting as it is now, for a page that is open.
#[server(prefix = "/fn", endpoint = "read-meeting")]
pub async fn read_meeting(id: MeetingId) -> Result<Snapshot, Failure> {
    let site = Site::get()?;
    site.service.meeting(site.actor.as_ref(), id).await.map(|page| page.snapshot).map_err(fail(&site))
}

/// Comes in by the short code.
#[server(prefix = "/fn", endpoint = "join-meeting")]
pub async fn join_meeting(code: String) -> Result<(), Failure> {
    let site = Site::get()?;
    let id = site.service.join_meeting(site.actor.as_ref(), &code).await.map_err(fail(&site))?;
    go_to(&format!("/sessions/{id}"));
    Ok(())
}

/// Asks a question.
#[server(prefix = "/fn", endpoint = "ask-question")]
pub async fn ask_question(meeting: MeetingId, body: String, #[server(default)] anonymous: bool) -> Result<Question, Failure> {
    let site = Site::get()?;
    let new = NewQuestion { id: None, unit: None, body, anonymous };
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

/// Begins a meeting.
#[server(prefix = "/fn", endpoint = "start-meeting")]
pub async fn start_meeting(id: MeetingId) -> Result<Meeting, Failure> {
    let site = Site::get()?;
    site.service.start_meeting(site.actor.as_ref(), id, site.received).await.map_err(fail(&site))
}

/// Ends a meeting.
#[server(prefix = "/fn", endpoint = "end-meeting")]
pub async fn end_meeting(id: MeetingId) -> Result<Meeting, Failure> {
    let site = Site::get()?;
    site.service.end_meeting(site.actor.as_ref(), id, site.received).await.map_err(fail(&site))
}

/// Shows everybody something else: what is left out stays, what is empty is shown no more.
#[server(prefix = "/fn", endpoint = "focus-meeting")]
pub async fn focus_meeting(
    id: MeetingId,
    #[server(default)] item: Option<String>,
    #[server(default)] unit: Option<String>,
    #[server(default)] question: Option<String>,
    #[server(default)] poll: Option<String>,
) -> Result<Meeting, Failure> {
    let site = Site::get()?;
    let change = change(&[item, unit, question, poll]).ok_or_else(|| fail(&site)(Error::field("item", Problem::Malformed)))?;
    site.service.focus_meeting(site.actor.as_ref(), id, change, site.received).await.map_err(fail(&site))
}

fn change([item, unit, question, poll]: &[Option<String>; 4]) -> Option<FocusChange> {
    fn read<T: std::str::FromStr>(field: Option<&String>) -> Option<Option<Option<T>>> {
        match field.map(String::as_str) {
            None => Some(None),
            Some("") => Some(Some(None)),
            Some(id) => id.parse().ok().map(|id| Some(Some(id))),
        }
    }
    Some(FocusChange {
        item: read(item.as_ref())?,
        unit: read(unit.as_ref())?,
        question: read(question.as_ref())?,
        poll: read(poll.as_ref())?,
    })
}

/// The form of a new poll, as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PollForm {
    /// The meeting.
    pub meeting: Option<MeetingId>,
    /// What is asked.
    pub question: String,
    /// What may be marked, by name.
    pub kind: String,
    /// The options, one a line.
    pub options: String,
    /// The most marks.
    pub max: String,
    /// Whether the numbers are public only once it is closed.
    pub on_close: bool,
    /// Whether it is secret.
    pub secret: bool,
}

/// Prepares a poll.
#[server(prefix = "/fn", endpoint = "create-poll")]
pub async fn create_poll(#[server(flatten)] form: PollForm) -> Result<Poll, Failure> {
    let site = Site::get()?;
    let (Some(meeting), Ok(kind)) = (form.meeting, form.kind.parse::<Type>()) else {
        return Err(fail(&site)(Error::field("kind", Problem::Malformed)));
    };
    let max = match (form.max.trim(), kind) {
        ("", _) | (_, Type::YesNo | Type::Single | Type::Scale) => None,
        (max, Type::Multiple) => Some(max.parse().map_err(|_| fail(&site)(Error::field("max", Problem::Malformed)))?),
    };
    let new = NewPoll {
        question: form.question,
        kind,
        options: form.options.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
        max,
        visibility: if form.on_close { Visibility::OnClose } else { Visibility::Live },
        electorate: Electorate::Everyone,
        secret: form.secret,
    };
    site.service.create_poll(site.actor.as_ref(), meeting, new, site.received).await.map_err(fail(&site))
}

/// Opens a poll.
#[server(prefix = "/fn", endpoint = "open-poll")]
pub async fn open_poll(id: PollId) -> Result<Poll, Failure> {
    let site = Site::get()?;
    site.service.open_poll(site.actor.as_ref(), id, site.received).await.map_err(fail(&site))
}

/// Closes a poll.
#[server(prefix = "/fn", endpoint = "close-poll")]
pub async fn close_poll(id: PollId) -> Result<Poll, Failure> {
    let site = Site::get()?;
    site.service.close_poll(site.actor.as_ref(), id, site.received).await.map_err(fail(&site))
}

/// The form of a new meeting, as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetingForm {
    /// The consultation.
    pub consultation: Option<ConsultationId>,
    /// What it is called.
    pub title: String,
    /// When it is to begin, as local time.
    pub starts_at: String,
    /// Where.
    pub place: String,
    /// The agenda, an item a line; what stands before the first colon may be the citation of a unit.
    pub agenda: String,
    /// Who finds it: `public` or `invited`.
    pub doors: String,
    /// Whether questions wait for a moderator.
    pub approve_questions: bool,
    /// Whether questions may be asked without a public name.
    pub anonymous_questions: bool,
    /// Seconds that a speaker has.
    pub speech_seconds: String,
}

/// Announces a meeting.
#[server(prefix = "/fn", endpoint = "create-meeting")]
pub async fn create_meeting(#[server(flatten)] form: MeetingForm) -> Result<(), Failure> {
    let site = Site::get()?;
    let actor = site.actor.as_ref();
    let Some(id) = form.consultation else { return Err(fail(&site)(Error::not_found())) };
    let consultation = site.service.consultation(actor, &Key::Id(id)).await.map_err(fail(&site))?;
    let units: Vec<_> = consultation.draft.units.into_iter().map(|unit| (unit.label, unit.id)).collect();
    let mut errors = Vec::new();
    let starts_at = local::parse(&form.starts_at, Side::Start).map_err(|problem| errors.push(FieldError::new("starts_at", problem))).ok();
    let seconds = match form.speech_seconds.trim() {
        "" => Ok(0),
        typed => typed.parse().map_err(|_| errors.push(FieldError::new("speech_seconds", Problem::Malformed))),
    };
    let new = NewMeeting {
        title: form.title,
        starts_at: starts_at.unwrap_or(Timestamp(0)),
        ends_at: None,
        place: form.place,
        agenda: agenda(&form.agenda, &units),
        public: form.doors != "invited",
        rules: Rules {
            approve_questions: form.approve_questions,
            anonymous_questions: form.anonymous_questions,
            speech_seconds: seconds.unwrap_or(0),
            ..Rules::default()
        },
    };
    if !errors.is_empty() {
        // What else is wrong is told at the same time.
        errors.extend(new.parse(|_| true).err().unwrap_or_default());
        return Err(fail(&site)(Error::Invalid(errors)));
    }
    let meeting = site.service.create_meeting(actor, &Key::Id(id), new).await.map_err(fail(&site))?;
    go_to(&format!("/sessions/{}/console", meeting.id));
    Ok(())
}

/// The agenda as it was typed: `§ 5: Rules` is about § 5, `Other` about no unit.
fn agenda(typed: &str, units: &[(String, UnitId)]) -> Vec<NewItem> {
    let unit_of = |citation: &str| {
        let citation = citation.split_whitespace().collect::<Vec<_>>().join(" ");
        units.iter().find(|(label, _)| *label == citation).map(|(_, id)| *id)
    };
    typed
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let citation = line.split_once(':').map_or(line, |(citation, _)| citation);
            NewItem { id: None, title: line.to_owned(), unit: unit_of(citation) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_item_of_the_agenda_that_begins_with_a_citation_is_about_that_unit() {
        let unit = UnitId(Uuid::from_u128(5));
        let units = [("§ 5 ust. 1".to_owned(), unit)];
        let items = agenda("§ 5  ust. 1: rules\n\n§ 5 ust. 1\nOther: talk", &units);
        let units: Vec<_> = items.iter().map(|item| item.unit).collect();
        assert_eq!(units, [Some(unit), Some(unit), None]);
        assert_eq!(items[0].title, "§ 5  ust. 1: rules");
    }

    #[test]
    fn what_is_left_out_of_a_change_stays() {
        let id = "01977a3e-0000-7000-8000-000000000001".to_owned();
        let read = change(&[Some(id.clone()), None, Some(String::new()), None]).unwrap();
        assert_eq!(read.item, Some(Some(id.parse().unwrap())));
        assert_eq!((read.unit, read.question), (None, Some(None)));
        assert!(change(&[Some("?".to_owned()), None, None, None]).is_none());
    }
}
