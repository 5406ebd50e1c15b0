//! A copy of a database in one file, and putting such a file in the place of another. SQLite only: a server has its own
//! tools.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteLockingMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::error::{Error, is_busy};
use crate::{Db, schema};

/// How long it is waited for who may just be done with a file.
const BUSY: Duration = Duration::from_secs(1);

statements! {
    DELETE_SECRET_VOTES = "delete from votes where poll_id in (select id from polls where secret)";
    UNCOUNT_BALLOTS = "update polls set ballots = 0, told_ballots = 0 where secret and closed_at is null";
    UNCOUNT_MARKS = "update poll_options set votes = 0, told_votes = 0 where poll_id in (select id from polls where secret and closed_at is null)";
    DELETE_SESSIONS = "delete from sessions";
    DELETE_SIGN_INS = "delete from sign_ins";
    ACCOUNTS = "select count(*) from (select 1 from accounts limit 1) any_account";
}

/// A copy that was made.
pub struct Copied {
    /// The file.
    pub file: PathBuf,
    /// The newest migration that it has seen.
    pub schema: i64,
}

/// Copies a database, as it is at one moment, into a new file of a folder. It may be written to meanwhile: this only reads.
///
/// What is left out, and does not stand in free pages of the copy either: who votes how in secret polls that are not
/// closed, which are open and without votes in the copy; who is signed in, so that a session that was ended is not there
/// again; requests to sign in.
///
/// # Errors
/// [`Error::NotOneFile`] for a server; whatever the database says.
pub async fn copy(db: &Db, folder: &Path) -> Result<Copied, Error> {
    let Db::Sqlite { write, .. } = db else { return Err(Error::NotOneFile) };
    let (whole, file) = (folder.join("whole.db"), folder.join("copy.db"));
    let mut source = write.take().await?;
    vacuum_into(&mut source, &whole).await?;
    drop(source);
    let options = SqliteConnectOptions::new()
        .filename(&whole)
        .journal_mode(SqliteJournalMode::Memory)
        .synchronous(SqliteSynchronous::Off)
        .pragma("secure_delete", "on")
        .disable_statement_logging();
    let mut connection = options.connect().await?;
    for sql in [DELETE_SECRET_VOTES, UNCOUNT_BALLOTS, UNCOUNT_MARKS, DELETE_SESSIONS, DELETE_SIGN_INS] {
        sqlx::query(sql).execute(&mut connection).await?;
    }
    let schema: Option<i64> = sqlx::query_scalar(schema::NEWEST).fetch_one(&mut connection).await?;
    // Written anew, it is only what is in it.
    vacuum_into(&mut connection, &file).await?;
    connection.close().await?;
    fs::remove_file(&whole).map_err(Error::of_file(&whole))?;
    Ok(Copied { file, schema: schema.unwrap_or(0) })
}

/// Holds a read transaction on its source for as long as it takes, and no lock that a writer would wait for.
async fn vacuum_into(connection: &mut SqliteConnection, file: &Path) -> Result<(), Error> {
    let name = file.to_str().ok_or_else(|| Error::of_file(file)(io::Error::new(io::ErrorKind::InvalidInput, "the name is not UTF-8")))?;
    sqlx::query("vacuum into $1").bind(name).execute(connection).await?;
    Ok(())
}

/// Checks the database in a file that nobody else has, and brings its schema up to date.
///
/// # Errors
/// [`Error::NewerSchema`]; [`Error::Damaged`]; whatever the database says.
pub async fn make_ready(file: &Path) -> Result<(), Error> {
    let options = SqliteConnectOptions::new().filename(file).disable_statement_logging();
    if schema::check_sqlite(&options, file).await?.is_none() {
        return Err(Error::Damaged("it is none of Busola's".to_owned()));
    }
    let mut connection = options.connect().await?;
    let integrity: String = sqlx::query_scalar("pragma integrity_check(1)").fetch_one(&mut connection).await?;
    connection.close().await?;
    if integrity != "ok" {
        return Err(Error::Damaged(integrity));
    }
    schema::migrate_sqlite(options).await
}

/// The place of a database, which no program of this kind opens until this is dropped.
pub struct Held {
    path: PathBuf,
    empty: bool,
    /// With every lock that SQLite has; `None` where no database is, or none that can be read.
    connection: Option<SqliteConnection>,
    _lock: File,
}

/// Takes the place of a database, for as long as it takes to put another one there.
///
/// # Errors
/// [`Error::InUse`] when somebody has it open: `busola serve`, another command, a tool; [`Error::NotOneFile`] for a server.
pub async fn hold(url: &str) -> Result<Held, Error> {
    if !url.starts_with("sqlite:") {
        return Err(Error::NotOneFile);
    }
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(false)
        .locking_mode(SqliteLockingMode::Exclusive)
        .busy_timeout(BUSY)
        .disable_statement_logging();
    let path = std::path::absolute(options.get_filename()).map_err(Error::of_file(options.get_filename()))?;
    schema::make_folder(&path)?;
    let mut held = Held { _lock: schema::lock_sqlite(&path).await?, path, empty: true, connection: None };
    if held.path.exists() {
        match alone(&options).await {
            Ok((connection, empty)) => (held.connection, held.empty) = (Some(connection), empty),
            Err(error) if is_busy(&error) => return Err(Error::InUse),
            // Whatever it is, it is something.
            Err(_) => held.empty = false,
        }
    }
    Ok(held)
}

/// A connection that has the file for itself until it is closed, and whether nobody is in the database.
async fn alone(options: &SqliteConnectOptions) -> Result<(SqliteConnection, bool), sqlx::Error> {
    let mut connection = options.connect().await?;
    match lock_and_look(&mut connection).await {
        Ok(empty) => Ok((connection, empty)),
        Err(error) => {
            // Closed later, it would tidy up beside what is here by then.
            let _ = connection.close().await;
            Err(error)
        }
    }
}

async fn lock_and_look(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // Everybody who has a file in WAL mode open shares a lock on it, also who does nothing.
    sqlx::query("begin exclusive").execute(&mut *connection).await?;
    sqlx::query("commit").execute(&mut *connection).await?;
    let tables: i64 = sqlx::query_scalar("select count(*) from sqlite_schema").fetch_one(&mut *connection).await?;
    Ok(tables == 0 || sqlx::query_scalar::<_, i64>(ACCOUNTS).fetch_one(connection).await? == 0)
}

impl Held {
    /// Where the database is, or is to be.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether no database is there, or one in which nobody is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.empty
    }

    /// Lets go of it as it was.
    pub async fn release(self) {
        if let Some(connection) = self.connection {
            // It was only held; there is nothing to lose.
            let _ = connection.close().await;
        }
    }

    /// Puts a file of the same disk here. What was here is kept under another name; `false` when nothing was.
    ///
    /// # Errors
    /// Whatever the system says. A file is here all the time, the old one or the new one.
    pub async fn replace(mut self, by: &Path, aside: &Path) -> Result<bool, Error> {
        if aside.exists() {
            return Err(Error::of_file(aside)(io::ErrorKind::AlreadyExists.into()));
        }
        if let Some(connection) = self.connection.take() {
            // The last one who closes a file puts its log back into it.
            connection.close().await?;
        }
        let path = &self.path;
        // What a crash left beside the old file belongs to that one; the new one must never meet it.
        for ending in ["-wal", "-journal"] {
            unless_missing(fs::rename(beside(path, ending), beside(aside, ending))).map_err(Error::of_file(path))?;
        }
        unless_missing(fs::remove_file(beside(path, "-shm"))).map_err(Error::of_file(path))?;
        let kept = path.exists();
        if kept {
            // Not every disk gives a file a second name.
            fs::hard_link(path, aside).or_else(|_| fs::rename(path, aside)).map_err(Error::of_file(aside))?;
        }
        fs::rename(by, path).map_err(Error::of_file(path))?;
        if let Some(folder) = path.parent() {
            File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::of_file(folder))?;
        }
        Ok(kept)
    }
}

/// The name of a file with more at its end.
#[must_use]
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

fn unless_missing(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
