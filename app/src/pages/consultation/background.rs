//! What a consultation continues, and the themes of its remarks.

use busola_domain::earlier::Earlier;
use busola_domain::theme::{Chip, Raised};
use busola_texts::Lang;
use leptos::prelude::*;

use crate::pages::earlier::told;
use crate::pages::rendered::Rendered as _;
use crate::pages::themes::paragraphs;
use crate::pages::typography::bind;

/// Nothing where there is neither.
pub(super) fn background(lang: Lang, earlier: &[Earlier], themes: &[Raised]) -> Option<AnyView> {
    let before = (!earlier.is_empty()).then(|| {
        let entries: Vec<_> = earlier.iter().map(|earlier| entry(lang, earlier)).collect();
        view! {
            <section class="meetings" aria-labelledby="earlier">
                <h2 id="earlier">{lang.earlier_title()}</h2>
                <ul>{entries}</ul>
            </section>
        }
    });
    let raised = (!themes.is_empty()).then(|| {
        let entries = themes.iter().map(|raised| {
            view! { <li>{link(lang, &raised.theme)} ", " {lang.theme_comments(raised.comments)}</li> }
        });
        let entries: Vec<_> = entries.collect();
        view! {
            <section class="meetings" aria-labelledby="themes">
                <h2 id="themes">{lang.themes_of_consultation()}</h2>
                <ul>{entries}</ul>
            </section>
        }
    });
    (before.is_some() || raised.is_some()).then(|| view! { {before} {raised} }.rendered())
}

fn entry(lang: Lang, earlier: &Earlier) -> impl IntoView + use<> {
    let raised = (!earlier.themes.is_empty()).then(|| view! { <p>{lang.earlier_raised()} " " {links(lang, &earlier.themes)}</p> });
    let more = (!earlier.words.is_empty()).then(|| {
        let of = format!(" ({})", bind(&earlier.title));
        view! {
            <details>
                <summary>{lang.earlier_more()} <span class="visually-hidden">{of}</span></summary>
                {paragraphs(&earlier.words)}
            </details>
        }
    });
    view! { <li>{told(lang, earlier)} {more} {raised}</li> }
}

/// Themes as they stand in a line.
pub(super) fn links(lang: Lang, chips: &[Chip]) -> Vec<AnyView> {
    let entry = |(at, chip): (usize, &Chip)| view! { {(at > 0).then_some(", ")} {link(lang, chip)} }.rendered();
    chips.iter().enumerate().map(entry).collect()
}

fn link(lang: Lang, chip: &Chip) -> impl IntoView + use<> {
    view! { <a href=format!("/themes/{}", chip.slug) lang=lang.content()>{bind(&chip.title)}</a> }
}
