//! From a folder of returned workbooks to verdicts, reports, annexes and one comparison.
//!
//! The organisation's own sheets are read first, since their result stands beside every vendor's. Then the files of each
//! vendor go their way alone, on all cores, from bytes to written documents; only what the comparison needs is kept.

use super::args::{AssessArgs, Format};
use super::{Exit, Refused, output, settings, table, terminal, today};
use indicatif::{ProgressBar, ProgressStyle};
use itaku::assessment::{Assessment, Conclusion, assess};
use itaku::catalogue::Ledger;
use itaku::diagnostic::Diagnostic;
use itaku::document::{
    ClauseTemplates, Comparison, GapReport, Handout, HandoutInput, ReportInput, comparison_workbook, file_name,
    prepare_gap_page, report_files,
};
use itaku::intake::{self, Desk, Foreign, OwnSheets, Submission, diagnostics};
use itaku::questionnaire::AnswerSheet;
use itaku::workspace::FILE_NAME;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

pub(super) fn run(args: &AssessArgs) -> Result<Exit, Refused> {
    let found = intake::find(&args.paths)?;
    for other in &found.others {
        terminal::say(&format!("注記: 表計算のファイルではないので読みません: {}", other.display()));
    }
    if found.files.is_empty() {
        return Err(Refused::because(
            "誤り: 読むファイルがありません\n  対処: 返送されたブック(.xlsx)かそのフォルダを指定してください",
        ));
    }
    let (catalogue, library) = settings::data()?;
    // While the first file is read, the other core has nothing to do.
    rayon::spawn(prepare_gap_page);
    let settings = settings::find(args.common.workspace.as_deref(), &args.paths, catalogue)?;
    check_out(&args.out, args.common.overwrite)?;
    let on = today::or_today(args.common.today);
    let foreign = Foreign::of(Some(&settings), catalogue, on)?;
    let round = Round {
        args,
        desk: Desk {
            catalogue,
            library,
            workspace: &settings.workspace,
            foreign: &foreign,
            case: args.case.as_ref(),
            vendor: args.vendor.as_deref(),
            on,
        },
        templates: ClauseTemplates::new(catalogue),
    };
    let (own, submissions) = round.desk.sort(&found.files);
    let internal = round.own_assessment(&own);
    let done = round.each_vendor(&submissions, internal.as_ref());
    round.finish(&own, internal.as_ref(), done)
}

/// Results go into a folder of their own: what lies there already is not mixed with them unless that was said.
fn check_out(out: &Path, overwrite: bool) -> Result<(), Refused> {
    let filled = std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if filled && !overwrite {
        return Err(Refused::because(format!(
            "誤り: 書き出すフォルダに既にファイルがあります\n  場所: {}\n  対処: 空のフォルダを指定するか、置き換えてよければ --overwrite を付けてください",
            out.display()
        )));
    }
    Ok(())
}

/// What stays the same while a folder is assessed.
struct Round<'a> {
    args: &'a AssessArgs,
    desk: Desk<'a>,
    templates: ClauseTemplates<'a>,
}

/// What is kept of all files.
#[derive(Default)]
struct Done {
    comparison: Comparison,
    worst: Option<Conclusion>,
    /// JSON of each report by file, where it was asked for.
    json: BTreeMap<PathBuf, String>,
    /// Sentences by file: what could not be read or written.
    refused: BTreeMap<PathBuf, Vec<String>>,
}

impl<'a> Round<'a> {
    fn own_assessment(&'a self, own: &'a OwnSheets) -> Option<Assessment<'a>> {
        let sheets: Vec<&AnswerSheet> = own.values().map(|(sheet, _)| sheet).collect();
        if sheets.is_empty() {
            return None;
        }
        let scope = self.desk.catalogue.internal_scope(&self.desk.workspace.profile, &self.desk.workspace.cases);
        Some(assess(&scope, &sheets, &self.desk.grounds(None)))
    }

    fn each_vendor(&self, submissions: &[Submission], internal: Option<&Assessment<'_>>) -> Mutex<Done> {
        let comparison = Comparison {
            organisation: self.desk.workspace.organisation.name.clone(),
            on_era: itaku::document::era(self.desk.on),
            catalogue_edition: self.desk.catalogue.edition.clone(),
            ..Comparison::default()
        };
        let done = Mutex::new(Done { comparison, ..Done::default() });
        let first: Vec<PathBuf> = submissions.iter().map(|submission| submission.main.clone()).collect();
        let folders = folders(&first);
        let progress = progress(submissions.len());
        submissions.par_iter().zip(&folders).for_each(|(submission, folder)| {
            let mut refused = BTreeMap::new();
            let result = self.vendor(submission, &self.args.out.join(folder), internal, &mut refused);
            // A thread that died has left the record whole: entries are added in one step.
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            done.refused.extend(refused);
            match result {
                Ok(Some((report, conclusion))) => {
                    done.comparison.add(&report);
                    done.worst = done.worst.max(Some(conclusion));
                    if self.args.format == Format::Json {
                        done.json.insert(submission.main.clone(), json(&report));
                    }
                }
                Ok(None) => {}
                Err(Refused(sentences)) => {
                    done.refused.insert(submission.main.clone(), sentences);
                }
            }
            drop(done);
            progress.inc(1);
        });
        progress.finish_and_clear();
        done
    }

    /// The returned files of one vendor, from their bytes to the documents; nothing where none of them could be read.
    fn vendor(
        &self,
        submission: &Submission,
        folder: &Path,
        internal: Option<&Assessment<'_>>,
        refused: &mut BTreeMap<PathBuf, Vec<String>>,
    ) -> Result<Option<(GapReport, Conclusion)>, Refused> {
        let mut unread = BTreeMap::new();
        let judged = self.desk.judge(submission, &mut unread, |judged| {
            let input = HandoutInput { workspace: self.desk.workspace, templates: &self.templates, judged, internal };
            let Handout { report, files } = Handout::new(&input).map_err(super::not_written)?;
            self.write(folder, &files)?;
            Ok((report, judged.assessment.conclusion))
        });
        let told = |diagnostics: Vec<Diagnostic>| diagnostics.iter().map(ToString::to_string).collect();
        refused.extend(unread.into_iter().map(|(path, diagnostics)| (path, told(diagnostics))));
        judged?.transpose()
    }

    fn write(&self, folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Refused> {
        files
            .iter()
            .try_for_each(|(name, content)| output::write(&folder.join(name), content, self.args.common.overwrite))
            .map_err(Refused::from)
    }

    /// The organisation's own report, the comparison, and what is said at the end.
    fn finish(&self, own: &OwnSheets, internal: Option<&Assessment<'_>>, done: Mutex<Done>) -> Result<Exit, Refused> {
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        let name = &self.desk.workspace.organisation.name;
        if let Some(assessment) = internal {
            let sheets: Vec<(&AnswerSheet, String)> =
                own.values().map(|(sheet, sha256)| (sheet, sha256.clone())).collect();
            let report = GapReport::new(&ReportInput {
                workspace: self.desk.workspace,
                grounds: &self.desk.grounds(None),
                assessment,
                subject: name,
                ledger: Ledger::Internal,
                sheets: &sheets,
                internal: None,
                told: &self.desk.workspace.doubts(FILE_NAME),
            });
            let files =
                report_files(&report, &format!("庁内点検_{}", file_name::safe(name))).map_err(super::not_written)?;
            self.write(&self.args.out.join("庁内点検"), &files)?;
            if self.args.format == Format::Json {
                done.json.insert(PathBuf::new(), json(&report));
            }
        }
        for (path, sentences) in &done.refused {
            for sentence in sentences {
                terminal::say(sentence);
            }
            done.comparison.refused.push((intake::name(path), sentences.join("\n")));
        }
        for twice in same_vendor_twice(&done.comparison) {
            terminal::say(&twice.to_string());
        }
        let bytes = comparison_workbook(&done.comparison).map_err(super::not_written)?;
        output::write(&self.args.out.join("比較表.xlsx"), &bytes, self.args.common.overwrite)?;
        self.show(&done, internal);
        Ok(match self.args.fail_on {
            _ if !done.refused.is_empty() => Exit::Failed,
            Some(limit) if done.worst > Some(limit) => Exit::Worse,
            _ => Exit::Done,
        })
    }

    fn show(&self, done: &Done, internal: Option<&Assessment<'_>>) {
        if self.args.format == Format::Json {
            let refused: Vec<String> = done.refused.keys().map(|path| intake::name(path)).collect();
            let reports: Vec<&str> = done.json.values().map(String::as_str).collect();
            terminal::print(&format!(
                r#"{{"schema":"assessment/1","assessments":[{}],"refused":{}}}"#,
                reports.join(","),
                serde_json::to_string(&refused).unwrap_or_default()
            ));
            return;
        }
        let gaps = |counts: &[(&str, &str, usize)]| {
            let told: Vec<String> = counts.iter().map(|(sign, _, count)| format!("{sign}{count}")).collect();
            told.join(" ")
        };
        let mut rows: Vec<Vec<String>> = done
            .comparison
            .vendors
            .iter()
            .map(|vendor| {
                let (files, doubts) = (vendor.files.join("、"), format!("{}件", vendor.doubts));
                let row = [
                    &vendor.subject,
                    &vendor.case,
                    vendor.conclusion,
                    &vendor.score_label,
                    &gaps(&vendor.counts),
                    &doubts,
                    &files,
                ];
                row.map(ToOwned::to_owned).to_vec()
            })
            .collect();
        if let Some(own) = internal {
            let score = own.score.map_or("得点なし".to_owned(), itaku::assessment::Score::label);
            rows.push(vec![
                "庁内点検".to_owned(),
                String::new(),
                own.conclusion.label().to_owned(),
                score,
                String::new(),
                String::new(),
                String::new(),
            ]);
        }
        terminal::print(&table::draw(&["事業者", "案件", "総合判定", "得点", "判定の内訳", "警告", "ファイル"], rows));
        terminal::say(&format!("書き出したフォルダ: {}", self.args.out.display()));
    }
}

fn json(report: &GapReport) -> String {
    // A report holds nothing that JSON cannot hold.
    serde_json::to_string(report).unwrap_or_default()
}

/// A folder per file, named after it; files of one name from several folders get numbers, in order.
fn folders(paths: &[PathBuf]) -> Vec<String> {
    let mut used: BTreeMap<String, u32> = BTreeMap::new();
    let stem = |path: &PathBuf| {
        file_name::safe(&path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default())
    };
    paths
        .iter()
        .map(|path| {
            let name = stem(path);
            let count = used.entry(name.to_lowercase()).or_default();
            *count += 1;
            if *count == 1 { name } else { format!("{name} ({count})") }
        })
        .collect()
}

fn same_vendor_twice(comparison: &Comparison) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<(&str, &str), Vec<&[String]>> = BTreeMap::new();
    for vendor in &comparison.vendors {
        seen.entry((&vendor.case, &vendor.subject)).or_default().push(&vendor.files);
    }
    let twice = seen.into_iter().filter_map(|((case, vendor), rounds)| match rounds.as_slice() {
        [files] if files.len() > 1 => Some(diagnostics::same_vendor_twice(files, vendor, case)),
        [] | [_] => None,
        rounds => Some(diagnostics::several_rounds(&rounds.concat(), rounds.len(), vendor, case)),
    });
    twice.collect()
}

/// Hides itself where stderr is no terminal.
fn progress(count: usize) -> ProgressBar {
    let bar = ProgressBar::new(count as u64);
    let style = ProgressStyle::with_template("判定しています {bar:30} {pos}/{len}件 残り{eta}");
    style.map(|style| bar.clone().with_style(style)).unwrap_or(bar)
}
