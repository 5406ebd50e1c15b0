//! Correcting what was taken for what: an id is one unit's identity, and what was said follows the unit.

use busola_domain::policy::Denied;
use busola_domain::report::Step;
use busola_domain::versions::Kind;
use busola_domain::{Consultation, EventKind, Problem, UnitId};
use busola_service::comments::NewComment;
use busola_service::consultations::Key;
use busola_service::drafts::{Correction, Published};
use busola_service::{Conflict, Error};
use busola_storage::Db;

use crate::changing::report;
use crate::city::{City, denied, invalid, remark, unit};
use crate::drafts::{INSERTED, shown};

on_both_databases!(
    what_was_taken_for_another_unit_gets_an_identity_of_its_own,
    what_was_taken_for_new_gets_the_identity_that_it_has,
    what_was_written_on_the_version_before_stays_though_it_came_later,
    a_unit_whose_identity_goes_to_another_is_new,
    to_say_that_all_is_right_makes_it_certain_and_is_not_told,
    of_the_latest_version_alone_moderators_alone,
    what_cannot_be_is_refused_as_a_whole,
    a_comparison_goes_by_the_corrected_identities,
    a_report_that_is_out_tells_of_a_correction,
);

impl City {
    async fn correct(&self, of: &Consultation, version: i64, pairs: &[(UnitId, Option<UnitId>)]) -> Result<Published, Error> {
        let pairs: Vec<_> = pairs.iter().map(|(to, from)| Correction { to: Some(*to), from: *from }).collect();
        self.service.correct_draft(Some(&self.moderator), &Key::Id(of.id), version, None, &pairs).await
    }

    async fn numbers_at(&self, of: &Consultation, unit: UnitId) -> Vec<i64> {
        let page = self.at_unit(of, unit).await;
        assert_eq!(page.unit.as_ref().map(|found| found.id), Some(unit));
        let mut numbers: Vec<_> = shown(&page).iter().map(|comment| comment.number).collect();
        numbers.sort_unstable();
        numbers
    }
}

fn id_of(published: &Published, label: &str) -> UnitId {
    published.units.iter().find(|unit| unit.label == label).unwrap().id
}

/// A consultation with two versions whose § 1 is the same unit, with a remark on it in each.
async fn with_remarks(city: &City) -> (Consultation, UnitId) {
    let consultation = city.consultation().await;
    let first = unit(&consultation, "§ 1");
    city.remark_on(&consultation, first, "Anna").await;
    city.next_version(&consultation, INSERTED).await;
    city.remark_on(&consultation, first, "Jan").await;
    (consultation, first)
}

async fn what_was_taken_for_another_unit_gets_an_identity_of_its_own(db: Db) {
    let city = City::new(db).await;
    let (consultation, first) = with_remarks(&city).await;
    city.at(1_000);
    let corrected = city.correct(&consultation, 2, &[(first, None)]).await.unwrap();
    let new = id_of(&corrected, "§ 1");
    assert_ne!(new, first);
    assert_eq!(city.read(&consultation).await.draft.units, corrected.units);
    // What was said before stays with the unit of the first version, which is gone; what was said since follows.
    assert_eq!(city.numbers_at(&consultation, first).await, [1]);
    assert_eq!(city.numbers_at(&consultation, new).await, [2]);
    let page = city.at_unit(&consultation, new).await;
    let mut counts = page.reading.unit_counts.clone();
    counts.sort();
    let mut expected = vec![(first, 1), (new, 1)];
    expected.sort();
    assert_eq!(counts, expected);
    assert_eq!(page.removed.iter().map(|removed| removed.unit.unit.id).collect::<Vec<_>>(), [first]);
    let rows: Vec<_> =
        corrected.mapping.iter().filter(|row| [row.from, row.to].iter().any(|id| [Some(first), Some(new)].contains(id))).collect();
    assert!(rows.iter().any(|row| row.kind == Kind::Removed && row.from == Some(first)), "{rows:?}");
    assert!(rows.iter().any(|row| row.kind == Kind::Added && row.to == Some(new) && row.certain), "{rows:?}");

    // Everybody learns of it, with the ids as they are now.
    let log = city.log(&consultation).await;
    let last = log.last().unwrap();
    assert_eq!((last.kind, &last.data["version"]), (EventKind::DraftPublished, &serde_json::json!(2)));
    let posted: Vec<_> =
        log.iter().filter(|event| event.kind == EventKind::CommentPosted).map(|event| event.data["unit"].clone()).collect();
    assert_eq!(posted, [serde_json::json!(first), serde_json::json!(new)]);
    let entries = city.service.audit_log(Some(&city.moderator), None).await.unwrap().items;
    assert_eq!((entries[0].action.as_str(), entries[0].detail.as_str()), ("draft.correct", "2: § 1"));
    // And writes on it.
    city.remark_on(&consultation, new, "Ola").await;
    assert_eq!(city.numbers_at(&consultation, new).await, [2, 3]);
}

async fn what_was_written_on_the_version_before_stays_though_it_came_later(db: Db) {
    let city = City::new(db).await;
    let (consultation, first) = with_remarks(&city).await;
    let new = NewComment { unit: Some(first), version: Some(1), ..remark(city.service.new_id(), "Pisana przy wersji 1") };
    let late = city.try_post(&city.resident("Zofia").await, &consultation, new).await.unwrap().comment;
    assert_eq!((late.number, late.version), (3, 1));
    city.at(1_000);
    let corrected = city.correct(&consultation, 2, &[(first, None)]).await.unwrap();
    assert_eq!(city.numbers_at(&consultation, first).await, [1, 3]);
    assert_eq!(city.numbers_at(&consultation, id_of(&corrected, "§ 1")).await, [2]);
}

async fn what_was_taken_for_new_gets_the_identity_that_it_has(db: Db) {
    let city = City::new(db).await;
    let (consultation, first) = with_remarks(&city).await;
    let new = id_of(&city.correct(&consultation, 2, &[(first, None)]).await.unwrap(), "§ 1");
    city.remark_on(&consultation, new, "Ola").await;
    let reply = city.reply(&city.resident("Piotr").await, shown(&city.at_unit(&consultation, first).await)[0], "Popieram").await;
    assert_eq!(reply.unit, Some(first));
    let corrected = city.correct(&consultation, 2, &[(new, Some(first))]).await.unwrap();
    assert_eq!(id_of(&corrected, "§ 1"), first);
    assert_eq!(city.numbers_at(&consultation, first).await, [1, 2, 3]);
    let page = city.at_unit(&consultation, first).await;
    assert_eq!((page.reading.unit_counts, page.removed.len()), (vec![(first, 4)], 0));
    let reply = city.service.comment(None, reply.id).await.unwrap();
    assert_eq!(reply.comment.unit, Some(first));
}

async fn a_unit_whose_identity_goes_to_another_is_new(db: Db) {
    let city = City::new(db).await;
    let (consultation, first) = with_remarks(&city).await;
    let added = unit(&city.read(&consultation).await, "§ 2");
    city.remark_on(&consultation, added, "Ola").await;
    let corrected = city.correct(&consultation, 2, &[(added, Some(first))]).await.unwrap();
    assert_eq!(id_of(&corrected, "§ 2"), first);
    let new = id_of(&corrected, "§ 1");
    assert!(![first, added].contains(&new));
    // The first was on § 1 of version 1, the second on § 1 of version 2, the third on § 2 of version 2.
    assert_eq!(city.numbers_at(&consultation, first).await, [1, 3]);
    assert_eq!(city.numbers_at(&consultation, new).await, [2]);
}

async fn to_say_that_all_is_right_makes_it_certain_and_is_not_told(db: Db) {
    let city = City::new(db).await;
    let (consultation, first) = with_remarks(&city).await;
    let before = city.log(&consultation).await.len();
    let confirmed = city.correct(&consultation, 2, &[(first, Some(first))]).await.unwrap();
    assert!(confirmed.mapping.iter().any(|row| row.to == Some(first) && row.certain));
    assert_eq!(city.log(&consultation).await.len(), before);
    assert_eq!(city.numbers_at(&consultation, first).await, [1, 2]);
}

async fn of_the_latest_version_alone_moderators_alone(db: Db) {
    let city = City::new(db).await;
    let (consultation, first) = with_remarks(&city).await;
    let earlier = city.correct(&consultation, 1, &[(first, None)]).await;
    assert!(matches!(earlier, Err(Error::Conflict(Conflict::NotTheLatest))));
    for version in [0, 3] {
        assert_eq!(denied(city.correct(&consultation, version, &[(first, None)]).await), Denied::NotFound);
    }
    let anna = city.resident("Zofia").await;
    let pairs = [Correction { to: Some(first), from: None }];
    let refused = city.service.correct_draft(Some(&anna), &Key::Id(consultation.id), 2, None, &pairs).await;
    assert_eq!(denied(refused), Denied::NotAllowed);
}

async fn what_cannot_be_is_refused_as_a_whole(db: Db) {
    let city = City::new(db).await;
    let (consultation, first) = with_remarks(&city).await;
    let before = city.read(&consultation).await;
    let (third, nobody) = (unit(&before, "§ 3"), UnitId(city.service.new_id()));
    let refused = city.correct(&consultation, 2, &[(third, None), (nobody, None)]).await;
    assert_eq!(invalid(refused), ("pairs.1.to".to_owned(), Problem::UnknownUnit));
    let refused = city.correct(&consultation, 2, &[(third, Some(nobody))]).await;
    assert_eq!(invalid(refused), ("pairs.0.from".to_owned(), Problem::UnknownUnit));
    let refused = city.correct(&consultation, 2, &[(third, Some(first)), (first, Some(first))]).await;
    assert_eq!(invalid(refused), ("pairs.1.from".to_owned(), Problem::ChosenTwice));
    assert_eq!(city.read(&consultation).await, before);
}

async fn a_comparison_goes_by_the_corrected_identities(db: Db) {
    let city = City::new(db).await;
    let (consultation, first) = with_remarks(&city).await;
    let key = Key::Id(consultation.id);
    let kinds = |units: Vec<busola_service::drafts::Compared>| {
        let of_first =
            units.into_iter().filter(|unit| unit.from_label.as_deref() == Some("§ 1") || unit.to_label.as_deref() == Some("§ 1"));
        of_first.map(|unit| (unit.kind, unit.comments.into_iter().map(|led| led.number).collect())).collect::<Vec<(Kind, Vec<i64>)>>()
    };
    assert_eq!(kinds(city.service.compare(None, &key, 1, 2).await.unwrap().units), [(Kind::Same, vec![])]);
    city.correct(&consultation, 2, &[(first, None)]).await.unwrap();
    let mut after = kinds(city.service.compare(None, &key, 1, 2).await.unwrap().units);
    after.sort_by_key(|(kind, _)| *kind == Kind::Added);
    assert_eq!(after, [(Kind::Removed, vec![1]), (Kind::Added, vec![])]);
}

async fn a_report_that_is_out_tells_of_a_correction(db: Db) {
    let city = City::new(db).await;
    let (consultation, first) = with_remarks(&city).await;
    report(&city, &consultation).await;
    let told = async || city.service.report(Some(&city.moderator), &Key::Id(consultation.id)).await.unwrap().report;
    // That a unit is what it was taken for changes nothing.
    city.at(1_000);
    city.correct(&consultation, 2, &[(first, Some(first))]).await.unwrap();
    assert_eq!(told().await.head.changed_at, None);
    let at = city.at(2_000);
    city.correct(&consultation, 2, &[(first, None)]).await.unwrap();
    let told = told().await;
    assert_eq!(told.head.changed_at, Some(at));
    let last = told.course.last().unwrap();
    assert_eq!((last.at, last.what, last.detail.as_str()), (at, Step::MappingCorrected, "2"));
}
