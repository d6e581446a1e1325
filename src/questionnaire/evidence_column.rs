//! What the evidence column says against 「はい」.
//!
//! It holds names of papers, and those hold words like 例外, 対象外 or 廃止 without saying anything of the answer. So a piece that is wholly
//! the name of a paper is harmless; every other is held to the words that remarks are held to. 「なし」 alone says that there is no paper
//! to show, not that nothing is done, and is left.

use super::remark::{self, Words};
use super::vocabulary::{Taking, fold};
use super::when;

/// Columns in which nothing is given.
const NOTHING: [&str; 7] = ["なし", "無し", "無", "特になし", "none", "n/a", "na"];

/// What denies, limits or puts off, wherever it stands in a piece that is no name of a paper.
const AGAINST: [&str; 31] = [
    "ない",
    "ません",
    "なし",
    "せず",
    "見当たら",
    "見つから",
    "未",
    "予定",
    "中",
    "施行",
    "のみ",
    "だけ",
    "一部",
    "します",
    "後日",
    "今後",
    "来月",
    "来年",
    "来期",
    "案を",
    "ドラフト",
    "廃止",
    "削除",
    "停止",
    "中止",
    "終了",
    "取消",
    "notavailable",
    "pending",
    "draft",
    "obsolete",
];

/// What ends the name of a paper.
const PAPERS: [&str; 49] = [
    "規程",
    "規定",
    "規則",
    "一覧",
    "書",
    "表",
    "簿",
    "手順",
    "マニュアル",
    "台帳",
    "計画",
    "記録",
    "届",
    "手続",
    "手続き",
    "通知",
    "票",
    "証",
    "要領",
    "要綱",
    "方針",
    "基準",
    "ガイドライン",
    "ポリシー",
    "図",
    "議事録",
    "写真",
    "画面",
    "ログ",
    "資料",
    "条例",
    "様式",
    "リスト",
    "契約",
    "仕様",
    "名簿",
    "policy",
    "procedure",
    "procedures",
    "list",
    "report",
    "plan",
    "standard",
    "manual",
    "register",
    "log",
    "record",
    "records",
    "guideline",
];

/// Names of the extent of a paper; what stands behind them and is not all is a part.
const EXTENTS: [&str; 8] = ["対象", "適用範囲", "範囲", "対象範囲", "適用対象", "適用", "対象拠点", "scope"];

/// The evidence, where something in it speaks against a good answer; else nothing.
pub(super) fn limits<'e>(words: Words<'_>, evidence: &'e str) -> &'e str {
    let folded = fold(evidence);
    let against = !NOTHING.contains(&folded.as_str()) && pieces(&folded).any(|piece| objects(words, piece));
    if against { evidence } else { "" }
}

/// Why an answer cannot rest on its evidence, whatever else is said: the paper is gone or cannot be found, something has stopped, or it is
/// of a part. Words of the question itself do not count.
pub(super) fn fails(words: Words<'_>, asked: &str, evidence: &str) -> Option<String> {
    const GONE: [&str; 8] = ["廃止", "削除", "停止", "中止", "終了", "取消", "見当たら", "見つから"];
    let folded = fold(evidence);
    pieces(&folded).filter(|piece| objects(words, piece)).find_map(|piece| {
        let gone = GONE.iter().any(|word| piece.contains(word) && !asked.contains(word));
        let part = || names_part(piece) && piece.split_once(':').is_some_and(|(_, value)| !asked.contains(value));
        let quoted: String = piece.chars().filter(|c| !c.is_control()).take(24).collect();
        (gone || part())
            .then(|| format!("根拠の欄に「{quoted}」とあり、「はい」を裏付けるかどうかを確かめる必要があります"))
    })
}

/// The parts of a folded text between marks of punctuation.
fn pieces(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| "、。,;()[]【】「」『』\u{1}".contains(c)).filter(|piece| !piece.is_empty())
}

/// 「適用範囲:東京本社」: an extent that is not all.
fn names_part(piece: &str) -> bool {
    piece.split_once(':').is_some_and(|(name, value)| {
        EXTENTS.contains(&name) && !value.is_empty() && !["全", "すべて", "all"].iter().any(|all| value.contains(all))
    })
}

/// Whether a piece of the evidence speaks against a good answer. It is folded.
fn objects(words: Words<'_>, piece: &str) -> bool {
    if is_paper(words, piece) || ["改正", "改訂", "改定"].iter().any(|end| piece.ends_with(end)) {
        return false;
    }
    let list = &words.vocabulary.remark;
    // An address, a page or a paper elsewhere is what the column is for.
    let elsewhere = piece.starts_with("http")
        || ["別紙", "別添", "添付", "同封", "p."].iter().any(|start| piece.starts_with(start));
    let taken = || {
        let text = list.neutral.out_of(piece);
        list.taking.first(&text).is_some_and(|(kind, _)| kind != Taking::Points)
    };
    AGAINST.iter().any(|word| piece.contains(word))
        || names_part(piece)
        || (!elsewhere && (taken() || remark::is_open(piece, words.on)))
        || when::coming(piece, words.on).is_some()
        || when::lapsed(piece, words.on).is_some()
}

/// Whether a piece is wholly the name of a paper, with its chapter or edition, and not one that is no more, not yet, or of a part:
/// 「未使用ポート一覧」 is one, 「旧規程」 and 「作成中の手順書」 are not.
fn is_paper(words: Words<'_>, piece: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "第条項章節号版頁._-v".contains(c);
    let file = piece
        .rsplit_once('.')
        .filter(|(_, kind)| ["pdf", "xlsx", "xls", "docx", "doc", "pptx", "png", "jpg", "zip", "txt"].contains(kind));
    let name = file.map_or(piece, |(name, _)| name).trim_end_matches(number);
    if !PAPERS.iter().any(|end| name.ends_with(end)) {
        return false;
    }
    const PART: [&str; 6] = ["のみ", "だけ", "を除", "ない", "せず", "準用"];
    const OVER: [&str; 8] =
        ["廃止した", "失効した", "終了した", "廃止された", "廃止済", "失効済", "廃止後の", "停止した"];
    let modified = |joint: char| {
        name.rsplit_once(joint).is_some_and(|(state, paper)| {
            paper.chars().count() <= 4 && (remark::is_open(state, words.on) || state.ends_with("予定"))
        })
    };
    let clause = name.contains('は') && name.contains(['未', '無']);
    !(PART.iter().chain(&OVER).any(|word| name.contains(word))
        || remark::is_open(name, words.on)
        || modified('の')
        || clause)
}
