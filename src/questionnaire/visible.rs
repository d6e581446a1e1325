//! Whether a person who opens one of our forms sees an answer as it is read here: nobody means what is struck out or hidden. A row may be
//! hidden: respondents filter the list for what is still open.

use crate::workbook::{Address, Sheet, Visibility};

/// Why an answer in this cell is none that people see.
pub(super) fn doubt(sheet: &Sheet, cell: Address) -> Option<&'static str> {
    if sheet.struck.contains_key(&cell) {
        return Some("取り消し線があります");
    }
    if sheet.visibility != Visibility::Visible {
        return Some("非表示のシートにあり、見える回答ではありません");
    }
    if sheet.hidden_columns.contains(&cell.column) {
        return Some("非表示の列にあり、見える回答ではありません");
    }
    let unseen = sheet.looks.get(&cell).is_some_and(|look| look.unseen);
    unseen.then_some("文字が見えない書式になっていて、見える回答ではありません")
}
