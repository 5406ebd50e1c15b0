//! The browser's entry on the desk: as `busola-frontend`, with the island of `busola-desk`.

use wasm_bindgen::prelude::wasm_bindgen;

// Islands are exported by the crate that defines them: this line is what links that crate.
use busola_desk as _;

/// Starts the reactive system; called once, before the first island.
#[wasm_bindgen]
pub fn start() {
    leptos::mount::hydrate_islands();
}
