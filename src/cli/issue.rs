use super::args::IssueArgs;
use super::register::{self, told};
use super::{Exit, Refused, output, settings, terminal, today};
use itaku::document::{Issue, IssueInput, LastTime, diagnostics};
use itaku::intake::{self, Foreign, Office};
use itaku::questionnaire::Language;
use itaku::register::{Draft, Standing};
use jiff::civil::Date;

pub(super) fn run(args: &IssueArgs) -> Result<Exit, Refused> {
    let (catalogue, library) = settings::data()?;
    let settings = settings::find(args.common.workspace.as_deref(), &[], catalogue)?;
    let case = args.case.as_ref().map(|id| settings.case(id)).transpose()?;
    let on = today::or_today(args.common.today);
    let mut issue = Issue::new(IssueInput {
        workspace: &settings.workspace,
        catalogue,
        library,
        case,
        accounts: args.sns_accounts,
        vendor: args.vendor.as_deref(),
        language: if args.language == "en" { Language::English } else { Language::Japanese },
        on,
        respond_by: args.respond_by,
        contact: &args.contact,
    })?;
    if let Some(path) = &args.only_missing {
        let foreign = Foreign::of(Some(&settings), catalogue, on)?;
        let (sheet, _) = intake::answer_sheet(path, library, catalogue, &foreign)?;
        terminal::tell(&sheet.diagnostics);
        issue.only_open(&sheet)?;
    }
    carry(args, &settings, &mut issue)?;
    let bytes = issue.workbook().map_err(super::not_written)?;
    let path = args.out.clone().unwrap_or_else(|| settings.folder.join("issued").join(issue.file_name()));
    output::write(&path, &bytes, args.common.overwrite)?;
    terminal::say(&format!("{}（設問{}件）を書き出しました: {}", issue.form.title, issue.count(), path.display()));
    if args.from_register {
        terminal::say(&issue.told());
    }
    record_sent(args, &settings, &issue, on)?;
    Ok(Exit::Done)
}

/// With `--from-register`, last time's answers.
fn carry(args: &IssueArgs, settings: &Office, issue: &mut Issue<'_>) -> Result<(), Refused> {
    let (true, Some(case), Some(vendor)) = (args.from_register, &args.case, &args.vendor) else { return Ok(()) };
    let mut register = register::open_at(args.register.as_deref(), settings, false)?;
    let last = LastTime::of(&mut register, case.as_str(), vendor).map_err(told)?;
    if last.history.is_empty() {
        let standing = Standing::of(&mut register).map_err(told)?;
        let known = standing.of_case(case.as_str());
        return Err(vec![diagnostics::no_last_answers(case.as_str(), vendor, &known)].into());
    }
    issue.carry(&last);
    Ok(())
}

/// With `--by`, the register knows that it went out, and when it is to be back.
fn record_sent(args: &IssueArgs, settings: &Office, issue: &Issue<'_>, on: Date) -> Result<(), Refused> {
    let (Some(by), Some(sent)) = (&args.by, issue.sent()) else { return Ok(()) };
    let mut register = register::open_at(args.register.as_deref(), settings, true)?;
    register.append(&[Draft::of(&sent).map_err(told)?], by, on).map_err(told)?;
    terminal::say("発行を台帳に記録しました");
    Ok(())
}
