//! What was announced of a consultation is changed.

use busola_domain::consultation::{Audience, Change, Consultation, Kind, Moderation};
use busola_domain::policy::Denied;
use busola_domain::time::{DAY, HOUR};
use busola_domain::{AccountId, EventKind, Notice, Phase, Problem};
use busola_service::consultations::{Key, NewConsultation, TooShort};
use busola_service::{Conflict, Error};
use busola_storage::Db;
use serde_json::{Value, json};

use crate::city::{CLOSES, City, NOW, OPENS, denied, draft_of, invalid, kinds, remark};
use crate::page::Page;

on_both_databases!(
    what_is_left_out_stays_and_the_change_is_told,
    it_is_changed_by_moderators_until_the_report_is_out,
    every_bad_field_is_named_and_nothing_is_written,
    a_change_that_changes_nothing_writes_nothing,
    the_end_is_moved_into_the_past_and_opens_again,
    the_beginning_stays_once_somebody_has_written,
    of_two_who_change_at_once_the_second_is_told,
    a_draft_is_changed_in_silence,
    an_officer_is_responsible_who_is_one,
    what_is_too_short_is_published_for_a_reason_alone,
    each_change_leaves_a_trace,
);

impl City {
    /// Changes what was announced of a consultation, as it is sent.
    pub(crate) async fn alter(&self, of: &Consultation, sent: Value) -> Result<Consultation, Error> {
        let change: Change = serde_json::from_value(sent).unwrap();
        let (moderator, key) = (Some(&self.moderator), Key::Id(of.id));
        self.service.change_consultation(moderator, &key, change, &TooShort::Taken, self.service.now()).await
    }

    /// What the audit log has besides the making of accounts, the first first, without what is to be read of it.
    async fn acts(&self) -> Vec<(String, String)> {
        let log = self.service.audit_log(Some(&self.moderator), None).await.unwrap().items;
        let acts = log.into_iter().rev().filter(|entry| !entry.action.starts_with("account.") && !entry.action.starts_with("token."));
        acts.map(|entry| (entry.action, entry.detail)).collect()
    }

    /// Who is responsible for a consultation.
    pub(crate) async fn responsible(&self, of: &Consultation) -> Option<AccountId> {
        self.service.edit_consultation(Some(&self.moderator), &Key::Id(of.id)).await.unwrap().responsible
    }
}

async fn what_is_left_out_stays_and_the_change_is_told(db: Db) {
    let city = City::new(db).await;
    let before = city.consultation().await;
    let mut page = Page::open(&city, &before).await;
    city.at(5);
    let closes_at = CLOSES.plus(DAY);
    let sent = json!({ "title": " Inny  tytuł ", "closes_at": closes_at, "notice": { "aim": "Cel" }, "kind": "other" });
    let changed = city.alter(&before, sent).await.unwrap();
    let notice = Notice { aim: "Cel".to_owned(), ..Notice::default() };
    let expected = Consultation { title: "Inny tytuł".to_owned(), closes_at, notice, ..before.clone() };
    assert_eq!((&changed, &city.service.consultation(None, &Key::Id(before.id)).await.unwrap()), (&expected, &expected));
    let log = city.log(&before).await;
    assert_eq!(kinds(&log), [EventKind::DraftPublished, EventKind::ConsultationChanged]);
    assert_eq!((log[1].at, &log[1].data), (NOW.plus(5), &json!({ "consultation": before.id, "slug": before.slug })));
    let told = page.next("event").await;
    assert_eq!((&told["kind"], &told["data"]), (&json!("consultation.changed"), &log[1].data));

    let sent = json!({ "summary": "", "audience": "organisations", "moderation": "pre" });
    let changed = city.alter(&before, sent).await.unwrap();
    let (audience, moderation) = (Audience::Organisations, Moderation::Pre);
    assert_eq!(changed, Consultation { summary: String::new(), audience, moderation, ..expected });
}

async fn it_is_changed_by_moderators_until_the_report_is_out(db: Db) {
    let city = City::new(db).await;
    let (here, draft) = (city.consultation().await, city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await);
    let (anna, service) = (city.resident("Anna").await, &city.service);
    let new = || Change { title: Some("Inny".to_owned()), ..Change::default() };
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        // Nobody learns of a draft by it.
        for key in [Key::Id(here.id), Key::Id(draft.id), Key::Slug("nie-ma".to_owned())] {
            assert_eq!(denied(service.change_consultation(who, &key, new(), &TooShort::Taken, NOW).await), no);
            assert_eq!(denied(service.edit_consultation(who, &key).await), no);
        }
    }
    let nowhere = Key::Slug("nie-ma".to_owned());
    assert_eq!(denied(service.change_consultation(Some(&city.moderator), &nowhere, new(), &TooShort::Taken, NOW).await), Denied::NotFound);
    let admin = city.admin().await;
    assert!(service.change_consultation(Some(&admin), &Key::Id(here.id), new(), &TooShort::Taken, NOW).await.is_ok());

    report(&city, &here).await;
    assert_eq!(denied(city.alter(&here, json!({ "title": "Jeszcze inny" })).await), Denied::AlreadyReported);
    assert_eq!(denied(service.edit_consultation(Some(&city.moderator), &Key::Id(here.id)).await), Denied::AlreadyReported);
}

/// Publishes the report of a consultation, as far as its phase goes.
pub(crate) async fn report(city: &City, of: &Consultation) {
    let sql = format!("update consultations set reported_at = {} where slug = '{}'", city.service.now().0, of.slug);
    let sql = sqlx::raw_sql(sqlx::AssertSqlSafe(sql));
    match &city.db {
        Db::Sqlite { write, .. } => sql.execute(&mut *write.take().await.unwrap()).await.map(|_| ()),
        Db::Postgres(pool) => sql.execute(pool).await.map(|_| ()),
    }
    .unwrap();
}

async fn every_bad_field_is_named_and_nothing_is_written(db: Db) {
    let city = City::new(db).await;
    let here = city.consultation().await;
    let stranger = city.resident("Anna").await.account;
    for (sent, field, problem) in [
        (json!({ "title": "\u{200B}" }), "title", Problem::Required),
        (json!({ "summary": "x".repeat(2_001) }), "summary", Problem::TooLong { max: 2_000 }),
        (json!({ "notice": { "aim": "a\u{202E}b" } }), "notice.aim", Problem::ForbiddenCharacters),
        (json!({ "closes_at": here.opens_at }), "closes_at", Problem::EndsBeforeStart),
        (json!({ "responsible": stranger }), "responsible", Problem::NotAnOfficer),
        (json!({ "responsible": city.service.new_id() }), "responsible", Problem::NotAnOfficer),
    ] {
        assert_eq!(invalid(city.alter(&here, sent.clone()).await), (field.to_owned(), problem), "{sent}");
    }
    assert_eq!(city.service.consultation(None, &Key::Id(here.id)).await.unwrap(), here);
    assert_eq!(city.log(&here).await.len(), 1);
}

async fn a_change_that_changes_nothing_writes_nothing(db: Db) {
    let city = City::new(db).await;
    let here = city.consultation().await;
    let same = json!({
        "title": here.title,
        "summary": here.summary,
        "notice": here.notice,
        "audience": here.audience,
        "moderation": here.moderation,
        "opens_at": here.opens_at,
        "closes_at": here.closes_at,
        "responsible": city.moderator.account,
    });
    for sent in [json!({}), same] {
        assert_eq!(city.alter(&here, sent).await.unwrap(), here);
    }
    assert_eq!((city.log(&here).await.len(), city.acts().await.len()), (1, 1));
}

async fn the_end_is_moved_into_the_past_and_opens_again(db: Db) {
    let city = City::new(db).await;
    let (here, anna) = (city.consultation().await, city.resident("Anna").await);
    city.post(&anna, &here, "W porę").await;
    let closed = city.alter(&here, json!({ "closes_at": NOW.plus(-HOUR) })).await.unwrap();
    assert_eq!((closed.phase, closed.counts.comments), (Phase::Closed, 1));
    let late = || remark(city.service.new_id(), "Po czasie");
    assert_eq!(denied(city.try_post(&anna, &here, late()).await), Denied::AlreadyClosed);
    let prolonged = city.alter(&here, json!({ "closes_at": NOW.plus(HOUR) })).await.unwrap();
    assert_eq!(prolonged.phase, Phase::Open);
    assert!(city.try_post(&anna, &here, late()).await.is_ok());
    city.at(HOUR);
    assert_eq!(denied(city.try_post(&anna, &here, late()).await), Denied::AlreadyClosed);
}

async fn the_beginning_stays_once_somebody_has_written(db: Db) {
    let city = City::new(db).await;
    let (here, anna) = (city.consultation().await, city.resident("Anna").await);
    let moved = city.alter(&here, json!({ "opens_at": OPENS.plus(-DAY) })).await.unwrap();
    assert_eq!(moved.opens_at, OPENS.plus(-DAY));
    let written = city.post(&anna, &here, "Uwaga").await;
    for opens_at in [OPENS, NOW.plus(HOUR)] {
        assert_eq!(denied(city.alter(&here, json!({ "opens_at": opens_at })).await), Denied::AlreadyOpen);
    }
    // What was taken back was written all the same; and the same moment is no other one.
    city.service.withdraw_comment(Some(&anna), written.id, NOW).await.unwrap();
    assert_eq!(denied(city.alter(&here, json!({ "opens_at": OPENS })).await), Denied::AlreadyOpen);
    assert!(city.alter(&here, json!({ "opens_at": OPENS.plus(-DAY), "title": "Inny" })).await.is_ok());
}

async fn of_two_who_change_at_once_the_second_is_told(db: Db) {
    let city = City::new(db).await;
    let here = city.consultation().await;
    let key = Key::Id(here.id);
    let change = async |title: &str, revision| {
        let change = Change { title: Some(title.to_owned()), revision: Some(revision), ..Change::default() };
        city.service.change_consultation(Some(&city.moderator), &key, change, &TooShort::Refused, NOW).await
    };
    let revision = city.service.edit_consultation(Some(&city.moderator), &key).await.unwrap().revision;
    assert_eq!(change("Pierwszy", revision).await.unwrap().title, "Pierwszy");
    assert!(matches!(change("Drugi", revision).await, Err(Error::Conflict(Conflict::AnnouncementChanged))));
    let editing = city.service.edit_consultation(Some(&city.moderator), &key).await.unwrap();
    assert_eq!((editing.consultation.title.as_str(), editing.revision), ("Pierwszy", revision + 1));
    assert_eq!(change("Drugi", revision + 1).await.unwrap().title, "Drugi");
}

async fn a_draft_is_changed_in_silence(db: Db) {
    let city = City::new(db).await;
    let draft = city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await;
    assert_eq!(city.alter(&draft, json!({ "title": "Inny" })).await.unwrap().title, "Inny");
    city.service.publish_consultation(Some(&city.moderator), &Key::Id(draft.id)).await.unwrap();
    assert_eq!(kinds(&city.log(&draft).await), [EventKind::DraftPublished]);
}

async fn an_officer_is_responsible_who_is_one(db: Db) {
    let city = City::new(db).await;
    let here = city.consultation().await;
    let admin = city.admin().await;
    assert_eq!(city.responsible(&here).await, Some(city.moderator.account));
    city.alter(&here, json!({ "responsible": admin.account })).await.unwrap();
    assert_eq!(city.responsible(&here).await, Some(admin.account));
    city.alter(&here, json!({ "title": "Inny" })).await.unwrap();
    assert_eq!(city.responsible(&here).await, Some(admin.account));
    city.alter(&here, json!({ "responsible": null })).await.unwrap();
    assert_eq!(city.responsible(&here).await, None);
    let officers = city.service.edit_consultation(Some(&city.moderator), &Key::Id(here.id)).await.unwrap().officers;
    let names: Vec<_> = officers.iter().map(|officer| officer.name.as_str()).collect();
    assert_eq!(names, ["Adam", "Biuro Partycypacji"]);
}

async fn what_is_too_short_is_published_for_a_reason_alone(db: Db) {
    let city = City::new(db).await;
    let (service, moderator) = (&city.service, Some(&city.moderator));
    let new = |publish| NewConsultation { kind: Kind::Strategy, closes_at: NOW.plus(10 * DAY), publish, ..draft_of(Moderation::Post) };
    let too_short = |outcome: Result<(), Error>| match outcome {
        Err(Error::TooShort(short)) => Some((short.days, short.least)),
        _ => None,
    };
    let created = service.create_weighed(moderator, new(true), &TooShort::Refused).await;
    assert_eq!(too_short(created.map(|_| ())), Some((9, 35)));
    let empty = TooShort::Explained(" ".to_owned());
    assert_eq!(invalid(service.create_weighed(moderator, new(true), &empty).await), ("reason".to_owned(), Problem::Required));
    assert_eq!(service.consultations(moderator, None, None, 10).await.unwrap().items.len(), 0);

    // A draft is warned of when it is published, and an end that is moved when it is.
    let draft = service.create_weighed(moderator, new(false), &TooShort::Refused).await.unwrap();
    let key = Key::Id(draft.id);
    assert_eq!(too_short(service.publish_weighed(moderator, &key, &TooShort::Refused).await), Some((9, 35)));
    let reason = TooShort::Explained("Termin ustawowy.".to_owned());
    service.publish_weighed(moderator, &key, &reason).await.unwrap();
    let change = |days: i64| Change { closes_at: Some(NOW.plus(days * DAY)), ..Change::default() };
    let shortened = service.change_consultation(moderator, &key, change(5), &TooShort::Refused, NOW).await;
    assert_eq!(too_short(shortened.map(|_| ())), Some((4, 35)));
    service.change_consultation(moderator, &key, change(5), &reason, NOW).await.unwrap();
    // What does not touch the dates is not weighed, nor is what is long enough.
    let title = Change { title: Some("Inny".to_owned()), ..Change::default() };
    service.change_consultation(moderator, &key, title, &TooShort::Refused, NOW).await.unwrap();
    service.change_consultation(moderator, &key, change(40), &TooShort::Refused, NOW).await.unwrap();
    let mut reasons: Vec<_> = city.acts().await.into_iter().filter(|(action, _)| action == "consultation.short").collect();
    reasons.sort();
    let because = |days: i64| ("consultation.short".to_owned(), format!("{days} < 35: Termin ustawowy."));
    assert_eq!(reasons, [because(4), because(9)]);
}

async fn each_change_leaves_a_trace(db: Db) {
    let city = City::new(db).await;
    let here = city.consultation().await;
    let sent = json!({ "title": "Inny", "audience": "organisations", "opens_at": OPENS.plus(-DAY), "closes_at": CLOSES.plus(HOUR) });
    city.alter(&here, sent).await.unwrap();
    city.alter(&here, json!({ "closes_at": CLOSES })).await.unwrap();
    let act = |action: &str, detail: &str| (format!("consultation.{action}"), detail.to_owned());
    // By the city's clocks: NOW is 17 June 2026, 18:00.
    let mut expected = vec![
        act("change", "title, audience"),
        act("create", ""),
        act("move_closing", "2026-06-18 18:00 → 2026-06-18 19:00"),
        act("move_closing", "2026-06-18 19:00 → 2026-06-18 18:00"),
        act("move_opening", "2026-06-16 18:00 → 2026-06-15 18:00"),
    ];
    let mut acts = city.acts().await;
    // Those of one moment are in no order.
    acts.sort();
    expected.sort();
    assert_eq!(acts, expected);
}
