//! Numbers that stand in the definitions of lists only.

use busola_docx::{NoteKind, read};

use crate::build::{act, docx, li, list, lvl, num, p, styled};
use crate::{labels, lines, notes};

fn numbered(body: &[String], numbering: &str) -> Vec<u8> {
    docx(&body.concat()).with("numbering", numbering).file()
}

#[test]
fn an_act_numbered_by_one_list_is_cited_as_it_looks() {
    let body = [
        li(1, 0, "Zadania:"),
        li(1, 2, "sport;"),
        li(1, 2, "kultura:"),
        li(1, 3, "teatr,"),
        li(1, 3, "muzyka, w tym:"),
        li(1, 4, "chóry,"),
        li(1, 4, "orkiestry;"),
        li(1, 0, ""),
        li(1, 1, "Ustęp pierwszy."),
        li(1, 1, "Ustęp drugi:"),
        li(1, 2, "punkt."),
        li(1, 0, "Koniec."),
    ];
    let imported = read(&numbered(&body, &(list(0, &act()) + &num(1, 0, "")))).unwrap();
    assert_eq!(
        labels(&imported),
        [
            "§ 1",
            "§ 1 pkt 1",
            "§ 1 pkt 2",
            "§ 1 pkt 2 lit. a",
            "§ 1 pkt 2 lit. b",
            "§ 1 pkt 2 lit. b tiret 1",
            "§ 1 pkt 2 lit. b tiret 2",
            "§ 2",
            "§ 2 ust. 1",
            "§ 2 ust. 2",
            "§ 2 ust. 2 pkt 1",
            "§ 3",
        ]
    );
    assert_eq!(notes(&imported), []);
}

#[test]
fn lists_of_one_definition_are_counted_through_unless_one_begins_anew() {
    let points = [lvl(0, "decimal", "%1)", "")];
    let anew = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>";
    let numbering = list(7, &points) + &num(1, 7, "") + &num(2, 7, "") + &num(3, 7, anew);
    let body = [li(1, 0, "a"), li(2, 0, "b"), p("Przerwa."), li(1, 0, "c"), li(3, 0, "d"), li(3, 0, "e"), li(1, 0, "f")];
    assert_eq!(lines(&numbered(&body, &numbering)), ["1) a", "2) b", "Przerwa.", "3) c", "1) d", "2) e", "3) f"]);
}

#[test]
fn a_level_of_a_list_may_be_other_than_its_definition() {
    let own = format!("<w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride>", lvl(0, "lowerLetter", "%1)", ""));
    let numbering = list(0, &[lvl(0, "decimal", "%1)", "")]) + &num(1, 0, "") + &num(2, 0, &own);
    assert_eq!(lines(&numbered(&[li(1, 0, "a"), li(2, 0, "b")], &numbering)), ["1) a", "b) b"]);
}

#[test]
fn numbers_go_on_over_a_higher_level_where_the_list_says_so() {
    let through = [lvl(0, "upperRoman", "Rozdział %1", ""), lvl(1, "decimal", "§ %2.", "<w:lvlRestart w:val=\"0\"/>")];
    let body = [li(1, 0, "Pierwszy"), li(1, 1, "a"), li(1, 1, "b"), li(1, 0, "Drugi"), li(1, 1, "c")];
    let numbering = list(0, &through) + &num(1, 0, "");
    assert_eq!(lines(&numbered(&body, &numbering)), ["Rozdział I Pierwszy", "§ 1. a", "§ 2. b", "Rozdział II Drugi", "§ 3. c"]);
}

#[test]
fn numbers_of_higher_levels_are_digits_where_the_list_says_so() {
    let legal = [lvl(0, "upperRoman", "Rozdział %1", ""), lvl(1, "decimal", "%1.%2.", "<w:isLgl/>"), lvl(2, "decimal", "%1.%2.%3", "")];
    let body = [li(1, 0, "A"), li(1, 0, "B"), li(1, 1, "c"), li(1, 2, "d")];
    let numbering = list(0, &legal) + &num(1, 0, "");
    let found = lines(&numbered(&body, &numbering));
    assert_eq!(found[2], "2.1. c");
    assert_eq!(found[3].trim(), "II.1.1 d", "no act has it, so it stays as it is shown");
}

#[test]
fn a_paragraph_is_in_the_list_of_its_style() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Paragraf\"><w:name w:val=\"Paragraf\"/><w:basedOn w:val=\"Tekst\"/>\
         <w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Punkt\"><w:name w:val=\"Punkt\"/><w:basedOn w:val=\"Paragraf\"/></w:style>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Tekst\"><w:name w:val=\"Normal\"/></w:style>";
    let levels = [lvl(0, "decimal", "§ %1.", "<w:pStyle w:val=\"Paragraf\"/>"), lvl(1, "decimal", "%2)", "<w:pStyle w:val=\"Punkt\"/>")];
    let style = |id: &str, text: &str| styled(&format!("<w:pStyle w:val=\"{id}\"/>"), text);
    let none = styled("<w:pStyle w:val=\"Punkt\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>", "bez numeru");
    let body = [style("Paragraf", "A:"), style("Punkt", "b;"), style("Punkt", "c."), none, style("Paragraf", "D.")].concat();
    let file = docx(&body).with("styles", styles).with("numbering", &(list(0, &levels) + &num(1, 0, ""))).file();
    assert_eq!(lines(&file), ["§ 1. A:", "1) b;", "2) c.", "bez numeru", "§ 2. D."]);
}

#[test]
fn a_list_may_have_its_levels_in_a_style_of_lists() {
    let styles = "<w:style w:type=\"numbering\" w:styleId=\"Akt\"><w:name w:val=\"Akt\"/>\
         <w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>";
    let linked = "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"Akt\"/></w:abstractNum>";
    let numbering = linked.to_owned() + &list(1, &act()) + &num(1, 0, "") + &num(2, 1, "");
    let file = docx(&[li(1, 0, "A."), li(1, 0, "B.")].concat()).with("styles", styles).with("numbering", &numbering).file();
    assert_eq!(lines(&file), ["§ 1. A.", "§ 2. B."]);
}

#[test]
fn numbers_that_acts_write_otherwise_are_changed_and_said() {
    let levels = [
        lvl(0, "decimal", "%1", ""),
        lvl(1, "lowerLetter", "%2.", ""),
        lvl(2, "lowerRoman", "%3)", ""),
        lvl(3, "upperLetter", "Wariant %4:", ""),
    ];
    let body = [li(1, 0, "raz"), li(1, 1, "dwa"), li(1, 2, "trzy"), li(1, 3, "cztery")];
    let imported = read(&numbered(&body, &(list(0, &levels) + &num(1, 0, "")))).unwrap();
    assert_eq!(
        notes(&imported),
        [
            (NoteKind::NumberChanged, "1. raz", "1"),
            (NoteKind::NumberChanged, "a) dwa", "a."),
            (NoteKind::NumberChanged, "– i) trzy", "i)"),
            (NoteKind::Number, "Wariant A: cztery", "Wariant A:"),
        ]
    );
}

#[test]
fn a_list_within_a_list_lies_under_it_though_both_show_the_same() {
    let levels = [lvl(0, "decimal", "%1.", ""), lvl(1, "decimal", "%2.", ""), lvl(2, "bullet", "•", ""), lvl(3, "bullet", "•", "")];
    let body = [
        p("§ 1."),
        li(1, 0, "Ustęp:"),
        li(1, 1, "punkt:"),
        li(1, 2, "raz:"),
        li(1, 3, "raz raz,"),
        li(1, 3, "raz dwa,"),
        li(1, 2, "dwa."),
        li(1, 1, "punkt."),
        li(1, 0, "Ustęp."),
    ];
    let imported = read(&numbered(&body, &(list(0, &levels) + &num(1, 0, "")))).unwrap();
    assert_eq!(
        labels(&imported),
        [
            "§ 1",
            "§ 1 ust. 1",
            "§ 1 ust. 1 pkt 1",
            "§ 1 ust. 1 pkt 1 tiret 1",
            "§ 1 ust. 1 pkt 1 tiret 1 podwójne tiret 1",
            "§ 1 ust. 1 pkt 1 tiret 1 podwójne tiret 2",
            "§ 1 ust. 1 pkt 1 tiret 2",
            "§ 1 ust. 1 pkt 2",
            "§ 1 ust. 2",
        ]
    );
}

#[test]
fn a_paragraph_in_the_column_of_an_entry_belongs_to_it() {
    let under = styled("<w:ind w:left=\"1080\"/>", "Dalszy ciąg punktu.");
    let common = p("Część wspólna.");
    let body = [p("§ 1. Lista:"), li(1, 2, "punkt;"), under, li(1, 2, "drugi."), common];
    let imported = read(&numbered(&body, &(list(0, &act()) + &num(1, 0, "")))).unwrap();
    assert_eq!(labels(&imported), ["§ 1", "§ 1 pkt 1", "§ 1 pkt 1 akapit 2", "§ 1 pkt 2", "§ 1 akapit 2"]);
}

#[test]
fn what_was_deleted_is_not_counted() {
    let deleted = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>\
         <w:del w:id=\"2\"><w:r><w:delText>usunięty</w:delText></w:r></w:del></w:p>";
    let hidden = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>ukryty</w:t></w:r></w:p>";
    let body = [li(1, 0, "A."), deleted.to_owned(), hidden.to_owned(), li(1, 0, "B.")];
    let imported = read(&numbered(&body, &(list(0, &act()) + &num(1, 0, "")))).unwrap();
    assert_eq!(notes(&imported), [(NoteKind::Tracked, "§ 2. B.", ""), (NoteKind::Hidden, "§ 2. B.", "ukryty")]);
}

#[test]
fn a_number_that_was_typed_as_well_is_taken_once() {
    let body = [p("§ 1."), li(1, 1, "1. Raz."), li(1, 1, "2. Dwa.")];
    let imported = read(&numbered(&body, &(list(0, &act()) + &num(1, 0, "")))).unwrap();
    assert_eq!(labels(&imported), ["§ 1", "§ 1 ust. 1", "§ 1 ust. 2"]);
}
