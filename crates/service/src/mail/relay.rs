//! One talk with a mail server after the other, of which it is known how far each came.
//!
//! lettre's own transport says that a talk broke off, but not where. Before the server has all of a letter, nothing
//! has left and the letter may be tried again; after that, its silence tells nothing, and trying again could send two.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Tls, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::{Error, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use percent_encoding::percent_decode_str;
use tokio::time::timeout;
use url::Url;

use super::MailError;

/// How long each of a server's replies may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);
/// How much longer the last one may take, before which a server looks into the letter (RFC 5321, section 4.5.3.2).
const LAST: u32 = 10;
/// How the setting looks.
const FORM: &str = "it looks like smtps://user:password@host or smtp://host, with %23 for # and %2F for / in a password";
/// How long saying good-bye may take.
const FAREWELL: Duration = Duration::from_secs(1);
/// How many connections wait for the next letter.
const IDLE: usize = 2;

/// The way to a mail server. Cheap to clone.
#[derive(Clone)]
pub struct Relay(Arc<Inner>);

struct Inner {
    host: String,
    port: u16,
    tls: Tls,
    hello: ClientId,
    credentials: Option<Credentials>,
    patience: Duration,
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

impl Relay {
    /// By an URL: `smtps://user:password@host`, `smtp://host:587?tls=required`, `smtp://host`. Its path is the name by
    /// which we greet.
    pub(super) fn new(url: &str, patience: Duration) -> Result<Self, MailError> {
        let wrong = |what: &str| MailError::Setting(what.to_owned());
        let url = Url::parse(url).map_err(|error| wrong(&format!("{error}: {FORM}")))?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| wrong("a host is missing"))?.to_owned();
        let cover = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let parameters = || TlsParameters::new(host.clone()).map_err(|error| MailError::Setting(error.to_string()));
        let (tls, port) = match (url.scheme(), cover.as_deref()) {
            ("smtp", None) => (Tls::None, SMTP_PORT),
            ("smtp", Some("required")) => (Tls::Required(parameters()?), SUBMISSION_PORT),
            ("smtp", Some("opportunistic")) => (Tls::Opportunistic(parameters()?), SUBMISSION_PORT),
            ("smtps", _) => (Tls::Wrapper(parameters()?), SUBMISSIONS_PORT),
            _ => return Err(wrong(&format!("{FORM}, and tls= is required or opportunistic"))),
        };
        let name = url.path().trim_matches('/');
        let hello = if name.is_empty() { ClientId::default() } else { ClientId::Domain(name.to_owned()) };
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().map(|text| text.into_owned());
        let credentials = match url.password() {
            Some(password) => match (decoded(url.username()), decoded(password)) {
                (Ok(user), Ok(password)) => Some(Credentials::new(user, password)),
                _ => return Err(wrong("the name or the password can't be read")),
            },
            None => None,
        };
        let port = url.port().unwrap_or(port);
        Ok(Self(Arc::new(Inner { host, port, tls, hello, credentials, patience, idle: Mutex::new(Vec::new()) })))
    }

    /// Greets, signs in where that is set, and leaves.
    pub(super) async fn try_out(&self) -> Result<(), MailError> {
        let mut connection = self.open().await?;
        let well = timeout(self.0.patience, connection.test_connected()).await.unwrap_or(false);
        leave(connection).await;
        if well { Ok(()) } else { Err(MailError::Away("no reply in time".to_owned())) }
    }

    /// Hands a letter over, unless the program is `ending` before the server begins to take it: a line that is cut then
    /// has let nothing out.
    pub(super) async fn send(&self, message: &Message, ending: impl Future<Output = ()>) -> Result<(), MailError> {
        let mut connection = tokio::select! {
            ready = self.ready(message) => ready?,
            () = ending => return Err(MailError::Ending),
        };
        let outcome = match timeout(self.0.patience * LAST, connection.message(&message.formatted())).await {
            Ok(Ok(_)) => Ok(()),
            // A reply was read, and it is no.
            Ok(Err(error)) if error.status().is_some() => Err(unsent(&error)),
            Ok(Err(_)) => Err(MailError::Unknown("the connection broke".to_owned())),
            Err(_) => Err(MailError::Unknown("no reply in time".to_owned())),
        };
        match outcome {
            Ok(()) => self.keep(connection),
            Err(_) => leave(connection).await,
        }
        outcome
    }

    /// A connection on which the server waits for the letter.
    async fn ready(&self, message: &Message) -> Result<AsyncSmtpConnection, MailError> {
        let mut connection = self.open().await?;
        let offered = timeout(self.0.patience, offer(&mut connection, message)).await;
        match offered.unwrap_or_else(|_| Err(MailError::PutOff("no reply in time".to_owned()))) {
            Ok(()) => Ok(connection),
            Err(error) => {
                leave(connection).await;
                Err(error)
            }
        }
    }

    /// A connection that works, kept or new.
    async fn open(&self) -> Result<AsyncSmtpConnection, MailError> {
        while let Some(mut kept) = self.take() {
            if timeout(self.0.patience, kept.test_connected()).await.unwrap_or(false) {
                return Ok(kept);
            }
        }
        match timeout(self.0.patience, self.connect()).await {
            Ok(Ok(connection)) => Ok(connection),
            // Whatever it is, it is not about this letter.
            Ok(Err(error)) => Err(MailError::Away(format!("{}: {}", self.server(), why_closed(&error)))),
            Err(_) => Err(MailError::Away(format!("{}: no connection in time", self.server()))),
        }
    }

    /// The server, for the log.
    fn server(&self) -> String {
        format!("{}:{}", self.0.host, self.0.port)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let Inner { host, port, tls, hello, credentials, patience, .. } = &*self.0;
        let wrapped = if let Tls::Wrapper(parameters) = tls { Some(parameters.clone()) } else { None };
        let mut connection = AsyncSmtpConnection::connect_tokio1((host.as_str(), *port), Some(*patience), hello, wrapped, None).await?;
        match tls {
            Tls::Required(parameters) => connection.starttls(parameters.clone(), hello).await?,
            Tls::Opportunistic(parameters) if connection.can_starttls() => connection.starttls(parameters.clone(), hello).await?,
            Tls::Opportunistic(_) | Tls::Wrapper(_) | Tls::None => {}
        }
        if let Some(credentials) = credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }

    fn take(&self) -> Option<AsyncSmtpConnection> {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let mut idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push(connection);
        }
    }
}

/// Why there is no connection. Nobody's address was told yet, so the system's own words may be: a name that is not found,
/// a port that is closed, a certificate, no STARTTLS.
fn why_closed(error: &Error) -> String {
    match error.status().map(|code| code.to_string()) {
        Some(reply) if ["530", "534", "535", "538"].contains(&reply.as_str()) => {
            format!("the user or the password is refused (reply {reply})")
        }
        Some(reply) => format!("reply {reply}"),
        None => {
            let mut cause: &dyn std::error::Error = error;
            while let Some(deeper) = cause.source() {
                cause = deeper;
            }
            cause.to_string()
        }
    }
}

/// Gives up a connection on which it is not certain any more what the server expects next.
async fn leave(mut connection: AsyncSmtpConnection) {
    let _ = timeout(FAREWELL, connection.abort()).await;
}

/// Says who a letter is from and to, up to where the server wants to have it.
async fn offer(connection: &mut AsyncSmtpConnection, message: &Message) -> Result<(), MailError> {
    let envelope = message.envelope();
    let mut parameters = Vec::new();
    // The body and the headers of our letters are plain ASCII; an address may not be.
    if !envelope.to().iter().all(|address| AsRef::<str>::as_ref(address).is_ascii()) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(MailError::Refused("the server takes no such address".to_owned()));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    connection.command(Mail::new(envelope.from().cloned(), parameters)).await.map_err(|error| unsent(&error))?;
    for to in envelope.to() {
        connection.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(|error| unsent(&error))?;
    }
    connection.command(Data).await.map(|_| ()).map_err(|error| unsent(&error))
}

/// Why a server did not take a letter. Its own words may repeat the recipient's address: only its code goes to the log.
fn unsent(error: &Error) -> MailError {
    let Some(code) = error.status() else {
        // Broken off, or an answer that can't be read: others may well leave.
        return MailError::PutOff("no clear reply".to_owned());
    };
    let reply = code.to_string();
    // It is us whom the server does not take (RFC 4954), or it is going away: no letter is to be lost for that.
    if ["421", "530", "534", "535", "538"].contains(&reply.as_str()) {
        return MailError::Away(format!("reply {reply}"));
    }
    if error.is_permanent() { MailError::Refused(format!("reply {reply}")) } else { MailError::PutOff(format!("reply {reply}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Result<Relay, MailError> {
        Relay::new(url, PATIENCE)
    }

    #[test]
    fn a_server_is_named_by_an_url() {
        let relay = read("smtps://jan%40example.org:p%2B%26@mail.example.org/busola.example.org").unwrap();
        assert_eq!((relay.0.host.as_str(), relay.0.port), ("mail.example.org", 465));
        assert!(matches!(relay.0.tls, Tls::Wrapper(_)));
        assert_eq!(relay.0.hello, ClientId::Domain("busola.example.org".to_owned()));
        assert!(relay.0.credentials == Some(Credentials::new("jan@example.org".to_owned(), "p+&".to_owned())));
        let plain = read("smtp://127.0.0.1:2525").unwrap();
        assert_eq!((plain.0.host.as_str(), plain.0.port), ("127.0.0.1", 2525));
        assert!(matches!(plain.0.tls, Tls::None) && plain.0.credentials.is_none());
        let required = read("smtp://mail.example.org?tls=required").unwrap();
        assert!(matches!(required.0.tls, Tls::Required(_)) && required.0.port == 587);
    }

    #[test]
    fn what_names_no_server_is_told() {
        for url in ["", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://mail.example.org?tls=maybe"] {
            assert!(matches!(read(url), Err(MailError::Setting(_))), "{url}");
        }
    }
}
