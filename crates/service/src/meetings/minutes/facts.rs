//! What happened in a meeting, from its rows.

use std::collections::HashMap;

use busola_domain::meeting::poll::{NamedVote, State as PollState};
use busola_domain::meeting::spoken::State as SpokenState;
use busola_domain::meeting::{Meeting, Poll, Question, Speaker};
use busola_domain::{Actor, CommentId, MeetingId, Status, Timestamp, UnitId};
use busola_storage::meetings::focuses::{self, Shown};
use busola_storage::meetings::{self, polls, questions, speakers, spoken, votes};
use busola_storage::{Session, comments};

use super::super::{Found, view};
use crate::drafts::units;
use crate::{Error, Service};

/// What minutes tell.
pub(super) struct Facts {
    pub(super) meeting: Meeting,
    pub(super) consultation: String,
    /// Where the consultation is, for links to remarks.
    pub(super) address: String,
    /// The citations of units.
    pub(super) labels: HashMap<UnitId, String>,
    /// What was on show, in order.
    pub(super) shown: Vec<Shown>,
    /// Who had the floor, in order.
    pub(super) speakers: Vec<Speaker>,
    /// The questions that everybody may read.
    pub(super) questions: Vec<Question>,
    /// The polls that were closed, with who voted how in those by name.
    pub(super) polls: Vec<(Poll, Vec<NamedVote>)>,
    /// The remarks that everybody may read, in the order in which they were written down.
    pub(super) remarks: Vec<Remark>,
}

/// Words that became a remark.
pub(super) struct Remark {
    pub(super) author: String,
    pub(super) unit: Option<UnitId>,
    pub(super) comment: CommentId,
}

impl Service {
    pub(super) async fn facts(&self, session: &mut Session, found: &Found, actor: Option<&Actor>, now: Timestamp) -> Result<Facts, Error> {
        let id = found.meeting.id;
        let consultation = &found.consultation;
        let units = units(&self.0.drafts, session, consultation).await?;
        let agenda = meetings::agenda(session, id).await?;
        let mut speakers: Vec<_> = speakers::of_meeting(session, id).await?.into_iter().map(view::speaker).collect();
        speakers.retain(|speaker| speaker.called_at.is_some());
        speakers.sort_by_key(|speaker| speaker.called_at);
        let mut told = Vec::new();
        for poll in polls::of_meeting(session, id).await?.into_iter().filter(|poll| poll.course.state() == PollState::Closed) {
            // Those by name are few; one statement each.
            let named = if poll.named { view::named(&poll, votes::named(session, poll.id).await?) } else { Vec::new() };
            told.push((view::poll(&poll), named));
        }
        told.sort_by_key(|(poll, _)| poll.opened_at);
        let questions = questions::of_meeting(session, id).await?.into_iter().filter(|question| question.state.is_public());
        let questions = questions.filter_map(|question| view::question(question, actor, now)).collect();
        Ok(Facts {
            meeting: view::meeting(found.meeting.clone(), agenda),
            consultation: consultation.title.clone(),
            address: format!("{}/consultations/{}", self.0.public_url, consultation.slug),
            labels: units.iter().map(|stored| (stored.unit.id, stored.unit.label.clone())).collect(),
            shown: focuses::of_meeting(session, id).await?,
            speakers,
            questions,
            polls: told,
            remarks: remarks(session, id).await?,
        })
    }
}

/// The remarks of a meeting, without those that wait for a moderator, are hidden or were taken back: what nobody may
/// read is not in minutes.
async fn remarks(session: &mut Session, id: MeetingId) -> Result<Vec<Remark>, Error> {
    let mut spoken = spoken::of_meeting(session, id).await?;
    spoken.retain(|spoken| spoken.state == SpokenState::Posted);
    let ids: Vec<_> = spoken.iter().map(|spoken| spoken.comment).collect();
    let public = comments::by_ids(session, &ids).await?.into_iter().filter(|comment| comment.status == Status::Published);
    let units: HashMap<_, _> = public.map(|comment| (comment.id, comment.unit)).collect();
    let remark = |spoken: spoken::Stored| {
        let unit = *units.get(&spoken.comment)?;
        Some(Remark { author: spoken.name, unit, comment: spoken.comment })
    };
    Ok(spoken.into_iter().filter_map(remark).collect())
}
