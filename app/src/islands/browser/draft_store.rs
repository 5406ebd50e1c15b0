//! What somebody has typed and not sent yet, kept on their device.

use busola_domain::{CommentId, ConsultationId, UnitId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::page::Page;
use busola_browser::device;

/// Where a text is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// On the whole draft.
    Whole,
    /// On a unit.
    Unit(UnitId),
    /// Under a remark, on the unit of that one.
    Reply(CommentId, Option<UnitId>),
    /// In place of the text of one's remark.
    Edit(CommentId),
}

impl Place {
    fn key(self, consultation: ConsultationId) -> String {
        match self {
            Self::Whole => format!("busola/{consultation}/all"),
            Self::Unit(unit) => format!("busola/{consultation}/{unit}"),
            Self::Reply(id, _) | Self::Edit(id) => {
                format!("busola/{consultation}/{}/{id}", if matches!(self, Self::Edit(_)) { "edit" } else { "reply" })
            }
        }
    }
}

/// A text on its way to its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Draft {
    /// The id under which it will be posted, however often it is sent.
    pub(crate) id: CommentId,
    /// The text.
    pub(crate) body: String,
    /// The name of whoever pressed "send", while no answer has come: it goes out again by itself, but
    /// never for somebody else who signs in on the same device.
    pub(crate) sender: Option<String>,
    /// The version of the draft on the page from which it is sent.
    #[serde(default)]
    pub(crate) version: Option<i64>,
}

/// The text kept for a place.
pub(crate) fn load(page: Page, place: Place) -> Option<Draft> {
    serde_json::from_str(&device::stored(&key(page, place))?).ok()
}

/// Keeps a text; one in which nothing stands needs no keeping.
pub(crate) fn save(page: Page, place: Place, draft: &Draft) {
    if draft.body.trim().is_empty() {
        return forget(page, place);
    }
    if let Ok(json) = serde_json::to_string(draft) {
        device::store(&key(page, place), Some(&json));
    }
}

/// Forgets the text of a place.
pub(crate) fn forget(page: Page, place: Place) {
    device::store(&key(page, place), None);
}

fn key(page: Page, place: Place) -> String {
    page.start.with_value(|start| place.key(start.consultation))
}
