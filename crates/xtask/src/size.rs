//! The weight of a page.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::project::Project;

/// The limit, in Brotli bytes, for all that a consultation page loads beside its HTML and fonts.
const LIMIT: u64 = 150_000;

/// Prints the weight of each file and fails above the limit.
pub(crate) fn check(project: &Project) -> Result<()> {
    let site = project.site();
    let manifest = fs::read_to_string(site.join("manifest.tsv")).context("no bundle: run `cargo xtask build` first")?;
    let mut lines = manifest.lines();
    ensure!(lines.next() == Some("release"), "this is a debug bundle: run `cargo xtask build` first");
    let mut total = 0;
    for line in lines {
        let mut fields = line.split('\t');
        let (role, name) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        if !matches!(role, "boot" | "loader" | "wasm" | "style") {
            continue;
        }
        let bytes = fs::metadata(site.join(format!("{name}.br")))?.len();
        println!("{bytes:>8}  {role}");
        total += bytes;
    }
    println!("{total:>8}  in all, of {LIMIT}");
    ensure!(total > 0, "the bundle is empty");
    ensure!(total <= LIMIT, "the bundle is {} bytes over its limit", total - LIMIT);
    Ok(())
}
