//! Fonts, colours and sizes, and how high a row must be for its texts.

use super::super::sheet_style::{FONT, ROW_PX};
use super::super::text_measure::{self, MAX_HEIGHT};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const INK: Color = Color::RGB(0x0020_2A36);
const HEAD: Color = Color::RGB(0x0023_4361);
const BAND: Color = Color::RGB(0x00DF_E8F0);
const LINE: Color = Color::RGB(0x00A6_B2BE);
const QUIET: Color = Color::RGB(0x0059_6673);
const OPEN: Color = Color::RGB(0x00FF_F6C8);
const WANTED: Color = Color::RGB(0x00FB_DDB8);
/// Behind questions that are new or changed.
const MARKED: Color = Color::RGB(0x00E4_E1F5);
const DONE: Color = Color::RGB(0x00DC_EFDD);

/// Points of body text and of small text.
pub(super) const BODY: u32 = 10;
pub(super) const SMALL: u32 = 9;
pub(super) const TITLE: u32 = 16;

/// The formats of a questionnaire.
pub(super) struct Look {
    pub(super) plain: Format,
    pub(super) title: Format,
    /// A title that runs on over its neighbours.
    pub(super) long_title: Format,
    pub(super) subtitle: Format,
    pub(super) heading: Format,
    pub(super) head: Format,
    /// Headings of narrow columns.
    pub(super) upright: Format,
    pub(super) sideways: Format,
    pub(super) band: Format,
    pub(super) label: Format,
    pub(super) value: Format,
    pub(super) number: Format,
    pub(super) note: Format,
    /// That last time's answers are filled in.
    pub(super) carried: Format,
    pub(super) id: Format,
    pub(super) text: Format,
    /// A question that is new or changed.
    pub(super) marked: Format,
    pub(super) hint: Format,
    pub(super) state: Format,
    /// A cell to fill in; what is typed stays text.
    pub(super) entry: Format,
    /// The same, in the middle of its cell.
    pub(super) choice: Format,
    /// The same on the cover, beside its label.
    pub(super) field: Format,
    /// A cell to fill in with a date.
    pub(super) entry_date: Format,
    /// Laid over a cell while it is to be filled in.
    pub(super) open: Format,
    /// Laid over a cell where something is missing.
    pub(super) wanted: Format,
    /// Laid over a cell where nothing is missing.
    pub(super) done: Format,
}

impl Look {
    pub(super) fn new() -> Self {
        let font = |points: u32| {
            Format::new()
                .set_font_name(FONT)
                .set_font_family(3)
                .set_font_charset(128)
                .set_font_size(points)
                .set_font_color(INK)
                .set_align(FormatAlign::VerticalCenter)
        };
        let cell = |points: u32| {
            font(points)
                .set_border(FormatBorder::Thin)
                .set_border_color(LINE)
                .set_text_wrap()
                .set_align(FormatAlign::Top)
        };
        let head = cell(BODY)
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(HEAD)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        let entry = cell(BODY).set_unlocked().set_num_format("@");
        Self {
            plain: font(11),
            title: font(TITLE).set_bold().set_font_color(HEAD).set_text_wrap(),
            long_title: font(TITLE).set_bold().set_font_color(HEAD),
            subtitle: font(SMALL).set_font_color(QUIET),
            heading: font(11)
                .set_bold()
                .set_font_color(HEAD)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(HEAD),
            upright: head.clone().set_rotation(270),
            sideways: head.clone().set_rotation(90),
            head,
            band: font(BODY)
                .set_bold()
                .set_font_color(HEAD)
                .set_background_color(BAND)
                .set_border_top(FormatBorder::Thin)
                .set_border_top_color(LINE)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(LINE),
            label: cell(BODY).set_background_color(BAND).set_align(FormatAlign::VerticalCenter),
            value: cell(BODY).set_align(FormatAlign::VerticalCenter),
            number: cell(BODY).set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter).set_bold(),
            carried: cell(BODY).set_background_color(MARKED).set_align(FormatAlign::VerticalCenter),
            note: font(BODY).set_text_wrap().set_align(FormatAlign::Top),
            id: cell(SMALL).set_font_color(QUIET),
            text: cell(BODY),
            marked: cell(BODY).set_background_color(MARKED),
            hint: cell(SMALL).set_font_color(QUIET),
            state: cell(SMALL).set_align(FormatAlign::Center),
            choice: entry.clone().set_align(FormatAlign::Center).set_align(FormatAlign::Top),
            field: entry.clone().set_align(FormatAlign::VerticalCenter),
            entry_date: cell(BODY)
                .set_unlocked()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left)
                .set_align(FormatAlign::VerticalCenter),
            entry,
            open: Format::new().set_background_color(OPEN),
            wanted: Format::new().set_background_color(WANTED).set_bold(),
            done: Format::new().set_background_color(DONE),
        }
    }
}

/// Height in pixels for a row that holds these texts, each with the width of its column in pixels and its points.
/// Excel does not measure for us, and a row that is too low hides the end of a question.
pub(super) fn height<'t>(texts: impl IntoIterator<Item = (&'t str, u32, u32)>) -> u32 {
    let needed =
        |(text, px, points): (&str, u32, u32)| text_measure::height(text_measure::lines(text, px, points), points) + 2;
    texts.into_iter().map(needed).max().unwrap_or(0).clamp(ROW_PX, MAX_HEIGHT)
}
