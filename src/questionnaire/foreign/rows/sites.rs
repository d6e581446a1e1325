//! Places, systems or parties with a column of answers each: what stands beside the answers of one of them alone.
//!
//! A column of remarks may stand under its name, a row of remarks below the last question may hold a text for each, and a row may
//! tell whether each is in use at all.

use super::Rows;
use super::lines::{Asking, Row};
use super::question::Beside;
use super::taken::Taken;
use crate::questionnaire::foreign::against::{self, names_something_open};
use crate::questionnaire::foreign::grid::{Line, Seen};
use crate::questionnaire::foreign::heading::{self, Role};
use crate::questionnaire::foreign::sentence::Meaning;
use crate::questionnaire::foreign::table::{Answers, Column, Table};
use crate::questionnaire::foreign::to_come;
use crate::questionnaire::vocabulary::fold;
use crate::questionnaire::{Answer, evidence_column, when};
use std::collections::{BTreeMap, BTreeSet};

/// Characters of the name of a row of texts.
const LONGEST_NAME: usize = 8;

/// One of them.
#[derive(Default)]
struct Site {
    /// Columns of remarks and of evidence under its name.
    columns: Vec<usize>,
    /// What a row below the questions says of it.
    remark: String,
    /// Why none of its answers is good.
    doubt: Option<String>,
}

/// All of them, in the order of their columns.
#[derive(Default)]
pub(super) struct Sites {
    all: Vec<Site>,
    /// Columns that belong to one of them.
    owned: BTreeSet<usize>,
    /// Rows that ask nothing and speak of each of them.
    told: BTreeSet<u32>,
    /// Bytes of the longest remark.
    length: usize,
}

impl Sites {
    /// Whether there are any.
    pub(super) const fn any(&self) -> bool {
        !self.all.is_empty()
    }

    /// Whether a line only speaks of the sites.
    pub(super) fn tells(&self, line: &Line) -> bool {
        self.told.contains(&line.number)
    }

    /// Whether a column belongs to one of them alone.
    pub(super) fn own(&self, at: usize) -> bool {
        self.owned.contains(&at)
    }

    /// Bytes of what stands beside every answer of a row.
    pub(super) const fn length(&self) -> usize {
        self.length
    }

    /// An answer of one of them in the light of what is said of it as a whole.
    pub(super) fn doubted(&self, at: usize, mut taken: Taken) -> Taken {
        let doubt = self.all.get(at).and_then(|site| site.doubt.as_deref());
        if let Some(why) = doubt.filter(|_| taken.meaning.answer == Answer::Met) {
            taken.meaning = Meaning::unclear(why);
        }
        taken
    }
}

impl<'a> Rows<'a> {
    pub(super) fn sites(&self, table: &Table, question: &Column, answers: &[&Column], lines: &'a [Line]) -> Sites {
        if !matches!(table.answers, Answers::Sites(_)) {
            return Sites::default();
        }
        let all = answers.iter().map(|column| Site { doubt: self.doubt_of(column), ..Site::default() });
        let mut sites = Sites { all: all.collect(), ..Sites::default() };
        share_columns(&mut sites, table, answers);
        for (line, name) in self.telling(question, answers, lines) {
            sites.told.insert(line.number);
            for (site, column) in sites.all.iter_mut().zip(answers) {
                let cells = self.grid.filled(line, column.first, column.last, true);
                for (_, seen) in cells.filter(|(_, seen)| seen.area.first != name.area.first) {
                    match is_of_use(&name.folded) {
                        true if self.is_in_use(seen) => {}
                        true => site.doubt = Some(against::told(&name.folded, seen)),
                        false => site.remark = [site.remark.as_str(), seen.text.trim()].join("\n").trim().to_owned(),
                    }
                }
            }
        }
        self.hear_rows_around(&mut sites, question, answers, lines);
        sites.length = sites.all.iter().map(|site| site.remark.len()).sum();
        sites
    }

    /// The rows that speak of each site, with the cells that name them. A row of remarks below each question belongs to that question.
    fn telling(&self, question: &Column, answers: &[&Column], lines: &'a [Line]) -> Vec<(&'a Line, &'a Seen)> {
        let first = answers.iter().map(|column| column.first).min().unwrap_or(question.first);
        let name = |line: &'a Line| {
            let cells = self.grid.filled(line, 0, first.saturating_sub(1), false).map(|(_, seen)| seen);
            self.own(line, question, false).map(|(_, seen)| seen).or_else(|| cells.last())
        };
        let named: Vec<(usize, &Line, &Seen)> =
            lines.iter().enumerate().filter_map(|(at, line)| Some((at, line, name(line)?))).collect();
        let remarks = |seen: &Seen| seen.role() == Some(Role::Remark) && !seen.asking;
        let asks = |seen: &Seen| !remarks(seen) && !is_of_use(&seen.folded);
        let answered = |line: &'a Line| answers.iter().any(|column| self.own(line, column, false).is_some());
        let last = named.iter().rfind(|(_, line, seen)| asks(seen) && answered(line)).map_or(0, |(at, ..)| *at);
        let between = named.iter().any(|(at, line, seen)| *at < last && remarks(seen) && answered(line));
        let tells = |at: usize, seen: &Seen| is_of_use(&seen.folded) || !between && at > last && remarks(seen);
        let found = named.into_iter().filter(|(at, line, seen)| tells(*at, seen) && answered(line));
        found.map(|(_, line, seen)| (line, seen)).collect()
    }

    /// Rows of texts before and behind all answers, under a short name that nobody knows: 「その他」, 「限定事項」. What takes back an answer there
    /// takes back all of its site's.
    fn hear_rows_around(&self, sites: &mut Sites, question: &Column, answers: &[&Column], lines: &'a [Line]) {
        let known = |line: &'a Line| {
            let mut cells = answers.iter().filter_map(|column| self.own(line, column, false));
            cells.any(|(_, seen)| self.words.vocabulary.read(&seen.text).known)
        };
        let (Some(first), Some(last)) = (lines.iter().position(known), lines.iter().rposition(known)) else { return };
        let around = lines.iter().enumerate().filter(|(at, _)| *at < first || *at > last).map(|(_, line)| line);
        for line in around {
            let Some((_, name)) = self.own(line, question, false) else { continue };
            if sites.told.contains(&line.number) || name.asking || name.length() > LONGEST_NAME {
                continue;
            }
            for (site, column) in sites.all.iter_mut().zip(answers) {
                let own = self.own(line, column, false).map(|(_, seen)| seen);
                if let Some(seen) = own.filter(|seen| seen.area.first != name.area.first && self.takes_back(&seen.text))
                {
                    site.doubt = site.doubt.take().or_else(|| Some(against::told(&name.folded, seen)));
                }
            }
        }
    }

    /// The doubt where the name of a site says that it is still to come, or is not the whole of it.
    fn doubt_of(&self, column: &Column) -> Option<String> {
        let open = |title: &String| {
            let name = fold(title);
            let (bare, more) = name.split_once(['(', '[', '【']).unwrap_or((&name, ""));
            to_come::is_coming(&name)
                || name.contains("次期")
                || names_something_open(bare)
                || heading::turns(&name)
                || against::is_attribute(bare)
                || when::coming(&name, self.words.on).is_some()
                || !more.is_empty() && self.takes_back(more)
        };
        let title = column.titles.iter().find(|title| open(title))?;
        Some(format!("{}の見出し「{}」が、時期や範囲を限っています", column.place(), title.replace('\n', " ")))
    }

    /// Whether a cell says that a place or system is in use, and nothing else.
    pub(super) fn is_in_use(&self, seen: &Seen) -> bool {
        const IN_USE: [&str; 16] = [
            "稼働",
            "稼働中",
            "稼動中",
            "本稼働",
            "本稼働中",
            "本番稼働中",
            "運用",
            "運用中",
            "利用中",
            "使用中",
            "営業中",
            "供用中",
            "開設済",
            "稼働済",
            "稼働している",
            "運用している",
        ];
        // 「2015年4月」 under 「開設」.
        let days = when::days(&seen.text);
        let begun = seen.length() <= 12 && !days.is_empty() && days.iter().all(|day| *day <= self.words.on);
        IN_USE.contains(&seen.folded.as_str())
            || seen.is_blank()
            || begun && !self.takes_back(&seen.text)
            || (self.words.vocabulary.read(&seen.text).known && self.meaning(seen, "").answer == Answer::Met)
    }

    /// What stands beside the answer of one site, where more belongs to it than what stands beside all of them.
    pub(super) fn beside_site(
        &self,
        asking: &Asking<'_, 'a>,
        row: &Row<'a>,
        common: &Beside,
        at: usize,
    ) -> Option<Beside> {
        let site = asking.sites.all.get(at).filter(|site| !site.columns.is_empty() || !site.remark.is_empty())?;
        let mut beside = common.clone();
        for role in [Role::Remark, Role::Evidence] {
            let columns = || site.columns.iter().filter_map(|at| asking.table.columns.get(*at));
            let texts = row.lines().map(|line| self.texts_in(columns().filter(|c| c.role == Some(role)), line));
            for text in texts.filter(|text| !text.is_empty()) {
                match role {
                    Role::Remark => beside.remark_further(&text),
                    _ => beside.evidence = [beside.evidence.as_str(), &text].join("\n").trim().to_owned(),
                }
            }
        }
        if !site.remark.is_empty() {
            beside.remark_further(&site.remark);
        }
        if !site.columns.is_empty() {
            beside.all = [beside.all.as_str(), evidence_column::limits(self.words, &beside.evidence)].join("\n");
        }
        Some(beside)
    }
}

impl Beside {
    fn remark_further(&mut self, text: &str) {
        for whole in [&mut self.remark, &mut self.all] {
            *whole = [whole.as_str(), text].join("\n").trim().to_owned();
        }
    }
}

/// Gives remarks and evidence to the site under whose name they stand: 「A社」 over 「回答」 and 「備考」.
fn share_columns(sites: &mut Sites, table: &Table, answers: &[&Column]) {
    let group = |column: &Column| column.titles.split_last().and_then(|(_, above)| above.last()).cloned();
    let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, column) in answers.iter().enumerate() {
        names.entry(group(column).unwrap_or_default()).or_default().push(at);
    }
    for (at, column) in table.columns.iter().enumerate() {
        let beside = matches!(column.role, Some(Role::Remark | Role::Evidence));
        let Some([only]) = group(column).filter(|_| beside).and_then(|name| names.get(&name)).map(Vec::as_slice) else {
            continue;
        };
        if let Some(site) = sites.all.get_mut(*only) {
            site.columns.push(at);
            sites.owned.insert(at);
        }
    }
}

/// Whether a name says that what stands below or beside it tells whether a place or system is in use, or since when.
pub(super) fn is_of_use(folded: &str) -> bool {
    const NAMES: [&str; 9] =
        ["状態", "現状", "運用状況", "運用状態", "利用状況", "使用状況", "ステータス", "運用開始", "運用開始日"];
    const BEGUN: [&str; 6] = ["稼働", "稼動", "開設", "供用", "開業", "操業"];
    let asks = folded.ends_with(['か', '?', 'る', 'い', 'と']);
    let named = BEGUN.iter().any(|word| folded.contains(word)) && folded.chars().count() <= 8;
    NAMES.contains(&folded) || named && !asks
}
