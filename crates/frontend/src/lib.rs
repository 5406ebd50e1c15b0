//! The browser's entry: `boot.js` starts the module, then hydrates the islands that `busola-app` exports.

use wasm_bindgen::prelude::wasm_bindgen;

// Islands are exported by the crate that defines them: this line is what links that crate.
use busola_app as _;

/// Starts the reactive system; called once, before the first island.
#[wasm_bindgen]
pub fn start() {
    leptos::mount::hydrate_islands();
}
