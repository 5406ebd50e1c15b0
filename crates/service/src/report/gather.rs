//! All that a report says but its remarks, from the rows as they are now.

use std::sync::Arc;

use busola_domain::meeting::State;
use busola_domain::meeting::poll::State as PollState;
use busola_domain::policy::{Action, allow};
use busola_domain::report::{
    Attachment, Change, Head, Numbers, OfTheme, Opinion, Poll, PollOption, Report, Session as MeetingOf, changed_at,
};
use busola_domain::theme::Raised;
use busola_domain::versions::Kind;
use busola_domain::{Actor, ConsultationId, Day, Timestamp, attachment};
use busola_storage::Session;
use busola_storage::consultations::Stored;
use busola_storage::meetings::{self, minutes, polls};
use busola_storage::themes::numbers as themes;

use super::course::course;
use super::rows::Table;
use super::{numbers, rows};
use crate::consultations::{Key, find};
use crate::drafts::{self, compared, later};
use crate::{Error, Service};

/// A report, and what its remarks are told by.
pub struct Gathered {
    /// Of which consultation.
    pub consultation: ConsultationId,
    /// The report.
    pub report: Report,
    /// What [`Service::report_rows`] asks for.
    pub table: Table,
}

impl Service {
    /// The report of a consultation as it is now.
    ///
    /// # Errors
    /// The policy's no, which is "not found" for all but moderators until it is published.
    pub async fn report(&self, actor: Option<&Actor>, key: &Key) -> Result<Gathered, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let stored = readable(&mut session, actor, key, now).await?;
        let mut gathered = self.gather(&mut session, &stored, now).await?;
        drop(session);
        // Comparing takes a processor for a while: meanwhile the session is somebody else's.
        let changes = self.changes_of(&stored, &gathered.table).await?;
        let mut session = self.0.db.read().await?;
        gathered.report.changes = self.told(&mut session, &stored, &changes).await?;
        Ok(gathered)
    }

    /// The same in a session of the caller, who goes on in it: then all of it is of one moment.
    pub(super) async fn report_within(&self, session: &mut Session, of: &Stored, now: Timestamp) -> Result<Gathered, Error> {
        let mut gathered = self.gather(session, of, now).await?;
        let changes = self.changes_of(of, &gathered.table).await?;
        gathered.report.changes = self.told(session, of, &changes).await?;
        Ok(gathered)
    }

    /// All but how the draft changed.
    async fn gather(&self, session: &mut Session, of: &Stored, now: Timestamp) -> Result<Gathered, Error> {
        let table = rows::table(&self.0.drafts, session, of).await?;
        let numbers = numbers::numbers(session, of, &table).await?;
        let report = Report { numbers, ..self.outline(session, of, now).await? };
        Ok(Gathered { consultation: of.id, report, table })
    }

    /// What few rows tell: all but numbers, and how the draft changed.
    pub(super) async fn outline(&self, session: &mut Session, of: &Stored, now: Timestamp) -> Result<Report, Error> {
        let mut meetings = meetings::of_consultation(session, of.id).await?;
        meetings.retain(|meeting| meeting.public);
        let opinion = busola_storage::opinions::of_consultation(session, of.id).await?.map(|opinion| opinion_on(opinion, now));
        let course = course(&self.0.drafts, session, of, opinion.as_ref(), &meetings, now).await?;
        let sessions = sessions(session, meetings).await?;
        let head = Head { changed_at: changed_at(of.schedule.reported_at, &course), ..self.head_of(of, now) };
        let themes = themes::in_consultation(session, of.id).await?.into_iter().map(theme).collect();
        let attachments = busola_storage::attachments::of_consultation(session, of.id).await?;
        let attachments = attachments.into_iter().map(|file| self.attached(file, &of.slug)).collect();
        Ok(Report { head, course, numbers: Numbers::default(), themes, changes: Vec::new(), sessions, opinion, attachments })
    }

    fn head_of(&self, of: &Stored, now: Timestamp) -> Head {
        Head {
            address: format!("{}/consultations/{}", self.0.public_url, of.slug),
            slug: of.slug.clone(),
            title: of.title.clone(),
            summary: of.summary.clone(),
            kind: of.kind,
            phase: of.schedule.phase_at(now),
            notice: of.notice.clone(),
            audience: of.audience,
            opens_at: of.schedule.opens_at,
            closes_at: of.schedule.closes_at,
            versions: of.draft_version,
            reported_at: of.schedule.reported_at,
            changed_at: None,
            generated_at: now,
        }
    }

    fn attached(&self, file: attachment::Attachment, slug: &str) -> Attachment {
        Attachment {
            address: format!("{}{}", self.0.public_url, file.path(slug)),
            caption: file.caption,
            name: file.name,
            mime: file.kind.mime().to_owned(),
            bytes: file.bytes,
            sha256: file.sha256,
        }
    }

    /// What became of the units from the first version of the draft to the present one.
    async fn changes_of(&self, of: &Stored, table: &Table) -> Result<Arc<[drafts::Change]>, Error> {
        match table.ends() {
            Some((first, last)) if of.draft_version > 1 => self.changes(of, (1, first), (of.draft_version, last)).await,
            _ => Ok(Vec::new().into()),
        }
    }

    /// How the draft changed, with the remarks that led to it; units that stayed are left out.
    async fn told(&self, session: &mut Session, of: &Stored, changes: &[drafts::Change]) -> Result<Vec<Change>, Error> {
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        let later = later(&self.0.drafts, session, of, of.draft_version).await?;
        let changed = compared(session, of, later, changes).await?.into_iter().filter(|unit| unit.kind != Kind::Same);
        Ok(changed
            .map(|unit| Change {
                from_label: unit.from_label,
                to_label: unit.to_label,
                kind: unit.kind,
                words: unit.words,
                remarks: unit.comments.into_iter().map(|led| led.number).collect(),
            })
            .collect())
    }
}

/// The consultation of a key, for who may read its report.
pub(super) async fn readable(session: &mut Session, actor: Option<&Actor>, key: &Key, now: Timestamp) -> Result<Stored, Error> {
    let stored = find(session, key).await?;
    allow(actor, Action::ReadReport(&stored.schedule), now)?;
    Ok(stored)
}

fn opinion_on(opinion: busola_domain::opinion::Opinion, now: Timestamp) -> Opinion {
    Opinion {
        state: opinion.standing(Day::of(now)),
        requested_on: opinion.requested_on,
        due_on: opinion.due_on,
        given_on: opinion.given_on,
        kind: opinion.kind,
        text: Some(opinion.text).filter(|text| !text.is_empty()),
    }
}

/// The sessions that everybody could follow, with what is public of them. A city holds a few for a consultation: some
/// statements each.
async fn sessions(session: &mut Session, meetings: Vec<meetings::Stored>) -> Result<Vec<MeetingOf>, Error> {
    let mut sessions = Vec::new();
    for meeting in meetings {
        let state = meeting.course.state();
        let minutes = if state == State::Ended { minutes::published(session, meeting.id).await? } else { None };
        let closed = polls::of_meeting(session, meeting.id).await?.into_iter().filter(|poll| poll.course.state() == PollState::Closed);
        let polls = closed.map(poll).collect();
        sessions.push(MeetingOf {
            title: meeting.title,
            starts_at: meeting.course.started_at.unwrap_or(meeting.starts_at),
            place: meeting.place,
            state,
            minutes: minutes.map(|minutes| minutes.body),
            polls,
        });
    }
    Ok(sessions)
}

fn theme(raised: Raised) -> OfTheme {
    OfTheme { title: raised.theme.title, state: raised.state, words: raised.words, count: raised.comments }
}

fn poll(poll: polls::Stored) -> Poll {
    Poll {
        question: poll.question,
        kind: poll.kind,
        secret: poll.secret,
        named: poll.named,
        options: poll.options.into_iter().map(|option| PollOption { text: option.text, votes: option.votes.now }).collect(),
        ballots: poll.ballots.now,
    }
}
