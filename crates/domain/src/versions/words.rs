//! What changed in a text, word by word, as a person reads it.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::token::{self, Token};

/// The most words and signs that are compared one by one, of both texts together and without what they begin and
/// end with alike. Beyond that the middle is shown as replaced: nobody reads so many small changes, and the time
/// that a comparison takes stays bounded without a clock.
const COMPARED_MAX: usize = 10_000;

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = WordsOp))]
pub enum Op {
    /// They stand in both texts.
    Equal,
    /// They stand in the new text only.
    Insert,
    /// They stood in the old text only.
    Delete,
}

impl Op {
    /// The name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Insert => "insert",
            Self::Delete => "delete",
        }
    }
}

/// Words with the same fate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Words {
    /// What became of them.
    pub op: Op,
    /// The words, with all their white space.
    pub text: String,
}

/// Compares two texts word by word. What is equal or deleted makes up the old text exactly, what is equal or inserted
/// the new one; no two neighbours have the same op, and what was deleted comes before what was put in its place.
#[must_use]
pub fn word_diff(old: &str, new: &str) -> Vec<Words> {
    let parts = join(compare(&token::cut(old), &token::cut(new)));
    if is_another(&parts) {
        return written(vec![Part { same: false, old: old.to_owned(), new: new.to_owned() }]);
    }
    written(parts)
}

/// A stretch that stayed, or was replaced by another; then either side may be empty.
#[derive(Debug, Default)]
struct Part {
    same: bool,
    old: String,
    /// Empty where the stretch stayed.
    new: String,
}

/// Stretches that stayed and stretches that did not, in turn.
#[derive(Default)]
struct Parts(Vec<Part>);

impl Parts {
    fn stayed(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(last) if last.same => last.old.push_str(text),
            _ if text.is_empty() => {}
            _ => self.0.push(Part { same: true, old: text.to_owned(), new: String::new() }),
        }
    }

    fn replaced(&mut self, old: &str, new: &str) {
        match self.0.last_mut() {
            _ if old.is_empty() && new.is_empty() => {}
            Some(last) if !last.same => {
                last.old.push_str(old);
                last.new.push_str(new);
            }
            _ => self.0.push(Part { same: false, old: old.to_owned(), new: new.to_owned() }),
        }
    }

    /// The same words on both sides, whose white space may differ.
    fn paired(&mut self, old: &[Token<'_>], new: &[Token<'_>]) {
        for (old, new) in old.iter().zip(new) {
            let alike = old.space.chars().zip(new.space.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            let (both, old_space) = old.space.split_at(alike);
            self.stayed(old.word);
            self.stayed(both);
            self.replaced(old_space, new.space.get(alike..).unwrap_or_default());
        }
    }

    fn put(&mut self, old: &[Token<'_>], new: &[Token<'_>]) {
        for token in old {
            self.replaced(token.word, "");
            self.replaced(token.space, "");
        }
        for token in new {
            self.replaced("", token.word);
            self.replaced("", token.space);
        }
    }
}

fn compare(old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Part> {
    let head = old.iter().zip(new).take_while(|(a, b)| a.word == b.word).count();
    let (old_head, old) = old.split_at(head);
    let (new_head, new) = new.split_at(head);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a.word == b.word).count();
    let (old, old_tail) = old.split_at(old.len() - tail);
    let (new, new_tail) = new.split_at(new.len() - tail);
    let mut parts = Parts::default();
    parts.paired(old_head, new_head);
    if old.len() + new.len() > COMPARED_MAX {
        parts.put(old, new);
    } else {
        middle(&mut parts, old, new);
    }
    parts.paired(old_tail, new_tail);
    parts.0
}

fn middle(parts: &mut Parts, old: &[Token<'_>], new: &[Token<'_>]) {
    for op in capture_diff_slices(Algorithm::Myers, &words_of(old), &words_of(new)) {
        let old = old.get(op.old_range()).unwrap_or_default();
        let new = new.get(op.new_range()).unwrap_or_default();
        match op {
            DiffOp::Equal { .. } => parts.paired(old, new),
            _ => parts.put(old, new),
        }
    }
}

fn words_of<'a>(tokens: &[Token<'a>]) -> Vec<&'a str> {
    tokens.iter().map(|token| token.word).collect()
}

/// Joins changes that only a short word or two keep apart: "[a→b] i [c→d]" is read as "[a i c→b i d]".
fn join(parts: Vec<Part>) -> Vec<Part> {
    let mut done: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        done.push(part);
        while let [.., before, between, after] = done.as_mut_slice()
            && is_confetti(before, between, after)
        {
            before.old.push_str(&between.old);
            before.new.push_str(&between.old);
            before.old.push_str(&after.old);
            before.new.push_str(&after.new);
            done.truncate(done.len() - 2);
        }
    }
    done
}

/// Whether what stayed is too little to be worth its own stretch.
fn is_confetti(before: &Part, between: &Part, after: &Part) -> bool {
    if before.same || !between.same || after.same {
        return false;
    }
    // Words that were only put in, or only taken out, on both sides are read best where they stand.
    let one_sided = (is_blank(&before.old) && is_blank(&after.old)) || (is_blank(&before.new) && is_blank(&after.new));
    let words = between.old.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let size = |part: &Part| length(&part.old).max(length(&part.new));
    !one_sided && (words == 0 || (words <= 2 && length(&between.old) <= size(before).min(size(after))))
}

/// Whether so little stayed that it is another text: then it is read as a whole, not as the few words they share.
fn is_another(parts: &[Part]) -> bool {
    let stayed: usize = parts.iter().filter(|part| part.same).map(|part| length(&part.old)).sum();
    let of = |side: fn(&Part) -> &str| parts.iter().filter(|part| !part.same).map(|part| length(side(part))).sum::<usize>();
    let least = of(|part| &part.old).min(of(|part| &part.new));
    stayed > 0 && stayed * 3 < least
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Characters without outer white space.
fn length(text: &str) -> usize {
    text.trim().chars().count()
}

fn written(parts: Vec<Part>) -> Vec<Words> {
    let mut words = Vec::with_capacity(parts.len() * 2);
    for part in parts {
        let ops = if part.same { [Op::Equal, Op::Insert] } else { [Op::Delete, Op::Insert] };
        words.extend(ops.into_iter().zip([part.old, part.new]).filter(|(_, text)| !text.is_empty()).map(|(op, text)| Words { op, text }));
    }
    words
}
