//! Places abroad in what is said.

use super::vocabulary::fold;
use super::word_list::WordList;
use std::sync::LazyLock;

/// Parts of this country, and companies in it, that are named like another.
const AT_HOME: [&str; 6] = ["中国地方", "中国電力", "中国支社", "中国支店", "中国自動車道", "中国地区"];
const ABROAD: [&str; 70] = [
    "us-east",
    "us-west",
    "eu-west",
    "eu-central",
    "eu-north",
    "ap-southeast",
    "ap-south-",
    "east-us",
    "west-us",
    "eastus",
    "westus",
    "westeurope",
    "northeurope",
    "southeastasia",
    "singapore",
    "virginia",
    "oregon",
    "バージニア",
    "オレゴン",
    "オハイオ",
    "カリフォルニア",
    "アイルランド",
    "フランクフルト",
    "ドイツ",
    "ロンドン",
    "英国",
    "シンガポール",
    "シドニー",
    "豪州",
    "米国",
    "アメリカ",
    "欧州",
    "ヨーロッパ",
    "eu域内",
    "中国",
    "北京",
    "上海",
    "香港",
    "台湾",
    "韓国",
    "ソウル",
    "インド",
    "ベトナム",
    "フィリピン",
    "イギリス",
    "フランス",
    "オランダ",
    "スイス",
    "スウェーデン",
    "フィンランド",
    "ノルウェー",
    "デンマーク",
    "ベルギー",
    "イタリア",
    "スペイン",
    "ポーランド",
    "カナダ",
    "メキシコ",
    "ブラジル",
    "オーストラリア",
    "ニュージーランド",
    "マレーシア",
    "インドネシア",
    "ミャンマー",
    "カンボジア",
    "イスラエル",
    "ケイマン諸島",
    "unitedstates",
    "unitedkingdom",
    "ireland",
];

static NAMED: LazyLock<WordList> = LazyLock::new(|| WordList::new(ABROAD.into_iter().chain(AT_HOME)));

/// Countries whose names are also parts of other words, or where hardly anything is kept: enough to name, too little to object to.
const MORE_COUNTRIES: [&str; 15] = [
    "オーストリア",
    "ポルトガル",
    "チェコ",
    "ルクセンブルク",
    "タイ王国",
    "タイ国",
    "トルコ",
    "南アフリカ",
    "アラブ首長国",
    "バミューダ",
    "モンゴル",
    "ネパール",
    "スリランカ",
    "バングラデシュ",
    "usa",
];

/// A place abroad that a text names, unless it says that nothing is there: 「国外（米国等）には保存しません」.
pub fn abroad(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    // Few texts name any of them.
    if !NAMED.any(&folded) {
        return None;
    }
    let folded = AT_HOME.iter().fold(folded, |text, home| text.replace(home, ""));
    folded.split(['。', '\u{1}']).find_map(|sentence| {
        ABROAD.into_iter().find(|place| {
            let Some((before, after)) = sentence.split_once(place) else { return false };
            let spoken_of = ["国外", "海外"].iter().any(|word| before.contains(word));
            let near = if spoken_of { Some(after) } else { after.split(['(', ')', '、']).next() };
            !near.is_some_and(denied)
        })
    })
}

/// Whether a folded text names a place abroad, whatever it says of it. 「海外」 alone names none.
pub(super) fn is_abroad(folded: &str) -> bool {
    let text = AT_HOME.iter().fold(folded.to_owned(), |text, home| text.replace(home, ""));
    ABROAD.iter().chain(&MORE_COUNTRIES).any(|place| text.contains(place))
}

fn denied(text: &str) -> bool {
    ["ません", "ない", "なし", "無し", "無い", "せず", "行わず", "禁止"].iter().any(|word| text.contains(word))
}

/// The prefectures of Japan, without what they are.
pub(super) const PREFECTURES: [&str; 47] = [
    "北海道",
    "青森",
    "岩手",
    "宮城",
    "秋田",
    "山形",
    "福島",
    "茨城",
    "栃木",
    "群馬",
    "埼玉",
    "千葉",
    "東京",
    "神奈川",
    "新潟",
    "富山",
    "石川",
    "福井",
    "山梨",
    "長野",
    "岐阜",
    "静岡",
    "愛知",
    "三重",
    "滋賀",
    "京都",
    "大阪",
    "兵庫",
    "奈良",
    "和歌山",
    "鳥取",
    "島根",
    "岡山",
    "広島",
    "山口",
    "徳島",
    "香川",
    "愛媛",
    "高知",
    "福岡",
    "佐賀",
    "長崎",
    "熊本",
    "大分",
    "宮崎",
    "鹿児島",
    "沖縄",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_abroad_unless_nothing_is_there() {
        let cases = [
            ("シンガポールに保管、バックアップはない", Some("シンガポール")),
            ("ＵＳ－ＥＡＳＴ－１", Some("us-east")),
            ("国外（米国等）には保存しません", None),
            ("中国地方のデータセンター", None),
            ("東京リージョン", None),
        ];
        for (text, place) in cases {
            assert_eq!(abroad(text), place, "{text}");
        }
    }
}
