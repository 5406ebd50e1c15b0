//! Coming back: exactly what was missed, then what happens.

use busola_domain::EventKind;
use busola_domain::live::Channel;
use busola_storage::{Db, events};

use crate::city::{City, channel};
use crate::page::{Page, numbers};

on_both_databases!(
    who_was_away_gets_what_they_missed_and_nothing_twice,
    a_long_absence_is_caught_up_with_page_by_page,
    coming_back_while_people_post_leaves_no_gap,
    what_was_removed_meanwhile_is_not_sent_again,
);

async fn who_was_away_gets_what_they_missed_and_nothing_twice(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let mut page = Page::open(&city, &consultation).await;
    city.post(&anna, &consultation, "Pierwsza").await;
    let seen = page.next("event").await["seq"].as_i64().unwrap();
    drop(page);
    let missed = [city.post(&anna, &consultation, "Druga").await, city.post(&anna, &consultation, "Trzecia").await];

    let mut back = Page::back(&city, &consultation, seen).await;
    let frames = back.events(2).await;
    let posted: Vec<_> = missed.iter().map(|comment| serde_json::to_value(comment).unwrap()).collect();
    assert_eq!(frames.iter().map(|frame| frame["data"].clone()).collect::<Vec<_>>(), posted);
    assert_eq!((numbers(&frames), back.head), (vec![3, 4], 4));
    let last = city.post(&anna, &consultation, "Czwarta").await;
    let event = back.next("event").await;
    assert_eq!((event["seq"].as_i64(), &event["data"]["id"]), (Some(5), &last.id.to_string().into()));
    // Who missed nothing is sent nothing.
    let mut present = Page::back(&city, &consultation, 5).await;
    assert!(present.waiting().await.iter().all(|message| message["type"] != "event"));
}

async fn grow(city: &City, on: Channel, subject: uuid::Uuid, count: usize) {
    let mut tx = city.db.write().await.unwrap();
    for _ in 0..count {
        events::append(&mut tx, on, EventKind::ConsultationChanged, subject, 1, city.service.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn a_long_absence_is_caught_up_with_page_by_page(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    grow(&city, channel(&consultation), consultation.id.0, 1_200).await;
    for after in [0, 1, 255, 256, 700, 1_200] {
        let mut page = Page::back(&city, &consultation, after).await;
        assert_eq!(page.head, 1_201);
        assert_eq!(numbers(&page.events_up_to(1_201).await), (after + 1..=1_201).collect::<Vec<_>>(), "{after}");
    }
}

async fn coming_back_while_people_post_leaves_no_gap(db: Db) {
    const POSTS: usize = 60;
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let posting = async {
        for n in 0..POSTS {
            city.post(&anna, &consultation, &format!("Uwaga {n}")).await;
        }
    };
    // Reads a little, loses the connection, comes back with the last number, and so on.
    let reading = async {
        let mut seen: Vec<i64> = vec![1];
        while seen.len() <= POSTS {
            let mut page = Page::back(&city, &consultation, seen.len() as i64).await;
            for _ in 0..3 {
                if seen.len() <= POSTS {
                    seen.push(page.next("event").await["seq"].as_i64().unwrap());
                }
            }
        }
        seen
    };
    let ((), seen) = tokio::join!(posting, reading);
    assert_eq!(seen, (1..=POSTS as i64 + 1).collect::<Vec<_>>());
}

async fn what_was_removed_meanwhile_is_not_sent_again(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Obraźliwe słowa").await;
    city.hide(&comment).await;
    let frames = Page::back(&city, &consultation, 1).await.events(2).await;
    let kinds: Vec<_> = frames.iter().map(|frame| frame["kind"].as_str().unwrap()).collect();
    assert_eq!((kinds, numbers(&frames)), (vec!["comment.posted", "comment.hidden"], vec![2, 3]));
    assert!(frames.iter().all(|frame| frame["data"]["body"].is_null() && frame["data"]["html"].is_null()));
    assert_eq!(frames[1]["data"]["hidden_reason"], "obraża innych");
}
