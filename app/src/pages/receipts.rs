//! What became of one's remarks: of all for who is signed in, of those in a consultation for who has a private link.

use axum::http::StatusCode;
use busola_domain::moderation::Ruling;
use busola_domain::receipt::NamedUnit;
use busola_domain::{Answer, Receipt, Status};
use busola_service::Secret;
use busola_service::comments::Place;
use busola_service::receipts::{Linked, ReceiptPage};
use busola_texts::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::decision::badge;
use super::time::full;
use super::typography::bind;
use super::{Width, address, awaited, main_part, reason_in_words};
use crate::context::{Site, set_status};
use crate::pages::rendered::Rendered as _;

/// Remarks on a page.
const SHOWN: usize = 20;

/// All of one's own.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let after = after();
        async move {
            let lang = site.lang;
            let found = site.service.receipts(site.actor.as_ref(), after, SHOWN).await?;
            let content = view! {
                <h1>{lang.receipts_title()}</h1>
                <p class="lead">{lang.receipts_lead()}</p>
                {list(&site, &found, after.is_some())}
            };
            Ok(main_part(&site, &lang.receipts_title(), Width::Narrow, content))
        }
    })
}

/// Those in a consultation, by the link from a letter.
pub(super) fn linked_page() -> AnyView {
    awaited(|site| {
        let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
        let after = after();
        async move {
            Ok(match site.service.receipts_by_link(&Secret::presented(&token), after, SHOWN).await? {
                Some(found) => linked(&site, found, after.is_some()),
                None => over(&site),
            })
        }
    })
}

/// The place after which the page begins.
fn after() -> Option<Place> {
    address::query("after").and_then(|place| place.parse().ok())
}

fn linked(site: &Site, found: Linked, later: bool) -> AnyView {
    let lang = site.lang;
    let Linked { consultation, page } = found;
    let content = view! {
        <h1>{lang.receipts_title()}</h1>
        <p class="lead">{lang.receipts_linked_lead()}</p>
        {list(site, &page, later)}
        <p><a href="/account/remarks">{lang.receipts_all()}</a></p>
    };
    main_part(site, &consultation.title, Width::Narrow, content)
}

fn over(site: &Site) -> AnyView {
    let lang = site.lang;
    set_status(StatusCode::GONE);
    let content = view! {
        <h1>{lang.receipts_over()}</h1>
        <p class="lead">{lang.receipts_over_lead()}</p>
        <div class="button-row"><a class="button" href="/account/remarks">{lang.receipts_over_sign_in()}</a></div>
    };
    main_part(site, &lang.receipts_over(), Width::Narrow, content)
}

fn list(site: &Site, found: &ReceiptPage, later: bool) -> AnyView {
    let lang = site.lang;
    if found.items.is_empty() {
        return view! { <p class="empty">{lang.receipts_none()}</p> }.rendered();
    }
    let older = found.next.map(|place| address::with(&site.path, "after", &place.to_string()));
    let newest = later.then(|| address::without(&site.path, &["after"]));
    let pager = (older.is_some() || newest.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=lang.receipts_pages()>
                {newest.map(|href| view! { <a class="button button-quiet" href=href>{lang.receipts_newest()}</a> })}
                {older.map(|href| view! { <a class="button button-quiet" href=href>{lang.receipts_older()}</a> })}
            </nav>
        }
    });
    view! {
        <ol class="receipts">{found.items.iter().map(|receipt| entry(lang, receipt)).collect_view()}</ol>
        {pager}
    }
    .rendered()
}

fn entry(lang: Lang, receipt: &Receipt) -> AnyView {
    let number = receipt.number.to_string();
    let title = if receipt.parent.is_some() { lang.receipt_reply(number.as_str()) } else { lang.receipt_number(number.as_str()) };
    let consultation = format!("/consultations/{}", receipt.consultation.slug);
    let compare = receipt.is_of_older_version().then(|| {
        let (from, to) = (receipt.version, receipt.consultation.version);
        let words = lang.receipt_compare(from.to_string(), number.as_str(), to.to_string());
        view! { <p><a href=format!("{consultation}/changes?from={from}&to={to}")>{words}</a></p> }
    });
    let open = format!("{}#u-{}", at(&consultation, receipt.unit.as_ref()), receipt.id);
    view! {
        <li class="receipt" id=format!("u-{}", receipt.id)>
            <h2>{title}</h2>
            <p class="receipt-place">
                <a href=consultation lang=lang.content()>{bind(&receipt.consultation.title)}</a> ", " {bind(&place(lang, receipt.unit.as_ref()))}
            </p>
            <p>
                {lang.receipt_received(full(lang, receipt.created_at))} ". " {state(lang, receipt)}
                {receipt.waits_for_answer().then(|| format!(" {}", lang.receipt_waits()))}
            </p>
            {appeal(lang, receipt)}
            {receipt.answer.as_ref().map(|told| answer(lang, receipt, told))}
            {compare}
            <p><a href=open>{lang.receipt_open(number.as_str())}</a></p>
        </li>
    }
    .rendered()
}

/// The page of a consultation at a unit, where its draft still has that.
pub(super) fn at(consultation: &str, unit: Option<&NamedUnit>) -> String {
    match unit.filter(|unit| unit.present) {
        Some(unit) => format!("{consultation}?unit={}", unit.id),
        None => consultation.to_owned(),
    }
}

/// What a remark is about, in words.
pub(super) fn place(lang: Lang, unit: Option<&NamedUnit>) -> String {
    match unit {
        None => lang.receipt_whole_draft(),
        Some(NamedUnit { label: Some(label), present: true, .. }) => label.clone(),
        Some(NamedUnit { label: Some(label), .. }) => lang.receipt_unit_gone(label.as_str()),
        Some(NamedUnit { label: None, .. }) => lang.receipt_unit_unknown(),
    }
}

fn state(lang: Lang, receipt: &Receipt) -> String {
    match receipt.status {
        Status::Pending => lang.receipt_pending(),
        Status::Published => lang.receipt_published(),
        Status::Hidden => {
            lang.receipt_hidden(receipt.hidden_reason.as_deref().map_or_else(|| "–".to_owned(), |reason| reason_in_words(lang, reason)))
        }
        Status::Withdrawn => lang.receipt_withdrawn(),
    }
}

/// What its author can say against its hiding, and what became of that.
fn appeal(lang: Lang, receipt: &Receipt) -> Option<AnyView> {
    let Some(appeal) = &receipt.appeal else {
        let href = format!("/comments/{}/appeal", receipt.id);
        return (receipt.status == Status::Hidden)
            .then(|| view! { <p><a href=href>{lang.appeal_link(receipt.number.to_string())}</a></p> }.rendered());
    };
    let words = match appeal.ruling {
        None => lang.appeal_waits(full(lang, appeal.at)),
        Some(Ruling::Upheld) => lang.appeal_upheld(),
        Some(Ruling::Restored) => lang.appeal_restored(),
    };
    let reply = (!appeal.reply.is_empty()).then(|| view! { <p class="template-words">{appeal.reply.clone()}</p> });
    Some(view! { <p>{words}</p> {reply} }.rendered())
}

fn answer(lang: Lang, receipt: &Receipt, told: &Answer) -> AnyView {
    let consultation = format!("/consultations/{}", receipt.consultation.slug);
    let changed = receipt.changed.as_ref().map(|unit| match &unit.label {
        Some(label) => {
            let href = format!("{}#{}", at(&consultation, Some(unit)), unit.id);
            view! { <p class="receipt-change"><a href=href>{lang.receipt_changed(label.as_str())}</a></p> }.rendered()
        }
        None => view! { <p class="receipt-change">{lang.receipt_changed_somewhere()}</p> }.rendered(),
    });
    let published = told.published_at.map(|at| {
        view! { <time datetime=at.to_string()>{lang.receipt_answered_at(full(lang, at))}</time> }
    });
    view! {
        <section class="answer" data-decision=told.decision.as_str()>
            <header>
                <h3>{lang.receipt_answer()}</h3>
                {badge(lang, told.decision, None)}
                {published}
            </header>
            <div class="prose" lang=lang.content() inner_html=told.html.clone()></div>
            {changed}
        </section>
    }
    .rendered()
}
