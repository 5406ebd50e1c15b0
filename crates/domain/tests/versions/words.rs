//! What changed in a text, as a person reads it.

use busola_domain::versions::{Op, Words, word_diff};
use proptest::prelude::*;

/// Deleted words in square brackets, inserted ones in curly ones.
fn shown(old: &str, new: &str) -> String {
    let write = |words: Words| match words.op {
        Op::Equal => words.text,
        Op::Delete => format!("[{}]", words.text),
        Op::Insert => format!("{{{}}}", words.text),
    };
    word_diff(old, new).into_iter().map(write).collect()
}

#[test]
fn an_amount_is_changed_as_a_whole() {
    let new = "Na realizację zadań przeznacza się 150 000 zł rocznie.";
    assert_eq!(
        shown("Na realizację zadań przeznacza się 100 000 zł rocznie.", new),
        "Na realizację zadań przeznacza się [100 000 ]{150 000 }zł rocznie."
    );
}

#[test]
fn a_word_is_put_in_and_taken_out_with_its_space() {
    assert_eq!(shown("w terminie 14 dni.", "w terminie 14 dni roboczych."), "w terminie 14 dni{ roboczych}.");
    assert_eq!(shown("w terminie 14 dni roboczych.", "w terminie 14 dni."), "w terminie 14 dni[ roboczych].");
    assert_eq!(shown("sport, kultura", "sport, turystyka, kultura"), "sport, {turystyka, }kultura");
}

#[test]
fn a_sign_alone_may_change() {
    assert_eq!(shown("prowadzenie lokali;", "prowadzenie lokali."), "prowadzenie lokali[;]{.}");
}

#[test]
fn changes_that_a_short_word_keeps_apart_are_one() {
    assert_eq!(
        shown("Prezydent powołuje komisję i ustala regulamin pracy.", "Prezydent wyznacza zespół i określa regulamin pracy."),
        "Prezydent [powołuje komisję i ustala ]{wyznacza zespół i określa }regulamin pracy."
    );
    assert_eq!(shown("kwotą 100 zł i 20 osobami", "kwotą 150 zł i 30 osobami"), "kwotą [100 ]{150 }zł i [20 ]{30 }osobami");
}

#[test]
fn words_put_in_on_both_sides_of_a_word_stay_apart() {
    assert_eq!(shown("Rada i Zarząd", "Rada Miasta i cały Zarząd"), "Rada {Miasta }i {cały }Zarząd");
}

#[test]
fn another_text_is_shown_as_another_text() {
    assert_eq!(
        shown("Opłatę za wynajem lokalu wnosi się z góry.", "Prezydent publikuje wyniki za pośrednictwem Biuletynu."),
        "[Opłatę za wynajem lokalu wnosi się z góry.]{Prezydent publikuje wyniki za pośrednictwem Biuletynu.}"
    );
}

#[test]
fn a_text_beside_none_is_put_in_or_taken_out() {
    assert_eq!(shown("", ""), "");
    assert_eq!(shown("", "Tekst."), "{Tekst.}");
    assert_eq!(shown("Tekst.", ""), "[Tekst.]");
    assert_eq!(shown("Tekst.", "Tekst."), "Tekst.");
}

#[test]
fn a_very_long_text_is_compared_by_its_ends() {
    let middle = |word: &str| (0..12_000).map(|at| format!("{word}{at} ")).collect::<String>();
    let same = "to samo zdanie ".repeat(12_000);
    let (old, new) = (format!("{same}{}koniec", middle("a")), format!("{same}{}koniec", middle("b")));
    let ops: Vec<Op> = word_diff(&old, &new).into_iter().map(|words| words.op).collect();
    assert_eq!(ops, [Op::Equal, Op::Delete, Op::Insert, Op::Equal]);
}

/// Texts with much in common, and every sort of white space.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("w "),
        Just("i "),
        Just("Rada "),
        Just("Rada"),
        Just("dni"),
        Just("14 "),
        Just("100 000 "),
        Just(" "),
        Just("\u{A0}"),
        Just("\n"),
        Just(", "),
        Just("."),
        Just(";"),
        Just("„"),
        Just("e\u{301}"),
        Just("zł "),
        Just("-"),
        Just("miasto "),
        Just("organizacji "),
    ];
    prop_oneof![prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_texts_can_be_read_from_what_changed(old in text(), new in text()) {
        let words = word_diff(&old, &new);
        let without = |op: Op| words.iter().filter(|words| words.op != op).map(|words| words.text.as_str()).collect::<String>();
        prop_assert_eq!(without(Op::Insert), old.as_str());
        prop_assert_eq!(without(Op::Delete), new.as_str());
        prop_assert!(words.windows(2).all(|pair| pair[0].op != pair[1].op));
        prop_assert!(words.iter().all(|words| !words.text.is_empty()));
        prop_assert_eq!(words.is_empty(), old.is_empty() && new.is_empty());
        prop_assert_eq!(words.iter().all(|words| words.op == Op::Equal), old == new);
    }
}
