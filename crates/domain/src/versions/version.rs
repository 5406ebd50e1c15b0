//! The two versions, measured: shapes, texts, and what they have in common.

use std::collections::HashMap;

use super::Side;
use super::features::{Common, Lexicon, SAME, Text};
use super::shape::{Place, places};

/// One version.
pub(super) struct Version<'a> {
    sides: &'a [Side<'a>],
    places: Vec<Place>,
    texts: Vec<Text>,
    /// How often each text stands in it, by its number but for endings, accents and signs.
    repeats: HashMap<usize, usize>,
    /// How many siblings have the same text, by their parent and the number of the text as in `repeats`.
    siblings: HashMap<(Option<usize>, usize), usize>,
    by_label: HashMap<&'a str, usize>,
}

impl<'a> Version<'a> {
    fn new(sides: &'a [Side<'a>], lexicon: &mut Lexicon) -> Self {
        let texts: Vec<Text> = sides.iter().map(|side| lexicon.measure(side.text)).collect();
        let places = places(sides);
        let (mut repeats, mut siblings) = (HashMap::new(), HashMap::new());
        for (text, place) in texts.iter().zip(&places) {
            *repeats.entry(text.like).or_default() += 1;
            *siblings.entry((place.parent, text.like)).or_default() += 1;
        }
        let by_label = sides.iter().enumerate().map(|(at, side)| (side.label, at)).collect();
        Self { sides, places, texts, repeats, siblings, by_label }
    }

    /// How many units it has.
    pub(super) fn len(&self) -> usize {
        self.sides.len()
    }

    pub(super) fn side(&self, at: usize) -> Option<&'a Side<'a>> {
        self.sides.get(at)
    }

    pub(super) fn place(&self, at: usize) -> Place {
        self.places.get(at).copied().unwrap_or_default()
    }

    pub(super) fn text(&self, at: usize) -> Option<&Text> {
        self.texts.get(at)
    }

    /// The number of its text; 0 for none.
    pub(super) fn exact(&self, at: usize) -> usize {
        self.text(at).map_or(0, |text| text.exact)
    }

    pub(super) fn words(&self, at: usize) -> usize {
        self.text(at).map_or(0, |text| text.words)
    }

    /// The number of its text but for endings, accents and signs; 0 for none.
    pub(super) fn like(&self, at: usize) -> usize {
        self.text(at).map_or(0, |text| text.like)
    }

    /// How often the text of this number stands in it, but for endings, accents and signs.
    pub(super) fn repeats(&self, like: usize) -> usize {
        self.repeats.get(&like).copied().unwrap_or_default()
    }

    /// How many units under a parent have the text of this number, but for endings, accents and signs.
    pub(super) fn alike_below(&self, parent: Option<usize>, like: usize) -> usize {
        self.siblings.get(&(parent, like)).copied().unwrap_or_default()
    }

    pub(super) fn by_label(&self, label: &str) -> Option<usize> {
        self.by_label.get(label).copied()
    }

    /// What its label says beyond that of its parent: its own number or position.
    pub(super) fn number(&self, at: usize) -> &'a str {
        let label = self.side(at).map_or("", |side| side.label);
        let above = self.place(at).parent.and_then(|parent| self.side(parent)).map_or("", |side| side.label);
        label.strip_prefix(above).map_or(label, str::trim_start)
    }

    /// The children of a unit, in order.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.place(at).first, |child| self.place(*child).after)
    }
}

/// Both versions.
pub(super) struct Versions<'a> {
    pub(super) old: Version<'a>,
    pub(super) new: Version<'a>,
    /// How much each feature says.
    pub(super) weights: Vec<u32>,
}

impl<'a> Versions<'a> {
    /// Measures both.
    pub(super) fn new(old: &'a [Side<'a>], new: &'a [Side<'a>]) -> Self {
        let mut lexicon = Lexicon::default();
        let old = Version::new(old, &mut lexicon);
        let new = Version::new(new, &mut lexicon);
        Self { old, new, weights: lexicon.weights() }
    }

    /// Whether two units have the same text, be it none.
    pub(super) fn same_text(&self, old: usize, new: usize) -> bool {
        self.old.exact(old) == self.new.exact(new)
    }

    /// Whether two units have the same citation.
    pub(super) fn same_label(&self, old: usize, new: usize) -> bool {
        self.old.side(old).map(|side| side.label) == self.new.side(new).map(|side| side.label)
    }

    /// Whether two units have the same text but for endings, accents and signs, and one of them is not alone with it.
    pub(super) fn is_repeated(&self, old: usize, new: usize) -> bool {
        let like = self.old.like(old);
        like == self.new.like(new) && (self.old.repeats(like) > 1 || self.new.repeats(like) > 1)
    }

    /// What the texts of two units have in common.
    pub(super) fn common(&self, old: usize, new: usize) -> Common {
        match (self.old.text(old), self.new.text(new)) {
            (Some(old), Some(new)) => Common::of(old, new, &self.weights),
            _ => Common::default(),
        }
    }

    /// How alike two texts are, of 1,000.
    pub(super) fn alike(&self, old: usize, new: usize) -> u32 {
        if self.same_text(old, new) { SAME } else { self.common(old, new).alike() }
    }
}
