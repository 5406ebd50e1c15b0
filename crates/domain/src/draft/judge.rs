//! Whether a number at the start of a line begins a unit or is merely mentioned there.
//!
//! Hard-wrapped text puts "§ 7 ust. 2 stosuje się" or "3. miejsce" at the start of a line now and then.
//! A number begins a unit unless the line clearly goes on with the sentence of the line before.

use super::kind::UnitKind;
use super::token::{End, Start, starts_small};
use super::words;

/// A line of this length may have been broken because it was full.
const FULL_LINE: usize = 50;

/// What stands around a line.
pub(super) struct Context<'a> {
    /// Whether nothing can go on: a blank line, a heading or a bare number is before it.
    pub(super) fresh: bool,
    /// The line before it.
    pub(super) before: &'a str,
    /// Whether its number is the next one.
    pub(super) expected: bool,
    /// Whether the line before or after it is an entry with a dash or bullet.
    pub(super) among_dashes: bool,
}

/// The judgement of a line with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It begins a unit.
    Unit,
    /// It goes on with the text; a person should have a look.
    Mention,
    /// It is no legal number at all.
    Text,
}

pub(super) fn judge(start: &Start, context: &Context<'_>) -> Verdict {
    let Some(token) = start.tokens.first() else { return Verdict::Text };
    let begins = match token.kind {
        UnitKind::Section | UnitKind::Article => section(start, context),
        UnitKind::Subsection => subsection(start, context),
        UnitKind::Point | UnitKind::Letter => context.fresh || !(words::ends_citing(context.before) || closes_parenthesis(context.before)),
        kind if token.number.is_none() && kind.is_enumerated() => return dash(start, context),
        UnitKind::Item => return when(decimal(start, context)),
        UnitKind::Heading => return when(context.fresh && context.expected),
        UnitKind::Annex => annex(start, context),
        _ => chapter(start, context),
    };
    if begins { Verdict::Unit } else { Verdict::Mention }
}

fn when(unit: bool) -> Verdict {
    if unit { Verdict::Unit } else { Verdict::Text }
}

/// `§ 5` and `Art. 5`
fn section(start: &Start, context: &Context<'_>) -> bool {
    let Some(token) = start.tokens.first() else { return false };
    let rest = start.rest.as_str();
    let alone = token.end == End::Dot || rest.is_empty() || start.tokens.len() > 1;
    if token.small && !(context.fresh && context.expected && alone) {
        return false;
    }
    if rest.starts_with([',', ';', ')']) || (!alone && words::cites_on(rest)) {
        return false;
    }
    if context.fresh {
        return alone || context.expected || !starts_small(rest);
    }
    if words::ends_open(context.before) || words::ends_joining(context.before) || (!alone && starts_small(rest)) {
        return false;
    }
    ends_sentence(context.before) || context.expected || (!is_full(context.before) && !context.before.ends_with(','))
}

/// `Rozdział 1`
fn chapter(start: &Start, context: &Context<'_>) -> bool {
    let Some(token) = start.tokens.first() else { return false };
    let rest = start.rest.as_str();
    if rest.starts_with([',', ';', ')']) || (token.small && !(context.fresh && rest.is_empty())) {
        return false;
    }
    let alone = token.end == End::Dot || rest.is_empty() || start.tokens.len() > 1 || !starts_small(rest);
    if context.fresh {
        return alone || (context.expected && !words::cites_on(rest));
    }
    alone && !words::ends_open(context.before) && (ends_sentence(context.before) || context.expected || !is_full(context.before))
}

/// `Załącznik nr 1 do uchwały …`, and not "Załącznik nr 1 stanowi wzór oferty."
fn annex(start: &Start, context: &Context<'_>) -> bool {
    let Some(token) = start.tokens.first() else { return false };
    let rest = start.rest.to_lowercase();
    let named = rest.starts_with(words::ANNEX_OF) && !rest.ends_with('.');
    context.fresh && !token.small && (rest.is_empty() || named || (token.number.is_some() && !starts_small(&start.rest)))
}

/// `5.`
fn subsection(start: &Start, context: &Context<'_>) -> bool {
    let small = starts_small(&start.rest) && start.tokens.len() == 1;
    if context.fresh {
        return true;
    }
    if words::ends_open(context.before) {
        return false;
    }
    if ends_sentence(context.before) || context.before.ends_with(',') {
        return true;
    }
    let full = is_full(context.before);
    if context.expected { !small || !full } else { !small && !full }
}

/// `2.1.`, which may be an amount, an hour or a date as well.
fn decimal(start: &Start, context: &Context<'_>) -> bool {
    let small = starts_small(&start.rest);
    let parted = context.fresh || ends_sentence(context.before) || context.before.ends_with(',');
    (!small && (parted || context.expected)) || (small && parted && context.expected)
}

/// `–`
fn dash(start: &Start, context: &Context<'_>) -> Verdict {
    let spaced = start.tokens.first().is_some_and(|token| token.spaced);
    let bullet = start.tokens.first().is_some_and(|token| token.bullet);
    let ended = ends_sentence(context.before) || context.before.ends_with(',');
    if context.fresh || ended || (spaced && (bullet || context.among_dashes)) {
        return Verdict::Unit;
    }
    // "w latach 2025\n– 2027"
    let range = context.before.ends_with(|c: char| c.is_ascii_digit()) && start.rest.starts_with(|c: char| c.is_ascii_digit());
    if !spaced || range {
        return Verdict::Text;
    }
    if is_full(context.before) { Verdict::Mention } else { Verdict::Unit }
}

/// Whether a sentence (or the line before an enumeration) ends here, marks and closing quotes aside.
pub(super) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['*', '_', '”', '"', '»', ')', ']', ' ']).ends_with(['.', ';', ':', '!', '?'])
}

fn is_full(line: &str) -> bool {
    line.chars().count() >= FULL_LINE
}

/// Whether a parenthesis is open at the end of the line: then `1)` closes it.
fn closes_parenthesis(line: &str) -> bool {
    line.rfind('(').is_some_and(|open| !line[open..].contains(')'))
}
