//! Deeds that are bad beyond doubt: whoever is asked for them answers well with 「いいえ」. A closed list; what is not in it is for a person to judge.
//! Texts are folded.

use super::DENIED;

/// How a question ends that asks for a deed.
const DONE: [&str; 16] = [
    "していますか",
    "しているか",
    "しておりますか",
    "されていますか",
    "されているか",
    "することがありますか",
    "することはありますか",
    "することがあるか",
    "することはあるか",
    "させることがありますか",
    "したことがありますか",
    "したことがあるか",
    "を行っていますか",
    "を行っているか",
    "しますか",
    "するか",
];
/// How a question ends that asks for existence.
const THERE: [&str; 7] =
    ["がありますか", "はありますか", "があるか", "はあるか", "の有無", "が存在しますか", "が残っていますか"];
/// Where one of these is spoken of, it may be asked what is done about the bad.
const SEEN_TO: [&str; 36] = [
    "管理",
    "対策",
    "手順",
    "禁止",
    "防止",
    "把握",
    "確認",
    "承認",
    "許可",
    "制限",
    "台帳",
    "記録",
    "場合",
    "例外",
    "規程",
    "規定",
    "申請",
    "届",
    "監視",
    "制御",
    "暗号化",
    "契約",
    "定め",
    "教育",
    "代替",
    "計画",
    "仕組",
    "検知",
    "報告",
    "ないよう",
    "以外",
    "のみ",
    "バックアップ",
    "災害",
    "備え",
    "冗長",
];
/// Ids of nobody.
const SHARED: [&str; 10] = [
    "共用id",
    "共有id",
    "共通id",
    "共用アカウント",
    "共有アカウント",
    "共通アカウント",
    "共用のid",
    "共有のid",
    "共用のアカウント",
    "共有のアカウント",
];
const SOME: [&str; 8] =
    ["複数人で", "複数名で", "複数の者で", "複数の利用者で", "複数の職員で", "複数の従業者で", "複数の担当者で", ""];
/// What nobody mends any more.
const UNSUPPORTED: [&str; 14] = [
    "サポート切れの",
    "サポート切れ",
    "サポートの切れた",
    "サポートが切れた",
    "サポートの終了した",
    "サポートが終了した",
    "サポート終了の",
    "サポート終了",
    "サポート期限切れの",
    "サポート期間の過ぎた",
    "サポート期間が過ぎた",
    "サポート期間を過ぎた",
    "サポート期間の終了した",
    "サポート期間が終了した",
];
const SOFTWARE: [&str; 12] = [
    "os",
    "ソフトウェア",
    "ソフト",
    "基本ソフト",
    "製品",
    "機器",
    "端末",
    "サーバ",
    "ミドルウェア",
    "os・ソフトウェア",
    "osやソフトウェア",
    "os等",
];
/// What belongs to those who work, and not to the company.
const PRIVATE: [&str; 4] = ["私物の", "私物", "個人所有の", "個人の所有する"];
const DEVICES: [&str; 8] = ["端末", "パソコン", "pc", "スマートフォン", "スマホ", "usbメモリ", "機器", "デバイス"];
const USED: [&str; 4] = ["使用", "利用", "運用", "稼働"];
/// Data, by how their name ends.
const DATA: [&str; 6] = ["データ", "情報", "個人番号", "マイナンバー", "資料", "ファイル"];
const ABROAD: [&str; 4] = ["日本国外", "国外", "海外", "外国"];
const GOING: [&str; 13] =
    ["保管", "保存", "格納", "移転", "転送", "送信", "提供", "持ち出", "持出し", "設置", "処理", "複製", "移送"];

/// Whether a question of one sentence asks for a deed that is bad beyond doubt.
pub(in crate::questionnaire::foreign) fn is_asked(question: &str) -> bool {
    let text = question.replace('\u{1}', "");
    let text = text.trim_end_matches(['。', '?']);
    if text.contains(['。', '?']) || SEEN_TO.iter().any(|word| text.contains(word)) || DENIED.any(text) {
        return false;
    }
    let done = DONE.iter().filter_map(|end| text.strip_suffix(end));
    let there = || THERE.iter().filter_map(|end| text.strip_suffix(end));
    done.into_iter().any(is_bad) || there().any(|thing| is_bad_thing(thing) || is_sent_abroad(thing))
}

/// Whether what a question denies is meant to be bad by whoever asks it so: 「再委託していないか」. Asked plainly, it is no more than a fact.
pub(in crate::questionnaire::foreign) fn is_ruled_out(affirmative: &str) -> bool {
    const DEEDS: [&str; 12] = [
        "再委託",
        "再々委託",
        "再委託を行って",
        "再委託を",
        "目的外利用",
        "目的外に利用",
        "目的外に使用",
        "目的以外に利用",
        "目的以外に使用",
        "学習に利用",
        "学習に使用",
        "流用",
    ];
    let text = affirmative.trim_end_matches(['。', '?']);
    if SEEN_TO.iter().any(|word| text.contains(word)) {
        return false;
    }
    let Some(body) = ["していますか", "いますか", "しますか"].iter().find_map(|end| text.strip_suffix(end))
    else {
        return false;
    };
    let third = ["第三者への", "第三者に", "第三者へ"].iter().any(|whom| body.contains(whom))
        && ["提供", "提供を行って", "開示"].iter().any(|deed| body.ends_with(deed));
    DEEDS.iter().any(|deed| body.ends_with(deed)) || third
}

/// Whether a deed, without its end, is bad.
fn is_bad(deed: &str) -> bool {
    let used = USED.iter().filter_map(|verb| deed.strip_suffix(verb)).filter_map(object);
    used.into_iter().any(|thing| is_bad_thing(thing) || is_private(thing) || is_real_data(thing))
        || is_shared(deed)
        || is_abroad(deed)
        || is_misused(deed)
}

/// 「共用id」, 「サポート切れのos」.
fn is_bad_thing(thing: &str) -> bool {
    SHARED.iter().any(|name| thing.ends_with(name))
        || SOFTWARE
            .iter()
            .filter_map(|kind| thing.strip_suffix(kind))
            .any(|before| UNSUPPORTED.iter().any(|spoilt| before.ends_with(spoilt)))
}

/// 「私物端末を業務に」
fn is_private(thing: &str) -> bool {
    DEVICES
        .iter()
        .filter_map(|device| thing.strip_suffix(device))
        .any(|before| PRIVATE.iter().any(|whose| before.ends_with(whose)))
}

/// 「テストに本番データを」
fn is_real_data(thing: &str) -> bool {
    const REAL: [&str; 7] = [
        "本番データ",
        "本番の個人情報",
        "本番のデータ",
        "実データ",
        "実際の個人情報",
        "本番環境のデータ",
        "本番環境の個人情報",
    ];
    const TESTS: [&str; 4] = ["テスト", "開発", "検証", "試験"];
    REAL.iter().filter_map(|data| thing.strip_suffix(data)).any(|before| TESTS.iter().any(|test| before.contains(test)))
}

/// 「アカウントを複数人で共用」
fn is_shared(deed: &str) -> bool {
    const ALIKE: [&str; 4] = ["共用", "共有", "使用", "利用"];
    ALIKE.iter().filter_map(|verb| Some((verb, deed.strip_suffix(verb)?))).any(|(verb, before)| {
        SOME.iter().filter_map(|some| Some((some, before.strip_suffix(some)?))).any(|(some, before)| {
            let alone = some.is_empty() && !verb.starts_with('共');
            let id = before.trim_end_matches(['を', 'は']);
            !alone && id.len() < before.len() && (id.ends_with("id") || id.ends_with("アカウント"))
        })
    })
}

/// 「個人情報を国外に保管」, 「データを国外のサーバに保存」
fn is_abroad(deed: &str) -> bool {
    let Some(before) = GOING.iter().find_map(|verb| deed.strip_suffix(verb)) else { return false };
    let Some(place) = before.strip_suffix(['に', 'へ', 'で']) else { return false };
    let place =
        ["のサーバ", "のサーバー", "のデータセンター", "のデータセンタ", "のクラウド", "の拠点", "のリージョン"]
            .iter()
            .find_map(|kind| place.strip_suffix(kind))
            .unwrap_or(place);
    ABROAD.iter().find_map(|abroad| place.strip_suffix(abroad)).is_some_and(is_of_data)
}

/// 「国外へのデータ保管」, 「個人情報の海外への移転」
fn is_sent_abroad(thing: &str) -> bool {
    let Some(before) = GOING.iter().find_map(|verb| thing.strip_suffix(verb)) else { return false };
    let before = before.strip_suffix('の').unwrap_or(before);
    let before = DATA.iter().find_map(|data| before.strip_suffix(data)).unwrap_or(before);
    let before = before.strip_suffix("個人").unwrap_or(before);
    let Some(place) =
        before.strip_suffix("への").or_else(|| before.strip_suffix("での")).or_else(|| before.strip_suffix('へ'))
    else {
        return false;
    };
    ABROAD.iter().find_map(|abroad| place.strip_suffix(abroad)).is_some_and(is_of_data)
}

/// Whether what stands before a place names data, or nothing.
fn is_of_data(before: &str) -> bool {
    let noun = before.trim_end_matches(['を', 'は', '、', 'の']);
    noun.is_empty() || noun.len() < before.len() && DATA.iter().any(|data| noun.ends_with(data))
}

/// 「パスワードを使い回」, 「初期パスワードのまま使用」, 「個人情報を目的外に利用」
fn is_misused(deed: &str) -> bool {
    const MISUSED: [&str; 8] = [
        "を目的外に利用",
        "を目的外に使用",
        "パスワードを使い回",
        "パスワードを平文で保存",
        "初期パスワードのまま使用",
        "初期パスワードのまま利用",
        "初期パスワードのまま運用",
        "パスワードを使いまわ",
    ];
    MISUSED.iter().any(|name| deed.ends_with(name))
}

/// The object of a verb, without the purpose that stands between: 「私物端末」 of 「私物端末を業務に」.
fn object(deed: &str) -> Option<&str> {
    const PURPOSE: [&str; 5] = ["業務に", "業務で", "業務上", "業務のため", ""];
    let before = PURPOSE.iter().find_map(|purpose| deed.strip_suffix(purpose))?;
    before.strip_suffix(['を', 'は', 'で'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_listed_is_bad_beyond_doubt() {
        for bad in [
            "データを国外に保管していますか。",
            "データを国外に保管することはあるか",
            "国外へのデータ保管の有無",
            "共用idを使用していますか",
            "共用アカウントを使用しているか",
            "業務用アカウントを複数人で共用していますか",
            "サポート切れosを使用していますか",
            "サポートの終了したソフトウェアを利用していますか",
            "私物端末を業務に利用していますか",
            "テストに本番データを使用していますか",
            "パスワードを使い回していますか",
            "個人情報を目的外に利用することがあるか",
            "サポート切れの機器がありますか",
        ] {
            assert!(is_asked(bad), "{bad}");
        }
        for open in [
            "再委託を行いますか",
            "共用idの利用者を記録していますか",
            "共用idを使用する場合、台帳で管理していますか",
            "サポート切れのosを更新していますか",
            "端末を業務に利用していますか",
            "データを国内に保管していますか",
            "バックアップを国外に保管していますか",
            "国外の拠点でも教育を実施していますか",
            "共用idを使用していないか",
            "idを利用していますか",
            "私物端末の利用を制限していますか",
        ] {
            assert!(!is_asked(open), "{open}");
        }
        assert!(is_ruled_out("業務を再委託していますか") && !is_ruled_out("再委託先を監督していますか"));
    }
}
