//! Addresses of the reading page.

use busola_domain::UnitId;
use busola_domain::comment::Order;

/// The address of the panel of a unit. `added` is more of its query, each part with its `&`.
pub(crate) fn of_panel(path: &str, unit: Option<UnitId>, order: Order, added: &str, fragment: &str) -> String {
    let mut query = String::new();
    if let Some(unit) = unit {
        query = format!("&unit={unit}");
    }
    if order != Order::default() {
        query = format!("{query}&order={}", order.as_str());
    }
    query.push_str(added);
    let query = query.trim_start_matches('&');
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{path}{mark}{query}#{fragment}")
}

/// The address of the sign-in that comes back to a page.
#[cfg(any(test, not(feature = "ssr")))]
pub(crate) fn of_sign_in(next: &str) -> String {
    use std::fmt::Write as _;

    let mut address = "/sign-in?next=".to_owned();
    for byte in next.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_differs_from_the_plain_page() {
        let unit: UnitId = "01977a3e-0000-7000-8000-000000000001".parse().unwrap();
        assert_eq!(of_panel("/k/a", None, Order::Oldest, "", "remarks"), "/k/a#remarks");
        assert_eq!(
            of_panel("/k/a", Some(unit), Order::Newest, "&after=x", "remarks"),
            format!("/k/a?unit={unit}&order=newest&after=x#remarks")
        );
    }

    #[test]
    fn the_way_back_from_signing_in_keeps_its_query() {
        assert_eq!(of_sign_in("/k/a?unit=1&x=\u{142}"), "/sign-in?next=/k/a%3Funit%3D1%26x%3D%C5%82");
    }
}
