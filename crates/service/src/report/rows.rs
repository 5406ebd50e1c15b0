//! The table of remarks, page by page: however many there are, a page of them is in memory.

use std::collections::HashMap;
use std::sync::Arc;

use busola_domain::report::Row;
use busola_domain::{AnswerId, ConsultationId, Day, Status, UnitId};
use busola_storage::Session;
use busola_storage::answers::{self, Stored as StoredAnswer};
use busola_storage::comments::table::{self, Told};
use busola_storage::consultations::Stored;
use busola_storage::drafts::StoredUnit;
use busola_storage::themes::ties;

use crate::drafts::{Drafts, units_up_to};
use crate::{Error, Service};

/// Remarks that are read at once, where all of them are.
pub const PAGE: i64 = 500;

/// The units of a version.
type Units = Arc<[StoredUnit]>;

/// What the remarks of a consultation are told by: what its units are called, and which answers stand under several.
pub struct Table {
    consultation: ConsultationId,
    /// The units of each version, the first version first.
    versions: Vec<Units>,
    /// Where a unit stands in the last version that has it: the version from 0, and the place in it.
    last: HashMap<UnitId, (usize, usize)>,
    /// The same in the first version that has it.
    first: HashMap<UnitId, (usize, usize)>,
    groups: HashMap<AnswerId, i64>,
}

pub(super) async fn table(drafts: &Drafts, session: &mut Session, of: &Stored) -> Result<Table, Error> {
    let versions = units_up_to(drafts, session, of, of.draft_version).await?;
    let (mut first, mut last) = (HashMap::new(), HashMap::new());
    for (version, units) in versions.iter().enumerate() {
        for (place, stored) in units.iter().enumerate() {
            first.entry(stored.unit.id).or_insert((version, place));
            last.insert(stored.unit.id, (version, place));
        }
    }
    let groups = table::groups(session, of.id).await?;
    Ok(Table { consultation: of.id, versions, last, first, groups })
}

impl Table {
    /// The units of the first version and of the present one.
    pub(super) fn ends(&self) -> Option<(Units, Units)> {
        Some((Arc::clone(self.versions.first()?), Arc::clone(self.versions.last()?)))
    }

    fn at(&self, (version, place): (usize, usize)) -> Option<&StoredUnit> {
        self.versions.get(version)?.get(place)
    }

    /// What a unit is called in the present draft, or was when it was there.
    fn label(&self, unit: UnitId) -> Option<&str> {
        self.at(*self.last.get(&unit)?).map(|stored| stored.unit.label.as_str())
    }

    /// What a unit was called in a version, counted from 1.
    fn label_in(&self, unit: UnitId, version: i64) -> Option<&str> {
        let units = self.versions.get(usize::try_from(version).ok()?.checked_sub(1)?)?;
        units.iter().find(|stored| stored.unit.id == unit).map(|stored| stored.unit.label.as_str())
    }

    /// What became of a unit: how it reads now, where that is not as it first did.
    fn change(&self, unit: UnitId) -> Option<String> {
        let (first, last) = (self.first.get(&unit)?, self.last.get(&unit)?);
        let (before, now) = (&self.at(*first)?.unit, &self.at(*last)?.unit);
        let changed = before.text != now.text && !now.text.is_empty();
        Some(if changed { format!("{}: {}", now.label, now.text) } else { now.label.clone() })
    }

    /// Counts by unit in the order of the draft: first of the whole draft, last of units that are gone.
    pub(super) fn in_order(&self, counts: HashMap<Option<UnitId>, i64>) -> Vec<(Option<String>, i64)> {
        let present = self.versions.len().saturating_sub(1);
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(unit, _)| {
            let place = unit.and_then(|unit| self.last.get(&unit).copied());
            (unit.is_some(), place.is_some_and(|(version, _)| version != present), place, *unit)
        });
        counts.into_iter().map(|(unit, count)| (unit.map(|unit| self.label(unit).unwrap_or_default().to_owned()), count)).collect()
    }

    fn row(&self, told: Told, answers: &HashMap<AnswerId, StoredAnswer>, themes: Vec<String>) -> Row {
        let comment = told.comment;
        let answer = comment.answer.filter(|_| comment.answered_at.is_some()).and_then(|id| answers.get(&id));
        let now = comment.unit.and_then(|unit| self.label(unit));
        let then = comment.unit.and_then(|unit| self.label_in(unit, comment.version)).filter(|then| Some(*then) != now);
        Row {
            number: comment.number,
            received_at: comment.received_on.map_or(comment.created_at, Day::start),
            submitter: comment.author.name,
            organisation: comment.author.organisation,
            role: comment.author.role,
            source: comment.source,
            unit_label: now.map(str::to_owned),
            unit_label_at_writing: then.map(str::to_owned),
            remark: (comment.status == Status::Published).then_some(comment.body),
            reply_to: told.reply_to,
            status: comment.status,
            supports: comment.supports,
            decision: answer.map(|answer| answer.decision),
            justification: answer.map(|answer| answer.justification.clone()),
            change: answer.and_then(|answer| self.change(answer.unit?)),
            group: answer.and_then(|answer| self.groups.get(&answer.id).copied()),
            themes,
        }
    }
}

impl Service {
    /// The next remarks of a report after a number, at most `limit`; none when there are no more.
    ///
    /// # Errors
    /// Whatever storage says.
    pub async fn report_rows(&self, table: &Table, after: i64, limit: i64) -> Result<Vec<Row>, Error> {
        let mut session = self.0.db.read().await?;
        Ok(page(&mut session, table, after, limit).await?)
    }
}

/// The same in a session of the caller.
pub(super) async fn page(session: &mut Session, table: &Table, after: i64, limit: i64) -> Result<Vec<Row>, busola_storage::Error> {
    let page = table::page(session, table.consultation, after, limit).await?;
    let mut ids: Vec<_> = page.iter().filter_map(|told| told.comment.answer.filter(|_| told.comment.answered_at.is_some())).collect();
    ids.sort_unstable();
    ids.dedup();
    let answers = answers::by_ids(session, &ids).await?.into_iter().map(|answer| (answer.id, answer)).collect();
    let mut themes: HashMap<i64, Vec<String>> = HashMap::new();
    if let Some(last) = page.last() {
        for (number, title) in ties::by_number(session, table.consultation, after, last.comment.number).await? {
            themes.entry(number).or_default().push(title);
        }
    }
    let rows = page.into_iter().map(|told| {
        let about = themes.remove(&told.comment.number).unwrap_or_default();
        table.row(told, &answers, about)
    });
    Ok(rows.collect())
}
