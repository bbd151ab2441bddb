//! What most verbs need: the shared content, understanding, and a case opened by path or name.

use super::check::text_of;
use super::desk::Desk;
use super::finding::{Finding, show_all};
use super::outcome::{Failure, Outcome};
use crate::content::Content;
use crate::domain::diagnostic::Severity;
use crate::domain::scenario::load::{CASE_FILE, Loaded, load};
use crate::domain::scenario::model::Case;
use crate::domain::scenario::walkthrough::WalkthroughFile;
use crate::domain::understanding::{Reading, Understanding};
use crate::files::{FileError, home, read_case};
use std::path::{Path, PathBuf};

/// Walk-throughs of a case by file name.
pub(super) type Walkthroughs = Vec<(String, WalkthroughFile)>;

/// Shared content with understanding.
pub(super) struct Shelf {
    pub(super) home: PathBuf,
    pub(super) content: Content,
    understanding: Understanding,
}

impl Shelf {
    pub(super) fn open() -> Result<Self, Failure> {
        let home = home()?;
        let content = Content::open(&home)?;
        let understanding = content.understanding(&home)?;
        Ok(Self {
            home,
            content,
            understanding,
        })
    }

    /// Understands words as of the day of the case.
    pub(super) fn read(&self, text: &str, case: &Case) -> Reading {
        self.understanding.read(text, None, Some(case.date))
    }

    /// Understands words without a case.
    pub(super) fn read_plain(
        &self,
        text: &str,
        lang: Option<crate::domain::ids::Language>,
    ) -> Reading {
        self.read_on(text, lang, None)
    }

    /// Understands words without a case, law judged by a day; every provision counts as in force without one.
    pub(super) fn read_on(
        &self,
        text: &str,
        lang: Option<crate::domain::ids::Language>,
        day: Option<crate::domain::understanding::Day>,
    ) -> Reading {
        self.understanding.read(text, lang, day)
    }
}

/// The folder of a case that is given by folder or by name.
pub(super) fn case_folder(home: &Path, path: &Path) -> Result<PathBuf, FileError> {
    let named = home.join("scenarios").join(path);
    // A result folder that happens to be called like a case must not stand in its way.
    if path.join(CASE_FILE).is_file() || (path.is_dir() && !named.is_dir()) {
        Ok(path.to_owned())
    } else if named.is_dir() {
        Ok(named)
    } else {
        Err(FileError::Missing(path.to_owned()))
    }
}

/// Opens a case by folder or by name; shows what forbids playing it.
pub(super) fn open_case(
    path: &Path,
    shelf: &Shelf,
    desk: &Desk,
) -> Result<(Case, Walkthroughs), Failure> {
    let folder = case_folder(&shelf.home, path)?;
    let texts = read_case(&folder)?;
    let Loaded {
        case,
        walkthroughs,
        found,
    } = load(&texts, &shelf.content.context);
    match case {
        Some(case) => Ok((case, walkthroughs)),
        None => {
            let errors: Vec<Finding> = found
                .iter()
                .filter(|one| one.severity == Severity::Error)
                .map(|one| {
                    let file = folder.join(&one.file).display().to_string();
                    let text = text_of(&texts, &one.file).unwrap_or_default().to_owned();
                    Finding::of(one, file, text, &desk.words)
                })
                .collect();
            show_all(&errors, desk);
            Err(Failure::new(Outcome::Fault, "fail-case")
                .with("path", folder.display().to_string()))
        }
    }
}
