//! What `play` was asked for. Filled by the command line, read by everybody.

use crate::domain::ids::Language;
use crate::domain::session::Mode;
use bevy::prelude::Resource;
use std::path::PathBuf;

/// Options of a run of the application.
#[derive(Resource, Debug, Clone, Default)]
pub struct PlayOptions {
    /// Folder that holds `assets` and `scenarios`.
    pub home: PathBuf,
    /// Folder of records, results, models and settings.
    pub data: PathBuf,
    /// Straight into this case, by id or folder.
    pub case: Option<PathBuf>,
    /// Level.
    pub level: Option<u8>,
    /// Party.
    pub persona: Option<String>,
    /// Seed of the draws; the clock's when left out.
    pub seed: Option<u64>,
    /// Pseudonym.
    pub trainee: Option<String>,
    /// An exam.
    pub is_exam: bool,
    /// What the exam is sat for; each case and level by itself when left out.
    pub assignment: Option<Assigned>,
    /// Marks of exams are put away unseen, whatever an assignment says.
    pub is_sealed: bool,
    /// Language; the settings' when left out.
    pub lang: Option<Language>,
    /// Speech model.
    pub model: Option<PathBuf>,
    /// Device events to play.
    pub script: Option<PathBuf>,
    /// The script is played by the clock, not by counted frames, and its sounds go the way of a microphone's.
    pub is_real_time: bool,
    /// Leave after so many frames.
    pub frames: Option<u32>,
    /// So many passers-by, instead of as many as the stage has; for measuring.
    pub passers_by: Option<u32>,
    /// Where pictures go.
    pub shots: Option<PathBuf>,
    /// Where the record of a case goes, instead of the data folder.
    pub out: Option<PathBuf>,
    /// Window size.
    pub size: Option<(u32, u32)>,
    /// The instructor's console to join.
    #[cfg(feature = "web")]
    pub station: Option<crate::web::LinkOptions>,
    /// The case folder is watched: what its author saves is played from the same moment on.
    pub is_watch: bool,
    /// In the headset; the window shows what its wearer sees.
    pub is_vr: bool,
    /// So many seconds in the street with the headset, to count its frames.
    pub measure_s: Option<u16>,
    /// No window, no graphics but the headset's, no sound device.
    pub is_headless: bool,
}

/// An assignment: who is to sit what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned {
    /// Its name.
    pub id: String,
    /// Pseudonym.
    pub trainee: String,
    /// Case id.
    pub case: String,
    /// Level.
    pub level: u8,
    /// Whether its mark is put away unseen.
    pub is_sealed: bool,
}

impl PlayOptions {
    /// Whether frames are counted instead of timed, so that a run on a slow renderer is the run on a fast one.
    #[must_use]
    pub const fn is_virtual_time(&self) -> bool {
        (self.script.is_some() || self.frames.is_some()) && !self.is_real_time
    }

    /// Practice or exam.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        if self.is_exam {
            Mode::Exam
        } else {
            Mode::Practice
        }
    }
}
