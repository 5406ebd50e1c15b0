//! What a file is, by what is in it: neither its name nor what a browser says of it counts.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};

use busola_domain::attachment::Kind;
use zip::ZipArchive;

/// What the content of an OpenDocument text says it is (OpenDocument 1.3, part 2, section 3.3).
const ODT: &str = "application/vnd.oasis.opendocument.text";

/// How files of a kind begin, and what tells the kind after that.
type Beginning = (&'static [u8], fn(&mut File) -> Option<Kind>);

/// What a file is; `None` for what is not taken.
pub(super) fn of(file: &mut File) -> io::Result<Option<Kind>> {
    let mut head = Vec::new();
    file.by_ref().take(16).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    let begins: [Beginning; 4] = [
        (b"%PDF-", |_| Some(Kind::Pdf)),
        (b"\x89PNG\r\n\x1a\n", |_| Some(Kind::Png)),
        (b"\xFF\xD8\xFF", |_| Some(Kind::Jpeg)),
        (b"PK\x03\x04", archive),
    ];
    Ok(begins.into_iter().find(|(beginning, _)| head.starts_with(beginning)).and_then(|(_, kind)| kind(file)))
}

/// What an archive is by its parts: how they are ordered differs from program to program. One with macros is no DOCX,
/// whatever its name.
fn archive(file: &mut File) -> Option<Kind> {
    let mut archive = ZipArchive::new(file).ok()?;
    if archive.index_for_name("mimetype").is_some() {
        let mut says = String::new();
        archive.by_name("mimetype").ok()?.take(64).read_to_string(&mut says).ok()?;
        return (says.trim_end() == ODT).then_some(Kind::Odt);
    }
    let has = |part| archive.index_for_name(part).is_some();
    (has("[Content_Types].xml") && has("word/document.xml") && !has("word/vbaProject.bin")).then_some(Kind::Docx)
}
