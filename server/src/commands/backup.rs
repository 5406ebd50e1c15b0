//! `busola backup` and `busola restore`. PostgreSQL has tools of its own, and the operator is told how to call them.

use std::path::Path;

use busola_service::Clock;
use busola_service::backup::{self, Error, Existing};
use busola_storage::{Error as StorageError, accounts};

use super::{Failed, open, serve};
use crate::settings::Settings;

/// Where the rest of it stands.
const MORE: &str = "docs/operators.en.md, \"Backup and restore\", says how a role is made that does not see the votes of open secret polls";

pub(super) async fn backup(settings: &Settings, file: &Path) -> Result<(), Failed> {
    let (shown, data) = (file.display(), settings.busola_data.display());
    if is_on_a_server(settings) {
        return Err(Failed(format!(
            "PostgreSQL makes backups by its own tools: pg_dump --format=custom --no-owner --no-privileges --enable-row-security \
             --file=\"{shown}\" \"$BACKUP_URL\" && tar --create --file=\"{shown}.tar\" --exclude=./mail --exclude=./reports --directory=\"{data}\" .; {MORE}"
        )));
    }
    let db = open(settings).await?;
    let empty = !accounts::any(&mut db.read().await?).await?;
    let mut ended = serve::signals()?;
    let written = tokio::select! {
        written = backup::write(&db, &settings.busola_data, file, Clock::System.now()) => written,
        _ = ended.wait_for(Option::is_some) => return Err(Failed("told to end: there is no backup".to_owned())),
    };
    db.close().await;
    let written = written.map_err(|error| explain(&error))?;
    println!("{shown}: {}, the database and {}", size(written.bytes), files(written.files));
    if empty {
        eprintln!("busola: warning: nobody is in this database: is DATABASE_URL the one of the service?");
    }
    Ok(())
}

pub(super) async fn restore(settings: &Settings, file: &Path, existing: Existing) -> Result<(), Failed> {
    let (shown, data) = (file.display(), settings.busola_data.display());
    if is_on_a_server(settings) {
        return Err(Failed(format!(
            "PostgreSQL restores by its own tools, into an empty database: pg_restore --no-owner --no-privileges --exit-on-error \
             --single-transaction --dbname=\"$DATABASE_URL\" \"{shown}\" && tar --extract --file=\"{shown}.tar\" --directory=\"{data}\"; \
             docs/operators.en.md, \"Backup and restore\", says what comes after it"
        )));
    }
    let restored = backup::restore(&settings.database_url, &settings.busola_data, file, existing, Clock::System.now());
    let restored = restored.await.map_err(|error| explain(&error))?;
    let database = restored.database.display();
    println!("{shown}: restored into {database} as of {}, the database and {}", restored.created_at, files(restored.files));
    if let Some(before) = restored.before {
        println!("the database of before is kept: {}", before.display());
    }
    Ok(())
}

fn is_on_a_server(settings: &Settings) -> bool {
    settings.database_url.starts_with("postgres")
}

/// What was not done, and what to do.
fn explain(error: &Error) -> Failed {
    Failed(match error {
        Error::Exists(_) => format!("{error}: nothing is overwritten, give another name"),
        Error::Damaged(_) => format!("{error}: nothing was changed"),
        Error::NotEmpty(_) => format!("{error}: with --replace the backup takes its place, and the database is kept beside it"),
        Error::Storage(storage @ StorageError::NewerSchema { .. }) => {
            format!("the backup is of a newer program, {storage}: nothing was changed")
        }
        other => other.to_string(),
    })
}

fn files(count: usize) -> String {
    match count {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    }
}

/// Bytes in words.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_told_in_words() {
        for (bytes, told) in [(0, "0 kB"), (1, "1 kB"), (999_000, "999 kB"), (1_500_000, "1.5 MB"), (7_300_000_000, "7.3 GB")] {
            assert_eq!(size(bytes), told);
        }
    }
}
