//! What the device keeps and knows: storage, its clock, randomness, its language.

use leptos::prelude::*;
use uuid::Uuid;

/// A fresh id for what somebody writes: its time, then randomness (UUIDv7).
#[must_use]
pub fn new_id() -> Uuid {
    let mut random = [0; 10];
    if let Ok(crypto) = window().crypto() {
        drop(crypto.get_random_values_with_u8_array(&mut random));
    }
    uuid::Builder::from_unix_timestamp_millis(now() as u64, &random).into_uuid()
}

/// The value kept under a key on this device. Storage may be full, or refused by its owner.
#[must_use]
pub fn stored(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a value on this device, or (`None`) keeps it no longer.
pub fn store(key: &str, value: Option<&str>) {
    if let Ok(Some(storage)) = window().local_storage() {
        drop(match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        });
    }
}

/// The page's language, as `Intl` takes it.
#[must_use]
pub fn locales() -> js_sys::Array {
    let tag = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    js_sys::Array::of1(&tag.into())
}

/// The present moment by the device's clock, in milliseconds.
#[must_use]
pub fn now() -> i64 {
    js_sys::Date::now() as i64
}
