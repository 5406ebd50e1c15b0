//! A hall of readers: many sockets that tell when a frame came to them.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::data::Consultation;

/// Sockets in the hall.
pub(crate) const SOCKETS: usize = 100;
/// How long a frame may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// What marks a frame that is waited for; others, such as presence, are read and passed over.
const MARK: &str = r#""type":"event""#;

/// A frame that came.
pub(crate) struct Arrival {
    /// To which socket.
    pub(crate) socket: usize,
    /// When.
    pub(crate) at: Instant,
    /// What.
    pub(crate) frame: Utf8Bytes,
}

/// The sockets; they are closed with it.
pub(crate) struct Hall {
    arrivals: mpsc::UnboundedReceiver<Arrival>,
    /// Aborts them all when it is dropped.
    _sockets: JoinSet<()>,
}

/// A connection.
pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

impl Hall {
    /// Opens the sockets of a site; they subscribe to a consultation where one is named.
    pub(crate) async fn open(site: &str, consultation: Option<&Consultation>) -> Result<Self> {
        let url = format!("{}/live", site.replacen("http", "ws", 1));
        let (sender, arrivals) = mpsc::unbounded_channel();
        let mut sockets = JoinSet::new();
        for number in 0..SOCKETS {
            let (mut socket, _) = connect_async(&url).await.context("a socket")?;
            if let Some(consultation) = consultation {
                subscribe(&mut socket, &format!("consultation/{}", consultation.id)).await?;
            }
            sockets.spawn(listen(socket, number, sender.clone()));
        }
        Ok(Self { arrivals, _sockets: sockets })
    }

    /// The next frame of every socket.
    pub(crate) async fn all(&mut self) -> Result<Vec<Arrival>> {
        let mut all = Vec::with_capacity(SOCKETS);
        while all.len() < SOCKETS {
            let arrival = timeout(PATIENCE, self.arrivals.recv()).await;
            all.push(
                arrival
                    .with_context(|| format!("a frame came to {} of {SOCKETS} sockets", all.len()))?
                    .context("all sockets are closed")?,
            );
        }
        Ok(all)
    }
}

/// Subscribes to a channel from now on.
pub(crate) async fn subscribe(socket: &mut Socket, channel: &str) -> Result<()> {
    let message = json!({ "type": "subscribe", "channel": channel, "after": null });
    socket.send(Message::text(message.to_string())).await?;
    while let Some(message) = timeout(PATIENCE, socket.next()).await.context("no answer to subscribe")? {
        if message?.to_text().is_ok_and(|text| text.contains(r#""type":"subscribed""#)) {
            return Ok(());
        }
    }
    bail!("the server closed a socket");
}

async fn listen(mut socket: Socket, number: usize, arrivals: mpsc::UnboundedSender<Arrival>) {
    while let Some(Ok(message)) = socket.next().await {
        let at = Instant::now();
        if let Message::Text(frame) = message
            && frame.contains(MARK)
            && arrivals.send(Arrival { socket: number, at, frame }).is_err()
        {
            return;
        }
    }
}
