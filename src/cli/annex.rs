use super::args::AnnexArgs;
use super::returned::{self, Foreign};
use super::settings::Settings;
use super::{Exit, Refused, output, settings, terminal, today};
use itaku::assessment::{Grounds, assess};
use itaku::diagnostic::Diagnostic;
use itaku::document::{Annex, AnnexInput, ClauseTemplates, annex_docx, annex_markdown, annex_text};

pub(super) fn run(args: &AnnexArgs) -> Result<Exit, Refused> {
    let write = match args.out.extension().and_then(|ending| ending.to_str()) {
        Some("docx") => annex_docx,
        Some("txt") => |annex: &Annex| Ok(annex_text(annex).into_bytes()),
        Some("md") => |annex: &Annex| Ok(annex_markdown(annex).into_bytes()),
        _ => {
            return Err(Refused::because(format!(
                "誤り: 書き出すファイルの種類が分かりません\n  場所: {}\n  対処: 名前の末尾を .docx、.txt、.md のどれかにしてください",
                args.out.display()
            )));
        }
    };
    let (catalogue, library) = settings::data()?;
    let near: Vec<_> = args.answers.iter().cloned().collect();
    let settings = Settings::find(args.common.workspace.as_deref(), &near, catalogue)?;
    let case = settings.case(&args.case)?;
    let told = |diagnostic: Box<Diagnostic>| Refused::from(vec![*diagnostic]);
    let foreign = Foreign::of(Some(&settings), catalogue)?;
    let read = |path| returned::answer_sheet(path, library, catalogue, &foreign);
    let answers = args.answers.as_deref().map(read).transpose().map_err(told)?;
    let named = args.vendor.clone().or_else(|| answers.as_ref().and_then(|(sheet, _)| sheet.vendor.clone()));
    let vendor = named.unwrap_or_default();
    let on = today::or_today(args.common.today);
    let exceptions = settings.workspace.exceptions_for(case, &vendor);
    let profile = settings.workspace.profile_for(case);
    let grounds = Grounds { catalogue, library, profile, case: Some(case), exceptions: &exceptions, on };
    let scope = catalogue.vendor_scope(profile, case);
    let assessment = answers.as_ref().map(|(sheet, _)| assess(&scope, &[sheet], &grounds));
    let annex = Annex::new(&AnnexInput {
        workspace: &settings.workspace,
        templates: &ClauseTemplates::new(catalogue),
        case,
        supplier: &vendor,
        assessment: assessment.as_ref(),
        on,
    })
    .map_err(super::not_written)?;
    output::write(&args.out, &write(&annex).map_err(super::not_written)?, args.common.overwrite)?;
    terminal::say(&format!("特記事項を書き出しました: {}", args.out.display()));
    Ok(Exit::Done)
}
