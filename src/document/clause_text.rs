//! The texts of clauses are handlebars templates; filled, they are runs of text, references and blanks.
//!
//! Every name that a template uses is checked when it is compiled, in branches too that this case does not take: strict
//! mode alone lets a missing name inside `{{#if}}` pass as "no".

use super::diagnostics::template_fault;
use super::full_width;
use crate::catalogue::{Case, Catalogue, Clause, ClauseId, ContractTerms, Fact, Paragraph};
use crate::diagnostic::{Diagnostic, nearest};
use crate::policy::Wording;
use handlebars::template::{HelperTemplate, Parameter, TemplateElement};
use handlebars::{
    Context, Handlebars, Helper, HelperResult, JsonValue, Output, Path, RenderContext, RenderErrorReason, Renderable,
    Template, TemplateErrorReason,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A stretch of a filled text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Run {
    /// Plain words.
    Text(String),
    /// The number of another article of the same annex.
    Reference(ClauseId),
    /// The number of a paragraph from the second on: 第２項 of this article or of another.
    Paragraph {
        /// The clause of the article.
        clause: ClauseId,
        /// The paragraph's number in this annex.
        number: usize,
    },
    /// To be filled in by the office: what belongs there.
    Blank(String),
}

impl Run {
    /// Words that stand exactly as they were written, without the marks that only templates make.
    pub(super) fn written(text: &str) -> Self {
        Self::Text(text.replace(MARKS, ""))
    }

    /// Writes the organisation's comma.
    pub(super) fn write_with(&mut self, comma: char) {
        if let Self::Text(text) | Self::Blank(text) = self
            && comma != '、'
        {
            *text = text.replace('、', &comma.to_string());
        }
    }
}

/// The clause templates of a catalogue: each text is compiled when it is first used and kept. Made once per process and
/// shared between threads.
#[derive(Debug)]
pub struct ClauseTemplates<'c> {
    engine: Handlebars<'static>,
    /// Every name that a template may use, with a sample of its value.
    names: JsonValue,
    catalogue: &'c Catalogue,
    clauses: Vec<ClauseTemplate<'c>>,
    /// By their values, written as JSON.
    words: Mutex<BTreeMap<String, Arc<ClauseWords>>>,
}

/// The templates of one clause.
#[derive(Debug)]
pub(super) struct ClauseTemplate<'c> {
    /// The clause.
    pub(super) clause: &'c Clause,
    /// Its paragraphs, in order.
    pub(super) paragraphs: Vec<ParagraphTemplate<'c>>,
}

/// The templates of one paragraph.
#[derive(Debug)]
pub(super) struct ParagraphTemplate<'c> {
    /// The paragraph.
    pub(super) paragraph: &'c Paragraph,
    /// Its sentence.
    pub(super) text: TextTemplate<'c>,
    /// Its items.
    pub(super) items: Vec<TextTemplate<'c>>,
}

/// One text, compiled at its first use.
#[derive(Debug)]
pub(super) struct TextTemplate<'c> {
    /// Its place among all texts.
    number: usize,
    source: &'c str,
    file: &'c str,
    line: usize,
    compiled: OnceLock<Result<Template, Vec<Diagnostic>>>,
}

/// What the templates' names stand for in one case, and what the texts come to in these words: the annexes of all its
/// vendors share them.
#[derive(Debug)]
pub(super) struct ClauseWords {
    values: Context,
    /// By the text's number.
    filled: Vec<OnceLock<Result<Vec<Run>, Vec<Diagnostic>>>>,
}

/// Unicode keeps these code points for a program's own use. The private-use area would not do: names of people hold
/// characters from there (外字).
const REFERENCE: char = '\u{FDD0}';
const BLANK: char = '\u{FDD1}';
const AS_WRITTEN: char = '\u{FDD2}';
const END: char = '\u{FDD3}';
const MARKS: [char; 4] = [REFERENCE, BLANK, AS_WRITTEN, END];

impl<'c> ClauseTemplates<'c> {
    /// The templates of a catalogue; nothing is compiled yet.
    pub fn new(catalogue: &'c Catalogue) -> Self {
        let mut number = 0..;
        let clauses = catalogue.clauses.iter().map(|clause| ClauseTemplate::new(clause, &mut number)).collect();
        Self { engine: engine(), names: sample(), catalogue, clauses, words: Mutex::default() }
    }

    /// What the names stand for in a case of an organisation; `terms` are the numbers of the profile that the case follows.
    pub(super) fn words(
        &self,
        organisation: &str,
        wording: &Wording,
        case: &Case,
        terms: &ContractTerms,
    ) -> Arc<ClauseWords> {
        let facts = Fact::WORDS.iter().map(|(word, fact)| (*word, case.has(*fact))).collect();
        let values = values(organisation, wording, &case.contract, facts, terms);
        let key = values.to_string();
        // Who died with the lock in hand had either added an entry or not.
        let mut known = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        let words = known.entry(key).or_insert_with(|| {
            let filled = self.texts().map(|_| OnceLock::new()).collect();
            Arc::new(ClauseWords { values: Context::from(values), filled })
        });
        Arc::clone(words)
    }

    fn texts(&self) -> impl Iterator<Item = &TextTemplate<'c>> {
        let paragraphs = self.clauses.iter().flat_map(|clause| &clause.paragraphs);
        paragraphs.flat_map(|paragraph| std::iter::once(&paragraph.text).chain(&paragraph.items))
    }

    /// The catalogue that they belong to.
    pub fn catalogue(&self) -> &'c Catalogue {
        self.catalogue
    }

    /// Every fault of every template, used or not.
    pub fn faults(&self) -> Vec<Diagnostic> {
        self.texts().filter_map(|text| text.compiled(&self.names).as_ref().err()).flatten().cloned().collect()
    }

    pub(super) fn clauses(&self) -> &[ClauseTemplate<'c>] {
        &self.clauses
    }

    /// The text in these words. A reference to a clause that is not `present` is a fault.
    pub(super) fn fill(
        &self,
        text: &TextTemplate<'_>,
        words: &ClauseWords,
        present: &BTreeSet<&ClauseId>,
    ) -> Result<Vec<Run>, Vec<Diagnostic>> {
        let filled =
            words.filled.get(text.number).map(|filled| filled.get_or_init(|| self.render(text, &words.values)));
        let runs = filled.cloned().unwrap_or_else(|| self.render(text, &words.values))?;
        let absent =
            runs.iter().filter_map(|run| match run {
                Run::Reference(id) if !present.contains(id) => Some(text.fault(
                    text.line_of(id.as_str()),
                    &format!("参照先の条項「{id}」が、この案件の特記事項にありません"),
                )),
                _ => None,
            });
        let absent: Vec<Diagnostic> = absent.collect();
        if absent.is_empty() { Ok(runs) } else { Err(absent) }
    }

    fn render(&self, text: &TextTemplate<'_>, values: &Context) -> Result<Vec<Run>, Vec<Diagnostic>> {
        if let Some(filled) = filled_at_once(text.source, values.data()) {
            return Ok(runs(&filled));
        }
        let template = text.compiled(&self.names).as_ref().map_err(Clone::clone)?;
        let filled = template
            .renders(&self.engine, values, &mut RenderContext::new(None))
            .map_err(|error| vec![text.fault(error.line_no.unwrap_or(1), &render_cause(error.reason()))])?;
        Ok(runs(&filled))
    }
}

impl<'c> ClauseTemplate<'c> {
    fn new(clause: &'c Clause, number: &mut impl Iterator<Item = usize>) -> Self {
        let mut text = |source, line| TextTemplate {
            number: number.next().unwrap_or(usize::MAX),
            source,
            file: &clause.file,
            line,
            compiled: OnceLock::new(),
        };
        let paragraphs = clause.paragraphs.iter().map(|paragraph| ParagraphTemplate {
            paragraph,
            text: text(&paragraph.text, paragraph.line),
            // The data file keeps the line of the paragraph only: a fault in an item is told there.
            items: paragraph.items.iter().map(|item| text(item, paragraph.line)).collect(),
        });
        Self { clause, paragraphs: paragraphs.collect() }
    }
}

impl TextTemplate<'_> {
    fn compiled(&self, names: &JsonValue) -> &Result<Template, Vec<Diagnostic>> {
        self.compiled.get_or_init(|| {
            let template = Template::compile(self.source).map_err(|error| {
                vec![self.fault(error.pos().map_or(1, |(line, _)| line), syntax_cause(error.reason()))]
            })?;
            let mut faults = Vec::new();
            self.check(&template, names, &mut faults);
            if faults.is_empty() { Ok(template) } else { Err(faults) }
        })
    }

    fn check(&self, template: &Template, names: &JsonValue, faults: &mut Vec<Diagnostic>) {
        for (element, at) in template.elements.iter().zip(&template.mapping) {
            let cause = match element {
                TemplateElement::RawString(_) | TemplateElement::Comment(_) => None,
                TemplateElement::Expression(expression) | TemplateElement::HtmlExpression(expression) => {
                    expression_cause(expression, names)
                }
                TemplateElement::HelperBlock(block) => {
                    for branch in [&block.template, &block.inverse].into_iter().flatten() {
                        self.check(branch, names, faults);
                    }
                    block_cause(block)
                }
                _ => Some("条項では使えない書き方です".to_owned()),
            };
            faults.extend(cause.map(|cause| self.fault(at.0, &cause)));
        }
    }

    /// `line` counts from 1 within the text.
    fn fault(&self, line: usize, cause: &str) -> Diagnostic {
        template_fault(self.file, self.line + line.saturating_sub(1), cause)
    }

    fn line_of(&self, words: &str) -> usize {
        self.source.lines().position(|line| line.contains(words)).map_or(1, |index| index + 1)
    }
}

/// The names that a template may use, and their values.
fn values(
    organisation: &str,
    wording: &Wording,
    contract: &str,
    case: BTreeMap<&str, bool>,
    terms: &ContractTerms,
) -> JsonValue {
    let as_written = |text: &str| format!("{AS_WRITTEN}{}{END}", text.replace(MARKS, ""));
    serde_json::json!({
        "client": wording.parties.client(),
        "supplier": wording.parties.supplier(),
        "organisation": as_written(organisation),
        "contract": as_written(contract),
        "policy": as_written(&wording.policy),
        "outsourcing": as_written(&wording.outsourcing),
        "contractor": as_written(&wording.contractor),
        "cloud": as_written(&wording.cloud),
        "terms": terms,
        "case": case,
    })
}

fn sample() -> JsonValue {
    let terms = ContractTerms {
        incident_hours: 0,
        deletion_days: 0,
        report_months: 0,
        log_months: 0,
        notice_days: 0,
        training_months: 0,
        remedy_days: 0,
    };
    values("", &Wording::neutral(), "", Fact::WORDS.iter().map(|(word, _)| (*word, false)).collect(), &terms)
}

fn engine() -> Handlebars<'static> {
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    // Writers escape for their own format; here & stays &.
    engine.register_escape_fn(handlebars::no_escape);
    engine.register_helper("ref", Box::new(Marking(REFERENCE)));
    engine.register_helper("blank", Box::new(Marking(BLANK)));
    engine
}

/// Writes its one argument between marks.
struct Marking(char);

impl handlebars::HelperDef for Marking {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let argument = helper.param(0).and_then(|param| param.value().as_str()).unwrap_or_default();
        out.write(&format!("{}{argument}{END}", self.0))?;
        Ok(())
    }
}

/// What is wrong with `{{name}}`, `{{ref "…"}}` or `{{blank "…"}}`.
fn expression_cause(expression: &HelperTemplate, names: &JsonValue) -> Option<String> {
    let name = name(&expression.name);
    match (name, expression.params.as_slice()) {
        ("ref", [Parameter::Literal(JsonValue::String(id))]) if ClauseId::parse(id).is_some() => None,
        ("ref", _) => Some("ref には条項の識別子を一つ書きます。例 {{ref \"T08-1\"}}".to_owned()),
        ("blank", [Parameter::Literal(JsonValue::String(label))]) if !label.is_empty() => None,
        ("blank", _) => Some("blank には記入する事項を一つ書きます。例 {{blank \"作業場所\"}}".to_owned()),
        (name, []) if is_value(name, names) => None,
        (name, []) if name.starts_with("case.") => Some(format!("「{name}」は {{{{#if {name}}}}} の形でだけ使えます")),
        (name, _) => Some(unknown(name, &value_names(names))),
    }
}

/// What is wrong with `{{#if case.…}}`.
fn block_cause(block: &HelperTemplate) -> Option<String> {
    let fact = |name: &str| Fact::WORDS.iter().any(|(word, _)| name.strip_prefix("case.") == Some(word));
    match (name(&block.name), block.params.as_slice()) {
        ("if" | "unless", [Parameter::Path(path)]) if fact(raw(path)) => None,
        ("if" | "unless", [Parameter::Path(path)]) => {
            let known: Vec<String> = Fact::WORDS.iter().map(|(word, _)| format!("case.{word}")).collect();
            Some(unknown(raw(path), &known))
        }
        (name, _) => Some(format!("「{name}」の使い方が違います。条件は {{{{#if case.…}}}} の形で書きます")),
    }
}

fn name(parameter: &Parameter) -> &str {
    match parameter {
        Parameter::Name(name) => name,
        Parameter::Path(path) => raw(path),
        _ => "",
    }
}

fn raw(path: &Path) -> &str {
    match path {
        Path::Relative((_, raw)) | Path::Local((_, _, raw)) => raw,
    }
}

/// Whether the name leads to something that can be printed: `client`, `terms.log_months`.
fn is_value(name: &str, names: &JsonValue) -> bool {
    names.pointer(&format!("/{}", name.replace('.', "/"))).is_some_and(|value| value.is_string() || value.is_number())
}

fn value_names(names: &JsonValue) -> Vec<String> {
    let groups = names.as_object().into_iter().flatten();
    let all = groups.flat_map(|(name, value)| match value.as_object() {
        Some(members) => members.keys().map(|member| format!("{name}.{member}")).collect(),
        None => vec![name.clone()],
    });
    all.collect()
}

fn unknown(name: &str, known: &[String]) -> String {
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("「{name}」という名前はありません。近い名前は「{near}」です"),
        None => format!("「{name}」という名前はありません"),
    }
}

fn syntax_cause(reason: &TemplateErrorReason) -> &'static str {
    match reason {
        TemplateErrorReason::MismatchingClosedHelper(..) => "{{#…}} と {{/…}} が対になっていません",
        _ => "{{…}} の書き方が違います",
    }
}

fn render_cause(reason: &RenderErrorReason) -> String {
    match reason {
        RenderErrorReason::MissingVariable(Some(name)) | RenderErrorReason::HelperNotFound(name) => unknown(name, &[]),
        other => other.to_string(),
    }
}

/// A text that does no more than name values, refer to clauses and leave blanks, filled without the engine: to compile it
/// takes a thousand times as long. Nothing where the text does anything else or is faulty: then the engine fills it or tells.
fn filled_at_once(source: &str, values: &JsonValue) -> Option<String> {
    // A backslash can make a tag plain text.
    if source.contains('\\') && source.contains("{{") {
        return None;
    }
    let mut filled = String::with_capacity(source.len() + source.len() / 4);
    let mut rest = source;
    while let Some((before, from)) = rest.split_once("{{") {
        let (tag, after) = from.split_once("}}")?;
        filled.push_str(before);
        fill_tag(&mut filled, tag, values)?;
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

/// `client`, `terms.log_months`, `ref "T08-1"` or `blank "作業場所"`.
fn fill_tag(filled: &mut String, tag: &str, values: &JsonValue) -> Option<()> {
    if let Some((helper, argument)) = tag.split_once(' ') {
        let argument = argument.strip_prefix('"')?.strip_suffix('"').filter(|text| !text.contains('"'))?;
        let mark = match helper {
            "ref" => ClauseId::parse(argument).map(|_| REFERENCE)?,
            "blank" if !argument.is_empty() => BLANK,
            _ => return None,
        };
        filled.push(mark);
        filled.push_str(argument);
        filled.push(END);
        return Some(());
    }
    // Tags that do more, as {{{client}}} and {{~client}}, name nothing that is there.
    match tag.split('.').try_fold(values, |values, member| values.get(member))? {
        JsonValue::String(text) => filled.push_str(text),
        JsonValue::Number(number) => filled.push_str(&number.to_string()),
        _ => return None,
    }
    Some(())
}

/// Takes the marks out of a filled text.
fn runs(filled: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut text = String::new();
    let mut rest = filled;
    while let Some((before, from)) = rest.find(MARKS).and_then(|at| rest.split_at_checked(at)) {
        text.push_str(&full_width::text(before));
        let mut from = from.chars();
        let mark = from.next().unwrap_or(END);
        let (inside, after) = from.as_str().split_once(END).unwrap_or((from.as_str(), ""));
        let run = match mark {
            REFERENCE => ClauseId::parse(inside).map(Run::Reference),
            BLANK => Some(Run::Blank(full_width::text(inside))),
            _ => None,
        };
        match run {
            Some(run) => {
                flush(&mut text, &mut runs);
                runs.push(run);
            }
            None => text.push_str(inside),
        }
        rest = after;
    }
    text.push_str(&full_width::text(rest));
    flush(&mut text, &mut runs);
    runs
}

fn flush(text: &mut String, runs: &mut Vec<Run>) {
    if !text.is_empty() {
        runs.push(Run::Text(std::mem::take(text)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{CaseId, Condition, InformationClass, Kind};
    use jiff::civil::date;

    fn catalogue(text: &str) -> Catalogue {
        let paragraph = Paragraph {
            text: text.to_owned(),
            items: Vec::new(),
            conditions: false,
            applies: Condition::default(),
            gaps: None,
            line: 40,
        };
        let clause = Clause {
            id: ClauseId::parse("T01-1").expect("id"),
            topic: "T01".to_owned(),
            title: String::new(),
            order: 10,
            reason: String::new(),
            sources: Vec::new(),
            applies: Condition::default(),
            paragraphs: vec![paragraph],
            file: "条項.toml".to_owned(),
        };
        Catalogue { clauses: vec![clause], ..Catalogue::default() }
    }

    fn words(templates: &ClauseTemplates<'_>) -> Arc<ClauseWords> {
        let case = Case {
            id: CaseId::parse("R9").expect("id"),
            title: String::new(),
            contract: "R9 & <保守>".to_owned(),
            department: String::new(),
            kind: Kind::System,
            class: InformationClass::C2,
            facts: [Fact::MyNumber].into(),
            start: date(2027, 4, 1),
            end: None,
            profile: None,
        };
        let terms = ContractTerms {
            incident_hours: 24,
            deletion_days: 30,
            report_months: 6,
            log_months: 12,
            notice_days: 90,
            training_months: 12,
            remedy_days: 14,
        };
        templates.words("湯沢町", &Wording::neutral(), &case, &terms)
    }

    fn fill(text: &str) -> Result<Vec<Run>, String> {
        let catalogue = catalogue(text);
        let templates = ClauseTemplates::new(&catalogue);
        let words = words(&templates);
        let id = ClauseId::parse("T01-1").expect("id");
        let paragraph = &templates.clauses()[0].paragraphs[0];
        templates
            .fill(&paragraph.text, &words, &BTreeSet::from([&id]))
            .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn a_text_becomes_runs_of_words_references_and_blanks() {
        let runs =
            fill(r#"{{supplier}}は、{{ref "T01-1"}}の{{blank "場所"}}で{{terms.log_months}}か月、"#).expect("filled");
        assert_eq!(
            runs,
            [
                Run::Text("乙は、".to_owned()),
                Run::Reference(ClauseId::parse("T01-1").expect("id")),
                Run::Text("の".to_owned()),
                Run::Blank("場所".to_owned()),
                Run::Text("で１２か月、".to_owned()),
            ]
        );
    }

    #[test]
    fn what_is_filled_at_once_is_what_the_engine_fills() {
        let templates = ClauseTemplates::new(crate::catalogue::standard().expect("catalogue"));
        let words = words(&templates);
        let mut at_once = 0;
        for text in templates.texts() {
            let Some(filled) = filled_at_once(text.source, words.values.data()) else { continue };
            let template = text.compiled(&templates.names).as_ref().expect("sound");
            let rendered = template.renders(&templates.engine, &words.values, &mut RenderContext::new(None));
            assert_eq!(filled, rendered.expect("filled"));
            at_once += 1;
        }
        assert!(at_once * 10 > templates.texts().count() * 9, "{at_once}");
    }

    #[test]
    fn what_does_more_than_naming_is_left_to_the_engine() {
        let catalogue = catalogue("");
        let templates = ClauseTemplates::new(&catalogue);
        let words = words(&templates);
        let left = [
            "{{#if case.on_site}}あ{{/if}}",
            "{{{client}}}",
            "{{~client}}",
            "{{ client }}",
            r"\{{client}}",
            "{{terms}}",
            "{{case.on_site}}",
            "{{nobody}}",
            "{{client",
            r#"{{ref "8条"}}"#,
            r#"{{blank ""}}"#,
            r#"{{blank "あ" "い"}}"#,
            "{{ref 'T01-1'}}",
            "{{! 注 }}",
        ];
        for text in left {
            assert_eq!(filled_at_once(text, words.values.data()), None, "{text}");
        }
    }

    #[test]
    fn names_stay_as_written_while_numbers_of_the_text_become_full_width() {
        let runs = fill("{{contract}}の第2項{{#if case.my_number}}は3日{{else}}は4日{{/if}}").expect("filled");
        assert_eq!(runs, [Run::Text("R9 & <保守>の第２項は３日".to_owned())]);
    }

    #[test]
    fn faults_are_told_with_file_and_line() {
        insta::assert_snapshot!(
            [
                fill("一行目\n{{suplier}}は").expect_err("unknown"),
                fill("{{terms.log_month}}").expect_err("unknown"),
                fill("{{#if case.mynumber}}あ{{/if}}").expect_err("unknown fact"),
                fill("{{#if case.on_site}}{{nowhere}}{{/if}}").expect_err("in a branch not taken"),
                fill("あ\n\n{{ref \"T99-1\"}}").expect_err("absent"),
                fill("{{ref \"8条\"}}").expect_err("no id"),
                fill("{{blank}}").expect_err("no label"),
                fill("{{#if case.on_site}}あ").expect_err("not closed"),
                fill("あ\n{{#if case.on_site}}あ{{/each}}").expect_err("closed otherwise"),
                fill("{{#each case}}あ{{/each}}").expect_err("other block"),
                fill("{{> partial}}").expect_err("partial"),
                fill("{{terms}}").expect_err("a group"),
                fill("{{case.on_site}}").expect_err("a fact is no text"),
            ]
            .join("\n")
        );
    }
}
