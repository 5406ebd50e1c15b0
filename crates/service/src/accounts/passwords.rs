//! Passwords, for who wants one beside the codes that come by mail.

use busola_domain::letter::Occasion;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{AccountId, Actor, Email, Password, Problem, SessionId};
use busola_storage::accounts::{self, passwords};

use super::proof::Proof;
use crate::sign_in::{Entering, SignedIn, local_path};
use crate::{Error, Service};

/// Who gives an account a password.
#[derive(Clone, Copy)]
enum By {
    /// Who has it, in this session.
    Owner(Option<SessionId>),
    /// The operator, with the account: nobody has it yet who would have to hear of it.
    Operator,
}

impl Service {
    /// Gives oneself a password, or another one. One's other sessions end: whoever knew the one before is out.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `new_password`, or at the proof's field; [`Error::Overloaded`].
    pub async fn set_password(&self, actor: Option<&Actor>, proof: Proof, new: &str) -> Result<(), Error> {
        allow(actor, Action::KeepAccount, self.now())?;
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        let new = Password::parse(new).map_err(|problem| Error::field("new_password", problem))?;
        self.prove(actor, proof).await?;
        self.put_password(actor.account, &new, By::Owner(actor.session)).await
    }

    /// Gives an account a password by the operator's command that makes it.
    ///
    /// # Errors
    /// "Not found" without such an account; [`Error::Overloaded`].
    pub async fn give_password(&self, account: AccountId, new: &Password) -> Result<(), Error> {
        self.put_password(account, new, By::Operator).await
    }

    async fn put_password(&self, account: AccountId, new: &Password, by: By) -> Result<(), Error> {
        let stored = self.0.hashing.hash(account, new, &self.0.random).await?;
        let now = self.now();
        let mut tx = self.0.db.write().await?;
        accounts::take(&mut tx, account).await?.ok_or_else(Error::not_found)?;
        let before = passwords::of_account(&mut tx, account).await?;
        passwords::put(&mut tx, &stored, now).await?;
        let stays = match by {
            By::Operator => None,
            By::Owner(session) => {
                let what = before.map_or(Occasion::PasswordSet, |_| Occasion::PasswordChanged);
                self.tell_of_password(&mut tx, account, what, now).await?;
                session
            }
        };
        let ended = accounts::delete_sessions(&mut tx, account, stays).await?;
        tx.commit().await?;
        self.letters_are_there();
        ended.into_iter().for_each(|session| self.0.hub.sign_out(session));
        Ok(())
    }

    /// Removes one's password: from then on one signs in by mail alone. One's other sessions end.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at the proof's field.
    pub async fn remove_password(&self, actor: Option<&Actor>, proof: Proof) -> Result<(), Error> {
        allow(actor, Action::KeepAccount, self.now())?;
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        self.prove(actor, proof).await?;
        let mut tx = self.0.db.write().await?;
        accounts::take(&mut tx, actor.account).await?.ok_or_else(Error::not_found)?;
        if passwords::of_account(&mut tx, actor.account).await?.is_some() {
            passwords::delete(&mut tx, actor.account).await?;
            self.tell_of_password(&mut tx, actor.account, Occasion::PasswordRemoved, self.now()).await?;
        }
        let ended = accounts::delete_sessions(&mut tx, actor.account, actor.session).await?;
        tx.commit().await?;
        self.letters_are_there();
        ended.into_iter().for_each(|session| self.0.hub.sign_out(session));
        Ok(())
    }

    /// Signs in by address and password; `previous` is the session that this browser had. The answer is the same, and
    /// takes as long, whether the address has an account, a password, or neither.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `email`; [`Problem::WrongPassword`] at `password`; [`Error::Overloaded`].
    pub async fn sign_in_by_password(
        &self,
        email: &str,
        password: &str,
        next: &str,
        previous: Option<SessionId>,
    ) -> Result<SignedIn, Error> {
        let wrong = || Error::field("password", Problem::WrongPassword);
        let email = Email::parse(email).map_err(|problem| Error::field("email", problem))?;
        let mut session = self.0.db.read().await?;
        let stored = passwords::by_email(&mut session, &email).await?;
        drop(session);
        let fits = self.0.hashing.fits(stored.as_ref(), &Password::presented(password)).await?;
        let stored = stored.filter(|_| fits).ok_or_else(wrong)?;
        let mut tx = self.0.db.write().await?;
        // It may have been changed, or the account removed, while this was looked at.
        accounts::take(&mut tx, stored.account).await?.ok_or_else(wrong)?;
        passwords::of_account(&mut tx, stored.account).await?.filter(|now| now.hash == stored.hash).ok_or_else(wrong)?;
        self.enter(tx, Entering { account: stored.account, is_new: false, next: local_path(next).to_owned() }, previous).await
    }
}
