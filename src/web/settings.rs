//! 設定: the settings file, form by form or as text. What is sent is written into the text, read by the library's reader, and only what it
//! accepts is saved; a file that someone else has changed meanwhile is left alone.

mod field;

use super::guard::{Known, Role, Session};
use super::page::{Area, Notice, Page, Refusal, Skin, skin};
use super::remedy::on_page;
use super::site::{Shared, Site};
use super::upload::{MAX_LONG_FORM_BYTES, Sent};
use crate::cli::output;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use field::{FORMS, Field, FieldKind, Form, base_value};
use itaku::catalogue::Profile;
use itaku::diagnostic::Diagnostic;
use itaku::diagnostic::cause;
use itaku::document::era;
use itaku::workspace::{FILE_NAME, SettingsText, Workspace};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::PathBuf;

pub(super) const AREA: Area = Area { label: "設定", path: "/settings" };
pub(super) const SKINS: &[Skin] = &[skin!("settings/home"), skin!("settings/edit"), skin!("settings/text")];

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/settings", get(home))
        .route("/settings/edit", get(edit).post(change))
        .route("/settings/text", get(text).post(change_text).layer(DefaultBodyLimit::max(MAX_LONG_FORM_BYTES)))
}

/// The settings file as it was read.
struct Current {
    path: PathBuf,
    text: String,
    /// By which a later change of the file shows.
    seen: String,
    workspace: Result<Workspace, Vec<Diagnostic>>,
}

impl Current {
    fn read(site: &Site) -> Result<Self, Refusal> {
        let folder = site.folder()?;
        let path = folder.join(FILE_NAME);
        let text = std::fs::read_to_string(&path).map_err(|error| {
            Refusal::new(
                StatusCode::CONFLICT,
                format!("設定ファイルを読めません（{}）", cause(&error)),
                path.display().to_string(),
            )
        })?;
        let workspace = Workspace::read(FILE_NAME, &text, site.catalogue);
        Ok(Self { path, seen: digest(&text), text, workspace })
    }

    /// The settings as fields; where their text cannot be taken apart, it can only be changed as text.
    fn fields(&self) -> Option<SettingsText> {
        SettingsText::parse(FILE_NAME, &self.text).ok()
    }

    fn organisation(&self) -> Option<&str> {
        self.workspace.as_ref().ok().map(|workspace| workspace.organisation.name.as_str())
    }
}

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What became of a change.
enum Outcome {
    Saved,
    /// The reader does not accept it; nothing was written.
    Faulty(Vec<Diagnostic>),
    /// The file is not the one that the form showed; nothing was written.
    Moved,
}

/// Writes the new text where the file is still the one that was seen, and the reader accepts it.
fn save(site: &Site, seen: &str, new: impl FnOnce(&Current) -> Result<String, Refusal>) -> Result<Outcome, Refusal> {
    let current = Current::read(site)?;
    if current.seen != seen {
        return Ok(Outcome::Moved);
    }
    let text = new(&current)?;
    if let Err(faults) = Workspace::read(FILE_NAME, &text, site.catalogue) {
        return Ok(Outcome::Faulty(faults));
    }
    if text != current.text {
        output::write(&current.path, text.as_bytes(), true)?;
    }
    Ok(Outcome::Saved)
}

#[derive(Serialize)]
struct Home {
    folder: String,
    faults: Vec<Notice>,
    told: Vec<Notice>,
    forms: Vec<FormView>,
    profile: Option<ProfileView>,
}

#[derive(Serialize)]
struct FormView {
    id: &'static str,
    title: &'static str,
    about: &'static str,
    several: bool,
    /// Of one table.
    fields: Vec<FieldView>,
    /// Of several.
    headings: Vec<&'static str>,
    entries: Vec<EntryView>,
    next: usize,
}

#[derive(Serialize)]
struct EntryView {
    at: usize,
    name: String,
    shown: Vec<String>,
}

/// What the profile decides besides what can be entered.
#[derive(Serialize)]
struct ProfileView {
    title: String,
    mandatory: u32,
    recommended: u32,
    informative: u32,
    partly: u32,
    planned: u32,
    intervals: Vec<String>,
}

#[derive(Serialize)]
struct FieldView {
    key: &'static str,
    label: &'static str,
    hint: String,
    needed: bool,
    /// As a field of one line is typed.
    input: Option<&'static str>,
    long: bool,
    several: bool,
    choices: Option<Vec<Choice>>,
    value: String,
    /// For readers.
    shown: String,
    faults: Vec<Fault>,
}

#[derive(Serialize)]
struct Choice {
    word: String,
    label: String,
    chosen: bool,
}

#[derive(Serialize)]
struct Fault {
    sentence: String,
    remedy: String,
}

async fn home(State(site): State<Shared>, Extension(session): Extension<Known>) -> Result<Response, Refusal> {
    let (organisation, content) = site
        .work(|site| {
            let current = Current::read(site)?;
            Ok((current.organisation().map(ToOwned::to_owned), Home::of(site, &current)))
        })
        .await?;
    Page { area: AREA, title: "設定", organisation: organisation.as_deref(), skin: "settings/home", content }
        .shown(&session)
}

impl Home {
    fn of(site: &Site, current: &Current) -> Self {
        let workspace = current.workspace.as_ref().ok();
        let forms = current
            .fields()
            .map(|settings| FORMS.iter().map(|form| FormView::of(site, form, &settings, workspace)).collect());
        let faults = current.workspace.as_ref().err().map(Vec::as_slice).unwrap_or_default();
        Self {
            folder: current.path.display().to_string(),
            faults: faults.iter().map(Notice::from).collect(),
            told: workspace.map(|known| known.doubts(FILE_NAME).iter().map(Notice::from).collect()).unwrap_or_default(),
            forms: forms.unwrap_or_default(),
            profile: workspace.map(|workspace| ProfileView::of(&workspace.profile)),
        }
    }
}

impl ProfileView {
    fn of(profile: &Profile) -> Self {
        let interval =
            |(class, months): &(itaku::catalogue::InformationClass, u32)| format!("{}: {months}か月", class.word());
        Self {
            title: profile.title.clone(),
            mandatory: profile.factors.mandatory,
            recommended: profile.factors.recommended,
            informative: profile.factors.informative,
            partly: profile.partly,
            planned: profile.planned,
            intervals: profile.interval_months.iter().map(interval).collect(),
        }
    }
}

impl FormView {
    fn of(site: &Site, form: &Form, settings: &SettingsText, workspace: Option<&Workspace>) -> Self {
        let count = if form.several { settings.count(form.path) } else { 0 };
        let view =
            |field: &Field, at: usize| FieldView::of(site, field, settings.values(form.part(at), field.key), workspace);
        let listed = || form.fields.iter().filter(|field| field.listed);
        let entries = (0..count).map(|at| {
            let shown: Vec<String> = listed().map(|field| view(field, at).shown).collect();
            EntryView { at, name: shown.iter().take(2).cloned().collect::<Vec<_>>().join(" "), shown }
        });
        Self {
            id: form.id,
            title: form.title,
            about: form.about,
            several: form.several,
            fields: if form.several { Vec::new() } else { form.fields.iter().map(|field| view(field, 0)).collect() },
            headings: listed().map(|field| field.label).collect(),
            entries: entries.collect(),
            next: count,
        }
    }
}

impl FieldView {
    fn of(site: &Site, field: &Field, values: Vec<String>, workspace: Option<&Workspace>) -> Self {
        let words = match field.kind {
            FieldKind::One(words) | FieldKind::Several(words) => Some(words.all(site, workspace)),
            _ => None,
        };
        let several = matches!(field.kind, FieldKind::Several(_));
        let choices = words.map(|words| {
            let mut choices: Vec<Choice> = words
                .into_iter()
                .map(|(word, label)| Choice {
                    chosen: values.contains(&word) || (word.is_empty() && values.is_empty()),
                    word,
                    label,
                })
                .collect();
            // What stands there must not be changed by a form that does not know it.
            for value in
                values.iter().filter(|value| !choices.iter().any(|choice| choice.word == **value)).collect::<Vec<_>>()
            {
                choices.push(Choice { word: value.clone(), label: value.clone(), chosen: true });
            }
            if !several && field.needed && !choices.iter().any(|choice| choice.chosen) {
                choices.insert(0, Choice { word: String::new(), label: "（選んでください）".to_owned(), chosen: true });
            }
            choices
        });
        let value = values.join("\n");
        let base = base_of(site, field, workspace);
        let shown = match (&choices, base) {
            (Some(choices), _) => {
                let chosen = choices.iter().filter(|choice| choice.chosen).map(|choice| choice.label.as_str());
                chosen.collect::<Vec<_>>().join("、")
            }
            (None, Some(base)) if value.is_empty() => format!("{base}（適用方針のとおり）"),
            _ => match (field.kind, value.parse()) {
                (FieldKind::Day, Ok(day)) => era(day),
                _ => value.clone(),
            },
        };
        let hint = match base {
            Some(base) => format!("空欄なら適用方針のとおり {base}。{}", field.hint).trim_end_matches('。').to_owned(),
            None => field.hint.to_owned(),
        };
        Self {
            key: field.key,
            label: field.label,
            hint,
            needed: field.needed && !several,
            input: match field.kind {
                FieldKind::Text => Some("text"),
                FieldKind::Number => Some("number"),
                FieldKind::Day => Some("date"),
                _ => None,
            },
            long: matches!(field.kind, FieldKind::Long | FieldKind::Lines),
            several,
            choices,
            value,
            shown,
            faults: Vec::new(),
        }
    }
}

/// What the profile on which the organisation's is built says.
fn base_of(site: &Site, field: &Field, workspace: Option<&Workspace>) -> Option<u32> {
    site.catalogue.profile(&workspace?.profile.id).and_then(|profile| base_value(profile, field.key))
}

#[derive(Deserialize)]
struct Which {
    #[serde(default)]
    part: String,
    #[serde(default)]
    at: usize,
}

#[derive(Serialize)]
struct Edit {
    part: &'static str,
    at: usize,
    title: String,
    about: &'static str,
    new: bool,
    strikable: bool,
    seen: String,
    /// What was entered is shown again over the file as it is now.
    moved: bool,
    fields: Vec<FieldView>,
    /// Faults that belong to none of the fields.
    faults: Vec<Notice>,
}

fn form_of(id: &str) -> Result<&'static Form, Refusal> {
    FORMS.iter().find(|form| form.id == id).ok_or_else(|| Refusal::absent("そのような設定はありません"))
}

async fn edit(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    Query(which): Query<Which>,
) -> Result<Response, Refusal> {
    let (organisation, content) = site
        .work(move |site| {
            let current = Current::read(site)?;
            let form = form_of(&which.part)?;
            let settings = SettingsText::parse(FILE_NAME, &current.text)?;
            let edit = Edit::of(site, &current, &settings, form, which.at, None)?;
            Ok((current.organisation().map(ToOwned::to_owned), edit))
        })
        .await?;
    shown(&session, organisation.as_deref(), content)
}

fn shown(session: &Session, organisation: Option<&str>, content: Edit) -> Result<Response, Refusal> {
    let title = content.title.clone();
    let wrong =
        content.moved || !content.faults.is_empty() || content.fields.iter().any(|field| !field.faults.is_empty());
    let mut response =
        Page { area: AREA, title: &title, organisation, skin: "settings/edit", content }.shown(session)?;
    if wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

impl Edit {
    /// The form over the settings as they are, or over what was entered.
    fn of(
        site: &Site,
        current: &Current,
        settings: &SettingsText,
        form: &'static Form,
        at: usize,
        entered: Option<&Vec<Vec<String>>>,
    ) -> Result<Self, Refusal> {
        let count = settings.count(form.path);
        if form.several && at > count {
            return Err(Refusal::absent("その設定はありません"));
        }
        let new = form.several && at == count;
        let workspace = current.workspace.as_ref().ok();
        let fields = form.fields.iter().enumerate().map(|(index, field)| {
            let values = match entered.and_then(|entered| entered.get(index)) {
                Some(values) => values.clone(),
                None => settings.values(form.part(at), field.key),
            };
            FieldView::of(site, field, values, workspace)
        });
        Ok(Self {
            part: form.id,
            at,
            title: if new { format!("{}を加える", form.title) } else { format!("{}を直す", form.title) },
            about: form.about,
            new,
            strikable: form.several && !new,
            seen: current.seen.clone(),
            moved: false,
            fields: fields.collect(),
            faults: Vec::new(),
        })
    }

    /// Puts each fault beside the field that it speaks of.
    fn blame(&mut self, faults: &[Diagnostic]) {
        for fault in faults {
            let field = self.fields.iter_mut().find(|field| speaks_of(fault, field.key));
            match field {
                Some(field) => field.faults.push(Fault {
                    sentence: fault
                        .sentence
                        .replace(&format!("項目「{}」", field.key), &format!("「{}」", field.label)),
                    remedy: on_page(fault).into_owned(),
                }),
                None => self.faults.push(Notice::from(fault)),
            }
        }
    }
}

/// The reader names the key that a fault is about in its sentence.
fn speaks_of(fault: &Diagnostic, key: &str) -> bool {
    fault.sentence.contains(&format!("項目「{key}」"))
}

/// What was sent for each field, in order; blanks around it do not count.
fn entered(form: &Form, sent: &Sent) -> Vec<Vec<String>> {
    let of = |field: &Field| {
        let name = format!("v_{}", field.key);
        sent.all(&name).filter(|text| !text.is_empty()).map(|text| text.replace("\r\n", "\n")).collect()
    };
    form.fields.iter().map(of).collect()
}

async fn change(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Response, Refusal> {
    let form = form_of(sent.text("part"))?;
    if form.approved {
        session.allows(Role::Approve)?;
    }
    let at: usize = sent.text("at").parse().unwrap_or_default();
    let strike = sent.text("strike") == "yes" && form.several;
    let (seen, entered) = (sent.text("seen").to_owned(), entered(form, &sent));
    let answer = site.change(move |site| changed(site, form, at, strike, &seen, &entered)).await?;
    match answer {
        None => {
            session.tell(format!("{}を{}", form.title, if strike { "消しました" } else { "保存しました" }));
            Ok(Redirect::to(&format!("/settings#{}", form.id)).into_response())
        }
        Some((organisation, edit)) => shown(&session, organisation.as_deref(), edit),
    }
}

/// Nothing where it was saved, otherwise the form once more.
fn changed(
    site: &Site,
    form: &'static Form,
    at: usize,
    strike: bool,
    seen: &str,
    entered: &Vec<Vec<String>>,
) -> Result<Option<(Option<String>, Edit)>, Refusal> {
    let outcome = save(site, seen, |current| {
        let mut settings = SettingsText::parse(FILE_NAME, &current.text)?;
        if form.several && at > settings.count(form.path) {
            return Err(Refusal::absent("その設定はありません"));
        }
        let is_new = form.several && at == settings.count(form.path);
        if is_new && !strike && entered.iter().flatten().next().is_none() {
            return Err(Refusal::wrong("何も記入されていません", "前の画面に戻り、記入してから保存してください"));
        }
        if strike {
            settings.strike(form.path, at);
        } else {
            for (field, texts) in form.fields.iter().zip(entered) {
                settings.write(form.part(at), field.key, &field.entered(texts.clone()));
            }
        }
        if !settings.refused().is_empty() {
            return Err(settings.refused().to_vec().into());
        }
        Ok(settings.text())
    })?;
    let current = Current::read(site)?;
    let settings = SettingsText::parse(FILE_NAME, &current.text)?;
    let mut edit = match outcome {
        Outcome::Saved => return Ok(None),
        Outcome::Moved | Outcome::Faulty(_) => Edit::of(site, &current, &settings, form, at, Some(entered))?,
    };
    match outcome {
        Outcome::Faulty(faults) => edit.blame(&faults),
        _ => edit.moved = true,
    }
    Ok(Some((current.organisation().map(ToOwned::to_owned), edit)))
}

#[derive(Serialize)]
struct TextPage {
    text: String,
    seen: String,
    moved: bool,
    faults: Vec<Notice>,
}

async fn text(State(site): State<Shared>, Extension(session): Extension<Known>) -> Result<Response, Refusal> {
    let current = site.work(Current::read).await?;
    let faults = current.workspace.as_ref().err().map(Vec::as_slice).unwrap_or_default();
    let content = TextPage {
        text: current.text.clone(),
        seen: current.seen.clone(),
        moved: false,
        faults: faults.iter().map(Notice::from).collect(),
    };
    Page {
        area: AREA,
        title: "設定を文のまま直す",
        organisation: current.organisation(),
        skin: "settings/text",
        content,
    }
    .shown(&session)
}

async fn change_text(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Response, Refusal> {
    session.allows(Role::Approve)?;
    let (text, seen) = (sent.untrimmed("text").to_owned(), sent.text("seen").to_owned());
    let (text, outcome, current) = site
        .change(move |site| {
            let mut new = text.clone();
            let outcome = save(site, &seen, |current| {
                // Browsers send the line ends of Windows, whatever they were given.
                let lines = text.replace("\r\n", "\n");
                new = if current.text.contains("\r\n") { lines.replace('\n', "\r\n") } else { lines };
                Ok(new.clone())
            })?;
            Ok((new, outcome, Current::read(site)?))
        })
        .await?;
    let (moved, faults) = match outcome {
        Outcome::Saved => {
            session.tell("設定を保存しました");
            return Ok(Redirect::to("/settings").into_response());
        }
        Outcome::Moved => (true, Vec::new()),
        Outcome::Faulty(faults) => (false, faults.iter().map(Notice::from).collect()),
    };
    let content = TextPage { text, seen: current.seen.clone(), moved, faults };
    let organisation = current.organisation();
    let page = Page { area: AREA, title: "設定を文のまま直す", organisation, skin: "settings/text", content };
    let mut response = page.shown(&session)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
