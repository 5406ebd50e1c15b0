//! An answer that was sent without JavaScript and not taken, or that came back with a template in it.

use busola_desk::{Entry, Seen, Typed};
use busola_domain::answer::Template;
use busola_domain::{CommentId, TemplateId};
use busola_texts::Lang;

use crate::context::failed;
use crate::failure::Failure;
use crate::pages::form::in_words;

/// The function that takes answers.
pub(super) const ANSWER: &str = "/fn/answer-remark";

/// What was sent.
pub(super) struct Refused {
    /// The answer.
    pub(super) typed: Typed,
    /// The remarks that were to be answered together.
    pub(super) marked: Vec<Seen>,
    /// Why it was not taken.
    pub(super) words: Option<String>,
    /// The template that was chosen and is not in it.
    pub(super) template: Option<TemplateId>,
    /// The remark that somebody else answered meanwhile.
    pub(super) changed: Option<CommentId>,
}

impl Refused {
    /// What somebody else wrote meanwhile is shown with it: sent again, it takes the place of that.
    pub(super) fn over(&mut self, standing: &Entry, shown: Option<CommentId>) {
        let revision = Typed::of(standing).revision;
        if shown == Some(standing.id) {
            self.typed.revision = revision;
        }
        self.marked.iter_mut().filter(|seen| seen.id == standing.id).for_each(|seen| seen.revision = revision);
    }
}

/// The answer that was sent from this page, if it was not taken.
pub(super) fn refused(lang: Lang, templates: &[Template]) -> Option<Refused> {
    let form = failed(ANSWER)?;
    let value = |name: &str| form.value(name).unwrap_or_default();
    let seen = |sent: &str| Seen::try_from(sent.to_owned()).ok();
    let mut typed = Typed {
        decision: value("decision").parse().ok(),
        // As a browser sends it, lines end with two characters.
        justification: value("justification").replace("\r\n", "\n"),
        unit: value("unit").parse().ok(),
        revision: seen(value("id")).map_or(0, |seen| seen.revision),
    };
    let mut template = value("template").parse().ok();
    let words = match &form.failure {
        Failure::NotYet => {
            if let Some(chosen) = templates.iter().find(|known| Some(known.id) == template) {
                let end = typed.justification.len();
                typed = typed.with(chosen, end).0;
                template = None;
            }
            None
        }
        Failure::Invalid { fields } => Some(fields.iter().map(|bad| bad.message.as_str()).collect::<Vec<_>>().join(" ")),
        other => Some(in_words(lang, other)),
    };
    let marked = form.fields.iter().filter(|(name, _)| name == "together[]").filter_map(|(_, sent)| seen(sent)).collect();
    let changed = match form.failure {
        Failure::AnswerChanged { comment, .. } => Some(comment),
        _ => None,
    };
    Some(Refused { typed, marked, words, template, changed })
}
