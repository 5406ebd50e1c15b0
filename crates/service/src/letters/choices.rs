//! Which letters somebody wants, and in which language.

use busola_domain::letter::{Kind, Purpose};
use busola_domain::policy::Denied;
use busola_domain::{AccountId, Actor, Role};
use busola_storage::letters::{links, readers};
use busola_storage::meetings::reminders;
use busola_texts::Lang;

use crate::{Error, Secret, Service};

/// Whether letters of a kind are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// They are.
    Yes,
    /// They are not.
    No,
}

/// A kind of letters with what somebody chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which kind.
    pub kind: Kind,
    /// What was chosen; letters are wanted until somebody says otherwise.
    pub wanted: Wanted,
}

impl Service {
    /// What somebody chose for each kind of letters.
    ///
    /// # Errors
    /// [`Denied::SignInNeeded`], also for who has no address: somebody under a name for the hall.
    pub async fn letter_choices(&self, actor: Option<&Actor>) -> Result<Vec<Choice>, Error> {
        let account = addressed(actor)?;
        let mut session = self.0.db.read().await?;
        let off = readers::off(&mut session, account).await?;
        let choice = |kind: &Kind| Choice { kind: *kind, wanted: if off.contains(kind) { Wanted::No } else { Wanted::Yes } };
        Ok(Kind::ALL.iter().map(choice).collect())
    }

    /// Chooses letters of a kind or none. Idempotent.
    ///
    /// # Errors
    /// As [`Service::letter_choices`].
    pub async fn choose_letters(&self, actor: Option<&Actor>, kind: Kind, wanted: Wanted) -> Result<(), Error> {
        let account = addressed(actor)?;
        let now = self.now();
        let mut tx = self.0.db.write().await?;
        match wanted {
            Wanted::Yes => readers::switch_on(&mut tx, account, kind).await?,
            Wanted::No => readers::switch_off(&mut tx, account, kind, now).await?,
        }
        tx.commit().await?;
        Ok(())
    }

    /// Ends the letters that a link is for: those of a kind, or those about a meeting. Idempotent; says nothing about
    /// whether there is such a link.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn unsubscribe(&self, token: &Secret) -> Result<(), Error> {
        let now = self.now();
        let mut session = self.0.db.read().await?;
        let link = links::get(&mut session, &token.hash(), Purpose::Unsubscribe, now).await?;
        drop(session);
        let Some(link) = link else { return Ok(()) };
        let mut tx = self.0.db.write().await?;
        if let Some(kind) = link.kind {
            readers::switch_off(&mut tx, link.account, kind, now).await?;
        }
        if let Some(meeting) = link.meeting {
            reminders::delete(&mut tx, meeting, link.account).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Notes in which language somebody reads, for the letters to them.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn reads_in(&self, account: AccountId, lang: Lang) -> Result<(), Error> {
        let mut tx = self.0.db.write().await?;
        readers::set_lang(&mut tx, account, lang.tag()).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn addressed(actor: Option<&Actor>) -> Result<AccountId, Denied> {
    actor.filter(|actor| actor.role > Role::Guest).map(|actor| actor.account).ok_or(Denied::SignInNeeded)
}
