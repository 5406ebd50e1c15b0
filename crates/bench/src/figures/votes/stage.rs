//! A server with one session that is running, its moderator and its voters.

use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::author::Author;
use crate::city::City;
use crate::crowd::{Crowd, Dialect, Place};
use crate::data;
use crate::machine::Machine;
use crate::people;

/// What can be voted for.
const OPTIONS: [&str; 4] = ["Park", "Szkoła", "Basen", "Biblioteka"];
/// Which of it each of ten voters takes: not as many each, so that votes for another one are seen.
const CHOICES: [usize; 10] = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3];

/// The server and who takes part.
pub(super) struct Stage<'a> {
    /// The server; it runs on all cores.
    pub(super) city: City<'a>,
    /// Who runs the session.
    pub(super) moderator: Author,
    /// The session's id.
    pub(super) session: String,
    /// The units of the draft, which can be put on show.
    pub(super) units: Arc<[String]>,
    /// The bearer tokens of who votes.
    pub(super) voters: Arc<[String]>,
}

/// A poll that was opened.
#[derive(Clone)]
pub(super) struct Poll {
    /// Its id.
    pub(super) id: String,
    /// The ids of its options, as many as [`OPTIONS`].
    pub(super) options: Vec<String>,
}

impl Poll {
    /// The option that the voter of a number takes.
    pub(super) fn choice(&self, voter: usize) -> &str {
        &self.options[CHOICES[voter % CHOICES.len()]]
    }
}

impl<'a> Stage<'a> {
    /// Starts a server with a folder of this name; a setting may be given by name and value.
    pub(super) async fn make(
        machine: &'a Machine,
        name: &str,
        count: usize,
        setting: Option<(&'static str, &'static str)>,
    ) -> Result<Self> {
        let mut city = City::new(machine, name)?;
        city.set(setting);
        city.use_all_cores();
        let tokens = data::tokens(&city)?;
        let voters = people::tokens(&city, count).await?;
        city.serve().await?;
        let moderator = tokens.moderator(&city)?;
        let consultation = data::create(&moderator, name).await?;
        let new = json!({ "title": name, "starts_at": "2020-01-01T00:00:00.000Z" });
        let announced = moderator.post(&format!("/consultations/{}/sessions", consultation.id), &new).await?;
        let session = id(&announced)?;
        moderator.act(&format!("/sessions/{session}/start"), &json!({})).await?;
        Ok(Self { city, moderator, session, units: consultation.units, voters })
    }

    /// Prepares a poll and opens it.
    pub(super) async fn poll(&self) -> Result<Poll> {
        let new = json!({ "question": "Co najpierw?", "type": "single", "options": OPTIONS, "visibility": "live" });
        let prepared = self.moderator.post(&format!("/sessions/{}/polls", self.session), &new).await?;
        let options = prepared["options"].as_array().context("a poll without options")?;
        let poll = Poll { id: id(&prepared)?, options: options.iter().map(id).collect::<Result<_>>()? };
        ensure!(poll.options.len() == OPTIONS.len(), "a poll with {} options", poll.options.len());
        self.moderator.act(&format!("/polls/{}/open", poll.id), &json!({})).await?;
        Ok(poll)
    }

    /// Closes a poll, and gives its numbers as the answer tells them.
    pub(super) async fn close(&self, by: &Author, poll: &Poll) -> Result<Value> {
        let mut closed = by.act(&format!("/polls/{}/close", poll.id), &json!({})).await?;
        Ok(closed["tally"].take())
    }

    /// The numbers of a poll as the session tells them.
    pub(super) async fn tally(&self, poll: &Poll) -> Result<Value> {
        let mut session = self.moderator.get(&self.path()).await?;
        let polls = session["polls"].as_array_mut().context("a session without polls")?;
        let found = polls.iter_mut().find(|other| other["id"] == poll.id.as_str());
        Ok(found.context("the session does not have the poll")?["tally"].take())
    }

    /// The session's address in the API.
    pub(super) fn path(&self) -> String {
        format!("/sessions/{}", self.session)
    }

    /// The name of the session's channel.
    pub(super) fn channel(&self) -> String {
        format!("session/{}", self.session)
    }

    /// Sockets that follow the session and watch a poll.
    pub(super) async fn followers(&self, poll: &Poll, sockets: usize) -> Result<Crowd> {
        let host = self.city.url.trim_start_matches("http://").parse()?;
        let dialect = Dialect::Session { channel: self.channel(), poll: poll.id.clone() };
        let mut crowd = Crowd::new(&Place { host, url: format!("ws://{host}/live"), dialect }, sockets, 0)?;
        crowd.gather().await?;
        Ok(crowd)
    }
}

fn id(value: &Value) -> Result<String> {
    value["id"].as_str().map(str::to_owned).context("the answer has no id")
}
