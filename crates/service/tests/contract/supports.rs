//! Supporting remarks.

use busola_domain::policy::Denied;
use busola_domain::{Actor, Comment};
use busola_service::Error;
use busola_service::comments::Support;
use busola_service::consultations::Key;
use busola_storage::Db;

use crate::city::{CLOSES, City, NOW, denied};

on_both_databases!(
    a_support_is_given_and_taken_back_once,
    many_at_once_are_all_counted,
    a_support_needs_a_person_and_an_open_consultation,
    what_is_not_public_is_not_supported,
    a_reader_is_told_what_they_support,
);

async fn support(city: &City, who: &Actor, comment: &Comment, wanted: Support) -> Result<i64, Error> {
    city.service.support_comment(Some(who), comment.id, wanted, city.service.now()).await
}

async fn a_support_is_given_and_taken_back_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    for (who, wanted, supports) in [
        (&jan, Support::Withdrawn, 0),
        (&jan, Support::Given, 1),
        (&jan, Support::Given, 1),
        (&anna, Support::Given, 2),
        (&jan, Support::Withdrawn, 1),
        (&jan, Support::Withdrawn, 1),
    ] {
        assert_eq!(support(&city, who, &comment, wanted).await.unwrap(), supports);
    }
    assert_eq!(city.service.comment(None, comment.id).await.unwrap().comment.supports, 1);
    // A support is no event: it is told as a number.
    assert_eq!(city.log(&consultation).await.len(), 2);
}

async fn many_at_once_are_all_counted(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let mut tasks = Vec::new();
    for n in 0..10 {
        let person = city.resident(&format!("Osoba {n}")).await;
        for _ in 0..5 {
            let (service, person) = (city.service.clone(), person.clone());
            tasks.push(tokio::spawn(async move { service.support_comment(Some(&person), comment.id, Support::Given, NOW).await.unwrap() }));
        }
    }
    for task in tasks {
        assert!((1..=10).contains(&task.await.unwrap()));
    }
    assert_eq!(city.service.comment(None, comment.id).await.unwrap().comment.supports, 10);
}

async fn a_support_needs_a_person_and_an_open_consultation(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let support = |who, received| city.service.support_comment(who, comment.id, Support::Given, received);
    assert_eq!(denied(support(None, NOW).await), Denied::SignInNeeded);
    assert_eq!(denied(support(Some(&anna), CLOSES).await), Denied::AlreadyClosed);
    assert_eq!(support(Some(&anna), CLOSES.plus(-1)).await.unwrap(), 1);
}

async fn what_is_not_public_is_not_supported(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    support(&city, &jan, &comment, Support::Given).await.unwrap();
    city.hide(&comment).await;
    assert_eq!(denied(support(&city, &anna, &comment, Support::Given).await), Denied::WrongState);
    // Shown again, it has the supports that it had.
    assert_eq!(city.unhide(&comment).await.supports, 1);
}

async fn a_reader_is_told_what_they_support(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let root = city.post(&anna, &consultation, "Uwaga").await;
    let reply = city.reply(&anna, &root, "Dopisek").await;
    support(&city, &jan, &reply, Support::Given).await.unwrap();
    for (reader, supported) in [(Some(&jan), true), (Some(&anna), false), (None, false)] {
        let page = city.threads(reader, &Key::Id(consultation.id), None, Default::default(), None).await.unwrap();
        let thread = &page.threads[0];
        assert_eq!((thread.root.supported, thread.replies[0].supported), (false, supported));
        assert_eq!(thread.replies[0].comment.supports, 1);
    }
}
