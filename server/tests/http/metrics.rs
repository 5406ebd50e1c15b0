//! What operators are told: counts for Prometheus, and a number for each request.

use reqwest::Method;
use serde_json::json;

use crate::city::{City, free_port, with_settings};
use crate::fixture::{comments_of, consultation, id, posted, remark};
use crate::live::socket::Socket;
use crate::person::Person;

/// Everything that is counted, after a little of everything has happened.
async fn counted(city: &City, address: &str) -> String {
    let moderator = city.person("Biuro", "moderator");
    let consultation = consultation(&moderator).await;
    let mut socket = Socket::subscribed(city, &consultation, None).await;
    let comment = posted(&moderator, &consultation, "Słowa, których nie ma w metrykach").await;
    socket.next_of("event").await;
    moderator.call(Method::PUT, &format!("/api/v1/comments/{}/support", id(&comment))).await.nothing();
    socket.next_of("tally").await;
    socket.say_text("not json").await;
    socket.error().await;
    let mut far = Socket::subscribed(city, &consultation, Some(1_000)).await;
    far.next_of("resync").await;
    drop(far);
    // One that breaks a limit, so that this side closes it.
    socket.say_text(&"x".repeat(20_000)).await;
    assert_eq!(socket.closed().await, 1009);
    Person::nobody(&format!("http://{address}")).get("/metrics").await.text
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dashboard_shows_what_is_counted() {
    let address = format!("127.0.0.1:{}", free_port());
    with_settings(&[("BUSOLA_METRICS_LISTEN", &address)], async |city| {
        let metrics = counted(&city, &address).await;
        let dashboard = include_str!("../../../docs/grafana.json");
        let names: std::collections::BTreeSet<_> =
            dashboard.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| word.starts_with("busola_")).collect();
        assert!(names.len() > 12, "{names:?}");
        for name in names {
            assert!(metrics.lines().any(|line| line.split(['{', ' ']).next() == Some(name)), "{name} is not told:\n{metrics}");
        }
        for expected in ["busola_live_resyncs_total 1", "busola_live_closed_total{code=\"1009\"} 1"] {
            assert!(metrics.lines().any(|line| line == expected), "{expected}:\n{metrics}");
        }
        assert!(metrics.ends_with("# EOF\n"));
        // Nobody is in there, and nothing that was written or asked for.
        for personal in ["Biuro", "Słowa", "@", "127.0.0.1", "consultations/program", "Bearer"] {
            assert!(!metrics.contains(personal), "{personal}:\n{metrics}");
        }
        // Residents find none of it.
        assert_eq!(Person::nobody(&city.url).get("/metrics").await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_has_a_number_and_the_log_names_nobody() {
    with_settings(&[("BUSOLA_LOG", "json"), ("RUST_LOG", "busola=debug,info")], async |city| {
        let anna = city.person("Tajemnicza", "moderator");
        let consultation = consultation(&anna).await;
        let answer = anna.post(&comments_of(&consultation), &remark("Treść, której nie ma w dzienniku")).await;
        let number = answer.header("x-request-id").to_owned();
        assert_eq!(number.len(), 36);
        let other = anna.get("/?q=anna@example.org").await;
        assert_ne!(other.header("x-request-id"), number);

        let log = city.printed();
        let lines: Vec<serde_json::Value> = log.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let own = lines.iter().find(|line| line["span"]["id"] == json!(number)).unwrap_or_else(|| panic!("{number}:\n{log}"));
        assert_eq!((&own["span"]["route"], &own["status"]), (&json!("/api/v1/consultations/{key}/comments"), &json!(201)));
        for personal in ["Tajemnicza", "Treść", "@", "program-wsp"] {
            assert!(!log.contains(personal), "{personal}:\n{log}");
        }
    })
    .await;
}
