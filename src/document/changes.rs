//! Last year's annex beside this year's: 新旧対照表, with what changed underlined and why it changed.

mod cause;
mod old;

pub use old::OldAnnex;

use super::annex::{Annex, Article};
use super::era;
use super::full_width;
use super::paper::{Block, Grid, Line, Paper, Piece, plain};
use crate::catalogue::Catalogue;
use cause::Causes;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// What changed between two annexes.
#[derive(Clone, Debug, Serialize)]
pub struct AnnexChanges {
    /// How to read the JSON.
    pub schema: &'static str,
    /// The old file.
    pub old_file: String,
    /// The contract's name.
    pub contract: String,
    /// Whose it is.
    pub organisation: String,
    /// The day of the new annex, ISO.
    pub on: String,
    /// What changed on the whole: editions, profile, names.
    pub facts: Vec<String>,
    /// The articles that changed, in order of the new annex, then those that are gone.
    pub articles: Vec<ArticleChange>,
    /// The articles that stay as they were: their new numbers with their headings.
    pub same: Vec<String>,
}

/// An article that changed.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleChange {
    /// 第８条（秘密の保持) of the new annex; empty where it is gone.
    pub new: String,
    /// The same of the old annex; empty where it is new.
    pub old: String,
    /// Its lines, old and new side by side, unchanged ones left out.
    pub lines: Vec<LineChange>,
    /// Why the article was added or taken away; empty where single lines changed.
    pub why: Vec<String>,
}

/// A line that changed.
#[derive(Clone, Debug, Serialize)]
pub struct LineChange {
    /// The new line, changes marked.
    pub new: Line,
    /// The old line, changes marked.
    pub old: Line,
    /// Why.
    pub why: Vec<String>,
}

impl AnnexChanges {
    /// Compares an annex with an earlier one.
    pub fn new(old: &OldAnnex, annex: &Annex, catalogue: &Catalogue) -> Self {
        let causes = Causes::of(old, annex, catalogue);
        let mut articles = Vec::new();
        let mut same = Vec::new();
        let mut met = Vec::new();
        for article in &annex.articles {
            let before = old.article(article, catalogue);
            met.extend(before.map(|before| before.number));
            match before {
                None => articles.push(ArticleChange {
                    new: called(article),
                    old: String::new(),
                    lines: lines_of(article, annex)
                        .iter()
                        .map(|line| LineChange {
                            new: vec![Piece::Marked(line.clone())],
                            old: Vec::new(),
                            why: Vec::new(),
                        })
                        .collect(),
                    why: causes.added(article),
                }),
                Some(before) => {
                    let lines = changed_lines(&before.lines, &lines_of(article, annex), article, &causes);
                    if lines.is_empty() {
                        same.push(called(article));
                    } else {
                        articles.push(ArticleChange {
                            new: called(article),
                            old: before.called(),
                            lines,
                            why: Vec::new(),
                        });
                    }
                }
            }
        }
        for before in old.articles.iter().filter(|before| !met.contains(&before.number)) {
            articles.push(ArticleChange {
                new: String::new(),
                old: before.called(),
                lines: before
                    .lines
                    .iter()
                    .map(|line| LineChange { new: Vec::new(), old: vec![Piece::Marked(line.clone())], why: Vec::new() })
                    .collect(),
                why: causes.removed(&before.title),
            });
        }
        Self {
            schema: "annex-changes/1",
            old_file: old.file.clone(),
            contract: annex.contract.clone(),
            organisation: annex.organisation.clone(),
            on: annex.on.clone(),
            facts: causes.facts(),
            articles,
            same,
        }
    }

    /// The table as a paper.
    pub fn paper(&self) -> Paper {
        let name = "特記事項新旧対照表";
        let mut paper = Paper::new(name, &format!("{name}　{}", self.contract), &self.organisation, &self.on);
        paper.landscape = true;
        let on = self.on.parse().map(era::written).unwrap_or_default();
        paper.blocks = vec![
            Block::Title(plain(name)),
            Block::Paragraph(plain(&format!("件名　{}　　旧　{}　　作成　{on}", self.contract, self.old_file))),
        ];
        paper.blocks.extend(self.facts.iter().map(|fact| Block::Note(plain(&format!("・{fact}")))));
        paper.blocks.push(Block::Note(plain("・下線は変更した部分。変更のない条及び項は掲げない。条番号の繰上げ又は繰下げだけの変更は、下線を付さずに理由の欄に示すことがある。")));
        if self.articles.is_empty() {
            paper.blocks.push(Block::Paragraph(plain("変更した条はありません。")));
        } else {
            let mut rows = vec![["新", "旧", "変更の理由"].map(|label| vec![plain(label)]).to_vec()];
            rows.extend(self.articles.iter().flat_map(article_rows));
            paper.blocks.push(Block::Table(Grid { shares: vec![38, 38, 24], head: 1, rows }));
        }
        if !self.same.is_empty() {
            paper.blocks.push(Block::Heading(plain("変更のない条")));
            paper.blocks.push(Block::Paragraph(plain(&self.same.join("、"))));
        }
        paper
    }
}

fn article_rows(change: &ArticleChange) -> Vec<Vec<Vec<Line>>> {
    let heading = |text: &str, other: &str| match (text, other) {
        ("", _) => vec![plain("（なし）")],
        (text, "") => vec![vec![Piece::Marked(text.to_owned())]],
        (text, _) => vec![plain(text)],
    };
    let told = |why: &[String]| why.iter().map(|why| plain(why)).collect::<Vec<_>>();
    let mut rows = vec![vec![heading(&change.new, &change.old), heading(&change.old, &change.new), told(&change.why)]];
    let cell = |line: &Line| if line.is_empty() { vec![plain("（なし）")] } else { vec![line.clone()] };
    rows.extend(change.lines.iter().map(|line| vec![cell(&line.new), cell(&line.old), told(&line.why)]));
    rows
}

fn called(article: &Article) -> String {
    format!("{}（{}）", article.called(), article.title)
}

/// The paragraphs and items of an article as lines, each with its number.
fn lines_of(article: &Article, annex: &Annex) -> Vec<String> {
    let words = |runs: &[super::Run]| runs.iter().map(|run| annex.words(run)).collect::<String>();
    let mut lines = Vec::new();
    for paragraph in &article.paragraphs {
        lines.push(match paragraph.number {
            1 => words(&paragraph.runs),
            number => format!("{}　{}", full_width::number(number), words(&paragraph.runs)),
        });
        lines.extend(
            paragraph.items.iter().enumerate().map(|(index, item)| format!("({})　{}", index + 1, words(&item.runs))),
        );
    }
    lines
}

fn changed_lines(old: &[String], new: &[String], article: &Article, causes: &Causes<'_>) -> Vec<LineChange> {
    // A paragraph that only moved down is the same paragraph: numbers are left out of the comparison.
    let bare = |lines: &[String]| lines.iter().map(|line| old::without_number(line).to_owned()).collect::<Vec<_>>();
    let (old_bare, new_bare) = (bare(old), bare(new));
    let mut changes = Vec::new();
    let line = |lines: &[String], index: usize| lines.get(index).cloned().unwrap_or_default();
    for operation in capture_diff_slices(Algorithm::Myers, &old_bare, &new_bare) {
        let (before, after) = match operation {
            DiffOp::Equal { .. } => continue,
            other => (other.old_range(), other.new_range()),
        };
        let pairs = paired(&old_bare, &new_bare, before, after);
        for (before, after) in pairs {
            let change = match (before, after) {
                (Some(before), Some(after)) => {
                    let (old, new) = (line(old, before), line(new, after));
                    let why = causes.changed(&old, &new, article);
                    let (old, new) = marked(&old, &new);
                    LineChange { new, old, why }
                }
                (None, Some(after)) => {
                    let text = line(new, after);
                    LineChange {
                        why: causes.line_added(&text, article),
                        new: vec![Piece::Marked(text)],
                        old: Vec::new(),
                    }
                }
                (Some(before), None) => {
                    let text = line(old, before);
                    LineChange {
                        why: causes.line_removed(&text, article),
                        new: Vec::new(),
                        old: vec![Piece::Marked(text)],
                    }
                }
                (None, None) => continue,
            };
            changes.push(change);
        }
    }
    changes
}

type Pair = (Option<usize>, Option<usize>);

/// Which old line became which new one: the most alike go together, in order.
fn paired(old: &[String], new: &[String], before: std::ops::Range<usize>, after: std::ops::Range<usize>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut from = before.start;
    for index in after {
        let Some(text) = new.get(index) else { continue };
        let like = (from..before.end).find(|known| old.get(*known).is_some_and(|known| alike(known, text)));
        match like {
            Some(found) => {
                pairs.extend((from..found).map(|gone| (Some(gone), None)));
                pairs.push((Some(found), Some(index)));
                from = found + 1;
            }
            None => pairs.push((None, Some(index))),
        }
    }
    pairs.extend((from..before.end).map(|gone| (Some(gone), None)));
    pairs
}

/// Whether two lines say mostly the same: half of the shorter one's pairs of characters are in the other.
fn alike(one: &str, other: &str) -> bool {
    let pairs = |text: &str| {
        let chars: Vec<char> = text.chars().collect();
        chars.windows(2).map(<[char]>::to_vec).collect::<std::collections::BTreeSet<_>>()
    };
    let (one, other) = (pairs(one), pairs(other));
    let shared = one.intersection(&other).count();
    shared * 2 > one.len().min(other.len()) && shared * 3 > one.len().max(other.len())
}

/// Both lines with what differs marked. Scraps of one or two characters between changes are not worth an interruption.
fn marked(old: &str, new: &str) -> (Line, Line) {
    const SCRAP: usize = 3;
    let (before, after): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let operations = capture_diff_slices(Algorithm::Myers, &before, &after);
    let (mut old_line, mut new_line) = (Vec::new(), Vec::new());
    let last = operations.len().saturating_sub(1);
    for (index, operation) in operations.iter().enumerate() {
        let text = |chars: &[char], range: std::ops::Range<usize>| {
            chars.get(range).unwrap_or_default().iter().collect::<String>()
        };
        let (old, new) = (text(&before, operation.old_range()), text(&after, operation.new_range()));
        let equal = matches!(operation, DiffOp::Equal { .. });
        let scrap = equal && old.chars().count() < SCRAP && index > 0 && index < last;
        append(&mut old_line, old, !equal || scrap);
        append(&mut new_line, new, !equal || scrap);
    }
    (old_line, new_line)
}

fn append(line: &mut Line, text: String, changed: bool) {
    if text.is_empty() {
        return;
    }
    match (line.last_mut(), changed) {
        (Some(Piece::Marked(last)), true) | (Some(Piece::Text(last)), false) => last.push_str(&text),
        (_, true) => line.push(Piece::Marked(text)),
        (_, false) => line.push(Piece::Text(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_marked() {
        let (old, new) = marked("直ちに２４時間以内に報告する。", "直ちに１２時間以内に報告する。");
        assert_eq!(
            new,
            [
                Piece::Text("直ちに".to_owned()),
                Piece::Marked("１２".to_owned()),
                Piece::Text("時間以内に報告する。".to_owned())
            ]
        );
        assert_eq!(old.iter().filter(|piece| matches!(piece, Piece::Marked(_))).count(), 1);
        let (same, _) = marked("変わらない。", "変わらない。");
        assert_eq!(same, [Piece::Text("変わらない。".to_owned())]);
    }
}
