//! `serve`: the instructor's console. Loopback unless told otherwise, and beyond it never in the clear.

use super::desk::Desk;
use super::outcome::{Failure, Outcome};
use crate::files::home;
use crate::web::{
    AccountError, Accounts, CERTIFICATE_FILE, DISCOVERY_PORT, DiscoveryError, Role,
    STATION_KEY_FILE, ServeError, ServeOptions, Tls, fingerprint, folder, prepare,
};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Not 8080, which everything else takes.
const LISTEN: &str = "127.0.0.1:8440";

#[derive(Debug, clap::Args)]
pub(super) struct ServeArgs {
    #[arg(long, value_name = "ADDR", default_value = LISTEN)]
    listen: SocketAddr,
    /// `own`, `off`, or certificate and key.
    #[arg(long, value_name = "own|off|CERT,KEY")]
    tls: Option<String>,
    #[arg(long)]
    announce: bool,
    #[arg(long, value_name = "NAME", requires = "role")]
    add_user: Option<String>,
    #[arg(long, value_name = "trainee|instructor|hr|auditor|admin", value_parser = role, requires = "add_user")]
    role: Option<Role>,
}

fn role(name: &str) -> Result<Role, String> {
    Role::from_name(name).ok_or_else(|| Role::ALL.map(Role::name).join(", "))
}

pub(super) fn run(args: &ServeArgs, desk: &Desk) -> Result<Outcome, Failure> {
    let data = desk.data();
    if let (Some(name), Some(role)) = (&args.add_user, args.role) {
        let (accounts, first) = Accounts::open(&folder(&data)).map_err(of_account)?;
        if let Some(first) = first {
            tell_account(desk, &first.name, Role::Admin, &first.password);
        }
        let password = accounts.put(name, role, None).map_err(of_account)?;
        tell_account(desk, name, role, &password);
        return Ok(Outcome::Done);
    }
    let tls = tls(args.tls.as_deref(), args.listen)?;
    let is_tls = tls != Tls::Off;
    let own = tls == Tls::Own;
    let served = prepare(&ServeOptions {
        listen: args.listen,
        tls,
        home: home()?,
        data: data.clone(),
    })
    .map_err(of_serve)?;
    if let Some(first) = &served.first {
        tell_account(desk, &first.name, Role::Admin, &first.password);
    }
    let url = format!(
        "{}://{}",
        if is_tls { "https" } else { "http" },
        served.address
    );
    // Kept to the end of serving: it takes its word back then.
    let announcement = if args.announce {
        Some(served.announce(discovery_port()).map_err(of_discovery)?)
    } else {
        None
    };
    let key = folder(&data).join(STATION_KEY_FILE).display().to_string();
    if desk.json {
        desk.hand_over(&serde_json::json!({
            "url": url, "station_key": key, "announced": announcement.is_some(),
        }));
    } else {
        desk.tell("serve-at", &[("url", &url), ("key", &key)]);
        if own {
            let path: PathBuf = folder(&data).join(CERTIFICATE_FILE);
            let print = fingerprint(&path).unwrap_or_default();
            desk.tell(
                "serve-certificate",
                &[("path", &path.display().to_string()), ("print", &print)],
            );
        }
    }
    if announcement.is_some() && !desk.json {
        desk.tell("serve-announced", &[]);
    }
    served.run().map_err(of_serve)?;
    drop(announcement);
    Ok(Outcome::Done)
}

/// How an address is served: as asked, else encrypted wherever it is not this machine's own.
pub(super) fn tls(asked: Option<&str>, at: SocketAddr) -> Result<Tls, Failure> {
    Ok(match asked {
        None if at.ip().is_loopback() => Tls::Off,
        None | Some("own") => Tls::Own,
        Some("off") => Tls::Off,
        Some(files) => match files.split_once(',') {
            Some((certificate, key)) => Tls::Given {
                certificate: certificate.into(),
                key: key.into(),
            },
            None => return Err(Failure::new(Outcome::Usage, "fail-serve-tls").with("value", files)),
        },
    })
}

/// A password is told here and nowhere else.
fn tell_account(desk: &Desk, name: &str, role: Role, password: &str) {
    if desk.json {
        desk.hand_over(&serde_json::json!({ "account": name, "role": role, "password": password }));
    } else {
        let role = desk.words.get(&format!("web-role-{}", role.name()));
        desk.tell(
            "serve-account",
            &[("name", name), ("role", &role), ("password", password)],
        );
    }
}

/// Where multicast DNS is spoken; another port where that one is taken, the same for console and stations.
pub(super) fn discovery_port() -> u16 {
    std::env::var("STREETWISE_DISCOVERY_PORT")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(DISCOVERY_PORT)
}

fn of_discovery(error: DiscoveryError) -> Failure {
    match error {
        DiscoveryError::Nowhere(address) => {
            Failure::new(Outcome::Usage, "fail-serve-nowhere").with("address", address.to_string())
        }
        DiscoveryError::Multicast(detail) => {
            Failure::new(Outcome::Machine, "fail-discovery").with("detail", detail)
        }
    }
}

fn of_account(error: AccountError) -> Failure {
    match error {
        AccountError::File(error) => error.into(),
        AccountError::Random => Failure::new(Outcome::Machine, "fail-serve-random"),
        other => {
            Failure::new(Outcome::Usage, "fail-serve-account").with("detail", other.to_string())
        }
    }
}

pub(super) fn of_serve(error: ServeError) -> Failure {
    match error {
        ServeError::Content(error) => error.into(),
        ServeError::File(error) => error.into(),
        ServeError::Accounts(error) => of_account(error),
        ServeError::Tls(error) => {
            Failure::new(Outcome::Usage, "fail-serve-certificate").with("detail", error.to_string())
        }
        ServeError::Open(address) => {
            Failure::new(Outcome::Usage, "fail-serve-open").with("address", address.to_string())
        }
        ServeError::Socket { listen, source } => {
            Failure::new(Outcome::Machine, "fail-serve-socket")
                .with("address", listen.to_string())
                .with("detail", source.to_string())
        }
    }
}
