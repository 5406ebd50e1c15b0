//! The server under test, as a process with a database of its own.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use tokio::time::sleep;

use crate::data::Consultation;
use crate::http::{self, Packing};
use crate::machine::Machine;

/// How long the program may take to start, and to end.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server with its folder; its process ends with it.
pub(crate) struct City<'a> {
    /// Its address, without a slash at the end.
    pub(crate) url: String,
    machine: &'a Machine,
    folder: PathBuf,
    setting: Option<(&'static str, &'static str)>,
    on_all_cores: bool,
    server: Option<Child>,
}

impl<'a> City<'a> {
    /// A new city without a database; nothing runs yet.
    pub(crate) fn new(machine: &'a Machine, name: &str) -> Result<Self> {
        let folder = machine.folder().join(name);
        fs::create_dir(&folder)?;
        let free = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        Ok(Self { url: format!("http://{free}"), machine, folder, setting: None, on_all_cores: false, server: None })
    }

    /// Starts from now on with this setting.
    pub(crate) fn set(&mut self, setting: Option<(&'static str, &'static str)>) {
        self.setting = setting;
    }

    /// Starts from now on on all cores, in place of the server's alone.
    pub(crate) fn use_all_cores(&mut self) {
        self.on_all_cores = true;
    }

    /// The folder with its database.
    pub(crate) fn folder(&self) -> &PathBuf {
        &self.folder
    }

    /// The address of a consultation's page.
    pub(crate) fn page(&self, consultation: &Consultation) -> String {
        format!("{}/consultations/{}", self.url, consultation.slug)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let program = &self.machine.program;
        let mut command = if self.on_all_cores { self.machine.command_on_all(program) } else { self.machine.command(program) };
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env("DATABASE_URL", format!("sqlite://{}", self.folder.join("busola.db").display()))
            .env("BUSOLA_DATA", &self.folder)
            .env("BUSOLA_LISTEN", self.url.trim_start_matches("http://"))
            .env("BUSOLA_PUBLIC_URL", &self.url)
            .env("BUSOLA_RATE_LIMITS", "off")
            .envs(self.setting)
            // What the caller's surroundings say of mail and logs is not for a benchmark.
            .env_remove("SMTP_URL")
            .env_remove("RUST_LOG")
            .stdin(Stdio::null());
        command
    }

    /// Runs a command that must succeed, and gives what it printed.
    pub(crate) fn told(&self, arguments: &[&str]) -> Result<String> {
        let output = self.command(arguments).output()?;
        ensure!(output.status.success(), "busola {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim());
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }

    /// Starts a command beside the server; what it complains of can be read from it.
    pub(crate) fn begin(&self, arguments: &[&str]) -> Result<Child> {
        Ok(self.command(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?)
    }

    /// Starts the server, and tells how long it took until the whole first page was there.
    pub(crate) async fn serve(&mut self) -> Result<Duration> {
        if self.server.is_some() {
            // A figure that failed may have left it running.
            self.stop().await?;
        }
        let log = File::options().create(true).append(true).open(self.folder.join("serve.log"))?;
        let client = http::client(Packing::Plain)?;
        let mut command = self.command(&["serve"]);
        command.stdout(Stdio::null()).stderr(log);
        let started = Instant::now();
        let server = self.server.insert(command.spawn()?);
        loop {
            if let Ok(response) = client.get(format!("{}/", self.url)).send().await {
                ensure!(response.status() == 200, "the first page: {}", response.status());
                response.bytes().await?;
                return Ok(started.elapsed());
            }
            if server.try_wait()?.is_some() || started.elapsed() > PATIENCE {
                let log = fs::read_to_string(self.folder.join("serve.log")).unwrap_or_default();
                bail!("busola serve does not answer: {}", log.lines().last().unwrap_or("it said nothing"));
            }
            sleep(Duration::from_millis(1)).await;
        }
    }

    /// The server's process.
    pub(crate) fn pid(&self) -> Result<u32> {
        Ok(self.server.as_ref().context("the server does not run")?.id())
    }

    /// Ends the server as an operator does.
    pub(crate) async fn stop(&mut self) -> Result<()> {
        let pid = self.pid()?.to_string();
        let told = Command::new("kill").args(["-TERM", &pid]).status().context("kill is missing")?;
        ensure!(told.success(), "kill -TERM failed");
        let asked = Instant::now();
        let server = self.server.as_mut().context("the server does not run")?;
        while server.try_wait()?.is_none() {
            ensure!(asked.elapsed() < PATIENCE, "the server does not end");
            sleep(Duration::from_millis(5)).await;
        }
        self.server = None;
        Ok(())
    }

    /// Ends the server in the middle of what it does.
    pub(crate) fn kill(&mut self) -> Result<()> {
        let mut server = self.server.take().context("the server does not run")?;
        server.kill()?;
        server.wait()?;
        Ok(())
    }
}

impl Drop for City<'_> {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            // Both fail only when it has ended already.
            server.kill().ok();
            server.wait().ok();
        }
    }
}
