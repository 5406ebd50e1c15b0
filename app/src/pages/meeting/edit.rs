//! Another announcement for a meeting, and calling it off.

use busola_domain::MeetingId;
use busola_domain::meeting::State;
use busola_domain::policy::{Action, allow};
use leptos::prelude::*;

use super::fields::{fields, label_of, standing};
use super::with_meeting;
use crate::context::Site;
use crate::functions::meetings::announce::MeetingForm;
use crate::pages::form::{Filled, page_field, summary};
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use crate::pages::{Width, main_part};

const CHANGE: &str = "/fn/change-meeting";
const CANCEL: &str = "/fn/cancel-meeting";

/// The form, filled in with what was announced.
pub(in crate::pages) fn page() -> AnyView {
    with_meeting(|site, page| {
        let (meeting, revision) = (page.snapshot.meeting, page.revision.to_string());
        allow(site.actor.as_ref(), Action::RunMeeting(meeting.state), site.received)?;
        let lang = site.lang;
        let filled = Filled::of(CHANGE);
        let refused = |filled: &Filled| filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
        let form = standing(&filled, MeetingForm { revision, ..MeetingForm::of(&meeting) });
        let doors = if meeting.public { lang.meeting_doors_stay_public() } else { lang.meeting_doors_stay_invited() };
        let doors = view! { <p class="hint">{doors}</p> }.rendered();
        let planned = meeting.state == State::Planned;
        let content = view! {
            <p class="kind"><a href=format!("/sessions/{}", meeting.id) lang=lang.content()>{bind(&meeting.title)}</a></p>
            <h1>{lang.hall_change()}</h1>
            {refused(&filled)}
            {refused(&Filled::of(CANCEL))}
            <form class="form" method="post" action=CHANGE>
                {page_field(&site.path)}
                <input type="hidden" name="id" value=meeting.id.to_string() />
                <input type="hidden" name="revision" value=form.revision.clone() />
                {fields(lang, &filled, form, doors)}
                {planned.then(|| view! { <p class="hint">{lang.meeting_change_told()}</p> })}
                <p><button class="button">{lang.meeting_save()}</button></p>
            </form>
            {planned.then(|| call_off(&site, meeting.id))}
        };
        Ok(main_part(&site, &lang.hall_change(), Width::Narrow, content))
    })
}

/// The form that calls the meeting off, behind a press that does nothing yet.
fn call_off(site: &Site, id: MeetingId) -> impl IntoView + use<> {
    let lang = site.lang;
    view! {
        <details class="call-off way-on">
            <summary>{lang.meeting_call_off()}</summary>
            <p>{lang.meeting_call_off_sure()}</p>
            <form method="post" action=CANCEL>
                {page_field(&site.path)}
                <input type="hidden" name="id" value=id.to_string() />
                <p><button class="button">{lang.meeting_call_off_yes()}</button></p>
            </form>
        </details>
    }
}
