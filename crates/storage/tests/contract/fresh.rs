//! A fresh database for each case. The tests of the services use this file too.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};

use busola_storage::Db;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

/// Makes two tests of each case, an `async fn(Db)`: one on SQLite, one on PostgreSQL.
macro_rules! on_both_databases {
    ($($case:ident),+ $(,)?) => {
        mod sqlite {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                crate::fresh::case_on_sqlite(|db| Box::pin(super::$case(db))).await;
            }
        )+}
        mod postgres {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                crate::fresh::case_on_postgres(|db| Box::pin(super::$case(db))).await;
            }
        )+}
    };
}

/// A case that runs. It stands behind a pointer, so that what runs it is compiled once and not for each of them.
pub(crate) type Running = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Runs a case on a new SQLite file.
pub(crate) async fn case_on_sqlite(case: fn(Db) -> Running) {
    on_sqlite(|url| opened(url, case)).await;
}

/// Runs a case on an empty PostgreSQL database.
pub(crate) async fn case_on_postgres(case: fn(Db) -> Running) {
    on_postgres(|url| opened(url, case)).await;
}

/// Opens the database of a URL for a case.
pub(crate) async fn opened<C: Future<Output = ()>>(url: String, case: impl FnOnce(Db) -> C) {
    let db = Db::open(&url).await.unwrap();
    case(db.clone()).await;
    db.close().await;
}

/// Gives a case the URL of an SQLite file that does not exist yet.
pub(crate) async fn on_sqlite<C: Future<Output = ()>>(case: impl FnOnce(String) -> C) {
    let folder = tempfile::tempdir().unwrap();
    case(format!("sqlite://{}", folder.path().join("busola.db").display())).await;
}

/// Gives a case the URL of an empty PostgreSQL database, which is dropped when the case is over.
pub(crate) async fn on_postgres<C: Future<Output = ()> + Send + 'static>(case: impl FnOnce(String) -> C) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let server = std::env::var("BUSOLA_TEST_POSTGRES")
        .expect("BUSOLA_TEST_POSTGRES must name a PostgreSQL server: run the tests by crates/xtask/setup/with-postgres.sh");
    let name = format!("busola_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut admin = PgConnection::connect(&server).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(format!("create database {name}"))).execute(&mut admin).await.unwrap();
    // A task of its own, so that the database is dropped after a case that fails too.
    let outcome = tokio::spawn(case(beside(&server, &name))).await;
    sqlx::raw_sql(AssertSqlSafe(format!("drop database {name} with (force)"))).execute(&mut admin).await.unwrap();
    if let Err(failure) = outcome {
        std::panic::resume_unwind(failure.into_panic());
    }
}

/// The URL of another database on the same server.
fn beside(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let (server, _database) = address.rsplit_once('/').unwrap();
    format!("{server}/{name}?{options}")
}
