use super::ObligationId;
use super::reading::PolicyReading;
use std::fmt::Write;

/// What stands where the document does not say it: a clerk must fill it in.
const UNKNOWN_NAME: &str = "（団体名を書く）";

/// The text of an `itaku.toml` for the organisation whose policy was read. The policy's sentences stay in the document: the
/// settings name it, and outputs quote it. `locators` is the `[policy.locators]` of its standards, or empty.
pub fn to_settings(reading: &PolicyReading, locators: &str) -> String {
    let name = reading.organisation.as_deref().unwrap_or(UNKNOWN_NAME);
    let mut out =
        String::from("# itaku の設定。基本方針の文書から作った。\nschema = 'workspace/1'\n\n[organisation]\n");
    line(&mut out, "name", name);
    out.push_str("# 契約の当事者として署名する職\n");
    match &reading.office {
        Some(office) => line(&mut out, "signatory", &format!("{name}{office}")),
        None => {
            out.push_str("# 方針からは分からない。確かめて書く\n");
            line(&mut out, "signatory", &format!("{name}（職名を書く）"));
        }
    }
    if !reading.joint.is_empty() {
        out.push_str("# 方針を共同で定めた機関\n");
        let joint: Vec<String> = reading.joint.iter().map(|body| literal(body)).collect();
        let _ = writeln!(out, "joint = [{}]", joint.join(", "));
    }
    policy(&mut out, reading, name);
    if !locators.is_empty() {
        let _ = write!(out, "\n{locators}");
    }
    terms(&mut out, reading);
    out.push_str(
        "\n[profile]\n# light 簡易、standard 標準、strict 厳格\nbase = 'standard'\n\n\
         # 案件。調達するものごとに一つ書く。\n\
         # [[case]]\n# id = 'R9-rei'\n# title = '（案件名を書く）業務委託'\n\
         # kind: outsourcing 業務委託、system 情報システムの業務委託、cloud クラウド（自治体機密性2以上）、\n\
         #       cloud-low クラウド（取り扱わない）、terms 約款型、sns ソーシャルメディア\n# kind = 'outsourcing'\n\
         # information_class: 3A、3B、3C、2、1\n# information_class = '3B'\n\
         # facts: personal_information 個人情報、my_number 特定個人情報、subcontracting 再委託、on_site 庁舎内作業、\n\
         #        remote_maintenance 遠隔保守、stores_data 事業者の設備に保存、development 構築、operation 運用・保守、\n\
         #        partial_service 一部機能の提供、sns_operation SNSの運用委託\n# facts = ['personal_information', 'subcontracting']\n\
         # department = '（所管課を書く）'\n# start = 2027-04-01\n# end = 2028-03-31\n",
    );
    out
}

fn policy(out: &mut String, reading: &PolicyReading, name: &str) {
    out.push_str("\n[policy]\n");
    match &reading.title {
        Some(title) => line(out, "title", title),
        None => line(out, "title", &format!("{name}情報セキュリティ基本方針（表題を確かめる）")),
    }
    line(out, "edition", reading.edition.as_deref().unwrap_or("日付の記載なし"));
    for (key, date) in [("date", reading.date), ("effective", reading.effective)] {
        if let Some(date) = date {
            let _ = writeln!(out, "{key} = {date}");
        }
    }
    line(out, "section", reading.section.as_deref().unwrap_or("（定めなし）"));
    out.push_str("# 方針の文書。このファイルと同じフォルダに置くと、報告と特記事項がその文を引く\n");
    line(out, "document", &file_name(&reading.file));
    let mut paragraphs: Vec<(&str, Vec<ObligationId>)> = Vec::new();
    for read in &reading.obligations {
        let Some(locator) = read.obligation.locator.as_deref() else { continue };
        match paragraphs.iter_mut().find(|(known, _)| *known == locator) {
            Some((_, ids)) => ids.push(read.obligation.id),
            None => paragraphs.push((locator, vec![read.obligation.id])),
        }
    }
    for (locator, ids) in paragraphs {
        out.push_str("\n[[policy.paragraph]]\n");
        line(out, "locator", locator);
        let ids: Vec<String> = ids.iter().map(|id| format!("'{id}'")).collect();
        let _ = writeln!(out, "obligations = [{}]", ids.join(", "));
    }
}

fn terms(out: &mut String, reading: &PolicyReading) {
    out.push_str("\n# この団体の語。すべての出力がこれに従う。\n");
    for diagnostic in reading.diagnostics.iter().filter(|diagnostic| {
        diagnostic.code.id.starts_with("policy-terms") || diagnostic.code.id == "policy-older-template"
    }) {
        let _ = writeln!(out, "# {}。", diagnostic.sentence);
    }
    out.push_str("[terms]\n");
    let terms = &reading.terms;
    line(out, "self", reading.self_name.as_deref().unwrap_or("当団体"));
    line(out, "outsourcing", terms.outsourcing.as_deref().unwrap_or("業務委託"));
    line(out, "contractor", terms.contractor.as_deref().unwrap_or("委託事業者"));
    line(out, "cloud", terms.cloud.as_deref().unwrap_or("クラウドサービス"));
    out.push_str("# 契約での呼び方: 甲乙、発注者・受注者、委託者・受託者\n");
    line(out, "parties", "甲乙");
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {}", literal(value));
}

/// A literal string; control characters and quotes of the document cannot break out of it.
fn literal(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).map(|c| if c == '\'' { '’' } else { c }).collect();
    format!("'{text}'")
}

fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}
