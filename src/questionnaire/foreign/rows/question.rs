//! A question of a table with its answers: what stands beside them, and what takes them back.

use super::Rows;
use super::kind::diagnostic_cut;
use super::lines::{Asking, Course, Row};
use super::settled::Posed;
use super::taken::{Taken, applies_only};
use crate::questionnaire::foreign::grid::{Line, Seen, Span, leading_id};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::foreign::sentence::Meaning;
use crate::questionnaire::foreign::table::{Answers, Column};
use crate::questionnaire::foreign::{against, notes, polarity};
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, evidence_column};
use std::rc::Rc;

/// What stands beside an answer.
#[derive(Clone)]
pub(super) struct Beside {
    pub(super) remark: String,
    pub(super) evidence: String,
    /// All in whose light the answer is read.
    pub(super) all: String,
}

/// Why an answer is no more than unclear.
struct Doubts {
    /// Only a good answer: what other cells of the row say.
    contrary: Option<String>,
    /// Only an answer that decides something: what the question stands under, and whether that leaves open which answer is good.
    under: Option<(String, bool)>,
    /// The question as it stands over all its rows.
    question: String,
}

impl<'a> Rows<'a> {
    pub(super) fn take_question(
        &mut self,
        asking: &Asking<'_, 'a>,
        course: &mut Course<'a>,
        row: &Row<'a>,
        (span, seen): (Span, &'a Seen),
    ) {
        if asking.reaches_answers(&span) && row.answered {
            self.unread(seen.area, "設問と回答の欄が結合されていて、分けられません", &seen.text);
        }
        self.note_categories(asking, course, row.line);
        let part = !row.goes_on_for && course.standing.question(row.top_id(), seen, row.answered);
        let last_row = row.rest.last().map_or(seen.area.last.row, |line| line.number);
        course.all_numbered = course.all_numbered && (row.top_id().is_some() || row.goes_on_for);
        course.subject_of = Some((span, seen));
        course.belonging = Some(seen.area.last.row.max(row.rest.last().map_or(row.line.number, |line| line.number)));
        if !row.rest.is_empty() {
            course.notes.push(format!("{}～{}行目は一つの設問とみました", row.line.number + 1, last_row + 1));
        }
        let further = row.rest.iter().filter_map(|line| self.own(line, asking.question, false)).map(|(_, seen)| seen);
        let question: String = std::iter::once(seen).chain(further).map(|seen| seen.text.trim()).collect();
        let mut category: Vec<String> = course.section.iter().cloned().collect();
        category.extend(course.categories.iter().map(|(_, text)| text.clone()));
        let besides = self.besides(asking, row);
        let contrary = self.strangers_against(asking, row.line);
        let contrary = contrary
            .or_else(|| self.contrary(asking.table, &asking.objectors, &row.lines().collect::<Vec<_>>()))
            .or_else(|| self.beyond(asking.table, row.index, row.line));
        let whole = asking.table.divided.then(|| course.categories.iter().map(|(_, text)| fold(text)).collect());
        let under = course.standing.doubt(part, &category, &question, self.words.on).or_else(|| {
            whole
                .as_ref()
                .and_then(|whole: &String| polarity::doubt(whole))
                .map(|doubt| (doubt.sentence().to_owned(), true))
        });
        let doubts = Doubts { contrary, under, question };
        let answers = self.answers_of(asking, row, (span, last_row), &besides);
        for (at, ((site, taken), beside)) in answers.into_iter().zip(&besides).enumerate() {
            let taken = self.doubted(asking, row, seen, &doubts, beside, taken);
            let taken = asking.sites.doubted(at, taken);
            let mut category = category.clone();
            category.extend(site);
            category.extend(row.place.map(|(_, seen)| seen.text.trim().to_owned()));
            let posed = Posed {
                area: seen.area,
                question: doubts.question.clone(),
                category,
                id: row.id.map(|(_, seen)| seen.text.trim().to_owned()).or_else(|| leading_id(&seen.text)),
                remark: beside.remark.clone(),
                evidence: beside.evidence.clone(),
                hidden: row.lines().any(|line| line.hidden),
            };
            self.push(posed, taken);
            self.leave_undirected(asking);
        }
    }

    /// What stands in the columns of categories holds until something else does, or until a category to its left changes.
    fn note_categories(&self, asking: &Asking<'_, 'a>, course: &mut Course<'a>, line: &'a Line) {
        let columns = asking.table.columns.iter().enumerate().filter(|(_, c)| c.role == Some(Role::Category));
        for (at, column) in columns {
            let Some((_, cell)) = self.own(line, column, true) else { continue };
            let text = cell.text.trim().to_owned();
            let place = course.categories.partition_point(|(known, _)| *known < at);
            if course.categories.get(place).is_none_or(|(known, value)| *known != at || *value != text) {
                course.categories.truncate(place);
                course.categories.push((at, text));
            }
        }
    }

    /// What stands beside each of the answers of a row.
    fn besides(&self, asking: &Asking<'_, 'a>, row: &Row<'a>) -> Vec<Rc<Beside>> {
        let common = Rc::new(self.beside(asking, row));
        match asking.table.answers {
            Answers::Sites(_) => (0..asking.answers.len())
                .map(|at| self.beside_site(asking, row, &common, at).map_or_else(|| Rc::clone(&common), Rc::new))
                .collect(),
            _ => vec![common],
        }
    }

    fn beside(&self, asking: &Asking<'_, 'a>, row: &Row<'a>) -> Beside {
        let table = asking.table;
        let answer = asking.answers.first().map_or(0, |column| column.first);
        let spoken = table.columns.iter().any(|column| column.role == Some(Role::Remark));
        let unnamed = |at: usize, c: &Column| {
            c.role.is_none()
                && Some(at) != table.question
                && Some(at) != table.ids
                && c.first > asking.question.first
                && !c.is_of_numbers()
                && table.strangers.binary_search(&at).is_err()
        };
        let texts = |wanted: &dyn Fn(usize, &Column) -> bool| {
            let texts = row.lines().map(|line| self.texts(table, line, wanted)).filter(|text| !text.is_empty());
            texts.collect::<Vec<_>>().join("\n")
        };
        let remark = texts(&|at, c| {
            c.role == Some(Role::Remark) && !asking.sites.own(at)
                || (unnamed(at, c) && c.first > answer && (c.titles.is_empty() || !spoken))
        });
        let evidence = texts(&|at, c| c.role == Some(Role::Evidence) && !asking.sites.own(at));
        // What stands in a column of unknown use can still limit the answer.
        let others = texts(&|at, c| unnamed(at, c) && c.is_wordless());
        let noted = self.comments(table, row.line);
        let all = [remark.as_str(), others.as_str(), evidence_column::limits(self.words, &evidence), noted.as_str()]
            .join("\n");
        Beside { remark, evidence, all }
    }

    /// The answers of a row, each with its place or system where it has a column of its own.
    fn answers_of(
        &self,
        asking: &Asking<'_, 'a>,
        row: &Row<'a>,
        (span, last_row): (Span, u32),
        besides: &[Rc<Beside>],
    ) -> Vec<(Option<String>, Taken)> {
        let line = row.answer_line;
        if let Answers::Choices(list) = &asking.table.answers {
            let beside = besides.first().map_or("", |beside| &beside.all);
            return vec![(None, self.choice(asking.table, list, line, last_row, beside))];
        }
        let asked_at = match std::ptr::eq(line, row.line) {
            true => span,
            false => self.own(line, asking.question, false).map_or(span, |(span, _)| span),
        };
        let sites = matches!(asking.table.answers, Answers::Sites(_));
        let offered = self.offered(asking.table, line);
        let answer = |(column, beside): (&&Column, &Rc<Beside>)| {
            let site = column.subject().filter(|_| sites).cloned();
            (site, self.single(line, column, (asked_at, last_row), &beside.all, &offered))
        };
        asking.answers.iter().zip(besides).map(answer).collect()
    }

    /// What stands in a column of answer words of which nobody knows whose they are.
    fn strangers_against(&self, asking: &Asking<'_, 'a>, line: &'a Line) -> Option<String> {
        asking.table.strangers.iter().filter_map(|at| asking.table.columns.get(*at)).find_map(|column| {
            let Some((_, seen)) = self.own(line, column, true) else {
                // Another aspect of what is asked, 「規程」 beside 「運用」, is marked in the other rows.
                let marked = column.is_of_marks() && column.filled * 2 >= asking.question.filled;
                return marked.then(|| format!("{}({})に印がありません", column.place(), column.title()));
            };
            let title = against::title(column);
            // 「No.2は…」 beside row 1 is a note, and held against row 2.
            if title.is_empty() && notes::calls_a_row(&seen.text) {
                return None;
            }
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
        })
    }

    /// An answer in the light of its row and of what holds for its table.
    fn doubted(
        &self,
        asking: &Asking<'_, 'a>,
        row: &Row<'a>,
        seen: &Seen,
        doubts: &Doubts,
        beside: &Beside,
        mut taken: Taken,
    ) -> Taken {
        if row.answers > 1 {
            taken.meaning = Meaning::unclear("一つの設問に回答の行が二つ以上あります");
        }
        taken = self.in_words_of_question(&doubts.question, &beside.all, taken);
        taken = self.turn_where_denial_is_good(&doubts.question, [&beside.all, &beside.evidence], taken);
        if taken.meaning.answer == Answer::Met {
            let fails = || evidence_column::fails(self.words, &fold(&doubts.question), &beside.evidence);
            if let Some(why) = doubts.contrary.clone().or_else(fails) {
                taken.meaning = Meaning::unclear(&why);
            } else if seen.struck {
                taken.meaning = Meaning::unclear("設問に取り消し線があります");
            }
        }
        if let Some(why) = asking.marks.doubt(&taken) {
            taken.meaning = Meaning::unclear(why);
        }
        if let Some(doubt) = asking.doubt.filter(|_| taken.meaning.answer != Answer::Unanswered) {
            taken.meaning = Meaning::unclear(doubt);
        }
        if applies_only(asking.table, &asking.answers, &taken) {
            let duty = fold(&doubts.question).ends_with("こと");
            let chosen = taken.meaning.answer == Answer::Unclear && !taken.meaning.known && row.answers <= 1;
            if taken.meaning.answer == Answer::Met && !duty || chosen {
                taken.meaning = match duty && doubts.contrary.is_none() && taken.written.ends_with(')') {
                    true => self.words("はい", &beside.all),
                    false => Meaning::unclear("「該当」の印が、できていることを示すのか決められません"),
                };
            }
        }
        if let Some((why, sense_is_open)) = doubts.under.as_ref().filter(|_| taken.meaning.answer.decides()) {
            taken.meaning = Meaning { sense_is_open: *sense_is_open, ..Meaning::unclear(why) };
        }
        taken
    }

    /// Where the name of the column leaves open which answer is the good one, the last answer says only what its words say.
    fn leave_undirected(&mut self, asking: &Asking<'_, 'a>) {
        if let (Some(sense), Some(answer)) = (&asking.table.sense, self.reading.answers.last_mut())
            && answer.answer.decides()
        {
            answer.undirected = answer.undirected.or(Some(answer.answer));
            answer.sense_is_open = true;
            answer.answer = Answer::Unclear;
            answer.why = Some(sense.clone());
        }
    }
}
