//! The program ends while letters are to leave, and the next one begins.

use std::time::Duration;

use busola_domain::time::DAY;
use busola_storage::Db;

use crate::answered::kept;
use crate::post_office::Mood;
use crate::sending::Scene;

on_both_databases!(
    a_letter_that_was_not_sent_when_the_program_ended_is_sent_by_the_next,
    a_letter_that_the_server_did_not_begin_to_take_at_the_end_leaves_after_the_next_start,
);

/// How long a silent server is waited for: longer than a case may take.
const PATIENCE: Duration = Duration::from_secs(60);

async fn a_letter_that_was_not_sent_when_the_program_ended_is_sent_by_the_next(db: Db) {
    let scene = Scene::with_patience(db, PATIENCE).await;
    scene.answered().await;
    let next = scene.city.another(scene.mailer.clone());
    assert_eq!((next.send_letters().await.unwrap(), scene.sent(DAY).await), (1, 0));
    assert_eq!(scene.office.accepted().len(), 1);
}

async fn a_letter_that_the_server_did_not_begin_to_take_at_the_end_leaves_after_the_next_start(db: Db) {
    let scene = Scene::with_patience(db, PATIENCE).await;
    scene.answered().await;
    scene.office.next(&[Mood::HangAtRecipient]);
    let service = scene.city.service.clone();
    let sending = tokio::spawn(async move { service.send_letters().await.unwrap() });
    scene.office.asked().await;
    scene.city.service.end_letters();
    let sent = tokio::time::timeout(Duration::from_secs(10), sending).await.expect("a sender that ends").unwrap();
    assert_eq!((sent, scene.sent(0).await), (0, 0));
    assert!(scene.counted("interrupted", 1), "{}", scene.city.metrics());
    // Nothing left, so its links are gone, and no attempt is lost.
    assert!(!kept(&scene.city).await.contains("receipt"));
    let next = scene.city.another(scene.mailer.clone());
    assert_eq!((next.send_letters().await.unwrap(), next.send_letters().await.unwrap()), (1, 0));
    assert_eq!(scene.office.accepted().len(), 1);
}
