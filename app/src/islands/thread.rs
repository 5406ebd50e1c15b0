//! A thread: a remark and the replies to it.

use busola_domain::CommentId;
use leptos::prelude::*;

use super::draft_store::Place;
use super::page::Page;
use super::panel_state::ThreadView;
use super::remark::remark;
use super::start::OpenForm;
use super::write::{Begin, write};

/// The threads of the panel.
pub(crate) fn threads(page: Page) -> impl IntoView {
    let panel = page.panel;
    view! {
        <ol class="thread" hidden=move || panel.threads.with(Vec::is_empty)>
            <For each=move || panel.threads.get() key=|thread| thread.root.id children=move |thread| view! { <li>{in_full(page, thread)}</li> } />
        </ol>
    }
}

fn in_full(page: Page, thread: ThreadView) -> impl IntoView {
    let ThreadView { root, replies } = thread;
    let reply_to = {
        let (root, replies) = (root.id, replies.clone());
        Memo::new(move |_| match page.panel.open.get() {
            Some(OpenForm::Reply(id)) if id == root || replies.with(|replies| replies.iter().any(|reply| reply.id == id)) => Some(id),
            _ => None,
        })
    };
    let is_empty = {
        let replies = replies.clone();
        move || replies.with(Vec::is_empty) && reply_to.get().is_none()
    };
    let below = view! {
        <ol class="replies" hidden=is_empty>
            <For each=move || replies.get() key=|reply| reply.id children=move |reply| view! { <li>{remark(page, reply, ().into_any())}</li> } />
            <For each=move || reply_to.get() key=|id| *id children=move |id| view! { <li>{reply_form(page, id)}</li> } />
        </ol>
    };
    remark(page, root, below.into_any())
}

fn reply_form(page: Page, id: CommentId) -> impl IntoView {
    let panel = page.panel;
    let shown = panel.find(id).map(|remark| remark.shown);
    let (name, unit) =
        shown.map(|shown| shown.with_untracked(|shown| (shown.comment.author.name.clone(), shown.comment.unit))).unwrap_or_default();
    let begin = Begin {
        label: page.say_with(|words| &words.reply_to, &name),
        submit: page.say(|words| &words.reply),
        body: String::new(),
        typed: panel.typed.get_value(),
    };
    view! { <div id=format!("reply-{id}")>{write(page, Place::Reply(id, unit), begin)}</div> }
}
