//! Questions whose 「はい」 may be the bad answer. Nobody has told us which: where there is a sign of it, a person decides.

use super::marks;
use crate::questionnaire::word_list::{Phrases, Searched, WordList};
use std::sync::LazyLock;

/// Why 「はい」 to this question cannot simply count as good, if so. The text is folded.
pub(super) fn doubt(question: &str) -> Option<&'static str> {
    // To forbid is good where the question says no more than that, and is a rule about what it forbids.
    let text = FORBIDDING.out_of(&question.replace('\u{1}', ""));
    let stated = text.trim_end_matches('。');
    let stated = if FORBIDDEN.ends(stated) {
        stated.rsplit_once("禁止").map(|(what, _)| format!("{what}\u{2}"))
    } else {
        None
    };
    let text = SO_THAT_NOT.out_of(&stated.unwrap_or(text));
    let forbids = text.contains('\u{2}');
    let searched = Searched::new(&text);
    let any = |list: &WordList| searched.any(list);
    if any(&DENIED)
        || text.is_ascii()
            && [
                "never",
                "notenforced",
                "notrequired",
                "notencrypted",
                "notused",
                "notin",
                "notbeen",
                "notbe",
                "notallow",
                "doyoulack",
                "lackof",
                "lacking",
                "lacksa",
                "failto",
                "failedto",
                "fails",
            ]
            .iter()
            .any(|word| text.contains(word))
    {
        return Some("否定形の設問で、「はい」がどちらの意味か決められません");
    }
    if HAPPENING.any(&NOT_EVER.out_of(&text)) {
        return Some("「ある」が良い答えとは限らない設問です");
    }
    if any(&INCIDENT) && PAST.any(&TO_COME.out_of(&text)) {
        return Some("過去の事故などの有無を問う設問で、「はい」が良い答えとは限りません");
    }
    if names_harm(&text).is_some() {
        return Some("事故などの有無を問う項目とみられ、「ある」が良い答えとは限りません");
    }
    if any(&EXISTING) && !any(&SEEN_TO) {
        return Some("不備などの有無を問う設問とみられ、「はい」が良い答えとは限りません");
    }
    if any(&UNALLOWED) && !any(&AGAINST_IT) {
        return Some("してはならないことを問う設問とみられ、「はい」が良い答えとは限りません");
    }
    if any(&NEVER) && !any(&AGAINST_THAT) {
        return Some("あってはならないことを問う設問とみられ、「はい」が良い答えとは限りません");
    }
    if any(&ENDED) && !any(&ENDING) {
        return Some("切れたものや終わったものの扱いを問う設問とみられ、「はい」が良い答えとは限りません");
    }
    if any(&LEFT_OPEN) && !forbids {
        return Some("対策を任意や人任せにしていることを述べた項目とみられ、「はい」が良い答えとは限りません");
    }
    let some = text.contains("一部の") && ["限られ", "限定され", "限っている"].iter().any(|word| text.contains(word));
    let powers = ["管理者権限", "特権", "root", "administrator", "管理権限"].iter().any(|word| text.contains(word));
    let everyone = ["全社員", "全員", "全職員", "全従業", "全利用者", "全ユーザ", "誰にでも"]
        .iter()
        .any(|word| text.contains(word));
    if some || (powers && everyone) {
        return Some("対策が行き届いていないことを述べた項目とみられ、「はい」が良い答えとは限りません");
    }
    if any(&ABROAD) {
        return Some("国外での取扱いを問う設問で、「はい」が良い答えとは限りません");
    }
    // Who administers is no rule.
    if any(&HANDED_ON) && !forbids && !is_under_rules(&text) {
        return Some(IN_ITSELF);
    }
    None
}

/// The harm that an item of a few words names, 「漏えい事故の有無」: what is asked is whether it has happened. 「事故報告体制の有無」 names what is
/// done about it.
fn names_harm(text: &str) -> Option<&'static str> {
    const ASKED: [&str; 24] = [
        "の有無",
        "有無",
        "の状況",
        "状況",
        "の件数",
        "件数",
        "の回数",
        "の発生",
        "発生",
        "の履歴",
        "履歴",
        "の経歴",
        "歴",
        "の経験",
        "経験",
        "等",
        "など",
        "の受領",
        "の実績",
        "history",
        "inthepast",
        "past",
        "reported",
        "experienced",
    ];
    let mut named = text.split('(').next().unwrap_or_default().trim_end_matches(['。', '?', ':']);
    let whole = named;
    while let Some(rest) = ASKED.iter().find_map(|end| named.strip_suffix(end)) {
        named = rest;
    }
    let harm = HARMS.iter().find(|harm| named.ends_with(**harm))?;
    // 「盗難」 alone may be what a measure is taken against, 「違反者への処分」 is one.
    let happens = named.len() < whole.len() || ["事故", "被害", "訴訟", "係争"].contains(harm);
    let measure = ["違反者", "違反時", "違反した", "に対する", "への"].iter().any(|word| named.contains(word));
    (happens && !measure).then_some(*harm)
}

/// What happens to somebody, or is done to them for it.
const HARMS: [&str; 35] = [
    "事故",
    "漏えい",
    "漏洩",
    "流出",
    "紛失",
    "盗難",
    "滅失",
    "毀損",
    "き損",
    "インシデント",
    "違反",
    "処分",
    "指名停止",
    "業務停止",
    "侵害",
    "感染",
    "被害",
    "侵入",
    "苦情",
    "障害",
    "誤送信",
    "誤配",
    "誤交付",
    "訴訟",
    "係争",
    "改ざん",
    "不正アクセス",
    "不正利用",
    "攻撃",
    "指摘",
    "勧告",
    "行政指導",
    "incidents",
    "breaches",
    "breach",
];

/// Whether 「いいえ」 is plainly the good answer: the question asks no more than whether harm has come to pass, 「漏えい事故を起こしたことが
/// ありますか」. The text is folded.
pub(super) fn no_is_good(question: &str) -> bool {
    const NOT_PLAIN: [&str; 8] = ["苦情", "障害", "指摘", "勧告", "攻撃", "侵入", "インシデント対応", "改ざん検知"];
    const CAME: [&str; 12] =
        ["起こし", "起き", "発生", "生じ", "受け", "経験し", "遭", "被", "科さ", "引き起こし", "され", "し"];
    const ENDS: [&str; 14] = [
        "たことがありますか",
        "たことはありますか",
        "たことがあるか",
        "たことはあるか",
        "たことがございますか",
        "がありましたか",
        "はありましたか",
        "がありますか",
        "はありますか",
        "があるか",
        "はあるか",
        "があったか",
        "はあったか",
        "ましたか",
    ];
    let text = question.replace('\u{1}', "");
    let (first, rest) = text.split_at(text.find(['。', '?']).unwrap_or(text.len()));
    // 「ある場合は…を記入してください」
    let rest = rest.trim_start_matches(['。', '?']);
    let goes_on = rest.is_empty()
        || ["ある場合", "あった場合", "有の場合", "はいの場合", "「はい」の場合", "あれば", "ありの場合"]
            .iter()
            .any(|start| rest.starts_with(start));
    if !goes_on || NOT_PLAIN.iter().any(|word| first.contains(word)) || DENIED.any(first) {
        return false;
    }
    if let Some(harm) = names_harm(first) {
        return !harm.is_ascii();
    }
    let Some(asked) = ENDS.iter().find_map(|end| first.strip_suffix(end)) else { return false };
    HARMS.iter().any(|harm| {
        asked.rsplit_once(harm).is_some_and(|(_, after)| {
            let after =
                ["等の", "等", "などの", "など"].iter().find_map(|more| after.strip_prefix(more)).unwrap_or(after);
            let after = after.trim_start_matches(['を', 'が', 'に', 'は', 'の']);
            after.is_empty()
                || CAME.iter().any(|verb| after.strip_prefix(verb).is_some_and(|rest| rest.chars().count() <= 3))
        })
    })
}

/// Whether what may be good or bad in itself is done under rules. What the rules are made of, 「管理」 or 「記録」, may also be what the
/// device is used for: 「USBメモリで個人情報を管理」.
fn is_under_rules(text: &str) -> bool {
    if UNDER_RULES.any(text) || BY_RULES.any(text) {
        return true;
    }
    let Some(handed) = HANDED_ON.first(text) else { return false };
    let after = text.split_once(handed).map(|(_, after)| after).unwrap_or_default();
    // 「私物端末に業務記録を」, 「USBで」: the device is the means, not what is ruled.
    let person = ["再委託", "再々委託", "外部委託", "第三者"].iter().any(|who| handed.starts_with(who));
    let means = after.replace("への", "の").replace("での", "の").replace("との", "の");
    let means = means
        .chars()
        .find(|c| "をでにへはが".contains(*c))
        .is_some_and(|c| c == 'で' || (!person && "にへ".contains(c)));
    // 「可搬媒体の管理」 names the rule itself.
    let named = text.trim_end_matches(['。', '?', ')']);
    let named = ["の記録", "の管理", "の監視", "の教育"].iter().any(|rule| named.ends_with(rule));
    !means && (named || RULING.any(text))
}

/// The reason for a doubt that lies in the thing itself, and says nothing of what stands under the question.
pub(super) const IN_ITSELF: &str = "行っていること自体の良し悪しが設問から決められません";

/// Why neither 「はい」 nor 「いいえ」 says what is done now, if so: the question asks what is to come, what could be done, or what is
/// thought. The text is folded.
pub(super) fn says_nothing(question: &str) -> Option<&'static str> {
    let text = question.replace('\u{1}', "");
    let searched = Searched::new(&text);
    let any = |list: &WordList| searched.any(list);
    let end = text.trim_end_matches(['。', '?', ')', '」', '.']);
    let asks = |ends: &[&str]| ends.iter().any(|ending| end.ends_with(ending));
    let later = ["今後", "将来", "来年度", "次年度", "翌年度", "これから"].iter().any(|word| text.contains(word));
    let to_do =
        asks(&["しますか", "するか", "行いますか", "行うか", "りますか", "けますか", "めますか", "える", "する"]);
    if any(&INTENDED) || (later && to_do) {
        return Some("これからのことを問う設問で、「はい」でも今行っているとは言えません");
    }
    if any(&POSSIBLE) && !any(&CALLED_FOR) {
        return Some("できるかどうかを問う設問で、「はい」でも行っているとは言えません");
    }
    if any(&PLANS_TOO) || marks::is_in_part(&text) || either_to_come(&text) {
        return Some("予定や一部だけでも「はい」になる設問で、「はい」でも行っているとは言えません");
    }
    any(&THOUGHT).then_some("考えを問う設問で、「はい」でも行っているとは言えません")
}

/// Whether one of two things asked is still to come: 「検討又は実施していますか」, 「整備している、または整備する予定がある」.
fn either_to_come(text: &str) -> bool {
    const COMING: [&str; 4] = ["予定", "検討", "計画", "準備"];
    ["又は", "または", "もしくは", "若しくは", "あるいは"].iter().filter_map(|joint| text.split_once(joint)).any(
        |(before, after)| {
            let before = before.trim_end_matches(['中', '、', ',']);
            let planned =
                ["する予定", "予定があ", "を予定", "を検討", "検討し", "検討中", "計画し", "計画中", "準備中"];
            COMING.iter().any(|word| before.ends_with(word)) || planned.iter().any(|word| after.contains(word))
        },
    )
}

/// What may be planned as well.
static PLANS_TOO: LazyLock<WordList> = LazyLock::new(|| {
    let coming = ["予定", "計画", "検討中", "検討", "計画中", "準備中"];
    let too = ["を含む", "も含む", "を含みます", "も含みます", "を含めて", "も含めて", "含む", "でも可", "も可"];
    WordList::new(coming.iter().flat_map(|coming| too.iter().map(move |too| format!("{coming}{too}"))))
});
/// What is meant to be done.
static INTENDED: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "予定ですか",
        "予定か",
        "予定していますか",
        "予定しているか",
        "予定はありますか",
        "予定がありますか",
        "予定はあるか",
        "予定があるか",
        "予定である",
        "予定の有無",
        "検討していますか",
        "検討しているか",
        "検討中ですか",
        "検討中か",
        "検討されていますか",
        "検討しますか",
        "検討していただけ",
        "検討いただけ",
        "検討してもら",
        "検討の有無",
        "計画していますか",
        "計画しているか",
        "計画されていますか",
        "計画はありますか",
        "計画がありますか",
        "doyouplan",
        "areyouplanning",
        "planto",
        "doyouintend",
        "willyou",
    ])
});
/// What could be done.
static POSSIBLE: LazyLock<WordList> = LazyLock::new(|| {
    let made = ["追加", "導入", "対応", "実施", "整備", "設定", "暗号化", "適用", "構築", "策定"];
    let able = ["はできますか", "ができますか", "は可能", "が可能"];
    let said = made.iter().flat_map(|noun| able.iter().map(move |able| format!("{noun}{able}")));
    let others = [
        "することは可能",
        "することが可能",
        "することはでき",
        "することができ",
        "ことは可能ですか",
        "対応は可能ですか",
        "対応可能ですか",
        "導入は可能ですか",
        "実施は可能ですか",
        "couldyou",
        "isitpossible",
    ];
    WordList::new(said.chain(others.map(str::to_owned)))
});
/// What a client calls for: there being able is what is asked.
static CALLED_FOR: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "応じ",
        "提出",
        "返却",
        "開示",
        "提供",
        "連絡",
        "報告",
        "選択",
        "指定",
        "閲覧",
        "出力",
        "復旧",
        "復元",
        "検知",
        "遮断",
        "追跡",
        "立入",
        "立ち入",
        "監査",
        "ログイン",
        "アクセス",
        "要求",
        "依頼",
        "求め",
        "制限",
        "特定",
        "確認",
        "変更",
        "取得",
        "利用",
        "防",
        "を識別",
        "者を",
        "者のみ",
    ])
});
/// What is thought.
static THOUGHT: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "と思いますか",
        "とお考えですか",
        "と考えますか",
        "と考えていますか",
        "と感じますか",
        "と認識していますか",
        "必要ですか",
        "必要があると思",
        "関心がありますか",
        "関心はありますか",
        "doyouthink",
        "doyoubelieve",
    ])
});

/// Whether the question wants something named, so that 「はい」 says nothing.
pub(super) fn wants_a_value(question: &str) -> bool {
    let text = question.replace('\u{1}', "");
    NAMED.any(&text)
        || (text.is_ascii()
            && [
                "what", "which", "where", "who", "when", "how", "describe", "list", "provide", "please", "specify",
                "state",
            ]
            .iter()
            .any(|word| text.starts_with(word)))
        || ["氏名", "名称", "住所", "所在地", "電話番号", "会社名", "連絡先", "担当者名"]
            .iter()
            .any(|word| text.ends_with(word))
}

/// The question denies or forbids.
static DENIED: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "ないか",
        "ないですか",
        "ませんか",
        "ていない",
        "ていません",
        "ないこと",
        "なかった",
        "ありませんか",
        "しない",
        "せず",
        "禁止",
        "不要",
        "donot",
        "doesnot",
        "isnot",
        "arenot",
        "neither",
        "without",
    ])
});
/// It asks whether something happens, which need not be good.
static HAPPENING: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "ことがあ",
        "ことはあ",
        "場合があ",
        "場合はあ",
        "可能性",
        "おそれ",
        "恐れ",
        "haveyouever",
        "hasyour",
        "everbeen",
        "everexperienced",
        "ever",
    ])
});
/// Words that only hold another one: 「every」.
static NOT_EVER: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "every",
        "several",
        "however",
        "whenever",
        "whatever",
        "reverse",
        "revert",
        "leverag",
        "sever",
        "never",
        "forever",
        "beverage",
        "developers",
    ])
});
/// What goes wrong.
static INCIDENT: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "事故",
        "漏えい",
        "漏洩",
        "インシデント",
        "違反",
        "処分",
        "指導",
        "訴訟",
        "侵害",
        "停止",
        "流出",
        "紛失",
        "盗難",
        "感染",
        "被害",
        "侵入",
        "苦情",
        "滅失",
        "breach",
        "incident",
        "violation",
        "lawsuit",
        "penalt",
    ])
});
/// In the past.
static PAST: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "過去",
        "これまで",
        "以内",
        "発生し",
        "受けた",
        "起こし",
        "起きた",
        "経験",
        "あったか",
        "ましたか",
        "直近",
        "past",
        "last",
        "experienced",
        "anybreach",
        "anyincident",
        "anysecurity",
    ])
});
/// What is a rule, and no denial.
static FORBIDDING: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "禁止していますか",
        "禁止しているか",
        "禁止していること",
        "禁止しておりますか",
        "禁止されていますか",
        "禁止されているか",
    ])
});
/// The same as a statement.
static FORBIDDEN: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(["禁止している", "禁止しています", "禁止しております", "禁止されている"]));
/// What is done so that something does not happen.
static SO_THAT_NOT: LazyLock<Phrases> = LazyLock::new(|| {
    let means = ["措置", "対策", "手順", "仕組み", "ルール", "体制", "教育", "設定"];
    let told = ["指導", "指示", "周知", "徹底", "教育", "措置", "対策", "制限", "設定"];
    let purpose = means.iter().map(|means| format!("ないための{means}"));
    Phrases::new(
        purpose
            .chain(told.iter().map(|told| format!("ないように{told}")))
            .chain(told.iter().map(|told| format!("ないよう{told}"))),
    )
});
/// 「発生した際の体制」 is asked about what is to be done.
static TO_COME: LazyLock<Phrases> = LazyLock::new(|| {
    let happening = ["発生", "発覚", "発見", ""];
    let coming = ["した際", "した場合", "したとき", "した時", "した後"];
    Phrases::new(happening.iter().flat_map(|what| coming.iter().map(move |sign| format!("{what}{sign}"))))
});
/// Whether there is what should not be: a fault, and how a question asks for it.
static EXISTING: LazyLock<WordList> = LazyLock::new(|| {
    const FAULTS: [&str; 16] = [
        "不備",
        "課題",
        "問題",
        "欠陥",
        "違反",
        "脆弱性",
        "懸念",
        "不適合",
        "指摘",
        "指摘事項",
        "例外",
        "苦情",
        "支障",
        "リスク",
        "弱点",
        "未解決事項",
    ];
    const SIGNS: [&str; 13] = [
        "がありますか",
        "があるか",
        "はありますか",
        "はあるか",
        "が存在",
        "は存在",
        "が残",
        "は残",
        "がございますか",
        "はございますか",
        "が見つか",
        "があった",
        "の有無?",
    ];
    WordList::new(FAULTS.iter().flat_map(|fault| SIGNS.iter().map(move |sign| format!("{fault}{sign}"))))
});
/// It asks what is done about it.
static SEEN_TO: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(["場合", "とき", "際", "確認", "点検", "対応", "是正", "管理", "把握"]));
/// What has run out, and what is done about that.
static ENDED: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(["終了した", "終了済", "切れた", "切れの", "期限切れ", "過ぎた", "古いバージョン"]));
static ENDING: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "消去", "削除", "返却", "廃棄", "更新", "停止", "無効", "手続", "入替", "契約", "業務", "手順", "体制", "規程",
        "禁止",
    ])
});
/// What nobody allowed.
static UNALLOWED: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(["未許可", "無許可", "許可なく", "無断", "不正", "違法", "unauthori"]));
/// What is done against it.
static AGAINST_IT: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "対策",
        "防止",
        "検知",
        "監視",
        "対応",
        "防御",
        "手順",
        "体制",
        "ソフト対策",
        "規程",
        "遮断",
        "制限",
        "prevent",
        "detect",
        "protect",
        "monitor",
        "control",
        "policy",
        "against",
    ])
});
/// What must not be, in any words around it.
static NEVER: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "平文",
        "終了後も",
        "全員に付与",
        "管理画面に接続",
        "管理画面にアクセス",
        "relyonsubcontract",
        "relyonthird",
        "サポートの切れ",
        "サポート切れ",
        "サポート終了",
        "サポートが終了",
        "残っていますか",
        "残っているか",
        "のままですか",
        "まま運用",
        "まま使っ",
        "ままの",
        "ままになっ",
        "まま使用",
        "まま利用",
        "未対応の",
        "未適用の",
        "訴訟",
        "反社会的",
        "反社",
        "直接接続できますか",
        "誰でも",
        "放置",
        "付箋",
        "書いて貼",
        "暗号化せず",
        "defaultcredential",
        "defaultaccount",
        "stillin",
        "sharedcredential",
        "genericaccount",
        "cleartext",
        "未修正",
        "未対処",
        "未是正",
        "残存",
        "使い回",
        "使いまわ",
        "openaudit",
        "openfinding",
        "openissue",
        "outstanding",
        "unresolved",
        "unremediated",
        "weakness",
        "shortcoming",
        "deficienc",
        "plaintext",
        "cleartext",
        "unpatched",
        "unencrypted",
        "knownvulnerab",
        "end-of-life",
        "endoflife",
        "unsupported",
        "outofsupport",
        "litigation",
        "lawsuit",
        "legalaction",
        "legalproceeding",
        "defaultpassword",
        "hardcoded",
        "hard-coded",
    ])
});
/// What is left to whoever it concerns.
static LEFT_OPEN: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "任意である",
        "任意です",
        "任意とし",
        "任意か",
        "任意にし",
        "任せている",
        "任せています",
        "任せていますか",
        "任されて",
        "委ねている",
        "委ねています",
        "委ねられて",
        "の判断による",
        "の判断としている",
        "の裁量",
        "利用者の責任である",
        "利用者の責任です",
        "利用者の責任とし",
        "利用者の責任により",
        "利用者の責任において",
        "利用者の責任で行",
        "利用者の責任で実施",
        "お客様の責任である",
        "お客様の責任です",
        "お客様の責任とし",
        "お客様の責任により",
        "お客様の責任において",
        "お客様の責任で行",
        "お客様の責任で実施",
        "顧客の責任である",
        "顧客の責任です",
        "顧客の責任とし",
        "顧客の責任により",
        "顧客の責任において",
        "顧客の責任で行",
        "顧客の責任で実施",
        "各自の責任である",
        "各自の責任です",
        "各自の責任とし",
        "各自の責任により",
        "各自の責任において",
        "各自の責任で行",
        "各自の責任で実施",
        "本人の責任である",
        "本人の責任です",
        "本人の責任とし",
        "本人の責任により",
        "本人の責任において",
        "本人の責任で行",
        "本人の責任で実施",
        "ユーザの責任である",
        "ユーザの責任です",
        "ユーザの責任とし",
        "ユーザの責任により",
        "ユーザの責任において",
        "ユーザの責任で行",
        "ユーザの責任で実施",
        "自己責任",
        "努力義務",
        "一任して",
        "一任し",
        "ない方針",
        "遅れてい",
        "遅延してい",
        "滞ってい",
        "形骸化",
        "不足してい",
        "不十分であ",
        "初期設定のまま",
        "デフォルトのまま",
        "のままである",
        "のままとし",
        "のままとなって",
        "のままです",
        "省略している",
        "省略しています",
        "省略していますか",
        "自由に使用でき",
        "自由に利用でき",
        "自由に持ち",
        "自由に入室",
        "自由に接続",
        "特に定めは",
        "口頭で済ま",
        "idが残って",
        "アカウントが残って",
        "権限が残って",
        "データが残って",
        "情報が残って",
        "idが残存",
        "leftto",
        "isoptional",
    ])
});
/// What is done against that.
static AGAINST_THAT: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "体制",
        "手順",
        "規程",
        "方針",
        "排除",
        "禁止",
        "ことを確認",
        "policy",
        "prevent",
        "prohibit",
        "remov",
        "changed",
    ])
});
/// Abroad.
static ABROAD: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "海外",
        "国外",
        "外国",
        "overseas",
        "abroad",
        "outside",
        "foreign",
        "offshore",
        "crossborder",
        "cross-border",
    ])
});
/// What may be good or bad in itself.
static HANDED_ON: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "再委託",
        "再々委託",
        "外部委託",
        "第三者に",
        "第三者へ",
        "第三者提供",
        "subcontract",
        "sub-contract",
        "subprocessor",
        "thirdpart",
        "二次利用",
        "私物",
        "私用",
        "個人メール",
        "個人のメール",
        "フリーメール",
        "私的",
        "個人の",
        "個人所有",
        "共有id",
        "アカウントを共有",
        "idを共有",
        "顧客とサーバを共有",
        "と共有",
        "広告",
        "自社の目的",
        "自社目的",
        "無料の",
        "無償の",
        "フリーの",
        "usb",
        "可搬媒体",
        "外部記憶媒体",
        "外部媒体",
        "テレワークで",
        "在宅で",
        "自宅",
        "予告なく",
        "sell",
        "sharedaccount",
        "sharecustomer",
        "sharepersonal",
        "sharedata",
        "sharepassword",
        "shareaccount",
        "shareadmin",
        "sharecred",
        "sharelogin",
        "shareuser",
        "shareid",
        "trainai",
        "totrain",
        "fortraining",
        "trainingof",
        "personaldevice",
        "opensource",
        "retaindata",
        "aftertermination",
        "removablemedia",
        "byod",
        "学習に",
        "持ち出",
        "持出",
        "目的外",
        "共有アカウント",
        "共用",
    ])
});
/// The rules under which it is done.
static UNDER_RULES: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "承認",
        "承諾",
        "了承",
        "同意",
        "許可",
        "許諾",
        "監督",
        "報告",
        "確認し",
        "義務",
        "制限",
        "手順",
        "手続を定め",
        "手続きを定め",
        "手続を設け",
        "手続に従",
        "規程",
        "同等",
        "台帳",
        "管理簿",
        "ルール",
        "基準",
        "誓約",
        "暗号化",
        "選定",
        "施錠",
        "無効化",
        "遮断",
        "時の連絡先",
        "名簿の提出を受け",
        "通知してい",
        "診断を受け",
        "監査を受け",
        "審査を受け",
        "approval",
        "consent",
        "agreement",
        "contract",
    ])
});
/// What is done by rules.
static BY_RULES: LazyLock<WordList> = LazyLock::new(|| {
    let rules = ["契約", "規定", "管理", "教育"];
    let by = ["に基づ", "の上で", "の上、", "に従", "に定め", "により定", "で定め", "に明記", "の範囲"];
    WordList::new(rules.iter().flat_map(|rule| by.iter().map(move |by| format!("{rule}{by}"))))
});
/// What rules it, as what is done.
static RULING: LazyLock<WordList> = LazyLock::new(|| {
    let ruled = ["記録", "管理", "監視", "教育", "規定", "契約"];
    let done = ["し", "され", "を行", "を実施", "を取", "を残", "を締結", "を結", "を受け", "を定め"];
    WordList::new(ruled.iter().flat_map(|rule| done.iter().map(move |done| format!("{rule}{done}"))))
});
/// What is to be written down.
static NAMED: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
        "ご記入ください",
        "記入してください",
        "記載してください",
        "ご記載ください",
        "書いてください",
        "ご教示",
        "教えてください",
        "お答えください",
        "列挙",
        "何時間",
        "何日",
        "何年",
        "何回",
        "何名",
        "どの",
        "どこ",
        "いつ",
        "誰",
        "いくつ",
        "どのよう",
        "記述してください",
        "ご回答ください",
    ])
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_is_good_where_nothing_but_harm_is_asked_about() {
        for plain in [
            "過去に情報漏えい事故を起こしたことがありますか",
            "過去3年間に個人情報の漏えい等が発生したことがありますか。ある場合は概要を記入してください",
            "行政処分を受けたことがあるか",
            "個人情報の紛失がありましたか",
            "過去の漏えい事故の有無",
            "ウイルスに感染したことがありますか",
        ] {
            assert!(no_is_good(plain), "{plain}");
            assert!(doubt(plain).is_some(), "{plain}");
        }
        for open in [
            "事故を想定した訓練を行ったことがありますか",
            "事故の原因を調査したことがありますか",
            "事故がありましたか。対応手順はありますか",
            "事故対応手順の有無",
            "過去に事故はありませんか",
            "教育を受けたことがありますか",
            "再委託をすることがありますか",
        ] {
            assert!(!no_is_good(open), "{open}");
        }
        assert!(doubt("事故報告体制の有無").is_none());
        assert!(doubt("違反者への処分の有無").is_none());
    }
}
