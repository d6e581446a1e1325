use super::{ColumnUse, ForeignReading};
use crate::datafile::{self, Shape, Table};
use crate::diagnostic::Diagnostic;
use crate::workbook::Address;

/// Where the columns of a sheet are, as a person has said: on the command line, or in a file of the workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetLayout {
    /// Who says so, in messages: 「--columns」 or the file's name.
    pub said_by: String,
    /// The sheet's name; absent: any sheet whose header fits.
    pub sheet: Option<String>,
    /// Columns, counted from 0, and what they are for.
    pub columns: Vec<(u32, ColumnUse)>,
    /// Columns in which a mark chooses an answer: はい, 一部, いいえ, 該当なし.
    pub choices: Vec<(u32, &'static str)>,
    /// First and last row of the questions, counted from 0.
    pub rows: Option<(u32, u32)>,
    /// First and last row of the words over the columns, where they are known; else they are looked for.
    pub head: Option<(u32, u32)>,
    /// Words that must stand over a column of that use: without them it is another form.
    pub header: Vec<(ColumnUse, String)>,
}

pub(super) const USES: [(&str, ColumnUse); 6] = [
    ("id", ColumnUse::Id),
    ("category", ColumnUse::Category),
    ("question", ColumnUse::Question),
    ("answer", ColumnUse::Answer),
    ("remark", ColumnUse::Remark),
    ("evidence", ColumnUse::Evidence),
];

/// Keys of columns in which a mark is set, and the word that the mark stands for.
pub(super) const CHOICES: [(&str, &str); 4] =
    [("yes", "はい"), ("partly", "一部"), ("no", "いいえ"), ("na", "該当なし")];

impl SheetLayout {
    /// Reads `question=B,answer=D,remark=E,id=A`, or `question=B,yes=C,no=D,na=E` for columns to tick.
    ///
    /// # Errors
    /// A Japanese sentence that says what cannot be understood.
    pub fn parse_columns(text: &str) -> Result<Self, String> {
        let mut layout = Self { said_by: "--columns".to_owned(), ..Self::default() };
        for piece in text.split([',', '、']).map(str::trim).filter(|piece| !piece.is_empty()) {
            let (key, letters) =
                piece.split_once('=').ok_or_else(|| format!("「{piece}」は「question=B」の形で書いてください"))?;
            layout.add(key.trim(), letters.trim())?;
        }
        layout.complete()?;
        Ok(layout)
    }

    /// Reads `5-80`: the rows of the questions as Excel counts them.
    ///
    /// # Errors
    /// A Japanese sentence.
    pub fn parse_rows(text: &str) -> Result<(u32, u32), String> {
        let wrong = || format!("「{text}」は「5-80」の形で、1から数えた行を書いてください");
        let (first, last) = text.split_once(['-', '～', '~']).ok_or_else(wrong)?;
        let row = |text: &str| text.trim().parse::<u32>().ok().and_then(|row| row.checked_sub(1));
        match (row(first), row(last)) {
            (Some(first), Some(last)) if first <= last => Ok((first, last)),
            _ => Err(wrong()),
        }
    }

    fn add(&mut self, key: &str, letters: &str) -> Result<(), String> {
        let at = column(letters).ok_or_else(|| format!("「{letters}」は列の名前(A、B、…)ではありません"))?;
        if self.all_columns().any(|known| known == at) {
            return Err(format!("列「{letters}」が二度使われています"));
        }
        let usage = USES.iter().find(|(known, _)| *known == key).map(|(_, usage)| *usage);
        let choice = CHOICES.iter().find(|(known, _)| *known == key).map(|(_, word)| *word);
        match (usage, choice) {
            (Some(usage), _) => self.columns.push((at, usage)),
            (None, Some(word)) => self.choices.push((at, word)),
            (None, None) => {
                let known: Vec<&str> =
                    USES.iter().map(|(key, _)| *key).chain(CHOICES.iter().map(|(key, _)| *key)).collect();
                return Err(format!("「{key}」という列の種類はありません(使えるのは {} です)", known.join("、")));
            }
        }
        Ok(())
    }

    fn complete(&self) -> Result<(), String> {
        let count = |wanted| self.columns_for(wanted).count();
        if count(ColumnUse::Question) != 1 {
            return Err("設問の列(question=…)を一つ書いてください".to_owned());
        }
        match (count(ColumnUse::Answer), self.choices.len()) {
            (1, 0) | (0, 2..) => Ok(()),
            _ => Err("回答の列(answer=…)を一つ、又は印を付ける列(yes=…,no=…)を二つ以上書いてください".to_owned()),
        }
    }

    /// Reads a layout file of the workspace. `name` is its name in messages.
    ///
    /// # Errors
    /// All faults of the file.
    pub fn read(name: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        datafile::read(name, text, "layout/1", |table| Self::from_table(name, table))
    }

    /// What such a file may hold.
    pub fn shape() -> Shape {
        Shape::of("layout/1", |table| Self::from_table("", table))
    }

    fn from_table(name: &str, table: &Table<'_>) -> Self {
        for key in ["id", "edition", "title", "source", "licence"] {
            table.text(key);
        }
        let mut layout = Self { said_by: name.to_owned(), sheet: table.optional_text("sheet"), ..Self::default() };
        if let Some(rows) = table.optional_text("rows") {
            match Self::parse_rows(&rows) {
                Ok(rows) => layout.rows = Some(rows),
                Err(expected) => table.refuse("rows", &rows, &expected),
            }
        }
        if let Some(columns) = table.table("columns") {
            let keys = USES.iter().map(|(key, _)| *key).chain(CHOICES.iter().map(|(key, _)| *key));
            for key in keys.filter(|key| columns.has(key)) {
                let letters = columns.text(key);
                if let Err(expected) = layout.add(key, &letters) {
                    columns.refuse(key, &letters, &expected);
                }
            }
            if let Err(expected) = layout.complete() {
                table.refuse("columns", "", &expected);
            }
        }
        if let Some(header) = table.optional_table("header") {
            for (key, usage) in USES.iter().filter(|(key, _)| header.has(key)) {
                layout.header.push((*usage, header.text(key)));
            }
        }
        if layout.sheet.is_none() && layout.header.is_empty() {
            table.refuse("sheet", "", "シートの名前(sheet)か見出しの語([header])のどちらか");
        }
        layout
    }

    /// The layout as a data file, for the sheets of `reading` that it was used on: with their header, so that it is used on no other form.
    /// `title` is what the form is called, `by` who says so.
    pub fn to_toml(&self, id: &str, title: &str, by: &str, edition: &str, reading: &ForeignReading) -> String {
        // JSON's escapes are TOML's, but for one sign.
        let text = |text: &str| serde_json::to_string(text).unwrap_or_default().replace('\u{7f}', "\\u007F");
        let key_of = |usage: ColumnUse| USES.iter().find(|(_, known)| *known == usage).map_or("", |(key, _)| key);
        let mut lines = vec!["schema = 'layout/1'".to_owned()];
        let head = [("id", id), ("edition", edition), ("title", title), ("source", by), ("licence", "庁内限り")];
        lines.extend(head.map(|(key, value)| format!("{key} = {}", text(value))));
        let table = reading.tables.first();
        if let Some(sheet) = self.sheet.as_deref().or(table.map(|table| table.sheet.as_str())) {
            lines.push(format!("sheet = {}", text(sheet)));
        }
        if let Some((first, last)) = self.rows {
            lines.push(format!("rows = '{}-{}'", first + 1, last + 1));
        }
        lines.push("\n[columns]".to_owned());
        let letters = |at: u32| Address::new(0, at).to_string().trim_end_matches('1').to_owned();
        lines.extend(self.columns.iter().map(|(at, usage)| format!("{} = '{}'", key_of(*usage), letters(*at))));
        for (at, word) in &self.choices {
            let key = CHOICES.iter().find(|(_, known)| known == word).map_or("", |(key, _)| key);
            lines.push(format!("{key} = '{}'", letters(*at)));
        }
        let titled = |usage: ColumnUse| {
            let column = table?.columns.iter().find(|column| column.usage == usage)?;
            Some(format!("{} = {}", key_of(usage), text(column.titles.last()?)))
        };
        let asked = [ColumnUse::Question, ColumnUse::Answer].into_iter();
        let header: Vec<String> =
            asked.filter(|usage| self.columns_for(*usage).next().is_some()).filter_map(titled).collect();
        if !header.is_empty() {
            lines.push("\n[header]".to_owned());
            lines.extend(header);
        }
        lines.join("\n") + "\n"
    }

    /// The columns of a use.
    pub fn columns_for(&self, wanted: ColumnUse) -> impl Iterator<Item = u32> + '_ {
        self.columns.iter().filter(move |(_, usage)| *usage == wanted).map(|(at, _)| *at)
    }

    /// All columns that are named.
    pub(super) fn all_columns(&self) -> impl Iterator<Item = u32> + '_ {
        self.columns.iter().map(|(at, _)| *at).chain(self.choices.iter().map(|(at, _)| *at))
    }
}

/// The column of those letters, counted from 0.
pub(super) fn column(letters: &str) -> Option<u32> {
    Address::parse(&format!("{letters}1")).map(|address| address.column).filter(|_| letters.is_ascii())
}
