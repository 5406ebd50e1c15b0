//! The report.

use busola_domain::ConsultationId;
use busola_service::consultations::Key;
use busola_service::report::Publication;
use leptos::prelude::*;

use super::fail;
use crate::context::{Site, set_status};
use crate::failure::Failure;

/// Publishes the report of a consultation, or says how many remarks wait for an answer.
#[server(prefix = "/fn", endpoint = "publish-report")]
pub async fn publish_report(consultation: ConsultationId) -> Result<(), Failure> {
    let site = Site::get()?;
    match site.service.publish_report(site.actor.as_ref(), &Key::Id(consultation)).await.map_err(fail(&site))? {
        Publication::Published(_) => Ok(()),
        Publication::Unanswered(ids) => {
            let failure = Failure::Conflict { message: site.lang.reporting_unanswered(ids.len()) };
            set_status(failure.status());
            Err(failure)
        }
    }
}
