//! The opposite of a restriction: everybody may, as they like, for ever, just in case. All texts are folded.

/// What is left open where it was asked whether it is restricted, as a sentence for readers.
pub(super) fn left_open(asked: &str, text: &str) -> Option<String> {
    let clauses = || text.split(['。', '、', '(', ')', '\u{1}']).filter(|clause| !clause.is_empty());
    let restricting = RESTRICTING.iter().any(|word| asked.contains(word));
    let ruling = RULING.iter().any(|word| asked.contains(word));
    let found = clauses().find_map(|clause| {
        let all = || everybody(asked, clause).filter(|_| restricting);
        let long = || without_end(clause).filter(|_| restricting);
        let more = || just_in_case(clause).or_else(|| more_besides(asked, clause)).filter(|_| restricting);
        let free = || as_they_like(clause).filter(|_| restricting || ruling);
        all().or_else(free).or_else(long).or_else(more)
    })?;
    Some(format!("制限を問う設問に「{found}」とあります"))
}

const RESTRICTING: [&str; 14] = [
    "最小限",
    "最少限",
    "最低限",
    "最小権限",
    "制限",
    "限定",
    "限って",
    "限り、",
    "絞",
    "必要な者",
    "必要な範囲",
    "許可制",
    "必要以上",
    "必要な期間",
];
/// Rules restrict, too, but everybody may be told of them.
const RULING: [&str; 7] = ["ルールを", "ルールが", "ルールの", "利用基準", "利用規程", "ガイドラインを", "許可した"];

/// What is restricted after all.
const BOUND: [&str; 14] = [
    "必要",
    "限",
    "最小",
    "申請",
    "承認",
    "許可を得",
    "禁止",
    "応じ",
    "以外",
    "誓約",
    "不可",
    "ません",
    "ない",
    "多要素",
];

/// 「全員に閲覧を許可」, 「誰でも利用」.
fn everybody(asked: &str, clause: &str) -> Option<String> {
    const ALL: [&str; 23] = [
        "どなたでも",
        "everyone",
        "来客",
        "同業者",
        "部外者",
        "希望者",
        "来訪者",
        "社外の者",
        "外部の者",
        "全員",
        "全社員",
        "全職員",
        "全従業員",
        "全従業者",
        "全利用者",
        "全ユーザ",
        "誰でも",
        "誰もが",
        "だれでも",
        "各自",
        "各人",
        "皆が",
        "みんな",
    ];
    const MAY: [&str; 17] = [
        "許可",
        "付与",
        "開放",
        "公開",
        "共有",
        "閲覧",
        "利用",
        "使用",
        "アクセス",
        "保有",
        "権限",
        "編集",
        "書き",
        "操作",
        "作業",
        "administrator",
        "root",
    ];
    // 「全サイトの閲覧を許可」
    let everything = || {
        let all = ["全サイト", "全ファイル", "全フォルダ", "全データ", "全権限", "全ての", "すべての", "あらゆる"];
        let given = ["を許可", "を開放", "を付与", "を公開"];
        all.iter().any(|word| clause.contains(word)) && given.iter().any(|sign| clause.contains(sign))
    };
    let everybody = || {
        ALL.iter().filter(|all| !asked.contains(**all)).filter_map(|all| Some((all, clause.split_once(*all)?.1))).any(
            |(all, after)| {
                let subject = ["に", "が", "で", "も", "へ"].iter().any(|sign| after.starts_with(sign));
                let subject = subject || all.ends_with("でも") || all.ends_with('が');
                subject && MAY.iter().any(|word| after.contains(word))
            },
        )
    };
    let bound = BOUND.iter().any(|word| clause.contains(word));
    (!bound && (everything() || everybody())).then(|| clause.to_owned())
}

/// 「自由に活用」, 「各自の判断で利用」.
fn as_they_like(clause: &str) -> Option<String> {
    const FREE: [&str; 10] = [
        "自由に",
        "自由な",
        "制限なく",
        "無制限",
        "制限を設けず",
        "の判断で",
        "の裁量",
        "好きな",
        "好きに",
        "思い思い",
    ];
    const BY_OFFICE: [&str; 6] =
        ["責任者の判断", "管理者の判断", "部長の判断", "委員会の判断", "課長の判断", "長の判断"];
    let free = FREE.iter().any(|word| clause.contains(word));
    let by_office = BY_OFFICE.iter().any(|word| clause.contains(word));
    (free && !by_office && !BOUND.iter().any(|word| clause.contains(word) && *word != "限" || denies(clause)))
        .then(|| clause.to_owned())
}

fn denies(clause: &str) -> bool {
    ["ません", "ない", "禁止", "不可", "せず"].iter().any(|word| clause.contains(word))
}

/// 「無期限に保管」.
fn without_end(clause: &str) -> Option<String> {
    const EVER: [&str; 8] = ["無期限", "永久", "永年", "半永久", "永続", "いつまでも", "期限なく", "ずっと"];
    const KEPT: [&str; 5] = ["保管", "保存", "保持", "残", "蓄積"];
    let ever = EVER.iter().any(|word| clause.contains(word)) && KEPT.iter().any(|word| clause.contains(word));
    (ever && !denies(clause)).then(|| clause.to_owned())
}

/// 「念のため全件を保管」.
fn just_in_case(clause: &str) -> Option<String> {
    const CASE: [&str; 7] = ["念のため", "念の為", "とりあえず", "いざという", "将来に備え", "後々のため", "何かの役"];
    const TAKEN: [&str; 6] = ["保管", "保存", "保持", "取得", "収集", "残"];
    let case = CASE.iter().any(|word| clause.contains(word)) && TAKEN.iter().any(|word| clause.contains(word));
    let whole = || {
        let all = ["全件を", "全項目を", "全てを", "すべてを", "全データを"].iter().any(|word| clause.contains(word));
        all && ["保管", "取得", "収集"].iter().any(|word| clause.ends_with(word)) && !clause.contains("ログ")
    };
    ((case || whole()) && !denies(clause)).then(|| clause.to_owned())
}

/// 「家族構成も収集」, where no more than is needed was asked about.
fn more_besides(asked: &str, clause: &str) -> Option<String> {
    const LEAST: [&str; 3] = ["最小限", "最少限", "最低限"];
    const TAKEN: [&str; 5] = ["も収集", "も取得", "も保管", "も保存", "も登録"];
    let more = TAKEN.iter().any(|sign| clause.contains(sign)) && LEAST.iter().any(|word| asked.contains(word));
    (more && !denies(clause)).then(|| clause.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_may_is_not_restricted() {
        let asked = "アクセス権を必要最小限にしていますか";
        for said in ["全員に読み書きを許可", "誰でも閲覧", "各自が自由に利用", "無期限に保管", "念のため全件を保管"]
        {
            assert!(left_open(asked, said).is_some(), "{said}");
        }
        for said in [
            "全職員に職務に応じた権限を付与",
            "必要な者に付与",
            "全員に誓約書を提出させ",
            "申請により許可",
            "自由に利用できません",
        ] {
            assert_eq!(left_open(asked, said), None, "{said}");
        }
        assert_eq!(left_open("研修を実施していますか", "全員に教材を公開"), None);
    }
}
