//! What is asked before something is public for fewer days than the rules say.

use busola_service::consultations::REASON_MAX;
use busola_texts::Lang;
use leptos::prelude::*;

use crate::failure::Failure;
use crate::pages::form::{Filled, Words, field};
use crate::pages::rendered::Rendered as _;

/// The box and the reason with which it is published all the same; there once it was warned of.
pub(in crate::pages) fn anyway(lang: Lang, filled: &Filled) -> Option<AnyView> {
    let form = filled.0.as_ref()?;
    if !matches!(form.failure, Failure::TooShort { .. }) && form.value("reason").is_none() {
        return None;
    }
    let checked = form.value("anyway").is_some();
    let reason = filled.value("reason").unwrap_or_default();
    let words = Words::label(lang.new_reason()).hint(lang.new_reason_hint());
    let control = field("reason", words, filled.error("reason"), |ties| {
        view! {
            <input id="reason" name="reason" maxlength=REASON_MAX.to_string() value=reason
                aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    });
    Some(
        view! {
            <div class="choice">
                <input type="checkbox" id="anyway" name="anyway" value="true" checked=checked /> <label for="anyway">{lang.new_anyway()}</label>
            </div>
            {control}
        }
        .rendered(),
    )
}
