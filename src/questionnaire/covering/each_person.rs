//! Names to log in with, passwords and rights that belong to one person each: who is asked for them and gives one to a section, a device or several
//! people has answered something else. Units that are no person never end, so it is the person that must be named. All texts are folded.

use crate::questionnaire::backing::is_hiragana;

/// The unit that shares what each person should have, as a sentence for readers.
pub(super) fn shared(asked: &str, text: &str) -> Option<String> {
    if !asks_for_each(asked) || names_each(text) {
        return None;
    }
    let clauses = text.split(['、', '。', ',', '(', ')', '\u{1}']).filter(|clause| !clause.is_empty());
    let unit = clauses.into_iter().find_map(|clause| {
        per_unit(asked, clause)
            .or_else(|| one_for_several(clause))
            .or_else(|| of_a_group(clause))
            .or_else(|| in_common(clause))
    })?;
    Some(format!("「{unit}」とあり、一人ずつに分けているとは述べていません"))
}

/// 「利用者ごとに個別のID」, 「個人を特定できるID」.
fn asks_for_each(asked: &str) -> bool {
    const EACH: [&str; 29] = [
        "一人ひとり",
        "一人一人",
        "ひとりひとり",
        "1人1",
        "一人1",
        "一人一",
        "1人に",
        "1人ずつ",
        "一人に",
        "一人ずつ",
        "1人につき",
        "固有の",
        "個別の",
        "個別に",
        "個々の",
        "一意",
        "個人を特定",
        "個人が特定",
        "利用者を特定",
        "利用者が特定",
        "使用者を特定",
        "操作者を特定",
        "作業者を特定",
        "担当者を特定",
        "個人を識別",
        "利用者を識別",
        "個人id",
        "個人専用",
        "個人に紐",
    ];
    const NAMES: [&str; 8] =
        ["アカウント", "パスワード", "識別", "ユーザ名", "ユーザー名", "権限", "認証情報", "ログイン"];
    let named = NAMES.iter().any(|name| asked.contains(name)) || has_word(asked, "id");
    named && (EACH.iter().any(|sign| asked.contains(sign)) || each_of_persons(asked))
}

/// Whether each person is named in the text after all: 「1人に1つ」, 「社員番号をIDとして」.
fn names_each(text: &str) -> bool {
    const EACH: [&str; 27] = [
        "1人1",
        "1人に1",
        "1人につき1",
        "一人1",
        "一人に1",
        "一人につき1",
        "一人一",
        "一人に一",
        "一人につき一",
        "一人ひとり",
        "一人一人",
        "1名に1",
        "1名1",
        "個人id",
        "個人のid",
        "個人用のid",
        "個人アカウント",
        "個人のアカウント",
        "各自に",
        "各人に",
        "各利用者に",
        "各職員に",
        "各社員に",
        "各担当者に",
        "社員番号",
        "職員番号",
        "従業員番号",
    ];
    EACH.iter().any(|sign| text.contains(sign)) || each_of_persons(text)
}

/// 「担当者ごと」, 「職員単位」.
fn each_of_persons(text: &str) -> bool {
    PER.iter().flat_map(|sign| text.match_indices(sign)).any(|(at, _)| text.get(..at).is_some_and(is_person))
}

const PER: [&str; 5] = ["ごと", "単位", "毎に", "別に", "毎の"];

/// What is done with a name or a password where it is given or used.
const GIVES: [&str; 19] = [
    "id",
    "アカウント",
    "パスワード",
    "付与",
    "発行",
    "割り当",
    "割当",
    "設定",
    "運用",
    "利用",
    "使用",
    "作成",
    "登録",
    "配布",
    "貸与",
    "識別",
    "交付",
    "共用",
    "用意",
];

/// 「係ごとに」, 「端末単位で」; what comes round is no unit.
fn per_unit(asked: &str, clause: &str) -> Option<String> {
    const TIME: [char; 9] = ['年', '月', '日', '週', '期', '時', '回', '度', '間'];
    const DUTIES: [&str; 8] = ["役割", "ロール", "職務", "職位", "職責", "役職", "業務", "職種"];
    let of_rights = asked.contains("権限") && !has_word(asked, "id") && !asked.contains("アカウント");
    PER.iter().find_map(|sign| {
        let (before, after) = clause.split_once(sign)?;
        let noun = last_noun(before);
        let duty = of_rights && DUTIES.iter().any(|word| noun.ends_with(word));
        // 「個別に」, 「別々に」, 「特別に」
        let adverb = ["個", "特", "別"].contains(&noun) || noun.is_empty();
        let fits = adverb || is_person(noun) || noun.ends_with(TIME) || duty;
        let gives = after.is_empty() || GIVES.iter().any(|verb| after.contains(verb));
        (!fits && gives).then(|| format!("{noun}{sign}"))
    })
}

/// 「現場に1つ」, 「3人で1つ」, 「部署で1アカウント」; 「1人に1つ」 is as it should be.
fn one_for_several(clause: &str) -> Option<String> {
    const ONE: [&str; 9] = ["1つ", "一つ", "ひとつ", "1個", "1本", "1アカウント", "1id", "1パスワード", "1組"];
    const JOINTS: [&str; 9] = ["につき", "あたり", "当たり", "に対し", "ごとに", "に", "で", "は", "が"];
    const TIME: [char; 6] = ['年', '月', '日', '週', '期', '時'];
    ONE.iter().find_map(|one| {
        let (before, after) = clause.split_once(one)?;
        let joint = JOINTS.iter().find(|joint| before.ends_with(**joint))?;
        let noun = last_noun(before.strip_suffix(joint)?);
        let each = after.starts_with("ずつ") && !joint.starts_with('で') && is_person(noun);
        let alone = is_person(noun) && !is_several(noun);
        (!noun.is_empty() && !each && !alone && !noun.ends_with(TIME)).then(|| format!("{noun}{joint}{one}"))
    })
}

/// 「窓口用のID」, 「部門の代表アカウント」.
fn of_a_group(clause: &str) -> Option<String> {
    const NAMES: [&str; 4] = ["id", "アカウント", "パスワード", "ログイン名"];
    const OTHER_WORDS: [&str; 10] =
        ["専用", "利用", "使用", "運用", "公用", "採用", "個人用", "本人用", "業務用", "適用"];
    const GROUPS: [&str; 23] = [
        "部",
        "課",
        "係",
        "班",
        "室",
        "部門",
        "部署",
        "チーム",
        "グループ",
        "支店",
        "店",
        "店舗",
        "拠点",
        "現場",
        "窓口",
        "営業所",
        "事業所",
        "職場",
        "代表",
        "会社名",
        "社名",
        "組織名",
        "店名",
    ];
    NAMES.iter().find_map(|name| {
        let (before, after) = clause.split_once(name)?;
        let before = before.trim_end_matches("代表").trim_end_matches("共通");
        let noun = last_noun(before.trim_end_matches('の'));
        let whose = noun.strip_suffix('用').map_or(noun, |whose| whose);
        let meant = whose.len() < noun.len() && !OTHER_WORDS.iter().any(|word| noun.ends_with(word))
            || GROUPS.iter().any(|group| noun.ends_with(group));
        let uses = after.is_empty() || GIVES.iter().any(|verb| after.contains(verb)) || after.contains("作業");
        (meant && uses && !whose.is_empty() && !is_person(whose)).then(|| format!("{noun}の{name}"))
    })
}

/// 「班長のIDを全員で利用」, 「同じIDを利用」.
fn in_common(clause: &str) -> Option<String> {
    const COMMON: [&str; 18] = [
        "共通",
        "同一",
        "全員がid",
        "全員同じ",
        "全員で",
        "皆で",
        "みんなで",
        "交代で",
        "共同で",
        "共有",
        "共用",
        "持ち回り",
        "使い回",
        "同じid",
        "同じアカウント",
        "同じパスワード",
        "同一のid",
        "同一のアカウント",
    ];
    const DENIED: [&str; 6] = ["禁止", "ません", "ない", "せず", "なし", "不可"];
    let named = has_word(clause, "id") || ["アカウント", "パスワード"].iter().any(|name| clause.contains(name));
    // 「十名で利用」
    let several = || {
        ["名で", "人で"].iter().find_map(|sign| {
            let (before, _) = clause.split_once(sign)?;
            let head = before.trim_end_matches(is_number);
            let number = before.strip_prefix(head).filter(|number| !["", "1", "一", "各"].contains(number))?;
            Some(format!("{number}{sign}"))
        })
    };
    let common = COMMON.iter().find(|word| clause.contains(**word)).map(|word| (*word).to_owned());
    // 「管理者全員がadministratorアカウントで」
    let by_all = || {
        let (_, after) = clause.split_once("全員が")?;
        ["idで", "アカウントで", "パスワードで"].iter().any(|sign| after.contains(sign)).then(|| "全員が".to_owned())
    };
    let common = common.or_else(several).or_else(by_all).or_else(|| of_a_head(clause)).filter(|_| named)?;
    (!DENIED.iter().any(|word| clause.contains(word))).then_some(common)
}

/// 「所属長のIDで作業」: with the name of somebody else.
fn of_a_head(clause: &str) -> Option<String> {
    const HEADS: [&str; 11] = [
        "長の",
        "役の",
        "上司の",
        "同僚の",
        "前任者の",
        "退職者の",
        "責任者の",
        "先輩の",
        "他人の",
        "代表者の",
        "他者の",
    ];
    HEADS.iter().find_map(|head| {
        let (before, after) = clause.split_once(head)?;
        let used =
            ["idで", "idを利用", "idを使用", "アカウントで", "アカウントを利用", "アカウントを使用", "パスワードで"];
        used.iter().any(|sign| after.starts_with(sign)).then(|| format!("{}{head}", last_noun(before)))
    })
}

fn last_noun(text: &str) -> &str {
    text.rsplit(is_hiragana).next().unwrap_or_default()
}

/// Whether a text ends in what somebody is called; firms are no persons, and many are not one.
fn is_person(text: &str) -> bool {
    const PERSONS: [&str; 9] =
        ["者", "員", "人", "ユーザ", "ユーザー", "メンバー", "スタッフ", "オペレータ", "オペレーター"];
    const FIRMS: [&str; 3] = ["法人", "業者", "議員"];
    // 「3名」 are persons, 「会社名」 is none.
    let counted = text.strip_suffix('名').is_some_and(|number| number.ends_with(is_number));
    (counted || PERSONS.iter().any(|end| text.ends_with(end))) && !FIRMS.iter().any(|end| text.ends_with(end))
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十数各".contains(c)
}

/// 「3人」, 「全員」.
fn is_several(noun: &str) -> bool {
    let counted = noun.strip_suffix(['人', '名']).filter(|number| !number.is_empty());
    let many = ["全", "皆", "複数", "数"].iter().any(|sign| noun.starts_with(sign));
    many || counted.is_some_and(|number| !["1", "一", "各", "個", "本"].iter().any(|one| number.ends_with(one)))
}

/// Whether a word of Latin letters stands for itself: 「id」 is not in 「video」.
fn has_word(text: &str, word: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default());
        !before.ends_with(latin) && !after.starts_with(latin)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_for_a_unit_that_is_no_person_is_shared() {
        let asked = "利用者ごとに個別のidを付与していますか";
        for said in
            ["係ごとに1つのidを発行", "現場に1つ発行", "3人で1つを利用", "部署で1アカウントを運用", "窓口用のidで運用"]
        {
            assert!(shared(asked, said).is_some(), "{said}");
        }
        for said in [
            "1人に1つのidを発行",
            "担当者ごとに発行",
            "年度ごとに見直し",
            "社員番号をidとして付与",
            "全員に1つずつ発行",
        ] {
            assert_eq!(shared(asked, said), None, "{said}");
        }
        assert_eq!(shared("機器を拠点ごとに管理していますか", "部署ごとに管理"), None);
    }
}
