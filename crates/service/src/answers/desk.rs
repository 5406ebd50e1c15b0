//! The desk: the remarks of a consultation as its moderators answer them, one after the other.

use std::collections::HashMap;

use busola_domain::answer::{Progress, State};
use busola_domain::comment::Source;
use busola_domain::policy::{Action, allow};
use busola_domain::search::Needle;
use busola_domain::{Actor, Comment, CommentId, UnitId};
use busola_storage::Session;
use busola_storage::comments::desk::{self, Part, Place, Query, Texts};
use busola_storage::comments::{self, Stored};
use busola_storage::consultations::Stored as Consultation;
use busola_storage::drafts::StoredUnit;
use uuid::Uuid;

use super::{Answers, named};
use crate::comments::view;
use crate::consultations::{Key, readable};
use crate::drafts::units;
use crate::moderation::likenesses;
use crate::{Error, Service};

/// How many remarks are looked through at once: their texts are all that is in memory.
const LOOKED_THROUGH: usize = 500;

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
    /// After which place in the queue.
    pub after: Option<Place>,
    /// At most so many.
    pub limit: usize,
}

/// A page of the desk.
#[derive(Clone, Debug)]
pub struct DeskPage {
    /// The remarks with their answers, drafts among them: those on the whole draft, then unit by unit as the present draft
    /// has them, then those on units that it does not have any more; on each by their numbers.
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
        let consultation = readable(&mut session, actor, key, now).await?;
        let units = units(&self.0.drafts, &mut session, &consultation).await?;
        // One more than asked for tells whether there is a next page.
        let mut places = go_through(&mut session, &consultation, &units, &asked).await?;
        let more = places.len() > asked.limit;
        places.truncate(asked.limit);
        let next = places.last().filter(|_| more).map(|(_, place)| *place);
        let found = in_order(&mut session, &places).await?;
        let answers = Answers::read(&mut session, &named(&found)).await?;
        let likes = likenesses(&mut session, consultation.id, &Vec::from_iter(&found)).await?;
        let likes = found.iter().map(|comment| likes.get(&comment.id).copied()).collect();
        let progress = desk::progress(&mut session, consultation.id).await?;
        drop(session);
        let replies = found.iter().map(|comment| comment.replies).collect();
        let items = found.into_iter().map(|comment| view(&self.0.markup, comment, &answers, actor, now)).collect();
        Ok(DeskPage { items, replies, likes, next, progress })
    }

    /// How far the answers to a consultation's remarks are.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn desk_progress(&self, actor: Option<&Actor>, key: &Key) -> Result<Progress, Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let mut session = self.0.db.read().await?;
        let consultation = readable(&mut session, actor, key, now).await?.id;
        Ok(desk::progress(&mut session, consultation).await?)
    }
}

/// The parts of the queue that come after a place, each with the number after which it goes on.
fn parts(version: i64, units: &[StoredUnit], after: Option<Place>) -> Vec<(Part, i64)> {
    let from_units = |from, after| (Part::Units { version, from }, after);
    let from_gone = |from, after| (Part::Gone { version, from }, after);
    let all_gone = from_gone(UnitId(Uuid::nil()), 0);
    let Some(Place { unit, number }) = after else { return vec![(Part::Whole, 0), from_units(0, 0), all_gone] };
    let Some(unit) = unit else { return vec![(Part::Whole, number), from_units(0, 0), all_gone] };
    match (0..).zip(units).find(|(_, known)| known.unit.id == unit) {
        Some((at, _)) => vec![from_units(at, number), all_gone],
        None => vec![from_gone(unit, number)],
    }
}

/// Where the remarks that are asked for stand, and one more.
async fn go_through(
    session: &mut Session,
    consultation: &Consultation,
    units: &[StoredUnit],
    asked: &DeskQuery,
) -> Result<Vec<(CommentId, Place)>, busola_storage::Error> {
    let needle = asked.search.as_deref().and_then(Needle::parse);
    let (wanted, mut room) = (asked.limit + 1, String::new());
    let mut is_found =
        |text: &Texts| needle.as_ref().is_none_or(|needle| needle.is_in(text.place.number, &[&text.name, &text.body], &mut room));
    let stretch = if needle.is_some() { LOOKED_THROUGH } else { wanted };
    let (mut places, mut after) = (Vec::new(), asked.after);
    'stretches: loop {
        let parts = match asked.unit {
            Some(unit) => vec![(Part::Unit(unit), after.map_or(0, |place| place.number))],
            None => parts(consultation.draft_version, units, after),
        };
        for (part, number) in parts {
            let (state, source) = (asked.state, asked.source);
            let query = Query { consultation: consultation.id, part, after: number, state, source, limit: stretch as i64 };
            let texts = desk::texts(session, &query).await?;
            places.extend(texts.iter().filter(|text| is_found(text)).map(|text| (text.id, text.place)).take(wanted - places.len()));
            if places.len() == wanted {
                return Ok(places);
            }
            // There may be more of this part.
            if texts.len() == stretch {
                after = texts.last().map(|last| last.place);
                continue 'stretches;
            }
        }
        return Ok(places);
    }
}

/// The remarks that stand in some places, in the order of these.
async fn in_order(session: &mut Session, places: &[(CommentId, Place)]) -> Result<Vec<Stored>, busola_storage::Error> {
    let ids: Vec<_> = places.iter().map(|(id, _)| *id).collect();
    let ranks: HashMap<_, _> = (0..).zip(&ids).map(|(rank, id)| (*id, rank)).collect();
    let mut found = comments::by_ids(session, &ids).await?;
    found.sort_unstable_by_key(|comment| ranks.get(&comment.id).copied().unwrap_or(usize::MAX));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use busola_domain::consultation::Unit;
    use busola_domain::draft::UnitKind;

    fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    #[test]
    fn after_a_place_come_the_parts_behind_it() {
        let stored = |n| {
            let unit = Unit { id: unit(n), label: String::new(), depth: 0, text: String::new() };
            StoredUnit { kind: UnitKind::Section, unit }
        };
        let units = [stored(5), stored(6)];
        let of = |after| parts(3, &units, after);
        let gone = |from, after| (Part::Gone { version: 3, from }, after);
        let behind = [(Part::Units { version: 3, from: 0 }, 0), gone(unit(0), 0)];
        assert_eq!(of(None), [&[(Part::Whole, 0)][..], &behind[..]].concat());
        assert_eq!(of(Some(Place { unit: None, number: 9 })), [&[(Part::Whole, 9)][..], &behind[..]].concat());
        assert_eq!(of(Some(Place { unit: Some(unit(6)), number: 2 })), [(Part::Units { version: 3, from: 1 }, 2), gone(unit(0), 0)]);
        assert_eq!(of(Some(Place { unit: Some(unit(7)), number: 4 })), [gone(unit(7), 4)]);
    }
}
