//! Minutes are edited, kept and published by moderators, and read by everybody once they are public.

use busola_domain::meeting::minutes::State;
use busola_domain::meeting::{Meeting, Minutes, NewMeeting, Rules};
use busola_domain::policy::Denied;
use busola_domain::time::MINUTE;
use busola_domain::{EventKind, Problem};
use busola_service::{Conflict, Error};
use busola_storage::Db;
use serde_json::json;

use crate::city::{City, NOW, all_at_once, denied, invalid, kinds, meeting_of};
use crate::together::Change;

on_both_databases!(
    minutes_are_for_moderators_once_the_meeting_is_over,
    minutes_are_kept_one_edit_after_the_other,
    of_many_who_keep_an_edit_at_once_one_does,
    what_is_public_is_what_was_published_last,
    the_draft_is_published_as_it_is,
    what_is_published_with_a_text_is_that_text,
    who_may_not_follow_a_meeting_does_not_read_its_minutes,
);

impl City {
    async fn keep(&self, of: &Meeting, revision: i64, body: &str) -> Result<Minutes, Error> {
        self.service.keep_minutes(Some(&self.moderator), of.id, revision, body, self.service.now()).await
    }

    pub(crate) async fn publish(&self, of: &Meeting, revision: i64) -> Result<Minutes, Error> {
        self.service.publish_minutes(Some(&self.moderator), of.id, revision, None, self.service.now()).await
    }
}

/// Whether somebody else was quicker.
fn is_conflict<T>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Conflict(Conflict::MinutesChanged)))
}

async fn minutes_are_for_moderators_once_the_meeting_is_over(db: Db) {
    let city = City::new(db).await;
    let (meeting, off) = (city.hall(Rules::default()).await, city.planned().await);
    let (anna, moderator, service) = (city.resident("Anna").await, Some(&city.moderator), &city.service);
    service.cancel_meeting(moderator, off.id, NOW).await.unwrap();
    for (of, no) in [(&meeting, Denied::MeetingNotOver), (&off, Denied::MeetingCancelled)] {
        assert_eq!((denied(city.keep(of, 0, "Tekst").await), denied(city.publish(of, 0).await)), (no, no));
        assert_eq!(denied(city.minutes(moderator, of).await), Denied::NotFound);
    }
    city.end(&meeting).await;
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&anna), Denied::NotAllowed)] {
        assert_eq!(denied(service.keep_minutes(who, meeting.id, 0, "Tekst", NOW).await), no);
        assert_eq!(denied(service.publish_minutes(who, meeting.id, 0, None, NOW).await), no);
        assert_eq!(denied(city.minutes(who, &meeting).await), Denied::NotFound);
    }
    assert_eq!(city.minutes(moderator, &meeting).await.unwrap().state, State::Derived);
}

async fn minutes_are_kept_one_edit_after_the_other(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    city.end(&meeting).await;
    let long = "ż".repeat(500_001);
    for (body, problem) in [(" \n", Problem::Required), (long.as_str(), Problem::TooLong { max: 500_000 })] {
        assert_eq!(invalid(city.keep(&meeting, 0, body).await), ("body".to_owned(), problem));
    }
    let at = city.at(11 * MINUTE);
    let kept = city.keep(&meeting, 0, " # Protokół\r\n\r\nPierwszy. ").await.unwrap();
    assert_eq!((kept.revision, kept.state, kept.body.as_str()), (1, State::Draft, "# Protokół\n\nPierwszy."));
    assert_eq!((kept.written_at, kept.published_at, kept.html.as_str()), (Some(at), None, "<h2>Protokół</h2>\n<p>Pierwszy.</p>\n"));
    // Who edited what was there before, or what never was, loses nothing: they are told.
    for revision in [0, 2, -1] {
        assert!(is_conflict(&city.keep(&meeting, revision, "Inny").await), "{revision}");
        assert!(is_conflict(&city.publish(&meeting, revision).await), "{revision}");
    }
    assert_eq!(city.minutes(Some(&city.moderator), &meeting).await.unwrap(), kept);
    assert_eq!(city.keep(&meeting, 1, "Drugi").await.unwrap().revision, 2);
    // An edit is no event.
    assert_eq!(kinds(&city.meeting_log(&meeting).await).last(), Some(&EventKind::SessionEnded));
}

async fn of_many_who_keep_an_edit_at_once_one_does(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    city.end(&meeting).await;
    let keeping = |n: i64| -> Change<Result<Minutes, Error>> {
        let (service, moderator, id) = (city.service.clone(), city.moderator.clone(), meeting.id);
        Box::pin(async move { service.keep_minutes(Some(&moderator), id, 0, &format!("Tekst {n}"), NOW).await })
    };
    let outcomes = all_at_once((0..8).map(keeping).collect()).await;
    let kept: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().ok()).collect();
    assert_eq!((kept.len(), outcomes.iter().filter(|outcome| is_conflict(outcome)).count()), (1, 7));
    assert_eq!(&city.minutes(Some(&city.moderator), &meeting).await.unwrap(), kept[0]);
}

async fn what_is_public_is_what_was_published_last(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let anna = city.resident("Anna").await;
    city.end(&meeting).await;
    city.keep(&meeting, 0, "Pierwszy").await.unwrap();
    assert_eq!(denied(city.minutes(Some(&anna), &meeting).await), Denied::NotFound);
    let at = city.at(11 * MINUTE);
    let public = city.publish(&meeting, 1).await.unwrap();
    assert_eq!((public.state, public.revision, public.published_at), (State::Published, 1, Some(at)));
    let told = city.meeting_log(&meeting).await;
    let last = told.last().unwrap();
    assert_eq!((last.kind, last.at, &last.data["minutes_at"]), (EventKind::MinutesPublished, at, &json!(at)));
    // Again it is the same.
    city.at(12 * MINUTE);
    assert_eq!((city.publish(&meeting, 1).await.unwrap(), city.meeting_log(&meeting).await.len()), (public.clone(), told.len()));

    let edited = city.keep(&meeting, 1, "Drugi").await.unwrap();
    assert_eq!(city.minutes(Some(&city.moderator), &meeting).await.unwrap(), edited);
    for who in [None, Some(&anna)] {
        assert_eq!(city.minutes(who, &meeting).await.unwrap(), public);
    }
    let at = city.at(13 * MINUTE);
    let second = city.publish(&meeting, 2).await.unwrap();
    assert_eq!((city.minutes(None, &meeting).await.unwrap(), second.body.as_str()), (second.clone(), "Drugi"));
    assert_eq!(city.meeting(None, &meeting).await.meeting.minutes_at, Some(at));
}

async fn the_draft_is_published_as_it_is(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let derived = city.told(&meeting).await;
    let public = city.publish(&meeting, 0).await.unwrap();
    assert_eq!((public.revision, public.state, &public.body), (1, State::Published, &derived.body));
    assert_eq!(city.minutes(None, &meeting).await.unwrap(), public);
    // By now there is another one than the draft.
    assert!(is_conflict(&city.publish(&meeting, 0).await));
}

async fn what_is_published_with_a_text_is_that_text(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    city.end(&meeting).await;
    let publish = |revision, body: &'static str| city.service.publish_minutes(Some(&city.moderator), meeting.id, revision, Some(body), NOW);
    assert_eq!(invalid(publish(0, " ").await).0, "body");
    let first = publish(0, "Pierwszy").await.unwrap();
    assert_eq!((first.revision, first.state, first.body.as_str()), (1, State::Published, "Pierwszy"));
    // What is kept already is not kept again; an edit of what was there before is told.
    assert_eq!(publish(1, "Pierwszy\r\n").await.unwrap(), first);
    for (revision, body) in [(0, "Drugi"), (0, "Pierwszy")] {
        assert!(is_conflict(&publish(revision, body).await), "{body}");
    }
    assert_eq!(city.minutes(None, &meeting).await.unwrap(), first);
    let second = publish(1, "Drugi").await.unwrap();
    assert_eq!((second.revision, city.minutes(None, &meeting).await.unwrap()), (2, second));
}

async fn who_may_not_follow_a_meeting_does_not_read_its_minutes(db: Db) {
    let city = City::new(db).await;
    let consultation = city.consultation().await;
    let meeting = city.announce(&consultation, NewMeeting { public: false, ..meeting_of(&consultation) }).await;
    let (anna, guest) = (city.resident("Anna").await, city.guest(&meeting, "Ala").await);
    city.end(&meeting).await;
    city.publish(&meeting, 0).await.unwrap();
    for who in [None, Some(&anna)] {
        assert_eq!(denied(city.minutes(who, &meeting).await), Denied::NotFound);
    }
    assert_eq!(city.minutes(Some(&guest), &meeting).await.unwrap().state, State::Published);
}
