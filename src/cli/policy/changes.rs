//! Two editions of a policy, for people.

use super::super::{table, terminal};
use itaku::document::{Effect, PolicyChangeView, TouchedAssessment, TouchedClause};
use itaku::policy::{Change, ObligationId, Placed};
use std::collections::BTreeMap;

const NONE: &str = "（なし）";

pub(super) fn print(view: &PolicyChangeView, workspace: bool) {
    for diagnostic in &view.diagnostics {
        terminal::say(&diagnostic.to_string());
    }
    if view.is_empty() {
        terminal::print(&format!(
            "{} と {} に、業務委託・外部サービス・SNSに関わる違いはありません",
            view.old, view.new
        ));
        return;
    }
    facts(view);
    duties(view);
    passages(view);
    items(view);
    touched(view, workspace);
}

fn draw(title: &str, header: &[&str], rows: Vec<Vec<String>>) {
    if !rows.is_empty() {
        terminal::print(&format!("{title}\n{}", table::draw(header, rows)));
    }
}

fn facts(view: &PolicyChangeView) {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| NONE.to_owned());
    let rows = view.facts.iter().map(|fact| vec![fact.label.to_owned(), or_none(&fact.old), or_none(&fact.new)]);
    draw("表題・日付・語・番号", &["項目", "旧", "新"], rows.collect());
}

fn duties(view: &PolicyChangeView) {
    let rows = view.obligations.iter().filter(|duty| duty.change != Change::Same).map(|duty| {
        let weaker = if duty.weaker { "（弱い言い方になった）" } else { "" };
        vec![
            format!("{} {}", duty.id, duty.label),
            format!("{}{weaker}", duty.change.label()),
            placed(duty.old.as_ref()),
            placed(duty.new.as_ref()),
        ]
    });
    draw("方針上の義務", &["義務", "変更", "旧", "新"], rows.collect());
}

fn passages(view: &PolicyChangeView) {
    let rows = view.passages.iter().map(|passage| {
        vec![passage.change.label().to_owned(), placed(passage.old.as_ref()), placed(passage.new.as_ref())]
    });
    draw("ほかの箇所で、委託・クラウド・SNS・個人情報・事故・監査に関わる文", &["変更", "旧", "新"], rows.collect());
}

fn items(view: &PolicyChangeView) {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| NONE.to_owned());
    let rows = view
        .items
        .iter()
        .map(|item| vec![item.item.clone(), item.summary.clone(), or_none(&item.old), or_none(&item.new)]);
    draw("対策基準の条", &["項目", "要旨", "旧", "新"], rows.collect());
}

fn touched(view: &PolicyChangeView, workspace: bool) {
    let mut groups: BTreeMap<(ObligationId, Effect, &str), Vec<&str>> = BTreeMap::new();
    for touched in &view.requirements {
        groups.entry((touched.obligation, touched.effect, touched.ledger)).or_default().push(&touched.id);
    }
    let rows = groups.into_iter().map(|((obligation, effect, ledger), ids)| {
        vec![
            format!("{obligation} {}", obligation.label()),
            effect.label().to_owned(),
            ledger.to_owned(),
            format!("{}件", ids.len()),
            ids.join(" "),
        ]
    });
    draw(
        &format!("及ぶ要求事項 {}件", view.requirements.len()),
        &["義務", "及び方", "台帳区分", "件数", "要求事項"],
        rows.collect(),
    );
    let clause = |touched: &TouchedClause| {
        vec![
            format!("{} {}", touched.id, touched.title),
            touched.effect.label().to_owned(),
            touched.requirements.join(" "),
        ]
    };
    let rows: Vec<_> = view.clauses.iter().map(clause).collect();
    draw(&format!("及ぶ条項 {}件", rows.len()), &["条項", "及び方", "要求事項"], rows);
    if !workspace {
        terminal::say("--workspace で作業フォルダを指定すると、及ぶ案件と判定も示します");
        return;
    }
    let rows = view.cases.iter().map(|case| {
        vec![format!("{} {}", case.id, case.title), format!("{}件", case.clauses.len()), case.clauses.join(" ")]
    });
    draw("特記事項を見直す案件", &["案件", "条項", "識別子"], rows.collect());
    let assessment = |touched: &TouchedAssessment| {
        vec![
            touched.file.clone(),
            touched.subject.clone(),
            touched.case.clone(),
            touched.on.clone(),
            touched.conclusion.clone(),
            format!("{}件（{}）", touched.requirements.len(), touched.effect.label()),
        ]
    };
    let rows: Vec<_> = view.assessments.iter().map(assessment).collect();
    draw(
        &format!("旧い版に基づく判定 {}件", rows.len()),
        &["結果のファイル", "相手", "案件", "判定の日", "総合判定", "及ぶ要求事項"],
        rows,
    );
}

fn placed(placed: Option<&Placed>) -> String {
    placed.map_or_else(|| NONE.to_owned(), |placed| format!("{}: {}", placed.locator, placed.sentence))
}
