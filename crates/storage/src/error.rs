//! What can go wrong with a database.

/// A failure of storage. Its cause is for the log, never for a page.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database was written by a newer Busola.
    #[error("the database has schema {found}, newer than this program's {known}: use the newer program")]
    NewerSchema {
        /// The newest migration that the database has seen.
        found: i64,
        /// The newest that this program has.
        known: i64,
    },
    /// SQLite has a bug that can lose a write under checkpoints.
    #[error("SQLite {0} is too old: 3.51.3 or newer is needed")]
    OldSqlite(String),
    /// An address that names no database this program can use.
    #[error("DATABASE_URL must begin with sqlite:// or postgres://")]
    UnknownDatabase,
    /// The folder or the lock file of an SQLite database.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A row holds what no version of this program writes.
    #[error("unreadable value in {0}")]
    Corrupt(&'static str),
    /// Anything else that the database said.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}
