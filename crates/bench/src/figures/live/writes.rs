//! Comments through HTTP by many at once, in groups and one a transaction.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use hdrhistogram::Histogram;
use tokio::task::JoinSet;

use super::Scale;
use crate::latency::{Latency, histogram, micros};
use crate::machine::{Machine, busy, processor_time};
use crate::scene::{Scene, remark};
use crate::table::{Row, aim, number, ratio};

/// Connections, each of which posts one remark after another.
const CONNECTIONS: usize = 128;
/// Posts of one connection when nobody else writes.
const IDLE: usize = 200;
/// How many times one transaction a comment is aimed at.
const LEAST: f64 = 3.0;
/// With this setting each change has a transaction of its own.
pub(crate) const ALONE: (&str, &str) = ("BUSOLA_COMMIT_GROUP", "1");

/// A server and what came of its rounds.
struct Writing<'a> {
    scene: Scene<'a>,
    busy: Histogram<u64>,
    idle: Histogram<u64>,
    took: Duration,
    client: Duration,
    server: Duration,
}

/// Both servers in turn, in rounds.
pub(crate) async fn figures(machine: &Machine, scale: &Scale) -> Result<Vec<Row>> {
    let mut grouped = Writing::new(Scene::make(machine, "grouped", None).await?);
    let mut alone = Writing::new(Scene::make(machine, "alone", Some(ALONE)).await?);
    for round in 1..=scale.rounds {
        crate::step(&format!("comments by {CONNECTIONS} connections, round {round}"));
        grouped.round(scale.writing).await?;
        alone.round(scale.writing).await?;
    }
    for writing in [&grouped, &alone] {
        let (head, posted) = (writing.scene.head().await?, writing.busy.len() + writing.idle.len());
        // Two more than was timed: the consultation itself, and the remark that showed what an event looks like.
        ensure!(head == posted + 2, "{posted} remarks were acknowledged, {head} events are in the log");
    }
    let share = grouped.rate() / alone.rate();
    let (ours, theirs) = (Latency::of_histogram(&grouped.idle)?, Latency::of_histogram(&alone.idle)?);
    Ok(vec![
        Row {
            figure: format!("Durable comments through HTTP, {CONNECTIONS} connections"),
            measured: grouped.described()?,
            beside: format!("the same server with one transaction a comment: {}", alone.described()?),
            ratio: format!("{} (rate)", ratio(grouped.rate(), alone.rate())),
            aim: aim(&format!("≥ {LEAST} times"), share >= LEAST),
        },
        Row {
            figure: "The same when idle, one connection".to_owned(),
            measured: ours.to_string(),
            beside: format!("with one transaction a comment: {theirs}"),
            ratio: ours.ratio(&theirs),
            aim: String::new(),
        },
    ])
}

impl<'a> Writing<'a> {
    fn new(scene: Scene<'a>) -> Self {
        let zero = Duration::ZERO;
        Self { scene, busy: histogram(), idle: histogram(), took: zero, client: zero, server: zero }
    }

    async fn round(&mut self, seconds: f64) -> Result<()> {
        let own = std::process::id();
        let pid = self.scene.city.pid()?;
        let (server, client, start) = (processor_time(pid)?, processor_time(own)?, Instant::now());
        self.busy.add(self.load(start + Duration::from_secs_f64(seconds)).await?)?;
        self.took += start.elapsed();
        self.server += processor_time(pid)?.saturating_sub(server);
        self.client += processor_time(own)?.saturating_sub(client);
        let author = self.scene.author(0)?;
        for _ in 0..IDLE {
            let remark = remark(0, 0);
            let sent = Instant::now();
            author.post(&self.scene.path(), &remark).await?;
            self.idle.saturating_record(micros(sent.elapsed()));
        }
        Ok(())
    }

    async fn load(&self, end: Instant) -> Result<Histogram<u64>> {
        let mut writers = JoinSet::new();
        for number in 0..CONNECTIONS {
            let (author, path) = (self.scene.author(number)?.apart()?, self.scene.path());
            writers.spawn(async move {
                let mut times = histogram();
                while Instant::now() < end {
                    let remark = remark(0, 0);
                    let sent = Instant::now();
                    author.post(&path, &remark).await?;
                    times.saturating_record(micros(sent.elapsed()));
                }
                anyhow::Ok(times)
            });
        }
        let mut times = histogram();
        while let Some(writer) = writers.join_next().await {
            times.add(writer.context("a writer")??)?;
        }
        Ok(times)
    }

    fn rate(&self) -> f64 {
        self.busy.len() as f64 / self.took.as_secs_f64()
    }

    fn described(&self) -> Result<String> {
        Ok(format!(
            "{}/s; {}; server {:.0} %, client {:.0} % busy",
            number(self.rate() as usize),
            Latency::of_histogram(&self.busy)?,
            self.server.as_secs_f64() / self.took.as_secs_f64() * 100.0,
            busy(self.client, self.took) * 100.0
        ))
    }
}
