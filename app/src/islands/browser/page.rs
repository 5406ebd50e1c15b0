//! The state of the live page, and what the server's messages make of it.

use busola_browser::heard::{About, Heard};
use busola_browser::line::{self, Listener};
use busola_browser::{Link, Plural, device};
use busola_domain::comment::Order;
use busola_domain::live::{Channel, ClientMessage};
use busola_domain::{Comment, CommentId, EventKind, Timestamp, UnitId};
use leptos::prelude::*;

use super::draft_store::Place;
use super::post::{Outgoing, SendState};
use super::{dates, dom, list, panel, post, remark, time, units};
use crate::islands::live::Bar;
use crate::islands::start::LiveStart;
use crate::islands::words::Words;

/// Something about the whole page that its reader should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// The sign-in ended.
    SignedOut,
    /// The draft or the notice changed: only a new page shows it.
    Changed,
    /// More happened than could be caught up with: only a new page shows all of it.
    Behind,
}

/// Whether remarks are being fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loading {
    No,
    Yes,
    Failed,
}

/// What the panel shows around its remarks.
pub(crate) struct State {
    /// The unit in focus; `None` for the whole draft.
    pub(crate) unit: Option<UnitId>,
    pub(crate) order: Order,
    pub(crate) next: Option<String>,
    pub(crate) loading: Loading,
    /// Remarks that wait behind the chip.
    pub(crate) arrived: Vec<Comment>,
    /// Published remarks on the whole draft.
    pub(crate) total: i64,
    pub(crate) notice: Option<Notice>,
}

/// What is remembered and not shown.
pub(crate) struct Memory {
    /// The number of the latest event that was taken in.
    pub(crate) last: i64,
    /// How far the device's clock is behind the server's, in milliseconds.
    skew: i64,
    /// Ids that this page has posted under: their events are no news.
    pub(crate) own: Vec<CommentId>,
    /// Texts under way.
    pub(crate) outgoing: Vec<Outgoing>,
    /// What became of texts that were not taken, until they are changed: their forms may not be on the page.
    pub(crate) failed: Vec<(Place, SendState)>,
    /// Counts what was asked of the server, so that an answer that comes late is not shown.
    pub(crate) asked: u32,
    /// What happened while remarks were being fetched.
    pub(crate) meanwhile: Vec<(EventKind, Comment)>,
    /// Where the new remarks are that have not been announced.
    pub(crate) news: Vec<Option<UnitId>>,
}

/// The page. A handle: copies are the same page.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    pub(crate) start: StoredValue<LiveStart>,
    pub(crate) bar: Bar,
    pub(crate) state: RwSignal<State>,
    pub(crate) memory: StoredValue<Memory>,
}

impl Page {
    pub(crate) fn new(start: LiveStart, bar: Bar) -> Self {
        let state = State {
            unit: start.unit,
            order: start.order,
            next: start.next.clone(),
            loading: Loading::No,
            arrived: Vec::new(),
            total: start.total,
            notice: None,
        };
        let memory = Memory {
            last: start.head,
            skew: start.now.0 - device::now(),
            own: Vec::new(),
            outgoing: Vec::new(),
            failed: Vec::new(),
            asked: 0,
            meanwhile: Vec::new(),
            news: Vec::new(),
        };
        Self { start: StoredValue::new(start), bar, state: RwSignal::new(state), memory: StoredValue::new(memory) }
    }

    /// A text of the page's words.
    pub(crate) fn say(self, pick: impl FnOnce(&Words) -> &String) -> String {
        self.start.with_value(|start| pick(&start.words).clone())
    }

    /// A text of the page's words with what is put into it.
    pub(crate) fn say_with(self, pick: impl FnOnce(&Words) -> &String, what: &str) -> String {
        self.say(pick).replace('#', what)
    }

    /// A phrase with its number.
    pub(crate) fn count(self, pick: impl FnOnce(&Words) -> &Plural, count: i64) -> String {
        self.start.with_value(|start| pick(&start.words).say(count))
    }

    /// A phrase for a number, without the number itself: that one stands in an element of its own.
    pub(crate) fn count_word(self, pick: impl FnOnce(&Words) -> &Plural, count: i64) -> String {
        self.start.with_value(|start| pick(&start.words).word(count).replace('#', "").trim().to_owned())
    }

    /// The server's time.
    pub(crate) fn now(self) -> Timestamp {
        Timestamp(device::now() + self.memory.with_value(|memory| memory.skew))
    }

    /// The unit in focus.
    pub(crate) fn unit(self) -> Option<UnitId> {
        self.state.with_untracked(|state| state.unit)
    }

    /// Says what this reader looks at.
    pub(crate) fn say_focus(self) {
        line::say(&ClientMessage::Focus { channel: self.channel().to_string(), unit: self.unit() });
    }

    fn receive(self, heard: &Heard, text: &str) {
        match heard.what.as_str() {
            "subscribed" => {
                // A log shorter than what was seen is another log; the server says `resync` too.
                self.memory.update_value(|memory| memory.last = memory.last.min(heard.head));
                self.set_link(Link::Live);
            }
            "event" if heard.seq > self.memory.with_value(|memory| memory.last) => {
                self.memory.update_value(|memory| memory.last = heard.seq);
                if let Some(kind) = heard.kind {
                    self.event(kind, text);
                }
            }
            "resync" => {
                self.memory.update_value(|memory| memory.last = heard.head);
                self.resync();
            }
            "tally" => {
                if let (Some(id), Some(supports)) = (heard.subject.strip_prefix("comment/"), heard.values.get("supports")) {
                    remark::set_supports(self, id, *supports);
                }
            }
            "presence" => {
                self.bar.here.set(self.count(|words| &words.here, heard.count));
                units::show_readers(self, &heard.units);
            }
            _ => {}
        }
    }

    fn event(self, kind: EventKind, text: &str) {
        let by = match kind {
            EventKind::ConsultationChanged | EventKind::DraftPublished => {
                if kind == EventKind::ConsultationChanged {
                    dates::follow(self);
                }
                return self.state.update(|state| state.notice = Some(Notice::Changed));
            }
            EventKind::CommentPosted | EventKind::CommentUnhidden => 1,
            EventKind::CommentHidden | EventKind::CommentWithdrawn => -1,
            EventKind::CommentEdited | EventKind::AnswerPublished => 0,
            // Those of live sessions have a channel of their own.
            _ => return,
        };
        let Ok(About::<Comment> { data: comment }) = serde_json::from_str(text) else { return };
        if by != 0 {
            if let Some(unit) = comment.unit {
                units::add_to_count(self, unit, by);
            }
            self.state.update(|state| state.total += by);
        }
        let own = self.memory.with_value(|memory| memory.own.contains(&comment.id));
        // Of an earlier moment: somebody may have hidden it since, which an event of its own will say.
        let is_news = kind == EventKind::CommentPosted && !own && comment.body.is_some();
        if let Some(unit) = comment.unit {
            if is_news && self.unit() != Some(unit) {
                units::add_fresh(self, unit, comment.id);
            } else if by < 0 {
                units::drop_fresh(self, unit, comment.id);
            }
        }
        if is_news {
            list::announce(self, comment.unit);
        }
        list::take(self, kind, comment);
    }

    /// Too much was missed to be told one by one.
    fn resync(self) {
        if document().body().is_some_and(|body| dom::has_typed(&body)) {
            // A new page would take the caret away: what can be is read anew, the rest when its reader wants.
            self.state.update(|state| state.notice = Some(Notice::Behind));
            if !list::threads().is_some_and(|threads| dom::has_typed(&threads)) {
                panel::load(self, None);
            }
        } else {
            dom::reload();
        }
    }
}

impl Listener for Page {
    fn channel(self) -> Channel {
        Channel::Consultation(self.start.with_value(|start| start.consultation))
    }

    fn last(self) -> i64 {
        self.memory.with_value(|memory| memory.last)
    }

    fn hear(self, heard: &Heard, text: &str) {
        self.receive(heard, text);
    }

    fn link(self) -> Option<Link> {
        self.bar.link.get_untracked()
    }

    fn set_link(self, link: Link) {
        self.bar.words.set(self.say(|words| match link {
            Link::Live => &words.live,
            Link::Reconnecting => &words.reconnecting,
            Link::Offline => &words.offline,
        }));
        self.bar.link.set(Some(link));
    }

    fn signed_out(self) {
        self.state.update(|state| state.notice = Some(Notice::SignedOut));
    }

    fn online(self) {
        post::send_waiting(self);
    }

    fn subscribed(self) {
        self.say_focus();
    }

    fn tick(self) {
        time::tick(self.now());
        remark::end_editing(self.now());
    }
}
