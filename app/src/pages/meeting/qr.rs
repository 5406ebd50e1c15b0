//! The code that a phone reads off the big screen.

use leptos::prelude::*;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// An address as a QR code, dark on light in both themes, or nothing for what does not fit into one.
pub(super) fn svg(address: &str) -> Option<impl IntoView + use<>> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(200, 200).quiet_zone(true).build();
    // What stands before the picture itself is for files.
    let picture = drawn.find("<svg").map(|at| drawn[at..].to_owned())?;
    Some(view! { <div class="qr" role="img" aria-label=address.to_owned() inner_html=picture></div> })
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_address_fits_into_a_code() {
        assert!(super::svg("https://konsultacje.example.org/s/ABC234").is_some());
        assert!(super::svg(&"x".repeat(5_000)).is_none());
    }
}
