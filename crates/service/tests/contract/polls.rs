//! Straw polls: each person's vote counts once, to the last one before closing.

use std::collections::BTreeMap;

use busola_domain::meeting::poll::{NamedVote, NewPoll, State, Type};
use busola_domain::meeting::{Poll, Rules, vote};
use busola_domain::policy::Denied;
use busola_domain::{Actor, EventKind, OptionId, PollId, Problem};
use busola_service::Error;
use busola_storage::Db;
use busola_storage::meetings::votes;
use serde_json::json;

use crate::city::{City, NOW, all_at_once, denied, invalid, kinds, yes_or_no};
use crate::together::{Change, Held};

on_both_databases!(
    a_poll_that_is_prepared_is_for_moderators_alone,
    what_is_wrong_with_a_poll_is_said_at_its_field,
    a_poll_with_a_slip_is_removed_until_it_is_opened,
    a_poll_is_opened_and_closed_once,
    votes_are_taken_from_opening_to_closing,
    marks_that_may_not_be_made_are_refused,
    who_voted_how_by_name_is_told_once_it_is_closed,
    a_vote_is_replaced_by_another_one_of_the_same_person,
    a_hundred_votes_of_one_person_at_once_count_once,
    sixty_people_at_once_are_sixty_ballots,
    votes_that_were_sent_before_closing_count,
    of_votes_that_meet_the_closing_those_count_that_were_acknowledged,
);

impl City {
    async fn open_poll(&self, poll: &Poll) -> Result<Poll, Error> {
        self.service.open_poll(Some(&self.moderator), poll.id, self.service.now()).await
    }

    pub(crate) async fn close_poll(&self, poll: &Poll) -> Result<Poll, Error> {
        self.service.close_poll(Some(&self.moderator), poll.id, self.service.now()).await
    }

    pub(crate) async fn recount(&self, poll: &Poll) -> Vec<i64> {
        let mut session = self.db.read().await.unwrap();
        let votes = votes::of_poll(&mut session, poll.id).await.unwrap().into_iter().map(|(_, marks)| marks);
        // Of a secret one that is closed there are ballots in their place.
        let marks: Vec<_> = votes.chain(votes::ballots(&mut session, poll.id).await.unwrap()).collect();
        vote::count(&marks, poll.options.len())
    }

    /// A vote for the option at a place that is not sent yet.
    pub(crate) fn voting(&self, who: &Actor, poll: &Poll, place: usize) -> Change<Result<(), Error>> {
        let (service, who, id, chosen) = (self.service.clone(), who.clone(), poll.id, vec![poll.options[place].id]);
        Box::pin(async move { service.vote(Some(&who), id, chosen, NOW).await })
    }

    /// The closing of a poll that is not asked for yet.
    fn closing(&self, poll: &Poll) -> Change<Result<(), Error>> {
        let (service, moderator, id) = (self.service.clone(), self.moderator.clone(), poll.id);
        Box::pin(async move { service.close_poll(Some(&moderator), id, NOW).await.map(|_| ()) })
    }

    /// A poll as somebody sees it on the page of its meeting.
    pub(crate) async fn seen(&self, who: Option<&Actor>, poll: &Poll) -> Option<Poll> {
        self.service.meeting(who, poll.session).await.unwrap().snapshot.polls.into_iter().find(|seen| seen.id == poll.id)
    }

    /// The numbers of a poll as everybody sees them.
    pub(crate) async fn numbers(&self, poll: &Poll) -> Option<BTreeMap<String, i64>> {
        self.seen(None, poll).await.unwrap().tally
    }

    /// The places that somebody sees to have marked in a poll.
    pub(crate) async fn marked(&self, who: &Actor, poll: &Poll) -> Option<Vec<OptionId>> {
        self.service.meeting(Some(who), poll.session).await.unwrap().snapshot.own.unwrap().votes.remove(&poll.id)
    }
}

/// The numbers of a poll: how often each option was marked, and by how many people.
pub(crate) fn tally(poll: &Poll, votes: &[i64], ballots: i64) -> BTreeMap<String, i64> {
    let of_options = poll.options.iter().zip(votes).map(|(option, votes)| (option.id.to_string(), *votes));
    of_options.chain([("ballots".to_owned(), ballots)]).collect()
}

pub(crate) fn secret() -> NewPoll {
    NewPoll { secret: true, ..yes_or_no() }
}

/// A poll of several options.
fn choice(kind: Type, max: Option<i64>) -> NewPoll {
    NewPoll { kind, max, options: ["Park", "Skwer", "Plac", "Ogród"].map(str::to_owned).to_vec(), ..yes_or_no() }
}

async fn a_poll_that_is_prepared_is_for_moderators_alone(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let anna = city.resident("Anna").await;
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(city.service.create_poll(who, meeting.id, yes_or_no(), NOW).await), no);
    }
    let poll = city.prepare(&meeting, yes_or_no()).await;
    let texts: Vec<_> = poll.options.iter().map(|option| option.text.as_str()).collect();
    assert_eq!((texts, poll.max), (vec!["Za", "Przeciw", "Wstrzymuję się"], 1));
    assert_eq!((poll.session, poll.state, poll.opened_at, poll.tally.as_ref()), (meeting.id, State::Prepared, None, None));
    for (who, expected) in [(None, None), (Some(&anna), None), (Some(&city.moderator), Some(&poll))] {
        assert_eq!(city.seen(who, &poll).await.as_ref(), expected);
    }
    assert_eq!(city.meeting_log(&meeting).await.len(), 2);
    let heard = city.follow(None, &meeting, Some(0)).await.unwrap().tallies().await;
    assert!(heard.iter().all(|told| told["subject"] != format!("poll/{}", poll.id)), "{heard:?}");
}

async fn a_poll_with_a_slip_is_removed_until_it_is_opened(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let anna = city.resident("Anna").await;
    let (slip, poll) = (city.prepare(&meeting, yes_or_no()).await, city.prepare(&meeting, yes_or_no()).await);
    let remove = async |who: Option<&Actor>, poll: &Poll| city.service.remove_poll(who, poll.id, NOW).await;
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(remove(who, &slip).await), no);
    }
    remove(Some(&city.moderator), &slip).await.unwrap();
    assert_eq!(city.seen(Some(&city.moderator), &slip).await, None);
    assert!(matches!(remove(Some(&city.moderator), &slip).await, Err(Error::Denied(Denied::NotFound))));
    // Nobody else was told of it, neither before nor now.
    assert_eq!(city.meeting_log(&meeting).await.len(), 2);
    city.open_poll(&poll).await.unwrap();
    assert_eq!(denied(remove(Some(&city.moderator), &poll).await), Denied::WrongState);
    city.close_poll(&poll).await.unwrap();
    assert_eq!(denied(remove(Some(&city.moderator), &poll).await), Denied::WrongState);
    assert_eq!(city.seen(Some(&anna), &poll).await.map(|poll| poll.state), Some(State::Closed));
}

async fn what_is_wrong_with_a_poll_is_said_at_its_field(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let of = |options: Vec<String>| NewPoll { options, ..choice(Type::Single, None) };
    for (new, field, problem) in [
        (NewPoll { question: " ".to_owned(), ..yes_or_no() }, "question", Problem::Required),
        (NewPoll { options: vec!["Za".to_owned(); 2], ..yes_or_no() }, "options", Problem::TooFew { min: 3 }),
        (of(Vec::new()), "options", Problem::TooFew { min: 2 }),
        (of(vec!["Park".to_owned(); 31]), "options", Problem::TooMany { max: 30 }),
        (of(vec!["Park".to_owned(), "ż".repeat(201)]), "options.1", Problem::TooLong { max: 200 }),
        (choice(Type::Multiple, Some(5)), "max", Problem::Malformed),
        (choice(Type::Single, Some(2)), "max", Problem::Malformed),
        (NewPoll { named: true, ..secret() }, "named", Problem::Malformed),
    ] {
        let refused = city.service.create_poll(Some(&city.moderator), meeting.id, new, NOW).await;
        assert_eq!(invalid(refused), (field.to_owned(), problem));
    }
    assert_eq!(city.meeting(Some(&city.moderator), &meeting).await.polls, []);
}

async fn a_poll_is_opened_and_closed_once(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let anna = city.resident("Anna").await;
    let poll = city.prepare(&meeting, yes_or_no()).await;
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(city.service.open_poll(who, poll.id, NOW).await), no);
        assert_eq!(denied(city.service.close_poll(who, poll.id, NOW).await), no);
    }
    let nowhere = Poll { id: PollId(city.service.new_id()), ..poll.clone() };
    assert_eq!((denied(city.open_poll(&nowhere).await), denied(city.close_poll(&nowhere).await)), (Denied::NotFound, Denied::NotFound));
    assert_eq!(denied(city.close_poll(&poll).await), Denied::PollNotOpen);
    city.at(10);
    let open = city.open_poll(&poll).await.unwrap();
    let none = Some(tally(&poll, &[0, 0, 0], 0));
    assert_eq!(open, Poll { state: State::Open, opened_at: Some(NOW.plus(10)), tally: none, ..poll });
    city.at(20);
    assert_eq!(city.open_poll(&open).await.unwrap(), open);
    let closed = city.close_poll(&open).await.unwrap();
    assert_eq!(closed, Poll { state: State::Closed, closed_at: Some(NOW.plus(20)), ..open });
    city.at(30);
    assert_eq!(city.close_poll(&closed).await.unwrap(), closed);
    assert_eq!(denied(city.open_poll(&closed).await), Denied::PollClosed);
    let log = city.meeting_log(&meeting).await;
    assert_eq!(kinds(&log)[2..], [EventKind::PollOpened, EventKind::SessionFocused, EventKind::PollClosed]);
    assert_eq!((log[2].at, log[4].at, &log[4].data), (NOW.plus(10), NOW.plus(20), &json!(closed)));
    assert_eq!(city.meeting(None, &meeting).await.meeting.focus.poll, Some(closed.id));
}

async fn votes_are_taken_from_opening_to_closing(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let anna = city.resident("Anna").await;
    let poll = city.prepare(&meeting, yes_or_no()).await;
    assert_eq!(denied(city.vote(&anna, &poll, &[0]).await), Denied::PollNotOpen);
    city.at(10);
    city.open_poll(&poll).await.unwrap();
    assert_eq!(denied(city.service.vote(None, poll.id, vec![poll.options[0].id], NOW.plus(10)).await), Denied::SignInNeeded);
    let nowhere = Poll { id: PollId(city.service.new_id()), ..poll.clone() };
    assert_eq!(denied(city.vote(&anna, &nowhere, &[0]).await), Denied::NotFound);
    // Received before it was opened, written after.
    city.at(9);
    assert_eq!(denied(city.vote(&anna, &poll, &[0]).await), Denied::PollNotOpen);
    city.at(10);
    city.vote(&anna, &poll, &[0]).await.unwrap();
    let closed = city.close_poll(&poll).await.unwrap();
    for place in [0, 1] {
        assert_eq!(denied(city.vote(&anna, &poll, &[place]).await), Denied::PollClosed);
    }
    assert_eq!((closed.tally.as_ref(), city.numbers(&poll).await), (Some(&tally(&poll, &[1, 0, 0], 1)), closed.tally.clone()));
    // What is open, or was not secret, is shown to who voted.
    assert_eq!(city.marked(&anna, &poll).await, Some(vec![poll.options[0].id]));
}

async fn marks_that_may_not_be_made_are_refused(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let anna = city.resident("Anna").await;
    let (one, two) = (city.poll(&meeting, choice(Type::Single, None)).await, city.poll(&meeting, choice(Type::Multiple, Some(2))).await);
    let ids = |poll: &Poll, places: &[usize]| places.iter().map(|place| poll.options[*place].id).collect::<Vec<_>>();
    for (poll, chosen, problem) in [
        (&one, vec![], Problem::Required),
        (&one, ids(&one, &[0, 1]), Problem::TooMany { max: 1 }),
        (&one, ids(&two, &[0]), Problem::UnknownOption),
        (&two, ids(&two, &[3, 1, 0]), Problem::TooMany { max: 2 }),
        (&two, vec![two.options[0].id, OptionId(city.service.new_id())], Problem::UnknownOption),
    ] {
        assert_eq!(invalid(city.service.vote(Some(&anna), poll.id, chosen, NOW).await), ("options".to_owned(), problem));
    }
    assert_eq!(city.numbers(&two).await, Some(tally(&two, &[0, 0, 0, 0], 0)));
    // Each option counts once, in whatever order they are named.
    city.vote(&anna, &two, &[3, 1, 3]).await.unwrap();
    assert_eq!((city.numbers(&two).await, city.recount(&two).await), (Some(tally(&two, &[0, 1, 0, 1], 1)), vec![0, 1, 0, 1]));
    assert_eq!(city.marked(&anna, &two).await, Some(ids(&two, &[1, 3])));
}

async fn who_voted_how_by_name_is_told_once_it_is_closed(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (people, service) = (city.residents(2).await, &city.service);
    let named = city.poll(&meeting, NewPoll { named: true, ..choice(Type::Multiple, None) }).await;
    let (open, nowhere) = (city.poll(&meeting, yes_or_no()).await, PollId(city.service.new_id()));
    city.vote(&people[0], &named, &[2, 0]).await.unwrap();
    city.vote(&people[1], &named, &[1]).await.unwrap();
    assert_eq!(denied(service.named_votes(Some(&city.moderator), named.id).await), Denied::NotFound);
    for poll in [&named, &open] {
        city.close_poll(poll).await.unwrap();
    }
    let vote = |name: &str, places: &[usize]| {
        let options = places.iter().map(|place| named.options[*place].id).collect();
        NamedVote { name: name.to_owned(), options }
    };
    assert_eq!(service.named_votes(None, named.id).await.unwrap().votes, [vote("Osoba 0", &[0, 2]), vote("Osoba 1", &[1])]);
    for id in [open.id, nowhere] {
        assert_eq!(denied(service.named_votes(Some(&city.moderator), id).await), Denied::NotFound);
    }
}

async fn a_vote_is_replaced_by_another_one_of_the_same_person(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let poll = city.poll(&meeting, choice(Type::Multiple, None)).await;
    for (who, places, votes, ballots) in [
        (&anna, vec![0, 1], [1, 1, 0, 0], 1),
        (&jan, vec![1, 2, 3], [1, 2, 1, 1], 2),
        (&anna, vec![1, 3], [0, 2, 1, 2], 2),
        // The same again.
        (&anna, vec![3, 1], [0, 2, 1, 2], 2),
        (&jan, vec![0], [1, 1, 0, 1], 2),
    ] {
        city.vote(who, &poll, &places).await.unwrap();
        assert_eq!(city.numbers(&poll).await, Some(tally(&poll, &votes, ballots)));
        assert_eq!(city.recount(&poll).await, votes);
        assert_eq!(city.marked(who, &poll).await.unwrap().len(), places.len());
    }
    // A vote is no event.
    assert_eq!(city.meeting_log(&meeting).await.len(), 4);
}

async fn a_hundred_votes_of_one_person_at_once_count_once(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let anna = city.resident("Anna").await;
    for new in [yes_or_no(), secret()] {
        let poll = city.poll(&meeting, new).await;
        for outcome in all_at_once((0..100).map(|n| city.voting(&anna, &poll, n % 3)).collect()).await {
            outcome.unwrap();
        }
        let closed = city.close_poll(&poll).await.unwrap();
        assert_eq!((closed.tally.unwrap()["ballots"], city.recount(&poll).await.iter().sum::<i64>()), (1, 1));
    }
}

async fn sixty_people_at_once_are_sixty_ballots(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let people = city.residents(60).await;
    let (one, other) = (city.poll(&meeting, yes_or_no()).await, city.poll(&meeting, yes_or_no()).await);
    // Each of them twice in the one, once in the other.
    let first = people.iter().enumerate().map(|(n, person)| city.voting(person, &one, n % 2));
    let then = people.iter().enumerate().flat_map(|(n, person)| [city.voting(person, &other, n % 3), city.voting(person, &one, n % 2)]);
    for outcome in all_at_once(first.chain(then).collect()).await {
        outcome.unwrap();
    }
    for (poll, votes) in [(&one, [30, 30, 0]), (&other, [20, 20, 20])] {
        assert_eq!((city.numbers(poll).await, city.recount(poll).await), (Some(tally(poll, &votes, 60)), votes.to_vec()));
    }
}

async fn votes_that_were_sent_before_closing_count(db: Db) {
    let city = City::new(db).await;
    let (gate, meeting) = (city.consultation().await, city.hall(Rules::default()).await);
    let people = city.residents(20).await;
    let poll = city.poll(&meeting, yes_or_no()).await;
    let held = Held::by(&city, &gate).await;
    let mut changes: Vec<_> = people.iter().map(|person| city.voting(person, &poll, 0)).collect();
    changes.push(city.closing(&poll));
    for outcome in held.send(changes).await {
        outcome.unwrap();
    }
    assert_eq!(denied(city.vote(&people[0], &poll, &[1]).await), Denied::PollClosed);
    assert_eq!((city.numbers(&poll).await, city.recount(&poll).await), (Some(tally(&poll, &[20, 0, 0], 20)), vec![20, 0, 0]));
}

async fn of_votes_that_meet_the_closing_those_count_that_were_acknowledged(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let people = city.residents(60).await;
    for new in [yes_or_no(), secret(), yes_or_no(), secret()] {
        let poll = city.poll(&meeting, new).await;
        let mut changes: Vec<_> = people.iter().enumerate().map(|(n, person)| city.voting(person, &poll, n % 3)).collect();
        changes.insert(25, city.closing(&poll));
        let mut outcomes = all_at_once(changes).await;
        outcomes.remove(25).unwrap();
        let mut counted = vec![0_i64; 3];
        for (n, outcome) in outcomes.into_iter().enumerate() {
            match outcome {
                Ok(()) => counted[n % 3] += 1,
                refused => assert_eq!(denied(refused), Denied::PollClosed),
            }
        }
        let ballots: i64 = counted.iter().sum();
        assert_eq!((city.numbers(&poll).await, city.recount(&poll).await), (Some(tally(&poll, &counted, ballots)), counted));
    }
}
