//! The audit log, page by page.

use busola_domain::Timestamp;
use busola_storage::Db;
use busola_storage::audit::{self, NewEntry};
use uuid::Uuid;

use crate::rows::{NOW, account, id};

on_both_databases!(an_entry_says_who_did_what, pages_show_every_entry_once_the_latest_first, moments_are_those_of_one_subject_and_action,);

async fn an_entry_says_who_did_what(db: Db) {
    let moderator = account(&db, 1).await;
    let mut tx = db.write().await.unwrap();
    let entry = NewEntry { id: id(1), at: NOW, account: Some(moderator), action: "comment.hide", subject: id(7), detail: "obraża" };
    audit::insert(&mut tx, &entry).await.unwrap();
    let command = NewEntry { id: id(2), at: NOW.plus(1), account: None, action: "account.create", subject: id(8), detail: "" };
    audit::insert(&mut tx, &command).await.unwrap();
    tx.commit().await.unwrap();

    let mut session = db.read().await.unwrap();
    let page = audit::page(&mut session, (NOW.plus(10), Uuid::nil()), 10).await.unwrap();
    let seen: Vec<_> =
        page.iter().map(|entry| (entry.name.as_deref(), entry.action.as_str(), entry.subject, entry.detail.as_str())).collect();
    assert_eq!(seen, [(None, "account.create", id(8), ""), (Some("Osoba 1"), "comment.hide", id(7), "obraża")]);
    assert_eq!(page[1].at, NOW.0);
}

async fn pages_show_every_entry_once_the_latest_first(db: Db) {
    let mut expected = Vec::new();
    let mut tx = db.write().await.unwrap();
    for n in 0..23 {
        // Several at the same moment: the id decides between them.
        let at = NOW.plus(n as i64 / 4);
        audit::insert(&mut tx, &NewEntry { id: id(n), at, account: None, action: "a", subject: id(n), detail: "" }).await.unwrap();
        expected.push((at.0, id::<Uuid>(n)));
    }
    tx.commit().await.unwrap();
    expected.sort();
    expected.reverse();

    let mut session = db.read().await.unwrap();
    let mut seen = Vec::new();
    let mut before = (Timestamp(i64::MAX), Uuid::max());
    loop {
        let page = audit::page(&mut session, before, 5).await.unwrap();
        let Some(last) = page.last() else { break };
        before = (Timestamp(last.at), last.id);
        seen.extend(page.iter().map(|entry| (entry.at, entry.id)));
    }
    assert_eq!(seen, expected);
}

async fn moments_are_those_of_one_subject_and_action(db: Db) {
    let mut tx = db.write().await.unwrap();
    for (n, subject, action, after) in [(1, 7, "a", 0), (2, 7, "a", 20), (3, 7, "a", 10), (4, 7, "b", 11), (5, 8, "a", 12), (6, 7, "a", 30)]
    {
        let entry = NewEntry { id: id(n), at: NOW.plus(after), account: None, action, subject: id(subject), detail: "" };
        audit::insert(&mut tx, &entry).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut session = db.read().await.unwrap();
    let moments = audit::moments(&mut session, id(7), "a", NOW).await.unwrap();
    assert_eq!(moments, [10, 20, 30].map(|after| NOW.plus(after)));
}
