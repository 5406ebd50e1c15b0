//! When the database can't be written, or too much is waiting: an answer in time, nothing half done, nothing lost.

use std::num::NonZeroUsize;
use std::time::Duration;

use busola_domain::{Actor, CommentId, Consultation};
use busola_service::comments::{NewComment, Posted};
use busola_service::consultations::Key;
use busola_service::{COMMIT_GROUP, Clock, Error, Mailer, Parts, Random, Service};
use busola_storage::{Db, WriteConnection};
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Connection as _};

use crate::city::{City, NOW, remark};
use crate::fresh::{on_sqlite, opened};
use crate::together::{Held, begin, metric};

/// As many as wait at most.
const QUEUE: usize = 1_024;
/// Long for any answer, short for a test.
const IN_TIME: Duration = Duration::from_secs(20);

on_both_databases!(
    too_many_are_told_at_once_and_the_others_are_written,
    what_waits_is_written_before_the_end,
    who_went_away_is_answered_the_next_time,
    each_may_have_a_transaction_of_its_own,
    two_programs_that_write_the_same_agree,
    what_is_written_is_measured,
);

async fn too_many_are_told_at_once_and_the_others_are_written(db: Db) {
    let city = City::new(db).await;
    let (gate, consultation) = (city.consultation().await, city.consultation().await);
    let anna = city.resident("Anna").await;
    let held = Held::by(&city, &gate).await;
    let new: Vec<_> = (0..QUEUE + 30).map(|n| remark(city.service.new_id(), &format!("Uwaga {n}"))).collect();
    let mut sent = begin(new.iter().map(|new| city.posting(&anna, &consultation, new.clone(), NOW)).collect()).await;
    for refused in sent.split_off(QUEUE) {
        let error = refused.at_once.and_then(Result::err).expect("an answer at once");
        assert!(matches!(error, Error::Overloaded) && error.is_temporary());
    }
    assert_eq!(metric(&city.service, "busola_writer_waiting"), QUEUE as f64);
    held.release().await;
    let mut written = Vec::new();
    for sent in sent {
        written.push(sent.outcome().await.unwrap().comment.id);
    }
    let mut logged = Vec::new();
    for after in [1, 1_001] {
        let page = city.service.events(None, &Key::Id(consultation.id), after, 1_000).await.unwrap();
        logged.extend(page.items.iter().map(|event| event.data["id"].as_str().unwrap().parse::<CommentId>().unwrap()));
    }
    assert_eq!((logged.len(), &logged), (QUEUE, &written));
    // Sent again, those that were refused are taken.
    assert!(city.try_post(&anna, &consultation, new[QUEUE].clone()).await.unwrap().created);
}

async fn what_waits_is_written_before_the_end(db: Db) {
    let city = City::new(db).await;
    let (gate, consultation) = (city.consultation().await, city.consultation().await);
    let anna = city.resident("Anna").await;
    let held = Held::by(&city, &gate).await;
    let new = || remark(city.service.new_id(), "Uwaga");
    let sent = begin((0..300).map(|_| city.posting(&anna, &consultation, new(), NOW)).collect()).await;
    let closing = tokio::spawn({
        let service = city.service.clone();
        async move { service.close().await }
    });
    held.release().await;
    tokio::time::timeout(IN_TIME, closing).await.unwrap().unwrap();
    for (seq, sent) in (2..).zip(sent) {
        assert_eq!(sent.outcome().await.unwrap().comment.seq, Some(seq));
    }
    assert!(matches!(city.try_post(&anna, &consultation, new()).await, Err(Error::Overloaded)));
    city.service.close().await;
}

async fn who_went_away_is_answered_the_next_time(db: Db) {
    let city = City::new(db).await;
    let (gate, consultation) = (city.consultation().await, city.consultation().await);
    let anna = city.resident("Anna").await;
    let held = Held::by(&city, &gate).await;
    let new: Vec<_> = (0..3).map(|n| remark(city.service.new_id(), &format!("Uwaga {n}"))).collect();
    let mut sent = begin(new.iter().map(|new| city.posting(&anna, &consultation, new.clone(), NOW)).collect()).await;
    drop(sent.remove(1));
    held.release().await;
    for sent in sent {
        assert!(sent.outcome().await.unwrap().created);
    }
    let again = city.try_post(&anna, &consultation, new[1].clone()).await.unwrap();
    assert_eq!((again.created, again.comment.seq), (false, Some(3)));
    assert_eq!(city.log(&consultation).await.len(), 4);
}

/// Another program's service on the same database.
fn beside(city: &City, commit_group: NonZeroUsize) -> Service {
    Service::new(Parts {
        db: city.db.clone(),
        clock: Clock::manual(NOW),
        random: Random::seeded(8),
        mailer: Mailer::files(city.mail_folder(), "Busola <busola@example.org>").unwrap(),
        workshop: None,
        attachments: city.mail_folder().join("attachments"),
        public_url: "http://127.0.0.1:3000".to_owned(),
        commit_group,
    })
}

async fn each_may_have_a_transaction_of_its_own(db: Db) {
    let mut city = City::new(db).await;
    city.service = beside(&city, NonZeroUsize::MIN);
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let sent =
        begin((0..20).map(|n| city.posting(&anna, &consultation, remark(city.service.new_id(), &n.to_string()), NOW)).collect()).await;
    for (seq, sent) in (2..).zip(sent) {
        assert_eq!(sent.outcome().await.unwrap().comment.seq, Some(seq));
    }
    assert_eq!(metric(&city.service, "busola_writer_group_size_count"), 20.0);
}

async fn two_programs_that_write_the_same_agree(db: Db) {
    let city = City::new(db).await;
    let other = beside(&city, COMMIT_GROUP);
    let consultations = [city.consultation().await, city.consultation().await, city.consultation().await];
    let anna = city.resident("Anna").await;
    let new: Vec<_> = (0..60).map(|n| remark(city.service.new_id(), &format!("Uwaga {n}"))).collect();
    let on = |n: usize| &consultations[n % 3];
    let mut tasks = Vec::new();
    for n in 0..60 {
        tasks.push(tokio::spawn(city.posting(&anna, on(n), new[n].clone(), NOW)));
        // The other way round, so that they meet.
        let (other, anna, key, new) = (other.clone(), anna.clone(), Key::Id(on(59 - n).id), new[59 - n].clone());
        tasks.push(tokio::spawn(async move { other.post_comment(Some(&anna), &key, new, NOW).await }));
    }
    let mut created = 0;
    for task in tasks {
        created += usize::from(task.await.unwrap().unwrap().created);
    }
    assert_eq!(created, 60);
    for consultation in &consultations {
        let log = city.log(consultation).await;
        assert_eq!(log.iter().map(|event| event.seq).collect::<Vec<_>>(), (1..=21).collect::<Vec<_>>());
        assert_eq!(city.counts(consultation).await, (20, 1));
    }
}

async fn what_is_written_is_measured(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let new = remark(city.service.new_id(), "Uwaga");
    for body in ["Uwaga", "Uwaga", "Inna"] {
        drop(city.try_post(&anna, &consultation, NewComment { body: body.to_owned(), ..new.clone() }).await);
    }
    for (name, value) in [
        ("busola_writer_items_total{outcome=\"written\"}", 1.0),
        ("busola_writer_items_total{outcome=\"same\"}", 1.0),
        ("busola_writer_items_total{outcome=\"refused\"}", 1.0),
        ("busola_writer_group_size_sum", 3.0),
        ("busola_writer_transaction_seconds_count", 3.0),
        ("busola_writer_answer_seconds_count", 3.0),
        ("busola_writer_waiting", 0.0),
        ("busola_writer_overloaded_total", 0.0),
    ] {
        assert_eq!(metric(&city.service, name), value, "{name}");
    }
}

/// The connection that writes.
fn writing(db: &Db) -> WriteConnection {
    match db {
        Db::Sqlite { write, .. } => Some(write.clone()),
        Db::Postgres(_) => None,
    }
    .expect("SQLite")
}

async fn in_time(city: &City, author: &Actor, on: &Consultation, new: &NewComment) -> Result<Posted, Error> {
    tokio::time::timeout(IN_TIME, city.try_post(author, on, new.clone())).await.expect("an answer in time")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_another_program_locks_the_file_the_answer_is_to_come_again() {
    on_sqlite(|url| {
        let other = url.clone();
        opened(url, async move |db: Db| {
            let city = City::new(db).await;
            let consultation = city.consultation().await;
            let anna = city.resident("Anna").await;
            let mut other = SqliteConnection::connect(&other).await.unwrap();
            let writing = writing(&city.db);
            sqlx::query("pragma busy_timeout = 100").execute(&mut *writing.take().await.unwrap()).await.unwrap();
            sqlx::query("begin immediate").execute(&mut other).await.unwrap();
            let new = remark(city.service.new_id(), "Uwaga");
            for _twice in 0..2 {
                let error = in_time(&city, &anna, &consultation, &new).await.err().unwrap();
                assert!(matches!(error, Error::Storage(_)) && error.is_temporary(), "{error}");
            }
            sqlx::query("rollback").execute(&mut other).await.unwrap();
            assert_eq!(in_time(&city, &anna, &consultation, &new).await.unwrap().comment.seq, Some(2));
            assert_eq!(metric(&city.service, "busola_writer_items_total{outcome=\"failed\"}"), 2.0);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_full_disk_nothing_is_half_written() {
    on_sqlite(|url| {
        opened(url, async |db: Db| {
            let city = City::new(db).await;
            let consultation = city.consultation().await;
            let anna = city.resident("Anna").await;
            let writing = writing(&city.db);
            let pragma = async |sql: &str| -> i64 {
                let mut connection = writing.take().await.unwrap();
                sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(&mut *connection).await.unwrap()
            };
            let pages = pragma("pragma page_count").await;
            pragma(&format!("pragma max_page_count = {}", pages + 20)).await;
            let long = |n: usize| remark(city.service.new_id(), &"ż".repeat(9_000 + n));
            let mut refused = None;
            let mut written = 0;
            while refused.is_none() {
                let sent = begin((0..4).map(|n| city.posting(&anna, &consultation, long(n), NOW)).collect()).await;
                for sent in sent {
                    match sent.outcome().await {
                        Ok(_) => written += 1,
                        Err(error) => refused = Some(error),
                    }
                }
            }
            let refused = refused.unwrap();
            assert!(refused.is_temporary(), "{refused:?}");
            assert_eq!(city.counts(&consultation).await, (written, 1));
            // Room again.
            pragma("pragma max_page_count = 1000000").await;
            assert_eq!(in_time(&city, &anna, &consultation, &long(0)).await.unwrap().comment.seq, Some(written + 2));
            assert_eq!(city.log(&consultation).await.len() as i64, written + 2);
        })
    })
    .await;
}
