//! Reading remarks, page by page.

use std::collections::HashMap;

use busola_domain::comment::{EDIT_WINDOW, Order};
use busola_domain::policy::{Action, allow};
use busola_domain::thread::{Shown, Thread, ThreadPage};
use busola_domain::{Actor, Comment, CommentId, ConsultationId, Role, Timestamp, UnitId};
use busola_storage::Session;
use busola_storage::comments::list::{self, Listed, Place, Query, Scope};
use busola_storage::consultations::Stored as Consultation;

use super::view;
use crate::answers::{Answers, named};
use crate::consultations::{Key, readable};
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
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let consultation = readable(&mut session, actor, key, now).await?;
        let asked = Asked { scope: unit.map_or(Scope::All, Scope::Unit), page: Page { order, after }, limit };
        let page = page(&mut session, actor, consultation.id, &asked).await?;
        let answers = Answers::read(&mut session, &named(page.items.iter().map(|listed| &listed.comment))).await?;
        drop(session);
        let items = page.items.into_iter().map(|listed| view(&self.0.markup, listed.comment, &answers, actor, now)).collect();
        Ok(CommentPage { items, next: page.next })
    }

    /// A page of threads, on a unit or on all of them, of a consultation that `actor` may read.
    pub(crate) async fn threads_of(
        &self,
        session: &mut Session,
        actor: Option<&Actor>,
        consultation: Consultation,
        unit: Option<UnitId>,
        threads: &Page,
    ) -> Result<ThreadPage, Error> {
        let now = self.now();
        let asked = Asked { scope: unit.map_or(Scope::Roots, Scope::UnitRoots), page: *threads, limit: THREADS };
        let page = page(session, actor, consultation.id, &asked).await?;
        let replies = if page.items.is_empty() { Vec::new() } else { list::replies_to_page(session, &page.query).await? };
        let named = named(page.items.iter().chain(&replies).map(|listed| &listed.comment));
        let answers = Answers::read(session, &named).await?;
        let seen = Seen { answers: &answers, consultation: &consultation, actor, now };

        let mut by_root: HashMap<CommentId, Vec<Shown>> = HashMap::new();
        for reply in replies {
            if let Some(root) = reply.comment.root {
                by_root.entry(root).or_default().push(without_source(self.shown(reply, &seen)));
            }
        }
        let threads = page
            .items
            .into_iter()
            .map(|root| Thread {
                replies: by_root.remove(&root.comment.id).unwrap_or_default(),
                replies_count: root.comment.replies,
                root: without_source(self.shown(root, &seen)),
            })
            .collect();
        Ok(ThreadPage { threads, next: page.next.map(|place| place.to_string()) })
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
        let answers = Answers::of(&mut session, &comment).await?;
        Ok(self.shown(Listed { comment, supported: false }, &Seen { answers: &answers, consultation: &consultation, actor, now }))
    }

    fn shown(&self, listed: Listed, seen: &Seen<'_>) -> Shown {
        let Seen { answers, consultation, actor, now } = *seen;
        let mine = actor.is_some_and(|actor| actor.account == listed.comment.account);
        let until = listed.comment.created_at.plus(EDIT_WINDOW);
        let edit = Action::EditComment(&consultation.schedule, consultation.moderation, listed.comment.item());
        let may_edit = mine && allow(actor, edit, now).is_ok();
        Shown {
            supported: listed.supported,
            mine,
            editable_until: may_edit.then_some(until),
            comment: view(&self.0.markup, listed.comment, answers, actor, now),
        }
    }
}

/// With what, by whom and when remarks are seen.
struct Seen<'a> {
    answers: &'a Answers,
    consultation: &'a Consultation,
    actor: Option<&'a Actor>,
    now: Timestamp,
}

/// A page shows the HTML; the source is needed by its author alone, to change it.
fn without_source(mut shown: Shown) -> Shown {
    if !shown.mine {
        shown.comment.body = None;
    }
    shown
}

/// Where a page of threads begins.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The order of the list.
    pub order: Order,
    /// The last place before the page; `None` for the first one.
    pub after: Option<Place>,
}

/// Which page of a consultation's remarks.
struct Asked {
    scope: Scope,
    page: Page,
    limit: usize,
}

/// A page as it was read, and by which query.
struct Found {
    items: Vec<Listed>,
    next: Option<Place>,
    query: Query,
}

async fn page(session: &mut Session, actor: Option<&Actor>, consultation: ConsultationId, asked: &Asked) -> Result<Found, Error> {
    let Page { order, after } = asked.page;
    let query = Query {
        consultation,
        scope: asked.scope,
        order,
        after: after.unwrap_or_else(|| Place::start(order)),
        // One more than asked for tells whether there is a next page.
        limit: asked.limit as i64 + 1,
        reader: actor.map(|actor| actor.account),
        staff: actor.is_some_and(|actor| actor.role >= Role::Moderator),
    };
    let mut items = list::page(session, &query).await?;
    let more = items.len() > asked.limit;
    items.truncate(asked.limit);
    let next = items.last().filter(|_| more).map(|last| Place::of(order, &last.comment));
    Ok(Found { items, next, query })
}
