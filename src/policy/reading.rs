use super::document::DocumentText;
use super::duty::{self, Topic};
use super::outline::{self, Node, Sentence};
use super::page::{self, Line, fold};
use super::passage::{self, Passage};
use super::section::{self, Section};
use super::{Obligation, ObligationId, diagnostics, imprint};
use crate::diagnostic::{Diagnostic, Place};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// Whether the standards (対策基準) may be shown, as the policy says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Publicity {
    /// 非公開.
    Closed,
    /// 公開.
    Open,
    /// The policy does not say.
    #[default]
    Unknown,
}

/// The words that the policy uses. Absent where it has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// 業務委託 or 外部委託.
    pub outsourcing: Option<String>,
    /// 委託事業者, 外部委託事業者, 委託先, 受託者.
    pub contractor: Option<String>,
    /// クラウドサービス, 外部サービス or 約款による外部サービス.
    pub cloud: Option<String>,
}

/// A duty as found in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadObligation {
    /// Sentence and locator.
    pub obligation: Obligation,
    /// The line of the document's text on which the sentence begins, from 1.
    pub line: Option<usize>,
}

/// What a policy document says, as far as this program needs it. Nothing in it is supposed: what the document does not say is
/// absent, and a diagnostic tells so.
#[derive(Clone, Debug)]
pub struct PolicyReading {
    /// The file's name, as messages give it.
    pub file: String,
    /// 湯沢町.
    pub organisation: Option<String>,
    /// 当町.
    pub self_name: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its edition in its own words.
    pub edition: Option<String>,
    /// When it was decided.
    pub date: Option<Date>,
    /// From when it is in force.
    pub effective: Option<Date>,
    /// The number of the section: `6(8)`.
    pub section: Option<String>,
    /// The section's heading.
    pub heading: Option<String>,
    /// Its words.
    pub terms: Terms,
    /// The bodies that it holds for.
    pub bodies: Vec<String>,
    /// The bodies that decided on it together (共同策定); empty where one did.
    pub joint: Vec<String>,
    /// Whether its standards are public.
    pub standards: Publicity,
    /// Whether the document holds the standards as well.
    pub holds_standards: bool,
    /// All nine, found or not.
    pub obligations: Vec<ReadObligation>,
    /// All sentences of the section, in order.
    pub sentences: Vec<String>,
    /// The whole document, paragraph by paragraph.
    pub passages: Vec<Passage>,
    /// What the reader must be told.
    pub diagnostics: Vec<Diagnostic>,
    /// The organisation has a head called 管理者 or 組合長.
    pub(super) office: Option<String>,
}

impl PolicyReading {
    /// Whether the document calls itself standards or a regulation, not a policy alone.
    pub fn is_regulation(&self) -> bool {
        let title = self.title.as_deref().map(fold).unwrap_or_default();
        ["対策基準", "規程", "規則", "訓令", "要綱", "規定"].iter().any(|end| title.ends_with(end))
    }

    /// The reading of what could not be read.
    pub(super) fn nothing(file: &str, diagnostic: Diagnostic) -> Self {
        let obligations =
            ObligationId::ALL.into_iter().map(|id| ReadObligation { obligation: Obligation::absent(id), line: None });
        Self {
            file: file.to_owned(),
            organisation: None,
            self_name: None,
            title: None,
            edition: None,
            date: None,
            effective: None,
            section: None,
            heading: None,
            terms: Terms::default(),
            bodies: Vec::new(),
            joint: Vec::new(),
            standards: Publicity::Unknown,
            holds_standards: false,
            obligations: obligations.collect(),
            sentences: Vec::new(),
            passages: Vec::new(),
            diagnostics: vec![diagnostic],
            office: None,
        }
    }
}

/// Headings that a basic policy has.
const HALLMARKS: [&str; 10] = [
    "目的",
    "定義",
    "対象とする脅威",
    "適用範囲",
    "遵守義務",
    "情報セキュリティ対策",
    "情報セキュリティ監査",
    "ポリシーの見直し",
    "対策基準の策定",
    "実施手順の策定",
];

/// Reads a policy. `file` is the name in messages.
///
/// # Errors
/// One sentence where the document is no policy.
pub fn read(file: &str, document: &DocumentText) -> Result<PolicyReading, Diagnostic> {
    let place = Place::file(file);
    let page = page::read(&document.lines);
    let title = imprint::title(&page.lines);
    let standards =
        title.as_deref().is_some_and(|title| fold(title).contains("対策基準") && !title.contains("基本方針"));
    let nodes = outline::outline(&page, standards);
    let section = section::find(&nodes);
    let text = whole(&nodes, &page.lines);
    let heads = hallmarks(&nodes);
    let stated = section.as_ref().map_or(0, |section| section.stated.len());
    let policy = match (&title, heads.len()) {
        (Some(_), heads) if heads >= 2 || stated >= 2 => true,
        (_, heads) if heads >= 2 && stated >= 3 => true,
        // A part of a policy: the section alone.
        _ => stated >= 5 && topics_of(section.as_ref()).len() >= 2,
    };
    if !policy {
        return Err(diagnostics::no_policy(place, &heads));
    }
    Ok(Reader { place, page: &page.lines, nodes: &nodes, text: &text, section: section.unwrap_or_default() }
        .reading(file, title))
}

/// All text without line ends, and with blanks where lines without full stops end.
fn whole(nodes: &[Node], lines: &[Line]) -> String {
    let mut text = String::new();
    for node in nodes {
        if node.path.is_empty() {
            continue;
        }
        text.push_str(&node.heading);
        text.push('\n');
        for paragraph in &node.paragraphs {
            text.push_str(&paragraph.text);
            text.push('\n');
        }
    }
    let front: Vec<&str> = imprint::front(lines).iter().map(|line| line.text.as_str()).collect();
    format!("{}\n{text}", front.join("\n"))
}

fn hallmarks(nodes: &[Node]) -> Vec<&'static str> {
    let headings: Vec<String> = nodes.iter().map(|node| fold(&node.heading)).collect();
    HALLMARKS
        .into_iter()
        .filter(|mark| headings.iter().any(|heading| heading.contains(mark) && heading.chars().count() <= 30))
        .collect()
}

fn topics_of(section: Option<&Section>) -> BTreeSet<Topic> {
    let Some(section) = section else { return BTreeSet::new() };
    let all = [Topic::Outsourcing, Topic::Cloud, Topic::Social];
    all.into_iter().filter(|topic| topic.obligations().iter().any(|id| section.stated.contains_key(id))).collect()
}

struct Reader<'a> {
    place: Place,
    page: &'a [Line],
    nodes: &'a [Node],
    text: &'a str,
    section: Section,
}

impl Reader<'_> {
    fn reading(self, file: &str, title: Option<String>) -> PolicyReading {
        let organisation = imprint::organisation(self.page, title.as_deref(), self.text);
        let selves = imprint::self_names(self.text, organisation.as_deref());
        let issue = imprint::issue(self.page, self.text);
        let obligations: Vec<ReadObligation> = ObligationId::ALL
            .into_iter()
            .map(|id| ReadObligation {
                obligation: self.section.obligation(id),
                line: self.section.stated.get(&id).map(|stated| stated.sentence.line),
            })
            .collect();
        let found = !self.section.stated.is_empty();
        let mut reading = PolicyReading {
            file: file.to_owned(),
            title: self.title(title, organisation.as_deref()),
            self_name: selves.first().map(|(name, _)| name.clone()),
            edition: issue.edition,
            date: issue.date,
            effective: issue.effective,
            section: found.then(|| self.section.number.clone()),
            heading: found.then(|| outline::squeeze(&self.section.heading)),
            terms: self.terms(),
            bodies: self.bodies(),
            joint: self.joint(),
            standards: self.publicity(),
            holds_standards: self.nodes.iter().any(|node| node.standards),
            obligations,
            sentences: self.section.sentences.iter().map(|sentence| sentence.text.clone()).collect(),
            passages: passage::passages(self.nodes),
            diagnostics: Vec::new(),
            office: self.office(organisation.as_deref()),
            organisation,
        };
        reading.diagnostics = self.diagnostics(&reading, &selves);
        reading
    }

    /// The title of the part that holds the section, where that part names the organisation; otherwise the document's.
    fn title(&self, title: Option<String>, organisation: Option<&str>) -> Option<String> {
        let index = self.nodes.iter().position(|node| node.line == self.section.line && node.line > 0);
        let head = index.and_then(|index| self.nodes.get(index)).and_then(|node| node.path.first());
        let part = head.and_then(|head| {
            let before = self.nodes.iter().take(index.unwrap_or_default()).rev();
            before.into_iter().find(|node| node.path.len() == 1 && node.path.first() == Some(head))
        });
        let own = part.map(|node| outline::squeeze(&node.heading).replace(' ', "")).filter(|heading| {
            heading.ends_with("基本方針") && organisation.is_some_and(|name| heading.starts_with(name))
        });
        own.or(title)
    }

    fn terms(&self) -> Terms {
        let own = self.section.sentences.iter().map(|sentence| sentence.text.as_str()).collect::<String>();
        let stated: String = self.section.stated.values().map(|stated| stated.sentence.text.as_str()).collect();
        let texts = [fold(&own), fold(&stated), fold(&self.section.heading), fold(self.text)];
        let most = |words: &[&str]| {
            texts.iter().find_map(|text| {
                let counts = words.iter().map(|word| (text.matches(word).count(), *word));
                counts
                    .filter(|(count, _)| *count > 0)
                    .max_by_key(|(count, word)| (*count, word.len()))
                    .map(|(_, word)| word.to_owned())
            })
        };
        let contractor = texts.iter().find_map(|text| {
            // 外部委託事業者 holds 委託事業者: the longest that is there.
            [
                "外部委託事業者",
                "業務委託事業者",
                "委託事業者",
                "委託先事業者",
                "外部委託先",
                "受託事業者",
                "業務委託先",
                "委託業者",
                "受託者",
                "委託先",
            ]
            .into_iter()
            .find(|word| text.contains(word))
            .map(str::to_owned)
        });
        let cloud = texts.iter().find_map(|text| {
            ["約款による外部サービス", "クラウドサービス", "外部サービス", "クラウド"]
                .into_iter()
                .find(|word| text.contains(word))
                .map(str::to_owned)
        });
        Terms { outsourcing: most(&["業務委託", "外部委託"]), contractor, cloud }
    }

    fn policy_sentences(&self) -> impl Iterator<Item = Sentence> {
        self.nodes
            .iter()
            .filter(|node| !node.standards)
            .flat_map(|node| node.paragraphs.iter())
            .flat_map(outline::Paragraph::sentences)
    }

    /// From 「…行政機関は、A、B及びCとする。」, or from the list under 「次に掲げる機関」.
    fn bodies(&self) -> Vec<String> {
        for (index, node) in self.nodes.iter().enumerate() {
            let heading = fold(&node.heading);
            let scope = [
                "行政機関の範囲",
                "組織の範囲",
                "機関の範囲",
                "適用範囲",
                "適用の範囲",
                "適用対象",
                "対象範囲",
                "適用する機関",
                "対象機関",
            ]
            .iter()
            .any(|word| heading.contains(word))
                || matches!(heading.as_str(), "対象" | "適用");
            if !scope {
                continue;
            }
            for sentence in node.paragraphs.iter().flat_map(outline::Paragraph::sentences) {
                if let Some(bodies) = listed(&sentence.text).or_else(|| bare_list(&sentence.text)) {
                    return bodies;
                }
            }
            let items: Vec<String> = self
                .nodes
                .iter()
                .skip(index + 1)
                .take_while(|below| below.path.len() > node.path.len() && below.is_under(&node.path))
                .filter(|below| below.path.len() == node.path.len() + 1)
                .map(|below| {
                    if below.heading.is_empty() {
                        below.paragraphs.first().map(|paragraph| paragraph.text.clone()).unwrap_or_default()
                    } else {
                        below.heading.clone()
                    }
                })
                .filter(|text| (2..=40).contains(&text.chars().count()))
                .map(|text| outline::squeeze(&text))
                .collect();
            let assets =
                items.iter().any(|item| item.contains("情報資産") || item.contains("範囲") || item.contains("仕様書"));
            if !items.is_empty() && !assets {
                return items;
            }
        }
        Vec::new()
    }

    /// 「A、B及びCが共同で定める」.
    fn joint(&self) -> Vec<String> {
        for sentence in self.policy_sentences() {
            let Some(at) = ["が共同で", "が共同して", "は共同して", "は、共同して", "は、共同で"]
                .iter()
                .filter_map(|word| sentence.text.find(word))
                .min()
            else {
                continue;
            };
            let before = sentence.text.get(..at).unwrap_or_default();
            let start = ["を", "は、", "。", "ため、", "づき、"]
                .iter()
                .filter_map(|word| before.rfind(word).map(|at| at + word.len()))
                .max()
                .unwrap_or(0);
            let names = enumerated(before.get(start..).unwrap_or_default());
            // 「…を定め、管理者、…」: what ends in a verb is no body.
            let noun = |name: &String| !name.chars().last().is_some_and(super::numbering::is_hiragana);
            let names: Vec<String> = names.into_iter().filter(noun).collect();
            if names.len() >= 2 && names.iter().all(|name| name.chars().count() <= 20) {
                return names;
            }
        }
        Vec::new()
    }

    fn publicity(&self) -> Publicity {
        for sentence in self.policy_sentences() {
            let text = fold(&sentence.text);
            // The subject decides: the procedures may be closed while the standards are not.
            let subject = text.split_once("は、").map_or(text.as_str(), |(subject, _)| subject);
            if !subject.contains("対策基準") {
                continue;
            }
            if text.contains("非公開") || text.contains("公開しない") || text.contains("公表しない") {
                return Publicity::Closed;
            }
            if text.contains("公開する") || text.contains("公表する") || text.contains("公開とする") {
                return Publicity::Open;
            }
        }
        Publicity::Unknown
    }

    fn office(&self, organisation: Option<&str>) -> Option<String> {
        let name = organisation?;
        let last = name.chars().last()?;
        if "市区町村".contains(last) {
            return Some("長".to_owned());
        }
        if name.ends_with("広域連合") {
            return Some("長".to_owned());
        }
        ["組合長", "管理者", "理事長", "企業長"]
            .into_iter()
            .find(|office| {
                self.text.match_indices(office).any(|(at, _)| {
                    let before = self.text.get(..at).and_then(|text| text.chars().last());
                    // 統括管理者, システム管理者 are other offices.
                    before.is_none_or(|c| !c.is_alphanumeric() || super::numbering::is_hiragana(c))
                })
            })
            .map(str::to_owned)
    }

    fn diagnostics(&self, reading: &PolicyReading, selves: &[(String, usize)]) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        let place = || self.place.clone();
        let at = |line: usize| if line > 0 { self.place.clone().on_line(line) } else { self.place.clone() };
        if reading.organisation.is_none() {
            told.push(diagnostics::no_organisation(place()));
        }
        match selves {
            [] => told.push(diagnostics::no_self(place())),
            [(_, most), (_, next), ..] if *next >= 2 && next * 10 >= *most => {
                told.push(diagnostics::self_mixed(place(), selves))
            }
            _ => {}
        }
        if reading.title.is_none() {
            told.push(diagnostics::no_title(place()));
        }
        if reading.date.is_none() {
            told.push(diagnostics::no_date(place()));
        }
        if self.section.stated.is_empty() {
            let near = section::mentions(self.nodes).into_values().next();
            told.push(diagnostics::no_section(
                at(near.as_ref().map_or(0, |(_, line)| *line)),
                near.map(|(near, _)| near),
            ));
            return told;
        }
        if self.section.unnamed {
            told.push(diagnostics::section_unnamed(at(self.section.line), &self.section.number, &self.section.heading));
        }
        if self.section.in_standards {
            told.push(diagnostics::section_in_standards(at(self.section.line), &self.section.number));
        }
        self.duties(&mut told);
        self.words(reading, &mut told);
        if reading.standards == Publicity::Unknown && !reading.holds_standards {
            told.push(diagnostics::standards_unknown(place()));
        }
        told
    }

    fn duties(&self, told: &mut Vec<Diagnostic>) {
        let at = |line: usize| self.place.clone().on_line(line);
        let mentioned = section::mentions(self.nodes);
        for topic in [Topic::Outsourcing, Topic::Cloud, Topic::Social] {
            let absent: Vec<ObligationId> =
                topic.obligations().iter().filter(|id| !self.section.stated.contains_key(id)).copied().collect();
            let unused = (absent.len() == topic.obligations().len()).then(|| self.not_used(topic)).flatten();
            if let Some(sentence) = unused {
                told.push(diagnostics::topic_not_used(at(sentence.line), topic, &sentence.text));
                continue;
            }
            match mentioned.get(&topic) {
                // The subject is treated, and yet demands nothing of the kind.
                Some((_, line)) if absent.len() == topic.obligations().len() => {
                    told.extend(absent.into_iter().map(|id| diagnostics::duty_absent(at(*line), id)));
                }
                None if absent.len() == topic.obligations().len() => {
                    told.push(diagnostics::topic_absent(at(self.section.line), topic));
                }
                _ => told.extend(absent.into_iter().map(|id| diagnostics::duty_absent(at(self.section.line), id))),
            }
        }
        let mut weak = BTreeSet::new();
        for (id, stated) in &self.section.stated {
            if !stated.inside {
                told.push(diagnostics::duty_elsewhere(at(stated.sentence.line), *id, &stated.locator));
            }
            if duty::is_weak(&stated.sentence.text) && weak.insert(stated.sentence.line) {
                told.push(diagnostics::duty_weak(at(stated.sentence.line), &stated.sentence.text));
            }
        }
    }

    /// The sentence that says that nothing of the kind is used.
    fn not_used(&self, topic: Topic) -> Option<Sentence> {
        self.policy_sentences().find(|sentence| {
            let folded = fold(&sentence.text);
            Topic::named(&folded) == BTreeSet::from([topic])
                && ["利用しない", "用いない", "使用しない", "委託しない", "行わない"]
                    .iter()
                    .any(|word| folded.contains(word))
                && !folded.contains("場合")
        })
    }

    fn words(&self, reading: &PolicyReading, told: &mut Vec<Diagnostic>) {
        if let Some(used) = &reading.terms.outsourcing {
            let other = if used == "業務委託" { "外部委託" } else { "業務委託" };
            let lines: Vec<usize> =
                self.page.iter().filter(|line| fold(&line.text).contains(other)).map(|line| line.number).collect();
            if let Some(first) = lines.first() {
                told.push(diagnostics::terms_mixed(self.place.clone().on_line(*first), used, other, &lines));
            }
        }
        if reading.terms.cloud.as_deref() == Some("約款による外部サービス") {
            told.push(diagnostics::old_terms(self.place.clone().on_line(self.section.line)));
        }
    }
}

/// The bodies of 「…行政機関は、A、B及びCとする。」 and 「A、B及びCに適用する。」.
fn listed(sentence: &str) -> Option<Vec<String>> {
    const ENDS: [&str; 9] = [
        "とする",
        "である",
        "とします",
        "です",
        "に適用する",
        "に適用します",
        "を対象とする",
        "を対象とします",
        "に適用される",
    ];
    let end = ENDS.iter().filter_map(|end| sentence.rfind(end)).min()?;
    let before = sentence.get(..end)?;
    let start = ["は、", "は，", "は,"].iter().filter_map(|word| before.find(word).map(|at| at + word.len())).min();
    let names = enumerated(before.get(start.unwrap_or_default()..)?);
    let body = |name: &String| {
        [
            "委員会",
            "議会",
            "部局",
            "部署",
            "事務局",
            "委員",
            "管理者",
            "市長",
            "町長",
            "村長",
            "区長",
            "知事",
            "消防長",
            "企業長",
            "機関",
        ]
        .iter()
        .any(|word| name.contains(word))
    };
    let names: Vec<String> = names.into_iter().map(without_owner).collect();
    // 「次に掲げる機関に」 points to a list.
    let points =
        names.iter().any(|name| ["次に", "以下", "次の", "全ての", "すべての"].iter().any(|word| name.contains(word)));
    let bodies = names.iter().any(body) && !points;
    (bodies && names.iter().all(|name| name.chars().count() <= 40)).then_some(names)
}

/// 「当町の町長部局」 is the 町長部局.
fn without_owner(name: String) -> String {
    let own = name.starts_with(['本', '当']).then(|| name.split_once('の')).flatten();
    match own {
        Some((owner, body)) if owner.chars().count() <= 5 && !body.is_empty() => body.to_owned(),
        _ => name,
    }
}

/// Bodies one after the other and nothing else: 「市長部局、教育委員会及び議会事務局」.
fn bare_list(sentence: &str) -> Option<Vec<String>> {
    (!sentence.ends_with(['。', '．']))
        .then(|| listed(&format!("{sentence}とする")))
        .flatten()
        .filter(|names| names.len() >= 2)
}

/// A、B（C、D）及びE: split outside brackets.
fn enumerated(text: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut depth = 0usize;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let joint = ["、", "，", ",", "及び", "並びに", "および", "ならびに"]
            .iter()
            .find(|word| depth == 0 && rest.starts_with(**word));
        if let Some(word) = joint {
            names.push(String::new());
            rest = rest.get(word.len()..).unwrap_or_default();
            continue;
        }
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(name) = names.last_mut() {
            name.push(c);
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    names.into_iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}
