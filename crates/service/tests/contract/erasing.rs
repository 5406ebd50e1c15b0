//! An account that its owner removes: who it was goes, what was public stays.

use busola_domain::comment::Order;
use busola_domain::consultation::Moderation;
use busola_domain::live::CloseCode;
use busola_domain::moderation::{Ground, Shelf};
use busola_domain::policy::Denied;
use busola_domain::{Actor, Problem, Role, Status};
use busola_service::accounts::Proof;
use busola_service::consultations::Key;
use busola_service::moderation::{NewReport, QueueQuery};
use busola_storage::{Db, comments};

use crate::city::{City, denied, draft_of, invalid, yes_or_no};
use crate::own_account::{ADDRESS, code, signed_in};
use crate::page::Page;

on_both_databases!(
    a_name_is_nowhere_any_more_and_the_remarks_stay,
    pages_that_come_back_and_pages_that_wait_are_not_told_the_name,
    sessions_tokens_and_letters_end,
    what_was_never_public_loses_its_text,
    what_was_counted_stays_counted,
    only_who_shows_it_and_holds_no_office_is_removed,
);

const NAME: &str = "Anna Nowakowska";

async fn anna(city: &City) -> Actor {
    let anna = signed_in(city, ADDRESS).await;
    city.service.rename(Some(&anna), NAME).await.unwrap();
    Actor { name: NAME.to_owned(), ..anna }
}

async fn erase(city: &City, who: &Actor) {
    let proof = code(city, who, ADDRESS).await;
    city.service.erase_account(Some(who), proof, city.service.now()).await.unwrap();
}

async fn a_name_is_nowhere_any_more_and_the_remarks_stay(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (anna(&city).await, city.resident("Jan").await);
    let comment = city.post(&anna, &consultation, "Uwaga Anny").await;
    city.reply(&jan, &comment, "Odpowiedź").await;
    erase(&city, &anna).await;

    let key = Key::Id(consultation.id);
    let (moderator, admin) = (Some(&city.moderator), city.admin().await);
    let gathered = city.service.report(moderator, &key).await.unwrap();
    let rows = city.service.report_rows(&gathered.table, 0, i64::MAX).await.unwrap();
    assert_eq!((rows[0].submitter.as_str(), rows[0].remark.as_deref()), ("konto usunięte", Some("Uwaga Anny")));
    let log = city.service.audit_log(moderator, None).await.unwrap();
    let entry = log.items.iter().find(|entry| entry.action == "account.erase").unwrap();
    assert_eq!((entry.subject, entry.name.as_deref()), (anna.account.0, Some("konto usunięte")));
    let threads = city.threads(moderator, &key, None, Order::Oldest, None).await.unwrap();
    assert_eq!(threads.threads[0].root.comment.author.name, "konto usunięte");
    assert_eq!(threads.threads[0].replies.len(), 1);
    for told in [
        serde_json::to_string(&threads).unwrap(),
        serde_json::to_string(&city.log(&consultation).await).unwrap(),
        serde_json::to_string(&city.service.comment(Some(&jan), comment.id).await.unwrap()).unwrap(),
        format!("{log:?}", log = log.items),
        format!("{rows:?}"),
    ] {
        assert!(!told.contains("Nowakowska"), "{told}");
    }
    assert!(city.service.people(Some(&admin), "nowakowska", None).await.unwrap().items.is_empty());
    assert!(city.service.people(Some(&admin), ADDRESS, None).await.unwrap().items.is_empty());
    // Who signs in with the address again is somebody else.
    let new = signed_in(&city, ADDRESS).await;
    assert!(new.account != anna.account && new.role == Role::Resident);
}

async fn pages_that_come_back_and_pages_that_wait_are_not_told_the_name(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = anna(&city).await;
    let mut open = Page::open(&city, &consultation).await;
    // One that takes nothing any more: what was begun for it is cut.
    let _stuck = {
        let page = Page::open(&city, &consultation).await;
        page.stop_reading_after(0);
        page
    };
    city.post(&anna, &consultation, "Uwaga Anny").await;
    assert_eq!(open.next("event").await["data"]["author"]["name"], NAME);
    erase(&city, &anna).await;
    let mut late = Page::back(&city, &consultation, 0).await;
    let events = late.events(2).await;
    assert_eq!((&events[1]["data"]["author"]["name"], &events[1]["data"]["body"]), (&"konto usunięte".into(), &"Uwaga Anny".into()));
}

async fn sessions_tokens_and_letters_end(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = anna(&city).await;
    let token = city.service.create_token(ADDRESS).await.unwrap();
    let mut page = Page::open_in(&city, &consultation, anna.session).await;
    erase(&city, &anna).await;
    assert_eq!(page.closed().await, CloseCode::SignedOut);
    assert!(city.service.actor_by_token(&token).await.unwrap().is_none());
    assert!(city.service.sessions(Some(&anna), city.service.now()).await.unwrap().is_empty());
    assert!(!city.service.has_account(ADDRESS).await.unwrap());
}

async fn what_was_never_public_loses_its_text(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let anna = anna(&city).await;
    let waiting = city.post(&anna, &consultation, "Czeka").await;
    let public = city.post(&anna, &consultation, "Publiczna").await;
    city.service.approve_comment(Some(&city.moderator), public.id, city.service.now()).await.unwrap();
    let now = city.service.now();
    let others = city.post(&city.moderator, &consultation, "Słowo urzędu").await;
    let report = NewReport { reason: Ground::OffTopic, words: "Nie na temat".to_owned() };
    city.service.report_comment(Some(&anna), others.id, report, now).await.unwrap();
    let hidden = city.post(&anna, &consultation, "Ukryta").await;
    city.hide(&hidden).await;
    city.service.appeal_comment(Some(&anna), hidden.id, "Nikogo nie obrażam", now).await.unwrap();
    erase(&city, &anna).await;
    let appeals = city.service.open_appeals(Some(&city.moderator), &Key::Id(consultation.id)).await.unwrap();
    assert_eq!(appeals.iter().map(|appeal| appeal.words.as_str()).collect::<Vec<_>>(), [""]);
    let asked = QueueQuery { shelf: Shelf::Waiting, after: None, limit: 10 };
    let queue = city.service.moderation_queue(Some(&city.moderator), &Key::Id(consultation.id), asked).await.unwrap();
    let reports: Vec<_> = queue.items.iter().flat_map(|item| &item.reports).collect();
    assert_eq!(reports.iter().map(|report| (report.reason, report.words.as_str())).collect::<Vec<_>>(), [(Ground::OffTopic, "")]);
    let mut session = city.db.read().await.unwrap();
    let waiting = comments::get(&mut session, waiting.id).await.unwrap().unwrap();
    assert_eq!((waiting.status, waiting.body.as_str()), (Status::Withdrawn, ""));
    assert_eq!(comments::get(&mut session, public.id).await.unwrap().unwrap().body, "Publiczna");
    assert_eq!(city.counts(&consultation).await, (2, 2));
}

async fn what_was_counted_stays_counted(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(busola_domain::meeting::Rules::default()).await;
    let anna = anna(&city).await;
    let secret = city.poll(&meeting, busola_domain::meeting::poll::NewPoll { secret: true, ..yes_or_no() }).await;
    let named = city.poll(&meeting, busola_domain::meeting::poll::NewPoll { named: true, ..yes_or_no() }).await;
    city.vote(&anna, &secret, &[0]).await.unwrap();
    city.vote(&anna, &named, &[1]).await.unwrap();
    city.ask(&anna, &meeting, "Kiedy?").await;
    erase(&city, &anna).await;
    for poll in [&secret, &named] {
        let closed = city.service.close_poll(Some(&city.moderator), poll.id, city.service.now()).await.unwrap();
        assert_eq!(closed.tally.unwrap()["ballots"], 1);
    }
    let told = serde_json::to_string(&city.meeting_log(&meeting).await).unwrap();
    assert!(told.contains("konto usunięte") && !told.contains("Nowakowska"), "{told}");
}

async fn only_who_shows_it_and_holds_no_office_is_removed(db: Db) {
    let city = City::new(db).await;
    let anna = anna(&city).await;
    let proof = Proof::Password("cokolwiek innego".to_owned());
    let refused = city.service.erase_account(Some(&anna), proof, city.service.now()).await;
    assert_eq!(invalid(refused), ("password".to_owned(), Problem::WrongPassword));
    assert!(city.service.has_account(ADDRESS).await.unwrap());
    let by_office = city.service.erase_account(Some(&city.moderator), Proof::Password(String::new()), city.service.now()).await;
    assert_eq!(denied(by_office), Denied::InOffice);
    // An office that is given meanwhile counts.
    let admin = city.admin().await;
    let proof = code(&city, &anna, ADDRESS).await;
    city.service.give_office(Some(&admin), anna.account, Role::Moderator, city.service.now()).await.unwrap();
    assert_eq!(denied(city.service.erase_account(Some(&anna), proof, city.service.now()).await), Denied::InOffice);
}
