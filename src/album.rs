//! Pictures of a run, beside its record: what the window framed when the shutter went. A run without a window has none, and
//! no mark needs one; they are for whoever reads the report.

use crate::domain::ids::Millis;
use crate::files::{FileError, list, read_bytes};
use std::path::{Path, PathBuf};

/// Folder of pictures inside a result folder.
pub const PICTURES: &str = "pictures";
/// Shutter and record are at most a tick or two apart.
const NEAR_MS: u64 = 200;

/// A picture that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Thing it is of.
    pub thing: String,
    /// When the shutter went, in case time.
    pub at: Millis,
    /// The picture as a PNG file.
    pub png: Vec<u8>,
}

/// Where a picture of this thing from this moment lies in a result folder.
#[must_use]
pub fn path_of(folder: &Path, thing: &str, at: Millis) -> PathBuf {
    folder
        .join(PICTURES)
        .join(format!("{:09}-{thing}.png", at.0))
}

/// All pictures of a result folder, by time. A file of another name is none of ours and left alone.
///
/// # Errors
/// When one cannot be read.
pub fn pictures_of(folder: &Path) -> Result<Vec<Kept>, FileError> {
    let mut found = Vec::new();
    for path in list(&folder.join(PICTURES), "png") {
        let named = path.file_stem().and_then(|stem| {
            let (at, thing) = stem.to_str()?.split_once('-')?;
            Some((Millis(at.parse().ok()?), thing.to_owned()))
        });
        let Some((at, thing)) = named else {
            continue;
        };
        let png = read_bytes(&path)?;
        found.push(Kept { thing, at, png });
    }
    found.sort_by_key(|one| one.at);
    Ok(found)
}

/// The picture of this thing taken at this moment of the record.
#[must_use]
pub fn nearest<'a>(kept: &'a [Kept], thing: &str, at: Millis) -> Option<&'a Kept> {
    let apart = |one: &Kept| one.at.0.abs_diff(at.0);
    kept.iter()
        .filter(|one| one.thing == thing && apart(one) <= NEAR_MS)
        .min_by_key(|one| apart(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found_by_thing_and_moment() {
        let folder = tempfile::tempdir().unwrap();
        for (thing, at) in [("grill", 5_000), ("grill", 90_020), ("lane", 90_000)] {
            let path = path_of(folder.path(), thing, Millis(at));
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, at.to_string()).unwrap();
        }
        std::fs::write(folder.path().join(PICTURES).join("holiday.png"), "x").unwrap();
        let kept = pictures_of(folder.path()).unwrap();
        assert_eq!(kept.len(), 3);
        let found = nearest(&kept, "grill", Millis(90_000)).unwrap();
        assert_eq!(found.png, b"90020");
        assert_eq!(nearest(&kept, "lane", Millis(5_000)), None);
        assert!(pictures_of(&folder.path().join("none")).unwrap().is_empty());
    }
}
