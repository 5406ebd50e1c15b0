//! The desk in Chromium: how long until what a moderator does is on the screen.

use std::collections::HashMap;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::city::City;
use crate::data::{self, Consultation, MODERATOR, Tokens};
use crate::latency::rank;
use crate::machine::Machine;
use crate::table::{Row, aim, number, ratio, time};

/// What plays the moderator.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../end2end/bench/desk.mjs");
/// Within which 95 of 100 inputs are to be on the screen.
const LIMIT: Duration = Duration::from_millis(100);
/// What is measured: its name in the answer of the script, and in the table.
const INPUTS: [(&str, &str); 6] = [
    ("next", "the next remark (J)"),
    ("decision", "a decision (1 to 4)"),
    ("letter", "a letter in the justification"),
    ("publish", "publish and go on (Ctrl+Enter)"),
    ("search", "search within (Enter)"),
    ("filter", "another state of the queue (Enter)"),
];
/// The same of loading the page.
const LOADS: [(&str, &str); 2] = [("painted", "first paint"), ("ready", "until keys work")];

/// How much is measured.
pub(crate) struct Scale {
    /// Remarks in the queue of the desk beside which it is measured, at least.
    few: usize,
    /// Remarks in the queue, at least.
    many: usize,
}

pub(crate) const FULL: Scale = Scale { few: 100, many: 5_000 };
pub(crate) const QUICK: Scale = Scale { few: 100, many: 1_000 };

/// Milliseconds of each input.
type Played = HashMap<String, Vec<f64>>;

/// One moderator at both desks, in one browser.
pub(crate) async fn figures(machine: &Machine, scale: &Scale) -> Result<Vec<Row>> {
    crate::step(&format!("a desk with {} remarks in its queue", number(scale.many)));
    let mut city = City::new(machine, "desk")?;
    let tokens = data::tokens(&city)?;
    city.serve().await?;
    let few = queue(&city, &tokens, "few", scale.few).await?;
    let many = queue(&city, &tokens, "many", scale.many).await?;
    crate::step("a moderator in Chromium");
    let [short, long] = play(machine, &city, [&few, &many])?;
    city.stop().await?;

    let mut rows = Vec::new();
    for (name, what) in LOADS {
        let figure = format!("Loading the desk of {} remarks, {what}", number(scale.many));
        rows.push(Row { aim: String::new(), ..row(&figure, scale, &times(&long, name)?, &times(&short, name)?) });
    }
    for (name, what) in INPUTS {
        let figure = format!("Desk of {} remarks, from a key to the screen: {what}", number(scale.many));
        rows.push(row(&figure, scale, &times(&long, name)?, &times(&short, name)?));
    }
    Ok(rows)
}

/// A consultation with so many remarks that wait for an answer. A third of all are replies, which wait for none.
async fn queue(city: &City<'_>, tokens: &Tokens, title: &str, remarks: usize) -> Result<Consultation> {
    let mut consultation = data::create(&tokens.moderator(city)?, title).await?;
    data::fill(city, tokens, &mut consultation, remarks + remarks / 2).await?;
    Ok(consultation)
}

/// Has the moderator played at two desks, on all cores.
fn play(machine: &Machine, city: &City<'_>, desks: [&Consultation; 2]) -> Result<[Played; 2]> {
    let mut command = machine.command_on_all(Path::new("node"));
    command.arg(SCRIPT).arg(&city.url).arg(city.folder()).arg(data::address(MODERATOR));
    command.args(desks.map(|desk| format!("/consultations/{}/desk", desk.slug))).stdin(Stdio::null());
    let output = command.output().context("node is missing")?;
    ensure!(output.status.success(), "the browser: {}", String::from_utf8_lossy(&output.stderr).trim());
    serde_json::from_slice(&output.stdout).context("what the browser told was not understood")
}

/// What was measured of one input, the shortest first.
fn times(played: &Played, name: &str) -> Result<Vec<Duration>> {
    let millis = played.get(name).with_context(|| format!("{name} was not measured"))?;
    ensure!(!millis.is_empty(), "{name} was not measured");
    let mut times = millis.iter().map(|millis| Ok(Duration::try_from_secs_f64(millis / 1e3)?)).collect::<Result<Vec<_>>>()?;
    times.sort_unstable();
    Ok(times)
}

fn row(figure: &str, scale: &Scale, long: &[Duration], short: &[Duration]) -> Row {
    let (median, beside) = (rank(long, 50), rank(short, 50));
    Row {
        figure: format!("{figure}, {} times", long.len()),
        measured: described(long),
        beside: format!("with {} remarks: {}", number(scale.few), described(short)),
        ratio: ratio(median.as_secs_f64(), beside.as_secs_f64()),
        aim: aim("p95 < 100 ms", rank(long, 95) < LIMIT),
    }
}

fn described(times: &[Duration]) -> String {
    let [median, p95, slowest] = [50, 95, 100].map(|percent| time(rank(times, percent)));
    format!("median {median}, p95 {p95}, slowest {slowest}")
}
