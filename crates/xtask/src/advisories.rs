//! Known faults in dependencies, where this machine has the means to look.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::project::Project;

/// Asks cargo-deny and the database that it has fetched before; nothing is fetched here.
pub(crate) fn check(project: &Project) -> Result<()> {
    let deny = || {
        let mut command = Command::new("cargo-deny");
        command.current_dir(&project.root);
        command
    };
    if !deny().arg("--version").output().is_ok_and(|output| output.status.success()) {
        println!("advisories: not looked at, cargo-deny is not installed");
        return Ok(());
    }
    let status = deny().args(["--offline", "check", "advisories", "sources"]).status().context("cargo-deny")?;
    ensure!(status.success(), "cargo-deny found something, or has no database (`cargo deny fetch`)");
    Ok(())
}
