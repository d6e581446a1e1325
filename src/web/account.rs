//! Who may use a shared page: a file of accounts beside the work. Passwords are never in it, only what argon2 makes of them.

use super::session::Role;
use crate::cli::{Refused, output};
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use itaku::datafile;
use itaku::diagnostic::cause;
use std::path::Path;
use std::sync::OnceLock;

/// The file, in the folder that is served.
const FILE_NAME: &str = "itaku-accounts.toml";
/// Held while the file is changed, so that page and command line do not lose each other's changes.
const LOCK_NAME: &str = ".itaku-accounts.lock";
const SCHEMA: &str = "accounts/1";

/// Longer ones gain nothing, and hashing must not become work for an attacker's asking.
const MAX_PASSWORD_BYTES: usize = 256;
const MIN_PASSWORD_LENGTH: usize = 12;
const MAX_ID_LENGTH: usize = 32;
const MAX_PERSON_LENGTH: usize = 40;

/// Someone who may come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Account {
    /// What is typed in at the login.
    pub(crate) id: String,
    /// The person's name, as it is written beside what they confirm.
    pub(crate) person: String,
    pub(crate) role: Role,
    /// Whether they may come in at present; an account is never deleted, since records name it.
    pub(crate) active: bool,
    /// The password as argon2 left it.
    password: String,
}

impl Account {
    pub(crate) fn new(id: &str, person: &str, role: Role, password: &str) -> Result<Self, Refused> {
        let account = Self {
            id: checked_id(id)?,
            person: checked_person(person)?,
            role,
            active: true,
            password: hashed(id, password)?,
        };
        Ok(account)
    }

    pub(crate) fn set_password(&mut self, password: &str) -> Result<(), Refused> {
        self.password = hashed(&self.id, password)?;
        Ok(())
    }

    pub(super) fn has_password(&self, password: &str) -> bool {
        password.len() <= MAX_PASSWORD_BYTES
            && Argon2::default().verify_password(password.as_bytes(), self.password.as_str()).is_ok()
    }
}

/// Takes the time that a real comparison takes, so that the answer does not tell which accounts there are.
pub(super) fn pretend(password: &str) {
    static HASH: OnceLock<Option<String>> = OnceLock::new();
    let hash = HASH.get_or_init(|| hash("no account has this password").ok());
    let hash = hash.as_deref().unwrap_or_default();
    if password.len() <= MAX_PASSWORD_BYTES {
        // The outcome does not matter: there is no such account.
        let _same = Argon2::default().verify_password(password.as_bytes(), hash);
    }
}

fn hash(password: &str) -> Result<String, Refused> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    let hash = hash.map_err(|_| Refused::because("誤り: パスワードを保存できる形にできません"))?;
    Ok(hash.to_string())
}

/// What is kept of a password that is good enough. Length is what counts (NIST SP 800-63B); rules about signs are not asked for.
fn hashed(id: &str, password: &str) -> Result<String, Refused> {
    let mut signs: Vec<char> = password.to_lowercase().chars().collect();
    let length = signs.len();
    signs.sort_unstable();
    signs.dedup();
    let fault = if length < MIN_PASSWORD_LENGTH {
        format!("パスワードが短すぎます({MIN_PASSWORD_LENGTH}文字以上)")
    } else if password.len() > MAX_PASSWORD_BYTES {
        format!("パスワードが長すぎます({MAX_PASSWORD_BYTES}バイトまで)")
    } else if signs.len() < 5 || password.to_lowercase().contains(id) && length < id.len() + MIN_PASSWORD_LENGTH {
        "推測されやすいパスワードです".to_owned()
    } else {
        return hash(password);
    };
    Err(Refused::because(format!("誤り: {fault}\n  対処: いくつかの単語をつなげた、長いものにしてください")))
}

fn checked_id(id: &str) -> Result<String, Refused> {
    let sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    let good = id.len() <= MAX_ID_LENGTH
        && id.bytes().all(sign)
        && id.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    if good {
        return Ok(id.to_owned());
    }
    Err(Refused::because(format!(
        "誤り: 「{}」は利用者IDにできません\n  対処: 英小文字、数字及び . _ - で、英数字から始め、{MAX_ID_LENGTH}文字までにしてください",
        id.chars().take(MAX_PERSON_LENGTH).collect::<String>()
    )))
}

fn checked_person(person: &str) -> Result<String, Refused> {
    let person = person.trim();
    let wrong = |sign: char| sign.is_control() || sign == '\'';
    if !person.is_empty() && person.chars().count() <= MAX_PERSON_LENGTH && !person.contains(wrong) {
        return Ok(person.to_owned());
    }
    Err(Refused::because(format!(
        "誤り: 氏名に使えない字があるか、長さが合いません\n  対処: 引用符(')と改行を除き、{MAX_PERSON_LENGTH}文字までにしてください"
    )))
}

/// All accounts of a folder.
#[derive(Clone, Debug, Default)]
pub(crate) struct Accounts {
    /// In order of their ids.
    pub(crate) list: Vec<Account>,
}

impl Accounts {
    /// The accounts as they are now; none where there is no file.
    pub(crate) fn read(folder: &Path) -> Result<Self, Refused> {
        let path = folder.join(FILE_NAME);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(unreadable(&path, &error)),
        };
        let list = datafile::read(FILE_NAME, &text, SCHEMA, |table| {
            table.tables("account").iter().filter_map(Account::from_table).collect()
        })?;
        Ok(Self { list })
    }

    /// Changes the accounts as they are at that moment, whole or not at all.
    pub(crate) fn change<T>(folder: &Path, change: impl FnOnce(&mut Self) -> Result<T, Refused>) -> Result<T, Refused> {
        let path = folder.join(LOCK_NAME);
        let lock = std::fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let lock = lock.and_then(|file| file.lock().map(|()| file)).map_err(|error| unreadable(&path, &error))?;
        let mut accounts = Self::read(folder)?;
        let done = change(&mut accounts)?;
        accounts.list.sort_by(|one, other| one.id.cmp(&other.id));
        output::write_private(&folder.join(FILE_NAME), accounts.to_text().as_bytes())?;
        drop(lock);
        Ok(done)
    }

    /// The account of that id.
    pub(crate) fn find(&self, id: &str) -> Option<&Account> {
        self.list.iter().find(|account| account.id == id)
    }

    /// The account of that id, to be changed.
    pub(crate) fn needed(&mut self, id: &str) -> Result<&mut Account, Refused> {
        self.list.iter_mut().find(|account| account.id == id).ok_or_else(|| {
            Refused::because(format!("誤り: 利用者「{id}」はいません\n  対処: itaku account list で確かめてください"))
        })
    }

    fn to_text(&self) -> String {
        let mut text = format!("# itaku account が書きます。パスワードそのものは含みません。\nschema = '{SCHEMA}'\n");
        for Account { id, person, role, active, password } in &self.list {
            let role = role.word();
            text.push_str(&format!(
                "\n[[account]]\nid = '{id}'\nperson = '{person}'\nrole = '{role}'\nactive = {active}\npassword = '{password}'\n"
            ));
        }
        text
    }
}

impl Account {
    fn from_table(table: &datafile::Table<'_>) -> Option<Self> {
        let roles: Vec<(&'static str, Role)> = Role::ALL.into_iter().map(|role| (role.word(), role)).collect();
        let hash = |text: &str| text.starts_with("$argon2id$").then(|| text.to_owned());
        Some(Self {
            id: table.parsed("id", "利用者ID", |id| checked_id(id).ok())?,
            person: table.parsed("person", "氏名", |person| checked_person(person).ok())?,
            // What cannot be understood gives the least.
            role: table.choice("role", &roles, Role::Look),
            active: table.optional_flag("active").unwrap_or(true),
            password: table.parsed("password", "argon2id の文字列", hash)?,
        })
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Refused {
    Refused::because(format!(
        "誤り: 利用者のファイルを扱えません({})\n  場所: {}\n  対処: itaku を動かす人が読み書きできる場所か確かめてください",
        cause(error),
        path.display()
    ))
}
