//! The letter to who has an account that its password is another one: whoever changed it.

use busola_domain::letter::Occasion;
use busola_domain::{AccountId, Timestamp};
use busola_storage::Session;
use busola_storage::letters::{self as outbox, New, readers};
use busola_texts::Lang;

use super::{Leaving, Prepared};
use crate::mail::{Letter, Unasked};
use crate::moments::full;
use crate::{Error, Service};

impl Service {
    /// Has somebody told what became of their password, in the transaction of the change. Call
    /// [`Service::letters_are_there`] after the commit.
    pub(crate) async fn tell_of_password(&self, tx: &mut Session, account: AccountId, what: Occasion, now: Timestamp) -> Result<(), Error> {
        let entry = New {
            id: self.0.random.id(now),
            occasion: what,
            account,
            subject: account.0,
            cause: account.0,
            // The letter says when, also when it leaves later.
            revision: now.0,
            consultation: None,
            due_at: now,
        };
        Ok(outbox::queue(tx, &[entry]).await?)
    }

    /// The letter about that; `None` for who has no address any more. It has no link that signs in: who took an account over
    /// may read the mail too.
    pub(super) async fn password_letter(&self, tx: &mut Session, leaving: &Leaving) -> Result<Option<Prepared>, Error> {
        let Some(reader) = readers::reader(tx, leaving.together.account).await? else { return Ok(None) };
        let lang = Lang::from_tag(&reader.lang).unwrap_or_default();
        let last = leaving.marked.iter().map(|entry| entry.revision).max().unwrap_or(leaving.now.0);
        let (when, site) = (full(lang, Timestamp(last)), self.public_url().to_owned());
        let (subject, what) = match leaving.together.occasion {
            Occasion::PasswordSet => (lang.mail_password_set_subject(), lang.mail_password_set(when, site)),
            Occasion::PasswordRemoved => (lang.mail_password_removed_subject(), lang.mail_password_removed(when, site)),
            _ => (lang.mail_password_changed_subject(), lang.mail_password_changed(when, site)),
        };
        let unasked = Some(Unasked { id: leaving.id(), unsubscribe: None });
        let letter = Letter { to: reader.email, subject, body: lang.mail_password_body(what), unasked };
        Ok(Some(Prepared { letter, links: Vec::new() }))
    }
}
