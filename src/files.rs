//! The only place that reads and writes content, records and results. Knows no game engine and decides nothing about a
//! case: it brings texts in and carries texts out, atomically.

use crate::domain::scenario::load::{CASE_FILE, LINES_EN, LINES_ZH, STAGE_FILE, Texts};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Name of the folder with walk-throughs inside a case folder.
const WALKTHROUGHS: &str = "walkthroughs";
/// A content or record file larger than this is not one of ours.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// A file could not be read or written.
#[derive(Debug, Error)]
pub enum FileError {
    /// Not there.
    #[error("{0}: not found")]
    Missing(PathBuf),
    /// There, but not readable as text.
    #[error("{path}: {detail}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        detail: String,
    },
    /// Could not be written.
    #[error("{path}: {source}")]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// No folder with the shared content was found.
    #[error("assets: not found")]
    NoAssets,
}

/// Reads a text file.
///
/// # Errors
/// When it is missing, too large, or no UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let bytes = read_bytes(path)?;
    String::from_utf8(bytes).map_err(|error| FileError::Unreadable {
        path: path.to_owned(),
        detail: format!("UTF-8, byte {}", error.utf8_error().valid_up_to()),
    })
}

/// Reads a file.
///
/// # Errors
/// When it is missing, a folder, or too large.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let unreadable = |detail: String| FileError::Unreadable {
        path: path.to_owned(),
        detail,
    };
    let meta = fs::metadata(path).map_err(|_| FileError::Missing(path.to_owned()))?;
    if !meta.is_file() {
        return Err(unreadable("not a file".to_owned()));
    }
    if meta.len() > FILE_BYTES_MAX {
        return Err(unreadable(format!("> {} MiB", FILE_BYTES_MAX >> 20)));
    }
    fs::read(path).map_err(|error| unreadable(error.to_string()))
}

/// What the disk said, with the place.
fn unwritable(path: &Path) -> impl Fn(io::Error) -> FileError {
    move |source| FileError::Unwritable {
        path: path.to_owned(),
        source,
    }
}

/// Makes the folder that a file is to lie in.
fn make_folder_of(path: &Path) -> Result<(), FileError> {
    match path.parent() {
        Some(folder) => fs::create_dir_all(folder).map_err(unwritable(path)),
        None => Ok(()),
    }
}

/// Writes a file so that it is either the old one or the whole new one, never half of it.
///
/// # Errors
/// When the disk says no.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let mut draft = Draft::create(path)?;
    draft.put(bytes)?;
    draft.finish()
}

/// A large file being written piece by piece: it takes its name only when it is whole, and leaves nothing when given up.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    part: PathBuf,
    file: Option<io::BufWriter<File>>,
}

impl Draft {
    /// Begins a file.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn create(path: &Path) -> Result<Self, FileError> {
        make_folder_of(path)?;
        // A device or a pipe is written through: putting a new file in its place would remove it.
        let through = fs::metadata(path).is_ok_and(|meta| !meta.is_file());
        let part = if through {
            path.to_owned()
        } else {
            let mut part = path.as_os_str().to_owned();
            part.push(".part");
            PathBuf::from(part)
        };
        let file = if through {
            OpenOptions::new().write(true).open(&part)
        } else {
            File::create(&part)
        };
        Ok(Self {
            path: path.to_owned(),
            part,
            file: Some(io::BufWriter::new(file.map_err(unwritable(path))?)),
        })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn put(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.write_all(bytes).map_err(unwritable(&self.path))
    }

    /// Puts the whole file in its place.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn finish(mut self) -> Result<(), FileError> {
        // The file stays in its place until it is whole, so that whatever fails leaves nothing behind.
        if let Some(file) = &mut self.file {
            let path = &self.path;
            file.flush().map_err(unwritable(path))?;
            if self.part != *path {
                file.get_ref().sync_all().map_err(unwritable(path))?;
                fs::rename(&self.part, path).map_err(unwritable(path))?;
            }
        }
        self.file = None;
        Ok(())
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            Some(file) => file.write(bytes),
            None => Ok(0),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl io::Seek for Draft {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        match &mut self.file {
            Some(file) => file.seek(to),
            None => Ok(0),
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if self.file.take().is_some() && self.part != self.path {
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// Writes a file that must not be there yet; tells whether it was written. Of two that try at once only one succeeds.
///
/// # Errors
/// When the disk says no.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<bool, FileError> {
    write_new_by(OpenOptions::new().write(true), path, bytes)
}

/// The same for a secret: from the first byte on nobody but its owner may read it.
///
/// # Errors
/// When the disk says no.
pub fn write_new_secret(path: &Path, bytes: &[u8]) -> Result<bool, FileError> {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    write_new_by(&mut options, path, bytes)
}

fn write_new_by(options: &mut OpenOptions, path: &Path, bytes: &[u8]) -> Result<bool, FileError> {
    make_folder_of(path)?;
    let mut file = match options.create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(unwritable(path)(error)),
    };
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(unwritable(path))?;
    Ok(true)
}

/// Reads a text file; what is no UTF-8 in it becomes U+FFFD, so that loading can say where it stands.
fn read_text_as_far(path: &Path) -> Result<String, FileError> {
    let bytes = read_bytes(path)?;
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// Reads a case folder's texts. Files that are missing stay missing in the result; only the folder must exist. What is no
/// UTF-8 in a file becomes U+FFFD, which loading finds.
///
/// # Errors
/// When the folder is missing or a file in it cannot be read.
pub fn read_case(folder: &Path) -> Result<Texts, FileError> {
    if !folder.is_dir() {
        return Err(FileError::Missing(folder.to_owned()));
    }
    let optional = |name: &str| match read_text_as_far(&folder.join(name)) {
        Ok(text) => Ok(Some(text)),
        Err(FileError::Missing(_)) => Ok(None),
        Err(error) => Err(error),
    };
    let mut walkthroughs = Vec::new();
    for path in list(&folder.join(WALKTHROUGHS), "ron") {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        walkthroughs.push((format!("{WALKTHROUGHS}/{name}"), read_text_as_far(&path)?));
    }
    Ok(Texts {
        folder: folder
            .canonicalize()
            .ok()
            .and_then(|path| {
                path.file_name()
                    .map(|name| name.to_string_lossy().into_owned())
            })
            .unwrap_or_default(),
        scenario: optional(CASE_FILE)?,
        lines_zh: optional(LINES_ZH)?,
        lines_en: optional(LINES_EN)?,
        walkthroughs,
        stage: optional(STAGE_FILE)?,
    })
}

/// What is wanted of a folder, sorted by name; nothing when there is no such folder.
fn entries(folder: &Path, is_wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .map(|entries| {
            entries
                .filter_map(Result::ok)
                .map(|entry| entry.path())
                .filter(|path| is_wanted(path))
                .collect()
        })
        .unwrap_or_default();
    found.sort();
    found
}

/// Files of a folder with an ending, sorted by name; empty when there is no such folder.
#[must_use]
pub fn list(folder: &Path, ending: &str) -> Vec<PathBuf> {
    entries(folder, |path| {
        path.extension().is_some_and(|one| one == ending)
    })
}

/// Files inside a folder, sorted by name; empty when there is no such folder.
#[must_use]
pub fn files(folder: &Path) -> Vec<PathBuf> {
    entries(folder, Path::is_file)
}

/// Folders inside a folder, sorted by name; empty when there is no such folder.
#[must_use]
pub fn folders(root: &Path) -> Vec<PathBuf> {
    entries(root, Path::is_dir)
}

/// Case folders under a folder, sorted by name.
#[must_use]
pub fn case_folders(root: &Path) -> Vec<PathBuf> {
    entries(root, |path| path.join(CASE_FILE).is_file())
}

/// The folder that holds `assets` and `scenarios`: named by `STREETWISE_HOME`, else the working folder or the program's
/// own, or a folder above either.
///
/// # Errors
/// When there is none.
pub fn home() -> Result<PathBuf, FileError> {
    let mut starts: Vec<PathBuf> = Vec::new();
    starts.extend(std::env::var_os("STREETWISE_HOME").map(PathBuf::from));
    starts.extend(std::env::current_dir());
    starts.extend(std::env::current_exe());
    starts
        .iter()
        .flat_map(|start| start.ancestors())
        .find(|folder| folder.join("assets").join("packs").is_dir())
        .map(Path::to_owned)
        .ok_or(FileError::NoAssets)
}

/// Where records, results and models live: the option, else `STREETWISE_DATA`, else the platform's data folder.
#[must_use]
pub fn data_folder(option: Option<&Path>) -> PathBuf {
    option
        .map(Path::to_owned)
        .or_else(|| std::env::var_os("STREETWISE_DATA").map(PathBuf::from))
        .or_else(|| {
            directories::ProjectDirs::from("", "", "streetwise")
                .map(|dirs| dirs.data_dir().to_owned())
        })
        .unwrap_or_else(|| PathBuf::from("streetwise-data"))
}

/// A record being written: each line is on the disk before the next effect is told.
#[derive(Debug)]
pub struct RecordWriter {
    path: PathBuf,
    file: File,
}

/// When each file of a folder was written last and how long it is: two looks that are equal saw the same files.
#[must_use]
pub fn looks_of(folder: &Path) -> Vec<(PathBuf, Option<std::time::SystemTime>, u64)> {
    let mut looks: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter_map(|one| {
            let about = one.metadata().ok()?;
            Some((one.path(), about.modified().ok(), about.len()))
        })
        .collect();
    looks.sort();
    looks
}

impl RecordWriter {
    /// Whether a record can be begun here, asked before anything else counts as begun; makes the folder.
    ///
    /// # Errors
    /// When one lies there or the disk says no.
    pub fn ready(path: &Path) -> Result<(), FileError> {
        make_folder_of(path)?;
        if path.exists() {
            return Err(unwritable(path)(std::io::ErrorKind::AlreadyExists.into()));
        }
        Ok(())
    }

    /// Begins a record file; refuses to write over one.
    ///
    /// # Errors
    /// When it exists or the disk says no.
    pub fn create(path: &Path) -> Result<Self, FileError> {
        make_folder_of(path)?;
        let file = OpenOptions::new()
            .create_new(true)
            .append(true)
            .open(path)
            .map_err(unwritable(path))?;
        Ok(Self {
            path: path.to_owned(),
            file,
        })
    }

    /// Adds lines and hands them to the system, so that a killed process loses nothing that was announced.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn append(&mut self, lines: &str) -> Result<(), FileError> {
        self.file
            .write_all(lines.as_bytes())
            .and_then(|()| self.file.flush())
            .map_err(unwritable(&self.path))
    }

    /// Makes sure that everything is on the disk itself, so that a power cut loses nothing either.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn sync(&mut self) -> Result<(), FileError> {
        self.file.sync_data().map_err(unwritable(&self.path))
    }
}
