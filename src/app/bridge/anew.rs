//! A running case begun anew from changed content: whatever was said and done so far enters it at its own moment, so that
//! an author sees what he changed where he was.

use super::run::{ActiveCase, StartError};
use crate::app::library::Library;
use crate::domain::ids::Language;
use crate::domain::record::Moment;
use crate::domain::rehearsal::Player;
use crate::files::RecordWriter;
use crate::store::RECORD_FILE;
use crate::wording::Wording;
use bevy::prelude::*;
use std::path::{Path, PathBuf};

/// The run that the street opens with next, already under way.
#[derive(Resource, Default)]
pub struct Prepared(Option<Box<ActiveCase>>);

impl Prepared {
    /// Hands a run over for when the street opens.
    pub fn put(&mut self, active: ActiveCase) {
        self.0 = Some(Box::new(active));
    }

    pub(super) fn take(&mut self) -> Option<ActiveCase> {
        self.0.take().map(|active| *active)
    }
}

impl ActiveCase {
    /// This run on another version of its case, at the same moment. Its record begins a folder of its own: a record is of
    /// one version.
    ///
    /// # Errors
    /// See [`StartError`].
    pub fn anew(&self, library: Library, lang: Language) -> Result<Self, StartError> {
        let at = self.plan.case;
        let entry = library.entry(at).ok_or(StartError::NoCase(at))?;
        let stage = library.stage(at).ok_or(StartError::NoCase(at))?;
        let mut header = self.player.header().clone();
        header.case_hash.clone_from(&entry.case.hash);
        header.versions = entry.versions.clone();
        let mut player = Player::begin(stage, header).map_err(StartError::NotInCase)?;
        for event in self.events() {
            if let Moment::In(input) = &event.what {
                player.input(event.at, input.clone());
            }
        }
        player.wait(self.now());
        let folder = next_version(&self.folder);
        let writer = RecordWriter::create(&folder.join(RECORD_FILE))?;
        let content = library.0.content;
        let wording = Wording::of_run(&entry.case, content, lang, player.events());
        let told = player.events().len();
        let mut active = Self {
            plan: self.plan.clone(),
            entry,
            content,
            player,
            writer: Some(writer),
            again: None,
            wording,
            folder,
            clock_ms: self.clock_ms,
            told,
        };
        active.keep()?;
        Ok(active)
    }
}

/// `folder`, `folder.2`, `folder.3`, the first that is not there yet.
fn next_version(folder: &Path) -> PathBuf {
    let name = folder
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let stem = name
        .rsplit_once('.')
        .filter(|(_, number)| number.parse::<u32>().is_ok())
        .map_or(name.as_str(), |(stem, _)| stem);
    (2..)
        .map(|number: u32| folder.with_file_name(format!("{stem}.{number}")))
        .find(|one| !one.exists())
        .unwrap_or_else(|| folder.to_owned())
}
