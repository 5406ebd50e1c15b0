//! Making answers public.

use busola_domain::live::Channel;
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, EventKind, Timestamp};
use busola_storage::comments::{self, Stored};
use busola_storage::events::{self, Entry};
use busola_storage::{Session, answers};

use super::group::numbers;
use super::named;
use crate::consultations::{Key, take};
use crate::{Error, Service};

/// Remarks whose answers become public in one transaction: others who write wait no longer than for these.
const AT_ONCE: usize = 200;

impl Service {
    /// Makes the drafts of answers to a consultation's remarks public, as far as the remarks are, and gives their number.
    ///
    /// # Errors
    /// The policy's no. Of many drafts some may be public then: doing it again goes on.
    pub async fn publish_answers(&self, actor: Option<&Actor>, key: &Key) -> Result<usize, Error> {
        let mut published = 0;
        loop {
            let now = self.now();
            allow(actor, Action::Moderate, now)?;
            let mut tx = self.0.db.write().await?;
            let consultation = take(&mut tx, key).await?;
            allow(actor, Action::Answer(&consultation.schedule), now)?;
            let mut comments = answers::drafted(&mut tx, consultation.id, AT_ONCE as i64).await?;
            if comments.is_empty() {
                return Ok(published);
            }
            self.publish_under(&mut tx, &mut comments, now).await?;
            self.record_with(&mut tx, actor, "consultation.publish_answers", consultation.id.0, &numbers(&comments), now).await?;
            tx.commit().await?;
            self.0.hub.wake(Channel::Consultation(consultation.id));
            self.letters_are_there();
            published += comments.len();
            if comments.len() < AT_ONCE {
                return Ok(published);
            }
        }
    }

    /// Shows everybody the answers that stand under some remarks of one consultation, in the transaction of the change:
    /// the one place where answers become public, or change in public. Whoever is to be told is told from here.
    pub(super) async fn publish_under(&self, tx: &mut Session, comments: &mut [Stored], now: Timestamp) -> Result<(), Error> {
        let Some(consultation) = comments.first().map(|comment| comment.consultation) else { return Ok(()) };
        let ids: Vec<_> = comments.iter().map(|comment| comment.id).collect();
        answers::publish(tx, &named(&*comments), now).await?;
        answers::show(tx, &ids, now).await?;
        let entries: Vec<_> = comments
            .iter()
            .map(|comment| Entry { kind: EventKind::AnswerPublished, subject: comment.id.0, revision: comment.revision, at: now })
            .collect();
        let channel = Channel::Consultation(consultation);
        let first = events::append_all(tx, channel, &entries).await?;
        let seqs = first..first + entries.len() as i64;
        comments::set_seqs(tx, &channel.to_string(), seqs.start, seqs.end - 1).await?;
        for (seq, comment) in seqs.zip(comments.iter_mut()) {
            comment.seq = Some(seq);
            comment.answered_at.get_or_insert(now);
        }
        self.answered(tx, comments, now).await
    }
}
