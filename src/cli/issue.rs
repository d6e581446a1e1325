use super::args::IssueArgs;
use super::register::{self, told};
use super::{Exit, Refused, output, settings, terminal, today};
use itaku::assessment::{Grounds, assess};
use itaku::catalogue::{Case, Catalogue, Ledger, QuestionId, Scope};
use itaku::document::{Mark, Prefill, QuestionnaireInput, file_name, questionnaire_workbook};
use itaku::intake::{self, Foreign, Office};
use itaku::questionnaire::{Form, Language, Layout, Library, Question, Section};
use itaku::register::{Answers, Assessed, Carried, Draft, Said, Sent, Standing, carried};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub(super) fn run(args: &IssueArgs) -> Result<Exit, Refused> {
    let (catalogue, library) = settings::data()?;
    let settings = settings::find(args.common.workspace.as_deref(), &[], catalogue)?;
    let case = args.case.as_ref().map(|id| settings.case(id)).transpose()?;
    let form = form(args, case, library)?;
    let scope = scope(&settings, case, catalogue);
    let mut sections = library.asked(form, &scope);
    if let (Some(path), Some(case)) = (&args.only_missing, case) {
        let open = open_questions(args, &settings, case, path)?;
        for (_, questions) in &mut sections {
            questions.retain(|question| open.contains(&question.id));
        }
        sections.retain(|(_, questions)| !questions.is_empty());
        if sections.is_empty() {
            return Err(Refused::because(format!(
                "誤り: このファイルで判定できない要求事項はありません。送る設問はありません\n  場所: {}",
                path.display()
            )));
        }
    }
    let count: usize = sections.iter().map(|(_, questions)| questions.len()).sum();
    if count == 0 {
        return Err(Refused::because(nothing_to_ask(case)));
    }
    let last = last_time(args, &settings, case, &sections)?;
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
        answers: &last.answers,
        marks: &last.marks,
        accounts: &[],
    })
    .map_err(super::not_written)?;
    let path = args.out.clone().unwrap_or_else(|| default_path(&settings, args, form));
    output::write(&path, &bytes, args.common.overwrite)?;
    terminal::say(&format!("{}（設問{count}件）を書き出しました: {}", form.title, path.display()));
    if args.from_register {
        terminal::say(&last.told());
    }
    record_sent(args, &settings, case, form)?;
    Ok(Exit::Done)
}

/// The questions of the requirements on which a returned file leaves something open.
fn open_questions(
    args: &IssueArgs,
    settings: &Office,
    case: &Case,
    path: &Path,
) -> Result<BTreeSet<QuestionId>, Refused> {
    let (catalogue, library) = settings::data()?;
    let foreign = Foreign::of(Some(settings), catalogue)?;
    let (sheet, _) = intake::answer_sheet(path, library, catalogue, &foreign)?;
    terminal::tell(&sheet.diagnostics);
    let profile = settings.workspace.profile_for(case);
    let on = today::or_today(args.common.today);
    let grounds = Grounds { catalogue, library, profile, case: Some(case), exceptions: &[], on };
    let scope = catalogue.vendor_scope(profile, case);
    let assessment = assess(&scope, &[&sheet], &grounds);
    Ok(assessment.open_questions(library).into_iter().cloned().collect())
}

/// What the register knows of this vendor and case.
#[derive(Default)]
struct LastTime {
    answers: BTreeMap<QuestionId, Prefill>,
    marks: BTreeMap<QuestionId, Mark>,
}

impl LastTime {
    fn told(&self) -> String {
        let filled = self.answers.values().filter(|filled| !filled.answer.is_empty()).count();
        let count = |wanted| self.marks.values().filter(|mark| **mark == wanted).count();
        format!(
            "前回の回答を埋めた設問 {filled}件、新しい設問 {}件、文の変わった設問 {}件、回答が古く消した設問 {}件",
            count(Mark::New),
            count(Mark::Changed),
            count(Mark::Aged)
        )
    }
}

fn last_time(
    args: &IssueArgs,
    settings: &Office,
    case: Option<&Case>,
    sections: &[(&Section, Vec<&Question>)],
) -> Result<LastTime, Refused> {
    let (true, Some(case), Some(vendor)) = (args.from_register, case, args.vendor.as_deref()) else {
        return Ok(LastTime::default());
    };
    let workspace = &settings.workspace;
    let mut register = register::open_at(args.register.as_deref(), settings, false)?;
    let standing = Standing::of_one(&mut register, vendor).map_err(told)?;
    let mut history: Vec<(&Assessed, Answers)> = Vec::new();
    for assessed in standing.of_vendor(case.id.as_str(), vendor) {
        let answers = register.find::<Answers>(&assessed.key()).map_err(told)?;
        history.extend(answers.map(|answers| (assessed, answers)));
    }
    if history.is_empty() {
        let standing = Standing::of(&mut register).map_err(told)?;
        let known = standing.of_case(case.id.as_str());
        return Err(Refused::because(format!(
            "誤り: 案件 {} の「{vendor}」の回答が台帳にありません\n  対処: --from-register を付けずに発行してください。この案件の記録は {} です",
            case.id,
            if known.is_empty() { "なし".to_owned() } else { known.join("、") }
        )));
    }
    let history: Vec<(&Assessed, &Answers)> = history.iter().map(|(assessed, answers)| (*assessed, answers)).collect();
    let (on, months) = (today::or_today(args.common.today), workspace.profile_for(case).answer_months);
    let mut last = LastTime::default();
    for question in sections.iter().flat_map(|(_, questions)| questions) {
        let asked = if args.language == "en" { question.en.clone() } else { workspace.wording.apply(&question.ja) };
        last.take(&question.id, carried(&history, question.id.as_str(), &asked, on, months));
    }
    Ok(last)
}

impl LastTime {
    /// A question that changed, or an answer that is too old, keeps remark and evidence; the answer must be given anew.
    fn take(&mut self, question: &QuestionId, carried: Carried) {
        let (mark, said) = match carried {
            Carried::Kept(said) => (None, Some((said.written.clone(), said))),
            Carried::Changed(said) => (Some(Mark::Changed), Some((String::new(), said))),
            Carried::Aged(said) => (Some(Mark::Aged), Some((String::new(), said))),
            Carried::New => (Some(Mark::New), None),
            Carried::Open => (None, None),
        };
        self.marks.extend(mark.map(|mark| (question.clone(), mark)));
        let prefill = |(answer, said): (String, Said)| Prefill { answer, remark: said.remark, evidence: said.evidence };
        self.answers.extend(said.map(|said| (question.clone(), prefill(said))));
    }
}

/// With `--by`, the register knows that it went out, and when it is to be back.
fn record_sent(args: &IssueArgs, settings: &Office, case: Option<&Case>, form: &Form) -> Result<(), Refused> {
    let (Some(by), Some(case), Some(vendor)) = (&args.by, case, &args.vendor) else { return Ok(()) };
    let on = today::or_today(args.common.today);
    let sent = Sent {
        case: case.id.to_string(),
        vendor: vendor.clone(),
        form: format!("{} {}", form.id, form.edition),
        sent: on,
        respond_by: args.respond_by,
    };
    let mut register = register::open_at(args.register.as_deref(), settings, true)?;
    register.append(&[Draft::of(&sent).map_err(told)?], by, on).map_err(told)?;
    terminal::say("発行を台帳に記録しました");
    Ok(())
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

fn scope<'a>(settings: &Office, case: Option<&Case>, catalogue: &'a Catalogue) -> Scope<'a> {
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

fn default_path(settings: &Office, args: &IssueArgs, form: &Form) -> PathBuf {
    let mut parts: Vec<String> = args.case.iter().map(ToString::to_string).collect();
    parts.extend(args.vendor.as_deref().map(file_name::safe));
    parts.extend(args.only_missing.is_some().then(|| "追加確認".to_owned()));
    parts.push(file_name::safe(if args.language == "en" { &form.title_en } else { &form.title }));
    settings.folder.join("issued").join(format!("{}.xlsx", parts.join("_")))
}
