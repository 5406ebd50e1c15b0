//! Bar charts as SVG, for print and for the browser: labels on the data, no legend, told apart by lightness too.
//!
//! Each stands beside a table with the same numbers. The colours are for paper; a page's CSS may set others by the classes
//! `bar`, `label` and the names of shades.

use std::fmt::Write as _;

use crate::text::clean;

/// The width of a chart, in its own units.
const WIDTH: i64 = 640;
/// The room for labels on the left of bars that lie.
const LABELS: i64 = 220;
/// The longest bar that lies; its number stands behind it.
const LONGEST: i64 = WIDTH - LABELS - 70;
/// The height of a row.
const ROW: i64 = 26;
/// The tallest bar that stands.
const TALLEST: i64 = 150;
/// The longest label that fits, in characters.
const LABEL_MAX: usize = 32;
/// The most bars that stand and each have their number above them.
const NUMBERED: usize = 31;

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// The same for who does not see it, and where its numbers are.
    pub description: String,
    /// How its bars stand.
    pub shape: Shape,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// How bars stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// They lie below one another, each with its label.
    Lying,
    /// They stand beside one another, in the order of time; the first and the last have labels.
    Standing,
}

/// A bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// How many; never below 0.
    pub value: i64,
    /// The value in words.
    pub words: String,
    /// Its shade.
    pub shade: Shade,
}

/// The shade of a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// Like all others.
    Plain,
    /// Of remarks that were accepted.
    Accepted,
    /// Of remarks that were accepted in part.
    Partly,
    /// Of remarks that were rejected.
    Rejected,
    /// Of remarks out of scope.
    Beyond,
    /// Of remarks without a decision.
    Open,
}

impl Shade {
    /// Its class, and what it is filled with on paper.
    fn look(self) -> (&'static str, &'static str) {
        match self {
            Self::Plain => ("plain", "#163a70"),
            Self::Accepted => ("accepted", "#17592f"),
            Self::Partly => ("partly", "#f3c44d"),
            Self::Rejected => ("rejected", "#451541"),
            Self::Beyond => ("beyond", "#dde1e7"),
            Self::Open => ("open", "#ffffff"),
        }
    }
}

/// The chart as an SVG image of its own.
#[must_use]
pub fn svg(chart: &Chart) -> String {
    let most = chart.bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let (height, drawn) = match chart.shape {
        Shape::Lying => lying(&chart.bars, most),
        Shape::Standing => standing(&chart.bars, most),
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"{WIDTH}\" height=\"{height}\" font-family=\"'Busola Sans', 'Libertinus Serif', sans-serif\" font-size=\"14\">\
         <title>{}</title><desc>{}</desc>{drawn}</svg>",
        escape(&chart.title),
        escape(&chart.description),
    )
}

fn lying(bars: &[Bar], most: i64) -> (i64, String) {
    let mut drawn = String::new();
    let mut top = 4;
    for bar in bars {
        let width = length(bar.value, most, LONGEST);
        rectangle(&mut drawn, bar.shade, LABELS, top + 3, width, ROW - 8);
        words(&mut drawn, LABELS - 8, top + 17, "end", &shortened(&bar.label));
        words(&mut drawn, LABELS + width + 6, top + 17, "start", &bar.words);
        top += ROW;
    }
    (top + 4, drawn)
}

fn standing(bars: &[Bar], most: i64) -> (i64, String) {
    let mut drawn = String::new();
    let count = bars.len().max(1) as i64;
    let base = TALLEST + 24;
    let tallest = bars.iter().position(|bar| bar.value == most);
    for (at, bar) in bars.iter().enumerate() {
        let left = WIDTH * at as i64 / count;
        let slot = (WIDTH * (at as i64 + 1) / count - left).max(1);
        let width = (slot * 4 / 5).clamp(1, 40);
        let height = length(bar.value, most, TALLEST);
        rectangle(&mut drawn, bar.shade, left + (slot - width) / 2, base - height, width, height);
        if bars.len() <= NUMBERED || Some(at) == tallest {
            words(&mut drawn, (left + slot / 2).clamp(16, WIDTH - 16), base - height - 6, "middle", &bar.words);
        }
    }
    let _infallible = write!(drawn, "<path class=\"axis\" d=\"M0 {base}H{WIDTH}\" stroke=\"#414a56\" fill=\"none\"/>");
    if let Some(first) = bars.first() {
        words(&mut drawn, 2, base + 18, "start", &first.label);
    }
    if let [_, .., last] = bars {
        words(&mut drawn, WIDTH - 2, base + 18, "end", &last.label);
    }
    (base + 28, drawn)
}

/// The length of a bar. What is not nothing can be seen.
fn length(value: i64, most: i64, longest: i64) -> i64 {
    let value = value.clamp(0, most);
    if value == 0 { 0 } else { (i128::from(value) * i128::from(longest) / i128::from(most)).max(2) as i64 }
}

fn rectangle(drawn: &mut String, shade: Shade, x: i64, y: i64, width: i64, height: i64) {
    if width == 0 || height == 0 {
        return;
    }
    let (class, fill) = shade.look();
    let _infallible = write!(
        drawn,
        "<rect class=\"bar {class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\" stroke=\"#151b23\" stroke-width=\"0.5\"/>"
    );
}

fn words(drawn: &mut String, x: i64, y: i64, anchor: &str, text: &str) {
    let text = escape(text);
    let _infallible = write!(drawn, "<text class=\"label\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"#151b23\">{text}</text>");
}

/// A label that fits; the table has it in full.
fn shortened(label: &str) -> String {
    if label.chars().count() <= LABEL_MAX {
        return label.to_owned();
    }
    label.chars().take(LABEL_MAX - 1).chain(['…']).collect()
}

fn escape(text: &str) -> String {
    quick_xml::escape::escape(clean(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::*;

    fn chart(shape: Shape, values: &[i64]) -> Chart {
        let bar = |(at, value): (usize, &i64)| Bar {
            label: format!("§ {at} <&>\u{0}"),
            value: *value,
            words: value.to_string(),
            shade: Shade::Plain,
        };
        Chart { title: "Uwagi".to_owned(), description: "Opis".to_owned(), shape, bars: values.iter().enumerate().map(bar).collect() }
    }

    /// How many texts are in it. Fails where it is no well-formed XML.
    fn texts(svg: &str) -> usize {
        let mut reader = Reader::from_str(svg);
        let mut texts = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::End(end) if &*end == "text" => texts += 1,
                Event::Eof => return texts,
                _ => {}
            }
        }
    }

    #[test]
    fn every_bar_that_lies_has_its_label_and_its_number() {
        let svg = svg(&chart(Shape::Lying, &[0, 5, 10]));
        assert_eq!(texts(&svg), 6);
        assert!(svg.contains("<title>Uwagi</title><desc>Opis</desc>") && svg.contains("role=\"img\""), "{svg}");
        // Nothing has no bar.
        assert_eq!(svg.matches("<rect").count(), 2);
        assert!(svg.contains("§ 1 &lt;&amp;&gt;</text>"), "{svg}");
    }

    #[test]
    fn many_bars_that_stand_are_numbered_at_the_top_only() {
        let few = svg(&chart(Shape::Standing, &[1, 2, 3]));
        assert_eq!(texts(&few), 3 + 2);
        let many = svg(&chart(Shape::Standing, &(1..=100).collect::<Vec<_>>()));
        assert_eq!(texts(&many), 1 + 2);
    }

    #[test]
    fn nothing_at_all_is_a_chart_too() {
        for shape in [Shape::Lying, Shape::Standing] {
            assert_eq!(texts(&svg(&chart(shape, &[]))), 0);
            assert!(texts(&svg(&chart(shape, &[0, 0]))) >= 2);
        }
        assert_eq!(length(i64::MAX, i64::MAX, LONGEST), LONGEST);
        assert_eq!(length(1, i64::MAX, LONGEST), 2);
    }

    #[test]
    fn a_long_label_is_shortened() {
        assert_eq!(shortened(&"ż".repeat(40)).chars().count(), LABEL_MAX);
        assert_eq!(shortened("§ 1"), "§ 1");
    }
}
