//! Answers that two moderators write at once: the second is told, and nobody writes over what they have not seen.

use std::collections::BTreeMap;

use busola_domain::policy::Denied;
use busola_domain::{Actor, Comment, CommentId, Decision};
use busola_service::answers::{NewAnswer, NewGroup};
use busola_service::{Conflict, Error};
use busola_storage::Db;

use crate::answers::{answer, give, give_all, group, seen};
use crate::city::{City, denied};

on_both_databases!(
    of_two_who_write_at_once_the_second_is_told,
    who_sends_the_same_again_is_told_nothing,
    a_published_answer_that_was_not_seen_is_told_of,
    a_group_is_refused_as_a_whole_for_one_that_was_not_seen,
    each_text_under_a_remark_is_a_later_one,
    who_wrote_an_answer_is_for_moderators,
);

/// An answer that was made from a revision.
fn made_from(revision: i64, justification: &str, publish: bool) -> NewAnswer {
    NewAnswer { revision: Some(revision), ..answer(Decision::Rejected, justification, publish) }
}

impl City {
    async fn try_answer(&self, by: &Actor, to: &Comment, new: NewAnswer) -> Result<Comment, Error> {
        self.service.answer_comment(Some(by), to.id, new).await
    }
}

/// The remark that was answered otherwise meanwhile.
fn changed<T: std::fmt::Debug>(outcome: Result<T, Error>) -> (CommentId, i64) {
    match outcome {
        Err(Error::Conflict(Conflict::AnswerChanged { comment, number })) => (comment, number),
        other => unreachable!("not refused for what changed: {other:?}"),
    }
}

fn revision_of(comment: &Comment) -> i64 {
    comment.answer.as_ref().unwrap().revision
}

async fn of_two_who_write_at_once_the_second_is_told(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, adam) = (city.resident("Anna").await, city.colleague("Adam").await);
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let ewa = city.moderator.clone();
    let first = city.try_answer(&ewa, &comment, made_from(0, "Ewy.", false)).await.unwrap();
    assert_eq!(changed(city.try_answer(&adam, &comment, made_from(0, "Adama.", false)).await), (comment.id, 1));
    assert_eq!(changed(city.try_answer(&adam, &comment, made_from(0, "Adama.", true)).await), (comment.id, 1));
    assert_eq!(seen(&city, Some(&ewa), &comment).await, first);
    // Having seen it, he puts his in its place; now she is told.
    let second = city.try_answer(&adam, &comment, made_from(revision_of(&first), "Adama.", false)).await.unwrap();
    assert!(revision_of(&second) > revision_of(&first));
    changed(city.try_answer(&ewa, &comment, made_from(revision_of(&first), "Ewy, dłużej.", false)).await);
    assert_eq!(seen(&city, Some(&ewa), &comment).await.answer.unwrap().justification, "Adama.");
    // Who says nothing of what they saw, as a program may, writes as before.
    give(&city, &comment, answer(Decision::Accepted, "Programu.", false)).await;
    assert_eq!(seen(&city, Some(&ewa), &comment).await.answer.unwrap().justification, "Programu.");
}

async fn who_sends_the_same_again_is_told_nothing(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let ewa = city.moderator.clone();
    for publish in [false, true] {
        // The answer of the server was lost on its way.
        let first = city.try_answer(&ewa, &comment, made_from(0, "Ewy.", publish)).await.unwrap();
        assert_eq!(city.try_answer(&ewa, &comment, made_from(0, "Ewy.", publish)).await.unwrap(), first);
    }
    let two = [&city.post(&anna, &consultation, "B").await, &city.post(&anna, &consultation, "C").await];
    let revisions: BTreeMap<_, _> = two.iter().map(|comment| (comment.id, 0)).collect();
    let new = NewGroup { revisions, ..group(&two, "Razem.", false) };
    let first = give_all(&city, &consultation, new.clone()).await.unwrap();
    assert_eq!(give_all(&city, &consultation, new).await.unwrap(), first);
}

async fn a_published_answer_that_was_not_seen_is_told_of(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, adam) = (city.resident("Anna").await, city.colleague("Adam").await);
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let published = give(&city, &comment, answer(Decision::Accepted, "Tak.", true)).await;
    changed(city.try_answer(&adam, &comment, made_from(0, "Nie.", false)).await);
    // Once he saw it he learns that it does not become a draft again, but can be changed.
    let draft = made_from(revision_of(&published), "Nie.", false);
    assert_eq!(denied(city.try_answer(&adam, &comment, draft).await), Denied::WrongState);
    city.try_answer(&adam, &comment, made_from(revision_of(&published), "Nie.", true)).await.unwrap();
    assert_eq!(seen(&city, None, &comment).await.answer.unwrap().justification, "Nie.");
}

async fn a_group_is_refused_as_a_whole_for_one_that_was_not_seen(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let one = &city.post(&anna, &consultation, "A").await;
    let two = &city.post(&anna, &consultation, "B").await;
    let drafted = give(&city, two, answer(Decision::Accepted, "Osobno.", false)).await;
    let of = |revision: i64, publish: bool| {
        let revisions = BTreeMap::from([(one.id, 0), (two.id, revision)]);
        NewGroup { revisions, ..group(&[one, two], "Razem.", publish) }
    };
    for publish in [false, true] {
        assert_eq!(changed(give_all(&city, &consultation, of(0, publish)).await), (two.id, 2));
    }
    assert_eq!(seen(&city, Some(&city.moderator), one).await.answer, None);
    assert_eq!(seen(&city, Some(&city.moderator), two).await.answer, drafted.answer);
    give_all(&city, &consultation, of(revision_of(&drafted), false)).await.unwrap();
    for comment in [one, two] {
        assert_eq!(seen(&city, Some(&city.moderator), comment).await.answer.unwrap().justification, "Razem.");
    }
}

async fn each_text_under_a_remark_is_a_later_one(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let one = &city.post(&anna, &consultation, "A").await;
    let two = &city.post(&anna, &consultation, "B").await;
    let mut revisions = Vec::new();
    for words in ["Raz.", "Dwa."] {
        revisions.push(revision_of(&give(&city, two, answer(Decision::Accepted, words, false)).await));
    }
    let together = give_all(&city, &consultation, group(&[one, two], "Razem.", false)).await.unwrap();
    revisions.push(revision_of(&together[1]));
    // It leaves the group; and comes into another.
    revisions.push(revision_of(&give(&city, two, answer(Decision::Accepted, "Osobno.", false)).await));
    let again = give_all(&city, &consultation, group(&[one, two], "Znów razem.", true)).await.unwrap();
    revisions.push(revision_of(&again[1]));
    assert!(revisions.is_sorted_by(|before, after| before < after), "{revisions:?}");
    assert_eq!(seen(&city, None, two).await.answer.unwrap().revision, revisions[4]);
}

async fn who_wrote_an_answer_is_for_moderators(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, adam) = (city.resident("Anna").await, city.colleague("Adam").await);
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    assert_eq!(city.service.answer_written(Some(&adam), comment.id).await.unwrap(), None);
    let at = city.at(3_000);
    city.try_answer(&adam, &comment, made_from(0, "Adama.", true)).await.unwrap();
    let written = city.service.answer_written(Some(&city.moderator), comment.id).await.unwrap().unwrap();
    assert_eq!((written.name.as_str(), written.at), ("Adam", at));
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(city.service.answer_written(who, comment.id).await), no);
    }
}
