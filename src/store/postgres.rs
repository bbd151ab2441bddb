//! The store's PostgreSQL half, for the bureau. Every fault of the line is told as "away", so that a station spools.

use super::error::StoreError;
use super::place::Place;
use super::sql::{Engine, OnRow, Value};
use postgres::config::{Host, SslMode};
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// A server whose machine has not answered by then is away.
const CONNECT: Duration = Duration::from_secs(5);
/// One that took the call has so long to say who it is and to let us in.
const LET_IN: Duration = Duration::from_secs(15);
/// What was sent and is not acknowledged by then means that the cable is out.
const UNHEARD: Duration = Duration::from_secs(30);
/// While an answer is waited for, the line is tried after so long, so often, so many times.
const QUIET: Duration = Duration::from_secs(15);
const QUIET_AGAIN: Duration = Duration::from_secs(5);
const QUIET_TIMES: u32 = 3;
/// No change takes longer, not even behind another station's; a reading goes at the reader's pace and has no end but the
/// line's.
const CHANGE_MS: u32 = 10 * 60 * 1000;

pub(super) struct Postgres {
    client: Client,
    ready: BTreeMap<String, Statement>,
    place: String,
}

impl Postgres {
    pub(super) fn open(place: &Place) -> Result<Self, StoreError> {
        let Place::Postgres { address, ca } = place else {
            return Err(StoreError::Address {
                detail: place.shown(),
            });
        };
        let shown = place.shown();
        let (config, ca) = config(address, ca.as_deref(), &shown)?;
        let tls = ca.map(tls).transpose()?;
        let mut client = call(&config, tls, patience(&config), &shown)?;
        client
            .batch_execute(&format!("SET statement_timeout = {CHANGE_MS}"))
            .map_err(|error| said(&error, &shown))?;
        Ok(Self {
            client,
            ready: BTreeMap::new(),
            place: shown,
        })
    }

    fn prepare(&mut self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(ready) = self.ready.get(sql) {
            return Ok(ready.clone());
        }
        let statement = self
            .client
            .prepare(sql)
            .map_err(|error| said(&error, &self.place))?;
        self.ready.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

/// How the server is called, and the authority to know it by where the line is encrypted. Passwords and results leave this
/// machine encrypted or not at all.
fn config<'a>(
    address: &str,
    ca: Option<&'a Path>,
    shown: &str,
) -> Result<(Config, Option<&'a Path>), StoreError> {
    let mut config: Config =
        address
            .parse()
            .map_err(|error: postgres::Error| StoreError::Address {
                detail: format!("{shown}: {error}"),
            })?;
    let is_here = stays_here(&config);
    let ca = match ca {
        None if !is_here => {
            return Err(StoreError::Unencrypted {
                place: shown.to_owned(),
            });
        }
        // A socket in a folder knows no encryption, and needs none.
        Some(_) if is_here && config.get_hosts().iter().all(is_socket) => None,
        other => other,
    };
    config.ssl_mode(match ca {
        // Else a server, or whoever answers for it, could talk us out of it.
        Some(_) => SslMode::Require,
        None => SslMode::Disable,
    });
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT);
    }
    if config.get_application_name().is_none() {
        config.application_name("streetwise");
    }
    config
        .tcp_user_timeout(UNHEARD)
        .keepalives(true)
        .keepalives_idle(QUIET)
        .keepalives_interval(QUIET_AGAIN)
        .keepalives_retries(QUIET_TIMES);
    Ok((config, ca))
}

/// Whether the line ends on this machine: a socket in a folder, or a loopback address.
fn stays_here(config: &Config) -> bool {
    // Where addresses stand beside names, they are what is called.
    let addresses = config.get_hostaddrs();
    if !addresses.is_empty() {
        return addresses.iter().all(IpAddr::is_loopback);
    }
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => {
            name == "localhost"
                || name
                    .parse::<IpAddr>()
                    .is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    })
}

const fn is_socket(host: &Host) -> bool {
    !matches!(host, Host::Tcp(_))
}

/// How long a call may take: every machine that is named is tried.
fn patience(config: &Config) -> Duration {
    let hosts = u32::try_from(config.get_hosts().len().max(1)).unwrap_or(1);
    config.get_connect_timeout().copied().unwrap_or(CONNECT) * hosts + LET_IN
}

/// Calls the server. One that takes the call and then says nothing is away, too: the driver itself would wait for ever.
fn call(
    config: &Config,
    tls: Option<tokio_postgres_rustls::MakeRustlsConnect>,
    patience: Duration,
    shown: &str,
) -> Result<Client, StoreError> {
    let config = config.clone();
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let client = match tls {
            None => config.connect(NoTls),
            Some(tls) => config.connect(tls),
        };
        // Whoever waited may have gone.
        let _ = tell.send(client);
    });
    match told.recv_timeout(patience) {
        Ok(client) => client.map_err(|error| said(&error, shown)),
        Err(_) => Err(StoreError::Away {
            place: shown.to_owned(),
            detail: format!("no answer within {} s", patience.as_secs()),
        }),
    }
}

/// Encryption by the bureau's own authority; the system's authorities know no server of an inner network.
fn tls(ca: &Path) -> Result<tokio_postgres_rustls::MakeRustlsConnect, StoreError> {
    use rustls::pki_types::{CertificateDer, pem::PemObject};
    let wrong = |detail: String| StoreError::Address {
        detail: format!("{}: {detail}", ca.display()),
    };
    let mut roots = rustls::RootCertStore::empty();
    for certificate in
        CertificateDer::pem_file_iter(ca).map_err(|error| wrong(error.to_string()))?
    {
        let certificate = certificate.map_err(|error| wrong(error.to_string()))?;
        roots
            .add(certificate)
            .map_err(|error| wrong(error.to_string()))?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(tokio_postgres_rustls::MakeRustlsConnect::new(config))
}

/// What the driver says, as the store says it. Whatever did not come from the server is the line.
fn said(error: &postgres::Error, place: &str) -> StoreError {
    let place = place.to_owned();
    let Some(db) = error.as_db_error() else {
        let detail = std::error::Error::source(error)
            .map_or_else(|| error.to_string(), |source| format!("{error}: {source}"));
        return StoreError::Away { place, detail };
    };
    let detail = db.message().to_owned();
    match db.code() {
        code if *code == SqlState::ADMIN_SHUTDOWN
            || *code == SqlState::CRASH_SHUTDOWN
            || *code == SqlState::CANNOT_CONNECT_NOW
            || *code == SqlState::TOO_MANY_CONNECTIONS =>
        {
            StoreError::Away { place, detail }
        }
        code if *code == SqlState::QUERY_CANCELED || *code == SqlState::LOCK_NOT_AVAILABLE => {
            StoreError::Busy { place }
        }
        code if *code == SqlState::DISK_FULL || *code == SqlState::READ_ONLY_SQL_TRANSACTION => {
            StoreError::Unwritable { place, detail }
        }
        code if *code == SqlState::DATA_CORRUPTED || *code == SqlState::INDEX_CORRUPTED => {
            StoreError::Damaged {
                place,
                what: "database".to_owned(),
                detail,
            }
        }
        _ => StoreError::Database { place, detail },
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Int(number) => number.to_sql(ty, out),
            Self::Text(text) => text.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        <i64 as ToSql>::accepts(ty) || <String as ToSql>::accepts(ty)
    }

    to_sql_checked!();
}

impl Engine for Postgres {
    fn place(&self) -> String {
        self.place.clone()
    }

    fn run(&mut self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        let statement = self.prepare(sql)?;
        let values: Vec<&(dyn ToSql + Sync)> = values
            .iter()
            .map(|value| value as &(dyn ToSql + Sync))
            .collect();
        self.client
            .execute(&statement, &values)
            .map_err(|error| said(&error, &self.place))
    }

    fn each(&mut self, sql: &str, values: &[Value], row: &mut OnRow<'_>) -> Result<(), StoreError> {
        let statement = self.prepare(sql)?;
        let kinds: Vec<bool> = statement
            .columns()
            .iter()
            .map(|column| *column.type_() == Type::INT8)
            .collect();
        let place = self.place.clone();
        // Rows come as they are read, not all at once.
        let mut rows = self
            .client
            .query_raw(&statement, values.iter().map(|value| value as &dyn ToSql))
            .map_err(|error| said(&error, &place))?;
        let mut read = Vec::with_capacity(kinds.len());
        while let Some(found) = rows.next().map_err(|error| said(&error, &place))? {
            read.clear();
            for (at, is_number) in kinds.iter().enumerate() {
                let value = if *is_number {
                    found.try_get::<_, i64>(at).map(Value::Int)
                } else {
                    found.try_get::<_, String>(at).map(Value::Text)
                };
                read.push(value.map_err(|error| StoreError::Damaged {
                    place: place.clone(),
                    what: "value".to_owned(),
                    detail: error.to_string(),
                })?);
            }
            if !row(&read)? {
                break;
            }
        }
        Ok(())
    }

    fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        self.client
            .batch_execute(sql)
            .map_err(|error| said(&error, &self.place))
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        self.script("BEGIN")
    }

    fn begin_to_read(&mut self) -> Result<(), StoreError> {
        self.script(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0",
        )
    }

    fn begin_alone(&mut self) -> Result<(), StoreError> {
        // One lock for all stations, let go at the end of the transaction; the number means nothing elsewhere.
        self.script("BEGIN; SELECT pg_advisory_xact_lock(57311)")
    }

    fn check(&mut self) -> Result<(), StoreError> {
        // The server watches over its own pages; asking every table is what a client can do.
        for table in super::migrations::TABLES {
            self.each(&format!("SELECT * FROM {table}"), &[], &mut |_| Ok(true))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    fn asked(address: &str, ca: Option<&Path>) -> Result<(Config, bool), StoreError> {
        config(address, ca, "shown").map(|(config, ca)| (config, ca.is_some()))
    }

    #[test]
    fn nothing_leaves_this_machine_in_the_clear() {
        let ca = Path::new("bureau-ca.pem");
        for (address, is_here) in [
            ("postgres://hr:secret@db.example/marks", false),
            ("postgres://hr@10.0.0.5,localhost/marks", false),
            ("host=localhost hostaddr=10.0.0.5 user=hr", false),
            ("host=db.example hostaddr=127.0.0.1 user=hr", true),
            ("postgres://hr@localhost/marks", true),
            ("postgres://hr@127.0.0.1/marks", true),
            ("postgres://hr@[::1]/marks", true),
            ("host=/var/run/postgresql user=hr", true),
        ] {
            match asked(address, None) {
                Err(StoreError::Unencrypted { .. }) => assert!(!is_here, "{address}"),
                Ok((config, _)) => {
                    assert!(is_here, "{address}");
                    assert_eq!(config.get_ssl_mode(), SslMode::Disable);
                }
                Err(other) => panic!("{address}: {other}"),
            }
            let (config, is_encrypted) = asked(address, Some(ca)).expect("an address");
            let is_socket = address.starts_with("host=/");
            assert_eq!(is_encrypted, !is_socket, "{address}");
            let wanted = if is_socket {
                SslMode::Disable
            } else {
                // "prefer" would let the other side talk us out of it.
                SslMode::Require
            };
            assert_eq!(config.get_ssl_mode(), wanted, "{address}");
            assert_eq!(config.get_tcp_user_timeout(), Some(&UNHEARD));
            assert!(config.get_keepalives() && config.get_keepalives_idle() == QUIET);
        }
    }

    #[test]
    fn a_server_that_takes_the_call_and_says_nothing_is_away() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let silent = std::thread::spawn(move || listener.accept().map(|(line, _)| line));
        let address = format!("postgres://hr@127.0.0.1:{port}/marks");
        let (config, _) = asked(&address, None).expect("an address");
        assert!(patience(&config) < Duration::from_secs(60));
        let called = call(&config, None, Duration::from_millis(300), "shown");
        assert!(matches!(called, Err(StoreError::Away { .. })));
        drop(silent.join());
    }

    #[test]
    fn a_server_that_knows_no_encryption_is_not_spoken_to_in_the_clear() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let server = std::thread::spawn(move || {
            use std::io::{Read, Write};
            let (mut line, _) = listener.accept().expect("a call");
            let mut asked = [0; 8];
            line.read_exact(&mut asked).expect("asks for encryption");
            line.write_all(b"N").expect("says no");
            let mut rest = Vec::new();
            let _ = line.read_to_end(&mut rest);
            rest
        });
        let address = format!("postgres://hr:secret@127.0.0.1:{port}/marks");
        let (config, _) = asked(&address, Some(Path::new("ca.pem"))).expect("an address");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(rustls::RootCertStore::empty())
            .with_no_client_auth();
        let tls = tokio_postgres_rustls::MakeRustlsConnect::new(tls);
        assert!(call(&config, Some(tls), LET_IN, "shown").is_err());
        assert_eq!(
            server.join().expect("the server"),
            b"",
            "neither name nor password"
        );
    }
}
