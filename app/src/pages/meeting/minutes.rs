//! The minutes of a meeting: everybody reads what was published; who runs the meeting writes them here.

use busola_domain::Timestamp;
use busola_domain::meeting::minutes::State;
use busola_domain::meeting::{Meeting, Minutes};
use busola_domain::policy::{Action, allow};
use busola_service::Error;
use leptos::prelude::*;

use super::{may_run, meeting_id};
use crate::context::Site;
use crate::failure::Failure;
use crate::pages::form::{Filled, Tone, Words, as_content, field, message, page_field, summary};
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use crate::pages::{Width, awaited, main_part, time};

const KEEP: &str = "/fn/keep-minutes";
const PUBLISH: &str = "/fn/publish-minutes";

/// The minutes.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let id = meeting_id(&site);
        async move {
            let id = id.ok_or_else(Error::not_found)?;
            let meeting = site.service.meeting_alone(site.actor.as_ref(), id).await?;
            let runs = may_run(&site);
            if runs {
                // Who runs it is told why there are none yet.
                allow(site.actor.as_ref(), Action::WriteMinutes(meeting.state), site.received)?;
            }
            let minutes = site.service.minutes(site.actor.as_ref(), id).await?;
            let lang = site.lang;
            let before = if runs { desk(&site, &meeting, &minutes) } else { published(&site, &minutes) };
            let content = view! {
                <p class="kind"><a href=format!("/sessions/{id}") lang=lang.content()>{bind(&meeting.title)}</a></p>
                <h1>{bind(&lang.minutes_of(meeting.title.clone()))}</h1>
                {before}
                <article class="minutes prose" lang=lang.content() inner_html=minutes.html></article>
            };
            Ok(main_part(&site, &lang.minutes_of(meeting.title.clone()), Width::Plain, content))
        }
    })
}

fn published(site: &Site, minutes: &Minutes) -> AnyView {
    view! { <p class="hint">{site.lang.minutes_page_published(words(site, minutes.published_at))}</p> }.rendered()
}

fn words(site: &Site, at: Option<Timestamp>) -> String {
    at.map(|at| time::full(site.lang, at)).unwrap_or_default()
}

/// What only those see who run the meeting: the state, the text to edit, publishing.
fn desk(site: &Site, meeting: &Meeting, minutes: &Minutes) -> AnyView {
    let lang = site.lang;
    // One form, which both buttons send.
    let filled = Filled(Filled::of(KEEP).0.or_else(|| Filled::of(PUBLISH).0));
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| (name == "body").then(|| lang.minutes_page_text())));
    let state = match minutes.state {
        State::Derived => lang.minutes_page_derived(),
        State::Draft => lang.minutes_page_kept(words(site, minutes.written_at)),
        State::Published => lang.minutes_page_public(words(site, minutes.published_at)),
    };
    let earlier = meeting.minutes_at.filter(|_| minutes.state == State::Draft);
    let earlier = earlier.map(|at| view! { <p>{lang.minutes_page_earlier(time::full(lang, at))}</p> });
    view! {
        <div class="minutes-desk">
            {refused}
            {message(Tone::Info, view! { <p>{state}</p> {earlier} })}
            {edit(site, minutes, &filled)}
            <h2>{lang.minutes_page_preview()}</h2>
        </div>
    }
    .rendered()
}

/// The form to edit and to publish. After a conflict what was typed stays, beside the present text, which it is kept over next.
fn edit(site: &Site, minutes: &Minutes, filled: &Filled) -> AnyView {
    let lang = site.lang;
    let conflict = filled.0.as_ref().is_some_and(|form| matches!(form.failure, Failure::Conflict { .. }));
    let revision = filled.value("revision").filter(|_| !conflict).unwrap_or_else(|| minutes.revision.to_string());
    let body = filled.value("body").unwrap_or_else(|| minutes.body.clone());
    let words = Words::label(lang.minutes_page_text()).hint(lang.minutes_page_markdown());
    let control = field("body", words, filled.error("body"), |ties| {
        view! {
            <textarea class="source" id="body" name="body" required aria-describedby=ties.described_by aria-invalid=ties.invalid
                inner_html=as_content(&body)></textarea>
        }
        .rendered()
    });
    let present = conflict.then(|| {
        view! {
            <details class="minutes-present way-on">
                <summary>{lang.minutes_page_present()}</summary>
                <pre>{minutes.body.clone()}</pre>
            </details>
        }
    });
    view! {
        <form class="form" method="post" action=KEEP>
            {page_field(&site.path)}
            <input type="hidden" name="id" value=minutes.session.to_string() />
            <input type="hidden" name="revision" value=revision />
            {control}
            {present}
            <p class="hint">{lang.minutes_page_publish_hint()}</p>
            <p class="button-row">
                <button class="button">{lang.minutes_page_keep()}</button>
                <button class="button button-quiet" formaction=PUBLISH>{lang.publish()}</button>
            </p>
        </form>
    }
    .rendered()
}
