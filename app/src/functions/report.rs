//! The report.

use busola_domain::ConsultationId;
use busola_service::consultations::Key;
use busola_service::report::Publication;
use leptos::prelude::*;

use super::fail;
use crate::context::{Site, set_status};
use crate::failure::Failure;

/// Remarks that are named by their numbers.
const NAMED: usize = 30;

/// Publishes the report of a consultation, or says how many remarks wait for an answer.
#[server(prefix = "/fn", endpoint = "publish-report")]
pub async fn publish_report(consultation: ConsultationId) -> Result<(), Failure> {
    let site = Site::get()?;
    match site.service.publish_report(site.actor.as_ref(), &Key::Id(consultation)).await.map_err(fail(&site))? {
        Publication::Published(_) => Ok(()),
        Publication::Unanswered(left) => {
            let numbers: Vec<_> = left.iter().take(NAMED).map(|(_, number)| number.to_string()).collect();
            let numbers = if left.len() > NAMED { format!("{}, …", numbers.join(", ")) } else { numbers.join(", ") };
            let message = format!("{} {}", site.lang.reporting_unanswered(left.len()), site.lang.reporting_numbers(numbers));
            let failure = Failure::Conflict { message };
            set_status(failure.status());
            Err(failure)
        }
    }
}
