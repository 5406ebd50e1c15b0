//! Moderation: the queue, the rules, reports, appeals, the public log.

mod appeal;
mod entry;
mod log;
mod queue;
mod report;
mod rules;

use busola_domain::moderation::Ground;
use busola_texts::Lang;
use leptos::prelude::*;

use crate::pages::rendered::Rendered as _;

pub(super) use appeal::page as appeal_page;
pub(super) use log::page as log_page;
pub(super) use queue::page as queue_page;
pub(super) use report::{own_page as own_reports_page, page as report_page};
pub(super) use rules::page as rules_page;

/// Why a remark is reported or hidden, in words.
pub(crate) fn ground_in_words(lang: Lang, ground: Ground) -> String {
    lang.by_name(&format!("ground-{}", ground.as_str().replace('_', "-"))).unwrap_or_default()
}

/// Why a remark was hidden, as it is stored, with the ground that was chosen in the reader's language.
pub(crate) fn reason_in_words(lang: Lang, reason: &str) -> String {
    let told = |ground: &Ground| {
        let rest = reason.strip_prefix(&ground_in_words(Lang::default(), *ground))?;
        (rest.is_empty() || rest.starts_with(". ")).then(|| ground_in_words(lang, *ground) + rest)
    };
    Ground::ALL.iter().find_map(told).unwrap_or_else(|| reason.to_owned())
}

/// The reasons to choose from; the first choice is none.
pub(super) fn ground_options(lang: Lang, present: &str) -> Vec<AnyView> {
    let known = Ground::ALL.iter().map(|ground| {
        let value = ground.as_str();
        view! { <option value=value selected=value == present>{ground_in_words(lang, *ground)}</option> }.rendered()
    });
    let none = view! { <option value="">{lang.ground_choose()}</option> }.rendered();
    std::iter::once(none).chain(known).collect()
}
