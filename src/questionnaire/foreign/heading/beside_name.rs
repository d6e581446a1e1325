//! Names of columns that stand beside the answers: guidance, remarks, evidence.

use super::Role;
use super::name::Name;

impl Name<'_> {
    /// How to fill in the form, and examples.
    pub(super) fn guidance(&self) -> Option<Role> {
        if self.has(&[
            "回答例",
            "記入例",
            "記載例",
            "設定例",
            "対応例",
            "回答方法",
            "回答形式",
            "選択肢",
            "記入要領",
            "記入方法",
            "解説",
            "留意",
            "ガイダンス",
            "ヒント",
            "guidance",
            "example",
            "instruction",
            "観点",
            "趣旨",
            "手引",
            "sample",
            "サンプル",
            "記載要領",
            "確認方法",
            "howto",
        ]) || self.is(&["例", "説明", "help", "参考"]) && !self.vendor
        {
            return Some(if self.bare == "説明" { Role::Remark } else { Role::Guidance });
        }
        None
    }

    /// What the vendor says beside the answer.
    pub(super) fn is_remark(&self) -> bool {
        self.has(&[
            "備考",
            "補足",
            "コメント",
            "理由",
            "特記",
            "摘要",
            "自由記述",
            "自由記入",
            "自由回答",
            "comment",
            "remark",
            "additional",
            "explanation",
            "implementationdesc",
            "justif",
            "説明",
            "追記",
            "特筆",
            "explain",
            "rationale",
            "clarification",
            "supportinginformation",
            "qualifi",
            "elaborat",
        ]) || self.named(&[
            "具体的な",
            "具体的",
            "対策の内容",
            "実施方法",
            "対応方法",
            "実施内容",
            "取組内容",
            "対応内容",
            "代替",
            "具体例",
            "詳細",
            "その内容",
        ]) || self.is(&[
            "内容詳細",
            "notes",
            "note",
            "details",
            "description",
            "具体例",
            "補記",
            "メモ",
            "メモ欄",
            "memo",
            "実施の内容",
            "状況詳細",
            "detail",
        ]) || self.ends(&["notes", "details", "取組", "取り組み"])
            || (self.length <= 8 && self.ends(&["の内容"]))
    }

    /// What the vendor hands in.
    pub(super) fn is_evidence(&self) -> bool {
        self.has(&[
            "根拠",
            "証跡",
            "エビデンス",
            "添付",
            "証拠",
            "evidence",
            "attachment",
            "supportingdoc",
            "証憑",
            "artifact",
        ]) || self.is(&[
            "資料",
            "資料名",
            "参照先",
            "参照資料",
            "確認資料",
            "提出資料",
            "関連資料",
            "関連規程",
            "documentreference",
            "url",
            "reference",
            "references",
        ])
    }

    /// Papers, in a short name that is nothing else.
    pub(super) fn is_paper(&self) -> bool {
        self.length <= 6 && self.ends(&["文書", "資料", "書類", "規程", "資料番号"])
    }
}
