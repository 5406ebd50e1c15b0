//! Changing one's address: confirmed by who reads the old one and by who reads the new one.

use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, Email, Problem, time};
use busola_storage::accounts::{self, addresses};
use busola_texts::Lang;

pub use busola_storage::accounts::addresses::Side;

use crate::error::Conflict;
use crate::mail::Letter;
use crate::{Error, Secret, Service};

/// How long a change waits for both, in milliseconds.
const LIFE: i64 = time::DAY;

/// What became of a change of address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// The other address has to confirm it too.
    One,
    /// Both have: it is changed.
    Both,
}

impl Service {
    /// Asks for another address: a letter goes to the present one and to the new one. What was asked before is over. The
    /// answer tells nothing about whether the new one has an account.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `email`.
    pub async fn request_address(&self, actor: Option<&Actor>, email: &str, lang: Lang) -> Result<(), Error> {
        let now = self.now();
        allow(actor, Action::KeepAccount, now)?;
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        let new = Email::parse(email).map_err(|problem| Error::field("email", problem))?;
        let (to_old, to_new) = (self.0.random.secret(), self.0.random.secret());
        let mut tx = self.0.db.write().await?;
        accounts::take(&mut tx, actor.account).await?.ok_or_else(Error::not_found)?;
        let old = addresses::of_account(&mut tx, actor.account).await?.ok_or(Denied::SignInNeeded)?;
        if old == new {
            return Err(Error::field("email", Problem::Unchanged));
        }
        let hashes = (to_old.hash(), to_new.hash());
        addresses::put_change(&mut tx, actor.account, &new, (&hashes.0, &hashes.1), lang.tag(), now.plus(LIFE)).await?;
        tx.commit().await?;
        let site = self.public_url();
        let link = |token: &Secret| format!("{site}/account/address/confirm?token={}", token.reveal());
        let body_to_old = lang.mail_address_old_body(site.to_owned(), new.as_str().to_owned(), link(&to_old));
        let body_to_new = lang.mail_address_new_body(site.to_owned(), link(&to_new));
        self.post_letters(vec![
            Letter { to: old, subject: lang.mail_address_subject(), body: body_to_old, unasked: None },
            Letter { to: new, subject: lang.mail_address_subject(), body: body_to_new, unasked: None },
        ]);
        Ok(())
    }

    /// Whether a change of one's address waits for its confirmations.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn address_waits(&self, actor: Option<&Actor>) -> Result<bool, Error> {
        let now = self.now();
        allow(actor, Action::KeepAccount, now)?;
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        let mut session = self.0.db.read().await?;
        Ok(addresses::waiting_change(&mut session, actor.account, now).await?.is_some())
    }

    /// Takes one's wish for another address back.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn keep_address(&self, actor: Option<&Actor>) -> Result<(), Error> {
        allow(actor, Action::KeepAccount, self.now())?;
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        let mut tx = self.0.db.write().await?;
        addresses::delete_change(&mut tx, actor.account).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Which address a link confirms: whoever has it reads that mailbox. `None` when it is over. Looking confirms nothing.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn waiting_address(&self, token: &Secret) -> Result<Option<Side>, Error> {
        let mut session = self.0.db.read().await?;
        let change = addresses::change_by_link(&mut session, &token.hash(), self.now()).await?;
        Ok(change.map(|change| change.side))
    }

    /// Confirms a change of address by the link of one of the letters. Once both have, the address is changed and the old
    /// one is told. Again it says the same.
    ///
    /// # Errors
    /// [`Problem::WrongCode`] at `token` when it is over; [`Conflict::EmailTaken`] when the new address has an account by
    /// then, which only who reads both addresses is told.
    pub async fn confirm_address(&self, token: &Secret) -> Result<Confirmed, Error> {
        let over = || Error::field("token", Problem::WrongCode);
        let now = self.now();
        let mut tx = self.0.db.write().await?;
        let found = addresses::change_by_link(&mut tx, &token.hash(), now).await?.ok_or_else(over)?;
        accounts::take(&mut tx, found.account).await?.ok_or_else(over)?;
        // As it is now that nobody else has the account: of two who confirm at once the second finds the first.
        let change = addresses::change_by_link(&mut tx, &token.hash(), now).await?.ok_or_else(over)?;
        addresses::confirm(&mut tx, change.account, change.side, now).await?;
        if !change.other_confirmed {
            tx.commit().await?;
            return Ok(Confirmed::One);
        }
        let old = addresses::of_account(&mut tx, change.account).await?.ok_or_else(over)?;
        let free = addresses::replace(&mut tx, change.account, &change.email).await?;
        addresses::delete_change(&mut tx, change.account).await?;
        tx.commit().await?;
        if !free {
            return Err(Error::Conflict(Conflict::EmailTaken));
        }
        let lang = Lang::from_tag(&change.lang).unwrap_or_default();
        let body = lang.mail_address_changed_body(self.public_url().to_owned());
        self.post_letters(vec![Letter { to: old, subject: lang.mail_address_changed_subject(), body, unasked: None }]);
        Ok(Confirmed::Both)
    }
}
