//! Content brought in while the boot screen shows: packs, understanding, cases with their stages. It lives as long as the
//! program, so whoever plays may hold on to it without counting.

use super::options::PlayOptions;
use crate::content::{Content, ContentError, DEFAULT_BUREAU};
use crate::domain::diagnostic::{Diagnostic, Severity};
use crate::domain::record::Versions;
use crate::domain::rehearsal::Stage;
use crate::domain::scenario::load::load;
use crate::domain::scenario::model::Case;
use crate::domain::understanding::{Reading, Understanding};
use crate::files::{FileError, case_folders, read_case};
use crate::staging::{self, PlaceFile, StageFile, StagingError, Wardrobe};
use bevy::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use thiserror::Error;

/// Why nothing can be played.
#[derive(Debug, Error)]
pub enum LibraryError {
    /// Packs or understanding.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// Bodies, kit or sounds.
    #[error(transparent)]
    Staging(#[from] StagingError),
    /// The loader is gone; this is a bug.
    #[error("the loader stopped")]
    Stopped,
}

/// A case that can be played.
pub struct Entry {
    /// The case.
    pub case: Case,
    /// Its folder.
    pub folder: PathBuf,
    /// Its stage, when it has one.
    pub stage: Option<StageFile>,
    /// Its place.
    pub place: Option<PlaceFile>,
    /// Versions that go into its records.
    pub versions: Versions,
    understand: Box<dyn Fn(&str) -> Reading + Send + Sync>,
}

/// A case folder, read.
pub struct Read {
    /// The case, unless it has errors.
    pub entry: Option<Entry>,
    /// What its author should know.
    pub found: Vec<Diagnostic>,
    /// Staging files that could not be brought in.
    pub unstaged: Vec<String>,
}

impl Entry {
    /// Reads a case with its stage.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn read(
        folder: &Path,
        home: &Path,
        content: &Content,
        understanding: &'static Understanding,
    ) -> Result<Read, FileError> {
        let loaded = load(&read_case(folder)?, &content.context);
        let mut unstaged = Vec::new();
        let entry = loaded.case.map(|case| {
            let stage = staging::stage(folder).unwrap_or_else(|error| {
                unstaged.push(error.to_string());
                None
            });
            let place = staging::place(home, &case.place)
                .map_err(|error| unstaged.push(error.to_string()))
                .ok();
            let date = case.date;
            Self {
                versions: content.versions_for(&case.version),
                understand: Box::new(move |text| understanding.read(text, None, Some(date))),
                case,
                folder: folder.to_owned(),
                stage,
                place,
            }
        });
        Ok(Read {
            entry,
            found: loaded.found,
            unstaged,
        })
    }
}

/// Everything that was brought in.
#[derive(Clone)]
pub struct Shelf {
    /// Packs and rules.
    pub content: &'static Content,
    /// What understands utterances.
    pub understanding: &'static Understanding,
    /// Bodies, kit and sounds.
    pub wardrobe: &'static Wardrobe,
    /// Cases in order of their folders.
    pub cases: Vec<&'static Entry>,
    /// Folders whose case cannot be played, with how many errors.
    pub broken: Vec<(PathBuf, usize)>,
    /// Staging files that could not be brought in.
    pub unstaged: Vec<String>,
}

/// The shelf, once it is there.
#[derive(Resource, Clone, Copy)]
pub struct Library(pub &'static Shelf);

/// What is being done while content comes in: 0 to 1000, and the message that says so.
#[derive(Resource, Debug, Clone, Default)]
pub struct LoadProgress {
    /// Share done.
    pub permille: u16,
    /// Message id.
    pub step: &'static str,
    /// Why it failed, when it did.
    pub failure: Option<String>,
}

enum News {
    Step(u16, &'static str),
    Done(Box<Result<&'static Shelf, LibraryError>>),
}

#[derive(Resource)]
struct Loader(Mutex<Receiver<News>>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<LoadProgress>()
        .add_systems(Startup, begin)
        .add_systems(PreUpdate, listen.run_if(resource_exists::<Loader>));
}

impl Shelf {
    fn open(
        options: &PlayOptions,
        tell: impl Fn(u16, &'static str),
    ) -> Result<&'static Self, LibraryError> {
        let home = &options.home;
        tell(50, "boot-packs");
        let content: &'static Content = Box::leak(Box::new(Content::load(home, DEFAULT_BUREAU)?));
        tell(200, "boot-understanding");
        let understanding: &'static Understanding =
            Box::leak(Box::new(content.understanding(home)?));
        tell(500, "boot-wardrobe");
        let wardrobe: &'static Wardrobe = Box::leak(Box::new(Wardrobe::load(home)?));
        tell(650, "boot-cases");
        let mut folders = case_folders(&home.join("scenarios"));
        if let Some(extra) = options.case.as_ref().filter(|path| path.is_dir())
            && let Ok(extra) = extra.canonicalize()
            && !folders
                .iter()
                .any(|one| one.canonicalize().is_ok_and(|one| one == extra))
        {
            folders.push(extra);
        }
        let mut shelf = Self {
            content,
            understanding,
            wardrobe,
            cases: Vec::new(),
            broken: Vec::new(),
            unstaged: Vec::new(),
        };
        for folder in folders {
            let Ok(read) = Entry::read(&folder, home, content, understanding) else {
                shelf.broken.push((folder, 1));
                continue;
            };
            shelf.unstaged.extend(read.unstaged);
            let Some(entry) = read.entry else {
                let is_error = |one: &&Diagnostic| one.severity == Severity::Error;
                shelf
                    .broken
                    .push((folder, read.found.iter().filter(is_error).count()));
                continue;
            };
            shelf.cases.push(Box::leak(Box::new(entry)));
        }
        for trouble in &shelf.unstaged {
            error!("{trouble}");
        }
        tell(1000, "boot-done");
        Ok(Box::leak(Box::new(shelf)))
    }
}

impl Library {
    /// A case by id or by its folder.
    #[must_use]
    pub fn find(self, wanted: &Path) -> Option<usize> {
        let cases = &self.0.cases;
        let name = wanted.file_name()?;
        // The folder itself first: an author's copy is named like what it was copied from.
        wanted
            .canonicalize()
            .ok()
            .and_then(|path| {
                let is_it = |one: &&Entry| one.folder.canonicalize().is_ok_and(|own| own == path);
                cases.iter().position(is_it)
            })
            .or_else(|| {
                cases.iter().position(|one| {
                    one.folder.file_name() == Some(name) || *name == *one.case.id.as_str()
                })
            })
    }

    /// A case by its place on the shelf.
    #[must_use]
    pub fn entry(self, at: usize) -> Option<&'static Entry> {
        self.0.cases.get(at).copied()
    }

    /// The same shelf with another version of a case. What it replaces stays in memory: somebody may still hold it.
    #[must_use]
    pub fn with(self, at: usize, entry: Entry) -> Self {
        let mut shelf = self.0.clone();
        if let Some(place) = shelf.cases.get_mut(at) {
            *place = Box::leak(Box::new(entry));
        }
        Self(Box::leak(Box::new(shelf)))
    }

    /// What the engine needs to play a case.
    #[must_use]
    pub fn stage(self, at: usize) -> Option<Stage<'static>> {
        let entry = self.entry(at)?;
        Some(Stage {
            case: &entry.case,
            rules: &self.0.content.rules,
            understand: &*entry.understand,
            versions: &entry.versions,
        })
    }
}

fn begin(mut commands: Commands, options: Res<PlayOptions>) {
    let (sender, receiver) = channel();
    let options = options.clone();
    let spawned = std::thread::Builder::new()
        .name("content".to_owned())
        .spawn(move || {
            let done = Shelf::open(&options, |permille, step| {
                let _ = sender.send(News::Step(permille, step));
            });
            let _ = sender.send(News::Done(Box::new(done)));
        });
    if let Err(error) = spawned {
        error!("{error}");
    }
    commands.insert_resource(Loader(Mutex::new(receiver)));
}

fn listen(mut commands: Commands, loader: Res<Loader>, mut progress: ResMut<LoadProgress>) {
    let Ok(receiver) = loader.0.lock() else {
        return;
    };
    loop {
        match receiver.try_recv() {
            Ok(News::Step(permille, step)) => {
                progress.permille = permille;
                progress.step = step;
            }
            Ok(News::Done(done)) => {
                match *done {
                    Ok(shelf) => commands.insert_resource(Library(shelf)),
                    Err(error) => {
                        error!("{error}");
                        progress.failure = Some(error.to_string());
                    }
                }
                commands.remove_resource::<Loader>();
                return;
            }
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => {
                progress.failure = Some(LibraryError::Stopped.to_string());
                commands.remove_resource::<Loader>();
                return;
            }
        }
    }
}
