//! Requests to sign in: five attempts, one use, a quarter of an hour.

use busola_domain::time::MINUTE;
use busola_storage::Db;
use busola_storage::sign_ins::{self, SignIn};

use crate::rows::{NOW, at_once, email, id};

on_both_databases!(
    a_request_is_read_as_it_was_written,
    reading_a_link_uses_nothing_up,
    a_code_can_be_tried_so_often_and_no_more,
    attempts_at_once_are_all_counted,
    of_many_who_use_a_request_at_once_one_gets_it,
    a_request_ends_to_the_millisecond,
    expired_requests_are_removed_with_their_addresses,
);

const LIFE: i64 = 15 * MINUTE;

async fn request(db: &Db, n: u128, link: &[u8], expires: i64) {
    let sign_in = SignIn { id: id(n), email: email(n), code_hash: vec![0, 255, 7], next: "/consultations/a?unit=1#uwagi".to_owned() };
    let mut tx = db.write().await.unwrap();
    sign_ins::insert(&mut tx, &sign_in, link, NOW, NOW.plus(expires)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn try_code(db: &Db) -> bool {
    let mut tx = db.write().await.unwrap();
    let given = sign_ins::attempt(&mut tx, id(1), NOW, 5).await.unwrap();
    tx.commit().await.unwrap();
    given.is_some()
}

async fn a_request_is_read_as_it_was_written(db: Db) {
    request(&db, 1, b"link", LIFE).await;
    request(&db, 2, b"other", LIFE).await;
    let mut session = db.read().await.unwrap();
    let read = sign_ins::by_link(&mut session, b"link", NOW).await.unwrap().unwrap();
    assert!(read.id == id(1) && read.email == email(1));
    assert_eq!((read.code_hash.as_slice(), read.next.as_str()), ([0, 255, 7].as_slice(), "/consultations/a?unit=1#uwagi"));
}

async fn reading_a_link_uses_nothing_up(db: Db) {
    request(&db, 1, b"link", LIFE).await;
    let mut session = db.read().await.unwrap();
    for _ in 0..10 {
        assert!(sign_ins::by_link(&mut session, b"link", NOW).await.unwrap().is_some());
    }
    drop(session);
    let mut tx = db.write().await.unwrap();
    assert!(sign_ins::take(&mut tx, id(1)).await.unwrap().is_some());
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    assert!(sign_ins::by_link(&mut session, b"link", NOW).await.unwrap().is_none());
}

async fn a_code_can_be_tried_so_often_and_no_more(db: Db) {
    request(&db, 1, b"link", LIFE).await;
    for attempt in 1..=7 {
        assert_eq!(try_code(&db).await, attempt <= 5, "attempt {attempt}");
    }
}

async fn attempts_at_once_are_all_counted(db: Db) {
    request(&db, 1, b"link", LIFE).await;
    let given = at_once(20, |_| {
        let db = db.clone();
        async move { try_code(&db).await }
    })
    .await;
    assert_eq!(given.into_iter().filter(|given| *given).count(), 5);
}

async fn of_many_who_use_a_request_at_once_one_gets_it(db: Db) {
    request(&db, 1, b"link", LIFE).await;
    let taken = at_once(20, |_| {
        let db = db.clone();
        async move {
            let mut tx = db.write().await.unwrap();
            let taken = sign_ins::take(&mut tx, id(1)).await.unwrap();
            tx.commit().await.unwrap();
            taken.is_some()
        }
    })
    .await;
    assert_eq!(taken.into_iter().filter(|taken| *taken).count(), 1);
}

async fn a_request_ends_to_the_millisecond(db: Db) {
    request(&db, 1, b"link", LIFE).await;
    let mut tx = db.write().await.unwrap();
    for (after, valid) in [(LIFE - 1, true), (LIFE, false)] {
        assert_eq!(sign_ins::by_link(&mut tx, b"link", NOW.plus(after)).await.unwrap().is_some(), valid);
        assert_eq!(sign_ins::attempt(&mut tx, id(1), NOW.plus(after), 5).await.unwrap().is_some(), valid);
    }
}

async fn expired_requests_are_removed_with_their_addresses(db: Db) {
    request(&db, 1, b"over", MINUTE).await;
    request(&db, 2, b"valid", MINUTE + 1).await;
    let mut tx = db.write().await.unwrap();
    sign_ins::delete_expired(&mut tx, NOW.plus(MINUTE)).await.unwrap();
    assert!(sign_ins::take(&mut tx, id(1)).await.unwrap().is_none());
    assert!(sign_ins::take(&mut tx, id(2)).await.unwrap().is_some());
}
