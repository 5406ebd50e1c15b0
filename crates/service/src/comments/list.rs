//! Reading remarks, page by page.

use std::collections::HashMap;

use busola_domain::comment::{EDIT_WINDOW, Order};
use busola_domain::policy::{Action, allow};
use busola_domain::thread::{Shown, Thread, ThreadPage};
use busola_domain::{Actor, Comment, CommentId, Role, Timestamp, UnitId};
use busola_storage::comments::list::{self, Listed, Place, Query, Scope};

use super::view;
use crate::consultations::{Key, find};
use crate::{Error, Service};

/// Threads on a page.
pub const THREADS: usize = 100;

/// A flat page of remarks, for the API.
pub struct CommentPage {
    /// The remarks.
    pub items: Vec<Comment>,
    /// Where the next page begins.
    pub next: Option<Place>,
}

impl Service {
    /// A flat page of a consultation's remarks, replies among them.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn comments(
        &self,
        actor: Option<&Actor>,
        key: &Key,
        unit: Option<UnitId>,
        order: Order,
        after: Option<Place>,
        limit: usize,
    ) -> Result<CommentPage, Error> {
        let scope = unit.map_or(Scope::All, Scope::Unit);
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let consultation = find(&mut session, key).await?;
        allow(actor, Action::ReadConsultation(&consultation.schedule), now)?;
        let query = query(consultation.id, scope, order, after, limit, actor);
        let (page, next) = cut(list::page(&mut session, &query).await?, order, limit);
        drop(session);
        let items = page.into_iter().map(|listed| view(&self.0.markup, listed.comment, actor, now)).collect();
        Ok(CommentPage { items, next })
    }

    /// A page of threads, on a unit or on all of them.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn threads(
        &self,
        actor: Option<&Actor>,
        key: &Key,
        unit: Option<UnitId>,
        order: Order,
        after: Option<Place>,
    ) -> Result<ThreadPage, Error> {
        let scope = unit.map_or(Scope::Roots, Scope::UnitRoots);
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let consultation = find(&mut session, key).await?;
        allow(actor, Action::ReadConsultation(&consultation.schedule), now)?;
        let query = query(consultation.id, scope, order, after, THREADS, actor);
        let (roots, next) = cut(list::page(&mut session, &query).await?, order, THREADS);
        let replies = if roots.is_empty() { Vec::new() } else { list::replies_to_page(&mut session, &query).await? };
        drop(session);

        let mut by_root: HashMap<CommentId, Vec<Shown>> = HashMap::new();
        for reply in replies {
            if let Some(root) = reply.comment.root {
                by_root.entry(root).or_default().push(without_source(self.shown(reply, actor, now)));
            }
        }
        let threads = roots
            .into_iter()
            .map(|root| Thread {
                replies: by_root.remove(&root.comment.id).unwrap_or_default(),
                replies_count: root.comment.replies,
                root: without_source(self.shown(root, actor, now)),
            })
            .collect();
        Ok(ThreadPage { threads, next: next.map(|place| place.to_string()) })
    }

    /// One remark as `actor` sees it.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn comment(&self, actor: Option<&Actor>, id: CommentId) -> Result<Shown, Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let (comment, consultation) = self.load(&mut session, id).await?;
        allow(actor, Action::ReadConsultation(&consultation.schedule), now)?;
        if let Err(denied @ busola_domain::policy::Denied::NotFound) = allow(actor, Action::ReadComment(comment.item()), now) {
            return Err(denied.into());
        }
        let staff = actor.is_some_and(|actor| actor.role >= Role::Moderator);
        let mine = actor.is_some_and(|actor| actor.account == comment.account);
        if comment.seq.is_none() && !staff && !mine {
            // It was refused or taken back before it was ever public.
            return Err(Error::not_found());
        }
        Ok(self.shown(Listed { comment, supported: false }, actor, now))
    }

    fn shown(&self, listed: Listed, actor: Option<&Actor>, now: Timestamp) -> Shown {
        let mine = actor.is_some_and(|actor| actor.account == listed.comment.account);
        let until = listed.comment.created_at.plus(EDIT_WINDOW);
        Shown {
            supported: listed.supported,
            mine,
            editable_until: (mine && now < until).then_some(until),
            comment: view(&self.0.markup, listed.comment, actor, now),
        }
    }
}

/// A page shows the HTML; the source is needed by its author alone, to change it.
fn without_source(mut shown: Shown) -> Shown {
    if !shown.mine {
        shown.comment.body = None;
    }
    shown
}

fn query(
    consultation: busola_domain::ConsultationId,
    scope: Scope,
    order: Order,
    after: Option<Place>,
    limit: usize,
    actor: Option<&Actor>,
) -> Query {
    Query {
        consultation,
        scope,
        order,
        after: after.unwrap_or_else(|| Place::start(order)),
        // One more than asked for tells whether there is a next page.
        limit: limit as i64 + 1,
        reader: actor.map(|actor| actor.account),
        staff: actor.is_some_and(|actor| actor.role >= Role::Moderator),
    }
}

fn cut(mut items: Vec<Listed>, order: Order, limit: usize) -> (Vec<Listed>, Option<Place>) {
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| Place::of(order, &last.comment));
    (items, next)
}
