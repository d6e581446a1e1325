//! ods: OpenDocument, one XML part.
//!
//! Not by the library: it refuses blanks between cells, knows no merged areas, hidden rows or comments, and repeats a cell as often as
//! the file says before it counts.

use super::limits::{Budget, MAX_COLUMNS, MAX_ROWS, check_facts, check_sheets};
use super::package::Package;
use super::sheet_facts::{join, resolve_lists};
use super::xml::{Piece, attribute, pieces};
use super::{Address, Area, Cell, CheckBox, Choices, ReadError, Sheet, Strike, Tick, Value, Visibility, Workbook};
use quick_xml::events::BytesStart;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    let mut package = Package::open(bytes)?;
    let manifest = package.part("META-INF/manifest.xml").unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(ReadError::Encrypted);
    }
    let content = package.part("content.xml").ok_or_else(|| ReadError::Damaged("content.xmlがない".to_owned()))?;
    let mut document = Document { budget: Budget::new(), ..Document::default() };
    let mut ended = false;
    for piece in pieces(&content) {
        match piece {
            Piece::Open(tag) => document.open(&tag)?,
            Piece::Text(text) => document.text(&text),
            Piece::Close(name) => {
                ended = name == "document-content";
                document.close(&name)?;
            }
        }
    }
    if !ended {
        document.broken_off()?;
    }
    let mut sheets = document.sheets;
    check_sheets(sheets.len())?;
    if sheets.is_empty() && !ended {
        return Err(ReadError::Damaged("content.xmlが途中で切れている".to_owned()));
    }
    resolve_lists(&mut sheets, &document.names);
    Ok(Workbook { sheets, ..Workbook::default() })
}

impl Default for Budget {
    fn default() -> Self {
        Self::new()
    }
}

/// What has been read so far.
#[derive(Default)]
struct Document {
    budget: Budget,
    sheets: Vec<Sheet>,
    names: Vec<(String, String)>,
    style: String,
    hidden_tables: BTreeSet<String>,
    struck_styles: BTreeSet<String>,
    lists: BTreeMap<String, String>,
    boxes: BTreeMap<String, (String, Tick)>,
    table: Option<Table>,
    /// An element whose content is no cell's text, and how often it was opened within itself.
    skipped: Option<(String, usize)>,
}

/// Elements that hold texts or tables which are not the sheet's own: deleted content, drawings, readings of characters.
const SKIPPED: [&str; 12] = [
    "tracked-changes",
    "shapes",
    "frame",
    "custom-shape",
    "rect",
    "g",
    "caption",
    "ellipse",
    "ruby-text",
    "note",
    "dde-link",
    "database-ranges",
];

/// A sheet that is being read.
#[derive(Default)]
struct Table {
    name: String,
    hidden: bool,
    cells: Vec<Cell>,
    facts: Sheet,
    lists: BTreeMap<String, Vec<Area>>,
    list_areas: usize,
    row: u32,
    row_repeats: u32,
    row_cells: Vec<(u32, u32, Value, bool, Option<Strike>)>,
    column: u32,
    next_column_style: u32,
    hidden_rows: Vec<(u32, u32)>,
    cell: Option<OpenCell>,
    /// Tables may lie in cells; those are no sheets.
    depth: usize,
}

/// A cell that is being read.
#[derive(Default)]
struct OpenCell {
    repeats: u32,
    kind: String,
    value: Option<String>,
    formula: bool,
    text: String,
    paragraphs: usize,
    in_paragraph: bool,
    comment: Option<String>,
    in_comment: bool,
    whole: bool,
    spans: Vec<bool>,
    struck: bool,
    plain: bool,
}

fn repeats(tag: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    attribute(tag, name)
        .and_then(|n| n.parse::<u64>().ok())
        .map_or(1, |n| u32::try_from(n).unwrap_or(most).clamp(1, most))
}

impl Document {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let local = tag.local_name();
        let name = local.as_ref();
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(skipped == name);
            return Ok(());
        }
        if SKIPPED.contains(&name) {
            self.skipped = Some((name.to_owned(), 1));
            return Ok(());
        }
        if self.table.is_some() {
            return self.open_in_table(name, tag);
        }
        match name {
            "style" => self.style = attribute(tag, "name").unwrap_or_default(),
            "table-properties" if attribute(tag, "display").as_deref() == Some("false") => {
                self.hidden_tables.insert(self.style.clone());
            }
            "text-properties" if attribute(tag, "text-line-through-style").is_some_and(|style| style != "none") => {
                self.struck_styles.insert(self.style.clone());
            }
            "table" => {
                check_sheets(self.sheets.len() + 1)?;
                let hidden = attribute(tag, "style-name").is_some_and(|style| self.hidden_tables.contains(&style));
                self.table =
                    Some(Table { name: attribute(tag, "name").unwrap_or_default(), hidden, ..Table::default() });
            }
            _ => self.declaration(name, tag)?,
        }
        Ok(())
    }

    /// Lists, names and boxes, which may stand before the tables or in them.
    fn declaration(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        match name {
            "content-validation" => {
                if let (Some(name), Some(condition)) = (attribute(tag, "name"), attribute(tag, "condition")) {
                    self.lists.extend(list_source(&condition).map(|source| (name, source)));
                    check_facts(self.lists.len(), "入力規則")?;
                }
            }
            "named-range" => {
                if let (Some(name), Some(area)) = (attribute(tag, "name"), attribute(tag, "cell-range-address")) {
                    self.names.push((name, excel_area(&area)));
                    check_facts(self.names.len(), "名前")?;
                }
            }
            "checkbox" => {
                let tick = match attribute(tag, "current-state").or_else(|| attribute(tag, "state")).as_deref() {
                    Some("checked") => Tick::On,
                    None | Some("unchecked") => Tick::Off,
                    Some(_) => Tick::Unclear,
                };
                // Written twice, with two prefixes, by most programs.
                if let Some(id) = attribute(tag, "id") {
                    self.boxes.insert(id, (attribute(tag, "label").unwrap_or_default(), tick));
                    check_facts(self.boxes.len(), "チェックボックス")?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn open_in_table(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        if matches!(name, "content-validation" | "named-range" | "checkbox") {
            return self.declaration(name, tag);
        }
        let Some(table) = &mut self.table else {
            return Ok(());
        };
        match name {
            "table" => table.depth += 1,
            _ if table.depth > 0 => {}
            "table-column" => {
                let count = repeats(tag, "number-columns-repeated", MAX_COLUMNS);
                let end = table.next_column_style.saturating_add(count).min(MAX_COLUMNS);
                if hidden(tag) {
                    table.facts.hidden_columns.extend(table.next_column_style..end);
                }
                table.next_column_style = end;
            }
            "table-row" => {
                table.row_repeats = repeats(tag, "number-rows-repeated", MAX_ROWS);
                table.column = 0;
                if hidden(tag) {
                    table.hidden_rows.push((table.row, table.row.saturating_add(table.row_repeats)));
                }
            }
            "table-cell" | "covered-table-cell" => table.open_cell(tag, &self.struck_styles)?,
            "control" => {
                if let Some((label, tick)) = attribute(tag, "control").and_then(|id| self.boxes.get(&id)) {
                    let cell = Address::new(table.row, table.column);
                    table.facts.check_boxes.push(CheckBox {
                        cell,
                        area: cell.into(),
                        label: label.clone(),
                        tick: *tick,
                    });
                    check_facts(table.facts.check_boxes.len(), "チェックボックス")?;
                }
            }
            _ => {
                if let Some(cell) = &mut table.cell {
                    cell.open(name, tag, &self.struck_styles);
                }
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_none()
            && let Some(cell) = self.table.as_mut().and_then(|table| table.cell.as_mut())
        {
            cell.text(text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        if let Some((skipped, depth)) = &mut self.skipped {
            if skipped == name {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                }
            }
            return Ok(());
        }
        let Some(table) = &mut self.table else {
            return Ok(());
        };
        match name {
            "table" if table.depth > 0 => table.depth -= 1,
            "table" => {
                if let Some(table) = self.table.take() {
                    self.sheets.push(table.finished(&self.lists, None)?);
                }
            }
            _ if table.depth > 0 => {}
            "table-row" => table.close_row(&mut self.budget)?,
            "table-cell" | "covered-table-cell" => table.close_cell(&mut self.budget)?,
            _ => {
                if let Some(cell) = &mut table.cell {
                    cell.close(name);
                }
            }
        }
        Ok(())
    }

    /// The part ended within a sheet: what came before is kept, and the sheet says so.
    fn broken_off(&mut self) -> Result<(), ReadError> {
        if let Some(mut table) = self.table.take() {
            table.close_row(&mut self.budget)?;
            self.sheets.push(table.finished(&self.lists, Some("content.xmlが途中で切れている".to_owned()))?);
        }
        Ok(())
    }
}

fn hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "visibility").is_some_and(|visibility| visibility == "collapse" || visibility == "filter")
}

impl Table {
    fn open_cell(&mut self, tag: &BytesStart<'_>, struck: &BTreeSet<String>) -> Result<(), ReadError> {
        let repeats = repeats(tag, "number-columns-repeated", MAX_COLUMNS);
        let mut cell = OpenCell { repeats, ..OpenCell::default() };
        let mut spans = (1, 1);
        let mut list = None;
        for found in tag.attributes().flatten() {
            let value =
                || found.normalized_value(quick_xml::XmlVersion::Implicit1_0).map(std::borrow::Cow::into_owned).ok();
            match (found.key.prefix().map(|p| p.into_inner().to_owned()).as_deref(), found.key.local_name().as_ref()) {
                (Some("calcext"), "value-type") if value().as_deref() == Some("error") => {
                    "error".clone_into(&mut cell.kind);
                }
                (_, "value-type") if cell.kind.is_empty() => cell.kind = value().unwrap_or_default(),
                (_, "value" | "date-value" | "boolean-value" | "string-value") => cell.value = value(),
                (_, "formula") => cell.formula = true,
                (_, "style-name") => cell.whole = value().is_some_and(|style| struck.contains(&style)),
                (_, "content-validation-name") => list = value(),
                (_, "number-columns-spanned") => spans.1 = value().and_then(|n| n.parse().ok()).unwrap_or(1u32),
                (_, "number-rows-spanned") => spans.0 = value().and_then(|n| n.parse().ok()).unwrap_or(1u32),
                _ => {}
            }
        }
        let first = Address::new(self.row, self.column);
        let to = |rows: u32, columns: u32| {
            let row = self.row.saturating_add(rows.max(1) - 1).min(MAX_ROWS - 1);
            Area::new(first, Address::new(row, self.column.saturating_add(columns.max(1) - 1).min(MAX_COLUMNS - 1)))
        };
        if spans.0 > 1 || spans.1 > 1 {
            self.facts.merges.push(to(spans.0, spans.1));
            check_facts(self.facts.merges.len(), "結合セル")?;
        }
        if let Some(list) = list {
            self.lists.entry(list).or_default().push(to(self.row_repeats, repeats));
            self.list_areas += 1;
            check_facts(self.list_areas, "入力規則")?;
        }
        self.cell = Some(cell);
        Ok(())
    }

    fn close_cell(&mut self, budget: &mut Budget) -> Result<(), ReadError> {
        let Some(mut cell) = self.cell.take() else {
            return Ok(());
        };
        let first = self.column;
        let last = first.saturating_add(cell.repeats).min(MAX_COLUMNS);
        if let Some(comment) = cell.comment.take() {
            budget.spend_text(&comment)?;
            self.facts.comments.insert(Address::new(self.row, first), comment.trim().to_owned());
            check_facts(self.facts.comments.len(), "コメント")?;
        }
        let formula = cell.formula;
        let strike = cell.strike();
        if let Some(value) = cell.value() {
            self.row_cells.push((first, last, value, formula, strike));
        }
        self.column = last;
        Ok(())
    }

    fn close_row(&mut self, budget: &mut Budget) -> Result<(), ReadError> {
        let row_cells = std::mem::take(&mut self.row_cells);
        let after = self.row.saturating_add(self.row_repeats.max(1)).min(MAX_ROWS);
        if !row_cells.is_empty() {
            for row in self.row..after {
                for (first, last, value, formula, strike) in &row_cells {
                    for column in *first..*last {
                        budget.spend(value)?;
                        let address = Address::new(row, column);
                        self.cells.push(Cell { address, value: value.clone(), formula: *formula });
                        self.facts.struck.extend(strike.map(|strike| (address, strike)));
                    }
                }
            }
        }
        self.row = after;
        self.column = 0;
        Ok(())
    }

    fn finished(self, lists: &BTreeMap<String, String>, unread: Option<String>) -> Result<Sheet, ReadError> {
        let mut sheet = Sheet::new(&self.name, self.cells);
        sheet.unread = unread;
        if self.hidden {
            sheet.visibility = Visibility::Hidden;
        }
        sheet.merges = self.facts.merges;
        sheet.hidden_columns = self.facts.hidden_columns;
        sheet.comments = self.facts.comments;
        sheet.struck = self.facts.struck;
        sheet.check_boxes = self.facts.check_boxes;
        // The rows below the table are often hidden too, a million of them.
        let used = sheet.cells().last().map_or(0, |cell| cell.address.row.saturating_add(1));
        for (first, last) in self.hidden_rows {
            sheet.hidden_rows.extend(first..last.min(used));
        }
        for (name, areas) in self.lists {
            if let Some(source) = lists.get(&name) {
                sheet.choices.push(Choices { areas, values: Vec::new(), source: source.clone(), ..Choices::default() });
            }
        }
        sheet.cover()?;
        Ok(sheet)
    }
}

impl OpenCell {
    fn open(&mut self, name: &str, tag: &BytesStart<'_>, struck: &BTreeSet<String>) {
        match name {
            "annotation" => {
                self.in_comment = true;
                self.comment = Some(String::new());
            }
            "p" | "h" => self.begin_paragraph(),
            "s" => {
                let count = attribute(tag, "c").and_then(|c| c.parse::<usize>().ok()).unwrap_or(1).min(1000);
                self.push(&" ".repeat(count));
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            "span" => self.spans.push(attribute(tag, "style-name").is_some_and(|style| struck.contains(&style))),
            // Who wrote the comment, and when.
            "creator" | "date" | "creator-initials" => self.in_paragraph = false,
            _ => {}
        }
    }

    fn begin_paragraph(&mut self) {
        self.in_paragraph = true;
        if self.in_comment {
            if let Some(comment) = self.comment.as_mut().filter(|comment| !comment.is_empty()) {
                join(comment, "");
            }
        } else {
            if self.paragraphs > 0 {
                self.text.push('\n');
            }
            self.paragraphs += 1;
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_paragraph {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        if self.in_comment {
            self.comment.get_or_insert_default().push_str(text);
            return;
        }
        if !text.trim().is_empty() {
            *(if self.spans.iter().any(|struck| *struck) { &mut self.struck } else { &mut self.plain }) = true;
        }
        self.text.push_str(text);
    }

    fn close(&mut self, name: &str) {
        match name {
            "annotation" => self.in_comment = false,
            "p" | "h" => self.in_paragraph = false,
            "span" => {
                self.spans.pop();
            }
            _ => {}
        }
    }

    const fn strike(&self) -> Option<Strike> {
        match (self.whole, self.struck, self.plain) {
            (true, ..) | (_, true, false) => Some(Strike::Whole),
            (_, true, true) => Some(Strike::Part),
            (_, false, _) => None,
        }
    }

    fn value(self) -> Option<Value> {
        let value = match (self.kind.as_str(), self.value) {
            ("error", _) => Value::Error(self.text),
            ("float" | "percentage" | "currency", Some(value)) => {
                value.parse().map_or_else(|_| Value::Text(self.text), Value::Number)
            }
            ("boolean", Some(value)) => Value::Bool(value == "true"),
            ("date", Some(value)) => Value::Date(minutes(&value)),
            ("string", Some(value)) if self.text.is_empty() => Value::Text(value),
            _ => Value::Text(self.text),
        };
        match &value {
            Value::Text(text) if text.is_empty() && !self.formula => None,
            _ => Some(value),
        }
    }
}

/// `2027-01-31T09:30:00` as `2027-01-31 09:30`; midnight is the day alone.
fn minutes(date: &str) -> String {
    match date.split_once('T') {
        Some((day, time)) => match time.get(..5) {
            None | Some("00:00") => day.to_owned(),
            Some(time) => format!("{day} {time}"),
        },
        None => date.to_owned(),
    }
}

/// A list's source as Excel would write it: `of:cell-content-is-in-list("はい";"いいえ")` becomes `"はい,いいえ"`.
fn list_source(condition: &str) -> Option<String> {
    let (_, rest) = condition.split_once("cell-content-is-in-list(")?;
    let inside = rest.rsplit_once(')')?.0.trim();
    if inside.starts_with('"') {
        let words: Vec<&str> = inside.split("\";\"").map(|word| word.trim_matches('"')).collect();
        return Some(format!("\"{}\"", words.join(",")));
    }
    match inside.strip_prefix('[').and_then(|area| area.strip_suffix(']')) {
        Some(area) => Some(excel_area(area)),
        None => Some(inside.to_owned()),
    }
}

/// `$Sheet.$B$2:.$B$6` as `Sheet!$B$2:$B$6`, `.$A$1:.$A$5` as `$A$1:$A$5`.
fn excel_area(area: &str) -> String {
    let (first, last) = area.split_once(':').unwrap_or((area, ""));
    let (sheet, first) = first.rsplit_once('.').unwrap_or(("", first));
    let last = last.rsplit_once('.').map_or(last, |(_, last)| last);
    let sheet = sheet.trim_start_matches('$');
    let cells = if last.is_empty() { first.to_owned() } else { format!("{first}:{last}") };
    if sheet.is_empty() { cells } else { format!("{sheet}!{cells}") }
}
