//! The browser's half: what the server says becomes what the page shows.

use std::time::Duration;

use busola_browser::heard::{About, Heard};
use busola_browser::line::{self, Listener};
use busola_browser::request::call;
use busola_browser::{Link, device};
use busola_domain::event::About as Kind;
use busola_domain::live::Channel;
use busola_domain::meeting::{Meeting, Poll, Question, Snapshot, Speaker};
use busola_domain::{EventKind, PollId, QuestionId, SpeakerId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use crate::state::{Hall, put};

/// How often clocks on the page move.
const TICK: Duration = Duration::from_millis(250);
/// The least time between two readings of a meeting.
const PAUSE: Duration = Duration::from_secs(2);

/// A speaker with the queue as it is then.
#[derive(Deserialize)]
struct Floor {
    speaker: Option<Speaker>,
    queue: Vec<SpeakerId>,
}

impl Listener for Hall {
    fn channel(self) -> Channel {
        Channel::Meeting(self.meeting.with_untracked(|meeting| meeting.id))
    }

    fn last(self) -> i64 {
        self.last.get_value()
    }

    fn hear(self, heard: &Heard, text: &str) {
        match heard.what.as_str() {
            "subscribed" => {
                self.last.update_value(|last| *last = (*last).min(heard.head));
                self.set_link(Link::Live);
            }
            "event" if heard.seq > self.last.get_value() => {
                self.last.set_value(heard.seq);
                if let Some(kind) = heard.kind {
                    self.event(kind, text);
                }
            }
            "resync" => {
                self.last.set_value(heard.head);
                refresh(self);
            }
            "tally" => self.tally(heard),
            "presence" => self.here.set(Some(heard.count)),
            _ => {}
        }
    }

    fn link(self) -> Option<Link> {
        self.link.get_untracked()
    }

    fn set_link(self, link: Link) {
        self.link.set(Some(link));
    }

    fn signed_out(self) {
        self.notice.set(Some(self.say(|words| &words.signed_out)));
    }

    fn tick(self) {}
}

impl Hall {
    /// Makes the page live.
    pub(crate) fn begin(self) {
        Effect::new(move || {
            let skew = self.start.with_value(|start| start.now.0) - device::now();
            set_interval(move || self.now.set(device::now() + skew), TICK);
            line::open(self);
        });
    }

    fn event(self, kind: EventKind, text: &str) {
        match kind.about() {
            Kind::Meeting => {
                if let Ok(About::<Meeting> { data }) = serde_json::from_str(text) {
                    self.meeting.update(|known| *known = Meeting { code: std::mem::take(&mut known.code), ..data });
                }
            }
            Kind::Question => {
                if let Ok(About::<Question> { data }) = serde_json::from_str(text) {
                    #[cfg(feature = "running")]
                    let data = self.with_words(data);
                    put(self.questions, |question| question.id, data);
                }
            }
            Kind::Speaker => {
                if let Ok(About::<Floor> { data }) = serde_json::from_str(text) {
                    let whose = data.speaker.as_ref().map(|speaker| speaker.id);
                    self.floor(data);
                    // The words themselves are for their author and for who runs the meeting.
                    if kind == EventKind::SpeakerRemark && (self.desk.get_value().is_some() || whose.is_some_and(|id| self.is_own(id))) {
                        refresh(self);
                    }
                }
            }
            Kind::Poll => {
                if let Ok(About::<Poll> { data }) = serde_json::from_str(text) {
                    put(self.polls, |poll| poll.id, data);
                }
            }
            Kind::Comment | Kind::Consultation => {}
        }
    }

    /// A question with the words that a console has read: the line leaves out what not everybody may read.
    #[cfg(feature = "running")]
    fn with_words(self, new: Question) -> Question {
        let known = untrack(|| self.question(new.id)).filter(|_| new.body.is_none() && self.desk.get_value().is_some());
        match known {
            Some(Question { body, author, answer, .. }) => Question { body, author, answer, ..new },
            None => new,
        }
    }

    fn is_own(self, speech: SpeakerId) -> bool {
        self.own.with_untracked(|own| own.speeches.contains(&speech))
    }

    fn floor(self, floor: Floor) {
        if let Some(speaker) = floor.speaker {
            if speaker.ended_at.is_some() && self.own.with_untracked(|own| own.speaker) == Some(speaker.id) {
                self.own.update(|own| own.speaker = None);
            }
            put(self.speakers, |speaker| speaker.id, speaker);
        }
        self.queue.set(floor.queue);
    }

    fn tally(self, heard: &Heard) {
        let Some((kind, id)) = heard.subject.split_once('/') else { return };
        match kind {
            "poll" => {
                let Ok(id) = id.parse::<PollId>() else { return };
                self.polls.update(|polls| {
                    if let Some(poll) = polls.iter_mut().find(|poll| poll.id == id) {
                        poll.tally = Some(heard.values.clone());
                    }
                });
            }
            "question" => {
                let (Ok(id), Some(supports)) = (id.parse::<QuestionId>(), heard.values.get("supports")) else { return };
                self.questions.update(|questions| {
                    if let Some(question) = questions.iter_mut().find(|question| question.id == id) {
                        question.supports = *supports;
                    }
                });
            }
            // What only those see who run it is read anew by them.
            "desk" if self.desk.get_value().is_some() => {
                let changes = heard.values.get("changes").copied();
                if self.desk.get_value() != changes {
                    self.desk.set_value(changes);
                    refresh(self);
                }
            }
            _ => {}
        }
    }
}

/// Reads the meeting anew: one reading at a time, and once more where it was asked for meanwhile.
pub(crate) fn refresh(hall: Hall) {
    let idle = hall.readings.get_value() == 0;
    hall.readings.set_value(if idle { 1 } else { 2 });
    if idle {
        read_again(hall, 0);
    }
}

fn read_again(hall: Hall, tries: u32) {
    // What is asked for from here on may have happened after the answer was made.
    hall.readings.set_value(1);
    spawn_local(async move {
        let is_done = read(hall).await;
        let next = move || match is_done {
            false => read_again(hall, tries + 1),
            true if hall.readings.get_value() > 1 => read_again(hall, 0),
            true => hall.readings.set_value(0),
        };
        set_timeout(next, if is_done { PAUSE } else { line::wait(tries).max(PAUSE) });
    });
}

/// Whether the meeting was read, or never will be.
async fn read(hall: Hall) -> bool {
    let id = hall.id();
    #[cfg(feature = "running")]
    if hall.desk.get_value().is_some() {
        match call("/fn/read-spoken", &[("id", &id)]).await {
            Ok(answer) => {
                if let Ok(spoken) = serde_json::from_str(&answer) {
                    hall.spoken.set(spoken);
                }
            }
            Err(refusal) if refusal.later => return false,
            Err(_) => {}
        }
    }
    let answer = match call("/fn/read-meeting", &[("id", &id)]).await {
        Ok(answer) => answer,
        Err(refusal) => return !refusal.later,
    };
    let Ok(fresh) = serde_json::from_str::<Snapshot>(&answer) else { return true };
    // What happened since the answer was made came by the line: this would take it back.
    if fresh.head < hall.last.get_value() {
        return false;
    }
    hall.meeting.set(fresh.meeting);
    hall.questions.set(fresh.questions);
    hall.speakers.set(fresh.speakers);
    hall.queue.set(fresh.queue);
    hall.polls.set(fresh.polls);
    hall.own.set(fresh.own.unwrap_or_default());
    true
}
