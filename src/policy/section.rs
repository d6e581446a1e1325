//! The section on outsourcing and external services, found by what it says.

use super::duty::{self, Topic};
use super::numbering::{Mark, Style};
use super::outline::{HEADING_WORDS, Node, Paragraph, Sentence};
use super::page::fold;
use super::{Obligation, ObligationId};
use std::collections::{BTreeMap, BTreeSet};

/// A duty where the document states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) sentence: Sentence,
    pub(super) locator: String,
    /// In the section itself; otherwise elsewhere in the document.
    pub(super) inside: bool,
}

/// The section with what it and the rest of the document demand.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// `6(8)`, `第2章6(8)`; with its siblings where several share the subject: `6(8)・6(9)`.
    pub(super) number: String,
    pub(super) heading: String,
    pub(super) line: usize,
    /// Its heading does not name the subject; what it says does.
    pub(super) unnamed: bool,
    /// It stands in the standards, not in the policy.
    pub(super) in_standards: bool,
    pub(super) stated: BTreeMap<ObligationId, Stated>,
    /// All sentences of the section.
    pub(super) sentences: Vec<Sentence>,
}

impl Section {
    pub(super) fn obligation(&self, id: ObligationId) -> Obligation {
        match self.stated.get(&id) {
            Some(stated) => {
                Obligation { id, sentence: Some(stated.sentence.text.clone()), locator: Some(stated.locator.clone()) }
            }
            None => Obligation::absent(id),
        }
    }
}

/// Finds the section. None where nothing in the document demands anything of the kind.
pub(super) fn find(nodes: &[Node]) -> Option<Section> {
    let policy: Vec<usize> =
        (0..nodes.len()).filter(|index| nodes.get(*index).is_some_and(|node| !node.standards)).collect();
    let standards: Vec<usize> =
        (0..nodes.len()).filter(|index| nodes.get(*index).is_some_and(|node| node.standards)).collect();
    let in_policy = by_heading(nodes, &policy).or_else(|| by_words(nodes, &policy));
    let in_standards = in_policy.is_none();
    let mut section = in_policy.or_else(|| by_heading(nodes, &standards)).or_else(|| by_words(nodes, &standards))?;
    section.in_standards = in_standards;
    elsewhere(nodes, if in_standards { &standards } else { &policy }, &mut section);
    Some(section)
}

fn names_subject(heading: &str) -> bool {
    let folded = fold(heading);
    (HEADING_WORDS.iter().any(|word| folded.contains(word)) || folded.ends_with("委託"))
        && !folded.ends_with("基本方針")
        && !folded.ends_with("ポリシー")
}

/// Groups of sibling headings that name the subject; the group that demands most wins, the first among equals.
fn by_heading(nodes: &[Node], among: &[usize]) -> Option<Section> {
    let mut groups: Vec<(Vec<Mark>, Vec<usize>)> = Vec::new();
    for index in among {
        let Some(node) = nodes.get(*index) else { continue };
        if !names_subject(&node.heading) || is_definition(nodes, node) {
            continue;
        }
        // Whoever stands under a heading that names the subject belongs to it.
        let covered =
            groups.iter().flat_map(|(_, members)| members).filter_map(|member| nodes.get(*member)).any(|above| {
                node.path.len() > above.path.len()
                    && node.is_under(&above.path)
                    && last_before(nodes, *index, &above.path) == Some(above.line)
            });
        if covered {
            continue;
        }
        let parent: Vec<Mark> = node.path.iter().take(node.path.len().saturating_sub(1)).cloned().collect();
        match groups.iter_mut().find(|(known, _)| *known == parent) {
            Some((_, members)) => members.push(*index),
            None => groups.push((parent, vec![*index])),
        }
    }
    let sections = groups.into_iter().map(|(parent, members)| {
        let measures = heading_above(nodes, &parent, members.first().copied().unwrap_or_default())
            .is_some_and(|heading| heading.contains("対策"));
        (gather(nodes, &members), measures)
    });
    let worth = |section: &Section, measures: bool| section.stated.len() * 2 + usize::from(measures);
    let mut best: Option<(Section, bool)> = None;
    for (section, measures) in sections {
        if section.stated.is_empty() {
            continue;
        }
        if best.as_ref().is_none_or(|(known, known_measures)| worth(&section, measures) > worth(known, *known_measures))
        {
            best = Some((section, measures));
        }
    }
    best.map(|(section, _)| section)
}

/// The line of the last node with exactly this path before `index`.
fn last_before(nodes: &[Node], index: usize, path: &[Mark]) -> Option<usize> {
    nodes.iter().take(index).rev().find(|node| node.path == path).map(|node| node.line)
}

fn heading_above(nodes: &[Node], path: &[Mark], index: usize) -> Option<String> {
    nodes.iter().take(index).rev().find(|node| node.path == path).map(|node| fold(&node.heading))
}

fn is_definition(nodes: &[Node], node: &Node) -> bool {
    let index = nodes.iter().position(|known| std::ptr::eq(known, node)).unwrap_or_default();
    (1..node.path.len()).any(|length| {
        let above = node.path.get(..length).unwrap_or_default();
        heading_above(nodes, above, index).is_some_and(|heading| heading.contains("定義") || heading.contains("脅威"))
    })
}

/// Without a heading that names it: sibling nodes whose sentences demand at least two of the duties for a case they name.
fn by_words(nodes: &[Node], among: &[usize]) -> Option<Section> {
    let mut groups: Vec<(Vec<Mark>, Vec<usize>)> = Vec::new();
    for index in among {
        let Some(node) = nodes.get(*index) else { continue };
        if is_definition(nodes, node) || !speaks_of_cases(node) || gather(nodes, &[*index]).stated.is_empty() {
            continue;
        }
        let parent: Vec<Mark> = node.path.iter().take(node.path.len().saturating_sub(1)).cloned().collect();
        match groups.iter_mut().find(|(known, _)| *known == parent) {
            Some((_, members)) => members.push(*index),
            None => groups.push((parent, vec![*index])),
        }
    }
    let mut best: Option<Section> = None;
    for (_, members) in groups {
        let section = gather(nodes, &members);
        if section.stated.len() >= 2 && best.as_ref().is_none_or(|known| section.stated.len() > known.stated.len()) {
            best = Some(section);
        }
    }
    best.map(|section| Section { unnamed: true, ..section })
}

fn speaks_of_cases(node: &Node) -> bool {
    node.paragraphs.iter().flat_map(Paragraph::sentences).any(|sentence| !duty::case_topics(&sentence.text).is_empty())
}

/// Everything under the headings.
fn gather(nodes: &[Node], members: &[usize]) -> Section {
    let mut section = Section::default();
    let mut numbers: Vec<String> = Vec::new();
    for member in members {
        let Some(head) = nodes.get(*member) else { continue };
        let before = section.stated.len();
        let below = nodes
            .iter()
            .skip(member + 1)
            .take_while(|node| node.path.len() > head.path.len() && node.is_under(&head.path));
        let mut topics = BTreeSet::new();
        for node in std::iter::once(head).chain(below.clone()) {
            // The heading of a subsection says what it is about; that of the whole says it only if it names one subject.
            let named = Topic::named(&fold(&node.heading));
            if named.len() == 1 {
                topics = named;
            }
            let leaf = !nodes.iter().any(|other| {
                other.path.len() > node.path.len() && other.is_under(&node.path) && other.line >= node.line
            });
            collect(&mut section, node, head, &mut topics, below.clone().next().is_some(), leaf);
        }
        if section.stated.len() > before || numbers.is_empty() {
            numbers.push(number(&head.path, &head.heading));
        }
        if section.heading.is_empty() {
            section.heading.clone_from(&head.heading);
            section.line = head.line;
        }
    }
    if let [first, ..] = numbers.as_slice()
        && section.stated.is_empty()
    {
        numbers = vec![first.clone()];
    }
    section.number = numbers.join("・");
    section
}

fn collect(section: &mut Section, node: &Node, head: &Node, topics: &mut BTreeSet<Topic>, divided: bool, leaf: bool) {
    let own = std::ptr::eq(node, head);
    let mut place = 0;
    for paragraph in &node.paragraphs {
        place += 1;
        for sentence in paragraph.sentences() {
            let locator = locator(node, head, place, divided);
            state(section, sentence, locator, topics);
        }
    }
    // An item that is a noun: 「ア 委託事業者の選定」.
    if node.paragraphs.is_empty() && !own && leaf {
        let sentence = Sentence { text: node.heading.clone(), line: node.line };
        state(section, sentence, locator(node, head, 1, divided), topics);
    }
}

fn state(section: &mut Section, sentence: Sentence, locator: String, topics: &mut BTreeSet<Topic>) {
    let named = duty::topics(&sentence.text);
    if !named.is_empty() {
        *topics = named;
    }
    for id in duty::demands(&sentence.text, topics) {
        section.stated.entry(id).or_insert_with(|| Stated {
            sentence: sentence.clone(),
            locator: locator.clone(),
            inside: true,
        });
    }
    section.sentences.push(sentence);
}

/// `第2章6(8)`; the heading in brackets where nothing is numbered.
fn number(path: &[Mark], heading: &str) -> String {
    let written = super::numbering::written(path);
    let unnumbered = path.last().is_none_or(|mark| matches!(mark.style, Style::Bare(_)));
    if unnumbered { format!("{written}「{}」", super::outline::squeeze(heading)) } else { written }
}

/// `6(8) 第1段落`, `6(8)ア`, `第8条第2項`.
fn locator(node: &Node, head: &Node, place: usize, divided: bool) -> String {
    let section = number(&head.path, &head.heading);
    let article = head.path.last().is_some_and(|mark| mark.style == Style::Article);
    if std::ptr::eq(node, head) {
        let bare = (head.heading.is_empty() || article) && head.paragraphs.len() == 1;
        return if article && divided {
            format!("{section}第{place}項")
        } else if bare && !matches!(head.path.last().map(|mark| mark.style), Some(Style::Plain) | None) {
            section
        } else {
            format!("{section} 第{place}段落")
        };
    }
    let below = node.path.get(head.path.len()..).unwrap_or_default();
    if below.iter().any(|mark| matches!(mark.style, Style::Article | Style::Compound(_))) {
        // Such numbers hold all that stands above them.
        return own_locator(node, place);
    }
    let mut place_below = section;
    for mark in below {
        let clause = article && mark.style == Style::Plain;
        if clause {
            place_below.push_str(&format!("第{}項", mark.number));
        } else {
            super::numbering::push(&mut place_below, &mark.written);
        }
        if matches!(mark.style, Style::Bare(_)) {
            place_below.push_str(&format!("「{}」", super::outline::squeeze(&node.heading)));
        }
    }
    if node.paragraphs.len() > 1 { format!("{place_below} 第{place}段落") } else { place_below }
}

/// The place of a paragraph that belongs to no section in particular.
pub(super) fn own_locator(node: &Node, place: usize) -> String {
    let written = number(&node.path, &node.heading);
    let single = node.paragraphs.len() <= 1;
    if single { written } else { format!("{written} 第{place}段落") }
}

/// The topics that the policy treats at all, in a heading or as the case of a sentence, and the first place of each.
pub(super) fn mentions(nodes: &[Node]) -> BTreeMap<Topic, (String, usize)> {
    let mut found = BTreeMap::new();
    for node in nodes.iter().filter(|node| !node.path.is_empty() && !is_definition(nodes, node)) {
        let cases = node.paragraphs.iter().flat_map(Paragraph::sentences);
        let by_case = cases.flat_map(|sentence| {
            let line = sentence.line;
            duty::case_topics(&sentence.text).into_iter().map(move |topic| (topic, line))
        });
        // A heading with several subjects promises more than the text may hold.
        let mut named = Topic::named(&fold(&node.heading));
        named.retain(|_| names_subject(&node.heading));
        if named.len() > 1 {
            named.clear();
        }
        let here: Vec<(Topic, usize)> = named.into_iter().map(|topic| (topic, node.line)).chain(by_case).collect();
        for (topic, line) in here {
            found.entry(topic).or_insert_with(|| (number(&node.path, &node.heading), line));
        }
    }
    found
}

/// Duties that the section does not state may stand elsewhere, under a case of their own.
fn elsewhere(nodes: &[Node], among: &[usize], section: &mut Section) {
    for index in among {
        let Some(node) = nodes.get(*index) else { continue };
        if is_definition(nodes, node) {
            continue;
        }
        let named = names_subject(&node.heading);
        for (place, paragraph) in node.paragraphs.iter().enumerate() {
            for sentence in paragraph.sentences() {
                let case = duty::case_topics(&sentence.text);
                let topics = if named && case.is_empty() { duty::topics(&sentence.text) } else { case };
                for id in duty::demands(&sentence.text, &topics) {
                    let locator = locator(node, node, place + 1, false);
                    section.stated.entry(id).or_insert_with(|| Stated {
                        sentence: sentence.clone(),
                        locator,
                        inside: false,
                    });
                }
            }
        }
    }
}
