//! A file of the report that takes long to make: how far it is, and the way to it.

use busola_domain::report::Format;
use busola_service::Error;
use busola_service::report::Making;
use busola_texts::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::context::Site;
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use crate::pages::{Width, address, awaited, key_in, main_part};

/// The page.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site: Site| {
        let begun = address::query("begun").is_some();
        let format = use_params_map().read_untracked().get("format").and_then(|name| name.parse::<Format>().ok());
        async move {
            let (lang, actor, key) = (site.lang, site.actor.as_ref(), key_in(&site));
            let format = format.filter(|format| !format.streams()).ok_or_else(Error::not_found)?;
            let consultation = site.service.consultation_alone(actor, &key).await?;
            let path = format!("/consultations/{}", consultation.slug);
            // Looking again begins nothing anew, so that what is ready is found.
            let making = if begun {
                site.service.report_making(actor, &key, format, lang).await?
            } else {
                site.service.begin_report_file(actor, &key, format, lang).await?
            };
            let name = format.as_str().to_uppercase();
            let title = lang.reporting_file_title(name.clone());
            let file = format!("/api/v1{path}/report.{}", format.as_str());
            let content = view! {
                <p class="kind"><a href=path.clone() lang=lang.content()>{bind(&consultation.title)}</a></p>
                <h1>{title.clone()}</h1>
                {state(lang, &making, file, name)}
                <p><a href=format!("{path}/report")>{lang.reporting_back()}</a></p>
            };
            Ok(main_part(&site, &title, Width::Narrow, content))
        }
    })
}

fn state(lang: Lang, making: &Making, file: String, name: String) -> AnyView {
    // A page that reloads by itself would begin anew under who listens to it.
    let again = || view! { <p><a class="button button-quiet" href="?begun=1">{lang.reporting_look_again()}</a></p> };
    match making {
        Making::Waiting => view! { <p role="status">{lang.reporting_waiting()}</p> {again()} }.rendered(),
        Making::Begun { done, of } => {
            let words = lang.reporting_progress(*of, *done);
            view! {
                <p role="status">{words.clone()}</p>
                <p><progress max=of.to_string() value=done.to_string() aria-label=words></progress></p>
                {again()}
            }
            .rendered()
        }
        Making::Ready(_) => view! { <p><a class="button" href=file>{lang.reporting_download(name)}</a></p> }.rendered(),
        Making::Failed => view! {
            <p class="message" data-tone="error">{lang.reporting_failed()}</p>
            <p><a class="button button-quiet" href="?">{lang.reporting_again()}</a></p>
        }
        .rendered(),
    }
}
