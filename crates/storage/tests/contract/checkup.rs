//! What a database tells of its state.

use busola_domain::time::HOUR;
use busola_storage::checkup::{Engine, look};
use busola_storage::{Db, Error};

use crate::fresh::{on_postgres, on_sqlite};
use crate::rows::{NOW, execute, one_remark};

async fn is_looked_at(url: String) {
    let db = Db::open(&url).await.unwrap();
    let fresh = look(&url).await.unwrap().unwrap();
    assert_eq!(fresh.latest, None);
    let migrations = fresh.migrations;
    assert!(migrations.applied >= 6);
    assert!(migrations.waiting.is_empty() && migrations.unknown.is_empty() && migrations.broken.is_empty());
    match fresh.engine {
        Engine::Sqlite { path, journal, damage, .. } => {
            assert!(path.is_file());
            assert_eq!((journal.as_str(), damage), ("wal", None));
        }
        Engine::Postgres { encoding, place, .. } => {
            assert_eq!(encoding, "UTF8");
            assert!(place.starts_with("busola_test"), "{place}");
        }
    }

    one_remark(&db).await;
    let future = NOW.plus(HOUR);
    execute(&db, &format!("update events set at = {}", future.0)).await;
    execute(&db, "update _sqlx_migrations set version = 9999 where version = 6").await;
    execute(&db, "update _sqlx_migrations set success = false where version = 2").await;
    let now = look(&url).await.unwrap().unwrap();
    assert_eq!(now.latest, Some(future));
    assert_eq!((now.migrations.waiting, now.migrations.unknown, now.migrations.broken), (vec![6], vec![9999], vec![2]));
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_looked_at() {
    on_sqlite(|url| async move {
        assert!(look(&url).await.unwrap().is_none());
        assert!(!std::path::Path::new(url.trim_start_matches("sqlite://")).exists(), "looking makes none");
        is_looked_at(url).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_is_looked_at() {
    on_postgres(|url| async move {
        let bare = look(&url).await.unwrap().unwrap();
        assert!(bare.migrations.applied == 0 && bare.migrations.waiting.len() >= 6, "looking migrates nothing");
        is_looked_at(url).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_no_database_says_so() {
    assert!(matches!(look("mysql://localhost/busola").await, Err(Error::UnknownDatabase)));
    on_sqlite(|url| async move {
        std::fs::write(url.trim_start_matches("sqlite://"), "Konsultacje ".repeat(1_000)).unwrap();
        assert!(look(&url).await.is_err());
    })
    .await;
}
