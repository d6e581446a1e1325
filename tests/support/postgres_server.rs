//! A real PostgreSQL, started for the test and ended with it.

#![allow(dead_code, reason = "each test binary uses its own part")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server that runs, with its files in `folder`.
pub(crate) struct Server {
    process: Child,
    folder: tempfile::TempDir,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Each call of the test gets a database of its own; where there is no PostgreSQL that is said, and under `ITAKU_CI` a failure.
pub(crate) fn with_database(test: &impl Fn(&str)) {
    let folder = tempfile::tempdir().expect("folder");
    if let Some(server) = Server::start(folder, &[]) {
        test(&server.address());
    }
}

impl Server {
    /// Listens on a socket in its own folder, so every server may have the same port.
    pub(crate) fn start(folder: tempfile::TempDir, options: &[String]) -> Option<Self> {
        Self::start_at(folder, options, 54_000)
    }

    /// With options of its own.
    pub(crate) fn start_at(folder: tempfile::TempDir, options: &[String], port: u16) -> Option<Self> {
        let Some((initdb, postgres)) = binary("initdb").zip(binary("postgres")) else {
            assert!(std::env::var_os("ITAKU_CI").is_none(), "no PostgreSQL here");
            println!("PostgreSQL がないので、SQLite だけで試しました");
            return None;
        };
        hand_over(folder.path());
        let data = folder.path().join("data");
        let done = as_user(&initdb)
            .args(["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "-D"])
            .arg(&data)
            .stdout(Stdio::null())
            .status()
            .expect("initdb");
        assert!(done.success(), "initdb");
        let process = as_user(&postgres)
            .args(["-c", "listen_addresses=", "-c", "fsync=off", "-k"])
            .arg(folder.path())
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string()])
            .args(options)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("postgres");
        let server = Self { process, folder, port };
        let began = Instant::now();
        while itaku::register::Register::open(&server.address(), "試し").is_err() {
            assert!(began.elapsed() < Duration::from_secs(60), "PostgreSQL does not answer");
            std::thread::sleep(Duration::from_millis(100));
        }
        Some(server)
    }

    /// Through the socket.
    pub(crate) fn address(&self) -> String {
        let socket = self.folder.path().to_str().expect("path").replace('/', "%2F");
        format!("postgres://postgres@/postgres?host={socket}&port={}&sslmode=disable", self.port)
    }
}

/// PostgreSQL wants its files to be its own.
pub(crate) fn hand_over(path: &Path) {
    if is_root() {
        assert!(Command::new("chown").args(["-R", "postgres"]).arg(path).status().expect("chown").success());
    }
}

/// PostgreSQL refuses to run as root.
fn as_user(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
    command
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

fn binary(name: &str) -> Option<PathBuf> {
    let mut places: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    places.extend(versions.map(|version| version.path().join("bin")));
    places.into_iter().map(|place| place.join(name)).find(|path| path.is_file())
}
