//! What an answer in whole sentences says. Only what ends like a plain statement of doing is met; a word of doubt anywhere in it
//! takes that back.

use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::{self, Said, fold};
use crate::questionnaire::word_list::{Phrases, WordList};
use crate::questionnaire::{Answer, Vocabulary};
use jiff::civil::Date;
use std::sync::LazyLock;

/// What a cell says, with why where that is not plain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) answer: Answer,
    pub(super) why: Option<String>,
    pub(super) planned_for: Option<Date>,
    /// Whether it is unclear because nobody has told which answer to the question is the good one.
    pub(super) sense_is_open: bool,
    /// Whether it was read as an answer at all.
    pub(super) known: bool,
    /// What the cell says in free words, to be held against the question: what follows the word, or the whole statement.
    pub(super) said: String,
}

impl Meaning {
    pub(super) fn of(answer: Answer) -> Self {
        Self { answer, why: None, planned_for: None, sense_is_open: false, known: true, said: String::new() }
    }

    pub(super) fn unclear(why: &str) -> Self {
        Self { why: Some(why.to_owned()), known: false, ..Self::of(Answer::Unclear) }
    }

    /// What is longer than [`LONGEST`] is not read.
    pub(super) fn too_long(what: &str) -> Self {
        Self { known: true, ..Self::unclear(&format!("{what}が長すぎるため、意味を決めていません")) }
    }
}

/// Bytes of an answer, a question or what stands beside them beyond which nobody means a word by it: some four thousand characters.
/// Every word that can take an answer back is looked for in all of a text, so longer ones are left to a person.
pub(super) const LONGEST: usize = 12_000;

/// Stems of doing after which 「しています」 says that it is so.
const DOING: [&str; 46] = [
    "作成",
    "締結済",
    "見直し",
    "見直",
    "受講",
    "徹底",
    "禁止",
    "明記",
    "明文化",
    "文書化",
    "実施",
    "対応",
    "整備",
    "策定",
    "導入",
    "設置",
    "締結",
    "取得",
    "遵守",
    "適用",
    "運用",
    "確保",
    "暗号化",
    "管理",
    "選任",
    "任命",
    "記録",
    "監視",
    "制限",
    "実行",
    "保存",
    "保管",
    "設定",
    "規定",
    "把握",
    "教育",
    "点検",
    "周知",
    "採用",
    "配備",
    "制定",
    "構築",
    "実装",
    "準拠",
    "明確化",
    "分離",
];
const ONGOING: [&str; 27] = [
    "ております",
    "ています",
    "てます",
    "を受けております",
    "を受けています",
    "をいただいております",
    "をいただいています",
    "されている",
    "されております",
    "してます",
    "しでいる",
    "しでいます",
    "いたしております",
    "致しております",
    "させていただいております",
    "させて頂いております",
    "しています",
    "しております",
    "している",
    "済みです",
    "済み",
    "済",
    "済です",
    "されています",
    "有",
    "有り",
    "あり",
];
const STATES: [&str; 14] = [
    "定めています",
    "定めております",
    "定めている",
    "設けています",
    "設けております",
    "設けている",
    "行っています",
    "行っております",
    "行っている",
    "講じています",
    "講じております",
    "講じている",
    "備えています",
    "備えております",
];
const ABLE: [&str; 5] = ["対応可能です", "対応可能", "対応できます", "実施可能です", "提供可能です"];

const NEGATIONS: [&str; 32] = [
    "×",
    "△",
    "非対応",
    "非対象",
    "未完了",
    "未了",
    "ません",
    "ない",
    "なく",
    "なかった",
    "なけれ",
    "せず",
    "ておらず",
    "おらず",
    "できず",
    "未実施",
    "未対応",
    "未整備",
    "未導入",
    "未策定",
    "未取得",
    "未締結",
    "未設置",
    "不可",
    "なし",
    "無し",
    "不十分",
    "困難",
    "難しい",
    "拒否",
    "not",
    "n't",
];
/// What makes a statement of doing less than one.
const DOUBTS: [&str; 67] = [
    "よう求め",
    "ように求め",
    "求めています",
    "求めております",
    "プラン",
    "委託会社",
    "委託先a",
    "社が実施",
    "社に依頼",
    "外部に",
    "費用",
    "応じ",
    "任せ",
    "のみ",
    "場合",
    "とき",
    "限り",
    "程度",
    "多く",
    "主要",
    "主な",
    "大半",
    "ほとんど",
    "なるべく",
    "極力",
    "以前",
    "従来",
    "他社",
    "親会社",
    "グループ会社",
    "停止",
    "中止",
    "廃止",
    "見送",
    "縮小",
    "省略",
    "免除",
    "失効",
    "不足",
    "遅れ",
    "課題",
    "努",
    "思い",
    "思わ",
    "はず",
    "つもり",
    "でした",
    "ました",
    "していた",
    "かもしれ",
    "認識",
    "期限切れ",
    "段階",
    "試行",
    "試験的",
    "途中",
    "か確認",
    "依頼",
    "一時",
    "部署により",
    "によります",
    "による",
    "いいえ",
    "年前",
    "随時",
    "発生後",
    "事後",
];

/// What a form says where an answer belongs.
static PROMPTS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "選択してください",
        "記入してください",
        "入力してください",
        "選択して下さい",
        "記入して下さい",
        "pleaseselect",
        "chooseanitem",
    ])
});

/// The meaning of a cell and of the remark beside it.
pub(super) fn read(words: Words<'_>, written: &str, beside: &str) -> Meaning {
    let vocabulary = words.vocabulary;
    if written.len() > LONGEST {
        return Meaning::too_long("回答");
    }
    if beside.len() > LONGEST {
        // What stands beside an answer can only take it back.
        let own = read(words, written, "");
        return if own.answer == Answer::Met { Meaning::too_long("補足") } else { own };
    }
    let written = in_two_languages(vocabulary, written).unwrap_or(written);
    let mut said = vocabulary.read(written);
    let unnumbered = (!said.known).then(|| without_number(written)).flatten();
    let written = unnumbered.unwrap_or(written);
    if unnumbered.is_some() {
        said = vocabulary.read(written);
    }
    let folded = fold(written);
    if PROMPTS.any(&folded)
        || ["▼", "選択", "▼選択", "(選択)", "[選択]", "--", "---", "<選択>"].contains(&folded.as_str())
    {
        return Meaning {
            why: Some("書かれているのは記入欄の案内だけです".to_owned()),
            ..Meaning::of(Answer::Unanswered)
        };
    }
    let own = if said.known { vocabulary::behind(written, &said) } else { written }.to_owned();
    let (answer, rest, known) = if said.known {
        (said.answer, said.rest, true)
    } else {
        match sentence(vocabulary, &folded).or_else(|| english(written)) {
            // The whole cell is looked at again below: a word of doubt can stand anywhere in it.
            Some(answer) => (answer, written.to_owned(), true),
            None => (Answer::Unclear, String::new(), false),
        }
    };
    if !known {
        return Meaning::unclear("選択肢の語としても、実施の有無を述べた文としても読めません");
    }
    // English words are told apart by their blanks, which the folded rest has lost.
    let as_written = if said.known && !rest.is_empty() && written.is_ascii() { written } else { "" };
    let text = [rest.as_str(), beside, as_written].join("\n");
    if answer == Answer::Met
        && let Some(meaning) = beside_word(vocabulary, beside)
    {
        return meaning;
    }
    let qualified = words.weigh(answer, &text);
    if qualified.answer == Answer::Met
        && let Some(word) = taken_back(vocabulary, &text, answer == Answer::Met && !said.known)
    {
        return Meaning {
            known: true,
            ..Meaning::unclear(&format!("「{word}」とあり、実施しているとは言い切れません"))
        };
    }
    let why = qualified.why.or_else(|| match answer {
        Answer::Unclear if said.known => Some("参照先や意味を確かめる必要があります".to_owned()),
        _ => None,
    });
    Meaning { why, planned_for: qualified.planned_for, known, said: own, ..Meaning::of(qualified.answer) }
}

/// 「はい」 of 「はい / Yes」, where both say the same.
fn in_two_languages<'a>(vocabulary: &Vocabulary, written: &'a str) -> Option<&'a str> {
    let (one, other) = written.split_once(['/', '／'])?;
    let (one, other) = (one.trim(), other.trim());
    let (first, second) = (vocabulary.read(one), vocabulary.read(other));
    let whole = |said: &Said| said.known && said.rest.is_empty();
    let same = whole(&first) && whole(&second) && first.answer == second.answer;
    (same && fold(one).is_ascii() != fold(other).is_ascii()).then_some(one)
}

/// The text behind 「1.」 or 「ア:」, as lists of choices number their words.
pub(super) fn without_number(written: &str) -> Option<&str> {
    let text = written.trim();
    let number = text.chars().take_while(char::is_ascii_digit).count();
    let one = text.chars().next().filter(|c| "①②③④⑤⑥⑦⑧⑨１２３４５６７８９アイウエオカabcdeABCDE".contains(*c));
    let circled = one.is_some_and(|c| ('①'..='⑨').contains(&c));
    let head = match (number, one) {
        (1 | 2, _) => number,
        (0, Some(c)) => c.len_utf8(),
        _ => return None,
    };
    let rest = text.get(head..)?;
    let body = rest.trim_start_matches([' ', '\u{3000}', '.', '．', ':', '：', ')', '）', '、', '-', '=', '＝']);
    let separated = body.len() < rest.len() || circled;
    (separated && !body.is_empty() && !body.starts_with(|c: char| c.is_ascii_digit())).then_some(body)
}

/// A remark that is nothing but another answer: 「×」 beside 「はい」.
fn beside_word(vocabulary: &Vocabulary, beside: &str) -> Option<Meaning> {
    let word = beside.lines().find(|line| {
        let said = vocabulary.read(line);
        said.known && said.rest.is_empty() && !matches!(said.answer, Answer::Met | Answer::Unanswered | Answer::Unclear)
    })?;
    Some(match vocabulary.read(word).answer {
        answer @ (Answer::Partial | Answer::Planned) => Meaning {
            why: Some(format!("補足の「{}」により読みました", word.trim())),
            ..Meaning::of(answer)
        },
        _ => Meaning {
            known: true, ..Meaning::unclear(&format!("「はい」と補足の「{}」が食い違います", word.trim()))
        },
    })
}

/// What a plain English sentence says. Blanks matter here, so the text is not folded.
fn english(written: &str) -> Option<Answer> {
    if !written.is_ascii() {
        return None;
    }
    const DOUBTFUL: [&str; 52] = [
        "not",
        "no",
        "never",
        "none",
        "without",
        "except",
        "only",
        "some",
        "most",
        "mostly",
        "partial",
        "partially",
        "plan",
        "plans",
        "planned",
        "planning",
        "will",
        "would",
        "should",
        "may",
        "might",
        "can",
        "could",
        "if",
        "when",
        "where",
        "unless",
        "but",
        "however",
        "although",
        "though",
        "currently",
        "working",
        "progress",
        "considering",
        "aim",
        "intend",
        "limited",
        "try",
        "until",
        "previously",
        "used",
        "was",
        "were",
        "soon",
        "upcoming",
        "upon",
        "optional",
        "certain",
        "future",
        "roadmap",
        "depending",
    ];
    let lower = written.trim().to_ascii_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    let denied = ["we do not", "we don't", "we have not", "we haven't", "we cannot", "there is no ", "we have no "];
    if denied.iter().any(|head| lower.starts_with(head)) && !words.contains(&"but") {
        return Some(Answer::Unmet);
    }
    let doubtful = words.iter().any(|word| DOUBTFUL.contains(word) || word.ends_with("n't"));
    let done = [
        "we have ",
        "we do ",
        "we use ",
        "we perform ",
        "we maintain ",
        "we encrypt ",
        "we conduct ",
        "we enforce ",
        "we require ",
    ];
    (!doubtful && done.iter().any(|head| lower.starts_with(head)) && words.len() <= 40).then_some(Answer::Met)
}

static HARMLESS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "例外はありません",
        "例外はない",
        "例外なく",
        "問題ありません",
        "問題はありません",
        "限らず",
        "第三者機関による",
        "外部機関による",
        "監査法人による",
        "専門会社による",
        "専門業者による",
        "目視による",
        "目による",
        "カメラによる",
        "ツールによる",
        "規程による",
        "関わらず",
        "かかわらず",
        "間違いない",
        "だけでなく",
        "少なくとも",
        "漏れなく",
        "遅滞なく",
        "もれなく",
        "note",
        "notice",
        "notif",
        "another",
    ])
});
/// Negations, and behind them what takes back a word; then what takes back a sentence.
static BACK: LazyLock<WordList> = LazyLock::new(|| WordList::new(NEGATIONS.into_iter().chain(ENDED)));
static BACK_OF_SENTENCE: LazyLock<WordList> = LazyLock::new(|| WordList::new(NEGATIONS.into_iter().chain(DOUBTS)));
const ENDED: [&str; 6] = ["いいえ", "廃止", "中止", "失効", "期限切れ", "試行"];

/// A word that takes 「はい」 back: a negation anywhere, and in a sentence that stands for the answer any word of doubt.
fn taken_back(vocabulary: &Vocabulary, text: &str, sentence: bool) -> Option<String> {
    let text = vocabulary.remark.neutral.out_of(&HARMLESS.out_of(&fold(text)));
    let list = if sentence { &BACK_OF_SENTENCE } else { &BACK };
    list.first(&text).map(str::to_owned)
}

/// What a legend's words say of a mark. They name a state rather than state a fact, so more of them can be understood.
pub(super) fn state(words: Words<'_>, meaning: &str) -> Option<Answer> {
    let text = fold(meaning);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let known = read(words, meaning, "");
    if known.known && known.answer != Answer::Unclear {
        return Some(known.answer);
    }
    if has(&["課題", "問題", "要対応", "要改善", "対応不要", "要否", "必要"]) {
        return None;
    }
    if has(&["対象外", "該当なし", "該当しない", "非該当", "適用外", "notapplicable"]) {
        return Some(Answer::NotApplicable);
    }
    if has(&["予定", "検討", "計画", "準備", "planned", "inprogress"]) {
        return Some(Answer::Planned);
    }
    if has(&["一部", "部分", "代替", "カスタマイズ", "オプション", "概ね", "おおむね", "条件", "partial"])
    {
        return Some(Answer::Partial);
    }
    if has(&["未", "不可", "なし", "ない", "ません", "非対応", "不適", "not", "no"]) {
        return Some(Answer::Unmet);
    }
    wholly_done(&text).then_some(Answer::Met)
}

/// Whether the words of a legend say no more than that something is done, and wholly: 「十分に実施」. Who does it, or when, 「貴市で実施」,
/// would take the meaning away. The text is folded.
pub(super) fn wholly_done(text: &str) -> bool {
    const WHOLLY: [&str; 35] = [
        "全て",
        "すべて",
        "全面的",
        "全面",
        "全部",
        "完全",
        "十分",
        "充分",
        "適切",
        "適正",
        "確実",
        "既",
        "標準",
        "標準機能",
        "機能",
        "定期的",
        "継続的",
        "組織的",
        "計画的",
        "恒常的",
        "対策",
        "措置",
        "要件",
        "項目",
        "規程",
        "規定",
        "文書",
        "手順",
        "ルール",
        "体制",
        "計画",
        "明文化",
        "文書化",
        "化",
        "通り",
    ];
    const JOINTS: &str = "にをでがはのもとして、し,・及びどお";
    const ENDS: [&str; 6] = ["しています", "している", "できている", "済み", "済", "可能"];
    let text = ENDS.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let Some(before) = DOING.iter().find_map(|stem| text.strip_suffix(stem)) else { return false };
    let rest = WHOLLY.iter().chain(&DOING).fold(before.to_owned(), |rest, word| rest.replace(word, ""));
    rest.chars().all(|c| JOINTS.contains(c))
}

/// The plain statement that a text begins with; the text is folded.
fn sentence(vocabulary: &Vocabulary, folded: &str) -> Option<Answer> {
    let doubled = [
        "ないわけでは",
        "ないとは",
        "ないことは",
        "なくはない",
        "なくもない",
        "ではないが",
        "ではありませんが",
        "ないではない",
        "ないわけじゃ",
        "わけではありません",
        "わけではない",
        "とは限",
    ];
    if doubled.iter().any(|phrase| folded.contains(phrase)) {
        return None;
    }
    let first = folded.split(['。', '\u{1}', ';']).next().unwrap_or_default();
    let first: String = match first.split_once('(') {
        Some((head, tail)) => format!("{head}{}", tail.split_once(')').map_or("", |(_, after)| after)),
        None => first.to_owned(),
    };
    let ends = |words: &[&str]| words.iter().any(|word| first.ends_with(word));
    let twice = first.matches("ない").count() + first.matches("ません").count() + first.matches("未").count();
    let unmet = [
        "していません",
        "していない",
        "しておりません",
        "していないです",
        "行っていません",
        "行っていない",
        "行っておりません",
        "おりません",
        "いません",
        "できません",
        "できない",
        "できかねます",
        "ありません",
        "ございません",
        "しません",
        "いたしません",
        "いない",
        "未実施です",
        "未対応です",
    ];
    let undone = first.starts_with('未') && first.chars().count() <= 7 && !ends(&["ではない", "ではありません"]);
    if ends(&[
        "該当しません",
        "該当いたしません",
        "該当しない",
        "該当なしです",
        "対象外です",
        "該当しておりません",
        "該当はありません",
    ]) && twice <= 1
    {
        return Some(Answer::NotApplicable);
    }
    if ends(&[
        "予定です",
        "予定",
        "予定しています",
        "予定しております",
        "予定である",
        "検討中です",
        "検討中",
        "検討します",
        "検討しています",
        "検討しております",
        "今後検討",
        "準備中です",
        "計画中です",
        "準備しています",
        "検討予定",
    ]) && twice == 0
    {
        return Some(Answer::Planned);
    }
    if undone && twice <= 1 || ends(&unmet) {
        return (twice <= 1).then_some(Answer::Unmet);
    }
    let done = DOING
        .iter()
        .any(|stem| ONGOING.iter().any(|end| first.strip_suffix(end).is_some_and(|head| head.ends_with(stem))))
        || ONGOING.iter().filter_map(|end| first.strip_suffix(end)).any(|head| vocabulary.remark.doing.ends(head));
    // 「毎年実施」, 「例外なく全社員に実施」: without its verb, but it says how often or whom.
    let wholly = [
        "毎",
        "年1",
        "年2",
        "年一",
        "月1",
        "週1",
        "100%",
        "全",
        "例外なく",
        "漏れなく",
        "もれなく",
        "欠かさず",
        "定期的に",
        "常時",
    ];
    let bare = wholly.iter().any(|head| first.starts_with(head))
        && DOING.iter().any(|stem| first.ends_with(stem))
        && twice == 0
        && first.chars().count() <= 20;
    if done || bare || ends(&STATES) || ends(&ABLE) {
        return Some(Answer::Met);
    }
    // 「一部の拠点で実施」: without its verb it says at least that it is so in part.
    if first.starts_with("一部") && ends(&["実施", "対応", "導入", "のみ", "実施しています"]) && twice == 0
    {
        return Some(Answer::Partial);
    }
    None
}
