//! Policies as people publish them, and what must be read from them. The policies here are our own.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod support;

use itaku::policy::{self, DocumentText, PolicyReading, PolicyView, Publicity, to_settings};
use itaku::workspace::Workspace;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

fn read(file: &str, bytes: &[u8]) -> PolicyReading {
    let document = DocumentText::read(file, bytes).unwrap_or_else(|fault| panic!("{file}: {fault}"));
    policy::read(file, &document).unwrap_or_else(|fault| panic!("{file}: {fault}"))
}

fn seeds() -> Vec<(&'static str, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let names = ["yuzawa", "sakura", "ryugasaki", "ogasawara", "tokunoshima"];
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default();
    files.sort();
    if files.len() != names.len() {
        eprintln!("skipped: no seeds beside the project");
        return Vec::new();
    }
    names.into_iter().zip(files).collect()
}

/// A text in other forms of file.
fn forms(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xFF, 0xFE][..], &utf_16].concat();
    let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    vec![
        ("utf-8", text.as_bytes().to_vec()),
        ("utf-8 with a mark", [&[0xEF, 0xBB, 0xBF][..], text.as_bytes()].concat()),
        ("shift_jis", encoding_rs::SHIFT_JIS.encode(text).0.into_owned()),
        ("utf-16", marked),
        ("utf-16 big", big),
        ("utf-16 without a mark", utf_16),
        ("crlf", text.replace('\n', "\r\n").into_bytes()),
        ("html", html(text)),
        ("docx", docx(text)),
        ("broken lines", broken(text, 34).into_bytes()),
        ("broken lines with blanks", broken(text, 40).replace('\n', " \n\n").into_bytes()),
    ]
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn html(text: &str) -> Vec<u8> {
    let lines: String = text
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(heading) => format!("<h2>{}</h2>\n", escaped(heading.trim_start_matches('#').trim())),
            None if line.contains('\t') => {
                let cells: String = line.split('\t').map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
                format!("<table><tr>{cells}</tr></table>")
            }
            None => format!("<p>{}</p>\n", escaped(line)),
        })
        .collect();
    format!("<!DOCTYPE html><html><head><meta charset='utf-8'><title>x</title></head><body><nav>ホーム</nav>{lines}</body></html>").into_bytes()
}

fn docx(text: &str) -> Vec<u8> {
    let paragraph = |line: &str| {
        // Word cuts words into runs wherever it likes.
        let chars: Vec<char> = line.chars().collect();
        let runs: String = chars
            .chunks(7)
            .map(|run| {
                format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(&run.iter().collect::<String>()))
            })
            .collect();
        format!("<w:p>{runs}</w:p>")
    };
    let body: String = text
        .lines()
        .map(|line| {
            if line.contains('\t') {
                let cells: String = line.split('\t').map(|cell| format!("<w:tc>{}</w:tc>", paragraph(cell))).collect();
                format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
            } else {
                paragraph(line)
            }
        })
        .collect();
    package(&[(
        "word/document.xml",
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"),
    )])
}

fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Lines cut after so many characters, whatever word that cuts.
fn broken(text: &str, width: usize) -> String {
    let cut = |line: &str| {
        let chars: Vec<char> = line.chars().collect();
        if line.contains('\t') || chars.is_empty() {
            return line.to_owned();
        }
        chars.chunks(width).map(|piece| piece.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
    };
    text.lines().map(cut).collect::<Vec<_>>().join("\n")
}

fn codes(reading: &PolicyReading) -> Vec<&'static str> {
    reading.diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect()
}

fn found(reading: &PolicyReading) -> String {
    reading
        .obligations
        .iter()
        .filter(|read| read.obligation.locator.is_some())
        .filter_map(|read| read.obligation.id.id().strip_prefix("P8-"))
        .collect()
}

fn locators(reading: &PolicyReading) -> Vec<String> {
    let mut list: Vec<String> = reading.obligations.iter().filter_map(|read| read.obligation.locator.clone()).collect();
    list.dedup();
    list
}

#[test]
fn the_seeds_give_what_their_settings_say_in_every_form() {
    for (name, path) in seeds() {
        let text = std::fs::read_to_string(&path).unwrap();
        let expected = support::workspace(name);
        let plain = read(name, text.as_bytes());
        for (form, bytes) in forms(&text) {
            let reading = read(name, &bytes);
            let here = format!("{name} as {form}");
            assert_eq!(reading.organisation.as_deref(), Some(expected.organisation.name.as_str()), "{here}");
            assert_eq!(reading.self_name.as_deref(), Some(expected.wording.self_name.as_str()), "{here}");
            assert_eq!(reading.title.as_deref(), Some(expected.policy.title.as_str()), "{here}");
            assert_eq!(reading.edition.as_deref().unwrap_or("日付の記載なし"), expected.policy.edition, "{here}");
            assert_eq!(reading.date, expected.policy.date, "{here}");
            assert_eq!(reading.effective, expected.policy.effective, "{here}");
            assert_eq!(reading.section.as_deref(), Some(expected.policy.section.as_str()), "{here}");
            assert_eq!(reading.joint, expected.organisation.joint, "{here}");
            assert_eq!(reading.terms.outsourcing.as_deref(), Some(expected.wording.outsourcing.as_str()), "{here}");
            assert_eq!(reading.terms.contractor.as_deref(), Some(expected.wording.contractor.as_str()), "{here}");
            assert_eq!(reading.terms.cloud.as_deref(), Some(expected.wording.cloud.as_str()), "{here}");
            for (read, stated) in reading.obligations.iter().zip(&expected.policy.obligations) {
                assert_eq!(read.obligation.locator, stated.locator, "{here} {}", stated.id);
            }
            for (read, first) in reading.obligations.iter().zip(&plain.obligations) {
                assert_eq!(read.obligation.sentence, first.obligation.sentence, "{here}");
            }
        }
    }
}

#[test]
fn settings_made_from_the_seeds_equal_the_examples_and_quote_the_document() {
    for (name, path) in seeds() {
        let reading = read("基本方針.txt", &std::fs::read(&path).unwrap());
        let text = to_settings(&reading, "");
        let mut made = Workspace::read("itaku.toml", &text, support::catalogue())
            .unwrap_or_else(|faults| panic!("{name}\n{text}\n{}", support::lines(&faults)));
        let expected = support::workspace(name);
        assert_eq!(made.organisation, expected.organisation, "{name}");
        assert_eq!(
            policy::Wording { parties: expected.wording.parties, ..made.wording.clone() },
            expected.wording,
            "{name}"
        );
        assert_eq!(made.policy.document.as_deref(), Some("基本方針.txt"));
        // The examples are published without the documents: they name none, and are else the same in every key.
        let without = |policy: &policy::Policy| policy::Policy { document: None, ..policy.clone() };
        assert_eq!(without(&made.policy), without(&expected.policy), "{name}");
        assert!(!text.contains("sentence"), "{name}");
        assert!(made.policy.quote(&reading).is_empty(), "{name}");
        assert!(made.policy.obligations.iter().all(|obligation| obligation.sentence.is_some()), "{name}");
    }
}

/// A policy of an invented town; `section` is what it says about outsourcing and services.
fn invented(section: &str) -> String {
    format!(
        "緑野町情報セキュリティ基本方針\n\n令和8年3月1日 制定\n\n1 目的\n\nこの基本方針は、緑野町（以下「当町」という。）が保有する情報資産を守るための基本となる事項を定める。\n\n2 定義\n\n(1) 情報資産 情報及び情報システムをいう。\n\n3 対象とする脅威\n\n不正な侵入その他の脅威を想定する。\n\n4 適用範囲\n\n町長部局及び教育委員会に適用する。\n\n5 職員等の遵守義務\n\n職員は、この基本方針を守らなければならない。\n\n6 情報セキュリティ対策\n\n当町は、次の対策を講じる。\n\n(1) 組織体制\n\n全庁の体制を整える。\n\n(2) 人的セキュリティ\n\n研修を行う。\n\n{section}\n\n(4) 評価・見直し\n\n毎年見直す。\n\n7 情報セキュリティ監査及び自己点検の実施\n\n監査を行う。\n\n8 情報セキュリティポリシーの見直し\n\n必要に応じて見直す。\n\n9 対策基準の策定\n\n対策基準を策定する。対策基準は公開しない。\n\n附則\n\nこの基本方針は、令和8年4月1日から施行する。\n"
    )
}

const WHOLE: &str = "(3) 業務委託及びクラウドサービスの利用\n\n業務を委託するときは、基準に従って委託事業者を選定し、守るべき情報セキュリティの要件を明記した契約を締結し、委託事業者が必要な対策を確保していることを確認し、必要があるときは契約に基づき措置を講じる。\n\nクラウドサービスを利用するときは、利用に関する規定を整備し、対策を講じる。\n\nソーシャルメディアサービスを利用するときは、運用手順を定め、発信できる情報を規定し、サービスごとに責任者を定める。";

#[test]
fn a_policy_with_another_numbering_gives_all_nine_duties() {
    let reading = read("方針.txt", invented(WHOLE).as_bytes());
    assert_eq!(reading.organisation.as_deref(), Some("緑野町"));
    assert_eq!(reading.self_name.as_deref(), Some("当町"));
    assert_eq!(found(&reading), "123456789");
    assert_eq!(locators(&reading), ["6(3) 第1段落", "6(3) 第2段落", "6(3) 第3段落"]);
    assert_eq!(reading.effective, Some(jiff::civil::date(2026, 4, 1)));
}

#[test]
fn what_a_policy_does_not_say_is_told_and_never_invented() {
    let without_sns = WHOLE.rsplit_once("\n\n").unwrap().0;
    let reading = read("方針.txt", invented(without_sns).as_bytes());
    assert_eq!(found(&reading), "123456");
    assert!(!codes(&reading).is_empty());
    assert!(
        reading
            .obligations
            .iter()
            .filter(|read| read.obligation.id.id() > "P8-6")
            .all(|read| read.obligation.sentence.is_none())
    );
    let without_section = read("方針.txt", invented("(3) 技術的セキュリティ\n\n不正プログラムを防ぐ。").as_bytes());
    assert_eq!(found(&without_section), "");
}

#[test]
fn a_document_that_is_no_policy_gets_one_sentence() {
    let text = "納税通知書の発送について\n\n来月、納税通知書を発送します。問い合わせは税務課まで。\n";
    let refused = DocumentText::from_text(text);
    let fault = policy::read("案内.txt", &refused).expect_err("no policy");
    assert!(!fault.sentence.is_empty());
}

#[test]
fn an_older_template_keeps_its_own_words() {
    let older = WHOLE
        .replace("業務委託及びクラウドサービスの利用", "外部サービスの利用")
        .replace("業務を委託するとき", "外部委託するとき")
        .replace("委託事業者", "外部委託事業者")
        .replace("クラウドサービスを利用", "約款による外部サービスを利用");
    let reading = read("方針.txt", invented(&older).as_bytes());
    assert_eq!(found(&reading), "123456789");
    assert_eq!(reading.terms.outsourcing.as_deref(), Some("外部委託"));
    assert_eq!(reading.terms.contractor.as_deref(), Some("外部委託事業者"));
    assert_eq!(reading.terms.cloud.as_deref(), Some("約款による外部サービス"));
}

#[test]
fn the_form_of_the_file_makes_no_difference() {
    let text = invented(WHOLE);
    let plain = read("方針", text.as_bytes());
    for (form, bytes) in forms(&text) {
        let reading = read("方針", &bytes);
        assert_eq!(found(&reading), "123456789", "{form}");
        for (read, first) in reading.obligations.iter().zip(&plain.obligations) {
            assert_eq!(read.obligation.sentence, first.obligation.sentence, "{form}");
        }
    }
    let view = serde_json::to_value(PolicyView::new(&plain)).unwrap();
    assert_eq!(view["schema"], "policy/1");
    assert_eq!(plain.standards, Publicity::Closed);
}

#[test]
fn hostile_documents_are_refused_or_read() {
    for bytes in
        [&b"%PDF-1.7\nxref trailer"[..], b"PK\x03\x04broken", b"\xFF\xFE\x00", b"", b"<html><script>", &[0x80; 500]]
    {
        if let Ok(document) = DocumentText::read("x", bytes) {
            let _ = policy::read("x", &document);
        }
    }
}

/// The whole way: a document becomes a workspace, and the annex quotes the document's own sentence.
#[test]
fn a_workspace_made_from_a_document_quotes_its_sentences() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("基本方針.txt");
    std::fs::write(&document, invented(WHOLE)).unwrap();
    let workspace = folder.path().join("w");
    let itaku = |arguments: &[&std::ffi::OsStr]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_itaku")).args(arguments).output().unwrap()
    };
    let made = itaku(&["init".as_ref(), workspace.as_os_str(), "--policy".as_ref(), document.as_os_str()]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let settings = workspace.join("itaku.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    assert!(!text.contains("守るべき情報セキュリティの要件"), "sentences stay in the document");
    let case = "\n[[case]]\nid = 'R9-rei'\ntitle = '例'\nkind = 'outsourcing'\ninformation_class = '3B'\nfacts = []\ndepartment = '総務課'\nstart = 2027-04-01\n";
    std::fs::write(&settings, text + case).unwrap();
    let out = folder.path().join("annex.md");
    let annex = itaku(&[
        "annex".as_ref(),
        "--case".as_ref(),
        "R9-rei".as_ref(),
        "--workspace".as_ref(),
        workspace.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
        "--today".as_ref(),
        "2026-11-21".as_ref(),
    ]);
    assert!(annex.status.success(), "{}", String::from_utf8_lossy(&annex.stderr));
    assert!(std::fs::read_to_string(&out).unwrap().contains("守るべき情報セキュリティの要件を明記した契約"));
    let shown = itaku(&["policy".as_ref(), document.as_os_str(), "--format".as_ref(), "json".as_ref()]);
    let view: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!(view["obligations"].as_array().unwrap().len(), 9);
    assert_eq!(view["obligations"][0]["locator"], "6(3) 第1段落");
}

/// Each policy in `tests/policies`, as it was understood. The texts are our own, in the forms in which offices publish.
#[test]
fn policies_of_every_form_are_understood() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/policies");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let document = DocumentText::read(&name, &std::fs::read(&path).unwrap()).unwrap();
        let shown = match policy::read(&name, &document) {
            Ok(reading) => understood(&reading),
            Err(fault) => fault.to_string(),
        };
        insta::assert_snapshot!(format!("policy_{name}"), shown);
    }
}

fn understood(reading: &PolicyReading) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "－".to_owned());
    let day = |date: Option<jiff::civil::Date>| date.map_or("－".to_owned(), |date| date.to_string());
    let terms = &reading.terms;
    let mut lines = vec![
        format!("{} {} 「{}」", text(&reading.organisation), text(&reading.self_name), text(&reading.title)),
        format!("{} 決定{} 施行{}", text(&reading.edition), day(reading.date), day(reading.effective)),
        format!("{} {} 対策基準{:?}", text(&reading.section), text(&reading.heading), reading.standards),
        format!("{} {} {}", text(&terms.outsourcing), text(&terms.contractor), text(&terms.cloud)),
        format!("機関 {} 共同 {}", reading.bodies.join("、"), reading.joint.join("、")),
    ];
    lines.extend(reading.obligations.iter().map(|read| match (&read.obligation.locator, &read.obligation.sentence) {
        (Some(locator), Some(sentence)) => {
            format!("{} {locator} {}行 {sentence}", read.obligation.id, read.line.unwrap_or_default())
        }
        _ => format!("{} なし", read.obligation.id),
    }));
    lines.extend(reading.diagnostics.iter().map(|told| format!("{} {} {}", told.code.id, told.sentence, told.place)));
    lines.join("\n")
}

/// PDFs made by LibreOffice from the texts; none where LibreOffice is not installed.
fn pdfs(texts: &[(&str, String)]) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let sources = texts.iter().map(|(name, text)| {
        let source = folder.path().join(format!("{name}.html"));
        let page = String::from_utf8(html(text)).unwrap();
        std::fs::write(&source, page.replace("<nav>ホーム</nav>", "")).unwrap();
        source
    });
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let made = std::process::Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir"])
        .arg(folder.path())
        .args(sources.collect::<Vec<_>>())
        .output();
    let read = |(name, _): &(&str, String)| std::fs::read(folder.path().join(format!("{name}.pdf"))).ok();
    let found: Option<Vec<Vec<u8>>> = texts.iter().map(read).collect();
    if !made.is_ok_and(|output| output.status.success()) || found.is_none() {
        eprintln!("skipped: no LibreOffice to make a PDF with");
    }
    found.unwrap_or_default()
}

#[test]
fn a_pdf_says_what_its_text_says() {
    let given = seeds().into_iter().map(|(name, path)| (name, std::fs::read_to_string(path).unwrap()));
    let texts: Vec<(&str, String)> = [("invented", invented(WHOLE))].into_iter().chain(given).collect();
    for ((name, text), bytes) in texts.iter().zip(pdfs(&texts)) {
        let (plain, printed) = (read(name, text.as_bytes()), read(name, &bytes));
        assert_eq!(printed.organisation, plain.organisation, "{name}");
        assert_eq!(printed.self_name, plain.self_name, "{name}");
        assert_eq!(printed.title, plain.title, "{name}");
        assert_eq!((printed.date, printed.effective), (plain.date, plain.effective), "{name}");
        assert_eq!(printed.section, plain.section, "{name}");
        assert_eq!(printed.standards, plain.standards, "{name}");
        for (printed, plain) in printed.obligations.iter().zip(&plain.obligations) {
            assert_eq!(printed.obligation, plain.obligation, "{name}");
        }
    }
}

/// The seeds as other organisations would have written them: other names, numbers, signs, missing paragraphs.
#[test]
fn the_seeds_in_other_hands_are_understood_as_well() {
    let Some((_, path)) = seeds().into_iter().find(|(name, _)| *name == "ryugasaki") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let name = read("x", text.as_bytes()).organisation.unwrap();
    for (organisation, own) in [
        ("青嶺県", "本県"),
        ("みなも後期高齢者医療広域連合", "本広域連合"),
        ("東みなも水道企業団", "当企業団"),
        ("港北台区", "本区"),
        ("東谷消防組合", "組合"),
        ("緑野市", "当市"),
    ] {
        let reading = read("x", text.replace(&name, organisation).replace("本組合", own).as_bytes());
        assert_eq!(reading.organisation.as_deref(), Some(organisation));
        assert_eq!(reading.self_name.as_deref(), Some(own));
        assert_eq!(found(&reading), "123456789", "{organisation}");
    }
    let numbered = |change: &dyn Fn(usize) -> String| -> String {
        let line = |line: &str| {
            let number = line.strip_prefix('(').and_then(|rest| rest.split_once(')'));
            match number.and_then(|(number, rest)| Some((number.parse::<usize>().ok()?, rest))) {
                Some((number, rest)) => format!("{}{rest}", change(number)),
                None => line.to_owned(),
            }
        };
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    };
    let sign =
        |first: char, number: usize| char::from_u32(u32::from(first) + u32::try_from(number).unwrap() - 1).unwrap();
    for (changed, section) in [
        (numbered(&|number| sign('⑴', number).to_string()), "6⑻"),
        (numbered(&|number| format!("（{}）", sign('１', number.min(9)))), "6(8)"),
        (numbered(&|number| sign('①', number).to_string()), "6⑧"),
        (numbered(&|number| format!("6-{number}")), "6-8"),
        (numbered(&|number| format!("6.{number}.")), "6.8"),
        (text.replace("\n\n", "\n"), "6(8)"),
        (text.replace('、', "，").replace('。', "．"), "6(8)"),
    ] {
        let reading = read("x", changed.as_bytes());
        assert_eq!((found(&reading).as_str(), reading.section.as_deref()), ("123456789", Some(section)));
    }
    for (start, left) in [
        ("業務委託を行う場合", "56789"),
        ("外部サービス（クラウド", "1234789"),
        ("ソーシャルメディアサービスを利用", "123456"),
    ] {
        let rest: Vec<&str> = text.lines().filter(|line| !line.starts_with(start)).collect();
        let reading = read("x", rest.join("\n").as_bytes());
        assert_eq!(found(&reading), left, "{start}");
        assert!(codes(&reading).contains(&"policy-topic-absent"), "{start}");
    }
}
