//! The connections that read a file of SQLite.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection as _};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// How long somebody waits for a connection.
const WAIT: Duration = Duration::from_secs(5);
/// How many read at once.
const READERS: usize = 8;

/// Connections to read with, opened as they are needed. Cheap to clone.
///
/// Not sqlx's pool: that one asks a connection whether it is well before it gives it out and again when it comes back,
/// each time with a turn to SQLite's thread and back. A file does not go away, so that was half of the cost of most
/// reads.
#[derive(Clone, Debug)]
pub struct Readers(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    options: SqliteConnectOptions,
    free: Mutex<Vec<SqliteConnection>>,
    permits: Arc<Semaphore>,
}

/// A connection to read with, which goes back when it is dropped.
#[derive(Debug)]
pub struct Reader {
    /// `None` only while it goes back.
    connection: Option<SqliteConnection>,
    of: Readers,
    /// All of it is of one moment, until it is ended.
    snapshot: bool,
    permit: Option<OwnedSemaphorePermit>,
}

impl Readers {
    /// Opens one, so that what is wrong with the file is known at once.
    pub(crate) async fn open(options: SqliteConnectOptions) -> Result<Self, sqlx::Error> {
        let first = options.connect().await?;
        let permits = Arc::new(Semaphore::new(READERS));
        Ok(Self(Arc::new(Inner { options, free: Mutex::new(vec![first]), permits })))
    }

    /// A connection.
    pub(crate) async fn take(&self) -> Result<Reader, sqlx::Error> {
        let permit = timeout(WAIT, Arc::clone(&self.0.permits).acquire_owned()).await.map_err(|_| sqlx::Error::PoolTimedOut)?;
        let permit = permit.map_err(|_| sqlx::Error::PoolClosed)?;
        let free = self.free().pop();
        let connection = match free {
            Some(connection) => connection,
            None => self.0.options.connect().await?,
        };
        Ok(Reader { connection: Some(connection), of: self.clone(), snapshot: false, permit: Some(permit) })
    }

    /// A connection that reads all of one moment.
    pub(crate) async fn snapshot(&self) -> Result<Reader, sqlx::Error> {
        let mut reader = self.take().await?;
        // From here on: whoever gives up meanwhile must not leave it open.
        reader.snapshot = true;
        sqlx::query("begin").execute(&mut *reader).await?;
        Ok(reader)
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<SqliteConnection>> {
        self.0.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) async fn close(&self) {
        self.0.permits.close();
        let free = std::mem::take(&mut *self.free());
        for connection in free {
            if let Err(error) = connection.close().await {
                tracing::warn!(%error, "the database could not be closed");
            }
        }
    }
}

impl Reader {
    /// Ends a snapshot.
    pub(crate) async fn end(mut self) -> Result<(), sqlx::Error> {
        if self.snapshot {
            sqlx::query("commit").execute(&mut *self).await?;
            self.snapshot = false;
        }
        Ok(())
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else { return };
        let of = self.of.clone();
        if !self.snapshot {
            // What is closed meanwhile is closed with the last handle.
            of.free().push(connection);
        } else if let Ok(runtime) = Handle::try_current() {
            // A snapshot that stays open keeps the log from being written back.
            let permit = self.permit.take();
            runtime.spawn(async move {
                if sqlx::query("rollback").execute(&mut connection).await.is_ok() {
                    of.free().push(connection);
                }
                drop(permit);
            });
        }
    }
}

impl Deref for Reader {
    type Target = SqliteConnection;

    #[expect(clippy::expect_used, reason = "only the drop takes it out, and nobody has the reader after that")]
    fn deref(&self) -> &SqliteConnection {
        self.connection.as_ref().expect("a reader that was dropped")
    }
}

impl DerefMut for Reader {
    #[expect(clippy::expect_used, reason = "only the drop takes it out, and nobody has the reader after that")]
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.connection.as_mut().expect("a reader that was dropped")
    }
}
