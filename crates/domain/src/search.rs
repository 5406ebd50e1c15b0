//! Finding what people wrote, whatever its case and its marks: who looks for "zrodlo" finds "Źródło".

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// What somebody looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needle {
    /// A remark by its number (`#17`).
    Number(i64),
    /// Words that are all in it, in any order.
    Words(Vec<String>),
}

impl Needle {
    /// Reads what was typed; `None` when that is nothing.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let number = typed.trim().strip_prefix('#').and_then(|number| number.trim().parse().ok());
        if let Some(number) = number {
            return Some(Self::Number(number));
        }
        let words: Vec<_> = typed.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
        (!words.is_empty()).then_some(Self::Words(words))
    }

    /// Whether it is in a remark with this number and these texts. `room` is there to be used again for the next one.
    #[must_use]
    pub fn is_in(&self, number: i64, texts: &[&str], room: &mut String) -> bool {
        match self {
            Self::Number(wanted) => *wanted == number,
            Self::Words(words) => {
                room.clear();
                for text in texts {
                    fold(text, room);
                    // No word goes from one text into the next.
                    room.push('\n');
                }
                words.iter().all(|word| room.contains(word.as_str()))
            }
        }
    }
}

/// Adds a text in lower case and without marks.
fn fold(text: &str, to: &mut String) {
    to.reserve(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_ascii() => to.push(c.to_ascii_lowercase()),
            // Its stroke is no mark to Unicode.
            'ł' | 'Ł' => to.push('l'),
            _ => {
                for lower in c.to_lowercase() {
                    decompose_canonical(lower, |part| {
                        if !is_combining_mark(part) {
                            to.push(part);
                        }
                    });
                }
            }
        }
    }
}

/// A text in lower case and without marks.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold(text, &mut folded);
    folded
}

/// The words of a text in lower case and without marks.
pub(crate) fn words(text: &str) -> Vec<String> {
    folded(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, text: &str) -> bool {
        Needle::parse(typed).unwrap().is_in(17, &["Anna Żak", text], &mut String::new())
    }

    #[test]
    fn case_and_marks_make_no_difference() {
        assert_eq!(folded("ZAŻÓŁĆ gęślą JAŹŃ"), "zazolc gesla jazn");
        assert_eq!(folded("Zaz\u{307}o\u{301}łc\u{301}"), "zazolc");
        assert_eq!(folded("Ąą ĆĘŁŃÓŚŹŻ ćęłńóśźż – Ångström, Ünal"), "aa celnoszz celnoszz – angstrom, unal");
        assert!(finds("ŹRÓDŁO", "Skąd źródło?"));
        assert!(finds("zrodlo", "Skąd Źródło?"));
        assert!(finds("źrodło", "skąd zrodlo?"));
    }

    #[test]
    fn all_words_are_in_what_is_found_also_in_the_name() {
        assert!(finds("park żak", "Więcej parków"));
        assert!(!finds("park nowak", "Więcej parków"));
        assert!(!finds("zak wiecej x", "Więcej parków"));
    }

    #[test]
    fn a_number_is_one_remarks() {
        assert!(finds("#17", ""));
        assert!(!finds("#1", "17"));
        assert!(finds("17", "w 2017 roku"));
    }

    #[test]
    fn nothing_typed_looks_for_nothing() {
        for typed in ["", "  ", "\u{301}"] {
            assert_eq!(Needle::parse(typed), None, "{typed:?}");
        }
    }
}
