//! The browser's entry on the pages of meetings: as `busola-frontend`, with the island of `busola-hall`
//! for who takes part.

use wasm_bindgen::prelude::wasm_bindgen;

// Islands are exported by the crate that defines them: this line is what links that crate.
use busola_hall as _;

/// Starts the reactive system; called once, before the first island.
#[wasm_bindgen]
pub fn start() {
    leptos::mount::hydrate_islands();
}
