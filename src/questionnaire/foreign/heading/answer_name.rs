//! Names of columns of answers.

use super::Role;
use super::name::Name;

/// Who stands on the vendor's side of the table.
pub(super) const VENDOR: [&str; 25] = [
    "受託者",
    "受注者",
    "委託先",
    "事業者",
    "業者",
    "貴社",
    "御社",
    "自社",
    "弊社",
    "貴団体",
    "提案者",
    "応募者",
    "回答者",
    "乙",
    "会社",
    "自己",
    "提供者",
    "ベンダ",
    "vendor",
    "supplier",
    "provider",
    "respondent",
    "selfassess",
    "self-assess",
    "csp",
];
/// What is done in such a column.
pub(super) const ANSWERING: [&str; 36] = [
    "回答",
    "回荅",
    "対応状況",
    "実施状況",
    "取組状況",
    "取組み状況",
    "取り組み状況",
    "整備状況",
    "対策状況",
    "適合状況",
    "達成状況",
    "遵守状況",
    "履行状況",
    "充足状況",
    "導入状況",
    "準拠状況",
    "運用状況",
    "実装状況",
    "達成度",
    "適合性",
    "対応可否",
    "実施可否",
    "対応の可否",
    "実施有無",
    "実施の有無",
    "対応有無",
    "対応の有無",
    "適否",
    "記入欄",
    "チェック結果",
    "対応区分",
    "実施区分",
    "answer",
    "response",
    "implementationstatus",
    "compliancestatus",
];

/// Whether a header is a year and nothing else: R7年度, 2025, FY2025.
pub(in crate::questionnaire) fn is_year(bare: &str) -> bool {
    let digits = bare
        .trim_start_matches("令和")
        .trim_start_matches("平成")
        .trim_start_matches("fy")
        .trim_start_matches('r')
        .trim_end_matches("年度")
        .trim_end_matches('年');
    digits.len() < bare.len() && (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

impl Name<'_> {
    /// What the vendor is said to fill in.
    pub(super) fn vendor_answer(&self) -> Option<Role> {
        if self.vendor
            && (self.answering
                || self.named(&["評価", "点検", "確認", "判定", "チェック", "状況", "状態", "対応", "記入", "診断"]))
            && !self.named(&["項目", "事項", "備考", "コメント", "理由", "補足"])
        {
            return Some(if self.named(&["回答", "記入欄", "answer", "response"]) && self.length <= 24 {
                Role::Answer(3)
            } else {
                Role::Answer(2)
            });
        }
        None
    }

    /// What answers are called, the surest first.
    pub(super) fn answer(&self) -> Option<Role> {
        if self.answering || self.is(&["答え", "答"]) {
            return Some(Role::Answer(3));
        }
        if self.is(&[
            "有無",
            "可否",
            "充足",
            "状況",
            "状態",
            "現状",
            "現在の状況",
            "現況",
            "チェック",
            "チェック欄",
            "該否",
            "該当",
            "○×",
            "○/×",
            "○×欄",
            "yes/no",
            "はい/いいえ",
            "y/n",
            "status",
            "reply",
            "yes/no/na",
            "yes/no/n/a",
            "implemented",
            "inplace",
            "compliance",
            "compliant",
            "met",
            "適合",
            "自己点検結果",
            "点検結果",
            "記入",
        ]) || (self.length <= 8 && self.ends(&["状況", "の可否", "の有無", "可否", "有無"]))
            || self.ends(&["status", "currentstate", "selfassessment", "self-assessment"])
            || self.is(&[
                "complies",
                "currentstate",
                "doyoucomply",
                "comply",
                "要求への対応",
                "現在の対応",
                "実施しているか",
                "対応しているか",
                "できているか",
                "満たしているか",
                "セルフチェック",
            ])
            || (self.length <= 8
                && self.named(&["対応", "実施", "達成", "適合", "整備"])
                && self.ends(&["度", "レベル", "区分", "結果", "状態"]))
            || (self.length <= 8
                && ["/未", "・未", "/不", "・不", "・無", "/無", "・否", "/否", "○×", "○・×", "○/×"]
                    .iter()
                    .any(|pair| self.bare.contains(pair)))
            || ["(○×", "(○/", "(○・", "(はい", "(yes", "(y/n", "(プルダウン", "(選択", "(レ点"]
                .iter()
                .any(|hint| self.text.contains(hint))
        {
            return Some(Role::Answer(if self.named(&["点検結果", "該当"]) { 1 } else { 2 }));
        }
        if self.is(&[
            "対応",
            "選択",
            "結果",
            "実施",
            "済否",
            "済・未",
            "実績",
            "貴社",
            "自社",
            "御社",
            "弊社",
            "事業者",
            "vendor",
            "supplier",
            "選択欄",
            "乙",
            "今回",
            "本年度",
            "今年度",
            "今年",
            "ステータス",
            "対応ステータス",
            "実施ステータス",
            "進捗",
            "進捗ステータス",
        ]) {
            return Some(Role::Answer(1));
        }
        None
    }
}
