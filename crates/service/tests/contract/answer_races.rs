//! Answers that meet something else: whichever comes first, what was answered is what stands there.

use busola_domain::policy::Denied;
use busola_domain::{Comment, Decision, EventKind, Status};
use busola_service::answers::NewGroup;
use busola_service::consultations::Key;
use busola_service::{Conflict, Error};
use busola_storage::Db;

use crate::answers::answer;
use crate::city::{City, NOW, denied, kinds};
use crate::races::meet;

on_both_databases!(
    of_two_moderators_who_answer_at_once_both_are_in_the_log,
    of_two_groups_that_share_a_remark_one_is_answered,
    an_answer_and_a_withdrawal_are_both_told_or_the_answer_is_refused,
    an_answer_and_a_hide_are_both_told_or_the_answer_is_refused,
    an_answer_is_to_the_text_that_stands_there,
);

/// A moderator's answer, on its way.
fn answering(city: &City, to: &Comment, words: &str) -> impl Future<Output = Result<Comment, Error>> + Send + use<> {
    let (service, moderator, id) = (city.service.clone(), city.moderator.clone(), to.id);
    let new = answer(Decision::Accepted, words, true);
    async move { service.answer_comment(Some(&moderator), id, new).await }
}

async fn now(city: &City, comment: &Comment) -> Comment {
    city.service.comment(None, comment.id).await.unwrap().comment
}

async fn of_two_moderators_who_answer_at_once_both_are_in_the_log(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let (first, second) = meet(&city, &consultation, answering(&city, &comment, "Pierwsza."), answering(&city, &comment, "Druga.")).await;
    let (first, second) = (first.unwrap(), second.unwrap());
    let last = if first.seq > second.seq { first } else { second };
    assert_eq!(now(&city, &comment).await, last);
    assert_eq!(kinds(&city.log(&consultation).await)[2..], [EventKind::AnswerPublished; 2]);
}

async fn of_two_groups_that_share_a_remark_one_is_answered(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let [one, both, two] = [
        city.post(&anna, &consultation, "A").await,
        city.post(&anna, &consultation, "B").await,
        city.post(&anna, &consultation, "C").await,
    ];
    let grouping = |with: &Comment, words: &str| {
        let (service, moderator, key) = (city.service.clone(), city.moderator.clone(), Key::Id(consultation.id));
        let (comments, justification) = (vec![with.id, both.id], words.to_owned());
        let new =
            NewGroup { comments, decision: Decision::Rejected, justification, unit: None, publish: true, revisions: Default::default() };
        async move { service.answer_comments(Some(&moderator), &key, new).await }
    };
    let (first, second) = meet(&city, &consultation, grouping(&one, "Pierwsza."), grouping(&two, "Druga.")).await;
    let (words, (answered, left), refused) =
        if first.is_ok() { ("Pierwsza.", (&one, &two), second) } else { ("Druga.", (&two, &one), first) };
    assert!(matches!(refused, Err(Error::Conflict(Conflict::AnsweredBefore { number: 2 }))), "{refused:?}");
    for comment in [answered, &both] {
        assert_eq!(now(&city, comment).await.answer.unwrap().justification, words);
    }
    assert_eq!(now(&city, left).await.answer, None);
}

async fn an_answer_and_a_withdrawal_are_both_told_or_the_answer_is_refused(db: Db) {
    let city = City::new(db).await;
    let anna = city.resident("Anna").await;
    for answer_first in [true, false] {
        let consultation = city.consultation().await;
        let comment = city.post(&anna, &consultation, "Uwaga").await;
        let withdrawing = {
            let (service, anna) = (city.service.clone(), anna.clone());
            async move { service.withdraw_comment(Some(&anna), comment.id, NOW).await.unwrap() }
        };
        let answered = if answer_first {
            meet(&city, &consultation, answering(&city, &comment, "Tak."), withdrawing).await.0
        } else {
            meet(&city, &consultation, withdrawing, answering(&city, &comment, "Tak.")).await.1
        };
        settled(&city, &comment, Status::Withdrawn, answered).await;
    }
}

async fn an_answer_and_a_hide_are_both_told_or_the_answer_is_refused(db: Db) {
    let city = City::new(db).await;
    let anna = city.resident("Anna").await;
    for answer_first in [true, false] {
        let consultation = city.consultation().await;
        let comment = city.post(&anna, &consultation, "Uwaga").await;
        let hiding = {
            let (service, moderator) = (city.service.clone(), city.moderator.clone());
            async move { service.hide_comment(Some(&moderator), comment.id, "obraża innych", NOW).await.unwrap() }
        };
        let answered = if answer_first {
            meet(&city, &consultation, answering(&city, &comment, "Tak."), hiding).await.0
        } else {
            meet(&city, &consultation, hiding, answering(&city, &comment, "Tak.")).await.1
        };
        settled(&city, &comment, Status::Hidden, answered).await;
    }
}

/// A remark is gone, and its answer stands there exactly when it was given before.
async fn settled(city: &City, comment: &Comment, status: Status, answered: Result<Comment, Error>) {
    let left = now(city, comment).await;
    assert_eq!((left.status, left.body.as_deref()), (status, None));
    match answered {
        Ok(answered) => assert_eq!(left.answer, answered.answer),
        Err(_) => {
            assert_eq!(denied(answered), Denied::WrongState);
            assert_eq!(left.answer, None);
        }
    }
}

async fn an_answer_is_to_the_text_that_stands_there(db: Db) {
    let city = City::new(db).await;
    let anna = city.resident("Anna").await;
    for edit_first in [true, false] {
        let consultation = city.consultation().await;
        let comment = city.post(&anna, &consultation, "Pierwszy tekst").await;
        let editing = {
            let (service, anna) = (city.service.clone(), anna.clone());
            async move { service.edit_comment(Some(&anna), comment.id, "Drugi tekst", NOW).await }
        };
        let (edited, answered) = if edit_first {
            meet(&city, &consultation, editing, answering(&city, &comment, "Tak.")).await
        } else {
            let (answered, edited) = meet(&city, &consultation, answering(&city, &comment, "Tak."), editing).await;
            (edited, answered)
        };
        let answered = answered.unwrap();
        if edited.is_err() {
            assert_eq!(denied(edited), Denied::Answered);
        }
        // What the moderator was answered, what the log says and what stands there is one and the same.
        assert_eq!(now(&city, &comment).await, answered);
        let last = city.log(&consultation).await.pop().unwrap();
        assert_eq!((last.kind, last.data), (EventKind::AnswerPublished, serde_json::to_value(&answered).unwrap()));
    }
}
