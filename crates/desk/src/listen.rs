//! What the server says, on the consultation's channel and on the desk's.

use std::time::Duration;

use busola_browser::Link;
use busola_browser::heard::{About, Heard};
use busola_browser::line::{self, Listener};
use busola_browser::request::call;
use busola_domain::answer::{Progress, State};
use busola_domain::event::About as Kind;
use busola_domain::live::{Channel, ClientMessage, Lock};
use busola_domain::{Comment, CommentId, EventKind, UnitId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use crate::start::{Entry, Typed, excerpt};
use crate::state::Desk;
use crate::{go, kept, send};

/// How long numbers wait for others that change at the same time.
const PAUSE: Duration = Duration::from_secs(1);

/// Who works on what.
#[derive(Deserialize)]
struct Locks {
    locks: Vec<Lock>,
}

impl Listener for Desk {
    fn channel(self) -> Channel {
        Channel::Consultation(self.start.with_value(|start| start.page.consultation))
    }

    fn also(self) -> Option<Channel> {
        Some(Channel::Desk(self.start.with_value(|start| start.page.consultation)))
    }

    fn last(self) -> i64 {
        self.last.get_value()
    }

    fn hear(self, heard: &Heard, text: &str) {
        let of_desk = heard.channel.starts_with("desk/");
        match heard.what.as_str() {
            "subscribed" if !of_desk => {
                self.last.update_value(|last| *last = (*last).min(heard.head));
                self.set_link(Link::Live);
            }
            "subscribed" => say_focus(self),
            "event" if heard.seq > self.last.get_value() => {
                self.last.set_value(heard.seq);
                if let Some(kind) = heard.kind {
                    self.event(kind, text);
                }
            }
            "resync" if !of_desk => {
                // Too much was missed to be told one by one: the queue is read anew when its reader wants.
                self.last.set_value(heard.head);
                self.fresh.update(|fresh| *fresh = (*fresh).max(1));
                count_again(self);
            }
            "tally" => self.tally(heard),
            "locks" => {
                if let Ok(Locks { locks }) = serde_json::from_str(text) {
                    let own = self.start.with_value(|start| start.page.account.clone());
                    // One's own, in another tab for instance, keep nobody out.
                    self.locks.set(locks.into_iter().filter(|lock| lock.account.to_string() != own).collect());
                }
            }
            _ => {}
        }
    }

    fn link(self) -> Option<Link> {
        self.link.get_untracked()
    }

    fn set_link(self, link: Link) {
        if link != Link::Live {
            // Nobody knows who works on what.
            self.locks.set(Vec::new());
        }
        self.link.set(Some(link));
    }

    fn signed_out(self) {
        self.notice.set(Some(self.say(|words| &words.signed_out)));
    }

    fn online(self) {
        send::again(self);
    }

    fn tick(self) {}
}

impl Desk {
    /// Makes the desk live.
    pub(crate) fn begin(self) {
        kept::first(self);
        Effect::new(move || {
            if let Some(entry) = self.shown.get_untracked() {
                kept::keep(self);
                kept::compare(self, &entry);
            }
            send::guard();
            line::open(self);
        });
    }

    fn event(self, kind: EventKind, text: &str) {
        if kind.about() != Kind::Comment {
            return;
        }
        let Ok(About::<Comment> { data: comment }) = serde_json::from_str(text) else { return };
        count_again(self);
        let known = self
            .entry(comment.id)
            .or_else(|| self.shown.with_untracked(|shown| shown.as_ref().filter(|entry| entry.id == comment.id).cloned()));
        match known {
            Some(entry) => put(self, renewed(entry, comment)),
            None if kind == EventKind::CommentPosted && comment.body.is_some() && self.has_room_for(&comment) => {
                self.fresh.update(|fresh| *fresh += 1);
                self.said.set(self.count(|words| &words.fresh, self.fresh.get_untracked()));
            }
            None => {}
        }
    }

    /// Whether a new remark belongs to the queue, as far as it can be told here.
    fn has_room_for(self, comment: &Comment) -> bool {
        self.filter.with_untracked(|filter| {
            comment.parent.is_none()
                && matches!(filter.state, State::Waiting | State::Unpublished | State::All)
                && filter.unit.is_none_or(|unit| comment.unit == Some(unit))
                && filter.source.is_none_or(|source| comment.source == source)
                && filter.search.is_empty()
        })
    }

    /// A remark among those that were loaded.
    pub(crate) fn entry(self, id: CommentId) -> Option<Entry> {
        self.entries.with_untracked(|entries| entries.iter().find(|entry| entry.id == id).cloned())
    }

    fn tally(self, heard: &Heard) {
        let id = heard.subject.strip_prefix("comment/").and_then(|id| id.parse().ok());
        let (Some(id), Some(supports)) = (id, heard.values.get("supports").copied()) else { return };
        if let Some(entry) = self.entry(id) {
            put(self, Entry { supports, ..entry });
        }
    }
}

/// A remark as an event tells it: everybody's view, in which a draft of an answer is not.
fn renewed(entry: Entry, comment: Comment) -> Entry {
    let excerpt = comment.body.as_deref().map(excerpt).unwrap_or_default();
    Entry {
        unit: comment.unit,
        author: comment.author.name,
        organisation: comment.author.organisation,
        excerpt,
        html: comment.html,
        status: comment.status,
        supports: comment.supports,
        answer: comment.answer.or(entry.answer),
        written: None,
        ..entry
    }
}

/// Puts a remark as it is now in the place of what was known of it. What is typed stays.
pub(crate) fn put(desk: Desk, new: Entry) {
    // How many replied, and what is like it, is told with the queue alone.
    let known = desk.entry(new.id);
    let (replies, like) = known.as_ref().map(|entry| (entry.replies, entry.like)).unwrap_or_default();
    let new = Entry { replies: new.replies.or(replies), like: new.like.or(like), ..new };
    if known.is_some_and(|known| known != new) {
        desk.entries.update(|entries| {
            if let Some(entry) = entries.iter_mut().find(|entry| entry.id == new.id) {
                *entry = new.clone();
            }
        });
    }
    if desk.marked.with_untracked(|marked| marked.iter().any(|seen| seen.id == new.id && *seen != new.seen())) {
        desk.marked.update(|marked| marked.iter_mut().filter(|seen| seen.id == new.id).for_each(|seen| *seen = new.seen()));
    }
    let shown = desk.shown.with_untracked(|shown| shown.as_ref().filter(|entry| entry.id == new.id).cloned());
    if let Some(before) = shown.filter(|before| *before != new) {
        put_shown(desk, &before, new);
    }
}

/// The same of the remark that is shown: what is typed stays, beside what a colleague wrote.
fn put_shown(desk: Desk, before: &Entry, new: Entry) {
    let (was, is) = (Typed::of(before), Typed::of(&new));
    let typed = desk.typed.get_untracked();
    desk.shown.set(Some(new.clone()));
    if typed == was || typed.says(&is) {
        // Nothing was typed, or the same.
        desk.typed.set(is);
        desk.standing.set(None);
    } else if !send::is_under_way(new.id) && (typed.revision != is.revision || is_standing(desk, new.id)) {
        if new.answer.is_some() && new.written.is_none() {
            // An event does not tell who it was.
            go::refresh(desk, new.id);
        }
        desk.standing.set(Some(new));
    }
    kept::keep(desk);
}

fn is_standing(desk: Desk, id: CommentId) -> bool {
    desk.standing.with_untracked(|standing| standing.as_ref().is_some_and(|standing| standing.id == id))
}

/// Asks, once things are quiet for a moment, how far the consultation is.
fn count_again(desk: Desk) {
    if desk.due.get_value() {
        return;
    }
    desk.due.set_value(true);
    set_timeout(
        move || {
            desk.due.set_value(false);
            spawn_local(async move {
                let id = desk.start.with_value(|start| start.page.consultation.to_string());
                if let Ok(answer) = call("/fn/desk-progress", &[("consultation", &id)]).await
                    && let Ok(progress) = serde_json::from_str::<Progress>(&answer)
                {
                    desk.progress.set(progress);
                }
            });
        },
        PAUSE,
    );
}

/// Says which remark is worked on here.
pub(crate) fn say_focus(desk: Desk) {
    if let Some(channel) = desk.also() {
        // At a desk one looks at a remark.
        let remark = untrack(|| desk.shown_id()).map(|id| UnitId(id.0));
        line::say(&ClientMessage::Focus { channel: channel.to_string(), unit: remark });
    }
}
