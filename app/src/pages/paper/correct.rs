//! The form in which a remark that was entered is put right.

use busola_domain::CommentId;
use busola_domain::comment::Comment;
use busola_service::Error;
use busola_service::paper::Correctable;
use busola_texts::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::one::{Begin, fields};
use super::{came, label_of, place_of};
use crate::context::Site;
use crate::failure::Failure;
use crate::pages::form::{Filled, page_field, summary};
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use crate::pages::{Width, awaited, main_part};

const ACTION: &str = "/fn/correct-remark";

/// The remark as it is, and the form.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let id = use_params_map().with_untracked(|params| params.get("id")).and_then(|id| id.parse::<CommentId>().ok());
        let filled = Filled::of(ACTION);
        async move {
            let id = id.ok_or_else(Error::not_found)?;
            let known = site.service.entered_remark(site.actor.as_ref(), id).await?;
            Ok(show(&site, &known, &filled))
        }
    })
}

fn show(site: &Site, known: &Correctable, filled: &Filled) -> AnyView {
    let lang = site.lang;
    let (comment, consultation) = (&known.comment, &known.consultation);
    let title = lang.paper_correct_title(comment.number.to_string());
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
    let begin = Begin {
        unit: comment.unit,
        body: comment.body.clone().unwrap_or_default(),
        source: comment.source.as_str().to_owned(),
        received_on: comment.received_on,
        author: known.author.clone().unwrap_or_default(),
    };
    let back = place_of(&consultation.slug, comment);
    let content = view! {
        <p class="kind"><a href=format!("/consultations/{}", consultation.slug) lang=lang.content()>{bind(&consultation.title)}</a></p>
        <h1>{title.clone()}</h1>
        {refused}
        <p class="lead">{lang.paper_correct_lead()}</p>
        {present(lang, known)}
        <form class="form" method="post" action=ACTION>
            {page_field(&site.path)}
            <input type="hidden" name="id" value=comment.id.to_string() />
            <input type="hidden" name="seq" value=read(comment, filled) />
            {fields(site, consultation, &begin, filled)}
            <p class="button-row">
                <button class="button">{lang.paper_correct_save()}</button>
                <a class="link-button" href=back>{lang.theme_back_to_remark()}</a>
            </p>
        </form>
    };
    main_part(site, &title, Width::Narrow, content)
}

/// Which state of the remark the form is about: after a conflict what was typed goes over the present one, which stands
/// above it.
fn read(comment: &Comment, filled: &Filled) -> String {
    let conflict = filled.0.as_ref().is_some_and(|form| matches!(form.failure, Failure::Conflict { .. }));
    filled.value("seq").filter(|_| !conflict).unwrap_or_else(|| comment.seq.unwrap_or_default().to_string())
}

/// The remark as everybody reads it now.
fn present(lang: Lang, known: &Correctable) -> AnyView {
    let comment = &known.comment;
    let units = &known.consultation.draft.units;
    let place = match comment.unit {
        None => lang.desk_whole_draft(),
        Some(id) => units.iter().find(|unit| unit.id == id).map_or_else(|| lang.desk_gone_unit(), |unit| bind(&unit.label)),
    };
    view! {
        <section class="list-part" aria-labelledby="present">
            <h2 id="present">{lang.paper_correct_present()}</h2>
            <p class="receipt-place">{lang.person(&comment.author.name)} ", " {place}</p>
            <p class="hint">{came(lang, comment.source, comment.received_on)}</p>
            <div class="remark-body prose" lang=lang.content() inner_html=comment.html.clone().unwrap_or_default()></div>
        </section>
    }
    .rendered()
}
