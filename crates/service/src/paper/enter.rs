//! Entering a remark for who wrote it.

use std::collections::{BTreeMap, HashMap};

use busola_domain::comment::Author;
use busola_domain::live::Channel;
use busola_domain::paper::{Entry, NewEntry};
use busola_domain::policy::{Action, allow};
use busola_domain::{AccountId, Actor, Body, Consultation, DisplayName, EventKind, Problem, Role, Status, Timestamp};
use busola_storage::comments::{self, New, Stored, entered};
use busola_storage::consultations::Stored as Of;
use busola_storage::{Session, accounts, consultations, events};
use busola_texts::Lang;

use crate::answers::Answers;
use crate::comments::{Posted, view};
use crate::consultations::{Key, find, take};
use crate::drafts::units;
use crate::error::Conflict;
use crate::{Error, Service};

impl Service {
    /// The consultation for which a moderator enters remarks, with its draft.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn paper_desk(&self, actor: Option<&Actor>, key: &Key) -> Result<Consultation, Error> {
        let now = self.now();
        allow(actor, Action::Moderate, now)?;
        let mut session = self.0.db.read().await?;
        let of = find(&mut session, key).await?;
        allow(actor, Action::EnterRemarks(&of.schedule), now)?;
        let units = units(&self.0.drafts, &mut session, &of).await?;
        Ok(of.view(units.iter().map(|known| known.unit.clone()).collect(), now))
    }

    /// Enters a remark: public at once, since who enters it has read it; durable and in the log when this returns.
    ///
    /// # Errors
    /// The policy's no; [`Error::Invalid`] at every bad field; [`Conflict::IdTaken`].
    pub async fn enter_remark(&self, actor: Option<&Actor>, key: &Key, new: NewEntry, now: Timestamp) -> Result<Posted, Error> {
        allow(actor, Action::Moderate, now)?;
        let mut tx = self.0.db.write().await?;
        let of = take(&mut tx, key).await?;
        // Sent again: what was accepted once stays accepted.
        if let Some(known) = comments::get(&mut tx, new.id).await? {
            if !is_same(&mut tx, &known, &of, &new).await? {
                return Err(Error::Conflict(Conflict::IdTaken));
            }
            let answers = Answers::of(&mut tx, &known).await?;
            return Ok(Posted { comment: view(&self.0.markup, known, &answers, actor, now), created: false });
        }
        allow(actor, Action::EnterRemarks(&of.schedule), now)?;
        let entry = new.parse(&of.schedule, now).map_err(Error::Invalid)?;
        if let Some(unit) = entry.unit
            && units(&self.0.drafts, &mut tx, &of).await?.iter().all(|known| known.unit.id != unit)
        {
            return Err(Error::field("unit", Problem::UnknownUnit));
        }
        let detail = entry.received_on.to_string();
        let mut entered = self.enter_all(&mut tx, &of, vec![entry], now).await?;
        let comment = entered.pop().ok_or_else(Error::not_found)?;
        self.record_with(&mut tx, actor, "comment.enter", comment.id.0, &detail, now).await?;
        tx.commit().await?;
        self.0.hub.wake(Channel::Consultation(of.id));
        Ok(Posted { comment: view(&self.0.markup, comment, &Answers::default(), actor, now), created: true })
    }

    /// Writes remarks that were checked into a consultation that is taken, with their events, and counts them in.
    pub(super) async fn enter_all(&self, tx: &mut Session, of: &Of, entries: Vec<Entry>, now: Timestamp) -> Result<Vec<Stored>, Error> {
        let mut people = People::new(entered::authors(tx, of.id).await?, nobody()?);
        let last = entries.len() as i64;
        let mut rows = Vec::with_capacity(entries.len());
        for (place, entry) in (1..).zip(entries) {
            let (account, name) = people.author(entry.author, || AccountId(self.new_id()));
            rows.push(Stored {
                id: entry.id,
                consultation: of.id,
                unit: entry.unit,
                parent: None,
                root: None,
                account,
                author: Author { name, role: Role::Guest, organisation: None },
                body: entry.body.into_string(),
                revision: 1,
                status: Status::Published,
                hidden_reason: None,
                supports: 0,
                replies: 0,
                // A millisecond apart, so that lists have them in the order in which they were entered.
                created_at: now.plus(place - last),
                edited_at: None,
                seq: None,
                number: of.numbers + place,
                version: of.draft_version,
                source: entry.source,
                answer: None,
                answered_at: None,
                received_on: Some(entry.received_on),
            });
        }
        accounts::insert_guests(tx, people.new_ones(), now).await?;
        let posted = |row: &Stored| events::Entry { kind: EventKind::CommentPosted, subject: row.id.0, revision: row.revision, at: now };
        let log: Vec<_> = rows.iter().map(posted).collect();
        let first = events::append_all(tx, Channel::Consultation(of.id), &log).await?;
        for (seq, row) in (first..).zip(&mut rows) {
            row.seq = Some(seq);
        }
        comments::insert(tx, &rows.iter().map(New::from).collect::<Vec<_>>()).await?;
        count(tx, of, &rows).await?;
        Ok(rows)
    }
}

/// Whether the remark that has an id already is the one that is sent again.
async fn is_same(tx: &mut Session, known: &Stored, of: &Of, new: &NewEntry) -> Result<bool, busola_storage::Error> {
    let corrected = known.revision > 1;
    let same_place = known.consultation == of.id
        && known.received_on.is_some()
        // It may have gone with its unit since, to what that was found to be, or may have been put right.
        && (known.unit == new.unit || of.draft_revision > 0 || corrected);
    let Ok(body) = Body::parse(&new.body) else { return Ok(false) };
    Ok(same_place && (body.as_str() == known.body || (corrected && comments::had_body(tx, known.id, body.as_str()).await?)))
}

/// For whom remarks are entered.
pub(super) struct People {
    known: HashMap<String, AccountId>,
    new: Vec<(AccountId, DisplayName)>,
    nobody: DisplayName,
}

impl People {
    /// Those who are known by their names, and what nobody is called.
    pub(super) fn new(known: HashMap<String, AccountId>, nobody: DisplayName) -> Self {
        Self { known, new: Vec::new(), nobody }
    }

    /// Those who are to be written.
    pub(super) fn new_ones(&self) -> &[(AccountId, DisplayName)] {
        &self.new
    }

    /// The account and the name of who wrote a remark: the same for the same name, and a new one for nobody's.
    pub(super) fn author(&mut self, name: Option<DisplayName>, new_id: impl FnOnce() -> AccountId) -> (AccountId, String) {
        let Some(name) = name else {
            let id = new_id();
            self.new.push((id, self.nobody.clone()));
            return (id, self.nobody.as_str().to_owned());
        };
        let shown = name.as_str().to_owned();
        let new = &mut self.new;
        let account = *self.known.entry(shown.clone()).or_insert_with(|| {
            let id = new_id();
            new.push((id, name));
            id
        });
        (account, shown)
    }
}

/// The name of who gave none, in the language of the consultations: it is part of the record, as any other name.
pub(super) fn nobody() -> Result<DisplayName, Error> {
    DisplayName::parse(&Lang::default().paper_anonymous()).map_err(|problem| Error::field("author", problem))
}

async fn count(tx: &mut Session, of: &Of, rows: &[Stored]) -> Result<(), busola_storage::Error> {
    let (mut units, mut authors) = (BTreeMap::new(), BTreeMap::new());
    for row in rows {
        *authors.entry(row.account).or_insert(0) += 1;
        if let Some(unit) = row.unit {
            *units.entry(unit).or_insert(0) += 1;
        }
    }
    consultations::count(tx, of.id, &Vec::from_iter(units), &Vec::from_iter(authors), rows.len() as i64).await
}
