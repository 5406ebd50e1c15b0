//! The numbers of lists: how they are counted, shown, and written in an act.

mod count;
mod legal;

pub(crate) use count::{Counts, LEVELS, Level, Pattern};
pub(crate) use legal::{Legal, Rank, Trust, is_top, legal, typed};

/// How the number of a level is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// 1, 2, 3
    Decimal,
    /// a, b, c
    LowerLetter,
    /// A, B, C
    UpperLetter,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
    /// A sign, the same each time.
    Bullet,
    /// Nothing.
    Nothing,
    /// In words, or in a script that acts don't use; counted as decimal.
    Foreign,
}

/// The number of a paragraph as its program would show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// All of it.
    pub(crate) shown: String,
    /// The form of its last part.
    pub(crate) form: Form,
    /// The value of its last part.
    pub(crate) value: u32,
}

/// A value as a form shows it.
pub(crate) fn show(form: Form, value: u32) -> String {
    match form {
        Form::Decimal | Form::Foreign => value.to_string(),
        Form::LowerLetter => letters(value, b'a'),
        Form::UpperLetter => letters(value, b'A'),
        Form::LowerRoman => roman(value).to_lowercase(),
        Form::UpperRoman => roman(value),
        Form::Bullet | Form::Nothing => String::new(),
    }
}

/// After z comes aa, then bb: so word processors count.
fn letters(value: u32, first: u8) -> String {
    let Some(place) = value.checked_sub(1) else { return String::new() };
    let letter = u8::try_from(place % 26).map_or(first, |place| first + place);
    let times = usize::try_from(place / 26).unwrap_or(0).min(30) + 1;
    char::from(letter).to_string().repeat(times)
}

fn roman(value: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    // Longer ones than this nobody can read.
    if value >= 4000 {
        return value.to_string();
    }
    let (mut rest, mut out) = (value, String::new());
    for (worth, digit) in DIGITS {
        while rest >= worth {
            out.push_str(digit);
            rest -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Form, show};

    #[test]
    fn numbers_are_shown_as_a_word_processor_shows_them() {
        let shown = |form| [1, 4, 26, 27, 28, 53].map(|value| show(form, value));
        assert_eq!(shown(Form::Decimal), ["1", "4", "26", "27", "28", "53"]);
        assert_eq!(shown(Form::LowerLetter), ["a", "d", "z", "aa", "bb", "aaa"]);
        assert_eq!(shown(Form::UpperRoman), ["I", "IV", "XXVI", "XXVII", "XXVIII", "LIII"]);
        assert_eq!(show(Form::LowerRoman, 1999), "mcmxcix");
        assert_eq!(show(Form::UpperLetter, 0), "");
    }
}
