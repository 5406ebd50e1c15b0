//! What speakers say, written down for them to consent to.

use busola_domain::meeting::SpokenRemark;
use busola_domain::{MeetingId, Problem, SpeakerId, UnitId};
use busola_service::Error;
use busola_service::meetings::{Consent, Offer, Shown};
use leptos::prelude::*;

use crate::context::Site;
use crate::failure::Failure;
use crate::functions::fail;

/// What speakers said that was written down, for a page that is open.
#[server(prefix = "/fn", endpoint = "read-spoken")]
pub async fn read_spoken(id: MeetingId) -> Result<Vec<SpokenRemark>, Failure> {
    let site = Site::get()?;
    site.service.spoken_remarks(site.actor.as_ref(), id).await.map_err(fail(&site))
}

/// Writes down what somebody said; without a unit it is about the whole draft.
#[server(prefix = "/fn", endpoint = "offer-remark")]
pub async fn offer_remark(speaker: SpeakerId, #[server(default)] unit: String, body: String) -> Result<SpokenRemark, Failure> {
    let site = Site::get()?;
    let unit = unit_of(&unit).map_err(fail(&site))?;
    site.service.offer_remark(site.actor.as_ref(), speaker, Offer { unit, body }, site.received).await.map_err(fail(&site))
}

/// Lets what one said become one's remark, as one has it now, on the unit that the page showed; without one that was
/// the whole draft.
#[server(prefix = "/fn", endpoint = "consent-to-remark")]
pub async fn consent_to_remark(speaker: SpeakerId, #[server(default)] unit: String, body: String) -> Result<SpokenRemark, Failure> {
    let site = Site::get()?;
    let consent = Consent { unit: Shown::About(unit_of(&unit).map_err(fail(&site))?), body };
    site.service.consent_to_remark(site.actor.as_ref(), speaker, consent, site.received).await.map_err(fail(&site))
}

/// Does not let it.
#[server(prefix = "/fn", endpoint = "decline-remark")]
pub async fn decline_remark(speaker: SpeakerId) -> Result<SpokenRemark, Failure> {
    let site = Site::get()?;
    site.service.decline_remark(site.actor.as_ref(), speaker, site.received).await.map_err(fail(&site))
}

/// A unit as a form has it; nothing for the whole draft.
fn unit_of(sent: &str) -> Result<Option<UnitId>, Error> {
    match sent.trim() {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Error::field("unit", Problem::UnknownUnit)),
    }
}
