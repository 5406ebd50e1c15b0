//! The frontend: compiled to WebAssembly, bound to JavaScript.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::project::Project;

const TARGET: &str = "wasm32-unknown-unknown";

/// What the bundle is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variant {
    /// Small: what is served to people and measured.
    Release,
    /// Quick to build, with names in stack traces.
    Debug,
}

impl Variant {
    fn profile(self) -> &'static str {
        match self {
            Self::Release => "wasm",
            Self::Debug => "dev",
        }
    }

    /// As the manifest has it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Debug => "debug",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Release => "wasm",
            Self::Debug => "debug",
        }
    }
}

/// A bundle: the islands of some pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bundle {
    /// The crate that links them.
    package: &'static str,
    /// What cargo calls its WebAssembly.
    file: &'static str,
    /// What its files are called.
    pub(crate) stem: &'static str,
    /// What they are in the manifest: boot, loader, WebAssembly.
    pub(crate) roles: [&'static str; 3],
    /// The style sheets of its pages, in the manifest. Pages of meetings and moderators' pages without islands of their
    /// own load the first bundle with the sheet of theirs (app/src/shell.rs).
    pub(crate) sheets: &'static [&'static str],
    /// The most Brotli bytes for all that a page loads beside its HTML and fonts.
    pub(crate) limit: u64,
}

/// All bundles.
pub(crate) const BUNDLES: [Bundle; 4] = [
    Bundle {
        package: "busola-frontend",
        file: "busola_frontend.wasm",
        stem: "busola",
        roles: ["boot", "loader", "wasm"],
        sheets: &["style"],
        limit: 150_000,
    },
    Bundle {
        package: "busola-frontend-hall",
        file: "busola_frontend_hall.wasm",
        stem: "hall",
        roles: ["hall-boot", "hall-loader", "hall-wasm"],
        sheets: &["style", "session"],
        // Above the aim that reading pages hold by what is live here: votes that wait, questions, hands, what is on show.
        limit: 180_000,
    },
    Bundle {
        package: "busola-frontend-console",
        file: "busola_frontend_console.wasm",
        stem: "console",
        roles: ["console-boot", "console-loader", "console-wasm"],
        sheets: &["style", "office"],
        // What only moderators load.
        limit: 211_000,
    },
    Bundle {
        package: "busola-frontend-desk",
        file: "busola_frontend_desk.wasm",
        stem: "desk",
        roles: ["desk-boot", "desk-loader", "desk-wasm"],
        sheets: &["style", "office"],
        // As little for residents as the console.
        limit: 200_000,
    },
];

/// The two files that wasm-bindgen makes.
pub(crate) struct Bindings {
    pub(crate) loader: String,
    pub(crate) wasm: Vec<u8>,
}

/// Compiles a bundle and returns the path of cargo's WebAssembly.
pub(crate) fn compile(project: &Project, bundle: Bundle, variant: Variant) -> Result<PathBuf> {
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(&project.root)
        .args(["build", "--package", bundle.package, "--lib"])
        .args(["--target", TARGET, "--profile", variant.profile()])
        .status()
        .context("cargo build")?;
    ensure!(status.success(), "the frontend does not compile");
    Ok(project.target.join(TARGET).join(variant.folder()).join(bundle.file))
}

/// Makes the bindings, and the WebAssembly smaller where wasm-opt is at hand.
pub(crate) fn bind(compiled: &Path, variant: Variant) -> Result<Bindings> {
    let release = variant == Variant::Release;
    let mut output = Bindgen::new()
        .input_path(compiled)
        .web(true)?
        .typescript(false)
        .debug(!release)
        .keep_debug(!release)
        // Done here and not by `strip`, which removes the section about the target that bindgen reads.
        .remove_name_section(release)
        .remove_producers_section(release)
        // The boot module says where the WebAssembly is: its name has a hash.
        .omit_default_module_path(true)
        .generate_output()?;
    let foreign: Vec<_> = output
        .snippets()
        .iter()
        .filter(|(_, files)| !files.is_empty())
        .map(|(name, _)| name)
        .chain(output.local_modules().keys())
        .chain(output.npm_dependencies().keys())
        .collect();
    ensure!(foreign.is_empty(), "dependencies bring JavaScript files, which the bundle has no place for: {foreign:?}");
    let loader = output.js().to_owned();
    let mut wasm = output.wasm_mut().emit_wasm();
    if release && has_wasm_opt() {
        wasm = optimise(compiled, &wasm)?;
    }
    Ok(Bindings { loader, wasm })
}

/// Whether the optional optimiser is on the path.
pub(crate) fn has_wasm_opt() -> bool {
    Command::new("wasm-opt").arg("--version").output().is_ok_and(|output| output.status.success())
}

fn optimise(compiled: &Path, wasm: &[u8]) -> Result<Vec<u8>> {
    let (before, after) = (compiled.with_extension("bound.wasm"), compiled.with_extension("small.wasm"));
    fs::write(&before, wasm)?;
    let status =
        Command::new("wasm-opt").args(["-Oz", "--all-features"]).arg(&before).arg("-o").arg(&after).status().context("wasm-opt")?;
    if !status.success() {
        bail!("wasm-opt failed; it is optional: take it off the path");
    }
    Ok(fs::read(after)?)
}
