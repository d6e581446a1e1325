use super::args::IssueArgs;
use super::settings::Settings;
use super::{Exit, Refused, output, settings, terminal, today};
use itaku::catalogue::{Case, Catalogue, Ledger, Scope};
use itaku::document::{QuestionnaireInput, file_name, questionnaire_workbook};
use itaku::questionnaire::{Form, Language, Layout, Library};
use std::collections::BTreeMap;
use std::path::PathBuf;

pub(super) fn run(args: &IssueArgs) -> Result<Exit, Refused> {
    let (catalogue, library) = settings::data()?;
    let settings = Settings::find(args.common.workspace.as_deref(), &[], catalogue)?;
    let case = args.case.as_ref().map(|id| settings.case(id)).transpose()?;
    let form = form(args, case, library)?;
    let scope = scope(&settings, case, catalogue);
    let sections = library.asked(form, &scope);
    let count: usize = sections.iter().map(|(_, questions)| questions.len()).sum();
    if count == 0 {
        return Err(Refused::because(nothing_to_ask(case)));
    }
    let bytes = questionnaire_workbook(&QuestionnaireInput {
        organisation: &settings.workspace.organisation.name,
        wording: &settings.workspace.wording,
        form,
        sections,
        case,
        vendor: args.vendor.as_deref(),
        language: if args.language == "en" { Language::English } else { Language::Japanese },
        issued_on: today::or_today(args.common.today),
        respond_by: args.respond_by,
        contact: &args.contact,
        answers: &BTreeMap::new(),
        accounts: &[],
    })
    .map_err(super::not_written)?;
    let path = args.out.clone().unwrap_or_else(|| default_path(&settings, args, form));
    output::write(&path, &bytes, args.common.overwrite)?;
    terminal::say(&format!("{}（設問{count}件）を書き出しました: {}", form.title, path.display()));
    Ok(Exit::Done)
}

fn form<'a>(args: &IssueArgs, case: Option<&Case>, library: &'a Library) -> Result<&'a Form, Refused> {
    let own = |layout: Layout| move |form: &&Form| form.ledger == Ledger::Internal && form.layout == layout;
    let mut forms = library.forms.iter();
    let found = match case {
        Some(case) => forms.find(|form| form.suits(case)),
        None if args.sns_accounts => forms.find(own(Layout::Matrix)),
        None => forms.find(own(Layout::List)),
    };
    found.ok_or_else(|| Refused::because("誤り: この案件のための質問票がありません"))
}

fn scope<'a>(settings: &Settings, case: Option<&Case>, catalogue: &'a Catalogue) -> Scope<'a> {
    let workspace = &settings.workspace;
    match case {
        Some(case) => catalogue.vendor_scope(workspace.profile_for(case), case),
        None => catalogue.internal_scope(&workspace.profile, &workspace.cases),
    }
}

fn nothing_to_ask(case: Option<&Case>) -> String {
    match case {
        Some(case) => format!(
            "誤り: 案件「{}」（{}）には、事業者に問う設問がありません\n  対処: 庁内の点検は --internal、アカウントの台帳は --sns-accounts で発行してください",
            case.id,
            case.kind.label()
        ),
        None => "誤り: 問う設問がありません\n  対処: itaku.toml に、対象となる案件を書いてください".to_owned(),
    }
}

fn default_path(settings: &Settings, args: &IssueArgs, form: &Form) -> PathBuf {
    let mut parts: Vec<String> = args.case.iter().map(ToString::to_string).collect();
    parts.extend(args.vendor.as_deref().map(file_name::safe));
    parts.push(file_name::safe(if args.language == "en" { &form.title_en } else { &form.title }));
    settings.folder.join("issued").join(format!("{}.xlsx", parts.join("_")))
}
