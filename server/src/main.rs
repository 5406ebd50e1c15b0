//! `busola`: one binary to run a city's public consultations.

mod api;
mod app;
mod assets;
mod caller;
mod commands;
mod demo;
mod forms;
mod language;
mod limits;
mod live;
mod pages;
mod security;
mod settings;

use std::process::ExitCode;

use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = settings::Cli::parse();
    settings::logging();
    match commands::run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("busola: {error}");
            ExitCode::FAILURE
        }
    }
}
