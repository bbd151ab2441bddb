//! The store's PostgreSQL half, for the bureau. Every fault of the line is told as "away", so that a station spools.

use super::error::StoreError;
use super::place::Place;
use super::sql::{Engine, OnRow, Value};
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// A server that has not answered by then is away.
const CONNECT: Duration = Duration::from_secs(5);

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
        let mut config: Config =
            address
                .parse()
                .map_err(|error: postgres::Error| StoreError::Address {
                    detail: format!("{shown}: {error}"),
                })?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        if config.get_application_name().is_none() {
            config.application_name("streetwise");
        }
        let client = match ca {
            None => config.connect(NoTls),
            Some(ca) => config.connect(tls(ca)?),
        };
        Ok(Self {
            client: client.map_err(|error| said(&error, &shown))?,
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
        self.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
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
