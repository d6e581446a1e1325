use super::Serving;
use super::guard::Guard;
use super::page::Refusal;
use super::start::Draft;
use crate::cli::{Refused, settings, today};
use axum::http::StatusCode;
use itaku::catalogue::Catalogue;
use itaku::intake::Office;
use itaku::questionnaire::Library;
use itaku::workspace::FILE_NAME;
use jiff::civil::Date;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// What every request is given.
pub(super) type Shared = Arc<Site>;

/// What all requests share. Of the work itself nothing is kept here: it lies in the files of the workspace.
pub(super) struct Site {
    pub(super) guard: Guard,
    pub(super) catalogue: &'static Catalogue,
    #[allow(dead_code, reason = "areas that are being written use it")]
    pub(super) library: &'static Library,
    /// Nothing is read or written outside this folder.
    root: PathBuf,
    /// The workspace that is open.
    chosen: Mutex<Option<PathBuf>>,
    /// Policy documents that were handed in and not yet confirmed.
    pub(super) drafts: Mutex<Vec<Draft>>,
    /// The day of the work, where it was said.
    today: Option<Date>,
    end: watch::Sender<bool>,
}

impl Site {
    pub(super) fn new(serving: &Serving, address: SocketAddr) -> Result<Self, Refused> {
        let (catalogue, library) = settings::data()?;
        let root = std::fs::canonicalize(&serving.root).map_err(|error| {
            Refused::because(format!("誤り: フォルダを読めません({error})\n  場所: {}", serving.root.display()))
        })?;
        let chosen = Some(root.clone()).filter(|root| root.join(FILE_NAME).is_file());
        Ok(Self {
            guard: Guard::new(address)?,
            catalogue,
            library,
            root,
            chosen: Mutex::new(chosen),
            drafts: Mutex::default(),
            today: serving.today,
            end: watch::channel(false).0,
        })
    }

    #[allow(dead_code, reason = "areas that are being written use it")]
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
    pub(super) fn office(&self) -> Result<Office, Refusal> {
        let folder = self.chosen().ok_or_else(|| {
            Refusal::new(
                StatusCode::CONFLICT,
                "作業フォルダが選ばれていません",
                "「はじめる」で作業フォルダを選ぶか、新しく作ってください",
            )
        })?;
        Ok(Office::open(&folder, self.catalogue)?)
    }

    /// Does work that reads and writes files, off the threads that serve the socket.
    pub(super) async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let site = self.clone();
        tokio::task::spawn_blocking(move || work(&site)).await.unwrap_or_else(|_| Err(Refusal::died()))
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
