//! Remarks that came on paper, by mail or from a meeting: a form for one, a file of many, and a form that corrects one.

mod correct;
mod file;
mod one;

use busola_domain::comment::{Comment, Source};
use busola_domain::policy::Denied;
use busola_domain::{CommentId, Consultation, Day};
use busola_service::Error;
use busola_service::paper::Import;
use busola_texts::Lang;
use leptos::prelude::*;
use uuid::Uuid;

pub(super) use correct::page as correct_page;

use super::form::{Filled, Tone, message, summary};
use super::typography::bind;
use super::{Width, address, awaited, key_in, main_part, time};
use crate::context::Site;

/// What the page is asked for.
struct Asked {
    /// The remark that was entered just now.
    entered: Option<CommentId>,
    /// How many were entered from a file just now.
    imported: Option<u64>,
    /// The file that was read.
    import: Option<Uuid>,
    /// The form of one remark.
    one: Filled,
    /// The form of a file.
    check: Filled,
    /// That of what was read of it.
    all: Filled,
}

impl Asked {
    fn read() -> Self {
        Self {
            entered: address::query("entered").and_then(|id| id.parse().ok()),
            imported: address::query("imported").and_then(|count| count.parse().ok()),
            import: address::query("import").and_then(|id| id.parse().ok()),
            one: Filled::of(one::ACTION),
            check: Filled::of(file::CHECK),
            all: Filled::of(file::ENTER),
        }
    }
}

/// The page on which remarks are entered.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let asked = Asked::read();
        async move {
            let (actor, key) = (site.actor.as_ref(), key_in(&site));
            let consultation = site.service.paper_desk(actor, &key).await?;
            let entered = match asked.entered {
                Some(id) => site.service.comment(actor, id).await.ok().map(|shown| shown.comment),
                None => None,
            };
            let entered = entered.filter(|comment| comment.consultation == consultation.id);
            let import = match asked.import {
                Some(id) => read_before(site.service.import_preview(actor, &key, id).await)?.map(|import| (id, import)),
                None => None,
            };
            Ok(show(&site, &asked, &consultation, entered.as_ref(), import.as_ref()))
        }
    })
}

/// What was read of a file; nothing of one that is not kept any more.
fn read_before(import: Result<Import, Error>) -> Result<Option<Import>, Error> {
    match import {
        Ok(import) => Ok(Some(import)),
        Err(Error::Denied(Denied::NotFound)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn show(site: &Site, asked: &Asked, consultation: &Consultation, entered: Option<&Comment>, import: Option<&(Uuid, Import)>) -> AnyView {
    let lang = site.lang;
    let failed = [&asked.one, &asked.check].into_iter().find_map(|filled| filled.0.as_ref());
    let refused = failed.map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
    let done = entered.map(|comment| told(lang, consultation, comment));
    let imported = asked.imported.map(|count| message(Tone::Good, view! { <p>{lang.import_done(count)}</p> }));
    let path = address::without(&site.path, &["entered", "imported", "import"]);
    let content = view! {
        <p class="kind"><a href=format!("/consultations/{}", consultation.slug) lang=lang.content()>{bind(&consultation.title)}</a></p>
        <h1>{lang.paper_title()}</h1>
        <p class="lead">{lang.paper_lead()}</p>
        {refused}
        {done}
        {imported}
        {import.map(|(id, import)| file::checked(lang, &path, *id, import, &asked.all))}
        {one::form(site, &path, consultation, entered, &asked.one)}
        {file::form(lang, &path, consultation, &asked.check)}
    };
    main_part(site, &lang.paper_title(), Width::Narrow, content)
}

/// That a remark was entered, and the way to it.
fn told(lang: Lang, consultation: &Consultation, comment: &Comment) -> AnyView {
    let correct = format!("/remarks/{}/correct", comment.id);
    let words = view! {
        <p>{lang.paper_entered(comment.number.to_string())} " " <a href=place_of(&consultation.slug, comment)>{lang.paper_see()}</a></p>
        <p><a href=correct>{lang.paper_correct()}</a></p>
    };
    message(Tone::Good, words)
}

/// Where a remark stands on the page of its consultation, by the name of that in addresses.
pub(crate) fn place_of(slug: &str, comment: &Comment) -> String {
    let unit = comment.unit.map(|unit| format!("?unit={unit}")).unwrap_or_default();
    format!("/consultations/{slug}{unit}#u-{}", comment.id)
}

/// The name of a field, as it stands above it, and above a column of a file.
fn label_of(lang: Lang, name: &str) -> Option<String> {
    let name = name.replace('_', "-");
    lang.by_name(&format!("paper-{name}")).or_else(|| lang.by_name(&format!("import-{name}")))
}

/// How a remark came that was entered, and when, where that is known.
pub(super) fn came(lang: Lang, source: Source, received_on: Option<Day>) -> String {
    let how = lang.by_name(&format!("entered-{}", source.as_str())).unwrap_or_default();
    match received_on {
        Some(day) => lang.entered_on(how, time::day(lang, day)),
        None => how,
    }
}
