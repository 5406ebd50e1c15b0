//! The public log of moderation: what was done how often, day by day; without texts and without names.

use std::collections::BTreeMap;

use busola_domain::moderation::{Deed, Tally};
use busola_domain::schedule::local;
use busola_domain::{Actor, Timestamp};
use busola_storage::moderation::log;
use serde::Serialize;

use crate::consultations::{Key, readable};
use crate::{Error, Service};

/// How many deeds are counted at once.
const COUNTED: usize = 5_000;

/// A day with what was done on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ModerationDay))]
pub struct Day {
    /// By the city's calendar, `2026-11-30`.
    #[cfg_attr(feature = "openapi", schema(format = Date))]
    pub day: String,
    /// What was done.
    pub done: Vec<Tally>,
}

/// A part of the log, the last day first.
pub struct LogPage {
    /// The consultation's title.
    pub title: String,
    /// Its name in addresses.
    pub slug: String,
    /// Its days.
    pub days: Vec<Day>,
    /// Before which moment there is more.
    pub next: Option<Timestamp>,
}

impl Service {
    /// What was done before a moment, for whoever may read the consultation.
    ///
    /// # Errors
    /// The policy's no.
    pub async fn moderation_log(&self, actor: Option<&Actor>, key: &Key, before: Option<Timestamp>) -> Result<LogPage, Error> {
        let mut session = self.0.db.read().await?;
        let consultation = readable(&mut session, actor, key, self.now()).await?;
        let before = before.unwrap_or(Timestamp(i64::MAX));
        let mut deeds = log::page(&mut session, consultation.id, before, COUNTED as i64).await?;
        let mut next = None;
        if deeds.len() == COUNTED {
            // The last day may go on beyond what was read: it is told whole, on the next page.
            let day_of = |deed: &(Timestamp, Deed, String)| local::civil(deed.0).date();
            let last = deeds.last().map(day_of);
            let whole = deeds.iter().take_while(|&deed| Some(day_of(deed)) != last).count();
            if whole > 0 {
                deeds.truncate(whole);
            }
            next = deeds.last().map(|deed| deed.0);
        }
        Ok(LogPage { title: consultation.title, slug: consultation.slug, days: days(&deeds), next })
    }
}

/// Deeds counted by day, the last day first.
fn days(deeds: &[(Timestamp, Deed, String)]) -> Vec<Day> {
    let mut counted: BTreeMap<String, BTreeMap<(Deed, &str), i64>> = BTreeMap::new();
    for (at, deed, reason) in deeds {
        let day = local::civil(*at).date().to_string();
        *counted.entry(day).or_default().entry((*deed, reason.as_str())).or_default() += 1;
    }
    let day = |(day, done): (String, BTreeMap<(Deed, &str), i64>)| {
        let done = done.into_iter().map(|((deed, reason), count)| Tally { deed, reason: reason.to_owned(), count });
        Day { day, done: done.collect() }
    };
    counted.into_iter().rev().map(day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use busola_domain::time::DAY;

    #[test]
    fn deeds_are_counted_by_day_and_reason() {
        let at = |days: i64| Timestamp(1_781_712_000_000 + days * DAY);
        let hidden = |days, reason: &str| (at(days), Deed::Hidden, reason.to_owned());
        let found = days(&[hidden(1, "advert"), (at(0), Deed::Approved, String::new()), hidden(0, "insult"), hidden(0, "insult")]);
        let told: Vec<_> = found.iter().map(|day| day.done.iter().map(|tally| (tally.deed, tally.count)).collect::<Vec<_>>()).collect();
        assert_eq!(told, [vec![(Deed::Hidden, 1)], vec![(Deed::Approved, 1), (Deed::Hidden, 2)]]);
        assert!(found[0].day > found[1].day);
    }
}
