//! Checking which unit of a published version is which of the version before: what is in doubt first, a page at a time.

mod row;

use std::collections::HashMap;

use busola_service::Error;
use busola_service::drafts::{Asked, Mapping, Named, Show, Shown};
use busola_texts::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{asked_key, changes_of, mapping_of};
use crate::context::Site;
use crate::functions::mapping::{Typed, cited_by, named, typed};
use crate::pages::edit::revision;
use crate::pages::form::{Filled, Tone, message, page_field, summary};
use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;
use crate::pages::{Width, address, awaited, main_part};
use row::row;

const ACTION: &str = "/fn/correct-mapping";

/// The lists that there are, by their names in addresses.
const LISTS: [(&str, Show); 3] = [("uncertain", Show::Uncertain), ("changed", Show::Changed), ("all", Show::All)];

/// What all parts of the page know.
struct Look<'a> {
    lang: Lang,
    /// The path of the consultation.
    path: String,
    mapping: &'a Mapping,
    filled: &'a Filled,
    /// What was chosen in a form that was refused.
    typed: &'a [Typed],
    /// Which place of the version a unit of the version before has, and the other way round.
    became: HashMap<usize, usize>,
    came: HashMap<usize, usize>,
}

/// What the address asks for.
struct Query {
    list: &'static str,
    show: Show,
    cited: String,
    page: usize,
}

impl Query {
    fn read() -> Self {
        let asked = address::query("show").unwrap_or_default();
        let (list, show) = LISTS.into_iter().find(|(name, _)| *name == asked).unwrap_or(("uncertain", Show::Uncertain));
        let page = address::query("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        Self { list, show, cited: cited_by(&address::query("unit").unwrap_or_default()), page }
    }

    /// The pairs that a refused form was about; else those of the address.
    fn asked(&self, typed: &[Typed]) -> Asked {
        let of_form: Vec<Named> = typed.iter().filter_map(|typed| named(&typed.row)).collect();
        if of_form.is_empty() {
            return Asked::Page { show: self.show, cited: self.cited.clone(), page: self.page };
        }
        Asked::Named(of_form)
    }
}

/// The page of a version.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let key = asked_key();
        let version = use_params_map().with_untracked(|params| params.get("version")).and_then(|version| version.parse::<i64>().ok());
        let (query, filled) = (Query::read(), Filled::of(ACTION));
        let saved = address::query("saved").is_some() && filled.0.is_none();
        async move {
            let version = version.ok_or_else(Error::not_found)?;
            let typed = typed_in(&filled);
            let (mapping, shown) = site.service.check_mapping(site.actor.as_ref(), &key, version, query.asked(&typed)).await?;
            let pairs = || mapping.pairs.iter().filter_map(|pair| Some((pair.from?, pair.to?)));
            let look = Look {
                lang: site.lang,
                path: format!("/consultations/{}", mapping.consultation.slug),
                mapping: &mapping,
                filled: &filled,
                typed: &typed,
                became: pairs().collect(),
                came: pairs().map(|(from, to)| (to, from)).collect(),
            };
            Ok(show(&site, &look, &query, &shown, saved))
        }
    })
}

/// What was chosen in a form that was refused.
fn typed_in(filled: &Filled) -> Vec<Typed> {
    let list = |name: &str| -> Vec<String> {
        let fields = filled.0.iter().flat_map(|form| &form.fields);
        fields.filter(|(field, _)| field == name).map(|(_, value)| value.clone()).collect()
    };
    typed(&list("rows[]"), &list("choices[]"), &list("cited[]"))
}

/// The path of the page, without what was asked of it once.
fn own_path(site: &Site) -> String {
    address::without(&site.path, &["saved"])
}

fn show(site: &Site, look: &Look<'_>, query: &Query, shown: &Shown, saved: bool) -> AnyView {
    let Look { lang, mapping, filled, .. } = *look;
    let (version, latest) = (mapping.version, mapping.consultation.draft.version);
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| look.label_of(name)));
    let saved = saved.then(|| message(Tone::Good, view! { <p>{lang.check_saved()}</p> }));
    let title = lang.check_title(version);
    let rest = if version < latest {
        superseded(look, latest)
    } else {
        view! {
            {explained(lang, version)}
            {ways(look, query)}
            {list(site, look, shown)}
        }
        .rendered()
    };
    let content = view! {
        <p class="kind"><a href=look.path.clone() lang=lang.content()>{bind(&mapping.consultation.title)}</a></p>
        <h1>{title.clone()}</h1>
        {refused}
        {saved}
        {rest}
    };
    main_part(site, &format!("{title} – {}", bind(&mapping.consultation.title)), Width::Plain, content)
}

/// Why an earlier version can't be corrected, and the way to the one that can.
fn superseded(look: &Look<'_>, latest: i64) -> AnyView {
    let lang = look.lang;
    let href = mapping_of(&look.path, latest);
    let words = view! {
        <p>{lang.check_superseded(latest)}</p>
        <p><a href=href>{lang.check_superseded_link(latest)}</a></p>
    };
    message(Tone::Warning, words)
}

/// What follows from a correction.
fn explained(lang: Lang, version: i64) -> impl IntoView {
    view! {
        <p class="lead">{lang.check_lead(version, version - 1)}</p>
        <ul>
            <li>{lang.check_follows_before(version - 1)}</li>
            <li>{lang.check_follows_since(version)}</li>
            <li>{lang.check_follows_told()}</li>
        </ul>
    }
}

/// The ways to the other lists, and to one unit.
fn ways(look: &Look<'_>, query: &Query) -> impl IntoView + use<> {
    let lang = look.lang;
    let base = mapping_of(&look.path, look.mapping.version);
    let words = |show: Show| {
        let count = look.mapping.count(show);
        match show {
            Show::Uncertain => lang.check_show_uncertain(count),
            Show::Changed => lang.check_show_changed(count),
            Show::All => lang.check_show_all(count),
        }
    };
    let way = |(name, show): (&'static str, Show)| {
        let current = (name == query.list && query.cited.is_empty()).then_some("true");
        view! { <li><a href=format!("{base}?show={name}") aria-current=current>{words(show)}</a></li> }
    };
    let ways = LISTS.map(way).into_iter().collect_view();
    let (before, cited) = (look.mapping.version - 1, query.cited.clone());
    let (open, changes) = (!cited.is_empty(), changes_of(&look.path, before, before + 1));
    view! {
        <div class="change-ways">
            <ul class="sort" aria-label=lang.check_show()>{ways}</ul>
            <a href=changes>{lang.version_changes_since(before)}</a>
        </div>
        <details class="way-on" open=open>
            <summary>{lang.check_find()}</summary>
            <form class="form" method="get" action=base.clone()>
                <input type="hidden" name="show" value="all" />
                <div class="field">
                    <label for="unit">{lang.check_find_label()}</label>
                    <input id="unit" name="unit" autocomplete="off" value=cited />
                </div>
                <p><button class="button button-small button-quiet">{lang.check_find_button()}</button></p>
            </form>
        </details>
    }
}

/// The form with the pairs, and the ways to other pages of them.
fn list(site: &Site, look: &Look<'_>, shown: &Shown) -> AnyView {
    let lang = look.lang;
    if shown.rows.is_empty() {
        let words = if look.mapping.count(Show::Uncertain) == 0 { lang.mapping_none_uncertain() } else { lang.check_none() };
        return view! { <p class="empty">{words}</p> }.rendered();
    }
    let doubted = shown.rows.iter().any(|row| !row.pair.certain);
    let rest = doubted.then(|| view! { <button class="button button-quiet" name="rest" value="keep">{lang.check_save_rest()}</button> });
    let rows = shown.rows.iter().enumerate().map(|(n, shown)| row(look, n, shown)).collect_view();
    let turn = (shown.pages > 1).then(|| view! { <p class="hint">{lang.check_turn()}</p> });
    let mapping = look.mapping;
    view! {
        <form class="form" method="post" action=ACTION>
            {page_field(&address::with(&own_path(site), "saved", "1"))}
            <input type="hidden" name="id" value=mapping.consultation.id.to_string() />
            <input type="hidden" name="version" value=mapping.version.to_string() />
            <input type="hidden" name="revision" value=revision(look.filled, mapping.revision) />
            {rows}
            {turn}
            <p class="button-row"><button class="button">{lang.check_save()}</button> {rest}</p>
        </form>
        {pager(site, lang, shown)}
    }
    .rendered()
}

/// The ways to the pages before and after.
fn pager(site: &Site, lang: Lang, shown: &Shown) -> Option<AnyView> {
    if shown.pages < 2 {
        return None;
    }
    let to = |page: usize, words: String| {
        let href = address::with(&own_path(site), "page", &page.to_string());
        view! { <a class="button button-quiet" href=href>{words}</a> }
    };
    let previous = (shown.page > 1).then(|| to(shown.page - 1, lang.check_previous()));
    let next = (shown.page < shown.pages).then(|| to(shown.page + 1, lang.check_next()));
    Some(
        view! {
            <nav class="pager" aria-label=lang.check_pages()>
                {previous}
                <span>{lang.check_page(shown.page, shown.pages)}</span>
                {next}
            </nav>
        }
        .rendered(),
    )
}

impl Look<'_> {
    /// Which pair a field belongs to, in words.
    fn label_of(&self, name: &str) -> Option<String> {
        let n: usize = name.split_once('-')?.1.parse().ok()?;
        match named(&self.typed.get(n)?.row)? {
            Named::To(label) | Named::From(label) => Some(label),
        }
    }
}
