//! Letters that left are known for a while, and told no second time after that.

use std::time::Duration;

use busola_domain::Decision;
use busola_domain::time::DAY;
use busola_service::answers::NewAnswer;
use busola_storage::Db;

use crate::answered::{addressed, kept};
use crate::sending::Scene;

on_both_databases!(what_left_long_ago_is_forgotten_and_a_change_is_told_as_one);

async fn what_left_long_ago_is_forgotten_and_a_change_is_told_as_one(db: Db) {
    let scene = Scene::with_patience(db, Duration::from_secs(1)).await;
    let (service, moderator) = (&scene.city.service, &scene.city.moderator);
    let jan = addressed(&scene.city, "jan").await;
    let consultation = scene.city.consultation().await;
    let (first, second) = (scene.city.post(&jan, &consultation, "Uwaga").await, scene.city.post(&jan, &consultation, "Inna").await);
    let answer = async |to, justification: &str| {
        let justification = justification.to_owned();
        let new = NewAnswer { decision: Decision::Partly, justification, unit: None, publish: true, revision: None };
        service.answer_comment(Some(moderator), to, new).await.unwrap();
    };
    let known = async || kept(&scene.city).await.lines().filter(|line| line.starts_with("answered ")).count();
    let changed = "To zmieniona odpowiedź.";
    answer(first.id, "Pierwsza.").await;
    assert_eq!(scene.sent(0).await, 1);
    assert!(!scene.office.accepted().remove(0).text.contains(changed));
    scene.city.at(30 * DAY - 1);
    service.sweep().await.unwrap();
    assert_eq!(known().await, 1);
    scene.city.at(31 * DAY);
    service.sweep().await.unwrap();
    assert_eq!((known().await, scene.sent(31 * DAY).await), (0, 0));
    answer(first.id, "Druga.").await;
    answer(second.id, "Pierwsza.").await;
    assert_eq!(scene.sent(31 * DAY).await, 1);
    let text = scene.office.accepted().remove(0).text;
    assert!(text.contains("Druga.") && text.matches(changed).count() == 1, "{text}");
    scene.city.at(62 * DAY);
    service.sweep().await.unwrap();
    assert_eq!((known().await, scene.sent(62 * DAY).await), (0, 0));
}
