use super::book::Book;
use super::sheet_style::{Cell, Column, Look, Page, TableSheet, column};
use super::{WriteError, era};
use crate::register::Due;
use jiff::civil::Date;

const COLUMNS: [Column; 7] = [
    column("期日", 116),
    column("残り", 76),
    column("種類", 130),
    column("案件", 150),
    column("事業者", 180),
    column("すること", 230),
    column("理由", 380),
];

/// What falls due, as a list to work through.
///
/// # Errors
/// When the library that writes workbooks refuses.
pub fn due_workbook(organisation: &str, list: &[Due], today: Date, until: Date) -> Result<Vec<u8>, WriteError> {
    let mut book = Book::new("期限の一覧", organisation, &today.to_string())?;
    let look = Look::new();
    let page = Page::new(organisation, "期限の一覧", &era::written(today));
    let note = format!("{}現在　{}まで　{}件", era::written(today), era::written(until), list.len());
    let mut table = TableSheet::new(&mut book, &look, &page, "期限の一覧", &note, &COLUMNS, 1)?;
    for due in list {
        table.push(&[
            Cell::word(era::written(due.on)),
            Cell::word(days_left(due.on, today)),
            Cell::word(due.kind.label()),
            Cell::text(due.case.as_str()),
            Cell::text(due.vendor.as_str()),
            Cell::text(due.what.as_str()),
            Cell::text(era::within(&due.why)),
        ])?;
    }
    table.finish()?;
    book.saved()
}

/// 「あと12日」, 「本日」 or 「12日超過」.
pub fn days_left(on: Date, today: Date) -> String {
    let days = (on - today).get_days();
    match days {
        0 => "本日".to_owned(),
        1.. => format!("あと{days}日"),
        _ => format!("{}日超過", -days),
    }
}
