//! The rows of a table become questions with their answers.

use super::against;
use super::grid::{Grid, Line, Seen, Span, is_asking, is_id};
use super::heading::{self, Role};
use super::looks::Spoken;
use super::marks::{self, Legend};
use super::once::Once;
use super::outside::Extent;
use super::sentence::{self, Meaning};
use super::standing::{Standing, is_listed};
use super::table::{self, Answers, Column, Table};
use super::{ForeignAnswer, ForeignReading, ForeignTable, notes, polarity, signing};
use crate::questionnaire::remark::Words;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, Certificate, Unread, backing, certificate, date, remark};
use crate::workbook::{Address, Area, Sheet};
use std::collections::BTreeSet;

pub(super) struct Rows<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) grid: &'a Grid,
    pub(super) legend: &'a Legend,
    pub(super) words: Words<'a>,
    pub(super) reading: &'a mut ForeignReading,
    /// Bytes that may still be quoted from the workbook.
    pub(super) quotable: &'a mut usize,
    /// What the workbook says about colours.
    pub(super) spoken: &'a Spoken,
    /// Where the tables of the sheet are.
    pub(super) extents: &'a [Extent],
    /// Lines of tables that ask nothing.
    pub(super) asides: &'a mut Vec<Aside>,
    /// What answers say, by answer and remark.
    pub(super) understood: Once<Meaning>,
    /// Certificates, by evidence and remark.
    pub(super) certified: Once<Vec<Certificate>>,
}

/// A line of a table that asks nothing.
#[derive(Clone, Copy)]
pub(super) struct Aside {
    pub(super) row: u32,
    /// Whether it heads the questions below it.
    pub(super) section: bool,
}

/// Bytes of questions, answers and what stands beside them, summed over all answers of a workbook. A workbook holds no more text than
/// this, but a long text merged over many rows stands beside each of them: without a bound its rows would be read for hours.
pub(super) const QUOTABLE: usize = 32 * 1024 * 1024;

/// Some of the cells of a sheet.
pub(super) struct Cells(Vec<bool>);

impl Cells {
    fn of(grid: &Grid) -> Self {
        Self(vec![false; grid.cells.len()])
    }

    fn add(&mut self, cell: usize) {
        if let Some(held) = self.0.get_mut(cell) {
            *held = true;
        }
    }

    pub(super) fn contains(&self, cell: usize) -> bool {
        self.0.get(cell).is_some_and(|held| *held)
    }
}

/// Cells of the lines that hold question and answer, where no legend is looked for.
pub(super) fn used(grid: &Grid, tables: &[Table]) -> Cells {
    let mut used = Cells::of(grid);
    for table in tables {
        for line in grid.lines.get(table.body.clone()).unwrap_or_default() {
            for column in &table.columns {
                let asked = matches!(
                    column.role,
                    Some(Role::Answer(_) | Role::Remark | Role::Evidence | Role::LastYear | Role::Reviewer)
                );
                if !asked {
                    continue;
                }
                grid.filled(line, column.first, column.last, false)
                    .filter(|(span, seen)| span.first >= column.first && !is_instruction(&seen.folded))
                    .for_each(|(span, _)| used.add(span.cell));
            }
        }
    }
    used
}

/// Above a table whose header says nothing, what tells how to fill it in may stand in the column of the answers.
fn is_instruction(folded: &str) -> bool {
    let end = folded.trim_end_matches(['。', '.', ')']);
    ["ください", "下さい", "つけること", "付けること", "を付ける", "に○", "にチェック"]
        .iter()
        .any(|ending| end.ends_with(ending))
}

/// Cells of the columns that ask, on the lines that ask: numbers and questions there are no legend.
pub(super) fn asked(grid: &Grid, tables: &[Table]) -> Cells {
    let mut asked = Cells::of(grid);
    for table in tables {
        let columns = table
            .columns
            .iter()
            .filter(|c| matches!(c.role, Some(Role::Id | Role::Category | Role::Question(_))) || c.role.is_none())
            // A legend may stand beside the rows.
            .filter(|c| c.role.is_some() || !c.titles.iter().any(|title| table::is_legend_name(&fold(title))));
        let columns: Vec<&Column> = columns.collect();
        for line in grid.lines.get(table.body.clone()).unwrap_or_default() {
            for column in &columns {
                grid.filled(line, column.first, column.last, false).for_each(|(span, _)| asked.add(span.cell));
            }
        }
    }
    asked
}

/// Answers below their questions: the lines of question and answer, as indices.
#[derive(Default)]
pub(super) struct Labelled {
    pub(super) pairs: Vec<(usize, usize)>,
}

fn is_label(folded: &str) -> bool {
    // 「A1」 below 「Q1」.
    let folded = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    ["回答", "回答欄", "答", "answer", "a", "ご回答", "貴社回答", "回答:", "answer:", "a:"].contains(&folded)
}

/// What follows the label in 「回答:はい」 or 「A1. Yes」.
pub(super) fn after_label(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let labels = ["ご回答", "貴社回答", "回答", "答", "Answer", "answer", "ANSWER", "A", "Ａ"];
    let rest = labels.iter().find_map(|label| text.strip_prefix(label))?;
    let rest = rest.trim_start_matches(|c: char| c.is_numeric() || "-－".contains(c));
    let said = rest.strip_prefix([':', '：', '.', '．', '>', ')', '）'])?.trim();
    (!said.is_empty()).then_some(said)
}

/// Answers below their questions: index of the question's line and of the answer's.
pub(super) fn labelled(grid: &Grid) -> Labelled {
    let mut found = Vec::new();
    let mut plain = Vec::new();
    for (index, line) in grid.lines.iter().enumerate().skip(1) {
        let (Some(above), Some((span, seen))) =
            (grid.lines.get(index - 1), grid.filled(line, 0, u32::MAX, false).next())
        else {
            continue;
        };
        let asked = grid.filled(above, 0, u32::MAX, false).find(|(_, cell)| cell.asking);
        let Some((question, _)) = asked else { continue };
        // 「1|設問|…」 over 「|回答|…」. Few lines have as many cells, so that names are looked for in few.
        let named = || {
            let mut cells = grid.filled(above, 0, u32::MAX, false);
            cells.any(|(_, cell)| matches!(cell.role(), Some(Role::Question(_))))
        };
        let asked = grid.filled(above, 0, u32::MAX, false).count();
        let few = grid.filled(line, 0, u32::MAX, false).count() <= 4 && (asked <= 2 || asked == 3 && named());
        let roles = few
            && grid
                .filled(line, 0, u32::MAX, false)
                .filter(|(_, cell)| cell.folded != "no")
                .any(|(_, cell)| matches!(cell.role(), Some(Role::Question(_) | Role::Id)));
        if few && !roles && (is_label(&seen.folded) || after_label(&seen.text).is_some()) {
            found.push((index - 1, index));
        } else if few
            && !roles
            && question.first == span.first
            && !seen.asking
            && grid.filled(line, 0, u32::MAX, false).count() == 1
            && grid.filled(above, 0, u32::MAX, false).all(|(cell, other)| cell.first == question.first || other.id)
        {
            plain.push((index - 1, index));
        }
    }
    let headed = || {
        grid.lines.iter().any(|line| {
            let roles: Vec<Role> = grid.filled(line, 0, u32::MAX, false).filter_map(|(_, cell)| cell.role()).collect();
            roles.iter().any(|role| matches!(role, Role::Question(_)))
                && roles.iter().any(|role| matches!(role, Role::Answer(_)))
        })
    };
    let pairs = match (found.len() >= 2, plain.len() >= 2 && !headed()) {
        (true, _) => found,
        (_, true) => plain,
        _ => Vec::new(),
    };
    Labelled { pairs }
}

/// The id at the beginning of a question: 「1-1 規程を…」, 「Q3. …」, 「GV.OC-01: …」.
fn leading_id(text: &str) -> Option<String> {
    let text = text.trim_start();
    let head: String = text
        .chars()
        .take_while(|c| !c.is_whitespace() && !matches!(c, ':' | '：' | '、' | '．' | '）' | ')' | '】'))
        .take(16)
        .collect();
    let next = text.chars().nth(head.chars().count())?;
    let closing = matches!(next, ')' | '）' | '】');
    let whole = if closing { format!("{head}{next}") } else { head };
    let folded = fold(&whole);
    let core = folded.trim_start_matches(['問', '第', '(', '【', '[', 'q']);
    (is_id(&folded) && core.chars().any(|c| c.is_ascii_digit())).then(|| whole.trim_end_matches(['.', '．']).to_owned())
}

fn is_note(folded: &str) -> bool {
    [
        "※",
        "注)",
        "(注",
        "注:",
        "注1",
        "注意",
        "©",
        "(c)",
        "copyright",
        "endof",
        "以上",
        "備考",
        "*",
        "【記入",
        "allrights",
        "凡例",
    ]
    .iter()
    .any(|sign| folded.starts_with(sign))
        || folded.contains("allrightsreserved")
        || marks::is_legend(folded)
}

struct Taken {
    cell: Address,
    written: String,
    meaning: Meaning,
}

impl<'a> Rows<'a> {
    fn unread(&mut self, range: impl Into<Area>, why: &str, text: &str) {
        self.reading.unread.push(Unread {
            sheet: self.sheet.name.clone(),
            range: range.into().to_string(),
            why: why.to_owned(),
            text: text.to_owned(),
        });
    }

    /// Whether what a row says may still be quoted; where not, the rest of the sheet is told as unread.
    fn may_quote(&mut self, line: &Line, columns: (u32, u32), above: usize) -> bool {
        let seen = self.grid.filled(line, columns.0, columns.1, true).map(|(_, seen)| seen.text.len());
        let bytes = seen.fold(above, usize::saturating_add);
        match self.quotable.checked_sub(bytes) {
            Some(left) => {
                *self.quotable = left;
                true
            }
            None => {
                *self.quotable = 0;
                let why = "一つのブックの文字が質問票としては多すぎるため、この行から下は読んでいません";
                self.reading.cut(&self.sheet.name, line.number, why);
                false
            }
        }
    }

    /// The cell of a line in a column, even where it only reaches down to it.
    pub(super) fn own_on(&self, line: &Line, column: &Column) -> Option<&Seen> {
        let mut cells = self.grid.filled(line, column.first, column.last, true);
        let cell = cells.find(|(span, _)| span.first >= column.first).map(|(span, _)| span.cell)?;
        self.grid.cells.get(cell)
    }

    fn own(&self, line: &'a Line, column: &Column, reaching: bool) -> Option<(Span, &'a Seen)> {
        let grid: &'a Grid = self.grid;
        grid.filled(line, column.first, column.last, reaching)
            .find(|(span, _)| span.first >= column.first)
            .map(|(span, seen)| (*span, seen))
    }

    /// The texts of all columns of a role on a line.
    fn texts(&self, table: &Table, line: &Line, wanted: impl Fn(usize, &Column) -> bool) -> String {
        let columns = table.columns.iter().enumerate().filter(|(at, column)| wanted(*at, column));
        let texts: Vec<String> = columns
            .flat_map(|(_, column)| {
                let own = self.grid.filled(line, column.first, column.last, true);
                let own = own.filter(|(span, _)| span.first >= column.first);
                own.map(|(_, seen)| match column.of_days() {
                    Some(title) if date::find(&seen.text).is_some() => format!("{title} {}", seen.text.trim()),
                    _ => seen.text.trim().to_owned(),
                })
            })
            .collect();
        texts.join("\n")
    }

    pub(super) fn take(&mut self, table: &Table) {
        let grid: &'a Grid = self.grid;
        let lines = grid.lines.get(table.body.clone()).unwrap_or_default();
        let rows =
            || grid.lines.get(table.head.start..table.body.end).unwrap_or_default().iter().map(|line| line.number);
        let (Some(top), Some(bottom)) = (rows().next(), rows().next_back()) else { return };
        let left = table.columns.iter().map(|column| column.first).min().unwrap_or(0);
        let right = table.columns.iter().map(|column| column.last).max().unwrap_or(left);
        let area = Area::new(Address::new(top, left), Address::new(bottom, right));
        let mut doubt = table.doubt.clone();
        let question = table.question.and_then(|at| table.columns.get(at));
        let mut notes = table.notes.clone();
        if table.matrix {
            if !self.legend.is_empty() {
                notes.push(self.legend.sentence());
            }
            notes.push("設問が見出しに並び、対象ごとに一行の表とみました".to_owned());
            self.take_matrix(table, lines);
        } else if let (Some(question), false, false) = (question, table.matrix, matches!(table.answers, Answers::None))
        {
            if !self.legend.is_empty() {
                notes.push(self.legend.sentence());
            }
            self.take_lines(table, question, lines, doubt.as_deref(), &mut notes);
        } else {
            let why = doubt.clone().unwrap_or_else(|| match question {
                None => "設問の列が見つかりません".to_owned(),
                Some(_) => "事業者の回答の列が見つかりません".to_owned(),
            });
            self.unread(
                area,
                &why,
                &lines
                    .first()
                    .and_then(|line| self.grid.filled(line, left, right, false).next())
                    .map(|(_, seen)| seen.text.clone())
                    .unwrap_or_default(),
            );
            doubt = Some(why);
        }
        let header = grid.lines.get(table.head.clone()).and_then(|lines| lines.last()).map(|line| line.number);
        let columns = table.described();
        self.reading.tables.push(ForeignTable { sheet: self.sheet.name.clone(), area, columns, header, notes, doubt });
    }

    /// One row per subject, one column per question.
    fn take_matrix(&mut self, table: &Table, lines: &'a [Line]) {
        let titled =
            |column: &&Column| column.choice.is_none() && column.titles.iter().any(|title| is_asking(&fold(title)));
        let questions: Vec<&Column> = table.columns.iter().filter(titled).collect();
        let first = questions.first().map_or(0, |column| column.first);
        let titles: usize = questions.iter().flat_map(|column| &column.titles).map(String::len).sum();
        let roles: Vec<(&Line, Option<Role>)> =
            lines.iter().map(|line| (line, self.role_of_row(line, first))).collect();
        // A name is understood once for each row, not once for each row and question.
        let of_role = |wanted: Role| -> Vec<&Line> {
            roles.iter().filter(|(_, role)| *role == Some(wanted)).map(|(line, _)| *line).collect()
        };
        let (remarks, evidences) = (of_role(Role::Remark), of_role(Role::Evidence));
        let reviews = of_role(Role::Reviewer);
        // Sheets that were turned on their side have a row of answers, and rows of what belongs to them.
        let rows_are_named = roles.iter().any(|(_, role)| matches!(role, Some(Role::Answer(_))));
        // Where only last year's row and the reviewer's say what they are, the answers stand in the row that is left.
        let aside = |role: &Option<Role>| matches!(role, Some(Role::LastYear | Role::Reviewer));
        let others_are_named = !rows_are_named
            && roles.iter().any(|(_, role)| aside(role))
            && roles
                .iter()
                .any(|(line, role)| role.is_none() && self.grid.filled(line, 0, u32::MAX, false).count() >= 2);
        let mut answering = Vec::new();
        for (line, role) in roles {
            match role {
                role if others_are_named && aside(&role) => {}
                _ if !rows_are_named => answering.push(line),
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
        let rows_are_named = rows_are_named || others_are_named;
        let several = rows_are_named && answering.len() > 1;
        for line in answering {
            if !self.may_quote(line, (0, u32::MAX), titles) {
                return;
            }
            let subject: Vec<String> = table
                .columns
                .iter()
                .filter(|column| column.first < first)
                .filter_map(|column| self.own(line, column, true))
                .map(|(_, seen)| seen.text.trim().to_owned())
                .collect();
            let answered = questions.iter().filter(|column| self.own(line, column, false).is_some()).count();
            if answered == 0
                && (subject.is_empty() || subject.iter().all(|text| is_note(&fold(text)) || text.chars().count() > 20))
            {
                continue;
            }
            for column in &questions {
                let Some(head) = column.head else { continue };
                let question = column.titles.iter().rfind(|title| is_asking(&fold(title))).cloned().unwrap_or_default();
                let none = Span { first: u32::MAX, last: u32::MAX, cell: usize::MAX, top: true };
                let remark = self.below(&remarks, column);
                let evidence = self.below(&evidences, column);
                let beside = [remark.as_str(), remark::evidence_limits(&evidence)].join("\n");
                let mut taken = self.single(line, column, (none, line.number), &beside, &[]);
                if several && taken.meaning.answer != Answer::Unanswered {
                    taken.meaning = Meaning::unclear("回答の行が二つ以上あり、どれが今回の回答か決められません");
                }
                if let Some(why) = self.rows_against(&reviews, column).filter(|_| taken.meaning.answer == Answer::Met) {
                    taken.meaning = Meaning::unclear(&why);
                }
                let id = leading_id(&question);
                let under = if rows_are_named { Vec::new() } else { subject.clone() };
                self.push(head.into(), question, under, id, taken, remark, evidence, line.hidden);
            }
        }
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

    fn take_lines(
        &mut self,
        table: &Table,
        question: &Column,
        lines: &'a [Line],
        doubt: Option<&str>,
        notes: &mut Vec<String>,
    ) {
        let ids = table.ids.and_then(|at| table.columns.get(at));
        let asking_table =
            lines.iter().filter_map(|line| self.own(line, question, false)).filter(|(_, seen)| seen.asking).count() * 2
                >= question.filled.max(1);
        let numbered = ids.is_some_and(|column| column.filled * 10 >= question.filled * 6);
        // A question typed over two rows has one number.
        let numbered_by_halves = ids.is_some_and(|column| column.filled * 2 >= question.filled);
        let names: Vec<String> = question.titles.iter().map(|title| fold(title)).collect();
        let mut section: Option<String> = None;
        let mut standing = Standing::default();
        let mut stamped = false;
        let mut all_numbered = ids.is_some_and(|column| column.filled >= 2);
        let mut subject_of: Option<(Span, &'a Seen)> = None;
        let mut categories: Vec<(usize, String)> = Vec::new();
        let mixed = self.mixed_circles(table, lines);
        let undecided = self.ticks_beside_words(table, lines);
        let crossed = self.crosses_differ(table, lines);
        let mut previous: Option<u32> = None;
        // The last row that belongs to a question: only what is right below it goes on with it.
        let mut belonging: Option<u32> = None;
        let last_question = lines.iter().rposition(|line| self.is_question(table, question, ids, line)).unwrap_or(0);
        let mut limited = false;
        let left = table.columns.iter().map(|column| column.first).min().unwrap_or(0);
        let right = table.columns.iter().map(|column| column.last).max().unwrap_or(left);
        let remarks_alone = |rows: &Self, line: &'a Line| {
            let all = rows.grid.filled(line, left, right, false).count();
            let remarks = table.columns.iter().filter(|c| c.role == Some(Role::Remark));
            all > 0 && remarks.filter(|c| rows.own(line, c, false).is_some()).count() == all
        };
        let mut joined_to = 0;
        for (index, line) in lines.iter().enumerate() {
            if index < joined_to {
                previous = Some(line.number);
                continue;
            }
            let above = section.iter().chain(categories.iter().map(|(_, text)| text)).map(String::len).sum();
            if !self.may_quote(line, (left, right), above) {
                return;
            }
            let gap = previous.is_some_and(|row| line.number > row + 1);
            let mut asked = self.own(line, question, true);
            let answer_columns: Vec<&Column> = match &table.answers {
                Answers::Column(at) => table.columns.get(*at).into_iter().collect(),
                Answers::Choices(list) | Answers::Sites(list) => {
                    list.iter().filter_map(|at| table.columns.get(*at)).collect()
                }
                Answers::None => Vec::new(),
            };
            let answered = answer_columns.iter().any(|column| {
                self.own(line, column, true).is_some_and(|(span, _)| asked.is_none_or(|(q, _)| q.cell != span.cell))
            });
            // One row per place or system: those below the first go on with its question.
            let place = table.subjects.and_then(|at| table.columns.get(at)).and_then(|c| self.own(line, c, false));
            if place.is_some() && asked.is_none() && previous.is_some_and(|row| line.number == row + 1) {
                asked = subject_of;
            }
            let goes_on_for =
                place.is_some() && asked.is_some_and(|(span, seen)| !span.top || seen.area.first.row != line.number);
            let id = ids
                .and_then(|column| self.own(line, column, true))
                .filter(|(span, _)| asked.is_none_or(|(q, _)| q.cell != span.cell));
            let rest = match asked {
                Some((span, seen)) if span.top => {
                    let named = numbered_by_halves && id.is_some_and(|(span, _)| span.top);
                    self.rest_of(table, question, &answer_columns, lines, index, seen, named)
                }
                _ => Vec::new(),
            };
            joined_to = index + 1 + rest.len();
            let answers_in =
                |line: &'a Line| answer_columns.iter().any(|column| self.own(line, column, false).is_some());
            // Where the answer stands beside the second half of its question, it is read there.
            let spoken_for = std::iter::once(line).chain(rest.iter().copied()).filter(|line| answers_in(line)).count();
            let answer_line = rest.iter().copied().find(|rest| !answered && answers_in(rest)).unwrap_or(line);
            let answered = answered || !std::ptr::eq(answer_line, line);
            let Some((span, seen)) = asked else {
                let text = self
                    .grid
                    .filled(line, left, right, false)
                    .map(|(_, seen)| seen.text.trim().to_owned())
                    .collect::<Vec<_>>();
                let Some(first) = text.first().cloned() else { continue };
                let stamps =
                    self.grid.filled(line, left, right, false).all(|(_, seen)| signing::is_stamp(&seen.folded));
                let filling = stamped && text.iter().all(|text| text.chars().count() <= 8);
                stamped = stamps;
                if stamps || filling {
                    notes.push(format!("{}行目は押印・署名の欄とみて読んでいません", line.number + 1));
                    previous = Some(line.number);
                    continue;
                }
                // The name of a section, with the headings once more beside it.
                let again = |column: &&Column| {
                    let titled = |seen: &Seen| column.titles.iter().any(|title| fold(title) == seen.folded);
                    self.own(line, column, false).is_some_and(|(_, seen)| titled(seen))
                };
                if answered && answer_columns.iter().all(again) {
                    standing.section(&first);
                    section = Some(first);
                    self.asides.push(Aside { row: line.number, section: true });
                    categories.clear();
                    previous = Some(line.number);
                    continue;
                }
                let follows = belonging.is_some_and(|row| line.number == row + 1);
                let whole = text.join(" ");
                let beyond = index > last_question;
                let spoken = is_note(&fold(&whole)) || notes::refers(&fold(&whole));
                if answered && (id.is_some_and(|(_, seen)| seen.id) || !spoken) {
                    let range = Area::new(Address::new(line.number, left), Address::new(line.number, right));
                    self.unread(range, "回答らしきものがありますが、設問がありません", &text.join(" "));
                    if follows && id.is_none() {
                        self.goes_on(line.number, None);
                        belonging = Some(line.number);
                    }
                } else if follows
                    && remarks_alone(self, line)
                    && !(spoken && notes::refers(&fold(&whole)))
                    && !(beyond && notes::is_for_all(&fold(&whole)))
                {
                    let more = self.texts(table, line, |_, c| c.role == Some(Role::Remark));
                    self.goes_on(line.number, Some(&more));
                    belonging = Some(line.number);
                } else if self.limited_below(line.number, follows, (beyond, limited), &whole) {
                    limited = true;
                    belonging = Some(line.number);
                } else if !beyond && !is_note(&fold(&first)) && text.len() <= 2 && !gap_end(gap, lines.len() - index) {
                    standing.section(&whole);
                    section = Some(whole);
                    self.asides.push(Aside { row: line.number, section: true });
                    categories.clear();
                } else {
                    self.asides.push(Aside { row: line.number, section: false });
                    notes.push(format!(
                        "{}行目「{}」は注記とみて読んでいません",
                        line.number + 1,
                        diagnostic_cut(&first)
                    ));
                }
                previous = Some(line.number);
                continue;
            };
            if !span.top && !goes_on_for {
                if answered && answer_columns.iter().any(|column| self.own(line, column, false).is_some()) {
                    let range = Area::new(Address::new(line.number, left), Address::new(line.number, right));
                    let written =
                        self.texts(table, line, |_, column| answer_columns.iter().any(|a| a.first == column.first));
                    self.unread(range, "一つの設問に回答の行が二つ以上あります", &written);
                    let cell = seen.area.first;
                    // The answers of one question come one after the other, and it was the last to be read.
                    let own = self.reading.answers.iter_mut().rev();
                    for last in own.take_while(|a| a.question_cell == cell && a.sheet == self.sheet.name) {
                        last.answer = Answer::Unclear;
                        last.undirected = None;
                        last.why = Some("一つの設問に回答の行が二つ以上あります".to_owned());
                    }
                }
                (previous, belonging) = (Some(line.number), Some(line.number));
                continue;
            }
            let unnumbered = id.is_none_or(|(id, _)| !id.top);
            let last_rows = lines.len() - index <= 8;
            let kind = signing::is_sign_off(&seen.folded)
                || ((numbered || all_numbered) && !seen.asking && signing::ends_like_one(&seen.folded));
            let signed = unnumbered && !goes_on_for && (numbered || gap || last_rows) && kind;
            let filling = stamped && self.grid.filled(line, left, right, false).all(|(_, seen)| seen.length() <= 8);
            stamped = signed && signing::is_stamp(&seen.folded);
            if signed || filling {
                notes.push(format!(
                    "{}行目「{}」は署名・確認・集計の欄とみて読んでいません",
                    line.number + 1,
                    diagnostic_cut(&seen.text)
                ));
                previous = Some(line.number);
                continue;
            }
            let across = answer_columns.iter().any(|column| span.first <= column.first && span.last >= column.first);
            let role_text = names.contains(&seen.folded) && seen.role().is_some();
            let remarked = table
                .columns
                .iter()
                .any(|c| matches!(c.role, Some(Role::Remark | Role::Evidence)) && self.own(line, c, false).is_some());
            let alone = !answered && !remarked;
            let asking = seen.asking || !rest.is_empty();
            let example = table.columns.iter().any(|column| {
                column.first < question.first
                    && self.own(line, column, true).is_some_and(|(_, seen)| {
                        ["例", "記入例", "(例)", "回答例", "example", "記載例"].contains(&seen.folded.as_str())
                    })
            }) || seen.folded.starts_with("(例)")
                || seen.folded.starts_with("【例】")
                || seen.folded.starts_with("記入例");
            // 「理由・補足:」 in a row of its own belongs to the question above.
            let belongs = matches!(seen.role(), Some(Role::Remark | Role::Evidence));
            // 「ア 廃棄規程」 with an answer word beside it is asked for itself.
            let worded = || {
                answer_columns
                    .iter()
                    .filter_map(|column| self.own_on(line, column))
                    .any(|cell| self.words.vocabulary.read(&cell.text).known)
            };
            if belongs
                && !asking
                && !is_listed(&seen.text)
                && !worded()
                && id.is_none_or(|(id, _)| !id.top)
                && belonging.is_some_and(|row| line.number == row + 1)
            {
                let beside = self.grid.filled(line, left, right, false).filter(|(cell, _)| cell.cell != span.cell);
                let text = beside.map(|(_, seen)| seen.text.trim()).collect::<Vec<_>>().join("\n");
                if !text.is_empty() {
                    self.goes_on(line.number, Some(&text));
                }
                (previous, belonging) = (Some(line.number), Some(line.number));
                continue;
            }
            if !seen.folded.chars().any(char::is_alphanumeric) {
                let text = self.grid.filled(line, left, right, false).map(|(_, seen)| seen.text.trim());
                let text = text.collect::<Vec<_>>().join(" ");
                self.unread(seen.area, "設問の欄に記号だけがあります", &text);
                previous = Some(line.number);
                continue;
            }
            if role_text {
                previous = Some(line.number);
                continue;
            }
            if example {
                notes.push(format!("{}行目は記入例とみて読んでいません", line.number + 1));
                previous = Some(line.number);
                continue;
            }
            if is_total(&seen.folded) && !asking {
                notes.push(format!(
                    "{}行目「{}」は集計の行とみて読んでいません",
                    line.number + 1,
                    diagnostic_cut(&seen.text)
                ));
                previous = Some(line.number);
                continue;
            }
            let follows = belonging.is_some_and(|row| line.number == row + 1);
            let points_back = alone && unnumbered && points_back(&seen.folded);
            let beyond = index > last_question && (!asking || points_back) && unnumbered;
            let limits = alone
                && (!asking || points_back)
                && self.limited_below(line.number, follows, (beyond, limited), &seen.text);
            limited = limited || limits;
            let aside = || {
                is_note(&seen.folded)
                    || points_back
                    || (gap && numbered && id.is_none() && !asking)
                    || (beyond && (numbered || notes::is_for_all(&seen.folded)))
            };
            if alone && (limits || aside()) {
                if limits {
                    belonging = Some(line.number);
                } else {
                    self.asides.push(Aside { row: line.number, section: false });
                }
                notes.push(format!(
                    "{}行目「{}」は注記とみて読んでいません",
                    line.number + 1,
                    diagnostic_cut(&seen.text)
                ));
                previous = Some(line.number);
                continue;
            }
            let longer = |id: &Seen| {
                lines.get(index + 1).and_then(|next| self.own(next, ids?, true)).is_some_and(|(_, next)| {
                    next.folded.strip_prefix(id.folded.trim_end_matches('.')).is_some_and(|rest| {
                        let lettered = id.folded.chars().all(|c| c.is_ascii_alphabetic());
                        rest.starts_with(['-', '.', '(', '_'])
                            || (lettered && rest.starts_with(|c: char| c.is_ascii_digit()))
                    })
                })
            };
            let headline = seen.folded.starts_with(['■', '【', '◆', '●', '◇', '第'])
                || (seen.area.last.column > seen.area.first.column && across);
            if alone
                && !asking
                && (across
                    || (numbered && id.is_none())
                    || id.is_some_and(|(_, id)| longer(id))
                    || (headline && (asking_table || seen.folded.starts_with(['■', '【', '◆', '◇'])))
                    || (asking_table && id.is_none() && ids.is_none() && is_heading(&seen.folded)))
            {
                self.asides.push(Aside { row: line.number, section: true });
                section = Some(match id {
                    Some((_, id)) => format!("{} {}", id.text.trim(), seen.text.trim()),
                    None => seen.text.trim().to_owned(),
                });
                standing.section(section.as_deref().unwrap_or_default());
                categories.clear();
                previous = Some(line.number);
                continue;
            }
            if across && answered {
                self.unread(seen.area, "設問と回答の欄が結合されていて、分けられません", &seen.text);
            }
            for (at, column) in table.columns.iter().enumerate().filter(|(_, c)| c.role == Some(Role::Category)) {
                if let Some((_, cell)) = self.own(line, column, true) {
                    let text = cell.text.trim().to_owned();
                    let place = categories.partition_point(|(known, _)| *known < at);
                    let same = categories.get(place).is_some_and(|(known, value)| *known == at && *value == text);
                    if !same {
                        categories.truncate(place);
                        categories.push((at, text));
                    }
                }
            }
            let top_id = id.filter(|(id, _)| id.top).map(|(_, id)| id);
            let part = !goes_on_for && standing.question(top_id, seen, answered);
            all_numbered = all_numbered && (top_id.is_some() || goes_on_for);
            subject_of = Some((span, seen));
            previous = Some(line.number);
            belonging = Some(seen.area.last.row.max(rest.last().map_or(line.number, |line| line.number)));
            let answer = answer_columns.first().map_or(0, |column| column.first);
            let spoken = table.columns.iter().any(|column| column.role == Some(Role::Remark));
            let unnamed = |at: usize, c: &Column| {
                c.role.is_none()
                    && Some(at) != table.question
                    && Some(at) != table.ids
                    && c.first > question.first
                    && !c.is_of_numbers()
                    && table.strangers.binary_search(&at).is_err()
            };
            let all_texts = |wanted: &dyn Fn(usize, &Column) -> bool| {
                let lines = std::iter::once(line).chain(rest.iter().copied());
                let texts = lines.map(|line| self.texts(table, line, wanted)).filter(|text| !text.is_empty());
                texts.collect::<Vec<_>>().join("\n")
            };
            let remark = all_texts(&|at, c| {
                c.role == Some(Role::Remark) || (unnamed(at, c) && c.first > answer && (c.titles.is_empty() || !spoken))
            });
            let evidence = all_texts(&|_, c| c.role == Some(Role::Evidence));
            // What stands in a column of unknown use can still limit the answer.
            let others = all_texts(&|at, c| unnamed(at, c) && c.is_wordless());
            let beside = [remark.as_str(), others.as_str(), remark::evidence_limits(&evidence)].join("\n");
            let noted = self.comments(table, line);
            let beside = [beside.as_str(), noted.as_str()].join("\n");
            let last_row = rest.last().map_or(seen.area.last.row, |line| line.number);
            let asked_at = match std::ptr::eq(answer_line, line) {
                true => span,
                false => self.own(answer_line, question, false).map_or(span, |(span, _)| span),
            };
            let many = matches!(table.answers, Answers::Sites(_));
            let mut all: Vec<(Option<String>, Taken)> = match &table.answers {
                Answers::Choices(list) => vec![(None, self.choice(table, list, answer_line, last_row, &beside))],
                _ => answer_columns
                    .iter()
                    .map(|column| {
                        let site = many.then(|| column.titles.last().cloned()).flatten();
                        let offered = self.offered(table, answer_line);
                        (site, self.single(answer_line, column, (asked_at, last_row), &beside, &offered))
                    })
                    .collect(),
            };
            let contrary = table.strangers.iter().filter_map(|at| table.columns.get(*at)).find_map(|column| {
                let Some((_, seen)) = self.own(line, column, true) else {
                    // Another aspect of what is asked, 「規程」 beside 「運用」, is marked in the other rows.
                    let marked = column.is_of_marks() && column.filled * 2 >= question.filled;
                    return marked.then(|| format!("{}({})に印がありません", column.place(), column.title()));
                };
                let title = against::title(column);
                if against::names_something_open(&title) {
                    return self.takes_away(&title, seen).then(|| against::told(&title, seen));
                }
                (!matches!(self.meaning(seen, "").answer, Answer::Met | Answer::Unanswered)).then(|| {
                    format!(
                        "役割の分からない{}に「{}」とあり、回答と食い違います",
                        column.place(),
                        diagnostic_cut(&seen.text)
                    )
                })
            });
            let row: Vec<&Line> = std::iter::once(line).chain(rest.iter().copied()).collect();
            let contrary = contrary.or_else(|| self.contrary(table, &row)).or_else(|| self.beyond(table, index, line));
            let mut category: Vec<String> = section.iter().cloned().collect();
            category.extend(categories.iter().map(|(_, text)| text.clone()));
            let id = id.map(|(_, seen)| seen.text.trim().to_owned()).or_else(|| leading_id(&seen.text));
            let parts = rest.iter().filter_map(|line| self.own(line, question, false)).map(|(_, seen)| seen);
            let whole_text: String =
                std::iter::once(seen).chain(parts).map(|seen| seen.text.trim()).collect::<Vec<_>>().join("");
            if !rest.is_empty() {
                notes.push(format!("{}～{}行目は一つの設問とみました", line.number + 1, last_row + 1));
            }
            for (site, mut taken) in all.drain(..) {
                if spoken_for > 1 {
                    taken.meaning = Meaning::unclear("一つの設問に回答の行が二つ以上あります");
                }
                if taken.meaning.answer == Answer::Met {
                    if let Some(why) = &contrary {
                        taken.meaning = Meaning::unclear(why);
                    } else if seen.struck {
                        taken.meaning = Meaning::unclear("設問に取り消し線があります");
                    }
                }
                if mixed
                    && ["○", "●"].iter().any(|mark| fold(&taken.written).starts_with(mark))
                    && taken.meaning.answer == Answer::Met
                {
                    taken.meaning = Meaning::unclear("●と○が混ざっていて、凡例がないため意味を決められません");
                }
                if crossed && has_cross(&taken.written) && taken.meaning.answer == Answer::Met {
                    taken.meaning =
                        Meaning::unclear("×の形の印とほかの印が混ざっていて、×が選んだことを示すのか決められません");
                }
                if undecided
                    && marks::is_tick(&fold(&taken.written))
                    && !matches!(taken.meaning.answer, Answer::Unanswered | Answer::Unclear)
                {
                    taken.meaning =
                        Meaning::unclear("見出しが二つの答えを並べており、印がどちらを指すか決められません");
                }
                if let Some(doubt) = doubt.filter(|_| taken.meaning.answer != Answer::Unanswered) {
                    taken.meaning = Meaning::unclear(doubt);
                }
                if applies_only(table, &answer_columns, &taken) {
                    let duty = fold(&whole_text).ends_with("こと");
                    let chosen = taken.meaning.answer == Answer::Unclear && !taken.meaning.known && spoken_for <= 1;
                    if taken.meaning.answer == Answer::Met && !duty || chosen {
                        taken.meaning = match duty && contrary.is_none() && taken.written.ends_with(')') {
                            true => self.words("はい", &beside),
                            false => Meaning::unclear("「該当」の印が、できていることを示すのか決められません"),
                        };
                    }
                }
                let mut under = category.clone();
                under.extend(site);
                under.extend(place.map(|(_, seen)| seen.text.trim().to_owned()));
                let hidden = line.hidden || rest.iter().any(|line| line.hidden);
                let (area, text) = (seen.area, whole_text.clone());
                let whole = table.divided.then(|| categories.iter().map(|(_, text)| fold(text)).collect::<String>());
                let decided =
                    matches!(taken.meaning.answer, Answer::Met | Answer::Partial | Answer::Planned | Answer::Unmet);
                if let Some(why) = whole.as_deref().and_then(polarity::doubt).filter(|_| decided) {
                    taken.meaning = Meaning::unclear(why);
                }
                if let Some(why) = standing.doubt(part, &category, &text).filter(|_| decided) {
                    taken.meaning = Meaning::unclear(&why);
                }
                self.push(area, text, under, id.clone(), taken, remark.clone(), evidence.clone(), hidden);
                if let (Some(sense), Some(answer)) = (&table.sense, self.reading.answers.last_mut())
                    && matches!(answer.answer, Answer::Met | Answer::Partial | Answer::Planned | Answer::Unmet)
                {
                    answer.undirected = Some(answer.answer);
                    answer.answer = Answer::Unclear;
                    answer.why = Some(sense.clone());
                }
            }
        }
    }

    /// The lines that go on with the question of this one: it was typed over several rows, and only the first has its number.
    #[expect(clippy::too_many_arguments, reason = "what is known of the row in which the question begins")]
    fn rest_of(
        &self,
        table: &Table,
        question: &Column,
        answers: &[&Column],
        lines: &'a [Line],
        index: usize,
        head: &Seen,
        named: bool,
    ) -> Vec<&'a Line> {
        let complete = |seen: &Seen| seen.asking || seen.folded.ends_with('。');
        let mut rest = Vec::new();
        let Some(first) = lines.get(index).filter(|_| !complete(head) && head.area.first.row == head.area.last.row)
        else {
            return rest;
        };
        let answered = |line: &'a Line| answers.iter().any(|column| self.own(line, column, false).is_some());
        let (mut row, mut before) = (first.number, head);
        for line in lines.get(index + 1..).unwrap_or_default().iter().take(4) {
            let Some((_, seen)) = self.own(line, question, false) else { break };
            let apart = |column: &Column| matches!(column.role, Some(Role::Id | Role::Category));
            let begins = table.columns.iter().any(|column| apart(column) && self.own(line, column, false).is_some())
                || seen.area.first.row != seen.area.last.row
                || leading_id(&seen.text).is_some()
                || is_listed(&seen.text)
                || is_note(&seen.folded)
                || is_total(&seen.folded);
            let open = before.text.trim_end().ends_with(['、', '，']);
            // 「操作ログを1年以上」 over 「保存していますか」: the answer stands beside the second half.
            let second_half = named
                && seen.asking
                && before.folded.contains('を')
                && !answered(first)
                && answered(line)
                && rest.is_empty();
            let follows = open
                || second_half
                || is_cut(&before.folded)
                || goes_on_with(&seen.folded)
                || (named && seen.asking && answered(first) && !answered(line));
            // Two answered rows without a number of their own are two questions.
            let two = !named && answered(first) && answered(line);
            if line.number != row + 1 || begins || !follows || two {
                break;
            }
            rest.push(line);
            (row, before) = (line.number, seen);
            if complete(seen) {
                return rest;
            }
        }
        // What never comes to an end is no sentence.
        let cut = is_cut(&head.folded) || head.text.trim_end().ends_with(['、', '，']);
        if cut { rest } else { Vec::new() }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one row, gathered by two callers")]
    fn push(
        &mut self,
        area: Area,
        question: String,
        category: Vec<String>,
        id: Option<String>,
        taken: Taken,
        remark: String,
        evidence: String,
        hidden: bool,
    ) {
        let mut remark = remark;
        let mut meaning = taken.meaning;
        let mut spoken = [meaning.said.as_str(), remark.as_str()].join("\n");
        if let Some(comment) = self.sheet.comments.get(&taken.cell) {
            meaning = with_comment(self.words, meaning, comment);
            spoken.push('\n');
            spoken.push_str(comment);
            if !remark.is_empty() {
                remark.push('\n');
            }
            remark.push_str("（コメント）");
            remark.push_str(comment.trim());
        }
        if taken.cell != area.first
            && let Some(comment) = self.sheet.comments.get(&area.first)
        {
            let limited = sentence::read(self.words, "はい", comment);
            if meaning.answer == Answer::Met && limited.answer != Answer::Met {
                meaning = Meaning::unclear("設問のセルのコメントが回答を限るか、打ち消しているかもしれません");
            }
            if !remark.is_empty() {
                remark.push('\n');
            }
            remark.push_str("（設問のコメント）");
            remark.push_str(comment.trim());
        }
        if meaning.answer == Answer::Met && self.only_able(taken.cell, &taken.written, &question) {
            meaning = Meaning {
                known: true, ..Meaning::unclear("できるとあり、行っているとは述べていません")
            };
        }
        if meaning.answer == Answer::Met
            && let Some(why) = self.words.told(&question, &spoken)
        {
            meaning = Meaning { known: true, ..Meaning::unclear(&why) };
        }
        if self.grid.hides(taken.cell.column, taken.cell.column) && meaning.answer == Answer::Met {
            meaning = Meaning::unclear("非表示の列にあり、見える回答ではありません");
        }
        if meaning.answer == Answer::Met
            && let Some(why) = self.spoken.doubt(self.sheet, taken.cell, area.first)
        {
            meaning = Meaning { known: true, ..Meaning::unclear(&why) };
        }
        let decided = matches!(meaning.answer, Answer::Met | Answer::Partial | Answer::Planned | Answer::Unmet);
        if decided && question.len() > sentence::LONGEST {
            meaning = Meaning::too_long("設問");
        }
        let decided = decided && question.len() <= sentence::LONGEST;
        let folded = if decided { fold(&question) } else { String::new() };
        let mut undirected = None;
        if let Some(why) = polarity::says_nothing(&folded).filter(|_| decided) {
            meaning = Meaning { planned_for: meaning.planned_for, ..Meaning::unclear(why) };
        } else if let Some(why) = polarity::doubt(&folded).filter(|_| decided) {
            // An answer that nobody can see stays unclear, whichever answer is the good one.
            undirected = Some(meaning.answer).filter(|_| !hidden && !polarity::wants_a_value(&folded));
            meaning = Meaning { planned_for: meaning.planned_for, ..Meaning::unclear(why) };
        } else if decided && polarity::wants_a_value(&folded) && meaning.answer != Answer::Unmet {
            meaning = Meaning::unclear("内容を書く設問に、はい・いいえで答えています");
        }
        let hidden = hidden || [area.first.row, taken.cell.row].iter().any(|row| self.sheet.hidden_rows.contains(row));
        if hidden && meaning.answer == Answer::Met {
            meaning = Meaning::unclear("非表示の行にあり、見える回答ではありません");
        }
        let certificates = match evidence.len() + remark.len() <= sentence::LONGEST {
            true => {
                let find = || certificate::find(&format!("{evidence}\n{remark}"));
                self.certified.of(&evidence, &remark, find)
            }
            false => Vec::new(),
        };
        self.reading.answers.push(ForeignAnswer {
            sheet: self.sheet.name.clone(),
            cell: taken.cell,
            question_cell: area.first,
            question,
            category,
            id,
            written: taken.written,
            answer: meaning.answer,
            undirected,
            why: meaning.why,
            evidence: certificate::level(&evidence, &certificates),
            certificates,
            remark,
            evidence_written: evidence,
            planned_for: meaning.planned_for,
        });
    }

    /// 「対応可」 to a question that asks what is being done, where the form does not offer that word itself.
    fn only_able(&self, cell: Address, written: &str, question: &str) -> bool {
        // Nearly all answers are told apart before anything is folded.
        if !["可", "でき", "出来"].iter().any(|word| written.contains(word)) {
            return false;
        }
        let (written, asked) = (fold(written), fold(question));
        let doing = ["ていますか", "ているか", "ておりますか", "ていること", "てあるか", "済みか", "済みですか"];
        backing::says_able(&written)
            && written.chars().count() <= 8
            && doing.iter().any(|end| asked.contains(end))
            && !["可能", "でき", "可否"].iter().any(|word| asked.contains(word))
            && !self.legend.defines(&written)
            && self.grid.offered(self.sheet, cell).is_empty()
    }

    /// Whether a line asks, as far as its own cells tell.
    fn is_question(&self, table: &Table, question: &Column, ids: Option<&Column>, line: &'a Line) -> bool {
        let Some((span, seen)) = self.own(line, question, false) else { return false };
        let beside = |column: &Column| self.own(line, column, false).is_some_and(|(own, _)| own.cell != span.cell);
        let answered = match &table.answers {
            Answers::Column(at) => table.columns.get(*at).is_some_and(beside),
            Answers::Choices(list) | Answers::Sites(list) => {
                list.iter().filter_map(|at| table.columns.get(*at)).any(beside)
            }
            Answers::None => false,
        };
        let signed = signing::is_sign_off(&seen.folded) && !ids.is_some_and(beside);
        !is_note(&seen.folded) && !signed && (answered || seen.asking || ids.is_none_or(beside))
    }

    /// Whether ticks stand in a column that is named by two answers, 「はい/いいえ」, and does not use circles and crosses throughout.
    fn ticks_beside_words(&self, table: &Table, lines: &'a [Line]) -> bool {
        let Answers::Column(at) = table.answers else { return false };
        let Some(column) = table.columns.get(at) else { return false };
        if !column.titles.iter().any(|title| heading::offers_words(&fold(title))) {
            return false;
        }
        let written = || lines.iter().filter_map(|line| self.own(line, column, false)).map(|(_, seen)| &seen.folded);
        let crossed = written().any(|text| text == "×") && written().all(|text| text == "×" || text == "○");
        !crossed && !self.legend.defines("○")
    }

    /// Whether marks in the form of a cross, ☒ or x, stand beside other marks: then they may say the opposite.
    fn crosses_differ(&self, table: &Table, lines: &'a [Line]) -> bool {
        let columns: Vec<&Column> = match &table.answers {
            Answers::Column(at) => table.columns.get(*at).into_iter().collect(),
            Answers::Choices(list) | Answers::Sites(list) => {
                list.iter().filter_map(|at| table.columns.get(*at)).collect()
            }
            Answers::None => Vec::new(),
        };
        let written = || {
            let cells = |line: &'a Line| columns.iter().filter_map(|column| self.own(line, column, false));
            lines.iter().flat_map(cells).map(|(_, seen)| seen.text.as_str())
        };
        let other = |text: &str| text.contains(['○', '〇', '◯', '◎', '●', '✓', '✔', '✅', '☑', '■', 'レ']);
        written().any(has_cross) && written().any(|text| other(text) && !has_cross(text))
    }

    /// Filled and empty circles in one column without a legend: either may be the chosen one.
    fn mixed_circles(&self, table: &Table, lines: &'a [Line]) -> bool {
        let Answers::Column(at) = table.answers else { return false };
        let Some(column) = table.columns.get(at) else { return false };
        let holds = |mark: &str| {
            lines.iter().filter_map(|line| self.own(line, column, false)).any(|(_, seen)| seen.folded.starts_with(mark))
        };
        !self.legend.defines("○") && !self.legend.defines("●") && holds("○") && holds("●")
    }

    /// What a text says, unless a rule of the form gives its mark to what is bad.
    fn words(&self, text: &str, remark: &str) -> Meaning {
        self.understood.of(text, remark, || self.words_anew(text, remark))
    }

    fn words_anew(&self, text: &str, remark: &str) -> Meaning {
        let meaning = self.plain_words(text, remark);
        let rule = match meaning.answer {
            Answer::Met => self.legend.turns(&fold(text)),
            // Where the mark of consent stands for what is bad, the other one may stand for what is good.
            Answer::Unmet | Answer::NotApplicable => self.legend.turns_against(&fold(text)),
            _ => None,
        };
        match rule {
            Some(rule) => Meaning::unclear(&format!("{rule}とあり、印ができていることを示すとは限りません")),
            None => meaning,
        }
    }

    fn plain_words(&self, text: &str, remark: &str) -> Meaning {
        if text.len() > sentence::LONGEST {
            return Meaning::too_long("回答");
        }
        // 「A. はい」 in a cell of its own.
        let text = after_label(text).filter(|said| self.words.vocabulary.read(said).known).unwrap_or(text);
        let folded = marks::as_boxes(self.words.vocabulary, &fold(text));
        if marks::has_boxes(&folded) {
            return match self.legend.contradicts_choosing("■") && folded.contains('■') {
                true => Meaning::unclear("凡例が■に別の意味を与えています"),
                false => marks::boxes(self.words, &folded, remark),
            };
        }
        self.legend.read(self.words, &folded, remark).unwrap_or_else(|| sentence::read(self.words, text, remark))
    }

    pub(super) fn meaning(&self, seen: &Seen, remark: &str) -> Meaning {
        if seen.error {
            return Meaning::unclear("回答がエラー値です");
        }
        if seen.formula {
            return Meaning::unclear("回答が数式です");
        }
        if seen.struck {
            return Meaning::unclear("回答に取り消し線があります");
        }
        // A bare number or letter chosen from a list of 「1:実施済」.
        let list = self.grid.offered(self.sheet, seen.area.first);
        if seen.length() == 1
            && !self.legend.defines(&seen.folded)
            && let Some(word) = list
                .iter()
                .find(|word| sentence::without_number(word).is_some() && fold(word).starts_with(&seen.folded))
        {
            return self.words(word, remark);
        }
        self.words(&seen.text, remark)
    }

    /// The choices that the row itself offers: the text of each column for them, with its number where each has one.
    fn offered(&self, table: &Table, line: &'a Line) -> Vec<(Option<String>, String)> {
        let points = table.points.iter().map(|(points, word)| (Some(points.clone()), word.clone()));
        if !table.points.is_empty() {
            return points.collect();
        }
        let columns = table.offering.iter().filter_map(|(at, number)| Some((table.columns.get(*at)?, number)));
        columns
            .filter_map(|(column, number)| {
                let (_, seen) = self.own(line, column, true)?;
                Some((number.clone(), seen.text.clone()))
            })
            .collect()
    }

    /// The choice of the row that a bare number or letter names.
    fn chosen(&self, seen: &Seen, offered: &[(Option<String>, String)]) -> Option<String> {
        if seen.length() > 3 || seen.formula || seen.struck || seen.error || self.legend.defines(&seen.folded) {
            return None;
        }
        offered.iter().find_map(|(number, text)| match number {
            Some(number) => (*number == seen.folded).then(|| text.clone()),
            None => (seen.length() == 1).then(|| marks::choice_named(text, &seen.text)).flatten(),
        })
    }

    /// What comments on the remarks of a line say.
    fn comments(&self, table: &Table, line: &Line) -> String {
        if self.sheet.comments.is_empty() {
            return String::new();
        }
        let columns = table.columns.iter().filter(|c| matches!(c.role, Some(Role::Remark | Role::Evidence)));
        let comments = columns.filter_map(|c| self.sheet.comments.get(&Address::new(line.number, c.first)));
        comments.map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    /// A note right below an answered question, 「※関連会社は除く」, may be the vendor's and take away from the answer; what tells people how
    /// to fill in the form does not.
    ///
    /// Below the last question it belongs to all of them, unless notes stand below single ones too.
    fn limited_below(&mut self, row: u32, follows: bool, (beyond, others): (bool, bool), text: &str) -> bool {
        const NOTES: [&str; 18] = [
            "前記",
            "現在は",
            "実際は",
            "※",
            "*",
            "注",
            "ただし",
            "但し",
            "なお",
            "上記",
            "補足",
            "備考",
            "理由",
            "コメント",
            "(",
            "→",
            "⇒",
            "・",
        ];
        const INSTRUCTIONS: [&str; 8] = ["ください", "下さい", "回答", "記入", "選択", "設問", "記載", "ついては"];
        if !follows {
            return false;
        }
        let folded = fold(text);
        if notes::refers(&folded)
            || (beyond
                && (!others && folded.starts_with(['※', '注', '*', 'な', '備', '補']) || notes::is_for_all(&folded)))
        {
            return false;
        }
        let says = NOTES.iter().any(|start| folded.starts_with(start));
        let instructs = INSTRUCTIONS.iter().any(|word| folded.contains(word));
        let limits = says && !instructs && sentence::read(self.words, "はい", text).answer != Answer::Met;
        if limits {
            self.goes_on(row, Some(text));
        }
        limits
    }

    /// A row without a question goes on with the answer, or with the remark, of the row above: the last question's answers hold only in its light.
    fn goes_on(&mut self, row: u32, remark: Option<&str>) {
        let Some(last) = self.reading.answers.last() else { return };
        let (question, sheet) = (last.question_cell, last.sheet.clone());
        if sheet != self.sheet.name {
            return;
        }
        for answer in self.reading.answers.iter_mut().rev() {
            if answer.question_cell != question || answer.sheet != sheet {
                break;
            }
            if let Some(more) = remark.filter(|_| answer.remark.len() <= sentence::LONGEST) {
                answer.remark = [answer.remark.as_str(), more].join("\n").trim().to_owned();
            }
            let holds = remark.is_some_and(|more| {
                sentence::read(self.words, "はい", more).answer == Answer::Met
                    && self.words.told(&answer.question, more).is_none()
            });
            if !holds && matches!(answer.undirected.unwrap_or(answer.answer), Answer::Met) {
                answer.answer = Answer::Unclear;
                answer.undirected = None;
                answer.why = Some(format!("{}行目に続きの記入があります", row + 1));
            }
        }
    }

    fn single(
        &self,
        line: &'a Line,
        column: &Column,
        (question, last_row): (Span, u32),
        remark: &str,
        offered: &[(Option<String>, String)],
    ) -> Taken {
        let blank = |cell: Address| {
            // A program that does not calculate leaves formulas without their values.
            let formula = self.sheet.cell(cell).is_some_and(|cell| cell.formula);
            let meaning = match formula {
                true => Meaning::unclear("回答が数式で、その値が保存されていません"),
                false => Meaning::of(Answer::Unanswered),
            };
            Taken { cell, written: String::new(), meaning }
        };
        let Some((span, seen)) =
            self.grid.at(line, column.first, column.last).filter(|(span, _)| span.cell != question.cell)
        else {
            return blank(Address::new(line.number, column.first));
        };
        if seen.is_blank() {
            return blank(seen.area.first);
        }
        let mut meaning = match self.chosen(seen, offered) {
            Some(word) => self.words(&word, remark),
            None => self.meaning(seen, remark),
        };
        if !span.top || self.several_questions(seen.area, question, (line.number, last_row)) {
            meaning = Meaning::unclear("結合セルが複数の設問にまたがっています");
        }
        if span.first < column.first {
            meaning = Meaning::unclear("回答の欄がほかの欄と結合されています");
        }
        let more = self
            .grid
            .filled(line, column.first, column.last, false)
            .filter(|(span, _)| span.first >= column.first)
            .count();
        if more > 1 {
            meaning = Meaning::unclear("回答の欄に二つ以上の記入があります");
        }
        Taken { cell: seen.area.first, written: seen.text.clone(), meaning }
    }

    /// Whether an answer lies beside more questions than the one on these rows.
    fn several_questions(&self, area: Area, question: Span, (first, last): (u32, u32)) -> bool {
        if area.first.row == area.last.row {
            return false;
        }
        let start = self.grid.lines.partition_point(|line| line.number < area.first.row);
        let end = self.grid.lines.partition_point(|line| line.number <= area.last.row);
        let lines = self.grid.lines.get(start..end.min(start + 1000)).unwrap_or_default();
        let cells: BTreeSet<usize> = lines
            .iter()
            .filter(|line| line.number <= first || line.number > last)
            .filter_map(|line| self.grid.filled(line, question.first, question.last, true).next())
            .map(|(span, _)| span.cell)
            .collect();
        cells.len() > 1
    }

    fn choice(&self, table: &Table, list: &[usize], line: &Line, last_row: u32, remark: &str) -> Taken {
        let columns: Vec<&Column> = list.iter().filter_map(|at| table.columns.get(*at)).collect();
        let first = Address::new(line.number, columns.first().map_or(0, |column| column.first));
        let mut chosen_columns: Vec<(&Column, &Seen)> = Vec::new();
        let mut strange: Option<&Seen> = None;
        for column in &columns {
            let Some((span, seen)) = self.grid.filled(line, column.first, column.last, true).next() else { continue };
            let wide =
                span.first < column.first || span.last > column.last || !span.top || seen.area.last.row > last_row;
            // The word of the column itself, written out, chooses it as a tick does.
            let named = column.titles.last().is_some_and(|title| fold(title) == seen.folded);
            let legend = self.legend.chooses(&seen.folded);
            match legend.or_else(|| marks::ticked(&seen.folded)) {
                _ if seen.struck => strange = Some(seen),
                Some(chosen) if legend.is_some() && !wide && !seen.formula => {
                    if chosen {
                        chosen_columns.push((column, seen));
                    }
                }
                _ if wide || seen.formula || seen.error || self.legend.contradicts_choosing(&seen.folded) => {
                    strange = Some(seen)
                }
                Some(true) => chosen_columns.push((column, seen)),
                Some(false) => {}
                None if named => chosen_columns.push((column, seen)),
                None => strange = Some(seen),
            }
        }
        let chosen = chosen_columns;
        match (chosen.as_slice(), strange) {
            // A cross beside a tick only says that the other was not chosen.
            ([(column, seen)], strange) if strange.is_none_or(|other| other.folded == "×") => {
                let word = column.titles.last().cloned().unwrap_or_default();
                let meaning = self.words(&word, remark);
                Taken { cell: seen.area.first, written: format!("{} ({word})", seen.text.trim()), meaning }
            }
            ([], None) => Taken { cell: first, written: String::new(), meaning: Meaning::of(Answer::Unanswered) },
            ([], Some(seen)) => Taken {
                cell: seen.area.first,
                written: seen.text.clone(),
                meaning: Meaning::unclear("選択の列の記入が印として読めません"),
            },
            ([(_, seen), ..], _) => Taken {
                cell: seen.area.first,
                written: chosen
                    .iter()
                    .map(|(c, s)| format!("{} ({})", s.text.trim(), c.titles.last().cloned().unwrap_or_default()))
                    .collect::<Vec<_>>()
                    .join("、"),
                meaning: Meaning::unclear("二つ以上の選択肢に印があります"),
            },
        }
    }

    /// What stands on the lines behind an answer under the name of a remark, up to the next question.
    fn labelled_remark(&self, found: &[(usize, usize)], below: usize) -> String {
        let grid: &'a Grid = self.grid;
        let next = found.partition_point(|(above, _)| *above <= below);
        let end = found.get(next).map_or(below + 4, |(above, _)| *above).min(below + 4).min(grid.lines.len());
        let lines = grid.lines.get(below + 1..end).unwrap_or_default();
        let mut row = grid.lines.get(below).map_or(0, |line| line.number);
        let mut right_below = true;
        let remarks = lines.iter().filter_map(|line| {
            let mut cells = grid.filled(line, 0, u32::MAX, false).map(|(_, seen)| seen).peekable();
            let first = cells.peek()?;
            right_below = right_below && line.number == row + 1 && !heads_a_section(&first.folded);
            row = line.number;
            // Right below the answer any line goes on with it: 「本社のみです」.
            match first.role() {
                Some(Role::Remark) => drop(cells.next()),
                _ if !right_below || first.asking || is_note(&first.folded) => return None,
                _ => {}
            }
            Some(cells.map(|seen| seen.text.trim()).collect::<Vec<_>>().join("\n"))
        });
        remarks.collect::<Vec<_>>().join("\n")
    }

    /// Questions whose answers stand on the line below.
    pub(super) fn take_labelled(&mut self, found: &[(usize, usize)]) {
        let grid: &'a Grid = self.grid;
        let (Some((start, _)), Some((_, end))) = (found.first(), found.last()) else { return };
        let row = |at: usize| grid.lines.get(at).map_or(0, |line| line.number);
        let area = Area::new(Address::new(row(*start), 0), Address::new(row(*end), 0));
        for (above, below) in found {
            let (Some(upper), Some(line)) = (grid.lines.get(*above), grid.lines.get(*below)) else { continue };
            let asked = grid.filled(upper, 0, u32::MAX, true).map(|(_, seen)| seen.text.len()).sum();
            if !self.may_quote(line, (0, u32::MAX), asked) {
                return;
            }
            let Some((_, question)) = grid.filled(upper, 0, u32::MAX, false).find(|(_, cell)| cell.asking) else {
                continue;
            };
            let id = grid
                .filled(upper, 0, u32::MAX, false)
                .find(|(_, cell)| cell.id)
                .map(|(_, cell)| cell.text.trim().to_owned());
            let cells: Vec<(Span, &Seen)> =
                grid.filled(line, 0, u32::MAX, false).map(|(span, seen)| (*span, seen)).collect();
            let labelled = cells.first().is_some_and(|(_, seen)| is_label(&seen.folded));
            let answer = cells.get(usize::from(labelled));
            let remark = cells
                .iter()
                .skip(1 + usize::from(labelled))
                .filter(|(_, seen)| seen.role().is_none())
                .map(|(_, seen)| seen.text.trim())
                .collect::<Vec<_>>()
                .join("\n");
            let remark = [remark, self.labelled_remark(found, *below)].join("\n").trim().to_owned();
            let taken = match answer {
                None => {
                    let cell = cells
                        .first()
                        .map_or(Address::new(line.number, 0), |(span, _)| Address::new(line.number, span.last + 1));
                    Taken { cell, written: String::new(), meaning: Meaning::of(Answer::Unanswered) }
                }
                Some((_, seen)) if after_label(&seen.text).is_some() => {
                    let text = after_label(&seen.text).unwrap_or_default();
                    let meaning = if seen.formula {
                        Meaning::unclear("回答が数式です")
                    } else if seen.struck {
                        Meaning::unclear("回答に取り消し線があります")
                    } else {
                        self.words(text, &remark)
                    };
                    Taken { cell: seen.area.first, written: seen.text.clone(), meaning }
                }
                Some((_, seen)) => {
                    Taken { cell: seen.area.first, written: seen.text.clone(), meaning: self.meaning(seen, &remark) }
                }
            };
            let id = id.or_else(|| leading_id(&question.text));
            let (place, text, hidden) = (question.area, question.text.trim().to_owned(), line.hidden || upper.hidden);
            self.push(place, text, Vec::new(), id, taken, remark, String::new(), hidden);
        }
        let notes = vec!["設問のすぐ下の行を回答とみました".to_owned()];
        self.reading.tables.push(ForeignTable {
            sheet: self.sheet.name.clone(),
            area,
            columns: Vec::new(),
            header: None,
            notes,
            doubt: None,
        });
        let read: BTreeSet<usize> = found.iter().flat_map(|(above, below)| [*above, *below]).collect();
        for (at, line) in grid.lines.iter().enumerate().filter(|(at, _)| !read.contains(at)) {
            let asked = grid
                .filled(line, 0, u32::MAX, false)
                .find(|(_, seen)| seen.asking && !is_note(&seen.folded))
                .map(|(_, seen)| (seen.area, seen.text.clone()));
            if let Some((area, text)) = asked.filter(|_| at > *start) {
                self.unread(area, "設問らしき行ですが、回答の行が見つかりません", &text);
            }
        }
    }
}

/// A comment on the answer's cell can only take away; an answer that stands in the comment alone is for a person to see.
fn with_comment(words: Words<'_>, meaning: Meaning, comment: &str) -> Meaning {
    match meaning.answer {
        Answer::Unanswered => Meaning::unclear("回答の欄は空で、コメントに記入があります"),
        Answer::Met => {
            let limited = sentence::read(words, "はい", comment);
            match limited.answer {
                Answer::Met => meaning,
                _ => Meaning { why: limited.why.map(|why| format!("コメント: {why}")), ..limited },
            }
        }
        _ => meaning,
    }
}

/// Whether an answer is marked in the form of a cross. In a cell with several boxes, which of them is marked is plain.
fn has_cross(text: &str) -> bool {
    let text = text.trim();
    text.contains('☒') && !text.contains(['☐', '□'])
        || text.starts_with(['x', 'X', 'ｘ', 'Ｘ'])
            && text.split_whitespace().next().is_some_and(|mark| mark.chars().count() == 1)
}

/// Whether a row speaks of the one above it, and asks nothing itself.
fn points_back(folded: &str) -> bool {
    ["上記", "前記", "上述", "現在は", "実際は", "ただし", "但し", "なお、", "※"]
        .iter()
        .any(|start| folded.starts_with(start))
        && !folded.ends_with(['か', '?'])
}

/// Whether the answer stands under a name that only says whether something applies.
fn applies_only(table: &Table, columns: &[&Column], taken: &Taken) -> bool {
    let under = |column: &&&Column| (column.first..=column.last).contains(&taken.cell.column);
    let title = |column: &&Column| column.titles.last().is_some_and(|title| heading::only_applies(&fold(title)));
    !matches!(table.answers, Answers::Sites(_)) && columns.iter().find(under).is_some_and(title)
}

/// Whether a row sums up the rows above it.
fn is_total(folded: &str) -> bool {
    let name = folded.split(['(', ':', '/', '\u{1}']).next().unwrap_or_default();
    let sums =
        ["小計", "合計", "総計", "総合計", "計", "合計点", "総得点", "得点", "得点率", "平均", "平均点", "達成率"];
    sums.contains(&name) || ["total", "subtotal", "grandtotal", "totalscore", "score", "average"].contains(&name)
}

/// Whether a text breaks off in the middle of a sentence.
fn is_cut(folded: &str) -> bool {
    const GOING_ON: [&str; 30] = [
        "、",
        ",",
        "を",
        "に",
        "が",
        "は",
        "の",
        "で",
        "と",
        "へ",
        "及び",
        "並びに",
        "又は",
        "または",
        "かつ",
        "に関する",
        "における",
        "に係る",
        "に対する",
        "による",
        "のための",
        "について",
        "に対し",
        "に対して",
        "により",
        "として",
        "とともに",
        "ことにより",
        "場合",
        "等",
    ];
    !folded.ends_with("もの") && GOING_ON.iter().any(|end| folded.ends_with(end))
}

/// Whether a text goes on with a sentence that began elsewhere.
fn goes_on_with(folded: &str) -> bool {
    ["を", "の", "に", "が", "・", "、"].iter().any(|start| folded.starts_with(start))
}

/// Whether a line between questions begins the next of them: 「【入退室】」, 「2. 教育」, 「アクセス管理について」.
fn heads_a_section(folded: &str) -> bool {
    folded.starts_with(['■', '【', '◆', '●', '◇', '第', '▼'])
        || folded.starts_with(|c: char| c.is_ascii_digit() || ('①'..='⑳').contains(&c))
        || ["について", "に関すること", "関係", "関連", "編"].iter().any(|end| folded.ends_with(end))
}

/// A text like 「1. 組織体制」 or a few words without a verb.
fn is_heading(folded: &str) -> bool {
    folded.chars().count() <= 20 && !folded.ends_with(['。', '?'])
}

/// After a gap, the last line or two of a table are notes rather than a section without questions.
fn gap_end(gap: bool, left: usize) -> bool {
    gap && left <= 2
}

fn diagnostic_cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(24).collect()
}
