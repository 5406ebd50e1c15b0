//! New versions of a draft.

use busola_domain::{Consultation, EventKind, Problem};
use busola_service::comments::NewComment;
use busola_service::consultations::Key;
use busola_service::{Conflict, Error};
use busola_storage::Db;

use crate::city::{City, denied, invalid, remark, source, unit};

on_both_databases!(
    a_unit_whose_citation_stays_keeps_its_id,
    a_new_version_is_told,
    a_version_that_would_lose_a_remark_is_refused,
    a_version_that_cannot_be_read_changes_nothing,
);

const NEXT: &str =
    "§ 1. Program określa nowe zasady.\n§ 1a. Wstawiony.\n§ 2. Rada wydaje opinię:\n1) w terminie 30 dni.\n§ 4. Uchwała wchodzi w życie.";

async fn read(city: &City, of: &Consultation) -> Consultation {
    city.service.consultation(None, &Key::Id(of.id)).await.unwrap()
}

async fn a_unit_whose_citation_stays_keeps_its_id(db: Db) {
    let city = City::new(db).await;
    let before = city.consultation().await;
    let (parsed, version) = city.service.import_draft(&Key::Slug(before.slug.clone()), &source(NEXT)).await.unwrap();
    assert_eq!((parsed.units.len(), version), (5, 2));
    let after = read(&city, &before).await;
    assert_eq!(after.draft.version, 2);
    let labels: Vec<_> = after.draft.units.iter().map(|unit| unit.label.as_str()).collect();
    assert_eq!(labels, ["§ 1", "§ 1a", "§ 2", "§ 2 pkt 1", "§ 4"]);
    for label in ["§ 1", "§ 2", "§ 2 pkt 1"] {
        assert_eq!(unit(&before, label), unit(&after, label), "{label}");
    }
    assert!(before.draft.units.iter().all(|old| old.id != unit(&after, "§ 1a") && old.id != unit(&after, "§ 4")));
    assert_eq!(after.draft.units[0].text, "Program określa nowe zasady.");
}

async fn a_new_version_is_told(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    city.service.import_draft(&Key::Id(consultation.id), &source(NEXT)).await.unwrap();
    let last = city.log(&consultation).await.pop().unwrap();
    assert_eq!((last.seq, last.kind), (2, EventKind::DraftPublished));
    assert_eq!(last.data["version"], 2);
    // A remark belongs to the present version.
    let anna = city.resident("Anna").await;
    let gone = NewComment { unit: Some(unit(&consultation, "§ 3")), ..remark(city.service.new_id(), "Uwaga") };
    assert_eq!(invalid(city.try_post(&anna, &consultation, gone).await).1, Problem::UnknownUnit);
}

async fn a_version_that_would_lose_a_remark_is_refused(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let on = |label| NewComment { unit: Some(unit(&consultation, label)), ..remark(city.service.new_id(), "Uwaga") };
    city.try_post(&anna, &consultation, on("§ 1")).await.unwrap();
    let lost = city.try_post(&anna, &consultation, on("§ 3")).await.unwrap().comment;
    // Also one that nobody reads any more: it is part of the record.
    city.hide(&lost).await;
    let refused = city.service.import_draft(&Key::Id(consultation.id), &source(NEXT)).await;
    assert!(matches!(refused, Err(Error::Conflict(Conflict::CommentsWouldBeLost))));
    assert_eq!(read(&city, &consultation).await.draft, consultation.draft);
}

async fn a_version_that_cannot_be_read_changes_nothing(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let empty = city.service.import_draft(&Key::Id(consultation.id), &source(" ")).await;
    assert_eq!(invalid(empty), ("draft.source".to_owned(), Problem::EmptyDraft));
    let nowhere = city.service.import_draft(&Key::Slug("nie-ma".to_owned()), &source(NEXT)).await;
    assert_eq!(denied(nowhere), busola_domain::policy::Denied::NotFound);
    assert_eq!(read(&city, &consultation).await, consultation);
    assert_eq!(city.log(&consultation).await.len(), 1);
}
