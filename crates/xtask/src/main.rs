//! The build of what cargo alone can't build, and the checks that no other tool knows.

mod advisories;
mod css;
mod floors;
mod licences;
mod pack;
mod project;
mod size;
mod wasm;

use anyhow::Result;
use clap::Parser;

use crate::project::Project;

/// Builds and checks of Busola. Run as `cargo xtask …`.
#[derive(Parser)]
#[command(name = "cargo xtask")]
enum Command {
    /// Builds the browser's bundle into the target folder, where the server's build picks it up.
    Build {
        /// Fast to build and easy to debug, not fit to be served to people.
        #[arg(long)]
        debug: bool,
    },
    /// Fails when the bundle of a page is larger than what a slow phone can bear.
    Size,
    /// Fails when a crate depends on a floor above it, or the browser on what belongs to the server.
    Floors,
    /// Fails when a dependency has a licence that was not looked at.
    Licences,
    /// Fails when a dependency has a known fault; says so when this machine can't tell.
    Advisories,
}

fn main() -> Result<()> {
    let project = Project::find()?;
    match Command::parse() {
        Command::Build { debug } => {
            let variant = if debug { wasm::Variant::Debug } else { wasm::Variant::Release };
            build(&project, variant)
        }
        Command::Size => size::check(&project),
        Command::Floors => floors::check(),
        Command::Licences => licences::check(&project),
        Command::Advisories => advisories::check(&project),
    }
}

fn build(project: &Project, variant: wasm::Variant) -> Result<()> {
    // Cargo knows best whether the WebAssembly is fresh; what follows is skipped when its inputs are the same.
    let compiled = wasm::BUNDLES.iter().map(|bundle| wasm::compile(project, *bundle, variant)).collect::<Result<Vec<_>>>()?;
    let inputs = pack::inputs(project, &compiled, variant)?;
    if pack::is_fresh(project, &inputs) {
        return Ok(());
    }
    let bindings = compiled.iter().map(|compiled| wasm::bind(compiled, variant)).collect::<Result<Vec<_>>>()?;
    let site = pack::Site::assemble(project, bindings)?;
    site.write(project, &inputs, variant)
}
