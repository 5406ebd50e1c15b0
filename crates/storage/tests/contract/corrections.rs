//! Corrections of which unit is which: what was said follows the unit that it was said of.

use busola_domain::draft::Format;
use busola_domain::meeting::AgendaItem;
use busola_domain::time::DAY;
use busola_domain::{Status, UnitId};
use busola_storage::drafts::corrections::{self, Changed, Which};
use busola_storage::drafts::remarks;
use busola_storage::drafts::{self, NewDraft, StoredUnit};
use busola_storage::{Db, comments, consultations, meetings};

use crate::drafts::{unit, write_draft};
use crate::meetings::planned;
use crate::rows::{NOW, account, execute, id, insert, open_consultation, remark};

on_both_databases!(
    units_change_their_ids_for_one_another_and_remarks_follow_by_version,
    what_is_of_the_corrected_version_alone_always_follows,
    remarks_are_found_by_the_unit_that_they_stand_on_and_by_the_one_that_they_changed,
);

/// A consultation with two versions of the same units, and a remark on a unit for each version; the numbers of the
/// remarks are those of the units in the first version, and ten more in the second.
async fn two_versions(db: &Db, units: &[u128], only_second: &[u128]) {
    let author = account(db, 1).await;
    let consultation = insert(db, &open_consultation(1)).await;
    let first: Vec<_> = units.iter().map(|n| unit(*n)).collect();
    let second: Vec<_> = units.iter().chain(only_second).map(|n| unit(*n)).collect();
    for (version, units) in [(1, &first), (2, &second)] {
        let (id, format) = (id(1_000 + version as u128), Format::Text);
        let draft = NewDraft { id, consultation, version, format, source: "", note: "", units, matches: &[] };
        write_draft(db, &draft).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let mut counts = Vec::new();
        for (n, stored) in (1 + 10 * (version as u128 - 1)..).zip(units) {
            let new = comments::New { unit: Some(stored.unit.id), version, ..remark(n, consultation, author) };
            comments::insert(&mut tx, &[new]).await.unwrap();
            counts.push((stored.unit.id, 1));
        }
        let all = counts.len() as i64;
        consultations::count(&mut tx, consultation, &counts, &[(author, all)], all).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// The unit at a place of the second version gets another id.
fn changed(position: i64, was: u128, is: u128, earlier: bool) -> Changed {
    let mut unit: StoredUnit = unit(was);
    unit.unit.id = id(is);
    Changed { was: id(was), position, earlier, unit }
}

async fn correct(db: &Db, changed: &[Changed]) {
    let mut tx = db.write().await.unwrap();
    let revision = corrections::revise(&mut tx, id(1)).await.unwrap();
    let which = Which { id: id(1_002), consultation: id(1), version: 2, created_at: NOW, revision };
    corrections::write(&mut tx, &which, changed).await.unwrap();
    tx.commit().await.unwrap();
}

async fn stands_on(db: &Db, remarks: &[u128]) -> Vec<Option<UnitId>> {
    let mut session = db.read().await.unwrap();
    let mut units = Vec::new();
    for n in remarks {
        units.push(comments::get(&mut session, id(*n)).await.unwrap().unwrap().unit);
    }
    units
}

async fn counted(db: &Db) -> Vec<(UnitId, i64)> {
    let mut session = db.read().await.unwrap();
    let mut counts = consultations::unit_counts(&mut session, id(1)).await.unwrap();
    counts.sort();
    counts
}

async fn units_change_their_ids_for_one_another_and_remarks_follow_by_version(db: Db) {
    two_versions(&db, &[1, 2], &[]).await;
    // A reply of today stands where the thread of yesterday does.
    let mut tx = db.write().await.unwrap();
    let (parent, root) = (Some(id(1)), Some(id(1)));
    let reply = comments::New { unit: Some(id(1)), version: 2, parent, root, status: Status::Pending, ..remark(30, id(1), id(1)) };
    comments::insert(&mut tx, &[reply]).await.unwrap();
    tx.commit().await.unwrap();

    correct(&db, &[changed(0, 1, 2, true), changed(1, 2, 1, true)]).await;
    assert_eq!(stands_on(&db, &[1, 2, 11, 12, 30]).await, [1, 2, 2, 1, 1].map(|n| Some(id(n))));
    let mut expected: Vec<(UnitId, i64)> = vec![(id(1), 2), (id(2), 2)];
    expected.sort();
    assert_eq!(counted(&db).await, expected);
    let mut session = db.read().await.unwrap();
    let ids = |units: Vec<StoredUnit>| units.into_iter().map(|stored| (stored.unit.id, stored.unit.label)).collect::<Vec<_>>();
    assert_eq!(ids(drafts::units(&mut session, id(1), 1).await.unwrap()), [(id(1), "§ 1".to_owned()), (id(2), "§ 2".to_owned())]);
    assert_eq!(ids(drafts::units(&mut session, id(1), 2).await.unwrap()), [(id(2), "§ 1".to_owned()), (id(1), "§ 2".to_owned())]);
    assert_eq!(consultations::by_id(&mut session, id(1)).await.unwrap().unwrap().draft_revision, 1);
}

async fn what_is_of_the_corrected_version_alone_always_follows(db: Db) {
    two_versions(&db, &[1], &[7]).await;
    let mut tx = db.write().await.unwrap();
    for (n, at) in [(1, NOW.plus(-DAY)), (2, NOW.plus(DAY))] {
        let item = |position: u128, unit| AgendaItem { id: id(10 * n + position), title: String::new(), unit: Some(id(unit)) };
        assert!(meetings::insert(&mut tx, &planned(n, id(1)), &[item(0, 1), item(1, 7)], at).await.unwrap());
    }
    tx.commit().await.unwrap();
    // What was § 7 is really § 1 of before, and what was taken for that one is new.
    correct(&db, &[changed(0, 1, 9, true), changed(1, 7, 1, false)]).await;
    assert_eq!(stands_on(&db, &[1, 11, 12]).await, [1, 9, 1].map(|n| Some(id(n))));
    let mut session = db.read().await.unwrap();
    for (meeting, expected) in [(1, [1, 1]), (2, [9, 1])] {
        let agenda = meetings::agenda(&mut session, id(meeting)).await.unwrap();
        let units: Vec<_> = agenda.into_iter().map(|item| item.unit).collect();
        assert_eq!(units, expected.map(|n| Some(id(n))), "{meeting}");
    }
}

async fn remarks_are_found_by_the_unit_that_they_stand_on_and_by_the_one_that_they_changed(db: Db) {
    two_versions(&db, &[1, 2], &[]).await;
    let (answer, consultation, account) = (uuid_literal(&db, id(500)), uuid_literal(&db, id(1)), uuid_literal(&db, id(1)));
    let unit = uuid_literal(&db, id(1));
    execute(
        &db,
        &format!(
            "insert into answers (id, consultation_id, decision, justification, unit_id, revision, account_id, written_at, published_at) \
             values ({answer}, {consultation}, 'accepted', '', {unit}, 1, {account}, 0, 0)"
        ),
    )
    .await;
    let remark = uuid_literal(&db, id(2));
    execute(&db, &format!("update comments set answer_id = {answer}, answered_at = 0 where id = {remark}")).await;
    let mut session = db.read().await.unwrap();
    let found = remarks::about(&mut session, id(1), &[id(1)]).await.unwrap();
    let found: Vec<_> = found.iter().map(|remark| (remark.number, remark.unit, remark.version, remark.changed)).collect();
    assert_eq!(found, [(1, Some(id(1)), 1, None), (2, Some(id(2)), 1, Some(id(1))), (11, Some(id(1)), 2, None)]);
}

/// An id as the database writes it.
fn uuid_literal(db: &Db, id: uuid::Uuid) -> String {
    match db {
        Db::Sqlite { .. } => format!("x'{}'", id.simple()),
        Db::Postgres(_) => format!("'{id}'"),
    }
}
