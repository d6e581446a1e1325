use crate::assessment::{Assessment, Basis, Doubt, Grounds, Verdict};
use crate::diagnostic::Place;
use crate::questionnaire::{Answer, AnswerSheet, Certificate, Response};
use crate::workbook::Address;
use crate::workspace::Workspace;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An assessment as the register keeps it: what lists and overviews need. Its answers lie in [`Answers`], so that a
/// list over many years stays small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessed {
    /// The case.
    pub case: String,
    /// The vendor.
    pub vendor: String,
    /// The day of the assessment.
    pub on: Date,
    /// The file.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The form and its edition.
    pub form: String,
    /// Who answered, as written on the cover.
    pub respondent: String,
    /// When, if the cover says so readably.
    pub answered_on: Option<Date>,
    /// Edition of the catalogue.
    pub catalogue_edition: String,
    /// Edition of the policy.
    pub policy_edition: String,
    /// The profile's id.
    pub profile: String,
    /// 適合, 条件付適合, 判定保留 or 不適合.
    pub conclusion: String,
    /// Lower bound of the score in hundredths; absent when nothing could be scored.
    pub lower: Option<u32>,
    /// Upper bound.
    pub upper: Option<u32>,
    /// Numbers of ○ △ ？ × －.
    pub counts: [usize; 5],
    /// How many requirements were never asked: nobody has failed to answer them. Records of before have none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unasked: usize,
    /// How many requirements are worse than in the assessment before it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub worsened: usize,
    /// How many signs were told when it was recorded.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub signs: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde wants it")]
const fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// What an assessment rests on, requirement by requirement and cell by cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// The key of the [`Assessed`].
    pub assessment: String,
    /// The vendor.
    pub vendor: String,
    /// One per requirement that applied, in order of the catalogue.
    pub findings: Vec<Found>,
    /// One per answer, in order of the file.
    pub answers: Vec<Said>,
}

/// The verdict on a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// The requirement.
    pub requirement: String,
    /// Its heading.
    pub title: String,
    /// The demand, as it was then.
    pub statement: String,
    /// 必須, 推奨 or 参考.
    pub strength: String,
    /// ○ △ ？ × －.
    pub sign: String,
    /// The verdict for readers, with why where it is undetermined.
    pub verdict: String,
    /// The questions whose answers it rests on.
    pub questions: Vec<String>,
}

/// What was said to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The question.
    pub question: String,
    /// Its words in the file.
    pub asked: String,
    /// The sheet.
    pub sheet: String,
    /// The cell, A1.
    pub cell: String,
    /// Whom the row is about, in a matrix.
    pub subject: String,
    /// The words as written.
    pub written: String,
    /// What they say, one of the eight words.
    pub answer: String,
    /// The remark.
    pub remark: String,
    /// The evidence.
    pub evidence: String,
    /// Certificates named beside it.
    pub certificates: Vec<Named>,
}

/// A certificate named in an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The scheme, for readers.
    pub scheme: String,
    /// The last day, if written.
    pub expires: Option<Date>,
    /// Whether the text says that it is held and covers this service.
    pub counts: bool,
    /// Its number, if written; records of before have none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The standard's edition, if written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub edition: String,
}

impl Assessed {
    /// What stands in place of a case where the organisation looked at itself; the vendor is then the organisation.
    pub const OWN: &str = "庁内点検";

    /// Of an assessment with what it rests on: one vendor's sheet, or the organisation's own sheets.
    pub fn of(
        assessment: &Assessment<'_>,
        grounds: &Grounds<'_>,
        workspace: &Workspace,
        vendor: &str,
        sheets: &[(&AnswerSheet, &str)],
    ) -> (Self, Answers) {
        let count = |verdict| assessment.count(verdict);
        let joined =
            |of: &dyn Fn(&(&AnswerSheet, &str)) -> String| sheets.iter().map(of).collect::<Vec<_>>().join("、");
        let form = |sheet: &AnswerSheet| sheet.form.as_ref().map(|form| format!("{} {}", form.id, form.edition));
        let assessed = Self {
            case: grounds.case.map_or_else(|| Self::OWN.to_owned(), |case| case.id.to_string()),
            vendor: vendor.to_owned(),
            on: grounds.on,
            file: joined(&|(sheet, _)| sheet.file.clone()),
            sha256: joined(&|(_, sha256)| (*sha256).to_owned()),
            form: joined(&|(sheet, _)| form(sheet).unwrap_or_default()),
            respondent: joined(&|(sheet, _)| sheet.respondent.clone().unwrap_or_default()),
            answered_on: sheets.iter().filter_map(|(sheet, _)| sheet.answered_on).min(),
            catalogue_edition: grounds.catalogue.edition.clone(),
            policy_edition: workspace.policy.edition.clone(),
            profile: grounds.profile.id.clone(),
            conclusion: assessment.conclusion.label().to_owned(),
            lower: assessment.score.map(|score| score.lower),
            upper: assessment.score.map(|score| score.upper),
            counts: [
                count(Verdict::Satisfied),
                count(Verdict::Partly),
                count(Verdict::Undetermined(crate::assessment::Doubt::Blank)),
                count(Verdict::NotSatisfied),
                count(Verdict::NotApplicable),
            ],
            unasked: assessment.findings.iter().filter(|finding| finding.was_never_asked()).count(),
            worsened: 0,
            signs: 0,
        };
        let answers = Answers {
            assessment: assessed.key(),
            vendor: vendor.to_owned(),
            findings: assessment
                .findings
                .iter()
                .map(|finding| Found {
                    requirement: finding.applied.requirement.id.to_string(),
                    title: finding.applied.requirement.title.clone(),
                    statement: finding.applied.requirement.statement.clone(),
                    strength: finding.applied.strength.label().to_owned(),
                    sign: finding.verdict.sign().to_owned(),
                    verdict: match finding.verdict {
                        Verdict::Undetermined(doubt) => format!("{}（{}）", finding.verdict.label(), doubt.label()),
                        verdict => verdict.label().to_owned(),
                    },
                    questions: finding.basis.iter().map(question).collect(),
                })
                .collect(),
            answers: sheets.iter().flat_map(|(sheet, _)| &sheet.responses).map(said).collect(),
        };
        (assessed, answers)
    }

    /// Which assessment it is: the same file under the same editions is the same one.
    pub fn key(&self) -> String {
        let parts =
            [&self.case, &self.vendor, &self.sha256, &self.catalogue_edition, &self.policy_edition, &self.profile];
        parts.map(String::as_str).join("/")
    }

    /// Signs with numbers: ○12 △3.
    pub fn tally(&self) -> String {
        let signs = ["○", "△", "？", "×", "－"];
        let told: Vec<String> = signs.iter().zip(self.counts).map(|(sign, count)| format!("{sign}{count}")).collect();
        told.join(" ")
    }

    /// The score range for readers.
    pub fn score(&self) -> String {
        match (self.lower, self.upper) {
            (Some(lower), Some(upper)) => crate::assessment::Score { lower, upper }.label(),
            _ => "得点なし".to_owned(),
        }
    }
}

fn question(basis: &Basis<'_>) -> String {
    basis.question.id.to_string()
}

fn said(response: &Response) -> Said {
    Said {
        question: response.question.to_string(),
        asked: response.asked.clone(),
        sheet: response.sheet.clone(),
        cell: response.cell.to_string(),
        subject: response.subject.clone().unwrap_or_default(),
        written: response.written.clone(),
        answer: word(response.answer),
        remark: response.remark.clone(),
        evidence: response.evidence_written.clone(),
        certificates: response.certificates.iter().map(named).collect(),
    }
}

fn named(certificate: &Certificate) -> Named {
    Named {
        scheme: certificate.kind.label().to_owned(),
        expires: certificate.expires,
        counts: !certificate.not_held && !certificate.out_of_scope,
        number: certificate.number.clone(),
        edition: certificate.edition.clone(),
    }
}

/// The word of an answer in all JSON.
fn word(answer: Answer) -> String {
    serde_json::to_value(answer).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

impl Found {
    /// Whether its questions stood on no sheet that came back: nothing can be said, and nobody is to blame.
    pub fn was_never_asked(&self) -> bool {
        [Doubt::NotAsked, Doubt::NotReached]
            .iter()
            .any(|doubt| self.verdict.ends_with(&format!("（{}）", doubt.label())))
    }
}

impl Said {
    /// 「回答」シート E12.
    pub fn place(&self) -> String {
        let place = Place::nowhere().sheet_named(&self.sheet);
        match Address::parse(&self.cell) {
            Some(cell) => place.cells(cell).to_string(),
            None => place.entry(&self.cell).to_string(),
        }
    }
}
