//! What a policy is expected to say, for people.

use super::super::{table, terminal};
use itaku::document::{DeadlineView, ExpectationView, PolicyCheckView, era};

pub(super) fn print(view: &PolicyCheckView) {
    for diagnostic in &view.diagnostics {
        terminal::say(&diagnostic.to_string());
    }
    let row = |expected: &ExpectationView| {
        vec![
            expected.id.clone(),
            expected.title.clone(),
            expected.level.label().to_owned(),
            expected.said.label().to_owned(),
            expected.locator.clone().unwrap_or_default(),
            expected.due.map(era).unwrap_or_default(),
        ]
    };
    let rows = view.expectations.iter().map(row);
    terminal::print(&table::draw(&["番号", "書かれているべきこと", "程度", "方針に", "箇所", "法令の期限"], rows));
    let lacking: Vec<_> = view.lacking().collect();
    terminal::print(&format!("方針に見当たらない、又は確かめるべきもの: {}件\n", lacking.len()));
    for expected in lacking {
        terminal::print(&in_words(expected));
    }
    terminal::print("期限");
    for deadline in &view.deadlines {
        terminal::print(&due(deadline));
    }
}

fn in_words(expected: &ExpectationView) -> String {
    let mut lines = vec![
        format!("{} {}（{}、{}）", expected.id, expected.title, expected.level.label(), expected.said.label()),
        format!("  求め: {}", expected.expects),
        format!("  根拠: {}", expected.sources.join("、")),
    ];
    if let (Some(locator), Some(sentence)) = (&expected.locator, &expected.sentence) {
        lines.push(format!("  方針: {locator}「{sentence}」"));
    }
    if let Some(proposal) = &expected.proposal {
        lines.push(format!("  文案: {proposal}"));
    }
    lines.join("\n") + "\n"
}

fn due(deadline: &DeadlineView) -> String {
    let when = if deadline.begun { "施行済み".to_owned() } else { format!("あと{}日", deadline.days) };
    let mut lines = vec![
        format!("{}（{when}） {}", era(deadline.day), deadline.title),
        format!("  内容: {}", deadline.says),
        format!("  経過措置: {}", deadline.transitional),
        format!("  根拠: {}", deadline.sources.join("、")),
    ];
    lines.extend(deadline.cases.iter().map(|case| {
        let held = if case.applies {
            "この日以後に始まるため適用"
        } else {
            "この日より前に始まるため経過措置"
        };
        format!("  案件 {} {}（{}開始）: {held}", case.id, case.title, era(case.start))
    }));
    lines.join("\n") + "\n"
}
