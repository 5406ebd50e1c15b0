//! Letters, by SMTP or into files.

use std::path::PathBuf;

use busola_domain::Email;
use lettre::message::{Mailbox, header::ContentType};
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// How mail leaves.
#[derive(Clone)]
pub enum Mailer {
    /// Through a server.
    Smtp {
        /// The connection pool.
        transport: AsyncSmtpTransport<Tokio1Executor>,
        /// Who the letters are from.
        from: Mailbox,
    },
    /// Each letter becomes a file, for a first look without a mail server.
    Files {
        /// The writer.
        transport: AsyncFileTransport<Tokio1Executor>,
        /// Who the letters are from.
        from: Mailbox,
    },
}

/// Why a letter did not leave. It names no address.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// An address or a header that can't be written.
    #[error("the letter could not be composed")]
    Compose,
    /// The mail server's setting.
    #[error("SMTP_URL: {0}")]
    Setting(String),
    /// The folder for letters.
    #[error("{path}: {source}")]
    Folder {
        /// Which.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The server is out of reach or does not take us, or the disk does not: no other letter would leave either.
    #[error("letters can't be handed over: {0}")]
    Away(String),
    /// The server does not take this letter now, and may later.
    #[error("the letter was put off: {0}")]
    PutOff(String),
    /// The server does not take this letter at all.
    #[error("the letter was refused: {0}")]
    Refused(String),
}

/// A letter to one person.
pub(crate) struct Letter {
    pub(crate) to: Email,
    pub(crate) subject: String,
    pub(crate) body: String,
}

impl Mailer {
    /// Through the server of an `smtp://` or `smtps://` URL; `from` is the sender's address.
    ///
    /// # Errors
    /// When the URL or the address can't be read.
    pub fn smtp(url: &str, from: &str) -> Result<Self, MailError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|error| MailError::Setting(error.to_string()))?.build();
        Ok(Self::Smtp { transport, from: sender(from)? })
    }

    /// Into `*.eml` files in a folder, which is created.
    ///
    /// # Errors
    /// When the folder can't be created.
    pub fn files(folder: PathBuf, from: &str) -> Result<Self, MailError> {
        std::fs::create_dir_all(&folder).map_err(|source| MailError::Folder { path: folder.display().to_string(), source })?;
        Ok(Self::Files { transport: AsyncFileTransport::new(folder), from: sender(from)? })
    }

    pub(crate) async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let (Self::Smtp { from, .. } | Self::Files { from, .. }) = self;
        let to = letter.to.as_str().parse().map_err(|_| MailError::Compose)?;
        let message = Message::builder()
            .from(from.clone())
            .to(Mailbox::new(None, to))
            .subject(&letter.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.clone())
            .map_err(|_| MailError::Compose)?;
        match self {
            Self::Smtp { transport, .. } => transport.send(message).await.map(|_| ()).map_err(|error| unsent(&error)),
            Self::Files { transport, .. } => {
                transport.send(message).await.map(|_| ()).map_err(|_| MailError::Away("the file can't be written".to_owned()))
            }
        }
    }
}

/// Why a server did not take a letter. Its own words may repeat the recipient's address: only its code goes to the log.
fn unsent(error: &lettre::transport::smtp::Error) -> MailError {
    let Some(code) = error.status() else {
        // An answer that can't be read, or a letter that this server has no way for: others may well leave.
        let of_this_letter = error.is_response() || error.is_client();
        return if of_this_letter { MailError::PutOff("no clear reply".to_owned()) } else { MailError::Away("no connection".to_owned()) };
    };
    let reply = code.to_string();
    // It is us whom the server does not take (RFC 4954): no letter is to be lost for that.
    if ["530", "534", "535", "538"].contains(&reply.as_str()) {
        return MailError::Away(format!("reply {reply}"));
    }
    if error.is_permanent() { MailError::Refused(format!("reply {reply}")) } else { MailError::PutOff(format!("reply {reply}")) }
}

fn sender(address: &str) -> Result<Mailbox, MailError> {
    address.parse().map_err(|_| MailError::Setting(format!("{address} is not a sender's address")))
}
