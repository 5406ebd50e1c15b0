//! The closed sets of names: formats, kinds of units, kinds of notes.

use serde::{Deserialize, Serialize};

use crate::problem::Problem;

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:tt,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// Every value.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in the API and in storage.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = Problem;
            fn from_str(name: &str) -> Result<Self, Problem> {
                Self::ALL.iter().copied().find(|value| value.as_str() == name).ok_or(Problem::Malformed)
            }
        }
    };
}

names! {
    /// How a source is written.
    Format {
        /// Markdown (CommonMark), with legal numbers before any rule of its lists.
        Markdown = "markdown",
        /// Plain text, as pasted.
        Text = "text",
    }
}

names! {
    /// What a unit is in the act.
    UnitKind {
        /// An annex that follows the act itself; numbering starts anew in it.
        Annex = "annex",
        /// A part (część).
        Part = "part",
        /// A division (dział).
        Division = "division",
        /// A chapter (rozdział).
        Chapter = "chapter",
        /// A part of a chapter (oddział).
        Subchapter = "subchapter",
        /// A heading of none of these kinds, with a number or without.
        Heading = "heading",
        /// An article (art.).
        Article = "article",
        /// A section (§).
        Section = "section",
        /// A subsection (ust.), `1.`
        Subsection = "subsection",
        /// A point (pkt), `1)`
        Point = "point",
        /// A letter (lit.), `a)`
        Letter = "letter",
        /// A dash (tiret).
        Indent = "indent",
        /// An entry of a list outside legal numbering, `•` or `1.1.`
        Item = "item",
        /// A paragraph without a number.
        Paragraph = "paragraph",
    }
}

names! {
    /// What is unusual in a draft.
    NoteKind {
        /// The number does not follow the one before it.
        Gap = "gap",
        /// The number stood there before; the label tells the two apart.
        Repeated = "repeated",
        /// Every entry had the same number, as in lazily written Markdown: counted anew.
        Renumbered = "renumbered",
        /// The number was written twice, as "1. 1.": taken once.
        Doubled = "doubled",
        /// A line begins like a number but was read as running text.
        Mention = "mention",
        /// An article among sections: one of the two may be a quotation.
        Mixed = "mixed",
        /// A table, kept as one paragraph.
        Table = "table",
        /// A block of code, kept as one paragraph.
        Code = "code",
        /// A quotation, kept as a paragraph.
        Quote = "quote",
    }
}

impl UnitKind {
    /// Whether it is one of a running enumeration (ust., pkt, lit., tiret, list entries).
    pub(super) fn is_enumerated(self) -> bool {
        matches!(self, Self::Subsection | Self::Point | Self::Letter | Self::Indent | Self::Item)
    }

    /// Whether a title follows the number (chapters and what is like them).
    pub(super) fn is_titled(self) -> bool {
        matches!(self, Self::Annex | Self::Part | Self::Division | Self::Chapter | Self::Subchapter)
    }
}
