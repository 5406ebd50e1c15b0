//! Drafts: versions of units in document order, what became of them, what is prepared.

use busola_domain::consultation::Unit;
use busola_domain::draft::{Format, UnitKind};
use busola_domain::versions::Kind;
use busola_domain::{ConsultationId, UnitId};
use busola_storage::consultations;
use busola_storage::drafts::removed::last_seen;
use busola_storage::drafts::{self, Match, NewDraft, StoredUnit, Version, prepared};
use busola_storage::{Db, Error};

use crate::rows::{NOW, account, id, insert, open_consultation};

on_both_databases!(
    units_come_in_the_order_of_the_document,
    a_new_version_replaces_the_one_before_and_leaves_it_readable,
    a_version_is_written_once,
    what_became_of_units_is_read_in_its_order_and_can_be_written_again,
    versions_are_listed_with_what_was_said_of_them,
    a_unit_that_is_gone_is_found_where_it_stood_last,
    what_is_prepared_is_one_for_each_consultation,
    units_of_several_versions_come_at_once,
);

pub(crate) fn unit(n: u128) -> StoredUnit {
    let kind = if n.is_multiple_of(2) { UnitKind::Section } else { UnitKind::Subsection };
    StoredUnit { kind, unit: Unit { id: id(n), label: format!("§ {n}"), depth: (n % 3) as i64, text: format!("Treść § {n}.\nDalej.") } }
}

fn new_draft(version: i64, units: &[StoredUnit]) -> NewDraft<'_> {
    let (draft, consultation) = (id(1_000 + version as u128), id(1));
    NewDraft { id: draft, consultation, version, format: Format::Markdown, source: "§ 1. …", note: "", units, matches: &[] }
}

pub(crate) async fn write_draft(db: &Db, draft: &NewDraft<'_>) -> Result<(), Error> {
    let mut tx = db.write().await?;
    drafts::insert(&mut tx, draft, NOW).await?;
    tx.commit().await
}

async fn write(db: &Db, version: i64, units: &[StoredUnit]) -> Result<(), Error> {
    write_draft(db, &new_draft(version, units)).await
}

/// What became of a unit: its number in the version before, and in this one.
fn became(from: Option<u128>, to: Option<u128>, kind: Kind, replaced_by: Option<u128>) -> Match {
    Match { from: from.map(id), to: to.map(id), kind, certain: kind != Kind::Removed, replaced_by: replaced_by.map(id) }
}

async fn units_come_in_the_order_of_the_document(db: Db) {
    insert(&db, &open_consultation(1)).await;
    let units: Vec<_> = (0..90).map(unit).collect();
    write(&db, 1, &units).await.unwrap();
    let mut session = db.read().await.unwrap();
    assert_eq!(drafts::units(&mut session, id(1), 1).await.unwrap(), units);
    assert_eq!(consultations::by_id(&mut session, id(1)).await.unwrap().unwrap().draft_version, 1);
    assert_eq!(drafts::units(&mut session, id(2), 1).await.unwrap(), []);
}

async fn a_new_version_replaces_the_one_before_and_leaves_it_readable(db: Db) {
    insert(&db, &open_consultation(1)).await;
    let (first, second) = ([unit(1), unit(2)], [unit(2), unit(3), unit(1)]);
    write(&db, 1, &first).await.unwrap();
    write(&db, 2, &second).await.unwrap();
    let mut session = db.read().await.unwrap();
    assert_eq!(consultations::by_id(&mut session, id(1)).await.unwrap().unwrap().draft_version, 2);
    assert_eq!(drafts::units(&mut session, id(1), 1).await.unwrap(), first);
    assert_eq!(drafts::units(&mut session, id(1), 2).await.unwrap(), second);
}

async fn a_version_is_written_once(db: Db) {
    insert(&db, &open_consultation(1)).await;
    write(&db, 1, &[unit(1)]).await.unwrap();
    assert!(write(&db, 1, &[unit(2)]).await.is_err());
    let mut session = db.read().await.unwrap();
    assert_eq!(drafts::units(&mut session, id(1), 1).await.unwrap(), [unit(1)]);
}

async fn what_became_of_units_is_read_in_its_order_and_can_be_written_again(db: Db) {
    insert(&db, &open_consultation(1)).await;
    let (first, second) = ([unit(1), unit(2)], [unit(3), unit(1)]);
    write(&db, 1, &first).await.unwrap();
    let matches = [
        became(None, Some(3), Kind::Added, None),
        became(Some(1), Some(1), Kind::Moved, None),
        became(Some(2), None, Kind::Removed, Some(3)),
    ];
    write_draft(&db, &NewDraft { matches: &matches, ..new_draft(2, &second) }).await.unwrap();
    let mut tx = db.write().await.unwrap();
    assert_eq!(drafts::matches(&mut tx, id(1), 2).await.unwrap(), matches);
    assert_eq!(drafts::matches(&mut tx, id(1), 1).await.unwrap(), []);
    assert_eq!(drafts::doubts(&mut tx, id(1), 2).await.unwrap(), 1);
    let again = [became(Some(2), Some(3), Kind::Changed, None), became(Some(1), Some(1), Kind::Moved, None)];
    drafts::replace_matches(&mut tx, id(1_002), &again).await.unwrap();
    assert_eq!(drafts::matches(&mut tx, id(1), 2).await.unwrap(), again);
    assert_eq!(drafts::doubts(&mut tx, id(1), 2).await.unwrap(), 0);
}

async fn versions_are_listed_with_what_was_said_of_them(db: Db) {
    insert(&db, &open_consultation(1)).await;
    write(&db, 1, &[unit(1)]).await.unwrap();
    let units = [unit(1), unit(2)];
    write_draft(&db, &NewDraft { note: "Po uwagach rady.", ..new_draft(2, &units) }).await.unwrap();
    let mut session = db.read().await.unwrap();
    let version = |version, note: &str, units| Version { version, note: note.to_owned(), created_at: NOW, units };
    assert_eq!(drafts::versions(&mut session, id(1)).await.unwrap(), [version(1, "", 1), version(2, "Po uwagach rady.", 2)]);
    let source = drafts::source(&mut session, id(1), 2).await.unwrap().unwrap();
    assert_eq!((source.id, source.format, source.source.as_str()), (id(1_002), Format::Markdown, "§ 1. …"));
    assert_eq!(drafts::source(&mut session, id(1), 3).await.unwrap(), None);
}

async fn a_unit_that_is_gone_is_found_where_it_stood_last(db: Db) {
    let consultation = insert(&db, &open_consultation(1)).await;
    write(&db, 1, &[unit(1), unit(2)]).await.unwrap();
    // The second comes under another number and goes, the first one goes, comes back and goes again.
    let mut renamed = unit(2);
    renamed.unit.label = "§ 7".to_owned();
    let gone = [became(Some(1), None, Kind::Removed, Some(2))];
    write_draft(&db, &NewDraft { matches: &gone, ..new_draft(2, &[renamed.clone()]) }).await.unwrap();
    write(&db, 3, &[renamed.clone(), unit(1)]).await.unwrap();
    let gone = [became(Some(2), None, Kind::Removed, Some(4)), became(Some(1), None, Kind::Removed, None)];
    write_draft(&db, &NewDraft { matches: &gone, ..new_draft(4, &[unit(4)]) }).await.unwrap();

    let mut session = db.read().await.unwrap();
    let ids = [1, 2, 9].map(id::<UnitId>);
    let seen = last_seen(&mut session, consultation, &ids).await.unwrap();
    let seen: Vec<_> = seen.into_iter().map(|seen| (seen.version, seen.unit, seen.replaced_by)).collect();
    assert_eq!(seen, [(3, renamed, Some(id(4))), (3, unit(1), None)]);
    // Of another consultation nothing is told.
    let elsewhere: ConsultationId = id(2);
    assert_eq!(last_seen(&mut session, elsewhere, &ids).await.unwrap(), []);
}

async fn what_is_prepared_is_one_for_each_consultation(db: Db) {
    let (consultation, account) = (insert(&db, &open_consultation(1)).await, account(&db, 1).await);
    let mut tx = db.write().await.unwrap();
    assert_eq!(prepared::get(&mut tx, consultation).await.unwrap(), None);
    let first = prepared::New {
        consultation,
        format: Format::Text,
        source: "§ 1. Raz.",
        note: "",
        pins: "[]",
        revision: 5,
        account,
        written_at: NOW,
    };
    prepared::put(&mut tx, &first).await.unwrap();
    prepared::put(&mut tx, &prepared::New { source: "§ 1. Dwa.", revision: 6, ..first }).await.unwrap();
    prepared::set_pins(&mut tx, consultation, "[1]").await.unwrap();
    let known = prepared::get(&mut tx, consultation).await.unwrap().unwrap();
    assert_eq!((known.source.as_str(), known.pins.as_str(), known.revision, known.name.as_str()), ("§ 1. Dwa.", "[1]", 6, "Osoba 1"));
    prepared::delete(&mut tx, consultation).await.unwrap();
    assert_eq!(prepared::get(&mut tx, consultation).await.unwrap(), None);
}

async fn units_of_several_versions_come_at_once(db: Db) {
    insert(&db, &open_consultation(1)).await;
    let versions = [vec![unit(1), unit(2)], vec![unit(2), unit(3), unit(1)], vec![unit(4)]];
    for (version, units) in (1..).zip(&versions) {
        write(&db, version, units).await.unwrap();
    }
    let of = |version: usize| versions[version - 1].iter().map(move |unit| (version as i64, unit.clone()));
    let mut session = db.read().await.unwrap();
    for (first, last) in [(1, 3), (2, 3), (2, 2)] {
        let expected: Vec<_> = (first..=last).flat_map(of).collect();
        assert_eq!(drafts::units_between(&mut session, id(1), first as i64, last as i64).await.unwrap(), expected);
    }
    assert_eq!(drafts::units_between(&mut session, id(1), 4, 9).await.unwrap(), []);
}
