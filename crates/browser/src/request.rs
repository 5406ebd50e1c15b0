//! Calling the functions of the server that plain forms call too.

use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use leptos::web_sys::{Headers, RequestInit, Response, UrlSearchParams};
use serde::Deserialize;
use wasm_bindgen_futures::JsFuture;

/// Why something was not done, as `server/src/forms.rs` tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Refusal {
    /// What to tell the person; empty when there is nothing to say.
    pub message: String,
    /// Whether the text itself can't be taken.
    pub field: bool,
    /// Whether signing in would help.
    pub sign_in: bool,
    /// The id of a remark that somebody else answered meanwhile; empty where it is about none.
    pub answered: String,
    /// It does not fit what is there.
    #[serde(skip)]
    pub conflict: bool,
    /// The server asks for patience, or failed: the same may be done later.
    #[serde(skip)]
    pub later: bool,
    /// The server could not be reached: nothing is known of what became of it.
    #[serde(skip)]
    pub unreachable: bool,
}

/// Calls a function (`/fn/…`) with fields, and gives the JSON that it answers.
///
/// # Errors
/// Why it was not done, or that nobody knows.
pub async fn call(function: &str, fields: &[(&str, &str)]) -> Result<String, Refusal> {
    let unreachable = |_: JsValue| Refusal { unreachable: true, later: true, ..Refusal::default() };
    let (status, answer) = fetch(function, fields).await.map_err(unreachable)?;
    match status {
        200..300 => Ok(answer),
        // What stands in front of the server says so while that one is started again.
        502..505 => Err(Refusal { unreachable: true, later: true, ..Refusal::default() }),
        _ => Err(Refusal {
            conflict: status == 409,
            later: status == 429 || status >= 500,
            ..serde_json::from_str(&answer).unwrap_or_default()
        }),
    }
}

async fn fetch(function: &str, fields: &[(&str, &str)]) -> Result<(u16, String), JsValue> {
    let body = UrlSearchParams::new()?;
    for (name, value) in fields {
        body.append(name, value);
    }
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&body);
    let response: Response = JsFuture::from(window().fetch_with_str_and_init(function, &request)).await?.unchecked_into();
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.status(), text.as_string().unwrap_or_default()))
}
