//! In the contents: where people write, and where they read.

use busola_domain::UnitId;
use leptos::html;
use leptos::prelude::*;

use super::page::Page;
use super::{dom, plural};

/// How many read a part of the draft now, and how many remarks it has.
#[island]
pub(crate) fn Heat(
    /// The units of the part.
    units: Vec<UnitId>,
    /// How many published remarks they have.
    count: i64,
) -> impl IntoView {
    let page = use_context::<Page>();
    let units = StoredValue::new(units);
    let count =
        Memo::new(move |_| page.map_or(count, |page| units.with_value(|units| units.iter().map(|unit| page.count_of(*unit)).sum())));
    let readers = Memo::new(move |_| {
        let of = |page: Page| {
            page.presence.with(|presence| {
                let here = |unit: &UnitId| presence.as_ref().and_then(|presence| presence.units.get(unit)).copied().unwrap_or(0);
                units.with_value(|units| units.iter().map(here).sum::<i64>())
            })
        };
        page.map_or(0, of)
    });
    // The link beside it is the page's: it says where the panel stands.
    let bar = NodeRef::<html::Span>::new();
    Effect::new(move |before: Option<bool>| {
        let here = page.and_then(|page| page.panel.unit()).is_some_and(|unit| units.with_value(|units| units.contains(&unit)));
        if let Some(bar) = bar.get()
            && before.is_none_or(|before| before != here)
        {
            dom::mark_current(&bar, here);
        }
        here
    });
    let reading = move || {
        page.filter(|_| readers.get() > 0)
            .map(|page| format!(" {}", page.count_word(|words| &words.reading, readers.get())))
            .unwrap_or_default()
    };
    let remarks = move || page.map(|page| page.count(|words| &words.remarks, count.get())).unwrap_or_default();
    view! {
        <span class="reading-now" hidden=move || readers.get() == 0>
            {move || plural::number(readers.get())}
            <span class="visually-hidden">{reading}</span>
        </span>
        <span class="heat" node_ref=bar data-level=move || level(count.get())>
            <span class="visually-hidden">{remarks}</span>
        </span>
    }
}

/// The step of the bar.
fn level(count: i64) -> &'static str {
    match count {
        ..=0 => "0",
        1..=2 => "1",
        3..=5 => "2",
        6..=9 => "3",
        10..=19 => "4",
        _ => "5",
    }
}
