//! Numbers of supports on open pages: the latest value, not each step.

use std::collections::BTreeMap;

use busola_domain::{Actor, Comment};
use busola_service::comments::Support;
use busola_storage::Db;
use serde_json::json;

use crate::city::{City, channel};
use crate::page::Page;

on_both_databases!(
    a_page_hears_the_latest_number,
    a_page_hears_the_numbers_of_many_remarks,
    who_was_away_gets_the_numbers_that_changed,
    a_hidden_remark_tells_no_number_to_who_comes_back,
);

async fn support(city: &City, who: &Actor, comment: &Comment, wanted: Support) {
    city.service.support_comment(Some(who), comment.id, wanted, city.service.now()).await.unwrap();
}

async fn a_page_hears_the_latest_number(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    let mut page = Page::open(&city, &consultation).await;
    let mut people = Vec::new();
    for n in 0..12 {
        people.push(city.resident(&format!("Osoba {n}")).await);
    }
    for person in &people {
        support(&city, person, &comment, Support::Given).await;
    }
    support(&city, &people[0], &comment, Support::Withdrawn).await;
    let mut heard = Vec::new();
    while heard.last() != Some(&11) {
        let tally = page.next("tally").await;
        let supports = tally["values"]["supports"].as_i64().unwrap();
        let expected = json!({
            "type": "tally", "channel": channel(&consultation).to_string(),
            "subject": format!("comment/{}", comment.id), "values": { "supports": supports },
        });
        assert_eq!(tally, expected);
        heard.push(supports);
        assert!(heard.len() <= 13, "each number at most once: {heard:?}");
        // Eleven is passed on the way up too: the last word is that of the database.
        if supports == 11 {
            heard.extend(page.tallies().await.iter().map(|tally| tally["values"]["supports"].as_i64().unwrap()));
        }
    }
}

async fn a_page_hears_the_numbers_of_many_remarks(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let mut people = Vec::new();
    for n in 0..4 {
        people.push(city.resident(&format!("Osoba {n}")).await);
    }
    let mut expected = BTreeMap::new();
    let mut remarks = Vec::new();
    for n in 0..8 {
        remarks.push(city.post(&people[0], &consultation, &format!("Uwaga {n}")).await);
    }
    // What was there before is part of each number.
    for (n, remark) in remarks.iter().enumerate() {
        support(&city, &people[3], remark, Support::Given).await;
        expected.insert(format!("comment/{}", remark.id), 1 + (n % 4) as i64);
    }
    let mut page = Page::open(&city, &consultation).await;
    for (n, remark) in remarks.iter().enumerate() {
        for person in &people[..n % 4] {
            support(&city, person, remark, Support::Given).await;
        }
    }
    // A remark whose number did not change since is not told again.
    expected.retain(|_, supports| *supports > 1);
    let mut heard = BTreeMap::new();
    while heard != expected {
        let tally = page.next("tally").await;
        assert_eq!(tally["channel"], channel(&consultation).to_string());
        let (subject, supports) = (tally["subject"].as_str().unwrap().to_owned(), tally["values"]["supports"].as_i64().unwrap());
        // Never a number that it did not have, and never back.
        assert!(supports <= expected[&subject], "{subject}: {supports}");
        assert!(heard.insert(subject.clone(), supports).is_none_or(|before| before <= supports), "{subject}: {supports}");
    }
    // That was the last word.
    for tally in page.tallies().await {
        assert_eq!(tally["values"]["supports"], expected[tally["subject"].as_str().unwrap()]);
    }
}

async fn who_was_away_gets_the_numbers_that_changed(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let first = city.post(&anna, &consultation, "Pierwsza").await;
    support(&city, &anna, &first, Support::Given).await;
    let second = city.post(&anna, &consultation, "Druga").await;
    support(&city, &anna, &second, Support::Given).await;
    let untouched = city.post(&anna, &consultation, "Trzecia").await;

    for (after, expected) in [(0, vec![&first, &second]), (2, vec![&first, &second]), (3, vec![&second]), (4, vec![])] {
        let mut told = Page::back(&city, &consultation, after).await.tallies().await;
        let mut expected: Vec<_> = expected
            .into_iter()
            .map(|comment| {
                let subject = format!("comment/{}", comment.id);
                json!({ "type": "tally", "channel": channel(&consultation).to_string(), "subject": subject, "values": { "supports": 1 } })
            })
            .collect();
        told.sort_by_key(ToString::to_string);
        expected.sort_by_key(ToString::to_string);
        assert_eq!(told, expected, "after {after}");
    }
    assert_eq!(city.service.comment(None, untouched.id).await.unwrap().comment.supports, 0);
}

async fn a_hidden_remark_tells_no_number_to_who_comes_back(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let anna = city.resident("Anna").await;
    let comment = city.post(&anna, &consultation, "Uwaga").await;
    support(&city, &anna, &comment, Support::Given).await;
    city.hide(&comment).await;
    assert!(Page::back(&city, &consultation, 0).await.tallies().await.is_empty());
}
