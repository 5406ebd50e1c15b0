//! Small documents, as Word would save them.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub(crate) const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";

const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A ZIP of parts.
pub(crate) fn package<N: AsRef<str>, P: AsRef<[u8]>>(parts: &[(N, P)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, part) in parts {
        zip.start_file(name.as_ref(), options).unwrap();
        zip.write_all(part.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A DOCX whose main part is as it stands here.
pub(crate) fn raw(document: &str) -> Vec<u8> {
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{KINDS}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    package(&[("_rels/.rels", relations.as_str()), ("word/document.xml", document)])
}

/// A document in the making.
#[derive(Default)]
pub(crate) struct Docx {
    body: String,
    parts: Vec<(&'static str, String)>,
    links: String,
}

/// A document of this body.
pub(crate) fn docx(body: &str) -> Docx {
    Docx { body: body.to_owned(), ..Docx::default() }
}

impl Docx {
    /// With a part of its own: "styles", "numbering", "footnotes", "header".
    pub(crate) fn with(mut self, kind: &'static str, content: &str) -> Self {
        let root = match kind {
            "header" => "hdr",
            "footer" => "ftr",
            kind => kind,
        };
        self.parts.push((kind, format!("<w:{root} {SPACES}>{content}</w:{root}>")));
        self
    }

    /// With a relationship to an address.
    pub(crate) fn link(mut self, id: &str, address: &str) -> Self {
        self.links += &format!("<Relationship Id=\"{id}\" Type=\"{KINDS}/hyperlink\" Target=\"{address}\" TargetMode=\"External\"/>");
        self
    }

    /// The file.
    pub(crate) fn file(self) -> Vec<u8> {
        let space = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
        let own: String = self
            .parts
            .iter()
            .map(|(kind, _)| format!("<Relationship Id=\"{kind}\" Type=\"{KINDS}/{kind}\" Target=\"{kind}.xml\"/>"))
            .collect();
        let mut parts = vec![
            (
                "_rels/.rels".to_owned(),
                format!(
                    "<Relationships {space}><Relationship Id=\"a\" Type=\"{KINDS}/officeDocument\" Target=\"/word/document.xml\"/></Relationships>"
                ),
            ),
            ("word/_rels/document.xml.rels".to_owned(), format!("<Relationships {space}>{own}{}</Relationships>", self.links)),
            ("word/document.xml".to_owned(), format!("<w:document {SPACES}><w:body>{}</w:body></w:document>", self.body)),
        ];
        parts.extend(self.parts.into_iter().map(|(kind, part)| (format!("word/{kind}.xml"), part)));
        package(&parts)
    }
}

/// A paragraph of plain text.
pub(crate) fn p(text: &str) -> String {
    styled("", text)
}

/// A paragraph with properties.
pub(crate) fn styled(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r(text))
}

/// A run.
pub(crate) fn r(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph of a list.
pub(crate) fn li(num: u32, level: u32, text: &str) -> String {
    styled(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{num}\"/></w:numPr>"), text)
}

/// A level of a list.
pub(crate) fn lvl(at: u32, form: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{form}\"/>{more}<w:lvlText w:val=\"{text}\"/>\
         <w:pPr><w:ind w:left=\"{}\" w:hanging=\"360\"/></w:pPr></w:lvl>",
        360 * (at + 1)
    )
}

/// The definition of a list.
pub(crate) fn list(id: u32, levels: &[String]) -> String {
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>", levels.concat())
}

/// A list of a definition, and what is other in it.
pub(crate) fn num(id: u32, of: u32, more: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{of}\"/>{more}</w:num>")
}

/// The levels of an act.
pub(crate) fn act() -> Vec<String> {
    vec![
        lvl(0, "decimal", "§ %1.", ""),
        lvl(1, "decimal", "%2.", ""),
        lvl(2, "decimal", "%3)", ""),
        lvl(3, "lowerLetter", "%4)", ""),
        lvl(4, "bullet", "–", ""),
    ]
}
