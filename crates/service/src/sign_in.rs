//! Signing in by a one-time code or link that is sent by mail, and what every way of signing in ends with.

use busola_domain::{AccountId, Email, Problem, Role, SessionId, SignInId, Timestamp, time};
use busola_storage::Session;
use busola_storage::accounts;
use busola_storage::audit::{self, NewEntry};
use busola_storage::meetings::{members, polls, speakers, votes};
use busola_storage::sign_ins::{self, SignIn};
use busola_texts::Lang;
use subtle::ConstantTimeEq as _;

use crate::accounts::SESSION_LIFE;
use crate::mail::Letter;
use crate::meetings::neutral_name;
use crate::{Error, Secret, Service};

/// How long a code and a link work, in milliseconds.
const LIFE: i64 = 15 * time::MINUTE;
/// How often a code may be tried.
pub(crate) const ATTEMPTS: i64 = 5;

/// A new session: its cookie, and where the person was going.
pub struct SignedIn {
    /// Who signed in.
    pub account: AccountId,
    /// The value of the session cookie.
    pub cookie: Secret,
    /// Until when it is valid without being used.
    pub expires_at: Timestamp,
    /// The path the person came from; checked to be one of this site.
    pub next: String,
    /// Whether the account is new, so that its name should be asked for.
    pub is_new: bool,
}

/// Who is let in.
pub(crate) struct Entering {
    /// The account.
    pub(crate) account: AccountId,
    /// Whether it is new.
    pub(crate) is_new: bool,
    /// Where the person was going: a path of this site.
    pub(crate) next: String,
}

/// What a page shows of a request to sign in, without using it up.
pub struct WaitingSignIn {
    /// The address it is for: the holder of the link has that mailbox.
    pub email: Email,
}

impl Service {
    /// Sends a code and a link to an address. The answer tells nothing about whether it has an account:
    /// one that has none gets one when the code comes back.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `email`.
    pub async fn request_sign_in(&self, email: &str, next: &str, lang: Lang) -> Result<SignInId, Error> {
        let email = Email::parse(email).map_err(|problem| Error::field("email", problem))?;
        let id = SignInId(self.0.random.opaque_id());
        let (code, link) = self.prepare(id, email.clone(), next).await?;
        let letter = Letter {
            to: email,
            subject: lang.mail_sign_in_subject(grouped(code.reveal())),
            body: lang.mail_sign_in_body(self.0.public_url.clone(), grouped(code.reveal()), link),
            unasked: None,
        };
        self.post_letters(vec![letter]);
        Ok(id)
    }

    /// Sends letters that were asked for just now, beside the answer: a slow mail server must not keep the page waiting,
    /// nor tell by its time anything about an address.
    pub(crate) fn post_letters(&self, letters: Vec<Letter>) {
        let (mailer, metrics) = (self.0.mailer.clone(), self.0.letters.metrics.clone());
        tokio::spawn(async move {
            for letter in letters {
                let outcome = mailer.send(&letter).await;
                metrics.count_asked(outcome.is_ok());
                if let Err(error) = outcome {
                    tracing::error!(%error, "a letter that was asked for did not leave");
                }
            }
        });
    }

    /// A sign-in link for an account, without mail: for the operator's console and the demo.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `email`.
    pub async fn sign_in_link(&self, email: &str, next: &str) -> Result<String, Error> {
        let email = Email::parse(email).map_err(|problem| Error::field("email", problem))?;
        let id = SignInId(self.0.random.opaque_id());
        Ok(self.prepare(id, email, next).await?.1)
    }

    pub(crate) async fn prepare(&self, id: SignInId, email: Email, next: &str) -> Result<(Secret, String), Error> {
        let now = self.now();
        let (code, token) = (self.0.random.code(), self.0.random.secret());
        let sign_in = SignIn { id, email, code_hash: code.hash_with(id.0), next: local_path(next).to_owned() };
        let mut tx = self.0.db.write().await?;
        sign_ins::insert(&mut tx, &sign_in, &token.hash(), now, now.plus(LIFE)).await?;
        tx.commit().await?;
        let link = format!("{}/sign-in/link?token={}", self.0.public_url, token.reveal());
        Ok((code, link))
    }

    /// What a link is for. A mail scanner that follows it uses nothing up.
    ///
    /// # Errors
    /// [`Problem::WrongCode`] at `token`.
    pub async fn waiting_sign_in(&self, token: &Secret) -> Result<WaitingSignIn, Error> {
        let mut session = self.0.db.read().await?;
        let sign_in = sign_ins::by_link(&mut session, &token.hash(), self.now()).await?;
        sign_in.map(|sign_in| WaitingSignIn { email: sign_in.email }).ok_or_else(|| Error::field("token", Problem::WrongCode))
    }

    /// Signs in by the code; `previous` is the session that this browser had.
    ///
    /// # Errors
    /// [`Problem::WrongCode`] at `code`, the same for a wrong, a used and an old one.
    pub async fn sign_in_by_code(&self, id: SignInId, code: &str, previous: Option<SessionId>) -> Result<SignedIn, Error> {
        let wrong = || Error::field("code", Problem::WrongCode);
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let now = self.now();
        let mut tx = self.0.db.write().await?;
        let attempt = sign_ins::attempt(&mut tx, id, now, ATTEMPTS).await?;
        let fits = attempt.is_some_and(|sign_in| bool::from(sign_in.code_hash.ct_eq(&Secret::presented(&digits).hash_with(id.0))));
        if !fits {
            // The attempt counts, also when the program ends here.
            tx.commit().await?;
            return Err(wrong());
        }
        let sign_in = sign_ins::take(&mut tx, id).await?.ok_or_else(wrong)?;
        self.open_session(tx, sign_in, previous, now).await
    }

    /// Signs in by the link's token; `previous` is the session that this browser had.
    ///
    /// # Errors
    /// [`Problem::WrongCode`] at `token`.
    pub async fn sign_in_by_link(&self, token: &Secret, previous: Option<SessionId>) -> Result<SignedIn, Error> {
        let wrong = || Error::field("token", Problem::WrongCode);
        let now = self.now();
        let mut tx = self.0.db.write().await?;
        let waiting = sign_ins::by_link(&mut tx, &token.hash(), now).await?.ok_or_else(wrong)?;
        let sign_in = sign_ins::take(&mut tx, waiting.id).await?.ok_or_else(wrong)?;
        self.open_session(tx, sign_in, previous, now).await
    }

    async fn open_session(&self, mut tx: Session, sign_in: SignIn, previous: Option<SessionId>, now: Timestamp) -> Result<SignedIn, Error> {
        let known = accounts::by_email(&mut tx, &sign_in.email).await?;
        let (account, is_new) = match known {
            Some(actor) => (actor.account, false),
            None => self.first_sign_in(&mut tx, &sign_in.email, now).await?,
        };
        self.enter(tx, Entering { account, is_new, next: sign_in.next }, previous).await
    }

    /// Opens a session for somebody who has shown who they are, and writes all of it.
    pub(crate) async fn enter(&self, mut tx: Session, entering: Entering, previous: Option<SessionId>) -> Result<SignedIn, Error> {
        let Entering { account, is_new, next } = entering;
        let now = self.now();
        // Nobody removes the account while a session of it is opened.
        accounts::take(&mut tx, account).await?.ok_or_else(Error::not_found)?;
        // A session that was there before is never taken over: whoever planted it gains nothing.
        if let Some(previous) = previous {
            if let Some(guest) = accounts::guest_of_session(&mut tx, previous).await? {
                hand_over(&mut tx, guest, account).await?;
            }
            accounts::delete_session(&mut tx, previous).await?;
        }
        let cookie = self.0.random.secret();
        let expires_at = now.plus(SESSION_LIFE);
        let id = SessionId(self.new_id());
        accounts::insert_session(&mut tx, id, account, &cookie.hash(), now, expires_at).await?;
        tx.commit().await?;
        if let Some(previous) = previous {
            self.0.hub.sign_out(previous);
        }
        Ok(SignedIn { account, cookie, expires_at, next, is_new })
    }

    /// Makes the account of an address, or gives the one that was made for it at this same moment (`false`).
    async fn first_sign_in(&self, tx: &mut Session, email: &Email, now: Timestamp) -> Result<(AccountId, bool), Error> {
        let id = AccountId(self.new_id());
        let name = neutral_name(id).map_err(|problem| Error::field("name", problem))?;
        if !accounts::insert(tx, id, email, &name, Role::Resident, now).await? {
            let made = accounts::by_email(tx, email).await?.ok_or_else(Error::not_found)?;
            return Ok((made.account, false));
        }
        let entry = NewEntry {
            id: self.new_id(),
            at: now,
            account: Some(id),
            action: "account.create",
            subject: id.0,
            detail: Role::Resident.as_str(),
        };
        audit::insert(tx, &entry).await?;
        Ok((id, true))
    }
}

/// Who went by a name for the hall stays in the meetings that they came into, with what is open of theirs, and has one
/// vote as before.
async fn hand_over(tx: &mut Session, guest: AccountId, account: AccountId) -> Result<(), Error> {
    for (poll, marks) in votes::hand_over(tx, guest, account).await? {
        let marks: Vec<_> = marks.places().iter().map(|place| (*place, -1)).collect();
        polls::count(tx, poll, -1, &marks).await?;
    }
    members::hand_over(tx, guest, account).await?;
    speakers::hand_over(tx, guest, account).await?;
    Ok(())
}

/// Two groups of four digits are easier to copy than eight in a row.
pub(crate) fn grouped(code: &str) -> String {
    match code.split_at_checked(4) {
        Some((first, second)) => format!("{first} {second}"),
        None => code.to_owned(),
    }
}

/// A path of this site, or the start page: what comes in an address must not lead elsewhere.
#[must_use]
pub(crate) fn local_path(next: &str) -> &str {
    let plain = |c: char| c.is_ascii_graphic() && c != '\\';
    if next.starts_with('/') && !next.starts_with("//") && next.chars().all(plain) && next.len() <= 2_000 { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_paths_of_this_site_are_gone_to() {
        assert_eq!(local_path("/consultations/a?unit=1#uwagi"), "/consultations/a?unit=1#uwagi");
        for elsewhere in ["", "//example.org", "https://example.org", "/\\example.org", "/a\nSet-Cookie: x", "javascript:alert(1)", "/ a"] {
            assert_eq!(local_path(elsewhere), "/", "{elsewhere:?}");
        }
    }
}
