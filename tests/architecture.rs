//! Rooms stand in the order in which data flow, and no arrow points upward.

#![allow(clippy::expect_used, clippy::panic, reason = "tests")]

use std::path::{Path, PathBuf};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rooms() -> Vec<String> {
    let lib = std::fs::read_to_string(source().join("lib.rs")).expect("lib.rs");
    lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned)).collect()
}

/// The files of a room: its door and what lies behind it, in nested folders too.
fn files(room: &str) -> Vec<PathBuf> {
    let mut files = vec![source().join(format!("{room}.rs"))];
    let mut folders = vec![source().join(room)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for path in entries.map(|entry| entry.expect("entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

#[test]
fn nested_folders_are_looked_into() {
    assert!(files("questionnaire").iter().any(|file| file.ends_with("questionnaire/foreign/grid.rs")));
}

#[test]
fn every_file_lies_in_a_room_or_in_the_binary() {
    let known: Vec<PathBuf> = rooms().iter().flat_map(|room| files(room)).collect();
    let binary = ["cli", "web"].iter().flat_map(|part| files(part));
    let known: Vec<PathBuf> = known.into_iter().chain(binary).collect();
    let mut folders = vec![source()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).expect("source").map(|entry| entry.expect("entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && !path.ends_with("src/main.rs")
                && !path.ends_with("src/lib.rs")
            {
                assert!(known.contains(&path), "{} belongs to no room", path.display());
            }
        }
    }
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let rooms = rooms();
    assert!(rooms.len() >= 9);
    for (index, room) in rooms.iter().enumerate() {
        for file in files(room) {
            let text = std::fs::read_to_string(&file).expect("source");
            for piece in text.split("crate::").skip(1) {
                let used: String = piece.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                let Some(position) = rooms.iter().position(|known| *known == used) else { continue };
                assert!(position <= index, "{} uses {used}, which stands below {room}", file.display());
            }
        }
    }
}

#[test]
fn every_door_says_what_becomes_what() {
    for room in rooms() {
        let door = std::fs::read_to_string(source().join(format!("{room}.rs"))).expect("door");
        assert!(door.lines().take_while(|line| line.starts_with("//!")).count() >= 1, "{room} has no door");
    }
}

#[test]
fn only_four_files_know_the_reading_library() {
    let known = ["workbook/xlsx.rs", "workbook/xlsb.rs", "workbook/xls.rs", "workbook/library_value.rs"];
    for room in rooms() {
        for file in files(&room) {
            let text = std::fs::read_to_string(&file).expect("source");
            let knows = text.contains("use calamine");
            assert_eq!(knows, known.iter().any(|known| file.ends_with(known)), "{}", file.display());
        }
    }
}

#[test]
fn codes_of_diagnostics_are_unique_and_kebab_case() {
    let mut seen = std::collections::BTreeSet::new();
    for code in itaku::codes() {
        assert!(seen.insert(code.id), "{} twice", code.id);
        assert!(code.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", code.id);
        assert!(!code.meaning.is_empty(), "{}", code.id);
    }
    assert!(seen.len() > 30);
}
