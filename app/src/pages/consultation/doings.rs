//! What can be done with a remark: by everyone, by its author, by a moderator.
//!
//! A button of its own would need a form of its own, some 400 bytes each; buttons name one of the few
//! [`forms`] of the panel instead, and carry the remark's id.

use busola_domain::comment::Source;
use busola_domain::thread::Shown;
use busola_domain::{Comment, Phase, Status};
use leptos::prelude::*;

use super::answer;
use super::remark::{Parts, Words, is_reported};
use super::start::Panel;
use crate::context::failed;
use crate::icons::{alert, support as icon};
use crate::islands::start::OpenForm;
use crate::pages::form::{in_words, page_field};
use crate::pages::moderation::ground_options;
use crate::pages::rendered::Rendered as _;
use crate::pages::time;
use busola_browser::number;

const HIDE: &str = "/fn/hide-comment";

/// The forms that the buttons of remarks send.
pub(super) fn forms(panel: &Panel) -> impl IntoView + use<> {
    let forms = [
        ("support", "support-comment", Some("true")),
        ("support-no-more", "support-comment", Some("false")),
        ("withdraw", "withdraw-comment", None),
        ("approve", "approve-comment", None),
        ("unhide", "unhide-comment", None),
    ];
    let form = |(id, function, wanted): (&'static str, &str, Option<&'static str>)| {
        view! {
            <form id=id method="post" action=format!("/fn/{function}")>
                {page_field(&panel.page_path)}
                {wanted.map(|wanted| view! { <input type="hidden" name="wanted" value=wanted /> })}
            </form>
        }
    };
    forms.map(form).into_iter().collect_view()
}

/// What stands below a remark.
pub(super) fn foot(panel: &Panel, shown: &Shown, words: &'static Words, parts: Parts) -> impl IntoView + use<> {
    let comment = &shown.comment;
    let id = comment.id.to_string();
    let open = panel.phase == Phase::Open;
    let published = comment.status == Status::Published;
    let readable = published || comment.status == Status::Pending;
    let may_unhide = panel.moderator && comment.status == Status::Hidden;
    let support = parts.part("support", published).map(|part| support(panel, shown, words, part));
    let reply = parts.part("reply", published && open).map(|part| {
        let href = panel.here(&format!("&reply={id}"), &format!("reply-{id}"));
        view! { <a class="link-button" data-part=part data-do="reply" href=href>{words.reply.as_str()}</a> }
    });
    let answer = answer::links(panel, comment, parts);
    let more = parts.part("more", readable).map(|part| more(panel, shown, words, parts, part));
    // A part of the template only for who may do it.
    let unhide = if panel.moderator { parts.part("unhide", may_unhide) } else { None };
    let unhide = unhide.map(|part| {
        view! { <button class="link-button" form="unhide" name="id" value=id data-part=part>{panel.lang.live_unhide()}</button> }
    });
    parts
        .part("foot", readable || may_unhide)
        .map(|part| view! { <footer class="remark-foot" data-part=part>{support} {reply} {answer} {more} {unhide}</footer> })
}

fn support(panel: &Panel, shown: &Shown, words: &'static Words, part: Option<&'static str>) -> AnyView {
    let comment = &shown.comment;
    if panel.phase != Phase::Open {
        return view! { <span class="figures" data-part=part>{panel.lang.live_supports(comment.supports, number(comment.supports))}</span> }.rendered();
    }
    let form = if shown.supported { "support-no-more" } else { "support" };
    view! {
        <button class="support" form=form name="id" value=comment.id.to_string() aria-pressed=shown.supported.to_string() data-part=part>
            {icon()}
            {words.support.as_str()}
            " "
            <span class="figures">{number(comment.supports)}</span>
        </button>
    }
    .rendered()
}

/// What is done seldom, behind a word of its own.
fn more(panel: &Panel, shown: &Shown, words: &'static Words, parts: Parts, part: Option<&'static str>) -> impl IntoView + use<> {
    let comment = &shown.comment;
    let id = comment.id.to_string();
    let lang = panel.lang;
    let exact = if parts == Parts::All { String::new() } else { time::exact(lang, comment.created_at) };
    let open = panel.open == Some(OpenForm::Hide(comment.id));
    // Without a name of its own in the template: the page that it leads to says to whom it is open.
    let report = (!shown.mine).then(|| {
        let href = format!("/comments/{id}/report");
        view! { <p><a class="link-button" href=href rel="nofollow">{lang.live_report()}</a></p> }
    });
    let edit = parts.part("edit", shown.editable_until.is_some() && panel.phase == Phase::Open).map(|part| {
        let href = panel.here(&format!("&edit={id}"), &format!("u-{id}"));
        let until = shown.editable_until.map(time::clock).unwrap_or_default();
        view! {
            <div data-part=part data-until=shown.editable_until.map(|until| until.0.to_string())>
                <p>{lang.live_editable_until(until)}</p>
                <p><a class="link-button" data-do="edit" href=href>{lang.live_edit()}</a></p>
            </div>
        }
    });
    let withdraw = parts.part("withdraw", shown.mine && !is_reported(panel)).map(|part| {
        view! {
            <details data-part=part>
                <summary>{lang.live_withdraw()}</summary>
                <p>{lang.live_withdraw_sure()}</p>
                <button class="link-button" form="withdraw" name="id" value=id.clone()>{lang.live_withdraw_yes()}</button>
            </details>
        }
    });
    let approve = if panel.moderator { parts.part("approve", comment.status == Status::Pending) } else { None };
    let approve = approve.map(|part| {
        view! { <button class="button button-small" form="approve" name="id" value=id.clone() data-part=part>{lang.live_approve()}</button> }
    });
    view! {
        <details open=open data-part=part>
            <summary>{words.more.as_str()}</summary>
            <div class="more">
                <p class="received">{if comment.source == Source::Online { lang.live_received(exact) } else { lang.live_entered(exact) }}</p>
                <p><a class="link-button" href=format!("#u-{id}")>{words.permalink.as_str()}</a></p>
                {report}
                {edit}
                {withdraw}
                {approve}
                {correct(panel, comment, parts)}
                {panel.moderator.then(|| view! { <p><a class="link-button" href=format!("/remarks/{id}/themes")>{lang.theme_of_remark()}</a></p> })}
                {panel.moderator.then(|| hide(panel, shown))}
            </div>
        </details>
    }
}

/// What was entered for somebody is put right by whoever may enter it, until it is answered.
fn correct(panel: &Panel, comment: &Comment, parts: Parts) -> Option<impl IntoView + use<>> {
    if !panel.moderator || is_reported(panel) {
        return None;
    }
    let answered = comment.answer.as_ref().is_some_and(|answer| answer.published_at.is_some());
    let may = comment.source.is_entered() && comment.status == Status::Published && !answered;
    let (part, href) = (parts.part("correct", may)?, format!("/remarks/{}/correct", comment.id));
    Some(view! { <p data-part=part><a class="link-button" href=href>{panel.lang.paper_correct()}</a></p> })
}

/// Hides a remark, as the queue of moderation does: the reason is chosen, and told more of where one wants to, since it will
/// stand in the remark's place.
fn hide(panel: &Panel, shown: &Shown) -> impl IntoView + use<> {
    let id = shown.comment.id;
    let lang = panel.lang;
    let typed = panel.typed_in(OpenForm::Hide(id));
    let failure = typed.and_then(|typed| typed.failure.as_ref());
    let unchosen = failure.and_then(|failure| failure.at("ground")).map(str::to_owned);
    let error = failure.filter(|_| unchosen.is_none());
    let error = error.map(|failure| failure.at("reason").map_or_else(|| in_words(lang, failure), str::to_owned));
    let (is_unchosen, refused) = (unchosen.is_some(), error.is_some());
    let chosen = typed.and_then(|_| failed(HIDE)).and_then(|form| form.value("ground").map(str::to_owned)).unwrap_or_default();
    let (ground, ground_error) = (format!("ground-{id}"), format!("ground-{id}-error"));
    let (field, hint, error_id) = (format!("reason-{id}"), format!("reason-{id}-hint"), format!("reason-{id}-error"));
    view! {
        <details open=typed.is_some()>
            <summary>{lang.live_hide()}</summary>
            <form class="form hide" method="post" action=HIDE>
                <input type="hidden" name="id" value=id.to_string() />
                {page_field(&panel.page_path)}
                <div class="field" data-invalid=is_unchosen>
                    <label for=ground.clone()>{lang.moderation_reason()}</label>
                    {unchosen.map(|error| view! { <p class="error-text" id=ground_error.clone()>{alert()} <span>{error}</span></p> })}
                    <select
                        id=ground
                        name="ground"
                        required
                        aria-describedby=is_unchosen.then_some(ground_error)
                        aria-invalid=is_unchosen.then_some("true")
                    >
                        {ground_options(lang, &chosen)}
                    </select>
                </div>
                <div class="field" data-invalid=refused>
                    <label for=field.clone()>
                        {lang.moderation_reason_words()} " " <span class="optional">{lang.field_optional()}</span>
                    </label>
                    <p class="error-text" id=error_id.clone() hidden=!refused>{alert()} <span>{error}</span></p>
                    <p class="hint" id=hint.clone()>{lang.live_hide_hint()}</p>
                    <textarea
                        id=field
                        name="reason"
                        rows="3"
                        aria-describedby=format!("{hint} {error_id}")
                        aria-invalid=refused.then_some("true")
                        inner_html=super::write::escaped(typed.map(|typed| typed.body.as_str()).unwrap_or_default())
                    ></textarea>
                </div>
                <p><button class="button button-small button-quiet">{lang.live_hide_yes()}</button></p>
            </form>
        </details>
    }
}
