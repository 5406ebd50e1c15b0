//! What the server tells the browser's half of a consultation's page to begin with.

use busola_domain::comment::Order;
use busola_domain::{ConsultationId, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

use super::words::Words;

/// The id of the panel, where links to it lead.
pub(crate) const PANEL: &str = "remarks";
/// The id of its heading, which gets the keyboard when the panel comes to another unit.
pub(crate) const HEADING: &str = "remarks-of";

/// The beginning of the live page. The remarks themselves are in the page's HTML.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LiveStart {
    /// The consultation.
    pub(crate) consultation: ConsultationId,
    /// Its path, without a query.
    pub(crate) path: String,
    /// The number of the latest event that the page shows.
    pub(crate) head: i64,
    /// The server's time, so that a wrong clock of the device does no harm.
    pub(crate) now: Timestamp,
    /// The display name of who reads; `None` when nobody is signed in.
    pub(crate) reader: Option<String>,
    /// Whether remarks are received.
    pub(crate) open: bool,
    /// Whether a moderator reads them before they are public.
    pub(crate) checked: bool,
    /// The unit in focus; `None` for the whole draft, with the remarks on every unit.
    pub(crate) unit: Option<UnitId>,
    /// The order of the threads.
    pub(crate) order: Order,
    /// Where the next page of threads begins.
    pub(crate) next: Option<String>,
    /// How many published remarks there are in all.
    pub(crate) total: i64,
    /// Every word that the browser says by itself.
    pub(crate) words: Words,
}

/// A form under a remark.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpenForm {
    /// To reply to it.
    Reply(busola_domain::CommentId),
    /// To change it.
    Edit(busola_domain::CommentId),
    /// To hide it (the reason was refused).
    Hide(busola_domain::CommentId),
    /// To answer it for the city.
    Answer(busola_domain::CommentId),
}
