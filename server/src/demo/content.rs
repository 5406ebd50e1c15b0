//! The demo's content as it stands in `server/demo/`.

use busola_domain::consultation::{Audience, Kind, Moderation};
use busola_domain::draft::Format;
use busola_domain::meeting::poll::NewPoll;
use busola_domain::theme::NewTheme;
use busola_domain::{Notice, Role};
use serde::Deserialize;

use crate::commands::Failed;

/// All of `demo.toml`.
#[derive(Deserialize)]
pub(super) struct Content {
    pub(super) person: Vec<Person>,
    pub(super) consultation: Vec<Planned>,
    pub(super) session: Vec<Session>,
    pub(super) theme: Vec<PlannedTheme>,
    pub(super) earlier: Vec<PlannedEarlier>,
    pub(super) remark: Vec<Remark>,
}

#[derive(Deserialize)]
pub(super) struct Person {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: Role,
}

#[derive(Deserialize)]
pub(super) struct Planned {
    pub(super) key: String,
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) audience: Audience,
    pub(super) moderation: Moderation,
    pub(super) draft: String,
    pub(super) format: Format,
    pub(super) opens_in_days: i64,
    pub(super) opens_at: String,
    pub(super) closes_in_days: i64,
    pub(super) closes_at: String,
    pub(super) notice: Notice,
    #[serde(default)]
    pub(super) version: Vec<Later>,
}

/// A later version of a draft.
#[derive(Deserialize)]
pub(super) struct Later {
    pub(super) draft: String,
    pub(super) note: String,
    pub(super) published_in_days: i64,
    pub(super) published_at: String,
}

#[derive(Deserialize)]
pub(super) struct Session {
    pub(super) consultation: String,
    pub(super) title: String,
    pub(super) place: String,
    pub(super) starts_in_days: i64,
    pub(super) starts_at: String,
    /// Whether it was held: it was begun in time and took two hours.
    #[serde(default)]
    pub(super) held: bool,
    pub(super) agenda: Vec<Item>,
    #[serde(default)]
    pub(super) poll: Vec<NewPoll>,
}

#[derive(Deserialize)]
pub(super) struct Item {
    pub(super) title: String,
    pub(super) unit: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Remark {
    pub(super) id: String,
    pub(super) consultation: String,
    pub(super) unit: Option<String>,
    pub(super) author: String,
    pub(super) at_day: f64,
    pub(super) body: String,
    pub(super) reply_to: Option<String>,
    #[serde(default)]
    pub(super) supports: usize,
    pub(super) hidden: Option<String>,
    #[serde(default)]
    pub(super) withdrawn: bool,
}

#[derive(Deserialize)]
pub(super) struct PlannedTheme {
    pub(super) key: String,
    /// The ids of the remarks about it.
    pub(super) remarks: Vec<String>,
    #[serde(flatten)]
    pub(super) new: NewTheme,
}

#[derive(Deserialize)]
pub(super) struct PlannedEarlier {
    pub(super) consultation: String,
    pub(super) title: String,
    pub(super) held_in_days: i64,
    #[serde(default)]
    pub(super) place: String,
    #[serde(default)]
    pub(super) words: String,
    /// The consultation that it was, by its key.
    pub(super) was: Option<String>,
    /// The keys of the themes that were raised there.
    #[serde(default)]
    pub(super) themes: Vec<String>,
}

impl Content {
    pub(super) fn read() -> Result<Self, Failed> {
        Ok(toml::from_str(include_str!("../../demo/demo.toml"))?)
    }
}

/// The source of a draft by its file's name.
pub(super) fn draft(name: &str) -> Result<&'static str, Failed> {
    Ok(match name {
        "program-2027.md" => include_str!("../../demo/program-2027.md"),
        "rada-2026.md" => include_str!("../../demo/rada-2026.md"),
        "rada-2026-2.md" => include_str!("../../demo/rada-2026-2.md"),
        "strategia-2030.md" => include_str!("../../demo/strategia-2030.md"),
        "zasady-leszno.txt" => include_str!("../../demo/zasady-leszno.txt"),
        _ => return Err(Failed(format!("demo: no draft {name}"))),
    })
}
