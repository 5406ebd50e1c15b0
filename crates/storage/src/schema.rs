//! Bringing a database's schema up to date.

use std::fs::File;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{ConnectOptions, Connection};
use tokio::time::timeout;

use crate::error::{ANSWER, Error, no_answer};

/// The migrations of SQLite, in the binary.
pub(crate) static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
/// The migrations of PostgreSQL, in the binary.
pub(crate) static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

/// The newest migration that a database has seen.
pub(crate) const NEWEST: &str = "select max(version) from _sqlx_migrations";
/// The first SQLite without the WAL-reset bug.
const SQLITE_MIN: (u32, u32, u32) = (3, 51, 3);

fn refuse_newer(found: Option<i64>, migrator: &Migrator) -> Result<(), Error> {
    let known = migrator.iter().map(|migration| migration.version).max().unwrap_or(0);
    match found {
        Some(found) if found > known => Err(Error::NewerSchema { found, known }),
        _ => Ok(()),
    }
}

/// The version of the SQLite in this program, if it is one to keep data with.
pub(crate) async fn sqlite_version() -> Result<String, Error> {
    let in_memory = ":memory:";
    let probe = SqliteConnectOptions::new().filename(in_memory).disable_statement_logging();
    let mut connection = probe.connect().await?;
    let version: String = sqlx::query_scalar("select sqlite_version()").fetch_one(&mut connection).await?;
    connection.close().await?;
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    if (next(), next(), next()) < SQLITE_MIN { Err(Error::OldSqlite(version)) } else { Ok(version) }
}

/// Looks at an existing file without writing to it, not even its journal mode, and gives the newest migration that it has
/// seen.
pub(crate) async fn check_sqlite(options: &SqliteConnectOptions, path: &Path) -> Result<Option<i64>, Error> {
    sqlite_version().await?;
    if !path.exists() {
        return Ok(None);
    }
    let mut connection = options.clone().read_only(true).create_if_missing(false).connect().await?;
    let found: Result<Option<i64>, _> = sqlx::query_scalar(NEWEST).fetch_one(&mut connection).await;
    connection.close().await?;
    let found = missing_table_is_none(found)?;
    refuse_newer(found, &SQLITE)?;
    Ok(found)
}

/// Makes the folder of a file of SQLite.
pub(crate) fn make_folder(path: &Path) -> Result<(), Error> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => std::fs::create_dir_all(folder).map_err(Error::of_file(folder)),
        None => Ok(()),
    }
}

/// Keeps other programs from opening the same file until it is dropped.
///
/// sqlx takes no lock on SQLite: two starting programs would both create the tables, and while one of them
/// turns the file to WAL the other is told that it is locked, however long it would have waited.
pub(crate) async fn lock_sqlite(path: &Path) -> Result<File, Error> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let file_error = |source| Error::File { path: name.to_string_lossy().into_owned(), source };
    let lock = File::create(&name).map_err(file_error)?;
    tokio::task::spawn_blocking(move || lock.lock().map(|()| lock))
        .await
        .map_err(|error| file_error(std::io::Error::other(error)))?
        .map_err(file_error)
}

/// Applies what is missing, under [`lock_sqlite`].
pub(crate) async fn migrate_sqlite(options: SqliteConnectOptions) -> Result<(), Error> {
    // Not on a connection: over one, the compiler does not believe that `run` may move between threads.
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    SQLITE.run(&pool).await?;
    pool.close().await;
    Ok(())
}

/// Makes a database that is not there yet an empty file, which its owner alone may read: people's addresses are to be in it.
/// What SQLite puts beside it may be read by the same.
pub(crate) fn make_private(path: &Path) -> Result<(), Error> {
    match File::options().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(Error::of_file(path)(error)),
        _ => Ok(()),
    }
}

/// Applies what is missing, under sqlx's advisory lock.
pub(crate) async fn migrate_postgres(options: PgConnectOptions) -> Result<(), Error> {
    // A pool tries again for half a minute and then does not say what was wrong.
    let mut connection = timeout(ANSWER, options.connect()).await.map_err(|_| no_answer())??;
    let encoding: String = sqlx::query_scalar("show server_encoding").fetch_one(&mut connection).await?;
    connection.close().await?;
    if encoding != "UTF8" {
        return Err(Error::Encoding(encoding));
    }
    let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await?;
    let found: Result<Option<i64>, _> = sqlx::query_scalar(NEWEST).fetch_one(&pool).await;
    refuse_newer(missing_table_is_none(found)?, &POSTGRES)?;
    POSTGRES.run(&pool).await?;
    pool.close().await;
    Ok(())
}

/// A database that was never migrated has no table of migrations.
pub(crate) fn missing_table_is_none<T: Default>(found: Result<T, sqlx::Error>) -> Result<T, Error> {
    match found {
        Err(sqlx::Error::Database(error)) if error.message().contains("no such table") || error.code().as_deref() == Some("42P01") => {
            Ok(T::default())
        }
        other => Ok(other?),
    }
}

#[cfg(test)]
mod tests {
    use super::{POSTGRES, SQLITE};

    #[test]
    fn both_databases_have_the_same_migrations() {
        let names = |migrator: &sqlx::migrate::Migrator| -> Vec<_> {
            migrator.iter().map(|migration| (migration.version, migration.description.to_string())).collect()
        };
        assert_eq!(names(&SQLITE), names(&POSTGRES));
    }

    /// The same tables, columns and indexes, but for the names of types and of what makes an id.
    #[test]
    fn both_sets_say_the_same_but_for_types() {
        let neutral = |sql: &str| {
            let sql = sql.replace(" strict, without rowid", "").replace(" strict", "");
            sql.split_whitespace()
                .map(|word| match word.trim_end_matches([',', ';']) {
                    "blob" | "uuid" | "bytea" => "bytes",
                    "integer" | "bigint" | "boolean" => "number",
                    "1" | "true" => "yes",
                    "0" | "false" => "no",
                    "randomblob(16)" | "gen_random_uuid()" => "random",
                    _ => word,
                })
                .collect::<Vec<_>>()
                .join(" ")
        };
        for (sqlite, postgres) in SQLITE.iter().zip(POSTGRES.iter()) {
            assert_eq!(neutral(sqlite.sql.as_str()), neutral(postgres.sql.as_str()), "{}", sqlite.description);
        }
    }
}
