//! Moments and spans of time in words.

use busola_domain::schedule::local;
use busola_domain::time::{DAY, HOUR, MINUTE};
use busola_domain::{Day, Timestamp};
use busola_service::moments::date;
pub(super) use busola_service::moments::{clock, full};
use busola_texts::Lang;
use leptos::prelude::*;

/// From when on the time left is marked as urgent.
const URGENT: i64 = 48 * HOUR;

/// The time left, in words, and whether it is urgent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Left {
    pub(super) words: String,
    pub(super) urgent: bool,
}

/// How much time is left until `end`.
pub(super) fn left(lang: Lang, now: Timestamp, end: Timestamp) -> Left {
    let span = end.since(now);
    let words = match span {
        URGENT.. => lang.days_left(span / DAY),
        HOUR.. => lang.hours_left(span / HOUR),
        MINUTE.. => lang.minutes_left(span / MINUTE),
        _ => lang.less_than_a_minute_left(),
    };
    Left { words: capitalised(&words), urgent: span < URGENT }
}

/// A day.
pub(super) fn day(lang: Lang, day: Day) -> String {
    lang.date(day.year(), day.month(), day.day())
}

/// A date with its time to the second.
pub(super) fn exact(lang: Lang, at: Timestamp) -> String {
    let civil = local::civil(at);
    let date = date(lang, at);
    format!("{date}, {:02}:{:02}:{:02}", civil.hour(), civil.minute(), civil.second())
}

/// A moment as an element.
pub(super) fn moment(lang: Lang, at: Timestamp) -> impl IntoView + use<> {
    view! { <time datetime=at.to_string()>{full(lang, at)}</time> }
}

/// A moment, and until when where that is known.
pub(super) fn span(lang: Lang, from: Timestamp, until: Option<Timestamp>) -> impl IntoView + use<> {
    let until = until.map(|until| {
        let (dash, words) = until_in_words(lang, from, until);
        view! { {dash} <time datetime=until.to_string()>{words}</time> }
    });
    view! { {moment(lang, from)} {until} }
}

/// The end of a span after its dash: the same day is not said twice.
fn until_in_words(lang: Lang, from: Timestamp, until: Timestamp) -> (&'static str, String) {
    let same_day = local::civil(from).date() == local::civil(until).date();
    if same_day { ("–", clock(until)) } else { (" – ", full(lang, until)) }
}

/// With a capital at its start.
pub(super) fn capitalised(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use busola_domain::time::SECOND;

    #[test]
    fn the_time_left_is_told_in_the_largest_unit_that_says_enough() {
        let now = Timestamp(0);
        let cases = [
            (15 * DAY + HOUR, "Zostało 15 dni", false),
            (48 * HOUR, "Zostały 2 dni", false),
            (48 * HOUR - 1, "Zostało 47 godzin", true),
            (HOUR, "Została 1 godzina", true),
            (2 * MINUTE, "Zostały 2 minuty", true),
            (SECOND, "Została mniej niż minuta", true),
        ];
        for (span, words, urgent) in cases {
            assert_eq!(left(Lang::Pl, now, Timestamp(span)), Left { words: words.to_owned(), urgent });
        }
    }

    #[test]
    fn dates_are_those_of_the_citys_clocks() {
        let at = Timestamp(1_796_770_799_000);
        assert_eq!(full(Lang::Pl, at), "8 grudnia 2026, godz. 23:59");
        assert_eq!(full(Lang::En, at), "8 December 2026, 23:59");
    }

    #[test]
    fn the_end_of_a_span_says_its_day_only_where_it_is_another() {
        let at = Timestamp(1_796_770_799_000);
        assert_eq!(until_in_words(Lang::Pl, at.plus(-2 * HOUR), at), ("–", "23:59".to_owned()));
        assert_eq!(until_in_words(Lang::Pl, at, at.plus(HOUR)), (" – ", "9 grudnia 2026, godz. 00:59".to_owned()));
    }
}
