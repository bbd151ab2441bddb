//! What the verbs over the store share: which store, who reads as what, a filter, the key to the names, and what is said
//! when the store cannot do what was asked.

use super::desk::Desk;
use super::exam::checked_id;
use super::noting::who;
use super::outcome::{Failure, Outcome};
use super::run::now;
use crate::store::vault::{Key, Names, Vault, VaultError};
use crate::store::{
    Access, Place, Query, Role, Settings, Store, StoreError, beijing_day, beijing_midnight, index,
};
use std::path::PathBuf;

/// Holds the passphrase of the names where nobody can type one.
const PASSPHRASE: &str = "STREETWISE_PASSPHRASE";

/// Which store, and who reads.
#[derive(Debug, clap::Args)]
pub(super) struct ReaderArgs {
    #[arg(long, value_name = "URL|FILE")]
    database: Option<String>,
    #[arg(long = "as", value_name = "ID")]
    reader: Option<String>,
    #[arg(
        long,
        value_name = "trainee|instructor|hr|auditor|admin",
        default_value = "instructor"
    )]
    role: Role,
}

impl ReaderArgs {
    /// The store: the database named, else the station's own, with what is new in the data folder taken in.
    pub(super) fn open(&self, desk: &Desk) -> Result<Store, Failure> {
        let data = desk.data();
        match &self.database {
            Some(address) => {
                let ca = Settings::load(&data)?.ca;
                Ok(Store::open_at(&data, Place::parse(address, ca))?)
            }
            None => {
                let mut store = Store::open(&data)?;
                index::refresh(&mut store)?;
                Ok(store)
            }
        }
    }

    /// Who reads what for: whoever was named, else whoever is logged in.
    pub(super) fn access(&self, what_for: &'static str) -> Result<Access, Failure> {
        let by = match &self.reader {
            Some(by) => by.clone(),
            None => who(),
        };
        checked_id("--as", &by)?;
        Ok(Access {
            by,
            role: self.role,
            what_for,
            at: now(),
        })
    }
}

/// Which results.
#[derive(Debug, clap::Args)]
pub(super) struct FilterArgs {
    #[arg(long, value_name = "ID")]
    trainee: Option<String>,
    #[arg(long, value_name = "NAME")]
    group: Option<String>,
    #[arg(long, value_name = "NAME")]
    team: Option<String>,
    #[arg(long = "of-case", value_name = "CASE")]
    case: Option<String>,
    #[arg(long, value_name = "2026-11")]
    month: Option<String>,
    #[arg(long, value_name = "2026-11-01")]
    from: Option<String>,
    #[arg(long, value_name = "2026-12-01")]
    before: Option<String>,
}

impl FilterArgs {
    /// Days are the bureau's, like months.
    pub(super) fn query(&self) -> Result<Query, Failure> {
        let begins = |day: &Option<String>| {
            day.as_ref()
                .map(|day| beijing_midnight(day).ok_or_else(|| no_day(day)))
                .transpose()
        };
        // A month that is none would match nothing, and nobody would know why.
        if let Some(month) = &self.month
            && beijing_midnight(&format!("{month}-01")).is_none()
        {
            return Err(no_day(month));
        }
        Ok(Query {
            trainee: self.trainee.clone(),
            group: self.group.clone(),
            team: self.team.clone(),
            case: self.case.clone(),
            month: self.month.clone(),
            from: begins(&self.from)?,
            before: begins(&self.before)?,
            ..Query::default()
        })
    }

    /// The same for what knows no days.
    pub(super) fn people_and_case(&self) -> Result<Query, Failure> {
        let days = [&self.month, &self.from, &self.before];
        match days.into_iter().flatten().next() {
            None => self.query(),
            Some(day) => {
                Err(Failure::new(Outcome::Usage, "fail-filter-no-days").with("day", day.clone()))
            }
        }
    }
}

fn no_day(text: &str) -> Failure {
    Failure::new(Outcome::Usage, "fail-filter-day").with("day", text)
}

/// The key to the names.
#[derive(Debug, clap::Args)]
pub(super) struct KeyArgs {
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
}

impl KeyArgs {
    /// A key file named, else the passphrase of the environment.
    pub(super) fn key(&self) -> Result<Key, Failure> {
        if let Some(path) = &self.key {
            return Ok(Key::File(path.clone()));
        }
        std::env::var(PASSPHRASE)
            .ok()
            .filter(|one| !one.is_empty())
            .map(Key::Passphrase)
            .ok_or_else(|| {
                Failure::new(Outcome::Usage, "fail-vault-no-key").with("variable", PASSPHRASE)
            })
    }

    /// Names, for a role that may see them.
    pub(super) fn names(&self, access: &Access, desk: &Desk) -> Result<Names, Failure> {
        Ok(Vault::open(&desk.data(), &self.key()?)
            .and_then(|vault| vault.names(access))
            .map_err(StoreError::from)?)
    }
}

/// The day in Beijing.
pub(super) fn today() -> String {
    beijing_day(jiff::Timestamp::now())
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::File(error) => error.into(),
            StoreError::Away { place, detail } => Self::new(Outcome::Machine, "fail-store-away")
                .with("place", place)
                .with("detail", detail),
            StoreError::Database { place, detail } => {
                Self::new(Outcome::Machine, "fail-store-database")
                    .with("place", place)
                    .with("detail", detail)
            }
            StoreError::Unwritable { place, detail } => {
                Self::new(Outcome::Machine, "fail-store-unwritable")
                    .with("place", place)
                    .with("detail", detail)
            }
            StoreError::Busy { place } => {
                Self::new(Outcome::Machine, "fail-store-busy").with("place", place)
            }
            StoreError::Newer {
                place,
                found,
                known,
            } => Self::new(Outcome::Machine, "fail-store-newer")
                .with("place", place)
                .with("found", found.to_string())
                .with("known", known.to_string()),
            StoreError::Damaged {
                place,
                what,
                detail,
            } => Self::new(Outcome::Fault, "fail-store-damaged")
                .with("place", place)
                .with("what", what)
                .with("detail", detail),
            StoreError::NetworkShare { path, kind } => {
                Self::new(Outcome::Machine, "fail-store-share")
                    .with("path", path.display().to_string())
                    .with("kind", kind)
            }
            StoreError::Address { detail } => {
                Self::new(Outcome::Usage, "fail-store-address").with("detail", detail)
            }
            StoreError::Unknown { kind, id } => Self::new(Outcome::Usage, "fail-store-unknown")
                .with("kind", kind)
                .with("id", id),
            StoreError::Vault(error) => error.into(),
            StoreError::Stopped(error) => {
                Self::new(Outcome::Machine, "fail-store-stopped").with("detail", error.to_string())
            }
        }
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::File(error) => error.into(),
            VaultError::WrongKey => Self::new(Outcome::Usage, "fail-vault-key"),
            VaultError::NoVault(path) => Self::new(Outcome::Usage, "fail-vault-none")
                .with("path", path.display().to_string()),
            VaultError::ThereIsOne(path) => Self::new(Outcome::Usage, "fail-vault-there")
                .with("path", path.display().to_string()),
            VaultError::Damaged { path, detail } => Self::new(Outcome::Fault, "fail-vault-damaged")
                .with("path", path.display().to_string())
                .with("detail", detail),
            VaultError::Refused(role) => {
                Self::new(Outcome::Usage, "fail-vault-role").with("role", role)
            }
        }
    }
}
