//! Opening a database: an empty one, one that is there, one of a newer program.

use std::collections::BTreeMap;
use std::path::Path;

use busola_storage::{Db, Error, accounts};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, Executor as _, PgConnection, SqliteConnection};

use crate::fresh::{on_postgres, on_sqlite};
use crate::rows::{account, at_once, email};

const NEWER: &str =
    "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', true, '', 0)";

/// What was written before is there after opening again.
async fn opened_twice(url: String) {
    let db = Db::open(&url).await.unwrap();
    account(&db, 1).await;
    db.close().await;
    let db = Db::open(&url).await.unwrap();
    let mut session = db.read().await.unwrap();
    assert!(accounts::by_email(&mut session, &email(1)).await.unwrap().is_some());
    drop(session);
    db.close().await;
}

#[tokio::test]
async fn a_database_is_opened_again_without_harm_on_sqlite() {
    on_sqlite(opened_twice).await;
}

#[tokio::test]
async fn a_database_is_opened_again_without_harm_on_postgres() {
    on_postgres(opened_twice).await;
}

/// Many programs start at once on a database that is not there yet; each can write.
async fn opened_at_once(url: String) {
    let opened = at_once(6, |n| {
        let url = url.clone();
        async move {
            let db = Db::open(&url).await.unwrap();
            account(&db, n).await;
            db
        }
    })
    .await;
    for db in opened {
        let mut session = db.read().await.unwrap();
        for n in 0..6 {
            assert!(accounts::by_email(&mut session, &email(n)).await.unwrap().is_some());
        }
        drop(session);
        db.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn programs_that_start_at_once_migrate_once_on_sqlite() {
    for _ in 0..5 {
        on_sqlite(opened_at_once).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn programs_that_start_at_once_migrate_once_on_postgres() {
    on_postgres(opened_at_once).await;
}

fn assert_newer(outcome: Result<Db, Error>) {
    let outcome = outcome.map(|_| ());
    assert!(matches!(outcome, Err(Error::NewerSchema { found: 9999, known: ..9999 })), "{outcome:?}");
}

/// As the newer program left the file: in our journal's mode, or in another that it must stay in.
async fn newer_file_is_not_touched(journal: &'static str) {
    on_sqlite(async |url| {
        Db::open(&url).await.unwrap().close().await;
        let mut newer = SqliteConnection::connect(&url).await.unwrap();
        newer.execute(NEWER).await.unwrap();
        newer.execute(journal).await.unwrap();
        newer.close().await.unwrap();

        let file = url.trim_start_matches("sqlite://");
        let before = files(file);
        assert_newer(Db::open(&url).await);
        let after = files(file);
        assert!(after == before, "the database was touched: {:?} became {:?}", names(&before), names(&after));
    })
    .await;
}

#[tokio::test]
async fn a_newer_schema_is_refused_before_the_file_is_touched() {
    newer_file_is_not_touched("pragma journal_mode = wal").await;
}

#[tokio::test]
async fn a_newer_schema_is_refused_before_the_journal_is_changed() {
    newer_file_is_not_touched("pragma journal_mode = delete").await;
}

/// The files in a database's folder with what is in them. To read a file in WAL mode SQLite lays an empty log
/// and an index of it beside the file; they hold nothing of the database and do not count.
fn files(database: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(Path::new(database).parent().unwrap()).unwrap().map(|entry| entry.unwrap());
    let files = entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()));
    files.filter(|(name, bytes)| !(name.ends_with("-shm") || name.ends_with("-wal") && bytes.is_empty())).collect()
}

fn names(files: &BTreeMap<String, Vec<u8>>) -> Vec<(&str, usize)> {
    files.iter().map(|(name, bytes)| (name.as_str(), bytes.len())).collect()
}

#[tokio::test]
async fn a_newer_schema_is_refused_on_a_server_too() {
    const TABLES: &str = "select count(*) from information_schema.columns where table_schema = 'public'";
    const APPLIED: &str = "select version from _sqlx_migrations order by version";
    on_postgres(async |url| {
        Db::open(&url).await.unwrap().close().await;
        let mut newer = PgConnection::connect(&url).await.unwrap();
        newer.execute(NEWER).await.unwrap();
        // Of an older migration nothing is applied either.
        newer.execute("delete from _sqlx_migrations where version < 9999; drop table audit").await.unwrap();
        let columns: i64 = sqlx::query_scalar(TABLES).fetch_one(&mut newer).await.unwrap();

        assert_newer(Db::open(&url).await);
        assert_eq!(sqlx::query_scalar::<_, i64>(TABLES).fetch_one(&mut newer).await.unwrap(), columns);
        assert_eq!(sqlx::query_scalar::<_, i64>(APPLIED).fetch_all(&mut newer).await.unwrap(), [9999]);
    })
    .await;
}

#[tokio::test]
async fn a_missing_folder_of_the_file_is_created() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/deep/busola.db");
    Db::open(&format!("sqlite://{}", path.display())).await.unwrap().close().await;
    assert!(path.is_file());
    // Closed, the file is the whole database: it can be copied alone.
    let options = SqliteConnectOptions::new().filename(&path).immutable(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    assert_eq!(sqlx::query_scalar::<_, i64>("select count(*) from accounts").fetch_one(&mut connection).await.unwrap(), 0);
}

#[tokio::test]
async fn an_address_that_names_no_database_is_refused() {
    for url in ["", "mysql://localhost/busola", "busola.db"] {
        assert!(matches!(Db::open(url).await, Err(Error::UnknownDatabase)), "{url}");
    }
}
