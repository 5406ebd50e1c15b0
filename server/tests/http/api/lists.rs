//! Lists are read page by page, each item once.

use reqwest::Method;
use serde_json::{Value, json};

use crate::city::{City, on_sqlite};
use crate::fixture::{comments_of, consultation, created, id, now, posted, remark_on, unit};
use crate::person::Person;

/// Reads a list to its end, and gives the ids of its items.
async fn walked(reader: &Person, path: &str, limit: usize) -> Vec<String> {
    let join = if path.contains('?') { '&' } else { '?' };
    let mut next = String::new();
    let mut ids = Vec::new();
    loop {
        let page = reader.get(&format!("{path}{join}limit={limit}&after={next}")).await.expect(200);
        let items = page["items"].as_array().unwrap();
        ids.extend(items.iter().map(|item| id(item).to_owned()));
        match page["next"].as_str() {
            Some(cursor) => {
                assert_eq!(items.len(), limit);
                cursor.clone_into(&mut next);
            }
            None => return ids,
        }
        assert!(ids.len() < 1_000, "the list does not end");
    }
}

fn ids<'a>(comments: impl IntoIterator<Item = &'a Value>) -> Vec<String> {
    comments.into_iter().map(|comment| id(comment).to_owned()).collect()
}

async fn remarks_are_listed_in_three_orders_and_by_unit(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let (anna, jan) = (city.person("Anna", "resident"), city.person("Jan", "resident"));
    let consultation = consultation(&moderator).await;
    let path = comments_of(&consultation);
    let section = unit(&consultation, "§ 7");
    let mut all = Vec::new();
    for number in 0..7 {
        let comment = match number % 2 {
            0 => posted(&anna, &consultation, &format!("Uwaga {number}")).await,
            _ => anna.post(&path, &remark_on(section, &format!("Uwaga {number}"))).await.expect(201),
        };
        all.push(comment);
    }
    for (supporter, of) in [(&jan, 4), (&anna, 4), (&jan, 1)] {
        supporter.call(Method::PUT, &format!("/api/v1/comments/{}/support", id(&all[of]))).await.nothing();
    }
    let guest = city.guest();
    for limit in [2, 3, 7, 100] {
        assert_eq!(walked(&guest, &format!("{path}?order=oldest"), limit).await, ids(&all), "by {limit}");
        assert_eq!(walked(&guest, &path, limit).await, ids(&all), "by {limit}");
        assert_eq!(walked(&guest, &format!("{path}?order=newest"), limit).await, ids(all.iter().rev()), "by {limit}");
        let supported = walked(&guest, &format!("{path}?order=supported"), limit).await;
        assert_eq!(supported[..2], [id(&all[4]), id(&all[1])]);
        assert_eq!(supported.len(), 7);
        let here = walked(&guest, &format!("{path}?unit={section}"), limit).await;
        assert_eq!(here, ids(all.iter().skip(1).step_by(2)), "by {limit}");
    }
    assert_eq!(guest.get(&format!("{path}?unit={}", unit(&consultation, "§ 1"))).await.expect(200), json!({ "items": [], "next": null }));
}

async fn consultations_are_listed_once_each(city: City) {
    let moderator = city.person("Ewa", "moderator");
    let mut all = Vec::new();
    for number in 0..5 {
        // Two of them close at the same moment.
        all.push(id(&created(&moderator, json!({ "closes_at": now().plus(1_000_000 * (number / 2)).plus(1_000_000) })).await).to_owned());
    }
    for limit in [1, 2, 5] {
        let mut found = walked(&city.guest(), "/api/v1/consultations", limit).await;
        assert_eq!(found.len(), 5);
        found.sort();
        all.sort();
        assert_eq!(found, all);
    }
}

on_both_databases!(remarks_are_listed_in_three_orders_and_by_unit, consultations_are_listed_once_each);

#[tokio::test(flavor = "multi_thread")]
async fn a_query_that_does_not_fit_is_malformed() {
    on_sqlite(|city| async move {
        let moderator = city.person("Ewa", "moderator");
        let consultation = consultation(&moderator).await;
        let (guest, comments) = (city.guest(), comments_of(&consultation));
        let events = format!("/api/v1/consultations/{}/events", id(&consultation));
        for path in ["/api/v1/consultations", &comments] {
            for query in ["limit=0", "limit=101", "limit=-1", "limit=many", "after=%F0%9F%98%80", "after=nowhere"] {
                guest.get(&format!("{path}?{query}")).await.problem(400);
            }
        }
        for query in ["limit=0", "limit=1001", "after=first"] {
            guest.get(&format!("{events}?{query}")).await.problem(400);
        }
        guest.get("/api/v1/consultations?phase=begun").await.problem(400);
        guest.get(&format!("{comments}?order=best")).await.problem(400);
        guest.get(&format!("{comments}?unit=7")).await.problem(400);
        guest.get(&format!("{comments}?limit=100")).await.expect(200);
        guest.get(&format!("{events}?limit=1000")).await.expect(200);
    })
    .await;
}
