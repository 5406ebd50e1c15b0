//! `busola doctor`: looks at what the site rests on, a line each, and changes nothing.

mod database;
mod machine;

use std::fmt::{Display, Formatter};

use super::Failed;
use crate::settings::Settings;

/// What was looked at, and what was found.
#[derive(Debug)]
struct Check {
    outcome: Outcome,
    subject: &'static str,
    found: String,
}

/// How it is. Only what failed fails the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Well,
    /// Works, and may not be what was meant.
    Warning,
    Failed,
}

impl Check {
    fn well(subject: &'static str, found: impl Into<String>) -> Self {
        Self { outcome: Outcome::Well, subject, found: found.into() }
    }

    fn warning(subject: &'static str, found: impl Into<String>) -> Self {
        Self { outcome: Outcome::Warning, subject, found: found.into() }
    }

    fn failed(subject: &'static str, found: impl Into<String>) -> Self {
        Self { outcome: Outcome::Failed, subject, found: found.into() }
    }
}

impl Display for Check {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let outcome = match self.outcome {
            Outcome::Well => "ok",
            Outcome::Warning => "warning",
            Outcome::Failed => "FAILED",
        };
        // One line, whatever a library's message looks like.
        write!(f, "{outcome:<7}  {}: {}", self.subject, self.found.replace('\n', "; "))
    }
}

pub(super) async fn doctor(settings: &Settings) -> Result<(), Failed> {
    let database = database::look(settings).await;
    let mut checks = database.checks;
    checks.extend(machine::folders(settings, database.folder.as_deref()));
    checks.push(machine::mail(settings).await);
    checks.extend(machine::settings(settings));
    for check in &checks {
        println!("{check}");
    }
    let failed = checks.iter().filter(|check| check.outcome == Outcome::Failed).count();
    if failed == 0 { Ok(()) } else { Err(Failed(format!("{failed} of {} checks failed: the lines with FAILED say what", checks.len()))) }
}
