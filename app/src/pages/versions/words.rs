//! A text with what was taken out and put in, as it is seen, printed and heard.

use busola_domain::versions::{Op, Words};
use busola_texts::Lang;
use leptos::prelude::*;

use crate::pages::rendered::Rendered as _;
use crate::pages::typography::bind;

/// Both texts in one: what was taken out and what was put in stand where they belong.
pub(super) fn in_one(lang: Lang, words: &[Words]) -> AnyView {
    // White space that was taken out would part a word from the sign that was put in behind it.
    let is_seen = |part: &&Words| part.op != Op::Delete || !part.text.trim().is_empty();
    let parts = words.iter().filter(is_seen).map(|part| marked(lang, part)).collect_view();
    view! { <div class="diff" lang=lang.content()>{parts}</div> }.rendered()
}

/// One of the two texts, with what it alone has.
pub(super) fn side(lang: Lang, words: &[Words], op: Op) -> AnyView {
    let own: Vec<_> = words.iter().filter(|part| part.op == Op::Equal || part.op == op).collect();
    if own.is_empty() {
        return view! { <p class="empty">{lang.changes_nothing()}</p> }.rendered();
    }
    let parts = own.into_iter().map(|part| marked(lang, part)).collect_view();
    view! { <div class="diff" lang=lang.content()>{parts}</div> }.rendered()
}

/// Not by colour alone: struck through or underlined, and for who listens said in words before and after.
fn marked(lang: Lang, part: &Words) -> AnyView {
    // White space at the edges is not marked.
    let text = part.text.trim();
    let (before, after) = edges(&part.text);
    // Nothing there is no text at all: an empty one is written as a space, which would part a word from its sign.
    let there = |space: &str| (!space.is_empty()).then(|| space.to_owned());
    let (before, after) = (there(before), there(after));
    let said = |words: String| view! { <span class="visually-hidden" lang=lang.content().map(|_| lang.tag())>" "{words}" "</span> };
    match part.op {
        Op::Delete if !text.is_empty() => {
            view! { {before}<del>{said(lang.changes_deleted())}{bind(text)}{said(lang.changes_end())}</del>{after} }.rendered()
        }
        Op::Insert if !text.is_empty() => {
            view! { {before}<ins>{said(lang.changes_inserted())}{bind(text)}{said(lang.changes_end())}</ins>{after} }.rendered()
        }
        _ => bind(&part.text).rendered(),
    }
}

/// The white space around a text.
fn edges(text: &str) -> (&str, &str) {
    let before = text.len() - text.trim_start().len();
    let after = text.trim_end().len().max(before);
    (text.get(..before).unwrap_or_default(), text.get(after..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(parts: &[(Op, &str)]) -> Vec<Words> {
        parts.iter().map(|(op, text)| Words { op: *op, text: (*text).to_owned() }).collect()
    }

    #[test]
    fn what_changed_is_marked_and_said() {
        let parts = words(&[(Op::Equal, "po "), (Op::Delete, "14 "), (Op::Insert, "30 "), (Op::Equal, "dniach <a>")]);
        let html = in_one(Lang::En, &parts).to_html();
        let plain = html.replace("<!>", "");
        assert!(plain.contains("<del>") && plain.contains("<ins>") && plain.contains("removed:") && plain.contains("added:"), "{plain}");
        assert!(plain.contains("dniach &lt;a&gt;"), "{plain}");
        let old = side(Lang::En, &parts, Op::Delete).to_html();
        assert!(old.contains("14") && !old.contains("30"), "{old}");
        assert!(side(Lang::En, &words(&[(Op::Insert, "x")]), Op::Delete).to_html().contains("no text"));
    }

    /// What is seen of some HTML: no tags, and nothing that is only heard.
    fn seen(html: &str) -> String {
        let mut seen = String::new();
        let mut rest = html;
        while let Some((text, tag)) = rest.split_once('<') {
            seen.push_str(text);
            let after = match tag.strip_prefix("span class=\"visually-hidden\"") {
                Some(heard) => heard.split_once("</span>"),
                None => tag.split_once('>'),
            };
            rest = after.unwrap().1;
        }
        seen + rest
    }

    #[test]
    fn a_sign_stands_at_the_words_that_were_put_in_or_taken_out_before_it() {
        for (op, mark) in [(Op::Insert, "<ins>"), (Op::Delete, "<del>")] {
            let parts = words(&[(Op::Equal, "na piśmie lub "), (op, "przez internet"), (Op::Equal, ".")]);
            let html = in_one(Lang::Pl, &parts).to_html();
            assert!(html.contains(mark));
            assert_eq!(seen(&html), "na piśmie lub przez internet.");
        }
        let parts = words(&[(Op::Equal, "pisemnie"), (Op::Insert, " i przez internet"), (Op::Equal, ".")]);
        assert_eq!(seen(&in_one(Lang::Pl, &parts).to_html()), "pisemnie i\u{a0}przez internet.");
    }

    #[test]
    fn a_sign_that_took_the_place_of_white_space_stands_at_the_word_before_it() {
        let parts = words(&[(Op::Equal, "wolne dni"), (Op::Delete, " "), (Op::Insert, ", także soboty, "), (Op::Equal, "bez przerw")]);
        assert_eq!(seen(&in_one(Lang::Pl, &parts).to_html()), "wolne dni, także soboty, bez przerw");
        assert!(side(Lang::Pl, &parts, Op::Delete).to_html().contains("wolne dni"));
    }

    #[test]
    fn white_space_at_the_edges_stays_outside_of_the_mark() {
        assert_eq!(edges(" a b\n"), (" ", "\n"));
        assert_eq!(edges("  "), ("  ", ""));
        assert_eq!(edges(""), ("", ""));
    }
}
