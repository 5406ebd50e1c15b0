//! Accounts: made by an operator's command or at the first sign-in.

mod addresses;
mod erase;
mod hashing;
mod own;
mod passwords;
mod people;
mod proof;

use busola_domain::policy::Denied;
use busola_domain::{AccountId, Actor, DisplayName, Email, FieldError, Role, SessionId, Timestamp, time};
use busola_storage::accounts::{self, SessionInfo};
use busola_storage::audit::{self, NewEntry};

pub use addresses::{Confirmed, Side};
pub(crate) use hashing::Hashing;
pub use own::{OwnAccount, OwnData, OwnEntry, OwnPart};
pub use people::{PEOPLE, PeoplePage, Person};
pub use proof::Proof;

use crate::error::Conflict;
use crate::{Error, Secret, Service};

/// How long a session lasts after it was last used, in milliseconds.
pub(crate) const SESSION_LIFE: i64 = 30 * time::DAY;
/// How often it is written that a session is used: not at every request, which would make each a write.
const TOUCH_EVERY: i64 = 5 * time::MINUTE;

impl Service {
    /// Makes an account, as `busola user create` does.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `email` or `name`; [`Conflict::EmailTaken`].
    pub async fn create_user(&self, email: &str, name: &str, role: Role) -> Result<AccountId, Error> {
        let mut errors = Vec::new();
        let email = Email::parse(email).map_err(|problem| errors.push(FieldError::new("email", problem))).ok();
        let name = DisplayName::parse(name).map_err(|problem| errors.push(FieldError::new("name", problem))).ok();
        let (Some(email), Some(name)) = (email, name) else { return Err(Error::Invalid(errors)) };
        let now = self.now();
        let id = AccountId(self.new_id());
        let mut tx = self.0.db.write().await?;
        if !accounts::insert(&mut tx, id, &email, &name, role, now).await? {
            return Err(Error::Conflict(Conflict::EmailTaken));
        }
        let entry = NewEntry { id: self.new_id(), at: now, account: None, action: "account.create", subject: id.0, detail: role.as_str() };
        audit::insert(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Whether an address has an account: for the operator's commands, never for a page.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn has_account(&self, email: &str) -> Result<bool, Error> {
        let email = Email::parse(email).map_err(|problem| Error::field("email", problem))?;
        let mut session = self.0.db.read().await?;
        Ok(accounts::by_email(&mut session, &email).await?.is_some())
    }

    /// Makes a bearer token for the account with an address.
    ///
    /// # Errors
    /// [`Denied::NotFound`] when the address has no account.
    pub async fn create_token(&self, email: &str) -> Result<Secret, Error> {
        let email = Email::parse(email).map_err(|problem| Error::field("email", problem))?;
        let now = self.now();
        let token = self.0.random.secret();
        let mut tx = self.0.db.write().await?;
        let Some(actor) = accounts::by_email(&mut tx, &email).await? else { return Err(Error::not_found()) };
        let id = self.new_id();
        // Nobody removes the account meanwhile.
        accounts::take(&mut tx, actor.account).await?.ok_or_else(Error::not_found)?;
        accounts::insert_token(&mut tx, id, actor.account, &token.hash(), now).await?;
        let entry = NewEntry { id: self.new_id(), at: now, account: None, action: "token.create", subject: actor.account.0, detail: "" };
        audit::insert(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(token)
    }

    /// Who a bearer token belongs to.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn actor_by_token(&self, token: &Secret) -> Result<Option<Actor>, Error> {
        let mut session = self.0.db.read().await?;
        Ok(accounts::by_token(&mut session, &token.hash()).await?)
    }

    /// Who a session cookie belongs to; its life is prolonged now and then.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn actor_by_session(&self, token: &Secret) -> Result<Option<Actor>, Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let Some(signed_in) = accounts::by_session(&mut session, &token.hash(), now).await? else { return Ok(None) };
        drop(session);
        if now.since(signed_in.seen_at) >= TOUCH_EVERY
            && let Some(id) = signed_in.actor.session
        {
            let mut tx = self.0.db.write().await?;
            accounts::touch_session(&mut tx, id, now, now.plus(SESSION_LIFE)).await?;
            tx.commit().await?;
        }
        Ok(Some(signed_in.actor))
    }

    /// Ends a session and closes its sockets.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn sign_out(&self, session: SessionId) -> Result<(), Error> {
        let mut tx = self.0.db.write().await?;
        accounts::delete_session(&mut tx, session).await?;
        tx.commit().await?;
        self.0.hub.sign_out(session);
        Ok(())
    }

    /// Changes one's display name.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `name`; [`Denied::SignInNeeded`].
    pub async fn rename(&self, actor: Option<&Actor>, name: &str) -> Result<(), Error> {
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        let name = DisplayName::parse(name).map_err(|problem| Error::field("name", problem))?;
        let mut tx = self.0.db.write().await?;
        accounts::rename(&mut tx, actor.account, &name).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Ends one of one's own sessions, on another device for instance.
    ///
    /// # Errors
    /// [`Denied::SignInNeeded`]; [`Denied::NotFound`] for a session that is over or somebody else's.
    pub async fn end_session(&self, actor: Option<&Actor>, id: SessionId, now: Timestamp) -> Result<(), Error> {
        if !self.sessions(actor, now).await?.iter().any(|session| session.id == id) {
            return Err(Error::not_found());
        }
        self.sign_out(id).await
    }

    /// Ends all of one's sessions but the present one, and closes their sockets.
    ///
    /// # Errors
    /// [`Denied::SignInNeeded`].
    pub async fn end_other_sessions(&self, actor: Option<&Actor>) -> Result<(), Error> {
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        let mut tx = self.0.db.write().await?;
        let ended = accounts::delete_sessions(&mut tx, actor.account, actor.session).await?;
        tx.commit().await?;
        ended.into_iter().for_each(|session| self.0.hub.sign_out(session));
        Ok(())
    }

    /// One's open sessions, the last used first.
    ///
    /// # Errors
    /// [`Denied::SignInNeeded`].
    pub async fn sessions(&self, actor: Option<&Actor>, now: Timestamp) -> Result<Vec<SessionInfo>, Error> {
        let actor = actor.ok_or(Denied::SignInNeeded)?;
        let mut session = self.0.db.read().await?;
        Ok(accounts::sessions_of(&mut session, actor.account, now).await?)
    }
}
