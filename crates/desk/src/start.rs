//! What the server tells the desk to begin with.

use busola_domain::answer::{Progress, State, Template};
use busola_domain::comment::Source;
use busola_domain::consultation::Unit;
use busola_domain::{Answer, CommentId, ConsultationId, Decision, Status, TemplateId, UnitId};
use serde::{Deserialize, Serialize};

use crate::words::Words;

/// Which remarks the queue has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// On which unit; `None` for all.
    pub unit: Option<UnitId>,
    /// How far their answers are.
    pub state: State,
    /// How they came in; `None` for any way.
    pub source: Option<Source>,
    /// What is looked for.
    pub search: String,
}

impl Default for Filter {
    /// What waits for an answer.
    fn default() -> Self {
        Self { unit: None, state: State::Waiting, source: None, search: String::new() }
    }
}

impl Filter {
    /// What of it stands in an address: only what differs from the plain desk.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.unit.map(|unit| ("unit", unit.to_string())));
        if self.state != Self::default().state {
            pairs.push(("state", self.state.as_str().to_owned()));
        }
        pairs.extend(self.source.map(|source| ("source", source.as_str().to_owned())));
        if !self.search.is_empty() {
            pairs.push(("search", self.search.clone()));
        }
        pairs
    }
}

/// A remark in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id.
    pub id: CommentId,
    /// Its number in the consultation.
    pub number: i64,
    /// The unit that it is on; `None` for the whole draft.
    pub unit: Option<UnitId>,
    /// Its author's name.
    pub author: String,
    /// For whom the author speaks.
    pub organisation: Option<String>,
    /// Its first words.
    pub excerpt: String,
    /// What it says, as safe HTML; `None` once nobody may read it.
    pub html: Option<String>,
    /// What became of it.
    pub status: Status,
    /// How it came in.
    pub source: Source,
    /// How many support it.
    pub supports: i64,
    /// How many replied to it, where that is known.
    pub replies: Option<i64>,
    /// When it was received: for programs, and in words.
    pub at: (String, String),
    /// The version of the draft that its author read.
    pub version: i64,
    /// The city's answer, public or a draft.
    pub answer: Option<Answer>,
    /// When that was written and by whom, in words, where that was asked for.
    pub written: Option<String>,
    /// The number of an earlier remark on its unit that says nearly the same.
    pub like: Option<i64>,
}

impl Entry {
    /// How far its answer is.
    pub(crate) fn state(&self) -> State {
        match &self.answer {
            None => State::Waiting,
            Some(answer) if answer.published_at.is_none() => State::Drafted,
            Some(_) => State::Answered,
        }
    }

    /// The remark as it stands in a form.
    pub(crate) fn seen(&self) -> Seen {
        Seen { id: self.id, revision: self.answer.as_ref().map_or(0, |answer| answer.revision) }
    }

    /// Whether it can be answered at all.
    pub(crate) fn is_there(&self) -> bool {
        matches!(self.status, Status::Published | Status::Pending)
    }
}

/// A remark with the revision of the answer that was seen under it, 0 where there was none. In a form it is one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Seen {
    /// The remark.
    pub id: CommentId,
    /// The revision.
    pub revision: i64,
}

impl From<Seen> for String {
    fn from(seen: Seen) -> Self {
        format!("{}_{}", seen.id, seen.revision)
    }
}

impl TryFrom<String> for Seen {
    type Error = &'static str;
    fn try_from(sent: String) -> Result<Self, Self::Error> {
        let read = |(id, revision): (&str, &str)| Some(Self { id: id.parse().ok()?, revision: revision.parse().ok()? });
        sent.split_once('_').and_then(read).ok_or("not a remark with a revision")
    }
}

/// The most characters of a remark's first words.
const EXCERPT: usize = 140;

/// The first words of a remark, in one line.
#[must_use]
pub fn excerpt(body: &str) -> String {
    let words = body.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words,
    }
}

/// A page of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// The remarks, those on one unit together.
    pub entries: Vec<Entry>,
    /// After which place the next page begins.
    pub next: Option<String>,
    /// How far the whole consultation is.
    pub progress: Progress,
}

/// An answer as it stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// The decision, once one is chosen.
    pub decision: Option<Decision>,
    /// Why.
    pub justification: String,
    /// The unit whose text changed.
    pub unit: Option<UnitId>,
    /// The revision of the answer that it was made from; 0 where there was none.
    #[serde(default)]
    pub revision: i64,
}

impl Typed {
    /// The answer that a remark has, or an empty form.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        entry.answer.as_ref().map_or_else(Self::default, |answer| Self {
            decision: Some(answer.decision),
            justification: answer.justification.clone(),
            unit: answer.unit,
            revision: answer.revision,
        })
    }

    /// Whether it says the same as another, whatever both were made from.
    #[must_use]
    pub fn says(&self, other: &Self) -> bool {
        (self.decision, self.unit, &self.justification) == (other.decision, other.unit, &other.justification)
    }

    /// With a template. Nothing that was typed is overwritten: the words come at a place of it, in bytes.
    #[must_use]
    pub fn with(mut self, template: &Template, at: usize) -> (Self, usize) {
        let at = if self.justification.is_char_boundary(at) { at } else { self.justification.len() };
        let (before, after) = self.justification.split_at(at);
        let gap = |apart: bool| if apart { "\n\n" } else { "" };
        let start = format!("{before}{}{}", gap(!before.trim().is_empty() && !before.ends_with('\n')), template.justification);
        let end = start.len();
        self.justification = format!("{start}{}{after}", gap(!after.trim().is_empty() && !after.starts_with('\n')));
        self.decision = self.decision.or(template.decision);
        (self, end)
    }
}

/// All that a desk begins with.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "ssr", derive(Serialize))]
pub struct Page {
    /// The consultation.
    pub consultation: ConsultationId,
    /// The path of the consultation's page; the desk's is below it.
    pub home: String,
    /// Which remarks the queue has.
    pub filter: Filter,
    /// After which place its page begins; `None` for the first one.
    pub after: Option<String>,
    /// That page.
    pub queue: Queue,
    /// The remark that is shown.
    pub shown: Option<Entry>,
    /// Whether the address names it: a phone shows it then, and else the queue.
    pub named: bool,
    /// What stands in the form.
    pub typed: Typed,
    /// The remarks that are to be answered together.
    pub marked: Vec<Seen>,
    /// A remark that somebody else answered while what stands in the form was typed.
    pub standing: Option<Entry>,
    /// Why the form was refused.
    pub refused: Option<String>,
    /// The template that is chosen.
    pub template: Option<TemplateId>,
    /// The present version of the draft.
    pub version: i64,
    /// The units of the draft, in document order.
    pub units: Vec<Unit>,
    /// The templates, by name.
    pub templates: Vec<Template>,
    /// The number of the latest event that the page shows.
    pub head: i64,
    /// The account of who works here.
    pub account: String,
    /// Whether answers are still given: until the report is out.
    pub open: bool,
}

/// The beginning of a desk, as its island takes it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "ssr", derive(Serialize))]
pub struct Start {
    pub(crate) page: Page,
    /// The tag of the language that people write in here, where the page has another.
    pub(crate) content_lang: Option<String>,
    /// The tag of the language.
    #[cfg(feature = "ssr")]
    pub(crate) lang: String,
    pub(crate) words: Words,
}

#[cfg(feature = "ssr")]
impl Start {
    /// The beginning of a desk in a language.
    #[must_use]
    pub fn new(lang: busola_texts::Lang, page: Page) -> Self {
        Self { page, content_lang: lang.content().map(str::to_owned), lang: lang.tag().to_owned(), words: Words::of(lang).clone() }
    }

    /// As an island takes it. Given as what it is, the browser would get the code that writes it too.
    #[must_use]
    pub fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(justification: &str) -> Template {
        let id = "01977a3e-0000-7000-8000-000000000001".parse().unwrap();
        Template { id, name: "Nie na temat".to_owned(), decision: Some(Decision::OutOfScope), justification: justification.to_owned() }
    }

    fn typed(justification: &str) -> Typed {
        Typed { justification: justification.to_owned(), ..Typed::default() }
    }

    #[test]
    fn a_template_stands_apart_from_what_was_typed_and_takes_nothing_away() {
        let with = |words: &str, at| typed(words).with(&template("Szablon."), at).0.justification;
        assert_eq!(with("", 0), "Szablon.");
        assert_eq!(with("Przed.", 6), "Przed.\n\nSzablon.");
        assert_eq!(with("Po.", 0), "Szablon.\n\nPo.");
        assert_eq!(with("Przed.\n\nPo.", 8), "Przed.\n\nSzablon.\n\nPo.");
        // A place in the middle of a letter is none.
        assert_eq!(with("ż", 1), "ż\n\nSzablon.");
    }

    #[test]
    fn a_templates_decision_counts_where_none_was_made() {
        let (chosen, end) = typed("").with(&template("Szablon."), 0);
        assert_eq!((chosen.decision, end), (Some(Decision::OutOfScope), 8));
        let made = Typed { decision: Some(Decision::Accepted), ..typed("") };
        assert_eq!(made.with(&template("x"), 0).0.decision, Some(Decision::Accepted));
    }

    #[test]
    fn a_remark_in_a_form_is_read_as_it_was_written() {
        let seen = Seen { id: "01977a3e-0000-7000-8000-000000000001".parse().unwrap(), revision: 3 };
        assert_eq!(Seen::try_from(String::from(seen)), Ok(seen));
        assert!(Seen::try_from(seen.id.to_string()).is_err());
    }

    #[test]
    fn an_address_says_what_differs_from_the_plain_desk() {
        assert!(Filter::default().pairs().is_empty());
        let filter = Filter { state: State::All, search: "park".to_owned(), ..Filter::default() };
        assert_eq!(filter.pairs(), [("state", "all".to_owned()), ("search", "park".to_owned())]);
    }
}
