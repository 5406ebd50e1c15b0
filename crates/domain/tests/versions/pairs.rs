//! What becomes of the units of small drafts, each with one peculiarity.

use busola_domain::draft::{Format, ParsedUnit, UnitKind, parse};
use busola_domain::versions::{Kind, Pair, Side, compare, kind_of, match_units};

fn units(source: &str) -> Vec<ParsedUnit> {
    if source.is_empty() { Vec::new() } else { parse(Format::Text, source).expect("a draft").units }
}

fn sides(units: &[ParsedUnit]) -> Vec<Side<'_>> {
    units.iter().map(Side::from).collect()
}

/// The pairs a line each: the citations, what became of the unit, "?" where it is doubted.
fn written(old: &[Side<'_>], new: &[Side<'_>], pairs: &[Pair]) -> Vec<String> {
    let label = |sides: &[Side<'_>], at: Option<usize>| at.map_or("–".to_owned(), |at| sides[at].label.to_owned());
    let write = |pair: &Pair| {
        let by = pair.replaced_by.map_or(String::new(), |at| format!(", now {}", new[at].label));
        let doubt = if pair.certain { "" } else { "?" };
        format!("{} → {} {}{by}{doubt}", label(old, pair.from), label(new, pair.to), pair.kind.as_str())
    };
    pairs.iter().map(write).collect()
}

fn pinned(old: &str, new: &str, pins: &[(usize, Option<usize>)]) -> Vec<String> {
    let (old, new) = (units(old), units(new));
    let (old, new) = (sides(&old), sides(&new));
    written(&old, &new, &match_units(&old, &new, pins))
}

fn matched(old: &str, new: &str) -> Vec<String> {
    pinned(old, new, &[])
}

const RULES: &str = "§ 1. Rada opiniuje projekty uchwał.\n§ 2. Kadencja rady trwa trzy lata.\n§ 3. Obsługę zapewnia urząd miasta.\n";

#[test]
fn the_same_text_is_the_same() {
    assert_eq!(matched(RULES, RULES), ["§ 1 → § 1 same", "§ 2 → § 2 same", "§ 3 → § 3 same"]);
}

#[test]
fn what_follows_an_inserted_section_is_moved() {
    let new = "§ 1. Rada opiniuje projekty uchwał.\n§ 2. Posiedzenia zwołuje prezydent.\n§ 3. Kadencja rady trwa trzy lata.\n\
               § 4. Obsługę zapewnia urząd miasta.";
    assert_eq!(matched(RULES, new), ["§ 1 → § 1 same", "– → § 2 added", "§ 2 → § 3 moved", "§ 3 → § 4 moved"]);
}

#[test]
fn a_removed_section_stands_where_it_stood() {
    let new = "§ 1. Rada opiniuje projekty uchwał.\n§ 2. Obsługę zapewnia urząd miasta.";
    assert_eq!(matched(RULES, new), ["§ 1 → § 1 same", "§ 2 → – removed", "§ 3 → § 2 moved"]);
}

#[test]
fn removed_units_stand_behind_all_that_is_under_their_sibling() {
    let old = "§ 1. Rada:\n1) opiniuje uchwały;\n2) ocenia program.\n§ 2. Zarząd:\n1) zwołuje posiedzenia;\n2) prowadzi rejestr.\n§ 3. Koniec obrad.";
    let new = "§ 1. Rada:\n1) opiniuje uchwały;\n2) ocenia program;\n3) bada potrzeby mieszkańców.\n§ 2. Koniec obrad.";
    assert_eq!(
        matched(old, new)[3..],
        ["– → § 1 pkt 3 added", "§ 2 → – removed", "§ 2 pkt 1 → – removed", "§ 2 pkt 2 → – removed", "§ 3 → § 2 moved"]
    );
}

#[test]
fn a_few_other_words_are_a_change_wherever_they_stand() {
    let new = "§ 1. Kadencja rady trwa cztery lata.\n§ 2. Rada opiniuje wszystkie projekty uchwał.\n§ 3. Obsługę zapewnia urząd miasta.";
    assert_eq!(matched(RULES, new)[..2], ["§ 2 → § 1 changed?", "§ 1 → § 2 changed?"]);
    let new = RULES.replace("trzy lata", "cztery lata");
    assert_eq!(matched(RULES, &new), ["§ 1 → § 1 same", "§ 2 → § 2 changed", "§ 3 → § 3 same"]);
}

#[test]
fn other_white_space_is_no_change() {
    let new = RULES.replace("rady trwa", "rady\u{A0}trwa");
    assert_eq!(matched(RULES, &new)[1], "§ 2 → § 2 same");
}

#[test]
fn a_wholly_new_wording_stays_in_its_place_and_is_doubted() {
    let new = RULES.replace("Kadencja rady trwa trzy lata.", "Protokoły ogłasza się niezwłocznie.");
    assert_eq!(matched(RULES, &new)[1], "§ 2 → § 2 changed?");
}

#[test]
fn a_repealed_section_is_still_itself() {
    let old = "§ 1. Rada opiniuje projekty.\n§ 2. Wniosek zawiera:\n1) imię i nazwisko;\n2) podpis.\n§ 3. Obsługę zapewnia urząd.";
    let new = "§ 1. Rada opiniuje projekty.\n§ 2. (uchylony)\n§ 3. Obsługę zapewnia urząd.";
    assert_eq!(
        matched(old, new),
        ["§ 1 → § 1 same", "§ 2 → § 2 changed", "§ 2 pkt 1 → – removed, now § 2", "§ 2 pkt 2 → – removed, now § 2", "§ 3 → § 3 same"]
    );
}

#[test]
fn short_texts_that_repeat_are_told_apart_by_their_place() {
    let list = |title: &str| format!("{title}:\n1) na piśmie;\n2) w terminie 14 dni;\n3) za zgodą rady.\n");
    let old = format!("§ 1. {}§ 2. {}§ 3. {}", list("Wnioski składa się"), list("Skargi wnosi się"), list("Odwołania rozpatruje się"));
    let new = format!(
        "§ 1. Opłat nie pobiera się.\n§ 2. {}§ 3. {}§ 4. {}",
        list("Odwołania rozpatruje się"),
        list("Wnioski składa się"),
        list("Skargi wnosi się")
    );
    let pairs = matched(&old, &new);
    assert_eq!(
        pairs[..6],
        [
            "– → § 1 added",
            "§ 3 → § 2 moved",
            "§ 3 pkt 1 → § 2 pkt 1 moved",
            "§ 3 pkt 2 → § 2 pkt 2 moved",
            "§ 3 pkt 3 → § 2 pkt 3 moved",
            "§ 1 → § 3 moved",
        ]
    );
    assert_eq!(pairs[12], "§ 2 pkt 3 → § 4 pkt 3 moved");
}

#[test]
fn one_more_of_the_same_in_one_list_is_doubted() {
    let old = "§ 1. Pisma składa się:\n1) na piśmie;\n2) na piśmie;\n3) osobiście w urzędzie miasta.";
    let new = "§ 1. Pisma składa się:\n1) na piśmie;\n2) na piśmie;\n3) na piśmie;\n4) osobiście w urzędzie miasta.";
    assert_eq!(
        matched(old, new),
        [
            "§ 1 → § 1 same",
            "§ 1 pkt 1 → § 1 pkt 1 same?",
            "§ 1 pkt 2 → § 1 pkt 2 same?",
            "– → § 1 pkt 3 added?",
            "§ 1 pkt 3 → § 1 pkt 4 moved"
        ]
    );
}

#[test]
fn sections_without_a_text_are_known_by_what_is_under_them() {
    let old = "§ 1.\n1. Rada liczy dziewięciu członków.\n2. Skład ogłasza prezydent.\n§ 2.\n1. Kadencja trwa trzy lata.\n2. Mandat wygasa z końcem kadencji.";
    let new = "§ 1.\n1. Kadencja trwa trzy lata.\n2. Mandat wygasa z końcem kadencji.\n§ 2.\n1. Rada liczy dziewięciu członków.\n2. Skład ogłasza prezydent.";
    assert_eq!(
        matched(old, new),
        [
            "§ 2 → § 1 moved",
            "§ 2 ust. 1 → § 1 ust. 1 moved",
            "§ 2 ust. 2 → § 1 ust. 2 moved",
            "§ 1 → § 2 moved",
            "§ 1 ust. 1 → § 2 ust. 1 moved",
            "§ 1 ust. 2 → § 2 ust. 2 moved"
        ]
    );
}

#[test]
fn a_split_subsection_stays_with_one_part_and_both_are_doubted() {
    let first = "Wniosek składa się do biura w terminie czternastu dni od ogłoszenia naboru";
    let second = "Do wniosku dołącza się kosztorys oraz oświadczenie o wkładzie własnym.";
    let old = format!("§ 1.\n1. {first}. {second}\n2. Wniosków nie zwraca się.");
    let new = format!("§ 1.\n1. {first}.\n2. {second}\n3. Wniosków nie zwraca się.");
    let pairs = matched(&old, &new);
    assert_eq!(pairs[3], "§ 1 ust. 2 → § 1 ust. 3 moved");
    assert!(pairs[1].ends_with('?') && pairs[2].ends_with('?'), "{pairs:?}");
}

#[test]
fn a_merged_point_says_where_its_words_are_now() {
    let old =
        "§ 1. Rada:\n1) opiniuje projekty uchwał i programów współpracy miasta;\n2) rozpatruje skargi organizacji;\n3) prowadzi rejestr.";
    let new =
        "§ 1. Rada:\n1) opiniuje projekty uchwał i programów współpracy miasta oraz rozpatruje skargi organizacji;\n2) prowadzi rejestr.";
    assert_eq!(
        matched(old, new),
        ["§ 1 → § 1 same", "§ 1 pkt 1 → § 1 pkt 1 changed?", "§ 1 pkt 2 → – removed, now § 1 pkt 1?", "§ 1 pkt 3 → § 1 pkt 2 moved"]
    );
}

#[test]
fn what_a_person_decides_holds_and_is_certain() {
    let new = RULES.replace("Kadencja rady trwa trzy lata.", "Protokoły ogłasza się niezwłocznie.");
    assert_eq!(pinned(RULES, &new, &[(1, Some(1))])[1], "§ 2 → § 2 changed");
    let pairs = pinned(RULES, &new, &[(1, None)]);
    assert_eq!(pairs[1..3], ["§ 2 → – removed, now § 2", "– → § 2 added"]);
    assert_eq!(pinned(RULES, RULES, &[(0, Some(2))])[1], "§ 3 → § 1 changed");
}

#[test]
fn a_decision_that_names_no_unit_or_one_that_is_taken_is_passed_over() {
    let pins = [(0, Some(0)), (1, Some(0)), (7, Some(1)), (2, Some(9)), (0, None)];
    assert_eq!(pinned(RULES, RULES, &pins), matched(RULES, RULES));
}

#[test]
fn beside_nothing_all_is_new_or_gone() {
    assert_eq!(matched("", ""), Vec::<String>::new());
    assert_eq!(matched("", RULES), ["– → § 1 added", "– → § 2 added", "– → § 3 added"]);
    assert_eq!(matched(RULES, ""), ["§ 1 → – removed", "§ 2 → – removed", "§ 3 → – removed"]);
}

#[test]
fn versions_that_were_matched_before_are_compared_by_their_ids() {
    let (old, new) = (units(RULES), units("§ 1. Kadencja rady trwa trzy lata.\n§ 2. Rada doradza.\n§ 3. Nabór jest otwarty."));
    let (old, new) = (sides(&old), sides(&new));
    assert_eq!(
        written(&old, &new, &compare(&old, &new, &[Some(1), Some(0), None])),
        ["§ 2 → § 1 moved", "§ 3 → – removed, now § 3", "§ 1 → § 2 changed", "– → § 3 added",]
    );
}

#[test]
fn what_became_of_one_unit_can_be_asked_by_itself() {
    let side = |label, text| Some(Side { kind: UnitKind::Section, depth: 0, label, text });
    let unit = side("§ 1", "Rada doradza.");
    assert_eq!(kind_of(unit, side("§ 1", "Rada  doradza.")), Some(Kind::Same));
    assert_eq!(kind_of(unit, side("§ 2", "Rada doradza.")), Some(Kind::Moved));
    assert_eq!(kind_of(unit, side("§ 2", "Rada opiniuje.")), Some(Kind::Changed));
    assert_eq!((kind_of(unit, None), kind_of(None, unit), kind_of(None, None)), (Some(Kind::Removed), Some(Kind::Added), None));
}
