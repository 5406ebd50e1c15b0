//! A client of the live channel.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::{HeaderName, HeaderValue};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::city::City;
use crate::fixture::id;

/// How long the next message may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open socket.
pub(crate) struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

/// What comes from the server.
#[derive(Debug, PartialEq)]
pub(crate) enum Said {
    /// A message.
    Json(Value),
    /// The end, with its code.
    Closed(u16),
}

impl Socket {
    /// Opens a socket of somebody who shows nothing of themselves.
    pub(crate) async fn open(city: &City) -> Self {
        Self::open_with(city, &[]).await.unwrap()
    }

    /// Opens a socket with headers; the error is the status of the refusal.
    pub(crate) async fn open_with(city: &City, headers: &[(&'static str, &str)]) -> Result<Self, u16> {
        let mut request = format!("{}/live", city.url.replacen("http", "ws", 1)).into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        match connect_async(request).await {
            Ok((stream, _)) => Ok(Self { stream }),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Opens a socket and subscribes it.
    pub(crate) async fn subscribed(city: &City, consultation: &Value, after: Option<i64>) -> Self {
        let mut socket = Self::open(city).await;
        socket.subscribe(consultation, after).await;
        socket
    }

    /// Subscribes to a consultation and gives the head; the rest of the answer is yet to be read.
    pub(crate) async fn subscribe(&mut self, consultation: &Value, after: Option<i64>) -> i64 {
        self.say(&json!({ "type": "subscribe", "channel": channel(consultation), "after": after })).await;
        // Another channel may have something to say meanwhile.
        let answer = loop {
            let message = self.next().await;
            if message["channel"] == channel(consultation) {
                break message;
            }
        };
        assert_eq!(answer["type"], "subscribed", "{answer}");
        answer["head"].as_i64().unwrap()
    }

    /// Says something.
    pub(crate) async fn say(&mut self, message: &Value) {
        self.say_text(&message.to_string()).await;
    }

    /// Says something that may be no JSON.
    pub(crate) async fn say_text(&mut self, text: &str) {
        self.stream.send(Message::text(text)).await.unwrap();
    }

    /// Sends bytes.
    pub(crate) async fn say_bytes(&mut self, bytes: &'static [u8]) {
        self.stream.send(Message::binary(bytes)).await.unwrap();
    }

    /// What comes next.
    pub(crate) async fn hear(&mut self) -> Said {
        loop {
            let message = timeout(PATIENCE, self.stream.next()).await.expect("nothing comes");
            match message {
                Some(Ok(Message::Text(text))) => return Said::Json(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(Some(frame)))) => return Said::Closed(frame.code.into()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(other)) => panic!("{other}"),
                // Without a farewell, as after a power cut (RFC 6455, 7.1.5).
                Some(Err(_)) | None => return Said::Closed(1006),
            }
        }
    }

    /// The next message.
    pub(crate) async fn next(&mut self) -> Value {
        match self.hear().await {
            Said::Json(message) => message,
            Said::Closed(code) => panic!("closed with {code}"),
        }
    }

    /// The next message of a type; others are passed over.
    pub(crate) async fn next_of(&mut self, kind: &str) -> Value {
        loop {
            let message = self.next().await;
            if message["type"] == kind {
                return message;
            }
        }
    }

    /// The events up to the one with this number.
    pub(crate) async fn events_up_to(&mut self, seq: i64) -> Vec<Value> {
        let mut events = Vec::new();
        loop {
            let event = self.next_of("event").await;
            let number = event["seq"].as_i64().unwrap();
            events.push(event);
            if number >= seq {
                return events;
            }
        }
    }

    /// The code of the error that comes next.
    pub(crate) async fn error(&mut self) -> (String, Value) {
        let error = self.next_of("error").await;
        assert!(!error["message"].as_str().unwrap().is_empty());
        (error["code"].as_str().unwrap().to_owned(), error["channel"].clone())
    }

    /// Waits for the end and gives its code.
    pub(crate) async fn closed(&mut self) -> u16 {
        loop {
            if let Said::Closed(code) = self.hear().await {
                return code;
            }
        }
    }
}

/// The name of a consultation's channel.
pub(crate) fn channel(consultation: &Value) -> String {
    format!("consultation/{}", id(consultation))
}

/// The numbers of events.
pub(crate) fn numbers(events: &[Value]) -> Vec<i64> {
    events.iter().map(|event| event["seq"].as_i64().unwrap()).collect()
}
