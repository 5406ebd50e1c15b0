use std::convert::Infallible;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::*;
use crate::sample::{LETTERS, report, rows};

fn written(lang: Lang) -> ZipArchive<Cursor<Vec<u8>>> {
    let mut bytes = Cursor::new(Vec::new());
    write(lang, &report(), rows().into_iter().map(Ok::<_, Infallible>), &mut bytes).unwrap();
    ZipArchive::new(Cursor::new(bytes.into_inner())).unwrap()
}

fn xml(archive: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str) -> String {
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn every_part_is_well_formed() {
    let mut archive = written(Lang::Pl);
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names.len(), 10);
    for name in names {
        let text = xml(&mut archive, &name);
        let mut reader = Reader::from_str(&text);
        let mut open = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open, 0, "{name}");
        assert!(text.chars().all(|c| matches!(c, '\t' | '\n' | ' '..='\u{FFFD}' | '\u{10000}'..)), "{name}");
    }
}

#[test]
fn who_listens_knows_title_language_headings_and_heads() {
    let mut archive = written(Lang::Pl);
    let core = xml(&mut archive, "docProps/core.xml");
    assert!(core.contains(&format!("<dc:title>Raport z konsultacji: Program współpracy {LETTERS}</dc:title>")), "{core}");
    assert!(core.contains("<dc:language>pl-PL</dc:language>"));
    assert!(xml(&mut archive, "word/styles.xml").contains("<w:lang w:val=\"pl-PL\""));
    let document = xml(&mut archive, "word/document.xml");
    for level in 1..=4 {
        assert!(document.contains(&format!("<w:pStyle w:val=\"Heading{level}\"/>")), "{level}");
    }
    let tables = document.matches("<w:tbl>").count();
    assert!(tables > 5);
    assert_eq!(document.matches("<w:tblHeader/>").count(), tables);
    assert!(written(Lang::En).by_name("word/footer.xml").is_ok());
}

#[test]
fn the_words_are_there_and_those_that_are_hidden_are_not() {
    let mut archive = written(Lang::Pl);
    let document = xml(&mut archive, "word/document.xml");
    assert!(document.contains(LETTERS));
    assert!(document.contains("=1+1\t„cudzysłów” \"q\"; &lt;b&gt;&amp;amp;&lt;/b&gt; #strong[x]"));
    assert!(document.contains(&"Ż".repeat(10_000)));
    assert!(document.contains("Uwaga ukryta przez moderatora.") && !document.contains("tajne"));
    assert!(document.contains("<w:strike/></w:rPr><w:t xml:space=\"preserve\">[usunięto: 14] </w:t>"));
}

#[test]
fn a_list_in_a_list_counts_by_itself() {
    let numbering = xml(&mut written(Lang::Pl), "word/numbering.xml");
    assert_eq!(numbering.matches("<w:num ").count(), 2);
    let document = xml(&mut written(Lang::Pl), "word/document.xml");
    assert!(
        document.contains("<w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/>")
            && document.contains("<w:ilvl w:val=\"1\"/><w:numId w:val=\"2\"/>")
    );
}
