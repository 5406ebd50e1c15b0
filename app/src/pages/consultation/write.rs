//! The forms in which one writes: a remark, a reply, a change.
//!
//! They work by themselves; `islands/browser/form.rs` keeps what is typed and sends it without leaving.

use busola_domain::{Comment, CommentId, Phase, UnitId};
use leptos::prelude::*;
use uuid::Uuid;

use super::start::{Panel, Typed};
use crate::failure::Failure;
use crate::icons::alert;
use crate::islands::start::{OpenForm, PANEL};
use crate::pages::address;
use crate::pages::form::{in_words, page_field};
use crate::pages::notice::{Takes, notice};

/// What a form is for.
enum For {
    /// A remark on the unit in focus, or on the whole draft.
    New,
    /// An answer to a remark, on the unit of that one.
    Reply(CommentId, Option<UnitId>),
    /// Another text for a remark.
    Edit(CommentId),
}

/// What a form says and begins with.
struct Begin<'a> {
    label: String,
    submit: String,
    /// The text that is there already.
    body: &'a str,
    /// What was sent before, or kept over a sign-in.
    typed: Option<&'a Typed>,
    /// Whether it can't be used now: it shows a text that was kept, and nothing without one.
    closed: bool,
}

/// The form for a remark on what the panel shows.
pub(super) fn new(panel: &Panel) -> impl IntoView + use<> {
    let lang = panel.lang;
    let label = if panel.unit.is_some() { lang.live_your_remark() } else { lang.live_your_remark_on_all() };
    let submit = if panel.reader.is_some() { lang.live_send() } else { lang.live_sign_in_and_send() };
    let typed = panel.typed.as_ref().filter(|_| panel.open.is_none());
    form(panel, &For::New, Begin { label, submit, body: "", typed, closed: panel.phase != Phase::Open })
}

/// The form for a reply to a remark.
pub(super) fn reply(panel: &Panel, to: &Comment) -> impl IntoView + use<> {
    reply_to(panel, to.id, to.unit, &to.author.name)
}

fn reply_to(panel: &Panel, to: CommentId, unit: Option<UnitId>, name: &str) -> impl IntoView + use<> {
    let lang = panel.lang;
    let submit = if panel.reader.is_some() { lang.live_reply() } else { lang.live_sign_in_and_send() };
    let begin =
        Begin { label: lang.live_reply_to(name.to_owned()), submit, body: "", typed: panel.typed_in(OpenForm::Reply(to)), closed: false };
    view! { <div id=format!("reply-{to}")>{form(panel, &For::Reply(to, unit), begin)}</div> }
}

/// The form in the place of a remark's text.
pub(super) fn edit(panel: &Panel, comment: &Comment) -> impl IntoView + use<> {
    let lang = panel.lang;
    let begin = Begin {
        label: lang.live_edit_label(),
        submit: lang.live_save(),
        body: comment.body.as_deref().unwrap_or_default(),
        typed: panel.typed_in(OpenForm::Edit(comment.id)),
        closed: false,
    };
    form(panel, &For::Edit(comment.id), begin)
}

/// What the browser makes forms under remarks of; ids are nil where those of a remark are to stand.
pub(super) fn templates(panel: &Panel) -> impl IntoView + use<> {
    let nil = CommentId(Uuid::nil());
    let edit = Begin { label: panel.lang.live_edit_label(), submit: panel.lang.live_save(), body: "", typed: None, closed: false };
    view! {
        <template id="reply-template"><li>{reply_to(panel, nil, Some(UnitId(Uuid::nil())), "#")}</li></template>
        <template id="edit-template">{form(panel, &For::Edit(nil), edit)}</template>
    }
}

/// A text as the content of a field. Not as a view: an empty one would leave a mark in the field.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Who sees what is written, and when.
fn hint_of(panel: &Panel) -> String {
    match (panel.reader.is_some(), panel.checked) {
        (true, false) => panel.lang.live_hint(),
        (true, true) => panel.lang.live_hint_checked(),
        (false, false) => panel.lang.live_hint_guest(),
        (false, true) => panel.lang.live_hint_guest_checked(),
    }
}

fn form(panel: &Panel, what: &For, begin: Begin) -> impl IntoView + use<> {
    let lang = panel.lang;
    let Begin { label, submit, body, typed, closed } = begin;
    let failure = typed.and_then(|typed| typed.failure.as_ref());
    let error = failure.and_then(at_the_field);
    let state = failure.filter(|_| error.is_none()).map(|failure| in_words(lang, failure));
    let (refused, failed) = (error.is_some(), state.is_some());
    let suffix = match what {
        For::New => "new".to_owned(),
        For::Reply(to, _) => format!("reply-{to}"),
        For::Edit(id) => format!("edit-{id}"),
    };
    let (field, hint, error_id) = (format!("text-{suffix}"), format!("text-{suffix}-hint"), format!("text-{suffix}-error"));
    let action = if matches!(what, For::Edit(_)) { "/fn/edit-comment" } else { "/fn/post-comment" };
    // On a unit that is gone nothing new is written; what was refused for that is shown. The browser brings the form to others.
    let hidden = (closed || (panel.gone && matches!(what, For::New))) && typed.is_none();
    // Without a script the page begins at its top: the browser then goes to the field by itself.
    let autofocus = typed.is_some();
    view! {
        <form class="write" method="post" action=action hidden=hidden data-typed=typed.is_some()>
            {hidden_fields(panel, what)}
            <div class="field" data-invalid=refused>
                <label for=field.clone()>{label}</label>
                <p class="error-text" id=error_id.clone() hidden=!refused>{alert()} <span>{error}</span></p>
                <textarea
                    id=field
                    name="body"
                    rows="5"
                    required
                    autofocus=autofocus
                    readonly=closed
                    aria-describedby=format!("{hint} {error_id}")
                    aria-invalid=refused.then_some("true")
                    inner_html=escaped(typed.map_or(body, |typed| &typed.body))
                ></textarea>
                <p class="hint" id=hint>{hint_of(panel)}</p>
            </div>
            <p class="send-state" role="status" data-state="failed" hidden=!failed>
                {alert()} <span>{state}</span> " "
                <a href=address::sign_in(&panel.page_path) hidden>{lang.live_sign_in()}</a>
            </p>
            <div class="write-foot">
                <span class="counter"></span>
                {cancel(panel, what)}
                {(!closed).then(|| view! { <button class="button" data-words=submit.clone()>{submit.clone()}</button> })}
            </div>
            {(!closed && !matches!(what, For::Edit(_))).then(|| notice(lang, panel.city.as_deref(), Takes::Words))}
            {matches!(what, For::New).then(|| syntax(panel))}
        </form>
    }
}

/// What is wrong with the text itself.
fn at_the_field(failure: &Failure) -> Option<String> {
    let Failure::Invalid { fields } = failure else { return None };
    failure.at("body").or_else(|| fields.first().map(|bad| bad.message.as_str())).map(str::to_owned)
}

fn hidden_fields(panel: &Panel, what: &For) -> impl IntoView + use<> {
    let focus = panel.unit.as_ref().map(|unit| unit.id);
    let (id, unit, parent, fragment) = match what {
        For::New => (panel.new_id, focus, None, PANEL.to_owned()),
        For::Reply(to, unit) => (panel.new_id, *unit, Some(*to), format!("u-{to}")),
        For::Edit(id) => (*id, None, None, format!("u-{id}")),
    };
    view! {
        <input type="hidden" name="consultation" value=panel.consultation.to_string() />
        <input type="hidden" name="id" value=id.to_string() />
        <input type="hidden" name="version" value=panel.version.to_string() />
        // One that is disabled is not sent; the browser's half fills it in.
        <input type="hidden" name="unit" value=unit.map(|unit| unit.to_string()) disabled=unit.is_none() />
        {parent.map(|parent| view! { <input type="hidden" name="parent" value=parent.to_string() /> })}
        {page_field(&format!("{}#{fragment}", panel.page_path))}
    }
}

/// The way out of a form that stands in the place of something else.
fn cancel(panel: &Panel, what: &For) -> Option<impl IntoView + use<>> {
    let (For::Reply(id, _) | For::Edit(id)) = what else { return None };
    let href = panel.here("", &format!("u-{id}"));
    Some(view! { <a class="link-button" data-do="cancel" href=href>{panel.lang.live_cancel()}</a> })
}

fn syntax(panel: &Panel) -> impl IntoView + use<> {
    let lang = panel.lang;
    view! {
        <details class="syntax">
            <summary>{lang.live_syntax()}</summary>
            <ul>
                <li><code>"**" {lang.live_syntax_strong()} "**"</code></li>
                <li><code>"- " {lang.live_syntax_list()}</code></li>
                <li><code>"> " {lang.live_syntax_quote()}</code></li>
            </ul>
        </details>
    }
}
