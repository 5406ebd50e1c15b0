//! The numbers of a report.

use std::collections::{BTreeMap, HashMap, HashSet};

use busola_domain::comment::Source;
use busola_domain::report::{Numbers, OfDay, OfDecision, OfSource, OfUnit};
use busola_domain::{Day, Decision, Status, UnitId};
use busola_storage::Session;
use busola_storage::comments::table::{self, Fact};
use busola_storage::consultations::Stored;

use super::rows::Table;
use crate::Error;

/// Counts all that there is, read by one statement.
pub(super) async fn numbers(session: &mut Session, of: &Stored, table: &Table) -> Result<Numbers, Error> {
    Ok(count(&table::facts(session, of.id).await?, table))
}

fn count(facts: &[Fact], table: &Table) -> Numbers {
    let of_status = |status| facts.iter().filter(|fact| fact.status == status).count() as i64;
    let public: Vec<_> = facts.iter().filter(|fact| fact.status == Status::Published).collect();
    let participants = public.iter().map(|fact| fact.account).collect::<HashSet<_>>().len() as i64;

    let mut by_unit: HashMap<Option<UnitId>, i64> = HashMap::new();
    let mut by_day: BTreeMap<Day, i64> = BTreeMap::new();
    let mut by_decision: HashMap<Option<Decision>, i64> = HashMap::new();
    let mut by_source: HashMap<Source, i64> = HashMap::new();
    for fact in &public {
        *by_unit.entry(fact.unit).or_default() += 1;
        *by_day.entry(fact.received_on.unwrap_or_else(|| Day::of(fact.created_at))).or_default() += 1;
        *by_decision.entry(fact.decision).or_default() += 1;
        *by_source.entry(fact.source).or_default() += 1;
    }
    let decisions = Decision::ALL.iter().copied().map(Some).chain([None]);
    Numbers {
        comments: public.len() as i64,
        participants,
        // Nobody acts for an organisation yet: the register is to come.
        organisations: 0,
        residents: participants,
        hidden: of_status(Status::Hidden),
        withdrawn: of_status(Status::Withdrawn),
        by_unit: table.in_order(by_unit).into_iter().map(|(label, count)| OfUnit { label, count }).collect(),
        by_day: by_day.into_iter().map(|(day, count)| OfDay { day, count }).collect(),
        by_decision: decisions.filter_map(|decision| Some(OfDecision { decision, count: *by_decision.get(&decision)? })).collect(),
        by_source: Source::ALL.iter().filter_map(|source| Some(OfSource { source: *source, count: *by_source.get(source)? })).collect(),
    }
}
