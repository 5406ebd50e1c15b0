//! Citations: what a lawyer would write, and each only once in a draft.

use std::collections::{HashMap, HashSet};

use super::kind::{Format, NoteKind, UnitKind};
use super::number::Number;
use super::tree::{Node, Tree};
use super::words;

/// Writes the label of every unit, and notes numbers that jump or repeat.
pub(super) fn write(format: Format, tree: &mut Tree) -> Vec<String> {
    if format == Format::Markdown {
        count_anew(tree);
    }
    let qualified = ambiguous_chapters(&tree.nodes);
    let mut writer = Writer { taken: HashMap::new(), positions: HashMap::new(), last: HashMap::new(), qualified };
    let mut labels: Vec<String> = Vec::with_capacity(tree.nodes.len());
    for at in 0..tree.nodes.len() {
        let (label, note) = writer.label(&tree.nodes, &labels, at);
        labels.push(label);
        if let (Some(kind), Some(node)) = (note, tree.nodes.get(at)) {
            let line = node.line;
            tree.note(at, line, kind);
        }
    }
    labels
}

/// Markdown may number every entry `1.` and mean 1, 2, 3.
fn count_anew(tree: &mut Tree) {
    let mut lists: HashMap<(Option<usize>, UnitKind), Vec<usize>> = HashMap::new();
    for (at, node) in tree.nodes.iter().enumerate() {
        if matches!(node.kind, UnitKind::Subsection | UnitKind::Point) && node.number.is_some() {
            lists.entry((node.parent, node.kind)).or_default().push(at);
        }
    }
    let mut lists: Vec<Vec<usize>> = lists.into_values().filter(|list| list.len() > 1).collect();
    lists.sort_unstable();
    for list in lists {
        let lazy = list.iter().all(|at| tree.nodes.get(*at).and_then(|node| node.number.as_ref()).is_some_and(|n| n.shown == "1"));
        if !lazy {
            continue;
        }
        for (value, at) in (1_u32..).zip(list).skip(1) {
            if let Some(node) = tree.nodes.get_mut(at) {
                node.number = Some(Number::at(value));
                let line = node.line;
                tree.note(at, line, NoteKind::Renumbered);
            }
        }
    }
}

/// A chapter, as its kind and its number.
type Chapter = (UnitKind, String);

/// The chapters whose number stands in several divisions, so that the division is cited too.
fn ambiguous_chapters(nodes: &[Node]) -> HashSet<Chapter> {
    let mut parents: HashMap<(UnitKind, &str), usize> = HashMap::new();
    let mut ambiguous = HashSet::new();
    for node in nodes.iter().filter(|node| node.kind.is_titled()) {
        let Some(number) = &node.number else { continue };
        let above = node.parent.filter(|at| nodes.get(*at).is_some_and(|parent| parent.kind.is_titled()));
        let Some(above) = above else { continue };
        let first = parents.entry((node.kind, number.shown.as_str())).or_insert(above);
        if *first != above {
            ambiguous.insert((node.kind, number.shown.clone()));
        }
    }
    ambiguous
}

struct Writer {
    /// How often each label was asked for.
    taken: HashMap<String, usize>,
    /// The last position for each kind under each citation.
    positions: HashMap<(String, UnitKind), u32>,
    /// The last number of each sequence.
    last: HashMap<(Option<usize>, UnitKind), Number>,
    qualified: HashSet<Chapter>,
}

impl Writer {
    fn label(&mut self, nodes: &[Node], labels: &[String], at: usize) -> (String, Option<NoteKind>) {
        let Some(node) = nodes.get(at) else { return (String::new(), None) };
        let above = self.cited_above(nodes, node);
        let prefix = above.and_then(|at| labels.get(at)).map(|label| format!("{label} ")).unwrap_or_default();
        let Some(number) = &node.number else {
            return (self.positioned(nodes, node, above, &prefix), None);
        };
        let label = format!("{prefix}{}", words::numbered(node.kind, &number.shown));
        let sequence = (sequence_of(nodes, node), node.kind);
        let last = self.last.insert(sequence, number.clone());
        let (label, nth) = self.unique(label);
        let note = if nth > 1 { Some(NoteKind::Repeated) } else { (!goes_on(node.kind, last.as_ref(), number)).then_some(NoteKind::Gap) };
        (label, note)
    }

    fn positioned(&mut self, nodes: &[Node], node: &Node, above: Option<usize>, prefix: &str) -> String {
        if node.kind == UnitKind::Annex {
            return self.unique(format!("{prefix}{}", words::position_word(node.kind))).0;
        }
        let parent = above.and_then(|at| nodes.get(at));
        // A section's own text is its first paragraph.
        let before = parent.is_some_and(|parent| {
            node.kind == UnitKind::Paragraph && !parent.raw.is_empty() && !parent.kind.is_titled() && parent.kind != UnitKind::Heading
        });
        let position = self.positions.entry((prefix.to_owned(), node.kind)).or_insert(u32::from(before));
        *position += 1;
        let mut word = words::position_word(node.kind).to_owned();
        if node.kind == UnitKind::Indent && parent.is_some_and(|parent| parent.kind == UnitKind::Indent) {
            word.insert_str(0, words::DOUBLE);
        }
        let label = format!("{prefix}{word} {position}");
        self.unique(label).0
    }

    /// The label itself, or told apart from the same one before.
    fn unique(&mut self, label: String) -> (String, usize) {
        let mut nth = *self.taken.get(&label).unwrap_or(&0) + 1;
        let mut shown = label.clone();
        while nth > 1 {
            shown = words::again(&label, nth);
            if !self.taken.contains_key(&shown) {
                break;
            }
            nth += 1;
        }
        if nth > 1 {
            self.taken.insert(shown.clone(), 1);
        }
        self.taken.insert(label, nth);
        (shown, nth)
    }

    /// The unit whose citation begins this one's.
    fn cited_above(&self, nodes: &[Node], node: &Node) -> Option<usize> {
        let mut up = node.parent;
        while let Some(at) = up {
            let above = nodes.get(at)?;
            if self.is_cited(above, node) {
                return Some(at);
            }
            up = above.parent;
        }
        None
    }

    fn is_qualified(&self, kind: UnitKind, number: Option<&Number>) -> bool {
        number.is_some_and(|number| self.qualified.contains(&(kind, number.shown.clone())))
    }

    fn is_cited(&self, above: &Node, node: &Node) -> bool {
        let numbered = node.number.is_some();
        match (above.kind, node.kind) {
            (UnitKind::Annex, _) => true,
            // Sections are counted through all chapters.
            (kind, UnitKind::Section | UnitKind::Article) => kind == UnitKind::Article,
            (kind, this) if this.is_titled() => kind.is_titled() && self.is_qualified(this, node.number.as_ref()),
            // "2.1" says all of "2".
            (UnitKind::Heading | UnitKind::Subsection | UnitKind::Item, UnitKind::Heading | UnitKind::Item)
                if numbered && is_decimal(node) =>
            {
                false
            }
            (UnitKind::Heading, UnitKind::Paragraph | UnitKind::Heading) => above.number.is_some(),
            (UnitKind::Heading, _) => true,
            (UnitKind::Paragraph, this) => this != UnitKind::Paragraph,
            _ => true,
        }
    }
}

fn is_decimal(node: &Node) -> bool {
    node.number.as_ref().is_some_and(|number| number.path.len() > 1)
}

/// What the numbers of this kind count through: the annex for sections and chapters, else the parent.
fn sequence_of(nodes: &[Node], node: &Node) -> Option<usize> {
    let counted_through = node.kind.is_titled() || matches!(node.kind, UnitKind::Section | UnitKind::Article);
    if !counted_through {
        return node.parent;
    }
    let mut up = node.parent;
    while let Some(at) = up {
        let above = nodes.get(at)?;
        if above.kind == UnitKind::Annex || above.kind == UnitKind::Article {
            return Some(at);
        }
        up = above.parent;
    }
    None
}

/// Whether `number` may come after `last` in its sequence.
pub(super) fn goes_on(kind: UnitKind, last: Option<&Number>, number: &Number) -> bool {
    let Some(last) = last else { return number.is_first() };
    match kind {
        UnitKind::Letter => number.follows_as_letter(last),
        kind if kind.is_titled() => number.follows(last) || number.is_first(),
        _ => number.follows(last),
    }
}
