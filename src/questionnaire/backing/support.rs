//! The kinds of clauses that stand behind an answer: a paper, a code, how often, a day, a place at home, who is in charge.

use super::doing::ends_in_doing;
use super::is_hiragana;
use super::known_ways;
use super::often::{is_often, names_all};
use super::part::is_apart;
use super::past::is_dated;
use crate::questionnaire::covering::warranty;
use crate::questionnaire::place;
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::RemarkWords;

/// Whether a clause is of a kind that stands behind what was said.
pub(super) fn supports(by: Words<'_>, asked: &str, clause: &str) -> bool {
    let words = &by.vocabulary.remark;
    // A phrase that is known to be harmless ends it: 「重大な指摘事項なし」.
    if clause.ends_with('\u{2}') || clause.chars().all(|c| c.is_ascii_punctuation()) {
        return true;
    }
    // 「責任者:山田」
    if let Some((key, value)) = clause.split_once([':', '=']) {
        let named = words.topics.ends(key) || words.papers.ends(key);
        return !value.is_empty()
            && (named || supports(by, asked, key) || (supports(by, asked, value) && key.is_ascii()));
    }
    let clause = ["付けです", "付け", "です", "による", "を適用", "を採用", "のとおり", "の通り", "に基づく"]
        .iter()
        .find_map(|end| clause.strip_suffix(end))
        .unwrap_or(clause);
    ends_in_doing(words, asked, clause)
        || clause.ends_with("含む")
        || !clause.ends_with(is_hiragana)
            && (names_all(clause)
                || is_often(clause) && !clause.ends_with('後')
                || is_dated(clause, by.on)
                || is_code(clause))
        || clause.ends_with("ごと")
        || words.supporting.any(clause) && !clause.ends_with(is_hiragana)
        || is_paper(words, clause)
        || at_home(asked, clause)
        || is_value(clause)
        || is_amount(clause)
        || clause.ends_with("ラーニング") && (asked.contains("教育") || asked.contains("研修"))
        || is_office(asked, clause)
        || lies_apart(asked, clause)
        || known_ways::is_told(asked, clause)
        || punishes(asked, clause)
        || warranty::is_share(asked, clause)
}

/// 「違反者は懲戒処分」, where it is asked whether something is forbidden or a duty.
pub(super) fn punishes(asked: &str, clause: &str) -> bool {
    const BOUND: [&str; 5] = ["禁止", "守秘", "秘密保持", "機密保持", "誓約"];
    const PUNISHED: [&str; 4] = ["懲戒", "懲戒処分", "懲戒の対象", "懲戒処分の対象"];
    let who = ["違反者は", "違反は", "違反時は", "違反した者は", "違反した場合は"]
        .iter()
        .find_map(|who| clause.strip_prefix(who));
    let done =
        who.map(|done| done.trim_end_matches("です").trim_end_matches("とします").trim_end_matches("としています"));
    done.is_some_and(|done| PUNISHED.contains(&done)) && BOUND.iter().any(|word| asked.contains(word))
}

/// 「別アカウント・別ネットワーク」, where it is asked whether things are kept apart.
fn lies_apart(asked: &str, clause: &str) -> bool {
    const THINGS: [&str; 14] = [
        "ネットワーク",
        "セグメント",
        "サーバ",
        "サーバー",
        "アカウント",
        "環境",
        "テナント",
        "インスタンス",
        "データベース",
        "db",
        "vpc",
        "vlan",
        "サブスクリプション",
        "筐体",
    ];
    let mut parts = clause.split(['・', '/', '及']).map(|part| part.trim_start_matches('び')).peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            let named = THINGS.iter().find_map(|thing| part.strip_suffix(thing));
            named.is_some_and(|before| before == "別" && is_apart(asked, before))
        })
}

/// 「情報システム部長」, where it is asked who is responsible, and 「監査室」, where it is asked about audits.
pub(super) fn is_office(asked: &str, clause: &str) -> bool {
    const IN_CHARGE: [&str; 6] =
        ["が担当", "が担当しています", "が担当しております", "が務めています", "が務めております", "が就任しています"];
    const OFFICES: [&str; 24] = [
        "専務",
        "常務",
        "部長",
        "課長",
        "係長",
        "室長",
        "所長",
        "工場長",
        "社長",
        "取締役",
        "役員",
        "理事",
        "院長",
        "支店長",
        "店長",
        "マネージャ",
        "次長",
        "局長",
        "センター長",
        "代表",
        "主任",
        "ciso",
        "cio",
        "dpo",
    ];
    let clause = IN_CHARGE.iter().find_map(|end| clause.strip_suffix(end)).unwrap_or(clause);
    // 「CISOは常務取締役の田中」
    let clause = match clause.split_once('は') {
        Some((role, who)) if ["責任者", "ciso", "cpo", "管理者"].iter().any(|end| role.ends_with(end)) => who,
        _ => clause,
    };
    let clause = match clause.rsplit_once('の') {
        Some((office, name))
            if is_surname(name) && OFFICES.iter().any(|end| office.trim_end_matches('ー').ends_with(end)) =>
        {
            office
        }
        _ => clause,
    };
    let named = ["責任者", "担当者", "管理者"].iter().any(|word| asked.contains(word))
        && OFFICES.iter().any(|office| clause.contains(office));
    let auditors = asked.contains("監査") && ["監査室", "監査部", "監査課"].iter().any(|word| clause.ends_with(word));
    let vacant =
        ["空席", "不在", "欠員", "退任", "退職", "代理", "代行", "未"].iter().any(|word| clause.contains(word))
            || clause.starts_with(['元', '前', '旧']);
    (named || auditors) && !vacant && clause.chars().count() <= 24 && !clause.contains(is_hiragana)
}

/// 「田中」, 「佐々木」: a few signs, and no post or deed.
fn is_surname(name: &str) -> bool {
    const ELSE: [&str; 26] = [
        "補佐", "代理", "代行", "部", "課", "室", "者", "員", "中心", "承認", "確認", "予定", "未", "不在", "空席",
        "後任", "前任", "退", "兼", "任", "候補", "予備", "数名", "経験", "選", "判断",
    ];
    (1..=4).contains(&name.chars().count())
        && name.chars().all(|c| matches!(c, '一'..='鿿' | '々'))
        && !ELSE.iter().any(|word| name.contains(word))
}

/// 「補償限度額5億円」, 「a4判12頁」, 「全25問」, 「作業写真付き」: how much of it there is.
fn is_amount(clause: &str) -> bool {
    const UNITS: [&str; 6] = ["億円", "万円", "頁", "ページ", "問", "章構成"];
    let counted = UNITS.iter().find_map(|unit| clause.strip_suffix(unit));
    counted.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
        || ["写真付き", "証明書付き", "記録付き"].iter().any(|end| clause.ends_with(end))
}

/// 「連絡先は営業窓口」: what an attribute is.
fn is_value(clause: &str) -> bool {
    const ATTRIBUTES: [&str; 18] = [
        "先",
        "者",
        "期間",
        "方式",
        "頻度",
        "番号",
        "名",
        "日",
        "窓口",
        "場所",
        "方法",
        "手段",
        "周期",
        "間隔",
        "世代数",
        "アルゴリズム",
        "プロトコル",
        "部署",
    ];
    clause.split_once('は').is_some_and(|(name, value)| {
        ATTRIBUTES.iter().any(|word| name.ends_with(word)) && !value.is_empty() && !value.ends_with(is_hiragana)
    })
}

/// 「東京」, where the question is whether it is in Japan.
pub(super) fn at_home(asked: &str, clause: &str) -> bool {
    let home = [
        "東京",
        "大阪",
        "日本",
        "国内",
        "関東",
        "関西",
        "首都圏",
        "tokyo",
        "osaka",
        "japan",
        "ap-northeast-1",
        "ap-northeast-3",
        "asia-northeast1",
    ];
    let in_prefecture = || {
        place::PREFECTURES
            .iter()
            .any(|name| ["県", "市", "府"].iter().any(|kind| clause.ends_with(&format!("{name}{kind}"))))
    };
    (asked.contains("国内") || asked.contains("日本"))
        && (home.iter().any(|place| clause.contains(place)) || in_prefecture() || is_own_room(asked, clause))
}

/// 「自社サーバ室」
fn is_own_room(asked: &str, clause: &str) -> bool {
    const ROOMS: [&str; 5] = ["サーバ室", "サーバー室", "サーバルーム", "サーバールーム", "マシンルーム"];
    let own = ["自社", "当社", "弊社"].iter().find_map(|own| clause.strip_prefix(own));
    let own = own.map(|room| room.trim_start_matches('の').trim_end_matches("に設置").trim_end_matches("で保管"));
    let of_data = ["データ", "情報", "サーバ", "システム"].iter().any(|word| asked.contains(word));
    asked.contains("国内") && of_data && own.is_some_and(|room| ROOMS.contains(&room))
}

/// 「JQA-IM0123」, 「A.5.24」, 「03-1234-5678」, 「第10823456号」.
fn is_code(clause: &str) -> bool {
    let digits = clause.chars().filter(char::is_ascii_digit).count();
    let pointing = ["no.", "no", "q", "#", "問", "p."].iter().any(|sign| clause.starts_with(sign));
    if digits > 0 && (clause.contains("番号") || clause.contains("電話")) {
        return true;
    }
    // 「運用監視センター0120-000-000」
    let dashed = clause
        .rsplit(|c: char| !c.is_ascii_digit() && c != '-')
        .next()
        .is_some_and(|number| number.len() >= 10 && number.matches('-').count() == 2);
    if dashed {
        return true;
    }
    let numbered = clause.strip_suffix('号').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    let year = digits == 4 && clause.len() == 4;
    numbered
        || (!year && clause.is_ascii() && digits >= 2 && clause.len() >= 4 && !pointing && !clause.contains(['%', '/']))
}

/// A clause that ends with the name of a paper, or of an article in it, or with its being there.
pub(super) fn is_paper(words: &RemarkWords, clause: &str) -> bool {
    let there = [
        "があります",
        "がございます",
        "がある",
        "あります",
        "あり",
        "有り",
        "有",
        "を添付します",
        "を添付",
        "添付",
        "に記載あり",
        "等",
    ];
    let bare = there.iter().find_map(|end| clause.strip_suffix(end)).unwrap_or(clause);
    let bare = bare.trim_end_matches(|c: char| c.is_ascii_digit() || "v.-版_第".contains(c));
    let article = ["条", "項", "章", "節", "号"].iter().find_map(|end| bare.strip_suffix(end));
    let edition = clause.ends_with('版') && clause.contains(|c: char| c.is_ascii_digit());
    let article =
        edition || article.is_some_and(|rest| rest.contains('第') || rest.ends_with(|c: char| c.is_ascii_digit()));
    article || words.papers.ends(bare)
}
