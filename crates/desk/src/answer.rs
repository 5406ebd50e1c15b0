//! The form in which a remark, or several together, is answered.

use busola_domain::answer::{JUSTIFICATION_MAX, State};
use busola_domain::{Decision, Status};
use leptos::ev::Event;
use leptos::prelude::*;

use crate::keys::{chord, shown};
use crate::start::{Entry, Seen};
use crate::state::{Desk, Step};
use crate::{decision, queue, remark, templates};

/// What stands in a text field to begin with, where nothing is escaped; a browser drops the first line end.
fn as_content(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

/// The form, under what must be known before one writes.
pub(crate) fn answer(desk: Desk) -> impl IntoView {
    let revision = Memo::new(move |_| desk.typed.with(|typed| typed.revision));
    let id = move || desk.shown_id().map(|id| String::from(Seen { id, revision: revision.get() }));
    let there = Memo::new(move |_| desk.is_open() && desk.shown.with(|shown| shown.as_ref().is_some_and(|entry| entry.is_there())));
    view! {
        <h2 id="answer-heading" tabindex="-1">{desk.say(|words| &words.answer)}</h2>
        {notes(desk)}
        <form
            id="answer-form" class="form desk-form" method="post" action="/fn/answer-remark" hidden=move || !there.get()
            on:submit=move |event| submit(desk, event)
        >
            <input type="hidden" name="page" value=move || desk.address(desk.shown_id()) />
            <input type="hidden" name="next" value=move || remark::on_address(desk, desk.beside(Step::On)) />
            <input type="hidden" name="id" value=id />
            {group(desk)}
            <p class="error-text" role="alert" id="answer-error" hidden=move || desk.refused.with(Option::is_none)>{move || desk.refused.get()}</p>
            {decisions(desk)}
            {justification(desk)}
            {changed_unit(desk)}
            {buttons(desk)}
            {templates::templates(desk)}
        </form>
    }
}

/// What must be known before one writes: who else is at it, what was answered, that nothing is answered any more.
fn notes(desk: Desk) -> impl IntoView {
    let worker = Memo::new(move |_| desk.shown_id().and_then(|id| desk.worker(id)));
    let state = Memo::new(move |_| desk.shown.with(|shown| shown.as_ref().map(crate::Entry::state)));
    let became = move || match state.get() {
        Some(State::Drafted) => Some(desk.say(|words| &words.is_draft)),
        Some(State::Answered) => Some(desk.say(|words| &words.is_published)),
        _ => None,
    };
    view! {
        <div role="status" class="desk-notes">
            {move || worker.get().map(|name| view! { <p class="message" data-tone="warning">{desk.say_with(|words| &words.works_here, &name)}</p> })}
            {move || desk.standing.get().map(|entry| standing(desk, entry))}
        </div>
        {move || became().map(|words| view! { <p class="hint">{words}</p> })}
        {(!desk.is_open()).then(|| view! { <p class="message" data-tone="info">{desk.say(|words| &words.reported)}</p> })}
    }
}

/// What somebody else answered while one was typing: by whom and when, and what. To the remark that is shown one takes it
/// with a press; of another that is answered with it one sees that it is.
fn standing(desk: Desk, entry: Entry) -> impl IntoView {
    let (seen, number) = (entry.seen(), entry.number);
    let own = untrack(|| desk.shown_id()) == Some(entry.id);
    let words = entry.answer.map(|answer| {
        let badge = decision::badge(desk.say(|words| decision::word(words, answer.decision)), answer.decision);
        let changed = answer.unit.and_then(|unit| desk.label(unit));
        let changed = changed.map(|label| view! { <p>{desk.say(|words| &words.changed_unit)} ": " {label}</p> });
        view! { <p>{badge}</p> <div class="prose" inner_html=answer.html></div> {changed} }
    });
    let take = own.then(|| {
        let press = move |_| take_theirs(desk);
        view! { <p><button type="button" class="link-button needs-script" on:click=press>{desk.say(|words| &words.see_their)}</button></p> }
    });
    let others = move || (!own).then(|| queue::mark(desk, seen, number, false));
    view! {
        <div class="message" data-tone="warning">
            <p><b>{desk.say_with(|words| &words.by_another, &number.to_string())}</b> {others}</p>
            {entry.written.map(|written| view! { <p class="hint">{written}</p> })}
            {words}
            {take}
        </div>
    }
}

/// The remarks that get the same answer, where there are several.
fn group(desk: Desk) -> impl IntoView {
    // With the one that is shown, marked or not.
    let others = move || desk.marked.with(|marked| marked.iter().filter(|seen| Some(seen.id) != desk.shown_id()).count());
    let words = move || desk.count(|words| &words.group, others() as i64 + 1);
    view! {
        <div class="message desk-group" data-tone="info" role="status" hidden=move || others() == 0>
            <p>{words}</p>
            <button type="button" class="link-button needs-script" on:click=move |_| desk.marked.set(Vec::new())>
                {desk.say(|words| &words.unmark)}
            </button>
        </div>
    }
}

fn decisions(desk: Desk) -> impl IntoView {
    let choices: Vec<_> = Decision::ALL
        .iter()
        .map(|made| {
            let made = *made;
            let is_made = move || desk.typed.with(|typed| typed.decision == Some(made));
            let choose = move |_| change(desk, move |typed| typed.decision = Some(made));
            let key = decision::key(made);
            view! {
                <label class="choice desk-decision">
                    <input
                        type="radio" name="decision" value=made.as_str() required checked=untrack(is_made) prop:checked=is_made on:change=choose
                        data-key=key aria-keyshortcuts=key
                    />
                    " "
                    {decision::badge(desk.say(|words| decision::word(words, made)), made)}
                    {shown(Some(key))}
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="desk-decisions">
            <legend>{desk.say(|words| &words.decision)}</legend>
            {choices}
        </fieldset>
    }
}

fn justification(desk: Desk) -> impl IntoView {
    let begun = desk.typed.with_untracked(|typed| as_content(&typed.justification));
    let typing = move |event: Event| {
        let words = event_target_value(&event);
        change(desk, move |typed| typed.justification = words);
    };
    let refused = move || desk.refused.with(Option::is_some).then_some("true");
    view! {
        <div class="field">
            <label for="justification">{desk.say(|words| &words.justification)} {shown(Some("e"))}</label>
            <p class="hint" id="justification-hint">{desk.say(|words| &words.justification_hint)}</p>
            <textarea
                id="justification" name="justification" rows="8" required maxlength=JUSTIFICATION_MAX.to_string() data-key="e" aria-keyshortcuts="e"
                aria-describedby="justification-hint answer-error" aria-invalid=refused inner_html=begun
                prop:value=move || desk.typed.with(|typed| typed.justification.clone()) on:input=typing
            ></textarea>
            <p class="hint needs-script" hidden=move || !desk.dirty.get()>{desk.say(|words| &words.kept)}</p>
        </div>
    }
}

fn changed_unit(desk: Desk) -> impl IntoView {
    let present = desk.typed.with_untracked(|typed| typed.unit);
    let units: Vec<_> = desk.start.with_value(|start| {
        let units = start.page.units.iter();
        units
            .map(|unit| view! { <option value=unit.id.to_string() selected=present == Some(unit.id)>{unit.label.clone()}</option> })
            .collect()
    });
    // A letter that is typed changes no unit, of which there may be many.
    let chosen = Memo::new(move |_| desk.typed.with(|typed| typed.unit));
    // One that the present draft does not have is not lost by saving.
    let earlier = move || {
        let unit = chosen.get().filter(|unit| desk.label(*unit).is_none())?;
        Some(view! { <option value=unit.to_string() selected=true>{desk.say(|words| &words.earlier_unit)}</option> })
    };
    let choosing = move |event: Event| {
        let unit = event_target_value(&event).parse().ok();
        change(desk, move |typed| typed.unit = unit);
    };
    view! {
        <div class="field">
            <label for="changed">{desk.say(|words| &words.changed_unit)}</label>
            <select
                id="changed" name="unit" on:change=choosing
                prop:value=move || chosen.get().map(|unit| unit.to_string()).unwrap_or_default()
            >
                <option value="">{desk.say(|words| &words.no_unit)}</option>
                {earlier}
                {units}
            </select>
        </div>
    }
}

/// What is done with the answer. The first button is what Enter in a field presses: it publishes nothing.
fn buttons(desk: Desk) -> impl IntoView {
    // What was published is not a draft any more; a button that can't be pressed is not what Enter presses either.
    let published = Memo::new(move |_| desk.shown.with(|shown| shown.as_ref().is_some_and(|entry| entry.state() == State::Answered)));
    // What waits for a moderator is not answered in public before it can be read there.
    let waits = Memo::new(move |_| desk.shown.with(|shown| shown.as_ref().is_some_and(|entry| entry.status == Status::Pending)));
    view! {
        <p class="button-row desk-buttons">
            <button class="button button-quiet" name="action" value="draft" data-key="Ctrl+s" aria-keyshortcuts="Control+S"
                hidden=move || published.get() disabled=move || published.get()>
                {desk.say(|words| &words.save_draft)} {chord("S")}
            </button>
            <button class="button button-quiet" name="action" value="publish" hidden=move || waits.get()>{desk.say(|words| &words.publish)}</button>
            <button class="button" name="action" value="next" data-key="Ctrl+enter" aria-keyshortcuts="Control+Enter" hidden=move || waits.get()>
                {desk.say(|words| &words.publish_next)} {chord("Enter")}
            </button>
        </p>
    }
}

/// On the server nobody types.
#[cfg(feature = "ssr")]
fn change(_: Desk, _: impl FnOnce(&mut crate::Typed)) {}
#[cfg(feature = "ssr")]
fn take_theirs(_: Desk) {}
#[cfg(feature = "ssr")]
fn submit(_: Desk, _: leptos::ev::SubmitEvent) {}

#[cfg(not(feature = "ssr"))]
use crate::kept::{change, take_theirs};
#[cfg(not(feature = "ssr"))]
use crate::send::submit;
