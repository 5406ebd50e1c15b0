//! HTML that was rendered before.

use std::hash::Hash;
use std::sync::Arc;

use leptos::prelude::{AnyView, RenderHtml as _};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

/// Keeps what was rendered, by all that it was rendered from: what has changed in any way has another key, so
/// nothing ever has to be thrown out but for room.
pub(super) struct Memo<K>(Cache<K, Arc<str>, Length>);

/// A text weighs its length, and about as much again for its key.
#[derive(Clone)]
struct Length;

impl<K> Weighter<K, Arc<str>> for Length {
    fn weight(&self, _: &K, html: &Arc<str>) -> u64 {
        2 * html.len() as u64
    }
}

impl<K: Eq + Hash> Memo<K> {
    /// Room for so many texts of some two kilobytes.
    pub(super) fn new(texts: usize) -> Self {
        Self(Cache::with_weighter(texts, texts as u64 * 4_096, Length))
    }

    /// The HTML for `key`.
    pub(super) fn html(&self, key: K, render: impl FnOnce(&K) -> AnyView) -> Arc<str> {
        if let Some(html) = self.0.get(&key) {
            return html;
        }
        let html: Arc<str> = render(&key).to_html().into();
        self.0.insert(key, Arc::clone(&html));
        html
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::Memo;

    #[test]
    fn what_is_known_is_not_rendered_again() {
        let memo = Memo::new(10);
        let render = |key: &&str| view! { <p>{(*key).to_owned()}</p> }.into_any();
        assert_eq!(&*memo.html("a < b", render), "<p>a &lt; b</p>");
        assert_eq!(&*memo.html("a < b", |_| unreachable!()), "<p>a &lt; b</p>");
        assert_eq!(&*memo.html("c", render), "<p>c</p>");
    }
}
