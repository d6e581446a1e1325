//! Files that would hang or bring down the process that reads them. This program is also the reading process: it starts itself.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    reason = "tests"
)]

#[path = "support/made.rs"]
mod made;

use itaku::workbook::{self, Fence, ReadError, Workbook};
use made::{biff5, label, ods, ole, one_sheet, record, words, xlsb};
use std::path::Path;
use std::time::{Duration, Instant};

/// Far below what the files ask for, far above what a questionnaire needs.
const MEMORY: u64 = 512 << 20;

fn fence(argument: &str) -> Fence {
    let program = std::env::current_exe().expect("this program");
    Fence { program, arguments: vec![argument.to_owned()], time: Duration::from_secs(10), memory: MEMORY }
}

/// Every file gets an answer within seconds.
#[track_caller]
fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    let start = Instant::now();
    let result = workbook::read_fenced(bytes, &fence("--read-fenced"));
    assert!(start.elapsed() < Duration::from_secs(15), "{:?}", start.elapsed());
    assert!(!matches!(result, Err(ReadError::NoFence(_))), "{result:?}");
    result
}

fn what_is_read_behind_the_fence_is_what_is_read_before_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("folder") {
        let path = entry.expect("entry").path();
        if path.extension().is_some_and(|ending| ending != "md") {
            let bytes = std::fs::read(&path).expect("file");
            assert_eq!(read(&bytes), workbook::read(&bytes), "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 4);
    let bytes = xlsb(&["設問", "回答"]);
    assert_eq!(read(&bytes), workbook::read(&bytes));
    assert!(read(&bytes).is_ok());
}

fn a_reader_that_never_answers_is_ended() {
    let fence = Fence { time: Duration::from_secs(1), ..fence("--sleep") };
    // More than a pipe holds, and never taken.
    let mut bytes = ole(&[("/Book", &biff5("S", &[label(0, 0, "x")]))]);
    bytes.resize(4 << 20, 0);
    let start = Instant::now();
    assert_eq!(workbook::read_fenced(&bytes, &fence), Err(ReadError::TooSlow(1)));
    assert!(start.elapsed() < Duration::from_secs(5));
}

fn a_reader_that_dies_or_is_missing_is_told() {
    let bytes = ole(&[("/Book", &biff5("S", &[label(0, 0, "x")]))]);
    assert_eq!(workbook::read_fenced(&bytes, &fence("--die")), Err(ReadError::Crashed));
    assert_eq!(workbook::read_fenced(&bytes, &fence("--greedy")), Err(ReadError::Crashed));
    let nowhere = Fence { program: "/nowhere/itaku".into(), ..fence("") };
    assert!(matches!(workbook::read_fenced(&bytes, &nowhere), Err(ReadError::NoFence(_))));
}

fn a_usual_xlsx_starts_no_process() {
    let nowhere = Fence { program: "/nowhere/itaku".into(), ..fence("") };
    let bytes = one_sheet(r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>"#, &[]);
    assert!(workbook::read_fenced(&bytes, &nowhere).is_ok());
    assert!(workbook::read_fenced(b"a,b\nc,d\n", &nowhere).is_ok());
}

fn repeated_cells_of_an_ods_are_counted_before_they_are_made() {
    let cells = |rows: u32, columns: u32, text: &str| {
        ods(&format!(
            r#"<table:table table:name="S"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="string" table:number-columns-repeated="{columns}"><text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"#
        ))
    };
    for bytes in [
        cells(9_999, 9_999, "x"),
        cells(9_999, 9_999, &"x".repeat(1000)),
        cells(u32::MAX, u32::MAX, "x"),
        cells(900, 900, &"x".repeat(1000)),
    ] {
        assert!(matches!(read(&bytes), Err(ReadError::TooMuchInside(_))));
    }
    let sheet = r#"<table:table table:name="S"><table:table-row table:number-rows-repeated="5000"><table:table-cell table:number-columns-repeated="1000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#;
    assert!(matches!(read(&ods(&sheet.repeat(20))), Err(ReadError::TooMuchInside(_))));
    // Empty ones cost nothing.
    let empty = r#"<table:table table:name="S"><table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell><text:p>最後</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(read(&ods(empty)).expect("read").sheets[0].cells().len(), 1);
}

fn chains_of_a_container_that_run_in_circles_are_refused() {
    let sound = ole(&[("/Book", &biff5("S", &[label(0, 0, "x")])), ("/A/Workbook", &[0; 9000])]);
    // Every entry of the allocation table, one after the other, leads back to itself, to its neighbour or to the beginning.
    let table = 512 * (1 + u32::from_le_bytes(sound[76..80].try_into().unwrap()) as usize);
    for entry in 0..32u32 {
        for target in [entry, entry.wrapping_sub(1), 0, 0xFFFF_FFFB] {
            let mut bytes = sound.clone();
            let at = table + 4 * entry as usize;
            bytes[at..at + 4].copy_from_slice(&target.to_le_bytes());
            let _ = read(&bytes);
        }
    }
    for at in [44, 48, 60, 64, 68, 72] {
        let mut bytes = sound.clone();
        bytes[at..at + 4].copy_from_slice(&[0xFF, 0xFF, 0, 0]);
        let _ = read(&bytes);
    }
}

fn far_corners_and_false_sizes_of_an_xls_are_survived() {
    let corners = [label(0, 0, "左上"), label(65_535, 255, "右下")];
    let _ = read(&ole(&[("/Book", &biff5("S", &corners))]));
    let size = record(0x0200, &[&u32::MAX.to_le_bytes()[..], &words(&[0, 0, 0, 0, 0xFFFF, 0])].concat());
    let _ = read(&ole(&[("/Book", &biff5("S", &[size, label(0, 0, "x")]))]));
    let _ = read(&ole(&[("/Book", &biff5("S", &[record(0x00FC, &[0xFF; 8])]))]));
    let _ = read(&ole(&[("/Book", b"")]));
}

/// A sheet of many empty rows takes time, one of many empty strings takes memory.
fn large_packages_are_read_behind_the_fence() {
    let rows = format!("<sheetData>{}</sheetData>", "<row/>".repeat(5_000_000));
    let _ = read(&one_sheet(&rows, &[]));
    let strings = format!(r#"<sst xmlns="{}">{}</sst>"#, made::MAIN, "<si/>".repeat(6_000_000));
    let _ = read(&one_sheet("<sheetData/>", &[("xl/sharedStrings.xml", strings.as_bytes())]));
    let nested = format!("<sheetData>{}</sheetData>", "<a>".repeat(1_000_000));
    let _ = read(&one_sheet(&nested, &[]));
    let long = format!(
        r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row></sheetData>"#,
        "x".repeat(120 << 20)
    );
    assert!(read(&one_sheet(&long, &[])).is_err());
}

fn xlsx_of_the_hostile_kind_are_answered() {
    let cell = |address: &str| format!(r#"<row><c r="{address}"><v>1</v></c></row>"#);
    for corner in ["XFD1048576", "ZZZZ4294967295", "CV1000000"] {
        let _ = read(&one_sheet(&format!("<sheetData>{}{}</sheetData>", cell("A1"), cell(corner)), &[]));
    }
    let merges = format!(
        r#"<sheetData>{}</sheetData><mergeCells>{}</mergeCells>"#,
        cell("A1"),
        r#"<mergeCell ref="A1:XFD1048576"/>"#.repeat(200_000)
    );
    assert!(matches!(read(&one_sheet(&merges, &[])), Err(ReadError::TooMuchInside(_))));
    let rows: String = (1..=3000)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c><c r="C{row}"><v>1</v></c></row>"#))
        .collect();
    let over = format!(
        r#"<sheetData>{rows}</sheetData><mergeCells>{}</mergeCells>"#,
        r#"<mergeCell ref="B1:B3000"/>"#.repeat(90_000)
    );
    assert!(matches!(read(&one_sheet(&over, &[])), Err(ReadError::TooMuchInside(_))));
    let lists =
        r#"<dataValidation type="list" sqref="D1"><formula1>$ZZ$1:$ZZ$3000</formula1></dataValidation>"#.repeat(40_000);
    assert!(
        read(&one_sheet(&format!("<sheetData>{rows}</sheetData><dataValidations>{lists}</dataValidations>"), &[]))
            .is_ok()
    );
    let columns = r#"<col min="1" max="4294967295" hidden="1"/>"#.repeat(9_000);
    let _ = read(&one_sheet(&format!("<cols>{columns}</cols><sheetData/>"), &[]));
    let entities = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>"#;
    let sheet = format!("{entities}{}", made::worksheet("<sheetData><row><c><v>&b;</v></c></row></sheetData>"));
    let _ = read(&made::xlsx(
        r#"<sheet name="S" sheetId="1" r:id="r1"/>"#,
        &[("r1", "worksheet", "worksheets/sheet1.xml")],
        &[("xl/worksheets/sheet1.xml", sheet.as_bytes())],
    ));
}

/// Changed bytes at places that a fixed sequence of numbers names.
fn mutants_are_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks");
    let kept = |name: &str| std::fs::read(folder.join(name)).expect("kept");
    let sources =
        [kept("xlwt.xls"), kept("libreoffice.xls"), kept("libreoffice.ods"), xlsb(&["設問", "はい", "いいえ"])];
    let mut state = 0x2026_1121_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for source in sources {
        for _ in 0..60 {
            let mut bytes = source.clone();
            for _ in 0..=next(20) {
                let at = next(bytes.len());
                bytes[at] = [0, 1, 0x7F, 0x80, 0xFF, next(256) as u8][next(6)];
            }
            if next(4) == 0 {
                bytes.truncate(next(bytes.len()));
            }
            let _ = read(&bytes);
        }
    }
}

macro_rules! run {
    ($($test:ident),* $(,)?) => {
        $(
            let start = Instant::now();
            $test();
            println!("test {} ... ok ({:.1?})", stringify!($test), start.elapsed());
        )*
    };
}

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("--read-fenced") => {
            return workbook::serve_fenced(std::io::stdin().lock(), std::io::stdout().lock()).expect("pipes");
        }
        Some("--sleep") => return std::thread::sleep(Duration::from_secs(60)),
        Some("--die") => std::process::abort(),
        Some("--greedy") => {
            // As a file would that asks for a hundred gigabytes: the request fails, and that ends the process.
            let mut limited = MEMORY.to_le_bytes().to_vec();
            limited.extend(b"a,b");
            let _ = workbook::serve_fenced(&limited[..], Vec::new());
            let greedy = vec![1u8; 100 << 30];
            println!("{}", greedy.len());
            return;
        }
        _ => {}
    }
    run!(
        what_is_read_behind_the_fence_is_what_is_read_before_it,
        a_reader_that_never_answers_is_ended,
        a_reader_that_dies_or_is_missing_is_told,
        a_usual_xlsx_starts_no_process,
        repeated_cells_of_an_ods_are_counted_before_they_are_made,
        chains_of_a_container_that_run_in_circles_are_refused,
        far_corners_and_false_sizes_of_an_xls_are_survived,
        large_packages_are_read_behind_the_fence,
        xlsx_of_the_hostile_kind_are_answered,
        mutants_are_read_or_refused,
    );
}
