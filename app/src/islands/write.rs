//! The form in which one writes. What is typed stays where it is, whatever happens on the page.

use busola_domain::CommentId;
use busola_domain::text::BODY_MAX;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;

use super::draft_store::{self, Draft, Place};
use super::icons::{ALERT, CHECK, INFO, icon};
use super::page::Page;
use super::post::SendState;
use super::start::Typed;
use super::{address, dom, plural};

/// From how many characters on the counter is shown.
const COUNTED_FROM: usize = BODY_MAX * 9 / 10;

/// What a form begins with.
pub(crate) struct Begin {
    /// Its field's name.
    pub(crate) label: String,
    /// What its button says.
    pub(crate) submit: String,
    /// The text that is there already (of a remark that is edited).
    pub(crate) body: String,
    /// What the server sends back of an attempt without JavaScript, or kept over a sign-in.
    pub(crate) typed: Option<Typed>,
}

/// A form for a new remark, a reply or a change.
pub(crate) fn write(page: Page, place: Place, begin: Begin) -> impl IntoView {
    let Begin { label, submit, body, typed } = begin;
    let from_server = typed.is_some();
    // Without a script the page begins at its top: the browser then goes to the field itself.
    let autofocus = typed.as_ref().is_some_and(|typed| typed.failure.is_some());
    // What was sent from here before is over; a failure of the server's attempt stands at the field.
    let failure = typed.as_ref().and_then(|typed| typed.failure.as_ref()).map(|failure| SendState::of(page, failure));
    if failure.is_some() || untrack(|| page.send_state(place)) == Some(SendState::Sent) {
        page.set_send(place, failure);
    }
    let initial = typed.map_or(body, |typed| typed.body);
    let chars = RwSignal::new(initial.chars().count());
    let id = StoredValue::new(first_id(page, place, from_server));
    let field = NodeRef::<html::Textarea>::new();
    let state = Memo::new(move |_| page.send_state(place));
    let under_way = Memo::new(move |_| state.with(|state| state.as_ref().is_some_and(SendState::is_under_way)));
    let error = Memo::new(move |_| match state.get() {
        Some(SendState::Refused(message)) => Some(message),
        _ => None,
    });

    let restore = move |_| {
        let Some(field) = field.get() else { return };
        let value = field.value();
        let typed_early = Ok(&value) != field.default_value().as_ref();
        match draft_store::load(page.start.with_value(|start| start.consultation), place) {
            Some(draft) if !from_server && (!typed_early || draft.body == value) => {
                field.set_value(&draft.body);
                chars.set(draft.body.chars().count());
                id.set_value(draft.id);
                if draft.sender.is_some() && draft.sender == page.reader_name() {
                    page.send(place, draft.id, draft.body);
                }
            }
            _ if typed_early || from_server => {
                chars.set(value.chars().count());
                keep(page, place, id.get_value(), value);
            }
            _ => {}
        }
    };
    Effect::new(restore);
    Effect::new(move |_| {
        if state.get() == Some(SendState::Sent) {
            after_sending(page, place, id.get_value());
            if let Some(field) = field.get_untracked() {
                field.set_value("");
            }
            chars.set(0);
            id.set_value(dom::new_comment_id());
        }
    });

    let on_input = move |_| {
        let Some(field) = field.get_untracked() else { return };
        let value = field.value();
        chars.set(value.chars().count());
        if state.with_untracked(Option::is_some) {
            page.set_send(place, None);
        }
        keep(page, place, id.get_value(), value);
    };
    let send = move || {
        if let Some(field) = field.get_untracked() {
            page.send(place, id.get_value(), field.value());
        }
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    let on_key = move |event: KeyboardEvent| {
        if dom::is_send(&event) {
            event.prevent_default();
            send();
        }
    };

    let suffix = place.suffix();
    let (field_id, hint_id, error_id) = (format!("text-{suffix}"), format!("text-{suffix}-hint"), format!("text-{suffix}-error"));
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || if error.with(Option::is_some) { format!("{hint_id} {error_id}") } else { hint_id.clone() }
    };
    let error_view = move || error.get().map(|message| view! { <p class="error-text" id=error_id.clone()>{icon(ALERT)} {message}</p> });
    let counter = move || {
        if chars.get() > COUNTED_FROM {
            page.say_with(|words| &words.characters, &plural::number(chars.get() as i64))
        } else {
            String::new()
        }
    };
    let button = move || if under_way.get() { page.say(|words| &words.sending) } else { submit.clone() };
    view! {
        <form class="write" method="post" action=action(place) on:submit=on_submit on:keydown=on_key>
            {hidden_fields(page, place, id.get_value())}
            <div class="field" data-invalid=move || error.with(Option::is_some).then_some("")>
                <label for=field_id.clone()>{label}</label>
                {error_view}
                <textarea
                    id=field_id
                    name="body"
                    rows="5"
                    required
                    autofocus=autofocus
                    aria-describedby=described
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    readonly=move || under_way.get()
                    node_ref=field
                    on:input=on_input
                    // Not as a child: an empty text would leave a space or a mark in the field.
                    inner_html=initial.replace('&', "&amp;").replace('<', "&lt;")
                ></textarea>
                <p class="hint" id=hint_id>
                    {page.say(|words| &words.hint)}
                </p>
            </div>
            {move || state.get().and_then(|state| send_state(page, &state))}
            <div class="write-foot">
                <span class="counter" data-over=move || (chars.get() > BODY_MAX).then_some("")>
                    {counter}
                </span>
                {cancel(page, place)}
                <button class="button" aria-disabled=move || under_way.get().then_some("true")>
                    {button}
                </button>
            </div>
            {matches!(place, Place::Whole | Place::Unit(_)).then(|| syntax(page))}
        </form>
    }
}

/// The id under which the form posts: the server's in the page it sent, which works without JavaScript.
fn first_id(page: Page, place: Place, from_server: bool) -> CommentId {
    match place {
        Place::Edit(id) => id,
        // A page that was gone back to has the id of what was posted from it.
        _ if cfg!(feature = "ssr") || from_server => page.panel.new_id.get_value().unwrap_or_else(dom::new_comment_id),
        _ => dom::new_comment_id(),
    }
}

fn keep(page: Page, place: Place, id: CommentId, body: String) {
    let consultation = page.start.with_value(|start| start.consultation);
    draft_store::save(consultation, place, &Draft { id, body, sender: None });
}

/// A reply and a change are done when they are sent: their form goes, and the keyboard goes to the remark.
fn after_sending(page: Page, place: Place, id: CommentId) {
    if matches!(place, Place::Reply(..) | Place::Edit(_)) {
        page.panel.open.set(None);
        page.set_send(place, None);
        dom::focus_soon(format!("u-{id}"));
    }
}

fn action(place: Place) -> &'static str {
    if matches!(place, Place::Edit(_)) { "/fn/edit-comment" } else { "/fn/post-comment" }
}

fn hidden_fields(page: Page, place: Place, id: CommentId) -> impl IntoView {
    let consultation = page.start.with_value(|start| start.consultation.to_string());
    let (unit, parent) = match place {
        Place::Unit(unit) => (Some(unit), None),
        Place::Reply(parent, unit) => (unit, Some(parent)),
        Place::Whole | Place::Edit(_) => (None, None),
    };
    let fragment = match place {
        Place::Whole | Place::Unit(_) => "remarks".to_owned(),
        Place::Reply(id, _) | Place::Edit(id) => format!("u-{id}"),
    };
    view! {
        <input type="hidden" name="consultation" value=consultation />
        <input type="hidden" name="id" value=id.to_string() />
        {unit.map(|unit| view! { <input type="hidden" name="unit" value=unit.to_string() /> })}
        {parent.map(|parent| view! { <input type="hidden" name="parent" value=parent.to_string() /> })}
        {back(page, &fragment)}
    }
}

/// The field that tells a plain form which page to come back to.
pub(crate) fn back(page: Page, fragment: &str) -> impl IntoView + use<> {
    let path = page.panel.page_path.with_value(|path| format!("{path}#{fragment}"));
    view! { <input type="hidden" name="page" value=path /> }
}

fn send_state(page: Page, state: &SendState) -> Option<impl IntoView + use<>> {
    let (tone, sign, words) = match state {
        SendState::Sending | SendState::Refused(_) => return None,
        SendState::Waiting => ("waiting", INFO, page.say(|words| &words.waiting)),
        SendState::SignIn => ("failed", ALERT, page.say(|words| &words.sign_in_again)),
        SendState::Failed(message) => ("failed", ALERT, message.clone()),
        SendState::Sent => ("sent", CHECK, page.say(|words| &words.sent)),
    };
    let link = (*state == SendState::SignIn).then(|| sign_in_link(page));
    Some(view! {
        <p class="send-state" data-state=tone role="status">
            {icon(sign)}
            <span>{words} " " {link}</span>
        </p>
    })
}

/// The way to sign in and back.
pub(crate) fn sign_in_link(page: Page) -> impl IntoView {
    let path = page.panel.address(page, page.panel.order.get(), "", "remarks");
    view! { <a href=address::of_sign_in(&path)>{page.say(|words| &words.sign_in)}</a> }
}

/// The way out of a form that stands in the place of something else.
fn cancel(page: Page, place: Place) -> Option<impl IntoView> {
    let (Place::Reply(id, _) | Place::Edit(id)) = place else { return None };
    let fragment = format!("u-{id}");
    let panel = page.panel;
    let href = panel.address(page, panel.order.get_untracked(), "", &fragment);
    let on_click = move |event: leptos::ev::MouseEvent| {
        if dom::is_plain(&event) {
            event.prevent_default();
            if matches!(place, Place::Edit(_)) {
                draft_store::forget(page.start.with_value(|start| start.consultation), place);
            }
            page.set_send(place, None);
            panel.open.set(None);
            dom::focus_soon(fragment.clone());
        }
    };
    Some(view! {
        <a class="link-button" href=href on:click=on_click>
            {page.say(|words| &words.cancel)}
        </a>
    })
}

fn syntax(page: Page) -> impl IntoView {
    view! {
        <details class="syntax">
            <summary>{page.say(|words| &words.syntax)}</summary>
            <ul>
                <li>
                    <code>"**" {page.say(|words| &words.syntax_strong)} "**"</code>
                </li>
                <li>
                    <code>"- " {page.say(|words| &words.syntax_list)}</code>
                </li>
                <li>
                    <code>"> " {page.say(|words| &words.syntax_quote)}</code>
                </li>
            </ul>
        </details>
    }
}
