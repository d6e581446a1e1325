//! Devices and places that the house provides: a device that belongs to a person, 「妻のパソコン」, and a place that is no place of work,
//! 「キャンプ場で作業」. Texts are folded.

use crate::questionnaire::backing::{is_hiragana, shares_two};
use crate::questionnaire::vocabulary::RemarkWords;

/// The device or the place that is not the house's, as a sentence for readers.
pub(super) fn outside(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    let clauses = || text.split(['。', '、', ',', '(', ')', '\u{1}']).filter(|clause| !clause.is_empty());
    let device = || clauses().find_map(own_device).filter(|_| PROVIDED.iter().any(|word| asked.contains(word)));
    let place = || {
        let found = clauses().find_map(|clause| elsewhere(words, asked, clause));
        found.filter(|_| PLACES.iter().any(|word| asked.contains(word)))
    };
    let found = device().or_else(place)?;
    Some(format!("「{found}」とあり、設問が求める端末又は場所とは限りません"))
}

/// Devices that the house provides.
const PROVIDED: [&str; 20] = [
    "貸与",
    "会社支給",
    "支給し",
    "支給され",
    "支給の",
    "公用",
    "業務用端末",
    "業務専用の端末",
    "会社の端末",
    "会社が管理",
    "組織が管理",
    "指定した端末",
    "指定の端末",
    "指定された端末",
    "許可した端末",
    "許可された端末",
    "許可した機器",
    "許可された機器",
    "専用端末",
    "管理された端末",
];

/// Places where the work is to be done.
const PLACES: [&str; 20] = [
    "指定した場所",
    "指定場所",
    "指定の場所",
    "指定する場所",
    "指定された場所",
    "許可した場所",
    "許可された場所",
    "許可場所",
    "定めた場所",
    "定められた場所",
    "事業所内",
    "事務所内",
    "庁舎内",
    "施設内",
    "構内",
    "社内で",
    "社屋内",
    "専用室",
    "専用の部屋",
    "区域内",
];

/// 「広報係長のiphone」, 「自分で購入したpc」.
fn own_device(clause: &str) -> Option<String> {
    const DEVICES: [&str; 11] =
        ["パソコン", "pc", "端末", "スマ", "携帯", "タブレット", "ノート", "iphone", "ipad", "android", "macbook"];
    const OWNERS: [&str; 19] = [
        "者",
        "員",
        "長",
        "妻",
        "夫",
        "父",
        "母",
        "親",
        "子",
        "兄",
        "弟",
        "姉",
        "妹",
        "人",
        "家族",
        "自身",
        "自分",
        "各自",
        "知り合い",
    ];
    const BOUGHT: [&str; 3] = ["購入した", "買った", "用意した"];
    const HOUSE: [&str; 6] = ["会社が", "当社が", "弊社が", "貸与", "支給", "法人"];
    const DENIED: [&str; 6] = ["禁止", "ません", "ない", "せず", "不可", "なし"];
    if HOUSE.iter().chain(&DENIED).any(|word| clause.contains(word)) {
        return None;
    }
    DEVICES.iter().find_map(|device| {
        let (before, _) = clause.split_once(device)?;
        let owner = before.strip_suffix('の').filter(|owner| OWNERS.iter().any(|end| owner.ends_with(end)));
        let bought = BOUGHT.iter().any(|end| before.ends_with(end))
            && ["自分", "自身", "本人", "各自", "個人"].iter().any(|who| before.contains(who));
        (owner.is_some() || bought).then(|| format!("{before}{device}"))
    })
}

/// 「キャンプ場で作業」: a place that is not known to be one of work.
fn elsewhere(words: &RemarkWords, asked: &str, clause: &str) -> Option<String> {
    const WORK: [&str; 7] = ["作業", "実施", "業務", "従事", "執務", "対応", "入力"];
    const AT_WORK: [&str; 22] = [
        "室",
        "館",
        "階",
        "フロア",
        "本社",
        "支社",
        "支店",
        "営業所",
        "事業所",
        "事務所",
        "センター",
        "センタ",
        "オフィス",
        "区画",
        "エリア",
        "ブース",
        "庁舎",
        "庁内",
        "拠点",
        "工場",
        "棟",
        "社内",
    ];
    const HOW: [&str; 14] =
        ["端末", "pc", "パソコン", "体制", "名", "人", "員", "者", "カード", "認証", "自動", "方式", "手順", "環境"];
    let (before, after) = clause.split_once('で')?;
    let noun = before.rsplit(is_hiragana).next().filter(|noun| noun.chars().count() > 1)?;
    let works = WORK.iter().any(|verb| after.starts_with(verb));
    let known = AT_WORK.iter().chain(&HOW).any(|end| noun.ends_with(end))
        || noun.is_ascii()
        || words.means.ends(noun)
        || shares_two(asked, noun);
    (works && !known).then(|| format!("{noun}で"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_with_an_owner_is_not_the_house_s() {
        for said in ["妻のパソコンで作業", "広報係長のiphoneで投稿", "自分で購入したpcで作業"]
        {
            assert!(own_device(said).is_some(), "{said}");
        }
        for said in ["貸与pcで作業", "会社が購入したpcを使用", "個人の端末は使用していません", "3階の端末で作業"]
        {
            assert_eq!(own_device(said), None, "{said}");
        }
    }
}
