use super::Provision;
use super::effect::{self, Actor, Effect, Parties};
use super::measure::spans;
use super::provision::fold;
use super::topic::{Manner, Term, Topic};
use crate::catalogue::{ClauseId, ContractTerms};
use serde::{Serialize, Serializer};

/// How a contract stands to a topic, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A sentence settles it with every detail that is wanted.
    Covered,
    /// Settled, but weaker than required.
    Weak,
    /// Something speaks of it, but a person must read it.
    Doubtful,
    /// A sentence says the opposite.
    Contrary,
    /// Nothing was found.
    Missing,
}

impl Standing {
    /// All, in order.
    pub const ALL: [Self; 5] = [Self::Covered, Self::Weak, Self::Doubtful, Self::Contrary, Self::Missing];

    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Covered => "定めあり",
            Self::Weak => "不十分",
            Self::Doubtful => "要確認",
            Self::Contrary => "逆の定め",
            Self::Missing => "定めなし",
        }
    }

    /// Its word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Weak => "weak",
            Self::Doubtful => "doubtful",
            Self::Contrary => "contrary",
            Self::Missing => "missing",
        }
    }
}

impl Serialize for Standing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// What one sentence says about one topic, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// It binds the supplier the right way round.
    Good,
    /// It does so with a reservation.
    Weak,
    /// It cannot be said.
    Doubtful,
    /// It says the opposite.
    Contrary,
}

impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Good => "good",
            Self::Weak => "weak",
            Self::Doubtful => "doubtful",
            Self::Contrary => "contrary",
        })
    }
}

/// A sentence that speaks of a topic.
#[derive(Clone, Debug, Serialize)]
pub struct Evidence {
    /// 第8条（秘密の保持）第2項; empty before the first article.
    pub place: String,
    /// The line, from 1.
    pub line: usize,
    /// The sentence as written, with the sentence that it completes and its provisos.
    pub sentence: String,
    /// What the sentence does.
    pub effect: Effect,
    /// What that means for the topic.
    pub reading: Reading,
    /// Why it is not good.
    pub why: Vec<String>,
}

/// How the contract stands to a topic, and from what.
#[derive(Clone, Debug, Serialize)]
pub struct TopicFinding {
    /// `T21`.
    pub topic: String,
    /// Its name.
    pub title: String,
    /// Whether the case asks for it.
    pub required: bool,
    /// How the contract stands to it.
    pub standing: Standing,
    /// The same for readers.
    pub label: &'static str,
    /// What is wanted and was not found.
    pub lacking: Vec<String>,
    /// What was found, the best first.
    pub found: Vec<Evidence>,
    /// Our clauses that settle it; under general terms there are none.
    pub clauses: Vec<ClauseId>,
}

/// So many sentences are shown per topic.
const SHOWN: usize = 6;
/// Effort, discretion and room that any sentence may leave.
const RESERVATIONS: [&str; 17] = [
    "可能な限り",
    "可能な範囲",
    "できる限り",
    "できるだけ",
    "合理的な範囲",
    "商業的に合理的",
    "合理的に可能",
    "原則として",
    "必要に応じ",
    "必要と認め",
    "裁量",
    "判断により",
    "判断で",
    "努め",
    "努力",
    "定めがある場合を除き",
    "状況に応じ",
];
/// What undoes a verb that stands right before it.
const NEGATORS: [&str; 33] = [
    "することなく",
    "を行うことなく",
    "をすることなく",
    "を得ることなく",
    "を経ることなく",
    "なしに",
    "なしで",
    "せずに",
    "せず",
    "を得ずに",
    "を得ず",
    "を受けずに",
    "を要せず",
    "は要せず",
    "を要しない",
    "は要しない",
    "を要しません",
    "を必要とせず",
    "を必要としない",
    "は必要としない",
    "は不要",
    "を不要",
    "を行わず",
    "を行わない",
    "は行わない",
    "を行いません",
    "は行いません",
    "をしない",
    "はしない",
    "する義務を負わ",
    "の義務を負わ",
    "の責任を負わ",
    "する責任を負わ",
];
/// Verbs in the negative without a noun's particle: for duties alone.
const NEGATIVE_VERBS: [&str; 6] = ["しない", "しません", "いたしません", "されない", "されません", "できない"];

/// What makes a negation the condition of something else.
const CASES: [&str; 15] = [
    "せ",
    "場合",
    "とき",
    "よう",
    "限り",
    "おそれ",
    "者",
    "情報",
    "もの(",
    "ものを",
    "ものの",
    "ものに",
    "ものが",
    "ものは",
    "事",
];

/// What makes a duty or a right depend on a case.
const ONLY_IF: [&str; 5] = ["場合に限り", "場合に限る", "ときに限り", "場合のみ", "場合にのみ"];
/// Leave that is not asked for.
const WITHOUT_CONSENT: [&str; 16] = [
    "承諾を得ることなく",
    "承認を得ることなく",
    "同意を得ることなく",
    "許諾を得ることなく",
    "承諾を得ず",
    "承認を得ず",
    "同意を得ず",
    "承諾なく",
    "承認なく",
    "同意なく",
    "承諾なしに",
    "承認なしに",
    "同意なしに",
    "承諾を要せ",
    "承認を要せ",
    "同意を要せ",
];
/// Leave that is supposed.
const SUPPOSED: [&str; 6] = [
    "承諾したものとみな",
    "同意したものとみな",
    "承認したものとみな",
    "承諾があったものとみな",
    "同意があったものとみな",
    "承認があったものとみな",
];
/// So many characters after a negated verb end a sentence: 「…しないものとします。」
const TAIL: usize = 8;
/// The predicate at the end of a sentence, in characters.
const PREDICATE: usize = 20;
/// The last clause of a sentence, in characters.
const CLAUSE: usize = 45;

/// Looks at all sentences for one topic after the other.
pub(super) struct Examiner<'a> {
    sentences: Vec<Sentence<'a>>,
    numbers: &'a ContractTerms,
    parties: Parties,
}

struct Sentence<'a> {
    provision: &'a Provision,
    /// Lead and sentence, folded.
    text: String,
    heading: String,
    provisos: String,
    effect: Effect,
    actor: Actor,
}

impl<'a> Examiner<'a> {
    pub(super) fn new(provisions: &'a [Provision], numbers: &'a ContractTerms) -> Self {
        let parties = Parties::of(provisions.iter().map(|provision| provision.text.as_str()));
        let sentences = provisions.iter().map(|provision| {
            let own = fold(&provision.text);
            let lead = provision.lead.as_deref().map(fold);
            let effect = match &lead {
                Some(lead) => effect::of_item(effect::of(lead), &own),
                None => effect::of(&own),
            };
            let actor = match (parties.actor(&own), &lead) {
                (Actor::Unnamed, Some(lead)) => parties.actor(lead),
                (actor, _) => actor,
            };
            Sentence {
                provision,
                text: format!("{}{own}", lead.unwrap_or_default()),
                heading: fold(&provision.heading),
                provisos: provision.provisos.iter().map(|proviso| fold(proviso)).collect(),
                effect,
                actor,
            }
        });
        Self { sentences: sentences.collect(), numbers, parties }
    }

    pub(super) fn swapped(&self) -> bool {
        self.parties.swapped
    }

    pub(super) fn examine(&self, topic: &Topic, required: bool, clauses: Vec<ClauseId>) -> TopicFinding {
        let mut found: Vec<(usize, Evidence)> = self
            .sentences
            .iter()
            .enumerate()
            .filter_map(|(index, sentence)| Some((index, self.evidence(topic, sentence)?)))
            .collect();
        let best = found.iter().map(|(_, evidence)| evidence.reading).min();
        let worst = found.iter().map(|(_, evidence)| evidence.reading).max();
        let lacking =
            if best <= Some(Reading::Weak) && best.is_some() { self.lacking(topic, &found) } else { Vec::new() };
        let standing = match (best, worst) {
            (None, _) => Standing::Missing,
            (Some(Reading::Contrary | Reading::Doubtful), Some(Reading::Contrary)) => Standing::Contrary,
            // One sentence gives what another takes away.
            (Some(_), Some(Reading::Contrary)) => Standing::Doubtful,
            (Some(Reading::Contrary), _) => Standing::Contrary,
            (Some(Reading::Doubtful), _) => Standing::Doubtful,
            (Some(Reading::Weak), _) => Standing::Weak,
            (Some(Reading::Good), _) if lacking.is_empty() => Standing::Covered,
            (Some(Reading::Good), _) => Standing::Weak,
        };
        // What speaks against it must be seen; then the best, those of an article of that heading first.
        found.sort_by_key(|(index, evidence)| {
            let rank = match evidence.reading {
                Reading::Contrary => 0,
                Reading::Good => 1,
                Reading::Weak => 2,
                Reading::Doubtful => 3,
            };
            let own = self
                .sentences
                .get(*index)
                .is_some_and(|sentence| topic.subject.iter().any(|word| sentence.heading.contains(word.as_str())));
            (rank, !own, *index)
        });
        TopicFinding {
            topic: topic.id.clone(),
            title: topic.title.clone(),
            required,
            standing,
            label: standing.label(),
            lacking,
            found: found.into_iter().map(|(_, evidence)| evidence).take(SHOWN).collect(),
            clauses,
        }
    }

    /// What the sentence says about the topic; nothing where it does not speak of it.
    fn evidence(&self, topic: &Topic, sentence: &Sentence<'_>) -> Option<Evidence> {
        let holds = |words: &[String]| words.iter().any(|word| sentence.text.contains(word.as_str()));
        let subject =
            holds(&topic.subject) || topic.subject.iter().any(|word| sentence.heading.contains(word.as_str()));
        let against = topic.against.iter().find(|word| {
            // 「国外に保存してはならない」 forbids what would be wrong; 「承諾を要しない」 is wrong wherever it stands.
            let negative =
                ["ない", "ず", "なく", "なし", "負わ", "ません", "負いかね"].iter().any(|sign| word.contains(sign));
            sentence.text.contains(word.as_str()) && (negative || sentence.effect != Effect::Forbids)
        });
        let deed = topic.says.first().is_none_or(|group| holds(group));
        let all = topic.says.iter().all(|group| holds(group));
        let frees = matches!(sentence.effect, Effect::Frees);
        if !(subject && all) && !(subject && deed && (frees || against.is_some())) && !(subject && against.is_some()) {
            return None;
        }
        if topic.ignores(&sentence.text) && against.is_none() {
            return None;
        }
        let mut why = Vec::new();
        let mut reading = self.reading(topic, sentence, against, &mut why)?;
        let named = against.is_some() || undone(topic, sentence).is_some();
        if !named && !sentence.is_about(topic) {
            // A word in passing: nothing against, and not enough for it.
            if reading == Reading::Contrary {
                return None;
            }
            why.push("別の事柄を定める文の中で触れているだけかもしれない".to_owned());
            reading = Reading::Doubtful;
        }
        let provision = sentence.provision;
        let lead = provision.lead.iter().cloned();
        let texts = lead.chain(std::iter::once(provision.text.clone())).chain(provision.provisos.iter().cloned());
        Some(Evidence {
            place: format!("{}{}", provision.article, provision.within),
            line: provision.line,
            sentence: texts.collect::<Vec<_>>().join(" "),
            effect: sentence.effect,
            reading,
            why,
        })
    }

    fn reading(
        &self,
        topic: &Topic,
        sentence: &Sentence<'_>,
        against: Option<&String>,
        why: &mut Vec<String>,
    ) -> Option<Reading> {
        if sentence.provision.foreign {
            why.push("英文のため、人が読んで確かめる".to_owned());
            return Some(Reading::Doubtful);
        }
        if let Some(words) = against {
            why.push(format!("「{words}」とあり、求めるものと逆の内容になっている"));
            return Some(Reading::Contrary);
        }
        let base = match topic.manner {
            Manner::Duty => self.duty(topic, sentence, why),
            Manner::Ban => self.ban(topic, sentence, why)?,
            Manner::Right => self.right(topic, sentence, why)?,
            Manner::Statement => self.statement(topic, sentence, why),
        };
        let reserved = self.reservations(topic, sentence, why);
        Some(base.max(reserved))
    }

    fn duty(&self, topic: &Topic, sentence: &Sentence<'_>, why: &mut Vec<String>) -> Reading {
        if let Some(words) = undone(topic, sentence) {
            why.push(format!("「{words}」と、行わないことが書かれている"));
            return Reading::Contrary;
        }
        match (sentence.effect, sentence.actor) {
            (Effect::Frees, _) => {
                why.push("義務を負わない、又は責任を負わないとしている".to_owned());
                Reading::Contrary
            }
            (Effect::Binds, Actor::Client) => {
                why.push("義務を負うのが団体（利用者）の側になっている".to_owned());
                Reading::Doubtful
            }
            (Effect::Binds, _) => Reading::Good,
            (Effect::Allows, Actor::Client) => {
                why.push("団体が求めたときに限られる".to_owned());
                Reading::Weak
            }
            (Effect::Allows, _) if ["代え", "足りる"].iter().any(|word| sentence.ends_with_word(word)) => {
                why.push("代わりの方法を認めている".to_owned());
                Reading::Weak
            }
            (Effect::Allows, _) if topic.says.iter().flatten().any(|word| sentence.ends_with_word(word)) => {
                why.push("行うことができるというだけで、義務ではない".to_owned());
                Reading::Contrary
            }
            (Effect::Allows, _) => {
                why.push("許容する文で、義務として読み取れない".to_owned());
                Reading::Doubtful
            }
            (Effect::Tries, _) => {
                why.push("努力にとどまる".to_owned());
                Reading::Weak
            }
            (Effect::Defers, _) => {
                why.push("別途の協議又は定めに委ねている".to_owned());
                Reading::Weak
            }
            (Effect::Forbids, _) if topic.keeps.iter().any(|word| sentence.text.contains(word.as_str())) => {
                Reading::Good
            }
            (Effect::Forbids, _) if sentence.omits(topic) => {
                why.push("行わないものとしている".to_owned());
                Reading::Contrary
            }
            (Effect::Forbids, _) => {
                why.push("否定の形で書かれており、義務として読み取れない".to_owned());
                Reading::Doubtful
            }
            (Effect::Open, _) => {
                why.push("文の述語を読み取れない".to_owned());
                Reading::Doubtful
            }
        }
    }

    fn ban(&self, topic: &Topic, sentence: &Sentence<'_>, why: &mut Vec<String>) -> Option<Reading> {
        let consent = self.parties.clients_consent(&sentence.text);
        let without = WITHOUT_CONSENT.iter().find(|words| {
            // 「承認を得ずに複写されたものがあるときは」 is a case, not leave.
            let case = |after: &str| {
                let near: String = after.chars().take(20).collect();
                ["もの", "場合", "とき"].iter().any(|word| near.contains(word))
            };
            sentence.text.split_once(**words).is_some_and(|(_, after)| !case(after))
        });
        let supposed = SUPPOSED.iter().any(|words| sentence.text.contains(words));
        if supposed {
            why.push("承諾があったものとみなしている".to_owned());
            return Some(Reading::Contrary);
        }
        let negated = without.is_some();
        Some(match (sentence.effect, sentence.actor) {
            (Effect::Forbids, Actor::Client) => {
                why.push("禁じられているのが団体（利用者）の側になっている".to_owned());
                Reading::Doubtful
            }
            (Effect::Forbids, _) => Reading::Good,
            (Effect::Frees, _) => {
                why.push("制限がない、又は責任を負わないとしている".to_owned());
                Reading::Contrary
            }
            // What the client may do is no leave for the supplier, unless it is a consent given in advance.
            (Effect::Allows, Actor::Client)
                if !["承諾する", "同意", "許諾", "異議"].iter().any(|word| sentence.ends_with_word(word)) =>
            {
                return None;
            }
            (Effect::Allows, _) if consent && !negated => Reading::Good,
            (Effect::Allows, _) => {
                why.push("団体の承諾によらずに行うことを認めている".to_owned());
                Reading::Contrary
            }
            (Effect::Binds, Actor::Client) => {
                why.push("義務を負うのが団体（利用者）の側になっている".to_owned());
                Reading::Doubtful
            }
            (Effect::Binds, _) if negated => {
                why.push("承諾などを要しないことが書かれている".to_owned());
                Reading::Contrary
            }
            (Effect::Binds, _) if sentence.text.contains("てはならず") => Reading::Good,
            (Effect::Binds, _) if topic.keeps.iter().any(|word| sentence.text.contains(word.as_str())) => Reading::Good,
            (Effect::Tries, _) => {
                why.push("努力にとどまる".to_owned());
                Reading::Weak
            }
            (Effect::Defers, _) => {
                why.push("別途の協議又は定めに委ねている".to_owned());
                Reading::Weak
            }
            (Effect::Binds | Effect::Open, _) => {
                why.push("禁止又は制限として読み取れない".to_owned());
                Reading::Doubtful
            }
        })
    }

    fn right(&self, topic: &Topic, sentence: &Sentence<'_>, why: &mut Vec<String>) -> Option<Reading> {
        let refusing = ["拒", "妨げ", "異議"].iter().any(|word| sentence.ends_with_word(word));
        let deed = topic.says.iter().flatten().any(|word| sentence.ends_with_word(word));
        Some(match (sentence.effect, sentence.actor) {
            (Effect::Frees, _) => {
                why.push("応ずる義務がないとしている".to_owned());
                Reading::Contrary
            }
            (Effect::Forbids, _) if refusing => Reading::Good,
            // What the supplier must not do, or the client must not do besides, is another matter.
            (Effect::Forbids, Actor::Supplier) => return None,
            (Effect::Forbids, _) if !deed => return None,
            (Effect::Forbids, _) => {
                why.push("団体が行うことを認めていない".to_owned());
                Reading::Contrary
            }
            (Effect::Allows, Actor::Supplier) => {
                why.push("行うことができるのが事業者の側になっている".to_owned());
                Reading::Contrary
            }
            (Effect::Allows, _) if refusing => {
                why.push("拒むことを認めている".to_owned());
                Reading::Contrary
            }
            (Effect::Allows, Actor::Client | Actor::Both) => Reading::Good,
            (Effect::Binds, Actor::Client) => {
                why.push("義務を負うのが団体の側になっている".to_owned());
                Reading::Doubtful
            }
            (Effect::Binds, _) if undone(topic, sentence).is_some() => {
                why.push("行わないことが書かれている".to_owned());
                Reading::Contrary
            }
            (Effect::Binds, _) => Reading::Good,
            (Effect::Tries, _) => {
                why.push("努力にとどまる".to_owned());
                Reading::Weak
            }
            (Effect::Defers, _) => {
                why.push("別途の協議又は定めに委ねている".to_owned());
                Reading::Weak
            }
            (Effect::Allows | Effect::Open, _) => {
                why.push("誰の権利であるかを読み取れない".to_owned());
                Reading::Doubtful
            }
        })
    }

    fn statement(&self, topic: &Topic, sentence: &Sentence<'_>, why: &mut Vec<String>) -> Reading {
        if let Some(words) = undone(topic, sentence) {
            why.push(format!("「{words}」と、否定されている"));
            return Reading::Contrary;
        }
        match sentence.effect {
            Effect::Binds => Reading::Good,
            Effect::Forbids if topic.keeps.iter().any(|word| sentence.text.contains(word.as_str())) => Reading::Good,
            Effect::Frees => {
                why.push("義務又は責任がないとしている".to_owned());
                Reading::Contrary
            }
            Effect::Defers | Effect::Tries => {
                why.push("別途の定め又は努力にとどまる".to_owned());
                Reading::Weak
            }
            Effect::Allows | Effect::Forbids | Effect::Open => {
                why.push("定めとして読み取れない".to_owned());
                Reading::Doubtful
            }
        }
    }

    /// What the sentence or its provisos take away.
    fn reservations(&self, topic: &Topic, sentence: &Sentence<'_>, why: &mut Vec<String>) -> Reading {
        let mut reading = Reading::Good;
        let own = RESERVATIONS.iter().copied().chain(topic.weakens.iter().map(String::as_str));
        // 「甲が必要と認めるときは」 leaves the choice to the client.
        let clients = sentence.actor == Actor::Client
            || sentence.text.contains("甲が必要と認め")
            || sentence.text.contains("発注者が必要と認め");
        for words in own.filter(|words| sentence.text.contains(words)) {
            if clients && matches!(words, "必要と認め" | "必要に応じ") {
                continue;
            }
            why.push(format!("「{words}」とあり、限定されている"));
            reading = reading.max(Reading::Weak);
        }
        if topic.manner != Manner::Ban
            && let Some(words) = ONLY_IF.iter().find(|words| sentence.text.contains(**words))
        {
            why.push(format!("「{words}」とあり、限定されている"));
            reading = reading.max(Reading::Weak);
        }
        if topic.manner == Manner::Right && self.parties.suppliers_consent(&sentence.text) {
            why.push("事業者の同意を条件としている".to_owned());
            reading = reading.max(Reading::Weak);
        }
        if topic.manner == Manner::Duty && self.parties.left_to_client(&tail(&sentence.text, PREDICATE)) {
            why.push("行うのが団体（利用者）の側になっている".to_owned());
            reading = reading.max(Reading::Doubtful);
        }
        let harmless = self.parties.clients_consent(&sentence.provisos)
            || [
                "法令",
                "指示",
                "責めに帰すべき",
                "公知",
                "甲が認め",
                "甲が承認",
                "甲が承諾",
                "発注者が認め",
                "発注者が承",
                "委託者が",
            ]
            .iter()
            .any(|word| sentence.provisos.contains(word));
        if !sentence.provisos.is_empty() && !harmless {
            why.push("ただし書で例外を設けている".to_owned());
            reading = reading.max(Reading::Doubtful);
        }
        let mid = ["負わず", "要せず", "必要はなく", "義務はなく", "不要とし", "みなし"]
            .iter()
            .find(|word| sentence.text.contains(*word));
        if let Some(words) = mid {
            why.push(format!("文の途中に「{words}」とある"));
            reading = reading.max(Reading::Doubtful);
        }
        reading
    }

    /// The details that neither the good sentences nor their articles hold.
    fn lacking(&self, topic: &Topic, found: &[(usize, Evidence)]) -> Vec<String> {
        let good: Vec<&Sentence<'_>> = found
            .iter()
            .filter(|(_, evidence)| evidence.reading <= Reading::Weak)
            .filter_map(|(index, _)| self.sentences.get(*index))
            .collect();
        let same_article = |sentence: &Sentence<'_>| {
            good.iter().any(|known| {
                !known.provision.article.is_empty() && known.provision.article == sentence.provision.article
            })
        };
        let around: Vec<&Sentence<'_>> = self
            .sentences
            .iter()
            .filter(|sentence| !matches!(sentence.effect, Effect::Frees) && same_article(sentence))
            .chain(good.iter().copied())
            .collect();
        let mut lacking = Vec::new();
        for detail in &topic.details {
            let holds = |sentence: &&&Sentence<'_>| {
                detail.words.iter().all(|group| {
                    group.iter().any(|word| {
                        let text = format!("{}{}", sentence.text, sentence.provisos);
                        text.match_indices(word.as_str()).any(|(at, _)| {
                            let after = text.get(at + word.len()..).unwrap_or_default();
                            !NEGATORS.iter().any(|negator| after.starts_with(negator))
                                || sentence.effect == Effect::Forbids
                        })
                    })
                })
            };
            match detail.term {
                None if around.iter().any(|sentence| holds(&sentence)) => {}
                None => lacking.push(detail.label.clone()),
                Some(term) => {
                    let fitting: Vec<&Sentence<'_>> = around.iter().filter(holds).copied().collect();
                    lacking.extend(self.number(term, &detail.label, &fitting));
                }
            }
        }
        lacking
    }

    /// What is wrong with the number: none, or worse than wanted.
    fn number(&self, term: Term, label: &str, sentences: &[&Sentence<'_>]) -> Option<String> {
        let (wanted, at_least, written) = term.wanted(self.numbers);
        let spans: Vec<_> = sentences.iter().flat_map(|sentence| spans(&sentence.text)).collect();
        let best = match at_least {
            true => spans.iter().max_by_key(|span| span.hours),
            false => spans.iter().min_by_key(|span| span.hours),
        };
        let Some(span) = best else {
            return Some(format!("{label}（{written}）の数字がない"));
        };
        let kept = if at_least { span.hours >= wanted } else { span.hours <= wanted && !span.working_days };
        (!kept).then(|| format!("{label}が{}で、求められる{written}に足りない", span.written))
    }
}

/// The words that undo the deed of the topic, if the sentence holds such.
fn undone<'t>(topic: &Topic, sentence: &'t Sentence<'_>) -> Option<&'t str> {
    let text = sentence.text.as_str();
    for word in topic.says.iter().flatten() {
        for (at, _) in text.match_indices(word.as_str()) {
            let after = text.get(at + word.len()..).unwrap_or_default();
            let negator = NEGATORS.iter().chain(&NEGATIVE_VERBS).find(|negator| after.starts_with(**negator));
            let Some(negator) = negator else { continue };
            // 「消去することができない場合は」 is a case, not a refusal.
            let rest = after.strip_prefix(*negator).unwrap_or_default();
            if CASES.iter().any(|word| rest.starts_with(word)) {
                continue;
            }
            // 「報告することなく処理してはならない」 forbids the omission.
            let last = rest.chars().count() <= TAIL;
            if sentence.effect == Effect::Forbids && !last {
                continue;
            }
            return text.get(at..at + word.len() + negator.len());
        }
    }
    None
}

impl Sentence<'_> {
    /// Whether the word stands in the predicate at the end.
    fn ends_with_word(&self, word: &str) -> bool {
        let tail = tail(&self.text, PREDICATE);
        tail.contains(word)
    }

    /// Whether its end says that the deed of the topic is not done: 「暗号化を行わないものとする」. What must not be left undone, and what
    /// must not be done, are other things.
    fn omits(&self, topic: &Topic) -> bool {
        let plain = effect::without_brackets(&self.text);
        let plain = plain.trim_end_matches('。');
        let bare = ["ないものとする", "ないものとします", "ません", "しない", "行わない", "ないこと"]
            .iter()
            .any(|end| plain.ends_with(end));
        let twice = ["ことなく", "せず", "なければ", "なしに", "以外", "ならない", "できない"]
            .iter()
            .any(|word| plain.contains(word));
        bare && !twice && topic.says.iter().flatten().any(|word| self.ends_with_word(word))
    }

    /// Whether the topic is the matter of the sentence: in the heading of its article, or in its last clause.
    fn is_about(&self, topic: &Topic) -> bool {
        let last = tail(&self.text, CLAUSE);
        let named = |words: &[String], text: &str| words.iter().any(|word| text.contains(word.as_str()));
        named(&topic.subject, &self.heading)
            || named(&topic.subject, &last)
            || topic.says.first().is_some_and(|group| named(group, &last))
    }
}

/// The last characters of a text, what stands in brackets left out.
fn tail(text: &str, length: usize) -> String {
    let plain = effect::without_brackets(text);
    let count = plain.chars().count();
    plain.chars().skip(count.saturating_sub(length)).collect()
}
