//! Where the organisation's standards treat the guideline's items, for people.

use super::super::{table, terminal};
use itaku::document::StandardsView;

pub(super) fn print(view: &StandardsView) {
    if !view.holds_standards {
        terminal::say(&view.nothing_found().to_string());
        return;
    }
    let rows = view.located.iter().map(|line| {
        vec![line.item.clone(), line.summary.clone(), line.locator.clone(), line.line.to_string(), cut(&line.text)]
    });
    terminal::print(&table::draw(&["項目", "要旨", "対策基準の箇所", "行", "文"], rows));
    let rows = view.missing.iter().map(|line| {
        vec![line.item.clone(), line.summary.clone(), line.respondent.to_owned(), line.requirements.join(" ")]
    });
    terminal::print(&format!(
        "対策基準に見当たらない項目 {}件（対応した項目 {}件）\n{}",
        view.missing.len(),
        view.located.len(),
        table::draw(&["項目", "要旨", "回答者", "要求事項"], rows)
    ));
    if !view.unmatched.is_empty() {
        let rows = view.unmatched.iter().map(|line| vec![line.locator.clone(), line.line.to_string(), cut(&line.text)]);
        terminal::print(&format!(
            "どの項目にも対応させなかった箇所 {}件\n{}",
            view.unmatched.len(),
            table::draw(&["箇所", "行", "文"], rows)
        ));
    }
}

/// The beginning of a paragraph: the place leads to the rest.
fn cut(text: &str) -> String {
    let head: String = text.chars().take(60).collect();
    if head.len() < text.len() { format!("{head}…") } else { head }
}
