//! Content brought in while the boot screen shows: packs, understanding, cases with their stages. It lives as long as the
//! program, so whoever plays may hold on to it without counting.

use super::options::PlayOptions;
use crate::app::Screen;
use crate::content::{Content, ContentError};
use crate::domain::diagnostic::{Diagnostic, Severity};
use crate::domain::ids::Language;
use crate::domain::record::Versions;
use crate::domain::rehearsal::Stage;
use crate::domain::scenario::load::load;
use crate::domain::scenario::model::Case;
use crate::domain::understanding::{Day, Reading, Understanding};
use crate::files::{FileError, case_folders, read_case};
use crate::staging::{self, PlaceFile, StageFile, StagingError, Wardrobe};
use bevy::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Mutex, OnceLock};
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
        reader: &'static Reader,
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
                understand: Box::new(move |text| reader.read(text, None, Some(date))),
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

/// What understands utterances: the largest thing that is brought in, and not needed before somebody speaks. A thread of its
/// own does it while the street loads; whoever reads before that waits.
#[derive(Default)]
pub struct Reader(OnceLock<Option<Understanding>>);

impl Reader {
    fn begin(content: &'static Content, home: &Path, news: &Sender<News>) -> &'static Self {
        let reader: &'static Self = Box::leak(Box::default());
        let (home, outbox) = (home.to_owned(), news.clone());
        let spawned = std::thread::Builder::new()
            .name("reader".to_owned())
            .spawn(move || {
                let (understanding, failure) = match content.understanding(&home) {
                    Ok(understanding) => (Some(understanding), None),
                    Err(error) => (None, Some(error)),
                };
                let _ = reader.0.set(understanding);
                if let Some(error) = failure {
                    let _ = outbox.send(News::Failed(error.into()));
                }
            });
        if let Err(error) = spawned {
            error!("{error}");
            let _ = reader.0.set(None);
            let _ = news.send(News::Failed(LibraryError::Stopped));
        }
        reader
    }

    /// Whether it can read without being waited for.
    #[must_use]
    pub fn is_here(&self) -> bool {
        matches!(self.0.get(), Some(Some(_)))
    }

    /// Reads one utterance. Nothing is understood where it could not be brought in; the boot screen says why.
    #[must_use]
    pub fn read(&self, text: &str, lang: Option<Language>, date: Option<Day>) -> Reading {
        self.0
            .wait()
            .as_ref()
            .map(|understanding| understanding.read(text, lang, date))
            .unwrap_or_default()
    }
}

/// Everything that was brought in.
#[derive(Clone)]
pub struct Shelf {
    /// Packs and rules.
    pub content: &'static Content,
    /// What understands utterances.
    pub reader: &'static Reader,
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
    Done(&'static Shelf),
    Failed(LibraryError),
}

#[derive(Resource)]
struct Loader {
    news: Mutex<Receiver<News>>,
    /// What the shelf, once it is there, still waits for.
    reader: Option<&'static Reader>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<LoadProgress>()
        .add_systems(Startup, begin)
        .add_systems(PreUpdate, listen.run_if(resource_exists::<Loader>));
}

impl Shelf {
    fn open(options: &PlayOptions, news: &Sender<News>) -> Result<&'static Self, LibraryError> {
        let home = &options.home;
        let tell = |permille, step| {
            let _ = news.send(News::Step(permille, step));
        };
        tell(50, "boot-packs");
        let content: &'static Content = Box::leak(Box::new(Content::open(home)?));
        tell(200, "boot-understanding");
        let reader = Reader::begin(content, home, news);
        tell(300, "boot-wardrobe");
        let wardrobe: &'static Wardrobe = Box::leak(Box::new(Wardrobe::load(home)?));
        tell(400, "boot-cases");
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
            reader,
            wardrobe,
            cases: Vec::new(),
            broken: Vec::new(),
            unstaged: Vec::new(),
        };
        for folder in folders {
            let Ok(read) = Entry::read(&folder, home, content, reader) else {
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
            let done = Shelf::open(&options, &sender).map_or_else(News::Failed, News::Done);
            let _ = sender.send(done);
        });
    if let Err(error) = spawned {
        error!("{error}");
    }
    commands.insert_resource(Loader {
        news: Mutex::new(receiver),
        reader: None,
    });
}

fn listen(
    mut commands: Commands,
    mut loader: ResMut<Loader>,
    mut progress: ResMut<LoadProgress>,
    mut next: ResMut<NextState<Screen>>,
) {
    let loader = loader.bypass_change_detection();
    let Ok(receiver) = loader.news.get_mut() else {
        return;
    };
    loop {
        let failure = match receiver.try_recv() {
            Ok(News::Step(permille, step)) => {
                progress.permille = permille;
                progress.step = step;
                continue;
            }
            Ok(News::Done(shelf)) => {
                commands.insert_resource(Library(shelf));
                loader.reader = Some(shelf.reader);
                continue;
            }
            Ok(News::Failed(error)) => error,
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) if loader.reader.is_some_and(Reader::is_here) => {
                commands.remove_resource::<Loader>();
                return;
            }
            Err(TryRecvError::Disconnected) => LibraryError::Stopped,
        };
        error!("{failure}");
        progress.failure = Some(failure.to_string());
        // The boot screen is the one that says what to do.
        NextState::set_if_neq(&mut next, Screen::Boot);
        commands.remove_resource::<Loader>();
        return;
    }
}
