//! Keys of the console while others vote: from the press to the moderator's own socket.

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

/// Puts units on show in turn until it is over; tells for each press how long it took from the moment at which it was
/// due until the socket had the event.
pub(super) async fn presses(stage: &Stage<'_>, is_over: &AtomicBool) -> Result<Vec<Duration>> {
    ensure!(stage.units.len() >= UNITS, "the draft has too few units");
    let url = format!("{}/live", stage.city.url.replacen("http", "ws", 1));
    let (mut socket, _) = connect_async(&url).await.context("the console's socket")?;
    hall::subscribe(&mut socket, &stage.channel()).await?;
    let moderator = stage.moderator.apart()?;
    // So that the first press finds the connection open.
    moderator.get(&stage.path()).await?;
    let path = format!("{}/focus", stage.path());
    let mut times = Vec::new();
    let mut due = Instant::now() + EVERY;
    for unit in stage.units.iter().take(UNITS).cycle() {
        sleep_until(due.into()).await;
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        let change = json!({ "unit": unit });
        let (_, at) = tokio::try_join!(moderator.act(&path, &change), seen(&mut socket, unit))?;
        times.push(at.saturating_duration_since(due));
        due += EVERY;
    }
    Ok(times)
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
