//! From Markdown, which officers write minutes in, to blocks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Block, Cell, Column, Mark, Run, Table};

/// How deep lists and quotations may stand in one another; what is deeper stands at this depth.
const DEPTH_MAX: usize = 8;

/// The blocks of a text. Its headings stand below `level`.
pub(super) fn blocks(text: &str, level: u8) -> Vec<Block> {
    let mut reader = Reader { events: Parser::new_ext(text, Options::ENABLE_TABLES), level, depth: 0, flattened: 0 };
    reader.blocks()
}

struct Reader<'a> {
    events: Parser<'a>,
    level: u8,
    depth: usize,
    /// Containers that are open and too deep to be kept.
    flattened: usize,
}

impl Reader<'_> {
    /// Reads to the end of the container, or of the text.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        // The text of a short item stands in it without a paragraph.
        let mut loose = Vec::new();
        while let Some(event) = self.events.next() {
            let starts = match event {
                Event::Start(tag) if is_inline(&tag) => {
                    self.inline(Open::new(&tag, Mark::Plain), &mut loose);
                    continue;
                }
                Event::Start(tag) => tag,
                Event::End(_) if self.flattened > 0 => {
                    flush(&mut loose, &mut blocks);
                    self.flattened -= 1;
                    continue;
                }
                Event::End(_) => break,
                Event::Rule => {
                    flush(&mut loose, &mut blocks);
                    continue;
                }
                other => {
                    push(other, Mark::Plain, &mut loose);
                    continue;
                }
            };
            flush(&mut loose, &mut blocks);
            self.block(&starts, &mut blocks);
        }
        flush(&mut loose, &mut blocks);
        blocks
    }

    fn block(&mut self, tag: &Tag<'_>, blocks: &mut Vec<Block>) {
        match *tag {
            Tag::Heading { level, .. } => {
                let text = self.runs().into_iter().map(|run| run.text).collect::<String>();
                blocks.push(Block::heading(self.level.saturating_add(level as u8), text));
            }
            Tag::Table(_) => blocks.extend(self.table()),
            Tag::List(start) if self.depth < DEPTH_MAX => {
                self.depth += 1;
                let items = self.items();
                self.depth -= 1;
                blocks.push(Block::List { start, items });
            }
            Tag::BlockQuote(_) if self.depth < DEPTH_MAX => {
                self.depth += 1;
                blocks.extend(self.blocks());
                self.depth -= 1;
            }
            // Its end is passed over when it comes.
            Tag::List(_) | Tag::Item | Tag::BlockQuote(_) => self.flattened += 1,
            _ => {
                let mut runs = self.runs();
                flush(&mut runs, blocks);
            }
        }
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(Event::Start(_)) = self.events.next() {
            items.push(self.blocks());
        }
        items
    }

    /// A table; nothing where it has no head.
    fn table(&mut self) -> Option<Block> {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        loop {
            match self.events.next() {
                Some(Event::Start(Tag::TableHead | Tag::TableRow)) => rows.push(Vec::new()),
                Some(Event::Start(_)) => {
                    let runs = self.runs();
                    if let Some(row) = rows.last_mut() {
                        row.push(Cell { runs, value: None });
                    }
                }
                None | Some(Event::End(TagEnd::Table)) => break,
                Some(_) => {}
            }
        }
        let mut rows = rows.into_iter();
        let head: Vec<_> = rows.next()?.iter().map(Cell::text).collect();
        let columns = vec![Column::words(1); head.len()];
        Some(Block::Table(Table { caption: String::new(), head, columns, rows: rows.collect() }))
    }

    /// The words up to the end of what was begun.
    fn runs(&mut self) -> Vec<Run> {
        let mut runs = Vec::new();
        self.inline(Open { mark: Mark::Plain, address: None }, &mut runs);
        runs
    }

    fn inline(&mut self, begun: Open, runs: &mut Vec<Run>) {
        let mut open = vec![begun];
        for event in self.events.by_ref() {
            let mark = open.last().map_or(Mark::Plain, |open| open.mark);
            match event {
                Event::Start(tag) => open.push(Open::new(&tag, mark)),
                Event::End(_) => {
                    // On paper a link is where it leads to.
                    let address = open.pop().and_then(|ended| ended.address);
                    if let Some(address) = address.filter(|address| !ends_with(runs, address)) {
                        runs.push(Run { text: format!(" ({address})"), mark });
                    }
                    if open.is_empty() {
                        return;
                    }
                }
                other => push(other, mark, runs),
            }
        }
    }
}

/// Something within a paragraph that was begun.
struct Open {
    mark: Mark,
    /// Where a link leads to.
    address: Option<String>,
}

impl Open {
    fn new(tag: &Tag<'_>, around: Mark) -> Self {
        let mark = if matches!(tag, Tag::Strong) { Mark::Strong } else { around };
        let address = match tag {
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } if dest_url.starts_with("http") => Some(dest_url.to_string()),
            _ => None,
        };
        Self { mark, address }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn ends_with(runs: &[Run], words: &str) -> bool {
    runs.last().is_some_and(|run| run.text.ends_with(words))
}

/// The words of an event that is no tag. HTML stands there as it was typed.
fn push(event: Event<'_>, mark: Mark, runs: &mut Vec<Run>) {
    let text = match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => text.into_string(),
        Event::SoftBreak => " ".to_owned(),
        Event::HardBreak => "\n".to_owned(),
        _ => return,
    };
    match runs.last_mut() {
        Some(last) if last.mark == mark => last.text.push_str(&text),
        _ => runs.push(Run { text, mark }),
    }
}

/// What was gathered becomes a paragraph, if anything was.
fn flush(runs: &mut Vec<Run>, blocks: &mut Vec<Block>) {
    let mut runs = std::mem::take(runs);
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    if runs.iter().any(|run| !run.text.trim().is_empty()) {
        blocks.push(Block::Paragraph { runs });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, mark: Mark) -> Run {
        Run { text: text.to_owned(), mark }
    }

    #[test]
    fn headings_paragraphs_lists_and_tables_are_read() {
        let text = "# Przebieg\n\nRaz **dwa** trzy\ncztery.\n\n3. pierwszy\n4. drugi\n   - niżej\n\n| a | b |\n|---|--:|\n| 1 | *2* |\n";
        let blocks = blocks(text, 3);
        assert_eq!(blocks[0], Block::heading(4, "Przebieg"));
        let paragraph = vec![run("Raz ", Mark::Plain), run("dwa", Mark::Strong), run(" trzy cztery.", Mark::Plain)];
        assert_eq!(blocks[1], Block::Paragraph { runs: paragraph });
        let Block::List { start: Some(3), items } = &blocks[2] else { panic!("{blocks:?}") };
        assert_eq!(items[0], [Block::paragraph("pierwszy")]);
        assert!(matches!(&items[1][1], Block::List { start: None, items } if items[0] == [Block::paragraph("niżej")]));
        let Block::Table(table) = &blocks[3] else { panic!("{blocks:?}") };
        assert_eq!((&table.head[..], table.rows[0][1].text()), (&["a".to_owned(), "b".to_owned()][..], "2".to_owned()));
        assert_eq!(blocks.len(), 4);
    }

    #[test]
    fn a_link_tells_where_it_leads_and_html_is_no_markup() {
        let blocks = blocks("Zob. [plan](https://example.org/a) i <https://example.org/b>, <b>x</b>", 2);
        let Block::Paragraph { runs } = &blocks[0] else { panic!("{blocks:?}") };
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(text, "Zob. plan (https://example.org/a) i https://example.org/b, <b>x</b>");
    }

    #[test]
    fn what_stands_very_deep_is_kept_without_its_depth() {
        let quoted = format!("{} słowa\n\ndalej", ">".repeat(2_000));
        let texts: Vec<_> = blocks(&quoted, 2);
        assert_eq!(texts, [Block::paragraph("słowa"), Block::paragraph("dalej")]);
        let listed = format!("{}słowa", "- ".repeat(200));
        assert!(format!("{:?}", blocks(&listed, 2)).contains("słowa"));
    }
}
