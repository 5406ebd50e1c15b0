//! The form of a new meeting.

use busola_domain::meeting::{PLACE_MAX, TITLE_MAX};
use busola_domain::policy::{Action, allow};
use busola_service::consultations::Key;
use leptos::prelude::*;

use crate::pages::form::{Filled, Words, field, page_field, summary};
use crate::pages::typography::bind;
use crate::pages::{Width, awaited, main_part};

const ACTION: &str = "/fn/create-meeting";

/// The form.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let slug = site.path.split(['/', '?']).nth(2).unwrap_or_default().to_owned();
        let filled = Filled::of(ACTION);
        async move {
            allow(site.actor.as_ref(), Action::RunMeetings, site.received)?;
            let lang = site.lang;
            let consultation = site.service.consultation(site.actor.as_ref(), &Key::parse(&slug)).await?;
            let label_of = |name: &str| lang.by_name(&format!("meeting-{}", name.replace('_', "-")));
            let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, label_of));
            let line = |name: &'static str, words: Words, kind: &'static str, max: usize, required: bool| {
                let value = filled.value(name).unwrap_or_default();
                field(name, words, filled.error(name), |ties| {
                    view! {
                        <input id=name name=name type=kind maxlength=max.to_string() required=required value=value
                            aria-describedby=ties.described_by aria-invalid=ties.invalid />
                    }
                    .into_any()
                })
            };
            let agenda = field(
                "agenda",
                Words::label(lang.meeting_agenda()).hint(lang.meeting_agenda_hint()).optional(lang),
                filled.error("agenda"),
                |ties| {
                    let typed = filled.value("agenda").unwrap_or_default();
                    let typed = format!("\n{}", typed.replace('&', "&amp;").replace('<', "&lt;"));
                    view! {
                    <textarea id="agenda" name="agenda" rows="8" aria-describedby=ties.described_by aria-invalid=ties.invalid inner_html=typed></textarea>
                }
                .into_any()
                },
            );
            let check = |name: &'static str, words: String| {
                let checked = filled.value(name).is_some();
                view! {
                    <div class="choice">
                        <input type="checkbox" id=name name=name value="true" checked=checked /> <label for=name>{words}</label>
                    </div>
                }
            };
            let invited = filled.value("doors").as_deref() == Some("invited");
            let seconds = filled.value("speech_seconds").unwrap_or_else(|| "180".to_owned());
            let content = view! {
                <p class="kind">{bind(&consultation.title)}</p>
                <h1>{lang.hall_announce()}</h1>
                {refused}
                <form class="form" method="post" action=ACTION>
                    {page_field(&site.path)}
                    <input type="hidden" name="consultation" value=consultation.id.to_string() />
                    {line("title", Words::label(lang.meeting_title()), "text", TITLE_MAX, true)}
                    {line("starts_at", Words::label(lang.meeting_starts_at()), "datetime-local", 30, true)}
                    {line("place", Words::label(lang.meeting_place()).optional(lang), "text", PLACE_MAX, false)}
                    {agenda}
                    <fieldset>
                        <legend>{lang.meeting_doors()}</legend>
                        <div class="choice">
                            <input type="radio" id="doors-public" name="doors" value="public" checked=!invited />
                            <label for="doors-public">{lang.meeting_doors_public()}</label>
                        </div>
                        <div class="choice">
                            <input type="radio" id="doors-invited" name="doors" value="invited" checked=invited />
                            <label for="doors-invited">{lang.meeting_doors_invited()}</label>
                        </div>
                    </fieldset>
                    {check("approve_questions", lang.meeting_approve_questions())}
                    {check("anonymous_questions", lang.meeting_anonymous_questions())}
                    {field("speech_seconds", Words::label(lang.meeting_speech_seconds()).optional(lang), filled.error("speech_seconds"), |ties| view! {
                        <input id="speech_seconds" name="speech_seconds" inputmode="numeric" size="5" value=seconds
                            aria-describedby=ties.described_by aria-invalid=ties.invalid />
                    }.into_any())}
                    <p><button class="button">{lang.meeting_create()}</button></p>
                </form>
            };
            Ok(main_part(&site, &lang.hall_announce(), Width::Narrow, content))
        }
    })
}
