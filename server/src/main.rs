//! `busola`: one binary to run a city's public consultations.

mod api;
mod app;
mod assets;
mod attachments;
mod calendar;
mod caller;
mod commands;
mod conditional;
mod connections;
mod demo;
mod embed;
mod feeds;
mod forms;
mod language;
mod limits;
mod live;
mod multipart;
mod observe;
mod pages;
mod paper;
mod security;
mod settings;
mod upload;

use std::process::ExitCode;

use clap::error::ErrorKind;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = match settings::Cli::read() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprintln!("busola: {}", in_one_line(&error.to_string()));
            return ExitCode::from(2);
        }
        // The help or the version that was asked for.
        Err(error) => error.exit(),
    };
    if let Err(error) = settings::logging(cli.settings.busola_log) {
        eprintln!("busola: {error}");
        return ExitCode::from(2);
    }
    match commands::run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("busola: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What clap says in a first paragraph of several lines, without the usage that `--help` tells.
fn in_one_line(said: &str) -> String {
    let first = said.split("\n\n").next().unwrap_or(said);
    let words: Vec<_> = first.trim_start_matches("error: ").split_whitespace().collect();
    format!("{}; --help tells more", words.join(" "))
}
