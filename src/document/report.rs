use super::era;
use crate::assessment::{Assessment, Basis, Decisive, Finding, Gap, Grounds, Points, Score, Verdict};
use crate::catalogue::{Catalogue, Ledger, Strength};
use crate::diagnostic::Diagnostic;
use crate::policy::{Obligation, ObligationId, Wording};
use crate::questionnaire::{Answer, AnswerSheet, Response, Unread};
use crate::workspace::Workspace;
use serde::Serialize;

/// A file that the assessment rests on.
#[derive(Clone, Debug, Serialize)]
pub struct SourceFile {
    /// Its name.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The form it was recognised as.
    pub form: String,
    /// The form's edition.
    pub edition: String,
    /// Who answered, as written.
    pub respondent: String,
    /// When, as a date in the Japanese calendar; empty if unknown.
    pub answered_on: String,
}

/// What a gap report is made from.
#[derive(Clone, Copy, Debug)]
pub struct ReportInput<'a> {
    /// The organisation.
    pub workspace: &'a Workspace,
    /// What the assessment was made with.
    pub grounds: &'a Grounds<'a>,
    /// Its result.
    pub assessment: &'a Assessment<'a>,
    /// The vendor; the organisation's own name for its check of itself.
    pub subject: &'a str,
    /// Whose answers they are.
    pub ledger: Ledger,
    /// The answer sheets with the SHA-256 of their files.
    pub sheets: &'a [(&'a AnswerSheet, String)],
    /// The organisation's check of itself, to stand beside the vendor's at the obligations.
    pub internal: Option<&'a Assessment<'a>>,
    /// What was to be told before assessing: about settings and files.
    pub told: &'a [Diagnostic],
}

/// The gap report of one respondent: the view model that the workbook, the page and the JSON draw.
#[derive(Clone, Debug, Serialize)]
pub struct GapReport {
    /// How to read the JSON.
    pub schema: &'static str,
    /// 湯沢町.
    pub organisation: String,
    /// 当町.
    pub self_name: String,
    /// Title of the policy.
    pub policy: String,
    /// Its edition.
    pub policy_edition: String,
    /// Its section: 6(8).
    pub section: String,
    /// 事業者回答 or 庁内点検.
    pub ledger: &'static str,
    /// Who was assessed.
    pub subject: String,
    /// The case's id; empty for the organisation's check of itself.
    pub case: String,
    /// The case's facts as label and value, in order.
    pub facts: Vec<(String, String)>,
    /// The day of the assessment, ISO.
    pub on: String,
    /// The same in the Japanese calendar.
    pub on_era: String,
    /// Edition of the catalogue.
    pub catalogue_edition: String,
    /// Name of the profile.
    pub profile: String,
    /// Points of 100 that the lower bound must reach.
    pub threshold: u32,
    /// Points of 100 under which the upper bound must not lie.
    pub floor: u32,
    /// The files it rests on.
    pub sources: Vec<SourceFile>,
    /// 適合, 条件付適合, 判定保留 or 不適合.
    pub conclusion: &'static str,
    /// What decided it, a sentence each.
    pub decisive: Vec<String>,
    /// The ids of the requirements that decided it.
    pub decisive_requirements: Vec<String>,
    /// The score range in hundredths of a point.
    pub score: Option<Score>,
    /// The score for readers.
    pub score_label: String,
    /// How many findings have each verdict, as sign, name and number.
    pub counts: Vec<(&'static str, &'static str, usize)>,
    /// What would lift the conclusion: to what, and by which requirements.
    pub lifts: Vec<LiftView>,
    /// The nine duties.
    pub obligations: Vec<ObligationView>,
    /// What is missing, most urgent first.
    pub gaps: Vec<GapView>,
    /// Every requirement that applies.
    pub findings: Vec<FindingView>,
    /// Every answer, in order of the file.
    pub answers: Vec<AnswerView>,
    /// What was not understood.
    pub unread: Vec<Unread>,
    /// Accepted risks that count here.
    pub exceptions: Vec<ExceptionView>,
    /// What the reader must be told.
    pub diagnostics: Vec<Diagnostic>,
    /// What holds for every report.
    pub notes: Vec<String>,
}

/// A better conclusion and the requirements that would reach it.
#[derive(Clone, Debug, Serialize)]
pub struct LiftView {
    /// The conclusion.
    pub to: &'static str,
    /// Id and title of each requirement.
    pub requirements: Vec<(String, String)>,
}

/// A duty of section 6(8) with both ledgers' scores.
#[derive(Clone, Debug, Serialize)]
pub struct ObligationView {
    /// P8-1 …
    pub id: ObligationId,
    /// A short heading.
    pub label: &'static str,
    /// The policy's own sentence; empty where the policy has none.
    pub sentence: String,
    /// Where it stands.
    pub locator: String,
    /// What the respondent of this report attains.
    pub score: Option<Score>,
    /// What the organisation attains for itself, in a vendor's report.
    pub internal: Option<Score>,
    /// Numbers of requirements: all, satisfied, with a gap.
    pub total: usize,
    /// Satisfied.
    pub satisfied: usize,
    /// With a gap.
    pub gaps: usize,
}

/// A clause that answers a requirement.
#[derive(Clone, Debug, Serialize)]
pub struct ClauseView {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: String,
}

/// One requirement and what was found.
#[derive(Clone, Debug, Serialize)]
pub struct FindingView {
    /// Its id.
    pub requirement: String,
    /// A row heading.
    pub title: String,
    /// The demand.
    pub statement: String,
    /// Why.
    pub why: String,
    /// The duty.
    pub obligation: ObligationId,
    /// 必須, 推奨 or 参考.
    pub strength: Strength,
    /// Its weight here.
    pub weight: u32,
    /// The verdict.
    pub verdict: Verdict,
    /// Its name for readers, with why where it is undetermined.
    pub verdict_label: String,
    /// ○ △ ？ × －.
    pub sign: &'static str,
    /// What it adds to the score.
    pub points: Points,
    /// How sure one may be; empty without an answer.
    pub evidence: &'static str,
    /// What it rests on.
    pub basis: Vec<BasisView>,
    /// Clauses that answer it in this case.
    pub clauses: Vec<ClauseView>,
    /// Documents that count as proof.
    pub proof: Vec<String>,
    /// Places in the organisation's rules.
    pub items: Vec<String>,
    /// Laws and schemes.
    pub sources: Vec<String>,
    /// Whether an exception lets it pass.
    pub excepted: bool,
}

/// A question and what was said to it.
#[derive(Clone, Debug, Serialize)]
pub struct BasisView {
    /// Its id.
    pub question: String,
    /// File, sheet and cell; empty where nothing was said.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cell, A1.
    pub cell: String,
    /// Whom the row is about, in a matrix.
    pub subject: String,
    /// The words as written.
    pub written: String,
    /// What they say.
    pub answer: Option<Answer>,
    /// The same for readers.
    pub answer_label: String,
    /// The remark.
    pub remark: String,
    /// The evidence.
    pub evidence: String,
    /// Why it was read so.
    pub why: String,
}

/// Something that is missing.
#[derive(Clone, Debug, Serialize)]
pub struct GapView {
    /// A to D.
    pub priority: &'static str,
    /// The requirement.
    pub requirement: String,
    /// Its heading.
    pub title: String,
    /// 必須, 推奨 or 参考.
    pub strength: Strength,
    /// ○ △ ？ × －.
    pub sign: &'static str,
    /// The verdict for readers.
    pub verdict_label: String,
    /// What was said, and where.
    pub said: String,
    /// Where alone: 「回答」シート E12.
    pub place: String,
    /// What would satisfy it.
    pub satisfied_by: String,
    /// What is to be done.
    pub remedy: String,
    /// Until when, ISO; empty where a clause cannot cure it.
    pub deadline: String,
    /// The same in the Japanese calendar.
    pub deadline_era: String,
    /// Clauses of the annex.
    pub clauses: Vec<ClauseView>,
    /// What a clause can do here, in words.
    pub by_clause: String,
}

/// One answer as it was read.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerView {
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cell, A1.
    pub cell: String,
    /// The question's id.
    pub question: String,
    /// Its text.
    pub asked: String,
    /// Whom the row is about, in a matrix.
    pub subject: String,
    /// The words as written.
    pub written: String,
    /// What they say.
    pub answer: Answer,
    /// The same for readers.
    pub answer_label: &'static str,
    /// The remark.
    pub remark: String,
    /// The evidence as written.
    pub evidence: String,
    /// How sure one may be.
    pub evidence_label: &'static str,
    /// Why it was read so.
    pub why: String,
    /// The requirements that it serves.
    pub requirements: Vec<String>,
}

/// An accepted risk.
#[derive(Clone, Debug, Serialize)]
pub struct ExceptionView {
    /// The requirement.
    pub requirement: String,
    /// Its heading.
    pub title: String,
    /// Why.
    pub reason: String,
    /// Who accepted it.
    pub approver: String,
    /// Until when, in the Japanese calendar.
    pub until: String,
}

impl GapReport {
    /// The report of an assessment, in the organisation's words.
    pub fn new(input: &ReportInput<'_>) -> Self {
        let ReportInput { workspace, grounds, assessment, .. } = *input;
        let words = &workspace.wording;
        let catalogue = grounds.catalogue;
        let kinds = [
            Verdict::Satisfied,
            Verdict::Partly,
            Verdict::Undetermined(crate::assessment::Doubt::Blank),
            Verdict::NotSatisfied,
            Verdict::NotApplicable,
        ];
        let mut diagnostics: Vec<Diagnostic> = input.told.to_vec();
        diagnostics.extend(input.sheets.iter().flat_map(|(sheet, _)| sheet.diagnostics.iter().cloned()));
        diagnostics.extend(assessment.diagnostics.iter().cloned());
        diagnostics.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.code.severity));
        Self {
            schema: "assessment/1",
            organisation: workspace.organisation.name.clone(),
            self_name: words.self_name.clone(),
            policy: workspace.policy.title.clone(),
            policy_edition: workspace.policy.edition.clone(),
            section: workspace.policy.section.clone(),
            ledger: input.ledger.label(),
            subject: input.subject.to_owned(),
            case: grounds.case.map(|case| case.id.to_string()).unwrap_or_default(),
            facts: facts(input),
            on: grounds.on.to_string(),
            on_era: era::written(grounds.on),
            catalogue_edition: catalogue.edition.clone(),
            profile: grounds.profile.title.clone(),
            threshold: grounds.profile.threshold,
            floor: grounds.profile.floor,
            sources: input.sheets.iter().map(|(sheet, sha256)| source(sheet, sha256)).collect(),
            conclusion: assessment.conclusion.label(),
            decisive: assessment.decisive.iter().map(|reason| decisive(reason, assessment, grounds)).collect(),
            decisive_requirements: assessment
                .decisive
                .iter()
                .filter_map(|reason| match reason {
                    Decisive::Requirement(id, _) => Some(id.to_string()),
                    _ => None,
                })
                .collect(),
            score: assessment.score,
            score_label: assessment.score.map_or_else(|| "得点なし".to_owned(), Score::label),
            counts: kinds.into_iter().map(|kind| (kind.sign(), kind.label(), assessment.count(kind))).collect(),
            lifts: assessment
                .lifts
                .iter()
                .map(|lift| LiftView {
                    to: lift.to.label(),
                    requirements: lift.requirements.iter().map(|id| (id.to_string(), title(catalogue, id))).collect(),
                })
                .collect(),
            obligations: ObligationId::ALL.into_iter().map(|id| obligation(id, input)).collect(),
            gaps: assessment.gaps.iter().filter_map(|found| gap(found, assessment, words, catalogue)).collect(),
            findings: assessment.findings.iter().map(|found| finding(found, workspace, grounds)).collect(),
            answers: input.sheets.iter().flat_map(|(sheet, _)| sheet.responses.iter().map(|response| answer(sheet, response, grounds))).collect(),
            unread: input.sheets.iter().flat_map(|(sheet, _)| sheet.unread.iter().cloned()).collect(),
            exceptions: assessment
                .findings
                .iter()
                .filter_map(|finding| {
                    let exception = finding.exception?;
                    Some(ExceptionView {
                        requirement: exception.requirement.to_string(),
                        title: finding.applied.requirement.title.clone(),
                        reason: exception.reason.clone(),
                        approver: exception.approver.clone(),
                        until: era::written(exception.until),
                    })
                })
                .collect(),
            diagnostics,
            notes: vec![
                "この報告は、提出された回答を決められた規則で読み取り、判定したものです。回答の真偽は、根拠資料の確認、実地の調査などにより確かめてください。".to_owned(),
                "ガイドラインの枝記号は itaku の目録の番号です。文書に引用するときは原典と照合してください。".to_owned(),
            ],
        }
    }
}

fn title(catalogue: &Catalogue, id: &crate::catalogue::RequirementId) -> String {
    catalogue.requirement(id).map(|requirement| requirement.title.clone()).unwrap_or_default()
}

fn facts(input: &ReportInput<'_>) -> Vec<(String, String)> {
    let pair = |label: &str, value: String| (label.to_owned(), value);
    let Some(case) = input.grounds.case else {
        let titles: Vec<&str> = input.workspace.cases.iter().map(|case| case.title.as_str()).collect();
        return vec![pair("対象の案件", titles.join("、"))];
    };
    let named = |facts: Vec<&str>| if facts.is_empty() { "なし".to_owned() } else { facts.join("、") };
    vec![
        pair("案件", format!("{}（{}）", case.title, case.id)),
        pair("区分", case.kind.label().to_owned()),
        pair("所管", case.department.clone()),
        pair("情報の分類", format!("自治体機密性{}", case.class.word())),
        pair("案件の特徴", named(case.facts.iter().map(|fact| fact.label()).collect())),
        pair(
            "期間",
            match case.end {
                Some(end) => format!("{}から{}まで", era::written(case.start), era::written(end)),
                None => format!("{}から", era::written(case.start)),
            },
        ),
    ]
}

fn source(sheet: &AnswerSheet, sha256: &str) -> SourceFile {
    SourceFile {
        file: sheet.file.clone(),
        sha256: sha256.to_owned(),
        form: sheet.form.as_ref().map(|form| form.id.clone()).unwrap_or_default(),
        edition: sheet.form.as_ref().map(|form| form.edition.clone()).unwrap_or_default(),
        respondent: sheet.respondent.clone().unwrap_or_default(),
        answered_on: sheet.answered_on.map(era::written).unwrap_or_default(),
    }
}

fn decisive(reason: &Decisive, assessment: &Assessment<'_>, grounds: &Grounds<'_>) -> String {
    let score = assessment.score.map(Score::label).unwrap_or_default();
    match reason {
        Decisive::Requirement(id, verdict) => {
            let curable = assessment
                .findings
                .iter()
                .find(|finding| finding.applied.requirement.id == *id)
                .is_some_and(|finding| finding.cure_days.is_some());
            let by_clause = match verdict {
                Verdict::NotSatisfied if !curable => "。契約の条件では補えません",
                Verdict::NotSatisfied => "。期限付きの条件で補うことができます",
                _ => "",
            };
            format!(
                "必須の要求事項 {id}（{}）が「{}」です{by_clause}",
                title(grounds.catalogue, id),
                verdict_label(*verdict)
            )
        }
        Decisive::UnderFloor => format!("得点の上限（{score}）が、最低点 {} を下回ります", grounds.profile.floor),
        Decisive::UnderThreshold => {
            format!("得点の下限（{score}）が、基準点 {} に届きません", grounds.profile.threshold)
        }
        Decisive::NothingScored => "得点を付けられる要求事項がありません".to_owned(),
    }
}

fn verdict_label(verdict: Verdict) -> String {
    match verdict {
        Verdict::Undetermined(doubt) => format!("{}（{}）", verdict.label(), doubt.label()),
        _ => verdict.label().to_owned(),
    }
}

fn obligation(id: ObligationId, input: &ReportInput<'_>) -> ObligationView {
    let stated = input.workspace.policy.obligation(id);
    let score_of = |assessment: &Assessment<'_>| {
        assessment.obligations.iter().find(|(other, _)| *other == id).map(|(_, score)| *score)
    };
    let here: Vec<&Finding<'_>> =
        input.assessment.findings.iter().filter(|finding| finding.applied.requirement.obligation == id).collect();
    ObligationView {
        id,
        label: id.label(),
        sentence: stated.map(sentence).unwrap_or_default(),
        locator: stated.and_then(|obligation| obligation.locator.clone()).unwrap_or_default(),
        score: score_of(input.assessment),
        internal: input.internal.and_then(score_of),
        total: here.len(),
        satisfied: here.iter().filter(|finding| finding.verdict == Verdict::Satisfied).count(),
        gaps: here.iter().filter(|finding| finding.verdict.is_gap()).count(),
    }
}

/// The policy's own words. Where only the place is known, the reader is sent there; where not even that, nothing is said.
fn sentence(stated: &Obligation) -> String {
    match (&stated.sentence, &stated.locator) {
        (Some(sentence), _) => sentence.clone(),
        (None, Some(_)) => "（方針の文書の該当箇所を参照）".to_owned(),
        (None, None) => String::new(),
    }
}

fn clause_views(ids: &[crate::catalogue::ClauseId], catalogue: &Catalogue) -> Vec<ClauseView> {
    let known = ids.iter().filter_map(|id| catalogue.clause(id));
    known.map(|clause| ClauseView { id: clause.id.to_string(), title: clause.title.clone() }).collect()
}

fn gap(gap: &Gap, assessment: &Assessment<'_>, words: &Wording, catalogue: &Catalogue) -> Option<GapView> {
    let finding = assessment.finding(gap)?;
    let requirement = finding.applied.requirement;
    let worst: Vec<&Basis<'_>> = finding.basis.iter().filter(|basis| basis.verdict.is_gap()).collect();
    let by_clause = match (requirement.ledger, finding.verdict, gap.deadline) {
        (Ledger::Internal, _, _) => "庁内で整備します".to_owned(),
        (_, Verdict::Undetermined(_), _) => "回答を確かめてから判断します".to_owned(),
        (_, _, Some(_)) => "期限付きの条件として条項に加えます".to_owned(),
        (_, _, None) if gap.clauses.is_empty() => "条項では補えません（この案件に条項を置けません）".to_owned(),
        (_, _, None) => "条項では補えません。別の手段、取扱う情報の限定又は例外措置を検討してください".to_owned(),
    };
    Some(GapView {
        priority: gap.priority.label(),
        requirement: requirement.id.to_string(),
        title: requirement.title.clone(),
        strength: finding.applied.strength,
        sign: finding.verdict.sign(),
        verdict_label: verdict_label(finding.verdict),
        said: worst.iter().map(|basis| said(basis)).collect::<Vec<_>>().join("\n"),
        place: worst.iter().filter_map(|basis| place(basis)).collect::<Vec<_>>().join("\n"),
        satisfied_by: words.apply(&requirement.satisfied_by),
        remedy: remedy(finding, words),
        deadline: gap.deadline.map(|day| day.to_string()).unwrap_or_default(),
        deadline_era: gap.deadline.map(era::written).unwrap_or_default(),
        clauses: clause_views(&gap.clauses, catalogue),
        by_clause,
    })
}

fn remedy(finding: &Finding<'_>, words: &Wording) -> String {
    let requirement = finding.applied.requirement;
    let cure = requirement.remedy.as_ref().unwrap_or(&requirement.statement);
    match finding.verdict {
        Verdict::Undetermined(_) if requirement.ledger == Ledger::Vendor => {
            format!("設問に答え、満たしていないときは、{}", words.apply(cure))
        }
        _ => words.apply(cure),
    }
}

fn place(basis: &Basis<'_>) -> Option<String> {
    let response = basis.response?;
    Some(format!("「{}」シート {}", response.sheet, response.cell))
}

fn said(basis: &Basis<'_>) -> String {
    let Some(response) = basis.response else {
        return format!("{}：{}", basis.question.id, verdict_label(basis.verdict));
    };
    let subject = response.subject.as_ref().map(|subject| format!("［{subject}］")).unwrap_or_default();
    let written = if response.written.trim().is_empty() {
        "（空欄）".to_owned()
    } else {
        format!("「{}」", response.written)
    };
    let remark =
        if response.remark.trim().is_empty() { String::new() } else { format!(" 補足「{}」", response.remark) };
    let why = response.why.as_ref().map(|why| format!(" ※{why}")).unwrap_or_default();
    format!("{}{subject}：{written}{remark}{why}", response.question)
}

fn finding(finding: &Finding<'_>, workspace: &Workspace, grounds: &Grounds<'_>) -> FindingView {
    let requirement = finding.applied.requirement;
    let words = &workspace.wording;
    FindingView {
        requirement: requirement.id.to_string(),
        title: requirement.title.clone(),
        statement: words.apply(&requirement.statement),
        why: words.apply(&requirement.why),
        obligation: requirement.obligation,
        strength: finding.applied.strength,
        weight: finding.applied.weight,
        verdict: finding.verdict,
        verdict_label: verdict_label(finding.verdict),
        sign: finding.verdict.sign(),
        points: finding.points,
        evidence: finding.evidence().map_or("", |evidence| evidence.label()),
        basis: finding.basis.iter().map(basis_view).collect(),
        clauses: grounds
            .case
            .map(|case| {
                let known = requirement.clauses.iter().filter_map(|id| grounds.catalogue.clause(id));
                let here: Vec<_> =
                    known.filter(|clause| clause.applies.holds(case)).map(|clause| clause.id.clone()).collect();
                clause_views(&here, grounds.catalogue)
            })
            .unwrap_or_default(),
        proof: requirement.evidence.clone(),
        items: requirement.items.iter().map(|key| workspace.policy.locator(key)).collect(),
        sources: requirement
            .sources
            .iter()
            .filter_map(|id| grounds.catalogue.citation(id))
            .map(|citation| citation.label())
            .collect(),
        excepted: finding.exception.is_some(),
    }
}

fn basis_view(basis: &Basis<'_>) -> BasisView {
    let text = |pick: fn(&Response) -> &str| basis.response.map(pick).unwrap_or_default().to_owned();
    BasisView {
        question: basis.question.id.to_string(),
        file: basis.sheet.map(|sheet| sheet.file.clone()).unwrap_or_default(),
        sheet: text(|response| &response.sheet),
        cell: basis.response.map(|response| response.cell.to_string()).unwrap_or_default(),
        subject: text(|response| response.subject.as_deref().unwrap_or_default()),
        written: text(|response| &response.written),
        answer: basis.response.map(|response| response.answer),
        answer_label: basis
            .response
            .map_or_else(|| verdict_label(basis.verdict), |response| response.answer.label().to_owned()),
        remark: text(|response| &response.remark),
        evidence: text(|response| &response.evidence_written),
        why: text(|response| response.why.as_deref().unwrap_or_default()),
    }
}

fn answer(sheet: &AnswerSheet, response: &Response, grounds: &Grounds<'_>) -> AnswerView {
    let own = || sheet.brought_question(&response.question).map(|brought| &brought.question);
    let question = grounds.library.question(&response.question).or_else(own);
    AnswerView {
        file: sheet.file.clone(),
        sheet: response.sheet.clone(),
        cell: response.cell.to_string(),
        question: response.question.to_string(),
        asked: response.asked.clone(),
        subject: response.subject.clone().unwrap_or_default(),
        written: response.written.clone(),
        answer: response.answer,
        answer_label: response.answer.label(),
        remark: response.remark.clone(),
        evidence: response.evidence_written.clone(),
        evidence_label: response.evidence.label(),
        why: response.why.clone().unwrap_or_default(),
        requirements: question
            .map(|question| question.requirements.iter().map(ToString::to_string).collect())
            .unwrap_or_default(),
    }
}
