//! Remarks that came on paper, by mail or at a meeting elsewhere, entered by moderators for who wrote them: one by one, or
//! many from a table; and corrected by them.
//!
//! Who wrote one is an account without an address, as a name for the hall is: so it is shown, counted, answered and reported
//! as any other. In one consultation one name is one person, and who gave none is nobody else.

mod correct;
mod enter;
mod heads;
mod import;
mod separated;
mod sheet;

pub use correct::Correctable;
pub use heads::template;
pub use import::{Import, Imported, Ready, RowError};

use busola_domain::Problem;

/// A line of a table: its number from 1, and its cells.
type Line = (u64, Vec<String>);

/// The most columns of a table that are read.
const COLUMNS_MAX: usize = 50;

/// Reads the remarks of a file, of whatever kind that is.
fn read(file: &[u8]) -> Result<Vec<heads::Row>, Problem> {
    let lines = if file.starts_with(b"PK\x03\x04") { sheet::lines(file)? } else { separated::lines(file)? };
    heads::rows(lines)
}
