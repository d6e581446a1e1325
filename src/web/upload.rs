//! What a person sent. Handlers take [`Sent`] or [`Files`] and nothing else, so that no form is taken without its token. All that is
//! being sent at once, by whomever, stays within one bound.

use super::guard::{Known, Role, Session, same};
use super::page::Refusal;
use super::site::Shared;
use axum::body::Bytes;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use itaku::document::file_name;
use itaku::workbook::MAX_FILE_BYTES;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Files of one form without script; the script sends them one by one.
const MAX_FILES: usize = 300;
/// Bytes of a field that is no file.
const MAX_FIELD_BYTES: usize = 64 * 1024;
/// Bytes of the longest form without files: the settings as text, or a map of a thousand questions.
pub(super) const MAX_LONG_FORM_BYTES: usize = 4 * 1024 * 1024;
/// Bytes of one request with files.
pub(super) const MAX_UPLOAD_BYTES: usize = 512 * 1024 * 1024;

/// Bytes of all requests together that are held in memory: four of the largest files.
const MAX_HELD: usize = 256 * 1024 * 1024;

/// How much of what was sent is held in memory, by all people together.
#[derive(Clone, Default)]
pub(super) struct Held(Arc<AtomicUsize>);

/// A part of it, until it is dropped.
pub(super) struct Part {
    held: Held,
    bytes: usize,
}

impl Held {
    fn part(&self) -> Part {
        Part { held: self.clone(), bytes: 0 }
    }
}

impl Part {
    /// Room for so many more bytes.
    fn grow(&mut self, bytes: usize) -> Result<(), Refusal> {
        let fits = |held: usize| held.checked_add(bytes).filter(|held| *held <= MAX_HELD);
        let grown = self.held.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, fits);
        grown.map_err(|_| full())?;
        self.bytes += bytes;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        self.held.0.fetch_sub(self.bytes, Ordering::AcqRel);
    }
}

fn full() -> Refusal {
    Refusal::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "いまは混み合っているので、受け取れません",
        "ほかのファイルの受け取りが終わるまで少し待ってから、もう一度送ってください",
    )
}

/// Fields that say who did something. On a shared page that is who logged in, whatever was typed in.
const WHO: [&str; 2] = ["by", "approver"];

/// The fields of a form, from our own page by someone who may work.
pub(super) struct Sent {
    fields: Vec<(String, String)>,
}

impl Sent {
    /// The field without blanks around it; empty where it was not sent.
    pub(super) fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// The field as it was sent: blanks may belong to a password.
    pub(super) fn untrimmed(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// Where it must be there.
    pub(super) fn needed(&self, name: &str, label: &str) -> Result<&str, Refusal> {
        match self.text(name) {
            "" => Err(Refusal::wrong(format!("「{label}」がありません"), "前の画面に戻り、記入してください")),
            text => Ok(text),
        }
    }

    /// Refuses a form that was made before somebody else changed what it changes.
    pub(super) fn was_made_from(&self, now: &str) -> Result<(), Refusal> {
        if self.text("seen") == now.trim() {
            return Ok(());
        }
        Err(Refusal::new(
            StatusCode::CONFLICT,
            "この画面を開いた後に、ほかの人が同じところを改めました。まだ残していません",
            "前の画面に戻り、表示し直して、改められた内容を見てから、もう一度行ってください",
        ))
    }

    /// All of that name, in order.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }
}

impl FromRequest<Shared> for Sent {
    type Rejection = Refusal;

    async fn from_request(request: Request, site: &Shared) -> Result<Self, Refusal> {
        let session = session(&request)?;
        let mut sent = Self::read(request, site).await?;
        check(&session, sent.text("csrf"))?;
        sent.name(&session);
        Ok(sent)
    }
}

impl Sent {
    /// Puts the name of who logged in where a name was asked for.
    fn name(&mut self, session: &Session) {
        let Some(account) = &session.account else { return };
        self.fields.retain(|(key, _)| !WHO.contains(&key.as_str()));
        self.fields.extend(WHO.map(|key| (key.to_owned(), account.person.clone())));
    }

    /// The fields, whoever sent them.
    async fn read(request: Request, site: &Shared) -> Result<Self, Refusal> {
        let said = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        let mut part = site.held.part();
        // Who does not say how much it is may send as much as the longest form.
        part.grow(said.unwrap_or(MAX_LONG_FORM_BYTES).min(MAX_LONG_FORM_BYTES))?;
        let body = Bytes::from_request(request, site).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => too_large(),
            _ => broken(),
        })?;
        Ok(Self { fields: form_urlencoded::parse(&body).into_owned().collect() })
    }
}

/// The fields of a form of the login: before it there is no session to have a token of. That it comes from our page, its Origin tells.
pub(super) struct Unknown(pub(super) Sent);

impl FromRequest<Shared> for Unknown {
    type Rejection = Refusal;

    async fn from_request(request: Request, site: &Shared) -> Result<Self, Refusal> {
        Sent::read(request, site).await.map(Self)
    }
}

/// The fields of a form about the sender's own account: whoever has come in may send it.
pub(super) struct Own(pub(super) Sent);

impl FromRequest<Shared> for Own {
    type Rejection = Refusal;

    async fn from_request(request: Request, site: &Shared) -> Result<Self, Refusal> {
        let session = session(&request)?;
        let sent = Sent::read(request, site).await?;
        is_from_session(&session, sent.text("csrf"))?;
        Ok(Self(sent))
    }
}

/// A file that was sent, under a name that cannot lead anywhere.
pub(super) struct SentFile {
    /// Made from the name at the sender's: no folder, no sign that Windows forbids, with its ending.
    pub(super) name: String,
    /// The bytes, or why there are none.
    pub(super) content: Result<Vec<u8>, String>,
    /// Counts its bytes as long as it is there.
    _part: Part,
}

/// The files of a form, one after another; before the first, the token is checked.
pub(super) struct Files {
    multipart: Multipart,
    session: Known,
    held: Held,
    /// Fields that came so far. In our forms they stand before the files.
    pub(super) sent: Sent,
    checked: bool,
    count: usize,
}

impl FromRequest<Shared> for Files {
    type Rejection = Refusal;

    async fn from_request(request: Request, site: &Shared) -> Result<Self, Refusal> {
        let session = session(&request)?;
        let multipart = Multipart::from_request(request, site).await.map_err(|_| broken())?;
        let mut sent = Sent { fields: Vec::new() };
        sent.name(&session);
        Ok(Self { multipart, session, held: site.held.clone(), sent, checked: false, count: 0 })
    }
}

impl Files {
    /// The next file; the fields before it are added to `sent`.
    pub(super) async fn next(&mut self) -> Result<Option<SentFile>, Refusal> {
        loop {
            let field = self.multipart.next_field().await.map_err(|error| fault(error.status()))?;
            let Some(field) = field else {
                if !self.checked {
                    check(&self.session, self.sent.text("csrf"))?;
                }
                return Ok(None);
            };
            let Some(name) = field.file_name().map(ToOwned::to_owned) else {
                self.sent.fields.push(text(field).await?);
                continue;
            };
            if !self.checked {
                check(&self.session, self.sent.text("csrf"))?;
                self.checked = true;
            }
            let mut part = self.held.part();
            let content = content(field, &mut part).await?;
            // A form without a chosen file sends one without a name.
            if name.is_empty() && content.as_ref().is_ok_and(Vec::is_empty) {
                continue;
            }
            self.count += 1;
            if self.count > MAX_FILES {
                return Err(Refusal::new(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    format!("一度に送れるのは{MAX_FILES}件までです"),
                    "分けて送ってください。ここまでのファイルは受け取っています",
                ));
            }
            return Ok(Some(SentFile { name: clean(&name), content, _part: part }));
        }
    }
}

/// A field that is no file.
async fn text(mut field: Field<'_>) -> Result<(String, String), Refusal> {
    let name = field.name().unwrap_or_default().to_owned();
    let mut text = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| fault(error.status()))? {
        text.extend_from_slice(&chunk);
        if text.len() > MAX_FIELD_BYTES {
            return Err(too_large());
        }
    }
    Ok((name, String::from_utf8_lossy(&text).into_owned()))
}

/// The bytes within the limit of the rooms; what is larger is taken off the line and dropped, so that the sender hears why.
async fn content(mut field: Field<'_>, part: &mut Part) -> Result<Result<Vec<u8>, String>, Refusal> {
    let limit = usize::try_from(MAX_FILE_BYTES).unwrap_or(usize::MAX);
    let (mut bytes, mut over) = (Vec::new(), false);
    while let Some(chunk) = field.chunk().await.map_err(|error| fault(error.status()))? {
        over |= bytes.len() + chunk.len() > limit;
        if over {
            bytes = Vec::new();
        } else {
            part.grow(chunk.len())?;
            bytes.extend_from_slice(&chunk);
        }
    }
    let refused = || format!("{}MB を超えるファイルは受け取れません", limit / 1024 / 1024);
    Ok(if over { Err(refused()) } else { Ok(bytes) })
}

/// A file name from elsewhere as a name of ours: what stands after the last separator, whichever system wrote it, cut before its ending.
fn clean(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let path = Path::new(last);
    let part =
        |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    let ending: String = part(path.extension()).chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    let stem = file_name::safe(&part(path.file_stem()));
    if ending.is_empty() { stem } else { format!("{stem}.{}", ending.to_ascii_lowercase()) }
}

fn session(request: &Request) -> Result<Known, Refusal> {
    request.extensions().get::<Known>().cloned().ok_or_else(Refusal::died)
}

/// Whoever sends a form must have seen one of this session, and may work.
fn check(session: &Known, csrf: &str) -> Result<(), Refusal> {
    is_from_session(session, csrf)?;
    session.allows(Role::Work)
}

fn is_from_session(session: &Known, csrf: &str) -> Result<(), Refusal> {
    if same(csrf, &session.csrf) {
        return Ok(());
    }
    Err(Refusal::new(
        StatusCode::FORBIDDEN,
        "この画面から送られたものと確かめられません",
        "前の画面に戻り、表示し直してからもう一度送ってください",
    ))
}

fn fault(status: StatusCode) -> Refusal {
    if status == StatusCode::PAYLOAD_TOO_LARGE { too_large() } else { broken() }
}

fn too_large() -> Refusal {
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "送られたものが大きすぎます", "ファイルを分けて送ってください")
}

fn broken() -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, "送られたものを読めません", "前の画面に戻り、もう一度送ってください")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_people_send_at_once_stays_within_one_bound() {
        let held = Held::default();
        let (mut one, mut other) = (held.part(), held.part());
        assert!(one.grow(MAX_HELD - 10).is_ok());
        assert!(other.grow(11).is_err());
        assert!(other.grow(10).is_ok());
        assert!(held.part().grow(1).is_err());
        drop(one);
        assert!(other.grow(MAX_HELD - 10).is_ok());
        assert!(other.grow(usize::MAX).is_err());
        drop(other);
        assert_eq!(held.0.load(Ordering::Acquire), 0);
    }

    #[test]
    fn a_name_from_elsewhere_leads_nowhere() {
        assert_eq!(clean("../../etc/passwd"), "passwd");
        assert_eq!(clean("C:\\Users\\x\\回答.XLSX"), "回答.xlsx");
        assert_eq!(clean(".."), "名称なし");
        assert_eq!(clean("con.xlsx"), "_con.xlsx");
        assert_eq!(clean("a.xlsx\u{0}.exe"), "a.xlsx.exe");
        assert_eq!(clean(&format!("{}.xlsx", "長".repeat(300))).chars().count(), 45);
    }
}
