//! Editing and taking back one's own remark.

use busola_domain::comment::EDIT_WINDOW;
use busola_domain::policy::Denied;
use busola_domain::{Actor, Comment, EventKind, Problem, Status};
use busola_service::Error;
use busola_storage::Db;

use crate::city::{CLOSES, City, NOW, denied, invalid};

on_both_databases!(
    an_edit_is_told_and_counts_once,
    an_edit_that_changes_nothing_is_no_event,
    editing_ends_after_fifteen_minutes_by_the_moment_of_receipt,
    editing_ends_when_the_consultation_closes,
    a_remark_is_edited_by_its_author_alone,
    an_edit_is_checked_as_a_remark_is,
    a_withdrawn_remark_loses_its_text_and_keeps_its_replies,
    withdrawing_again_changes_nothing,
    a_remark_can_be_withdrawn_after_closing,
    a_hidden_remark_is_neither_edited_nor_withdrawn,
);

async fn edit(city: &City, who: &Actor, comment: &Comment, body: &str) -> Result<Comment, Error> {
    city.service.edit_comment(Some(who), comment.id, body, city.service.now()).await
}

async fn withdraw(city: &City, who: &Actor, comment: &Comment) -> Result<Comment, Error> {
    city.service.withdraw_comment(Some(who), comment.id, city.service.now()).await
}

async fn an_edit_is_told_and_counts_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Pierwsza wersja").await;
    let at = city.at(60_000);
    let edited = edit(&city, &anna, &comment, " Druga  wersja\r\n").await.unwrap();
    assert_eq!((edited.body.as_deref(), edited.edited_at, edited.created_at), (Some("Druga  wersja"), Some(at), NOW));
    assert_eq!((edited.html.as_deref(), edited.seq), (Some("<p>Druga  wersja</p>\n"), Some(3)));
    let last = city.log(&consultation).await.pop().unwrap();
    assert_eq!((last.seq, last.kind, last.at), (3, EventKind::CommentEdited, at));
    assert_eq!(last.data, serde_json::to_value(&edited).unwrap());
    assert_eq!(city.counts(&consultation).await, (1, 1));
}

async fn an_edit_that_changes_nothing_is_no_event(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    assert_eq!(edit(&city, &anna, &comment, " Uwaga\n").await.unwrap(), comment);
    assert_eq!(city.log(&consultation).await.len(), 2);
}

async fn editing_ends_after_fifteen_minutes_by_the_moment_of_receipt(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    city.at(10 * EDIT_WINDOW);
    let edit = |body: &'static str, after| city.service.edit_comment(Some(&anna), comment.id, body, NOW.plus(after));
    assert!(edit("W czasie", EDIT_WINDOW - 1).await.is_ok());
    assert_eq!(denied(edit("Za późno", EDIT_WINDOW).await), Denied::EditWindowOver);
    assert_eq!(city.service.comment(None, comment.id).await.unwrap().comment.body.as_deref(), Some("W czasie"));
}

async fn editing_ends_when_the_consultation_closes(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    city.clock.set(CLOSES.plus(-10));
    let comment = city.post(&anna, &consultation, "W ostatniej chwili").await;
    city.clock.set(CLOSES);
    assert_eq!(denied(edit(&city, &anna, &comment, "Za późno").await), Denied::AlreadyClosed);
}

async fn a_remark_is_edited_by_its_author_alone(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    for other in [&jan, &city.moderator] {
        assert_eq!(denied(edit(&city, other, &comment, "Cudza").await), Denied::NotTheAuthor);
        assert_eq!(denied(withdraw(&city, other, &comment).await), Denied::NotTheAuthor);
    }
    assert_eq!(denied(city.service.edit_comment(None, comment.id, "Niczyja", NOW).await), Denied::SignInNeeded);
    let nothing = Comment { id: city.service.new_id().into(), ..comment };
    assert_eq!(denied(edit(&city, &anna, &nothing, "Nie ma").await), Denied::NotFound);
}

async fn an_edit_is_checked_as_a_remark_is(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    assert_eq!(invalid(edit(&city, &anna, &comment, " \u{AD}").await), ("body".to_owned(), Problem::Required));
}

async fn a_withdrawn_remark_loses_its_text_and_keeps_its_replies(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let comment = city.post(&anna, &consultation, "Słowa, których nie ma").await;
    let reply = city.reply(&jan, &comment, "Odpowiedź").await;
    assert_eq!(city.counts(&consultation).await, (2, 2));
    let answered = withdraw(&city, &anna, &comment).await.unwrap();

    let shown = city.service.comment(Some(&anna), comment.id).await.unwrap().comment;
    assert_eq!(answered, shown);
    assert_eq!((shown.status, shown.body, shown.html, shown.seq), (Status::Withdrawn, None, None, Some(4)));
    assert_eq!(city.service.comment(None, reply.id).await.unwrap().comment, reply);
    assert_eq!(city.counts(&consultation).await, (1, 1));
    let log = city.log(&consultation).await;
    assert_eq!(
        log.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>(),
        ["draft.published", "comment.posted", "comment.posted", "comment.withdrawn"]
    );
    assert!(!serde_json::to_string(&log).unwrap().contains("Słowa"));
}

async fn withdrawing_again_changes_nothing(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    for _ in 0..3 {
        let withdrawn = withdraw(&city, &anna, &comment).await.unwrap();
        assert_eq!((withdrawn.status, withdrawn.body, withdrawn.seq), (Status::Withdrawn, None, Some(3)));
    }
    assert_eq!(city.log(&consultation).await.len(), 3);
    assert_eq!(city.counts(&consultation).await, (0, 0));
    assert_eq!(denied(edit(&city, &anna, &comment, "Znów").await), Denied::WrongState);
}

async fn a_remark_can_be_withdrawn_after_closing(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    city.clock.set(CLOSES.plus(1));
    withdraw(&city, &anna, &comment).await.unwrap();
    assert_eq!(city.counts(&consultation).await, (0, 0));
}

async fn a_hidden_remark_is_neither_edited_nor_withdrawn(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    city.hide(&comment).await;
    assert_eq!(denied(edit(&city, &anna, &comment, "Inaczej").await), Denied::WrongState);
    assert_eq!(denied(withdraw(&city, &anna, &comment).await), Denied::WrongState);
    let shown = city.service.comment(Some(&anna), comment.id).await.unwrap().comment;
    assert_eq!(shown.hidden_reason.as_deref(), Some("obraża innych"));
}
