//! Lines become blocks: `# ` title, `## ` heading, `> ` at the right, `^ ` in the middle, `- ` item, `~ ` note, `|a|b|` row of a table,
//! `||a|b|` its head, `%% 20 80` shares of the columns, `---` new page; anything else is a paragraph. Values stand between marks and
//! are never markup.

use crate::document::paper::{Block, Grid, Line, Piece};

/// Unicode keeps these code points for a program's own use.
const VALUE: char = '\u{FDD2}';
const BLANK: char = '\u{FDD1}';
const END: char = '\u{FDD3}';
const NEWLINE: char = '\u{FDD4}';
const MARKS: [char; 4] = [VALUE, BLANK, END, NEWLINE];

/// A value between its marks: what looks like markup in it is none.
pub(super) fn as_written(value: &str) -> String {
    format!("{VALUE}{}{END}", clean(value))
}

/// A blank with what belongs there.
pub(super) fn blank(label: &str) -> String {
    format!("{BLANK}{}{END}", clean(label))
}

fn clean(value: &str) -> String {
    value.replace(MARKS, "").replace("\r\n", "\n").replace(['\n', '\r'], &NEWLINE.to_string())
}

/// The blocks of a filled text.
pub(super) fn blocks(filled: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut shares: Vec<u32> = Vec::new();
    let mut grid: Option<Grid> = None;
    for line in filled.lines() {
        let line = line.trim_end();
        if let Some(row) = line.strip_prefix('|') {
            let (is_head, row) = match row.strip_prefix('|') {
                Some(row) => (true, row),
                None => (false, row),
            };
            let cells = cells(row.strip_suffix('|').unwrap_or(row));
            let table = grid.get_or_insert_with(|| Grid {
                shares: if shares.len() == cells.len() { shares.clone() } else { vec![1; cells.len()] },
                head: 0,
                rows: Vec::new(),
            });
            if is_head && table.head == table.rows.len() {
                table.head += 1;
            }
            table.rows.push(cells);
            continue;
        }
        blocks.extend(grid.take().map(Block::Table));
        if let Some(numbers) = line.strip_prefix("%% ") {
            shares = numbers.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        } else {
            let next = block(line);
            // A table brings its own distance to what follows.
            if next != Block::Space || !matches!(blocks.last(), Some(Block::Table(_))) {
                blocks.push(next);
            }
        }
    }
    blocks.extend(grid.take().map(Block::Table));
    while blocks.last() == Some(&Block::Space) {
        blocks.pop();
    }
    blocks
}

fn block(line: &str) -> Block {
    type Make = fn(Line) -> Block;
    let kinds: [(&str, Make); 6] = [
        ("# ", Block::Title),
        ("## ", Block::Heading),
        ("> ", Block::Right),
        ("^ ", Block::Centre),
        ("- ", Block::Item),
        ("~ ", Block::Note),
    ];
    if line.trim().is_empty() {
        return Block::Space;
    }
    if line == "---" {
        return Block::PageBreak;
    }
    for (mark, make) in kinds {
        if let Some(rest) = line.strip_prefix(mark) {
            return make(pieces(rest));
        }
    }
    Block::Paragraph(pieces(line))
}

/// The cells of a row, each with its lines; `｜` of values is no border.
fn cells(row: &str) -> Vec<Vec<Line>> {
    let mut cells = vec![String::new()];
    let mut inside = false;
    for c in row.chars() {
        match c {
            VALUE | BLANK => inside = true,
            END => inside = false,
            '|' if !inside => {
                cells.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(cell) = cells.last_mut() {
            cell.push(c);
        }
    }
    cells.iter().map(|cell| lines(cell)).collect()
}

/// A cell's lines: values may hold ends of lines, and the skin may write `<br>`.
fn lines(cell: &str) -> Vec<Line> {
    let mut lines = vec![Vec::new()];
    for piece in pieces(&cell.trim().replace("<br>", &NEWLINE.to_string())) {
        let parts: Vec<Piece> = match piece {
            Piece::Text(text) => text.split(NEWLINE).map(|part| Piece::Text(part.to_owned())).collect(),
            other => vec![other],
        };
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(part);
            }
        }
    }
    lines
}

fn pieces(text: &str) -> Line {
    let mut line = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, from)) = rest.find([VALUE, BLANK]).and_then(|at| rest.split_at_checked(at)) {
        plain.push_str(before);
        let mut from = from.chars();
        let mark = from.next();
        let (inside, after) = from.as_str().split_once(END).unwrap_or((from.as_str(), ""));
        if mark == Some(BLANK) {
            if !plain.is_empty() {
                line.push(Piece::Text(std::mem::take(&mut plain)));
            }
            line.push(Piece::Blank(inside.replace(NEWLINE, " ")));
        } else {
            plain.push_str(inside);
        }
        rest = after;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        line.push(Piece::Text(plain));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_never_markup() {
        let filled = format!(
            "# {}\n|{}|{}|\n{}\n",
            as_written("題|名"),
            as_written("|a|\nb"),
            blank("日付"),
            as_written("# 見出し")
        );
        let text = |words: &str| Piece::Text(words.to_owned());
        assert_eq!(
            blocks(&filled),
            [
                Block::Title(vec![text("題|名")]),
                Block::Table(Grid {
                    shares: vec![1, 1],
                    head: 0,
                    rows: vec![vec![
                        vec![vec![text("|a|")], vec![text("b")]],
                        vec![vec![Piece::Blank("日付".to_owned())]]
                    ]],
                }),
                Block::Paragraph(vec![text("# 見出し")]),
            ]
        );
    }
}
