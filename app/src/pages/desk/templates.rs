//! Templates: justifications that are written again and again.

use busola_domain::answer::{JUSTIFICATION_MAX, TEMPLATE_NAME_MAX, Template};
use busola_domain::{Decision, TemplateId};
use busola_service::answers::decision_in_words;
use busola_texts::Lang;
use leptos::prelude::*;

use crate::context::{FailedForm, Site};
use crate::pages::form::{Filled, Words, as_content, field, page_field, summary};
use crate::pages::rendered::Rendered as _;
use crate::pages::{Width, address, awaited, main_part};

const SAVE: &str = "/fn/save-template";
const DELETE: &str = "/fn/delete-template";
/// The page itself.
const PATH: &str = "/answer-templates";

/// The list, and the form of a new template or of the one that is changed.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let edited = address::query("edit").and_then(|id| id.parse::<TemplateId>().ok());
        async move {
            let lang = site.lang;
            let templates = site.service.templates(site.actor.as_ref()).await?;
            let edited = edited.and_then(|id| templates.iter().find(|known| known.id == id).cloned());
            let problem = use_context::<FailedForm>().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
            let none = templates.is_empty().then(|| view! { <p class="empty">{lang.template_none()}</p> });
            let entries: Vec<_> = templates.into_iter().map(|template| entry(lang, template)).collect();
            let content = view! {
                <h1>{lang.template_title()}</h1>
                <p class="lead">{lang.template_lead()}</p>
                {problem}
                {form(&site, edited)}
                <h2>{lang.template_list()}</h2>
                {none}
                <ul class="template-list">{entries}</ul>
            };
            Ok(main_part(&site, &lang.template_title(), Width::Narrow, content))
        }
    })
}

fn label_of(lang: Lang, name: &str) -> Option<String> {
    match name {
        "name" => Some(lang.template_name()),
        "justification" => Some(lang.answer_justification()),
        _ => None,
    }
}

fn entry(lang: Lang, template: Template) -> impl IntoView {
    let Template { id, name, decision, justification } = template;
    let of = format!(" ({name})");
    let of_delete = of.clone();
    let decision = decision.map(|decision| view! { <p class="hint">{decision_in_words(lang, decision)}</p> });
    view! {
        <li>
            <h3>{name}</h3>
            {decision}
            <p class="template-words">{justification}</p>
            <div class="button-row">
                <a href=format!("{PATH}?edit={id}")>{lang.template_change()} <span class="visually-hidden">{of}</span></a>
                <details class="way-on">
                    <summary>{lang.template_delete()} <span class="visually-hidden">{of_delete}</span></summary>
                    <form method="post" action=DELETE>
                        {page_field(PATH)}
                        <input type="hidden" name="id" value=id.to_string() />
                        <p>{lang.template_delete_sure()}</p>
                        <p><button class="button button-small">{lang.template_delete_yes()}</button></p>
                    </form>
                </details>
            </div>
        </li>
    }
}

/// The form, filled in with what was typed, or else with the template that is changed.
fn form(site: &Site, edited: Option<Template>) -> impl IntoView + use<> {
    let lang = site.lang;
    let filled = Filled::of(SAVE);
    let standing = |name: &str, of: fn(&Template) -> String| filled.value(name).or_else(|| edited.as_ref().map(of)).unwrap_or_default();
    let named = standing("name", |template| template.name.clone());
    let justification = standing("justification", |template| template.justification.clone());
    let decision = standing("decision", |template| template.decision.map(|decision| decision.as_str().to_owned()).unwrap_or_default());
    let title = if edited.is_some() { lang.template_change_one() } else { lang.template_new() };
    let name = field("name", Words::label(lang.template_name()), filled.error("name"), |ties| {
        view! {
            <input id="name" name="name" maxlength=TEMPLATE_NAME_MAX.to_string() required value=named
                aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    });
    let options: Vec<_> = Decision::ALL
        .iter()
        .map(|known| {
            let value = known.as_str();
            view! { <option value=value selected=value == decision>{decision_in_words(lang, *known)}</option> }
        })
        .collect();
    let choice = field("decision", Words::label(lang.answer_decision()).optional(lang), None, |ties| {
        view! {
            <select id="decision" name="decision" aria-describedby=ties.described_by aria-invalid=ties.invalid>
                <option value="">{lang.template_any_decision()}</option>
                {options}
            </select>
        }
        .rendered()
    });
    let words = field("justification", Words::label(lang.answer_justification()), filled.error("justification"), |ties| {
        view! {
            <textarea id="justification" name="justification" rows="6" required maxlength=JUSTIFICATION_MAX.to_string()
                aria-describedby=ties.described_by aria-invalid=ties.invalid inner_html=as_content(&justification)></textarea>
        }
        .rendered()
    });
    let cancel = edited.is_some().then(|| view! { <a class="link-button" href=PATH>{lang.live_cancel()}</a> });
    view! {
        <form class="form" method="post" action=SAVE aria-labelledby="template-form">
            <h2 id="template-form">{title}</h2>
            {page_field(&site.path)}
            {edited.map(|template| view! { <input type="hidden" name="id" value=template.id.to_string() /> })}
            {name}
            {choice}
            {words}
            <p class="button-row"><button class="button">{lang.live_save()}</button> {cancel}</p>
        </form>
    }
}
