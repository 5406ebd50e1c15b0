//! Moments in words, by the city's clocks.

use busola_domain::Timestamp;
use busola_domain::schedule::local;
use busola_texts::Lang;

/// A date with its time in full.
#[must_use]
pub fn full(lang: Lang, at: Timestamp) -> String {
    let civil = local::civil(at);
    lang.date_time(civil.year(), civil.month(), civil.day(), civil.hour(), civil.minute())
}

/// A date.
#[must_use]
pub fn date(lang: Lang, at: Timestamp) -> String {
    let civil = local::civil(at);
    lang.date(civil.year(), civil.month(), civil.day())
}

/// A time of the day.
#[must_use]
pub fn clock(at: Timestamp) -> String {
    let civil = local::civil(at);
    format!("{:02}:{:02}", civil.hour(), civil.minute())
}
