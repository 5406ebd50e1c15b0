//! What moderators do with remarks: hide, show again, approve.

use busola_domain::comment::Order;
use busola_domain::consultation::Moderation;
use busola_domain::policy::Denied;
use busola_domain::{Actor, Comment, Consultation, EventKind, Problem, Status};
use busola_service::consultations::Key;
use busola_storage::Db;

use crate::city::{City, NOW, denied, draft_of, invalid, remark};

on_both_databases!(
    a_hidden_text_is_gone_everywhere_and_its_reason_is_shown,
    counts_follow_hiding_and_showing_again,
    a_remark_is_hidden_once,
    only_moderators_moderate,
    a_reason_is_needed,
    a_waiting_remark_is_not_in_the_log_until_it_is_approved,
    a_waiting_remark_is_there_for_its_author_and_moderators_alone,
    a_moderators_own_remark_does_not_wait,
    a_reply_is_public_after_what_it_replies_to,
    a_moderators_reply_to_what_waits_waits_too,
    a_reply_to_what_was_hidden_later_can_be_approved,
    a_remark_that_was_refused_never_appears,
    a_waiting_remark_that_is_withdrawn_never_appears,
    of_two_moderators_at_once_one_hides,
);

async fn seen(city: &City, who: Option<&Actor>, on: &Consultation) -> Vec<Comment> {
    city.service.comments(who, &Key::Id(on.id), None, Order::Oldest, None, 100).await.unwrap().items
}

fn kinds(log: &[busola_domain::Event]) -> Vec<EventKind> {
    log.iter().skip(1).map(|event| event.kind).collect()
}

async fn a_hidden_text_is_gone_everywhere_and_its_reason_is_shown(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Obraźliwe słowa").await;
    let hidden = city.hide(&comment).await;
    assert_eq!((hidden.status, hidden.body.as_deref(), hidden.html.as_deref()), (Status::Hidden, None, None));
    assert_eq!((hidden.hidden_reason.as_deref(), hidden.seq), (Some("obraża innych"), Some(3)));

    let log = city.log(&consultation).await;
    assert_eq!(kinds(&log), [EventKind::CommentPosted, EventKind::CommentHidden]);
    assert!(log[1].data["body"].is_null() && log[1].data["html"].is_null());
    for reader in [None, Some(&anna), Some(&city.moderator)] {
        let everything = format!(
            "{log:?} {:?} {:?} {:?}",
            seen(&city, reader, &consultation).await,
            city.service.comment(reader, comment.id).await.unwrap(),
            city.threads(reader, &Key::Id(consultation.id), None, Order::Newest, None).await.unwrap(),
        );
        assert!(everything.contains("obraża innych") && !everything.contains("Obraźliwe"), "{everything}");
    }
}

async fn counts_follow_hiding_and_showing_again(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let root = city.post(&anna, &consultation, "Uwaga").await;
    let reply = city.reply(&jan, &root, "Odpowiedź").await;
    let replies = async |expected| {
        let page = city.threads(None, &Key::Id(consultation.id), None, Order::Oldest, None).await.unwrap();
        assert_eq!((page.threads[0].replies_count, page.threads[0].replies.len()), (expected, 1));
    };
    assert_eq!(city.counts(&consultation).await, (2, 2));
    // The replies to what was hidden stay.
    city.hide(&root).await;
    assert_eq!(city.counts(&consultation).await, (1, 1));
    replies(1).await;
    city.hide(&reply).await;
    assert_eq!(city.counts(&consultation).await, (0, 0));
    replies(0).await;
    city.unhide(&reply).await;
    let shown = city.unhide(&root).await;
    assert_eq!((shown.status, shown.body.as_deref(), shown.hidden_reason), (Status::Published, Some("Uwaga"), None));
    assert_eq!(city.counts(&consultation).await, (2, 2));
    replies(1).await;
    let log = city.log(&consultation).await;
    assert_eq!(kinds(&log)[4..], [EventKind::CommentUnhidden, EventKind::CommentUnhidden]);
    assert_eq!(log[6].data["body"], "Uwaga");
}

async fn a_remark_is_hidden_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let moderator = Some(&city.moderator);
    assert_eq!(denied(city.service.unhide_comment(moderator, comment.id, NOW).await), Denied::WrongState);
    assert_eq!(denied(city.service.approve_comment(moderator, comment.id, NOW).await), Denied::WrongState);
    city.hide(&comment).await;
    assert_eq!(denied(city.service.hide_comment(moderator, comment.id, "znów", NOW).await), Denied::WrongState);
    assert_eq!(denied(city.service.hide_comment(moderator, city.service.new_id().into(), "nie ma", NOW).await), Denied::NotFound);
    assert_eq!(city.log(&consultation).await.len(), 3);
}

async fn only_moderators_moderate(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(city.service.hide_comment(who, comment.id, "bo tak", NOW).await), no);
        assert_eq!(denied(city.service.unhide_comment(who, comment.id, NOW).await), no);
        assert_eq!(denied(city.service.approve_comment(who, comment.id, NOW).await), no);
    }
}

async fn a_reason_is_needed(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    for (reason, problem) in [(" ", Problem::Required), ("a\u{202E}", Problem::ForbiddenCharacters)] {
        let refused = city.service.hide_comment(Some(&city.moderator), comment.id, reason, NOW).await;
        assert_eq!(invalid(refused), ("reason".to_owned(), problem));
    }
    assert_eq!(city.service.comment(None, comment.id).await.unwrap().comment.status, Status::Published);
}

async fn a_waiting_remark_is_not_in_the_log_until_it_is_approved(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let anna = city.resident("Anna").await;
    let waiting = city.post(&anna, &consultation, "Uwaga").await;
    assert_eq!((waiting.status, waiting.seq, waiting.body.as_deref()), (Status::Pending, None, Some("Uwaga")));
    assert_eq!(kinds(&city.log(&consultation).await), []);
    assert_eq!(city.counts(&consultation).await, (0, 0));

    let at = city.at(500);
    let approved = city.service.approve_comment(Some(&city.moderator), waiting.id, at).await.unwrap();
    assert_eq!((approved.status, approved.seq, approved.created_at), (Status::Published, Some(2), NOW));
    let log = city.log(&consultation).await;
    assert_eq!((kinds(&log), log[1].at, &log[1].data["body"]), (vec![EventKind::CommentPosted], at, &"Uwaga".into()));
    assert_eq!(city.counts(&consultation).await, (1, 1));
    assert_eq!(seen(&city, None, &consultation).await, [approved]);
}

async fn a_waiting_remark_is_there_for_its_author_and_moderators_alone(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let waiting = city.post(&anna, &consultation, "Uwaga").await;
    for (reader, sees) in [(None, false), (Some(&jan), false), (Some(&anna), true), (Some(&city.moderator), true)] {
        assert_eq!(seen(&city, reader, &consultation).await.len(), usize::from(sees));
        let threads = city.threads(reader, &Key::Id(consultation.id), None, Order::Oldest, None).await.unwrap().threads;
        assert_eq!(threads.len(), usize::from(sees));
        let one = city.service.comment(reader, waiting.id).await;
        if sees {
            assert_eq!(one.unwrap().comment.body.as_deref(), Some("Uwaga"));
        } else {
            assert_eq!(denied(one), Denied::NotFound);
        }
    }
    let reply = busola_service::comments::NewComment { parent: Some(waiting.id), ..remark(city.service.new_id(), "Odpowiedź") };
    assert_eq!(invalid(city.try_post(&jan, &consultation, reply).await).1, Problem::UnknownParent);
}

async fn a_moderators_own_remark_does_not_wait(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let comment = city.post(&city.moderator, &consultation, "Wyjaśnienie biura").await;
    assert_eq!((comment.status, comment.seq), (Status::Published, Some(2)));
}

async fn a_reply_is_public_after_what_it_replies_to(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let anna = city.resident("Anna").await;
    let root = city.post(&anna, &consultation, "Uwaga").await;
    let reply = city.reply(&anna, &root, "Dopisek").await;
    let deeper = city.reply(&anna, &reply, "Dopisek do dopisku").await;
    let approve = |comment: &Comment| city.service.approve_comment(Some(&city.moderator), comment.id, NOW);
    for too_early in [&reply, &deeper] {
        assert_eq!(denied(approve(too_early).await), Denied::WrongState);
    }
    // Nor by another way: refused and thought better of.
    city.hide(&reply).await;
    assert_eq!(denied(city.service.unhide_comment(Some(&city.moderator), reply.id, NOW).await), Denied::WrongState);
    assert_no_trace(&city, &consultation, &reply).await;

    approve(&root).await.unwrap();
    assert_eq!(denied(approve(&deeper).await), Denied::WrongState);
    city.unhide(&reply).await;
    approve(&deeper).await.unwrap();
    let seen: Vec<_> = seen(&city, None, &consultation).await.into_iter().map(|comment| (comment.id, comment.seq)).collect();
    assert!(seen.len() == 3 && [(root.id, Some(2)), (reply.id, Some(3)), (deeper.id, Some(4))].iter().all(|one| seen.contains(one)));
    assert_eq!(city.counts(&consultation).await, (3, 1));
}

async fn a_moderators_reply_to_what_waits_waits_too(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let anna = city.resident("Anna").await;
    let root = city.post(&anna, &consultation, "Uwaga").await;
    let answer = city.reply(&city.moderator, &root, "Wyjaśnienie biura").await;
    assert_eq!((answer.status, answer.seq), (Status::Pending, None));
    assert_no_trace(&city, &consultation, &answer).await;
    for comment in [&root, &answer] {
        city.service.approve_comment(Some(&city.moderator), comment.id, NOW).await.unwrap();
    }
    assert_eq!(seen(&city, None, &consultation).await.len(), 2);
}

async fn a_reply_to_what_was_hidden_later_can_be_approved(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let root = city.post(&anna, &consultation, "Uwaga").await;
    city.service.approve_comment(Some(&city.moderator), root.id, NOW).await.unwrap();
    let reply = city.reply(&jan, &root, "Odpowiedź").await;
    // Its place in the thread stays, with the reason.
    city.hide(&root).await;
    let approved = city.service.approve_comment(Some(&city.moderator), reply.id, NOW).await.unwrap();
    assert_eq!((approved.status, approved.seq), (Status::Published, Some(4)));
}

/// The public finds no trace of a remark that was never public.
async fn assert_no_trace(city: &City, consultation: &Consultation, of: &Comment) {
    let stranger = city.resident("Jan").await;
    for reader in [None, Some(&stranger)] {
        assert_eq!(seen(city, reader, consultation).await, []);
        assert!(city.threads(reader, &Key::Id(consultation.id), None, Order::Oldest, None).await.unwrap().threads.is_empty());
        assert_eq!(denied(city.service.comment(reader, of.id).await), Denied::NotFound);
    }
    assert_eq!(kinds(&city.log(consultation).await), []);
    assert_eq!(city.counts(consultation).await, (0, 0));
}

async fn a_remark_that_was_refused_never_appears(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let anna = city.resident("Anna").await;
    let waiting = city.post(&anna, &consultation, "Uwaga").await;
    let refused = city.hide(&waiting).await;
    assert_eq!((refused.status, refused.seq), (Status::Hidden, None));
    assert_no_trace(&city, &consultation, &waiting).await;
    // Its author learns why.
    assert_eq!(seen(&city, Some(&anna), &consultation).await[0].hidden_reason.as_deref(), Some("obraża innych"));
    // Thought better of: it appears for the first time.
    let shown = city.unhide(&waiting).await;
    assert_eq!((shown.status, shown.seq), (Status::Published, Some(2)));
    assert_eq!(kinds(&city.log(&consultation).await), [EventKind::CommentPosted]);
    assert_eq!(city.counts(&consultation).await, (1, 1));
}

async fn a_waiting_remark_that_is_withdrawn_never_appears(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let anna = city.resident("Anna").await;
    let waiting = city.post(&anna, &consultation, "Uwaga").await;
    city.service.withdraw_comment(Some(&anna), waiting.id, NOW).await.unwrap();
    assert_no_trace(&city, &consultation, &waiting).await;
}

async fn of_two_moderators_at_once_one_hides(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let tasks: Vec<_> = (0..8)
        .map(|n| {
            let (service, moderator, id) = (city.service.clone(), city.moderator.clone(), comment.id);
            tokio::spawn(async move { service.hide_comment(Some(&moderator), id, &format!("powód {n}"), NOW).await })
        })
        .collect();
    let mut hidden = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => hidden += 1,
            refused => assert_eq!(denied(refused), Denied::WrongState),
        }
    }
    assert_eq!(hidden, 1);
    assert_eq!(city.log(&consultation).await.len(), 3);
    assert_eq!(city.counts(&consultation).await, (0, 0));
}
