//! The city's answer below a remark that is on the page.

use busola_domain::{Answer, Comment};
use leptos::web_sys::Element;

use super::page::Page;
use super::{dom, panel, time, units};

/// Whether the answer has a part of the template.
pub(crate) fn has(answer: Option<&Answer>, part: &str) -> bool {
    let Some(answer) = answer else { return false };
    match part {
        "answer" => true,
        "answered" => answer.published_at.is_some(),
        "draft" => answer.published_at.is_none(),
        "changed" => answer.unit.and_then(units::label).is_some(),
        decision => answer.decision.as_str() == decision,
    }
}

/// Fills the template's section with an answer.
pub(crate) fn fill(page: Page, section: &Element, answer: &Answer) {
    dom::set(section, "data-decision", Some(answer.decision.as_str()));
    dom::set(section, "data-draft", answer.published_at.is_none().then_some(""));
    if let (Some(at), Some(element)) = (answer.published_at, dom::find(section, "time")) {
        time::show(&element, at, page.now());
    }
    if let Some(words) = dom::find(section, ".prose") {
        words.set_inner_html(&answer.html);
    }
    if let (Some(unit), Some(link)) = (answer.unit, dom::find(section, ".changed-unit a")) {
        dom::text(&link, &units::label(unit).unwrap_or_default());
        dom::set(&link, "href", Some(&panel::of_unit(page, Some(unit), &unit.to_string())));
    }
}

/// Takes a draft along to the element in which its remark is shown from now on: what everybody is told has none.
pub(crate) fn keep_draft(known: &Element, fresh: &Element, comment: &Comment) {
    if comment.answer.is_none()
        && let Some(draft) = dom::find(known, ".answer[data-draft]")
    {
        put(fresh, &draft);
    }
}

/// Brings the answer of a remark into the element that stays, since somebody writes in it.
pub(crate) fn bring(known: &Element, fresh: &Element) {
    let Some(answer) = dom::find(fresh, ".answer") else { return };
    if let Some(old) = dom::find(known, ".answer") {
        old.remove();
    }
    put(known, &answer);
}

/// Puts an answer where it belongs: above what can be done with the remark.
fn put(article: &Element, answer: &Element) {
    let foot = dom::find(article, ".remark-foot");
    drop(article.insert_before(answer, foot.as_ref().map(AsRef::as_ref)));
}

/// Takes the form of an answer along, with what is typed in it, to the element in which its remark is shown from now on.
pub(crate) fn keep_form(known: &Element, fresh: &Element, show: impl FnOnce()) {
    let form = dom::find(known, ".answering");
    let field = form.as_ref().filter(|form| dom::has_focus(form)).and_then(|form| dom::field(form));
    if let Some(form) = form {
        drop(fresh.append_child(&form));
    }
    show();
    if let Some(field) = field {
        drop(field.focus());
    }
}
