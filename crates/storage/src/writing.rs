//! The one connection that writes to a file of SQLite.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection as _};
use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedMappedMutexGuard, OwnedMutexGuard};
use tokio::time::timeout;

/// How long somebody waits for others in this program who write.
const WAIT: Duration = Duration::from_secs(10);

/// How long emptying the log waits for who reads.
const EMPTY_LOG: Duration = Duration::from_millis(500);

/// The connection, for one at a time. Cheap to clone.
///
/// Not a pool of one: a pool asks each connection that comes back whether it is well, in a task of its own, and the
/// next transaction waits for both.
#[derive(Clone, Debug)]
pub struct WriteConnection {
    options: Arc<SqliteConnectOptions>,
    /// `None` after the end.
    open: Arc<Mutex<Option<Open>>>,
}

#[derive(Debug)]
struct Open {
    connection: SqliteConnection,
    /// A transaction was begun, and was not committed.
    unfinished: bool,
}

/// The connection, taken. Nobody else writes until it is dropped.
#[derive(Debug)]
pub struct Taken(OwnedMappedMutexGuard<Option<Open>, Open>);

/// A transaction that writes; dropped without [`Transaction::commit`], it is rolled back.
#[derive(Debug)]
pub struct Transaction {
    taken: Taken,
    of: WriteConnection,
}

impl WriteConnection {
    pub(crate) async fn open(options: SqliteConnectOptions) -> Result<Self, sqlx::Error> {
        let connection = options.connect().await?;
        let open = Open { connection, unfinished: false };
        Ok(Self { options: Arc::new(options), open: Arc::new(Mutex::new(Some(open))) })
    }

    /// Takes the connection.
    ///
    /// # Errors
    /// [`sqlx::Error::PoolTimedOut`] when others write for too long, [`sqlx::Error::PoolClosed`] after the end;
    /// whatever the database says.
    pub async fn take(&self) -> Result<Taken, sqlx::Error> {
        let guard = timeout(WAIT, Arc::clone(&self.open).lock_owned()).await.map_err(|_| sqlx::Error::PoolTimedOut)?;
        let mut open = OwnedMutexGuard::try_map(guard, Option::as_mut).map_err(|_| sqlx::Error::PoolClosed)?;
        if open.unfinished {
            // Refused by a connection that is broken, and when SQLite has rolled back by itself: a full disk.
            if sqlx::query("rollback").execute(&mut open.connection).await.is_err() {
                open.connection = self.options.connect().await?;
            }
            open.unfinished = false;
        }
        Ok(Taken(open))
    }

    /// Begins a transaction that has the write lock at once.
    pub(crate) async fn begin(&self) -> Result<Transaction, sqlx::Error> {
        let taken = self.take().await?;
        // From here on: whoever gives up waiting for the lock must not have it afterwards.
        let mut transaction = Transaction { taken, of: self.clone() };
        transaction.taken.0.unfinished = true;
        if let Err(error) = sqlx::query("begin immediate").execute(&mut *transaction).await {
            transaction.taken.0.unfinished = !matches!(error, sqlx::Error::Database(_));
            return Err(error);
        }
        Ok(transaction)
    }

    /// Puts the log back into the file and empties it; `false` when somebody who reads stands in the way. By a
    /// connection of its own, which does not wait for long: who writes would have to wait as well.
    pub(crate) async fn empty_log(&self) -> Result<bool, sqlx::Error> {
        let mut connection = self.options.as_ref().clone().busy_timeout(EMPTY_LOG).connect().await?;
        let busy: i64 = sqlx::query_scalar("pragma wal_checkpoint(truncate)").fetch_one(&mut connection).await?;
        connection.close().await?;
        Ok(busy == 0)
    }

    pub(crate) async fn close(&self) {
        let open = self.open.lock().await.take();
        if let Some(open) = open
            && let Err(error) = open.connection.close().await
        {
            tracing::warn!(%error, "the database could not be closed");
        }
    }
}

impl Transaction {
    pub(crate) async fn commit(mut self) -> Result<(), sqlx::Error> {
        sqlx::query("commit").execute(&mut *self).await?;
        self.taken.0.unfinished = false;
        Ok(())
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if self.taken.0.unfinished
            && let Ok(runtime) = Handle::try_current()
        {
            // Whoever takes it next rolls back first. If nobody comes, the lock must not stay.
            let of = self.of.clone();
            runtime.spawn(async move { drop(of.take().await) });
        }
    }
}

impl Deref for Transaction {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.taken
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.taken
    }
}

impl Deref for Taken {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.0.connection
    }
}

impl DerefMut for Taken {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.0.connection
    }
}
