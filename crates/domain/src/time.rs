//! Instants, as milliseconds of Unix time.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// An instant: milliseconds since 1970-01-01T00:00:00Z. In JSON it is RFC 3339, UTC, with milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = Time, value_type = String, format = DateTime, examples("2026-11-10T07:00:00.000Z")))]
#[cfg_attr(feature = "openapi", schema(description = "RFC 3339, in answers UTC with milliseconds."))]
pub struct Timestamp(pub i64);

/// A second, in the unit of [`Timestamp`].
pub const SECOND: i64 = 1_000;
/// A minute, in the unit of [`Timestamp`].
pub const MINUTE: i64 = 60 * SECOND;
/// An hour, in the unit of [`Timestamp`].
pub const HOUR: i64 = 60 * MINUTE;
/// Twenty-four hours, in the unit of [`Timestamp`]: not a calendar day, which may have 23 or 25.
pub const DAY: i64 = 24 * HOUR;

impl Timestamp {
    /// This instant moved by `millis`, staying within what `i64` holds.
    #[must_use]
    pub fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this instant; negative when it is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format::rfc3339(*self))
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        format::parse(&text).ok_or_else(|| D::Error::custom("not an RFC 3339 time"))
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&format::rfc3339(*self))
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod format {
    use super::Timestamp;

    pub(super) fn rfc3339(at: Timestamp) -> String {
        let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or(if at.0 < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX });
        format!("{instant:.3}")
    }

    pub(super) fn parse(text: &str) -> Option<Timestamp> {
        let instant: jiff::Timestamp = text.parse().ok()?;
        Some(Timestamp(instant.as_millisecond()))
    }
}

#[cfg(target_arch = "wasm32")]
mod format {
    use super::Timestamp;

    pub(super) fn rfc3339(at: Timestamp) -> String {
        js_sys::Date::new(&(at.0 as f64).into()).to_iso_string().into()
    }

    pub(super) fn parse(text: &str) -> Option<Timestamp> {
        let millis = js_sys::Date::parse(text);
        millis.is_finite().then_some(Timestamp(millis as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_rfc_3339_in_utc_with_milliseconds() {
        let at = Timestamp(1_781_712_000_007);
        assert_eq!(serde_json::to_string(&at).unwrap(), "\"2026-06-17T16:00:00.007Z\"");
        assert_eq!(serde_json::from_str::<Timestamp>("\"2026-06-17T18:00:00.007+02:00\"").unwrap(), at);
    }

    #[test]
    fn what_is_not_a_time_is_refused() {
        for text in ["\"\"", "\"yesterday\"", "\"2026-02-30T00:00:00Z\"", "\"2026-06-17T16:00:00\""] {
            assert!(serde_json::from_str::<Timestamp>(text).is_err(), "{text}");
        }
    }
}
