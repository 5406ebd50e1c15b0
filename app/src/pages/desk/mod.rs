//! The desk, on which moderators answer a consultation's remarks.

mod asked;
mod drafts;
mod queue;
mod refused;
mod templates;

use busola_desk::{Desk, Entry, Page, Queue, Start, Typed};
use busola_domain::policy::{Action, Denied, allow};
use busola_domain::{Consultation, Phase};
use busola_service::Error;
use busola_service::consultations::Key;
use leptos::prelude::*;

use super::form::summary;
use super::typography::bind;
use super::{Width, awaited, main_part, versions};
use crate::context::{FailedForm, Site};
use asked::Asked;
pub(crate) use drafts::Drafts;
pub(super) use drafts::page as drafts_page;
pub(crate) use queue::{desk_queue, desk_remark, entry};
use refused::{ANSWER, refused};
pub(super) use templates::page as templates_page;

/// The desk.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let asked = Asked::read();
        async move {
            allow(site.actor.as_ref(), Action::Moderate, site.received)?;
            let account = site.actor.as_ref().ok_or(Denied::SignInNeeded)?.account.to_string();
            let key = Key::parse(&asked.slug);
            // Before all that is read after it: what happens meanwhile is told once more.
            let head = site.service.events(site.actor.as_ref(), &key, i64::MAX, 1).await?.head;
            let mut consultation = site.service.consultation(site.actor.as_ref(), &key).await?;
            let queue = desk_queue(&site, consultation.id, &asked.filter, asked.after.as_deref()).await?;
            let doubts = versions::doubts(&site, &key).await?;
            let templates = site.service.templates(site.actor.as_ref()).await?;
            let shown = shown(&site, &asked, &consultation, &queue).await?;
            let mut refused = refused(site.lang, &templates);
            let standing = match refused.as_ref().and_then(|refused| refused.changed) {
                Some(id) => Some(desk_remark(&site, id).await?),
                None => None,
            };
            if let (Some(refused), Some(standing)) = (&mut refused, &standing) {
                refused.over(standing, shown.as_ref().map(|entry| entry.id));
            }
            let answer = shown.as_ref().map(Typed::of).unwrap_or_default();
            let units = std::mem::take(&mut consultation.draft.units);
            let (typed, marked, words, template) = match refused {
                Some(refused) => (refused.typed, refused.marked, refused.words, refused.template),
                None => (answer, Vec::new(), None, None),
            };
            let page = Page {
                consultation: consultation.id,
                home: format!("/consultations/{}", consultation.slug),
                named: asked.remark.is_some() && shown.is_some(),
                filter: asked.filter,
                after: asked.after,
                queue,
                shown,
                typed,
                marked,
                standing,
                refused: words,
                template,
                version: consultation.draft.version,
                units,
                templates,
                head,
                account,
                open: consultation.phase != Phase::Reported,
            };
            Ok(show(&site, &consultation, page, doubts))
        }
    })
}

fn show(site: &Site, consultation: &Consultation, page: Page, doubts: i64) -> AnyView {
    let lang = site.lang;
    // What was wrong with an answer stands in its form.
    let problem = use_context::<FailedForm>().filter(|form| form.action != ANSWER).map(|form| summary(lang, &form.failure, |_| None));
    let home = page.home.clone();
    // Where remarks stand is to be settled before they are answered.
    let doubts = versions::doubts_link(lang, &home, consultation.draft.version, doubts);
    let doubts = doubts.map(|link| view! { <p class="version-line">{link}</p> });
    let content = view! {
        <p class="kind"><a href=home lang=lang.content()>{bind(&consultation.title)}</a></p>
        <h1 class="desk-title">{lang.desk_title()}</h1>
        {problem}
        {doubts}
        <Desk start=Start::new(lang, page).written() />
    };
    main_part(site, &lang.desk_title_of(consultation.title.clone()), Width::Wide, content)
}

/// The remark that the address names, or else the first of the queue.
async fn shown(site: &Site, asked: &Asked, consultation: &Consultation, queue: &Queue) -> Result<Option<Entry>, Error> {
    let Some(id) = asked.remark else { return Ok(queue.entries.first().cloned()) };
    if let Some(known) = queue.entries.iter().find(|known| known.id == id) {
        return Ok(Some(known.clone()));
    }
    match site.service.comment(site.actor.as_ref(), id).await {
        Ok(found) if found.comment.consultation == consultation.id => Ok(Some(entry(site.lang, found.comment, None))),
        // Addresses get cut and mistyped.
        Ok(_) | Err(Error::Denied(_)) => Ok(queue.entries.first().cloned()),
        Err(error) => Err(error),
    }
}
