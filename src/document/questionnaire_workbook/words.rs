//! Everything a respondent reads that is not a question, in both languages.

use super::Mark;
use crate::catalogue::{Case, Fact, Kind};
use crate::document::era;
use crate::questionnaire::Language;
use jiff::civil::Date;

/// The fixed texts of a questionnaire. None of the labels may be one of `Cover::fields`: the reading takes the first
/// cell that holds such a word.
pub(super) struct Words {
    language: Language,
    pub(super) cover: &'static str,
    pub(super) answers: &'static str,
    pub(super) accounts: &'static str,
    pub(super) edition: &'static str,
    pub(super) issued: &'static str,
    pub(super) issuer: &'static str,
    pub(super) case: &'static str,
    pub(super) kind: &'static str,
    pub(super) class: &'static str,
    pub(super) facts: &'static str,
    pub(super) term: &'static str,
    pub(super) respond_by: &'static str,
    pub(super) contact: &'static str,
    pub(super) about: &'static str,
    pub(super) respondent: &'static str,
    pub(super) state_of_answers: &'static str,
    pub(super) instructions: &'static str,
    pub(super) columns: &'static str,
    pub(super) question_count: &'static str,
    pub(super) answered: &'static str,
    pub(super) unanswered: &'static str,
    pub(super) reason_missing: &'static str,
    pub(super) account_count: &'static str,
    pub(super) blank_cells: &'static str,
    pub(super) hint: &'static str,
    pub(super) state: &'static str,
    /// State of a row without an answer.
    pub(super) open: &'static str,
    /// State of a row whose answer needs a reason.
    pub(super) give_reason: &'static str,
    /// State of a row that lacks nothing.
    pub(super) complete: &'static str,
    pub(super) free_text: &'static str,
    pub(super) list_guide: &'static str,
    pub(super) matrix_guide: &'static str,
    pub(super) not_in_list: &'static str,
    pub(super) choose: &'static str,
}

static JAPANESE: Words = Words {
    language: Language::Japanese,
    cover: "表紙",
    answers: "回答",
    accounts: "台帳",
    edition: "様式",
    issued: "発行日",
    issuer: "発行",
    case: "案件",
    kind: "区分",
    class: "情報の分類",
    facts: "案件の特徴",
    term: "期間",
    respond_by: "返送期限",
    contact: "問合せ先",
    about: "この確認票について",
    respondent: "回答者（黄色の欄に記入してください）",
    state_of_answers: "回答の状況（自動で数えます）",
    instructions: "記入の方法",
    columns: "各欄の書き方",
    question_count: "設問の数",
    answered: "回答済み",
    unanswered: "未回答",
    reason_missing: "理由・範囲・時期の記入待ち",
    account_count: "アカウントの数",
    blank_cells: "未記入の欄",
    hint: "書き方",
    state: "状態",
    open: "未回答",
    give_reason: "理由を書いてください",
    complete: "記入済",
    free_text: "［記述］",
    list_guide: "黄色の「回答」欄を一覧から選んでください。［記述］の設問は文で書いてください。記入すると色が消えます。",
    matrix_guide: "1行に1アカウントを書いてください。名称を書いた行の黄色の欄が、まだ書かれていない欄です。",
    not_in_list: "一覧にない回答です",
    choose: "一覧から選んでください。範囲、時期、理由は「補足・理由」欄に書いてください。",
};

static ENGLISH: Words = Words {
    language: Language::English,
    cover: "Cover",
    answers: "Answers",
    accounts: "Accounts",
    edition: "Form",
    issued: "Issued on",
    issuer: "Issued by",
    case: "Contract",
    kind: "Kind",
    class: "Information class",
    facts: "Particulars",
    term: "Term",
    respond_by: "Please return by",
    contact: "Questions to",
    about: "About this questionnaire",
    respondent: "Respondent (please fill in the yellow cells)",
    state_of_answers: "State of the answers (counted for you)",
    instructions: "How to fill in",
    columns: "What to write in each column",
    question_count: "Questions",
    answered: "Answered",
    unanswered: "Unanswered",
    reason_missing: "Reason, scope or date missing",
    account_count: "Number of accounts",
    blank_cells: "Cells to fill in",
    hint: "How to answer",
    state: "State",
    open: "Unanswered",
    give_reason: "Give a reason",
    complete: "Complete",
    free_text: "[Text] ",
    list_guide: "Choose each yellow answer from the list; write a text where the question is marked [Text]. The colour goes when a cell is filled in.",
    matrix_guide: "One row per account. In a row with a name, the yellow cells are still to be filled in.",
    not_in_list: "Not in the list",
    choose: "Choose from the list. Write scope, date or reason into the remarks.",
};

impl Words {
    /// That last time's answers stand in the sheet, for the cover and, shorter, for the line above the table.
    pub(super) fn carried(&self, answered: Date, whole: bool) -> String {
        let on = self.date(answered);
        match (self.language, whole) {
            (Language::Japanese, true) => format!(
                "前回（{on}）の回答を記入してあります。変わった所だけを直してください。変わらない所も、今もそのとおりかを確かめてください。回答の欄が黄色の設問は未回答です。薄い紫の設問は、新しい設問、文が前回と違う設問、前回の回答が古くなった設問で、「書き方」欄にそのわけが書いてあります。回答責任者と回答日は、今回のものを書いてください。"
            ),
            (Language::Japanese, false) => format!(
                "前回（{on}）の回答を記入してあります。変わった所だけ直し、黄色の「回答」欄を埋めてください。薄い紫は、新しい設問か、答え直しの要る設問です。［記述］は文で書いてください。"
            ),
            (Language::English, true) => format!(
                "Your answers of {on} are filled in. Please correct what has changed, and check that the rest still holds. Yellow answers are open. Questions in pale violet are new, reworded, or were answered too long ago; the column “How to answer” says which. Please give the responsible person and the date anew."
            ),
            (Language::English, false) => format!(
                "Your answers of {on} are filled in: correct what has changed and fill in the yellow ones. Pale violet questions are new or want a new answer."
            ),
        }
    }

    /// What stands before the hint of a question that wants attention.
    pub(super) const fn mark(&self, mark: Mark) -> &'static str {
        match (self.language, mark) {
            (Language::Japanese, Mark::New) => "【新しい設問】",
            (Language::Japanese, Mark::Changed) => "【設問の文が前回と違います。回答し直してください】",
            (Language::Japanese, Mark::Aged) => "【前回の回答は古いため消してあります。回答し直してください】",
            (Language::English, Mark::New) => "[New question] ",
            (Language::English, Mark::Changed) => "[Reworded since last time: please answer again] ",
            (Language::English, Mark::Aged) => "[The earlier answer is too old: please answer again] ",
        }
    }

    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::Japanese => &JAPANESE,
            Language::English => &ENGLISH,
        }
    }

    pub(super) fn date(&self, date: Date) -> String {
        match self.language {
            Language::Japanese => era::written(date),
            Language::English => date.strftime("%-d %B %Y").to_string(),
        }
    }

    /// Labels and values of what the case is.
    pub(super) fn case_facts(&self, case: &Case) -> Vec<(&'static str, String)> {
        vec![
            (self.case, case.title.clone()),
            (self.kind, self.kind(case.kind).to_owned()),
            (self.class, self.class(case)),
            (self.facts, self.facts(case)),
            (self.term, self.term(case)),
        ]
    }

    fn kind(&self, kind: Kind) -> &'static str {
        match (self.language, kind) {
            (Language::Japanese, kind) => kind.label(),
            (_, Kind::Outsourcing) => "Outsourcing",
            (_, Kind::System) => "Information-system services",
            (_, Kind::Cloud) => "Cloud service (confidentiality class 2 or above)",
            (_, Kind::CloudLow) => "Cloud service (below confidentiality class 2)",
            (_, Kind::Terms) => "Service under general terms of use",
            (_, Kind::Sns) => "Social media service",
        }
    }

    fn class(&self, case: &Case) -> String {
        match self.language {
            Language::Japanese => format!("自治体機密性{}", case.class.word()),
            Language::English => format!("Municipal confidentiality class {}", case.class.word()),
        }
    }

    fn facts(&self, case: &Case) -> String {
        let named: Vec<&str> = case.facts.iter().map(|fact| self.fact(*fact)).collect();
        match self.language {
            _ if named.is_empty() => "－".to_owned(),
            // One below the other: the Japanese names hold commas themselves.
            _ => named.join("\n"),
        }
    }

    fn fact(&self, fact: Fact) -> &'static str {
        match (self.language, fact) {
            (Language::Japanese, fact) => fact.label(),
            (_, Fact::PersonalInformation) => "personal information is handled",
            (_, Fact::MyNumber) => "individual numbers (My Number) are handled",
            (_, Fact::Subcontracting) => "subcontracting is planned or allowed",
            (_, Fact::OnSite) => "work on the organisation's premises",
            (_, Fact::RemoteMaintenance) => "remote maintenance",
            (_, Fact::StoresData) => "data are stored with the vendor",
            (_, Fact::Development) => "development or configuration",
            (_, Fact::Operation) => "operation or maintenance",
            (_, Fact::PartialService) => "services other than cloud are used in part",
            (_, Fact::SnsOperation) => "social media accounts are run by the vendor",
        }
    }

    fn term(&self, case: &Case) -> String {
        let start = self.date(case.start);
        match (self.language, case.end.map(|end| self.date(end))) {
            (Language::Japanese, Some(end)) => format!("{start}から{end}まで"),
            (Language::Japanese, None) => format!("{start}から"),
            (Language::English, Some(end)) => format!("{start} to {end}"),
            (Language::English, None) => format!("from {start}"),
        }
    }
}
