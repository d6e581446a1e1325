//! Whether what is said covers what was asked.
//!
//! Who is asked whether logs are kept and looked through, and says that they are kept, leaves half of it open; so does who names another
//! certificate than the one asked for, a thing where an activity was asked about, or what is done where it was asked whether it is
//! forbidden. All texts are folded.

mod compliance;
mod consent;
mod delay;
mod demand;
mod disposal;
mod document;
mod each_person;
mod enumeration;
mod extent;
mod hosted;
mod law;
mod matter;
mod measure;
mod occasion;
mod other_people;
mod person;
mod rule;
mod secret;
mod several;
mod thing;
mod unrestricted;
mod visit;
mod workplace;
pub(super) mod warranty;

use super::backing::takes_all;
use super::certificate::{self, CertificateKind};
use super::place;
use super::role::Role;
use super::vocabulary::RemarkWords;
use enumeration::object;
use std::collections::BTreeSet;

/// What the text leaves open of the question, as a sentence for readers.
pub(super) fn open(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    demand::unmet(words, asked, text)
        .or_else(|| unrecorded(words, asked, text))
        .or_else(|| extent::part(words, asked, text))
        .or_else(|| measure::short(asked, text))
        .or_else(|| warranty::short(asked, text))
        .or_else(|| second_half(words, asked, text))
        .or_else(|| enumeration::open(words, asked, text))
        .or_else(|| other_certificate(asked, text))
        .or_else(|| certificate_of_others(words, asked, text))
        .or_else(|| matter::unnamed(words, asked, text))
        .or_else(|| compliance::only(words, asked, text))
        .or_else(|| thing::amiss(words, asked, text))
        .or_else(|| disposal::unerased(asked, text))
        .or_else(|| disposal::removed(asked, text))
        .or_else(|| unable(asked, text))
        .or_else(|| done_though_forbidden(asked, text))
        .or_else(|| preparing(asked, text))
        .or_else(|| rule::on_another_matter(words, asked, text))
        .or_else(|| paper_of_others(words, asked, text))
        .or_else(|| fewer_people(asked, text))
        .or_else(|| abroad(asked, text))
        .or_else(|| weak_cipher(asked, text))
        .or_else(|| each_person::shared(asked, text))
        .or_else(|| secret::guessable(asked, text))
        .or_else(|| delay::too_long(asked, text))
        .or_else(|| occasion::irregular(asked, text))
        .or_else(|| unrestricted::left_open(asked, text))
        .or_else(|| workplace::outside(words, asked, text))
        .or_else(|| several::only_one(words, asked, text))
        .or_else(|| consent::of_another(words, asked, text))
        .or_else(|| document::neighbouring(words, asked, text))
        .or_else(|| hosted::by_another(asked, text))
        .or_else(|| person::nobody(words, asked, text))
        .or_else(|| visit::own_instead(asked, text))
        .or_else(|| other_people::own_instead(asked, text))
        .or_else(|| law::foreign(asked, text))
}

/// Verbs that say only that something is done.
const GENERIC: [&str; 13] =
    ["実施", "行っ", "行い", "対応", "運用", "実行", "整備", "管理", "設け", "講じ", "使用", "利用", "取得済"];

/// Deeds that stand for each other: who tests has checked.
pub(super) const ALIKE: [&[&str]; 9] = [
    &["定め", "規定", "明記", "制定", "明文化"],
    &["記録", "ログ", "履歴", "証明書", "管理簿", "記録簿"],
    &["確認", "点検", "検証", "テスト", "試験", "チェック", "レビュー", "監視", "分析", "照合", "閲覧"],
    &["見直", "棚卸", "改定", "改訂", "更新", "点検", "レビュー", "確認"],
    &["周知", "教育", "研修", "通知", "掲示", "配布", "配付", "配信", "掲載", "案内", "説明"],
    &["報告", "通知", "連絡", "提出", "通報", "届"],
    &["保管", "保存", "保持"],
    &["削除", "消去", "廃棄", "抹消", "失効", "無効化"],
    &["対処", "対応", "適用", "是正", "処置", "改善", "修正"],
];

/// A deed that a question asks about, by the words that name it: 監査 of 「監査を行い」, 取得 and バックアップ of 「バックアップを取得し」.
pub(super) struct Deed<'a> {
    pub(super) words: Vec<&'a str>,
}

impl Deed<'_> {
    fn is_named(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.contains(word))
    }

    /// Whether the text names a deed that stands for this one, other than what it says of `other`.
    fn is_covered(&self, text: &str, other: &Self) -> bool {
        let alike =
            ALIKE.iter().filter(|group| group.iter().any(|word| self.words.iter().any(|own| own.contains(word))));
        self.is_named(text)
            || alike.flat_map(|group| group.iter()).any(|word| text.contains(word) && !other.words.contains(word))
    }
}

/// The deeds of a question, in its order.
pub(super) fn deeds<'a>(words: &RemarkWords, asked: &'a str) -> Vec<Deed<'a>> {
    const GOES_ON: [&str; 10] = ["し", "され", "する", "てい", "て", "、", "い、", "り、", "め、", "を行"];
    let generic = |stem: &str| GENERIC.iter().any(|word| stem.starts_with(word));
    let mut found: Vec<(usize, usize)> = words
        .doing
        .places(asked)
        .into_iter()
        .filter(|(start, end)| {
            let (Some(stem), Some(after)) = (asked.get(*start..*end), asked.get(*end..)) else { return false };
            let written_out = !stem.ends_with(['っ', 'し', 'い']) && !stem.contains('を') && stem.chars().count() > 1;
            GOES_ON.iter().any(|sign| after.starts_with(sign)) && !generic(stem) && written_out
        })
        .collect();
    // 「復元試験を実施」: what is done is named by its object.
    found.extend(asked.match_indices('を').filter_map(|(end, sign)| {
        let near: String =
            asked.get(end + sign.len()..)?.chars().take(10).take_while(|c| !"、を".contains(*c)).collect();
        let done = ["行い", "行っ", "行う", "実施"].iter().any(|verb| near.contains(verb));
        let start = end - object(asked.get(..end)?)?.len();
        done.then_some((start, end))
    }));
    found.sort_unstable();
    found.dedup();
    // Of stems that lie over each other the longest is meant: 更新済 and not 更新.
    let inside = |(start, end): &(usize, usize)| {
        found.iter().any(|(first, last)| first <= start && end <= last && last - first > end - start)
    };
    let kept = found.iter().filter(|place| !inside(place));
    kept.filter_map(|(start, end)| {
        let stem = asked.get(*start..*end)?;
        let object = asked.get(..*start)?.strip_suffix('を').and_then(object);
        // 「情報セキュリティ教育」 is named by 教育, too.
        let short = stem.char_indices().rev().nth(1).and_then(|(at, _)| stem.get(at..));
        Some(Deed { words: [Some(stem), short, object].into_iter().flatten().collect() })
    })
    .collect()
}

/// A question for two deeds of which the text names only the former.
fn second_half(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    let all = deeds(words, asked);
    let (last, former) = all.split_last()?;
    let first = former.iter().find(|deed| deed.is_named(text))?;
    let (one, other) = (first.words.first()?, last.words.first()?);
    (!last.is_covered(text, first)).then(|| format!("「{one}」だけが述べられ、設問の「{other}」に触れていません"))
}

/// Whether the text says that something is done, rather than naming a paper.
pub(super) fn states(words: &RemarkWords, text: &str) -> bool {
    let ends = ["ます", "ました", "いる", "済", "済み", "です", "実施", "毎月", "毎週", "毎日", "更新"];
    let end = text.trim_end_matches(['。', '.', '\u{1}']);
    (words.doing.any(text) || words.promised.any(text)) && ends.iter().any(|sign| end.ends_with(sign))
}

/// Whether it was written down was asked, and what is done is said without a word of what remains of it.
fn unrecorded(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    const REMAINS: [&str; 36] = [
        "記録",
        "ログ",
        "履歴",
        "簿",
        "台帳",
        "表",
        "票",
        "帳",
        "書",
        "証",
        "残",
        "保存",
        "写真",
        "押印",
        "署名",
        "サイン",
        "日報",
        "ノート",
        "控え",
        "シート",
        "入力",
        "録画",
        "映像",
        "log",
        "trail",
        "規程",
        "規定",
        "定め",
        "システム",
        "データ",
        "excel",
        "エクセル",
        "リスト",
        "一覧",
        "保管",
        "チケット",
    ];
    let asks = ["記録し", "記録を", "記録は", "記録が", "記録さ"].iter().any(|sign| asked.contains(sign));
    (asks && states(words, text) && !REMAINS.iter().any(|word| text.contains(word)))
        .then(|| "設問の「記録」に触れていません".to_owned())
}

/// What is certified, but not that information is secure.
const OTHER_STANDARDS: [&str; 12] = [
    "iso9001",
    "iso14001",
    "iso20000",
    "iso22301",
    "iso45001",
    "jisq9001",
    "jisq14001",
    "jisq20000",
    "qms",
    "truste",
    "健康経営",
    "くるみん",
];

/// A question for one certificate, and an answer that names another or only likens itself to it.
fn other_certificate(asked: &str, text: &str) -> Option<String> {
    let asks = ["取得", "登録", "認証を", "認定を"].iter().any(|word| asked.contains(word));
    if !asks {
        return None;
    }
    let wanted: BTreeSet<CertificateKind> = certificate::find(asked).into_iter().map(|one| one.kind).collect();
    if wanted.is_empty() {
        return None;
    }
    let held: BTreeSet<CertificateKind> = certificate::find(text).into_iter().map(|one| one.kind).collect();
    if let Some(word) = ["準拠", "相当", "準じ", "同等", "ベースに", "参考"].iter().find(|word| text.contains(**word))
    {
        return Some(format!("「{word}」とあり、認証そのものを取得しているとは述べていません"));
    }
    let open = ["等", "など", "又は", "または", "もしくは", "若しくは", "いずれか", "第三者認証"];
    let another = !held.is_empty() && held.is_disjoint(&wanted);
    let standard = held.is_empty() && OTHER_STANDARDS.iter().any(|word| text.contains(word));
    ((!open.iter().any(|word| asked.contains(word)) && another) || standard)
        .then(|| "設問とは別の認証が挙げられています".to_owned())
}

/// The respondent's own certificate was asked for, and another company holds one: 「グループのデータセンター会社が取得」.
fn certificate_of_others(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    const COMPANIES: [&str; 10] =
        ["会社", "企業", "業者", "法人", "社", "先", "元", "メーカー", "センター", "グループ"];
    const OWN: [&str; 7] = ["当社", "弊社", "自社", "わが社", "我が社", "全社", "当法人"];
    /// 「…から」 and 「…により」 name who certified it.
    const HOLDS: [&str; 4] = ["が", "で", "にて", "側"];
    const AUDITORS: [&str; 4] = ["審査", "認証", "認定", "登録"];
    if certificate::find(asked).is_empty() || !["取得", "保有", "認証を"].iter().any(|word| asked.contains(word))
    {
        return None;
    }
    let other = Role::Doer.named(words, text).into_iter().find(|noun| {
        let company = COMPANIES.iter().find(|end| noun.ends_with(**end));
        company.is_some_and(|end| !asked.contains(end) || end.chars().count() == 1 && !asked.contains(noun))
            && !OWN.iter().any(|own| noun.ends_with(own))
            && HOLDS.iter().any(|sign| text.contains(&format!("{noun}{sign}")))
            && !AUDITORS.iter().any(|word| noun.contains(word))
    })?;
    Some(format!("「{other}」の認証とあり、回答した者が取得しているかどうかを確かめる必要があります"))
}

/// It was asked whether something is forbidden, and the text says that people do it.
fn done_though_forbidden(asked: &str, text: &str) -> Option<String> {
    const REINED: [&str; 25] = [
        "禁止",
        "禁じ",
        "許可",
        "承認",
        "申請",
        "制限",
        "確認",
        "預",
        "誓約",
        "管理",
        "徹底",
        "検査",
        "点検",
        "不可",
        "ブロック",
        "無効",
        "遮断",
        "ません",
        "ない",
        "施錠",
        "通知",
        "掲示",
        "周知",
        "監視",
        "求め",
    ];
    if !asked.contains("禁止") && !asked.contains("禁じ") {
        return None;
    }
    let by_leave =
        ["許可制", "申請制", "承認制", "許可があれば", "申請すれば"].iter().find(|word| text.contains(**word));
    if let Some(word) = by_leave.filter(|_| !["許可", "承認", "申請"].iter().any(|word| asked.contains(word))) {
        return Some(format!("禁止を問う設問に「{word}」とあります"));
    }
    text.split(['。', '、', '\u{1}']).find_map(|clause| {
        let done = ["ています", "てます", "ている", "ております", "います"].iter().any(|end| clause.ends_with(end));
        let reined =
            REINED.iter().any(|word| clause.contains(word)) || clause.contains("定め") || clause.contains("規");
        // 「ダミーデータを使用しています」, where that of the live system is forbidden.
        let made_up = asked.contains("本番")
            && !clause.contains("本番")
            && ["架空", "ダミー", "疑似", "擬似"].iter().any(|word| clause.contains(word));
        let to_each = asked.contains("個人ごと") && ["1人1", "一人一"].iter().any(|word| clause.contains(word));
        (done && !reined && !made_up && !to_each).then(|| format!("禁止を問う設問に「{clause}」とあります"))
    })
}

/// It is being got ready: what is planned, chosen or put off is not there.
fn preparing(asked: &str, text: &str) -> Option<String> {
    const READYING: [&str; 10] = ["企画", "計画", "選定", "見合わせ", "構想", "調達", "設計", "開発", "試算", "研究"];
    const GOES_ON: [&str; 8] =
        ["しています", "しております", "している", "です", "中", "ています", "ております", "てい"];
    let clauses = text.split(['。', '、', '\u{1}']);
    let word = clauses.filter_map(|clause| {
        let (word, end) = READYING.iter().find_map(|word| clause.rsplit_once(word).map(|(_, end)| (*word, end)))?;
        (end.is_empty() && word == "見合わせ" || GOES_ON.contains(&end)).then_some(word)
    });
    let word = word.into_iter().find(|word| !asked.contains(word))?;
    Some(format!("「{word}」とあり、行っているとは述べていません"))
}

/// The respondent's own rules were asked for, and those of its group are named: whether they bind the respondent is not said.
fn paper_of_others(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    const OTHERS: [&str; 6] = ["グループ", "親会社", "本社の", "持株会社", "ホールディングス", "業界団体"];
    const BINDS: [&str; 12] =
        ["当社", "弊社", "自社", "適用", "採択", "採用", "準拠し", "従い", "基づき", "子会社を含", "各社", "全社"];
    let other = OTHERS.iter().find(|other| text.contains(**other) && !asked.contains(**other))?;
    let (_, after) = text.split_once(other)?;
    let certified = ["会社の認", "の認証", "の認定", "企業の認"].iter().any(|sign| after.starts_with(sign));
    let paper =
        certified || words.papers.places(after).into_iter().any(|(start, _)| start <= "共通の情報セキュリティ".len());
    let binds = BINDS.iter().any(|word| text.contains(word));
    (paper && !binds).then(|| format!("「{other}」の文書が挙げられ、自社に適用しているとは述べていません"))
}

/// All who work were asked about, and the employed among them are named: part-timers and dispatched workers work, too.
fn fewer_people(asked: &str, text: &str) -> Option<String> {
    let all = ["従業者", "従事者", "要員"].iter().find(|word| asked.contains(**word))?;
    let some = ["に", "から", "は", "へ", "が", "を", "対象"].iter().any(|sign| text.contains(&format!("社員{sign}")));
    let others =
        ["派遣", "パート", "アルバイト", "協力", "従業者", "従事者", "要員"].iter().any(|word| text.contains(word));
    (some && !others && !takes_all(text)).then(|| format!("設問の「{all}」のうち「社員」だけが挙げられています"))
}

/// It was asked whether it stays at home, and a place abroad is named.
fn abroad(asked: &str, text: &str) -> Option<String> {
    if !asked.contains("国内") {
        return None;
    }
    let place = place::abroad(text).or_else(|| ["海外", "国外"].into_iter().find(|word| text.contains(word)))?;
    let denied = ["ません", "ない", "なし", "禁止", "せず"].iter().any(|word| text.contains(word));
    (!["海外", "国外"].contains(&place) || !denied).then(|| format!("国内を問う設問に「{place}」とあります"))
}

/// It was asked whether something can be had, and the text says that something cannot be done: 「約款第5条は変更できない」. What others cannot
/// do, or nobody, is a protection.
fn unable(asked: &str, text: &str) -> Option<String> {
    const ASKS: [&str; 8] =
        ["できますか", "できるか", "可能ですか", "応じますか", "受け入れますか", "認めますか", "せますか", "えますか"];
    const CANNOT: [&str; 8] =
        ["できない", "できません", "できかね", "られない", "られません", "変更不可", "しかね", "お断り"];
    const PROTECTS: [&str; 16] = [
        "以外",
        "者は",
        "者が",
        "者に",
        "者から",
        "外部",
        "閲覧",
        "持ち出",
        "復元",
        "復号",
        "改ざん",
        "複製",
        "アクセス",
        "接続",
        "ログイン",
        "参照",
    ];
    if !ASKS.iter().any(|end| asked.contains(end)) {
        return None;
    }
    text.split(['。', '、', '\u{1}', ';']).find_map(|clause| {
        // 「変更できない規約はありません」 says the opposite.
        let ends = |after: &str| {
            after.is_empty() || ["ため", "ので", "です", "こと", "と", "("].iter().any(|end| after.starts_with(end))
        };
        let word = CANNOT.iter().find(|word| clause.split_once(**word).is_some_and(|(_, after)| ends(after)))?;
        (!PROTECTS.iter().any(|sign| clause.contains(sign)))
            .then(|| format!("できるかを問う設問に「{word}」とあります"))
    })
}

/// Ciphers that no longer protect.
fn weak_cipher(asked: &str, text: &str) -> Option<String> {
    const WEAK: [&str; 10] = ["tls1.0", "tls1.1", "ssl3", "sslv3", "ssl2", "rc4", "md5", "wep", "3des", "tlsv1.0"];
    const GONE: [&str; 7] = ["廃止", "無効", "禁止", "停止", "不使用", "使用しない", "使用していない"];
    let about = ["暗号", "通信", "tls", "ssl"].iter().any(|word| asked.contains(word));
    let weak = WEAK.iter().find(|word| text.contains(**word)).filter(|_| about)?;
    (!GONE.iter().any(|word| text.contains(word))).then(|| format!("「{weak}」は安全とされなくなった方式です"))
}
