//! A consultation, as the public sees it.

mod facts;

use serde::{Deserialize, Serialize};

use crate::id::{ConsultationId, UnitId};
use crate::names::names;
use crate::notice::Notice;
use crate::schedule::Phase;
use crate::time::Timestamp;

pub use facts::{Change, Facts};

names! {
    /// What a consultation is about, in law.
    Kind {
        /// The yearly programme of cooperation with non-governmental organisations.
        CooperationProgramme = "cooperation_programme",
        /// A local legal act.
        LocalAct = "local_act",
        /// A strategy or policy.
        Strategy = "strategy",
        /// The council of public benefit activity: its elections and rules.
        Council = "council",
        /// Anything else.
        Other = "other",
    }
}

names! {
    /// Who may take part.
    Audience {
        /// Everyone.
        Everyone = "everyone",
        /// Organisations, through their representatives.
        Organisations = "organisations",
    }
}

names! {
    /// When a remark becomes public.
    Moderation {
        /// At once; a moderator may hide it afterwards.
        Post = "post",
        /// When a moderator has approved it.
        Pre = "pre",
    }
}

/// The longest title, in characters.
pub const TITLE_MAX: usize = 300;
/// The longest summary, in characters.
pub const SUMMARY_MAX: usize = 2_000;

/// A consultation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consultation {
    /// Its id.
    pub id: ConsultationId,
    /// Its name in addresses, made from the title.
    pub slug: String,
    /// What it is in law.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// What it is about, in a few sentences.
    pub summary: String,
    /// The facts of its notice.
    pub notice: Notice,
    /// Who may take part.
    pub audience: Audience,
    /// When remarks become public.
    pub moderation: Moderation,
    /// From when remarks are received.
    pub opens_at: Timestamp,
    /// From when no more.
    pub closes_at: Timestamp,
    /// What it is now.
    pub phase: Phase,
    /// The text that is consulted.
    pub draft: DraftView,
    /// How many took part.
    pub counts: Counts,
}

/// One version of a draft, as units in document order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = Draft))]
pub struct DraftView {
    /// From 1; 0 while there is no draft.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub version: i64,
    /// The units.
    pub units: Vec<Unit>,
}

/// A unit of a draft (jednostka redakcyjna).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unit {
    /// Its id, the same from version to version.
    pub id: UnitId,
    /// The citation in full ("§ 1 ust. 1 pkt 2").
    #[cfg_attr(feature = "openapi", schema(examples("§ 1 ust. 1 pkt 2")))]
    pub label: String,
    /// How deep in the tree, from 0.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub depth: i64,
    /// Its own text, without its number and its children.
    pub text: String,
}

/// Numbers of a consultation. Only published remarks count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// Published remarks.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub comments: i64,
    /// Authors of published remarks.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub participants: i64,
}
