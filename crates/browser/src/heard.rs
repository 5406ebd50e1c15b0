//! What the browser reads of the server's messages.
//!
//! The same words as `busola_domain::live::ServerMessage`, read as one flat struct: a tagged enum with data
//! of any form costs the bundle some 20 kB.

use std::collections::BTreeMap;

use busola_domain::{EventKind, UnitId};
use serde::Deserialize;

/// The fields of all messages together; each has those of its kind.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Heard {
    /// What kind of message it is.
    #[serde(rename = "type")]
    pub what: String,
    /// On which channel.
    pub channel: String,
    /// The number of the channel's latest event.
    pub head: i64,
    /// The number of the event.
    pub seq: i64,
    /// What happened.
    pub kind: Option<EventKind>,
    /// What numbers are about.
    pub subject: String,
    /// Numbers by name.
    pub values: BTreeMap<String, i64>,
    /// How many are here.
    pub count: i64,
    /// How many look at each unit.
    pub units: BTreeMap<UnitId, i64>,
}

/// What an event is about, read of the same message.
#[derive(Deserialize)]
pub struct About<T> {
    /// It.
    pub data: T,
}
