//! The card of a consultation: a document of its own, for frames in the pages of other sites.

use busola_domain::Timestamp;
use busola_domain::consultation::Consultation;
use busola_texts::Lang;
use leptos::prelude::*;

use super::list::{kind_name, phase_name, when};
use super::typography::bind;
use crate::pages::rendered::Rendered as _;

/// The document with the card, or with why there is none. What is marked as live is kept up to date by `card.js`.
///
/// `site` is the address of this site without a slash at its end, `style` that of the style sheet.
#[must_use]
pub fn card(lang: Lang, now: Timestamp, site: &str, style: Option<&str>, shown: Result<&Consultation, String>) -> String {
    let (title, content) = match shown {
        Ok(consultation) => (consultation.title.clone(), facts(lang, now, site, consultation)),
        Err(why) => (why.clone(), view! { <p>{why}</p> }.rendered()),
    };
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    let style = style.map(|href| format!(r#"<link rel="stylesheet" href="{href}">"#)).unwrap_or_default();
    let (lang, content) = (lang.tag(), content.to_html());
    format!(
        r#"<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>{title}</title>{style}<script type="module" src="/embed/card.js"></script></head><body class="embed"><main>{content}</main></body></html>"#
    )
}

fn facts(lang: Lang, now: Timestamp, site: &str, consultation: &Consultation) -> AnyView {
    let href = format!("{site}/consultations/{}", consultation.slug);
    let counts = consultation.counts;
    let summary =
        (!consultation.summary.is_empty()).then(|| view! { <p class="summary" lang=lang.content()>{bind(&consultation.summary)}</p> });
    view! {
        <p class="kind" data-live="">
            <span class="badge" data-phase=consultation.phase.as_str()>{phase_name(lang, consultation.phase)}</span>
            " "
            {kind_name(lang, consultation)}
        </p>
        <h1><a href=href target="_top" lang=lang.content()>{bind(&consultation.title)}</a></h1>
        {summary}
        <div class="when-facts" data-live="">
            {when(lang, now, consultation)}
            <p>{lang.comments_by_people(counts.comments, counts.participants)}</p>
        </div>
    }
    .rendered()
}

/// What another site puts into its page to show the card.
pub(super) fn snippet(lang: Lang, site: &str, consultation: &Consultation) -> String {
    let title = consultation.title.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let (lang, slug) = (lang.tag(), &consultation.slug);
    format!(
        r#"<iframe src="{site}/embed/consultations/{slug}?lang={lang}" title="{title}" height="320" style="border:0;width:100%;max-width:40rem" loading="lazy"></iframe>"#
    )
}

#[cfg(test)]
mod tests {
    use busola_domain::consultation::{Audience, Counts, DraftView, Kind, Moderation};
    use busola_domain::{ConsultationId, Notice, Phase};
    use uuid::Uuid;

    use super::*;

    fn consultation(title: &str) -> Consultation {
        Consultation {
            id: ConsultationId(Uuid::from_u128(8)),
            slug: "park".to_owned(),
            kind: Kind::LocalAct,
            title: title.to_owned(),
            summary: "Zmiany.".to_owned(),
            notice: Notice::default(),
            audience: Audience::Everyone,
            moderation: Moderation::Post,
            opens_at: Timestamp(0),
            closes_at: Timestamp(1_781_712_000_000),
            phase: Phase::Open,
            draft: DraftView { version: 1, units: Vec::new() },
            counts: Counts { comments: 22, participants: 12 },
        }
    }

    #[test]
    fn a_card_tells_what_until_when_and_how_many() {
        let now = Timestamp(1_781_625_600_000);
        let card = card(Lang::Pl, now, "https://miasto.example", Some("/assets/a.css"), Ok(&consultation("Park </title>")));
        for expected in [
            "<html lang=\"pl\">",
            "<title>Park &lt;/title></title>",
            "href=\"https://miasto.example/consultations/park\"",
            "target=\"_top\"",
            &Lang::Pl.comments_by_people(22, 12),
            "data-phase=\"open\"",
        ] {
            assert!(card.contains(expected), "{expected}: {card}");
        }
    }

    #[test]
    fn what_there_is_no_card_of_says_why() {
        let card = card(Lang::En, Timestamp(0), "https://miasto.example", None, Err("Not <there>".to_owned()));
        assert!(card.contains("<p>Not &lt;there&gt;</p>") && !card.contains("<h1"), "{card}");
    }

    #[test]
    fn a_title_does_not_end_its_attribute() {
        let code = snippet(Lang::Pl, "https://miasto.example", &consultation("Park \"Rury\" & <las>"));
        assert!(code.contains("title=\"Park &quot;Rury&quot; &amp; &lt;las>\""), "{code}");
        assert!(code.contains("src=\"https://miasto.example/embed/consultations/park?lang=pl\""), "{code}");
    }
}
