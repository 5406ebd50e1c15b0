//! Keys of the console while others vote: from the press to its answer, which the console shows, and to the moderator's
//! own socket.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use futures_util::StreamExt;
use serde_json::json;
use tokio::time::{sleep_until, timeout_at};
use tokio_tungstenite::connect_async;

use super::stage::Stage;
use crate::hall::{self, Socket};

/// From one press to the next.
const EVERY: Duration = Duration::from_millis(500);
/// How long what is on show may take to be told.
const PATIENCE: Duration = Duration::from_secs(10);
/// Units that are put on show in turn.
const UNITS: usize = 2;
/// What marks the event.
const MARK: &str = r#""kind":"session.focused""#;

/// How long keys took, from the moment at which each was due.
#[derive(Default)]
pub(super) struct Keys {
    /// Until the answer was there: the console shows it.
    pub(super) answered: Vec<Duration>,
    /// Until the socket had the event, as those of everybody else.
    pub(super) told: Vec<Duration>,
}

/// Puts units on show in turn until it is over.
pub(super) async fn presses(stage: &Stage<'_>, is_over: &AtomicBool) -> Result<Keys> {
    ensure!(stage.units.len() >= UNITS, "the draft has too few units");
    let url = format!("{}/live", stage.city.url.replacen("http", "ws", 1));
    let (mut socket, _) = connect_async(&url).await.context("the console's socket")?;
    hall::subscribe(&mut socket, &stage.channel()).await?;
    let moderator = stage.moderator.apart()?;
    // So that the first press finds the connection open.
    moderator.get(&stage.path()).await?;
    let path = format!("{}/focus", stage.path());
    let mut keys = Keys::default();
    let mut due = Instant::now() + EVERY;
    for unit in stage.units.iter().take(UNITS).cycle() {
        sleep_until(due.into()).await;
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        let change = json!({ "unit": unit });
        let answer = async {
            moderator.act(&path, &change).await?;
            anyhow::Ok(Instant::now())
        };
        let (answered, told) = tokio::try_join!(answer, seen(&mut socket, unit))?;
        keys.answered.push(answered.saturating_duration_since(due));
        keys.told.push(told.saturating_duration_since(due));
        due += EVERY;
    }
    Ok(keys)
}

/// Reads on until a unit is on show; tells when. Tallies and what else comes before are passed over.
async fn seen(socket: &mut Socket, unit: &str) -> Result<Instant> {
    let end = Instant::now() + PATIENCE;
    while let Some(message) = timeout_at(end.into(), socket.next()).await.context("the console was not told what is on show")? {
        if message?.to_text().is_ok_and(|text| text.contains(MARK) && text.contains(unit)) {
            return Ok(Instant::now());
        }
    }
    bail!("the server closed the console's socket");
}
