//! What a clause names that is only a part of what was asked: some things, some people, some occasions.

use super::doing::ends_in_doing;
use super::often::{is_often, names_all};
use super::past::{is_old, is_over};
use super::support::{at_home, is_office, punishes};
use super::{is_hiragana, nouns, part, shares, shares_two, takes_all, unknown};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::RemarkWords;
use crate::questionnaire::word_list::WordList;
use std::sync::LazyLock;

/// What a clause names that is only a part of what was asked.
pub(super) fn limited(by: Words<'_>, asked: &str, clause: &str) -> Option<String> {
    let words = &by.vocabulary.remark;
    if is_old(clause, by.on) || is_over(asked, clause) {
        return Some(unknown(clause));
    }
    // 「報告先:貴市情報政策課」
    if clause.split_once([':', '=']).is_some_and(|(key, _)| words.topics.ends(key)) {
        return None;
    }
    if punishes(asked, clause) || is_office(asked, clause) {
        return None;
    }
    if let Some(condition) = supposed(clause) {
        return Some(unknown(condition));
    }
    topic(words, asked, clause)
        .or_else(|| counted(asked, clause))
        .or_else(|| partner(words, asked, clause))
        .or_else(|| object(words, asked, clause))
        .or_else(|| kind(words, asked, clause))
        .or_else(|| event(words, asked, clause))
        .or_else(|| section(words, asked, clause))
        .or_else(|| up_to(asked, clause))
        .or_else(|| about(words, asked, clause))
        .or_else(|| some_of(asked, clause))
        .map(|name| part(&name))
}

/// 「検知と連絡まで文書にした」: so far and no further, unless the question asks for no more or it is the end of all.
fn up_to(asked: &str, clause: &str) -> Option<String> {
    const ENDS: [&str; 16] = [
        "最後",
        "末端",
        "廃棄",
        "消去",
        "終了",
        "完了",
        "返却",
        "返還",
        "退職",
        "離職",
        "満了",
        "復旧",
        "再発防止",
        "解決",
        "全て",
        "削除",
    ];
    let (before, after) = clause.split_once("まで")?;
    let name = before.rsplit(is_hiragana).next().filter(|name| name.chars().count() > 1)?;
    let timed =
        name.contains(|c: char| c.is_ascii_digit()) || name.ends_with(['日', '時', '月', '年', '度', '末', '前']);
    let goes_on =
        after.is_empty() || after.starts_with(['を', 'は', 'の', 'に', 'が', 'も']) || !after.starts_with(is_hiragana);
    let whole =
        ENDS.iter().any(|end| name.ends_with(end)) || asked.contains(&format!("{name}まで")) || takes_all(clause);
    (goes_on && !timed && !whole && before.chars().count() < 20).then(|| format!("{name}まで"))
}

/// 「名簿データについて作成」: on that and not on the rest.
fn about(words: &RemarkWords, asked: &str, clause: &str) -> Option<String> {
    let (before, after) = ["について", "に関して"].iter().find_map(|sign| clause.split_once(sign))?;
    let name = before.rsplit(is_hiragana).next().filter(|name| name.chars().count() > 1)?;
    let known = shares_two(asked, name) || takes_all(before) || words.topics.ends(name);
    (!known && !after.starts_with('は')).then(|| format!("{name}について"))
}

/// 「覚書を交わしている先には求めている」: those for which it is so.
fn some_of(asked: &str, clause: &str) -> Option<String> {
    const ONES: [&str; 7] = ["先", "もの", "部分", "箇所", "所", "分", "案件"];
    const TO: [&str; 6] = ["には", "は", "に", "から", "と", "を"];
    ONES.iter().find_map(|one| {
        TO.iter().find_map(|sign| {
            let (before, _) = clause.split_once(&format!("{one}{sign}"))?;
            let whole = takes_all(before) || asked.contains(before) || before.ends_with("応じた");
            let singled = before.ends_with("ている")
                || before.ends_with("した")
                || before.ends_with("んだ")
                || before.ends_with("できる");
            (singled && !whole).then(|| format!("{before}{one}"))
        })
    })
}

/// 「都合がつけば年1回」: it may never come to it. 「承認がなければ持ち出せない」 binds.
fn supposed(clause: &str) -> Option<&str> {
    let harmless =
        ["例えば", "たとえば", "なければ", "半ば", "言い換えれば", "すれば足り", "ならな", "ならび", "ならず"];
    // 「名簿はあるが、…」 goes on to say what is not so.
    if ["るが", "たが", "いが", "すが", "だが"].iter().any(|end| clause.ends_with(end)) {
        return Some(clause);
    }
    let if_so = [
        "なら",
        "えば",
        "けば",
        "せば",
        "てば",
        "めば",
        "れば",
        "げば",
        "べば",
        "たら、",
        "いたら",
        "ったら",
        "したら",
    ];
    let holds = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    (holds(&if_so) && !holds(&harmless)).then_some(clause)
}

/// 「5名に実施」, 「1社と締結」: so many and no more, unless all of them are so many.
pub(super) fn counted(asked: &str, clause: &str) -> Option<String> {
    const UNITS: [&str; 12] = ["台", "名", "社", "人", "拠点", "箇所", "か所", "カ所", "ヶ所", "店舗", "部署", "部門"];
    if takes_all(clause) {
        return None;
    }
    UNITS.iter().find_map(|unit| {
        clause.match_indices(unit).find_map(|(at, _)| {
            let (before, after) = (clause.get(..at)?, clause.get(at + unit.len()..)?);
            let acts = ["に", "と", "から", "は", "のみ"].iter().any(|sign| after.starts_with(sign));
            let other = before.trim_end_matches(|c: char| c.is_ascii_digit());
            let number = format!("{}{unit}", before.strip_prefix(other)?);
            // 「15名に限り」, where restricting is asked for.
            let restricted = asked.contains('限')
                && ["に限り", "に限って", "に限定", "に制限", "のみ", "だけ"]
                    .iter()
                    .any(|sign| after.starts_with(sign));
            let known = restricted || other.ends_with('計') || asked.contains(&number);
            (acts && other.len() < before.len() && !known).then_some(number)
        })
    })
}

/// 「役員と締結」, 「新しい委託先と締結」, 「社員から取得できる従業者から」: with some of those who were asked about, or with others.
fn partner(words: &RemarkWords, asked: &str, clause: &str) -> Option<String> {
    if takes_all(clause) {
        return None;
    }
    const SIGNS: [&str; 8] = ["とは", "とも", "からは", "には", "と", "から", "へ", "に"];
    clause.char_indices().find_map(|(at, _)| {
        let (before, after) = clause.split_at_checked(at)?;
        let sign = SIGNS.iter().find(|sign| after.starts_with(**sign))?;
        let rest = after.get(sign.len()..)?;
        let head = before.rsplit(is_hiragana).next().filter(|head| head.chars().count() > 1)?;
        // 「鍵の生成から廃棄まで」 takes in what lies between.
        let deed = rest.starts_with(|c: char| !is_hiragana(c)) && !(*sign == "から" && rest.contains("まで"));
        let modifier = before.strip_suffix(head)?;
        let singled = ["た", "い", "な", "る", "の"].iter().any(|end| modifier.ends_with(end))
            && ![
                "対象",
                "利用",
                "参加",
                "該当",
                "行う",
                "扱う",
                "関わる",
                "当たる",
                "従事する",
                "関係する",
                "当社の",
                "弊社の",
                "自社の",
                "必要な",
            ]
            .iter()
            .any(|word| modifier.contains(word));
        let some = words.narrowing.ends(head);
        let modified = singled && asked.contains(head) && !asked.contains(before);
        (deed && (some && !asked.contains(head) || modified)).then(|| before.to_owned())
    })
}

/// 「個人情報は暗号化」: what stands before は is set against the rest, unless it is an attribute (期間は, 方式は), the respondent, or what
/// was asked about.
fn topic(words: &RemarkWords, asked: &str, clause: &str) -> Option<String> {
    clause.match_indices('は').find_map(|(at, sign)| {
        let (before, after) = (clause.get(..at)?, clause.get(at + sign.len()..)?);
        let joined = ["また", "又", "もしく", "若しく", "あるい", "或い", "ひい"];
        let inside = ["い", "じめ", "ず", "んこ", "がき", "なれ"].iter().any(|rest| after.starts_with(rest));
        if before.is_empty() || inside || joined.iter().any(|word| before.ends_with(word)) {
            return None;
        }
        // 「委託先とは契約を締結」 and 「本社からは…」 say with whom and whence.
        if ["と", "へ", "から", "より", "まで", "ため"].iter().any(|joint| before.ends_with(joint)) {
            return None;
        }
        let joints = ["について", "に関して", "に対して", "において", "にて", "で", "に"];
        let name = joints.iter().find_map(|joint| before.strip_suffix(joint)).unwrap_or(before);
        let head = name.rsplit(is_hiragana).next().filter(|head| head.chars().count() > 1).unwrap_or(name);
        if after.starts_with('\u{2}')
            || head.contains('\u{2}')
            || takes_all(name)
            || after.starts_with("すべて")
            || after.starts_with('全')
        {
            return None;
        }
        // 「無人時は」, where it is asked what is done when nobody is there, and what comes for each: 「異動時は」.
        let then = ["時", "の際", "際"].iter().find_map(|sign| head.strip_suffix(sign));
        if then.is_some_and(|then| then.chars().count() > 1 && (asked.contains(then) || words.events.ends(then))) {
            return None;
        }
        // 「棚卸は四半期毎」, 「今年は41名全員受講」: how often something besides is done, and for whom in a year.
        let besides = words.doing.ends(head) && shares(asked, head) && is_often(after) && !after.ends_with(is_hiragana)
            || ["今年", "今年度", "本年", "本年度"].contains(&head) && names_all(after);
        if besides {
            return None;
        }
        let some = words.kinds.ends(head) || words.narrowing.ends(head);
        let known = match asked.contains(head) || is_written_alike(asked, head) {
            // 「許可された媒体は」 are not all of the media that were asked about.
            true => !(is_modified(name, head) || is_of_one_thing(asked, name, head)) || asked.contains(name),
            false => {
                !some
                    && (words.topics.ends(head)
                        || !head.ends_with(['者', '員', '職', '社'])
                            && aside(words, asked, after)
                            && (then.is_none() || of_something_else(words, after)))
            }
        };
        (!known).then(|| format!("{head}は"))
    })
}

/// 「持出し」 and 「持ち出し」 are one word.
fn is_written_alike(asked: &str, head: &str) -> bool {
    const WAYS: [&str; 4] = ["持出し", "持ち出し", "持出", "持ちだし"];
    WAYS.contains(&head) && WAYS.iter().any(|way| asked.contains(way))
}

/// Whether words before the head of a name single out some of what it names: 「許可された」, 「重要な」, 「機密性の高い」.
fn is_modified(name: &str, head: &str) -> bool {
    let before = name.strip_suffix(head).unwrap_or_default();
    before.ends_with(['た', 'る', 'い', 'な', 'す', 'む', 'う', 'く'])
}

/// 「版下の変更は」, where changes of whatever kind were asked about.
fn is_of_one_thing(asked: &str, name: &str, head: &str) -> bool {
    const WHOSE: [&str; 10] =
        ["当社", "弊社", "自社", "本業務", "業務", "社内", "上記", "本件", "システム", "サービス"];
    let before = name.strip_suffix(head).and_then(|before| before.strip_suffix('の')).unwrap_or_default();
    let noun = before.rsplit(is_hiragana).next().unwrap_or_default();
    noun.chars().count() > 1 && !asked.contains(noun) && !WHOSE.iter().any(|word| noun.ends_with(word))
}

/// Whether a predicate says something besides what was asked: 「定義ファイルは毎日更新」 beside a question for the software. One that says again
/// what was asked, or only that it is done, says it of the topic alone.
fn aside(words: &RemarkWords, asked: &str, predicate: &str) -> bool {
    let generic = [
        "実施", "対応", "運用", "適用", "導入", "行っ", "行い", "可能", "対象", "設定", "整備", "求め", "用い", "課し",
        "必須",
    ];
    let again = words.doing.places(predicate).iter().any(|(start, end)| {
        predicate.get(*start..*end).is_some_and(|stem| generic.contains(&stem) || asked.contains(stem))
    });
    !again && ends_in_doing(words, asked, predicate)
}

/// 「媒体使用時は上長の承認を得ている」 tells of another measure than the one asked about, 「VPN接続時はワンタイムパスワードを求めています」 when that one is on.
fn of_something_else(words: &RemarkWords, predicate: &str) -> bool {
    predicate.contains('を') && !words.supporting.any(predicate) && !predicate.contains('\u{2}')
}

/// 「ノートPCを暗号化」: a kind of things, data or persons that the question does not name. 「個人情報保護方針」 is a paper.
fn kind(words: &RemarkWords, asked: &str, clause: &str) -> Option<String> {
    words.kinds.places(clause).into_iter().find_map(|(start, end)| {
        let (before, name, after) = (clause.get(..start)?, clause.get(start..end)?, clause.get(end..)?);
        // What is done to it, for it, of it; with it (で) is a means. 「標的型メール訓練」 is another word.
        let acts = after.is_empty()
            || [
                "を", "に", "へ", "の", "から", "上", "等", "系", "や", "及", "と", "・", "/", "分", "向け", "対象",
                "側", "(",
            ]
            .iter()
            .any(|sign| after.starts_with(sign));
        let too = [
            "により",
            "によ",
            "を選任",
            "を任命",
            "を指名",
            "を設置",
            "を置",
            "に限らず",
            "に加え",
            "にて",
            "と同",
            "の承認",
            "の許可",
            "の確認",
            "の指示",
            "に報告",
        ]
        .iter()
        .any(|sign| after.starts_with(sign));
        let up_to = after.split(['で', 'を', 'は', 'が', 'も', 'へ']).next().unwrap_or_default();
        let paper = words.papers.any(up_to) || words.teams.any(up_to) || up_to.contains("責任者");
        let latin = |c: char| c.is_ascii_alphanumeric();
        // 「db」 in 「dbs」 is no word.
        let within = name.is_ascii() && (before.ends_with(latin) || after.starts_with(latin));
        let placed =
            ["に保管", "に設置", "に格納", "に保存", "に収容", "に配置"].iter().any(|sign| after.starts_with(sign))
                || after.starts_with(['へ', 'に']) && ["転送", "複製", "搬送"].iter().any(|verb| after.contains(verb));
        let run = before.rsplit(is_hiragana).next().unwrap_or_default();
        let each = (["全", "各"].iter().any(|sign| run.contains(sign))
            || before.contains("ごと")
            || ["全ての", "すべての", "あらゆる", "どの", "いずれの"].iter().any(|sign| before.ends_with(sign)))
            && !name.ends_with(['者', '員', '職', '権']);
        (acts
            && !too
            && !placed
            && !each
            && !at_home(asked, clause)
            && !paper
            && !is_apart(asked, before)
            && !is_factor(asked, name, after)
            && !within
            && !["を含", "も含", "含"].iter().any(|sign| after.starts_with(sign))
            && !asked.contains(name))
        .then(|| name.to_owned())
    })
}

/// 「別ネットワーク」, where it is asked whether things are kept apart.
pub(super) fn is_apart(asked: &str, before: &str) -> bool {
    const APART: [&str; 7] = ["分離", "分けて", "分けた", "分け、", "区分", "隔離", "独立した"];
    // People and papers are kept apart in another way.
    const OF: [&str; 5] = ["環境", "ネットワーク", "システム", "テナント", "セグメント"];
    let asks = |words: &[&str]| words.iter().any(|word| asked.contains(word));
    before.ends_with('別') && asks(&APART) && asks(&OF)
}

/// 「スマートフォンの認証アプリ」, where it is asked for a second factor.
fn is_factor(asked: &str, name: &str, after: &str) -> bool {
    ["要素", "段階"].iter().any(|word| asked.contains(word))
        && ["スマートフォン", "スマホ"].contains(&name)
        && after.starts_with("の\u{2}")
}

/// 「機密性の高いデータを暗号化」: some of what was asked about.
fn object(words: &RemarkWords, asked: &str, clause: &str) -> Option<String> {
    let (name, _) = clause.split_once('を')?;
    let head = name.rsplit(is_hiragana).next().filter(|head| head.chars().count() > 1)?;
    let all = takes_all(name);
    let known = words.papers.any(head) || all || is_often(name) || !asked.contains(head);
    let before = name.strip_suffix(head).unwrap_or_default();
    let praise = [
        "的な",
        "準拠した",
        "基づいた",
        "沿った",
        "従った",
        "定めた",
        "適切な",
        "十分な",
        "厳格な",
        "正式な",
        "新たな",
        "新しい",
        "高い",
        "必要な",
    ]
    .iter()
    .any(|word| before.ends_with(word));
    let singled = ["た", "い", "な", "ている", "ある"].iter().any(|end| before.ends_with(end));
    (!known && singled && (!praise || before.contains("性の")) && !asked.contains(name)).then(|| head.to_owned())
}

/// 「入社時に」, 「公開前に」: only then, unless the question speaks of it, or the clause says how often besides.
fn event(words: &RemarkWords, asked: &str, clause: &str) -> Option<String> {
    if let Some(condition) = condition(words, asked, clause) {
        return Some(condition);
    }
    // A pledge is taken at an event.
    let pledge = ["誓約", "契約書", "同意書", "証明書", "報告書"].iter().any(|paper| clause.contains(paper));
    let pledge = pledge || ["誓約", "秘密保持", "守秘"].iter().any(|paper| asked.contains(paper));
    // 「VPN接続時に毎回」 is each time that it comes, and no round.
    if is_often(&clause.replace("毎回", "")) || pledge {
        return None;
    }
    clause.char_indices().filter(|(_, c)| matches!(c, '時' | '際' | '前' | '後')).find_map(|(at, c)| {
        let (before, after) = (clause.get(..at)?, clause.get(at + c.len_utf8()..)?);
        let ends =
            after.is_empty() || ["に", "は", "の", "や", "及", "も", "、"].iter().any(|sign| after.starts_with(sign));
        let name: String = before.chars().rev().take_while(|c| !is_hiragana(*c)).collect();
        let name: String = name.chars().rev().collect();
        let timed = name.is_empty() && !before.ends_with(['た', 'る', 'の'])
            || name == "定"
            || name.ends_with(|c: char| c.is_ascii_digit())
            || [
                "常", "随", "同", "臨", "当", "即", "平", "有事", "日", "間", "以", "直", "事", "名", "午", "国", "実",
                "年",
            ]
            .iter()
            .any(|word| name.ends_with(word));
        let beforehand =
            c == '前' && ["前に", "前まで", "事前", "あらかじめ", "の前"].iter().any(|word| asked.contains(word));
        // What is encrypted is so whenever it is used.
        let each = words.events.any(&name) && !asked.contains("暗号");
        let of_one = before.strip_suffix(name.as_str()).is_some_and(|modifier| is_one_use(asked, modifier));
        let known = beforehand || each || (name.chars().count() > 1 && asked.contains(name.as_str()) && !of_one);
        // 「承認した後に公開」 tells in which order, 「VPN接続時に」 on which occasion.
        let told = match c {
            '前' | '後' => after.strip_prefix(['は', 'に']).is_some_and(|rest| aside(words, asked, rest)),
            _ => {
                after.strip_prefix('は').is_some_and(|rest| aside(words, asked, rest) && of_something_else(words, rest))
            }
        };
        let known = known || told;
        (ends && !timed && !known).then(|| format!("{name}{c}"))
    })
}

/// 「管理画面への」 接続, where the question speaks of connections of whatever kind.
fn is_one_use(asked: &str, modifier: &str) -> bool {
    const ANY: [&str; 9] = ["システム", "サービス", "利用者", "ユーザ", "ユーザー", "職員", "従業員", "社員", "業務"];
    let Some(whose) = modifier.strip_suffix('の') else { return false };
    let noun = whose.trim_end_matches(is_hiragana).rsplit(is_hiragana).next().unwrap_or_default();
    noun.chars().count() > 1
        && !asked.contains(noun)
        && !takes_all(noun)
        && !ANY.iter().any(|word| noun.ends_with(word))
}

/// 「求められた場合に提出」: only then, unless the question speaks of it or it comes for everyone.
fn condition(words: &RemarkWords, asked: &str, clause: &str) -> Option<String> {
    let (before, sign) =
        ["場合", "とき"].iter().find_map(|sign| clause.split_once(sign).map(|(before, _)| (before, sign)))?;
    let known = words.events.any(before) || nouns(asked).any(|noun| before.contains(noun));
    (!known && !before.is_empty()).then(|| format!("{before}{sign}"))
}

/// 「開発部門で実施」: a section of the house that is not the one to see to such things for all.
fn section(words: &RemarkWords, asked: &str, clause: &str) -> Option<String> {
    let all = takes_all(clause);
    if all {
        return None;
    }
    SECTIONS.places(clause).into_iter().find_map(|(start, end)| {
        let (before, section, after) = (clause.get(..start)?, clause.get(start..end)?, clause.get(end..)?);
        let name: String = before.chars().rev().take_while(|c| !is_hiragana(*c) && *c != '\u{2}').collect();
        let name: String = name.chars().rev().collect();
        let acts = ["で", "にて", "が", "に", "の"].iter().any(|sign| after.starts_with(sign)) || after.is_empty();
        let no_section =
            ["外", "内", "一", "大", "細", "幹", "上", "下", "全", "発", "関", "余", "日", "時", "場", "役"];
        let center = section == "センター" && name.ends_with("データ");
        let other = center || no_section.iter().any(|word| name.ends_with(word)) && section.chars().count() == 1;
        let whole = format!("{name}{section}");
        // 「購買部が実地確認」: who looks is no bound to what is looked at.
        let sees_to = ["が", "の担当者が", "の責任者が", "にて"]
            .iter()
            .any(|sign| after.strip_prefix(sign).is_some_and(|rest| LOOKS.iter().any(|deed| rest.contains(deed))));
        let known = words.teams.any(&whole) || asked.contains(&whole);
        (acts && !other && !known && !sees_to && !name.is_empty()).then_some(whole)
    })
}

/// What one section does for all the others.
const LOOKS: [&str; 9] = ["点検", "確認", "監査", "承認", "削除", "保管", "審査", "集計", "棚卸"];

static SECTIONS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(["部門", "部署", "部", "課", "チーム", "グループ", "班", "係", "支所", "工場", "センター", "現場"])
});
