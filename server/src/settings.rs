//! Settings: from the environment or the flag of the same name, checked at start.

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use busola_domain::Role;
use busola_domain::report::Format;
use busola_service::COMMIT_GROUP;
use busola_texts::Lang;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;
use tracing_subscriber::EnvFilter;
use url::Url;

/// More remarks, supports and votes than this share no transaction: others would wait for it.
const GROUP_MAX: usize = 10_000;

/// Public consultation with real-time comments.
#[derive(Parser)]
#[command(name = "busola", version)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) settings: Settings,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What an operator sets.
#[derive(Args, Clone)]
pub(crate) struct Settings {
    /// The database: sqlite://PATH or postgres://…
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite://data/busola.db", global = true, hide_env_values = true)]
    pub(crate) database_url: String,
    /// The address to listen on.
    #[arg(long, env = "BUSOLA_LISTEN", default_value = "127.0.0.1:3000", value_parser = socket, global = true)]
    pub(crate) busola_listen: SocketAddr,
    /// The address of the site as people type it; by default the address listened on.
    #[arg(long, env = "BUSOLA_PUBLIC_URL", value_parser = public_url, global = true)]
    pub(crate) busola_public_url: Option<Url>,
    /// The folder for uploads, and for letters when there is no mail server.
    #[arg(long, env = "BUSOLA_DATA", default_value = "data", global = true)]
    pub(crate) busola_data: PathBuf,
    /// The mail server, smtp://… or smtps://…; unset: each letter becomes a file.
    #[arg(long, env = "SMTP_URL", global = true, hide_env_values = true)]
    pub(crate) smtp_url: Option<String>,
    /// Who letters are from; by default busola@ the public host.
    #[arg(long, env = "SMTP_FROM", global = true)]
    pub(crate) smtp_from: Option<String>,
    /// Proxies whose X-Forwarded-For is believed: addresses or networks, with commas.
    #[arg(long, env = "BUSOLA_TRUSTED_PROXIES", value_delimiter = ',', value_parser = network, global = true)]
    pub(crate) busola_trusted_proxies: Vec<IpNet>,
    /// Limits on how much one person or address may send; off for load tests.
    #[arg(long, env = "BUSOLA_RATE_LIMITS", default_value = "on", global = true)]
    pub(crate) busola_rate_limits: OnOff,
    /// How many remarks, supports and votes may share one transaction; 1 gives each its own.
    #[arg(long, env = "BUSOLA_COMMIT_GROUP", default_value_t = COMMIT_GROUP, value_parser = group, global = true)]
    pub(crate) busola_commit_group: NonZeroUsize,
    /// The address that tells Prometheus what is counted, at /metrics; unset: none.
    #[arg(long, env = "BUSOLA_METRICS_LISTEN", value_parser = socket, global = true)]
    pub(crate) busola_metrics_listen: Option<SocketAddr>,
    /// How the log is written: text for people, json for machines.
    #[arg(long, env = "BUSOLA_LOG", default_value = "text", global = true)]
    pub(crate) busola_log: LogForm,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnOff {
    On,
    Off,
}

/// How the log is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogForm {
    Text,
    Json,
}

/// What `busola` can do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serve the site until SIGTERM.
    Serve,
    /// Create the database or bring it up to date, and end.
    Migrate,
    /// Load demo data into an empty database.
    Demo {
        /// Do nothing, successfully, when there are data.
        #[arg(long)]
        if_empty: bool,
        /// Print a ready sign-in link for a demo resident and a demo moderator.
        #[arg(long)]
        print_links: bool,
    },
    /// People.
    #[command(subcommand)]
    User(UserCommand),
    /// Bearer tokens for the API.
    #[command(subcommand)]
    Token(TokenCommand),
    /// Drafts.
    #[command(subcommand)]
    Draft(DraftCommand),
    /// Write the database and the uploads into one new file; the site may go on meanwhile.
    Backup {
        /// The file, such as busola.zip; it must not be there yet.
        file: PathBuf,
    },
    /// Put a backup in the place of the database, after checking all of it; the site must be down.
    Restore {
        /// The file that `backup` wrote.
        file: PathBuf,
        /// Replace a database that is not empty; it is kept beside the new one.
        #[arg(long)]
        replace: bool,
    },
    /// Look over database, disk, mail, clock and settings; nothing is changed.
    Doctor,
    /// Print the description of the API (OpenAPI 3.1), which a running site has at /api/v1/openapi.json.
    Openapi,
    /// Make a file of a report; the site calls it for itself.
    #[command(hide = true)]
    Report(ReportCommand),
}

#[derive(Subcommand)]
pub(crate) enum UserCommand {
    /// Make an account.
    Create {
        /// The person's address.
        #[arg(long)]
        email: String,
        /// The name that the public sees; by default the word for the role, as "moderator".
        #[arg(long)]
        name: Option<String>,
        /// resident, moderator or admin.
        #[arg(long, default_value = "resident", value_parser = role)]
        role: Role,
        /// Read a password for the account from standard input, one line; without it the person signs in by mail.
        #[arg(long)]
        password_stdin: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum TokenCommand {
    /// Make a token for an account and print it, and nothing else.
    Create {
        /// The address of the account.
        #[arg(long)]
        email: String,
    },
}

#[derive(Args)]
pub(crate) struct ReportCommand {
    /// pdf, docx, xlsx, csv or json.
    #[arg(long)]
    pub(crate) format: Format,
    /// pl or en.
    #[arg(long, value_parser = lang)]
    pub(crate) lang: Lang,
    /// The report as JSON, then each remark, a line each.
    pub(crate) lines: PathBuf,
    /// The file to write.
    pub(crate) out: PathBuf,
}

fn lang(tag: &str) -> Result<Lang, &'static str> {
    Lang::from_tag(tag).ok_or("pl or en")
}

#[derive(Subcommand)]
pub(crate) enum DraftCommand {
    /// Give a consultation the text of a file (.md, .txt, .docx or .odt) as the next version of its draft.
    Import {
        /// The consultation's name in its address.
        #[arg(long)]
        consultation: String,
        /// The file.
        file: PathBuf,
    },
}

/// What an account with an address may be: a name for the hall has none.
fn role(name: &str) -> Result<Role, String> {
    name.parse::<Role>().ok().filter(|role| *role != Role::Guest).ok_or_else(|| "resident, moderator or admin".to_owned())
}

fn socket(text: &str) -> Result<SocketAddr, &'static str> {
    text.trim().parse().map_err(|_| "it must be an IP address and a port, such as 127.0.0.1:3000")
}

fn group(text: &str) -> Result<NonZeroUsize, String> {
    let number = text.trim().parse::<NonZeroUsize>().ok().filter(|number| number.get() <= GROUP_MAX);
    number.ok_or_else(|| format!("it must be a number from 1 to {GROUP_MAX}"))
}

fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    text.parse()
        .or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from))
        .map_err(|_| "an address or a network such as 10.0.0.0/8".to_owned())
}

impl Cli {
    /// What was asked for. A variable that is set to nothing is not set: that is how files of settings leave one out.
    ///
    /// # Errors
    /// What clap says about a flag or a setting, or the help that was asked for.
    pub(crate) fn read() -> Result<Self, clap::Error> {
        let is_empty = |arg: &clap::Arg| arg.get_env().is_some_and(|name| std::env::var_os(name).is_some_and(|value| value.is_empty()));
        let command = Self::command().mut_args(|arg| if is_empty(&arg) { arg.env(None::<&str>) } else { arg });
        Self::from_arg_matches(&command.try_get_matches()?)
    }
}

impl Settings {
    /// The address of the site, without a slash at its end.
    pub(crate) fn public_url(&self) -> String {
        let url = self.busola_public_url.as_ref().map(Url::to_string).unwrap_or_else(|| format!("http://{}", self.busola_listen));
        url.trim_end_matches('/').to_owned()
    }

    /// Who letters are from.
    pub(crate) fn sender(&self) -> String {
        let host = self.busola_public_url.as_ref().and_then(|url| url.domain().map(str::to_owned));
        self.smtp_from.clone().unwrap_or_else(|| format!("Busola <busola@{}>", host.as_deref().unwrap_or("localhost.localdomain")))
    }
}

/// The site stands at the root of its host: cookies and links know of no path.
fn public_url(text: &str) -> Result<Url, &'static str> {
    match text.trim().parse::<Url>() {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.path() == "/" && url.query().is_none() && url.fragment().is_none() => {
            Ok(url)
        }
        _ => Err("it must be https://host or http://host, without a path"),
    }
}

/// Logs to standard error; `RUST_LOG` chooses what.
pub(crate) fn logging(form: LogForm) -> Result<(), String> {
    let chosen = std::env::var("RUST_LOG").ok().filter(|chosen| !chosen.trim().is_empty());
    let filter = EnvFilter::try_new(chosen.as_deref().unwrap_or("info,sqlx=warn"));
    let filter = filter.map_err(|error| format!("RUST_LOG: {error}: such as warn, or busola=debug,info"))?;
    let ansi = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(ansi);
    match form {
        LogForm::Text => log.compact().init(),
        LogForm::Json => log.json().flatten_event(true).init(),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::public_url;

    #[test]
    fn the_site_stands_at_the_root_of_its_host() {
        for url in ["https://konsultacje.example", "https://konsultacje.example:8443/", "http://127.0.0.1:3000"] {
            assert!(public_url(url).is_ok(), "{url}");
        }
        for url in ["konsultacje.example", "ftp://a.example", "https://a.example/path", "https://a.example/?a=b", "https://a.example/#a"] {
            assert!(public_url(url).is_err(), "{url}");
        }
    }
}
