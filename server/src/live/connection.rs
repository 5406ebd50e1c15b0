//! One socket: one task that reads what the client says and writes what the hub has for it.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Error as SocketError;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use busola_domain::Actor;
use busola_domain::live::{CATCH_UP_MAX, CHANNELS_MAX, CLIENT_MESSAGE_MAX, Channel, ClientMessage, CloseCode, ErrorCode, ServerMessage};
use busola_service::live::{Frame, Queue, Socket, SubscribeError, Subscription};
use bytes::Bytes;
use serde_json::Value;
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, sleep_until, timeout};

use crate::app::App;

const PING_EVERY: Duration = Duration::from_secs(25);
const SILENCE_MAX: Duration = Duration::from_secs(60);
/// How long a farewell may take.
const FAREWELL: Duration = Duration::from_secs(1);

/// A channel that this socket listens to, and the last number it was sent.
struct Listening {
    subscription: Subscription,
    sent: i64,
}

/// Why a connection ends.
enum End {
    /// The other side is gone.
    Gone,
    /// We close it.
    Close(CloseCode),
}

impl From<SocketError> for End {
    fn from(_: SocketError) -> Self {
        Self::Gone
    }
}

struct Connection {
    socket: WebSocket,
    hub: Socket,
    app: App,
    actor: Option<Actor>,
    channels: HashMap<Channel, Listening>,
    close: watch::Receiver<Option<CloseCode>>,
}

/// Serves a socket until it ends.
pub(super) async fn run(socket: WebSocket, app: App, actor: Option<Actor>) {
    let session = actor.as_ref().and_then(|actor| actor.session);
    let (hub, queue) = app.service().hub().connect(session);
    let Queue { mut frames, close } = queue;
    let mut connection = Connection { socket, hub, app, actor, channels: HashMap::new(), close: close.clone() };
    let mut closing = close;
    let mut ping = tokio::time::interval_at(Instant::now() + PING_EVERY, PING_EVERY);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard = Instant::now();

    let end = loop {
        let outcome = tokio::select! {
            biased;
            end = told_to_close(&mut closing) => Err(end),
            Some(frame) = frames.recv() => connection.forward(&frame).await,
            message = connection.socket.recv() => {
                heard = Instant::now();
                match message {
                    Some(Ok(message)) => connection.hear(message).await,
                    Some(Err(error)) => Err(refusal(&error)),
                    None => Err(End::Gone),
                }
            }
            _ = ping.tick() => connection.write(Message::Ping(Bytes::new())).await,
            () = sleep_until(heard + SILENCE_MAX) => Err(End::Gone),
        };
        if let Err(end) = outcome {
            break end;
        }
    };
    if let End::Close(code) = end {
        let close = Message::Close(Some(CloseFrame { code: code as u16, reason: Utf8Bytes::from_static("") }));
        // Whoever does not read must not keep the task alive.
        let _ = timeout(FAREWELL, connection.socket.send(close)).await;
    }
}

/// Waits until the hub wants the connection closed.
async fn told_to_close(close: &mut watch::Receiver<Option<CloseCode>>) -> End {
    let code = close.wait_for(Option::is_some).await.ok().and_then(|code| *code);
    code.map_or(End::Gone, End::Close)
}

/// What to say to a client that broke the rules of the protocol itself.
fn refusal(error: &SocketError) -> End {
    let text = error.to_string();
    if text.contains("too long") || text.contains("too big") { End::Close(CloseCode::TooBig) } else { End::Gone }
}

impl Connection {
    /// Writes, unless the hub closes the connection meanwhile: a reader who does not read blocks here.
    async fn write(&mut self, message: Message) -> Result<(), End> {
        tokio::select! {
            biased;
            sent = self.socket.send(message) => Ok(sent?),
            end = told_to_close(&mut self.close) => Err(end),
        }
    }

    async fn send(&mut self, text: Bytes) -> Result<(), End> {
        // What was encoded as JSON is UTF-8.
        let Ok(text) = Utf8Bytes::try_from(text) else { return Ok(()) };
        self.write(Message::Text(text)).await
    }

    async fn say(&mut self, message: &ServerMessage) -> Result<(), End> {
        let text = serde_json::to_vec(message).unwrap_or_default();
        self.send(text.into()).await
    }

    async fn complain(&mut self, channel: Option<String>, code: ErrorCode, message: &str) -> Result<(), End> {
        self.say(&ServerMessage::Error { channel, code, message: message.to_owned() }).await
    }

    /// Sends a frame of the hub, unless the channel was left or the number was sent already.
    async fn forward(&mut self, frame: &Arc<Frame>) -> Result<(), End> {
        let Some(listening) = self.channels.get_mut(&frame.channel) else { return Ok(()) };
        if let Some(seq) = frame.seq {
            if seq <= listening.sent {
                return Ok(());
            }
            listening.sent = seq;
        }
        self.send(frame.text()).await
    }

    async fn hear(&mut self, message: Message) -> Result<(), End> {
        let text = match message {
            Message::Text(text) => text,
            Message::Binary(_) => return self.complain(None, ErrorCode::Malformed, "text frames only").await,
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
            Message::Close(_) => return Err(End::Gone),
        };
        if text.len() > CLIENT_MESSAGE_MAX {
            return Err(End::Close(CloseCode::TooBig));
        }
        let Ok(Value::Object(fields)) = serde_json::from_str::<Value>(&text) else {
            return self.complain(None, ErrorCode::Malformed, "not a JSON object").await;
        };
        let channel = fields.get("channel").and_then(Value::as_str).map(str::to_owned);
        let known = matches!(fields.get("type").and_then(Value::as_str), Some("subscribe" | "unsubscribe" | "focus"));
        if !known {
            let code = if fields.get("type").is_some_and(Value::is_string) { ErrorCode::UnknownType } else { ErrorCode::Malformed };
            return self.complain(channel, code, "type must be subscribe, unsubscribe or focus").await;
        }
        match serde_json::from_value(Value::Object(fields)) {
            Ok(ClientMessage::Subscribe { channel, after }) => self.subscribe(channel, after).await,
            Ok(ClientMessage::Unsubscribe { channel }) => self.unsubscribe(channel).await,
            Ok(ClientMessage::Focus { channel, unit }) => self.focus(channel, unit).await,
            Err(error) => self.complain(channel, ErrorCode::Malformed, &error.to_string()).await,
        }
    }

    async fn subscribe(&mut self, name: String, after: Option<i64>) -> Result<(), End> {
        let Ok(channel) = name.parse::<Channel>() else {
            return self.complain(Some(name), ErrorCode::UnknownChannel, "no such channel").await;
        };
        if let Some(listening) = self.channels.get(&channel) {
            // Sent twice: the numbers must not begin anew on one connection.
            let head = listening.sent;
            return self.say(&ServerMessage::Subscribed { channel: name, head }).await;
        }
        if self.channels.len() >= CHANNELS_MAX {
            return self.complain(Some(name), ErrorCode::TooManyChannels, "64 channels a socket").await;
        }
        let hub = self.app.service().hub().clone();
        let subscription = match hub.subscribe(&self.hub, self.actor.as_ref(), channel).await {
            Ok(subscription) => subscription,
            Err(SubscribeError::UnknownChannel) => return self.complain(Some(name), ErrorCode::UnknownChannel, "no such channel").await,
            Err(SubscribeError::Failed(error)) => {
                tracing::error!(%error, "a subscription failed");
                return Err(End::Close(CloseCode::GoingAway));
            }
        };
        let head = subscription.head;
        self.say(&ServerMessage::Subscribed { channel: name.clone(), head }).await?;
        let presence = subscription.presence();
        self.channels.insert(channel, Listening { subscription, sent: head });
        match after {
            None => {}
            Some(after) if after < 0 || after > head || head - after > CATCH_UP_MAX => {
                self.say(&ServerMessage::Resync { channel: name, head }).await?;
            }
            Some(after) => self.catch_up(channel, after).await?,
        }
        self.send(presence.text()).await
    }

    /// Sends what was missed, page by page, then the tallies that changed since.
    async fn catch_up(&mut self, channel: Channel, after: i64) -> Result<(), End> {
        let failed = |error| {
            tracing::error!(%error, "the log could not be read");
            End::Close(CloseCode::GoingAway)
        };
        let mut sent = after;
        loop {
            let Some(listening) = self.channels.get(&channel) else { return Ok(()) };
            if sent >= listening.subscription.head {
                break;
            }
            let page = listening.subscription.missed(sent).await.map_err(failed)?;
            let Some(last) = page.last().and_then(|frame| frame.seq) else { break };
            for frame in page {
                self.send(frame.text()).await?;
            }
            sent = last;
        }
        let Some(listening) = self.channels.get(&channel) else { return Ok(()) };
        for tally in listening.subscription.tallies(after).await.map_err(failed)? {
            self.send(tally.text()).await?;
        }
        Ok(())
    }

    async fn unsubscribe(&mut self, name: String) -> Result<(), End> {
        match name.parse::<Channel>() {
            Ok(channel) if self.channels.remove(&channel).is_some() => {
                self.hub.leave(channel);
                Ok(())
            }
            _ => self.complain(Some(name), ErrorCode::UnknownChannel, "not subscribed").await,
        }
    }

    async fn focus(&mut self, name: String, unit: Option<busola_domain::UnitId>) -> Result<(), End> {
        let listening = name.parse::<Channel>().ok().and_then(|channel| self.channels.get(&channel));
        match listening {
            Some(listening) if self.hub.focus(&listening.subscription, unit) => Ok(()),
            Some(_) => self.complain(Some(name), ErrorCode::Malformed, "no such unit").await,
            None => self.complain(Some(name), ErrorCode::UnknownChannel, "not subscribed").await,
        }
    }
}
