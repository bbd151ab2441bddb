//! What the verbs over the store share: which store, who reads as what, a filter, the key to the names, and what is said
//! when the store cannot do what was asked.

use super::bar::Bar;
use super::day::{typed_day, typed_month};
use super::desk::Desk;
use super::exam::checked_id;
use super::outcome::{Failure, Outcome};
use super::run::now;
use crate::report::beijing_time;
use crate::store::audit::account;
use crate::store::vault::{Key, Names, Vault, VaultError};
use crate::store::{
    Access, Place, Query, Role, Settings, Store, StoreError, beijing_day, beijing_midnight, clips,
    index, sync,
};
use std::path::{Path, PathBuf};

/// Holds the passphrase of the names where nobody can type one.
const PASSPHRASE: &str = "STREETWISE_PASSPHRASE";

/// Which store, and who reads.
#[derive(Debug, clap::Args)]
pub(super) struct ReaderArgs {
    #[arg(long, value_name = "URL|FILE")]
    database: Option<String>,
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
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
    /// The store: the database named, else the station's own, with what is new in the data folder taken in. Results that
    /// are in no figure are told.
    pub(super) fn open(&self, desk: &Desk) -> Result<Store, Failure> {
        let data = desk.data();
        match &self.database {
            Some(address) => {
                let ca = self.ca.clone().or(Settings::load(&data)?.ca);
                let mut store = Store::open_at(&data, Place::parse(address, ca))?;
                let future = store.from_the_future()?;
                if future > 0 {
                    let count = future.to_string();
                    desk.warn(&desk.words.with("records-future", &[("count", &count)]));
                }
                Ok(store)
            }
            None => {
                let mut store = Store::open(&data)?;
                let mut bar = Bar::new(desk.words.get("index-bar"));
                let indexed = index::refresh(&mut store, &mut |done, all| bar.at(done, all))?;
                drop(bar);
                // Whoever only ever reads keeps no voice longer than whoever indexes; once a day is enough.
                sweep_daily(&data)?;
                if indexed.left_out > 0 {
                    let count = indexed.left_out.to_string();
                    desk.warn(&desk.words.with("records-left-out", &[("count", &count)]));
                }
                Ok(store)
            }
        }
    }

    /// The bureau's database: the one named, else the one this station knows.
    pub(super) fn open_bureau(&self, desk: &Desk) -> Result<Store, Failure> {
        let data = desk.data();
        let settings = Settings::load(&data)?;
        let place = match &self.database {
            Some(address) => Some(Place::parse(address, self.ca.clone().or(settings.ca))),
            None => settings.bureau(),
        };
        let place = place.ok_or_else(|| Failure::new(Outcome::Usage, "fail-sync-nowhere"))?;
        Ok(Store::open_at(&data, place)?)
    }

    /// Whether the station's own database is meant.
    pub(super) const fn is_own(&self) -> bool {
        self.database.is_none()
    }

    /// Changes people or courses where they are kept: in the database named, else at the bureau when this station knows
    /// one, else here. What the bureau was told is brought down at once: kept here alone, no other station would hear of it.
    pub(super) fn change<T>(
        &self,
        desk: &Desk,
        change: impl FnOnce(&mut Store) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let data = desk.data();
        let bureau = Settings::load(&data)?.bureau();
        let (Some(bureau), true) = (bureau, self.is_own()) else {
            return change(&mut self.open(desk)?);
        };
        let mut bureau = Store::open_at(&data, bureau)?;
        let changed = change(&mut bureau)?;
        sync::bring_down(&mut Store::open(&data)?, &mut bureau)?;
        Ok(changed)
    }

    /// Who reads what for: whoever was named, else whoever is logged in.
    pub(super) fn access(&self, what_for: &'static str) -> Result<Access, Failure> {
        let by = match &self.reader {
            Some(by) => by.clone(),
            None => account(),
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

/// Removes clips past their days, unless that was done today already under the same setting.
fn sweep_daily(data: &Path) -> Result<(), Failure> {
    let days = Settings::load(data)?.keep_voice_days;
    let now = jiff::Timestamp::now();
    clips::sweep_daily(data, days, now.as_second(), &now.to_string())?;
    Ok(())
}

/// Whose results, and of which case.
#[derive(Debug, clap::Args)]
pub(super) struct WhoseArgs {
    #[arg(long, value_name = "ID")]
    trainee: Option<String>,
    #[arg(long, value_name = "NAME")]
    group: Option<String>,
    #[arg(long, value_name = "NAME")]
    team: Option<String>,
    #[arg(long = "of-case", value_name = "CASE")]
    case: Option<String>,
}

impl WhoseArgs {
    /// The query they make.
    pub(super) fn query(&self) -> Query {
        Query {
            trainee: self.trainee.clone(),
            group: self.group.clone(),
            team: self.team.clone(),
            case: self.case.clone(),
            ..Query::default()
        }
    }
}

/// Which results.
#[derive(Debug, clap::Args)]
pub(super) struct FilterArgs {
    #[command(flatten)]
    whose: WhoseArgs,
    #[arg(long, value_name = "2026-11")]
    month: Option<String>,
    #[arg(long, value_name = "2026-11-01")]
    from: Option<String>,
    #[arg(long, value_name = "2026-12-01")]
    before: Option<String>,
    #[arg(long)]
    rehearsals: bool,
}

impl FilterArgs {
    /// Days are the bureau's, like months.
    pub(super) fn query(&self) -> Result<Query, Failure> {
        let begins = |day: &Option<String>| {
            day.as_ref()
                .map(|text| {
                    let day = typed_day(text);
                    day.and_then(|day| beijing_midnight(&day))
                        .ok_or_else(|| no_day(text))
                })
                .transpose()
        };
        // A month that is none would match nothing, and nobody would know why.
        let month = self.month.as_ref().map(|text| {
            let month = typed_month(text);
            month.ok_or_else(|| no_day(text))
        });
        Ok(Query {
            month: month.transpose()?,
            from: begins(&self.from)?,
            before: begins(&self.before)?,
            rehearsals: self.rehearsals,
            ..self.whose.query()
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
            if !path.is_file() {
                return Err(Failure::new(Outcome::Usage, "fail-vault-key-file")
                    .with("path", path.display().to_string()));
            }
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

/// A moment as people here read it, day and time in Beijing; what is no moment stays as it is.
pub(super) fn beijing(moment: &str) -> String {
    beijing_time(moment).map_or_else(
        || moment.to_owned(),
        |(year, month, day, clock)| format!("{year:04}-{month:02}-{day:02} {clock}"),
    )
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
            StoreError::Unencrypted { place } => {
                Self::new(Outcome::Usage, "fail-store-unencrypted").with("place", place)
            }
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
