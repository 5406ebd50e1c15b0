//! Edits as officers make them, each with a name. What a unit is stays with it, whatever the edit does to its number,
//! its place and its words: so the truth is known.

pub(crate) mod lists;
pub(crate) mod places;
pub(crate) mod words;

use busola_domain::draft::UnitKind::{self, Chapter, Section};

use crate::act::{Act, Node};

/// An edit with its name.
pub(crate) type Edit = (&'static str, fn(&mut Act));

/// The nth of a list, counted on from its start where it is shorter.
fn pick(tags: &[usize], nth: usize) -> usize {
    tags[nth % tags.len()]
}

/// The nth section of the act (from 0) that is as asked.
fn section(act: &Act, nth: usize, which: fn(&Node) -> bool) -> usize {
    pick(&act.all(|node| node.kind == Section && which(node)), nth)
}

/// The nth unit of a kind whose children are of one kind and at least so many.
fn list(act: &Act, nth: usize, kind: UnitKind, most: usize) -> Vec<usize> {
    let list = |node: &Node| node.below.iter().all(|below| below.kind == kind) && node.below.len() >= most;
    let tag = pick(&act.all(list), nth);
    act.clone().at(tag).below.iter().map(|below| below.tag).collect()
}

fn long(node: &Node) -> bool {
    node.text.split(' ').count() >= 14
}

fn chapter(act: &Act, nth: usize) -> usize {
    pick(&act.all(|node| node.kind == Chapter), nth)
}

/// The nth unit of a kind with a long text.
fn long_one(act: &Act, nth: usize, kind: UnitKind) -> usize {
    pick(&act.all(|node| node.kind == kind && node.below.is_empty() && long(node)), nth)
}

fn rewrite(act: &mut Act, tag: usize, change: impl Fn(&str) -> String) {
    let node = act.at(tag);
    node.text = change(&node.text);
}

fn move_after(act: &mut Act, tag: usize, after: usize) {
    if tag != after {
        let node = act.take(tag);
        act.put_after(after, node);
    }
}

fn swap(act: &mut Act, first: usize, second: usize) {
    let (above, first) = act.above(first);
    // Where a chapter ends between the two, with the one before it.
    let second = above.below.iter().position(|node| node.tag == second).unwrap_or_else(|| first - 1);
    above.below.swap(first, second);
}

/// Splits a text behind the nth word of `of`.
fn split(act: &mut Act, tag: usize, nth: usize, of: usize) {
    let node = act.at(tag);
    let kind = node.kind;
    let words: Vec<String> = node.text.split(' ').map(str::to_owned).collect();
    let (head, tail) = words.split_at(words.len() * nth / of);
    let (head, tail) = (format!("{}.", head.join(" ")), tail.join(" "));
    // Who it was stays with the larger part, or with the first of two that are alike.
    if nth * 2 >= of {
        node.text = head;
        let tail = act.node(kind, &tail);
        act.put_after(tag, tail);
    } else {
        node.text = tail;
        let head = act.node(kind, &head);
        act.put_before(tag, head);
    }
}

/// Puts the text of the second of two siblings behind that of the first.
fn merge(act: &mut Act, first: usize, second: usize) {
    let second = act.take(second);
    let text = act.at(first).text.trim_end_matches(['.', ';']).to_owned();
    act.at(first).text = format!("{text} oraz {}", second.text);
}

/// Lists the edits of a file, and tries each alone on the whole act.
macro_rules! edits {
    ($($name:ident,)*) => {
        pub(crate) const ALL: &[super::Edit] = &[$((stringify!($name), $name),)*];

        mod alone {
            $(
                #[test]
                fn $name() {
                    crate::figure::alone(stringify!($name), super::$name);
                }
            )*
        }
    };
}
use edits;
