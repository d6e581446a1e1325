//! The socket of the page: connections within limits, plain on this computer or behind a proxy, with TLS otherwise. A client
//! that sends or takes slowly, or comes often, loses its connection, never the others theirs.

use crate::cli::{Refused, terminal};
use axum::Router;
use axum::extract::Request;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use itaku::diagnostic::because;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto};

/// Connections at a time; a browser opens six. Further ones wait.
const MAX_CONNECTIONS: usize = 512;
/// Of one address, where each person has their own.
const MAX_OF_ONE: usize = 48;
/// For the handshake of TLS.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// For the head of a request, and between two requests of a connection.
const HEAD: Duration = Duration::from_secs(20);
/// Within which some part of an answer must be taken.
const TAKE: Duration = Duration::from_secs(30);
/// Bytes of a request's head; axum bounds the body.
const MAX_HEAD_BYTES: usize = 64 * 1024;
/// After a failure to accept, for want of file handles mostly.
const REST: Duration = Duration::from_millis(100);

/// Who is at the other end of a connection, as an extension of its requests.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) IpAddr);

/// How connections come.
pub(super) enum Way {
    /// From this computer.
    Plain,
    /// From a proxy, which has one address for all people.
    Proxy,
    Tls(Arc<Certificates>),
}

/// The certificate of the page as its files hold it: who renews them need not start the program anew.
pub(super) struct Certificates {
    certificate: PathBuf,
    key: PathBuf,
    now: Mutex<(Seen, Arc<Certificate>)>,
}

/// Sizes and times of certificate and key.
type Seen = [Option<(u64, SystemTime)>; 2];

impl Certificates {
    pub(super) fn read(certificate: &Path, key: &Path) -> Result<Self, Refused> {
        let seen = seen(certificate, key);
        let now = Arc::new(Certificate::read(certificate, key)?);
        Ok(Self { certificate: certificate.to_owned(), key: key.to_owned(), now: Mutex::new((seen, now)) })
    }

    /// The one that holds now. Where the files have changed and cannot be used, perhaps because only one of them is there yet, the
    /// former stays and it is said once.
    pub(super) fn now(&self) -> Arc<Certificate> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = seen(&self.certificate, &self.key);
        if now.0 != seen {
            now.0 = seen;
            match Certificate::read(&self.certificate, &self.key) {
                Ok(read) => now.1 = Arc::new(read),
                Err(Refused(sentences)) => {
                    for sentence in sentences {
                        terminal::say(&format!("{sentence}\n  前の証明書を使い続けます"));
                    }
                }
            }
        }
        now.1.clone()
    }
}

fn seen(certificate: &Path, key: &Path) -> Seen {
    [certificate, key].map(|path| {
        let known = std::fs::metadata(path).ok()?;
        Some((known.len(), known.modified().ok()?))
    })
}

/// A certificate with its key, and the names that it stands for.
pub(super) struct Certificate {
    first: CertificateDer<'static>,
    acceptor: TlsAcceptor,
}

impl Certificate {
    /// Reads both from files in PEM.
    pub(super) fn read(certificate: &Path, key: &Path) -> Result<Self, Refused> {
        let refused = |path: &Path, cause: &dyn std::fmt::Display| {
            let sentence = because("誤り: 証明書と鍵を使えません", &cause.to_string());
            Refused::because(format!(
                "{sentence}\n  場所: {}\n  対処: 証明書(発行元のものを含む)と、その秘密鍵を、PEM 形式で指定してください",
                path.display()
            ))
        };
        let chain = CertificateDer::pem_file_iter(certificate)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|error| refused(certificate, &error))?;
        let first = chain.first().cloned().ok_or_else(|| refused(certificate, &"証明書がありません"))?;
        let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| refused(key, &error))?;
        let provider = Arc::new(crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, secret));
        let mut config = config.map_err(|error| refused(key, &error))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { first, acceptor: TlsAcceptor::from(Arc::new(config)) })
    }

    /// Whether it stands for that host: nobody else can have made a browser come to us by that name.
    pub(super) fn names(&self, host: &str) -> bool {
        use tokio_rustls::rustls::client::verify_server_name;
        use tokio_rustls::rustls::pki_types::ServerName;
        use tokio_rustls::rustls::server::ParsedCertificate;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let name = ServerName::try_from(host);
        let certificate = ParsedCertificate::try_from(&self.first);
        matches!((certificate, name), (Ok(certificate), Ok(name)) if verify_server_name(&certificate, &name).is_ok())
    }
}

/// Serves until `ended`, then lets requests under way come to their end.
pub(super) async fn serve(listener: TcpListener, way: Way, router: Router, ended: impl Future) {
    let graceful = GracefulShutdown::new();
    let (places, seats) = (Arc::new(Semaphore::new(MAX_CONNECTIONS)), Arc::new(Seats::new(&way)));
    let tls = match way {
        Way::Tls(certificates) => Some(certificates),
        Way::Plain | Way::Proxy => None,
    };
    let mut ended = pin!(ended);
    loop {
        let accepted = async {
            let place = places.clone().acquire_owned().await;
            (place, listener.accept().await)
        };
        let accepted = tokio::select! {
            accepted = accepted => accepted,
            _ = &mut ended => break,
        };
        let (Ok(place), Ok((stream, address))) = accepted else {
            tokio::time::sleep(REST).await;
            continue;
        };
        // Who has no seat is not answered: an answer would cost what the seat is to save.
        if let Some(seat) = seats.clone().taken(address.ip()) {
            let connection = Connection { router: router.clone(), address, watcher: graceful.watcher() };
            let tls = tls.as_ref().map(|certificates| certificates.now().acceptor.clone());
            tokio::spawn(connection.held(stream, tls, place, seat));
        }
    }
    drop(listener);
    graceful.shutdown().await;
}

struct Connection {
    router: Router,
    address: SocketAddr,
    watcher: Watcher,
}

impl Connection {
    async fn held(self, stream: TcpStream, tls: Option<TlsAcceptor>, _place: OwnedSemaphorePermit, _seat: Seat) {
        // Small answers must not wait for more; where that cannot be said they come a little later.
        drop(stream.set_nodelay(true));
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(TAKE));
        match tls {
            None => self.serve(Box::pin(stream)).await,
            Some(tls) => {
                if let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE, tls.accept(Box::pin(stream))).await {
                    self.serve(stream).await;
                }
            }
        }
    }

    async fn serve(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let peer = Peer(self.address.ip().to_canonical());
        let router = TowerToHyperService::new(self.router);
        let service = hyper::service::service_fn(move |mut request: Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(peer);
            hyper::service::Service::call(&router, request)
        });
        let mut builder = http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(MAX_HEAD_BYTES);
        // What goes wrong on a connection goes wrong at the other end, and there it is seen.
        drop(self.watcher.watch(builder.serve_connection(TokioIo::new(stream), service)).await);
    }
}

/// How many connections each address holds.
struct Seats {
    held: Mutex<BTreeMap<IpAddr, usize>>,
    of_one: usize,
}

/// A connection of an address, until it is dropped.
struct Seat {
    seats: Arc<Seats>,
    address: IpAddr,
}

impl Seats {
    fn new(way: &Way) -> Self {
        let of_one = if matches!(way, Way::Tls(_)) { MAX_OF_ONE } else { MAX_CONNECTIONS };
        Self { held: Mutex::default(), of_one }
    }

    fn taken(self: Arc<Self>, address: IpAddr) -> Option<Seat> {
        let address = address.to_canonical();
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(address).or_default();
        if *count >= self.of_one {
            return None;
        }
        *count += 1;
        drop(held);
        Some(Seat { seats: self, address })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut held = self.seats.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&self.address) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                held.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn one_address_cannot_take_all_seats() {
        let seats = Arc::new(Seats { held: Mutex::default(), of_one: MAX_OF_ONE });
        let one = IpAddr::from(Ipv4Addr::new(10, 0, 0, 1));
        let mut held: Vec<Seat> = (0..MAX_OF_ONE).filter_map(|_| seats.clone().taken(one)).collect();
        assert_eq!(held.len(), MAX_OF_ONE);
        assert!(seats.clone().taken(one).is_none());
        assert!(seats.clone().taken(IpAddr::from(Ipv4Addr::new(10, 0, 0, 2))).is_some());
        held.pop();
        assert!(seats.clone().taken(one).is_some());
        held.clear();
        assert!(seats.held.lock().unwrap().is_empty());
    }
}
