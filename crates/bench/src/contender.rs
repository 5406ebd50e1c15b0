//! Whoever brings events to a crowd: Busola, and what it is compared with, on the server's core.

use std::fmt::{Display, Formatter};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::crowd::{Crowd, Dialect, Place};
use crate::latency::Latency;
use crate::machine::{Machine, busy, processor_time};
use crate::scene::Scene;
use crate::source::{Publisher, Source};

/// Where the peers that run on Node are.
const NODE_PEERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers");

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Busola, with remarks that come through its API and its database.
    Busola,
    /// A broadcast in Rust, with nothing stored: the limit.
    Bare,
    /// The package ws on Node.
    Ws,
    /// Socket.IO on Node.
    SocketIo,
    /// The same with connection state recovery.
    SocketIoRecovery,
}

impl Display for Kind {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Busola => "Busola",
            Self::Bare => "bare broadcast",
            Self::Ws => "ws",
            Self::SocketIo => "Socket.IO",
            Self::SocketIoRecovery => "Socket.IO with connection state recovery",
        })
    }
}

/// A running server with what it takes to load it.
pub(crate) struct Contender {
    /// Which it is.
    pub(crate) kind: Kind,
    /// Its process.
    pub(crate) pid: u32,
    /// Where sockets go.
    pub(crate) place: Place,
    /// Where events come from.
    pub(crate) source: Source,
    /// A peer ends with it.
    _process: Option<Process>,
}

struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// What came of a load.
pub(crate) struct Load {
    /// Events that came to sockets, each once and in order.
    pub(crate) deliveries: u64,
    /// The server's processor time.
    pub(crate) processor: Duration,
    /// The share of the client's cores that was busy.
    pub(crate) client: f64,
    /// From publishing to receipt, in microseconds.
    pub(crate) latency: hdrhistogram::Histogram<u64>,
    /// Sockets that were closed as too slow, and came back.
    pub(crate) too_slow: u64,
    /// Posts that were told to come later.
    pub(crate) put_off: u64,
}

impl Contender {
    /// Busola as it runs in a scene; each remark has so many bytes beside its number.
    pub(crate) fn busola(scene: &Scene<'_>, filling: usize) -> Result<Self> {
        let source = Source::Remarks { authors: Arc::clone(&scene.authors), path: scene.path(), filling };
        Ok(Self { kind: Kind::Busola, pid: scene.city.pid()?, place: scene.place()?, source, _process: None })
    }

    /// A peer, started anew.
    pub(crate) async fn peer(machine: &Machine, kind: Kind, sample: &Arc<str>) -> Result<Self> {
        let node = |script: &str, arguments: &[&str]| {
            let mut command = machine.command(Path::new("node"));
            command.arg(Path::new(NODE_PEERS).join(script)).args(arguments).env("NODE_ENV", "production");
            command
        };
        let (command, path, dialect) = match kind {
            Kind::Busola => bail!("Busola is no peer of itself"),
            Kind::Bare => {
                let mut command = machine.command(&std::env::current_exe()?);
                command.arg("bare");
                (command, "/", Dialect::Plain)
            }
            Kind::Ws => (node("ws.js", &[]), "/", Dialect::Plain),
            Kind::SocketIo => (node("socket.io.js", &[]), "/socket.io/?EIO=4&transport=websocket", Dialect::SocketIo),
            Kind::SocketIoRecovery => (node("socket.io.js", &["recovery"]), "/socket.io/?EIO=4&transport=websocket", Dialect::SocketIo),
        };
        let (process, live, publish) = start(command).with_context(|| format!("{kind} does not start"))?;
        let host = live.trim_start_matches("ws://").parse()?;
        let source = Source::Peer(Publisher::connect(&publish, Arc::clone(sample)).await?);
        let place = Place { host, url: format!("{live}{path}"), dialect };
        Ok(Self { kind, pid: process.0.id(), place, source, _process: Some(process) })
    }

    /// Publishes at a rate for some seconds, and waits until every socket of the crowd has every event once.
    pub(crate) async fn load(&self, crowd: &Crowd, rate: u32, seconds: f64) -> Result<Load> {
        let own = std::process::id();
        crowd.ledger.take();
        let events = (f64::from(rate) * seconds).ceil() as usize;
        let start = Instant::now();
        let (server, client) = (processor_time(self.pid)?, processor_time(own)?);
        self.source.run(&crowd.ledger, f64::from(rate), |count| count < events).await?;
        crowd.caught_up().await?;
        let processor = processor_time(self.pid)?.saturating_sub(server);
        let client = busy(processor_time(own)?.saturating_sub(client), start.elapsed());
        let tally = crowd.ledger.take();
        let (lost, repeated, deliveries) = (tally.lost, tally.repeated, tally.delivered);
        let expected = u64::try_from(events * crowd.len())?;
        if lost > 0 || repeated > 0 || deliveries != expected {
            bail!("{}: {lost} events lost, {repeated} repeated, {deliveries} of {expected} delivered", self.kind);
        }
        if tally.ended > tally.too_slow {
            bail!("{}: {} sockets were closed", self.kind, tally.ended);
        }
        Ok(Load { deliveries, processor, client, latency: tally.latency, too_slow: tally.too_slow, put_off: tally.put_off })
    }

    /// A crowd in front of it, in turn.
    pub(crate) async fn crowd(&self, sockets: usize) -> Result<Crowd> {
        let mut crowd = Crowd::new(&self.place, sockets, 0)?;
        self.source.begin(&crowd.ledger);
        crowd.gather().await.with_context(|| format!("{}, {sockets} sockets", self.kind))?;
        Ok(crowd)
    }
}

impl Load {
    /// What stands for a load that was not measured yet.
    pub(crate) fn none() -> Self {
        Self { deliveries: 0, processor: Duration::ZERO, client: 0.0, latency: crate::latency::histogram(), too_slow: 0, put_off: 0 }
    }

    /// Adds another round.
    pub(crate) fn add(&mut self, other: &Self) -> Result<()> {
        self.deliveries += other.deliveries;
        self.processor += other.processor;
        self.client = self.client.max(other.client);
        self.too_slow += other.too_slow;
        self.put_off += other.put_off;
        self.latency.add(&other.latency)?;
        Ok(())
    }

    /// Deliveries a second of the server's processor time.
    pub(crate) fn rate(&self) -> f64 {
        self.deliveries as f64 / self.processor.as_secs_f64()
    }

    /// The time of a delivery.
    pub(crate) fn latency(&self) -> Result<Latency> {
        Latency::of_histogram(&self.latency)
    }
}

/// Starts a peer, which prints where sockets go and where events are published.
fn start(mut command: Command) -> Result<(Process, String, String)> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut process = Process(command.spawn()?);
    let mut line = String::new();
    BufReader::new(process.0.stdout.as_mut().context("its output")?).read_line(&mut line)?;
    let (live, publish) = line.trim().split_once(' ').context("it does not tell its addresses")?;
    Ok((process, live.to_owned(), publish.to_owned()))
}
