//! Numbers as acts have them: ust. `1.`, pkt `1)`, lit. `a)`, tiret `–`.

use super::{Form, Label};

/// What a number begins, from the outside in; what is equal or before ends what was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// A section (§), an article, a chapter or what is above.
    Top,
    /// `1.`, `1.1.`
    Subsection,
    /// `1)`
    Point,
    /// `a)`
    Letter,
    /// `–`
    Dash,
}

/// How a number was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// It is written as it was shown.
    Shown,
    /// It was shown in another way.
    Changed,
    /// Acts have none like it: it stands as it was shown, as a part of the text.
    Foreign,
}

/// The number of a list, written as in an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Legal {
    /// What stands before the text.
    pub(crate) text: String,
    /// What it begins; `None` for a number that acts don't have.
    pub(crate) rank: Option<Rank>,
    /// How it was read.
    pub(crate) trust: Trust,
}

/// Words before the number of a chapter and of what is above it, and of articles.
const WORDS: [&str; 8] = ["rozdział", "oddział", "dział", "część", "załącznik nr", "załącznik", "artykuł", "art"];
/// More than this the letters of acts don't count: after z comes za.
const LETTERS_MAX: u32 = 52;

/// Writes the number of a list.
pub(crate) fn legal(label: &Label) -> Legal {
    let shown = label.shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let foreign = Legal { text: shown.clone(), rank: None, trust: Trust::Foreign };
    if label.form == Form::Bullet {
        let text = if shown.chars().next().is_some_and(is_dash) { "–" } else { "•" };
        return Legal { text: text.to_owned(), rank: Some(Rank::Dash), trust: Trust::Shown };
    }
    if is_top(&shown) {
        return Legal { text: shown, rank: Some(Rank::Top), trust: Trust::Shown };
    }
    let body = shown.trim_start_matches('(').trim_end_matches(['.', ')', ':', '-']).trim();
    let written = match label.form {
        Form::Decimal if body.contains('.') => decimal(&shown, body),
        Form::Decimal => counted(&shown, body),
        Form::LowerLetter => letter(label.value).map(|letter| (format!("{letter})"), Rank::Letter)),
        // A number of its own that acts don't have: a dash, as acts have it so deep, with the number kept.
        Form::LowerRoman => Some((format!("– {shown}"), Rank::Dash)),
        Form::UpperRoman => (body.chars().all(char::is_uppercase) && !shown.contains(')')).then(|| (format!("{body}."), Rank::Top)),
        Form::UpperLetter => shown.ends_with(')').then(|| (format!("{body})"), Rank::Letter)),
        Form::Bullet | Form::Nothing | Form::Foreign => None,
    };
    written.map_or(foreign, |(text, rank)| {
        let trust = if text == shown { Trust::Shown } else { Trust::Changed };
        Legal { text, rank: Some(rank), trust }
    })
}

/// `1.` or `1)`, whatever else stood around it.
fn counted(shown: &str, body: &str) -> Option<(String, Rank)> {
    let body = body.trim_start_matches('0');
    let digits = (1..=3).contains(&body.len()) && body.bytes().all(|b| b.is_ascii_digit());
    let (end, rank) = if shown.ends_with(')') { (')', Rank::Point) } else { ('.', Rank::Subsection) };
    digits.then(|| (format!("{body}{end}"), rank))
}

/// `1.1`, `1.1.`
fn decimal(shown: &str, body: &str) -> Option<(String, Rank)> {
    let is_part = |part: &str| (1..=2).contains(&part.len()) && !part.starts_with('0') && part.bytes().all(|b| b.is_ascii_digit());
    let parts = body.split('.').all(is_part) && body.split('.').count() <= 6;
    (parts && shown.starts_with(body)).then(|| (shown.to_owned(), Rank::Subsection))
}

/// a … z, za … zz
fn letter(value: u32) -> Option<String> {
    let place = value.checked_sub(1).filter(|place| *place < LETTERS_MAX)?;
    let letter = char::from(b'a' + u8::try_from(place % 26).ok()?);
    Some(if place < 26 { letter.to_string() } else { format!("z{letter}") })
}

/// `§ 1.`, `Art. 1.`, `Rozdział I`, and nothing behind it.
pub(crate) fn is_top(text: &str) -> bool {
    top(text).is_some_and(|rest| rest.trim_start_matches(['.', ':', ')', '\\']).trim().is_empty())
}

/// What follows the number of a section, an article or a chapter.
fn top(text: &str) -> Option<&str> {
    let rest = match text.strip_prefix('§') {
        Some(rest) => rest,
        None => WORDS.iter().find_map(|word| strip_word(text, word))?,
    };
    let rest = rest.trim_start_matches('.').trim_start();
    let number = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'I' | b'V' | b'X' | b'L')).count();
    let rest = rest.get(number..).filter(|_| number > 0)?;
    Some(rest.trim_start_matches(|c: char| c.is_ascii_lowercase()))
}

/// What follows a word, however its letters are cased.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    let fits = word.chars().all(|letter| rest.next().and_then(|c| c.to_lowercase().next()) == Some(letter));
    let rest = rest.as_str();
    (fits && !rest.starts_with(char::is_alphabetic)).then_some(rest)
}

/// What the numbers begin that somebody typed before a text, from the first to the last: "§ 3. 1. Text".
pub(crate) fn typed(text: &str) -> Vec<Rank> {
    let mut ranks = Vec::new();
    let mut rest = text;
    while let Some((rank, after)) = first(rest).filter(|(rank, _)| ranks.last().is_none_or(|last| rank > last)) {
        ranks.push(rank);
        rest = after.trim_start();
    }
    ranks
}

/// What the first number begins, and what follows it.
fn first(text: &str) -> Option<(Rank, &str)> {
    if let Some(rest) = top(text).filter(|rest| !rest.starts_with(char::is_alphanumeric)) {
        return Some((Rank::Top, rest.strip_prefix('.').unwrap_or(rest)));
    }
    let mut rest = text.chars();
    let sign = rest.next()?;
    if is_dash(sign) || is_bullet(sign) {
        return rest.as_str().starts_with(char::is_whitespace).then_some((Rank::Dash, rest.as_str()));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let letters = text.get(digits..)?.bytes().take_while(u8::is_ascii_lowercase).count();
    let mut rest = text.get(digits + letters..)?.chars();
    let end = rest.next()?;
    let rest = rest.as_str();
    let rank = match (digits, letters, end) {
        (0, 1..=2, ')') => Rank::Letter,
        (1..=3, 0..=2, ')') => Rank::Point,
        (1..=3, 0..=2, '.') if rest.chars().next().is_none_or(|c| c.is_whitespace() || c.is_uppercase()) => Rank::Subsection,
        _ => return None,
    };
    Some((rank, rest))
}

fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '-' | '−' | '‒' | '\u{2010}' | '\u{2011}' | '\u{F02D}')
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '▪' | '●' | '◦' | '‣' | '·' | '■' | '○' | '\u{F0B7}' | '\u{F0A7}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(form: Form, value: u32, shown: &str) -> (String, Option<Rank>, Trust) {
        let legal = legal(&Label { shown: shown.to_owned(), form, value });
        (legal.text, legal.rank, legal.trust)
    }

    #[test]
    fn numbers_as_acts_have_them_stay() {
        use Form::{Bullet, Decimal, LowerLetter, UpperRoman};
        for (form, value, shown, rank) in [
            (Decimal, 2, "§ 2.", Rank::Top),
            (Decimal, 2, "Art. 2.", Rank::Top),
            (UpperRoman, 4, "Rozdział IV", Rank::Top),
            (UpperRoman, 4, "IV.", Rank::Top),
            (Decimal, 12, "12.", Rank::Subsection),
            (Decimal, 1, "2.1.", Rank::Subsection),
            (Decimal, 3, "3)", Rank::Point),
            (LowerLetter, 2, "b)", Rank::Letter),
            (Bullet, 1, "–", Rank::Dash),
            (Bullet, 7, "•", Rank::Dash),
        ] {
            assert_eq!(written(form, value, shown), (shown.to_owned(), Some(rank), Trust::Shown), "{shown}");
        }
        assert_eq!(written(Form::Decimal, 2, "§\u{A0}2.").0, "§ 2.");
        assert_eq!(written(Form::Bullet, 1, "\u{F0B7}").0, "•");
        assert_eq!(written(Form::Bullet, 1, "-").0, "–");
    }

    #[test]
    fn other_ways_to_write_them_are_changed_and_reported() {
        use Form::{Decimal, LowerLetter, LowerRoman, UpperRoman};
        for (form, value, shown, text, rank) in [
            (Decimal, 2, "2", "2.", Rank::Subsection),
            (Decimal, 2, "02.", "2.", Rank::Subsection),
            (Decimal, 2, "(2)", "2)", Rank::Point),
            (Decimal, 2, "2.)", "2)", Rank::Point),
            (LowerLetter, 2, "b.", "b)", Rank::Letter),
            (LowerLetter, 28, "bb)", "zb)", Rank::Letter),
            (LowerRoman, 2, "ii)", "– ii)", Rank::Dash),
            (UpperRoman, 2, "II", "II.", Rank::Top),
        ] {
            assert_eq!(written(form, value, shown), (text.to_owned(), Some(rank), Trust::Changed), "{shown}");
        }
    }

    #[test]
    fn numbers_that_acts_do_not_have_stay_as_text() {
        for (form, shown) in [(Form::Decimal, "Krok 1:"), (Form::UpperLetter, "A."), (Form::Foreign, "pierwszy"), (Form::Decimal, "1000.")]
        {
            assert_eq!(written(form, 1, shown), (shown.to_owned(), None, Trust::Foreign));
        }
    }

    #[test]
    fn typed_numbers_are_told_from_words() {
        use Rank::{Dash, Letter, Point, Subsection, Top};
        for (text, ranks) in [
            ("§ 1. Tekst", &[Top][..]),
            ("§ 4a. Tekst", &[Top]),
            ("§ 3. 1. Tekst", &[Top, Subsection]),
            ("Rozdział II", &[Top]),
            ("ROZDZIAŁ 1 Ogólne", &[Top]),
            ("1. Tekst", &[Subsection]),
            ("1) a) tekst", &[Point, Letter]),
            ("1a) tekst", &[Point]),
            ("za) tekst", &[Letter]),
            ("– tekst", &[Dash]),
            ("Rozdziałem 1", &[]),
            ("12.5 tony", &[]),
            ("2025 r.", &[]),
            ("-5 stopni", &[]),
            ("", &[]),
        ] {
            assert_eq!(typed(text), ranks, "{text}");
        }
    }
}
