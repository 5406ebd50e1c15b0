//! What the binary can be told to do.

mod backup;
mod doctor;
mod draft;
mod report;
mod serve;

use std::time::Duration;

use busola_domain::password::{PASSWORD_MAX, PASSWORD_MIN};
use busola_domain::policy::Denied;
use busola_domain::{Password, Problem};
use busola_service::backup::Existing;
use busola_service::report::Workshop;
use busola_service::{Clock, Conflict, Error, Mailer, Parts, Random, Service};
use busola_storage::Db;

use crate::settings::{Cli, Command, DraftCommand, ReportCommand, Settings, TokenCommand, UserCommand};
use crate::{api, demo};

/// How long a file of a report may take to be made.
const FILE_WITHIN: Duration = Duration::from_secs(300);

/// A failed command, as one line that says what to do.
#[derive(Debug)]
pub(crate) struct Failed(pub(crate) String);

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // One line, whatever a library's message looks like.
        f.write_str(&self.0.replace('\n', "; "))
    }
}

impl<E: std::error::Error> From<E> for Failed {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Carries a command out.
pub(crate) async fn run(cli: Cli) -> Result<(), Failed> {
    let settings = cli.settings;
    match cli.command {
        Command::Serve => serve::serve(&settings).await,
        Command::Migrate => open(&settings).await.map(|_| ()),
        Command::Demo { if_empty, print_links } => demo::command(&settings, if_empty, print_links).await,
        Command::User(UserCommand::Create { email, name, role, password_stdin }) => {
            // Before anything is made: an account is not to stand there without the password that was meant for it.
            let password = if password_stdin { Some(read_password()?) } else { None };
            let service = service(&settings).await?;
            let name = name.unwrap_or_else(|| role.as_str().to_owned());
            let account = service.create_user(&email, &name, role).await.map_err(|error| explain(&error))?;
            if let Some(password) = password {
                service.give_password(account, &password).await.map_err(|error| explain(&error))?;
            }
            Ok(())
        }
        Command::Token(TokenCommand::Create { email }) => {
            let service = service(&settings).await?;
            let token = service.create_token(&email).await.map_err(|error| match error {
                Error::Denied(Denied::NotFound) => Failed("no account has this address: make one with `busola user create`".to_owned()),
                other => explain(&other),
            })?;
            println!("{}", token.reveal());
            Ok(())
        }
        Command::Backup { file } => backup::backup(&settings, &file).await,
        Command::Restore { file, replace } => {
            let existing = if replace { Existing::MovesAside } else { Existing::Stays };
            backup::restore(&settings, &file, existing).await
        }
        Command::Doctor => doctor::doctor(&settings).await,
        Command::Openapi => {
            println!("{:#}", api::document());
            Ok(())
        }
        Command::Report(ReportCommand { format, lang, lines, out }) => report::write(format, lang, &lines, &out),
        Command::Draft(DraftCommand::Import { consultation, file }) => draft::import(&settings, &consultation, &file).await,
    }
}

/// The password on the first line of standard input.
fn read_password() -> Result<Password, Failed> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    let refused = |problem| {
        Failed(match problem {
            Problem::TooCommon => "this password is among those that are tried first: put several words together".to_owned(),
            _ => format!("the password on standard input must have {PASSWORD_MIN} to {PASSWORD_MAX} characters"),
        })
    };
    Password::parse(line.trim_end_matches(['\r', '\n'])).map_err(refused)
}

/// The database, created and brought up to date.
pub(crate) async fn open(settings: &Settings) -> Result<Db, Failed> {
    Db::open(&settings.database_url).await.map_err(|error| Failed(format!("database: {error}")))
}

/// The use cases on the machine's clock.
pub(crate) async fn service(settings: &Settings) -> Result<Service, Failed> {
    service_at(settings, Clock::System).await
}

/// The use cases on a clock.
pub(crate) async fn service_at(settings: &Settings, clock: Clock) -> Result<Service, Failed> {
    let data = &settings.busola_data;
    std::fs::create_dir_all(data).map_err(|error| Failed(format!("BUSOLA_DATA: {}: {error}", data.display())))?;
    let mailer = match &settings.smtp_url {
        Some(url) => Mailer::smtp(url, &settings.sender())?,
        None => Mailer::files(data.join("mail"), &settings.sender())?,
    };
    let db = open(settings).await?;
    Ok(Service::new(Parts {
        db,
        clock,
        random: Random::system(),
        mailer,
        // This program again, which is then another process.
        workshop: std::env::current_exe().ok().map(|program| Workshop { program, folder: data.join("reports"), within: FILE_WITHIN }),
        attachments: settings.busola_data.join("attachments"),
        public_url: settings.public_url(),
        commit_group: settings.busola_commit_group,
    }))
}

/// An error of a use case in words for an operator.
pub(crate) fn explain(error: &Error) -> Failed {
    Failed(match error {
        Error::Denied(Denied::NotFound) => "there is no such consultation: look at the end of its page's address".to_owned(),
        Error::Denied(denied) => format!("not allowed: {denied:?}"),
        Error::Invalid(fields) => {
            let fields: Vec<_> = fields.iter().map(|bad| format!("--{}: {:?}", bad.field, bad.problem)).collect();
            format!("not valid: {}", fields.join(", "))
        }
        Error::Conflict(Conflict::EmailTaken) => "this address has an account already: `token create` makes a token for it".to_owned(),
        Error::Conflict(Conflict::NotEmpty) => "the database is not empty: demo data need an empty one".to_owned(),
        Error::Conflict(Conflict::IdTaken) => "this id is taken".to_owned(),
        Error::Conflict(Conflict::MinutesChanged) => "somebody else kept these minutes meanwhile: read them again".to_owned(),
        Error::Conflict(Conflict::SpokenChanged) => "what was written down is about another unit by now: read it again".to_owned(),
        Error::Conflict(Conflict::AnsweredBefore { number }) => format!("remark {number} has a public answer already: nothing was changed"),
        Error::Conflict(Conflict::NotAnswerable { number }) => format!("remark {number} can't be answered now: nothing was changed"),
        Error::Conflict(Conflict::AnswerChanged { number, .. }) => {
            format!("somebody else answered remark {number} meanwhile: nothing was changed")
        }
        Error::Conflict(Conflict::TemplateNameTaken) => "another template has this name".to_owned(),
        Error::Conflict(Conflict::AnnouncementChanged) => "somebody else changed this announcement meanwhile: read it again".to_owned(),
        Error::Conflict(Conflict::RemarkChanged) => "somebody else changed this remark meanwhile: read it again".to_owned(),
        Error::Conflict(Conflict::OpinionChanged) => "somebody else wrote this opinion down meanwhile: read it again".to_owned(),
        Error::TooShort(short) => format!("{} days are too few: at least {} are asked for", short.days, short.least),
        Error::NamesLeave(foreseen) => format!("names of {} people would leave: nothing was changed", foreseen.people),
        Error::Conflict(Conflict::DraftChanged) => "somebody else changed this draft meanwhile: read it again".to_owned(),
        Error::Conflict(Conflict::NotTheLatest) => "only the latest version of a draft can be corrected".to_owned(),
        Error::Unreadable(refused) => refused.to_string(),
        Error::Conflict(Conflict::CityChanged | Conflict::ThemeChanged | Conflict::EarlierChanged) => {
            "somebody else changed this meanwhile: read it again".to_owned()
        }
        Error::Conflict(Conflict::MappingChanged) => "somebody else corrected this version meanwhile: read it again".to_owned(),
        Error::Conflict(Conflict::RulesChanged) => "somebody else changed these rules meanwhile: read them again".to_owned(),
        Error::Conflict(Conflict::ReportedBefore) => "this remark was reported by the same person before".to_owned(),
        Error::Conflict(Conflict::AppealedBefore) => "there is an appeal about this remark already".to_owned(),
        Error::Conflict(Conflict::AppealDecided) => "the appeal about this remark is decided".to_owned(),
        Error::TooSoon { seconds } => format!("the consultation is in slow mode: try again in {seconds} s"),
        Error::Overloaded => "too much is waiting to be written: try again".to_owned(),
        Error::Storage(error) => error.to_string(),
    })
}
