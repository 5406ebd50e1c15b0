//! The text on show.

use leptos::prelude::*;

use crate::state::{Hall, Part, own_label};

/// A unit with all that stands in it.
pub(crate) fn text(part: Part) -> impl IntoView {
    let Part { label, depth, units, content_lang } = part;
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
    view! { <div class="shown-text" lang=content_lang>{paragraphs}</div> }
}

/// What is talked about: the item of the agenda, or that nothing is on show.
pub(crate) fn heading(hall: Hall) -> String {
    hall.item_title().unwrap_or_else(|| hall.say(|words| &words.nothing_on_show))
}

/// What stands on the big screen.
#[cfg(feature = "running")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Poll(busola_domain::PollId),
    Question(busola_domain::QuestionId),
    Unit(busola_domain::UnitId),
    Title,
}

/// What stands on the big screen of all that is on show: one thing at a time.
#[cfg(feature = "running")]
pub(crate) fn stage(hall: Hall) -> Stage {
    use busola_domain::meeting::poll::State as PollState;

    let focus = hall.meeting.with(|meeting| meeting.focus);
    let poll = focus.poll.filter(|id| hall.poll(*id).is_some_and(|poll| poll.state != PollState::Prepared));
    // The console reads the words of hidden questions too: others don't.
    let question =
        focus.question.filter(|id| hall.question(*id).is_some_and(|question| question.state.is_public() && question.body.is_some()));
    match (poll, question, focus.unit) {
        (Some(poll), _, _) => Stage::Poll(poll),
        (None, Some(question), _) => Stage::Question(question),
        (None, None, Some(unit)) => Stage::Unit(unit),
        (None, None, None) => Stage::Title,
    }
}
