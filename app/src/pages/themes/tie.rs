//! Tying many remarks to a theme at once: searched for in a consultation, ticked, sent.

use std::collections::{HashMap, HashSet};

use busola_domain::answer::State;
use busola_domain::theme::{Chip, Theme};
use busola_domain::{Comment, CommentId, Status};
use busola_service::Error;
use busola_service::answers::DeskQuery;
use busola_service::consultations::Key;
use busola_texts::Lang;
use leptos::prelude::*;

use crate::context::Site;
use crate::pages::address;
use crate::pages::form::{Filled, Words, field, page_field, summary};
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;

/// Where remarks are tied.
pub(super) const TIE: &str = "/fn/tie-remarks";
/// The most remarks that are found at once.
const FOUND: usize = 50;
/// The most consultations that are offered.
const OFFERED: usize = 100;
/// How many characters of a remark stand beside its box.
const FIRST_WORDS: usize = 300;

/// What is looked for.
pub(super) struct Wanted {
    /// The name in addresses of the consultation.
    consultation: Option<String>,
    /// Words, or a number.
    search: String,
}

impl Wanted {
    /// What the address asks for.
    pub(super) fn asked() -> Self {
        Self {
            consultation: address::query("consultation").filter(|key| !key.is_empty()),
            search: address::query("search").unwrap_or_default(),
        }
    }
}

/// The search, and what it found.
pub(super) async fn section(site: &Site, theme: &Theme, wanted: &Wanted, refused: &Filled) -> Result<AnyView, Error> {
    let lang = site.lang;
    let problem = refused.0.as_ref().map(|form| summary(lang, &form.failure, |_| None));
    let found = match &wanted.consultation {
        Some(key) => Some(found(site, theme, key, &wanted.search, &ticked(refused)).await?),
        None => None,
    };
    let offered = site.service.consultations(site.actor.as_ref(), None, None, OFFERED).await?.items;
    let options: Vec<_> = offered
        .into_iter()
        .map(|item| {
            let selected = wanted.consultation.as_deref() == Some(item.slug.as_str());
            view! { <option value=item.slug selected=selected>{bind(&item.title)}</option> }
        })
        .collect();
    let consultation = field("consultation", Words::label(lang.theme_tie_consultation()), None, |ties| {
        view! {
            <select id="consultation" name="consultation" required aria-describedby=ties.described_by>
                <option value="">{lang.theme_tie_choose()}</option>
                {options}
            </select>
        }
        .rendered()
    });
    let typed = wanted.search.clone();
    let words = Words::label(lang.theme_tie_search()).hint(lang.theme_tie_search_hint()).optional(lang);
    let search = field("search", words, None, |ties| {
        view! { <input id="search" name="search" type="search" value=typed aria-describedby=ties.described_by /> }.rendered()
    });
    Ok(view! {
        <section class="list-part" aria-labelledby="tie">
            <h2 id="tie">{lang.theme_tie()}</h2>
            {problem}
            <form class="form" method="get" action=format!("/themes/{}", theme.slug)>
                {consultation}
                {search}
                <p><button class="button button-quiet">{lang.theme_tie_show()}</button></p>
            </form>
            {found}
        </section>
    }
    .rendered())
}

/// The remarks that were ticked in a form that was refused.
fn ticked(refused: &Filled) -> HashSet<String> {
    let fields = refused.0.iter().flat_map(|form| &form.fields);
    fields.filter(|(name, _)| name == "comments[]").map(|(_, id)| id.clone()).collect()
}

async fn found(site: &Site, theme: &Theme, key: &str, search: &str, ticked: &HashSet<String>) -> Result<AnyView, Error> {
    let (lang, actor) = (site.lang, site.actor.as_ref());
    let search = Some(search.to_owned()).filter(|search| !search.trim().is_empty());
    let asked = DeskQuery { unit: None, state: State::All, source: None, search, after: None, limit: FOUND };
    let page = site.service.desk(actor, &Key::parse(key), asked).await?;
    let readable = |comment: &Comment| matches!(comment.status, Status::Published | Status::Pending);
    let remarks: Vec<_> = page.items.into_iter().filter(readable).collect();
    let Some(first) = remarks.first() else {
        return Ok(view! { <p class="empty">{lang.theme_tie_none()}</p> }.rendered());
    };
    let ids: Vec<_> = remarks.iter().map(|comment| comment.id).collect();
    let known = site.service.themes_at(actor, first.consultation, &ids).await?;
    let choices: Vec<_> = remarks.iter().map(|comment| choice(lang, comment, is_tied(&known, comment, theme), ticked)).collect();
    let more = page.next.map(|_| view! { <p class="hint">{lang.theme_tie_more(FOUND)}</p> });
    Ok(view! {
        <form class="form" method="post" action=TIE>
            {page_field(&site.path)}
            <input type="hidden" name="theme" value=theme.id.to_string() />
            <fieldset id="comments">
                <legend>{lang.theme_tie_found()}</legend>
                {choices}
            </fieldset>
            {more}
            <p><button class="button">{lang.theme_tie_send()}</button></p>
        </form>
    }
    .rendered())
}

fn is_tied(known: &HashMap<CommentId, Vec<Chip>>, comment: &Comment, theme: &Theme) -> bool {
    known.get(&comment.id).is_some_and(|chips| chips.iter().any(|chip| chip.id == theme.id))
}

fn choice(lang: Lang, comment: &Comment, tied: bool, ticked: &HashSet<String>) -> AnyView {
    let (id, value) = (format!("tie-{}", comment.id), comment.id.to_string());
    let checked = ticked.contains(&value);
    let title = format!("{}, {}", lang.theme_remark(comment.number.to_string()), lang.person(&comment.author.name));
    let words: String = comment.body.as_deref().unwrap_or_default().chars().take(FIRST_WORDS).collect();
    let words = view! { <span class="hint">{words}</span> };
    if tied {
        return view! { <p>{title} " – " {lang.theme_tie_already()} {words}</p> }.rendered();
    }
    view! {
        <div class="choice">
            <input type="checkbox" id=id.clone() name="comments[]" value=value checked=checked />
            <label for=id>{title} {words}</label>
        </div>
    }
    .rendered()
}
