//! What a sentence demands: the nine obligations, by its words and by what it speaks of.

use super::ObligationId;
use super::page::fold;
use std::collections::BTreeSet;

/// What a sentence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Topic {
    Outsourcing,
    Cloud,
    Social,
}

impl Topic {
    /// The obligations that belong to it.
    pub(super) const fn obligations(self) -> &'static [ObligationId] {
        match self {
            Self::Outsourcing => &[ObligationId::P8_1, ObligationId::P8_2, ObligationId::P8_3, ObligationId::P8_4],
            Self::Cloud => &[ObligationId::P8_5, ObligationId::P8_6],
            Self::Social => &[ObligationId::P8_7, ObligationId::P8_8, ObligationId::P8_9],
        }
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Outsourcing => &["委託", "アウトソーシング"],
            Self::Cloud => &["クラウド", "外部サービス", "約款", "SaaS", "ASP"],
            Self::Social => &["ソーシャルメディア", "ソーシャル・メディア", "ソーシャルネットワーキング", "SNS"],
        }
    }

    /// The topics that a folded text names.
    pub(super) fn named(folded: &str) -> BTreeSet<Self> {
        let named = |topic: &Self| topic.words().iter().any(|word| folded.contains(word));
        [Self::Outsourcing, Self::Cloud, Self::Social].into_iter().filter(named).collect()
    }
}

/// Where a sentence says for which case it holds.
const CASE_ENDS: [&str; 9] =
    ["場合", "に際し", "際は", "際に", "に当たって", "にあたって", "に当たり", "にあたり", "ときは"];

/// The topics of a sentence: those of the case it holds for, otherwise those it names; empty where it names none.
pub(super) fn topics(sentence: &str) -> BTreeSet<Topic> {
    let folded = fold(sentence);
    if let Some(case) = case_of(&folded) {
        let named = Topic::named(case);
        if !named.is_empty() {
            return named;
        }
    }
    let named = Topic::named(&folded);
    // A sentence on social media may speak of outsourcing their running, one on cloud services of contractors.
    match named.last() {
        Some(Topic::Social) => BTreeSet::from([Topic::Social]),
        Some(Topic::Cloud) if !folded.contains("委託事業者") && !folded.contains("委託先") => {
            BTreeSet::from([Topic::Cloud])
        }
        _ => named,
    }
}

/// The topics that a sentence's own beginning names as its case: 「業務委託を行う場合には、」.
pub(super) fn case_topics(sentence: &str) -> BTreeSet<Topic> {
    case_of(&fold(sentence)).map(Topic::named).unwrap_or_default()
}

fn case_of(folded: &str) -> Option<&str> {
    let end = CASE_ENDS.iter().filter_map(|word| folded.find(word)).min()?;
    let case = folded.get(..end)?;
    // 「…を確認し、不十分な場合は」: what has already been demanded is no case.
    let demanded = case.split(['、', ',']).rev().skip(1).any(|clause| {
        ["し", "り", "い", "とともに", "び", "え", "め"].iter().any(|end| clause.ends_with(end))
            && clause.chars().count() > 4
    });
    (case.chars().count() <= 60 && !demanded && !case.contains('。') && case.matches(['、', ',']).count() <= 2)
        .then_some(case)
}

/// What a sentence demands, given what it speaks of.
pub(super) fn demands(sentence: &str, topics: &BTreeSet<Topic>) -> BTreeSet<ObligationId> {
    let folded = fold(sentence);
    let text = Demand::new(&folded);
    let all = topics.iter().flat_map(|topic| topic.obligations());
    all.copied().filter(|id| text.states(*id)).collect()
}

/// Whether the sentence leaves it at trying: 「努める」.
pub(crate) fn is_weak(sentence: &str) -> bool {
    let folded = fold(sentence);
    ["努める", "努めるものとする", "望ましい", "ことができる", "よう配慮する"]
        .iter()
        .any(|word| folded.trim_end_matches('。').ends_with(word))
}

struct Demand<'a> {
    /// What stands between commas, behind the case.
    clauses: Vec<&'a str>,
    /// The case for which the sentence holds; empty where it names none.
    case: &'a str,
}

impl<'a> Demand<'a> {
    fn new(folded: &'a str) -> Self {
        let case = case_of(folded).unwrap_or_default();
        let rest = folded.get(case.len()..).unwrap_or(folded);
        Self { clauses: rest.split(['、', ',', ';', '。']).filter(|clause| !clause.is_empty()).collect(), case }
    }

    /// Whether a clause has one of `all[0]`, … each, alone or with the clause after it, and does not deny it.
    fn has(&self, all: &[&[&str]], without: &[&str]) -> bool {
        let fits = |text: &str| {
            all.iter().all(|words| words.iter().any(|word| text.contains(word)))
                && !without.iter().any(|word| text.contains(word))
                && !denies(text)
        };
        let alone = self.clauses.iter().any(|clause| fits(clause));
        let pair = |pair: &[&str]| fits(&pair.concat());
        alone || self.clauses.windows(2).any(pair)
    }

    /// A noun early in the sentence and its verb in the same clause or at the end: 「運用手順、責任者等を定める」.
    fn settles(&self, nouns: &[&str], verbs: &[&str]) -> bool {
        self.clauses.iter().enumerate().any(|(index, clause)| {
            nouns.iter().any(|noun| {
                clause.match_indices(noun).any(|(at, _)| {
                    let after = clause.get(at..).unwrap_or_default();
                    if denies(after) || acts(after.get(noun.len()..).unwrap_or_default()) {
                        return false;
                    }
                    let here = verbs.iter().any(|verb| after.contains(verb));
                    // The verb of an enumeration stands in its last clause.
                    let later = self
                        .clauses
                        .iter()
                        .skip(index + 1)
                        .any(|clause| verbs.iter().any(|verb| clause.contains(verb)) && !denies(clause));
                    here || later
                })
            })
        })
    }

    /// 「契約には、A、B及びCに関する事項を定める」: the verb stands clauses later.
    fn contract_items(&self) -> bool {
        const INTO: [&str; 6] = ["契約には", "契約書には", "契約において", "契約に当たって", "契約書に", "契約に"];
        let start = self.clauses.iter().position(|clause| INTO.iter().any(|word| clause.ends_with(word)));
        let Some(start) = start else { return false };
        self.clauses.iter().skip(start + 1).any(|clause| {
            ["事項を", "要件を", "条項を"].iter().any(|noun| clause.contains(noun))
                && ["定め", "明記", "記載", "盛り込", "規定", "付す", "含め"].iter().any(|verb| clause.contains(verb))
                && !denies(clause)
        })
    }

    fn acts_after_contract(&self) -> bool {
        let contract = self.clauses.iter().position(|clause| clause.contains("契約"));
        let acts = self.clauses.iter().rposition(|clause| {
            clause.contains("必要な措置")
                && ["講じ", "講ず", "とる", "行う"].iter().any(|verb| clause.contains(verb))
                && !denies(clause)
        });
        let confirms = self.clauses.iter().any(|clause| clause.contains("確認") || clause.contains("点検"));
        confirms && contract.zip(acts).is_some_and(|(contract, acts)| contract < acts)
    }

    fn states(&self, id: ObligationId) -> bool {
        const SETTLE: [&str; 14] = [
            "定め",
            "整備",
            "整え",
            "策定",
            "制定",
            "設け",
            "規定し",
            "規定する",
            "作成",
            "明確",
            "決め",
            "定義",
            "規程を置",
            "定まる",
        ];
        match id {
            // 「委託事業者を選定する際は、対策が行われることを確認する」 says how to select.
            ObligationId::P8_1 if self.case.contains("選定") && self.has(&[&["確認", "評価", "審査", "基準"]], &[]) => {
                true
            }
            ObligationId::P8_1 => self.has(
                &[&["選定", "選ぶ", "選び", "選択"], &["委託", "事業者", "業者", "相手方", "受託", "基準", "選定"]],
                &["選定された", "選定した"],
            ),
            ObligationId::P8_2 if self.contract_items() => true,
            ObligationId::P8_2 => self.has(
                &[
                    &["契約"],
                    &["明記", "明示", "明らか", "記載", "盛り込", "規定", "定め", "含め", "含む", "付す", "明文"],
                    &["要件", "事項", "対策", "遵守", "義務", "条項", "セキュリティ", "規定"],
                ],
                &["契約に基づ", "契約に従", "契約に定め", "契約で定め", "契約上"],
            ),
            ObligationId::P8_3
                if self.settles(
                    &["履行状況", "実施状況", "実施の状況", "遵守状況", "対策の状況", "対策状況"],
                    &["確認", "点検", "検証", "監査", "検査", "把握"],
                ) =>
            {
                true
            }
            ObligationId::P8_3 => self.has(
                &[
                    &["確認", "点検", "検証", "監査", "検査", "把握"],
                    &["対策", "履行", "実施", "遵守", "状況", "措置", "管理"],
                ],
                &["確認を受け", "検証を受け"],
            ),
            // 「契約を結び、確認し、必要な措置を講じる」.
            ObligationId::P8_4 if self.acts_after_contract() => true,
            ObligationId::P8_4 => self.has(
                &[
                    &["契約", "必要に応じ", "必要があると", "不適切", "不十分", "違反", "求め"],
                    &["措置", "是正", "改善", "対処"],
                    &[
                        "講じ",
                        "講ず",
                        "とる",
                        "取る",
                        "求め",
                        "行う",
                        "行い",
                        "命",
                        "措置を",
                        "措置し",
                        "措置する",
                        "対処",
                        "指示",
                        "請求",
                    ],
                ],
                &["講じられ", "講じて", "措置が", "明記", "締結", "定め"],
            ),
            ObligationId::P8_5 => self.settles(
                &[
                    "規定",
                    "規程",
                    "基準",
                    "ルール",
                    "手順",
                    "要領",
                    "要綱",
                    "取扱い",
                    "利用方針",
                    "利用条件",
                    "ガイドライン",
                ],
                &["整備", "整え", "定め", "策定", "制定", "設け", "作成", "明確"],
            ),
            ObligationId::P8_6 => self.has(
                &[&["対策", "措置"], &["講じ", "講ず", "実施", "行う", "行い", "とる", "取る", "徹底", "図る"]],
                &["講じられ", "実施され", "対策基準"],
            ),
            ObligationId::P8_7 => self.settles(
                &[
                    "手順",
                    "運用方針",
                    "運用ポリシー",
                    "運用ルール",
                    "運用規程",
                    "運用規定",
                    "運用要領",
                    "運用要綱",
                    "運用基準",
                    "利用基準",
                    "ガイドライン",
                    "運用に関する",
                    "要綱",
                    "要領",
                    "利用方針",
                    "運用方法",
                    "利用ルール",
                ],
                &SETTLE,
            ),
            ObligationId::P8_8 => self.clauses.iter().enumerate().any(|(index, clause)| {
                let published =
                    ["発信", "掲載", "投稿", "公開", "提供する", "書き込"].iter().any(|word| clause.contains(word));
                let what = ["情報", "内容", "範囲", "事項"].iter().any(|word| clause.contains(word));
                let here = Self { clauses: self.clauses.iter().skip(index).copied().collect(), case: self.case };
                published
                    && what
                    && here.settles(
                        &["情報", "内容", "範囲", "事項"],
                        &[&SETTLE[..], &["規定", "限定", "制限", "限る"]].concat(),
                    )
            }),
            ObligationId::P8_9 => self.settles(
                &["責任者", "管理者"],
                &["定め", "置", "指名", "指定", "選任", "設置", "任命", "明確", "決め", "選定", "設け"],
            ),
        }
    }
}

/// Whether what a noun is followed by makes it the one who acts, or another's: 「管理者は」, 「責任者の許可を」.
fn acts(after: &str) -> bool {
    let named = [
        "指名", "選任", "設置", "任命", "指定", "選定", "明確", "策定", "整備", "制定", "作成", "規定", "範囲", "内容",
        "う",
    ];
    after.starts_with(['は', 'が', 'へ'])
        || (after.starts_with('に') && !after.starts_with("につい") && !after.starts_with("に関"))
        || after.strip_prefix('の').is_some_and(|rest| !named.iter().any(|word| rest.starts_with(word)))
            && after.contains(['許', '承', '判', '指'])
}

/// Whether a clause says that something is not done, or only thought about.
fn denies(clause: &str) -> bool {
    let must = ["なければならない", "なければならず", "ねばならない", "てはならない"];
    let cleared = must.iter().fold(clause.to_owned(), |text, word| text.replace(word, ""));
    [
        "しない",
        "ていない",
        "定めない",
        "講じない",
        "設けない",
        "置かない",
        "行わない",
        "要しない",
        "必要はない",
        "必要がない",
        "不要",
        "しません",
        "省略",
        "ものではない",
        "検討する",
        "検討し",
        "検討中",
        "今後定める",
        "予定",
        "限りでない",
    ]
    .iter()
    .any(|word| cleared.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(sentence: &str, expected: &[u8]) {
        let found = demands(sentence, &topics(sentence));
        let numbers: Vec<u8> = found
            .iter()
            .filter_map(|id| ObligationId::ALL.iter().position(|known| known == id))
            .filter_map(|index| u8::try_from(index + 1).ok())
            .collect();
        assert_eq!(numbers, expected, "{sentence}");
    }

    #[test]
    fn sentences_demand_what_they_say() {
        case("情報処理を外部委託するときは、受託者を基準により選定しなければならない。", &[1]);
        case("委託先の選定、守るべき事項を定めた契約の締結及び履行状況の確認を行う。", &[1, 2, 3]);
        case("委託事業者の対策が不十分な場合は、契約に基づき是正を求める。", &[4]);
        case("また、委託事業者の対策を定期的に確認し、不十分な場合は契約に基づき是正を求める。", &[3, 4]);
        case("委託先の対策の実施状況について、報告を求め、立入検査により確認する。", &[3]);
        case("外部委託事業者を選定する際は、対策が行われることを確認し、契約書には特記事項を明記する。", &[1, 2, 3]);
        case("公式SNSの運用に関する要綱を定める。", &[7]);
        case("委託の契約には、秘密の保持、再委託の制限及び検査に関する事項を定めなければならない。", &[2]);
        case("クラウドサービスを利用するに当たっては、利用基準を定めるとともに、安全を保つ対策を実施する。", &[5, 6]);
        case("SNSを用いる際は、運用手順、発信する内容及びアカウントごとの管理者を定める。", &[7, 8, 9]);
    }

    #[test]
    fn what_is_not_demanded_is_not_found() {
        case("業務委託を行う場合には、契約を締結する。", &[]);
        case("業務委託を行う場合には、対策が講じられている事業者を選定する。", &[1]);
        case("クラウドサービスの利用に係る規定は定めない。", &[]);
        case("情報セキュリティ管理者は、ソーシャルメディアの運用手順を定める。", &[7]);
        case("SNSの利用は、責任者の承認を受けた手順により行う旨を定める。", &[]);
        case("ソーシャルメディアの運用手順を定めることを検討する。", &[]);
        case("クラウドサービスを利用する場合には、対策が講じられたものを選ぶ。", &[]);
    }
}
