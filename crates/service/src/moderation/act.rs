//! Approving, hiding and showing remarks, one or many: in one transaction, with an event of each.

use std::collections::{BTreeMap, HashSet};

use busola_domain::live::Channel;
use busola_domain::moderation::{AT_ONCE, Deed, Ground, Outcome, REASON_MAX};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Actor, Comment, CommentId, ConsultationId, EventKind, Problem, Status, Subject, Timestamp, text};
use busola_storage::comments::{self, Stored};
use busola_storage::consultations::Stored as Consultation;
use busola_storage::events::{self, Entry};
use busola_storage::moderation::{self, log, reports};
use busola_storage::{Session, consultations};
use serde::Serialize;

use crate::answers::Answers;
use crate::comments::view;
use crate::consultations::{Key, take};
use crate::{Error, Service};

/// What a moderator does with remarks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Makes public what waits; leaves as it is what is public and was reported or met a rule.
    Approve,
    /// Hides them.
    Hide {
        /// As the public log counts it.
        ground: Ground,
        /// As it stands in their place.
        reason: String,
    },
    /// Shows again what is hidden.
    Restore,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Moderated {
    /// The remarks with which something was done.
    pub done: Vec<CommentId>,
    /// Those with which it could not be done any more: somebody was quicker, or what they reply to waits.
    pub left: Vec<CommentId>,
}

impl Act {
    /// With its reason as it is stored.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `reason`.
    pub(crate) fn parse(self) -> Result<Self, Error> {
        match self {
            Self::Hide { ground, reason } => {
                let reason = text::line(&reason, REASON_MAX).map_err(|problem| Error::field("reason", problem))?;
                Ok(Self::Hide { ground, reason })
            }
            other => Ok(other),
        }
    }

    fn deed(&self) -> Deed {
        match self {
            Self::Approve => Deed::Approved,
            Self::Hide { .. } => Deed::Hidden,
            Self::Restore => Deed::Restored,
        }
    }

    /// Its name in the audit log, of one remark and of several.
    fn names(&self) -> (&'static str, &'static str) {
        match self {
            Self::Approve => ("comment.approve", "consultation.approve_comments"),
            Self::Hide { .. } => ("comment.hide", "consultation.hide_comments"),
            Self::Restore => ("comment.unhide", "consultation.restore_comments"),
        }
    }

    fn reason(&self) -> &str {
        match self {
            Self::Hide { reason, .. } => reason,
            Self::Approve | Self::Restore => "",
        }
    }

    /// What is done, where it can be done: moved to another status, or looked at and left.
    fn decide(&self, actor: Option<&Actor>, consultation: &Consultation, comment: &Stored, now: Timestamp) -> Result<Done, Denied> {
        match (self, comment.status) {
            (Self::Hide { .. }, Status::Published | Status::Pending) => Ok(Done::Moved),
            (Self::Approve, Status::Published) => Ok(Done::Left),
            (Self::Approve, Status::Pending) | (Self::Restore, Status::Hidden) => {
                allow(actor, Action::Show(&consultation.schedule, comment.item()), now).map(|()| Done::Moved)
            }
            _ => Err(Denied::WrongState),
        }
    }
}

/// What happens to a remark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    Moved,
    Left,
}

impl Service {
    /// Does one thing with up to [`AT_ONCE`] remarks of a consultation, all in one transaction. Those with which it can't
    /// be done any more are left.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at `comments` or `reason`.
    pub async fn moderate_comments(
        &self,
        actor: Option<&Actor>,
        key: &Key,
        ids: &[CommentId],
        act: Act,
        now: Timestamp,
    ) -> Result<Moderated, Error> {
        allow(actor, Action::Moderate, now)?;
        let act = act.parse()?;
        let mut seen = HashSet::new();
        let ids: Vec<_> = ids.iter().copied().filter(|id| seen.insert(*id)).collect();
        if ids.is_empty() {
            return Err(Error::field("comments", Problem::Required));
        }
        if ids.len() > AT_ONCE {
            return Err(Error::field("comments", Problem::TooMany { max: AT_ONCE }));
        }
        let mut tx = self.0.db.write().await?;
        let consultation = take(&mut tx, key).await?;
        let mut comments = comments::by_ids(&mut tx, &ids).await?;
        comments.retain(|comment| comment.consultation == consultation.id);
        if comments.len() < ids.len() {
            return Err(Error::field("comments", Problem::UnknownComment));
        }
        let done = self.act(&mut tx, actor, &consultation, comments, &act, now).await?;
        let done: Vec<_> = done.into_iter().map(|comment| comment.id).collect();
        tx.commit().await?;
        self.acted(consultation.id, &done, &act).await;
        let left = ids.into_iter().filter(|id| !done.contains(id)).collect();
        Ok(Moderated { done, left })
    }

    /// The same with one remark, which it has to be possible with.
    pub(crate) async fn moderate_one(&self, actor: Option<&Actor>, id: CommentId, act: Act, now: Timestamp) -> Result<Comment, Error> {
        allow(actor, Action::Moderate, now)?;
        let act = act.parse()?;
        let mut tx = self.0.db.write().await?;
        let (comment, consultation) = Self::take_comment(&mut tx, id).await?;
        act.decide(actor, &consultation, &comment, now)?;
        let done = self.act(&mut tx, actor, &consultation, vec![comment], &act, now).await?.pop();
        let comment = done.ok_or(Denied::WrongState)?;
        let answers = Answers::of(&mut tx, &comment).await?;
        tx.commit().await?;
        self.acted(consultation.id, &[id], &act).await;
        Ok(view(&self.0.markup, comment, &answers, actor, now))
    }

    /// Does it, in the transaction of whoever took the consultation, with those of its remarks with which it can be done,
    /// and gives these as they are then. Call [`Service::acted`] after the commit.
    pub(crate) async fn act(
        &self,
        tx: &mut Session,
        actor: Option<&Actor>,
        consultation: &Consultation,
        mut comments: Vec<Stored>,
        act: &Act,
        now: Timestamp,
    ) -> Result<Vec<Stored>, Error> {
        let by = actor.ok_or(Denied::SignInNeeded)?.account;
        // What is replied to comes before the replies.
        comments.sort_unstable_by_key(|comment| comment.number);
        let (mut moved, mut left) = (Vec::new(), Vec::new());
        let mut public = public_parents(tx, &comments).await?;
        for comment in comments {
            let waits_for_parent = comment.parent.is_some_and(|parent| !public.contains(&parent));
            // What it answers comes first: nobody can see that yet.
            let too_early = waits_for_parent && !matches!(act, Act::Hide { .. });
            match act.decide(actor, consultation, &comment, now) {
                Ok(Done::Moved) if !too_early => {
                    public.insert(comment.id);
                    moved.push(comment);
                }
                Ok(Done::Left) => left.push(comment),
                _ => {}
            }
        }
        let ids: Vec<_> = moved.iter().chain(&left).map(|comment| comment.id).collect();
        let outcome = if matches!(act, Act::Hide { .. }) { Outcome::Hidden } else { Outcome::Kept };
        let mut settled: HashSet<_> = reports::settle(tx, &ids, outcome, by, now).await?.into_iter().collect();
        settled.extend(moderation::settle_holds(tx, &ids, now).await?);
        // Somebody has looked at it where there was something to look at.
        left.retain(|comment| settled.contains(&comment.id));
        self.move_all(tx, consultation.id, &mut moved, act, now).await?;
        self.write_down(tx, actor, &moved, &left, act, now).await?;
        moved.extend(left);
        Ok(moved)
    }

    /// Gives remarks their new status, with events and numbers.
    async fn move_all(&self, tx: &mut Session, id: ConsultationId, moved: &mut [Stored], act: &Act, now: Timestamp) -> Result<(), Error> {
        let (to, reason) = match act {
            Act::Hide { reason, .. } => (Status::Hidden, Some(reason.as_str())),
            Act::Approve | Act::Restore => (Status::Published, None),
        };
        let ids: Vec<_> = moved.iter().map(|comment| comment.id).collect();
        moderation::set_statuses(tx, &ids, to, reason).await?;
        // What was never public is hidden without a trace in the log.
        let told: Vec<_> = moved.iter_mut().filter(|comment| to == Status::Published || comment.status == Status::Published).collect();
        let entries: Vec<_> = told
            .iter()
            .map(|comment| {
                let kind = match (to, comment.seq) {
                    (Status::Hidden, _) => EventKind::CommentHidden,
                    // One that was hidden before it was ever public appears now for the first time.
                    (_, None) => EventKind::CommentPosted,
                    (_, Some(_)) => EventKind::CommentUnhidden,
                };
                Entry { kind, subject: comment.id.0, revision: comment.revision, at: now }
            })
            .collect();
        if !entries.is_empty() {
            let channel = Channel::Consultation(id);
            let first = events::append_all(tx, channel, &entries).await?;
            let seqs = first..first + entries.len() as i64;
            comments::set_seqs(tx, &channel.to_string(), seqs.start, seqs.end - 1).await?;
            count(tx, id, &told, if to == Status::Published { 1 } else { -1 }).await?;
            for (seq, comment) in seqs.zip(told) {
                comment.seq = Some(seq);
            }
        }
        for comment in moved {
            comment.status = to;
            comment.hidden_reason = reason.map(str::to_owned);
        }
        Ok(())
    }

    /// Writes down what was done: for the public without names, for moderators with them.
    async fn write_down(
        &self,
        tx: &mut Session,
        actor: Option<&Actor>,
        moved: &[Stored],
        left: &[Stored],
        act: &Act,
        now: Timestamp,
    ) -> Result<(), Error> {
        let reason = match act {
            Act::Hide { ground, .. } => ground.as_str(),
            Act::Approve | Act::Restore => "",
        };
        let deeds = moved.iter().map(|comment| (comment, act.deed(), reason)).chain(left.iter().map(|comment| (comment, Deed::Kept, "")));
        let entries: Vec<_> = deeds
            .map(|(comment, deed, reason)| log::New {
                id: self.0.random.id(now),
                consultation: comment.consultation,
                comment: comment.id,
                at: now,
                deed,
                reason,
                account: actor.map(|actor| actor.account),
            })
            .collect();
        log::insert(tx, &entries).await?;
        self.trace_comments(tx, actor, moved, act.names(), act.reason(), now).await?;
        self.trace_comments(tx, actor, left, ("comment.keep", "consultation.keep_comments"), "", now).await
    }

    /// One entry in the audit log, of one remark or of several by their numbers.
    async fn trace_comments(
        &self,
        tx: &mut Session,
        actor: Option<&Actor>,
        comments: &[Stored],
        (one, several): (&str, &str),
        reason: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        match comments {
            [] => Ok(()),
            [comment] => self.record_with(tx, actor, one, comment.id.0, reason, now).await,
            [first, ..] => {
                let numbers = comments.iter().map(|comment| format!("#{}", comment.number)).collect::<Vec<_>>().join(", ");
                let detail = if reason.is_empty() { numbers } else { format!("{numbers}: {reason}") };
                self.record_with(tx, actor, several, first.consultation.0, &detail, now).await
            }
        }
    }

    /// Takes what was hidden out of every buffer and tells who is there, after the commit.
    pub(crate) async fn acted(&self, id: ConsultationId, done: &[CommentId], act: &Act) {
        let channel = Channel::Consultation(id);
        if matches!(act, Act::Hide { .. }) {
            for comment in done {
                self.0.hub.redact(channel, Subject::Comment(*comment));
            }
            self.0.files.forget(id).await;
        }
        self.0.hub.wake(channel);
    }
}

/// Those that some remarks reply to and that were public at least once.
async fn public_parents(tx: &mut Session, comments: &[Stored]) -> Result<HashSet<CommentId>, Error> {
    let parents: HashSet<_> = comments.iter().filter_map(|comment| comment.parent).collect();
    let parents = comments::by_ids(tx, &Vec::from_iter(parents)).await?;
    Ok(parents.into_iter().filter(|parent| parent.seq.is_some()).map(|parent| parent.id).collect())
}

/// Counts remarks in or out.
async fn count(tx: &mut Session, id: ConsultationId, comments: &[&mut Stored], by: i64) -> Result<(), Error> {
    let (mut units, mut authors, mut roots) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for comment in comments {
        *authors.entry(comment.account).or_insert(0) += by;
        if let Some(unit) = comment.unit {
            *units.entry(unit).or_insert(0) += by;
        }
        if let Some(root) = comment.root {
            *roots.entry(root).or_insert(0) += by;
        }
    }
    consultations::count(tx, id, &Vec::from_iter(units), &Vec::from_iter(authors), 0).await?;
    for (root, by) in roots {
        comments::count_reply(tx, root, by).await?;
    }
    Ok(())
}
