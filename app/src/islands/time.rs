//! Times as people say them.

use busola_domain::Timestamp;
use leptos::prelude::*;

use super::page::Page;

/// A time, in words that follow the clock; the exact one on demand.
pub(crate) fn time(page: Page, at: Timestamp) -> impl IntoView {
    // The server does not know when the page will be read: it writes the date, and once the page is live
    // the browser says how long ago that was. Both make one text of it, so that hydration finds what it expects.
    let words = move || page.clock.get().map_or_else(|| date_time(at), |now| how_long_ago(at, now));
    view! {
        <time datetime=at.to_string() title=exact(at)>
            {words}
        </time>
    }
}

/// A time of the day.
#[cfg(feature = "ssr")]
pub(crate) fn clock_time(at: Timestamp) -> String {
    let civil = busola_domain::schedule::local::civil(at);
    format!("{:02}:{:02}", civil.hour(), civil.minute())
}

/// A date with its time, to the minute.
#[cfg(feature = "ssr")]
pub(crate) fn date_time(at: Timestamp) -> String {
    let civil = busola_domain::schedule::local::civil(at);
    super::server_lang().date_time(civil.year(), civil.month(), civil.day(), civil.hour(), civil.minute())
}

/// A date with its time, to the second.
#[cfg(feature = "ssr")]
pub(crate) fn exact(at: Timestamp) -> String {
    let civil = busola_domain::schedule::local::civil(at);
    let date = super::server_lang().date(civil.year(), civil.month(), civil.day());
    format!("{date}, {:02}:{:02}:{:02}", civil.hour(), civil.minute(), civil.second())
}

#[cfg(feature = "ssr")]
fn how_long_ago(at: Timestamp, _now: Timestamp) -> String {
    date_time(at)
}

#[cfg(not(feature = "ssr"))]
use browser::how_long_ago;
#[cfg(not(feature = "ssr"))]
pub(crate) use browser::{clock_time, date_time, exact};

#[cfg(not(feature = "ssr"))]
mod browser {
    use busola_domain::Timestamp;
    use busola_domain::time::{DAY, HOUR, MINUTE};
    use js_sys::Intl::{DateTimeFormat, RelativeTimeFormat};
    use js_sys::{Date, Object, Reflect};
    use wasm_bindgen::JsValue;

    use crate::islands::dom::locales;

    thread_local! {
        static RELATIVE: RelativeTimeFormat = RelativeTimeFormat::new(&locales(), &options(&[("numeric", "auto")]));
        static DATE_TIME: DateTimeFormat = format(&[("dateStyle", "long"), ("timeStyle", "short")]);
        static EXACT: DateTimeFormat = format(&[("dateStyle", "long"), ("timeStyle", "medium")]);
        static CLOCK: DateTimeFormat = format(&[("timeStyle", "short")]);
    }

    fn options(pairs: &[(&str, &str)]) -> Object {
        let options = Object::new();
        for (name, value) in pairs {
            // A fresh object takes every property.
            drop(Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value)));
        }
        options
    }

    /// In the time of the city, wherever the device is.
    fn format(pairs: &[(&str, &str)]) -> DateTimeFormat {
        let options = options(pairs);
        drop(Reflect::set(&options, &JsValue::from_str("timeZone"), &JsValue::from_str("Europe/Warsaw")));
        DateTimeFormat::new(&locales(), &options)
    }

    fn write(format: &DateTimeFormat, at: Timestamp) -> String {
        let date = Date::new(&JsValue::from_f64(at.0 as f64));
        format.format().call1(format, &date).ok().and_then(|words| words.as_string()).unwrap_or_default()
    }

    /// A date with its time, to the minute.
    pub(crate) fn date_time(at: Timestamp) -> String {
        DATE_TIME.with(|format| write(format, at))
    }

    /// A date with its time, to the second.
    pub(crate) fn exact(at: Timestamp) -> String {
        EXACT.with(|format| write(format, at))
    }

    /// A time of the day.
    pub(crate) fn clock_time(at: Timestamp) -> String {
        CLOCK.with(|format| write(format, at))
    }

    /// "Five minutes ago"; a date for what is longer ago than a week.
    pub(super) fn how_long_ago(at: Timestamp, now: Timestamp) -> String {
        let ago = now.since(at).max(0);
        let (count, unit) = match ago {
            _ if ago < MINUTE => (0, "second"),
            _ if ago < HOUR => (ago / MINUTE, "minute"),
            _ if ago < DAY => (ago / HOUR, "hour"),
            _ if ago < 7 * DAY => (ago / DAY, "day"),
            _ => return date_time(at),
        };
        RELATIVE.with(|relative| relative.format(-(count as f64), unit).into())
    }
}
