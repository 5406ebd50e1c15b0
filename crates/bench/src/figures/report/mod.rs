//! The report of a long consultation, beside that of a short one: its files, and pages while they are made.

mod made;
mod meanwhile;
mod stage;
mod streamed;

use crate::machine::{Cores, Machine};
use crate::table::Table;
use stage::Stage;

/// How much is measured.
pub(crate) struct Scale {
    /// Remarks of the short consultation, at least.
    few: usize,
    /// Remarks of the long one, at least.
    many: usize,
}

pub(crate) const FULL: Scale = Scale { few: 1_000, many: 10_000 };
pub(crate) const QUICK: Scale = Scale { few: 200, many: 2_000 };

/// All lines on one server.
pub(crate) async fn figures(machine: &Machine, scale: &Scale, table: &mut Table) {
    crate::step("two consultations that end with a report");
    table.note(match &machine.cores {
        Cores::Apart { server, client } => {
            format!("Report: the server and the process that makes files on all cores ({server},{client}), the client on {client}.")
        }
        Cores::Shared(_) => "Report: all processes on all cores.".to_owned(),
    });
    let mut stage = match Stage::make(machine, scale).await {
        Ok(stage) => stage,
        Err(error) => return table.add("Report", Err(error)),
    };
    crate::step("the report as CSV and JSON");
    table.add("Report as CSV and JSON", streamed::figures(&mut stage).await);
    crate::step("the report as XLSX, DOCX and PDF");
    table.add("Report as XLSX, DOCX and PDF", made::figures(&stage).await);
    crate::step("pages while files are made");
    table.add("Pages while files are made", meanwhile::figures(&stage).await);
}
