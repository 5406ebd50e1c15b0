//! Whether two remarks say nearly the same: by runs of three words, of which each text keeps the least hashes (bottom-k
//! sketches, Broder 1997), so that comparing costs the same however long the texts are.

use crate::search::words;

/// How many hashes of a text are kept.
const KEPT: usize = 128;
/// Words in a run.
const RUN: usize = 3;
/// Texts with fewer words are like many others by chance: "I agree".
const WORDS_MIN: usize = 5;
/// From which share of common runs on two texts are alike, in percent.
const ALIKE: usize = 60;

/// What is kept of a text to compare it with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch(Vec<u64>);

impl Sketch {
    /// The sketch of a text; `None` for one that is too short to be compared.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let words = words(text);
        if words.len() < WORDS_MIN {
            return None;
        }
        let mut hashes: Vec<u64> = words.windows(RUN).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.truncate(KEPT);
        Some(Self(hashes))
    }

    /// Whether two texts are nearly the same, whatever their case, marks and punctuation.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let (mut mine, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let (mut seen, mut common) = (0, 0);
        while seen < KEPT {
            match (mine.peek(), theirs.peek()) {
                (None, None) => break,
                (Some(a), Some(b)) if a == b => {
                    common += 1;
                    mine.next();
                    theirs.next();
                }
                (Some(a), b) if b.is_none_or(|b| a < b) => {
                    mine.next();
                }
                _ => {
                    theirs.next();
                }
            }
            seen += 1;
        }
        common * 100 >= ALIKE * seen
    }
}

/// FNV-1a, 64 bits, with a mark after each word.
fn hash(words: &[String]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        Sketch::of(one).unwrap().is_like(&Sketch::of(other).unwrap())
    }

    const PLEA: &str = "Proszę o większy budżet na zadania organizacji pozarządowych, bo obecny nie wystarcza na pół roku działań.";

    #[test]
    fn the_same_words_are_alike_whatever_case_marks_and_punctuation() {
        assert!(alike(PLEA, PLEA));
        assert!(alike(PLEA, &PLEA.to_uppercase().replace(',', "!!!")));
        assert!(alike(PLEA, &PLEA.replace('ę', "e").replace('ż', "z")));
    }

    #[test]
    fn a_word_more_or_less_makes_no_other_text_and_another_subject_does() {
        assert!(alike(PLEA, &format!("{PLEA} Dziękuję.")));
        assert!(alike(PLEA, &PLEA.replace("Proszę o", "Bardzo proszę o")));
        assert!(!alike(PLEA, "Proszę o większy lokal dla organizacji pozarządowych w centrum miasta, blisko przystanku i z podjazdem."));
    }

    #[test]
    fn a_few_words_are_not_compared() {
        assert_eq!(Sketch::of("Zgadzam się z przedmówcą."), None);
        assert_eq!(Sketch::of(""), None);
    }

    #[test]
    fn a_long_text_is_compared_by_its_sketch() {
        let words = |range: std::ops::Range<u32>| range.map(|n| format!("słowo{n}")).collect::<Vec<_>>().join(" ");
        assert!(alike(&words(0..1_500), &words(0..1_450)));
        assert!(!alike(&words(0..1_500), &words(1_000..2_500)));
    }
}
