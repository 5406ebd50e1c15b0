//! The database: can it be reached, is its schema this program's, is it whole, do the clocks agree.

use std::path::PathBuf;

use busola_domain::Timestamp;
use busola_domain::time::{MINUTE, SECOND};
use busola_service::Clock;
use busola_storage::checkup::{self, Checkup, Engine, Migrations};

use super::Check;
use crate::settings::Settings;

/// By how much what was written may seem to be from the future.
const AHEAD: i64 = MINUTE;
/// By how much the clocks of two machines may differ.
const APART: i64 = 5 * SECOND;

/// What was found.
pub(super) struct Database {
    pub(super) checks: Vec<Check>,
    /// The folder of an SQLite file.
    pub(super) folder: Option<PathBuf>,
}

pub(super) async fn look(settings: &Settings) -> Database {
    match checkup::look(&settings.database_url).await {
        Ok(Some(checkup)) => {
            let folder = match &checkup.engine {
                Engine::Sqlite { path, .. } => {
                    path.parent().map(|folder| if folder.as_os_str().is_empty() { ".".into() } else { folder.to_owned() })
                }
                Engine::Postgres { .. } => None,
            };
            Database { checks: of(&checkup, Clock::System.now()), folder }
        }
        Ok(None) => {
            let found = "there is no file yet where DATABASE_URL says: the first command that needs the database makes it";
            Database { checks: vec![Check::warning("database", found)], folder: None }
        }
        Err(error) => Database { checks: vec![Check::failed("database", error.to_string())], folder: None },
    }
}

fn of(checkup: &Checkup, now: Timestamp) -> Vec<Check> {
    let mut checks = engine(&checkup.engine);
    checks.push(migrations(&checkup.migrations));
    checks.push(clock(checkup, now));
    checks
}

fn engine(engine: &Engine) -> Vec<Check> {
    match engine {
        Engine::Sqlite { path, version, journal, damage } => {
            let reached = Check::well("database", path.display().to_string());
            let whole = match damage {
                Some(damage) => Check::failed("SQLite", format!("version {version}; the file is damaged, restore a backup: {damage}")),
                None if journal == "wal" => Check::well("SQLite", format!("version {version}, journal wal, no damage found")),
                None => Check::warning(
                    "SQLite",
                    format!("version {version}, no damage found; the journal is {journal}, the next start makes it wal"),
                ),
            };
            vec![reached, whole]
        }
        Engine::Postgres { place, version, encoding, .. } => {
            let reached = Check::well("database", place.as_str());
            let found = format!("version {version}, encoding {encoding}");
            let text = if encoding == "UTF8" {
                Check::well("PostgreSQL", found)
            } else {
                Check::failed("PostgreSQL", format!("{found}: it must be UTF8"))
            };
            vec![reached, text]
        }
    }
}

fn migrations(migrations: &Migrations) -> Check {
    const SUBJECT: &str = "migrations";
    let Migrations { applied, waiting, unknown, broken } = migrations;
    if !unknown.is_empty() {
        Check::failed(SUBJECT, format!("a newer program wrote this database ({}): use that one", list(unknown)))
    } else if !broken.is_empty() {
        Check::failed(SUBJECT, format!("not finished, or not this program's: {}", list(broken)))
    } else if !waiting.is_empty() {
        Check::warning(SUBJECT, format!("{applied} applied; the next start applies {}", list(waiting)))
    } else {
        Check::well(SUBJECT, format!("all {applied} applied"))
    }
}

fn list(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

fn clock(checkup: &Checkup, now: Timestamp) -> Check {
    const SUBJECT: &str = "clock";
    if let Engine::Postgres { clock, .. } = &checkup.engine
        && clock.since(now).abs() > APART
    {
        return Check::failed(SUBJECT, format!("it is {now} here and {clock} on the database's machine: set both (NTP)"));
    }
    match checkup.latest {
        Some(latest) if latest.since(now) > AHEAD => {
            Check::failed(SUBJECT, format!("it is {now} here, and the database has something of {latest}: set the clock (NTP)"))
        }
        _ => Check::well(SUBJECT, now.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Outcome;
    use super::*;

    const NOW: Timestamp = Timestamp(1_781_712_000_000);

    fn on_a_server(clock: Timestamp, latest: Option<Timestamp>) -> Checkup {
        let (place, version, encoding) = ("busola on db".to_owned(), "17.2".to_owned(), "UTF8".to_owned());
        Checkup { engine: Engine::Postgres { place, version, encoding, clock }, migrations: Migrations::default(), latest }
    }

    #[test]
    fn clocks_that_disagree_are_told() {
        for (there, latest, outcome) in [
            (NOW, None, Outcome::Well),
            (NOW.plus(APART), Some(NOW.plus(AHEAD)), Outcome::Well),
            (NOW.plus(APART + 1), None, Outcome::Failed),
            (NOW.plus(-APART - 1), None, Outcome::Failed),
            (NOW, Some(NOW.plus(AHEAD + 1)), Outcome::Failed),
        ] {
            assert_eq!(clock(&on_a_server(there, latest), NOW).outcome, outcome, "{there} {latest:?}");
        }
    }

    #[test]
    fn a_schema_that_is_not_this_programs_fails_and_one_that_waits_does_not() {
        let found = |waiting: &[i64], unknown: &[i64], broken: &[i64]| {
            migrations(&Migrations { applied: 3, waiting: waiting.into(), unknown: unknown.into(), broken: broken.into() })
        };
        assert_eq!(found(&[], &[], &[]).to_string(), "ok       migrations: all 3 applied");
        assert_eq!(found(&[4, 5], &[], &[]).to_string(), "warning  migrations: 3 applied; the next start applies 4, 5");
        assert_eq!(found(&[], &[9], &[]).outcome, Outcome::Failed);
        assert_eq!(found(&[4], &[], &[2]).outcome, Outcome::Failed);
    }
}
