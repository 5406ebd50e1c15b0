//! Memory of the server's process.

use std::time::Duration;

use anyhow::Result;
use tokio::time::sleep;

use crate::city::City;
use crate::data::Data;
use crate::hall::{Hall, SOCKETS};
use crate::machine::{Machine, resident};
use crate::peer::Peer;
use crate::table::{Row, aim, mib, ratio};

/// How long nothing happens before memory is looked at.
const REST: Duration = Duration::from_secs(3);
const LIMIT: u64 = 64 * 1024 * 1024;

/// After a start on the database of this run, and with a hall of sockets; `city` does not run.
pub(crate) async fn figures(machine: &Machine, city: &mut City<'_>, data: &Data) -> Result<Vec<Row>> {
    let peer = Peer::start(machine, 0)?;
    city.serve().await?;
    sleep(REST).await;
    let (ours, theirs) = (resident(city.pid()?)?, resident(peer.pid())?);
    let our_hall = Hall::open(&city.url, Some(&data.written)).await?;
    let their_hall = Hall::open(&peer.url, None).await?;
    sleep(REST).await;
    let (ours_full, theirs_full) = (resident(city.pid()?)?, resident(peer.pid())?);
    drop((our_hall, their_hall));
    city.stop().await?;

    let row = |figure: String, ours: u64, theirs: u64| Row {
        figure,
        measured: mib(ours),
        beside: format!("bare axum: {}", mib(theirs)),
        ratio: ratio(ours as f64, theirs as f64),
        aim: aim("< 64 MiB", ours < LIMIT),
    };
    Ok(vec![
        row("Memory at rest (VmRSS), after start and first page".to_owned(), ours, theirs),
        row(format!("The same with {SOCKETS} sockets"), ours_full, theirs_full),
    ])
}

/// When all the load of this run is over.
pub(crate) async fn after_load(city: &City<'_>) -> Result<Row> {
    sleep(REST).await;
    let bytes = resident(city.pid()?)?;
    Ok(Row {
        figure: "The same after all load of this run".to_owned(),
        measured: mib(bytes),
        aim: aim("< 64 MiB", bytes < LIMIT),
        ..Row::default()
    })
}
