//! The mail server says nothing, and the program is told to end.

use std::time::{Duration, Instant};

use busola_domain::time::DAY;
use reqwest::Method;
use serde_json::json;
use tokio::time::{sleep, timeout};

use crate::city::with_settings;
use crate::fixture::{consultation, id, now};
use crate::letters::Letter;
use crate::post_office::{Mood, PostOffice};

/// The next letter that the mail server takes, and the only one by then.
async fn taken(office: &PostOffice) -> Letter {
    let asked = Instant::now();
    loop {
        let mut taken = office.accepted();
        if let Some(letter) = taken.pop() {
            assert!(taken.is_empty(), "{} letters more", taken.len());
            return letter;
        }
        assert!(asked.elapsed() < Duration::from_secs(20), "no letter came");
        sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_waits_for_the_mail_server_arrives_once_after_the_next_start() {
    let office = PostOffice::open().await;
    office.next(&[Mood::HangAtRecipient]);
    let url = office.url();
    with_settings(&[("SMTP_URL", url.as_str())], |mut city| async move {
        let (moderator, anna) = (city.person("Ewa", "moderator"), city.person("Anna", "resident"));
        let consultation = consultation(&moderator).await;
        let new = json!({ "title": "Spotkanie", "starts_at": now().plus(3 * DAY), "place": "Ratusz", "agenda": [] });
        let made = moderator.post(&format!("/api/v1/consultations/{}/sessions", id(&consultation)), &new).await.expect(201);
        let path = format!("/api/v1/sessions/{}", id(&made));
        anna.call(Method::PUT, &format!("{path}/reminder")).await.nothing();
        moderator.send(Method::PATCH, &path, &json!({ "place": "Biblioteka" })).await.expect(200);
        timeout(Duration::from_secs(20), office.asked()).await.expect("a letter that is under way");

        let (status, took) = city.terminate().await;
        assert_eq!(status.code(), Some(0), "{}", city.printed());
        assert!(took < Duration::from_secs(10), "it took {took:?}");
        assert!(office.accepted().is_empty());
        city.serve().await;
        let told = taken(&office).await;
        assert!(told.text.contains("has changed") && told.text.contains("Where: Biblioteka"), "{}", told.text);
        moderator.call(Method::POST, &format!("{path}/cancel")).await.expect(200);
        assert!(taken(&office).await.text.contains("was called off"));
    })
    .await;
}
