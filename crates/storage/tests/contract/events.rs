//! The event log: numbers without a gap, in each channel.

use std::collections::BTreeSet;

use busola_domain::live::Channel;
use busola_domain::{ConsultationId, EventKind};
use busola_storage::Db;
use busola_storage::events::{self, Entry, Row};
use uuid::Uuid;

use crate::rows::{NOW, at_once, id};

on_both_databases!(
    an_event_is_read_as_it_was_written,
    each_channel_counts_for_itself,
    a_stretch_ends_at_its_limit,
    many_writers_some_of_whom_give_up_leave_no_gap,
    several_at_once_count_on,
    a_snapshot_shows_one_moment,
    what_was_told_since_a_moment_is_counted_by_change,
);

fn channel(n: u128) -> Channel {
    Channel::Consultation(id::<ConsultationId>(n))
}

/// Appends an event about `subject` and commits it.
async fn append(db: &Db, channel: Channel, subject: Uuid) -> i64 {
    let mut tx = db.write().await.unwrap();
    let seq = events::append(&mut tx, channel, EventKind::CommentPosted, subject, 1, NOW).await.unwrap();
    tx.commit().await.unwrap();
    seq
}

async fn an_event_is_read_as_it_was_written(db: Db) {
    let mut tx = db.write().await.unwrap();
    let seq = events::append(&mut tx, channel(1), EventKind::DraftPublished, id(5), 3, NOW.plus(7)).await.unwrap();
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    let expected = Row { seq, at: NOW.plus(7), kind: EventKind::DraftPublished, subject: id(5), revision: 3 };
    assert_eq!(events::after(&mut session, channel(1), 0, 10).await.unwrap(), [expected]);
}

async fn each_channel_counts_for_itself(db: Db) {
    for (n, expected) in [(1, 1), (1, 2), (2, 1), (1, 3)] {
        assert_eq!(append(&db, channel(n), id(9)).await, expected);
    }
    let mut session = db.read().await.unwrap();
    for (n, head) in [(1, 3), (2, 1), (3, 0)] {
        assert_eq!(events::head(&mut session, channel(n)).await.unwrap(), head);
        assert_eq!(events::after(&mut session, channel(n), 0, 10).await.unwrap().len() as i64, head);
    }
}

async fn a_stretch_ends_at_its_limit(db: Db) {
    for n in 0..5 {
        append(&db, channel(1), id(n)).await;
    }
    let mut session = db.read().await.unwrap();
    for (after, limit, expected) in [(0, 2, vec![1, 2]), (2, 2, vec![3, 4]), (4, 2, vec![5]), (5, 2, vec![]), (9, 2, vec![])] {
        let rows = events::after(&mut session, channel(1), after, limit).await.unwrap();
        assert_eq!(rows.into_iter().map(|row| row.seq).collect::<Vec<_>>(), expected, "after {after}");
    }
}

/// Reads the log while it grows, to `until`: at no moment is a number visible before the one below it.
async fn follow(db: Db, until: i64) -> Vec<Uuid> {
    let mut subjects = Vec::new();
    while (subjects.len() as i64) < until {
        let mut session = db.read().await.unwrap();
        for row in events::after(&mut session, channel(1), subjects.len() as i64, 1_000).await.unwrap() {
            assert_eq!(row.seq, subjects.len() as i64 + 1);
            subjects.push(row.subject);
        }
        drop(session);
        tokio::task::yield_now().await;
    }
    subjects
}

async fn many_writers_some_of_whom_give_up_leave_no_gap(db: Db) {
    const WRITERS: u128 = 8;
    const EACH: u128 = 24;
    const KEPT: i64 = (WRITERS * EACH * 2 / 3) as i64;
    let followers = [tokio::spawn(follow(db.clone(), KEPT)), tokio::spawn(follow(db.clone(), KEPT))];
    let written = at_once(WRITERS, |writer| {
        let db = db.clone();
        async move {
            let mut kept = Vec::new();
            for n in 0..EACH {
                let subject: Uuid = id(1 + writer * EACH + n);
                if n % 3 == 1 {
                    let mut tx = db.write().await.unwrap();
                    events::append(&mut tx, channel(1), EventKind::CommentPosted, subject, 1, NOW).await.unwrap();
                    tokio::task::yield_now().await;
                    drop(tx);
                } else {
                    kept.push((append(&db, channel(1), subject).await, subject));
                }
            }
            kept
        }
    })
    .await;

    let written: BTreeSet<_> = written.into_iter().flatten().collect();
    assert_eq!(written.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), (1..=KEPT).collect::<Vec<_>>());
    let in_order: Vec<_> = written.into_iter().map(|(_, subject)| subject).collect();
    for follower in followers {
        assert_eq!(follower.await.unwrap(), in_order);
    }
    let mut session = db.read().await.unwrap();
    assert_eq!(events::head(&mut session, channel(1)).await.unwrap(), KEPT);
}

async fn several_at_once_count_on(db: Db) {
    append(&db, channel(1), id(1)).await;
    // More than fit into one statement.
    let entries: Vec<_> =
        (0..150).map(|n| Entry { kind: EventKind::CommentPosted, subject: id(n), revision: n as i64, at: NOW.plus(n as i64) }).collect();
    let mut tx = db.write().await.unwrap();
    assert_eq!(events::append_all(&mut tx, channel(1), &entries).await.unwrap(), 2);
    assert_eq!(events::append_all(&mut tx, channel(2), &entries[..2]).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    let rows = events::after(&mut session, channel(1), 1, 1_000).await.unwrap();
    let expected: Vec<_> = (2..)
        .zip(entries)
        .map(|(seq, entry)| Row { seq, at: entry.at, kind: entry.kind, subject: entry.subject, revision: entry.revision })
        .collect();
    assert_eq!(rows, expected);
    assert_eq!(events::head(&mut session, channel(2)).await.unwrap(), 2);
}

async fn a_snapshot_shows_one_moment(db: Db) {
    append(&db, channel(1), id(1)).await;
    let mut snapshot = db.snapshot().await.unwrap();
    assert_eq!(events::head(&mut snapshot, channel(1)).await.unwrap(), 1);
    append(&db, channel(1), id(2)).await;
    assert_eq!(events::after(&mut snapshot, channel(1), 0, 10).await.unwrap().len(), 1);
    drop(snapshot);
    // The connection goes back without its transaction.
    assert_eq!(events::head(&mut db.snapshot().await.unwrap(), channel(1)).await.unwrap(), 2);
    assert_eq!(events::head(&mut db.read().await.unwrap(), channel(1)).await.unwrap(), 2);
}

async fn what_was_told_since_a_moment_is_counted_by_change(db: Db) {
    let entry = |n: u128, kind, after| Entry { kind, subject: id(n), revision: n as i64, at: NOW.plus(after) };
    let mut tx = db.write().await.unwrap();
    let before = [entry(1, EventKind::CommentPosted, 0), entry(2, EventKind::CommentHidden, 5)];
    let answers = [1, 2, 3].map(|n| entry(n, EventKind::AnswerPublished, 9));
    let hidden = [entry(1, EventKind::CommentHidden, 9), entry(2, EventKind::CommentHidden, 10)];
    for entries in [&before[..], &answers[..], &hidden[..]] {
        events::append_all(&mut tx, channel(1), entries).await.unwrap();
    }
    let meeting = Channel::Meeting(id(7));
    events::append_all(&mut tx, meeting, &[entry(7, EventKind::MinutesPublished, 8)]).await.unwrap();
    events::append_all(&mut tx, channel(2), &[entry(1, EventKind::CommentHidden, 9)]).await.unwrap();
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    let told = events::since(&mut session, &[channel(1), meeting, channel(3)], NOW.plus(5)).await.unwrap();
    let told: Vec<_> = told.into_iter().map(|told| (told.channel, told.kind, told.at, told.revision, told.count)).collect();
    assert_eq!(
        told,
        [
            (meeting, EventKind::MinutesPublished, NOW.plus(8), 7, 1),
            (channel(1), EventKind::AnswerPublished, NOW.plus(9), 3, 3),
            (channel(1), EventKind::CommentHidden, NOW.plus(9), 1, 1),
            (channel(1), EventKind::CommentHidden, NOW.plus(10), 2, 1),
        ]
    );
    assert_eq!(events::since(&mut session, &[], NOW).await.unwrap(), []);
}
