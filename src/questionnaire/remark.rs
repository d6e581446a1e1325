//! What stands beside 「はい」 can take it back.

use super::vocabulary::{RemarkWords, Taking, Vocabulary, fold};
use super::word_list::WordList;
use super::{Answer, backing, covering, date, echo, edition, ended, expired, field, next_round, switched_off, when};
use jiff::civil::Date;
use std::borrow::Cow;

/// What a remark makes of an answer that is met by its word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Qualified {
    pub(super) answer: Answer,
    pub(super) why: Option<String>,
    pub(super) planned_for: Option<Date>,
}

/// What words mean, and the day on which they are read.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) on: Date,
}

impl Words<'_> {
    /// An answer in the light of its remark and of the days that the remark names. Only `Met` is ever changed.
    pub(super) fn weigh(self, answer: Answer, remark: &str) -> Qualified {
        let qualified = self.qualify(answer, remark);
        if qualified.answer != Answer::Met {
            return qualified;
        }
        if let Some(piece) = when::coming(remark, self.on) {
            let why = Some(format!("「{piece}」からのことと読めるため、予定と読みました"));
            return Qualified { answer: Answer::Planned, why, planned_for: date::find(remark) };
        }
        match when::lapsed(remark, self.on) {
            Some(piece) => Qualified::unclear(format!("「{piece}」の期限は過ぎているとみられます")),
            None => qualified,
        }
    }

    /// The same where it is known what was asked: whoever is asked whether something is restricted says 「のみ」 of the restriction.
    pub(super) fn weigh_for(self, asked: &str, answer: Answer, remark: &str) -> Qualified {
        const RESTRICTING: [&str; 6] = ["限っ", "限り", "限定", "限る", "のみ", "制限"];
        const RESTRICTED: [&str; 6] = ["に限定", "限定", "に限り", "に限って", "のみ", "だけ"];
        let remark = echo::without(asked, remark, self.on);
        if !RESTRICTING.iter().any(|word| asked.contains(word)) {
            return self.weigh(answer, &remark);
        }
        let bare = RESTRICTED.iter().fold(remark, |text, word| text.replace(word, ""));
        self.weigh(answer, &bare)
    }

    /// The same by its words alone: a remark can explain a bad answer, it cannot mend it.
    pub(super) fn qualify(self, answer: Answer, remark: &str) -> Qualified {
        let words = &self.vocabulary.remark;
        let planned_for = (answer == Answer::Planned).then(|| date::find(remark)).flatten();
        let unchanged = Qualified { answer, why: None, planned_for };
        if answer != Answer::Met || remark.trim().is_empty() {
            return unchanged;
        }
        let text = words.neutral.out_of(&without_signs(&fold(remark)));
        let english = words.english.of(&spaced(remark));
        let found = words.taking.first(&text).into_iter().chain(words.english.taking.first(&english)).min();
        if let Some((kind, word)) = found.map(|(kind, word)| (kind, word.trim())) {
            return match kind {
                Taking::Contradicts => Qualified::unclear(format!("「はい」と補足「{word}」が食い違います")),
                Taking::Plans => {
                    let why = Some(format!("補足の「{word}」により予定と読みました"));
                    Qualified { answer: Answer::Planned, why, planned_for: date::find(remark) }
                }
                Taking::Limits => {
                    let why = Some(format!("補足の「{word}」により一部と読みました"));
                    Qualified { answer: Answer::Partial, why, planned_for: None }
                }
                Taking::Points => Qualified::unclear(format!("補足の「{word}」が指す先を確かめる必要があります")),
                Taking::Hedges => Qualified::unclear(format!("補足の「{word}」により「はい」と言い切れません")),
            };
        }
        match pieces(&text).find(|piece| is_open(piece, self.on)) {
            Some(piece) => {
                Qualified::unclear(format!("補足の「{piece}」が「はい」を限るかどうかを確かめる必要があります"))
            }
            None => unchanged,
        }
    }

    /// Why a remark does not stand behind a good answer to the question: somebody else does it, only some are meant, or nothing in it
    /// plainly supports. Words that the question itself uses do not count against it.
    pub(super) fn told(self, question: &str, remark: &str) -> Option<String> {
        if remark.trim().is_empty() {
            return None;
        }
        let words = &self.vocabulary.remark;
        let asked = fold(question);
        let remark = &echo::without_denials(&asked, &next_round::without(&asked, remark, self.on));
        let said = fold(remark);
        others(words, &asked, &words.neutral.out_of(&said))
            .or_else(|| covering::open(words, &asked, &said))
            .or_else(|| switched_off::told(&asked, &said))
            .or_else(|| {
                when::stale(&asked, remark, self.on)
                    .map(|piece| format!("「{piece}」より後に行っているかどうかを確かめる必要があります"))
            })
            .or_else(|| edition::of_old(&asked, &said, self.on))
            .or_else(|| expired::over(&asked, &said, self.on))
            .or_else(|| ended::unsupported(words, &asked, &said, self.on))
            .or_else(|| backing::missing(self, question, &asked, remark))
    }

    /// The same of what stands in the answer's own row: that speaks of what was asked, while a note elsewhere may speak of anything.
    pub(super) fn told_beside(self, question: &str, remark: &str) -> Option<String> {
        // What only confirms by denying or limiting speaks of the matter.
        let apart = || {
            let asked = fold(question);
            let said = fold(&echo::without_confirming(&asked, remark));
            field::apart(&self.vocabulary.remark, &asked, &said)
        };
        self.told(question, remark).or_else(apart)
    }
}

/// A remark without the signs that its own lines begin with: 「※溶解処理証明書あり」 points nowhere, 「※1」 and 「※欄外」 do. The text is folded.
fn without_signs(folded: &str) -> Cow<'_, str> {
    const ELSEWHERE: [&str; 14] =
        ["印", "欄", "上", "下", "左", "右", "別", "備考", "注", "前", "後", "末", "次", "参"];
    if !folded.contains('※') {
        return Cow::Borrowed(folded);
    }
    let lines = folded.split('\u{1}').map(|line| {
        let said = line.trim_start_matches('※');
        let own = said.starts_with(char::is_alphabetic) && !ELSEWHERE.iter().any(|word| said.starts_with(word));
        if own { said } else { line }
    });
    Cow::Owned(lines.collect::<Vec<_>>().join("\u{1}"))
}

impl Qualified {
    fn unclear(why: String) -> Self {
        Self { answer: Answer::Unclear, why: Some(why), planned_for: None }
    }
}

/// The lower-case English words of a text, each between blanks; nothing where there are none.
pub(super) fn spaced(text: &str) -> Cow<'static, str> {
    if !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return Cow::Borrowed("");
    }
    let mut words = String::with_capacity(text.len() + 2);
    words.push(' ');
    for c in text.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => words.push(c.to_ascii_lowercase()),
            '\'' | '’' => {}
            _ if words.ends_with(' ') => {}
            _ => words.push(' '),
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    Cow::Owned(words)
}

/// The parts of a folded text between marks of punctuation.
fn pieces(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| "、。,;:()[]【】「」『』/\u{1}\u{2}".contains(c)).filter(|piece| !piece.is_empty())
}

/// Characters up to which a piece is a few words rather than a statement.
const BRIEF: usize = 16;

/// What a few words leave open by their form: still under way, still needed, a share, from a day without its year, a paper elsewhere.
pub(super) fn is_open(piece: &str, on: Date) -> bool {
    if is_share(piece) {
        return true;
    }
    let length = piece.chars().count();
    if length > BRIEF {
        return false;
    }
    let alone = [
        "案", "仮", "目標", "推奨", "任意", "随時", "都度", "逐次", "要", "未", "後", "後述", "前述", "上記", "下記",
        "終了",
    ];
    let running = [
        "運用中",
        "稼働中",
        "利用中",
        "使用中",
        "適用中",
        "監視中",
        "継続中",
        "実施中",
        "保持中",
        "認証中",
        "年中",
        "日中",
        "社中",
        "期間中",
        "在職中",
        "契約中",
        "就業中",
        "業務中",
        // A name.
        "田中",
    ];
    let needs =
        ["要件", "要領", "要員", "要綱", "要約", "要求", "要点", "要望", "要素", "要因", "要保護", "要配慮", "要機密"];
    let papers = ["別紙", "別添", "別途", "添付", "同封", "p.", "注"];
    alone.contains(&piece)
        || piece.chars().all(|c| ".・".contains(c))
        || (piece.ends_with('中') && !running.iter().any(|word| piece.ends_with(word)))
        || (piece.starts_with('旧') && length <= 6)
        || (piece.starts_with('要') && !needs.iter().any(|word| piece.starts_with(word)))
        || (length <= 8 && piece.ends_with("は未") || is_undone(piece))
        || (length <= 8 && papers.iter().any(|paper| piece.starts_with(paper)) && !piece.contains("提出"))
        || is_from_a_day(piece, on)
}

/// 「未更新」, 「監査未受審」: a state that is not there, in a few words.
fn is_undone(piece: &str) -> bool {
    let rest = piece.rsplit_once('未').map(|(_, rest)| rest);
    let harmless = ["満", "然", "来", "知", "成年", "登録", "許可", "承諾", "使用", "公開"];
    rest.is_some_and(|rest| {
        let known = harmless.iter().find(|word| rest.starts_with(**word));
        (1..=4).contains(&rest.chars().count()) && known.is_none_or(|word| word.len() == rest.len() && *word != "満")
    })
}

/// 「8割」, 「50%」, 「3拠点中2拠点」: less than all.
fn is_share(piece: &str) -> bool {
    let number = |text: &str| {
        let digits: String = text.chars().rev().take_while(char::is_ascii_digit).collect();
        digits.chars().rev().collect::<String>().parse::<u32>().ok()
    };
    let before = |sign: char| piece.split_once(sign).and_then(|(head, _)| number(head).map(|found| (head, found)));
    let measured = ["稼働", "可用", "sla", "復旧率"].iter().any(|word| piece.contains(word)) || piece.contains('.');
    let tenths = before('割').is_some_and(|(_, share)| share < 10);
    let hundredths = before('%').is_some_and(|(_, share)| share < 100) && !measured;
    let of = ["中", "のうち", "分の"].iter().any(|sign| {
        piece.split_once(sign).is_some_and(|(head, tail)| {
            let unit = sign != &"分の" || head.ends_with(|c: char| c.is_ascii_digit());
            unit && head.contains(|c: char| c.is_ascii_digit()) && tail.starts_with(|c: char| c.is_ascii_digit())
        })
    });
    tenths || hundredths || of
}

/// 「4月から」, 「R9~」: the day may be past or to come. With a year that is past it is past; what was until a day is no more.
fn is_from_a_day(piece: &str, on: Date) -> bool {
    if !piece.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let past = when::year_of(piece).is_some_and(|year| year < on.year());
    let thereby = piece.ends_with("により") || piece.ends_with("による");
    let ahead = when::year_of(piece).is_some_and(|year| year > on.year());
    (piece.ends_with("まで") && !ahead)
        || (!past
            && !thereby
            && ["から", "より", "以降", "~", "〜", "月開始", "日開始", "月より開始", "月から開始"]
                .iter()
                .any(|sign| piece.ends_with(sign)))
}

/// Where the remark says that somebody else does it, or that only some are meant.
pub(super) fn by_others(words: &RemarkWords, question: &str, remark: &str) -> Option<String> {
    others(words, &fold(question), &words.neutral.out_of(&fold(remark)))
}

/// Where it says that somebody else does it, or that only some are meant; both texts are folded.
fn others(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    pieces_of_sentences(text).find_map(|piece| {
        // 「委託先が遵守していることを確認しています」: what others do is watched.
        let watched = ["確認", "監督", "監査", "評価", "点検", "させ", "義務", "求め", "報告", "遵守"];
        // 「検収時に貴市で確認」: there it is they who watch.
        let by_them =
            |at: usize| piece.get(..at).is_some_and(|before| before.ends_with('で') || before.ends_with("にて"));
        // 「親会社が実施しているとの報告を受けています」 is hearsay.
        let hearsay = ["との報告", "と聞", "とのこと", "との回答", "旨の報告", "との説明"]
            .iter()
            .any(|word| piece.contains(word));
        let by_us = |word: &&&str| piece.match_indices(**word).any(|(at, _)| !by_them(at));
        let is_watched = !hearsay && watched.iter().any(|word| by_us(&word));
        let doing = |after: &str, signs: &[&str]| signs.iter().any(|sign| after.starts_with(sign));
        let found = |list: &WordList, signs: &[&'static str]| {
            list.places(piece).into_iter().find_map(|(start, end)| {
                let (name, after) = (piece.get(start..end)?, piece.get(end..)?);
                let too = after.starts_with("でも") || after.starts_with("にも");
                // 「親会社の東和ホールディングスが取得」
                let by_name = after
                    .strip_prefix('の')
                    .and_then(|after| after.split_once('が'))
                    .is_some_and(|(named, _)| !named.is_empty() && !named.contains(backing::is_hiragana));
                ((doing(after, signs) || by_name) && !too && !asked.contains(name))
                    .then(|| format!("{name}{}", sign_of(after, signs)))
            })
        };
        if let Some(who) =
            (!is_watched).then(|| found(&words.others, &BY).or_else(|| found(&words.platforms, &BY_ITSELF))).flatten()
        {
            return Some(format!("「{who}」とあり、回答した者が行っているかどうかを確かめる必要があります"));
        }
        let all = ["全", "すべて", "各", "両", "含", "問わず"].iter().any(|word| piece.contains(word));
        let some = words.narrowing.places(piece).into_iter().find_map(|(start, end)| {
            let (name, after) = (piece.get(start..end)?, piece.get(end..)?);
            let counted = piece.get(..start).is_some_and(|before| before.ends_with('も'));
            let ends = after.is_empty()
                || ["で", "に", "は", "の", "が", "分", "を対象", "対象", "から", "システム", "データ"]
                    .iter()
                    .any(|sign| after.starts_with(sign));
            (ends && !counted && !after.starts_with("でも") && !asked.contains(name)).then(|| name.to_owned())
        });
        some.filter(|_| !all).map(|name| format!("「{name}」に限られるかどうかを確かめる必要があります"))
    })
}

/// After the name of somebody, these say that it is they who do it.
const BY: [&str; 30] = [
    "の基準",
    "の仕様",
    "が",
    "で",
    "にて",
    "において",
    "側",
    "に依頼",
    "に委託",
    "に任せ",
    "任せ",
    "に準",
    "の管理",
    "の責任",
    "責任",
    "の規程",
    "規程",
    "の方針",
    "の責任者",
    "ciso",
    "の規定",
    "の設備",
    "による",
    "により",
    "へ依頼",
    "へ委託",
    "の操作",
    "の作業",
    "作業",
    "負担",
];
/// After the name of a platform.
const BY_ITSELF: [&str; 9] = ["が", "側", "にて実施", "にて対応", "で実施", "で対応", "の管理", "の責任", "に依"];

fn sign_of(after: &str, signs: &[&'static str]) -> &'static str {
    signs.iter().copied().find(|sign| after.starts_with(sign)).unwrap_or_default()
}

fn pieces_of_sentences(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| "。;()[]【】\u{1}".contains(c)).filter(|piece| !piece.is_empty())
}
