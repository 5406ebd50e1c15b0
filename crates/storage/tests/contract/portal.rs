//! What the city's portal takes from here: feeds, and the sites that may show cards.

use busola_domain::Status;
use busola_domain::consultation::Kind;
use busola_domain::draft::Format;
use busola_domain::embed::SiteOrigin;
use busola_domain::time::{DAY, HOUR};
use busola_storage::consultations::Stored;
use busola_storage::drafts::NewDraft;
use busola_storage::{Db, comments, embeds, feeds};

use crate::drafts::{unit, write_draft};
use crate::rows::{NOW, account, id, insert, open_consultation, remark, write};

on_both_databases!(
    what_was_published_last_comes_first,
    only_public_remarks_are_fed_the_last_first,
    sites_are_written_in_the_place_of_those_before,
);

/// The `n`th consultation, published so many milliseconds after [`NOW`], or not at all.
fn published(n: u128, after: Option<i64>) -> Stored {
    let mut stored = open_consultation(n);
    stored.schedule.published_at = after.map(|after| NOW.plus(after));
    stored
}

async fn what_was_published_last_comes_first(db: Db) {
    for (n, after) in [(1, Some(-DAY)), (2, None), (3, Some(0)), (4, Some(-HOUR))] {
        insert(&db, &published(n, after)).await;
    }
    let units = [unit(1)];
    let draft = NewDraft {
        id: id(9),
        consultation: id(1),
        version: 1,
        format: Format::Text,
        source: "§ 1.",
        note: "",
        units: &units,
        matches: &[],
    };
    write_draft(&db, &draft).await.unwrap();
    let mut tx = db.write().await.unwrap();
    feeds::set_changed(&mut tx, id(4), NOW.plus(7)).await.unwrap();
    tx.commit().await.unwrap();

    let mut session = db.read().await.unwrap();
    let fed = feeds::published(&mut session, 10).await.unwrap();
    let seen: Vec<_> = fed.iter().map(|fed| (fed.id, fed.changed_at, fed.draft_at)).collect();
    assert_eq!(seen, [(id(3), None, None), (id(4), Some(NOW.plus(7)), None), (id(1), None, Some(NOW))]);
    assert_eq!(
        (fed[0].slug.as_str(), fed[0].kind, fed[0].summary.as_str()),
        ("program-3", Kind::CooperationProgramme, "Zmiany w programie.")
    );
    assert_eq!(feeds::published(&mut session, 2).await.unwrap(), fed[..2]);
    assert_eq!(feeds::by_id(&mut session, id(2)).await.unwrap().unwrap().schedule.published_at, None);
    assert_eq!(feeds::by_id(&mut session, id(7)).await.unwrap(), None);
}

async fn only_public_remarks_are_fed_the_last_first(db: Db) {
    let author = account(&db, 1).await;
    let (here, elsewhere) = (insert(&db, &open_consultation(1)).await, insert(&db, &open_consultation(2)).await);
    let mut tx = db.write().await.unwrap();
    assert_eq!(feeds::latest_event(&mut tx, here).await.unwrap(), None);
    for (n, status) in [(1, Status::Published), (2, Status::Published), (3, Status::Pending), (4, Status::Published)] {
        write(&mut tx, &comments::New { created_at: NOW.plus(n as i64), status, ..remark(n, here, author) }).await;
    }
    write(&mut tx, &remark(5, elsewhere, author)).await;
    assert!(comments::set_status(&mut tx, id(2), Status::Published, Status::Hidden, Some("obraża")).await.unwrap());
    tx.commit().await.unwrap();

    let mut session = db.read().await.unwrap();
    let fed = feeds::comments(&mut session, here, 10).await.unwrap();
    assert_eq!(fed.iter().map(|comment| comment.id).collect::<Vec<_>>(), [id(4), id(1)]);
    assert_eq!(feeds::comments(&mut session, here, 1).await.unwrap(), fed[..1]);
    assert_eq!(feeds::latest_event(&mut session, here).await.unwrap(), Some(NOW));
}

async fn sites_are_written_in_the_place_of_those_before(db: Db) {
    let origins = |names: &[&str]| names.iter().map(|name| SiteOrigin::parse(name).unwrap()).collect::<Vec<_>>();
    for names in [&["https://a.pl", "https://b.pl", "https://c.pl", "https://d.pl", "https://e.pl"][..], &["https://b.pl"], &[]] {
        let mut tx = db.write().await.unwrap();
        embeds::set_origins(&mut tx, &origins(names)).await.unwrap();
        tx.commit().await.unwrap();
        let mut session = db.read().await.unwrap();
        assert_eq!(embeds::origins(&mut session).await.unwrap(), origins(names));
    }
}
