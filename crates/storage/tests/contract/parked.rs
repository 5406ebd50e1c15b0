//! Texts of people who have yet to sign in.

use busola_domain::time::DAY;
use busola_storage::Db;
use busola_storage::parked::{self, Parked};

use crate::rows::{NOW, id};

on_both_databases!(a_parked_text_is_kept_for_its_time, parked_texts_that_nobody_came_for_are_removed);

async fn park(db: &Db, n: u128, expires: i64) -> Parked {
    let text = Parked { body: "Uwaga do § 7\n„z cudzysłowem”".to_owned(), comment: id(n + 100) };
    let mut tx = db.write().await.unwrap();
    parked::insert(&mut tx, id(n), &text, NOW.plus(expires)).await.unwrap();
    tx.commit().await.unwrap();
    text
}

async fn a_parked_text_is_kept_for_its_time(db: Db) {
    let text = park(&db, 1, DAY).await;
    let mut session = db.read().await.unwrap();
    assert_eq!(parked::get(&mut session, id(1), NOW.plus(DAY - 1)).await.unwrap(), Some(text));
    assert_eq!(parked::get(&mut session, id(1), NOW.plus(DAY)).await.unwrap(), None);
    assert_eq!(parked::get(&mut session, id(2), NOW).await.unwrap(), None);
}

async fn parked_texts_that_nobody_came_for_are_removed(db: Db) {
    park(&db, 1, DAY).await;
    park(&db, 2, DAY + 1).await;
    let mut tx = db.write().await.unwrap();
    parked::delete_expired(&mut tx, NOW.plus(DAY)).await.unwrap();
    assert_eq!(parked::get(&mut tx, id(1), NOW).await.unwrap(), None);
    assert!(parked::get(&mut tx, id(2), NOW).await.unwrap().is_some());
}
