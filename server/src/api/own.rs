//! The copy of all that is kept of oneself.

use std::error::Error;
use std::fmt::Write as _;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use busola_service::Service;
use busola_service::accounts::{OwnData, OwnPart};
use futures_util::stream;

use super::describe::{Read, TooMany};
use super::extract::Caller;
use super::problem::Problem;
use crate::app::App;

/// A copy of all that is kept of oneself.
///
/// A file to be saved, sent while it is read; at most three at once, then one every five minutes. Votes are those in polls that
/// are open or were not secret; of secret ones that are closed is known only that one took part.
#[utoipa::path(
    get, path = "/account/data", operation_id = "getOwnData", tag = "Account",
    responses((status = 200, description = "The copy.", body = OwnData), TooMany, Read),
)]
pub(super) async fn data(State(app): State<App>, Caller(caller): Caller) -> Result<Response, Problem> {
    let begun = app.service().own_data(caller.actor.as_ref()).await;
    let (account, data) = begun.map_err(|error| Problem::of(&caller, &error))?;
    let head = serde_json::to_string(&account).map_err(|error| {
        tracing::error!(%error, "an account could not be written as JSON");
        Problem::bare(StatusCode::INTERNAL_SERVER_ERROR)
    })?;
    let begun = Sending { service: app.service().clone(), data, head: Some(head) };
    let pieces = stream::try_unfold(Some(begun), |sending| async move {
        let Some(sending) = sending else { return Ok::<_, Box<dyn Error + Send + Sync>>(None) };
        sending.next().await.map(Some)
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"busola-account.json\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

/// A copy on its way.
struct Sending {
    service: Service,
    data: OwnData,
    /// The account as JSON, until it is sent.
    head: Option<String>,
}

impl Sending {
    /// The next piece, and what is left after it.
    async fn next(mut self) -> Result<(Bytes, Option<Self>), Box<dyn Error + Send + Sync>> {
        if let Some(head) = self.head.take() {
            return Ok((Bytes::from(format!("{{\"account\":{head}")), Some(self)));
        }
        Ok(match self.service.next_of_own(&mut self.data).await? {
            Some(part) => (Bytes::from(written(&part)?), Some(self)),
            None => (Bytes::from_static(b"}\n"), None),
        })
    }
}

/// Some entries of a list, which begins and ends with them or not.
fn written(part: &OwnPart) -> Result<String, Box<dyn Error + Send + Sync>> {
    let mut text = String::new();
    if part.begins {
        write!(text, ",\"{}\":[", part.name)?;
    }
    for (place, entry) in part.entries.iter().enumerate() {
        if place > 0 || !part.begins {
            text.push(',');
        }
        text.push_str(&serde_json::to_string(entry)?);
    }
    if part.ends {
        text.push(']');
    }
    Ok(text)
}
