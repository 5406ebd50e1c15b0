//! What the browser reads of the server's messages.
//!
//! The same words as `busola_domain::live::ServerMessage`, read as one flat struct: a tagged enum with data
//! of any form costs the bundle some 20 kB.

use std::collections::BTreeMap;

use busola_domain::{Comment, EventKind, UnitId};
use serde::Deserialize;

/// The fields of all messages together; each has those of its kind.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Heard {
    #[serde(rename = "type")]
    pub(crate) what: String,
    pub(crate) head: i64,
    pub(crate) seq: i64,
    pub(crate) kind: Option<EventKind>,
    pub(crate) subject: String,
    pub(crate) values: BTreeMap<String, i64>,
    pub(crate) count: i64,
    pub(crate) units: BTreeMap<UnitId, i64>,
}

/// The remark that an event is about.
#[derive(Deserialize)]
pub(crate) struct About {
    pub(crate) data: Comment,
}
