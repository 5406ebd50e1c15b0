//! Which remarks the queue has: a form whose address can be shared.

use busola_domain::answer::State;
use busola_domain::comment::Source;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::Filter;
use crate::keys::shown;
use crate::state::{Desk, source_word, state_word};

/// The form: a search, and what else there is to choose by, folded away until somebody does.
pub(crate) fn filters(desk: Desk) -> impl IntoView {
    let filter = desk.filter.get_untracked();
    let set = move || desk.filter.with(|filter| *filter != Filter::default());
    let narrowed = Filter { search: String::new(), ..filter } != Filter::default();
    view! {
        <form class="desk-filters" method="get" action=desk.path() role="search" aria-label=desk.say(|words| &words.filters) on:submit=move |event| submit(desk, event)>
            <div class="field">
                <label for="search">{desk.say(|words| &words.search)} {shown(Some("/"))}</label>
                <div class="desk-search">
                    <input
                        type="search" id="search" name="search" value=filter.search aria-describedby="search-hint" data-key="/"
                        aria-keyshortcuts="/" autocomplete="off"
                    />
                    <button class="button button-small">{desk.say(|words| &words.search)}</button>
                </div>
                <p class="hint" id="search-hint">{desk.say(|words| &words.search_hint)}</p>
            </div>
            <details class="way-on" open=narrowed>
                <summary>{desk.say(|words| &words.narrow)}</summary>
                <div class="desk-narrow">
                    {unit(desk)}
                    <div class="desk-filter-pair">{state(desk)} {source(desk)}</div>
                    <p><button class="button button-small">{desk.say(|words| &words.filter)}</button></p>
                </div>
            </details>
            <a class="link-button" href=desk.path() hidden=move || !set()>{desk.say(|words| &words.filter_none)}</a>
        </form>
    }
}

fn unit(desk: Desk) -> impl IntoView {
    let present = desk.filter.with_untracked(|filter| filter.unit);
    let units: Vec<_> = desk.start.with_value(|start| {
        let units = start.page.units.iter();
        units
            .map(|unit| view! { <option value=unit.id.to_string() selected=present == Some(unit.id)>{unit.label.clone()}</option> })
            .collect()
    });
    view! {
        <div class="field">
            <label for="unit">{desk.say(|words| &words.unit)}</label>
            <select id="unit" name="unit">
                <option value="">{desk.say(|words| &words.any_unit)}</option>
                {units}
            </select>
        </div>
    }
}

fn state(desk: Desk) -> impl IntoView {
    let present = desk.filter.with_untracked(|filter| filter.state);
    let states = [State::Waiting, State::Drafted, State::Unpublished, State::Answered, State::All].map(|state| {
        view! { <option value=state.as_str() selected=present == state>{desk.say(|words| state_word(words, state))}</option> }
    });
    view! {
        <div class="field">
            <label for="state">{desk.say(|words| &words.state)}</label>
            <select id="state" name="state">{states.into_iter().collect::<Vec<_>>()}</select>
        </div>
    }
}

fn source(desk: Desk) -> impl IntoView {
    let present = desk.filter.with_untracked(|filter| filter.source);
    let sources: Vec<_> = Source::ALL
        .iter()
        .map(|source| {
            let words = desk.say(|words| source_word(words, *source));
            view! { <option value=source.as_str() selected=present == Some(*source)>{words}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for="source">{desk.say(|words| &words.source)}</label>
            <select id="source" name="source">
                <option value="">{desk.say(|words| &words.any_source)}</option>
                {sources}
            </select>
        </div>
    }
}

/// Without the script the form leads to its address.
#[cfg(feature = "ssr")]
fn submit(_: Desk, _: SubmitEvent) {}

/// Reads the queue anew; what is typed in the answer stays.
#[cfg(not(feature = "ssr"))]
fn submit(desk: Desk, event: SubmitEvent) {
    use leptos::wasm_bindgen::JsCast as _;
    use leptos::web_sys::{Element, HtmlInputElement, HtmlSelectElement};

    let Some(form) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    event.prevent_default();
    let find = |id: &str| form.query_selector(id).ok().flatten();
    let chosen =
        |id: &str| find(id).and_then(|field| field.dyn_into::<HtmlSelectElement>().ok()).map(|field| field.value()).unwrap_or_default();
    let search = find("#search").and_then(|field| field.dyn_into::<HtmlInputElement>().ok()).map(|field| field.value()).unwrap_or_default();
    desk.filter.set(Filter {
        unit: chosen("#unit").parse().ok(),
        state: chosen("#state").parse().unwrap_or(State::Waiting),
        source: chosen("#source").parse().ok(),
        search: search.trim().to_owned(),
    });
    crate::go::load(desk, None);
}
