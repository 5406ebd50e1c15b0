//! The browser's entry on the console and the big screen of a meeting: as `busola-frontend`, with those
//! islands of `busola-hall`.

use wasm_bindgen::prelude::wasm_bindgen;

// Islands are exported by the crate that defines them: this line is what links that crate.
use busola_hall as _;

/// Starts the reactive system; called once, before the first island.
#[wasm_bindgen]
pub fn start() {
    leptos::mount::hydrate_islands();
}
