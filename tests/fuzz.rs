//! The fuzz targets without a fuzzer: bytes from a fixed seed, so that every machine sees the same. `FUZZ_SECONDS=600 cargo test --test
//! fuzz` runs longer; with a nightly compiler, `cargo fuzz run layout` looks for paths as well.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::disallowed_methods,
    missing_docs,
    unreachable_pub,
    reason = "tests"
)]

#[path = "../fuzz/bodies/answers.rs"]
mod answers;
#[path = "../fuzz/bodies/layout.rs"]
mod layout;
#[path = "../fuzz/bodies/workbook.rs"]
mod workbook;

use std::time::{Duration, Instant};

/// Splitmix: small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        std::iter::repeat_with(|| self.next().to_le_bytes()).flatten().take(length).collect()
    }
}

/// At least so many runs, and on for as long as asked.
fn runs(name: &str, least: u64, mut run: impl FnMut(&mut Chance)) {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(0);
    let started = Instant::now();
    let mut count = 0;
    while count < least || started.elapsed() < Duration::from_secs(seconds) {
        run(&mut Chance(count));
        count += 1;
    }
    eprintln!("{name}: {count} runs in {:?}", started.elapsed());
}

#[test]
fn no_grid_is_read_as_met_that_does_not_say_so() {
    runs("layout", 2_000, |chance| layout::run(&chance.bytes(200)));
}

#[test]
fn no_words_are_read_as_met_that_deny_limit_or_put_off() {
    runs("answers", 2_000, |chance| {
        let length = usize::try_from(chance.next() % 40).expect("small");
        answers::run(&chance.bytes(length));
    });
}

#[test]
fn no_bytes_bring_the_reading_down() {
    let seeds: [&[u8]; 3] = [
        include_bytes!("workbooks/openpyxl.xlsx"),
        include_bytes!("workbooks/libreoffice.ods"),
        "No,設問,回答\n1,規程がありますか,はい\n".as_bytes(),
    ];
    runs("workbook", 300, |chance| {
        let mut bytes = seeds[usize::try_from(chance.next() % 3).expect("small")].to_vec();
        for _ in 0..chance.next() % 20 {
            let at = usize::try_from(chance.next()).expect("64 bits") % bytes.len();
            bytes[at] = chance.next().to_le_bytes()[0];
        }
        if chance.next() % 4 == 0 {
            bytes.truncate(usize::try_from(chance.next()).expect("64 bits") % bytes.len());
        }
        workbook::run(&bytes);
    });
}
