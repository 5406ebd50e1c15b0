//! Many who write at once: each is answered as if alone, and the log has all of it in the order in which it came.

use busola_domain::consultation::Moderation;
use busola_domain::policy::Denied;
use busola_domain::{AccountId, Actor, CommentId, EventKind, Problem, Status};
use busola_service::comments::{NewComment, Posted, Support};
use busola_service::consultations::{Key, NewConsultation};
use busola_service::{Conflict, Error};
use busola_storage::Db;

use crate::city::{CLOSES, City, NOW, OPENS, denied, draft_of, invalid, remark, unit};
use crate::together::{Change, Held};

on_both_databases!(
    two_hundred_at_once_are_in_the_log_once_in_their_order,
    of_one_id_sent_twenty_times_one_is_posted,
    who_is_refused_is_refused_alone,
    what_the_database_refuses_is_refused_alone,
    a_reply_and_a_support_follow_what_they_are_about,
    nothing_is_answered_before_it_is_there,
    a_hundred_people_support_at_once,
    a_support_that_is_given_and_taken_back_is_none,
    each_is_judged_by_its_own_moment,
    what_waits_for_a_moderator_is_not_in_the_log,
    several_consultations_are_written_at_once,
);

impl City {
    fn supporting(&self, who: &Actor, comment: CommentId, wanted: Support) -> Change<Result<i64, Error>> {
        let (service, who) = (self.service.clone(), who.clone());
        Box::pin(async move { service.support_comment(Some(&who), comment, wanted, NOW).await })
    }
}

/// The same as a change that can wait together with others.
fn boxed(change: Change<Result<Posted, Error>>) -> Change<Result<i64, Error>> {
    Box::pin(async move { change.await.map(|posted| posted.comment.seq.unwrap_or(0)) })
}

async fn two_hundred_at_once_are_in_the_log_once_in_their_order(db: Db) {
    let city = City::new(db).await;
    let (gate, consultation) = (city.consultation().await, city.consultation().await);
    let units = [Some(unit(&consultation, "§ 1")), Some(unit(&consultation, "§ 3")), None];
    let mut people = Vec::new();
    for n in 0..7 {
        people.push(city.resident(&format!("Osoba {n}")).await);
    }
    let held = Held::by(&city, &gate).await;
    let new: Vec<_> = (0..200).map(|n| NewComment { unit: units[n % 3], ..remark(city.service.new_id(), &format!("Uwaga {n}")) }).collect();
    let changes = new.iter().enumerate().map(|(n, new)| city.posting(&people[n % 7], &consultation, new.clone(), NOW)).collect();
    let posted = held.send(changes).await;

    let log = city.log(&consultation).await;
    assert_eq!(log.iter().map(|event| event.seq).collect::<Vec<_>>(), (1..=201).collect::<Vec<_>>());
    for (((n, new), posted), event) in new.iter().enumerate().zip(posted).zip(&log[1..]) {
        let posted = posted.unwrap();
        assert!(posted.created);
        assert_eq!((posted.comment.id, posted.comment.author.name.as_str()), (new.id, people[n % 7].name.as_str()));
        assert_eq!((event.kind, event.at, &event.data), (EventKind::CommentPosted, NOW, &serde_json::to_value(&posted.comment).unwrap()));
    }
    assert_eq!(city.counts(&consultation).await, (200, 7));
    let key = Key::Id(consultation.id);
    let counts = city.open(None, &key, None, Default::default(), None).await.unwrap().reading.unit_counts;
    let of = |unit| counts.iter().find(|(id, _)| Some(*id) == unit).map(|(_, count)| *count);
    assert_eq!((counts.len(), of(units[0]), of(units[1])), (2, Some(67), Some(67)));
}

async fn of_one_id_sent_twenty_times_one_is_posted(db: Db) {
    let city = City::new(db).await;
    let (gate, consultation) = (city.consultation().await, city.consultation().await);
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let held = Held::by(&city, &gate).await;
    let new = remark(city.service.new_id(), "Uwaga");
    let mut changes: Vec<_> = (0..20).map(|_| city.posting(&anna, &consultation, new.clone(), NOW)).collect();
    let other_text = NewComment { body: "Inna uwaga".to_owned(), ..new.clone() };
    changes.insert(5, city.posting(&anna, &consultation, other_text, NOW));
    changes.insert(9, city.posting(&jan, &consultation, new, NOW));
    let mut outcomes = held.send(changes).await;
    for other in [outcomes.remove(9), outcomes.remove(5)] {
        assert!(matches!(other, Err(Error::Conflict(Conflict::IdTaken))));
    }
    let posted: Vec<_> = outcomes.into_iter().map(Result::unwrap).collect();
    assert!(posted[0].created && posted[1..].iter().all(|again| !again.created));
    assert!(posted.iter().all(|again| again.comment == posted[0].comment));
    assert_eq!((city.log(&consultation).await.len(), city.counts(&consultation).await), (2, (1, 1)));
}

async fn who_is_refused_is_refused_alone(db: Db) {
    let city = City::new(db).await;
    let (gate, consultation) = (city.consultation().await, city.consultation().await);
    let draft = city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await;
    let anna = city.resident("Anna").await;
    let held = Held::by(&city, &gate).await;
    let good = || remark(city.service.new_id(), "Uwaga");
    let changes = vec![
        city.posting(&anna, &consultation, good(), NOW),
        city.posting(&anna, &consultation, NewComment { unit: Some(city.service.new_id().into()), ..good() }, NOW),
        city.posting(&anna, &consultation, good(), CLOSES),
        city.posting(&anna, &draft, good(), NOW),
        city.posting(&anna, &consultation, NewComment { body: "\u{200B}".to_owned(), ..good() }, NOW),
        city.posting(&anna, &consultation, good(), NOW),
    ];
    let mut outcomes = held.send(changes).await.into_iter();
    let mut next = || outcomes.next().unwrap();
    assert_eq!(next().unwrap().comment.seq, Some(2));
    assert_eq!(invalid(next()), ("unit".to_owned(), Problem::UnknownUnit));
    assert_eq!(denied(next()), Denied::AlreadyClosed);
    assert_eq!(denied(next()), Denied::NotFound);
    assert_eq!(invalid(next()), ("body".to_owned(), Problem::Required));
    assert_eq!(next().unwrap().comment.seq, Some(3));
    assert_eq!((city.log(&consultation).await.len(), city.counts(&consultation).await), (3, (2, 1)));
}

async fn what_the_database_refuses_is_refused_alone(db: Db) {
    let city = City::new(db).await;
    let (gate, consultation) = (city.consultation().await, city.consultation().await);
    let anna = city.resident("Anna").await;
    let gone = Actor { account: AccountId(city.service.new_id()), name: "Konto usunięte".to_owned(), ..anna.clone() };
    let held = Held::by(&city, &gate).await;
    let new = |n: usize| remark(city.service.new_id(), &format!("Uwaga {n}"));
    let authors = [&anna, &anna, &gone, &anna, &gone, &anna];
    let changes = authors.iter().enumerate().map(|(n, author)| city.posting(author, &consultation, new(n), NOW)).collect();
    let outcomes = held.send(changes).await;
    let seqs: Vec<_> = outcomes.iter().map(|outcome| outcome.as_ref().ok().and_then(|posted| posted.comment.seq)).collect();
    assert_eq!(seqs, [Some(2), Some(3), None, Some(4), None, Some(5)]);
    // Trying again would not help.
    assert!(outcomes.into_iter().filter_map(Result::err).all(|error| matches!(error, Error::Storage(_)) && !error.is_temporary()));
    assert_eq!((city.log(&consultation).await.len(), city.counts(&consultation).await), (5, (4, 1)));
}

async fn a_reply_and_a_support_follow_what_they_are_about(db: Db) {
    let city = City::new(db).await;
    let (gate, consultation) = (city.consultation().await, city.consultation().await);
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let held = Held::by(&city, &gate).await;
    let root = remark(city.service.new_id(), "Uwaga");
    let reply = NewComment { parent: Some(root.id), ..remark(city.service.new_id(), "Odpowiedź") };
    let deeper = NewComment { parent: Some(reply.id), ..remark(city.service.new_id(), "Odpowiedź na odpowiedź") };
    let outcomes = held
        .send(vec![
            boxed(city.posting(&anna, &consultation, root.clone(), NOW)),
            boxed(city.posting(&jan, &consultation, reply.clone(), NOW.plus(1))),
            city.supporting(&jan, root.id, Support::Given),
            boxed(city.posting(&anna, &consultation, deeper.clone(), NOW.plus(2))),
            city.supporting(&anna, reply.id, Support::Given),
            city.supporting(&anna, root.id, Support::Given),
        ])
        .await;
    assert_eq!(outcomes.into_iter().map(Result::unwrap).collect::<Vec<_>>(), [2, 3, 2, 4, 1, 2]);
    let key = Key::Id(consultation.id);
    let thread = city.threads(Some(&jan), &key, None, Default::default(), None).await.unwrap().threads.remove(0);
    assert_eq!((thread.root.comment.id, thread.root.comment.supports, thread.root.supported, thread.replies_count), (root.id, 2, true, 2));
    let replies: Vec<_> = thread.replies.iter().map(|shown| (shown.comment.id, shown.comment.parent, shown.comment.supports)).collect();
    assert_eq!(replies, [(reply.id, Some(root.id), 1), (deeper.id, Some(reply.id), 0)]);
}

async fn nothing_is_answered_before_it_is_there(db: Db) {
    let city = City::new(db).await;
    let (gate, consultation) = (city.consultation().await, city.consultation().await);
    let anna = city.resident("Anna").await;
    let held = Held::by(&city, &gate).await;
    let root = remark(city.service.new_id(), "Uwaga");
    let reply = NewComment { parent: Some(root.id), ..remark(city.service.new_id(), "Odpowiedź") };
    let outcomes = held
        .send(vec![
            boxed(city.posting(&anna, &consultation, reply, NOW)),
            city.supporting(&anna, root.id, Support::Given),
            boxed(city.posting(&anna, &consultation, root, NOW)),
        ])
        .await;
    let [reply, support, root] = <[_; 3]>::try_from(outcomes).unwrap();
    assert_eq!(invalid(reply), ("parent".to_owned(), Problem::UnknownParent));
    assert_eq!(denied(support), Denied::NotFound);
    assert_eq!(root.unwrap(), 2);
}

async fn a_hundred_people_support_at_once(db: Db) {
    let city = City::new(db).await;
    let (gate, consultation) = (city.consultation().await, city.consultation().await);
    let anna = city.resident("Anna").await;
    let (first, second) = (city.post(&anna, &consultation, "Uwaga").await, city.post(&anna, &consultation, "Druga").await);
    let mut people = Vec::new();
    for n in 0..100 {
        people.push(city.resident(&format!("Osoba {n}")).await);
    }
    let held = Held::by(&city, &gate).await;
    let mut changes = Vec::new();
    for (n, person) in people.iter().enumerate() {
        changes.push(city.supporting(person, first.id, Support::Given));
        changes.push(city.supporting(person, first.id, Support::Given));
        if n % 2 == 0 {
            changes.push(city.supporting(person, second.id, Support::Given));
        }
    }
    for outcome in held.send(changes).await {
        assert!([100, 50].contains(&outcome.unwrap()));
    }
    for (comment, supports) in [(first, 100), (second, 50)] {
        assert_eq!(city.service.comment(None, comment.id).await.unwrap().comment.supports, supports);
    }
    // A support is no event.
    assert_eq!(city.log(&consultation).await.len(), 3);
}

async fn a_support_that_is_given_and_taken_back_is_none(db: Db) {
    let city = City::new(db).await;
    let (gate, consultation) = (city.consultation().await, city.consultation().await);
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let comment = city.post(&anna, &consultation, "Uwaga").await.id;
    city.supporting(&anna, comment, Support::Given).await.unwrap();
    for (wanted, supports) in [
        (vec![(&jan, Support::Given), (&jan, Support::Withdrawn)], 1),
        (vec![(&anna, Support::Withdrawn), (&anna, Support::Given)], 1),
        (vec![(&jan, Support::Withdrawn), (&jan, Support::Given), (&anna, Support::Withdrawn)], 1),
        (vec![(&jan, Support::Withdrawn), (&anna, Support::Withdrawn), (&jan, Support::Given), (&jan, Support::Withdrawn)], 0),
    ] {
        let held = Held::by(&city, &gate).await;
        let changes = wanted.into_iter().map(|(who, wanted)| city.supporting(who, comment, wanted)).collect();
        assert!(held.send(changes).await.into_iter().all(|outcome| outcome.unwrap() == supports));
        assert_eq!(city.service.comment(None, comment).await.unwrap().comment.supports, supports);
    }
    // Whoever takes back what they no longer give changes nothing.
    assert_eq!(city.supporting(&jan, comment, Support::Withdrawn).await.unwrap(), 0);
}

async fn each_is_judged_by_its_own_moment(db: Db) {
    let city = City::new(db).await;
    let (gate, consultation) = (city.consultation().await, city.consultation().await);
    let anna = city.resident("Anna").await;
    let held = Held::by(&city, &gate).await;
    // Long after closing: the way to the disk was slow.
    city.clock.set(CLOSES.plus(60_000));
    let moments = [OPENS.plus(-1), OPENS, CLOSES, CLOSES.plus(-1)];
    let new = || remark(city.service.new_id(), "Uwaga");
    let outcomes = held.send(moments.iter().map(|received| city.posting(&anna, &consultation, new(), *received)).collect()).await;
    let [early, first, late, last] = <[_; 4]>::try_from(outcomes).unwrap();
    assert_eq!((denied(early), denied(late)), (Denied::NotYetOpen, Denied::AlreadyClosed));
    let log = city.log(&consultation).await;
    for ((posted, received), event) in [(first, OPENS), (last, CLOSES.plus(-1))].into_iter().zip(&log[1..]) {
        let comment = posted.unwrap().comment;
        assert_eq!((comment.created_at, event.at, Some(event.seq)), (received, received, comment.seq));
    }
}

async fn what_waits_for_a_moderator_is_not_in_the_log(db: Db) {
    let city = City::new(db).await;
    let (gate, consultation) = (city.consultation().await, city.create(draft_of(Moderation::Pre)).await);
    let anna = city.resident("Anna").await;
    let held = Held::by(&city, &gate).await;
    let waiting = remark(city.service.new_id(), "Uwaga");
    let answer = NewComment { parent: Some(waiting.id), ..remark(city.service.new_id(), "Odpowiedź urzędu") };
    let outcomes = held
        .send(vec![
            city.posting(&anna, &consultation, waiting.clone(), NOW),
            city.posting(&city.moderator, &consultation, answer, NOW),
            city.posting(&city.moderator, &consultation, remark(city.service.new_id(), "Od urzędu"), NOW),
            city.posting(&anna, &consultation, waiting, NOW),
        ])
        .await;
    let posted: Vec<_> = outcomes
        .into_iter()
        .map(|outcome| outcome.unwrap())
        .map(|posted| (posted.created, posted.comment.status, posted.comment.seq))
        .collect();
    let pending = Status::Pending;
    assert_eq!(posted, [(true, pending, None), (true, pending, None), (true, Status::Published, Some(2)), (false, pending, None)]);
    assert_eq!((city.log(&consultation).await.len(), city.counts(&consultation).await), (2, (1, 1)));
}

async fn several_consultations_are_written_at_once(db: Db) {
    let city = City::new(db).await;
    let gate = city.consultation().await;
    let anna = city.resident("Anna").await;
    let mut consultations = Vec::new();
    for _ in 0..4 {
        consultations.push(city.consultation().await);
    }
    let held = Held::by(&city, &gate).await;
    let new = || remark(city.service.new_id(), "Uwaga");
    let changes = (0..40).map(|n| city.posting(&anna, &consultations[n % 4], new(), NOW)).collect();
    let seqs: Vec<_> = held.send(changes).await.into_iter().map(|outcome| outcome.unwrap().comment.seq).collect();
    assert_eq!(seqs, (0..40).map(|n| Some(2 + n / 4)).collect::<Vec<_>>());
    for consultation in &consultations {
        assert_eq!((city.log(consultation).await.len(), city.counts(consultation).await), (11, (10, 1)));
    }
}
