//! The desk: the remarks of a consultation as its moderators answer them, one after the other.

use busola_domain::answer::{Progress, State};
use busola_domain::comment::{Order, Source};
use busola_domain::policy::{Action, allow};
use busola_domain::search::Needle;
use busola_domain::{Actor, Comment, UnitId};
use busola_storage::Session;
use busola_storage::comments::desk::{self, Query};
use busola_storage::comments::{self, Stored};

use super::{Answers, named};
use crate::comments::{Place, view};
use crate::consultations::{Key, readable};
use crate::moderation::likenesses;
use crate::{Error, Service};

/// How many remarks are looked through at once: their texts are all that is in memory.
const LOOKED_THROUGH: i64 = 500;

/// Which remarks the desk is to show.
#[derive(Clone, Debug)]
pub struct DeskQuery {
    /// On which unit; `None` for all of them and those on the whole draft.
    pub unit: Option<UnitId>,
    /// How far their answers are.
    pub state: State,
    /// How they came in; `None` for any way.
    pub source: Option<Source>,
    /// Words that are in them or in their authors' names, or `#17` for the remark of that number.
    pub search: Option<String>,
    /// After which place in the order of receipt.
    pub after: Option<Place>,
    /// At most so many.
    pub limit: usize,
}

/// A page of the desk.
#[derive(Clone, Debug)]
pub struct DeskPage {
    /// The remarks with their answers, drafts among them, in the order of receipt.
    pub items: Vec<Comment>,
    /// How many public replies each of them has, in the same order.
    pub replies: Vec<i64>,
    /// Of each the number of an earlier one on its unit that says nearly the same, in the same order.
    pub likes: Vec<Option<i64>>,
    /// Where the next page begins.
    pub next: Option<Place>,
    /// How far the answers to all remarks of the consultation are.
    pub progress: Progress,
}

impl Service {
    /// A page of a consultation's remarks that need an answer or have one.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn desk(&self, actor: Option<&Actor>, key: &Key, asked: DeskQuery) -> Result<DeskPage, Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let mut session = self.0.db.snapshot().await?;
        let consultation = readable(&mut session, actor, key, now).await?.id;
        let DeskQuery { unit, state, source, search, after, limit } = asked;
        let after = after.unwrap_or_else(|| Place::start(Order::Oldest));
        // One more than asked for tells whether there is a next page.
        let query = Query { consultation, unit, state, source, after, limit: limit as i64 + 1 };
        let mut found = match search.as_deref().and_then(Needle::parse) {
            Some(needle) => look_through(&mut session, query, &needle).await?,
            None => desk::page(&mut session, &query).await?,
        };
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|last| Place::of(Order::Oldest, last));
        let answers = Answers::read(&mut session, &named(&found)).await?;
        let likes = likenesses(&mut session, consultation, &Vec::from_iter(&found)).await?;
        let likes = found.iter().map(|comment| likes.get(&comment.id).copied()).collect();
        let progress = desk::progress(&mut session, consultation).await?;
        drop(session);
        let replies = found.iter().map(|comment| comment.replies).collect();
        let items = found.into_iter().map(|comment| view(&self.0.markup, comment, &answers, actor, now)).collect();
        Ok(DeskPage { items, replies, likes, next, progress })
    }
}

/// The first remarks of a query in which something is found.
async fn look_through(session: &mut Session, query: Query, needle: &Needle) -> Result<Vec<Stored>, Error> {
    let wanted = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let mut stretch = Query { limit: LOOKED_THROUGH, ..query };
    let (mut ids, mut room) = (Vec::new(), String::new());
    loop {
        let texts = desk::texts(session, &stretch).await?;
        for text in &texts {
            if ids.len() < wanted && needle.is_in(text.number, &[&text.name, &text.body], &mut room) {
                ids.push(text.place.id);
            }
        }
        match texts.last() {
            Some(last) if ids.len() < wanted && texts.len() as i64 == LOOKED_THROUGH => stretch.after = last.place,
            _ => break,
        }
    }
    let mut found = comments::by_ids(session, &ids).await?;
    found.sort_unstable_by_key(|comment| (comment.created_at, comment.id));
    Ok(found)
}
