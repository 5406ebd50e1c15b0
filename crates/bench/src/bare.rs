//! The limit: a broadcast on the same WebSocket library straight on TCP, with nothing stored.

use std::io::Read;

use anyhow::Result;
use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::broadcast;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};
use tokio_tungstenite::{accept_async, accept_async_with_config};

/// Events that may wait for the slowest socket.
const CHANNEL: usize = 4096;
/// The same as the peers' on Node.
const BACKLOG: u32 = 4096;

/// Serves sockets at one address, publishes what comes in at another, and prints both, until its input ends.
pub(crate) async fn serve() -> Result<()> {
    let (channel, _) = broadcast::channel(CHANNEL);
    let (live, publishing) = (listener()?, listener()?);
    println!("ws://{} ws://{}", live.local_addr()?, publishing.local_addr()?);
    // It must not outlive a benchmark that was ended: then nobody holds the other end of its input.
    std::thread::spawn(|| {
        std::io::stdin().read_to_end(&mut Vec::new()).ok();
        std::process::exit(0);
    });
    loop {
        tokio::select! {
            accepted = live.accept() => {
                let (stream, _) = accepted?;
                stream.set_nodelay(true)?;
                // From now on, so that a socket misses nothing of what comes after its handshake.
                tokio::spawn(forward(stream, channel.subscribe()));
            }
            accepted = publishing.accept() => {
                tokio::spawn(publish(accepted?.0, channel.clone()));
            }
        }
    }
}

fn listener() -> Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(([127, 0, 0, 1], 0).into())?;
    Ok(socket.listen(BACKLOG)?)
}

/// Each event is one write on each socket.
async fn forward(stream: TcpStream, mut events: broadcast::Receiver<Utf8Bytes>) {
    // The same buffers as the server's.
    let config = WebSocketConfig::default().read_buffer_size(4096).write_buffer_size(0);
    let Ok(mut socket) = accept_async_with_config(stream, Some(config)).await else { return };
    loop {
        tokio::select! {
            event = events.recv() => {
                let Ok(event) = event else { return };
                if socket.send(Message::Text(event)).await.is_err() {
                    return;
                }
            }
            message = socket.next() => {
                if !matches!(message, Some(Ok(_))) {
                    return;
                }
            }
        }
    }
}

async fn publish(stream: TcpStream, channel: broadcast::Sender<Utf8Bytes>) {
    let Ok(mut socket) = accept_async(stream).await else { return };
    while let Some(Ok(message)) = socket.next().await {
        if let Message::Text(event) = message {
            // An error means that nobody listens.
            channel.send(event).ok();
            if socket.send(Message::text("published")).await.is_err() {
                return;
            }
        }
    }
}
