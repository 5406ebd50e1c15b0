//! The form of a new meeting.

use busola_domain::meeting::Rules;
use busola_domain::policy::{Action, allow};
use busola_service::consultations::Key;
use busola_texts::Lang;
use leptos::prelude::*;

use super::fields::{fields, label_of, standing};
use crate::functions::meetings::announce::MeetingForm;
use crate::pages::form::{Filled, page_field, summary};
use crate::pages::rendered::Rendered as _;
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
            let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
            let form = standing(&filled, usual());
            let doors = doors(lang, &form);
            let content = view! {
                <p class="kind"><a href=format!("/consultations/{}", consultation.slug) lang=lang.content()>{bind(&consultation.title)}</a></p>
                <h1>{lang.hall_announce()}</h1>
                {refused}
                <form class="form" method="post" action=ACTION>
                    {page_field(&site.path)}
                    <input type="hidden" name="consultation" value=consultation.id.to_string() />
                    {fields(lang, &filled, form, doors)}
                    <p><button class="button">{lang.meeting_create()}</button></p>
                </form>
            };
            Ok(main_part(&site, &lang.hall_announce(), Width::Narrow, content))
        }
    })
}

/// What is chosen unless somebody chooses otherwise.
fn usual() -> MeetingForm {
    let rules = Rules::default();
    MeetingForm { guests: rules.guests, speech_seconds: rules.speech_seconds.to_string(), ..MeetingForm::default() }
}

/// Who may follow.
fn doors(lang: Lang, form: &MeetingForm) -> AnyView {
    let invited = form.doors == "invited";
    view! {
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
    }
    .rendered()
}
