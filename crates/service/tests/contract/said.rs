//! What administrators say of the city: who runs the site, and how accessible it is.

use busola_domain::accessibility::{Declaration, Method, Status};
use busola_domain::city::City as Office;
use busola_domain::policy::Denied;
use busola_domain::time::DAY;
use busola_domain::{Day, Problem};
use busola_service::{Conflict, Error};
use busola_storage::Db;

use crate::city::{City, NOW, denied, invalid};
use crate::letters::letters;

on_both_databases!(
    who_runs_the_site_is_said_by_administrators_and_known_at_once,
    of_two_who_say_something_at_once_the_second_is_told,
    a_declaration_is_published_when_all_of_it_is_right,
    administrators_are_reminded_of_the_declaration_once_a_year,
);

/// An office, as it is typed.
pub(crate) fn office(years: i64) -> Office {
    Office {
        name: "Prezydent Miasta Leszna".to_owned(),
        address: "ul. Karasia 15\n64-100 Leszno".to_owned(),
        email: "urzad@leszno.example".to_owned(),
        phone: String::new(),
        officer: "iod@leszno.example".to_owned(),
        retention_years: years,
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn declaration() -> Declaration {
    let text = |text: &str| text.to_owned();
    Declaration {
        entity: text("Urząd Miasta Leszna"),
        published_on: day("2026-01-10"),
        updated_on: day("2026-05-01"),
        status: Status::Partial,
        barriers: text("Skany załączników nie mają warstwy tekstowej."),
        costs: String::new(),
        exempt: String::new(),
        method: Method::Own,
        examiner: String::new(),
        made_on: day("2026-06-10"),
        reviewed_on: None,
        help: String::new(),
        contact: text("Biuro Partycypacji"),
        email: text("biuro@leszno.example"),
        phone: text("65 529 81 00"),
        apps: String::new(),
        architecture: text("Wejście ma podjazd."),
        communication: text("Tłumacz języka migowego."),
    }
}

async fn who_runs_the_site_is_said_by_administrators_and_known_at_once(db: Db) {
    let city = City::new(db).await;
    let (service, admin, anna) = (&city.service, city.admin().await, city.resident("Anna").await);
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed), (Some(&city.moderator), Denied::NotAllowed)] {
        assert_eq!(denied(service.set_city(who, office(5), 0, None, NOW).await), no);
        assert_eq!(denied(service.city_to_edit(who).await.map(|_| ())), no);
    }
    assert_eq!(
        invalid(service.set_city(Some(&admin), office(0), 0, None, NOW).await),
        ("retention_years".to_owned(), Problem::TooFew { min: 1 })
    );
    assert!(service.city().is_none());
    let started_again = city.started_again();
    service.set_city(Some(&admin), office(5), 0, None, NOW).await.unwrap();
    assert_eq!(service.city().as_deref(), Some(&office(5)));
    let said = service.city_to_edit(Some(&admin)).await.unwrap();
    assert_eq!((said.text, said.revision), (Some(office(5)), 1));
    // Another process knows it when it has read it.
    assert!(started_again.city().is_none());
    started_again.read_city().await.unwrap();
    assert_eq!(started_again.city().as_deref(), Some(&office(5)));
    let log = service.audit_log(Some(&admin), None).await.unwrap().items;
    let set = log.iter().find(|entry| entry.action == "city.set").unwrap();
    assert_eq!(set.name.as_deref(), Some("Adam"));
}

async fn of_two_who_say_something_at_once_the_second_is_told(db: Db) {
    let city = City::new(db).await;
    let (service, admin) = (&city.service, city.admin().await);
    service.set_city(Some(&admin), office(5), 0, None, NOW).await.unwrap();
    let second = service.set_city(Some(&admin), office(7), 0, None, NOW).await;
    assert!(matches!(second, Err(Error::Conflict(Conflict::CityChanged))), "{second:?}");
    assert_eq!(service.city().as_deref(), Some(&office(5)));
    service.set_city(Some(&admin), office(7), 1, None, NOW).await.unwrap();
    assert_eq!(service.city().as_deref(), Some(&office(7)));
}

async fn a_declaration_is_published_when_all_of_it_is_right(db: Db) {
    let city = City::new(db).await;
    let (service, admin) = (&city.service, city.admin().await);
    assert_eq!(service.declaration().await.unwrap(), None);
    assert_eq!(denied(service.publish_declaration(Some(&city.moderator), declaration(), 0, NOW).await), Denied::NotAllowed);
    let silent = Declaration { barriers: String::new(), ..declaration() };
    assert_eq!(invalid(service.publish_declaration(Some(&admin), silent, 0, NOW).await), ("barriers".to_owned(), Problem::Required));
    // By the city's clocks it is 17 June.
    let early = Declaration { made_on: day("2026-06-18"), ..declaration() };
    assert_eq!(invalid(service.publish_declaration(Some(&admin), early, 0, NOW).await), ("made_on".to_owned(), Problem::InFuture));
    service.publish_declaration(Some(&admin), declaration(), 0, NOW).await.unwrap();
    assert_eq!(service.declaration().await.unwrap(), Some(declaration()));
    let reviewed = Declaration { reviewed_on: Some(day("2026-06-17")), ..declaration() };
    service.publish_declaration(Some(&admin), reviewed.clone(), 1, NOW).await.unwrap();
    assert_eq!(service.declaration().await.unwrap(), Some(reviewed));
}

async fn administrators_are_reminded_of_the_declaration_once_a_year(db: Db) {
    let city = City::new(db).await;
    let (service, admin) = (&city.service, city.admin().await);
    let sent = async |days: i64| {
        city.at(days * DAY);
        service.sweep().await.unwrap();
        service.remind_of_review().await.unwrap();
        service.send_letters().await.unwrap()
    };
    assert_eq!(sent(0).await, 0);
    service.publish_declaration(Some(&admin), declaration(), 0, service.now()).await.unwrap();
    // 17 June 2026 and 256 days are 28 February, 257 are 1 March 2027.
    assert_eq!(sent(256).await, 0);
    assert_eq!((sent(257).await, sent(257).await, sent(300).await), (1, 0, 0));
    let letter = letters(&city.mail_folder(), 1).await.remove(0);
    assert!(letter.text.contains("10 czerwca 2026") && letter.text.contains("31 marca 2027"), "{}", letter.text);
    assert!(letter.text.contains("/admin/accessibility"), "{}", letter.text);
    let reviewed = Declaration { reviewed_on: Some(day("2027-04-13")), ..declaration() };
    service.publish_declaration(Some(&admin), reviewed, 1, service.now()).await.unwrap();
    assert_eq!((sent(301).await, sent(257 + 366).await), (0, 1));
}
