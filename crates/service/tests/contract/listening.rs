//! Open pages: what happens arrives, in order, once, and without what was removed.

use busola_domain::live::{Channel, CloseCode};
use busola_domain::{ConsultationId, EventKind};
use busola_service::Secret;
use busola_service::consultations::Key;
use busola_service::live::SubscribeError;
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
    a_withdrawn_text_leaves_the_queues_it_waits_in,
    who_reads_too_slowly_is_closed_and_nobody_else,
    signing_out_closes_the_pages_of_that_session,
    signing_in_anew_closes_the_pages_of_the_session_before,
    a_program_that_ends_closes_every_page,
    a_channel_that_may_not_be_read_is_not_there,
);

async fn many_who_post_at_once_are_heard_in_order_and_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let mut page = Page::open(&city, &consultation).await;
    assert_eq!(page.subscription.head, 1);
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
    assert!(page.waiting().iter().all(|message| message["type"] != "event"));
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
    left.socket.leave(channel(&consultation));
    city.post(&anna, &consultation, "Uwaga").await;
    stays.next("event").await;
    assert!(left.waiting().iter().all(|message| message["type"] != "event"));
}

async fn a_hidden_text_leaves_the_queues_it_waits_in(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let mut slow = Page::open(&city, &consultation).await;
    let comment = city.post(&anna, &consultation, "Obraźliwe słowa").await;
    let other = city.post(&anna, &consultation, "Dobre słowa").await;
    // A reader who was away holds what they missed, not sent yet.
    slow.wait_for_frames(2).await;
    let late = Page::open(&city, &consultation).await;
    let missed = late.missed(0).await;
    assert!(missed.iter().any(|frame| frame.text().windows(4).any(|word| word == b"Obra")));

    city.hide(&comment).await;
    // Whoever is sent anything from here on is not sent those words.
    let events: Vec<_> = slow.waiting().into_iter().filter(|message| message["type"] == "event").collect();
    assert_eq!(numbers(&events)[..2], [2, 3]);
    assert_eq!((&events[0]["kind"], &events[0]["data"]["id"]), (&"comment.posted".into(), &comment.id.to_string().into()));
    assert!(events[0]["data"]["body"].is_null() && events[0]["data"]["html"].is_null());
    assert_eq!(events[1]["data"], serde_json::to_value(&other).unwrap());
    for frame in missed {
        assert!(!String::from_utf8_lossy(&frame.text()).contains("Obraźliwe"));
    }
}

async fn a_withdrawn_text_leaves_the_queues_it_waits_in(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let mut slow = Page::open(&city, &consultation).await;
    let comment = city.post(&anna, &consultation, "Pochopne słowa").await;
    city.service.edit_comment(Some(&anna), comment.id, "Bardziej pochopne słowa", city.service.now()).await.unwrap();
    slow.wait_for_frames(2).await;
    city.service.withdraw_comment(Some(&anna), comment.id, city.service.now()).await.unwrap();
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
    const COUNT: usize = 1_400;
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (mut slow, mut quick) = (Page::open(&city, &consultation).await, Page::open(&city, &consultation).await);
    let reading = tokio::spawn(async move {
        let events = quick.events(COUNT).await;
        (events, quick)
    });
    // In two bursts, so that who reads has time to.
    for _ in 0..2 {
        burst(&city, channel(&consultation), consultation.id.0, COUNT / 2).await;
        tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
    }
    let (events, quick) = reading.await.unwrap();
    assert_eq!(numbers(&events), (2..2 + COUNT as i64).collect::<Vec<_>>());
    assert!(!quick.is_closed());

    assert_eq!(slow.closed().await, CloseCode::TooSlow);
    // What lies in the queue has no gap; the rest is had by coming back.
    let waiting: Vec<_> = slow.waiting().into_iter().filter(|message| message["type"] == "event").collect();
    let last = numbers(&waiting).last().copied().unwrap();
    assert_eq!(numbers(&waiting), (2..=last).collect::<Vec<_>>());
    drop(slow);
    let back = Page::open(&city, &consultation).await;
    let missed: Vec<_> = back.missed(last).await.iter().map(|frame| frame.seq.unwrap()).collect();
    assert_eq!(missed, (last + 1..2 + COUNT as i64).collect::<Vec<_>>());
}

async fn signed_in(city: &City, address: &str) -> busola_domain::Actor {
    let link = city.service.sign_in_link(address, "/").await.unwrap();
    let token = Secret::presented(link.rsplit_once('=').unwrap().1);
    let cookie = city.service.sign_in_by_link(&token, None).await.unwrap().cookie;
    city.service.actor_by_session(&cookie).await.unwrap().unwrap()
}

async fn signing_out_closes_the_pages_of_that_session(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (signed_in(&city, "anna@example.org").await, signed_in(&city, "jan@example.org").await);
    let mut one = Page::open_in(&city, &consultation, anna.session).await;
    let mut two = Page::open_in(&city, &consultation, anna.session).await;
    let others = [Page::open_in(&city, &consultation, jan.session).await, Page::open(&city, &consultation).await];
    city.service.sign_out(anna.session.unwrap()).await.unwrap();
    assert_eq!((one.closed().await, two.closed().await), (CloseCode::SignedOut, CloseCode::SignedOut));
    assert!(others.iter().all(|page| !page.is_closed()));
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
    let nowhere = Channel::Consultation(ConsultationId(city.service.new_id()));
    let hub = city.service.hub();
    let (socket, _queue) = hub.connect(None);
    for (who, on) in [(None, channel(&draft)), (None, nowhere), (Some(&city.moderator), nowhere)] {
        assert!(matches!(hub.subscribe(&socket, who, on).await, Err(SubscribeError::UnknownChannel)));
    }
    assert!(hub.subscribe(&socket, Some(&city.moderator), channel(&draft)).await.is_ok());
}
