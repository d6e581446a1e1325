use super::account::{Account, Accounts, pretend};
use super::brake::Brake;
use super::listen::{Certificates, Peer, Way};
use super::log::Log;
use super::page::Refusal;
use super::session::Role;
use crate::cli::{Refused, terminal};
use axum::http::uri::Authority;
use axum::http::{Extensions, HeaderMap, StatusCode};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::sync::Semaphore;

/// Passwords that are judged at a time: each takes 19 MB and a core.
const MAX_JUDGED: usize = 2;

/// How a page is shared: where it listens, and what keeps others from reading along.
pub(crate) struct Sharing {
    pub(crate) listen: SocketAddr,
    pub(crate) cover: Cover,
}

/// What keeps others on the line from reading along.
pub(crate) enum Cover {
    /// TLS of our own: files in PEM.
    Certificate { certificate: PathBuf, key: PathBuf },
    /// A proxy with TLS before us, and the address at which people see the page: `https://itaku.example.lg.jp`.
    Proxy { origin: String },
}

/// The door of a shared page: under which address it is ours, and who may come in with which password.
pub(super) struct Gate {
    folder: PathBuf,
    name: Name,
    pub(super) log: Log,
    by_account: Mutex<Brake>,
    by_address: Mutex<Brake>,
    judging: Semaphore,
}

/// Under which address the page is ours.
enum Name {
    Certificate { certificates: Arc<Certificates>, port: u16 },
    Proxy { authority: String },
}

impl Gate {
    pub(super) fn new(folder: &Path, cover: &Cover, port: u16) -> Result<Self, Refused> {
        let accounts = Accounts::read(folder)?;
        if !accounts.list.iter().any(|account| account.active) {
            return Err(Refused::because(
                "誤り: 利用者が登録されていないので、共用の画面を始められません\n  対処: itaku account add <利用者ID> --person <氏名> --role 承認 で登録してください",
            ));
        }
        if !accounts.list.iter().any(|account| account.active && account.role == Role::Approve) {
            terminal::say("警告: 「承認」の権限を持つ利用者がいません。設定の変更など、承認の要る操作はできません");
        }
        let name = match cover {
            Cover::Certificate { certificate, key } => {
                Name::Certificate { certificates: Arc::new(Certificates::read(certificate, key)?), port }
            }
            Cover::Proxy { origin } => Name::Proxy { authority: authority(origin)? },
        };
        Ok(Self {
            folder: folder.to_owned(),
            name,
            log: Log::new(folder)?,
            by_account: Mutex::new(Brake::for_accounts()),
            by_address: Mutex::new(Brake::for_addresses()),
            judging: Semaphore::new(MAX_JUDGED),
        })
    }

    pub(super) fn way(&self) -> Way {
        match &self.name {
            Name::Certificate { certificates, .. } => Way::Tls(certificates.clone()),
            Name::Proxy { .. } => Way::Proxy,
        }
    }

    /// Whether a host, as a browser names it, is ours.
    pub(super) fn is_ours(&self, host: &str) -> bool {
        match &self.name {
            Name::Proxy { authority } => host == authority,
            Name::Certificate { certificates, port } => {
                let Ok(host) = host.parse::<Authority>() else { return false };
                // A name and password before the host are none of ours.
                host.port_u16().unwrap_or(443) == *port
                    && !host.as_str().contains('@')
                    && certificates.now().names(host.host())
            }
        }
    }

    /// Where a request comes from: the other end, or whom the proxy names last. What stands before that anybody may have written.
    pub(super) fn address(&self, headers: &HeaderMap, extensions: &Extensions) -> String {
        let peer = extensions.get::<Peer>().map(|Peer(address)| *address);
        let told = headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
        let told = told.and_then(|value| value.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
        let address = match self.name {
            Name::Proxy { .. } => told.or(peer),
            Name::Certificate { .. } => peer,
        };
        address.map(|address| address.to_canonical().to_string()).unwrap_or_else(|| "-".to_owned())
    }

    /// Whether that account is still as it was at the login.
    pub(super) fn still_knows(&self, account: &Account) -> bool {
        // Where the file cannot be read nobody comes in.
        Accounts::read(&self.folder).is_ok_and(|accounts| accounts.find(&account.id) == Some(account))
    }

    /// The account, if the password is right and neither account nor address has failed too often.
    pub(super) async fn admit(&self, id: &str, password: String, address: &str) -> Result<Account, Refusal> {
        let id: String = id.trim().to_lowercase().chars().take(64).collect();
        let accounts = Accounts::read(&self.folder)?;
        // What was typed in may be a password in the wrong field: only ids that there are go into the log.
        let named = accounts.find(&id).map_or("?", |account| account.id.as_str());
        if let Err(refusal) = self.try_once(&id, address) {
            self.log.note(named, address, "login refused: too many tries");
            return Err(refusal);
        }
        let account = accounts.find(&id).filter(|account| account.active).cloned();
        let account = self.judged(account, password).await?;
        match account {
            Some(account) => {
                self.by_account.lock().unwrap_or_else(PoisonError::into_inner).forget(&id);
                self.by_address.lock().unwrap_or_else(PoisonError::into_inner).refund(&network(address));
                self.log.note(&id, address, "login");
                Ok(account)
            }
            None => {
                self.log.note(named, address, "login failed");
                Err(Refusal::new(
                    StatusCode::FORBIDDEN,
                    "ログインできません",
                    "利用者IDかパスワードが違います。続けて5回まちがえると、その利用者IDは15分間使えません",
                ))
            }
        }
    }

    /// Changes the password of someone who knows the old one.
    pub(super) async fn change_password(
        &self,
        account: &Account,
        old: String,
        new: &str,
        address: &str,
    ) -> Result<(), Refusal> {
        self.try_once(&account.id, address)?;
        let Some(known) = self.judged(Some(account.clone()), old).await? else {
            self.log.note(&account.id, address, "password not changed: old one wrong");
            return Err(Refusal::wrong("今のパスワードが違います", "前の画面に戻り、もう一度入れてください"));
        };
        self.by_account.lock().unwrap_or_else(PoisonError::into_inner).forget(&known.id);
        self.by_address.lock().unwrap_or_else(PoisonError::into_inner).refund(&network(address));
        Accounts::change(&self.folder, |accounts| accounts.needed(&known.id)?.set_password(new))?;
        self.log.note(&known.id, address, "password changed");
        Ok(())
    }

    fn try_once(&self, id: &str, address: &str) -> Result<(), Refusal> {
        let now = Instant::now();
        let by_address = self.by_address.lock().unwrap_or_else(PoisonError::into_inner).try_at(&network(address), now);
        let tried =
            by_address.and_then(|()| self.by_account.lock().unwrap_or_else(PoisonError::into_inner).try_at(id, now));
        tried.map_err(|wait| {
            let minutes = wait.as_secs().div_ceil(60).max(1);
            Refusal::new(
                StatusCode::TOO_MANY_REQUESTS,
                "失敗が続いたので、しばらくログインできません",
                format!("{minutes}分ほど待ってから、もう一度行ってください。心当たりがないときは、情報システムの担当に知らせてください"),
            )
        })
    }

    /// The account if it has that password; takes the same time either way.
    async fn judged(&self, account: Option<Account>, password: String) -> Result<Option<Account>, Refusal> {
        let _turn = self.judging.acquire().await.map_err(|_| Refusal::died())?;
        let judged = tokio::task::spawn_blocking(move || match account {
            Some(account) => account.has_password(&password).then_some(account),
            None => {
                pretend(&password);
                None
            }
        });
        judged.await.map_err(|_| Refusal::died())
    }
}

/// Whom to slow: an address, of version 6 the network, since each person there has more addresses than could be counted.
fn network(address: &str) -> String {
    match address.parse::<Ipv6Addr>() {
        Ok(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).to_string(),
        Err(_) => address.to_owned(),
    }
}

/// The host, with its port where it is not 443, of an address such as `https://itaku.example.lg.jp`.
fn authority(origin: &str) -> Result<String, Refused> {
    let authority =
        origin.trim_end_matches('/').strip_prefix("https://").and_then(|rest| rest.parse::<Authority>().ok());
    let authority = authority.filter(|authority| !authority.as_str().contains('@'));
    let authority = authority.ok_or_else(|| {
        Refused::because(format!(
            "誤り: 「{origin}」は、画面を見る人のアドレスとして使えません\n  対処: --behind-proxy https://itaku.example.lg.jp のように、https:// と名前だけを書いてください"
        ))
    })?;
    Ok(authority.as_str().trim_end_matches(":443").to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_behind_a_proxy_is_a_name_with_https() {
        assert_eq!(authority("https://Itaku.example.lg.jp/").unwrap(), "itaku.example.lg.jp");
        assert_eq!(authority("https://itaku.example.lg.jp:8443").unwrap(), "itaku.example.lg.jp:8443");
        for wrong in ["http://itaku.example", "itaku.example", "https://", "https://a@b", "https://a/b", "https://a b"]
        {
            assert!(authority(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn people_of_one_network_are_slowed_together() {
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1"));
        assert_ne!(network("10.0.0.1"), network("10.0.0.2"));
    }
}
