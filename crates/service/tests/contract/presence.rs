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
    city.service
        .import_draft(
            &Key::Id(consultation.id),
            &source("§ 1. Program określa zasady.\n§ 1a. Miasto prowadzi rejestr.\n§ 2. Rada wydaje opinię:\n1) w terminie 14 dni."),
        )
        .await
        .unwrap();
    page.next("event").await;
    let now: Consultation = city.service.consultation(None, &Key::Id(consultation.id)).await.unwrap();
    assert!(now.draft.units.iter().all(|Unit { id, .. }| page.focus(Some(*id))));
    assert!(!page.focus(Some(unit(&consultation, "§ 3"))));
}
