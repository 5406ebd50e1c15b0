//! The queue of moderation. It works without JavaScript: boxes that are ticked, and buttons for all that are; with it, by
//! the keys that stand beside it.

use std::collections::HashMap;

use busola_desk::QueueKeys;
use busola_domain::moderation::{REASON_MAX, SLOW_MAX, Shelf};
use busola_domain::{Consultation, UnitId};
use busola_service::comments::Place;
use busola_service::consultations::Key;
use busola_service::moderation::{PAGE, QueuePage, QueueQuery};
use busola_texts::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{appeal, entry, ground_options};
use crate::context::{FailedForm, Site};
use crate::pages::form::{Filled, Words, field, page_field, summary_at};
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use crate::pages::{Width, address, awaited, main_part};

/// The function that decides on what is marked.
pub(super) const ACT: &str = "/fn/moderate-comments";
const SLOW: &str = "/fn/set-slow-mode";

/// What the address asks for.
struct Asked {
    slug: String,
    shelf: Shelf,
    after: Option<(i64, Place)>,
}

impl Asked {
    /// What can't be read is as if it were not there: addresses get cut and mistyped.
    fn read() -> Self {
        let after = address::query("after").and_then(|after| {
            let (shelf, place) = after.split_once('.')?;
            Some((shelf.parse().ok()?, place.parse().ok()?))
        });
        Self {
            slug: use_params_map().with_untracked(|params| params.get("slug")).unwrap_or_default(),
            shelf: address::query("shelf").and_then(|name| name.parse().ok()).unwrap_or(Shelf::Waiting),
            after,
        }
    }
}

/// The queue.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let (asked, decision) = (Asked::read(), Filled::of(appeal::DECIDE));
        async move {
            let (key, actor) = (Key::parse(&asked.slug), site.actor.as_ref());
            let query = QueueQuery { shelf: asked.shelf, after: asked.after, limit: PAGE };
            let found = site.service.moderation_queue(actor, &key, query).await?;
            let appeals = match asked.shelf {
                Shelf::Waiting => site.service.open_appeals(actor, &key).await?,
                Shelf::Hidden => Vec::new(),
            };
            let consultation = site.service.consultation(actor, &key).await?;
            let overtaken = appeal::overtaken(&site, &decision, &appeals).await?;
            let appeals = view! { {overtaken} {appeal::open(&site, &appeals)} }.rendered();
            Ok(show(&site, &consultation, &asked, &found, appeals))
        }
    })
}

fn show(site: &Site, consultation: &Consultation, asked: &Asked, found: &QueuePage, appeals: AnyView) -> AnyView {
    let lang = site.lang;
    let failed = use_context::<FailedForm>();
    let refused = failed.as_ref().map(|form| summary_at(lang, &form.failure, |name| label_of(lang, name), |name| id_of(form, name)));
    let home = format!("/consultations/{}", consultation.slug);
    let marked: Vec<String> = failed
        .iter()
        .filter(|form| form.action == ACT)
        .flat_map(|form| form.fields.iter().filter(|(name, _)| name == "ids[]").map(|(_, id)| id.clone()))
        .collect();
    let labels: HashMap<UnitId, &str> = consultation.draft.units.iter().map(|unit| (unit.id, unit.label.as_str())).collect();
    let entries: Vec<_> = found.items.iter().map(|item| entry::entry(lang, &home, item, &labels, &marked)).collect();
    let empty = entries.is_empty();
    let title = lang.moderation_title_of(consultation.title.as_str());
    let content = view! {
        <p class="kind"><a href=home.clone() lang=lang.content()>{bind(&consultation.title)}</a></p>
        <h1>{lang.moderation_title()}</h1>
        {refused}
        {ways(lang, &home, asked.shelf, found)}
        {appeals}
        <section class="list-part" aria-labelledby="queue">
            <h2 id="queue">{shelf_title(lang, asked.shelf)}</h2>
            {empty.then(|| view! { <p class="empty">{lang.moderation_none()}</p> })}
            {(!empty).then(|| acts(site, consultation, asked.shelf))}
            <ol class="receipts">{entries}</ol>
            {(!empty).then(|| again(lang, asked.shelf))}
            {pager(site, asked, found)}
        </section>
        {slow(site, consultation, found.slow_seconds)}
        {keys(lang)}
        <QueueKeys />
    };
    main_part(site, &title, Width::Narrow, content)
}

/// The id of what a field of a refused form is: every appeal has a reply of its own, and boxes stand at all remarks.
fn id_of(form: &FailedForm, name: &str) -> String {
    match (name, form.value("id")) {
        ("reply", Some(appeal)) => format!("reply-{appeal}"),
        ("comments", _) => "queue".to_owned(),
        _ => name.to_owned(),
    }
}

fn label_of(lang: Lang, name: &str) -> Option<String> {
    match name {
        "ground" => Some(lang.moderation_reason()),
        "reason" => Some(lang.moderation_reason_words()),
        "slow_seconds" => Some(lang.moderation_slow()),
        "comments" => Some(lang.moderation_marked()),
        "reply" => Some(lang.appeal_reply()),
        _ => None,
    }
}

fn shelf_title(lang: Lang, shelf: Shelf) -> String {
    match shelf {
        Shelf::Waiting => lang.moderation_waiting(),
        Shelf::Hidden => lang.moderation_hidden(),
    }
}

/// How much there is, and the ways to the other pages of moderation.
fn ways(lang: Lang, home: &str, shelf: Shelf, found: &QueuePage) -> impl IntoView + use<> {
    let counts = found.counts;
    let way = |to: Shelf| {
        let href = match to {
            Shelf::Waiting => format!("{home}/moderation"),
            Shelf::Hidden => format!("{home}/moderation?shelf=hidden"),
        };
        let current = (to == shelf).then_some("page");
        view! { <a class="button button-small button-quiet" href=href aria-current=current>{shelf_title(lang, to)}</a> }
    };
    let log = format!("{home}/moderation-log");
    view! {
        <p class="lead">{lang.moderation_counts(counts.pending, counts.reported, counts.held, counts.hidden)}</p>
        <p class="button-row">
            {way(Shelf::Waiting)} {way(Shelf::Hidden)}
            <a class="button button-small button-quiet" href="/admin/moderation-rules">{lang.moderation_rules_title()}</a>
            <a class="button button-small button-quiet" href=log>{lang.moderation_log_title()}</a>
        </p>
    }
}

/// The form that decides on all that is marked. Its boxes stand at the remarks.
fn acts(site: &Site, consultation: &Consultation, shelf: Shelf) -> AnyView {
    let lang = site.lang;
    let filled = Filled::of(ACT);
    let hidden = view! {
        {page_field(&site.path)}
        <input type="hidden" name="consultation" value=consultation.id.to_string() />
    };
    if shelf == Shelf::Hidden {
        return view! {
            <form class="form" id="moderate" method="post" action=ACT>
                {hidden}
                <p class="hint">{lang.moderation_mark_hint()}</p>
                <p><button class="button" id="queue-restore" name="act" value="restore">{lang.moderation_restore()}</button></p>
            </form>
        }
        .rendered();
    }
    let (ground, reason) = (filled.value("ground").unwrap_or_default(), filled.value("reason").unwrap_or_default());
    let options = ground_options(lang, &ground);
    let ground = field("ground", Words::label(lang.moderation_reason()), filled.error("ground"), |ties| {
        view! { <select id="ground" name="ground" aria-describedby=ties.described_by aria-invalid=ties.invalid>{options}</select> }
            .rendered()
    });
    let words = Words::label(lang.moderation_reason_words()).hint(lang.live_hide_hint()).optional(lang);
    let reason = field("reason", words, filled.error("reason"), |ties| {
        view! {
            <input id="reason" name="reason" maxlength=REASON_MAX.to_string() value=reason aria-describedby=ties.described_by
                aria-invalid=ties.invalid />
        }
        .rendered()
    });
    // The button that the Enter key presses comes first: without a reason it does nothing.
    view! {
        <form class="form" id="moderate" method="post" action=ACT>
            {hidden}
            <p class="hint">{lang.moderation_mark_hint()}</p>
            {ground}
            {reason}
            <p class="button-row">
                <button class="button button-quiet" name="act" value="hide">{lang.moderation_hide()}</button>
                <button class="button" id="queue-approve" name="act" value="approve">{lang.moderation_approve()}</button>
            </p>
        </form>
    }
    .rendered()
}

/// The same button below the last remark, where one is when all are read.
fn again(lang: Lang, shelf: Shelf) -> impl IntoView + use<> {
    let (act, words) = match shelf {
        Shelf::Waiting => ("approve", lang.moderation_approve()),
        Shelf::Hidden => ("restore", lang.moderation_restore()),
    };
    view! { <p><button class="button" form="moderate" name="act" value=act>{words}</button></p> }
}

fn pager(site: &Site, asked: &Asked, found: &QueuePage) -> Option<impl IntoView + use<>> {
    let lang = site.lang;
    let next = found.next.map(|(shelf, place)| address::with(&site.path, "after", &format!("{shelf}.{place}")));
    let first = asked.after.is_some().then(|| address::without(&site.path, &["after"]));
    (next.is_some() || first.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=lang.desk_pages()>
                {first.map(|href| view! { <a class="button button-quiet" href=href>{lang.desk_first_page()}</a> })}
                {next.map(|href| view! { <a class="button button-quiet" href=href>{lang.desk_next_page()}</a> })}
            </nav>
        }
    })
}

/// Slow mode of this consultation.
fn slow(site: &Site, consultation: &Consultation, seconds: i64) -> AnyView {
    let lang = site.lang;
    let filled = Filled::of(SLOW);
    let value = filled.value("slow_seconds").unwrap_or_else(|| seconds.to_string());
    let words = Words::label(lang.moderation_slow()).hint(lang.moderation_slow_hint(SLOW_MAX));
    let control = field("slow_seconds", words, filled.error("slow_seconds"), |ties| {
        view! {
            <input id="slow_seconds" name="slow_seconds" inputmode="numeric" size="6" value=value aria-describedby=ties.described_by
                aria-invalid=ties.invalid />
        }
        .rendered()
    });
    view! {
        <section class="list-part" aria-labelledby="slow">
            <h2 id="slow">{lang.moderation_slow_title()}</h2>
            <form class="form" method="post" action=SLOW>
                {page_field(&site.path)}
                <input type="hidden" name="consultation" value=consultation.id.to_string() />
                {control}
                <p><button class="button">{lang.live_save()}</button></p>
            </form>
        </section>
    }
    .rendered()
}

/// The keys, for who has the script.
fn keys(lang: Lang) -> impl IntoView + use<> {
    let keys = [
        ("J", lang.desk_next()),
        ("K", lang.desk_previous()),
        ("X", lang.moderation_key_mark()),
        ("A", lang.moderation_approve()),
        ("H", lang.moderation_key_hide()),
        ("U", lang.moderation_restore()),
        ("?", lang.desk_keys_list_itself()),
    ];
    let rows = keys.map(|(key, words)| view! { <div><dt><kbd>{key}</kbd></dt> <dd>{words}</dd></div> });
    view! {
        <details class="way-on needs-script desk-keys">
            <summary id="queue-help">{lang.desk_keys_list()}</summary>
            <label class="choice">
                <input type="checkbox" id="queue-keys" checked />
                " "
                <span>{lang.desk_keys()}</span>
            </label>
            <p class="hint">{lang.moderation_keys_use()}</p>
            <dl>{rows.into_iter().collect_view()}</dl>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use busola_domain::comment::Order;

    #[test]
    fn a_place_in_the_queue_is_read_as_it_was_written() {
        let place = Place::start(Order::Oldest);
        let written = format!("2.{place}");
        let (shelf, rest) = written.split_once('.').unwrap();
        assert_eq!((shelf.parse(), rest.parse()), (Ok(2_i64), Ok(place)));
    }
}
