//! All sockets dropped at once, and how long it takes until they are back with all that they missed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Result, ensure};
use tokio::time::sleep;

use super::Scale;
use crate::contender::{Contender, Kind};
use crate::crowd::{Rush, Tally};
use crate::latency::Latency;
use crate::machine::Machine;
use crate::scene::Scene;
use crate::table::{Row, aim, number, ratio, time};

/// Events a second, before, meanwhile and after.
const RATE: f64 = 5.0;
/// How long they go on before and after.
const CALM: Duration = Duration::from_secs(2);

/// Busola beside Socket.IO with connection state recovery.
pub(crate) async fn figures(machine: &Machine, scale: &Scale) -> Result<Vec<Row>> {
    let scene = Scene::make(machine, "storm", None).await?;
    let busola = Contender::busola(&scene, 0)?;
    let ours = storm(&busola, scale.storm).await?;
    ensure!(ours.lost == 0 && ours.repeated == 0, "Busola: {} events lost, {} repeated", ours.lost, ours.repeated);
    let peer = Contender::peer(machine, Kind::SocketIoRecovery, &scene.sample).await?;
    let theirs = storm(&peer, scale.storm).await?;
    let (our_time, their_time) = (Latency::of_histogram(&ours.returned)?, Latency::of_histogram(&theirs.returned)?);
    let share = our_time.p99.as_secs_f64() / their_time.p99.as_secs_f64();
    Ok(vec![Row {
        figure: format!("{} sockets dropped at once: until one is back and has what it missed", number(scale.storm)),
        measured: format!("{our_time}, {}", described(&ours)),
        beside: format!("{}: {their_time}, {}", peer.kind, described(&theirs)),
        ratio: format!("{} (p99)", ratio(our_time.p99.as_secs_f64(), their_time.p99.as_secs_f64())),
        aim: aim("p99 ≤ 0.5 times, none lost", share <= 0.5),
    }])
}

async fn storm(contender: &Contender, sockets: usize) -> Result<Tally> {
    crate::step(&format!("{} sockets dropped at once, {}", number(sockets), contender.kind));
    let mut crowd = contender.crowd(sockets).await?;
    let ledger = std::sync::Arc::clone(&crowd.ledger);
    let is_over = AtomicBool::new(false);
    let weather = async {
        sleep(CALM).await;
        ledger.drop_at(crowd.leave().await);
        crowd.enter(Rush::AtOnce);
        let returned = crowd.returned().await;
        sleep(CALM).await;
        is_over.store(true, Ordering::Relaxed);
        returned
    };
    let (events, returned) = tokio::join!(contender.source.run(&ledger, RATE, |_| !is_over.load(Ordering::Relaxed)), weather);
    let events = events?;
    returned?;
    crowd.caught_up().await?;
    let tally = ledger.take();
    let expected = u64::try_from(events * sockets)?;
    ensure!(tally.delivered + tally.lost == expected, "{}: {} of {expected} events came", contender.kind, tally.delivered);
    Ok(tally)
}

fn described(tally: &Tally) -> String {
    let slowest = time(Duration::from_micros(tally.returned.max()));
    let lost = number(usize::try_from(tally.lost).unwrap_or(usize::MAX));
    let mut text = format!("slowest {slowest}; {lost} deliveries lost");
    if tally.forgotten > 0 {
        text.push_str(&format!(", {} sessions not recovered", tally.forgotten));
    }
    text
}
