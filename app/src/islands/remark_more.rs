//! What else can be done with a remark: by its author, by a moderator.

use std::future::Future;

use busola_domain::{Comment, Phase, Status};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::icons::{ALERT, icon};
use super::page::Page;
use super::panel_state::RemarkView;
use super::post::in_words;
use super::remark::{Problem, open_link, say};
use super::start::OpenForm;
use super::time::{clock_time, exact};
use super::write::back;
use crate::failure::Failure;
use crate::functions::remarks::{approve_comment, hide_comment, unhide_comment, withdraw_comment};

/// What is done seldom, behind a word of its own.
pub(super) fn more(page: Page, view: &RemarkView, status: Status, problem: Problem) -> impl IntoView + use<> {
    let (at, mine, hide_open) = (
        view.shown.with_untracked(|shown| shown.comment.created_at),
        view.shown.with_untracked(|shown| shown.mine),
        page.panel.open.get_untracked() == Some(OpenForm::Hide(view.id)),
    );
    let reported = page.start.with_value(|start| start.phase == Phase::Reported);
    view! {
        <details open=hide_open>
            <summary>{page.say(|words| &words.more)}</summary>
            <div class="more">
                <p>{page.say_with(|words| &words.received, &exact(at))}</p>
                <p>
                    <a class="link-button" href=format!("#u-{}", view.id)>
                        {page.say(|words| &words.permalink)}
                    </a>
                </p>
                {edit_link(page, view)}
                {(mine && !reported).then(|| withdraw(page, view, problem))}
                {(page.is_moderator() && status == Status::Pending).then(|| approve(page, view, problem))}
                {page.is_moderator().then(|| hide(page, view))}
            </div>
        </details>
    }
}

fn edit_link(page: Page, view: &RemarkView) -> impl IntoView + use<> {
    let (id, shown) = (view.id, view.shown.clone());
    // Before the page is live the server's word counts.
    let until = Memo::new(move |_| {
        let until = shown.with(|shown| shown.editable_until);
        until.filter(|until| page.is_open() && page.clock.get().is_none_or(|now| now < *until))
    });
    move || {
        until.get().map(|until| {
            view! {
                <p>{page.say_with(|words| &words.editable_until, &clock_time(until))}</p>
                <p>{open_link(page, OpenForm::Edit(id), format!("u-{id}"), page.say(|words| &words.edit))}</p>
            }
        })
    }
}

fn withdraw(page: Page, view: &RemarkView, problem: Problem) -> impl IntoView + use<> {
    let RemarkView { id, shown, .. } = view.clone();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let shown = shown.clone();
        run(page, problem, withdraw_comment(id), move |()| {
            shown.update(|shown| {
                shown.comment.status = Status::Withdrawn;
                shown.comment.body = None;
                shown.comment.html = None;
            });
        });
    };
    view! {
        <details>
            <summary>{page.say(|words| &words.withdraw)}</summary>
            <p>{page.say(|words| &words.withdraw_sure)}</p>
            <form method="post" action="/fn/withdraw-comment" on:submit=on_submit>
                <input type="hidden" name="id" value=id.to_string() />
                {back(page, &format!("u-{id}"))}
                <button class="link-button">{page.say(|words| &words.withdraw_yes)}</button>
            </form>
        </details>
    }
}

fn approve(page: Page, view: &RemarkView, problem: Problem) -> impl IntoView + use<> {
    let id = view.id;
    let words = page.say(|words| &words.approve);
    let on_submit = replace(page, view, problem, move || approve_comment(id));
    view! {
        <form method="post" action="/fn/approve-comment" on:submit=on_submit>
            <input type="hidden" name="id" value=id.to_string() />
            {back(page, &format!("u-{id}"))}
            <button class="button button-small">{words}</button>
        </form>
    }
}

/// Shows a hidden remark again.
pub(super) fn unhide(page: Page, view: &RemarkView, problem: Problem) -> impl IntoView + use<> {
    let id = view.id;
    let on_submit = replace(page, view, problem, move || unhide_comment(id));
    view! {
        <form method="post" action="/fn/unhide-comment" on:submit=on_submit>
            <input type="hidden" name="id" value=id.to_string() />
            {back(page, &format!("u-{id}"))}
            <button class="link-button">{page.say(|words| &words.unhide)}</button>
        </form>
    }
}

/// Hides a remark; the reason is asked for, since it will stand in its place.
fn hide(page: Page, view: &RemarkView) -> impl IntoView + use<> {
    let RemarkView { id, shown, .. } = view.clone();
    let open = page.panel.open.get_untracked() == Some(OpenForm::Hide(id));
    let typed = if open { page.panel.typed.get_value() } else { None };
    let error = RwSignal::new(typed.as_ref().and_then(|typed| typed.failure.as_ref()).map(|failure| in_words(page, failure)));
    let initial = typed.map(|typed| typed.body).unwrap_or_default();
    let field = NodeRef::<html::Textarea>::new();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(reason) = field.get_untracked().map(|field| field.value()) else { return };
        let shown = shown.clone();
        error.set(None);
        spawn_local(async move {
            match hide_comment(id, reason).await {
                Ok(comment) => shown.update(|shown| shown.comment = comment),
                Err(failure) => error.set(Some(in_words(page, &failure))),
            }
        });
    };
    let (field_id, hint_id, error_id) = (format!("reason-{id}"), format!("reason-{id}-hint"), format!("reason-{id}-error"));
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || if error.with(Option::is_some) { format!("{hint_id} {error_id}") } else { hint_id.clone() }
    };
    view! {
        <details open=open>
            <summary>{page.say(|words| &words.hide)}</summary>
            <form class="form" method="post" action="/fn/hide-comment" on:submit=on_submit>
                <input type="hidden" name="id" value=id.to_string() />
                {back(page, &format!("u-{id}"))}
                <div class="field" data-invalid=move || error.with(Option::is_some).then_some("")>
                    <label for=field_id.clone()>{page.say(|words| &words.hide_reason)}</label>
                    {move || error.get().map(|message| view! { <p class="error-text" id=error_id.clone()>{icon(ALERT)} {message}</p> })}
                    <p class="hint" id=hint_id>
                        {page.say(|words| &words.hide_hint)}
                    </p>
                    <textarea
                        id=field_id
                        name="reason"
                        rows="3"
                        required
                        aria-describedby=described
                        aria-invalid=move || error.with(Option::is_some).then_some("true")
                        node_ref=field
                        inner_html=initial.replace('&', "&amp;").replace('<', "&lt;")
                    ></textarea>
                </div>
                <p>
                    <button class="button button-small button-quiet">{page.say(|words| &words.hide_yes)}</button>
                </p>
            </form>
        </details>
    }
}

/// A handler that shows the remark as the server answers.
fn replace<F, R>(page: Page, view: &RemarkView, problem: Problem, request: R) -> impl Fn(SubmitEvent) + use<F, R>
where
    R: Fn() -> F + 'static,
    F: Future<Output = Result<Comment, Failure>> + 'static,
{
    let shown = view.shown.clone();
    move |event: SubmitEvent| {
        event.prevent_default();
        let shown = shown.clone();
        run(page, problem, request(), move |comment| shown.update(|shown| shown.comment = comment));
    }
}

fn run<T: 'static>(
    page: Page,
    problem: Problem,
    request: impl Future<Output = Result<T, Failure>> + 'static,
    done: impl FnOnce(T) + 'static,
) {
    problem.set(None);
    spawn_local(async move {
        match request.await {
            Ok(answer) => done(answer),
            Err(failure) => say(page, problem, &failure),
        }
    });
}
