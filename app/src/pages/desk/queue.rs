//! The queue: remarks as the desk shows them.

use std::collections::HashMap;

use busola_desk::{Entry, Filter, PAGE, Queue, excerpt};
use busola_domain::consultation::Unit;
use busola_domain::{Comment, Consultation, UnitId};
use busola_service::Error;
use busola_service::answers::DeskQuery;
use busola_service::comments::Place;
use busola_service::consultations::Key;
use busola_texts::Lang;

use crate::context::Site;
use crate::pages::time;

/// A page of the queue, remarks on one unit together, in the order of the draft.
pub(crate) async fn desk_queue(site: &Site, consultation: &Consultation, filter: &Filter, after: Option<&str>) -> Result<Queue, Error> {
    let asked = DeskQuery {
        unit: filter.unit,
        state: filter.state,
        source: filter.source,
        search: Some(filter.search.clone()).filter(|search| !search.is_empty()),
        after: after.and_then(|place| place.parse().ok()),
        limit: PAGE,
    };
    let page = site.service.desk(site.actor.as_ref(), &Key::Id(consultation.id), asked).await?;
    let found = page.items.into_iter().zip(page.replies).zip(page.likes);
    let mut entries: Vec<_> = found.map(|((comment, replies), like)| Entry { like, ..entry(site.lang, comment, Some(replies)) }).collect();
    sort(&mut entries, &consultation.draft.units);
    Ok(Queue { entries, next: page.next.map(|place| place.to_string()), progress: page.progress })
}

/// What is on the whole draft first, then unit by unit, then what is on units that are gone; else as it was.
fn sort(entries: &mut [Entry], units: &[Unit]) {
    let places: HashMap<UnitId, usize> = units.iter().enumerate().map(|(at, unit)| (unit.id, at + 1)).collect();
    entries.sort_by_key(|entry| entry.unit.map_or(0, |unit| places.get(&unit).copied().unwrap_or(usize::MAX)));
}

/// A remark as the desk shows it.
pub(crate) fn entry(lang: Lang, comment: Comment, replies: Option<i64>) -> Entry {
    Entry {
        id: comment.id,
        number: comment.number,
        unit: comment.unit,
        author: comment.author.name,
        organisation: comment.author.organisation,
        excerpt: comment.body.as_deref().map(excerpt).unwrap_or_default(),
        html: comment.html,
        status: comment.status,
        source: comment.source,
        supports: comment.supports,
        replies,
        at: (comment.created_at.to_string(), time::full(lang, comment.created_at)),
        place: Place { key: comment.created_at.0, id: comment.id }.to_string(),
        answer: comment.answer,
        like: None,
    }
}
