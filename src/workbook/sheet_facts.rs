//! What the reading library does not tell about a worksheet of an xlsx package.

use super::drawn_text;
use super::limits::{MAX_COLUMNS, check_facts};
use super::look::{Colour, SPECK, hides, look};
use super::package::Package;
use super::xml::{Piece, attribute, flag, pieces, tags};
use super::{Address, Area, CheckBox, Choices, Look, ReadError, Sheet, Strike, Tick};
use memchr::memmem;
use quick_xml::events::BytesStart;
use std::collections::{BTreeMap, BTreeSet};

/// What cells and texts of the whole workbook look like: the same for all sheets, read once.
#[derive(Default)]
pub(super) struct Styles {
    /// Cell styles whose font is struck through.
    struck: BTreeSet<u32>,
    /// Cell styles that look unlike black on white, where that matters.
    looks: BTreeMap<u32, Look>,
    /// Shared strings of which some runs, or all, are struck through.
    strings: BTreeMap<u32, Strike>,
}

impl Styles {
    pub(super) fn of(package: &mut Package<'_>) -> Self {
        let mut found = |end: &str| package.named(end).and_then(|name| package.part(&name));
        let mut styles = found("/styles.xml").map(|content| read_styles(&content)).unwrap_or_default();
        // Without common texts all of them stand in the cells.
        if let Some(content) = found("sharedstrings.xml") {
            if memmem::find(&content, b"strike").is_some() {
                styles.strings = struck_strings(&content);
            }
            // Colours are of no interest where nobody speaks of them.
            if !speaks_of_colours(&content) || is_our_form(&content) {
                styles.looks.retain(|_, look| look.unseen);
            }
        }
        styles
    }

    fn is_empty(&self) -> bool {
        self.struck.is_empty() && self.strings.is_empty() && self.looks.is_empty()
    }
}

/// Whether the workbook holds the hidden sheet of our own forms: their colours only show where to write.
fn is_our_form(content: &[u8]) -> bool {
    memmem::find(content, b"questionnaire/1").is_some()
}

/// Whether a text of the workbook may say what a colour, a pattern or bold letters mean.
fn speaks_of_colours(content: &[u8]) -> bool {
    // Some programs write all but ASCII as numbers.
    if memmem::find(content, b"&#").is_some() {
        return true;
    }
    ["色", "赤字", "青字", "緑字", "網", "あみかけ", "塗り", "グレー", "ハイライト", "太字", "マーカー"]
        .iter()
        .any(|word| memmem::find(content, word.as_bytes()).is_some())
}

fn is_strike(tag: &BytesStart<'_>) -> bool {
    tag.local_name().as_ref() == "strike" && attribute(tag, "val").is_none_or(|value| value != "0" && value != "false")
}

#[derive(Default)]
struct Font {
    struck: bool,
    bold: bool,
    speck: bool,
    colour: Option<Colour>,
}

fn read_styles(content: &[u8]) -> Styles {
    let mut fonts: Vec<Font> = Vec::new();
    let mut grounds: Vec<Option<Colour>> = Vec::new();
    let mut hidden = BTreeSet::new();
    let mut styles = Styles::default();
    let mut style = 0;
    let mut inside = String::new();
    for piece in pieces(content) {
        match piece {
            Piece::Open(tag) => match (inside.as_str(), tag.local_name().as_ref()) {
                ("", name @ ("fonts" | "fills" | "numFmts" | "cellXfs")) => name.clone_into(&mut inside),
                ("fonts", "font") => fonts.push(Font::default()),
                ("fonts", name) => {
                    if let Some(font) = fonts.last_mut() {
                        font.take(name, &tag);
                    }
                }
                ("fills", "fill") => grounds.push(None),
                ("fills", name) => {
                    if let Some(ground) = grounds.last_mut() {
                        take_ground(ground, name, &tag);
                    }
                }
                ("numFmts", "numFmt") if attribute(&tag, "formatCode").is_some_and(|format| hides(&format)) => {
                    hidden.extend(attribute(&tag, "numFmtId"));
                }
                ("cellXfs", "xf") => {
                    let place = |name: &str| attribute(&tag, name).and_then(|id| id.parse::<usize>().ok()).unwrap_or(0);
                    let plain = Font::default();
                    let font = fonts.get(place("fontId")).unwrap_or(&plain);
                    if font.struck {
                        styles.struck.insert(style);
                    }
                    let format = attribute(&tag, "numFmtId").is_some_and(|format| hidden.contains(&format));
                    let ground = grounds.get(place("fillId")).copied().flatten();
                    let look = look(font.colour, ground, font.bold, format || font.speck);
                    if look != Look::default() {
                        styles.looks.insert(style, look);
                    }
                    style += 1;
                }
                _ => {}
            },
            Piece::Close(name) if name == inside => inside.clear(),
            _ => {}
        }
    }
    styles
}

impl Font {
    fn take(&mut self, name: &str, tag: &BytesStart<'_>) {
        let value = || attribute(tag, "val");
        match name {
            "strike" => self.struck = self.struck || is_strike(tag),
            "b" => self.bold = value().is_none_or(|value| value != "0" && value != "false"),
            "sz" => {
                let size = value().and_then(|size| size.split('.').next()?.parse::<u32>().ok());
                self.speck = size.is_some_and(|size| size < SPECK);
            }
            "color" => self.colour = colour(tag),
            _ => {}
        }
    }
}

fn take_ground(ground: &mut Option<Colour>, name: &str, tag: &BytesStart<'_>) {
    /// A pattern or a gradient: neither white nor one colour.
    const MIXED: Colour = Colour::Named(u32::MAX, 0);
    match name {
        "patternFill" => {
            *ground = match attribute(tag, "patternType").as_deref() {
                None | Some("none" | "solid") => None,
                Some(_) => Some(MIXED),
            }
        }
        "gradientFill" => *ground = Some(MIXED),
        "fgColor" if ground.is_none() => *ground = colour(tag),
        _ => {}
    }
}

/// The colour that a tag names; none for the system's own.
fn colour(tag: &BytesStart<'_>) -> Option<Colour> {
    if let Some(digits) = attribute(tag, "rgb") {
        return Colour::of_digits(&digits);
    }
    if let Some(number) = attribute(tag, "indexed").and_then(|number| number.parse().ok()) {
        return Colour::of_number(number);
    }
    let theme: u32 = attribute(tag, "theme")?.parse().ok()?;
    let tint = attribute(tag, "tint").filter(|tint| tint.bytes().any(|byte| (b'1'..=b'9').contains(&byte)));
    Some(match (theme, tint) {
        (0, None) => Colour::Rgb([255; 3]),
        (1, None) => Colour::Rgb([0; 3]),
        (theme, tint) => {
            let shade = tint.map_or(0, |tint| {
                tint.bytes().fold(7, |all: u32, byte| all.wrapping_mul(31).wrapping_add(byte.into()))
            });
            Colour::Named(theme, shade)
        }
    })
}

fn struck_strings(content: &[u8]) -> BTreeMap<u32, Strike> {
    let mut strings = BTreeMap::new();
    let mut number = 0;
    let mut runs = Runs::default();
    for piece in pieces(content) {
        match piece {
            Piece::Open(tag) => runs.open(&tag),
            Piece::Text(text) => runs.text(&text),
            Piece::Close(name) => {
                runs.close(&name);
                if name == "si" {
                    if let Some(strike) = std::mem::take(&mut runs).strike() {
                        strings.insert(number, strike);
                    }
                    number += 1;
                }
            }
        }
    }
    strings
}

/// The runs of one rich text, as they go by.
#[derive(Default)]
struct Runs {
    in_text: bool,
    run: bool,
    struck: bool,
    plain: bool,
}

impl Runs {
    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "r" => self.run = false,
            "t" => self.in_text = true,
            _ if is_strike(tag) => self.run = true,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && !text.trim().is_empty() {
            *(if self.run { &mut self.struck } else { &mut self.plain }) = true;
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "r" => self.run = false,
            _ => {}
        }
    }

    const fn strike(self) -> Option<Strike> {
        match (self.struck, self.plain) {
            (false, _) => None,
            (true, false) => Some(Strike::Whole),
            (true, true) => Some(Strike::Part),
        }
    }
}

/// Adds to `sheet` what its part at `path` says beside the cells; nothing where the part cannot be read, since the library
/// then reports the sheet as unread. Lists are left as written: see [`Choices::source`].
pub(super) fn read(package: &mut Package<'_>, path: &str, styles: &Styles, sheet: &mut Sheet) -> Result<(), ReadError> {
    let Some(content) = package.part(path) else {
        return Ok(());
    };
    let (head, data, tail) = divided(&content);
    let relations = Related { package, of: path };
    columns(head, sheet)?;
    // Texts that stand in the cells themselves carry their own fonts.
    if styles.is_empty() && memmem::find(data, b"strike").is_none() {
        rows(data, sheet);
    } else {
        rows_and_cells(data, styles, sheet);
    }
    after(tail, relations, sheet)
}

/// The part before, in and after the rows. Rows are most of it, and mostly of no interest here.
fn divided(content: &[u8]) -> (&[u8], &[u8], &[u8]) {
    let Some(start) = memmem::find(content, b"sheetData") else {
        return (content, &[], content);
    };
    // In comments and CDATA the words may stand without being tags: then everything is looked at.
    if memmem::find(content, b"<!").is_some() {
        return (content, content, content);
    }
    let end = memmem::rfind(content, b"sheetData").unwrap_or(start);
    let (head, rest) = content.split_at(start);
    let (data, tail) = rest.split_at(end - start);
    // From after the tag's end, so that it is not half a tag.
    let tail = memchr::memchr(b'>', tail).and_then(|at| tail.get(at + 1..)).unwrap_or_default();
    let data = memchr::memchr(b'>', data).and_then(|at| data.get(at + 1..)).unwrap_or_default();
    (head, data, tail)
}

fn columns(head: &[u8], sheet: &mut Sheet) -> Result<(), ReadError> {
    if memmem::find(head, b"hidden").is_none() {
        return Ok(());
    }
    let hidden = tags(head).filter(|tag| tag.local_name().as_ref() == "col" && flag(tag, "hidden"));
    // Columns overlap in no sound file; one that names them all again and again would only cost time.
    let mut named = 0usize;
    for tag in hidden {
        let bound = |name: &str| attribute(&tag, name)?.parse::<u32>().ok()?.checked_sub(1);
        if let (Some(first), Some(last)) = (bound("min"), bound("max")) {
            let columns = first..last.saturating_add(1).min(MAX_COLUMNS);
            named += columns.len() + 1;
            check_facts(named, "隠れた列の定め")?;
            sheet.hidden_columns.extend(columns);
        }
    }
    Ok(())
}

fn row_number(tag: &BytesStart<'_>, before: u32) -> u32 {
    attribute(tag, "r").and_then(|r| r.parse().ok()).unwrap_or_else(|| before.saturating_add(1))
}

fn rows(data: &[u8], sheet: &mut Sheet) {
    if memmem::find(data, b"hidden").is_none() {
        return;
    }
    let mut row = 0u32;
    for tag in tags(data).filter(|tag| tag.local_name().as_ref() == "row") {
        row = row_number(&tag, row);
        if flag(&tag, "hidden") {
            sheet.hidden_rows.insert(row.saturating_sub(1));
        }
    }
}

/// As [`rows`], and which cells are struck through or look unlike the others.
fn rows_and_cells(data: &[u8], styles: &Styles, sheet: &mut Sheet) {
    let mut row = 0u32;
    let mut column = 0u32;
    let mut cell = None;
    let mut shared = false;
    let mut value = None;
    let mut runs = Runs::default();
    for piece in pieces(data) {
        match piece {
            Piece::Open(tag) => match tag.local_name().as_ref() {
                "row" => {
                    row = row_number(&tag, row);
                    column = 0;
                    if flag(&tag, "hidden") {
                        sheet.hidden_rows.insert(row.saturating_sub(1));
                    }
                }
                "c" => {
                    let address = attribute(&tag, "r").and_then(|r| Address::parse(&r));
                    let address = address.unwrap_or(Address::new(row.saturating_sub(1), column));
                    column = address.column.saturating_add(1);
                    cell = Some(address);
                    shared = attribute(&tag, "t").as_deref() == Some("s");
                    runs = Runs::default();
                    let style = attribute(&tag, "s").and_then(|s| s.parse().ok()).unwrap_or(0);
                    if styles.struck.contains(&style) {
                        sheet.struck.insert(address, Strike::Whole);
                    }
                    if let Some(look) = styles.looks.get(&style) {
                        sheet.looks.insert(address, *look);
                    }
                }
                "v" => value = Some(String::new()),
                _ => runs.open(&tag),
            },
            Piece::Text(text) => match &mut value {
                Some(value) => value.push_str(&text),
                None => runs.text(&text),
            },
            Piece::Close(name) => {
                if name == "v"
                    && let (true, Some(address), Some(value)) = (shared, cell, value.take())
                    && let Some(strike) = value.trim().parse().ok().and_then(|index: u32| styles.strings.get(&index))
                {
                    sheet.struck.insert(address, *strike);
                } else if name == "c"
                    && let (Some(address), Some(strike)) = (cell, std::mem::take(&mut runs).strike())
                {
                    sheet.struck.insert(address, strike);
                } else {
                    runs.close(&name);
                }
            }
        }
    }
    // A style may strike out a cell in which nothing stands.
    let used: BTreeSet<Address> = sheet.cells().iter().map(|cell| cell.address).collect();
    sheet.struck.retain(|address, _| used.contains(address));
    sheet.looks.retain(|address, _| used.contains(address));
}

struct Related<'p, 'a> {
    package: &'p mut Package<'a>,
    of: &'p str,
}

/// What the printed page has above and below the cells.
const HEADS_AND_FEET: [&str; 6] = ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"];

/// Merged areas, lists, comments, boxes and what is printed around the cells stand after the rows.
fn after(tail: &[u8], related: Related<'_, '_>, sheet: &mut Sheet) -> Result<(), ReadError> {
    let mut list: Option<Choices> = None;
    let mut written = String::new();
    let mut keep = false;
    let mut controls = BTreeMap::new();
    let mut drawn = false;
    let mut heading = false;
    let mut listed = 0;
    for piece in pieces(tail) {
        match piece {
            Piece::Open(tag) => match tag.local_name().as_ref() {
                "mergeCell" => {
                    sheet.merges.extend(attribute(&tag, "ref").and_then(|area| Area::parse(&area)));
                    check_facts(sheet.merges.len(), "結合セル")?;
                }
                "dataValidation" if attribute(&tag, "type").as_deref() == Some("list") => {
                    let areas = attribute(&tag, "sqref").map(|text| areas(&text)).unwrap_or_default();
                    let prompt = attribute(&tag, "prompt").unwrap_or_default();
                    list = Some(Choices { areas, prompt, ..Choices::default() });
                }
                "formula1" | "sqref" | "f" => {
                    keep = list.is_some();
                    written.clear();
                }
                "control" => {
                    if let (Some(shape), Some(id)) = (attribute(&tag, "shapeId"), attribute(&tag, "id")) {
                        controls.insert(shape, id);
                        check_facts(controls.len(), "部品")?;
                    }
                }
                "legacyDrawing" => drawn = true,
                name if HEADS_AND_FEET.contains(&name) => {
                    heading = true;
                    written.clear();
                }
                _ => {}
            },
            Piece::Text(text) if keep || heading => written.push_str(&text),
            Piece::Text(_) => {}
            Piece::Close(name) if HEADS_AND_FEET.contains(&name.as_str()) => {
                heading = false;
                let said = drawn_text::printed(&written);
                if !said.is_empty() && !sheet.printed.contains(&said) {
                    sheet.printed.push(said);
                    check_facts(sheet.printed.len(), "ヘッダーとフッター")?;
                }
            }
            Piece::Close(name) => match (name.as_str(), &mut list) {
                ("formula1" | "f", Some(list)) => {
                    if list.source.is_empty() && !written.trim().is_empty() {
                        list.source = std::mem::take(&mut written);
                    }
                    keep = false;
                }
                ("sqref", Some(list)) => {
                    list.areas = areas(&written);
                    keep = false;
                }
                ("dataValidation", _) => {
                    listed += list.as_ref().map_or(0, |list| list.areas.len() + 1);
                    sheet.choices.extend(list.take());
                    check_facts(listed, "入力規則")?;
                }
                _ => {}
            },
        }
    }
    let relations = related.package.relations(related.of);
    if relations.is_empty() {
        return Ok(());
    }
    let mut threads = BTreeMap::new();
    for relation in relations.values() {
        match relation.kind.as_str() {
            "comments" => comments(related.package, &relation.target, "comment", &mut sheet.comments)?,
            "threadedComment" => comments(related.package, &relation.target, "threadedComment", &mut threads)?,
            "drawing" => drawn_text::drawn(related.package, &relation.target, &mut sheet.drawn)?,
            _ => {}
        }
    }
    // Of a thread the old part holds only a remark that it cannot be shown.
    sheet.comments.extend(threads);
    if drawn || !controls.is_empty() {
        let mut states = BTreeMap::new();
        for (shape, id) in controls {
            if let Some(relation) = relations.get(&id).filter(|relation| relation.kind == "ctrlProp") {
                states.extend(state(related.package, &relation.target).map(|tick| (shape, tick)));
            }
        }
        for relation in relations.values().filter(|relation| relation.kind == "vmlDrawing") {
            boxes(related.package, &relation.target, &states, &mut sheet.check_boxes)?;
        }
        sheet.check_boxes.sort_by_key(|found| found.cell);
    }
    Ok(())
}

fn areas(text: &str) -> Vec<Area> {
    text.split_ascii_whitespace().filter_map(Area::parse).collect()
}

fn comments(
    package: &mut Package<'_>,
    path: &str,
    element: &str,
    found: &mut BTreeMap<Address, String>,
) -> Result<(), ReadError> {
    let content = package.part(path).unwrap_or_default();
    let mut at: Option<(Address, String)> = None;
    // Furigana is no part of the text.
    let mut reading = false;
    for piece in pieces(&content) {
        match piece {
            Piece::Open(tag) => match tag.local_name().as_ref() {
                name if name == element => {
                    at =
                        attribute(&tag, "ref").and_then(|r| Address::parse(&r)).map(|address| (address, String::new()));
                }
                "rPh" => reading = true,
                _ => {}
            },
            Piece::Text(text) => {
                if let (Some((_, comment)), false) = (&mut at, reading) {
                    comment.push_str(&text);
                }
            }
            Piece::Close(name) => {
                if name == "rPh" {
                    reading = false;
                } else if name == element
                    && let Some((address, comment)) = at.take()
                {
                    join(found.entry(address).or_default(), comment.trim());
                    check_facts(found.len(), "コメント")?;
                }
            }
        }
    }
    Ok(())
}

/// One more line of a cell's comments.
pub(super) fn join(all: &mut String, more: &str) {
    if !all.is_empty() {
        all.push('\n');
    }
    all.push_str(more);
}

/// What a form control's own part says.
fn state(package: &mut Package<'_>, path: &str) -> Option<Tick> {
    let content = package.part(path)?;
    let tag = tags(&content).find(|tag| tag.local_name().as_ref() == "formControlPr")?;
    if attribute(&tag, "objectType").as_deref() != Some("CheckBox") {
        return None;
    }
    Some(match attribute(&tag, "checked").as_deref() {
        Some("Checked") => Tick::On,
        None | Some("Unchecked") => Tick::Off,
        Some(_) => Tick::Unclear,
    })
}

/// The check boxes of an old drawing: the only place that has their label.
fn boxes(
    package: &mut Package<'_>,
    path: &str,
    states: &BTreeMap<String, Tick>,
    found: &mut Vec<CheckBox>,
) -> Result<(), ReadError> {
    let content = package.part(path).unwrap_or_default();
    let mut shape = Shape::default();
    for piece in pieces(&content) {
        match piece {
            Piece::Open(tag) => match tag.local_name().as_ref() {
                "shape" => {
                    shape = Shape { id: attribute(&tag, "id").unwrap_or_default(), ..Shape::default() };
                }
                "textbox" => shape.inside = "label",
                "ClientData" => shape.check_box = attribute(&tag, "ObjectType").as_deref() == Some("Checkbox"),
                "Anchor" => shape.inside = "anchor",
                "Checked" => shape.inside = "checked",
                _ => {}
            },
            Piece::Text(text) => match shape.inside {
                "label" => shape.label.push_str(text.trim()),
                "anchor" => shape.anchor.push_str(&text),
                "checked" => shape.checked.push_str(text.trim()),
                _ => {}
            },
            Piece::Close(name) => match name.as_str() {
                "textbox" | "Anchor" | "Checked" => shape.inside = "",
                "shape" => {
                    found.extend(std::mem::take(&mut shape).check_box(states));
                    check_facts(found.len(), "チェックボックス")?;
                }
                _ => {}
            },
        }
    }
    Ok(())
}

#[derive(Default)]
struct Shape {
    id: String,
    inside: &'static str,
    check_box: bool,
    label: String,
    anchor: String,
    checked: String,
}

/// Height of a row in the pixels of an anchor, where nothing else is said.
const ROW_PIXELS: u32 = 24;

impl Shape {
    fn check_box(self, states: &BTreeMap<String, Tick>) -> Option<CheckBox> {
        if !self.check_box {
            return None;
        }
        let anchor: Vec<u32> = self.anchor.split(',').filter_map(|number| number.trim().parse().ok()).collect();
        let [left, _, top, below_top, right, _, bottom, above_bottom] = anchor[..] else {
            return None;
        };
        let area = Area::new(Address::new(top, left), Address::new(bottom.max(top), right.max(left)));
        // The square is drawn half way down: a box that begins at the foot of one row belongs to the next.
        let row = match bottom.saturating_sub(top) {
            1 if above_bottom > ROW_PIXELS.saturating_sub(below_top) => bottom,
            rows => top.saturating_add(rows / 2),
        };
        let drawn = match self.checked.as_str() {
            "1" => Tick::On,
            "" | "0" => Tick::Off,
            _ => Tick::Unclear,
        };
        let number = self.id.rsplit('s').next().unwrap_or_default();
        let tick = match states.get(number) {
            Some(state) if *state != drawn => Tick::Unclear,
            _ => drawn,
        };
        Some(CheckBox { cell: Address::new(row, left), area, label: self.label, tick })
    }
}

/// Puts values into the lists of all sheets: words in quotes, cells of any sheet, or a name for cells.
pub(super) fn resolve_lists(sheets: &mut [Sheet], names: &[(String, String)]) {
    let mut values: Vec<Vec<Vec<String>>> = Vec::with_capacity(sheets.len());
    let mut steps = MAX_LIST_STEPS;
    for sheet in sheets.iter() {
        let lists = sheet.choices.iter().map(|choices| listed(&choices.source, sheet, sheets, names, &mut steps));
        values.push(lists.collect());
    }
    for (sheet, values) in sheets.iter_mut().zip(values) {
        for (choices, values) in sheet.choices.iter_mut().zip(values) {
            choices.values = values;
        }
    }
}

/// The longest list that is taken in; a drop-down of more is no vocabulary.
const MAX_LIST: usize = 500;
/// Cells looked at for all lists of a workbook; lists beyond stay without values.
const MAX_LIST_STEPS: usize = 5_000_000;

fn listed(source: &str, own: &Sheet, sheets: &[Sheet], names: &[(String, String)], steps: &mut usize) -> Vec<String> {
    let source = source.trim().trim_start_matches('=');
    if let Some(words) = source.strip_prefix('"').and_then(|words| words.strip_suffix('"')) {
        return words.replace("\"\"", "\"").split(',').map(|word| word.trim().to_owned()).take(MAX_LIST).collect();
    }
    let named = names.iter().find(|(name, _)| name.eq_ignore_ascii_case(source)).map(|(_, area)| area.as_str());
    let area = named.unwrap_or(source);
    let (sheet, area) = match area.rsplit_once('!') {
        Some((name, area)) => {
            let name =
                name.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')).unwrap_or(name).replace("''", "'");
            (sheets.iter().find(|sheet| sheet.name == name), area)
        }
        None => (Some(own), area),
    };
    let (Some(sheet), Some(area)) = (sheet, Area::parse(area)) else {
        return Vec::new();
    };
    let start = sheet.cells().partition_point(|cell| cell.address < area.first);
    let cells = sheet.cells().get(start..).unwrap_or_default().iter().take_while(|cell| {
        *steps = steps.saturating_sub(1);
        cell.address.row <= area.last.row && *steps > 0
    });
    cells
        .filter(|cell| area.contains(cell.address) && !cell.value.is_blank())
        .map(|cell| cell.value.written())
        .take(MAX_LIST)
        .collect()
}
