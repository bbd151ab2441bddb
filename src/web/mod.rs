//! The instructor's console: stations tell it what happens, instructors watch and touch running cases, go through records
//! and judge marks, all in a browser. Pages travel in the binary. This room serves and stores; rules of a case live in
//! the core, and nothing here knows the engine that draws the street.
//!
//! The line from a station (`station`, `protocol`) never makes a case wait. Everything a browser asks passes `gate`.

mod accounts;
mod archive;
mod audit;
mod beats;
mod console;
mod discovery;
mod door;
mod gate;
mod hall;
mod library;
mod lines;
mod live;
mod map;
mod marks;
mod pages;
mod path;
pub mod protocol;
mod records;
mod sessions;
mod station;
mod story;
mod tail;
mod tls;
mod untold;
mod voice;
mod words;

pub use accounts::{AccountError, Accounts, FirstKeys, Role, STATION_KEY_FILE};
pub use discovery::{Announcement, DISCOVERY_PORT, DiscoveryError, find_consoles};
pub use protocol::{BODIES_MAX, Body, Live, Order, VOICE_RATE_HZ};
pub use station::{Farewell, Link, LinkError, LinkOptions, LinkState};
pub use tls::{CERTIFICATE_FILE, TlsError, fingerprint};

use crate::content::ContentError;
use crate::files::FileError;
use crate::store::RESULTS;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum_server::tls_rustls::RustlsConfig;
use console::{Console, Parts};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;

/// Folder of the console inside the data folder.
pub const FOLDER: &str = crate::store::audit::CONSOLE;
/// Bytes of a browser's request at most: verdicts and lines, no files.
const BODY_BYTES_MAX: usize = 16 * 1024;
/// A connection that has asked nothing by then is closed.
const FIRST_REQUEST_MAX: Duration = Duration::from_secs(10);
/// One that has asked and then says nothing, or only half of what it wants, is closed after so long.
const NEXT_REQUEST_MAX: Duration = Duration::from_secs(30);

/// How the console is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tls {
    /// In the clear; on this machine only.
    Off,
    /// With a certificate made at the first start.
    Own,
    /// With these two files.
    Given {
        /// Certificate chain, PEM.
        certificate: PathBuf,
        /// Private key, PEM.
        key: PathBuf,
    },
}

/// What `serve` is told.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// Where to listen.
    pub listen: SocketAddr,
    /// How.
    pub tls: Tls,
    /// Folder with `assets` and `scenarios`.
    pub home: PathBuf,
    /// Data folder.
    pub data: PathBuf,
}

/// Why the console does not run.
#[derive(Debug, Error)]
pub enum ServeError {
    /// Packs.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// The disk.
    #[error(transparent)]
    File(#[from] FileError),
    /// Accounts.
    #[error(transparent)]
    Accounts(#[from] AccountError),
    /// The certificate.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// In the clear beyond this machine.
    #[error("{0}: TLS")]
    Open(SocketAddr),
    /// The address cannot be listened on, or serving stopped.
    #[error("{listen}: {source}")]
    Socket {
        /// Where.
        listen: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
}

/// A console that listens and has not begun to serve.
pub struct Served {
    /// Where it listens, the port filled in.
    pub address: SocketAddr,
    /// What the first start made.
    pub first: Option<FirstKeys>,
    listener: TcpListener,
    console: Arc<Console>,
    tls: Option<RustlsConfig>,
}

/// The folder of the console.
#[must_use]
pub fn folder(data: &Path) -> PathBuf {
    data.join(FOLDER)
}

/// Gets a console ready: content, accounts, certificate, socket.
///
/// # Errors
/// See [`ServeError`].
pub fn prepare(options: &ServeOptions) -> Result<Served, ServeError> {
    let folder = folder(&options.data);
    let (accounts, first) = Accounts::open(&folder)?;
    let (listener, address, tls) = listen(options.listen, &options.tls, &folder)?;
    let runs = folder.join(crate::store::audit::CONSOLE_RUNS);
    let console = Console::new(Parts {
        library: library::Library::open(&options.home)?,
        archive: archive::Archive::new(vec![runs.clone(), options.data.join(RESULTS)]),
        hall: hall::Hall::new(runs),
        accounts,
        audit: audit::Audit::open(&folder)?,
        is_tls: tls.is_some(),
    });
    Ok(Served {
        address,
        first,
        listener,
        console: Arc::new(console),
        tls,
    })
}

/// Takes an address, by TLS beyond this machine; `folder` keeps a certificate that is made.
///
/// # Errors
/// See [`ServeError`].
pub(crate) fn listen(
    at: SocketAddr,
    tls: &Tls,
    folder: &Path,
) -> Result<(TcpListener, SocketAddr, Option<RustlsConfig>), ServeError> {
    if *tls == Tls::Off && !at.ip().is_loopback() {
        return Err(ServeError::Open(at));
    }
    let config = match tls {
        Tls::Off => None,
        Tls::Own => Some(tls::config(None, folder, at.ip())?),
        Tls::Given { certificate, key } => {
            Some(tls::config(Some((certificate, key)), folder, at.ip())?)
        }
    };
    let socket = |source| ServeError::Socket { listen: at, source };
    let listener = TcpListener::bind(at).map_err(socket)?;
    listener.set_nonblocking(true).map_err(socket)?;
    let address = listener.local_addr().map_err(socket)?;
    Ok((listener, address, config.map(RustlsConfig::from_config)))
}

impl Served {
    /// Tells stations on the network of this console, for as long as the answer is kept; `port` is where multicast DNS is
    /// spoken.
    ///
    /// # Errors
    /// See [`DiscoveryError`].
    pub fn announce(&self, port: u16) -> Result<Announcement, DiscoveryError> {
        Announcement::begin(self.address, self.tls.is_some(), port)
    }

    /// Serves until the process is told to stop.
    ///
    /// # Errors
    /// When the socket fails.
    pub fn run(self) -> Result<(), ServeError> {
        let listen = self.address;
        let socket = |source| ServeError::Socket { listen, source };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(8)
            .thread_name("console")
            .enable_all()
            .build()
            .map_err(socket)?;
        runtime.block_on(async move {
            tokio::spawn(Arc::clone(&self.console).tell_tiles());
            attend(self.listener, self.tls, router(self.console))
                .await
                .map_err(socket)
        })
    }
}

/// Answers on a socket until the process is told to stop.
pub(crate) async fn attend(
    listener: TcpListener,
    tls: Option<RustlsConfig>,
    router: Router,
) -> std::io::Result<()> {
    let handle = axum_server::Handle::new();
    let stopping = handle.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stopping.graceful_shutdown(Some(Duration::from_secs(1)));
        }
    });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let lines = lines::Lines::default();
    match tls {
        None => {
            let server = axum_server::from_tcp(listener)?.acceptor(lines);
            bounded(server, handle).serve(service).await
        }
        Some(tls) => {
            let server =
                axum_server::from_tcp_rustls(listener, tls)?.map(|tls| tls.acceptor(lines));
            bounded(server, handle).serve(service).await
        }
    }
}

/// What every connection is held to, in the clear or by TLS: HTTP/1, and hung up on when nothing is asked for too long.
fn bounded<A>(
    server: axum_server::Server<SocketAddr, A>,
    handle: axum_server::Handle<SocketAddr>,
) -> axum_server::Server<SocketAddr, A> {
    let mut server = server
        .handle(handle)
        .http1_only()
        .first_request_timeout(FIRST_REQUEST_MAX);
    server
        .http_builder()
        .http1()
        .header_read_timeout(NEXT_REQUEST_MAX);
    server
}

fn router(console: Arc<Console>) -> Router {
    let mut router = Router::new()
        .route("/login", get(pages::login))
        .route("/api/login", post(door::login))
        .route("/api/login/words", get(door::login_words))
        .route("/api/logout", post(door::logout))
        .route("/api/me", get(door::me))
        .route("/api/words", get(door::words))
        .route("/api/password", post(door::change_password))
        .route(
            "/api/accounts",
            get(door::accounts).post(door::change_account),
        )
        .route("/api/audit", get(door::audit))
        .route("/api/hall", get(live::hall))
        .route("/api/hall/here", get(live::hall_here))
        .route("/api/runs", get(records::list))
        .route("/api/runs/{id}", get(records::show))
        .route("/api/runs/{id}/live", get(live::live))
        .route("/api/runs/{id}/here", get(live::run_here))
        .route("/api/runs/{id}/touch", post(live::touch))
        .route("/api/runs/{id}/voice", post(voice::say))
        .route("/api/runs/{id}/mark", get(records::show_mark))
        .route("/api/runs/{id}/ruling", post(records::rule));
    for name in pages::names() {
        router = router.route(name, get(move || async move { pages::file(name) }));
    }
    for page in [
        "/",
        "/hall",
        "/records",
        "/accounts",
        "/audit",
        "/me",
        "/station/{id}",
        "/replay/{id}",
        "/replay/{id}/{other}",
        "/verdict/{id}",
    ] {
        router = router.route(page, get(pages::shell));
    }
    let station = Router::new()
        .route(protocol::PUSH_PATH, post(live::push))
        .layer(DefaultBodyLimit::max(protocol::PUSH_BYTES_MAX));
    router
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .merge(station)
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(&console),
            gate::gate,
        ))
        .with_state(console)
}
