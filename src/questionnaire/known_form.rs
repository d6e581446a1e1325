use super::foreign::{ColumnUse, ForeignAnswer, ForeignReading};
use super::sheet_layout::{CHOICES, SheetLayout, USES, column};
use super::vocabulary::fold;
use super::{Polarity, Reach};
use crate::catalogue::RequirementId;
use crate::datafile::Table;
use crate::workbook::{Address, Cell, Sheet, Visibility, Workbook};

/// How many of the first rows of a sheet may name the form.
const NAMING_ROWS: u32 = 6;

/// In how many of the first rows the words over the columns are looked for.
const HEADER_ROWS: u32 = 40;

/// How many ids of the form's own kind tell the form.
const ENOUGH: usize = 5;

/// From how many characters on it is enough that a heading begins with the words: 「回答」 begins 「回答方法」, too.
const BEGINS: usize = 6;

/// A form of others that is widely used: how it is recognised, and which of our requirements its ids touch. Ids and headers only; its
/// questions belong to their publisher.
#[derive(Clone, Debug)]
pub struct KnownForm {
    /// Stable id: `caiq-4`.
    pub id: String,
    /// Edition of this map.
    pub edition: String,
    /// What the form is called, with its version.
    pub title: String,
    /// Where ids and headers were looked up.
    pub source: String,
    /// Words of which one names the form, in a sheet's name or its first rows; none where it has no name of its own.
    names: Vec<String>,
    /// Words that all stand in headers, each one of several parted by `|`.
    headers: Vec<Vec<String>>,
    /// Words over its columns, each one of several, where the form keeps to them: they are then read by these words.
    columns: Vec<(ColumnUse, Vec<String>)>,
    /// Likewise of the columns in which a mark is set, and the word that the mark stands for.
    choices: Vec<(&'static str, Vec<String>)>,
    /// Columns that have no words over them and always stand in the same place, counted from 0.
    letters: Vec<(ColumnUse, u32)>,
    /// Sheets on which the form itself repeats or rates the answers: they are not read.
    left: Vec<String>,
    /// The form of its ids: `A` one or more capitals or &, `0` one or more digits.
    ids: Option<String>,
    /// What cannot be said about it, for readers; absent where nothing is left out.
    pub left_out: Option<String>,
    /// Its questions that lead to requirements.
    pub items: Vec<KnownItem>,
}

/// A question of a known form.
#[derive(Clone, Debug)]
pub struct KnownItem {
    /// Its id; absent where the form has none that stays.
    pub id: Option<String>,
    /// Words that its text must hold, each one of several parted by `|`: the same id is used for other questions too.
    signs: Vec<String>,
    /// The requirements.
    pub requirements: Vec<RequirementId>,
    /// How far it reaches.
    pub reach: Reach,
    /// Which answer is good.
    pub good: Polarity,
}

impl KnownForm {
    pub(super) fn from_table(table: &Table<'_>) -> Self {
        table.text("licence");
        let columns = table.optional_table("columns");
        Self {
            id: table.text("id"),
            edition: table.text("edition"),
            title: table.text("title"),
            source: table.text("source"),
            names: table.optional_texts("names").iter().map(|text| fold(text)).collect(),
            headers: table.texts("headers").iter().map(|text| either(text)).collect(),
            columns: words_over(columns.as_ref(), &USES),
            choices: words_over(columns.as_ref(), &CHOICES),
            letters: letters(table.optional_table("letters").as_ref()),
            left: table.optional_texts("left").iter().map(|text| fold(text)).collect(),
            ids: table.optional_text("ids"),
            left_out: table.optional_text("left_out"),
            items: table.tables("item").iter().map(KnownItem::from_table).collect(),
        }
    }

    /// Where its columns are on the sheets of a workbook that may be this form, by the words over them. None where the form does not keep to
    /// its words, or where not all of them stand there.
    pub fn layouts(&self, workbook: &Workbook) -> Vec<SheetLayout> {
        if self.columns.is_empty() || !(self.names.is_empty() || self.is_named(workbook)) {
            return Vec::new();
        }
        let visible = workbook.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Visible);
        visible.filter_map(|sheet| self.layout(sheet)).collect()
    }

    /// The sheets of a workbook that is this form by name on which it repeats or rates the answers, where the sheet with the answers is found.
    pub fn left_sheets(&self, workbook: &Workbook) -> Vec<String> {
        if self.left.is_empty() || self.layouts(workbook).is_empty() {
            return Vec::new();
        }
        let names = workbook.sheets.iter().map(|sheet| &sheet.name);
        names.filter(|name| self.left.contains(&fold(name))).cloned().collect()
    }

    fn layout(&self, sheet: &Sheet) -> Option<SheetLayout> {
        if self.left.contains(&fold(&sheet.name)) {
            return None;
        }
        let (mut highest, mut lowest) = (u32::MAX, 0);
        let mut find = |words: &[String]| {
            let head = || sheet.cells().iter().take_while(|cell| cell.address.row < HEADER_ROWS);
            let written = |cell: &Cell| fold(&cell.value.written()).replace('\u{1}', "");
            let exact = head().find(|cell| words.contains(&written(cell)));
            let begins = |text: &str| {
                words.iter().any(|words| words.chars().count() >= BEGINS && text.starts_with(words.as_str()))
            };
            let found = exact.or_else(|| head().find(|cell| begins(&written(cell))))?;
            (highest, lowest) = (highest.min(found.address.row), lowest.max(found.address.row));
            Some(found.address)
        };
        let mut layout = SheetLayout {
            said_by: format!("様式 {}", self.title),
            sheet: Some(sheet.name.clone()),
            columns: self.letters.iter().map(|(usage, at)| (*at, *usage)).collect(),
            ..SheetLayout::default()
        };
        for (usage, words) in &self.columns {
            match find(words) {
                // What questions stand under has often several columns under one heading.
                Some(at) if *usage == ColumnUse::Category => {
                    layout.columns.extend((at.column..=last_under(sheet, at)).map(|at| (at, *usage)));
                }
                Some(at) => layout.columns.push((at.column, *usage)),
                None if matches!(usage, ColumnUse::Id | ColumnUse::Question | ColumnUse::Answer) => return None,
                None => {}
            }
        }
        for (word, words) in &self.choices {
            layout.choices.push((find(words)?.column, word));
        }
        // A list of the words elsewhere, as in an introduction, is no table: below the words are ids.
        let ids = layout.columns_for(ColumnUse::Id).next();
        if let (Some(form), Some(at)) = (&self.ids, ids) {
            let below = sheet.cells().iter().filter(|cell| cell.address.column == at && cell.address.row > lowest);
            if below.filter(|cell| has_form(&cell.value.written(), form)).count() < ENOUGH {
                return None;
            }
        }
        let mut columns: Vec<u32> = layout.all_columns().collect();
        columns.sort_unstable();
        if columns.windows(2).any(|pair| pair.first() == pair.last()) {
            return None;
        }
        let last = sheet.cells().last().map(|cell| cell.address.row).filter(|last| *last > lowest)?;
        layout.rows = Some((lowest + 1, last));
        layout.head = Some((highest.min(lowest), lowest));
        Some(layout)
    }

    /// Whether a workbook is this form.
    pub fn fits(&self, workbook: &Workbook, reading: &ForeignReading) -> bool {
        let titles: Vec<String> = reading
            .tables
            .iter()
            .flat_map(|table| &table.columns)
            .flat_map(|column| &column.titles)
            .map(|title| fold(title).replace('\u{1}', ""))
            .collect();
        let stands = |words: &Vec<String>| words.iter().any(|word| titles.iter().any(|title| title.contains(word)));
        self.headers.iter().all(stands)
            && (self.names.is_empty() || self.is_named(workbook))
            && self.ids.as_ref().is_none_or(|form| most_have_ids(reading, form))
    }

    fn is_named(&self, workbook: &Workbook) -> bool {
        let visible = workbook.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Visible);
        visible.into_iter().any(|sheet| {
            let first = sheet.cells().iter().take_while(|cell| cell.address.row < NAMING_ROWS);
            let mut texts = std::iter::once(sheet.name.clone()).chain(first.map(|cell| cell.value.written()));
            texts.any(|text| {
                let text = fold(&text);
                self.names.iter().any(|name| text.contains(name))
            })
        })
    }

    /// The item that a question is: by id and by the words that it must hold, or where it has no id by words of what it stands under, too.
    pub fn item(&self, answer: &ForeignAnswer) -> Option<&KnownItem> {
        let id = answer.id.as_deref().map(fold);
        let plain = |text: &str| fold(text).replace('\u{1}', "");
        // The name of a section says nothing about a question that has taken another's id.
        let asked = plain(&answer.question);
        let named = plain(&format!("{}{}", answer.category.concat(), answer.question));
        self.items.iter().find(|item| {
            let text = if item.id.is_some() { &asked } else { &named };
            item.id.as_ref().is_none_or(|known| id.as_deref() == Some(fold(known).as_str()))
                && item.signs.iter().all(|sign| sign.split('|').any(|word| text.contains(&fold(word))))
        })
    }
}

/// The words of which one is enough, folded.
fn either(text: &str) -> Vec<String> {
    text.split('|').map(fold).collect()
}

/// What `[columns]` says, folded, in the order of the keys.
fn words_over<T: Copy>(columns: Option<&Table<'_>>, keys: &[(&str, T)]) -> Vec<(T, Vec<String>)> {
    let Some(columns) = columns else { return Vec::new() };
    keys.iter().filter(|(key, _)| columns.has(key)).map(|(key, usage)| (*usage, either(&columns.text(key)))).collect()
}

/// What `[letters]` says, in the order of the keys.
fn letters(table: Option<&Table<'_>>) -> Vec<(ColumnUse, u32)> {
    let Some(table) = table else { return Vec::new() };
    let said = USES.iter().filter(|(key, _)| table.has(key)).map(|(key, usage)| (key, usage, table.text(key)));
    said.filter_map(|(key, usage, letters)| {
        let at = column(&letters);
        if at.is_none() {
            table.refuse(key, &letters, "列の名前(A、B、…)");
        }
        Some((*usage, at?))
    })
    .collect()
}

/// The last column under a heading: those beside it that are merged with it, or that have none of their own.
fn last_under(sheet: &Sheet, heading: Address) -> u32 {
    match sheet.merges.iter().find(|area| area.first == heading) {
        Some(area) => area.last.column,
        None => {
            let next = sheet.row(heading.row).iter().filter(|cell| !cell.value.written().trim().is_empty());
            let next = next.map(|cell| cell.address.column).find(|at| *at > heading.column);
            next.map_or(heading.column, |next| next - 1)
        }
    }
}

impl KnownItem {
    fn from_table(table: &Table<'_>) -> Self {
        const GOOD: [(&str, Polarity); 2] = [("yes", Polarity::Yes), ("no", Polarity::No)];
        Self {
            id: table.optional_text("id"),
            signs: table.texts("signs"),
            requirements: table.parsed_list("requirements", "要求事項の識別子(OUT-14 の形)", RequirementId::parse),
            reach: table.choice("reach", &Reach::WORDS, Reach::Touches),
            good: if table.has("good") { table.choice("good", &GOOD, Polarity::Yes) } else { Polarity::Yes },
        }
    }

    /// Its id, or the words that it is known by.
    pub fn label(&self) -> String {
        self.id.clone().unwrap_or_else(|| format!("「{}」", self.signs.join("・")))
    }
}

/// Whether more than half of the questions, and at least five, have ids of that form.
fn most_have_ids(reading: &ForeignReading, form: &str) -> bool {
    let fitting =
        reading.answers.iter().filter_map(|answer| answer.id.as_deref()).filter(|id| has_form(id, form)).count();
    fitting >= ENOUGH && fitting * 2 > reading.answers.len()
}

fn has_form(id: &str, form: &str) -> bool {
    let compact: String = id.chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = compact.as_str();
    for sign in form.chars() {
        let length = match sign {
            'A' => rest.bytes().take_while(|byte| byte.is_ascii_uppercase() || *byte == b'&').count(),
            '0' => rest.bytes().take_while(u8::is_ascii_digit).count(),
            other => usize::from(rest.starts_with(other)) * other.len_utf8(),
        };
        match rest.split_at_checked(length) {
            Some((_, after)) if length > 0 => rest = after,
            _ => return false,
        }
    }
    rest.is_empty()
}

impl super::Library {
    /// The known form that a workbook is; none where two would fit.
    pub fn recognise(&self, workbook: &Workbook, reading: &ForeignReading) -> Option<&KnownForm> {
        let mut fitting = self.known_forms.iter().filter(|form| form.fits(workbook, reading));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// Where the columns of known forms are in a workbook, by the words over them.
    pub fn known_layouts(&self, workbook: &Workbook) -> Vec<SheetLayout> {
        self.known_forms.iter().flat_map(|form| form.layouts(workbook)).collect()
    }

    /// The sheets of a workbook that are not to be read, with the form that says so: it repeats or rates the answers there.
    pub fn sheets_left(&self, workbook: &Workbook) -> Vec<(String, String)> {
        let of = |form: &KnownForm| {
            let title = form.title.clone();
            form.left_sheets(workbook).into_iter().map(move |sheet| (sheet, title.clone())).collect::<Vec<_>>()
        };
        self.known_forms.iter().flat_map(of).collect()
    }

    /// The known form of that id.
    pub fn known_form(&self, id: &str) -> Option<&KnownForm> {
        self.known_forms.iter().find(|form| form.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_known_by_their_form() {
        assert!(has_form("A&A-01.1", "A-0.0"));
        assert!(has_form("AIS- 02.2", "A-0.0"));
        assert!(has_form("DATA-02", "A-0"));
        assert!(!has_form("DATA-02", "A-0.0"));
        assert!(!has_form("1-1", "A-0"));
        assert!(!has_form("AIS-01.1x", "A-0.0"));
    }
}
