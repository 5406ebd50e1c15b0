//! The city's answer below a remark, and the form in which a moderator writes it.

use busola_domain::answer::{Answer, JUSTIFICATION_MAX};
use busola_domain::{Comment, Decision, Status};
use leptos::prelude::*;

use super::remark::{Parts, is_reported};
use super::start::Panel;
use crate::failure::Failure;
use crate::icons::alert;
use crate::islands::address;
use crate::islands::start::OpenForm;
use crate::pages::form::{Filled, Words, as_content, field, in_words, page_field};
use crate::pages::rendered::Rendered as _;
use crate::pages::{decision, time};

/// The answer, with the decision as the first thing that is read of it.
pub(super) fn below(panel: &Panel, comment: &Comment, parts: Parts) -> Option<impl IntoView + use<>> {
    let lang = panel.lang;
    let answer = comment.answer.as_ref();
    let part = parts.part("answer", answer.is_some())?;
    let decided = answer.map(|answer| answer.decision);
    let badges = Decision::ALL.iter().filter_map(|known| {
        let part = parts.part(known.as_str(), decided == Some(*known))?;
        Some(decision::badge(lang, *known, part))
    });
    let badges = badges.collect_view();
    let at = answer.and_then(|answer| answer.published_at);
    let is_draft = answer.is_some() && at.is_none();
    let published = parts.part("answered", at.is_some()).map(|part| {
        let at = at.unwrap_or(comment.created_at);
        view! { <time datetime=at.to_string() title=time::exact(lang, at) data-part=part>{time::full(lang, at)}</time> }
    });
    let html = answer.map(|answer| answer.html.clone()).unwrap_or_default();
    Some(view! {
        <section class="answer" data-part=part data-decision=decided.map(Decision::as_str) data-draft=is_draft>
            <header>
                <h5>{lang.answer_heading()}</h5>
                {badges}
                {published}
            </header>
            {parts.part("draft", is_draft).map(|part| view! { <p class="remark-note" data-part=part>{lang.answer_draft()}</p> })}
            <div class="prose" lang=lang.content() inner_html=html></div>
            {changed(panel, answer, parts)}
        </section>
    })
}

/// The unit whose text changed, where the present draft has it.
fn changed(panel: &Panel, answer: Option<&Answer>, parts: Parts) -> Option<impl IntoView + use<>> {
    let unit = answer.and_then(|answer| answer.unit);
    let label = unit.and_then(|unit| panel.changed.get(&unit)).cloned();
    let part = parts.part("changed", label.is_some())?;
    let href = unit.map(|unit| address::of_panel(&panel.path, Some(unit), panel.order, "", &unit.to_string()));
    Some(
        view! { <p class="changed-unit" data-part=part>{panel.lang.answer_changed_unit()} " " <a href=href>{label.unwrap_or_default()}</a></p> },
    )
}

/// Whether this reader may answer a remark.
pub(super) fn may_answer(panel: &Panel, comment: &Comment) -> bool {
    panel.moderator && !is_reported(panel) && matches!(comment.status, Status::Published | Status::Pending)
}

/// The ways to the form; a template has both, for a remark with an answer and for one without.
pub(super) fn links(panel: &Panel, comment: &Comment, parts: Parts) -> Option<impl IntoView + use<>> {
    let offered = panel.moderator && !is_reported(panel) && (parts == Parts::All || may_answer(panel, comment));
    let link = |name, has, words: String| {
        parts.part(name, has).map(|part| {
            let id = comment.id;
            let href = panel.here(&format!("&answer={id}"), &format!("answer-{id}"));
            view! { <a class="link-button" data-part=part data-do="answer" href=href>{words}</a> }
        })
    };
    offered.then(|| {
        let answered = comment.answer.is_some();
        let (write, change) = (panel.lang.answer_write(), panel.lang.answer_change());
        view! { {link("answer-new", !answered, write)} {link("answer-change", answered, change)} }
    })
}

/// The form, below the remark to which the page was asked to open it.
pub(super) fn form(panel: &Panel, comment: &Comment) -> Option<impl IntoView + use<>> {
    let open = OpenForm::Answer(comment.id);
    if panel.open != Some(open) || !may_answer(panel, comment) {
        return None;
    }
    let lang = panel.lang;
    let id = comment.id.to_string();
    let answer = comment.answer.as_ref();
    let typed = panel.typed_in(open);
    let filled = if typed.is_some() { Filled::of("/fn/answer-comment") } else { Filled(None) };
    let failure = typed.and_then(|typed| typed.failure.as_ref());
    let state = failure.filter(|failure| failure.at("decision").or(failure.at("justification")).or(failure.at("unit")).is_none());
    let state = state.map(|failure| view! { <p class="error-text" role="alert">{alert()} <span>{in_words(lang, failure)}</span></p> });
    // What stands there now is above the form: sent again, what was typed takes its place.
    let changed = matches!(failure, Some(Failure::AnswerChanged { .. }));
    let present = answer.map_or(0, |answer| answer.revision).to_string();
    let revision = filled.value("revision").filter(|_| !changed).unwrap_or(present);
    let written = panel.written.as_ref().map(|written| {
        view! { <p class="hint">{lang.prepare_written(time::full(lang, written.at), written.name.clone())}</p> }
    });
    let draft = answer.is_none_or(|answer| answer.published_at.is_none());
    let draft =
        draft.then(|| view! { <button class="button button-quiet" name="publish" value="false">{lang.answer_save_draft()}</button> });
    let publish = comment.status == Status::Published;
    let publish = publish.then(|| view! { <button class="button" name="publish" value="true">{lang.answer_publish()}</button> });
    Some(view! {
        <div class="answering" id=format!("answer-{id}")>
            <form class="form answering-form" method="post" action="/fn/answer-comment">
                <h5>{if answer.is_some() { lang.answer_change() } else { lang.answer_write() }}</h5>
                <input type="hidden" name="id" value=id.clone() />
                <input type="hidden" name="revision" value=revision />
                {page_field(&panel.page_path)}
                {state}
                {written}
                {decisions(panel, answer, &filled)}
                {justification(panel, answer, &filled)}
                {unit(panel, answer, &filled)}
                <div class="write-foot">
                    <a class="link-button" href=panel.here("", &format!("u-{id}"))>{lang.live_cancel()}</a>
                    {draft}
                    {publish}
                </div>
            </form>
        </div>
    })
}

fn decisions(panel: &Panel, answer: Option<&Answer>, filled: &Filled) -> impl IntoView + use<> {
    let lang = panel.lang;
    let chosen = filled.value("decision").or_else(|| answer.map(|answer| answer.decision.as_str().to_owned()));
    let error = filled.error("decision");
    let refused = error.is_some();
    let choices = Decision::ALL.iter().map(|known| {
        let id = format!("decision-{}", known.as_str());
        view! {
            <div class="choice">
                <input
                    type="radio"
                    id=id.clone()
                    name="decision"
                    value=known.as_str()
                    required
                    checked=chosen.as_deref() == Some(known.as_str())
                />
                <label for=id>{decision::badge(lang, *known, None)}</label>
            </div>
        }
    });
    let choices = choices.collect_view();
    view! {
        <fieldset class="field" id="decision" data-invalid=refused>
            <legend>{lang.answer_decision()}</legend>
            {error.map(|error| view! { <p class="error-text">{alert()} <span>{error}</span></p> })}
            {choices}
        </fieldset>
    }
}

fn justification(panel: &Panel, answer: Option<&Answer>, filled: &Filled) -> AnyView {
    let lang = panel.lang;
    let value = filled.value("justification").or_else(|| answer.map(|answer| answer.justification.clone())).unwrap_or_default();
    let words = Words::label(lang.answer_justification()).hint(lang.answer_justification_hint());
    field("justification", words, filled.error("justification"), |ties| {
        view! {
            <textarea id="justification" name="justification" rows="6" required autofocus maxlength=JUSTIFICATION_MAX.to_string()
                aria-describedby=ties.described_by aria-invalid=ties.invalid inner_html=as_content(&value)></textarea>
        }
        .rendered()
    })
}

fn unit(panel: &Panel, answer: Option<&Answer>, filled: &Filled) -> AnyView {
    let lang = panel.lang;
    let present = answer.and_then(|answer| answer.unit);
    let chosen = filled.value("unit").unwrap_or_else(|| present.map(|unit| unit.to_string()).unwrap_or_default());
    let option = |id: String, words: String| {
        let selected = id == chosen;
        view! { <option value=id selected=selected>{words}</option> }
    };
    // One that the present draft does not have is not lost by saving.
    let earlier = present.filter(|unit| panel.units.iter().all(|(known, _)| known != unit));
    let mut options = vec![option(String::new(), lang.answer_unit_none())];
    options.extend(earlier.map(|unit| option(unit.to_string(), lang.answer_unit_earlier())));
    options.extend(panel.units.iter().map(|(id, label)| option(id.to_string(), label.clone())));
    let options = options.into_iter().collect_view();
    field("unit", Words::label(lang.answer_unit()), filled.error("unit"), |ties| {
        view! { <select id="unit" name="unit" aria-describedby=ties.described_by aria-invalid=ties.invalid>{options}</select> }.rendered()
    })
}
