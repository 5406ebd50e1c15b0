//! The styles of an ODT and the levels of its lists, as far as what they say matters to a draft.

use std::collections::HashMap;

use crate::Refused;
use crate::look::{Look, Raised};
use crate::number::{Form, LEVELS, Level, Pattern};
use crate::xml::{Space, Tag, Visit};

/// The most styles of each kind: an ODT has one for each way in which any paragraph differs from another.
const STYLES_MAX: usize = 20_000;
/// How many styles may stand on each other: a ring of them has no end.
const STEPS_MAX: usize = 30;
/// The name under which the numbers of headings are kept with those of lists.
pub(super) const OUTLINE: &str = "\0outline";

/// The levels of a list.
pub(super) type Levels = [Option<Level>; LEVELS];

/// A style of paragraphs or characters.
#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    look: Look,
    centred: Option<bool>,
    left: Option<i32>,
    is_hidden: bool,
}

/// Styles and lists by name; it hears the parts that define them.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By kind and name.
    styles: HashMap<(String, String), Style>,
    lists: HashMap<String, Levels>,
    open: Vec<Within>,
    style: Option<((String, String), Style)>,
    list: Option<(String, Levels)>,
    level: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Group,
    Style,
    List,
    Level,
}

impl Styles {
    /// A style and those that it stands on, from the nearest.
    fn chain<'a>(&'a self, kind: &'a str, name: &'a str) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let style = move |name: &'a str| Some((name, self.styles.get(&(kind.to_owned(), name.to_owned()))?));
        std::iter::successors(style(name), move |(_, last)| style(last.parent.as_deref()?)).take(STEPS_MAX)
    }

    /// How the characters of a style look.
    pub(super) fn look(&self, kind: &str, name: &str) -> Look {
        self.chain(kind, name).fold(Look::default(), |look, (_, style)| look.or(style.look))
    }

    /// Whether paragraphs of a style stand in the middle.
    pub(super) fn is_centred(&self, name: &str) -> bool {
        self.chain("paragraph", name).find_map(|(_, style)| style.centred) == Some(true)
    }

    /// Where the lines of a style begin.
    pub(super) fn left(&self, name: &str) -> Option<i32> {
        self.chain("paragraph", name).find_map(|(_, style)| style.left)
    }

    /// Whether paragraphs of a style are titles.
    pub(super) fn is_title(&self, name: &str) -> bool {
        name == "Title" || self.chain("paragraph", name).any(|(_, style)| style.parent.as_deref() == Some("Title"))
    }

    /// Whether sections of a style are hidden.
    pub(super) fn hides(&self, kind: &str, name: &str) -> bool {
        self.chain(kind, name).any(|(_, style)| style.is_hidden)
    }

    /// The levels of a list.
    pub(super) fn levels(&self, name: &str) -> Option<&Levels> {
        self.lists.get(name)
    }

    fn properties(&mut self, tag: &Tag<'_>) {
        let Some((_, style)) = &mut self.style else { return };
        if tag.get("display").as_deref() == Some("none") {
            style.look.hidden = Some(true);
            style.is_hidden = true;
        }
        if let Some(weight) = tag.get("font-weight") {
            style.look.bold = Some(weight == "bold" || weight.parse().is_ok_and(|weight: u32| weight >= 600));
        }
        if let Some(line) = tag.get("text-line-through-style") {
            style.look.struck = Some(line != "none");
        }
        if let Some(position) = tag.get("text-position") {
            style.look.raised = Some(raised(&position));
        }
        if let Some(align) = tag.get("text-align") {
            style.centred = Some(align == "center");
        }
        style.left = tag.get("margin-left").and_then(|left| twips(&left)).or(style.left);
    }

    fn begin_level(&mut self, tag: &Tag<'_>) {
        let at = tag.number::<usize>("level").and_then(|level| level.checked_sub(1)).filter(|at| *at < LEVELS);
        self.level = at;
        let (Some(at), Some((_, levels))) = (at, &mut self.list) else { return };
        let form = if tag.name() == "list-level-style-bullet" || tag.name() == "list-level-style-image" {
            Form::Bullet
        } else {
            form(&tag.get("num-format").unwrap_or_default())
        };
        let level = Level {
            start: tag.number("start-value").unwrap_or(1),
            form,
            pattern: pattern(tag, form, at),
            legal: false,
            restart: at,
            left: None,
            style: None,
        };
        if let Some(place) = levels.get_mut(at) {
            *place = Some(level);
        }
    }

    /// Where the text of a level begins.
    fn level_properties(&mut self, tag: &Tag<'_>) {
        let (Some(at), Some((_, levels))) = (self.level, &mut self.list) else { return };
        let Some(level) = levels.get_mut(at).and_then(Option::as_mut) else { return };
        let length = |name: &str| tag.get(name).and_then(|length| twips(&length));
        let old = || Some(length("space-before").unwrap_or(0) + length("min-label-width")?);
        level.left = length("margin-left").or_else(old).or(level.left);
    }
}

impl Visit for Styles {
    fn open(&mut self, tag: &Tag<'_>) -> Result<bool, Refused> {
        let name = tag.name();
        let within = match (tag.space, name) {
            (Space::Office, "body" | "master-styles" | "font-face-decls" | "scripts") => return Ok(false),
            (Space::Style, "style") => {
                let key = (tag.get("family").unwrap_or_default().into(), tag.get("name").unwrap_or_default().into());
                let parent = tag.get("parent-style-name").map(Into::into);
                self.style = Some((key, Style { parent, ..Style::default() }));
                Within::Style
            }
            (Space::Text, "list-style" | "outline-style") => {
                let list = if name == "list-style" { tag.get("name").unwrap_or_default().into() } else { OUTLINE.to_owned() };
                self.list = Some((list, Levels::default()));
                Within::List
            }
            (Space::Text, "list-level-style-number" | "list-level-style-bullet" | "list-level-style-image" | "outline-level-style")
                if self.open.last() == Some(&Within::List) =>
            {
                self.begin_level(tag);
                Within::Level
            }
            (Space::Style, _) if self.open.contains(&Within::Level) => {
                self.level_properties(tag);
                Within::Group
            }
            (Space::Style, _) if self.open.last() == Some(&Within::Style) => {
                self.properties(tag);
                return Ok(false);
            }
            _ => Within::Group,
        };
        self.open.push(within);
        Ok(true)
    }

    fn close(&mut self) -> Result<(), Refused> {
        match self.open.pop() {
            Some(Within::Style) => self.styles.extend(self.style.take()),
            Some(Within::List) => self.lists.extend(self.list.take()),
            Some(Within::Level) => self.level = None,
            _ => {}
        }
        if self.styles.len().max(self.lists.len()) > STYLES_MAX { Err(Refused::TooComplex) } else { Ok(()) }
    }
}

fn form(format: &str) -> Form {
    match format {
        "1" => Form::Decimal,
        "a" => Form::LowerLetter,
        "A" => Form::UpperLetter,
        "i" => Form::LowerRoman,
        "I" => Form::UpperRoman,
        "" => Form::Nothing,
        _ => Form::Foreign,
    }
}

/// What a level shows: the sign of a bullet, or numbers with what stands around them.
fn pattern(tag: &Tag<'_>, form: Form, at: usize) -> Vec<Pattern> {
    if form == Form::Bullet {
        let sign = tag.get("bullet-char").map_or_else(|| "•".to_owned(), Into::into);
        return vec![Pattern::Text(sign)];
    }
    let text = |name: &str| tag.get(name).filter(|text| !text.is_empty()).map(|text| Pattern::Text(text.into()));
    let shown = tag.number("display-levels").unwrap_or(1).clamp(1, at + 1);
    let mut numbers = Vec::new();
    if form != Form::Nothing {
        for of in at + 1 - shown..=at {
            if !numbers.is_empty() {
                numbers.push(Pattern::Text(".".to_owned()));
            }
            numbers.push(Pattern::Number(of));
        }
    }
    text("num-prefix").into_iter().chain(numbers).chain(text("num-suffix")).collect()
}

/// "super 58%", "-33% 58%"
fn raised(position: &str) -> Raised {
    let first = position.split_whitespace().next().unwrap_or_default();
    let height: f32 = first.trim_end_matches('%').parse().unwrap_or(0.0);
    match first {
        "super" => Raised::Above,
        "sub" => Raised::Below,
        _ if height > 0.0 => Raised::Above,
        _ if height < 0.0 => Raised::Below,
        _ => Raised::No,
    }
}

/// A length in twentieths of a point.
fn twips(length: &str) -> Option<i32> {
    let unit = length.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = length.split_at_checked(unit)?;
    let points = match unit {
        "pt" => 1.0,
        "in" => 72.0,
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "pc" => 12.0,
        "px" => 0.75,
        _ => return None,
    };
    let twips = number.parse::<f64>().ok()? * points * 20.0;
    #[expect(clippy::cast_possible_truncation, reason = "a length on paper, held within bounds first")]
    Some(twips.clamp(-1e6, 1e6) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_in_every_unit() {
        assert_eq!(["1in", "2.54cm", "25.4mm", "72pt"].map(twips), [Some(1440); 4]);
        assert_eq!(["", "5%", "cm", "99999999cm"].map(twips), [None, None, None, Some(1_000_000)]);
    }

    #[test]
    fn characters_stand_above_or_below_the_line() {
        assert_eq!(
            ["super 58%", "33% 58%", "sub 58%", "-8% 100%", "0% 100%"].map(raised),
            [Raised::Above, Raised::Above, Raised::Below, Raised::Below, Raised::No]
        );
    }
}
