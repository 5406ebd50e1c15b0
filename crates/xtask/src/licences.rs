//! Licences of the dependencies, against the list in `deny.toml`.
//!
//! cargo-deny does this and more, but has to be installed first; this needs nothing but the lock file.

use std::{collections::BTreeSet, fs};

use anyhow::{Context, Result, ensure};
use cargo_metadata::MetadataCommand;
use spdx::{Expression, LicenseReq, ParseMode};

use crate::project::Project;

/// Prints every dependency whose licence is not on the list, and fails if there is one.
pub(crate) fn check(project: &Project) -> Result<()> {
    let listed = listed(project)?;
    let metadata = MetadataCommand::new().exec().context("cargo metadata")?;
    let foreign: Vec<_> = metadata.packages.iter().filter(|package| package.source.is_some()).collect();
    let refused: BTreeSet<_> = foreign
        .iter()
        .filter(|package| !package.license.as_deref().is_some_and(|it| is_allowed(it, &listed)))
        .map(|package| format!("{} {}: {}", package.name, package.version, package.license.as_deref().unwrap_or("?")))
        .collect();
    for line in &refused {
        eprintln!("licences: {line}");
    }
    ensure!(refused.is_empty(), "{} licence(s) to look at", refused.len());
    println!("licences: {} dependencies, all on the list", foreign.len());
    Ok(())
}

fn listed(project: &Project) -> Result<BTreeSet<String>> {
    let deny: toml::Table = fs::read_to_string(project.root.join("deny.toml"))?.parse()?;
    let list = deny.get("licenses").and_then(|it| it.get("allow")).and_then(toml::Value::as_array);
    let names = list.context("deny.toml has no licenses.allow")?;
    Ok(names.iter().filter_map(toml::Value::as_str).map(ToOwned::to_owned).collect())
}

fn is_allowed(expression: &str, listed: &BTreeSet<String>) -> bool {
    // An exception ("WITH …") only ever adds a permission.
    let is_listed = |it: &LicenseReq| listed.contains(&it.license.to_string());
    Expression::parse_mode(expression, ParseMode::LAX).is_ok_and(|expression| expression.evaluate(is_listed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_several_licences_is_enough_and_all_of_several_are_needed() {
        let listed = ["MIT", "Apache-2.0"].map(ToOwned::to_owned).into();
        let is_allowed = |expression| is_allowed(expression, &listed);
        assert!(is_allowed("GPL-3.0-only OR MIT"));
        assert!(is_allowed("MIT/Apache-2.0"));
        assert!(is_allowed("Apache-2.0 WITH LLVM-exception"));
        assert!(!is_allowed("MIT AND GPL-2.0-only"));
        assert!(!is_allowed("LicenseRef-Unknown"));
    }
}
