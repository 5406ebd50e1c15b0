//! Signing in by a code or a link that comes by mail.

use busola_domain::time::MINUTE;
use busola_domain::{Problem, SignInId};
use busola_service::{Error, Secret, SignedIn};
use busola_storage::Db;
use busola_texts::Lang;

use crate::city::{City, invalid};
use crate::letters::{Letter, letter};

on_both_databases!(
    a_letter_brings_a_code_and_a_link_to_its_address,
    a_letter_is_written_in_the_language_of_the_page,
    a_code_signs_in_once,
    a_wrong_code_can_be_tried_five_times,
    every_code_that_does_not_fit_is_answered_alike,
    a_code_ends_after_fifteen_minutes,
    a_link_is_used_up_by_confirming_it_alone,
    code_and_link_are_one_request,
    of_many_who_confirm_at_once_one_gets_in,
    an_unknown_address_gets_an_account_and_keeps_it,
    the_session_before_is_ended,
    a_person_goes_on_where_they_were,
    an_address_that_is_none_is_refused,
    an_operator_gets_a_link_without_mail,
);

const ADDRESS: &str = "anna@example.org";

async fn asked(city: &City) -> (SignInId, Letter) {
    let id = city.service.request_sign_in(ADDRESS, "/consultations/program", Lang::En).await.unwrap();
    (id, letter(&city.mail_folder(), 1, ADDRESS).await)
}

async fn by_code(city: &City, id: SignInId, code: &str) -> Result<SignedIn, Error> {
    city.service.sign_in_by_code(id, code, None).await
}

/// A code of eight digits that is not this one.
fn wrong(letter: &Letter) -> &'static str {
    if letter.code() == "0000 0000" { "11111111" } else { "00000000" }
}

async fn a_letter_brings_a_code_and_a_link_to_its_address(db: Db) {
    let city = City::new(db).await;
    city.service.request_sign_in(" Anna@Example.ORG ", "/", Lang::En).await.unwrap();
    city.service.request_sign_in("jan@example.org", "/", Lang::En).await.unwrap();
    let (anna, jan) = (letter(&city.mail_folder(), 2, ADDRESS).await, letter(&city.mail_folder(), 2, "jan@example.org").await);
    let digits: String = anna.code().chars().filter(char::is_ascii_digit).collect();
    assert_eq!((digits.len(), anna.token().len()), (8, 43));
    assert!(anna.code() != jan.code() && anna.token() != jan.token());
    assert!(!anna.text.contains(jan.code()) && !anna.header.contains("jan@"));
}

async fn a_letter_is_written_in_the_language_of_the_page(db: Db) {
    let city = City::new(db).await;
    city.service.request_sign_in(ADDRESS, "/", Lang::Pl).await.unwrap();
    let letter = letter(&city.mail_folder(), 1, ADDRESS).await;
    assert!(letter.text.contains("Możesz też otworzyć ten odnośnik"), "{}", letter.text);
    let waiting = city.service.waiting_sign_in(&Secret::presented(letter.token())).await.unwrap();
    assert_eq!(waiting.email.as_str(), ADDRESS);
}

async fn a_code_signs_in_once(db: Db) {
    let city = City::new(db).await;
    let (id, letter) = asked(&city).await;
    let signed_in = by_code(&city, id, letter.code()).await.unwrap();
    assert!(city.service.actor_by_session(&signed_in.cookie).await.unwrap().is_some());
    assert_eq!(invalid(by_code(&city, id, letter.code()).await), ("code".to_owned(), Problem::WrongCode));
}

async fn a_wrong_code_can_be_tried_five_times(db: Db) {
    let city = City::new(db).await;
    let (first, letter_to_anna) = asked(&city).await;
    for _ in 0..4 {
        assert!(by_code(&city, first, wrong(&letter_to_anna)).await.is_err());
    }
    assert!(by_code(&city, first, letter_to_anna.code()).await.is_ok());

    let second = city.service.request_sign_in("jan@example.org", "/", Lang::En).await.unwrap();
    let letter_to_jan = letter(&city.mail_folder(), 2, "jan@example.org").await;
    for _ in 0..5 {
        assert!(by_code(&city, second, wrong(&letter_to_jan)).await.is_err());
    }
    assert!(by_code(&city, second, letter_to_jan.code()).await.is_err());
}

async fn every_code_that_does_not_fit_is_answered_alike(db: Db) {
    let city = City::new(db).await;
    let (id, letter) = asked(&city).await;
    let unknown = SignInId(city.service.new_id());
    let mut answers = Vec::new();
    for (id, code) in [(id, wrong(&letter)), (id, ""), (id, "abc"), (id, "123456789"), (unknown, letter.code())] {
        answers.push(invalid(by_code(&city, id, code).await));
    }
    city.at(15 * MINUTE);
    answers.push(invalid(by_code(&city, id, letter.code()).await));
    assert_eq!(answers, vec![("code".to_owned(), Problem::WrongCode); 6]);
}

async fn a_code_ends_after_fifteen_minutes(db: Db) {
    let city = City::new(db).await;
    let (id, letter) = asked(&city).await;
    city.at(15 * MINUTE);
    assert!(by_code(&city, id, letter.code()).await.is_err());
    city.at(15 * MINUTE - 1);
    assert!(by_code(&city, id, letter.code()).await.is_ok());
}

async fn a_link_is_used_up_by_confirming_it_alone(db: Db) {
    let city = City::new(db).await;
    let (_, letter) = asked(&city).await;
    let token = Secret::presented(letter.token());
    for _ in 0..3 {
        assert_eq!(city.service.waiting_sign_in(&token).await.unwrap().email.as_str(), ADDRESS);
    }
    let signed_in = city.service.sign_in_by_link(&token, None).await.unwrap();
    assert!(city.service.actor_by_session(&signed_in.cookie).await.unwrap().is_some());
    let used_up = ("token".to_owned(), Problem::WrongCode);
    assert_eq!(invalid(city.service.sign_in_by_link(&token, None).await), used_up);
    assert_eq!(invalid(city.service.waiting_sign_in(&token).await), used_up);
    assert_eq!(invalid(city.service.waiting_sign_in(&Secret::presented("x")).await), used_up);
}

async fn code_and_link_are_one_request(db: Db) {
    let city = City::new(db).await;
    let (id, letter) = asked(&city).await;
    city.service.sign_in_by_link(&Secret::presented(letter.token()), None).await.unwrap();
    assert!(by_code(&city, id, letter.code()).await.is_err());
}

async fn of_many_who_confirm_at_once_one_gets_in(db: Db) {
    let city = City::new(db).await;
    let (_, letter) = asked(&city).await;
    let tasks: Vec<_> = (0..10)
        .map(|_| {
            let (service, token) = (city.service.clone(), Secret::presented(letter.token()));
            tokio::spawn(async move { service.sign_in_by_link(&token, None).await.is_ok() })
        })
        .collect();
    let mut in_all = 0;
    for task in tasks {
        in_all += usize::from(task.await.unwrap());
    }
    assert_eq!(in_all, 1);
}

async fn an_unknown_address_gets_an_account_and_keeps_it(db: Db) {
    let city = City::new(db).await;
    let (id, letter_to_anna) = asked(&city).await;
    let first = by_code(&city, id, letter_to_anna.code()).await.unwrap();
    let link = city.service.sign_in_link("ANNA@example.org", "/").await.unwrap();
    let token = Secret::presented(link.rsplit_once('=').unwrap().1);
    let second = city.service.sign_in_by_link(&token, None).await.unwrap();
    assert_eq!((first.is_new, second.is_new), (true, false));
    let actor = |cookie: Secret| {
        let service = city.service.clone();
        async move { service.actor_by_session(&cookie).await.unwrap().unwrap() }
    };
    let (first, second) = (actor(first.cookie).await, actor(second.cookie).await);
    assert_eq!(first.account, second.account);
    assert!(first.session != second.session && !first.name.contains("anna"), "{}", first.name);
}

async fn the_session_before_is_ended(db: Db) {
    let city = City::new(db).await;
    let (id, letter) = asked(&city).await;
    let before = by_code(&city, id, letter.code()).await.unwrap().cookie;
    let previous = city.service.actor_by_session(&before).await.unwrap().unwrap().session;

    let link = city.service.sign_in_link("jan@example.org", "/").await.unwrap();
    let token = Secret::presented(link.rsplit_once('=').unwrap().1);
    let after = city.service.sign_in_by_link(&token, previous).await.unwrap().cookie;
    assert!(city.service.actor_by_session(&before).await.unwrap().is_none());
    assert!(city.service.actor_by_session(&after).await.unwrap().is_some());
    assert!(before.reveal() != after.reveal());
}

async fn a_person_goes_on_where_they_were(db: Db) {
    let city = City::new(db).await;
    for (next, expected) in [("/consultations/a?unit=1#uwagi", "/consultations/a?unit=1#uwagi"), ("//example.org", "/"), ("", "/")] {
        let link = city.service.sign_in_link(ADDRESS, next).await.unwrap();
        let token = Secret::presented(link.rsplit_once('=').unwrap().1);
        assert_eq!(city.service.sign_in_by_link(&token, None).await.unwrap().next, expected);
    }
}

async fn an_address_that_is_none_is_refused(db: Db) {
    let city = City::new(db).await;
    let asked = city.service.request_sign_in("anna", "/", Lang::En).await;
    assert_eq!(invalid(asked), ("email".to_owned(), Problem::Malformed));
    assert_eq!(std::fs::read_dir(city.mail_folder()).unwrap().count(), 0);
}

async fn an_operator_gets_a_link_without_mail(db: Db) {
    let city = City::new(db).await;
    let link = city.service.sign_in_link(ADDRESS, "/").await.unwrap();
    assert!(link.starts_with("http://127.0.0.1:3000/sign-in/link?token="));
    assert_eq!(std::fs::read_dir(city.mail_folder()).unwrap().count(), 0);
}
