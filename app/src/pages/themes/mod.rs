//! Themes: their list, each with the remarks about it, and which of them a remark is about.

mod fields;
mod one;
mod remark;
mod tie;

use busola_domain::policy::{Action, allow};
use busola_domain::theme::{State, Theme};
use busola_texts::Lang;
use leptos::prelude::*;

use super::form::Filled;
use super::typography::bind;
use super::{Width, awaited, main_part};
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

pub(super) use one::{edit_page, page as one_page};
pub(super) use remark::page as remark_page;

/// Where a theme is written.
const SAVE: &str = "/fn/save-theme";

/// Every theme, and for moderators the form of a new one.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let filled = Filled::of(SAVE);
        async move {
            let lang = site.lang;
            let themes = site.service.themes(site.actor.as_ref()).await?;
            let none = themes.is_empty().then(|| view! { <p class="empty">{lang.themes_none()}</p> });
            let entries: Vec<_> = themes.iter().map(|theme| entry(lang, theme)).collect();
            let new = may_manage(&site).then(|| {
                view! {
                    <section class="list-part" aria-labelledby="theme-form">
                        <h2 id="theme-form">{lang.theme_new()}</h2>
                        {fields::form(&site, &filled, None)}
                    </section>
                }
            });
            let content = view! {
                <h1>{lang.themes_title()}</h1>
                <p class="lead">{lang.themes_lead()}</p>
                <h2 class="visually-hidden">{lang.themes_list()}</h2>
                {none}
                <ul class="consultations">{entries}</ul>
                {new}
            };
            Ok(main_part(&site, &lang.themes_title(), Width::Plain, content))
        }
    })
}

fn entry(lang: Lang, theme: &Theme) -> impl IntoView + use<> {
    view! {
        <li>
            <p class="kind">{state(lang, theme.state)}</p>
            <h3><a href=format!("/themes/{}", theme.slug) lang=lang.content()>{bind(&theme.title)}</a></h3>
            <p class="summary">{bind(theme.description.lines().next().unwrap_or_default())}</p>
            <div class="when-facts"><p>{counts(lang, theme)}</p></div>
        </li>
    }
}

/// Whether the reader writes themes and ties remarks to them.
fn may_manage(site: &Site) -> bool {
    allow(site.actor.as_ref(), Action::ManageThemes, site.received).is_ok()
}

/// How much is about a theme, in words.
fn counts(lang: Lang, theme: &Theme) -> String {
    if theme.comments == 0 { lang.theme_no_comments() } else { lang.theme_counts(theme.comments, theme.consultations) }
}

/// What became of a theme, told by a word and a shape.
fn state(lang: Lang, state: State) -> impl IntoView + use<> {
    let (phase, words) = match state {
        State::Open => ("announced", lang.theme_state_open()),
        State::TakenUp => ("open", lang.theme_state_taken_up()),
        State::Done => ("closed", lang.theme_state_done()),
    };
    view! { <span class="badge" data-phase=phase>{words}</span> }
}

/// A text of several lines, a paragraph each.
pub(super) fn paragraphs(text: &str) -> Vec<AnyView> {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p>{bind(line)}</p> }.rendered()).collect()
}
