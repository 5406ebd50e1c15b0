//! The weight of a page.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::wasm::BUNDLES;

/// Prints the weight of each file and fails above the limit.
pub(crate) fn check(project: &Project) -> Result<()> {
    let site = project.site();
    let manifest = fs::read_to_string(site.join("manifest.tsv")).context("no bundle: run `cargo xtask build` first")?;
    let mut lines = manifest.lines();
    ensure!(lines.next() == Some("release"), "this is a debug bundle: run `cargo xtask build` first");
    let files: Vec<(&str, u64)> = lines.map(|line| weight(project, line)).collect::<Result<_>>()?;
    for bundle in BUNDLES {
        let loaded = || files.iter().filter(|(role, _)| bundle.sheets.contains(role) || bundle.roles.contains(role));
        for (role, bytes) in loaded() {
            println!("{bytes:>8}  {role}");
        }
        let total: u64 = loaded().map(|(_, bytes)| bytes).sum();
        println!("{total:>8}  in all for {}, of {}", bundle.stem, bundle.limit);
        ensure!(loaded().count() == bundle.roles.len() + bundle.sheets.len(), "the bundle {} is not complete", bundle.stem);
        ensure!(total <= bundle.limit, "the bundle {} is {} bytes over its limit", bundle.stem, total - bundle.limit);
    }
    Ok(())
}

/// What a file of the manifest is, and how many bytes are sent for it; none for what is not packed.
fn weight<'a>(project: &Project, line: &'a str) -> Result<(&'a str, u64)> {
    let mut fields = line.split('\t');
    let (role, name) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
    let packed = project.site().join(format!("{name}.br"));
    Ok((role, if packed.exists() { fs::metadata(packed)?.len() } else { 0 }))
}
