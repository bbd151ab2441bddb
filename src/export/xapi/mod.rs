//! Statements for a learning-record store after xAPI 1.0.3 (https://github.com/adlnet/xAPI-Spec): who did what in which
//! case, criterion by criterion. Pseudonyms only. What our extensions mean stands in docs/xapi-profile.jsonld.

mod send;
mod statement;

pub use send::{Lrs, SendError, Sent, send};
pub use statement::{PROFILE, Site, Statement, statements};

pub use super::outbox::{Outbox, OutboxError, Queued};
use super::source::each_sound;
use super::{ExportError, Reader, Results};
use crate::files::Draft;
use std::path::Path;

/// What was written or queued.
#[derive(Debug, Default)]
pub struct Done {
    /// Runs.
    pub runs: u64,
    /// Statements.
    pub statements: u64,
    /// Results that could not be read.
    pub unreadable: Vec<ExportError>,
}

/// Writes every statement into a file, one a line.
///
/// # Errors
/// When the file cannot be written. A bad result does not hide the others: it is listed.
pub fn write(
    results: &mut dyn Results,
    reader: Reader<'_>,
    site: &Site,
    only_month: Option<&str>,
    path: &Path,
    seen: &mut dyn FnMut(u64),
) -> Result<Done, ExportError> {
    let mut draft = Draft::create(path)?;
    let done = each(results, reader, site, only_month, seen, &mut |_, made| {
        for statement in made {
            draft.put(statement.line().as_bytes())?;
        }
        Ok(true)
    })?;
    draft.finish()?;
    Ok(done)
}

/// Puts the statements of every run that was not there yet into the outbox.
///
/// # Errors
/// When the outbox cannot be written. A bad result does not hide the others: it is listed.
pub fn queue(
    results: &mut dyn Results,
    reader: Reader<'_>,
    site: &Site,
    only_month: Option<&str>,
    outbox: &mut Outbox,
    seen: &mut dyn FnMut(u64),
) -> Result<Done, ExportError> {
    let failed = |error: OutboxError| ExportError::Source(Box::new(error));
    let done = each(results, reader, site, only_month, seen, &mut |key, made| {
        let lines: Vec<String> = made.iter().map(Statement::line).collect();
        outbox.put(key, &lines).map_err(failed)
    })?;
    outbox.keep().map_err(failed)?;
    Ok(done)
}

/// Hands over the statements of every run with the key they are known by; told back whether they count.
fn each(
    results: &mut dyn Results,
    reader: Reader<'_>,
    site: &Site,
    only_month: Option<&str>,
    seen: &mut dyn FnMut(u64),
    take: &mut dyn FnMut(u128, Vec<Statement>) -> Result<bool, ExportError>,
) -> Result<Done, ExportError> {
    let (mut runs, mut count) = (0, 0);
    let unreadable = each_sound(results, only_month, seen, &mut |found| {
        let mark = found.mark;
        let case = reader.cases.iter().find(|one| one.id == mark.scenario.id);
        let made = statements(&mark, case, site);
        let number = made.len() as u64;
        if take(statement::key(&mark, site), made)? {
            runs += 1;
            count += number;
        }
        Ok(())
    })?;
    Ok(Done {
        runs,
        statements: count,
        unreadable,
    })
}
