//! What is measured of a text, so that two can be compared without reading them again.

use std::collections::HashMap;

/// How many words of a unit are looked at. Longer texts are told apart by then.
const WORDS_MAX: usize = 1_000;

/// How many letters of a word count: what comes behind them is mostly its ending, or a slip.
const STEM: usize = 6;

/// The measure of two texts with nothing but the same stems; the same text has [`SAME`].
const ALIKE: u32 = 990;

/// The measure of a text with itself.
pub(super) const SAME: u32 = 1_000;

/// A text as numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    /// The same for the same words, whatever white space parts them; 0 for an empty text.
    pub(super) exact: usize,
    /// The same for the same words but for endings, accents and signs; 0 for an empty text.
    pub(super) like: usize,
    /// How many words it has.
    pub(super) words: usize,
    /// Its stems and pairs of stems, ascending, each once.
    pub(super) features: Vec<usize>,
}

/// Numbers for texts, stems and pairs, in the order in which they come up.
#[derive(Default)]
pub(super) struct Lexicon {
    texts: HashMap<String, usize>,
    likes: HashMap<Vec<usize>, usize>,
    stems: HashMap<String, usize>,
    pairs: HashMap<(usize, usize), usize>,
    /// In how many texts each feature stands.
    found: Vec<usize>,
    measured: usize,
}

impl Lexicon {
    /// Takes in a text.
    pub(super) fn measure(&mut self, text: &str) -> Text {
        self.measured += 1;
        let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if plain.is_empty() {
            return Text::default();
        }
        let mut features = Vec::new();
        let mut stems = Vec::new();
        for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS_MAX) {
            let stem = number_of(&mut self.stems, stem(word), &mut self.found);
            features.push(stem);
            if let Some(before) = stems.last() {
                features.push(number_of(&mut self.pairs, (*before, stem), &mut self.found));
            }
            stems.push(stem);
        }
        features.sort_unstable();
        features.dedup();
        for feature in &features {
            if let Some(found) = self.found.get_mut(*feature) {
                *found += 1;
            }
        }
        let (exact, like, words) = (self.texts.len() + 1, self.likes.len() + 1, stems.len());
        let exact = *self.texts.entry(plain).or_insert(exact);
        let like = *self.likes.entry(stems).or_insert(like);
        Text { exact, like, words, features }
    }

    /// How much each feature says: a word that stands everywhere says next to nothing.
    pub(super) fn weights(&self) -> Vec<u32> {
        let weight = |found: &usize| 1 + (self.measured / (*found).max(1)).max(1).ilog2();
        self.found.iter().map(weight).collect()
    }
}

fn number_of<K: std::hash::Hash + Eq>(known: &mut HashMap<K, usize>, key: K, found: &mut Vec<usize>) -> usize {
    *known.entry(key).or_insert_with(|| {
        found.push(0);
        found.len() - 1
    })
}

/// The beginning of a word without its Polish accents; a number is kept whole.
fn stem(word: &str) -> String {
    let length = if word.contains(|c: char| c.is_ascii_digit()) { usize::MAX } else { STEM };
    let plain = |c: char| match c {
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
    word.chars().flat_map(char::to_lowercase).map(plain).take(length).collect()
}

/// Sums of weights: what two texts have in common, and what each has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Common {
    both: u32,
    old: u32,
    new: u32,
}

impl Common {
    /// Weighs the features of two texts.
    pub(super) fn of(old: &Text, new: &Text, weights: &[u32]) -> Self {
        let weigh = |features: &[usize]| features.iter().filter_map(|feature| weights.get(*feature)).sum();
        let mut both = 0;
        let mut others = new.features.iter().peekable();
        for feature in &old.features {
            while others.next_if(|other| *other < feature).is_some() {}
            if others.peek() == Some(&feature) {
                both += weights.get(*feature).unwrap_or(&0);
            }
        }
        Self { both, old: weigh(&old.features), new: weigh(&new.features) }
    }

    /// How alike they are, from 0 to [`ALIKE`].
    pub(super) fn alike(self) -> u32 {
        share(2 * self.both, self.old + self.new).min(ALIKE)
    }

    /// How much of the old text stands in the new one, of 1,000.
    pub(super) fn of_old(self) -> u32 {
        share(self.both, self.old)
    }
}

/// How much of a text, of 1,000, is what another text had and a third has not.
pub(super) fn taken(text: &Text, had: &Text, has_not: &Text, weights: &[u32]) -> u32 {
    let stands = |text: &Text, feature: &usize| text.features.binary_search(feature).is_ok();
    let weigh = |feature: &usize| weights.get(*feature).copied().unwrap_or_default();
    let taken = text.features.iter().filter(|feature| stands(had, feature) && !stands(has_not, feature)).map(weigh).sum();
    share(taken, text.features.iter().map(weigh).sum())
}

/// A part of a whole, of 1,000.
fn share(part: u32, whole: u32) -> u32 {
    u32::try_from(u64::from(part) * 1_000 / u64::from(whole.max(1))).unwrap_or(SAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(old: &str, new: &str) -> u32 {
        let mut lexicon = Lexicon::default();
        let (old, new) = (lexicon.measure(old), lexicon.measure(new));
        Common::of(&old, &new, &lexicon.weights()).alike()
    }

    #[test]
    fn an_ending_or_an_accent_makes_no_other_text() {
        assert_eq!(alike("Rada Seniorów opiniuje uchwałę", "rada seniorow opiniuje uchwały"), ALIKE);
        assert!(alike("w terminie 14 dni", "w terminie 30 dni") < 700);
        assert_eq!(alike("opłata za lokal", "skład komisji"), 0);
    }

    #[test]
    fn the_same_words_are_the_same_text_whatever_parts_them() {
        let mut lexicon = Lexicon::default();
        let exact = [lexicon.measure("art. 3 ustawy"), lexicon.measure("art.\u{A0}3  ustawy"), lexicon.measure(" ")].map(|text| text.exact);
        assert_eq!(exact, [1, 1, 0]);
    }
}
