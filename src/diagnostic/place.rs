use crate::workbook::Area;
use std::fmt;

/// Where something is: file, sheet and cells, or file, line and key. Nothing else prints an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    file: String,
    sheet: Option<String>,
    area: Option<Area>,
    line: Option<usize>,
    entry: Option<String>,
}

impl Place {
    /// No place at all.
    pub fn nowhere() -> Self {
        Self::default()
    }

    /// A whole file.
    pub fn file(name: &str) -> Self {
        Self { file: name.to_owned(), ..Self::default() }
    }

    /// A sheet of this file.
    #[must_use]
    pub fn sheet_named(mut self, sheet: &str) -> Self {
        self.sheet = Some(sheet.to_owned());
        self
    }

    /// Cells of this sheet.
    #[must_use]
    pub fn cells(mut self, area: impl Into<Area>) -> Self {
        self.area = Some(area.into());
        self
    }

    /// A line of this text file, counted from 1.
    #[must_use]
    pub fn on_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// The question, key or entry that is meant.
    #[must_use]
    pub fn entry(mut self, entry: &str) -> Self {
        self.entry = Some(entry.to_owned());
        self
    }

    /// The file's name, empty where there is none.
    pub fn file_name(&self) -> &str {
        &self.file
    }

    /// The sheet's name.
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// The cells.
    pub fn area(&self) -> Option<Area> {
        self.area
    }

    /// The line, counted from 1.
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        let mut gap = if self.file.is_empty() { "" } else { " " };
        if let Some(sheet) = &self.sheet {
            write!(f, "{gap}「{sheet}」シート")?;
            gap = " ";
        }
        if let Some(area) = self.area {
            write!(f, "{gap}{area}")?;
            gap = " ";
        }
        if let Some(line) = self.line {
            write!(f, "{gap}{line}行目")?;
            gap = " ";
        }
        match &self.entry {
            Some(entry) if gap.is_empty() => f.write_str(entry),
            Some(entry) => write!(f, "({entry})"),
            None => Ok(()),
        }
    }
}
