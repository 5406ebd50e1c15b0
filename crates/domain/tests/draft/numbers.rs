//! Which lines begin a unit, and how the unit is cited.

use busola_domain::draft::{Format, NoteKind, UnitKind};

use crate::{labels, notes, read, shown};

#[test]
fn a_section_and_its_first_subsection_may_share_a_line() {
    let expected = ["§ 3 |", "§ 3 ust. 1 | Text", "§ 3 ust. 2 | Dalej"];
    assert_eq!(shown(Format::Markdown, "§ 3. 1. Text\n2. Dalej"), expected);
    assert_eq!(labels("§ 3. 1) pierwszy,\n2) drugi"), ["§ 3", "§ 3 pkt 1", "§ 3 pkt 2"]);
    assert_eq!(labels("Art. 5. 1. Text"), ["Art. 5", "Art. 5 ust. 1"]);
    assert_eq!(labels("Art. 5. § 1. Text\n§ 2. Text"), ["Art. 5", "Art. 5 § 1", "Art. 5 § 2"]);
    assert_eq!(labels("§ 1. Wstęp:\n1) a) Text,\nb) tekst"), ["§ 1", "§ 1 pkt 1", "§ 1 pkt 1 lit. a", "§ 1 pkt 1 lit. b"]);
}

#[test]
fn the_whole_ladder_of_legal_numbers_is_cited() {
    let source = "Rozdział 1\nOgólne\n§ 1.\n1. Ustęp:\n1) punkt:\na) litera:\n– tiret,\n– tiret.\n§ 2. Tekst";
    let units = read(Format::Text, source).units;
    let ladder: Vec<(u32, UnitKind, &str)> = units.iter().map(|u| (u.depth, u.kind, u.label.as_str())).collect();
    assert_eq!(
        ladder,
        [
            (0, UnitKind::Chapter, "Rozdział 1"),
            (1, UnitKind::Section, "§ 1"),
            (2, UnitKind::Subsection, "§ 1 ust. 1"),
            (3, UnitKind::Point, "§ 1 ust. 1 pkt 1"),
            (4, UnitKind::Letter, "§ 1 ust. 1 pkt 1 lit. a"),
            (5, UnitKind::Indent, "§ 1 ust. 1 pkt 1 lit. a tiret 1"),
            (5, UnitKind::Indent, "§ 1 ust. 1 pkt 1 lit. a tiret 2"),
            (1, UnitKind::Section, "§ 2"),
        ]
    );
}

#[test]
fn a_legal_number_is_seen_before_the_lists_of_markdown() {
    let source = "§ 1. Zadania:\n1) sport;\n§ 2. Środki.\n- pierwsze\n- drugie\n§ 3. Koniec.";
    assert_eq!(labels(source), ["§ 1", "§ 1 pkt 1", "§ 2", "§ 2 tiret 1", "§ 2 tiret 2", "§ 3"]);
}

#[test]
fn marks_and_spaces_around_a_number_do_not_hide_it() {
    for line in [
        "§ 2. Tekst",
        "**§ 2.** Tekst",
        "**§ 2. Tekst**",
        "__§ 2__ Tekst",
        "### § 2. Tekst",
        "## **§ 2.** Tekst",
        "*§ 2.* Tekst",
        "**§** **2.** Tekst",
        "§\u{A0}2.\u{A0}Tekst",
        "§\u{202F}2\u{202F}.\u{2009}Tekst",
        "\t§\t2.\tTekst",
        "§2.Tekst",
        "\u{A0}\u{A0}§ 2\\. Tekst",
        "***§ 2.*** Tekst",
        "§ **2.** Tekst",
        "**§ 2** Tekst",
        "###§ 2. Tekst",
    ] {
        let source = format!("§ 1. Pierwszy.\n{line}\n");
        assert_eq!(shown(Format::Markdown, &source), ["§ 1 | Pierwszy.", "§ 2 | Tekst"], "{line:?}");
    }
    for line in ["**1)** Tekst", "**1**) Tekst", "1\\) Tekst", "\u{A0}1)\u{A0}Tekst", "1)Tekst", "_1)_ Tekst", "&nbsp;1) Tekst"] {
        let source = format!("§ 1. Wstęp\n{line}");
        assert_eq!(shown(Format::Markdown, &source), ["§ 1 | Wstęp", "§ 1 pkt 1 | Tekst"], "{line:?}");
    }
}

#[test]
fn emphasis_that_spans_number_and_text_leaves_no_marks() {
    let shown = shown(Format::Markdown, "**§ 1. Gmina** współpracuje z **organizacjami\npozarządowymi**.");
    assert_eq!(shown, ["§ 1 | Gmina współpracuje z organizacjami pozarządowymi."]);
}

#[test]
fn chapters_are_read_in_every_spelling_with_their_title() {
    for (source, label) in [
        ("Rozdział 1\nPostanowienia ogólne", "Rozdział 1"),
        ("ROZDZIAŁ II.\n\nPostanowienia ogólne", "Rozdział II"),
        ("Rozdział I – Postanowienia ogólne", "Rozdział I"),
        ("Rozdział Ia. Postanowienia ogólne", "Rozdział Ia"),
        ("DZIAŁ I\n          Postanowienia ogólne", "Dział I"),
        ("**Rozdział 3**\n\n**Postanowienia ogólne**", "Rozdział 3"),
        ("## Rozdział 3\n### Postanowienia ogólne", "Rozdział 3"),
        ("## Rozdział 3: Postanowienia ogólne ##", "Rozdział 3"),
        ("Rozdział\u{A0}3.\tPostanowienia ogólne", "Rozdział 3"),
    ] {
        assert_eq!(shown(Format::Markdown, source), [format!("{label} | Postanowienia ogólne")], "{source:?}");
    }
}

#[test]
fn a_title_in_strong_letters_ends_where_plain_text_begins() {
    let shown = shown(Format::Markdown, "**Rozdział 1**\n**Cele**\nTekst wstępny.\n§ 1. Cel.");
    assert_eq!(shown, ["Rozdział 1 | Cele", "Rozdział 1 akapit 1 | Tekst wstępny.", "§ 1 | Cel."]);
}

#[test]
fn hard_wrapped_lines_join_their_unit() {
    let shown = shown(Format::Text, "§ 1. Gmina współpra\u{AD}\ncuje z organizacjami\r\n  w sferze zadań\rpublicznych.");
    assert_eq!(shown, ["§ 1 | Gmina współpracuje z organizacjami w sferze zadań publicznych."]);
}

#[test]
fn a_citation_at_the_start_of_a_wrapped_line_is_no_unit() {
    for wrapped in [
        "w sprawach, o których mowa w\n§ 7 ust. 2 stosuje się ustawę.",
        "w trybie, o którym mowa w\n§ 7.",
        "do zadań określonych w ustawie i zgodnie z przepisami\n§ 7 ust. 2 tej uchwały.",
        "podmioty wymienione w\nart. 3 ust. 3 ustawy",
        "podmioty wymienione w\nArt. 3 ust. 3 ustawy",
        "podmioty wymienione w art. 3\nust. 3 ustawy.",
        "podmioty wymienione w art. 3 ust.\n3. Kolejne zdanie.",
        "obowiązuje od\n1 stycznia 2025 r.",
        "w roku\n2025. Kolejne zdanie o roku",
        "w roku 2024,\n2025. Kolejne zdanie.",
        "na sporcie i turystyce, zwłaszcza podczas obchodów\n15. rocznicy nadania praw miejskich.",
        "kwota wynosi\n2.500 zł.",
        "z programu, o którym mowa w\nRozdział 3 i w innych.",
        "w latach 2026\n– 2028.",
        "organizacji (zob. załącznik\n1) oraz innych.",
        "w § 2,\n§ 3 i § 5.",
        "w zakresie\n§§ 3–5 uchwały.",
        "mowa o przepisach\n§ 3-5 uchwały.",
    ] {
        let source = format!("§ 1. Przepis stosuje się {wrapped}\n\n§ 2. Koniec.");
        for format in [Format::Text, Format::Markdown] {
            let units = read(format, &source).units;
            let labels: Vec<&str> = units.iter().map(|unit| unit.label.as_str()).collect();
            assert_eq!(labels, ["§ 1", "§ 2"], "{wrapped:?}");
            assert_eq!(units[0].text, format!("Przepis stosuje się {}", wrapped.replace('\n', " ")));
        }
    }
}

#[test]
fn a_citation_at_the_start_of_a_paragraph_is_shown_to_the_moderator() {
    let source = "§ 1. Przepis.\n\n§ 7 ust. 2 ustawy stosuje się odpowiednio.\n\n§ 2. Koniec.";
    let expected = ["§ 1 | Przepis.", "§ 1 akapit 2 | § 7 ust. 2 ustawy stosuje się odpowiednio.", "§ 2 | Koniec."];
    assert_eq!(shown(Format::Text, source), expected);
    assert_eq!(notes(Format::Text, source), [(3, NoteKind::Mention)]);
}

#[test]
fn numbers_without_punctuation_before_them_still_begin_units() {
    assert_eq!(labels("Rozdział 1\nOgólne\n§ 1\nTekst bez kropki\n§ 2\nTekst"), ["Rozdział 1", "§ 1", "§ 2"]);
    assert_eq!(
        labels("§ 1. Zadania\n1) sport\n2) kultura\n– muzyka\n– taniec\n§ 2. Dalej"),
        ["§ 1", "§ 1 pkt 1", "§ 1 pkt 2", "§ 1 pkt 2 tiret 1", "§ 1 pkt 2 tiret 2", "§ 2"]
    );
    assert_eq!(labels("§ 1. Zadania\n1. Sport\n2. Kultura"), ["§ 1", "§ 1 ust. 1", "§ 1 ust. 2"]);
    assert_eq!(
        labels("§ 1. A\n§ 2. W\n1. a\n2. w\n3. z\nRozdział 2 B\n§ 3. c"),
        ["§ 1", "§ 2", "§ 2 ust. 1", "§ 2 ust. 2", "§ 2 ust. 3", "Rozdział 2", "§ 3"]
    );
    assert_eq!(labels("a) litera\n– jedno tiret"), ["lit. a", "lit. a tiret 1"]);
}
