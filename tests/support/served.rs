//! The program serving its page over a copy of an example, and requests to it byte by byte: a kinder client would mend
//! what is sent wrongly on purpose.

#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, crypto};

pub(crate) const PASSWORD: &str = "yuki wa shinshin";
const PATIENCE: Duration = Duration::from_secs(60);

/// A copy of an example that may be written to.
pub(crate) fn workspace(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("folder");
    for entry in std::fs::read_dir(from).expect("example").map(|entry| entry.expect("entry")) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// The program that was built with the tests, or the one that is named.
pub(crate) fn itaku() -> Command {
    Command::new(std::env::var_os("ITAKU_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_itaku").into()))
}

/// Registers someone who logs in with [`PASSWORD`].
pub(crate) fn account(folder: &Path, id: &str, person: &str, role: &str) {
    let arguments = ["account", "add", id, "--person", person, "--role", role, "--workspace"];
    let mut child = itaku().args(arguments).arg(folder).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(PASSWORD.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// A certificate for this computer, with its key, as files.
pub(crate) fn certificate(folder: &Path) -> (PathBuf, PathBuf) {
    let made =
        rcgen::generate_simple_self_signed(["localhost".to_owned(), "127.0.0.1".to_owned()]).expect("certificate");
    let (certificate, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).expect("written");
    std::fs::write(&key, made.signing_key.serialize_pem()).expect("written");
    (certificate, key)
}

/// The program, until it is dropped.
pub(crate) struct Served {
    child: Child,
    pub(crate) address: SocketAddr,
    /// What it said on stdout.
    pub(crate) opening: String,
    tls: Option<Arc<ClientConfig>>,
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Served {
    /// On this computer, for whoever has the address.
    pub(crate) fn own(folder: &Path) -> Self {
        Self::start(folder, &["--no-open", "--today", "2026-11-21"], None)
    }

    /// For many, with TLS. The certificate lies beside the folder, not in it.
    pub(crate) fn shared(folder: &Path) -> (Self, tempfile::TempDir) {
        let keys = tempfile::tempdir().expect("folder");
        let (certificate, key) = certificate(keys.path());
        let (cert, key_text) = (certificate.display().to_string(), key.display().to_string());
        let arguments = ["--listen", "127.0.0.1:0", "--cert", &cert, "--key", &key_text, "--today", "2026-11-21"];
        (Self::start(folder, &arguments, Some(&certificate)), keys)
    }

    pub(crate) fn start(folder: &Path, arguments: &[&str], certificate: Option<&Path>) -> Self {
        let mut command = itaku();
        command.arg("serve").arg(folder).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("itaku");
        let mut opening = String::new();
        BufReader::new(child.stdout.as_mut().expect("stdout")).read_line(&mut opening).expect("address");
        let opening = opening.trim().to_owned();
        let host = opening.split('/').nth(2).unwrap_or_default();
        let address = host.parse().unwrap_or_else(|_| panic!("no address: {opening}"));
        Self { child, address, opening, tls: certificate.map(trusting) }
    }

    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// The host as a browser would name it.
    pub(crate) fn host(&self) -> String {
        match self.tls {
            Some(_) => format!("localhost:{}", self.address.port()),
            None => self.address.to_string(),
        }
    }

    pub(crate) fn origin(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.host())
    }

    /// Sends these bytes and reads what comes back; none where the connection is closed without an answer.
    pub(crate) fn send(&self, bytes: &[u8]) -> Option<Answer> {
        let mut line = self.connected();
        // Whoever is refused early may have closed the line before all was sent.
        drop(line.write_all(bytes).and_then(|()| line.flush()));
        let mut all = Vec::new();
        drop(line.read_to_end(&mut all));
        Answer::read(all)
    }

    pub(crate) fn connected(&self) -> Box<dyn Line> {
        let stream = TcpStream::connect(self.address).expect("connected");
        stream.set_read_timeout(Some(PATIENCE)).expect("timeout");
        stream.set_write_timeout(Some(PATIENCE)).expect("timeout");
        match &self.tls {
            None => Box::new(stream),
            Some(config) => {
                let name = ServerName::try_from("localhost").expect("name");
                Box::new(StreamOwned::new(ClientConnection::new(config.clone(), name).expect("tls"), stream))
            }
        }
    }

    pub(crate) fn ask(&self, ask: &Ask) -> Answer {
        self.send(&ask.bytes(self)).unwrap_or_else(|| panic!("no answer to {} {}", ask.method, ask.path))
    }

    /// Comes in by the address with the token, as the browser does.
    pub(crate) fn enter(&self) -> Person {
        let path = self.opening.strip_prefix(&self.origin()).expect("own address");
        let answer = self.ask(&Ask::get(path));
        assert_eq!(answer.status, 303, "{}", answer.text());
        self.person(&answer)
    }

    /// Logs in.
    pub(crate) fn log_in(&self, id: &str) -> Person {
        let answer = self.ask(&Ask::post("/login").form(&[("account", id), ("password", PASSWORD)]));
        assert_eq!(answer.status, 303, "{}", answer.text());
        self.person(&answer)
    }

    fn person(&self, answer: &Answer) -> Person {
        let cookie = answer.header("set-cookie").expect("cookie").split(';').next().unwrap().to_owned();
        let mut person = Person { cookie, csrf: String::new() };
        let mut page = self.ask(&Ask::get("/").by(&person));
        if page.status == 303 {
            let next = page.header("location").expect("location").to_owned();
            page = self.ask(&Ask::get(&next).by(&person));
        }
        let text = page.text();
        person.csrf = text.split("name=\"csrf\" value=\"").nth(1).expect("token").split('"').next().unwrap().to_owned();
        person
    }
}

fn trusting(certificate: &Path) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(certificate).expect("pem")).expect("root");
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().expect("versions");
    Arc::new(config.with_root_certificates(roots).with_no_client_auth())
}

/// The paths of all routes, as the source names them.
pub(crate) fn routes() -> Vec<String> {
    let mut paths = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web")];
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if file.is_dir() {
                folders.push(file);
                continue;
            }
            let text = std::fs::read_to_string(file).unwrap();
            for piece in text.split(".route(").skip(1) {
                let path = piece.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
                paths.push(path.expect("a route is named where it is made").to_owned());
            }
        }
    }
    paths.sort();
    assert!(paths.len() > 10);
    paths
}

/// A path with something in the place of each parameter.
pub(crate) fn concrete(path: &str) -> String {
    with(path, "x")
}

/// A path with this in the place of each parameter.
pub(crate) fn with(path: &str, value: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { value } else { part });
    parts.collect::<Vec<_>>().join("/")
}

pub(crate) trait Line: Read + Write + Send {}
impl<T: Read + Write + Send> Line for T {}

/// Someone who has come in.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) cookie: String,
    pub(crate) csrf: String,
}

/// A request as our own page would make it, unless said otherwise.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    host: Option<String>,
    /// `Some("")`: none is sent.
    origin: Option<String>,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Ask {
    pub(crate) fn get(path: &str) -> Self {
        let path = path.to_owned();
        Self { method: "GET", path, host: None, origin: None, headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn post(path: &str) -> Self {
        Self { method: "POST", ..Self::get(path) }
    }

    pub(crate) fn by(self, person: &Person) -> Self {
        self.header("Cookie", &person.cookie)
    }

    pub(crate) fn host(mut self, host: &str) -> Self {
        self.host = Some(host.to_owned());
        self
    }

    pub(crate) fn origin(mut self, origin: &str) -> Self {
        self.origin = Some(origin.to_owned());
        self
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn form(mut self, fields: &[(&str, &str)]) -> Self {
        self.body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes();
        self.header("Content-Type", "application/x-www-form-urlencoded")
    }

    /// A form of [`Person`] with its token.
    pub(crate) fn form_of(self, person: &Person, fields: &[(&str, &str)]) -> Self {
        let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("csrf", person.csrf.as_str())]).collect();
        self.by(person).form(&fields)
    }

    /// Fields, then files, as a browser sends them. Names are taken as they are: quotes and line ends in them are the tests' affair.
    pub(crate) fn files(mut self, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Self {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--itaku-edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (name, file, bytes) in files {
            let head = format!(
                "--itaku-edge\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--itaku-edge--\r\n");
        self.body = body;
        self.header("Content-Type", "multipart/form-data; boundary=itaku-edge")
    }

    pub(crate) fn files_of(self, person: &Person, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Self {
        let fields: Vec<(&str, &str)> =
            [("csrf", person.csrf.as_str())].into_iter().chain(fields.iter().copied()).collect();
        self.by(person).files(&fields, files)
    }

    pub(crate) fn bytes(&self, served: &Served) -> Vec<u8> {
        let host = self.host.clone().unwrap_or_else(|| served.host());
        let origin = match (&self.origin, self.method) {
            (Some(origin), _) => origin.clone(),
            (None, "GET") => String::new(),
            (None, _) => served.origin(),
        };
        let mut head = format!("{} {} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n", self.method, self.path);
        if !origin.is_empty() {
            head.push_str(&format!("Origin: {origin}\r\n"));
        }
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.method != "GET" {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str("\r\n");
        [head.into_bytes(), self.body.clone()].concat()
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    fn read(all: Vec<u8>) -> Option<Self> {
        let end = all.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let mut answer = Self { status, head, body: all[end + 4..].to_vec() };
        if answer.header("transfer-encoding").is_some_and(|value| value.contains("chunked")) {
            answer.body = joined(&answer.body);
        }
        Some(answer)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let pairs = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        pairs.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The sentences of a refusal, without the page around them.
    pub(crate) fn title(&self) -> String {
        let text = self.text();
        let heading = text.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next());
        heading.unwrap_or_default().to_owned()
    }
}

fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = chunks.windows(2).position(|window| window == b"\r\n") {
        let size = usize::from_str_radix(String::from_utf8_lossy(&chunks[..end]).trim(), 16).unwrap_or(0);
        let from = end + 2;
        if size == 0 || chunks.len() < from + size {
            break;
        }
        whole.extend_from_slice(&chunks[from..from + size]);
        chunks = &chunks[(from + size + 2).min(chunks.len())..];
    }
    whole
}
