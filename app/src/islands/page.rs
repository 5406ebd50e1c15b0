//! What the islands of one page share: the context that `Live` gives to the islands in its children.

use std::collections::{BTreeMap, HashMap, HashSet};

use busola_domain::{CommentId, EventKind, Phase, Timestamp, UnitId};
use leptos::prelude::*;

use super::draft_store::Place;
use super::heard::{About, Heard};
use super::panel_state::PanelState;
use super::post::{Outgoing, SendState};
use super::start::LiveStart;
use super::words::Words;
use super::{dom, plural::Plural};

/// The state of the line to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// What happens is shown as it happens.
    Live,
    /// The line broke and is tried again.
    Reconnecting,
    /// The device has no network.
    Offline,
}

/// Who is here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Presence {
    pub(crate) count: i64,
    pub(crate) units: BTreeMap<UnitId, i64>,
}

/// Something about the whole page that its reader should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// The sign-in ended.
    SignedOut,
    /// The draft or the notice changed: only a new page shows it.
    Changed,
}

/// The state of the page. A handle: copies are the same page.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    pub(crate) start: StoredValue<LiveStart>,
    pub(crate) link: RwSignal<Option<Link>>,
    /// The server's time, once the page is live; until then the words of the server stand.
    pub(crate) clock: RwSignal<Option<Timestamp>>,
    pub(crate) presence: RwSignal<Option<Presence>>,
    /// Published remarks by unit.
    pub(crate) counts: RwSignal<HashMap<UnitId, i64>>,
    /// Remarks that arrived and that the reader has not been shown, by unit.
    pub(crate) fresh: RwSignal<HashMap<UnitId, Vec<CommentId>>>,
    pub(crate) notice: RwSignal<Option<Notice>>,
    /// What becomes of the texts that were sent.
    pub(crate) sends: RwSignal<HashMap<Place, SendState>>,
    pub(crate) outgoing: StoredValue<HashMap<Place, Outgoing>>,
    /// Ids that this page has posted under: their events are no news.
    pub(crate) own: StoredValue<HashSet<CommentId>>,
    /// The number of the latest event that was taken in.
    pub(crate) last: StoredValue<i64>,
    /// How far the device's clock is behind the server's, in milliseconds.
    skew: StoredValue<i64>,
    pub(crate) panel: PanelState,
}

impl Page {
    pub(crate) fn new(start: LiveStart) -> Self {
        Self {
            link: RwSignal::new(None),
            clock: RwSignal::new(None),
            presence: RwSignal::new(None),
            counts: RwSignal::new(start.counts.iter().copied().collect()),
            fresh: RwSignal::new(HashMap::new()),
            notice: RwSignal::new(None),
            sends: RwSignal::new(HashMap::new()),
            outgoing: StoredValue::new(HashMap::new()),
            own: StoredValue::new(HashSet::new()),
            last: StoredValue::new(start.head),
            skew: StoredValue::new(0),
            panel: PanelState::new(),
            start: StoredValue::new(start),
        }
    }

    /// A text of the page's words.
    pub(crate) fn say(self, pick: impl FnOnce(&Words) -> &String) -> String {
        self.start.with_value(|start| pick(&start.words).clone())
    }

    /// A text of the page's words with what is put into it.
    pub(crate) fn say_with(self, pick: impl FnOnce(&Words) -> &String, what: &str) -> String {
        self.start.with_value(|start| pick(&start.words).replace('#', what))
    }

    /// A phrase with its number.
    pub(crate) fn count(self, pick: impl FnOnce(&Words) -> &Plural, count: i64) -> String {
        self.start.with_value(|start| pick(&start.words).say(count))
    }

    /// A phrase for a number, without the number itself: that one stands in an element of its own.
    pub(crate) fn count_word(self, pick: impl FnOnce(&Words) -> &Plural, count: i64) -> String {
        self.start.with_value(|start| pick(&start.words).word(count).replace('#', "").trim().to_owned())
    }

    pub(crate) fn reader_name(self) -> Option<String> {
        self.start.with_value(|start| start.reader.name.clone())
    }

    pub(crate) fn is_moderator(self) -> bool {
        self.start.with_value(|start| start.reader.moderator)
    }

    pub(crate) fn is_open(self) -> bool {
        self.start.with_value(|start| start.phase == Phase::Open)
    }

    pub(crate) fn count_of(self, unit: UnitId) -> i64 {
        self.counts.with(|counts| counts.get(&unit).copied().unwrap_or(0)).max(0)
    }

    /// Starts the clock: from now on times are told as "a minute ago".
    pub(crate) fn start_clock(self) {
        self.skew.set_value(self.start.with_value(|start| start.now.0) - dom::device_now());
        self.tick();
    }

    /// Moves the clock on.
    pub(crate) fn tick(self) {
        self.clock.set(Some(Timestamp(dom::device_now() + self.skew.get_value())));
    }

    /// Takes in what the server says: `text` is the message, `heard` what was read of it.
    pub(crate) fn receive(self, heard: Heard, text: &str) {
        match heard.what.as_str() {
            "subscribed" => {
                // A log shorter than what was seen is another log; the server says `resync` too.
                if heard.head < self.last.get_value() {
                    self.last.set_value(heard.head);
                }
                self.link.set(Some(Link::Live));
            }
            "event" => {
                if heard.seq > self.last.get_value() {
                    self.last.set_value(heard.seq);
                    if let Some(kind) = heard.kind {
                        self.event(kind, text);
                    }
                }
            }
            "resync" => {
                self.last.set_value(heard.head);
                self.resync();
            }
            "tally" => {
                let id = heard.subject.strip_prefix("comment/").and_then(|id| id.parse().ok());
                if let (Some(id), Some(supports)) = (id, heard.values.get("supports")) {
                    self.panel.supports(id, *supports);
                }
            }
            "presence" => self.presence.set(Some(Presence { count: heard.count, units: heard.units })),
            _ => {}
        }
    }

    fn event(self, kind: EventKind, text: &str) {
        let by = match kind {
            EventKind::ConsultationChanged | EventKind::DraftPublished => {
                return self.notice.set(Some(Notice::Changed));
            }
            EventKind::CommentPosted | EventKind::CommentUnhidden => 1,
            EventKind::CommentHidden | EventKind::CommentWithdrawn => -1,
            EventKind::CommentEdited => 0,
        };
        let Ok(About { data: comment }) = serde_json::from_str(text) else { return };
        if by != 0 {
            if let Some(unit) = comment.unit {
                self.counts.update(|counts| *counts.entry(unit).or_default() += by);
            }
            self.panel.total.update(|total| *total = total.map(|total| total + by));
        }
        if by < 0
            && let Some(unit) = comment.unit
        {
            self.fresh.update(|fresh| {
                if let Some(ids) = fresh.get_mut(&unit) {
                    ids.retain(|id| *id != comment.id);
                }
            });
        }
        let own = self.own.with_value(|own| own.contains(&comment.id));
        // Of an earlier moment: somebody may have hidden it since, which an event of its own will say.
        let is_news = kind == EventKind::CommentPosted && !own && comment.body.is_some();
        if is_news {
            let in_sight = self.panel.place.with_untracked(|place| place.as_ref().map(|cited| cited.id)) == comment.unit;
            if let Some(unit) = comment.unit
                && !in_sight
            {
                self.fresh.update(|fresh| fresh.entry(unit).or_default().push(comment.id));
            }
            self.panel.announce(self, comment.unit);
        }
        self.panel.take(self, kind, comment);
    }

    /// Too much was missed to be told one by one.
    fn resync(self) {
        if dom::is_typing() {
            // A new page would take the caret away: the remarks are read anew, the rest when its reader wants.
            self.notice.set(Some(Notice::Changed));
            self.panel.load(self, None);
        } else {
            dom::reload();
        }
    }
}
