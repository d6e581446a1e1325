//! Rows under a table that are signed or stamped, and sum it up: they ask nothing.

/// Whether a text in the place of a question only has something signed, stamped, received or summed up. The text is folded.
pub(super) fn is_sign_off(folded: &str) -> bool {
    const NAMES: [&str; 58] = [
        "承認",
        "承認者",
        "承認印",
        "承認欄",
        "承認日",
        "確認",
        "確認者",
        "確認印",
        "確認欄",
        "確認日",
        "担当",
        "担当者",
        "担当印",
        "担当者印",
        "責任者",
        "責任者確認",
        "責任者確認欄",
        "責任者印",
        "管理者確認",
        "管理者確認欄",
        "決裁",
        "決裁欄",
        "検印",
        "押印",
        "押印欄",
        "捺印",
        "署名",
        "署名欄",
        "受付",
        "受付印",
        "受付日",
        "受付欄",
        "受領",
        "受領印",
        "総合評価",
        "総合判定",
        "総合所見",
        "最終判定",
        "最終評価",
        "判定",
        "合否",
        "総評",
        "点検者",
        "点検者名",
        "点検日",
        "実施者",
        "記入者",
        "記入者名",
        "記入日",
        "回答者",
        "回答者名",
        "回答日",
        "提出日",
        "提出区分",
        "提出者",
        "作成者",
        "作成日",
        "添付資料",
    ];
    const SIDES: [&str; 5] = ["市", "町", "村", "貴市", "本市"];
    const ROOMS: [&str; 5] = ["記入欄", "使用欄", "確認欄", "処理欄", "受付欄"];
    const STATED: [&str; 16] = [
        "相違ありません",
        "相違ございません",
        "相違ない",
        "間違いありません",
        "に同意します",
        "に同意いたします",
        "に同意する",
        "を誓約します",
        "誓約いたします",
        "を誓います",
        "申告します",
        "提出します",
        "提出いたします",
        "報告します",
        "を承諾します",
        "遵守することを確認しました",
    ];
    let bare = folded.split(['(', ':', '[', '※', '\u{1}']).next().unwrap_or_default();
    let side =
        || SIDES.iter().filter_map(|side| bare.strip_prefix(side)).any(|rest| ROOMS.contains(&rest) || rest == "確認");
    let counted =
        bare.chars().count() <= 12 && ["の数", "件数", "個数", "の合計"].iter().any(|end| bare.ends_with(end));
    NAMES.contains(&bare)
        || ["添付書類", "添付書類の有無", "添付資料の有無", "所属長", "所属長確認", "所属長印", "検収"].contains(&bare)
        || side()
        || counted
        || (folded.chars().count() <= 60 && STATED.iter().any(|end| folded.ends_with(end)))
}

/// Whether a row without a number, below rows that have one, is named like a signature: 「合格判定」, 「情報管理責任者の確認」.
pub(super) fn ends_like_one(folded: &str) -> bool {
    const ENDS: [&str; 10] =
        ["判定", "の確認", "確認欄", "確認印", "最終確認", "承認", "署名", "記入欄", "氏名", "年月日"];
    folded.chars().count() <= 16 && ENDS.iter().any(|end| folded.ends_with(end))
}

/// Whether a cell is the name of a box for a stamp.
pub(super) fn is_stamp(folded: &str) -> bool {
    const RANKS: [&str; 14] = [
        "作成",
        "起案",
        "審査",
        "照査",
        "課長",
        "係長",
        "部長",
        "社長",
        "主任",
        "所長",
        "店長",
        "次長",
        "専務",
        "取締役",
    ];
    folded.chars().count() <= 8 && (is_sign_off(folded) || RANKS.contains(&folded))
}
