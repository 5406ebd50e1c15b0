//! Where units lie, and what is reported about them.

use busola_domain::draft::{DraftError, Format, NoteKind, SOURCE_MAX, UNITS_MAX, parse};

use crate::{labels, notes, read, shown};

#[test]
fn a_paragraph_after_an_enumeration_belongs_to_what_holds_the_enumeration() {
    let source = "§ 5. Zadania:\n1) sport;\n2) kultura.\n\nZadania te są ważne.\n\nI pilne.\n\n§ 6.\n1. Ustęp.\n\nAkapit.\n2. Drugi.";
    assert_eq!(
        labels(source),
        ["§ 5", "§ 5 pkt 1", "§ 5 pkt 2", "§ 5 akapit 2", "§ 5 akapit 3", "§ 6", "§ 6 ust. 1", "§ 6 akapit 1", "§ 6 ust. 2"]
    );
    let nested = "§ 1. 1. Lista:\n1) punkt:\na) litera;\n\nczęść wspólna punktu;\n\n2) drugi:\na) litera.\n\nCzęść wspólna ustępu.";
    assert_eq!(shown(Format::Text, nested)[4], "§ 1 ust. 1 pkt 1 akapit 2 | część wspólna punktu;");
    assert_eq!(shown(Format::Text, nested)[7], "§ 1 ust. 1 akapit 2 | Część wspólna ustępu.");
}

#[test]
fn a_line_belongs_to_the_unit_that_began_last() {
    let parsed = read(Format::Text, "\nWstęp.\n\n§ 1. 1. Raz\ndalej.\n2. Dwa.");
    let labels: Vec<&str> = (0..=7).filter_map(|line| parsed.unit_at(line)).map(|unit| unit.label.as_str()).collect();
    assert_eq!(labels, ["akapit 1", "akapit 1", "akapit 1", "akapit 1", "§ 1 ust. 1", "§ 1 ust. 1", "§ 1 ust. 2", "§ 1 ust. 2"]);
}

#[test]
fn in_markdown_a_paragraph_indented_under_an_entry_is_its_own() {
    let source = "§ 1.\n1. Ustęp.\n\n   Drugi akapit ustępu.\n\n2. Drugi.";
    assert_eq!(shown(Format::Markdown, source)[2], "§ 1 ust. 1 akapit 2 | Drugi akapit ustępu.");
}

#[test]
fn a_list_belongs_to_the_paragraph_that_introduces_it() {
    let source = "Zasady:\n\n- jawność,\n- partnerstwo.\n\nFormy:\n1) finansowe;\n2) inne.\n\nKoniec.";
    assert_eq!(
        labels(source),
        ["akapit 1", "akapit 1 punktor 1", "akapit 1 punktor 2", "akapit 2", "akapit 2 pkt 1", "akapit 2 pkt 2", "akapit 3"]
    );
}

#[test]
fn a_number_written_twice_is_taken_once_and_reported() {
    let source = "§ 1.\n1. 1. Pierwszy.\n2. 2. Drugi.\n3. Trzeci.";
    assert_eq!(shown(Format::Text, source), ["§ 1 |", "§ 1 ust. 1 | Pierwszy.", "§ 1 ust. 2 | Drugi.", "§ 1 ust. 3 | Trzeci."]);
    assert_eq!(notes(Format::Text, source), [(2, NoteKind::Doubled), (3, NoteKind::Doubled)]);
}

#[test]
fn a_list_within_a_list_may_begin_on_one_line() {
    let source = "§ 1.\n1. 1. Pierwszy.\n2. Drugi.\n2. 1. Trzeci.\n2. Czwarty.\n3. 1. Piąty.";
    assert_eq!(
        labels(source),
        [
            "§ 1",
            "§ 1 ust. 1",
            "§ 1 ust. 1 pkt 1",
            "§ 1 ust. 1 pkt 2",
            "§ 1 ust. 2",
            "§ 1 ust. 2 pkt 1",
            "§ 1 ust. 2 pkt 2",
            "§ 1 ust. 3",
            "§ 1 ust. 3 pkt 1"
        ]
    );
}

#[test]
fn markdown_that_numbers_every_entry_one_is_counted() {
    let source = "§ 1.\n1. Pierwszy.\n1. Drugi.\n1. Trzeci.";
    assert_eq!(shown(Format::Markdown, source)[3], "§ 1 ust. 3 | Trzeci.");
    assert_eq!(notes(Format::Markdown, source), [(3, NoteKind::Renumbered), (4, NoteKind::Renumbered)]);
}

#[test]
fn repeated_numbers_are_kept_and_told_apart() {
    let source = "§ 1. Raz.\n§ 1. Dwa.\n1) punkt.\n§ 1. Trzy.\n§ 4. Skok.";
    assert_eq!(labels(source), ["§ 1", "§ 1 (wystąpienie 2)", "§ 1 (wystąpienie 2) pkt 1", "§ 1 (wystąpienie 3)", "§ 4"]);
    assert_eq!(notes(Format::Text, source), [(2, NoteKind::Repeated), (4, NoteKind::Repeated), (5, NoteKind::Gap)]);
}

#[test]
fn inserted_units_are_no_gap() {
    let source = "§ 1. A.\n§ 1a. B.\n§ 1b. C.\n§ 2. Lista:\n1) a,\n1a) b,\n2) c.\n§ 3. Litery:\na) x,\nb) y,\nc) z.";
    assert_eq!(notes(Format::Text, source), []);
    assert_eq!(labels(source)[..4], ["§ 1", "§ 1a", "§ 1b", "§ 2"]);
}

#[test]
fn an_annex_behind_the_act_counts_anew() {
    let source = "Załącznik do uchwały nr 5\n\n§ 1. Akt.\n\nZałącznik nr 1 stanowi wzór.\n\nZałącznik nr 1\nRegulamin\n\n§ 1. Zasady.\n\nZałącznik nr 2 do uchwały\n\n§ 1. Wzór.";
    assert_eq!(
        labels(source),
        ["akapit 1", "§ 1", "§ 1 akapit 2", "Załącznik nr 1", "Załącznik nr 1 § 1", "Załącznik nr 2", "Załącznik nr 2 § 1"]
    );
}

#[test]
fn a_chapter_that_stands_in_two_divisions_is_cited_with_its_division() {
    let source = "Dział I\nA\nRozdział 1\nB\nRozdział 2\nC\nDział II\nD\nRozdział 1\nE";
    assert_eq!(labels(source), ["Dział I", "Dział I Rozdział 1", "Rozdział 2", "Dział II", "Dział II Rozdział 1"]);
}

#[test]
fn numbered_headings_of_a_strategy_are_cited_by_their_number() {
    let source = "# Strategia\n\n## 1. Wstęp\n\nTekst.\n\n## 2. Cele\n\n### 2.1. Lokale\n\n- centrum\n\n### 2.2 Pieniądze\n\nTekst.";
    let units = read(Format::Markdown, source).units;
    let all: Vec<(u32, &str)> = units.iter().map(|unit| (unit.depth, unit.label.as_str())).collect();
    assert_eq!(
        all,
        [
            (0, "nagłówek 1"),
            (0, "pkt 1"),
            (1, "pkt 1 akapit 1"),
            (0, "pkt 2"),
            (1, "pkt 2.1"),
            (2, "pkt 2.1 punktor 1"),
            (1, "pkt 2.2"),
            (2, "pkt 2.2 akapit 1")
        ]
    );
}

#[test]
fn tables_code_and_quotations_are_kept_as_paragraphs_and_reported() {
    let source =
        "§ 1. Kwoty:\n\n| Cel | Kwota |\n|---|---|\n| **Sport** | 5 \\| 6 |\n\n```\n§ 9. kod\n```\n\n> § 3. Cytat\n> dalej\n\n§ 2. Koniec.";
    assert_eq!(
        shown(Format::Markdown, source),
        [
            "§ 1 | Kwoty:",
            "§ 1 akapit 2 | Cel | Kwota\nSport | 5 | 6",
            "§ 1 akapit 3 | § 9. kod",
            "§ 1 akapit 4 | § 3. Cytat dalej",
            "§ 2 | Koniec."
        ]
    );
    assert_eq!(notes(Format::Markdown, source), [(3, NoteKind::Table), (7, NoteKind::Code), (11, NoteKind::Quote)]);
}

#[test]
fn a_fence_that_never_closes_does_not_swallow_the_act() {
    assert_eq!(labels("§ 1. Raz.\n\n```\n\n§ 2. Dwa."), ["§ 1", "§ 1 akapit 2", "§ 2"]);
}

#[test]
fn an_unusual_article_among_sections_is_reported() {
    let source = "§ 1. Raz.\n\nArt. 5. Cytat.\n\n§ 2. Dwa.";
    assert_eq!(labels(source), ["§ 1", "Art. 5", "§ 2"]);
    assert_eq!(notes(Format::Text, source)[0], (3, NoteKind::Mixed));
}

#[test]
fn dashes_under_dashes_are_cited_as_such() {
    let source = "§ 1. Lista:\n– raz:\n– – pod,\n– – pod,\n– dwa.";
    assert_eq!(labels(source), ["§ 1", "§ 1 tiret 1", "§ 1 tiret 1 podwójne tiret 1", "§ 1 tiret 1 podwójne tiret 2", "§ 1 tiret 2"]);
}

#[test]
fn letters_are_composed_and_lines_counted_as_an_editor_does() {
    let source = "\u{FEFF}§ 1. Zaz\u{307}o\u{301}łc\u{301}.\r\n\r\n\u{C}§ 3. Skok.";
    assert_eq!(shown(Format::Text, source), ["§ 1 | Zażółć.", "§ 3 | Skok."]);
    assert_eq!(notes(Format::Text, source), [(3, NoteKind::Gap)]);
}

#[test]
fn what_cannot_be_a_draft_is_refused() {
    for source in ["", " \r\n\t", "\u{FEFF}\u{200B}\u{AD}", "\u{2800}\n\u{A0}", "#\n\n---"] {
        assert_eq!(parse(Format::Markdown, source), Err(DraftError::Empty), "{source:?}");
    }
    assert_eq!(parse(Format::Text, &"a".repeat(SOURCE_MAX + 1)), Err(DraftError::TooLong { max: SOURCE_MAX }));
    assert_eq!(parse(Format::Text, &"- a\n".repeat(UNITS_MAX + 1)), Err(DraftError::TooManyUnits { max: UNITS_MAX }));
    assert_eq!(read(Format::Text, &"§ 1. Raz.\n".repeat(UNITS_MAX)).units.len(), UNITS_MAX);
}
