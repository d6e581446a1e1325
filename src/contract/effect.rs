use super::provision::fold;
use serde::{Serialize, Serializer};

/// What a sentence does to whom it speaks of, from its last predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// しなければならない, するものとする, すること.
    Binds,
    /// してはならない, しないものとする.
    Forbids,
    /// することができる, することがある.
    Allows,
    /// 要しない, 責任を負わない, この限りでない, 保証しない.
    Frees,
    /// 努める.
    Tries,
    /// 別途協議する, 別に定める.
    Defers,
    /// No predicate that is known.
    Open,
}

impl Effect {
    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Binds => "義務",
            Self::Forbids => "禁止",
            Self::Allows => "許容",
            Self::Frees => "義務なし・免責",
            Self::Tries => "努力",
            Self::Defers => "別途協議・別に定める",
            Self::Open => "読み取れない",
        }
    }
}

impl Serialize for Effect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.label())
    }
}

/// Ends of sentences and what they do, the longer before the shorter that it contains: the first that fits counts.
const ENDS: &[(&str, Effect)] = &[
    // Not getting away is being bound.
    ("免れない", Effect::Binds),
    ("免れるものではない", Effect::Binds),
    ("免れるものではありません", Effect::Binds),
    ("免れさせるものではない", Effect::Binds),
    ("免れることができない", Effect::Binds),
    ("免れることはできない", Effect::Binds),
    ("免れません", Effect::Binds),
    ("なければならない", Effect::Binds),
    ("なければならないものとする", Effect::Binds),
    ("なければなりません", Effect::Binds),
    ("ねばならない", Effect::Binds),
    // Effort and later agreement.
    ("努める", Effect::Tries),
    ("努めます", Effect::Tries),
    ("努めるものとする", Effect::Tries),
    ("努めるものとします", Effect::Tries),
    ("努めること", Effect::Tries),
    ("努力する", Effect::Tries),
    ("努力します", Effect::Tries),
    ("努力するものとする", Effect::Tries),
    ("努力するものとします", Effect::Tries),
    ("配慮する", Effect::Tries),
    ("配慮するものとする", Effect::Tries),
    ("望ましい", Effect::Tries),
    ("協議する", Effect::Defers),
    ("協議するものとする", Effect::Defers),
    ("協議して定める", Effect::Defers),
    ("協議して定めるものとする", Effect::Defers),
    ("協議の上定める", Effect::Defers),
    ("協議のうえ定める", Effect::Defers),
    ("協議のうえ決定する", Effect::Defers),
    ("協議の上、決定する", Effect::Defers),
    ("協議により定める", Effect::Defers),
    ("別途協議", Effect::Defers),
    ("別に定める", Effect::Defers),
    ("別途定める", Effect::Defers),
    ("別に定めるものとする", Effect::Defers),
    ("別途定めるものとする", Effect::Defers),
    ("別途定めるところによる", Effect::Defers),
    ("別に定めるところによる", Effect::Defers),
    ("別途定めます", Effect::Defers),
    // Freed.
    ("要しない", Effect::Frees),
    ("要しないものとする", Effect::Frees),
    ("要しません", Effect::Frees),
    ("必要としない", Effect::Frees),
    ("必要としないものとする", Effect::Frees),
    ("必要はない", Effect::Frees),
    ("必要はないものとする", Effect::Frees),
    ("必要がない", Effect::Frees),
    ("必要はありません", Effect::Frees),
    ("負わない", Effect::Frees),
    ("負わないものとする", Effect::Frees),
    ("負わないものとします", Effect::Frees),
    ("負いません", Effect::Frees),
    ("負いかねます", Effect::Frees),
    ("義務はない", Effect::Frees),
    ("義務はないものとする", Effect::Frees),
    ("義務はありません", Effect::Frees),
    ("義務がない", Effect::Frees),
    ("限りでない", Effect::Frees),
    ("限りではない", Effect::Frees),
    ("限りではありません", Effect::Frees),
    ("限りでありません", Effect::Frees),
    ("適用しない", Effect::Frees),
    ("適用しないものとする", Effect::Frees),
    ("適用しません", Effect::Frees),
    ("適用されない", Effect::Frees),
    ("適用されません", Effect::Frees),
    ("適用されないものとします", Effect::Frees),
    ("保証しない", Effect::Frees),
    ("保証しません", Effect::Frees),
    ("保証いたしません", Effect::Frees),
    ("保証しないものとする", Effect::Frees),
    ("保証しないものとします", Effect::Frees),
    ("関与しない", Effect::Frees),
    ("関与しません", Effect::Frees),
    ("ものではない", Effect::Frees),
    ("ものではありません", Effect::Frees),
    ("ものではないものとする", Effect::Frees),
    ("免れる", Effect::Frees),
    ("免れるものとする", Effect::Frees),
    ("免責される", Effect::Frees),
    ("免責とする", Effect::Frees),
    ("免責されるものとします", Effect::Frees),
    ("免除される", Effect::Frees),
    ("免除する", Effect::Frees),
    ("免除するものとする", Effect::Frees),
    ("不要とする", Effect::Frees),
    ("不要です", Effect::Frees),
    ("不要である", Effect::Frees),
    ("不要", Effect::Frees),
    ("任意とする", Effect::Frees),
    ("任意である", Effect::Frees),
    ("判断による", Effect::Frees),
    ("裁量による", Effect::Frees),
    ("裁量によるものとする", Effect::Frees),
    ("省略する", Effect::Frees),
    ("省略するものとする", Effect::Frees),
    ("放棄する", Effect::Frees),
    ("放棄するものとする", Effect::Frees),
    // Allowed.
    ("妨げない", Effect::Allows),
    ("妨げないものとする", Effect::Allows),
    ("妨げません", Effect::Allows),
    ("差し支えない", Effect::Allows),
    ("差し支えないものとする", Effect::Allows),
    ("差支えない", Effect::Allows),
    ("構わない", Effect::Allows),
    ("かまわない", Effect::Allows),
    ("足りる", Effect::Allows),
    ("足りるものとする", Effect::Allows),
    ("異議を述べない", Effect::Allows),
    ("異議を述べないものとする", Effect::Allows),
    ("異議を申し立てない", Effect::Allows),
    ("異議を申し立てないものとする", Effect::Allows),
    ("承諾する", Effect::Allows),
    ("承諾するものとする", Effect::Allows),
    ("承諾するものとします", Effect::Allows),
    ("同意するものとする", Effect::Allows),
    ("同意するものとします", Effect::Allows),
    ("同意します", Effect::Allows),
    ("許諾する", Effect::Allows),
    ("許諾します", Effect::Allows),
    ("許諾するものとします", Effect::Allows),
    ("許諾するものとする", Effect::Allows),
    ("みなす", Effect::Open),
    ("みなします", Effect::Open),
    ("みなされる", Effect::Open),
    ("みなされます", Effect::Open),
    ("みなすものとする", Effect::Open),
    ("みなすものとします", Effect::Open),
    // Forbidden.
    ("できない", Effect::Forbids),
    ("できないものとする", Effect::Forbids),
    ("できないものとします", Effect::Forbids),
    ("できません", Effect::Forbids),
    ("ならない", Effect::Forbids),
    ("ならないものとする", Effect::Forbids),
    ("なりません", Effect::Forbids),
    ("いけない", Effect::Forbids),
    ("禁止する", Effect::Forbids),
    ("禁止します", Effect::Forbids),
    ("禁止とする", Effect::Forbids),
    ("禁止", Effect::Forbids),
    ("禁ずる", Effect::Forbids),
    ("禁じる", Effect::Forbids),
    // A duty is not there yet when it is only possible.
    ("できる", Effect::Allows),
    ("できるものとする", Effect::Allows),
    ("できるものとします", Effect::Allows),
    ("できます", Effect::Allows),
    ("ことがある", Effect::Allows),
    ("ことがあります", Effect::Allows),
    ("ことがあるものとする", Effect::Allows),
    ("ことがあるものとします", Effect::Allows),
    ("場合がある", Effect::Allows),
    ("場合があります", Effect::Allows),
    ("場合があるものとする", Effect::Allows),
    ("場合があるものとします", Effect::Allows),
    ("可能とする", Effect::Allows),
    ("可能である", Effect::Allows),
    ("可能です", Effect::Allows),
    // The rest of the negations.
    ("ないものとする", Effect::Forbids),
    ("ないものとします", Effect::Forbids),
    ("ないこと", Effect::Forbids),
    ("ないこととする", Effect::Forbids),
    ("ないこととします", Effect::Forbids),
    ("ません", Effect::Forbids),
    ("ない", Effect::Forbids),
    ("ぬこと", Effect::Forbids),
    // The rest of the affirmations.
    ("ものとする", Effect::Binds),
    ("ものとします", Effect::Binds),
    ("こと", Effect::Binds),
    ("こととする", Effect::Binds),
    ("こととします", Effect::Binds),
    ("ます", Effect::Binds),
    ("とする", Effect::Binds),
    ("する", Effect::Binds),
    ("ずる", Effect::Binds),
    ("負う", Effect::Binds),
    ("行う", Effect::Binds),
    ("じる", Effect::Binds),
    ("れる", Effect::Binds),
    ("よる", Effect::Binds),
    ("ある", Effect::Binds),
    ("です", Effect::Binds),
    ("いう", Effect::Binds),
    ("有する", Effect::Binds),
    ("める", Effect::Binds),
    ("せる", Effect::Binds),
    ("える", Effect::Binds),
    ("おく", Effect::Binds),
    ("得る", Effect::Binds),
];

/// What the sentence does, in folded text.
pub(super) fn of(folded: &str) -> Effect {
    let plain = without_brackets(folded);
    let plain = plain.trim_end_matches(['。', '.', ':', '：', '、', ',', ';']);
    let best = ENDS.iter().filter(|(end, _)| plain.ends_with(end)).max_by_key(|(end, _)| end.chars().count());
    best.map_or(Effect::Open, |(_, effect)| *effect)
}

/// What an item does under the sentence that it completes.
pub(super) fn of_item(lead: Effect, item: &str) -> Effect {
    let own = of(item);
    match (lead, own) {
        // A noun completes what the lead does.
        (lead, Effect::Open) => lead,
        (Effect::Binds, own) => own,
        // 「次の行為をしてはならない：…しないこと」 says two things.
        (Effect::Forbids, Effect::Forbids | Effect::Frees) => Effect::Open,
        (lead, _) => lead,
    }
}

/// Folded text without what stands in brackets.
pub(super) fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// Who acts in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actor {
    /// The organisation, the user of the service.
    Client,
    /// The vendor.
    Supplier,
    /// Both.
    Both,
    /// Nobody is named.
    Unnamed,
}

const CLIENTS: [&str; 18] = [
    "甲",
    "発注者",
    "委託者",
    "利用者",
    "お客様",
    "お客さま",
    "契約者",
    "ユーザー",
    "ユーザ",
    "会員",
    "顧客",
    "利用契約者",
    "利用団体",
    "申込者",
    "市",
    "町",
    "村",
    "組合",
];
const SUPPLIERS: [&str; 14] = [
    "乙",
    "受注者",
    "受託者",
    "当社",
    "弊社",
    "提供者",
    "提供事業者",
    "受託事業者",
    "委託事業者",
    "サービス提供者",
    "事業者",
    "再委託先",
    "運営者",
    "請負者",
];
const BOTH: [&str; 7] = ["甲及び乙", "甲乙", "双方", "両当事者", "当事者", "甲又は乙", "各当事者"];

/// Who is meant by 甲 and 乙 and by the names of roles.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parties {
    /// The document calls the vendor 甲.
    pub(super) swapped: bool,
}

impl Parties {
    /// From the sentence that names the sides.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let company = ["株式会社", "有限会社", "合同会社", "当社", "弊社", "財団", "社団", "提供者"];
        let public = ["市", "町", "村", "県", "組合", "お客様", "顧客", "利用者", "契約者", "ユーザー"];
        let mut swapped = false;
        for text in texts.take(40) {
            let folded = fold(text);
            let Some((before, after)) = ["(以下「甲」", "(以下、「甲」", "(以下甲", "を甲", "(甲)"]
                .iter()
                .find_map(|mark| folded.split_once(mark))
            else {
                continue;
            };
            // 「…（以下「甲」という。）と、…（以下「乙」という。）」: the name of the second side ends before its own mark.
            let second = ["(以下「乙」", "(以下、「乙」", "(以下乙", "を乙", "(乙)"]
                .iter()
                .find_map(|mark| after.split_once(mark))
                .map_or("", |(name, _)| name);
            let has = |name: &str, words: &[&str]| words.iter().any(|word| name.contains(word));
            swapped = has(before, &company) && !has(second, &company) && has(second, &public);
            break;
        }
        Self { swapped }
    }

    fn turned(self, word: &str, actor: Actor) -> Actor {
        match (self.swapped && (word == "甲" || word == "乙"), actor) {
            (true, Actor::Client) => Actor::Supplier,
            (true, Actor::Supplier) => Actor::Client,
            (_, actor) => actor,
        }
    }

    /// The last side of which the sentence says something.
    pub(super) fn actor(self, folded: &str) -> Actor {
        let plain = without_brackets(folded);
        let mut last: Option<(usize, usize, Actor)> = None;
        let named = BOTH
            .iter()
            .map(|word| (word, Actor::Both))
            .chain(CLIENTS.iter().map(|word| (word, Actor::Client)))
            .chain(SUPPLIERS.iter().map(|word| (word, Actor::Supplier)));
        for (word, actor) in named {
            for particle in ["は", "も", "においては"] {
                let phrase = format!("{word}{particle}");
                for (at, _) in plain.match_indices(&phrase) {
                    // 「契約者」 is not 「者」; 「市町村は」 is not 「村は」.
                    let end = at + phrase.len();
                    let longer =
                        last.is_some_and(|(known, length, _)| known > end || (known == end && length > word.len()));
                    if !longer {
                        // 「当社及び契約者は」 binds both.
                        let before = plain.get(..at).unwrap_or_default();
                        let joined = ["及び", "および", "並びに", "又は"].iter().any(|word| before.ends_with(word));
                        let actor = if joined { Actor::Both } else { self.turned(word, actor) };
                        last = Some((end, word.len(), actor));
                    }
                }
            }
        }
        last.map_or(Actor::Unnamed, |(_, _, actor)| actor)
    }

    /// Words that leave the deed to the client: 「…の管理は委託者の責任とする」「利用者が行うものとする」.
    pub(super) fn left_to_client(self, clause: &str) -> bool {
        let chosen = [
            "指定",
            "指示",
            "認め",
            "定め",
            "承認",
            "承諾",
            "必要",
            "示し",
            "求め",
            "適当",
            "別に",
            "書面",
            "保有",
            "提供",
            "所有",
            "行う検査",
            "行う監査",
        ];
        let names = CLIENTS.iter().chain(if self.swapped { ["乙"].iter() } else { [].iter() });
        names.filter(|word| !self.swapped || **word != "甲").any(|word| {
            let own = ["の責任", "の負担", "自身", "自ら", "の判断"]
                .iter()
                .any(|after| clause.contains(&format!("{word}{after}")));
            own || clause
                .split(&format!("{word}が"))
                .skip(1)
                .any(|after| !chosen.iter().any(|verb| after.starts_with(verb)))
        })
    }

    /// Whether the supplier's own consent is asked for: 「乙の承諾を得て検査する」.
    pub(super) fn suppliers_consent(self, folded: &str) -> bool {
        let names = SUPPLIERS.iter().chain(if self.swapped { ["甲"].iter() } else { [].iter() });
        names.filter(|word| !self.swapped || **word != "乙").any(|word| {
            ["同意", "承諾", "承認", "許可", "了承"]
                .iter()
                .any(|consent| folded.contains(&format!("{word}の{consent}")))
        })
    }

    /// Whether the client's consent is what the text names.
    pub(super) fn clients_consent(self, folded: &str) -> bool {
        let consent = ["承諾", "承認", "同意", "許諾", "許可"];
        let clients = CLIENTS.iter().filter(|word| self.turned(word, Actor::Client) == Actor::Client).copied();
        let clients: Vec<&str> = clients.chain(if self.swapped { vec!["乙"] } else { vec![] }).collect();
        consent.iter().any(|word| {
            folded.match_indices(word).any(|(at, _)| {
                let before: String = folded
                    .get(..at)
                    .unwrap_or_default()
                    .chars()
                    .rev()
                    .take(24)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .rev()
                    .collect();
                let after: String = folded.get(at + word.len()..).unwrap_or_default().chars().take(10).collect();
                let taken = [
                    "を得",
                    "を受け",
                    "のある",
                    "がある",
                    "があった",
                    "した場合",
                    "なく",
                    "なしに",
                    "がない",
                    "のない",
                ]
                .iter()
                .any(|form| after.starts_with(form));
                let asked = clients.iter().any(|client| {
                    before.contains(&format!("{client}の"))
                        || before.contains(&format!("{client}に"))
                        || before.contains(&format!("{client}から"))
                        || before.contains(&format!("{client}が"))
                });
                taken && asked
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: Effect) {
        assert_eq!(of(&fold(text)), expected, "{text}");
    }

    #[test]
    fn the_last_predicate_says_what_a_sentence_does() {
        case("乙は、秘密を他に漏らしてはならない。", Effect::Forbids);
        case("乙は、直ちに甲に報告しなければならない。", Effect::Binds);
        case("乙は、甲への報告を要しないものとする。", Effect::Frees);
        case("当社は、一切の責任を負いません。", Effect::Frees);
        case("乙は、責任を免れるものではない。", Effect::Binds);
        case("当社は、情報を第三者に提供することがあります。", Effect::Allows);
        case("乙は、再委託することができる。", Effect::Allows);
        case("乙は、再委託することができない。", Effect::Forbids);
        case("乙は、暗号化に努めるものとする。", Effect::Tries);
        case("データは国内に保管すること。", Effect::Binds);
        case("複製しないこと（甲が認めた場合を除く。）。", Effect::Forbids);
        case("期間は、別途協議のうえ定める。", Effect::Defers);
    }

    #[test]
    fn the_last_side_named_acts() {
        let parties = Parties::default();
        assert_eq!(
            parties.actor(&fold("甲は、報告を求めることができ、乙は、これに応じなければならない。")),
            Actor::Supplier
        );
        assert_eq!(parties.actor(&fold("利用者は、自己の責任で複製するものとします。")), Actor::Client);
        assert_eq!(parties.actor(&fold("甲及び乙は、秘密を守る。")), Actor::Both);
        assert_eq!(parties.actor(&fold("データは国内に置く。")), Actor::Unnamed);
        let swapped = Parties::of(["株式会社青空（以下「甲」という。）と湯沢町（以下「乙」という。）は、"].into_iter());
        assert!(swapped.swapped);
        assert_eq!(swapped.actor("甲は、守る"), Actor::Supplier);
        let plain = Parties::of(["湯沢町（以下「甲」という。）と株式会社青空（以下「乙」という。）は、"].into_iter());
        assert!(!plain.swapped);
    }
}
