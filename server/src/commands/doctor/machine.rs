//! The machine and the settings: disk, mail, the site's address, limits and proxies.

use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::time::Duration;

use busola_service::Mailer;
use ipnet::IpNet;
use url::{Host, Url};

use super::Check;
use crate::commands::backup::size;
use crate::settings::{OnOff, Settings};

/// Free room below which nothing can be promised, and below which a person should look.
const ROOM_LEAST: u64 = 100_000_000;
const ROOM_WANTED: u64 = 1_000_000_000;
/// How long each reply of the mail server may take.
const MAIL_PATIENCE: Duration = Duration::from_secs(10);

/// The data folder, and the room on its disk and on the database's.
pub(super) fn folders(settings: &Settings, database: Option<&Path>) -> Vec<Check> {
    let data = settings.busola_data.as_path();
    let mut checks = vec![writable(data)];
    let there: Vec<&Path> = [Some(data), database].into_iter().flatten().filter(|folder| folder.is_dir()).collect();
    let mut disks = Vec::new();
    for folder in there {
        let disk = folder.metadata().map_or(0, |found| found.dev());
        if !disks.contains(&disk) {
            disks.push(disk);
            checks.push(room(folder));
        }
    }
    checks
}

fn writable(data: &Path) -> Check {
    const SUBJECT: &str = "data folder";
    let shown = data.display();
    if !data.exists() {
        return Check::warning(SUBJECT, format!("{shown} is not there yet: the first start makes it"));
    }
    match tempfile::tempfile_in(data).and_then(|mut file| file.write_all(b"busola")) {
        Ok(()) => Check::well(SUBJECT, format!("{shown} can be written")),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Check::failed(SUBJECT, format!("{shown} can't be written: {error}: give it to the user that Busola runs as"))
        }
        Err(error) => Check::failed(SUBJECT, format!("{shown} can't be written: {error}")),
    }
}

fn room(folder: &Path) -> Check {
    const SUBJECT: &str = "disk";
    let shown = folder.display();
    match rustix::fs::statvfs(folder) {
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let found = format!("{} free for {shown}", size(free));
            if free < ROOM_LEAST {
                Check::failed(SUBJECT, format!("{found}: remarks are refused when it is full"))
            } else if free < ROOM_WANTED {
                Check::warning(SUBJECT, found)
            } else {
                Check::well(SUBJECT, found)
            }
        }
        Err(error) => Check::failed(SUBJECT, format!("{shown}: {error}")),
    }
}

/// Whether letters leave.
pub(super) async fn mail(settings: &Settings) -> Check {
    const SUBJECT: &str = "mail";
    let Some(url) = &settings.smtp_url else {
        let found = format!("SMTP_URL is not set: each letter becomes a file in {}", settings.busola_data.join("mail").display());
        return if is_for_this_machine(settings) { Check::well(SUBJECT, found) } else { Check::warning(SUBJECT, found) };
    };
    let mailer = match Mailer::smtp_within(url, &settings.sender(), MAIL_PATIENCE) {
        Ok(mailer) => mailer,
        Err(error) => return Check::failed(SUBJECT, error.to_string()),
    };
    match mailer.try_out().await {
        Ok(()) => Check::well(SUBJECT, format!("the server takes us; letters are from {}", settings.sender())),
        Err(error) => Check::failed(SUBJECT, error.to_string()),
    }
}

/// What is set, beyond what is refused at the start.
pub(super) fn settings(settings: &Settings) -> Vec<Check> {
    vec![public_url(settings), proxies(settings), limits(settings)]
}

fn public_url(settings: &Settings) -> Check {
    const SUBJECT: &str = "public URL";
    let shown = settings.public_url();
    match &settings.busola_public_url {
        None => Check::warning(SUBJECT, format!("BUSOLA_PUBLIC_URL is not set: links in letters lead to {shown}")),
        Some(url) if url.scheme() == "https" => Check::well(SUBJECT, shown),
        Some(url) if is_loopback(url) => Check::well(SUBJECT, format!("{shown}, which opens on this machine only")),
        Some(_) => Check::failed(SUBJECT, format!("{shown}: it must be https, or what people send can be read on its way")),
    }
}

fn proxies(settings: &Settings) -> Check {
    const SUBJECT: &str = "trusted proxies";
    let trusted = &settings.busola_trusted_proxies;
    if trusted.iter().any(|network| network.prefix_len() == 0) {
        return Check::warning(SUBJECT, "everybody is trusted: who asks may claim any address");
    }
    if !trusted.is_empty() {
        return Check::well(SUBJECT, trusted.iter().map(IpNet::to_string).collect::<Vec<_>>().join(", "));
    }
    // Something does https before it.
    let behind_one = settings.busola_public_url.as_ref().is_some_and(|url| url.scheme() == "https");
    if behind_one {
        Check::warning(SUBJECT, "BUSOLA_TRUSTED_PROXIES is not set: rate limits take everybody for one address")
    } else {
        Check::well(SUBJECT, "none")
    }
}

fn limits(settings: &Settings) -> Check {
    const SUBJECT: &str = "rate limits";
    match settings.busola_rate_limits {
        OnOff::On => Check::well(SUBJECT, "on"),
        OnOff::Off => Check::warning(SUBJECT, "off: for load tests only"),
    }
}

fn is_for_this_machine(settings: &Settings) -> bool {
    settings.busola_public_url.as_ref().is_none_or(is_loopback)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::super::Outcome::{self, Failed, Warning, Well};
    use super::*;
    use crate::settings::Cli;

    fn set(flags: &[&str]) -> Settings {
        Cli::try_parse_from([&["busola", "doctor"][..], flags].concat()).unwrap_or_else(|error| panic!("{error}")).settings
    }

    #[test]
    fn the_address_must_be_https_for_everybody_else() {
        for (url, outcome) in [
            ("https://konsultacje.example", Well),
            ("http://127.0.0.1:3000", Well),
            ("http://localhost:3000", Well),
            ("http://[::1]:3000", Well),
            ("http://konsultacje.example", Failed),
            ("http://10.0.0.1", Failed),
        ] {
            assert_eq!(public_url(&set(&["--busola-public-url", url])).outcome, outcome, "{url}");
        }
    }

    #[test]
    fn proxies_are_named_where_there_must_be_one_and_are_not_the_whole_world() {
        let https = ["--busola-public-url", "https://konsultacje.example"];
        let outcomes: Vec<(Vec<&str>, Outcome)> = vec![
            (vec!["--busola-public-url", "http://127.0.0.1:3000"], Well),
            (https.into(), Warning),
            ([&https[..], &["--busola-trusted-proxies", "127.0.0.1,10.0.0.0/8"]].concat(), Well),
            ([&https[..], &["--busola-trusted-proxies", "0.0.0.0/0"]].concat(), Warning),
        ];
        for (flags, outcome) in outcomes {
            assert_eq!(proxies(&set(&flags)).outcome, outcome, "{flags:?}");
        }
    }
}
