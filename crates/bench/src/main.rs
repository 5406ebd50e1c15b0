//! `make bench`: Busola measured from outside, beside peers in the same run, as one Markdown table.
//! docs/benchmarks.md tells what each line means.

mod city;
mod data;
mod figures;
mod hall;
mod http;
mod latency;
mod machine;
mod peer;
mod table;

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use crate::city::City;
use crate::data::Data;
use crate::figures::{bundle, live, memory, page, post, start};
use crate::machine::Machine;
use crate::peer::Peer;
use crate::table::{Row, Table};

/// Measures the Busola that lies beside this program, or the one that BUSOLA_BIN names.
#[derive(Parser)]
#[command(name = "busola-bench")]
struct Cli {
    /// A long thread of 3,000 remarks instead of 15,000, fewer and shorter rounds.
    #[arg(long)]
    quick: bool,
    #[command(subcommand)]
    mode: Option<Mode>,
}

#[derive(Subcommand)]
enum Mode {
    /// What Busola is compared with; the benchmark starts it by itself.
    #[command(hide = true)]
    Peer {
        /// The length of its page.
        html_bytes: usize,
    },
}

/// How much is measured.
#[derive(Clone, Copy)]
struct Effort {
    /// Remarks of the long thread.
    long_thread: usize,
    /// Rounds of load, and the seconds of each.
    rounds: usize,
    seconds: f64,
    /// Starts of the program.
    starts: usize,
}

const FULL: Effort = Effort { long_thread: 15_000, rounds: 4, seconds: 3.0, starts: 10 };
const QUICK: Effort = Effort { long_thread: 3_000, rounds: 2, seconds: 2.0, starts: 4 };

fn main() -> Result<ExitCode> {
    let cli = Cli::parse();
    // The runtime has a worker for each core it may use: so this process is pinned before it is made.
    if let Some(Mode::Peer { html_bytes }) = cli.mode {
        tokio::runtime::Runtime::new()?.block_on(peer::serve(html_bytes))?;
        return Ok(ExitCode::SUCCESS);
    }
    let machine = Machine::prepare()?;
    let effort = if cli.quick { QUICK } else { FULL };
    let table = tokio::runtime::Runtime::new()?.block_on(measure(&machine, effort))?;
    print!("{table}");
    Ok(if table.is_complete() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// All figures. What can't be measured is a line of the table that says why.
async fn measure(machine: &Machine, effort: Effort) -> Result<Table> {
    let mut table = Table::new(machine);
    let mut city = City::new(machine, "city")?;
    // What was made before the server starts is what an operator does on a new machine.
    let tokens = data::tokens(&city)?;
    city.serve().await?;
    let data = Data::make(&city, &tokens, effort.long_thread).await?;
    table.note(data.note());

    step("the browser's bundle");
    table.add("Browser bundle", bundle::figure(&city, &data.short).await);
    step("pages under load");
    let html = http::text(&city.page(&data.short)).await.context("the page of a consultation")?;
    let peer = Peer::start(machine, html.len())?;
    table.add("Consultation page", page::figures(&city, &peer, &data, effort).await);
    step("durable posts");
    table.add("Durable POST", post::figure(&city, &data).await);
    step("a hall of sockets");
    table.add("POST to frame", live::figures(&city, &peer, &data).await);
    drop(peer);
    let loaded: Result<Row> = memory::after_load(&city).await;
    city.stop().await?;

    step("starts");
    table.add("Start to the first page", start::figures(machine, &mut city, effort).await);
    step("memory");
    table.add("Memory", memory::figures(machine, &mut city, &data).await);
    table.add("Memory after load", loaded.map(|row| vec![row]));
    Ok(table)
}

/// Tells somebody who waits what is being done.
fn step(name: &str) {
    eprintln!("busola-bench: {name}");
}
