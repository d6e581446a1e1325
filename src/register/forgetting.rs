//! What taking a person's name out would do, told before it is done.

use super::{Entry, RecordKind, Told, diagnostics};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::{Cover, Language};
use serde_json::Value;
use std::collections::BTreeMap;

/// Places that are shown.
const SHOWN: usize = 8;
/// Characters that are shown on either side of the name.
const AROUND: usize = 12;
/// Fields that other records and the reading of this one rest on: no person's name stands there alone.
const FRAME: [&str; 28] = [
    "case",
    "vendor",
    "requirement",
    "question",
    "questions",
    "assessment",
    "answer",
    "cell",
    "sign",
    "verdict",
    "strength",
    "conclusion",
    "state",
    "class",
    "sha256",
    "catalogue_edition",
    "policy_edition",
    "profile",
    "form",
    "scheme",
    "on",
    "answered_on",
    "expires",
    "start",
    "end",
    "deadline",
    "approved",
    "until",
];

const COMPANIES: [&str; 7] = ["株式会社", "有限会社", "合同会社", "(株)", "（株）", "㈱", "㈲"];

/// Where a person's name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgetting {
    /// In how many records.
    pub records: usize,
    /// In how many of each kind.
    pub kinds: Vec<(RecordKind, usize)>,
    /// Some of the places, in their context.
    pub places: Vec<String>,
    /// Whether the name stands in ids, too, from which it cannot be taken.
    pub left: Option<Diagnostic>,
}

impl Forgetting {
    pub(super) fn of(name: &str, entries: &[Entry]) -> Told<Self> {
        alone(name, entries)?;
        let mut kinds: BTreeMap<RecordKind, usize> = BTreeMap::new();
        let mut places: Vec<String> = Vec::new();
        let mut in_ids = 0;
        for entry in entries {
            in_ids += usize::from(entry.id.contains(name) || entry.subject.contains(name));
            let Some(sealed) = entry.sealed() else { continue };
            let mut found = Vec::new();
            if sealed.by.contains(name) {
                found.push(sealed.by.as_str());
            }
            walk("", &sealed.body, &mut |_, text| {
                if text.contains(name) {
                    found.push(text);
                }
            });
            let Some(text) = found.first() else { continue };
            *kinds.entry(entry.kind).or_default() += 1;
            let place = format!("{} {}", entry.kind.label(), around(text, name));
            if places.len() < SHOWN && !places.contains(&place) {
                places.push(place);
            }
        }
        let left = (in_ids > 0).then(|| diagnostics::name_left(name, in_ids));
        Ok(Self { records: kinds.values().sum(), kinds: kinds.into_iter().collect(), places, left })
    }
}

/// Whether the text can be a person's name and nothing else: none of a vendor, of a case, no word of the answers.
fn alone(name: &str, entries: &[Entry]) -> Told<()> {
    let refuse = |why: &str| Err(diagnostics::not_forgotten(name, why));
    if name.trim().chars().count() < 2 {
        return refuse("1文字では、ほかの語の一部まで消えます");
    }
    if !name.chars().any(char::is_alphabetic) {
        return refuse("文字がありません");
    }
    let choices = [Language::Japanese, Language::English].into_iter().flat_map(Cover::choices);
    if choices.into_iter().any(|word| word.contains(name.trim())) {
        return refuse("回答の語です");
    }
    if COMPANIES.iter().any(|form| name.contains(form)) {
        return refuse("会社の名前です");
    }
    for entry in entries {
        if entry.subject.contains(name) {
            return refuse(&format!("事業者「{}」の名前か、その一部です", entry.subject));
        }
        let id = match entry.kind {
            RecordKind::Vendor => Some("事業者"),
            RecordKind::Contract => Some("案件"),
            RecordKind::Service => Some("サービス"),
            _ => None,
        };
        if let Some(what) = id.filter(|_| entry.id.contains(name)) {
            return refuse(&format!("{what}「{}」の名前か、その一部です", entry.id));
        }
        if entry.kind == RecordKind::Contract {
            let body = entry.body();
            let said = |field: &str| body.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
            if [said("title"), said("department")].iter().any(|text| text == name) {
                return refuse("案件の件名か所管です");
            }
        }
    }
    let mut broken = None;
    for entry in entries {
        walk("", &entry.body(), &mut |key, text| {
            if FRAME.contains(&key) && text.contains(name) {
                broken = Some(text.to_owned());
            }
        });
    }
    match broken {
        Some(text) => refuse(&format!("記録のつながり、日付又は判定を表す「{text}」の一部です")),
        None => Ok(()),
    }
}

/// Every text within, with the key under which it stands.
fn walk<'a>(key: &'a str, value: &'a Value, see: &mut impl FnMut(&'a str, &'a str)) {
    match value {
        Value::String(text) => see(key, text),
        Value::Array(list) => list.iter().for_each(|one| walk(key, one, see)),
        Value::Object(map) => map.iter().for_each(|(key, one)| walk(key, one, see)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The name with what stands on either side of it.
fn around(text: &str, name: &str) -> String {
    let (before, after) = text.split_once(name).unwrap_or((text, ""));
    let skipped = before.chars().count().saturating_sub(AROUND);
    let head: String = before.chars().skip(skipped).collect();
    let tail: String = after.chars().take(AROUND).collect();
    let cut = |there: bool| if there { "…" } else { "" };
    let flat = format!("「{}{head}【{name}】{tail}{}」", cut(skipped > 0), cut(after.chars().count() > AROUND));
    flat.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
