//! Whether a statement takes in all that was asked about: one of three sites, those who came since a day and the terminals of two sections are
//! some of all. Texts are folded.

use crate::questionnaire::backing::{is_hiragana, takes_all};
use crate::questionnaire::vocabulary::RemarkWords;
use crate::questionnaire::word_list::WordList;
use std::sync::LazyLock;

/// What of the whole is named, as a sentence for readers.
pub(super) fn part(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    out_of(asked, text)
        .or_else(|| clauses(text).find_map(|clause| newcomers(words, asked, clause)))
        .or_else(|| clauses(text).find_map(|clause| things_of_a_section(asked, clause)))
        .or_else(|| clauses(text).find_map(|clause| some_years(asked, clause)))
        .or_else(|| some_for_all(words, asked, text))
        .or_else(|| one_kind_for_all(asked, text))
        .or_else(|| one_thing_for_all(words, asked, text))
        .map(|name| format!("「{name}」に限られるかどうかを確かめる必要があります"))
}

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', '。', ',', '(', ')', '\u{1}']).filter(|clause| !clause.is_empty())
}

fn last_noun(text: &str) -> &str {
    text.rsplit(|c: char| is_hiragana(c) && c != 'の').next().unwrap_or_default()
}

/// 「3サイトのうち、予約サイトに」
fn out_of(asked: &str, text: &str) -> Option<String> {
    ["のうち", "るうち", "台うち", "名うち", "社うち", "拠点うち"]
        .into_iter()
        .filter(|sign| !asked.contains(sign))
        .find_map(|sign| {
            let (before, after) = text.split_once(sign)?;
            let whole =
                ["全", "すべて", "いずれも"].iter().any(|word| after.trim_start_matches('、').starts_with(word));
            let before = before.rsplit(['、', '。']).next().unwrap_or_default();
            (!whole && !after.starts_with('に')).then(|| format!("{before}{sign}"))
        })
}

/// 「2024年度以降の入社者から」, 「新入社員全員に」: those who were there before are not among them.
fn newcomers(words: &RemarkWords, asked: &str, clause: &str) -> Option<String> {
    const SINCE: [&str; 6] = ["以降の", "以降に", "以降入", "以降採", "以降契", "以降購"];
    const LATER: [&str; 12] =
        ["入社", "採用", "新入", "新規", "新しく", "新たに", "購入", "調達", "着任", "配属", "契約", "更新した"];
    let since = SINCE.iter().find_map(|sign| clause.split_once(sign)).filter(|(_, after)| {
        !asked.contains("以降") && (clause.contains("以降入") || LATER.iter().any(|word| after.contains(word)))
    });
    if let Some((before, _)) = since {
        return Some(format!("{before}以降"));
    }
    // 「更新した端末から」
    let renewed = ["から", "より"].iter().find_map(|sign| {
        let (before, _) = clause.split_once(sign)?;
        let new = [
            "更新した",
            "購入した",
            "入社した",
            "採用した",
            "調達した",
            "入れ替えた",
            "入社の",
            "採用の",
            "新しい",
            "新しく",
        ];
        (!asked.contains("更新") && new.iter().any(|word| before.contains(word))).then(|| format!("{before}{sign}"))
    });
    if renewed.is_some() {
        return renewed;
    }
    let group = words.narrowing.places(clause).into_iter().find_map(|(start, end)| {
        let (name, after) = (clause.get(start..end)?, clause.get(end..)?);
        let all = ["全員", "の全員", "全て", "の全て", "すべて", "のすべて"].iter().any(|sign| after.starts_with(sign));
        (all && !asked.contains(name)).then(|| name.to_owned())
    });
    group.filter(|_| asks_for_all(asked))
}

/// 「経理部・人事部の端末に」: sections, whatever else they see to, own only some of the things.
fn things_of_a_section(asked: &str, clause: &str) -> Option<String> {
    const SECTIONS: [&str; 12] = [
        "部の",
        "課の",
        "係の",
        "部門の",
        "部署の",
        "チームの",
        "支店の",
        "支社の",
        "営業所の",
        "事業所の",
        "本社の",
        "事業部の",
    ];
    const THINGS: [&str; 20] = [
        "端末",
        "pc",
        "パソコン",
        "ノート",
        "サーバ",
        "社員",
        "職員",
        "従業員",
        "従業者",
        "要員",
        "メンバー",
        "機器",
        "システム",
        "データ",
        "利用者",
        "スタッフ",
        "業務",
        "スマホ",
        "スマートフォン",
        "共有フォルダ",
    ];
    SECTIONS.iter().find_map(|sign| {
        let (before, after) = clause.split_once(sign)?;
        let thing = THINGS.iter().find(|thing| after.starts_with(**thing))?;
        let sign = sign.trim_end_matches('の');
        let name = format!("{}{sign}", last_noun(before));
        let doer =
            after.strip_prefix(thing).is_some_and(|rest| rest.starts_with(['が', 'で']) || rest.starts_with("による"));
        let whole = takes_all(before) || takes_all(after) || asked.contains(&name);
        (!doer && !whole && name.len() > sign.len()).then_some(name)
    })
}

/// 「重大な指摘があった年度に」: not in every year.
fn some_years(asked: &str, clause: &str) -> Option<String> {
    const WHEN: [&str; 9] = ["年度に", "年度は", "年に", "年は", "月に", "月は", "期に", "年のみ", "年度のみ"];
    WHEN.iter().find_map(|sign| {
        let (before, _) = clause.split_once(sign)?;
        let told = before.ends_with("た") || before.ends_with("ある") || before.ends_with("する");
        // 「下回った月は減額」 is what comes of falling short, where it is asked what is warranted.
        let short = before.ends_with("下回った")
            && ["sla", "稼働率", "可用性", "サービスレベル"].iter().any(|word| asked.contains(word));
        (told && !short && !asked.contains(before)).then(|| format!("{before}{sign}"))
    })
}

/// Takes in the whole, as a question says it.
static WHOLE: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "全社",
        "全従",
        "全職",
        "全員",
        "全て",
        "全端末",
        "全pc",
        "全サーバ",
        "全拠点",
        "全システム",
        "全事業所",
        "全サイト",
        "全部",
        "全ノート",
        "全業務",
        "全利用者",
        "全委託",
        "全機器",
        "全媒体",
        "全データ",
        "全区域",
        "全ユーザ",
        "すべて",
        "あらゆる",
        "組織全体",
        "会社全体",
        "例外なく",
        "一律",
    ])
});

fn asks_for_all(asked: &str) -> bool {
    WHOLE.any(asked)
}

/// All of them were asked about, and a statement that does not take in the whole says to whom or to what: 「営業社員の持出PCに導入」.
fn some_for_all(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    const DONE: [&str; 14] = [
        "導入",
        "実施",
        "設置",
        "適用",
        "取得",
        "締結",
        "配布",
        "付与",
        "インストール",
        "展開",
        "設定",
        "提出",
        "受講",
        "配備",
    ];
    const TO: [&str; 6] = ["に対し", "に", "へ", "から", "より", "と"];
    const WHEN_OR_HOW: [&str; 16] =
        ["日", "月", "年", "時", "回", "週", "度", "前", "後", "中", "期", "間", "以内", "的", "次", "際"];
    if !asks_for_all(asked) || takes_all(text) || text.contains("100%") {
        return None;
    }
    clauses(text).find_map(|clause| {
        TO.iter().flat_map(|sign| clause.match_indices(sign)).find_map(|(at, sign)| {
            let (before, after) = (clause.get(..at)?, clause.get(at + sign.len()..)?);
            let noun = last_noun(before);
            let timed =
                WHEN_OR_HOW.iter().any(|end| noun.ends_with(end)) || noun.ends_with(|c: char| c.is_ascii_digit());
            let head = noun.rsplit('の').next().unwrap_or_default();
            let done = DONE.iter().any(|deed| after.contains(deed)) && !after.starts_with(['よ', 'て', 'つ', 'な']);
            let known = timed || asked.contains(noun) || words.papers.ends(noun) || words.means.ends(noun);
            (done && !known && head.chars().count() > 1).then(|| noun.to_owned())
        })
    })
}

/// All the data were asked about, 「全データ」, and 「会計データを」 names one kind of them.
fn one_kind_for_all(asked: &str, text: &str) -> Option<String> {
    if takes_all(text) || text.contains("100%") {
        return None;
    }
    let asked_for = ["全ての", "すべての", "あらゆる", "全"].iter().filter_map(|sign| asked.split_once(sign));
    // 「安全」, 「保全」 are other words.
    let of_all = asked_for.filter(|(before, _)| !before.ends_with(['安', '保', '健', '完', '万']));
    of_all.into_iter().find_map(|(_, after)| {
        let whole = after
            .split(|c: char| is_hiragana(c) || "、。・()".contains(c))
            .next()
            .filter(|noun| noun.chars().count() > 1)?;
        clauses(text).flat_map(|clause| ["を", "は"].map(|sign| clause.split_once(sign))).flatten().find_map(
            |(before, _)| {
                let noun = last_noun(before);
                (noun.ends_with(whole) && noun != whole && !asked.contains(noun)).then(|| noun.to_owned())
            },
        )
    })
}

/// All that runs through a system was asked about, and one thing in it is named: 「ログイン画面をTLSで暗号化」, 「Webサーバのログ」, 「Webアプリケーション診断」.
fn one_thing_for_all(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    if takes_all(text) || text.contains("100%") || text.contains("全体") {
        return None;
    }
    let (whole, deed) = whole_of(asked)?;
    clauses(text).find_map(|clause| {
        clause.match_indices('を').find_map(|(at, sign)| {
            let (before, after) = (clause.get(..at)?, clause.get(at + sign.len()..)?);
            let noun = last_noun(before);
            // 「Webアプリケーション診断とプラットフォーム診断を」: several are named.
            let lead = before.strip_suffix(noun).unwrap_or_default();
            let several =
                noun.contains('・') || ["と", "及び", "や", "並びに"].iter().any(|joint| lead.ends_with(joint));
            let done = !several && same_deed(asked, noun, deed, after);
            (done && is_one_thing(words, asked, noun, whole, deed)).then(|| noun.to_owned())
        })
    })
}

/// The whole, and what is done with it or of it: 「サーバ」 and 「ログ」 of 「全てのサーバのログを取得」. Between them there are nouns only.
fn whole_of(asked: &str) -> Option<(&str, &str)> {
    const OF_PEOPLE: [char; 4] = ['員', '者', '人', '社'];
    let before = || {
        ["全ての", "すべての", "あらゆる", "全"].iter().flat_map(|sign| asked.match_indices(sign)).find_map(
            |(at, sign)| {
                let other = asked.get(..at)?.ends_with(['安', '保', '健', '完', '万']);
                asked.get(at + sign.len()..).filter(|rest| !other && !rest.starts_with('体'))
            },
        )
    };
    let behind = || {
        let (before, after) = asked.split_once("全体の")?;
        asked.get(before.len() - last_noun(before).len()..).filter(|_| !after.is_empty())
    };
    let found = behind().or_else(before)?;
    let named = found.split_once('を')?.0;
    let nouns_only = !named.contains(|c: char| is_hiragana(c) && c != 'の' || "、。・".contains(c));
    let whole = named.split('の').next()?.trim_end_matches("全体");
    let deed = named.rsplit('の').next()?;
    (nouns_only && whole.chars().count() > 1 && !whole.ends_with(OF_PEOPLE)).then_some((whole, deed))
}

/// Whether what follows a noun is the deed of the question, rather than what it is done with: 「を用いて暗号化」.
fn same_deed(asked: &str, noun: &str, deed: &str, after: &str) -> bool {
    const DEEDS: [&str; 11] =
        ["取得", "暗号化", "実施", "保存", "保管", "記録", "収集", "分析", "診断", "検査", "監視"];
    const WITH: [&str; 9] = ["使", "用い", "利用", "採用", "適用", "活用", "導入", "通じ", "経由"];
    const CHECKS: [&str; 5] = ["診断", "検査", "テスト", "監査", "点検"];
    let check = |noun: &str| CHECKS.iter().any(|end| noun.ends_with(end));
    let clause = after.split('を').next().unwrap_or_default();
    let verb = DEEDS.iter().find(|verb| clause.contains(**verb) && asked.contains(**verb));
    !WITH.iter().any(|sign| after.starts_with(sign))
        && verb.is_some_and(|verb| *verb != "実施" || check(noun) && check(deed))
}

/// Whether a noun names one thing in the whole: of something there, or another thing than the one asked for.
fn is_one_thing(words: &RemarkWords, asked: &str, noun: &str, whole: &str, deed: &str) -> bool {
    const TIMED: [char; 10] = ['上', '側', '内', '時', '前', '後', '間', '分', '次', '回'];
    const LOGS: [&str; 3] = ["記録", "ログ", "履歴"];
    const GENERAL: [&str; 9] = ["セキュリティ", "脆弱性", "外部", "第三者", "定期", "年次", "内部", "対象", "自動"];
    let own = |part: &str| {
        part.chars().count() > 1
            && !asked.contains(part)
            && !part.starts_with(whole)
            && !part.ends_with("システム")
            && !part.ends_with("サービス")
            && !part.ends_with(TIMED)
            && !GENERAL.iter().any(|word| part.starts_with(word))
    };
    let mut parts = noun.rsplit('の');
    let head = parts.next().unwrap_or_default();
    let of_something = parts.any(own);
    let alike = LOGS.contains(&head) && LOGS.iter().any(|word| deed.ends_with(word));
    let other_head = own(head) && !head.ends_with(deed) && !alike && !head.is_ascii() && !words.means.ends(head);
    of_something || other_head
}
