//! Sending texts: kept until the server has them, sent again while it can't be reached, posted once.

use std::time::Duration;

use busola_domain::policy::Denied;
use busola_domain::{Comment, CommentId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft_store::{self, Draft, Place};
use super::page::Page;
use crate::failure::Failure;
use crate::functions::remarks::{edit_comment, post_comment};

/// The longest wait before a text is sent again, in seconds.
const LONGEST_WAIT: f64 = 30.0;

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
    /// What a failure means for the text.
    pub(crate) fn of(page: Page, failure: &Failure) -> Self {
        if failure.wants_sign_in() {
            return Self::SignIn;
        }
        match failure {
            Failure::Invalid { fields } => {
                Self::Refused(failure.at("body").or_else(|| fields.first().map(|bad| bad.message.as_str())).unwrap_or_default().to_owned())
            }
            Failure::Unreachable => Self::Waiting,
            _ => Self::Failed(failure.message().map_or_else(|| page.say(|words| &words.failed), str::to_owned)),
        }
    }

    /// Whether the text is under way and must stay as it is.
    pub(crate) fn is_under_way(&self) -> bool {
        matches!(self, Self::Sending | Self::Waiting)
    }
}

/// A text under way.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    draft: Draft,
    tries: u32,
    in_flight: bool,
}

impl Page {
    /// Sends what stands in a form. While it is under way, sending again does nothing.
    pub(crate) fn send(self, place: Place, id: CommentId, body: String) {
        if self.outgoing.with_value(|outgoing| outgoing.contains_key(&place)) {
            return;
        }
        if body.trim().is_empty() {
            let message = self.say(|words| &words.empty);
            return self.set_send(place, Some(SendState::Refused(message)));
        }
        let draft = Draft { id, body, sender: self.reader_name() };
        // Kept as "being sent" first: if the page is closed now, the next one sends it.
        draft_store::save(self.start.with_value(|start| start.consultation), place, &draft);
        self.outgoing.update_value(|outgoing| {
            outgoing.insert(place, Outgoing { draft, tries: 0, in_flight: false });
        });
        self.set_send(place, Some(SendState::Sending));
        self.try_to_send(place);
    }

    /// Sends now what waits for the server to be reachable.
    pub(crate) fn send_waiting(self) {
        let places: Vec<Place> = self.outgoing.with_value(|outgoing| outgoing.keys().copied().collect());
        for place in places {
            self.try_to_send(place);
        }
    }

    /// What became of the text of a place.
    pub(crate) fn send_state(self, place: Place) -> Option<SendState> {
        self.sends.with(|sends| sends.get(&place).cloned())
    }

    pub(crate) fn set_send(self, place: Place, state: Option<SendState>) {
        self.sends.update(|sends| {
            match state {
                Some(state) => sends.insert(place, state),
                None => sends.remove(&place),
            };
        });
    }

    fn try_to_send(self, place: Place) {
        let draft = self.outgoing.try_update_value(|outgoing| {
            let outgoing = outgoing.get_mut(&place).filter(|outgoing| !outgoing.in_flight)?;
            outgoing.in_flight = true;
            outgoing.tries += 1;
            Some((outgoing.draft.clone(), outgoing.tries))
        });
        let Some((draft, tries)) = draft.flatten() else { return };
        spawn_local(async move {
            match self.post(place, &draft).await {
                Ok(comment) => self.sent(place, comment),
                Err(Failure::Unreachable) => {
                    self.outgoing.update_value(|outgoing| {
                        if let Some(outgoing) = outgoing.get_mut(&place) {
                            outgoing.in_flight = false;
                        }
                    });
                    self.set_send(place, Some(SendState::Waiting));
                    set_timeout(move || self.try_to_send(place), wait(tries));
                }
                Err(failure) => self.not_sent(place, draft, &failure),
            }
        });
    }

    async fn post(self, place: Place, draft: &Draft) -> Result<Comment, Failure> {
        let consultation = self.start.with_value(|start| start.consultation);
        let (unit, parent) = match place {
            Place::Whole => (None, None),
            Place::Unit(unit) => (Some(unit), None),
            Place::Reply(parent, unit) => (unit, Some(parent)),
            Place::Edit(id) => return edit_comment(id, draft.body.clone()).await,
        };
        // The event may come before the answer.
        self.own.update_value(|own| {
            own.insert(draft.id);
        });
        post_comment(consultation, draft.id, unit, parent, draft.body.clone()).await
    }

    fn sent(self, place: Place, comment: Comment) {
        self.finish(place);
        draft_store::forget(self.start.with_value(|start| start.consultation), place);
        if let Place::Edit(id) = place {
            if let Some(remark) = self.panel.find(id) {
                remark.shown.update(|shown| shown.comment = comment);
            }
        } else {
            self.panel.add_own(comment);
        }
        self.set_send(place, Some(SendState::Sent));
    }

    fn not_sent(self, place: Place, mut draft: Draft, failure: &Failure) {
        self.finish(place);
        draft.sender = None;
        draft_store::save(self.start.with_value(|start| start.consultation), place, &draft);
        self.set_send(place, Some(SendState::of(self, failure)));
    }

    fn finish(self, place: Place) {
        self.outgoing.update_value(|outgoing| {
            outgoing.remove(&place);
        });
    }
}

/// How long to wait before the next try: longer each time, and not all devices at once.
pub(crate) fn wait(tries: u32) -> Duration {
    let longest = f64::from(2_u32.saturating_pow(tries.min(10))).min(LONGEST_WAIT);
    Duration::from_secs_f64(longest * (0.5 + 0.5 * random()))
}

#[cfg(not(feature = "ssr"))]
fn random() -> f64 {
    js_sys::Math::random()
}

#[cfg(feature = "ssr")]
fn random() -> f64 {
    0.0
}

/// What an action on a remark says when it could not be done.
pub(crate) fn in_words(page: Page, failure: &Failure) -> String {
    match failure {
        Failure::Denied { denied: Denied::SignInNeeded, message } => message.clone(),
        Failure::Unreachable => page.say(|words| &words.unreachable),
        Failure::Invalid { fields } => fields.first().map(|bad| bad.message.clone()).unwrap_or_default(),
        _ => failure.message().map_or_else(|| page.say(|words| &words.failed), str::to_owned),
    }
}
