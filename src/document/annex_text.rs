use super::clause_text::Run;
use super::{Annex, AnnexParagraph, Article, GapNote, full_width};

/// The annex as plain text with its numbers written out, the check page last.
pub fn annex_text(annex: &Annex) -> String {
    written(annex, &Plain)
}

/// The same as Markdown.
pub fn annex_markdown(annex: &Annex) -> String {
    written(annex, &Markdown)
}

/// How one kind of text marks headings, lists and words.
trait Marks {
    /// A heading; level 1 is the title.
    fn heading(&self, level: usize, text: &str) -> String;
    /// A paragraph.
    fn paragraph(&self, text: &str) -> String;
    /// An item of a list, with its number.
    fn item(&self, number: &str, text: &str) -> String;
    /// Words as they stand in a text.
    fn words(&self, text: &str) -> String;
    /// A blank to fill in.
    fn blank(&self, label: &str) -> String;
    /// Between the annex and the check page.
    fn page_break(&self) -> &'static str;
}

struct Plain;
struct Markdown;

impl Marks for Plain {
    fn heading(&self, _: usize, text: &str) -> String {
        format!("\n{text}\n")
    }

    fn paragraph(&self, text: &str) -> String {
        format!("{text}\n")
    }

    fn item(&self, number: &str, text: &str) -> String {
        format!("　{number}　{text}\n")
    }

    fn words(&self, text: &str) -> String {
        text.to_owned()
    }

    fn blank(&self, label: &str) -> String {
        format!("［{label}］")
    }

    fn page_break(&self) -> &'static str {
        "\u{0C}"
    }
}

impl Marks for Markdown {
    fn heading(&self, level: usize, text: &str) -> String {
        format!("\n{} {}\n", "#".repeat(level), self.words(text))
    }

    /// A blank line on both sides: what comes before may be a list.
    fn paragraph(&self, text: &str) -> String {
        format!("\n{text}\n\n")
    }

    fn item(&self, number: &str, text: &str) -> String {
        format!("- {number}　{text}\n")
    }

    fn words(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
                out.push('\\');
            }
            out.push(if c == '\n' { ' ' } else { c });
        }
        out
    }

    fn blank(&self, label: &str) -> String {
        format!("**［{}］**", self.words(label))
    }

    fn page_break(&self) -> &'static str {
        "\n---\n"
    }
}

fn written(annex: &Annex, marks: &dyn Marks) -> String {
    let mut out = marks.heading(1, annex.title).trim_start().to_owned();
    out.push_str(&marks.paragraph(&runs(&annex.preamble, annex, marks)));
    for article in &annex.articles {
        write_article(&mut out, article, annex, marks);
    }
    write_trace(&mut out, annex, marks);
    out.push_str(&marks.paragraph(&marks.words(&annex.closing)));
    out.push_str(marks.page_break());
    write_check(&mut out, annex, marks);
    // Headings and paragraphs of Markdown each ask for a blank line of their own.
    while out.contains("\n\n\n") {
        out = out.replace("\n\n\n", "\n\n");
    }
    out
}

fn write_article(out: &mut String, article: &Article, annex: &Annex, marks: &dyn Marks) {
    out.push_str(&marks.heading(2, &format!("{}（{}）", article.called(), article.title)));
    for paragraph in &article.paragraphs {
        write_paragraph(out, paragraph, annex, marks);
    }
}

fn write_paragraph(out: &mut String, paragraph: &AnnexParagraph, annex: &Annex, marks: &dyn Marks) {
    let number = match paragraph.number {
        1 => String::new(),
        number => full_width::number(number),
    };
    out.push_str(&marks.paragraph(&format!("{number}　{}", runs(&paragraph.runs, annex, marks))));
    for (index, item) in paragraph.items.iter().enumerate() {
        out.push_str(&marks.item(&format!("({})", index + 1), &runs(&item.runs, annex, marks)));
    }
}

fn write_trace(out: &mut String, annex: &Annex, marks: &dyn Marks) {
    if annex.trace.is_empty() {
        return;
    }
    out.push_str(&marks.heading(2, "別表　各条の根拠（参考）"));
    for (place, sentence) in &annex.policy_sentences {
        out.push_str(&marks.item(&marks.words(place), &marks.words(sentence)));
    }
    out.push_str(&marks.paragraph(&marks.words(annex.trace_legend)));
    for row in &annex.trace {
        let requirements: Vec<String> = row.requirements.iter().map(|(id, title)| format!("{id} {title}")).collect();
        let groups = [requirements, row.locators.clone(), row.items.clone(), row.sources.clone()];
        let told: Vec<String> = groups.iter().filter(|group| !group.is_empty()).map(|group| group.join("、")).collect();
        let basis = if told.is_empty() { "－".to_owned() } else { told.join("／") };
        out.push_str(&marks.item(&format!("{}（{}）", row.article, marks.words(&row.title)), &marks.words(&basis)));
    }
}

fn write_check(out: &mut String, annex: &Annex, marks: &dyn Marks) {
    let check = &annex.check;
    out.push_str(&marks.heading(1, check.heading));
    for notice in &check.notices {
        out.push_str(&marks.item("※", &marks.words(notice)));
    }
    let facts = check.facts.iter().map(|(label, value)| ((*label).to_owned(), value.clone()));
    write_list(out, "案件", facts.collect(), marks);
    let blanks = check.blanks.iter().map(|blank| (blank.place.clone(), blank.label.clone()));
    write_list(out, "記入する欄", blanks.collect(), marks);
    let conditions = check.conditions.iter().enumerate().map(|(index, condition)| {
        let (id, title, strength) = (&condition.requirement, &condition.title, condition.strength.label());
        (
            format!("({})", index + 1),
            format!("{id} {title}　{strength}・{}　期限 {}", condition.verdict, condition.deadline_era),
        )
    });
    write_list(out, "是正条件と要求事項", conditions.collect(), marks);
    write_list(out, "条項では補えない事項", notes(&check.beyond_clauses), marks);
    write_list(out, "契約の前に回答を確かめる事項", notes(&check.to_find_out), marks);
    write_list(out, "例外措置としたため是正条件に加えない事項", notes(&check.accepted), marks);
    let to_look_up = check.to_look_up.iter().map(|name| ("□".to_owned(), name.clone()));
    write_list(out, "原典と照合する法令等", to_look_up.collect(), marks);
    let reasons = annex.articles.iter().map(|article| {
        (
            format!("{}（{}）", article.called(), article.title),
            format!("{}　{}", article.purpose, article.reason.join("。")),
        )
    });
    write_list(out, "各条を置いた理由", reasons.collect(), marks);
}

fn notes(notes: &[GapNote]) -> Vec<(String, String)> {
    let note = |note: &GapNote| {
        let head = format!("{} {}（{}・{}）", note.requirement, note.title, note.strength.label(), note.verdict);
        (head, note.note.clone())
    };
    notes.iter().map(note).collect()
}

fn write_list(out: &mut String, heading: &str, entries: Vec<(String, String)>, marks: &dyn Marks) {
    out.push_str(&marks.heading(2, heading));
    if entries.is_empty() {
        out.push_str(&marks.paragraph("ありません。"));
    }
    for (label, value) in entries {
        out.push_str(&marks.item(&marks.words(&label), &marks.words(&value)));
    }
}

fn runs(runs: &[Run], annex: &Annex, marks: &dyn Marks) -> String {
    let run = |run: &Run| match run {
        Run::Text(text) => marks.words(text),
        Run::Reference(clause) => annex.called(clause).unwrap_or_default(),
        Run::Paragraph { .. } => annex.words(run),
        Run::Blank(label) => marks.blank(label),
    };
    runs.iter().map(run).collect()
}
