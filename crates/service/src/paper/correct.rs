//! Correcting a remark that was entered for who wrote it: a slip of the pen is nobody's words.

use std::collections::HashSet;

use busola_domain::live::Channel;
use busola_domain::paper::{Correction, Entry, NewEntry};
use busola_domain::policy::{Action, allow};
use busola_domain::{Actor, Comment, CommentId, Consultation, DisplayName, EventKind, Problem, Timestamp, UnitId};
use busola_storage::comments::entered::{self, Entered};
use busola_storage::comments::{self, Stored};
use busola_storage::consultations::Stored as Of;
use busola_storage::{Session, accounts, consultations};

use super::enter::{People, nobody};
use crate::answers::Answers;
use crate::comments::view;
use crate::drafts::{units, units_at};
use crate::{Conflict, Error, Service};

/// A remark that was entered, as it may be corrected.
pub struct Correctable {
    /// The remark.
    pub comment: Comment,
    /// The name under which its author is shown; nobody's has none.
    pub author: Option<String>,
    /// Its consultation, with the draft.
    pub consultation: Consultation,
}

impl Service {
    /// A remark that was entered, for who corrects it.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn entered_remark(&self, actor: Option<&Actor>, id: CommentId) -> Result<Correctable, Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let mut session = self.0.db.snapshot().await?;
        let (comment, of) = self.load(&mut session, id).await?;
        allow(actor, Action::CorrectRemark(&of.schedule, comment.item(), comment.source), now)?;
        let units = units(&self.0.drafts, &mut session, &of).await?;
        let author = author_of(&comment, &nobody()?);
        let comment = view(&self.0.markup, comment, &Answers::default(), actor, now);
        Ok(Correctable { comment, author, consultation: of.view(units.iter().map(|known| known.unit.clone()).collect(), now) })
    }

    /// Changes a remark: what was entered for its author is corrected by moderators, all else is edited by its author.
    ///
    /// # Errors
    /// Those of [`Service::correct_remark`] and of [`Service::edit_comment`].
    pub async fn change_comment(
        &self,
        actor: Option<&Actor>,
        id: CommentId,
        change: Correction,
        received: Timestamp,
    ) -> Result<Comment, Error> {
        let known = comments::get(&mut self.0.db.read().await?, id).await?.ok_or_else(Error::not_found)?;
        if known.source.is_entered() {
            return self.correct_remark(actor, id, change, received).await;
        }
        self.edit_comment(actor, id, &change.body.unwrap_or_default(), received).await
    }

    /// Corrects a remark that was entered; its replies go with it to another unit. The text before is kept, and the name
    /// before is nowhere any more. What changes nothing is no event.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at every bad field; [`Conflict::RemarkChanged`] when another state of it was
    /// corrected.
    pub async fn correct_remark(
        &self,
        actor: Option<&Actor>,
        id: CommentId,
        correction: Correction,
        now: Timestamp,
    ) -> Result<Comment, Error> {
        allow(actor, Action::Moderate, now)?;
        let mut tx = self.0.db.write().await?;
        let (mut comment, of) = Self::take_comment(&mut tx, id).await?;
        allow(actor, Action::CorrectRemark(&of.schedule, comment.item(), comment.source), now)?;
        if correction.seq.is_some_and(|seq| comment.seq != Some(seq)) {
            return Err(Error::Conflict(Conflict::RemarkChanged));
        }
        let nobody = nobody()?;
        let entry = correction.onto(as_entered(&comment, &nobody), &of.schedule, now).map_err(Error::Invalid)?;
        let detail = self.what_changes(&mut tx, &of, &comment, &entry, &nobody).await?;
        if detail.is_empty() {
            let answers = Answers::of(&mut tx, &comment).await?;
            return Ok(view(&self.0.markup, comment, &answers, actor, now));
        }
        let before = comment.account;
        self.put_right(&mut tx, &of, &mut comment, entry, nobody, now).await?;
        Self::append(&mut tx, &mut comment, EventKind::CommentEdited, now).await?;
        self.record_with(&mut tx, actor, "comment.correct", id.0, &detail, now).await?;
        let answers = Answers::of(&mut tx, &comment).await?;
        tx.commit().await?;
        let channel = Channel::Consultation(of.id);
        if comment.account != before {
            self.0.hub.rename(channel, &HashSet::from([id.0]), &comment.author.name);
            self.0.files.forget(of.id).await;
        }
        self.0.hub.wake(channel);
        Ok(view(&self.0.markup, comment, &answers, actor, now))
    }

    /// What a correction changes, as the audit log has it: the fields, and what stood in them but for words and names.
    async fn what_changes(
        &self,
        tx: &mut Session,
        of: &Of,
        comment: &Stored,
        entry: &Entry,
        nobody: &DisplayName,
    ) -> Result<String, Error> {
        let mut changes = Vec::new();
        if comment.unit != entry.unit {
            let units = units_at(&self.0.drafts, tx, of, comment.version).await?;
            let label = units.iter().find(|known| Some(known.unit.id) == comment.unit).map_or("–", |known| known.unit.label.as_str());
            changes.push(format!("unit {label}"));
        }
        if comment.source != entry.source {
            changes.push(format!("source {}", comment.source.as_str()));
        }
        if comment.received_on != Some(entry.received_on) {
            changes.push(format!("received_on {}", comment.received_on.map(|day| day.to_string()).unwrap_or_default()));
        }
        if comment.body != entry.body.as_str() {
            changes.push("body".to_owned());
        }
        if author_of(comment, nobody).as_deref() != entry.author.as_ref().map(DisplayName::as_str) {
            changes.push("author".to_owned());
        }
        Ok(changes.join("; "))
    }

    /// Writes a remark as it is to be, and counts it where it is now and of whom it is.
    async fn put_right(
        &self,
        tx: &mut Session,
        of: &Of,
        comment: &mut Stored,
        entry: Entry,
        nobody: DisplayName,
        now: Timestamp,
    ) -> Result<(), Error> {
        let (unit, account) = (comment.unit, comment.account);
        let mut moved = Vec::new();
        if entry.unit != unit {
            comment.version = self.version_with(tx, of, comment.version, entry.unit).await?;
            let by = 1 + comment.replies;
            moved.extend(unit.map(|unit| (unit, -by)).into_iter().chain(entry.unit.map(|unit| (unit, by))));
        }
        let mut authors = Vec::new();
        if author_of(comment, &nobody).as_deref() != entry.author.as_ref().map(DisplayName::as_str) {
            let mut people = People::new(entered::authors(tx, of.id).await?, nobody);
            (comment.account, comment.author.name) = people.author(entry.author, || self.new_id().into());
            accounts::insert_guests(tx, people.new_ones(), now).await?;
            authors.extend([(account, -1), (comment.account, 1)]);
        }
        comment.unit = entry.unit;
        comment.source = entry.source;
        comment.received_on = Some(entry.received_on);
        comment.body = entry.body.into_string();
        comment.edited_at = Some(now);
        let written = Entered {
            unit: comment.unit,
            version: comment.version,
            account: comment.account,
            source: comment.source,
            received_on: entry.received_on,
        };
        comment.revision = entered::correct(tx, comment.id, &written, &comment.body, now).await?;
        consultations::count(tx, of.id, &moved, &authors, 0).await?;
        if comment.account != account {
            entered::forget(tx, account).await?;
        }
        Ok(())
    }

    /// The version of the draft on which a remark stands once it is on another unit: the one that its author read, where
    /// that has the unit. It must be one of the present draft.
    async fn version_with(&self, tx: &mut Session, of: &Of, read: i64, unit: Option<UnitId>) -> Result<i64, Error> {
        let Some(unit) = unit else { return Ok(read) };
        if units(&self.0.drafts, tx, of).await?.iter().all(|known| known.unit.id != unit) {
            return Err(Error::field("unit", Problem::UnknownUnit));
        }
        let had = units_at(&self.0.drafts, tx, of, read).await?.iter().any(|known| known.unit.id == unit);
        Ok(if had { read } else { of.draft_version })
    }
}

/// The name of who wrote a remark, where they gave one.
fn author_of(comment: &Stored, nobody: &DisplayName) -> Option<String> {
    Some(comment.author.name.clone()).filter(|name| name != nobody.as_str())
}

/// A remark as it was typed by who entered it.
fn as_entered(comment: &Stored, nobody: &DisplayName) -> NewEntry {
    NewEntry {
        id: comment.id,
        unit: comment.unit,
        body: comment.body.clone(),
        source: comment.source.as_str().to_owned(),
        received_on: comment.received_on.map(|day| day.to_string()).unwrap_or_default(),
        author: author_of(comment, nobody),
    }
}
