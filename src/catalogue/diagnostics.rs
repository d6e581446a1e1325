//! What this room says, and the check that every reference of the catalogue leads somewhere.

use super::{Catalogue, Requirement};
use crate::diagnostic::{Code, Diagnostic, Place, Severity, nearest};
use std::collections::BTreeSet;

/// The codes of this room.
pub static CODES: &[&Code] = &[&UNKNOWN_REFERENCE, &DUPLICATE_ID, &ITEM_NOT_COVERED];

static UNKNOWN_REFERENCE: Code = Code {
    id: "catalogue-unknown-reference",
    severity: Severity::Error,
    meaning: "目録の中の識別子が、どこにも定められていません。",
    remedy: "識別子を直すか、参照先を書き加えてください",
};
static DUPLICATE_ID: Code = Code {
    id: "catalogue-duplicate-id",
    severity: Severity::Error,
    meaning: "同じ識別子が目録の中で二度定められています。",
    remedy: "新しい方に別の識別子を付けてください。一度使った識別子は使い回しません",
};
static ITEM_NOT_COVERED: Code = Code {
    id: "catalogue-item-not-covered",
    severity: Severity::Error,
    meaning: "ガイドライン等の項目に、対応する要求事項が一つもありません。",
    remedy: "要求事項を書き加えてください",
};

fn unknown<'a>(place: Place, what: &str, id: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNKNOWN_REFERENCE, format!("{what}「{id}」が見つかりません"), place);
    match nearest(id, known) {
        Some(near) => diagnostic.with_remedy(format!("近い識別子は「{near}」です")),
        None => diagnostic,
    }
}

fn twice(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_ID, format!("識別子「{id}」が二度使われています"), place)
}

/// The sentence for a reference to a requirement that does not exist.
pub fn unknown_requirement(place: Place, id: &str, catalogue: &Catalogue) -> Diagnostic {
    unknown(place, "要求事項", id, catalogue.requirements.iter().map(|known| known.id.as_str()))
}

fn place(requirement: &Requirement) -> Place {
    Place::file(&requirement.origin.0).on_line(requirement.origin.1).entry(requirement.id.as_str())
}

/// Every fault of reference in the catalogue, and every item without a requirement.
pub(super) fn references(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    let mut covered = BTreeSet::new();
    for requirement in &catalogue.requirements {
        if !seen.insert(requirement.id.as_str()) {
            faults.push(twice(place(requirement), requirement.id.as_str()));
        }
        for key in &requirement.items {
            if catalogue.items.iter().any(|item| item.key == *key) {
                covered.insert(key.as_str());
            } else {
                faults.push(unknown(
                    place(requirement),
                    "項目",
                    key,
                    catalogue.items.iter().map(|item| item.key.as_str()),
                ));
            }
        }
        for id in &requirement.sources {
            if catalogue.citation(id).is_none() {
                faults.push(unknown(place(requirement), "根拠", id, catalogue.citations.iter().map(|c| c.id.as_str())));
            }
        }
        for id in &requirement.clauses {
            if catalogue.clause(id).is_none() {
                faults.push(unknown(
                    place(requirement),
                    "条項",
                    id.as_str(),
                    catalogue.clauses.iter().map(|c| c.id.as_str()),
                ));
            }
        }
    }
    let mut clauses = BTreeSet::new();
    for clause in &catalogue.clauses {
        let place = || Place::file(&clause.file).entry(clause.id.as_str());
        if !clauses.insert(clause.id.as_str()) {
            faults.push(twice(place(), clause.id.as_str()));
        }
        for id in &clause.sources {
            if catalogue.citation(id).is_none() {
                faults.push(unknown(place(), "根拠", id, catalogue.citations.iter().map(|c| c.id.as_str())));
            }
        }
        for id in clause.paragraphs.iter().filter_map(|paragraph| paragraph.gaps.as_ref()).flatten() {
            if catalogue.requirement(id).is_none() {
                faults.push(unknown_requirement(place(), id.as_str(), catalogue));
            }
        }
    }
    let signs = catalogue.signs.iter().map(|sign| ("standards.toml", &sign.item));
    for (file, key) in signs.filter(|(_, key)| !catalogue.items.iter().any(|item| item.key == **key)) {
        let place = Place::file(&format!("questionnaires/{file}"));
        faults.push(unknown(place, "項目", key, catalogue.items.iter().map(|item| item.key.as_str())));
    }
    let expectations = catalogue.expectations.iter().map(|known| ("expectations.toml", &known.sources));
    let deadlines = catalogue.deadlines.iter().map(|known| ("deadlines.toml", &known.sources));
    for (file, id) in expectations.chain(deadlines).flat_map(|(file, ids)| ids.iter().map(move |id| (file, id))) {
        if catalogue.citation(id).is_none() {
            let place = Place::file(&format!("questionnaires/{file}"));
            faults.push(unknown(place, "根拠", id, catalogue.citations.iter().map(|known| known.id.as_str())));
        }
    }
    for item in catalogue.items.iter().filter(|item| !covered.contains(item.key.as_str())) {
        let sentence = format!("項目「{}」({})に対応する要求事項がありません", item.key, item.summary);
        faults.push(Diagnostic::new(
            &ITEM_NOT_COVERED,
            sentence,
            Place::file("questionnaires/items.toml").entry(&item.key),
        ));
    }
    faults
}
