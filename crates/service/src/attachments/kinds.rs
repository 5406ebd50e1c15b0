//! What a file is, by what is in it: neither its name nor what a browser says of it counts.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek as _, SeekFrom};

use busola_docx::has_too_many_parts;
use busola_domain::Problem;
use busola_domain::attachment::Kind;
use zip::ZipArchive;

/// What the content of an OpenDocument text says it is (OpenDocument 1.3, part 2, section 3.3).
const ODT: &str = "application/vnd.oasis.opendocument.text";

/// How an archive begins.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// How other files of a kind begin.
const BEGINNINGS: [(&[u8], Kind); 3] = [(b"%PDF-", Kind::Pdf), (b"\x89PNG\r\n\x1a\n", Kind::Png), (b"\xFF\xD8\xFF", Kind::Jpeg)];

/// What a file is, or why it is not taken.
pub(super) fn of(file: &mut File) -> io::Result<Result<Kind, Problem>> {
    let mut head = Vec::new();
    file.by_ref().take(16).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    if !head.starts_with(ARCHIVE) {
        let begins = BEGINNINGS.into_iter().find(|(beginning, _)| head.starts_with(beginning));
        return Ok(begins.map(|(_, kind)| kind).ok_or(Problem::FileKind));
    }
    // No larger than a file may be; its directory would take many times as much.
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(if has_too_many_parts(&bytes) { Err(Problem::FileUnreadable) } else { archive(&bytes).ok_or(Problem::FileKind) })
}

/// What an archive is by its parts: how they are ordered differs from program to program. One with macros is no DOCX,
/// whatever its name.
fn archive(bytes: &[u8]) -> Option<Kind> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.index_for_name("mimetype").is_some() {
        let mut says = String::new();
        archive.by_name("mimetype").ok()?.take(64).read_to_string(&mut says).ok()?;
        return (says.trim_end() == ODT).then_some(Kind::Odt);
    }
    let has = |part| archive.index_for_name(part).is_some();
    (has("[Content_Types].xml") && has("word/document.xml") && !has("word/vbaProject.bin")).then_some(Kind::Docx)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn kind(content: &[u8]) -> Result<Kind, Problem> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(content).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        of(&mut file).unwrap()
    }

    #[test]
    fn a_directory_without_end_is_not_read() {
        // As many entries as there is room for in a file, each with a name of one letter.
        const ENTRIES: usize = 500_000;
        let entry = [b"PK\x01\x02".as_slice(), &[0; 24], &[1, 0], &[0; 16], b"a"].concat();
        let directory = entry.repeat(ENTRIES);
        let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
        let end = [b"PK\x05\x06".as_slice(), &[0; 4], &[0xFF; 4], &size, &4_u32.to_le_bytes(), &[0; 2]].concat();
        assert_eq!(kind(&[ARCHIVE, &directory, &end].concat()), Err(Problem::FileUnreadable));
        // One that only says so.
        let said = [b"PK\x06\x06".as_slice(), &[0; 28], &u64::MAX.to_le_bytes(), &[0; 16]].concat();
        assert_eq!(kind(&[ARCHIVE, &said, &end].concat()), Err(Problem::FileUnreadable));
        assert_eq!(kind(&[ARCHIVE, &end].concat()), Err(Problem::FileKind));
    }
}
