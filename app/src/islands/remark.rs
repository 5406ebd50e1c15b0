//! One remark.

use busola_domain::thread::Shown;
use busola_domain::{Role, Status};
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft_store::Place;
use super::icons::{ALERT, CHECK, UP, icon};
use super::page::Page;
use super::panel_state::RemarkView;
use super::post::in_words;
use super::remark_more::{more, unhide};
use super::start::OpenForm;
use super::time::{clock_time, time};
use super::write::{Begin, back, sign_in_link, write};
use super::{address, dom, plural};
use crate::failure::Failure;
use crate::functions::remarks::support_comment;

/// What went wrong with something that was pressed: in words, and whether signing in would help.
pub(super) type Problem = RwSignal<Option<(String, bool)>>;

/// What stands in the place of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Text(Status),
    Editing,
    Gone(Status),
}

/// A remark, with what stands below it.
pub(crate) fn remark(page: Page, view: RemarkView, below: AnyView) -> AnyView {
    let RemarkView { id, shown, is_new } = view.clone();
    let panel = page.panel;
    let problem: Problem = RwSignal::new(None);
    let mode = {
        let shown = shown.clone();
        Memo::new(move |_| match shown.with(|shown| shown.comment.status) {
            status @ (Status::Hidden | Status::Withdrawn) => Mode::Gone(status),
            _ if panel.open.get() == Some(OpenForm::Edit(id)) => Mode::Editing,
            status => Mode::Text(status),
        })
    };
    let (name, role, organisation, at, unit, is_reply) = shown.with_untracked(|shown| {
        let comment = &shown.comment;
        let author = comment.author.clone();
        (author.name, author.role, author.organisation, comment.created_at, comment.unit, comment.parent.is_some())
    });
    let status = {
        let shown = shown.clone();
        move || shown.with(|shown| shown.comment.status.as_str())
    };
    let role = match role {
        Role::Resident => None,
        Role::Moderator => Some(page.say(|words| &words.moderator)),
        Role::Admin => Some(page.say(|words| &words.administrator)),
    };
    // Among the remarks on all units each says which one it is on.
    let on_unit = unit.filter(|_| !is_reply && panel.place.with_untracked(Option::is_none)).map(|unit| {
        let path = page.start.with_value(|start| start.path.clone());
        let href = address::of_panel(&path, Some(unit), panel.order.get_untracked(), "", &unit.to_string());
        view! { <p class="remark-note"><a href=href>{move || panel.label(unit).unwrap_or_default()}</a></p> }
    });
    let edited = {
        move || {
            let edited_at = shown.with(|shown| shown.comment.edited_at);
            edited_at
                .filter(|_| matches!(mode.get(), Mode::Text(_)))
                .map(|at| view! { <p class="remark-note">{page.say_with(|words| &words.edited, &clock_time(at))}</p> })
        }
    };
    let body = move || match mode.get() {
        Mode::Text(status) => text(page, &view, status, problem).into_any(),
        Mode::Editing => edit_form(page, &view).into_any(),
        Mode::Gone(status) => gone(page, &view, status, problem).into_any(),
    };
    let problem_view = move || {
        problem.get().map(|(message, sign_in)| {
            view! {
                <p class="error-text" role="alert">
                    {icon(ALERT)}
                    <span>{message} " " {sign_in.then(|| sign_in_link(page))}</span>
                </p>
            }
        })
    };
    view! {
        <article
            class="remark"
            id=format!("u-{id}")
            tabindex="-1"
            data-status=status
            data-new=is_new.then_some("")
            aria-labelledby=format!("u-{id}-author")
        >
            <header class="remark-head">
                <h4 id=format!("u-{id}-author")>{name}</h4>
                {role.map(|role| view! { <span class="role" data-role="moderator">{role}</span> })}
                <a class="when" href=format!("#u-{id}")>
                    {time(page, at)}
                </a>
                {organisation.map(|name| view! { <span class="organisation">{name}</span> })}
            </header>
            {on_unit}
            {edited}
            {body}
            {problem_view}
            {below}
        </article>
    }
    .into_any()
}

fn text(page: Page, view: &RemarkView, status: Status, problem: Problem) -> impl IntoView + use<> {
    let shown = view.shown.clone();
    let html = move || shown.with(|shown| shown.comment.html.clone().unwrap_or_default());
    let pending = status == Status::Pending;
    view! {
        {pending.then(|| view! { <p class="remark-note">{page.say(|words| &words.pending)}</p> })}
        <div class="remark-body prose" inner_html=html></div>
        <footer class="remark-foot">
            {(!pending).then(|| support(page, view, problem))}
            {(!pending && page.is_open()).then(|| reply_link(page, view))}
            {more(page, view, status, problem)}
        </footer>
    }
}

fn edit_form(page: Page, view: &RemarkView) -> impl IntoView + use<> {
    let begin = Begin {
        label: page.say(|words| &words.edit_label),
        submit: page.say(|words| &words.save),
        body: view.shown.with_untracked(|shown| shown.comment.body.clone().unwrap_or_default()),
        typed: page.panel.typed.get_value(),
    };
    write(page, Place::Edit(view.id), begin)
}

fn gone(page: Page, view: &RemarkView, status: Status, problem: Problem) -> impl IntoView + use<> {
    let shown = view.shown.clone();
    let words = move || match status {
        Status::Hidden => {
            page.say_with(|words| &words.hidden, &shown.with(|shown| shown.comment.hidden_reason.clone().unwrap_or_default()))
        }
        _ => page.say(|words| &words.withdrawn),
    };
    view! {
        <p class="remark-gone">{words}</p>
        {(status == Status::Hidden && page.is_moderator()).then(|| view! { <footer class="remark-foot">{unhide(page, view, problem)}</footer> })}
    }
}

fn support(page: Page, view: &RemarkView, problem: Problem) -> AnyView {
    let RemarkView { id, shown, .. } = view.clone();
    if !page.is_open() {
        let words = move || page.count(|words| &words.supports, shown.with(|shown| shown.comment.supports));
        return view! { <span class="figures">{words}</span> }.into_any();
    }
    let of = |pick: fn(&Shown) -> i64| {
        let shown = shown.clone();
        move || shown.with(pick)
    };
    let supported = of(|shown| i64::from(shown.supported));
    let wanted = of(|shown| i64::from(!shown.supported));
    let supports = of(|shown| shown.comment.supports);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        toggle_support(page, &shown, problem);
    };
    view! {
        <form method="post" action="/fn/support-comment" on:submit=on_submit>
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="wanted" value=move || (wanted() == 1).to_string() />
            {back(page, &format!("u-{id}"))}
            <button class="support" aria-pressed=move || (supported() == 1).to_string()>
                <span class="support-off">{icon(UP)}</span>
                <span class="support-on">{icon(CHECK)}</span>
                {page.say(|words| &words.support)}
                " "
                <span class="figures">{move || plural::number(supports())}</span>
            </button>
        </form>
    }
    .into_any()
}

/// Shows the change at once, and takes it back when the server says no.
fn toggle_support(page: Page, shown: &ArcRwSignal<Shown>, problem: Problem) {
    let (id, wanted) = shown.with_untracked(|shown| (shown.comment.id, !shown.supported));
    let change = |shown: &ArcRwSignal<Shown>, wanted: bool| {
        shown.update(|shown| {
            if shown.supported != wanted {
                shown.supported = wanted;
                shown.comment.supports += if wanted { 1 } else { -1 };
            }
        });
    };
    problem.set(None);
    change(shown, wanted);
    let shown = shown.clone();
    spawn_local(async move {
        match support_comment(id, wanted).await {
            // Pressed again meanwhile: the answer to that is the one that counts.
            Ok(supports) => shown.update(|shown| {
                if shown.supported == wanted {
                    shown.comment.supports = supports;
                }
            }),
            Err(failure) => {
                change(&shown, !wanted);
                say(page, problem, &failure);
            }
        }
    });
}

/// Puts a failure into words under the remark.
pub(super) fn say(page: Page, problem: Problem, failure: &Failure) {
    problem.set(Some((in_words(page, failure), failure.wants_sign_in())));
}

fn reply_link(page: Page, view: &RemarkView) -> impl IntoView + use<> {
    open_link(page, OpenForm::Reply(view.id), format!("reply-{}", view.id), page.say(|words| &words.reply))
}

/// A link that opens a form of a remark: in place, or as a page of its own.
pub(super) fn open_link(page: Page, form: OpenForm, target: String, words: String) -> impl IntoView + use<> {
    let panel = page.panel;
    let (added, field) = match form {
        OpenForm::Reply(id) => (format!("&reply={id}"), format!("text-reply-{id}")),
        OpenForm::Edit(id) => (format!("&edit={id}"), format!("text-edit-{id}")),
        OpenForm::Hide(id) => (format!("&hide={id}"), format!("reason-{id}")),
    };
    let on_click = move |event: MouseEvent| {
        if dom::is_plain(&event) {
            event.prevent_default();
            panel.typed.set_value(None);
            panel.open.set(Some(form));
            dom::focus_soon(field.clone());
        }
    };
    let href = move || panel.address(page, panel.order.get(), &added, &target);
    view! {
        <a class="link-button" href=href on:click=on_click>
            {words}
        </a>
    }
}
