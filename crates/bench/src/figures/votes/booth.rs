//! Votes on connections that are kept: each at its moment, or as fast as they go.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use reqwest::{Client, StatusCode};
use serde_json::json;
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::sleep_until;

use super::count::{Vote, Votes};
use super::stage::{Poll, Stage};
use crate::http::{self, Packing};

/// Connections on which votes are sent.
pub(super) const BOOTHS: usize = 64;
/// From the last preparation to the first vote.
const LEAD: Duration = Duration::from_millis(100);

/// A connection.
pub(super) struct Booth {
    client: Client,
    url: String,
}

/// All connections to a server.
pub(super) async fn open(stage: &Stage<'_>) -> Result<Vec<Booth>> {
    let mut booths = Vec::with_capacity(BOOTHS);
    for _ in 0..BOOTHS {
        let booth = Booth { client: http::client(Packing::Plain)?, url: stage.city.url.clone() };
        // So that the first vote finds it open.
        http::get(&booth.client, &format!("{}/healthz", booth.url)).await?.bytes().await?;
        booths.push(booth);
    }
    Ok(booths)
}

impl Booth {
    /// Votes for somebody, by their number and token.
    async fn vote(&self, poll: &Poll, voter: usize, token: &str) -> Result<StatusCode> {
        let url = format!("{}/api/v1/polls/{}/vote", self.url, poll.id);
        let vote = json!({ "options": [poll.choice(voter)] });
        let response = self.client.put(url).bearer_auth(token).json(&vote).send().await?;
        let status = response.status();
        // Read to its end: else the connection is not kept.
        response.bytes().await?;
        Ok(status)
    }
}

/// Each voter once, spread evenly over a time. A vote counts from the moment at which it is due, also when its
/// connection still waits for the answer to the one before: so a server that stands still is seen in all votes that
/// would have come meanwhile.
pub(super) async fn steady(stage: &Stage<'_>, poll: &Poll, time: Duration) -> Result<Votes> {
    let booths = open(stage).await?;
    let start = Instant::now() + LEAD;
    let every = time / u32::try_from(stage.voters.len())?;
    let mut tasks = JoinSet::new();
    for (first, booth) in booths.into_iter().enumerate() {
        let (voters, poll) = (Arc::clone(&stage.voters), poll.clone());
        tasks.spawn(async move {
            let mut votes = Vec::new();
            for (voter, token) in voters.iter().enumerate().skip(first).step_by(BOOTHS) {
                let due = start + every * u32::try_from(voter)?;
                sleep_until(due.into()).await;
                let status = booth.vote(&poll, voter, token).await?;
                votes.push(Vote { voter, due, answered: Instant::now(), status });
            }
            anyhow::Ok(votes)
        });
    }
    all(tasks).await
}

/// Each voter once, as fast as the connections go.
pub(super) struct Rush {
    poll: Poll,
    voters: Arc<[String]>,
    next: AtomicUsize,
    accepted: AtomicUsize,
    half: Notify,
}

impl Rush {
    /// One that has not begun.
    pub(super) fn new(stage: &Stage<'_>, poll: &Poll) -> Arc<Self> {
        let zero = || AtomicUsize::new(0);
        Arc::new(Self { poll: poll.clone(), voters: Arc::clone(&stage.voters), next: zero(), accepted: zero(), half: Notify::new() })
    }

    /// Waits until half of the votes are accepted, or all are answered.
    pub(super) async fn half_way(&self) {
        self.half.notified().await;
    }

    /// Sends all votes.
    pub(super) async fn run(self: Arc<Self>, booths: Vec<Booth>) -> Result<Votes> {
        let mut tasks = JoinSet::new();
        for booth in booths {
            let rush = Arc::clone(&self);
            tasks.spawn(async move { rush.vote(&booth).await });
        }
        let votes = all(tasks).await;
        // Whoever waits for half of them still would wait for ever.
        self.half.notify_one();
        votes
    }

    async fn vote(&self, booth: &Booth) -> Result<Vec<Vote>> {
        let mut votes = Vec::new();
        let mut voter = self.next.fetch_add(1, Ordering::Relaxed);
        while let Some(token) = self.voters.get(voter) {
            let due = Instant::now();
            let status = booth.vote(&self.poll, voter, token).await?;
            votes.push(Vote { voter, due, answered: Instant::now(), status });
            if status == StatusCode::NO_CONTENT && 1 + self.accepted.fetch_add(1, Ordering::Relaxed) == self.voters.len() / 2 {
                self.half.notify_one();
            }
            voter = self.next.fetch_add(1, Ordering::Relaxed);
        }
        Ok(votes)
    }
}

async fn all(mut tasks: JoinSet<Result<Vec<Vote>>>) -> Result<Votes> {
    let mut votes = Vec::new();
    while let Some(some) = tasks.join_next().await {
        votes.extend(some??);
    }
    Ok(Votes::new(votes))
}
