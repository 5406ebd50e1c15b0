//! A consultation's page: under load, alone, packed, and with a long thread behind it.

use std::time::{Duration, Instant};

use anyhow::Result;
use reqwest::Client;
use tokio::task::JoinSet;

use crate::Effort;
use crate::city::City;
use crate::data::Data;
use crate::http::{self, Packing};
use crate::latency::Latency;
use crate::machine::processor_time;
use crate::peer::Peer;
use crate::table::{Row, aim, number, ratio};

/// Connections that load a page at once.
const CONNECTIONS: usize = 4;
/// Requests of a reader who is alone, in each round.
const ALONE: usize = 50;
/// Requests a second on one core that are aimed at.
const RATE: f64 = 300.0;

/// A page that is loaded, and what came out so far.
struct Target {
    url: String,
    clients: Vec<Client>,
    pid: u32,
    busy: Vec<Duration>,
    alone: Vec<Duration>,
    took: Duration,
    processor: Duration,
}

impl Target {
    fn new(url: String, pid: u32, packing: Packing) -> Result<Self> {
        // A client of its own each: so each keeps a connection of its own.
        let clients = (0..CONNECTIONS).map(|_| http::client(packing)).collect::<Result<_>>()?;
        let zero = Duration::ZERO;
        Ok(Self { url, clients, pid, busy: Vec::new(), alone: Vec::new(), took: zero, processor: zero })
    }

    /// All connections ask again and again.
    async fn load(&self, time: Duration) -> Result<Vec<Duration>> {
        let end = Instant::now() + time;
        let mut readers = JoinSet::new();
        for client in &self.clients {
            let (client, url) = (client.clone(), self.url.clone());
            readers.spawn(async move {
                let mut times = Vec::new();
                while Instant::now() < end {
                    times.push(once(&client, &url).await?);
                }
                anyhow::Ok(times)
            });
        }
        let mut times = Vec::new();
        while let Some(reader) = readers.join_next().await {
            times.extend(reader??);
        }
        Ok(times)
    }

    async fn round(&mut self, time: Duration) -> Result<()> {
        let (before, start) = (processor_time(self.pid)?, Instant::now());
        let times = self.load(time).await?;
        self.took += start.elapsed();
        self.processor += processor_time(self.pid)?.saturating_sub(before);
        self.busy.extend(times);
        if let Some(client) = self.clients.first() {
            for _ in 0..ALONE {
                self.alone.push(once(client, &self.url).await?);
            }
        }
        Ok(())
    }

    fn done(self) -> Result<Done> {
        let requests = self.busy.len() as f64;
        Ok(Done {
            rate: requests / self.took.as_secs_f64(),
            // A tick at least: what took less was not seen.
            core_rate: requests / self.processor.max(Duration::from_millis(10)).as_secs_f64(),
            busy: Latency::of(self.busy)?,
            alone: Latency::of(self.alone)?,
        })
    }
}

/// What came out.
struct Done {
    rate: f64,
    core_rate: f64,
    busy: Latency,
    alone: Latency,
}

impl Done {
    fn busy(&self) -> String {
        format!("{:.0}/s ({:.0} a second of processor time); {}", self.rate, self.core_rate, self.busy)
    }
}

/// One request, from asking to the last byte.
async fn once(client: &Client, url: &str) -> Result<Duration> {
    let start = Instant::now();
    http::get(client, url).await?.bytes().await?;
    Ok(start.elapsed())
}

/// All lines about pages. The rounds of the targets alternate, so that what else the machine does meets them all.
pub(crate) async fn figures(city: &City<'_>, peer: &Peer, data: &Data, effort: Effort) -> Result<Vec<Row>> {
    let (short_url, long_url) = (city.page(&data.short), city.page(&data.long));
    let (short_html, long_html) = (http::text(&short_url).await?, http::text(&long_url).await?);
    let packed = http::get(&http::client(Packing::Browser)?, &short_url).await?;
    let coding =
        packed.headers().get(reqwest::header::CONTENT_ENCODING).and_then(|coding| coding.to_str().ok()).unwrap_or("not packed").to_owned();
    let packed_bytes = packed.bytes().await?.len();

    let pid = city.pid()?;
    let mut targets = [
        Target::new(short_url.clone(), pid, Packing::Plain)?,
        Target::new(format!("{}/", peer.url), peer.pid(), Packing::Plain)?,
        Target::new(short_url, pid, Packing::Browser)?,
        Target::new(long_url, pid, Packing::Plain)?,
    ];
    for target in &targets {
        target.load(Duration::from_millis(500)).await?;
    }
    for _ in 0..effort.rounds {
        for target in &mut targets {
            target.round(Duration::from_secs_f64(effort.seconds)).await?;
        }
    }
    let [short, hello, packed, long] = targets;
    let (short, hello, packed, long) = (short.done()?, hello.done()?, packed.done()?, long.done()?);

    Ok(vec![
        Row {
            figure: format!(
                "Consultation page with {} remarks in its HTML ({} bytes), {CONNECTIONS} connections",
                remarks_in(&short_html),
                number(short_html.len())
            ),
            measured: short.busy(),
            beside: format!("bare axum, a page of as many bytes: {}", hello.busy()),
            ratio: format!("{} (rate)", ratio(short.rate, hello.rate)),
            // Pinned to one core the two rates are one; not pinned, only the second is that of a core.
            aim: aim("≥ 300/s on one core", short.rate.min(short.core_rate) >= RATE),
        },
        Row {
            figure: "The same, one reader alone".to_owned(),
            measured: short.alone.to_string(),
            beside: format!("bare axum: {}", hello.alone),
            ratio: short.alone.ratio(&hello.alone),
            aim: String::new(),
        },
        Row {
            figure: format!("The same, packed as browsers ask ({coding}, {} bytes), {CONNECTIONS} connections", number(packed_bytes)),
            measured: packed.busy(),
            beside: format!("not packed: {:.0}/s", short.rate),
            ratio: format!("{} (rate)", ratio(packed.rate, short.rate)),
            aim: String::new(),
        },
        Row {
            figure: format!(
                "Page with {} remarks ({} of them in its HTML, {} bytes), one reader alone",
                number(data.long.remarks),
                remarks_in(&long_html),
                number(long_html.len())
            ),
            measured: long.alone.to_string(),
            beside: format!("with {}: {}", number(data.short.remarks), short.alone),
            ratio: long.alone.ratio(&short.alone),
            aim: aim("≤ 2 times", long.alone.median <= 2 * short.alone.median),
        },
        Row {
            figure: format!("The same, {CONNECTIONS} connections"),
            measured: long.busy(),
            beside: format!("with {}: {}", number(data.short.remarks), short.busy()),
            ratio: long.busy.ratio(&short.busy),
            aim: aim("≤ 2 times", long.busy.median <= 2 * short.busy.median),
        },
    ])
}

/// Remarks that stand in a page's HTML.
fn remarks_in(html: &str) -> usize {
    html.matches(r#"class="remark""#).count()
}
