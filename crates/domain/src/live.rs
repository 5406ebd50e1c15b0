//! The words of the live channel (`/live`), both ways.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::event::EventKind;
use crate::id::{AccountId, CommentId, ConsultationId, MeetingId, PollId, QuestionId, UnitId};
use crate::time::Timestamp;

/// The largest message a client may send, in bytes.
pub const CLIENT_MESSAGE_MAX: usize = 16 * 1024;
/// The most channels of one socket.
pub const CHANNELS_MAX: usize = 64;
/// The furthest a client may be behind before it reads the state anew, in events.
pub const CATCH_UP_MAX: i64 = 10_000;

/// What can be subscribed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// A consultation: its log, supports and readers.
    Consultation(ConsultationId),
    /// A live session: its log, supports, polls and participants.
    Meeting(MeetingId),
    /// Where moderators answer a consultation's remarks: who works on which. It has no log.
    Desk(ConsultationId),
}

impl std::fmt::Display for Channel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Consultation(id) => write!(f, "consultation/{id}"),
            Self::Meeting(id) => write!(f, "session/{id}"),
            Self::Desk(id) => write!(f, "desk/{id}"),
        }
    }
}

impl std::str::FromStr for Channel {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        let (kind, id) = name.split_once('/').ok_or(())?;
        let channel = match kind {
            "consultation" => Self::Consultation(id.parse().map_err(|_| ())?),
            "session" => Self::Meeting(id.parse().map_err(|_| ())?),
            "desk" => Self::Desk(id.parse().map_err(|_| ())?),
            _ => return Err(()),
        };
        // One name a channel: other spellings of the same UUID would be other channels to a client.
        if channel.to_string() == name { Ok(channel) } else { Err(()) }
    }
}

/// What numbers or words of a channel are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A remark.
    Comment(CommentId),
    /// A question of a meeting.
    Question(QuestionId),
    /// A straw poll.
    Poll(PollId),
    /// What only those see who run a meeting: how often that changed.
    Desk(MeetingId),
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Comment(id) => write!(f, "comment/{id}"),
            Self::Question(id) => write!(f, "question/{id}"),
            Self::Poll(id) => write!(f, "poll/{id}"),
            Self::Desk(id) => write!(f, "desk/{id}"),
        }
    }
}

impl Serialize for Channel {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a client says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClientMessage {
    /// Send me this channel, after the number I saw last (`None`: from now on).
    Subscribe {
        /// The channel's name.
        channel: String,
        /// The last number seen.
        #[serde(default)]
        after: Option<i64>,
    },
    /// No more of this channel.
    Unsubscribe {
        /// The channel's name.
        channel: String,
    },
    /// What this reader is looking at.
    Focus {
        /// The channel's name.
        channel: String,
        /// The unit, or at a desk the remark that they work on; `None` for nothing in particular.
        #[serde(default)]
        unit: Option<UnitId>,
    },
}

/// Why the server could not do what a client said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Not JSON of the form asked for.
    Malformed,
    /// A `type` that does not exist.
    UnknownType,
    /// No such channel.
    UnknownChannel,
    /// A channel that this client may not read.
    Forbidden,
    /// More than [`CHANNELS_MAX`].
    TooManyChannels,
}

/// Somebody works on a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// The remark.
    pub comment: CommentId,
    /// Who; other pages of the same person are not locked out.
    pub account: AccountId,
    /// Their display name.
    pub name: String,
    /// Since when.
    pub since: Timestamp,
}

/// What the server says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerMessage {
    /// The subscription stands.
    Subscribed {
        /// The channel.
        channel: String,
        /// The number of its latest event.
        head: i64,
    },
    /// Something happened.
    Event {
        /// The channel.
        channel: String,
        /// Its number: one more than the last.
        seq: i64,
        /// When.
        at: Timestamp,
        /// What.
        kind: EventKind,
        /// About what.
        data: Value,
    },
    /// Too far behind: read the state anew, the subscription goes on from `head`.
    Resync {
        /// The channel.
        channel: String,
        /// From here on.
        head: i64,
    },
    /// Numbers that changed, as absolute values.
    Tally {
        /// The channel.
        channel: String,
        /// The name of a [`Subject`].
        subject: String,
        /// The numbers by name.
        values: BTreeMap<String, i64>,
    },
    /// Who is here.
    Presence {
        /// The channel.
        channel: String,
        /// How many.
        count: i64,
        /// How many look at each unit.
        units: BTreeMap<UnitId, i64>,
    },
    /// Who works on which remark, to a desk: all of it, and the latest only.
    Locks {
        /// The channel.
        channel: String,
        /// One a remark.
        locks: Vec<Lock>,
    },
    /// Something the client said could not be done.
    Error {
        /// The channel, where one was named.
        channel: Option<String>,
        /// What kind.
        code: ErrorCode,
        /// In words, for developers.
        message: String,
    },
}

/// Why the server closes a socket (RFC 6455, section 7.4; 4000 and up are Busola's).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseCode {
    /// The server is going away.
    GoingAway = 1001,
    /// Broke the rules of the protocol.
    Protocol = 1002,
    /// A text that is no UTF-8.
    NotText = 1007,
    /// Asks for more than is reasonable.
    Policy = 1008,
    /// A message larger than [`CLIENT_MESSAGE_MAX`].
    TooBig = 1009,
    /// Reads too slowly; what was not sent is had by reconnecting.
    TooSlow = 4000,
    /// The session it was opened with has ended.
    SignedOut = 4001,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_has_one_name() {
        for name in [
            "consultation/01977a3e-0000-7000-8000-00000000000a",
            "session/01977a3e-0000-7000-8000-00000000000a",
            "desk/01977a3e-0000-7000-8000-00000000000a",
        ] {
            assert_eq!(name.parse::<Channel>().unwrap().to_string(), name);
        }
        for other in [
            "",
            "consultation/",
            "meeting/01977a3e-0000-7000-8000-000000000001",
            "consultation/01977A3E-0000-7000-8000-00000000000A",
            "session/01977a3e00007000800000000000000a",
        ] {
            assert!(other.parse::<Channel>().is_err(), "{other}");
        }
    }

    #[test]
    fn a_subscription_without_a_number_is_from_now_on() {
        let message: ClientMessage = serde_json::from_str(r#"{"type":"subscribe","channel":"x"}"#).unwrap();
        assert_eq!(message, ClientMessage::Subscribe { channel: "x".into(), after: None });
    }
}
