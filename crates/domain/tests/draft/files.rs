//! Whole drafts, laid out as real ones are, from file to labels.

use std::path::Path;

use busola_domain::draft::{Decoded, Format, NoteKind, Parsed, decode, parse};

fn file(name: &str) -> Decoded {
    // Tests run in the folder of their package.
    let path = Path::new("tests/fixtures").join(name);
    decode(&std::fs::read(path).expect("a fixture")).expect("text")
}

fn read_file(format: Format, name: &str) -> Parsed {
    parse(format, &file(name).text).expect("a draft")
}

fn labels_of(parsed: &Parsed) -> Vec<&str> {
    parsed.units.iter().map(|unit| unit.label.as_str()).collect()
}

fn text<'a>(parsed: &'a Parsed, label: &str) -> &'a str {
    let unit = parsed.units.iter().find(|unit| unit.label == label);
    unit.map(|unit| unit.text.as_str()).expect("a unit of that label")
}

fn notes_of(parsed: &Parsed) -> Vec<(usize, NoteKind)> {
    parsed.notes.iter().map(|note| (note.line, note.kind)).collect()
}

#[test]
fn the_principles_of_leszno_are_paragraphs_and_lists_without_numbers() {
    let parsed = read_file(Format::Text, "leszno-zasady.txt");
    let labels = labels_of(&parsed);
    assert_eq!(labels.len(), 56);
    assert_eq!(labels[..4], ["akapit 1", "akapit 2", "nagłówek 1", "akapit 3"]);
    assert_eq!(text(&parsed, "nagłówek 1"), "ZASADY WSPÓŁPRACY");
    assert_eq!(labels[17..22], ["akapit 17", "akapit 17 punktor 1", "akapit 17 punktor 2", "akapit 17 punktor 3", "akapit 18"]);
    assert!(text(&parsed, "akapit 7").starts_with("Pomocniczości – zgodnie z którą Miasto"));
    assert!(text(&parsed, "akapit 17 punktor 3").contains("wymienionymi w art. 3 ust. 3 ustawy"));
    assert_eq!(text(&parsed, "akapit 21 punktor 4"), "promowanie działalności organizacji pozarządowych,");
    assert_eq!(labels.last(), Some(&"akapit 23"));
    assert_eq!(notes_of(&parsed), []);
}

#[test]
fn a_cooperation_programme_in_markdown_is_read_as_a_lawyer_cites_it() {
    let parsed = read_file(Format::Markdown, "program-wspolpracy.md");
    assert_eq!(
        labels_of(&parsed),
        [
            "nagłówek 1",
            "akapit 1",
            "Rozdział 1",
            "§ 1",
            "§ 1 ust. 1",
            "§ 1 ust. 1 pkt 1",
            "§ 1 ust. 1 pkt 2",
            "§ 1 ust. 1 pkt 3",
            "§ 1 ust. 1 pkt 3 lit. a",
            "§ 1 ust. 1 pkt 3 lit. b",
            "§ 1 ust. 1 pkt 3 lit. b tiret 1",
            "§ 1 ust. 1 pkt 3 lit. b tiret 2",
            "§ 1 ust. 2",
            "§ 2",
            "§ 2 akapit 2",
            "Rozdział 2",
            "§ 3",
            "§ 3 ust. 1",
            "§ 3 ust. 2",
            "§ 3 akapit 2",
            "§ 4",
            "§ 4 akapit 1",
            "§ 4a",
            "§ 5",
            "nagłówek 2",
            "akapit 2",
        ]
    );
    assert_eq!(text(&parsed, "Rozdział 1"), "Postanowienia ogólne");
    assert_eq!(
        text(&parsed, "§ 1 ust. 1 pkt 2"),
        "organizacjach – rozumie się przez to organizacje pozarządowe oraz podmioty, o których mowa w art. 3 ust. 3 \
         ustawy (https://isap.example/art3);"
    );
    assert_eq!(text(&parsed, "§ 1 ust. 2"), "Program określa zasady współpracy. Obowiązuje on od 1 stycznia 2027 r.");
    assert_eq!(text(&parsed, "§ 3"), "Współpraca finansowa obejmuje:");
    assert_eq!(text(&parsed, "§ 4 akapit 1"), "Zadanie | Kwota\nSport | 100 000 zł\nKultura | 80 000 zł");
    assert_eq!(text(&parsed, "§ 4a"), "Rada wydaje opinię w terminie 14 dni.");
    assert_eq!(notes_of(&parsed), [(38, NoteKind::Table)]);
    let depths: Vec<u32> = parsed.units.iter().map(|unit| unit.depth).collect();
    assert_eq!(depths, [0, 0, 0, 1, 2, 3, 3, 3, 4, 4, 5, 5, 2, 1, 2, 0, 1, 2, 2, 2, 1, 2, 1, 1, 0, 1]);
}

#[test]
fn an_act_pasted_from_word_is_read_in_spite_of_its_spaces_and_line_ends() {
    let parsed = read_file(Format::Text, "uchwala-z-worda.txt");
    assert_eq!(
        labels_of(&parsed),
        [
            "akapit 1",
            "akapit 2",
            "akapit 3",
            "akapit 4",
            "§ 1",
            "§ 1 ust. 1",
            "§ 1 ust. 2",
            "§ 1 ust. 2 pkt 1",
            "§ 1 ust. 2 pkt 2",
            "§ 2",
            "§ 2 ust. 1",
            "§ 2 ust. 2",
            "§ 2 ust. 2 pkt 1",
            "§ 2 ust. 2 pkt 1 lit. a",
            "§ 2 ust. 2 pkt 1 lit. b",
            "§ 2 ust. 2 pkt 1 lit. b tiret 1",
            "§ 2 ust. 2 pkt 1 lit. b tiret 2",
            "§ 2 ust. 2 pkt 2",
            "§ 3",
            "§ 4",
            "§ 4a",
            "§ 5",
            "§ 6",
            "§ 8",
            "Załącznik nr 1",
            "Załącznik nr 1 § 1",
            "Załącznik nr 1 § 2",
        ]
    );
    assert!(text(&parsed, "§ 1 ust. 1").contains("o których mowa w §\u{A0}7 ust.\u{A0}2 stosuje się odpowiednio"));
    assert!(text(&parsed, "§ 1 ust. 2 pkt 2").ends_with("od roku 2025. W sprawach tych burmistrz ogłasza termin."));
    assert_eq!(text(&parsed, "§ 2 ust. 2 pkt 1 lit. a"), "przedmiot konsultacji,");
    assert!(text(&parsed, "§ 6").ends_with("o których mowa w § 3. Przepisy te stosuje się do końca roku."));
    assert_eq!(
        notes_of(&parsed),
        [
            (12, NoteKind::Mention),
            (13, NoteKind::Mention),
            (22, NoteKind::Doubled),
            (23, NoteKind::Doubled),
            (38, NoteKind::Mention),
            (39, NoteKind::Gap),
        ]
    );
}

#[test]
fn a_statute_in_articles_is_read_with_its_divisions() {
    let parsed = read_file(Format::Text, "statut.txt");
    assert_eq!(
        labels_of(&parsed),
        [
            "akapit 1",
            "Dział I",
            "Dział I Rozdział I",
            "Art. 1",
            "Art. 2",
            "Art. 2 ust. 1",
            "Art. 2 ust. 2",
            "Rozdział Ia",
            "Art. 3",
            "Art. 3 pkt 1",
            "Art. 3 pkt 1 lit. a",
            "Art. 3 pkt 1 lit. a tiret 1",
            "Art. 3 pkt 1 lit. a tiret 2",
            "Art. 3 pkt 1 lit. b",
            "Art. 3 pkt 2",
            "Art. 3a",
            "Dział II",
            "Dział II Rozdział I",
            "Art. 4",
            "Art. 4 ust. 1",
            "Art. 4 ust. 2",
            "Art. 4 akapit 1",
            "Art. 5",
            "Art. 5 pkt 1",
            "Art. 5 pkt 2",
        ]
    );
    assert_eq!(text(&parsed, "Rozdział Ia"), "Cele");
    assert_eq!(text(&parsed, "Dział I Rozdział I"), "Postanowienia wstępne");
    assert!(text(&parsed, "Art. 2 ust. 2").ends_with("zgodnie z art. 3 ust. 3 ustawy o działalności pożytku publicznego."));
    assert_eq!(text(&parsed, "Art. 4 akapit 1"), "W razie równości głosów rozstrzyga przewodniczący.");
    assert_eq!(notes_of(&parsed), [(14, NoteKind::Mention)]);
}

#[test]
fn an_order_in_a_windows_code_page_keeps_its_letters_and_its_slips() {
    let file = file("zarzadzenie-windows-1250.txt");
    assert_eq!((file.encoding, file.replaced), ("windows-1250", false));
    let parsed = parse(Format::Text, &file.text).expect("a draft");
    assert_eq!(
        labels_of(&parsed),
        [
            "akapit 1",
            "akapit 2",
            "§ 1",
            "§ 1 pkt 1",
            "§ 1 pkt 2",
            "§ 2",
            "§ 2 pkt 1",
            "§ 2 pkt 2",
            "§ 2 pkt 2 tiret 1",
            "§ 2 (wystąpienie 2)",
            "§ 4",
        ]
    );
    assert_eq!(text(&parsed, "§ 1"), "Powołuje się zespół konsultacyjny „Świętajno – wspólna sprawa” w składzie:");
    assert_eq!(text(&parsed, "§ 1 pkt 2"), "Łukasz Ślązak – członek.");
    assert_eq!(notes_of(&parsed), [(17, NoteKind::Repeated), (19, NoteKind::Gap)]);
}

#[test]
fn a_strategy_without_legal_numbers_is_read_by_its_headings_and_lists() {
    let parsed = read_file(Format::Markdown, "strategia.md");
    let shown: Vec<(u32, &str)> = parsed.units.iter().map(|unit| (unit.depth, unit.label.as_str())).collect();
    assert_eq!(
        shown,
        [
            (0, "nagłówek 1"),
            (0, "akapit 1"),
            (0, "nagłówek 2"),
            (1, "akapit 2"),
            (2, "akapit 2 punktor 1"),
            (2, "akapit 2 punktor 2"),
            (3, "akapit 2 punktor 2 punktor 1"),
            (3, "akapit 2 punktor 2 punktor 2"),
            (2, "akapit 2 punktor 3"),
            (1, "akapit 3"),
            (0, "nagłówek 3"),
            (1, "nagłówek 4"),
            (2, "nagłówek 4 punktor 1"),
            (2, "nagłówek 4 punktor 2"),
            (1, "nagłówek 5"),
            (2, "akapit 4"),
            (0, "nagłówek 6"),
            (1, "akapit 5"),
            (1, "akapit 6"),
        ]
    );
    assert_eq!(text(&parsed, "akapit 1"), "Dokument przyjęto po konsultacjach (https://miasto.example/konsultacje).");
    assert_eq!(text(&parsed, "akapit 3"), "Najważniejsze wyzwania to brak lokali oraz 1,5 mln zł rocznie za mało.");
    assert_eq!(notes_of(&parsed), [(32, NoteKind::Quote)]);
}
