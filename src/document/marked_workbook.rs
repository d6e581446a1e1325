//! A returned workbook written anew with its reading coloured on it, so that a clerk can check at a glance what was taken as what. The
//! doubtful places come first; words beside the colours say the same without them.

use super::book::Book;
use super::sheet_style::{self, BODY, Cell, Column, Look, Page, TableSheet, cell_text, column, framed};
use super::text_measure::{self, MAX_HEIGHT};
use super::{ReadingView, WriteError};
use crate::questionnaire::{Answer, ColumnUse, ForeignTable};
use crate::workbook::{Address, Area, Sheet, Visibility, Workbook};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatPattern, Note, Url, Worksheet};
use std::collections::{BTreeMap, BTreeSet};

/// More of a sheet than this is not shown: nobody checks it by eye.
pub(super) const MOST_ROWS: u32 = 3_000;
pub(super) const MOST_COLUMNS: u32 = 150;

/// What the marked workbook is made from.
#[derive(Clone, Copy, Debug)]
pub struct MarkInput<'a> {
    /// The workbook as read.
    pub workbook: &'a Workbook,
    /// How it was understood.
    pub view: &'a ReadingView,
    /// The tables of a form that is not ours; none of our own.
    pub tables: &'a [ForeignTable],
}

/// What a cell was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    Plain,
    Left,
    Id,
    Remark,
    Question,
    Header,
    Unread,
    Answer(Answer),
}

/// The marks with their colours and words, in the order of the legend.
const LEGEND: [(Mark, u32, &str); 14] = [
    (Mark::Question, 0x00DD_EBF7, "設問"),
    (Mark::Answer(Answer::Met), 0x00C6_E0B4, "回答: 充足"),
    (Mark::Answer(Answer::Partial), 0x00FF_E699, "回答: 一部"),
    (Mark::Answer(Answer::Planned), 0x00FF_D7A8, "回答: 予定"),
    (Mark::Answer(Answer::Unmet), 0x00F4_B084, "回答: 未充足"),
    (Mark::Answer(Answer::NotApplicable), 0x00D9_D9D9, "回答: 該当なし"),
    (Mark::Answer(Answer::Undisclosed), 0x00D9_C9E8, "回答: 非開示"),
    (Mark::Answer(Answer::Unanswered), 0x00FF_FFFF, "回答: 未回答（枠が太い）"),
    (Mark::Answer(Answer::Unclear), 0x00FF_A7D1, "回答: 判読不能（必ず確かめる）"),
    (Mark::Remark, 0x00E2_F0E9, "補足・根拠資料"),
    (Mark::Id, 0x00E4_DFEC, "番号・分類"),
    (Mark::Header, 0x008E_A9DB, "見出し"),
    (Mark::Left, 0x00F2_F2F2, "使っていない列（前年の回答、審査欄など。字が灰色の斜体）"),
    (Mark::Unread, 0x00FF_FF66, "読み取れなかったところ（網掛け）"),
];

/// The marked workbook as an xlsx file.
///
/// # Errors
/// [`WriteError::Library`] where the library refuses.
pub fn marked_workbook(input: &MarkInput<'_>) -> Result<Vec<u8>, WriteError> {
    let mut book = Book::new(&format!("読み取りの確認　{}", input.view.file), "", "")?;
    let look = Look::new();
    let page = Page::new("読み取りの確認", &input.view.file, "");
    let shown: Vec<&Sheet> = input.workbook.sheets.iter().filter(|s| s.visibility == Visibility::Visible).collect();
    let names = names(&shown);
    check_list(&mut book, &look, &page, input, &names)?;
    for sheet in shown {
        let Some(name) = names.get(sheet.name.as_str()) else { continue };
        let marks = marks(sheet, input);
        let target = book.sheet(name)?;
        draw(target, sheet, &marks, input)?;
        page.table(target);
    }
    book.saved()
}

const FIRST: &str = "読み取りの確認";

/// Names under which the sheets are written: their own, unless that would be taken twice or is the list's.
fn names<'a>(sheets: &[&'a Sheet]) -> BTreeMap<&'a str, String> {
    let mut used: BTreeSet<String> = BTreeSet::from([FIRST.to_owned()]);
    let mut names = BTreeMap::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let usable: String = sheet.name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(28).collect();
        let plain = if usable.trim().is_empty() { format!("シート{}", at + 1) } else { usable };
        let name = if used.contains(&plain.to_lowercase()) || used.contains(&plain) {
            format!("{plain}_{}", at + 1)
        } else {
            plain
        };
        used.insert(name.to_lowercase());
        names.insert(sheet.name.as_str(), name);
    }
    names
}

const LIST: [Column; 6] = [
    column("読み取り", 84),
    column("シート", 120),
    column("セル", 60),
    column("設問", 300),
    column("書かれた回答", 150),
    column("そう読んだ理由・補足", 260),
];

const NOTE: &str =
    "疑わしいものから順に並べています。「セル」を押すとその場所に移ります。色の意味は、この表の下にあります。";

/// How wide a column gets, at most, for what stands in it.
const fn widest(mark: Mark) -> u32 {
    match mark {
        Mark::Id => 100,
        Mark::Answer(_) | Mark::Left | Mark::Unread => 160,
        Mark::Header => 140,
        Mark::Remark | Mark::Plain => 240,
        Mark::Question => 300,
    }
}

/// How urgently a reader should look, the most urgent first.
pub(super) const fn urgency(answer: Answer) -> u8 {
    match answer {
        Answer::Unclear => 0,
        Answer::Unanswered => 2,
        Answer::Undisclosed => 3,
        Answer::Planned | Answer::Partial => 4,
        Answer::NotApplicable => 5,
        Answer::Unmet => 6,
        Answer::Met => 7,
    }
}

fn check_list(
    book: &mut Book,
    look: &Look,
    page: &Page,
    input: &MarkInput<'_>,
    names: &BTreeMap<&str, String>,
) -> Result<(), WriteError> {
    struct Line<'a> {
        urgency: u8,
        label: &'static str,
        sheet: &'a str,
        cell: &'a str,
        question: &'a str,
        written: &'a str,
        why: String,
        mark: Mark,
    }
    let mut lines: Vec<Line<'_>> = Vec::new();
    // What is met is seen on the sheets; a list of hundreds would hide the doubtful.
    for answer in input.view.answers.iter().filter(|answer| answer.answer != Answer::Met) {
        lines.push(Line {
            urgency: urgency(answer.answer),
            label: answer.answer.label(),
            sheet: &answer.sheet,
            cell: &answer.cell,
            question: &answer.question,
            written: &answer.written,
            why: answer.why.clone().unwrap_or_else(|| answer.remark.clone()),
            mark: Mark::Answer(answer.answer),
        });
    }
    for unread in &input.view.unread {
        lines.push(Line {
            urgency: 1,
            label: "読み取れない",
            sheet: &unread.sheet,
            cell: &unread.range,
            question: &unread.text,
            written: "",
            why: unread.why.clone(),
            mark: Mark::Unread,
        });
    }
    lines.sort_by_key(|line| line.urgency);
    let met = input.view.answers.iter().filter(|answer| answer.answer == Answer::Met).count();
    let note =
        format!("{NOTE}充足と読んだ{met}件（回答{}件のうち）は、ここには載せていません。", input.view.answers.len());
    let mut table = TableSheet::new(book, look, page, FIRST, &note, &LIST, 0)?.by_library(&LIST);
    let mut placed = Vec::new();
    for line in &lines {
        placed.push(table.next());
        table.push(&[
            Cell::word(line.label),
            Cell::text(line.sheet),
            Cell::word(line.cell),
            Cell::text(line.question),
            Cell::text(line.written),
            Cell::text(line.why.as_str()),
        ])?;
    }
    let mut row = table.next() + 1;
    let sheet = table.finish()?;
    for (line, at) in lines.iter().zip(placed) {
        let format = format(line.mark, false).set_align(FormatAlign::Center);
        sheet.write_string_with_format(at, 0, line.label, &format)?;
        if let Some(name) = names.get(line.sheet) {
            let cell = line.cell.split(':').next().unwrap_or("A1");
            let url = Url::new(format!("internal:'{name}'!{cell}")).set_text(line.cell);
            sheet.write_url_with_format(at, 2, url, &look.link)?;
        }
    }
    sheet.write_string_with_format(row, 0, "色の意味", &look.section)?;
    for (mark, _, words) in LEGEND {
        row += 1;
        sheet.merge_range(row, 0, row, 3, words, &format(mark, true))?;
    }
    for table in input.tables {
        row += 2;
        let title = format!("「{}」シート {} の見立て", table.sheet, table.area);
        sheet.write_string_with_format(row, 0, title, &look.section)?;
        for note in table.doubt.iter().chain(&table.notes) {
            row += 1;
            sheet.merge_range(row, 0, row, 5, &cell_text(note), &look.note)?;
            let lines = text_measure::lines(note, 960, BODY);
            sheet.set_row_height_pixels(row, text_measure::height(lines, BODY) + 4)?;
        }
    }
    Ok(())
}

fn format(mark: Mark, wrapped: bool) -> Format {
    let colour = LEGEND.iter().find(|(known, ..)| *known == mark).map(|(_, colour, _)| *colour);
    let mut format = framed(BODY).set_align(FormatAlign::Top);
    if wrapped {
        format = format.set_text_wrap();
    }
    if let Some(colour) = colour {
        format = format.set_background_color(Color::RGB(colour));
    }
    match mark {
        Mark::Header => format.set_bold().set_align(FormatAlign::Center),
        Mark::Left => format.set_italic().set_font_color(Color::RGB(0x0080_8080)),
        Mark::Unread => format.set_pattern(FormatPattern::LightUp).set_foreground_color(Color::RGB(0x00BF_9000)),
        Mark::Answer(Answer::Unclear) => format.set_bold(),
        Mark::Answer(Answer::Unanswered) => {
            format.set_border(rust_xlsxwriter::FormatBorder::Medium).set_border_color(Color::RGB(0x00C0_0000))
        }
        _ => format,
    }
}

/// What each cell of a sheet was taken for.
pub(super) fn marks(sheet: &Sheet, input: &MarkInput<'_>) -> BTreeMap<Address, Mark> {
    let mut marks: BTreeMap<Address, Mark> = BTreeMap::new();
    for table in input.tables.iter().filter(|table| table.sheet == sheet.name) {
        for cell in sheet.cells().iter().filter(|cell| shown(&cell.address) && table.area.contains(cell.address)) {
            let header = table.header.is_some_and(|last| cell.address.row <= last);
            let column = table.columns.iter().find(|c| (c.first..=c.last).contains(&cell.address.column));
            let mark = match column.map(|column| column.usage) {
                Some(ColumnUse::Left | ColumnUse::Unknown) => Mark::Left,
                _ if header => Mark::Header,
                Some(ColumnUse::Id | ColumnUse::Category) => Mark::Id,
                Some(ColumnUse::Remark | ColumnUse::Evidence) => Mark::Remark,
                _ => Mark::Plain,
            };
            marks.insert(cell.address, mark);
        }
    }
    for unread in input.view.unread.iter().filter(|unread| unread.sheet == sheet.name) {
        let Some(area) = Area::parse(&unread.range) else { continue };
        for cell in sheet.cells().iter().filter(|cell| shown(&cell.address) && area.contains(cell.address)) {
            marks.insert(cell.address, Mark::Unread);
        }
    }
    for answer in input.view.answers.iter().filter(|answer| answer.sheet == sheet.name) {
        if let Some(address) = Address::parse(&answer.question_cell) {
            marks.insert(address, Mark::Question);
        }
    }
    for answer in input.view.answers.iter().filter(|answer| answer.sheet == sheet.name) {
        if let Some(address) = Address::parse(&answer.cell) {
            // One cell that answers several questions shows the most doubtful reading.
            let mark = Mark::Answer(answer.answer);
            let worse = |known: &Mark| matches!(known, Mark::Answer(other) if urgency(*other) < urgency(answer.answer));
            if !marks.get(&address).is_some_and(worse) {
                marks.insert(address, mark);
            }
        }
    }
    marks
}

pub(super) fn shown(address: &Address) -> bool {
    address.row < MOST_ROWS && address.column < MOST_COLUMNS
}

/// The merged areas that are shown, by row; so many that nobody could have made them by hand are left out.
pub(super) struct Merges(BTreeMap<u32, Vec<Area>>);

impl Merges {
    pub(super) fn new(sheet: &Sheet) -> Self {
        const MOST: usize = 100_000;
        let mut rows: BTreeMap<u32, Vec<Area>> = BTreeMap::new();
        let areas = sheet.merges.iter().filter(|area| shown(&area.first) && shown(&area.last));
        let steps = areas.flat_map(|area| (area.first.row..=area.last.row).map(move |row| (row, *area)));
        for (row, area) in steps.take(MOST) {
            rows.entry(row).or_default().push(area);
        }
        Self(rows)
    }

    pub(super) fn at(&self, cell: Address) -> Option<Area> {
        self.0.get(&cell.row)?.iter().copied().find(|area| area.contains(cell))
    }
}

fn draw(
    target: &mut Worksheet,
    sheet: &Sheet,
    marks: &BTreeMap<Address, Mark>,
    input: &MarkInput<'_>,
) -> Result<(), WriteError> {
    let merges = Merges::new(sheet);
    let reasons = reasons(sheet, input);
    let widths = widths(sheet, &merges, marks);
    for (column, pixels) in &widths {
        target.set_column_width_pixels(u16::try_from(*column).unwrap_or(0), *pixels)?;
    }
    let mut places: BTreeSet<Address> = sheet.cells().iter().map(|cell| cell.address).filter(shown).collect();
    places.extend(marks.keys().copied().filter(shown));
    let mut heights: BTreeMap<u32, u32> = BTreeMap::new();
    let mut merged: Vec<Area> = Vec::new();
    for address in places {
        let merge = merges.at(address);
        if merge.is_some_and(|area| area.first != address) {
            continue;
        }
        let mark = marks.get(&address).copied().unwrap_or(Mark::Plain);
        let written = sheet.cell(address).map(|cell| cell.value.written()).unwrap_or_default();
        let text = match mark {
            Mark::Answer(answer) if written.is_empty() => format!("［{}］", answer.label()),
            Mark::Answer(answer) => format!("{written}\n［{}］", answer.label()),
            _ => written,
        };
        // Without the mark, editing the cell in Excel would turn the text into a formula.
        let quoted = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t']);
        // What belongs to no table runs over the cells beside it, as it did.
        let free = mark == Mark::Plain && merge.is_none() && !marks.contains_key(&address);
        let format = if free { sheet_style::font(BODY) } else { format(mark, true) };
        let format = if quoted { format.set_quote_prefix() } else { format };
        let pixels = if free { u32::MAX } else { width_of(&widths, merge.unwrap_or(address.into())) };
        let lines = text_measure::lines(&text, pixels.min(4_000), BODY);
        if merge.is_none_or(|area| area.first.row == area.last.row) {
            let height = heights.entry(address.row).or_insert(25);
            *height = (*height).max((text_measure::height(lines, BODY) + 6).min(MAX_HEIGHT));
        }
        let column = u16::try_from(address.column).unwrap_or(0);
        let area = merge.filter(|area| shown(&area.last) && !merged.iter().any(|other| overlap(other, area)));
        match area {
            Some(area) => {
                merged.push(area);
                let last = u16::try_from(area.last.column).unwrap_or(0);
                target.merge_range(address.row, column, area.last.row, last, &cell_text(&text), &format)?;
            }
            None => {
                target.write_string_with_format(address.row, column, cell_text(&text), &format)?;
            }
        }
        if let Some(why) = reasons.get(&address) {
            target.insert_note(address.row, column, &Note::new(why).set_author("itaku"))?;
        }
    }
    for (row, height) in heights {
        target.set_row_height_pixels(row, height)?;
    }
    Ok(())
}

/// Why an answer was read so, by its cell.
fn reasons(sheet: &Sheet, input: &MarkInput<'_>) -> BTreeMap<Address, String> {
    let answers = input.view.answers.iter().filter(|answer| answer.sheet == sheet.name);
    let told = answers.filter_map(|answer| {
        let why = answer.why.as_ref()?;
        Some((Address::parse(&answer.cell)?, format!("{}: {why}", answer.answer.label())))
    });
    told.collect()
}

fn overlap(a: &Area, b: &Area) -> bool {
    a.first.row <= b.last.row
        && b.first.row <= a.last.row
        && a.first.column <= b.last.column
        && b.first.column <= a.last.column
}

/// Widths in pixels, by what stands in a column alone; the many narrow columns of grid paper stay narrow.
fn widths(sheet: &Sheet, merges: &Merges, marks: &BTreeMap<Address, Mark>) -> BTreeMap<u32, u32> {
    const NARROW: u32 = 22;
    let merged = merges.0.values().flatten().map(|area| area.last.column);
    let last = sheet.cells().iter().map(|cell| cell.address.column).chain(merged).max();
    let last = last.unwrap_or(0).min(MOST_COLUMNS - 1);
    let mut widths: BTreeMap<u32, u32> = (0..=last).map(|column| (column, NARROW)).collect();
    let alone = |address: Address| merges.at(address).is_none_or(|area| area.first.column == area.last.column);
    // A title above the table runs over the columns beside it and makes none of them wider.
    let marked = |address: &Address| marks.is_empty() || marks.get(address).is_some_and(|mark| *mark != Mark::Plain);
    for cell in sheet.cells().iter().filter(|cell| shown(&cell.address) && marked(&cell.address) && alone(cell.address))
    {
        let longest = cell.value.written().lines().map(|line| text_measure::text_pixels(line, BODY)).max().unwrap_or(0);
        if let Some(width) = widths.get_mut(&cell.address.column) {
            let mark = marks.get(&cell.address).copied().unwrap_or(Mark::Plain);
            *width = (*width).max((longest + 14).min(widest(mark)));
        }
    }
    // The reading is written into the cell of the answer.
    for (address, _) in marks.iter().filter(|(_, mark)| matches!(mark, Mark::Answer(_))) {
        if let Some(width) = widths.get_mut(&address.column).filter(|_| alone(*address)) {
            *width = (*width).max(84);
        }
    }
    widths
}

fn width_of(widths: &BTreeMap<u32, u32>, area: Area) -> u32 {
    widths.range(area.first.column..=area.last.column).map(|(_, pixels)| pixels).sum::<u32>().max(22)
}
