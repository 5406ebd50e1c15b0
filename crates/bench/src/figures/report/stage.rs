//! A server with two consultations that are over and answered, and whose reports are public.

use anyhow::Result;
use serde_json::json;

use super::Scale;
use crate::answers::answer_all;
use crate::city::City;
use crate::data::{self, Consultation, Tokens};
use crate::machine::{Machine, at_rest};

/// The server and its consultations.
pub(super) struct Stage<'a> {
    /// The server; it runs on all cores.
    pub(super) city: City<'a>,
    /// The short one.
    pub(super) few: Consultation,
    /// The long one.
    pub(super) many: Consultation,
}

impl<'a> Stage<'a> {
    /// Starts the server, and plays both consultations from the first remark to the report.
    pub(super) async fn make(machine: &'a Machine, scale: &Scale) -> Result<Self> {
        let mut city = City::new(machine, "report")?;
        city.use_all_cores();
        let tokens = data::tokens(&city)?;
        city.serve().await?;
        let few = reported(&city, &tokens, "few", scale.few).await?;
        let many = reported(&city, &tokens, "many", scale.many).await?;
        // Until the letters to who was answered have left.
        at_rest(city.pid()?).await?;
        Ok(Self { city, few, many })
    }

    /// The address of a file of a report.
    pub(super) fn file(&self, of: &Consultation, format: &str) -> String {
        format!("{}/api/v1/consultations/{}/report.{format}", self.city.url, of.id)
    }
}

/// Remarks, a second version of the draft, answers, the end, the report.
async fn reported(city: &City<'_>, tokens: &Tokens, title: &str, remarks: usize) -> Result<Consultation> {
    let moderator = tokens.moderator(city)?;
    let mut consultation = data::create(&moderator, title).await?;
    let path = format!("/consultations/{}", consultation.id);
    data::fill(city, tokens, &mut consultation, remarks).await?;
    moderator.post(&format!("{path}/drafts"), &data::next_version()).await?;
    answer_all(&moderator, &consultation).await?;
    moderator.change(&path, &json!({ "closes_at": data::OVER })).await?;
    moderator.act(&format!("{path}/report/publish"), &json!({})).await?;
    Ok(consultation)
}
