//! A backup: the database and the kept files of the data folder in one ZIP, with a manifest of what is in it.
//!
//! The work of a command, not of the site: no actor asks for it, and a restored database has no [`crate::Service`] yet.

mod restore;
mod write;

use std::io::{self, Read, Write};
use std::path::Path;

use busola_domain::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

pub use restore::{Existing, Restored, restore};
pub use write::{Written, write};

/// The form that this program writes, and the newest that it reads.
const FORMAT: u32 = 1;
/// The entry that says what the others are; the last one, since it has their digests.
const MANIFEST: &str = "manifest.json";
/// The entry that is the database.
const DATABASE: &str = "busola.db";
/// The folders of the data folder that are kept. Files of reports are made again; letters have left.
const FOLDERS: [&str; 1] = ["attachments"];

/// Why a backup was not made or not restored, in words for an operator.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing is overwritten.
    #[error("{0} is there already")]
    Exists(String),
    /// A file or a folder.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// What is not, or not any more, what this program wrote.
    #[error("this is not a whole backup of Busola: {0}")]
    Damaged(String),
    /// What a newer program wrote, in a form that is not known yet.
    #[error("the backup was made by a newer program, {0}: use that one")]
    Newer(String),
    /// Somebody is in the database that would be replaced.
    #[error("the database {0} is not empty")]
    NotEmpty(String),
    /// The database.
    #[error(transparent)]
    Storage(#[from] busola_storage::Error),
}

/// What is in a backup.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    /// The form of the backup.
    format: u32,
    /// The program that made it.
    program: String,
    /// The newest migration that the database has seen.
    schema: i64,
    /// When the copy of the database was begun.
    created_at: Timestamp,
    /// Each file, the database among them.
    entries: Vec<Entry>,
}

/// A file in a backup.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    /// Its name in the ZIP: where it belongs in the data folder, or [`DATABASE`].
    name: String,
    /// Its bytes.
    size: u64,
    /// Their digest, in hexadecimal.
    sha256: String,
}

/// What the system said about a file.
fn at(path: &Path) -> impl Fn(io::Error) -> Error {
    move |source| Error::File { path: path.display().to_string(), source }
}

fn damaged(what: impl std::fmt::Display) -> Error {
    Error::Damaged(what.to_string())
}

/// A folder for one's own eyes, which is gone with its handle.
fn private_folder(inside: &Path) -> Result<TempDir, Error> {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt as _;
    tempfile::Builder::new().prefix(".busola-").permissions(Permissions::from_mode(0o700)).tempdir_in(inside).map_err(at(inside))
}

/// Does what keeps a thread busy where nobody else waits for it.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|error| at(Path::new("thread"))(io::Error::other(error)))?
}

/// Copies a file of any size through a small buffer, and gives its entry.
fn pour(
    name: &str,
    from: &mut impl Read,
    to: &mut impl Write,
    unread: impl Fn(io::Error) -> Error,
    unwritten: impl Fn(io::Error) -> Error,
) -> Result<Entry, Error> {
    let (mut digest, mut size, mut buffer) = (Sha256::new(), 0, vec![0; 64 * 1024]);
    loop {
        let read = match from.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read.map_err(&unread)?,
        };
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        digest.update(bytes);
        to.write_all(bytes).map_err(&unwritten)?;
        size += read as u64;
    }
    Ok(Entry { name: name.to_owned(), size, sha256: hex::encode(digest.finalize()) })
}
