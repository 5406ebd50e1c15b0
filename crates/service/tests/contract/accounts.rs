//! Accounts, sessions and tokens, as a person and an operator use them.

use busola_domain::policy::Denied;
use busola_domain::time::{DAY, MINUTE};
use busola_domain::{Actor, CommentId, Problem, Role};
use busola_service::{Conflict, Error, Secret};
use busola_storage::{Db, sign_ins};
use busola_texts::Lang;

use crate::city::{City, NOW, denied, invalid};

on_both_databases!(
    an_address_has_one_account,
    what_is_wrong_with_an_account_is_said_at_once,
    a_token_belongs_to_an_account_that_is_there,
    a_session_that_is_used_lives_on_and_one_that_is_not_ends,
    signing_out_ends_one_session,
    a_name_is_the_persons_choice_but_not_an_address,
    a_text_is_kept_until_its_author_has_signed_in,
    what_outlived_its_time_is_swept,
    acts_are_in_the_audit_log_for_moderators_alone,
);

/// Signs somebody in and gives their cookie.
async fn cookie(city: &City, address: &str) -> Secret {
    let link = city.service.sign_in_link(address, "/").await.unwrap();
    let token = Secret::presented(link.rsplit_once('=').unwrap().1);
    city.service.sign_in_by_link(&token, None).await.unwrap().cookie
}

async fn actor(city: &City, cookie: &Secret) -> Option<Actor> {
    city.service.actor_by_session(cookie).await.unwrap()
}

async fn an_address_has_one_account(db: Db) {
    let city = City::new(db).await;
    city.service.create_user("anna@example.org", "Anna", Role::Resident).await.unwrap();
    let again = city.service.create_user("ANNA@example.org", "Inna", Role::Admin).await;
    assert!(matches!(again, Err(Error::Conflict(Conflict::EmailTaken))));
    assert!(!city.service.is_empty().await.unwrap());
    city.service.ready().await.unwrap();
}

async fn what_is_wrong_with_an_account_is_said_at_once(db: Db) {
    let city = City::new(db).await;
    let Err(Error::Invalid(errors)) = city.service.create_user("anna", "anna@example.org", Role::Resident).await else {
        unreachable!("both are wrong")
    };
    assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["email", "name"]);
}

async fn a_token_belongs_to_an_account_that_is_there(db: Db) {
    let city = City::new(db).await;
    assert_eq!(denied(city.service.create_token("nobody@example.org").await), Denied::NotFound);
    assert!(city.service.actor_by_token(&Secret::presented("x")).await.unwrap().is_none());
    city.service.create_user("anna@example.org", "Anna", Role::Admin).await.unwrap();
    let token = city.service.create_token("anna@example.org").await.unwrap();
    let actor = city.service.actor_by_token(&Secret::presented(&format!(" {}\n", token.reveal()))).await.unwrap().unwrap();
    assert_eq!((actor.name.as_str(), actor.role, actor.session), ("Anna", Role::Admin, None));
}

async fn a_session_that_is_used_lives_on_and_one_that_is_not_ends(db: Db) {
    let city = City::new(db).await;
    let (used, unused) = (cookie(&city, "anna@example.org").await, cookie(&city, "jan@example.org").await);
    for day in [20, 40, 60] {
        city.at(day * DAY);
        assert!(actor(&city, &used).await.is_some(), "day {day}");
    }
    assert!(actor(&city, &unused).await.is_none());
    let anna = actor(&city, &used).await.unwrap();
    let listed = city.service.sessions(Some(&anna), city.service.now()).await.unwrap();
    assert_eq!(listed.iter().map(|session| (session.created_at, session.seen_at)).collect::<Vec<_>>(), [(NOW, NOW.plus(60 * DAY))]);
}

async fn signing_out_ends_one_session(db: Db) {
    let city = City::new(db).await;
    let (phone, desk) = (cookie(&city, "anna@example.org").await, cookie(&city, "anna@example.org").await);
    let on_phone = actor(&city, &phone).await.unwrap();
    city.service.sign_out(on_phone.session.unwrap()).await.unwrap();
    assert!(actor(&city, &phone).await.is_none());
    assert!(actor(&city, &desk).await.is_some());
    assert_eq!(denied(city.service.sessions(None, NOW).await), Denied::SignInNeeded);
}

async fn a_name_is_the_persons_choice_but_not_an_address(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    city.post(&anna, &consultation, "Uwaga").await;
    assert_eq!(invalid(city.service.rename(Some(&anna), "anna@example.org").await), ("name".to_owned(), Problem::Malformed));
    assert_eq!(denied(city.service.rename(None, "Ktoś").await), Denied::SignInNeeded);
    city.service.rename(Some(&anna), "  A.   K. ").await.unwrap();
    assert_eq!(city.log(&consultation).await[1].data["author"]["name"], "A. K.");
}

async fn a_text_is_kept_until_its_author_has_signed_in(db: Db) {
    let city = City::new(db).await;
    let comment = CommentId(city.service.new_id());
    let id = city.service.park(comment, "  Uwaga do § 2 ").await.unwrap();
    city.at(DAY - 1);
    let parked = city.service.parked(id).await.unwrap().unwrap();
    assert_eq!((parked.body.as_str(), parked.comment), ("Uwaga do § 2", comment));
    city.at(DAY);
    assert_eq!(city.service.parked(id).await.unwrap(), None);
    assert_eq!(invalid(city.service.park(comment, "\u{200B}").await), ("body".to_owned(), Problem::Required));
}

async fn what_outlived_its_time_is_swept(db: Db) {
    let city = City::new(db).await;
    let old = city.service.request_sign_in("anna@example.org", "/", Lang::En).await.unwrap();
    city.at(MINUTE);
    let new = city.service.request_sign_in("jan@example.org", "/", Lang::En).await.unwrap();
    city.at(15 * MINUTE);
    city.service.sweep().await.unwrap();
    let mut tx = city.db.write().await.unwrap();
    assert!(sign_ins::take(&mut tx, old).await.unwrap().is_none());
    assert!(sign_ins::take(&mut tx, new).await.unwrap().is_some());
}

async fn acts_are_in_the_audit_log_for_moderators_alone(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    city.at(1);
    city.hide(&comment).await;
    city.at(2);
    city.unhide(&comment).await;

    let log = city.service.audit_log(Some(&city.moderator), None).await.unwrap();
    let acts: Vec<_> = log
        .items
        .iter()
        .take(2)
        .map(|entry| (entry.name.as_deref(), entry.action.as_str(), entry.subject, entry.detail.as_str()))
        .collect();
    let office = Some("Biuro Partycypacji");
    assert_eq!(acts, [(office, "comment.unhide", comment.id.0, ""), (office, "comment.hide", comment.id.0, "obraża innych")]);
    assert!(log.items.iter().any(|entry| entry.action == "consultation.create" && entry.subject == consultation.id.0));
    assert_eq!(denied(city.service.audit_log(Some(&anna), None).await.map(|_| ())), Denied::NotAllowed);
    assert_eq!(denied(city.service.audit_log(None, None).await.map(|_| ())), Denied::SignInNeeded);
}
