//! What the server gives the islands of a consultation's page to begin with.

use busola_domain::comment::Order;
use busola_domain::thread::ThreadPage;
use busola_domain::{CommentId, ConsultationId, Phase, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

use super::words::Words;
use crate::failure::Failure;

/// The beginning of the live page.
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
    /// Who reads.
    pub(crate) reader: Reader,
    /// What it is; remarks can be written while it is open.
    pub(crate) phase: Phase,
    /// How many published remarks each unit has; others have none.
    pub(crate) counts: Vec<(UnitId, i64)>,
    /// Every word that the islands say.
    pub(crate) words: Words,
}

/// Who reads the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reader {
    /// The display name; `None` when nobody is signed in.
    pub(crate) name: Option<String>,
    /// Whether they may hide, show and approve.
    pub(crate) moderator: bool,
}

/// The beginning of the panel with the remarks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PanelStart {
    /// The unit in focus; `None` for the whole draft, with the remarks on every unit.
    pub(crate) unit: Option<CitedUnit>,
    /// The first page of threads.
    pub(crate) page: ThreadPage,
    /// The order of the threads.
    pub(crate) order: Order,
    /// Citations of the units that the threads of this page stand on.
    pub(crate) labels: Vec<(UnitId, String)>,
    /// How many published remarks there are here.
    pub(crate) count: i64,
    /// The id under which the form will post, so that sending it twice posts once.
    pub(crate) new_id: CommentId,
    /// The path and query of this page, for forms to come back to.
    pub(crate) page_path: String,
    /// What stands in a form to begin with: a text kept over a sign-in, or one that was refused.
    pub(crate) typed: Option<Typed>,
    /// The remark to whose reply form or edit form the page was asked to open.
    pub(crate) open: Option<OpenForm>,
}

/// A unit as the panel cites it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CitedUnit {
    /// Its id.
    pub(crate) id: UnitId,
    /// Its citation.
    pub(crate) label: String,
    /// Its text.
    pub(crate) text: String,
}

/// Text that stands in a form to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Typed {
    /// The text.
    pub(crate) body: String,
    /// Why it was refused, if it was.
    pub(crate) failure: Option<Failure>,
}

/// A form under a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum OpenForm {
    /// To reply to it.
    Reply(CommentId),
    /// To change it.
    Edit(CommentId),
    /// To hide it (the reason was refused).
    Hide(CommentId),
}
