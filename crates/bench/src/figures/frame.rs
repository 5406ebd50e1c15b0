//! From a POST to its frame on the sockets of others.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use reqwest::Client;
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::city::City;
use crate::data::Data;
use crate::hall::{Arrival, Hall, SOCKETS};
use crate::http::{self, Packing};
use crate::latency::Latency;
use crate::peer::Peer;
use crate::table::Row;

const POSTS: usize = 200;

/// Times from sending a POST to its frame.
#[derive(Default)]
struct Times {
    /// On one socket, another one each time.
    one: Vec<Duration>,
    /// On the last of all.
    last: Vec<Duration>,
}

impl Times {
    fn add(&mut self, sent: Instant, arrivals: &[Arrival]) -> Result<()> {
        let chosen = self.one.len() % SOCKETS;
        let one = arrivals.iter().find(|arrival| arrival.socket == chosen).context("a socket got nothing")?;
        let last = arrivals.iter().map(|arrival| arrival.at).max().context("no socket got anything")?;
        self.one.push(one.at.saturating_duration_since(sent));
        self.last.push(last.saturating_duration_since(sent));
        Ok(())
    }
}

/// Posts one after another, each seen on every socket before the next.
pub(crate) async fn figures(city: &City<'_>, peer: &Peer, data: &Data) -> Result<Vec<Row>> {
    let (ours, frame) = busola(city, data).await?;
    let theirs = bare(peer, &frame).await?;
    let row = |figure: &str, ours, theirs| -> Result<Row> {
        let (ours, theirs) = (Latency::of(ours)?, Latency::of(theirs)?);
        Ok(Row {
            figure: format!("{figure}, {POSTS} posts, frames of {} bytes", frame.len()),
            measured: ours.to_string(),
            beside: format!("tokio broadcast to the same sockets, nothing stored: {theirs}"),
            ratio: ours.ratio(&theirs),
            aim: String::new(),
        })
    };
    Ok(vec![
        row(&format!("From a durable POST to its frame on one of {SOCKETS} other sockets"), ours.one, theirs.one)?,
        row(&format!("The same, on the last of the {SOCKETS}"), ours.last, theirs.last)?,
    ])
}

async fn busola(city: &City<'_>, data: &Data) -> Result<(Times, Utf8Bytes)> {
    let path = format!("/consultations/{}/comments", data.written.id);
    let mut hall = Hall::open(&city.url, Some(&data.written)).await?;
    let mut times = Times::default();
    let mut frame = Utf8Bytes::default();
    // The first opens the connection and is not counted.
    for number in 0..=POSTS {
        let remark = data.remark();
        let sent = Instant::now();
        let (posted, arrivals) = tokio::join!(data.author.post(&path, &remark), hall.all());
        let (posted, arrivals) = (posted?, arrivals?);
        let id = posted["id"].as_str().context("the answer has no id")?;
        ensure!(arrivals.iter().all(|arrival| arrival.frame.contains(id)), "a socket got another remark");
        if number > 0 {
            times.add(sent, &arrivals)?;
        }
        frame = arrivals.into_iter().next().map(|arrival| arrival.frame).unwrap_or_default();
    }
    Ok((times, frame))
}

async fn bare(peer: &Peer, frame: &str) -> Result<Times> {
    let client = http::client(Packing::Plain)?;
    let mut hall = Hall::open(&peer.url, None).await?;
    let mut times = Times::default();
    for number in 0..=POSTS {
        let sent = Instant::now();
        let (published, arrivals) = tokio::join!(publish(&client, peer, frame), hall.all());
        published?;
        let arrivals = arrivals?;
        if number > 0 {
            times.add(sent, &arrivals)?;
        }
    }
    Ok(times)
}

async fn publish(client: &Client, peer: &Peer, frame: &str) -> Result<()> {
    let response = client.post(format!("{}/publish", peer.url)).body(frame.to_owned()).send().await?;
    ensure!(response.status() == 201, "the peer: {}", response.status());
    Ok(())
}
