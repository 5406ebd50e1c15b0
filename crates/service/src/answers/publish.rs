//! Making answers public.

use busola_domain::comment::Source;
use busola_domain::live::Channel;
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::search::Needle;
use busola_domain::{Actor, ConsultationId, EventKind, Timestamp, UnitId};
use busola_storage::answers::drafted::{self, Query};
use busola_storage::comments::{self, Stored};
use busola_storage::events::{self, Entry};
use busola_storage::{Session, answers};

use super::group::numbers;
use super::named;
use crate::consultations::{Key, readable, take};
use crate::{Error, Service};

/// Remarks whose answers become public in one transaction: others who write wait no longer than for these.
const AT_ONCE: usize = 200;

/// Which drafts of answers are to be published, of those whose remarks are public.
#[derive(Clone, Debug, Default)]
pub struct Drafted {
    /// To remarks on this unit; `None` for all of them and those on the whole draft.
    pub unit: Option<UnitId>,
    /// To remarks that came in this way; `None` for any way.
    pub source: Option<Source>,
    /// Words that are in the remarks or in their authors' names, as the desk looks for them.
    pub search: Option<String>,
    /// Those alone that whoever publishes wrote last.
    pub mine: bool,
    /// Those that were written last until this moment: whoever publishes has not heard of others. `None` for all.
    pub until: Option<Timestamp>,
}

impl Drafted {
    fn query(&self, actor: Option<&Actor>, consultation: ConsultationId) -> Result<Query, Error> {
        let by = self.mine.then(|| actor.map(|actor| actor.account).ok_or(Denied::SignInNeeded)).transpose()?;
        let until = self.until.unwrap_or(Timestamp(i64::MAX));
        Ok(Query { consultation, until, unit: self.unit, source: self.source, by })
    }

    fn needle(&self) -> Option<Needle> {
        self.search.as_deref().and_then(Needle::parse)
    }
}

/// Keeps those remarks in which something is looked for.
fn keep_found(comments: &mut Vec<Stored>, needle: Option<&Needle>) {
    let Some(needle) = needle else { return };
    let mut room = String::new();
    comments.retain(|comment| needle.is_in(comment.number, &[&comment.author.name, &comment.body], &mut room));
}

impl Service {
    /// How many drafts there are to publish.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn count_drafts(&self, actor: Option<&Actor>, key: &Key, which: &Drafted) -> Result<usize, Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let mut session = self.0.db.snapshot().await?;
        let consultation = readable(&mut session, actor, key, now).await?.id;
        let query = which.query(actor, consultation)?;
        let Some(needle) = which.needle() else {
            return Ok(usize::try_from(drafted::count(&mut session, &query).await?).unwrap_or_default());
        };
        let (mut count, mut after) = (0, 0);
        loop {
            let mut found = drafted::page(&mut session, &query, after, AT_ONCE as i64).await?;
            let Some(last) = found.last().map(|last| last.number) else { return Ok(count) };
            after = last;
            keep_found(&mut found, Some(&needle));
            count += found.len();
        }
    }

    /// Makes drafts of answers to a consultation's remarks public, the first by their numbers and at most so many, and
    /// gives their number.
    ///
    /// # Errors
    /// The policy's no. Of many drafts some may be public then: doing it again goes on.
    pub async fn publish_answers(&self, actor: Option<&Actor>, key: &Key, which: &Drafted, at_most: usize) -> Result<usize, Error> {
        let needle = which.needle();
        let (mut published, mut after) = (0, 0);
        loop {
            let now = self.now();
            allow(actor, Action::Moderate, now)?;
            let mut tx = self.0.db.write().await?;
            let consultation = take(&mut tx, key).await?;
            allow(actor, Action::Answer(&consultation.schedule), now)?;
            let mut comments = drafted::page(&mut tx, &which.query(actor, consultation.id)?, after, AT_ONCE as i64).await?;
            let more = comments.len() == AT_ONCE;
            after = comments.last().map_or(after, |last| last.number);
            keep_found(&mut comments, needle.as_ref());
            comments.truncate(at_most - published);
            if !comments.is_empty() {
                self.publish_under(&mut tx, &mut comments, now).await?;
                self.record_with(&mut tx, actor, "consultation.publish_answers", consultation.id.0, &numbers(&comments), now).await?;
                tx.commit().await?;
                self.0.hub.wake(Channel::Consultation(consultation.id));
                self.letters_are_there();
            }
            published += comments.len();
            if !more || published >= at_most {
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
