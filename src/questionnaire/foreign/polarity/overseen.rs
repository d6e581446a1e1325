//! Questions about what is good about a third party: that it is looked after, bound and told of. 「再委託先を定期的に監査していますか」 asks for a
//! good thing, though 「再委託していますか」 leaves open whether that is good.

use crate::questionnaire::backing::is_often;

/// How a question ends that asks for a deed, or for whether it can or will be done.
const ASKED: [&str; 15] = [
    "していますか",
    "しておりますか",
    "しているか",
    "していること",
    "できますか",
    "できるか",
    "しますか",
    "するか",
    "すること",
    "っていますか",
    "っているか",
    "めていますか",
    "めているか",
    "けていますか",
    "けているか",
];

/// Whether the text asks for no more than such a thing. It is folded.
pub(super) fn is_asked(text: &str) -> bool {
    let asked = text.trim_end_matches(['。', '?', '\u{1}']);
    let Some(stem) = ASKED.iter().find_map(|end| asked.strip_suffix(end)) else { return responds(asked) };
    let whole = !stem.contains(['。', '\u{1}', '\u{2}']);
    whole && (subcontractor(stem) || contract(stem) || record(stem)) || responds(asked)
}

/// What follows 「再委託先」, which must be the only one who is named and stand at the head of the question.
fn of_subcontractor(stem: &str) -> Option<&str> {
    const WHO: [&str; 5] = ["再々委託先", "再委託先等", "再委託先", "外部委託先", "再委託の相手方"];
    let rest = WHO.iter().find_map(|who| stem.strip_prefix(who))?;
    (!["再委託", "第三者", "外部委託"].iter().any(|other| rest.contains(other))).then_some(rest)
}

fn subcontractor(stem: &str) -> bool {
    of_subcontractor(stem).is_some_and(|rest| is_looked_at(rest) || is_told_of(rest) || is_bound(rest))
}

/// 「に対する監査を実施」, 「を定期的に監査」, 「の監査を年1回以上実施」.
fn is_looked_at(rest: &str) -> bool {
    const LOOKS: [&str; 8] = ["監査", "監督", "点検", "評価", "実地検査", "実地調査", "立入検査", "指導監督"];
    const DONE: [&str; 2] = ["実施", "行"];
    const OF: [&str; 6] = ["に対しての", "に対して", "に対する", "に対し", "への", "の"];
    let ends = |name: &str| LOOKS.iter().any(|look| name.ends_with(look));
    // 「を通じて監査」 would be done by them.
    if let Some(said) = rest.strip_prefix('を') {
        return LOOKS.iter().filter_map(|look| said.strip_suffix(look)).any(is_manner);
    }
    let Some(said) = OF.iter().find_map(|of| rest.strip_prefix(of)) else { return false };
    let said = said.trim_start_matches('、');
    let Some((name, how)) = said.split_once('を') else { return false };
    let how = DONE.iter().find_map(|done| how.strip_suffix(done));
    let name = ["定期的に", "定期的な", "年1回以上"].iter().find_map(|often| name.strip_prefix(often)).unwrap_or(name);
    ends(name) && !name.contains(['に', 'で', 'が', 'は']) && how.is_some_and(is_manner)
}

/// 「定期的に」, 「年1回以上」, 「適切に」, or nothing.
fn is_manner(how: &str) -> bool {
    const WELL: [&str; 4] = ["", "適切に", "必要かつ適切に", "適正に"];
    let how = how.trim_end_matches('、');
    WELL.contains(&how) || is_often(how) && how.chars().count() <= 8 && !how.contains(['を', 'が', 'は', 'で'])
}

/// 「の一覧を提出」, 「の名称を本市に通知」: that it is told or written down who they are.
fn is_told_of(rest: &str) -> bool {
    rest.strip_prefix('の').is_some_and(is_paper_given)
}

/// 「契約書の写しを本市に提出」.
fn is_paper_given(said: &str) -> bool {
    const PAPERS: [&str; 16] = [
        "一覧",
        "一覧表",
        "名称",
        "商号",
        "所在地",
        "業務範囲",
        "業務内容",
        "写し",
        "体制図",
        "体制",
        "管理体制",
        "連絡先",
        "契約書",
        "名簿",
        "リスト",
        "台帳",
    ];
    const GIVEN: [&str; 9] = ["提出", "通知", "報告", "提示", "届出", "作成", "整備", "更新", "把握"];
    const TO: [&str; 12] = [
        "",
        "本市に",
        "本市へ",
        "貴市に",
        "市に",
        "発注者に",
        "委託元に",
        "事前に",
        "書面で",
        "定期的に",
        "最新の状態に",
        "事前に本市に",
    ];
    let Some((name, deed)) = said.split_once('を') else { return false };
    let to = GIVEN.iter().find_map(|given| deed.strip_suffix(given));
    // 「個人情報の一覧」 would not be of them.
    let plain = !["個人情報", "データ", "住民", "利用者", "顧客"].iter().any(|other| name.contains(other));
    plain && PAPERS.iter().any(|paper| name.ends_with(paper)) && to.is_some_and(|to| TO.contains(&to))
}

/// 「との契約に秘密保持条項を設」: what they are bound to.
fn is_bound(rest: &str) -> bool {
    const IN: [&str; 6] =
        ["との契約に", "との契約書に", "との契約において", "との契約で", "との契約書において", "との契約書で"];
    IN.iter().find_map(|place| rest.strip_prefix(place)).is_some_and(is_duty_laid_down)
}

fn is_duty_laid_down(said: &str) -> bool {
    const DUTIES: [&str; 8] =
        ["秘密保持", "機密保持", "守秘", "監査", "安全管理", "個人情報保護", "セキュリティ", "損害賠償"];
    const KINDS: [&str; 6] = ["条項", "義務", "規定", "要件", "事項", "に関する定め"];
    const LOOSENS: [&str; 7] = ["免", "除", "緩和", "不要", "限定", "一部", "任意"];
    const LAID: [&str; 6] = ["設", "定", "規定", "明記", "明示", "盛り込"];
    let Some((name, verb)) = said.split_once('を') else { return false };
    DUTIES.iter().any(|duty| name.starts_with(duty))
        && KINDS.iter().any(|kind| name.ends_with(kind))
        && !LOOSENS.iter().any(|word| name.contains(word))
        && LAID.contains(&verb)
}

/// 「再委託契約の写しを提出」, 「再委託契約に秘密保持条項を設」.
fn contract(stem: &str) -> bool {
    const OF: [&str; 4] = ["再委託契約書の", "再委託契約の", "再委託の契約書の", "再委託に係る契約書の"];
    const IN: [&str; 4] = ["再委託契約に", "再委託契約書に", "再委託契約において", "再委託契約で"];
    OF.iter().find_map(|of| stem.strip_prefix(of)).is_some_and(is_paper_given)
        || IN.iter().find_map(|place| stem.strip_prefix(place)).is_some_and(is_duty_laid_down)
}

/// 「第三者提供の記録を作成」.
fn record(stem: &str) -> bool {
    const OF: [&str; 3] = ["個人データの第三者提供", "個人情報の第三者提供", "第三者提供"];
    const KEPT: [&str; 6] = [
        "の記録を作成",
        "の記録を保存",
        "の記録を保管",
        "に関する記録を作成",
        "に係る記録を作成",
        "の記録を作成・保存",
    ];
    OF.iter().find_map(|of| stem.strip_prefix(of)).is_some_and(|kept| KEPT.contains(&kept))
}

/// 「本市が指定する第三者による監査に応じますか」.
fn responds(asked: &str) -> bool {
    const HEADS: [&str; 7] = [
        "",
        "本市又は",
        "本市及び",
        "本市または",
        "本市が指定する",
        "本市又は本市が指定する",
        "本市又は本市の指定する",
    ];
    const LOOKS: [&str; 8] = ["監査", "検査", "立入検査", "実地検査", "調査", "実地調査", "評価", "診断"];
    const ENDS: [&str; 6] = [
        "に応じますか",
        "に応じていますか",
        "に応じるか",
        "を受け入れますか",
        "を受け入れるか",
        "を受け入れていますか",
    ];
    let Some((head, look)) = asked.split_once("第三者による") else { return false };
    HEADS.contains(&head) && ENDS.iter().any(|end| look.strip_suffix(end).is_some_and(|look| LOOKS.contains(&look)))
}

/// 「海外からのアクセスを遮断していますか」: what comes from abroad, or would go there, is kept off.
pub(super) fn shuts_out(text: &str) -> bool {
    const ABROAD: [&str; 3] = ["海外", "国外", "外国"];
    const KEPT_OFF: [&str; 6] = [
        "を遮断していますか",
        "を遮断しているか",
        "を拒否していますか",
        "をブロックしていますか",
        "を制限していますか",
        "を制限しているか",
    ];
    const WHAT: [&str; 12] = [
        "アクセス",
        "通信",
        "接続",
        "ログイン",
        "不正アクセス",
        "不正な通信",
        "リモートアクセス",
        "データ移転",
        "移転",
        "転送",
        "データの持ち出し",
        "持ち出し",
    ];
    let asked = text.trim_end_matches(['。', '?', '\u{1}']);
    let stated = KEPT_OFF.iter().find_map(|end| asked.strip_suffix(end)).or_else(|| asked.strip_suffix("を\u{2}"));
    let Some(stem) = stated else { return false };
    let once = ABROAD.iter().map(|place| stem.matches(place).count()).sum::<usize>() == 1;
    let named = ABROAD.iter().find_map(|place| stem.split_once(place)).map(|(_, after)| after);
    let what = named.and_then(|after| {
        ["からの", "のipアドレスからの", "ipからの", "への"].iter().find_map(|way| after.strip_prefix(way))
    });
    once && what.is_some_and(|what| WHAT.contains(&what))
}
