//! The queue of speakers.

use serde::{Deserialize, Serialize};

use crate::id::{CommentId, MeetingId, SpeakerId};
use crate::time::{SECOND, Timestamp};

/// So much of a speaker's time is left when they are warned, in milliseconds.
pub const WARNING: i64 = 30 * SECOND;

/// Where a speaker is in their course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = SpeakerState))]
pub enum State {
    /// A hand is raised.
    Waiting,
    /// Has the floor.
    Speaking,
    /// Has spoken.
    Done,
    /// Took their hand down, or was taken off the queue.
    Withdrawn,
}

/// When somebody raised a hand, was called and ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// When the hand was raised.
    pub raised_at: Timestamp,
    /// When they got the floor.
    pub called_at: Option<Timestamp>,
    /// When they gave it back, or took their hand down.
    pub ended_at: Option<Timestamp>,
}

impl Course {
    /// The state.
    #[must_use]
    pub fn state(self) -> State {
        match (self.called_at, self.ended_at) {
            (None, None) => State::Waiting,
            (Some(_), None) => State::Speaking,
            (Some(_), Some(_)) => State::Done,
            (None, Some(_)) => State::Withdrawn,
        }
    }
}

/// Somebody in the queue, or with the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Speaker {
    /// Their place's id.
    pub id: SpeakerId,
    /// The meeting.
    pub session: MeetingId,
    /// The name that they chose for the public.
    pub name: String,
    /// Where they are in their course.
    pub state: State,
    /// When the hand was raised.
    pub raised_at: Timestamp,
    /// When they got the floor.
    pub called_at: Option<Timestamp>,
    /// When they gave it back.
    pub ended_at: Option<Timestamp>,
    /// Until when they have the floor; null before, and without a limit.
    pub until: Option<Timestamp>,
    /// The formal remark that their words became, with their consent.
    pub remark: Option<CommentId>,
}

/// What the order of the queue depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Who.
    pub id: SpeakerId,
    /// When the hand was raised.
    pub raised_at: Timestamp,
    /// Whether they had the floor before in this meeting.
    pub has_spoken: bool,
    /// Where a moderator put them.
    pub place: Option<i64>,
}

/// The queue in its order: those whom a moderator has put somewhere, then by the rule.
pub fn order(waiting: &mut [Waiting], first_speakers_first: FirstSpeakersFirst) {
    let again = |speaker: &Waiting| first_speakers_first == FirstSpeakersFirst::Yes && speaker.has_spoken;
    waiting.sort_by_key(|speaker| (speaker.place.unwrap_or(i64::MAX), again(speaker), speaker.raised_at, speaker.id));
}

/// Whether who has not spoken yet comes before who has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstSpeakersFirst {
    /// They do.
    Yes,
    /// In the order of hands alone.
    No,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn waiting(n: u128, raised_at: i64, has_spoken: bool, place: Option<i64>) -> Waiting {
        Waiting { id: SpeakerId(Uuid::from_u128(n)), raised_at: Timestamp(raised_at), has_spoken, place }
    }

    fn ordered(mut queue: Vec<Waiting>, rule: FirstSpeakersFirst) -> Vec<u128> {
        order(&mut queue, rule);
        queue.into_iter().map(|speaker| speaker.id.0.as_u128()).collect()
    }

    #[test]
    fn hands_are_called_in_their_order_or_who_has_not_spoken_first() {
        let queue = || vec![waiting(1, 10, true, None), waiting(2, 30, false, None), waiting(3, 20, false, None)];
        assert_eq!(ordered(queue(), FirstSpeakersFirst::No), [1, 3, 2]);
        assert_eq!(ordered(queue(), FirstSpeakersFirst::Yes), [3, 2, 1]);
    }

    #[test]
    fn what_a_moderator_ordered_comes_before_the_rule() {
        let queue = vec![waiting(1, 10, false, None), waiting(2, 30, true, Some(0)), waiting(3, 20, false, Some(1))];
        assert_eq!(ordered(queue, FirstSpeakersFirst::Yes), [2, 3, 1]);
    }

    #[test]
    fn the_state_follows_from_what_was_done() {
        let course = |called: Option<i64>, ended: Option<i64>| {
            Course { raised_at: Timestamp(0), called_at: called.map(Timestamp), ended_at: ended.map(Timestamp) }.state()
        };
        assert_eq!(course(None, None), State::Waiting);
        assert_eq!(course(Some(1), None), State::Speaking);
        assert_eq!(course(Some(1), Some(2)), State::Done);
        assert_eq!(course(None, Some(2)), State::Withdrawn);
    }
}
