//! Votes as fast as they go, in groups and one a transaction.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::Scale;
use super::booth::{self, BOOTHS, Rush};
use super::stage::Stage;
use crate::figures::live::writes::ALONE;
use crate::machine::Machine;
use crate::table::{Row, number, ratio};

/// Both servers in turn, in rounds: a new poll each time, in which each voter votes once.
pub(super) async fn figures(machine: &Machine, stage: &Stage<'_>, scale: &Scale) -> Result<Vec<Row>> {
    let alone = Stage::make(machine, "votes-alone", scale.voters, Some(ALONE)).await?;
    let (mut ours, mut theirs) = (Duration::ZERO, Duration::ZERO);
    for round in 1..=scale.rounds {
        crate::step(&format!("votes as fast as they go, round {round}"));
        ours += once(stage).await?;
        theirs += once(&alone).await?;
    }
    let votes = (scale.voters * scale.rounds) as f64;
    let [ours, theirs] = [ours, theirs].map(|took| votes / took.as_secs_f64());
    Ok(vec![Row {
        figure: format!("Votes as fast as they go, {BOOTHS} connections, nobody follows"),
        measured: format!("{}/s", number(ours as usize)),
        beside: format!("the same server with one transaction a vote: {}/s", number(theirs as usize)),
        ratio: format!("{} (rate)", ratio(ours, theirs)),
        ..Row::default()
    }])
}

/// All voters once; tells how long it took.
async fn once(stage: &Stage<'_>) -> Result<Duration> {
    let poll = stage.poll().await?;
    let booths = booth::open(stage).await?;
    let start = Instant::now();
    let votes = Rush::new(stage, &poll).run(booths).await?;
    let took = start.elapsed();
    let refused = votes.all() - votes.accepted().count();
    ensure!(refused == 0, "{refused} votes were refused");
    votes.check(&poll, &stage.close(&stage.moderator, &poll).await?)?;
    Ok(took)
}
