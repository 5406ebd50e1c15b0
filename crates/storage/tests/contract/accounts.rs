//! Accounts, their addresses, sessions and tokens.

use busola_domain::time::{DAY, MINUTE};
use busola_domain::{Role, SessionId};
use busola_storage::{Db, accounts};

use crate::rows::{NOW, account, at_once, email, id, name};

on_both_databases!(
    an_account_is_found_by_its_address,
    an_address_belongs_to_one_account,
    of_many_who_take_an_address_at_once_one_gets_it,
    what_is_not_committed_is_not_there,
    a_new_name_is_seen_at_once,
    a_session_is_valid_to_the_millisecond,
    a_session_that_is_used_lives_on,
    an_ended_session_is_gone,
    sessions_are_listed_the_last_used_first,
    expired_sessions_are_removed,
    a_token_tells_whose_it_is,
);

async fn an_account_is_found_by_its_address(db: Db) {
    let mut session = db.read().await.unwrap();
    assert!(!accounts::any(&mut session).await.unwrap());
    drop(session);

    let mut tx = db.write().await.unwrap();
    accounts::insert(&mut tx, id(1), &email(1), &name("Zażółć Gęślą"), Role::Moderator, NOW).await.unwrap();
    tx.commit().await.unwrap();

    let mut session = db.read().await.unwrap();
    assert!(accounts::any(&mut session).await.unwrap());
    let actor = accounts::by_email(&mut session, &email(1)).await.unwrap().unwrap();
    assert_eq!((actor.account, actor.name.as_str(), actor.role, actor.session), (id(1), "Zażółć Gęślą", Role::Moderator, None));
    assert!(accounts::by_email(&mut session, &email(2)).await.unwrap().is_none());
}

async fn an_address_belongs_to_one_account(db: Db) {
    account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    assert!(!accounts::insert(&mut tx, id(2), &email(1), &name("Ktoś inny"), Role::Resident, NOW).await.unwrap());
    tx.commit().await.unwrap();
    // Nothing is left of the attempt: its id can be used.
    account(&db, 2).await;
    let mut session = db.read().await.unwrap();
    assert_eq!(accounts::by_email(&mut session, &email(1)).await.unwrap().unwrap().account, id(1));
}

async fn of_many_who_take_an_address_at_once_one_gets_it(db: Db) {
    let taken = at_once(10, |n| {
        let db = db.clone();
        async move {
            let mut tx = db.write().await.unwrap();
            let taken = accounts::insert(&mut tx, id(n), &email(1), &name("Osoba"), Role::Resident, NOW).await.unwrap();
            // Whoever came too late sees who was quicker, in the same transaction.
            let owner = accounts::by_email(&mut tx, &email(1)).await.unwrap().unwrap().account;
            assert_eq!(owner == id(n), taken);
            tx.commit().await.unwrap();
            taken
        }
    })
    .await;
    assert_eq!(taken.into_iter().filter(|taken| *taken).count(), 1);
}

async fn what_is_not_committed_is_not_there(db: Db) {
    let mut tx = db.write().await.unwrap();
    accounts::insert(&mut tx, id(1), &email(1), &name("Osoba"), Role::Resident, NOW).await.unwrap();
    drop(tx);
    // The next writer neither waits for the one that gave up nor sees what it wrote.
    let mut tx = db.write().await.unwrap();
    assert!(accounts::by_email(&mut tx, &email(1)).await.unwrap().is_none());
}

async fn a_new_name_is_seen_at_once(db: Db) {
    let account = account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    accounts::rename(&mut tx, account, &name("A. K.")).await.unwrap();
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    assert_eq!(accounts::by_email(&mut session, &email(1)).await.unwrap().unwrap().name, "A. K.");
}

async fn open_session(db: &Db, n: u128, hash: &[u8], created: i64, expires: i64) -> SessionId {
    let mut tx = db.write().await.unwrap();
    accounts::insert_session(&mut tx, id(n), id(1), hash, NOW.plus(created), NOW.plus(expires)).await.unwrap();
    tx.commit().await.unwrap();
    id(n)
}

async fn a_session_is_valid_to_the_millisecond(db: Db) {
    let account = account(&db, 1).await;
    open_session(&db, 5, b"hash", 0, DAY).await;
    let mut session = db.read().await.unwrap();
    let signed_in = accounts::by_session(&mut session, b"hash", NOW.plus(DAY - 1)).await.unwrap().unwrap();
    assert_eq!((signed_in.actor.account, signed_in.actor.session, signed_in.seen_at), (account, Some(id(5)), NOW));
    assert!(accounts::by_session(&mut session, b"hash", NOW.plus(DAY)).await.unwrap().is_none());
    assert!(accounts::by_session(&mut session, b"other", NOW).await.unwrap().is_none());
}

async fn a_session_that_is_used_lives_on(db: Db) {
    account(&db, 1).await;
    let session = open_session(&db, 5, b"hash", 0, DAY).await;
    let mut tx = db.write().await.unwrap();
    accounts::touch_session(&mut tx, session, NOW.plus(MINUTE), NOW.plus(2 * DAY)).await.unwrap();
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    let signed_in = accounts::by_session(&mut session, b"hash", NOW.plus(DAY)).await.unwrap().unwrap();
    assert_eq!(signed_in.seen_at, NOW.plus(MINUTE));
}

async fn an_ended_session_is_gone(db: Db) {
    account(&db, 1).await;
    let ended = open_session(&db, 5, b"ended", 0, DAY).await;
    open_session(&db, 6, b"other", 0, DAY).await;
    let mut tx = db.write().await.unwrap();
    accounts::delete_session(&mut tx, ended).await.unwrap();
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    assert!(accounts::by_session(&mut session, b"ended", NOW).await.unwrap().is_none());
    assert!(accounts::by_session(&mut session, b"other", NOW).await.unwrap().is_some());
}

async fn sessions_are_listed_the_last_used_first(db: Db) {
    account(&db, 1).await;
    for (n, created) in [(5, 0), (6, 2 * MINUTE), (7, MINUTE)] {
        open_session(&db, n, &[n as u8], created, DAY).await;
    }
    open_session(&db, 8, b"expired", 0, 1).await;
    let mut session = db.read().await.unwrap();
    let listed = accounts::sessions_of(&mut session, id(1), NOW.plus(1)).await.unwrap();
    assert_eq!(listed.iter().map(|session| session.id).collect::<Vec<_>>(), [id(6), id(7), id(5)]);
    assert_eq!(listed[0].created_at, NOW.plus(2 * MINUTE));
    assert!(accounts::sessions_of(&mut session, id(2), NOW).await.unwrap().is_empty());
}

async fn expired_sessions_are_removed(db: Db) {
    account(&db, 1).await;
    open_session(&db, 5, b"over", 0, MINUTE).await;
    open_session(&db, 6, b"valid", 0, MINUTE + 1).await;
    let mut tx = db.write().await.unwrap();
    accounts::delete_expired_sessions(&mut tx, NOW.plus(MINUTE)).await.unwrap();
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    // Asked as of an earlier moment, so that only what is left answers.
    assert!(accounts::by_session(&mut session, b"over", NOW).await.unwrap().is_none());
    assert!(accounts::by_session(&mut session, b"valid", NOW).await.unwrap().is_some());
}

async fn a_token_tells_whose_it_is(db: Db) {
    let account = account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    accounts::insert_token(&mut tx, id(9), account, b"token", NOW).await.unwrap();
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    let actor = accounts::by_token(&mut session, b"token").await.unwrap().unwrap();
    assert_eq!((actor.account, actor.session), (account, None));
    assert!(accounts::by_token(&mut session, b"other").await.unwrap().is_none());
}
