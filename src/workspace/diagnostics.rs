//! What this room says.

use super::Workspace;
use crate::catalogue::{Catalogue, InformationClass, Kind, diagnostics::unknown_requirement};
use crate::diagnostic::{Code, Diagnostic, Place, Severity, nearest};

/// The codes of this room.
pub static CODES: &[&Code] = &[
    &UNKNOWN_NAME,
    &CASE_TWICE,
    &OBLIGATION_ABSENT,
    &CLASS_TOO_HIGH,
    &NO_CASE,
    &OTHER_CASE,
    &NO_VENDOR,
    &SAME_VENDOR_TWICE,
    &SEVERAL_ROUNDS,
    &NOT_MAPPED,
    &FOREIGN_WHOSE,
];

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

static NO_CASE: Code = Code {
    id: "case-not-named",
    severity: Severity::Error,
    meaning: "返送されたブックから、どの案件への回答か分かりません。案件が決まらないと、適用する要求事項が決まりません。",
    remedy: "--case で案件を指定してください",
};
static OTHER_CASE: Code = Code {
    id: "case-unknown",
    severity: Severity::Error,
    meaning: "返送されたブックの案件が itaku.toml にありません。",
    remedy: "itaku.toml に案件を書き加えるか、--case で案件を指定してください",
};
static NO_VENDOR: Code = Code {
    id: "vendor-not-named",
    severity: Severity::Warning,
    meaning: "表紙に事業者名がありません。ファイルの名前で代えています。",
    remedy: "事業者名を確かめ、表紙に書いてください",
};
static SAME_VENDOR_TWICE: Code = Code {
    id: "vendor-twice",
    severity: Severity::Note,
    meaning: "同じ案件に、同じ事業者の回答が二つ以上あります。合わせて一つの回答として判定します。空欄は他方の回答で補い、食い違うものは判読不能とします。",
    remedy: "要らないファイルがあれば除いて判定し直してください",
};
static SEVERAL_ROUNDS: Code = Code {
    id: "vendor-rounds",
    severity: Severity::Warning,
    meaning: "同じ案件に、同じ質問票への同じ事業者の回答が二つ以上あります。年度や提出の回が違うものとみて、別々に判定します。",
    remedy: "今回の判定に用いる回答だけを残して判定し直してください",
};
static NOT_MAPPED: Code = Code {
    id: "foreign-not-mapped",
    severity: Severity::Error,
    meaning: "itaku が発行した質問票ではなく、設問と要求事項の対応が確かめられていないため、判定に使えません。",
    remedy: "itaku map で対応表を書き出し、確かめて取り込んでから判定してください",
};
static FOREIGN_WHOSE: Code = Code {
    id: "foreign-vendor-not-named",
    severity: Severity::Error,
    meaning: "itaku が発行した質問票ではないため、どの事業者の回答かが書かれていません。",
    remedy: "--case と --vendor を指定するか、同じ事業者の itaku の質問票と同じフォルダ(事業者ごとのフォルダ)に置いてください",
};

/// A sheet that names no case.
pub fn no_case(file: &str) -> Diagnostic {
    Diagnostic::new(&NO_CASE, "どの案件への回答か分かりません".to_owned(), Place::file(file))
}

/// A sheet whose case the settings do not have.
pub fn other_case(file: &str, case: &str, workspace: &Workspace) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&OTHER_CASE, format!("案件「{case}」は itaku.toml にありません"), Place::file(file));
    match nearest(case, workspace.cases.iter().map(|known| known.id.as_str())) {
        Some(near) => diagnostic.with_remedy(format!("近い案件は「{near}」です")),
        None => diagnostic,
    }
}

/// A sheet whose cover names no vendor.
pub fn no_vendor(file: &str) -> Diagnostic {
    Diagnostic::new(&NO_VENDOR, "表紙に事業者名がありません".to_owned(), Place::file(file))
}

/// A form that is not ours and that no map knows.
pub fn not_mapped(file: &str, known: Option<&str>) -> Diagnostic {
    let sentence = match known {
        Some(title) => format!("{title} とみられますが、対応が確かめられていません"),
        None => "itaku の質問票ではなく、対応が確かめられていません".to_owned(),
    };
    Diagnostic::new(&NOT_MAPPED, sentence, Place::file(file))
}

/// A form that is not ours and that nobody has said whose it is.
pub fn foreign_whose(file: &str) -> Diagnostic {
    Diagnostic::new(&FOREIGN_WHOSE, "どの事業者の回答か分かりません".to_owned(), Place::file(file))
}

/// Several sheets of one vendor for one case.
pub fn same_vendor_twice(files: &[String], vendor: &str, case: &str) -> Diagnostic {
    let sentence = format!("案件 {case} の「{vendor}」の回答{}件を合わせて判定します", files.len());
    Diagnostic::new(&SAME_VENDOR_TWICE, sentence, Place::file(&files.join("、")))
}

/// Several replies of one vendor to the same questionnaire.
pub fn several_rounds(files: &[String], rounds: usize, vendor: &str, case: &str) -> Diagnostic {
    let sentence = format!("案件 {case} に「{vendor}」の回答が{rounds}回分あります。別々に判定しました");
    Diagnostic::new(&SEVERAL_ROUNDS, sentence, Place::file(&files.join("、")))
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
    for exception in &workspace.exceptions {
        if !ids.contains(&exception.case.as_str()) {
            faults.push(unknown(file, Some(exception.line), "案件", exception.case.as_str(), ids.iter().copied()));
        }
        if catalogue.requirement(&exception.requirement).is_none() {
            let place = Place::file(file).on_line(exception.line);
            faults.push(unknown_requirement(place, exception.requirement.as_str(), catalogue));
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
    let absent =
        workspace.policy.obligations.iter().filter(|obligation| obligation.locator.is_none()).map(|obligation| {
            let sentence = format!("基本方針に義務 {}({})の文がありません", obligation.id, obligation.id.label());
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
    absent.chain(too_high).collect()
}
