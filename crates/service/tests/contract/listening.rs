//! Open pages: what happens arrives, in order, once, and without what was removed.

use busola_domain::live::{Channel, CloseCode, ErrorCode};
use busola_domain::{ConsultationId, EventKind};
use busola_service::Secret;
use busola_service::consultations::Key;
use busola_service::live::{End, Refusal};
use busola_storage::{Db, events};

use crate::city::{City, channel, draft_of, remark};
use crate::page::{Page, numbers};

on_both_databases!(
    many_who_post_at_once_are_heard_in_order_and_once,
    every_page_hears_the_same,
    a_remark_that_another_process_wrote_is_heard_too,
    a_page_hears_its_own_consultation_alone,
    who_left_a_channel_hears_no_more_of_it,
    a_hidden_text_leaves_the_queues_it_waits_in,
    a_connection_in_the_middle_of_a_hidden_text_is_cut,
    a_withdrawn_text_leaves_the_queues_it_waits_in,
    who_stops_for_a_moment_misses_nothing,
    a_storm_of_pages_that_come_back_is_one_look_at_the_log,
    who_reads_too_slowly_is_closed_and_nobody_else,
    nothing_comes_behind_a_farewell,
    signing_out_closes_the_pages_of_that_session,
    signing_in_anew_closes_the_pages_of_the_session_before,
    a_program_that_ends_closes_every_page,
    a_channel_that_may_not_be_read_is_not_there,
);

async fn many_who_post_at_once_are_heard_in_order_and_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let mut page = Page::open(&city, &consultation).await;
    assert_eq!(page.head, 1);
    let mut tasks = Vec::new();
    for n in 0..20 {
        let author = city.resident(&format!("Osoba {n}")).await;
        let (service, key) = (city.service.clone(), Key::Id(consultation.id));
        tasks.push(tokio::spawn(async move {
            let new = remark(service.new_id(), &format!("Uwaga {n}"));
            service.post_comment(Some(&author), &key, new, service.now()).await.unwrap().comment
        }));
    }
    let events = page.events(20).await;
    assert_eq!(numbers(&events), (2..=21).collect::<Vec<_>>());
    for task in tasks {
        let comment = task.await.unwrap();
        let event = events.iter().find(|event| event["data"]["id"] == comment.id.to_string()).unwrap();
        assert_eq!((event["seq"].as_i64(), &event["kind"]), (comment.seq, &"comment.posted".into()));
        assert_eq!(event["data"], serde_json::to_value(&comment).unwrap());
        assert_eq!(event["channel"], channel(&consultation).to_string());
    }
    assert!(page.waiting().await.iter().all(|message| message["type"] != "event"));
}

async fn every_page_hears_the_same(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let mut pages = Vec::new();
    for _ in 0..5 {
        pages.push(Page::open(&city, &consultation).await);
    }
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    city.service.edit_comment(Some(&anna), comment.id, "Inaczej", city.service.now()).await.unwrap();
    city.hide(&comment).await;
    city.unhide(&comment).await;
    city.service.withdraw_comment(Some(&anna), comment.id, city.service.now()).await.unwrap();
    for mut page in pages {
        let events = page.events(5).await;
        let kinds: Vec<_> = events.iter().map(|event| event["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["comment.posted", "comment.edited", "comment.hidden", "comment.unhidden", "comment.withdrawn"]);
        assert_eq!(numbers(&events), [2, 3, 4, 5, 6]);
    }
}

async fn a_remark_that_another_process_wrote_is_heard_too(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let mut page = Page::open(&city, &consultation).await;
    // Nobody wakes the hub for this one.
    let mut tx = city.db.write().await.unwrap();
    events::append(&mut tx, channel(&consultation), EventKind::ConsultationChanged, consultation.id.0, 1, city.service.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let event = page.next("event").await;
    assert_eq!((event["seq"].as_i64(), &event["kind"]), (Some(2), &"consultation.changed".into()));
}

async fn a_page_hears_its_own_consultation_alone(db: Db) {
    let city = City::new(db).await;
    let (here, there) = (city.consultation().await, city.consultation().await);
    let anna = city.resident("Anna").await;
    let (mut page, mut other) = (Page::open(&city, &here).await, Page::open(&city, &there).await);
    let elsewhere = city.post(&anna, &there, "Gdzie indziej").await;
    let comment = city.post(&anna, &here, "Tutaj").await;
    assert_eq!(page.next("event").await["data"]["id"], comment.id.to_string());
    assert_eq!(other.next("event").await["data"]["id"], elsewhere.id.to_string());
}

async fn who_left_a_channel_hears_no_more_of_it(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let (mut left, mut stays) = (Page::open(&city, &consultation).await, Page::open(&city, &consultation).await);
    left.leave();
    city.post(&anna, &consultation, "Uwaga").await;
    stays.next("event").await;
    assert!(left.waiting().await.iter().all(|message| message["type"] != "event"));
}

async fn a_hidden_text_leaves_the_queues_it_waits_in(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let mut slow = Page::open(&city, &consultation).await;
    slow.waiting().await;
    slow.stop_reading_after(0);
    let comment = city.post(&anna, &consultation, "Obraźliwe słowa").await;
    let other = city.post(&anna, &consultation, "Dobre słowa").await;
    // Somebody who takes everything has them.
    let mut quick = Page::back(&city, &consultation, 1).await;
    assert_eq!(quick.next("event").await["data"]["body"], "Obraźliwe słowa");

    city.hide(&comment).await;
    // Whoever is sent anything from here on is not sent those words.
    slow.read_again();
    let events = slow.events_up_to(4).await;
    assert_eq!(numbers(&events), [2, 3, 4]);
    assert_eq!((&events[0]["kind"], &events[0]["data"]["id"]), (&"comment.posted".into(), &comment.id.to_string().into()));
    assert!(events[0]["data"]["body"].is_null() && events[0]["data"]["html"].is_null());
    assert_eq!(events[1]["data"], serde_json::to_value(&other).unwrap());
}

async fn a_connection_in_the_middle_of_a_hidden_text_is_cut(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let (mut stuck, mut elsewhere) = (Page::open(&city, &consultation).await, Page::open(&city, &consultation).await);
    stuck.waiting().await;
    elsewhere.waiting().await;
    stuck.stop_reading_after(20);
    let comment = city.post(&anna, &consultation, "Obraźliwe słowa").await;
    assert_eq!(elsewhere.next("event").await["seq"], 2);
    elsewhere.stop_reading_after(20);
    city.post(&anna, &consultation, "Dobre słowa").await;
    let mut witness = Page::back(&city, &consultation, 2).await;
    assert_eq!(witness.next("event").await["seq"], 3);

    city.hide(&comment).await;
    stuck.read_again();
    elsewhere.read_again();
    // The rest of that frame goes nowhere; who was in the middle of another one goes on.
    assert_eq!(stuck.ended().await, End::Gone);
    assert!(stuck.waiting().await.is_empty());
    assert_eq!(numbers(&elsewhere.events(2).await), [3, 4]);
}

async fn a_withdrawn_text_leaves_the_queues_it_waits_in(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let mut slow = Page::open(&city, &consultation).await;
    slow.waiting().await;
    slow.stop_reading_after(0);
    let comment = city.post(&anna, &consultation, "Pochopne słowa").await;
    city.service.edit_comment(Some(&anna), comment.id, "Bardziej pochopne słowa", city.service.now()).await.unwrap();
    let mut quick = Page::back(&city, &consultation, 1).await;
    quick.events(2).await;
    city.service.withdraw_comment(Some(&anna), comment.id, city.service.now()).await.unwrap();
    slow.read_again();
    let events = slow.events(3).await;
    assert_eq!(numbers(&events), [2, 3, 4]);
    assert!(events.iter().all(|event| event["data"]["body"].is_null() && !event.to_string().contains("ochopne")));
}

/// Appends many events at once, as a burst of another process.
async fn burst(city: &City, on: Channel, subject: uuid::Uuid, count: usize) {
    let mut tx = city.db.write().await.unwrap();
    for _ in 0..count {
        events::append(&mut tx, on, EventKind::ConsultationChanged, subject, 1, city.service.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn who_reads_too_slowly_is_closed_and_nobody_else(db: Db) {
    const COUNT: i64 = 1_400;
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (mut slow, mut quick) = (Page::open(&city, &consultation).await, Page::open(&city, &consultation).await);
    slow.waiting().await;
    // Some events, and one in part.
    slow.stop_reading_after(1_000);
    // In two bursts: who is behind is given up by what happens after.
    for half in 1..=2 {
        burst(&city, channel(&consultation), consultation.id.0, COUNT as usize / 2).await;
        quick.events_up_to(1 + half * COUNT / 2).await;
    }
    assert_eq!(slow.closed().await, CloseCode::TooSlow);
    assert!(quick.waiting().await.iter().all(|message| message["type"] != "event"));

    // What was taken has no gap; the rest is had by coming back.
    let taken: Vec<_> = slow.waiting().await.into_iter().filter(|message| message["type"] == "event").collect();
    let last = numbers(&taken).last().copied().unwrap();
    assert_eq!(numbers(&taken), (2..=last).collect::<Vec<_>>());
    let rest = Page::back(&city, &consultation, last).await.events_up_to(COUNT + 1).await;
    assert_eq!(numbers(&rest), (last + 1..=COUNT + 1).collect::<Vec<_>>());
}

async fn who_stops_for_a_moment_misses_nothing(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let mut page = Page::open(&city, &consultation).await;
    page.waiting().await;
    // Wherever it stops: between two frames, within one, within its header.
    for (round, bytes) in [0, 1, 3, 200, 900].into_iter().enumerate() {
        page.stop_reading_after(bytes);
        let mut last = 0;
        for n in 0..3 {
            last = city.post(&anna, &consultation, &format!("Uwaga {round} {n}")).await.seq.unwrap();
        }
        let mut other = Page::back(&city, &consultation, last - 1).await;
        other.next("event").await;
        page.read_again();
        assert_eq!(numbers(&page.events_up_to(last).await), (last - 2..=last).collect::<Vec<_>>(), "{bytes}");
    }
}

async fn a_storm_of_pages_that_come_back_is_one_look_at_the_log(db: Db) {
    let city = std::sync::Arc::new(City::new(db).await);
    let consultation = city.consultation().await;
    burst(&city, channel(&consultation), consultation.id.0, 900).await;
    let mut coming = tokio::task::JoinSet::new();
    for n in 0..100 {
        let (city, consultation) = (std::sync::Arc::clone(&city), consultation.clone());
        coming.spawn(async move {
            // Some were away long, most for a moment.
            let after = if n % 10 == 0 { 300 + n } else { 880 };
            let mut page = Page::back(&city, &consultation, after).await;
            assert_eq!(numbers(&page.events_up_to(901).await), (after + 1..=901).collect::<Vec<_>>());
        });
    }
    while let Some(came) = coming.join_next().await {
        came.unwrap();
    }
    // The pages before the ring: that of the events from 257 to 512, and that up to 768.
    let metrics = city.metrics();
    assert!(metrics.contains("busola_live_log_pages_total 2\n"), "{metrics}");
}

async fn signed_in(city: &City, address: &str) -> busola_domain::Actor {
    let link = city.service.sign_in_link(address, "/").await.unwrap();
    let token = Secret::presented(link.rsplit_once('=').unwrap().1);
    let cookie = city.service.sign_in_by_link(&token, None).await.unwrap().cookie;
    city.service.actor_by_session(&cookie).await.unwrap().unwrap()
}

async fn nothing_comes_behind_a_farewell(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (mut leaves, mut stays) = (Page::open(&city, &consultation).await, Page::open(&city, &consultation).await);
    leaves.waiting().await;
    leaves.socket.line().farewell(Some(1000), "");
    city.post(&city.resident("Anna").await, &consultation, "Uwaga").await;
    stays.next("event").await;
    assert!(leaves.waiting().await.is_empty());
}

async fn signing_out_closes_the_pages_of_that_session(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (signed_in(&city, "anna@example.org").await, signed_in(&city, "jan@example.org").await);
    let mut one = Page::open_in(&city, &consultation, anna.session).await;
    let mut two = Page::open_in(&city, &consultation, anna.session).await;
    let mut others = [Page::open_in(&city, &consultation, jan.session).await, Page::open(&city, &consultation).await];
    city.service.sign_out(anna.session.unwrap()).await.unwrap();
    assert_eq!((one.closed().await, two.closed().await), (CloseCode::SignedOut, CloseCode::SignedOut));
    // Who had asked for a connection before that, and gets it now.
    assert_eq!(Page::connected(&city, &consultation, anna.session).closed().await, CloseCode::SignedOut);
    let comment = city.post(&city.resident("Ola").await, &consultation, "Uwaga").await;
    for page in &mut others {
        assert_eq!(page.next("event").await["data"]["id"], comment.id.to_string());
    }
}

async fn signing_in_anew_closes_the_pages_of_the_session_before(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = signed_in(&city, "anna@example.org").await;
    let mut page = Page::open_in(&city, &consultation, anna.session).await;
    let link = city.service.sign_in_link("anna@example.org", "/").await.unwrap();
    let token = Secret::presented(link.rsplit_once('=').unwrap().1);
    city.service.sign_in_by_link(&token, anna.session).await.unwrap();
    assert_eq!(page.closed().await, CloseCode::SignedOut);
}

async fn a_program_that_ends_closes_every_page(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let mut pages = [Page::open(&city, &consultation).await, Page::open(&city, &consultation).await];
    assert_eq!(city.service.hub().connections(), 2);
    city.service.hub().go_away();
    for page in &mut pages {
        assert_eq!(page.closed().await, CloseCode::GoingAway);
    }
    drop(pages);
    assert_eq!(city.service.hub().connections(), 0);
}

async fn a_channel_that_may_not_be_read_is_not_there(db: Db) {
    use busola_domain::consultation::Moderation;
    use busola_service::consultations::NewConsultation;
    let city = City::new(db).await;
    let draft = city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await;
    let mut nowhere_at_all = draft.clone();
    nowhere_at_all.id = ConsultationId(city.service.new_id());
    for (who, on) in [(None, &draft), (None, &nowhere_at_all), (Some(&city.moderator), &nowhere_at_all)] {
        let refused = Page::come(&city, on, who, None, None).await.err().unwrap();
        assert!(matches!(refused, Refusal::Said(ErrorCode::UnknownChannel, _)), "{refused:?}");
    }
    assert!(Page::come(&city, &draft, Some(&city.moderator), None, None).await.is_ok());
}
