use super::gate::Sharing;
use super::site::{Shared, Site};
use super::{assess, compare, guard, issue, listen, login, page, register, settings, start};
use crate::cli::{Refused, terminal};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use itaku::diagnostic::cause;
use jiff::civil::Date;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

/// Bytes of a form without files. The longest has a reason of some lines in it.
const MAX_FORM_BYTES: usize = 256 * 1024;
/// Threads that read files and write documents; the work itself uses all cores, so more would only hold more memory.
const MAX_WORKERS: usize = 16;
/// How long requests under way may still take when the program is told to end.
const PATIENCE: Duration = Duration::from_secs(5);
/// Within which some part of what is sent must come.
const PATIENCE_WITH_BODY: Duration = Duration::from_secs(20);

/// How the page is to be served.
pub(crate) struct Serving {
    /// A workspace, or a folder in which workspaces lie or are made. Nothing is read or written outside it.
    pub(crate) root: PathBuf,
    /// 0: one that is free.
    pub(crate) port: u16,
    /// Whether to open the browser.
    pub(crate) open: bool,
    /// The day of the work, where it was said.
    pub(crate) today: Option<Date>,
    /// For many people, by accounts; otherwise for whoever sits at this computer.
    pub(crate) sharing: Option<Sharing>,
}

impl Serving {
    fn address(&self) -> SocketAddr {
        match &self.sharing {
            Some(sharing) => sharing.listen,
            None => SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)),
        }
    }
}

/// Serves the page until the program is told to end.
pub(crate) fn serve(serving: Serving) -> Result<(), Refused> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(MAX_WORKERS).build();
    let runtime =
        runtime.map_err(|error| Refused::because(format!("誤り: 画面を始められません({})", cause(&error))))?;
    let done = runtime.block_on(listen(serving));
    // Work under way writes whole files or none: it need not be waited for.
    runtime.shutdown_timeout(PATIENCE);
    done
}

async fn listen(serving: Serving) -> Result<(), Refused> {
    let listener = TcpListener::bind(serving.address()).await;
    let listener = listener.map_err(|error| not_bound(serving.address(), &error))?;
    let address = listener.local_addr().map_err(|error| not_bound(serving.address(), &error))?;
    let site = Arc::new(Site::new(&serving, address)?);
    match site.guard.opening() {
        Some(opening) => announce(&opening, serving.open),
        None => announce_shared(address, &site.guard.way()),
    }
    let service = listen::serve(listener, site.guard.way(), router(site.clone()), site.ended());
    // A browser that keeps a connection open must not keep the program alive.
    let patience = async {
        site.ended().await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        () = service => {}
        () = patience => {}
    }
    Ok(())
}

/// All areas behind the guard.
fn router(site: Shared) -> Router {
    Router::new()
        .merge(start::routes())
        .merge(assess::routes())
        .merge(compare::routes())
        .merge(register::routes())
        .merge(issue::routes())
        .merge(settings::routes())
        .merge(login::routes())
        .fallback(page::not_found)
        .method_not_allowed_fallback(page::not_found)
        .layer(DefaultBodyLimit::max(MAX_FORM_BYTES))
        .layer(axum::middleware::from_fn_with_state(site.clone(), guard::session))
        .merge(guard::routes())
        .merge(login::open_routes())
        .merge(page::routes())
        .layer(axum::middleware::from_fn_with_state(site.clone(), guard::host))
        .layer(RequestBodyTimeoutLayer::new(PATIENCE_WITH_BODY))
        .layer(CatchPanicLayer::custom(page::died))
        .layer(axum::middleware::from_fn(guard::headers))
        .with_state(site)
}

/// The address is data for whoever starts the program from another; the rest is talk.
fn announce(address: &str, open: bool) {
    terminal::print(address);
    let opened = open && open::that_detached(address).is_ok();
    terminal::say(if opened {
        "画面をブラウザーで開きました。終わるときは、画面の「終了」を押すか、ここで Ctrl+C を押してください"
    } else {
        "上のアドレスをブラウザーで開いてください。終わるときは、画面の「終了」を押すか、ここで Ctrl+C を押してください"
    });
}

/// The address is data for whoever starts the program from another; people know it by its name.
fn announce_shared(address: SocketAddr, way: &listen::Way) {
    let (scheme, talk) = match way {
        listen::Way::Proxy => (
            "http",
            "プロキシからの接続を待っています。プロキシとこの計算機の間は暗号化されないので、同じ計算機か、守られた回線に置いてください",
        ),
        _ => ("https", "共用の画面を始めました。証明書にある名前で開いてください"),
    };
    terminal::print(&format!("{scheme}://{address}/"));
    terminal::say(&format!("{talk}。終わるときは、ここで Ctrl+C を押してください"));
}

fn not_bound(address: SocketAddr, error: &std::io::Error) -> Refused {
    Refused::because(format!(
        "誤り: {address} で待ち受けられません({})\n  対処: 別の番号を指定するか、--port を省いてください",
        cause(error)
    ))
}
