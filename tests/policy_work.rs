//! What is done with a policy: its standards against the guideline's items, two editions side by side, what law and
//! guideline expect.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod support;

use itaku::catalogue::Said;
use itaku::document::{Effect, Holdings, PastAssessment, PolicyChangeView, PolicyCheckView, StandardsView};
use itaku::policy::{self, Change, DocumentText, PolicyReading};
use std::path::{Path, PathBuf};
use std::process::Output;

const ON: jiff::civil::Date = jiff::civil::date(2026, 11, 21);

fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/policies").join(name)
}

fn text_of(name: &str) -> String {
    std::fs::read_to_string(own(name)).unwrap()
}

fn read(name: &str, text: &str) -> PolicyReading {
    policy::read(name, &DocumentText::from_text(text)).unwrap_or_else(|fault| panic!("{fault}"))
}

fn itaku(arguments: &[&str]) -> Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_itaku")).args(arguments).output().unwrap()
}

fn standards(name: &str) -> StandardsView {
    StandardsView::new(&read(name, &text_of(name)), support::catalogue())
}

/// `8.1-(2)-①-ア` as a document numbered like the guideline has it: `8.1(2)①ア`.
fn plain(key: &str) -> String {
    key.replace('-', "")
}

#[test]
fn standards_numbered_like_the_guideline_are_found_item_by_item() {
    let view = standards("kijun-bango.txt");
    assert_eq!(view.located.len() + view.missing.len(), 116);
    // Items of lists without numbers, and parts that the office numbers in its own way.
    let own_way = |item: &str| {
        item.contains("エ-") || item.starts_with("8.2") || item.starts_with("SNS") || item.starts_with("8.4-(2)")
    };
    for line in view.located.iter().filter(|line| !own_way(&line.item) && line.item != "8.3-(3)-⑧-ア") {
        assert_eq!(line.locator, format!("第2章{}", plain(&line.item)), "{}", line.text);
    }
    let missing: Vec<&str> = view.missing.iter().map(|line| line.item.as_str()).collect();
    assert!(
        missing
            .iter()
            .all(|item| { item.starts_with("8.2-(4)") || item.starts_with("8.3-(6)") || item.starts_with("8.3-(7)") }),
        "{missing:?}"
    );
    assert_eq!(missing.len(), 27);
}

#[test]
fn articles_and_older_standards_are_matched_too() {
    for name in ["kijun-jobun.txt", "kijun-kyu.txt", "setsu-shi.txt"] {
        let view = standards(name);
        let lines =
            view.located.iter().map(|line| format!("{} {} {}行 {}", line.item, line.locator, line.line, line.text));
        let missing: Vec<&str> = view.missing.iter().map(|line| line.item.as_str()).collect();
        let unmatched = view.unmatched.iter().map(|line| format!("－ {} {}", line.locator, line.text));
        let shown: Vec<String> = lines.chain(unmatched).chain([format!("なし {}", missing.join(" "))]).collect();
        insta::assert_snapshot!(format!("standards_{name}"), shown.join("\n"));
    }
}

#[test]
fn a_policy_alone_holds_no_standards() {
    for name in ["ken.txt", "kumiai-han.md", "kokuji-machi.txt"] {
        let view = standards(name);
        assert!(!view.holds_standards && view.located.is_empty(), "{name}: {:?}", view.located);
        assert!(view.settings().is_empty());
    }
}

/// The map goes into the settings, and every output cites the organisation's own article beside the guideline's.
#[test]
fn a_workspace_cites_the_organisations_own_articles() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("w");
    let made = itaku(&["init", workspace.to_str().unwrap(), "--policy", own("kijun-bango.txt").to_str().unwrap()]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let settings = workspace.join("itaku.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    assert!(text.contains("'8.1-(2)-①-オ' = '第2章8.1(2)①オ'"), "{text}");
    let case = "\n[[case]]\nid = 'R9-rei'\ntitle = '例'\nkind = 'outsourcing'\ninformation_class = '3B'\nfacts = []\ndepartment = '総務課'\nstart = 2027-04-01\n";
    std::fs::write(&settings, text + case).unwrap();
    let out = folder.path().join("annex.md");
    let annex = itaku(&[
        "annex",
        "--case",
        "R9-rei",
        "--workspace",
        workspace.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--today",
        "2026-11-21",
    ]);
    assert!(annex.status.success(), "{}", String::from_utf8_lossy(&annex.stderr));
    let written = std::fs::read_to_string(&out).unwrap();
    assert!(written.contains("第2章8.1(2)①オ（8.1(2)①オ）"), "{written}");
    // Standards in a document of their own.
    let apart = folder.path().join("apart");
    let made = itaku(&[
        "init",
        apart.to_str().unwrap(),
        "--policy",
        own("kokuji-machi.txt").to_str().unwrap(),
        "--standards",
        own("kijun-jobun.txt").to_str().unwrap(),
    ]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let text = std::fs::read_to_string(apart.join("itaku.toml")).unwrap();
    assert!(text.contains("'8.1-(2)-①-エ-07' = '第41条(4)キ'"), "{text}");
}

fn changed(edit: impl Fn(&str) -> String) -> PolicyChangeView {
    let old = text_of("kokuji-machi.txt");
    let new = edit(&old);
    assert_ne!(old, new);
    PolicyChangeView::new(&read("旧.txt", &old), &read("新.txt", &new), support::catalogue(), Holdings::default())
}

fn became(view: &PolicyChangeView) -> Vec<Change> {
    view.obligations.iter().map(|duty| duty.change).collect()
}

#[test]
fn the_same_edition_in_other_lines_and_widths_is_no_change() {
    let old = text_of("kokuji-machi.txt");
    let new = old.replace('　', " ").replace("（", "(").replace("）", ")").replace("第５条", "第5条");
    let (old, new) = (read("旧.txt", &old), read("新.txt", &new));
    let view = PolicyChangeView::new(&old, &new, support::catalogue(), Holdings::default());
    assert!(view.is_empty(), "{view:?}");
    assert!(view.requirements.is_empty() && view.clauses.is_empty());
}

#[test]
fn a_removed_duty_touches_what_serves_it_and_nothing_else() {
    let view = changed(|old| {
        let kept: Vec<&str> = old.lines().filter(|line| !line.starts_with("（８）")).collect();
        kept.join("\n")
    });
    assert_eq!(became(&view)[..6], [Change::Same; 6]);
    assert_eq!(became(&view)[6..], [Change::Removed; 3]);
    assert!(!view.requirements.is_empty());
    let social = ["P8-7", "P8-8", "P8-9"];
    assert!(view.requirements.iter().all(|touched| social.contains(&touched.obligation.id())));
    assert!(view.requirements.iter().all(|touched| touched.effect == Effect::Content));
    let ids: Vec<&str> = view.requirements.iter().map(|touched| touched.id.as_str()).collect();
    assert!(view.clauses.iter().all(|clause| clause.requirements.iter().all(|id| ids.contains(&id.as_str()))));
}

#[test]
fn another_number_touches_only_citations() {
    let view = changed(|old| {
        old.replace("第５条", "第６条")
            .replace("第４条　この", "第５条　この")
            .replace("第６条　町は、対策を", "第７条　町は、対策を")
    });
    assert_eq!(became(&view), [Change::Moved; 9]);
    assert!(view.requirements.iter().all(|touched| touched.effect == Effect::Place));
}

#[test]
fn weaker_words_and_other_terms_are_told() {
    let view = changed(|old| {
        old.replace("契約に基づく措置を行うこと。", "契約に基づく措置を行うよう努める。")
            .replace("クラウドサービス", "外部クラウド")
    });
    assert!(view.obligations.iter().take(4).all(|duty| duty.change == Change::Reworded && duty.weaker));
    let cloud = view.facts.iter().find(|fact| fact.key == "terms.cloud").expect("the term changed");
    assert_eq!(cloud.old.as_deref(), Some("クラウドサービス"));
    assert!(view.requirements.iter().any(|touched| touched.effect == Effect::Content));
}

#[test]
fn sentences_elsewhere_that_matter_are_shown_in_pairs() {
    let view = changed(|old| {
        old.replace(
            "情報セキュリティ対策基準は、公開しないものとする。",
            "情報セキュリティ対策基準は、公開するものとする。",
        )
        .replace("委託先の管理の不備、災害", "委託先の管理の不備、サプライチェーン、災害")
    });
    assert!(became(&view).iter().all(|change| *change == Change::Same));
    assert!(view.facts.iter().any(|fact| fact.key == "standards"));
    let pairs = view.passages.iter().filter(|passage| passage.change == Change::Reworded).count();
    assert_eq!(pairs, 2, "{:?}", view.passages);
}

#[test]
fn moved_articles_of_the_standards_are_shown() {
    let old = text_of("kijun-jobun.txt");
    let new = old.replace("キ　業務で知り得た秘密を守ること\n", "").replace("第44条", "第44条の2");
    let (old, new) = (read("旧.txt", &old), read("新.txt", &new));
    let view = PolicyChangeView::new(&old, &new, support::catalogue(), Holdings::default());
    let change = |item: &str| view.items.iter().find(|change| change.item == item).expect("changed");
    assert_eq!(
        (change("8.1-(2)-①-エ-07").old.as_deref(), change("8.1-(2)-①-エ-07").new.as_deref()),
        (Some("第41条(4)キ"), None)
    );
    assert_eq!(change("8.2-(1)-①").new.as_deref(), Some("第44条の2"));
}

/// The command, with the results that lie in an example workspace.
#[test]
fn a_comparison_names_the_running_assessments_and_cases() {
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("新.txt");
    std::fs::write(
        &new,
        text_of("kokuji-machi.txt").replace("必要に応じて契約に基づく措置を行う", "必ず契約に基づく措置を行う"),
    )
    .unwrap();
    let compare = |format: &str| {
        itaku(&[
            "policy",
            "--compare",
            own("kokuji-machi.txt").to_str().unwrap(),
            new.to_str().unwrap(),
            "--workspace",
            support::example("yuzawa").to_str().unwrap(),
            "--format",
            format,
        ])
    };
    let output = compare("json");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let view: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(view["schema"], "policy-change/1");
    assert_eq!(view["obligations"][3]["change"], "reworded");
    assert_eq!(view["obligations"][4]["change"], "same");
    let assessments = view["assessments"].as_array().unwrap();
    assert_eq!(assessments.len(), 7, "six vendors and the check of itself");
    assert!(assessments.iter().all(|result| !result["requirements"].as_array().unwrap().is_empty()));
    assert!(view["cases"].as_array().unwrap().iter().any(|case| case["id"] == "R9-nozei"));
    let table = String::from_utf8(compare("table").stdout).unwrap();
    assert!(table.contains("文の変更") && table.contains("旧い版に基づく判定 7件"), "{table}");
}

#[test]
fn documents_that_are_no_two_editions_are_told() {
    let compare = |old: &str, new: &str| {
        let (old, new) = (read(old, &text_of(old)), read(new, &text_of(new)));
        let view = PolicyChangeView::new(&old, &new, support::catalogue(), Holdings::default());
        view.diagnostics.iter().map(|told| told.code.id).collect::<Vec<_>>()
    };
    assert!(compare("ken.txt", "kokuji-machi.txt").contains(&"policy-other-organisation"));
    assert!(compare("kokuji-machi.txt", "ken.txt").contains(&"policy-editions-turned"));
    assert!(!compare("ken.txt", "ken.txt").contains(&"policy-editions-turned"));
}

#[test]
fn what_is_no_result_is_none() {
    for text in ["", "{}", "[]", "{\"schema\":\"reading/1\"}", "判定"] {
        assert!(PastAssessment::read("x", text).is_none(), "{text}");
    }
}

fn checked(name: &str) -> PolicyCheckView {
    PolicyCheckView::new(&read(name, &text_of(name)), support::catalogue(), None, ON)
}

fn said(view: &PolicyCheckView, id: &str) -> Said {
    view.expectations.iter().find(|expectation| expectation.id == id).unwrap_or_else(|| panic!("{id}")).said
}

#[test]
fn what_a_policy_lacks_comes_with_source_and_wording() {
    for path in std::fs::read_dir(own("")).unwrap() {
        let name = path.unwrap().file_name().to_string_lossy().into_owned();
        if name == "houkokusho.txt" || name.ends_with("pdf") || name.ends_with("html") {
            continue;
        }
        for expectation in &checked(&name).expectations {
            assert!(!expectation.sources.is_empty(), "{}", expectation.id);
            assert_eq!(expectation.proposal.is_some(), expectation.said != Said::Stated, "{name} {}", expectation.id);
            let wording = expectation.proposal.clone().unwrap_or_default();
            assert!(!wording.contains("{{"), "{wording}");
        }
    }
    let view = checked("kokuji-machi.txt");
    // The nine duties are there; publication, the law and the supply chain are not.
    for id in ["EX-01", "EX-21", "EX-22", "EX-23", "EX-24", "EX-25", "EX-26", "EX-27", "EX-28", "EX-29", "EX-43"] {
        assert_eq!(said(&view, id), Said::Stated, "{id}");
    }
    for id in ["EX-02", "EX-03", "EX-34"] {
        assert_eq!(said(&view, id), Said::Absent, "{id}");
    }
    // The older word leaves open whether cloud services are meant.
    assert_eq!(said(&checked("kunrei-shi.txt"), "EX-25"), Said::Doubtful);
    let old = checked("yowai-shi.txt");
    assert_eq!((said(&old, "EX-21"), said(&old, "EX-22")), (Said::Doubtful, Said::Doubtful));
    assert_eq!(
        (said(&old, "EX-24"), said(&old, "EX-26"), said(&old, "EX-44")),
        (Said::Absent, Said::Absent, Said::Absent)
    );
}

#[test]
fn deadlines_know_the_transitional_rule_of_each_case() {
    let workspace = support::workspace("yuzawa");
    let reading = read("x", &text_of("kokuji-machi.txt"));
    let view = PolicyCheckView::new(&reading, support::catalogue(), Some(&workspace), ON);
    let [policy, measures] = view.deadlines.as_slice() else { panic!("two deadlines") };
    assert!(policy.begun && policy.days < 0 && policy.cases.is_empty());
    assert_eq!((measures.begun, measures.days), (false, 222));
    let applies: Vec<(&str, bool)> = measures.cases.iter().map(|case| (case.id.as_str(), case.applies)).collect();
    assert_eq!(applies, [("R9-nozei", false), ("R9-yoyaku", true), ("R8-hoshu", false), ("R8-sns", false)]);
}

#[test]
fn the_check_is_printed_for_people_and_machines() {
    let file = own("yowai-shi.txt");
    let check = |format: &str| {
        itaku(&["policy", "--check", file.to_str().unwrap(), "--today", "2026-11-21", "--format", format])
    };
    let json: serde_json::Value = serde_json::from_slice(&check("json").stdout).unwrap();
    assert_eq!(json["schema"], "policy-check/1");
    assert_eq!(json["on"], "2026-11-21");
    let table = String::from_utf8(check("table").stdout).unwrap();
    for words in ["文案:", "根拠: 地方自治法施行規則第16条の3第1項第7号", "令和9年7月1日（あと222日）", "経過措置:"]
    {
        assert!(table.contains(words), "{words}\n{table}");
    }
}
