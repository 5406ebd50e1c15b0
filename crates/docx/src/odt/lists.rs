//! The lists that are open, and the counting of their entries.

use std::collections::HashMap;

use super::styles::{OUTLINE, Styles};
use crate::block::Entry;
use crate::number::Counts;
use crate::xml::Tag;

/// The key under which headings are counted.
const HEADINGS: u64 = 0;

/// The lists of a document so far.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Open>,
    counts: HashMap<u64, Counts>,
    /// The lists that have a name.
    named: HashMap<String, u64>,
    /// The last list of each style.
    last: HashMap<String, u64>,
    begun: u64,
}

/// An open list.
#[derive(Debug)]
struct Open {
    key: u64,
    style: Option<String>,
    item: Item,
}

/// The entry of a list that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    /// Its first paragraph has its number, or the one given.
    Fresh(Option<u32>),
    /// It has its number, or has none.
    Numbered,
}

impl Lists {
    /// A list begins.
    pub(super) fn begin(&mut self, tag: &Tag<'_>) {
        let style: Option<String> = tag.get("style-name").map(Into::into);
        let key = match self.open.last() {
            Some(outer) => outer.key,
            None => self.key(tag, style.as_deref()),
        };
        if let Some(id) = tag.get("id") {
            self.named.insert(id.into(), key);
        }
        let style = style.or_else(|| self.open.last().and_then(|outer| outer.style.clone()));
        if let Some(style) = &style {
            self.last.insert(style.clone(), key);
        }
        self.open.push(Open { key, style, item: Item::Numbered });
    }

    /// Which list goes on with one, or a new one.
    fn key(&mut self, tag: &Tag<'_>, style: Option<&str>) -> u64 {
        let named = tag.get("continue-list").and_then(|id| self.named.get(&*id).copied());
        let continued = tag.get("continue-numbering").as_deref() == Some("true");
        let last = || style.filter(|_| continued).and_then(|style| self.last.get(style).copied());
        named.or_else(last).unwrap_or_else(|| {
            self.begun += 1;
            self.begun
        })
    }

    /// A list ends.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// An entry begins, with a number of its own where it has one.
    pub(super) fn item(&mut self, start: Option<u32>) {
        if let Some(list) = self.open.last_mut() {
            list.item = Item::Fresh(start);
        }
    }

    /// What stands in a list without a number begins.
    pub(super) fn header(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.item = Item::Numbered;
        }
    }

    /// The lists that are open, put away while something apart is read, a footnote for instance.
    pub(super) fn leave(&mut self) -> Away {
        Away(std::mem::take(&mut self.open))
    }

    /// Goes on with the lists that were open.
    pub(super) fn come_back(&mut self, away: Away) {
        self.open = away.0;
    }

    /// The entry that a paragraph is, and where its text begins.
    pub(super) fn next(&mut self, styles: &Styles) -> Option<(Option<Entry>, Option<i32>)> {
        let at = self.open.len().checked_sub(1)?;
        let list = self.open.last_mut()?;
        let levels = styles.levels(list.style.as_deref()?)?;
        let level = |at: usize| levels.get(at).and_then(Option::as_ref);
        let left = level(at).and_then(|level| level.left);
        let Item::Fresh(anew) = list.item else { return Some((None, left)) };
        list.item = Item::Numbered;
        let label = self.counts.entry(list.key).or_default().step(&level, at, anew);
        Some((Some(Entry { list: list.key, level: at, label }), left))
    }

    /// The number of a heading that stands in no list, where headings have numbers.
    pub(super) fn heading(&mut self, styles: &Styles, outline: u8, start: Option<u32>) -> Option<Entry> {
        let levels = styles.levels(OUTLINE)?;
        let level = |at: usize| levels.get(at).and_then(Option::as_ref);
        let at = usize::from(outline.checked_sub(1)?);
        level(at).filter(|level| !level.pattern.is_empty())?;
        let label = self.counts.entry(HEADINGS).or_default().step(&level, at, start);
        Some(Entry { list: HEADINGS, level: at, label })
    }

    /// Whether a list is open.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }
}

/// Lists that were put away.
#[derive(Debug)]
pub(super) struct Away(Vec<Open>);
