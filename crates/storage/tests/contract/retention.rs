//! What administrators say of the city, and names that leave a consultation.

use busola_domain::{AccountId, Role};
use busola_storage::city::{self, Kind};
use busola_storage::comments;
use busola_storage::letters::readers;
use busola_storage::retention::names::{self, Pseudonym};
use busola_storage::retention::{self, Reported};
use busola_storage::{Db, accounts, consultations, supports};
use uuid::Uuid;

use crate::rows::{NOW, account, email, id, insert, name, one_remark, open_consultation, remark, write};

on_both_databases!(
    a_text_is_kept_once_in_each_revision,
    administrators_with_an_address_are_found,
    only_what_is_reported_is_retained,
    who_stands_in_a_consultation_is_replaced_and_officers_stay,
);

async fn a_text_is_kept_once_in_each_revision(db: Db) {
    let admin = account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    assert_eq!(city::latest(&mut tx, Kind::City).await.unwrap(), None);
    for (revision, body, kept) in [(1, "{}", true), (1, "[]", false), (2, "[1]", true)] {
        assert_eq!(city::keep(&mut tx, Kind::City, revision, body, admin, NOW).await.unwrap(), kept, "{body}");
    }
    assert_eq!(city::latest(&mut tx, Kind::City).await.unwrap(), Some((2, "[1]".to_owned())));
    assert_eq!(city::latest(&mut tx, Kind::Accessibility).await.unwrap(), None);
}

async fn administrators_with_an_address_are_found(db: Db) {
    account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    for (n, role) in [(2, Role::Moderator), (3, Role::Admin)] {
        assert!(accounts::insert(&mut tx, id(n), &email(n), &name("Ewa"), role, NOW).await.unwrap());
    }
    assert_eq!(city::administrators(&mut tx).await.unwrap(), [id::<AccountId>(3)]);
    assert!(readers::reader(&mut tx, id(3)).await.unwrap().is_some());
}

async fn only_what_is_reported_is_retained(db: Db) {
    let (open, first, second) = (open_consultation(1), open_consultation(2), open_consultation(3));
    for stored in [&open, &first, &second] {
        insert(&db, stored).await;
    }
    let mut tx = db.write().await.unwrap();
    consultations::report(&mut tx, first.id, NOW).await.unwrap();
    consultations::report(&mut tx, second.id, NOW.plus(1)).await.unwrap();
    retention::set_years(&mut tx, first.id, Some(2)).await.unwrap();
    let everything = (NOW.plus(10), Uuid::nil());
    let found = retention::page(&mut tx, everything, 10).await.unwrap();
    let expected = Reported {
        id: first.id,
        slug: first.slug.clone(),
        title: first.title.clone(),
        reported_at: NOW,
        years: Some(2),
        anonymised_at: None,
    };
    assert_eq!(found.iter().map(|found| found.id).collect::<Vec<_>>(), [second.id, first.id]);
    assert_eq!(found[1], expected);
    let last = (found[0].reported_at, found[0].id.0);
    assert_eq!(retention::page(&mut tx, last, 10).await.unwrap(), [expected]);
    assert_eq!(retention::by_id(&mut tx, open.id).await.unwrap(), None);
    names::replace(&mut tx, first.id, &[], NOW.plus(5)).await.unwrap();
    assert_eq!(retention::with_names(&mut tx).await.unwrap().iter().map(|found| found.id).collect::<Vec<_>>(), [second.id]);
    assert_eq!(retention::by_id(&mut tx, first.id).await.unwrap().unwrap().anonymised_at, Some(NOW.plus(5)));
}

async fn who_stands_in_a_consultation_is_replaced_and_officers_stay(db: Db) {
    let (here, anna, first) = one_remark(&db).await;
    let elsewhere = insert(&db, &open_consultation(2)).await;
    let mut tx = db.write().await.unwrap();
    assert!(accounts::insert(&mut tx, id(7), &email(7), &name("Ewa"), Role::Moderator, NOW).await.unwrap());
    let (jan, ewa): (AccountId, AccountId) = (id(8), id(7));
    assert!(accounts::insert(&mut tx, jan, &email(8), &name("Jan"), Role::Resident, NOW).await.unwrap());
    accounts::insert_guest(&mut tx, id(9), &name("Gość"), NOW).await.unwrap();
    write(&mut tx, &remark(2, here, ewa)).await;
    write(&mut tx, &remark(3, here, id(9))).await;
    write(&mut tx, &comments::New { number: 1, ..remark(4, elsewhere, anna) }).await;
    supports::insert(&mut tx, &[((first, jan), NOW)]).await.unwrap();

    // Each once, and those elsewhere too, where their names may leave as usual.
    assert_eq!((names::count(&mut tx, here).await.unwrap(), names::count_usual(&mut tx).await.unwrap()), (3, 0));
    for consultation in [here, elsewhere] {
        consultations::report(&mut tx, consultation, NOW).await.unwrap();
    }
    assert_eq!(names::count_usual(&mut tx).await.unwrap(), 3);
    retention::set_years(&mut tx, here, Some(2)).await.unwrap();
    assert_eq!(names::count_usual(&mut tx).await.unwrap(), 1);
    let mut people = names::people(&mut tx, here).await.unwrap();
    people.sort_unstable_by_key(|(id, _)| *id);
    let mut expected = vec![(anna, Role::Resident), (jan, Role::Resident), (id(9), Role::Guest)];
    expected.sort_unstable_by_key(|(id, _)| *id);
    assert_eq!(people, expected);
    let pseudonym = |(n, (of, role)): (u128, (AccountId, Role))| Pseudonym { of, id: id(100 + n), name: format!("Osoba {n}"), role };
    let pseudonyms: Vec<_> = (1..).zip(people).map(pseudonym).collect();
    names::replace(&mut tx, here, &pseudonyms, NOW).await.unwrap();

    let new = |of: AccountId| pseudonyms.iter().find(|pseudonym| pseudonym.of == of).unwrap();
    for (remark, account, called) in [(1, new(anna).id, new(anna).name.as_str()), (2, ewa, "Ewa"), (4, anna, "Osoba 1")] {
        let found = comments::get(&mut tx, id(remark)).await.unwrap().unwrap();
        assert_eq!(found.account, account, "{remark}");
        // `account` of the rows calls its first account so.
        assert_eq!(found.author.name, called, "{remark}");
    }
    assert_eq!(supports::given(&mut tx, &[(first, jan), (first, new(jan).id)]).await.unwrap(), [(first, new(jan).id)]);
    // A name for the hall that nothing needs any more is gone; who has an account keeps it.
    assert!(accounts::by_id(&mut tx, id(9)).await.unwrap().is_none());
    assert!(accounts::by_id(&mut tx, anna).await.unwrap().is_some());
    assert_eq!(names::people(&mut tx, here).await.unwrap(), []);
}
