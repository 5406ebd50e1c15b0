//! What somebody typed and has not saved: kept on their device, for each remark.

use busola_domain::{CommentId, Decision};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{HtmlInputElement, HtmlTextAreaElement};

use busola_browser::device;

use crate::start::{Entry, Typed};
use crate::state::Desk;

/// Somebody changed what stands in the form.
pub(crate) fn change(desk: Desk, how: impl FnOnce(&mut Typed)) {
    desk.typed.update(how);
    desk.refused.set(None);
    keep(desk);
}

/// Keeps what stands in the form, if it is another answer than the remark has.
pub(crate) fn keep(desk: Desk) {
    let Some(entry) = desk.shown.get_untracked() else { return };
    let typed = desk.typed.get_untracked();
    let dirty = !typed.says(&Typed::of(&entry));
    desk.dirty.set(dirty);
    store(desk, entry.id, Some(&typed).filter(|_| dirty));
}

/// Brings the form to a remark: with what was kept for it, or else with its answer.
pub(crate) fn begin(desk: Desk, entry: &Entry) {
    let answer = Typed::of(entry);
    let typed = load(desk, entry.id).filter(|kept| !kept.says(&answer)).unwrap_or_else(|| answer.clone());
    desk.dirty.set(typed != answer);
    desk.typed.set(typed);
    desk.refused.set(None);
    desk.standing.set(None);
    compare(desk, entry);
}

/// Shows the answer of a remark that somebody comes to beside what they typed, where that was made from another one. With
/// both before their eyes, what they save takes its place.
pub(crate) fn compare(desk: Desk, entry: &Entry) {
    let answer = Typed::of(entry);
    if desk.typed.with_untracked(|typed| !typed.says(&answer) && typed.revision != answer.revision) {
        desk.typed.update(|typed| typed.revision = answer.revision);
        desk.standing.set(Some(entry.clone()));
    }
}

/// What the form of a page that was just loaded begins with: what somebody typed before the script ran, what the server
/// sent back, what was kept. Nothing that changes the form of the page: it is not alive yet.
pub(crate) fn first(desk: Desk) {
    let Some(entry) = desk.shown.get_untracked() else { return };
    let from_server = desk.dirty.get_untracked();
    let kept = load(desk, entry.id).filter(|kept| !from_server && !kept.says(&Typed::of(&entry)));
    if let Some(mut kept) = kept {
        // A unit that the draft lost since has no place in the form as the server sent it.
        if kept.unit.is_some_and(|unit| desk.label(unit).is_none()) {
            kept.unit = desk.typed.with_untracked(|typed| typed.unit);
        }
        desk.typed.set(kept);
    }
    let field = document().get_element_by_id("justification").and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(field) = field
        && Ok(field.value()) != field.default_value()
    {
        let words = field.value();
        desk.typed.update(|typed| typed.justification = words);
    }
    let pressed = document().query_selector("input[name=decision]:checked").ok().flatten();
    if let Some(pressed) = pressed.and_then(|pressed| pressed.dyn_into::<HtmlInputElement>().ok())
        && !pressed.default_checked()
    {
        let made = pressed.value().parse::<Decision>().ok();
        desk.typed.update(|typed| typed.decision = made);
    }
}

/// Takes the answer that a colleague gave in the place of what was typed.
pub(crate) fn take_theirs(desk: Desk) {
    let Some(entry) = desk.shown.get_untracked() else { return };
    store(desk, entry.id, None);
    begin(desk, &entry);
}

/// What was sent is saved: it is kept no longer, and what was typed since goes on from it.
pub(crate) fn saved(desk: Desk, id: CommentId, sent: &Typed, revision: i64) {
    match load(desk, id) {
        Some(kept) if kept.says(sent) => store(desk, id, None),
        Some(kept) if kept.revision == sent.revision => store(desk, id, Some(&Typed { revision, ..kept })),
        _ => {}
    }
}

/// Keeps an answer for a remark, or keeps it no longer.
pub(crate) fn store(desk: Desk, id: CommentId, typed: Option<&Typed>) {
    let json = typed.and_then(|typed| serde_json::to_string(typed).ok());
    device::store(&key(desk, id), json.as_deref());
}

fn load(desk: Desk, id: CommentId) -> Option<Typed> {
    serde_json::from_str(&device::stored(&key(desk, id))?).ok()
}

/// With whose it is: a device may have several owners.
fn key(desk: Desk, id: CommentId) -> String {
    desk.start.with_value(|start| format!("busola/{}/answer/{id}/{}", start.page.consultation, start.page.account))
}
