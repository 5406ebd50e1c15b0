//! What a consultation continues: for everybody on its page, and the page on which moderators write it.

use busola_domain::EarlierId;
use busola_domain::consultation::Consultation;
use busola_domain::earlier::{Earlier, PLACE_MAX, TITLE_MAX, WORDS_MAX};
use busola_domain::policy::{Action, allow};
use busola_domain::theme::Theme;
use busola_texts::Lang;
use leptos::prelude::*;

use super::edit::revision;
use super::form::{Filled, Words, as_content, field, page_field, summary};
use super::typography::bind;
use super::{Width, address, awaited, key_in, main_part};
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

const ADD: &str = "/fn/add-earlier";
const CHANGE: &str = "/fn/change-earlier";
const REMOVE: &str = "/fn/remove-earlier";

/// What is written down, and the form.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let (adding, changing) = (Filled::of(ADD), Filled::of(CHANGE));
        let edited = address::query("edit").and_then(|id| id.parse::<EarlierId>().ok());
        async move {
            let (lang, actor, key) = (site.lang, site.actor.as_ref(), key_in(&site));
            allow(actor, Action::ManageConsultations, site.received)?;
            let consultation = site.service.consultation_alone(actor, &key).await?;
            let known = site.service.continues(actor, &key).await?;
            let themes = site.service.themes(actor).await?;
            let edited = known.iter().find(|earlier| Some(earlier.id) == edited);
            let filled = if edited.is_some() { changing } else { adding };
            let path = format!("/consultations/{}/continues", consultation.slug);
            let none = known.is_empty().then(|| view! { <p class="empty">{lang.earlier_none()}</p> });
            let entries: Vec<_> = known.iter().map(|earlier| entry(lang, earlier, &path)).collect();
            let content = view! {
                <p class="kind"><a href=format!("/consultations/{}", consultation.slug) lang=lang.content()>{bind(&consultation.title)}</a></p>
                <h1>{lang.earlier_title()}</h1>
                <p class="lead">{lang.earlier_lead()}</p>
                {none}
                <ul class="consultations">{entries}</ul>
                {form(&site, &filled, &consultation, edited, &themes)}
            };
            Ok(main_part(&site, &lang.earlier_title(), Width::Narrow, content))
        }
    })
}

fn entry(lang: Lang, earlier: &Earlier, path: &str) -> AnyView {
    let of = format!(" ({})", earlier.title);
    view! {
        <li>
            <p>{told(lang, earlier)}</p>
            <div class="button-row">
                <a href=format!("{path}?edit={}", earlier.id)>{lang.earlier_change()} <span class="visually-hidden">{of.clone()}</span></a>
                <details class="way-on">
                    <summary>{lang.earlier_remove()} <span class="visually-hidden">{of}</span></summary>
                    <form method="post" action=REMOVE>
                        {page_field(path)}
                        <input type="hidden" name="earlier" value=earlier.id.to_string() />
                        <p>{lang.earlier_remove_sure()}</p>
                        <p><button class="button button-small">{lang.earlier_remove_yes()}</button></p>
                    </form>
                </details>
            </div>
        </li>
    }
    .rendered()
}

/// What it was, when and where, in a line.
pub(super) fn told(lang: Lang, earlier: &Earlier) -> AnyView {
    let title = match &earlier.link {
        Some(link) => view! { <a href=link.clone() lang=lang.content()>{bind(&earlier.title)}</a> }.rendered(),
        None => view! { <b lang=lang.content()>{bind(&earlier.title)}</b> }.rendered(),
    };
    let held_on = earlier.held_on.map(|day| {
        view! { ", " <time datetime=day.to_string()>{lang.date(day.year(), day.month(), day.day())}</time> }
    });
    let place = (!earlier.place.is_empty()).then(|| format!(", {}", bind(&earlier.place)));
    view! { {title} {held_on} {place} }.rendered()
}

fn label_of(lang: Lang, name: &str) -> Option<String> {
    match name {
        "title" => Some(lang.earlier_name()),
        "held_on" => Some(lang.earlier_held_on()),
        "place" => Some(lang.earlier_place()),
        "words" => Some(lang.earlier_words()),
        "link" => Some(lang.earlier_link()),
        "themes" => Some(lang.earlier_themes()),
        _ => None,
    }
}

/// The form, filled in with what was typed, or else with what is changed.
fn form(site: &Site, filled: &Filled, of: &Consultation, edited: Option<&Earlier>, themes: &[Theme]) -> AnyView {
    let lang = site.lang;
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
    let standing = |name: &str, known: fn(&Earlier) -> String| filled.value(name).or_else(|| edited.map(known)).unwrap_or_default();
    let line = |name: &'static str, words: Words, kind: &'static str, max: Option<usize>, value: String| {
        let required = words.optional.is_none();
        field(name, words, filled.error(name), |ties| {
            view! {
                <input id=name name=name type=kind maxlength=max.map(|max| max.to_string()) required=required value=value
                    aria-describedby=ties.described_by aria-invalid=ties.invalid />
            }
            .rendered()
        })
    };
    let optional = |label: String| Words::label(label).optional(lang);
    let name = Words::label(lang.earlier_name()).hint(lang.earlier_name_hint());
    let title = line("title", name, "text", Some(TITLE_MAX), standing("title", |earlier| earlier.title.clone()));
    let day = standing("held_on", |earlier| earlier.held_on.map(|day| day.to_string()).unwrap_or_default());
    let held_on = line("held_on", optional(lang.earlier_held_on()), "date", None, day);
    let place = line("place", optional(lang.earlier_place()), "text", Some(PLACE_MAX), standing("place", |earlier| earlier.place.clone()));
    let linked = optional(lang.earlier_link()).hint(lang.earlier_link_hint());
    let link = line("link", linked, "text", None, standing("link", |earlier| earlier.link.clone().unwrap_or_default()));
    let words = standing("words", |earlier| earlier.words.clone());
    let words = field("words", optional(lang.earlier_words()), filled.error("words"), |ties| {
        view! {
            <textarea id="words" name="words" rows="6" maxlength=WORDS_MAX.to_string() aria-describedby=ties.described_by
                aria-invalid=ties.invalid inner_html=as_content(&words)></textarea>
        }
        .rendered()
    });
    let (title_of_form, action, whose, id) = match edited {
        Some(earlier) => (lang.earlier_change_one(), CHANGE, "earlier", earlier.id.to_string()),
        None => (lang.earlier_new(), ADD, "consultation", of.id.to_string()),
    };
    view! {
        <section class="list-part" aria-labelledby="earlier-form">
            <h2 id="earlier-form">{title_of_form}</h2>
            {refused}
            <form class="form" method="post" action=action>
                {page_field(&site.path)}
                <input type="hidden" name=whose value=id />
                {edited.map(|earlier| view! { <input type="hidden" name="revision" value=revision(filled, earlier.revision) /> })}
                {title}
                {held_on}
                {place}
                {words}
                {link}
                {choices(lang, filled, edited, themes)}
                <p><button class="button">{lang.earlier_save()}</button></p>
            </form>
        </section>
    }
    .rendered()
}

fn choices(lang: Lang, filled: &Filled, edited: Option<&Earlier>, themes: &[Theme]) -> Option<AnyView> {
    let sent = |id: &str| filled.0.as_ref().map(|form| form.fields.iter().any(|(name, value)| name == "themes[]" && value == id));
    let choice = |theme: &Theme| {
        let (id, value) = (format!("theme-{}", theme.id), theme.id.to_string());
        let known = || edited.is_some_and(|earlier| earlier.themes.iter().any(|chip| chip.id == theme.id));
        let checked = sent(&value).unwrap_or_else(known);
        view! {
            <div class="choice">
                <input type="checkbox" id=id.clone() name="themes[]" value=value checked=checked />
                <label for=id>{bind(&theme.title)}</label>
            </div>
        }
    };
    let choices: Vec<_> = themes.iter().map(choice).collect();
    (!choices.is_empty()).then(|| view! { <fieldset id="themes"><legend>{lang.earlier_themes()}</legend>{choices}</fieldset> }.rendered())
}
