//! What the names in the forms' texts stand for. Every name is always there: a text that names something else is a fault.

use super::{LetterInput, letter_date};
use crate::assessment::{Assessment, Finding, Gap, Verdict};
use crate::catalogue::{Fact, Ledger, Strength};
use crate::document::{era, full_width};
use crate::questionnaire::{Answer, AnswerSheet};
use jiff::ToSpan;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The facts of one case and vendor.
pub(super) fn of(input: &LetterInput<'_>) -> Value {
    let LetterInput { workspace, case, vendor, on, .. } = *input;
    let wording = &workspace.wording;
    let profile = workspace.profile_for(case);
    let facts: BTreeMap<&str, bool> = Fact::WORDS.iter().map(|(word, fact)| (*word, case.has(*fact))).collect();
    let after = |days: u32| on.checked_add(i64::from(days).days()).map(letter_date).unwrap_or_default();
    let (gaps, questions, cannot) = gaps(input);
    json!({
        "organisation": { "name": workspace.organisation.name, "signatory": workspace.organisation.signatory },
        "self": wording.self_name,
        "client": wording.parties.client(),
        "supplier": wording.parties.supplier(),
        "cloud": wording.cloud,
        "outsourcing": wording.outsourcing,
        "vendor": vendor,
        "contract": case.contract,
        "case": {
            "id": case.id.as_str(),
            "title": case.title,
            "department": case.department,
            "kind": case.kind.label(),
            "class": case.class.word(),
            "start": letter_date(case.start),
            "end": case.end.map(letter_date).unwrap_or_default(),
            "facts": case.facts.iter().map(|fact| fact.label()).collect::<Vec<_>>().join("、"),
            "is": facts,
        },
        "policy": {
            "title": workspace.policy.title,
            "edition": workspace.policy.edition,
            "section": workspace.policy.section,
        },
        "terms": profile.contract,
        "profile": profile.title,
        "today": letter_date(on),
        "reply_by": after(profile.contract.remedy_days),
        "gaps": gaps,
        "questions": questions,
        "cannot": cannot,
        "assessment": input.answers.map_or(Value::Null, |(sheet, assessment)| assessed(input, sheet, assessment)),
        "accounts": input.accounts.map(accounts).unwrap_or_default(),
        "account_doubts": input.accounts.map(account_doubts).unwrap_or_default(),
        "requirements": requirements(input),
    })
}

/// The gaps of the vendor's answers: what a condition can cure, what must be found out, what no clause makes up for.
fn gaps(input: &LetterInput<'_>) -> (Vec<Value>, Vec<Value>, Vec<Value>) {
    let (mut cure, mut ask, mut cannot) = (Vec::new(), Vec::new(), Vec::new());
    let Some((_, assessment)) = input.answers else { return (cure, ask, cannot) };
    for gap in &assessment.gaps {
        let Some(finding) = assessment.finding(gap) else { continue };
        // An accepted risk asks for nothing; what only informs is no demand.
        if finding.exception.is_some() || finding.applied.strength < Strength::Recommended {
            continue;
        }
        let list = match (finding.verdict, gap.deadline) {
            (Verdict::Undetermined(_), _) => &mut ask,
            (_, Some(_)) => &mut cure,
            (_, None) => &mut cannot,
        };
        let number = (list.len() + 1).to_string();
        list.push(gap_value(input, gap, finding, &number));
    }
    (cure, ask, cannot)
}

fn gap_value(input: &LetterInput<'_>, gap: &Gap, finding: &Finding<'_>, number: &str) -> Value {
    let requirement = finding.applied.requirement;
    // To the vendor the organisation speaks of itself as it always does, and of the vendor as 貴社.
    let words = crate::policy::Wording { contractor: "貴社".to_owned(), ..input.workspace.wording.clone() };
    let said: Vec<String> = finding
        .basis
        .iter()
        .filter_map(|basis| Some((basis.sheet?, basis.response?)))
        .map(|(_, response)| {
            let written = match (response.answer, response.written.trim()) {
                (Answer::Unanswered, _) | (_, "") => "（記入なし）".to_owned(),
                (_, written) => written.to_owned(),
            };
            let remark = match response.remark.trim() {
                "" => String::new(),
                remark => format!("　補足　{remark}"),
            };
            format!("{written}{remark}（「{}」シート {}）", response.sheet, response.cell)
        })
        .collect();
    let questions: Vec<String> =
        finding.basis.iter().map(|basis| input.workspace.wording.apply(&basis.question.ja)).collect();
    let remedy = requirement.remedy.as_ref().unwrap_or(&requirement.statement);
    let articles: Vec<String> = gap.clauses.iter().filter_map(|id| input.annex.called(id)).collect();
    json!({
        "number": number,
        "requirement": requirement.id.as_str(),
        "title": requirement.title,
        "priority": gap.priority.label(),
        "strength": finding.applied.strength.label(),
        "verdict": finding.verdict.label(),
        "question": questions.join("\n"),
        "said": if said.is_empty() { "（回答なし）".to_owned() } else { said.join("\n") },
        "why": words.apply(&requirement.why),
        "wanted": words.apply(&requirement.satisfied_by),
        "remedy": words.apply(remedy),
        "deadline": gap.deadline.map(era::written).unwrap_or_default(),
        "articles": articles.join("、"),
    })
}

fn assessed(input: &LetterInput<'_>, sheet: &AnswerSheet, assessment: &Assessment<'_>) -> Value {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &assessment.findings {
        *counts.entry(finding.verdict.label()).or_default() += 1;
    }
    let title = |id: &crate::catalogue::RequirementId| {
        let requirement = input.templates.catalogue().requirement(id);
        format!("{id} {}", requirement.map(|known| known.title.as_str()).unwrap_or_default())
    };
    let accepted = assessment.findings.iter().filter_map(|finding| {
        let exception = finding.exception.filter(|_| finding.verdict.is_gap())?;
        Some(json!({
            "title": title(&finding.applied.requirement.id),
            "reason": exception.reason,
            "approver": exception.approver,
            "until": letter_date(exception.until),
        }))
    });
    let articles = input.annex.articles.iter().map(|article| format!("{}（{}）", article.called(), article.title));
    json!({
        "conclusion": assessment.conclusion.label(),
        "score": assessment.score.map_or("得点なし".to_owned(), crate::assessment::Score::label),
        "counts": counts.iter().map(|(label, count)| json!({ "label": label, "count": count })).collect::<Vec<_>>(),
        "findings": assessment.findings.len(),
        "gaps": assessment.gaps.len(),
        "conditions": input.annex.check.conditions.len(),
        "beyond": input.annex.check.beyond_clauses.len(),
        "file": sheet.file,
        "respondent": sheet.respondent.clone().unwrap_or_default(),
        "answered_on": sheet.answered_on.map(letter_date).unwrap_or_default(),
        "accepted": accepted.collect::<Vec<_>>(),
        "articles": articles.collect::<Vec<_>>().join("、"),
        "doubts": sheet.diagnostics.len() + sheet.unread.len(),
    })
}

/// What the organisation asks of the vendor in this case, for the application to use a service.
fn requirements(input: &LetterInput<'_>) -> Vec<Value> {
    let catalogue = input.templates.catalogue();
    let scope = catalogue.vendor_scope(input.workspace.profile_for(input.case), input.case);
    let applied = scope
        .iter()
        .filter(|applied| applied.strength == Strength::Mandatory && applied.requirement.ledger == Ledger::Vendor);
    applied
        .map(|applied| json!({ "id": applied.requirement.id.as_str(), "title": applied.requirement.title }))
        .collect()
}

/// The accounts of a returned ledger, in its order. What is not written there stays empty.
fn accounts(ledger: &AnswerSheet) -> Vec<Value> {
    const COLUMNS: [(&str, &str); 15] = [
        ("responsible", "Q-SNS-80"),
        ("manager", "Q-SNS-81"),
        ("content_rule", "Q-SNS-82"),
        ("procedure", "Q-SNS-83"),
        ("two_factors", "Q-SNS-84"),
        ("credentials", "Q-SNS-85"),
        ("listed", "Q-SNS-86"),
        ("shown", "Q-SNS-87"),
        ("verified", "Q-SNS-88"),
        ("published", "Q-SNS-89"),
        ("takeover", "Q-SNS-90"),
        ("website", "Q-SNS-91"),
        ("dormant", "Q-SNS-92"),
        ("contractor", "Q-SNS-93"),
        ("devices", "Q-SNS-94"),
    ];
    names(ledger)
        .into_iter()
        .enumerate()
        .map(|(index, name)| {
            let mut account = serde_json::Map::new();
            account.insert("number".to_owned(), json!(full_width::number(index + 1)));
            account.insert("name".to_owned(), json!(name));
            for (key, question) in COLUMNS {
                let said = ledger.responses.iter().find(|response| {
                    response.subject.as_deref() == Some(name) && response.question.as_str() == question
                });
                let written = said.map(|response| response.written.trim().to_owned()).unwrap_or_default();
                account.insert(key.to_owned(), json!(if written.is_empty() { "未記入".to_owned() } else { written }));
            }
            Value::Object(account)
        })
        .collect()
}

fn names(ledger: &AnswerSheet) -> Vec<&str> {
    ledger.responses.iter().filter_map(|response| response.subject.as_deref()).fold(Vec::new(), |mut names, name| {
        if !names.contains(&name) {
            names.push(name);
        }
        names
    })
}

/// What the ledger leaves open or says to be wanting, account by account.
fn account_doubts(ledger: &AnswerSheet) -> Vec<Value> {
    let doubtful = ledger.responses.iter().filter(|response| {
        !matches!(response.answer, Answer::Met | Answer::NotApplicable) && response.subject.is_some()
    });
    doubtful
        .map(|response| {
            json!({
                "account": response.subject.clone().unwrap_or_default(),
                "question": response.asked,
                "said": if response.written.trim().is_empty() { "（記入なし）" } else { response.written.trim() },
                "place": format!("「{}」シート {}", response.sheet, response.cell),
            })
        })
        .collect()
}
