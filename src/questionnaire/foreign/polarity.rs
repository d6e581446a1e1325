//! Questions whose 「はい」 may be the bad answer. Nobody has told us which: where there is a sign of it, a person decides.

pub(super) mod bad;
mod existing;
mod gone;
mod handed_on;
pub(super) mod harm;
mod overseen;

use crate::questionnaire::word_list::{Phrases, Searched, WordList};
use handed_on::{HANDED_ON, is_under_rules};
use std::sync::LazyLock;

/// Why 「はい」 to a question cannot simply count as good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    Denied,
    Happening,
    Existing,
    Incident,
    Harm,
    Fault,
    Unallowed,
    Never,
    Ended,
    LeftOpen,
    Uneven,
    Abroad,
    /// It lies in the thing itself, and says nothing of what stands under the question.
    InItself,
}

impl Doubt {
    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::Denied => "否定形の設問で、「はい」がどちらの意味か決められません",
            Self::Existing => "あることが良いとは限らないものの有無を問う設問で、どちらが良い答えか決められません",
            Self::Happening => "「ある」が良い答えとは限らない設問です",
            Self::Incident => "過去の事故などの有無を問う設問で、「はい」が良い答えとは限りません",
            Self::Harm => "事故などの有無を問う項目とみられ、「ある」が良い答えとは限りません",
            Self::Fault => "不備などの有無を問う設問とみられ、「はい」が良い答えとは限りません",
            Self::Unallowed => "してはならないことを問う設問とみられ、「はい」が良い答えとは限りません",
            Self::Never => "あってはならないことを問う設問とみられ、「はい」が良い答えとは限りません",
            Self::Ended => "切れたものや終わったものの扱いを問う設問とみられ、「はい」が良い答えとは限りません",
            Self::LeftOpen => "対策を任意や人任せにしていることを述べた項目とみられ、「はい」が良い答えとは限りません",
            Self::Uneven => "対策が行き届いていないことを述べた項目とみられ、「はい」が良い答えとは限りません",
            Self::Abroad => "国外での取扱いを問う設問で、「はい」が良い答えとは限りません",
            Self::InItself => "行っていること自体の良し悪しが設問から決められません",
        }
    }
}

/// The doubt about a question, if any. The text is folded.
pub(super) fn doubt(question: &str) -> Option<Doubt> {
    let text = without_needless(&without_rules(question));
    let forbids = text.contains('\u{2}');
    let searched = Searched::new(&text);
    let any = |list: &WordList| searched.any(list);
    if any(&DENIED) || text.is_ascii() && any(&DENIED_IN_ENGLISH) {
        return Some(Doubt::Denied);
    }
    if HAPPENING.any(&NOT_EVER.out_of(&text)) {
        return Some(Doubt::Happening);
    }
    if any(&INCIDENT) && PAST.any(&TO_COME.out_of(&text)) {
        return Some(Doubt::Incident);
    }
    if harm::named(&text).is_some() {
        return Some(Doubt::Harm);
    }
    if any(&EXISTING) && !any(&SEEN_TO) {
        return Some(Doubt::Fault);
    }
    if any(&UNALLOWED) && !any(&AGAINST_IT) {
        return Some(Doubt::Unallowed);
    }
    if any(&NEVER) && !any(&AGAINST_THAT) {
        return Some(Doubt::Never);
    }
    if any(&ENDED) && !any(&ENDING) {
        return Some(Doubt::Ended);
    }
    if any(&LEFT_OPEN) && !forbids {
        return Some(Doubt::LeftOpen);
    }
    if is_uneven(&text) {
        return Some(Doubt::Uneven);
    }
    if any(&ABROAD) && !overseen::shuts_out(&text) {
        return Some(Doubt::Abroad);
    }
    if gone::is_stated(&text) {
        return Some(Doubt::Uneven);
    }
    if existing::is_open(&text) {
        return Some(Doubt::Existing);
    }
    // Who administers is no rule.
    if any(&HANDED_ON) && !forbids && !is_under_rules(&text) && !overseen::is_asked(&text) {
        return Some(Doubt::InItself);
    }
    bad::is_asked(&text).then_some(Doubt::Never)
}

/// A question without the rules in it: to forbid is good where it says no more than that, and is a rule about what it forbids.
fn without_rules(question: &str) -> String {
    let text = FORBIDDING.out_of(&question.replace('\u{1}', ""));
    let stated = text.trim_end_matches('。');
    let stated = match FORBIDDEN.ends(stated) {
        true => stated.rsplit_once("禁止").map(|(what, _)| format!("{what}\u{2}")),
        false => None,
    };
    SO_THAT_NOT.out_of(&stated.unwrap_or(text))
}

/// Whether only some are under a rule, or everybody has powers.
fn is_uneven(text: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    has(&["一部の"]) && has(&["限られ", "限定され", "限っている"])
        || has(&["管理者権限", "特権", "root", "administrator", "管理権限"])
            && has(&["全社員", "全員", "全職員", "全従業", "全利用者", "全ユーザ", "誰にでも"])
}

/// The doubt about an item that does not ask, but was answered by whether there is such a thing.
pub(super) fn doubt_of_item(item: &str, written: &str) -> Option<Doubt> {
    existing::is_open_item(item, written).then_some(Doubt::Existing)
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
/// The same in English, without blanks.
static DENIED_IN_ENGLISH: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new([
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
    // 「使用しないことを契約に定めていますか」: the rule is what is asked for.
    let ruled =
        ["契約", "契約書", "規程", "規定", "規則", "規約", "約款", "誓約書", "書面"].into_iter().flat_map(|paper| {
            ["に定め", "で定め", "に規定", "に明記", "で明記", "に明示"]
                .map(|sign| format!("しないことを{paper}{sign}"))
        });
    Phrases::new(
        purpose
            .chain(ruled)
            .chain(told.iter().map(|told| format!("ないように{told}")))
            .chain(told.iter().map(|told| format!("ないよう{told}"))),
    )
});
/// 「不要な通信を遮断していますか」, 「不要となった紙を廃棄していますか」: what nobody needs is taken away, and that is good.
fn without_needless(text: &str) -> String {
    const TAKEN_AWAY: [&str; 13] =
        ["遮断", "停止", "削除", "無効化", "廃棄", "消去", "閉塞", "失効", "拒否", "ブロック", "抹消", "撤去", "制限"];
    const ASKED: [&str; 6] = ["していますか", "しているか", "していること", "しておりますか", "しています", "している"];
    let text = text.trim_end_matches(['。', '?']);
    let deed = ASKED.iter().find_map(|end| text.strip_suffix(end)).unwrap_or_default();
    let taken_away = TAKEN_AWAY.iter().any(|verb| deed.ends_with(verb));
    match taken_away && text.matches("不要").count() == 1 {
        true => text.replace("不要な", "").replace("不要と", "").replace("不要に", ""),
        false => text.to_owned(),
    }
}

/// 「発生した際の体制」 is asked about what is to be done.
static TO_COME: LazyLock<Phrases> = LazyLock::new(|| {
    let happening = ["発生", "発覚", "発見", "検知", "認知", ""];
    let coming = ["した際", "した場合", "したとき", "した時", "した後"];
    let deadline = ["時間以内", "営業日以内"].map(str::to_owned);
    let happened = happening.iter().flat_map(|what| coming.iter().map(move |sign| format!("{what}{sign}")));
    let came = ["起きた", "起こった", "生じた"];
    let came = came.iter().flat_map(|what| ["際", "場合", "とき", "時"].map(|sign| format!("{what}{sign}")));
    Phrases::new(happened.chain(came).chain(deadline))
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
