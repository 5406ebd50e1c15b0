//! A poll that is closed while votes arrive.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use reqwest::StatusCode;

use super::Scale;
use super::booth::{self, BOOTHS, Rush};
use super::count::Votes;
use super::stage::Stage;
use crate::crowd::Told;
use crate::table::{Row, aim, number, time};

/// How long it may take until all is settled.
const LIMIT: Duration = Duration::from_secs(1);

/// Votes as fast as they go, and the closing when half of them are accepted.
pub(super) async fn figures(stage: &Stage<'_>, scale: &Scale) -> Result<Vec<Row>> {
    let poll = stage.poll().await?;
    let crowd = stage.followers(&poll, scale.followers).await?;
    let (rush, booths, moderator) = (Rush::new(stage, &poll), booth::open(stage).await?, stage.moderator.apart()?);
    // So that the closing finds its connection open.
    moderator.get(&stage.path()).await?;
    let closing = async {
        rush.half_way().await;
        let asked = Instant::now();
        let tally = stage.close(&moderator, &poll).await?;
        anyhow::Ok((asked, asked.elapsed(), tally))
    };
    let (votes, (asked, answered, tally)) = tokio::try_join!(Arc::clone(&rush).run(booths), closing)?;
    crowd.closed().await?;
    let sockets = super::told(crowd, &votes).await?;
    votes.check(&poll, &tally)?;
    votes.check(&poll, &stage.tally(&poll).await?)?;

    let (accepted, refused) = (votes.accepted().count(), votes.answered(StatusCode::CONFLICT).count());
    ensure!(
        accepted + refused == votes.all(),
        "{} votes were neither accepted nor told that the poll is closed",
        votes.all() - accepted - refused
    );
    ensure!(refused > 0, "all votes were in before the poll was closed");
    let [closed, counted] = told(&sockets, &votes, asked)?;
    let settled = answered.max(closed).max(counted);
    Ok(vec![Row {
        figure: format!("Closing a poll while votes arrive on {BOOTHS} connections and {} sockets follow", number(sockets.len())),
        measured: format!(
            "answered after {}, the last socket told after {}, with the last tally after {}; {} votes accepted ({} of them acknowledged after the closing was sent), each counted once, the {} others told that it is closed",
            time(answered),
            time(closed),
            time(counted),
            number(accepted),
            votes.accepted().filter(|vote| vote.answered > asked).count(),
            number(refused)
        ),
        aim: aim("all of it < 1 s", settled < LIMIT),
        ..Row::default()
    }])
}

/// From a moment until the last socket was told that the poll is closed, and until the last one had all ballots.
fn told(sockets: &[Told], votes: &Votes, asked: Instant) -> Result<[Duration; 2]> {
    let ballots = u64::try_from(votes.accepted().count())?;
    let mut last = [Duration::ZERO; 2];
    for told in sockets {
        let closed = told.closed.context("a socket was not told of the closing")?;
        let counted = told.ballots.iter().find(|(_, told)| *told >= ballots);
        let (counted, _) = counted.context("a socket was not told of every ballot")?;
        for (last, at) in last.iter_mut().zip([closed, *counted]) {
            *last = (*last).max(at.saturating_duration_since(asked));
        }
    }
    Ok(last)
}
