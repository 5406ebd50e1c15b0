//! Putting a backup in its place.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufReader, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use busola_domain::Timestamp;
use busola_storage::backup::{self, Held, beside};
use serde::Deserialize;
use tempfile::TempDir;
use zip::ZipArchive;

use super::{DATABASE, Error, FOLDERS, FORMAT, MANIFEST, Manifest, aside, at, damaged, pour, private_folder};

/// The longest manifest: it is read as a whole, and half a million files fit in.
const MANIFEST_MAX: u64 = 100 << 20;

/// What becomes of a database that is there and not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is restored.
    Stays,
    /// It is kept beside the restored one.
    MovesAside,
}

/// A backup that was put in its place.
#[derive(Debug)]
pub struct Restored {
    /// The database in whose place it is.
    pub database: PathBuf,
    /// When it was made.
    pub created_at: Timestamp,
    /// How many files came with the database.
    pub files: usize,
    /// Where the database of before is now.
    pub before: Option<PathBuf>,
}

/// Puts a backup in the place of the database of a URL, and its files into the data folder, where others stay. All of it is
/// unpacked, checked and brought up to date before anything is replaced.
///
/// # Errors
/// [`Error::Damaged`], [`Error::Newer`], [`Error::NotEmpty`]; [`busola_storage::Error::InUse`] when a program has the
/// database open; whatever the disk says. Then the database of before is as it was.
pub async fn restore(url: &str, data: &Path, file: &Path, existing: Existing, now: Timestamp) -> Result<Restored, Error> {
    let opened = File::open(file).map_err(at(file))?;
    let held = backup::hold(url).await?;
    let ready = match make_ready(&held, data, opened, existing).await {
        Ok(ready) => ready,
        Err(error) => {
            held.release().await;
            return Err(error);
        }
    };
    // The database refers to the files: they are there before it is.
    let files = place(&ready.manifest, ready.files.path(), data)?;
    let stamp = now.to_string().replace([':', '-'], "");
    let before = beside(held.path(), &format!(".before-restore-{stamp}"));
    let database = held.path().to_owned();
    let kept = held.replace(&ready.database.path().join(DATABASE), &before).await?;
    Ok(Restored { database, created_at: ready.manifest.created_at, files, before: kept.then_some(before) })
}

/// A backup that was unpacked and checked, each part on the disk on which it is to be.
struct Ready {
    manifest: Manifest,
    database: TempDir,
    files: TempDir,
}

async fn make_ready(held: &Held, data: &Path, file: File, existing: Existing) -> Result<Ready, Error> {
    if existing == Existing::Stays && !held.is_empty() {
        return Err(Error::NotEmpty(held.path().display().to_string()));
    }
    fs::create_dir_all(data).map_err(at(data))?;
    let database = private_folder(held.path().parent().unwrap_or(data))?;
    let files = private_folder(data)?;
    let manifest = aside({
        let (database, files) = (database.path().to_owned(), files.path().to_owned());
        move || unpack(file, &database, &files)
    })
    .await?;
    backup::make_ready(&database.path().join(DATABASE)).await?;
    Ok(Ready { manifest, database, files })
}

/// Unpacks a backup into two folders, the database into one and the files into the other, and checks every byte.
fn unpack(file: File, database: &Path, files: &Path) -> Result<Manifest, Error> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    let manifest = manifest(&mut archive)?;
    let names: BTreeSet<&str> = manifest.entries.iter().map(|entry| entry.name.as_str()).collect();
    let as_many = archive.len() == names.len() + 1 && names.len() == manifest.entries.len() && !archive.has_duplicate_names();
    if !as_many || !names.contains(DATABASE) {
        return Err(damaged("it does not hold what its manifest names"));
    }
    for expected in &manifest.entries {
        let name = expected.name.as_str();
        let target = match name {
            DATABASE => database.join(DATABASE),
            _ if is_kept(name) => files.join(name),
            _ => return Err(damaged(format!("{name:?} does not belong in it"))),
        };
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        let mut out = File::options().write(true).create_new(true).mode(0o600).open(&target).map_err(at(&target))?;
        let entry = archive.by_name(name).map_err(damaged)?;
        let mut whole = entry.take(expected.size.saturating_add(1));
        if pour(name, &mut whole, &mut out, damaged, at(&target))? != *expected {
            return Err(damaged(format!("{name} is not as it was written")));
        }
        out.sync_all().map_err(at(&target))?;
    }
    Ok(manifest)
}

fn manifest(archive: &mut ZipArchive<BufReader<File>>) -> Result<Manifest, Error> {
    /// What a manifest of any form begins with.
    #[derive(Deserialize)]
    struct Head {
        format: u32,
        program: String,
    }
    let entry = archive.by_name(MANIFEST).map_err(damaged)?;
    let mut text = Vec::new();
    entry.take(MANIFEST_MAX).read_to_end(&mut text).map_err(damaged)?;
    let head: Head = serde_json::from_slice(&text).map_err(damaged)?;
    if head.format > FORMAT {
        return Err(Error::Newer(head.program));
    }
    serde_json::from_slice(&text).map_err(damaged)
}

/// Whether a name is that of a file in one of the kept folders, and leads nowhere else.
fn is_kept(name: &str) -> bool {
    let mut parts = name.split('/');
    let folder = parts.next().unwrap_or_default();
    let mut below = parts.peekable();
    FOLDERS.contains(&folder)
        && below.peek().is_some()
        && below.all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']))
}

/// Moves what was unpacked into the data folder. A file of the same name gives way: the names are digests.
fn place(manifest: &Manifest, from: &Path, data: &Path) -> Result<usize, Error> {
    let mut folders = BTreeSet::new();
    let mut placed = 0;
    for entry in manifest.entries.iter().filter(|entry| entry.name != DATABASE) {
        let target = data.join(&entry.name);
        let folder = target.parent().unwrap_or(data);
        fs::create_dir_all(folder).map_err(at(folder))?;
        fs::rename(from.join(&entry.name), &target).map_err(at(&target))?;
        folders.insert(folder.to_owned());
        placed += 1;
    }
    for folder in folders {
        File::open(&folder).and_then(|opened| opened.sync_all()).map_err(at(&folder))?;
    }
    Ok(placed)
}

#[cfg(test)]
mod tests {
    use super::is_kept;

    #[test]
    fn only_what_stays_in_its_folder_is_unpacked() {
        for name in ["attachments/a", "attachments/ab/cd.pdf", "attachments/..a"] {
            assert!(is_kept(name), "{name}");
        }
        let elsewhere = [
            "",
            "attachments",
            "attachments/",
            "attachments/../busola.db",
            "attachments/a/../../b",
            "attachments/./a",
            "attachments//etc/passwd",
            "/attachments/a",
            "../attachments/a",
            "mail/a.eml",
            "attachments/a\\b",
            "attachments/a\0",
        ];
        for name in elsewhere {
            assert!(!is_kept(name), "{name}");
        }
    }
}
