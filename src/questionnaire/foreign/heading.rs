//! What the words over a column say about it.

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

/// The role that a header names, if it is one. The text is folded. The order is the rule: 「前年度の回答」 is last year's before it is an
/// answer, 「回答の理由」 a remark.
pub(super) fn role_of(folded: &str) -> Option<Role> {
    let text = folded.replace('\u{1}', "");
    let length = text.chars().count();
    let limit = if text.is_ascii() { 70 } else { 40 };
    if length == 0 || length > limit || text.ends_with(['か', '?', 'い', 'す']) && length > 8 {
        return None;
    }
    let bare: String = text.split(['(', '[', '【', '<', '※']).next().unwrap_or_default().to_owned();
    let bare = if bare.is_empty() { text.clone() } else { bare };
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let is = |words: &[&str]| words.contains(&bare.as_str());
    if has(&["前年", "昨年", "前回", "去年", "昨年度", "previous", "lastyear", "prioryear"]) {
        return Some(Role::LastYear);
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
    ]) || bare.ends_with("シート")
        || bare.ends_with("一覧")
        || bare.ends_with("について")
    {
        return None;
    }
    if is(&[
        "no", "id", "#", "項番", "番号", "通番", "連番", "項", "q", "ref", "no/id", "設問no", "質問no", "項目no",
        "number",
    ]) || bare.ends_with("番号")
        || bare.ends_with("項番")
        || (text.is_ascii() && (bare.ends_with("id") || bare.ends_with("no")) && length < 24)
    {
        return Some(Role::Id);
    }
    if has(&["自己評価", "自己点検", "自己確認", "自己判定", "自己チェック", "selfassess"]) {
        return Some(Role::Answer(2));
    }
    if has(&["質問", "設問", "問い"]) && has(&["補足", "解説", "説明", "意図", "趣旨", "目的"]) {
        return Some(Role::Guidance);
    }
    if has(&[
        "質問",
        "設問",
        "確認事項",
        "確認項目",
        "確認内容",
        "チェック項目",
        "チェック内容",
        "点検項目",
        "点検内容",
        "要求事項",
        "調査項目",
        "監査項目",
    ]) || is(&[
        "評価項目",
        "審査項目",
        "要件",
        "規定内容",
        "対策項目",
        "対策内容",
        "管理策",
        "遵守事項",
        "実施項目",
        "question",
        "questions",
        "requirement",
        "requirements",
        "control",
        "controlquestion",
        "securityquestion",
    ]) || bare.ends_with("question")
        || bare.ends_with("要件")
    {
        return Some(Role::Question(3));
    }
    if has(&[
        "審査",
        "判定",
        "採点",
        "得点",
        "団体記入",
        "委託者",
        "発注者",
        "レビュー",
        "本市",
        "当市",
        "市使用",
        "市記入",
        "市確認",
        "町記入",
        "町確認",
        "村記入",
        "村確認",
        "組合記入",
        "点検者",
        "監査人",
        "reviewer",
        "reviewed",
        "analyst",
        "assessor",
        "auditor",
        "institution",
        "compliant",
        "internaluse",
        "evaluation",
    ]) || is(&[
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
        "甲記入欄",
        "甲確認",
        "担当課",
        "担当課確認",
        "確認済",
    ]) || bare.ends_with("確認欄")
        || bare.ends_with("評価欄")
    {
        return Some(Role::Reviewer);
    }
    if has(&[
        "回答例",
        "記入例",
        "記載例",
        "設定例",
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
    ]) || is(&["例", "説明", "help"])
    {
        return Some(Role::Guidance);
    }
    if has(&[
        "備考",
        "補足",
        "コメント",
        "理由",
        "特記",
        "摘要",
        "自由記述",
        "comment",
        "remark",
        "additional",
        "explanation",
        "implementationdesc",
        "justification",
        "qualifi",
    ]) || is(&[
        "詳細",
        "具体的内容",
        "具体的な内容",
        "対応内容",
        "実施内容",
        "取組内容",
        "内容詳細",
        "notes",
        "note",
        "details",
        "description",
        "その内容",
        "具体例",
    ]) || bare.ends_with("notes")
    {
        return Some(Role::Remark);
    }
    if has(&["根拠", "証跡", "エビデンス", "添付", "証拠", "evidence", "attachment"])
        || is(&[
            "資料",
            "資料名",
            "参照資料",
            "提出資料",
            "関連資料",
            "url",
            "reference",
            "references",
            "supportingdocuments",
        ])
    {
        return Some(Role::Evidence);
    }
    if is(&[
        "必須",
        "任意",
        "必須/任意",
        "必須・任意",
        "必須・任意の別",
        "重要度",
        "優先度",
        "レベル",
        "測定単位",
        "単位",
        "対象",
        "配点",
        "費用",
        "カスタマイズ費用",
        "weight",
        "importance",
        "担当",
        "種類",
        "更新日",
    ]) || has(&["ownership", "responsib"])
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
    ]) || bare.ends_with("domaintitle")
        || bare.ends_with("controltitle")
    {
        return Some(Role::Category);
    }
    if has(&["回答", "対応状況", "実施状況", "answer", "response", "遵守状況", "回荅"])
        && !bare.ends_with("こと")
        && length <= 24
    {
        return Some(Role::Answer(3));
    }
    if is(&[
        "実施有無",
        "実施の有無",
        "有無",
        "可否",
        "対応可否",
        "対応/可否",
        "対応有無",
        "対応の有無",
        "適否",
        "充足",
        "状況",
        "チェック",
        "チェック欄",
        "記入欄",
        "事業者記入欄",
        "貴社記入欄",
        "○×",
        "○/×",
        "yes/no",
        "はい/いいえ",
        "y/n",
        "status",
        "reply",
        "御社記入欄",
        "yes/no/na",
        "yes/no/n/a",
    ]) {
        return Some(Role::Answer(2));
    }
    if is(&["対応", "選択", "結果", "貴社", "自社", "御社", "弊社", "事業者", "vendor", "supplier", "選択欄"])
    {
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
        "検査項目",
        "item",
        "items",
        "controlspecification",
    ]) {
        return Some(Role::Question(1));
    }
    None
}

/// The year that a header names, as a number that grows: R7 and 令和7 are 2025.
pub(super) fn year_of(folded: &str) -> Option<u32> {
    let digits = |rest: &str| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok()
    };
    for (sign, base) in [("令和", 2018), ("r", 2018), ("平成", 1988)] {
        let found = folded.match_indices(sign).find_map(|(at, _)| {
            let joined = folded.get(..at)?.chars().next_back().is_some_and(|c| c.is_ascii_alphabetic());
            (!joined).then(|| digits(folded.get(at + sign.len()..)?)).flatten()
        });
        if let Some(year) = found.filter(|year| *year < 100) {
            return Some(base + year);
        }
    }
    let at = folded.find("20")?;
    digits(folded.get(at..)?).filter(|year| (2000..2100).contains(year))
}
