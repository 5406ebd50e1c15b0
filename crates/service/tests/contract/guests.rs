//! Names for the hall: who has the code takes part in that meeting without an address.

use busola_domain::consultation::Moderation;
use busola_domain::live::CloseCode;
use busola_domain::meeting::question::State;
use busola_domain::meeting::{NewMeeting, Own, Rules};
use busola_domain::policy::Denied;
use busola_domain::{Actor, Problem, Role};
use busola_service::Secret;
use busola_service::comments::Support;
use busola_service::consultations::{Key, NewConsultation};
use busola_storage::Db;
use busola_storage::meetings::members;
use serde_json::json;

use crate::city::{City, NOW, all_at_once, denied, draft_of, invalid, meeting_of, question, remark, yes_or_no};
use crate::polls::tally;

on_both_databases!(
    who_has_the_code_takes_part_under_a_name,
    what_can_not_be_a_name_is_said_at_its_field,
    a_code_that_no_meeting_has_opens_nothing,
    a_name_counts_in_the_meetings_that_it_came_into,
    a_name_for_the_hall_neither_remarks_nor_supports_remarks,
    where_names_are_not_taken_signing_in_is_needed,
    a_meeting_by_invitation_is_followed_by_who_came_in,
    where_names_are_taken_no_more_their_connections_end_at_once,
    who_signs_in_later_stays_where_they_came_in,
    who_signs_in_later_has_one_vote,
    who_is_signed_in_comes_in_as_who_they_are,
    a_hundred_votes_of_one_name_at_once_count_once,
);

async fn who_has_the_code_takes_part_under_a_name(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (anna, service) = (city.resident("Anna").await, &city.service);
    let typed = format!(" {} {} ", meeting.code[..3].to_lowercase(), meeting.code[3..].to_lowercase());
    let entered = service.enter_meeting(None, &typed, " Ala  z sali ").await.unwrap();
    let (cookie, expires_at) = entered.session.unwrap();
    let guest = service.actor_by_session(&cookie).await.unwrap().unwrap();
    assert_eq!((entered.meeting, guest.role, guest.name.as_str()), (meeting.id, Role::Guest, "Ala z sali"));
    assert!(expires_at > NOW && guest.session.is_some());

    let (asked, poll) = (city.ask(&anna, &meeting, "Kiedy?").await, city.poll(&meeting, yes_or_no()).await);
    let own = city.ask(&guest, &meeting, "Gdzie?").await;
    assert_eq!((own.author.as_deref(), own.state), (Some("Ala z sali"), State::Open));
    service.support_question(Some(&guest), asked.id, Support::Given, NOW).await.unwrap();
    let hand = service.raise_hand(Some(&guest), meeting.id, NOW).await.unwrap();
    assert_eq!(hand.name, "Ala z sali");
    city.vote(&guest, &poll, &[1]).await.unwrap();
    let did = city.meeting(Some(&guest), &meeting).await.own.unwrap();
    assert_eq!((did.asked, did.supports, did.speaker), (vec![own.id], vec![asked.id], Some(hand.id)));
    assert_eq!(did.votes[&poll.id], [poll.options[1].id]);
    assert_eq!(city.numbers(&poll).await, Some(tally(&poll, &[0, 1, 0], 1)));
}

async fn what_can_not_be_a_name_is_said_at_its_field(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let long = "ż".repeat(81);
    for (name, problem) in [
        // An address in place of a name would be before everybody's eyes.
        ("ala@example.org", Problem::Malformed),
        (long.as_str(), Problem::TooLong { max: 80 }),
        ("Ala\u{202E}", Problem::ForbiddenCharacters),
        ("\u{200B}", Problem::Required),
    ] {
        assert_eq!(invalid(city.service.enter_meeting(None, &meeting.code, name).await), ("name".to_owned(), problem));
    }
    // Without one they get a name that says nothing.
    for none in ["", " \n"] {
        let guest = city.guest(&meeting, none).await;
        assert!(guest.name.starts_with('#'), "{}", guest.name);
    }
}

async fn a_code_that_no_meeting_has_opens_nothing(db: Db) {
    let city = City::new(db).await;
    let draft = city.create(NewConsultation { publish: false, ..draft_of(Moderation::Post) }).await;
    let meeting = city.announce(&draft, meeting_of(&draft)).await;
    let anna = city.resident("Anna").await;
    for who in [None, Some(&anna)] {
        assert_eq!(denied(city.service.enter_meeting(who, "nie ma", "Ala").await), Denied::NotFound);
        // Nor does that of a consultation that is not public yet.
        assert_eq!(denied(city.service.enter_meeting(who, &meeting.code, "Ala").await), Denied::NotFound);
    }
}

async fn a_name_counts_in_the_meetings_that_it_came_into(db: Db) {
    let city = City::new(db).await;
    let (here, elsewhere) = (city.hall(Rules::default()).await, city.hall(Rules::default()).await);
    let guest = city.guest(&here, "Ala").await;
    let asked = city.ask(&city.resident("Anna").await, &elsewhere, "Kiedy?").await.id;
    let poll = city.poll(&elsewhere, yes_or_no()).await;
    let (who, service) = (Some(&guest), &city.service);
    let refused = [
        denied(service.ask_question(who, elsewhere.id, question(service.new_id(), "Gdzie?"), NOW).await),
        denied(service.support_question(who, asked, Support::Given, NOW).await),
        denied(service.raise_hand(who, elsewhere.id, NOW).await),
        denied(city.vote(&guest, &poll, &[0]).await),
    ];
    assert_eq!(refused, [Denied::SignInNeeded; 4]);
    assert_eq!(city.meeting(who, &elsewhere).await.own, Some(Own::default()));

    // The name stays the one that it is.
    let entered = service.enter_meeting(who, &elsewhere.code, "Ola").await.unwrap();
    assert!(entered.session.is_none() && entered.meeting == elsewhere.id);
    assert_eq!(city.ask(&guest, &elsewhere, "Gdzie?").await.author.as_deref(), Some("Ala"));
    city.vote(&guest, &poll, &[0]).await.unwrap();
    assert_eq!(city.numbers(&poll).await, Some(tally(&poll, &[1, 0, 0], 1)));
}

async fn a_name_for_the_hall_neither_remarks_nor_supports_remarks(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let consultation = city.service.consultation(None, &Key::Id(meeting.consultation)).await.unwrap();
    let guest = city.guest(&meeting, "Ala").await;
    let comment = city.post(&city.resident("Anna").await, &consultation, "Uwaga").await;
    let refused = [
        denied(city.try_post(&guest, &consultation, remark(city.service.new_id(), "Uwaga z sali")).await),
        denied(city.service.support_comment(Some(&guest), comment.id, Support::Given, NOW).await),
    ];
    assert_eq!((refused, city.counts(&consultation).await), ([Denied::SignInNeeded; 2], (1, 1)));
}

async fn where_names_are_not_taken_signing_in_is_needed(db: Db) {
    let city = City::new(db).await;
    let (here, other) = (city.hall(Rules { guests: false, ..Rules::default() }).await, city.hall(Rules::default()).await);
    let service = &city.service;
    assert_eq!(denied(service.enter_meeting(None, &here.code, "Ala").await), Denied::SignInNeeded);
    // Nor with a name from elsewhere.
    let guest = city.guest(&other, "Ala").await;
    assert_eq!(denied(service.enter_meeting(Some(&guest), &here.code, "").await), Denied::SignInNeeded);
    assert_eq!(denied(service.join_meeting(Some(&guest), &here.code).await), Denied::SignInNeeded);
    assert_eq!(denied(service.raise_hand(Some(&guest), here.id, NOW).await), Denied::SignInNeeded);
    // Nor any longer, once the rule has changed.
    service.raise_hand(Some(&guest), other.id, NOW).await.unwrap();
    city.change(&other, json!({ "rules": { "guests": false } })).await.unwrap();
    let asked = service.ask_question(Some(&guest), other.id, question(service.new_id(), "Kiedy?"), NOW).await;
    assert_eq!(denied(asked), Denied::SignInNeeded);
    let anna = city.resident("Anna").await;
    for meeting in [&here, &other] {
        service.raise_hand(Some(&anna), meeting.id, NOW).await.unwrap();
    }
}

async fn a_meeting_by_invitation_is_followed_by_who_came_in(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let meeting = city.announce(&consultation, NewMeeting { public: false, ..meeting_of(&consultation) }).await;
    let guest = city.guest(&meeting, "Ala").await;
    let other = city.guest(&city.hall(Rules::default()).await, "Ola").await;
    for (who, finds) in [(None, false), (Some(&other), false), (Some(&guest), true)] {
        assert_eq!(city.service.meeting(who, meeting.id).await.is_ok(), finds);
        assert_eq!(city.service.meeting_events(who, meeting.id, 0, 10).await.is_ok(), finds);
        assert_eq!(city.follow(who, &meeting, None).await.is_ok(), finds);
    }
    let mut page = city.follow(Some(&guest), &meeting, Some(0)).await.unwrap();
    city.ask(&guest, &meeting, "Kiedy?").await;
    assert_eq!(page.events_up_to(2).await[1]["data"]["body"], "Kiedy?");
    // Where names are not taken any more, theirs opens it no longer.
    city.change(&meeting, json!({ "rules": { "guests": false } })).await.unwrap();
    assert_eq!(denied(city.service.meeting(Some(&guest), meeting.id).await), Denied::NotFound);
}

async fn where_names_are_taken_no_more_their_connections_end_at_once(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let here = city.announce(&consultation, NewMeeting { public: false, ..meeting_of(&consultation) }).await;
    let elsewhere = city.hall(Rules::default()).await;
    let (guest, other) = (city.guest(&here, "Ala").await, city.guest(&elsewhere, "Ola").await);
    // Came in the same way, and has an account by now.
    let person = city.signs_in(&city.guest(&here, "Jan").await).await;
    let mut leaves = city.follow(Some(&guest), &here, None).await.unwrap();
    let mut stay = [city.follow(Some(&person), &here, None).await.unwrap(), city.follow(Some(&city.moderator), &here, None).await.unwrap()];
    let mut apart = city.follow(Some(&other), &elsewhere, None).await.unwrap();
    // Another change leaves everybody where they are.
    city.change(&here, json!({ "title": "Inny tytuł" })).await.unwrap();
    assert_eq!(leaves.next("event").await["data"]["title"], "Inny tytuł");

    city.change(&here, json!({ "rules": { "guests": false } })).await.unwrap();
    assert_eq!(leaves.closed().await, CloseCode::SignedOut);
    assert!(city.follow(Some(&guest), &here, None).await.is_err());
    city.ask(&person, &here, "Kiedy?").await;
    for page in &mut stay {
        assert_eq!(page.events(3).await[2]["data"]["body"], "Kiedy?");
    }
    city.ask(&other, &elsewhere, "Gdzie?").await;
    assert_eq!(apart.next("event").await["data"]["body"], "Gdzie?");
}

async fn who_signs_in_later_stays_where_they_came_in(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let meeting = city.announce(&consultation, NewMeeting { public: false, ..meeting_of(&consultation) }).await;
    let (guest, service) = (city.guest(&meeting, "Ala").await, &city.service);
    city.ask(&guest, &meeting, "Kiedy?").await;
    let person = city.signs_in(&guest).await;
    assert!(person.account != guest.account && person.role == Role::Resident);
    service.raise_hand(Some(&person), meeting.id, NOW).await.unwrap();
    // What was asked under the name for the hall stays under it.
    let page = city.meeting(Some(&person), &meeting).await;
    assert_eq!((page.questions[0].author.as_deref(), page.own.unwrap().asked), (Some("Ala"), vec![]));
}

async fn who_signs_in_later_has_one_vote(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (guest, poll) = (city.guest(&meeting, "Ala").await, city.poll(&meeting, yes_or_no()).await);
    city.vote(&guest, &poll, &[0]).await.unwrap();
    let person = city.signs_in(&guest).await;
    assert_eq!(city.meeting(Some(&person), &meeting).await.own.unwrap().votes[&poll.id], [poll.options[0].id]);
    // Also where both had voted: the one that was given under the name is counted out.
    let other = city.guest(&meeting, "Ola").await;
    city.vote(&other, &poll, &[2]).await.unwrap();
    city.signs_in(&other).await;
    // Changed, not given a second time.
    city.vote(&person, &poll, &[1]).await.unwrap();
    let closed = city.close_poll(&poll).await.unwrap();
    assert_eq!((closed.tally.unwrap()["ballots"], city.recount(&poll).await), (1, vec![0, 1, 0]));
}

async fn who_is_signed_in_comes_in_as_who_they_are(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let meeting = city.announce(&consultation, NewMeeting { public: false, ..meeting_of(&consultation) }).await;
    let anna = city.resident("Anna").await;
    for _twice in 0..2 {
        let entered = city.service.enter_meeting(Some(&anna), &meeting.code, "Ktoś inny").await.unwrap();
        assert!(entered.session.is_none() && entered.meeting == meeting.id);
    }
    assert_eq!(city.ask(&anna, &meeting, "Kiedy?").await.author.as_deref(), Some("Anna"));
    assert!(members::is_member(&mut city.db.read().await.unwrap(), meeting.id, anna.account).await.unwrap());
}

async fn a_hundred_votes_of_one_name_at_once_count_once(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let guest = city.guest(&meeting, "Ala").await;
    let poll = city.poll(&meeting, yes_or_no()).await;
    for outcome in all_at_once((0..100).map(|n| city.voting(&guest, &poll, n % 3)).collect()).await {
        outcome.unwrap();
    }
    let closed = city.close_poll(&poll).await.unwrap();
    assert_eq!((closed.tally.unwrap()["ballots"], city.recount(&poll).await.iter().sum::<i64>()), (1, 1));
}

impl City {
    /// Somebody who goes by a name for the hall signs in, in the same browser.
    async fn signs_in(&self, guest: &Actor) -> Actor {
        let link = self.service.sign_in_link("ala@example.org", "/").await.unwrap();
        let token = Secret::presented(link.rsplit_once('=').unwrap().1);
        let signed_in = self.service.sign_in_by_link(&token, guest.session).await.unwrap();
        self.service.actor_by_session(&signed_in.cookie).await.unwrap().unwrap()
    }
}
