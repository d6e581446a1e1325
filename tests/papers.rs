//! Forms, letters, the office's own template, and last year's annex: read back from the Word files that come out.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

mod support;

use itaku::assessment::{Assessment, Grounds, assess};
use itaku::catalogue::{Case, Kind};
use itaku::document::{
    Annex, AnnexChanges, AnnexInput, ClauseTemplates, LetterInput, OldAnnex, OwnTemplate, WriteError, annex_docx,
    annex_markdown, annex_text, fill_template, letter_names, letters, paper_docx,
};
use itaku::policy::DocumentText;
use itaku::questionnaire::{Answer, AnswerSheet};
use itaku::workspace::Workspace;
use std::io::{Cursor, Read, Write};
use std::sync::OnceLock;
use support::{case, catalogue, library, lines, workspace};
use zip::write::SimpleFileOptions;

const EXAMPLES: [&str; 5] = ["yuzawa", "sakura", "ryugasaki", "ogasawara", "tokunoshima"];
const ON: jiff::civil::Date = jiff::civil::date(2026, 11, 21);

fn templates() -> &'static ClauseTemplates<'static> {
    static TEMPLATES: OnceLock<ClauseTemplates<'static>> = OnceLock::new();
    TEMPLATES.get_or_init(|| ClauseTemplates::new(catalogue()))
}

fn assessment<'a>(workspace: &'a Workspace, case: &'a Case, sheets: &[&'a AnswerSheet]) -> Assessment<'a> {
    let profile = workspace.profile_for(case);
    let grounds =
        Grounds { catalogue: catalogue(), library: library(), profile, case: Some(case), exceptions: &[], on: ON };
    assess(&catalogue().vendor_scope(profile, case), sheets, &grounds)
}

fn annex(workspace: &Workspace, case: &Case, assessment: Option<&Assessment<'_>>) -> Annex {
    Annex::new(&AnnexInput {
        workspace, templates: templates(), case, supplier: "株式会社|あおば", assessment, on: ON
    })
    .expect("annex")
}

/// The annex of a vendor that answers every third question with no.
fn made(workspace: &Workspace, id: &str) -> Annex {
    let case = case(workspace, id);
    let sheet = support::sheet(workspace, case, |index, _| if index % 3 == 0 { Answer::Unmet } else { Answer::Met });
    let sheets = [&sheet];
    annex(workspace, case, Some(&assessment(workspace, case, &sheets)))
}

fn told(error: &WriteError) -> String {
    match error {
        WriteError::Template(faults) => lines(faults),
        WriteError::Library(text) => text.clone(),
    }
}

fn document_text(bytes: &[u8]) -> String {
    DocumentText::read("a.docx", bytes).expect("docx").lines.join("\n")
}

#[test]
fn every_form_can_be_filled_for_every_case_of_the_examples() {
    let mut seen = std::collections::BTreeSet::new();
    for name in EXAMPLES {
        let workspace = workspace(name);
        for case in &workspace.cases {
            for answer in [None, Some(Answer::Met), Some(Answer::Unmet), Some(Answer::Unclear)] {
                let sheet =
                    answer.filter(|_| case.kind != Kind::Sns || library().forms.iter().any(|form| form.suits(case)));
                let sheet = sheet.map(|answer| support::sheet(&workspace, case, |_, _| answer));
                let sheets: Vec<&AnswerSheet> = sheet.iter().collect();
                let assessed = sheet.as_ref().map(|_| assessment(&workspace, case, &sheets));
                let annex = annex(&workspace, case, assessed.as_ref());
                let made = letters(&LetterInput {
                    workspace: &workspace,
                    templates: templates(),
                    case,
                    vendor: "株式会社|あおば\n# 印刷",
                    answers: sheet.as_ref().zip(assessed.as_ref()),
                    accounts: None,
                    annex: &annex,
                    on: ON,
                })
                .unwrap_or_else(|error| panic!("{}", told(&error)));
                for letter in &made {
                    seen.insert(letter.id.clone());
                    let bytes = paper_docx(&letter.paper).expect("docx");
                    assert_eq!(bytes, paper_docx(&letter.paper).expect("docx"), "{}: same bytes", letter.name);
                    let text = document_text(&bytes);
                    assert!(!text.contains("{{") && !text.contains('\u{FDD2}'), "{}", letter.name);
                    assert!(letter.id.starts_with(['F', 'L']), "{}", letter.id);
                }
                if case.kind == Kind::Terms {
                    assert!(
                        made.iter().all(|letter| letter.id.starts_with('L')),
                        "no clause calls for a form under general terms"
                    );
                }
            }
        }
    }
    let known = letter_names().expect("forms");
    assert_eq!(known.len(), 15);
    let rest: Vec<_> = known.iter().filter(|(id, ..)| !seen.contains(id)).map(|(id, ..)| id.as_str()).collect();
    assert_eq!(rest, ["S01", "S02"], "the others need the ledger of accounts");
    for (_, name, clauses) in &known {
        assert!(clauses.iter().all(|id| catalogue().clause(id).is_some()), "{name}");
    }
}

#[test]
fn the_letter_asks_for_each_gap_with_words_place_and_deadline() {
    let workspace = workspace("yuzawa");
    let case = case(&workspace, "R9-nozei");
    let sheet = support::sheet(&workspace, case, |index, _| if index % 5 == 0 { Answer::Unmet } else { Answer::Met });
    let sheets = [&sheet];
    let assessed = assessment(&workspace, case, &sheets);
    let annex = annex(&workspace, case, Some(&assessed));
    let input = LetterInput {
        workspace: &workspace,
        templates: templates(),
        case,
        vendor: "株式会社あおば印刷",
        answers: Some((&sheet, &assessed)),
        accounts: None,
        annex: &annex,
        on: ON,
    };
    let made = letters(&input).expect("letters");
    let letter = made.iter().find(|letter| letter.name == "是正依頼書").expect("是正依頼書");
    let text = letter.paper.text();
    for condition in &annex.check.conditions {
        assert!(text.contains(condition.requirement.as_str()), "{}", condition.title);
        assert!(text.contains(&condition.deadline_era), "{}", condition.deadline_era);
    }
    assert!(text.contains("株式会社あおば印刷") && text.contains("いいえ（「回答」シート D"));
    assert!(!text.contains("得点"), "the score is the office's own");
    let report = made.iter().find(|letter| letter.name == "審査結果報告").expect("審査結果報告").paper.text();
    assert!(report.contains(assessed.conclusion.label()) && report.contains(&assessed.score.expect("score").label()));
}

#[test]
fn an_accounts_ledger_becomes_procedure_and_list() {
    let workspace = workspace("yuzawa");
    let case = case(&workspace, "R8-sns");
    let path = support::example("yuzawa").join("returned/SNSアカウント管理台帳.xlsx");
    let book = itaku::workbook::read(&std::fs::read(path).expect("ledger")).expect("workbook");
    let ledger =
        itaku::questionnaire::read("台帳.xlsx", &book, library(), catalogue(), jiff::civil::date(2026, 11, 21))
            .expect("sheet");
    let annex = annex(&workspace, case, None);
    let input = LetterInput {
        workspace: &workspace,
        templates: templates(),
        case,
        vendor: "",
        answers: None,
        accounts: Some(&ledger),
        annex: &annex,
        on: ON,
    };
    let made = letters(&input).expect("letters");
    let list = made.iter().find(|letter| letter.id == "S02").expect("S02").paper.text();
    assert!(list.contains("LINE 湯沢町") && list.contains("広報担当係長") && list.contains("未定"));
    let procedure = made.iter().find(|letter| letter.id == "S01").expect("S01").paper.text();
    assert!(procedure.contains("台帳で未記入又は不足となっている事項") && procedure.contains("発信・監視の管理者"));
}

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

/// A Word file with these paragraphs (XML) and, if given, further parts.
fn template(body: &str, further: &[(&str, &str)]) -> Vec<u8> {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let types = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let relations = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>"#
    );
    let own = [("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", document.as_str())];
    for (name, text) in own.iter().chain(further) {
        package.start_file(*name, SimpleFileOptions::default()).unwrap();
        package.write_all(text.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}

fn p(runs: &[&str]) -> String {
    let runs: String = runs.iter().map(|text| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>")).collect();
    format!("<w:p>{runs}</w:p>")
}

fn fill(bytes: &[u8], annex: &Annex) -> Result<Vec<u8>, String> {
    let workspace = workspace("yuzawa");
    let case = case(&workspace, "R9-nozei");
    fill_template(&OwnTemplate { file: "様式.docx", bytes, workspace: &workspace, case, annex })
        .map_err(|error| told(&error))
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("zip");
    let mut text = String::new();
    package.by_name(name).expect("part").read_to_string(&mut text).expect("UTF-8");
    text
}

#[test]
fn an_office_template_is_filled_though_word_has_split_its_tags() {
    let annex = made(&workspace("yuzawa"), "R9-nozei");
    let row = |text: &str| format!("<w:tr><w:tc><w:tcPr/>{}</w:tc><w:tc><w:tcPr/><w:p/></w:tc></w:tr>", p(&[text]));
    let body = [
        p(&["契約　{", "{contra", "ct.na", "me}", "}　受託者　{{vendor.name}}　&amp;　以上"]),
        p(&["{{clau", "ses}}"]),
        format!("<w:tbl>{}{}{}</w:tbl>", row("{{#each articles}}"), row("{{called}}　{{title}}"), row("{{/each}}")),
        p(&["{{#each articles}}{{called}}、", "{{/each}}"]),
        p(&["{{#if conditions}}"]),
        p(&["条件あり {{parties.client}}"]),
        p(&["{{else}}"]),
        p(&["条件なし"]),
        p(&["{{/if}}"]),
    ]
    .concat();
    let styles = format!(
        r#"<w:styles {W}><w:style w:type="paragraph" w:styleId="J9"><w:name w:val="条見出し"/></w:style></w:styles>"#
    );
    let bytes = template(&body, &[("word/styles.xml", &styles)]);
    let filled = fill(&bytes, &annex).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(filled, fill(&bytes, &annex).unwrap(), "same bytes");
    let xml = part(&filled, "word/document.xml");
    assert!(!xml.contains("{{") && !xml.contains("}}"));
    assert!(
        xml.contains("納税通知書印刷・封入封緘業務委託")
            && xml.contains("株式会社|あおば")
            && xml.contains("&amp;　以上")
    );
    assert!(xml.contains("条件あり 甲") && !xml.contains("条件なし"));
    let articles = annex.articles.len();
    assert_eq!(xml.matches(r#"<w:pStyle w:val="J9"/>"#).count(), articles, "the office's own style wins");
    assert_eq!(xml.matches("<w:tr>").count(), articles, "rows that hold only a tag are gone");
    let numbering = part(&filled, "word/numbering.xml");
    assert!(numbering.contains("第%1条") && !numbering.contains("pStyle"));
    assert!(part(&filled, "[Content_Types].xml").contains("/word/numbering.xml"));
    for target in xml.split(" REF ").skip(1).filter_map(|rest| rest.split(' ').next()) {
        assert!(xml.contains(&format!(r#"w:name="{target}""#)), "{target}");
    }
    // Word's own numbers come out as ours.
    let text = document_text(&filled);
    let last = annex.articles.last().expect("articles");
    assert!(text.contains(&format!("{} （{}）", last.called(), last.title)), "{text}");
}

#[test]
fn our_list_is_added_beside_those_of_the_office() {
    let annex = made(&workspace("yuzawa"), "R9-nozei");
    let numbering = format!(
        r#"<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"/></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#
    );
    let filled = fill(&template(&p(&["{{clauses}}"]), &[("word/numbering.xml", &numbering)]), &annex).expect("filled");
    let numbering = part(&filled, "word/numbering.xml");
    let at = |text: &str| numbering.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at(r#"abstractNumId="8""#) < at(r#"<w:num w:numId="3">"#), "lists before numbers");
    assert!(at(r#"<w:num w:numId="3">"#) < at(r#"<w:num w:numId="4">"#));
}

#[test]
fn a_wrong_tag_is_told_with_its_place() {
    let annex = made(&workspace("yuzawa"), "R9-nozei");
    let clauses = p(&["{{clauses}}"]);
    let case = |body: String, expected: &[&str]| {
        let error = fill(&template(&body, &[]), &annex).err().unwrap_or_else(|| panic!("filled: {expected:?}"));
        for words in expected {
            assert!(error.contains(words), "{words}\n{error}");
        }
    };
    case(
        p(&["受託者　{{vender.name}}"]) + &clauses,
        &["「vender.name」という名前はありません", "vendor.name", "段落「受託者　{{vender.name}}」"],
    );
    case(p(&["{{#each conditions}}{{foo}}{{/each}}"]) + &clauses, &["「foo」"]);
    case(p(&["金額　{{vendor.name"]) + &clauses, &["}} が同じ段落にありません", "金額"]);
    case(p(&["{{#if conditions}}"]) + &clauses, &["閉じていません"]);
    case(clauses.clone() + &p(&["{{/each}}"]), &["始まりがありません"]);
    case(p(&["｛｛vendor.name｝｝"]) + &clauses, &["全角"]);
    case(p(&["{{articles}}"]) + &clauses, &["一つの値ではありません"]);
    case(p(&["次のとおり{{clauses}}"]), &["単独で"]);
    case(p(&["{{> secret}}"]) + &clauses, &["使えません"]);
    case(p(&["{{lookup articles 0}}"]) + &clauses, &["使えません"]);
    case(p(&["条項なし"]), &["条項を置く場所がありません"]);
    let table =
        |a: &str, b: &str| format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p(&[a]), p(&[b]));
    case(table("a{{#each articles}}", "{{/each}}b") + &clauses, &["途中"]);
}

#[test]
fn hostile_templates_are_survived() {
    let annex = made(&workspace("yuzawa"), "R9-nozei");
    let refused = |bytes: Vec<u8>| fill(&bytes, &annex).err().unwrap_or_else(|| panic!("filled"));
    refused(Vec::new());
    refused(b"PK\x03\x04 no archive".to_vec());
    refused(b"%PDF-1.7".to_vec());
    let clauses = p(&["{{clauses}}"]);
    assert!(refused(template(&clauses, &[("word/vbaProject.bin", "x")])).contains("マクロ"));
    assert!(refused(template("<w:p><w:r>", &[])).contains("壊れて"));
    assert!(refused(template("</w:p></w:body>", &[])).contains("壊れて"));
    // Loops within loops: a million of articles.
    let deep = "{{#each articles}}".repeat(40) + "x" + &"{{/each}}".repeat(40);
    assert!(refused(template(&(p(&[&deep]) + &clauses), &[])).contains("深すぎ"));
    let wide = "{{#each articles}}".repeat(6) + "x" + &"{{/each}}".repeat(6);
    assert!(refused(template(&(p(&[&wide]) + &clauses), &[])).contains("大きくなりすぎ"));
    assert!(refused(template(&(p(&[&"{{title}}".repeat(6000)]) + &clauses), &[])).contains("多すぎ"));
    // What unpacks to more than a limit.
    let bomb = "0".repeat(100 * 1024 * 1024);
    assert!(refused(template(&clauses, &[("word/media/image1.png", &bomb)])).contains("大きすぎ"));
    // Nested elements are no recursion of ours.
    let nested = "<w:x>".repeat(20_000) + &"</w:x>".repeat(20_000);
    fill(&template(&(nested + &clauses), &[]), &annex).expect("deep but harmless");
    let doctype = template(&clauses, &[("word/header1.xml", r#"<!DOCTYPE a [<!ENTITY b "c">]><w:hdr>&b;</w:hdr>"#)]);
    refused(doctype);
}

#[test]
fn an_annex_compared_with_itself_has_not_changed_whatever_its_form() {
    let workspace = workspace("yuzawa");
    let annex = made(&workspace, "R9-nozei");
    let forms: [(&str, Vec<u8>); 4] = [
        ("旧.docx", annex_docx(&annex).expect("docx")),
        ("旧.txt", annex_text(&annex).into_bytes()),
        ("旧.md", annex_markdown(&annex).into_bytes()),
        ("旧.json", serde_json::to_vec(&annex).expect("json")),
    ];
    for (name, bytes) in forms {
        let old = OldAnnex::read(name, &bytes).unwrap_or_else(|fault| panic!("{name} {fault}"));
        let changes = AnnexChanges::new(&old, &annex, catalogue());
        let told: Vec<String> = changes
            .articles
            .iter()
            .map(|article| format!("{} {} {:?}", article.new, article.old, article.lines))
            .collect();
        assert!(changes.articles.is_empty(), "{name}\n{}", told.join("\n"));
        assert_eq!(changes.same.len(), annex.articles.len());
    }
}

#[test]
fn what_changed_stands_side_by_side_with_the_reason() {
    let mut workspace = workspace("yuzawa");
    let old = annex_docx(&made(&workspace, "R9-nozei")).expect("docx");
    // Next year: strict numbers, 特定個人情報, and a vendor that answers well.
    let mut next = case(&workspace, "R9-nozei").clone();
    next.profile = Some("strict".to_owned());
    next.facts.insert(itaku::catalogue::Fact::MyNumber);
    workspace.cases = vec![next];
    let case = &workspace.cases[0];
    let sheet = support::sheet(&workspace, case, |_, _| Answer::Met);
    let sheets = [&sheet];
    let annex = annex(&workspace, case, Some(&assessment(&workspace, case, &sheets)));
    let old = OldAnnex::read("昨年.docx", &old).expect("old");
    let changes = AnnexChanges::new(&old, &annex, catalogue());
    let added = changes.articles.iter().find(|article| article.new.contains("特定個人情報の取扱い")).expect("added");
    assert!(
        added.old.is_empty() && added.why.iter().any(|why| why.contains("特定個人情報を取り扱う")),
        "{:?}",
        added.why
    );
    let gone = changes.articles.iter().find(|article| article.old.contains("是正条件")).expect("gone");
    assert!(gone.new.is_empty() && gone.why[0].contains("不足事項がなくなった"), "{:?}", gone.why);
    let all: Vec<&String> =
        changes.articles.iter().flat_map(|article| &article.lines).flat_map(|line| &line.why).collect();
    assert!(all.iter().any(|why| why.contains("適用方針が標準から厳格に変わり")), "{all:?}");
    assert!(all.iter().any(|why| why.contains("不足事項が今回はない")), "{all:?}");
    let xml = part(&paper_docx(&changes.paper()).expect("docx"), "word/document.xml");
    assert!(xml.contains(r#"<w:u w:val="single"/>"#));
    for line in changes
        .articles
        .iter()
        .flat_map(|article| &article.lines)
        .filter(|line| !line.new.is_empty() && !line.old.is_empty())
    {
        assert!(!line.why.is_empty(), "{line:?}");
    }
}

#[test]
fn what_is_no_annex_is_refused() {
    for (name, bytes) in
        [("a.txt", "これは契約書ではない。".as_bytes()), ("a.json", b"{\"schema\":\"other\"}"), ("a.txt", b"")]
    {
        assert!(OldAnnex::read(name, bytes).is_err(), "{name}");
    }
}
