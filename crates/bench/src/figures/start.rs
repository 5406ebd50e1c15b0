//! From starting the program to the whole first page.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::Effort;
use crate::city::City;
use crate::latency::Latency;
use crate::machine::Machine;
use crate::table::{Row, ratio, time};

/// With a new database each time, and with the one of this run; `city` does not run.
pub(crate) async fn figures(machine: &Machine, city: &mut City<'_>, effort: Effort) -> Result<Vec<Row>> {
    let (mut fresh, mut existing, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..effort.starts {
        let mut new = City::new(machine, &format!("fresh-{number}"))?;
        fresh.push(new.serve().await?);
        new.stop().await?;
        existing.push(city.serve().await?);
        city.stop().await?;
        bare.push(nothing(machine)?);
    }
    let starts = effort.starts;
    let bare = Latency::of(bare)?.median;
    let row = |figure: &str, mut times: Vec<Duration>| -> Result<Row> {
        times.sort_unstable();
        let slowest = times.last().copied().unwrap_or_default();
        let median = Latency::of(times)?.median;
        Ok(Row {
            figure: format!("Start to the first page, {figure}, {starts} starts"),
            measured: format!("median {}, slowest {}", time(median), time(slowest)),
            beside: format!("start and end of `true`: median {}", time(bare)),
            ratio: ratio(median.as_secs_f64(), bare.as_secs_f64()),
            aim: String::new(),
        })
    };
    Ok(vec![row("new database", fresh)?, row("database of this run", existing)?])
}

/// The least that starting a program takes, in the same way.
fn nothing(machine: &Machine) -> Result<Duration> {
    let mut command = machine.command(Path::new("true"));
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let status = command.status().context("`true` is missing")?;
    ensure!(status.success(), "`true` failed");
    Ok(start.elapsed())
}
