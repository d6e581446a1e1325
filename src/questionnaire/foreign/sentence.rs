//! What an answer in whole sentences says. Only what ends like a plain statement of doing is met; a word of doubt anywhere in it
//! takes that back.

use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, Vocabulary, remark};
use jiff::civil::Date;

/// What a cell says, with why where that is not plain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) answer: Answer,
    pub(super) why: Option<String>,
    pub(super) planned_for: Option<Date>,
    /// Whether it was read as an answer at all.
    pub(super) known: bool,
}

impl Meaning {
    pub(super) fn of(answer: Answer) -> Self {
        Self { answer, why: None, planned_for: None, known: true }
    }

    pub(super) fn unclear(why: &str) -> Self {
        Self { answer: Answer::Unclear, why: Some(why.to_owned()), planned_for: None, known: false }
    }
}

/// Stems of doing after which 「しています」 says that it is so.
const DOING: [&str; 36] = [
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
const ONGOING: [&str; 8] =
    ["しています", "しております", "している", "済みです", "済み", "済", "済です", "されています"];
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

const NEGATIONS: [&str; 26] = [
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
const DOUBTS: [&str; 49] = [
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
];

/// The meaning of a cell and of the remark beside it.
pub(super) fn read(vocabulary: &Vocabulary, written: &str, beside: &str) -> Meaning {
    let said = vocabulary.read(written);
    let folded = fold(written);
    if [
        "選択してください",
        "記入してください",
        "入力してください",
        "選択して下さい",
        "記入して下さい",
        "pleaseselect",
        "chooseanitem",
    ]
    .iter()
    .any(|word| folded.contains(word))
        || ["▼", "選択", "▼選択", "(選択)", "[選択]", "--", "---", "<選択>"].contains(&folded.as_str())
    {
        return Meaning {
            why: Some("書かれているのは記入欄の案内だけです".to_owned()),
            ..Meaning::of(Answer::Unanswered)
        };
    }
    let (answer, rest, known) = if said.known {
        (said.answer, said.rest, true)
    } else {
        match sentence(&folded) {
            // The whole cell is looked at again below: a word of doubt can stand anywhere in it.
            Some(answer) => (answer, written.to_owned(), true),
            None => (Answer::Unclear, String::new(), false),
        }
    };
    if !known {
        return Meaning::unclear("選択肢の語としても、実施の有無を述べた文としても読めません");
    }
    let text = [rest.as_str(), beside].join("\n");
    let qualified = remark::qualify(&vocabulary.remark, answer, &text);
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
    Meaning { answer: qualified.answer, why, planned_for: qualified.planned_for, known }
}

/// A word that takes 「はい」 back: a negation anywhere, and in a sentence that stands for the answer any word of doubt.
fn taken_back(vocabulary: &Vocabulary, text: &str, sentence: bool) -> Option<&'static str> {
    let mut text = fold(text);
    let harmless = [
        "例外はありません",
        "例外はない",
        "例外なく",
        "問題ありません",
        "問題はありません",
        "限らず",
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
    ];
    for phrase in harmless {
        text = text.replace(phrase, "\u{2}");
    }
    for phrase in &vocabulary.remark.neutral {
        text = text.replace(phrase.as_str(), "\u{2}");
    }
    let found = NEGATIONS.into_iter().find(|word| text.contains(word));
    let doubts: &[&str] =
        if sentence { &DOUBTS } else { &["いいえ", "廃止", "中止", "失効", "期限切れ", "試行"] };
    found.or_else(|| doubts.iter().find(|word| text.contains(**word)).copied())
}

/// The plain statement that a text begins with; the text is folded.
fn sentence(folded: &str) -> Option<Answer> {
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
        .any(|stem| ONGOING.iter().any(|end| first.strip_suffix(end).is_some_and(|head| head.ends_with(stem))));
    if done || ends(&STATES) || ends(&ABLE) {
        return Some(Answer::Met);
    }
    // 「一部の拠点で実施」: without its verb it says at least that it is so in part.
    if first.starts_with("一部") && ends(&["実施", "対応", "導入", "のみ", "実施しています"]) && twice == 0
    {
        return Some(Answer::Partial);
    }
    None
}
