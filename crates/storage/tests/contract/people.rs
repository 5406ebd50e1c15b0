//! Passwords, changes of address, offices, removed accounts, and what is kept of somebody.

use busola_domain::time::DAY;
use busola_domain::{Role, SessionId};
use busola_storage::accounts::addresses::{self, Side};
use busola_storage::accounts::passwords::{self, Stored};
use busola_storage::accounts::{erase, own, people};
use busola_storage::{Db, accounts};
use uuid::Uuid;

use crate::rows::{NOW, account, at_once, email, id, name, one_remark};

on_both_databases!(
    a_password_is_found_by_its_account_and_by_its_address,
    a_change_of_address_is_found_by_either_link,
    an_address_that_is_taken_is_not_given_again,
    of_two_who_take_an_address_at_once_one_gets_it,
    people_are_read_by_their_names,
    other_sessions_end_and_one_stays,
    a_removed_account_keeps_its_id_alone,
    who_holds_an_office_is_not_removed,
    every_section_of_what_is_kept_is_read_in_pages,
);

async fn a_password_is_found_by_its_account_and_by_its_address(db: Db) {
    let anna = account(&db, 1).await;
    account(&db, 2).await;
    for salt in [vec![1, 0, 255], vec![2]] {
        let mut tx = db.write().await.unwrap();
        let stored = Stored { account: anna, hash: vec![7; 32], salt: salt.clone(), memory: 19_456, passes: 2 };
        passwords::put(&mut tx, &stored, NOW).await.unwrap();
        let found = passwords::by_email(&mut tx, &email(1)).await.unwrap().unwrap();
        assert_eq!((found.account, found.hash, found.salt, found.memory, found.passes), (anna, vec![7; 32], salt, 19_456, 2));
        tx.commit().await.unwrap();
    }
    let mut tx = db.write().await.unwrap();
    assert!(passwords::by_email(&mut tx, &email(2)).await.unwrap().is_none());
    assert!(passwords::delete(&mut tx, anna).await.unwrap());
    assert!(!passwords::delete(&mut tx, anna).await.unwrap());
    assert!(passwords::of_account(&mut tx, anna).await.unwrap().is_none());
}

async fn a_change_of_address_is_found_by_either_link(db: Db) {
    let anna = account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    addresses::put_change(&mut tx, anna, &email(9), (b"first-old", b"first-new"), "pl", NOW.plus(DAY)).await.unwrap();
    addresses::put_change(&mut tx, anna, &email(5), (b"old", b"new"), "en", NOW.plus(DAY)).await.unwrap();
    assert!(addresses::change_by_link(&mut tx, b"first-old", NOW).await.unwrap().is_none());
    let by_new = addresses::change_by_link(&mut tx, b"new", NOW).await.unwrap().unwrap();
    assert_eq!((by_new.account, by_new.side, by_new.other_confirmed, by_new.lang.as_str()), (anna, Side::New, false, "en"));
    assert!(by_new.email == email(5));
    addresses::confirm(&mut tx, anna, Side::New, NOW).await.unwrap();
    let by_old = addresses::change_by_link(&mut tx, b"old", NOW).await.unwrap().unwrap();
    assert_eq!((by_old.side, by_old.other_confirmed), (Side::Old, true));
    assert!(addresses::waiting_change(&mut tx, anna, NOW).await.unwrap() == Some(email(5)));
    assert!(addresses::change_by_link(&mut tx, b"old", NOW.plus(DAY)).await.unwrap().is_none());
    addresses::delete_expired(&mut tx, NOW.plus(DAY)).await.unwrap();
    assert!(addresses::waiting_change(&mut tx, anna, NOW).await.unwrap().is_none());
}

async fn an_address_that_is_taken_is_not_given_again(db: Db) {
    let anna = account(&db, 1).await;
    account(&db, 2).await;
    let mut tx = db.write().await.unwrap();
    assert!(!addresses::replace(&mut tx, anna, &email(2)).await.unwrap());
    assert!(addresses::replace(&mut tx, anna, &email(3)).await.unwrap());
    assert!(addresses::of_account(&mut tx, anna).await.unwrap() == Some(email(3)));
    assert!(accounts::by_email(&mut tx, &email(1)).await.unwrap().is_none());
}

async fn of_two_who_take_an_address_at_once_one_gets_it(db: Db) {
    for n in 1..=4 {
        account(&db, n).await;
    }
    let taken = at_once(8, |n| {
        let db = db.clone();
        async move {
            let mut tx = db.write().await.unwrap();
            // Some have an account already, others make theirs.
            let taken = match n {
                0..=3 => addresses::replace(&mut tx, id(n + 1), &email(90)).await.unwrap(),
                _ => accounts::insert(&mut tx, id(n + 1), &email(90), &name("Ktoś"), Role::Resident, NOW).await.unwrap(),
            };
            // Whoever came too late sees who was quicker, and has the address that they had.
            let owner = accounts::by_email(&mut tx, &email(90)).await.unwrap().unwrap().account;
            assert_eq!(owner == id(n + 1), taken);
            if n < 4 && !taken {
                assert!(addresses::of_account(&mut tx, id(n + 1)).await.unwrap() == Some(email(n + 1)));
            }
            tx.commit().await.unwrap();
            taken
        }
    })
    .await;
    assert_eq!(taken.into_iter().filter(|taken| *taken).count(), 1);
}

async fn people_are_read_by_their_names(db: Db) {
    for n in 1..=3 {
        account(&db, n).await;
    }
    let mut tx = db.write().await.unwrap();
    accounts::insert_guest(&mut tx, id(9), &name("Osoba 0"), NOW).await.unwrap();
    people::set_role(&mut tx, id(2), Role::Admin).await.unwrap();
    assert_eq!(people::take_admins(&mut tx).await.unwrap(), [id(2)]);
    let names = |people: Vec<people::Person>| people.into_iter().map(|person| person.name).collect::<Vec<_>>();
    assert_eq!(names(people::page(&mut tx, ("", Uuid::nil()), 2).await.unwrap()), ["Osoba 1", "Osoba 2"]);
    let second = people::by_email(&mut tx, &email(2)).await.unwrap().unwrap();
    assert_eq!((second.account, second.role, second.created_at), (id(2), Role::Admin, NOW));
    let rest = people::page(&mut tx, (&second.name, second.account.0), i64::MAX).await.unwrap();
    assert_eq!(names(rest), ["Osoba 3"]);
}

async fn other_sessions_end_and_one_stays(db: Db) {
    let anna = account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    for n in [5, 6, 7] {
        accounts::insert_session(&mut tx, id(n), anna, &[n as u8], NOW, NOW.plus(DAY)).await.unwrap();
    }
    let mut ended = accounts::delete_sessions(&mut tx, anna, Some(id(6))).await.unwrap();
    ended.sort_unstable();
    let mut expected: Vec<SessionId> = vec![id(5), id(7)];
    expected.sort_unstable();
    assert_eq!(ended, expected);
    assert_eq!(accounts::delete_sessions(&mut tx, anna, None).await.unwrap(), [id::<SessionId>(6)]);
}

async fn a_removed_account_keeps_its_id_alone(db: Db) {
    let (consultation, author, comment) = one_remark(&db).await;
    let mut tx = db.write().await.unwrap();
    accounts::insert_token(&mut tx, id(8), author, b"token", NOW).await.unwrap();
    assert!(erase::erase(&mut tx, author, "konto usunięte", NOW).await.unwrap());
    assert!(!erase::erase(&mut tx, author, "konto usunięte", NOW).await.unwrap(), "once");
    accounts::rename(&mut tx, author, &name("Znowu ja")).await.unwrap();
    tx.commit().await.unwrap();

    let mut session = db.read().await.unwrap();
    assert!(accounts::by_email(&mut session, &email(1)).await.unwrap().is_none());
    assert!(accounts::by_token(&mut session, b"token").await.unwrap().is_none());
    assert_eq!(accounts::by_id(&mut session, author).await.unwrap().unwrap().name, "konto usunięte");
    assert!(people::by_id(&mut session, author).await.unwrap().is_none());
    assert_eq!(erase::traces(&mut session, author).await.unwrap().remarks, [(consultation, comment.0)]);
    drop(session);
    let mut tx = db.write().await.unwrap();
    assert!(accounts::take(&mut tx, author).await.unwrap().is_none());
    // The address is free.
    assert!(accounts::insert(&mut tx, id(2), &email(1), &name("Ktoś"), Role::Resident, NOW).await.unwrap());
}

async fn who_holds_an_office_is_not_removed(db: Db) {
    let anna = account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    people::set_role(&mut tx, anna, Role::Moderator).await.unwrap();
    assert!(!erase::erase(&mut tx, anna, "konto usunięte", NOW).await.unwrap());
    assert!(accounts::by_email(&mut tx, &email(1)).await.unwrap().is_some());
}

async fn every_section_of_what_is_kept_is_read_in_pages(db: Db) {
    let (_, author, comment) = one_remark(&db).await;
    let mut session = db.read().await.unwrap();
    let profile = own::profile(&mut session, author).await.unwrap().unwrap();
    assert_eq!((profile.name.as_str(), profile.created_at, profile.password_set_at), ("Osoba 1", NOW.0, None));
    assert!(profile.email.as_deref() == Some(email(1).as_str()));
    for section in own::SECTIONS {
        let found = own::page(&mut session, section, author, 10, 0).await.unwrap();
        assert_eq!(found.len(), usize::from(section.name == "remarks"), "{}", section.name);
        assert!(own::page(&mut session, section, author, 10, 1).await.unwrap().is_empty(), "{}", section.name);
        if let Some(remark) = found.first() {
            assert_eq!((remark.id, remark.at, remark.kind.as_deref()), (Some(comment.0), Some(NOW), Some("published")));
            assert!(remark.text.is_some() && remark.place.as_deref() == Some("program-1"));
        }
    }
}
