use super::WriteError;
use super::annex_docx::{FIXED, Skins, pack};
use super::paper::{Block, Chart, Grid, Line, Paper, Piece};
use super::paper_chart;
use super::xml_skin::XmlSkin;
use std::sync::OnceLock;

/// A file of `templates/paper`.
macro_rules! skin {
    ($name:literal, $names:expr) => {
        XmlSkin::compile($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/paper/", $name)), $names)?
    };
}

const PORTRAIT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/paper/portrait.xml"));
const LANDSCAPE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/paper/landscape.xml"));
/// Width of the text in twentieths of a point.
const PORTRAIT_WIDTH: u32 = 9072;
const LANDSCAPE_WIDTH: u32 = 14570;

const WORKBOOK_TYPE: &str =
    r#"<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>"#;
const CHART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const CHART_RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart";

/// Characters of a row that is kept on one page.
const WHOLE_ROW: usize = 600;

struct PaperSkins {
    document: XmlSkin<2>,
    paragraph: XmlSkin<3>,
    marked: XmlSkin<1>,
    table: XmlSkin<3>,
    head_row: XmlSkin<1>,
    row: XmlSkin<2>,
}

impl PaperSkins {
    fn get() -> Result<&'static Self, WriteError> {
        static SKINS: OnceLock<Result<PaperSkins, WriteError>> = OnceLock::new();
        let compile = || {
            Ok(Self {
                document: skin!("document.xml.hbs", ["blocks", "page"]),
                paragraph: skin!("paragraph.xml.hbs", ["style", "properties", "runs"]),
                marked: skin!("marked.xml.hbs", ["text"]),
                table: skin!("table.xml.hbs", ["width", "grid", "rows"]),
                head_row: skin!("head-row.xml.hbs", ["cells"]),
                row: skin!("row.xml.hbs", ["properties", "cells"]),
            })
        };
        SKINS.get_or_init(compile).as_ref().map_err(Clone::clone)
    }
}

/// A paper as a Word file.
///
/// # Errors
/// A skin that cannot be filled, or a refusal of the library that packs the file.
pub fn paper_docx(paper: &Paper) -> Result<Vec<u8>, WriteError> {
    let (skins, own) = (Skins::get()?, PaperSkins::get()?);
    let (page, width) = if paper.landscape { (LANDSCAPE, LANDSCAPE_WIDTH) } else { (PORTRAIT, PORTRAIT_WIDTH) };
    let drawing = Drawing { skins, own, width };
    let mut charts = Vec::new();
    let mut blocks = String::new();
    for block in &paper.blocks {
        if let Block::Chart(chart) = block {
            charts.push(chart);
            blocks.push_str(&paper_chart::place(chart, charts.len(), width)?);
        } else {
            blocks.push_str(&drawing.block(block));
        }
    }
    let core = skins.core.filled([&paper.name, &paper.header, &paper.organisation, &paper.on]);
    let header = skins.header_annex.filled([&paper.header]);
    let mut parts = with_charts(paper, &charts)?;
    parts.extend([
        ("docProps/core.xml".to_owned(), core.into()),
        ("word/header-annex.xml".to_owned(), header.clone().into()),
        ("word/header-check.xml".to_owned(), header.into()),
        ("word/document.xml".to_owned(), own.document.filled([&blocks, page]).into()),
    ]);
    pack(&parts)
}

type Part = (String, Vec<u8>);

/// The charts' own parts, and the two of the package that name them; nothing where there is no chart.
fn with_charts(paper: &Paper, charts: &[&Chart]) -> Result<Vec<Part>, WriteError> {
    if charts.is_empty() {
        return Ok(Vec::new());
    }
    let (mut types, mut relations, mut parts) = (WORKBOOK_TYPE.to_owned(), String::new(), Vec::new());
    for (number, chart) in (1..).zip(charts) {
        types.push_str(&format!(r#"<Override PartName="/word/charts/chart{number}.xml" ContentType="{CHART_TYPE}"/>"#));
        relations.push_str(&format!(
            r#"<Relationship Id="rIdChart{number}" Type="{CHART_RELATION}" Target="charts/chart{number}.xml"/>"#
        ));
        parts.extend(paper_chart::parts(chart, number, &paper.organisation, &paper.on)?);
    }
    let told = |name: &str, end: &str, more: &str| {
        let fixed = FIXED.iter().find(|(fixed, _)| *fixed == name).map(|(_, text)| *text).unwrap_or_default();
        (name.to_owned(), fixed.replace(end, &format!("{more}{end}")).into_bytes())
    };
    // Word wants the content types first.
    let named = [
        told("[Content_Types].xml", "</Types>", &types),
        told("word/_rels/document.xml.rels", "</Relationships>", &relations),
    ];
    Ok(named.into_iter().chain(parts).collect())
}

/// A paper being drawn. What is called XML here is escaped already.
struct Drawing {
    skins: &'static Skins,
    own: &'static PaperSkins,
    width: u32,
}

impl Drawing {
    fn block(&self, block: &Block) -> String {
        const RIGHT: &str = r#"<w:jc w:val="right"/>"#;
        const CENTRE: &str = r#"<w:jc w:val="center"/>"#;
        const SET_IN: &str = r#"<w:ind w:left="420" w:hanging="420"/>"#;
        // A page that is full to the last line must not send its own end onto an empty one.
        const NO_HEIGHT: &str = r#"<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>"#;
        const BREAK: &str = r#"<w:r><w:br w:type="page"/></w:r>"#;
        match block {
            Block::Title(line) => self.paragraph("Title", "", line),
            Block::Heading(line) => self.paragraph("CheckSection", "", line),
            Block::Paragraph(line) => self.paragraph("Preamble", "", line),
            Block::Right(line) => self.paragraph("Normal", RIGHT, line),
            Block::Centre(line) => self.paragraph("Normal", CENTRE, line),
            Block::Item(line) => self.paragraph("Normal", SET_IN, line),
            Block::Note(line) => self.paragraph("Small", "", line),
            Block::Table(grid) => self.table(grid),
            // Charts are parts of their own.
            Block::Chart(_) => String::new(),
            Block::Space => self.own.paragraph.filled(["Normal", "", ""]),
            Block::PageBreak => self.own.paragraph.filled(["Normal", NO_HEIGHT, BREAK]),
        }
    }

    fn paragraph(&self, style: &str, properties: &str, line: &Line) -> String {
        self.own.paragraph.filled([style, properties, &self.runs(line)])
    }

    fn runs(&self, line: &Line) -> String {
        let mut xml = String::new();
        for piece in line {
            match piece {
                Piece::Text(text) => self.skins.text.fill(&mut xml, [text]),
                Piece::Marked(text) => self.own.marked.fill(&mut xml, [text]),
                Piece::Blank(label) => self.skins.blank.fill(&mut xml, [label]),
            }
        }
        xml
    }

    fn table(&self, grid: &Grid) -> String {
        let whole: u32 = grid.shares.iter().sum::<u32>().max(1);
        let widths: Vec<String> = grid.shares.iter().map(|share| (self.width * share / whole).to_string()).collect();
        let mut columns = String::new();
        for width in &widths {
            self.skins.column.fill(&mut columns, [width]);
        }
        let mut rows = String::new();
        for (index, row) in grid.rows.iter().enumerate() {
            let is_head = index < grid.head;
            let mut cells = String::new();
            for (column, width) in widths.iter().enumerate() {
                // A row that is too short has blank cells; Word refuses a row that differs from its grid.
                let lines = row.get(column).map(Vec::as_slice).unwrap_or_default();
                if is_head {
                    let label: String = lines.iter().flatten().map(words).collect();
                    self.skins.head_cell.fill(&mut cells, [width, &label]);
                    continue;
                }
                let mut content = String::new();
                for line in lines {
                    content.push_str(&self.paragraph("Cell", "", line));
                }
                // Word refuses a cell without a paragraph.
                if lines.is_empty() {
                    content.push_str(&self.own.paragraph.filled(["Cell", "", ""]));
                }
                self.skins.cell.fill(&mut cells, [width, &content]);
            }
            if is_head {
                self.own.head_row.fill(&mut rows, [&cells]);
            } else {
                // A row that could fill half a page may be parted; a form's rows stay whole.
                let length: usize = row.iter().flatten().flatten().map(|piece| words(piece).chars().count()).sum();
                let whole = if length <= WHOLE_ROW { r#"<w:trPr><w:cantSplit/></w:trPr>"# } else { "" };
                self.own.row.fill(&mut rows, [whole, &cells]);
            }
        }
        self.own.table.filled([&self.width.to_string(), &columns, &rows])
    }
}

fn words(piece: &Piece) -> &str {
    match piece {
        Piece::Text(text) | Piece::Marked(text) | Piece::Blank(text) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::super::paper::Series;
    use super::*;
    use std::io::{Cursor, Read};

    fn part(bytes: &[u8], name: &str) -> String {
        let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
        let mut text = String::new();
        package.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
        text
    }

    #[test]
    fn a_chart_is_a_part_that_the_package_names_and_a_year_without_a_score_is_a_gap() {
        let mut paper = Paper::new("報告", "報告", "架空市", "2026-11-21");
        let chart = |first: &str| Chart {
            title: "推移".to_owned(),
            told: "得点 <1>".to_owned(),
            categories: [first, "令和8年", "令和9年"].map(str::to_owned).to_vec(),
            series: vec![Series {
                name: "下限".to_owned(),
                values: vec![Some(7_105), None, Some(10_000)],
                dashed: false,
            }],
        };
        paper.blocks = vec![Block::Chart(chart("=1+1")), Block::Chart(chart("令和7年"))];
        let bytes = paper_docx(&paper).expect("docx");
        assert_eq!(bytes, paper_docx(&paper).expect("docx"), "same bytes");
        let drawn = part(&bytes, "word/charts/chart1.xml");
        assert!(drawn.contains(r#"<c:pt idx="0"><c:v>71.05</c:v></c:pt><c:pt idx="2"><c:v>100.00</c:v></c:pt>"#));
        assert!(drawn.contains("推移!$B$2:$B$4") && drawn.contains("<c:v>=1+1</c:v>"));
        assert!(part(&bytes, "word/document.xml").contains(r#"descr="得点 &lt;1&gt;""#));
        for (name, said) in
            [("[Content_Types].xml", "/word/charts/chart2.xml"), ("word/_rels/document.xml.rels", "rIdChart2")]
        {
            let text = part(&bytes, name);
            assert!(text.contains(said), "{name}");
            assert_eq!(text.matches("<Default Extension=\"xlsx\"").count(), usize::from(name.starts_with('[')));
        }
        assert!(part(&bytes, "word/charts/_rels/chart2.xml.rels").contains("../embeddings/2.xlsx"));
        let mut package = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).expect("a package");
        let mut workbook = Vec::new();
        package.by_name("word/embeddings/1.xlsx").expect("the workbook").read_to_end(&mut workbook).expect("bytes");
        let workbook = crate::workbook::read(&workbook).expect("a workbook");
        let sheet = workbook.sheet("推移").expect("its sheet");
        assert!(sheet.cells().iter().all(|cell| !cell.formula) && sheet.cells().len() == 6);
        // A paper without one is as it was.
        paper.blocks.clear();
        assert!(!part(&paper_docx(&paper).expect("docx"), "[Content_Types].xml").contains("chart"));
    }
}
