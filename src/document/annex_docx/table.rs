use super::skins::Skins;

/// A table of Word with a head that is repeated on every page.
pub(super) struct Table<const N: usize> {
    skins: &'static Skins,
    grid: String,
    head: String,
    widths: [String; N],
    rows: String,
}

impl<const N: usize> Table<N> {
    /// Columns as label and width; together as wide as the text (9072 twentieths of a point).
    pub(super) fn new(skins: &'static Skins, columns: [(&str, u32); N]) -> Self {
        let widths = columns.map(|(_, width)| width.to_string());
        let (mut grid, mut head) = (String::new(), String::new());
        for ((label, _), width) in columns.iter().zip(&widths) {
            skins.column.fill(&mut grid, [width]);
            skins.head_cell.fill(&mut head, [width, label]);
        }
        Self { skins, grid, head, widths, rows: String::new() }
    }

    /// Adds a row; a cell is a list of lines, each as runs in XML.
    pub(super) fn row(&mut self, cells: [Vec<String>; N]) {
        let mut xml = String::new();
        for (width, lines) in self.widths.iter().zip(cells) {
            let mut content = String::new();
            for line in &lines {
                self.skins.paragraph.fill(&mut content, ["Cell", line]);
            }
            // Word refuses a cell without a paragraph.
            if lines.is_empty() {
                self.skins.paragraph.fill(&mut content, ["Cell", &self.skins.text.filled(["－"])]);
            }
            self.skins.cell.fill(&mut xml, [width, &content]);
        }
        self.skins.row.fill(&mut self.rows, [&xml]);
    }

    /// Whether it has no row.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn xml(&self) -> String {
        self.skins.table.filled([&self.grid, &self.head, &self.rows])
    }
}
