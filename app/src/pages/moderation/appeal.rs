//! Appeals: the form of who wrote a hidden remark, and the decision of a moderator.

use busola_domain::CommentId;
use busola_domain::moderation::{APPEAL_MAX, Ruling};
use busola_service::Error;
use busola_service::moderation::{DecidedAppeal, OpenAppeal};
use busola_texts::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::context::Site;
use crate::icons::alert;
use crate::pages::form::{Filled, Words, as_content, field, page_field, summary};
use crate::pages::rendered::Rendered as _;
use crate::pages::time::full;
use crate::pages::typography::bind;
use crate::pages::{Width, awaited, main_part, reason_in_words};

const APPEAL: &str = "/fn/appeal-comment";
pub(super) const DECIDE: &str = "/fn/decide-appeal";

/// The form of an appeal.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let id = use_params_map().with_untracked(|params| params.get("id")).and_then(|id| id.parse::<CommentId>().ok());
        let filled = Filled::of(APPEAL);
        async move {
            let id = id.ok_or_else(Error::not_found)?;
            let (title, slug) = site.service.may_appeal(site.actor.as_ref(), id, site.received).await?;
            let lang = site.lang;
            let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |_| Some(lang.appeal_words())));
            let typed = filled.value("words").unwrap_or_default();
            let words = Words::label(lang.appeal_words()).hint(lang.appeal_words_hint());
            let control = field("words", words, filled.error("words"), |ties| {
                view! {
                    <textarea id="words" name="words" rows="8" required maxlength=APPEAL_MAX.to_string() aria-describedby=ties.described_by
                        aria-invalid=ties.invalid inner_html=as_content(&typed)></textarea>
                }
                .rendered()
            });
            let content = view! {
                <p class="kind"><a href=format!("/consultations/{slug}") lang=lang.content()>{bind(&title)}</a></p>
                <h1>{lang.appeal_title()}</h1>
                {refused}
                <p class="lead">{lang.appeal_lead()}</p>
                <form class="form" method="post" action=APPEAL>
                    {page_field(&site.path)}
                    <input type="hidden" name="id" value=id.to_string() />
                    {control}
                    <p><button class="button">{lang.appeal_send()}</button></p>
                </form>
            };
            Ok(main_part(&site, &lang.appeal_title(), Width::Narrow, content))
        }
    })
}

/// The appeals that wait, each with a form for its decision.
pub(super) fn open(site: &Site, appeals: &[OpenAppeal]) -> Option<AnyView> {
    let lang = site.lang;
    let entries: Vec<_> = appeals.iter().map(|appeal| entry(site, appeal)).collect();
    (!entries.is_empty()).then(|| {
        view! {
            <section class="list-part" aria-labelledby="appeals">
                <h2 id="appeals">{lang.appeal_list()}</h2>
                <ol class="receipts">{entries}</ol>
            </section>
        }
        .rendered()
    })
}

/// What was typed about an appeal that is not open any more, with what a colleague decided meanwhile.
pub(super) async fn overtaken(site: &Site, sent: &Filled, open: &[OpenAppeal]) -> Result<Option<AnyView>, Error> {
    let id = sent.value("id").and_then(|id| id.parse::<CommentId>().ok());
    let Some(id) = id.filter(|id| open.iter().all(|appeal| appeal.comment.id != *id)) else { return Ok(None) };
    let decided = site.service.decided_appeal(site.actor.as_ref(), id).await?;
    let typed = sent.value("reply").filter(|typed| !typed.trim().is_empty());
    Ok((decided.is_some() || typed.is_some()).then(|| unsent(site.lang, decided.as_ref(), typed.as_deref())))
}

fn unsent(lang: Lang, decided: Option<&DecidedAppeal>, typed: Option<&str>) -> AnyView {
    let decided = decided.map(|decided| {
        let appeal = &decided.appeal;
        let ruling = if appeal.ruling == Some(Ruling::Restored) { lang.appeal_was_restored() } else { lang.appeal_was_upheld() };
        let when = appeal.decided_at.map(|at| full(lang, at)).unwrap_or_default();
        view! {
            <p>{lang.appeal_was_decided(decided.number.to_string(), lang.person(&decided.by), when)} " " {ruling}</p>
            {(!appeal.reply.is_empty()).then(|| view! { <p class="template-words">{appeal.reply.clone()}</p> })}
        }
    });
    let typed = typed.map(|typed| {
        field("reply", Words::label(lang.appeal_unsent_reply()), None, |ties| {
            view! {
                <textarea id="reply" rows="4" readonly aria-describedby=ties.described_by inner_html=as_content(typed)></textarea>
            }
            .rendered()
        })
    });
    view! {
        <section class="list-part" aria-labelledby="unsent">
            <h2 id="unsent">{lang.appeal_unsent()}</h2>
            {decided}
            {typed}
        </section>
    }
    .rendered()
}

fn entry(site: &Site, appeal: &OpenAppeal) -> AnyView {
    let lang = site.lang;
    let comment = &appeal.comment;
    let number = comment.number.to_string();
    let reason = reason_in_words(lang, comment.hidden_reason.as_deref().unwrap_or_default());
    let decision =
        if appeal.may_decide { form(site, comment.id) } else { view! { <p class="hint">{lang.denied_another_decides()}</p> }.rendered() };
    view! {
        <li class="receipt">
            <h3>{lang.desk_number(number.as_str())} ", " {lang.person(&comment.author.name)}</h3>
            <p>{lang.moderation_hidden_for(reason)}</p>
            <div class="prose" lang=lang.content() inner_html=comment.html.clone().unwrap_or_default()></div>
            <h4>{lang.appeal_said(full(lang, appeal.at))}</h4>
            <p class="template-words">{appeal.words.clone()}</p>
            {decision}
        </li>
    }
    .rendered()
}

/// The decision. Every appeal has its form, so the names of its fields are its own.
fn form(site: &Site, id: CommentId) -> AnyView {
    let lang = site.lang;
    let filled = Filled::of(DECIDE);
    let own = filled.value("id").is_some_and(|sent| sent == id.to_string());
    let typed = filled.value("reply").filter(|_| own).unwrap_or_default();
    let error = filled.error("reply").filter(|_| own);
    let (name, hint, wrong) = (format!("reply-{id}"), format!("reply-{id}-hint"), format!("reply-{id}-error"));
    let is_invalid = error.is_some();
    let described_by = if is_invalid { format!("{hint} {wrong}") } else { hint.clone() };
    view! {
        <form class="form" method="post" action=DECIDE>
            {page_field(&site.path)}
            <input type="hidden" name="id" value=id.to_string() />
            <div class="field" data-invalid=is_invalid>
                <label for=name.clone()>{lang.appeal_reply()}</label>
                {error.map(|error| view! { <p class="error-text" id=wrong>{alert()} {error}</p> })}
                <p class="hint" id=hint>{lang.appeal_reply_hint()}</p>
                <textarea id=name name="reply" rows="4" maxlength=APPEAL_MAX.to_string() aria-describedby=described_by
                    aria-invalid=is_invalid.then_some("true") inner_html=as_content(&typed)></textarea>
            </div>
            <p class="button-row">
                <button class="button button-quiet" name="ruling" value="upheld">{lang.appeal_uphold()}</button>
                <button class="button" name="ruling" value="restored">{lang.appeal_restore()}</button>
            </p>
        </form>
    }
    .rendered()
}
