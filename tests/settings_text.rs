//! Settings that are changed on the page keep what a person wrote around the values.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use itaku::catalogue;
use itaku::workspace::{Entered, Part, SettingsText, Workspace};

const SETTINGS: &str = include_str!("../examples/yuzawa/itaku.toml");

fn text(text: &str) -> Entered {
    Entered::Text(text.to_owned())
}

fn changed(before: &str, change: impl FnOnce(&mut SettingsText)) -> String {
    let mut settings = SettingsText::parse("itaku.toml", before).expect("TOML");
    change(&mut settings);
    settings.text()
}

/// Lines that are in one text only: `-` before, `+` after.
fn difference(before: &str, after: &str) -> Vec<String> {
    let diff = similar::TextDiff::from_lines(before, after);
    let changes = diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal);
    changes.map(|change| format!("{}{}", change.tag(), change.value().trim_end())).collect()
}

#[test]
fn only_the_value_that_was_entered_changes() {
    let after = changed(SETTINGS, |settings| {
        settings.write(Part::Table(&["organisation"]), "signatory", &text("湯沢町長 山田太郎"));
        settings.write(Part::Table(&["terms"]), "self", &text("当町"));
        settings.write(Part::Table(&["policy"]), "date", &Entered::Day("2026-03-31".to_owned()));
    });
    assert_eq!(
        difference(SETTINGS, &after),
        ["-signatory = '湯沢町長'", "+signatory = '湯沢町長 山田太郎'", "-date = 2025-03-31", "+date = 2026-03-31"]
    );
}

#[test]
fn what_is_entered_as_it_stands_changes_no_byte() {
    let settings = SettingsText::parse("itaku.toml", SETTINGS).unwrap();
    let after = changed(SETTINGS, |copy| {
        for key in ["id", "title", "kind", "information_class", "department", "profile"] {
            let value = settings.values(Part::Entry(&["case"], 2), key).concat();
            copy.write(Part::Entry(&["case"], 2), key, &Entered::Text(value));
        }
        let facts = settings.values(Part::Entry(&["case"], 2), "facts");
        copy.write(Part::Entry(&["case"], 2), "facts", &Entered::List(facts));
        let start = settings.values(Part::Entry(&["case"], 2), "start").concat();
        copy.write(Part::Entry(&["case"], 2), "start", &Entered::Day(start));
    });
    assert_eq!(after, SETTINGS);
}

#[test]
fn a_table_that_is_not_there_yet_is_made_and_read() {
    let after = changed(SETTINGS, |settings| {
        settings.write(Part::Table(&["profile", "contract"]), "incident_hours", &Entered::Number("12".to_owned()));
        let new = Part::Entry(&["case"], settings.count(&["case"]));
        settings.write(new, "id", &text("R10-new"));
        settings.write(new, "title", &text("新しい「案件」= 'x'"));
        settings.write(new, "kind", &text("outsourcing"));
        settings.write(new, "information_class", &text("2"));
        settings.write(new, "facts", &Entered::List(vec!["on_site".to_owned()]));
        settings.write(new, "department", &text("総務課"));
        settings.write(new, "start", &Entered::Day("2028-04-01".to_owned()));
    });
    let lost = difference(SETTINGS, &after).into_iter().filter(|line| line.starts_with('-')).count();
    assert_eq!(lost, 0, "{after}");
    let workspace = Workspace::read("itaku.toml", &after, catalogue::standard().unwrap()).expect("no faults");
    assert_eq!(workspace.profile.contract.incident_hours, 12);
    assert_eq!(workspace.cases.last().unwrap().title, "新しい「案件」= 'x'");
    assert!(workspace.cases.last().unwrap().end.is_none());
}

#[test]
fn comments_above_what_is_taken_out_stay() {
    let before = "# 頭\n[policy]\n# 決定の日\ndate = 2025-03-31 # 町長決裁\n# 施行\neffective = 2025-04-01\n# 終わり\n";
    let after = changed(before, |settings| {
        settings.write(Part::Table(&["policy"]), "date", &Entered::Day(String::new()));
    });
    assert_eq!(after, "# 頭\n[policy]\n# 決定の日\n# 施行\neffective = 2025-04-01\n# 終わり\n");
    let both = changed(&after, |settings| {
        settings.write(Part::Table(&["policy"]), "title", &text("方針"));
        settings.write(Part::Table(&["policy"]), "effective", &Entered::Day(String::new()));
    });
    assert!(both.contains("# 決定の日\n# 施行\n") && both.ends_with("# 終わり\n"), "{both}");
    let struck = changed("a = 1\n\n# 一つ目\n[[exception]]\ncase = 'x'\n\n[[exception]]\ncase = 'y'\n", |settings| {
        settings.strike(&["exception"], 0);
        settings.strike(&["exception"], 7);
    });
    assert_eq!(struck, "a = 1\n\n# 一つ目\n\n[[exception]]\ncase = 'y'\n");
}

#[test]
fn line_ends_of_windows_and_the_mark_at_the_beginning_stay() {
    let before = format!("\u{FEFF}{}", SETTINGS.replace('\n', "\r\n"));
    let after = changed(&before, |settings| settings.write(Part::Table(&["terms"]), "self", &text("本町")));
    assert_eq!(after, before.replace("'当町'", "'本町'"));
}

#[test]
fn what_is_no_number_or_day_is_left_for_the_reader_to_refuse() {
    let after = changed(SETTINGS, |settings| {
        settings.write(Part::Table(&["profile"]), "threshold", &Entered::Number("八十".to_owned()));
        settings.write(Part::Entry(&["case"], 0), "start", &Entered::Day("来春".to_owned()));
        settings.write(Part::Entry(&["case"], 0), "title", &text(""));
        settings.write(Part::Entry(&["case"], 1), "title", &text("a\nb = 1\n[[case]]\n'''"));
    });
    let faults = Workspace::read("itaku.toml", &after, catalogue::standard().unwrap()).expect_err("three faults");
    let told: Vec<&str> = faults.iter().map(|fault| fault.sentence.as_str()).collect();
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn tables_on_one_line_are_changed_too_and_what_cannot_be_is_told() {
    let after = changed("terms = { self = '当町', cloud = 'クラウド' } # 語\n", |settings| {
        settings.write(Part::Table(&["terms"]), "self", &text("本町"));
        settings.write(Part::Table(&["terms"]), "cloud", &text(""));
        assert!(settings.refused().is_empty());
    });
    assert!(after.contains("self = '本町'") && !after.contains("クラウド") && after.ends_with("# 語\n"), "{after}");
    let listed = "case = [{ id = 'a' }, { id = 'b' }]\n";
    let after = changed(listed, |settings| {
        settings.write(Part::Entry(&["case"], 0), "id", &text("c"));
        assert_eq!(settings.refused().len(), 1);
    });
    assert_eq!(after, listed);
}
