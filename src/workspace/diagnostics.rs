//! What this room says.

use super::Workspace;
use crate::catalogue::{Catalogue, InformationClass, Kind, diagnostics::unknown_requirement};
use crate::diagnostic::{Code, Diagnostic, Place, Severity, nearest};

/// The codes of this room.
pub static CODES: &[&Code] = &[&UNKNOWN_NAME, &CASE_TWICE, &OBLIGATION_ABSENT, &CLASS_TOO_HIGH, &NOT_EDITABLE];

static UNKNOWN_NAME: Code = Code {
    id: "workspace-unknown-name",
    severity: Severity::Error,
    meaning: "itaku.toml の中で、定めのない案件や適用方針を指しています。",
    remedy: "識別子を直すか、[[case]] を書き加えてください",
};
static CASE_TWICE: Code = Code {
    id: "case-twice",
    severity: Severity::Error,
    meaning: "同じ識別子の案件が itaku.toml に二つあります。",
    remedy: "新しい方に別の識別子を付けてください",
};
static OBLIGATION_ABSENT: Code = Code {
    id: "obligation-absent",
    severity: Severity::Warning,
    meaning: "団体の基本方針に、この義務に当たる文が見当たりません。要求事項は適用しますが、方針の文を根拠として引けません。",
    remedy: "基本方針を確かめ、あれば [[policy.paragraph]] に書き、なければ方針の改正を検討してください",
};
static CLASS_TOO_HIGH: Code = Code {
    id: "terms-class-too-high",
    severity: Severity::Warning,
    meaning: "約款だけで使うサービスは個別の条件を求められないため、自治体機密性2以上の情報には原則として使えません。",
    remedy: "取り扱う情報を見直すか、個別に契約できるサービスを検討してください",
};

static NOT_EDITABLE: Code = Code {
    id: "settings-not-editable",
    severity: Severity::Error,
    meaning: "設定ファイルの書き方(TOML)に誤りがあり、項目ごとには直せません。",
    remedy: "設定の画面の「文のまま直す」で、示された行を直してください",
};

pub(super) fn not_editable(file: &str) -> Diagnostic {
    Diagnostic::new(&NOT_EDITABLE, "設定ファイルを項目に分けられません".to_owned(), Place::file(file))
}

/// A value that stands in a table written in another way than the usual.
pub(super) fn not_in_its_place(file: &str, key: &str) -> Diagnostic {
    let sentence = format!("項目「{key}」は、項目ごとには直せない書き方になっています");
    Diagnostic::new(&NOT_EDITABLE, sentence, Place::file(file).entry(key))
        .with_remedy("設定の画面の「文のまま直す」で直してください".to_owned())
}

pub(super) fn references(file: &str, workspace: &Workspace, catalogue: &Catalogue) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let ids: Vec<&str> = workspace.cases.iter().map(|case| case.id.as_str()).collect();
    for (index, case) in workspace.cases.iter().enumerate() {
        if ids.iter().take(index).any(|other| *other == case.id.as_str()) {
            let sentence = format!("案件「{}」が二つあります", case.id);
            faults.push(Diagnostic::new(&CASE_TWICE, sentence, Place::file(file).entry(case.id.as_str())));
        }
        if let Some(profile) = case.profile.as_ref().filter(|id| catalogue.profile(id).is_none()) {
            faults.push(unknown(
                file,
                None,
                "適用方針",
                profile,
                catalogue.profiles.iter().map(|known| known.id.as_str()),
            ));
        }
    }
    let exceptions = workspace.exceptions.iter().map(|one| (&one.case, &one.requirement, one.line));
    let deadlines = workspace.deadlines.iter().map(|one| (&one.case, &one.requirement, one.line));
    for (case, requirement, line) in exceptions.chain(deadlines) {
        if !ids.contains(&case.as_str()) {
            faults.push(unknown(file, Some(line), "案件", case.as_str(), ids.iter().copied()));
        }
        if catalogue.requirement(requirement).is_none() {
            let place = Place::file(file).on_line(line);
            faults.push(unknown_requirement(place, requirement.as_str(), catalogue));
        }
    }
    for own in &workspace.profile.overrides {
        if catalogue.requirement(&own.requirement).is_none() {
            faults.push(unknown_requirement(
                Place::file(file).entry("profile.requirement"),
                own.requirement.as_str(),
                catalogue,
            ));
        }
    }
    faults
}

fn unknown<'a>(
    file: &str,
    line: Option<usize>,
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let place = line.map_or(Place::file(file), |line| Place::file(file).on_line(line));
    let diagnostic = Diagnostic::new(&UNKNOWN_NAME, format!("{what}「{name}」は定められていません"), place);
    match nearest(name, known) {
        Some(near) => diagnostic.with_remedy(format!("近い名前は「{near}」です")),
        None => diagnostic,
    }
}

pub(super) fn doubts(place: &Place, workspace: &Workspace) -> Vec<Diagnostic> {
    // One sentence for all: a workspace without its policy would say nine of them at every command.
    let absent: Vec<String> = workspace
        .policy
        .obligations
        .iter()
        .filter(|obligation| obligation.locator.is_none())
        .map(|obligation| format!("{}({})", obligation.id, obligation.id.label()))
        .collect();
    let absent = (!absent.is_empty()).then(|| {
        let sentence = format!("基本方針に義務 {} の文がありません", absent.join("、"));
        Diagnostic::new(&OBLIGATION_ABSENT, sentence, place.clone().entry("policy.paragraph"))
    });
    let too_high = workspace
        .cases
        .iter()
        .filter(|case| case.kind == Kind::Terms && case.class >= InformationClass::C2)
        .map(|case| {
            let sentence =
                format!("案件「{}」は約款型のサービスで自治体機密性{}の情報を取り扱います", case.id, case.class.word());
            Diagnostic::new(&CLASS_TOO_HIGH, sentence, place.clone().entry(case.id.as_str()))
        });
    absent.into_iter().chain(too_high).collect()
}
