//! The report: gathered from what is there, and refused until all is answered.

use busola_domain::deadlines::What;
use busola_domain::opinion::NewOpinion;
use busola_domain::policy::Denied;
use busola_domain::report::{OfUnit, Step};
use busola_domain::time::DAY;
use busola_domain::{Day, Decision, Status};
use busola_service::answers::NewGroup;
use busola_service::comments::NewComment;
use busola_service::consultations::Key;
use busola_service::drafts::NewVersion;
use busola_service::report::{PAGE, Publication};
use busola_storage::Db;

use crate::answers::answer;
use crate::city::{CLOSES, City, DRAFT, NOW, OPENS, denied, meeting_of, remark, source, unit};
use crate::drafts::INSERTED;

on_both_databases!(
    a_report_tells_numbers_rows_and_changes_as_they_are_now,
    a_report_is_published_when_all_is_answered_and_not_before,
    a_report_that_is_out_tells_what_changed_in_it_since,
    the_silence_of_the_council_is_a_step,
);

async fn a_report_tells_numbers_rows_and_changes_as_they_are_now(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let key = Key::Id(consultation.id);
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let on = |label| NewComment { unit: Some(unit(&consultation, label)), ..remark(city.service.new_id(), "Uwaga") };
    let first = city.try_post(&anna, &consultation, on("§ 3")).await.unwrap().comment;
    let second = city.try_post(&jan, &consultation, on("§ 1")).await.unwrap().comment;
    let whole = city.post(&jan, &consultation, "Do całości").await;
    let reply = city.reply(&jan, &first, "Popieram").await;
    city.hide(&whole).await;
    let group = NewGroup {
        comments: vec![first.id, second.id],
        decision: Decision::Partly,
        justification: "Wspólnie.".to_owned(),
        unit: Some(unit(&consultation, "§ 3")),
        publish: true,
        revisions: Default::default(),
    };
    city.service.answer_comments(Some(&city.moderator), &key, group).await.unwrap();
    // § 3 becomes § 4 with other words.
    let text = DRAFT
        .replace("§ 3. Uchwała wchodzi w życie.", "§ 3. Nowy przepis o czymś zupełnie innym.\n§ 4. Uchwała wchodzi w życie po 14 dniach.");
    let new = NewVersion { format: source("").format, source: text, note: String::new() };
    city.service.publish_draft(Some(&city.moderator), &key, new).await.unwrap();

    assert_eq!(denied(city.service.report(Some(&anna), &key).await.map(|_| ())), Denied::NotFound);
    let gathered = city.service.report(Some(&city.moderator), &key).await.unwrap();
    let numbers = &gathered.report.numbers;
    assert_eq!((numbers.comments, numbers.participants, numbers.hidden), (3, 2, 1));
    let counted = |label: &str, count| OfUnit { label: Some(label.to_owned()), count };
    assert_eq!(numbers.by_unit, [counted("§ 1", 1), counted("§ 4", 2)]);
    assert_eq!(numbers.by_decision.iter().map(|of| (of.decision, of.count)).collect::<Vec<_>>(), [(Some(Decision::Partly), 2), (None, 1)]);
    let steps: Vec<_> = gathered.report.course.iter().map(|milestone| milestone.what).collect();
    assert!(steps.contains(&Step::Opened) && steps.contains(&Step::DraftPublished) && !steps.contains(&Step::Closed), "{steps:?}");
    let changed: Vec<_> = gathered.report.changes.iter().filter_map(|change| change.to_label.as_deref()).collect();
    assert_eq!(changed, ["§ 3", "§ 4"]);
    assert_eq!(gathered.report.changes[1].remarks, [first.number, second.number]);

    let rows = city.service.report_rows(&gathered.table, 0, PAGE).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!((rows[0].unit_label.as_deref(), rows[0].unit_label_at_writing.as_deref()), (Some("§ 4"), Some("§ 3")));
    assert_eq!(rows[1].change.as_deref(), Some("§ 4: Uchwała wchodzi w życie po 14 dniach."));
    assert_eq!((rows[0].group, rows[1].group), (Some(first.number), Some(first.number)));
    assert_eq!((rows[2].status, &rows[2].remark, &rows[2].unit_label), (Status::Hidden, &None, &None));
    assert_eq!((rows[3].number, rows[3].reply_to), (reply.number, Some(first.number)));
    let two = city.service.report_rows(&gathered.table, 1, 2).await.unwrap();
    assert_eq!(two, rows[1..3]);
    assert!(city.service.report_rows(&gathered.table, 4, PAGE).await.unwrap().is_empty());
}

async fn a_report_is_published_when_all_is_answered_and_not_before(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let key = Key::Id(consultation.id);
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    city.reply(&anna, &comment, "I jeszcze coś").await;
    let publish = || city.service.publish_report(Some(&city.moderator), &key);
    assert_eq!(denied(publish().await.map(|_| ())), Denied::NotYetClosed);
    city.clock.set(CLOSES);
    assert!(matches!(publish().await.unwrap(), Publication::Unanswered(left) if left == [(comment.id, comment.number)]));
    // A draft is no answer yet.
    let give = |published| city.service.answer_comment(Some(&city.moderator), comment.id, answer(Decision::Accepted, "Tak.", published));
    give(false).await.unwrap();
    assert!(matches!(publish().await.unwrap(), Publication::Unanswered(left) if left == [(comment.id, comment.number)]));
    give(true).await.unwrap();
    assert!(matches!(publish().await.unwrap(), Publication::Published(_)));
    assert!(city.service.report(Some(&anna), &key).await.is_ok());
    assert_eq!(denied(give(true).await.map(|_| ())), Denied::AlreadyReported);
}

async fn a_report_that_is_out_tells_what_changed_in_it_since(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (key, moderator) = (Key::Id(consultation.id), Some(&city.moderator));
    let comment = city.post(&city.resident("Anna").await, &consultation, "Uwaga").await;
    let meeting = city.announce(&consultation, meeting_of(&consultation)).await;
    city.service.start_meeting(moderator, meeting.id, city.at(1)).await.unwrap();
    city.service.end_meeting(moderator, meeting.id, city.at(2)).await.unwrap();
    city.service.answer_comment(moderator, comment.id, answer(Decision::Accepted, "Tak.", true)).await.unwrap();
    city.next_version(&consultation, INSERTED).await;
    city.clock.set(CLOSES);
    city.service.publish_report(moderator, &key).await.unwrap();
    let told = async || {
        let report = city.service.report(None, &key).await.unwrap().report;
        let since = report.course.into_iter().filter(|milestone| milestone.at > CLOSES);
        (report.head.changed_at, since.map(|milestone| (milestone.at, milestone.what, milestone.detail)).collect::<Vec<_>>())
    };
    assert_eq!(told().await, (None, vec![]));

    // What the report does not tell of does not change it, as an adoption.
    let day = Day::of(CLOSES);
    city.service.meet_deadline(moderator, &key, What::Adoption, Some(day), city.at(DAY + 1)).await.unwrap();
    assert_eq!(told().await, (None, vec![]));

    let mut expected = Vec::new();
    let mut comes = |after: i64, what, detail: &str| {
        let at = city.at(DAY + after);
        expected.push((at, what, detail.to_owned()));
        at
    };
    let at = comes(10, Step::MinutesPublished, &meeting.title);
    city.service.publish_minutes(moderator, meeting.id, 0, Some("Protokół."), at).await.unwrap();
    comes(30, Step::DraftPublished, "3");
    city.next_version(&consultation, DRAFT).await;
    let at = comes(40, Step::OpinionRecorded, "");
    let new = NewOpinion { requested_on: Day::of(OPENS), given_on: None, kind: None, text: String::new(), revision: None };
    city.service.put_opinion(moderator, &key, new, at).await.unwrap();
    let last = comes(50, Step::RemarksChanged, "1");
    city.hide(&comment).await;
    assert_eq!(told().await, (Some(last), expected));
}

async fn the_silence_of_the_council_is_a_step(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let (key, moderator) = (Key::Id(consultation.id), Some(&city.moderator));
    let new = NewOpinion { requested_on: Day::of(NOW), given_on: None, kind: None, text: String::new(), revision: None };
    city.service.put_opinion(moderator, &key, new, NOW).await.unwrap();
    let silent = Day::of(NOW).plus(15).start();
    for (now, expected) in [(silent.plus(-1), None), (silent, Some(silent))] {
        city.clock.set(now);
        let course = city.service.report(moderator, &key).await.unwrap().report.course;
        assert_eq!(course.iter().find(|step| step.what == Step::OpinionSilent).map(|step| step.at), expected);
    }
}
