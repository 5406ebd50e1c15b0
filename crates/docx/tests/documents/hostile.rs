//! Files that are made to do harm, or are not what their name says. Each is refused early, with a reason.

use busola_docx::{FILE_MAX, Refused, has_too_many_parts, read};

use crate::build::{SPACES, docx, li, list, lvl, num, p, package, raw};
use crate::{lines, refused, saved};

fn document(body: &str) -> String {
    format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>")
}

#[test]
fn files_of_other_kinds_are_named() {
    for (file, reason) in [
        (&b""[..], Refused::Empty),
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj", Refused::Pdf),
        (b"\n\n%PDF-1.4", Refused::Pdf),
        (b"{\\rtf1\\ansi", Refused::Rtf),
        (b"<html><body>Tekst", Refused::NotADocument),
        ("§ 1. Tekst".as_bytes(), Refused::NotADocument),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", Refused::NotADocument),
        (b"PK\x03\x04rest", Refused::Damaged),
    ] {
        assert_eq!(refused(file), reason, "{:?}", String::from_utf8_lossy(file));
    }
    let sheet = package(&[("xl/workbook.xml", "<workbook/>")]);
    assert_eq!(refused(&sheet), Refused::NotADocument);
    assert_eq!(refused(&raw("<html/>")), Refused::NotADocument);
    let presentation = package(&[("mimetype", "application/vnd.oasis.opendocument.presentation"), ("content.xml", "<x/>")]);
    assert_eq!(refused(&presentation), Refused::NotADocument);
    assert_eq!(refused(&docx("<w:p/>").file()), Refused::Empty);
}

#[test]
fn a_file_that_is_too_large_is_not_even_opened() {
    let mut file = saved("projekt-uchwaly.docx");
    file.resize(FILE_MAX + 1, 0);
    assert_eq!(refused(&file), Refused::TooLarge);
}

#[test]
fn a_part_that_unpacks_to_far_more_is_not_unpacked() {
    let padded = |size: usize| raw(&document(&format!("{}{}", p("Tekst"), " ".repeat(size))));
    assert_eq!(refused(&padded(8 * 1024 * 1024)), Refused::Bomb, "a thousand times as much");
    assert_eq!(lines(&padded(900 * 1024)), ["Tekst"], "little, however much more");
    // What does not shrink so much is refused by its size: each paragraph differs.
    let long: String = (0..120_000).map(|n: u32| format!("<w:p w:x=\"{:08x}\"/>", n.wrapping_mul(2_654_435_761))).collect();
    assert_eq!(refused(&raw(&document(&long))), Refused::TooLong, "too many paragraphs");
}

#[test]
fn a_size_that_lies_does_not_help() {
    let mut file = raw(&document(&" ".repeat(30 * 1024 * 1024)));
    // The directory says how large each part is; say that it is small.
    let entry = file.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    file[entry + 24..entry + 28].copy_from_slice(&1000_u32.to_le_bytes());
    assert!(matches!(refused(&file), Refused::Bomb | Refused::Damaged));
}

#[test]
fn names_that_lead_out_of_the_file_are_refused() {
    for name in ["../evil.xml", "word/../../evil.xml", "/etc/passwd", "C:/evil.xml", "word\\..\\..\\evil.xml"] {
        let file = package(&[("word/document.xml", document(&p("Tekst")).as_str()), (name, "")]);
        assert_eq!(refused(&file), Refused::UnsafeName, "{name}");
    }
    let twice = package(&[("word/document.xml", document(&p("A")).as_str()), ("WORD/document.xml", document(&p("B")).as_str())]);
    assert_eq!(refused(&twice), Refused::Damaged, "two parts of one name");
}

#[test]
fn too_many_parts_are_refused() {
    let parts: Vec<(String, &str)> = (0..20_001).map(|n| (format!("p{n}"), "")).collect();
    assert_eq!(refused(&package(&parts)), Refused::TooManyParts);
}

#[test]
fn a_directory_that_promises_too_many_parts_is_refused() {
    let mut file = package(&[("word/document.xml", "x")]);
    let said = |parts: u64| [b"PK\x06\x06".as_slice(), &[0; 28], &parts.to_le_bytes()].concat();
    file.extend(said(20_000));
    assert!(!has_too_many_parts(&file));
    file.extend(said(20_001));
    assert!(has_too_many_parts(&file));
    assert_eq!(refused(&file), Refused::TooManyParts);
}

#[test]
fn entities_are_refused() {
    let laughs: String = (1..20).map(|n| format!("<!ENTITY a{n} \"&a{};&a{};\">", n - 1, n - 1)).collect();
    let declared = format!("<!DOCTYPE x [<!ENTITY a0 \"ha\">{laughs}]>{}", document("<w:p><w:r><w:t>&a19;</w:t></w:r></w:p>"));
    assert_eq!(refused(&raw(&declared)), Refused::Entities);
    let outside = format!("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">{}", document(&p("Tekst")));
    assert_eq!(refused(&raw(&outside)), Refused::Entities);
    assert_eq!(refused(&raw(&document("<w:p><w:r><w:t>&nbsp;</w:t></w:r></w:p>"))), Refused::Entities);
}

#[test]
fn attributes_and_nesting_without_end_are_refused() {
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"\"")).collect();
    assert_eq!(refused(&raw(&document(&format!("<w:p{attributes}/>")))), Refused::TooComplex);
    let spaces: String = (0..1000).map(|n| format!(" xmlns:n{n}=\"urn:{n}\"")).collect();
    assert_eq!(refused(&raw(&document(&format!("<w:p{spaces}/>")))), Refused::TooComplex);
    for (open, close) in [("<w:sdt>", "</w:sdt>"), ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), ("<w:del>", "</w:del>")] {
        let deep = format!("{}{}{}", open.repeat(50_000), p("Tekst"), close.repeat(50_000));
        assert_eq!(refused(&raw(&document(&deep))), Refused::TooComplex, "{open}");
    }
}

#[test]
fn what_is_repeated_without_end_is_refused() {
    let reference = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>".repeat(5_000);
    let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p(&"przypis ".repeat(5_000)));
    assert_eq!(refused(&docx(&format!("<w:p>{reference}</w:p>")).with("footnotes", &note).file()), Refused::TooLong);
    let numbering = list(0, &[lvl(0, "decimal", &"§".repeat(10_000), "")]) + &num(1, 0, "");
    assert_eq!(refused(&docx(&li(1, 0, "x").repeat(5_000)).with("numbering", &numbering).file()), Refused::TooLong);
    let cell = format!("<w:tc><w:tcPr><w:gridSpan w:val=\"4000000000\"/></w:tcPr>{}</w:tc>", p("x")).repeat(3_000);
    assert_eq!(refused(&docx(&format!("<w:tbl><w:tr>{cell}</w:tr></w:tbl>")).file()), Refused::TooLong);
    let text: String = "słowo ".repeat(400_000);
    assert_eq!(refused(&docx(&p(&text)).file()), Refused::TooLong);
}

#[test]
fn a_ring_of_styles_ends() {
    let style = |id: &str, on: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/><w:basedOn w:val=\"{on}\"/></w:style>")
    };
    let file = docx("<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>Tekst</w:t></w:r></w:p>")
        .with("styles", &(style("a", "b") + &style("b", "a")))
        .file();
    assert_eq!(lines(&file), ["Tekst"]);
}

#[test]
fn rows_of_one_sign_are_read_in_time() {
    for sign in ["_", "*", "&", "\\", "<", "(", "#", "|", "`"] {
        let text = format!("a{}b", sign.repeat(100_000));
        // Escaped, some are longer than a draft may be.
        match read(&docx(&p(&text)).file()) {
            Ok(imported) => assert!(imported.source.len() > 100_000, "{sign}"),
            Err(error) => assert_eq!(error, Refused::TooLong, "{sign}"),
        }
    }
}

#[test]
fn a_file_that_was_cut_short_is_refused() {
    for name in ["projekt-uchwaly.docx", "regulamin.odt"] {
        let file = saved(name);
        for length in (1..file.len()).step_by(997) {
            read(&file[..length]).expect_err("a refusal");
        }
    }
    assert_eq!(refused(&raw("<w:document")), Refused::Damaged);
    assert_eq!(refused(&raw(&document("<w:p></w:r>"))), Refused::Damaged);
    assert_eq!(refused(&raw(&format!("<w:document {SPACES}><w:body>"))), Refused::Damaged);
}

#[test]
fn an_encrypted_open_document_needs_its_password() {
    let manifest = "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
    let file =
        package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "x"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(refused(&file), Refused::Protected);
}
