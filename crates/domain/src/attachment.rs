//! Files that belong to a consultation.

use serde::Serialize;

use crate::id::{AttachmentId, ConsultationId};
use crate::names::names;
use crate::text;
use crate::time::Timestamp;

/// The largest file, in megabytes.
pub const MEGABYTES_MAX: usize = 25;
/// The same in bytes.
pub const BYTES_MAX: u64 = MEGABYTES_MAX as u64 * 1_000_000;
/// The most files of a consultation.
pub const COUNT_MAX: usize = 50;
/// The longest caption, in characters.
pub const CAPTION_MAX: usize = 200;
/// The longest name of a file without its ending, in characters: with an ending no file system refuses it.
const STEM_MAX: usize = 60;

names! {
    /// What a file is, as its content tells.
    #[cfg_attr(feature = "openapi", schema(as = AttachmentKind))]
    Kind {
        /// A document for print.
        Pdf = "pdf",
        /// A document of Word.
        Docx = "docx",
        /// A document of LibreOffice.
        Odt = "odt",
        /// An image without loss.
        Png = "png",
        /// A photograph.
        Jpeg = "jpeg",
    }
}

impl Kind {
    /// Its media type.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// How names of such files end.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            other => other.as_str(),
        }
    }

    /// What people call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Odt => "ODT",
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
        }
    }
}

/// A file that belongs to a consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = AttachedFile))]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// What it is, in a few words of a moderator.
    pub caption: String,
    /// The name under which it is saved.
    pub name: String,
    /// What it is by its content.
    pub kind: Kind,
    /// Its size in bytes.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub bytes: i64,
    /// Its SHA-256, in hexadecimal figures.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// When it was added.
    pub added_at: Timestamp,
}

impl Attachment {
    /// The path of the file on this site, in the consultation of a name.
    #[must_use]
    pub fn path(&self, slug: &str) -> String {
        format!("/consultations/{slug}/attachments/{}/{}", self.id, encoded(&self.name))
    }
}

/// The name of a file for who saves it: the last part of what a browser sent, without what a system or a reader could
/// take for something else. Its ending says what the content is, whatever was sent.
#[must_use]
pub fn file_name(sent: &str, kind: Kind) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = text::normalise(last);
    let stem = plain.rsplit_once('.').map_or(plain.as_str(), |(stem, _)| stem);
    let harmless = |c: char| if c.is_alphanumeric() || " -_.,()+".contains(c) { c } else { '_' };
    let stem: String = stem.chars().map(harmless).take(STEM_MAX).collect();
    let stem = stem.trim_matches([' ', '.', '_']);
    format!("{}.{}", if stem.is_empty() { "file" } else { stem }, kind.ending())
}

/// A name in an address or in a header (RFC 3986, RFC 8187): what is not a plain letter or figure is written by its bytes.
#[must_use]
pub fn encoded(name: &str) -> String {
    use std::fmt::Write as _;

    let mut text = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a text does not fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_that_of_a_file_and_ends_as_its_content_does() {
        for (sent, expected) in [
            ("Załącznik nr 1.pdf", "Załącznik nr 1.pdf"),
            ("C:\\Users\\Ewa\\projekt.v2.docx", "projekt.v2.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("evil.html", "evil.pdf"),
            ("a\"b\r\nX: y;.pdf", "a_b_X_ y.pdf"),
            ("fdp\u{202E}.exe", "fdp.pdf"),
            ("..", "file.pdf"),
            ("", "file.pdf"),
        ] {
            assert_eq!(file_name(sent, Kind::Pdf), expected, "{sent:?}");
        }
        assert_eq!(file_name("zdjęcie.JPG", Kind::Jpeg), "zdjęcie.jpg");
        assert!(file_name(&"ż".repeat(500), Kind::Odt).len() < 200);
    }

    #[test]
    fn a_name_in_an_address_has_plain_letters_alone() {
        assert_eq!(encoded("mapa 1.ż.pdf"), "mapa%201.%C5%BC.pdf");
        assert_eq!(encoded("a/b\"c"), "a%2Fb%22c");
    }
}
