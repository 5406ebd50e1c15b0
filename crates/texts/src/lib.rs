//! Every word that Busola shows, in Polish and English.
//!
//! The words are in `locales/` as Fluent messages, the format that translators know. The build makes a
//! method of [`Lang`] from each, with its variables as arguments: a missing translation does not compile.
//! Plural forms follow Unicode's rules for each language (Polish: 1, 2, 5, 12, 22, 112).

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue;

mod dates;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Polish, the language of the consultations.
    #[default]
    Pl,
    /// English.
    En,
}

impl Lang {
    /// Both, in the order in which a page offers them.
    pub const ALL: [Self; 2] = [Self::Pl, Self::En];

    /// The tag of BCP 47, for `lang` attributes and cookies.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Pl => "pl",
            Self::En => "en",
        }
    }

    /// The language in which consultations are written, for the `lang` of an element that holds what people wrote:
    /// `None` where it is the page's own (WCAG 2.1, 3.1.2).
    #[must_use]
    pub fn content(self) -> Option<&'static str> {
        (self != Self::default()).then(|| Self::default().tag())
    }

    /// The language of a tag, if it is one of ours.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(tag))
    }

    /// The best of ours for an `Accept-Language` header (RFC 9110, section 12.5.4).
    #[must_use]
    pub fn negotiate(header: &str) -> Self {
        let mut best = (0.0_f32, Self::default());
        for range in header.split(',') {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let quality = parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
            let primary = tag.split('-').next().unwrap_or_default();
            if let Some(lang) = Self::from_tag(primary)
                && quality > best.0
            {
                best = (quality, lang);
            }
        }
        best.1
    }

    /// The text of a message by its name, for names that are made at run time (an enum's value).
    #[must_use]
    pub fn by_name(self, key: &str) -> Option<String> {
        KEYS.contains(&key).then(|| self.format(key, &[]))
    }

    /// A name as it is shown: the words that stand in the place of one, where the account was removed, are told in this
    /// language.
    #[must_use]
    pub fn person(self, name: &str) -> String {
        if name == Self::default().account_removed() { self.account_removed() } else { name.to_owned() }
    }

    fn format(self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        let bundle = match self {
            Self::Pl => &*POLISH_BUNDLE,
            Self::En => &*ENGLISH_BUNDLE,
        };
        let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        match bundle.get_message(key).and_then(|message| message.value()) {
            Some(pattern) => bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned(),
            // The build makes functions of existing messages only.
            None => key.to_owned(),
        }
    }
}

static POLISH_BUNDLE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Lang::Pl, POLISH));
static ENGLISH_BUNDLE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Lang::En, ENGLISH));

fn bundle(lang: Lang, source: &str) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks are for mixed directions; both languages are written from left to right.
    bundle.set_use_isolating(false);
    let resource = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    // A message that stands twice stopped the build.
    let _ = bundle.add_resource(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn polish_counts_as_poles_do() {
        let counts = [0, 1, 2, 5, 12, 22, 25, 112, 122].map(|n| Lang::Pl.live_remarks(n, n.to_string()));
        assert_eq!(counts, ["0 uwag", "1 uwaga", "2 uwagi", "5 uwag", "12 uwag", "22 uwagi", "25 uwag", "112 uwag", "122 uwagi"]);
    }

    #[test]
    fn who_removed_their_account_is_called_so_in_the_readers_language() {
        let removed = Lang::default().account_removed();
        assert_eq!((Lang::Pl.person(&removed).as_str(), Lang::En.person(&removed).as_str()), ("konto usunięte", "account removed"));
        assert_eq!(Lang::En.person("Anna"), "Anna");
    }

    #[test]
    fn english_counts_as_the_english_do() {
        assert_eq!([0, 1, 2].map(|n| Lang::En.live_remarks(n, n.to_string())), ["0 comments", "1 comment", "2 comments"]);
    }

    #[test]
    fn the_browsers_wish_decides_and_polish_is_for_all_others() {
        for (header, lang) in [
            ("", Lang::Pl),
            ("de", Lang::Pl),
            ("en-GB,en;q=0.9", Lang::En),
            ("en;q=0.3, pl;q=0.8", Lang::Pl),
            ("*", Lang::Pl),
            ("pl-PL", Lang::Pl),
            ("de,en;q=0.5", Lang::En),
        ] {
            assert_eq!(Lang::negotiate(header), lang, "{header}");
        }
    }
}
