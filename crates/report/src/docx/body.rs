//! The body of the document: headings, paragraphs, lists and tables as WordprocessingML.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::document::{Block, Column, Mark, Run, Table};
use crate::text::clean;

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                          xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

/// A page; lengths are twentieths of a point.
pub(super) struct Paper {
    width: u32,
    height: u32,
    margin: u32,
    orientation: &'static str,
}

/// A4, standing.
pub(super) const PORTRAIT: Paper = Paper { width: 11_906, height: 16_838, margin: 1_134, orientation: "portrait" };
/// A4, lying: for the table of remarks.
pub(super) const LANDSCAPE: Paper = Paper { width: 16_838, height: 11_906, margin: 680, orientation: "landscape" };

impl Paper {
    fn room(&self) -> u32 {
        self.width - 2 * self.margin
    }

    fn properties(&self) -> String {
        let Self { width, height, margin, orientation } = self;
        format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"default\" r:id=\"rId5\"/>\
             <w:pgSz w:w=\"{width}\" w:h=\"{height}\" w:orient=\"{orientation}\"/>\
             <w:pgMar w:top=\"1134\" w:right=\"{margin}\" w:bottom=\"1021\" w:left=\"{margin}\" w:header=\"567\" w:footer=\"510\" \
             w:gutter=\"0\"/></w:sectPr>"
        )
    }
}

/// A document that is being written.
pub(super) struct Body<W: Write> {
    out: W,
    /// With which number each list begins; `None` for one without numbers.
    lists: Vec<Option<u64>>,
}

impl<W: Write> Body<W> {
    pub(super) fn begin(mut out: W) -> io::Result<Self> {
        write!(out, "{DECLARATION}<w:document {NAMESPACES}><w:body>")?;
        Ok(Self { out, lists: Vec::new() })
    }

    pub(super) fn title(&mut self, title: &str) -> io::Result<()> {
        self.paragraph("<w:pStyle w:val=\"Title\"/>", &[Run::plain(title)])
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) -> io::Result<()> {
        for block in blocks {
            self.block(block, 0)?;
        }
        Ok(())
    }

    /// `depth` is that of lists around it.
    fn block(&mut self, block: &Block, depth: usize) -> io::Result<()> {
        match block {
            Block::Heading { level, text } => {
                let style = format!("<w:pStyle w:val=\"Heading{}\"/>", (*level).clamp(1, 6));
                self.paragraph(&style, &[Run::plain(text.as_str())])
            }
            Block::Paragraph { runs } => self.paragraph(&indented(depth), runs),
            Block::Facts { facts } => {
                for fact in facts {
                    let name = Run { text: format!("{}: ", fact.name), mark: Mark::Strong };
                    self.paragraph("", &[name, Run::plain(fact.lines.join("\n"))])?;
                }
                Ok(())
            }
            Block::List { start, items } => self.list(*start, items, depth),
            Block::Table(table) => self.table(table),
            // The table that follows has its numbers.
            Block::Chart { .. } => Ok(()),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], depth: usize) -> io::Result<()> {
        self.lists.push(start);
        let number = self.lists.len();
        let level = depth.min(LEVELS - 1);
        for item in items {
            let mut blocks = item.iter();
            let mark =
                format!("<w:pStyle w:val=\"ListParagraph\"/><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr>");
            // The mark of an item belongs to its first paragraph.
            match item.first() {
                Some(Block::Paragraph { runs }) => {
                    blocks.next();
                    self.paragraph(&mark, runs)?;
                }
                _ => self.paragraph(&mark, &[])?,
            }
            for block in blocks {
                self.block(block, depth + 1)?;
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) -> io::Result<()> {
        if !table.caption.is_empty() {
            self.paragraph("<w:pStyle w:val=\"Caption\"/>", &[Run::plain(table.caption.as_str())])?;
        }
        self.table_begins(&table.columns, &PORTRAIT)?;
        self.head(&table.columns, &table.head)?;
        for row in &table.rows {
            self.row(&table.columns, row.iter().map(|cell| &cell.runs[..]))?;
        }
        self.table_ends()
    }

    pub(super) fn table_begins(&mut self, columns: &[Column], paper: &Paper) -> io::Result<()> {
        write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" \
             w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
        )?;
        let whole: u32 = columns.iter().map(|column| u32::from(column.weight)).sum();
        for column in columns {
            write!(self.out, "<w:gridCol w:w=\"{}\"/>", paper.room() * u32::from(column.weight) / whole.max(1))?;
        }
        write!(self.out, "</w:tblGrid>")
    }

    /// The heads of the columns, again on every page.
    pub(super) fn head(&mut self, columns: &[Column], names: &[String]) -> io::Result<()> {
        write!(self.out, "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")?;
        for (column, name) in columns.iter().zip(names) {
            let name = Run { text: name.clone(), mark: Mark::Strong };
            self.cell("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E8EEF8\"/>", *column, &[name])?;
        }
        write!(self.out, "</w:tr>")
    }

    pub(super) fn row<'a>(&mut self, columns: &[Column], cells: impl Iterator<Item = &'a [Run]>) -> io::Result<()> {
        write!(self.out, "<w:tr>")?;
        for (column, runs) in columns.iter().zip(cells) {
            self.cell("", *column, runs)?;
        }
        write!(self.out, "</w:tr>")
    }

    fn cell(&mut self, properties: &str, column: Column, runs: &[Run]) -> io::Result<()> {
        let side = if column.numeric { "<w:jc w:val=\"right\"/>" } else { "" };
        write!(self.out, "<w:tc><w:tcPr>{properties}</w:tcPr>")?;
        self.paragraph(&format!("<w:pStyle w:val=\"Cell\"/>{side}"), runs)?;
        write!(self.out, "</w:tc>")
    }

    /// A table must not touch what follows it.
    pub(super) fn table_ends(&mut self) -> io::Result<()> {
        write!(self.out, "</w:tbl>")?;
        self.paragraph("<w:spacing w:after=\"0\"/>", &[])
    }

    /// What follows stands on new pages.
    pub(super) fn section_ends(&mut self, paper: &Paper) -> io::Result<()> {
        self.paragraph(&format!("<w:spacing w:after=\"0\"/>{}", paper.properties()), &[])
    }

    /// Ends the document; the answer is what [`numbering`] asks for.
    pub(super) fn end(mut self, paper: &Paper) -> io::Result<Vec<Option<u64>>> {
        write!(self.out, "{}</w:body></w:document>", paper.properties())?;
        self.out.flush()?;
        Ok(self.lists)
    }

    fn paragraph(&mut self, properties: &str, runs: &[Run]) -> io::Result<()> {
        self.out.write_all(paragraph(properties, runs).as_bytes())
    }
}

/// The deepest level of lists, and one more.
const LEVELS: usize = 9;

fn indented(depth: usize) -> String {
    if depth == 0 { String::new() } else { format!("<w:ind w:left=\"{}\"/>", 425 * depth.min(LEVELS)) }
}

/// A paragraph; `properties` are XML in the order of the standard.
pub(super) fn paragraph(properties: &str, runs: &[Run]) -> String {
    let mut xml = String::from("<w:p>");
    if !properties.is_empty() {
        let _infallible = write!(xml, "<w:pPr>{properties}</w:pPr>");
    }
    for run in runs.iter().filter(|run| !run.text.is_empty()) {
        let look = match run.mark {
            Mark::Plain => "",
            Mark::Strong => "<w:rPr><w:b/><w:bCs/></w:rPr>",
            Mark::Inserted => "<w:rPr><w:u w:val=\"single\"/></w:rPr>",
            Mark::Deleted => "<w:rPr><w:strike/></w:rPr>",
        };
        let lines: Vec<_> = run.text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(line))).collect();
        let _infallible = write!(xml, "<w:r>{look}{}</w:r>", lines.join("<w:br/>"));
    }
    xml.push_str("</w:p>");
    xml
}

/// Text between tags, without what no XML may hold.
pub(super) fn escape(text: &str) -> String {
    quick_xml::escape::partial_escape(clean(text)).into_owned()
}

/// The lists of a document: which number each begins with, or none.
pub(super) fn numbering(lists: &[Option<u64>]) -> String {
    let mut xml = format!("{DECLARATION}<w:numbering {NAMESPACES}>");
    for (kind, format) in ["bullet", "decimal"].into_iter().enumerate() {
        let _infallible = write!(xml, "<w:abstractNum w:abstractNumId=\"{kind}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
        for level in 0..LEVELS {
            let mark = if kind == 0 { "•".to_owned() } else { format!("%{}.", level + 1) };
            let _infallible = write!(
                xml,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{mark}\"/>\
                 <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"360\"/></w:pPr></w:lvl>",
                425 * (level + 1)
            );
        }
        xml.push_str("</w:abstractNum>");
    }
    for (at, start) in lists.iter().enumerate() {
        let _infallible = write!(xml, "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{}\"/>", at + 1, u8::from(start.is_some()));
        // Each list counts anew, at whatever depth it stands.
        for level in 0..LEVELS {
            let first = start.unwrap_or(1).min(i32::MAX as u64);
            let _infallible = write!(xml, "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{first}\"/></w:lvlOverride>");
        }
        xml.push_str("</w:num>");
    }
    xml.push_str("</w:numbering>");
    xml
}
