//! Remarks that came on paper, by mail or at a meeting are entered for who wrote them.

use busola_domain::comment::{Order, Source};
use busola_domain::consultation::Moderation;
use busola_domain::paper::NewEntry;
use busola_domain::policy::Denied;
use busola_domain::report::{OfDay, OfSource};
use busola_domain::time::{DAY, HOUR};
use busola_domain::{CommentId, Consultation, Day, Decision, EventKind, Problem, Role, Status};
use busola_service::comments::Posted;
use busola_service::consultations::{Key, NewConsultation};
use busola_service::report::Publication;
use busola_service::{Conflict, Error};
use busola_storage::Db;

use crate::answers::answer;
use crate::city::{CLOSES, City, NOW, OPENS, denied, draft_of, invalid, kinds, unit};

on_both_databases!(
    what_came_on_paper_stands_in_the_list_with_its_day,
    what_is_sent_again_is_entered_once,
    only_moderators_enter_while_it_makes_sense,
    what_came_in_the_term_is_entered_after_it_too,
    what_was_read_by_who_entered_it_waits_for_nobody,
    what_came_on_paper_is_answered_and_reported_as_any_other,
);

/// The second day of the term: the first is that of the opening.
const SECOND: &str = "2026-06-17";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

impl City {
    /// What came on paper on the day of the opening.
    pub(crate) fn letter_of(&self, author: Option<&str>, body: &str) -> NewEntry {
        NewEntry {
            id: CommentId(self.service.new_id()),
            unit: None,
            body: body.to_owned(),
            source: "paper".to_owned(),
            received_on: Day::of(OPENS).to_string(),
            author: author.map(str::to_owned),
        }
    }

    pub(crate) async fn enter(&self, on: &Consultation, new: NewEntry) -> Result<Posted, Error> {
        self.service.enter_remark(Some(&self.moderator), &Key::Id(on.id), new, self.service.now()).await
    }
}

async fn what_came_on_paper_stands_in_the_list_with_its_day(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let jan = city.resident("Jan").await;
    let online = city.post(&jan, &consultation, "Z sieci").await;
    city.at(HOUR);
    let on = unit(&consultation, "§ 3");
    let first = city.enter(&consultation, NewEntry { unit: Some(on), ..city.letter_of(Some("Anna Nowak"), "Z listu") }).await.unwrap();
    let mail = NewEntry { source: "email".to_owned(), received_on: SECOND.to_owned(), ..city.letter_of(Some(" Anna  Nowak"), "Z poczty") };
    city.at(HOUR + 1);
    let second = city.enter(&consultation, mail).await.unwrap();
    city.at(HOUR + 2);
    let nobodys = city.enter(&consultation, city.letter_of(Some(" "), "Bez podpisu")).await.unwrap().comment;

    assert!(first.created);
    let first = first.comment;
    assert_eq!((first.number, first.unit, first.status), (2, Some(on), Status::Published));
    assert_eq!((first.source, first.received_on, first.created_at), (Source::Paper, Some(Day::of(OPENS)), NOW.plus(HOUR)));
    assert_eq!((first.author.name.as_str(), first.author.role), ("Anna Nowak", Role::Guest));
    assert_eq!((second.comment.source, second.comment.received_on), (Source::Mail, Some(day(SECOND))));
    assert_eq!((nobodys.author.name.as_str(), nobodys.number), ("osoba anonimowa", 4));
    assert_eq!(online.received_on, None);
    // One name is one person, and who gave none is another.
    assert_eq!(city.counts(&consultation).await, (4, 3));
    let log = city.log(&consultation).await;
    assert_eq!(kinds(&log)[1..], [EventKind::CommentPosted; 4]);
    assert_eq!(log[2].data["received_on"], Day::of(OPENS).to_string());
    assert_eq!((log[4].seq, nobodys.seq), (5, Some(5)));
    let threads = city.threads(None, &Key::Id(consultation.id), None, Order::Oldest, None).await.unwrap().threads;
    let shown: Vec<_> = threads.iter().map(|thread| thread.root.comment.number).collect();
    assert_eq!(shown, [1, 2, 3, 4]);
    let audit = city.service.audit_log(Some(&city.moderator), None).await.unwrap();
    let entered = audit.items.iter().find(|entry| entry.subject == first.id.0).unwrap();
    assert_eq!((entered.action.as_str(), entered.detail.as_str()), ("comment.enter", "2026-06-16"));
}

async fn what_is_sent_again_is_entered_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let new = city.letter_of(Some("Anna"), "Z listu");
    let entered = city.enter(&consultation, new.clone()).await.unwrap().comment;
    let again = city.enter(&consultation, NewEntry { body: " Z listu\r\n".to_owned(), ..new.clone() }).await.unwrap();
    assert_eq!((again.created, again.comment), (false, entered));
    let other = city.enter(&consultation, NewEntry { body: "Co innego".to_owned(), ..new.clone() }).await;
    assert!(matches!(other, Err(Error::Conflict(Conflict::IdTaken))));
    let elsewhere = city.consultation().await;
    assert!(matches!(city.enter(&elsewhere, new).await, Err(Error::Conflict(Conflict::IdTaken))));
    // One that somebody sent themselves is another.
    let jan = city.resident("Jan").await;
    let online = city.post(&jan, &consultation, "Z sieci").await;
    let taken = city.enter(&consultation, NewEntry { id: online.id, ..city.letter_of(None, "Z sieci") }).await;
    assert!(matches!(taken, Err(Error::Conflict(Conflict::IdTaken))));
    assert_eq!(city.counts(&consultation).await, (2, 2));
}

async fn only_moderators_enter_while_it_makes_sense(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let key = Key::Id(consultation.id);
    let jan = city.resident("Jan").await;
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&jan), Denied::NotAllowed)] {
        let entered = city.service.enter_remark(who, &key, city.letter_of(None, "Z listu"), NOW).await;
        assert_eq!(denied(entered), no);
        assert_eq!(denied(city.service.paper_desk(who, &key).await), no);
    }
    let soon = city.create(NewConsultation { opens_at: NOW.plus(1), ..draft_of(Moderation::Post) }).await;
    assert_eq!(denied(city.enter(&soon, city.letter_of(None, "Z listu")).await), Denied::NotYetOpen);
    let unknown = NewEntry { unit: Some(city.service.new_id().into()), ..city.letter_of(None, "Z listu") };
    assert_eq!(invalid(city.enter(&consultation, unknown).await), ("unit".to_owned(), Problem::UnknownUnit));
    assert_eq!(city.counts(&consultation).await, (0, 0));
}

async fn what_came_in_the_term_is_entered_after_it_too(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let on = |received_on: &str| NewEntry { received_on: received_on.to_owned(), ..city.letter_of(None, "Z listu") };
    let last = Day::of(CLOSES).to_string();
    assert_eq!(invalid(city.enter(&consultation, on(&last)).await), ("received_on".to_owned(), Problem::InFuture));
    city.clock.set(CLOSES.plus(3 * DAY));
    assert_eq!(invalid(city.enter(&consultation, on("2026-06-19")).await), ("received_on".to_owned(), Problem::OutsideTerm));
    assert_eq!(invalid(city.enter(&consultation, on("2026-06-15")).await), ("received_on".to_owned(), Problem::OutsideTerm));
    let late = city.enter(&consultation, on(&last)).await.unwrap().comment;

    let key = Key::Id(consultation.id);
    let publish = || city.service.publish_report(Some(&city.moderator), &key);
    assert!(matches!(publish().await.unwrap(), Publication::Unanswered(left) if left == [(late.id, late.number)]));
    city.service.answer_comment(Some(&city.moderator), late.id, answer(Decision::Accepted, "Tak.", true)).await.unwrap();
    assert!(matches!(publish().await.unwrap(), Publication::Published(_)));
    assert_eq!(denied(city.enter(&consultation, on(&last)).await), Denied::AlreadyReported);
}

async fn what_was_read_by_who_entered_it_waits_for_nobody(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let entered = city.enter(&consultation, city.letter_of(None, "Z listu")).await.unwrap().comment;
    assert_eq!((entered.status, entered.seq), (Status::Published, Some(2)));
}

async fn what_came_on_paper_is_answered_and_reported_as_any_other(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let entered = city.enter(&consultation, city.letter_of(Some("Anna Nowak"), "Z listu")).await.unwrap().comment;
    let answered = city.service.answer_comment(Some(&city.moderator), entered.id, answer(Decision::Accepted, "Tak.", true)).await.unwrap();
    assert_eq!(answered.received_on, entered.received_on);
    let gathered = city.service.report(Some(&city.moderator), &Key::Id(consultation.id)).await.unwrap();
    let numbers = &gathered.report.numbers;
    assert_eq!(numbers.by_day, [OfDay { day: Day::of(OPENS), count: 1 }]);
    assert_eq!(numbers.by_source, [OfSource { source: Source::Paper, count: 1 }]);
    let rows = city.service.report_rows(&gathered.table, 0, i64::MAX).await.unwrap();
    assert_eq!((rows[0].submitter.as_str(), rows[0].source, rows[0].received_at), ("Anna Nowak", Source::Paper, Day::of(OPENS).start()));
    assert_eq!(rows[0].decision, Some(Decision::Accepted));
}
