//! Addresses of this site: places in a list, and queries taken apart and put together.

use std::fmt::Display;
use std::str::FromStr;

use busola_domain::Timestamp;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;

/// The value of a parameter of the page's query.
pub(super) fn query(name: &str) -> Option<String> {
    use leptos::prelude::*;
    use_query_map().with_untracked(|map| map.get(name))
}

/// A place in a list that is ordered by time, as it stands in an address.
pub(super) fn place((at, id): (Timestamp, impl Display)) -> String {
    format!("{}_{id}", at.0)
}

/// The place that an address names; `None` for one that can't be read.
pub(super) fn parse_place<T: FromStr>(text: &str) -> Option<(Timestamp, T)> {
    let (at, id) = text.split_once('_')?;
    Some((Timestamp(at.parse().ok()?), id.parse().ok()?))
}

/// The path and query without some parameters (and without a fragment).
pub(super) fn without(path: &str, dropped: &[&str]) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let Some((path, query)) = path.split_once('?') else { return path.to_owned() };
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !dropped.contains(&pair.split('=').next().unwrap_or_default()));
    let kept: Vec<_> = kept.collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// The path and query with one parameter set.
pub(super) fn with(path: &str, name: &str, value: &str) -> String {
    let mut address = without(path, &[name]);
    address.push(if address.contains('?') { '&' } else { '?' });
    address.push_str(name);
    address.push('=');
    address.push_str(&Url::escape(value));
    address
}

/// Whether it is a page of a private link, whose address is to be kept nowhere and told to nobody.
pub(super) fn is_private(path: &str) -> bool {
    path.starts_with("/receipts/") || path.starts_with("/unsubscribe/")
}

/// Where to sign in and come back from to this page; from a private link's to one's own remarks, since where somebody
/// comes from is stored until they have signed in.
pub(super) fn sign_in(path: &str) -> String {
    let path = if is_private(path) { "/account/remarks" } else { path };
    if path.starts_with("/sign-in") { "/sign-in".to_owned() } else { with("/sign-in", "next", path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let written = place((Timestamp(12), "a"));
        assert_eq!(parse_place::<String>(&written), Some((Timestamp(12), "a".to_owned())));
        assert_eq!(parse_place::<String>("x_a"), None);
        assert_eq!(parse_place::<String>("12"), None);
    }

    #[test]
    fn the_other_parameters_stay() {
        assert_eq!(with("/a?unit=1&lang=pl&order=newest#u", "lang", "en"), "/a?unit=1&order=newest&lang=en");
        assert_eq!(with("/a", "lang", "en"), "/a?lang=en");
        assert_eq!(without("/a?reply=1", &["reply"]), "/a");
    }

    #[test]
    fn signing_in_leads_back() {
        assert_eq!(sign_in("/a?unit=1"), "/sign-in?next=%2Fa%3Funit%3D1");
        assert_eq!(sign_in("/sign-in/code?id=1"), "/sign-in");
        assert_eq!(sign_in("/receipts/secret?after=1"), "/sign-in?next=%2Faccount%2Fremarks");
    }
}
