//! Some sockets stop reading, and what that means for the others and for them.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use super::Scale;
use crate::contender::Contender;
use crate::crowd::{Crowd, Tally};
use crate::latency::Latency;
use crate::machine::Machine;
use crate::scene::Scene;
use crate::table::{Row, aim, number, ratio, time};

/// One in so many stops.
const ONE_IN: usize = 20;
/// Events a second, and bytes of each: together more than the system and the server hold for a socket.
const RATE: f64 = 60.0;
const FILLING: usize = 9_000;
/// How much slower the slow end of the others may be.
const LIMIT: f64 = 1.5;

/// The times of the others without and with those that stop; then these read on.
pub(crate) async fn figures(machine: &Machine, scale: &Scale) -> Result<Vec<Row>> {
    let scene = Scene::make(machine, "stopped", None).await?;
    let contender = Contender::busola(&scene, FILLING)?;
    let stopping = scale.stopping / ONE_IN;
    let mut crowd = Crowd::new(&contender.place, scale.stopping, stopping)?;
    crowd.gather().await?;
    let without = others(&contender, &crowd, scale.stopping_for).await?;
    ensure!(without.ended == 0, "{} sockets were closed while all read", without.ended);
    crowd.stop_reading(true);
    let with = others(&contender, &crowd, scale.stopping_for).await?;

    let woken = Instant::now();
    crowd.stop_reading(false);
    crowd.caught_up().await.context("those that had stopped")?;
    let took = woken.elapsed();
    let after = crowd.ledger.take();
    let [ended, too_slow] = [with.ended + after.ended, with.too_slow + after.too_slow];
    let wrong = [&without, &with, &after].iter().map(|tally| tally.lost + tally.repeated).sum::<u64>();
    ensure!(wrong == 0, "{wrong} events lost or repeated");
    // Else the load was too small to say anything.
    ensure!(too_slow == u64::try_from(stopping)?, "{too_slow} of {stopping} sockets were closed as too slow");

    let (without, with) = (Latency::of_histogram(&without.latency)?, Latency::of_histogram(&with.latency)?);
    let share = with.p99.as_secs_f64() / without.p99.as_secs_f64();
    let sockets = number(scale.stopping);
    Ok(vec![
        Row {
            figure: format!(
                "From publishing to receipt while {stopping} of {sockets} sockets do not read, on the others, {RATE} events a second"
            ),
            measured: with.to_string(),
            beside: format!("the same while all read: {without}"),
            ratio: format!("{} (p99)", ratio(with.p99.as_secs_f64(), without.p99.as_secs_f64())),
            aim: aim(&format!("p99 ≤ {LIMIT} times"), share <= LIMIT),
        },
        Row {
            figure: format!("The {stopping} that did not read for {:.0} s", scale.stopping_for),
            measured: format!("{ended} were closed, with the code 4000; all had every event once {} after they read on", time(took)),
            aim: aim("every event once", true),
            ..Row::default()
        },
    ])
}

async fn others(contender: &Contender, crowd: &Crowd, seconds: f64) -> Result<Tally> {
    crate::step("sockets that stop reading");
    let ledger = Arc::clone(&crowd.ledger);
    ledger.take();
    let events = (RATE * seconds) as usize;
    contender.source.run(&ledger, RATE, |count| count < events).await?;
    crowd.others_caught_up().await?;
    Ok(ledger.take())
}
