//! Bytes of a file into characters.

use encoding_rs::{Encoding, ISO_8859_2, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250};

use super::DraftError;

/// The text of a file, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The characters, without a byte-order mark.
    pub text: String,
    /// The name of the encoding, as the web knows it.
    pub encoding: &'static str,
    /// Whether some bytes made no sense and became U+FFFD.
    pub replaced: bool,
}

/// What begins with these is not text: ZIP (also DOCX, ODT), PDF, the old Word format, RTF.
const MAGIC: [&[u8]; 4] = [b"PK\x03\x04", b"%PDF-", b"\xD0\xCF\x11\xE0", b"{\\rtf"];

/// Reads the bytes of a text file: by its byte-order mark, as UTF-8 if it is that, else as the one of
/// the two Polish code pages that fits.
///
/// # Errors
/// [`DraftError::Binary`] for what is not text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DraftError> {
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(DraftError::Binary);
    }
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => guess(bytes),
    };
    if (encoding != UTF_16LE && encoding != UTF_16BE) && bytes.contains(&0) {
        return Err(DraftError::Binary);
    }
    let (text, replaced) = encoding.decode_with_bom_removal(bytes);
    if text.contains('\0') {
        return Err(DraftError::Binary);
    }
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), replaced })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let (good, bad) = utf8_sequences(bytes);
    // A UTF-8 file with a damaged spot stays UTF-8: in a code page its letters would come in such
    // pairs hardly ever.
    if bad == 0 || good > 4 * bad { UTF_8 } else { code_page(bytes) }
}

/// How many sequences of several bytes are UTF-8, and how many stretches of bytes are not.
fn utf8_sequences(bytes: &[u8]) -> (usize, usize) {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    (good, bad)
}

/// The code pages agree in most Polish letters; these tell them apart. 80–9F hold the quotation marks
/// and dashes of windows-1250 and nothing but controls in ISO-8859-2.
fn code_page(bytes: &[u8]) -> &'static Encoding {
    let mut windows = 0_usize;
    let mut iso = 0_usize;
    for byte in bytes {
        match byte {
            0x80..=0x9F | 0xA5 | 0xB9 => windows += 1,
            0xA1 | 0xA6 | 0xAC | 0xB1 | 0xB6 | 0xBC => iso += 1,
            _ => {}
        }
    }
    if iso > windows { ISO_8859_2 } else { WINDOWS_1250 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PANGRAM: &str = "Zażółć gęślą jaźń, ŻÓŁĆ, Śląsk, źle, ąę";

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes).unwrap();
        assert!(!decoded.replaced);
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn polish_text_is_read_from_every_encoding_it_comes_in() {
        let (windows, _, _) = WINDOWS_1250.encode(PANGRAM);
        let (iso, _, _) = ISO_8859_2.encode(PANGRAM);
        assert_eq!(read(PANGRAM.as_bytes()), (PANGRAM.to_owned(), "UTF-8"));
        assert_eq!(read(&windows), (PANGRAM.to_owned(), "windows-1250"));
        assert_eq!(read(&iso), (PANGRAM.to_owned(), "ISO-8859-2"));
        let bom = format!("\u{FEFF}{PANGRAM}");
        assert_eq!(read(bom.as_bytes()), (PANGRAM.to_owned(), "UTF-8"));
        let little: Vec<u8> = bom.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = bom.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little), (PANGRAM.to_owned(), "UTF-16LE"));
        assert_eq!(read(&big), (PANGRAM.to_owned(), "UTF-16BE"));
    }

    #[test]
    fn quotation_marks_and_dashes_of_windows_are_read() {
        let text = "„Program” – rok 2025";
        let (bytes, _, _) = WINDOWS_1250.encode(text);
        assert_eq!(read(&bytes), (text.to_owned(), "windows-1250"));
    }

    #[test]
    fn a_damaged_spot_does_not_turn_utf_8_into_a_code_page() {
        let mut bytes = PANGRAM.as_bytes().to_vec();
        bytes.push(0xC5);
        let decoded = decode(&bytes).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", true));
        assert!(decoded.text.starts_with(PANGRAM));
    }

    #[test]
    fn what_is_not_text_is_refused() {
        for bytes in [&b"PK\x03\x04rest"[..], b"%PDF-1.7", b"\xD0\xCF\x11\xE0\xA1", b"{\\rtf1", b"a\0b", b"\xFF\xFEa\0\0\0"] {
            assert_eq!(decode(bytes), Err(DraftError::Binary), "{bytes:?}");
        }
    }
}
