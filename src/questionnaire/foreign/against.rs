//! What other cells of a row say against a good answer. They are not the vendor's answer, and they never make one; but where the
//! reviewer has found the opposite, or another side of the question is answered no, a person has to look.

use super::grid::{Line, Seen};
use super::heading::Role;
use super::rows::Rows;
use super::table::{Column, Table};
use super::{marks, sentence};
use crate::questionnaire::Answer;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::word_list::WordList;
use std::sync::LazyLock;

/// What a reviewer writes where something is wrong.
static FINDINGS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "要是正",
        "要改善",
        "要確認",
        "要修正",
        "要追記",
        "要再",
        "未確認",
        "未提出",
        "未受領",
        "証跡なし",
        "証跡無",
        "根拠なし",
        "根拠無",
        "不備",
        "不足",
        "不一致",
        "不十分",
        "不適",
        "不合格",
        "不可",
        "不明",
        "差戻",
        "差し戻",
        "再提出",
        "再確認",
        "再回答",
        "矛盾",
        "疑義",
        "疑問",
        "確認できず",
        "確認できない",
        "確認できませ",
        "確認できな",
        "認められな",
        "認められませ",
        "虚偽",
        "誤り",
        "違反",
        "是正",
        "改善を",
        "改善が",
        "懸念",
        "問題あり",
        "保留",
        "指摘あり",
        "見直しが必要",
        "rejected",
        "notverified",
        "notaccepted",
        "notmet",
        "failed",
        "insufficient",
        "unverified",
        "unsatisfactory",
        "incomplete",
        "disagree",
        "deficien",
        "concern",
    ])
});
/// The same words where they say that nothing is wrong, or that it is no longer.
const CLEARED: [&str; 24] = [
    "不備なし",
    "不備無",
    "不備はな",
    "不備はあり",
    "不備は認められ",
    "不足なし",
    "不足はあり",
    "問題なし",
    "問題無",
    "問題あり ません",
    "是正済",
    "是正完了",
    "是正不要",
    "是正事項なし",
    "是正を確認",
    "改善済",
    "改善完了",
    "改善を確認",
    "改善不要",
    "改善が確認",
    "懸念なし",
    "違反なし",
    "違反はあり",
    "矛盾なし",
];
static CLEARING: LazyLock<WordList> = LazyLock::new(|| WordList::new(CLEARED));
/// That a column of findings is empty.
const NOTHING: [&str; 18] = [
    "なし",
    "無",
    "無し",
    "特になし",
    "特に無し",
    "特にありません",
    "ありません",
    "指摘なし",
    "指摘事項なし",
    "異常なし",
    "問題なし",
    "課題なし",
    "不要",
    "-",
    "×",
    "none",
    "no",
    "n/a",
];
/// What a cell of another side of the question says where it is denied or not whole.
const DENYING: [&str; 16] = [
    "×",
    "△",
    "▲",
    "未",
    "未整備",
    "未実施",
    "未対応",
    "未作成",
    "未策定",
    "作成中",
    "否",
    "不可",
    "no",
    "n",
    "いいえ",
    "一部",
];

impl Rows<'_> {
    /// The first cell on these lines that speaks against a good answer, as the reason for a doubt.
    pub(super) fn contrary(&self, table: &Table, lines: &[&Line]) -> Option<String> {
        let columns = table.columns.iter().enumerate().filter(|(at, column)| self.may_object(table, *at, column));
        let found = columns.flat_map(|(_, column)| lines.iter().map(move |line| (column, *line)));
        found
            .filter_map(|(column, line)| Some((column, self.own_on(line, column)?)))
            .find(|(column, seen)| self.objects(column, seen))
            .map(|(column, seen)| told(&title(column), seen))
    }

    /// Whether a cell under such a name speaks against a good answer.
    pub(super) fn objects_under(&self, role: Role, title: &str, seen: &Seen) -> bool {
        match role {
            Role::Reviewer => self.finds(title, seen),
            Role::Other => self.limits(title, seen),
            Role::Evidence | Role::Category => {
                let listed = ["有無", "有/無", "可否"].iter().any(|word| title.contains(word));
                DENYING.contains(&seen.folded.as_str())
                    || (listed && ["無", "なし", "無し"].contains(&seen.folded.as_str()))
            }
            _ => false,
        }
    }

    fn may_object(&self, table: &Table, at: usize, column: &Column) -> bool {
        let marked = || column.mostly_words() && !column.is_wordless();
        Some(at) != table.question
            && Some(at) != table.ids
            && match column.role {
                Some(Role::Reviewer | Role::Other) => true,
                Some(Role::Evidence | Role::Category) => marked(),
                _ => false,
            }
    }

    fn objects(&self, column: &Column, seen: &Seen) -> bool {
        column.role.is_some_and(|role| self.objects_under(role, &title(column), seen))
    }

    /// A reviewer's cell: a finding, or a word or mark that is no consent.
    pub(super) fn finds(&self, title: &str, seen: &Seen) -> bool {
        let folded = seen.folded.as_str();
        let number = |c: char| c.is_ascii_digit() || "./:%点年月日".contains(c);
        if seen.is_blank() || seen.formula || seen.error || folded.chars().all(number) || marks::is_legend(folded) {
            return false;
        }
        let faults = names_faults(title);
        let findings = faults || ["所見", "コメント", "意見", "メモ", "講評"].iter().any(|word| title.contains(word));
        if findings && NOTHING.contains(&folded) {
            return false;
        }
        let text = match CLEARING.any(folded) {
            true => CLEARED.iter().fold(folded.to_owned(), |text, word| text.replace(word, "")),
            false => folded.to_owned(),
        };
        const SHORT: [&str; 6] = ["再", "未", "否", "不合", "不", "要"];
        if FINDINGS.any(&text) || SHORT.contains(&folded) {
            return true;
        }
        if text.len() < folded.len() {
            return false;
        }
        if self.words.vocabulary.read(&seen.text).known {
            return !matches!(
                self.meaning(seen, "").answer,
                Answer::Met | Answer::NotApplicable | Answer::Unanswered | Answer::Undisclosed
            ) || (faults && ["○", "●", "✓", "レ", "有", "あり", "有り"].contains(&folded));
        }
        faults || self.takes_back(seen)
    }

    /// A sentence in a column that is known to hold something else.
    fn limits(&self, title: &str, seen: &Seen) -> bool {
        const WISHED: [&str; 10] =
            ["期待", "目標", "模範", "想定", "正答", "正解", "あるべき", "基準", "target", "expected"];
        const TIMES: [&str; 4] = ["期限", "日", "変更", "単位"];
        let apart = |words: &[&str]| words.iter().any(|word| title.contains(word));
        seen.length() >= 6 && !apart(&WISHED) && !apart(&TIMES) && self.takes_back(seen)
    }

    /// Whether a text takes back a good answer beside which it stands.
    pub(super) fn takes_back(&self, seen: &Seen) -> bool {
        seen.text.len() <= sentence::LONGEST && sentence::read(self.words, "はい", &seen.text).answer != Answer::Met
    }
}

/// Whether a column is named for what has been found to be wrong.
pub(super) fn names_faults(title: &str) -> bool {
    ["指摘", "不備", "問題", "課題", "是正", "改善", "懸念", "逸脱"].iter().any(|word| title.contains(word))
}

pub(super) fn title(column: &Column) -> String {
    column.titles.iter().map(|title| fold(title)).collect::<Vec<_>>().join(" ")
}

/// The reason, with the cell that gives it.
pub(super) fn told(title: &str, seen: &Seen) -> String {
    let text: String = seen.text.chars().filter(|c| !c.is_control()).take(24).collect();
    let under = match title.trim() {
        "" => String::new(),
        title => format!("（見出し「{}」）", title.replace('\u{1}', "")),
    };
    format!("{}{under}に「{text}」とあり、回答と食い違います", seen.area.first)
}
