//! Whole clauses that plainly say how it is done what was asked about: 「CSV形式でエクスポート可能です」, 「テナントごとにDBスキーマを分けています」,
//! 「社員が同行します」, 「証明書受領」.

use super::is_hiragana;

/// Whether a clause is one of them, for this question.
pub(super) fn is_told(asked: &str, clause: &str) -> bool {
    exports(asked, clause)
        || keeps_tenants_apart(asked, clause)
        || escorts(asked, clause)
        || has_receipt(asked, clause)
        || locks_objects(asked, clause)
        || is_room(asked, clause)
}

fn asks(asked: &str, words: &[&str]) -> bool {
    words.iter().any(|word| asked.contains(word))
}

fn before<'a>(text: &'a str, ends: &[&str]) -> Option<&'a str> {
    ends.iter().find_map(|end| text.strip_suffix(end))
}

const NOW: [&str; 6] = ["しています", "しております", "している", "します", "済み", ""];

fn exports(asked: &str, clause: &str) -> bool {
    const CAN: [&str; 6] = ["が可能です", "可能です", "が可能", "可能", "できます", "ができます"];
    const DEEDS: [&str; 5] = ["エクスポート", "出力", "ダウンロード", "返却", "書き出し"];
    const FORMATS: [&str; 5] = ["csv", "xml", "json", "tsv", "excel"];
    let can = asks(asked, &["できますか", "できるか", "可能ですか", "できること"]);
    let way = before(clause, &CAN).and_then(|deed| before(deed, &DEEDS));
    let format = way.and_then(|way| before(way, &["形式で", "ファイルで", "形式にて", "で"]));
    let all = |format: &str| format.split(['・', '/']).all(|one| FORMATS.contains(&one));
    can && asks(asked, &["返却", "出力", "エクスポート", "抽出", "汎用", "取り出"]) && format.is_some_and(all)
}

fn keeps_tenants_apart(asked: &str, clause: &str) -> bool {
    const WHOSE: [&str; 9] =
        ["テナント", "顧客", "お客様", "利用者", "自治体", "団体", "契約者", "ご契約者", "利用団体"];
    const EACH: [&str; 6] = ["ごとに", "毎に", "単位で", "単位に", "ごとの", "別に"];
    const THINGS: [&str; 10] = [
        "db",
        "dbスキーマ",
        "スキーマ",
        "データベース",
        "データベーススキーマ",
        "インスタンス",
        "環境",
        "データ領域",
        "保存領域",
        "vpc",
    ];
    const APART: [&str; 8] = [
        "を分けています",
        "を分けております",
        "を分けている",
        "を分離しています",
        "を分離しております",
        "を分離している",
        "を分離",
        "を独立させています",
    ];
    let apart = asks(
        asked,
        &["他の利用者", "他の顧客", "他のテナント", "他団体", "他の団体", "他の自治体", "他社", "他のお客"],
    ) && asks(asked, &["分離", "分けて", "区分", "隔離"]);
    let of_each = before(clause, &APART);
    apart
        && of_each.is_some_and(|said| {
            WHOSE
                .iter()
                .filter_map(|whose| said.strip_prefix(whose))
                .any(|said| EACH.iter().filter_map(|each| said.strip_prefix(each)).any(|thing| THINGS.contains(&thing)))
        })
}

fn escorts(asked: &str, clause: &str) -> bool {
    const WHO: [&str; 5] = ["社員が", "当社社員が", "職員が", "従業員が", "担当者が"];
    const HOW: [&str; 5] = ["必ず", "常に", "最後まで", "常時", ""];
    const DEED: [&str; 7] =
        ["同行", "付き添い", "付き添います", "付き添っています", "立ち会い", "立ち会います", "立ち会っています"];
    let visit = asks(asked, &["来訪者", "訪問者", "外来者", "来客"]);
    let deed = WHO.iter().find_map(|who| clause.strip_prefix(who)).map(|deed| {
        let deed = HOW.iter().find_map(|how| deed.strip_prefix(how)).unwrap_or(deed);
        NOW.iter().filter_map(|end| deed.strip_suffix(end)).any(|deed| DEED.contains(&deed))
    });
    let recorded = asks(asked, &["記録", "記帳", "台帳", "簿", "履歴", "ログ"]);
    visit && !recorded && deed.unwrap_or(false)
}

fn has_receipt(asked: &str, clause: &str) -> bool {
    const PAPERS: [&str; 5] = ["証明書", "溶解証明書", "廃棄証明書", "消去証明書", "処理証明書"];
    const GOT: [&str; 6] = ["受領", "を受領", "取得", "を取得", "を保管", "保管"];
    let got = NOW
        .iter()
        .filter_map(|end| clause.strip_suffix(end))
        .flat_map(|said| GOT.iter().filter_map(move |got| said.strip_suffix(got)));
    asks(asked, &["廃棄", "消去", "破棄", "溶解"]) && got.into_iter().any(|paper| PAPERS.contains(&paper))
}

fn locks_objects(asked: &str, clause: &str) -> bool {
    const LOCKED: [&str; 6] = ["を設定", "を有効化", "を適用", "をかけています", "をかけております", "を有効に"];
    let what = ["改ざん防止のため", "改ざん防止のために", ""].iter().find_map(|why| clause.strip_prefix(why));
    let deed = what.and_then(|what| what.strip_prefix("オブジェクトロック"));
    asks(asked, &["保存", "保管", "改ざん", "ログ"])
        && deed
            .is_some_and(|deed| NOW.iter().filter_map(|end| deed.strip_suffix(end)).any(|deed| LOCKED.contains(&deed)))
}

/// 「本社3階の専用室」, where it is asked whether there is such an area.
fn is_room(asked: &str, clause: &str) -> bool {
    const ROOMS: [&str; 5] = ["専用室", "専用作業室", "専用執務室", "専用エリア", "専用区画"];
    let place = before(clause, &ROOMS);
    asks(asked, &["区域を定め", "区域を設け", "区域を明確", "区域を設定", "場所を定め"])
        && place.is_some_and(|place| !place.trim_end_matches('の').contains(is_hiragana) && place.chars().count() <= 12)
}
