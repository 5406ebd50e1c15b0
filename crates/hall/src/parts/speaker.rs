//! Who has the floor, and for how long still.

use busola_domain::meeting::Speaker;
use busola_domain::meeting::speaker::WARNING;
use busola_domain::time::SECOND;
use leptos::prelude::*;

use crate::state::Hall;

/// How far a speech is: told by a word and a shape, not by a colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Urgency {
    No,
    Ending,
    Over,
}

impl Urgency {
    fn of(left: i64) -> Self {
        match left {
            ..0 => Self::Over,
            0..=WARNING => Self::Ending,
            _ => Self::No,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Ending => "ending",
            Self::Over => "over",
        }
    }
}

/// A span of time as minutes and seconds.
pub(crate) fn clock(millis: i64) -> String {
    let seconds = millis.abs() / SECOND;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The name of who has the floor, with their time.
pub(crate) fn speaking(hall: Hall, speaker: &Speaker) -> impl IntoView + use<> {
    let (until, called) = (speaker.until, speaker.called_at);
    let left = move || until.map(|until| until.0 - hall.now.get());
    let urgency = move || left().map_or(Urgency::No, Urgency::of);
    let time = move || match (left(), called) {
        (Some(left), _) if left < 0 => format!("+{}", clock(left)),
        // The second that has begun counts as there: 3:00 is shown first, 0:00 at the end.
        (Some(left), _) => clock(left + SECOND - 1),
        (None, Some(called)) => clock((hall.now.get() - called.0).max(0)),
        (None, None) => String::new(),
    };
    let word = move || match urgency() {
        Urgency::No => String::new(),
        Urgency::Ending => hall.say(|words| &words.ending),
        Urgency::Over => hall.say(|words| &words.over),
    };
    view! {
        <p class="speaking" data-urgency=move || urgency().as_str()>
            <span class="speaking-name">{speaker.name.clone()}</span>
            " "
            // Read aloud when it becomes urgent, not every second.
            <span class="speaking-time figures" role="timer" aria-live="off">{time}</span>
            " "
            <strong class="speaking-word" role="status">{word}</strong>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::{Urgency, clock};

    #[test]
    fn a_span_is_told_in_minutes_and_seconds() {
        assert_eq!([0, 59_999, 60_000, 185_000, -12_000].map(clock), ["0:00", "0:59", "1:00", "3:05", "0:12"]);
    }

    #[test]
    fn the_last_half_minute_warns_and_what_is_over_says_so() {
        assert_eq!([31_000, 30_000, 0, -1].map(Urgency::of), [Urgency::No, Urgency::Ending, Urgency::Ending, Urgency::Over]);
    }
}
