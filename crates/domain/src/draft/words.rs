//! The Polish of legal drafting: what begins a unit, what cites one, and how a unit is named in a citation.
//! This is the notation the parser reads and writes, as `§` is, and so no matter of translation.

use super::kind::UnitKind;

/// Words that, with a number, begin a unit.
pub(super) const KEYWORDS: [(&str, UnitKind); 7] = [
    ("załącznik", UnitKind::Annex),
    ("część", UnitKind::Part),
    ("oddział", UnitKind::Subchapter),
    ("rozdział", UnitKind::Chapter),
    ("dział", UnitKind::Division),
    ("artykuł", UnitKind::Article),
    ("art", UnitKind::Article),
];

/// Before "tiret" for a dash under a dash.
pub(super) const DOUBLE: &str = "podwójne ";

/// Stands between "załącznik" and its number.
pub(super) const NUMBER_WORD: &str = "nr";

/// The heading of the reasons that are added to a draft; it ends the act and its annexes.
pub(super) const REASONS: &str = "uzasadnienie";

/// How an annex says what it belongs to.
pub(super) const ANNEX_OF: &str = "do ";

/// After one of these a number belongs to a citation, even if the line breaks between them.
const CITING: [&str; 14] = ["§", "§§", "art.", "art", "ust.", "ust", "pkt", "lit.", "lit", "tiret", "nr", "poz.", "str.", "par."];

/// A sentence does not end with these, so what follows on the next line is its continuation.
const PREPOSITIONS: [&str; 24] = [
    "w",
    "we",
    "z",
    "ze",
    "o",
    "do",
    "od",
    "na",
    "po",
    "a",
    "przez",
    "dla",
    "przy",
    "za",
    "dnia",
    "mowa",
    "rozdział",
    "rozdziale",
    "rozdziału",
    "dział",
    "dziale",
    "działu",
    "niniejszego",
    "według",
];

/// These may end an entry of an enumeration, but no section.
const CONJUNCTIONS: [&str; 7] = ["i", "oraz", "lub", "albo", "ani", "bądź", "czy"];

/// After a section's number these show that it is only cited.
const CITING_ON: [&str; 17] = [
    "ust",
    "pkt",
    "lit",
    "tiret",
    "i",
    "oraz",
    "lub",
    "albo",
    "do",
    "art",
    "zdanie",
    "ustawy",
    "uchwały",
    "regulaminu",
    "statutu",
    "rozporządzenia",
    "niniejszej",
];

fn last_word(line: &str) -> &str {
    line.split_whitespace().next_back().unwrap_or_default().trim_matches(['*', '_', '('])
}

/// Whether the line is more than a number and a word, so that its last word can be judged as part of a phrase.
fn is_phrase(line: &str) -> bool {
    line.split_whitespace().nth(3).is_some()
}

/// Whether a citation is open at the end of the line.
pub(super) fn ends_citing(line: &str) -> bool {
    CITING.contains(&last_word(line))
}

/// Whether the line ends within a phrase.
pub(super) fn ends_open(line: &str) -> bool {
    ends_citing(line) || (is_phrase(line) && PREPOSITIONS.contains(&last_word(line)))
}

/// Whether the line ends with a conjunction.
pub(super) fn ends_joining(line: &str) -> bool {
    is_phrase(line) && CONJUNCTIONS.contains(&last_word(line))
}

/// Whether what follows a section's number goes on citing.
pub(super) fn cites_on(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    CITING_ON.contains(&word.to_lowercase().as_str())
}

/// Whether the line is the heading of the reasons, however it is marked or spaced.
pub(super) fn is_reasons(line: &str) -> bool {
    let letters: String = line.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '_' | ':')).collect();
    letters.to_lowercase() == REASONS
}

/// The name of a numbered unit in a citation.
pub(super) fn numbered(kind: UnitKind, number: &str) -> String {
    let name = match kind {
        UnitKind::Annex => "Załącznik nr",
        UnitKind::Part => "Część",
        UnitKind::Division => "Dział",
        UnitKind::Chapter => "Rozdział",
        UnitKind::Subchapter => "Oddział",
        UnitKind::Article => "Art.",
        UnitKind::Section => "§",
        UnitKind::Subsection => "ust.",
        UnitKind::Letter => "lit.",
        UnitKind::Point | UnitKind::Heading | UnitKind::Item => "pkt",
        UnitKind::Indent | UnitKind::Paragraph => return positioned(kind, number),
    };
    format!("{name} {number}")
}

fn positioned(kind: UnitKind, position: &str) -> String {
    format!("{} {position}", position_word(kind))
}

/// The word before the position of a unit that has no number.
pub(super) fn position_word(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Annex => "Załącznik",
        UnitKind::Heading => "nagłówek",
        UnitKind::Indent => "tiret",
        UnitKind::Item => "punktor",
        _ => "akapit",
    }
}

/// Tells the `nth` unit of the same number from the first.
pub(super) fn again(label: &str, nth: usize) -> String {
    format!("{label} (wystąpienie {nth})")
}
