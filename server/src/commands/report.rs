//! `busola report`: a file of a report, made by a process of its own, since that takes long and much memory.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use busola_domain::report::{Format, Report, Row};
use busola_texts::Lang;

use super::Failed;

/// The most memory that it may take, in bytes.
const MEMORY: u64 = 3 << 30;
/// After how many remarks it says how far it is.
const SAY: usize = 100;

/// Reads the report and its remarks, a line of JSON each, and writes the file. On standard output it says after how many
/// remarks it is.
pub(super) fn write(format: Format, lang: Lang, lines: &Path, out: &Path) -> Result<(), Failed> {
    if let Err(error) = rlimit::setrlimit(rlimit::Resource::AS, MEMORY, MEMORY) {
        tracing::debug!(%error, "memory is not limited");
    }
    let mut lines = BufReader::new(File::open(lines)?).lines();
    let report = lines.next().ok_or_else(|| Failed("the report is empty".to_owned()))??;
    let report: Report = serde_json::from_str(&report)?;
    let rows = lines.enumerate().map(|(number, line)| {
        if number % SAY == 0 {
            println!("{number}");
        }
        line.and_then(|line| serde_json::from_str::<Row>(&line).map_err(std::io::Error::from))
    });
    busola_report::render(format, lang, &report, rows, File::create(out)?)?;
    Ok(())
}
