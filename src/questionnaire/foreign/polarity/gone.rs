//! Statements that something is not there, or no longer: 「規程がない」, 「監査を免除している」. To say yes to them is not good.

use crate::questionnaire::word_list::WordList;
use std::sync::LazyLock;

static GONE: LazyLock<WordList> = LazyLock::new(|| {
    let undone = [
        "整備", "実施", "対応", "策定", "導入", "設定", "締結", "取得", "確認", "作成", "更新", "適用", "完了", "提出",
        "受講", "措置", "構築", "設置", "登録", "承認",
    ];
    let states = ["", "である", "です", "の状態", "の状態である", "のまま", "のままである", "のままですか"];
    let undone = undone.iter().flat_map(|noun| states.iter().map(move |state| format!("未{noun}{state}")));
    let ended = ["廃止", "免除", "停止", "中止", "休止", "中断", "緩和", "省略", "放置", "割愛"];
    let forms = ["した", "しました", "している", "しています", "していますか", "しているか"];
    let ended = ended.iter().flat_map(|noun| forms.iter().map(move |form| format!("を{noun}{form}")));
    let others = [
        "がない",
        "はない",
        "もない",
        "検討中である",
        "検討中です",
        "検討中",
        "が古い",
        "に依存している",
        "に依存していますか",
        "を常用している",
        "を常用していますか",
        "有効なままである",
        "有効なままですか",
        "残ったままである",
        "残ったままですか",
        "初期設定のままである",
        "初期設定のままですか",
        "が不足している",
        "が不足していますか",
        "漏れがある",
        "形骸化している",
        "形骸化していますか",
    ];
    WordList::new(undone.chain(ended).chain(others.map(str::to_owned)))
});
/// What is rightly ended.
const RIGHTLY: [&str; 9] =
    ["不要", "使わない", "使用しない", "使用していない", "利用しない", "利用していない", "終了", "退職", "不審"];

/// Whether a question or an item says so. The text is folded.
pub(super) fn is_stated(question: &str) -> bool {
    let text = question.trim_end_matches(['。', '?', '.']);
    GONE.ends(text) && !RIGHTLY.iter().any(|word| text.contains(word))
}
