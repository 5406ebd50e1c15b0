//! One's own account.

use busola_domain::letter::Kind;
use busola_domain::{FieldError, Problem};
use busola_service::accounts::{Confirmed, Proof};
use busola_service::letters::Wanted;
use busola_service::{Error, Secret};
use leptos::prelude::*;

use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;

/// Changes one's display name, and goes on to where one was going (`next`).
#[server(prefix = "/fn", endpoint = "rename")]
pub async fn rename(name: String, #[server(default)] next: String) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.rename(site.actor.as_ref(), &name).await.map_err(fail(&site))?;
    go_to(if next.is_empty() { "/account?saved=1" } else { &next });
    Ok(())
}

/// Switches letters of a kind on (`wanted`) or off.
#[server(prefix = "/fn", endpoint = "choose-letters")]
pub async fn choose_letters(kind: Kind, wanted: bool) -> Result<(), Failure> {
    let site = Site::get()?;
    let wanted = if wanted { Wanted::Yes } else { Wanted::No };
    site.service.choose_letters(site.actor.as_ref(), kind, wanted).await.map_err(fail(&site))?;
    go_to("/account#letters");
    Ok(())
}

/// Sends a code to one's own address, and goes back to the page that asks for it (`to`).
#[server(prefix = "/fn", endpoint = "request-proof")]
pub async fn request_proof(to: String) -> Result<(), Failure> {
    let site = Site::get()?;
    let id = site.service.request_proof(site.actor.as_ref(), site.lang).await.map_err(fail(&site))?;
    let to = to.split('?').next().unwrap_or_default();
    go_to(&format!("{to}?proof={id}"));
    Ok(())
}

/// Gives oneself a password. One shows that it is oneself by the present one, or by the code of a letter (`proof`).
#[server(prefix = "/fn", endpoint = "set-password")]
pub async fn set_password(
    new_password: String,
    #[server(default)] password: String,
    #[server(default)] proof: String,
    #[server(default)] code: String,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let proof = shown(password, &proof, code).map_err(fail(&site))?;
    site.service.set_password(site.actor.as_ref(), proof, &new_password).await.map_err(fail(&site))?;
    go_to("/account?saved=password");
    Ok(())
}

/// Removes one's password.
#[server(prefix = "/fn", endpoint = "remove-password")]
pub async fn remove_password(
    #[server(default)] password: String,
    #[server(default)] proof: String,
    #[server(default)] code: String,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let proof = shown(password, &proof, code).map_err(fail(&site))?;
    site.service.remove_password(site.actor.as_ref(), proof).await.map_err(fail(&site))?;
    go_to("/account?saved=no-password");
    Ok(())
}

/// What shows that it is oneself: the code where one was asked for, else the password.
fn shown(password: String, proof: &str, code: String) -> Result<Proof, Error> {
    if proof.is_empty() {
        return Ok(Proof::Password(password));
    }
    let id = proof.parse().map_err(|_| Error::Invalid(vec![FieldError::new("code", Problem::WrongCode)]))?;
    Ok(Proof::Code { id, code })
}

/// Ends all of one's sessions but this one.
#[server(prefix = "/fn", endpoint = "end-other-sessions")]
pub async fn end_other_sessions() -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.end_other_sessions(site.actor.as_ref()).await.map_err(fail(&site))?;
    go_to("/account?saved=sessions");
    Ok(())
}

/// Asks for another address; both have to confirm it.
#[server(prefix = "/fn", endpoint = "request-address")]
pub async fn request_address(email: String) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.request_address(site.actor.as_ref(), &email, site.lang).await.map_err(fail(&site))?;
    go_to("/account/address?sent=1");
    Ok(())
}

/// Takes the wish for another address back.
#[server(prefix = "/fn", endpoint = "keep-address")]
pub async fn keep_address() -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.keep_address(site.actor.as_ref()).await.map_err(fail(&site))?;
    go_to("/account/address?kept=1");
    Ok(())
}

/// Confirms a change of address by the link from one of the letters.
#[server(prefix = "/fn", endpoint = "confirm-address")]
pub async fn confirm_address(token: String) -> Result<(), Failure> {
    let site = Site::get()?;
    let confirmed = site.service.confirm_address(&Secret::presented(&token)).await.map_err(fail(&site))?;
    go_to(match confirmed {
        Confirmed::One => "/account/address/confirm?done=one",
        Confirmed::Both => "/account/address/confirm?done=both",
    });
    Ok(())
}

/// Removes one's account for good; `word` is typed to say so.
#[server(prefix = "/fn", endpoint = "erase-account")]
pub async fn erase_account(
    word: String,
    #[server(default)] password: String,
    #[server(default)] proof: String,
    #[server(default)] code: String,
) -> Result<(), Failure> {
    let site = Site::get()?;
    if word.trim().to_lowercase() != site.lang.erase_word().to_lowercase() {
        return Err(fail(&site)(Error::Invalid(vec![FieldError::new("word", Problem::NotTheWord)])));
    }
    let proof = shown(password, &proof, code).map_err(fail(&site))?;
    site.service.erase_account(site.actor.as_ref(), proof, site.received).await.map_err(fail(&site))?;
    site.sign_out();
    go_to("/account/remove?done=1");
    Ok(())
}
