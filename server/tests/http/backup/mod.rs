//! `busola backup` and `busola restore`.

mod postgres;
mod refused;
mod restored;

use std::fs::File;
use std::path::{Path, PathBuf};

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use zip::ZipArchive;

use crate::api::sessions::{act, option, poll, session, vote_of};
use crate::city::City;
use crate::fixture::{consultation, id, posted};
use crate::person::Person;

/// A city in which something happened.
struct Busy {
    moderator: Person,
    jan: Person,
    consultation: Value,
    session: Value,
    /// A secret poll that is open, an open one that is not secret, and a secret one that is closed: Jan and Anna voted in
    /// each, for its first option.
    polls: [Value; 3],
}

impl Busy {
    async fn city(city: &City) -> Self {
        let moderator = city.person("Ewa", "moderator");
        let (anna, jan) = (city.person("Anna", "resident"), city.person("Jan", "resident"));
        let consultation = consultation(&moderator).await;
        for number in 0..5 {
            posted(&anna, &consultation, &format!("Uwaga {number}.")).await;
        }
        let session = session(&moderator, &consultation, json!({})).await;
        let mut polls = Vec::new();
        for secret in [true, false, true] {
            let made = poll(&moderator, &session, json!({ "secret": secret })).await;
            act(&moderator, &made, "open").await;
            for person in [&anna, &jan] {
                person.send(Method::PUT, &vote_of(&made), &json!({ "options": [option(&made, 0)] })).await.nothing();
            }
            polls.push(made);
        }
        act(&moderator, &polls[2], "close").await;
        Self { moderator, jan, consultation, session, polls: polls.try_into().unwrap() }
    }

    /// The session as Jan sees it at a city.
    async fn seen_by_jan(&self, city: &City) -> Value {
        at(city, &self.jan).get(&format!("/api/v1/sessions/{}", id(&self.session))).await.expect(200)
    }

    /// A poll in it.
    fn poll<'a>(&self, seen: &'a Value, at: usize) -> &'a Value {
        seen["polls"].as_array().unwrap().iter().find(|poll| poll["id"] == self.polls[at]["id"]).unwrap()
    }
}

/// Somebody with a token, at another city that knows it.
fn at(city: &City, person: &Person) -> Person {
    Person::with_token(&city.url, person.bearer.as_deref().unwrap().strip_prefix("Bearer ").unwrap())
}

/// The path of a backup in a city's folder.
fn backup_of(city: &City) -> (PathBuf, String) {
    let file = city.folder().join("city.zip");
    let path = file.to_str().unwrap().to_owned();
    (file, path)
}

/// The database in a backup, as a file of a folder.
fn database(backup: &Path, folder: &Path) -> PathBuf {
    let mut archive = ZipArchive::new(File::open(backup).unwrap()).unwrap();
    let file = folder.join("unpacked.db");
    std::io::copy(&mut archive.by_name("busola.db").unwrap(), &mut File::create(&file).unwrap()).unwrap();
    file
}

/// Whether some bytes have the beginning of a row of votes or voters in them.
fn links(bytes: &[u8], poll: &Value, account: &[u8]) -> bool {
    let row = [&Uuid::parse_str(id(poll)).unwrap().as_bytes()[..], account].concat();
    bytes.windows(row.len()).any(|found| found == row)
}
