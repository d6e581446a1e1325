//! Names of columns of questions, and of what explains them.

use super::Role;
use super::name::Name;

impl Name<'_> {
    /// What explains questions.
    pub(super) fn explains_questions(&self) -> bool {
        self.has(&["質問", "設問", "問い"]) && self.has(&["補足", "解説", "説明", "意図", "趣旨", "目的"])
            || self.named(&["評価基準", "判断基準", "判定基準", "評価の目安", "判断の目安", "判定の目安", "考え方"])
    }

    /// What questions are called, and how surely.
    pub(super) fn question(&self) -> Option<Role> {
        if self.has(&[
            "質問",
            "設問",
            "確認事項",
            "確認項目",
            "確認内容",
            "確認したい",
            "チェック項目",
            "チェック内容",
            "チェックポイント",
            "チェック事項",
            "点検項目",
            "点検内容",
            "点検事項",
            "要求事項",
            "要求仕様",
            "要求内容",
            "調査項目",
            "調査内容",
            "調査事項",
            "監査項目",
            "監査事項",
            "審査事項",
            "尋ねする",
            "お尋ね",
            "対策項目",
            "管理項目",
            "検査項目",
            "評価項目",
            "評価事項",
            "審査項目",
        ]) || self.is(&[
            "要件",
            "規定内容",
            "管理策",
            "管理策の内容",
            "遵守事項",
            "実施項目",
            "実施事項",
            "対策基準",
            "管理基準",
            "対策内容",
            "求める水準",
            "求める対策",
            "question",
            "questions",
            "requirement",
            "requirements",
            "control",
            "controls",
            "query",
            "controlquestion",
            "securityquestion",
            "questiontext",
            "controldescription",
            "controlrequirement",
            "securitycontrol",
            "controlstatement",
            "assessmentitem",
        ]) || self.ends(&["question", "questions", "questiontext", "requirement"])
            || (self.length <= 10 && self.ends(&["要件", "仕様"]))
        {
            return Some(Role::Question(if self.is(&["対策内容", "仕様"]) { 2 } else { 3 }));
        }
        let item = self.ends(&["事項", "項目", "内容", "観点", "ポイント", "水準", "措置", "基準", "要件"]);
        let subject = self.named(&[
            "点検",
            "確認",
            "質問",
            "設問",
            "ヒアリング",
            "要求",
            "要件",
            "対策",
            "管理",
            "遵守",
            "評価",
            "監査",
            "審査",
            "チェック",
            "調査",
            "検査",
            "実施",
            "セキュリティ",
        ]);
        if item
            && subject
            && !self.named(&["回答", "実施内容", "確認結果", "基準日", "対応内容", "必須", "任意"])
            && self.length <= 16
        {
            return Some(Role::Question(if self.named(&["対策内容", "基準"]) { 2 } else { 3 }));
        }
        if self.text.is_ascii()
            && self.named(&["question", "requirement", "query", "criteria", "statement", "assessmentitem"])
            && !self
                .named(&["answer", "response", "status", "comment", "note", "review", "id", "owner", "type", "number"])
        {
            return Some(Role::Question(3));
        }
        None
    }

    /// What questions may be called where nothing else asks.
    pub(super) fn may_ask(&self) -> bool {
        self.is(&[
            "項目",
            "内容",
            "事項",
            "対策",
            "サービスレベル項目例",
            "サービスレベル項目",
            "確認",
            "item",
            "items",
            "controlspecification",
            "基準",
        ])
    }
}
