//! Who follows a meeting by mail gets a letter before it begins, and one when something about it changes.

use std::time::Duration;

use busola_domain::meeting::{Meeting, NewMeeting, Rules};
use busola_domain::policy::Denied;
use busola_domain::time::{DAY, HOUR, MINUTE};
use busola_domain::{Actor, Role};
use busola_service::meetings::Reminder;
use busola_service::{Error, Mailer, Secret};
use busola_storage::Db;
use busola_texts::Lang;
use serde_json::json;

use crate::answered::{bytes, execute};
use crate::city::{City, NOW, all_at_once, denied, meeting_of};
use crate::letters::{letter, letters};
use crate::post_office::{Mood, PostOffice};
use crate::together::Change;

on_both_databases!(
    a_letter_comes_once_in_ones_language_and_not_before_its_time,
    who_asks_late_is_reminded_an_hour_before,
    who_has_no_address_is_not_reminded,
    who_does_not_want_it_any_more_gets_no_letter,
    a_meeting_that_is_moved_is_told_at_once_and_reminds_again,
    a_meeting_that_is_moved_to_begin_soon_sends_one_letter,
    news_that_did_not_leave_are_told_later_and_once,
    a_meeting_that_is_called_off_is_told_at_once_and_reminds_nobody,
    a_letter_that_did_not_leave_is_tried_again_and_holds_nobody_up,
    nobody_gets_two_letters_where_several_programs_send_at_once,
    what_was_to_be_told_when_the_program_ended_is_told_by_the_next,
    a_meeting_that_moves_away_and_back_reminds_by_its_last_moment,
    one_click_ends_the_letters_about_that_meeting_alone,
    what_is_put_off_is_told_once_as_it_is_by_then,
);

/// Somebody whose address has their name.
async fn addressed(city: &City, name: &str) -> Actor {
    let email = address(name);
    city.service.create_user(&email, name, Role::Resident).await.unwrap();
    let token = city.service.create_token(&email).await.unwrap();
    city.service.actor_by_token(&token).await.unwrap().unwrap()
}

fn address(name: &str) -> String {
    format!("{name}@example.org")
}

/// A public meeting that begins so many milliseconds after [`NOW`].
async fn after(city: &City, millis: i64) -> Meeting {
    let consultation = city.consultation().await;
    city.announce(&consultation, NewMeeting { starts_at: NOW.plus(millis), ..meeting_of(&consultation) }).await
}

async fn remind(city: &City, who: Option<&Actor>, of: &Meeting, wanted: Reminder, lang: Lang) -> Result<(), Error> {
    city.service.remind(who, of.id, wanted, lang).await
}

async fn is_reminded(city: &City, who: &Actor, of: &Meeting) -> bool {
    city.meeting(Some(who), of).await.own.unwrap().reminded
}

/// How many letters leave so many milliseconds after [`NOW`].
async fn sent(city: &City, millis: i64) -> usize {
    city.at(millis);
    city.service.send_letters().await.unwrap()
}

async fn a_letter_comes_once_in_ones_language_and_not_before_its_time(db: Db) {
    let city = City::new(db).await;
    let meeting = after(&city, 3 * DAY).await;
    let (anna, jan) = (addressed(&city, "anna").await, addressed(&city, "jan").await);
    for (who, lang) in [(&anna, Lang::Pl), (&anna, Lang::En), (&jan, Lang::Pl)] {
        remind(&city, Some(who), &meeting, Reminder::Wanted, lang).await.unwrap();
    }
    assert!(is_reminded(&city, &anna, &meeting).await && !is_reminded(&city, &city.moderator, &meeting).await);
    for (at, count) in [(2 * DAY - 1, 0), (2 * DAY, 2), (2 * DAY, 0), (3 * DAY - 1, 0), (4 * DAY, 0)] {
        assert_eq!(sent(&city, at).await, count, "{at}");
    }
    let folder = city.mail_folder();
    assert_eq!(letters(&folder, 2).await.len(), 2);
    let (to_anna, to_jan) = (letter(&folder, 2, &address("anna")).await, letter(&folder, 2, &address("jan")).await);
    let link = format!("http://127.0.0.1:3000/sessions/{}", meeting.id);
    for (letter, words, when) in [
        (&to_anna, "begins soon", "20 June 2026, 18:00"),
        // Who asks again is written to in the language in which they asked last.
        (&to_jan, "wkrótce zaczyna się", "20 czerwca 2026, godz. 18:00"),
    ] {
        for expected in [words, when, "Spotkanie w ratuszu", "Rynek 1", link.as_str()] {
            assert!(letter.text.contains(expected), "{expected} is not in {}", letter.text);
        }
        assert!(!letter.text.contains('@') && !letter.text.contains(&meeting.code), "{}", letter.text);
    }
}

async fn who_asks_late_is_reminded_an_hour_before(db: Db) {
    let city = City::new(db).await;
    let meeting = after(&city, 12 * HOUR).await;
    let anna = addressed(&city, "anna").await;
    remind(&city, Some(&anna), &meeting, Reminder::Wanted, Lang::En).await.unwrap();
    assert_eq!((sent(&city, 11 * HOUR - 1).await, sent(&city, 11 * HOUR).await), (0, 1));
}

async fn who_has_no_address_is_not_reminded(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let invited = city.announce(&consultation, NewMeeting { public: false, ..meeting_of(&consultation) }).await;
    let (meeting, over) = (after(&city, 3 * DAY).await, city.hall(Rules::default()).await);
    city.service.end_meeting(Some(&city.moderator), over.id, NOW).await.unwrap();
    let (anna, guest) = (addressed(&city, "anna").await, city.guest(&meeting, "Ala").await);
    for (who, of, no) in [
        (None, &meeting, Denied::SignInNeeded),
        (Some(&guest), &meeting, Denied::SignInNeeded),
        (Some(&anna), &invited, Denied::NotFound),
        (Some(&anna), &over, Denied::MeetingOver),
    ] {
        assert_eq!(denied(remind(&city, who, of, Reminder::Wanted, Lang::En).await), no);
    }
    assert_eq!(denied(remind(&city, None, &meeting, Reminder::Unwanted, Lang::En).await), Denied::SignInNeeded);
    remind(&city, Some(&anna), &meeting, Reminder::Wanted, Lang::En).await.unwrap();
    execute(&city, &format!("delete from contacts where account_id = {}", bytes(&city, anna.account.0))).await;
    assert_eq!(sent(&city, 3 * DAY - 1).await, 0);
}

async fn who_does_not_want_it_any_more_gets_no_letter(db: Db) {
    let city = City::new(db).await;
    let meeting = after(&city, 3 * DAY).await;
    let anna = addressed(&city, "anna").await;
    for wanted in [Reminder::Unwanted, Reminder::Wanted, Reminder::Unwanted, Reminder::Unwanted] {
        remind(&city, Some(&anna), &meeting, wanted, Lang::En).await.unwrap();
        assert_eq!(is_reminded(&city, &anna, &meeting).await, wanted == Reminder::Wanted);
    }
    assert_eq!(sent(&city, 2 * DAY).await, 0);
}

async fn a_meeting_that_is_moved_is_told_at_once_and_reminds_again(db: Db) {
    let city = City::new(db).await;
    let meeting = after(&city, 3 * DAY).await;
    let (anna, folder) = (addressed(&city, "anna").await, city.mail_folder());
    remind(&city, Some(&anna), &meeting, Reminder::Wanted, Lang::En).await.unwrap();
    assert_eq!(sent(&city, 2 * DAY).await, 1);
    // Of what is talked about nobody is told by mail.
    city.change(&meeting, json!({ "agenda": [] })).await.unwrap();
    city.change(&meeting, json!({ "starts_at": NOW.plus(5 * DAY) })).await.unwrap();
    assert_eq!((sent(&city, 2 * DAY).await, sent(&city, 2 * DAY).await), (1, 0));
    let told = letters(&folder, 2).await;
    let changed: Vec<_> = told.iter().filter(|letter| letter.text.contains("has changed")).collect();
    assert!(changed.len() == 1 && changed[0].text.contains("22 June 2026, 18:00"));

    assert_eq!((sent(&city, 4 * DAY - 1).await, sent(&city, 4 * DAY).await, sent(&city, 4 * DAY).await), (0, 1, 0));
    let told = letters(&folder, 3).await;
    let soon: Vec<_> = told.iter().filter(|letter| letter.text.contains("begins soon")).collect();
    assert_eq!((told.len(), soon.len()), (3, 2));
}

async fn a_meeting_that_is_moved_to_begin_soon_sends_one_letter(db: Db) {
    let city = City::new(db).await;
    let meeting = after(&city, 3 * DAY).await;
    let anna = addressed(&city, "anna").await;
    remind(&city, Some(&anna), &meeting, Reminder::Wanted, Lang::En).await.unwrap();
    city.change(&meeting, json!({ "starts_at": NOW.plus(HOUR) })).await.unwrap();
    assert_eq!(sent(&city, 0).await, 1);
    let told = letter(&city.mail_folder(), 1, &address("anna")).await;
    assert!(told.text.contains("has changed"), "{}", told.text);
    for at in [0, HOUR - 1] {
        assert_eq!(sent(&city, at).await, 0, "{at}");
    }
}

async fn news_that_did_not_leave_are_told_later_and_once(db: Db) {
    let city = City::new(db).await;
    let meeting = after(&city, 3 * DAY).await;
    let (anna, folder) = (addressed(&city, "anna").await, city.mail_folder());
    remind(&city, Some(&anna), &meeting, Reminder::Wanted, Lang::En).await.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    for place in ["Plac 1", "Plac 2"] {
        city.change(&meeting, json!({ "place": place })).await.unwrap();
    }
    assert_eq!(sent(&city, 0).await, 0);
    std::fs::create_dir(&folder).unwrap();
    assert_eq!((sent(&city, MINUTE - 1).await, sent(&city, MINUTE).await), (0, 1));
    let told = letter(&folder, 1, &address("anna")).await;
    assert!(told.text.contains("has changed") && told.text.contains("Plac 2"), "{}", told.text);
    assert_eq!(sent(&city, 20 * MINUTE).await, 0);
}

async fn a_meeting_that_is_called_off_is_told_at_once_and_reminds_nobody(db: Db) {
    let city = City::new(db).await;
    let (meeting, other) = (after(&city, 3 * DAY).await, after(&city, 3 * DAY).await);
    let (anna, jan) = (addressed(&city, "anna").await, addressed(&city, "jan").await);
    for (who, of) in [(&anna, &meeting), (&jan, &other)] {
        remind(&city, Some(who), of, Reminder::Wanted, Lang::Pl).await.unwrap();
    }
    for _twice in 0..2 {
        city.service.cancel_meeting(Some(&city.moderator), meeting.id, city.service.now()).await.unwrap();
    }
    assert_eq!((sent(&city, 0).await, sent(&city, 0).await), (1, 0));
    let folder = city.mail_folder();
    let told = letter(&folder, 1, &address("anna")).await;
    assert!(told.text.contains("zostało odwołane") && told.text.contains("20 czerwca 2026"), "{}", told.text);
    // The other one is still to begin.
    assert_eq!(sent(&city, 2 * DAY).await, 1);
    assert_eq!(letters(&folder, 2).await.len(), 2);
    // One that was begun early, or is over without having been begun, reminds nobody either.
    let (begun, never) = (after(&city, 9 * DAY).await, after(&city, 9 * DAY).await);
    for of in [&begun, &never] {
        remind(&city, Some(&anna), of, Reminder::Wanted, Lang::Pl).await.unwrap();
    }
    city.service.start_meeting(Some(&city.moderator), begun.id, city.service.now()).await.unwrap();
    city.service.end_meeting(Some(&city.moderator), never.id, city.service.now()).await.unwrap();
    assert_eq!(sent(&city, 8 * DAY).await, 0);
}

async fn a_letter_that_did_not_leave_is_tried_again_and_holds_nobody_up(db: Db) {
    let city = City::new(db).await;
    let meeting = after(&city, 3 * DAY).await;
    for name in ["anna", "jan"] {
        let person = addressed(&city, name).await;
        remind(&city, Some(&person), &meeting, Reminder::Wanted, Lang::En).await.unwrap();
    }
    let folder = city.mail_folder();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(sent(&city, 2 * DAY).await, 0);
    std::fs::create_dir(&folder).unwrap();
    // The one whose letter failed waits for a minute; the other does not wait for it.
    for (at, count) in [(2 * DAY, 1), (2 * DAY + MINUTE - 1, 0), (2 * DAY + MINUTE, 1), (2 * DAY + 2 * MINUTE, 0)] {
        assert_eq!(sent(&city, at).await, count, "{at}");
    }
    for name in ["anna", "jan"] {
        letter(&folder, 2, &address(name)).await;
    }
}

async fn nobody_gets_two_letters_where_several_programs_send_at_once(db: Db) {
    let city = City::new(db).await;
    let meeting = after(&city, 3 * DAY).await;
    for n in 0..6 {
        let person = addressed(&city, &format!("osoba{n}")).await;
        remind(&city, Some(&person), &meeting, Reminder::Wanted, Lang::En).await.unwrap();
    }
    city.at(2 * DAY);
    let other = city.started_again();
    let sending = |n: usize| -> Change<usize> {
        let service = if n.is_multiple_of(2) { city.service.clone() } else { other.clone() };
        Box::pin(async move { service.send_letters().await.unwrap() })
    };
    let sent = all_at_once((0..4).map(sending).collect()).await;
    let all = letters(&city.mail_folder(), 6).await;
    assert_eq!((sent.iter().sum::<usize>(), all.len()), (6, 6));
    for n in 0..6 {
        letter(&city.mail_folder(), 6, &address(&format!("osoba{n}"))).await;
    }
}

async fn what_was_to_be_told_when_the_program_ended_is_told_by_the_next(db: Db) {
    let city = City::new(db).await;
    let meeting = after(&city, 3 * DAY).await;
    let anna = addressed(&city, "anna").await;
    remind(&city, Some(&anna), &meeting, Reminder::Wanted, Lang::En).await.unwrap();
    city.change(&meeting, json!({ "place": "Plac 2" })).await.unwrap();
    // Nothing was sent by the program that wrote it.
    let next = city.started_again();
    assert_eq!((next.send_letters().await.unwrap(), sent(&city, 0).await), (1, 0));
    city.at(2 * DAY);
    assert_eq!((next.send_letters().await.unwrap(), sent(&city, 2 * DAY).await), (1, 0));
    let told = letters(&city.mail_folder(), 2).await;
    for words in ["has changed", "begins soon"] {
        assert_eq!(told.iter().filter(|letter| letter.text.contains(words)).count(), 1, "{words}");
    }
}

async fn a_meeting_that_moves_away_and_back_reminds_by_its_last_moment(db: Db) {
    let city = City::new(db).await;
    let meeting = after(&city, 3 * DAY).await;
    let anna = addressed(&city, "anna").await;
    remind(&city, Some(&anna), &meeting, Reminder::Wanted, Lang::En).await.unwrap();
    let begin = async |millis: i64| city.change(&meeting, json!({ "starts_at": NOW.plus(millis) })).await.unwrap();
    begin(9 * DAY).await;
    assert_eq!((sent(&city, 0).await, sent(&city, 2 * DAY).await), (1, 0));
    begin(3 * DAY).await;
    assert_eq!(sent(&city, 2 * DAY).await, 1);
    for (at, count) in [(3 * DAY - HOUR - 1, 0), (3 * DAY - HOUR, 1), (3 * DAY - 1, 0), (8 * DAY, 0)] {
        assert_eq!(sent(&city, at).await, count, "{at}");
    }
    // Asked for again, it is not told twice.
    let again = after(&city, 20 * DAY).await;
    for wanted in [Reminder::Wanted, Reminder::Unwanted, Reminder::Wanted, Reminder::Wanted] {
        remind(&city, Some(&anna), &again, wanted, Lang::En).await.unwrap();
    }
    assert_eq!((sent(&city, 19 * DAY).await, sent(&city, 20 * DAY - 1).await), (1, 0));
}

async fn one_click_ends_the_letters_about_that_meeting_alone(db: Db) {
    let city = City::new(db).await;
    let (here, there) = (after(&city, 3 * DAY).await, after(&city, 4 * DAY).await);
    let anna = addressed(&city, "anna").await;
    for of in [&here, &there] {
        remind(&city, Some(&anna), of, Reminder::Wanted, Lang::En).await.unwrap();
    }
    assert_eq!(sent(&city, 2 * DAY).await, 1);
    let told = letter(&city.mail_folder(), 1, &address("anna")).await;
    let link = told.text.lines().find_map(|line| line.trim().strip_prefix("http://127.0.0.1:3000/unsubscribe/")).unwrap();
    for header in [
        format!("List-Unsubscribe: <http://127.0.0.1:3000/unsubscribe/{link}>\n"),
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\n".to_owned(),
        "Auto-Submitted: auto-generated\n".to_owned(),
    ] {
        assert!(told.header.contains(&header), "{header} is not in {}", told.header);
    }
    for _twice in 0..2 {
        city.service.unsubscribe(&Secret::presented(link)).await.unwrap();
    }
    assert!(!is_reminded(&city, &anna, &here).await && is_reminded(&city, &anna, &there).await);
    for of in [&here, &there] {
        city.change(of, json!({ "place": "Plac 2" })).await.unwrap();
    }
    assert_eq!(sent(&city, 2 * DAY).await, 1);
    // Asked for anew on the meeting's page, they come again.
    remind(&city, Some(&anna), &here, Reminder::Wanted, Lang::En).await.unwrap();
    city.service.cancel_meeting(Some(&city.moderator), here.id, city.service.now()).await.unwrap();
    assert_eq!(sent(&city, 2 * DAY).await, 1);
}

async fn what_is_put_off_is_told_once_as_it_is_by_then(db: Db) {
    let office = PostOffice::open().await;
    let mailer = Mailer::smtp_within(&office.url(), "Busola <busola@example.org>", Duration::from_secs(1)).unwrap();
    let city = City::with_mailer(db, mailer, tempfile::tempdir().unwrap()).await;
    let (stays, goes) = (after(&city, 3 * DAY).await, after(&city, 3 * DAY).await);
    let (anna, jan) = (addressed(&city, "anna").await, addressed(&city, "jan").await);
    for (who, of) in [(&anna, &stays), (&jan, &goes)] {
        remind(&city, Some(who), of, Reminder::Wanted, Lang::En).await.unwrap();
    }
    office.next(&[Mood::AtRecipient(450), Mood::AtRecipient(450)]);
    assert_eq!((sent(&city, 2 * DAY).await, office.accepted().len()), (0, 0));
    city.service.cancel_meeting(Some(&city.moderator), goes.id, city.service.now()).await.unwrap();
    assert_eq!(sent(&city, 2 * DAY + MINUTE).await, 2);
    let mut told = office.arrived();
    told.sort_unstable_by(|one, other| one.to.cmp(&other.to));
    let words: Vec<_> = told.iter().map(|arrived| (arrived.to.as_str(), arrived.letter.text.contains("was called off"))).collect();
    assert_eq!(words, [(address("anna").as_str(), false), (address("jan").as_str(), true)]);
    // A change that waits is no news of a meeting that has begun.
    office.next(&[Mood::AtRecipient(450)]);
    city.change(&stays, json!({ "place": "Plac 2" })).await.unwrap();
    assert_eq!(sent(&city, 2 * DAY + HOUR).await, 0);
    city.service.start_meeting(Some(&city.moderator), stays.id, city.service.now()).await.unwrap();
    assert_eq!((sent(&city, 3 * DAY).await, office.arrived().len()), (0, 0));
}
