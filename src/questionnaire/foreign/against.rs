//! What other cells of a row say against a good answer. They are not the vendor's answer, and they never make one; but where the
//! reviewer has found the opposite, or another side of the question is answered no, a person has to look.

use super::grid::{Line, Seen};
use super::heading::{self, Role};
use super::once::Once;
use super::rows::Rows;
use super::table::{Answers, Column, Table};
use super::to_come::{LATER, NEXT_YEARS};
use super::{legend, notes, sentence};
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::word_list::WordList;
use crate::questionnaire::{Answer, date, when};
use std::sync::LazyLock;

/// A column whose cells may speak against a good answer beside them.
pub(super) struct Objector<'a> {
    at: usize,
    column: &'a Column,
    title: String,
    /// Whether texts of it do.
    weighed: Once<bool>,
}

pub(super) fn objectors(table: &Table) -> Vec<Objector<'_>> {
    let columns = table.columns.iter().enumerate().filter(|(at, column)| may_object(table, *at, column));
    columns.map(|(at, column)| Objector { at, column, title: title(column), weighed: Once::default() }).collect()
}

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
/// How a piece ends that says that nothing is wrong, or that it is no longer: only a whole ending clears, and only its own piece.
static CLEARED: LazyLock<WordList> = LazyLock::new(|| {
    let faults = [
        "不備",
        "不足",
        "問題",
        "問題点",
        "違反",
        "矛盾",
        "懸念",
        "異常",
        "誤り",
        "疑義",
        "指摘",
        "指摘事項",
        "是正事項",
        "改善事項",
    ];
    let none = [
        "なし",
        "無",
        "無し",
        "はなし",
        "は無し",
        "はない",
        "は無い",
        "はなかった",
        "ありません",
        "ありませんでした",
        "はありません",
        "はありませんでした",
        "は認められません",
        "は認められませんでした",
        "は認められない",
        "は認められず",
        "は見られません",
        "は見られず",
        "は見当たらない",
        "は見当たりません",
    ];
    let mended = [
        "済",
        "済み",
        "完了",
        "完了済",
        "不要",
        "を確認",
        "を確認済",
        "を確認した",
        "を確認しました",
        "が確認できた",
        "が確認できました",
        "されたことを確認",
        "されたことを確認した",
        "しました",
        "されました",
    ];
    let pairs = |words: &[&str], ends: &[&str]| -> Vec<String> {
        words.iter().flat_map(|word| ends.iter().map(move |end| format!("{word}{end}"))).collect()
    };
    WordList::new(pairs(&faults, &none).into_iter().chain(pairs(&["是正", "改善"], &mended)))
});
/// What a reviewer writes who has seen it.
const SEEN: [&str; 8] = ["確認", "確認済", "確認済み", "確認した", "確認しました", "現地確認済", "書面確認済", "了"];
/// That a column of findings is empty.
const NOTHING: [&str; 25] = [
    "なし",
    "該当なし",
    "該当無し",
    "変更なし",
    "変更無し",
    "同左",
    "完了",
    "対応済",
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
    pub(super) fn contrary(&self, table: &Table, objectors: &[Objector<'_>], lines: &[&Line]) -> Option<String> {
        let question = table.question.and_then(|at| table.columns.get(at));
        let asked = question.zip(lines.first()).and_then(|(column, line)| self.own_on(line, column));
        let asked = asked.map_or("", |seen| seen.folded.as_str());
        let found = objectors.iter().flat_map(|objector| lines.iter().map(move |line| (objector, *line)));
        found
            .filter_map(|(objector, line)| Some((objector, line, self.own_on(line, objector.column)?)))
            .find(|(objector, line, seen)| {
                self.objects(table, objector, line, seen)
                    || is_behind(table, objector.at) && self.is_long_past(asked, &objector.title, seen)
            })
            .map(|(objector, _, seen)| told(&objector.title, seen))
    }

    /// Whether a cell under such a name speaks against a good answer.
    pub(super) fn objects_under(&self, role: Role, title: &str, seen: &Seen) -> bool {
        match role {
            Role::Reviewer => self.finds(title, seen),
            Role::Other => self.limits(title, seen),
            // 「前回監査指摘」: what was found then counts where it is said to be open still.
            Role::LastYear => {
                names_faults(title)
                    && (seen.folded.starts_with('未') || has(&seen.folded, &["継続中", "対応中", "是正中", "改善中"]))
            }
            Role::Evidence | Role::Category => {
                let listed = ["有無", "有/無", "可否"].iter().any(|word| title.contains(word));
                DENYING.contains(&seen.folded.as_str())
                    || (listed && ["無", "なし", "無し"].contains(&seen.folded.as_str()))
            }
            _ => false,
        }
    }

    fn objects(&self, table: &Table, objector: &Objector<'_>, line: &Line, seen: &Seen) -> bool {
        let Objector { at, column, title, .. } = objector;
        if column.role == Some(Role::Reviewer) && has(title, &POINTS) && points(&seen.folded).is_some() {
            return !self.is_full(table, column, line, seen);
        }
        let weigh = || match column.role {
            Some(Role::Guidance) if !is_of_few_remarks(table, *at, column) => self.told_among_guidance(seen),
            None | Some(Role::Other | Role::Guidance) if is_behind(table, *at) => {
                self.takes_away(title, seen) || (column.role == Some(Role::Other) && self.limits(title, seen))
            }
            Some(role) => self.objects_under(role, title, seen),
            None => false,
        };
        // The same text says the same, but where the cell itself says more.
        let offered = || self.grid.offered(self.sheet, seen.area.first);
        match seen.formula || seen.error || seen.struck || !offered().is_empty() {
            true => weigh(),
            false => objector.weighed.of(&seen.text, "", weigh),
        }
    }

    /// Whether a reviewer gave all points: as many as the row is worth, or as no other row has more and some have less.
    fn is_full(&self, table: &Table, column: &Column, line: &Line, seen: &Seen) -> bool {
        let Some(given) = points(&seen.folded).filter(|given| *given > 0) else { return false };
        let worth = table.columns.iter().filter(|column| has(&title(column), &["配点", "満点", "上限"]));
        let worth = worth.filter_map(|column| self.own_on(line, column)).find_map(|seen| points(&seen.folded));
        match worth {
            Some(worth) => given >= worth,
            None => {
                // Sums have no answer beside them.
                let answers = match &table.answers {
                    Answers::Column(answer) => table.columns.get(*answer),
                    _ => None,
                };
                let lines = self.grid.lines.get(table.body.clone()).unwrap_or_default().iter().take(MOST_COMPARED);
                let rows = lines.filter(|line| answers.is_none_or(|answers| self.own_on(line, answers).is_some()));
                let others: Vec<u32> =
                    rows.filter_map(|line| self.own_on(line, column)).filter_map(|seen| points(&seen.folded)).collect();
                others.iter().all(|other| *other <= given) && others.iter().any(|other| *other < given)
            }
        }
    }

    /// A reviewer's cell: a finding, or a word or mark that is no consent.
    pub(super) fn finds(&self, title: &str, seen: &Seen) -> bool {
        let folded = seen.folded.as_str();
        if seen.is_blank() || seen.formula || seen.error || legend::is_legend(folded) || is_date(folded) {
            return false;
        }
        let faults = names_faults(title);
        let findings = faults || ["所見", "コメント", "意見", "メモ", "講評"].iter().any(|word| title.contains(word));
        if findings && NOTHING.contains(&folded) || !faults && SEEN.contains(&folded) {
            return false;
        }
        if is_grade(folded) {
            return !self.legend.defines(folded) || self.meaning(seen, "").answer != Answer::Met;
        }
        let open: Vec<&str> = pieces(folded).filter(|piece| !is_cleared(piece)).collect();
        const SHORT: [&str; 6] = ["再", "未", "否", "不合", "不", "要"];
        if open.iter().any(|piece| FINDINGS.any(piece)) || SHORT.contains(&folded) {
            return true;
        }
        // 「田中」: who has looked at it.
        if title.ends_with(['者', '印']) && seen.length() <= 8 {
            return false;
        }
        if open.len() < pieces(folded).count() {
            return self.takes_back(&open.join("、"));
        }
        if self.words.vocabulary.read(&seen.text).known {
            return !matches!(
                self.meaning(seen, "").answer,
                Answer::Met | Answer::NotApplicable | Answer::Unanswered | Answer::Undisclosed
            ) || (faults && ["○", "●", "✓", "レ", "有", "あり", "有り"].contains(&folded));
        }
        faults || self.takes_back(&seen.text)
    }

    /// A sentence in a column that is known to hold something else, wherever it stands.
    fn limits(&self, title: &str, seen: &Seen) -> bool {
        seen.length() >= 6 && !is_dated(title, &seen.folded) && !has(title, &WISHED) && self.takes_back(&seen.text)
    }

    /// What stands behind the answers in a column of another name: the one who answered has written it there.
    pub(super) fn takes_away(&self, title: &str, seen: &Seen) -> bool {
        let folded = seen.folded.as_str();
        if seen.is_blank() || seen.formula || seen.error || has(title, &WISHED) || has(title, &ATTRIBUTES) {
            return false;
        }
        // Where the column has no name, 「No.2は…」 is a note, and held against that row.
        if title.is_empty() && notes::calls_a_row(&seen.text) {
            return false;
        }
        if let Some(share) = amount(folded) {
            let part = has(title, &SHARES) && share.parse::<u32>().is_ok_and(|share| share != 1 && share < 100)
                || has(title, &SHARES) && share.starts_with("0.");
            return part || (has(title, &COUNTS) && share.chars().all(|c| c == '0'));
        }
        if NOTHING.contains(&folded) || is_cleared(folded) {
            let asked = has(title, &["有無", "可否", "含む", "適用"]) && !names_something_open(title);
            return (asked || has(title, &COUNTS)) && !["-", "不要", "完了", "対応済"].contains(&folded);
        }
        if is_dated(title, folded) {
            return self.is_ahead(title, &seen.text) || self.is_over(title, &seen.text);
        }
        let ahead = || when::year_of(folded).is_some_and(|year| year > self.words.on.year());
        let begins = has(title, &["開始", "稼働", "導入時期", "リリース"])
            && (folded.starts_with(['来', '次', '未']) || ahead());
        let theirs = has(title, &PARTIES) && has(folded, &OTHERS);
        let there = has(title, &["範囲", "対象", "拠点"]) && notes::covers_a_part(folded);
        let ended = has(title, &["日", "状態", "ステータス", "変更"]) && has(folded, &["停止", "休止", "中断", "見送"]);
        theirs || there || ended || begins || names_something_open(title) || self.takes_back(&seen.text)
    }

    /// Whether a day lies ahead, or may have when the sheet was filled in where the column is one of plans.
    fn is_ahead(&self, title: &str, text: &str) -> bool {
        const LASTING: [&str; 6] = ["有効", "満了", "次回", "期間", "失効", "次期"];
        let planned = has(title, &["予定", "期限", "時期", "目標"]);
        !has(title, &LASTING)
            && match planned {
                true => when::coming(text, self.words.on).is_some(),
                false => date::find(text).is_some_and(|day| day > self.words.on),
            }
    }

    /// Whether a cell of a column that says when something was last done says that it was long ago.
    fn is_long_past(&self, asked: &str, title: &str, seen: &Seen) -> bool {
        let of_rules = has(title, &["改定", "改訂", "更新", "見直"]);
        let of_last =
            has(title, &["最終", "直近", "前回", "最後", "最近", "実施時期", "実施年", "いつ", "last", "latest"])
                || title.ends_with(['日', '月']) && has(title, &DONE);
        let lasting =
            has(title, &["有効", "期限", "満了", "制定", "策定", "導入", "取得", "開始", "次回", "予定", "完了"]);
        let meant = if of_rules { has(asked, &["改定", "改訂", "更新", "見直"]) } else { of_last };
        meant && !lasting && seen.length() <= 16 && when::is_long_past(asked, &seen.text, self.words.on)
    }

    /// Whether a day until which something was valid lies behind.
    fn is_over(&self, title: &str, text: &str) -> bool {
        has(title, &["有効", "満了", "失効"])
            && date::find(text).is_some_and(|day| day < self.words.on.first_of_month())
    }

    /// Whether a sentence of a cell among guidance takes the answer back, and is none of how to fill in the form.
    fn told_among_guidance(&self, seen: &Seen) -> bool {
        let sentences = || seen.folded.split(['。', '\u{1}']).filter(|sentence| !sentence.is_empty());
        seen.length() <= LONGEST_TOLD
            && !seen.asking
            && sentences().any(|sentence| !instructs(sentence) && self.takes_back(sentence))
    }

    /// Whether a text takes back a good answer beside which it stands.
    pub(super) fn takes_back(&self, text: &str) -> bool {
        text.len() <= sentence::LONGEST
            && (says_not_yet(&fold(text)) || sentence::read(self.words, "はい", text).answer != Answer::Met)
    }
}

/// Whether a few words say that it is not there yet: 「まだ」, 「あと少し」.
fn says_not_yet(folded: &str) -> bool {
    const NOT_YET: [&str; 22] = [
        "never",
        "none",
        "notyet",
        "unknown",
        "これから",
        "もう少し",
        "もうすぐ",
        "もうじき",
        "あと少し",
        "途中",
        "途上",
        "準備",
        "検討",
        "相談",
        "年内",
        "年度内",
        "今期中",
        "近々",
        "近く",
        "後で",
        "あとで",
        "保留",
    ];
    folded.starts_with("まだ")
        || folded.ends_with("かけ")
        || NOT_YET.contains(&folded)
        || NOT_YET.contains(&folded.trim_end_matches(['中', '。']))
}

/// Days of these are days on which something was done.
const DONE: [&str; 8] = ["実施", "受講", "開催", "点検", "監査", "診断", "訓練", "確認"];
/// Names of columns that say what ought to be.
const WISHED: [&str; 10] = ["期待", "目標", "模範", "想定", "正答", "正解", "あるべき", "基準", "target", "expected"];
/// Names of columns that belong to the question, whichever side they stand on.
const ATTRIBUTES: [&str; 19] = [
    "必須",
    "任意",
    "重要度",
    "優先",
    "レベル",
    "単位",
    "種類",
    "種別",
    "配点",
    "重み",
    "推奨",
    "要否",
    "記号",
    "凡例",
    "priority",
    "mandatory",
    "required",
    "weight",
    "criticality",
];
/// Names of columns that say how much of something is done.
const SHARES: [&str; 18] = [
    "実施率",
    "受講率",
    "達成率",
    "達成度",
    "進捗",
    "適用率",
    "完了率",
    "完了度",
    "導入率",
    "整備率",
    "参加率",
    "充足率",
    "対応率",
    "遵守率",
    "実装率",
    "普及率",
    "カバー率",
    "progress",
];
/// Names of columns that say how often it is.
const COUNTS: [&str; 4] = ["回数", "実績", "頻度", "実施日"];
/// Characters beyond which a cell among guidance explains.
const LONGEST_TOLD: usize = 60;
/// Rows of a table whose points are held against those of one of them.
const MOST_COMPARED: usize = 500;
/// Names of columns in which more is better.
const POINTS: [&str; 6] = ["得点", "点数", "採点", "評点", "score", "points"];
/// Names of columns that say who does it.
const PARTIES: [&str; 9] = ["主体", "責任", "担当", "実施者", "対応者", "役割", "responsib", "owner", "performedby"];
/// Who is not the one that answers.
const OTHERS: [&str; 26] = [
    "csc",
    "client",
    "tenant",
    "shared",
    "親会社",
    "グループ会社",
    "関連会社",
    "子会社",
    "持株会社",
    "協力会社",
    "他社",
    "他部署",
    "利用者",
    "お客様",
    "顧客",
    "ユーザ",
    "委託元",
    "発注者",
    "再委託先",
    "貴市",
    "貴町",
    "貴村",
    "貴庁",
    "貴団体",
    "本市",
    "customer",
];

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

fn may_object(table: &Table, at: usize, column: &Column) -> bool {
    if Some(at) == table.question || Some(at) == table.ids || table.strangers.binary_search(&at).is_ok() {
        return false;
    }
    match column.role {
        Some(Role::Reviewer | Role::Other) => true,
        Some(Role::LastYear) => names_faults(&title(column)),
        Some(Role::Evidence | Role::Category) => column.mostly_words() && !column.is_wordless(),
        Some(Role::Guidance) => is_of_few_remarks(table, at, column) || may_be_told(table, at, column),
        // What is longer, or nameless, is read with the remarks.
        None => !column.titles.is_empty() && is_behind(table, at),
        _ => false,
    }
}

/// Guidance is in most rows; what is in few is a remark.
fn is_of_few_remarks(table: &Table, at: usize, column: &Column) -> bool {
    let named = has(&title(column), &["留意", "参考", "注意"]);
    let asked = table.question.and_then(|at| table.columns.get(at)).map_or(0, |question| question.filled);
    named && column.filled * 2 <= asked && is_behind(table, at)
}

/// Whether a column that was left as guidance may have been filled in by whoever answers: 「確認内容」, 「考え方」. Examples, choices and
/// grades are printed.
fn may_be_told(table: &Table, at: usize, column: &Column) -> bool {
    const PRINTED: [&str; 14] = [
        "例",
        "選択",
        "形式",
        "要領",
        "方法",
        "基準",
        "目安",
        "手引",
        "サンプル",
        "sample",
        "example",
        "guidance",
        "instruction",
        "howto",
    ];
    table.question.is_some_and(|question| at > question)
        && !has(&title(column), &PRINTED)
        && !table.offering.iter().any(|(offering, _)| *offering == at)
        && !column.mostly_words()
        && !column.is_of_numbers()
}

/// Whether a sentence tells how to fill in a form, or what ought to be: by how it ends.
fn instructs(sentence: &str) -> bool {
    const ENDS: [&str; 36] = [
        "の有無",
        "て回答",
        "て回答する",
        "では不十分",
        "は不十分",
        "は認めない",
        "ください",
        "下さい",
        "こと",
        "か",
        "?",
        "を記入",
        "を記入する",
        "を記載",
        "を記載する",
        "に記入",
        "に記載",
        "を選択",
        "を選択する",
        "と回答",
        "と回答する",
        "とする",
        "とします",
        "べき",
        "べきである",
        "が必要",
        "必要がある",
        "が望ましい",
        "を参照",
        "をいう",
        "を指す",
        "を確認",
        "を確認する",
        "を含む",
        "も可",
        "でも可",
    ];
    let bare = sentence.trim_end_matches(')');
    let quoted = || bare.strip_suffix('」').and_then(|text| text.rsplit_once('「'));
    ENDS.iter().any(|end| bare.ends_with(end)) || quoted().is_some_and(|(before, _)| before.ends_with("場合は"))
}

/// Whether a column stands behind both questions and answers: before them the form speaks, behind them whoever answers.
fn is_behind(table: &Table, at: usize) -> bool {
    let last = match &table.answers {
        Answers::Column(answer) => Some(*answer),
        Answers::Choices(list) | Answers::Sites(list) => list.last().copied(),
        Answers::None => None,
    };
    last.max(table.question).is_some_and(|last| at > last)
}

/// Whether a column is named for what has been found to be wrong.
fn names_faults(title: &str) -> bool {
    has(title, &["指摘", "不備", "問題", "課題", "是正", "改善", "懸念", "逸脱", "残作業", "残件"])
}

/// Whether a name is that of a property of the question: 「重要」, 「必須」.
pub(super) fn is_attribute(name: &str) -> bool {
    name.contains("重要") || has(name, &ATTRIBUTES)
}

/// Whether a cell says that there is none of what its column is named for, 「制約事項」 or 「前提条件」, or nothing to remark, and so nothing
/// that limits the answer.
pub(super) fn limits_nothing(column: &Column, seen: &Seen) -> bool {
    const LIMITS: [&str; 8] = ["制約", "制限", "前提", "条件", "例外", "除外", "課題", "懸念"];
    const NONE: [&str; 10] =
        ["なし", "無し", "無", "特になし", "特に無し", "特にありません", "ありません", "該当なし", "none", "-"];
    // 「なし」 alone in a column of remarks may deny what is asked.
    const NO_REMARK: [&str; 4] = ["特になし", "特に無し", "特にありません", "特にございません"];
    const REMARKS: [&str; 6] = ["備考", "備考欄", "特記事項", "補足", "補足事項", "コメント"];
    let remarks = || column.titles.last().is_some_and(|name| REMARKS.contains(&fold(name).as_str()));
    if NO_REMARK.contains(&seen.folded.as_str()) && remarks() {
        return true;
    }
    NONE.contains(&seen.folded.as_str())
        && column.titles.last().is_some_and(|name| {
            let name = fold(name);
            // 「条件の有無」 over 「無」 may be an answer.
            LIMITS.iter().any(|word| name.contains(word)) && !has(&name, &["有無", "可否", "要否"])
        })
}

/// Whether the name of a column says that whatever stands in it is not done, not meant, or somebody else's.
pub(super) fn names_something_open(title: &str) -> bool {
    // What is done next year again, or is renewed, is done this year.
    const AGAIN: [&str; 6] = ["次回", "次期", "更新", "同意", "承諾", "重要"];
    // 「変更があった場合の内容」 is a remark.
    const AHEAD: [&str; 16] = [
        "前提",
        "例外",
        "免除",
        "猶予",
        "予定",
        "検討",
        "見込",
        "想定",
        "計画",
        "除外",
        "対象外",
        "適用外",
        "planned",
        "roadmap",
        "future",
        "exclu",
    ];
    let named = |title: &str| {
        heading::departs(title)
            || [AHEAD.as_slice(), &NEXT_YEARS, &LATER].iter().any(|words| has(title, words))
            || (!title.contains("場合") && heading::turns(title))
    };
    names_faults(title) || (!has(title, &AGAIN) && title.split(' ').any(named))
}

/// The parts of a folded text that are said for themselves.
fn pieces(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| "、。,;()/\u{1}".contains(c)).filter(|piece| !piece.is_empty())
}

fn is_cleared(piece: &str) -> bool {
    let bare =
        ["でした", "です", "とする", "とした", "と判断", "と判断した", "と認める", "と認めた", "を確認", "ことを確認"]
            .iter()
            .find_map(|end| piece.strip_suffix(end))
            .unwrap_or(piece);
    CLEARED.ends(piece) || CLEARED.ends(bare)
}

/// The points of a cell.
fn points(folded: &str) -> Option<u32> {
    folded.trim_end_matches('点').parse().ok()
}

/// A number or a letter that says how good something is; the best letter is best without a legend.
fn is_grade(folded: &str) -> bool {
    let points = folded.trim_end_matches('点');
    let number = (1..=2).contains(&points.len()) && points.bytes().all(|byte| byte.is_ascii_digit());
    number || matches!(folded, "b" | "c" | "d" | "e")
}

/// A day written in numbers.
fn is_date(folded: &str) -> bool {
    let sign = |c: char| "./-年月日令和平成rh".contains(c);
    folded.chars().all(|c| c.is_ascii_digit() || sign(c))
        && folded.contains(sign)
        && folded.split(sign).filter(|number| !number.is_empty()).count() >= 2
}

/// Whether a cell is no more than a day, or stands under the name of one and names one.
fn is_dated(title: &str, folded: &str) -> bool {
    is_date(folded) || (title.ends_with('日') && folded.chars().count() <= 12 && date::find(folded).is_some())
}

/// A number alone, with what it counts taken away.
fn amount(folded: &str) -> Option<&str> {
    let number = folded.trim_end_matches(['%', '回', '件']);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, rest) = number.split_once('.').unwrap_or((number, "0"));
    (digits(whole) && digits(rest)).then_some(number)
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
