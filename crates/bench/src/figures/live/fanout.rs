//! How many deliveries a second of the server's processor time is good for, and how long each takes.

use std::time::Duration;

use anyhow::{Context, Result};
use tokio::time::sleep;

use super::{Point, Scale};
use crate::contender::{Contender, Kind, Load};
use crate::machine::Machine;
use crate::scene::Scene;
use crate::table::{Row, aim, number, ratio, time};

/// Who is compared, Busola first.
const KINDS: [Kind; 4] = [Kind::Busola, Kind::Bare, Kind::Ws, Kind::SocketIo];
/// Between one crowd's end and the next.
const REST: Duration = Duration::from_millis(500);
/// Seconds of load before it is measured.
const WARM_UP: f64 = 0.5;
/// Events of a round at least: of fewer, one POST that waits for the disk is the 99th percentile.
const EVENTS_MIN: f64 = 150.0;
/// A client busier than this may be what bounds a figure.
const CLIENT_MAX: f64 = 0.9;

/// All loads of a contender.
struct Loads {
    contender: Contender,
    points: Vec<Load>,
    overload: Load,
}

/// Contenders in turn at every point, in rounds.
pub(crate) async fn figures(machine: &Machine, scale: &Scale) -> Result<Vec<Row>> {
    let scene = Scene::make(machine, "fan-out", None).await?;
    let mut all = Vec::new();
    for kind in KINDS {
        let contender = match kind {
            Kind::Busola => Contender::busola(&scene, 0)?,
            peer => Contender::peer(machine, peer, &scene.sample).await?,
        };
        all.push(Loads { contender, points: scale.points.iter().map(|_| Load::none()).collect(), overload: Load::none() });
    }
    for round in 1..=scale.rounds {
        for (at, point) in scale.points.iter().enumerate() {
            crate::step(&format!("fan-out, round {round}: {}", named(*point)));
            for Loads { contender, points, .. } in &mut all {
                if let Some(load) = points.get_mut(at) {
                    load.add(&one(contender, *point, scale.seconds).await?)?;
                }
            }
        }
        crate::step(&format!("fan-out, round {round}: {}", named(scale.overload)));
        // The peers on Node are past their bound there in any case.
        for Loads { contender, overload, .. } in all.iter_mut().filter(|it| matches!(it.contender.kind, Kind::Busola | Kind::Bare)) {
            overload.add(&one(contender, scale.overload, scale.seconds).await?)?;
        }
    }
    rows(scale, &all, scene.sample.len())
}

async fn one(contender: &Contender, point: Point, seconds: f64) -> Result<Load> {
    let mut crowd = contender.crowd(point.sockets).await?;
    // Not counted: what is made once, and what Node compiles as it goes.
    contender.load(&crowd, point.rate, WARM_UP).await?;
    let load = contender.load(&crowd, point.rate, seconds.max(EVENTS_MIN / f64::from(point.rate))).await;
    crowd.leave().await;
    sleep(REST).await;
    load
}

fn rows(scale: &Scale, all: &[Loads], bytes: usize) -> Result<Vec<Row>> {
    let (busola, peers) = all.split_first().context("nobody was measured")?;
    let mut rows = Vec::new();
    for (at, point) in scale.points.iter().enumerate() {
        for peer in peers {
            let (Some(ours), Some(theirs)) = (busola.points.get(at), peer.points.get(at)) else { continue };
            let least = match peer.contender.kind {
                Kind::Bare => 0.85,
                Kind::Ws => 1.3,
                _ => 1.6,
            };
            let is_met = ours.rate() >= least * theirs.rate();
            let figure = format!("Deliveries a second of processor time, {}, frames of {bytes} bytes", named(*point));
            rows.push(row(figure, ours, theirs, peer.contender.kind, aim(&format!("≥ {least} times"), is_met)));
        }
    }
    if let Some(bare) = all.iter().find(|loads| loads.contender.kind == Kind::Bare) {
        let (ours, theirs) = (&busola.overload, &bare.overload);
        let figure = format!("The same under more than a core has the time for, {}", named(scale.overload));
        rows.push(row(figure, ours, theirs, Kind::Bare, aim("> 1 times", ours.rate() > theirs.rate())));
    }
    rows.extend(slow_end(scale, busola, peers)?);
    Ok(rows)
}

fn row(figure: String, ours: &Load, theirs: &Load, peer: Kind, aim: String) -> Row {
    Row {
        figure,
        measured: described(ours),
        beside: format!("{peer}: {}", described(theirs)),
        ratio: format!("{} (rate)", ratio(ours.rate(), theirs.rate())),
        aim,
    }
}

/// The times at the last point.
fn slow_end(scale: &Scale, busola: &Loads, peers: &[Loads]) -> Result<Vec<Row>> {
    let (Some(point), Some(ours)) = (scale.points.last(), busola.points.last()) else { return Ok(Vec::new()) };
    let ours = ours.latency()?;
    let mut rows = Vec::new();
    for peer in peers.iter().rev() {
        let theirs = peer.points.last().unwrap_or(&busola.overload).latency()?;
        let share = ours.p99.as_secs_f64() / theirs.p99.as_secs_f64();
        rows.push(Row {
            figure: format!("From publishing to receipt, {}", named(*point)),
            measured: ours.to_string(),
            beside: format!("{}: {theirs}", peer.contender.kind),
            ratio: format!("{} (p99)", ratio(ours.p99.as_secs_f64(), theirs.p99.as_secs_f64())),
            aim: if peer.contender.kind == Kind::SocketIo { aim("p99 ≤ 0.6 times", share <= 0.6) } else { String::new() },
        });
    }
    Ok(rows)
}

fn named(point: Point) -> String {
    format!("{} sockets, {} events a second", number(point.sockets), point.rate)
}

fn described(load: &Load) -> String {
    let mut text = format!("{}; client {:.0} % busy", number(load.rate() as usize), load.client * 100.0);
    if load.client > CLIENT_MAX {
        text.push_str(" (**it may be what bounds this**)");
    }
    if let Ok(latency) = load.latency() {
        text.push_str(&format!("; p99 {}", time(latency.p99)));
    }
    if load.too_slow > 0 {
        text.push_str(&format!("; {} closed as too slow and come back", number(load.too_slow as usize)));
    }
    if load.put_off > 0 {
        text.push_str(&format!("; {} posts told to come later", number(load.put_off as usize)));
    }
    text
}
