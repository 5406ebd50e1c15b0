//! The city's answers: written by moderators, read by all once they are published.

use busola_domain::answer::GROUP_MAX;
use busola_domain::comment::Order;
use busola_domain::consultation::Moderation;
use busola_domain::policy::Denied;
use busola_domain::{Actor, Comment, Consultation, Decision, EventKind, Problem, Status, UnitId};
use busola_service::answers::{NewAnswer, NewGroup};
use busola_service::comments::NewComment;
use busola_service::consultations::Key;
use busola_service::{Conflict, Error};
use busola_storage::{Db, answers, comments};

use crate::city::{City, NOW, denied, draft_of, invalid, kinds, remark, source, unit};
use crate::page::Page;

on_both_databases!(
    a_draft_is_seen_by_moderators_alone,
    a_published_answer_is_seen_wherever_the_remark_is,
    the_same_again_changes_nothing,
    a_public_answer_is_changed_in_public_and_its_texts_are_kept,
    what_is_hidden_or_withdrawn_keeps_its_answer_and_gets_none,
    what_waits_gets_a_draft_that_is_published_after_it_was_approved,
    what_is_typed_is_checked,
    a_unit_of_an_earlier_version_can_be_named,
    several_remarks_share_an_answer_until_one_gets_its_own,
    a_group_with_one_that_may_not_be_answered_is_refused_as_a_whole,
    a_group_that_is_sent_again_changes_nothing,
    all_drafts_are_published_at_once,
    an_open_page_is_told_the_answer,
    what_was_answered_is_not_edited,
);

pub(crate) fn answer(decision: Decision, justification: &str, publish: bool) -> NewAnswer {
    NewAnswer { decision, justification: justification.to_owned(), unit: None, publish, revision: None }
}

pub(crate) async fn give(city: &City, to: &Comment, new: NewAnswer) -> Comment {
    city.service.answer_comment(Some(&city.moderator), to.id, new).await.unwrap()
}

pub(crate) async fn seen(city: &City, who: Option<&Actor>, comment: &Comment) -> Comment {
    city.service.comment(who, comment.id).await.unwrap().comment
}

pub(crate) fn group(of: &[&Comment], justification: &str, publish: bool) -> NewGroup {
    NewGroup {
        comments: of.iter().map(|comment| comment.id).collect(),
        decision: Decision::Rejected,
        justification: justification.to_owned(),
        unit: None,
        publish,
        revisions: Default::default(),
    }
}

pub(crate) async fn give_all(city: &City, on: &Consultation, new: NewGroup) -> Result<Vec<Comment>, Error> {
    city.service.answer_comments(Some(&city.moderator), &Key::Id(on.id), new).await
}

async fn a_draft_is_seen_by_moderators_alone(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Proszę o dłuższy termin.").await;
    let drafted = give(&city, &comment, answer(Decision::Partly, "Tylko **trochę**.", false)).await;
    let draft = drafted.answer.as_ref().unwrap();
    assert_eq!((draft.decision, draft.published_at), (Decision::Partly, None));
    assert_eq!(draft.html, "<p>Tylko <strong>trochę</strong>.</p>\n");
    assert_eq!((drafted.seq, city.log(&consultation).await.len()), (comment.seq, 2));
    assert_eq!(seen(&city, Some(&city.moderator), &comment).await, drafted);
    let key = Key::Id(consultation.id);
    for reader in [None, Some(&anna)] {
        assert_eq!(seen(&city, reader, &comment).await.answer, None);
        let listed = city.service.comments(reader, &key, None, Order::Oldest, None, 10).await.unwrap().items;
        let threads = city.threads(reader, &key, None, Order::Oldest, None).await.unwrap();
        let log = city.service.events(reader, &key, 0, 100).await.unwrap();
        let everything = format!("{listed:?} {threads:?} {log:?}");
        assert!(everything.contains("dłuższy") && !everything.contains("trochę"), "{everything}");
    }
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        let new = answer(Decision::Accepted, "Tak.", true);
        assert_eq!(denied(city.service.answer_comment(who, comment.id, new).await), no);
        assert_eq!(denied(city.service.answer_comments(who, &key, group(&[&comment], "Tak.", true)).await), no);
        assert_eq!(denied(city.publish_all(who, &key).await), no);
    }
}

async fn a_published_answer_is_seen_wherever_the_remark_is(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    city.at(1_000);
    let reply = city.reply(&anna, &comment, "Odpowiedź").await;
    let at = city.at(5_000);
    let new = NewAnswer { unit: Some(unit(&consultation, "§ 2")), ..answer(Decision::Accepted, "Zmieniono § 2.", true) };
    let answered = give(&city, &comment, new).await;
    give(&city, &reply, answer(Decision::OutOfScope, "To nie o tym.", true)).await;
    let given = answered.answer.clone().unwrap();
    assert_eq!((given.published_at, given.unit, answered.seq), (Some(at), Some(unit(&consultation, "§ 2")), Some(4)));
    let key = Key::Id(consultation.id);
    let listed = city.service.comments(None, &key, None, Order::Oldest, None, 10).await.unwrap().items;
    assert_eq!(listed[0], answered);
    let thread = city.threads(None, &key, None, Order::Oldest, None).await.unwrap().threads.pop().unwrap();
    assert_eq!(thread.root.comment.answer.as_ref(), Some(&given));
    assert_eq!(thread.replies[0].comment.answer.as_ref().unwrap().decision, Decision::OutOfScope);
    assert_eq!(seen(&city, Some(&anna), &comment).await, answered);
    // The log tells it with each event of the remark, as it is now.
    let log = city.log(&consultation).await;
    let expected = [EventKind::DraftPublished, EventKind::CommentPosted, EventKind::CommentPosted];
    assert_eq!(kinds(&log), [&expected[..], &[EventKind::AnswerPublished; 2][..]].concat());
    assert_eq!(log[3].data, serde_json::to_value(&answered).unwrap());
    assert_eq!(log[1].data["answer"], log[3].data["answer"]);
    // What is done with the remark later answers with it too, also when its author sends it again.
    let again = NewComment { id: comment.id, ..remark(city.service.new_id(), "Uwaga") };
    assert_eq!(city.try_post(&anna, &consultation, again).await.unwrap().comment.answer, Some(given.clone()));
    assert_eq!(city.hide(&comment).await.answer, Some(given.clone()));
    assert_eq!(city.unhide(&comment).await.answer, Some(given));
}

async fn the_same_again_changes_nothing(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    for publish in [false, true] {
        let new = answer(Decision::Accepted, "  Tak,\r\nzmienimy. ", publish);
        let first = give(&city, &comment, new.clone()).await;
        city.at(9_000);
        assert_eq!(give(&city, &comment, new).await, first);
    }
    assert_eq!(city.log(&consultation).await.len(), 3);
    let entries = city.service.audit_log(Some(&city.moderator), None).await.unwrap().items;
    let acts: Vec<_> = entries.iter().map(|entry| entry.action.as_str()).filter(|action| action.starts_with("comment.")).collect();
    assert_eq!(acts, ["comment.answer", "comment.draft_answer"]);
    assert!(entries.iter().all(|entry| !entry.detail.contains("zmienimy")));
}

async fn a_public_answer_is_changed_in_public_and_its_texts_are_kept(db: Db) {
    let city = City::new(db.clone()).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    give(&city, &comment, answer(Decision::Rejected, "Szkic", false)).await;
    let first = give(&city, &comment, answer(Decision::Rejected, "Nie.", true)).await;
    city.at(1_000);
    let back = city.service.answer_comment(Some(&city.moderator), comment.id, answer(Decision::Rejected, "Nie.", false)).await;
    assert_eq!(denied(back), Denied::WrongState);
    let second = give(&city, &comment, answer(Decision::Accepted, "Jednak tak.", true)).await;
    let (first, second) = (first.answer.unwrap(), second.answer.unwrap());
    assert_eq!((second.decision, second.published_at), (Decision::Accepted, first.published_at));
    let published = [EventKind::AnswerPublished; 2];
    assert_eq!(kinds(&city.log(&consultation).await)[2..], published);
    let mut session = db.read().await.unwrap();
    let stored = comments::get(&mut session, comment.id).await.unwrap().unwrap();
    let kept = answers::revisions(&mut session, stored.answer.unwrap()).await.unwrap();
    assert_eq!(kept.iter().map(|kept| kept.justification.as_str()).collect::<Vec<_>>(), ["Nie.", "Jednak tak."]);
}

async fn what_is_hidden_or_withdrawn_keeps_its_answer_and_gets_none(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let [hidden, withdrawn] = [city.post(&anna, &consultation, "Słowa").await, city.post(&anna, &consultation, "Słowa").await];
    for comment in [&hidden, &withdrawn] {
        give(&city, comment, answer(Decision::Rejected, "Nie.", true)).await;
    }
    city.hide(&hidden).await;
    city.service.withdraw_comment(Some(&anna), withdrawn.id, NOW).await.unwrap();
    let log = city.log(&consultation).await;
    for comment in [&hidden, &withdrawn] {
        let left = seen(&city, None, comment).await;
        assert_eq!((left.body, left.answer.unwrap().justification.as_str()), (None, "Nie."));
        let events = log.iter().filter(|event| event.data["id"] == comment.id.to_string());
        assert!(events.clone().count() == 3 && events.clone().all(|event| event.data["answer"]["decision"] == "rejected"));
        assert!(events.clone().all(|event| event.data["body"].is_null()));
        let new = answer(Decision::Accepted, "Tak.", true);
        assert_eq!(denied(city.service.answer_comment(Some(&city.moderator), comment.id, new).await), Denied::WrongState);
    }
}

async fn what_waits_gets_a_draft_that_is_published_after_it_was_approved(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let anna = city.resident("Anna").await;
    let waiting = city.post(&anna, &consultation, "Uwaga").await;
    let publish = || answer(Decision::Accepted, "Tak.", true);
    assert_eq!(denied(city.service.answer_comment(Some(&city.moderator), waiting.id, publish()).await), Denied::WrongState);
    let drafted = give(&city, &waiting, answer(Decision::Accepted, "Tak.", false)).await;
    assert!(drafted.answer.is_some() && seen(&city, Some(&anna), &waiting).await.answer.is_none());
    let key = Key::Id(consultation.id);
    assert_eq!(city.publish_all(Some(&city.moderator), &key).await.unwrap(), 0);
    let approved = city.service.approve_comment(Some(&city.moderator), waiting.id, NOW).await.unwrap();
    assert_eq!(approved.answer, drafted.answer);
    assert_eq!(seen(&city, None, &waiting).await.answer, None);
    assert!(city.log(&consultation).await[1].data["answer"].is_null());
    assert_eq!(city.publish_all(Some(&city.moderator), &key).await.unwrap(), 1);
    assert_eq!(seen(&city, None, &waiting).await.answer.unwrap().published_at, Some(NOW));
}

async fn what_is_typed_is_checked(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let other = city.consultation().await;
    let foreign = city.post(&anna, &other, "Gdzie indziej").await;
    let tried = async |new| invalid(city.service.answer_comment(Some(&city.moderator), comment.id, new).await);
    assert_eq!(tried(answer(Decision::Accepted, " \u{200B}", true)).await, ("justification".to_owned(), Problem::Required));
    let long = "ż".repeat(20_001);
    assert_eq!(tried(answer(Decision::Accepted, &long, true)).await.0, "justification");
    for wrong in [unit(&other, "§ 1"), UnitId(city.service.new_id())] {
        let new = NewAnswer { unit: Some(wrong), ..answer(Decision::Accepted, "Tak.", true) };
        assert_eq!(tried(new).await, ("unit".to_owned(), Problem::UnknownUnit));
    }
    let grouped = async |new| invalid(give_all(&city, &consultation, new).await);
    assert_eq!(grouped(group(&[], "Nie.", true)).await, ("comments".to_owned(), Problem::Required));
    assert_eq!(grouped(group(&[&comment, &foreign], "Nie.", true)).await, ("comments".to_owned(), Problem::UnknownComment));
    let many = (0..=GROUP_MAX).map(|_| city.service.new_id().into()).collect();
    let many = NewGroup { comments: many, ..group(&[], "Nie.", true) };
    assert_eq!(grouped(many).await, ("comments".to_owned(), Problem::TooMany { max: GROUP_MAX }));
    assert_eq!(seen(&city, Some(&city.moderator), &comment).await.answer, None);
}

async fn a_unit_of_an_earlier_version_can_be_named(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let earlier = unit(&consultation, "§ 3");
    city.service.import_draft(&Key::Id(consultation.id), &source("§ 1. Zostaje.")).await.unwrap();
    let new = NewAnswer { unit: Some(earlier), ..answer(Decision::Accepted, "Skreślono § 3.", true) };
    assert_eq!(give(&city, &comment, new).await.answer.unwrap().unit, Some(earlier));
}

async fn several_remarks_share_an_answer_until_one_gets_its_own(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let [one, two, three] = [
        city.post(&anna, &consultation, "A").await,
        city.post(&anna, &consultation, "B").await,
        city.post(&anna, &consultation, "C").await,
    ];
    // A draft of one makes room for the answer to all.
    give(&city, &two, answer(Decision::Accepted, "Tak.", false)).await;
    let together = give_all(&city, &consultation, group(&[&three, &one, &two], "Nie.", true)).await.unwrap();
    assert_eq!(together.iter().map(|comment| comment.id).collect::<Vec<_>>(), [one.id, two.id, three.id]);
    assert!(together.iter().all(|comment| comment.answer == together[0].answer));
    assert_eq!(together.iter().map(|comment| comment.seq).collect::<Vec<_>>(), [Some(5), Some(6), Some(7)]);
    give(&city, &two, answer(Decision::Accepted, "Jednak tak.", true)).await;
    let of = async |comment: &Comment| seen(&city, None, comment).await.answer.unwrap().justification;
    assert_eq!([of(&one).await, of(&two).await, of(&three).await], ["Nie.", "Jednak tak.", "Nie."]);
    assert_eq!(city.log(&consultation).await.len(), 8);
}

async fn a_group_with_one_that_may_not_be_answered_is_refused_as_a_whole(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let [one, hidden, answered] = [
        city.post(&anna, &consultation, "A").await,
        city.post(&anna, &consultation, "B").await,
        city.post(&anna, &consultation, "C").await,
    ];
    city.hide(&hidden).await;
    give(&city, &answered, answer(Decision::Accepted, "Tak.", true)).await;
    let before = city.log(&consultation).await.len();
    for publish in [true, false] {
        let refused = give_all(&city, &consultation, group(&[&one, &hidden], "Nie.", publish)).await;
        let is_named = matches!(refused, Err(Error::Conflict(Conflict::NotAnswerable { number })) if number == hidden.number);
        assert!(is_named, "{refused:?}");
        let refused = give_all(&city, &consultation, group(&[&one, &answered], "Nie.", publish)).await;
        let is_named = matches!(refused, Err(Error::Conflict(Conflict::AnsweredBefore { number })) if number == answered.number);
        assert!(is_named, "{refused:?}");
    }
    assert_eq!(seen(&city, Some(&city.moderator), &one).await.answer, None);
    assert_eq!(seen(&city, None, &answered).await.answer.unwrap().justification, "Tak.");
    assert_eq!(city.log(&consultation).await.len(), before);
}

async fn a_group_that_is_sent_again_changes_nothing(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let [one, two] = [city.post(&anna, &consultation, "A").await, city.post(&anna, &consultation, "B").await];
    for publish in [false, true] {
        let first = give_all(&city, &consultation, group(&[&one, &two], "Nie.", publish)).await.unwrap();
        city.at(7_000);
        assert_eq!(give_all(&city, &consultation, group(&[&two, &one, &one], "Nie.", publish)).await.unwrap(), first);
    }
    assert_eq!(city.log(&consultation).await.len(), 5);
}

async fn all_drafts_are_published_at_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let (alone, one) = (&city.post(&anna, &consultation, "A").await, &city.post(&anna, &consultation, "B").await);
    let (two, hidden) = (&city.post(&anna, &consultation, "C").await, &city.post(&anna, &consultation, "D").await);
    give(&city, alone, answer(Decision::Accepted, "Tak.", false)).await;
    give_all(&city, &consultation, group(&[one, two, hidden], "Nie.", false)).await.unwrap();
    city.hide(hidden).await;
    let key = Key::Id(consultation.id);
    assert_eq!(city.publish_all(Some(&city.moderator), &key).await.unwrap(), 3);
    assert_eq!(city.publish_all(Some(&city.moderator), &key).await.unwrap(), 0);
    for comment in [alone, one, two] {
        assert_eq!(seen(&city, None, comment).await.answer.unwrap().published_at, Some(NOW));
    }
    // Nobody was told what the city prepared for words that are not there any more.
    let left = seen(&city, None, hidden).await;
    assert_eq!((left.status, left.answer), (Status::Hidden, None));
    assert_eq!(kinds(&city.log(&consultation).await)[6..], [EventKind::AnswerPublished; 3]);
}

async fn an_open_page_is_told_the_answer(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Słowa").await;
    let mut page = Page::open(&city, &consultation).await;
    give(&city, &comment, answer(Decision::Accepted, "Szkic.", false)).await;
    let answered = give(&city, &comment, answer(Decision::Accepted, "Tak.", true)).await;
    let told = page.next("event").await;
    assert_eq!(told["kind"], "answer.published");
    assert_eq!(told["data"], serde_json::to_value(&answered).unwrap());
    city.hide(&comment).await;
    assert_eq!(page.next("event").await["data"]["answer"]["justification"], "Tak.");
    // Who comes back reads the city's words and not the author's.
    let mut late = Page::back(&city, &consultation, 1).await;
    for event in late.events(3).await {
        assert!(event["data"]["body"].is_null(), "{event}");
        // What is kept of the posting is from before the answer.
        assert!(event["kind"] == "comment.posted" || event["data"]["answer"]["justification"] == "Tak.", "{event}");
    }
}

async fn what_was_answered_is_not_edited(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    give(&city, &comment, answer(Decision::Accepted, "Szkic.", false)).await;
    let edited = city.service.edit_comment(Some(&anna), comment.id, "Inna uwaga", NOW).await.unwrap();
    assert_eq!(edited.answer, None);
    give(&city, &comment, answer(Decision::Accepted, "Tak.", true)).await;
    assert_eq!(denied(city.service.edit_comment(Some(&anna), comment.id, "Jeszcze inna", NOW).await), Denied::Answered);
}
