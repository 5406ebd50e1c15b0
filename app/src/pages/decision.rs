//! The decision of an answer, told by a word, a shape and a colour.

use busola_domain::Decision;
use busola_texts::Lang;
use leptos::prelude::*;

use crate::icons;

/// A decision in words.
pub(super) fn word(lang: Lang, decision: Decision) -> String {
    match decision {
        Decision::Accepted => lang.answer_accepted(),
        Decision::Partly => lang.answer_partly(),
        Decision::Rejected => lang.answer_rejected(),
        Decision::OutOfScope => lang.answer_out_of_scope(),
    }
}

/// A decision as it stands at an answer; `part` names it in a template.
pub(super) fn badge(lang: Lang, decision: Decision, part: Option<&'static str>) -> impl IntoView + use<> {
    view! {
        <span class="decision" data-decision=decision.as_str() data-part=part>{icons::decision(decision)} " " {word(lang, decision)}</span>
    }
}
