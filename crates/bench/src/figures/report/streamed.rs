//! CSV and JSON, which are sent while they are read: when they begin, and what they take of the server's memory.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::stage::Stage;
use crate::data::Consultation;
use crate::http::{self, Packing};
use crate::latency::Latency;
use crate::machine::{forget_peak, peak, resident};
use crate::table::{Row, aim, mib, number, ratio, time};

/// How often each file is fetched.
const ROUNDS: usize = 5;
/// When the first byte is to be there.
const FIRST: Duration = Duration::from_secs(1);
/// Memory counts as constant up to so many times that of the short report.
const CONSTANT: f64 = 1.1;

/// How a file came, over all rounds.
struct Sent {
    first: Latency,
    whole: Latency,
    bytes: usize,
    before: u64,
    peak: u64,
}

impl Sent {
    fn described(&self) -> String {
        let Self { first, whole, before, peak, .. } = self;
        format!(
            "first byte after {}, whole after {}; memory of the server {} before, {} at most",
            time(first.median),
            time(whole.median),
            mib(*before),
            mib(*peak)
        )
    }
}

/// Each file of the long report beside that of the short one.
pub(super) async fn figures(stage: &mut Stage<'_>) -> Result<Vec<Row>> {
    let (few, many) = (stage.few.clone(), stage.many.clone());
    let mut rows = Vec::new();
    for format in ["csv", "json"] {
        let short = fetched(stage, &few, format).await?;
        let long = fetched(stage, &many, format).await?;
        let growth = long.peak as f64 / short.peak as f64;
        rows.push(Row {
            figure: format!("Report of {} remarks as {} ({} bytes)", number(many.remarks), format.to_uppercase(), number(long.bytes)),
            measured: long.described(),
            beside: format!("of {} remarks ({} bytes): {}", number(few.remarks), number(short.bytes), short.described()),
            ratio: format!("{} (memory)", ratio(long.peak as f64, short.peak as f64)),
            aim: aim(&format!("first byte < 1 s, memory ≤ {CONSTANT} times"), long.first.median < FIRST && growth <= CONSTANT),
        });
    }
    Ok(rows)
}

/// Fetches a file again and again from a server that has just started: what a longer file had taken would be there still.
async fn fetched(stage: &mut Stage<'_>, of: &Consultation, format: &str) -> Result<Sent> {
    stage.city.stop().await?;
    stage.city.serve().await?;
    let (client, pid) = (http::client(Packing::Plain)?, stage.city.pid()?);
    // What is made once, whatever is fetched.
    http::get(&client, &stage.file(&stage.few, format)).await?.bytes().await?;
    let before = resident(pid)?;
    forget_peak(pid)?;
    let url = stage.file(of, format);
    let (mut first, mut whole, mut bytes) = (Vec::new(), Vec::new(), 0);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let mut response = http::get(&client, &url).await?;
        let mut begun = None;
        bytes = 0;
        while let Some(piece) = response.chunk().await? {
            begun.get_or_insert_with(|| start.elapsed());
            bytes += piece.len();
        }
        first.push(begun.context("a file without a byte")?);
        whole.push(start.elapsed());
    }
    Ok(Sent { first: Latency::of(first)?, whole: Latency::of(whole)?, bytes, before, peak: peak(pid)? })
}
