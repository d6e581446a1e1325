//! What was asked for is there, and is switched off: 「取得機能はあるが無効化している」. Texts are folded.
//!
//! What is switched off is held against the question: 「ログの削除機能は無効化している」 is good where logs are asked for, and where the question itself
//! asks that something be off, so is what was switched off.

use super::backing::shares_two;

/// How one says that something is off.
const OFF: [&str; 4] = ["無効", "オフに", "offに", "オフ設定"];
/// Questions that ask that something be off, gone or not used.
const ASKED_OFF: [&str; 27] = [
    "無効",
    "停止",
    "禁止",
    "禁じ",
    "制限",
    "閉じ",
    "閉鎖",
    "閉塞",
    "削除",
    "遮断",
    "解除",
    "オフ",
    "不要",
    "不使用",
    "使用し",
    "使わ",
    "の使用",
    "の利用",
    "失効",
    "抹消",
    "防止",
    "拒否",
    "持ち出",
    "持出",
    "ロック",
    "退職",
    "最小",
];
/// What it is good to switch off, and when.
const BETTER_OFF: [&str; 36] = [
    "削除",
    "解除",
    "改ざん",
    "変更",
    "上書",
    "回避",
    "停止",
    "例外",
    "平文",
    "弱",
    "旧",
    "古い",
    "匿名",
    "ゲスト",
    "guest",
    "既定",
    "デフォルト",
    "初期",
    "root",
    "パスワード",
    "ssl",
    "telnet",
    "http",
    "共有",
    "共用",
    "未使用",
    "不要",
    "不使用",
    "外部",
    "時",
    "際",
    "場合",
    "後",
    "退職",
    "異動",
    "紛失",
];
/// What takes it back behind the word.
const DENIED: [&str; 12] =
    ["ない", "ません", "できな", "防", "禁", "不可", "検知", "権限", "場合", "申請", "承認", "ず"];

/// Why a remark does not stand beside a good answer, where it says that what was asked for is off.
pub(super) fn told(asked: &str, said: &str) -> Option<String> {
    // Nearly all remarks are told apart here.
    if !OFF.iter().any(|word| said.contains(word)) || ASKED_OFF.iter().any(|word| asked.contains(word)) {
        return None;
    }
    let mut previous = "";
    said.split(['。', '、', ',', ';', '(', ')', '\u{1}', '\u{2}']).find_map(|clause| {
        let before = std::mem::replace(&mut previous, clause);
        let (name, after) = OFF.iter().find_map(|word| clause.split_once(word))?;
        let name = if name.is_empty() { before } else { name };
        let off = !DENIED.iter().any(|word| after.contains(word))
            && !BETTER_OFF.iter().any(|word| name.contains(word))
            && (is_there(name) || shares_two(asked, thing(name)));
        off.then(|| format!("「{}」とあり、行っているとは言えません", clause.chars().take(24).collect::<String>()))
    })
}

/// How one says that something is there, before saying that it is off.
const THERE: [&str; 4] = ["はあるが", "はありますが", "があるが", "がありますが"];

/// Whether a function is said to be there, but: then it is what was asked for, whatever its name.
fn is_there(name: &str) -> bool {
    name.contains("機能") && THERE.iter().any(|there| name.contains(there))
}

/// What is said to be off, without its particle and without 「機能」: 「操作ログの取得機能は」 is 「取得」.
fn thing(name: &str) -> &str {
    const DONE: [&str; 4] = ["済みだが", "済みですが", "だが", "ですが"];
    let name = THERE.iter().chain(&DONE).find_map(|there| name.split_once(there)).map_or(name, |(name, _)| name);
    let name = name.trim_end_matches(['を', 'は', 'が', 'も', 'の', 'に']);
    let name = ["機能", "設定", "処理"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let name = name.trim_end_matches(['の', 'を']);
    name.rsplit(['の', 'は']).next().unwrap_or(name)
}
