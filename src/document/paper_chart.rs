//! A chart of a paper as parts of a Word file: the chart itself, which Word and LibreOffice draw from the values it keeps, and the workbook
//! with the same values that opens when somebody wants to change it.

use super::book::Book;
use super::paper::{Chart, Series};
use super::xml_skin::XmlSkin;
use super::{WriteError, sheet_style};
use crate::workbook::Address;
use std::sync::OnceLock;

/// A file of `templates/paper`.
macro_rules! skin {
    ($name:literal, $names:expr) => {
        XmlSkin::compile($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/paper/", $name)), $names)?
    };
}

const SHEET: &str = "推移";
/// English Metric Units, of which a twentieth of a point has 635.
const EMU: u32 = 635;
/// Height of a chart in twentieths of a point: it leaves room for words on a page that lies on its long side.
const HEIGHT: u32 = 1_900;

struct ChartSkins {
    place: XmlSkin<4>,
    chart: XmlSkin<1>,
    series: XmlSkin<11>,
    point: XmlSkin<2>,
    relations: XmlSkin<1>,
}

impl ChartSkins {
    fn get() -> Result<&'static Self, WriteError> {
        static SKINS: OnceLock<Result<ChartSkins, WriteError>> = OnceLock::new();
        let compile = || {
            Ok(Self {
                place: skin!("chart-place.xml.hbs", ["width", "height", "number", "told"]),
                chart: skin!("chart.xml.hbs", ["series"]),
                series: skin!(
                    "chart-series.xml.hbs",
                    [
                        "index",
                        "column",
                        "name",
                        "colour",
                        "dash",
                        "symbol",
                        "side",
                        "last",
                        "count",
                        "categories",
                        "values"
                    ]
                ),
                point: skin!("chart-point.xml.hbs", ["index", "value"]),
                relations: skin!("chart-rels.xml.hbs", ["number"]),
            })
        };
        SKINS.get_or_init(compile).as_ref().map_err(Clone::clone)
    }
}

/// The paragraph in which the `number`th chart of a document stands, as wide as its text (in twentieths of a point).
///
/// # Errors
/// A skin that cannot be filled.
pub(super) fn place(chart: &Chart, number: usize, width: u32) -> Result<String, WriteError> {
    let (width, height) = ((width * EMU).to_string(), (HEIGHT * EMU).to_string());
    Ok(ChartSkins::get()?.place.filled([&width, &height, &number.to_string(), &chart.told]))
}

/// The parts of the `number`th chart, by their names in the package.
///
/// # Errors
/// A skin that cannot be filled, or a refusal of the library that writes the workbook.
pub(super) fn parts(
    chart: &Chart,
    number: usize,
    organisation: &str,
    on: &str,
) -> Result<[(String, Vec<u8>); 3], WriteError> {
    let skins = ChartSkins::get()?;
    let series: String = (0..).zip(&chart.series).map(|(index, series)| skins.line(chart, series, index)).collect();
    Ok([
        (format!("word/charts/chart{number}.xml"), skins.chart.filled([&series]).into_bytes()),
        (
            format!("word/charts/_rels/chart{number}.xml.rels"),
            skins.relations.filled([&number.to_string()]).into_bytes(),
        ),
        (format!("word/embeddings/{number}.xlsx"), workbook(chart, organisation, on)?),
    ])
}

impl ChartSkins {
    fn line(&self, chart: &Chart, series: &Series, index: usize) -> String {
        let written = |hundredths: u32| format!("{}.{:02}", hundredths / 100, hundredths % 100);
        let values: Vec<Option<String>> = series.values.iter().map(|value| value.map(written)).collect();
        let categories: Vec<Option<String>> = chart.categories.iter().cloned().map(Some).collect();
        let count = categories.len();
        let (colour, dash, symbol, side) =
            if series.dashed { ("C55A11", "dash", "diamond", "t") } else { ("203864", "solid", "square", "b") };
        self.series.filled([
            &index.to_string(),
            &column(index),
            &series.name,
            colour,
            dash,
            symbol,
            side,
            &(count + 1).to_string(),
            &count.to_string(),
            &self.points(&categories),
            &self.points(&values),
        ])
    }

    fn points(&self, values: &[Option<String>]) -> String {
        let numbered = (0_usize..).zip(values);
        let told = numbered.filter_map(|(index, value)| Some((index, value.as_deref()?)));
        told.map(|(index, value)| self.point.filled([&index.to_string(), value])).collect()
    }
}

/// Where a series stands in the workbook, beside the categories.
fn column(index: usize) -> String {
    let column = u32::try_from(index).unwrap_or(0) + 1;
    Address::new(0, column).to_string().trim_end_matches('1').to_owned()
}

fn workbook(chart: &Chart, organisation: &str, on: &str) -> Result<Vec<u8>, WriteError> {
    let mut book = Book::new(&chart.title, organisation, on)?;
    let sheet = book.sheet(SHEET)?;
    for (row, category) in (1..).zip(&chart.categories) {
        sheet.write_string(row, 0, category)?;
    }
    for (column, series) in (1..).zip(&chart.series) {
        sheet.write_string(0, column, &series.name)?;
        for (row, value) in (1..).zip(&series.values) {
            if let Some(hundredths) = value {
                sheet.write_number(row, column, sheet_style::points(*hundredths))?;
            }
        }
    }
    book.saved()
}
