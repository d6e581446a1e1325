//! The open workspace with its returned files, as areas take it up: read from the files at each request. What came of all files together is
//! kept as long as no file has changed.

use super::page::Refusal;
use super::site::Site;
use axum::http::StatusCode;
use itaku::assessment::{Assessment, Conclusion, assess};
use itaku::catalogue::Ledger;
use itaku::document::{Comparison, GapReport, HandoutInput, ReportInput, era};
use itaku::intake::{self, CORRECTIONS, Desk, Foreign, LAYOUTS, MAPS, Office, OwnSheets, Submission};
use itaku::questionnaire::{Answer, AnswerSheet};
use itaku::workspace::FILE_NAME;
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

/// Where returned files lie in a workspace.
pub(super) const RETURNED: &str = "returned";

/// A workspace, opened.
pub(super) struct Bench<'s> {
    pub(super) site: &'s Site,
    pub(super) office: Arc<Office>,
    pub(super) foreign: Foreign,
}

/// What came of all returned files.
pub(super) struct Round {
    /// The organisation's own sheets.
    pub(super) own: OwnSheets,
    pub(super) submissions: Vec<Submission>,
    /// One per vendor and case that could be assessed, in order of their files.
    pub(super) lines: Vec<Line>,
    /// What could not be read or assessed.
    pub(super) refused: Vec<RefusedFile>,
    /// The same lines as the comparison takes them.
    pub(super) comparison: Comparison,
    /// How the organisation's check of itself came out.
    pub(super) internal: Option<Internal>,
}

/// One vendor's answers for one case, in a line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Line {
    /// By which it is asked for: the main file's path within the folder of returned files; as it is, and as addresses write it.
    pub(super) key: String,
    pub(super) key_query: String,
    pub(super) vendor: String,
    pub(super) case: String,
    pub(super) case_title: String,
    pub(super) conclusion: &'static str,
    pub(super) class: &'static str,
    pub(super) sign: &'static str,
    pub(super) score: String,
    pub(super) counts: Vec<(&'static str, &'static str, usize)>,
    pub(super) files: Vec<FileLine>,
}

/// A file of a line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FileLine {
    pub(super) key: String,
    pub(super) key_query: String,
    pub(super) name: String,
    /// Answers that nobody can read, and parts that were not understood.
    pub(super) doubtful: usize,
}

/// A file that led to nothing.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RefusedFile {
    pub(super) key: String,
    pub(super) key_query: String,
    pub(super) name: String,
    pub(super) told: Vec<super::page::Notice>,
}

/// The organisation's check of itself, in a line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Internal {
    pub(super) conclusion: &'static str,
    pub(super) class: &'static str,
    pub(super) sign: &'static str,
    pub(super) score: String,
    pub(super) files: Vec<FileLine>,
}

fn hex(bytes: Vec<u8>) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A key as addresses write it.
pub(super) fn query(key: &str) -> String {
    form_urlencoded::byte_serialize(key.as_bytes()).collect()
}

/// Class and sign of a conclusion, for those who see colours and those who do not.
pub(super) fn look(conclusion: Conclusion) -> (&'static str, &'static str) {
    match conclusion {
        Conclusion::Suitable => ("good", "○"),
        Conclusion::Conditional => ("fair", "△"),
        Conclusion::Pending => ("open", "？"),
        Conclusion::Unsuitable => ("bad", "×"),
    }
}

/// The folder of returned files. One that is a link to somewhere else is not ours to read or to write to.
fn returned(office: &Office) -> Result<PathBuf, Refusal> {
    let folder = office.folder.join(RETURNED);
    if let Ok(real) = dunce::canonicalize(&folder)
        && !dunce::canonicalize(&office.folder).is_ok_and(|office| real.starts_with(office))
    {
        return Err(Refusal::new(
            StatusCode::CONFLICT,
            "返送されたファイルの置き場所が、作業フォルダの外を指しています",
            "作業フォルダの中に、リンクではない returned フォルダを置いてください",
        ));
    }
    Ok(folder)
}

/// All returned spreadsheets of a workspace, in order of their names.
pub(super) fn returned_files(office: &Office) -> Result<Vec<PathBuf>, Refusal> {
    let folder = returned(office)?;
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    Ok(intake::find(&[folder])?.files)
}

impl<'s> Bench<'s> {
    pub(super) fn open(site: &'s Site) -> Result<Self, Refusal> {
        let office = site.office()?;
        let foreign = Foreign::of(Some(&office), site.catalogue, site.today())?;
        Ok(Self { site, office, foreign })
    }

    pub(super) fn name(&self) -> String {
        self.office.workspace.organisation.name.clone()
    }

    pub(super) fn desk(&self) -> Desk<'_> {
        Desk {
            catalogue: self.site.catalogue,
            library: self.site.library,
            workspace: &self.office.workspace,
            foreign: &self.foreign,
            case: None,
            vendor: None,
            on: self.site.today(),
        }
    }

    pub(super) fn returned(&self) -> Result<PathBuf, Refusal> {
        returned(&self.office)
    }

    /// All returned spreadsheets, in order of their names.
    pub(super) fn files(&self) -> Result<Vec<PathBuf>, Refusal> {
        returned_files(&self.office)
    }

    /// By what a returned file is asked for.
    pub(super) fn key(&self, path: &Path) -> String {
        let within = path.strip_prefix(self.office.folder.join(RETURNED)).unwrap_or(path);
        within.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    }

    /// The returned file that is asked for: looked up among those that are there.
    pub(super) fn file(&self, key: &str) -> Result<PathBuf, Refusal> {
        let found = self.files()?.into_iter().find(|path| self.key(path) == key);
        found.ok_or_else(|| Refusal::absent("そのファイルはありません"))
    }

    /// By which a later change of a file of the workspace shows; empty where there is none.
    pub(super) fn seen(&self, path: &Path) -> String {
        std::fs::read(path).map(hex).unwrap_or_default()
    }

    /// The key of the returned file of that name, where it still has those bytes.
    pub(super) fn same_file(&self, name: &str, sha256: &str) -> Result<Option<String>, Refusal> {
        let found = self.files()?.into_iter().filter(|path| intake::name(path) == name);
        // A name may stand in several folders.
        let mut same = found.filter(|path| std::fs::read(path).is_ok_and(|bytes| hex(bytes) == sha256));
        Ok(same.next().map(|path| self.key(&path)))
    }

    /// The organisation's check of itself.
    pub(super) fn internal<'a>(&'a self, own: &'a OwnSheets) -> Option<Assessment<'a>> {
        let sheets: Vec<&AnswerSheet> = own.values().map(|(sheet, _)| sheet).collect();
        if sheets.is_empty() {
            return None;
        }
        let workspace = &self.office.workspace;
        let scope = self.site.catalogue.internal_scope(&workspace.profile, &workspace.cases);
        Some(assess(&scope, &sheets, &self.desk().grounds(None)))
    }

    /// The report of the organisation's check of itself, where its sheets have come back.
    pub(super) fn internal_report(&self, own: &OwnSheets) -> Option<(GapReport, Conclusion)> {
        let assessment = self.internal(own)?;
        let sheets: Vec<(&AnswerSheet, String)> = own.values().map(|(sheet, sha256)| (sheet, sha256.clone())).collect();
        let report = GapReport::new(&ReportInput {
            workspace: &self.office.workspace,
            grounds: &self.desk().grounds(None),
            assessment: &assessment,
            subject: &self.office.workspace.organisation.name,
            ledger: Ledger::Internal,
            sheets: &sheets,
            internal: None,
            told: &self.office.doubts,
        });
        Some((report, assessment.conclusion))
    }

    /// What came of all files; made anew only where some file has changed.
    pub(super) fn round(&self) -> Result<Arc<Round>, Refusal> {
        let files = self.files()?;
        let state = self.state(&files);
        let kept = self.site.round.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, round)) = kept.filter(|(of, _)| *of == state) {
            return Ok(round);
        }
        let round = Arc::new(self.assessed(&files));
        *self.site.round.lock().unwrap_or_else(PoisonError::into_inner) = Some((state, round.clone()));
        Ok(round)
    }

    /// What the results rest on: the day, settings and data by their bytes, returned files by name, size and time.
    fn state(&self, files: &[PathBuf]) -> String {
        let mut text = format!("{:?} {}\n", self.office.folder, self.site.today());
        let own = [FILE_NAME.to_owned()].into_iter().chain(self.office.workspace.policy.document.clone());
        let mut data: Vec<PathBuf> = own.map(|name| self.office.folder.join(name)).collect();
        for folder in [MAPS, LAYOUTS, CORRECTIONS] {
            let entries = std::fs::read_dir(self.office.folder.join(folder)).into_iter().flatten().flatten();
            let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
            paths.sort();
            data.extend(paths);
        }
        for path in data {
            let digest = Sha256::digest(std::fs::read(&path).unwrap_or_default());
            let _ = writeln!(text, "{path:?} {digest:?}");
        }
        for path in files {
            let known = std::fs::metadata(path).ok();
            let _ = writeln!(text, "{path:?} {:?}", known.map(|known| (known.len(), known.modified().ok())));
        }
        text
    }

    fn assessed(&self, files: &[PathBuf]) -> Round {
        let desk = self.desk();
        let (own, submissions) = desk.sort(files);
        let internal = self.internal(&own);
        let results: Vec<Result<(Line, GapReport), Vec<RefusedFile>>> = submissions
            .par_iter()
            .flat_map_iter(|submission| {
                let mut unread = BTreeMap::new();
                let made = desk.judge(submission, &mut unread, |judged| {
                    let input = HandoutInput {
                        workspace: desk.workspace,
                        templates: &self.site.templates,
                        judged,
                        internal: internal.as_ref(),
                    };
                    let report = input.report();
                    (self.line(submission, &report, judged.assessment.conclusion), report)
                });
                let mut refused: Vec<RefusedFile> =
                    unread.iter().map(|(path, told)| self.refused(path, told)).collect();
                let mut found = Vec::new();
                match made {
                    Ok(made) => found.extend(made.map(Ok)),
                    Err(diagnostic) => refused.push(self.refused(&submission.main, &[*diagnostic])),
                }
                found.push(Err(refused));
                found
            })
            .collect();
        let mut comparison = Comparison {
            organisation: self.name(),
            on_era: era(desk.on),
            catalogue_edition: desk.catalogue.edition.clone(),
            ..Comparison::default()
        };
        let (mut lines, mut refused) = (Vec::new(), Vec::new());
        for result in results {
            match result {
                Ok((line, report)) => {
                    comparison.add(&report);
                    lines.push(line);
                }
                Err(found) => refused.extend(found),
            }
        }
        let internal = internal.map(|assessment| {
            let (class, sign) = look(assessment.conclusion);
            let files = own.iter().map(|(path, (sheet, _))| {
                let doubtful = sheet.responses.iter().filter(|response| response.answer == Answer::Unclear).count();
                self.file_line(path, doubtful + sheet.unread.len())
            });
            Internal {
                conclusion: assessment.conclusion.label(),
                class,
                sign,
                score: assessment.score.map_or("得点なし".to_owned(), itaku::assessment::Score::label),
                files: files.collect(),
            }
        });
        Round { own, submissions, lines, refused, comparison, internal }
    }

    fn line(&self, submission: &Submission, report: &GapReport, conclusion: Conclusion) -> Line {
        let (class, sign) = look(conclusion);
        let files = submission.paths.iter().map(|path| {
            let name = intake::name(path);
            let unclear =
                |answer: &&itaku::document::AnswerView| answer.file == name && answer.answer == Answer::Unclear;
            self.file_line(path, report.answers.iter().filter(unclear).count())
        });
        let case_title = self.office.workspace.cases.iter().find(|case| case.id.as_str() == report.case);
        Line {
            key_query: query(&self.key(&submission.main)),
            key: self.key(&submission.main),
            vendor: report.subject.clone(),
            case: report.case.clone(),
            case_title: case_title.map(|case| case.title.clone()).unwrap_or_default(),
            conclusion: report.conclusion,
            class,
            sign,
            score: report.score_label.clone(),
            counts: report.counts.clone(),
            files: files.collect(),
        }
    }

    fn file_line(&self, path: &Path, doubtful: usize) -> FileLine {
        FileLine { key: self.key(path), key_query: query(&self.key(path)), name: intake::name(path), doubtful }
    }

    fn refused(&self, path: &Path, told: &[itaku::diagnostic::Diagnostic]) -> RefusedFile {
        let told = told.iter().map(super::page::Notice::from).collect();
        RefusedFile { key: self.key(path), key_query: query(&self.key(path)), name: intake::name(path), told }
    }

    /// Assesses the files of the line of that key, and gives the result to `then`.
    pub(super) fn judged<T>(
        &self,
        key: &str,
        then: impl FnOnce(&HandoutInput<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let round = self.round()?;
        let submission = round.submissions.iter().find(|submission| self.key(&submission.main) == key);
        let submission = submission.ok_or_else(|| Refusal::absent("その回答はありません"))?;
        let internal = self.internal(&round.own);
        let mut unread = BTreeMap::new();
        let made = self.desk().judge(submission, &mut unread, |judged| {
            then(&HandoutInput {
                workspace: &self.office.workspace,
                templates: &self.site.templates,
                judged,
                internal: internal.as_ref(),
            })
        })?;
        made.unwrap_or_else(|| Err(unread.into_values().flatten().collect::<Vec<_>>().into()))
    }
}
