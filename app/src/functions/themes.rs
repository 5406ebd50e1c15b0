//! Themes, the remarks about them, and what a consultation continues.

use busola_domain::earlier::{Earlier, NewEarlier};
use busola_domain::theme::{NewTheme, State, ThemeChange};
use busola_domain::{CommentId, ConsultationId, Day, EarlierId, Problem, ThemeId};
use busola_service::Error;
use busola_service::consultations::Key;
use leptos::prelude::*;

use super::{fail, go_to};
use crate::context::Site;
use crate::failure::Failure;

/// Keeps a theme, or (with an id) changes it.
#[server(prefix = "/fn", endpoint = "save-theme")]
pub async fn save_theme(
    #[server(default)] theme: Option<ThemeId>,
    #[server(default)] title: String,
    #[server(default)] description: String,
    #[server(default)] state: String,
    #[server(default)] words: String,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let actor = site.actor.as_ref();
    let state = state.parse::<State>().unwrap_or(State::Open);
    let saved = match theme {
        None => site.service.create_theme(actor, NewTheme { title, description, state, words }).await,
        Some(id) => {
            let change = ThemeChange { title: Some(title), description: Some(description), state: Some(state), words: Some(words) };
            site.service.change_theme(actor, &id.to_string(), change).await
        }
    };
    let saved = saved.map_err(fail(&site))?;
    go_to(&format!("/themes/{}", saved.slug));
    Ok(())
}

/// Ties remarks to a theme.
#[server(prefix = "/fn", endpoint = "tie-remarks")]
pub async fn tie_remarks(theme: ThemeId, #[server(default)] comments: Vec<CommentId>) -> Result<u64, Failure> {
    let site = Site::get()?;
    site.service.tie_comments(site.actor.as_ref(), &theme.to_string(), &comments, site.received).await.map_err(fail(&site))
}

/// Unties a remark from a theme.
#[server(prefix = "/fn", endpoint = "untie-remark")]
pub async fn untie_remark(theme: ThemeId, remark: CommentId) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.untie_comment(site.actor.as_ref(), &theme.to_string(), remark, site.received).await.map_err(fail(&site))
}

/// Makes a remark one about these themes and no others, and goes on to `next`.
#[server(prefix = "/fn", endpoint = "set-themes")]
pub async fn set_themes(
    remark: CommentId,
    #[server(default)] themes: Vec<ThemeId>,
    #[server(default)] next: String,
) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.set_themes(site.actor.as_ref(), remark, &themes, site.received).await.map_err(fail(&site))?;
    go_to(&next);
    Ok(())
}

/// Writes down what a consultation continues.
#[server(prefix = "/fn", endpoint = "add-earlier")]
pub async fn add_earlier(
    consultation: ConsultationId,
    #[server(default)] title: String,
    #[server(default)] held_on: String,
    #[server(default)] place: String,
    #[server(default)] words: String,
    #[server(default)] link: String,
    #[server(default)] themes: Vec<ThemeId>,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let held_on = day(&held_on).map_err(fail(&site))?;
    let new = NewEarlier { title, held_on, place, words, link: Some(link), themes };
    let added = site.service.add_earlier(site.actor.as_ref(), &Key::Id(consultation), new).await;
    back_to(&added.map_err(fail(&site))?);
    Ok(())
}

/// Writes it down anew.
#[server(prefix = "/fn", endpoint = "change-earlier")]
pub async fn change_earlier(
    earlier: EarlierId,
    #[server(default)] title: String,
    #[server(default)] held_on: String,
    #[server(default)] place: String,
    #[server(default)] words: String,
    #[server(default)] link: String,
    #[server(default)] themes: Vec<ThemeId>,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let held_on = day(&held_on).map_err(fail(&site))?;
    let new = NewEarlier { title, held_on, place, words, link: Some(link), themes };
    let changed = site.service.change_earlier(site.actor.as_ref(), earlier, new).await;
    back_to(&changed.map_err(fail(&site))?);
    Ok(())
}

/// To the page on which it stands with all others.
fn back_to(earlier: &Earlier) {
    go_to(&format!("/consultations/{}/continues", earlier.consultation));
}

/// A day as a form has it; nothing for none.
fn day(typed: &str) -> Result<Option<Day>, Error> {
    match typed.parse::<Day>() {
        Ok(day) => Ok(Some(day)),
        Err(Problem::Required) => Ok(None),
        Err(problem) => Err(Error::field("held_on", problem)),
    }
}

/// Removes what a consultation continues.
#[server(prefix = "/fn", endpoint = "remove-earlier")]
pub async fn remove_earlier(earlier: EarlierId) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.remove_earlier(site.actor.as_ref(), earlier).await.map_err(fail(&site))
}
