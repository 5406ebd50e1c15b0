//! The privacy notice at a form: whose the data are, what for, for how long, and where all of it is told.

use busola_domain::city::City;
use busola_texts::Lang;
use leptos::prelude::*;

/// What a form takes.
#[derive(Clone, Copy)]
pub(super) enum Takes {
    /// An address, to sign in with.
    Address,
    /// A name that everybody sees.
    Name,
    /// A name for the hall.
    HallName,
    /// Words that everybody reads.
    Words,
}

/// The notice at a form; `city` is who runs the site, where that is known.
pub(super) fn notice(lang: Lang, city: Option<&City>, takes: Takes) -> impl IntoView + use<> {
    let whose = city.map_or_else(|| lang.law_notice_office(), |city| lang.law_notice_controller(city.name.clone()));
    let what_for = match takes {
        Takes::Address => lang.law_notice_address(),
        Takes::Name => lang.law_notice_name(),
        Takes::HallName => lang.law_notice_hall(),
        Takes::Words => lang.law_notice_words(),
    };
    // An address goes with its account, not with a consultation.
    let how_long = city.filter(|_| !matches!(takes, Takes::Address)).map(|city| lang.law_notice_years(city.retention_years));
    view! {
        <p class="hint">
            {whose} " " {what_for} " " {how_long} " " <a href="/privacy">{lang.law_notice_more()}</a>
        </p>
    }
}
