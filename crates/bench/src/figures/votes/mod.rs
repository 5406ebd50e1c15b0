//! Votes in a live session while thousands follow it.

mod booth;
mod closing;
mod console;
mod count;
mod grouped;
mod stage;
mod steady;

use std::time::Duration;

use anyhow::{Result, ensure};
use tokio::time::sleep;

use crate::crowd::{Crowd, Told};
use crate::machine::{Cores, Machine};
use crate::table::{Table, number};
use count::Votes;
use stage::Stage;

/// How long nothing more may come once all was told.
const SETTLED: Duration = Duration::from_millis(500);

/// How much is measured.
pub(crate) struct Scale {
    /// People who vote, each once in each poll.
    voters: usize,
    /// Sockets that follow the session.
    followers: usize,
    /// For how long they vote, spread evenly.
    voting: Duration,
    /// Rounds of votes as fast as they go.
    rounds: usize,
}

pub(crate) const FULL: Scale = Scale { voters: 2_000, followers: 5_000, voting: Duration::from_secs(20), rounds: 4 };
pub(crate) const QUICK: Scale = Scale { voters: 500, followers: 1_000, voting: Duration::from_secs(5), rounds: 2 };

/// All lines on one server, the last of them beside another one.
pub(crate) async fn figures(machine: &Machine, scale: &Scale, table: &mut Table) {
    crate::step(&format!("{} voters", number(scale.voters)));
    table.note(match &machine.cores {
        Cores::Apart { server, client } => format!("Votes: the server on all cores ({server},{client}), the client on {client}."),
        Cores::Shared(_) => "Votes: the server on all cores, as the client.".to_owned(),
    });
    let stage = match Stage::make(machine, "votes", scale.voters, None).await {
        Ok(stage) => stage,
        Err(error) => return table.add("Votes", Err(error)),
    };
    crate::step("votes at a steady rate");
    table.add("Votes while thousands follow", steady::figures(&stage, scale).await);
    crate::step("closing while votes arrive");
    table.add("Closing while votes arrive", closing::figures(&stage, scale).await);
    table.add("Votes as fast as they go", grouped::figures(machine, &stage, scale).await);
}

/// Waits until each socket was told of every ballot, looks whether anything else came or was lost, and ends the crowd.
async fn told(mut crowd: Crowd, votes: &Votes) -> Result<Vec<Told>> {
    let ballots = u64::try_from(votes.accepted().count())?;
    crowd.counted(ballots).await?;
    sleep(SETTLED).await;
    let (sockets, tally) = (crowd.told(), crowd.ledger.take());
    crowd.leave().await;
    let [lost, repeated, ended] = [tally.lost, tally.repeated, tally.ended];
    ensure!(lost + repeated + ended == 0, "sockets: {lost} events lost, {repeated} repeated; {ended} were closed");
    let wrong = sockets.iter().filter(|told| told.last() != Some(ballots)).count();
    ensure!(wrong == 0, "{ballots} votes were accepted, {wrong} sockets were told otherwise");
    Ok(sockets)
}
