//! The desk, as it is now.

use busola_browser::{Link, Plural};
use busola_domain::answer::{Progress, State};
use busola_domain::comment::Source;
use busola_domain::consultation::Unit;
use busola_domain::live::Lock;
use busola_domain::{CommentId, UnitId};
use leptos::prelude::*;

use crate::start::{Entry, Filter, Seen, Start, Typed};
use crate::words::Words;

/// A page's desk. A handle: copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) start: StoredValue<Start>,
    /// Which remarks the queue has.
    pub(crate) filter: RwSignal<Filter>,
    /// Those of them that were loaded, in their order; a page of them is shown.
    pub(crate) entries: RwSignal<Vec<Entry>>,
    /// Where in them the page begins that is shown.
    pub(crate) window: RwSignal<usize>,
    /// After which place the loaded ones begin, and after which more can be had.
    pub(crate) after: RwSignal<Option<String>>,
    pub(crate) next: RwSignal<Option<String>>,
    pub(crate) progress: RwSignal<Progress>,
    /// The remark that is shown: it may have left the queue.
    pub(crate) shown: RwSignal<Option<Entry>>,
    /// Whether a phone shows it, and not the queue.
    pub(crate) opened: RwSignal<bool>,
    /// What stands in the form.
    pub(crate) typed: RwSignal<Typed>,
    /// Whether somebody typed it, and it is not saved.
    pub(crate) dirty: RwSignal<bool>,
    /// Why the form was refused.
    pub(crate) refused: RwSignal<Option<String>>,
    /// A remark that somebody else answered while what stands in the form was typed: the one that is shown, or one that
    /// is to be answered together with it.
    pub(crate) standing: RwSignal<Option<Entry>>,
    /// The remarks that are to be answered together.
    pub(crate) marked: RwSignal<Vec<Seen>>,
    /// How many remarks came in that the queue has not.
    pub(crate) fresh: RwSignal<i64>,
    /// Who works on what, other than the reader.
    pub(crate) locks: RwSignal<Vec<Lock>>,
    /// How many answers are on their way.
    pub(crate) unsent: RwSignal<i64>,
    /// Whether the queue is being loaded.
    #[cfg_attr(feature = "ssr", expect(dead_code, reason = "the server loads nothing later"))]
    pub(crate) loading: RwSignal<bool>,
    /// Whether that takes so long that it is said.
    pub(crate) slow: RwSignal<bool>,
    /// Whether the page is live.
    pub(crate) link: RwSignal<Option<Link>>,
    /// Something that was not done.
    pub(crate) notice: RwSignal<Option<String>>,
    /// What a screen reader says when it has time.
    pub(crate) said: RwSignal<String>,
    /// The number of the latest event that was taken in.
    #[cfg_attr(feature = "ssr", expect(dead_code, reason = "the server has no line"))]
    pub(crate) last: StoredValue<i64>,
    /// Counts the loadings, so that an answer that comes late is not shown.
    #[cfg_attr(feature = "ssr", expect(dead_code, reason = "the server loads nothing later"))]
    pub(crate) asked: StoredValue<u32>,
    /// Whether the numbers are to be read anew.
    #[cfg_attr(feature = "ssr", expect(dead_code, reason = "the server has no line"))]
    pub(crate) due: StoredValue<bool>,
}

/// A unit with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) label: String,
    /// The depth of its first unit.
    pub(crate) depth: i64,
    pub(crate) units: Vec<Unit>,
}

impl Desk {
    /// A desk as its page begins.
    ///
    /// # Panics
    /// When it is not what the server wrote: the page stays as it was sent.
    #[expect(
        clippy::expect_used,
        reason = "the server wrote it into the same page; where another version did, boot.js catches this and the page stays as it was sent"
    )]
    pub(crate) fn read(start: &str) -> Self {
        let start: Start = serde_json::from_str(start).expect("what the server wrote");
        let page = start.page.clone();
        let answer = page.shown.as_ref().map(Typed::of).unwrap_or_default();
        Self {
            filter: RwSignal::new(page.filter),
            entries: RwSignal::new(page.queue.entries),
            window: RwSignal::new(0),
            after: RwSignal::new(page.after),
            next: RwSignal::new(page.queue.next),
            progress: RwSignal::new(page.queue.progress),
            dirty: RwSignal::new(!page.typed.says(&answer)),
            shown: RwSignal::new(page.shown),
            opened: RwSignal::new(page.named),
            typed: RwSignal::new(page.typed),
            refused: RwSignal::new(page.refused),
            standing: RwSignal::new(page.standing),
            marked: RwSignal::new(page.marked),
            fresh: RwSignal::new(0),
            locks: RwSignal::new(Vec::new()),
            unsent: RwSignal::new(0),
            loading: RwSignal::new(false),
            slow: RwSignal::new(false),
            link: RwSignal::new(None),
            notice: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            last: StoredValue::new(page.head),
            asked: StoredValue::new(0),
            due: StoredValue::new(false),
            start: StoredValue::new(start),
        }
    }

    /// On the server a page is as it was sent.
    #[cfg(feature = "ssr")]
    pub(crate) fn begin(self) {}

    /// A text of the desk's words.
    pub(crate) fn say(self, pick: impl FnOnce(&Words) -> &String) -> String {
        self.start.with_value(|start| pick(&start.words).clone())
    }

    /// A text of the desk's words with what is put into it.
    pub(crate) fn say_with(self, pick: impl FnOnce(&Words) -> &String, what: &str) -> String {
        self.say(pick).replace('#', what)
    }

    /// A phrase with its number: by the rules of the browser, and the same on the server before it.
    pub(crate) fn count(self, pick: impl FnOnce(&Words) -> &Plural, count: i64) -> String {
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

    /// The id of the remark that is shown.
    pub(crate) fn shown_id(self) -> Option<CommentId> {
        self.shown.with(|shown| shown.as_ref().map(|entry| entry.id))
    }

    /// Whether a remark is to be answered together with others.
    pub(crate) fn is_marked(self, id: CommentId) -> bool {
        self.marked.with(|marked| marked.iter().any(|seen| seen.id == id))
    }

    /// The remark before or after the one that is shown, among those that were loaded.
    pub(crate) fn beside(self, step: Step) -> Option<CommentId> {
        let shown = self.shown_id();
        self.entries.with(|entries| {
            let at = entries.iter().position(|entry| Some(entry.id) == shown);
            let to = match (step, at) {
                (Step::Back, at) => at?.checked_sub(1)?,
                (Step::On, None) => 0,
                (Step::On, Some(at)) => at + 1,
            };
            entries.get(to).map(|entry| entry.id)
        })
    }

    /// The name of a unit in the queue.
    pub(crate) fn place(self, unit: Option<UnitId>) -> String {
        match unit {
            None => self.say(|words| &words.whole_draft),
            Some(unit) => self.label(unit).unwrap_or_else(|| self.say(|words| &words.gone_unit)),
        }
    }

    /// The citation of a unit of the present draft.
    pub(crate) fn label(self, unit: UnitId) -> Option<String> {
        self.start.with_value(|start| start.page.units.iter().find(|known| known.id == unit).map(|known| known.label.clone()))
    }

    /// A unit with all that stands in it.
    pub(crate) fn part(self, unit: UnitId) -> Option<Part> {
        self.start.with_value(|start| {
            let units = &start.page.units;
            let at = units.iter().position(|known| known.id == unit)?;
            let first = &units[at];
            let below = units[at + 1..].iter().take_while(|other| other.depth > first.depth);
            Some(Part { label: first.label.clone(), depth: first.depth, units: std::iter::once(first).chain(below).cloned().collect() })
        })
    }

    /// The path of the desk.
    pub(crate) fn path(self) -> String {
        self.start.with_value(|start| format!("{}/desk", start.page.home))
    }

    /// The address of the desk with a remark shown, at the same page of the same queue; without one, of the queue.
    pub(crate) fn address(self, remark: Option<CommentId>) -> String {
        let mut pairs = self.filter.with(Filter::pairs);
        pairs.extend(self.after.get().map(|after| ("after", after)));
        pairs.extend(remark.map(|id| ("remark", id.to_string())));
        with_query(self.path(), &pairs)
    }

    /// The address of the page on which drafts are published.
    pub(crate) fn drafts_address(self) -> String {
        with_query(format!("{}/drafts", self.path()), &self.filter.with(Filter::pairs))
    }

    /// The address of the page of the queue after a place; of its first page without one.
    pub(crate) fn page_address(self, after: Option<String>) -> String {
        let mut pairs = self.filter.with(Filter::pairs);
        pairs.extend(after.map(|after| ("after", after)));
        with_query(self.path(), &pairs)
    }

    /// Whether answers are given.
    pub(crate) fn is_open(self) -> bool {
        self.start.with_value(|start| start.page.open)
    }

    /// Who else works on a remark.
    pub(crate) fn worker(self, id: CommentId) -> Option<String> {
        self.locks.with(|locks| locks.iter().find(|lock| lock.comment == id).map(|lock| lock.name.clone()))
    }
}

/// The words of a state.
pub(crate) fn state_word(words: &Words, state: State) -> &String {
    match state {
        State::All => &words.state_all,
        State::Waiting => &words.state_waiting,
        State::Drafted => &words.state_drafted,
        State::Answered => &words.state_answered,
        State::Unpublished => &words.state_unpublished,
    }
}

/// The words of the way in which a remark came.
pub(crate) fn source_word(words: &Words, source: Source) -> &String {
    match source {
        Source::Online => &words.source_online,
        Source::Spoken => &words.source_spoken,
        Source::Paper => &words.source_paper,
        Source::Mail => &words.source_mail,
        Source::Meeting => &words.source_meeting,
    }
}

/// To which neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Back,
    On,
}

/// A path with its query.
fn with_query(path: String, pairs: &[(&'static str, String)]) -> String {
    let mut address = path;
    for (at, (name, value)) in pairs.iter().enumerate() {
        address.push(if at == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        escape(value, &mut address);
    }
    address
}

/// Adds a value as it stands in a query.
fn escape(value: &str, to: &mut String) {
    use std::fmt::Write as _;

    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            to.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(to, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with_query;

    #[test]
    fn what_was_typed_is_escaped_in_an_address() {
        let pairs = [("state", "all".to_owned()), ("search", "park & ż#1".to_owned())];
        assert_eq!(with_query("/k/a/desk".to_owned(), &pairs), "/k/a/desk?state=all&search=park%20%26%20%C5%BC%231");
        assert_eq!(with_query("/k/a/desk".to_owned(), &[]), "/k/a/desk");
    }
}
