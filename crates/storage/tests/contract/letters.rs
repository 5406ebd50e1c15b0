//! The outbox, who reads letters, and private links.

use busola_domain::letter::{Kind, Occasion, Purpose};
use busola_domain::{AccountId, CommentId, ConsultationId};
use busola_storage::Db;
use busola_storage::accounts::own::{self, SECTIONS};
use busola_storage::comments::list::Place;
use busola_storage::comments::receipts::{self, Which};
use busola_storage::letters::links::{self, Link};
use busola_storage::letters::{self, New, Together, readers};
use busola_storage::meetings;
use uuid::Uuid;

use crate::meetings::planned;
use crate::rows::{NOW, account, at_once, email, execute, id, one_remark};

on_both_databases!(
    one_thing_is_queued_once,
    what_leaves_together_is_marked_by_one,
    what_has_its_moment_waits_for_it,
    what_did_not_leave_is_due_again,
    what_nobody_settled_is_given_up_once,
    what_left_is_known_for_a_while,
    who_has_an_address_and_wants_letters_is_found,
    a_link_opens_what_it_is_for_until_it_is_over,
    a_remark_without_an_answer_has_a_receipt,
);

fn entry(n: u128, account: AccountId, consultation: ConsultationId, subject: CommentId) -> New {
    New {
        id: id(n),
        occasion: Occasion::Answered,
        account,
        subject: subject.0,
        cause: id(90),
        revision: 1,
        consultation: Some(consultation),
        due_at: NOW,
    }
}

/// What is told of remarks in a consultation.
fn answers(account: AccountId, consultation: ConsultationId) -> Together {
    Together { occasion: Occasion::Answered, account, about: consultation.0 }
}

async fn queue(db: &Db, new: &[New]) {
    let mut tx = db.write().await.unwrap();
    letters::queue(&mut tx, new).await.unwrap();
    tx.commit().await.unwrap();
}

async fn due(db: &Db, after: i64) -> Vec<Together> {
    letters::due(&mut db.read().await.unwrap(), NOW.plus(after), 10).await.unwrap()
}

async fn mark(db: &Db, of: &Together, letter: Uuid, after: i64) -> Vec<(Uuid, i64)> {
    let mut tx = db.write().await.unwrap();
    let marked = letters::mark(&mut tx, of, letter, NOW.plus(after)).await.unwrap();
    tx.commit().await.unwrap();
    let mut marked: Vec<_> = marked.into_iter().map(|entry| (entry.id, entry.attempts)).collect();
    marked.sort_unstable();
    marked
}

async fn one_thing_is_queued_once(db: Db) {
    let (consultation, author, remark) = one_remark(&db).await;
    let first = entry(1, author, consultation, remark);
    queue(&db, &[first, entry(2, author, consultation, remark)]).await;
    queue(&db, &[entry(3, author, consultation, remark), New { revision: 2, ..entry(4, author, consultation, remark) }]).await;
    let together = due(&db, 0).await;
    assert_eq!(together, [answers(author, consultation)]);
    let mut expected = vec![(first.id, 1), (id(4), 1)];
    expected.sort_unstable();
    assert_eq!(mark(&db, &together[0], id(50), 0).await, expected);
}

async fn what_leaves_together_is_marked_by_one(db: Db) {
    let (consultation, author, remark) = one_remark(&db).await;
    queue(&db, &[entry(1, author, consultation, remark), New { consultation: None, ..entry(2, author, consultation, id(7)) }]).await;
    queue(&db, &[entry(3, author, consultation, id(8))]).await;
    assert_eq!((due(&db, -1).await.len(), due(&db, 0).await.len()), (0, 2));
    let together = answers(author, consultation);
    let marked = at_once(4, |n| {
        let db = db.clone();
        async move { mark(&db, &together, id(50 + n), 0).await }
    })
    .await;
    let mut sizes: Vec<_> = marked.iter().map(Vec::len).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [0, 0, 0, 2]);
    // The one without a consultation is a letter of its own.
    assert_eq!(due(&db, 9).await, [Together { about: id(7), ..together }]);
}

async fn what_has_its_moment_waits_for_it(db: Db) {
    let (consultation, author, _) = one_remark(&db).await;
    // Two about one meeting, each at its moment, and one about another.
    let soon = |n: u128, about: u128, at: i64| New {
        occasion: Occasion::MeetingSoon,
        subject: id(about),
        revision: at,
        consultation: None,
        due_at: NOW.plus(at),
        ..entry(n, author, consultation, id(1))
    };
    queue(&db, &[soon(1, 7, 5), soon(2, 7, 9), soon(3, 8, 5)]).await;
    let together = Together { occasion: Occasion::MeetingSoon, account: author, about: id(7) };
    assert_eq!((due(&db, 4).await.len(), due(&db, 5).await.len()), (0, 2));
    assert_eq!(mark(&db, &together, id(50), 5).await, [(id(1), 1)]);
    // Put off, it goes with what comes due before its next attempt.
    let mut tx = db.write().await.unwrap();
    letters::again(&mut tx, id(50), NOW.plus(20), 1).await.unwrap();
    tx.commit().await.unwrap();
    let mut expected = vec![(id(1), 1), (id(2), 1)];
    expected.sort_unstable();
    assert_eq!(mark(&db, &together, id(51), 9).await, expected);
}

async fn what_did_not_leave_is_due_again(db: Db) {
    let (consultation, author, remark) = one_remark(&db).await;
    queue(&db, &[entry(1, author, consultation, remark)]).await;
    let together = due(&db, 0).await[0];
    for (uncounted, attempts) in [(0, 1), (1, 2), (0, 2)] {
        assert_eq!(mark(&db, &together, id(50), 0).await, [(id(1), attempts)]);
        let mut tx = db.write().await.unwrap();
        letters::again(&mut tx, id(50), NOW.plus(10), uncounted).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((due(&db, 9).await.len(), due(&db, 10).await.len()), (0, 1));
    }
    assert_eq!(mark(&db, &together, id(51), 10).await, [(id(1), 3)]);
    let mut tx = db.write().await.unwrap();
    assert!(letters::told(&mut tx, &together, id(51), NOW).await.unwrap().is_empty());
    letters::sent(&mut tx, id(51), NOW).await.unwrap();
    // What left stays so.
    letters::again(&mut tx, id(51), NOW, 0).await.unwrap();
    letters::give_up(&mut tx, id(51), NOW).await.unwrap();
    assert_eq!(letters::told(&mut tx, &together, id(51), NOW).await.unwrap(), [remark.0]);
    tx.commit().await.unwrap();
    assert!(due(&db, 1_000).await.is_empty());
    assert!(mark(&db, &together, id(52), 1_000).await.is_empty());
}

async fn what_nobody_settled_is_given_up_once(db: Db) {
    let (consultation, author, remark) = one_remark(&db).await;
    let other = account(&db, 2).await;
    queue(&db, &[entry(1, author, consultation, remark), entry(2, author, consultation, id(8)), entry(3, other, consultation, id(9))])
        .await;
    for (n, together) in due(&db, 0).await.iter().enumerate() {
        mark(&db, together, id(50 + n as u128), n as i64).await;
    }
    for (before, lost) in [(-1, 0), (0, 1), (0, 0), (1, 1), (9, 0)] {
        let mut tx = db.write().await.unwrap();
        assert_eq!(letters::any_lost(&mut tx, NOW.plus(before)).await.unwrap(), lost > 0, "{before}");
        assert_eq!(letters::lose(&mut tx, NOW.plus(before), NOW.plus(20)).await.unwrap(), lost, "{before}");
        tx.commit().await.unwrap();
    }
    assert!(due(&db, 1_000).await.is_empty());
}

async fn what_left_is_known_for_a_while(db: Db) {
    let (consultation, author, remark) = one_remark(&db).await;
    let other = account(&db, 2).await;
    let soon = New { occasion: Occasion::MeetingSoon, ..entry(4, author, consultation, id(7)) };
    queue(&db, &[entry(1, author, consultation, remark), entry(2, other, consultation, id(8)), soon]).await;
    let mut tx = db.write().await.unwrap();
    letters::mark(&mut tx, &answers(author, consultation), id(50), NOW).await.unwrap();
    letters::sent(&mut tx, id(50), NOW.plus(5)).await.unwrap();
    letters::mark(&mut tx, &answers(other, consultation), id(51), NOW).await.unwrap();
    letters::give_up(&mut tx, id(51), NOW.plus(7)).await.unwrap();
    tx.commit().await.unwrap();
    // What waits, and what is under way, is never forgotten.
    queue(&db, &[entry(3, author, consultation, id(9)), entry(5, other, consultation, id(10))]).await;
    mark(&db, &answers(other, consultation), id(52), 9).await;
    for (until, known) in [(4, 5), (5, 4), (6, 4), (7, 3), (1_000, 3)] {
        let mut tx = db.write().await.unwrap();
        letters::forget(&mut tx, Occasion::Answered, NOW.plus(until)).await.unwrap();
        tx.commit().await.unwrap();
        let section = SECTIONS.iter().find(|section| section.name == "letters").unwrap();
        let mut session = db.read().await.unwrap();
        let mut left = 0;
        for account in [author, other] {
            left += own::page(&mut session, section, account, 10, 0).await.unwrap().len();
        }
        assert_eq!(left, known, "{until}");
    }
    assert!(letters::told(&mut db.read().await.unwrap(), &answers(author, consultation), id(60), NOW).await.unwrap().is_empty());
}

async fn who_has_an_address_and_wants_letters_is_found(db: Db) {
    let mut accounts = Vec::new();
    for n in 1..=70 {
        accounts.push(account(&db, n).await);
    }
    let without: AccountId = id(71);
    accounts.push(without);
    let mut tx = db.write().await.unwrap();
    for _ in 0..2 {
        readers::switch_off(&mut tx, accounts[0], Kind::Answered, NOW).await.unwrap();
    }
    let found = readers::wanting(&mut tx, Kind::Answered, &accounts).await.unwrap();
    assert_eq!(found.len(), 69);
    assert!(!found.contains(&accounts[0]) && !found.contains(&without));
    assert_eq!(readers::off(&mut tx, accounts[0]).await.unwrap(), [Kind::Answered]);
    readers::switch_on(&mut tx, accounts[0], Kind::Answered).await.unwrap();
    assert!(readers::off(&mut tx, accounts[0]).await.unwrap().is_empty());
    assert_eq!(readers::reader(&mut tx, accounts[0]).await.unwrap().unwrap().lang, "pl");
    readers::set_lang(&mut tx, accounts[0], "en").await.unwrap();
    let reader = readers::reader(&mut tx, accounts[0]).await.unwrap().unwrap();
    assert_eq!((reader.lang.as_str(), reader.email.as_str()), ("en", email(1).as_str()));
    assert!(readers::reader(&mut tx, without).await.unwrap().is_none());
    tx.commit().await.unwrap();
}

async fn a_link_opens_what_it_is_for_until_it_is_over(db: Db) {
    let (consultation, author, _) = one_remark(&db).await;
    let meeting = planned(1, consultation);
    let link = Link { account: author, consultation: Some(consultation), kind: Some(Kind::Answered), meeting: Some(meeting.id) };
    let mut tx = db.write().await.unwrap();
    assert!(meetings::insert(&mut tx, &meeting, &[], NOW).await.unwrap());
    links::insert(&mut tx, &[1; 32], Purpose::Receipt, &link, NOW, NOW.plus(10)).await.unwrap();
    for (hash, purpose, after, found) in [
        ([1; 32], Purpose::Receipt, 9, Some(link)),
        ([1; 32], Purpose::Receipt, 10, None),
        ([1; 32], Purpose::Unsubscribe, 9, None),
        ([2; 32], Purpose::Receipt, 9, None),
    ] {
        assert_eq!(links::get(&mut tx, &hash, purpose, NOW.plus(after)).await.unwrap(), found);
    }
    links::delete_expired(&mut tx, NOW.plus(9)).await.unwrap();
    assert!(links::get(&mut tx, &[1; 32], Purpose::Receipt, NOW).await.unwrap().is_some());
    links::delete(&mut tx, &[1; 32]).await.unwrap();
    assert!(links::get(&mut tx, &[1; 32], Purpose::Receipt, NOW).await.unwrap().is_none());
    tx.commit().await.unwrap();
}

async fn a_remark_without_an_answer_has_a_receipt(db: Db) {
    let (consultation, author, remark) = one_remark(&db).await;
    // A unit of which no draft knows.
    execute(&db, "update comments set unit_id = id").await;
    let mut session = db.read().await.unwrap();
    let place = Place::start(busola_domain::comment::Order::Newest);
    for (which, count) in [(Which::All, 1), (Which::In(consultation), 1), (Which::In(id(9)), 0), (Which::OfLetter(id(9)), 0)] {
        let found = receipts::page(&mut session, author, which, place, 10).await.unwrap();
        assert_eq!(found.len(), count, "{which:?}");
        if let Some(became) = found.first() {
            assert_eq!((became.comment.id, became.answer.is_none()), (remark, true));
            let unit = became.unit.as_ref().unwrap();
            assert_eq!((unit.label.as_deref(), unit.present), (None, false));
        }
    }
    assert!(receipts::page(&mut session, id(9), Which::All, place, 10).await.unwrap().is_empty());
}
