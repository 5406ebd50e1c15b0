//! What the panel shows, and how what happens changes it.

use std::collections::HashMap;
use std::time::Duration;

use busola_domain::comment::{EDIT_WINDOW, Order};
use busola_domain::thread::{Shown, Thread, ThreadPage};
use busola_domain::{Comment, CommentId, EventKind, Status, UnitId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::Page;
use super::start::{CitedUnit, OpenForm, PanelStart, Typed};
use super::{address, dom};
use crate::functions::remarks::threads;

/// The shortest time between two announcements.
const BETWEEN_ANNOUNCEMENTS: Duration = Duration::from_secs(5);

/// A remark on the screen.
#[derive(Clone)]
pub(crate) struct RemarkView {
    pub(crate) id: CommentId,
    pub(crate) shown: ArcRwSignal<Shown>,
    /// Whether it came while the page was open.
    pub(crate) is_new: bool,
}

/// A thread on the screen.
#[derive(Clone)]
pub(crate) struct ThreadView {
    pub(crate) root: RemarkView,
    pub(crate) replies: ArcRwSignal<Vec<RemarkView>>,
}

/// Whether remarks are being fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loading {
    No,
    Yes,
    Failed,
}

/// The panel's state. A handle: copies are the same panel.
#[derive(Clone, Copy)]
pub(crate) struct PanelState {
    /// The unit in focus; `None` for the whole draft.
    pub(crate) place: RwSignal<Option<CitedUnit>>,
    pub(crate) order: RwSignal<Order>,
    pub(crate) threads: RwSignal<Vec<ThreadView>>,
    pub(crate) next: RwSignal<Option<String>>,
    pub(crate) loading: RwSignal<Loading>,
    /// Remarks that wait behind the chip.
    pub(crate) arrived: RwSignal<Vec<Comment>>,
    /// How many remarks there are in all; known where the server said so.
    pub(crate) total: RwSignal<Option<i64>>,
    pub(crate) labels: RwSignal<HashMap<UnitId, String>>,
    /// The form that is open under a remark.
    pub(crate) open: RwSignal<Option<OpenForm>>,
    pub(crate) announced: RwSignal<String>,
    /// What stands in the form that the server sent.
    pub(crate) typed: StoredValue<Option<Typed>>,
    pub(crate) new_id: StoredValue<Option<CommentId>>,
    pub(crate) page_path: StoredValue<String>,
    /// Counts what was asked of the server, so that an answer that comes late is not shown.
    asked: StoredValue<u32>,
    meanwhile: StoredValue<Vec<(EventKind, Comment)>>,
    news: StoredValue<Vec<Option<UnitId>>>,
}

impl PanelState {
    pub(crate) fn new() -> Self {
        Self {
            place: RwSignal::new(None),
            order: RwSignal::new(Order::default()),
            threads: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            loading: RwSignal::new(Loading::No),
            arrived: RwSignal::new(Vec::new()),
            total: RwSignal::new(None),
            labels: RwSignal::new(HashMap::new()),
            open: RwSignal::new(None),
            announced: RwSignal::new(String::new()),
            typed: StoredValue::new(None),
            new_id: StoredValue::new(None),
            page_path: StoredValue::new(String::new()),
            asked: StoredValue::new(0),
            meanwhile: StoredValue::new(Vec::new()),
            news: StoredValue::new(Vec::new()),
        }
    }

    /// Begins with what the server gave.
    pub(crate) fn begin(self, start: PanelStart) {
        self.total.set(start.unit.is_none().then_some(start.count));
        self.place.set(start.unit);
        self.order.set(start.order);
        self.threads.set(start.page.threads.into_iter().map(|thread| thread_view(thread, false)).collect());
        self.next.set(start.page.next);
        self.labels.update(|labels| labels.extend(start.labels));
        self.open.set(start.open);
        self.typed.set_value(start.typed);
        self.new_id.set_value(Some(start.new_id));
        self.page_path.set_value(start.page_path);
    }

    pub(crate) fn unit(self) -> Option<UnitId> {
        self.place.with(|place| place.as_ref().map(|cited| cited.id))
    }

    fn unit_untracked(self) -> Option<UnitId> {
        self.place.with_untracked(|place| place.as_ref().map(|cited| cited.id))
    }

    /// The citation of a unit, from the page or from what the server gave.
    pub(crate) fn label(self, unit: UnitId) -> Option<String> {
        self.labels.with(|labels| labels.get(&unit).cloned()).or_else(|| dom::section(unit).and_then(|section| dom::cited(&section).0))
    }

    /// Fetches remarks: anew, or those after `after`.
    pub(crate) fn load(self, page: Page, after: Option<String>) {
        self.asked.update_value(|asked| *asked += 1);
        let asked = self.asked.get_value();
        let (unit, order) = (self.unit_untracked(), self.order.get_untracked());
        if after.is_none() {
            self.threads.set(Vec::new());
            self.next.set(None);
            self.arrived.set(Vec::new());
        }
        self.loading.set(Loading::Yes);
        let consultation = page.start.with_value(|start| start.consultation);
        spawn_local(async move {
            let answer = threads(consultation, unit, order, after).await;
            if self.asked.get_value() != asked {
                return;
            }
            match answer {
                Ok(answer) => {
                    self.add_page(answer);
                    self.loading.set(Loading::No);
                }
                Err(_) => self.loading.set(Loading::Failed),
            }
            // What happened while the answer was on its way may be missing in it.
            let meanwhile = self.meanwhile.try_update_value(std::mem::take).unwrap_or_default();
            for (kind, comment) in meanwhile {
                self.take(page, kind, comment);
            }
        });
    }

    fn add_page(self, page: ThreadPage) {
        self.next.set(page.next);
        self.threads.update(|threads| {
            for thread in page.threads {
                // One's own remark may stand here before its page comes.
                if !threads.iter().any(|known| known.root.id == thread.root.comment.id) {
                    threads.push(thread_view(thread, false));
                }
            }
        });
        self.arrived.update(|arrived| arrived.retain(|comment| self.find(comment.id).is_none()));
    }

    /// A remark that is on the screen.
    pub(crate) fn find(self, id: CommentId) -> Option<RemarkView> {
        self.threads.with_untracked(|threads| {
            threads.iter().find_map(|thread| {
                if thread.root.id == id {
                    return Some(thread.root.clone());
                }
                thread.replies.with_untracked(|replies| replies.iter().find(|reply| reply.id == id).cloned())
            })
        })
    }

    /// The thread that a remark belongs to.
    fn thread_of(self, id: CommentId) -> Option<ThreadView> {
        self.threads.with_untracked(|threads| {
            let has = |thread: &&ThreadView| {
                thread.root.id == id || thread.replies.with_untracked(|replies| replies.iter().any(|reply| reply.id == id))
            };
            threads.iter().find(has).cloned()
        })
    }

    /// New numbers of supports.
    pub(crate) fn supports(self, id: CommentId, supports: i64) {
        if let Some(remark) = self.find(id) {
            remark.shown.update(|shown| shown.comment.supports = supports);
        }
    }

    /// Takes in what happened to a remark.
    pub(crate) fn take(self, page: Page, kind: EventKind, comment: Comment) {
        if self.loading.get_untracked() == Loading::Yes {
            return self.meanwhile.update_value(|meanwhile| meanwhile.push((kind, comment)));
        }
        if let Some(remark) = self.find(comment.id) {
            return remark.shown.update(|shown| shown.comment = comment);
        }
        let gone = matches!(comment.status, Status::Hidden | Status::Withdrawn);
        let waits = self.arrived.with_untracked(|arrived| arrived.iter().any(|known| known.id == comment.id));
        if waits {
            return self.arrived.update(|arrived| {
                if gone {
                    arrived.retain(|known| known.id != comment.id);
                } else if let Some(known) = arrived.iter_mut().find(|known| known.id == comment.id) {
                    *known = comment;
                }
            });
        }
        let here = self.unit_untracked().is_none_or(|unit| comment.unit == Some(unit));
        if kind != EventKind::CommentPosted || gone || !here {
            return;
        }
        if page.own.with_value(|own| own.contains(&comment.id)) {
            self.add_own(comment);
        } else if self.can_append(&comment) {
            self.place_remark(comment_view(comment, false));
        } else {
            self.arrived.update(|arrived| arrived.push(comment));
        }
    }

    /// Whether a remark can be added at the end without moving anything that is being read.
    fn can_append(self, comment: &Comment) -> bool {
        // A reply stands inside of the list: what is below it would move.
        let at_the_end = comment.parent.is_none() || {
            let last = self.threads.with_untracked(|threads| threads.last().map(|thread| thread.root.id));
            comment.parent.and_then(|parent| self.thread_of(parent)).map(|thread| thread.root.id) == last
        };
        at_the_end
            && self.order.get_untracked() == Order::Oldest
            && self.next.with_untracked(Option::is_none)
            && self.open.with_untracked(Option::is_none)
            && dom::panel_scrolls()
    }

    /// Shows one's own remark at once.
    pub(crate) fn add_own(self, comment: Comment) {
        if let Some(remark) = self.find(comment.id) {
            return remark.shown.update(|shown| {
                shown.mine = true;
                shown.editable_until = Some(shown.comment.created_at.plus(EDIT_WINDOW));
            });
        }
        if self.unit_untracked().is_none_or(|unit| comment.unit == Some(unit)) {
            self.place_remark(comment_view(comment, true));
        }
    }

    fn place_remark(self, remark: RemarkView) {
        let parent = remark.shown.with_untracked(|shown| shown.comment.parent);
        if let Some(parent) = parent {
            if let Some(thread) = self.thread_of(parent) {
                thread.replies.update(|replies| replies.push(remark));
            }
            return;
        }
        let thread = ThreadView { root: remark, replies: ArcRwSignal::new(Vec::new()) };
        let first = self.order.get_untracked() == Order::Newest;
        self.threads.update(|threads| threads.insert(if first { 0 } else { threads.len() }, thread));
    }

    /// Shows what waits behind the chip, and takes the reader there.
    pub(crate) fn show_arrived(self) {
        let arrived = self.arrived.try_update(std::mem::take).unwrap_or_default();
        let first = arrived.first().map(|comment| comment.id);
        for comment in arrived {
            if self.find(comment.id).is_none() {
                self.place_remark(comment_view(comment, false));
            }
        }
        if let Some(first) = first {
            dom::focus_soon(format!("u-{first}"));
        }
    }

    /// Tells screen readers of a new remark, together with those that come in the next seconds.
    pub(crate) fn announce(self, page: Page, unit: Option<UnitId>) {
        let waiting = self.news.with_value(|news| !news.is_empty());
        self.news.update_value(|news| news.push(unit));
        if waiting {
            return;
        }
        let say = move || {
            let news = self.news.try_update_value(std::mem::take).unwrap_or_default();
            let Some(first) = news.first().copied() else { return };
            let one_place = news.iter().all(|unit| *unit == first);
            let label = first.filter(|_| one_place).and_then(|unit| untrack(|| self.label(unit)));
            let count = news.len() as i64;
            self.announced.set(match label {
                Some(label) => format!("{} {label}", page.count(|words| &words.news_on, count)),
                None => page.count(|words| &words.news, count),
            });
        };
        set_timeout(say, BETWEEN_ANNOUNCEMENTS);
    }

    /// The address of the panel as it is, with what is added to its query.
    pub(crate) fn address(self, page: Page, order: Order, added: &str, fragment: &str) -> String {
        let path = page.start.with_value(|start| start.path.clone());
        address::of_panel(&path, self.unit(), order, added, fragment)
    }
}

fn thread_view(thread: Thread, is_new: bool) -> ThreadView {
    let view = |shown: Shown| RemarkView { id: shown.comment.id, shown: ArcRwSignal::new(shown), is_new };
    ThreadView { root: view(thread.root), replies: ArcRwSignal::new(thread.replies.into_iter().map(view).collect()) }
}

fn comment_view(comment: Comment, mine: bool) -> RemarkView {
    let editable_until = mine.then(|| comment.created_at.plus(EDIT_WINDOW));
    RemarkView { id: comment.id, shown: ArcRwSignal::new(Shown { supported: false, mine, editable_until, comment }), is_new: true }
}
