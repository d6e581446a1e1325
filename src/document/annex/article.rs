use super::AnnexInput;
use super::condition::SortedGaps;
use crate::assessment::{Assessment, Gap};
use crate::catalogue::{Case, ClauseId, Condition, RequirementId};
use crate::diagnostic::Diagnostic;
use crate::document::clause_text::{ClauseTemplate, ClauseWords, ParagraphTemplate, Run, TextTemplate};
use crate::document::{diagnostics, full_width};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// An article of the annex.
#[derive(Clone, Debug, Serialize)]
pub struct Article {
    /// Its number, from 1.
    pub number: usize,
    /// The clause that it comes from.
    pub clause: ClauseId,
    /// Its heading.
    pub title: String,
    /// Its paragraphs.
    pub paragraphs: Vec<AnnexParagraph>,
    /// What the clause is for.
    pub purpose: String,
    /// Why it stands in this annex: facts of the case and gaps, a sentence each.
    pub reason: Vec<String>,
}

/// A paragraph (項) of an article.
#[derive(Clone, Debug, Serialize)]
pub struct AnnexParagraph {
    /// Its number within the article, from 1; the first is not printed.
    pub number: usize,
    /// Its sentences.
    pub runs: Vec<Run>,
    /// Its items (号).
    pub items: Vec<AnnexItem>,
}

/// An item (号) of a paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct AnnexItem {
    /// Its words.
    pub runs: Vec<Run>,
    /// The requirement whose gap it is to cure; only in a corrective condition.
    pub requirement: Option<RequirementId>,
}

impl Article {
    /// 第８条.
    pub fn called(&self) -> String {
        format!("第{}条", full_width::number(self.number))
    }

    /// Writes the organisation's comma: 「，」 for 「、」.
    pub(super) fn write_with(&mut self, comma: char) {
        self.title = self.title.replace('、', &comma.to_string());
        for paragraph in &mut self.paragraphs {
            let items = paragraph.items.iter_mut().flat_map(|item| &mut item.runs);
            paragraph.runs.iter_mut().chain(items).for_each(|run| run.write_with(comma));
        }
    }

    /// All runs, one text after the other.
    pub(super) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.paragraphs
            .iter()
            .flat_map(|paragraph| paragraph.runs.iter().chain(paragraph.items.iter().flat_map(|item| &item.runs)))
    }

    /// All texts with the place within the article where each stands: 第２項第１号.
    pub(super) fn places(&self) -> impl Iterator<Item = (String, &[Run])> {
        self.paragraphs.iter().flat_map(|paragraph| {
            // An article of one paragraph is quoted by its number alone.
            let within = match self.paragraphs.len() {
                1 => String::new(),
                _ => format!("第{}項", full_width::number(paragraph.number)),
            };
            let items = paragraph.items.iter().enumerate().map({
                let within = within.clone();
                move |(index, item)| (format!("{within}第{}号", full_width::number(index + 1)), item.runs.as_slice())
            });
            std::iter::once((within, paragraph.runs.as_slice())).chain(items)
        })
    }
}

/// A clause with those of its paragraphs that belong into this annex.
struct Chosen<'t> {
    clause: &'t ClauseTemplate<'t>,
    paragraphs: Vec<&'t ParagraphTemplate<'t>>,
}

/// The articles of the annex, or the faults of all their templates.
pub(super) fn articles(
    input: &AnnexInput<'_>,
    words: &ClauseWords,
    gaps: &SortedGaps,
) -> Result<Vec<Article>, Vec<Diagnostic>> {
    let chosen = chosen(input, gaps);
    let present: BTreeSet<&ClauseId> = chosen.iter().map(|chosen| &chosen.clause.clause.id).collect();
    let mut faults = Vec::new();
    let mut fill = |text: &TextTemplate<'_>| {
        input.templates.fill(text, words, &present).unwrap_or_else(|found| {
            faults.extend(found);
            Vec::new()
        })
    };
    let positions: Positions<'_> = chosen.iter().map(|chosen| (&chosen.clause.clause.id, chosen.positions())).collect();
    let mut lost = Vec::new();
    let mut articles: Vec<Article> = chosen
        .iter()
        .enumerate()
        .map(|(index, Chosen { clause, paragraphs })| Article {
            number: index + 1,
            clause: clause.clause.id.clone(),
            title: clause.clause.title.clone(),
            paragraphs: paragraphs
                .iter()
                .enumerate()
                .map(|(index, template)| AnnexParagraph {
                    number: index + 1,
                    runs: fill(&template.text),
                    items: if template.paragraph.conditions {
                        gaps.items()
                    } else {
                        let texts = template.items.iter();
                        texts.map(|item| AnnexItem { runs: fill(item), requirement: None }).collect()
                    },
                })
                .collect(),
            purpose: clause.clause.reason.clone(),
            reason: reason(clause, paragraphs, input, gaps),
        })
        .collect();
    for article in &mut articles {
        let clause = article.clause.clone();
        for paragraph in &mut article.paragraphs {
            let items = paragraph.items.iter_mut().map(|item| &mut item.runs);
            for runs in std::iter::once(&mut paragraph.runs).chain(items) {
                *runs = tied(std::mem::take(runs), &clause, &positions, &mut lost);
            }
        }
    }
    faults.extend(lost.iter().filter_map(|(clause, number)| {
        let known = chosen.iter().find(|chosen| chosen.clause.clause.id == *clause)?.clause.clause;
        let line = known.paragraphs.first().map_or(0, |paragraph| paragraph.line);
        let cause = format!("「第{number}項」が指す項が、この案件の特記事項の条項「{clause}」にありません");
        Some(diagnostics::template_fault(&known.file, line, &cause))
    }));
    if faults.is_empty() { Ok(articles) } else { Err(faults) }
}

/// Where each paragraph of a clause, in order of its file, came to stand in the article; nothing where it was left out.
type Positions<'t> = BTreeMap<&'t ClauseId, Vec<Option<usize>>>;

impl Chosen<'_> {
    fn positions(&self) -> Vec<Option<usize>> {
        let place = |known: &ParagraphTemplate<'_>| {
            self.paragraphs.iter().position(|chosen| std::ptr::eq(*chosen, known)).map(|index| index + 1)
        };
        self.clause.paragraphs.iter().map(place).collect()
    }
}

/// Runs whose 「第２項」 follow the paragraphs that they mean: clauses count their paragraphs as the file has them, an article counts
/// those that were chosen. A paragraph of a law (法第６６条第２項) stays as it is. What means a paragraph that was left out goes to `lost`.
fn tied(runs: Vec<Run>, own: &ClauseId, positions: &Positions<'_>, lost: &mut Vec<(ClauseId, usize)>) -> Vec<Run> {
    let mut out = Vec::new();
    let mut last_named: Option<ClauseId> = None;
    for run in runs {
        let Run::Text(text) = run else {
            if let Run::Reference(clause) = &run {
                last_named = Some(clause.clone());
            }
            out.push(run);
            continue;
        };
        let mut plain = String::new();
        let mut rest = text.as_str();
        while let Some((before, number, after)) = next_paragraph(rest) {
            plain.push_str(before);
            let follows = plain.is_empty().then(|| out.last()).flatten();
            let meant = match (follows, plain.chars().last()) {
                (Some(Run::Reference(clause)), _) => Some(clause.clone()),
                (Some(Run::Paragraph { clause, .. }), _) => Some(clause.clone()),
                (_, Some('条')) if plain.ends_with("同条") => last_named.clone(),
                (_, Some('条' | '項' | '０'..='９')) => None,
                _ => Some(own.clone()),
            };
            let place = meant.map(|clause| {
                let place =
                    positions.get(&clause).and_then(|known| known.get(number.wrapping_sub(1)).copied().flatten());
                (clause, place)
            });
            match place {
                Some((clause, Some(place))) if place > 1 => {
                    if !plain.is_empty() {
                        out.push(Run::Text(std::mem::take(&mut plain)));
                    }
                    out.push(Run::Paragraph { clause, number: place });
                }
                // The first paragraph bears no number that a field could follow.
                Some((_, Some(place))) => plain.push_str(&format!("第{}項", full_width::number(place))),
                Some((clause, None)) => {
                    lost.push((clause, number));
                    plain.push_str(&format!("第{}項", full_width::number(number)));
                }
                None => plain.push_str(&format!("第{}項", full_width::number(number))),
            }
            rest = after;
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            out.push(Run::Text(plain));
        }
    }
    out
}

/// The first 「第２項」 of a text: what stands before it, its number, what follows.
fn next_paragraph(text: &str) -> Option<(&str, usize, &str)> {
    text.match_indices('第').find_map(|(at, sign)| {
        let (before, from) = text.split_at_checked(at)?;
        let inside = from.strip_prefix(sign)?;
        let end = inside.find(|c| !('０'..='９').contains(&c)).filter(|end| *end > 0)?;
        let (digits, after) = inside.split_at_checked(end)?;
        let after = after.strip_prefix('項')?;
        let number = digits.chars().try_fold(0usize, |number, c| {
            let digit = u32::from(c).checked_sub(u32::from('０'))?;
            number.checked_mul(10)?.checked_add(usize::try_from(digit).ok()?)
        });
        Some((before, number?, after))
    })
}

fn chosen<'t>(input: &AnnexInput<'t>, gaps: &SortedGaps) -> Vec<Chosen<'t>> {
    let applicable = input.templates.clauses().iter().filter(|clause| clause.clause.applies.holds(input.case));
    let chosen = applicable.filter_map(|clause| {
        // Without a condition the clause on conditions would point at an empty list.
        if gaps.conditions.is_empty() && clause.clause.paragraphs.iter().any(|paragraph| paragraph.conditions) {
            return None;
        }
        let paragraphs: Vec<_> =
            clause.paragraphs.iter().filter(|paragraph| belongs(paragraph, input.case, input.assessment)).collect();
        (!paragraphs.is_empty()).then_some(Chosen { clause, paragraphs })
    });
    chosen.collect()
}

fn belongs(template: &ParagraphTemplate<'_>, case: &Case, assessment: Option<&Assessment<'_>>) -> bool {
    let called = |wanted: &Vec<RequirementId>| calling(wanted, assessment).next().is_some();
    template.paragraph.applies.holds(case) && template.paragraph.gaps.as_ref().is_none_or(called)
}

/// The gaps that call for a hardening.
fn calling<'a>(wanted: &'a [RequirementId], assessment: Option<&'a Assessment<'a>>) -> impl Iterator<Item = &'a Gap> {
    let gaps = assessment.map(|assessment| assessment.gaps.as_slice()).unwrap_or_default();
    gaps.iter().filter(|gap| wanted.contains(&gap.requirement))
}

/// Why an article stands here: the facts that its clause asks for, then what adds single paragraphs.
fn reason(
    clause: &ClauseTemplate<'_>,
    paragraphs: &[&ParagraphTemplate<'_>],
    input: &AnnexInput<'_>,
    gaps: &SortedGaps,
) -> Vec<String> {
    let mut reason = vec![match facts(&clause.clause.applies) {
        facts if facts.is_empty() => format!("{}の案件に置く", input.case.kind.label()),
        facts => format!("{}の案件で、{facts}ため", input.case.kind.label()),
    }];
    for (index, template) in paragraphs.iter().enumerate() {
        let number = full_width::number(index + 1);
        let facts = facts(&template.paragraph.applies);
        if !facts.is_empty() {
            reason.push(format!("第{number}項：{facts}ため"));
        }
        if let Some(wanted) = &template.paragraph.gaps {
            reason.push(format!("第{number}項：{}", named(wanted, input)));
        }
        if template.paragraph.conditions {
            reason.push(format!("第{number}項：是正条件とする不足事項が{}件あるため", gaps.conditions.len()));
        }
    }
    reason
}

fn facts(condition: &Condition) -> String {
    let named = condition.facts.iter().map(|(fact, wanted)| match wanted {
        true => fact.label().to_owned(),
        false => format!("{}ことがない", fact.label()),
    });
    named.collect::<Vec<_>>().join("、")
}

/// 「OUT-14 秘密の保持（未充足）のため」.
fn named(wanted: &[RequirementId], input: &AnnexInput<'_>) -> String {
    let Some(assessment) = input.assessment else { return String::new() };
    let named = calling(wanted, Some(assessment)).filter_map(|gap| {
        let finding = assessment.finding(gap)?;
        let requirement = finding.applied.requirement;
        Some(format!("{} {}（{}）", requirement.id, requirement.title, finding.verdict.label()))
    });
    format!("{}のため", named.collect::<Vec<_>>().join("、"))
}
