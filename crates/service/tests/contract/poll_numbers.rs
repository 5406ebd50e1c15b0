//! What is told of votes: live, by the closing, and of secret polls nothing that tells how somebody voted.

use std::path::{Path, PathBuf};
use std::time::Duration;

use busola_domain::meeting::poll::{NewPoll, Visibility};
use busola_domain::meeting::{Meeting, Poll, Rules};
use busola_domain::{Actor, Timestamp};
use busola_service::meetings::Handling;
use busola_storage::Db;
use busola_storage::meetings::votes;
use serde_json::{Value, json};

use crate::city::{City, NOW, yes_or_no};
use crate::fresh::{on_sqlite, opened};
use crate::page::Page;
use crate::polls::{secret, tally};

on_both_databases!(
    a_page_hears_the_votes,
    numbers_that_wait_for_the_closing_are_told_by_it,
    what_only_moderators_see_is_told_as_a_number_of_changes,
    the_numbers_of_a_secret_poll_move_in_steps,
    of_a_secret_poll_that_is_closed_nobody_knows_who_voted_how,
);

/// The next numbers that a page hears of something.
async fn next(page: &mut Page, subject: &str) -> Value {
    loop {
        let mut told = page.next("tally").await;
        if told["subject"] == subject {
            return told["values"].take();
        }
    }
}

/// Waits until a page hears so many votes, and never of more.
async fn hears(page: &mut Page, poll: &Poll, votes: &[i64], ballots: i64) {
    loop {
        let told = next(page, &format!("poll/{}", poll.id)).await;
        if told == json!(tally(poll, votes, ballots)) {
            return;
        }
        assert!(told["ballots"].as_i64() <= Some(ballots), "{told}");
    }
}

/// All that a page that comes, from now on or after a number, is told at once of a poll.
async fn who_comes_hears(city: &City, meeting: &Meeting, poll: &Poll, after: Option<i64>) -> Vec<Value> {
    let told = city.follow(None, meeting, after).await.unwrap().tallies().await;
    let name = format!("session/{}", meeting.id);
    assert!(told.iter().all(|told| told["channel"] == name));
    let subject = format!("poll/{}", poll.id);
    told.into_iter().filter(|told| told["subject"] == subject).map(|mut told| told["values"].take()).collect()
}

/// What pages that come are told of a poll is how it is.
async fn all_who_come_hear(city: &City, meeting: &Meeting, poll: &Poll, votes: &[i64], ballots: i64) {
    let expected = json!(tally(poll, votes, ballots));
    for after in [None, Some(0), Some(4)] {
        let told = who_comes_hears(city, meeting, poll, after).await;
        assert!(!told.is_empty() && told.iter().all(|told| *told == expected), "{told:?}");
    }
}

async fn a_page_hears_the_votes(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let people = city.residents(6).await;
    let poll = city.poll(&meeting, yes_or_no()).await;
    city.vote(&people[0], &poll, &[0]).await.unwrap();
    // Nobody has listened before.
    all_who_come_hear(&city, &meeting, &poll, &[1, 0, 0], 1).await;
    let mut page = city.follow(None, &meeting, None).await.unwrap();
    for (n, person) in people.iter().enumerate() {
        city.vote(person, &poll, &[n % 2]).await.unwrap();
    }
    city.vote(&people[0], &poll, &[2]).await.unwrap();
    hears(&mut page, &poll, &[2, 3, 1], 6).await;
    all_who_come_hear(&city, &meeting, &poll, &[2, 3, 1], 6).await;
    city.close_poll(&poll).await.unwrap();
    all_who_come_hear(&city, &meeting, &poll, &[2, 3, 1], 6).await;
}

async fn numbers_that_wait_for_the_closing_are_told_by_it(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let people = city.residents(3).await;
    let mut page = city.follow(None, &meeting, None).await.unwrap();
    let poll = city.poll(&meeting, NewPoll { visibility: Visibility::OnClose, ..yes_or_no() }).await;
    for person in &people {
        city.vote(person, &poll, &[1]).await.unwrap();
    }
    for who in [None, Some(&people[0]), Some(&city.moderator)] {
        assert_eq!(city.seen(who, &poll).await.unwrap().tally, None);
    }
    assert!(who_comes_hears(&city, &meeting, &poll, Some(0)).await.is_empty());
    let heard = page.tallies().await;
    assert!(heard.iter().all(|told| told["subject"] != format!("poll/{}", poll.id)), "{heard:?}");
    assert!(city.meeting_log(&meeting).await[2].data["tally"].is_null());
    let closed = city.close_poll(&poll).await.unwrap();
    assert_eq!(closed.tally, Some(tally(&poll, &[0, 3, 0], 3)));
    hears(&mut page, &poll, &[0, 3, 0], 3).await;
    all_who_come_hear(&city, &meeting, &poll, &[0, 3, 0], 3).await;
    assert_eq!(city.meeting_log(&meeting).await[4].data, json!(closed));
}

async fn what_only_moderators_see_is_told_as_a_number_of_changes(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules { approve_questions: true, ..Rules::default() }).await;
    let anna = city.resident("Anna").await;
    let desk = format!("desk/{}", meeting.id);
    let mut page = city.follow(None, &meeting, None).await.unwrap();
    assert_eq!(next(&mut page, &desk).await, json!({ "changes": 0 }));
    city.prepare(&meeting, yes_or_no()).await;
    let waits = city.ask(&anna, &meeting, "Kiedy?").await.id;
    city.service.handle_question(Some(&city.moderator), waits, Handling::Hide, NOW).await.unwrap();
    while next(&mut page, &desk).await != json!({ "changes": 3 }) {}
    // Who comes hears it too; nothing else of it is public.
    for after in [None, Some(0)] {
        let mut late = city.follow(None, &meeting, after).await.unwrap();
        assert_eq!(next(&mut late, &desk).await, json!({ "changes": 3 }));
    }
    assert_eq!(city.meeting_log(&meeting).await.len(), 2);
    let seen = city.meeting(None, &meeting).await;
    assert_eq!((seen.questions, seen.polls, seen.head), (vec![], vec![], 2));
}

async fn the_numbers_of_a_secret_poll_move_in_steps(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let people = city.residents(11).await;
    let poll = city.poll(&meeting, secret()).await;
    let mut page = city.follow(None, &meeting, None).await.unwrap();
    let told = |ballots: i64| tally(&poll, &[(ballots + 1) / 2, ballots / 2, 0], ballots);
    for (n, (person, ballots)) in people.iter().zip([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 11]).enumerate() {
        city.vote(person, &poll, &[n % 2]).await.unwrap();
        if n == 6 {
            // Somebody thinks better of it: nobody else sees that.
            city.vote(&people[0], &poll, &[2]).await.unwrap();
            assert_eq!(city.marked(&people[0], &poll).await, Some(vec![poll.options[2].id]));
            assert_eq!(city.numbers(&poll).await, Some(told(ballots)));
            city.vote(&people[0], &poll, &[0]).await.unwrap();
        }
        assert_eq!(city.numbers(&poll).await, Some(told(ballots)), "{n}");
    }
    let mut heard = Vec::new();
    while heard.last() != Some(&11) {
        let values = next(&mut page, &format!("poll/{}", poll.id)).await;
        let ballots = values["ballots"].as_i64().unwrap();
        assert_eq!(values, json!(told(ballots)));
        assert!([0, 5, 10, 11].contains(&ballots), "{ballots}");
        heard.push(ballots);
    }
}

async fn of_a_secret_poll_that_is_closed_nobody_knows_who_voted_how(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let people = city.residents(8).await;
    let (poll, named) = (city.poll(&meeting, secret()).await, city.poll(&meeting, yes_or_no()).await);
    for (n, person) in people[..7].iter().enumerate() {
        city.vote(person, &poll, &[n % 3]).await.unwrap();
        city.vote(person, &named, &[0]).await.unwrap();
    }
    city.vote(&people[6], &poll, &[2]).await.unwrap();
    assert_eq!(city.marked(&people[4], &poll).await, Some(vec![poll.options[1].id]));
    let mut page = city.follow(None, &meeting, None).await.unwrap();
    let closed = city.close_poll(&poll).await.unwrap();
    city.close_poll(&named).await.unwrap();
    // All of them are told once there is no next one.
    let expected = tally(&poll, &[2, 2, 3], 7);
    assert_eq!((closed.tally.as_ref(), city.numbers(&poll).await.as_ref()), (Some(&expected), Some(&expected)));
    while page.next("tally").await["values"] != json!(expected) {}
    assert_eq!((city.recount(&poll).await, city.recount(&named).await), (vec![2, 2, 3], vec![7, 0, 0]));

    let mut session = city.db.read().await.unwrap();
    assert_eq!(votes::of_poll(&mut session, poll.id).await.unwrap(), []);
    let mut ballots: Vec<_> = votes::ballots(&mut session, poll.id).await.unwrap().iter().map(ToString::to_string).collect();
    ballots.sort();
    assert_eq!(ballots, ["0", "0", "1", "1", "2", "2", "2"]);
    for (n, person) in people.iter().enumerate() {
        assert_eq!(votes::took_part(&mut session, (poll.id, person.account)).await.unwrap(), n < 7);
    }
    // The other one was not secret.
    assert_eq!(votes::of_poll(&mut session, named.id).await.unwrap().len(), 7);
    assert_eq!(votes::ballots(&mut session, named.id).await.unwrap(), []);
    drop(session);
    assert_eq!(city.marked(&people[4], &poll).await, None);
    assert_eq!(city.marked(&people[4], &named).await, Some(vec![named.options[0].id]));
}

/// A vote for the option at a place, as its row lies in a file of SQLite.
fn row(poll: &Poll, of: &Actor, place: usize, at: Timestamp) -> Vec<u8> {
    // A number of this size takes six bytes.
    [&poll.id.0.as_bytes()[..], &of.account.0.as_bytes()[..], place.to_string().as_bytes(), &at.0.to_be_bytes()[2..]].concat()
}

/// How many of some rows, which are of one length, lie in a database's file or its log.
fn left(file: &Path, rows: &[Vec<u8>]) -> usize {
    let read = |end: &str| std::fs::read(format!("{}{end}", file.display())).unwrap_or_default();
    let bytes = [read(""), read("-wal")].concat();
    let begins = |window: &&[u8]| window.starts_with(&rows[0][..16]);
    let found: Vec<_> = bytes.windows(rows[0].len()).filter(begins).collect();
    rows.iter().filter(|row| found.contains(&row.as_slice())).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_vote_of_a_secret_poll_is_left_in_the_files() {
    on_sqlite(|url| {
        let file = PathBuf::from(url.strip_prefix("sqlite://").unwrap());
        opened(url, async move |db: Db| {
            let city = City::new(db).await;
            let meeting = city.hall(Rules::default()).await;
            let people = city.residents(8).await;
            let poll = city.poll(&meeting, secret()).await;
            let mut rows = Vec::new();
            for (n, person) in people.iter().enumerate() {
                // One of them changes their vote.
                for place in [n % 3, (n + n / 7) % 3] {
                    city.vote(person, &poll, &[place]).await.unwrap();
                    rows.push(row(&poll, person, place, NOW));
                }
            }
            rows.dedup();
            assert_eq!((rows.len(), left(&file, &rows)), (9, 9));
            city.close_poll(&poll).await.unwrap();
            // Who reads at that moment may keep it for a moment more.
            for _ in 0..200 {
                if left(&file, &rows) > 0 {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
            assert_eq!(left(&file, &rows), 0);
            assert_eq!(city.recount(&poll).await, [3, 2, 3]);
        })
    })
    .await;
}
