//! Votes spread evenly, while thousands are told the tally and the moderator goes on.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;

use super::booth::{self, BOOTHS};
use super::count::Votes;
use super::stage::Stage;
use super::{Scale, console};
use crate::latency::Latency;
use crate::machine::{busy, processor_time};
use crate::table::{Row, aim, number, time};

/// How long the tally may take in 99 of 100 cases, and a key of the console.
const TOLD_LIMIT: Duration = Duration::from_millis(500);
const KEY_LIMIT: Duration = Duration::from_millis(100);

/// The votes, the tally on all sockets, and keys of the console meanwhile.
pub(super) async fn figures(stage: &Stage<'_>, scale: &Scale) -> Result<Vec<Row>> {
    let poll = stage.poll().await?;
    let crowd = stage.followers(&poll, scale.followers).await?;
    let (own, pid) = (std::process::id(), stage.city.pid()?);
    let (server, client, start) = (processor_time(pid)?, processor_time(own)?, Instant::now());
    let is_over = AtomicBool::new(false);
    let voting = async {
        let votes = booth::steady(stage, &poll, scale.voting).await;
        is_over.store(true, Ordering::Relaxed);
        votes
    };
    let (votes, keys) = tokio::join!(voting, console::presses(stage, &is_over));
    let (votes, keys) = (votes?, keys?);
    let server = processor_time(pid)?.saturating_sub(server).as_secs_f64() / start.elapsed().as_secs_f64();
    let client = busy(processor_time(own)?.saturating_sub(client), start.elapsed());

    let sockets = super::told(crowd, &votes).await?;
    votes.check(&poll, &stage.tally(&poll).await?)?;
    votes.check(&poll, &stage.close(&stage.moderator, &poll).await?)?;
    let times = votes.told(&sockets)?;
    let told = Latency::of_histogram(&times)?;
    Ok(vec![
        Row {
            measured: format!("{}; server {:.0} % of a core, client {:.0} % busy", described(&votes)?, server * 100.0, client * 100.0),
            aim: aim("all accepted, each counted once", votes.accepted().count() == votes.all()),
            figure: format!(
                "{} votes within {} s on {BOOTHS} connections while {} sockets follow",
                number(votes.all()),
                scale.voting.as_secs(),
                number(sockets.len())
            ),
            ..Row::default()
        },
        Row {
            figure: format!(
                "From when a vote is due until a socket is told a tally with it, each vote on each of {}",
                number(sockets.len())
            ),
            measured: format!("{told}, slowest {}", time(Duration::from_micros(times.max()))),
            aim: aim("p99 ≤ 500 ms", told.p99 <= TOLD_LIMIT),
            ..Row::default()
        },
        pressed("to its answer, which the console shows", keys.answered, Aim::Limit)?,
        pressed("to the moderator's own socket", keys.told, Aim::None)?,
    ])
}

fn described(votes: &Votes) -> Result<String> {
    let accepted = votes.accepted().count();
    Ok(format!("{} accepted, {} refused; acknowledged: {}", number(accepted), number(votes.all() - accepted), votes.acknowledged()?))
}

/// Whether a figure has an aim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aim {
    Limit,
    None,
}

fn pressed(until: &str, keys: Vec<Duration>, wanted: Aim) -> Result<Row> {
    let (count, slowest) = (keys.len(), keys.iter().max().copied().unwrap_or_default());
    let keys = Latency::of(keys)?;
    Ok(Row {
        figure: format!("Meanwhile, from a key of the console (what is on show) {until}, {count} times"),
        measured: format!("{keys}, slowest {}", time(slowest)),
        aim: match wanted {
            Aim::Limit => aim("p99 < 100 ms", keys.p99 < KEY_LIMIT),
            Aim::None => Row::default().aim,
        },
        ..Row::default()
    })
}
