//! The author of a hidden remark appeals once; somebody else than who hid it decides; the author is told.

use busola_domain::moderation::Ruling;
use busola_domain::policy::Denied;
use busola_domain::{Actor, Comment, Problem, Status};
use busola_service::consultations::Key;
use busola_service::moderation::Decided;
use busola_service::{Conflict, Error};
use busola_storage::Db;

use crate::answered::addressed;
use crate::city::{City, NOW, denied, invalid};
use crate::letters::letters;

on_both_databases!(
    an_author_appeals_once_against_hiding_alone,
    somebody_else_than_who_hid_it_decides,
    a_granted_appeal_shows_the_remark_and_tells_its_author,
    what_stays_hidden_is_told_with_the_reason,
    what_is_shown_again_without_an_appeal_is_not_told_to_stay_hidden,
    who_is_too_late_is_told_what_a_colleague_decided,
);

async fn decide(city: &City, who: &Actor, of: &Comment, ruling: Ruling, reply: &str) -> Result<(), Error> {
    let decided = Decided { ruling, reply: reply.to_owned() };
    city.service.decide_appeal(Some(who), of.id, decided, city.service.now()).await
}

async fn an_author_appeals_once_against_hiding_alone(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let appeal = async |who: Option<&Actor>, words: &str| city.service.appeal_comment(who, comment.id, words, NOW).await;
    assert_eq!(denied(appeal(Some(&anna), "Bo tak").await), Denied::WrongState);
    city.hide(&comment).await;
    assert_eq!(denied(appeal(None, "Bo tak").await), Denied::SignInNeeded);
    assert_eq!(denied(appeal(Some(&jan), "Bo tak").await), Denied::NotTheAuthor);
    assert_eq!(invalid(appeal(Some(&anna), " ").await), ("words".to_owned(), Problem::Required));
    assert_eq!(invalid(appeal(Some(&anna), &"x".repeat(2_001)).await), ("words".to_owned(), Problem::TooLong { max: 2_000 }));
    appeal(Some(&anna), "Nikogo nie obrażam").await.unwrap();
    assert!(matches!(appeal(Some(&anna), "Jeszcze raz").await, Err(Error::Conflict(Conflict::AppealedBefore))));
    let receipt = city.service.receipts(Some(&anna), None, 20).await.unwrap().items.remove(0);
    assert_eq!(receipt.appeal.map(|appeal| (appeal.ruling, appeal.at)), Some((None, NOW)));
}

async fn somebody_else_than_who_hid_it_decides(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, colleague) = (city.resident("Anna").await, city.colleague("Adam").await);
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    city.hide(&comment).await;
    let to_do = async || city.service.to_moderate(Some(&city.moderator), &Key::Id(consultation.id)).await.unwrap();
    assert_eq!(to_do().await, 0);
    city.service.appeal_comment(Some(&anna), comment.id, "Nikogo nie obrażam", NOW).await.unwrap();
    assert_eq!(to_do().await, 1);
    let seen = async |who: &Actor| {
        let open = city.service.open_appeals(Some(who), &Key::Id(consultation.id)).await.unwrap();
        open.iter().map(|appeal| (appeal.words.clone(), appeal.may_decide)).collect::<Vec<_>>()
    };
    assert_eq!(seen(&city.moderator).await, [("Nikogo nie obrażam".to_owned(), false)]);
    assert_eq!(seen(&colleague).await, [("Nikogo nie obrażam".to_owned(), true)]);
    assert_eq!(denied(decide(&city, &city.moderator, &comment, Ruling::Upheld, "Nie").await), Denied::AnotherDecides);
    assert_eq!(denied(decide(&city, &anna, &comment, Ruling::Upheld, "Nie").await), Denied::NotAllowed);
    assert_eq!(invalid(decide(&city, &colleague, &comment, Ruling::Upheld, " ").await), ("reply".to_owned(), Problem::Required));
    decide(&city, &colleague, &comment, Ruling::Upheld, "To obraża.").await.unwrap();
    let again = decide(&city, &colleague, &comment, Ruling::Restored, "").await;
    assert!(matches!(again, Err(Error::Conflict(Conflict::AppealDecided))), "{again:?}");
    assert!(seen(&colleague).await.is_empty());
}

async fn a_granted_appeal_shows_the_remark_and_tells_its_author(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = addressed(&city, "anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    city.hide(&comment).await;
    city.service.appeal_comment(Some(&anna), comment.id, "Nikogo nie obrażam", NOW).await.unwrap();
    // Where there is no other moderator, an administrator decides.
    let admin = city.admin().await;
    decide(&city, &admin, &comment, Ruling::Restored, "").await.unwrap();
    let shown = city.service.comment(None, comment.id).await.unwrap().comment;
    assert_eq!((shown.status, shown.body.as_deref()), (Status::Published, Some("Uwaga")));
    assert_eq!(city.counts(&consultation).await, (1, 1));
    assert_eq!(city.service.send_letters().await.unwrap(), 1);
    assert_eq!(city.service.send_letters().await.unwrap(), 0);
    let sent = letters(&city.mail_folder(), 1).await;
    let letter = sent.iter().find(|letter| letter.text.contains("znów jest widoczna")).unwrap();
    assert!(letter.text.contains("Uwaga nr 1") && !letter.text.contains("Nikogo nie obrażam"), "{}", letter.text);
}

async fn what_stays_hidden_is_told_with_the_reason(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, colleague) = (addressed(&city, "anna").await, city.colleague("Adam").await);
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    city.hide(&comment).await;
    city.service.appeal_comment(Some(&anna), comment.id, "Nikogo nie obrażam", NOW).await.unwrap();
    decide(&city, &colleague, &comment, Ruling::Upheld, "To obraża sąsiadów.").await.unwrap();
    assert_eq!(city.service.comment(Some(&anna), comment.id).await.unwrap().comment.status, Status::Hidden);
    let receipt = city.service.receipts(Some(&anna), None, 20).await.unwrap().items.remove(0);
    let told = receipt.appeal.unwrap();
    assert_eq!((told.ruling, told.reply.as_str()), (Some(Ruling::Upheld), "To obraża sąsiadów."));
    assert_eq!(city.service.send_letters().await.unwrap(), 1);
    let sent = letters(&city.mail_folder(), 1).await;
    assert!(sent.iter().any(|letter| letter.text.contains("pozostaje ukryta") && letter.text.contains("To obraża sąsiadów.")));
}

async fn what_is_shown_again_without_an_appeal_is_not_told_to_stay_hidden(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, colleague) = (addressed(&city, "anna").await, city.colleague("Adam").await);
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    city.hide(&comment).await;
    city.service.appeal_comment(Some(&anna), comment.id, "Nikogo nie obrażam", NOW).await.unwrap();
    city.service.unhide_comment(Some(&city.moderator), comment.id, NOW).await.unwrap();
    assert_eq!(city.service.to_moderate(Some(&city.moderator), &Key::Id(consultation.id)).await.unwrap(), 0);
    assert_eq!(denied(decide(&city, &colleague, &comment, Ruling::Upheld, "To obraża.").await), Denied::WrongState);
    assert_eq!(city.service.send_letters().await.unwrap(), 0);
}

async fn who_is_too_late_is_told_what_a_colleague_decided(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let (first, second) = (city.colleague("Adam").await, city.colleague("Beata").await);
    for (ruling, reply) in [(Ruling::Upheld, "To obraża."), (Ruling::Restored, "")] {
        let comment = city.post(&anna, &consultation, "Uwaga").await;
        city.hide(&comment).await;
        city.service.appeal_comment(Some(&anna), comment.id, "Nikogo nie obrażam", NOW).await.unwrap();
        assert!(city.service.decided_appeal(Some(&second), comment.id).await.unwrap().is_none());
        decide(&city, &first, &comment, ruling, reply).await.unwrap();
        // Also where the remark is shown again by then.
        let late = decide(&city, &second, &comment, Ruling::Upheld, "Moim zdaniem obraża").await;
        assert!(matches!(late, Err(Error::Conflict(Conflict::AppealDecided))), "{late:?}");
        let told = city.service.decided_appeal(Some(&second), comment.id).await.unwrap().unwrap();
        assert_eq!((told.by.as_str(), told.number), ("Adam", comment.number));
        assert_eq!((told.appeal.ruling, told.appeal.reply.as_str(), told.appeal.decided_at), (Some(ruling), reply, Some(NOW)));
        assert_eq!(denied(city.service.decided_appeal(Some(&anna), comment.id).await), Denied::NotAllowed);
    }
}
