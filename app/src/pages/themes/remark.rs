//! Which themes one remark is about: for moderators.

use busola_domain::policy::{Action, allow};
use busola_domain::theme::{Chip, Theme};
use busola_domain::{Comment, CommentId};
use busola_service::Error;
use busola_service::consultations::Key;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::context::Site;
use crate::pages::form::{Filled, page_field, summary};
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use crate::pages::{Width, awaited, main_part};

const SET: &str = "/fn/set-themes";

/// The themes, those that the remark is about ticked.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let id = use_params_map().with_untracked(|params| params.get("id")).and_then(|id| id.parse::<CommentId>().ok());
        let refused = Filled::of(SET);
        async move {
            let (lang, actor) = (site.lang, site.actor.as_ref());
            allow(actor, Action::ManageThemes, site.received)?;
            let id = id.ok_or_else(Error::not_found)?;
            let comment = site.service.comment(actor, id).await?.comment;
            let themes = site.service.themes(actor).await?;
            let known = site.service.themes_at(actor, comment.consultation, &[id]).await?.remove(&id).unwrap_or_default();
            let consultation = site.service.consultation_alone(actor, &Key::Id(comment.consultation)).await?;
            let path = format!("/consultations/{}", consultation.slug);
            let title = lang.theme_of_remark_title(comment.number.to_string());
            let problem = refused.0.as_ref().map(|form| summary(lang, &form.failure, |_| None));
            let content = view! {
                <p class="kind"><a href=path.clone() lang=lang.content()>{bind(&consultation.title)}</a></p>
                <h1>{title.clone()}</h1>
                {problem}
                <p class="receipt-place">{lang.person(&comment.author.name)}</p>
                <div class="remark-body prose" lang=lang.content() inner_html=comment.html.clone().unwrap_or_default()></div>
                {form(&site, &comment, &themes, &known, &refused, &path)}
            };
            Ok(main_part(&site, &title, Width::Narrow, content))
        }
    })
}

fn form(site: &Site, comment: &Comment, themes: &[Theme], known: &[Chip], refused: &Filled, path: &str) -> AnyView {
    let lang = site.lang;
    let unit = comment.unit.map(|unit| format!("?unit={unit}")).unwrap_or_default();
    let back = format!("{path}{unit}#u-{}", comment.id);
    if themes.is_empty() {
        return view! { <p class="empty"><a href="/themes">{lang.theme_of_remark_none()}</a></p> }.rendered();
    }
    let sent = |field: &str, id: &str| refused.0.as_ref().map(|form| form.fields.iter().any(|(name, value)| name == field && value == id));
    let choice = |theme: &Theme| {
        let (id, value) = (format!("theme-{}", theme.id), theme.id.to_string());
        let is_known = || known.iter().any(|chip| chip.id == theme.id);
        let checked = sent("themes[]", &value).unwrap_or_else(is_known);
        // What somebody else ticks while this page is open is not unticked by it.
        let shown = sent("shown[]", &value).unwrap_or_else(is_known);
        view! {
            {shown.then(|| view! { <input type="hidden" name="shown[]" value=value.clone() /> })}
            <div class="choice">
                <input type="checkbox" id=id.clone() name="themes[]" value=value checked=checked />
                <label for=id>{bind(&theme.title)}</label>
            </div>
        }
    };
    let choices: Vec<_> = themes.iter().map(choice).collect();
    view! {
        <form class="form" method="post" action=SET>
            {page_field(&site.path)}
            <input type="hidden" name="remark" value=comment.id.to_string() />
            <input type="hidden" name="next" value=back.clone() />
            <fieldset id="themes">
                <legend>{lang.theme_of_remark_choose()}</legend>
                {choices}
            </fieldset>
            <p class="button-row">
                <button class="button">{lang.theme_of_remark_save()}</button>
                <a class="link-button" href=back>{lang.theme_back_to_remark()}</a>
            </p>
        </form>
    }
    .rendered()
}
