//! How memory, deliveries and times grow with the number of sockets.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::time::sleep;

use super::{Scale, plot};
use crate::contender::{Contender, Kind};
use crate::machine::{Machine, resident};
use crate::scene::Scene;
use crate::table::{Row, aim, number, ratio, time};

/// Events a second, at every size.
const RATE: u32 = 5;
/// Rounds in a row: a hundred sockets take little of the processor's time, which the system tells in steps of 10 ms.
const ROUNDS: f64 = 4.0;
/// How long nothing happens before memory is looked at.
const REST: Duration = Duration::from_secs(3);
/// Sockets that come and go before that: what the first ones make is made once.
const WARM_UP: usize = 20;
/// Bytes of a socket that are aimed at.
const LIMIT: f64 = 2048.0;
/// Who is compared, Busola first.
const KINDS: [Kind; 4] = [Kind::Busola, Kind::Bare, Kind::Ws, Kind::SocketIo];

/// A contender in front of so many sockets.
pub(crate) struct Size {
    pub(super) kind: Kind,
    pub(super) sockets: usize,
    /// Bytes of an idle socket.
    pub(super) memory: f64,
    /// Deliveries a second of processor time.
    pub(super) rate: f64,
    pub(super) p99: Duration,
}

/// Every contender anew for every size; draws them where a file is named.
pub(crate) async fn figures(machine: &Machine, scale: &Scale, drawing: Option<&Path>) -> Result<Vec<Row>> {
    let mut scene = Scene::make(machine, "growth", None).await?;
    let mut sizes = Vec::new();
    for sockets in scale.growth {
        for kind in KINDS {
            crate::step(&format!("{} sockets, {kind}", number(*sockets)));
            let contender = match kind {
                Kind::Busola => {
                    scene.city.stop().await?;
                    scene.city.serve().await?;
                    Contender::busola(&scene, 0)?
                }
                peer => Contender::peer(machine, peer, &scene.sample).await?,
            };
            sizes.push(one(&contender, *sockets, scale.seconds).await?);
        }
    }
    if let Some(file) = drawing {
        fs::write(file, plot::draw(&sizes, &KINDS)).with_context(|| file.display().to_string())?;
    }
    Ok(rows(&sizes))
}

async fn one(contender: &Contender, sockets: usize, seconds: f64) -> Result<Size> {
    contender.crowd(WARM_UP).await?.leave().await;
    sleep(REST).await;
    let before = resident(contender.pid)?;
    let mut crowd = contender.crowd(sockets).await?;
    sleep(REST).await;
    let memory = resident(contender.pid)?.saturating_sub(before) as f64 / sockets as f64;
    let load = contender.load(&crowd, RATE, ROUNDS * seconds).await?;
    crowd.leave().await;
    Ok(Size { kind: contender.kind, sockets, memory, rate: load.rate(), p99: load.latency()?.p99 })
}

fn rows(sizes: &[Size]) -> Vec<Row> {
    let most = sizes.iter().map(|size| size.sockets).max().unwrap_or_default();
    let at_most = |kind| sizes.iter().find(move |size| size.kind == kind && size.sockets == most);
    let kib = |bytes: f64| format!("{:.2} KiB", bytes / 1024.0);
    let mut rows = Vec::new();
    for peer in [Kind::Bare, Kind::Ws, Kind::SocketIo] {
        if let (Some(ours), Some(theirs)) = (at_most(Kind::Busola), at_most(peer)) {
            rows.push(Row {
                figure: format!("Memory of an idle socket (VmRSS), of {}", number(most)),
                measured: kib(ours.memory),
                beside: format!("{peer}: {}", kib(theirs.memory)),
                ratio: ratio(ours.memory, theirs.memory),
                aim: aim("≤ 2 KiB", ours.memory <= LIMIT),
            });
        }
    }
    let described = |size: &Size| format!("{}, p99 {}, {} a socket", number(size.rate as usize), time(size.p99), kib(size.memory));
    for ours in sizes.iter().filter(|size| size.kind == Kind::Busola) {
        let peers = sizes.iter().filter(|size| size.kind != Kind::Busola && size.sockets == ours.sockets);
        let peers: Vec<_> = peers.map(|size| format!("{}: {}", size.kind, described(size))).collect();
        rows.push(Row {
            figure: format!("Growth: deliveries a second of processor time at {} sockets, {RATE} events a second", number(ours.sockets)),
            measured: described(ours),
            beside: peers.join("; "),
            ..Row::default()
        });
    }
    rows
}
