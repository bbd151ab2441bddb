//! What a case looks and sounds like, as data: places, street kit, bodies, clips, sounds and the stage of a case. Reads
//! files into plain values and says what does not fit; knows no engine and decides nothing about a case.

mod bring;
mod check;
mod kit;
mod notes;
mod people;
mod place;
mod recording;
mod sound;
mod stage;
mod voices;

pub use bring::{GEAR, Gear, brought};
pub use check::{Misfit, WALKED_TO_CM, misfits};
pub use kit::{Body, KitFile, Piece, Solid};
pub use notes::notes;
pub use people::{Clip, Look, PeopleFile, Prop, Sex, Socket};
pub use place::{Lamp, Light, PlaceFile, Placed, PlacedThing, Rect, Spot, ZoneArea};
pub use recording::{Part, Recording};
pub use sound::{Sound, SoundFile, SoundKind, Viseme, VoiceFile, VoicePack, VoiceRow, visemes};
pub use stage::{Cast, EventShow, GestureClip, GestureFile, HappeningFile, Show, StageFile};
pub use voices::{Voice, Voices};

use crate::domain::scenario::load::read;
use crate::files::{FileError, read_text};
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Format number of every staging file.
pub const FORMAT: u32 = 1;

/// A staging file could not be brought in.
#[derive(Debug, Error)]
pub enum StagingError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The text does not read as what it should be.
    #[error("{path}: {detail}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What and where.
        detail: String,
    },
}

/// Reads one staging file.
///
/// # Errors
/// A missing file, or the first place where its text does not fit.
pub fn load<T: DeserializeOwned>(path: &Path) -> Result<T, StagingError> {
    let text = read_text(path)?;
    read(&path.display().to_string(), &text).map_err(|found| StagingError::Unreadable {
        path: path.to_owned(),
        detail: format!(
            "{}:{} {}",
            found.span.line,
            found.span.column,
            found
                .args
                .iter()
                .map(|(_, value)| value.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        ),
    })
}

/// Where the parts lie under the program's home.
#[derive(Debug, Clone)]
pub struct Wardrobe {
    /// Street kit.
    pub kit: KitFile,
    /// Bodies and clips.
    pub people: PeopleFile,
    /// Which clip stands for which gesture.
    pub gestures: GestureFile,
    /// What an instructor can let happen anywhere.
    pub happenings: HappeningFile,
    /// Effects and ambience.
    pub sounds: SoundFile,
}

impl Wardrobe {
    /// Reads everything shared by all places.
    ///
    /// # Errors
    /// The first file that is missing or does not read.
    pub fn load(home: &Path) -> Result<Self, StagingError> {
        let assets = home.join("assets");
        Ok(Self {
            kit: load(&assets.join("places").join("kit.ron"))?,
            people: load(&assets.join("people").join("people.ron"))?,
            gestures: load(&assets.join("people").join("gestures.ron"))?,
            happenings: load(&assets.join("places").join("happenings.ron"))?,
            sounds: load(&assets.join("sound").join("sound.ron"))?,
        })
    }
}

/// Reads a place by id.
///
/// # Errors
/// When there is no such place or its file does not read.
pub fn place(home: &Path, id: &str) -> Result<PlaceFile, StagingError> {
    load(&home.join("assets").join("places").join(format!("{id}.ron")))
}

/// Reads the place of a case that may stand in none yet.
///
/// # Errors
/// When its file does not read.
pub fn place_if_any(home: &Path, id: &str) -> Result<Option<PlaceFile>, StagingError> {
    if_any(place(home, id))
}

/// Reads the stage of a case; a case without one has none.
///
/// # Errors
/// When its file does not read.
pub fn stage(case_folder: &Path) -> Result<Option<StageFile>, StagingError> {
    if_any(load(&case_folder.join("stage.ron")))
}

fn if_any<T>(read: Result<T, StagingError>) -> Result<Option<T>, StagingError> {
    match read {
        Ok(there) => Ok(Some(there)),
        Err(StagingError::File(FileError::Missing(_))) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads the voices of a case in a language (`zh`, `en`); a case without recordings has none.
///
/// # Errors
/// When the table does not read.
pub fn voices(case_folder: &Path, lang: &str) -> Result<VoiceFile, StagingError> {
    match load(&case_folder.join("voices").join(format!("{lang}.ron"))) {
        Ok(table) => Ok(table),
        Err(StagingError::File(FileError::Missing(_))) => Ok(VoiceFile::default()),
        Err(error) => Err(error),
    }
}
