//! Drafts: versions of units in document order.

use busola_domain::consultation::Unit;
use busola_domain::draft::{Format, UnitKind};
use busola_domain::{ConsultationId, UnitId};
use busola_storage::consultations::{self, NewDraft, StoredUnit};
use busola_storage::{Db, Error, comments};

use crate::rows::{NOW, account, id, insert, open_consultation, remark};

on_both_databases!(
    units_come_in_the_order_of_the_document,
    a_new_version_replaces_the_one_before_and_leaves_it_readable,
    a_version_is_written_once,
    units_with_remarks_are_known_whatever_became_of_the_remark,
);

fn unit(n: u128) -> StoredUnit {
    let kind = if n.is_multiple_of(2) { UnitKind::Section } else { UnitKind::Subsection };
    StoredUnit { kind, unit: Unit { id: id(n), label: format!("§ {n}"), depth: (n % 3) as i64, text: format!("Treść § {n}.\nDalej.") } }
}

async fn write(db: &Db, version: i64, units: &[StoredUnit]) -> Result<(), Error> {
    let consultation: ConsultationId = id(1);
    let draft = NewDraft { id: id(1_000 + version as u128), consultation, version, format: Format::Markdown, source: "§ 1. …", units };
    let mut tx = db.write().await?;
    consultations::insert_draft(&mut tx, &draft, NOW).await?;
    tx.commit().await
}

async fn units_come_in_the_order_of_the_document(db: Db) {
    insert(&db, &open_consultation(1)).await;
    let units: Vec<_> = (0..40).map(unit).collect();
    write(&db, 1, &units).await.unwrap();
    let mut session = db.read().await.unwrap();
    assert_eq!(consultations::units(&mut session, id(1), 1).await.unwrap(), units);
    assert_eq!(consultations::by_id(&mut session, id(1)).await.unwrap().unwrap().draft_version, 1);
    assert_eq!(consultations::units(&mut session, id(2), 1).await.unwrap(), []);
}

async fn a_new_version_replaces_the_one_before_and_leaves_it_readable(db: Db) {
    insert(&db, &open_consultation(1)).await;
    let (first, second) = ([unit(1), unit(2)], [unit(2), unit(3), unit(1)]);
    write(&db, 1, &first).await.unwrap();
    write(&db, 2, &second).await.unwrap();
    let mut session = db.read().await.unwrap();
    assert_eq!(consultations::by_id(&mut session, id(1)).await.unwrap().unwrap().draft_version, 2);
    assert_eq!(consultations::units(&mut session, id(1), 1).await.unwrap(), first);
    assert_eq!(consultations::units(&mut session, id(1), 2).await.unwrap(), second);
}

async fn a_version_is_written_once(db: Db) {
    insert(&db, &open_consultation(1)).await;
    write(&db, 1, &[unit(1)]).await.unwrap();
    assert!(write(&db, 1, &[unit(2)]).await.is_err());
    let mut session = db.read().await.unwrap();
    assert_eq!(consultations::units(&mut session, id(1), 1).await.unwrap(), [unit(1)]);
}

async fn units_with_remarks_are_known_whatever_became_of_the_remark(db: Db) {
    use busola_domain::Status;
    let author = account(&db, 1).await;
    let consultation = insert(&db, &open_consultation(1)).await;
    let mut tx = db.write().await.unwrap();
    for (n, status) in [(1, Status::Published), (2, Status::Pending), (3, Status::Hidden), (4, Status::Withdrawn), (5, Status::Published)] {
        let unit = (n < 5).then(|| id(10 + n));
        comments::insert(&mut tx, &[comments::New { unit, status, ..remark(n, consultation, author) }]).await.unwrap();
    }
    let mut units = consultations::units_with_comments(&mut tx, consultation).await.unwrap();
    let mut expected: Vec<UnitId> = (11..15).map(id).collect();
    units.sort();
    expected.sort();
    assert_eq!(units, expected);
}
