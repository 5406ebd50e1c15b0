//! The floors of the house (docs/ARCHITECTURE.md): who may depend on whom.

use std::{env, process::Command};

use anyhow::{Context, Result, ensure};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

/// The crates that stand on a floor; tools stand beside the house.
const FLOORS: [(&str, u8); 15] = [
    ("busola-domain", 0),
    ("busola-texts", 0),
    ("busola-browser", 1),
    ("busola-hall", 2),
    ("busola-desk", 2),
    ("busola-docx", 1),
    ("busola-report", 1),
    ("busola-storage", 1),
    ("busola-service", 2),
    ("busola-app", 3),
    ("busola-frontend", 4),
    ("busola-frontend-hall", 4),
    ("busola-frontend-console", 4),
    ("busola-frontend-desk", 4),
    ("busola-server", 4),
];
/// What is compiled for the browser, and what of the house must be in it.
const BROWSER: [(&str, &str); 4] = [
    ("busola-frontend", "busola-app"),
    ("busola-frontend-hall", "busola-hall"),
    ("busola-frontend-console", "busola-hall"),
    ("busola-frontend-desk", "busola-desk"),
];
/// What must never be compiled for the browser.
const NOT_IN_BROWSER: [&str; 9] =
    ["tokio", "sqlx", "axum", "utoipa", "busola-docx", "busola-report", "busola-service", "busola-storage", "busola-texts"];
/// What there must be one version of: two would mean two SQLites in one process.
const ONCE: [&str; 2] = ["sqlx", "libsqlite3-sys"];

/// Prints what is wrong, and fails if anything is.
pub(crate) fn check() -> Result<()> {
    let metadata = MetadataCommand::new().exec().context("cargo metadata")?;
    let mut faults = arrows(&metadata);
    faults.extend(doubles(&metadata));
    for (frontend, islands) in BROWSER {
        faults.extend(browser(frontend, islands)?);
    }
    for fault in &faults {
        eprintln!("floors: {fault}");
    }
    ensure!(faults.is_empty(), "{} fault(s) in the floors", faults.len());
    println!("floors: in order");
    Ok(())
}

fn floor(name: &str) -> Option<u8> {
    FLOORS.iter().find(|(crate_name, _)| *crate_name == name).map(|(_, floor)| *floor)
}

fn arrows(metadata: &Metadata) -> Vec<String> {
    let mut faults = Vec::new();
    for package in metadata.workspace_packages() {
        let own = floor(&package.name);
        let dependencies = package.dependencies.iter().filter(|it| it.kind != DependencyKind::Development);
        for dependency in dependencies.filter(|it| it.path.is_some()) {
            let points_down = match (own, floor(&dependency.name)) {
                (Some(own), Some(other)) => other < own,
                // A tool may use the house; the house uses no tool.
                (own, _) => own.is_none(),
            };
            if !points_down {
                faults.push(format!("{} must not depend on {}", package.name, dependency.name));
            }
        }
    }
    faults
}

fn doubles(metadata: &Metadata) -> Vec<String> {
    let versions = |name: &str| metadata.packages.iter().filter(|it| it.name.as_str() == name).count();
    ONCE.iter()
        .filter(|name| versions(name) != 1)
        .map(|name| format!("{} versions of {name} in the tree, where there must be one", versions(name)))
        .collect()
}

fn browser(frontend: &str, islands: &str) -> Result<Vec<String>> {
    let tree = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["tree", "--package", frontend, "--target", "wasm32-unknown-unknown"])
        .args(["--edges", "normal", "--prefix", "none", "--format", "{lib}|{p}"])
        .output()
        .context("cargo tree")?;
    ensure!(tree.status.success(), "cargo tree: {}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8(tree.stdout)?;
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split(['|', ' ']).nth(1)).collect();
    ensure!(names.contains(&islands), "cargo tree was not understood");
    Ok(NOT_IN_BROWSER.iter().filter(|name| names.contains(name)).map(|name| format!("{name} is in the tree of {frontend}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_crate_stands_above_the_pages() {
        assert!(floor("busola-frontend") > floor("busola-app"));
        assert_eq!(floor("busola-xtask"), None);
    }
}
