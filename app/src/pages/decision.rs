//! The decision of an answer, told by a word, a shape and a colour.

use busola_domain::Decision;
use busola_service::answers::decision_in_words;
use busola_texts::Lang;
use leptos::prelude::*;

use crate::icons;

/// A decision as it stands at an answer; `part` names it in a template.
pub(super) fn badge(lang: Lang, decision: Decision, part: Option<&'static str>) -> impl IntoView + use<> {
    view! {
        <span class="decision" data-decision=decision.as_str() data-part=part>{icons::decision(decision)} " " {decision_in_words(lang, decision)}</span>
    }
}
