//! Signing in and out.

use busola_domain::{FieldError, Problem, SessionId, SignInId};
use busola_service::{Error, Secret, SignedIn};
use leptos::prelude::*;

use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;

/// Sends a code and a link to an address; the same answer whether it is known or not.
#[server(prefix = "/fn", endpoint = "request-sign-in")]
pub async fn request_sign_in(email: String, #[server(default)] next: String) -> Result<(), Failure> {
    let site = Site::get()?;
    let id = site.service.request_sign_in(&email, &next, site.lang).await.map_err(fail(&site))?;
    go_to(&format!("/sign-in/code?id={id}"));
    Ok(())
}

/// Signs in by the code from the letter.
#[server(prefix = "/fn", endpoint = "confirm-code")]
pub async fn confirm_code(id: String, code: String) -> Result<(), Failure> {
    let site = Site::get()?;
    // An address that was cut short is to be told like a wrong code, not like an error of ours.
    let id: SignInId = id.parse().map_err(|_| fail(&site)(Error::Invalid(vec![FieldError::new("code", Problem::WrongCode)])))?;
    let signed_in = site.service.sign_in_by_code(id, &code, session(&site)).await.map_err(fail(&site))?;
    enter(&site, &signed_in).await;
    Ok(())
}

/// Signs in by the link from the letter.
#[server(prefix = "/fn", endpoint = "confirm-link")]
pub async fn confirm_link(token: String) -> Result<(), Failure> {
    let site = Site::get()?;
    let signed_in = site.service.sign_in_by_link(&Secret::presented(&token), session(&site)).await.map_err(fail(&site))?;
    enter(&site, &signed_in).await;
    Ok(())
}

/// Signs in by address and password.
#[server(prefix = "/fn", endpoint = "sign-in-by-password")]
pub async fn sign_in_by_password(email: String, password: String, #[server(default)] next: String) -> Result<(), Failure> {
    let site = Site::get()?;
    let signed_in = site.service.sign_in_by_password(&email, &password, &next, session(&site)).await.map_err(fail(&site))?;
    enter(&site, &signed_in).await;
    Ok(())
}

/// Ends this browser's session.
#[server(prefix = "/fn", endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), Failure> {
    let site = Site::get()?;
    if let Some(session) = session(&site) {
        site.service.sign_out(session).await.map_err(fail(&site))?;
    }
    site.sign_out();
    go_to("/");
    Ok(())
}

/// Ends another of one's sessions.
#[server(prefix = "/fn", endpoint = "end-session")]
pub async fn end_session(id: SessionId) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.end_session(site.actor.as_ref(), id, site.received).await.map_err(fail(&site))?;
    go_to("/account#sessions");
    Ok(())
}

fn session(site: &Site) -> Option<SessionId> {
    site.actor.as_ref().and_then(|actor| actor.session)
}

/// Lets somebody in, by way of choosing a name where they are new.
async fn enter(site: &Site, signed_in: &SignedIn) {
    site.sign_in(signed_in);
    // Letters come in the language of the page. Nobody is kept outside for that.
    if let Err(error) = site.service.reads_in(signed_in.account, site.lang).await {
        tracing::warn!(%error, "the language of an account was not noted");
    }
    if signed_in.is_new {
        go_to(&format!("/account?welcome=1&next={}", leptos_router::location::Url::escape(&signed_in.next)));
    } else {
        go_to(&signed_in.next);
    }
}
