//! Names leave consultations some years after their reports; what was said stays.

use busola_domain::comment::Order;
use busola_domain::policy::Denied;
use busola_domain::retention::Foreseen;
use busola_domain::time::DAY;
use busola_domain::{Actor, Comment, Consultation, Day, Problem};
use busola_service::Error;
use busola_service::comments::Support;
use busola_service::consultations::Key;
use busola_storage::Db;

use crate::answered::execute;
use crate::changing::report;
use crate::city::{CLOSES, City, NOW, denied, invalid, meeting_of};
use crate::page::Page;
use crate::said::office;

on_both_databases!(
    names_leave_when_their_time_is_over_and_what_was_said_stays,
    what_ties_somebody_to_a_meeting_goes_with_names,
    a_consultation_may_have_its_own_time,
    nothing_leaves_while_nobody_has_said_when,
    what_the_city_gives_less_time_is_seen_before,
    one_that_fails_holds_up_no_other,
);

/// 366 days after [`NOW`].
const YEAR_LATER: i64 = 366 * DAY;

/// A consultation on which Anna wrote, Jan replied and supported her, and an officer replied too.
async fn written(city: &City, anna: &Actor, jan: &Actor) -> (Consultation, Comment) {
    let here = city.consultation().await;
    let first = city.post(anna, &here, "Za mało drzew.").await;
    city.at(1);
    city.reply(jan, &first, "Popieram.").await;
    city.at(2);
    city.reply(&city.moderator, &first, "Sprawdzimy.").await;
    city.service.support_comment(Some(jan), first.id, Support::Given, city.service.now()).await.unwrap();
    (here, first)
}

/// What a refusal says that would become of names.
fn unseen(refused: &Error) -> Foreseen {
    match refused {
        Error::NamesLeave(foreseen) => Some(*foreseen),
        _ => None,
    }
    .expect("a question about names")
}

/// The names under the remarks of a consultation, as everybody reads them.
async fn names(city: &City, of: &Consultation) -> Vec<String> {
    let threads = city.threads(None, &Key::Id(of.id), None, Order::Oldest, None).await.unwrap().threads;
    let one = threads.into_iter().next().unwrap();
    std::iter::once(one.root).chain(one.replies).map(|listed| listed.comment.author.name).collect()
}

async fn names_leave_when_their_time_is_over_and_what_was_said_stays(db: Db) {
    let city = City::new(db).await;
    let (service, admin) = (&city.service, city.admin().await);
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    service.set_city(Some(&admin), office(1), 0, None, NOW).await.unwrap();
    let (here, first) = written(&city, &anna, &jan).await;
    let other = written(&city, &anna, &jan).await.0;
    // A room with all of it in its memory.
    let mut before = Page::back(&city, &here, 0).await;
    assert!(before.events(4).await.iter().any(|event| event.to_string().contains("Anna")));
    report(&city, &here).await;
    let counted = async || {
        let gathered = service.report(None, &Key::Id(here.id)).await.unwrap();
        (gathered.report.numbers.comments, gathered.report.numbers.participants, gathered.report.numbers.residents)
    };
    let numbers = counted().await;

    city.at(364 * DAY);
    assert_eq!(service.anonymise_due().await.unwrap(), 0);
    assert_eq!(names(&city, &here).await, ["Anna", "Jan", "Biuro Partycypacji"]);
    city.at(YEAR_LATER);
    assert_eq!((service.anonymise_due().await.unwrap(), service.anonymise_due().await.unwrap()), (1, 0));

    let after = names(&city, &here).await;
    let mut people = after[..2].to_vec();
    people.sort();
    assert_eq!((people, after[2].as_str()), (vec!["Osoba 1".to_owned(), "Osoba 2".to_owned()], "Biuro Partycypacji"));
    assert_eq!(names(&city, &other).await, ["Anna", "Jan", "Biuro Partycypacji"]);
    assert_eq!((counted().await, city.counts(&here).await.0), (numbers, 3));
    let told = serde_json::to_string(&city.log(&here).await).unwrap();
    let rows = {
        let gathered = service.report(None, &Key::Id(here.id)).await.unwrap();
        service.report_rows(&gathered.table, 0, 100).await.unwrap().into_iter().map(|row| row.submitter).collect::<Vec<_>>().join(", ")
    };
    let late: Vec<_> = Page::back(&city, &here, 0).await.events(5).await.iter().map(ToString::to_string).collect();
    for text in [told, rows, late.concat()] {
        assert!(!text.contains("Anna") && !text.contains("Jan") && text.contains("Osoba"), "{text}");
    }
    // Nobody finds it among what they wrote any more, and nobody can act as who wrote it.
    let own: Vec<_> =
        service.receipts(Some(&anna), None, 20).await.unwrap().items.into_iter().map(|receipt| receipt.consultation.id).collect();
    assert_eq!(own, [other.id]);
    assert_eq!(denied(service.edit_comment(Some(&anna), first.id, "Inaczej", service.now()).await), Denied::NotTheAuthor);
    let log = service.audit_log(Some(&admin), None).await.unwrap().items;
    assert_eq!((log[0].action.as_str(), log[0].name.as_deref()), ("consultation.anonymise", None));
}

async fn what_ties_somebody_to_a_meeting_goes_with_names(db: Db) {
    let city = City::new(db).await;
    let (service, admin, anna) = (&city.service, city.admin().await, city.resident("Anna").await);
    service.set_city(Some(&admin), office(1), 0, None, NOW).await.unwrap();
    let here = city.consultation().await;
    let announced = city.announce(&here, meeting_of(&here)).await;
    let meeting = service.start_meeting(Some(&city.moderator), announced.id, service.now()).await.unwrap();
    let guest = city.guest(&meeting, "Gość z pierwszego rzędu").await;
    city.ask(&anna, &meeting, "Kiedy?").await;
    city.ask(&guest, &meeting, "Gdzie?").await;
    report(&city, &here).await;
    city.at(YEAR_LATER);
    // The guest's session has ended long ago.
    service.sweep().await.unwrap();
    assert_eq!(service.anonymise_due().await.unwrap(), 1);
    let told = serde_json::to_string(&city.meeting_log(&meeting).await).unwrap();
    let shown = serde_json::to_string(&city.meeting(None, &meeting).await).unwrap();
    for text in [told, shown] {
        assert!(!text.contains("Anna") && !text.contains("Gość") && text.contains("Osoba"), "{text}");
    }
}

async fn a_consultation_may_have_its_own_time(db: Db) {
    let city = City::new(db).await;
    let (service, admin) = (&city.service, city.admin().await);
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    service.set_city(Some(&admin), office(1), 0, None, NOW).await.unwrap();
    let (here, _) = written(&city, &anna, &jan).await;
    // Before its report there is nothing to count from.
    assert_eq!(denied(service.set_retention(Some(&admin), here.id, Some(2), None, NOW).await), Denied::NotFound);
    report(&city, &here).await;
    assert_eq!(denied(service.set_retention(Some(&city.moderator), here.id, Some(2), None, NOW).await), Denied::NotAllowed);
    assert_eq!(denied(service.retention(Some(&city.moderator), None).await.map(|_| ())), Denied::NotAllowed);
    let many = service.set_retention(Some(&admin), here.id, Some(51), None, NOW).await;
    assert_eq!(invalid(many), ("years".to_owned(), Problem::TooMany { max: 50 }));
    service.set_retention(Some(&admin), here.id, Some(2), None, NOW).await.unwrap();
    let shown = service.retention(Some(&admin), None).await.unwrap().items;
    let day = |text: &str| Some(text.parse::<Day>().unwrap());
    assert_eq!((shown.len(), shown[0].consultation.id, shown[0].leave_on), (1, here.id, day("2028-06-17")));
    city.at(YEAR_LATER);
    assert_eq!(service.anonymise_due().await.unwrap(), 0);
    // It would leave them no time at all: how many these are is seen before.
    let on = day("2027-06-17");
    let foreseen = unseen(&service.set_retention(Some(&admin), here.id, None, day("2027-06-18"), service.now()).await.unwrap_err());
    assert_eq!((foreseen.consultations, foreseen.people, Some(foreseen.on), foreseen.is_at_once()), (1, 2, on, true));
    assert_eq!(service.retention_of(Some(&admin), here.id).await.unwrap().leave_on, day("2028-06-17"));
    service.set_retention(Some(&admin), here.id, None, on, service.now()).await.unwrap();
    assert_eq!(service.retention_of(Some(&admin), here.id).await.unwrap().leave_on, day("2027-06-17"));
    assert_eq!(service.anonymise_due().await.unwrap(), 1);
    // What has left does not come back.
    assert_eq!(denied(service.set_retention(Some(&admin), here.id, Some(9), None, service.now()).await), Denied::NotFound);
    let left = service.retention_of(Some(&admin), here.id).await.unwrap();
    assert!(left.consultation.anonymised_at.is_some());
}

async fn nothing_leaves_while_nobody_has_said_when(db: Db) {
    let city = City::new(db).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let (here, _) = written(&city, &anna, &jan).await;
    report(&city, &here).await;
    city.at(60 * YEAR_LATER);
    assert_eq!(city.service.anonymise_due().await.unwrap(), 0);
    assert_eq!(names(&city, &here).await[0], "Anna");
    assert!(CLOSES < city.service.now());
}

async fn what_the_city_gives_less_time_is_seen_before(db: Db) {
    let city = City::new(db).await;
    let (service, admin) = (&city.service, city.admin().await);
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let (first, second) = (written(&city, &anna, &jan).await.0, written(&city, &anna, &jan).await.0);
    // Without a report nobody's name would leave.
    service.set_city(Some(&admin), office(3), 0, None, NOW).await.unwrap();
    report(&city, &first).await;
    report(&city, &second).await;
    service.set_city(Some(&admin), office(5), 1, None, NOW).await.unwrap();
    service.set_retention(Some(&admin), second.id, Some(9), None, NOW).await.unwrap();
    let day = |text: &str| Some(text.parse::<Day>().unwrap());
    for (agreed, years) in [(None, 2), (day("2028-06-17"), 1)] {
        let foreseen = unseen(&service.set_city(Some(&admin), office(years), 2, agreed, service.now()).await.unwrap_err());
        assert_eq!((foreseen.consultations, foreseen.people, foreseen.is_at_once()), (1, 2, false));
        assert_eq!(service.city().unwrap().retention_years, 5);
    }
    service.set_city(Some(&admin), office(2), 2, day("2028-06-17"), service.now()).await.unwrap();
    assert_eq!(service.retention_of(Some(&admin), first.id).await.unwrap().leave_on, day("2028-06-17"));
}

async fn one_that_fails_holds_up_no_other(db: Db) {
    let city = City::new(db).await;
    let (service, admin) = (&city.service, city.admin().await);
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    service.set_city(Some(&admin), office(1), 0, None, NOW).await.unwrap();
    let (first, second) = (written(&city, &anna, &jan).await.0, written(&city, &anna, &jan).await.0);
    let kind = async |kind: &str| execute(&city, &format!("update consultations set kind = '{kind}' where slug = '{}'", first.slug)).await;
    report(&city, &first).await;
    report(&city, &second).await;
    city.at(YEAR_LATER);
    // No version of the program writes that.
    kind("unknown").await;
    assert_eq!((service.anonymise_due().await.unwrap(), service.anonymise_due().await.unwrap()), (1, 0));
    assert!(names(&city, &second).await.iter().all(|name| name != "Anna"));
    kind(first.kind.as_str()).await;
    assert_eq!(names(&city, &first).await[0], "Anna");
    assert_eq!((service.anonymise_due().await.unwrap(), service.anonymise_due().await.unwrap()), (1, 0));
    assert!(names(&city, &first).await.iter().all(|name| name != "Anna"));
}
