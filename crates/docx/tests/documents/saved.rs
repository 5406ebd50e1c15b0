//! Documents as real programs save them.

use busola_docx::{NoteKind, Refused, read};

use crate::{labels, lines, notes, refused, saved, units};

/// The act of the fixture, unit by unit.
const ACT: [&str; 25] = [
    "nagłówek 1",
    "Rozdział 1",
    "§ 1",
    "§ 1 pkt 1",
    "§ 1 pkt 2",
    "§ 1 pkt 3",
    "§ 1 pkt 3 lit. a",
    "§ 1 pkt 3 lit. b",
    "§ 1 pkt 3 lit. b tiret 1",
    "§ 1 pkt 3 lit. b tiret 2",
    "§ 2",
    "§ 2 ust. 1",
    "§ 2 ust. 2",
    "§ 2 ust. 3",
    "§ 2 ust. 3 akapit 2",
    "Rozdział 2",
    "§ 3",
    "§ 3 ust. 1",
    "§ 3 ust. 2",
    "§ 4",
    "§ 4 pkt 1",
    "§ 4 pkt 2",
    "§ 4 pkt 3",
    "§ 4a",
    "Rozdział 3",
];

#[test]
fn a_draft_resolution_has_the_citations_of_a_lawyer() {
    let imported = read(&saved("projekt-uchwaly.docx")).unwrap();
    let found = labels(&imported);
    assert_eq!(found[..25], ACT);
    assert_eq!(found[25..], ["§ 5"]);
    let units = units(&imported);
    assert_eq!(
        units[14],
        "§ 2 ust. 3 akapit 2 | Dziedzina | Kwota (zł)\nkultura | 8 000 000\nsport | 7 000 000\npomoc społeczna | 5 000 000"
    );
    assert_eq!(
        units[3],
        "§ 1 pkt 1 | ustawie – należy przez to rozumieć ustawę z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego i o \
         wolontariacie[1]; [1] Tekst jednolity ogłoszony w Dzienniku Ustaw."
    );
    let kinds: Vec<NoteKind> = imported.notes.iter().map(|note| note.kind).collect();
    assert_eq!(kinds, [NoteKind::Footnote]);
}

const REGULATIONS: [&str; 20] = [
    "nagłówek 1 | UCHWAŁA NR …",
    "akapit 1 | w sprawie regulaminu konsultacji",
    "Rozdział 1 | Postanowienia ogólne",
    "§ 1 | Regulamin określa:",
    "§ 1 pkt 1 | zasady konsultacji;",
    "§ 1 pkt 2 | tryb konsultacji[1]; [1] W rozumieniu ustawy.",
    "§ 1 pkt 3 | terminy:",
    "§ 1 pkt 3 lit. a | początkowy,",
    "§ 1 pkt 3 lit. b | końcowy, w tym:",
    "§ 1 pkt 3 lit. b tiret 1 | w dni robocze,",
    "§ 1 pkt 3 lit. b tiret 2 | w dni wolne.",
    "§ 2 |",
    "§ 2 ust. 1 | Konsultacje ogłasza Prezydent.",
    "§ 2 ust. 2 | Ogłoszenie zawiera przedmiot i miejsce termin, o których mowa w § 4¹ ustawy, art.\u{A0}3, e-mail.",
    "Rozdział 2 | Przebieg",
    "§ 3 | Uwagi składa się:",
    "§ 3 pkt 1 | na piśmie;",
    "§ 3 pkt 2 | ustnie do protokołu.",
    "§ 3 akapit 2 | Złożone uwagi są jawne.",
    "§ 4 | Podział środków:",
];

#[test]
fn libreoffice_saves_the_same_act_in_both_formats() {
    for name in ["regulamin.docx", "regulamin.odt"] {
        let imported = read(&saved(name)).unwrap();
        let units = units(&imported);
        assert_eq!(units[..20], REGULATIONS, "{name}");
        assert_eq!(
            units[20..],
            [
                "§ 4 akapit 2 | Dziedzina | Kwota\nkultura | sztuka | 8 000 zł\nsport | 7 000 zł",
                "§ 4 akapit 3 | Tekst obok ramki.",
                "§ 4 akapit 4 | Tekst w ramce.",
                "§ 5 | Traci moc uchwała nr 1.",
                "§ 6 | Uchwała wchodzi w życie po upływie 14 dni od dnia ogłoszenia. Podlega publikacji.",
            ]
        );
        let said: Vec<(NoteKind, &str)> = notes(&imported).iter().map(|(kind, _, quote)| (*kind, *quote)).collect();
        for expected in [
            (NoteKind::Footnote, "W rozumieniu ustawy."),
            (NoteKind::Hidden, "roboczą notatkę"),
            (NoteKind::Struck, "miejsce"),
            (NoteKind::Tracked, ""),
            (NoteKind::TextBox, "Tekst w ramce."),
            (NoteKind::Comment, ""),
        ] {
            assert!(said.contains(&expected), "{expected:?} in {said:?}");
        }
        assert!(said.iter().any(|(kind, quote)| *kind == NoteKind::Running && quote.starts_with("Projekt z dnia 3 czerwca")));
    }
}

#[test]
fn pandoc_saves_the_same_lists_in_both_formats() {
    for name in ["program.docx", "program.odt"] {
        let found = labels(&read(&saved(name)).unwrap());
        assert_eq!(
            found[2..18],
            [
                "§ 1",
                "§ 1 pkt 1",
                "§ 1 pkt 2",
                "§ 1 pkt 2 lit. a",
                "§ 1 pkt 2 lit. b",
                "§ 1 pkt 2 lit. b tiret 1",
                "§ 1 pkt 2 lit. b tiret 2",
                "§ 1 pkt 3",
                "§ 2",
                "§ 2 pkt 1",
                "§ 2 pkt 2",
                "§ 3",
                "§ 3 ust. 1",
                "§ 3 ust. 2",
                "§ 3 ust. 2 akapit 2",
                "§ 3 ust. 3",
            ],
            "{name}"
        );
    }
    let imported = read(&saved("program.docx")).unwrap();
    let said: Vec<(NoteKind, &str)> = notes(&imported).iter().map(|(kind, _, quote)| (*kind, *quote)).collect();
    assert!(said.contains(&(NoteKind::Equation, "a^2≤b")) && said.contains(&(NoteKind::Link, "https://bip.example/program")), "{said:?}");
}

#[test]
fn word_lists_that_restart_jump_and_go_on_are_counted() {
    assert_eq!(
        lines(&saved("word-lists.docx")),
        [
            "This is a document with numbered lists",
            "1. Entry #1",
            "2. Entry #2, with children",
            "  a) 2-a",
            "  b) 2-b",
            "  c) 2-c",
            "3. Entry #3",
            "4. Entry #4",
            "1. Restarted to 1 from 5",
            "2. Restarted @ 2",
            "3. Restarted @ 3",
            "10. Jump to new list at 10",
            "11. Now 11",
            "Normal text here",
            "12. Carrying on @ 12",
            "13. Carrying on @ 13",
            "All done!",
        ]
    );
}

#[test]
fn changes_that_word_tracked_are_accepted_and_said() {
    let imported = read(&saved("word-changes.docx")).unwrap();
    assert!(imported.notes.iter().filter(|note| note.kind == NoteKind::Tracked).count() >= 10);
    assert!(imported.source.contains("A software module for extracting text from binary files."));
    assert!(!imported.source.contains("worn as a pendant"), "a place that was deleted");
}

#[test]
fn google_docs_headings_and_bullets_are_kept() {
    let found = lines(&saved("google-docs.docx"));
    assert_eq!(found[0], "# Personal Worldview Essay");
    assert_eq!(found.iter().filter(|line| line.trim_start().starts_with('•')).count(), 15);
    assert_eq!(found.iter().filter(|line| line.starts_with("## ")).count(), 3);
    assert_eq!(found.iter().filter(|line| line.starts_with("### ")).count(), 3);
}

#[test]
fn what_word_protected_or_saved_in_its_old_format_is_refused_with_the_reason() {
    assert_eq!(refused(&saved("word-password.docx")), Refused::Protected);
    assert_eq!(refused(&saved("word-97.doc")), Refused::OldWord);
}
