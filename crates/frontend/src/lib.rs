//! The browser's entry: `boot.js` starts the module, then hydrates the islands that `busola-app` exports.

use std::cell::RefCell;

use leptos::reactive::owner::Owner;
use wasm_bindgen::prelude::wasm_bindgen;

// Islands are exported by the crate that defines them: this line is what links that crate.
use busola_app as _;

thread_local! {
    static ROOT: RefCell<Option<Owner>> = const { RefCell::new(None) };
}

/// Starts the reactive system; called once, before the first island.
#[wasm_bindgen]
pub fn start() {
    leptos::mount::hydrate_islands();
    ROOT.set(Owner::current());
}

/// Makes the page itself the owner of the next island.
///
/// An island that stands in another one's children is hydrated under that one's owner, which stays current
/// afterwards: without this call the next island of the page would find the contexts of a stranger.
#[wasm_bindgen]
pub fn leave_parent() {
    ROOT.with_borrow(|root| {
        if let Some(root) = root {
            root.set();
        }
    });
}
