//! The two databases behind one handle.

use std::str::FromStr;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions, Postgres};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Transaction};

use crate::error::Error;
use crate::reading::{Reader, Readers};
use crate::schema;
use crate::writing::{self, WriteConnection};

/// How long a writer waits for another program's lock.
const BUSY: Duration = Duration::from_secs(5);
/// How long PostgreSQL waits for a lock, works on a statement, and keeps the locks of a transaction of which nothing
/// more is heard: whoever waits behind it is told to come again.
const POSTGRES_LIMITS: [(&str, &str); 3] =
    [("lock_timeout", "5s"), ("statement_timeout", "30s"), ("idle_in_transaction_session_timeout", "15s")];
/// How many prepared statements a connection keeps: all that there are.
const STATEMENTS_KEPT: usize = 512;

/// A database. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Db {
    /// One file; one writer, who never waits for a lock in vain, and a few readers.
    Sqlite {
        /// Readers.
        read: Readers,
        /// The writer.
        write: WriteConnection,
    },
    /// A server.
    Postgres(PgPool),
}

/// A connection to read with, or a transaction.
///
/// A transaction that is dropped without [`Session::commit`] is rolled back. Within one, await nothing
/// but the database: on SQLite it is the only writer there is.
#[derive(Debug)]
pub enum Session {
    /// Reading on SQLite, as it is or all of it as of one moment.
    SqliteRead(Reader),
    /// Writing on SQLite.
    SqliteWrite(writing::Transaction),
    /// Reading on PostgreSQL.
    PostgresRead(PoolConnection<Postgres>),
    /// A transaction on PostgreSQL.
    PostgresTransaction(Transaction<'static, Postgres>),
}

/// The connection inside a [`Session`], for [`on_db!`].
pub(crate) enum Conn<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

/// Runs one expression on whichever database a session has: both arms are type-checked.
macro_rules! on_db {
    ($session:expr, $conn:ident => $body:expr) => {
        match $session.conn() {
            $crate::db::Conn::Sqlite($conn) => $body,
            $crate::db::Conn::Postgres($conn) => $body,
        }
    };
}

/// Names each statement and collects them, so that a test can prepare them all. One for several rows stands as
/// `[NAME] = (head, row, separator, tail)` and has the sizes of `repeated.rs`.
macro_rules! statements {
    ($($name:ident = $sql:expr;)* $([$many:ident] = ($head:expr, $row:expr, $separator:expr, $tail:expr);)*) => {
        $(const $name: &str = $sql;)*
        $(const $many: &$crate::repeated::Sizes = &[
            (64, repeated!($head, $row, $separator, $tail, 64)),
            (16, repeated!($head, $row, $separator, $tail, 16)),
            (4, repeated!($head, $row, $separator, $tail, 4)),
            (1, repeated!($head, $row, $separator, $tail, 1)),
        ];)*
        /// The statements of this module by name.
        pub(crate) const STATEMENTS: &[(&str, &str)] = &[
            $((concat!(module_path!(), "::", stringify!($name)), $name),)*
            $(
                (concat!(module_path!(), "::", stringify!($many), " of 64"), $many[0].1),
                (concat!(module_path!(), "::", stringify!($many), " of 16"), $many[1].1),
                (concat!(module_path!(), "::", stringify!($many), " of 4"), $many[2].1),
                (concat!(module_path!(), "::", stringify!($many), " of 1"), $many[3].1),
            )*
        ];
    };
}

impl Db {
    /// Opens (and creates, for SQLite) a database and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::NewerSchema`] before anything is touched; [`Error::OldSqlite`]; whatever the database says.
    pub async fn open(url: &str) -> Result<Self, Error> {
        if url.starts_with("sqlite:") {
            Self::open_sqlite(url).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url)?
                .application_name("busola")
                .statement_cache_capacity(STATEMENTS_KEPT)
                .disable_statement_logging();
            // A migration may take its time.
            schema::migrate_postgres(options.clone()).await?;
            let options = options.options(POSTGRES_LIMITS);
            let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(Duration::from_secs(5)).connect_with(options).await?;
            Ok(Self::Postgres(pool))
        } else {
            Err(Error::UnknownDatabase)
        }
    }

    async fn open_sqlite(url: &str) -> Result<Self, Error> {
        let options = SqliteConnectOptions::from_str(url)?.busy_timeout(BUSY).disable_statement_logging();
        let path = options.get_filename().to_owned();
        schema::make_folder(&path)?;
        let lock = schema::lock_sqlite(&path).await?;
        schema::check_sqlite(&options, &path).await?;
        schema::make_private(&path)?;
        let options = options
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An acknowledged remark must survive a power cut, not only a crash.
            .synchronous(SqliteSynchronous::Full)
            .statement_cache_capacity(STATEMENTS_KEPT)
            // What was deleted is overwritten: a secret poll's votes are not to be read from the file.
            .pragma("secure_delete", "on")
            .pragma("temp_store", "memory")
            // A page of remarks in one go: each pause of the thread that reads is two switches of threads.
            .row_buffer_size(512);
        schema::migrate_sqlite(options.clone()).await?;
        let write = WriteConnection::open(options.clone()).await?;
        // The system keeps the file's pages in memory already, once for all; here each reader would keep 2 MiB of them.
        let read = Readers::open(options.pragma("query_only", "on").pragma("cache_size", "-1000")).await?;
        drop(lock);
        Ok(Self::Sqlite { read, write })
    }

    /// A connection to read with.
    ///
    /// # Errors
    /// When the database can't be reached in time.
    pub async fn read(&self) -> Result<Session, Error> {
        Ok(match self {
            Self::Sqlite { read, .. } => Session::SqliteRead(read.take().await?),
            Self::Postgres(pool) => Session::PostgresRead(pool.acquire().await?),
        })
    }

    /// A transaction to read in: all that it reads is of one moment.
    ///
    /// # Errors
    /// When the database can't be reached in time.
    pub async fn snapshot(&self) -> Result<Session, Error> {
        Ok(match self {
            Self::Sqlite { read, .. } => Session::SqliteRead(read.snapshot().await?),
            Self::Postgres(pool) => Session::PostgresTransaction(pool.begin_with("begin isolation level repeatable read read only").await?),
        })
    }

    /// A transaction to write in. On SQLite it takes the write lock at once, so that it can't fail later.
    ///
    /// # Errors
    /// When the database can't be reached or locked in time.
    pub async fn write(&self) -> Result<Session, Error> {
        Ok(match self {
            Self::Sqlite { write, .. } => Session::SqliteWrite(write.begin().await?),
            Self::Postgres(pool) => Session::PostgresTransaction(pool.begin().await?),
        })
    }

    /// Takes what was deleted out of the database's files too, as far as it can be now: on SQLite what was written
    /// since is put back into the file and the log is emptied; on PostgreSQL the rows of votes are given up.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn forget_deleted(&self) -> Result<bool, Error> {
        match self {
            Self::Sqlite { write, .. } => Ok(write.empty_log().await?),
            Self::Postgres(pool) => {
                sqlx::query("vacuum votes").execute(pool).await?;
                Ok(true)
            }
        }
    }

    /// Closes every connection; on SQLite this writes the log back into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Session {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::SqliteRead(connection) => Conn::Sqlite(connection),
            Self::SqliteWrite(transaction) => Conn::Sqlite(transaction),
            Self::PostgresRead(connection) => Conn::Postgres(connection),
            Self::PostgresTransaction(transaction) => Conn::Postgres(transaction),
        }
    }

    /// Makes what was written durable.
    ///
    /// # Errors
    /// When the database can't; then nothing was written, unless the connection broke before its answer came.
    pub async fn commit(self) -> Result<(), Error> {
        match self {
            Self::SqliteWrite(transaction) => transaction.commit().await?,
            Self::PostgresTransaction(transaction) => transaction.commit().await?,
            Self::SqliteRead(reader) => reader.end().await?,
            Self::PostgresRead(_) => {}
        }
        Ok(())
    }
}
