//! A document of a few pages that is no contract: a form, a letter, a comparison of two editions, the check of a contract. One model, drawn
//! by one writer.

use serde::Serialize;

/// What goes onto the paper, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// How to read the JSON.
    pub schema: &'static str,
    /// What it is called.
    pub name: String,
    /// The small line at the head of each page.
    pub header: String,
    /// Whose it is, for the properties of the file.
    pub organisation: String,
    /// The day on which it was made, ISO.
    pub on: String,
    /// Whether the page lies on its long side.
    pub landscape: bool,
    /// What stands on it.
    pub blocks: Vec<Block>,
}

/// A part of a paper, from one edge of the text to the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// The title, in the middle.
    Title(Line),
    /// The heading of a section.
    Heading(Line),
    /// A paragraph.
    Paragraph(Line),
    /// A line at the right edge: dates, senders.
    Right(Line),
    /// A line in the middle: 記, 以上.
    Centre(Line),
    /// An item with its number, set in.
    Item(Line),
    /// A small line.
    Note(Line),
    /// A table.
    Table(Grid),
    /// Lines over time.
    Chart(Chart),
    /// A blank line.
    Space,
    /// A new page.
    PageBreak,
}

/// A line of text.
pub type Line = Vec<Piece>;

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// Plain words.
    Text(String),
    /// Words that changed: underlined.
    Marked(String),
    /// To be filled in: what belongs there.
    Blank(String),
}

/// A table: columns by their share of the width, the first rows being its head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// Shares of the width.
    pub shares: Vec<u32>,
    /// How many of the first rows are repeated on every page.
    pub head: usize,
    /// Rows of cells of lines.
    pub rows: Vec<Vec<Vec<Line>>>,
}

/// Numbers from 0 to 100 over time, as lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// What it shows; a heading over it says so.
    pub title: String,
    /// The same in words, for who does not see it.
    pub told: String,
    /// The points in time.
    pub categories: Vec<String>,
    /// The lines, from the one that is drawn first.
    pub series: Vec<Series>,
}

/// A line of a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Hundredths, one per point in time; absent where there is none.
    pub values: Vec<Option<u32>>,
    /// Whether the line is broken, with its numbers above it.
    pub dashed: bool,
}

/// A line of plain words.
pub(super) fn plain(text: &str) -> Line {
    vec![Piece::Text(text.to_owned())]
}

impl Paper {
    /// A paper without anything on it.
    pub(super) fn new(name: &str, header: &str, organisation: &str, on: &str) -> Self {
        Self {
            schema: "paper/1",
            name: name.to_owned(),
            header: header.to_owned(),
            organisation: organisation.to_owned(),
            on: on.to_owned(),
            landscape: false,
            blocks: Vec::new(),
        }
    }

    /// All that is to be filled in, in order.
    pub fn blanks(&self) -> Vec<&str> {
        self.lines()
            .flatten()
            .filter_map(|piece| match piece {
                Piece::Blank(label) => Some(label.as_str()),
                _ => None,
            })
            .collect()
    }

    /// All lines, tables cell by cell.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Title(line)
            | Block::Heading(line)
            | Block::Paragraph(line)
            | Block::Right(line)
            | Block::Centre(line)
            | Block::Item(line)
            | Block::Note(line) => vec![line],
            Block::Table(grid) => grid.rows.iter().flatten().flatten().collect(),
            Block::Chart(_) | Block::Space | Block::PageBreak => Vec::new(),
        })
    }

    /// The words alone, a line each.
    pub fn text(&self) -> String {
        let line = |line: &Line| {
            let pieces = line.iter().map(|piece| match piece {
                Piece::Text(text) | Piece::Marked(text) => text.clone(),
                Piece::Blank(label) => format!("［{label}］"),
            });
            pieces.collect::<String>()
        };
        self.lines().map(line).collect::<Vec<_>>().join("\n")
    }
}
