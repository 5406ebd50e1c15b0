//! Comments through the use case alone: no HTTP, no sockets, a database of its own.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use busola_domain::{Actor, Role};
use busola_service::consultations::Key;
use busola_service::{COMMIT_GROUP, Clock, Mailer, Parts, Random, Service};
use busola_storage::Db;
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;

use super::Scale;
use crate::latency::{Latency, histogram, micros};
use crate::machine::Machine;
use crate::table::{Row, aim, number, ratio};
use crate::{data, scene};

/// Tasks that write, and the comments a second that are aimed at.
const AIMS: [(usize, f64); 2] = [(256, 8_000.0), (1, 1_000.0)];
/// What the disk is asked for beside it.
const SYNCS: usize = 200;

/// What came of it.
#[derive(Deserialize, Serialize)]
struct Outcome {
    comments: usize,
    seconds: f64,
    median: Duration,
    p99: Duration,
}

/// The writer as a process of its own, with many tasks and with one: on the server's core, as all that is measured
/// here, and on all cores.
pub(crate) fn figures(machine: &Machine, scale: &Scale) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (tasks, least) in AIMS {
        crate::step(&format!("the writer alone, {tasks} tasks"));
        let folder = machine.folder().join(format!("writer-{tasks}"));
        fs::create_dir(&folder)?;
        let syncs = syncs(&folder)?;
        let figure = format!("Durable comments a second through the writer alone, {tasks} waiting");
        let program = std::env::current_exe()?;
        let pinned = child(machine.command(&program), &folder.join("pinned"), tasks, scale.writing)?;
        let free = child(machine.command_on_all(&program), &folder.join("free"), tasks, scale.writing)?;
        let rate = pinned.rate();
        rows.push(Row {
            figure: figure.clone(),
            measured: pinned.text(),
            beside: format!("appends of 4 KiB with fsync in the same folder, one after another: {}/s", number(syncs as usize)),
            ratio: ratio(rate, syncs),
            aim: aim(&format!("≥ {}/s", number(least as usize)), rate >= least),
        });
        rows.push(Row {
            figure: format!("{figure}, on all cores"),
            measured: free.text(),
            beside: "the row before".to_owned(),
            ratio: ratio(free.rate(), rate),
            aim: String::new(),
        });
    }
    Ok(rows)
}

impl Outcome {
    fn rate(&self) -> f64 {
        self.comments as f64 / self.seconds
    }

    fn text(&self) -> String {
        let latency = Latency { median: self.median, p99: self.p99 };
        format!("{}/s; {latency}", number(self.rate() as usize))
    }
}

fn child(mut command: Command, folder: &Path, tasks: usize, seconds: f64) -> Result<Outcome> {
    fs::create_dir(folder)?;
    let output = command.arg("writer").arg(folder).args([tasks.to_string(), seconds.to_string()]).output()?;
    ensure!(output.status.success(), "the writer: {}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Durable appends a second.
fn syncs(folder: &Path) -> Result<f64> {
    let mut file = File::create(folder.join("fsync"))?;
    let start = Instant::now();
    for _ in 0..SYNCS {
        file.write_all(&[0x5a; 4096])?;
        file.sync_all()?;
    }
    Ok(SYNCS as f64 / start.elapsed().as_secs_f64())
}

/// The child: writes for some seconds and prints what came of it.
pub(crate) async fn run(folder: &Path, tasks: usize, seconds: f64) -> Result<()> {
    let service = service(folder).await?;
    let moderator = person(&service, "moderator", Role::Moderator).await?;
    let consultation = serde_json::from_value(data::consultation("writer"))?;
    let consultation = told(service.create_consultation(Some(&moderator), consultation).await)?;
    let author = Arc::new(person(&service, "resident", Role::Resident).await?);
    let start = Instant::now();
    let end = start + Duration::from_secs_f64(seconds);
    let mut writers = JoinSet::new();
    for _ in 0..tasks {
        let (service, author, id) = (service.clone(), Arc::clone(&author), consultation.id);
        writers.spawn(async move {
            let mut times = histogram();
            while Instant::now() < end {
                let new = serde_json::from_value(scene::remark(0, 0))?;
                let sent = Instant::now();
                let posted = told(service.post_comment(Some(&author), &Key::Id(id), new, service.now()).await)?;
                ensure!(posted.created, "a remark was there already");
                times.saturating_record(micros(sent.elapsed()));
            }
            Ok(times)
        });
    }
    let mut times = histogram();
    while let Some(writer) = writers.join_next().await {
        times.add(writer??)?;
    }
    let seconds = start.elapsed().as_secs_f64();
    let comments = usize::try_from(times.len())?;
    let counted = told(service.consultation(None, &Key::Id(consultation.id)).await)?.counts.comments;
    ensure!(usize::try_from(counted)? == comments, "{comments} comments were acknowledged, {counted} are there");
    let Latency { median, p99 } = Latency::of_histogram(&times)?;
    println!("{}", serde_json::to_string(&Outcome { comments, seconds, median, p99 })?);
    service.close().await;
    Ok(())
}

/// The use cases on the database in a folder, which is made where there is none.
pub(crate) async fn service(folder: &Path) -> Result<Service> {
    let db = Db::open(&format!("sqlite://{}", folder.join("busola.db").display())).await?;
    let mailer = Mailer::files(folder.join("mail"), "Busola <busola@bench.example>")?;
    let public_url = "http://127.0.0.1:3000".to_owned();
    Ok(Service::new(Parts {
        db,
        clock: Clock::System,
        random: Random::system(),
        mailer,
        workshop: None,
        attachments: folder.join("attachments"),
        public_url,
        commit_group: COMMIT_GROUP,
    }))
}

async fn person(service: &Service, name: &str, role: Role) -> Result<Actor> {
    let email = format!("{name}@bench.example");
    told(service.create_user(&email, name, role).await)?;
    let token = told(service.create_token(&email).await)?;
    told(service.actor_by_token(&token).await)?.context("a token without an account")
}

/// An outcome whose error is told as it is in code.
pub(crate) fn told<T>(outcome: Result<T, busola_service::Error>) -> Result<T> {
    outcome.map_err(|error| anyhow::anyhow!("{error:?}"))
}
