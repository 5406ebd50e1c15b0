//! What is said of a document beside its text: closed sets, whose words are in the translations.

use serde::{Deserialize, Serialize};

/// Something a person should look at before the draft is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The line of the text, from 1.
    pub line: usize,
    /// What it is about.
    pub kind: NoteKind,
    /// A few words of the document that it is about; may be empty.
    pub quote: String,
}

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// Every value.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in the API, and the end of its message's name in the translations.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

names! {
    /// What a note is about.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    NoteKind {
        /// The number is of a form that acts do not have; it stands before the text as it was shown.
        Number = "number",
        /// The number is written as acts write it; it was shown as quoted.
        NumberChanged = "number-changed",
        /// A number that the program would have made while showing the document; it is missing.
        Field = "field",
        /// It looks like a heading and has no heading's style.
        Heading = "heading",
        /// Changes were tracked: insertions are kept, deletions left out.
        Tracked = "tracked",
        /// The text stood in a text box.
        TextBox = "text-box",
        /// A footnote or endnote stands at the end of the unit.
        Footnote = "footnote",
        /// A table of one column, read as paragraphs.
        Unwrapped = "unwrapped",
        /// A table with merged cells, or with a table in a cell.
        Merged = "merged",
        /// An equation, read as a line of text.
        Equation = "equation",
        /// A sign of a special font that has no letter of its own.
        Symbol = "symbol",
        /// Text that is struck through; kept.
        Struck = "struck",
        /// A link; its address is left out.
        Link = "link",
        /// Hidden text; left out.
        Hidden = "hidden",
        /// A comment; left out.
        Comment = "comment",
        /// A picture; left out.
        Picture = "picture",
        /// A chart, a diagram or another embedded document; left out.
        Object = "object",
        /// The table of contents; left out.
        Contents = "contents",
        /// The text of a header or footer; left out.
        Running = "running",
    }
}

names! {
    /// Why a file is not read.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, thiserror::Error)]
    Refused {
        /// Larger than [`crate::FILE_MAX`].
        #[error("the file is too large")]
        TooLarge = "too-large",
        /// Protected by a password.
        #[error("the file is protected by a password: remove it and save the file again")]
        Protected = "protected",
        /// A PDF, whatever its name says.
        #[error("the file is a PDF: export the text from the program it was written in")]
        Pdf = "pdf",
        /// The Word format of before 2007.
        #[error("the file is in the old Word format (.doc): save it as .docx")]
        OldWord = "old-word",
        /// RTF.
        #[error("the file is RTF: save it as .docx")]
        Rtf = "rtf",
        /// Of another kind, a spreadsheet for instance.
        #[error("the file is no text document")]
        NotADocument = "not-a-document",
        /// Cut short or damaged.
        #[error("the file is damaged")]
        Damaged = "damaged",
        /// It unpacks to far more than a document has.
        #[error("the file unpacks to more than a document may have")]
        Bomb = "bomb",
        /// More files in it than a document has.
        #[error("the file has too many parts")]
        TooManyParts = "too-many-parts",
        /// A part of it has a name that leads out of it.
        #[error("a part of the file has an unsafe name")]
        UnsafeName = "unsafe-name",
        /// It declares entities, which no word processor does.
        #[error("the file declares a document type or entities")]
        Entities = "entities",
        /// Nested deeper, or with more attributes, than any word processor writes.
        #[error("the file is nested too deeply or has too many attributes")]
        TooComplex = "too-complex",
        /// More text than a draft may have.
        #[error("the document is longer than a draft may be")]
        TooLong = "too-long",
        /// Nothing in it is visible.
        #[error("the document has no text")]
        Empty = "empty",
    }
}
