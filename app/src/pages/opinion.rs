//! The council's opinion, for everybody once it was asked for; and, for moderators, its form and what follows.

use busola_domain::Day;
use busola_domain::deadlines::{Rule, What};
use busola_domain::opinion::{OPINION_MAX, Opinion, Standing, Verdict};
use busola_domain::policy::{Action, allow};
use busola_service::Error;
use busola_service::deadlines::Course;
use busola_texts::Lang;
use leptos::prelude::*;

use super::edit::revision;
use super::form::{Filled, Words, as_content, field, page_field, summary};
use super::typography::bind;
use super::{Width, awaited, key_in, main_part};
use crate::context::Site;
use crate::pages::rendered::Rendered as _;

const PUT: &str = "/fn/put-opinion";
const MEET: &str = "/fn/meet-deadlines";

/// What the council says.
pub(super) fn page() -> AnyView {
    awaited(|site| {
        let (put, meet) = (Filled::of(PUT), Filled::of(MEET));
        async move {
            let (lang, actor, key) = (site.lang, site.actor.as_ref(), key_in(&site));
            let consultation = site.service.consultation_alone(actor, &key).await?;
            let course = site.service.course(actor, &key).await?;
            let may = allow(actor, Action::ManageConsultations, site.received).is_ok();
            if course.opinion.is_none() && !may {
                return Err(Error::not_found());
            }
            let id = consultation.id.to_string();
            let forms = may.then(|| view! { {opinion_form(&site, &put, &course, id.clone())} {met_form(&site, &meet, &course, id)} });
            let content = view! {
                <p class="kind"><a href=format!("/consultations/{}", consultation.slug) lang=lang.content()>{bind(&consultation.title)}</a></p>
                <h1>{lang.opinion_title()}</h1>
                {told(lang, &course)}
                {forms}
            };
            Ok(main_part(&site, &lang.opinion_title(), Width::Narrow, content))
        }
    })
}

/// How it stands, and what the council said.
fn told(lang: Lang, course: &Course) -> AnyView {
    let Some((opinion, standing)) = &course.opinion else {
        return view! { <p class="empty">{lang.opinion_none_yet()}</p> }.rendered();
    };
    let state = match standing {
        Standing::Awaited => lang.opinion_awaited(),
        Standing::Silent => lang.opinion_silent(),
        Standing::Given => opinion.kind.map(|kind| verdict(lang, kind)).unwrap_or_default(),
    };
    let given = opinion.given_on.filter(|_| *standing == Standing::Given);
    let text = given.filter(|_| !opinion.text.is_empty()).map(|_| words(lang, opinion));
    let day = |day: Day| lang.date(day.year(), day.month(), day.day());
    view! {
        <p class="lead"><strong>{state}</strong></p>
        <ul class="opinion-days">
            <li>{lang.opinion_requested(day(opinion.requested_on))}</li>
            {opinion.due_on.map(|due| view! { <li>{lang.opinion_due(day(due))}</li> })}
            {given.map(|given| view! { <li>{lang.opinion_given(day(given))}</li> })}
        </ul>
        {text}
    }
    .rendered()
}

fn words(lang: Lang, opinion: &Opinion) -> impl IntoView + use<> {
    let lines: Vec<_> = opinion.text.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p>{bind(line)}</p> }).collect();
    view! {
        <section class="prose" aria-labelledby="opinion">
            <h2 id="opinion">{lang.opinion_read()}</h2>
            <div lang=lang.content()>{lines}</div>
        </section>
    }
}

fn verdict(lang: Lang, verdict: Verdict) -> String {
    match verdict {
        Verdict::Positive => lang.opinion_positive(),
        Verdict::Remarks => lang.opinion_positive_with_remarks(),
        Verdict::Negative => lang.opinion_negative(),
        Verdict::NoOpinion => lang.opinion_none(),
    }
}

/// The name of a field, as it stands above it.
fn label_of(lang: Lang, name: &str) -> Option<String> {
    let name = name.replace('_', "-");
    lang.by_name(&format!("opinion-{name}")).or_else(|| lang.by_name(&format!("met-{name}")))
}

fn opinion_form(site: &Site, filled: &Filled, course: &Course, id: String) -> impl IntoView + use<> {
    let lang = site.lang;
    let known = course.opinion.as_ref().map(|(opinion, _)| opinion);
    let day = |name: &str, known: Option<Day>| filled.value(name).or_else(|| known.map(|day| day.to_string())).unwrap_or_default();
    let requested_on = day("requested_on", Some(known.map_or(course.today, |known| known.requested_on)));
    let given_on = day("given_on", known.and_then(|known| known.given_on));
    let text = filled.value("text").or_else(|| known.map(|known| known.text.clone())).unwrap_or_default();
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
    let text_words = Words::label(lang.opinion_text()).hint(lang.opinion_text_hint()).optional(lang);
    let text = field("text", text_words, filled.error("text"), |ties| {
        view! {
            <textarea id="text" name="text" rows="8" maxlength=OPINION_MAX.to_string() aria-describedby=ties.described_by
                aria-invalid=ties.invalid inner_html=as_content(&text)></textarea>
        }
        .rendered()
    });
    let requested_words = Words::label(lang.opinion_requested_on()).hint(lang.opinion_requested_on_hint());
    view! {
        <section class="list-part" aria-labelledby="opinion-form">
            <h2 id="opinion-form">{lang.opinion_form()}</h2>
            {refused}
            <form class="form" method="post" action=PUT>
                {page_field(&site.path)}
                <input type="hidden" name="consultation" value=id />
                <input type="hidden" name="revision" value=revision(filled, known.map_or(0, |known| known.revision)) />
                {date("requested_on", requested_words, filled, requested_on)}
                {date("given_on", Words::label(lang.opinion_given_on()).optional(lang), filled, given_on)}
                {kinds(lang, filled, known)}
                {text}
                <p><button class="button">{lang.opinion_save()}</button></p>
            </form>
        </section>
    }
}

/// What the council said, or that it has not yet.
fn kinds(lang: Lang, filled: &Filled, known: Option<&Opinion>) -> AnyView {
    let known = known.and_then(|known| known.kind).map(|kind| kind.as_str().to_owned());
    let present = filled.value("kind").or(known).unwrap_or_default();
    let not_yet = std::iter::once((String::new(), lang.opinion_kind_not_yet()));
    let options = not_yet.chain(Verdict::ALL.iter().map(|kind| (kind.as_str().to_owned(), verdict(lang, *kind)))).map(|(value, name)| {
        let selected = value == present;
        view! { <option value=value selected=selected>{name}</option> }
    });
    let options: Vec<_> = options.collect();
    field("kind", Words::label(lang.opinion_kind()), filled.error("kind"), |ties| {
        view! { <select id="kind" name="kind" aria-describedby=ties.described_by aria-invalid=ties.invalid>{options}</select> }.rendered()
    })
}

/// The days of what Busola does not see; nothing where the rules ask for none of it.
fn met_form(site: &Site, filled: &Filled, course: &Course, id: String) -> Option<AnyView> {
    let lang = site.lang;
    let Rule { adopted_by, reported_by, .. } = course.rule;
    let met = |what: What| course.met.iter().find(|(is, _)| *is == what).map(|(_, on)| on.to_string());
    let control = |name: &'static str, words: String, what: What| {
        let value = filled.value(name).or_else(|| met(what)).unwrap_or_default();
        date(name, Words::label(words).optional(lang), filled, value)
    };
    let adoption = adopted_by.map(|_| control("adoption", lang.met_adoption(), What::Adoption));
    let yearly = reported_by.map(|_| control("yearly_report", lang.met_yearly_report(), What::YearlyReport));
    if adoption.is_none() && yearly.is_none() {
        return None;
    }
    let refused = filled.0.as_ref().map(|form| summary(lang, &form.failure, |name| label_of(lang, name)));
    Some(
        view! {
            <section class="list-part" aria-labelledby="met">
                <h2 id="met">{lang.met_title()}</h2>
                <p>{lang.met_lead()}</p>
                {refused}
                <form class="form" method="post" action=MEET>
                    {page_field(&site.path)}
                    <input type="hidden" name="consultation" value=id />
                    {adoption}
                    {yearly}
                    <p><button class="button">{lang.met_save()}</button></p>
                </form>
            </section>
        }
        .rendered(),
    )
}

fn date(name: &'static str, words: Words, filled: &Filled, value: String) -> AnyView {
    let required = words.optional.is_none();
    field(name, words, filled.error(name), |ties| {
        view! {
            <input type="date" id=name name=name required=required value=value aria-describedby=ties.described_by aria-invalid=ties.invalid />
        }
        .rendered()
    })
}
