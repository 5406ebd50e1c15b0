//! The event log as it is read: references become what they refer to, as it may be read now.

use std::collections::HashMap;

use busola_domain::event::{About, ConsultationChanged, DraftPublished, Event, EventPage};
use busola_domain::live::Channel;
use busola_domain::{Actor, CommentId, ConsultationId, EventKind, Status, Subject, Timestamp};
use busola_storage::comments::{self, Stored};
use busola_storage::events::{self, Row};
use busola_storage::{Session, consultations};
use serde_json::{Value, json};

use crate::answers::{Answers, named};
use crate::comments::view;
use crate::consultations::{Key, readable};
use crate::markup::Markup;
use crate::{Error, Service};

impl Service {
    /// A stretch of a consultation's log.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn events(&self, actor: Option<&Actor>, key: &Key, after: i64, limit: usize) -> Result<EventPage, Error> {
        let now = self.now();
        let mut session = self.0.db.snapshot().await?;
        let consultation = readable(&mut session, actor, key, now).await?;
        let channel = Channel::Consultation(consultation.id);
        let items = read(&mut session, &self.0.markup, channel, after, limit as i64, now).await?;
        let head = events::head(&mut session, channel).await?;
        Ok(EventPage { items: items.into_iter().map(|composed| composed.event).collect(), head })
    }
}

/// An event with whose words are in it, so that it can be found again when they have to go.
pub(crate) struct Composed {
    pub(crate) event: Event,
    pub(crate) words: Option<Subject>,
}

/// Reads rows of the log and composes their data, as everyone may read it: a few queries, however many rows.
pub(crate) async fn read(
    session: &mut Session,
    markup: &Markup,
    channel: Channel,
    after: i64,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Composed>, Error> {
    let rows = events::after(session, channel, after, limit).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    match channel {
        Channel::Consultation(id) => of_consultation(session, markup, id, rows, now).await,
        Channel::Meeting(id) => crate::meetings::compose(session, id, rows, now).await,
        // Nothing is ever written there.
        Channel::Desk(_) => Ok(Vec::new()),
    }
}

async fn of_consultation(
    session: &mut Session,
    markup: &Markup,
    id: ConsultationId,
    rows: Vec<Row>,
    now: Timestamp,
) -> Result<Vec<Composed>, Error> {
    let name = Channel::Consultation(id).to_string();
    let after = rows.first().map_or(0, |row| row.seq - 1);
    let last = rows.last().map_or(0, |row| row.seq);
    let is_about_comment = |kind: EventKind| kind.about() == About::Comment;
    let mut stored: HashMap<CommentId, Stored> = HashMap::new();
    let mut revisions = HashMap::new();
    if rows.iter().any(|row| is_about_comment(row.kind)) {
        stored = comments::of_events(session, &name, after, last).await?.into_iter().map(|comment| (comment.id, comment)).collect();
        // Only an edited remark had another text than it has.
        if stored.values().any(|comment| comment.revision > 1) {
            for revision in comments::revisions_of_events(session, &name, after, last).await? {
                revisions.insert((revision.comment, revision.revision), (revision.body, revision.at));
            }
        }
    }
    let answers = Answers::read(session, &named(stored.values())).await?;
    let consultation = if rows.iter().all(|row| is_about_comment(row.kind)) { None } else { consultations::by_id(session, id).await? };

    Ok(rows
        .into_iter()
        .map(|row| {
            let comment = is_about_comment(row.kind).then_some(CommentId(row.subject));
            let data = match (comment.and_then(|id| stored.get(&id)), &consultation) {
                (Some(comment), _) => {
                    let mut comment = comment.clone();
                    if let Some(revision) = revisions.get(&(comment.id, row.revision)) {
                        as_of(&mut comment, &row, revision);
                    }
                    json!(view(markup, comment, &answers, None, now))
                }
                (None, Some(consultation)) if row.kind == EventKind::DraftPublished => {
                    json!(DraftPublished { consultation: consultation.id, version: row.revision })
                }
                (None, Some(consultation)) => {
                    json!(ConsultationChanged { consultation: consultation.id, slug: consultation.slug.clone() })
                }
                (None, None) => Value::Null,
            };
            Composed { event: Event { seq: row.seq, at: row.at, kind: row.kind, data }, words: comment.map(Subject::Comment) }
        })
        .collect())
}

/// Gives a remark the text that it had at a row of the log; once it is not public any more it shows none at all.
fn as_of(comment: &mut Stored, row: &Row, (body, at): &(String, Timestamp)) {
    if comment.status == Status::Published {
        comment.body.clone_from(body);
        comment.revision = row.revision;
        comment.edited_at = (row.revision > 1).then_some(*at);
    }
}
