//! What two assessments of one vendor make of each requirement, and which signs are told.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use itaku::document::{ChangeReport, Paper, change_page, change_workbook};
use itaku::register::{Answers, Change, Elsewhere, Found, Named, Said, compare, signs};
use jiff::civil::{Date, date};

const ON: Date = date(2027, 12, 1);

fn found(requirement: &str, sign: &str) -> Found {
    Found {
        requirement: requirement.to_owned(),
        title: "見出し".to_owned(),
        statement: "要求".to_owned(),
        strength: "必須".to_owned(),
        sign: sign.to_owned(),
        verdict: sign.to_owned(),
        questions: vec![format!("Q-{requirement}")],
    }
}

fn said(question: &str, written: &str, answer: &str, remark: &str) -> Said {
    Said {
        question: format!("Q-{question}"),
        asked: "設問".to_owned(),
        sheet: "回答".to_owned(),
        cell: "D5".to_owned(),
        subject: String::new(),
        written: written.to_owned(),
        answer: answer.to_owned(),
        remark: remark.to_owned(),
        evidence: String::new(),
        certificates: Vec::new(),
    }
}

fn answers(findings: Vec<Found>, answers: Vec<Said>) -> Answers {
    Answers { assessment: "x".to_owned(), vendor: "株式会社あおば印刷".to_owned(), findings, answers }
}

#[track_caller]
fn case(before: (&str, Said), after: (&str, Said), expected: &[Change]) {
    let before = answers(vec![found("OUT-01", before.0)], vec![before.1]);
    let after = answers(vec![found("OUT-01", after.0)], vec![after.1]);
    assert_eq!(compare(support::library(), &before, &after, ON).rows[0].changes, expected);
}

#[test]
fn each_change_has_its_name() {
    let yes = || said("OUT-01", "はい", "met", "規程3条");
    let no = || said("OUT-01", "いいえ", "unmet", "");
    case(("○", yes()), ("○", yes()), &[Change::Copied]);
    case(("○", yes()), ("×", no()), &[Change::Worsened]);
    case(("×", no()), ("○", yes()), &[Change::Improved]);
    case(("×", no()), ("×", said("OUT-01", "予定", "planned", "")), &[Change::AnswerChanged]);
    case(("○", yes()), ("○", said("OUT-01", "はい", "met", "規程4条")), &[Change::Reworded]);
    case(("○", yes()), ("○", Said { remark: " 規程3条\r\n".to_owned(), ..yes() }), &[Change::Copied]);
    case(("○", yes()), ("○", Said { asked: "新しい設問".to_owned(), ..yes() }), &[Change::Restated, Change::Copied]);
    let expired = Named {
        scheme: "ISMS".to_owned(),
        expires: Some(date(2027, 11, 30)),
        counts: true,
        number: String::new(),
        edition: String::new(),
    };
    let named = || Said { certificates: vec![expired.clone()], ..yes() };
    case(("○", named()), ("○", named()), &[Change::EvidenceExpired, Change::Copied]);
}

/// The old and the new words stand in the report, for the demand and for the question, and on every form of it.
#[test]
fn what_was_restated_is_told_in_both_words() {
    let asked = |words: &str| Said { asked: words.to_owned(), ..said("OUT-01", "はい", "met", "") };
    let demanded = |words: &str| Found { statement: words.to_owned(), ..found("OUT-01", "○") };
    let quiet = || (found("OUT-02", "○"), said("OUT-02", "はい", "met", ""));
    let before = answers(vec![demanded("年1回"), quiet().0], vec![asked("教育は年1回ですか。"), quiet().1]);
    let after = answers(vec![demanded("年2回"), quiet().0], vec![asked("<b>教育は年2回</b>ですか。"), quiet().1]);
    let report = ChangeReport::new(support::library(), "湯沢町", "印刷", &[], (&before, &after), Vec::new(), ON);
    let told: Vec<[&str; 4]> = report
        .restated
        .iter()
        .map(|one| [one.requirement.as_str(), one.what.as_str(), one.before.as_str(), one.after.as_str()])
        .collect();
    assert_eq!(
        told,
        [
            ["OUT-01", "要求事項", "年1回", "年2回"],
            ["OUT-01", "設問 Q-OUT-01", "教育は年1回ですか。", "<b>教育は年2回</b>ですか。"],
        ]
    );
    let page = change_page(&report).unwrap();
    assert!(page.contains("教育は年1回ですか。") && page.contains("&lt;b&gt;教育は年2回") && !page.contains("<b>教育"));
    let paper = Paper::of_changes(&report).text();
    assert!(
        paper.contains("6　変わった文") && paper.contains("教育は年1回ですか。") && paper.contains("7　判定の記録")
    );
    assert!(change_workbook(&report).is_ok());
    // Other words with the same meaning are none: blanks and line ends.
    let same = answers(vec![demanded(" 年1回\n"), quiet().0], vec![asked("教育は 年1回ですか。"), quiet().1]);
    let report = ChangeReport::new(support::library(), "湯沢町", "印刷", &[], (&same, &same), Vec::new(), ON);
    assert!(report.restated.is_empty());
}

#[test]
fn silence_is_never_an_improvement() {
    let no = said("OUT-01", "いいえ", "unmet", "");
    case(("×", no), ("？", said("OUT-01", "", "unanswered", "")), &[Change::Unknown]);
    let yes = said("OUT-01", "はい", "met", "");
    case(("○", yes), ("？", said("OUT-01", "", "unanswered", "")), &[Change::Unknown]);
}

/// Of what is to be stated, the words are the answer: a place of work that moved is no other wording.
#[test]
fn other_facts_are_another_answer() {
    let place = |words: &str| Said { question: "Q-OUT-05".to_owned(), ..said("OUT-05", words, "met", "") };
    let one = |words: &str| answers(vec![found("OUT-05", "○")], vec![place(words)]);
    let changes = |then: &str, now: &str| {
        let changes = compare(support::library(), &one(then), &one(now), ON);
        changes.rows[0].changes.clone()
    };
    assert_eq!(changes("長岡市大手通1-1", "新潟市中央区2-2"), [Change::AnswerChanged]);
    assert_eq!(changes("長岡市大手通1-1", " 長岡市大手通1-1\n"), [Change::Copied]);
}

/// What the form did not ask is counted on its own; a question of it that reads otherwise is named with its cell.
#[test]
fn what_was_not_asked_is_told_apart() {
    let unasked = |id: &str| Found {
        verdict: "判定不能（この様式では尋ねていません）".to_owned(),
        questions: vec![format!("Q-{id}")],
        ..found(id, "？")
    };
    let foreign = |asked: &str| Said {
        question: "3 〔様式!C7〕".to_owned(),
        asked: asked.to_owned(),
        cell: "C7".to_owned(),
        ..said("x", "はい", "met", "")
    };
    let before = answers(
        vec![
            Found { questions: vec!["3 〔様式!C7〕".to_owned()], ..found("OUT-18", "○") },
            unasked("OUT-19"),
            found("OUT-20", "○"),
        ],
        vec![foreign("再委託先を年1回点検していますか。"), said("OUT-20", "はい", "met", "")],
    );
    let after = answers(
        vec![unasked("OUT-18"), unasked("OUT-19"), unasked("OUT-20")],
        vec![foreign("再委託先の管理体制がありますか。")],
    );
    let changes = compare(support::library(), &before, &after, ON);
    let of = |id: &str| changes.rows.iter().find(|row| row.requirement == id).unwrap();
    assert_eq!(of("OUT-18").changes, [Change::QuestionReworded]);
    assert!(of("OUT-18").said_after.contains("C7") && of("OUT-18").said_after.contains("はい"));
    assert_eq!(of("OUT-19").changes, [Change::NotAsked]);
    assert_eq!(of("OUT-20").changes, [Change::Unknown, Change::NotAsked]);
    let told = changes.told("様式.xlsx", "shinetsu 2026-11-10");
    assert_eq!((told.len(), told[0].code.id), (1, "map-question-reworded"));
    assert!(told[0].to_string().contains("C7") && told[0].to_string().contains("shinetsu"));
}

#[test]
fn what_applies_may_come_and_go() {
    let before = answers(vec![found("OUT-01", "○")], vec![said("OUT-01", "はい", "met", "")]);
    let after = answers(vec![found("OUT-02", "○")], vec![said("OUT-02", "はい", "met", "")]);
    let rows = compare(support::library(), &before, &after, ON).rows;
    assert_eq!((rows[0].requirement.as_str(), rows[0].changes[0]), ("OUT-02", Change::NewlyRequired));
    assert_eq!((rows[1].requirement.as_str(), rows[1].changes[0]), ("OUT-01", Change::NoLongerRequired));
}

#[track_caller]
fn told(now: Vec<Said>, before: Option<Vec<Said>>, expected: usize) {
    let before = before.map(|said| answers(Vec::new(), said));
    assert_eq!(signs("回答.xlsx", support::library(), &answers(Vec::new(), now), before.as_ref(), &[]).len(), expected);
}

#[test]
fn contradictions_are_told_and_what_agrees_is_not() {
    let about = |asked: &str, said: Said| Said { asked: asked.to_owned(), ..said };
    let again = "再委託の有無と相手を書いてください";
    let none = || about(again, said("OUT-14", "再委託はしません", "met", ""));
    let named = || about(again, said("OUT-15", "はい", "met", "封入は株式会社北印刷が行う"));
    told(vec![none(), named()], None, 1);
    told(vec![none()], None, 0);
    for words in ["再委託は行いません", "本業務の再委託の予定はない", "再委託なし", "再委託せず自社で行う"]
    {
        told(vec![about(again, said("OUT-14", words, "met", "")), named()], None, 1);
    }
    told(vec![about(again, said("OUT-14", "事前の承認なしに再委託しません", "met", "")), named()], None, 0);
    told(vec![named()], None, 0);
    // The vendor's own name is no subcontractor.
    told(vec![none(), about(again, said("OUT-15", "はい", "met", "株式会社あおば印刷が自ら行う"))], None, 0);
    let place = "データは国内に保存しますか";
    told(vec![about(place, said("CLD-01", "はい", "met", "ｕｓ－ｅａｓｔ－１ にも写しを置く"))], None, 1);
    told(vec![about(place, said("CLD-01", "はい", "met", "東京リージョン"))], None, 0);
    // At home in one cell, abroad in another; where the company is does not matter.
    let denied = || about("預けた情報を日本国外に保存することがありますか", said("CLD-02", "いいえ", "met", ""));
    let region = |asked: &str, words: &str| about(asked, said("CLD-03", words, "met", ""));
    let asked = "情報を保存し、又は処理する施設が所在する国又は地域を書いてください";
    told(vec![denied(), region(asked, "東京。控えはシンガポール")], None, 1);
    told(vec![denied(), region(asked, "東京都、大阪府")], None, 0);
    told(vec![denied(), region("議決権の過半数を持つ者の本社が所在する国", "米国")], None, 0);
    told(vec![region(asked, "シンガポール")], None, 0);
    // By the topic of our own questions, whatever their words.
    let of = |id: &str, words: &str, remark: &str| Said { question: id.to_owned(), ..said("x", words, "met", remark) };
    told(vec![of("Q-OUT-05", "国内のデータセンター（AWS us-east-1 リージョン）", "")], None, 1);
    told(vec![of("Q-CLD-16", "はい", "シンガポールリージョンに固定")], None, 1);
    told(vec![of("Q-CLD-15", "日本国内（東京都）。控えは us-west-2", "")], None, 1);
    told(vec![of("Q-CLD-15", "東京都。国外（米国等）には保存しません", "")], None, 0);
    told(vec![of("Q-OUT-41", "広島市（中国地方のデータセンター）", "")], None, 0);
    told(vec![of("Q-SUP-08b", "米国", "")], None, 0);
    told(vec![of("Q-CLD-29", "はい", "再委託先なし"), of("Q-CLD-31", "はい", "再委託先の株式会社北陸と締結")], None, 1);
    told(vec![of("Q-OUT-15b", "なし", ""), of("Q-OUT-18", "はい", "株式会社北陸を年1回点検")], None, 1);
    told(vec![of("Q-OUT-15b", "なし", ""), of("Q-CLD-29", "はい", "基盤は AWS")], None, 1);
    told(vec![of("Q-OUT-15b", "なし", ""), of("Q-OUT-18", "はい", "該当する再委託先ができたとき点検")], None, 0);
    told(vec![said("OUT-01", "はい", "planned", "来年度に整備予定")], None, 1);
    told(vec![said("OUT-01", "予定", "planned", "来年度に整備予定")], None, 0);
    let many = |count: usize, remark: &str| -> Vec<Said> {
        (10..10 + count).map(|number| said(&format!("OUT-{number}"), "はい", "met", remark)).collect()
    };
    told(many(5, "社内規程により実施している"), None, 1);
    told(many(4, "社内規程により実施している"), None, 0);
    told(many(9, "規程3条"), None, 0);
    let all_no: Vec<Said> = many(6, "").into_iter().map(|said| Said { answer: "unmet".to_owned(), ..said }).collect();
    told(many(6, ""), Some(all_no.clone()), 1);
    told(many(2, ""), Some(all_no[..2].to_vec()), 1);
    told(many(1, ""), Some(all_no[..1].to_vec()), 0);
    told(many(2, "令和9年6月に規程を改めた"), Some(all_no[..2].to_vec()), 0);
    let proven: Vec<Said> = many(6, "").into_iter().map(|said| Said { evidence: "別添1".to_owned(), ..said }).collect();
    told(proven, Some(all_no), 0);
}

#[test]
fn what_another_organisation_was_told_is_compared() {
    let now = answers(Vec::new(), vec![said("OUT-01", "はい", "met", "")]);
    let other = |answer: &str| Elsewhere {
        organisation: "さくら市".to_owned(),
        answers: answers(Vec::new(), vec![said("OUT-01", "いいえ", answer, "")]),
    };
    let told = signs("回答.xlsx", support::library(), &now, None, &[other("unmet")]);
    assert!(told[0].sentence.contains("さくら市"));
    assert!(signs("回答.xlsx", support::library(), &now, None, &[other("unanswered")]).is_empty());
}
