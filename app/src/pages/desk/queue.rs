//! The queue: remarks as the desk shows them.

use busola_desk::{Entry, Filter, PAGE, Queue, excerpt};
use busola_domain::{Comment, CommentId, ConsultationId};
use busola_service::Error;
use busola_service::answers::DeskQuery;
use busola_service::consultations::Key;
use busola_texts::Lang;

use crate::context::Site;
use crate::pages::time;

/// A page of the queue.
pub(crate) async fn desk_queue(site: &Site, consultation: ConsultationId, filter: &Filter, after: Option<&str>) -> Result<Queue, Error> {
    let asked = DeskQuery {
        unit: filter.unit,
        state: filter.state,
        source: filter.source,
        search: Some(filter.search.clone()).filter(|search| !search.is_empty()),
        after: after.and_then(|place| place.parse().ok()),
        limit: PAGE,
    };
    let page = site.service.desk(site.actor.as_ref(), &Key::Id(consultation), asked).await?;
    let found = page.items.into_iter().zip(page.replies).zip(page.likes);
    let entries = found.map(|((comment, replies), like)| Entry { like, ..entry(site.lang, comment, Some(replies)) }).collect();
    Ok(Queue { entries, next: page.next.map(|place| place.to_string()), progress: page.progress })
}

/// A remark as it is now, with who wrote its answer.
pub(crate) async fn desk_remark(site: &Site, id: CommentId) -> Result<Entry, Error> {
    let (lang, actor) = (site.lang, site.actor.as_ref());
    let written = site.service.answer_written(actor, id).await?;
    let written = written.map(|written| lang.prepare_written(time::full(lang, written.at), written.name));
    let comment = site.service.comment(actor, id).await?.comment;
    Ok(Entry { written, ..entry(lang, comment, None) })
}

/// A remark as the desk shows it.
pub(crate) fn entry(lang: Lang, comment: Comment, replies: Option<i64>) -> Entry {
    Entry {
        id: comment.id,
        number: comment.number,
        unit: comment.unit,
        version: comment.version,
        author: comment.author.name,
        organisation: comment.author.organisation,
        excerpt: comment.body.as_deref().map(excerpt).unwrap_or_default(),
        html: comment.html,
        status: comment.status,
        source: comment.source,
        supports: comment.supports,
        replies,
        at: match comment.received_on {
            Some(day) => (day.to_string(), time::day(lang, day)),
            None => (comment.created_at.to_string(), time::full(lang, comment.created_at)),
        },
        answer: comment.answer,
        written: None,
        like: None,
    }
}
