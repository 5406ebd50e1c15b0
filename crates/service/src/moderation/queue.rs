//! What there is to look at in a consultation: what waits, what was reported, what a rule found; or what is hidden.

use std::collections::HashMap;

use busola_domain::comment::Order;
use busola_domain::moderation::{Held, Report, Shelf};
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, Comment, CommentId};
use busola_storage::moderation::queue::{self, Counts, Queued};
use busola_storage::moderation::reports;

use super::likenesses;
use crate::answers::{Answers, named};
use crate::comments::{Place, view};
use crate::consultations::{Key, readable};
use crate::{Error, Service};

/// Remarks on a page.
pub const PAGE: usize = 50;

/// Which page of the queue.
#[derive(Clone, Copy, Debug)]
pub struct QueueQuery {
    /// Which remarks.
    pub shelf: Shelf,
    /// After which place; `None` for the first page.
    pub after: Option<(i64, Place)>,
    /// At most so many.
    pub limit: usize,
}

/// A remark of the queue.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The remark; of a hidden one its text too, since whoever decides has to read it.
    pub comment: Comment,
    /// The rule that it met.
    pub held: Option<Held>,
    /// What readers reported.
    pub reports: Vec<Report>,
    /// The number of an earlier remark on the same unit that says nearly the same.
    pub like: Option<i64>,
}

/// A page of the queue.
#[derive(Clone, Debug)]
pub struct QueuePage {
    /// The remarks.
    pub items: Vec<Entry>,
    /// After which place the next page begins.
    pub next: Option<(i64, Place)>,
    /// How much there is to look at in all.
    pub counts: Counts,
    /// So many seconds lie between two remarks of one person; 0 for no limit.
    pub slow_seconds: i64,
}

impl Service {
    /// How many remarks of a consultation wait for a moderator.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn to_moderate(&self, actor: Option<&Actor>, key: &Key) -> Result<i64, Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let mut session = self.0.db.read().await?;
        let consultation = readable(&mut session, actor, key, now).await?;
        Ok(queue::open(&mut session, consultation.id).await?)
    }

    /// A page of what there is to look at.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn moderation_queue(&self, actor: Option<&Actor>, key: &Key, asked: QueueQuery) -> Result<QueuePage, Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let mut session = self.0.db.snapshot().await?;
        let consultation = readable(&mut session, actor, key, now).await?;
        let start = Place::start(Order::Oldest);
        // One more than asked for tells whether there is a next page.
        let limit = asked.limit as i64 + 1;
        let mut found = match asked.shelf {
            Shelf::Waiting => queue::waiting(&mut session, consultation.id, asked.after.unwrap_or((0, start)), limit).await?,
            Shelf::Hidden => queue::hidden(&mut session, consultation.id, asked.after.map_or(start, |(_, place)| place), limit).await?,
        };
        let more = found.len() > asked.limit;
        found.truncate(asked.limit);
        let next = found.last().filter(|_| more).map(|last| (last.shelf, Place::of(Order::Oldest, &last.comment)));
        let ids: Vec<_> = found.iter().map(|queued| queued.comment.id).collect();
        let mut reported: HashMap<CommentId, Vec<Report>> = HashMap::new();
        for (comment, report) in reports::open(&mut session, &ids).await? {
            reported.entry(comment).or_default().push(report);
        }
        let comments: Vec<_> = found.iter().map(|queued| &queued.comment).collect();
        let likes = likenesses(&mut session, consultation.id, &comments).await?;
        let answers = Answers::read(&mut session, &named(found.iter().map(|queued| &queued.comment))).await?;
        let counts = queue::counts(&mut session, consultation.id).await?;
        drop(session);
        let items = found.into_iter().map(|queued| {
            let Queued { comment, held, .. } = queued;
            let (id, html) = (comment.id, self.0.markup.html(comment.id, comment.revision, &comment.body));
            let body = comment.body.clone();
            let mut comment = view(&self.0.markup, comment, &answers, actor, now);
            comment.body.get_or_insert(body);
            comment.html.get_or_insert(html);
            Entry { comment, held, reports: reported.remove(&id).unwrap_or_default(), like: likes.get(&id).copied() }
        });
        let items = items.collect();
        Ok(QueuePage { items, next, counts, slow_seconds: consultation.slow_seconds })
    }
}
