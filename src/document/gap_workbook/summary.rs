//! 総括: the sheet to print and to show. The first page holds the conclusion and why; the second the duties.

use super::super::book::Book;
use super::super::sheet_style::{self, BODY, Look, Page};
use super::super::text_measure;
use super::super::{GapReport, ObligationView, SourceFile, WriteError};
use super::{GAPS, SUMMARY, chart};
use crate::assessment::{Score, Verdict};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet};

/// Widths of the grid in pixels: number, name, five narrow columns (one per verdict), and five for places and scores.
const GRID: [u32; 12] = [58, 132, 50, 50, 50, 50, 50, 86, 110, 110, 44, 44];
const LAST: u16 = 11;

/// Reasons shown on the first page; all of them are marked on the sheet of gaps.
const MOST_REASONS: usize = 12;

/// Requirements in one row of the least set of remedies: a row can only be so high.
const MOST_IN_ROW: usize = 24;

const CHART_HEIGHT: u32 = 310;

pub(super) fn draw(book: &mut Book, look: &Look, page: &Page, report: &GapReport) -> Result<(), WriteError> {
    let sheet = book.sheet(SUMMARY)?;
    for (column, pixels) in (0u16..).zip(GRID) {
        sheet.set_column_width_pixels(column, pixels)?;
    }
    sheet.set_screen_gridlines(false);
    page.cover(sheet);
    let mut summary = Summary { sheet, look, report, next: 0 };
    summary.title()?;
    summary.conclusion()?;
    summary.reasons()?;
    summary.counts()?;
    summary.lifts()?;
    summary.exceptions()?;
    summary.facts()?;
    // The empty row before the next section stays on the first page.
    summary.sheet.set_page_breaks(&[summary.next + 1])?;
    summary.duties()?;
    summary.sources()?;
    summary.notes()
}

/// The sheet while it is drawn from top to bottom.
struct Summary<'a> {
    sheet: &'a mut Worksheet,
    look: &'a Look,
    report: &'a GapReport,
    next: u32,
}

/// The merged cells of a row that hold one text.
struct Part<'a> {
    columns: (u16, u16),
    text: &'a str,
    format: &'a Format,
}

fn part<'a>(first: u16, last: u16, text: &'a str, format: &'a Format) -> Part<'a> {
    Part { columns: (first, last), text, format }
}

impl Summary<'_> {
    fn title(&mut self) -> Result<(), WriteError> {
        let report = self.report;
        let right = self.look.note.clone().set_align(FormatAlign::Right);
        let title = sheet_style::font(16).set_bold().set_align(FormatAlign::Center);
        let subject = sheet_style::font(12).set_bold().set_align(FormatAlign::Center).set_text_wrap();
        self.row(&[part(0, 6, &report.organisation, &self.look.note), part(7, LAST, &report.on_era, &right)])?;
        self.tall(34, &[part(0, LAST, "情報セキュリティ要求事項　不足事項報告書", &title)])?;
        let whom = format!("{}（{}）", report.subject, report.ledger);
        let high = text_measure::height(text_measure::lines(&whom, width(0, LAST), 12), 12);
        self.tall(high, &[part(0, LAST, &whom, &subject)])
    }

    fn conclusion(&mut self) -> Result<(), WriteError> {
        let report = self.report;
        let large = |format: &Format, points: u32| {
            format
                .clone()
                .set_font_size(points)
                .set_bold()
                .set_align(FormatAlign::VerticalCenter)
                .set_align(FormatAlign::Center)
        };
        let conclusion = large(self.look.conclusion(report.conclusion), 24);
        let score = large(&self.look.text, 16);
        let label = large(&self.look.heading, 11);
        self.next += 1;
        self.tall(
            58,
            &[
                part(0, 1, "総合判定", &label),
                part(2, 6, report.conclusion, &conclusion),
                part(7, 7, "得点", &label),
                part(8, LAST, &report.score_label, &score),
            ],
        )?;
        let bounds = format!(
            "得点は100点満点です。判定できない要求事項を満たさないとみなした下限と、満たすとみなした上限とで示します。適用方針「{}」では、下限が{}点に届かないと適合とせず、上限が{}点に満たないと不適合とします。必須の要求事項の判定は、得点に優先します。",
            report.profile, report.threshold, report.floor
        );
        self.row(&[part(0, LAST, &bounds, &self.look.note.clone())])
    }

    fn reasons(&mut self) -> Result<(), WriteError> {
        self.section("総合判定を決めたもの")?;
        let report = self.report;
        if report.decisive.is_empty() {
            let all = if report.exceptions.is_empty() {
                "必須の要求事項をすべて満たし、得点の下限が基準に届いています。"
            } else {
                "必須の要求事項をすべて満たし（例外措置によるものを含みます）、得点の下限が基準に届いています。"
            };
            return self.row(&[part(0, LAST, all, &self.look.text)]);
        }
        for reason in report.decisive.iter().take(MOST_REASONS) {
            self.row(&[part(0, LAST, &format!("・{reason}"), &self.look.text)])?;
        }
        match report.decisive.len().saturating_sub(MOST_REASONS) {
            0 => Ok(()),
            more => {
                let text = format!("・ほか{more}件（「{GAPS}」シートの「決め手」に●があるもの）");
                self.row(&[part(0, LAST, &text, &self.look.text)])
            }
        }
    }

    fn counts(&mut self) -> Result<(), WriteError> {
        let report = self.report;
        let total: usize = report.counts.iter().map(|(_, _, number)| number).sum();
        self.section(&format!("判定の内訳（要求事項{total}件）"))?;
        let number = self.look.centred.clone().set_num_format("#,##0\"件\"");
        for (sign, name, count) in &report.counts {
            let row = self.next;
            self.row(&[
                part(0, 0, sign, self.look.verdict(sign)),
                part(1, 1, name, &self.look.text),
                part(2, 3, "", &number),
                part(4, LAST, meaning(sign), &self.look.text),
            ])?;
            self.sheet.write_number_with_format(row, 2, sheet_style::count(*count), &number)?;
        }
        Ok(())
    }

    fn lifts(&mut self) -> Result<(), WriteError> {
        let report = self.report;
        if report.lifts.is_empty() {
            return Ok(());
        }
        self.section("総合判定を上げるために満たすもの（最小の組合せ）")?;
        for lift in &report.lifts {
            let names: Vec<String> = lift.requirements.iter().map(|(id, title)| format!("{id} {title}")).collect();
            let mut head = format!("{}にするには（{}件）", lift.to, names.len());
            for some in names.chunks(MOST_IN_ROW) {
                self.row(&[part(0, 1, &head, &self.look.label), part(2, LAST, &some.join("、"), &self.look.text)])?;
                head = "（続き）".to_owned();
            }
        }
        Ok(())
    }

    fn exceptions(&mut self) -> Result<(), WriteError> {
        let report = self.report;
        if report.exceptions.is_empty() {
            return Ok(());
        }
        self.section("例外措置（受け入れたリスク）")?;
        let heading = &self.look.heading;
        self.row(&[
            part(0, 0, "要求事項", heading),
            part(1, 1, "件名", heading),
            part(2, 7, "理由", heading),
            part(8, 8, "承認者", heading),
            part(9, LAST, "期限", heading),
        ])?;
        let text = &self.look.text;
        for exception in &report.exceptions {
            self.row(&[
                part(0, 0, &exception.requirement, text),
                part(1, 1, &exception.title, text),
                part(2, 7, &exception.reason, text),
                part(8, 8, &exception.approver, text),
                part(9, LAST, &exception.until, text),
            ])?;
        }
        Ok(())
    }

    fn facts(&mut self) -> Result<(), WriteError> {
        self.section("案件")?;
        let report = self.report;
        for (label, value) in &report.facts {
            self.row(&[part(0, 1, label, &self.look.label), part(2, LAST, value, &self.look.text)])?;
        }
        Ok(())
    }

    fn duties(&mut self) -> Result<(), WriteError> {
        let report = self.report;
        self.section(&format!("基本方針の義務ごとの結果（{} {}）", report.policy, report.section))?;
        let charts = self.next;
        let scored: Vec<(&ObligationView, Score)> =
            report.obligations.iter().filter_map(|duty| Some((duty, duty.score?))).collect();
        if scored.is_empty() {
            let none = "得点の対象となる要求事項がありません。";
            self.row(&[part(0, LAST, none, &self.look.text)])?;
            return self.sentences();
        }
        self.tall(CHART_HEIGHT, &[])?;
        let source = self.scored(&scored)?;
        let (left, right) = (width(0, 5), width(6, LAST));
        let (mut scores, mut verdicts) = (chart::scores(source), chart::verdicts(source));
        scores.set_width(left - 6).set_height(CHART_HEIGHT - 8);
        verdicts.set_width(right - 6).set_height(CHART_HEIGHT - 8);
        self.sheet.insert_chart_with_offset(charts, 0, &scores, 2, 4)?;
        self.sheet.insert_chart_with_offset(charts, 6, &verdicts, 2, 4)?;
        self.sentences()
    }

    /// The duties that have a score, with the numbers that the charts draw.
    fn scored(&mut self, scored: &[(&ObligationView, Score)]) -> Result<chart::Source, WriteError> {
        let heading = self.look.heading.clone();
        let heads = ["番号", "義務", "○", "△", "？", "×", "－", "計", "得点\n（下限）", "得点\n（上限）"];
        let heads: Vec<Part<'_>> = (0u16..).zip(heads).map(|(at, text)| part(at, at, text, &heading)).collect();
        self.row(&heads)?;
        let first = self.next;
        for (duty, score) in scored {
            let row = self.next;
            self.row(&[part(0, 0, duty.id.id(), &self.look.centred), part(1, 1, duty.id.label(), &self.look.text)])?;
            let verdicts: Vec<Verdict> = self
                .report
                .findings
                .iter()
                .filter(|finding| finding.obligation == duty.id)
                .map(|f| f.verdict)
                .collect();
            let numbers = self
                .report
                .counts
                .iter()
                .map(|(sign, _, _)| verdicts.iter().filter(|verdict| verdict.sign() == *sign).count());
            for (column, number) in (2u16..).zip(numbers.chain([duty.total])) {
                self.sheet.write_number_with_format(row, column, sheet_style::count(number), &self.look.count)?;
            }
            for (column, bound) in (8u16..).zip([score.lower, score.upper]) {
                self.sheet.write_number_with_format(row, column, sheet_style::points(bound), &self.look.points)?;
            }
        }
        self.next += 1;
        Ok(chart::Source {
            first,
            last: first + count_of(scored) - 1,
            names: 1,
            bounds: [8, 9],
            verdicts: [2, 3, 4, 5, 6],
        })
    }

    /// The nine duties with the policy's sentences; a sentence that states several duties stands once beside them.
    fn sentences(&mut self) -> Result<(), WriteError> {
        let report = self.report;
        let heading = self.look.heading.clone();
        let own = format!("得点\n（{}）", report.ledger);
        self.row(&[
            part(0, 0, "番号", &heading),
            part(1, 1, "義務", &heading),
            part(2, 6, "基本方針の文", &heading),
            part(7, 7, "箇所", &heading),
            part(8, 8, &own, &heading),
            part(9, 9, "得点\n（庁内点検）", &heading),
            part(10, 10, "要求\n事項", &heading),
            part(11, 11, "不足", &heading),
        ])?;
        let same = |a: &ObligationView, b: &ObligationView| a.sentence == b.sentence && a.locator == b.locator;
        for group in report.obligations.chunk_by(same) {
            self.sentence(group)?;
        }
        Ok(())
    }

    fn sentence(&mut self, group: &[ObligationView]) -> Result<(), WriteError> {
        let Some(duty) = group.first() else { return Ok(()) };
        let sentence = if duty.sentence.is_empty() { "（定めがありません）" } else { &duty.sentence };
        let high = text_measure::height(text_measure::lines(sentence, width(2, 6), BODY), BODY);
        let each = high.div_ceil(count_of(group)).max(text_measure::height(1, BODY));
        let (first, last) = (self.next, self.next + count_of(group) - 1);
        for duty in group {
            let row = self.next;
            let label = |score: Option<Score>| score.map_or_else(|| "－".to_owned(), Score::label);
            let (own, internal) = (label(duty.score), label(duty.internal));
            let needed = text_measure::lines(duty.id.label(), width(1, 1), BODY).max(text_measure::lines(
                &own,
                width(8, 8),
                BODY,
            ));
            self.tall(
                each.max(text_measure::height(needed, BODY)),
                &[
                    part(0, 0, duty.id.id(), &self.look.centred),
                    part(1, 1, duty.id.label(), &self.look.text),
                    part(8, 8, &own, &self.look.centred),
                    part(9, 9, &internal, &self.look.centred),
                ],
            )?;
            for (column, number) in [(10u16, duty.total), (11, duty.gaps)] {
                self.sheet.write_number_with_format(row, column, sheet_style::count(number), &self.look.count)?;
            }
        }
        self.merged(first, last, &part(2, 6, sentence, &self.look.text))?;
        self.merged(first, last, &part(7, 7, &duty.locator, &self.look.text))
    }

    fn sources(&mut self) -> Result<(), WriteError> {
        self.section("判定の元にした回答票")?;
        let heading = &self.look.heading;
        self.row(&[
            part(0, 1, "様式と版", heading),
            part(2, 6, "ファイルとSHA-256", heading),
            part(7, 8, "回答者", heading),
            part(9, LAST, "回答日", heading),
        ])?;
        for source in &self.report.sources {
            self.source(source)?;
        }
        Ok(())
    }

    fn source(&mut self, source: &SourceFile) -> Result<(), WriteError> {
        let text = &self.look.text;
        self.row(&[
            part(0, 1, &format!("{}\n{}", source.form, source.edition), text),
            part(2, 6, &format!("{}\n{}", source.file, source.sha256), text),
            part(7, 8, &source.respondent, text),
            part(9, LAST, &source.answered_on, text),
        ])
    }

    fn notes(&mut self) -> Result<(), WriteError> {
        self.section("注")?;
        let report = self.report;
        let editions = format!(
            "基本方針は「{}」（{}）{}、要求事項は目録{}によります。",
            report.policy, report.policy_edition, report.section, report.catalogue_edition
        );
        for note in report.notes.iter().chain([&editions]) {
            self.row(&[part(0, LAST, &format!("・{note}"), &self.look.note)])?;
        }
        Ok(())
    }

    fn section(&mut self, title: &str) -> Result<(), WriteError> {
        self.next += 1;
        self.tall(26, &[part(0, LAST, title, &self.look.section)])
    }

    /// A row as high as its longest part needs.
    fn row(&mut self, parts: &[Part<'_>]) -> Result<(), WriteError> {
        let lines = parts.iter().map(|part| {
            let (first, last) = part.columns;
            text_measure::lines(part.text, width(first, last), BODY)
        });
        let high = text_measure::height(lines.max().unwrap_or(1), BODY);
        self.tall(high, parts)
    }

    fn tall(&mut self, pixels: u32, parts: &[Part<'_>]) -> Result<(), WriteError> {
        for part in parts {
            self.merged(self.next, self.next, part)?;
        }
        self.sheet.set_row_height_pixels(self.next, pixels.min(text_measure::MAX_HEIGHT))?;
        self.next += 1;
        Ok(())
    }

    fn merged(&mut self, first: u32, last: u32, part: &Part<'_>) -> Result<(), WriteError> {
        let (from, to) = part.columns;
        let text = sheet_style::cell_text(part.text);
        if first == last && from == to {
            self.sheet.write_string_with_format(first, from, text, part.format)?;
        } else {
            self.sheet.merge_range(first, from, last, to, &text, part.format)?;
        }
        Ok(())
    }
}

fn width(first: u16, last: u16) -> u32 {
    (0u16..).zip(GRID).filter(|(column, _)| (first..=last).contains(column)).map(|(_, pixels)| pixels).sum()
}

fn count_of<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

fn meaning(sign: &str) -> &'static str {
    match sign {
        "○" => "回答が要求事項を満たしています",
        "△" => "一部だけを満たしています",
        "？" => "未回答、判読不能、非開示などで判断できません",
        "×" => "満たしていません（予定だけのものを含みます）",
        _ => "理由を付けて該当しないと回答され、認められるものです",
    }
}
