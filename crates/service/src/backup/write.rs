//! Making a backup.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use busola_domain::Timestamp;
use busola_storage::Db;
use busola_storage::backup::{self, Copied};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{DATABASE, Error, FOLDERS, FORMAT, MANIFEST, Manifest, aside, at, damaged, pour, private_folder};

/// A backup that was made.
#[derive(Debug)]
pub struct Written {
    /// Its bytes.
    pub bytes: u64,
    /// How many files are in it beside the database.
    pub files: usize,
}

/// Writes a backup into a new file, which only its owner reads and which has its name once it is whole. The database may
/// be written to meanwhile; what is left out of it, [`backup::copy`] says.
///
/// Files are copied after the database: what that refers to is there, unless it was removed in between.
///
/// # Errors
/// [`Error::Exists`]; whatever the database or the disk says. Then nothing is left behind.
pub async fn write(db: &Db, data: &Path, file: &Path, now: Timestamp) -> Result<Written, Error> {
    let file = std::path::absolute(file).map_err(at(file))?;
    refuse_existing(&file)?;
    let folder = file.parent().unwrap_or(&file);
    let work = private_folder(folder)?;
    let copied = backup::copy(db, work.path()).await?;
    let part = work.path().join("part");
    let written = aside({
        let (part, data) = (part.clone(), data.to_owned());
        move || fill(&part, &copied, &data, now)
    })
    .await?;
    refuse_existing(&file)?;
    fs::rename(&part, &file).map_err(at(&file))?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(at(folder))?;
    Ok(written)
}

fn refuse_existing(file: &Path) -> Result<(), Error> {
    if file.symlink_metadata().is_ok() { Err(Error::Exists(file.display().to_string())) } else { Ok(()) }
}

fn fill(part: &Path, copied: &Copied, data: &Path, now: Timestamp) -> Result<Written, Error> {
    let file = File::options().write(true).create_new(true).mode(0o600).open(part).map_err(at(part))?;
    let mut zip = ZipWriter::new(BufWriter::new(&file));
    let files = match entries(&mut zip, part, copied, data, now) {
        Ok(files) => files,
        Err(error) => {
            // Dropped, it would try to finish and say on standard error that it can't.
            std::mem::forget(zip);
            return Err(error);
        }
    };
    let end = zip.finish().map_err(|error| at(part)(error.into()))?;
    end.into_inner().map_err(|error| at(part)(error.into_error()))?;
    file.sync_all().map_err(at(part))?;
    Ok(Written { bytes: file.metadata().map_err(at(part))?.len(), files })
}

fn entries(zip: &mut ZipWriter<BufWriter<&File>>, part: &Path, copied: &Copied, data: &Path, now: Timestamp) -> Result<usize, Error> {
    let unwritten = |error: zip::result::ZipError| at(part)(error.into());
    let mut sources = vec![(DATABASE.to_owned(), copied.file.clone())];
    for folder in FOLDERS {
        list(folder, &data.join(folder), &mut sources)?;
    }
    let mut entries = Vec::with_capacity(sources.len());
    for (name, path) in sources {
        let mut source = match File::open(&path) {
            // It was removed meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            opened => opened.map_err(at(&path))?,
        };
        // What people attach is compressed already.
        let method = if name == DATABASE { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        zip.start_file(&name, options(method)).map_err(unwritten)?;
        entries.push(pour(&name, &mut source, zip, at(&path), at(part))?);
    }
    let files = entries.len().saturating_sub(1);
    let program = concat!("busola ", env!("CARGO_PKG_VERSION")).to_owned();
    let manifest = Manifest { format: FORMAT, program, schema: copied.schema, created_at: now, entries };
    zip.start_file(MANIFEST, options(CompressionMethod::Deflated)).map_err(unwritten)?;
    serde_json::to_writer(zip, &manifest).map_err(|error| at(part)(error.into()))?;
    Ok(files)
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    // Large: four gigabytes and more.
    SimpleFileOptions::default().compression_method(method).unix_permissions(0o600).large_file(true)
}

/// Adds the files of a folder and of those in it, by their names in a backup. There may be no such folder.
fn list(name: &str, folder: &Path, found: &mut Vec<(String, PathBuf)>) -> Result<(), Error> {
    let listed = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        listed => listed.map_err(at(folder))?,
    };
    for item in listed {
        let item = item.map_err(at(folder))?;
        let path = item.path();
        let own = item.file_name().into_string().map_err(|_| damaged(format!("{} has no name that can be kept", path.display())))?;
        let name = format!("{name}/{own}");
        let kind = item.file_type().map_err(at(&path))?;
        if kind.is_dir() {
            list(&name, &path, found)?;
        } else if kind.is_file() {
            found.push((name, path));
        }
    }
    Ok(())
}
