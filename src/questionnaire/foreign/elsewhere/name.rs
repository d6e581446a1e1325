//! What a name says without its number, its brackets and the words that only lead to it.

/// A name, or what it says in brackets.
pub(super) struct Name {
    pub(super) text: String,
    /// Whether it is one of several, or has a number: the name of a chapter, and not of a state.
    pub(super) of_a_row: bool,
}

const OPENING: [char; 6] = ['(', '[', '【', '<', '〔', '≪'];
const CLOSING: [char; 6] = [')', ']', '】', '>', '〕', '≫'];

impl Name {
    /// The name without its brackets, and what stands in each of them.
    pub(super) fn parts(folded: &str) -> Vec<Self> {
        let mut outside = String::new();
        let mut inside = Vec::new();
        for (at, part) in folded.split(OPENING).enumerate() {
            match part.split_once(CLOSING).filter(|_| at > 0) {
                Some((group, after)) => {
                    inside.push(group.to_owned());
                    outside.push_str(after);
                }
                None => outside.push_str(part),
            }
        }
        let pieces = std::iter::once(outside.replace('\u{1}', "")).chain(inside);
        let all: Vec<Self> = pieces.map(|piece| Self::of(&piece)).filter(|name| !name.text.is_empty()).collect();
        let several = all.len() > 1;
        all.into_iter().map(|name| Self { of_a_row: name.of_a_row || several, ..name }).collect()
    }

    fn of(piece: &str) -> Self {
        let bare = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let unnumbered = without_number(bare);
        let text = behind_lead(unnumbered);
        let ends = ["について", "に関すること", "に関する事項", "である", "です", "関係", "関連"];
        let text = ends.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
        Self { text: text.to_owned(), of_a_row: unnumbered.len() < bare.len() }
    }
}

/// A text behind 「以下は」, 「ここからは」 and the like.
pub(super) fn behind_lead(text: &str) -> &str {
    const LEADS: [&str; 29] = [
        "ここから下は",
        "ここより下は",
        "以下の設問は",
        "以下の項目は",
        "以下の対策は",
        "以下の回答は",
        "以下の内容は",
        "以下の",
        "以下、",
        "以下は",
        "以下",
        "下記の項目は",
        "下記の",
        "下記は",
        "下表は",
        "ここから先は",
        "ここからは",
        "ここから",
        "これより下は",
        "これより",
        "これ以降は",
        "これ以降",
        "以降は",
        "以降の項目は",
        "以降",
        "次の項目は",
        "次の設問は",
        "参考",
        "本表は",
    ];
    let rest = LEADS.iter().filter_map(|lead| text.strip_prefix(lead)).min_by_key(|rest| rest.len()).unwrap_or(text);
    rest.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// A name without 「第2章」, 「表3」, 「2.1」, 「ア.」 before it.
fn without_number(text: &str) -> &str {
    const LABELS: [&str; 8] = ["別表", "別紙", "別添", "表", "図", "様式", "付録", "第"];
    let label = LABELS.iter().find_map(|label| Some((*label, text.strip_prefix(label)?)));
    let (named, rest) = match label {
        Some((label, rest)) if label.starts_with('別') || rest.starts_with(|c: char| c.is_ascii_digit()) => {
            (true, rest)
        }
        _ => (false, text),
    };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || ".-_".contains(c));
    // 「2027年夏」 is no number of a heading.
    let counted = after.starts_with(['年', '月', '日', '回', '割', '%', '台', '社', '名', '件', 'か', 'つ']);
    let lettered = || {
        let mut signs = rest.chars();
        let letter = signs.next().filter(|c| c.is_ascii_alphabetic() || ('ア'..='ン').contains(c))?;
        let behind = rest.get(letter.len_utf8()..)?;
        behind.strip_prefix(['.', ')', ':', '-'])
    };
    let roman = rest.trim_start_matches(['i', 'v', 'x']);
    let bare = match rest.len() > after.len() {
        true if counted && !named => return text,
        true if named => after.strip_prefix(['章', '節', '条', '部', '項', '編']).unwrap_or(after),
        true => after,
        false if roman.starts_with(|c: char| !c.is_ascii_alphanumeric()) => roman,
        false => lettered().unwrap_or(rest),
    };
    bare.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// What is said to be somewhere, or to be so.
const STATES: [&str; 47] = [
    "対策",
    "状況",
    "状態",
    "取組",
    "取組み",
    "取り組み",
    "回答",
    "実施",
    "実施事項",
    "体制",
    "内容",
    "提供",
    "対応",
    "措置",
    "姿",
    "機能",
    "サービス",
    "項目",
    "事項",
    "設問",
    "システム",
    "分",
    "もの",
    "構成",
    "仕様",
    "施策",
    "稼働",
    "開始",
    "導入",
    "予定",
    "版",
    "バージョン",
    "環境",
    "製品",
    "プラン",
    "結果",
    "items",
    "features",
    "controls",
    "measures",
    "services",
    "status",
    "systems",
    "answers",
    "responses",
    "environment",
    "roadmap",
];

/// What will be done then: 「稼働後に整備」.
const DOINGS: [&str; 12] =
    ["実施", "整備", "導入", "構築", "設置", "実装", "追加", "作成", "策定", "取得", "締結", "配備"];

/// What is done about somebody or something: the vendor's own work.
const TOPICS: [&str; 40] = [
    "管理",
    "監督",
    "選定",
    "選任",
    "移行",
    "連携",
    "策定",
    "契約",
    "評価",
    "監査",
    "把握",
    "確認",
    "報告",
    "教育",
    "運用",
    "保守",
    "監視",
    "連絡",
    "引継",
    "廃棄",
    "消去",
    "返却",
    "削除",
    "同意",
    "承認",
    "承諾",
    "許可",
    "届出",
    "接続",
    "一覧",
    "有無",
    "分離",
    "公開",
    "変更",
    "利用",
    "点検",
    "指摘",
    "事故",
    "苦情",
    "インシデント",
];

/// Where and by whom, so that what follows is theirs.
const PLACES: [&str; 11] =
    ["における", "において", "での", "にて", "によって", "による", "側の", "側で", "が", "で", "自身の"];

/// What the vendor does about what is done there.
const OVERSEEN: [&str; 6] = ["確認", "把握", "監督", "点検", "監査", "評価"];

/// Whether the rest of a name behind its first words is a state of theirs: 「における対策」, 「の状況」, and not 「の管理状況」.
pub(super) fn is_state_of(rest: &str) -> bool {
    if is_placed(rest) {
        return true;
    }
    if rest.strip_prefix('に').is_some_and(|said| DOINGS.iter().any(|doing| said.ends_with(doing))) {
        return true;
    }
    const JOINTS: [&str; 10] = ["の", "に", "とする", "として", "から", "より", "時点の", "向けの", "向け", "な"];
    let said = JOINTS.iter().filter_map(|joint| rest.strip_prefix(joint));
    said.filter(|said| !said.starts_with("対する") && !said.starts_with('の') && !said.contains("への"))
        .any(|said| ends_as_state(said) && !TOPICS.iter().any(|topic| said.starts_with(topic)))
}

/// Whether the rest of a name says what is so there, or by them: 「における対策」, and not 「における対策の確認状況」.
fn is_placed(rest: &str) -> bool {
    let overseen = |said: &str| OVERSEEN.iter().any(|word| said.contains(word));
    PLACES.iter().filter_map(|joint| rest.strip_prefix(joint)).any(|said| ends_as_state(said) && !overseen(said))
}

/// Whether a text names somebody in its course, and what is so there: 「取引先グループ会社における対策」. What is said of the vendor as well is
/// its own.
pub(super) fn places(text: &str, party: &str) -> bool {
    const TOO: [&str; 9] = ["及び", "並びに", "・", "と", "や", "当社", "自社", "委託先", "事業者"];
    text.split_once(party)
        .is_some_and(|(before, rest)| is_placed(rest) && !TOO.iter().any(|word| before.contains(word)))
}

/// Whether a text is a state of things and nothing else.
pub(super) fn is_state(text: &str) -> bool {
    STATES.contains(&text)
}

/// Whether a text ends as the name of a state of things.
pub(super) fn ends_as_state(text: &str) -> bool {
    STATES.iter().any(|state| text.ends_with(state))
}
