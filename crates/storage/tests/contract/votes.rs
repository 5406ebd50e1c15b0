//! Polls and votes: one vote a person, and what is left of those in a poll that was secret.

use busola_domain::meeting::poll::{Course, Type, Visibility};
use busola_domain::meeting::vote::Marks;
use busola_domain::{AccountId, MeetingId, PollId};
use busola_storage::meetings::polls::{self, Stored, StoredOption, Told};
use busola_storage::meetings::votes;
use busola_storage::{Db, Session};

use crate::meetings::meetings_of_one;
use crate::rows::{NOW, account, id};

on_both_databases!(
    a_poll_is_read_as_it_was_written,
    the_numbers_of_a_poll_are_counted_and_told,
    a_vote_stands_in_place_of_the_one_before,
    who_voted_how_is_told_by_name,
    what_is_left_of_a_sealed_poll_are_ballots_and_who_took_part,
);

/// The `n`th poll, of three options; the even ones are secret.
pub(crate) fn prepared(n: u128, meeting: MeetingId) -> Stored {
    let option = |at: u128| StoredOption { id: id(100 * n + at), text: format!("Opcja {at}"), votes: Told::default() };
    Stored {
        id: id(n),
        meeting,
        question: format!("Pytanie {n}"),
        kind: Type::Multiple,
        max: 2,
        visibility: Visibility::OnClose,
        secret: n.is_multiple_of(2),
        named: n == 1,
        course: Course::default(),
        ballots: Told::default(),
        options: (0..3).map(option).collect(),
    }
}

async fn a_poll_is_read_as_it_was_written(db: Db) {
    let here = meetings_of_one(&db, 2).await;
    let (mut first, second, elsewhere) = (prepared(2, here[0]), prepared(1, here[0]), prepared(3, here[1]));
    let mut tx = db.write().await.unwrap();
    for (after, poll) in [(1, &first), (2, &second), (0, &elsewhere)] {
        polls::insert(&mut tx, poll, NOW.plus(after)).await.unwrap();
    }
    first.course = Course { opened_at: Some(NOW.plus(3)), closed_at: Some(NOW.plus(4)) };
    polls::set_course(&mut tx, first.id, first.course).await.unwrap();
    assert_eq!(polls::get(&mut tx, first.id).await.unwrap().as_ref(), Some(&first));
    assert_eq!(polls::get(&mut tx, id(9)).await.unwrap(), None);
    let ids: Vec<PollId> = (0..9).map(id).collect();
    assert_eq!(polls::meetings(&mut tx, &ids).await.unwrap().len(), 2);
    assert!(polls::meetings(&mut tx, &ids[2..3]).await.unwrap().contains(&here[0]));
    let mut all = polls::by_ids(&mut tx, &ids).await.unwrap();
    all.sort_by(|one, other| one.question.cmp(&other.question));
    assert_eq!(all, [second.clone(), first.clone(), elsewhere]);
    // In the order in which they were prepared.
    assert_eq!(polls::of_meeting(&mut tx, here[0]).await.unwrap(), [first, second]);
}

/// The ballots of a poll and how often each option is marked, as they are and as they were told.
async fn numbers(tx: &mut Session, poll: PollId) -> [(i64, i64); 4] {
    let poll = polls::get(tx, poll).await.unwrap().unwrap();
    [poll.ballots, poll.options[0].votes, poll.options[1].votes, poll.options[2].votes].map(|told| (told.now, told.told))
}

async fn the_numbers_of_a_poll_are_counted_and_told(db: Db) {
    let here = meetings_of_one(&db, 1).await[0];
    let mut tx = db.write().await.unwrap();
    for poll in [prepared(1, here), prepared(2, here)] {
        polls::insert(&mut tx, &poll, NOW).await.unwrap();
    }
    polls::count(&mut tx, id(1), 5, &[(0, 4), (2, 3)]).await.unwrap();
    assert_eq!(numbers(&mut tx, id(1)).await, [(5, 0), (4, 0), (0, 0), (3, 0)]);
    polls::tell(&mut tx, id(1)).await.unwrap();
    polls::count(&mut tx, id(1), 0, &[(0, -1), (1, 1)]).await.unwrap();
    polls::count(&mut tx, id(1), 1, &[]).await.unwrap();
    assert_eq!(numbers(&mut tx, id(1)).await, [(6, 5), (3, 4), (1, 0), (3, 3)]);
    assert_eq!(numbers(&mut tx, id(2)).await, [(0, 0); 4]);
}

pub(crate) fn marks(stored: &str) -> Marks {
    stored.parse().unwrap()
}

/// Two polls of a meeting, and people.
pub(crate) async fn two_polls(db: &Db, people: u128) -> (PollId, PollId, Vec<AccountId>) {
    let here = meetings_of_one(db, 1).await[0];
    let mut accounts = Vec::new();
    for n in 1..=people {
        accounts.push(account(db, n).await);
    }
    let mut tx = db.write().await.unwrap();
    for poll in [prepared(1, here), prepared(2, here)] {
        polls::insert(&mut tx, &poll, NOW).await.unwrap();
    }
    tx.commit().await.unwrap();
    (id(1), id(2), accounts)
}

async fn a_vote_stands_in_place_of_the_one_before(db: Db) {
    let (one, other, people) = two_polls(&db, 80).await;
    let mut tx = db.write().await.unwrap();
    // More than fit into one statement, some of them again.
    let mut cast: Vec<_> = people.iter().map(|person| ((one, *person), marks("0"), NOW)).collect();
    votes::put(&mut tx, &cast).await.unwrap();
    for vote in cast.iter_mut().step_by(3) {
        (vote.1, vote.2) = (marks("1 2"), NOW.plus(1));
    }
    cast.push(((other, people[0]), marks("2"), NOW));
    votes::put(&mut tx, &cast).await.unwrap();
    let mut expected: Vec<_> = cast.iter().map(|(pair, marks, _)| (*pair, marks.clone())).collect();
    expected.sort();
    let asked: Vec<_> = people.iter().flat_map(|person| [(one, *person), (other, *person)]).collect();
    let mut given = votes::given(&mut tx, &asked).await.unwrap();
    given.sort();
    assert_eq!(given, expected);
    assert_eq!(votes::given(&mut tx, &[(other, people[1])]).await.unwrap(), []);
    let mut of_one = votes::of_poll(&mut tx, one).await.unwrap();
    of_one.sort();
    let mut expected: Vec<_> =
        cast.into_iter().filter(|((poll, _), ..)| *poll == one).map(|((_, person), marks, _)| (person, marks)).collect();
    expected.sort();
    assert_eq!(of_one, expected);
}

async fn who_voted_how_is_told_by_name(db: Db) {
    let (one, other, people) = two_polls(&db, 3).await;
    let mut tx = db.write().await.unwrap();
    let mut cast: Vec<_> =
        people.iter().rev().zip(["0", "1 2", "2"]).map(|(person, marked)| ((one, *person), marks(marked), NOW)).collect();
    cast.push(((other, people[0]), marks("1"), NOW));
    votes::put(&mut tx, &cast).await.unwrap();
    let expected = [("Osoba 1", "2"), ("Osoba 2", "1 2"), ("Osoba 3", "0")].map(|(name, marked)| (name.to_owned(), marks(marked)));
    assert_eq!(votes::named(&mut tx, one).await.unwrap(), expected);
}

async fn what_is_left_of_a_sealed_poll_are_ballots_and_who_took_part(db: Db) {
    let (sealed, other, people) = two_polls(&db, 71).await;
    let mut tx = db.write().await.unwrap();
    for poll in [sealed, other] {
        let cast: Vec<_> = people[..70].iter().map(|person| ((poll, *person), marks("0 2"), NOW)).collect();
        votes::put(&mut tx, &cast).await.unwrap();
    }
    // What is left is what is given, in its order.
    let ballots: Vec<_> = (0..70).map(|n| marks(["0", "1 2", "2"][n % 3])).collect();
    votes::seal(&mut tx, sealed, &ballots).await.unwrap();
    assert_eq!(votes::of_poll(&mut tx, sealed).await.unwrap(), []);
    assert_eq!(votes::ballots(&mut tx, sealed).await.unwrap(), ballots);
    for (n, person) in people.iter().enumerate() {
        assert_eq!(votes::took_part(&mut tx, (sealed, *person)).await.unwrap(), n < 70);
    }
    // The other one is as it was.
    assert_eq!((votes::of_poll(&mut tx, other).await.unwrap().len(), votes::ballots(&mut tx, other).await.unwrap().len()), (70, 0));
    assert!(!votes::took_part(&mut tx, (other, people[0])).await.unwrap());
    tx.commit().await.unwrap();
    assert!(db.forget_deleted().await.unwrap());
    assert_eq!(votes::ballots(&mut db.read().await.unwrap(), sealed).await.unwrap(), ballots);
}
