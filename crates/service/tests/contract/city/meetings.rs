//! Meetings of a city: their halls, speeches and polls.

use busola_domain::live::Channel;
use busola_domain::meeting::poll::NewPoll;
use busola_domain::meeting::{Meeting, NewMeeting, Poll, Question, Rules, Snapshot, Speaker};
use busola_domain::{Actor, Consultation, Event};
use busola_service::Error;
use busola_service::consultations::Key;
use busola_service::live::Refusal;

use super::{City, meeting_of, question};

impl City {
    pub(crate) async fn announce(&self, of: &Consultation, new: NewMeeting) -> Meeting {
        self.service.create_meeting(Some(&self.moderator), &Key::Id(of.id), new).await.unwrap()
    }

    /// A public meeting that is under way: its log has two events.
    pub(crate) async fn hall(&self, rules: Rules) -> Meeting {
        let consultation = self.consultation().await;
        let announced = self.announce(&consultation, NewMeeting { rules, ..meeting_of(&consultation) }).await;
        self.service.start_meeting(Some(&self.moderator), announced.id, self.service.now()).await.unwrap()
    }

    /// A meeting as somebody opens it.
    pub(crate) async fn meeting(&self, reader: Option<&Actor>, of: &Meeting) -> Snapshot {
        self.service.meeting(reader, of.id).await.unwrap().snapshot
    }

    /// The whole log of a public meeting, as everybody may read it.
    pub(crate) async fn meeting_log(&self, of: &Meeting) -> Vec<Event> {
        self.service.meeting_events(None, of.id, 0, 1_000).await.unwrap().items
    }

    /// A page that follows a meeting, from now on or from a number on.
    pub(crate) async fn follow(&self, who: Option<&Actor>, of: &Meeting, after: Option<i64>) -> Result<crate::page::Page, Refusal> {
        let consultation = self.service.consultation(Some(&self.moderator), &Key::Id(of.consultation)).await.unwrap();
        let mut page = crate::page::Page::connected(self, &consultation, who.and_then(|who| who.session));
        page.socket.subscribe(who, &Channel::Meeting(of.id).to_string(), after).await?;
        page.head = page.next("subscribed").await["head"].as_i64().unwrap();
        Ok(page)
    }

    pub(crate) async fn ask(&self, who: &Actor, of: &Meeting, body: &str) -> Question {
        let new = question(self.service.new_id(), body);
        self.service.ask_question(Some(who), of.id, new, self.service.now()).await.unwrap().question
    }

    /// Somebody who came into a meeting under a name for the hall.
    pub(crate) async fn guest(&self, of: &Meeting, name: &str) -> Actor {
        let entered = self.service.enter_meeting(None, &of.code, name).await.unwrap();
        self.service.actor_by_session(&entered.session.unwrap().0).await.unwrap().unwrap()
    }

    /// Somebody's speech, between two moments in milliseconds after [`NOW`].
    pub(crate) async fn speech(&self, who: &Actor, of: &Meeting, from: i64, to: i64) -> Speaker {
        let hand = self.service.raise_hand(Some(who), of.id, self.at(from)).await.unwrap();
        self.service.call_speaker(Some(&self.moderator), hand.id, self.service.now()).await.unwrap();
        self.service.end_speaker(Some(who), hand.id, self.at(to)).await.unwrap()
    }

    /// A poll that is prepared.
    pub(crate) async fn prepare(&self, of: &Meeting, new: NewPoll) -> Poll {
        self.service.create_poll(Some(&self.moderator), of.id, new, self.service.now()).await.unwrap()
    }

    /// A poll that is open.
    pub(crate) async fn poll(&self, of: &Meeting, new: NewPoll) -> Poll {
        let prepared = self.prepare(of, new).await;
        self.service.open_poll(Some(&self.moderator), prepared.id, self.service.now()).await.unwrap()
    }

    /// Votes for options by their places.
    pub(crate) async fn vote(&self, who: &Actor, poll: &Poll, places: &[usize]) -> Result<(), Error> {
        let chosen = places.iter().map(|place| poll.options[*place].id).collect();
        self.service.vote(Some(who), poll.id, chosen, self.service.now()).await
    }
}
