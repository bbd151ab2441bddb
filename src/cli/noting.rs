//! Reads of results that go past the database: whoever opens one in the data folder is noted before anything is shown, like
//! everybody who asks the store. What cannot be noted is not shown. Decides nothing about who may read.

use super::desk::Desk;
use super::outcome::Failure;
use super::run::now;
use crate::store::RESULTS;
use crate::store::audit::{Entry, append};
use std::path::Path;

/// Whoever is logged in at this machine.
pub(super) fn who() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|name| !name.is_empty()))
        .unwrap_or_else(|| "nobody".to_owned())
}

/// Notes that a result is looked at, if it lies among those of the data folder: one made for the moment somewhere else is
/// nobody's. `about` is a pseudonym, or `*` for many.
///
/// # Errors
/// When the log cannot be written.
pub(super) fn note_read(
    desk: &Desk,
    path: &Path,
    did: &str,
    about: &str,
    detail: &str,
) -> Result<(), Failure> {
    let data = desk.data();
    let real = |path: &Path| path.canonicalize().ok();
    let (Some(path), Some(results)) = (real(path), real(&data.join(RESULTS))) else {
        return Ok(());
    };
    let Ok(inside) = path.strip_prefix(&results) else {
        return Ok(());
    };
    let detail = match inside.to_str() {
        Some(inside) if !inside.is_empty() => format!("{detail} {inside}"),
        _ => detail.to_owned(),
    };
    append(
        &data,
        &Entry {
            at: now(),
            by: who(),
            // Nobody claims a role here.
            role: String::new(),
            did: did.to_owned(),
            about: about.to_owned(),
            detail,
        },
    )?;
    Ok(())
}
