//! Who, where, when and by what means: whether a statement goes together with what the question demands of a deed beyond that it is done. What is
//! known to fit is listed; a doer or a place that is not known to fit is told. Texts are folded.

use crate::questionnaire::backing::{is_hiragana, shares_two};
use crate::questionnaire::role::Role;
use crate::questionnaire::vocabulary::{Opposite, RemarkWords};

/// What does not go together with the question, as a sentence for readers.
pub(super) fn unmet(words: &RemarkWords, asked: &str, text: &str) -> Option<String> {
    let demanded = || words.opposites.iter().filter(|opposite| opposite.asked.any(asked));
    demanded()
        .find_map(|opposite| another(opposite, asked, text).or_else(|| misfit(words, opposite, text)))
        .or_else(|| of_another_kind(words, asked, text))
        .or_else(|| by_another(words, asked, text))
        .map(|word| format!("設問に対し「{word}」とあり、別のことを述べているとみられます"))
}

/// What says something else: the same building, where it was asked whether copies lie far away. It is taken back only in the same clause.
fn another<'a>(opposite: &'a Opposite, asked: &str, text: &str) -> Option<&'a str> {
    const DENIED: [&str; 7] = ["ません", "ない", "なし", "せず", "禁止", "廃止", "不可"];
    let clauses = || text.split(['。', '、', ',', '(', ')', '\u{1}']);
    let mut said = clauses().filter_map(|clause| Some((opposite.said.first(clause)?, clause)));
    // 「媒体は施錠、文書は棚に」: what is said of another thing takes nothing back.
    let unless = |clause: &str| {
        let apart = |other: &str| clause != other && clause.contains('は') && other.contains('は');
        clauses().any(|other| opposite.unless.any(other) && !apart(other))
    };
    let stands = |word: &str, clause: &str| {
        let (before, after) = clause.split_once(word).unwrap_or_default();
        let sooner = word.ends_with("後に") && leads_to(asked, before, after);
        !asked.contains(word) && !unless(clause) && !DENIED.iter().any(|denial| after.contains(denial)) && !sooner
    };
    said.find(|(word, clause)| stands(word, clause)).map(|(word, _)| word)
}

/// Whether what comes after is the event before which something was to be done: 「承認した後に投稿」, where it was asked for before 投稿.
fn leads_to(asked: &str, before: &str, after: &str) -> bool {
    let checked = ["承認", "確認", "許可", "検証", "同意", "承諾"].iter().any(|deed| before.contains(deed));
    let event = asked.split('前').next().unwrap_or_default().trim_end_matches('の');
    let event = event.rsplit(is_hiragana).next().filter(|event| event.chars().count() > 1);
    let begins = ["着手", "開始"].iter().any(|word| after.contains(word));
    checked && (begins || event.is_some_and(|event| after.contains(event)))
}

/// A doer or a place none of which is known to fit.
fn misfit<'t>(words: &RemarkWords, opposite: &Opposite, text: &'t str) -> Option<&'t str> {
    let named: Vec<&str> = opposite.roles.iter().flat_map(|role| role.named(words, text)).collect();
    let fits = named.iter().any(|name| opposite.unless.any(name));
    named.first().copied().filter(|_| !fits)
}

/// Courses, tests and audits, each asked for by its matter: 「ビジネスマナー研修」 is none on personal data.
fn of_another_kind<'t>(words: &RemarkWords, asked: &str, text: &'t str) -> Option<&'t str> {
    const DEEDS: [&[&str]; 5] = [
        &["教育", "研修", "講習", "セミナー", "勉強会", "訓練", "演習"],
        &["診断", "検査", "点検"],
        &["監査", "審査"],
        &["誓約書", "保証書", "同意書"],
        &["保険"],
    ];
    DEEDS.iter().filter(|deeds| deeds.iter().any(|deed| asked.contains(deed))).find_map(|deeds| {
        let mut kinds = deeds.iter().flat_map(|deed| text.match_indices(deed)).filter_map(|(at, deed)| {
            let before = text.get(..at)?;
            let name =
                before.rsplit(|c: char| is_hiragana(c) && c != 'の' || "、。,()・\u{1}\u{2}".contains(c)).next()?;
            Some((name, text.get(at - name.len()..at + deed.len())?))
        });
        let known = |name: &str| {
            name.is_empty()
                || name
                    .split('の')
                    .all(|part| part.chars().count() < 2 || shares_two(asked, part) || words.courses.any(part))
        };
        let first = kinds.next().filter(|(name, _)| !known(name))?;
        (!kinds.any(|(name, _)| known(name))).then_some(first.1)
    })
}

/// An office was asked for by its name, 「広報責任者が」, and another one does it.
fn by_another<'t>(words: &RemarkWords, asked: &str, text: &'t str) -> Option<&'t str> {
    const OFFICES: [&str; 14] = [
        "責任者",
        "管理者",
        "長",
        "部門",
        "監査部",
        "監査室",
        "役員",
        "委員会",
        "会議",
        "経営者",
        "経営層",
        "上司",
        "取締役",
        "監査人",
    ];
    const HEADS: [&str; 14] = [
        "責任者",
        "管理者",
        "長",
        "上司",
        "役員",
        "ciso",
        "取締役",
        "代表",
        "管理職",
        "マネージャ",
        "経営者",
        "経営層",
        "経営陣",
        "ceo",
    ];
    const TOLD_OF: [&str; 4] = ["当社", "貴社", "自社", "社内"];
    let heads = |noun: &str| HEADS.iter().any(|head| noun.ends_with(head));
    let wanted: Vec<&str> = Role::Doer
        .named(words, asked)
        .into_iter()
        .filter(|noun| OFFICES.iter().any(|office| noun.ends_with(office)) && !TOLD_OF.contains(noun))
        .collect();
    if wanted.is_empty() {
        return None;
    }
    let named = Role::Doer.named(words, text);
    let fits = |noun: &&str| wanted.iter().any(|want| shares_two(want, noun) || heads(want) && heads(noun));
    named.first().copied().filter(|_| !named.iter().any(fits))
}
