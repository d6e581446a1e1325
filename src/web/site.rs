use super::Serving;
use super::bench::Round;
use super::gate::Gate;
use super::guard::Guard;
use super::page::Refusal;
use super::register::Kept;
use super::start::Draft;
use super::upload::Held;
use crate::cli::{Refused, settings, today};
use axum::http::StatusCode;
use itaku::catalogue::Catalogue;
use itaku::diagnostic::cause;
use itaku::document::ClauseTemplates;
use itaku::intake::Office;
use itaku::questionnaire::{Library, Suggester};
use itaku::workspace::FILE_NAME;
use jiff::civil::Date;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;
use tokio::sync::watch;

/// What every request is given.
pub(super) type Shared = Arc<Site>;

/// What all requests share. Of the work itself nothing is kept here: it lies in the files of the workspace.
pub(super) struct Site {
    pub(super) guard: Guard,
    pub(super) catalogue: &'static Catalogue,
    pub(super) library: &'static Library,
    /// The clauses, ready to be filled.
    pub(super) templates: ClauseTemplates<'static>,
    /// The workspace as it was read last.
    office: Mutex<Option<KnownOffice>>,
    /// Made when the first form comes that is not ours.
    suggester: OnceLock<Suggester>,
    /// What came of all returned files, with the state of the files that it came of.
    pub(super) round: Mutex<Option<(String, Arc<Round>)>>,
    /// Nothing is read or written outside this folder.
    root: PathBuf,
    /// The workspace that is open.
    chosen: Mutex<Option<PathBuf>>,
    /// Policy documents that were handed in and not yet confirmed.
    pub(super) drafts: Mutex<Vec<Draft>>,
    /// What stands in the register, as long as nothing is recorded.
    pub(super) kept: Kept,
    /// What is being sent, by all people together.
    pub(super) held: Held,
    /// The day of the work, where it was said.
    today: Option<Date>,
    /// Held while a file of the workspace is changed.
    changing: Mutex<()>,
    end: watch::Sender<bool>,
}

/// A workspace with what it was read from.
struct KnownOffice {
    office: Arc<Office>,
    /// The bytes of its settings.
    text: Vec<u8>,
    /// Size and time of the policy's document.
    document: Option<(u64, SystemTime)>,
}

impl Site {
    pub(super) fn new(serving: &Serving, address: SocketAddr) -> Result<Self, Refused> {
        let (catalogue, library) = settings::data()?;
        let root = dunce::canonicalize(&serving.root).map_err(|error| {
            Refused::because(format!(
                "誤り: フォルダを読めません({})\n  場所: {}",
                cause(&error),
                serving.root.display()
            ))
        })?;
        let guard = match &serving.sharing {
            None => Guard::own(address)?,
            Some(_) if !root.join(FILE_NAME).is_file() => return Err(not_one_workspace(&root)),
            Some(sharing) => Guard::shared(Gate::new(&root, &sharing.cover, address.port())?),
        };
        let chosen = Some(root.clone()).filter(|root| root.join(FILE_NAME).is_file());
        Ok(Self {
            guard,
            catalogue,
            library,
            templates: ClauseTemplates::new(catalogue),
            office: Mutex::default(),
            suggester: OnceLock::new(),
            round: Mutex::default(),
            root,
            chosen: Mutex::new(chosen),
            drafts: Mutex::default(),
            kept: Kept::default(),
            held: Held::default(),
            today: serving.today,
            changing: Mutex::default(),
            end: watch::channel(false).0,
        })
    }

    pub(super) fn suggester(&self) -> &Suggester {
        self.suggester.get_or_init(|| Suggester::new(self.library, self.catalogue))
    }

    pub(super) fn today(&self) -> Date {
        today::or_today(self.today)
    }

    /// The folder in which workspaces lie or are made; none where the page serves a single workspace.
    pub(super) fn shelf(&self) -> Option<&Path> {
        (!self.root.join(FILE_NAME).is_file()).then_some(&self.root)
    }

    /// The folders with settings on the shelf.
    pub(super) fn workspaces(&self) -> Vec<PathBuf> {
        let Some(shelf) = self.shelf() else { return Vec::new() };
        let entries = std::fs::read_dir(shelf).into_iter().flatten().flatten();
        // A link could lead out of the folder.
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let mut found: Vec<PathBuf> =
            folders.map(|entry| entry.path()).filter(|path| path.join(FILE_NAME).is_file()).collect();
        found.sort();
        found
    }

    pub(super) fn chosen(&self) -> Option<PathBuf> {
        self.chosen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn choose(&self, folder: PathBuf) {
        *self.chosen.lock().unwrap_or_else(PoisonError::into_inner) = Some(folder);
    }

    /// The workspace that is open, read from its files as they are now.
    pub(super) fn office(&self) -> Result<Arc<Office>, Refusal> {
        let folder = self.folder()?;
        // A policy of a hundred pages takes longer to read than all the rest of a page.
        let document = |office: &Office| {
            let name = office.workspace.policy.document.as_ref()?;
            let known = std::fs::metadata(folder.join(name)).ok()?;
            Some((known.len(), known.modified().ok()?))
        };
        let text = std::fs::read(folder.join(FILE_NAME)).ok();
        let mut kept = self.office.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.as_ref()
            && known.office.folder == folder
            && text.as_ref() == Some(&known.text)
            && document(&known.office) == known.document
        {
            return Ok(known.office.clone());
        }
        let office = Arc::new(Office::open(&folder, self.catalogue)?);
        *kept = text.map(|text| KnownOffice { office: office.clone(), text, document: document(&office) });
        Ok(office)
    }

    /// The folder of the workspace that is open.
    pub(super) fn folder(&self) -> Result<PathBuf, Refusal> {
        self.chosen().ok_or_else(|| {
            Refusal::new(
                StatusCode::CONFLICT,
                "作業フォルダが選ばれていません",
                "「はじめに戻る」から、作業フォルダを選ぶか、新しく作ってください",
            )
        })
    }

    /// Does work that reads and writes files, off the threads that serve the socket.
    pub(super) async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let site = self.clone();
        tokio::task::spawn_blocking(move || work(&site)).await.unwrap_or_else(|_| Err(Refusal::died()))
    }

    /// The same for work that reads a file of the workspace and writes it changed: one at a time, so that no change is lost.
    pub(super) async fn change<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.work(move |site| {
            // Who died while holding it left whole files behind.
            let _alone = site.changing.lock().unwrap_or_else(PoisonError::into_inner);
            work(site)
        })
        .await
    }

    /// Tells the program to end.
    pub(super) fn end(&self) {
        self.end.send_replace(true);
    }

    /// Waits until the program is told to end: on the page, or on the terminal.
    pub(super) async fn ended(&self) {
        let mut told = self.end.subscribe();
        let stopped = async {
            // Without a terminal nobody can stop it there.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            _ = told.wait_for(|end| *end) => {}
            () = stopped => {}
        }
    }
}

/// What one person opens would be open for all.
fn not_one_workspace(root: &Path) -> Refused {
    Refused::because(format!(
        "誤り: 共用の画面は、ひとつの団体の作業フォルダについてだけ開けます\n  場所: {}\n  対処: {FILE_NAME} のあるフォルダを指定してください。団体が複数あるときは、団体ごとに起動してください",
        root.display()
    ))
}
