//! The remark that is shown, and the unit that it is on.

use busola_domain::comment::Source;
use busola_domain::{Status, UnitId};
use leptos::prelude::*;

use crate::keys::shown;
use crate::start::Entry;
use crate::state::{Desk, Part, Step, source_word};

/// What unit a remark is on, the remark, and the ways to its neighbours.
pub(crate) fn remark(desk: Desk) -> impl IntoView {
    let there = Memo::new(move |_| desk.shown.with(Option::is_some));
    let unit = Memo::new(move |_| desk.shown.with(|shown| shown.as_ref().and_then(|entry| entry.unit)));
    let heading = move || {
        desk.shown.with(|shown| match shown {
            Some(entry) => format!("{}, {}", desk.say_with(|words| &words.number, &entry.number.to_string()), entry.author),
            None => desk.say(|words| if desk.entries.with(Vec::is_empty) { &words.nothing_chosen } else { &words.end }),
        })
    };
    view! {
        <p class="desk-steps">
            <a class="link-button" href=move || desk.address(None) on:click=move |event| to_queue(desk, &event)>
                {desk.say(|words| &words.back_to_queue)}
            </a>
            <a class="link-button" href="#answer-heading" hidden=move || !there.get()>{desk.say(|words| &words.to_answer)}</a>
        </p>
        {ways(desk)}
        <p class="kicker" hidden=move || !there.get()>{move || desk.place(unit.get())}</p>
        <h2 id="remark" tabindex="-1">{heading}</h2>
        {move || desk.shown.get().map(|entry| facts(desk, &entry))}
        {move || text(desk)}
        <div class="desk-text" tabindex="0" role="group" aria-labelledby="remark-unit" hidden=move || unit.get().is_none_or(|unit| desk.label(unit).is_none())>
            <h3 id="remark-unit">{move || desk.place(unit.get())}</h3>
            {move || unit.get().and_then(|unit: UnitId| desk.part(unit)).map(part)}
        </div>
    }
}

/// The ways to the remarks before and after.
fn ways(desk: Desk) -> impl IntoView {
    let back = Memo::new(move |_| desk.beside(Step::Back));
    let on = Memo::new(move |_| desk.beside(Step::On));
    // Behind the last of those that were loaded there may be more.
    let more = move || desk.next.with(Option::is_some);
    view! {
        <p class="button-row desk-ways">
            <a
                class="button button-small button-quiet" href=move || desk.address(back.get()) hidden=move || back.get().is_none()
                data-key="k" aria-keyshortcuts="k" on:click=move |event| step(desk, Step::Back, &event)
            >
                {desk.say(|words| &words.previous)} {shown(Some("k"))}
            </a>
            <a
                class="button button-small button-quiet" href=move || on_address(desk, on.get())
                hidden=move || on.get().is_none() && !more() data-key="j" aria-keyshortcuts="j"
                on:click=move |event| step(desk, Step::On, &event)
            >
                {desk.say(|words| &words.next)} {shown(Some("j"))}
            </a>
        </p>
    }
}

/// The address of the next remark; behind the last one, of the next page.
pub(crate) fn on_address(desk: Desk, on: Option<busola_domain::CommentId>) -> String {
    match on {
        Some(id) => desk.address(Some(id)),
        None => desk.page_address(desk.next.get()),
    }
}

/// When it came and how, who supports and answers it, and the way to its place on the page.
fn facts(desk: Desk, entry: &Entry) -> impl IntoView + use<> {
    let (datetime, when) = entry.at.clone();
    let organisation = entry.organisation.clone().map(|name| view! { <p class="organisation">{name}</p> });
    let source = (entry.source != Source::Online).then(|| {
        let words = desk.say(|words| source_word(words, entry.source));
        view! { <li>{words}</li> }
    });
    let replies =
        entry.replies.filter(|replies| *replies > 0).map(|replies| view! { <li>{desk.count(|words| &words.replies, replies)}</li> });
    let present = desk.start.with_value(|start| start.page.version);
    let earlier = (entry.version < present).then(|| {
        view! { <li>{desk.say_with(|words| &words.on_version, &entry.version.to_string())}</li> }
    });
    let like = entry.like.map(|number| view! { <li>{desk.say_with(|words| &words.like, &number.to_string())}</li> });
    let home = desk.start.with_value(|start| start.page.home.clone());
    let unit = entry.unit.map(|unit| format!("?unit={unit}")).unwrap_or_default();
    let href = format!("{home}{unit}#u-{}", entry.id);
    view! {
        {organisation}
        <ul class="desk-facts">
            <li><time datetime=datetime>{desk.say_with(|words| &words.received, &when)}</time></li>
            {source}
            {earlier}
            <li>{desk.count(|words| &words.supports, entry.supports)}</li>
            {replies}
            {like}
            <li><a href=href>{desk.say(|words| &words.see_remark)}</a></li>
        </ul>
    }
}

/// What the remark says, or why nobody reads it.
fn text(desk: Desk) -> Option<AnyView> {
    let (status, html) = desk.shown.with(|shown| shown.as_ref().map(|entry| (entry.status, entry.html.clone())))?;
    let note = match status {
        Status::Published => None,
        Status::Pending => Some(desk.say(|words| &words.pending)),
        Status::Hidden => Some(desk.say(|words| &words.hidden)),
        Status::Withdrawn => Some(desk.say(|words| &words.withdrawn)),
    };
    let body = html.map(|html| view! { <div class="desk-body prose" lang=desk.content_lang() inner_html=html></div> });
    Some(view! { {note.map(|note| view! { <p class="remark-note">{note}</p> })} {body} }.into_any())
}

/// The unit with what stands in it.
fn part(part: Part) -> impl IntoView {
    let Part { label: first, depth, units } = part;
    let units: Vec<_> = units
        .into_iter()
        .map(|unit| {
            let level = (unit.depth - depth).clamp(0, 4).to_string();
            let label = unit
                .label
                .strip_prefix(first.as_str())
                .map(str::trim_start)
                .filter(|own| !own.is_empty())
                .unwrap_or(&unit.label)
                .to_owned();
            let paragraphs: Vec<_> =
                unit.text.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p>{line.to_owned()}</p> }).collect();
            view! {
                <div class="shown-unit" data-level=level>
                    <p class="unit-label">{label}</p>
                    <div>{paragraphs}</div>
                </div>
            }
        })
        .collect();
    view! { <div class="shown-text">{units}</div> }
}

#[cfg(feature = "ssr")]
fn to_queue(_: Desk, _: &leptos::ev::MouseEvent) {}
#[cfg(feature = "ssr")]
fn step(_: Desk, _: Step, _: &leptos::ev::MouseEvent) {}

#[cfg(not(feature = "ssr"))]
use crate::go::{step, to_queue};
