//! The server ended by kill -9 in the middle of writing, again and again.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::Scale;
use crate::author::Author;
use crate::contender::Contender;
use crate::crowd::Ledger;
use crate::latency::Latency;
use crate::machine::Machine;
use crate::scene::{Scene, remark};
use crate::table::{Row, aim, number, time};

/// People who write, each one remark after another.
const WRITERS: usize = 16;
/// Sockets that come back after each end.
const SOCKETS: usize = 100;
/// From a start to the next end.
const LIFE: Duration = Duration::from_millis(700);
/// Before a request that failed is sent again.
const AGAIN: Duration = Duration::from_millis(10);

/// Remarks that were acknowledged, with their places in the log.
type Acknowledged = Arc<Mutex<HashMap<String, u64>>>;

/// Writes, kills, and looks whether everything is there once.
pub(crate) async fn figures(machine: &Machine, scale: &Scale) -> Result<Vec<Row>> {
    let mut scene = Scene::make(machine, "crash", None).await?;
    let contender = Contender::busola(&scene, 0)?;
    let crowd = contender.crowd(SOCKETS).await?;
    let (acknowledged, is_over) = (Acknowledged::default(), Arc::new(AtomicBool::new(false)));
    let mut writers = JoinSet::new();
    for number in 0..WRITERS {
        let (author, path) = (scene.author(number)?.apart()?, scene.path());
        let (ledger, acknowledged, is_over) = (Arc::clone(&crowd.ledger), Arc::clone(&acknowledged), Arc::clone(&is_over));
        writers.spawn(async move {
            while !is_over.load(Ordering::Relaxed) {
                write(&author, &path, &ledger, &acknowledged).await?;
            }
            anyhow::Ok(())
        });
    }
    let mut starts = Vec::new();
    for _ in 0..scale.kills {
        sleep(LIFE).await;
        scene.city.kill()?;
        starts.push(scene.city.serve().await?);
    }
    sleep(LIFE).await;
    is_over.store(true, Ordering::Relaxed);
    while let Some(writer) = writers.join_next().await {
        writer??;
    }
    let acknowledged = acknowledged.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let head = check(&scene, &acknowledged).await?;
    crowd.caught_up().await?;
    let tally = crowd.ledger.take();
    ensure!(tally.lost == 0 && tally.repeated == 0, "sockets: {} events lost, {} repeated", tally.lost, tally.repeated);
    Ok(vec![Row {
        figure: format!("{} ends by kill -9 while {WRITERS} people write and {SOCKETS} sockets listen", scale.kills),
        measured: format!(
            "{} remarks acknowledged, each in the log once, {} events without a gap; every socket has each event once; start to the first page: median {}",
            number(acknowledged.len()),
            number(usize::try_from(head)?),
            time(Latency::of(starts)?.median)
        ),
        aim: aim("nothing lost, nothing twice", true),
        ..Row::default()
    }])
}

/// One remark, sent until it is acknowledged.
async fn write(author: &Author, path: &str, ledger: &Ledger, acknowledged: &Acknowledged) -> Result<()> {
    let remark = remark(ledger.publish(), 0);
    let id = remark["id"].as_str().context("a remark without an id")?.to_owned();
    for _ in 0..1_000 {
        match author.post_again(path, &remark).await {
            Ok(answer) => {
                let seq = answer["seq"].as_u64().context("the answer has no place in the log")?;
                acknowledged.lock().unwrap_or_else(PoisonError::into_inner).insert(id, seq);
                ledger.acknowledge(seq);
                return Ok(());
            }
            Err(_) => sleep(AGAIN).await,
        }
    }
    bail!("a remark was never acknowledged")
}

/// Reads the whole log: no gap, no remark twice, each acknowledged one at its place. Tells its end.
async fn check(scene: &Scene<'_>, acknowledged: &HashMap<String, u64>) -> Result<u64> {
    let author = scene.author(0)?;
    let (mut last, mut posted) = (0, HashMap::new());
    loop {
        let page = author.get(&format!("/consultations/{}/events?after={last}&limit=1000", scene.consultation.id)).await?;
        let items = page["items"].as_array().context("the log was not understood")?;
        for item in items {
            let seq = item["seq"].as_u64().context("an event without a number")?;
            ensure!(seq == last + 1, "the log has {seq} after {last}");
            last = seq;
            take(item, seq, &mut posted)?;
        }
        if items.is_empty() {
            break;
        }
    }
    let lost: HashSet<_> = acknowledged.iter().filter(|(id, seq)| posted.get(*id) != Some(*seq)).collect();
    ensure!(lost.is_empty(), "{} acknowledged remarks are not in the log at their places", lost.len());
    Ok(last)
}

fn take(item: &Value, seq: u64, posted: &mut HashMap<String, u64>) -> Result<()> {
    if item["kind"] == "comment.posted" {
        let id = item["data"]["id"].as_str().context("a remark without an id")?;
        ensure!(posted.insert(id.to_owned(), seq).is_none(), "a remark is in the log twice");
    }
    Ok(())
}
