//! Changes that wait together, so that they become one group of the writer.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use busola_domain::Consultation;
use busola_service::comments::Posted;
use busola_service::{Error, Service};
use busola_storage::{Session, consultations};
use prometheus_client::encoding::text::encode;
use prometheus_client::registry::Registry;

use crate::city::{City, NOW, remark};

/// What a service counts under a name.
pub(crate) fn metric(service: &Service, name: &str) -> f64 {
    let mut registry = Registry::default();
    service.register_metrics(&mut registry);
    let mut text = String::new();
    encode(&mut text, &registry).unwrap();
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    value.map_or(0.0, |value| value.parse().unwrap())
}

/// A writer that has begun a group and can't go on: what is sent now waits.
pub(crate) struct Held<'a> {
    city: &'a City,
    tx: Session,
    first: Sent<Result<Posted, Error>>,
}

/// A change that was sent, with its outcome if there was one at once.
pub(crate) struct Sent<T> {
    future: Pin<Box<dyn Future<Output = T> + Send>>,
    pub(crate) at_once: Option<T>,
}

impl<T> Sent<T> {
    pub(crate) async fn outcome(self) -> T {
        match self.at_once {
            Some(outcome) => outcome,
            None => self.future.await,
        }
    }
}

impl<'a> Held<'a> {
    /// Holds the writer by a remark on `gate`.
    pub(crate) async fn by(city: &'a City, gate: &Consultation) -> Self {
        let author = city.resident("Pierwsza").await;
        let mut tx = city.db.write().await.unwrap();
        consultations::take(&mut tx, gate.id).await.unwrap();
        let mut first = begin(vec![city.posting(&author, gate, remark(city.service.new_id(), "Otwiera"), NOW)]).await;
        let first = first.remove(0);
        while metric(&city.service, "busola_writer_waiting") > 0.0 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Self { city, tx, first }
    }

    /// Lets it go on.
    pub(crate) async fn release(self) {
        self.tx.commit().await.unwrap();
        self.first.outcome().await.unwrap();
    }

    /// Sends changes in this order while it is held, then lets it go on and gives what became of them.
    pub(crate) async fn send<T>(self, changes: Vec<Change<T>>) -> Vec<T> {
        assert!(changes.len() <= 256, "more than a group");
        let groups = metric(&self.city.service, "busola_writer_group_size_count");
        let city = self.city;
        let sent = begin(changes).await;
        self.release().await;
        let mut outcomes = Vec::new();
        for sent in sent {
            outcomes.push(sent.outcome().await);
        }
        assert!(metric(&city.service, "busola_writer_group_size_count") >= groups + 2.0);
        outcomes
    }
}

/// A change that is not sent yet.
pub(crate) type Change<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Sends changes in this order, without waiting for any.
pub(crate) async fn begin<T>(changes: Vec<Change<T>>) -> Vec<Sent<T>> {
    let mut sent: Vec<_> = changes.into_iter().map(|future| Sent { future, at_once: None }).collect();
    poll_fn(|context| {
        for sent in &mut sent {
            if let Poll::Ready(outcome) = sent.future.as_mut().poll(context) {
                sent.at_once = Some(outcome);
            }
        }
        Poll::Ready(())
    })
    .await;
    sent
}
