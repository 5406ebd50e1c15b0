//! What only those do who run a meeting: its course, what is on show, polls.

use busola_domain::meeting::poll::{Electorate, NewPoll, Type, Visibility};
use busola_domain::meeting::{Meeting, Poll};
use busola_domain::{MeetingId, PollId, Problem};
use busola_service::Error;
use busola_service::meetings::FocusChange;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::context::Site;
use crate::failure::Failure;
use crate::functions::{fail, ticked};

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
    #[serde(deserialize_with = "ticked")]
    pub on_close: bool,
    /// How votes are kept: `plain`, `secret`, or `named`, where everybody is told who voted how once it is closed.
    pub votes: String,
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
    let (secret, named) = match form.votes.as_str() {
        "" | "plain" => (false, false),
        "secret" => (true, false),
        "named" => (false, true),
        _ => return Err(fail(&site)(Error::field("votes", Problem::Malformed))),
    };
    // For, against and abstaining are the same everywhere: what was typed for another kind is left out.
    let options = if kind == Type::YesNo { "" } else { form.options.as_str() };
    let new = NewPoll {
        question: form.question,
        kind,
        options: options.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
        max,
        visibility: if form.on_close { Visibility::OnClose } else { Visibility::Live },
        electorate: Electorate::Everyone,
        secret,
        named,
    };
    site.service.create_poll(site.actor.as_ref(), meeting, new, site.received).await.map_err(fail(&site))
}

/// Removes a poll that was not opened yet.
#[server(prefix = "/fn", endpoint = "remove-poll")]
pub async fn remove_poll(id: PollId) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.remove_poll(site.actor.as_ref(), id, site.received).await.map_err(fail(&site))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_of_a_change_stays() {
        let id = "01977a3e-0000-7000-8000-000000000001".to_owned();
        let read = change(&[Some(id.clone()), None, Some(String::new()), None]).unwrap();
        assert_eq!(read.item, Some(Some(id.parse().unwrap())));
        assert_eq!((read.unit, read.question), (None, Some(None)));
        assert!(change(&[Some("?".to_owned()), None, None, None]).is_none());
    }

    #[test]
    fn a_box_that_is_ticked_comes_as_a_word() {
        let form: PollForm = serde_json::from_str(r#"{"question": "Czy?", "on_close": "true"}"#).unwrap();
        assert_eq!((form.on_close, form.votes.as_str()), (true, ""));
    }
}
