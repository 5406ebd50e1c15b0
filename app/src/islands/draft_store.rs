//! What somebody has typed and not sent yet, kept on their device.

use busola_domain::{CommentId, ConsultationId, UnitId};
use serde::{Deserialize, Serialize};

use super::dom;

/// Where a text is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// The place of a new remark.
    pub(crate) fn on(unit: Option<UnitId>) -> Self {
        unit.map_or(Self::Whole, Self::Unit)
    }

    /// The end of the ids of the form's elements.
    pub(crate) fn suffix(self) -> String {
        match self {
            Self::Whole | Self::Unit(_) => "new".to_owned(),
            Self::Reply(id, _) => format!("reply-{id}"),
            Self::Edit(id) => format!("edit-{id}"),
        }
    }

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
}

/// The text kept for a place.
pub(crate) fn load(consultation: ConsultationId, place: Place) -> Option<Draft> {
    serde_json::from_str(&dom::stored(&place.key(consultation))?).ok()
}

/// Keeps a text; one in which nothing stands needs no keeping.
pub(crate) fn save(consultation: ConsultationId, place: Place, draft: &Draft) {
    if draft.body.trim().is_empty() {
        return forget(consultation, place);
    }
    if let Ok(json) = serde_json::to_string(draft) {
        dom::store(&place.key(consultation), Some(&json));
    }
}

/// Forgets the text of a place.
pub(crate) fn forget(consultation: ConsultationId, place: Place) {
    dom::store(&place.key(consultation), None);
}
