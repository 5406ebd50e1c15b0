//! `make bench`: Busola measured from outside, beside peers in the same run, as one Markdown table.
//! docs/benchmarks.md tells what each line means.

mod answers;
mod author;
mod bare;
mod city;
mod contender;
mod crowd;
mod data;
mod figures;
mod hall;
mod http;
mod latency;
mod machine;
mod peer;
mod people;
mod scene;
mod source;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand, ValueEnum};

use crate::city::City;
use crate::data::Data;
use crate::figures::live::{self, Scale};
use crate::figures::{backup, bundle, desk, frame, memory, page, post, report, start, votes, year};
use crate::machine::Machine;
use crate::peer::Peer;
use crate::table::{Row, Table};

/// Measures the Busola that lies beside this program, or the one that BUSOLA_BIN names.
#[derive(Parser)]
#[command(name = "busola-bench")]
struct Cli {
    /// A long thread of 3,000 remarks instead of 15,000, fewer sockets, fewer and shorter rounds.
    #[arg(long)]
    quick: bool,
    /// Only these parts, separated by commas.
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
    /// Where to draw how the live engine grows with the number of sockets, as an SVG.
    #[arg(long, value_name = "FILE")]
    drawing: Option<PathBuf>,
    #[command(subcommand)]
    mode: Option<Mode>,
}

/// A part of the benchmark.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The bundle, pages, single posts and their frames, starts and memory.
    Page,
    /// Deliveries a second of processor time, and how long they take.
    Live,
    /// Memory, deliveries and times from 100 to 10,000 sockets.
    Growth,
    /// Drops, readers who stop, kill -9.
    Faults,
    /// Durable comments by many at once.
    Writes,
    /// Votes in a live session while thousands follow it.
    Votes,
    /// The report of 10,000 remarks in each format.
    Report,
    /// The desk with 5,000 remarks, in Chromium.
    Desk,
    /// Pages of a city after a year.
    Year,
    /// A backup while people write.
    Backup,
}

#[derive(Subcommand)]
enum Mode {
    /// What Busola is compared with; the benchmark starts it by itself.
    #[command(hide = true)]
    Peer {
        /// The length of its page.
        html_bytes: usize,
    },
    /// The bare broadcast that the live engine is compared with.
    #[command(hide = true)]
    Bare,
    /// Writes comments through the use case alone.
    #[command(hide = true)]
    Writer {
        /// A folder for its database.
        folder: PathBuf,
        /// How many write at once.
        tasks: usize,
        /// How long.
        seconds: f64,
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
    if let Some(mode) = cli.mode {
        tokio::runtime::Runtime::new()?.block_on(mode.run())?;
        return Ok(ExitCode::SUCCESS);
    }
    let machine = Machine::prepare()?;
    let table = tokio::runtime::Runtime::new()?.block_on(measure(&machine, &cli))?;
    print!("{table}");
    Ok(if table.is_complete() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Mode {
    async fn run(self) -> Result<()> {
        match self {
            Self::Peer { html_bytes } => peer::serve(html_bytes).await,
            Self::Bare => bare::serve().await,
            Self::Writer { folder, tasks, seconds } => live::writer::run(&folder, tasks, seconds).await,
        }
    }
}

/// All figures. What can't be measured is a line of the table that says why.
async fn measure(machine: &Machine, cli: &Cli) -> Result<Table> {
    let mut table = Table::new(machine);
    let wanted = |part| cli.only.is_empty() || cli.only.contains(&part);
    let (effort, scale) = if cli.quick { (QUICK, live::QUICK) } else { (FULL, live::FULL) };
    if wanted(Part::Page) {
        pages(machine, effort, &mut table).await?;
    }
    if wanted(Part::Live) {
        table.add("Deliveries", live::fanout::figures(machine, &scale).await);
    }
    if wanted(Part::Growth) {
        table.add("Growth", live::growth::figures(machine, &scale, cli.drawing.as_deref()).await);
    }
    if wanted(Part::Faults) {
        faults(machine, &scale, &mut table).await;
    }
    if wanted(Part::Writes) {
        step("durable comments");
        table.add("Durable comments through the writer alone", live::writer::figures(machine, &scale));
        table.add("Durable comments through HTTP", live::writes::figures(machine, &scale).await);
    }
    if wanted(Part::Votes) {
        votes::figures(machine, if cli.quick { &votes::QUICK } else { &votes::FULL }, &mut table).await;
    }
    if wanted(Part::Report) {
        report::figures(machine, if cli.quick { &report::QUICK } else { &report::FULL }, &mut table).await;
    }
    if wanted(Part::Desk) {
        table.add("Desk", desk::figures(machine, if cli.quick { &desk::QUICK } else { &desk::FULL }).await);
    }
    let scale = if cli.quick { &year::QUICK } else { &year::FULL };
    if wanted(Part::Year) {
        table.add("Pages after a year", year::figures(machine, scale).await);
    }
    if wanted(Part::Backup) {
        table.add("Backup while people write", backup::figures(machine, scale).await);
    }
    Ok(table)
}

/// What must hold of the live engine when something goes wrong.
async fn faults(machine: &Machine, scale: &Scale, table: &mut Table) {
    table.add("Sockets dropped at once", live::storm::figures(machine, scale).await);
    table.add("Sockets that drop again and again", live::drops::figures(machine, scale).await);
    table.add("Sockets that stop reading", live::stopped::figures(machine, scale).await);
    step("kill -9");
    table.add("Ends by kill -9", live::crash::figures(machine, scale).await);
}

/// Pages, single posts, starts and memory.
async fn pages(machine: &Machine, effort: Effort, table: &mut Table) -> Result<()> {
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
    table.add("POST to frame", frame::figures(&city, &peer, &data).await);
    drop(peer);
    let loaded: Result<Row> = memory::after_load(&city).await;
    city.stop().await?;

    step("starts");
    table.add("Start to the first page", start::figures(machine, &mut city, effort).await);
    step("memory");
    table.add("Memory", memory::figures(machine, &mut city, &data).await);
    table.add("Memory after load", loaded.map(|row| vec![row]));
    Ok(())
}

/// Tells somebody who waits what is being done.
fn step(name: &str) {
    eprintln!("busola-bench: {name}");
}
