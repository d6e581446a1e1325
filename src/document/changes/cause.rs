use super::old::{OldAnnex, without_number};
use crate::catalogue::{Catalogue, Clause, Paragraph};
use crate::document::annex::{Annex, Article};
use crate::document::full_width;

/// Shortest stretch of a clause's own words by which a line is known.
const KNOWN: usize = 6;

/// Why something changed, as far as the two annexes and the clauses tell it.
pub(super) struct Causes<'a> {
    annex: &'a Annex,
    catalogue: &'a Catalogue,
    old_profile: Option<String>,
    new_profile: String,
    old_edition: Option<String>,
    new_edition: String,
    old_preamble: &'a str,
}

impl<'a> Causes<'a> {
    pub(super) fn of(old: &'a OldAnnex, annex: &'a Annex, catalogue: &'a Catalogue) -> Self {
        let parted =
            |text: &str| text.rsplit_once('・').map(|(profile, edition)| (profile.to_owned(), edition.to_owned()));
        let told = annex.check.facts.iter().find(|(label, _)| *label == "適用方針・目録");
        let (new_profile, new_edition) = told.and_then(|(_, value)| parted(value)).unwrap_or_default();
        let (old_profile, old_edition) = old.profile_and_edition.as_deref().and_then(parted).unzip();
        Self {
            annex,
            catalogue,
            old_profile: old_profile.filter(|profile| !profile.is_empty()),
            new_profile,
            old_edition,
            new_edition,
            old_preamble: &old.preamble,
        }
    }

    /// What changed on the whole.
    pub(super) fn facts(&self) -> Vec<String> {
        let mut facts = Vec::new();
        match &self.old_edition {
            Some(old) if *old != self.new_edition => {
                facts.push(format!("目録の版　{old} から {} へ", self.new_edition))
            }
            Some(old) => facts.push(format!("目録の版　{old}（変更なし）")),
            None => facts.push("以前の特記事項に確認票がないため、以前の目録の版と適用方針は分かりません。".to_owned()),
        }
        if let Some(old) = self.old_profile.as_ref().filter(|old| **old != self.new_profile) {
            facts.push(format!("適用方針　{old} から {} へ", self.new_profile));
        }
        let preamble: String = self.annex.preamble.iter().map(|run| self.annex.words(run)).collect();
        if !self.old_preamble.contains(&preamble) {
            facts.push(format!("前文　新　{preamble}"));
        }
        facts
    }

    /// Why an article stands here that did not before.
    pub(super) fn added(&self, article: &Article) -> Vec<String> {
        let mut why = vec![format!("条を加えた：{}", article.purpose)];
        why.extend(article.reason.iter().cloned());
        why.extend(self.by_edition());
        if let Some(row) = self.annex.trace.iter().find(|row| row.clause == article.clause) {
            let requirements: Vec<String> =
                row.requirements.iter().map(|(id, title)| format!("{id} {title}")).collect();
            if !requirements.is_empty() {
                why.push(format!("応ずる要求事項：{}", requirements.join("、")));
            }
        }
        why
    }

    /// Why an article is gone.
    pub(super) fn removed(&self, title: &str) -> Vec<String> {
        let Some(clause) = self.catalogue.clauses.iter().find(|clause| clause.title == title) else {
            return vec!["今の条項の目録にない条（以前に団体が加えた条か、目録の改訂でなくなった条）。残すかどうかを判断してください。".to_owned()];
        };
        if clause.paragraphs.iter().any(|paragraph| paragraph.conditions) {
            return vec!["是正条件とする不足事項がなくなったため（又は今回は回答を評価していないため）".to_owned()];
        }
        vec!["今回の案件の条件では置かない条".to_owned()]
    }

    /// Why a line stands here that did not before.
    pub(super) fn line_added(&self, line: &str, article: &Article) -> Vec<String> {
        let mut why = self.of_new_line(line, article);
        if why.is_empty() {
            why.extend(self.by_edition());
        }
        if why.is_empty() {
            why.push("以前の特記事項にない文（条項の改訂、又は以前の契約で削った文）".to_owned());
        }
        why
    }

    /// Why a line is gone.
    pub(super) fn line_removed(&self, line: &str, article: &Article) -> Vec<String> {
        let clause = self.catalogue.clause(&article.clause);
        let paragraph = clause.and_then(|clause| known_paragraph(clause, line));
        match paragraph {
            Some(Paragraph { gaps: Some(gaps), .. }) => {
                let gaps: Vec<String> = gaps.iter().map(ToString::to_string).collect();
                vec![format!("{}の不足事項が今回はないため（又は回答を評価していないため）", gaps.join("、"))]
            }
            Some(Paragraph { applies, .. }) if !applies.facts.is_empty() || !applies.kinds.is_empty() => {
                vec!["今回の案件の条件では置かない項".to_owned()]
            }
            _ if clause.is_some_and(|clause| clause.paragraphs.iter().any(|paragraph| paragraph.conditions)) => {
                vec!["是正されたか、是正条件でなくなったため".to_owned()]
            }
            _ => {
                let mut why: Vec<String> = self.by_edition().into_iter().collect();
                why.push(
                    "今の条項にない文（条項の改訂、又は以前の契約で加えた文）。残すかどうかを判断してください。"
                        .to_owned(),
                );
                why
            }
        }
    }

    /// Why a line reads otherwise.
    pub(super) fn changed(&self, old: &str, new: &str, article: &Article) -> Vec<String> {
        let (before, after) = (without_number(old), without_number(new));
        if without_references(before) == without_references(after) {
            return vec!["参照する条番号の繰上げ・繰下げ".to_owned()];
        }
        if fills(after, before) {
            return vec!["以前は記入済みの欄。今回の内容を記入してください。".to_owned()];
        }
        if without_digits(before) == without_digits(after) {
            return vec![match &self.old_profile {
                Some(profile) if *profile != self.new_profile => {
                    format!("適用方針が{profile}から{}に変わり、期限又は期間の数値が変わったため", self.new_profile)
                }
                _ => "期限又は期間の数値の変更（適用方針の数値の設定、又は以前の契約での修正）".to_owned(),
            }];
        }
        let mut why = self.of_new_line(new, article);
        why.extend(self.by_edition());
        if why.is_empty() {
            why.push("条項の文と以前の文とが異なる（団体の語若しくは名称の変更、又は以前の契約での修正）".to_owned());
        }
        why
    }

    /// What the annex itself says of a new line: a gap, or a fact of the case.
    fn of_new_line(&self, line: &str, article: &Article) -> Vec<String> {
        let bare = without_number(line);
        let number = article.paragraphs.iter().find_map(|paragraph| {
            let own: String = paragraph.runs.iter().map(|run| self.annex.words(run)).collect();
            let within = paragraph
                .items
                .iter()
                .any(|item| item.runs.iter().map(|run| self.annex.words(run)).collect::<String>() == bare);
            (own == bare || within).then_some(paragraph.number)
        });
        let Some(number) = number else { return Vec::new() };
        let own = format!("第{}項：", full_width::number(number));
        let mut why: Vec<String> = article
            .reason
            .iter()
            .filter_map(|reason| reason.strip_prefix(own.as_str()))
            .map(ToOwned::to_owned)
            .collect();
        let items = article.paragraphs.iter().flat_map(|paragraph| &paragraph.items);
        let requirement = items
            .filter(|item| item.runs.iter().map(|run| self.annex.words(run)).collect::<String>() == bare)
            .find_map(|item| item.requirement.as_ref());
        why.extend(requirement.map(|id| format!("{id} の不足事項に対する是正条件")));
        why
    }

    fn by_edition(&self) -> Option<String> {
        let old = self.old_edition.as_ref().filter(|old| **old != self.new_edition)?;
        Some(format!("目録の版が{old}から{}に改まったため", self.new_edition))
    }
}

/// The paragraph of a clause that the line was made from: its own words, in their order, stand in the line.
fn known_paragraph<'c>(clause: &'c Clause, line: &str) -> Option<&'c Paragraph> {
    let line = without_number(line);
    clause.paragraphs.iter().find(|paragraph| {
        let texts = std::iter::once(&paragraph.text).chain(&paragraph.items);
        texts.into_iter().any(|text| is_made_from(line, text))
    })
}

fn is_made_from(line: &str, template: &str) -> bool {
    let fixed: Vec<String> = template
        .split("{{")
        .enumerate()
        .map(|(index, part)| match index {
            0 => part,
            _ => part.split_once("}}").map_or("", |(_, after)| after),
        })
        .map(full_width::text)
        .filter(|part| part.chars().count() >= KNOWN)
        .collect();
    if fixed.is_empty() {
        return false;
    }
    let mut rest = line;
    fixed.iter().all(|part| match rest.split_once(part.as_str()) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

/// Whether `filled` is `text` with its blanks filled in.
fn fills(text: &str, filled: &str) -> bool {
    if !text.contains('［') {
        return false;
    }
    let mut rest = filled;
    text.split('［').enumerate().all(|(index, part)| {
        let fixed = if index == 0 { part } else { part.split_once('］').map_or("", |(_, after)| after) };
        match rest.split_once(fixed) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        }
    })
}

/// Without 第８条 and 第２項.
fn without_references(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        if c == '第' {
            while chars.next_if(|c| ('０'..='９').contains(c) || c.is_ascii_digit()).is_some() {}
        }
    }
    out
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !('０'..='９').contains(c)).collect()
}
