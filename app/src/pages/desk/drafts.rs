//! Publishing drafts of answers, many at once: how many they are is said on the buttons.

use std::str::FromStr;

use busola_desk::Filter;
use busola_domain::policy::{Action, allow};
use busola_domain::{Consultation, ConsultationId, Phase, Problem, Timestamp};
use busola_service::Error;
use busola_service::answers::Drafted;
use busola_service::consultations::Key;
use busola_texts::Lang;
use leptos::prelude::*;

use super::asked::Asked;
use crate::context::{FailedForm, Site};
use crate::pages::form::{Tone, message, page_field, summary};
use crate::pages::typography::bind;
use crate::pages::{Width, address, awaited, main_part};

const PUBLISH: &str = "/fn/publish-drafts";

/// Which drafts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Which {
    /// All of a consultation.
    #[default]
    All,
    /// Those that whoever publishes wrote.
    Mine,
    /// Those to the remarks that are chosen at the desk.
    Found,
}

impl Which {
    const ALL: [Self; 3] = [Self::All, Self::Mine, Self::Found];

    fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Mine => "mine",
            Self::Found => "found",
        }
    }

    fn in_words(self, lang: Lang) -> String {
        match self {
            Self::All => lang.drafts_all(),
            Self::Mine => lang.drafts_mine(),
            Self::Found => lang.drafts_found(),
        }
    }
}

impl FromStr for Which {
    type Err = Problem;
    fn from_str(name: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|which| which.as_str() == name).ok_or(Problem::Malformed)
    }
}

/// Drafts as somebody chose them.
#[derive(Clone)]
pub(crate) struct Drafts {
    /// Which.
    pub(crate) which: Which,
    /// The remarks that are chosen at the desk.
    pub(crate) filter: Filter,
    /// When they were counted: what was written since is not among them.
    pub(crate) seen: Timestamp,
}

impl Drafts {
    /// As a use case takes them.
    pub(crate) fn chosen(&self) -> Drafted {
        let all = Drafted { mine: self.which == Which::Mine, until: Some(self.seen), ..Drafted::default() };
        if self.which != Which::Found {
            return all;
        }
        let Filter { unit, source, search, .. } = self.filter.clone();
        Drafted { unit, source, search: Some(search), ..all }
    }

    /// The address of the page, once so many were published.
    pub(crate) fn address(&self, consultation: ConsultationId, published: usize) -> String {
        let own = [("which", self.which.as_str().to_owned()), ("seen", self.seen.0.to_string()), ("published", published.to_string())];
        let pairs = self.filter.pairs().into_iter().chain(own);
        pairs.fold(format!("/consultations/{consultation}/desk/drafts"), |path, (name, value)| address::with(&path, name, &value))
    }
}

/// The page on which one chooses, and sees how far it is.
pub(in crate::pages) fn page() -> AnyView {
    awaited(|site| {
        let asked = Asked::read();
        let which = address::query("which").and_then(|name| name.parse().ok()).unwrap_or_default();
        let seen = address::query("seen").and_then(|at| at.parse().ok()).map_or(site.received, Timestamp);
        let published = address::query("published").and_then(|count| count.parse().ok()).unwrap_or_default();
        async move {
            allow(site.actor.as_ref(), Action::Moderate, site.received)?;
            let key = Key::parse(&asked.slug);
            let consultation = site.service.consultation(site.actor.as_ref(), &key).await?;
            let drafts = Drafts { which, filter: asked.filter, seen };
            let choices = choices(&site, &key, &drafts).await?;
            Ok(show(&site, &consultation, &drafts, &choices, published))
        }
    })
}

/// How many drafts there are of each kind that is not empty and not the same as all.
async fn choices(site: &Site, key: &Key, drafts: &Drafts) -> Result<Vec<(Which, usize)>, Error> {
    let (mut choices, mut all) = (Vec::new(), usize::MAX);
    for which in Which::ALL {
        let chosen = Drafts { which, ..drafts.clone() }.chosen();
        let count = site.service.count_drafts(site.actor.as_ref(), key, &chosen).await?;
        if (1..all).contains(&count) {
            choices.push((which, count));
        }
        all = if which == Which::All { count } else { all };
    }
    Ok(choices)
}

fn show(site: &Site, consultation: &Consultation, drafts: &Drafts, choices: &[(Which, usize)], published: usize) -> AnyView {
    let lang = site.lang;
    let home = format!("/consultations/{}/desk", consultation.slug);
    let desk = drafts.filter.pairs().into_iter().fold(home, |path, (name, value)| address::with(&path, name, &value));
    let problem = use_context::<FailedForm>().map(|form| summary(lang, &form.failure, |_| None));
    let reported = consultation.phase == Phase::Reported;
    let closed = reported.then(|| message(Tone::Info, view! { <p>{lang.desk_reported()}</p> }));
    let none = choices.is_empty().then(|| view! { <p class="empty">{lang.drafts_none()}</p> });
    let chosen = in_words(lang, consultation, &drafts.filter);
    let forms: Vec<_> = choices
        .iter()
        .filter(|_| !reported)
        .map(|(which, count)| {
            let words = (*which == Which::Found).then(|| view! { <p>{chosen.clone()}</p> });
            let form = form(site, consultation.id, &Drafts { which: *which, ..drafts.clone() }, *count, drafts.which, published);
            view! { <li><h2>{which.in_words(lang)}</h2> {words} {form}</li> }
        })
        .collect();
    let content = view! {
        <p class="kind"><a href=desk.clone()>{lang.desk_title()}</a> ": " {bind(&consultation.title)}</p>
        <h1>{lang.drafts_title()}</h1>
        {problem}
        {done(lang, drafts.which, choices, published)}
        {closed}
        <p class="lead">{lang.drafts_lead()}</p>
        {none}
        <ul class="template-list">{forms}</ul>
        <p><a href=desk>{lang.drafts_back()}</a></p>
    };
    main_part(site, &lang.drafts_title(), Width::Narrow, content)
}

/// How many were published, and how far that is of all that are to be.
fn done(lang: Lang, which: Which, choices: &[(Which, usize)], published: usize) -> Option<AnyView> {
    let left = choices.iter().find(|(known, _)| *known == which).map_or(0, |(_, count)| *count);
    let rest = (left > 0).then(|| {
        view! {
            <p><label for="published">{lang.drafts_left(left, left.to_string())}</label></p>
            <progress id="published" max=published.saturating_add(left).to_string() value=published.to_string()></progress>
        }
    });
    let words = view! { <div><p>{lang.drafts_published(published, published.to_string())}</p> {rest}</div> };
    (published > 0).then(|| message(Tone::Good, words))
}

/// The form that publishes drafts; how many of the choice before were published counts for that one alone.
fn form(
    site: &Site,
    consultation: ConsultationId,
    drafts: &Drafts,
    count: usize,
    before: Which,
    published: usize,
) -> impl IntoView + use<> {
    let lang = site.lang;
    let of = format!(" ({})", drafts.which.in_words(lang));
    let filter = drafts.filter.pairs().into_iter().filter(|(name, _)| *name != "state");
    let filter: Vec<_> = filter.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
    let published = if drafts.which == before { published } else { 0 };
    view! {
        <form method="post" action=PUBLISH>
            {page_field(&site.path)}
            <input type="hidden" name="consultation" value=consultation.to_string() />
            <input type="hidden" name="which" value=drafts.which.as_str() />
            <input type="hidden" name="seen" value=drafts.seen.0.to_string() />
            <input type="hidden" name="published" value=published.to_string() />
            {filter}
            <p><button class="button">{lang.drafts_publish(count, count.to_string())} <span class="visually-hidden">{of}</span></button></p>
        </form>
    }
}

/// What is chosen at the desk, in words.
fn in_words(lang: Lang, consultation: &Consultation, filter: &Filter) -> String {
    let unit = filter.unit.map(|unit| {
        let known = consultation.draft.units.iter().find(|known| known.id == unit);
        known.map_or_else(|| lang.desk_gone_unit(), |known| known.label.clone())
    });
    let source = filter.source.and_then(|source| lang.by_name(&format!("desk-source-{}", source.as_str())));
    let search = Some(&filter.search).filter(|search| !search.is_empty()).map(|search| format!("{}: {search}", lang.desk_search()));
    [unit, source, search].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_at_the_desk_counts_where_it_was_asked_for() {
        let filter = Filter { search: "park & las".to_owned(), ..Filter::default() };
        let drafts = |which| Drafts { which, filter: filter.clone(), seen: Timestamp(7) };
        let found = drafts(Which::Found).chosen();
        assert_eq!((found.search.as_deref(), found.mine, found.until), (Some("park & las"), false, Some(Timestamp(7))));
        let mine = drafts(Which::Mine).chosen();
        assert_eq!((mine.search, mine.mine), (None, true));
        let address = drafts(Which::Found).address(ConsultationId(uuid::Uuid::nil()), 3);
        assert!(address.ends_with("/desk/drafts?search=park%20%26%20las&which=found&seen=7&published=3"), "{address}");
    }
}
