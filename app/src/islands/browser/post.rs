//! Sending texts: kept until the server has them, sent again while it can't be reached, posted once.

use busola_domain::{Comment, CommentId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft_store::{self, Draft, Place};
use super::page::Page;
use busola_browser::device;
use busola_browser::line::wait;
use busola_browser::request::{Refusal, call};

use super::{dom, form, list, remark};

/// What became of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SendState {
    /// It is on its way.
    Sending,
    /// The server can't be reached: it goes out again by itself.
    Waiting,
    /// It needs a sign-in.
    SignIn,
    /// It can't be taken; what is wrong with it stands at the field.
    Refused(String),
    /// It was not taken.
    Failed(String),
    /// The server has it.
    Sent,
}

impl SendState {
    /// Whether the text is under way and must stay as it is.
    pub(crate) fn is_under_way(&self) -> bool {
        matches!(self, Self::Sending | Self::Waiting)
    }
}

/// A text under way.
pub(crate) struct Outgoing {
    place: Place,
    draft: Draft,
    tries: u32,
    in_flight: bool,
}

/// Sends a text. While it is under way, sending again does nothing.
pub(crate) fn send(page: Page, place: Place, draft: Draft) {
    if state_of(page, place).is_some_and(|state| state.is_under_way()) {
        return;
    }
    forget_failure(page, place);
    if draft.body.trim().is_empty() {
        return fail(page, place, SendState::Refused(page.say(|words| &words.empty)));
    }
    let sender = page.start.with_value(|start| start.reader.clone());
    let draft = Draft { sender, ..draft };
    // Kept as "being sent" first: if the page is closed now, the next one sends it.
    draft_store::save(page, place, &draft);
    page.memory.update_value(|memory| memory.outgoing.push(Outgoing { place, draft, tries: 0, in_flight: false }));
    form::show_at(page, place, Some(&SendState::Sending));
    try_to_send(page, place);
}

/// Sends now what waits for the server to be reachable.
pub(crate) fn send_waiting(page: Page) {
    let places: Vec<Place> = page.memory.with_value(|memory| memory.outgoing.iter().map(|outgoing| outgoing.place).collect());
    for place in places {
        try_to_send(page, place);
    }
}

/// What becomes of the text of a place that is under way, or became of one that was not taken.
pub(crate) fn state_of(page: Page, place: Place) -> Option<SendState> {
    page.memory.with_value(|memory| match memory.outgoing.iter().find(|outgoing| outgoing.place == place) {
        Some(outgoing) => Some(if outgoing.in_flight { SendState::Sending } else { SendState::Waiting }),
        None => memory.failed.iter().find(|(of, _)| *of == place).map(|(_, state)| state.clone()),
    })
}

/// The text is another one now.
pub(crate) fn forget_failure(page: Page, place: Place) {
    page.memory.update_value(|memory| memory.failed.retain(|(of, _)| *of != place));
}

fn fail(page: Page, place: Place, state: SendState) {
    form::show_at(page, place, Some(&state));
    if matches!(state, SendState::Refused(_)) {
        form::focus(place);
    }
    page.memory.update_value(|memory| memory.failed.push((place, state)));
}

fn try_to_send(page: Page, place: Place) {
    let draft = page.memory.try_update_value(|memory| {
        let outgoing = memory.outgoing.iter_mut().find(|outgoing| outgoing.place == place && !outgoing.in_flight)?;
        outgoing.in_flight = true;
        outgoing.tries += 1;
        Some((outgoing.draft.clone(), outgoing.tries))
    });
    let Some((draft, tries)) = draft.flatten() else { return };
    spawn_local(async move {
        match post(page, place, &draft).await {
            Ok(answer) => sent(page, place, &draft, &answer),
            Err(refusal) if refusal.unreachable => {
                page.memory.update_value(|memory| {
                    if let Some(outgoing) = memory.outgoing.iter_mut().find(|outgoing| outgoing.place == place) {
                        outgoing.in_flight = false;
                    }
                });
                form::show_at(page, place, Some(&SendState::Waiting));
                set_timeout(move || try_to_send(page, place), wait(tries));
            }
            Err(refusal) => not_sent(page, place, draft, refusal),
        }
    });
}

async fn post(page: Page, place: Place, draft: &Draft) -> Result<String, Refusal> {
    let id = draft.id.to_string();
    let mut fields = vec![("id", id.as_str()), ("body", draft.body.as_str())];
    if matches!(place, Place::Edit(_)) {
        return call("/fn/edit-comment", &fields).await;
    }
    let consultation = page.start.with_value(|start| start.consultation.to_string());
    let (unit, parent) = match place {
        Place::Unit(unit) => (Some(unit), None),
        Place::Reply(parent, unit) => (unit, Some(parent)),
        Place::Whole | Place::Edit(_) => (None, None),
    };
    let (unit, parent) = (unit.map(|unit| unit.to_string()), parent.map(|parent| parent.to_string()));
    let version = draft.version.map(|version| version.to_string());
    fields.push(("consultation", &consultation));
    fields.extend(unit.as_deref().map(|unit| ("unit", unit)));
    fields.extend(parent.as_deref().map(|parent| ("parent", parent)));
    fields.extend(version.as_deref().map(|version| ("version", version)));
    // The event may come before the answer.
    page.memory.update_value(|memory| memory.own.push(draft.id));
    call("/fn/post-comment", &fields).await
}

fn sent(page: Page, place: Place, draft: &Draft, answer: &str) {
    finish(page, place);
    draft_store::forget(page, place);
    if matches!(place, Place::Edit(_)) {
        // Its form stands where the text does.
        form::sent(page, place, draft.id);
        remark::answered(page, answer);
        return dom::focus(&format!("u-{}", draft.id));
    }
    if let Ok(comment) = serde_json::from_str::<Comment>(answer) {
        list::add_own(page, &comment);
    }
    form::sent(page, place, draft.id);
}

fn not_sent(page: Page, place: Place, mut draft: Draft, refusal: Refusal) {
    finish(page, place);
    draft.sender = None;
    if refusal.conflict && !matches!(place, Place::Edit(_)) {
        // Something else was sent under this id, from another tab for instance.
        draft.id = CommentId(device::new_id());
        form::renew_id(place, draft.id);
    }
    draft_store::save(page, place, &draft);
    let state = match refusal {
        Refusal { sign_in: true, .. } => SendState::SignIn,
        Refusal { field: true, message, .. } => SendState::Refused(message),
        refusal => SendState::Failed(in_words(page, refusal)),
    };
    fail(page, place, state);
}

fn finish(page: Page, place: Place) {
    page.memory.update_value(|memory| memory.outgoing.retain(|outgoing| outgoing.place != place));
}

/// What is said of something that was not done.
pub(crate) fn in_words(page: Page, refusal: Refusal) -> String {
    match refusal {
        Refusal { unreachable: true, .. } => page.say(|words| &words.unreachable),
        Refusal { message, .. } if message.is_empty() => page.say(|words| &words.failed),
        Refusal { message, .. } => message,
    }
}
