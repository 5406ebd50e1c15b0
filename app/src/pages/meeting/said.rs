//! What the reader said in a meeting, as a moderator wrote it down: a remark if they want it to be one.

use busola_domain::meeting::SpokenRemark;
use busola_domain::meeting::spoken::State;
use busola_domain::policy::Denied;
use busola_domain::text::BODY_MAX;
use busola_service::Error;
use busola_service::meetings::MeetingPage;
use leptos::prelude::*;

use super::{meeting_id, with_meeting};
use crate::context::Site;
use crate::icons;
use crate::pages::form::{Filled, as_content, page_field, summary_at};
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use crate::pages::{Width, main_part};

const CONSENT: &str = "/fn/consent-to-remark";
const DECLINE: &str = "/fn/decline-remark";

/// The page.
pub(in crate::pages) fn page() -> AnyView {
    with_meeting(|site, page| {
        if site.actor.is_none() {
            return Err(Error::Denied(Denied::SignInNeeded));
        }
        let lang = site.lang;
        let own: Vec<_> = page.snapshot.own.iter().flat_map(|own| own.speeches.iter().copied()).collect();
        let cards: Vec<_> =
            page.spoken.iter().filter(|spoken| own.contains(&spoken.speaker)).map(|spoken| card(&site, &page, spoken)).collect();
        let empty = cards.is_empty().then(|| view! { <p class="empty">{lang.hall_said_nothing()}</p> });
        let back = meeting_id(&site).map(|id| format!("/sessions/{id}"));
        let content = view! {
            <p class="kind"><a href=back lang=lang.content()>{bind(&page.snapshot.meeting.title)}</a></p>
            <h1>{lang.hall_said()}</h1>
            {empty}
            {cards}
        };
        Ok(main_part(&site, &lang.hall_said(), Width::Narrow, content))
    })
}

fn card(site: &Site, page: &MeetingPage, spoken: &SpokenRemark) -> AnyView {
    let lang = site.lang;
    let unit = spoken.unit.and_then(|id| page.units.iter().find(|stored| stored.unit.id == id));
    let place = unit.map(|stored| format!("?unit={}", stored.unit.id)).unwrap_or_default();
    let unit = unit.map_or_else(|| lang.minutes_whole_draft(), |stored| stored.unit.label.clone());
    let content = match spoken.state {
        State::Posted => {
            let remark = spoken.comment.map(|id| {
                view! { <a href=format!("/consultations/{}{place}#u-{id}", page.slug)>{lang.hall_said_remark()}</a> }
            });
            view! { <p>{lang.hall_said_posted()} " " {remark}</p> }.rendered()
        }
        State::Offered | State::Declined => offered(site, spoken),
    };
    let heading = format!("said-{}", spoken.speaker);
    view! {
        <section class="card" aria-labelledby=heading>
            <h2 id=heading.clone()>{unit}</h2>
            {content}
        </section>
    }
    .rendered()
}

fn offered(site: &Site, spoken: &SpokenRemark) -> AnyView {
    let lang = site.lang;
    let speaker = spoken.speaker.to_string();
    // There may be several: what was typed belongs to one of them.
    let ours = |action| Filled::of(action).0.filter(|form| form.value("speaker") == Some(speaker.as_str()));
    let id_of = |name: &str| format!("{name}-{speaker}");
    let refused = ours(CONSENT).or_else(|| ours(DECLINE)).map(|form| summary_at(lang, &form.failure, |_| None, id_of));
    let form = ours(CONSENT);
    let typed = form.as_ref().and_then(|form| form.value("body")).unwrap_or(&spoken.body).to_owned();
    let error = Filled(form).error("body");
    let (id, error_id) = (format!("body-{speaker}"), format!("body-{speaker}-error"));
    let (is_invalid, described_by) = (error.is_some(), error.is_some().then(|| error_id.clone()));
    let body = view! {
        <div class="field" data-invalid=is_invalid>
            <label for=id.clone()>{lang.hall_said_yours()}</label>
            {error.map(|error| view! { <p class="error-text" id=error_id>{icons::alert()} {error}</p> })}
            <textarea id=id name="body" rows="6" maxlength=BODY_MAX.to_string() required=true aria-describedby=described_by
                aria-invalid=is_invalid.then_some("true") inner_html=as_content(&typed)></textarea>
        </div>
    };
    // What the reader says yes to: also a unit that the draft does not have any more.
    let unit = spoken.unit.map(|unit| unit.to_string()).unwrap_or_default();
    let declined = (spoken.state == State::Declined).then(|| view! { <p>{lang.hall_said_declined()}</p> });
    let decline = (spoken.state == State::Offered).then(|| {
        view! {
            <form method="post" action=DECLINE>
                {page_field(&site.path)}
                <input type="hidden" name="speaker" value=speaker.clone() />
                <p><button class="button button-quiet">{lang.hall_said_decline()}</button></p>
            </form>
        }
    });
    view! {
        {declined}
        {refused}
        <form class="form" method="post" action=CONSENT>
            {page_field(&site.path)}
            <input type="hidden" name="speaker" value=speaker.clone() />
            <input type="hidden" name="unit" value=unit />
            {body}
            <p><button class="button">{lang.hall_said_consent()}</button></p>
        </form>
        {decline}
    }
    .rendered()
}
