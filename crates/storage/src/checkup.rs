//! What a database tells of its own state. Nothing is created, migrated or written.

use std::path::PathBuf;
use std::str::FromStr as _;

use busola_domain::Timestamp;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::time::timeout;

use crate::db::Conn;
use crate::error::{ANSWER, Error, no_answer};
use crate::schema;

statements! {
    APPLIED = "select version, success, checksum from _sqlx_migrations order by version";
    LATEST = "select max(at) from (select max(at) as at from events union all select max(at) from audit) latest";
}

/// The state of a database.
#[derive(Debug)]
pub struct Checkup {
    /// What keeps it.
    pub engine: Engine,
    /// Its schema.
    pub migrations: Migrations,
    /// The latest moment in it.
    pub latest: Option<Timestamp>,
}

/// What keeps a database.
#[derive(Debug)]
pub enum Engine {
    /// A file.
    Sqlite {
        /// Where.
        path: PathBuf,
        /// The version of SQLite.
        version: String,
        /// The mode of the journal, `wal` while this program has it.
        journal: String,
        /// The first thing that is wrong with the file.
        damage: Option<String>,
    },
    /// A server.
    Postgres {
        /// Where: host and name of the database.
        place: String,
        /// The version of PostgreSQL.
        version: String,
        /// How text is encoded.
        encoding: String,
        /// The server's clock.
        clock: Timestamp,
    },
}

/// Which migrations a database has seen.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Migrations {
    /// How many of this program's.
    pub applied: usize,
    /// Those that the next start applies.
    pub waiting: Vec<i64>,
    /// Those that this program does not know.
    pub unknown: Vec<i64>,
    /// Those that were not finished, or are not what this program has under that number.
    pub broken: Vec<i64>,
}

/// A migration's number, whether it was finished, and its digest.
type Seen = (i64, bool, Vec<u8>);

enum Opened {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Opened {
    fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(connection) => Conn::Sqlite(connection),
            Self::Postgres(connection) => Conn::Postgres(connection),
        }
    }
}

/// Looks at a database; `None` where no file is yet.
///
/// # Errors
/// [`Error::OldSqlite`]; [`Error::UnknownDatabase`]; whatever the database says when it can't be reached.
pub async fn look(url: &str) -> Result<Option<Checkup>, Error> {
    let (mut opened, engine, migrator) = if url.starts_with("sqlite:") {
        let Some((connection, engine)) = sqlite(url).await? else { return Ok(None) };
        (Opened::Sqlite(connection), engine, &schema::SQLITE)
    } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
        let (connection, engine) = postgres(url).await?;
        (Opened::Postgres(connection), engine, &schema::POSTGRES)
    } else {
        return Err(Error::UnknownDatabase);
    };
    let seen: Result<Vec<Seen>, sqlx::Error> = on_db!(opened, c => sqlx::query_as(APPLIED).fetch_all(c).await);
    let migrations = compare(&schema::missing_table_is_none(seen)?, migrator);
    let latest: Result<Option<i64>, sqlx::Error> = on_db!(opened, c => sqlx::query_scalar(LATEST).fetch_one(c).await);
    let latest = schema::missing_table_is_none(latest)?;
    match opened {
        Opened::Sqlite(connection) => connection.close().await?,
        Opened::Postgres(connection) => connection.close().await?,
    }
    Ok(Some(Checkup { engine, migrations, latest: latest.map(Timestamp) }))
}

async fn sqlite(url: &str) -> Result<Option<(SqliteConnection, Engine)>, Error> {
    let version = schema::sqlite_version().await?;
    let options = SqliteConnectOptions::from_str(url)?.create_if_missing(false).disable_statement_logging();
    let path = options.get_filename().to_owned();
    if !path.exists() {
        return Ok(None);
    }
    let mut connection = options.connect().await?;
    let journal: String = sqlx::query_scalar("pragma journal_mode").fetch_one(&mut connection).await?;
    let found: String = sqlx::query_scalar("pragma quick_check(1)").fetch_one(&mut connection).await?;
    let damage = (found != "ok").then_some(found);
    Ok(Some((connection, Engine::Sqlite { path, version, journal, damage })))
}

async fn postgres(url: &str) -> Result<(PgConnection, Engine), Error> {
    let options = PgConnectOptions::from_str(url)?.application_name("busola").disable_statement_logging();
    let mut connection = timeout(ANSWER, options.connect()).await.map_err(|_| no_answer())??;
    let version: String = sqlx::query_scalar("show server_version").fetch_one(&mut connection).await?;
    let encoding: String = sqlx::query_scalar("show server_encoding").fetch_one(&mut connection).await?;
    let name: String = sqlx::query_scalar("select current_database()::text").fetch_one(&mut connection).await?;
    let clock: i64 = sqlx::query_scalar("select (extract(epoch from clock_timestamp()) * 1000)::bigint").fetch_one(&mut connection).await?;
    let place = format!("{name} on {}", options.get_host());
    Ok((connection, Engine::Postgres { place, version, encoding, clock: Timestamp(clock) }))
}

fn compare(seen: &[Seen], migrator: &Migrator) -> Migrations {
    let mut migrations = Migrations::default();
    for known in migrator.iter() {
        match seen.iter().find(|(version, ..)| *version == known.version) {
            Some((_, true, checksum)) if *checksum == *known.checksum => migrations.applied += 1,
            Some(_) => migrations.broken.push(known.version),
            None => migrations.waiting.push(known.version),
        }
    }
    let is_known = |version: i64| migrator.iter().any(|known| known.version == version);
    migrations.unknown = seen.iter().map(|(version, ..)| *version).filter(|version| !is_known(*version)).collect();
    migrations
}
