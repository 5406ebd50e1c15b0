//! A number of a unit, and what may come after it: 4, 4a, 5; I, Ia, II; a, b, za; 2.1, 2.2.

/// As it is cited, with its place in the sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// As it is cited.
    pub(super) shown: String,
    /// One value, or several for "2.1".
    pub(super) path: Vec<u32>,
    /// What was inserted later: the "a" of "4a".
    suffix: String,
}

impl Number {
    /// "4", "4a", "2.1".
    pub(super) fn arabic(path: Vec<u32>, suffix: &str) -> Self {
        let digits: Vec<String> = path.iter().map(u32::to_string).collect();
        Self { shown: format!("{}{suffix}", digits.join(".")), path, suffix: suffix.to_owned() }
    }

    /// "I", "Ia"; `None` for what is not written as the Romans would.
    pub(super) fn roman(digits: &str, suffix: &str) -> Option<Self> {
        let value = from_roman(digits)?;
        Some(Self { shown: format!("{digits}{suffix}"), path: vec![value], suffix: suffix.to_owned() })
    }

    /// "a", "z", "za", "aa", also with a Polish letter after its plain one.
    pub(super) fn letters(letters: &str) -> Option<Self> {
        let mut chars = letters.chars();
        let (first, second) = (chars.next()?, chars.next());
        let (value, suffix) = place(first)?;
        let (value, suffix) = match second {
            None => (value, suffix),
            // After z comes za, zb (aa, ab in older texts).
            Some(second) if matches!(first, 'z' | 'a') && chars.next().is_none() => {
                let (second, suffix) = place(second)?;
                (26 + second, suffix)
            }
            Some(_) => return None,
        };
        Some(Self { shown: letters.to_owned(), path: vec![value], suffix })
    }

    /// The same form at another place of the sequence.
    pub(super) fn at(value: u32) -> Self {
        Self::arabic(vec![value], "")
    }

    /// Whether a sequence may begin with it.
    pub(super) fn is_first(&self) -> bool {
        self.path.last() == Some(&1) && matches!(self.suffix.as_str(), "" | "a")
    }

    /// Whether it comes right after `earlier`.
    pub(super) fn follows(&self, earlier: &Self) -> bool {
        let (Some((last, head)), Some((earlier_last, earlier_head))) = (self.path.split_last(), earlier.path.split_last()) else {
            return false;
        };
        if head != earlier_head {
            return false;
        }
        let next = *last == earlier_last + 1 && matches!(self.suffix.as_str(), "" | "a");
        next || (last == earlier_last && self.suffix > earlier.suffix)
    }

    /// Whether it comes right after `earlier` in a sequence of letters, some of which Polish leaves out.
    pub(super) fn follows_as_letter(&self, earlier: &Self) -> bool {
        let skipped = |value: u32| matches!(value, 17 | 22 | 24); // q, v, x
        let (Some(this), Some(before)) = (self.path.first(), earlier.path.first()) else { return false };
        self.follows(earlier) || (this > before && (before + 1..*this).all(skipped))
    }
}

/// The place of a letter in the alphabet without Polish letters; those stand behind their plain one.
fn place(letter: char) -> Option<(u32, String)> {
    let lower = letter.to_lowercase().next()?;
    let plain = match lower {
        'ą' => 'a',
        'ć' => 'c',
        'ę' => 'e',
        'ł' => 'l',
        'ń' => 'n',
        'ó' => 'o',
        'ś' => 's',
        'ź' | 'ż' => 'z',
        other => other,
    };
    let value = plain.is_ascii_lowercase().then(|| u32::from(plain) - u32::from('a') + 1)?;
    Some((value, if plain == lower { String::new() } else { lower.to_string() }))
}

fn from_roman(digits: &str) -> Option<u32> {
    const WORTH: [(&str, u32, u32); 9] =
        [("C", 100, 3), ("XC", 90, 1), ("L", 50, 1), ("XL", 40, 1), ("X", 10, 3), ("IX", 9, 1), ("V", 5, 1), ("IV", 4, 1), ("I", 1, 3)];
    let (mut rest, mut value) = (digits, 0);
    for (digit, worth, most) in WORTH {
        for _ in 0..most {
            let Some(more) = rest.strip_prefix(digit) else { break };
            rest = more;
            value += worth;
        }
    }
    // After IX, XL and the like nothing of the same place may stand: "IXI" or "XLX" would slip through.
    let slips = ["IXI", "IXV", "IVI", "XCX", "XCL", "XLX"].iter().any(|slip| digits.contains(slip));
    (rest.is_empty() && value > 0 && !slips).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inserted_number_follows_the_one_before_it() {
        let n = |value, suffix| Number::arabic(vec![value], suffix);
        assert!(n(5, "").follows(&n(4, "")));
        assert!(n(4, "a").follows(&n(4, "")));
        assert!(n(4, "b").follows(&n(4, "a")));
        assert!(n(5, "").follows(&n(4, "b")));
        assert!(!n(6, "").follows(&n(4, "")));
        assert!(!n(4, "").follows(&n(4, "")));
        assert!(Number::arabic(vec![2, 2], "").follows(&Number::arabic(vec![2, 1], "")));
        assert!(!Number::arabic(vec![3, 2], "").follows(&Number::arabic(vec![2, 1], "")));
    }

    #[test]
    fn roman_numbers_are_read_as_they_are_rightly_written() {
        assert_eq!(Number::roman("XIV", "").unwrap().path, [14]);
        assert!(Number::roman("I", "a").unwrap().follows(&Number::roman("I", "").unwrap()));
        assert_eq!(Number::roman("CCXLIX", "").unwrap().path, [249]);
        for wrong in ["IIII", "VV", "IXI", "XLX", "IC", "IVI"] {
            assert_eq!(Number::roman(wrong, ""), None, "{wrong}");
        }
        assert_eq!(Number::roman("", ""), None);
    }

    #[test]
    fn letters_go_on_after_z_and_leave_out_what_polish_leaves_out() {
        let l = |letters| Number::letters(letters).unwrap();
        assert!(l("b").follows_as_letter(&l("a")));
        assert!(l("r").follows_as_letter(&l("p")));
        assert!(l("za").follows_as_letter(&l("z")));
        assert!(l("ł").follows_as_letter(&l("l")));
        assert!(l("m").follows_as_letter(&l("ł")));
        assert!(!l("d").follows_as_letter(&l("b")));
        assert_eq!(Number::letters("np"), None);
    }
}
