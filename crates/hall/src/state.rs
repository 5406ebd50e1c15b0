//! A meeting on a page, as it is now.

use busola_browser::{Link, Plural};
use busola_domain::consultation::Unit;
#[cfg(feature = "running")]
use busola_domain::meeting::SpokenRemark;
use busola_domain::meeting::speaker::State as SpeakerState;
use busola_domain::meeting::{Meeting, Own, Poll, Question, Speaker, State};
use busola_domain::{PollId, QuestionId, SpeakerId, UnitId};
use leptos::prelude::*;

use crate::start::Start;
use crate::words::Words;

/// A meeting on a page. A handle: copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Hall {
    pub(crate) start: StoredValue<Start>,
    pub(crate) meeting: RwSignal<Meeting>,
    pub(crate) questions: RwSignal<Vec<Question>>,
    pub(crate) speakers: RwSignal<Vec<Speaker>>,
    pub(crate) queue: RwSignal<Vec<SpeakerId>>,
    pub(crate) polls: RwSignal<Vec<Poll>>,
    /// What was written down of speeches.
    #[cfg(feature = "running")]
    pub(crate) spoken: RwSignal<Vec<SpokenRemark>>,
    pub(crate) own: RwSignal<Own>,
    /// How many are here; `None` before the server said so.
    pub(crate) here: RwSignal<Option<i64>>,
    /// Whether the page is live.
    pub(crate) link: RwSignal<Option<Link>>,
    /// The server's time, in milliseconds, as it goes by.
    pub(crate) now: RwSignal<i64>,
    /// Something about the whole page that its reader should know.
    pub(crate) notice: RwSignal<Option<String>>,
    /// Of a console: how often what only those see who run the meeting had changed when it was read; -1 before that.
    pub(crate) desk: StoredValue<Option<i64>>,
    /// The number of the latest event that was taken in.
    #[cfg_attr(feature = "ssr", expect(dead_code, reason = "the server has no line"))]
    pub(crate) last: StoredValue<i64>,
    /// How many readings of the meeting are asked for: 0 none, 1 the one under way, 2 one more after it.
    #[cfg_attr(feature = "ssr", expect(dead_code, reason = "the server has no line"))]
    pub(crate) readings: StoredValue<i64>,
}

/// A unit with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) label: String,
    /// The depth of its first unit.
    pub(crate) depth: i64,
    pub(crate) units: Vec<Unit>,
    pub(crate) content_lang: Option<String>,
}

/// The label of the unit below another one, without what that one says already.
pub(crate) fn own_label<'a>(above: &str, label: &'a str) -> &'a str {
    label.strip_prefix(above).map(str::trim_start).filter(|rest| !rest.is_empty()).unwrap_or(label)
}

impl Hall {
    /// A meeting as its page begins.
    ///
    /// # Panics
    /// When it is not what the server wrote: the page stays as it was sent.
    #[expect(
        clippy::expect_used,
        reason = "the server wrote it into the same page; where another version did, boot.js catches this and the page stays as it was sent"
    )]
    pub(crate) fn read(start: &str) -> Self {
        let start: Start = serde_json::from_str(start).expect("what the server wrote");
        Self {
            meeting: RwSignal::new(start.snapshot.meeting.clone()),
            questions: RwSignal::new(start.snapshot.questions.clone()),
            speakers: RwSignal::new(start.snapshot.speakers.clone()),
            queue: RwSignal::new(start.snapshot.queue.clone()),
            polls: RwSignal::new(start.snapshot.polls.clone()),
            #[cfg(feature = "running")]
            spoken: RwSignal::new(start.spoken.clone()),
            own: RwSignal::new(start.snapshot.own.clone().unwrap_or_default()),
            here: RwSignal::new(None),
            link: RwSignal::new(None),
            now: RwSignal::new(start.now.0),
            notice: RwSignal::new(None),
            desk: StoredValue::new(None),
            last: StoredValue::new(start.snapshot.head),
            readings: StoredValue::new(0),
            start: StoredValue::new(start),
        }
    }

    /// On the server a page is as it was sent.
    #[cfg(feature = "ssr")]
    pub(crate) fn begin(self) {}

    /// A text of the page's words. Picked by a plain function: a type of its own for each word would compile this for
    /// each.
    pub(crate) fn say(self, pick: fn(&Words) -> &String) -> String {
        self.start.with_value(|start| pick(&start.words).clone())
    }

    /// A text of the page's words with what is put into it.
    #[cfg(feature = "taking-part")]
    pub(crate) fn say_with(self, pick: fn(&Words) -> &String, what: &str) -> String {
        self.say(pick).replace('#', what)
    }

    /// A phrase with its number: by the rules of the browser, and the same on the server before it.
    pub(crate) fn count(self, pick: fn(&Words) -> &Plural, count: i64) -> String {
        self.start.with_value(|start| {
            let forms = pick(&start.words);
            #[cfg(not(feature = "ssr"))]
            return forms.say(count);
            #[cfg(feature = "ssr")]
            forms.say_in(busola_texts::Lang::from_tag(&start.lang).unwrap_or_default(), count)
        })
    }

    /// The language that people write in here, for the `lang` of an element, where the page has another.
    pub(crate) fn content_lang(self) -> Option<String> {
        self.start.with_value(|start| start.content_lang.clone())
    }

    /// Whether the reader is somebody who takes part.
    pub(crate) fn takes_part(self) -> bool {
        self.start.with_value(|start| start.takes_part)
    }

    /// The path of this page, where its forms come back to.
    pub(crate) fn path(self) -> String {
        self.start.with_value(|start| start.path.clone())
    }

    /// The id of the meeting, as forms send it.
    pub(crate) fn id(self) -> String {
        self.meeting.with_untracked(|meeting| meeting.id.to_string())
    }

    /// Where the meeting is in its course.
    pub(crate) fn state(self) -> State {
        self.meeting.with(|meeting| meeting.state)
    }

    /// Whether nothing is done in the meeting any more.
    pub(crate) fn is_over(self) -> bool {
        self.state().is_over()
    }

    /// The citation of a unit.
    pub(crate) fn label(self, unit: UnitId) -> Option<String> {
        self.start.with_value(|start| start.units.iter().find(|known| known.id == unit).map(|known| known.label.clone()))
    }

    /// A unit with all that stands in it.
    pub(crate) fn part(self, unit: UnitId) -> Option<Part> {
        self.start.with_value(|start| {
            let at = start.units.iter().position(|known| known.id == unit)?;
            let first = &start.units[at];
            let below = start.units[at + 1..].iter().take_while(|other| other.depth > first.depth);
            let units = std::iter::once(first).chain(below).cloned().collect();
            Some(Part { label: first.label.clone(), depth: first.depth, units, content_lang: self.content_lang() })
        })
    }

    /// The unit before or after another one, at its depth or above.
    pub(crate) fn neighbour(self, unit: UnitId, step: Step) -> Option<UnitId> {
        self.start.with_value(|start| {
            let at = start.units.iter().position(|known| known.id == unit)?;
            let depth = start.units[at].depth;
            let fits = |other: &&Unit| other.depth <= depth;
            match step {
                Step::Back => start.units[..at].iter().rev().find(fits),
                Step::On => start.units[at + 1..].iter().find(fits),
            }
            .map(|unit| unit.id)
        })
    }

    /// The title of the item on show.
    pub(crate) fn item_title(self) -> Option<String> {
        self.meeting.with(|meeting| {
            let item = meeting.focus.item?;
            meeting.agenda.iter().find(|known| known.id == item).map(|known| known.title.clone())
        })
    }

    /// A poll.
    pub(crate) fn poll(self, id: PollId) -> Option<Poll> {
        self.polls.with(|polls| polls.iter().find(|poll| poll.id == id).cloned())
    }

    /// The poll on show; else the first that is open.
    #[cfg(feature = "taking-part")]
    pub(crate) fn shown_poll(self) -> Option<PollId> {
        let shown = self.meeting.with(|meeting| meeting.focus.poll);
        self.polls.with(|polls| {
            let known = shown.filter(|id| polls.iter().any(|poll| poll.id == *id));
            known.or_else(|| polls.iter().find(|poll| poll.state == busola_domain::meeting::poll::State::Open).map(|poll| poll.id))
        })
    }

    /// A question.
    pub(crate) fn question(self, id: QuestionId) -> Option<Question> {
        self.questions.with(|questions| questions.iter().find(|question| question.id == id).cloned())
    }

    /// Who has the floor.
    pub(crate) fn speaking(self) -> Option<Speaker> {
        self.speakers.with(|speakers| speakers.iter().find(|speaker| speaker.state == SpeakerState::Speaking).cloned())
    }
}

/// To which neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Back,
    On,
}

/// Puts something in the place of what has the same id, or behind all.
pub(crate) fn put<T: Clone + Send + Sync + 'static, I: PartialEq>(list: RwSignal<Vec<T>>, id: impl Fn(&T) -> I, new: T) {
    list.update(|list| match list.iter_mut().find(|known| id(known) == id(&new)) {
        Some(known) => *known = new,
        None => list.push(new),
    });
}

#[cfg(test)]
mod tests {
    use super::own_label;

    #[test]
    fn a_label_below_another_says_what_is_new() {
        assert_eq!(own_label("§ 5", "§ 5 ust. 2"), "ust. 2");
        assert_eq!(own_label("§ 5", "§ 5"), "§ 5");
        assert_eq!(own_label("Rozdział 2", "§ 7"), "§ 7");
    }
}
