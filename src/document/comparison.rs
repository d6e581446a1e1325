use super::GapReport;
use crate::assessment::Score;
use crate::catalogue::Strength;
use crate::policy::ObligationId;
use serde::Serialize;

/// What a comparison needs of one vendor's report: small, so that a thousand of them stay small.
#[derive(Clone, Debug, Serialize)]
pub struct Compared {
    /// The vendor.
    pub subject: String,
    /// The case's id.
    pub case: String,
    /// The case as readers know it.
    pub case_title: String,
    /// The files.
    pub files: Vec<String>,
    /// 適合, 条件付適合, 判定保留 or 不適合.
    pub conclusion: &'static str,
    /// The first reason, as a sentence.
    pub reason: String,
    /// The score range.
    pub score: Option<Score>,
    /// The score for readers.
    pub score_label: String,
    /// How many findings have each verdict, as sign, name and number.
    pub counts: Vec<(&'static str, &'static str, usize)>,
    /// Score per duty.
    pub obligations: Vec<(ObligationId, Option<Score>)>,
    /// Sign of each requirement's verdict, in order of the catalogue.
    pub signs: Vec<(String, &'static str)>,
    /// How many warnings and errors the reading raised.
    pub doubts: usize,
}

/// A requirement as a row of the comparison.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedRequirement {
    /// Its id.
    pub requirement: String,
    /// A row heading.
    pub title: String,
    /// The duty.
    pub obligation: ObligationId,
    /// 必須, 推奨 or 参考.
    pub strength: Strength,
}

/// Several vendors side by side, case by case.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Comparison {
    /// 湯沢町.
    pub organisation: String,
    /// The day of the latest assessment, ISO; taken from the reports.
    pub on: String,
    /// The day, in the Japanese calendar.
    pub on_era: String,
    /// Edition of the catalogue.
    pub catalogue_edition: String,
    /// All vendors, by case and then by name.
    pub vendors: Vec<Compared>,
    /// The requirements of each case (by id), in order of the catalogue.
    pub requirements: Vec<(String, Vec<ComparedRequirement>)>,
    /// Files that could not be read, each with its sentence.
    pub refused: Vec<(String, String)>,
}

impl Compared {
    /// What the comparison keeps of a report.
    pub fn of(report: &GapReport) -> Self {
        Self {
            subject: report.subject.clone(),
            case: report.case.clone(),
            case_title: report.facts.first().map(|(_, value)| value.clone()).unwrap_or_default(),
            files: report.sources.iter().map(|source| source.file.clone()).collect(),
            conclusion: report.conclusion,
            reason: report.decisive.first().cloned().unwrap_or_default(),
            score: report.score,
            score_label: report.score_label.clone(),
            counts: report.counts.clone(),
            obligations: report.obligations.iter().map(|duty| (duty.id, duty.score)).collect(),
            signs: report.findings.iter().map(|finding| (finding.requirement.clone(), finding.sign)).collect(),
            doubts: report
                .diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.code.severity >= crate::diagnostic::Severity::Warning)
                .count(),
        }
    }

    /// The sign of a requirement's verdict; empty where it does not apply to the case.
    pub fn sign(&self, requirement: &str) -> &'static str {
        self.signs.iter().find(|(id, _)| id == requirement).map_or("", |(_, sign)| *sign)
    }
}

impl Comparison {
    /// Takes in a report; the order in which reports come does not matter.
    pub fn add(&mut self, report: &GapReport) {
        let rows = || {
            report
                .findings
                .iter()
                .map(|finding| ComparedRequirement {
                    requirement: finding.requirement.clone(),
                    title: finding.title.clone(),
                    obligation: finding.obligation,
                    strength: finding.strength,
                })
                .collect()
        };
        if !self.requirements.iter().any(|(case, _)| *case == report.case) {
            self.requirements.push((report.case.clone(), rows()));
            self.requirements.sort_by(|(a, _), (b, _)| a.cmp(b));
        }
        if self.on < report.on {
            self.on.clone_from(&report.on);
        }
        let compared = Compared::of(report);
        let key = |one: &Compared| (one.case.clone(), one.subject.clone(), one.files.clone());
        let at = self.vendors.partition_point(|other| key(other) < key(&compared));
        self.vendors.insert(at, compared);
    }
}

#[cfg(test)]
mod tests {
    use crate::assessment::Verdict;

    #[test]
    fn a_verdict_has_a_sign_of_its_own() {
        let doubt = crate::assessment::Doubt::Blank;
        let all = [
            Verdict::NotApplicable,
            Verdict::Satisfied,
            Verdict::Partly,
            Verdict::Undetermined(doubt),
            Verdict::NotSatisfied,
        ];
        let signs: std::collections::BTreeSet<&str> = all.iter().map(|verdict| verdict.sign()).collect();
        assert_eq!(signs.len(), all.len());
    }
}
