//! Names over answers, of headings, captions, categories and sheets, that say that what stands below is not what this vendor does now:
//! somebody else's, to come, of before, of another system, sold apart, or no settled answer.
//!
//! A topic is no limit: 「再委託先の管理」 is what the vendor does about them. So a name is only taken as a whole, or where it ends as a state of
//! things does, 「再委託先における対策」; and what the question itself names is its topic.

mod name;
mod sentence;

use crate::questionnaire::when;
use crate::questionnaire::word_list::Searched;
use jiff::civil::Date;
use name::Name;

pub(in crate::questionnaire) use sentence::covers_a_part;
pub(super) use sentence::{LIMITING, limits};

/// What answers below a name are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Elsewhere {
    /// What a mark below would be set for.
    pub(super) sense: &'static str,
    word: String,
}

impl Elsewhere {
    /// Whether it says no more than that something is planned: a lone sheet 「計画」 may be the form for it.
    pub(super) fn is_of_plans(&self) -> bool {
        ["計画", "目標", "ロードマップ", "roadmap"].contains(&self.word.as_str())
    }

    /// Whether a question names the same, so that it is what is asked: 「再委託先と契約を結んでいますか」 below 「再委託先」. The text is folded.
    pub(super) fn is_asked_in(&self, question: &str) -> bool {
        let stem = self.word.strip_suffix('先').unwrap_or(&self.word);
        question.contains(stem)
    }
}

/// Characters of a name beyond which it is a text.
const LONGEST: usize = 60;

/// What answers below this name are about, if it is not what this vendor does now. The name is folded.
pub(super) fn of_name(folded: &str, on: Date) -> Option<Elsewhere> {
    if folded.is_empty() || folded.chars().count() > LONGEST {
        return None;
    }
    let found = Name::parts(folded).into_iter().find_map(|name| {
        let kinds = KINDS.iter().filter_map(|kind| Some((kind, kind.named_by(&name)?)));
        kinds.map(|(kind, word)| Elsewhere { sense: kind.sense, word: word.to_owned() }).next()
    });
    found
        .or_else(|| client(folded))
        .or_else(|| dated(folded, on))
        .or_else(|| Name::parts(folded).iter().find_map(|name| unfinished(&name.text, on)))
}

/// Names of one kind, and how freely they may go on.
struct Kind {
    sense: &'static str,
    heads: &'static [&'static str],
    /// Whether a state may follow without anything between: 「次期システム」, and not 「再委託先対策」.
    joined: bool,
    /// Whether anything may come before the state: 「今後強化する対策」.
    freely: bool,
}

impl Kind {
    fn named_by(&self, name: &Name) -> Option<&'static str> {
        // 「計画の実施」 and 「目標の達成状況」 are topics; 「6.計画」 and 「Plan(計画)」 are chapters.
        const ALONE: [&str; 2] = ["計画", "目標"];
        self.heads.iter().copied().find(|head| {
            (!self.joined && name::places(&name.text, head))
                || name.text.strip_prefix(head).is_some_and(|rest| match ALONE.contains(head) {
                    true => rest.is_empty() && !name.of_a_row,
                    false => {
                        rest.is_empty()
                            || ["のみ", "だけ"].contains(&rest)
                            || name::is_state_of(rest)
                            || (self.joined && name::is_state(rest))
                            || (self.freely && name::ends_as_state(rest))
                            || (!self.joined && ["回答", "分", "等", "側", "各社"].contains(&rest))
                    }
                })
        })
    }
}

const KINDS: [Kind; 8] = [
    Kind {
        sense: "ほかの者のこと",
        heads: &[
            "親会社",
            "グループ会社",
            "グループ各社",
            "グループ企業",
            "子会社",
            "関連会社",
            "関係会社",
            "持株会社",
            "海外子会社",
            "海外現地法人",
            "協力会社",
            "協力業者",
            "協力企業",
            "協力事業者",
            "提携先",
            "提携会社",
            "パートナー",
            "パートナー企業",
            "パートナー会社",
            "外注先",
            "下請",
            "下請業者",
            "下請会社",
            "再委託先",
            "再委託先事業者",
            "再委託先企業",
            "再委託業者",
            "再委託事業者",
            "再々委託先",
            "販売代理店",
            "代理店",
            "データセンター事業者",
            "データセンタ事業者",
            "クラウド事業者",
            "クラウド提供事業者",
            "通信事業者",
            "他社",
            "他部署",
            "他部門",
            "前受託者",
            "前事業者",
            "前任者",
            "前任の担当者",
            "海外拠点",
            "海外支店",
            "海外事業所",
        ],
        joined: false,
        freely: false,
    },
    Kind {
        sense: "これから行うこと",
        heads: &[
            "将来",
            "今後",
            "来年度",
            "次年度",
            "翌年度",
            "来期",
            "次期",
            "翌期",
            "下期",
            "来春",
            "来秋",
            "来年",
            "将来的",
            "中長期",
        ],
        joined: true,
        freely: true,
    },
    Kind {
        sense: "これから行うこと",
        heads: &[
            "次期システム",
            "次期バージョン",
            "次期版",
            "次期サービス",
            "次バージョン",
            "次版",
            "計画",
            "計画段階",
            "構想",
            "構想段階",
            "将来構想",
            "検討段階",
            "企画段階",
            "設計段階",
            "開発段階",
            "準備段階",
            "提案段階",
            "提案",
            "提案中",
            "提案内容",
            "案",
            "交渉中",
            "移転後",
            "移転先",
            "移行先",
            "増設後",
            "新設後",
            "更新後",
            "試験段階",
            "ロードマップ",
            "目標",
            "目標とする状態",
            "目標とする姿",
            "目標とする水準",
            "目標とする対策",
            "目標状態",
            "到達目標",
            "あるべき姿",
            "理想",
            "開発中",
            "構築中",
            "準備中",
            "検討中",
            "計画中",
            "企画中",
            "整備中",
            "策定中",
            "調整中",
            "申請中",
            "契約後",
            "契約締結後",
            "締結後",
            "受託後",
            "受注後",
            "落札後",
            "採択後",
            "採用後",
            "導入後",
            "納品後",
            "構築後",
            "整備後",
            "移行後",
            "更改後",
            "稼働後",
            "本稼働後",
            "本番稼働後",
            "稼働開始後",
            "サービス開始後",
            "運用開始後",
            "リリース後",
            "公開後",
            "改修後",
            "統合後",
            "合併後",
            "予定",
            "予定事項",
            "予定項目",
            "実施予定",
            "対応予定",
            "導入予定",
            "整備予定",
            "提供予定",
            "構築予定",
            "稼働予定",
            "開始予定",
            "策定予定",
            "更改予定",
            "移行予定",
            "公開予定",
            "リリース予定",
            "取得予定",
            "契約予定",
            "新設予定",
            "開発予定",
        ],
        joined: true,
        freely: false,
    },
    Kind {
        sense: "以前のこと・終わるもののこと",
        heads: &[
            "旧",
            "旧システム",
            "旧環境",
            "旧サービス",
            "旧版",
            "旧バージョン",
            "旧拠点",
            "旧センター",
            "旧データセンター",
            "旧施設",
            "旧事務所",
            "旧社屋",
            "旧事業所",
            "旧本社",
            "旧会社",
            "旧契約",
            "旧製品",
            "旧様式",
            "前システム",
            "前年度",
            "昨年度",
            "前年",
            "昨年",
            "前回",
            "前期",
            "過去の回答",
            "過年度",
            "移行前",
            "更改前",
            "統合前",
            "合併前",
            "変更前",
            "訂正前",
            "修正前",
            "廃止予定",
            "廃止済",
            "廃止済み",
            "終了予定",
            "提供終了",
            "販売終了",
            "提供終了予定",
            "停止中",
            "休止中",
            "中断中",
            "停止予定",
            "撤去予定",
            "休止予定",
        ],
        joined: true,
        freely: false,
    },
    Kind {
        sense: "本番のものではない環境や試験中のもののこと",
        heads: &[
            "検証環境",
            "検証用環境",
            "検証用",
            "テスト環境",
            "テスト用環境",
            "試験環境",
            "開発環境",
            "ステージング環境",
            "ステージング",
            "デモ環境",
            "デモ",
            "研修環境",
            "評価環境",
            "試用環境",
            "トライアル",
            "トライアル環境",
            "β版",
            "ベータ版",
            "ベータ",
            "α版",
            "評価版",
            "試作",
            "試作品",
            "試行",
            "試行中",
            "試行段階",
            "試験運用",
            "試験運用中",
            "試験提供",
            "実証",
            "実証実験",
            "実証中",
            "パイロット",
            "パイロット部門",
            "先行導入部門",
            "poc",
        ],
        joined: true,
        freely: false,
    },
    Kind {
        sense: "提供していないもの・別に契約するもののこと",
        heads: &[
            "未提供",
            "提供なし",
            "提供外",
            "未リリース",
            "未公開",
            "未稼働",
            "未構築",
            "未契約",
            "標準外",
            "契約外",
            "契約範囲外",
            "提案範囲外",
            "範囲外",
            "対象外",
            "適用外",
            "オプション",
            "有償オプション",
            "有料オプション",
            "追加オプション",
            "オプション機能",
            "オプションサービス",
            "オプション対応",
            "オプション契約",
            "オプション契約時",
            "プレミアム版",
            "上位版",
            "有償",
            "有料",
            "有償対応",
            "別料金",
            "別契約",
            "別途契約",
            "別途見積",
            "別途見積り",
            "別途費用",
            "追加費用",
            "追加料金",
            "追加契約",
            "上位プラン",
            "プレミアムプラン",
            "エンタープライズプラン",
        ],
        joined: true,
        freely: false,
    },
    Kind {
        sense: "確定していない回答",
        heads: &[
            "回答案",
            "未提出",
            "提出前",
            "未承認",
            "承認前",
            "未確定",
            "確定前",
            "確認前",
            "レビュー前",
            "仮回答",
            "想定回答",
            "模範回答",
            "社内検討用",
            "社内検討",
            "検討用",
            "下書き",
            "たたき台",
        ],
        joined: false,
        freely: false,
    },
    Kind {
        sense: "今の事業者のことではないもの",
        heads: &[
            "roadmap",
            "future",
            "futurestate",
            "targetstate",
            "planned",
            "upcoming",
            "comingsoon",
            "nextrelease",
            "nextversion",
            "underdevelopment",
            "indevelopment",
            "tobeimplemented",
            "notavailable",
            "notyetavailable",
            "beta",
            "preview",
            "pilot",
            "prototype",
            "optional",
            "addon",
            "addons",
            "add-on",
            "add-ons",
            "subcontractor",
            "subcontractors",
            "subprocessors",
            "parentcompany",
            "affiliates",
            "groupcompanies",
            "legacysystem",
            "legacy",
            "oldsystem",
            "deprecated",
            "discontinued",
            "previousanswers",
            "previousresponses",
            "lastyear",
            "testenvironment",
            "stagingenvironment",
            "developmentenvironment",
            "customerresponsibility",
            "customerresponsibilities",
        ],
        joined: true,
        freely: false,
    },
];

/// 「貴団体にて実施いただく事項」: what the vendor leaves to those who ask. The vendor is no such party: 「貴社にて…」 is asked of it.
fn client(folded: &str) -> Option<Elsewhere> {
    const CLIENTS: [&str; 14] = [
        "貴団体",
        "貴市",
        "貴町",
        "貴村",
        "貴区",
        "貴県",
        "貴庁",
        "貴組合",
        "お客様",
        "お客さま",
        "ご利用者",
        "利用者側",
        "ユーザー側",
        "委託元",
    ];
    const THEIRS: [&str; 15] = [
        "にて",
        "で実施",
        "で行",
        "で対応",
        "で設定",
        "で用意",
        "でご",
        "が実施",
        "が行",
        "がご",
        "側",
        "の責任",
        "の役割",
        "にお願いする",
        "に依頼する",
    ];
    let found = CLIENTS.iter().filter_map(|client| Some((*client, folded.split_once(client)?.1)));
    let mut theirs = found.filter(|(_, rest)| THEIRS.iter().any(|sign| rest.starts_with(sign)));
    let asks = ["ください", "下さい", "願いします", "願いいたします", "願い致します", "願い申"]
        .iter()
        .any(|word| folded.contains(word));
    theirs
        .next()
        .filter(|_| !asks)
        .map(|(client, _)| Elsewhere { sense: "依頼者の側が行うこと", word: client.to_owned() })
}

/// 「令和9年4月稼働の新システム」, 「システムA(令和9年3月廃止)」: from when on, or until when.
fn dated(folded: &str, on: Date) -> Option<Elsewhere> {
    const BEGINS: [&str; 24] = [
        "稼働",
        "稼動",
        "構築",
        "新設",
        "開設",
        "移転",
        "移行",
        "設置",
        "増設",
        "切替",
        "刷新",
        "提供",
        "開始",
        "導入",
        "リリース",
        "実装",
        "施行",
        "実施",
        "予定",
        "以降",
        "公開",
        "整備",
        "更改",
        "時点",
    ];
    const ENDS: [&str; 6] = ["月廃止", "年廃止", "日廃止", "月終了", "日終了", "末で終了"];
    const OTHER: [&str; 7] = ["まで", "有効", "期限", "契約期間", "提出", "締切", "回答"];
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let word = || folded.to_owned();
    if has(&ENDS) {
        return Some(Elsewhere { sense: "以前のこと・終わるもののこと", word: word() });
    }
    let ahead = || match when::days(folded).into_iter().max() {
        Some(day) => day > on,
        None => when::year_of(folded).is_some_and(|year| year > on.year()),
    };
    (has(&BEGINS) && !has(&OTHER) && ahead()).then(|| Elsewhere { sense: "これから行うこと", word: word() })
}

/// What is said of a thing behind its name, most often in brackets, and is not finished, not settled or not all: 「仙台センター(開設準備中)」,
/// 「新規委託予定先」, 「DR環境(2027年度)」, 「本社のみ」.
fn unfinished(piece: &str, on: Date) -> Option<Elsewhere> {
    const WORK: [&str; 22] = [
        "準備", "交渉", "構築", "開発", "検討", "移行", "移転", "調整", "設計", "申請", "企画", "整備", "策定", "改修",
        "更改", "建設", "工事", "選定", "手配", "導入", "実証", "試行",
    ];
    const TO_BE: [&str; 6] = ["予定先", "予定地", "予定者", "予定分", "候補", "候補先"];
    const ALONE: [&str; 4] = ["のみ", "だけ", "限定", "に限る"];
    let told = |sense: &'static str| Some(Elsewhere { sense, word: piece.to_owned() });
    let under_way = |work: &&str| piece.strip_suffix('中').is_some_and(|before| before.ends_with(*work));
    let is_a_year =
        || !piece.is_empty() && piece.chars().all(|c| c.is_ascii_digit() || "令和r年度月以降からより".contains(c));
    if WORK.iter().any(under_way) || TO_BE.iter().any(|end| piece.ends_with(end)) {
        return told("これから行うこと");
    }
    if is_a_year() && when::year_of(piece).is_some_and(|year| year > on.year()) {
        return told("これから行うこと");
    }
    let answered = ["回答", "記入", "選択", "該当", "場合"].iter().any(|word| piece.contains(word));
    if ALONE.iter().any(|end| piece.ends_with(end)) && !answered {
        return told("一部だけのこと");
    }
    None
}

/// Whether a heading has words of what is still to come, wherever they stand.
pub(super) fn is_to_come(heading: &Searched<'_>) -> bool {
    const COMING: [&str; 25] = [
        "今後実施",
        "今後対応",
        "今後導入",
        "今後整備",
        "今後取",
        "今後の",
        "今後予定",
        "今後検討",
        "望まれる",
        "望ましい",
        "実施予定",
        "対応予定",
        "整備予定",
        "導入予定の対策",
        "予定している",
        "予定の対策",
        "予定事項",
        "予定の項目",
        "来年度",
        "次年度",
        "翌年度",
        "将来",
        "検討中",
        "計画している",
        "計画中",
    ];
    COMING.iter().any(|word| heading.holds(word))
}

/// Whether a text speaks of what is below it, and not of what is above: 「(以下は本社のみ)」. The text is folded.
pub(super) fn points_forward(folded: &str) -> bool {
    let text = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    ["以下", "下記", "ここから", "これより", "これ以降", "以降", "次の項目", "次の設問"]
        .iter()
        .any(|start| text.starts_with(start))
}

/// What a text that points forward says of what is below it: 「本社のみ」 in 「以下は本社のみ」. The text is folded.
pub(super) fn said_of_below(folded: &str) -> Option<&str> {
    if !points_forward(folded) {
        return None;
    }
    let text = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let said = name::behind_lead(text);
    let stated = text.strip_suffix(said).is_some_and(|lead| lead.ends_with(['は', '、']));
    // 「以下は該当する場合のみ回答」 tells when to answer.
    let conditional =
        ["場合", "回答して", "回答する", "記入", "のみ回答", "選択"].iter().any(|word| said.contains(word));
    let titled = ["について", "に関して", "事項", "こと"].iter().any(|end| said.ends_with(end));
    (stated && !conditional && !titled).then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::vocabulary::fold;
    use jiff::civil::date;

    fn found(text: &str) -> bool {
        of_name(&fold(text), date(2026, 11, 22)).is_some()
    }

    #[test]
    fn what_is_not_the_vendors_of_now_is_told_by_its_name() {
        let names = [
            "【グループ会社の取組】",
            "3 再委託先事業者における安全管理措置の状況",
            "表３　稼働予定の機能",
            "別紙2 旧拠点の状況",
            "＜有償＞",
            "来期に強化する機能",
            "第2章 次期サービスの構成",
            "（３）ステージング環境",
            "令和9年10月リリースの機能について",
            "受注後に整備する体制",
            "お客様側の対策",
            "Planned controls",
            "停止中のサービス",
            "ここから先行導入部門の結果",
            "取引先パートナー企業における対策",
            "ここから下は未稼働のシステム",
            "Ⅳ 関連会社の状況",
            "仙台センター（開設準備中）",
            "【印字工程の新規委託予定先（契約交渉中）】",
            "■ 災害対策環境（令和9年度構築）",
            "DR環境（2027年度）",
            "新本社（移転後）",
            "3. 本社のみ",
            "利用者側で行う対策",
            "貴市にお願いする事項",
        ];
        names.iter().for_each(|name| assert!(found(name), "{name}"));
    }

    #[test]
    fn topics_limit_nothing() {
        let names = [
            "4. 再委託先の管理",
            "再委託",
            "再委託先の選定基準",
            "再委託先の管理状況",
            "クラウドサービス",
            "事業継続計画",
            "バックアップ",
            "旧システムからの移行",
            "6. 計画",
            "目標復旧時間",
            "契約終了後の措置",
            "導入後の保守",
            "開発環境の分離",
            "廃棄",
            "令和8年度の取組",
            "令和8年10月1日時点の状況",
            "パートナーとの契約",
            "今回の回答",
            "予定外の停止への備え",
            "貴社にて実施いただく事項",
            "案内",
            "有料道路",
            "旧姓の使用",
            "自社及び再委託先における対策",
            "クラウド事業者の選定",
            "インシデント対応中の連絡",
            "業務中の離席",
            "令和8年度",
            "該当する場合のみ",
            "委託先の候補者の身元確認",
            "アクセス制御（必要な者に限定する措置）",
        ];
        names.iter().for_each(|name| assert!(!found(name), "{name}"));
    }
}
