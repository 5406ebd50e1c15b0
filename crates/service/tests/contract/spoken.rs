//! What speakers say is written down, and with their consent it is their remark.

use busola_domain::consultation::Moderation;
use busola_domain::meeting::spoken::State;
use busola_domain::meeting::{Meeting, Rules, Speaker, SpokenRemark};
use busola_domain::policy::Denied;
use busola_domain::{Actor, Consultation, EventKind, Problem, SpeakerId, UnitId};
use busola_service::consultations::Key;
use busola_service::meetings::{Consent, Offer, Shown};
use busola_service::{Conflict, Error};
use busola_storage::Db;
use serde_json::{Value, json};

use crate::city::{CLOSES, City, NOW, all_at_once, denied, draft_of, invalid, kinds, meeting_of, unit};
use crate::together::Change;

on_both_databases!(
    only_what_somebody_said_is_written_down,
    what_can_not_be_a_remark_is_not_written_down,
    with_consent_words_are_a_remark_of_who_spoke,
    consent_that_is_sent_many_times_at_once_posts_once,
    whatever_they_send_the_first_consent_counts,
    consent_is_to_the_unit_that_was_shown,
    nobody_consents_for_somebody_else,
    words_that_were_declined_stay_private,
    words_are_written_down_anew_until_they_are_a_remark,
    consent_counts_while_remarks_are_received,
    who_goes_by_a_name_for_the_hall_consents_too,
    before_publication_the_remark_waits_for_a_moderator,
);

/// Words that somebody consents to.
fn words(body: &str) -> Consent {
    Consent { unit: Shown::Unknown, body: body.to_owned() }
}

impl City {
    /// Writes down what somebody said.
    pub(crate) async fn write_down(&self, of: &Speaker, unit: Option<UnitId>, body: &str) -> Result<SpokenRemark, Error> {
        let offer = Offer { unit, body: body.to_owned() };
        self.service.offer_remark(Some(&self.moderator), of.id, offer, self.service.now()).await
    }

    /// Lets what was said become a remark.
    pub(crate) async fn consent(&self, who: &Actor, to: &Speaker, body: &str) -> Result<SpokenRemark, Error> {
        self.service.consent_to_remark(Some(who), to.id, words(body), self.service.now()).await
    }

    /// The consultation of a meeting.
    pub(crate) async fn consultation_of(&self, meeting: &Meeting) -> Consultation {
        self.service.consultation(None, &Key::Id(meeting.consultation)).await.unwrap()
    }

    /// What somebody finds of their own words on the page of a meeting.
    async fn words_for(&self, who: &Actor, of: &Meeting) -> Vec<SpokenRemark> {
        let found = self.service.meeting(Some(who), of.id).await.unwrap().spoken;
        assert_eq!(self.service.spoken_remarks(Some(who), of.id).await.unwrap(), found);
        found
    }
}

async fn only_what_somebody_said_is_written_down(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (anna, jan, service) = (city.resident("Anna").await, city.resident("Jan").await, &city.service);
    let hand = service.raise_hand(Some(&anna), meeting.id, NOW).await.unwrap();
    assert_eq!(denied(city.write_down(&hand, None, "Słowa").await), Denied::WrongState);
    service.end_speaker(Some(&anna), hand.id, NOW).await.unwrap();
    assert_eq!(denied(city.write_down(&hand, None, "Słowa").await), Denied::WrongState);

    let speech = city.speech(&jan, &meeting, 1, 2).await;
    let offer = || Offer { unit: None, body: "Słowa".to_owned() };
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&jan), Denied::NotAllowed)] {
        assert_eq!(denied(service.offer_remark(who, speech.id, offer(), NOW).await), no);
    }
    let nowhere = SpeakerId(service.new_id());
    assert_eq!(denied(service.offer_remark(Some(&city.moderator), nowhere, offer(), NOW).await), Denied::NotFound);
    assert!(city.words_for(&jan, &meeting).await.is_empty());
    // After the end too: there is time then.
    service.end_meeting(Some(&city.moderator), meeting.id, NOW).await.unwrap();
    let written = city.write_down(&speech, None, "Słowa").await.unwrap();
    assert_eq!(city.words_for(&jan, &meeting).await, std::slice::from_ref(&written));
    assert_eq!((city.words_for(&city.moderator, &meeting).await, city.words_for(&anna, &meeting).await), (vec![written], vec![]));
}

async fn what_can_not_be_a_remark_is_not_written_down(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let anna = city.resident("Anna").await;
    let speech = city.speech(&anna, &meeting, 1, 2).await;
    let long = "ż".repeat(10_001);
    for (body, problem) in [(" \n", Problem::Required), (long.as_str(), Problem::TooLong { max: 10_000 })] {
        assert_eq!(invalid(city.write_down(&speech, None, body).await), ("body".to_owned(), problem));
    }
    let strange = Some(UnitId(city.service.new_id()));
    assert_eq!(invalid(city.write_down(&speech, strange, "Słowa").await), ("unit".to_owned(), Problem::UnknownUnit));
    city.write_down(&speech, None, "Słowa").await.unwrap();
    assert_eq!(invalid(city.consent(&anna, &speech, "\u{2800}").await), ("body".to_owned(), Problem::Required));
    assert_eq!(city.words_for(&anna, &meeting).await[0].state, State::Offered);
}

async fn with_consent_words_are_a_remark_of_who_spoke(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (consultation, anna) = (city.consultation_of(&meeting).await, city.resident("Anna").await);
    let speech = city.speech(&anna, &meeting, 1, 2).await;
    let about = Some(unit(&consultation, "§ 2"));
    let offered = city.write_down(&speech, about, "Proszę o dłuższy termin, panie burmistrzu!").await.unwrap();
    assert_eq!((offered.speaker, offered.unit, offered.state, offered.comment), (speech.id, about, State::Offered, None));
    assert_eq!(city.words_for(&anna, &meeting).await, [offered]);
    let told = city.meeting_log(&meeting).await.pop().unwrap();
    assert_eq!(
        (told.kind, &told.data["speaker"]["id"], &told.data["speaker"]["remark"]),
        (EventKind::SpeakerRemark, &json!(speech.id), &Value::Null)
    );

    // It has the words as who spoke wants them.
    let posted = city.consent(&anna, &speech, " Proszę o dłuższy termin.\r\n").await.unwrap();
    let id = posted.comment.unwrap();
    let body = "Proszę o dłuższy termin.".to_owned();
    assert_eq!(posted, SpokenRemark { speaker: speech.id, unit: about, body, state: State::Posted, comment: Some(id) });
    let event = city.log(&consultation).await.pop().unwrap();
    assert_eq!((event.kind, &event.data["id"], &event.data["unit"]), (EventKind::CommentPosted, &json!(id), &json!(about)));
    assert_eq!((&event.data["body"], &event.data["author"]["name"]), (&json!(posted.body), &json!("Anna")));
    let told = city.meeting_log(&meeting).await.pop().unwrap();
    assert_eq!((told.kind, &told.data["speaker"]["remark"]), (EventKind::SpeakerRemark, &json!(id)));
    let page = city.meeting(Some(&anna), &meeting).await;
    let own = page.own.unwrap();
    assert_eq!((page.speakers[0].remark, own.speeches, own.offered), (Some(id), vec![speech.id], vec![]));
    assert_eq!(city.words_for(&anna, &meeting).await, std::slice::from_ref(&posted));

    // Again changes nothing, whatever is sent.
    assert_eq!(city.consent(&anna, &speech, "Co innego").await.unwrap(), posted);
    assert_eq!((city.counts(&consultation).await, city.meeting(None, &meeting).await.head), ((1, 1), page.head));
    assert_eq!(denied(city.service.decline_remark(Some(&anna), speech.id, NOW).await), Denied::WrongState);
}

async fn consent_that_is_sent_many_times_at_once_posts_once(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (consultation, anna) = (city.consultation_of(&meeting).await, city.resident("Anna").await);
    let speech = city.speech(&anna, &meeting, 1, 2).await;
    city.write_down(&speech, None, "Słowa").await.unwrap();
    let consenting = |_| -> Change<SpokenRemark> {
        let (service, anna, id) = (city.service.clone(), anna.clone(), speech.id);
        Box::pin(async move { service.consent_to_remark(Some(&anna), id, words("Moje słowa"), NOW).await.unwrap() })
    };
    let posted = all_at_once((0..12).map(consenting).collect()).await;
    assert!(posted.iter().all(|other| *other == posted[0]) && posted[0].comment.is_some());
    assert_eq!(city.counts(&consultation).await, (1, 1));
    // It was written down, and became a remark.
    let told = kinds(&city.meeting_log(&meeting).await).into_iter().filter(|kind| *kind == EventKind::SpeakerRemark).count();
    assert_eq!(told, 2);
}

async fn whatever_they_send_the_first_consent_counts(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (consultation, anna) = (city.consultation_of(&meeting).await, city.resident("Anna").await);
    let speech = city.speech(&anna, &meeting, 1, 2).await;
    city.write_down(&speech, None, "Słowa").await.unwrap();
    let consenting = |n: usize| -> Change<SpokenRemark> {
        let (service, anna, id) = (city.service.clone(), anna.clone(), speech.id);
        Box::pin(async move { service.consent_to_remark(Some(&anna), id, words(&format!("Słowa {n}")), NOW).await.unwrap() })
    };
    let posted = all_at_once((0..6).map(consenting).collect()).await;
    assert!(posted.iter().all(|other| *other == posted[0]));
    let event = city.log(&consultation).await.pop().unwrap();
    assert_eq!((event.kind, &event.data["body"]), (EventKind::CommentPosted, &json!(posted[0].body)));
    assert_eq!(city.counts(&consultation).await, (1, 1));
}

async fn consent_is_to_the_unit_that_was_shown(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (consultation, anna) = (city.consultation_of(&meeting).await, city.resident("Anna").await);
    let speech = city.speech(&anna, &meeting, 1, 2).await;
    let about = unit(&consultation, "§ 2");
    city.write_down(&speech, Some(about), "Słowa").await.unwrap();
    let consent = |shown| Consent { unit: Shown::About(shown), body: "Słowa".to_owned() };
    for other in [None, Some(unit(&consultation, "§ 3"))] {
        let refused = city.service.consent_to_remark(Some(&anna), speech.id, consent(other), NOW).await;
        assert!(matches!(refused, Err(Error::Conflict(Conflict::SpokenChanged))), "{refused:?}");
    }
    assert_eq!((city.counts(&consultation).await, city.words_for(&anna, &meeting).await[0].state), ((0, 0), State::Offered));
    let posted = city.service.consent_to_remark(Some(&anna), speech.id, consent(Some(about)), NOW).await.unwrap();
    assert_eq!((posted.unit, posted.state), (Some(about), State::Posted));
}

async fn nobody_consents_for_somebody_else(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (consultation, service) = (city.consultation_of(&meeting).await, &city.service);
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let speech = city.speech(&anna, &meeting, 1, 2).await;
    // Of what was not written down nobody decides.
    assert_eq!(denied(city.consent(&anna, &speech, "Słowa").await), Denied::NotFound);
    city.write_down(&speech, None, "Słowa").await.unwrap();
    for (who, no) in [(None, Denied::SignInNeeded), (Some(&jan), Denied::NotTheAuthor), (Some(&city.moderator), Denied::NotTheAuthor)] {
        assert_eq!(denied(service.consent_to_remark(who, speech.id, words("Słowa"), NOW).await), no);
        assert_eq!(denied(service.decline_remark(who, speech.id, NOW).await), no);
    }
    assert_eq!((city.counts(&consultation).await, city.words_for(&anna, &meeting).await[0].state), ((0, 0), State::Offered));
}

async fn words_that_were_declined_stay_private(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let consultation = city.consultation_of(&meeting).await;
    let (anna, jan) = (city.resident("Anna").await, city.resident("Jan").await);
    let mut page = city.follow(Some(&jan), &meeting, Some(0)).await.unwrap();
    let speech = city.speech(&anna, &meeting, 1, 2).await;
    city.write_down(&speech, None, "Tajne słowa").await.unwrap();
    let declined = city.service.decline_remark(Some(&anna), speech.id, NOW).await.unwrap();
    assert_eq!((declined.state, declined.comment), (State::Declined, None));
    assert_eq!(city.service.decline_remark(Some(&anna), speech.id, NOW).await.unwrap(), declined);

    let (of_jan, of_all) = (city.meeting(Some(&jan), &meeting).await, city.meeting(None, &meeting).await);
    let logs = (city.meeting_log(&meeting).await, city.log(&consultation).await);
    let told = page.events_up_to(of_all.head).await;
    let found = json!([of_jan, of_all, logs, told]).to_string();
    assert!(found.contains("Anna") && !found.contains("Tajne"), "{found}");
    assert_eq!((of_jan.own.unwrap().offered, city.words_for(&jan, &meeting).await), (vec![], vec![]));
    assert_eq!(city.counts(&consultation).await, (0, 0));
    // Between who spoke and the moderators they are there.
    let of_moderators = city.words_for(&city.moderator, &meeting).await;
    assert_eq!((city.words_for(&anna, &meeting).await, of_moderators), (vec![declined.clone()], vec![declined]));
}

async fn words_are_written_down_anew_until_they_are_a_remark(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (consultation, anna) = (city.consultation_of(&meeting).await, city.resident("Anna").await);
    let speech = city.speech(&anna, &meeting, 1, 2).await;
    city.write_down(&speech, None, "Raz").await.unwrap();
    city.service.decline_remark(Some(&anna), speech.id, NOW).await.unwrap();
    let about = Some(unit(&consultation, "§ 3"));
    let again = city.write_down(&speech, about, "Dwa").await.unwrap();
    assert_eq!((again.state, again.unit, again.body.as_str()), (State::Offered, about, "Dwa"));
    assert_eq!(city.words_for(&anna, &meeting).await, [again]);
    city.consent(&anna, &speech, "Dwa").await.unwrap();
    assert_eq!(denied(city.write_down(&speech, None, "Trzy").await), Denied::WrongState);
    assert_eq!(city.words_for(&anna, &meeting).await[0].body, "Dwa");
}

async fn consent_counts_while_remarks_are_received(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (consultation, anna) = (city.consultation_of(&meeting).await, city.resident("Anna").await);
    let speech = city.speech(&anna, &meeting, 1, 2).await;
    city.write_down(&speech, None, "Słowa").await.unwrap();
    city.clock.set(CLOSES);
    assert_eq!(denied(city.consent(&anna, &speech, "Słowa").await), Denied::AlreadyClosed);
    assert_eq!(city.words_for(&anna, &meeting).await[0].state, State::Offered);
    // The moment at which it was received decides.
    let received = CLOSES.plus(-1);
    city.service.consent_to_remark(Some(&anna), speech.id, words("Słowa"), received).await.unwrap();
    let event = city.log(&consultation).await.pop().unwrap();
    assert_eq!((event.kind, &event.data["created_at"]), (EventKind::CommentPosted, &json!(received)));
    // What became a remark stays one, also when it is asked for again by now.
    assert_eq!(city.consent(&anna, &speech, "Słowa").await.unwrap().state, State::Posted);
}

async fn who_goes_by_a_name_for_the_hall_consents_too(db: Db) {
    let city = City::new(db).await;
    let meeting = city.hall(Rules::default()).await;
    let (consultation, guest) = (city.consultation_of(&meeting).await, city.guest(&meeting, "Ala z sali").await);
    let speech = city.speech(&guest, &meeting, 1, 2).await;
    city.write_down(&speech, None, "Słowa").await.unwrap();
    city.consent(&guest, &speech, "Słowa").await.unwrap();
    let event = city.log(&consultation).await.pop().unwrap();
    assert_eq!(event.data["author"], json!({ "name": "Ala z sali", "role": "guest", "organisation": null }));
}

async fn before_publication_the_remark_waits_for_a_moderator(db: Db) {
    let city = City::new(db).await;
    let consultation = city.create(draft_of(Moderation::Pre)).await;
    let meeting = city.announce(&consultation, meeting_of(&consultation)).await;
    let anna = city.resident("Anna").await;
    let speech = city.speech(&anna, &meeting, 1, 2).await;
    city.write_down(&speech, None, "Słowa").await.unwrap();
    let posted = city.consent(&anna, &speech, "Słowa").await.unwrap();
    assert_eq!((posted.state, city.counts(&consultation).await, city.log(&consultation).await.len()), (State::Posted, (0, 0), 1));
    city.service.approve_comment(Some(&city.moderator), posted.comment.unwrap(), NOW).await.unwrap();
    assert_eq!(city.counts(&consultation).await, (1, 1));
    assert_eq!(city.log(&consultation).await[1].data["body"], "Słowa");
}
