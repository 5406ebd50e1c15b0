//! The numbers of a report.

use std::collections::{BTreeMap, HashMap, HashSet};

use busola_domain::comment::Source;
use busola_domain::report::{Numbers, OfDay, OfDecision, OfSource, OfUnit};
use busola_domain::{AccountId, Day, Decision, Status, UnitId};
use busola_storage::Session;
use busola_storage::comments::table::{self, Fact};
use busola_storage::consultations::Stored;

use super::rows::Table;
use crate::Error;

/// Counts all that there is, read by one statement.
pub(super) async fn numbers(session: &mut Session, of: &Stored, table: &Table) -> Result<Numbers, Error> {
    let mut counted = Counted::default();
    table::each_fact(session, of.id, |fact| counted.add(fact)).await?;
    Ok(counted.told(table))
}

/// What was counted so far.
#[derive(Default)]
struct Counted {
    comments: i64,
    hidden: i64,
    withdrawn: i64,
    participants: HashSet<AccountId>,
    by_unit: HashMap<Option<UnitId>, i64>,
    by_day: BTreeMap<Day, i64>,
    by_decision: HashMap<Option<Decision>, i64>,
    by_source: HashMap<Source, i64>,
}

impl Counted {
    fn add(&mut self, fact: &Fact) {
        match fact.status {
            Status::Hidden => self.hidden += 1,
            Status::Withdrawn => self.withdrawn += 1,
            Status::Pending => {}
            Status::Published => {
                self.comments += 1;
                self.participants.insert(fact.account);
                *self.by_unit.entry(fact.unit).or_default() += 1;
                *self.by_day.entry(fact.received_on.unwrap_or_else(|| Day::of(fact.created_at))).or_default() += 1;
                *self.by_decision.entry(fact.decision).or_default() += 1;
                *self.by_source.entry(fact.source).or_default() += 1;
            }
        }
    }

    fn told(self, table: &Table) -> Numbers {
        let participants = self.participants.len() as i64;
        let decisions = Decision::ALL.iter().copied().map(Some).chain([None]);
        Numbers {
            comments: self.comments,
            participants,
            // Nobody acts for an organisation yet: the register is to come.
            organisations: 0,
            residents: participants,
            hidden: self.hidden,
            withdrawn: self.withdrawn,
            by_unit: table.in_order(self.by_unit).into_iter().map(|(label, count)| OfUnit { label, count }).collect(),
            by_day: self.by_day.into_iter().map(|(day, count)| OfDay { day, count }).collect(),
            by_decision: decisions.filter_map(|decision| Some(OfDecision { decision, count: *self.by_decision.get(&decision)? })).collect(),
            by_source: Source::ALL
                .iter()
                .filter_map(|source| Some(OfSource { source: *source, count: *self.by_source.get(source)? }))
                .collect(),
        }
    }
}
