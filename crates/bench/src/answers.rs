//! The office's answers to what was written, through the API.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::author::Author;
use crate::data::{self, Consultation};

/// Remarks that get one answer together.
const TOGETHER: usize = 10;
const DECISIONS: [&str; 4] = ["accepted", "partly", "rejected", "out_of_scope"];

/// Answers all that waits for an answer, in public.
pub(crate) async fn answer_all(moderator: &Author, consultation: &Consultation) -> Result<()> {
    let path = format!("/consultations/{}", consultation.id);
    // As long and as full of Polish letters as what they answer.
    let words = data::bodies()?;
    let mut given = 0;
    loop {
        let waiting = moderator.get(&format!("{path}/desk?state=waiting&limit=100")).await?;
        let ids: Vec<&Value> = waiting["items"].as_array().context("the desk was not understood")?.iter().map(|item| &item["id"]).collect();
        if ids.is_empty() {
            return Ok(());
        }
        for together in ids.chunks(TOGETHER) {
            let answer = json!({
                "comments": together,
                "decision": DECISIONS[given % DECISIONS.len()],
                "justification": words.get(given % words.len().max(1)),
                "unit": consultation.units.get(given % consultation.units.len().max(1)),
                "publish": true,
            });
            moderator.act(&format!("{path}/answers"), &answer).await?;
            given += 1;
        }
    }
}
