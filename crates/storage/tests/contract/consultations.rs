//! Consultations: their list, their phases, their numbers.

use busola_domain::consultation::Counts;
use busola_domain::live::Channel;
use busola_domain::time::DAY;
use busola_domain::{AccountId, ConsultationId, EventKind, Phase, Schedule, Timestamp, UnitId};
use busola_storage::consultations::{self, Filter, Stored};
use busola_storage::{Db, events};
use uuid::Uuid;

use crate::rows::{NOW, account, at_once, execute, id, insert, open_consultation};

on_both_databases!(
    a_consultation_is_read_as_it_was_written,
    many_are_read_by_their_ids,
    a_slug_names_one_consultation,
    of_many_who_take_a_slug_at_once_one_gets_it,
    a_consultation_is_published_once,
    each_phase_lists_what_the_clock_says,
    pages_show_every_consultation_once_the_last_to_close_first,
    people_are_counted_while_they_have_a_remark,
    remarks_are_counted_by_unit,
    who_takes_a_consultation_is_alone_in_it,
    many_are_counted_at_once,
);

const PHASES: [Phase; 5] = [Phase::Draft, Phase::Announced, Phase::Open, Phase::Closed, Phase::Reported];

async fn a_consultation_is_read_as_it_was_written(db: Db) {
    let stored = open_consultation(1);
    insert(&db, &stored).await;
    let mut session = db.read().await.unwrap();
    assert_eq!(consultations::by_id(&mut session, stored.id).await.unwrap().as_ref(), Some(&stored));
    assert_eq!(consultations::by_slug(&mut session, &stored.slug).await.unwrap().as_ref(), Some(&stored));
    assert_eq!(consultations::by_id(&mut session, id(2)).await.unwrap(), None);
    assert_eq!(consultations::by_slug(&mut session, "nie-ma").await.unwrap(), None);
}

async fn many_are_read_by_their_ids(db: Db) {
    let mut expected = Vec::new();
    for n in 1..=22 {
        let stored = open_consultation(n);
        insert(&db, &stored).await;
        expected.push(stored);
    }
    let mut session = db.read().await.unwrap();
    // The last id is nobody's.
    let ids: Vec<ConsultationId> = (1..=23).map(id).collect();
    let mut found = consultations::by_ids(&mut session, &ids).await.unwrap();
    found.sort_by_key(|stored| stored.id);
    expected.sort_by_key(|stored| stored.id);
    assert_eq!(found, expected);
    assert_eq!(consultations::by_ids(&mut session, &[]).await.unwrap(), []);
}

async fn a_slug_names_one_consultation(db: Db) {
    let stored = open_consultation(1);
    insert(&db, &stored).await;
    let mut tx = db.write().await.unwrap();
    let second = Stored { slug: stored.slug, ..open_consultation(2) };
    assert!(!consultations::insert(&mut tx, &second, NOW).await.unwrap());
    // The transaction goes on with another name.
    let second = Stored { slug: "wolny".to_owned(), ..second };
    assert!(consultations::insert(&mut tx, &second, NOW).await.unwrap());
    assert_eq!(consultations::by_slug(&mut tx, "wolny").await.unwrap().unwrap().id, second.id);
}

async fn of_many_who_take_a_slug_at_once_one_gets_it(db: Db) {
    let taken = at_once(10, |n| {
        let db = db.clone();
        async move {
            let mut tx = db.write().await.unwrap();
            let stored = Stored { slug: "program".to_owned(), ..open_consultation(n) };
            let taken = consultations::insert(&mut tx, &stored, NOW).await.unwrap();
            tx.commit().await.unwrap();
            taken
        }
    })
    .await;
    assert_eq!(taken.into_iter().filter(|taken| *taken).count(), 1);
}

async fn a_consultation_is_published_once(db: Db) {
    let mut stored = open_consultation(1);
    stored.schedule.published_at = None;
    insert(&db, &stored).await;
    let mut tx = db.write().await.unwrap();
    assert!(consultations::publish(&mut tx, stored.id, NOW).await.unwrap());
    assert!(!consultations::publish(&mut tx, stored.id, NOW.plus(1)).await.unwrap());
    let read = consultations::by_id(&mut tx, stored.id).await.unwrap().unwrap();
    assert_eq!(read.schedule.published_at, Some(NOW));
}

fn filter(drafts: bool, phase: Option<Phase>) -> Filter {
    Filter { before: (Timestamp(i64::MAX), ConsultationId(Uuid::max())), drafts, phase, now: NOW, limit: 100 }
}

/// Consultations around [`NOW`], to the millisecond, some published, some reported.
async fn around_now(db: &Db) -> Vec<Stored> {
    let mut all = Vec::new();
    for (opens, closes) in [(-DAY, -1), (-DAY, 0), (-DAY, 1), (-1, DAY), (0, DAY), (1, DAY)] {
        for published_at in [None, Some(NOW.plus(-2 * DAY))] {
            for reported in [None, Some(-1), Some(0), Some(1)] {
                let n = all.len() as u128;
                let reported_at = reported.map(|at| NOW.plus(at));
                let schedule = Schedule { published_at, opens_at: NOW.plus(opens), closes_at: NOW.plus(closes), reported_at };
                let stored = Stored { schedule, ..open_consultation(n) };
                insert(db, &stored).await;
                if let Some(at) = reported_at {
                    execute(db, &format!("update consultations set reported_at = {} where slug = '{}'", at.0, stored.slug)).await;
                }
                all.push(stored);
            }
        }
    }
    all
}

async fn each_phase_lists_what_the_clock_says(db: Db) {
    let all = around_now(&db).await;
    let mut session = db.read().await.unwrap();
    for drafts in [false, true] {
        for phase in PHASES.map(Some).into_iter().chain([None]) {
            let page = consultations::page(&mut session, &filter(drafts, phase)).await.unwrap();
            let mut listed: Vec<_> = page.into_iter().map(|stored| stored.id).collect();
            let mut expected: Vec<_> = all
                .iter()
                .filter(|stored| {
                    let is = stored.schedule.phase_at(NOW);
                    (drafts || is != Phase::Draft) && phase.is_none_or(|phase| phase == is)
                })
                .map(|stored| stored.id)
                .collect();
            listed.sort();
            expected.sort();
            assert_eq!(listed, expected, "{phase:?}, drafts: {drafts}");
        }
    }
}

async fn pages_show_every_consultation_once_the_last_to_close_first(db: Db) {
    let mut expected: Vec<_> = around_now(&db).await.iter().map(|stored| (stored.schedule.closes_at, stored.id)).collect();
    expected.sort();
    expected.reverse();
    let mut session = db.read().await.unwrap();
    let mut next = Filter { limit: 5, ..filter(true, None) };
    let mut seen = Vec::new();
    loop {
        let page = consultations::page(&mut session, &next).await.unwrap();
        let Some(last) = page.last() else { break };
        next.before = (last.schedule.closes_at, last.id);
        seen.extend(page.iter().map(|stored| (stored.schedule.closes_at, stored.id)));
    }
    assert_eq!(seen, expected);
}

async fn count(db: &Db, unit: Option<UnitId>, author: AccountId, by: i64) -> (i64, i64) {
    let mut tx = db.write().await.unwrap();
    let unit: Vec<_> = unit.into_iter().map(|unit| (unit, by)).collect();
    consultations::count(&mut tx, id(1), &unit, &[(author, by)], 0).await.unwrap();
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    let Counts { comments, participants } = consultations::by_id(&mut session, id(1)).await.unwrap().unwrap().counts;
    (comments, participants)
}

async fn people_are_counted_while_they_have_a_remark(db: Db) {
    let (anna, jan) = (account(&db, 1).await, account(&db, 2).await);
    insert(&db, &open_consultation(1)).await;
    assert_eq!(count(&db, None, anna, 1).await, (1, 1));
    assert_eq!(count(&db, None, anna, 1).await, (2, 1));
    assert_eq!(count(&db, None, jan, 1).await, (3, 2));
    assert_eq!(count(&db, None, anna, -1).await, (2, 2));
    assert_eq!(count(&db, None, anna, -1).await, (1, 1));
    assert_eq!(count(&db, None, jan, -1).await, (0, 0));
    assert_eq!(count(&db, None, jan, 1).await, (1, 1));
}

async fn remarks_are_counted_by_unit(db: Db) {
    let author = account(&db, 1).await;
    insert(&db, &open_consultation(1)).await;
    for (unit, by) in [(Some(id(11)), 1), (Some(id(11)), 1), (Some(id(12)), 1), (Some(id(12)), -1), (None, 1)] {
        count(&db, unit, author, by).await;
    }
    let mut session = db.read().await.unwrap();
    // A unit whose last remark is gone is left out.
    assert_eq!(consultations::unit_counts(&mut session, id(1)).await.unwrap(), [(id(11), 2)]);
    assert_eq!(consultations::unit_counts(&mut session, id(2)).await.unwrap(), []);
}

async fn who_takes_a_consultation_is_alone_in_it(db: Db) {
    insert(&db, &open_consultation(1)).await;
    let channel = Channel::Consultation(id(1));
    at_once(12, |n| {
        let db = db.clone();
        async move {
            let mut tx = db.write().await.unwrap();
            consultations::take(&mut tx, id(1)).await.unwrap().unwrap();
            let head = events::head(&mut tx, channel).await.unwrap();
            tokio::task::yield_now().await;
            let next = events::append(&mut tx, channel, EventKind::ConsultationChanged, id(n), 1, NOW).await.unwrap();
            assert_eq!(next, head + 1);
            // Who gives up leaves it to the next one.
            if n % 3 > 0 {
                tx.commit().await.unwrap();
            }
        }
    })
    .await;
    let mut tx = db.write().await.unwrap();
    assert_eq!(events::head(&mut tx, channel).await.unwrap(), 8);
    // Taking changes nothing.
    assert_eq!(consultations::take(&mut tx, id(1)).await.unwrap(), Some(open_consultation(1)));
    assert_eq!(consultations::take(&mut tx, id(2)).await.unwrap(), None);
}

async fn many_are_counted_at_once(db: Db) {
    insert(&db, &open_consultation(1)).await;
    let mut authors = Vec::new();
    for n in 0..22 {
        authors.push(account(&db, n).await);
    }
    let mut tx = db.write().await.unwrap();
    let by = |numbers: std::ops::Range<usize>, by| authors[numbers].iter().map(|author| (*author, by)).collect::<Vec<_>>();
    let mut seen = Vec::new();
    // Two each, then one of the first ten's out, then the others' too and the last ten's again.
    for (units, authors) in [
        ([(id(31), 22), (id(32), 22)], by(0..22, 2)),
        ([(id(31), -10), (id(32), 0)], by(0..10, -1)),
        ([(id(31), -12), (id(32), -2)], by(10..22, -2)),
        ([(id(31), 1), (id(32), 9)], by(12..22, 1)),
    ] {
        consultations::count(&mut tx, id(1), &units, &authors, 0).await.unwrap();
        let Counts { comments, participants } = consultations::by_id(&mut tx, id(1)).await.unwrap().unwrap().counts;
        seen.push((comments, participants));
    }
    assert_eq!(seen, [(44, 22), (34, 22), (10, 10), (20, 20)]);
    let mut units = consultations::unit_counts(&mut tx, id(1)).await.unwrap();
    units.sort();
    let mut expected = [(id(31), 1), (id(32), 29)];
    expected.sort();
    assert_eq!(units, expected);
}
