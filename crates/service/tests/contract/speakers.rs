//! The queue of a hall: hands are raised by everyone, the floor is given by moderators.

use busola_domain::meeting::poll::State as PollState;
use busola_domain::meeting::speaker::State;
use busola_domain::meeting::{Meeting, Rules, Speaker};
use busola_domain::policy::Denied;
use busola_domain::time::SECOND;
use busola_domain::{Actor, EventKind, Problem, SpeakerId};
use busola_service::Error;
use busola_storage::Db;
use serde_json::json;

use crate::city::{City, NOW, all_at_once, denied, invalid, kinds, yes_or_no};
use crate::together::Change;

on_both_databases!(
    a_hand_is_raised_once_a_person,
    who_has_not_spoken_comes_first_where_that_is_the_rule,
    a_moderator_puts_the_queue_into_an_order,
    an_order_that_is_taken_back_is_told,
    who_is_called_has_the_floor_alone_and_until_an_instant,
    a_hand_is_taken_down_by_its_owner_or_a_moderator,
    ending_a_meeting_ends_what_is_open_in_it,
);

impl City {
    /// Raises a hand so many milliseconds after [`NOW`].
    async fn raise(&self, who: &Actor, of: &Meeting, after: i64) -> Speaker {
        self.service.raise_hand(Some(who), of.id, self.at(after)).await.unwrap()
    }

    async fn call(&self, hand: &Speaker, after: i64) -> Result<Speaker, Error> {
        self.service.call_speaker(Some(&self.moderator), hand.id, self.at(after)).await
    }

    async fn queue(&self, of: &Meeting) -> Vec<SpeakerId> {
        self.meeting(None, of).await.queue
    }
}

async fn a_hand_is_raised_once_a_person(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let anna = city.resident("Anna").await;
    assert_eq!(denied(city.service.raise_hand(None, meeting.id, NOW).await), Denied::SignInNeeded);
    let raising = |_| -> Change<Speaker> {
        let (service, anna, id) = (city.service.clone(), anna.clone(), meeting.id);
        Box::pin(async move { service.raise_hand(Some(&anna), id, NOW).await.unwrap() })
    };
    let raised = all_at_once((0..12).map(raising).collect()).await;
    let hand = raised[0].clone();
    assert!(raised.iter().all(|other| *other == hand));
    assert_eq!((hand.name.as_str(), hand.state, hand.raised_at, hand.until), ("Anna", State::Waiting, NOW, None));
    let page = city.meeting(Some(&anna), &meeting).await;
    assert_eq!((page.own.unwrap().speaker, page.queue, page.speakers), (Some(hand.id), vec![hand.id], vec![hand.clone()]));
    let log = city.meeting_log(&meeting).await;
    assert_eq!((log.len(), log[2].kind), (3, EventKind::SpeakerQueued));
    assert_eq!(log[2].data, json!({ "speaker": hand, "queue": [hand.id] }));
    // Who has the floor has no hand to raise.
    city.call(&hand, 1).await.unwrap();
    assert_eq!((city.raise(&anna, &meeting, 2).await.id, city.queue(&meeting).await), (hand.id, vec![]));
}

async fn who_has_not_spoken_comes_first_where_that_is_the_rule(db: Db) {
    let city = City::new(db).await;
    for first_speakers_first in [true, false] {
        let meeting = city.hall(Rules { first_speakers_first, ..Rules::default() }).await;
        let people = city.residents(3).await;
        let spoke = city.raise(&people[0], &meeting, 0).await;
        city.call(&spoke, 1).await.unwrap();
        city.service.end_speaker(Some(&people[0]), spoke.id, city.at(2)).await.unwrap();
        let mut hands = Vec::new();
        for (after, person) in (3..).zip(&people) {
            hands.push(city.raise(person, &meeting, after).await.id);
        }
        assert_ne!(hands[0], spoke.id);
        let expected = if first_speakers_first { [hands[1], hands[2], hands[0]] } else { [hands[0], hands[1], hands[2]] };
        assert_eq!(city.queue(&meeting).await, expected);
    }
}

async fn a_moderator_puts_the_queue_into_an_order(db: Db) {
    let city = City::new(db).await;
    let (meeting, elsewhere) = (city.hall(Rules::default()).await, city.hall(Rules::default()).await);
    let people = city.residents(4).await;
    let mut hands = Vec::new();
    for (after, person) in (0..).zip(&people) {
        hands.push(city.raise(person, &meeting, after).await.id);
    }
    let order = |who, order: Vec<SpeakerId>| {
        let (service, id) = (&city.service, meeting.id);
        async move { service.order_speakers(who, id, &order, NOW).await }
    };
    let moderator = Some(&city.moderator);
    assert_eq!(denied(order(Some(&people[0]), vec![hands[1]]).await), Denied::NotAllowed);
    let stranger = city.raise(&people[0], &elsewhere, 9).await.id;
    assert_eq!(invalid(order(moderator, vec![hands[1], stranger]).await), ("order".to_owned(), Problem::Malformed));
    for (wanted, queue) in [(vec![3, 1], [3, 1, 0, 2]), (vec![2, 3, 0, 1], [2, 3, 0, 1]), (vec![1], [1, 0, 2, 3])] {
        order(moderator, wanted.iter().map(|at| hands[*at]).collect()).await.unwrap();
        let queue = queue.map(|at| hands[at]);
        assert_eq!(city.queue(&meeting).await, queue);
        let log = city.meeting_log(&meeting).await;
        let told = log.last().map(|event| (event.kind, event.data["queue"].clone()));
        assert_eq!(told, Some((EventKind::SpeakerMoved, json!(queue))));
    }
    // The same order again is no event.
    let head = city.meeting(None, &meeting).await.head;
    order(moderator, vec![hands[1]]).await.unwrap();
    assert_eq!(city.meeting(None, &meeting).await.head, head);
}

async fn an_order_that_is_taken_back_is_told(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let (first, second) = (city.raise(&anna, &meeting, 0).await.id, city.raise(&jan, &meeting, 1).await.id);
    for (order, queue) in [(vec![second], [second, first]), (vec![], [first, second])] {
        let head = city.meeting(None, &meeting).await.head;
        city.service.order_speakers(Some(&city.moderator), meeting.id, &order, NOW).await.unwrap();
        let page = city.meeting(None, &meeting).await;
        assert_eq!((page.queue.as_slice(), page.head), (queue.as_slice(), head + 1));
    }
}

async fn who_is_called_has_the_floor_alone_and_until_an_instant(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules { speech_seconds: 90, ..Rules::default() }).await;
    let unlimited = city.hall(Rules { speech_seconds: 0, ..Rules::default() }).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let (first, second) = (city.raise(&anna, &meeting, 0).await, city.raise(&jan, &meeting, 1).await);
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(city.service.call_speaker(who, first.id, NOW).await), no);
    }
    let called = city.call(&first, 10).await.unwrap();
    let floor = Speaker { state: State::Speaking, called_at: Some(NOW.plus(10)), until: Some(NOW.plus(10 + 90 * SECOND)), ..first };
    assert_eq!((&called, city.queue(&meeting).await), (&floor, vec![second.id]));
    assert_eq!(denied(city.call(&floor, 11).await), Denied::WrongState);

    city.call(&second, 20).await.unwrap();
    let page = city.meeting(None, &meeting).await;
    let done = Speaker { state: State::Done, ended_at: Some(NOW.plus(20)), ..floor };
    let states: Vec<_> = page.speakers.iter().map(|speaker| speaker.state).collect();
    assert_eq!((&page.speakers[0], states), (&done, vec![State::Done, State::Speaking]));
    let log = city.meeting_log(&meeting).await;
    assert_eq!(kinds(&log)[4..], [EventKind::SpeakerCalled, EventKind::SpeakerEnded, EventKind::SpeakerCalled]);
    assert_eq!(denied(city.call(&done, 21).await), Denied::WrongState);
    let hand = city.raise(&anna, &unlimited, 30).await;
    assert_eq!(city.call(&hand, 31).await.unwrap().until, None);
}

async fn a_hand_is_taken_down_by_its_owner_or_a_moderator(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    for owner in [&anna, &city.moderator] {
        let hand = city.raise(&anna, &meeting, 0).await;
        let lower = |who, after| city.service.end_speaker(who, hand.id, city.at(after));
        for (who, no) in [(None, Denied::SignInNeeded), (Some(&jan), Denied::NotTheAuthor)] {
            assert_eq!(denied(lower(who, 1).await), no);
        }
        let lowered = lower(Some(owner), 2).await.unwrap();
        assert_eq!((lowered.state, lowered.called_at, lowered.ended_at), (State::Withdrawn, None, Some(NOW.plus(2))));
        // Once.
        assert_eq!(lower(Some(owner), 3).await.unwrap(), lowered);
        assert_eq!(denied(city.call(&hand, 4).await), Denied::WrongState);
    }
    let moved = (EventKind::SpeakerQueued, EventKind::SpeakerEnded);
    assert_eq!(kinds(&city.meeting_log(&meeting).await)[2..], [moved.0, moved.1, moved.0, moved.1]);
}

async fn ending_a_meeting_ends_what_is_open_in_it(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (people, moderator) = (city.residents(3).await, Some(&city.moderator));
    let mut hands = Vec::new();
    for (after, person) in (1..).zip(&people) {
        hands.push(city.service.raise_hand(Some(person), meeting.id, city.at(after)).await.unwrap().id);
    }
    city.service.end_speaker(Some(&people[2]), hands[2], city.at(4)).await.unwrap();
    city.service.call_speaker(moderator, hands[0], city.at(5)).await.unwrap();
    let (open, prepared) = (city.poll(&meeting, yes_or_no()).await, city.prepare(&meeting, yes_or_no()).await.id);
    city.vote(&people[0], &open, &[1]).await.unwrap();
    let before = city.meeting(None, &meeting).await.head;
    city.service.end_meeting(moderator, meeting.id, city.at(9)).await.unwrap();

    let log = city.meeting_log(&meeting).await;
    let (ended, closed) = (EventKind::SpeakerEnded, EventKind::PollClosed);
    assert_eq!(kinds(&log)[before as usize..], [closed, ended, ended, EventKind::SessionEnded]);
    let page = city.meeting(moderator, &meeting).await;
    let state = |id| page.polls.iter().find(|poll| poll.id == id).map(|poll| (poll.state, poll.closed_at, poll.tally.is_some()));
    assert_eq!(state(open.id), Some((PollState::Closed, Some(NOW.plus(9)), true)));
    assert_eq!(state(prepared), Some((PollState::Prepared, None, false)));
    let speakers: Vec<_> = page.speakers.iter().map(|speaker| (speaker.state, speaker.ended_at.map(|at| at.since(NOW)))).collect();
    let withdrawn = State::Withdrawn;
    assert_eq!(speakers, [(State::Done, Some(9)), (withdrawn, Some(9)), (withdrawn, Some(4))]);
    assert_eq!((page.queue.len(), denied(city.vote(&people[1], &open, &[0]).await)), (0, Denied::PollClosed));
}
