//! The panel beside the unit in focus: its text, a form, and what others wrote.

use busola_domain::Phase;
use busola_domain::comment::Order;
use leptos::prelude::*;

use super::start::Panel;
use super::{doings, remark, write};
use crate::icons::{alert, info, support_symbols};
use crate::islands::address::of_panel;
use crate::islands::start::{HEADING, PANEL};
use crate::pages::form::{Tone, message};
use crate::pages::rendered::Rendered as _;
use busola_browser::number;

/// The panel.
pub(super) fn panel(panel: &Panel) -> AnyView {
    let lang = panel.lang;
    let empty = panel.page.threads.is_empty();
    view! {
        <div class="beside">
            <section class="panel" id=PANEL aria-labelledby=HEADING>
                {header(panel)}
                <blockquote class="cited" lang=lang.content() hidden=panel.unit.as_ref().is_none_or(|unit| unit.text.is_empty())>
                    <p>{panel.unit.as_ref().map(|unit| unit.text.clone())}</p>
                </blockquote>
                <div class="message notice" data-tone="warning" role="status" hidden>{info()} <p></p></div>
                {closed(panel)}
                {write::new(panel)}
                {thread_head(panel)}
                <div class="thread-new"><button class="new-chip" type="button" data-do="arrived" hidden></button></div>
                <p class="visually-hidden news" role="status" aria-live="polite"></p>
                <p class="empty" hidden=!empty>{lang.live_none_yet()}</p>
                <ol class="thread" hidden=empty inner_html=remark::threads(panel)></ol>
                {load_more(panel)}
                {support_symbols()}
                {doings::forms(panel)}
                {remark::template(panel)}
                {(panel.phase == Phase::Open).then(|| write::templates(panel))}
                <template id="problem-template">
                    <p class="error-text problem" role="alert">{alert()} <span></span> " " <a href="" hidden>{lang.live_sign_in()}</a></p>
                </template>
            </section>
        </div>
    }
    .rendered()
}

fn header(panel: &Panel) -> impl IntoView + use<> {
    let lang = panel.lang;
    let (before, title) = match &panel.unit {
        Some(unit) => (Some(format!("{} ", lang.live_remarks_on())), unit.label.clone()),
        None => (None, lang.live_remarks_on_all()),
    };
    view! {
        <header>
            <h2 id=HEADING tabindex="-1"><span class="visually-hidden">{before}</span> <span class="of">{title}</span></h2>
            <a class="link-button" data-do="whole" href=of_panel(&panel.path, None, panel.order, "", PANEL) hidden=panel.unit.is_none()>
                {lang.live_whole_draft()}
            </a>
        </header>
    }
}

/// Why nothing can be written now.
fn closed(panel: &Panel) -> Option<AnyView> {
    let words = match panel.phase {
        Phase::Open => return None,
        Phase::Closed | Phase::Reported => panel.lang.live_closed(),
        Phase::Draft | Phase::Announced => panel.lang.live_announced(),
    };
    Some(message(Tone::Info, view! { <p>{words}</p> }))
}

fn thread_head(panel: &Panel) -> impl IntoView + use<> {
    let lang = panel.lang;
    let orders = Order::ALL.map(|order| {
        let words = match order {
            Order::Oldest => lang.live_oldest(),
            Order::Newest => lang.live_newest(),
            Order::Supported => lang.live_most_supported(),
        };
        let current = (panel.order == order).then_some("true");
        view! { <li><a data-do="order" data-order=order.as_str() href=panel.address(order, "", PANEL) aria-current=current>{words}</a></li> }
    });
    view! {
        <div class="thread-head">
            <h3>{lang.live_remarks(panel.count, number(panel.count))}</h3>
            <ul class="sort" aria-label=lang.live_order()>{orders.into_iter().collect_view()}</ul>
        </div>
    }
}

fn load_more(panel: &Panel) -> impl IntoView + use<> {
    let after = panel.page.next.as_ref().map(|next| format!("&after={next}"));
    let href = panel.address(panel.order, after.as_deref().unwrap_or_default(), PANEL);
    view! {
        <p class="load-more" hidden=after.is_none()>
            <a class="button button-quiet" data-do="more" href=href>{panel.lang.live_load_more()}</a>
        </p>
    }
}
