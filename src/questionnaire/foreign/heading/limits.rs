//! Whether the name of a column says more than that the vendor's answers of now, on all that is asked, stand in it.

use crate::questionnaire::foreign::{legend, tenor, to_come};
use crate::questionnaire::word_list::Phrases;
use crate::questionnaire::{date, when};
use jiff::Span;
use jiff::civil::Date;
use std::sync::LazyLock;

/// Whether the name of a column of answers says more than that the vendor's answers of now stand in it: 「回答(本社のみ)」. Which words
/// limit an answer no list can say, but what may stand in a name that limits nothing can be listed. The text is folded.
pub(in crate::questionnaire) fn says_more(folded: &str, on: Date) -> bool {
    if is_of_the_provider(folded) {
        return true;
    }
    let text = without_groups(folded, '(', ')');
    let text = without_groups(&text, '[', ']');
    let text = without_groups(&text, '【', '】');
    let text = without_now(&text, on);
    const JOINTS: &str = "のにをへとはがもやかで及びまたは又若しくもから・/,、|~-:;=→.。…()[]【】<>「」『』\"'?!*※#_&+○×△◎●✓☑□■レ▼\u{1}\u{2}";
    let rest = PLAIN.out_of(&text);
    // Digits may number the choices: 「1.はい 2.いいえ」.
    let numbers = rest.char_indices().filter(|(at, c)| {
        let next = rest.get(at + c.len_utf8()..).unwrap_or_default();
        c.is_ascii_digit() && next.starts_with(['.', ':', '=', ')'])
    });
    rest.chars().filter(|c| !JOINTS.contains(*c)).count() > numbers.count()
}

/// Whether a column holds what the provider of a cloud service does: on its own sheet that is the vendor itself, on a vendor's sheet it is
/// somebody below it. Who is to write into it is told by 「回答」.
fn is_of_the_provider(folded: &str) -> bool {
    const TO_WRITE: [&str; 6] = ["回答", "記入", "自己", "answer", "response", "貴社"];
    let party = folded.split_once("クラウド").is_some_and(|(_, after)| {
        let after = ["サービス提供", "サービス", "基盤", "提供"]
            .iter()
            .find_map(|more| after.strip_prefix(more))
            .unwrap_or(after);
        ["事業者", "業者", "提供者", "ベンダ", "会社", "者"].iter().any(|who| after.starts_with(who))
    });
    party && !TO_WRITE.iter().any(|word| folded.contains(word))
}

/// Words that the name of a column of answers may be made of, so that they are the answers of the vendor, of now and of all that is
/// asked. Whatever else the name says, 「本社のみ」 or 「契約後」, limits them.
static PLAIN: LazyLock<Phrases> = LazyLock::new(|| {
    // Who answers.
    const VENDORS: [&str; 40] = [
        "受託者",
        "受注者",
        "受託業者",
        "受託事業者",
        "受託会社",
        "受注業者",
        "委託先",
        "委託業者",
        "委託事業者",
        "委託先事業者",
        "事業者",
        "業者",
        "業者様",
        "貴社",
        "御社",
        "自社",
        "弊社",
        "当社",
        "提案者",
        "応募者",
        "応札者",
        "入札者",
        "参加者",
        "回答者",
        "回答団体",
        "指定管理者",
        "会社",
        "自己",
        "提供者",
        "クラウド",
        "クラウドサービス",
        "サービス",
        "サービス提供",
        "ベンダ",
        "ベンダー",
        "セルフ",
        "様",
        "側",
        "者",
        "貴",
    ];
    // What is said.
    const ANSWERS: [&str; 95] = [
        "回答",
        "回荅",
        "再回答",
        "最終回答",
        "一次回答",
        "ご回答",
        "答え",
        "答",
        "対応",
        "実施",
        "取組",
        "取組み",
        "取り組み",
        "整備",
        "対策",
        "措置",
        "適合",
        "達成",
        "遵守",
        "順守",
        "履行",
        "充足",
        "導入",
        "準拠",
        "運用",
        "実装",
        "状況",
        "状態",
        "現状",
        "現況",
        "現在",
        "現時点",
        "有無",
        "可否",
        "適否",
        "済否",
        "該否",
        "該当",
        "該当性",
        "適合性",
        "実績",
        "結果",
        "区分",
        "度",
        "達成度",
        "レベル",
        "成熟度",
        "段階",
        "評価",
        "評点",
        "点数",
        "得点",
        "点検",
        "判定",
        "診断",
        "チェック",
        "確認",
        "情報セキュリティ",
        "セキュリティ",
        "安全管理",
        "管理",
        "内容",
        "要求",
        "要件",
        "事項",
        "項目",
        "基準",
        "修正後",
        "訂正後",
        "更新後",
        "今回",
        "今年",
        "今年度",
        "本年",
        "本年度",
        "当年度",
        "実施しているか",
        "対応しているか",
        "できているか",
        "満たしているか",
        "していますか",
        "しているか",
        "できていますか",
        "ですか",
        "している",
        "しました",
        "における",
        "において",
        "具体的な",
        "具体的に",
        "具体的",
        "講じている",
        "ステータス",
        "進捗",
        "番号",
    ];
    // How it is to be said.
    const FILLING: [&str; 67] = [
        "欄",
        "列",
        "記入",
        "記入欄",
        "記載",
        "入力",
        "選択",
        "選択肢",
        "選択式",
        "プルダウン",
        "プルダウンメニュー",
        "ドロップダウン",
        "リスト",
        "一覧",
        "必須",
        "いずれか",
        "どちらか",
        "下記",
        "下さい",
        "ください",
        "して",
        "して下さい",
        "してください",
        "お願いします",
        "お答え",
        "ひとつ",
        "一つ",
        "該当するもの",
        "該当するものに",
        "該当する欄",
        "該当する方",
        "あてはまるもの",
        "当てはまるもの",
        "つける",
        "つけて",
        "付ける",
        "付けて",
        "付け",
        "つけ",
        "入れる",
        "入れて",
        "ご",
        "レ点",
        "レ",
        "印",
        "丸",
        "マーク",
        "はい",
        "いいえ",
        "あり",
        "なし",
        "有り",
        "無し",
        "有",
        "無",
        "可",
        "不可",
        "否",
        "適",
        "不適",
        "良",
        "不良",
        "合",
        "済",
        "済み",
        "未",
        "非",
    ];
    // The same in English; blanks are gone.
    const ENGLISH: [&str; 70] = [
        "answers",
        "answer",
        "responses",
        "response",
        "status",
        "implementation",
        "implemented",
        "implement",
        "compliance",
        "compliant",
        "complies",
        "comply",
        "compliancestatus",
        "vendor's",
        "vendors",
        "vendor",
        "supplier's",
        "supplier",
        "provider's",
        "provider",
        "respondent",
        "service",
        "selfassessment",
        "self-assessment",
        "self",
        "assessment",
        "consensus",
        "csp",
        "caiq",
        "your",
        "the",
        "doyou",
        "areyou",
        "you",
        "yes",
        "no",
        "n/a",
        "na",
        "partial",
        "partially",
        "partly",
        "not",
        "met",
        "applicable",
        "y/n",
        "y",
        "n",
        "current",
        "state",
        "inplace",
        "select",
        "selected",
        "dropdown",
        "drop-down",
        "list",
        "please",
        "choose",
        "reply",
        "level",
        "rating",
        "score",
        "maturity",
        "and",
        "or",
        "control",
        "result",
        "check",
        "checked",
        "tick",
        "mark",
    ];
    Phrases::new(VENDORS.into_iter().chain(ANSWERS).chain(FILLING).chain(ENGLISH))
});

/// The text without brackets that explain the marks or list the choices, 「(○:実施 ×:未実施)」 or 「(3~0)」: those are read elsewhere.
fn without_groups(text: &str, open: char, close: char) -> String {
    let mut rest = String::with_capacity(text.len());
    for (at, part) in text.split(open).enumerate() {
        let Some((group, after)) = part.split_once(close).filter(|_| at > 0) else {
            if at > 0 {
                rest.push(open);
            }
            rest.push_str(part);
            continue;
        };
        let choices: Vec<&str> = group.split(['・', '/', ',', '、', '|', '~', '-', '\u{1}', '・']).collect();
        let single = choices.iter().all(|choice| choice.chars().count() <= 1);
        let denied = |choice: &str| {
            tenor::DENYING.iter().chain(&["いいえ", "×", "なし", "無", "no"]).any(|word| choice.starts_with(word))
        };
        let listed = choices.len() >= 3 && choices.iter().any(|choice| denied(choice));
        if !(single && choices.len() >= 2 || listed || legend::is_legend(group)) {
            rest.push(open);
            rest.push_str(group);
            rest.push(close);
        }
        rest.push_str(after);
    }
    rest
}

/// The text without this year, or a day of the last twelve months: 「令和8年度」, 「(令和8年10月1日現在)」.
fn without_now(text: &str, on: Date) -> String {
    let budget = date::fiscal_year(on);
    let era = budget - 2018;
    let year = [
        format!("令和{era}年度"),
        format!("{budget}年度"),
        format!("r{era}年度"),
        format!("fy{budget}"),
        format!("(r{era})"),
        format!("(令和{era})"),
        format!("({budget})"),
    ];
    let text = year.iter().fold(text.to_owned(), |text, year| text.replace(year.as_str(), ""));
    let text = match text.strip_prefix(&format!("r{era}")) {
        Some(rest) if !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '/') => rest.to_owned(),
        _ => text,
    };
    let days = when::days(&text);
    let recent = |day: &Date| *day <= on && *day >= on.saturating_sub(Span::new().years(1));
    if days.is_empty() || !days.iter().all(recent) {
        return text;
    }
    text.replace("令和", "").replace("時点", "").replace(|c: char| c.is_ascii_digit() || "r年月日.".contains(c), "")
}

/// Whether the name of a column of questions says of what time, or of what part, they are asked: 「設問(本番稼働後)」.
pub(in crate::questionnaire) fn limits_questions(folded: &str) -> bool {
    const LIMITS: [&str; 26] = [
        "稼働",
        "契約後",
        "締結後",
        "導入後",
        "移行後",
        "開始後",
        "構築後",
        "完成",
        "時点",
        "のみ",
        "に限",
        "限定",
        "除",
        "予定を",
        "予定含",
        "検証",
        "開発",
        "テスト",
        "本社",
        "支社",
        "支店",
        "子会社",
        "親会社",
        "グループ",
        "再委託",
        "拠点",
    ];
    let Some((_, group)) = folded.split_once(['(', '[', '【', '<', '※', '\u{1}']) else { return false };
    to_come::is_coming(group) || LIMITS.iter().any(|word| group.contains(word))
}
