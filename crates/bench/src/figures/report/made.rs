//! XLSX, DOCX and PDF, which another process makes: how long, and with how much memory.

use std::pin::pin;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use reqwest::Client;
use reqwest::header::ACCEPT_LANGUAGE;
use tokio::time::interval;

use super::stage::Stage;
use crate::data::Consultation;
use crate::http::{self, Packing};
use crate::machine::{children, peak};
use crate::table::{Row, aim, mib, number, ratio, time};

/// How often the other process is looked at.
const GLANCE: Duration = Duration::from_millis(10);
/// How long a file may take, and how much memory.
const WITHIN: Duration = Duration::from_secs(60);
const MEMORY: u64 = 3 << 30;

/// What was seen of the processes that make files.
#[derive(Default)]
pub(super) struct Watched {
    /// The most memory of one of them.
    pub(super) peak: u64,
    /// How many there were at once, at most.
    pub(super) at_once: usize,
}

impl Watched {
    fn look(&mut self, pid: u32) -> Result<()> {
        let children = children(pid, "report")?;
        self.at_once = self.at_once.max(children.len());
        // One that has just ended tells nothing any more.
        let most = children.into_iter().filter_map(|child| peak(child).ok()).max();
        self.peak = self.peak.max(most.unwrap_or_default());
        Ok(())
    }
}

/// Does something, and watches meanwhile the processes with which a server makes files.
pub(super) async fn watched<T>(pid: u32, doing: impl Future<Output = Result<T>>) -> Result<(T, Watched)> {
    let mut watched = Watched::default();
    let mut glances = interval(GLANCE);
    let mut doing = pin!(doing);
    loop {
        tokio::select! {
            done = &mut doing => return Ok((done?, watched)),
            _ = glances.tick() => watched.look(pid)?,
        }
    }
}

/// Fetches a file in a language: in each one it is made anew. Tells its length.
pub(super) async fn fetch(client: &Client, url: &str, lang: &str) -> Result<usize> {
    let response = client.get(url).header(ACCEPT_LANGUAGE, lang).send().await?;
    ensure!(response.status() == 200, "{url}: {}", response.status());
    Ok(response.bytes().await?.len())
}

/// A file that was made.
struct Made {
    took: Duration,
    bytes: usize,
    peak: u64,
}

impl Made {
    fn described(&self) -> String {
        format!("{}, at most {} of memory", time(self.took), mib(self.peak))
    }
}

/// One file after another, of the long report and of the short one.
pub(super) async fn figures(stage: &Stage<'_>) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for format in ["xlsx", "docx", "pdf"] {
        let short = make(stage, &stage.few, format).await?;
        let long = make(stage, &stage.many, format).await?;
        rows.push(Row {
            figure: format!(
                "Report of {} remarks as {} ({} bytes), made by another process",
                number(stage.many.remarks),
                format.to_uppercase(),
                number(long.bytes)
            ),
            measured: long.described(),
            beside: format!("of {} remarks ({} bytes): {}", number(stage.few.remarks), number(short.bytes), short.described()),
            ratio: format!("{} (time)", ratio(long.took.as_secs_f64(), short.took.as_secs_f64())),
            aim: aim("< 60 s, < 3 GiB", long.took < WITHIN && long.peak < MEMORY),
        });
    }
    Ok(rows)
}

async fn make(stage: &Stage<'_>, of: &Consultation, format: &str) -> Result<Made> {
    let (client, url) = (http::client(Packing::Plain)?, stage.file(of, format));
    let start = Instant::now();
    let (bytes, watched) = watched(stage.city.pid()?, fetch(&client, &url, "pl")).await?;
    ensure!(watched.peak > 0, "{url}: no process was seen that made it");
    Ok(Made { took: start.elapsed(), bytes, peak: watched.peak })
}
