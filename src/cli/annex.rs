use super::args::AnnexArgs;
use super::{Exit, Refused, output, settings, table, terminal, today};
use itaku::assessment::{Grounds, assess};
use itaku::document::{
    Annex, AnnexChanges, AnnexInput, ClauseTemplates, OldAnnex, OwnTemplate, annex_docx, annex_markdown, annex_text,
    fill_template, paper_docx,
};
use itaku::intake::{self, Foreign};

pub(super) fn run(args: &AnnexArgs) -> Result<Exit, Refused> {
    let write = match args.out.extension().and_then(|ending| ending.to_str()) {
        Some("docx") => annex_docx,
        Some("txt") => |annex: &Annex| Ok(annex_text(annex).into_bytes()),
        Some("md") => |annex: &Annex| Ok(annex_markdown(annex).into_bytes()),
        // An annex holds nothing that JSON cannot hold.
        Some("json") => |annex: &Annex| Ok(serde_json::to_vec(annex).unwrap_or_default()),
        _ => {
            return Err(Refused::because(format!(
                "誤り: 書き出すファイルの種類が分かりません\n  場所: {}\n  対処: 名前の末尾を .docx、.txt、.md、.json のどれかにしてください",
                args.out.display()
            )));
        }
    };
    let papers = args.template.is_some() || args.previous.is_some();
    if papers && args.out.extension().is_none_or(|ending| ending != "docx") {
        return Err(Refused::because(
            "誤り: --template と --previous では、書き出すファイルの名前の末尾を .docx にしてください",
        ));
    }
    let (catalogue, library) = settings::data()?;
    let near: Vec<_> = args.answers.iter().cloned().collect();
    let settings = settings::find(args.common.workspace.as_deref(), &near, catalogue)?;
    let case = settings.case(&args.case)?;
    let on = today::or_today(args.common.today);
    let foreign = Foreign::of(Some(&settings), catalogue, on)?;
    let read = |path| intake::answer_sheet(path, library, catalogue, &foreign);
    let answers = args.answers.as_deref().map(read).transpose()?;
    let named = args.vendor.clone().or_else(|| answers.as_ref().and_then(|(sheet, _)| sheet.vendor.clone()));
    let vendor = named.unwrap_or_default();
    let exceptions = settings.workspace.exceptions_for(case, &vendor);
    let profile = settings.workspace.profile_for(case);
    let grounds = Grounds { catalogue, library, profile, case: Some(case), exceptions: &exceptions, on };
    let scope = catalogue.vendor_scope(profile, case);
    let deadlines = settings.workspace.deadlines_for(case, &vendor);
    let assessment = answers.as_ref().map(|(sheet, _)| assess(&scope, &[sheet], &grounds).with_deadlines(&deadlines));
    let annex = Annex::new(&AnnexInput {
        workspace: &settings.workspace,
        templates: &ClauseTemplates::new(catalogue),
        case,
        supplier: &vendor,
        assessment: assessment.as_ref(),
        on,
    })
    .map_err(super::not_written)?;
    let (what, bytes) = match (&args.template, &args.previous) {
        (Some(path), _) => {
            let (file, bytes) = (intake::name(path), intake::bytes(path)?);
            let own = OwnTemplate { file: &file, bytes: &bytes, workspace: &settings.workspace, case, annex: &annex };
            ("特記事項", fill_template(&own).map_err(super::not_written)?)
        }
        (None, Some(path)) => {
            let old = OldAnnex::read(&intake::name(path), &intake::bytes(path)?)
                .map_err(|diagnostic| Refused::from(vec![diagnostic]))?;
            let changes = AnnexChanges::new(&old, &annex, catalogue);
            terminal::say(&format!("変わった条{}件、変わらない条{}件", changes.articles.len(), changes.same.len()));
            ("新旧対照表", paper_docx(&changes.paper()).map_err(super::not_written)?)
        }
        (None, None) => ("特記事項", write(&annex).map_err(super::not_written)?),
    };
    output::write(&args.out, &bytes, args.common.overwrite)?;
    if args.why {
        let rows = annex.articles.iter().map(|article| {
            vec![
                format!("{}（{}）", article.called(), article.title),
                article.clause.to_string(),
                article.purpose.clone(),
                article.reason.join("\n"),
            ]
        });
        terminal::print(&table::draw(&["条", "条項", "目的", "置いた理由"], rows));
    }
    if args.template.is_some() {
        terminal::say(&format!(
            "記入する欄{}か所、是正条件{}件、条項では補えない事項{}件。確認票は --template を付けずに作ったファイルの末尾にあります",
            annex.check.blanks.len(),
            annex.check.conditions.len(),
            annex.check.beyond_clauses.len()
        ));
    }
    terminal::say(&format!("{what}を書き出しました: {}", args.out.display()));
    Ok(Exit::Done)
}
