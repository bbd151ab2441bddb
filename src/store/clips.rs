//! Voice clips: none are kept unless the store is set to; those that are kept lie in `clips` inside their result folder,
//! are removed after their days, and each removal is noted. Knows no sound: bytes in, files out.

use super::audit::{self, Entry};
use super::{DEPTH_MAX, RECORD_FILE, RESULTS};
use crate::files::{FileError, files, write_whole};
use std::fs;
use std::path::{Path, PathBuf};

/// Folder of clips inside a result folder.
pub const CLIPS: &str = "clips";
/// Day and setting of the last sweep by a reader, in the data folder.
const SWEPT: &str = "clips.swept";
const DAY_SECS: i64 = 24 * 60 * 60;

/// What a walk over the clips came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Swept {
    /// Removed now.
    pub removed: u64,
    /// Kept for a while yet.
    pub kept: u64,
    /// Clips from the future: a clock jumped; they are kept and told.
    pub from_the_future: u64,
}

/// Keeps a clip of a run, if the store is set to keep any; tells whether it did.
///
/// # Errors
/// When the disk says no.
pub fn keep(result: &Path, name: &str, bytes: &[u8], keep_days: u32) -> Result<bool, FileError> {
    if keep_days == 0 {
        return Ok(false);
    }
    write_whole(&result.join(CLIPS).join(name), bytes)?;
    Ok(true)
}

/// Clips of a result folder.
#[must_use]
pub fn of(result: &Path) -> Vec<PathBuf> {
    files(&result.join(CLIPS))
}

/// Hands over every result folder with clips, as deep as results lie. A folder of a million is never listed whole.
fn each_with_clips(
    data: &Path,
    f: &mut dyn FnMut(&Path) -> Result<(), FileError>,
) -> Result<(), FileError> {
    with_any(&data.join(RESULTS), &[CLIPS], DEPTH_MAX, f)
}

/// Hands over every result folder in which any file or folder of these names lies.
pub(super) fn with_any(
    folder: &Path,
    names: &[&str],
    depth: usize,
    f: &mut dyn FnMut(&Path) -> Result<(), FileError>,
) -> Result<(), FileError> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let inside = entry.path();
        if names.iter().any(|name| inside.join(name).exists()) {
            f(&inside)?;
        } else if depth > 1 && !inside.join(RECORD_FILE).is_file() {
            with_any(&inside, names, depth - 1, f)?;
        }
    }
    Ok(())
}

/// Removes a clip: its bytes are overwritten first, as far as the disk still writes in place.
///
/// # Errors
/// When the disk says no.
pub fn remove(path: &Path) -> Result<(), FileError> {
    let unwritable = |source: std::io::Error| FileError::Unwritable {
        path: path.to_owned(),
        source,
    };
    let length = fs::metadata(path).map_err(unwritable)?.len();
    let zeros = vec![0; usize::try_from(length).unwrap_or_default()];
    let overwrite = || -> std::io::Result<()> {
        use std::io::Write;
        let mut file = fs::OpenOptions::new().write(true).open(path)?;
        file.write_all(&zeros)?;
        file.sync_all()
    };
    // A disk that is full or read-only for writing may still let go of the name.
    let _ = overwrite();
    fs::remove_file(path).map_err(unwritable)
}

/// The same, once a day for each setting: readers come often, and a walk over a million folders is not free. What a disk that
/// takes no note of it costs is a walk more.
///
/// # Errors
/// See [`sweep`].
pub fn sweep_daily(
    data: &Path,
    keep_days: u32,
    now_secs: i64,
    now: &str,
) -> Result<Swept, FileError> {
    let path = data.join(SWEPT);
    let today = format!("{} {keep_days}\n", now_secs.div_euclid(DAY_SECS));
    if fs::read_to_string(&path).is_ok_and(|noted| noted == today) {
        return Ok(Swept::default());
    }
    let swept = sweep(data, keep_days, now_secs, now)?;
    let _ = write_whole(&path, today.as_bytes());
    Ok(swept)
}

/// Removes every clip that is older than its days, and all of them when none may be kept; each removal is noted in the
/// audit log. `now_secs` is now, seconds since 1970.
///
/// # Errors
/// When a clip cannot be removed or the removal not noted.
pub fn sweep(data: &Path, keep_days: u32, now_secs: i64, now: &str) -> Result<Swept, FileError> {
    let mut swept = Swept::default();
    each_with_clips(data, &mut |result| {
        for clip in of(result) {
            let age_secs = now_secs - written_secs(&clip).unwrap_or(0);
            if age_secs < -DAY_SECS && keep_days > 0 {
                swept.from_the_future += 1;
                continue;
            }
            if keep_days > 0 && age_secs <= i64::from(keep_days) * DAY_SECS {
                swept.kept += 1;
                continue;
            }
            let shown = clip.strip_prefix(data).unwrap_or(&clip);
            audit::append(
                data,
                &Entry {
                    at: now.to_owned(),
                    by: "streetwise".to_owned(),
                    role: "retention".to_owned(),
                    did: "clip_removed".to_owned(),
                    about: shown.display().to_string(),
                    detail: keep_days.to_string(),
                },
            )?;
            remove(&clip)?;
            swept.removed += 1;
        }
        Ok(())
    })?;
    Ok(swept)
}

fn written_secs(path: &Path) -> Option<i64> {
    let modified = fs::metadata(path).ok()?.modified().ok()?;
    let since = modified.duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok()
}
