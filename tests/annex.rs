//! The contract annex: which clauses stand in it, and whether the Word file says the same with live numbers.

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
use itaku::catalogue::{Case, Fact, Kind};
use itaku::document::{Annex, AnnexInput, ClauseTemplates, Run, WriteError, annex_docx, annex_markdown, annex_text};
use itaku::questionnaire::{Answer, AnswerSheet};
use itaku::workspace::Workspace;
use quick_xml::events::BytesStart;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::OnceLock;
use support::markup::{attribute, elements};
use support::{case, catalogue, library, lines, workspace};

const EXAMPLES: [&str; 5] = ["yuzawa", "sakura", "ryugasaki", "ogasawara", "tokunoshima"];
const SUPPLIER: &str = "株式会社あおば印刷";

fn templates() -> &'static ClauseTemplates<'static> {
    static TEMPLATES: OnceLock<ClauseTemplates<'static>> = OnceLock::new();
    TEMPLATES.get_or_init(|| ClauseTemplates::new(catalogue()))
}

fn assessment<'a>(workspace: &'a Workspace, case: &'a Case, sheets: &[&'a AnswerSheet]) -> Assessment<'a> {
    let profile = workspace.profile_for(case);
    let scope = catalogue().vendor_scope(profile, case);
    let on = jiff::civil::date(2026, 11, 21);
    let grounds =
        Grounds { catalogue: catalogue(), library: library(), profile, case: Some(case), exceptions: &[], on };
    assess(&scope, sheets, &grounds)
}

fn try_annex(
    workspace: &Workspace,
    case: &Case,
    supplier: &str,
    assessment: Option<&Assessment<'_>>,
) -> Result<Annex, WriteError> {
    let on = jiff::civil::date(2026, 11, 21);
    Annex::new(&AnnexInput { workspace, templates: templates(), case, supplier, assessment, on })
}

fn annex(workspace: &Workspace, case: &Case, assessment: Option<&Assessment<'_>>) -> Annex {
    try_annex(workspace, case, SUPPLIER, assessment).unwrap_or_else(|error| panic!("{}", told(&error)))
}

fn told(error: &WriteError) -> String {
    match error {
        WriteError::Template(faults) => lines(faults),
        WriteError::Library(text) => text.clone(),
    }
}

/// The annex for a vendor that answers every question in this way.
fn answered(name: &str, id: &str, answer: impl Fn(usize) -> Answer) -> Annex {
    let workspace = workspace(name);
    let case = case(&workspace, id);
    let sheet = support::sheet(&workspace, case, |index, _| answer(index));
    let sheets = [&sheet];
    let assessment = assessment(&workspace, case, &sheets);
    annex(&workspace, case, Some(&assessment))
}

fn mixed(index: usize) -> Answer {
    match index % 7 {
        2 => Answer::Partial,
        3 => Answer::Unmet,
        5 => Answer::Unclear,
        6 => Answer::NotApplicable,
        _ => Answer::Met,
    }
}

fn all_runs(annex: &Annex) -> Vec<&Run> {
    let paragraphs = annex.articles.iter().flat_map(|article| &article.paragraphs);
    let of_articles = paragraphs
        .flat_map(|paragraph| paragraph.runs.iter().chain(paragraph.items.iter().flat_map(|item| &item.runs)));
    annex.preamble.iter().chain(of_articles).collect()
}

fn clauses(annex: &Annex) -> Vec<&str> {
    annex.articles.iter().map(|article| article.clause.as_str()).collect()
}

/// The parts of a Word file by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("zip");
    let names: Vec<String> = package.file_names().map(|name| name.expect("name").into_owned()).collect();
    let part = |name: String| {
        let mut text = String::new();
        package.by_name(&name).expect("part").read_to_string(&mut text).expect("UTF-8");
        (name, text)
    };
    names.into_iter().map(part).collect()
}

fn named<'a>(elements: &'a [BytesStart<'static>], name: &'a str) -> impl Iterator<Item = &'a BytesStart<'static>> {
    elements.iter().filter(move |element| element.name().as_ref() == name)
}

/// The words between `<w:t …>` and `</w:t>`, joined.
fn words(xml: &str) -> String {
    let texts = xml.split("<w:t").skip(1).filter(|rest| rest.starts_with('>') || rest.starts_with(' '));
    texts.filter_map(|rest| rest.split_once('>')?.1.split("</w:t>").next()).collect()
}

#[test]
fn every_template_of_the_catalogue_is_without_fault() {
    assert_eq!(lines(&templates().faults()), "");
}

#[test]
fn every_case_of_the_examples_has_an_annex_whatever_the_answers() {
    for name in EXAMPLES {
        let workspace = workspace(name);
        for case in &workspace.cases {
            annex(&workspace, case, None);
            for answer in [Answer::Met, Answer::Partial, Answer::Unmet, Answer::Unclear] {
                let sheet = support::sheet(&workspace, case, |_, _| answer);
                let sheets = [&sheet];
                let assessment = assessment(&workspace, case, &sheets);
                let annex = annex(&workspace, case, Some(&assessment));
                annex_docx(&annex).expect("docx");
            }
        }
    }
}

#[test]
fn references_lead_somewhere_under_every_kind_and_fact() {
    let workspace = workspace("yuzawa");
    let template = case(&workspace, "R9-nozei");
    let facts = Fact::WORDS.map(|(_, fact)| fact);
    for (_, kind) in Kind::WORDS {
        let mut sets: Vec<BTreeSet<Fact>> = vec![BTreeSet::new(), facts.into()];
        sets.extend(facts.iter().map(|fact| BTreeSet::from([*fact])));
        sets.extend(facts.iter().map(|fact| facts.iter().copied().filter(|other| other != fact).collect()));
        for facts in sets {
            let case = Case { kind, facts, ..template.clone() };
            let sheet_case = case.clone();
            let sheet = support::sheet(&workspace, &sheet_case, |_, _| Answer::Unmet);
            let sheets = [&sheet];
            let assessment = assessment(&workspace, &case, &sheets);
            if let Err(error) = try_annex(&workspace, &case, SUPPLIER, Some(&assessment)) {
                panic!("{kind:?} {:?}\n{}", case.facts, told(&error));
            }
        }
    }
}

#[test]
fn clauses_follow_from_the_facts_of_the_case() {
    let workspace = workspace("yuzawa");
    let printing = annex(&workspace, case(&workspace, "R9-nozei"), None);
    let maintenance = annex(&workspace, case(&workspace, "R8-hoshu"), None);
    assert!(!clauses(&printing).contains(&"T43-1"), "no clause on 特定個人情報 where none is handled");
    assert!(clauses(&maintenance).contains(&"T43-1"));
    assert!(clauses(&printing).contains(&"T37-1"), "the printer keeps the data");
    assert!(!clauses(&maintenance).contains(&"T37-1"));
    assert!(printing.articles.iter().all(|article| !article.reason.is_empty()));
}

#[test]
fn without_gaps_there_is_neither_a_hardening_nor_a_clause_on_conditions() {
    let satisfied = answered("yuzawa", "R9-nozei", |_| Answer::Met);
    let none = {
        let workspace = workspace("yuzawa");
        annex(&workspace, case(&workspace, "R9-nozei"), None)
    };
    assert!(!clauses(&satisfied).contains(&"T29-2"));
    assert!(satisfied.check.conditions.is_empty());
    let paragraphs = |annex: &Annex| annex.articles.iter().map(|article| article.paragraphs.len()).sum::<usize>();
    assert_eq!(paragraphs(&satisfied), paragraphs(&none));
    assert!(paragraphs(&answered("yuzawa", "R9-nozei", |_| Answer::Unmet)) > paragraphs(&none));
}

#[test]
fn conditions_stand_in_order_of_the_requirements_each_with_its_deadline() {
    let annex = answered("yuzawa", "R9-nozei", mixed);
    let article = annex.articles.iter().find(|article| article.clause.as_str() == "T29-2").expect("T29-2");
    let items = &article.paragraphs[0].items;
    assert_eq!(items.len(), annex.check.conditions.len());
    let order: Vec<usize> = annex
        .check
        .conditions
        .iter()
        .map(|condition| {
            let known = &catalogue().requirements;
            known.iter().position(|requirement| requirement.id == condition.requirement).expect("known")
        })
        .collect();
    assert!(order.is_sorted());
    for (item, condition) in items.iter().zip(&annex.check.conditions) {
        assert_eq!(item.requirement.as_ref(), Some(&condition.requirement));
        assert_eq!(item.runs, [Run::Text(condition.text.clone())]);
        assert!(condition.text.contains("　期限　令和"), "{}", condition.text);
        assert!(!condition.text.contains("当町"), "parties, not the organisation's own word: {}", condition.text);
        let asks = condition.text.contains("の状況を書面で明らかにし、満たしていないときは、");
        assert_eq!(asks, condition.verdict == "判定不能", "{}", condition.text);
    }
    assert!(!annex.check.beyond_clauses.is_empty());
    assert!(annex.check.beyond_clauses.iter().all(|note| note.verdict != "判定不能"));
    assert!(annex.check.to_find_out.iter().all(|note| note.verdict == "判定不能"));
}

#[test]
fn an_accepted_risk_is_no_condition() {
    let workspace = workspace("yuzawa");
    let case = case(&workspace, "R9-nozei");
    let sheet = support::sheet(&workspace, case, |_, _| Answer::Unmet);
    let sheets = [&sheet];
    let plain = annex(&workspace, case, Some(&assessment(&workspace, case, &sheets)));
    let requirement = plain.check.conditions[0].requirement.clone();
    let exceptions = [itaku::assessment::Exception {
        requirement: requirement.clone(),
        case: case.id.clone(),
        vendor: None,
        reason: "代わりの手段がある".to_owned(),
        approver: "副町長".to_owned(),
        approved: jiff::civil::date(2026, 10, 1),
        until: jiff::civil::date(2027, 9, 30),
        line: 1,
    }];
    let profile = workspace.profile_for(case);
    let on = jiff::civil::date(2026, 11, 21);
    let grounds =
        Grounds { catalogue: catalogue(), library: library(), profile, case: Some(case), exceptions: &exceptions, on };
    let scope = catalogue().vendor_scope(profile, case);
    let annex = annex(&workspace, case, Some(&assess(&scope, &sheets, &grounds)));
    assert!(annex.check.conditions.iter().all(|condition| condition.requirement != requirement));
    assert_eq!(annex.check.accepted.len(), 1);
    assert_eq!(annex.check.accepted[0].note, "代わりの手段がある（副町長が承認、令和9年9月30日まで）");
}

#[test]
fn a_service_under_general_terms_has_no_annex_and_the_check_page_says_so() {
    let workspace = workspace("sakura");
    let annex = annex(&workspace, case(&workspace, "R8-chat"), None);
    assert!(annex.articles.is_empty());
    assert!(!annex.check.can_be_agreed);
    assert!(annex.check.notices[0].contains("特記事項を合意することはできません"));
    elements(&parts(&annex_docx(&annex).expect("docx"))["word/document.xml"]);
}

#[test]
fn blanks_are_listed_with_their_places() {
    let workspace = workspace("yuzawa");
    let case = case(&workspace, "R9-nozei");
    let annex = try_annex(&workspace, case, "", None).expect("annex");
    let in_text: Vec<&String> = all_runs(&annex)
        .into_iter()
        .filter_map(|run| match run {
            Run::Blank(label) => Some(label),
            _ => None,
        })
        .collect();
    let listed: Vec<&String> = annex.check.blanks.iter().map(|blank| &blank.label).collect();
    assert_eq!(in_text, listed);
    assert_eq!(annex.check.blanks[0].place, "前文", "a vendor that is not chosen yet is a blank");
    assert_eq!(annex.check.blanks[1].place, "第１３条第１項");
    let document = &parts(&annex_docx(&annex).expect("docx"))["word/document.xml"];
    assert_eq!(document.matches("<w:highlight w:val=\"yellow\"/>").count(), listed.len());
    for label in listed {
        assert!(document.contains(&format!("［{label}］")));
    }
}

#[test]
fn the_trace_leads_from_articles_to_policy_guideline_and_law() {
    let annex = answered("yuzawa", "R9-nozei", mixed);
    assert_eq!(annex.trace.len(), annex.articles.len());
    let secrecy = annex.trace.iter().find(|row| row.clause.as_str() == "T08-1").expect("T08-1");
    assert_eq!(secrecy.article, annex.called(&secrecy.clause).expect("article"));
    assert!(secrecy.requirements.iter().any(|(id, _)| id.as_str() == "OUT-13"));
    assert_eq!(secrecy.locators, ["6(8) 第1段落"]);
    assert!(secrecy.items.contains(&"8.1(2)①エ07".to_owned()));
    assert!(secrecy.sources.contains(&"個人情報保護法第６７条".to_owned()));
    assert!(annex.trace.iter().flat_map(|row| &row.sources).all(|law| !law.starts_with("番号法")));
    // The examples name only the place: the sentence comes from the document that lies in a user's workspace.
    assert!(annex.policy_sentences.is_empty());
}

#[test]
fn the_word_file_numbers_articles_live_and_its_references_lead_to_bookmarks() {
    for (name, id) in
        [("yuzawa", "R9-nozei"), ("yuzawa", "R9-yoyaku"), ("yuzawa", "R8-hoshu"), ("tokunoshima", "R8-app")]
    {
        let annex = answered(name, id, mixed);
        let parts = parts(&annex_docx(&annex).expect("docx"));
        for (part, xml) in parts.iter().filter(|(part, _)| part.ends_with(".xml") || part.ends_with(".rels")) {
            assert!(!elements(xml).is_empty(), "{part}");
        }
        let document = &parts["word/document.xml"];
        let found = elements(document);
        let styles: Vec<String> = named(&found, "w:pStyle").filter_map(|style| attribute(style, "w:val")).collect();
        let count = |style: &str| styles.iter().filter(|name| *name == style).count();
        assert_eq!(count("Article"), annex.articles.len());
        assert_eq!(count("FirstParagraph"), annex.articles.len());
        let paragraphs: usize = annex.articles.iter().map(|article| article.paragraphs.len()).sum();
        assert_eq!(count("FirstParagraph") + count("Paragraph"), paragraphs);
        assert!(!document.contains("第１条（"), "numbers of headings are Word's, not ours");

        let bookmarks: Vec<String> =
            named(&found, "w:bookmarkStart").filter_map(|mark| attribute(mark, "w:name")).collect();
        let ids: BTreeSet<String> =
            named(&found, "w:bookmarkStart").filter_map(|mark| attribute(mark, "w:id")).collect();
        assert_eq!(ids.len(), bookmarks.len());
        let named_paragraphs: BTreeSet<(&str, usize)> = all_runs(&annex)
            .into_iter()
            .filter_map(|run| match run {
                Run::Paragraph { clause, number } => Some((clause.as_str(), *number)),
                _ => None,
            })
            .collect();
        assert!(!named_paragraphs.is_empty());
        assert_eq!(
            bookmarks.iter().collect::<BTreeSet<_>>().len(),
            annex.articles.len() + named_paragraphs.len(),
            "an article each, and each paragraph that is named"
        );
        let references: Vec<&str> = document.split(" REF ").skip(1).filter_map(|rest| rest.split(' ').next()).collect();
        let in_text = all_runs(&annex).into_iter().filter(|run| matches!(run, Run::Reference(_))).count();
        assert!(references.len() > in_text && in_text > 40);
        for target in references {
            assert!(bookmarks.iter().any(|bookmark| bookmark == target), "{target}");
        }
        for kind in ["begin", "separate", "end"] {
            let fields = document.matches(&format!("w:fldCharType=\"{kind}\"")).count();
            assert_eq!(fields, document.matches("<w:instrText").count());
        }
    }
}

#[test]
fn the_cached_text_of_a_reference_is_the_number_of_its_article() {
    let annex = answered("yuzawa", "R9-nozei", mixed);
    let document = &parts(&annex_docx(&annex).expect("docx"))["word/document.xml"];
    for article in &annex.articles {
        let bookmark = format!("_Ref{}", article.clause.as_str().replace('-', "_"));
        for rest in document.split(&format!(" REF {bookmark} ")).skip(1) {
            let cached = rest.split("<w:t>").nth(1).and_then(|rest| rest.split("</w:t>").next());
            assert_eq!(cached, Some(article.called().as_str()));
        }
    }
}

#[test]
fn every_style_that_numbers_has_its_level_and_every_style_that_is_used_exists() {
    let annex = answered("yuzawa", "R9-nozei", mixed);
    let parts = parts(&annex_docx(&annex).expect("docx"));
    let numbering = elements(&parts["word/numbering.xml"]);
    let linked: Vec<String> = named(&numbering, "w:pStyle").filter_map(|style| attribute(style, "w:val")).collect();
    assert_eq!(linked, ["Article", "FirstItem", "Paragraph", "Item"], "in order of the levels");
    let formats: Vec<String> = named(&numbering, "w:lvlText").filter_map(|text| attribute(text, "w:val")).collect();
    assert_eq!(formats, ["第%1条", "(%2)　", "%3", "(%4)　"]);
    let starts: Vec<String> = named(&numbering, "w:start").filter_map(|start| attribute(start, "w:val")).collect();
    assert_eq!(starts, ["1", "1", "2", "1"], "the first paragraph of an article bears no number");
    let styles = elements(&parts["word/styles.xml"]);
    let known: BTreeSet<String> = named(&styles, "w:style").filter_map(|style| attribute(style, "w:styleId")).collect();
    let levels: Vec<String> = named(&styles, "w:ilvl").filter_map(|level| attribute(level, "w:val")).collect();
    assert_eq!(levels, ["0", "1", "2", "3"]);
    assert!(named(&styles, "w:numId").all(|id| attribute(id, "w:val").as_deref() == Some("1")));
    let document = elements(&parts["word/document.xml"]);
    for element in named(&document, "w:pStyle").chain(named(&document, "w:tblStyle")) {
        assert!(known.contains(&attribute(element, "w:val").expect("style")));
    }
    let related = elements(&parts["word/_rels/document.xml.rels"]);
    let related: BTreeSet<String> = named(&related, "Relationship").filter_map(|it| attribute(it, "Id")).collect();
    for element in named(&document, "w:headerReference").chain(named(&document, "w:footerReference")) {
        assert!(related.contains(&attribute(element, "r:id").expect("relationship")));
    }
}

#[test]
fn the_parties_bear_the_organisations_words() {
    for (name, id, client, supplier, other) in [
        ("yuzawa", "R9-nozei", "甲", "乙", "発注者は"),
        ("sakura", "R8-call", "発注者", "受注者", "乙は"),
        ("ogasawara", "R8-koho", "委託者", "受託者", "乙は"),
    ] {
        let annex = answered(name, id, mixed);
        let text = words(&parts(&annex_docx(&annex).expect("docx"))["word/document.xml"]);
        assert!(text.contains(&format!("（以下「{supplier}」という。）")), "{name}");
        assert!(text.contains(&format!("{supplier}は、この契約による業務")), "{name}");
        assert!(text.contains(&format!("{client}は、")), "{name}");
        assert!(!text.contains(other), "{name}");
    }
}

#[test]
fn the_check_page_comes_last_after_a_break_and_says_that_legal_review_is_the_organisations() {
    let annex = answered("yuzawa", "R9-nozei", mixed);
    let document = &parts(&annex_docx(&annex).expect("docx"))["word/document.xml"];
    let (contract, office) = document.split_once("</w:sectPr>").expect("two sections");
    assert!(!contract.contains("（内部用）"));
    assert!(contract.contains("（第4.0版）6(8)に基づき"));
    assert!(contract.contains("別表"));
    assert!(office.contains("（内部用）確認票　契約書には添付しない"));
    assert!(office.contains("法務の確認は、湯沢町が自ら行ってください"));
    assert!(document.contains("法務上の確認は、湯沢町の責任において行う"), "the last line of the annex itself");
    assert!(office.contains("条項では補えない事項"));
    assert_eq!(document.matches("<w:tblHeader/>").count(), document.matches("<w:tbl>").count());
}

#[test]
fn names_are_escaped_once_and_kept_as_they_were_written() {
    let workspace = workspace("yuzawa");
    let mut case = case(&workspace, "R9-nozei").clone();
    case.contract = "R9「A&B<保守>」\"12\"業務\u{1}\u{E000}".to_owned();
    let annex = try_annex(&workspace, &case, "A&B <株>\u{FDD0}", None).expect("annex");
    let parts = parts(&annex_docx(&annex).expect("docx"));
    let document = &parts["word/document.xml"];
    elements(document);
    assert!(document.contains("R9「A&amp;B&lt;保守&gt;」&quot;12&quot;業務\u{E000}"));
    assert!(document.contains(">A&amp;B &lt;株&gt;<"));
    assert!(!document.contains("&amp;amp;"));
    elements(&parts["word/header-annex.xml"]);
    assert!(parts["docProps/core.xml"].contains("2026-11-21T00:00:00Z"));
}

#[test]
fn the_same_annex_is_the_same_bytes() {
    let first = annex_docx(&answered("yuzawa", "R8-hoshu", mixed)).expect("docx");
    let second = annex_docx(&answered("yuzawa", "R8-hoshu", mixed)).expect("docx");
    assert!(first == second);
}

#[test]
fn the_text_has_its_numbers_written_out() {
    let annex = answered("yuzawa", "R9-nozei", mixed);
    let text = annex_text(&annex);
    assert!(text.starts_with("情報セキュリティに関する特記事項\n湯沢町（代表者　湯沢町長。"));
    assert!(
        text.contains("\n第１条（基本的事項）\n　この特記事項は、件名を「納税通知書印刷・封入封緘業務委託」とする契約")
    );
    assert!(text.contains("\n２　乙は、"));
    assert!(text.contains("第３０条の規定"));
    assert!(text.contains("［作業場所（施設の名称及び所在地）］"));
    let markdown = annex_markdown(&annex);
    assert!(markdown.starts_with("# 情報セキュリティに関する特記事項\n\n"));
    assert!(markdown.contains("\n## 第１条（基本的事項）\n\n"));
    assert!(markdown.contains("**［作業場所（施設の名称及び所在地）］**"));
    assert!(!markdown.contains("\n\n\n"));
}

#[test]
fn the_articles_of_a_printing_contract_read_as_written() {
    let annex = answered("yuzawa", "R9-nozei", mixed);
    let text = annex_text(&annex);
    let articles = text.split("\n別表").next().expect("articles");
    insta::assert_snapshot!("annex_of_yuzawa_nozei", articles);
}

#[test]
fn the_view_model_is_the_json() {
    let annex = answered("yuzawa", "R9-nozei", mixed);
    let json = serde_json::to_value(&annex).expect("json");
    assert_eq!(json["schema"], "annex/1");
    assert_eq!(json["articles"][0]["clause"], "T01-1");
    assert!(json["articles"][0]["paragraphs"][0]["runs"][0]["text"].is_string());
}

#[test]
fn a_paragraph_that_is_named_is_the_one_that_stands_there() {
    for (name, id) in [("yuzawa", "R9-nozei"), ("yuzawa", "R9-yoyaku"), ("yuzawa", "R8-hoshu")] {
        let annex = answered(name, id, |_| Answer::Unmet);
        for run in all_runs(&annex) {
            let Run::Paragraph { clause, number } = run else { continue };
            let article = annex.articles.iter().find(|article| article.clause == *clause).expect("article");
            assert!(*number > 1 && *number <= article.paragraphs.len(), "{clause} {number}");
        }
        // A law's paragraphs are none of ours.
        let document = &parts(&annex_docx(&annex).expect("docx"))["word/document.xml"];
        assert!(words(document).contains("第６６条第２項"));
    }
}

#[test]
fn contracts_are_written_with_the_organisations_comma_and_parties() {
    let mut workspace = workspace("yuzawa");
    workspace.wording.comma = '，';
    workspace.wording.parties = itaku::policy::Parties::Orderer;
    let annex = annex(&workspace, case(&workspace, "R9-nozei"), None);
    let text = annex_text(&annex);
    let contract = text.split('\u{0C}').next().expect("annex").split("別表　").next().expect("articles");
    assert!(contract.contains("受注者は，") && !contract.contains('、'), "{contract}");
    assert!(!contract.contains("乙は") && !contract.contains("甲は"));
}

/// Sentences that would contradict each other, with the words that reconcile them where both stand.
#[test]
fn contradicting_clauses_cannot_meet() {
    let workspace = workspace("yuzawa");
    let template = case(&workspace, "R9-nozei");
    let pairs: [(&str, &str, &str); 5] = [
        ("全ての消去及び廃棄を", "立会いに代えることができる", "立会いを認めることができない設備におけるものを除き"),
        ("引渡しの時に乙から甲に移転し", "知的財産に関する権利は、乙又は正当な権利を有する第三者に留保される", "－"),
        ("特定個人情報の再委託先", "再委託をすることができる。", "許諾"),
        ("職員の立会いの下に行わなければならない", "立会いのない状態で", "前各項の規定にかかわらず"),
        ("この特記事項の定めを優先", "約款の定めを優先", "－"),
    ];
    let facts = Fact::WORDS.map(|(_, fact)| fact);
    for profile in ["light", "standard", "strict"] {
        for (_, kind) in Kind::WORDS {
            let mut sets: Vec<BTreeSet<Fact>> = vec![BTreeSet::new(), facts.into()];
            sets.extend(facts.iter().map(|fact| BTreeSet::from([*fact])));
            for facts in sets {
                let case = Case { kind, facts, profile: Some(profile.to_owned()), ..template.clone() };
                let sheet = support::sheet(&workspace, &case, |_, _| Answer::Unmet);
                let sheets = [&sheet];
                let assessment = assessment(&workspace, &case, &sheets);
                let annex = annex(&workspace, &case, Some(&assessment));
                let text = annex_text(&annex);
                for (one, other, reconciled) in pairs {
                    let both = text.contains(one) && text.contains(other);
                    assert!(!both || text.contains(reconciled), "{profile} {kind:?} {:?}: {one} / {other}", case.facts);
                }
                let mut titles: Vec<&str> = annex.articles.iter().map(|article| article.title.as_str()).collect();
                titles.sort_unstable();
                titles.dedup();
                assert_eq!(titles.len(), annex.articles.len(), "two articles of one heading");
                if !case.has(Fact::MyNumber) {
                    assert!(!clauses(&annex).iter().any(|id| id.starts_with("T43")), "{kind:?}");
                }
                let hours = workspace.profile_for(&case).contract.incident_hours;
                if let Some(article) = annex.articles.iter().find(|article| article.clause.as_str() == "T30-1") {
                    let told = format!("{article:?}");
                    let wide: String =
                        hours.to_string().chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
                    assert!(told.contains(&format!("{wide}時間以内")), "{profile} {kind:?}");
                }
            }
        }
    }
}

#[test]
fn every_topic_has_clauses_and_every_clause_a_topic_and_a_requirement() {
    let coverage = itaku::document::Coverage::new(catalogue(), library());
    let topics: BTreeSet<&str> = coverage.topics.iter().map(|row| row.topic.as_str()).collect();
    assert_eq!(topics.len(), 48);
    for row in &coverage.topics {
        assert!(!row.clause.is_empty(), "{} has no clause", row.topic);
        assert!(!row.requirements.is_empty() || row.frame, "{} answers no requirement", row.clause);
    }
    for requirement in &catalogue().requirements {
        if requirement.cure_days.is_some() {
            assert!(!requirement.clauses.is_empty(), "{} can be cured by no clause", requirement.id);
        }
        for id in &requirement.clauses {
            let clause = catalogue().clause(id).expect("clause");
            assert!(clause.applies.compatible(&requirement.applies), "{} never meets {}", requirement.id, clause.id);
        }
    }
}
