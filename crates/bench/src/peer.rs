//! What Busola is compared with: the same libraries with nothing of Busola's in between.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::{Html, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio::sync::broadcast;

use crate::machine::Machine;

/// The peer as a process of its own, on the server's core.
pub(crate) struct Peer {
    /// Its address, without a slash at the end.
    pub(crate) url: String,
    child: Child,
}

impl Peer {
    /// Starts it with a page of so many bytes.
    pub(crate) fn start(machine: &Machine, html_bytes: usize) -> Result<Self> {
        let mut command = machine.command(&std::env::current_exe()?);
        command.args(["peer", &html_bytes.to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().context("the peer")?;
        let mut url = String::new();
        BufReader::new(child.stdout.as_mut().context("the peer")?).read_line(&mut url)?;
        ensure!(url.starts_with("http://"), "the peer does not start");
        Ok(Self { url: url.trim().to_owned(), child })
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Serves a page, and a channel to which everybody may publish, until its input ends.
pub(crate) async fn serve(html_bytes: usize) -> Result<()> {
    let mut html = b"<!doctype html><title>hello</title><p>hello".to_vec();
    html.resize(html_bytes.max(html.len()), b' ');
    let html = Bytes::from(html);
    let (channel, _) = broadcast::channel::<Utf8Bytes>(1024);
    let router = Router::new()
        .route("/", get(move || std::future::ready(Html(html.clone()))))
        .route("/publish", post(publish))
        .route("/live", get(upgrade))
        .with_state(channel);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    // It must not outlive a benchmark that was ended: then nobody holds the other end of its input.
    std::thread::spawn(|| {
        std::io::stdin().read_to_end(&mut Vec::new()).ok();
        std::process::exit(0);
    });
    axum::serve(listener, router).await?;
    Ok(())
}

async fn publish(State(channel): State<broadcast::Sender<Utf8Bytes>>, frame: String) -> StatusCode {
    // An error means that nobody listens.
    channel.send(frame.into()).ok();
    StatusCode::CREATED
}

async fn upgrade(State(channel): State<broadcast::Sender<Utf8Bytes>>, upgrade: WebSocketUpgrade) -> Response {
    let frames = channel.subscribe();
    // The same buffers as the server's.
    upgrade.read_buffer_size(4096).write_buffer_size(0).on_upgrade(move |socket| forward(socket, frames))
}

async fn forward(mut socket: WebSocket, mut frames: broadcast::Receiver<Utf8Bytes>) {
    while let Ok(frame) = frames.recv().await {
        if socket.send(Message::Text(frame)).await.is_err() {
            return;
        }
    }
}
