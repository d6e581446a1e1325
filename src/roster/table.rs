//! Where the lists of a sheet are, what their columns hold, and what their rows say.

use super::certificate::{self, Cells, RosterCertificate};
use super::field::{self, Field, Heading};
use super::grid::{Grid, Line, Seen, fold};
use super::value::{self, End};
use super::{Roster, RosterColumn, RosterKind, RosterRow, RosterTable, Said, diagnostics};
use crate::diagnostic::{Diagnostic, Place};
use crate::questionnaire::CertificateKind;
use crate::workbook::Address;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Rows from which the contents of a column are judged.
const LOOKED_AT: usize = 300;
/// Levels of a heading.
const LEVELS: usize = 3;

/// A heading with what stands over each column.
#[derive(Clone, Debug)]
struct Block {
    first: usize,
    last: usize,
    titles: BTreeMap<u32, Vec<String>>,
}

/// A column on the way to its use.
#[derive(Clone, Debug)]
struct Column {
    at: u32,
    titles: Vec<String>,
    heading: Heading,
    why: String,
    /// What it could be, where another column could be the same.
    twice: Option<Field>,
    /// Of which certificate it is, where headings say so.
    scheme: Option<CertificateKind>,
}

/// All lists of a sheet.
pub(super) fn find(roster: &mut Roster, sheet: &str, grid: &Grid, said: &Said) {
    let lines: Vec<&Line> = grid.lines.values().collect();
    let numbers: Vec<u32> = grid.lines.keys().copied().collect();
    let blocks = blocks(&lines, &numbers, grid);
    if !said.columns.is_empty() {
        let from = blocks.first().map_or(0, |block| block.last + 1);
        let titles = blocks.first().map(|block| block.titles.clone()).unwrap_or_default();
        let body: Vec<&Line> = lines.get(from..).unwrap_or_default().to_vec();
        let columns = said.columns.iter().map(|(field, at)| Column {
            at: *at,
            titles: titles.get(at).cloned().unwrap_or_default(),
            heading: Heading { field: *field, sure: 4, why: "" },
            why: "指定されたとおり".to_owned(),
            twice: None,
            scheme: None,
        });
        let mut columns: Vec<Column> = columns.collect();
        settle_certificates(&mut columns);
        take(roster, sheet, grid, columns, &body);
        return;
    }
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        // A heading that is repeated on every page goes on with the same list.
        let mut next = at + 1;
        // 「■総務部」 over the heading says whose the rows are.
        let above = block.first.checked_sub(1).and_then(|above| lines.get(above)).copied();
        let office = |line: &&Line| matches!(line.distinct().as_slice(), [(_, only)] if is_office(&only.folded) && !is_data(only));
        let mut body: Vec<&Line> = above.filter(office).into_iter().collect();
        let mut from = block.last + 1;
        loop {
            let until = blocks.get(next).map_or(lines.len(), |block| block.first);
            body.extend(lines.get(from..until).unwrap_or_default());
            match blocks.get(next) {
                Some(again) if again.titles == block.titles => {
                    from = again.last + 1;
                    next += 1;
                }
                _ => break,
            }
        }
        for part in side_by_side(block, &body) {
            let columns = columns(&part, &body, grid);
            take(roster, sheet, grid, columns, &body);
        }
        at = next;
    }
}

/// A heading that says something of its own.
fn is_named(heading: Heading) -> bool {
    heading.sure > 1
}

/// A list without any heading: what its columns hold says itself what it is.
pub(super) fn find_without_heading(roster: &mut Roster, sheet: &str, grid: &Grid) {
    let lines: Vec<&Line> = grid.lines.values().collect();
    // A row of headings that was not understood well enough is no row of a list.
    let headed = |line: &&Line| {
        line.distinct()
            .into_iter()
            .filter(|(_, cell)| field::understand(std::slice::from_ref(&cell.text)).is_some_and(is_named))
            .count()
            >= 3
            && !line.distinct().into_iter().any(|(_, cell)| is_data(cell))
    };
    if lines.iter().take(10).any(headed) {
        return;
    }
    let columns = columns(&BTreeMap::new(), &lines, grid);
    take(roster, sheet, grid, columns, &lines);
}

fn blocks(lines: &[&Line], numbers: &[u32], grid: &Grid) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.hidden || !begins(lines, at, grid, !found.is_empty()) {
            at += 1;
            continue;
        }
        let joined = |one: usize, other: usize| match (numbers.get(one), numbers.get(other)) {
            (Some(one), Some(other)) => one.abs_diff(*other) == 1,
            _ => false,
        };
        let mut first = at;
        let above = at.checked_sub(1).filter(|above| joined(*above, at));
        if above.and_then(|above| lines.get(above)).is_some_and(|line| is_upper(line)) {
            first -= 1;
        }
        let mut last = at;
        while last + 1 < first + LEVELS && joined(last, last + 1) {
            match (lines.get(last), lines.get(last + 1)) {
                (Some(upper), Some(lower)) if is_lower(upper, lower) => last += 1,
                _ => break,
            }
        }
        let titles = titles(lines.get(first..=last).unwrap_or_default(), grid);
        found.push(Block { first, last, titles });
        at = last + 1;
    }
    found
}

/// Whether a heading begins here. After the first one, only what is a heading in every cell is another.
fn begins(lines: &[&Line], at: usize, grid: &Grid, later: bool) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let cells: Vec<(u32, &Seen)> =
        line.distinct().into_iter().filter(|(column, _)| !grid.hidden_columns.contains(column)).collect();
    if cells.iter().any(|(_, cell)| is_data(cell)) {
        return false;
    }
    let known: Vec<Heading> = cells
        .iter()
        .filter(|(_, cell)| field::is_tight(&cell.text))
        .filter_map(|(_, cell)| field::understand(std::slice::from_ref(&cell.text)))
        .collect();
    let understood: Vec<Heading> =
        cells.iter().filter_map(|(_, cell)| field::understand(std::slice::from_ref(&cell.text))).collect();
    let main = understood.iter().any(|heading| heading.field.is_main());
    if later {
        return main && known.len() >= 2 && known.len() * 3 >= cells.len() * 2;
    }
    if main && known.len() >= 2 && known.len() * 5 >= cells.len() * 2 {
        return true;
    }
    // Forms of public notices: every heading is half a sentence, and nearly every one is understood.
    if main && understood.len() >= 4 && understood.len() * 4 >= cells.len() * 3 {
        return true;
    }
    // A heading in two rows whose names stand in the second: 相手方 over 名称 and 所在地.
    let alone = cells.len() == 1 && cells.iter().all(|(_, cell)| !cell.wide);
    let sure = known.iter().any(|heading| heading.field.is_main() && heading.sure == 3);
    let below = lines.get(at + 1).is_some_and(|line| line.distinct().len() == 1);
    alone && sure && below
}

/// Whether a cell holds what rows hold, and no name of a column.
fn is_data(cell: &Seen) -> bool {
    let named = field::is_tight(&cell.text);
    let company = value::is_company(&cell.folded) && !named;
    cell.number
        || company
        || value::is_thirteen_digits(&cell.text)
        || value::day(&cell.text, End::First).is_some()
        || value::period(&cell.text).is_some()
}

/// A row above a heading that groups its columns.
fn is_upper(line: &Line) -> bool {
    let cells = line.distinct();
    let all = line.cells.len();
    let grouped = cells.iter().any(|(_, cell)| {
        let width = line.cells.values().filter(|other| other.at == cell.at).count();
        (2..all.max(3)).contains(&width) && field::understand(std::slice::from_ref(&cell.text)).is_some()
    });
    grouped && !cells.iter().any(|(_, cell)| is_data(cell))
}

/// A row below a heading that divides its columns: nothing in it is data, and all that is its own is a heading.
fn is_lower(upper: &Line, lower: &Line) -> bool {
    let known: BTreeSet<_> = upper.cells.values().map(|cell| cell.at).collect();
    let own: Vec<&Seen> =
        lower.distinct().into_iter().map(|(_, cell)| cell).filter(|cell| !known.contains(&cell.at)).collect();
    let heading =
        |cell: &&Seen| field::is_tight(&cell.text) && field::understand(std::slice::from_ref(&cell.text)).is_some();
    !own.is_empty() && own.iter().all(heading) && !own.iter().any(|cell| is_data(cell))
}

fn titles(lines: &[&Line], grid: &Grid) -> BTreeMap<u32, Vec<String>> {
    let mut titles: BTreeMap<u32, (BTreeSet<_>, Vec<String>)> = BTreeMap::new();
    for line in lines {
        for (column, cell) in line.cells.iter().filter(|(column, _)| !grid.hidden_columns.contains(column)) {
            let (known, list) = titles.entry(*column).or_default();
            if known.insert(cell.at) {
                list.push(cell.text.clone());
            }
        }
    }
    titles.into_iter().map(|(column, (_, list))| (column, list)).collect()
}

/// Lists that stand beside each other, parted by a column in which nothing stands; each must be about something.
fn side_by_side(block: &Block, body: &[&Line]) -> Vec<BTreeMap<u32, Vec<String>>> {
    let mut parts: Vec<BTreeMap<u32, Vec<String>>> = Vec::new();
    let mut last: Option<u32> = None;
    for (column, titles) in &block.titles {
        let used = |column: u32| body.iter().any(|line| line.cells.contains_key(&column));
        let parted = last.is_some_and(|last| (last + 1..*column).any(|between| !used(between)));
        if parted || parts.is_empty() {
            parts.push(BTreeMap::new());
        }
        if let Some(part) = parts.last_mut() {
            part.insert(*column, titles.clone());
        }
        last = Some(*column);
    }
    let about = |part: &BTreeMap<u32, Vec<String>>| {
        part.values().filter_map(|titles| field::understand(titles)).filter(|heading| heading.field.is_main()).count()
            > 0
    };
    if parts.iter().all(about) { parts } else { vec![block.titles.clone()] }
}

/// The cells of a column that hold something.
fn contents<'l>(body: &[&'l Line], column: u32) -> Vec<&'l Seen> {
    let cells = body.iter().filter(|line| !line.hidden).filter_map(|line| line.cell(column));
    cells.take(LOOKED_AT).collect()
}

/// What each column holds: by its heading, then by what stands in it.
fn columns(titles: &BTreeMap<u32, Vec<String>>, body: &[&Line], grid: &Grid) -> Vec<Column> {
    let mut all: BTreeSet<u32> = titles.keys().copied().collect();
    let (first, last) = (all.first().copied().unwrap_or(0), all.last().copied().unwrap_or(u32::MAX));
    let inside = |column: &&u32| (first..=last.saturating_add(1)).contains(*column);
    all.extend(body.iter().flat_map(|line| line.cells.keys()).filter(inside));
    let mut columns: Vec<Column> = all
        .into_iter()
        .map(|at| {
            let titles = titles.get(&at).cloned().unwrap_or_default();
            let (heading, why) = if grid.hidden_columns.contains(&at) {
                (left("非表示の列です"), String::new())
            } else {
                judged(&titles, &contents(body, at))
            };
            Column { at, titles, heading, why, twice: None, scheme: None }
        })
        .collect();
    settle_certificates(&mut columns);
    name_of_what(&mut columns, body);
    settle_periods(&mut columns, body);
    settle_twice(&mut columns, body);
    by_contents(&mut columns, body);
    columns
}

const fn left(why: &'static str) -> Heading {
    Heading { field: Field::Left, sure: 3, why }
}

const TWICE: &str = "同じ見出しの列が二つ以上あり、どれか分かりません。--columns で指定してください";
const UNKNOWN: Heading =
    Heading { field: Field::Unknown, sure: 0, why: "見出しからも中身からも分かりません" };

/// How many of the cells pass, in hundredths of all.
fn share(cells: &[&Seen], test: impl Fn(&Seen) -> bool) -> usize {
    let passed = cells.iter().filter(|cell| test(cell)).count();
    (passed * 100).checked_div(cells.len()).unwrap_or(0)
}

/// What the heading says, unless the contents speak against it.
fn judged(titles: &[String], cells: &[&Seen]) -> (Heading, String) {
    let Some(heading) = field::understand(titles) else { return (UNKNOWN, String::new()) };
    if heading.field == Field::Left || cells.is_empty() {
        return (heading, format!("見出し「{}」", shown(titles)));
    }
    let dates = share(cells, |cell| value::day(&cell.text, End::First).is_some());
    let digits = share(cells, |cell| cell.folded.chars().all(|c| c.is_ascii_digit() || ",.-".contains(c)));
    let against = match heading.field {
        Field::CorporateNumber if share(cells, |cell| value::is_thirteen_digits(&cell.text)) < 50 => {
            "中身の半分以上が13桁の番号ではありません"
        }
        Field::Vendor | Field::Provider | Field::Title | Field::Service | Field::Account | Field::Administrator
            if dates > 50 =>
        {
            "中身が日付です"
        }
        Field::Vendor | Field::Provider | Field::Title | Field::Service if digits > 50 => "中身が数字です",
        Field::Department if heading.sure == 1 && share(cells, |cell| is_office(&cell.folded)) < 50 => {
            "担当者の氏名とみられます"
        }
        Field::Number if heading.sure < 3 && counts_up(cells) => "1から続く番号で、行の番号とみられます",
        Field::Subcontractor if share(cells, |cell| value::yes(&cell.text).is_some()) > 50 => {
            "有無だけで、名前がありません"
        }
        _ => "",
    };
    if against.is_empty() {
        return (heading, format!("見出し「{}」", shown(titles)));
    }
    (left(against), format!("見出しは「{}」", shown(titles)))
}

/// 1, 2, 3, … down the column.
fn counts_up(cells: &[&Seen]) -> bool {
    (1..).zip(cells).all(|(number, cell): (usize, _)| cell.folded == number.to_string())
}

fn is_office(folded: &str) -> bool {
    ["課", "部", "局", "室", "係", "所", "館", "センター", "委員会", "校", "園", "組合"]
        .iter()
        .any(|end| folded.ends_with(end))
}

fn shown(titles: &[String]) -> String {
    titles.join("／").replace('\n', "")
}

fn has(columns: &[Column], field: Field) -> bool {
    columns.iter().any(|column| column.heading.field == field)
}

/// A column that is only called 名称: of the vendors, of the services or of the contracts.
fn name_of_what(columns: &mut [Column], body: &[&Line]) {
    let named = has(columns, Field::Vendor) || has(columns, Field::Provider);
    let service = has(columns, Field::Service);
    let of_services = has(columns, Field::Provider) || has(columns, Field::Approved);
    let of_vendors = has(columns, Field::CorporateNumber) || has(columns, Field::HeadOffice);
    let titled = columns.iter().any(|column| column.heading.field == Field::Title && column.heading.sure > 1);
    for column in columns.iter_mut().filter(|column| column.heading.field == Field::Title && column.heading.sure == 1) {
        let companies = share(&contents(body, column.at), |cell| value::is_company(&cell.folded));
        if !named && (of_vendors || companies >= 50) {
            column.heading.field = Field::Vendor;
        } else if !service && of_services && !titled {
            column.heading.field = Field::Service;
        }
    }
}

/// 「ISMS｜登録番号｜有効期限｜Pマーク｜登録番号｜有効期限」: what stands beside a certificate is its own, up to the next.
fn settle_certificates(columns: &mut [Column]) {
    let mut beside = false;
    let mut scheme = None;
    for column in columns {
        let own = certificate::scheme(&column.titles);
        if beside
            && column.heading.sure < 4
            && !column.heading.field.is_of_certificate()
            && let Some(heading) = field::beside_certificate(&column.titles)
        {
            column.heading = heading;
            column.why = format!("認証の隣の見出し「{}」", shown(&column.titles));
        }
        let field = column.heading.field;
        beside = field.is_of_certificate() || column.heading == field::OF_CERTIFICATE;
        scheme = if !beside || field == Field::Certificate { own } else { own.or(scheme) };
        column.scheme = scheme;
    }
}

/// 契約期間 over two or three columns: the first date is the first day, the last one the last.
fn settle_periods(columns: &mut [Column], body: &[&Line]) {
    let dated: Vec<usize> = (0..)
        .zip(columns.iter())
        .filter(|(_, column)| column.heading.field == Field::Period)
        .filter(|(_, column)| {
            share(&contents(body, column.at), |cell| value::day(&cell.text, End::First).is_some()) >= 50
        })
        .map(|(index, _)| index)
        .collect();
    if let [first, .., last] = dated.as_slice() {
        for (index, column) in
            columns.iter_mut().enumerate().filter(|(_, column)| column.heading.field == Field::Period)
        {
            column.heading = match index {
                index if index == *first => Heading { field: Field::Start, ..column.heading },
                index if index == *last => Heading { field: Field::End, ..column.heading },
                _ => left("期間の間の列です"),
            };
        }
    }
}

/// Two columns for one thing: the surer heading, else what is the same in both, else contents; else neither.
fn settle_twice(columns: &mut [Column], body: &[&Line]) {
    let fields: BTreeSet<Field> = columns.iter().map(|column| column.heading.field).collect();
    for field in fields {
        if matches!(field, Field::Left | Field::Unknown | Field::Subcontractor) || field.is_of_certificate() {
            continue;
        }
        let of = |column: &Column| column.heading.field == field;
        let best = columns.iter().filter(|column| of(column)).map(|column| column.heading.sure).max().unwrap_or(0);
        let top: Vec<u32> =
            columns.iter().filter(|c| of(c) && c.heading.sure == best).map(|column| column.at).collect();
        let all = columns.iter().filter(|column| of(column)).count();
        if all < 2 {
            continue;
        }
        let texts = |at: u32| contents(body, at).into_iter().map(|cell| cell.folded.as_str()).collect::<Vec<_>>();
        let chosen = match top.as_slice() {
            [only] => Some(*only),
            [first, rest @ ..] if rest.iter().all(|at| texts(*at) == texts(*first)) => Some(*first),
            // 管理者（正）, 管理者（副）.
            [first, ..] if field == Field::Administrator => Some(*first),
            several => by_looks(field, several, body),
        };
        for column in columns.iter_mut().filter(|column| of(column) && Some(column.at) != chosen) {
            column.heading = left(if chosen.is_some() {
                "同じことを言う、より確かな列があります"
            } else {
                TWICE
            });
            column.twice = chosen.is_none().then_some(field);
        }
    }
}

/// Of several columns the only one that looks as the field does.
fn by_looks(field: Field, columns: &[u32], body: &[&Line]) -> Option<u32> {
    let looks = |at: &&u32| {
        let cells = contents(body, **at);
        match field {
            Field::Vendor | Field::Provider => share(&cells, |cell| value::is_company(&cell.folded)) >= 50,
            Field::Start | Field::End | Field::Signed | Field::Approved | Field::Review => {
                share(&cells, |cell| value::day(&cell.text, End::First).is_some()) >= 50
            }
            Field::Amount => share(&cells, |cell| value::amount(&cell.text, 1).is_some()) >= 50,
            _ => false,
        }
    };
    let fitting: Vec<u32> = columns.iter().filter(looks).copied().collect();
    match fitting.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Columns whose headings say nothing.
fn by_contents(columns: &mut [Column], body: &[&Line]) {
    let headless = columns.iter().all(|column| column.titles.is_empty());
    for index in 0..columns.len() {
        let taken: BTreeSet<Field> = columns.iter().map(|column| column.heading.field).collect();
        let Some(column) = columns.get_mut(index).filter(|column| column.heading.field == Field::Unknown) else {
            continue;
        };
        let cells = contents(body, column.at);
        if cells.is_empty() {
            continue;
        }
        let free = |field: Field| !taken.contains(&field);
        let dates = share(&cells, |cell| value::day(&cell.text, End::First).is_some());
        let (field, why) = if free(Field::CorporateNumber)
            && share(&cells, |cell| value::corporate_number(&cell.text).is_some()) >= 80
        {
            (Field::CorporateNumber, "中身が法人番号（検査数字が合う13桁）")
        } else if free(Field::Vendor)
            && free(Field::Provider)
            && share(&cells, |cell| value::is_company(&cell.folded)) >= 60
        {
            (Field::Vendor, "中身が会社などの名前")
        } else if free(Field::Period)
            && free(Field::Start)
            && share(&cells, |cell| value::period(&cell.text).is_some()) >= 80
        {
            (Field::Period, "中身が期間")
        } else if headless && dates >= 80 && free(Field::Start) {
            (Field::Start, "中身が日付（初めの列）")
        } else if headless && dates >= 80 && free(Field::End) {
            (Field::End, "中身が日付（後の列）")
        } else if headless && free(Field::Title) && share(&cells, |cell| is_work(&cell.folded)) >= 50 {
            (Field::Title, "中身が業務の名前")
        } else {
            continue;
        };
        column.heading = Heading { field, sure: 1, why: "" };
        why.clone_into(&mut column.why);
    }
}

fn is_work(folded: &str) -> bool {
    ["業務", "委託", "保守", "運用", "管理", "作成", "清掃", "点検", "印刷", "システム"]
        .iter()
        .any(|word| folded.contains(word))
}

fn kind(columns: &[Column]) -> Option<RosterKind> {
    let has = |field| has(columns, field);
    let vendor = has(Field::Vendor) || has(Field::Provider);
    if has(Field::Title) && vendor {
        Some(RosterKind::Contracts)
    } else if has(Field::Account) && !vendor
        || has(Field::Platform) && (has(Field::Administrator) || has(Field::Account))
    {
        Some(RosterKind::Accounts)
    } else if has(Field::Service) {
        let of_services =
            has(Field::Provider) || has(Field::Administrator) || has(Field::Approved) || has(Field::Review);
        let of_contracts =
            [Field::Number, Field::Amount, Field::Period, Field::Start, Field::Signed].into_iter().any(has);
        Some(if vendor && of_contracts && !of_services { RosterKind::Contracts } else { RosterKind::Services })
    } else if vendor {
        Some(RosterKind::Vendors)
    } else {
        None
    }
}

/// Whether a list of that kind has a use for the field.
const fn serves(kind: RosterKind, field: Field) -> bool {
    let of_vendor = matches!(
        field,
        Field::Vendor
            | Field::Provider
            | Field::CorporateNumber
            | Field::HeadOffice
            | Field::Parent
            | Field::ParentPlace
    );
    if matches!(field, Field::Left | Field::Unknown) {
        return true;
    }
    if field.is_of_certificate() {
        return !matches!(kind, RosterKind::Accounts);
    }
    match kind {
        RosterKind::Vendors => of_vendor,
        RosterKind::Contracts => !matches!(
            field,
            Field::Administrator | Field::Approved | Field::Review | Field::Platform | Field::Account | Field::Service
        ),
        RosterKind::Services => {
            of_vendor || matches!(field, Field::Service | Field::Administrator | Field::Approved | Field::Review)
        }
        RosterKind::Accounts => matches!(
            field,
            Field::Platform
                | Field::Service
                | Field::Account
                | Field::Administrator
                | Field::Department
                | Field::Start
                | Field::Approved
        ),
    }
}

fn take(roster: &mut Roster, sheet: &str, grid: &Grid, mut columns: Vec<Column>, body: &[&Line]) {
    let twice = columns.iter().find_map(|column| column.twice.filter(|field| field.is_main()));
    if let Some(field) = twice {
        let of = columns.iter().filter(|column| column.twice == Some(field));
        let told: Vec<String> =
            of.map(|column| format!("{} 「{}」", grid.place(column.at), shown(&column.titles))).collect();
        let place = Place::file(&roster.file).sheet_named(sheet);
        roster.diagnostics.push(diagnostics::columns_twice(place, field, &told));
        return;
    }
    let Some(kind) = kind(&columns) else { return };
    if kind == RosterKind::Contracts && !has(&columns, Field::Title) {
        // 「システム名」 of a list of contracts is what the contract is about.
        for column in columns.iter_mut().filter(|column| column.heading.field == Field::Service) {
            column.heading.field = Field::Title;
        }
    }
    for column in columns.iter_mut().filter(|column| !serves(kind, column.heading.field)) {
        column.heading = left(match column.heading.field {
            Field::Administrator => "個人の氏名や連絡先は、台帳に要らないので取り込みません",
            _ => "この種類の一覧では使いません",
        });
    }
    let mut taker = Taker::new(kind, &columns, grid.turned);
    for line in body {
        taker.row(line);
    }
    let Taker { rows, left, unread, .. } = taker;
    if rows.is_empty() && left.is_empty() {
        return;
    }
    let place = Place::file(&roster.file).sheet_named(sheet);
    let told = left.into_iter().map(|((said, why), rows)| diagnostics::rows_left(place.clone(), said, &why, &rows));
    roster.diagnostics.extend(told);
    roster.diagnostics.extend(unread.into_values().map(|list| told_unread(&place, &list)));
    let sample = |column: &Column| contents(body, column.at).first().map(|cell| cell.text.clone()).unwrap_or_default();
    let columns = columns
        .iter()
        .map(|column| RosterColumn {
            place: grid.place(column.at),
            titles: column.titles.clone(),
            field: column.heading.field,
            why: [column.why.as_str(), column.heading.why]
                .into_iter()
                .filter(|why| !why.is_empty())
                .collect::<Vec<_>>()
                .join("。"),
            sample: if column.heading.field == Field::Left { String::new() } else { sample(column) },
        })
        .collect();
    roster.tables.push(RosterTable { sheet: sheet.to_owned(), kind, columns, rows });
}

/// A cell that could not be read: its field, its words, its place.
type Unread = (Field, Seen);

fn told_unread(place: &Place, list: &[Unread]) -> Diagnostic {
    let cells: Vec<(String, &str)> = list.iter().map(|(_, cell)| (cell.at.to_string(), cell.text.as_str())).collect();
    let field = list.first().map_or(Field::Unknown, |(field, _)| *field);
    diagnostics::values_unread(place.clone(), field, &cells)
}

/// Reads rows one after the other; what stands above plays a part (同上, a department over its rows).
struct Taker<'a> {
    kind: RosterKind,
    /// Whether what is called a row here is a column of the sheet.
    turned: bool,
    columns: &'a [Column],
    department: String,
    above: BTreeMap<u32, Seen>,
    rows: Vec<RosterRow>,
    /// Rows that were not taken, by whether that is a doubt and by why.
    left: BTreeMap<(bool, String), Vec<String>>,
    unread: BTreeMap<Field, Vec<Unread>>,
}

impl<'a> Taker<'a> {
    fn new(kind: RosterKind, columns: &'a [Column], turned: bool) -> Self {
        Self {
            kind,
            turned,
            columns,
            department: String::new(),
            above: BTreeMap::new(),
            rows: Vec::new(),
            left: BTreeMap::new(),
            unread: BTreeMap::new(),
        }
    }

    fn leave(&mut self, line: &Line, doubtful: bool, why: &str) {
        let at = self.at(line);
        let told = if self.turned {
            Address::new(0, at.column).to_string().replace('1', "列")
        } else {
            format!("{}行目", at.row + 1)
        };
        self.left.entry((doubtful, why.to_owned())).or_default().push(told);
    }

    /// Where a row begins: a cell that is merged down from above does not say so.
    fn at(&self, line: &Line) -> Address {
        let own = self.columns.iter().filter_map(|column| line.cell(column.at)).map(|cell| cell.at);
        let key = |at: &Address| {
            let (across, down) = if self.turned { (at.column, at.row) } else { (at.row, at.column) };
            (across, std::cmp::Reverse(down))
        };
        own.max_by_key(key).unwrap_or_default()
    }

    fn row(&mut self, line: &Line) {
        let within: BTreeSet<u32> = self.columns.iter().map(|column| column.at).collect();
        let mut known = BTreeSet::new();
        let cells: Vec<&Seen> = line
            .cells
            .iter()
            .filter(|(at, cell)| within.contains(at) && known.insert(cell.at))
            .map(|(_, cell)| cell)
            .collect();
        let Some(first) = cells.first() else { return };
        if let [only] = cells.as_slice()
            && self.columns.len() > 1
            && !self.is_name(line, only)
        {
            self.lone(line, &only.text.clone());
            return;
        }
        if line.hidden {
            self.leave(line, true, "非表示の行");
        } else if cells.iter().any(|cell| is_total(&cell.folded)) {
            self.leave(line, false, "合計の行");
        } else if cells
            .iter()
            .any(|cell| cell.folded.starts_with("記入例") || cell.folded.starts_with("(例)") || cell.folded == "例")
        {
            self.leave(line, false, "記入例の行");
        } else if first.struck && cells.iter().filter(|cell| cell.struck).count() * 2 >= cells.len() {
            self.leave(line, true, "取り消し線のある行");
        } else {
            self.read(line);
        }
    }

    /// A row in which only the main column is filled still names something.
    fn is_name(&self, line: &Line, cell: &Seen) -> bool {
        self.kind == RosterKind::Vendors
            && !cell.wide
            && self.columns.iter().any(|column| {
                matches!(column.heading.field, Field::Vendor | Field::Provider)
                    && line.cell(column.at).is_some_and(|seen| seen.at == cell.at)
                    && !cell.folded.starts_with('※')
            })
    }

    /// A row with one cell: a department over its rows, a note, a heading of a part.
    fn lone(&mut self, line: &Line, text: &str) {
        let folded = fold(text);
        let note = ["※", "*", "注", "(注", "備考", "・"].iter().any(|begin| folded.starts_with(begin));
        if is_total(&folded) {
            self.leave(line, false, "合計の行");
        } else if !note && folded.chars().count() <= 20 && is_office(&folded) {
            text.trim_start_matches(|c: char| !c.is_alphanumeric()).clone_into(&mut self.department);
        } else {
            self.leave(line, false, "一つのセルだけの行（注記や区切り）");
        }
    }

    /// The cell of a field, 「同上」 being what stands above.
    fn cell(&mut self, line: &Line, field: Field) -> Option<Seen> {
        let column = self.columns.iter().find(|column| column.heading.field == field)?.at;
        self.seen(line, column)
    }

    fn seen(&mut self, line: &Line, column: u32) -> Option<Seen> {
        let cell = line.cell(column)?;
        if ["同上", "〃", "”", "\"", "″", "々", "同", "”", "''"].contains(&cell.folded.as_str()) {
            return self.above.get(&column).cloned();
        }
        self.above.insert(column, cell.clone());
        Some(cell.clone())
    }

    fn text(&mut self, line: &Line, field: Field) -> String {
        let cell = self.cell(line, field).filter(|cell| !cell.error);
        let text = cell.map(|cell| cell.text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
        if ["-", "ー", "―", "－", "なし", "無し", "無", "未定", "不明"].contains(&text.as_str()) {
            String::new()
        } else {
            text
        }
    }

    /// A cell read by `read`; one that holds something else is told.
    fn value<T>(&mut self, line: &Line, field: Field, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let cell = self.cell(line, field)?;
        let value = read(&cell.text);
        let empty =
            ["-", "ー", "―", "－", "なし", "未定", "無期限", "期限なし", "自動更新"].contains(&cell.text.as_str());
        if value.is_none() && !empty {
            self.unread.entry(field).or_default().push((field, cell));
        }
        value
    }

    fn day(&mut self, line: &Line, field: Field, end: End) -> Option<Date> {
        let era = self.era(field);
        self.value(line, field, |text| value::day(text, end).or_else(|| value::day(&format!("{era}{text}"), end)))
    }

    /// A heading that says 令和 says it for its cells.
    fn era(&self, field: Field) -> &'static str {
        let said =
            self.columns.iter().any(|column| column.heading.field == field && shown(&column.titles).contains("令和"));
        if said { "令和" } else { "〆" }
    }

    fn read(&mut self, line: &Line) {
        let name = self.vendor(line);
        let row = RosterRow {
            at: self.at(line),
            vendor: name.clone().unwrap_or_default(),
            number: self.text(line, Field::Number),
            title: self.text(line, Field::Title),
            category: self.text(line, Field::Category),
            service: self.service(line),
            account: self.text(line, Field::Account),
            ..RosterRow::default()
        };
        let lacking = match self.kind {
            RosterKind::Contracts | RosterKind::Vendors if row.vendor.is_empty() => name.err().unwrap_or_default(),
            RosterKind::Contracts if row.title.is_empty() => "件名が空です".to_owned(),
            RosterKind::Services if row.service.is_empty() => "サービス名が空です".to_owned(),
            RosterKind::Accounts if row.account.is_empty() => "アカウントが空です".to_owned(),
            _ => String::new(),
        };
        if !lacking.is_empty() {
            self.leave(line, true, &lacking);
            return;
        }
        let row = self.rest(line, row);
        self.rows.push(row);
    }

    fn service(&mut self, line: &Line) -> String {
        let platform = if self.kind == RosterKind::Accounts { self.text(line, Field::Platform) } else { String::new() };
        if platform.is_empty() { self.text(line, Field::Service) } else { platform }
    }

    fn vendor(&mut self, line: &Line) -> Result<String, String> {
        let fields = match self.kind {
            RosterKind::Services => [Field::Provider, Field::Vendor],
            _ => [Field::Vendor, Field::Provider],
        };
        let cell = fields.into_iter().find_map(|field| self.cell(line, field));
        cell.map_or_else(|| Err("相手方が空です".to_owned()), |cell| value::name(&cell))
    }

    fn rest(&mut self, line: &Line, row: RosterRow) -> RosterRow {
        let unit = |columns: &[Column]| {
            let of = columns.iter().find(|column| column.heading.field == Field::Amount);
            of.map_or(1, |column| value::unit(&shown(&column.titles)))
        };
        let unit = unit(self.columns);
        let department = self.text(line, Field::Department);
        let (start, end) = self.term(line);
        RosterRow {
            corporate_number: self.value(line, Field::CorporateNumber, value::corporate_number).unwrap_or_default(),
            head_office: self.text(line, Field::HeadOffice),
            parent: self.text(line, Field::Parent),
            parent_place: self.text(line, Field::ParentPlace),
            class: self.value(line, Field::Class, value::class).unwrap_or_default().to_owned(),
            personal_information: self.value(line, Field::PersonalInformation, value::yes),
            start,
            end,
            amount: self.value(line, Field::Amount, |text| value::amount(text, unit)),
            department: if department.is_empty() { self.department.clone() } else { department },
            subcontractors: self.subcontractors(line),
            certificates: self.certificates(line),
            administrator: self.text(line, Field::Administrator),
            approved: self.day(line, Field::Approved, End::First),
            review: self.day(line, Field::Review, End::Last),
            ..row
        }
    }

    /// First and last day: from their own columns, else from the period, else the first day is that of the contract where no other
    /// column says one.
    fn term(&mut self, line: &Line) -> (Option<Date>, Option<Date>) {
        let (from, to) = self.value(line, Field::Period, value::period).unwrap_or_default();
        let signed = self.day(line, Field::Signed, End::First);
        let mut start = self.day(line, Field::Start, End::First).or(from);
        let end = self.day(line, Field::End, End::Last).or(to);
        let period = self.columns.iter().any(|column| column.heading.field == Field::Period);
        let own = self.columns.iter().any(|column| column.heading.field == Field::Start);
        if start.is_none() && !own && (!period || to.is_some()) {
            start = signed;
        }
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            let field = if period { Field::Period } else { Field::End };
            if let Some(mut cell) = self.cell(line, field).or_else(|| self.cell(line, Field::End)) {
                cell.text.push_str("（始期より前）");
                self.unread.entry(field).or_default().push((field, cell));
            }
            return (None, None);
        }
        (start, end)
    }

    fn certificates(&mut self, line: &Line) -> Vec<RosterCertificate> {
        let columns: Vec<(u32, Field, Option<CertificateKind>)> = self
            .columns
            .iter()
            .filter(|column| column.heading.field.is_of_certificate())
            .map(|column| (column.at, column.heading.field, column.scheme))
            .collect();
        let mut schemes: BTreeMap<Option<CertificateKind>, Cells> = BTreeMap::new();
        for (at, field, scheme) in columns {
            let era = self.era(field);
            let Some(cell) = self.seen(line, at) else { continue };
            let cells = schemes.entry(scheme).or_default();
            let place = match field {
                Field::CertificateNumber => &mut cells.number,
                Field::CertificateScope => &mut cells.scope,
                Field::CertificateExpiry => {
                    cells.era = era;
                    &mut cells.expires
                }
                _ => &mut cells.held,
            };
            match place {
                None => *place = Some(cell),
                Some(known) if known.folded == cell.folded => {}
                Some(_) => self.unread.entry(field).or_default().push((field, cell)),
            }
        }
        let mut certificates = Vec::new();
        for (scheme, cells) in schemes {
            let (found, unread) = cells.read(scheme);
            certificates.extend(found);
            for (field, cell) in unread {
                self.unread.entry(field).or_default().push((field, cell));
            }
        }
        certificates
    }

    fn subcontractors(&mut self, line: &Line) -> Vec<String> {
        let columns: Vec<u32> =
            self.columns.iter().filter(|column| column.heading.field == Field::Subcontractor).map(|c| c.at).collect();
        let mut found = Vec::new();
        for column in columns {
            let Some(cell) = self.seen(line, column) else { continue };
            for part in cell.text.split(['、', '\n', '，', ';', '；']).map(str::trim).filter(|part| !part.is_empty())
            {
                let one = Seen { text: part.to_owned(), folded: fold(part), ..cell.clone() };
                let company = value::is_company(&one.folded);
                match value::name(&one) {
                    Ok(name) if company => found.push(name),
                    _ if value::yes(part).is_some() || ["-", "ー", "―", "－"].contains(&part) => {}
                    _ => self.unread.entry(Field::Subcontractor).or_default().push((Field::Subcontractor, one)),
                }
            }
        }
        found
    }
}

fn is_total(folded: &str) -> bool {
    ["合計", "小計", "計", "総計", "累計", "総合計", "平均", "件数", "total"].contains(&folded)
        || ["合計(", "小計(", "総計(", "合計金額", "小計金額"].iter().any(|begin| folded.starts_with(begin))
        || folded.ends_with("課計")
        || folded.ends_with("部計")
        || folded.ends_with("合計")
}
