//! What is begun on SQLite and not finished keeps nobody from writing.

use std::time::Duration;

use busola_storage::Db;
use sqlx::{Connection as _, Executor as _, SqliteConnection};
use tokio::time::timeout;

use crate::fresh::{on_sqlite, opened};
use crate::rows::account;

/// Runs a case with a connection of another program.
async fn beside_another<C: Future<Output = ()>>(case: impl FnOnce(Db, SqliteConnection) -> C) {
    on_sqlite(|url| {
        let other = url.clone();
        opened(url, async move |db: Db| {
            let other = SqliteConnection::connect(&other).await.unwrap();
            case(db, other).await;
        })
    })
    .await;
}

/// Whether the other program gets the lock.
async fn can_write(other: &mut SqliteConnection) -> bool {
    other.execute("begin immediate").await.is_ok() && other.execute("rollback").await.is_ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transaction_that_is_dropped_lets_others_write() {
    beside_another(async |db, mut other| {
        other.execute("pragma busy_timeout = 0").await.unwrap();
        let tx = db.write().await.unwrap();
        assert!(!can_write(&mut other).await);
        drop(tx);
        other.execute("pragma busy_timeout = 5000").await.unwrap();
        assert!(can_write(&mut other).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_gives_up_waiting_does_not_have_the_lock_afterwards() {
    beside_another(async |db, mut other| {
        other.execute("begin immediate").await.unwrap();
        assert!(timeout(Duration::from_millis(50), db.write()).await.is_err());
        other.execute("rollback").await.unwrap();
        other.execute("pragma busy_timeout = 5000").await.unwrap();
        // What was asked for gets the lock now, and gives it back.
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(can_write(&mut other).await);
        account(&db, 1).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_end_nobody_writes() {
    beside_another(async |db, mut other| {
        db.close().await;
        let error = db.write().await.err().unwrap();
        assert!(error.is_temporary(), "{error}");
        assert!(can_write(&mut other).await);
    })
    .await;
}
