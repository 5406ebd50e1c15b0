//! The next version of a draft: saved, published, thrown away.

use std::str::FromStr;

use busola_domain::draft::Format;
use busola_domain::{ConsultationId, FieldError, Problem, UnitId};
use busola_service::Error;
use busola_service::consultations::{Key, NewSource};
use busola_service::drafts::{NewPrepared, Pin, Saved};
use leptos::prelude::*;

use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;

/// Saves the next version while it is prepared, and what was decided about its units.
///
/// `seen` is what its writer saw ([`seen_as_text`]). Each of `pins` says of a unit which one it is ([`pins_of`]); `pair`
/// has the citations of two more that are the same, the second one empty for a unit that is new.
#[server(prefix = "/fn", endpoint = "save-draft")]
pub async fn save_draft(
    id: ConsultationId,
    seen: String,
    format: String,
    source: String,
    #[server(default)] note: String,
    #[server(default)] pins: Vec<String>,
    #[server(default)] pair: Vec<String>,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let sent = Sent { id, seen, format, source, note, pins, pair };
    sent.save(&site).await.map(|_| ()).map_err(fail(&site))
}

/// Publishes the next version, if it is what was looked at; else saves it to be looked at.
#[server(prefix = "/fn", endpoint = "publish-draft")]
pub async fn publish_draft(
    id: ConsultationId,
    seen: String,
    format: String,
    source: String,
    #[server(default)] note: String,
    #[server(default)] pins: Vec<String>,
    #[server(default)] pair: Vec<String>,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let (_, version) = read_seen(&seen).ok_or(Failure::Malformed)?;
    let sent = Sent { id, seen, format, source, note, pins, pair };
    let saved = sent.save(&site).await.map_err(fail(&site))?;
    if saved.changed {
        go_to(&format!("/consultations/{id}/draft?changed=1#mapping"));
        return Ok(());
    }
    let published = site.service.publish_prepared(site.actor.as_ref(), &Key::Id(id), saved.revision, version).await;
    let published = published.map_err(fail(&site))?;
    go_to(&format!("/consultations/{id}/changes?from={version}&to={}", published.version));
    Ok(())
}

/// Throws away what is prepared.
#[server(prefix = "/fn", endpoint = "discard-draft")]
pub async fn discard_draft(id: ConsultationId, revision: i64) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.discard_draft(site.actor.as_ref(), &Key::Id(id), revision).await.map_err(fail(&site))
}

/// A form as it was sent.
struct Sent {
    id: ConsultationId,
    seen: String,
    format: String,
    source: String,
    note: String,
    pins: Vec<String>,
    pair: Vec<String>,
}

impl Sent {
    async fn save(self, site: &Site) -> Result<Saved, Error> {
        let (revision, _) = read_seen(&self.seen).unwrap_or_default();
        let format = Format::from_str(&self.format).map_err(|problem| Error::field("format", problem))?;
        let mut pins = pins_of(&self.pins);
        pins.extend(self.other_pair(site, format).await?);
        let new = NewPrepared { format, source: self.source, note: self.note, pins, revision };
        site.service.save_draft(site.actor.as_ref(), &Key::Id(self.id), new).await
    }

    /// The pair of units that was typed, if there is one.
    async fn other_pair(&self, site: &Site, format: Format) -> Result<Option<Pin>, Error> {
        let cited = |n: usize| self.pair.get(n).map(|typed| typed.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
        let (unit, was) = (cited(0), cited(1));
        if unit.is_empty() {
            return Ok(None);
        }
        let unknown = || Error::Invalid(vec![FieldError::new("pair", Problem::UnknownUnit)]);
        let actor = site.actor.as_ref();
        let desk = site.service.draft_desk(actor, &Key::Id(self.id)).await?;
        let parsed = site.service.preview(actor, &NewSource { format, source: self.source.clone() })?;
        if parsed.units.iter().all(|known| known.label != unit) {
            return Err(unknown());
        }
        let from = match was.as_str() {
            "" => None,
            was => Some(desk.present.iter().find(|stored| stored.unit.label == was).ok_or_else(unknown)?.unit.id),
        };
        Ok(Some(Pin { unit, from }))
    }
}

/// What somebody saw of the next version: the revision of its text, and the version that it is to follow.
#[must_use]
pub fn seen_as_text(revision: i64, version: i64) -> String {
    format!("{revision}-{version}")
}

fn read_seen(seen: &str) -> Option<(i64, i64)> {
    let (revision, version) = seen.split_once('-')?;
    Some((revision.parse().ok()?, version.parse().ok()?))
}

/// What was chosen for units, as `new § 2` or as the id of a present unit before the citation; what is left to be
/// recognised, or can't be read, is passed over.
#[must_use]
pub fn pins_of(chosen: &[String]) -> Vec<Pin> {
    let pin = |chosen: &String| {
        let (choice, unit) = chosen.split_once(' ')?;
        let from = match choice {
            "new" => None,
            id => Some(id.parse::<UnitId>().ok()?),
        };
        Some(Pin { unit: unit.to_owned(), from })
    };
    chosen.iter().filter_map(pin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_was_chosen_is_read_with_the_citation_of_its_unit() {
        let id = UnitId(Uuid::from_u128(7));
        let chosen = ["new § 2 ust. 1".to_owned(), String::new(), format!("{id} § 3"), "x § 4".to_owned()];
        let pin = |unit: &str, from| Pin { unit: unit.to_owned(), from };
        assert_eq!(pins_of(&chosen), [pin("§ 2 ust. 1", None), pin("§ 3", Some(id))]);
    }

    #[test]
    fn what_was_seen_is_read_as_it_was_written() {
        assert_eq!(read_seen(&seen_as_text(1_781_712_000_000, 2)), Some((1_781_712_000_000, 2)));
        assert_eq!(read_seen("2"), None);
    }
}
