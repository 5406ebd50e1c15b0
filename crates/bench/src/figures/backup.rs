//! A backup of a year's database while people write: how long it takes, and how long they wait.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tokio::task::JoinSet;
use tokio::time::{sleep, sleep_until};

use super::year::{Scale, Year};
use crate::latency::Latency;
use crate::machine::Machine;
use crate::scene;
use crate::table::{Row, mib, ratio, time};

/// From one remark to the next: a hundred a second.
const EVERY: Duration = Duration::from_millis(10);
/// How long is written before the backup begins.
const LEAD: Duration = Duration::from_secs(1);
/// How long is written without a backup, at least.
const QUIET: Duration = Duration::from_secs(10);
/// How often it is looked whether the backup is there.
const GLANCE: Duration = Duration::from_millis(2);

/// Remarks at a steady rate, without a backup and while one is made.
pub(crate) async fn figures(machine: &Machine, scale: &Scale) -> Result<Vec<Row>> {
    let mut year = Year::make(machine, "backup", &scale.year).await?;
    // The command is a process beside the server's.
    year.city.use_all_cores();
    year.city.stop().await?;
    year.city.serve().await?;

    crate::step("remarks without a backup");
    let quiet = async {
        sleep(QUIET).await;
        anyhow::Ok(())
    };
    let (alone, ()) = written(&year, quiet).await?;
    crate::step("remarks while a backup is made");
    let file = year.city.folder().join("backup.bench");
    let name = file.to_str().context("a folder whose name is no text")?;
    let (busy, took) = written(&year, backup(&year, name)).await?;
    let bytes = fs::metadata(&file).context("there is no backup")?.len();
    ensure!(bytes > 0, "the backup is empty");

    let [alone, busy] = [alone, busy].map(Written::of);
    let (alone, busy) = (alone?, busy?);
    Ok(vec![Row {
        figure: format!("Backup ({}) of a city with {}, while 100 remarks a second are posted", mib(bytes), year.described(&scale.year)),
        measured: format!("{}; remarks meanwhile: {}", time(took), busy.described()),
        beside: format!("remarks without a backup: {}", alone.described()),
        ratio: format!("{} (slowest)", ratio(busy.slowest.as_secs_f64(), alone.slowest.as_secs_f64())),
        ..Row::default()
    }])
}

/// How long remarks took.
struct Written {
    times: Latency,
    slowest: Duration,
}

impl Written {
    fn of(times: Vec<Duration>) -> Result<Self> {
        let slowest = times.iter().max().copied().unwrap_or_default();
        Ok(Self { times: Latency::of(times)?, slowest })
    }

    fn described(&self) -> String {
        format!("{}, slowest {}", self.times, time(self.slowest))
    }
}

/// Runs the command, and tells how long it took.
async fn backup(year: &Year<'_>, file: &str) -> Result<Duration> {
    sleep(LEAD).await;
    let start = Instant::now();
    let mut command = year.city.begin(&["backup", file])?;
    while command.try_wait()?.is_none() {
        sleep(GLANCE).await;
    }
    let took = start.elapsed();
    let output = command.wait_with_output()?;
    ensure!(output.status.success(), "busola backup: {}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(took)
}

/// Posts remarks at a steady rate until something is done. Each counts from the moment at which it is due until it is
/// acknowledged.
async fn written<T>(year: &Year<'_>, doing: impl Future<Output = Result<T>>) -> Result<(Vec<Duration>, T)> {
    let is_over = AtomicBool::new(false);
    let path = format!("/consultations/{}/comments", year.consultation.id);
    let writing = async {
        let mut posts = JoinSet::new();
        let mut due = Instant::now() + EVERY;
        for author in year.residents.iter().cycle() {
            sleep_until(due.into()).await;
            if is_over.load(Ordering::Relaxed) {
                break;
            }
            let (author, path, since) = (author.clone(), path.clone(), due);
            posts.spawn(async move {
                author.post(&path, &scene::remark(0, 100)).await?;
                anyhow::Ok(since.elapsed())
            });
            due += EVERY;
        }
        let mut times = Vec::new();
        while let Some(post) = posts.join_next().await {
            times.push(post??);
        }
        anyhow::Ok(times)
    };
    let doing = async {
        let done = doing.await;
        is_over.store(true, Ordering::Relaxed);
        done
    };
    tokio::try_join!(writing, doing)
}
