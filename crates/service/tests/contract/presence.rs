//! Who is here, and what they look at.

use busola_domain::Consultation;
use busola_domain::consultation::Unit;
use busola_service::consultations::Key;
use busola_storage::Db;
use serde_json::{Value, json};

use crate::city::{City, channel, source, unit};
use crate::page::Page;

on_both_databases!(
    presence_counts_pages_and_what_they_look_at,
    a_unit_that_is_not_there_is_not_looked_at,
    a_unit_of_a_new_version_can_be_looked_at,
    moderators_see_who_works_on_what_until_they_leave,
    nobody_but_moderators_is_at_the_desk,
);

/// The next presence with so many pages.
async fn with_count(page: &mut Page, count: i64) -> Value {
    loop {
        let presence = page.next("presence").await;
        if presence["count"] == count {
            return presence;
        }
    }
}

async fn presence_counts_pages_and_what_they_look_at(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let mut first = Page::open(&city, &consultation).await;
    let now = first.next("presence").await;
    assert_eq!(now, json!({ "type": "presence", "channel": channel(&consultation).to_string(), "count": 1, "units": {} }));

    let mut second = Page::open(&city, &consultation).await;
    let (one, three) = (unit(&consultation, "§ 1"), unit(&consultation, "§ 3"));
    assert!(first.focus(Some(one)));
    assert!(second.focus(Some(three)));
    assert!(second.focus(Some(one)));
    let units = json!({ one.to_string(): 2 });
    while second.next("presence").await["units"] != units {}
    // The others are told too, soon.
    let told = with_count(&mut first, 2).await;
    assert_eq!((&told["channel"], &told["units"]), (&channel(&consultation).to_string().into(), &units));

    assert!(first.focus(None));
    drop(second);
    let alone = with_count(&mut first, 1).await;
    assert_eq!(alone["units"], json!({}));
}

async fn a_unit_that_is_not_there_is_not_looked_at(db: Db) {
    let city = City::new(db).await;
    let (consultation, other) = (city.consultation().await, city.consultation().await);
    let mut page = Page::open(&city, &consultation).await;
    assert!(!page.focus(Some(city.service.new_id().into())));
    assert!(!page.focus(Some(unit(&other, "§ 1"))));
    assert!(page.waiting().await.iter().all(|message| message["type"] != "presence" || message["units"] == json!({})));
}

async fn a_unit_of_a_new_version_can_be_looked_at(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let mut page = Page::open(&city, &consultation).await;
    city.service.import_draft(&Key::Id(consultation.id), &source("§ 1. Raz.\n§ 2. Dwa.\n§ 7. Siedem.")).await.unwrap();
    page.next("event").await;
    let now: Consultation = city.service.consultation(None, &Key::Id(consultation.id)).await.unwrap();
    assert!(now.draft.units.iter().all(|Unit { id, .. }| page.focus(Some(*id))));
    assert!(!page.focus(Some(unit(&consultation, "§ 3"))));
}

/// The names of those who work on remarks, as soon as they are so many.
async fn at_work(page: &mut Page, count: usize) -> Vec<(String, String)> {
    loop {
        let told = page.next("locks").await;
        let locks = told["locks"].as_array().unwrap();
        if locks.len() == count {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            return locks.iter().map(|lock| (text(&lock["name"]), text(&lock["comment"]))).collect();
        }
    }
}

async fn moderators_see_who_works_on_what_until_they_leave(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let author = city.resident("Anna").await;
    let (one, two) = (city.post(&author, &consultation, "Raz").await, city.post(&author, &consultation, "Dwa").await);
    let (ewa, adam) = (city.moderator.clone(), city.moderator_named("Adam").await);
    let mut hers = Page::desk(&city, &consultation, &ewa).await.unwrap();
    assert_eq!(at_work(&mut hers, 0).await, []);
    let his = Page::desk(&city, &consultation, &adam).await.unwrap();
    his.work_on(&adam, Some(one.id));
    assert_eq!(at_work(&mut hers, 1).await, [("Adam".to_owned(), one.id.to_string())]);

    // The same remark in another tab is told once.
    let tab = Page::desk(&city, &consultation, &adam).await.unwrap();
    tab.work_on(&adam, Some(one.id));
    hers.work_on(&ewa, Some(two.id));
    assert_eq!(at_work(&mut hers, 2).await.len(), 2);
    drop(tab);
    his.work_on(&adam, None);
    assert_eq!(at_work(&mut hers, 1).await, [(ewa.name.clone(), two.id.to_string())]);
    his.work_on(&adam, Some(two.id));
    assert_eq!(at_work(&mut hers, 2).await.len(), 2);
    drop(his);
    assert_eq!(at_work(&mut hers, 1).await, [(ewa.name.clone(), two.id.to_string())]);
}

async fn nobody_but_moderators_is_at_the_desk(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let author = city.resident("Anna").await;
    assert!(Page::desk(&city, &consultation, &author).await.is_none());
    // And nobody works on a remark where no desk is.
    let page = Page::open(&city, &consultation).await;
    assert!(!page.works(&author));
}
