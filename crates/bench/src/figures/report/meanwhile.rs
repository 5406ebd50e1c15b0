//! The consultation's page while another process makes its files.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use tokio::time::{sleep, sleep_until};

use super::made::{fetch, watched};
use super::stage::Stage;
use crate::http::{self, Packing};
use crate::latency::Latency;
use crate::table::{Row, aim, number, ratio};

/// From one page to the next.
const EVERY: Duration = Duration::from_millis(50);
/// How long pages are asked for while nothing is made, before and after.
const QUIET: Duration = Duration::from_secs(10);
/// How many times as long a page may take.
const LIMIT: f64 = 1.5;

/// Pages at a steady rate: while nothing is made, while three files are, and while nothing is.
pub(super) async fn figures(stage: &Stage<'_>) -> Result<Vec<Row>> {
    let page = stage.city.page(&stage.many);
    let quiet = || async {
        sleep(QUIET).await;
        anyhow::Ok(())
    };
    let (mut alone, ()) = visits(&page, quiet()).await?;
    let client = http::client(Packing::Plain)?;
    let [pdf, docx, xlsx] = ["pdf", "docx", "xlsx"].map(|format| stage.file(&stage.many, format));
    // In another language than before, so that they are made anew.
    let all = async { tokio::try_join!(fetch(&client, &pdf, "en"), fetch(&client, &docx, "en"), fetch(&client, &xlsx, "en")) };
    let (busy, (_, seen)) = visits(&page, watched(stage.city.pid()?, all)).await?;
    ensure!(seen.at_once == 1, "{} processes made files at once", seen.at_once);
    alone.extend(visits(&page, quiet()).await?.0);

    let count = busy.len();
    let (alone, busy) = (Latency::of(alone)?, Latency::of(busy)?);
    let times = busy.median.as_secs_f64() / alone.median.as_secs_f64();
    Ok(vec![Row {
        figure: format!(
            "Page of that consultation every {} ms while PDF, DOCX and XLSX are made, all asked for at once, {} times",
            EVERY.as_millis(),
            number(count)
        ),
        measured: format!("{busy}; never two processes that make files"),
        beside: format!("while nothing is made: {alone}"),
        ratio: format!("{}, p99 {}", busy.ratio(&alone), ratio(busy.p99.as_secs_f64(), alone.p99.as_secs_f64())),
        aim: aim(&format!("median ≤ {LIMIT} times"), times <= LIMIT),
    }])
}

/// Asks for a page again and again until something is done. A page counts from the moment at which it is due.
async fn visits<T>(url: &str, doing: impl Future<Output = Result<T>>) -> Result<(Vec<Duration>, T)> {
    let is_over = AtomicBool::new(false);
    let client = http::client(Packing::Plain)?;
    // The first opens the connection.
    http::get(&client, url).await?.bytes().await?;
    let asking = async {
        let mut times = Vec::new();
        let mut due = Instant::now() + EVERY;
        while !is_over.load(Ordering::Relaxed) {
            sleep_until(due.into()).await;
            http::get(&client, url).await?.bytes().await?;
            times.push(due.elapsed());
            due += EVERY;
        }
        anyhow::Ok(times)
    };
    let doing = async {
        let done = doing.await;
        is_over.store(true, Ordering::Relaxed);
        done
    };
    tokio::try_join!(asking, doing)
}
