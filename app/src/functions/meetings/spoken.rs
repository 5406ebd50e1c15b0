//! What speakers say, written down for them to consent to.

use busola_domain::meeting::SpokenRemark;
use busola_domain::{MeetingId, Problem, SpeakerId};
use busola_service::Error;
use busola_service::meetings::Offer;
use leptos::prelude::*;

use crate::context::Site;
use crate::failure::Failure;
use crate::functions::fail;

/// What speakers said that was written down, for a page that is open.
#[server(prefix = "/fn", endpoint = "read-spoken")]
pub async fn read_spoken(id: MeetingId) -> Result<Vec<SpokenRemark>, Failure> {
    let site = Site::get()?;
    site.service.meeting(site.actor.as_ref(), id).await.map(|page| page.spoken).map_err(fail(&site))
}

/// Writes down what somebody said; without a unit it is about the whole draft.
#[server(prefix = "/fn", endpoint = "offer-remark")]
pub async fn offer_remark(speaker: SpeakerId, #[server(default)] unit: String, body: String) -> Result<SpokenRemark, Failure> {
    let site = Site::get()?;
    let unit = match unit.trim() {
        "" => None,
        id => Some(id.parse().map_err(|_| fail(&site)(Error::field("unit", Problem::UnknownUnit)))?),
    };
    site.service.offer_remark(site.actor.as_ref(), speaker, Offer { unit, body }, site.received).await.map_err(fail(&site))
}

/// Lets what one said become one's remark, as one has it now.
#[server(prefix = "/fn", endpoint = "consent-to-remark")]
pub async fn consent_to_remark(speaker: SpeakerId, body: String) -> Result<SpokenRemark, Failure> {
    let site = Site::get()?;
    site.service.consent_to_remark(site.actor.as_ref(), speaker, &body, site.received).await.map_err(fail(&site))
}

/// Does not let it.
#[server(prefix = "/fn", endpoint = "decline-remark")]
pub async fn decline_remark(speaker: SpeakerId) -> Result<SpokenRemark, Failure> {
    let site = Site::get()?;
    site.service.decline_remark(site.actor.as_ref(), speaker, site.received).await.map_err(fail(&site))
}
