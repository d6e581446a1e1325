use super::OwnTemplate;
use crate::document::annex::{Annex, Article};
use crate::document::clause_text::Run;
use crate::document::{era, full_width};
use serde_json::{Value, json};

/// What the names of an office's template stand for.
pub(super) fn of(input: &OwnTemplate<'_>) -> Value {
    let OwnTemplate { workspace, case, annex, .. } = *input;
    let day = |date| full_width::text(&era::written(date));
    let parties = workspace.wording.parties;
    let conditions = annex.check.conditions.iter().enumerate().map(|(index, condition)| {
        json!({
            "number": full_width::number(index + 1),
            "requirement": condition.requirement.as_str(),
            "title": condition.title,
            "deadline": condition.deadline_era,
            "text": condition.text,
        })
    });
    let trace = annex.trace.iter().map(|row| {
        let requirements: Vec<String> = row.requirements.iter().map(|(id, title)| format!("{id} {title}")).collect();
        json!({
            "article": row.article,
            "title": row.title,
            "requirements": requirements.join("\n"),
            "policy": row.locators.join("\n"),
            "guideline": row.items.join("\n"),
            "laws": row.sources.join("\n"),
        })
    });
    json!({
        "title": annex.title,
        "preamble": words(&annex.preamble, annex),
        "closing": annex.closing,
        "today": on(&annex.on),
        "organisation": { "name": workspace.organisation.name, "signatory": workspace.organisation.signatory },
        "vendor": { "name": if annex.supplier.is_empty() { "［事業者の名称］" } else { annex.supplier.as_str() } },
        "contract": { "name": case.contract },
        "case": {
            "id": case.id.as_str(),
            "title": case.title,
            "department": case.department,
            "kind": case.kind.label(),
            "information_class": case.class.word(),
            "start": day(case.start),
            "end": case.end.map(day).unwrap_or_default(),
        },
        "policy": {
            "title": workspace.policy.title,
            "edition": workspace.policy.edition,
            "section": workspace.policy.section,
        },
        "parties": { "client": parties.client(), "supplier": parties.supplier() },
        "articles": annex.articles.iter().map(|it| article(it, annex)).collect::<Vec<_>>(),
        "conditions": conditions.collect::<Vec<_>>(),
        "trace": trace.collect::<Vec<_>>(),
        "blanks": annex.check.blanks.iter().map(|it| json!({ "place": it.place, "label": it.label })).collect::<Vec<_>>(),
    })
}

fn on(iso: &str) -> String {
    iso.parse().map(|date| full_width::text(&era::written(date))).unwrap_or_default()
}

fn article(article: &Article, annex: &Annex) -> Value {
    let paragraphs = article.paragraphs.iter().map(|paragraph| {
        let items =
            paragraph.items.iter().enumerate().map(
                |(index, item)| json!({ "number": full_width::number(index + 1), "text": words(&item.runs, annex) }),
            );
        json!({
            "number": full_width::number(paragraph.number),
            "text": words(&paragraph.runs, annex),
            "items": items.collect::<Vec<_>>(),
        })
    });
    json!({
        "number": full_width::number(article.number),
        "called": article.called(),
        "title": article.title,
        "paragraphs": paragraphs.collect::<Vec<_>>(),
    })
}

fn words(runs: &[Run], annex: &Annex) -> String {
    runs.iter().map(|run| annex.words(run)).collect()
}

/// The names with one entry in every list: what a template may say, whatever this annex holds.
pub(super) fn shape() -> Value {
    let text = || Value::String("－".to_owned());
    json!({
        "title": text(), "preamble": text(), "closing": text(), "today": text(),
        "organisation": { "name": text(), "signatory": text() },
        "vendor": { "name": text() },
        "contract": { "name": text() },
        "case": {
            "id": text(), "title": text(), "department": text(), "kind": text(), "information_class": text(), "start": text(), "end": text(),
        },
        "policy": { "title": text(), "edition": text(), "section": text() },
        "parties": { "client": text(), "supplier": text() },
        "articles": [{
            "number": text(), "called": text(), "title": text(),
            "paragraphs": [{ "number": text(), "text": text(), "items": [{ "number": text(), "text": text() }] }],
        }],
        "conditions": [{ "number": text(), "requirement": text(), "title": text(), "deadline": text(), "text": text() }],
        "trace": [{ "article": text(), "title": text(), "requirements": text(), "policy": text(), "guideline": text(), "laws": text() }],
        "blanks": [{ "place": text(), "label": text() }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of both must be the same, or a template could pass the check and print nothing.
    pub(crate) fn names(value: &Value, before: &str, out: &mut Vec<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(name, value)| names(value, &format!("{before}.{name}"), out)),
            Value::Array(list) => list.iter().take(1).for_each(|value| names(value, &format!("{before}[]"), out)),
            _ => out.push(before.to_owned()),
        }
    }

    #[test]
    fn the_shape_has_names() {
        let mut out = Vec::new();
        names(&shape(), "", &mut out);
        assert!(out.contains(&".articles[].paragraphs[].items[].text".to_owned()));
    }
}
