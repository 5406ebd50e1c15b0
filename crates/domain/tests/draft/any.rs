//! What holds for every draft, whatever is in it.

use std::collections::HashSet;

use busola_domain::draft::{Format, Parsed, decode, parse};
use proptest::prelude::*;

/// Depths, labels and notes of any draft that could be read.
fn check(parsed: &Parsed) {
    assert!(!parsed.units.is_empty());
    let mut labels = HashSet::new();
    let mut deepest = 0;
    for unit in &parsed.units {
        assert!(unit.depth <= deepest, "{} lies too deep", unit.label);
        deepest = unit.depth + 1;
        assert!(labels.insert(unit.label.as_str()), "{} stands twice", unit.label);
        assert!(unit.label.chars().all(|c| c == ' ' || !c.is_whitespace()), "{:?}", unit.label);
        assert_eq!(unit.text.trim(), unit.text);
    }
    assert!(parsed.notes.iter().all(|note| note.unit < parsed.units.len() && note.line > 0));
    assert!(parsed.lines.len() == parsed.units.len() && parsed.lines.is_sorted());
}

/// The visible words: runs of letters and digits, whatever their case.
fn words(text: &str) -> Vec<String> {
    let small = text.to_lowercase();
    small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Every word of the source stands in the labels and texts, in order. Of a number written twice
/// ("1. 1.") one is enough.
fn check_words(source: &str, parsed: &Parsed) {
    let mut found = Vec::new();
    for unit in &parsed.units {
        found.extend(words(&unit.label));
        found.extend(words(&unit.text));
    }
    let mut found = found.into_iter();
    let mut before = String::new();
    for word in words(source) {
        let again = word == before && word.len() <= 3;
        before.clone_from(&word);
        if !again {
            assert!(found.any(|candidate| candidate == word), "{word:?} of {source:?} is lost or out of order in {parsed:#?}");
        }
    }
}

/// Lines as acts have them, in any order and broken anywhere.
fn act() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("§ "),
        Just("§"),
        Just("Art. "),
        Just("art. "),
        Just("Rozdział "),
        Just("DZIAŁ "),
        Just("Załącznik nr "),
        Just("1"),
        Just("2"),
        Just("3"),
        Just("4a"),
        Just("II"),
        Just("Ia"),
        Just("2025"),
        Just(". "),
        Just(") "),
        Just("a) "),
        Just("b) "),
        Just("1. "),
        Just("2. "),
        Just("1) "),
        Just("2) "),
        Just("– "),
        Just("- "),
        Just("• "),
        Just("1.1. "),
        Just("ust. "),
        Just("pkt "),
        Just("Tekst "),
        Just("zdanie. "),
        Just("koniec;"),
        Just("lista:"),
        Just("w "),
        Just("oraz "),
        Just("Uzasadnienie"),
        Just("\n"),
        Just("\n"),
        Just("\n"),
        Just("\n\n"),
        Just("\n   "),
        Just("\r\n"),
        Just("\r"),
        Just("\u{A0}"),
        Just("\u{202F}"),
        Just("\t"),
        Just("\u{C}"),
        Just("("),
        Just(")"),
        Just(","),
        Just("„"),
        Just("# "),
        Just("## "),
        Just("> "),
        Just("WIELKIE LITERY"),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn format() -> impl Strategy<Value = Format> {
    prop_oneof![Just(Format::Markdown), Just(Format::Text)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_a_panic_and_in_one_way(format in format(), source in any::<String>()) {
        if let Ok(parsed) = parse(format, &source) {
            check(&parsed);
            prop_assert_eq!(Ok(parsed), parse(format, &source));
        }
    }

    #[test]
    fn signs_of_markdown_in_any_order_do_no_harm(format in format(), source in r"([#*_`~>|\\\[\]()<>&;:. 1a§–\-=+!\n\t]|§ 1|\*\*|```|&nbsp;){0,80}") {
        if let Ok(parsed) = parse(format, &source) {
            check(&parsed);
        }
    }

    #[test]
    fn no_word_of_an_act_is_lost_or_out_of_order(source in act()) {
        if let Ok(parsed) = parse(Format::Text, &source) {
            check(&parsed);
            check_words(&source, &parsed);
        }
    }

    #[test]
    fn an_act_in_markdown_keeps_labels_and_depths_in_order(source in act()) {
        if let Ok(parsed) = parse(Format::Markdown, &source) {
            check(&parsed);
        }
    }

    #[test]
    fn no_word_of_markdown_without_numbers_is_lost(source in r"([#*_>\-=| ]|\n| [a-zż]{1,6} ){0,60}") {
        if let Ok(parsed) = parse(Format::Markdown, &source) {
            check(&parsed);
            check_words(&source, &parsed);
        }
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(decoded) = decode(&bytes) {
            prop_assert!(!decoded.text.contains('\0'));
        }
    }
}
