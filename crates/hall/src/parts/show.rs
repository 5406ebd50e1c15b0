//! The text on show.

use leptos::prelude::*;

use crate::state::{Hall, Part, own_label};

/// A unit with all that stands in it.
pub(crate) fn text(part: Part) -> impl IntoView {
    let Part { label, depth, units } = part;
    let mut above = vec![String::new()];
    let paragraphs: Vec<_> = units
        .into_iter()
        .map(|unit| {
            let level = usize::try_from(unit.depth - depth).unwrap_or(0);
            above.truncate(level + 1);
            let shown = own_label(above.last().map_or("", String::as_str), &unit.label).to_owned();
            above.resize(level + 1, label.clone());
            above.push(unit.label.clone());
            let lines: Vec<_> =
                unit.text.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p>{line.to_owned()}</p> }).collect();
            view! {
                <div class="shown-unit" data-level=level.min(4).to_string()>
                    <p class="unit-label"><b>{shown}</b></p>
                    <div class="unit-text">{lines}</div>
                </div>
            }
        })
        .collect();
    view! { <div class="shown-text">{paragraphs}</div> }
}

/// What is talked about: the item of the agenda, or that nothing is on show.
pub(crate) fn heading(hall: Hall) -> String {
    hall.item_title().unwrap_or_else(|| hall.say(|words| &words.nothing_on_show))
}
