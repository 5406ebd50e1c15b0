//! The pieces that a section is made of.

use busola_domain::{Day, Timestamp};
use busola_texts::Lang;
use serde::Serialize;

use crate::words;

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading {
        /// Its level: 1 is a section's own.
        level: u8,
        /// What it says.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// What it says.
        runs: Vec<Run>,
    },
    /// Names, each with what belongs to it.
    Facts {
        /// They.
        facts: Vec<Fact>,
    },
    /// A list.
    List {
        /// The number of its first item; `None` where items have no numbers.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// A chart; the table with its numbers follows.
    Chart {
        /// The image.
        svg: String,
        /// What it shows, for who does not see it.
        description: String,
    },
}

/// Words with one look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Their look.
    pub mark: Mark,
}

/// The look of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// As all others.
    Plain,
    /// Bold.
    Strong,
    /// Underlined, since they are new.
    Inserted,
    /// Struck through, since they are gone.
    Deleted,
}

/// A name with what belongs to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// The name.
    pub name: String,
    /// What belongs to it, line by line.
    pub lines: Vec<String>,
    /// The same as a value, where it is one.
    #[serde(skip)]
    pub value: Option<Value>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// What it is of.
    pub caption: String,
    /// The heads of its columns.
    pub head: Vec<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its share of the width, beside the others'.
    pub weight: u16,
    /// Whether it has numbers.
    pub numeric: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// What it says.
    pub runs: Vec<Run>,
    /// The same as a value, where it is one.
    #[serde(skip)]
    pub value: Option<Value>,
}

/// What a spreadsheet can count with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(i64),
    /// A day.
    Day(Day),
    /// A moment.
    Moment(Timestamp),
}

impl Run {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: Mark::Plain }
    }
}

impl Block {
    pub(super) fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into() }
    }

    pub(super) fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { runs: vec![Run::plain(text)] }
    }

    /// Those that say something.
    pub(super) fn facts(facts: impl IntoIterator<Item = Fact>) -> Self {
        Self::Facts { facts: facts.into_iter().filter(|fact| !fact.lines.is_empty()).collect() }
    }
}

impl Fact {
    pub(super) fn text(name: String, text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
        Self { name, lines, value: None }
    }

    pub(super) fn value(name: String, cell: &Cell) -> Self {
        Self { name, lines: vec![cell.text()], value: cell.value }
    }
}

impl Cell {
    pub(super) fn words(text: impl Into<String>) -> Self {
        Self { runs: vec![Run::plain(text)], value: None }
    }

    pub(super) fn number(lang: Lang, number: i64) -> Self {
        Self { value: Some(Value::Number(number)), ..Self::words(words::number(lang, number)) }
    }

    pub(super) fn day(lang: Lang, day: Day) -> Self {
        Self { value: Some(Value::Day(day)), ..Self::words(words::day(lang, day)) }
    }

    pub(super) fn moment(lang: Lang, at: Timestamp) -> Self {
        Self { value: Some(Value::Moment(at)), ..Self::words(words::moment(lang, at)) }
    }

    /// Its words without their looks.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl Column {
    pub(super) const fn words(weight: u16) -> Self {
        Self { weight, numeric: false }
    }

    pub(super) const fn numbers(weight: u16) -> Self {
        Self { weight, numeric: true }
    }
}
