//! Names of columns of other facts: ids, categories, earlier answers, what ought to be, what concerns the sheet.

use super::name::Name;

impl Name<'_> {
    /// Whether the answers of an earlier year stand there.
    pub(super) fn is_of_earlier_years(&self) -> bool {
        (self.has(&[
            "前年",
            "昨年",
            "前回",
            "去年",
            "過年度",
            "前期",
            "前々",
            "旧回答",
            "旧年度",
            "過去の回答",
            "(前)",
            "(旧)",
            "previous",
            "lastyear",
            "prioryear",
            "prior",
            "lasttime",
            "former",
        ]) || self.bare.starts_with("先回")
            || self.is(&["旧", "old"]))
            && !self.has(&["前回から", "前回との差", "変更"])
            // Days on which something was done last are of these answers.
            && !self.ends(&["実施日", "実施年月日", "実施年月", "実施時期", "点検日", "受講日"])
    }

    /// Whether what ought to be answered stands there.
    pub(super) fn is_of_wishes(&self) -> bool {
        self.has(&[
            "期待",
            "目標",
            "模範",
            "想定回答",
            "正答",
            "正解",
            "あるべき",
            "expected",
            "target",
            "desired",
            "compliantresponse",
        ]) && !self.is(&["目標管理", "対応目標"])
    }

    /// Whether it speaks of the sheet and of who fills it in, and is no column of a table.
    pub(super) fn is_of_the_sheet(&self) -> bool {
        self.has(&[
            "回答者",
            "回答日",
            "回答期限",
            "回答部署",
            "回答責任",
            "記入者",
            "記入日",
            "回答票",
            "回答書",
            "回答期間",
        ]) || self.ends(&[
            "シート",
            "一覧",
            "について",
            "登録番号",
            "認証番号",
            "認定番号",
            "証書番号",
            "証明書番号",
            "電話番号",
        ])
    }

    /// Whether it numbers the questions.
    pub(super) fn is_id(&self) -> bool {
        self.is(&[
            "no",
            "id",
            "#",
            "項番",
            "番号",
            "通番",
            "連番",
            "項",
            "q",
            "ref",
            "no/id",
            "number",
            "seq",
            "コード",
            "q#",
            "qno",
            "sno",
            "s/n",
        ]) || self.ends(&["番号", "項番", "コード"])
            || (self.ends(&["id", "no", "#"])
                && self.length < 24
                && !self.bare.contains("yes")
                && !self.bare.contains('/'))
    }

    /// Whether other facts of the questions stand there: how important, by whom, by when.
    pub(super) fn is_of_other_facts(&self) -> bool {
        self.is(&[
            "必須",
            "任意",
            "必須/任意",
            "必須・任意",
            "必須・任意の別",
            "必須区分",
            "重要度",
            "優先度",
            "レベル",
            "測定単位",
            "単位",
            "対象",
            "配点",
            "重み",
            "費用",
            "カスタマイズ費用",
            "weight",
            "importance",
            "担当",
            "種類",
            "更新日",
            "担当部署",
            "担当課",
            "部署",
            "担当者",
            "点検日",
            "点検者",
            "実施日",
            "確認日",
            "日付",
            "priority",
            "mandatory",
            "owner",
            "date",
            "required",
            "responsible",
            "期限",
            "実施期限",
            "変更",
            "変更点",
            "変更有無",
            "適用区分",
            "適用",
            "適用有無",
            "適用の有無",
            "適用要否",
            "要否",
            "任意項目",
            "推奨",
            "推奨項目",
            "必須項目",
            "applicable",
            "weighting",
            "criticality",
            "意味",
            "記号",
            "凡例",
        ]) || self.has(&["ownership", "responsib", "前回から", "前回との差"])
    }

    /// Whether the questions stand under what stands there.
    pub(super) fn is_category(&self) -> bool {
        self.is(&[
            "大項目",
            "中項目",
            "小項目",
            "大分類",
            "中分類",
            "小分類",
            "分類",
            "区分",
            "カテゴリ",
            "カテゴリー",
            "領域",
            "分野",
            "章",
            "節",
            "種別",
            "category",
            "subcategory",
            "domain",
            "section",
            "area",
            "group",
            "groupname",
            "sub-group",
            "theme",
            "title",
            "controltitle",
            "topic",
            "項目分類",
            "テーマ",
            "controldomain",
            "controlarea",
            "controlcategory",
            "controlfamily",
            "family",
        ]) || self.ends(&["domaintitle", "controltitle", "分類"])
    }
}
