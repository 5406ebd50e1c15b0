//! Themes, the remarks about them, and what a consultation continues.

use busola_domain::earlier::{Earlier, NewEarlier};
use busola_domain::theme::{NewTheme, State, ThemeChange};
use busola_domain::{CommentId, ConsultationId, Day, EarlierId, Problem, ThemeId};
use busola_service::Error;
use busola_service::consultations::Key;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

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
    #[server(default)] revision: String,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let actor = site.actor.as_ref();
    let state = state.parse::<State>().unwrap_or(State::Open);
    let saved = match theme {
        None => site.service.create_theme(actor, NewTheme { title, description, state, words }).await,
        Some(id) => {
            let (title, description, state, words) = (Some(title), Some(description), Some(state), Some(words));
            let change = ThemeChange { title, description, state, words, revision: Some(edited(&revision)) };
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

/// Makes a remark one about these themes, and no more about others that were `shown` as ticked; goes on to `next`.
#[server(prefix = "/fn", endpoint = "set-themes")]
pub async fn set_themes(
    remark: CommentId,
    #[server(default)] themes: Vec<ThemeId>,
    #[server(default)] shown: Vec<ThemeId>,
    #[server(default)] next: String,
) -> Result<(), Failure> {
    let site = Site::get()?;
    site.service.set_themes(site.actor.as_ref(), remark, &themes, &shown, site.received).await.map_err(fail(&site))?;
    go_to(&next);
    Ok(())
}

/// The form of what a consultation continues, as it is typed; the themes that were raised there stand beside it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EarlierForm {
    /// What it was.
    pub title: String,
    /// On which day.
    pub held_on: String,
    /// Where.
    pub place: String,
    /// What came of it.
    pub words: String,
    /// Its address.
    pub link: String,
    /// The revision that is edited.
    pub revision: String,
}

/// Writes down what a consultation continues.
#[server(prefix = "/fn", endpoint = "add-earlier")]
pub async fn add_earlier(
    consultation: ConsultationId,
    #[server(flatten)] form: EarlierForm,
    #[server(default)] themes: Vec<ThemeId>,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let new = earlier(form, themes).map_err(fail(&site))?;
    let added = site.service.add_earlier(site.actor.as_ref(), &Key::Id(consultation), new).await;
    back_to(&added.map_err(fail(&site))?);
    Ok(())
}

/// Writes it down anew.
#[server(prefix = "/fn", endpoint = "change-earlier")]
pub async fn change_earlier(
    earlier: EarlierId,
    #[server(flatten)] form: EarlierForm,
    #[server(default)] themes: Vec<ThemeId>,
) -> Result<(), Failure> {
    let site = Site::get()?;
    let new = self::earlier(form, themes).map_err(fail(&site))?;
    let changed = site.service.change_earlier(site.actor.as_ref(), earlier, new).await;
    back_to(&changed.map_err(fail(&site))?);
    Ok(())
}

/// What the form says.
fn earlier(form: EarlierForm, themes: Vec<ThemeId>) -> Result<NewEarlier, Error> {
    let EarlierForm { title, held_on, place, words, link, revision } = form;
    let held_on = day(&held_on)?;
    Ok(NewEarlier { title, held_on, place, words, link: Some(link), themes, revision: Some(edited(&revision)) })
}

/// The revision that was edited; of a form without one it is none that there ever was.
fn edited(revision: &str) -> i64 {
    revision.trim().parse().unwrap_or(-1)
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
