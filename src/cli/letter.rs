//! The forms of the annex and the letters of the office, as Word files in a folder.

use super::args::LetterArgs;
use super::{Exit, Refused, output, settings, terminal, today};
use itaku::assessment::{Grounds, assess};
use itaku::document::{Annex, AnnexInput, ClauseTemplates, LetterInput, file_name, letter_names, letters, paper_docx};
use itaku::intake;

pub(super) fn run(args: &LetterArgs) -> Result<Exit, Refused> {
    let (catalogue, library) = settings::data()?;
    let names = letter_names().map_err(super::not_written)?;
    if let Some(wrong) = args.only.iter().find(|name| !names.iter().any(|(id, known, _)| id == *name || known == *name))
    {
        let known: Vec<String> = names.iter().map(|(id, name, _)| format!("{id} {name}")).collect();
        return Err(Refused::because(format!(
            "誤り: 様式「{wrong}」はありません\n  対処: あるのは {} です",
            known.join("、")
        )));
    }
    let near: Vec<_> = args.answers.iter().chain(&args.accounts).cloned().collect();
    let settings = settings::find(args.common.workspace.as_deref(), &near, catalogue)?;
    let case = settings.case(&args.case)?;
    let on = today::or_today(args.common.today);
    let read = |path: &std::path::PathBuf| intake::own_sheet(path, library, catalogue, on).map_err(Refused::from);
    let answers = args.answers.as_ref().map(read).transpose()?;
    let accounts = args.accounts.as_ref().map(read).transpose()?;
    for diagnostic in answers.iter().chain(&accounts).flat_map(|(sheet, _)| &sheet.diagnostics) {
        terminal::say(&diagnostic.to_string());
    }
    let named = args.vendor.clone().or_else(|| answers.as_ref().and_then(|(sheet, _)| sheet.vendor.clone()));
    let vendor = named.unwrap_or_default();
    let exceptions = settings.workspace.exceptions_for(case, &vendor);
    let profile = settings.workspace.profile_for(case);
    let grounds = Grounds { catalogue, library, profile, case: Some(case), exceptions: &exceptions, on };
    let scope = catalogue.vendor_scope(profile, case);
    let deadlines = settings.workspace.deadlines_for(case, &vendor);
    let assessment = answers.as_ref().map(|(sheet, _)| assess(&scope, &[sheet], &grounds).with_deadlines(&deadlines));
    let templates = ClauseTemplates::new(catalogue);
    let annex = Annex::new(&AnnexInput {
        workspace: &settings.workspace,
        templates: &templates,
        case,
        supplier: &vendor,
        assessment: assessment.as_ref(),
        on,
    })
    .map_err(super::not_written)?;
    let made = letters(&LetterInput {
        workspace: &settings.workspace,
        templates: &templates,
        case,
        vendor: &vendor,
        answers: answers.as_ref().map(|(sheet, _)| sheet).zip(assessment.as_ref()),
        accounts: accounts.as_ref().map(|(sheet, _)| sheet),
        annex: &annex,
        on,
    })
    .map_err(super::not_written)?;
    let wanted: Vec<_> = made
        .iter()
        .filter(|letter| {
            args.only.is_empty() || args.only.iter().any(|name| *name == letter.id || *name == letter.name)
        })
        .collect();
    if wanted.is_empty() {
        return Err(Refused::because(
            "誤り: この案件と指定で作る様式がありません\n  対処: 是正依頼書と審査結果報告には --answers、SNSの文書には --accounts を指定してください",
        ));
    }
    for letter in &wanted {
        let mut parts = vec![letter.id.clone(), letter.name.clone(), case.id.to_string()];
        if !vendor.is_empty() {
            parts.push(file_name::safe(&vendor));
        }
        let path = args.out.join(format!("{}.docx", parts.join("_")));
        output::write(&path, &paper_docx(&letter.paper).map_err(super::not_written)?, args.common.overwrite)?;
        terminal::say(&format!(
            "{}を書き出しました（記入する欄{}か所）: {}",
            letter.name,
            letter.paper.blanks().len(),
            path.display()
        ));
    }
    Ok(Exit::Done)
}
