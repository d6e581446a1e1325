//! Clauses that tell of a thing done: 「…を実施しています」, 「…に明記」.

use super::often::{is_often, names_all};
use super::support::is_paper;
use super::{is_hiragana, nouns, shares_two};
use crate::questionnaire::predicate::Predicate;
use crate::questionnaire::vocabulary::RemarkWords;

/// 「…を実施しています」, 「…に明記」: a thing done, of the kinds that stand behind an answer.
pub(super) fn ends_in_doing(words: &RemarkWords, asked: &str, clause: &str) -> bool {
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
        || before.ends_with("の都度")
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
    // 「返却するか」 asks the same, and so do few answers end.
    let may_promise =
        !will && (clause.ends_with("ます") || clause.starts_with("いつでも") || clause.starts_with("可能"));
    let predicate = may_promise.then(|| Predicate::of(asked)).flatten();
    let let_in = ["いつでも可", "いつでも可能", "いつでも可能です", "いつでも受け入れます", "可能です", "可能"];
    if predicate.as_ref().is_some_and(|asked| asked.asks_to_be_let() && let_in.contains(&clause)) {
        return true;
    }
    if !will && !predicate.is_some_and(|asked| asked.will()) {
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
