//! Where events come from: remarks through Busola's API, or a peer's own address for publishing.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use futures_util::stream::SplitSink;
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::author::Author;
use crate::crowd::Ledger;
use crate::scene;

/// How long a peer may take to publish what it was given.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where events come from.
pub(crate) enum Source {
    /// Remarks of several people.
    Remarks {
        /// They take turns.
        authors: Arc<[Author]>,
        /// Where they post.
        path: String,
        /// Bytes of each remark beside its number.
        filling: usize,
    },
    /// A peer.
    Peer(Publisher),
}

type Sink = SplitSink<WebSocketStream<MaybeTlsStream<TcpStream>>, Message>;

/// The connection on which a peer is given its events.
pub(crate) struct Publisher {
    sample: Arc<str>,
    sink: Mutex<Sink>,
    given: AtomicU64,
    published: Arc<AtomicU64>,
    /// Ends with it.
    _listener: JoinSet<()>,
}

impl Publisher {
    /// Connects; events are like the sample.
    pub(crate) async fn connect(url: &str, sample: Arc<str>) -> Result<Self> {
        let (socket, _) = connect_async(url).await.context("a peer's address for publishing")?;
        let (sink, mut stream) = socket.split();
        let published = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&published);
        let mut listener = JoinSet::new();
        listener.spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                if message.is_text() {
                    count.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
        Ok(Self { sample, sink: Mutex::new(sink), given: AtomicU64::new(0), published, _listener: listener })
    }

    /// Gives it the next event.
    async fn publish(&self, ledger: &Ledger) -> Result<()> {
        let mut sink = self.sink.lock().await;
        let seq = 1 + self.given.fetch_add(1, Ordering::Relaxed);
        let number = ledger.publish();
        sink.send(Message::text(scene::event(&self.sample, seq, number)?)).await?;
        ledger.acknowledge(self.published.load(Ordering::Relaxed));
        Ok(())
    }

    /// Waits until it has published all.
    async fn settled(&self, ledger: &Ledger) -> Result<()> {
        let start = Instant::now();
        loop {
            let published = self.published.load(Ordering::Relaxed);
            ledger.acknowledge(published);
            if published == self.given.load(Ordering::Relaxed) {
                return Ok(());
            }
            ensure!(start.elapsed() < PATIENCE, "a peer does not publish what it is given");
            sleep(Duration::from_millis(2)).await;
        }
    }
}

impl Source {
    /// Tells a new ledger how far the log is.
    pub(crate) fn begin(&self, ledger: &Ledger) {
        if let Self::Peer(publisher) = self {
            ledger.acknowledge(publisher.published.load(Ordering::Relaxed));
        }
    }

    /// Publishes at a steady rate, however long each takes, as long as `goes_on` says so of the count;
    /// then waits until all is acknowledged. Tells how many there were.
    pub(crate) async fn run(&self, ledger: &Arc<Ledger>, rate: f64, goes_on: impl Fn(usize) -> bool) -> Result<usize> {
        let start = Instant::now();
        let mut posts = JoinSet::new();
        let mut count = 0;
        while goes_on(count) {
            sleep_until(start + Duration::from_secs_f64(count as f64 / rate)).await;
            match self {
                Self::Remarks { authors, path, filling } => {
                    let author = authors.get(count % authors.len().max(1)).context("nobody writes")?.clone();
                    let (path, ledger, filling) = (path.clone(), Arc::clone(ledger), *filling);
                    posts.spawn(async move { scene::post(&author, &path, &ledger, filling).await });
                }
                Self::Peer(publisher) => publisher.publish(ledger).await?,
            }
            count += 1;
        }
        while let Some(post) = posts.join_next().await {
            post??;
        }
        if let Self::Peer(publisher) = self {
            publisher.settled(ledger).await?;
        }
        Ok(count)
    }
}
