//! Floor 1: all SQL of Busola, in one neutral text for SQLite and PostgreSQL.
//!
//! A function here takes a [`Session`] (a reading connection or a write transaction) and returns domain
//! types or plain rows. It decides nothing: rules are in `busola-domain`, use cases in `busola-service`.

#[macro_use]
mod repeated;
#[macro_use]
mod db;

pub mod accounts;
pub mod answers;
pub mod attachments;
pub mod audit;
pub mod backup;
pub mod checkup;
pub mod city;
pub mod comments;
pub mod consultations;
pub mod deadlines;
pub mod drafts;
pub mod earlier;
pub mod embeds;
mod error;
pub mod events;
pub mod feeds;
pub mod imports;
pub mod letters;
pub mod meetings;
pub mod moderation;
pub mod opinions;
pub mod parked;
mod reading;
pub mod retention;
mod schema;
pub mod sign_ins;
pub mod supports;
pub mod themes;
mod writing;

pub use db::{Db, Session};
pub use error::Error;
pub use reading::{Reader, Readers};
pub use writing::WriteConnection;

/// Every statement of this crate by name, so that a test can prepare each on both databases.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [
        accounts::STATEMENTS,
        accounts::addresses::STATEMENTS,
        accounts::erase::STATEMENTS,
        accounts::own::STATEMENTS,
        accounts::passwords::STATEMENTS,
        accounts::people::STATEMENTS,
        answers::STATEMENTS,
        answers::drafted::STATEMENTS,
        answers::templates::STATEMENTS,
        attachments::STATEMENTS,
        audit::STATEMENTS,
        backup::STATEMENTS,
        checkup::STATEMENTS,
        city::STATEMENTS,
        comments::STATEMENTS,
        comments::desk::STATEMENTS,
        comments::entered::STATEMENTS,
        comments::list::STATEMENTS,
        comments::receipts::STATEMENTS,
        comments::table::STATEMENTS,
        comments::logged::STATEMENTS,
        consultations::STATEMENTS,
        consultations::change::STATEMENTS,
        consultations::counts::STATEMENTS,
        consultations::list::STATEMENTS,
        deadlines::STATEMENTS,
        deadlines::letters::STATEMENTS,
        drafts::STATEMENTS,
        drafts::corrections::STATEMENTS,
        drafts::prepared::STATEMENTS,
        drafts::remarks::STATEMENTS,
        drafts::removed::STATEMENTS,
        earlier::STATEMENTS,
        embeds::STATEMENTS,
        events::STATEMENTS,
        imports::STATEMENTS,
        feeds::STATEMENTS,
        letters::STATEMENTS,
        letters::links::STATEMENTS,
        letters::readers::STATEMENTS,
        meetings::STATEMENTS,
        meetings::focuses::STATEMENTS,
        meetings::members::STATEMENTS,
        meetings::minutes::STATEMENTS,
        meetings::polls::STATEMENTS,
        meetings::questions::STATEMENTS,
        meetings::reminders::STATEMENTS,
        meetings::speakers::STATEMENTS,
        meetings::spoken::STATEMENTS,
        meetings::votes::STATEMENTS,
        moderation::STATEMENTS,
        moderation::appeals::STATEMENTS,
        moderation::log::STATEMENTS,
        moderation::queue::STATEMENTS,
        moderation::reports::STATEMENTS,
        moderation::rules::STATEMENTS,
        opinions::STATEMENTS,
        parked::STATEMENTS,
        retention::STATEMENTS,
        retention::names::STATEMENTS,
        sign_ins::STATEMENTS,
        supports::STATEMENTS,
        themes::STATEMENTS,
        themes::numbers::STATEMENTS,
        themes::ties::STATEMENTS,
    ]
    .concat()
}
