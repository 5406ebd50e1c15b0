//! Times as people say them, in the time of the city wherever the device is.

use busola_domain::Timestamp;
use busola_domain::time::{DAY, HOUR, MINUTE};
use js_sys::Intl::{DateTimeFormat, RelativeTimeFormat};
use js_sys::{Date, Object, Reflect};
use leptos::web_sys::Element;
use wasm_bindgen::JsValue;

use super::dom;
use busola_browser::device::locales;

thread_local! {
    static RELATIVE: RelativeTimeFormat = RelativeTimeFormat::new(&locales(), &options(&[("numeric", "auto")]));
    static EXACT: DateTimeFormat = format(&[("dateStyle", "long"), ("timeStyle", "medium"), HOURS]);
    static CLOCK: DateTimeFormat = format(&[("timeStyle", "short"), HOURS]);
}

/// As the pages that the server sends have them, in English too.
const HOURS: (&str, &str) = ("hourCycle", "h23");

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // A fresh object takes every property.
        drop(Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value)));
    }
    options
}

fn format(pairs: &[(&str, &str)]) -> DateTimeFormat {
    let options = options(pairs);
    drop(Reflect::set(&options, &JsValue::from_str("timeZone"), &JsValue::from_str("Europe/Warsaw")));
    DateTimeFormat::new(&locales(), &options)
}

fn write(format: &DateTimeFormat, at: Timestamp) -> String {
    let date = Date::new(&JsValue::from_f64(at.0 as f64));
    format.format().call1(format, &date).ok().and_then(|words| words.as_string()).unwrap_or_default()
}

/// A date with its time, to the second.
pub(crate) fn exact(at: Timestamp) -> String {
    EXACT.with(|format| write(format, at))
}

/// A time of the day.
pub(crate) fn clock(at: Timestamp) -> String {
    CLOCK.with(|format| write(format, at))
}

/// Writes a moment into a `time` element.
pub(crate) fn show(time: &Element, at: Timestamp, now: Timestamp) {
    dom::set(time, "datetime", Some(&at.to_string()));
    dom::set(time, "title", Some(&exact(at)));
    dom::text(time, &how_long_ago(at, now).unwrap_or_else(|| exact(at)));
}

/// Moves the words of all remarks' times on.
pub(crate) fn tick(now: Timestamp) {
    for time in dom::all(".remark time") {
        let at = Timestamp(Date::parse(&time.get_attribute("datetime").unwrap_or_default()) as i64);
        // What is longer ago than a week says its date, which stands there.
        if let Some(words) = how_long_ago(at, now) {
            dom::text(&time, &words);
        }
    }
}

/// "Five minutes ago"; `None` for what is longer ago than a week.
fn how_long_ago(at: Timestamp, now: Timestamp) -> Option<String> {
    let ago = now.since(at).max(0);
    let (count, unit) = match ago {
        _ if ago < MINUTE => (0, "second"),
        _ if ago < HOUR => (ago / MINUTE, "minute"),
        _ if ago < DAY => (ago / HOUR, "hour"),
        _ if ago < 7 * DAY => (ago / DAY, "day"),
        _ => return None,
    };
    Some(RELATIVE.with(|relative| relative.format(-(count as f64), unit).into()))
}
