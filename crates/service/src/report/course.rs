//! What happened when; of a report that is out, also what changed in it since.

use busola_domain::Timestamp;
use busola_domain::live::Channel;
use busola_domain::opinion::Standing;
use busola_domain::report::{Milestone, Opinion, Step};
use busola_storage::consultations::Stored;
use busola_storage::events::{self, Told};
use busola_storage::{Session, audit, meetings, themes};

use crate::drafts::{Drafts, Version, versions};
use crate::{Error, opinions};

/// What has happened until now, from the first to the last.
pub(super) async fn course(
    drafts: &Drafts,
    session: &mut Session,
    of: &Stored,
    opinion: Option<&Opinion>,
    meetings: &[meetings::Stored],
    now: Timestamp,
) -> Result<Vec<Milestone>, Error> {
    let plain = |at: Option<Timestamp>, what| at.map(|at| Milestone { at, what, detail: String::new() });
    let schedule = &of.schedule;
    let silent = opinion.filter(|opinion| opinion.state == Standing::Silent).and_then(|opinion| opinion.due_on);
    let mut course: Vec<_> = [
        plain(schedule.published_at, Step::Announced),
        plain(Some(schedule.opens_at), Step::Opened),
        plain(Some(schedule.closes_at), Step::Closed),
        plain(schedule.reported_at, Step::Reported),
        plain(opinion.map(|opinion| opinion.requested_on.start()), Step::OpinionRequested),
        plain(opinion.and_then(|opinion| opinion.given_on).map(|day| day.start()), Step::OpinionGiven),
        plain(silent.map(|due| due.plus(1).start()), Step::OpinionSilent),
    ]
    .into_iter()
    .flatten()
    .collect();
    let versions = versions(drafts, session, of).await?;
    for version in versions.iter().filter(|version| version.version > 1) {
        course.push(Milestone { at: version.created_at, what: Step::DraftPublished, detail: version.version.to_string() });
    }
    for meeting in meetings {
        course.extend(meeting.course.started_at.map(|at| Milestone { at, what: Step::SessionHeld, detail: meeting.title.clone() }));
    }
    if let Some(reported_at) = schedule.reported_at {
        course.extend(after_report(session, of, meetings, &versions, reported_at).await?);
    }
    course.retain(|milestone| milestone.at <= now);
    course.sort_by_key(|milestone| milestone.at);
    // A meeting that ends, and its polls with it, is one change.
    course.dedup();
    Ok(course)
}

/// What changed in the report after it was published: what the event log tells; the council's opinion, whose event is that
/// of whatever changes around a consultation, by the audit log; and themes, which are of all consultations and have no
/// event in any.
async fn after_report(
    session: &mut Session,
    of: &Stored,
    meetings: &[meetings::Stored],
    versions: &[Version],
    reported_at: Timestamp,
) -> Result<Vec<Milestone>, Error> {
    let channels: Vec<_> =
        [Channel::Consultation(of.id)].into_iter().chain(meetings.iter().map(|meeting| Channel::Meeting(meeting.id))).collect();
    let told = events::since(session, &channels, reported_at).await?;
    let mut course: Vec<_> = told.iter().filter_map(|told| milestone(told, meetings, versions)).collect();
    let recorded = audit::moments(session, of.id.0, opinions::RECORDED, reported_at).await?;
    course.extend(recorded.into_iter().map(|at| Milestone { at, what: Step::OpinionRecorded, detail: String::new() }));
    let themes = themes::numbers::changed_since(session, of.id, reported_at).await?;
    course.extend(themes.into_iter().map(|(at, title)| Milestone { at, what: Step::ThemeChanged, detail: title }));
    Ok(course)
}

fn milestone(told: &Told, meetings: &[meetings::Stored], versions: &[Version]) -> Option<Milestone> {
    let what = Step::after_report(told.kind)?;
    let detail = match (told.channel, what) {
        // A version of the draft is a step of its own.
        (_, Step::MappingCorrected) if versions.iter().any(|version| version.created_at == told.at) => return None,
        (_, Step::MappingCorrected) => told.revision.to_string(),
        (Channel::Meeting(id), _) => meetings.iter().find(|meeting| meeting.id == id)?.title.clone(),
        _ => told.count.to_string(),
    };
    Some(Milestone { at: told.at, what, detail })
}
