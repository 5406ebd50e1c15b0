//! What a backup brings back, and what it does not.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use reqwest::Method;
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection};
use tokio::task::JoinSet;

use super::{Busy, at, backup_of, database, links};
use crate::api::sessions::{option, vote_of};
use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, id, log, remark};
use crate::person::Person;

/// Restores a backup at a city where nobody is yet, and serves it.
async fn restored(mut city: City, backup: &str) -> City {
    city.terminate().await;
    let told = city.told(&["restore", backup]);
    assert!(told.contains("restored"), "{told}");
    city.serve().await;
    city
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_comes_back_but_who_votes_how_in_secret() {
    on_sqlite(|city| async move {
        let busy = Busy::city(&city).await;
        let attached = city.folder().join("attachments/ab");
        std::fs::create_dir_all(&attached).unwrap();
        std::fs::write(attached.join("cdef"), "a plan").unwrap();
        let (_, path) = backup_of(&city);
        let told = city.told(&["backup", &path]);
        assert!(told.contains("the database and 1 file"), "{told}");
        let (events, before) = (log(&city.guest(), &busy.consultation).await, busy.seen_by_jan(&city).await);
        assert_eq!(events.iter().filter(|event| event["kind"] == "comment.posted").count(), 5);

        on_sqlite(|other| async move {
            let other = restored(other, &path).await;
            assert_eq!(log(&other.guest(), &busy.consultation).await, events);
            assert_eq!(std::fs::read_to_string(other.folder().join("attachments/ab/cdef")).unwrap(), "a plan");
            let after = busy.seen_by_jan(&other).await;
            assert_eq!(after["head"], before["head"]);
            for poll in [1, 2] {
                assert_eq!(busy.poll(&after, poll), busy.poll(&before, poll));
                let voted = id(&busy.polls[poll]);
                assert_eq!(after["own"]["votes"][voted], before["own"]["votes"][voted]);
            }
            // The secret one is open, and nobody has voted in it.
            let secret = busy.poll(&after, 0);
            assert_eq!((&secret["state"], &secret["tally"]["ballots"]), (&json!("open"), &json!(0)), "{secret}");
            assert_eq!(after["own"]["votes"][id(&busy.polls[0])], Value::Null);
            let vote = json!({ "options": [option(&busy.polls[0], 1)] });
            at(&other, &busy.jan).send(Method::PUT, &vote_of(&busy.polls[0]), &vote).await.nothing();
            let closed = crate::api::sessions::act(&at(&other, &busy.moderator), &busy.polls[0], "close").await;
            assert_eq!(closed["tally"]["ballots"], 1);
            assert_eq!(closed["tally"][option(&busy.polls[0], 0).as_str().unwrap()], 0);
        })
        .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_votes_how_in_secret_and_who_is_signed_in_is_nowhere_in_a_backup() {
    on_sqlite(|city| async move {
        let busy = Busy::city(&city).await;
        Person::signed_in(&city, "anna@example.org").await;
        city.guest().form("/fn/request-sign-in", &[("email", "ola.kowalska@example.org"), ("next", "/"), ("page", "/sign-in")]).await;
        let (file, path) = backup_of(&city);
        city.told(&["backup", &path]);

        let unpacked = database(&file, city.folder());
        let bytes = std::fs::read(&unpacked).unwrap();
        let mut copy = SqliteConnection::connect(&format!("sqlite://{}", unpacked.display())).await.unwrap();
        let voters: Vec<Vec<u8>> =
            sqlx::query_scalar("select id from accounts where name in ('Anna', 'Jan')").fetch_all(&mut copy).await.unwrap();
        assert_eq!(voters.len(), 2);
        for voter in voters {
            assert!(!links(&bytes, &busy.polls[0], &voter));
            // Who voted in the open one, and who took part in the closed one.
            assert!(links(&bytes, &busy.polls[1], &voter) && links(&bytes, &busy.polls[2], &voter));
        }
        for (count, expected) in [
            ("select count(*) from votes", 2),
            ("select count(*) from ballots", 2),
            ("select count(*) from voters", 2),
            ("select count(*) from tokens", 3),
            ("select count(*) from sessions", 0),
            ("select count(*) from sign_ins", 0),
        ] {
            assert_eq!(sqlx::query_scalar::<_, i64>(count).fetch_one(&mut copy).await.unwrap(), expected, "{count}");
        }
        copy.close().await.unwrap();
        assert!(!bytes.windows(12).any(|found| found == b"ola.kowalska"));
    })
    .await;
}

/// What a log says, but for what is as it is now.
fn outline(events: &[Value]) -> Vec<[&Value; 4]> {
    events.iter().map(|event| [&event["seq"], &event["at"], &event["kind"], &event["data"]["id"]]).collect()
}

/// Posts remarks one after the other until it is told to stop, and gives their ids.
async fn keep_posting(author: Person, path: String, posted: Arc<AtomicUsize>, stop: Arc<AtomicBool>) -> Vec<Value> {
    let mut ids = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let new = remark(&format!("Uwaga {}.", ids.len()));
        author.post(&path, &new).await.expect(201);
        posted.fetch_add(1, Ordering::Relaxed);
        ids.push(new["id"].clone());
    }
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn people_write_while_a_backup_is_made_and_it_is_of_one_moment() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let (posted, stop) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let mut authors = JoinSet::new();
        for name in ["Anna", "Jan", "Ola"] {
            authors.spawn(keep_posting(city.person(name, "resident"), comments_of(&consultation), Arc::clone(&posted), Arc::clone(&stop)));
        }
        while posted.load(Ordering::Relaxed) < 30 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        let first = log(&city.guest(), &consultation).await;
        let (_, path) = backup_of(&city);
        let begun = posted.load(Ordering::Relaxed);
        city.told(&["backup", &path]);
        let ended = posted.load(Ordering::Relaxed);
        assert!(ended > begun, "nobody could write");
        stop.store(true, Ordering::Relaxed);
        let acknowledged = authors.join_all().await.concat();
        let all = log(&city.guest(), &consultation).await;
        assert_eq!(all.iter().filter(|event| event["kind"] == "comment.posted").count(), acknowledged.len());

        on_sqlite(|other| async move {
            let other = restored(other, &path).await;
            let kept = log(&other.guest(), &consultation).await;
            assert!(kept.len() >= first.len() && kept.len() <= all.len(), "{} of {}", kept.len(), all.len());
            assert_eq!(outline(&kept), outline(&all[..kept.len()]));
            let listed = other.guest().get(&format!("/api/v1/consultations/{}", id(&consultation))).await.expect(200);
            assert_eq!(listed["counts"]["comments"], kept.iter().filter(|event| event["kind"] == "comment.posted").count());
        })
        .await;
    })
    .await;
}
