//! The form of a theme.

use busola_domain::theme::{DESCRIPTION_MAX, State, TITLE_MAX, Theme, WORDS_MAX};
use busola_texts::Lang;
use leptos::prelude::*;

use super::SAVE;
use crate::context::Site;
use crate::pages::edit::revision;
use crate::pages::form::{Filled, Words, as_content, field, page_field, summary};
use crate::pages::rendered::Rendered as _;

/// The form, filled in with what was typed, or else with the theme that is changed.
pub(super) fn form(site: &Site, filled: &Filled, edited: Option<&Theme>) -> impl IntoView + use<> {
    let lang = site.lang;
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
    let standing = |name: &str, known: fn(&Theme) -> &str| {
        filled.value(name).or_else(|| edited.map(|theme| known(theme).to_owned())).unwrap_or_default()
    };
    let title = standing("title", |theme| theme.title.as_str());
    let title = field("title", Words::label(lang.theme_title()).hint(lang.theme_title_hint()), filled.error("title"), |ties| {
        view! {
            <input id="title" name="title" maxlength=TITLE_MAX.to_string() required value=title
                aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    });
    let area = |name: &'static str, words: Words, max: usize, text: String| {
        field(name, words.optional(lang), filled.error(name), |ties| {
            view! {
                <textarea id=name name=name rows="5" maxlength=max.to_string() aria-describedby=ties.described_by
                    aria-invalid=ties.invalid inner_html=as_content(&text)></textarea>
            }
            .rendered()
        })
    };
    let description = area(
        "description",
        Words::label(lang.theme_description()),
        DESCRIPTION_MAX,
        standing("description", |theme| theme.description.as_str()),
    );
    let city = Words::label(lang.theme_city_words()).hint(lang.theme_city_words_hint());
    let words = area("words", city, WORDS_MAX, standing("words", |theme| theme.words.as_str()));
    view! {
        {refused}
        <form class="form" method="post" action=SAVE>
            {page_field(&site.path)}
            {edited.map(|theme| {
                view! {
                    <input type="hidden" name="theme" value=theme.id.to_string() />
                    <input type="hidden" name="revision" value=revision(filled, theme.revision) />
                }
            })}
            {title}
            {description}
            {states(lang, &standing("state", |theme| theme.state.as_str()))}
            {words}
            <p><button class="button">{lang.theme_save()}</button></p>
        </form>
    }
}

fn label_of(lang: Lang, name: &str) -> Option<String> {
    match name {
        "title" => Some(lang.theme_title()),
        "description" => Some(lang.theme_description()),
        "words" => Some(lang.theme_city_words()),
        _ => None,
    }
}

fn states(lang: Lang, present: &str) -> AnyView {
    let in_words = |state: State| match state {
        State::Open => lang.theme_state_open(),
        State::TakenUp => lang.theme_state_taken_up(),
        State::Done => lang.theme_state_done(),
    };
    let option = |state: &State| {
        let value = state.as_str();
        view! { <option value=value selected=value == present>{in_words(*state)}</option> }
    };
    let options: Vec<_> = State::ALL.iter().map(option).collect();
    field("state", Words::label(lang.theme_state()), None, |ties| {
        view! { <select id="state" name="state" aria-describedby=ties.described_by aria-invalid=ties.invalid>{options}</select> }.rendered()
    })
}
