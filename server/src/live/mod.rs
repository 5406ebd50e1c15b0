//! The live channel, `/live`: WebSockets in front of the hub.

mod connection;

use axum::RequestExt as _;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use busola_domain::live::CLIENT_MESSAGE_MAX;

use crate::api::problem::Problem;
use crate::app::App;
use crate::caller::{Caller, Credential, NO_CALLER};

/// `GET /live`: checks where the request comes from, then upgrades it.
pub(crate) async fn upgrade(State(app): State<App>, request: Request) -> Response {
    let Some(caller) = request.extensions().get::<Caller>() else { return NO_CALLER.into_response() };
    let own = app.public().is_own(request.headers().get(header::ORIGIN));
    if own == Some(false) {
        return Problem::new(StatusCode::FORBIDDEN, "foreign-origin", &caller.lang.denied_foreign_origin()).into_response();
    }
    // Without an origin it is no page of ours that asks: a cookie then proves nothing.
    let actor = match (caller.credential, own) {
        (Credential::Cookie, None) => None,
        _ => caller.actor.clone(),
    };
    let upgrade = match request.extract::<WebSocketUpgrade, _>().await {
        Ok(upgrade) => upgrade,
        Err(rejection) => return Problem::bare(rejection.into_response().status()).into_response(),
    };
    upgrade
        .max_message_size(CLIENT_MESSAGE_MAX)
        .max_frame_size(CLIENT_MESSAGE_MAX)
        // Measured: the default buffers cost 130 KiB a socket.
        .read_buffer_size(4096)
        .write_buffer_size(0)
        .on_upgrade(move |socket| connection::run(socket, app, actor))
}
