//! The desk: which remarks its queue has and in which order, and which drafts can be published.

use busola_domain::answer::{Progress, State};
use busola_domain::comment::Source;
use busola_domain::draft::Format;
use busola_domain::{ConsultationId, Status, Timestamp};
use busola_storage::answers::{self, Stored, drafted};
use busola_storage::comments::desk::{self, Part, Query};
use busola_storage::drafts::{NewDraft, StoredUnit};
use busola_storage::{Db, Session, comments};

use crate::answers::answer;
use crate::drafts::{unit, write_draft};
use crate::rows::{NOW, account, id, insert, open_consultation, remark, write};

on_both_databases!(
    the_desk_shows_what_needs_an_answer_or_has_one,
    the_queue_goes_through_the_units_of_a_version,
    drafts_are_found_by_who_wrote_them_when_and_to_what,
);

/// All drafts of a consultation.
pub(crate) fn drafts_of(consultation: ConsultationId) -> drafted::Query {
    drafted::Query { consultation, until: Timestamp(i64::MAX), unit: None, source: None, by: None }
}

async fn numbers(tx: &mut Session, query: &Query) -> Vec<i64> {
    desk::texts(tx, query).await.unwrap().iter().map(|text| text.place.number).collect()
}

async fn the_desk_shows_what_needs_an_answer_or_has_one(db: Db) {
    let author = account(&db, 1).await;
    let consultation = insert(&db, &open_consultation(1)).await;
    let mut tx = db.write().await.unwrap();
    // 1 waits, 2 has a draft, 3 is answered and hidden, 4 is withdrawn, 5 is pending, 6 is a reply, 7 a reply that has a draft.
    for n in 1..=5 {
        write(&mut tx, &remark(n, consultation, author)).await;
    }
    for n in [6, 7] {
        let reply = remark(n, consultation, author);
        write(&mut tx, &comments::New { parent: Some(id(1)), root: Some(id(1)), source: Source::Paper, ..reply }).await;
    }
    answers::insert(&mut tx, &answer(50, consultation, author)).await.unwrap();
    answers::put(&mut tx, id(50), &[id(2), id(3), id(7)]).await.unwrap();
    answers::show(&mut tx, &[id(3)], NOW).await.unwrap();
    for (n, status) in [(3, Status::Hidden), (4, Status::Withdrawn), (5, Status::Pending)] {
        assert!(comments::set_status(&mut tx, id(n), Status::Published, status, None).await.unwrap());
    }
    let all = Query { consultation, part: Part::Whole, after: 0, state: State::All, source: None, limit: 10 };
    let expected = [
        (all, vec![1, 2, 3, 5, 7]),
        (Query { state: State::Waiting, ..all }, vec![1, 5]),
        (Query { state: State::Drafted, ..all }, vec![2, 7]),
        (Query { state: State::Unpublished, ..all }, vec![1, 2, 5, 7]),
        (Query { state: State::Answered, ..all }, vec![3]),
        (Query { source: Some(Source::Paper), ..all }, vec![7]),
        (Query { limit: 2, ..all }, vec![1, 2]),
        (Query { after: 2, limit: 2, ..all }, vec![3, 5]),
        (Query { part: Part::Unit(id(70)), ..all }, vec![]),
    ];
    for (query, found) in expected {
        assert_eq!(numbers(&mut tx, &query).await, found, "{query:?}");
    }
    let texts = desk::texts(&mut tx, &all).await.unwrap();
    // What is hidden is not found by its words.
    assert_eq!(texts.iter().filter(|text| text.body.is_empty()).map(|text| text.place.number).collect::<Vec<_>>(), [3]);
    assert_eq!(desk::progress(&mut tx, consultation).await.unwrap(), Progress { needed: 3, answered: 0, drafted: 1 });
    tx.commit().await.unwrap();
}

fn version(consultation: ConsultationId, version: i64, units: &[StoredUnit]) -> NewDraft<'_> {
    let draft = id(1_000 + version as u128);
    NewDraft { id: draft, consultation, version, format: Format::Text, source: "§ 1. …", note: "", units, matches: &[] }
}

async fn the_queue_goes_through_the_units_of_a_version(db: Db) {
    let author = account(&db, 1).await;
    let consultation = insert(&db, &open_consultation(1)).await;
    let other = insert(&db, &open_consultation(2)).await;
    write_draft(&db, &version(consultation, 1, &[unit(1), unit(2), unit(3)])).await.unwrap();
    write_draft(&db, &version(consultation, 2, &[unit(3), unit(1)])).await.unwrap();
    let mut tx = db.write().await.unwrap();
    for (n, on) in [(1, Some(1)), (2, Some(3)), (3, Some(1)), (4, None), (5, Some(2)), (6, Some(3))] {
        write(&mut tx, &comments::New { unit: on.map(id), ..remark(n, consultation, author) }).await;
    }
    write(&mut tx, &comments::New { unit: Some(id(3)), ..remark(7, other, author) }).await;
    let all = Query { consultation, part: Part::Whole, after: 0, state: State::All, source: None, limit: 10 };
    let units = |version, from| Part::Units { version, from };
    let gone = |version, n: u128| Part::Gone { version, from: if n == 0 { uuid::Uuid::nil().into() } else { id(n) } };
    let expected = [
        (units(2, 0), 0, vec![2, 6, 1, 3]),
        (units(2, 0), 2, vec![6, 1, 3]),
        (units(2, 1), 0, vec![1, 3]),
        (units(2, 1), 1, vec![3]),
        (units(1, 0), 0, vec![1, 3, 5, 2, 6]),
        (units(1, 1), 5, vec![2, 6]),
        (units(3, 0), 0, vec![]),
        (gone(2, 0), 0, vec![5]),
        (gone(2, 2), 4, vec![5]),
        (gone(2, 2), 5, vec![]),
        (gone(1, 0), 0, vec![]),
        // A version without units has lost them all; they come in the order of their ids.
        (gone(3, 0), 0, vec![5, 1, 3, 2, 6]),
        (gone(3, 1), 1, vec![3, 2, 6]),
        (gone(3, 1), 3, vec![2, 6]),
        (Part::Unit(id(1)), 1, vec![3]),
        (Part::Whole, 0, vec![4]),
    ];
    for (part, after, found) in expected {
        let query = Query { part, after, ..all };
        assert_eq!(numbers(&mut tx, &query).await, found, "{query:?}");
    }
    let first = Query { part: units(2, 0), limit: 3, ..all };
    assert_eq!(numbers(&mut tx, &first).await, [2, 6, 1]);
    tx.commit().await.unwrap();
}

async fn drafts_are_found_by_who_wrote_them_when_and_to_what(db: Db) {
    let (ewa, adam) = (account(&db, 1).await, account(&db, 2).await);
    let consultation = insert(&db, &open_consultation(1)).await;
    let mut tx = db.write().await.unwrap();
    // 1 has Ewa's draft, 2 and 3 share Adam's later one, 4 is hidden with it, 5 is answered, 6 waits.
    for n in 1..=6 {
        let source = if n == 3 { Source::Paper } else { Source::Online };
        write(&mut tx, &comments::New { unit: (n == 2).then(|| id(70)), source, ..remark(n, consultation, ewa) }).await;
    }
    answers::insert(&mut tx, &answer(50, consultation, ewa)).await.unwrap();
    answers::insert(&mut tx, &Stored { written_at: NOW.plus(5), ..answer(51, consultation, adam) }).await.unwrap();
    answers::put(&mut tx, id(50), &[id(1), id(5)]).await.unwrap();
    answers::put(&mut tx, id(51), &[id(2), id(3), id(4)]).await.unwrap();
    answers::show(&mut tx, &[id(5)], NOW).await.unwrap();
    assert!(comments::set_status(&mut tx, id(4), Status::Published, Status::Hidden, None).await.unwrap());
    let all = drafts_of(consultation);
    let expected = [
        (all, vec![1, 2, 3]),
        (drafted::Query { by: Some(ewa), ..all }, vec![1]),
        (drafted::Query { until: NOW.plus(4), ..all }, vec![1]),
        (drafted::Query { unit: Some(id(70)), ..all }, vec![2]),
        (drafted::Query { source: Some(Source::Paper), ..all }, vec![3]),
        (drafted::Query { source: Some(Source::Paper), by: Some(ewa), ..all }, vec![]),
    ];
    for (query, numbers) in expected {
        let found = drafted::page(&mut tx, &query, 0, 10).await.unwrap();
        assert_eq!(found.iter().map(|comment| comment.number).collect::<Vec<_>>(), numbers, "{query:?}");
        assert_eq!(drafted::count(&mut tx, &query).await.unwrap(), numbers.len() as i64, "{query:?}");
    }
    let page = drafted::page(&mut tx, &all, 1, 1).await.unwrap();
    assert_eq!(page.iter().map(|comment| comment.number).collect::<Vec<_>>(), [2]);
    tx.commit().await.unwrap();
}
