//! Contradictions and signs, each by a rule that a reader can follow. They never touch verdict or score.

use super::{Answers, Elsewhere, Said, diagnostics};
use crate::catalogue::QuestionId;
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::questionnaire::{self, AnswerKind, Concern, Library, Question};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Remarks shorter than this are commonplaces, and may well stand in many rows.
const SHORTEST_REMARK: usize = 8;
/// A remark in so many rows was copied through.
const COPIED_ROWS: usize = 5;
/// So many answers that were not met, all met now: of a single one nothing can be said.
const TURNED_ROWS: usize = 2;

const COMPANIES: [&str; 8] = ["株式会社", "(株)", "有限会社", "合同会社", "合資会社", "INC.", "LTD", "CO.,"];
/// On which services run: whoever names one where re-outsourcers are asked for has one.
const PLATFORMS: [&str; 7] =
    ["AWS", "AMAZON", "AZURE", "GOOGLECLOUD", "GCP", "さくらのクラウド", "さくらインターネット"];
/// All signs in a vendor's answers: within them, against last time's, against what other organisations were told. The library says which
/// questions speak of the same.
pub fn signs(
    file: &str,
    library: &Library,
    now: &Answers,
    before: Option<&Answers>,
    elsewhere: &[Elsewhere],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    subcontractor(&mut found, file, library, now);
    abroad(&mut found, file, library, now);
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

/// The question of ours that was answered; none of a form that is not ours.
fn question<'l>(library: &'l Library, said: &Said) -> Option<&'l Question> {
    QuestionId::parse(&said.question).and_then(|id| library.question(&id))
}

fn concerns(library: &Library, said: &Said, concern: Concern) -> bool {
    question(library, said).is_some_and(|question| question.concerns.contains(&concern))
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
fn subcontractor(found: &mut Vec<Diagnostic>, file: &str, library: &Library, now: &Answers) {
    let asked = |said: &Said| concerns(library, said, Concern::Subcontracting);
    let about = || now.answers.iter().filter(|said| said.asked.contains("再委託") || asked(said));
    let denies = |said: &&Said| {
        let nobody = question(library, said).is_some_and(|question| question.none_suffices) && asked(said);
        denies_subcontract(&words(said))
            || said.answer == "not_applicable"
            || (nobody && said.answer == "met" && is_none(&folded(&said.written)))
    };
    let own = folded(&now.vendor);
    let names = |said: &&Said| {
        let words = words(said).replace(&own, "");
        holds(&words, &COMPANIES) || (asked(said) && holds(&words, &PLATFORMS))
    };
    let (Some(denial), Some(naming)) = (about().find(denies), about().find(names)) else { return };
    let sentence = format!(
        "再委託はないとする回答 {} と、再委託先とみられる名称のある回答 {} があります",
        denial.cell, naming.cell
    );
    found.push(diagnostics::sign(sentence, place(file, naming)));
}

/// 「なし」, 「特にありません（現時点）」.
fn is_none(folded: &str) -> bool {
    let bare = folded.trim_start_matches("特に");
    ["なし", "無し", "無い", "ない", "ありません", "ございません", "NONE"].iter().any(|word| bare.starts_with(word))
        || bare == "無"
}

/// 再委託は行いません, 再委託先なし; but not 承認なしに再委託しない, which speaks of how and not of whether.
fn denies_subcontract(words: &str) -> bool {
    let how = ["承認", "承諾", "許可", "許諾", "同意", "無断", "場合", "とき", "除き", "再委託先", "通知"];
    words.split('。').any(|sentence| {
        sentence.match_indices("再委託").any(|(at, word)| {
            let after = sentence.get(at + word.len()..).unwrap_or_default();
            // 「再委託先はありません」: there is none, whatever else the sentence says.
            let nobody = after.strip_prefix('先').map(|rest| rest.trim_start_matches(['は', 'が', ':', '・']));
            let near: String = after.chars().take(13).collect();
            nobody.is_some_and(is_none) || (denied(&near) && !holds(sentence, &how))
        })
    })
}

fn denied(text: &str) -> bool {
    holds(text, &["ません", "ない", "なし", "無し", "無い", "せず", "行わず"])
}

/// A place abroad, in an answer to any question on where data lie or work is done. Where the company itself is at home is another question.
fn abroad(found: &mut Vec<Diagnostic>, file: &str, library: &Library, now: &Answers) {
    let home_words = ["国内", "日本国", "海外", "国外"];
    let about = || {
        now.answers.iter().filter(|said| {
            let by_words = said.answer == "met" && holds(&said.asked, &home_words);
            concerns(library, said, Concern::Place) || by_words || asks_for_place(&said.asked)
        })
    };
    let at_home = |said: &&Said| {
        let denies = ["国外", "海外"].iter().any(|word| said.asked.contains(word));
        said.answer == "met"
            && region(said).is_none()
            && (denies || holds(&words(said), &["国内", "日本", "東京", "大阪"]))
    };
    let home = about().find(at_home);
    // What is said openly where it is asked for is a gap, and no contradiction.
    for said in about().filter(|said| said.answer != "unmet") {
        let Some(region) = region(said) else { continue };
        let claims = holds(&words(said), &["国内", "日本"])
            || (said.answer == "met" && holds(&said.asked, &home_words) && !stated(library, said));
        let sentence = match home {
            _ if claims => format!("国内とする回答に、国外とみられる場所「{region}」が書かれています"),
            Some(home) => format!(
                "国内に保存するとする回答 {} と、国外とみられる場所「{region}」のある回答 {} があります",
                home.cell, said.cell
            ),
            None if concerns(library, said, Concern::Place) => {
                format!("場所を尋ねた設問の回答に、国外とみられる場所「{region}」が書かれています")
            }
            None => continue,
        };
        found.push(diagnostics::sign(sentence, place(file, said)));
    }
}

fn stated(library: &Library, said: &Said) -> bool {
    question(library, said).is_some_and(|question| question.answer == AnswerKind::Stated)
}

/// Whether a question of another's form asks where data lie.
fn asks_for_place(asked: &str) -> bool {
    holds(asked, &["保存", "保管", "リージョン", "処理する施設"])
        && holds(asked, &["国又は地域", "国外", "国内", "リージョン", "所在地", "場所はどこ"])
        && !holds(asked, &["議決権", "本社", "親会社"])
}

/// A place abroad in the words of an answer.
fn region(said: &Said) -> Option<&'static str> {
    questionnaire::abroad(&words(said))
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
        "「はい」に、これから行うとする言葉が付いた回答が{}件あります（{}。初めのものは{}）",
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
            format!("同じ補足{}が{}件の設問にあります（{}）", quoted(&first.remark), said.len(), cells(said));
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
    let new = |now: &str, then: &str, least: usize| now.trim().chars().count() >= least && folded(now) != folded(then);
    let new_proof = not_met
        .iter()
        .any(|(then, said)| new(&said.evidence, &then.evidence, 1) || new(&said.remark, &then.remark, SHORTEST_REMARK));
    let Some((_, first)) = not_met.first() else { return };
    if all && !new_proof && not_met.len() >= TURNED_ROWS {
        let turned: Vec<&Said> = not_met.iter().map(|(_, said)| *said).collect();
        let sentence = format!(
            "前回満たしていなかった{}件の回答が、新しい根拠も説明もなしに、すべて満たすものに変わっています（{}）",
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
