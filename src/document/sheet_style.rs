//! What the sheets of all workbooks have in common: fonts, colours, headings, print set-up, and the heights that wrapped
//! Japanese text needs. The writing library measures no Japanese text, and viewers do not grow rows by themselves.

use super::WriteError;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet,
};
use std::borrow::Cow;

/// The font of all cells; every Windows since 8.1 has it.
pub(super) const FONT: &str = "游ゴシック";

/// Size of text in tables, in points.
pub(super) const BODY: u32 = 9;

/// Excel's longest text of a cell, in UTF-16 units.
const MAX_UNITS: usize = 32_767;

/// Excel's highest row, in pixels (409 points).
pub(super) const MAX_HEIGHT: u32 = 545;

/// Longest text in a part of the header: all three parts together may have 255 characters.
const MAX_HEADER: usize = 40;

/// What Excel leaves free to the left and right of a cell's text together, in pixels, and a little for kerning.
const PADDING: u32 = 9;

/// Level of compression: 6, the usual one, makes files a third smaller and takes four times as long.
const LEVEL: u8 = 1;

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

/// A workbook whose bytes depend on what is written only. `on` is an ISO date; without one a fixed day is taken.
pub(super) fn workbook(title: &str, organisation: &str, on: &str) -> Result<Workbook, WriteError> {
    let mut workbook = Workbook::new();
    // The measures of 游ゴシック 11: rows of 25 pixels, columns of 72.
    workbook.set_default_format(&font(11), 25, 72)?;
    let (year, month, day) = on.parse::<jiff::civil::Date>().map_or((2000, 1, 1), |day| {
        let part = |part: i8| u8::try_from(part).unwrap_or(1);
        (u16::try_from(day.year()).unwrap_or(2000).max(1900), part(day.month()), part(day.day()))
    });
    let properties = DocProperties::new()
        .set_title(title)
        .set_company(organisation)
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?);
    workbook.set_properties(&properties);
    workbook.set_zip_compression_level(LEVEL);
    Ok(workbook)
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

    fn lines(&self, pixels: u32) -> u32 {
        match self {
            Self::Text(text) | Self::Word(text) => lines(text, pixels, BODY),
            Self::Verdict(sign, label) => lines(&signed(sign, label), pixels, BODY),
            Self::Link(text, ..) | Self::Conclusion(text) => lines(text, pixels, BODY),
            Self::Points(_) | Self::Count(_) => 1,
        }
    }

    /// Writes the value alone.
    fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, look: &Look) -> Result<(), WriteError> {
        match self {
            Self::Text(text) | Self::Word(text) => sheet.write_string(row, column, cell_text(text))?,
            Self::Points(Some(hundredths)) => sheet.write_number(row, column, points(*hundredths))?,
            Self::Points(None) => sheet,
            Self::Count(number) => sheet.write_number(row, column, count(*number))?,
            Self::Verdict(sign, label) => sheet.write_string(row, column, signed(sign, label))?,
            Self::Conclusion(label) => sheet.write_string(row, column, *label)?,
            Self::Link(text, target, line) => {
                let url = Url::new(format!("internal:'{target}'!A{}", line + 1)).set_text(*text);
                sheet.write_url_with_format(row, column, url, &look.link)?
            }
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
    fn format<'f>(&self, look: &'f Look) -> &'f Format {
        match self {
            Self::Text(text) => look.written(text),
            Self::Verdict(sign, _) => look.verdict(sign),
            Self::Conclusion(label) => look.conclusion(label),
            Self::Link(..) => &look.link,
            _ => self.plain(look),
        }
    }
}

fn signed(sign: &str, label: &str) -> String {
    if label.is_empty() { sign.to_owned() } else { format!("{sign} {label}") }
}

/// A sheet that is one table: title, note, headings that stay, rows with a filter, ready to print.
pub(super) struct TableSheet<'a> {
    sheet: &'a mut Worksheet,
    look: &'a Look,
    note: &'a str,
    width: usize,
    rows: Rows<'a>,
    overflows: bool,
}

impl<'a> TableSheet<'a> {
    /// Begins the sheet. The first `frozen` columns stay in view; `name` is the sheet's title, too.
    pub(super) fn new(
        workbook: &'a mut Workbook,
        look: &'a Look,
        page: &Page,
        name: &str,
        note: &'a str,
        columns: &'a [Column],
        frozen: u16,
    ) -> Result<Self, WriteError> {
        let sheet = workbook.add_worksheet().set_name(name)?;
        sheet.write_string_with_format(0, 0, name, &look.title)?.set_row_height_pixels(0, 30)?;
        headings(sheet, look, HEADINGS, columns)?;
        page.table(sheet);
        sheet.set_repeat_rows(HEADINGS, HEADINGS)?.set_freeze_panes(HEADINGS + 1, frozen)?;
        let rows = Rows::new(look, columns, HEADINGS + 1);
        Ok(Self { sheet, look, note, width: columns.len(), rows, overflows: false })
    }

    /// The row that comes next, counted from 0.
    pub(super) fn next(&self) -> u32 {
        self.rows.next()
    }

    /// Adds a row, as high as its longest cell needs.
    pub(super) fn push(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        let lines = self.rows.push(self.sheet, cells)?;
        self.overflows |= height(lines, BODY) > MAX_HEIGHT;
        Ok(())
    }

    /// Ends the table: filter, note, and 「ありません」 in a table without rows. Gives the sheet for what stands below.
    pub(super) fn finish(self) -> Result<&'a mut Worksheet, WriteError> {
        let Self { sheet, look, note, width, rows, overflows } = self;
        let (first, next) = (HEADINGS + 1, rows.next());
        let last_column = u16::try_from(width.saturating_sub(1)).unwrap_or(0);
        rows.finish(sheet)?;
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

/// The rows of a table while they are written. Values come first and formats last, column by column: to look up a format
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

/// Height of a row with that many lines, in pixels.
pub(super) fn height(lines: u32, points: u32) -> u32 {
    // A line of 游ゴシック is 1.7 times as high as the font's size, and a point is 4/3 pixels.
    (lines * points * 68).div_ceil(30) + 4
}

/// How many lines a text takes in a column `pixels` wide, rather too many than too few.
pub(super) fn lines(text: &str, pixels: u32, points: u32) -> u32 {
    let room = (pixels.saturating_sub(PADDING) * 30 / (points * 4)).max(10);
    // No character takes more than seven tenths per byte: short texts need no measuring.
    if text.len() * 7 <= room as usize && !text.contains('\n') {
        return 1;
    }
    text.lines().map(|line| wrapped(line, room)).sum::<u32>().max(1)
}

/// How wide a line of text is, in pixels.
pub(super) fn text_pixels(line: &str, points: u32) -> u32 {
    line.chars().take(200).map(|c| measured(c).0).sum::<u32>() * points * 4 / 30
}

/// Lines of one paragraph; widths in tenths of the font's size.
fn wrapped(paragraph: &str, room: u32) -> u32 {
    let (mut lines, mut line, mut word, mut last) = (1, 0, 0, Edge::Free);
    let mut place = |word: u32| {
        if line + word <= room {
            line += word;
            return;
        }
        if line > 0 {
            lines += 1;
        }
        // A word that is longer than a line is broken anywhere.
        lines += word.saturating_sub(1) / room;
        line = word.saturating_sub(1) % room + 1;
    };
    for c in paragraph.chars() {
        let (width, edge) = measured(c);
        if !sticks(last, edge) {
            place(word);
            word = 0;
        }
        word += width;
        last = edge;
    }
    place(word);
    lines
}

/// How a character takes the end of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// A line may end before and after it.
    Free,
    /// An opening bracket: no line ends after it.
    Opens,
    /// Full stops, closing brackets, small kana: no line ends before it.
    Closes,
    /// As `Closes`; Latin letters stick to it, since 「IaaS、PaaS」 is broken nowhere by some viewers.
    Joins,
    /// A letter, figure or sign of ASCII.
    Latin,
}

/// Whether no line may end between two characters.
fn sticks(last: Edge, next: Edge) -> bool {
    match next {
        Edge::Closes | Edge::Joins => true,
        Edge::Latin => matches!(last, Edge::Latin | Edge::Joins | Edge::Opens),
        Edge::Free | Edge::Opens => last == Edge::Opens,
    }
}

/// Width in tenths of the font's size, and how it takes the end of a line. 游ゴシック is proportional for Latin letters and
/// full-width for everything else.
fn measured(c: char) -> (u32, Edge) {
    match c {
        // The ideographs, most of all text, before all that must be looked up.
        '\u{3400}'..='\u{FAFF}' => (10, Edge::Free),
        ' ' => (6, Edge::Free),
        'A'..='Z' | '%' | '@' | 'm' | 'w' => (7, Edge::Latin),
        '!'..='~' => (6, Edge::Latin),
        '\u{FF61}'..='\u{FF9F}' => (6, Edge::Free),
        '、' | '・' | '）' => (10, Edge::Joins),
        '。' | '，' | '．' | '：' | '；' | '？' | '！' | '」' | '』' | '】' | '］' | '〉' | '》' | 'ー' | '々'
        | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' => (10, Edge::Closes),
        '（' | '「' | '『' | '【' | '［' | '〈' | '《' => (10, Edge::Opens),
        _ => (10, Edge::Free),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn takes(text: &str, pixels: u32, expected: u32) {
        assert_eq!(lines(text, pixels, BODY), expected, "{text}");
    }

    #[test]
    fn heights_follow_the_lines_that_japanese_text_takes() {
        // Ten characters of 12 pixels and the padding.
        let ten = 120 + PADDING;
        takes("", ten, 1);
        takes("一二三四五六七八九十", ten, 1);
        takes("一二三四五六七八九十一", ten, 2);
        takes("一\n二\n三", ten, 3);
        takes("abcdefghijklmnop", ten, 1);
        takes(&"a".repeat(64), ten, 4);
    }

    #[test]
    fn a_full_stop_does_not_begin_a_line() {
        takes("一二三四五六七八九十。", 120 + PADDING, 2);
        takes("一二三四五六七八九（十一）二三四五六七八", 120 + PADDING, 3);
    }

    #[test]
    fn a_row_of_the_standard_font_is_as_high_as_excels() {
        assert_eq!(height(1, 11) - 4, 25);
        assert_eq!(height(2, 11) - 4, 50);
    }

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
