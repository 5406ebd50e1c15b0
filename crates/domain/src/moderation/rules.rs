//! Rules of words and links that hold a remark until a moderator has looked at it. They refuse nothing.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::names::names;
use crate::problem::{FieldError, Problem};
use crate::search::{folded, words};
use crate::text::{is_visible, line};

/// The most words, and the most hosts.
pub const RULES_MAX: usize = 500;
/// The longest of them, in characters.
pub const RULE_MAX: usize = 80;
/// The most links that a rule can ask for.
pub const LINKS_MAX: i64 = 100;
/// The shortest beginning of a word: a shorter one would hold nearly everything.
const BEGINNING_MIN: usize = 3;

names! {
    /// What holds a remark.
    HeldBy {
        /// A word.
        Word = "word",
        /// A link to a site.
        Host = "host",
        /// The number of its links.
        Links = "links",
    }
}

/// Which rule holds a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Held {
    /// Of which kind.
    pub by: HeldBy,
    /// The rule as it was typed; of links how many there may not be.
    pub rule: String,
}

/// The rules of a city.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = HoldingRules))]
pub struct Rules {
    /// Words and phrases; `*` at the end of a word stands for any ending.
    pub words: Vec<String>,
    /// Sites by their names, those below them too.
    pub hosts: Vec<String>,
    /// From how many links on.
    pub links: Option<i64>,
}

impl Rules {
    /// Normalises and checks what was typed; empty entries are left out.
    ///
    /// # Errors
    /// Every bad field, `words`, `hosts` and `links`.
    pub fn parse(self) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let words = entries(&mut errors, "words", &self.words, |word| pieces(word).map(|_| word.to_owned()));
        let hosts = entries(&mut errors, "hosts", &self.hosts, host);
        if self.links.is_some_and(|links| !(1..=LINKS_MAX).contains(&links)) {
            errors.push(FieldError::new("links", Problem::Malformed));
        }
        if errors.is_empty() { Ok(Self { words, hosts, links: self.links }) } else { Err(errors) }
    }
}

/// Reads the entries of a field; what is wrong with it is told once.
fn entries(errors: &mut Vec<FieldError>, field: &str, typed: &[String], read: impl Fn(&str) -> Result<String, Problem>) -> Vec<String> {
    let mut kept = Vec::new();
    let mut bad = None;
    for entry in typed {
        match line(entry, RULE_MAX).and_then(|entry| read(&entry)) {
            Ok(entry) => {
                if !kept.contains(&entry) {
                    kept.push(entry);
                }
            }
            Err(Problem::Required) => {}
            Err(problem) => bad = bad.or(Some(problem)),
        }
    }
    if kept.len() > RULES_MAX {
        bad = Some(Problem::TooMany { max: RULES_MAX });
    }
    errors.extend(bad.map(|problem| FieldError::new(field, problem)));
    kept
}

/// The name of a site as it is compared, of a name or of a whole address.
fn host(typed: &str) -> Result<String, Problem> {
    let folded = folded(typed);
    let name = folded.split_once("://").map_or(folded.as_str(), |(_, rest)| rest);
    let name = name.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let name = name.strip_prefix("www.").unwrap_or(name).trim_matches('.');
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.');
    if plain && name.contains('.') { Ok(name.to_owned()) } else { Err(Problem::Malformed) }
}

/// A word of a rule, or the beginning of one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    beginning: bool,
}

impl Piece {
    fn fits(&self, word: &str) -> bool {
        if self.beginning { word.starts_with(&self.text) } else { word == self.text }
    }
}

/// The words of a rule.
fn pieces(rule: &str) -> Result<Vec<Piece>, Problem> {
    let folded = folded(rule);
    let tokens = folded.split(|c: char| !c.is_alphanumeric() && c != '*').filter(|token| !token.is_empty());
    let pieces: Vec<_> = tokens
        .map(|token| {
            let text = token.strip_suffix('*').unwrap_or(token);
            let beginning = text.len() < token.len();
            let long = !beginning || text.chars().count() >= BEGINNING_MIN;
            let piece = Piece { text: text.to_owned(), beginning };
            if long && !text.contains('*') && !text.is_empty() { Ok(piece) } else { Err(Problem::Malformed) }
        })
        .collect::<Result<_, _>>()?;
    if pieces.is_empty() { Err(Problem::Malformed) } else { Ok(pieces) }
}

/// Rules, made ready to be asked often.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    /// Each rule of words, as it was typed and in its words.
    words: Vec<(String, Vec<Piece>)>,
    /// The rules that begin with a text.
    firsts: HashMap<String, Vec<usize>>,
    /// The most characters of such a text.
    longest: usize,
    hosts: Vec<String>,
    links: Option<i64>,
}

impl Matcher {
    /// Makes rules ready.
    #[must_use]
    pub fn new(rules: &Rules) -> Self {
        let words: Vec<_> = rules.words.iter().filter_map(|rule| Some((rule.clone(), pieces(rule).ok()?))).collect();
        let mut firsts: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, first) in words.iter().enumerate().filter_map(|(at, (_, pieces))| Some((at, pieces.first()?))) {
            firsts.entry(first.text.clone()).or_default().push(at);
        }
        let longest = firsts.keys().map(|first| first.chars().count()).max().unwrap_or(0);
        Self { words, firsts, longest, hosts: rules.hosts.clone(), links: rules.links }
    }

    /// The rule that holds a text, if any.
    #[must_use]
    pub fn holds(&self, body: &str) -> Option<Held> {
        if self.words.is_empty() && self.hosts.is_empty() && self.links.is_none() {
            return None;
        }
        // What nobody sees is often put between letters so that nobody finds a word.
        let seen: String = body.chars().filter(|c| c.is_whitespace() || is_visible(*c)).collect();
        self.word_in(&seen).or_else(|| self.link_in(&folded(&seen)))
    }

    fn word_in(&self, seen: &str) -> Option<Held> {
        let words = words(seen);
        for (at, word) in words.iter().enumerate() {
            let rest = words.get(at..).unwrap_or_default();
            let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).take(self.longest);
            let rules = ends.filter_map(|end| self.firsts.get(word.get(..end)?)).flatten();
            for (rule, pieces) in rules.filter_map(|rule| self.words.get(*rule)) {
                if pieces.len() <= rest.len() && pieces.iter().zip(rest).all(|(piece, word)| piece.fits(word)) {
                    return Some(Held { by: HeldBy::Word, rule: rule.clone() });
                }
            }
        }
        None
    }

    fn link_in(&self, folded: &str) -> Option<Held> {
        if let Some(host) = self.hosts.iter().find(|host| names_site(folded, host)) {
            return Some(Held { by: HeldBy::Host, rule: host.clone() });
        }
        let links = self.links.filter(|most| count_links(folded) >= *most)?;
        Some(Held { by: HeldBy::Links, rule: links.to_string() })
    }
}

/// Whether a site, or one below it, is named in a text, in a link or by itself.
fn names_site(text: &str, host: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '-';
    text.match_indices(host).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let mut after = text.get(at + host.len()..).unwrap_or_default().chars();
        let ends = match after.next() {
            Some('.') => !after.next().is_some_and(joins),
            Some(c) => !joins(c),
            None => true,
        };
        ends && !before.is_some_and(joins)
    })
}

/// How many links a text has: addresses, and names that begin with `www.`.
fn count_links(text: &str) -> i64 {
    let addresses = text.match_indices("://").count();
    let named = text.match_indices("www.").filter(|(at, _)| !text.get(..*at).is_some_and(|before| before.ends_with("://")));
    (addresses + named.count()) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(words: &[&str], hosts: &[&str], links: Option<i64>) -> Result<Rules, Vec<FieldError>> {
        let list = |entries: &[&str]| entries.iter().map(|entry| (*entry).to_owned()).collect();
        Rules { words: list(words), hosts: list(hosts), links }.parse()
    }

    /// The rule by which a text is held.
    fn held(rules: &Rules, body: &str) -> Option<String> {
        Matcher::new(rules).holds(body).map(|held| held.rule)
    }

    #[test]
    fn a_word_is_matched_whole_whatever_case_and_marks() {
        let rules = rules(&["złodziej"], &[], None).unwrap();
        for body in ["ZŁODZIEJ!", "Ten (zlodziej) znów", "zło\u{200B}dziej", "z\u{142}odziej"] {
            assert_eq!(held(&rules, body).as_deref(), Some("złodziej"), "{body}");
        }
        for body in ["złodzieje", "antyzłodziej", "zło dziej", ""] {
            assert_eq!(held(&rules, body), None, "{body}");
        }
    }

    #[test]
    fn a_star_stands_for_any_ending_and_nothing_else_does() {
        let rules = rules(&["oszust*", "tani* kredyt*"], &[], None).unwrap();
        for (body, rule) in [
            ("oszustami", Some("oszust*")),
            ("Oszust.", Some("oszust*")),
            ("Weź TANIE kredyty", Some("tani* kredyt*")),
            ("tani, kredyt", Some("tani* kredyt*")),
            ("kredyty tanie", None),
            ("nieoszust", None),
            ("tani", None),
        ] {
            assert_eq!(held(&rules, body).as_deref(), rule, "{body}");
        }
    }

    #[test]
    fn a_site_is_found_in_links_and_by_itself_with_those_below_it() {
        let rules = rules(&[], &["https://www.Spam.example/x"], None).unwrap();
        assert_eq!(rules.hosts, ["spam.example"]);
        for body in ["http://spam.example/a", "[tu](https://a.spam.example)", "spam.example.", "Zob. SPAM.EXAMPLE"] {
            assert_eq!(held(&rules, body).as_deref(), Some("spam.example"), "{body}");
        }
        for body in ["antispam.example", "spam.example.org", "spam.examples", "spam"] {
            assert_eq!(held(&rules, body), None, "{body}");
        }
    }

    #[test]
    fn many_links_are_held_and_few_are_not() {
        let rules = rules(&[], &[], Some(2)).unwrap();
        assert_eq!(held(&rules, "https://www.a.example"), None);
        assert_eq!(held(&rules, "https://a.example i www.b.example").as_deref(), Some("2"));
        assert_eq!(Matcher::new(&Rules::default()).holds("https://a.example www.b.example"), None);
    }

    #[test]
    fn what_would_hold_everything_or_nothing_is_refused() {
        let field = |outcome: Result<Rules, Vec<FieldError>>| outcome.unwrap_err().remove(0).field;
        for word in ["*", "a*", "za*ka", "!!"] {
            assert_eq!(field(rules(&[word], &[], None)), "words", "{word}");
        }
        for host in ["localhost", "a b.example", "http://"] {
            assert_eq!(field(rules(&[], &[host], None)), "hosts", "{host}");
        }
        assert_eq!(field(rules(&[], &[], Some(0))), "links");
        assert_eq!(rules(&["", " ", "spam", "spam"], &[""], None).unwrap().words, ["spam"]);
    }
}
