//! The form of one remark, and its fields.

use busola_domain::account::NAME_MAX;
use busola_domain::comment::{Comment, Source};
use busola_domain::consultation::Unit;
use busola_domain::text::BODY_MAX;
use busola_domain::{Consultation, Day, UnitId};
use busola_texts::Lang;
use leptos::prelude::*;

use crate::context::Site;
use crate::failure::Failure;
use crate::pages::form::{Filled, Words, as_content, field, page_field};
use crate::pages::rendered::Rendered as _;
use crate::pages::time;

pub(super) const ACTION: &str = "/fn/enter-remark";

/// The form; way and day of the remark that was entered before stand in it, since they come in bundles.
pub(super) fn form(site: &Site, path: &str, consultation: &Consultation, before: Option<&Comment>, filled: &Filled) -> AnyView {
    let lang = site.lang;
    let taken = filled.0.as_ref().is_some_and(|form| matches!(form.failure, Failure::Conflict { .. }));
    let id = filled.value("id").filter(|_| !taken).unwrap_or_else(|| site.service.new_id().to_string());
    let begin = Begin {
        source: before.map(|comment| comment.source.as_str().to_owned()).unwrap_or_default(),
        received_on: before.and_then(|comment| comment.received_on),
        ..Begin::default()
    };
    view! {
        <section class="list-part" aria-labelledby="one">
            <h2 id="one">{lang.paper_one()}</h2>
            <form class="form" method="post" action=ACTION>
                {page_field(path)}
                <input type="hidden" name="consultation" value=consultation.id.to_string() />
                <input type="hidden" name="id" value=id />
                {fields(site, consultation, &begin, filled)}
                <p><button class="button">{lang.paper_enter()}</button></p>
            </form>
        </section>
    }
    .rendered()
}

/// What stands in the fields before anybody typed in them.
#[derive(Default)]
pub(super) struct Begin {
    pub(super) unit: Option<UnitId>,
    pub(super) body: String,
    pub(super) source: String,
    pub(super) received_on: Option<Day>,
    pub(super) author: String,
}

/// The fields of a remark that came in on paper.
pub(super) fn fields(site: &Site, consultation: &Consultation, begin: &Begin, filled: &Filled) -> AnyView {
    let lang = site.lang;
    view! {
        {unit(lang, &consultation.draft.units, begin.unit, filled)}
        {body(lang, &begin.body, filled)}
        <div class="field-pair">
            {way(lang, &begin.source, filled)}
            {received_on(site, consultation, begin.received_on, filled)}
        </div>
        {author(lang, &begin.author, filled)}
    }
    .rendered()
}

/// A remark stays on a unit that the draft does not have any more, where it is on one.
fn unit(lang: Lang, units: &[Unit], begin: Option<UnitId>, filled: &Filled) -> AnyView {
    let present = filled.value("unit").or_else(|| begin.map(|unit| unit.to_string())).unwrap_or_default();
    let whole = std::iter::once((String::new(), lang.desk_whole_draft()));
    let gone = begin.filter(|begin| units.iter().all(|unit| unit.id != *begin)).map(|unit| (unit.to_string(), lang.desk_gone_unit()));
    let options = whole.chain(gone).chain(units.iter().map(|unit| (unit.id.to_string(), unit.label.clone())));
    select("unit", lang.paper_unit(), options, &present, filled)
}

fn way(lang: Lang, begin: &str, filled: &Filled) -> AnyView {
    let present = filled.value("source").unwrap_or_else(|| begin.to_owned());
    let named = |source: &Source| {
        let name = source.as_str();
        (name.to_owned(), lang.by_name(&format!("paper-source-{name}")).unwrap_or_default())
    };
    let options = Source::ALL.iter().filter(|source| source.is_entered()).map(named);
    select("source", lang.paper_source(), options, &present, filled)
}

fn select(name: &'static str, label: String, options: impl Iterator<Item = (String, String)>, present: &str, filled: &Filled) -> AnyView {
    let options = options.map(|(value, words)| {
        let selected = value == present;
        view! { <option value=value selected=selected>{words}</option> }
    });
    let options: Vec<_> = options.collect();
    field(name, Words::label(label), filled.error(name), |ties| {
        view! { <select id=name name=name aria-describedby=ties.described_by aria-invalid=ties.invalid>{options}</select> }.rendered()
    })
}

fn body(lang: Lang, begin: &str, filled: &Filled) -> AnyView {
    let text = as_content(&filled.value("body").unwrap_or_else(|| begin.to_owned()));
    field("body", Words::label(lang.paper_body()), filled.error("body"), |ties| {
        view! {
            <textarea id="body" name="body" rows="8" required maxlength=BODY_MAX.to_string() aria-describedby=ties.described_by
                aria-invalid=ties.invalid inner_html=text></textarea>
        }
        .rendered()
    })
}

fn received_on(site: &Site, consultation: &Consultation, begin: Option<Day>, filled: &Filled) -> AnyView {
    let lang = site.lang;
    let value = filled.value("received_on").or_else(|| begin.map(|day| day.to_string())).unwrap_or_default();
    // Closing at midnight ends the day before.
    let (first, last) = (Day::of(consultation.opens_at), Day::of(consultation.closes_at.plus(-1)));
    // A day that was entered may stay, though the term was moved since.
    let earliest = begin.map_or(first, |begin| begin.min(first));
    let latest = last.min(Day::of(site.received));
    let latest = begin.map_or(latest, |begin| begin.max(latest));
    let words = Words::label(lang.paper_received_on()).hint(lang.paper_received_on_hint(time::day(lang, first), time::day(lang, last)));
    field("received_on", words, filled.error("received_on"), |ties| {
        view! {
            <input type="date" id="received_on" name="received_on" required min=earliest.to_string() max=latest.to_string() value=value
                aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    })
}

fn author(lang: Lang, begin: &str, filled: &Filled) -> AnyView {
    let value = filled.value("author").unwrap_or_else(|| begin.to_owned());
    let words = Words::label(lang.paper_author()).hint(lang.paper_author_hint()).optional(lang);
    field("author", words, filled.error("author"), |ties| {
        view! {
            <input id="author" name="author" autocomplete="off" maxlength=NAME_MAX.to_string() value=value
                aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    })
}
