//! All that a report says but its remarks, from the rows as they are now.

use busola_domain::meeting::State;
use busola_domain::meeting::poll::State as PollState;
use busola_domain::policy::{Action, allow};
use busola_domain::report::{Attachment, Change, Head, Milestone, Opinion, Poll, PollOption, Report, Session as MeetingOf, Step};
use busola_domain::versions::Kind;
use busola_domain::{Actor, ConsultationId, Day, Timestamp, attachment};
use busola_storage::Session;
use busola_storage::consultations::Stored;
use busola_storage::meetings::{self, minutes, polls};

use super::rows::Table;
use super::{numbers, rows};
use crate::consultations::{Key, find};
use crate::drafts::versions;
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
        let stored = find(&mut session, key).await?;
        allow(actor, Action::ReadReport(&stored.schedule), now)?;
        let table = rows::table(&self.0.drafts, &mut session, &stored).await?;
        let numbers = numbers::numbers(&mut session, &stored, &table).await?;
        let opinion = busola_storage::opinions::of_consultation(&mut session, stored.id).await?.map(|opinion| opinion_on(opinion, now));
        let sessions = sessions(&mut session, &stored).await?;
        let course = self.course_of(&mut session, &stored, opinion.as_ref(), now).await?;
        let attachments = busola_storage::attachments::of_consultation(&mut session, stored.id).await?;
        let attachments = attachments.into_iter().map(|file| self.attached(file, &stored.slug)).collect();
        drop(session);
        let changes = if stored.draft_version > 1 { self.changes_of(actor, &stored).await? } else { Vec::new() };
        let consultation = stored.id;
        let report = Report { head: self.head_of(stored, now), course, numbers, changes, sessions, opinion, attachments };
        Ok(Gathered { consultation, report, table })
    }

    /// The consultation of a key, for who may read its report.
    pub(super) async fn may_read_report(&self, actor: Option<&Actor>, key: &Key) -> Result<ConsultationId, Error> {
        let mut session = self.0.db.read().await?;
        let stored = find(&mut session, key).await?;
        allow(actor, Action::ReadReport(&stored.schedule), self.now())?;
        Ok(stored.id)
    }

    fn head_of(&self, stored: Stored, now: Timestamp) -> Head {
        Head {
            address: format!("{}/consultations/{}", self.0.public_url, stored.slug),
            slug: stored.slug,
            title: stored.title,
            summary: stored.summary,
            kind: stored.kind,
            phase: stored.schedule.phase_at(now),
            notice: stored.notice,
            audience: stored.audience,
            opens_at: stored.schedule.opens_at,
            closes_at: stored.schedule.closes_at,
            versions: stored.draft_version,
            reported_at: stored.schedule.reported_at,
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

    /// What has happened until now, from the first to the last.
    async fn course_of(
        &self,
        session: &mut Session,
        of: &Stored,
        opinion: Option<&Opinion>,
        now: Timestamp,
    ) -> Result<Vec<Milestone>, Error> {
        let plain = |at: Option<Timestamp>, what| at.map(|at| Milestone { at, what, detail: String::new() });
        let schedule = &of.schedule;
        let mut course: Vec<_> = [
            plain(schedule.published_at, Step::Announced),
            plain(Some(schedule.opens_at), Step::Opened),
            plain(Some(schedule.closes_at), Step::Closed),
            plain(schedule.reported_at, Step::Reported),
            plain(opinion.map(|opinion| opinion.requested_on.start()), Step::OpinionRequested),
            plain(opinion.and_then(|opinion| opinion.given_on).map(Day::start), Step::OpinionGiven),
        ]
        .into_iter()
        .flatten()
        .collect();
        for version in versions(&self.0.drafts, session, of).await?.iter().filter(|version| version.version > 1) {
            course.push(Milestone { at: version.created_at, what: Step::DraftPublished, detail: version.version.to_string() });
        }
        for meeting in meetings::of_consultation(session, of.id).await?.into_iter().filter(|meeting| meeting.public) {
            if let Some(at) = meeting.course.started_at {
                course.push(Milestone { at, what: Step::SessionHeld, detail: meeting.title });
            }
        }
        course.retain(|milestone| milestone.at <= now);
        course.sort_by_key(|milestone| milestone.at);
        Ok(course)
    }

    /// How the draft changed from its first version to the present one.
    async fn changes_of(&self, actor: Option<&Actor>, of: &Stored) -> Result<Vec<Change>, Error> {
        let comparison = self.compare(actor, &Key::Id(of.id), 1, of.draft_version).await?;
        let changed = comparison.units.into_iter().filter(|unit| unit.kind != Kind::Same);
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
async fn sessions(session: &mut Session, of: &Stored) -> Result<Vec<MeetingOf>, Error> {
    let mut sessions = Vec::new();
    for meeting in meetings::of_consultation(session, of.id).await?.into_iter().filter(|meeting| meeting.public) {
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
