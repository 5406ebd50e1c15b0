//! Who is here, and what they look at.

use busola_domain::Consultation;
use busola_domain::consultation::Unit;
use busola_service::consultations::Key;
use busola_storage::Db;
use serde_json::{Value, json};

use crate::city::{City, channel, source, unit};
use crate::page::{Page, message};

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
    let now = message(&first.subscription.presence());
    assert_eq!(now, json!({ "type": "presence", "channel": channel(&consultation).to_string(), "count": 1, "units": {} }));

    let second = Page::open(&city, &consultation).await;
    let (one, three) = (unit(&consultation, "§ 1"), unit(&consultation, "§ 3"));
    assert!(first.socket.focus(&first.subscription, Some(one)));
    assert!(second.socket.focus(&second.subscription, Some(three)));
    assert!(second.socket.focus(&second.subscription, Some(one)));
    let units = json!({ one.to_string(): 2 });
    assert_eq!(message(&second.subscription.presence())["units"], units);
    // The others are told too, soon.
    let told = with_count(&mut first, 2).await;
    assert_eq!((&told["channel"], &told["units"]), (&channel(&consultation).to_string().into(), &units));

    assert!(first.socket.focus(&first.subscription, None));
    drop(second);
    let alone = with_count(&mut first, 1).await;
    assert_eq!(alone["units"], json!({}));
}

async fn a_unit_that_is_not_there_is_not_looked_at(db: Db) {
    let city = City::new(db).await;
    let (consultation, other) = (city.consultation().await, city.consultation().await);
    let page = Page::open(&city, &consultation).await;
    assert!(!page.socket.focus(&page.subscription, Some(city.service.new_id().into())));
    assert!(!page.socket.focus(&page.subscription, Some(unit(&other, "§ 1"))));
    assert_eq!(message(&page.subscription.presence())["units"], json!({}));
}

async fn a_unit_of_a_new_version_can_be_looked_at(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let mut page = Page::open(&city, &consultation).await;
    city.service.import_draft(&Key::Id(consultation.id), &source("§ 1. Raz.\n§ 2. Dwa.\n§ 7. Siedem.")).await.unwrap();
    page.next("event").await;
    let now: Consultation = city.service.consultation(None, &Key::Id(consultation.id)).await.unwrap();
    assert!(now.draft.units.iter().all(|Unit { id, .. }| page.socket.focus(&page.subscription, Some(*id))));
    assert!(!page.socket.focus(&page.subscription, Some(unit(&consultation, "§ 3"))));
}
