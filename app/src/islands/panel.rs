//! The panel beside the unit in focus: its text, a form, and what others wrote.

use busola_domain::Phase;
use busola_domain::comment::Order;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::draft_store::{self, Place};
use super::icons::{INFO, icon};
use super::page::{Notice, Page};
use super::panel_state::Loading;
use super::start::PanelStart;
use super::thread::threads;
use super::write::{Begin, sign_in_link, write};
use super::{address, dom, unit};

/// The id of the panel, where links to it lead.
pub(crate) const ID: &str = "remarks";
/// The id of its heading, which gets the keyboard when the panel comes to another unit.
pub(crate) const HEADING: &str = "remarks-of";

/// The panel with the remarks.
#[island]
pub(crate) fn Panel(
    /// What it begins with.
    start: PanelStart,
) -> impl IntoView {
    let Some(page) = use_context::<Page>() else { return ().into_any() };
    let panel = page.panel;
    panel.begin(start);
    let on_key = move |event: KeyboardEvent| {
        if dom::is_escape(&event) {
            leave(page);
        }
    };
    let empty = move || panel.threads.with(Vec::is_empty);
    view! {
        <div class="beside">
            <section class="panel" id=ID aria-labelledby=HEADING on:keydown=on_key>
                {header(page)}
                {cited(page)}
                {move || panel_notice(page)}
                // A list of one, so that another unit gets another form and the present one is never drawn anew.
                <For each=move || [panel.unit()] key=|unit| *unit children=move |unit| form(page, unit) />
                {thread_head(page)}
                {thread_new(page)}
                <p class="visually-hidden" role="status" aria-live="polite">
                    {panel.announced}
                </p>
                <p class="empty" hidden=move || !empty()>
                    {move || empty_words(page)}
                </p>
                {threads(page)}
                {load_more(page)}
            </section>
        </div>
    }
    .into_any()
}

/// Gives the keyboard back to the unit that the panel stands at.
fn leave(page: Page) {
    let unit = page.panel.place.with_untracked(|place| place.as_ref().map(|cited| cited.id));
    if let Some(section) = unit.and_then(dom::section) {
        dom::focus_inside(&section, ".unit-count");
    }
}

fn header(page: Page) -> impl IntoView {
    let panel = page.panel;
    let before = move || if panel.place.with(Option::is_some) { page.say(|words| &words.remarks_on) + " " } else { String::new() };
    let title = move || {
        panel.place.with(|place| place.as_ref().map(|cited| cited.label.clone())).unwrap_or_else(|| page.say(|words| &words.remarks_on_all))
    };
    let whole = move || {
        let path = page.start.with_value(|start| start.path.clone());
        address::of_panel(&path, None, panel.order.get(), "", ID)
    };
    let on_click = move |event: MouseEvent| {
        // How many remarks there are in all is known where the page began with all of them.
        if dom::is_plain(&event) && panel.total.with_untracked(Option::is_some) {
            event.prevent_default();
            dom::push_address(&untrack(whole));
            unit::show(page, None, None, None);
        }
    };
    view! {
        <header>
            <h2 id=HEADING tabindex="-1">
                <span class="visually-hidden">{before}</span>
                {title}
            </h2>
            <a class="link-button" href=whole hidden=move || panel.place.with(Option::is_none) on:click=on_click>
                {page.say(|words| &words.whole_draft)}
            </a>
        </header>
    }
}

fn cited(page: Page) -> impl IntoView {
    let text = Memo::new(move |_| page.panel.place.with(|place| place.as_ref().map(|cited| cited.text.clone())).unwrap_or_default());
    view! {
        <blockquote class="cited" hidden=move || text.with(String::is_empty)>
            <p>{text}</p>
        </blockquote>
    }
}

fn panel_notice(page: Page) -> Option<impl IntoView + use<>> {
    page.notice.get().map(|notice| {
        let (words, link) = match notice {
            Notice::SignedOut => (page.say(|words| &words.signed_out), sign_in_link(page).into_any()),
            Notice::Changed => {
                let reload = page.say(|words| &words.reload);
                (
                    page.say(|words| &words.changed),
                    view! { <a href=page.panel.address(page, page.panel.order.get(), "", ID)>{reload}</a> }.into_any(),
                )
            }
        };
        view! {
            <div class="message" data-tone="warning" role="status">
                {icon(INFO)}
                <p>{words} " " {link}</p>
            </div>
        }
    })
}

/// The form, or why there is none.
fn form(page: Page, unit: Option<busola_domain::UnitId>) -> impl IntoView {
    let panel = page.panel;
    let place = Place::on(unit);
    let typed = if panel.open.with_untracked(Option::is_none) { panel.typed.get_value() } else { None };
    let phase = page.start.with_value(|start| start.phase);
    // A text that was typed is shown in any case: its author may want to copy it.
    let has_text = RwSignal::new(typed.is_some());
    let can_write = phase == Phase::Open && page.reader_name().is_some();
    Effect::new(move |_| {
        if !can_write && draft_store::load(page.start.with_value(|start| start.consultation), place).is_some() {
            has_text.set(true);
        }
    });
    let note = move || {
        let words = match phase {
            Phase::Closed | Phase::Reported => page.say(|words| &words.closed),
            Phase::Draft | Phase::Announced => page.say(|words| &words.announced),
            Phase::Open => page.say(|words| &words.sign_in_to_write),
        };
        view! {
            <div class="message" data-tone="info">
                {icon(INFO)}
                <p>{words} " " {(phase == Phase::Open).then(|| sign_in_link(page))}</p>
            </div>
        }
    };
    let label = page.say(|words| if unit.is_some() { &words.your_remark } else { &words.your_remark_on_all });
    let begin = StoredValue::new(Some((label, typed)));
    let the_form = move || {
        // Made once: what it begins with is taken out.
        let (label, typed) = begin.try_update_value(Option::take).flatten().unwrap_or_default();
        write(page, place, Begin { label, submit: page.say(|words| &words.send), body: String::new(), typed })
    };
    view! {
        {(!can_write).then(note)}
        {move || (can_write || has_text.get()).then(the_form)}
    }
}

fn thread_head(page: Page) -> impl IntoView {
    let panel = page.panel;
    let count = move || match panel.unit() {
        Some(unit) => page.count_of(unit),
        None => panel.total.get().unwrap_or(0),
    };
    let orders = Order::ALL.map(|order| {
        let words = page.say(|words| match order {
            Order::Oldest => &words.oldest,
            Order::Newest => &words.newest,
            Order::Supported => &words.most_supported,
        });
        let href = move || panel.address(page, order, "", ID);
        let on_click = move |event: MouseEvent| {
            if dom::is_plain(&event) {
                event.prevent_default();
                dom::push_address(&untrack(href));
                panel.order.set(order);
                panel.load(page, None);
            }
        };
        view! {
            <li>
                <a href=href aria-current=move || (panel.order.get() == order).then_some("true") on:click=on_click>
                    {words}
                </a>
            </li>
        }
    });
    view! {
        <div class="thread-head">
            <h3>{move || page.count(|words| &words.remarks, count())}</h3>
            <ul class="sort" aria-label=page.say(|words| &words.order)>
                {orders.into_iter().collect_view()}
            </ul>
        </div>
    }
}

/// The chip that new remarks wait behind: pressed by who wants to see them, nothing moves before.
fn thread_new(page: Page) -> impl IntoView {
    let panel = page.panel;
    let count = Memo::new(move |_| panel.arrived.with(Vec::len) as i64);
    let words = move || if count.get() > 0 { page.count(|words| &words.show_new, count.get()) } else { String::new() };
    view! {
        <div class="thread-new">
            <button class="new-chip" type="button" hidden=move || count.get() == 0 on:click=move |_| panel.show_arrived()>
                {words}
            </button>
        </div>
    }
}

fn empty_words(page: Page) -> impl IntoView {
    let panel = page.panel;
    let state = panel.loading.get();
    let words = page.say(|words| match state {
        Loading::No => &words.none_yet,
        Loading::Yes => &words.loading,
        Loading::Failed => &words.load_failed,
    });
    // The link is the same page: it works without this one too.
    let again = (state == Loading::Failed)
        .then(|| view! { <a href=panel.address(page, panel.order.get(), "", ID)>{page.say(|words| &words.try_again)}</a> });
    view! { {words} " " {again} }
}

fn load_more(page: Page) -> impl IntoView {
    let panel = page.panel;
    let href = move || {
        let after = panel.next.with(|next| next.as_ref().map(|next| format!("&after={next}"))).unwrap_or_default();
        panel.address(page, panel.order.get(), &after, ID)
    };
    let on_click = move |event: MouseEvent| {
        if dom::is_plain(&event) {
            event.prevent_default();
            if panel.loading.get_untracked() != Loading::Yes {
                panel.load(page, panel.next.get_untracked());
            }
        }
    };
    view! {
        <p class="load-more" hidden=move || panel.next.with(Option::is_none)>
            <a class="button button-quiet" href=href aria-disabled=move || (panel.loading.get() == Loading::Yes).then_some("true") on:click=on_click>
                {page.say(|words| &words.load_more)}
            </a>
        </p>
    }
}
