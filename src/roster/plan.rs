//! What the register would get from a list: what is new, what is corrected, what stands there already.

use super::value::same_name;
use super::{Roster, RosterCertificate, RosterKind, RosterRow, diagnostics};
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::policy::date::fiscal_year;
use crate::register::{Account, Contract, Draft, Held, Record, Service, Standing, Subcontract, Told, Vendor};
use crate::workspace::Workspace;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a record of the list does to the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "change", content = "fields")]
pub enum Change {
    /// It is not there yet.
    New,
    /// It takes the place of what stands: field, old value, new value.
    Corrected(Vec<(String, String, String)>),
    /// It stands there already.
    Same,
}

/// One record.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// Its kind, for readers.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// The sheet.
    pub sheet: String,
    /// The row, counted from 1.
    pub row: u32,
    /// What it does.
    pub change: Change,
    /// What is recorded.
    #[serde(skip)]
    pub draft: Draft,
}

/// All that a list does to the register.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// In the order in which they are recorded.
    pub steps: Vec<Step>,
    /// What the reader must be told.
    pub diagnostics: Vec<Diagnostic>,
}

impl Plan {
    /// How many records are new, corrected, and there already.
    pub fn counts(&self) -> [usize; 3] {
        let count = |test: fn(&Change) -> bool| self.steps.iter().filter(|step| test(&step.change)).count();
        [
            count(|change| *change == Change::New),
            count(|change| matches!(change, Change::Corrected(_))),
            count(|change| *change == Change::Same),
        ]
    }

    /// What is to be recorded.
    pub fn drafts(&self) -> Vec<Draft> {
        self.steps.iter().filter(|step| step.change != Change::Same).map(|step| step.draft.clone()).collect()
    }
}

/// Compares a list with what stands in the register. What a list leaves blank stays as it is known.
///
/// # Errors
/// When a record cannot be written as JSON.
pub fn plan(roster: &Roster, standing: &Standing, workspace: &Workspace) -> Told<Plan> {
    let mut planning = Planning::new(roster, standing, workspace);
    planning.shared = planning.shared_cases(roster);
    for table in &roster.tables {
        for row in &table.rows {
            let place = Place::file(&roster.file).sheet_named(&table.sheet).cells(row.at);
            planning.place = place;
            planning.at = (table.sheet.clone(), row.at.row + 1);
            match table.kind {
                RosterKind::Contracts => planning.contract(row)?,
                RosterKind::Vendors => planning.vendor(row).map(drop)?,
                RosterKind::Services => planning.service(row)?,
                RosterKind::Accounts => planning.account(row)?,
            }
        }
    }
    planning.place = Place::file(&roster.file);
    planning.tell_undated();
    Ok(planning.plan)
}

struct Planning<'a> {
    workspace: &'a Workspace,
    vendors: BTreeMap<String, Vendor>,
    /// Names by 法人番号, and by name as it is compared.
    by_number: BTreeMap<String, String>,
    by_name: BTreeMap<String, String>,
    contracts: BTreeMap<String, Contract>,
    services: BTreeMap<String, Service>,
    accounts: BTreeMap<String, Account>,
    subcontracts: BTreeMap<String, Subcontract>,
    certificates: BTreeMap<String, Held>,
    /// Cases and contract numbers that this list gives to several vendors.
    shared: BTreeSet<String>,
    /// Certificates of which nobody has said when they end.
    undated: Vec<String>,
    /// What this list has said so far, by kind and id.
    said: BTreeMap<(&'static str, String), usize>,
    place: Place,
    at: (String, u32),
    plan: Plan,
}

fn by_id<R: Record + Clone>(records: &[R]) -> BTreeMap<String, R> {
    records.iter().map(|record| (record.id(), record.clone())).collect()
}

impl<'a> Planning<'a> {
    fn new(roster: &Roster, standing: &Standing, workspace: &'a Workspace) -> Self {
        let mut planning = Self {
            workspace,
            vendors: by_id(&standing.vendors),
            by_number: BTreeMap::new(),
            by_name: BTreeMap::new(),
            contracts: by_id(&standing.contracts),
            services: by_id(&standing.services),
            accounts: by_id(&standing.accounts),
            subcontracts: by_id(&standing.subcontracts),
            certificates: by_id(&standing.certificates),
            shared: BTreeSet::new(),
            undated: Vec::new(),
            said: BTreeMap::new(),
            place: Place::file(&roster.file),
            at: (String::new(), 0),
            plan: Plan::default(),
        };
        for vendor in &standing.vendors {
            planning.know(vendor);
        }
        planning
    }

    fn know(&mut self, vendor: &Vendor) {
        if !vendor.corporate_number.is_empty() {
            self.by_number.insert(vendor.corporate_number.clone(), vendor.name.clone());
        }
        self.by_name.insert(same_name(&vendor.name), vendor.name.clone());
    }

    fn refuse(&mut self, why: String) {
        self.plan.diagnostics.push(diagnostics::not_taken(self.place.clone(), why));
    }

    fn tell(&mut self, why: String) {
        self.plan.diagnostics.push(diagnostics::look_again(self.place.clone(), why));
    }

    /// The name under which the register knows the vendor; nothing where the row contradicts what is known.
    fn vendor(&mut self, row: &RosterRow) -> Told<Option<String>> {
        if row.vendor.is_empty() {
            return Ok(Some(String::new()));
        }
        let by_name = self.by_name.get(&same_name(&row.vendor)).cloned();
        let by_number = self.by_number.get(&row.corporate_number).filter(|_| !row.corporate_number.is_empty()).cloned();
        let name = match (by_name, by_number) {
            (Some(named), Some(numbered)) if named != numbered => {
                self.refuse(format!("{}の法人番号は、台帳では{}のものです", quoted(&row.vendor), quoted(&numbered)));
                return Ok(None);
            }
            (None, Some(numbered)) => {
                self.refuse(format!(
                    "法人番号 {} は、台帳では{}のものです。一覧では{}です（名前が変わったか、番号の誤り）",
                    row.corporate_number,
                    quoted(&numbered),
                    quoted(&row.vendor)
                ));
                return Ok(None);
            }
            (Some(named), _) => named,
            (None, None) => row.vendor.clone(),
        };
        let known = self.vendors.get(&name).cloned();
        let number = known.as_ref().map(|known| known.corporate_number.as_str()).unwrap_or_default();
        if !number.is_empty() && !row.corporate_number.is_empty() && number != row.corporate_number {
            self.refuse(format!(
                "{}の法人番号は台帳では {number}、一覧では {} です（同じ名前の別の法人かもしれません）",
                quoted(&name),
                row.corporate_number
            ));
            return Ok(None);
        }
        let blank = || Vendor {
            name: name.clone(),
            corporate_number: String::new(),
            head_office: String::new(),
            parent: String::new(),
            parent_place: String::new(),
        };
        let mut vendor = known.unwrap_or_else(blank);
        put(&mut vendor.corporate_number, &row.corporate_number);
        put(&mut vendor.head_office, &row.head_office);
        put(&mut vendor.parent, &row.parent);
        put(&mut vendor.parent_place, &row.parent_place);
        self.know(&vendor);
        let before = self.vendors.insert(name.clone(), vendor.clone());
        self.step(&vendor, before.as_ref())?;
        for certificate in &row.certificates {
            self.certificate(certificate, &name, &row.service)?;
        }
        Ok(Some(name))
    }

    /// What a certificate covers is the service where the list is one of services. Where it was said stays as long as nothing else changes:
    /// a row that moved is no news.
    fn certificate(&mut self, found: &RosterCertificate, vendor: &str, service: &str) -> Told<()> {
        let place = found.at.map_or_else(|| self.place.clone(), |at| self.place.clone().cells(at)).to_string();
        let blank = Held {
            vendor: vendor.to_owned(),
            scheme: found.scheme.clone(),
            number: String::new(),
            scope: String::new(),
            edition: String::new(),
            expires: None,
            place: place.clone(),
        };
        let known = self.certificates.get(&blank.id()).cloned();
        let mut held = known.clone().unwrap_or(blank);
        put(&mut held.number, &found.number);
        put(&mut held.edition, &found.edition);
        put(&mut held.scope, if found.scope.is_empty() { service } else { &found.scope });
        held.expires = found.expires.or(held.expires);
        if self.said.contains_key(&(Held::KIND.label(), held.id())) {
            if known.as_ref() != Some(&held) {
                self.refuse(format!(
                    "{}の{}について、中身の違う行がこの一覧にほかにもあります（初めの行だけを取り込みます）",
                    quoted(vendor),
                    held.scheme
                ));
            }
            return Ok(());
        }
        if let Some(known) = known.as_ref().filter(|known| **known != held) {
            held.place = place;
            if known.expires.is_some_and(|day| held.expires < Some(day)) {
                self.tell(format!("{}の{}の期限が、台帳より早くなります", quoted(vendor), held.scheme));
            }
        }
        if held.expires.is_none() {
            self.undated.push(format!("{vendor} {}", held.scheme));
        }
        self.certificates.insert(held.id(), held.clone());
        self.step(&held, known.as_ref())
    }

    fn tell_undated(&mut self) {
        const TOLD: usize = 20;
        let all = std::mem::take(&mut self.undated);
        if all.is_empty() {
            return;
        }
        let told: Vec<&str> = all.iter().take(TOLD).map(String::as_str).collect();
        let more = if all.len() > TOLD { " ほか" } else { "" };
        self.tell(format!("認証{}件の期限が分かりません（{}{more}）", all.len(), told.join("、")));
    }

    fn shared_cases(&self, roster: &Roster) -> BTreeSet<String> {
        let mut vendors: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let contracts = roster.tables.iter().filter(|table| table.kind == RosterKind::Contracts);
        for row in contracts.flat_map(|table| &table.rows).filter(|row| !row.vendor.is_empty()) {
            vendors.entry(self.case(row, &row.vendor)).or_default().insert(same_name(&row.vendor));
        }
        vendors.into_iter().filter(|(_, vendors)| vendors.len() > 1).map(|(case, _)| case).collect()
    }

    /// The id of a vendor's contract, and the case to which it belongs where another vendor's contract has that case's id.
    fn contract_id(&mut self, row: &RosterRow, vendor: &str) -> (String, String) {
        let case = self.case(row, vendor);
        let own = format!("{case}（{vendor}）");
        let first = self.contracts.get(&case).map(|known| known.vendor.clone()).unwrap_or_default();
        let another = !vendor.is_empty() && !first.is_empty() && first != vendor;
        let several = self.shared.contains(&case) || self.contracts.contains_key(&own);
        if !another || !several {
            return (case, String::new());
        }
        if !self.contracts.contains_key(&own) {
            let what = if row.number.is_empty() { "案件" } else { "案件又は契約番号" };
            let (first, vendor) = (quoted(&first), quoted(vendor));
            self.tell(format!(
                "{what}{case}の行が、相手方{first}と{vendor}とにあります。相手方ごとの契約として、どちらも取り込みます"
            ));
        }
        (own, case)
    }

    fn contract(&mut self, row: &RosterRow) -> Told<()> {
        let Some(vendor) = self.vendor(row)? else { return Ok(()) };
        let (case, within) = self.contract_id(row, &vendor);
        let known = self.contracts.get(&case).cloned();
        if self.said.contains_key(&(Contract::KIND.label(), case.clone())) {
            let same = known.as_ref().is_some_and(|known| self.merged(known.clone(), row, &vendor) == *known);
            if !same {
                let what = match (within.is_empty(), row.number.is_empty()) {
                    (true, true) => "件名・相手方・年度",
                    (true, false) => "契約番号・年度",
                    (false, _) => "案件と相手方",
                };
                self.refuse(format!(
                    "{what}が同じで中身の違う行が、この一覧にほかにもあります（{}。初めの行だけを取り込みます）",
                    quoted(&row.title)
                ));
            }
            return Ok(());
        }
        if let Some(other) = known.as_ref().filter(|known| !known.vendor.is_empty() && known.vendor != vendor) {
            let told =
                format!("契約 {case} の相手方は台帳では{}、一覧では{}です", quoted(&other.vendor), quoted(&vendor));
            self.refuse(told);
            return Ok(());
        }
        let blank = || Contract {
            case: case.clone(),
            vendor: vendor.clone(),
            within: within.clone(),
            number: String::new(),
            amount: None,
            title: row.title.clone(),
            category: String::new(),
            class: String::new(),
            personal_information: None,
            start: None,
            end: None,
            department: String::new(),
        };
        let contract = self.merged(known.clone().unwrap_or_else(blank), row, &vendor);
        self.alike(&contract);
        self.contracts.insert(case.clone(), contract.clone());
        self.step(&contract, known.as_ref())?;
        let of = if within.is_empty() { &case } else { &within };
        for name in &row.subcontractors {
            self.subcontract(of, &vendor, name)?;
        }
        Ok(())
    }

    fn merged(&self, mut contract: Contract, row: &RosterRow, vendor: &str) -> Contract {
        put(&mut contract.vendor, vendor);
        put(&mut contract.number, &row.number);
        contract.amount = row.amount.or(contract.amount);
        // What the settings say of a case is kept there, not in a list.
        if self.workspace.cases.iter().any(|case| case.id.as_str() == contract.case) {
            return contract;
        }
        put(&mut contract.title, &row.title);
        put(&mut contract.category, &row.category);
        put(&mut contract.class, &row.class);
        put(&mut contract.department, &row.department);
        contract.personal_information = row.personal_information.or(contract.personal_information);
        contract.start = row.start.or(contract.start);
        contract.end = row.end.or(contract.end);
        contract
    }

    /// The settings' case with that title and a term that overlaps, else the year with the number, else the year with title and vendor:
    /// numbers begin anew every year, and a renewed contract is another one.
    fn case(&self, row: &RosterRow, vendor: &str) -> String {
        let title = super::grid::fold(&row.title);
        let case = self.workspace.cases.iter().find(|case| {
            let named = [&case.title, &case.contract].into_iter().any(|name| super::grid::fold(name) == title);
            let overlaps = row.end.is_none_or(|end| case.start <= end)
                && row.start.is_none_or(|start| case.end.is_none_or(|end| start <= end));
            named && overlaps && (row.start.is_some() || row.end.is_some())
        });
        if let Some(case) = case {
            return case.id.to_string();
        }
        let year =
            row.start.or(row.end).map_or_else(|| "年度不明".to_owned(), |day| format!("{}年度", fiscal_year(day)));
        if row.number.is_empty() {
            format!("{year} {}（{vendor}）", row.title)
        } else {
            format!("{year} {}", row.number)
        }
    }

    /// The same vendor and term under another title may be the same contract.
    fn alike(&mut self, contract: &Contract) {
        let alike = self.contracts.values().find(|known| {
            known.case != contract.case
                && known.vendor == contract.vendor
                && (known.start, known.end) == (contract.start, contract.end)
                && known.start.is_some()
                && known.amount.is_some()
                && known.amount == contract.amount
        });
        if let Some(alike) = alike {
            let why = format!("相手方、期間、金額が同じ契約{}があります", quoted(&alike.title));
            self.tell(why);
        }
    }

    fn subcontract(&mut self, case: &str, vendor: &str, name: &str) -> Told<()> {
        let blank = Subcontract {
            case: case.to_owned(),
            vendor: vendor.to_owned(),
            name: name.to_owned(),
            tier: "2".to_owned(),
            work: String::new(),
            place: String::new(),
            approved: None,
        };
        let known = self.subcontracts.get(&blank.id()).cloned();
        // What is known says more than a name in a list.
        let record = known.clone().unwrap_or(blank);
        self.subcontracts.insert(record.id(), record.clone());
        self.step(&record, known.as_ref())
    }

    fn service(&mut self, row: &RosterRow) -> Told<()> {
        let Some(vendor) = self.vendor(row)? else { return Ok(()) };
        let known = self.services.get(&row.service).cloned();
        let blank = || Service {
            name: row.service.clone(),
            vendor: String::new(),
            case: String::new(),
            administrator: String::new(),
            approved: None,
            review: None,
        };
        let mut service = known.clone().unwrap_or_else(blank);
        if self.said.contains_key(&(Service::KIND.label(), service.id())) {
            let other = (!vendor.is_empty() && service.vendor != vendor)
                || row.approved.is_some_and(|day| service.approved != Some(day));
            if other {
                self.refuse(format!("サービス{}の行がこの一覧にほかにもあり、中身が違います", quoted(&row.service)));
            }
            return Ok(());
        }
        if !vendor.is_empty() && !service.vendor.is_empty() && service.vendor != vendor {
            self.refuse(format!(
                "サービス{}の提供者は台帳では{}、一覧では{}です",
                quoted(&row.service),
                quoted(&service.vendor),
                quoted(&vendor)
            ));
            return Ok(());
        }
        put(&mut service.vendor, &vendor);
        put(&mut service.administrator, &row.administrator);
        service.approved = row.approved.or(service.approved);
        service.review = row.review.or(service.review);
        if service.approved.is_none() {
            self.tell(format!("サービス{}の承認日がありません", quoted(&row.service)));
        }
        self.services.insert(service.id(), service.clone());
        self.step(&service, known.as_ref())
    }

    fn account(&mut self, row: &RosterRow) -> Told<()> {
        let mut account = Account {
            service: row.service.clone(),
            account: row.account.clone(),
            facts: Vec::new(),
            responsible: String::new(),
        };
        let known = self.accounts.get(&account.id()).cloned();
        account = known.clone().unwrap_or(account);
        if self.said.contains_key(&(Account::KIND.label(), account.id())) {
            self.refuse(format!("アカウント{}の行がこの一覧にほかにもあります", quoted(&account.id())));
            return Ok(());
        }
        put(&mut account.responsible, &row.administrator);
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        for (name, value) in [("所管", row.department.clone()), ("始期", day(row.start)), ("承認日", day(row.approved))]
        {
            if value.is_empty() {
                continue;
            }
            match account.facts.iter_mut().find(|(known, _)| known == name) {
                Some((_, old)) => *old = value,
                None => account.facts.push((name.to_owned(), value)),
            }
        }
        if account.responsible.is_empty() {
            self.tell(format!("アカウント{}の責任者がありません", quoted(&account.id())));
        }
        self.accounts.insert(account.id(), account.clone());
        self.step(&account, known.as_ref())
    }

    /// Puts a record into the plan; several rows of one record are one step.
    fn step<R: Record>(&mut self, record: &R, known: Option<&R>) -> Told<()> {
        let draft = Draft::of(record)?;
        let change = match known.map(Draft::of).transpose()? {
            None => Change::New,
            Some(known) => {
                let fields = draft.differences(&known);
                if fields.is_empty() { Change::Same } else { Change::Corrected(fields) }
            }
        };
        let key = (R::KIND.label(), record.id());
        if let Some(step) = self.said.get(&key).and_then(|at| self.plan.steps.get_mut(*at)) {
            // A second row of the same vendor may add what the first left blank.
            step.change = match (&step.change, change) {
                (Change::New, _) => Change::New,
                (Change::Corrected(first), Change::Corrected(more)) => {
                    Change::Corrected(first.iter().cloned().chain(more).collect())
                }
                (before, Change::Same) => before.clone(),
                (_, change) => change,
            };
            step.draft = draft;
            return Ok(());
        }
        self.said.insert(key, self.plan.steps.len());
        let (sheet, row) = self.at.clone();
        self.plan.steps.push(Step { kind: R::KIND.label(), id: record.id(), sheet, row, change, draft });
        Ok(())
    }
}

/// A blank takes nothing away.
fn put(field: &mut String, value: &str) {
    if !value.is_empty() {
        value.clone_into(field);
    }
}
