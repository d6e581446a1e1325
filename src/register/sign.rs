//! Contradictions and signs, each by a rule that a reader can follow. They never touch verdict or score.

use super::{Answers, Elsewhere, Said, diagnostics};
use crate::diagnostic::{Diagnostic, Place, quoted};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Remarks shorter than this are commonplaces, and may well stand in many rows.
const SHORTEST_REMARK: usize = 8;
/// A remark in so many rows was copied through.
const COPIED_ROWS: usize = 5;
/// So many answers that were not met, all met now.
const TURNED_ROWS: usize = 5;

const COMPANIES: [&str; 8] = ["株式会社", "(株)", "有限会社", "合同会社", "合資会社", "INC.", "LTD", "CO.,"];
const ABROAD: [&str; 30] = [
    "US-EAST",
    "US-WEST",
    "EU-WEST",
    "EU-CENTRAL",
    "EU-NORTH",
    "AP-SOUTHEAST",
    "AP-SOUTH-",
    "EAST-US",
    "WEST-US",
    "EASTUS",
    "WESTUS",
    "WESTEUROPE",
    "NORTHEUROPE",
    "SOUTHEASTASIA",
    "バージニア",
    "オレゴン",
    "オハイオ",
    "アイルランド",
    "フランクフルト",
    "シンガポール",
    "シドニー",
    "米国",
    "アメリカ",
    "欧州",
    "EU域内",
    "中国",
    "韓国",
    "インド",
    "ベトナム",
    "フィリピン",
];

/// All signs in a vendor's answers: within them, against last time's, against what other organisations were told.
pub fn signs(file: &str, now: &Answers, before: Option<&Answers>, elsewhere: &[Elsewhere]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    subcontractor(&mut found, file, now);
    abroad(&mut found, file, now);
    yes_with_plan(&mut found, file, now);
    copied_remark(&mut found, file, now);
    if let Some(before) = before {
        all_turned(&mut found, file, now, before);
    }
    for other in elsewhere {
        told_otherwise(&mut found, file, now, other);
    }
    found
}

fn place(file: &str, said: &Said) -> Place {
    let place = Place::file(file).sheet_named(&said.sheet);
    match crate::workbook::Address::parse(&said.cell) {
        Some(cell) => place.cells(cell).entry(&said.question),
        None => place.entry(&said.question),
    }
}

/// Width and case folded, without blanks.
fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase()
}

fn words(said: &Said) -> String {
    folded(&format!("{}。{}。{}", said.written, said.remark, said.evidence))
}

fn holds(text: &str, any: &[&str]) -> bool {
    any.iter().any(|word| text.contains(word))
}

/// 再委託 denied in one cell and a company named in another, or in the same.
fn subcontractor(found: &mut Vec<Diagnostic>, file: &str, now: &Answers) {
    let about = || now.answers.iter().filter(|said| said.asked.contains("再委託"));
    let denies = |said: &&Said| denies_subcontract(&words(said)) || said.answer == "not_applicable";
    let own = folded(&now.vendor);
    let names = |said: &&Said| {
        let words = words(said).replace(&own, "");
        holds(&words, &COMPANIES)
    };
    let (Some(denial), Some(naming)) = (about().find(denies), about().find(names)) else { return };
    let sentence = format!(
        "再委託はないとする回答 {} と、再委託先とみられる名称のある回答 {} があります",
        denial.cell, naming.cell
    );
    found.push(diagnostics::sign(sentence, place(file, naming)));
}

/// 再委託は行いません, 再委託なし; but not 承認なしに再委託しない, which speaks of how and not of whether.
fn denies_subcontract(words: &str) -> bool {
    let no = ["ません", "ない", "なし", "無し", "無い", "せず", "行わず"];
    let how = ["承認", "承諾", "許可", "許諾", "同意", "無断", "場合", "とき", "除き", "再委託先", "通知"];
    words.split('。').any(|sentence| {
        sentence.match_indices("再委託").any(|(at, _)| {
            let rest: String = sentence.get(at..).unwrap_or_default().chars().take(16).collect();
            holds(&rest, &no) && !holds(sentence, &how)
        })
    })
}

fn abroad(found: &mut Vec<Diagnostic>, file: &str, now: &Answers) {
    let before = found.len();
    let about = now.answers.iter().filter(|said| holds(&said.asked, &["国内", "日本国", "海外", "国外"]));
    for said in about.filter(|said| said.answer == "met") {
        if let Some(region) = region(said) {
            let sentence = format!("国内とする回答に、国外とみられる場所「{region}」が書かれています");
            found.push(diagnostics::sign(sentence, place(file, said)));
        }
    }
    if found.len() == before {
        abroad_elsewhere(found, file, now);
    }
}

/// A place abroad in the words of an answer.
fn region(said: &Said) -> Option<&'static str> {
    let words = words(said);
    ABROAD.into_iter().find(|region| words.contains(region))
}

/// Storage at home in one cell, and a place abroad in another; where the company itself is at home is another question.
fn abroad_elsewhere(found: &mut Vec<Diagnostic>, file: &str, now: &Answers) {
    let stored = |said: &&Said| {
        holds(&said.asked, &["保存", "保管", "リージョン", "処理する施設"])
            && holds(&said.asked, &["国又は地域", "国外", "国内", "リージョン", "所在地", "場所はどこ"])
            && !holds(&said.asked, &["議決権", "本社", "親会社"])
    };
    let at_home = |said: &&Said| {
        let denies = said.asked.contains("国外") && said.answer == "met";
        denies
            || (said.answer == "met"
                && region(said).is_none()
                && holds(&words(said), &["国内", "日本", "東京", "大阪"]))
    };
    let about = || now.answers.iter().filter(stored);
    let Some(home) = about().find(at_home) else { return };
    let Some((away, region)) = about().find_map(|said| Some((said, region(said)?))) else { return };
    let sentence = format!(
        "国内に保存するとする回答 {} と、国外とみられる場所「{region}」のある回答 {} があります",
        home.cell, away.cell
    );
    found.push(diagnostics::sign(sentence, place(file, away)));
}

fn yes_with_plan(found: &mut Vec<Diagnostic>, file: &str, now: &Answers) {
    let planned = |said: &&Said| {
        let written = folded(&said.written);
        let yes = written.starts_with("はい")
            || written.starts_with("YES")
            || ["○", "〇", "◯", "対応済"].contains(&written.as_str());
        yes && holds(&words(said), &["予定", "検討中", "準備中", "整備中", "申請中", "今後", "PLANNED"])
    };
    let said: Vec<&Said> = now.answers.iter().filter(planned).collect();
    let Some(first) = said.first() else { return };
    let remark = if first.remark.is_empty() { &first.written } else { &first.remark };
    let sentence = format!(
        "「はい」に、これから行うとする言葉が付いた回答が{}つあります（{}。初めのものは{}）",
        said.len(),
        cells(&said),
        quoted(remark)
    );
    found.push(diagnostics::sign(sentence, place(file, first)));
}

fn cells(said: &[&Said]) -> String {
    said.iter().map(|said| said.cell.as_str()).collect::<Vec<_>>().join("、")
}

fn copied_remark(found: &mut Vec<Diagnostic>, file: &str, now: &Answers) {
    let mut rows: BTreeMap<String, Vec<&Said>> = BTreeMap::new();
    for said in now.answers.iter().filter(|said| said.remark.chars().count() >= SHORTEST_REMARK) {
        rows.entry(folded(&said.remark)).or_default().push(said);
    }
    for said in rows.values().filter(|said| said.len() >= COPIED_ROWS) {
        let Some(first) = said.first() else { continue };
        let sentence =
            format!("同じ補足{}が{}つの設問にあります（{}）", quoted(&first.remark), said.len(), cells(said));
        found.push(diagnostics::sign(sentence, place(file, first)));
    }
}

/// Last time's answers that were not met, by question.
fn all_turned(found: &mut Vec<Diagnostic>, file: &str, now: &Answers, before: &Answers) {
    let was: BTreeMap<(&str, &str), &Said> = by_question(before);
    let not_met: Vec<(&Said, &Said)> = now
        .answers
        .iter()
        .filter_map(|said| Some((*was.get(&(said.question.as_str(), said.subject.as_str()))?, said)))
        .filter(|(then, _)| matches!(then.answer.as_str(), "partial" | "planned" | "unmet" | "undisclosed"))
        .collect();
    let all = not_met.iter().all(|(_, said)| said.answer == "met");
    let new_proof =
        not_met.iter().any(|(then, said)| !said.evidence.trim().is_empty() && said.evidence != then.evidence);
    let Some((_, first)) = not_met.first() else { return };
    if all && !new_proof && not_met.len() >= TURNED_ROWS {
        let turned: Vec<&Said> = not_met.iter().map(|(_, said)| *said).collect();
        let sentence = format!(
            "前回満たしていなかった{}つの回答が、新しい根拠なしに、すべて満たすものに変わっています（{}）",
            not_met.len(),
            cells(&turned)
        );
        found.push(diagnostics::sign(sentence, place(file, first)));
    }
}

fn told_otherwise(found: &mut Vec<Diagnostic>, file: &str, now: &Answers, other: &Elsewhere) {
    let there = by_question(&other.answers);
    let good = |answer: &str| answer == "met";
    let bad = |answer: &str| matches!(answer, "partial" | "planned" | "unmet");
    for said in &now.answers {
        let Some(then) = there.get(&(said.question.as_str(), said.subject.as_str())) else { continue };
        if (good(&said.answer) && bad(&then.answer)) || (bad(&said.answer) && good(&then.answer)) {
            let sentence = format!(
                "{}には{}と答え、こちらには{}と答えています",
                other.organisation,
                quoted(&then.written),
                quoted(&said.written)
            );
            found.push(diagnostics::sign(sentence, place(file, said)));
        }
    }
}

fn by_question(answers: &Answers) -> BTreeMap<(&str, &str), &Said> {
    answers.answers.iter().map(|said| ((said.question.as_str(), said.subject.as_str()), said)).collect()
}
