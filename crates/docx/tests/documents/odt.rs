//! What is peculiar to ODT.

use busola_docx::{NoteKind, read};

use crate::build::package;
use crate::{lines, notes};

const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
    xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

fn odt(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}\
         </office:text></office:body></office:document-content>"
    );
    package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content.as_str())])
}

/// A style of lists: "§ 1.", "1)".
const LIST: &str = "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-prefix=\"§ \" style:num-suffix=\".\" \
    style:num-format=\"1\"/><text:list-level-style-number text:level=\"2\" style:num-suffix=\")\" style:num-format=\"1\"/></text:list-style>";

fn item(text: &str) -> String {
    format!("<text:list-item><text:p>{text}</text:p></text:list-item>")
}

#[test]
fn a_list_begins_anew_unless_it_goes_on_with_another() {
    let list = |more: &str, items: &[String]| format!("<text:list text:style-name=\"L\"{more}>{}</text:list>", items.concat());
    let body = [
        list(" xml:id=\"a\"", &[item("A."), item("B.")]),
        list("", &[item("C.")]),
        list(" text:continue-list=\"a\"", &[item("D.")]),
        list(" text:continue-numbering=\"true\"", &[item("E.")]),
        list("", &["<text:list-item text:start-value=\"7\"><text:p>F.</text:p><text:p>dalej</text:p></text:list-item>".to_owned()]),
    ];
    assert_eq!(lines(&odt(LIST, &body.concat())), ["§ 1. A.", "§ 2. B.", "§ 1. C.", "§ 3. D.", "§ 4. E.", "§ 7. F.", "dalej"]);
}

#[test]
fn deeper_lists_are_numbered_under_their_entry() {
    let inner = format!("<text:list>{}{}</text:list>", item("a;"), item("b."));
    let entry = format!("<text:list-item><text:p>A:</text:p>{inner}</text:list-item>");
    let body =
        format!("<text:list text:style-name=\"L\"><text:list-header><text:p>Wstęp</text:p></text:list-header>{entry}{entry}</text:list>");
    assert_eq!(lines(&odt(LIST, &body)), ["Wstęp", "§ 1. A:", "1) a;", "2) b.", "§ 2. A:", "1) a;", "2) b."]);
}

#[test]
fn text_is_told_from_what_stands_around_it() {
    let styles = "<style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
         <style:style style:name=\"U\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>";
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>usunięte</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:table-of-content><text:index-body><text:p>Spis</text:p></text:index-body></text:table-of-content>\
         <text:p>§ 4<text:span text:style-name=\"U\">1</text:span>. Raz<text:s text:c=\"3\"/>dwa<text:tab/>trzy<text:line-break/>cztery\
         <text:span text:style-name=\"H\">ukryte</text:span><text:change text:change-id=\"x\"/><office:annotation><text:p>komentarz</text:p></office:annotation>\
         <text:a xlink:href=\"https://bip.example\"> BIP</text:a></text:p>\
         <text:section text:display=\"none\"><text:p>ukryta część</text:p></text:section>\
         <text:p><draw:frame><draw:image/><svg:desc>Herb</svg:desc></draw:frame><draw:frame><draw:text-box><text:p>W ramce</text:p></draw:text-box></draw:frame>\
         Obok</text:p>";
    let imported = read(&odt(styles, body)).unwrap();
    assert_eq!(imported.source, "§ 4¹. Raz dwa trzy\ncztery BIP\n\nObok\n\nW ramce\n");
    let first = "§ 4¹. Raz dwa trzy";
    assert_eq!(
        notes(&imported),
        [
            (NoteKind::Contents, first, ""),
            (NoteKind::Hidden, first, "ukryte"),
            (NoteKind::Tracked, first, ""),
            (NoteKind::Comment, first, ""),
            (NoteKind::Link, first, "https://bip.example"),
            (NoteKind::Hidden, "Obok", ""),
            (NoteKind::Picture, "Obok", "Herb"),
            (NoteKind::TextBox, "W ramce", "W ramce"),
        ]
    );
}
