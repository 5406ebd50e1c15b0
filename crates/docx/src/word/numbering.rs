//! The lists of a DOCX: their definitions, and the counting of paragraphs that are in them.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use super::styles::Styles;
use crate::Refused;
use crate::block::Entry;
use crate::number::{Counts, Form, LEVELS, Level, Pattern};
use crate::xml::{Space, Tag, Visit, visit};

/// The most definitions, and the most lists. Word itself keeps a few thousand.
const LISTS_MAX: usize = 20_000;

/// A definition of a list. Lists that share one are counted through.
#[derive(Clone, Debug, Default)]
struct Abstract {
    levels: [Option<Level>; LEVELS],
    /// The style of lists in which the levels are instead.
    link: Option<String>,
}

/// A list: a definition, and what is other in it.
#[derive(Clone, Debug, Default)]
struct Num {
    of: i64,
    levels: Vec<(usize, Level)>,
    /// Where its first number on a level begins anew.
    starts: [Option<u32>; LEVELS],
}

/// The definitions of all lists.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<i64, Abstract>,
    nums: HashMap<i64, Num>,
}

/// A list with the definition that counts for it.
#[derive(Clone, Copy)]
struct List<'a> {
    own: &'a Num,
    /// The number of the definition.
    of: i64,
    shared: &'a Abstract,
}

impl<'a> List<'a> {
    fn level(self, at: usize) -> Option<&'a Level> {
        let own = self.own.levels.iter().find(|(other, _)| *other == at).map(|(_, level)| level);
        own.or_else(|| self.shared.levels.get(at)?.as_ref())
    }
}

impl Numbering {
    /// Reads the part of the lists.
    pub(super) fn read(part: impl BufRead) -> Result<Self, Refused> {
        let mut reader = Reader::default();
        visit(part, &mut reader)?;
        Ok(reader.numbering)
    }

    /// A list, past a style of lists.
    fn list(&self, styles: &Styles, num: i64) -> Option<List<'_>> {
        let own = self.nums.get(&num)?;
        let list = |of: i64| Some(List { own, of, shared: self.abstracts.get(&of)? });
        let found = list(own.of)?;
        let linked = || list(self.nums.get(&styles.list(found.shared.link.as_deref()?)?)?.of);
        linked().or(Some(found))
    }

    /// The level of a list that belongs to the style of a paragraph.
    pub(super) fn level_of_style(&self, styles: &Styles, num: i64, style: Option<&str>) -> Option<usize> {
        let list = self.list(styles, num)?;
        let styled = |at: usize| list.level(at)?.style.as_deref();
        styles.ids(style).find_map(|id| (0..LEVELS).find(|at| styled(*at) == Some(id)))
    }
}

/// The numbers of all lists so far.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counts: HashMap<i64, Counts>,
    /// The lists that have begun on a level.
    begun: HashSet<(i64, usize)>,
}

impl Counters {
    /// The number of the next paragraph of a list on a level, and where its text begins.
    pub(super) fn next(&mut self, numbering: &Numbering, styles: &Styles, num: i64, at: usize) -> Option<(Entry, Option<i32>)> {
        let list = numbering.list(styles, num)?;
        let at = at.min(LEVELS - 1);
        let anew = list.own.starts.get(at).copied().flatten().filter(|_| self.begun.insert((num, at)));
        let label = self.counts.entry(list.of).or_default().step(&|at| list.level(at), at, anew);
        let left = list.level(at).and_then(|level| level.left);
        Some((Entry { list: list.of.unsigned_abs(), level: at, label }, left))
    }
}

/// Hears the part.
#[derive(Default)]
struct Reader {
    numbering: Numbering,
    open: Vec<Within>,
    /// The definition or list that is read, with its number.
    shared: (Option<i64>, Abstract),
    num: (Option<i64>, Num),
    level: Option<(usize, Level)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Numbering,
    Abstract,
    Num,
    Override(usize),
    Level,
    /// The properties of a level's paragraphs, and any other group of elements that is looked through.
    Group,
}

impl Reader {
    fn begin_level(&mut self, at: Option<usize>) -> Within {
        let at = at.filter(|at| *at < LEVELS).unwrap_or(LEVELS);
        let level = Level { start: 1, form: Form::Decimal, pattern: Vec::new(), legal: false, restart: at, left: None, style: None };
        self.level = Some((at, level));
        Within::Level
    }

    fn end_level(&mut self) {
        let Some((at, level)) = self.level.take().filter(|(at, _)| *at < LEVELS) else { return };
        if let Some(Within::Override(_)) = self.open.last() {
            let own = &mut self.num.1.levels;
            own.retain(|(other, _)| *other != at);
            own.push((at, level));
        } else if let Some(place) = self.shared.1.levels.get_mut(at) {
            *place = Some(level);
        }
    }

    /// Takes a property of a level up.
    fn take(&mut self, tag: &Tag<'_>) {
        let Some((at, level)) = &mut self.level else { return };
        match tag.name() {
            "start" => level.start = tag.number("val").unwrap_or(1),
            "numFmt" => level.form = form(&tag.get("val").unwrap_or_default()),
            "lvlText" => level.pattern = pattern(&tag.get("val").unwrap_or_default()),
            "lvlRestart" => level.restart = tag.number("val").filter(|restart| *restart <= *at).unwrap_or(*at),
            "isLgl" => level.legal = tag.is_on(),
            "pStyle" => level.style = tag.get("val").map(Into::into),
            "ind" => level.left = tag.number("left").or_else(|| tag.number("start")),
            // What is shown is a picture.
            "lvlPicBulletId" => level.pattern = vec![Pattern::Text("•".to_owned())],
            _ => {}
        }
    }
}

impl Visit for Reader {
    fn open(&mut self, tag: &Tag<'_>) -> Result<bool, Refused> {
        if tag.space != Space::Word {
            return Ok(false);
        }
        let within = match (self.open.last(), tag.name()) {
            (None, _) => Within::Numbering,
            (Some(Within::Numbering), "abstractNum") => {
                self.shared = (tag.number("abstractNumId"), Abstract::default());
                Within::Abstract
            }
            (Some(Within::Numbering), "num") => {
                self.num = (tag.number("numId"), Num::default());
                Within::Num
            }
            (Some(Within::Abstract), "lvl") => self.begin_level(tag.number("ilvl")),
            (Some(Within::Override(at)), "lvl") => {
                let at = *at;
                self.begin_level(Some(at))
            }
            (Some(Within::Abstract), "numStyleLink") => {
                self.shared.1.link = tag.get("val").map(Into::into);
                return Ok(false);
            }
            (Some(Within::Num), "abstractNumId") => {
                self.num.1.of = tag.number("val").unwrap_or(-1);
                return Ok(false);
            }
            (Some(Within::Num), "lvlOverride") => Within::Override(tag.number("ilvl").unwrap_or(LEVELS)),
            (Some(Within::Override(at)), "startOverride") => {
                if let Some(start) = self.num.1.starts.get_mut(*at) {
                    *start = tag.number("val");
                }
                return Ok(false);
            }
            (Some(Within::Level), "pPr") => Within::Group,
            (Some(Within::Level | Within::Group), _) => {
                self.take(tag);
                return Ok(false);
            }
            _ => return Ok(false),
        };
        self.open.push(within);
        Ok(true)
    }

    fn close(&mut self) -> Result<(), Refused> {
        match self.open.pop() {
            Some(Within::Abstract) => {
                if let (Some(id), shared) = std::mem::take(&mut self.shared) {
                    self.numbering.abstracts.insert(id, shared);
                }
            }
            Some(Within::Num) => {
                if let (Some(id), num) = std::mem::take(&mut self.num) {
                    self.numbering.nums.insert(id, num);
                }
            }
            Some(Within::Level) => self.end_level(),
            _ => {}
        }
        let most = self.numbering.abstracts.len().max(self.numbering.nums.len());
        if most > LISTS_MAX { Err(Refused::TooComplex) } else { Ok(()) }
    }
}

fn form(name: &str) -> Form {
    match name {
        "decimal" | "decimalZero" | "ordinal" => Form::Decimal,
        "lowerLetter" => Form::LowerLetter,
        "upperLetter" => Form::UpperLetter,
        "lowerRoman" => Form::LowerRoman,
        "upperRoman" => Form::UpperRoman,
        "bullet" => Form::Bullet,
        "none" => Form::Nothing,
        _ => Form::Foreign,
    }
}

/// "%1.%2)" into its pieces.
fn pattern(text: &str) -> Vec<Pattern> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        let level = after.bytes().next().filter(|b| matches!(b, b'1'..=b'9')).map(|b| usize::from(b - b'1'));
        let (words, next) = match level {
            Some(_) => (before, after.get(1..).unwrap_or_default()),
            None => (rest.get(..=before.len()).unwrap_or_default(), after),
        };
        if !words.is_empty() {
            pieces.push(Pattern::Text(words.to_owned()));
        }
        pieces.extend(level.map(Pattern::Number));
        rest = next;
    }
    if !rest.is_empty() {
        pieces.push(Pattern::Text(rest.to_owned()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_level_shows_is_taken_apart() {
        let text = |text: &str| Pattern::Text(text.to_owned());
        assert_eq!(pattern("§ %1."), [text("§ "), Pattern::Number(0), text(".")]);
        assert_eq!(pattern("%1.%2)"), [Pattern::Number(0), text("."), Pattern::Number(1), text(")")]);
        assert_eq!(pattern("100%"), [text("100%")]);
        assert_eq!(pattern("%"), [text("%")]);
        assert_eq!(pattern(""), []);
    }
}
