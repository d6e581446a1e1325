use crate::catalogue::Catalogue;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::annex::Article;
use crate::document::diagnostics;
use crate::document::full_width;
use crate::policy::DocumentText;
use serde_json::Value;

/// An annex that this program made earlier, as far as a comparison needs it.
#[derive(Clone, Debug)]
pub struct OldAnnex {
    /// Its file.
    pub(super) file: String,
    /// What stands before the first article.
    pub(super) preamble: String,
    /// Its articles, in order.
    pub(super) articles: Vec<OldArticle>,
    /// 標準・R8.3-1, from its check page where that was not cut off.
    pub(super) profile_and_edition: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) struct OldArticle {
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) lines: Vec<String>,
}

impl OldArticle {
    pub(super) fn called(&self) -> String {
        format!("第{}条（{}）", full_width::number(self.number), self.title)
    }
}

impl OldAnnex {
    /// From a Word file, a text or Markdown (`document`), or from the JSON of an annex.
    ///
    /// # Errors
    /// One sentence: it holds no article as this program writes them.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let json = serde_json::from_slice::<Value>(bytes).ok().filter(|value| value.is_object());
        let old = match json {
            Some(value) => Self::from_json(file, &value),
            None => Self::from_lines(file, &DocumentText::read(file, bytes)?.lines),
        };
        if old.articles.is_empty() { Err(diagnostics::no_old_annex(file)) } else { Ok(old) }
    }

    fn from_lines(file: &str, lines: &[String]) -> Self {
        let mut old =
            Self { file: file.to_owned(), preamble: String::new(), articles: Vec::new(), profile_and_edition: None };
        let mut inside = true;
        for raw in lines {
            let line = plain(raw);
            if line.is_empty() {
                continue;
            }
            if line.starts_with("別表　") || line.starts_with("（内部用）") || line.starts_with("※") || line == "---"
            {
                inside = false;
            }
            if let Some(value) =
                ["適用方針・目録\t", "適用方針・目録　"].iter().find_map(|label| line.split_once(label))
            {
                old.profile_and_edition = Some(value.1.trim().to_owned());
            }
            if !inside {
                continue;
            }
            if let Some((number, title)) = heading(&line) {
                old.articles.push(OldArticle { number, title, lines: Vec::new() });
            } else if let Some(article) = old.articles.last_mut() {
                article.lines.push(numbered(&line));
            } else {
                old.preamble.push_str(&line);
            }
        }
        old
    }

    fn from_json(file: &str, value: &Value) -> Self {
        let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let articles = list(value, "articles");
        let number_of = |clause: &str| {
            let at = articles.iter().position(|article| text(article, "clause") == clause);
            at.map(|at| format!("第{}条", full_width::number(at + 1))).unwrap_or_default()
        };
        let words = |value: &Value, key: &str| {
            let runs = list(value, key);
            let run = |run: &Value| {
                let part = |key: &str| run.get(key).and_then(Value::as_str).map(ToOwned::to_owned);
                part("text")
                    .or_else(|| part("reference").map(|clause| number_of(&clause)))
                    .or_else(|| {
                        let number = run.pointer("/paragraph/number").and_then(Value::as_u64)?;
                        Some(format!("第{}項", full_width::number(usize::try_from(number).ok()?)))
                    })
                    .or_else(|| part("blank").map(|label| format!("［{label}］")))
                    .unwrap_or_default()
            };
            runs.iter().map(run).collect::<String>()
        };
        let article = |(index, article): (usize, &Value)| {
            let mut lines = Vec::new();
            for (index, paragraph) in list(article, "paragraphs").iter().enumerate() {
                let body = words(paragraph, "runs");
                lines.push(if index == 0 { body } else { format!("{}　{body}", full_width::number(index + 1)) });
                let items = list(paragraph, "items");
                lines.extend(
                    items.iter().enumerate().map(|(index, item)| format!("({})　{}", index + 1, words(item, "runs"))),
                );
            }
            OldArticle { number: index + 1, title: text(article, "title"), lines }
        };
        let edition = text(value, "catalogue_edition");
        let facts = value.pointer("/check/facts").and_then(Value::as_array).cloned().unwrap_or_default();
        let told = facts.iter().find(|fact| fact.get(0).and_then(Value::as_str) == Some("適用方針・目録"));
        let profile = told.and_then(|fact| fact.get(1)).and_then(Value::as_str).map(ToOwned::to_owned);
        Self {
            file: file.to_owned(),
            preamble: words(value, "preamble"),
            articles: articles.iter().enumerate().map(article).collect(),
            profile_and_edition: profile.or((!edition.is_empty()).then(|| format!("・{edition}"))),
        }
    }

    /// The article from which this one came: of the same heading, or of one that is nearly the same and stands for no
    /// other clause.
    pub(super) fn article(&self, article: &Article, catalogue: &Catalogue) -> Option<&OldArticle> {
        let bare = |title: &str| title.replace('，', "、");
        if let Some(same) = self.articles.iter().find(|old| bare(&old.title) == bare(&article.title)) {
            return Some(same);
        }
        let others = |title: &str| catalogue.clauses.iter().any(|clause| clause.title == title);
        let known = self.articles.iter().map(|old| old.title.as_str()).filter(|title| !others(title));
        let near = nearest(&article.title, known)?;
        self.articles.iter().find(|old| old.title == near)
    }
}

/// Without marks of Markdown.
fn plain(raw: &str) -> String {
    let line = raw.trim().trim_start_matches('#').trim_start_matches("- ").trim();
    line.replace("**", "").replace('\\', "").trim_matches('\u{c}').trim().to_owned()
}

/// 「第１条（基本的事項）」.
fn heading(line: &str) -> Option<(usize, String)> {
    let (number, rest) = line.strip_prefix('第')?.split_once('条')?;
    let number: String = number
        .chars()
        .map(|c| if ('０'..='９').contains(&c) { char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c) } else { c })
        .collect();
    let title = rest.trim().strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    Some((number.parse().ok()?, title.to_owned()))
}

/// A line as the new annex writes it: one full-width blank after the number.
fn numbered(line: &str) -> String {
    let body = without_number(line);
    let number = line.strip_suffix(body).unwrap_or_default().trim();
    if number.is_empty() { body.to_owned() } else { format!("{number}　{body}") }
}

/// A line without the number of its paragraph or item.
pub(super) fn without_number(line: &str) -> &str {
    let line = line.trim_start();
    let end = match line.strip_prefix('(') {
        Some(inside) => inside
            .find(')')
            .filter(|end| *end > 0 && *end <= 3 && inside.bytes().take(*end).all(|b| b.is_ascii_digit()))
            .map(|end| end + 2),
        None => line.find(|c| !('０'..='９').contains(&c)).filter(|end| *end > 0),
    };
    match end.and_then(|end| line.split_at_checked(end)) {
        Some((_, rest)) if rest.starts_with(char::is_whitespace) => rest.trim_start(),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_words() {
        assert_eq!(without_number("２　 乙は、"), "乙は、");
        assert_eq!(without_number("(12)　書面"), "書面");
        assert_eq!(without_number("１０日以内"), "１０日以内");
        assert_eq!(numbered("２　 乙は、"), "２　乙は、");
        assert_eq!(heading("第１２条 （是正条件）"), Some((12, "是正条件".to_owned())));
    }
}
