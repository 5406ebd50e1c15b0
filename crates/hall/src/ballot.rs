//! The poll on show: its ballot, and its numbers once they are public.

use busola_domain::PollId;
use busola_domain::meeting::Poll;
use busola_domain::meeting::poll::{State, Type, Visibility};
use leptos::either::Either;
use leptos::prelude::*;

use crate::parts::bar;
use crate::parts::poll::chart;
use crate::state::Hall;

/// What became of a vote that was sent from this page.
#[cfg_attr(feature = "ssr", expect(dead_code, reason = "the server sends no vote"))]
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sent {
    /// It is on its way, or waits for the network.
    Waiting,
    /// It counts.
    Counted,
    /// It does not.
    Refused(String),
}

/// The card of the poll on show; nothing without one.
pub(crate) fn ballot(hall: Hall) -> impl IntoView {
    let id = Memo::new(move |_| hall.shown_poll());
    // As long as the page: a vote is sent, or said to be late, also when another poll is on show by then.
    let sent = RwSignal::new(None::<(PollId, Sent)>);
    resume(hall, sent);
    // Drawn anew for another poll only: its numbers must not take the ballot from under a hand.
    let drawn = move || {
        let id = id.get()?;
        untrack(|| hall.poll(id)).map(|poll| card(hall, sent, &poll))
    };
    // Said once, not with each tally.
    let told = move || {
        let poll = hall.poll(id.get()?)?;
        Some(match poll.state {
            State::Prepared => String::new(),
            State::Open => hall.say_with(|words| &words.poll_opened, &poll.question),
            State::Closed => hall.say(|words| &words.poll_closed),
        })
    };
    view! {
        <div class="poll-place">{drawn}</div>
        <p class="visually-hidden" role="status">{told}</p>
    }
}

fn card(hall: Hall, sent: RwSignal<Option<(PollId, Sent)>>, poll: &Poll) -> impl IntoView + use<> {
    let id = poll.id;
    let open = Memo::new(move |_| is_open(hall, id));
    let poll = poll.clone();
    let question = poll.question.clone();
    view! {
        <section class="card poll" aria-labelledby="poll">
            <p class="kicker">{hall.say(|words| &words.poll)}</p>
            <h2 id="poll" lang=hall.content_lang()>{question}</h2>
            {move || if open.get() {
                let said: Vec<_> = rules(hall, &poll).into_iter().map(|words| view! { <li>{words}</li> }).collect();
                Either::Left(view! { <ul class="poll-rules">{said}</ul> {marks(hall, sent, &poll)} })
            } else {
                let refused = move || sent.get().and_then(|(of, state)| match state {
                    Sent::Refused(words) if of == id => Some(view! { <p class="vote-state" role="status" data-refused="">{words}</p> }),
                    _ => None,
                });
                Either::Right(view! { <p class="poll-state">{hall.say(|words| &words.poll_closed)}</p> {refused} })
            }}
            {chart(hall, id)}
        </section>
    }
}

fn marks(hall: Hall, sent: RwSignal<Option<(PollId, Sent)>>, poll: &Poll) -> impl IntoView + use<> {
    if !hall.takes_part() {
        return Either::Left(bar::sign_in_first(hall));
    }
    let id = poll.id;
    let kind = if poll.kind == Type::Multiple { "checkbox" } else { "radio" };
    let typed = hall.typed("/fn/vote", &id.to_string());
    let given = hall.own.with_untracked(|own| own.votes.get(&id).cloned().unwrap_or_default());
    let voted = move || hall.own.with(|own| own.votes.contains_key(&id));
    let options: Vec<_> = poll
        .options
        .iter()
        .map(|option| {
            let (name, value) = (format!("option-{}", option.id), option.id.to_string());
            let checked = if typed.is_there() { typed.has("options[]", &value) } else { given.contains(&option.id) };
            view! {
                <li>
                    <label class="mark">
                        <input type=kind name="options[]" value=value id=name checked=checked />
                        <span lang=hall.content_lang()>{option.text.clone()}</span>
                    </label>
                </li>
            }
        })
        .collect();
    // Another choice than the one that counts stands in the form.
    let unsent = RwSignal::new(false);
    let changed = move || unsent.get() && voted();
    let state = move || sent.get().filter(|(of, _)| *of == id).map(|(_, state)| state);
    let said = move || match state() {
        _ if changed() => hall.say(|words| &words.vote_unsent),
        Some(Sent::Waiting) => hall.say(|words| &words.vote_waits),
        Some(Sent::Refused(words)) => words,
        Some(Sent::Counted) | None if voted() => hall.say(|words| &words.voted),
        Some(Sent::Counted) | None => String::new(),
    };
    let refused = move || !changed() && matches!(state(), Some(Sent::Refused(_)));
    Either::Right(view! {
        <form method="post" action="/fn/vote" class="form" on:submit=move |event| {
            unsent.set(false);
            press(hall, id, sent, &event);
        }>
            <input type="hidden" name="page" value=hall.path() />
            <input type="hidden" name="poll" value=id.to_string() />
            <fieldset class="marks" on:change=move |_| unsent.set(true)>
                <legend class="visually-hidden" lang=hall.content_lang()>{poll.question.clone()}</legend>
                <ul>{options}</ul>
            </fieldset>
            <p class="button-row">
                <button class="button">
                    {move || if voted() { hall.say(|words| &words.change_vote) } else { hall.say(|words| &words.vote) }}
                </button>
                <strong class="vote-state" role="status" data-refused=move || refused().then_some("")>{said}</strong>
            </p>
        </form>
    })
}

#[cfg(feature = "ssr")]
fn press(_: Hall, _: PollId, _: RwSignal<Option<(PollId, Sent)>>, _: &leptos::ev::SubmitEvent) {}

#[cfg(feature = "ssr")]
fn resume(_: Hall, _: RwSignal<Option<(PollId, Sent)>>) {}

#[cfg(not(feature = "ssr"))]
use sending::{press, resume};

/// Votes are kept on the device until the server has taken or refused them: the network of a hall fails.
#[cfg(not(feature = "ssr"))]
mod sending {
    use busola_browser::device;
    use busola_browser::line::wait;
    use busola_browser::request::call;
    use busola_domain::{OptionId, PollId};
    use leptos::ev::SubmitEvent;
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::HtmlFormElement;

    use super::Sent;
    use crate::act;
    use crate::state::Hall;

    /// On a shared device the next person must not send the vote of the one before.
    fn key(hall: Hall, poll: PollId) -> String {
        hall.start.with_value(|start| format!("busola-vote-{}-{poll}", start.person))
    }

    /// Votes as the form is marked.
    pub(super) fn press(hall: Hall, poll: PollId, sent: RwSignal<Option<(PollId, Sent)>>, event: &SubmitEvent) {
        event.prevent_default();
        let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else { return };
        let marked: Vec<String> = act::fields(&form).into_iter().filter(|(name, _)| name == "options[]").map(|(_, value)| value).collect();
        if marked.is_empty() {
            return sent.set(Some((poll, Sent::Refused(hall.say(|words| &words.vote_none)))));
        }
        device::store(&key(hall, poll), Some(&marked.join(" ")));
        send(hall, poll, sent, 0);
    }

    /// Sends the votes that waited when the page was left.
    pub(super) fn resume(hall: Hall, sent: RwSignal<Option<(PollId, Sent)>>) {
        for poll in hall.polls.with_untracked(|polls| polls.iter().map(|poll| poll.id).collect::<Vec<_>>()) {
            if device::stored(&key(hall, poll)).is_some() {
                set_timeout(move || send(hall, poll, sent, 0), std::time::Duration::ZERO);
            }
        }
    }

    fn send(hall: Hall, poll: PollId, sent: RwSignal<Option<(PollId, Sent)>>, tries: u32) {
        let Some(marked) = device::stored(&key(hall, poll)) else { return };
        // Why it was not taken stays there while it is tried again.
        if tries == 0 {
            sent.set(Some((poll, Sent::Waiting)));
        }
        spawn_local(async move {
            let id = poll.to_string();
            let mut fields = vec![("poll", id.as_str())];
            let names: Vec<String> = (0..marked.split(' ').count()).map(|at| format!("options[{at}]")).collect();
            fields.extend(names.iter().map(String::as_str).zip(marked.split(' ')));
            match call("/fn/vote", &fields).await {
                Err(refusal) if refusal.unreachable => {
                    set_timeout(move || send(hall, poll, sent, tries + 1), wait(tries));
                }
                // Another choice was made while this one was under way.
                _ if device::stored(&key(hall, poll)).as_deref() != Some(marked.as_str()) => send(hall, poll, sent, 0),
                Ok(_) => {
                    device::store(&key(hall, poll), None);
                    hall.notice.set(None);
                    let options: Vec<OptionId> = marked.split(' ').filter_map(|id| id.parse().ok()).collect();
                    hall.own.update(|own| drop(own.votes.insert(poll, options)));
                    sent.set(Some((poll, Sent::Counted)));
                }
                Err(refusal) => {
                    if refusal.later {
                        set_timeout(move || send(hall, poll, sent, tries + 1), wait(tries));
                    } else if !refusal.sign_in {
                        device::store(&key(hall, poll), None);
                    }
                    let words = if refusal.message.is_empty() { hall.say(|words| &words.failed) } else { refusal.message };
                    // Beside the button; above all only when that is not there.
                    if untrack(|| hall.shown_poll()) != Some(poll) {
                        hall.notice.set(Some(words.clone()));
                    }
                    sent.set(Some((poll, Sent::Refused(words))));
                }
            }
        });
    }
}

/// What is said before one votes: whether it is secret, and when the numbers are public.
fn rules(hall: Hall, poll: &Poll) -> Vec<String> {
    let mut said = vec![match (poll.secret, poll.named) {
        (true, _) => hall.say(|words| &words.poll_secret),
        (false, true) => hall.say(|words| &words.poll_by_name),
        (false, false) => hall.say(|words| &words.poll_named),
    }];
    if poll.visibility == Visibility::OnClose {
        said.push(hall.say(|words| &words.poll_on_close));
    }
    if poll.kind == Type::Multiple {
        said.push(hall.say_with(|words| &words.up_to, &poll.max.to_string()));
    }
    said
}

/// Whether votes are taken.
fn is_open(hall: Hall, id: PollId) -> bool {
    hall.poll(id).is_some_and(|poll| poll.state == State::Open)
}
