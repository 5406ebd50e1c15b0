//! Removing one's account: who it was goes, what was public stays under another name.

use std::collections::{HashMap, HashSet};

use busola_domain::live::Channel;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, Timestamp};
use busola_storage::accounts::erase::{self, Traces};
use busola_storage::{accounts, consultations};
use busola_texts::Lang;
use uuid::Uuid;

use super::proof::Proof;
use crate::{Error, Service};

impl Service {
    /// Removes one's account for good. Address, password, sessions, tokens and letters go at once; remarks, questions and
    /// votes that others can read or that were counted stay, under the words that stand in the place of a name, in the
    /// log, in every buffer and in every file that is made of them. What was never public, or was taken back, loses its
    /// text.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at the proof's field.
    pub async fn erase_account(&self, actor: Option<&Actor>, proof: Proof, now: Timestamp) -> Result<(), Error> {
        allow(actor, Action::EraseAccount, now)?;
        let person = actor.ok_or(Denied::SignInNeeded)?;
        self.prove(person, proof).await?;
        let account = person.account;
        // The consultations are in the city's language, and so is what stands in them.
        let name = Lang::default().account_removed();
        let mut tx = self.0.db.write().await?;
        for consultation in erase::never_public_in(&mut tx, account).await? {
            consultations::take(&mut tx, consultation).await?;
        }
        if !erase::erase(&mut tx, account, &name, now).await? {
            // An office was given to them, or they are gone, since the request began.
            return Err(Denied::InOffice.into());
        }
        let ended = accounts::delete_sessions(&mut tx, account, None).await?;
        self.record(&mut tx, actor, "account.erase", account.0, now).await?;
        let traces = erase::traces(&mut tx, account).await?;
        tx.commit().await?;
        ended.into_iter().for_each(|session| self.0.hub.sign_out(session));
        self.0.hub.part_with(account);
        self.forget_name(traces, &name).await;
        Ok(())
    }

    /// Takes a name out of what is kept in front of the database.
    async fn forget_name(&self, traces: Traces, name: &str) {
        let mut channels: HashMap<Channel, HashSet<Uuid>> = HashMap::new();
        for (consultation, id) in traces.remarks {
            channels.entry(Channel::Consultation(consultation)).or_default().insert(id);
        }
        for (meeting, id) in traces.said {
            channels.entry(Channel::Meeting(meeting)).or_default().insert(id);
        }
        for (channel, ids) in channels {
            self.0.hub.rename(channel, &ids, name);
            if let Channel::Consultation(consultation) = channel {
                self.0.files.forget(consultation).await;
            }
        }
    }
}
