//! An act of fifty to sixty pages, composed of the phrases of real programmes and rules of cooperation.

use std::collections::HashMap;

use busola_domain::draft::UnitKind;

use crate::act::{Act, Node};

/// Phrases by what they are.
struct Phrases(HashMap<String, Vec<String>>);

impl Phrases {
    fn read() -> Self {
        let file = std::fs::read_to_string("tests/fixtures/zwroty.txt").expect("a fixture");
        let mut phrases: HashMap<String, Vec<String>> = HashMap::new();
        let mut list = String::new();
        for line in file.lines() {
            match line.strip_prefix("# ") {
                Some(name) => name.clone_into(&mut list),
                None => phrases.entry(list.clone()).or_default().push(line.to_owned()),
            }
        }
        Self(phrases)
    }
}

/// Composes; the same seed makes the same act.
pub(crate) struct Composer {
    pub(crate) act: Act,
    phrases: Phrases,
    seed: u64,
    sections: Vec<usize>,
}

/// The act of a seed.
pub(crate) fn act(seed: u64) -> Act {
    let mut composer = Composer { act: Act::new(), phrases: Phrases::read(), seed, sections: Vec::new() };
    composer.whole();
    composer.act
}

impl Composer {
    fn below(&mut self, most: usize) -> usize {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.seed >> 33).expect("31 bits") % most
    }

    fn pick(&mut self, list: &str) -> String {
        let most = self.phrases.0[list].len();
        let at = self.below(most);
        let phrase = self.phrases.0[list][at].clone();
        match self.sections.len() {
            0 => phrase.replace("{odesłanie}", "art. 3 ust. 3 ustawy"),
            most => {
                let at = self.below(most);
                let tag = self.sections[at];
                phrase.replace("odesłanie", &tag.to_string())
            }
        }
    }

    fn sentence(&mut self) -> String {
        let mut parts = vec![self.pick("organ"), self.pick("czynność"), self.pick("rzecz")];
        for list in ["warunek", "termin"] {
            if self.below(3) > 0 {
                parts.push(self.pick(list));
            }
        }
        let mut sentence = parts.join(" ");
        if self.below(3) == 0 {
            sentence = format!("{sentence}, {}", self.pick("zastrzeżenie"));
        }
        sentence.push('.');
        if self.below(6) == 0 {
            sentence = format!("{sentence} {}", self.sentence());
        }
        sentence
    }

    fn entry(&mut self) -> String {
        if self.below(9) == 0 {
            return self.pick("krótkie");
        }
        let entry = self.pick("pozycja");
        if self.below(2) == 0 { format!("{entry} {}", self.pick("dziedzina")) } else { entry }
    }

    fn entries(&mut self, kind: UnitKind, least: usize) -> Vec<Node> {
        let count = least + self.below(4);
        let mut nodes: Vec<Node> = Vec::new();
        for nth in 1..=count {
            let text = self.entry();
            let mut node = self.act.node(kind, &text);
            if kind == UnitKind::Point && self.below(6) == 0 {
                node.text.push_str(", w tym:");
                node.below = self.entries(UnitKind::Letter, 2);
            } else {
                node.text.push(if nth == count { '.' } else { ';' });
            }
            nodes.push(node);
        }
        nodes
    }

    fn subsection(&mut self) -> Node {
        if self.below(14) == 0 {
            let text = self.pick("stałe");
            return self.act.node(UnitKind::Subsection, &text);
        }
        if self.below(4) == 0 {
            let text = format!("{}:", self.pick("wprowadzenie"));
            let mut node = self.act.node(UnitKind::Subsection, &text);
            node.below = self.entries(UnitKind::Point, 2);
            return node;
        }
        let text = self.sentence();
        self.act.node(UnitKind::Subsection, &text)
    }

    fn section(&mut self) -> Node {
        let mut node = match self.below(5) {
            0 => {
                let text = self.sentence();
                self.act.node(UnitKind::Section, &text)
            }
            1 => {
                let text = format!("{}:", self.pick("wprowadzenie"));
                let mut node = self.act.node(UnitKind::Section, &text);
                node.below = self.entries(UnitKind::Point, 3);
                node
            }
            _ => {
                let mut node = self.act.node(UnitKind::Section, "");
                let count = 3 + self.below(4);
                node.below = (0..count).map(|_| self.subsection()).collect();
                node
            }
        };
        node.number = None;
        self.sections.push(node.tag);
        node
    }

    fn chapter(&mut self, title: &str) -> Node {
        let mut node = self.act.node(UnitKind::Chapter, title);
        let count = 7 + self.below(4);
        node.below = (0..count).map(|_| self.section()).collect();
        node
    }

    fn whole(&mut self) {
        let divisions = self.phrases.0["dział"].clone();
        let mut titles = self.phrases.0["rozdział"].clone().into_iter();
        for division in divisions {
            let mut node = self.act.node(UnitKind::Division, &division);
            node.below.push(self.chapter("Postanowienia ogólne"));
            for title in titles.by_ref().take(4) {
                node.below.push(self.chapter(&title));
            }
            node.below.push(self.chapter("Postanowienia końcowe"));
            self.act.root.below.push(node);
        }
        let mut annex = self.act.node(UnitKind::Annex, "Regulamin pracy komisji konkursowej");
        annex.below = (0..12).map(|_| self.section()).collect();
        self.act.root.below.push(annex);
    }
}
