//! A durable POST when nothing else happens, beside what the disk takes for the least that is durable.

use std::fs::File;
use std::io::Write;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::city::City;
use crate::data::Data;
use crate::latency::Latency;
use crate::table::{Row, aim};

/// Posts in all, and how many in a row: between the rows it is the disk's turn.
const POSTS: usize = 500;
const IN_A_ROW: usize = 50;

/// Posts one after another, from sending to the whole answer.
pub(crate) async fn figure(city: &City<'_>, data: &Data) -> Result<Vec<Row>> {
    let path = format!("/consultations/{}/comments", data.written.id);
    let mut file = File::options().create(true).append(true).open(city.folder().join("fsync"))?;
    let (mut posts, mut syncs) = (Vec::new(), Vec::new());
    // The first opens the connection.
    data.author.post(&path, &data.remark()).await?;
    while posts.len() < POSTS {
        for _ in 0..IN_A_ROW {
            let remark = data.remark();
            let start = Instant::now();
            data.author.post(&path, &remark).await?;
            posts.push(start.elapsed());
        }
        for _ in 0..IN_A_ROW {
            let start = Instant::now();
            file.write_all(&[0x5a; 4096])?;
            file.sync_all()?;
            syncs.push(start.elapsed());
        }
    }
    let (posts, syncs) = (Latency::of(posts)?, Latency::of(syncs)?);
    Ok(vec![Row {
        figure: format!("Durable POST of a remark when idle, {POSTS} one after another"),
        measured: posts.to_string(),
        beside: format!("append of 4 KiB and fsync in the same folder: {syncs}"),
        ratio: posts.ratio(&syncs),
        aim: aim("median < 5 ms", posts.median < Duration::from_millis(5)),
    }])
}
