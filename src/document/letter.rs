//! The forms that the clauses call for and the letters of the office, as papers. Their texts are data under `templates/forms`: one
//! skin reads them all, so that a form is changed or added without a line of Rust.

mod facts;
mod markup;

use super::annex::Annex;
use super::clause_text::ClauseTemplates;
use super::diagnostics::template_fault;
use super::paper::Paper;
use super::{WriteError, era, full_width};
use crate::assessment::Assessment;
use crate::catalogue::{Case, ClauseId, Condition};
use crate::datafile::{Collection, Files, Shape, Table, embedded};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::AnswerSheet;
use crate::workspace::Workspace;
use handlebars::{Context, Handlebars, Helper, HelperResult, JsonRender, Output, RenderContext};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const FORMS: Files =
    embedded!["templates/forms/vendor.toml", "templates/forms/office.toml", "templates/forms/social-media.toml",];

/// What a form needs beside the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// A vendor's answers, assessed.
    Assessment,
    /// A vendor's answers with something missing.
    Gaps,
    /// The ledger of social-media accounts.
    Accounts,
}

/// A form or a letter before it is filled.
#[derive(Clone, Debug)]
struct Form {
    id: String,
    name: String,
    applies: Condition,
    clauses: Vec<ClauseId>,
    needs: Needs,
    landscape: bool,
    body: String,
    file: String,
    line: usize,
}

/// What forms are filled from.
#[derive(Clone, Copy, Debug)]
pub struct LetterInput<'a> {
    /// The organisation.
    pub workspace: &'a Workspace,
    /// The clauses and requirements.
    pub templates: &'a ClauseTemplates<'a>,
    /// What is being bought.
    pub case: &'a Case,
    /// The vendor's name; empty where none is chosen yet.
    pub vendor: &'a str,
    /// What came back from the vendor, and what it came to.
    pub answers: Option<(&'a AnswerSheet, &'a Assessment<'a>)>,
    /// The ledger of social-media accounts.
    pub accounts: Option<&'a AnswerSheet>,
    /// The annex of the case, whose articles the forms name.
    pub annex: &'a Annex,
    /// The day on which they are made.
    pub on: Date,
}

/// A form or a letter, filled.
#[derive(Clone, Debug)]
pub struct Letter {
    /// `F01`.
    pub id: String,
    /// 誓約書.
    pub name: String,
    /// What stands on it.
    pub paper: Paper,
}

impl Form {
    fn from_table(table: &Table<'_>) -> Option<Self> {
        const NEEDS: [(&str, Needs); 4] = [
            ("nothing", Needs::Nothing),
            ("assessment", Needs::Assessment),
            ("gaps", Needs::Gaps),
            ("accounts", Needs::Accounts),
        ];
        Some(Self {
            id: table.text("id"),
            name: table.text("name"),
            applies: table.optional_table("applies").map(|applies| Condition::from_table(&applies)).unwrap_or_default(),
            clauses: table.parsed_list("clauses", "条項の識別子(T08-1 の形)", ClauseId::parse),
            needs: table.choice("needs", &NEEDS, Needs::Nothing),
            landscape: table.optional_flag("landscape").unwrap_or(false),
            line: table.line("body"),
            body: table.text("body"),
            file: table.file().to_owned(),
        })
    }
}

/// What the data files of forms and letters may hold.
pub fn letter_shape() -> Shape {
    Collection::shape("forms/1", "form", Form::from_table)
}

fn standard() -> Result<&'static [Form], &'static [Diagnostic]> {
    static DATA: OnceLock<Result<Vec<Form>, Vec<Diagnostic>>> = OnceLock::new();
    let load = || {
        let forms = Collection::read(FORMS, "forms/1", "form", Form::from_table);
        if forms.faults.is_empty() { Ok(forms.entries) } else { Err(forms.faults) }
    };
    DATA.get_or_init(load).as_deref().map_err(Vec::as_slice)
}

/// All forms with their names and the clauses that call for them.
///
/// # Errors
/// All faults of the data files; a released program has none, a test holds that.
pub fn letter_names() -> Result<Vec<(String, String, Vec<ClauseId>)>, WriteError> {
    let forms = standard().map_err(|faults| WriteError::Template(faults.to_vec()))?;
    Ok(forms.iter().map(|form| (form.id.clone(), form.name.clone(), form.clauses.clone())).collect())
}

/// The forms and letters that belong to this case and to what is known of the vendor, in order.
///
/// # Errors
/// A text that cannot be filled.
pub fn letters(input: &LetterInput<'_>) -> Result<Vec<Letter>, WriteError> {
    let forms = standard().map_err(|faults| WriteError::Template(faults.to_vec()))?;
    let facts = facts::of(input);
    let called = input.annex.articles.iter().map(|article| (article.clause.to_string(), article.called()));
    let engine = engine(called.collect());
    let due = forms.iter().filter(|form| is_due(form, input));
    due.map(|form| letter(form, input, &engine, &facts)).collect()
}

fn is_due(form: &Form, input: &LetterInput<'_>) -> bool {
    let called =
        form.clauses.is_empty() || input.annex.articles.iter().any(|article| form.clauses.contains(&article.clause));
    let known = match form.needs {
        Needs::Nothing => true,
        Needs::Assessment => input.answers.is_some(),
        Needs::Gaps => input.answers.is_some_and(|(_, assessment)| !assessment.gaps.is_empty()),
        Needs::Accounts => input.accounts.is_some(),
    };
    called && known && form.applies.holds(input.case)
}

fn letter(
    form: &Form,
    input: &LetterInput<'_>,
    engine: &Handlebars<'_>,
    facts: &serde_json::Value,
) -> Result<Letter, WriteError> {
    let filled = engine.render_template(&form.body, facts).map_err(|error| {
        let line = form.line + error.line_no.unwrap_or(1).saturating_sub(1);
        WriteError::Template(vec![template_fault(&form.file, line, &error.reason().to_string())])
    })?;
    let mut paper = Paper::new(
        &form.name,
        &format!("{}　{}", form.id, input.case.contract),
        &input.workspace.organisation.name,
        &input.on.to_string(),
    );
    paper.landscape = form.landscape;
    paper.blocks = markup::blocks(&filled);
    Ok(Letter { id: form.id.clone(), name: form.name.clone(), paper })
}

fn engine(called: BTreeMap<String, String>) -> Handlebars<'static> {
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    // A value is never markup, whatever stands in it.
    engine.register_escape_fn(markup::as_written);
    engine.register_helper(
        "blank",
        Box::new(
            |helper: &Helper<'_>,
             _: &Handlebars<'_>,
             _: &Context,
             _: &mut RenderContext<'_, '_>,
             out: &mut dyn Output|
             -> HelperResult {
                let label = helper.param(0).map(|param| param.value().render()).unwrap_or_default();
                Ok(out.write(&markup::blank(&label))?)
            },
        ),
    );
    // The article of a clause: 第８条. The annex of this case may not hold it.
    engine.register_helper(
        "article",
        Box::new(
            move |helper: &Helper<'_>,
                  _: &Handlebars<'_>,
                  _: &Context,
                  _: &mut RenderContext<'_, '_>,
                  out: &mut dyn Output|
                  -> HelperResult {
                let id = helper.param(0).map(|param| param.value().render()).unwrap_or_default();
                let text = match called.get(&id) {
                    Some(article) => article.clone(),
                    None => markup::blank("条"),
                };
                Ok(out.write(&text)?)
            },
        ),
    );
    engine
}

/// A date as letters write it: 令和９年４月１日.
fn letter_date(date: Date) -> String {
    full_width::text(&era::written(date))
}
