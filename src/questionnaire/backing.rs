//! Whether what stands beside 「はい」 plainly stands behind it.
//!
//! Words that limit never end, so it is not they alone that are looked for: a remark leaves 「はい」 as it is only where each of its
//! sentences is of a kind that supports — a paper, a certificate, how often, a day, a thing done — and none of its clauses speaks
//! of a part of what was asked. What is of no such kind is told. Whether something is a part is held against the question: who is
//! asked about servers may speak of servers.

use super::remark::Words;
use super::vocabulary::{RemarkWords, fold};
use super::word_list::WordList;
use super::{Answer, Vocabulary, date, remark, when};
use jiff::civil::Date;
use std::sync::LazyLock;

/// Why a remark does not plainly stand behind a good answer to this question, if so. `asked` is the question folded.
pub(super) fn missing(words: Words<'_>, question: &str, asked: &str, text: &str) -> Option<String> {
    text.split(['\n', '\r', '\u{1}']).filter(|line| !line.trim().is_empty()).find_map(|line| {
        if !line.is_ascii() {
            return japanese(words, asked, line);
        }
        english_part(&words.vocabulary.remark, question, line).or_else(|| {
            // 「AES256」 and 「ISO27001」 are of both languages.
            english(words, line).filter(|_| japanese(words, asked, line).is_some())
        })
    })
}

fn part(name: &str) -> String {
    format!("「{name}」に限られるかどうかを確かめる必要があります")
}

fn unknown(piece: &str) -> String {
    let quoted: String = piece.chars().filter(|c| !c.is_control()).take(40).collect();
    format!("「{quoted}」が回答を裏付けるものか限るものかを確かめる必要があります")
}

fn japanese(by: Words<'_>, asked: &str, line: &str) -> Option<String> {
    let vocabulary = by.vocabulary;
    let words = &vocabulary.remark;
    let bare = line.trim_start_matches(|c: char| "・●■◆◇▪•-–*①②③④⑤⑥⑦⑧⑨ \u{3000}\t".contains(c));
    // Quotation marks stand around names of papers; what they hold belongs to the sentence.
    let folded: String = fold(bare).chars().filter(|c| !"「」『』\"“”".contains(*c)).collect();
    let text = words.neutral.out_of(&folded);
    let (outer, inner) = unbracketed(&text);
    let said = |sentence: &str| clauses(sentence).into_iter().find_map(|clause| limited(by, asked, clause));
    let backed = |sentence: &str| {
        let list = clauses(sentence);
        let done = list.last().is_some_and(|clause| ends_in_doing(words, asked, clause));
        let last = list.len().saturating_sub(1);
        let open = list.iter().enumerate().find(|(at, clause)| {
            // 「監視カメラ、生体認証を導入し、」: what is enumerated or goes on leans upon the verb.
            let leans = *at < last && (done || clause.ends_with(is_hiragana));
            !leans && !is_answer(vocabulary, clause) && !supports(by, asked, clause)
        });
        open.map(|(_, clause)| unknown(clause))
    };
    let sentences = || outer.split(['。', ';', '\u{1}', '※', '→']).filter(|sentence| !sentence.is_empty());
    let glossed = |piece: &String| {
        // 「SIEM(Splunk)で監視」: an abbreviation spelt out, or a product.
        sentences().any(|sentence| !is_answer(vocabulary, sentence)) && piece.is_ascii() && !words.platforms.any(piece)
    };
    sentences()
        .find_map(said)
        .or_else(|| inner.iter().find_map(|piece| said(piece)))
        .or_else(|| sentences().find_map(backed))
        .or_else(|| {
            // 「(規程名)」 names what follows.
            let open = inner.iter().filter(|piece| !glossed(piece) && !piece.ends_with('名'));
            open.into_iter().find_map(|piece| backed(piece))
        })
}

/// A text without what stands in brackets, and that.
fn unbracketed(text: &str) -> (String, Vec<String>) {
    let (mut outer, mut inner, mut depth) = (String::with_capacity(text.len()), Vec::new(), 0_usize);
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '<' | '〔' | '《' => {
                depth += 1;
                inner.push(String::new());
            }
            ')' | ']' | '】' | '>' | '〕' | '》' => depth = depth.saturating_sub(1),
            c if depth == 0 => outer.push(c),
            c => {
                if let Some(piece) = inner.last_mut() {
                    piece.push(c);
                }
            }
        }
    }
    (outer, inner.into_iter().filter(|piece| !piece.is_empty()).collect())
}

fn clauses(sentence: &str) -> Vec<&str> {
    sentence.split(['、', ',', '。']).filter(|clause| !clause.is_empty()).collect()
}

pub(super) const fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// Words of consent in a remark say nothing new; those of being able say less.
fn is_answer(vocabulary: &Vocabulary, clause: &str) -> bool {
    let said = vocabulary.read(clause);
    said.known && said.rest.is_empty() && said.answer == Answer::Met && !says_able(clause)
}

/// 「可能」, 「対応可」: it could be so.
pub(super) fn says_able(folded: &str) -> bool {
    let bare = folded.trim_end_matches(['。', '.']).trim_end_matches("です");
    bare.ends_with('可') || bare.ends_with("可能") || bare.ends_with("できます") || bare.ends_with("できる")
}

/// What a clause names that is only a part of what was asked.
fn limited(by: Words<'_>, asked: &str, clause: &str) -> Option<String> {
    let words = &by.vocabulary.remark;
    if is_old(clause, by.on) || is_over(asked, clause) {
        return Some(unknown(clause));
    }
    // 「報告先:貴市情報政策課」
    if clause.split_once([':', '=']).is_some_and(|(key, _)| words.topics.ends(key)) {
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
    let timed = name.contains(|c: char| c.is_ascii_digit()) || name.ends_with(['日', '時', '月', '年', '度', '末']);
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
fn counted(asked: &str, clause: &str) -> Option<String> {
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
            (acts && other.len() < before.len() && !other.ends_with('計') && !asked.contains(&number)).then_some(number)
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
        let deed = rest.starts_with(|c: char| !is_hiragana(c));
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
        // 「棚卸は四半期毎」, 「今年は41名全員受講」: how often something besides is done, and for whom in a year.
        let besides = words.doing.ends(head) && shares(asked, head) && is_often(after) && !after.ends_with(is_hiragana)
            || ["今年", "今年度", "本年", "本年度"].contains(&head) && names_all(after);
        if besides {
            return None;
        }
        let some = words.kinds.ends(head) || words.narrowing.ends(head);
        let known = match asked.contains(head) {
            // 「許可された媒体は」 are not all of the media that were asked about.
            true => !(is_modified(name, head) || is_of_a_part(asked, name, head)) || asked.contains(name),
            false => {
                !some
                    && (words.topics.ends(head)
                        || !head.ends_with(['者', '員', '職', '社']) && aside(words, asked, after))
            }
        };
        (!known).then(|| format!("{head}は"))
    })
}

/// Whether two characters that stand together in the name do so in the question.
pub(super) fn shares_two(asked: &str, name: &str) -> bool {
    let signs: Vec<char> = name.chars().collect();
    signs.windows(2).any(|pair| asked.contains(&pair.iter().collect::<String>()))
}

/// Whether the question speaks of what the name begins with: 復元 of 復元テスト.
fn shares(asked: &str, name: &str) -> bool {
    let beginning: String = name.chars().take(2).collect();
    asked.contains(&beginning)
}

/// Whether words before the head of a name single out some of what it names: 「許可された」, 「重要な」, 「機密性の高い」.
fn is_modified(name: &str, head: &str) -> bool {
    let before = name.strip_suffix(head).unwrap_or_default();
    before.ends_with(['た', 'る', 'い', 'な', 'す', 'む', 'う', 'く'])
}

/// 「版下の変更は」, where changes of whatever kind were asked about.
fn is_of_a_part(asked: &str, name: &str, head: &str) -> bool {
    const WHOSE: [&str; 10] =
        ["当社", "弊社", "自社", "本業務", "業務", "社内", "上記", "本件", "システム", "サービス"];
    let before = name.strip_suffix(head).and_then(|before| before.strip_suffix('の')).unwrap_or_default();
    let noun = before.rsplit(is_hiragana).next().unwrap_or_default();
    noun.chars().count() > 1 && !asked.contains(noun) && !WHOSE.iter().any(|word| noun.ends_with(word))
}

/// Whether a predicate says something besides what was asked: 「定義ファイルは毎日更新」 beside a question for the software. One that says again
/// what was asked, or only that it is done, says it of the topic alone.
fn aside(words: &RemarkWords, asked: &str, predicate: &str) -> bool {
    let generic = ["実施", "対応", "運用", "適用", "導入", "行っ", "行い", "可能", "対象", "設定", "整備"];
    let again = words.doing.places(predicate).iter().any(|(start, end)| {
        predicate.get(*start..*end).is_some_and(|stem| generic.contains(&stem) || asked.contains(stem))
    });
    !again && ends_in_doing(words, asked, predicate)
}

/// Takes in the whole.
static ALL: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(["全", "すべて", "各", "両", "問わず", "あらゆる", "一律", "いずれ", "どの"]));

/// Whether a text takes in the whole; 「安全」 does not.
pub(super) fn takes_all(text: &str) -> bool {
    ALL.any(&text.replace("安全", ""))
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
            ["に保管", "に設置", "に格納", "に保存", "に収容", "に配置"].iter().any(|sign| after.starts_with(sign));
        let run = before.rsplit(is_hiragana).next().unwrap_or_default();
        let each = (["全", "各"].iter().any(|sign| run.contains(sign))
            || before.contains("ごと")
            || ["全ての", "すべての", "あらゆる"].iter().any(|sign| before.ends_with(sign)))
            && !name.ends_with(['者', '員', '職', '権']);
        (acts
            && !too
            && !placed
            && !each
            && !at_home(asked, clause)
            && !paper
            && !within
            && !["を含", "も含", "含"].iter().any(|sign| after.starts_with(sign))
            && !asked.contains(name))
        .then(|| name.to_owned())
    })
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
    if is_often(clause) || pledge {
        return None;
    }
    clause.char_indices().filter(|(_, c)| matches!(c, '時' | '際' | '前' | '後')).find_map(|(at, c)| {
        let (before, after) = (clause.get(..at)?, clause.get(at + c.len_utf8()..)?);
        let ends =
            after.is_empty() || ["に", "は", "の", "や", "及", "も", "、"].iter().any(|sign| after.starts_with(sign));
        let name: String = before.chars().rev().take_while(|c| !is_hiragana(*c)).collect();
        let name: String = name.chars().rev().collect();
        let timed = name.is_empty() && !before.ends_with(['た', 'る', 'の'])
            || name.ends_with(|c: char| c.is_ascii_digit())
            || [
                "常", "随", "定", "同", "臨", "当", "即", "平", "有事", "日", "間", "以", "直", "事", "名", "午", "国",
                "実", "年",
            ]
            .iter()
            .any(|word| name.ends_with(word));
        let beforehand =
            c == '前' && ["前に", "前まで", "事前", "あらかじめ", "の前"].iter().any(|word| asked.contains(word));
        let known =
            beforehand || words.events.any(&name) || (name.chars().count() > 1 && asked.contains(name.as_str()));
        let known = known || after.strip_prefix(['は', 'に']).is_some_and(|rest| aside(words, asked, rest));
        (ends && !timed && !known).then(|| format!("{name}{c}"))
    })
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

/// What was done before this year may have been done once and not again.
fn long_ago(on: Date) -> i64 {
    i64::from(on.year()) - 3
}

/// What was last so years ago.
fn is_old(clause: &str, on: Date) -> bool {
    if clause.contains("年前") || clause.contains("年以上前") {
        return true;
    }
    let since = [
        "制定", "策定", "設立", "創業", "以来", "から", "より", "導入", "取得", "開始", "iso", "jis", "法", "版", "改",
        "認証", "登録", "初回",
    ];
    when::year_of(clause).is_some_and(|year| i64::from(year) < long_ago(on))
        && !since.iter().any(|word| clause.contains(word))
}

/// 「かつて導入した」: it was so. 「ソフトを削除した」, where nothing is asked about taking away: it is so no longer.
fn is_over(asked: &str, clause: &str) -> bool {
    let once = ["かつて", "過去に", "以前", "昔", "当時", "一度", "一時"].iter().any(|word| clause.starts_with(word));
    let past = clause.ends_with('た') || clause.ends_with('済') || clause.ends_with("済み");
    let undone =
        ["を削除", "を撤去", "を廃止", "を解約", "を解除", "を停止", "を中止"].iter().any(|word| clause.contains(word));
    let asked_about = [
        "削除", "消去", "廃棄", "撤去", "廃止", "停止", "失効", "解除", "退職", "異動", "不要", "見直", "棚卸", "返却",
        "終了",
    ]
    .iter()
    .any(|word| asked.contains(word));
    once || past && undone && !asked_about
}

/// Whether a clause is of a kind that stands behind what was said.
fn supports(by: Words<'_>, asked: &str, clause: &str) -> bool {
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
    let clause = ["です", "による", "を適用", "を採用", "のとおり", "の通り", "に基づく"]
        .iter()
        .find_map(|end| clause.strip_suffix(end))
        .unwrap_or(clause);
    ends_in_doing(words, asked, clause)
        || clause.ends_with("含む")
        || !clause.ends_with(is_hiragana)
            && (names_all(clause) || is_often(clause) || is_dated(clause, by.on) || is_code(clause))
        || clause.ends_with("ごと")
        || words.supporting.any(clause) && !clause.ends_with(is_hiragana)
        || is_paper(words, clause)
        || at_home(asked, clause)
        || is_value(clause)
        || clause.ends_with("ラーニング") && (asked.contains("教育") || asked.contains("研修"))
        || is_office(asked, clause)
}

/// 「情報システム部長」, where it is asked who is responsible, and 「監査室」, where it is asked about audits.
fn is_office(asked: &str, clause: &str) -> bool {
    const OFFICES: [&str; 22] = [
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
    let named = ["責任者", "担当者", "管理者"].iter().any(|word| asked.contains(word))
        && OFFICES.iter().any(|office| clause.contains(office));
    let auditors = asked.contains("監査") && ["監査室", "監査部", "監査課"].iter().any(|word| clause.ends_with(word));
    let vacant =
        ["空席", "不在", "欠員", "退任", "退職", "代理", "代行", "未"].iter().any(|word| clause.contains(word));
    (named || auditors) && !vacant && clause.chars().count() <= 24 && !clause.contains(is_hiragana)
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
fn at_home(asked: &str, clause: &str) -> bool {
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
    (asked.contains("国内") || asked.contains("日本")) && home.iter().any(|place| clause.contains(place))
}

/// How often, how long, how many.
fn is_often(clause: &str) -> bool {
    const UNITS: [&str; 11] = ["日", "週", "か月", "ヶ月", "カ月", "時間", "分", "世代", "文字", "桁", "bit"];
    // 「年1回」, but not 「1回」, which may be all there ever was.
    let turns = |clause: &str, at: usize, after: &str| {
        let before = clause.get(..at).unwrap_or_default();
        let every = before.contains(['年', '月', '週', '日', '毎', '期'])
            || after.get("回".len()..).is_some_and(|rest| rest.contains('年'));
        (after.starts_with('回') || after.starts_with('度')) && every
    };
    // 「5年間」, 「1年以上」, but not 「平成25年」; 「4月」, but not 「10月頃」.
    let lasts = |after: &str| {
        after.strip_prefix('年').is_some_and(|rest| {
            ["間", "以上", "ごと", "毎", "に", "分", "保"].iter().any(|sign| rest.starts_with(sign))
        }) || after.strip_prefix('月').is_some_and(|rest| !rest.contains('頃') && !rest.contains("ごろ"))
    };
    let counted = || {
        clause.char_indices().filter(|(_, c)| c.is_ascii_digit() || "一二三四".contains(*c)).any(|(at, c)| {
            let after = clause.get(at + c.len_utf8()..).unwrap_or_default();
            UNITS.iter().any(|unit| after.starts_with(unit)) || turns(clause, at, after) || lasts(after)
        })
    };
    OFTEN.any(clause) || counted() || clause.contains('%') && MEASURED.any(clause)
}

static OFTEN: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "毎日",
        "毎週",
        "毎月",
        "毎年",
        "毎朝",
        "毎晩",
        "毎回",
        "毎時",
        "日次",
        "週次",
        "月次",
        "年次",
        "半期",
        "半年",
        "定期",
        "常時",
        "リアルタイム",
        "年中無休",
    ])
});
/// What is measured in parts of a hundred and never whole.
static MEASURED: LazyLock<WordList> = LazyLock::new(|| WordList::new(["稼働率", "可用性", "sla", "復旧率"]));

fn names_all(clause: &str) -> bool {
    WHOLE.any(clause)
}

static WHOLE: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "全社",
        "全従",
        "全員",
        "全職員",
        "全拠点",
        "全端末",
        "全件",
        "全支店",
        "全事業所",
        "全環境",
        "全台",
        "全て",
        "すべて",
        "含む",
        "含め",
        "100%",
        "10割",
    ])
});

/// A day of the last years, or the next one of a round.
fn is_dated(clause: &str, on: Date) -> bool {
    let recent =
        when::year_of(clause).is_some_and(|year| (long_ago(on)..=i64::from(on.year())).contains(&i64::from(year)));
    (recent || date::find(clause).is_some())
        && !["開始", "頃", "ごろ", "時点", "以降", "より"].iter().any(|word| clause.contains(word))
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
fn is_paper(words: &RemarkWords, clause: &str) -> bool {
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

/// 「…を実施しています」, 「…に明記」: a thing done, of the kinds that stand behind an answer.
fn ends_in_doing(words: &RemarkWords, asked: &str, clause: &str) -> bool {
    const NOW: [&str; 48] = [
        "をいただいております",
        "をいただいています",
        "を頂いております",
        "を頂いています",
        "を受けております",
        "を受けています",
        "を得ております",
        "を得ています",
        "させていただいております",
        "させて頂いております",
        "させていただいています",
        "いたしております",
        "致しております",
        "しております",
        "しています",
        "しでいる",
        "してます",
        "している",
        "されています",
        "されております",
        "されている",
        "されます",
        "いたしました",
        "致しました",
        "しました",
        "した",
        "た",
        "実施中",
        "運用中",
        "ております",
        "ています",
        "てます",
        "ている",
        "ておる",
        "済みです",
        "済です",
        "済み",
        "済",
        "完了",
        "中です",
        "です",
        "である",
        "しており",
        "ており",
        "していて",
        "して",
        "し",
        "て",
    ];
    const TO_COME: [&str; 6] = ["ます", "いたします", "致します", "します", "する", "させます"];
    let bare = clause.trim_end_matches(['。', '.', '!']);
    if promises(asked, bare) {
        return true;
    }
    if let Some(stem) = TO_COME.iter().filter_map(|end| bare.strip_suffix(end)).find(|stem| words.promised.ends(stem)) {
        return !stem.is_empty();
    }
    if let Some(stem) = NOW.iter().find_map(|end| bare.strip_suffix(end)) {
        if !on_the_matter(words, asked, stem) {
            return false;
        }
        let stem = stem.trim_end_matches(['を', 'に', 'が']);
        let said = stem.rsplit(is_hiragana).next().filter(|said| said.chars().count() > 1);
        let known = words.doing.ends(stem) || said.is_some_and(|said| asked.contains(said));
        return known && by_known_means(words, asked, stem);
    }
    // A bare noun of doing: 「規程に明記」, but not 「プラットフォーム診断」, which is one kind of them.
    let Some((start, _)) = words.doing.places(bare).into_iter().filter(|(_, end)| *end == bare.len()).min() else {
        return false;
    };
    let before = bare.get(..start).unwrap_or_default();
    let joined = before.contains(['を', 'に', 'で', 'が', 'と', 'へ', 'も'])
        || before.contains("による")
        || before.ends_with(is_hiragana)
        || is_often(before);
    // 「AWSを利用」 only says on what it runs.
    let on_platform = words.platforms.any(before) && (bare.ends_with("利用") || bare.ends_with("使用"));
    let compound = !words.kinds.any(bare)
        && (bare.starts_with('全') || nouns(asked).any(|noun| before.contains(noun) || noun == bare));
    !on_platform && (joined || compound || asked.contains(bare)) && by_known_means(words, asked, bare)
}

/// 「締結します」, where it is asked whether they will or can: the question's own verb, or consent. Where it is asked what is done, what will
/// be done is no answer.
fn promises(asked: &str, clause: &str) -> bool {
    const CONSENT: [&str; 10] = [
        "同意します",
        "同意いたします",
        "承諾します",
        "了承します",
        "異議ありません",
        "異議はありません",
        "応じます",
        "応じることができます",
        "受け入れます",
        "従います",
    ];
    const ENDS: [&str; 7] = ["することができます", "できます", "いたします", "致します", "します", "せます", "ます"];
    let question = asked.trim_end_matches(['。', '?']);
    let will = question.ends_with("ますか")
        && !["ていますか", "ておりますか", "ありますか", "いますか"].iter().any(|end| question.ends_with(end));
    if !will {
        return false;
    }
    if CONSENT.iter().any(|consent| clause.ends_with(consent)) {
        return true;
    }
    let Some(stem) = ENDS.iter().find_map(|end| clause.strip_suffix(end)) else { return false };
    // The verb with what it is written in: 交付, 知らせ, 受け入れ.
    let verb = stem
        .trim_start_matches(|c: char| is_hiragana(c))
        .rsplit(['を', 'に', 'は', 'が', 'で', 'と', '、', 'も', 'へ'])
        .next();
    let verb = verb.unwrap_or_default().trim_start_matches(is_hiragana);
    let able = clause.ends_with("できます") || clause.ends_with("れます") || clause.ends_with("せます");
    verb.chars().count() > 1 && asked.contains(verb)
        || able && question.ends_with("できますか") && shares_two(asked, verb)
}

/// A verb that says nothing by itself says it of its object: 「業務を行っています」 stands behind no answer on something else.
fn on_the_matter(words: &RemarkWords, asked: &str, stem: &str) -> bool {
    let bare = ["行っ", "整っ", "持っ", "保っ", "整え", "取っ", "進め"].iter().find_map(|verb| stem.strip_suffix(verb));
    const PRAISE: [&str; 7] = ["適切に", "適正に", "十分に", "万全に", "しっかり", "きちんと", "しっかりと"];
    const GENERIC: [&str; 6] = ["対応", "実施", "管理", "運用", "処理", "対処"];
    let praised = PRAISE.iter().any(|word| stem.strip_prefix(word).is_some_and(|verb| GENERIC.contains(&verb)));
    if praised {
        return false;
    }
    let Some(name) = bare.and_then(|before| before.strip_suffix(['を', 'が', 'は', 'に'])) else { return true };
    let name = name.rsplit(|c: char| is_hiragana(c) || "、。".contains(c)).next().unwrap_or_default();
    let vague = ["業務", "改善", "取組", "取り組み", "強化", "整備", "活動", "努力", "工夫"].contains(&name);
    name.is_empty() || shares_two(asked, name) || !vague && (words.doing.ends(name) || words.papers.ends(name))
}

/// The names in a question: what stands between its particles.
fn nouns(asked: &str) -> impl Iterator<Item = &str> {
    asked.split(|c: char| is_hiragana(c) || "、。?!,.()・".contains(c)).filter(|noun| noun.chars().count() > 1)
}

/// 「総務で実施」 names a doer or a place, 「eラーニングで実施」 a means: a bare verb leaves open which, unless the name is known.
fn by_known_means(words: &RemarkWords, asked: &str, stem: &str) -> bool {
    let generic = || ["実施", "対応", "運用", "行っ", "実行", "整備"].iter().find_map(|verb| stem.strip_suffix(verb));
    let again = || {
        let verb = words.doing.places(stem).into_iter().filter(|(_, end)| *end == stem.len()).min()?.0;
        let (before, verb) = stem.split_at_checked(verb)?;
        asked.contains(verb).then_some(before)
    };
    let Some(before) = generic().or_else(again) else { return true };
    let before = before.trim_end_matches('を');
    let Some(name) = ["にて", "で"].iter().find_map(|joint| before.strip_suffix(joint)) else { return true };
    let name: String = name.chars().rev().take_while(|c| !is_hiragana(*c)).collect();
    let name: String = name.chars().rev().collect();
    name.is_empty()
        || name.is_ascii()
        || is_often(&name)
        || names_all(&name)
        || name.contains('\u{2}')
        || asked.contains(name.as_str())
        || words.means.ends(&name)
        || is_paper(words, &name)
        || words.teams.any(&name)
}

fn english_sentences<'a>(words: &'a RemarkWords, line: &'a str) -> impl Iterator<Item = (&'a str, String)> {
    let sentences = line.split(". ").flat_map(|part| part.split([';', '!'])).map(str::trim);
    sentences
        .filter(|sentence| sentence.len() > 1)
        .map(|sentence| (sentence, words.english.of(&remark::spaced(sentence))))
}

/// What an English sentence names that is only a part of what was asked.
fn english_part(words: &RemarkWords, question: &str, line: &str) -> Option<String> {
    let asked = remark::spaced(question);
    english_sentences(words, line).find_map(|(_, spaced)| {
        words.english.narrowing.places(&spaced).into_iter().find_map(|(start, end)| {
            let name = spaced.get(start..end)?.trim();
            let stem = name.strip_suffix('s').unwrap_or(name);
            let whole = asked.contains(&format!(" {stem} ")) || asked.contains(&format!(" {stem}s "));
            // Both halves of 「at rest and in transit」.
            let other_half = name == "in transit" && spaced.contains(" at rest ");
            // 「all employees and contractors」
            let added =
                spaced.get(..=start).is_some_and(|before| before.contains(" all ") && before.ends_with(" and "));
            (!whole && !other_half && !added).then(|| part(name))
        })
    })
}

/// 「rev. 4, March 2026」: a full stop that ended no sentence.
fn goes_on(sentence: &str) -> bool {
    sentence.starts_with(|c: char| c.is_ascii_digit()) && sentence.contains(|c: char| c.is_ascii_alphabetic())
}

/// An English sentence that holds no word of support.
fn english(by: Words<'_>, line: &str) -> Option<String> {
    let words = &by.vocabulary.remark;
    english_sentences(words, line).find_map(|(sentence, spaced)| {
        // A code or a version between full stops.
        let code = !sentence.contains(' ') && sentence.len() > 4 && sentence.chars().any(|c| c.is_ascii_digit());
        let since =
            ["since", "established", "certified", "founded", "effective"].iter().any(|word| spaced.contains(word));
        let old = when::year_of(sentence).is_some_and(|year| i64::from(year) < long_ago(by.on));
        let standard = spaced.contains(" iso") || spaced.contains(" nist") || spaced.contains(" pci");
        if old && !since && !standard {
            return Some(unknown(sentence));
        }
        (!code && !goes_on(sentence) && !words.english.supporting.any(&spaced) && !spaced.contains('\u{2}'))
            .then(|| unknown(sentence))
    })
}
