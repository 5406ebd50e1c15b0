//! A city of its own for a test: a database, a data folder and the program that serves them.

use std::fs::File;
use std::future::Future;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::time::sleep;

use crate::fresh;
use crate::person::Person;

/// Makes two tests of each case, an `async fn(City)`: one on SQLite, one on PostgreSQL.
macro_rules! on_both_databases {
    ($($case:ident),+ $(,)?) => {
        mod sqlite {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                crate::city::on_sqlite(super::$case).await;
            }
        )+}
        mod postgres {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                crate::city::on_postgres(|city| Box::pin(super::$case(city))).await;
            }
        )+}
    };
}

/// Gives a case a city on a new SQLite file.
pub(crate) async fn on_sqlite<C: Future<Output = ()>>(case: impl FnOnce(City) -> C) {
    with_settings(&[], case).await;
}

/// The same with settings beside the usual ones.
pub(crate) async fn with_settings<C: Future<Output = ()>>(settings: &[(&str, &str)], case: impl FnOnce(City) -> C) {
    // Behind pointers, so that what runs a case is compiled once and not for each of them.
    begun_on_sqlite(settings, Box::new(|city| Box::pin(case(city)))).await;
}

type Case<'a> = Box<dyn FnOnce(City) -> Pin<Box<dyn Future<Output = ()> + 'a>> + 'a>;

async fn begun_on_sqlite(settings: &[(&str, &str)], case: Case<'_>) {
    fresh::on_sqlite(|url| async move { case(City::start(&url, settings).await).await }).await;
}

/// Gives a case a city on a new PostgreSQL database.
pub(crate) async fn on_postgres(case: fn(City) -> fresh::Running) {
    fresh::on_postgres(move |url| async move { case(City::start(&url, &[]).await).await }).await;
}

/// A city on a database that is there already.
pub(crate) async fn begun(url: &str) -> City {
    City::start(url, &[]).await
}

/// How long the program may take to answer for the first time on a busy machine.
const START: Duration = Duration::from_secs(60);

const PROGRAM: &str = env!("CARGO_BIN_EXE_busola");

/// A city: its program runs until this is dropped.
pub(crate) struct City {
    /// The address of the site, without a slash at its end.
    pub(crate) url: String,
    settings: Vec<(String, String)>,
    folder: TempDir,
    server: Option<Child>,
}

impl City {
    /// Starts the program on a database and waits until it answers.
    async fn start(database: &str, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listen = format!("127.0.0.1:{}", free_port());
        let url = format!("http://{listen}");
        let usual = [
            ("DATABASE_URL", database),
            ("BUSOLA_DATA", folder.path().to_str().unwrap()),
            ("BUSOLA_LISTEN", &listen),
            ("BUSOLA_PUBLIC_URL", &url),
            ("BUSOLA_RATE_LIMITS", "off"),
        ];
        let settings = usual.iter().chain(settings).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut city = Self { url, settings, folder, server: None };
        city.serve().await;
        city
    }

    /// Starts the program, after its end too, and waits until it answers.
    pub(crate) async fn serve(&mut self) {
        self.serve_by(&[]).await;
    }

    /// The same by a command that becomes the program in the end (`exec`), such as `unshare`.
    pub(crate) async fn serve_by(&mut self, command: &[&str]) {
        let log = File::options().create(true).append(true).open(self.log()).unwrap();
        let whole = [command, &[PROGRAM, "serve"]].concat();
        let mut serve = self.set(Command::new(whole[0]));
        serve.args(&whole[1..]);
        serve.stdout(Stdio::null()).stderr(log);
        self.server = Some(serve.spawn().unwrap());
        let started = Instant::now();
        let client = reqwest::Client::new();
        while client.get(format!("{}/healthz", self.url)).send().await.is_err() {
            let ended = self.server.as_mut().and_then(|server| server.try_wait().unwrap());
            assert!(ended.is_none() && started.elapsed() < START, "busola serve does not answer:\n{}", self.printed());
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// What the program wrote to its log.
    pub(crate) fn printed(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("serve.log")
    }

    /// What the kernel tells of the program that runs.
    pub(crate) fn process(&self) -> PathBuf {
        Path::new("/proc").join(self.server.as_ref().unwrap().id().to_string())
    }

    /// The folder for data and mail.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The value of a setting.
    pub(crate) fn setting(&self, name: &str) -> &str {
        self.settings.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).unwrap()
    }

    fn set(&self, mut command: Command) -> Command {
        command.envs(self.settings.iter().map(|(name, value)| (name, value))).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// Runs another command of the program.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.set(Command::new(PROGRAM)).args(arguments).output().unwrap()
    }

    /// Starts a command of the program that reads from its standard input.
    pub(crate) fn start_command(&self, arguments: &[&str]) -> Child {
        let mut command = self.set(Command::new(PROGRAM));
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Runs a command that must succeed, and gives what it printed.
    pub(crate) fn told(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Somebody with an account and a bearer token; their address is `NAME@example.org`.
    pub(crate) fn person(&self, name: &str, role: &str) -> Person {
        let email = format!("{}@example.org", name.to_lowercase());
        self.told(&["user", "create", "--email", &email, "--name", name, "--role", role]);
        Person::with_token(&self.url, self.told(&["token", "create", "--email", &email]).trim())
    }

    /// Somebody who has not signed in.
    pub(crate) fn guest(&self) -> Person {
        Person::nobody(&self.url)
    }

    /// Ends the program as a power cut does.
    pub(crate) fn kill(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.kill().unwrap();
            server.wait().unwrap();
        }
    }

    /// Asks the program to end, and waits until it has.
    pub(crate) async fn terminate(&mut self) -> (ExitStatus, Duration) {
        self.ask_to_end();
        self.ended().await
    }

    /// Asks the program to end.
    pub(crate) fn ask_to_end(&self) {
        let id = self.server.as_ref().unwrap().id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// Waits until the program has ended.
    pub(crate) async fn ended(&mut self) -> (ExitStatus, Duration) {
        let mut server = self.server.take().unwrap();
        let asked = Instant::now();
        loop {
            if let Some(status) = server.try_wait().unwrap() {
                return (status, asked.elapsed());
            }
            assert!(asked.elapsed() < Duration::from_secs(30), "the program does not end:\n{}", self.printed());
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// The text of the letter that comes to an address; it is read once.
    pub(crate) async fn letter(&self, email: &str) -> String {
        let asked = Instant::now();
        loop {
            for entry in std::fs::read_dir(self.folder().join("mail")).unwrap() {
                let path = entry.unwrap().path();
                let text = std::fs::read_to_string(&path).unwrap();
                // The last word tells that it is all there.
                if text.contains(email) && text.trim_end().ends_with("Busola") {
                    std::fs::remove_file(path).unwrap();
                    // Quoted-printable (RFC 2045), as far as an English letter needs it.
                    return text.replace("=\r\n", "").replace("=3D", "=");
                }
            }
            assert!(asked.elapsed() < Duration::from_secs(10), "no letter came to {email}");
            sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for City {
    fn drop(&mut self) {
        self.kill();
    }
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
