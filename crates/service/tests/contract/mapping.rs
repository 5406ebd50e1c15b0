//! Checking which unit of a public version is which: what is in doubt is shown first, confirmed or corrected.

use busola_domain::consultation::Moderation;
use busola_domain::policy::Denied;
use busola_domain::versions::Kind;
use busola_domain::{Consultation, UnitId};
use busola_service::consultations::{Key, NewConsultation};
use busola_service::drafts::{Asked, Correction, Mapping, Named, PAIRS, Published, Show, Shown};
use busola_service::{Conflict, Error};
use busola_storage::Db;

use crate::city::{City, denied, draft_of, source, unit};
use crate::drafts::shown;

on_both_databases!(
    what_is_in_doubt_comes_first_with_what_else_it_could_be,
    a_page_is_short_however_long_the_draft_is,
    what_is_confirmed_is_certain_and_written_down,
    a_removal_is_confirmed_by_itself,
    what_was_removed_after_all_leaves_its_place_to_a_new_unit,
    of_two_who_correct_at_once_the_second_is_told,
    moderators_alone_check_versions_that_were_made_of_another,
);

const RULES: &str = "§ 1. Rada opiniuje projekty uchwał.\n§ 2. Kadencja rady trwa trzy lata.\n§ 3. Obsługę zapewnia urząd miasta.";
/// The same with a wholly new § 2, and one section more.
const NEXT: &str = "§ 1. Rada opiniuje projekty uchwał.\n§ 2. Protokoły ogłasza się niezwłocznie.\n§ 3. Obsługę zapewnia urząd miasta.\n\
     § 4. Członków wybierają organizacje pozarządowe.";

/// A consultation with a version of each text.
async fn two_versions(city: &City, first: &str, second: &str) -> Consultation {
    let consultation = first_version(city, first).await;
    city.next_version(&consultation, second).await;
    consultation
}

async fn first_version(city: &City, text: &str) -> Consultation {
    city.create(NewConsultation { draft: source(text), ..draft_of(Moderation::Post) }).await
}

async fn checked(city: &City, of: &Consultation, asked: Asked) -> (Mapping, Shown) {
    city.service.check_mapping(Some(&city.moderator), &Key::Id(of.id), 2, asked).await.unwrap()
}

fn all(page: usize) -> Asked {
    Asked::Page { show: Show::All, cited: String::new(), page }
}

async fn correct(city: &City, of: &Consultation, seen: Option<i64>, to: Option<UnitId>, from: Option<UnitId>) -> Result<Published, Error> {
    city.service.correct_draft(Some(&city.moderator), &Key::Id(of.id), 2, seen, &[Correction { to, from }]).await
}

async fn doubts(city: &City, of: &Consultation) -> i64 {
    city.service.doubts(Some(&city.moderator), &Key::Id(of.id)).await.unwrap()
}

/// What the audit log says last.
async fn written(city: &City) -> (String, String) {
    let entry = city.service.audit_log(Some(&city.moderator), None).await.unwrap().items.remove(0);
    (entry.action, entry.detail)
}

async fn what_is_in_doubt_comes_first_with_what_else_it_could_be(db: Db) {
    let city = City::new(db).await;
    let consultation = two_versions(&city, RULES, NEXT).await;
    let second = unit(&consultation, "§ 2");
    city.remark_on(&consultation, second, "Anna").await;
    assert_eq!(doubts(&city, &consultation).await, 1);

    let (mapping, page) = checked(&city, &consultation, all(9)).await;
    assert_eq!([Show::Uncertain, Show::Changed, Show::All].map(|show| mapping.count(show)), [1, 2, 4]);
    assert_eq!((page.page, page.pages, page.rows.len()), (1, 1, 4));
    let pairs: Vec<_> = page.rows.iter().map(|row| (row.pair.from, row.pair.to, row.pair.kind, row.pair.certain)).collect();
    assert_eq!(pairs[0], (Some(1), Some(1), Kind::Changed, false));
    assert_eq!(pairs[3], (None, Some(3), Kind::Added, true));
    // Not what it was taken for already.
    assert_eq!((page.rows[0].offered.as_slice(), page.rows[3].offered.as_slice()), (&[0, 2][..], &[0, 1, 2][..]));
    assert_eq!(mapping.was(&page.rows[0].pair).unwrap().id, second);
    assert_eq!(mapping.counts.get(&second), Some(&1));

    let only = |show, cited: &str| Asked::Page { show, cited: cited.to_owned(), page: 1 };
    let named = Asked::Named(vec![Named::To("§ 4".to_owned()), Named::From("§ 1".to_owned()), Named::To("§ 99".to_owned())]);
    for (asked, places) in [
        (only(Show::Uncertain, ""), vec![Some(1)]),
        (only(Show::Changed, ""), vec![Some(1), Some(3)]),
        (only(Show::All, "§ 3"), vec![Some(2)]),
        (only(Show::All, "§ 33"), vec![]),
        (named, vec![Some(0), Some(3)]),
    ] {
        let (_, page) = checked(&city, &consultation, asked.clone()).await;
        assert_eq!(page.rows.iter().map(|row| row.pair.to).collect::<Vec<_>>(), places, "{asked:?}");
    }
}

async fn a_page_is_short_however_long_the_draft_is(db: Db) {
    let city = City::new(db).await;
    let draft = |last: &str| -> String {
        let section = |n: usize| format!("§ {n}. Zadanie {n} opisuje załącznik nr {n}.\n");
        (1..100).map(section).chain([format!("§ 100. {last}")]).collect()
    };
    let consultation = two_versions(&city, &draft("Uchwała wchodzi w życie."), &draft("Traci moc dotychczasowa.")).await;
    let (mapping, page) = checked(&city, &consultation, all(2)).await;
    assert_eq!((page.page, page.pages, page.rows.len()), (2, mapping.pairs.len().div_ceil(PAIRS), PAIRS));
    assert!(page.rows.iter().all(|row| (1..=PAIRS).contains(&row.offered.len())), "{page:?}");
    let (_, last) = checked(&city, &consultation, all(usize::MAX)).await;
    assert_eq!(last.page, page.pages);
}

async fn what_is_confirmed_is_certain_and_written_down(db: Db) {
    let city = City::new(db).await;
    let consultation = two_versions(&city, RULES, NEXT).await;
    let (second, before) = (unit(&consultation, "§ 2"), city.log(&consultation).await.len());
    let (seen, _) = checked(&city, &consultation, all(1)).await;
    city.at(1_000);
    let confirmed = correct(&city, &consultation, Some(seen.revision), Some(second), Some(second)).await.unwrap();
    assert!(confirmed.mapping.iter().all(|row| row.certain));
    assert_eq!(doubts(&city, &consultation).await, 0);
    assert_eq!(written(&city).await, ("draft.confirm".to_owned(), "2: § 2".to_owned()));
    // Nothing became of it for anybody else.
    assert_eq!(city.log(&consultation).await.len(), before);
    let (now, _) = checked(&city, &consultation, all(1)).await;
    assert_eq!(now.revision, seen.revision + 1);
    // A unit that is new may be confirmed as well.
    let fourth = now.after[3].unit.id;
    let again = correct(&city, &consultation, Some(now.revision), Some(fourth), Some(fourth)).await.unwrap();
    assert_eq!(again.units, confirmed.units);
}

async fn a_removal_is_confirmed_by_itself(db: Db) {
    let city = City::new(db).await;
    // A point was merged into the one before, which makes both doubtful.
    let first =
        "§ 1. Rada:\n1) opiniuje projekty uchwał i programów współpracy miasta;\n2) rozpatruje skargi organizacji;\n3) prowadzi rejestr.";
    let next =
        "§ 1. Rada:\n1) opiniuje projekty uchwał i programów współpracy miasta oraz rozpatruje skargi organizacji;\n2) prowadzi rejestr.";
    let consultation = two_versions(&city, first, next).await;
    let (kept, gone) = (unit(&consultation, "§ 1 pkt 1"), unit(&consultation, "§ 1 pkt 2"));
    assert_eq!(doubts(&city, &consultation).await, 2);
    correct(&city, &consultation, None, Some(kept), Some(kept)).await.unwrap();
    // What was not spoken of is as doubtful as it was.
    assert_eq!(doubts(&city, &consultation).await, 1);
    let (_, page) = checked(&city, &consultation, Asked::Named(vec![Named::From("§ 1 pkt 2".to_owned())])).await;
    assert!(page.rows[0].pair.to.is_none() && !page.rows[0].offered.is_empty());
    city.at(1_000);
    correct(&city, &consultation, None, None, Some(gone)).await.unwrap();
    assert_eq!(doubts(&city, &consultation).await, 0);
    assert_eq!(written(&city).await, ("draft.confirm".to_owned(), "2: § 1 pkt 2".to_owned()));
}

async fn what_was_removed_after_all_leaves_its_place_to_a_new_unit(db: Db) {
    let city = City::new(db).await;
    let consultation = first_version(&city, RULES).await;
    let second = unit(&consultation, "§ 2");
    city.remark_on(&consultation, second, "Anna").await;
    city.next_version(&consultation, NEXT).await;
    city.at(1_000);
    let corrected = correct(&city, &consultation, None, None, Some(second)).await.unwrap();
    let new = corrected.units.iter().find(|unit| unit.label == "§ 2").unwrap().id;
    assert_ne!(new, second);
    assert!(corrected.mapping.iter().any(|row| row.from == Some(second) && row.kind == Kind::Removed && row.certain));
    assert_eq!(written(&city).await, ("draft.correct".to_owned(), "2: § 2".to_owned()));
    let at = city.at_unit(&consultation, second).await;
    assert_eq!((shown(&at).len(), at.removed.len()), (1, 1));
    // And what it really became has its remark.
    let fourth = corrected.units.iter().find(|unit| unit.label == "§ 4").unwrap().id;
    let moved = correct(&city, &consultation, None, Some(fourth), Some(second)).await.unwrap();
    assert_eq!(moved.units.iter().find(|unit| unit.label == "§ 4").unwrap().id, second);
    let at = city.at_unit(&consultation, second).await;
    assert_eq!((at.unit.as_ref().unwrap().label.as_str(), shown(&at).len(), at.removed.len()), ("§ 4", 1, 0));
}

async fn of_two_who_correct_at_once_the_second_is_told(db: Db) {
    let city = City::new(db).await;
    let consultation = two_versions(&city, RULES, NEXT).await;
    let (seen, _) = checked(&city, &consultation, all(1)).await;
    let (second, fourth) = (seen.after[1].unit.id, seen.after[3].unit.id);
    let corrected = correct(&city, &consultation, Some(seen.revision), Some(second), None).await.unwrap();
    let told = |outcome: Result<Published, Error>| matches!(outcome, Err(Error::Conflict(Conflict::MappingChanged)));
    // Something else, and something about a unit that has another id by now.
    assert!(told(correct(&city, &consultation, Some(seen.revision), Some(fourth), Some(second)).await));
    assert!(told(correct(&city, &consultation, Some(seen.revision), Some(second), None).await));
    // What is so already does nobody harm.
    let new = corrected.units.iter().find(|unit| unit.label == "§ 2").unwrap().id;
    assert_eq!(correct(&city, &consultation, Some(seen.revision), Some(new), None).await.unwrap().units, corrected.units);
    let (now, _) = checked(&city, &consultation, all(1)).await;
    assert_eq!(now.revision, seen.revision + 1);
    let moved = correct(&city, &consultation, Some(now.revision), Some(fourth), Some(second)).await.unwrap();
    assert_eq!(moved.units.iter().find(|unit| unit.label == "§ 4").unwrap().id, second);
}

async fn moderators_alone_check_versions_that_were_made_of_another(db: Db) {
    let city = City::new(db).await;
    let consultation = two_versions(&city, RULES, NEXT).await;
    let (key, anna) = (Key::Id(consultation.id), city.resident("Anna").await);
    assert_eq!(denied(city.service.check_mapping(Some(&anna), &key, 2, all(1)).await), Denied::NotAllowed);
    assert_eq!(denied(city.service.check_mapping(None, &key, 2, all(1)).await), Denied::SignInNeeded);
    assert_eq!(denied(city.service.doubts(Some(&anna), &key).await), Denied::NotAllowed);
    for version in [0, 1, 3] {
        assert_eq!(denied(city.service.mapping(Some(&city.moderator), &key, version).await), Denied::NotFound, "{version}");
    }
}
