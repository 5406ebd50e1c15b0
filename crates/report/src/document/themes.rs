//! What was asked for again and again, and what the city says of it.

use busola_texts::Lang;

use super::numbers::table;
use super::{Block, Cell, Fact, Part, Section};
use crate::model::OfTheme;
use crate::words;

/// Nothing where there was none.
pub(super) fn section(lang: Lang, themes: &[OfTheme]) -> Option<Section> {
    if themes.is_empty() {
        return None;
    }
    let named = |theme: &OfTheme| format!("{} ({})", theme.title, words::theme_state(lang, theme.state));
    let rows = themes.iter().map(|theme| vec![Cell::words(named(theme)), Cell::number(lang, theme.count)]).collect();
    let mut blocks = vec![table(&lang.report_themes_table(), lang.report_theme(), lang.report_remarks_count(), rows)];
    if themes.iter().any(|theme| !theme.words.is_empty()) {
        blocks.push(Block::facts(themes.iter().map(|theme| Fact::text(theme.title.clone(), &theme.words))));
    }
    Some(Section { part: Part::Themes, title: lang.report_themes(), blocks })
}
