//! All sockets drop for a while, again and again, and still get everything.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Result, ensure};
use tokio::time::sleep;

use super::Scale;
use crate::contender::{Contender, Kind};
use crate::crowd::Rush;
use crate::machine::Machine;
use crate::scene::Scene;
use crate::table::{Row, aim, number};

/// Events a second.
const RATE: f64 = 5.0;
/// How long all are away, and from one drop to the next.
const AWAY: Duration = Duration::from_secs(2);
const EVERY: Duration = Duration::from_secs(15);

/// What came of it.
struct Outcome {
    delivered: u64,
    expected: u64,
    repeated: u64,
}

/// Busola beside Socket.IO with connection state recovery.
pub(crate) async fn figures(machine: &Machine, scale: &Scale) -> Result<Vec<Row>> {
    let scene = Scene::make(machine, "drops", None).await?;
    let ours = drops(&Contender::busola(&scene, 0)?, scale).await?;
    ensure!(ours.delivered == ours.expected && ours.repeated == 0, "Busola: {}, {} repeated", ours.described(), ours.repeated);
    let peer = Contender::peer(machine, Kind::SocketIoRecovery, &scene.sample).await?;
    let theirs = drops(&peer, scale).await?;
    Ok(vec![Row {
        figure: format!(
            "Deliveries while all {} sockets drop for {} s every {} s, {} times",
            number(scale.dropping),
            AWAY.as_secs(),
            EVERY.as_secs(),
            scale.drops
        ),
        measured: ours.described(),
        beside: format!("{}: {}", peer.kind, theirs.described()),
        ratio: String::new(),
        aim: aim("100 %", true),
    }])
}

impl Outcome {
    fn described(&self) -> String {
        let share = self.delivered as f64 / self.expected as f64 * 100.0;
        let [delivered, expected] = [self.delivered, self.expected].map(|count| number(usize::try_from(count).unwrap_or(usize::MAX)));
        // Rounded down: only all is 100 %.
        format!("{} % ({delivered} of {expected})", (share * 100.0).floor() / 100.0)
    }
}

async fn drops(contender: &Contender, scale: &Scale) -> Result<Outcome> {
    crate::step(&format!("drops, {}", contender.kind));
    let mut crowd = contender.crowd(scale.dropping).await?;
    let ledger = Arc::clone(&crowd.ledger);
    let is_over = AtomicBool::new(false);
    let weather = async {
        for _ in 0..scale.drops {
            sleep(EVERY - AWAY).await;
            crowd.leave().await;
            sleep(AWAY).await;
            crowd.enter(Rush::AtOnce);
        }
        let seated = crowd.seated().await;
        // What comes now shows who missed what was before.
        sleep(AWAY).await;
        is_over.store(true, Ordering::Relaxed);
        seated
    };
    let (events, seated) = tokio::join!(contender.source.run(&ledger, RATE, |_| !is_over.load(Ordering::Relaxed)), weather);
    let events = events?;
    seated?;
    crowd.caught_up().await?;
    let tally = ledger.take();
    let expected = u64::try_from(events * scale.dropping)?;
    ensure!(tally.delivered + tally.lost == expected, "{}: {} of {expected} events came", contender.kind, tally.delivered);
    Ok(Outcome { delivered: tally.delivered, expected, repeated: tally.repeated })
}
