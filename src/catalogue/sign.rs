use super::{Catalogue, Item};
use crate::datafile::Table;
use crate::policy::{Passage, PolicyReading, fold};
use std::collections::BTreeSet;

/// How an organisation's own standards say an item: each entry holds words of which one is enough.
#[derive(Clone, Debug)]
pub struct Sign {
    /// The item's key.
    pub item: String,
    /// In the paragraph itself.
    says: Vec<Vec<String>>,
    /// In the paragraph, in what introduces the items, or in a heading above.
    with: Vec<Vec<String>>,
    /// In a heading above.
    under: Vec<Vec<String>>,
    /// Never in the paragraph.
    not: Vec<String>,
    /// Never in what introduces the items.
    unless: Vec<Vec<String>>,
}

/// Where the organisation's own standards treat an item.
#[derive(Clone, Debug)]
pub struct Located<'a> {
    /// The item.
    pub item: &'a Item,
    /// The paragraph.
    pub passage: &'a Passage,
}

/// An organisation's standards against the items of the guideline.
#[derive(Clone, Debug, Default)]
pub struct StandardsMap<'a> {
    /// Items with their place, in order of the catalogue.
    pub located: Vec<Located<'a>>,
    /// Items that no paragraph treats.
    pub missing: Vec<&'a Item>,
    /// Paragraphs on outsourcing, external services or social media that treat none.
    pub unmatched: Vec<&'a Passage>,
}

impl Sign {
    pub(super) fn from_table(table: &Table<'_>) -> Option<Self> {
        let groups = |texts: Vec<String>| {
            texts.iter().map(|group| group.split('|').map(str::to_owned).collect()).collect::<Vec<Vec<String>>>()
        };
        Some(Self {
            item: table.text("item"),
            says: groups(table.texts("says")),
            with: groups(table.optional_texts("with")),
            under: groups(table.optional_texts("under")),
            not: table.optional_texts("not"),
            unless: groups(table.optional_texts("unless")),
        })
    }

    /// How well the paragraph says it; none where it does not.
    fn fits(&self, place: &Paragraph<'_>) -> Option<u8> {
        let said = self.says.iter().all(|group| any(&place.text, group))
            && !self.not.iter().any(|word| place.text.contains(word.as_str()))
            && self.under.iter().all(|group| any(&place.headings, group))
            && !self.unless.iter().any(|group| any(&place.lead, group));
        let near = |group: &Vec<String>| any(&place.text, group) || any(&place.lead, group);
        let far = |group: &Vec<String>| near(group) || any(&place.headings, group);
        if !said || !self.with.iter().all(far) {
            return None;
        }
        Some(u8::from(self.with.iter().all(near)))
    }
}

fn any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// A paragraph of the standards, folded for comparison.
struct Paragraph<'a> {
    passage: &'a Passage,
    part: &'static str,
    /// Its words alone, and with its heading.
    said: String,
    text: String,
    lead: String,
    headings: String,
}

impl Catalogue {
    /// Where the organisation's standards treat each item on outsourcing, external services and social media. None where
    /// the document holds no standards on them.
    pub fn locate<'a>(&'a self, reading: &'a PolicyReading) -> Option<StandardsMap<'a>> {
        let paragraphs = paragraphs(reading);
        let mut map = StandardsMap::default();
        let mut used = Vec::new();
        let leads: BTreeSet<&str> = paragraphs.iter().map(|place| place.lead.as_str()).collect();
        let introduces = |place: &Paragraph<'_>| leads.contains(place.said.as_str());
        for item in self.items.iter().filter(|item| PARTS.contains(&item.part.as_str())) {
            let signs = self.signs.iter().filter(|sign| sign.item == item.key);
            let fitting = signs.flat_map(|sign| {
                let of_part = paragraphs.iter().enumerate().filter(|(_, place)| place.part == item.part);
                of_part.filter_map(|(index, place)| Some((sign.fits(place)?, index, place)))
            });
            // What is said near, not what introduces items, not what another item has taken; among equals the first.
            let rank = |worth: u8, index: usize, place: &Paragraph<'_>| {
                (worth, !introduces(place), !used.contains(&index), std::cmp::Reverse(index))
            };
            match fitting.max_by_key(|(worth, index, place)| rank(*worth, *index, place)) {
                Some((_, index, place)) => {
                    used.push(index);
                    map.located.push(Located { item, passage: place.passage });
                }
                None => map.missing.push(item),
            }
        }
        let unused = paragraphs.iter().enumerate().filter(|(index, place)| !used.contains(index) && !introduces(place));
        map.unmatched = unused.map(|(_, place)| place.passage).collect();
        // The policy's own three sentences are no standards.
        (map.located.len() >= LEAST).then_some(map)
    }
}

/// The parts of the guideline that an organisation's standards take over.
const PARTS: [&str; 5] = ["8.1", "8.2", "8.3", "8.4", "6.1(22)"];
/// Fewer items than this are no standards but remarks.
const LEAST: usize = 4;

fn paragraphs(reading: &PolicyReading) -> Vec<Paragraph<'_>> {
    let holds = reading.passages.iter().any(|passage| passage.standards);
    let regulation = reading.is_regulation();
    let wanted = |passage: &&Passage| {
        let policy = passage.sentences.iter().any(|sentence| reading.sentences.contains(sentence));
        if holds { passage.standards } else { regulation || !policy }
    };
    reading.passages.iter().filter(wanted).filter_map(of_part).collect()
}

fn of_part(passage: &Passage) -> Option<Paragraph<'_>> {
    let own = fold(passage.heading());
    let text = fold(&passage.text());
    let part = part(passage, &text)?;
    let headings: String = passage.headings.iter().map(|heading| format!("{}\n", fold(heading))).collect();
    let said = text.clone();
    let text = if own.is_empty() || text.contains(&own) { text } else { format!("{own}\n{text}") };
    Some(Paragraph { passage, part, said, text, lead: fold(&passage.lead), headings })
}

/// The part of the guideline to which the nearest heading with one subject belongs.
fn part(passage: &Passage, text: &str) -> Option<&'static str> {
    let noun = passage.sentences.first().is_some_and(|sentence| sentence == passage.heading());
    // An item that is a noun is no heading: 「ク 再委託の制限」 stays in the section in which it stands.
    let above = passage.headings.iter().rev().skip(usize::from(noun && !passage.lead.is_empty()));
    let mut parts = above.filter_map(|heading| part_of(&fold(heading)));
    let nearest = match parts.next()? {
        Part::One(part) => part,
        // Under a heading with several subjects the paragraph itself says which it means.
        Part::Several => match part_of(text) {
            Some(Part::One(part)) => part,
            _ => return None,
        },
    };
    // 「構築を委託するとき」 in the section on information systems belongs to that section.
    let narrower = |wanted: &'static str| move |part: &Part| matches!(part, Part::One(known) if *known == wanted);
    Some(match nearest {
        "8.1" if parts.any(|part| narrower("8.2")(&part)) => "8.2",
        "8.3" if parts.any(|part| narrower("8.4")(&part)) => "8.4",
        nearest => nearest,
    })
}

enum Part {
    One(&'static str),
    Several,
}

fn part_of(heading: &str) -> Option<Part> {
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    let social = has(&["ソーシャルメディア", "ソーシャル・メディア", "SNS"]);
    let terms = has(&["約款"]);
    let cloud = has(&["クラウド", "外部サービス"]);
    let outsourcing = heading.replace("再委託", "").contains("委託");
    // 「取り扱わない」 decides between the two parts on cloud services.
    let low = cloud && has(&["取り扱わない", "取扱わない", "扱わない場合", "取り扱わせない"]);
    Some(match (social, terms || low, cloud, outsourcing) {
        (true, false, false, false) => Part::One("6.1(22)"),
        (false, true, _, false) => Part::One("8.4"),
        (false, false, true, false) => Part::One("8.3"),
        (false, false, false, true)
            if has(&["情報システムに関する", "情報システムに係る", "情報システムの業務委託"]) =>
        {
            Part::One("8.2")
        }
        (false, false, false, true) => Part::One("8.1"),
        (false, false, false, false) => return None,
        _ => Part::Several,
    })
}
