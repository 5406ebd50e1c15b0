//! Versions of a draft: their list, what changed between two of them, which unit of one is which of the other, and the
//! next one while it is prepared.

mod changes;
mod check;
mod mapping;
mod prepare;
mod words;

use busola_domain::policy::{Action, allow};
use busola_service::Error;
use busola_service::consultations::Key;
use busola_service::drafts::Version;
use busola_service::moments::date;
use busola_texts::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::typography::bind;
use super::{Width, awaited, main_part, time};
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

pub(super) use changes::page as changes_page;
pub(super) use check::page as check_page;
pub(super) use prepare::page as prepare_page;

/// The consultation that an address names.
fn asked_key() -> Key {
    Key::parse(&use_params_map().with_untracked(|params| params.get("slug")).unwrap_or_default())
}

/// For the head of a consultation: which version its draft is, and the ways to what changed, and to the next one for
/// those who may write it, who also learn how many `doubts` there are. Nothing for others while there is one version only.
pub(super) fn line(site: &Site, path: &str, versions: &[Version], doubts: i64) -> Option<AnyView> {
    let lang = site.lang;
    let present = versions.last()?;
    let number = present.version;
    let told = (number > 1).then(|| {
        view! {
            <span>{lang.version_of_date(number, date(lang, present.created_at))}</span>
            <a href=changes_of(path, number - 1, number)>{lang.version_changes()}</a>
            <a href=format!("{path}/versions")>{lang.version_all()}</a>
        }
    });
    let prepares = allow(site.actor.as_ref(), Action::ManageConsultations, site.received).is_ok();
    let next = prepares.then(|| view! { <a href=format!("{path}/draft")>{lang.version_new()}</a> });
    let doubts = doubts_link(lang, path, number, doubts);
    (told.is_some() || next.is_some()).then(|| view! { <p class="version-line">{told} {next} {doubts}</p> }.rendered())
}

/// In how many places of the present version a person should look which unit is which; none for who may not correct it.
pub(super) async fn doubts(site: &Site, key: &Key) -> Result<i64, Error> {
    let actor = site.actor.as_ref();
    if allow(actor, Action::ManageConsultations, site.received).is_err() {
        return Ok(0);
    }
    site.service.doubts(actor, key).await
}

/// The way to what is in doubt in the present version; nothing where nothing is.
pub(super) fn doubts_link(lang: Lang, path: &str, version: i64, doubts: i64) -> Option<AnyView> {
    (doubts > 0).then(|| view! { <a href=mapping_of(path, version)>{lang.check_doubts(doubts)}</a> }.rendered())
}

/// The address at which it is corrected which unit of a version is which.
fn mapping_of(path: &str, version: i64) -> String {
    format!("{path}/versions/{version}/mapping")
}

/// The address of the changes between two versions.
fn changes_of(path: &str, from: i64, to: i64) -> String {
    format!("{path}/changes?from={from}&to={to}")
}

/// The versions, the latest first.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let key = asked_key();
        async move {
            let actor = site.actor.as_ref();
            let consultation = site.service.consultation(actor, &key).await?;
            let versions = site.service.versions(actor, &key).await?;
            let doubts = doubts(&site, &key).await?;
            let lang = site.lang;
            let path = format!("/consultations/{}", consultation.slug);
            let present = consultation.draft.version;
            let entries = versions.iter().rev().map(|version| entry(&site, &path, version, (present, doubts))).collect_view();
            let compare = (versions.len() > 1).then(|| compare(&site, &path, &versions));
            let content = view! {
                <p class="kind"><a href=path.clone() lang=lang.content()>{bind(&consultation.title)}</a></p>
                <h1>{lang.version_title()}</h1>
                {compare}
                <ul class="versions">{entries}</ul>
            };
            Ok(main_part(&site, &lang.version_title(), Width::Plain, content))
        }
    })
}

/// A version; of the present one, moderators learn how many doubts there are.
fn entry(site: &Site, path: &str, version: &Version, (present, doubts): (i64, i64)) -> impl IntoView + use<> {
    let lang = site.lang;
    let number = version.version;
    let is_present = (number == present).then(|| view! { " " <span class="badge">{lang.version_present()}</span> });
    let changes = (number > 1).then(|| {
        let href = changes_of(path, number - 1, number);
        view! { <p><a href=href>{lang.version_changes_since(number - 1)}</a></p> }
    });
    let may_correct = number > 1 && number == present && allow(site.actor.as_ref(), Action::ManageConsultations, site.received).is_ok();
    let check = may_correct.then(|| {
        let link = doubts_link(lang, path, number, doubts);
        let link = link.unwrap_or_else(|| view! { <a href=mapping_of(path, number)>{lang.check_link()}</a> }.rendered());
        view! { <p>{link}</p> }
    });
    view! {
        <li>
            <h2>{lang.version_number(number)} {is_present}</h2>
            <p class="hint">{time::moment(lang, version.created_at)} " · " {lang.version_units(version.units)}</p>
            {note(&version.note)}
            {changes}
            {check}
        </li>
    }
}

/// What a moderator said of a version, as it was typed.
fn note(note: &str) -> Option<AnyView> {
    let paragraphs = note.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p>{bind(line)}</p> }).collect_view();
    (!note.is_empty()).then(|| view! { <div class="version-note">{paragraphs}</div> }.rendered())
}

/// A form that leads to the changes between any two versions.
fn compare(site: &Site, path: &str, versions: &[Version]) -> impl IntoView + use<> {
    let lang = site.lang;
    let latest = versions.len().saturating_sub(1);
    let options = |chosen: usize| {
        let option = |(at, version): (usize, &Version)| {
            let number = version.version;
            view! { <option value=number.to_string() selected=at == chosen>{lang.version_number(number)}</option> }
        };
        versions.iter().enumerate().map(option).collect_view()
    };
    view! {
        <details class="way-on">
            <summary>{lang.version_compare()}</summary>
            <form class="form" method="get" action=format!("{path}/changes")>
                <div class="field-pair">
                    <div class="field">
                        <label for="from">{lang.version_compare_from()}</label>
                        <select id="from" name="from">{options(0)}</select>
                    </div>
                    <div class="field">
                        <label for="to">{lang.version_compare_to()}</label>
                        <select id="to" name="to">{options(latest)}</select>
                    </div>
                </div>
                <p><button class="button button-small">{lang.version_compare_button()}</button></p>
            </form>
        </details>
    }
}
