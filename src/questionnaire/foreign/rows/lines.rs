//! The rows below a header, from the top: questions with their answers, sections, notes, and what is left.

use super::kind::{diagnostic_cut, gap_end, is_heading, is_note, is_total, points_back};
use super::mixed_marks::has_cross;
use super::taken::{Taken, applies_only};
use super::{Aside, Rows};
use crate::questionnaire::foreign::grid::{Line, Seen, Span, leading_id};
use crate::questionnaire::foreign::heading::Role;
use crate::questionnaire::foreign::sentence::Meaning;
use crate::questionnaire::foreign::standing::{Standing, is_listed};
use crate::questionnaire::foreign::table::{Answers, Column, Table};
use crate::questionnaire::foreign::{against, elsewhere, marks, notes, polarity, signing};
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, remark};
use crate::workbook::{Address, Area};

impl<'a> Rows<'a> {
    pub(super) fn take_lines(
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
                    // 「予定」 alone may head what is below as well.
                    if text.len() == 1 && elsewhere::of_name(&fold(&first), self.words.on).is_some() {
                        standing.section(&first);
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
                if let Some(why) = standing.doubt(part, &category, &text, self.words.on).filter(|_| decided) {
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
}
