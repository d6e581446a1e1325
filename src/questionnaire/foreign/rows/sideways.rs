//! Rows of a table that has its questions in the header: an answer for each subject and question.

use super::kind::is_note;
use super::settled::Posed;
use super::sites::is_of_use;
use super::{Aside, Rows};
use crate::questionnaire::foreign::against;
use crate::questionnaire::foreign::grid::{Line, Span, is_asking, leading_id};
use crate::questionnaire::foreign::heading::{self, Role};
use crate::questionnaire::foreign::sentence::Meaning;
use crate::questionnaire::foreign::table::{Column, Table};
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, evidence_column};
use crate::workbook::Address;

/// The rows of such a table by what their names say. A name is understood once for each row, not once for each row and question.
struct Sorted<'a> {
    answering: Vec<&'a Line>,
    remarks: Vec<&'a Line>,
    evidences: Vec<&'a Line>,
    reviews: Vec<&'a Line>,
    /// Whether rows are named for what stands in them, and not for a subject.
    named: bool,
}

/// The columns of such a table that hold neither subjects nor answers, as indices.
struct Beside {
    remarks: Vec<usize>,
    evidences: Vec<usize>,
    /// Whether a subject is in use, what a reviewer has found, and other facts.
    others: Vec<usize>,
}

impl Beside {
    fn columns(table: &Table, questions: &[&Column], first: u32) -> Self {
        let mut found = Self { remarks: Vec::new(), evidences: Vec::new(), others: Vec::new() };
        let mut named = false;
        for (at, column) in table.columns.iter().enumerate() {
            if questions.binary_search_by_key(&column.first, |question| question.first).is_ok() {
                continue;
            }
            // The first name of a row is its subject's, with what it stands under.
            let above = matches!(heading_of(column), Some(Role::Id | Role::Category));
            if column.first < first && (!named || above) {
                named = named || !above;
                continue;
            }
            match heading_of(column) {
                Some(Role::Remark) => found.remarks.push(at),
                Some(Role::Evidence) => found.evidences.push(at),
                Some(Role::Guidance | Role::Id) => {}
                None if column.titles.is_empty() => found.remarks.push(at),
                _ => found.others.push(at),
            }
        }
        found
    }

    /// Whether a column before the questions names the subject, or what it belongs to.
    fn is_of_subject(&self, at: usize, column: &Column) -> bool {
        let apart = [&self.remarks, &self.evidences].iter().any(|list| list.binary_search(&at).is_ok());
        !apart && !matches!(heading_of(column), Some(Role::Answer(_) | Role::Reviewer | Role::LastYear))
    }
}

/// What the name of a column says, whatever it was taken for beside questions in a column.
fn heading_of(column: &Column) -> Option<Role> {
    let above =
        column.role.filter(|role| matches!(role, Role::Remark | Role::Evidence | Role::Reviewer | Role::LastYear));
    column.titles.last().and_then(|title| heading::role_of(&fold(title))).or(above)
}

/// What is said of a subject beside its answers.
struct Said {
    remark: String,
    evidence: String,
    /// What takes its good answers back.
    against: Option<String>,
}

impl<'a> Rows<'a> {
    /// One row per subject, one column per question.
    pub(super) fn take_matrix(&mut self, table: &Table, lines: &'a [Line]) {
        let questions = table.answered_in_header();
        let first = questions.first().map_or(0, |column| column.first);
        let titles: usize = questions.iter().flat_map(|column| &column.titles).map(String::len).sum();
        let rows = self.sorted(lines, first);
        let beside = Beside::columns(table, &questions, first);
        for line in &rows.answering {
            if !self.may_quote(line, (0, u32::MAX), titles) {
                return;
            }
            let before =
                table.columns.iter().enumerate().filter(|(at, c)| c.first < first && beside.is_of_subject(*at, c));
            let subject = before.map(|(_, column)| column).filter_map(|column| self.own(line, column, true));
            let subject: Vec<String> = subject.map(|(_, seen)| seen.text.trim().to_owned()).collect();
            let noted = || subject.iter().all(|text| is_note(&fold(text)) || text.chars().count() > 20);
            if questions.iter().all(|column| self.own(line, column, false).is_none()) && noted() {
                self.asides.push(Aside { row: line.number, section: false });
                continue;
            }
            let category = if rows.named { Vec::new() } else { subject };
            let said = self.said_beside(table, &beside, line);
            for column in &questions {
                self.take_crossing(&rows, line, column, &category, &said);
            }
        }
    }

    /// The answer at which a row and a question meet.
    fn take_crossing(&mut self, rows: &Sorted<'a>, line: &'a Line, column: &Column, category: &[String], said: &Said) {
        let Some(head) = column.head else { return };
        let asking = column.titles.iter().rfind(|title| is_asking(&fold(title)));
        let question = asking.or(column.titles.last()).cloned().unwrap_or_default();
        let none = Span { first: u32::MAX, last: u32::MAX, cell: usize::MAX, top: true };
        let joined = |below: String, beside: &str| [below.as_str(), beside].join("\n").trim().to_owned();
        let remark = joined(self.below(&rows.remarks, column), &said.remark);
        let evidence = joined(self.below(&rows.evidences, column), &said.evidence);
        let beside = [remark.as_str(), evidence_column::limits(self.words, &evidence)].join("\n");
        let taken = self.single(line, column, (none, line.number), &beside, &[]);
        let mut taken = self.in_words_of_question(&question, &beside, taken);
        if rows.named && rows.answering.len() > 1 && taken.meaning.answer != Answer::Unanswered {
            taken.meaning = Meaning::unclear("回答の行が二つ以上あり、どれが今回の回答か決められません");
        }
        let against = || said.against.clone().or_else(|| self.rows_against(&rows.reviews, column));
        if let Some(why) = Some(()).filter(|()| taken.meaning.answer == Answer::Met).and_then(|()| against()) {
            taken.meaning = Meaning::unclear(&why);
        }
        let id = leading_id(&question);
        let category = category.to_vec();
        self.push(Posed { area: head.into(), question, category, id, remark, evidence, hidden: line.hidden }, taken);
    }

    /// What the columns beside the questions say of a subject: it holds for every answer of its row.
    fn said_beside(&self, table: &Table, beside: &Beside, line: &'a Line) -> Said {
        let columns =
            |list: &[usize]| -> Vec<&Column> { list.iter().filter_map(|at| table.columns.get(*at)).collect() };
        let comments = self.comments(table, line);
        let remark = self.texts_in(columns(&beside.remarks).into_iter(), line);
        let against = beside.others.iter().filter_map(|at| table.columns.get(*at)).find_map(|column| {
            let (title, seen) = (against::title(column), self.own_on(line, column)?);
            let name = column.folded_title();
            let speaks = match heading_of(column) {
                Some(Role::Answer(_) | Role::Question(_)) => !self.is_in_use(seen),
                _ if is_of_use(&name) => !self.is_in_use(seen),
                Some(role @ (Role::Reviewer | Role::LastYear | Role::Category)) => {
                    self.objects_under(role, &title, seen)
                }
                _ => self.takes_away(&title, seen),
            };
            speaks.then(|| against::told(&title, seen))
        });
        Said {
            remark: [remark.as_str(), comments.as_str()].join("\n").trim().to_owned(),
            evidence: self.texts_in(columns(&beside.evidences).into_iter(), line),
            against,
        }
    }

    /// Tells the rows of answers from those of what belongs to them; a row whose name says neither is left.
    fn sorted(&mut self, lines: &'a [Line], first: u32) -> Sorted<'a> {
        let roles: Vec<(&Line, Option<Role>)> =
            lines.iter().map(|line| (line, self.role_of_row(line, first))).collect();
        let of_role = |wanted: Role| -> Vec<&Line> {
            roles.iter().filter(|(_, role)| *role == Some(wanted)).map(|(line, _)| *line).collect()
        };
        let (remarks, evidences, reviews) = (of_role(Role::Remark), of_role(Role::Evidence), of_role(Role::Reviewer));
        // Sheets that were turned on their side have a row of answers, and rows of what belongs to them.
        let answers_are_named = roles.iter().any(|(_, role)| matches!(role, Some(Role::Answer(_))));
        // Where only last year's row and the reviewer's say what they are, the answers stand in the row that is left.
        let aside = |role: &Option<Role>| matches!(role, Some(Role::LastYear | Role::Reviewer));
        let filled = |line: &Line| self.grid.filled(line, 0, u32::MAX, false).count() >= 2;
        let others_are_named = !answers_are_named
            && roles.iter().any(|(_, role)| aside(role))
            && roles.iter().any(|(line, role)| role.is_none() && filled(line));
        let mut answering = Vec::new();
        for (line, role) in roles {
            match role {
                role if others_are_named && aside(&role) => {}
                Some(Role::Remark) => {}
                _ if !answers_are_named => answering.push(line),
                Some(Role::Answer(_)) => answering.push(line),
                Some(_) => {}
                None => {
                    let cells = self.grid.filled(line, 0, u32::MAX, false);
                    let text = cells.map(|(_, seen)| seen.text.trim()).collect::<Vec<_>>().join(" ");
                    if !is_note(&fold(&text)) {
                        self.unread(Address::new(line.number, first), "何の行かが名前から分かりません", &text);
                    }
                }
            }
        }
        Sorted { answering, remarks, evidences, reviews, named: answers_are_named || others_are_named }
    }

    /// What the name of a row says, where questions stand side by side.
    fn role_of_row(&self, line: &Line, first: u32) -> Option<Role> {
        let names = self.grid.filled(line, 0, first.saturating_sub(1), true).filter(|(span, _)| span.first < first);
        names.filter_map(|(_, seen)| seen.role()).last()
    }

    /// What the reviewer's rows say against the answer, below a question that has a column.
    fn rows_against(&self, reviews: &[&Line], column: &Column) -> Option<String> {
        let mut cells = reviews.iter().filter_map(|line| self.own_on(line, column));
        cells.find(|seen| self.objects_under(Role::Reviewer, "", seen)).map(|seen| against::told("", seen))
    }

    /// What stands in these rows, below a question that has a column.
    fn below(&self, rows: &[&Line], column: &Column) -> String {
        let cells = rows.iter().flat_map(|line| self.grid.filled(line, column.first, column.last, false));
        cells.map(|(_, seen)| seen.text.trim()).collect::<Vec<_>>().join("\n")
    }
}
