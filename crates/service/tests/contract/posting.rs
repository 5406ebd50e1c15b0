//! Writing remarks: when, where, and once.

use busola_domain::consultation::Moderation;
use busola_domain::policy::Denied;
use busola_domain::{Actor, CommentId, Consultation, Problem, Status};
use busola_service::comments::{NewComment, Posted};
use busola_service::consultations::{Key, NewConsultation};
use busola_service::{Conflict, Error};
use busola_storage::Db;
use uuid::Uuid;

use crate::city::{CLOSES, City, NOW, OPENS, denied, draft_of, invalid, remark, unit};

on_both_databases!(
    a_remark_on_a_unit_is_stored_and_told,
    the_moment_of_receipt_decides_to_the_millisecond,
    a_draft_takes_no_remarks_and_is_not_there,
    who_is_not_signed_in_is_told_so_while_it_is_open,
    sending_again_posts_nothing_twice,
    sent_again_after_closing_it_stays_accepted,
    sent_again_after_an_edit_it_stays_as_it_was_edited,
    sent_again_after_it_was_withdrawn_it_stays_withdrawn,
    an_id_belongs_to_one_remark,
    of_many_that_are_sent_at_once_one_is_posted,
    what_is_wrong_is_said_at_its_field,
    a_text_is_made_regular_once,
    a_reply_stands_where_its_parent_stands,
    replies_to_replies_are_in_one_thread,
    counts_follow_people_and_units,
);

async fn post(city: &City, author: &Actor, on: &Consultation, new: NewComment) -> Result<Posted, Error> {
    city.try_post(author, on, new).await
}

async fn a_remark_on_a_unit_is_stored_and_told(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let unit = unit(&consultation, "§ 2 pkt 1");
    let new = NewComment { unit: Some(unit), ..remark(city.service.new_id(), "Za *krótko*.") };
    let posted = post(&city, &anna, &consultation, new.clone()).await.unwrap();
    let comment = posted.comment;
    assert!(posted.created);
    assert_eq!((comment.id, comment.consultation, comment.unit, comment.parent), (new.id, consultation.id, Some(unit), None));
    assert_eq!((comment.body.as_deref(), comment.html.as_deref()), (Some("Za *krótko*."), Some("<p>Za <em>krótko</em>.</p>\n")));
    assert_eq!((comment.author.name.as_str(), comment.status, comment.supports), ("Anna", Status::Published, 0));
    // The draft's own event came before it.
    assert_eq!((comment.created_at, comment.edited_at, comment.seq), (NOW, None, Some(2)));
    assert_eq!(city.service.comment(None, comment.id).await.unwrap().comment, comment);
}

async fn the_moment_of_receipt_decides_to_the_millisecond(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let key = Key::Id(consultation.id);
    // Long after closing: the way to the disk was slow.
    city.clock.set(CLOSES.plus(60_000));
    for (received, expected) in [
        (OPENS.plus(-1), Err(Denied::NotYetOpen)),
        (OPENS, Ok(())),
        (CLOSES.plus(-1), Ok(())),
        (CLOSES, Err(Denied::AlreadyClosed)),
        (CLOSES.plus(1), Err(Denied::AlreadyClosed)),
    ] {
        let new = remark(city.service.new_id(), "Uwaga");
        match (city.service.post_comment(Some(&anna), &key, new, received).await, expected) {
            (Ok(posted), expected) => assert_eq!((posted.comment.created_at, Ok(())), (received, expected)),
            (refused, expected) => assert_eq!(Err(denied(refused)), expected, "{received}"),
        }
    }
    assert_eq!(city.counts(&consultation).await, (2, 1));
}

async fn a_draft_takes_no_remarks_and_is_not_there(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await;
    let anna = city.resident("Anna").await;
    let new = || remark(city.service.new_id(), "Uwaga");
    assert_eq!(denied(post(&city, &anna, &consultation, new()).await), Denied::NotFound);
    assert_eq!(denied(city.service.post_comment(None, &Key::Id(consultation.id), new(), NOW).await), Denied::NotFound);
    assert_eq!(denied(city.service.post_comment(None, &Key::Slug("nie-ma".to_owned()), new(), NOW).await), Denied::NotFound);
}

async fn who_is_not_signed_in_is_told_so_while_it_is_open(db: Db) {
    let city = City::new(db).await;
    let key = Key::Id(city.consultation().await.id);
    let new = remark(city.service.new_id(), "Uwaga");
    assert_eq!(denied(city.service.post_comment(None, &key, new.clone(), NOW).await), Denied::SignInNeeded);
    assert_eq!(denied(city.service.post_comment(None, &key, new, CLOSES).await), Denied::AlreadyClosed);
}

async fn sending_again_posts_nothing_twice(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let new = remark(city.service.new_id(), "Zażółć");
    let first = post(&city, &anna, &consultation, new.clone()).await.unwrap();
    // The same text as another machine types it.
    let again = NewComment { body: " Zaz\u{307}o\u{301}łc\u{301}\r\n".to_owned(), ..new };
    let second = post(&city, &anna, &consultation, again).await.unwrap();
    assert_eq!((first.created, second.created), (true, false));
    assert_eq!(first.comment, second.comment);
    assert_eq!(city.log(&consultation).await.len(), 2);
    assert_eq!(city.counts(&consultation).await, (1, 1));
}

async fn sent_again_after_closing_it_stays_accepted(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let new = remark(city.service.new_id(), "Uwaga");
    let first = post(&city, &anna, &consultation, new.clone()).await.unwrap();
    city.clock.set(CLOSES.plus(1));
    let second = post(&city, &anna, &consultation, new).await.unwrap();
    assert!(!second.created && second.comment == first.comment);
}

async fn sent_again_after_an_edit_it_stays_as_it_was_edited(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let new = remark(city.service.new_id(), "Pierwsza wersja");
    post(&city, &anna, &consultation, new.clone()).await.unwrap();
    let edited = city.service.edit_comment(Some(&anna), new.id, "Druga wersja", city.at(1_000)).await.unwrap();
    // The answer to the first time was lost: both what was sent then and what stands there now is that remark.
    for body in ["Pierwsza wersja", " Druga wersja\r\n"] {
        let again = post(&city, &anna, &consultation, NewComment { body: body.to_owned(), ..new.clone() }).await.unwrap();
        assert!(!again.created && again.comment == edited, "{body}");
    }
    let never = NewComment { body: "Trzecia wersja".to_owned(), ..new.clone() };
    let elsewhere = NewComment { unit: Some(unit(&consultation, "§ 1")), ..new.clone() };
    for (author, again) in [(&anna, never), (&anna, elsewhere), (&jan, new)] {
        assert!(matches!(post(&city, author, &consultation, again).await, Err(Error::Conflict(Conflict::IdTaken))));
    }
    assert_eq!(city.log(&consultation).await.len(), 3);
}

async fn sent_again_after_it_was_withdrawn_it_stays_withdrawn(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let new = remark(city.service.new_id(), "Uwaga");
    post(&city, &anna, &consultation, new.clone()).await.unwrap();
    let withdrawn = city.service.withdraw_comment(Some(&anna), new.id, NOW).await.unwrap();
    let again = post(&city, &anna, &consultation, new).await.unwrap();
    assert!(!again.created && again.comment == withdrawn);
    assert_eq!((withdrawn.status, withdrawn.body), (Status::Withdrawn, None));
}

async fn an_id_belongs_to_one_remark(db: Db) {
    let city = City::new(db).await;
    let (consultation, other) = (city.consultation().await, city.consultation().await);
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let new = remark(city.service.new_id(), "Uwaga");
    post(&city, &anna, &consultation, new.clone()).await.unwrap();
    let on_unit = Some(unit(&consultation, "§ 1"));
    for (author, on, again) in [
        (&anna, &consultation, NewComment { body: "Inna uwaga".to_owned(), ..new.clone() }),
        (&anna, &consultation, NewComment { unit: on_unit, ..new.clone() }),
        (&jan, &consultation, new.clone()),
        (&anna, &other, new.clone()),
    ] {
        assert!(matches!(post(&city, author, on, again).await, Err(Error::Conflict(Conflict::IdTaken))));
    }
    assert_eq!(city.log(&consultation).await.len(), 2);
    assert_eq!(city.log(&other).await.len(), 1);
}

async fn of_many_that_are_sent_at_once_one_is_posted(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let new = remark(city.service.new_id(), "Uwaga");
    let tasks: Vec<_> = (0..12)
        .map(|_| {
            let (service, anna, new, key) = (city.service.clone(), anna.clone(), new.clone(), Key::Id(consultation.id));
            tokio::spawn(async move { service.post_comment(Some(&anna), &key, new, NOW).await.unwrap() })
        })
        .collect();
    let mut posted = Vec::new();
    for task in tasks {
        posted.push(task.await.unwrap());
    }
    assert_eq!(posted.iter().filter(|posted| posted.created).count(), 1);
    assert!(posted.iter().all(|other| other.comment == posted[0].comment));
    assert_eq!(city.log(&consultation).await.len(), 2);
    assert_eq!(city.counts(&consultation).await, (1, 1));
}

async fn what_is_wrong_is_said_at_its_field(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let good = || remark(city.service.new_id(), "Uwaga");
    let cases = [
        (NewComment { body: " \u{2800}\u{200B}\n".to_owned(), ..good() }, "body", Problem::Required),
        (NewComment { body: "ż".repeat(10_001), ..good() }, "body", Problem::TooLong { max: 10_000 }),
        (NewComment { body: "a\u{202E}b".to_owned(), ..good() }, "body", Problem::ForbiddenCharacters),
        (NewComment { id: CommentId(Uuid::nil()), ..good() }, "id", Problem::Malformed),
        (NewComment { unit: Some(city.service.new_id().into()), ..good() }, "unit", Problem::UnknownUnit),
        (NewComment { parent: Some(city.service.new_id().into()), ..good() }, "parent", Problem::UnknownParent),
    ];
    for (new, field, problem) in cases {
        assert_eq!(invalid(post(&city, &anna, &consultation, new).await), (field.to_owned(), problem));
    }
    assert_eq!(city.log(&consultation).await.len(), 1);
    let longest = NewComment { body: "ż".repeat(10_000), ..good() };
    assert!(post(&city, &anna, &consultation, longest).await.is_ok());
}

async fn a_text_is_made_regular_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "\r\n Zaz\u{307}o\u{301}łc\u{301}\r\ngęślą\t\n").await;
    assert_eq!(comment.body.as_deref(), Some("Zażółć\ngęślą"));
    assert_eq!(city.log(&consultation).await[1].data["body"], "Zażółć\ngęślą");
}

async fn a_reply_stands_where_its_parent_stands(db: Db) {
    let city = City::new(db).await;
    let (consultation, elsewhere) = (city.consultation().await, city.consultation().await);
    let anna = city.resident("Anna").await;
    let (first, second) = (unit(&consultation, "§ 1"), unit(&consultation, "§ 3"));
    let on_first = NewComment { unit: Some(first), ..remark(city.service.new_id(), "Uwaga") };
    let parent = post(&city, &anna, &consultation, on_first).await.unwrap().comment;
    let abroad = city.post(&anna, &elsewhere, "Gdzie indziej").await;
    let gone = city.post(&anna, &consultation, "Do ukrycia").await;
    city.hide(&gone).await;

    let reply = |unit, parent| NewComment { unit, parent: Some(parent), ..remark(city.service.new_id(), "Odpowiedź") };
    for (unit, parent) in [(Some(second), parent.id), (None, parent.id), (None, abroad.id), (None, gone.id)] {
        let refused = post(&city, &anna, &consultation, reply(unit, parent)).await;
        assert_eq!(invalid(refused), ("parent".to_owned(), Problem::UnknownParent));
    }
    let stands = post(&city, &anna, &consultation, reply(Some(first), parent.id)).await.unwrap();
    assert_eq!((stands.comment.unit, stands.comment.parent), (Some(first), Some(parent.id)));
}

async fn replies_to_replies_are_in_one_thread(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let root = city.post(&anna, &consultation, "Uwaga").await;
    city.at(1);
    let reply = city.reply(&jan, &root, "Odpowiedź").await;
    city.at(2);
    let deeper = city.reply(&anna, &reply, "Odpowiedź na odpowiedź").await;

    let page = city.threads(Some(&jan), &Key::Id(consultation.id), None, Default::default(), None).await.unwrap();
    assert_eq!((page.threads.len(), page.next), (1, None));
    let thread = &page.threads[0];
    assert_eq!((thread.root.comment.id, thread.replies_count), (root.id, 2));
    let replies: Vec<_> = thread.replies.iter().map(|shown| (shown.comment.id, shown.comment.parent, shown.mine)).collect();
    assert_eq!(replies, [(reply.id, Some(root.id), true), (deeper.id, Some(reply.id), false)]);
}

async fn counts_follow_people_and_units(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let unit = unit(&consultation, "§ 3");
    for author in [&anna, &anna, &jan] {
        let new = NewComment { unit: Some(unit), ..remark(city.service.new_id(), "Uwaga") };
        post(&city, author, &consultation, new).await.unwrap();
    }
    city.post(&anna, &consultation, "Do całości").await;
    let reading = city.open(None, &Key::Slug(consultation.slug.clone()), None, Default::default(), None).await.unwrap().reading;
    assert_eq!((reading.unit_counts, reading.head), (vec![(unit, 3)], 5));
    assert_eq!(city.counts(&consultation).await, (4, 2));
}
