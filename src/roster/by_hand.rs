use super::diagnostics;
use super::value::{corporate_number, same_name};
use crate::assessment::Exception;
use crate::catalogue::Catalogue;
use crate::diagnostic::{Diagnostic, nearest, quoted};
use crate::register::{Assessed, Draft, RecordKind, Register, Standing, Told};
use crate::workspace::Workspace;
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A record that a person wrote by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// Its id.
    pub id: String,
    /// Whether it was not recorded so already.
    pub new: bool,
    /// What is worth a second look.
    pub told: Vec<Diagnostic>,
}

/// Records what a person wrote by hand, held against what the office knows as a row of a list is. `by` and `on` are who and when.
///
/// # Errors
/// When the fields make no record, or name a case, requirement or vendor that nobody knows, a wrong 法人番号 or an exception that is too
/// long; or what the register says. Then nothing is recorded.
pub fn enter(
    register: &mut Register,
    (workspace, catalogue): (&Workspace, &Catalogue),
    kind: RecordKind,
    fields: &Map<String, Value>,
    (by, on): (&str, Date),
) -> Told<Entered> {
    let mut fields = fields.clone();
    if let Some(Value::String(number)) = fields.get_mut("corporate_number").filter(|number| *number != "") {
        *number = corporate_number(number).ok_or_else(|| {
            diagnostics::entry_refused(format!("法人番号{}は、13桁でないか、検査数字が合いません", quoted(number)))
        })?;
    }
    let draft = register.drafted(kind, &fields)?;
    let standing = Standing::of(register)?;
    let check = Check { workspace, catalogue, standing: &standing, draft: &draft };
    let known = register.newest(kind, draft.id())?.is_some();
    let told = check.all(kind, known)?;
    let id = draft.id().to_owned();
    let new = register.append(&[draft], by, on)? > 0;
    Ok(Entered { id, new, told })
}

struct Check<'a> {
    workspace: &'a Workspace,
    catalogue: &'a Catalogue,
    standing: &'a Standing,
    draft: &'a Draft,
}

impl Check<'_> {
    /// What stands there already names what was known then; only what is new must name what is known now.
    fn all(&self, kind: RecordKind, known: bool) -> Told<Vec<Diagnostic>> {
        if kind == RecordKind::Exception {
            self.ends_within_a_year()?;
        }
        if kind == RecordKind::Vendor {
            return Ok(self.alike());
        }
        if known {
            return Ok(Vec::new());
        }
        if kind != RecordKind::Contract {
            self.case()?;
        }
        if matches!(kind, RecordKind::Exception | RecordKind::Remedy) {
            self.requirement()?;
        }
        // Who provides a cloud service need not have a contract with the office.
        match self.vendor() {
            Err(fault) if kind != RecordKind::Service => Err(fault),
            Err(fault) => Ok(vec![diagnostics::entry_doubtful(fault.sentence.clone())]),
            Ok(()) => Ok(Vec::new()),
        }
    }

    fn case(&self) -> Told<()> {
        let case = self.draft.text("case");
        let settled = self.workspace.cases.iter().map(|case| case.id.as_str());
        let listed = self.standing.contracts.iter().map(|contract| contract.case.as_str());
        let known: BTreeSet<&str> = settled.chain(listed).chain([Assessed::OWN]).collect();
        self.known("case", case, &known, "案件", "itaku.toml の案件か、台帳の契約にある名を書いてください")
    }

    fn requirement(&self) -> Told<()> {
        let known = self.catalogue.requirements.iter().map(|requirement| requirement.id.as_str()).collect();
        let written = self.draft.text("requirement");
        self.known("requirement", written, &known, "要求事項", "目録にある識別子（OUT-15 の形）を書いてください")
    }

    fn vendor(&self) -> Told<()> {
        let vendor = self.draft.text("vendor");
        let known = self.vendors();
        let same = known.iter().find(|known| same_name(known) == same_name(vendor));
        match same.filter(|_| !known.contains(vendor)) {
            Some(same) => Err(diagnostics::entry_refused_for(
                format!("事業者{}は台帳にありません", quoted(vendor)),
                format!("台帳の名は「{same}」です。その名を書いてください"),
            )),
            None => self.known("vendor", vendor, &known, "事業者", "先に、その名の事業者を記録してください"),
        }
    }

    /// Everybody who was recorded, assessed or sent a questionnaire, or has a contract.
    fn vendors(&self) -> BTreeSet<&str> {
        let standing = self.standing;
        let own = [self.workspace.organisation.name.as_str()];
        let recorded = standing.vendors.iter().map(|vendor| vendor.name.as_str());
        let assessed = standing.assessments.iter().map(|assessed| assessed.vendor.as_str());
        let sent = standing.sent.iter().map(|sent| sent.vendor.as_str());
        let contracts = standing.contracts.iter().map(|contract| contract.vendor.as_str());
        let all = recorded.chain(assessed).chain(sent).chain(contracts).chain(own);
        all.filter(|name| !name.is_empty()).collect()
    }

    fn known(&self, field: &str, written: &str, known: &BTreeSet<&str>, what: &str, remedy: &str) -> Told<()> {
        if written.is_empty() || known.contains(written) {
            return Ok(());
        }
        let near = nearest(written, known.iter().copied());
        let remedy = near.map_or_else(|| remedy.to_owned(), |near| format!("近いのは「{near}」です。{remedy}"));
        let sentence = format!("{what}{}は知られていません（項目 {field}）", quoted(written));
        Err(diagnostics::entry_refused_for(sentence, remedy))
    }

    fn ends_within_a_year(&self) -> Told<()> {
        let day = |field: &str| self.draft.text(field).parse::<Date>().ok();
        let (Some(approved), Some(until)) = (day("approved"), day("until")) else { return Ok(()) };
        if Exception::may_last(approved, until) {
            return Ok(());
        }
        let sentence = format!("項目「until」の値{}は{}ではありません", quoted(&until.to_string()), Exception::TERM);
        Err(diagnostics::entry_refused(sentence))
    }

    /// Another vendor of that name, or with that number: two, or one that is written in two ways.
    fn alike(&self) -> Vec<Diagnostic> {
        let (name, number) = (self.draft.text("name"), self.draft.text("corporate_number"));
        let others = || self.standing.vendors.iter().filter(|vendor| vendor.name != name);
        let named = others().find(|vendor| same_name(&vendor.name) == same_name(name));
        let numbered = others().find(|vendor| !number.is_empty() && vendor.corporate_number == number);
        let named = named.map(|other| {
            format!("事業者{}は、台帳の{}と同じ名前です（書き方だけが違います）", quoted(name), quoted(&other.name))
        });
        let numbered = numbered.map(|other| format!("法人番号 {number} は、台帳では{}のものです", quoted(&other.name)));
        named.into_iter().chain(numbered).map(diagnostics::entry_doubtful).collect()
    }
}
