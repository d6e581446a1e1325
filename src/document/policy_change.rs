use crate::catalogue::{Catalogue, ClauseId, Requirement};
use crate::diagnostic::Diagnostic;
use crate::policy::{Change, DutyChange, FactChange, ObligationId, PassageChange, PolicyChange, PolicyReading};
use crate::workspace::Workspace;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a new edition of a policy changes, and what that touches: what `itaku policy --compare` prints.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyChangeView {
    /// How to read the JSON.
    pub schema: &'static str,
    /// The file with the old edition.
    pub old: String,
    /// The file with the new edition.
    pub new: String,
    /// What the documents say of themselves, where it differs.
    pub facts: Vec<FactChange>,
    /// All nine duties.
    pub obligations: Vec<DutyChange>,
    /// Sentences elsewhere that matter here and differ.
    pub passages: Vec<PassageChange>,
    /// Places of the guideline's items in the organisation's standards that differ.
    pub items: Vec<ItemChange>,
    /// Requirements that serve a changed duty, or use a changed word.
    pub requirements: Vec<TouchedRequirement>,
    /// Clauses that answer them, or use a changed word.
    pub clauses: Vec<TouchedClause>,
    /// Cases of the workspace whose annexes hold such clauses.
    pub cases: Vec<TouchedCase>,
    /// Results in the workspace that rest on the old edition.
    pub assessments: Vec<TouchedAssessment>,
    /// What the reader must be told of each document.
    pub diagnostics: Vec<Diagnostic>,
}

/// An item of the guideline that moved, came or went in the organisation's standards.
#[derive(Clone, Debug, Serialize)]
pub struct ItemChange {
    /// The item.
    pub item: String,
    /// What it is about.
    pub summary: String,
    /// Where the old standards treat it.
    pub old: Option<String>,
    /// Where the new standards treat it.
    pub new: Option<String>,
}

/// How a change reaches something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Only the number under which the policy is cited.
    Place,
    /// A word of the organisation that the text uses.
    Words,
    /// What the policy demands.
    Content,
}

impl Effect {
    /// Its name for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Place => "引用の番号",
            Self::Words => "語",
            Self::Content => "内容",
        }
    }
}

/// A requirement that a change touches.
#[derive(Clone, Debug, Serialize)]
pub struct TouchedRequirement {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// 事業者回答 or 庁内点検.
    pub ledger: &'static str,
    /// The duty that it serves.
    pub obligation: ObligationId,
    /// What became of that duty.
    pub change: Change,
    /// How the change reaches it.
    pub effect: Effect,
}

/// A clause that a change touches.
#[derive(Clone, Debug, Serialize)]
pub struct TouchedClause {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The touched requirements that it answers.
    pub requirements: Vec<String>,
    /// How the change reaches it.
    pub effect: Effect,
}

/// A case whose annex holds touched clauses.
#[derive(Clone, Debug, Serialize)]
pub struct TouchedCase {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The touched clauses of its annex.
    pub clauses: Vec<String>,
}

/// A result that rests on the old edition.
#[derive(Clone, Debug, Serialize)]
pub struct TouchedAssessment {
    /// The file with the result.
    pub file: String,
    /// Whom it judges.
    pub subject: String,
    /// The case; empty for the organisation's check of itself.
    pub case: String,
    /// The day of the assessment.
    pub on: String,
    /// Its conclusion.
    pub conclusion: String,
    /// The edition it was made with.
    pub policy_edition: String,
    /// The touched requirements that it judges.
    pub requirements: Vec<String>,
    /// How the change reaches it.
    pub effect: Effect,
}

/// A result as it lies in a workspace, as far as a change of the policy concerns it.
#[derive(Clone, Debug, Deserialize)]
pub struct PastAssessment {
    /// The file; not part of the JSON.
    #[serde(skip)]
    pub file: String,
    schema: String,
    subject: String,
    case: String,
    on: String,
    conclusion: String,
    policy_edition: String,
    findings: Vec<PastFinding>,
}

#[derive(Clone, Debug, Deserialize)]
struct PastFinding {
    requirement: String,
}

impl PastAssessment {
    /// A result from its JSON; none where the text is something else.
    pub fn read(file: &str, json: &str) -> Option<Self> {
        let read: Self = serde_json::from_str(json).ok()?;
        (read.schema == "assessment/1").then(|| Self { file: file.to_owned(), ..read })
    }
}

/// What the organisation holds that a change can touch.
#[derive(Clone, Copy, Debug, Default)]
pub struct Holdings<'a> {
    /// Its settings.
    pub workspace: Option<&'a Workspace>,
    /// Its results.
    pub assessments: &'a [PastAssessment],
}

impl PolicyChangeView {
    /// What the edition `new` changes against `old`, and what that touches.
    pub fn new(old: &PolicyReading, new: &PolicyReading, catalogue: &Catalogue, holdings: Holdings<'_>) -> Self {
        let change = PolicyChange::between(old, new);
        let reach = Reach::of(&change);
        let requirements = reach.requirements(catalogue);
        let clauses = reach.clauses(catalogue, &requirements);
        let numbered = |readings: [&PolicyReading; 2]| {
            let told = readings.into_iter().flat_map(|reading| reading.diagnostics.iter());
            told.cloned().collect::<Vec<_>>()
        };
        Self {
            schema: "policy-change/1",
            old: old.file.clone(),
            new: new.file.clone(),
            items: items(old, new, catalogue),
            cases: cases(holdings.workspace, catalogue, &clauses),
            assessments: assessments(holdings.assessments, &requirements),
            requirements,
            clauses,
            facts: change.facts,
            obligations: change.duties,
            passages: change.passages,
            diagnostics: change.doubts.into_iter().chain(numbered([old, new])).collect(),
        }
    }

    /// Whether anything differs.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
            && self.passages.is_empty()
            && self.items.is_empty()
            && self.obligations.iter().all(|duty| duty.change == Change::Same)
    }
}

/// How far the changes reach: the duties and words that changed.
struct Reach {
    duties: BTreeMap<ObligationId, Change>,
    words: Vec<&'static str>,
}

impl Reach {
    fn of(change: &PolicyChange) -> Self {
        let words = [
            ("self_name", "{{self}}"),
            ("terms.outsourcing", "{{outsourcing}}"),
            ("terms.contractor", "{{contractor}}"),
            ("terms.cloud", "{{cloud}}"),
            ("title", "{{policy}}"),
        ];
        let changed = words.into_iter().filter(|(key, _)| change.fact(key).is_some());
        let duties = change.duties.iter().filter(|duty| duty.change != Change::Same);
        Self {
            duties: duties.map(|duty| (duty.id, duty.change)).collect(),
            words: changed.map(|(_, word)| word).collect(),
        }
    }

    fn uses(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.contains(word))
    }

    fn requirements(&self, catalogue: &Catalogue) -> Vec<TouchedRequirement> {
        let touched = |requirement: &Requirement| {
            let change = self.duties.get(&requirement.obligation).copied().unwrap_or(Change::Same);
            let words = [&requirement.statement, &requirement.satisfied_by].into_iter().any(|text| self.uses(text));
            let effect = match change {
                Change::Same if words => Effect::Words,
                Change::Same => return None,
                Change::Moved if words => Effect::Words,
                Change::Moved => Effect::Place,
                _ => Effect::Content,
            };
            Some(TouchedRequirement {
                id: requirement.id.to_string(),
                title: requirement.title.clone(),
                ledger: requirement.ledger.label(),
                obligation: requirement.obligation,
                change,
                effect,
            })
        };
        catalogue.requirements.iter().filter_map(touched).collect()
    }

    fn clauses(&self, catalogue: &Catalogue, touched: &[TouchedRequirement]) -> Vec<TouchedClause> {
        let by_id: BTreeMap<&str, Effect> = touched.iter().map(|known| (known.id.as_str(), known.effect)).collect();
        let answers = |clause: &ClauseId| {
            let all = catalogue.requirements.iter().filter(|requirement| requirement.clauses.contains(clause));
            all.map(|requirement| requirement.id.to_string()).collect::<Vec<_>>()
        };
        let of = |clause: &crate::catalogue::Clause| {
            let reached: Vec<(String, Effect)> = answers(&clause.id)
                .into_iter()
                .filter_map(|id| by_id.get(id.as_str()).map(|effect| (id.clone(), *effect)))
                .collect();
            let texts =
                clause.paragraphs.iter().flat_map(|paragraph| std::iter::once(&paragraph.text).chain(&paragraph.items));
            let words = texts.into_iter().any(|text| self.uses(text));
            let content = reached.iter().map(|(_, effect)| *effect).filter(|effect| *effect != Effect::Words);
            let effect = content.chain(words.then_some(Effect::Words)).max()?;
            Some(TouchedClause {
                id: clause.id.to_string(),
                title: clause.title.clone(),
                requirements: reached.into_iter().map(|(id, _)| id).collect(),
                effect,
            })
        };
        catalogue.clauses.iter().filter_map(of).collect()
    }
}

fn items(old: &PolicyReading, new: &PolicyReading, catalogue: &Catalogue) -> Vec<ItemChange> {
    let places = |reading: &PolicyReading| -> BTreeMap<String, String> {
        let map = catalogue.locate(reading);
        let located = map.iter().flat_map(|map| &map.located);
        located.map(|located| (located.item.key.clone(), located.passage.locator.clone())).collect()
    };
    let (before, after) = (places(old), places(new));
    if before.is_empty() || after.is_empty() {
        // One of the documents holds no standards: that is no change of them.
        return Vec::new();
    }
    let of = |item: &crate::catalogue::Item| ItemChange {
        item: item.key.clone(),
        summary: item.summary.clone(),
        old: before.get(&item.key).cloned(),
        new: after.get(&item.key).cloned(),
    };
    catalogue.items.iter().map(of).filter(|change| change.old != change.new).collect()
}

fn cases(workspace: Option<&Workspace>, catalogue: &Catalogue, touched: &[TouchedClause]) -> Vec<TouchedCase> {
    let ids: BTreeSet<&str> = touched.iter().map(|clause| clause.id.as_str()).collect();
    let cases = workspace.iter().flat_map(|workspace| &workspace.cases);
    let of = cases.map(|case| TouchedCase {
        id: case.id.to_string(),
        title: case.title.clone(),
        clauses: catalogue
            .clauses_for(case)
            .map(|clause| clause.id.to_string())
            .filter(|id| ids.contains(id.as_str()))
            .collect(),
    });
    of.filter(|case| !case.clauses.is_empty()).collect()
}

fn assessments(results: &[PastAssessment], touched: &[TouchedRequirement]) -> Vec<TouchedAssessment> {
    let by_id: BTreeMap<&str, Effect> = touched.iter().map(|known| (known.id.as_str(), known.effect)).collect();
    let of = |result: &PastAssessment| {
        let judged = result.findings.iter().map(|finding| finding.requirement.as_str());
        let reached: Vec<(&str, Effect)> = judged.filter_map(|id| by_id.get(id).map(|effect| (id, *effect))).collect();
        Some(TouchedAssessment {
            file: result.file.clone(),
            subject: result.subject.clone(),
            case: result.case.clone(),
            on: result.on.clone(),
            conclusion: result.conclusion.clone(),
            policy_edition: result.policy_edition.clone(),
            effect: reached.iter().map(|(_, effect)| *effect).max()?,
            requirements: reached.into_iter().map(|(id, _)| id.to_owned()).collect(),
        })
    };
    results.iter().filter_map(of).collect()
}
