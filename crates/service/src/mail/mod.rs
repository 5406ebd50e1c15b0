//! Letters, by SMTP or into files.

mod relay;

use std::os::unix::fs::DirBuilderExt as _;
use std::path::PathBuf;
use std::time::Duration;

use busola_domain::Email;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder};
use lettre::{AsyncFileTransport, AsyncTransport, Message, Tokio1Executor};
use uuid::Uuid;

use relay::{PATIENCE, Relay};

/// How mail leaves.
#[derive(Clone)]
pub enum Mailer {
    /// Through a server.
    Smtp {
        /// The way there.
        relay: Relay,
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
    /// The sender's.
    #[error("SMTP_FROM: {0} is not a sender's address: it looks like Busola <busola@miasto.example>")]
    Sender(String),
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
    /// The program ends, and the server has not begun to take the letter.
    #[error("the program ended before the letter left")]
    Ending,
    /// The server had all of the letter and did not say what becomes of it: it may have left.
    #[error("nobody knows whether the letter left: {0}")]
    Unknown(String),
}

/// A letter to one person.
pub(crate) struct Letter {
    pub(crate) to: Email,
    pub(crate) subject: String,
    pub(crate) body: String,
    /// What letters have besides that nobody asked for just now.
    pub(crate) unasked: Option<Unasked>,
}

/// What tells mail programs about a letter that came by itself.
pub(crate) struct Unasked {
    /// The same whenever the letter is tried, so that a copy would be known as one.
    pub(crate) id: Uuid,
    /// The link that ends such letters (RFC 8058), where their reader may end them.
    pub(crate) unsubscribe: Option<String>,
}

impl Mailer {
    /// Through the server of an `smtp://` or `smtps://` URL; `from` is the sender's address.
    ///
    /// # Errors
    /// When the URL or the address can't be read.
    pub fn smtp(url: &str, from: &str) -> Result<Self, MailError> {
        Self::smtp_within(url, from, PATIENCE)
    }

    /// The same, waiting for each of the server's replies for another time than is usual.
    ///
    /// # Errors
    /// As [`Mailer::smtp`].
    pub fn smtp_within(url: &str, from: &str, patience: Duration) -> Result<Self, MailError> {
        Ok(Self::Smtp { relay: Relay::new(url, patience)?, from: sender(from)? })
    }

    /// Into `*.eml` files in a folder, which is created for its owner alone: codes to sign in are in them.
    ///
    /// # Errors
    /// When the folder can't be created.
    pub fn files(folder: PathBuf, from: &str) -> Result<Self, MailError> {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .map_err(|source| MailError::Folder { path: folder.display().to_string(), source })?;
        Ok(Self::Files { transport: AsyncFileTransport::new(folder), from: sender(from)? })
    }

    /// Whether the mail server takes us, without a letter. Files need no server.
    ///
    /// # Errors
    /// When it does not.
    pub async fn try_out(&self) -> Result<(), MailError> {
        match self {
            Self::Smtp { relay, .. } => relay.try_out().await,
            Self::Files { .. } => Ok(()),
        }
    }

    pub(crate) async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        self.send_unless(letter, std::future::pending()).await
    }

    /// The same, unless the program is `ending` before the server begins to take the letter.
    pub(crate) async fn send_unless(&self, letter: &Letter, ending: impl Future<Output = ()>) -> Result<(), MailError> {
        let (Self::Smtp { from, .. } | Self::Files { from, .. }) = self;
        let message = compose(letter, from)?;
        match self {
            Self::Smtp { relay, .. } => relay.send(&message, ending).await,
            Self::Files { transport, .. } => {
                transport.send(message).await.map(|_| ()).map_err(|_| MailError::Away("the file can't be written".to_owned()))
            }
        }
    }
}

fn compose(letter: &Letter, from: &Mailbox) -> Result<Message, MailError> {
    let to = letter.to.as_str().parse().map_err(|_| MailError::Compose)?;
    let message = Message::builder().from(from.clone()).to(Mailbox::new(None, to)).subject(&letter.subject).header(ContentType::TEXT_PLAIN);
    let message = match &letter.unasked {
        Some(unasked) => unasked_for(message, unasked, from),
        None => message,
    };
    message.body(letter.body.clone()).map_err(|_| MailError::Compose)
}

fn unasked_for(message: MessageBuilder, unasked: &Unasked, from: &Mailbox) -> MessageBuilder {
    // On one line and as they are: they are ours, in ASCII, and what reads them may not know how to unfold a link.
    let header = |name, value: &str| {
        HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.to_owned(), value.to_owned())
    };
    let message = message
        .message_id(Some(format!("<{}@{}>", unasked.id, from.email.domain())))
        // Nobody's program is to answer that somebody is on holiday (RFC 3834).
        .raw_header(header("Auto-Submitted", "auto-generated"));
    match &unasked.unsubscribe {
        Some(link) => message
            .raw_header(header("List-Unsubscribe", &format!("<{link}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")),
        None => message,
    }
}

fn sender(address: &str) -> Result<Mailbox, MailError> {
    address.parse().map_err(|_| MailError::Sender(address.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head of a letter that came by itself.
    fn head(unsubscribe: Option<String>) -> String {
        let letter = Letter {
            to: Email::parse("anna@example.org").unwrap(),
            subject: "Zażółć".to_owned(),
            body: "Treść".to_owned(),
            unasked: Some(Unasked { id: Uuid::from_u128(7), unsubscribe }),
        };
        let from = sender("Busola <busola@busola.example>").unwrap();
        let bytes = compose(&letter, &from).unwrap().formatted();
        let message = String::from_utf8(bytes).unwrap();
        assert!(message.is_ascii(), "a server need not take anything else");
        message.split_once("\r\n\r\n").unwrap().0.to_owned()
    }

    #[test]
    fn a_letter_that_nobody_asked_for_says_how_to_end_such_letters() {
        let head = head(Some(format!("https://busola.example/unsubscribe/{}", "x".repeat(43))));
        for line in [
            "Message-ID: <00000000-0000-0000-0000-000000000007@busola.example>".to_owned(),
            format!("List-Unsubscribe: <https://busola.example/unsubscribe/{}>", "x".repeat(43)),
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click".to_owned(),
            "Auto-Submitted: auto-generated".to_owned(),
        ] {
            assert!(head.lines().any(|found| found == line), "{line} is not in {head}");
        }
    }

    #[test]
    fn a_letter_that_belongs_to_an_office_does_not_offer_to_end() {
        let head = head(None);
        assert!(head.contains("Auto-Submitted: auto-generated") && !head.contains("List-Unsubscribe"), "{head}");
    }
}
