//! What was entered from paper is put right by moderators, with a trace.

use busola_domain::comment::{EDIT_WINDOW, Order, Source};
use busola_domain::paper::{Correction, NewEntry};
use busola_domain::policy::Denied;
use busola_domain::{Actor, Comment, CommentId, Day, Decision, EventKind, Problem};
use busola_service::comments::NewComment;
use busola_service::consultations::Key;
use busola_service::{Conflict, Error};
use busola_storage::Db;
use serde_json::{Value, json};

use crate::answers::answer;
use crate::city::{City, denied, invalid, kinds, remark, unit};
use crate::page::Page;

on_both_databases!(
    a_correction_is_told_and_leaves_a_trace,
    what_is_left_out_stays_and_what_changes_nothing_is_no_event,
    of_two_who_correct_at_once_the_second_is_told,
    what_was_entered_is_corrected_by_moderators_until_it_is_answered,
    a_name_that_was_taken_out_is_nowhere_any_more,
    pages_hear_the_name_as_it_is_now,
    what_was_sent_before_the_correction_is_not_entered_again,
    a_reply_goes_where_its_thread_went,
);

async fn correct(city: &City, who: &Actor, id: CommentId, sent: Value) -> Result<Comment, Error> {
    let correction: Correction = serde_json::from_value(sent).unwrap();
    city.service.change_comment(Some(who), id, correction, city.service.now()).await
}

async fn a_correction_is_told_and_leaves_a_trace(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (from, to) = (unit(&consultation, "§ 3"), unit(&consultation, "§ 1"));
    let letter = NewEntry { unit: Some(from), ..city.letter_of(Some("Anna Nowk"), "Za krutko") };
    let entered = city.enter(&consultation, letter).await.unwrap().comment;
    let jan = city.resident("Jan").await;
    let reply = city.reply(&jan, &entered, "Zgoda").await;
    // Another moderator, and long after the minutes that an author has.
    let (colleague, at) = (city.colleague("Adam").await, city.at(2 * EDIT_WINDOW));
    let right = json!({ "seq": entered.seq, "unit": to, "body": "Za krótko", "source": "mail", "received_on": "2026-06-17", "author": "Anna Nowak" });
    let corrected = correct(&city, &colleague, entered.id, right).await.unwrap();

    assert_eq!((corrected.unit, corrected.body.as_deref(), corrected.source), (Some(to), Some("Za krótko"), Source::Mail));
    assert_eq!((corrected.received_on, corrected.author.name.as_str()), (Some("2026-06-17".parse::<Day>().unwrap()), "Anna Nowak"));
    assert_eq!((corrected.created_at, corrected.edited_at, corrected.number), (entered.created_at, Some(at), entered.number));
    let log = city.log(&consultation).await;
    assert_eq!(kinds(&log)[1..], [EventKind::CommentPosted, EventKind::CommentPosted, EventKind::CommentEdited]);
    assert_eq!((log[1].data["body"].as_str(), log[3].data.clone()), (Some("Za krutko"), json!(corrected)));
    let opened = city.open(None, &Key::Id(consultation.id), Some(to), Order::Oldest, None).await.unwrap();
    assert_eq!(opened.reading.unit_counts, [(to, 2)]);
    assert_eq!(opened.threads.threads[0].replies.iter().map(|shown| shown.comment.id).collect::<Vec<_>>(), [reply.id]);
    assert_eq!(city.service.comment(None, reply.id).await.unwrap().comment.unit, Some(to));
    assert_eq!(city.counts(&consultation).await, (2, 2));
    let audit = city.service.audit_log(Some(&city.moderator), None).await.unwrap().items;
    let entry = audit.iter().find(|entry| entry.action == "comment.correct").unwrap();
    assert_eq!((entry.subject, entry.name.as_deref()), (entered.id.0, Some("Adam")));
    assert_eq!(entry.detail, "unit § 3; source paper; received_on 2026-06-16; body; author");
}

async fn what_is_left_out_stays_and_what_changes_nothing_is_no_event(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let on = unit(&consultation, "§ 3");
    let entered = city.enter(&consultation, NewEntry { unit: Some(on), ..city.letter_of(Some("Anna"), "Z listu") }).await.unwrap().comment;
    for nothing in [json!({}), json!({ "body": " Z listu\r\n", "source": "paper", "author": " Anna ", "unit": on })] {
        assert_eq!(correct(&city, &city.moderator, entered.id, nothing).await.unwrap(), entered);
    }
    assert_eq!(city.log(&consultation).await.len(), 2);
    let whole = correct(&city, &city.moderator, entered.id, json!({ "unit": null })).await.unwrap();
    assert_eq!((whole.unit, whole.body.as_deref(), whole.author.name.as_str()), (None, Some("Z listu"), "Anna"));
    let opened = city.open(None, &Key::Id(consultation.id), None, Order::Oldest, None).await.unwrap();
    assert!(opened.reading.unit_counts.is_empty());
}

async fn of_two_who_correct_at_once_the_second_is_told(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let entered = city.enter(&consultation, city.letter_of(None, "Z listu")).await.unwrap().comment;
    let colleague = city.colleague("Adam").await;
    let known = city.service.entered_remark(Some(&colleague), entered.id).await.unwrap();
    assert_eq!((known.comment.seq, known.author), (entered.seq, None));
    correct(&city, &city.moderator, entered.id, json!({ "seq": entered.seq, "body": "Z listu z poczty" })).await.unwrap();
    let second = correct(&city, &colleague, entered.id, json!({ "seq": entered.seq, "source": "mail" })).await;
    assert!(matches!(second, Err(Error::Conflict(Conflict::RemarkChanged))), "{second:?}");
    let present = city.service.comment(None, entered.id).await.unwrap().comment;
    assert_eq!((present.body.as_deref(), present.source), (Some("Z listu z poczty"), Source::Paper));
    assert!(correct(&city, &colleague, entered.id, json!({ "seq": present.seq, "source": "mail" })).await.is_ok());
}

async fn what_was_entered_is_corrected_by_moderators_until_it_is_answered(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let jan = city.resident("Jan").await;
    let entered = city.enter(&consultation, city.letter_of(None, "Z listu")).await.unwrap().comment;
    let online = city.post(&jan, &consultation, "Z sieci").await;
    let other = || json!({ "body": "Inaczej" });
    assert_eq!(denied(correct(&city, &jan, entered.id, other()).await), Denied::NotAllowed);
    assert_eq!(
        denied(city.service.correct_remark(None, entered.id, Correction::default(), city.service.now()).await),
        Denied::SignInNeeded
    );
    assert_eq!(denied(city.service.entered_remark(Some(&jan), entered.id).await), Denied::NotAllowed);
    // What somebody wrote here is theirs.
    assert_eq!(denied(correct(&city, &city.moderator, online.id, other()).await), Denied::NotTheAuthor);
    assert_eq!(denied(city.service.entered_remark(Some(&city.moderator), online.id).await), Denied::NotTheAuthor);
    for (field, value, problem) in [
        ("body", json!(" "), Problem::Required),
        ("unit", json!(city.service.new_id()), Problem::UnknownUnit),
        ("received_on", json!("2026-06-01"), Problem::OutsideTerm),
        ("source", json!("online"), Problem::Malformed),
    ] {
        assert_eq!(invalid(correct(&city, &city.moderator, entered.id, json!({ field: value })).await), (field.to_owned(), problem));
    }
    city.hide(&entered).await;
    assert_eq!(denied(correct(&city, &city.moderator, entered.id, other()).await), Denied::WrongState);
    city.unhide(&entered).await;
    assert!(correct(&city, &city.moderator, entered.id, other()).await.is_ok());
    city.service.answer_comment(Some(&city.moderator), entered.id, answer(Decision::Accepted, "Tak.", true)).await.unwrap();
    assert_eq!(denied(correct(&city, &city.moderator, entered.id, json!({ "body": "Jeszcze" })).await), Denied::Answered);
}

async fn a_name_that_was_taken_out_is_nowhere_any_more(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let mut ids = Vec::new();
    for body in ["Pierwsza", "Druga"] {
        ids.push(city.enter(&consultation, city.letter_of(Some("Anna Nowak"), body)).await.unwrap().comment.id);
    }
    assert_eq!(city.counts(&consultation).await, (2, 1));
    let nobodys = correct(&city, &city.moderator, ids[0], json!({ "author": null })).await.unwrap();
    assert_eq!(nobodys.author.name, "osoba anonimowa");
    assert_eq!(city.counts(&consultation).await, (2, 2));
    let stays = city.service.comment(None, ids[1]).await.unwrap().comment;
    assert_eq!(stays.author.name, "Anna Nowak");
    correct(&city, &city.moderator, ids[1], json!({ "author": " " })).await.unwrap();
    assert_eq!(city.counts(&consultation).await, (2, 2));
    let log = serde_json::to_string(&city.log(&consultation).await).unwrap();
    assert!(!log.contains("Nowak"), "{log}");
    // One that gets the name back is of somebody new.
    correct(&city, &city.moderator, ids[0], json!({ "author": "Anna Nowak" })).await.unwrap();
    assert_eq!(city.counts(&consultation).await, (2, 2));
}

async fn pages_hear_the_name_as_it_is_now(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let mut page = Page::open(&city, &consultation).await;
    let entered = city.enter(&consultation, city.letter_of(Some("Anna Nowak"), "Z listu")).await.unwrap().comment;
    assert_eq!(page.next("event").await["data"]["author"]["name"], "Anna Nowak");
    correct(&city, &city.moderator, entered.id, json!({ "author": null })).await.unwrap();
    let heard = page.next("event").await;
    assert_eq!((&heard["kind"], &heard["data"]["author"]["name"]), (&json!("comment.edited"), &json!("osoba anonimowa")));
    // Who comes back is not told the name either.
    let mut back = Page::back(&city, &consultation, 1).await;
    for kind in ["comment.posted", "comment.edited"] {
        let heard = back.next("event").await;
        assert_eq!((&heard["kind"], &heard["data"]["author"]["name"]), (&json!(kind), &json!("osoba anonimowa")));
    }
}

async fn what_was_sent_before_the_correction_is_not_entered_again(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let letter = city.letter_of(Some("Anna"), "Z listu");
    let entered = city.enter(&consultation, letter.clone()).await.unwrap().comment;
    let right = json!({ "body": "Z poczty", "unit": unit(&consultation, "§ 1") });
    let corrected = correct(&city, &city.moderator, entered.id, right).await.unwrap();
    let again = city.enter(&consultation, letter.clone()).await.unwrap();
    assert_eq!((again.created, again.comment), (false, corrected));
    let other = city.enter(&consultation, NewEntry { body: "Co innego".to_owned(), ..letter }).await;
    assert!(matches!(other, Err(Error::Conflict(Conflict::IdTaken))));
}

async fn a_reply_goes_where_its_thread_went(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (from, to) = (unit(&consultation, "§ 3"), unit(&consultation, "§ 1"));
    let letter = NewEntry { unit: Some(from), ..city.letter_of(None, "Z listu") };
    let entered = city.enter(&consultation, letter).await.unwrap().comment;
    let jan = city.resident("Jan").await;
    let reply = |body: &str| NewComment { unit: Some(from), parent: Some(entered.id), ..remark(city.service.new_id(), body) };
    let (before, after) = (reply("Zgoda"), reply("Też się zgadzam"));
    city.try_post(&jan, &consultation, before.clone()).await.unwrap();
    correct(&city, &city.moderator, entered.id, json!({ "unit": to })).await.unwrap();
    // From a page that was open before; and what was sent before that is sent again.
    assert_eq!(city.try_post(&jan, &consultation, after).await.unwrap().comment.unit, Some(to));
    let again = city.try_post(&jan, &consultation, before).await.unwrap();
    assert_eq!((again.created, again.comment.unit), (false, Some(to)));
    let opened = city.open(None, &Key::Id(consultation.id), Some(to), Order::Oldest, None).await.unwrap();
    assert_eq!((opened.reading.unit_counts, opened.threads.threads[0].replies.len()), (vec![(to, 3)], 2));
}
