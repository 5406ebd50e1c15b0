//! An act as an officer edits it: a tree whose numbers are written when it is printed, and whose units know who they
//! are, so that a test knows which unit became which.

use std::collections::HashMap;

use busola_domain::draft::{Format, ParsedUnit, UnitKind, parse};

/// A unit with all that is under it.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Who it is, whatever becomes of its number and text.
    pub(crate) tag: usize,
    pub(crate) kind: UnitKind,
    /// A number that does not follow from its place ("12a").
    pub(crate) number: Option<&'static str>,
    /// `{7}` in it is the present citation of the section with the tag 7.
    pub(crate) text: String,
    pub(crate) below: Vec<Node>,
}

/// An act.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub(crate) root: Node,
    next: usize,
}

/// An act as it was printed and read again.
pub(crate) struct Printed {
    pub(crate) units: Vec<ParsedUnit>,
    /// Who each unit is.
    pub(crate) tags: Vec<usize>,
}

impl Act {
    pub(crate) fn new() -> Self {
        let root = Node { tag: 0, kind: UnitKind::Part, number: None, text: String::new(), below: Vec::new() };
        Self { root, next: 1 }
    }

    /// A unit that was not there before.
    pub(crate) fn node(&mut self, kind: UnitKind, text: &str) -> Node {
        self.next += 1;
        Node { tag: self.next, kind, number: None, text: text.to_owned(), below: Vec::new() }
    }

    /// The same with children of one kind.
    pub(crate) fn tree(&mut self, kind: UnitKind, text: &str, below: UnitKind, texts: &[&str]) -> Node {
        let mut node = self.node(kind, text);
        node.below = texts.iter().map(|text| self.node(below, text)).collect();
        node
    }

    /// The tags of all units of a kind that a test asks for, in order.
    pub(crate) fn all(&self, which: impl Fn(&Node) -> bool) -> Vec<usize> {
        let mut tags = Vec::new();
        self.root.walk(&mut |node| {
            if which(node) {
                tags.push(node.tag);
            }
        });
        tags
    }

    /// The unit of a tag.
    pub(crate) fn at(&mut self, tag: usize) -> &mut Node {
        self.root.find(&|node| node.tag == tag).expect("a unit of that tag")
    }

    /// The parent of a unit, and where the unit is in it.
    pub(crate) fn above(&mut self, tag: usize) -> (&mut Node, usize) {
        let above = self.root.find(&|node| node.below.iter().any(|below| below.tag == tag)).expect("a parent");
        let at = above.below.iter().position(|below| below.tag == tag).expect("a child");
        (above, at)
    }

    /// Takes a unit out, with all that is under it.
    pub(crate) fn take(&mut self, tag: usize) -> Node {
        let (above, at) = self.above(tag);
        above.below.remove(at)
    }

    pub(crate) fn put_before(&mut self, tag: usize, node: Node) {
        let (above, at) = self.above(tag);
        above.below.insert(at, node);
    }

    pub(crate) fn put_after(&mut self, tag: usize, node: Node) {
        let (above, at) = self.above(tag);
        above.below.insert(at + 1, node);
    }

    /// Prints it as a file, and reads that.
    pub(crate) fn print(&self) -> Printed {
        let mut printer = Printer { lines: Vec::new(), tags: Vec::new(), texts: Vec::new(), sections: HashMap::new(), next_section: 1 };
        printer.number(&self.root);
        printer.next_section = 1;
        for (at, node) in self.root.below.iter().enumerate() {
            printer.node(node, &place(&self.root, at));
        }
        let units = parse(Format::Text, &printer.lines.join("\n")).expect("a draft").units;
        let texts: Vec<&str> = units.iter().map(|unit| unit.text.as_str()).collect();
        assert_eq!(texts, printer.texts, "the act was not read as it was meant");
        Printed { units, tags: printer.tags }
    }
}

impl Node {
    fn walk(&self, see: &mut dyn FnMut(&Node)) {
        for node in &self.below {
            see(node);
            node.walk(see);
        }
    }

    fn find(&mut self, which: &dyn Fn(&Node) -> bool) -> Option<&mut Node> {
        if which(self) {
            return Some(self);
        }
        self.below.iter_mut().find_map(|node| node.find(which))
    }

    /// Changes the text of every unit under it.
    pub(crate) fn rewrite(&mut self, change: &dyn Fn(&str) -> String) {
        for node in &mut self.below {
            node.text = change(&node.text);
            node.rewrite(change);
        }
    }
}

/// The number of a unit among its siblings of the same kind.
fn place(above: &Node, at: usize) -> String {
    let node = &above.below[at];
    if let Some(number) = node.number {
        return number.to_owned();
    }
    let nth = above.below[..at].iter().filter(|other| other.kind == node.kind && other.number.is_none()).count();
    match node.kind {
        UnitKind::Letter => char::from(b'a' + u8::try_from(nth).expect("few letters")).to_string(),
        UnitKind::Division => ["I", "II", "III", "IV", "V", "VI"][nth].to_owned(),
        _ => (nth + 1).to_string(),
    }
}

struct Printer {
    lines: Vec<String>,
    tags: Vec<usize>,
    texts: Vec<String>,
    sections: HashMap<usize, String>,
    next_section: usize,
}

impl Printer {
    fn section(&mut self, node: &Node) -> String {
        let number = node.number.map_or_else(|| self.next_section.to_string(), str::to_owned);
        self.next_section += usize::from(node.number.is_none());
        number
    }

    /// Finds out the numbers of sections, so that texts can cite what comes later.
    fn number(&mut self, node: &Node) {
        match node.kind {
            UnitKind::Section => {
                let number = self.section(node);
                self.sections.insert(node.tag, number);
            }
            UnitKind::Annex => self.next_section = 1,
            _ => {}
        }
        node.below.iter().for_each(|below| self.number(below));
    }

    fn node(&mut self, node: &Node, place: &str) {
        let text = self.cited(&node.text);
        let number = match node.kind {
            UnitKind::Division => format!("\nDZIAŁ {place}\n{text}\n"),
            UnitKind::Chapter => format!("\nRozdział {place}\n{text}\n"),
            UnitKind::Annex => {
                self.next_section = 1;
                format!("\nZałącznik nr {place}\n{text}\n")
            }
            UnitKind::Section => format!("\n§ {}. {text}", self.section(node)),
            UnitKind::Subsection => format!("{place}. {text}"),
            UnitKind::Point => format!("{place}) {text}"),
            UnitKind::Letter => format!("{place}) {text}"),
            _ => format!("– {text}"),
        };
        self.lines.push(number);
        self.tags.push(node.tag);
        self.texts.push(text);
        for (at, below) in node.below.iter().enumerate() {
            self.node(below, &self::place(node, at));
        }
    }

    fn cited(&self, text: &str) -> String {
        let mut parts = text.split('{');
        let mut whole = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (tag, rest) = part.split_once('}').expect("a citation");
            let tag: usize = tag.parse().expect("a tag");
            let number = self.sections.get(&tag).map_or("1", String::as_str);
            whole.push_str(&format!("§ {number}{rest}"));
        }
        whole
    }
}
