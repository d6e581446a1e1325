//! Makes the returned sheets of invented vendors: those under `examples/*/returned`, and as many as wanted for measuring.
//!
//! ```text
//! cargo run --release --example fill_sheets                    the examples
//! cargo run --release --example fill_sheets -- 1000 FOLDER     1000 sheets of one case of 湯沢町
//! ```

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a program for developers"
)]
#![expect(clippy::disallowed_methods, reason = "it writes examples, nothing of a user's")]

use itaku::catalogue::{self, Case, CaseId, Ledger, QuestionId, Strength};
use itaku::document::{Account, Prefill, QuestionnaireInput, questionnaire_workbook};
use itaku::questionnaire::{self, AnswerKind, Form, Language, Layout, Polarity, Question, Wanted};
use itaku::workspace::Workspace;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;

/// How well an invented vendor does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quality {
    /// Meets everything, with evidence.
    Good,
    /// Has gaps that a condition can cure.
    Gaps,
    /// Fails where no condition helps.
    Fails,
    /// Answered the first half, in its own words.
    HalfEmpty,
    /// Meets everything, but the sheet was tampered with.
    Tampered,
}

const RETURNED: &[(&str, &str, &str, Quality)] = &[
    ("yuzawa", "R9-nozei", "株式会社あおば印刷", Quality::Good),
    ("yuzawa", "R9-nozei", "北越ビジネスフォーム株式会社", Quality::Gaps),
    ("yuzawa", "R9-nozei", "有限会社雪国発送センター", Quality::HalfEmpty),
    ("yuzawa", "R9-yoyaku", "株式会社みどりクラウド", Quality::Fails),
    ("yuzawa", "R9-yoyaku", "コモレビソフト株式会社", Quality::Good),
    ("yuzawa", "R8-hoshu", "信越情報システム株式会社", Quality::Tampered),
    ("sakura", "R9-saas", "つくし電子申請株式会社", Quality::Good),
    ("sakura", "R9-saas", "Northwind Forms K.K.", Quality::Gaps),
    ("sakura", "R8-call", "株式会社きぬがわコミュニケーションズ", Quality::HalfEmpty),
    ("sakura", "R8-chat", "さくら市総務課（公開資料から代筆）", Quality::Gaps),
    ("ryugasaki", "R8-kaikei", "株式会社常南システム", Quality::Good),
    ("ryugasaki", "R8-kaikei", "利根ソリューションズ株式会社", Quality::Tampered),
    ("ryugasaki", "R9-keiryo", "合同会社データ牛久", Quality::Gaps),
    ("ogasawara", "R9-backup", "株式会社海洋データ保管", Quality::Good),
    ("ogasawara", "R9-backup", "ボニンストレージ合同会社", Quality::Fails),
    ("ogasawara", "R8-koho", "一般社団法人島しょ広報", Quality::Gaps),
    ("tokunoshima", "R8-app", "株式会社われんアプリ開発", Quality::Gaps),
    ("tokunoshima", "R8-app", "南西モバイル株式会社", Quality::Good),
    ("tokunoshima", "R8-push", "徳之島町教育委員会（公開資料から代筆）", Quality::HalfEmpty),
];

const ISSUED: Date = date(2026, 10, 1);

fn main() {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next(), arguments.next()) {
        (Some(count), Some(folder)) => many(count.parse().expect("a number"), Path::new(&folder)),
        _ => examples(),
    }
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples"))
}

fn workspace(name: &str) -> Workspace {
    let text = std::fs::read_to_string(root().join(name).join("itaku.toml")).expect("settings");
    Workspace::read("itaku.toml", &text, catalogue::standard().expect("catalogue")).expect("workspace")
}

fn examples() {
    for (name, case, vendor, quality) in RETURNED {
        let workspace = workspace(name);
        let case = workspace.case(&CaseId::parse(case).expect("id")).expect("case");
        let english = vendor.is_ascii();
        let language = if english { Language::English } else { Language::Japanese };
        let sheet = filled(&workspace, case, vendor, *quality, language);
        let bytes = if *quality == Quality::Tampered { tampered(&sheet) } else { sheet };
        let file = format!("回答_{}_{}.xlsx", case.id, vendor.replace([' ', '.'], ""));
        save(&root().join(name).join("returned").join(file), &bytes);
    }
    for name in ["yuzawa", "sakura", "ryugasaki", "ogasawara", "tokunoshima"] {
        let workspace = workspace(name);
        let folder = root().join(name).join("returned");
        save(&folder.join("庁内点検票.xlsx"), &own(&workspace, Layout::List));
        if workspace.cases.iter().any(|case| case.kind == catalogue::Kind::Sns) {
            save(&folder.join("SNSアカウント管理台帳.xlsx"), &own(&workspace, Layout::Matrix));
        }
    }
}

fn many(count: usize, folder: &Path) {
    let workspace = workspace("yuzawa");
    let case = workspace.case(&CaseId::parse("R9-nozei").expect("id")).expect("case");
    let qualities = [Quality::Good, Quality::Gaps, Quality::Fails, Quality::HalfEmpty];
    std::fs::create_dir_all(folder).expect("folder");
    for number in 0..count {
        let vendor = format!("試験事業者{number:05}株式会社");
        let bytes = filled(&workspace, case, &vendor, qualities[number % qualities.len()], Language::Japanese);
        save(&folder.join(format!("回答_{number:05}.xlsx")), &bytes);
    }
}

fn save(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("folder")).expect("folder");
    std::fs::write(path, bytes).expect("written");
    println!("{}", path.display());
}

/// The sheet of a vendor for a case, filled in as its quality says.
fn filled(workspace: &Workspace, case: &Case, vendor: &str, quality: Quality, language: Language) -> Vec<u8> {
    let (catalogue, library) = (catalogue::standard().expect("catalogue"), questionnaire::standard().expect("library"));
    let scope = catalogue.vendor_scope(workspace.profile_for(case), case);
    let form = library.forms.iter().find(|form| form.suits(case)).expect("form");
    let sections = library.asked(form, &scope);
    let questions: Vec<&Question> = sections.iter().flat_map(|(_, questions)| questions.iter().copied()).collect();
    let curable = |question: &Question| {
        scope
            .iter()
            .filter(|applied| question.requirements.contains(&applied.requirement.id))
            .all(|applied| applied.requirement.cure_days.is_some() || applied.strength != Strength::Mandatory)
    };
    let answers: BTreeMap<QuestionId, Prefill> = questions
        .iter()
        .enumerate()
        .map(|(index, question)| {
            let said = Said { index, count: questions.len(), question, curable: curable(question), language };
            (question.id.clone(), said.answer(quality))
        })
        .collect();
    write(workspace, form, sections, Some(case), Some(vendor), language, &answers, &[])
}

#[expect(clippy::too_many_arguments, reason = "the parts of one workbook")]
fn write(
    workspace: &Workspace,
    form: &Form,
    sections: Vec<(&questionnaire::Section, Vec<&Question>)>,
    case: Option<&Case>,
    vendor: Option<&str>,
    language: Language,
    answers: &BTreeMap<QuestionId, Prefill>,
    accounts: &[Account],
) -> Vec<u8> {
    questionnaire_workbook(&QuestionnaireInput {
        organisation: &workspace.organisation.name,
        wording: &workspace.wording,
        form,
        sections,
        case,
        vendor,
        language,
        issued_on: ISSUED,
        respond_by: Some(date(2026, 11, 13)),
        contact: "情報政策担当　電話 00-0000-0000",
        answers,
        marks: &BTreeMap::new(),
        accounts,
        carried: None,
    })
    .expect("workbook")
}

/// One question to one vendor.
struct Said<'a> {
    index: usize,
    count: usize,
    question: &'a Question,
    curable: bool,
    language: Language,
}

impl Said<'_> {
    fn answer(&self, quality: Quality) -> Prefill {
        match quality {
            Quality::Good | Quality::Tampered => self.good(),
            Quality::Gaps => self.with_gaps(),
            Quality::Fails if !self.curable && self.index.is_multiple_of(5) => {
                self.word(3, "現在の仕様では対応できません", "")
            }
            Quality::Fails => self.with_gaps(),
            Quality::HalfEmpty if self.index * 2 > self.count => Prefill::default(),
            Quality::HalfEmpty => self.in_own_words(),
        }
    }

    fn word(&self, choice: usize, remark: &str, evidence: &str) -> Prefill {
        let words = questionnaire::Cover::choices(self.language);
        Prefill { answer: words[choice].to_owned(), remark: remark.to_owned(), evidence: evidence.to_owned() }
    }

    /// The drop-down's word for the good answer.
    fn yes(&self) -> usize {
        if self.question.good == Polarity::Yes { 0 } else { 3 }
    }

    fn good(&self) -> Prefill {
        let evidence = match (self.language, self.index % 6) {
            (Language::Japanese, 0) => "ISO/IEC 27001 登録番号 IA-01234（有効期限 2028年3月31日）",
            (Language::Japanese, 1) => "情報セキュリティ管理規程 第12条",
            (Language::Japanese, 2) => "別添2 教育実施記録",
            (Language::Japanese, 3) => "プライバシーマーク 登録番号 10820000（有効期限 令和9年9月30日）",
            (Language::English, 0) => "ISO/IEC 27001 No. IA-01234",
            (Language::English, _) => "Security policy, section 4",
            _ => "",
        };
        if self.question.answer == AnswerKind::Stated {
            let named = match (self.language, self.question.wants.first(), self.question.id.as_str()) {
                (Language::Japanese, _, "Q-SEL-20") => "なし",
                (Language::English, _, "Q-SEL-20") => "None",
                (Language::Japanese, Some(Wanted::Number), _) => "自社の社員8人、派遣労働者0人、再委託先の社員0人",
                (Language::English, Some(Wanted::Number), _) => "8 own employees, no dispatched workers",
                (Language::Japanese, Some(Wanted::Duration), "Q-CLD-21") => "終了の12か月前に書面で通知",
                (Language::English, Some(Wanted::Duration), "Q-CLD-21") => "12 months before the end, in writing",
                (Language::Japanese, Some(Wanted::Duration), _) => {
                    "2時間以内。夜間及び休日は情報管理責任者 電話 0258-00-0000"
                }
                (Language::English, Some(Wanted::Duration), _) => "Within 2 hours; out of hours +81 258 00 0000",
                (Language::Japanese, Some(_), _) => "日本（新潟県長岡市、本社）",
                (Language::Japanese, None, _) => "情報管理責任者 青葉 太郎（新潟県長岡市、本社）",
                (Language::English, _, _) => "Niigata, Japan; security officer Taro Aoba",
            };
            return Prefill { answer: named.to_owned(), remark: String::new(), evidence: evidence.to_owned() };
        }
        self.word(self.yes(), "", evidence)
    }

    fn with_gaps(&self) -> Prefill {
        if !self.curable || self.question.answer == AnswerKind::Stated {
            return self.good();
        }
        let ja = self.language == Language::Japanese;
        match self.index % 9 {
            2 => self.word(1, if ja { "本社のみ。支店は令和9年度に展開" } else { "Head office only" }, ""),
            4 => self.word(2, if ja { "令和9年1月31日までに整備予定" } else { "Planned for 2027-01-31" }, ""),
            7 => self.word(if self.question.good == Polarity::Yes { 3 } else { 0 }, "", ""),
            5 if self.question.not_applicable => {
                self.word(4, if ja { "当該の設備を用いないため" } else { "No such equipment in use" }, "")
            }
            8 => self.word(self.yes(), if ja { "ただし、閑散期を除く" } else { "except off season" }, ""),
            _ => self.good(),
        }
    }

    fn in_own_words(&self) -> Prefill {
        let plain = |text: &str, remark: &str| Prefill {
            answer: text.to_owned(),
            remark: remark.to_owned(),
            evidence: String::new(),
        };
        if self.question.answer == AnswerKind::Stated {
            return plain(["総務部長 雪国 花子（日本、新潟県湯沢町）", "未定", "別紙参照"][self.index % 3], "");
        }
        if self.question.good == Polarity::No {
            return plain("いいえ", "");
        }
        match self.index % 8 {
            0 => plain("○", ""),
            1 => plain("対応済み", ""),
            2 => plain("概ね対応", ""),
            3 => plain("別紙参照", ""),
            4 => plain("△", "一部の工程"),
            5 => plain("はい（予定）", ""),
            6 => plain("該当なし", ""),
            _ => plain("実施しています", ""),
        }
    }
}

/// The organisation's own sheet, or its ledger of accounts.
fn own(workspace: &Workspace, layout: Layout) -> Vec<u8> {
    let (catalogue, library) = (catalogue::standard().expect("catalogue"), questionnaire::standard().expect("library"));
    let scope = catalogue.internal_scope(&workspace.profile, &workspace.cases);
    let form =
        library.forms.iter().find(|form| form.ledger == Ledger::Internal && form.layout == layout).expect("form");
    let sections = library.asked(form, &scope);
    let questions: Vec<&Question> = sections.iter().flat_map(|(_, questions)| questions.iter().copied()).collect();
    let name = workspace.organisation.name.trim_end_matches(['町', '市', '村']);
    let mut answers = BTreeMap::new();
    for (index, question) in questions.iter().enumerate() {
        let said = Said { index, count: questions.len(), question, curable: true, language: Language::Japanese };
        let answer = match index % 11 {
            4 => said.word(2, "令和8年度中に規程を改正する予定（2027年3月31日まで）", ""),
            9 => said.word(3, "", ""),
            _ if question.answer == AnswerKind::Stated => {
                Prefill { answer: "総務課長".to_owned(), ..Prefill::default() }
            }
            _ => said.word(said.yes(), "", "対策基準、決裁記録"),
        };
        answers.insert(question.id.clone(), answer);
    }
    let account = |service: &str, handle: &str, weak: bool| Account {
        subject: [
            service.to_owned(),
            handle.to_owned(),
            format!("https://example.jp/{handle}"),
            "行政情報の発信".to_owned(),
        ],
        answers: questions
            .iter()
            .enumerate()
            .map(|(index, question)| {
                let stated = question.answer == AnswerKind::Stated;
                let good = if question.good == Polarity::Yes { "はい" } else { "いいえ" };
                let text = match (stated, weak && index % 4 == 1) {
                    (true, false) => "広報担当係長",
                    (true, true) => "未定",
                    (false, false) => good,
                    (false, true) => "いいえ",
                };
                (question.id.clone(), text.to_owned())
            })
            .collect(),
        remark: String::new(),
    };
    let accounts = [
        account("X", &format!("{name}_official"), false),
        account("LINE", &format!("{name}町"), true),
        account("Instagram", &format!("{name}_photo"), false),
    ];
    let accounts = if layout == Layout::Matrix { accounts.as_slice() } else { &[] };
    write(workspace, form, sections, None, None, Language::Japanese, &answers, accounts)
}

/// What a sheet looks like after somebody worked around it: a question reworded, a row taken out, a formula as an answer.
fn tampered(bytes: &[u8]) -> Vec<u8> {
    let (catalogue, library) = (catalogue::standard().expect("catalogue"), questionnaire::standard().expect("library"));
    let workbook = itaku::workbook::read(bytes).expect("workbook");
    let sheet =
        questionnaire::read("x", &workbook, library, catalogue, jiff::civil::date(2026, 11, 21)).expect("sheet");
    let [reworded, removed, formula] = [3, 8, 13].map(|index| &sheet.responses[index]);
    edit(bytes, |part, text| match part {
        "xl/sharedStrings.xml" => text.replace(
            &reworded.asked,
            &reworded
                .asked
                .replace("していますか。", "する方針がありますか。")
                .replace("いますか。", "いる方向ですか。"),
        ),
        part if part.starts_with("xl/worksheets/sheet")
            && text.contains(&format!("r=\"{}\"", formula.cell))
            && text.contains("autoFilter") =>
        {
            let without = cut(text, &format!("<row r=\"{}\"", removed.cell.row + 1), "</row>", "");
            let cell = format!("<c r=\"{0}\" t=\"str\"><f>IF(TRUE,\"はい\",\"\")</f><v>はい</v></c>", formula.cell);
            cut(&without, &format!("<c r=\"{}\"", formula.cell), "</c>", &cell)
        }
        _ => text.to_owned(),
    })
}

fn cut(text: &str, from: &str, to: &str, instead: &str) -> String {
    let start = text.find(from).expect("start");
    let end = start + text[start..].find(to).expect("end") + to.len();
    format!("{}{instead}{}", &text[..start], &text[end..])
}

/// Rewrites the XML parts of a package.
fn edit(bytes: &[u8], change: impl Fn(&str, &str) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("zip");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("part");
        let name = part.name().expect("name").into_owned();
        let mut content = String::new();
        part.read_to_string(&mut content).expect("text");
        let options = zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        out.start_file(&name, options).expect("part");
        out.write_all(change(&name, &content).as_bytes()).expect("written");
    }
    out.finish().expect("zip").into_inner()
}
