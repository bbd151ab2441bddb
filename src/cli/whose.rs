//! Results out of the store for the exports: with teams, filtered, from the bureau's database when it is asked for, and
//! each person noted in the audit log before the first mark goes out. Knows no format.

use super::desk::Desk;
use super::index::said;
use super::outcome::{Failure, Outcome};
use super::records::{KeyArgs, ReaderArgs, WhoseArgs};
use crate::export::{ExportError, Found, Names, Results, Take};
use crate::store::vault::Names as Vault;
use crate::store::{Access, Problem, Query, Store, StoreError, index};

/// Whose results, for whom.
#[derive(Debug, clap::Args)]
pub(super) struct SourceArgs {
    #[command(flatten)]
    whose: WhoseArgs,
    #[command(flatten)]
    reader: ReaderArgs,
    #[arg(long)]
    names: bool,
    #[command(flatten)]
    key: KeyArgs,
}

impl SourceArgs {
    /// Whether real names are to stand in the tables.
    pub(super) const fn names(&self) -> bool {
        self.names
    }

    /// Names, for a role that may see them, when they were asked for.
    pub(super) fn open_names(&self, desk: &Desk) -> Result<Option<Known>, Failure> {
        if !self.names {
            return Ok(None);
        }
        let access = self.reader.access("export")?;
        Ok(Some(Known(self.key.names(&access, desk)?)))
    }

    /// Whether the results of a folder are asked for in a way only the store can answer.
    pub(super) fn is_for_the_store(&self) -> bool {
        !self.reader.is_own() || self.whose.query() != Query::default()
    }

    /// The store's results. Whoever reads them is noted, first as a whole and then for every person.
    pub(super) fn open(
        &self,
        month: Option<&str>,
        rehearsals: bool,
        format: &str,
        desk: &Desk,
    ) -> Result<Stored, Failure> {
        let access = self.reader.access("export")?;
        let mut store = self.reader.open(desk)?;
        let problems = if self.reader.is_own() {
            index::problems(&mut store)?
        } else {
            Vec::new()
        };
        access.note(&desk.data(), "export", month.unwrap_or("*"), format)?;
        Ok(Stored {
            store,
            access,
            query: Query {
                month: month.map(str::to_owned),
                rehearsals,
                ..self.whose.query()
            },
            problems,
        })
    }
}

/// Names by pseudonym.
pub(super) struct Known(Vault);

impl Names for Known {
    fn identity(&self, pseudonym: &str) -> Option<(String, String)> {
        let who = self.0.get(pseudonym)?;
        Some((who.name.clone(), who.staff_number.clone()))
    }
}

/// The store as a place that results come from.
pub(super) struct Stored {
    store: Store,
    access: Access,
    query: Query,
    problems: Vec<Problem>,
}

impl Stored {
    /// How many rehearsed runs are left out.
    pub(super) fn rehearsals(&mut self) -> Result<u64, Failure> {
        Ok(self.store.rehearsals_left_out(&self.query)?)
    }

    /// Tells which results of this station are in no table, and why; gives what came of it.
    pub(super) fn tell_problems(&self, desk: &Desk) -> Outcome {
        // A record that a crash tore is a run broken off: it has no mark to miss.
        let mut left_out = self
            .problems
            .iter()
            .filter(|one| one.code != "record-torn")
            .peekable();
        let outcome = if left_out.peek().is_none() {
            Outcome::Done
        } else {
            Outcome::Fault
        };
        for problem in left_out {
            desk.warn(&said(problem, desk));
        }
        outcome
    }
}

impl Results for Stored {
    fn count(&mut self) -> Result<u64, ExportError> {
        self.store.about(&self.query).map_err(source)
    }

    fn each(&mut self, take: Take<'_>) -> Result<(), ExportError> {
        self.store
            .each_result(&self.access, &self.query, &mut |stored| {
                take(Ok(Found {
                    mark: stored.mark,
                    team: stored.team,
                    is_gone: stored.is_gone,
                }))
                .map_err(|error| StoreError::Stopped(Box::new(error)))
            })
            .map(|_| ())
            .map_err(source)
    }
}

/// What stopped the store, told as what it was.
fn source(error: StoreError) -> ExportError {
    match error {
        StoreError::Stopped(stopped) => match stopped.downcast::<ExportError>() {
            Ok(ours) => *ours,
            Err(other) => ExportError::Source(other),
        },
        other => ExportError::Source(Box::new(other)),
    }
}
