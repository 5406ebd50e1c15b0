//! The moderators' work: the queue, several remarks at once, reports, rules that hold, slow mode, the public log.

use busola_domain::consultation::Moderation;
use busola_domain::moderation::{Deed, Ground, HeldBy, Outcome, Rules, Shelf};
use busola_domain::policy::Denied;
use busola_domain::{Actor, Comment, CommentId, Consultation, EventKind, Problem, Status};
use busola_service::consultations::Key;
use busola_service::moderation::{Act, Entry, NewReport, QueueQuery};
use busola_service::{Conflict, Error};
use busola_storage::Db;

use crate::city::{City, NOW, denied, draft_of, invalid, remark};

on_both_databases!(
    what_waits_comes_first_then_what_was_reported_then_what_a_rule_found,
    the_queue_goes_on_where_the_page_before_ended,
    many_are_decided_on_at_once_with_an_event_each,
    what_cannot_be_done_any_more_is_left,
    a_bad_request_changes_nothing,
    a_report_is_settled_by_what_a_moderator_does_and_told_to_its_author,
    a_remark_is_reported_once_and_not_by_its_author,
    a_rule_holds_what_residents_write_and_refuses_nothing,
    an_edit_that_meets_a_rule_is_shown_to_moderators,
    rules_are_changed_over_those_that_were_read,
    in_slow_mode_remarks_of_one_person_come_one_after_the_other,
    a_like_remark_is_told_to_moderators_and_nobody_is_refused,
    the_public_log_counts_without_words_and_names,
);

fn report(reason: Ground, words: &str) -> NewReport {
    NewReport { reason, words: words.to_owned() }
}

fn hide(reason: &str) -> Act {
    Act::Hide { ground: Ground::Insult, reason: reason.to_owned() }
}

async fn queue(city: &City, on: &Consultation, shelf: Shelf) -> Vec<Entry> {
    let query = QueueQuery { shelf, after: None, limit: 50 };
    city.service.moderation_queue(Some(&city.moderator), &Key::Id(on.id), query).await.unwrap().items
}

fn ids(entries: &[Entry]) -> Vec<CommentId> {
    entries.iter().map(|entry| entry.comment.id).collect()
}

async fn set_rules(city: &City, words: &[&str], links: Option<i64>) {
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    let rules = Rules { words, hosts: Vec::new(), links };
    city.service.set_moderation_rules(Some(&city.moderator), None, rules, NOW).await.unwrap();
}

async fn act(city: &City, on: &Consultation, comments: &[&Comment], act: Act) -> (usize, usize) {
    let ids: Vec<_> = comments.iter().map(|comment| comment.id).collect();
    let done = city.service.moderate_comments(Some(&city.moderator), &Key::Id(on.id), &ids, act, city.service.now()).await.unwrap();
    (done.done.len(), done.left.len())
}

async fn status(city: &City, reader: &Actor, comment: &Comment) -> Status {
    city.service.comment(Some(reader), comment.id).await.unwrap().comment.status
}

async fn what_waits_comes_first_then_what_was_reported_then_what_a_rule_found(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    set_rules(&city, &["reklam*"], None).await;
    let held = city.post(&anna, &consultation, "Moja reklama").await;
    city.at(1);
    let public = city.post(&city.moderator, &consultation, "Zaczynamy").await;
    city.service.report_comment(Some(&jan), public.id, report(Ground::OffTopic, ""), city.service.now()).await.unwrap();
    city.at(2);
    let waiting = city.post(&anna, &consultation, "Proszę o sprawdzenie").await;

    let found = queue(&city, &consultation, Shelf::Waiting).await;
    assert_eq!(ids(&found), [waiting.id, public.id, held.id]);
    assert_eq!((found[1].reports.len(), found[1].reports[0].reason), (1, Ground::OffTopic));
    assert_eq!(found[2].held.as_ref().map(|held| (held.by, held.rule.as_str())), Some((HeldBy::Word, "reklam*")));
    let query = QueueQuery { shelf: Shelf::Waiting, after: None, limit: 1 };
    let counts = city.service.moderation_queue(Some(&city.moderator), &Key::Id(consultation.id), query).await.unwrap().counts;
    assert_eq!((counts.pending, counts.reported, counts.held, counts.hidden), (2, 1, 1, 0));
    // One that waits and met a rule counts once.
    let key = Key::Id(consultation.id);
    assert_eq!(city.service.to_moderate(Some(&city.moderator), &key).await.unwrap(), 3);
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(city.service.to_moderate(who, &key).await.map(|_| ())), no);
        assert_eq!(denied(city.service.moderation_queue(who, &Key::Id(consultation.id), query).await.map(|_| ())), no);
    }
}

async fn the_queue_goes_on_where_the_page_before_ended(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let anna = city.resident("Anna").await;
    let mut posted = Vec::new();
    for n in 0..5 {
        city.at(n);
        posted.push(city.post(&anna, &consultation, &format!("Uwaga {n}")).await.id);
    }
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let query = QueueQuery { shelf: Shelf::Waiting, after, limit: 2 };
        let page = city.service.moderation_queue(Some(&city.moderator), &Key::Id(consultation.id), query).await.unwrap();
        found.extend(ids(&page.items));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(found, posted);
}

async fn many_are_decided_on_at_once_with_an_event_each(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let anna = city.resident("Anna").await;
    let root = city.post(&anna, &consultation, "Uwaga").await;
    city.at(1);
    let reply = city.reply(&anna, &root, "Dopowiedzenie").await;
    city.at(2);
    let other = city.post(&anna, &consultation, "Druga").await;

    // What is replied to comes first, in whatever order they are named.
    assert_eq!(act(&city, &consultation, &[&reply, &other, &root], Act::Approve).await, (3, 0));
    let log = city.log(&consultation).await;
    let kinds: Vec<_> = log.iter().skip(1).map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::CommentPosted; 3]);
    assert_eq!((&log[1].data["body"], &log[2].data["body"]), (&"Uwaga".into(), &"Dopowiedzenie".into()));
    assert_eq!(city.counts(&consultation).await, (3, 1));

    assert_eq!(act(&city, &consultation, &[&root, &reply], hide("obraża innych")).await, (2, 0));
    assert_eq!(city.counts(&consultation).await, (1, 1));
    let hidden = queue(&city, &consultation, Shelf::Hidden).await;
    assert_eq!(ids(&hidden), [root.id, reply.id]);
    // Whoever decides reads what was written; everybody else the reason.
    assert_eq!(hidden[0].comment.body.as_deref(), Some("Uwaga"));
    assert_eq!(city.service.comment(None, root.id).await.unwrap().comment.body, None);

    assert_eq!(act(&city, &consultation, &[&root, &reply], Act::Restore).await, (2, 0));
    assert_eq!(city.counts(&consultation).await, (3, 1));
    assert_eq!(city.log(&consultation).await.len(), 8);
}

async fn what_cannot_be_done_any_more_is_left(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let anna = city.resident("Anna").await;
    let root = city.post(&anna, &consultation, "Uwaga").await;
    let reply = city.reply(&anna, &root, "Dopowiedzenie").await;
    assert_eq!(act(&city, &consultation, &[&reply], Act::Approve).await, (0, 1));
    assert_eq!(status(&city, &anna, &reply).await, Status::Pending);
    assert_eq!(act(&city, &consultation, &[&root, &reply], Act::Restore).await, (0, 2));
    assert_eq!(act(&city, &consultation, &[&root, &reply, &root], Act::Approve).await, (2, 0));
    // There is nothing left to look at.
    assert_eq!(act(&city, &consultation, &[&root], Act::Approve).await, (0, 1));
}

async fn a_bad_request_changes_nothing(db: Db) {
    let city = City::new(db).await;
    let (consultation, other) = (city.consultation().await, city.consultation().await);
    let anna = city.resident("Anna").await;
    let (here, there) = (city.post(&anna, &consultation, "Tu").await, city.post(&anna, &other, "Tam").await);
    let moderate = async |ids: &[CommentId], act: Act| {
        city.service.moderate_comments(Some(&city.moderator), &Key::Id(consultation.id), ids, act, NOW).await
    };
    assert_eq!(invalid(moderate(&[], Act::Approve).await), ("comments".to_owned(), Problem::Required));
    assert_eq!(invalid(moderate(&[here.id, there.id], hide("x")).await), ("comments".to_owned(), Problem::UnknownComment));
    assert_eq!(invalid(moderate(&[here.id], hide(" ")).await), ("reason".to_owned(), Problem::Required));
    let many: Vec<CommentId> = (0..101).map(|_| city.service.new_id().into()).collect();
    assert_eq!(invalid(moderate(&many, Act::Approve).await), ("comments".to_owned(), Problem::TooMany { max: 100 }));
    assert_eq!(status(&city, &anna, &here).await, Status::Published);
}

async fn a_report_is_settled_by_what_a_moderator_does_and_told_to_its_author(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let (bad, good) = (city.post(&anna, &consultation, "Zła").await, city.post(&anna, &consultation, "Dobra").await);
    for comment in [&bad, &good] {
        let new = report(Ground::Insult, "Proszę spojrzeć");
        let made = city.service.report_comment(Some(&jan), comment.id, new, NOW).await.unwrap();
        assert_eq!((made.outcome, made.words.as_str()), (None, "Proszę spojrzeć"));
    }
    assert_eq!(queue(&city, &consultation, Shelf::Waiting).await.len(), 2);
    act(&city, &consultation, &[&bad], hide("obraża innych")).await;
    assert_eq!(act(&city, &consultation, &[&good], Act::Approve).await, (1, 0));
    assert!(queue(&city, &consultation, Shelf::Waiting).await.is_empty());
    assert_eq!(status(&city, &jan, &good).await, Status::Published);
    let told = async |comment: &Comment| city.service.reported(Some(&jan), comment.id).await.unwrap().report.unwrap().outcome;
    assert_eq!((told(&bad).await, told(&good).await), (Some(Outcome::Hidden), Some(Outcome::Kept)));
    assert_eq!(city.service.own_reports(Some(&jan)).await.unwrap().len(), 2);
    // Nobody else learns of it.
    assert!(city.service.own_reports(Some(&anna)).await.unwrap().is_empty());
    assert!(!format!("{:?}", city.log(&consultation).await).contains("spojrzeć"));
}

async fn a_remark_is_reported_once_and_not_by_its_author(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let send =
        async |who: Option<&Actor>, words: &str| city.service.report_comment(who, comment.id, report(Ground::Other, words), NOW).await;
    assert_eq!(denied(send(None, "").await), Denied::SignInNeeded);
    assert_eq!(denied(send(Some(&anna), "").await), Denied::OwnRemark);
    assert_eq!(invalid(send(Some(&jan), &"x".repeat(501)).await), ("words".to_owned(), Problem::TooLong { max: 500 }));
    send(Some(&jan), "").await.unwrap();
    assert!(matches!(send(Some(&jan), "").await, Err(Error::Conflict(Conflict::ReportedBefore))));
}

async fn a_rule_holds_what_residents_write_and_refuses_nothing(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let before = city.post(&anna, &consultation, "Reklama").await;
    set_rules(&city, &["reklam*"], Some(2)).await;
    let word = city.post(&anna, &consultation, "Sama REKLAMA!").await;
    let links = city.post(&anna, &consultation, "https://a.example https://b.example").await;
    let fine = city.post(&anna, &consultation, "Zgoda, https://a.example").await;
    let officer = city.post(&city.moderator, &consultation, "To nie reklama").await;
    let statuses = [&before, &word, &links, &fine, &officer].map(|comment| comment.status);
    assert_eq!(statuses, [Status::Published, Status::Pending, Status::Pending, Status::Published, Status::Published]);
    assert_eq!((word.seq, word.body.as_deref()), (None, Some("Sama REKLAMA!")));
    assert_eq!(ids(&queue(&city, &consultation, Shelf::Waiting).await).len(), 2);
    act(&city, &consultation, &[&word], Act::Approve).await;
    assert_eq!(status(&city, &anna, &word).await, Status::Published);
    assert_eq!(ids(&queue(&city, &consultation, Shelf::Waiting).await), [links.id]);
}

async fn an_edit_that_meets_a_rule_is_shown_to_moderators(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    set_rules(&city, &["reklam*"], None).await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let edited = city.service.edit_comment(Some(&anna), comment.id, "Reklama", NOW).await.unwrap();
    assert_eq!(edited.status, Status::Published);
    let found = queue(&city, &consultation, Shelf::Waiting).await;
    assert_eq!((ids(&found), found[0].held.is_some()), (vec![comment.id], true));
    assert_eq!(act(&city, &consultation, &[&comment], Act::Approve).await, (1, 0));
    assert!(queue(&city, &consultation, Shelf::Waiting).await.is_empty());
}

async fn rules_are_changed_over_those_that_were_read(db: Db) {
    let city = City::new(db).await;
    let anna = city.resident("Anna").await;
    let rules = |word: &str| Rules { words: vec![word.to_owned()], ..Rules::default() };
    let set = async |who: Option<&Actor>, over, word: &str| city.service.set_moderation_rules(who, over, rules(word), NOW).await;
    let moderator = Some(&city.moderator);
    assert_eq!(set(moderator, Some(0), "spam").await.unwrap().revision, 1);
    assert!(matches!(set(moderator, Some(0), "inne").await, Err(Error::Conflict(Conflict::RulesChanged))));
    assert_eq!(set(moderator, Some(1), "spam").await.unwrap().revision, 1);
    assert_eq!(set(moderator, None, "inne").await.unwrap().revision, 2);
    assert_eq!(city.service.moderation_rules(moderator).await.unwrap().rules.words, ["inne"]);
    assert_eq!(invalid(set(moderator, None, "a*").await), ("words".to_owned(), Problem::Malformed));
    assert_eq!(denied(set(Some(&anna), None, "x").await), Denied::NotAllowed);
    assert_eq!(denied(city.service.moderation_rules(Some(&anna)).await.map(|_| ())), Denied::NotAllowed);
}

async fn in_slow_mode_remarks_of_one_person_come_one_after_the_other(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let key = Key::Id(consultation.id);
    assert_eq!(city.service.set_slow_mode(Some(&city.moderator), &key, 30, NOW).await.unwrap(), 30);
    let first = remark(city.service.new_id(), "Pierwsza");
    city.try_post(&anna, &consultation, first.clone()).await.unwrap();
    city.at(1_500);
    let again = city.try_post(&anna, &consultation, remark(city.service.new_id(), "Druga")).await;
    assert!(matches!(again, Err(Error::TooSoon { seconds: 29 })), "{again:?}");
    // Sent again it is there; others, and officers, wait for nobody.
    assert!(!city.try_post(&anna, &consultation, first).await.unwrap().created);
    city.post(&jan, &consultation, "Jana").await;
    city.post(&city.moderator, &consultation, "Urzędu").await;
    city.post(&city.moderator, &consultation, "Urzędu znów").await;
    city.at(30_000);
    city.post(&anna, &consultation, "Druga").await;
    city.service.set_slow_mode(Some(&city.moderator), &key, 0, NOW).await.unwrap();
    city.post(&anna, &consultation, "Trzecia").await;
    let bad = city.service.set_slow_mode(Some(&city.moderator), &key, 3_601, NOW).await;
    assert_eq!(invalid(bad), ("slow_seconds".to_owned(), Problem::Malformed));
    assert_eq!(denied(city.service.set_slow_mode(Some(&anna), &key, 0, NOW).await), Denied::NotAllowed);
}

async fn a_like_remark_is_told_to_moderators_and_nobody_is_refused(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let plea = "Proszę o większy budżet na zadania organizacji pozarządowych w tym roku.";
    let first = city.post(&anna, &consultation, plea).await;
    city.at(1);
    city.post(&jan, &consultation, &format!("{plea} Dziękuję!")).await;
    city.at(2);
    city.post(&jan, &consultation, "Coś zupełnie innego, o lokalach w centrum miasta.").await;
    let likes: Vec<_> = queue(&city, &consultation, Shelf::Waiting).await.iter().map(|entry| entry.like).collect();
    assert_eq!(likes, [None, Some(first.number), None]);
}

async fn the_public_log_counts_without_words_and_names(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    set_rules(&city, &["reklam*"], None).await;
    let (one, two) = (city.post(&anna, &consultation, "Brzydkie słowa").await, city.post(&anna, &consultation, "Inne słowa").await);
    city.post(&anna, &consultation, "Reklama").await;
    act(&city, &consultation, &[&one, &two], hide("Obraża Jana Kowalskiego")).await;
    city.unhide(&two).await;
    let page = city.service.moderation_log(None, &Key::Id(consultation.id), None).await.unwrap();
    assert_eq!((page.days.len(), page.next), (1, None));
    let told: Vec<_> = page.days[0].done.iter().map(|tally| (tally.deed, tally.reason.as_str(), tally.count)).collect();
    assert_eq!(told, [(Deed::Held, "word", 1), (Deed::Hidden, "insult", 2), (Deed::Restored, "", 1)]);
    let all = format!("{:?}", page.days);
    assert!(!["słowa", "Kowalskiego", "Anna", "Biuro"].iter().any(|word| all.contains(word)), "{all}");
}
