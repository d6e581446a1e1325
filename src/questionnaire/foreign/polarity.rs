//! Questions whose 「はい」 may be the bad answer. Nobody has told us which: where there is a sign of it, a person decides.

/// Why 「はい」 to this question cannot simply count as good, if so. The text is folded.
pub(super) fn doubt(question: &str) -> Option<&'static str> {
    let text = question.replace('\u{1}', "");
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&[
        "ないか",
        "ないですか",
        "ませんか",
        "ていない",
        "ていません",
        "ないこと",
        "なかった",
        "ありませんか",
        "しない",
        "せず",
        "禁止",
        "不要",
        "donot",
        "doesnot",
        "isnot",
        "arenot",
        "neither",
        "without",
    ]) {
        return Some("否定形の設問で、「はい」がどちらの意味か決められません");
    }
    if has(&[
        "ことがあ",
        "ことはあ",
        "場合があ",
        "場合はあ",
        "可能性",
        "おそれ",
        "恐れ",
        "haveyouever",
        "hasyour",
        "everbeen",
        "everexperienced",
        "ever",
    ]) {
        return Some("「ある」が良い答えとは限らない設問です");
    }
    if has(&[
        "事故",
        "漏えい",
        "漏洩",
        "インシデント",
        "違反",
        "処分",
        "指導",
        "訴訟",
        "侵害",
        "停止",
        "breach",
        "incident",
        "violation",
        "lawsuit",
        "penalt",
    ]) && has(&[
        "過去",
        "これまで",
        "以内",
        "発生し",
        "受けた",
        "起こし",
        "起きた",
        "経験",
        "あったか",
        "ましたか",
        "直近",
        "past",
        "last",
        "experienced",
        "anybreach",
        "anyincident",
        "anysecurity",
    ]) {
        return Some("過去の事故などの有無を問う設問で、「はい」が良い答えとは限りません");
    }
    if has(&["未許可", "無許可", "許可なく", "無断", "不正", "違法", "unauthori"])
        && !has(&[
            "対策",
            "防止",
            "検知",
            "監視",
            "対応",
            "防御",
            "手順",
            "体制",
            "ソフト対策",
            "規程",
            "遮断",
            "制限",
            "prevent",
            "detect",
            "protect",
            "monitor",
            "control",
            "policy",
            "against",
        ])
    {
        return Some("してはならないことを問う設問とみられ、「はい」が良い答えとは限りません");
    }
    if has(&[
        "海外",
        "国外",
        "外国",
        "overseas",
        "abroad",
        "outside",
        "foreign",
        "offshore",
        "crossborder",
        "cross-border",
    ]) {
        return Some("国外での取扱いを問う設問で、「はい」が良い答えとは限りません");
    }
    if has(&[
        "再委託",
        "再々委託",
        "外部委託",
        "第三者に",
        "第三者へ",
        "第三者提供",
        "subcontract",
        "sub-contract",
        "subprocessor",
        "thirdpart",
        "二次利用",
        "私物",
        "byod",
        "学習に",
        "持ち出",
        "持出",
        "目的外",
        "共有アカウント",
        "共用",
    ]) && !has(&[
        "承認",
        "同意",
        "許可",
        "許諾",
        "監督",
        "契約",
        "報告",
        "確認し",
        "義務",
        "制限",
        "手順",
        "規程",
        "規定",
        "同等",
        "台帳",
        "記録",
        "管理",
        "ルール",
        "基準",
        "監視",
        "教育",
        "誓約",
        "暗号化",
        "選定",
        "approval",
        "consent",
        "agreement",
        "contract",
    ]) {
        return Some("行っていること自体の良し悪しが設問から決められません");
    }
    None
}

/// Whether the question wants something named, so that 「はい」 says nothing.
pub(super) fn wants_a_value(question: &str) -> bool {
    let text = question.replace('\u{1}', "");
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    has(&[
        "ご記入ください",
        "記入してください",
        "記載してください",
        "ご記載ください",
        "書いてください",
        "ご教示",
        "教えてください",
        "お答えください",
        "列挙",
        "何時間",
        "何日",
        "何年",
        "何回",
        "何名",
        "どの",
        "どこ",
        "いつ",
        "誰",
        "いくつ",
        "どのよう",
        "記述してください",
        "ご回答ください",
    ]) || (text.is_ascii()
        && [
            "what", "which", "where", "who", "when", "how", "describe", "list", "provide", "please", "specify", "state",
        ]
        .iter()
        .any(|word| text.starts_with(word)))
        || ["氏名", "名称", "住所", "所在地", "電話番号", "会社名", "連絡先", "担当者名"]
            .iter()
            .any(|word| text.ends_with(word))
}
