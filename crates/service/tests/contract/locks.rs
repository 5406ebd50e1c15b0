//! Who is working on which remark of a desk.

use busola_domain::live::{Channel, ErrorCode};
use busola_domain::{Actor, Comment, Consultation, UnitId};
use busola_service::live::Refusal;
use busola_storage::Db;
use serde_json::{Value, json};

use crate::city::City;
use crate::page::Page;

on_both_databases!(a_lock_is_told_and_ends_with_its_page, a_desk_is_not_there_for_residents);

fn desk(of: &Consultation) -> String {
    Channel::Desk(of.id).to_string()
}

async fn sit_down(city: &City, who: &Actor, at: &Consultation) -> Page {
    let mut page = Page::connected(city, at, None);
    page.socket.subscribe(Some(who), &desk(at), None).await.unwrap();
    page
}

fn work(page: &Page, at: &Consultation, on: Option<&Comment>) {
    page.socket.focus(&desk(at), on.map(|comment| UnitId(comment.id.0))).unwrap();
}

/// The next word in which so many remarks are taken.
async fn with_locks(page: &mut Page, count: usize) -> Value {
    loop {
        let told = page.next("locks").await;
        if told["locks"].as_array().unwrap().len() == count {
            return told;
        }
    }
}

async fn a_lock_is_told_and_ends_with_its_page(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let [one, two] = [city.post(&anna, &consultation, "A").await, city.post(&anna, &consultation, "B").await];
    let ewa = city.colleague("Ewa").await;
    let mut hers = sit_down(&city, &ewa, &consultation).await;
    assert_eq!(with_locks(&mut hers, 0).await["channel"], desk(&consultation));
    let mut theirs = sit_down(&city, &city.moderator, &consultation).await;
    work(&hers, &consultation, Some(&one));
    let lock = json!({ "comment": one.id, "account": ewa.account, "name": "Ewa", "since": city.service.now() });
    assert_eq!(with_locks(&mut theirs, 1).await["locks"][0], lock);
    // Who looks at the same comes second, and has it when the first goes on.
    work(&theirs, &consultation, Some(&one));
    work(&hers, &consultation, Some(&two));
    let told = with_locks(&mut hers, 2).await;
    assert_eq!(told["locks"][0]["name"], "Biuro Partycypacji");
    assert_eq!((&told["locks"][1]["name"], &told["locks"][1]["comment"]), (&json!("Ewa"), &json!(two.id)));
    drop(hers);
    assert_eq!(with_locks(&mut theirs, 1).await["locks"][0]["name"], "Biuro Partycypacji");
    work(&theirs, &consultation, None);
    with_locks(&mut theirs, 0).await;
    // Nothing of it is in any log.
    assert_eq!(city.log(&consultation).await.len(), 3);
}

async fn a_desk_is_not_there_for_residents(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    for who in [None, Some(&anna)] {
        let mut page = Page::connected(&city, &consultation, None);
        let refused = page.socket.subscribe(who, &desk(&consultation), None).await;
        assert!(matches!(refused, Err(Refusal::Said(ErrorCode::UnknownChannel, _))), "{refused:?}");
    }
}
