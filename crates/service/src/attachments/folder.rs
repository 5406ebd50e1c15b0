//! The folder of the files: into it, and out of it. A file is written beside the others under a name with a dot, and has
//! its digest for a name once it is whole and durable.

use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use busola_domain::attachment::{BYTES_MAX, Kind, MEGABYTES_MAX};
use busola_domain::{Problem, Timestamp, time};
use sha2::{Digest as _, Sha256};
use tokio::fs::{self, DirEntry, File};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::{Mutex, MutexGuard};
use uuid::Uuid;

use super::{kinds, strip};
use crate::Error;

/// After so long a file that did not become whole is removed, in milliseconds.
const UNFINISHED: i64 = time::DAY;
/// How much of a file is read at once.
const PIECE: usize = 64 * 1024;

/// The folder. It is made when it is needed.
pub(crate) struct Folder {
    path: PathBuf,
    /// Who has it adds content or takes it away.
    turn: Mutex<()>,
}

/// A file on its way in; it is gone with this, unless it was kept.
pub struct Upload {
    path: PathBuf,
    file: File,
    bytes: u64,
}

/// A file that is whole.
pub(super) struct Content {
    upload: Upload,
    /// What it is.
    pub(super) kind: Kind,
    /// How large, once images tell nothing of their makers any more.
    pub(super) bytes: i64,
    /// Its SHA-256.
    pub(super) sha256: String,
}

impl Folder {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, turn: Mutex::new(()) }
    }

    pub(super) async fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// What the system said of it.
    pub(super) fn failed(&self, source: io::Error) -> Error {
        failed(&self.path, source)
    }

    /// Where content is.
    pub(super) fn place(&self, sha256: &str) -> PathBuf {
        self.path.join(sha256)
    }

    pub(super) async fn begin(&self, mark: Uuid) -> Result<Upload, Error> {
        let begun = async {
            fs::create_dir_all(&self.path).await?;
            let path = self.path.join(format!(".{mark}"));
            let file = File::create(&path).await?;
            Ok::<_, io::Error>(Upload { path, file, bytes: 0 })
        };
        begun.await.map_err(|source| self.failed(source))
    }

    /// Gives a whole file its name. The same content has the same one.
    pub(super) async fn keep(&self, content: &Content) -> Result<(), Error> {
        let kept = async {
            fs::rename(&content.upload.path, self.place(&content.sha256)).await?;
            // A name is as durable as its folder.
            File::open(&self.path).await?.sync_all().await
        };
        kept.await.map_err(|source| self.failed(source))
    }

    pub(super) async fn remove(&self, sha256: &str) {
        if let Err(error) = fs::remove_file(self.place(sha256)).await
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "a file that belongs to nothing could not be removed");
        }
    }

    /// Removes what was cut off on its way by the end of the program.
    pub(crate) async fn remove_unfinished(&self, now: Timestamp) {
        // Where nothing was ever kept there is no folder.
        let Ok(mut entries) = fs::read_dir(&self.path).await else { return };
        while let Ok(Some(entry)) = entries.next_entry().await {
            if !entry.file_name().to_string_lossy().starts_with('.') || written_at(&entry).await.is_none_or(|at| now.since(at) < UNFINISHED)
            {
                continue;
            }
            if let Err(error) = fs::remove_file(entry.path()).await {
                tracing::warn!(%error, "a file that was cut off could not be removed");
            }
        }
    }
}

async fn written_at(entry: &DirEntry) -> Option<Timestamp> {
    let written = entry.metadata().await.ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(written.as_millis()).ok().map(Timestamp)
}

impl Upload {
    /// Writes the next piece.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `file` once it is too large; when the folder can't be written.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), Error> {
        self.bytes = self.bytes.saturating_add(piece.len() as u64);
        if self.bytes > BYTES_MAX {
            return Err(Error::field("file", Problem::FileTooLarge { megabytes: MEGABYTES_MAX }));
        }
        self.file.write_all(piece).await.map_err(|source| failed(&self.path, source))
    }

    /// Finds out what it is and makes it durable.
    pub(super) async fn finish(mut self) -> Result<Content, Error> {
        if self.bytes == 0 {
            return Err(Error::field("file", Problem::FileMissing));
        }
        self.file.flush().await.map_err(|source| failed(&self.path, source))?;
        let path = self.path.clone();
        let looked_at = tokio::task::spawn_blocking(move || look_at(&path)).await.unwrap_or_else(|error| Err(io::Error::other(error)));
        match looked_at.map_err(|source| failed(&self.path, source))? {
            Ok((kind, bytes, sha256)) => Ok(Content { upload: self, kind, bytes, sha256 }),
            Err(problem) => Err(Error::field("file", problem)),
        }
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        // Of one that was kept this name is gone already.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// What a file is, how large and with which digest, once it is durable; or what keeps it from being taken.
fn look_at(path: &Path) -> io::Result<Result<(Kind, i64, String), Problem>> {
    let mut file = std::fs::File::options().read(true).write(true).open(path)?;
    let kind = match kinds::of(&mut file)? {
        Ok(kind) => kind,
        Err(problem) => return Ok(Err(problem)),
    };
    if matches!(kind, Kind::Png | Kind::Jpeg) {
        let Some(clean) = strip::image(kind, &std::fs::read(path)?) else { return Ok(Err(Problem::FileUnreadable)) };
        std::fs::write(path, clean)?;
    }
    file.sync_all()?;
    file.seek(SeekFrom::Start(0))?;
    let (mut digest, mut bytes, mut piece) = (Sha256::new(), 0, vec![0_u8; PIECE]);
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        digest.update(piece.get(..read).unwrap_or_default());
        bytes += read as i64;
    }
    let sha256 = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Ok((kind, bytes, sha256)))
}

fn failed(path: &Path, source: io::Error) -> Error {
    busola_storage::Error::File { path: path.display().to_string(), source }.into()
}
