//! What somebody does with their own account: passwords, sessions, another address, a copy of what is kept.

use busola_domain::live::CloseCode;
use busola_domain::moderation::Ground;
use busola_domain::policy::Denied;
use busola_domain::time::DAY;
use busola_domain::{Actor, Password, Problem, Role};
use busola_service::accounts::{Confirmed, Proof, Side};
use busola_service::comments::Support;
use busola_service::moderation::NewReport;
use busola_service::{Conflict, Error, Secret};
use busola_storage::Db;
use busola_texts::Lang;

use crate::city::{City, denied, invalid};
use crate::letters::{Letter, letters};
use crate::page::Page;

on_both_databases!(
    a_password_is_set_by_a_code_and_signs_in,
    a_wrong_password_is_answered_as_an_unknown_address_is,
    another_password_ends_the_other_sessions_and_their_pages,
    what_is_wrong_with_a_password_is_said_before_a_code_is_used_up,
    a_password_is_removed_by_who_shows_it,
    who_has_an_account_hears_what_became_of_its_password,
    a_code_for_somebody_else_proves_nothing,
    all_other_sessions_end_at_once,
    an_address_changes_when_both_have_confirmed,
    an_address_that_has_an_account_by_then_is_refused_at_the_end,
    a_change_of_address_ends_after_a_day_and_with_the_next_one,
    the_copy_has_everything_once,
);

pub(crate) const ADDRESS: &str = "anna@example.org";
pub(crate) const WORDS: &str = "kot je rosół z makaronem";

/// Somebody who is signed in by mail.
pub(crate) async fn signed_in(city: &City, address: &str) -> Actor {
    let link = city.service.sign_in_link(address, "/").await.unwrap();
    let token = Secret::presented(link.rsplit_once('=').unwrap().1);
    let cookie = city.service.sign_in_by_link(&token, None).await.unwrap().cookie;
    city.service.actor_by_session(&cookie).await.unwrap().unwrap()
}

/// Somebody who has a password, and is signed in by it.
async fn with_password(city: &City) -> Actor {
    let account = city.service.create_user(ADDRESS, "Anna", Role::Resident).await.unwrap();
    city.service.give_password(account, &Password::parse(WORDS).unwrap()).await.unwrap();
    let cookie = city.service.sign_in_by_password(ADDRESS, WORDS, "/", None).await.unwrap().cookie;
    city.service.actor_by_session(&cookie).await.unwrap().unwrap()
}

fn password(words: &str) -> Proof {
    Proof::Password(words.to_owned())
}

/// The letter to an address, of so many that come in all; they are taken out of the folder.
async fn taken(city: &City, count: usize, address: &str) -> Letter {
    let folder = city.mail_folder();
    let to = format!("To: {address}\n");
    let found = letters(&folder, count).await.into_iter().find(|letter| letter.header.contains(&to)).expect("a letter to them");
    for entry in std::fs::read_dir(&folder).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    found
}

/// A code that was asked for and came.
pub(crate) async fn code(city: &City, who: &Actor, address: &str) -> Proof {
    let id = city.service.request_proof(Some(who), Lang::En).await.unwrap();
    Proof::Code { id, code: taken(city, 1, address).await.code().to_owned() }
}

async fn a_password_is_set_by_a_code_and_signs_in(db: Db) {
    let city = City::new(db).await;
    let anna = signed_in(&city, ADDRESS).await;
    assert!(!city.service.has_password(Some(&anna)).await.unwrap());
    let none = city.service.set_password(Some(&anna), password(""), WORDS).await;
    assert_eq!(invalid(none), ("password".to_owned(), Problem::WrongPassword));
    let proof = code(&city, &anna, ADDRESS).await;
    city.service.set_password(Some(&anna), proof, WORDS).await.unwrap();
    assert!(city.service.has_password(Some(&anna)).await.unwrap());
    let entered = city.service.sign_in_by_password(" ANNA@example.org", WORDS, "//example.org", None).await.unwrap();
    assert_eq!((entered.account, entered.next.as_str(), entered.is_new), (anna.account, "/", false));
    assert!(city.service.actor_by_session(&entered.cookie).await.unwrap().is_some());
    // The other ways stay.
    signed_in(&city, ADDRESS).await;
}

async fn a_wrong_password_is_answered_as_an_unknown_address_is(db: Db) {
    let city = City::new(db).await;
    with_password(&city).await;
    signed_in(&city, "jan@example.org").await;
    for (address, words) in [(ADDRESS, "kot je rosół bez makaronu"), (ADDRESS, ""), ("jan@example.org", WORDS), ("nikt@example.org", WORDS)]
    {
        let refused = city.service.sign_in_by_password(address, words, "/", None).await.map(|_| ());
        assert_eq!(invalid(refused), ("password".to_owned(), Problem::WrongPassword), "{address}");
    }
    let none = city.service.sign_in_by_password("anna", WORDS, "/", None).await.map(|_| ());
    assert_eq!(invalid(none), ("email".to_owned(), Problem::Malformed));
}

async fn another_password_ends_the_other_sessions_and_their_pages(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = with_password(&city).await;
    let elsewhere = signed_in(&city, ADDRESS).await;
    let (mut here, mut there) =
        (Page::open_in(&city, &consultation, anna.session).await, Page::open_in(&city, &consultation, elsewhere.session).await);
    let refused = city.service.set_password(Some(&anna), password("nie to hasło, a inne"), "inne słowa na później").await;
    assert_eq!(invalid(refused), ("password".to_owned(), Problem::WrongPassword));
    city.service.set_password(Some(&anna), password(WORDS), "inne słowa na później").await.unwrap();
    assert_eq!(there.closed().await, CloseCode::SignedOut);
    city.post(&city.resident("Jan").await, &consultation, "Uwaga").await;
    here.next("event").await;
    assert_eq!(city.service.sessions(Some(&anna), city.service.now()).await.unwrap().len(), 1);
    assert!(city.service.sign_in_by_password(ADDRESS, WORDS, "/", None).await.is_err());
    assert!(city.service.sign_in_by_password(ADDRESS, "inne słowa na później", "/", None).await.is_ok());
}

async fn what_is_wrong_with_a_password_is_said_before_a_code_is_used_up(db: Db) {
    let city = City::new(db).await;
    let anna = signed_in(&city, ADDRESS).await;
    let id = city.service.request_proof(Some(&anna), Lang::En).await.unwrap();
    let letter = taken(&city, 1, ADDRESS).await;
    let proof = || Proof::Code { id, code: letter.code().to_owned() };
    for (new, problem) in [("krótkie", Problem::TooShort { min: 12 }), ("Haslo1234567", Problem::TooCommon)] {
        let refused = city.service.set_password(Some(&anna), proof(), new).await;
        assert_eq!(invalid(refused), ("new_password".to_owned(), problem));
    }
    city.service.set_password(Some(&anna), proof(), WORDS).await.unwrap();
    let again = city.service.set_password(Some(&anna), proof(), WORDS).await;
    assert_eq!(invalid(again), ("code".to_owned(), Problem::WrongCode));
}

async fn a_password_is_removed_by_who_shows_it(db: Db) {
    let city = City::new(db).await;
    let anna = with_password(&city).await;
    assert!(city.service.remove_password(Some(&anna), password("zgadywane słowa")).await.is_err());
    city.service.remove_password(Some(&anna), password(WORDS)).await.unwrap();
    assert!(!city.service.has_password(Some(&anna)).await.unwrap());
    assert!(city.service.sign_in_by_password(ADDRESS, WORDS, "/", None).await.is_err());
    assert_eq!(denied(city.service.remove_password(None, password(WORDS)).await), Denied::SignInNeeded);
}

async fn who_has_an_account_hears_what_became_of_its_password(db: Db) {
    let city = City::new(db).await;
    let anna = signed_in(&city, ADDRESS).await;
    let told = async |lang, words: &str| {
        city.service.reads_in(anna.account, lang).await.unwrap();
        assert_eq!(city.service.send_letters().await.unwrap(), 1);
        let letter = taken(&city, 1, ADDRESS).await;
        assert!(letter.text.contains(words) && letter.text.contains("2026") && !letter.text.contains("token="), "{}", letter.text);
        assert!(letter.header.contains("Auto-Submitted: auto-generated\n"), "{}", letter.header);
    };
    let proof = code(&city, &anna, ADDRESS).await;
    city.service.set_password(Some(&anna), proof, WORDS).await.unwrap();
    told(Lang::En, "set a password").await;
    assert!(city.service.set_password(Some(&anna), password("zgadywane słowa"), "inne słowa na później").await.is_err());
    assert_eq!(city.service.send_letters().await.unwrap(), 0);
    city.service.set_password(Some(&anna), password(WORDS), "inne słowa na później").await.unwrap();
    told(Lang::Pl, "zmienił hasło").await;
    city.service.remove_password(Some(&anna), password("inne słowa na później")).await.unwrap();
    told(Lang::En, "removed the password").await;
    assert_eq!(city.service.send_letters().await.unwrap(), 0);
}

async fn a_code_for_somebody_else_proves_nothing(db: Db) {
    let city = City::new(db).await;
    let (anna, jan) = (signed_in(&city, ADDRESS).await, signed_in(&city, "jan@example.org").await);
    let of_jan = code(&city, &jan, "jan@example.org").await;
    let refused = city.service.set_password(Some(&anna), of_jan, WORDS).await;
    assert_eq!(invalid(refused), ("code".to_owned(), Problem::WrongCode));
}

async fn all_other_sessions_end_at_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, phone, office) = (signed_in(&city, ADDRESS).await, signed_in(&city, ADDRESS).await, signed_in(&city, ADDRESS).await);
    let (mut one, mut two) =
        (Page::open_in(&city, &consultation, phone.session).await, Page::open_in(&city, &consultation, office.session).await);
    city.service.end_other_sessions(Some(&anna)).await.unwrap();
    assert_eq!((one.closed().await, two.closed().await), (CloseCode::SignedOut, CloseCode::SignedOut));
    let left = city.service.sessions(Some(&anna), city.service.now()).await.unwrap();
    assert_eq!(left.iter().map(|session| Some(session.id)).collect::<Vec<_>>(), [anna.session]);
}

/// The token of a link in a letter about an address.
fn token(letter: &Letter) -> Secret {
    let link = letter.text.lines().find(|line| line.contains("/account/address/confirm?token=")).unwrap();
    Secret::presented(link.split_once("token=").unwrap().1)
}

/// Asks for another address and gives the tokens that came to the old one and to the new one.
async fn asked(city: &City, who: &Actor, new: &str) -> (Secret, Secret) {
    city.service.request_address(Some(who), new, Lang::En).await.unwrap();
    let all = letters(&city.mail_folder(), 2).await;
    let to = |address: &str| token(all.iter().find(|letter| letter.header.contains(&format!("To: {address}\n"))).unwrap());
    let tokens = (to(ADDRESS), to(new));
    taken(city, 2, new).await;
    tokens
}

async fn an_address_changes_when_both_have_confirmed(db: Db) {
    let city = City::new(db).await;
    let anna = signed_in(&city, ADDRESS).await;
    let same = city.service.request_address(Some(&anna), "Anna@example.org", Lang::En).await;
    assert_eq!(invalid(same), ("email".to_owned(), Problem::Unchanged));
    let (old, new) = asked(&city, &anna, "nowa@example.org").await;
    assert!(city.service.address_waits(Some(&anna)).await.unwrap());
    assert_eq!(city.service.waiting_address(&old).await.unwrap(), Some(Side::Old));
    assert_eq!(city.service.waiting_address(&new).await.unwrap(), Some(Side::New));
    for _ in 0..2 {
        assert_eq!(city.service.confirm_address(&new).await.unwrap(), Confirmed::One, "one address twice is not both");
    }
    assert!(city.service.has_account(ADDRESS).await.unwrap());
    assert_eq!(city.service.confirm_address(&old).await.unwrap(), Confirmed::Both);
    assert!(!city.service.has_account(ADDRESS).await.unwrap());
    assert_eq!(signed_in(&city, "nowa@example.org").await.account, anna.account);
    let told = taken(&city, 1, ADDRESS).await;
    assert!(told.text.contains("has another address now") && !told.text.contains("nowa@"), "{}", told.text);
    assert_eq!(invalid(city.service.confirm_address(&old).await), ("token".to_owned(), Problem::WrongCode));
}

async fn an_address_that_has_an_account_by_then_is_refused_at_the_end(db: Db) {
    let city = City::new(db).await;
    let anna = signed_in(&city, ADDRESS).await;
    signed_in(&city, "jan@example.org").await;
    // Whether it has one is not told to who asks.
    let (old, new) = asked(&city, &anna, "jan@example.org").await;
    city.service.confirm_address(&old).await.unwrap();
    assert!(matches!(city.service.confirm_address(&new).await, Err(Error::Conflict(Conflict::EmailTaken))));
    assert_eq!(signed_in(&city, ADDRESS).await.account, anna.account);
    assert!(!city.service.address_waits(Some(&anna)).await.unwrap());
}

async fn a_change_of_address_ends_after_a_day_and_with_the_next_one(db: Db) {
    let city = City::new(db).await;
    let anna = signed_in(&city, ADDRESS).await;
    let (first, _) = asked(&city, &anna, "nowa@example.org").await;
    let (old, new) = asked(&city, &anna, "inna@example.org").await;
    assert_eq!(city.service.waiting_address(&first).await.unwrap(), None);
    city.at(DAY);
    assert_eq!(city.service.waiting_address(&old).await.unwrap(), None);
    assert!(city.service.confirm_address(&new).await.is_err());
    city.at(DAY - 1);
    city.service.keep_address(Some(&anna)).await.unwrap();
    assert_eq!(city.service.waiting_address(&old).await.unwrap(), None);
}

async fn the_copy_has_everything_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = signed_in(&city, ADDRESS).await;
    let comment = city.post(&anna, &consultation, "Pierwsza treść").await;
    city.service.edit_comment(Some(&anna), comment.id, "Druga treść", city.service.now()).await.unwrap();
    let others = city.post(&city.resident("Jan").await, &consultation, "Uwaga Jana").await;
    city.service.support_comment(Some(&anna), others.id, Support::Given, city.service.now()).await.unwrap();
    let report = NewReport { reason: Ground::Other, words: "Nie rozumiem".to_owned() };
    city.service.report_comment(Some(&anna), others.id, report, city.service.now()).await.unwrap();
    city.hide(&comment).await;
    city.service.appeal_comment(Some(&anna), comment.id, "Nikogo nie obrażam", city.service.now()).await.unwrap();

    let (account, mut data) = city.service.own_data(Some(&anna)).await.unwrap();
    assert_eq!((account.id, account.email.as_deref(), account.role.as_str()), (anna.account, Some(ADDRESS), "resident"));
    let mut lists = Vec::new();
    while let Some(part) = city.service.next_of_own(&mut data).await.unwrap() {
        assert!(part.begins && part.ends);
        lists.push((part.name, part.entries));
    }
    let of = |name: &str| &lists.iter().find(|(known, _)| *known == name).unwrap().1;
    assert_eq!(of("remarks")[0].text.as_deref(), Some("Druga treść"));
    let texts: Vec<_> = of("remark_revisions").iter().map(|entry| entry.text.as_deref().unwrap()).collect();
    assert_eq!(texts, ["Pierwsza treść", "Druga treść"]);
    assert_eq!(of("supports").iter().map(|entry| entry.id).collect::<Vec<_>>(), [Some(others.id.0)]);
    let said = |list: &str| of(list).iter().map(|entry| (entry.id, entry.text.as_deref())).collect::<Vec<_>>();
    assert_eq!(said("reports"), [(Some(others.id.0), Some("Nie rozumiem"))]);
    assert_eq!(said("appeals"), [(Some(comment.id.0), Some("Nikogo nie obrażam"))]);
    assert_eq!(of("sessions").len(), 1);
    assert_eq!(of("acts")[0].kind.as_deref(), Some("account.create"));
    assert!(lists.iter().all(|(_, entries)| entries.iter().all(|entry| entry.text.as_deref() != Some("Uwaga Jana"))));
    assert_eq!(denied(city.service.own_data(None).await.map(|_| ())), Denied::SignInNeeded);
}
