//! What was done with remarks before there was a public log; and who wrote last.

use busola_domain::moderation::{Deed, Ground, Outcome, OwnReport};
use busola_domain::{AccountId, Timestamp};
use busola_storage::Db;
use busola_storage::audit::{self, NewEntry};
use busola_storage::moderation::{self, log, reports};

use crate::rows::{NOW, account, execute, id, one_remark};

on_both_databases!(
    what_moderators_did_before_is_in_the_public_log,
    it_is_known_when_somebody_wrote_last,
    a_report_is_there_once_and_settled_once,
);

/// The statement of the migration, on rows as they were before it.
async fn what_moderators_did_before_is_in_the_public_log(db: Db) {
    let (consultation, _, comment) = one_remark(&db).await;
    let (first, second): (AccountId, AccountId) = (account(&db, 2).await, account(&db, 3).await);
    let mut tx = db.write().await.unwrap();
    for (n, who, action) in [(11, first, "comment.hide"), (12, second, "comment.unhide"), (13, second, "comment.answer")] {
        let at = NOW.plus(n as i64);
        let entry = NewEntry { id: id(n), at, account: Some(who), action, subject: comment.0, detail: "Dane osobowe" };
        audit::insert(&mut tx, &entry).await.unwrap();
    }
    tx.commit().await.unwrap();
    let migration = include_str!("../../../../migrations/sqlite/0012_moderation.sql");
    let (_, statement) = migration.split_once("insert into moderation_log").unwrap();
    execute(&db, &format!("insert into moderation_log{statement}")).await;
    let mut session = db.read().await.unwrap();
    let page = log::page(&mut session, consultation, Timestamp(i64::MAX), 10).await.unwrap();
    let told: Vec<_> = page.iter().map(|(_, deed, reason)| (*deed, reason.as_str())).collect();
    assert_eq!(told, [(Deed::Restored, ""), (Deed::Hidden, "other")]);
    assert_eq!(log::hidden_by(&mut session, comment).await.unwrap(), Some(first));
}

async fn it_is_known_when_somebody_wrote_last(db: Db) {
    let (consultation, author, _) = one_remark(&db).await;
    let silent = account(&db, 2).await;
    let mut session = db.read().await.unwrap();
    let last = moderation::last(&mut session, &[(consultation, author), (consultation, silent)]).await.unwrap();
    assert_eq!(last, [((consultation, author), NOW)]);
}

async fn a_report_is_there_once_and_settled_once(db: Db) {
    let (consultation, moderator, comment) = one_remark(&db).await;
    let reader = account(&db, 2).await;
    let report =
        OwnReport { comment, consultation, reason: Ground::Advert, words: String::new(), at: NOW, outcome: None, settled_at: None };
    let mut tx = db.write().await.unwrap();
    assert!(reports::insert(&mut tx, reader, &report).await.unwrap());
    assert!(!reports::insert(&mut tx, reader, &report).await.unwrap());
    assert_eq!(reports::open(&mut tx, &[comment]).await.unwrap().len(), 1);
    assert_eq!(reports::settle(&mut tx, &[comment], Outcome::Kept, moderator, NOW.plus(1)).await.unwrap(), [comment]);
    assert!(reports::settle(&mut tx, &[comment], Outcome::Hidden, moderator, NOW.plus(2)).await.unwrap().is_empty());
    let own = reports::own(&mut tx, comment, reader).await.unwrap().unwrap();
    assert_eq!((own.outcome, own.settled_at), (Some(Outcome::Kept), Some(NOW.plus(1))));
    assert_eq!(reports::of_account(&mut tx, reader, 10).await.unwrap(), [own]);
    tx.commit().await.unwrap();
}
