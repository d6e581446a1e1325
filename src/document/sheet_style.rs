//! What the sheets of all workbooks have in common: fonts, colours, headings, tables and print set-up.

use super::WriteError;
use super::book::Book;
use super::table_rows::{Body, TableRows};
use super::text_measure::{MAX_HEIGHT, height, lines};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Url, Worksheet};
use std::borrow::Cow;

/// The font of all cells; every Windows since 8.1 has it.
pub(super) const FONT: &str = "游ゴシック";

/// Excel's own height of rows and width of columns for this font at 11 points, in pixels.
pub(super) const ROW_PX: u32 = 25;
pub(super) const COLUMN_PX: u32 = 72;

/// Size of text in tables, in points.
pub(super) const BODY: u32 = 9;

/// Excel's longest text of a cell, in UTF-16 units.
const MAX_UNITS: usize = 32_767;

/// Longest text in a part of the header: all three parts together may have 255 characters.
const MAX_HEADER: usize = 40;

const LINE: u32 = 0x00BF_BFBF;
const HEADING_FILL: u32 = 0x00D9_E1F2;

/// Row of the headings in a [`TableSheet`]; above it stand the title and a note.
pub(super) const HEADINGS: u32 = 2;

/// The formats of a workbook: made once, used by every sheet.
pub(super) struct Look {
    pub(super) title: Format,
    pub(super) section: Format,
    pub(super) note: Format,
    pub(super) heading: Format,
    /// A heading whose characters stand one below the other.
    pub(super) upright: Format,
    pub(super) label: Format,
    pub(super) text: Format,
    pub(super) centred: Format,
    pub(super) points: Format,
    pub(super) count: Format,
    pub(super) link: Format,
    quoted: Format,
    verdicts: [(&'static str, Format); 4],
    conclusions: [(&'static str, Format); 4],
}

impl Look {
    pub(super) fn new() -> Self {
        let text = framed(BODY).set_text_wrap().set_align(FormatAlign::Top);
        let centred = text.clone().set_align(FormatAlign::Center);
        let heading = framed(BODY)
            .set_bold()
            .set_text_wrap()
            .set_background_color(Color::RGB(HEADING_FILL))
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        let filled = |fill: u32| centred.clone().set_background_color(Color::RGB(fill));
        Self {
            title: font(14).set_bold().set_align(FormatAlign::VerticalCenter),
            section: font(11)
                .set_bold()
                .set_align(FormatAlign::VerticalCenter)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(Color::RGB(0x0030_5496)),
            note: font(BODY).set_text_wrap().set_align(FormatAlign::Top),
            upright: heading.clone().set_rotation(270).set_align(FormatAlign::Top),
            label: heading.clone().set_align(FormatAlign::Left).set_align(FormatAlign::Top),
            heading,
            points: text.clone().set_num_format("0.00").set_align(FormatAlign::Right),
            count: text.clone().set_num_format("#,##0").set_align(FormatAlign::Right),
            link: text
                .clone()
                .set_font_color(Color::RGB(0x0005_63C1))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            // Without the mark, editing the cell in Excel would turn the text into a formula.
            quoted: text.clone().set_quote_prefix(),
            verdicts: [
                ("△", filled(0x00FF_F2CC)),
                ("？", filled(0x00DD_EBF7)),
                ("×", filled(0x00F8_CBAD).set_bold()),
                ("－", filled(0x00F2_F2F2)),
            ],
            conclusions: [
                ("適合", filled(0x00E2_EFDA)),
                ("条件付適合", filled(0x00FF_F2CC)),
                ("判定保留", filled(0x00DD_EBF7)),
                ("不適合", filled(0x00F8_CBAD).set_bold()),
            ],
            text,
            centred,
        }
    }

    /// All formats of table cells.
    pub(super) fn formats(&self) -> impl Iterator<Item = &Format> {
        let filled = self.verdicts.iter().chain(&self.conclusions).map(|(_, format)| format);
        [&self.text, &self.centred, &self.points, &self.count, &self.link, &self.quoted].into_iter().chain(filled)
    }

    /// Which of [`formats`](Self::formats) a format of this look is.
    pub(super) fn place(&self, format: &Format) -> usize {
        self.formats().position(|known| std::ptr::eq(known, format)).unwrap_or(0)
    }

    /// The fill of a verdict's sign; plain for ○ and where there is no sign.
    pub(super) fn verdict(&self, sign: &str) -> &Format {
        self.verdicts.iter().find(|(known, _)| *known == sign).map_or(&self.centred, |(_, format)| format)
    }

    /// The fill of a conclusion.
    pub(super) fn conclusion(&self, label: &str) -> &Format {
        self.conclusions.iter().find(|(known, _)| *known == label).map_or(&self.centred, |(_, format)| format)
    }

    /// The format of a text that somebody wrote.
    pub(super) fn written(&self, text: &str) -> &Format {
        if text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t']) { &self.quoted } else { &self.text }
    }
}

/// The font alone, without a frame.
pub(super) fn font(points: u32) -> Format {
    // Family 3 is モダン, character set 128 Shift_JIS: what Excel itself writes for Japanese fonts.
    Format::new().set_font_name(FONT).set_font_family(3).set_font_charset(128).set_font_size(points)
}

/// The font in a cell with a thin frame.
pub(super) fn framed(points: u32) -> Format {
    font(points).set_border(FormatBorder::Thin).set_border_color(Color::RGB(LINE))
}

/// A column of a table.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) heading: &'static str,
    pub(super) pixels: u32,
}

/// A column of a table.
pub(super) const fn column(heading: &'static str, pixels: u32) -> Column {
    Column { heading, pixels }
}

/// What stands in a cell of a table.
pub(super) enum Cell<'a> {
    /// Wrapped text.
    Text(Cow<'a, str>),
    /// A short word.
    Word(Cow<'a, str>),
    /// Hundredths of a point, shown as points; empty where there are none.
    Points(Option<u32>),
    /// A number of things.
    Count(usize),
    /// A verdict's sign, and its name where the column has room for it.
    Verdict(&'a str, Cow<'a, str>),
    /// A conclusion.
    Conclusion(&'a str),
    /// Text that leads to a cell of this workbook: sheet and row, counted from 0.
    Link(&'a str, &'static str, u32),
}

impl<'a> Cell<'a> {
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn word(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Word(text.into())
    }

    /// Text, as a link where there is something to lead to.
    pub(super) fn link(text: &'a str, sheet: &'static str, row: Option<u32>) -> Self {
        row.map_or(Self::Text(Cow::Borrowed(text)), |row| Self::Link(text, sheet, row))
    }

    /// How many lines it takes in a column `pixels` wide.
    pub(super) fn lines(&self, pixels: u32) -> u32 {
        match self {
            Self::Points(_) | Self::Count(_) => 1,
            _ => lines(&self.written(), pixels, BODY),
        }
    }

    /// The text that stands in it, as a cell can hold it; none where it is a number.
    pub(super) fn written(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Word(text) => cell_text(text),
            Self::Link(text, ..) | Self::Conclusion(text) => cell_text(text),
            Self::Verdict(sign, label) if label.is_empty() => Cow::Borrowed(sign),
            Self::Verdict(sign, label) => format!("{sign} {label}").into(),
            Self::Points(_) | Self::Count(_) => Cow::Borrowed(""),
        }
    }

    /// Writes the value alone.
    fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, look: &Look) -> Result<(), WriteError> {
        match self {
            Self::Points(Some(hundredths)) => sheet.write_number(row, column, points(*hundredths))?,
            Self::Points(None) => sheet,
            Self::Count(number) => sheet.write_number(row, column, count(*number))?,
            Self::Link(text, target, line) => {
                let url = Url::new(format!("internal:'{target}'!A{}", line + 1)).set_text(*text);
                sheet.write_url_with_format(row, column, url, &look.link)?
            }
            _ => sheet.write_string(row, column, self.written())?,
        };
        Ok(())
    }

    /// The format of most cells of its kind.
    fn plain<'f>(&self, look: &'f Look) -> &'f Format {
        match self {
            Self::Text(_) | Self::Link(..) => &look.text,
            Self::Word(_) | Self::Verdict(..) | Self::Conclusion(_) => &look.centred,
            Self::Points(_) => &look.points,
            Self::Count(_) => &look.count,
        }
    }

    /// The format of this very cell.
    pub(super) fn format<'f>(&self, look: &'f Look) -> &'f Format {
        match self {
            Self::Text(text) => look.written(text),
            Self::Verdict(sign, _) => look.verdict(sign),
            Self::Conclusion(label) => look.conclusion(label),
            Self::Link(..) => &look.link,
            _ => self.plain(look),
        }
    }
}

/// A sheet that is one table: title, note, headings that stay, rows with a filter, ready to print.
pub(super) struct TableSheet<'a> {
    sheet: &'a mut Worksheet,
    bodies: &'a mut Vec<Body>,
    look: &'a Look,
    note: &'a str,
    width: usize,
    rows: SheetRows<'a>,
    overflows: bool,
}

/// The rows of such a sheet: written beside the library, or by it where a chart takes its values from them, or cells are written anew.
enum SheetRows<'a> {
    Beside(TableRows<'a>),
    ByLibrary(Rows<'a>),
}

impl<'a> TableSheet<'a> {
    /// Begins the sheet. The first `frozen` columns stay in view; `name` is the sheet's title, too.
    pub(super) fn new(
        book: &'a mut Book,
        look: &'a Look,
        page: &Page,
        name: &str,
        note: &'a str,
        columns: &'a [Column],
        frozen: u16,
    ) -> Result<Self, WriteError> {
        let (sheet, bodies) = book.sheet_with_rows(name)?;
        sheet.write_string_with_format(0, 0, name, &look.title)?.set_row_height_pixels(0, 30)?;
        headings(sheet, look, HEADINGS, columns)?;
        page.table(sheet);
        sheet.set_repeat_rows(HEADINGS, HEADINGS)?.set_freeze_panes(HEADINGS + 1, frozen)?;
        let rows = SheetRows::Beside(TableRows::new(sheet, look, columns, HEADINGS + 1));
        Ok(Self { sheet, bodies, look, note, width: columns.len(), rows, overflows: false })
    }

    /// Lets charts take their values from the rows that follow, and cells of these be written anew, with links or formats of their own.
    pub(super) fn by_library(self, columns: &'a [Column]) -> Self {
        Self { rows: SheetRows::ByLibrary(Rows::new(self.look, columns, HEADINGS + 1)), ..self }
    }

    /// The row that comes next, counted from 0.
    pub(super) fn next(&self) -> u32 {
        match &self.rows {
            SheetRows::Beside(rows) => rows.next(),
            SheetRows::ByLibrary(rows) => rows.next(),
        }
    }

    /// Adds a row, as high as its longest cell needs.
    pub(super) fn push(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        let lines = match &mut self.rows {
            SheetRows::Beside(rows) => rows.push(cells),
            SheetRows::ByLibrary(rows) => rows.push(self.sheet, cells)?,
        };
        self.overflows |= height(lines, BODY) > MAX_HEIGHT;
        Ok(())
    }

    /// Ends the table: filter, note, and 「ありません」 in a table without rows. Gives the sheet for what stands below.
    pub(super) fn finish(self) -> Result<&'a mut Worksheet, WriteError> {
        let (first, next) = (HEADINGS + 1, self.next());
        let Self { sheet, bodies, look, note, width, rows, overflows } = self;
        let last_column = u16::try_from(width.saturating_sub(1)).unwrap_or(0);
        match rows {
            SheetRows::Beside(rows) => bodies.extend(rows.finish(sheet)?),
            SheetRows::ByLibrary(rows) => rows.finish(sheet)?,
        }
        if next == first {
            sheet.merge_range(first, 0, first, last_column, "ありません", &look.text)?;
        } else {
            sheet.autofilter(HEADINGS, 0, next - 1, last_column)?;
        }
        let long = "　印刷で末尾が欠ける長い文は、セルを選ぶと全文を読めます。";
        let note = if overflows { format!("{note}{long}") } else { note.to_owned() };
        sheet.write_string_with_format(1, 0, note, &font(BODY))?;
        Ok(sheet)
    }
}

/// Draws the headings of a table and sets the widths of its columns.
pub(super) fn headings(sheet: &mut Worksheet, look: &Look, row: u32, columns: &[Column]) -> Result<(), WriteError> {
    let mut most = 1;
    for (index, column) in (0u16..).zip(columns) {
        sheet.set_column_width_pixels(index, column.pixels)?;
        sheet.write_string_with_format(row, index, column.heading, &look.heading)?;
        most = most.max(lines(column.heading, column.pixels, BODY));
    }
    // The button of the filter covers a part of the last line.
    sheet.set_row_height_pixels(row, height(most, BODY) + 10)?;
    Ok(())
}

/// The rows of a table that the library writes. Values come first and formats last, column by column: to look up a format
/// costs the library ten times as much as to write a value.
pub(super) struct Rows<'a> {
    look: &'a Look,
    columns: &'a [Column],
    first: u32,
    next: u32,
    formats: Vec<&'a Format>,
    marks: Vec<Mark<'a>>,
}

/// A cell whose format is not that of its column: row, column and format.
type Mark<'a> = (u32, u16, &'a Format);

impl<'a> Rows<'a> {
    pub(super) fn new(look: &'a Look, columns: &'a [Column], first: u32) -> Self {
        Self { look, columns, first, next: first, formats: Vec::new(), marks: Vec::new() }
    }

    /// The row that comes next, counted from 0.
    pub(super) fn next(&self) -> u32 {
        self.next
    }

    /// Writes a row, as high as its longest cell needs, and gives the number of lines of that cell.
    pub(super) fn push(&mut self, sheet: &mut Worksheet, cells: &[Cell<'_>]) -> Result<u32, WriteError> {
        if self.formats.is_empty() {
            self.formats = cells.iter().map(|cell| cell.plain(self.look)).collect();
        }
        let mut most = 1;
        for (index, (column, (cell, usual))) in (0u16..).zip(self.columns.iter().zip(cells.iter().zip(&self.formats))) {
            cell.write(sheet, self.next, index, self.look)?;
            most = most.max(cell.lines(column.pixels));
            let format = cell.format(self.look);
            if !std::ptr::eq(format, *usual) {
                self.marks.push((self.next, index, format));
            }
        }
        sheet.set_row_height_pixels(self.next, height(most, BODY).min(MAX_HEIGHT))?;
        self.next += 1;
        Ok(most)
    }

    /// Formats what was written.
    pub(super) fn finish(self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        if self.next == self.first {
            return Ok(());
        }
        for (index, format) in (0u16..).zip(self.formats) {
            sheet.set_range_format(self.first, index, self.next - 1, index, format)?;
        }
        // Neighbours of one format, as the links of a column are, are formatted together.
        let mut marks = self.marks;
        marks.sort_by_key(|(row, column, _)| (*column, *row));
        let together =
            |one: &Mark<'_>, next: &Mark<'_>| (one.0 + 1, one.1) == (next.0, next.1) && std::ptr::eq(one.2, next.2);
        for run in marks.chunk_by(together) {
            if let (Some((first, column, format)), Some((last, ..))) = (run.first(), run.last()) {
                sheet.set_range_format(*first, *column, *last, *column, format)?;
            }
        }
        Ok(())
    }
}

/// What stands at the head and foot of every printed page.
pub(super) struct Page {
    header: String,
    footer: String,
}

impl Page {
    /// The organisation stands on the left, the sheet's name in the middle, the subject on the right; the day below.
    pub(super) fn new(organisation: &str, subject: &str, day: &str) -> Self {
        // The font comes last: digits after a size would be read as a part of it.
        let font = format!("&8&\"{FONT},Regular\"");
        let (left, right, day) = (header_text(organisation), header_text(subject), header_text(day));
        Self {
            header: format!("&L{font}{left}&C{font}&A&R{font}{right}"),
            footer: format!("&C{font}&P / &N&R{font}{day}"),
        }
    }

    /// A4 landscape, one page wide.
    pub(super) fn table(&self, sheet: &mut Worksheet) {
        self.paper(sheet);
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
    }

    /// A4 landscape for a table that is wider than a page can show: at `percent`, as many pages as it takes.
    pub(super) fn wide_table(&self, sheet: &mut Worksheet, percent: u16) {
        self.paper(sheet);
        sheet.set_landscape().set_print_scale(percent);
    }

    /// A4 upright, one page wide.
    pub(super) fn cover(&self, sheet: &mut Worksheet) {
        self.paper(sheet);
        sheet.set_portrait().set_print_fit_to_pages(1, 0);
    }

    /// A4 upright, all on one page.
    pub(super) fn single(&self, sheet: &mut Worksheet) {
        self.paper(sheet);
        sheet.set_portrait().set_print_fit_to_pages(1, 1);
    }

    fn paper(&self, sheet: &mut Worksheet) {
        sheet.set_paper_size(9).set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
        sheet.set_header(self.header.as_str()).set_footer(self.footer.as_str());
    }
}

/// Text for a header: short, on one line, with `&` written twice.
fn header_text(text: &str) -> String {
    let short: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_HEADER).collect();
    short.replace('&', "&&")
}

/// Text as a cell can hold it: line breaks as Excel writes them, not longer than Excel allows.
pub(super) fn cell_text(text: &str) -> Cow<'_, str> {
    let plain = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    // No text has more UTF-16 units than bytes.
    if plain.len() <= MAX_UNITS {
        return plain;
    }
    let mut units = 0;
    let fitting = |c: &char| {
        units += c.len_utf16();
        units <= MAX_UNITS
    };
    Cow::Owned(plain.chars().take_while(fitting).collect())
}

/// Points of 100 as a cell holds them.
#[expect(clippy::float_arithmetic, reason = "numbers of a workbook are floats; nothing is judged by them")]
pub(super) fn points(hundredths: u32) -> f64 {
    f64::from(hundredths) / 100.0
}

/// A number of things as a cell holds it.
pub(super) fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_excel_cannot_hold_is_cut_and_broken_lines_are_joined() {
        assert_eq!(cell_text("一\r\n二\r三"), "一\n二\n三");
        assert_eq!(cell_text(&"𠮷".repeat(20_000)).encode_utf16().count(), 32_766);
    }

    #[test]
    fn names_do_not_become_codes_of_the_header() {
        let page = Page::new("湯沢町", "3&4商会\n", "");
        assert!(page.header.ends_with("Regular\"3&&4商会 "), "{}", page.header);
    }
}
