//! The next version of a draft while it is prepared: its moderators' alone.

use busola_domain::policy::Denied;
use busola_domain::versions::Kind;
use busola_domain::{Actor, Consultation, Problem};
use busola_service::consultations::Key;
use busola_service::drafts::{NewPrepared, Pin, Saved};
use busola_service::{Conflict, Error};
use busola_storage::Db;

use crate::city::{City, denied, invalid, unit};
use crate::drafts::{INSERTED, version};

on_both_databases!(
    what_is_prepared_is_looked_at_and_published,
    of_two_who_edit_at_once_the_second_is_told,
    what_is_decided_by_hand_counts,
    nobody_else_learns_of_it,
    a_version_that_was_published_meanwhile_is_told_of,
    what_is_thrown_away_is_gone,
    what_cannot_be_read_is_not_saved,
    a_correction_goes_into_what_was_decided,
);

fn typed(text: &str, revision: i64) -> NewPrepared {
    let new = version(text);
    NewPrepared { format: new.format, source: new.source, note: "Po uwagach.".to_owned(), pins: Vec::new(), revision }
}

impl City {
    async fn save(&self, by: &Actor, of: &Consultation, new: NewPrepared) -> Result<Saved, Error> {
        self.service.save_draft(Some(by), &Key::Id(of.id), new).await
    }
}

fn changed<T>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Conflict(Conflict::DraftChanged)))
}

async fn what_is_prepared_is_looked_at_and_published(db: Db) {
    let city = City::new(db).await;
    let (consultation, moderator) = (city.consultation().await, city.moderator.clone());
    let key = Key::Id(consultation.id);
    let desk = city.service.draft_desk(Some(&moderator), &key).await.unwrap();
    assert!(desk.prepared.is_none() && desk.preview.is_none());
    assert_eq!((desk.source.as_str(), desk.present.len()), (crate::city::DRAFT, 5));

    let saved = city.save(&moderator, &consultation, typed(INSERTED, 0)).await.unwrap();
    assert!(saved.changed);
    let again = city.save(&moderator, &consultation, typed(&INSERTED.replace('\n', "\r\n"), saved.revision)).await.unwrap();
    assert_eq!(again, Saved { revision: saved.revision, changed: false });
    let desk = city.service.draft_desk(Some(&moderator), &key).await.unwrap();
    let (prepared, preview) = (desk.prepared.unwrap(), desk.preview.unwrap());
    assert_eq!((prepared.source.as_str(), prepared.note.as_str(), prepared.name), (INSERTED, "Po uwagach.", moderator.name.clone()));
    assert_eq!(preview.parsed.units.len(), 6);
    assert!(preview.pairs.iter().any(|pair| pair.kind == Kind::Added));
    assert_eq!(city.read(&consultation).await, consultation);

    let published = city.service.publish_prepared(Some(&moderator), &key, saved.revision, 1).await.unwrap();
    assert_eq!((published.version, published.created), (2, true));
    assert_eq!(city.service.versions(None, &key).await.unwrap()[1].note, "Po uwagach.");
    assert!(city.service.draft_desk(Some(&moderator), &key).await.unwrap().prepared.is_none());
    assert!(changed(&city.service.publish_prepared(Some(&moderator), &key, saved.revision, 2).await));
}

async fn of_two_who_edit_at_once_the_second_is_told(db: Db) {
    let city = City::new(db).await;
    let (consultation, moderator) = (city.consultation().await, city.moderator.clone());
    let first = city.save(&moderator, &consultation, typed(INSERTED, 0)).await.unwrap();
    assert!(changed(&city.save(&moderator, &consultation, typed("§ 1. Inny.", 0)).await));
    let second = city.save(&moderator, &consultation, typed("§ 1. Inny.", first.revision)).await.unwrap();
    assert!(second.revision > first.revision);
    assert!(changed(&city.save(&moderator, &consultation, typed(INSERTED, first.revision)).await));
    let desk = city.service.draft_desk(Some(&moderator), &Key::Id(consultation.id)).await.unwrap();
    assert_eq!(desk.prepared.unwrap().source, "§ 1. Inny.");
}

async fn what_is_decided_by_hand_counts(db: Db) {
    let city = City::new(db).await;
    let (consultation, moderator) = (city.consultation().await, city.moderator.clone());
    let key = Key::Id(consultation.id);
    let (first, third) = (unit(&consultation, "§ 1"), unit(&consultation, "§ 3"));
    let pins = vec![
        Pin { unit: "§ 1".to_owned(), from: None },
        Pin { unit: "§ 2".to_owned(), from: Some(third) },
        Pin { unit: "§ 99".to_owned(), from: None },
    ];
    let saved = city.save(&moderator, &consultation, NewPrepared { pins, ..typed(INSERTED, 0) }).await.unwrap();
    let published = city.service.publish_prepared(Some(&moderator), &key, saved.revision, 1).await.unwrap();
    let id = |label: &str| published.units.iter().find(|unit| unit.label == label).unwrap().id;
    assert_ne!(id("§ 1"), first);
    assert_eq!(id("§ 2"), third);
    let decided = published.mapping.iter().filter(|row| matches!(row.to_label.as_deref(), Some("§ 1" | "§ 2")));
    assert!(decided.clone().count() == 2 && decided.into_iter().all(|row| row.certain));
}

async fn nobody_else_learns_of_it(db: Db) {
    let city = City::new(db).await;
    let (consultation, moderator) = (city.consultation().await, city.moderator.clone());
    let key = Key::Id(consultation.id);
    let saved = city.save(&moderator, &consultation, typed(INSERTED, 0)).await.unwrap();
    let anna = city.resident("Anna").await;
    assert_eq!(denied(city.service.draft_desk(Some(&anna), &key).await), Denied::NotAllowed);
    assert_eq!(denied(city.service.draft_desk(None, &key).await), Denied::SignInNeeded);
    assert_eq!(denied(city.save(&anna, &consultation, typed(INSERTED, saved.revision)).await), Denied::NotAllowed);
    assert_eq!(denied(city.service.publish_prepared(Some(&anna), &key, saved.revision, 1).await), Denied::NotAllowed);
    assert_eq!(denied(city.service.discard_draft(Some(&anna), &key, saved.revision).await), Denied::NotAllowed);
    assert_eq!(city.read(&consultation).await, consultation);
    assert_eq!(city.log(&consultation).await.len(), 1);
    assert_eq!(city.service.versions(Some(&anna), &key).await.unwrap().len(), 1);
}

async fn a_version_that_was_published_meanwhile_is_told_of(db: Db) {
    let city = City::new(db).await;
    let (consultation, moderator) = (city.consultation().await, city.moderator.clone());
    let key = Key::Id(consultation.id);
    let saved = city.save(&moderator, &consultation, typed(INSERTED, 0)).await.unwrap();
    city.next_version(&consultation, "§ 1. Program określa zasady.").await;
    assert!(changed(&city.service.publish_prepared(Some(&moderator), &key, saved.revision, 1).await));
    // What was prepared is still there, and can be published after that one.
    let published = city.service.publish_prepared(Some(&moderator), &key, saved.revision, 2).await.unwrap();
    assert_eq!(published.version, 3);
}

async fn what_is_thrown_away_is_gone(db: Db) {
    let city = City::new(db).await;
    let (consultation, moderator) = (city.consultation().await, city.moderator.clone());
    let key = Key::Id(consultation.id);
    let saved = city.save(&moderator, &consultation, typed(INSERTED, 0)).await.unwrap();
    assert!(changed(&city.service.discard_draft(Some(&moderator), &key, saved.revision + 1).await));
    city.service.discard_draft(Some(&moderator), &key, saved.revision).await.unwrap();
    assert!(city.service.draft_desk(Some(&moderator), &key).await.unwrap().prepared.is_none());
    // Somebody who still edits what was thrown away is told.
    assert!(changed(&city.save(&moderator, &consultation, typed(INSERTED, saved.revision)).await));
}

async fn what_cannot_be_read_is_not_saved(db: Db) {
    let city = City::new(db).await;
    let (consultation, moderator) = (city.consultation().await, city.moderator.clone());
    let empty = city.save(&moderator, &consultation, typed(" ", 0)).await;
    assert_eq!(invalid(empty), ("source".to_owned(), Problem::EmptyDraft));
    let long = NewPrepared { note: "x".repeat(2_001), ..typed(INSERTED, 0) };
    assert_eq!(invalid(city.save(&moderator, &consultation, long).await).0, "note");
}

async fn a_correction_goes_into_what_was_decided(db: Db) {
    let city = City::new(db).await;
    let (consultation, moderator) = (city.consultation().await, city.moderator.clone());
    let key = Key::Id(consultation.id);
    city.next_version(&consultation, INSERTED).await;
    let first = unit(&consultation, "§ 1");
    let pins = vec![Pin { unit: "§ 1".to_owned(), from: Some(first) }];
    let saved = city.save(&moderator, &consultation, NewPrepared { pins, ..typed("§ 1. Zupełnie inny tekst.", 0) }).await.unwrap();
    let pairs = [busola_service::drafts::Correction { to: Some(first), from: None }];
    let corrected = city.service.correct_draft(Some(&moderator), &key, 2, None, &pairs).await.unwrap();
    let new = corrected.units[0].id;
    let prepared = city.service.draft_desk(Some(&moderator), &key).await.unwrap().prepared.unwrap();
    assert_eq!(prepared.pins, [Pin { unit: "§ 1".to_owned(), from: Some(new) }]);
    let published = city.service.publish_prepared(Some(&moderator), &key, saved.revision, 2).await.unwrap();
    assert_eq!(published.units[0].id, new);
}
