//! What the words over a column say about it.

mod limits;
mod mark_sense;
mod party;

use crate::questionnaire::word_list::Searched;

pub(super) use limits::{limits_questions, says_more};
pub(super) use mark_sense::{asks_to_choose, departs, offers_words, only_applies, turns};
pub(super) use party::{is_other_party, is_vendor_alone};

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Id,
    Category,
    /// With how sure the header is: 3 says it outright, 1 only may.
    Question(u8),
    /// Likewise.
    Answer(u8),
    Remark,
    Evidence,
    Guidance,
    LastYear,
    Reviewer,
    Other,
}

impl Role {
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Id => "番号",
            Self::Category => "分類",
            Self::Question(_) => "設問",
            Self::Answer(_) => "回答",
            Self::Remark => "補足",
            Self::Evidence => "根拠資料",
            Self::Guidance => "記入の手引き・例",
            Self::LastYear => "以前の年の回答",
            Self::Reviewer => "審査する側の欄",
            Self::Other => "その他",
        }
    }
}

/// Who stands on the vendor's side of the table.
const VENDOR: [&str; 25] = [
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
/// Who stands on the other side: the organisation that asks, and whoever checks for it.
const OURS: [&str; 52] = [
    "当方",
    "庁内",
    "審査",
    "委託者",
    "発注者",
    "委託元",
    "発注元",
    "調達",
    "主管",
    "所管",
    "担当課",
    "担当者",
    "担当部",
    "担当係",
    "事務局",
    "職員",
    "情シス",
    "情報政策",
    "情報システム課",
    "情報管理課",
    "デジタル",
    "監査人",
    "監査員",
    "監査",
    "評価者",
    "採点",
    "委員",
    "本市",
    "当市",
    "本町",
    "当町",
    "本村",
    "当村",
    "本組合",
    "当組合",
    "市",
    "町",
    "村",
    "県",
    "組合",
    "区",
    "庁",
    "課",
    "甲",
    "点検者",
    "確認者",
    "検収",
    "受入",
    "団体",
    "本庁",
    "管理者",
    "上長",
];
/// What the asking side does in its columns.
const CHECKING: [&str; 24] = [
    "メモ",
    "印",
    "確認",
    "評価",
    "判定",
    "記入",
    "使用",
    "チェック",
    "コメント",
    "所見",
    "採点",
    "審査",
    "意見",
    "指摘",
    "備考",
    "結果",
    "検収",
    "承認",
    "査定",
    "判断",
    "点",
    "欄",
    "合否",
    "講評",
];
const ANSWERING: [&str; 36] = [
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

/// The role that a header names, if it is one. The text is folded. The order is the rule: 「前年度の回答」 is last year's before it is an
/// answer, 「回答の理由」 a remark.
pub(super) fn role_of(folded: &str) -> Option<Role> {
    let text = folded.replace('\u{1}', "");
    let bare: String = text.split(['(', '[', '【', '<', '※', ':']).next().unwrap_or_default().to_owned();
    let bare = if bare.is_empty() { text.clone() } else { bare };
    let length = bare.chars().count();
    let limit = if text.is_ascii() { 45 } else { 24 };
    let asks = !text.is_ascii() && length > 8 && bare.ends_with(['か', '?', 'い', 'す']);
    if length == 0 || length > limit || text.chars().count() > 120 || asks {
        return None;
    }
    let bare = bare.trim_end_matches(['?', '.', '*']).to_owned();
    // 「点検の内容」 and 「遵守すべき事項」 are 「点検内容」 and 「遵守事項」.
    let core = bare.replace("の", "").replace("すべき", "");
    // Most names are their own core: it is not looked through again.
    let core = if core == bare { String::new() } else { core };
    let (whole, name, short) = (Searched::new(&text), Searched::new(&bare), Searched::new(&core));
    let has = |words: &[&str]| words.iter().any(|word| whole.holds(word));
    let named = |words: &[&str]| words.iter().any(|word| name.holds(word) || short.holds(word));
    let is = |words: &[&str]| words.iter().any(|word| name.is(word) || short.is(word));
    let ends = |words: &[&str]| words.iter().any(|word| name.ends(word) || short.ends(word));
    if (has(&[
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
    ]) || bare.starts_with("先回")
        || is(&["旧", "old"]))
        && !has(&["前回から", "前回との差", "変更"])
    {
        return Some(Role::LastYear);
    }
    if has(&[
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
    ]) && !is(&["目標管理", "対応目標"])
    {
        return Some(Role::Other);
    }
    if has(&[
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
    ]) || ends(&[
        "シート",
        "一覧",
        "について",
        "登録番号",
        "認証番号",
        "認定番号",
        "証書番号",
        "証明書番号",
        "電話番号",
    ]) {
        return None;
    }
    if is(&[
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
    ]) || ends(&["番号", "項番", "コード"])
        || (ends(&["id", "no", "#"]) && length < 24 && !bare.contains("yes") && !bare.contains('/'))
    {
        return Some(Role::Id);
    }
    if is_year(&bare) {
        return Some(Role::Answer(1));
    }
    let vendor = has(&VENDOR);
    // A long 「…の取得状況」 is asked rather than answered in.
    let answering = named(&ANSWERING)
        && !ends(&["こと"])
        && (length <= 12
            || (length <= if text.is_ascii() { 45 } else { 24 }
                && named(&["回答", "回荅", "answer", "response", "記入欄"])));
    if vendor
        && (answering || named(&["評価", "点検", "確認", "判定", "チェック", "状況", "状態", "対応", "記入", "診断"]))
        && !named(&["項目", "事項", "備考", "コメント", "理由", "補足"])
    {
        return Some(if named(&["回答", "記入欄", "answer", "response"]) && length <= 24 {
            Role::Answer(3)
        } else {
            Role::Answer(2)
        });
    }
    if has(&["質問", "設問", "問い"]) && has(&["補足", "解説", "説明", "意図", "趣旨", "目的"]) {
        return Some(Role::Guidance);
    }
    if named(&["評価基準", "判断基準", "判定基準", "評価の目安", "判断の目安", "判定の目安", "考え方"])
    {
        return Some(Role::Guidance);
    }
    if has(&[
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
    ]) || is(&[
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
    ]) || ends(&["question", "questions", "questiontext", "requirement"])
        || (length <= 10 && ends(&["要件", "仕様"]))
    {
        return Some(Role::Question(if is(&["対策内容", "仕様"]) { 2 } else { 3 }));
    }
    let item = ends(&["事項", "項目", "内容", "観点", "ポイント", "水準", "措置", "基準", "要件"]);
    let subject = named(&[
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
        && !named(&["回答", "実施内容", "確認結果", "基準日", "対応内容", "必須", "任意"])
        && length <= 16
    {
        return Some(Role::Question(if named(&["対策内容", "基準"]) { 2 } else { 3 }));
    }
    if text.is_ascii()
        && named(&["question", "requirement", "query", "criteria", "statement", "assessmentitem"])
        && !named(&["answer", "response", "status", "comment", "note", "review", "id", "owner", "type", "number"])
    {
        return Some(Role::Question(3));
    }
    if has(&[
        "判定",
        "採点",
        "得点",
        "団体記入",
        "レビュー",
        "市使用",
        "reviewer",
        "reviewed",
        "review",
        "analyst",
        "assessor",
        "auditor",
        "evaluator",
        "buyer",
        "institution",
        "internaluse",
        "evaluation",
        "finding",
        "customer",
        "ouruse",
        "client",
        "internal",
        "riskrating",
        "riskowner",
        "officeuse",
    ]) || (!vendor && named(&OURS) && named(&CHECKING))
        || (length >= 2 && is(&OURS))
        || is(&[
            "評価",
            "確認",
            "確認欄",
            "確認結果",
            "確認者",
            "評価欄",
            "評価結果",
            "点数",
            "score",
            "rating",
            "担当課",
            "確認済",
            "監査結果",
            "審査",
            "検収",
            "査定",
            "合否",
            "所見",
            "所見欄",
            "評価点",
            "評点",
            "採点欄",
            "確認印",
            "ヒアリング結果",
            "指摘",
            "指摘事項",
            "甲",
        ])
        || ends(&["確認欄", "評価欄", "score", "使用欄"])
        || (named(&["compliant", "compliance"]) && named(&["override"]))
    {
        return Some(Role::Reviewer);
    }
    if has(&[
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
    ]) || is(&["例", "説明", "help", "参考"]) && !vendor
    {
        return Some(if bare == "説明" { Role::Remark } else { Role::Guidance });
    }
    if has(&[
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
    ]) || named(&[
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
    ]) || is(&[
        "内容詳細",
        "notes",
        "note",
        "details",
        "description",
        "具体例",
        "補記",
        "実施の内容",
        "状況詳細",
        "detail",
    ]) || ends(&["notes", "details", "取組", "取り組み"])
        || (length <= 8 && ends(&["の内容"]))
    {
        return Some(Role::Remark);
    }
    if has(&[
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
    ]) || is(&[
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
    ]) {
        return Some(Role::Evidence);
    }
    if is(&[
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
    ]) || has(&["ownership", "responsib", "前回から", "前回との差"])
    {
        return Some(Role::Other);
    }
    if is(&[
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
    ]) || ends(&["domaintitle", "controltitle", "分類"])
    {
        return Some(Role::Category);
    }
    if length <= 6 && ends(&["文書", "資料", "書類", "規程", "資料番号"]) {
        return Some(Role::Evidence);
    }
    if answering || is(&["答え", "答"]) {
        return Some(Role::Answer(3));
    }
    if is(&[
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
    ]) || (length <= 8 && ends(&["状況", "の可否", "の有無", "可否", "有無"]))
        || ends(&["status", "currentstate", "selfassessment", "self-assessment"])
        || is(&[
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
        || (length <= 8
            && named(&["対応", "実施", "達成", "適合", "整備"])
            && ends(&["度", "レベル", "区分", "結果", "状態"]))
        || (length <= 8
            && ["/未", "・未", "/不", "・不", "・無", "/無", "・否", "/否", "○×", "○・×", "○/×"]
                .iter()
                .any(|pair| bare.contains(pair)))
        || ["(○×", "(○/", "(○・", "(はい", "(yes", "(y/n", "(プルダウン", "(選択", "(レ点"]
            .iter()
            .any(|hint| text.contains(hint))
    {
        return Some(Role::Answer(if named(&["点検結果", "該当"]) { 1 } else { 2 }));
    }
    if is(&[
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
    ]) {
        return Some(Role::Answer(1));
    }
    if is(&[
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
    ]) {
        return Some(Role::Question(1));
    }
    None
}

/// Whether a header is a year and nothing else: R7年度, 2025, FY2025.
pub(super) fn is_year(bare: &str) -> bool {
    let digits = bare
        .trim_start_matches("令和")
        .trim_start_matches("平成")
        .trim_start_matches("fy")
        .trim_start_matches('r')
        .trim_end_matches("年度")
        .trim_end_matches('年');
    digits.len() < bare.len() && (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}
