//! Offices: found, given and taken by administrators.

use busola_domain::live::{Channel, CloseCode};
use busola_domain::policy::Denied;
use busola_domain::{Actor, Role};
use busola_service::accounts::PEOPLE;
use busola_storage::Db;

use crate::city::{City, all_at_once, denied};
use crate::own_account::signed_in;
use crate::page::Page;
use crate::together::Change;

on_both_databases!(
    a_role_is_given_and_taken_and_stands_in_the_log,
    nobody_changes_their_own_role_and_nobody_else_changes_any,
    open_pages_come_back_with_what_may_be_done_from_then_on,
    of_two_administrators_who_dismiss_each_other_one_stays,
    people_are_found_by_parts_of_their_names_and_by_their_whole_address,
    people_come_page_by_page,
);

async fn give(city: &City, by: &Actor, whom: &Actor, role: Role) -> Result<(), busola_service::Error> {
    city.service.give_office(Some(by), whom.account, role, city.service.now()).await
}

async fn a_role_is_given_and_taken_and_stands_in_the_log(db: Db) {
    let city = City::new(db).await;
    let admin = city.admin().await;
    let anna = signed_in(&city, "anna@example.org").await;
    assert_eq!(denied(city.service.audit_log(Some(&anna), None).await.map(|_| ())), Denied::NotAllowed);
    give(&city, &admin, &anna, Role::Moderator).await.unwrap();
    let again = signed_in(&city, "anna@example.org").await;
    assert_eq!(again.role, Role::Moderator);
    let log = city.service.audit_log(Some(&again), None).await.unwrap();
    let entry = log.items.iter().find(|entry| entry.action == "account.role").unwrap();
    assert_eq!((entry.name.as_deref(), entry.subject, entry.detail.as_str()), (Some("Adam"), anna.account.0, "moderator"));
    city.at(1);
    give(&city, &admin, &anna, Role::Moderator).await.unwrap();
    give(&city, &admin, &anna, Role::Resident).await.unwrap();
    let log = city.service.audit_log(Some(&admin), None).await.unwrap();
    let told: Vec<_> = log.items.iter().filter(|entry| entry.action == "account.role").map(|entry| entry.detail.as_str()).collect();
    assert_eq!(told, ["resident", "moderator"], "what changed nothing is not in it");
}

async fn nobody_changes_their_own_role_and_nobody_else_changes_any(db: Db) {
    let city = City::new(db).await;
    let (admin, anna) = (city.admin().await, city.resident("Anna").await);
    assert_eq!(denied(give(&city, &admin, &admin, Role::Resident).await), Denied::OwnOffice);
    for by in [&city.moderator, &anna] {
        assert_eq!(denied(give(&city, by, &anna, Role::Admin).await), Denied::NotAllowed);
        assert_eq!(denied(city.service.people(Some(by), "", None).await.map(|_| ())), Denied::NotAllowed);
    }
    let meeting = city.hall(busola_domain::meeting::Rules::default()).await;
    let guest = city.guest(&meeting, "Ola").await;
    assert_eq!(denied(give(&city, &admin, &guest, Role::Moderator).await), Denied::WrongState);
    let nobody = Actor { account: busola_domain::AccountId(city.service.new_id()), ..anna };
    assert_eq!(denied(give(&city, &admin, &nobody, Role::Moderator).await), Denied::NotFound);
}

async fn open_pages_come_back_with_what_may_be_done_from_then_on(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (admin, ewa) = (city.admin().await, signed_in(&city, "ewa@example.org").await);
    give(&city, &admin, &ewa, Role::Moderator).await.unwrap();
    let ewa = signed_in(&city, "ewa@example.org").await;
    let desk = Channel::Desk(consultation.id).to_string();
    let mut page = Page::open_in(&city, &consultation, ewa.session).await;
    page.socket.subscribe(Some(&ewa), &desk, None).await.unwrap();
    give(&city, &admin, &ewa, Role::Resident).await.unwrap();
    assert_eq!(page.closed().await, CloseCode::SignedOut);
    // The session goes on; what may be done with it is another thing.
    let now = city.service.sessions(Some(&ewa), city.service.now()).await.unwrap();
    assert!(now.iter().any(|session| Some(session.id) == ewa.session));
    let resident = Actor { role: Role::Resident, ..ewa };
    let mut page = Page::open_in(&city, &consultation, resident.session).await;
    assert!(page.socket.subscribe(Some(&resident), &desk, None).await.is_err());
}

async fn of_two_administrators_who_dismiss_each_other_one_stays(db: Db) {
    let city = City::new(db).await;
    for _ in 0..5 {
        let (one, two) = (city.admin().await, city.admin().await);
        let dismiss = |by: &Actor, whom: &Actor| -> Change<Result<(), busola_service::Error>> {
            let (service, by, whom) = (city.service.clone(), by.clone(), whom.account);
            Box::pin(async move { service.give_office(Some(&by), whom, Role::Resident, service.now()).await })
        };
        let outcomes = all_at_once(vec![dismiss(&one, &two), dismiss(&two, &one)]).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        // Who stays makes room for the next two.
        let (stays, _) = if outcomes[0].is_ok() { (one, two) } else { (two, one) };
        let admin = city.admin().await;
        give(&city, &admin, &stays, Role::Resident).await.unwrap();
    }
}

async fn people_are_found_by_parts_of_their_names_and_by_their_whole_address(db: Db) {
    let city = City::new(db).await;
    let admin = city.admin().await;
    city.service.create_user("anna@example.org", "Anna Żółć", Role::Resident).await.unwrap();
    city.service.create_user("jan@example.org", "Jan Kowalski", Role::Resident).await.unwrap();
    let found = async |sought: &str| -> Vec<String> {
        city.service.people(Some(&admin), sought, None).await.unwrap().items.into_iter().map(|person| person.name).collect()
    };
    assert_eq!(found("zolc").await, ["Anna Żółć"]);
    assert_eq!(found("kowal jan").await, ["Jan Kowalski"]);
    assert_eq!(found(" JAN@example.org ").await, ["Jan Kowalski"]);
    for nobody in ["jan@example", "@example.org", "kowalska", "#1"] {
        assert!(found(nobody).await.is_empty(), "{nobody}");
    }
    assert_eq!(found("").await.len(), 4, "the moderator and the administrator too");
}

async fn people_come_page_by_page(db: Db) {
    let city = City::new(db).await;
    let admin = city.admin().await;
    city.residents(PEOPLE).await;
    let first = city.service.people(Some(&admin), "osoba", None).await.unwrap();
    assert_eq!((first.items.len(), first.next), (PEOPLE, None));
    let all = city.service.people(Some(&admin), "", None).await.unwrap();
    let rest = city.service.people(Some(&admin), "", all.next).await.unwrap();
    assert_eq!((all.items.len(), rest.items.len(), rest.next), (PEOPLE, 2, None));
    assert!(all.items.iter().all(|person| rest.items.iter().all(|other| other.account != person.account)));
}
