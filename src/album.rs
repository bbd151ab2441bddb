//! Pictures of a run, beside its record: what the window framed when the shutter went. A run without a window has none, and
//! no mark needs one; they are for whoever reads the report.

use crate::domain::assessment::reported_pictures;
use crate::domain::ids::Millis;
use crate::domain::record::Record;
use crate::domain::scenario::model::Case;
use crate::files::{FileError, list, read_bytes, write_whole};
use std::path::{Path, PathBuf};

/// Folder of pictures inside a result folder.
const PICTURES: &str = "pictures";
/// Shutter and record are at most a tick or two apart.
const NEAR_MS: u64 = 200;

/// A picture that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Thing it is of.
    pub thing: String,
    /// When it was taken, as the record has it.
    pub at: Millis,
    /// The picture as a PNG file.
    pub png: Vec<u8>,
}

/// Keeps a picture of this thing, taken at this moment, in a result folder.
///
/// # Errors
/// When it cannot be written.
pub fn keep(folder: &Path, thing: &str, at: Millis, png: &[u8]) -> Result<(), FileError> {
    let name = format!("{:09}-{thing}.png", at.0);
    write_whole(&folder.join(PICTURES).join(name), png)
}

/// The pictures of a run that went back to the platform, as far as they were kept.
///
/// # Errors
/// When one is there and cannot be read.
pub fn reported(folder: &Path, case: &Case, record: &Record) -> Result<Vec<Kept>, FileError> {
    let there = named(folder);
    let mut kept = Vec::new();
    for one in reported_pictures(case, record) {
        if let Some(path) = nearest(&there, &one.thing, one.at) {
            let png = read_bytes(path)?;
            let (thing, at) = (one.thing, one.at);
            kept.push(Kept { thing, at, png });
        }
    }
    Ok(kept)
}

/// Moment, thing and file of every picture; a file of another name is none of ours and left alone.
fn named(folder: &Path) -> Vec<(Millis, String, PathBuf)> {
    let named = |path: PathBuf| {
        let (at, thing) = path.file_stem()?.to_str()?.split_once('-')?;
        Some((Millis(at.parse().ok()?), thing.to_owned(), path))
    };
    let files = list(&folder.join(PICTURES), "png");
    files.into_iter().filter_map(named).collect()
}

fn nearest<'a>(
    there: &'a [(Millis, String, PathBuf)],
    thing: &str,
    at: Millis,
) -> Option<&'a Path> {
    let apart = |one: Millis| one.0.abs_diff(at.0);
    there
        .iter()
        .filter(|one| one.1 == thing && apart(one.0) <= NEAR_MS)
        .min_by_key(|one| apart(one.0))
        .map(|one| one.2.as_path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found_by_thing_and_moment() {
        let folder = tempfile::tempdir().unwrap();
        for (thing, at) in [("grill", 5_000), ("grill", 90_020), ("lane", 90_000)] {
            keep(folder.path(), thing, Millis(at), at.to_string().as_bytes()).unwrap();
        }
        std::fs::write(folder.path().join(PICTURES).join("holiday.png"), "x").unwrap();
        let there = named(folder.path());
        assert_eq!(there.len(), 3);
        let found = nearest(&there, "grill", Millis(90_000)).unwrap();
        assert_eq!(std::fs::read(found).unwrap(), b"90020");
        assert_eq!(nearest(&there, "lane", Millis(5_000)), None);
        assert!(named(&folder.path().join("none")).is_empty());
    }
}
