//! The live channel, `/live`: WebSockets in front of the hub.
//!
//! The stream is taken over from the HTTP library as it is, so that a frame that was encoded once is written to
//! thousands of sockets without a copy and with one system call each. What clients send is read by [`incoming`].

mod connection;
mod handshake;
mod incoming;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use self::connection::Connection;
use self::handshake::{Handshake, Refused};
use crate::api::problem::Problem;
use crate::app::App;
use crate::caller::{Caller, Credential, NO_CALLER};

/// `GET /live`: checks where the request comes from, then upgrades it.
pub(crate) async fn upgrade(State(app): State<App>, mut request: Request) -> Response {
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
    match Handshake::of(&mut request) {
        Ok(handshake) => {
            let hub = app.service().hub().clone();
            handshake.accept(move |stream, early| Connection::new(&hub, stream, early, actor).run())
        }
        Err(Refused::Malformed) => Problem::bare(StatusCode::BAD_REQUEST).into_response(),
        Err(Refused::Version) => ([handshake::version()], Problem::bare(StatusCode::UPGRADE_REQUIRED)).into_response(),
    }
}
