//! What this room says.

use super::{Exception, Finding, Grounds};
use crate::catalogue::RequirementId;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::questionnaire::{Answer, Certificate, Response};

/// The codes of this room.
pub static CODES: &[&Code] = &[
    &CERTIFICATE_EXPIRED,
    &CERTIFICATE_OUT_OF_SCOPE,
    &CERTIFICATE_NOT_HELD,
    &EXCEPTION_NOT_LIVE,
    &PLAN_WITHOUT_DATE,
    &PLAN_OVERDUE,
    &DEADLINE_WITHOUT_CONDITION,
];

static CERTIFICATE_EXPIRED: Code = Code {
    id: "certificate-expired",
    severity: Severity::Warning,
    meaning: "根拠に挙げられた認証の有効期限が、判定の日より前です。得点には混ぜず、横に示します。",
    remedy: "更新後の証明書の写しを求めてください",
};
static CERTIFICATE_OUT_OF_SCOPE: Code = Code {
    id: "certificate-out-of-scope",
    severity: Severity::Warning,
    meaning: "根拠に挙げられた認証が、このサービスや拠点を含まないと書かれています。",
    remedy: "認証の範囲に含まれない部分の対策を、別の資料で確かめてください",
};
static CERTIFICATE_NOT_HELD: Code = Code {
    id: "certificate-not-held",
    severity: Severity::Warning,
    meaning: "根拠に挙げられた認証を、まだ取得していない又は失っています。",
    remedy: "取得後に証明書の写しを求め、それまでは別の資料で確かめてください",
};
static EXCEPTION_NOT_LIVE: Code = Code {
    id: "exception-not-live",
    severity: Severity::Warning,
    meaning: "例外措置が判定の日に効力を持ちません。例外として扱いません。",
    remedy: "例外措置を改めて審査し、承認の日と期限を itaku.toml に書いてください",
};
static PLAN_WITHOUT_DATE: Code = Code {
    id: "plan-without-date",
    severity: Severity::Note,
    meaning: "「予定」に時期が書かれていません。時期のない予定は得点に数えません。",
    remedy: "いつまでに実施するかを年月日で答えてもらってください",
};
static PLAN_OVERDUE: Code = Code {
    id: "plan-overdue",
    severity: Severity::Warning,
    meaning: "「予定」に書かれた時期が、判定の日より前です。",
    remedy: "実施されたかどうかを確かめてください",
};
static DEADLINE_WITHOUT_CONDITION: Code = Code {
    id: "deadline-without-condition",
    severity: Severity::Note,
    meaning: "itaku.toml に期限を定めた要求事項の不足は、契約の条件では補えないため、期限を付けていません。",
    remedy: "例外措置とするか、契約の前に是正を求めてください",
};

/// A day for a gap that no condition cures.
pub(super) fn deadline_without_condition(requirement: &RequirementId) -> Diagnostic {
    let sentence = format!("要求事項 {requirement} に定めた期限は使えません");
    Diagnostic::new(&DEADLINE_WITHOUT_CONDITION, sentence, Place::file("itaku.toml").entry("deadline"))
}

fn place(file: &str, response: &Response) -> Place {
    Place::file(file).sheet_named(&response.sheet).cells(response.cell).entry(&format!("設問 {}", response.question))
}

/// What must be told about findings, beyond the findings themselves.
pub(super) fn of(findings: &[Finding<'_>], grounds: &Grounds<'_>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for basis in findings.iter().flat_map(|finding| &finding.basis) {
        let (Some(sheet), Some(response)) = (basis.sheet, basis.response) else { continue };
        let at = || place(&sheet.file, response);
        for certificate in &response.certificates {
            told.extend(
                certificate_doubt(certificate, grounds).map(|(code, sentence)| Diagnostic::new(code, sentence, at())),
            );
        }
        match response.planned_for {
            _ if response.answer != Answer::Planned => {}
            None => told.push(Diagnostic::new(&PLAN_WITHOUT_DATE, "予定の時期が書かれていません".to_owned(), at())),
            Some(day) if day < grounds.on => {
                told.push(Diagnostic::new(&PLAN_OVERDUE, format!("予定の時期({day})を過ぎています"), at()));
            }
            Some(_) => {}
        }
    }
    told.extend(grounds.exceptions.iter().filter(|exception| !exception.is_live(grounds.on)).map(not_live));
    // One answer may serve several requirements: it is told once.
    let mut seen = Vec::new();
    told.retain(|diagnostic| {
        let new = !seen.contains(diagnostic);
        if new {
            seen.push(diagnostic.clone());
        }
        new
    });
    told
}

fn certificate_doubt(certificate: &Certificate, grounds: &Grounds<'_>) -> Option<(&'static Code, String)> {
    let name = certificate.kind.label();
    if certificate.not_held {
        return Some((&CERTIFICATE_NOT_HELD, format!("{name}は取得されていません")));
    }
    if certificate.out_of_scope {
        return Some((&CERTIFICATE_OUT_OF_SCOPE, format!("{name}の範囲に含まれないと書かれています")));
    }
    let day = certificate.expires.filter(|day| *day < grounds.on)?;
    Some((&CERTIFICATE_EXPIRED, format!("{name}の有効期限({day})を過ぎています")))
}

fn not_live(exception: &Exception) -> Diagnostic {
    let sentence = format!(
        "要求事項 {} の例外措置は、この日には効力がありません({} から {} まで)",
        exception.requirement, exception.approved, exception.until
    );
    Diagnostic::new(&EXCEPTION_NOT_LIVE, sentence, Place::file("itaku.toml").on_line(exception.line))
}
