//! Questions whether something exists: 「規程の有無」, 「窓口がありますか」. Only of what is good to have is 「ある」 the good answer, and what
//! is bad to have no list can say: 「共用IDの有無」, 「保守切れの機器がありますか」.

use super::harm::HARMS;
use crate::questionnaire::word_list::WordList;
use std::sync::LazyLock;

/// How a question ends that asks for existence.
const ASKED: [&str; 16] = [
    "の有無",
    "有無",
    "がありますか",
    "はありますか",
    "もありますか",
    "がございますか",
    "はございますか",
    "があるか",
    "はあるか",
    "があるかどうか",
    "がいますか",
    "はいますか",
    "がある",
    "がありました",
    "がありましたか",
    "はありましたか",
];
/// What is good to have, by the end of its name.
static GOOD: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "規程",
        "規定",
        "規則",
        "規約",
        "基準",
        "方針",
        "ポリシー",
        "手順",
        "手順書",
        "マニュアル",
        "要領",
        "要綱",
        "ルール",
        "体制",
        "組織",
        "体制図",
        "部署",
        "部門",
        "委員会",
        "責任者",
        "担当者",
        "担当部署",
        "管理者",
        "監督者",
        "要員",
        "窓口",
        "連絡先",
        "連絡網",
        "連絡体制",
        "計画",
        "計画書",
        "台帳",
        "一覧",
        "一覧表",
        "リスト",
        "名簿",
        "構成図",
        "系統図",
        "記録",
        "記録簿",
        "管理簿",
        "ログ",
        "契約",
        "契約書",
        "協定",
        "条項",
        "誓約書",
        "同意書",
        "覚書",
        "研修",
        "教育",
        "訓練",
        "演習",
        "監査",
        "点検",
        "検査",
        "診断",
        "棚卸",
        "棚卸し",
        "審査",
        "認証",
        "認定",
        "資格",
        "マーク",
        "isms",
        "iso27001",
        "保険",
        "補償",
        "機能",
        "仕組み",
        "仕組",
        "しくみ",
        "制度",
        "手段",
        "方法",
        "手続",
        "手続き",
        "設備",
        "装置",
        "警備",
        "施錠",
        "錠",
        "金庫",
        "書庫",
        "キャビネット",
        "監視",
        "カメラ",
        "巡回",
        "対策",
        "措置",
        "制限",
        "制御",
        "統制",
        "管理",
        "防止",
        "防止策",
        "防御",
        "検知",
        "証明書",
        "証明書の発行",
        "報告",
        "報告書",
        "通知",
        "事前通知",
        "承認",
        "許可制",
        "届出制",
        "確認",
        "見直し",
        "評価",
        "分析",
        "バックアップ",
        "冗長化",
        "冗長構成",
        "二重化",
        "暗号化",
        "ソフト",
        "ソフトウェア",
        "ツール",
        "システム",
        "waf",
        "ids",
        "ips",
        "edr",
        "mfa",
        "vpn",
        "siem",
        "soc",
        "csirt",
        "ファイアウォール",
        "ファイアーウォール",
        "発電機",
        "発電装置",
        "無停電電源装置",
        "ups",
        "消火器",
        "ログの取得",
        "記録の取得",
        "バックアップの取得",
        "認証の取得",
        "認証取得",
        "誓約書の取得",
        "誓約書の徴取",
        "同意の取得",
        "整備",
        "構築",
        "策定",
        "制定",
        "選任",
        "任命",
        "配置",
        "周知",
        "締結",
        "設置",
        "導入",
        "実施",
        "サポート",
        "保守",
        "支援",
        "代替手段",
        "予備機",
        "復旧手順",
        "sla",
        "根拠",
        "証跡",
        "定め",
        "取決め",
        "取り決め",
        "規律",
        "取組",
        "取り組み",
        "条例",
        "義務",
        "違反者への処分",
        "違反者の処分",
        "懲戒",
        "罰則",
    ])
});
/// What before the name of a good thing says that it is not as it should be: 「期限切れの証明書」.
static SPOILT: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "未",
        "切れの",
        "切れた",
        "ていない",
        "されない",
        "しない",
        "のない",
        "がない",
        "を欠く",
        "欠いた",
        "古い",
        "旧式の",
        "失効した",
        "無許可の",
        "無断の",
        "非公認の",
        "未許可の",
        "未承認の",
        "未更新の",
        "未検証の",
        "未実施の",
        "未了の",
        "未締結の",
        "未提出の",
        "未受講の",
        "不十分な",
        "不適切な",
        "不正な",
        "必要な",
        "としての",
        "からの",
        "不要な",
    ])
});

/// Whether a question asks for the existence of what may be bad to have. The text is folded.
pub(super) fn is_open(question: &str) -> bool {
    let asked = bare(question);
    ASKED.iter().find_map(|end| asked.strip_suffix(end)).is_some_and(|thing| !thing.is_empty() && !is_good(thing))
}

/// Whether an item of a few words, answered with 「有」, names what may be bad to have.
pub(super) fn is_open_item(item: &str, written: &str) -> bool {
    let item = bare(item);
    let sentence = ["か", "こと", "る", "ない", "しい", "す", "た", "ください"].iter().any(|end| item.ends_with(end));
    ["有", "有り", "あり", "有る", "ある", "あります", "ございます", "無", "無し", "なし", "無い", "ない"]
        .contains(&written)
        && !sentence
        && !item.is_empty()
        && !item.is_ascii()
        && !is_good(item)
}

/// The question without what is said behind it.
fn bare(question: &str) -> &str {
    question.split(['(', '※', '\u{1}', '。', '?']).next().unwrap_or_default()
}

fn is_good(thing: &str) -> bool {
    let thing =
        ["等", "など", "の有無", "の状況", "状況"].iter().find_map(|more| thing.strip_suffix(more)).unwrap_or(thing);
    if EITHER.iter().filter_map(|end| thing.strip_suffix(end)).any(is_of_harm) {
        return false;
    }
    let mut named = GOOD.places(thing).into_iter().filter(|(_, end)| *end == thing.len()).peekable();
    named.peek().is_some() && named.all(|(start, _)| !SPOILT.ends(thing.get(..start).unwrap_or_default()))
}

/// What is good to have of most things, and of harm says that there was some: 「紛失の報告」, 「苦情の一覧」.
const EITHER: [&str; 11] =
    ["報告", "報告書", "記録", "記録簿", "一覧", "一覧表", "リスト", "名簿", "検知", "検査", "管理"];

/// Whether what stands before tells of harm, or of what was left as it should not be.
fn is_of_harm(before: &str) -> bool {
    const LEFT: [&str; 5] = ["切れの", "残った", "残存", "放置", "不備"];
    LEFT.iter().any(|word| before.contains(word))
        || before.strip_suffix('の').is_some_and(|thing| HARMS.iter().any(|harm| thing.ends_with(harm)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_good_to_have_is_good() {
        for good in [
            "規程の有無",
            "苦情を受け付ける窓口がありますか",
            "事故報告体制の有無",
            "期限切れの証明書を検知する仕組みがありますか",
            "入退室の記録の有無",
            "機器の管理の有無",
        ] {
            assert!(!is_open(good), "{good}");
        }
        for open in [
            "共用idの有無",
            "規程の未整備の有無",
            "期限切れの証明書の有無",
            "端末の紛失の報告がありますか",
            "苦情の一覧の有無",
            "不正アクセスの検知の有無",
            "保守契約切れの機器の一覧の有無",
            "行政機関からの検査の有無",
            "他社への開示の有無",
        ] {
            assert!(is_open(open), "{open}");
        }
    }
}
