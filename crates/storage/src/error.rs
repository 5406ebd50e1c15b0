//! What can go wrong with a database.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::SqliteError;

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
    /// A database of PostgreSQL that does not keep every letter.
    #[error("the database keeps text as {0}: make one with encoding UTF8")]
    Encoding(String),
    /// Only a file can be copied and replaced by this program.
    #[error("this is no database of SQLite")]
    NotOneFile,
    /// A file that is to be replaced.
    #[error("another program has the database open: end `busola serve`, and whatever else uses it, first")]
    InUse,
    /// A file in which something is wrong.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// A file or a folder of an SQLite database.
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

impl Error {
    /// What the system said about a file.
    pub(crate) fn of_file(path: &Path) -> impl Fn(std::io::Error) -> Self {
        move |source| Self::File { path: path.display().to_string(), source }
    }

    /// Whether the same may well succeed a little later: the database is locked by somebody else, full, out of
    /// reach or going down. Nothing was written, but for a commit whose answer was lost: nobody knows of that one, so
    /// whoever tries again uses the same ids.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(error)) => {
                let code = error.code().unwrap_or_default();
                if error.try_downcast_ref::<SqliteError>().is_some() { is_temporary_sqlite(&code) } else { is_temporary_postgres(&code) }
            }
            Self::Database(sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed) => true,
            _ => false,
        }
    }
}

/// How long a server may take to let us in.
pub(crate) const ANSWER: Duration = Duration::from_secs(10);

/// What is said when a server does not.
pub(crate) fn no_answer() -> Error {
    Error::Database(sqlx::Error::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, "no answer in time")))
}

/// Whether SQLite says that somebody else has the file.
pub(crate) fn is_busy(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(error) = error else { return false };
    error.code().and_then(|code| code.parse::<i32>().ok()).is_some_and(|code| code & 0xff == 5)
}

/// Busy, locked, out of memory, input or output failed, full, can't be opened: <https://sqlite.org/rescode.html>.
fn is_temporary_sqlite(code: &str) -> bool {
    // The low byte of an extended code is the primary one.
    code.parse::<i32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 7 | 10 | 13 | 14))
}

/// Connections, insufficient resources (a full disk among them), a lock or a deadlock, shutting down, input or
/// output: <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
fn is_temporary_postgres(code: &str) -> bool {
    ["08", "53", "57", "58"].iter().any(|class| code.starts_with(class)) || matches!(code, "40001" | "40P01" | "55P03")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_told_from_what_does_not() {
        for (code, temporary) in [("5", true), ("517", true), ("13", true), ("778", true), ("787", false), ("1555", false), ("1", false)] {
            assert_eq!(is_temporary_sqlite(code), temporary, "{code}");
        }
        for (code, temporary) in [("53100", true), ("40P01", true), ("57P01", true), ("08006", true), ("23503", false), ("42601", false)] {
            assert_eq!(is_temporary_postgres(code), temporary, "{code}");
        }
        assert!(Error::Database(sqlx::Error::PoolTimedOut).is_temporary());
        assert!(!Error::Database(sqlx::Error::RowNotFound).is_temporary());
        assert!(!Error::Corrupt("comments.status").is_temporary());
    }
}
