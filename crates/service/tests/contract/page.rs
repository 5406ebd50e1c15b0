//! An open page: a connection that listens to one consultation.

use std::sync::Arc;
use std::time::Duration;

use busola_domain::live::CloseCode;
use busola_domain::{Consultation, SessionId};
use busola_service::live::{Frame, Queue, Socket, Subscription};
use serde_json::Value;

use crate::city::{City, channel};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Page {
    pub(crate) socket: Socket,
    pub(crate) queue: Queue,
    pub(crate) subscription: Subscription,
}

impl Page {
    pub(crate) async fn open(city: &City, on: &Consultation) -> Self {
        Self::open_in(city, on, None).await
    }

    /// A page of a browser that is signed in.
    pub(crate) async fn open_in(city: &City, on: &Consultation, session: Option<SessionId>) -> Self {
        let (socket, queue) = city.service.hub().connect(session);
        let subscription = city.service.hub().subscribe(&socket, None, channel(on)).await.unwrap();
        Self { socket, queue, subscription }
    }

    /// The next message of a type.
    pub(crate) async fn next(&mut self, kind: &str) -> Value {
        loop {
            let frame = tokio::time::timeout(PATIENCE, self.queue.frames.recv()).await.expect(kind).expect("an open queue");
            let message = message(&frame);
            if message["type"] == kind {
                return message;
            }
        }
    }

    /// The next so many events.
    pub(crate) async fn events(&mut self, count: usize) -> Vec<Value> {
        let mut events = Vec::new();
        while events.len() < count {
            events.push(self.next("event").await);
        }
        events
    }

    /// Whatever waits in the queue now.
    pub(crate) fn waiting(&mut self) -> Vec<Value> {
        let mut messages = Vec::new();
        while let Ok(frame) = self.queue.frames.try_recv() {
            messages.push(message(&frame));
        }
        messages
    }

    /// Waits until so many frames lie in the queue, without reading any.
    pub(crate) async fn wait_for_frames(&self, count: usize) {
        let wait = async {
            while self.queue.frames.len() < count {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.expect("frames");
    }

    /// Waits to be closed.
    pub(crate) async fn closed(&mut self) -> CloseCode {
        let closed = tokio::time::timeout(PATIENCE, self.queue.close.wait_for(Option::is_some)).await;
        closed.expect("a close").expect("an open queue").expect("a code")
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.queue.close.borrow().is_some()
    }

    /// Everything that was missed after a number, page by page.
    pub(crate) async fn missed(&self, mut after: i64) -> Vec<Arc<Frame>> {
        let mut all = Vec::new();
        while after < self.subscription.head {
            let page = self.subscription.missed(after).await.unwrap();
            after = page.last().and_then(|frame| frame.seq).expect("an event");
            all.extend(page);
        }
        all
    }
}

pub(crate) fn message(frame: &Frame) -> Value {
    serde_json::from_slice(&frame.text()).unwrap()
}

/// The numbers of events.
pub(crate) fn numbers(events: &[Value]) -> Vec<i64> {
    events.iter().map(|event| event["seq"].as_i64().unwrap()).collect()
}
