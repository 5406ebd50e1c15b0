//! The PDF as the tools of others read it (poppler's and qpdf): what somebody has of it who listens.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a step of a test that fails has failed the test")]

use std::convert::Infallible;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use busola_domain::time::DAY;
use busola_report::document::{Block, document};
use busola_report::{Format, model, render, table};
use busola_texts::Lang;
use serde_json::Value;

use model::{Report, Row};
use sample::{AT, LETTERS};

// It names the model as the library does, by `crate::model`.
#[path = "../src/sample.rs"]
mod sample;

/// Remarks: enough for several pages.
const ROWS: i64 = 60;

/// The report, with all that its sample has, published and changed since.
fn report() -> Report {
    let mut report = sample::report();
    (report.head.reported_at, report.head.changed_at) = (Some(AT), Some(AT.plus(DAY)));
    report
}

/// Its file, made once.
static PDF: LazyLock<PathBuf> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report.pdf");
    let row = sample::rows().remove(0);
    let rows = (1..=ROWS).map(|number| Ok::<_, Infallible>(Row { number, ..row.clone() }));
    render(Format::Pdf, Lang::Pl, &report(), rows, File::create(&path).unwrap()).unwrap();
    path
});

/// What a tool says of the file; it has to have no complaint.
fn told(tool: &str, before: &[&str], after: &[&str]) -> String {
    let output = Command::new(tool).args(before).arg(&*PDF).args(after).output().unwrap_or_else(|error| {
        panic!("{tool} does not run ({error}). These tests need poppler-utils and qpdf: crates/xtask/setup/pdf.sh installs them.")
    });
    assert!(output.status.success(), "{tool} {before:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The objects of the file by their names, as qpdf writes them in JSON.
struct Objects(Value);

impl Objects {
    fn read() -> Self {
        let json = told("qpdf", &["--json=2", "--json-key=qpdf", "--json-stream-data=none"], &[]);
        let mut json: Value = serde_json::from_str(&json).unwrap();
        Self(json["qpdf"][1].take())
    }

    /// A value, or the object that it names.
    fn get<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value.as_str().filter(|name| name.ends_with(" R")) {
            Some(name) => &self.0[format!("obj:{name}")]["value"],
            None => value,
        }
    }

    fn catalog(&self) -> &Value {
        self.get(&self.0["trailer"]["value"]["/Root"])
    }

    /// All elements of the structure, in the order in which they are read.
    fn structure(&self) -> Vec<&Value> {
        self.elements(&self.get(&self.catalog()["/StructTreeRoot"])["/K"])
    }

    fn elements<'a>(&'a self, value: &'a Value) -> Vec<&'a Value> {
        let value = self.get(value);
        if let Some(kids) = value.as_array() {
            return kids.iter().flat_map(|kid| self.elements(kid)).collect();
        }
        // A piece of a page is no element.
        if value["/S"].is_null() {
            return Vec::new();
        }
        let mut elements = vec![value];
        elements.extend(self.elements(&value["/K"]));
        elements
    }

    /// An attribute of an element.
    fn attribute<'a>(&'a self, element: &'a Value, name: &str) -> Option<&'a Value> {
        let known = self.get(&element["/A"]);
        let known = known.as_array().map_or(std::slice::from_ref(known), Vec::as_slice);
        known.iter().find_map(|known| self.get(known).get(name))
    }
}

fn is(element: &Value, kind: &str) -> bool {
    element["/S"] == kind
}

/// A text, without the places where its long words may break.
fn text(value: &Value) -> String {
    value.as_str().and_then(|text| text.strip_prefix("u:")).unwrap_or_default().replace('\u{200B}', "")
}

#[test]
fn it_says_that_it_is_tagged_its_title_and_its_language() {
    let info = told("pdfinfo", &["-enc", "UTF-8"], &[]);
    let fact = |name: &str| info.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    assert_eq!(fact("Tagged:"), Some("yes"), "{info}");
    assert_eq!(fact("Title:"), Some(format!("Raport z konsultacji: Program współpracy {LETTERS}").as_str()));
    let objects = Objects::read();
    let catalog = objects.catalog();
    assert_eq!(text(&catalog["/Lang"]), "pl");
    assert_eq!(objects.get(&catalog["/ViewerPreferences"])["/DisplayDocTitle"], true);
    assert_eq!(objects.get(&catalog["/MarkInfo"])["/Marked"], true);
}

#[test]
fn nothing_is_wrong_with_the_file() {
    let found = told("qpdf", &["--check"], &[]);
    assert!(found.contains("No syntax or stream encoding errors found"), "{found}");
}

#[test]
fn its_headings_are_those_of_the_report_in_their_order() {
    let mut expected = Vec::new();
    for section in document(Lang::Pl, &report()).sections {
        expected.push((1, section.title));
        for block in section.blocks {
            if let Block::Heading { level, text } = block {
                expected.push((level, text));
            }
        }
    }
    let objects = Objects::read();
    let heading = |element: &&Value| {
        let level: u8 = element["/S"].as_str()?.strip_prefix("/H")?.parse().ok()?;
        Some((level, text(&element["/T"])))
    };
    let headings: Vec<_> = objects.structure().iter().filter_map(heading).collect();
    assert_eq!(headings, expected);
    assert!(headings.iter().any(|(level, _)| *level > 2));
}

#[test]
fn every_table_has_heads_and_every_cell_names_its_own() {
    let sections = document(Lang::Pl, &report()).sections;
    let expected = sections.iter().flat_map(|section| &section.blocks).filter(|block| matches!(block, Block::Table(_))).count();
    let objects = Objects::read();
    let tables: Vec<_> = objects.structure().into_iter().filter(|element| is(element, "/Table")).collect();
    // That of the remarks comes beside those of the sections.
    assert_eq!(tables.len(), expected + 1);
    let mut last = (0, 0);
    for table in tables {
        let below = objects.elements(&table["/K"]);
        let (heads, cells): (Vec<_>, Vec<_>) =
            below.into_iter().filter(|element| is(element, "/TH") || is(element, "/TD")).partition(|element| is(element, "/TH"));
        assert!(!heads.is_empty() && heads.iter().all(|head| objects.attribute(head, "/Scope").is_some_and(|scope| scope == "/Column")));
        let names = |cell: &&Value| objects.attribute(cell, "/Headers").and_then(Value::as_array).is_some_and(|names| names.len() == 1);
        assert!(cells.iter().all(names), "{cells:?}");
        assert_eq!(cells.len() % heads.len(), 0);
        last = (heads.len(), cells.len());
    }
    assert_eq!(last, (table::COLUMNS, table::COLUMNS * ROWS as usize));
}

#[test]
fn every_chart_says_what_it_shows() {
    let mut expected = Vec::new();
    for block in document(Lang::Pl, &report()).sections.into_iter().flat_map(|section| section.blocks) {
        if let Block::Chart { description, .. } = block {
            expected.push(description);
        }
    }
    let objects = Objects::read();
    let figures: Vec<_> =
        objects.structure().into_iter().filter(|element| is(element, "/Figure")).map(|figure| text(&figure["/Alt"])).collect();
    assert!(expected.len() > 3);
    assert_eq!(figures, expected);
}

#[test]
fn the_heads_of_the_remarks_stand_on_each_of_their_pages() {
    let words = told("pdftotext", &["-enc", "UTF-8", "-layout"], &["-"]);
    let pages: Vec<_> = words.split_terminator('\u{C}').skip_while(|page| !page.contains("Anna z Czubów")).collect();
    assert!(pages.len() > 2, "{words}");
    let [_, submitter, _, remark, decision, _, change] = table::head(Lang::Pl);
    for page in pages {
        for head in [&submitter, &remark, &decision, &change] {
            assert!(page.contains(head.as_str()), "{head}: {page}");
        }
    }
    for letters in LETTERS.split(' ') {
        assert!(words.contains(letters), "{letters}");
    }
    assert!(words.contains("Raport opublikowano 17 czerwca 2026"), "{words}");
}
