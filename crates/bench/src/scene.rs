//! A server with one consultation, and people who write there while thousands listen.

use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

use crate::author::Author;
use crate::city::City;
use crate::crowd::{Dialect, Ledger, Place, dialect};
use crate::data::{self, Consultation};
use crate::machine::Machine;

/// The server and what is written to it.
pub(crate) struct Scene<'a> {
    /// The server; it runs.
    pub(crate) city: City<'a>,
    /// Where is written.
    pub(crate) consultation: Consultation,
    /// Who writes.
    pub(crate) authors: Arc<[Author]>,
    /// An event as sockets get it.
    pub(crate) sample: Arc<str>,
}

impl<'a> Scene<'a> {
    /// Starts a server with a folder of this name; a setting may be given by name and value.
    pub(crate) async fn make(machine: &'a Machine, name: &str, setting: Option<(&'static str, &'static str)>) -> Result<Self> {
        let mut city = City::new(machine, name)?;
        city.set(setting);
        let tokens = data::tokens(&city)?;
        city.serve().await?;
        let consultation = data::create(&tokens.moderator(&city)?, name).await?;
        let authors: Arc<[Author]> = tokens.people(&city)?.into();
        let mut scene = Self { city, consultation, authors, sample: Arc::default() };
        scene.sample = scene.listen_once().await?.into();
        Ok(scene)
    }

    /// Where remarks are posted.
    pub(crate) fn path(&self) -> String {
        format!("/consultations/{}/comments", self.consultation.id)
    }

    /// Where sockets go.
    pub(crate) fn place(&self) -> Result<Place> {
        let channel = format!("consultation/{}", self.consultation.id);
        let host = self.city.url.trim_start_matches("http://").parse()?;
        Ok(Place { host, url: format!("ws://{host}/live"), dialect: Dialect::Busola { channel } })
    }

    /// Who writes the remark of a number.
    pub(crate) fn author(&self, number: usize) -> Result<&Author> {
        self.authors.get(number % self.authors.len().max(1)).context("nobody writes")
    }

    /// The end of the log.
    pub(crate) async fn head(&self) -> Result<u64> {
        let answer = self.author(0)?.get(&format!("/consultations/{}/events?limit=1", self.consultation.id)).await?;
        answer["head"].as_u64().context("the log was not understood")
    }

    async fn listen_once(&self) -> Result<String> {
        let place = self.place()?;
        let (mut socket, _) = connect_async(&place.url).await?;
        let subscribe = json!({ "type": "subscribe", "channel": format!("consultation/{}", self.consultation.id), "after": null });
        socket.send(Message::text(subscribe.to_string())).await?;
        while let Some(message) = socket.next().await {
            let message = message?;
            let text = message.to_text()?;
            if text.contains(r#""type":"subscribed""#) {
                self.author(0)?.post(&self.path(), &remark(0, 0)).await?;
            } else if text.contains(r#""type":"event""#) {
                return Ok(text.to_owned());
            }
        }
        bail!("the server closed a socket");
    }
}

/// A remark with its number, and so many bytes of other text.
pub(crate) fn remark(number: usize, filling: usize) -> Value {
    let filling = "and so on ".repeat(filling / 10);
    let body = format!("Remark {} {filling}", dialect::mark(number));
    json!({ "id": data::new_id(), "unit": null, "parent": null, "body": body.trim() })
}

/// The sample's event as that of another number, at another place of the log.
pub(crate) fn event(sample: &str, seq: u64, number: usize) -> Result<String> {
    let (_, rest) = sample.split_once(r#""seq":"#).context("the sample has no number")?;
    let end = rest.find(',').context("the sample ends at its number")?;
    let (old, new) = (format!(r#""seq":{}"#, &rest[..end]), format!(r#""seq":{seq}"#));
    ensure!(sample.contains(&dialect::mark(0)), "the sample has no mark");
    Ok(sample.replace(&old, &new).replace(&dialect::mark(0), &dialect::mark(number)))
}

/// Posts the remark of the next number, and takes down that it was acknowledged.
pub(crate) async fn post(author: &Author, path: &str, ledger: &Ledger, filling: usize) -> Result<()> {
    let number = ledger.publish();
    let (answer, later) = author.post_when_it_can(path, &remark(number, filling)).await?;
    ledger.put_off(later);
    ledger.acknowledge(answer["seq"].as_u64().context("the answer has no place in the log")?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_the_sample_with_other_numbers() -> Result<()> {
        let sample = r##"{"type":"event","seq":2,"at":"2026","data":{"body":"Remark #0000000#","html":"Remark #0000000#","seq":2}}"##;
        let other = r##"{"type":"event","seq":31,"at":"2026","data":{"body":"Remark #0000007#","html":"Remark #0000007#","seq":31}}"##;
        assert_eq!(event(sample, 31, 7)?, other);
        assert!(event("{}", 1, 1).is_err());
        Ok(())
    }
}
