//! What a file is, by its first bytes: names lie.

use crate::Refused;

/// The container of the old Office formats, and of whatever a new one encrypts.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Whether a file is a ZIP, as DOCX and ODT are.
///
/// # Errors
/// What it is otherwise.
pub(crate) fn check(file: &[u8]) -> Result<(), Refused> {
    if file.is_empty() {
        return Err(Refused::Empty);
    }
    if file.starts_with(b"PK\x03\x04") {
        return Ok(());
    }
    Err(if file.starts_with(OLE) {
        ole(file)
    } else if file.starts_with(b"{\\rtf") {
        Refused::Rtf
    } else if file.get(..1024).unwrap_or(file).windows(5).any(|window| window == b"%PDF-") {
        // Readers of PDF look for its mark within the first kilobyte.
        Refused::Pdf
    } else {
        Refused::NotADocument
    })
}

/// The streams of the container are named in UTF-16.
fn ole(file: &[u8]) -> Refused {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        file.windows(name.len()).any(|window| window == name)
    };
    if has("EncryptedPackage") {
        Refused::Protected
    } else if has("WordDocument") {
        Refused::OldWord
    } else {
        Refused::NotADocument
    }
}
