//! The table that is printed.

use std::fmt::{Display, Formatter};
use std::time::Duration;

use anyhow::Result;

use crate::machine::Machine;

/// A line of the table.
#[derive(Default)]
pub(crate) struct Row {
    /// What was measured.
    pub(crate) figure: String,
    /// What came out.
    pub(crate) measured: String,
    /// What stands beside it from the same run.
    pub(crate) beside: String,
    /// The one divided by the other.
    pub(crate) ratio: String,
    /// What it should be, and whether it is.
    pub(crate) aim: String,
}

/// All lines, and what must be known to read them.
pub(crate) struct Table {
    notes: Vec<String>,
    rows: Vec<Row>,
    is_complete: bool,
}

impl Table {
    pub(crate) fn new(machine: &Machine) -> Self {
        let mut notes = vec![machine.to_string()];
        if cfg!(debug_assertions) {
            notes.push("This is a development build: its figures say nothing about a release.".to_owned());
        }
        Self { notes, rows: Vec::new(), is_complete: true }
    }

    /// Says something above the table.
    pub(crate) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// Adds lines, or one that says why there are none.
    pub(crate) fn add(&mut self, figure: &str, rows: Result<Vec<Row>>) {
        match rows {
            Ok(rows) => self.rows.extend(rows),
            Err(error) => {
                self.is_complete = false;
                self.rows.push(Row { figure: figure.to_owned(), measured: format!("not measured: {error:#}"), ..Row::default() });
            }
        }
    }

    /// Whether every figure could be measured.
    pub(crate) fn is_complete(&self) -> bool {
        self.is_complete
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        for note in &self.notes {
            writeln!(f, "{note}\n")?;
        }
        writeln!(f, "| figure | measured | beside what in the same run | ratio | aim |")?;
        writeln!(f, "|---|---|---|---|---|")?;
        for row in &self.rows {
            for cell in [&row.figure, &row.measured, &row.beside, &row.ratio, &row.aim] {
                let cell = if cell.is_empty() { "–" } else { cell };
                // An error's text may hold what would end a cell.
                write!(f, "| {} ", cell.replace('|', "/").replace('\n', " "))?;
            }
            writeln!(f, "|")?;
        }
        Ok(())
    }
}

/// An aim and whether it was met.
pub(crate) fn aim(text: &str, is_met: bool) -> String {
    format!("{text}: {}", if is_met { "met" } else { "**missed**" })
}

/// How many times `other` a value is.
pub(crate) fn ratio(value: f64, other: f64) -> String {
    let ratio = value / other;
    match ratio {
        _ if !ratio.is_finite() => String::new(),
        _ if ratio < 0.1 => format!("{ratio:.4}"),
        _ if ratio < 10.0 => format!("{ratio:.2}"),
        _ => format!("{ratio:.0}"),
    }
}

/// A duration as people say it.
pub(crate) fn time(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    match micros {
        _ if micros < 1_000.0 => format!("{micros:.0} µs"),
        _ if micros < 100_000.0 => format!("{:.2} ms", micros / 1e3),
        _ if micros < 10_000_000.0 => format!("{:.0} ms", micros / 1e3),
        _ => format!("{:.1} s", micros / 1e6),
    }
}

/// A number with commas.
pub(crate) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Bytes of memory.
pub(crate) fn mib(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / 1_048_576.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas() {
        assert_eq!([number(7), number(150), number(15_000), number(1_234_567)], ["7", "150", "15,000", "1,234,567"]);
    }

    #[test]
    fn a_figure_that_could_not_be_measured_is_a_line_that_says_why() {
        let mut table = Table { notes: Vec::new(), rows: Vec::new(), is_complete: true };
        table.add("Start", Err(anyhow::anyhow!("no `true` | here\n")));
        assert!(table.to_string().contains("| Start | not measured: no `true` / here  | – | – | – |"), "{table}");
        assert!(!table.is_complete());
    }
}
