//! Consultations and remarks for tests.

use std::time::{SystemTime, UNIX_EPOCH};

use busola_domain::Timestamp;
use busola_domain::time::{DAY, HOUR};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::person::Person;

const DRAFT: &str = "\
Rozdział 1
Postanowienia ogólne
§ 1. Program określa zasady współpracy Gminy Lublin z organizacjami pozarządowymi.
§ 2. 1. Współpraca opiera się na zasadzie pomocniczości.
2. Formy współpracy:
1) konsultowanie projektów;
2) zlecanie zadań.
§ 7. Na realizację programu przeznacza się 100 000 zł.
";

/// The present moment of this machine, which is the program's too.
pub(crate) fn now() -> Timestamp {
    Timestamp(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis().try_into().unwrap())
}

/// A consultation that is open.
pub(crate) fn open_now() -> Value {
    json!({
        "title": "Program współpracy na 2027 rok",
        "kind": "cooperation_programme",
        "summary": "Jak miasto ma współpracować z organizacjami.",
        "notice": {
            "subject": "Projekt programu",
            "aim": "Zebranie uwag",
            "legal_basis": "art. 5a ustawy",
            "territory": "Lublin",
            "unit": "Biuro Partycypacji",
            "contact": "pokój 5",
            "forms": ["uwagi pisemne", "spotkanie"],
        },
        "audience": "everyone",
        "moderation": "post",
        "opens_at": now().plus(-HOUR),
        "closes_at": now().plus(30 * DAY),
        "draft": { "format": "text", "source": DRAFT },
        "publish": true,
    })
}

/// The same with some members changed.
pub(crate) fn open_now_but(changes: &Value) -> Value {
    let mut new = open_now();
    let changes = changes.as_object().unwrap().clone();
    new.as_object_mut().unwrap().extend(changes);
    new
}

/// Creates an open consultation.
pub(crate) async fn consultation(moderator: &Person) -> Value {
    moderator.post("/api/v1/consultations", &open_now()).await.expect(201)
}

/// Creates a consultation.
pub(crate) async fn created(moderator: &Person, changes: Value) -> Value {
    moderator.post("/api/v1/consultations", &open_now_but(&changes)).await.expect(201)
}

/// The id of something.
pub(crate) fn id(thing: &Value) -> &str {
    thing["id"].as_str().unwrap()
}

/// The id of the unit with a citation.
pub(crate) fn unit<'a>(consultation: &'a Value, label: &str) -> &'a str {
    let units = consultation["draft"]["units"].as_array().unwrap();
    id(units.iter().find(|unit| unit["label"] == label).unwrap_or_else(|| panic!("no {label}: {consultation}")))
}

/// An id for a new remark.
pub(crate) fn new_id() -> String {
    Uuid::now_v7().to_string()
}

/// A remark on the whole draft.
pub(crate) fn remark(body: &str) -> Value {
    json!({ "id": new_id(), "unit": null, "parent": null, "body": body })
}

/// A remark on a unit.
pub(crate) fn remark_on(unit: &str, body: &str) -> Value {
    json!({ "id": new_id(), "unit": unit, "parent": null, "body": body })
}

/// The address of the remarks of a consultation.
pub(crate) fn comments_of(consultation: &Value) -> String {
    format!("/api/v1/consultations/{}/comments", id(consultation))
}

/// Posts a remark on the whole draft.
pub(crate) async fn posted(author: &Person, consultation: &Value, body: &str) -> Value {
    author.post(&comments_of(consultation), &remark(body)).await.expect(201)
}

/// A remark as somebody finds it in the list.
pub(crate) async fn listed(reader: &Person, consultation: &Value, comment: &Value) -> Option<Value> {
    let page = reader.get(&format!("{}?limit=100", comments_of(consultation))).await.expect(200);
    page["items"].as_array().unwrap().iter().find(|item| item["id"] == comment["id"]).cloned()
}

/// The numbers of a consultation: remarks and people.
pub(crate) async fn counts(reader: &Person, consultation: &Value) -> (i64, i64) {
    let now = reader.get(&format!("/api/v1/consultations/{}", id(consultation))).await.expect(200);
    (now["counts"]["comments"].as_i64().unwrap(), now["counts"]["participants"].as_i64().unwrap())
}

/// The whole log of a consultation. Its numbers are checked to be 1, 2, 3 and so on to the head.
pub(crate) async fn log(reader: &Person, consultation: &Value) -> Vec<Value> {
    let mut events: Vec<Value> = Vec::new();
    loop {
        let path = format!("/api/v1/consultations/{}/events?after={}&limit=1000", id(consultation), events.len());
        let page = reader.get(&path).await.expect(200);
        let items = page["items"].as_array().unwrap();
        if items.is_empty() {
            assert_eq!(page["head"], events.len());
            return events;
        }
        for event in items {
            events.push(event.clone());
            assert_eq!(event["seq"], events.len(), "a gap or a repeat");
        }
    }
}

/// The kinds of the events about a remark.
pub(crate) fn kinds<'a>(events: &'a [Value], comment: &Value) -> Vec<&'a str> {
    events.iter().filter(|event| event["data"]["id"] == comment["id"]).map(|event| event["kind"].as_str().unwrap()).collect()
}
