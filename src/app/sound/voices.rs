//! Recordings of lines: which there are, how long they last, how lips move. A bureau's own recording beside the case goes
//! before the one that travels with it.

use crate::app::Screen;
use crate::app::bridge::{ActiveCase, Plan};
use crate::app::library::Library;
use crate::app::words::Tongue;
use crate::domain::ids::Language;
use crate::staging::{self, Viseme, VoiceFile, visemes};
use bevy::prelude::*;
use std::path::PathBuf;

/// Voices of the planned case in the language of the run.
#[derive(Resource, Debug, Default)]
pub struct VoiceLibrary {
    table: VoiceFile,
    folder: PathBuf,
}

/// How long a line is heard, and how lips move meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct VoiceLength {
    /// Seconds.
    pub seconds: f32,
    /// Mouth shapes.
    pub visemes: Vec<(u64, Viseme)>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<VoiceLibrary>()
        .add_systems(OnEnter(Screen::Briefing), bring_in);
}

fn bring_in(
    mut voices: ResMut<VoiceLibrary>,
    library: Res<Library>,
    plan: Res<Plan>,
    tongue: Res<Tongue>,
) {
    let Some(entry) = library.entry(plan.case) else {
        return;
    };
    let lang = match tongue.lang() {
        Language::Zh => "zh",
        Language::En => "en",
    };
    *voices = VoiceLibrary {
        table: staging::voices(&entry.folder, lang).unwrap_or_else(|error| {
            error!("{error}");
            VoiceFile::default()
        }),
        folder: entry.folder.join("voices").join(lang),
    };
}

impl VoiceLibrary {
    /// The row of a line in this run: one that speaks what was drawn goes before the plain one.
    fn row(&self, active: &ActiveCase, line: &str) -> Option<&staging::VoiceLine> {
        let drawn = active.case().draws.iter().zip(&active.state().drawn);
        let spoken: Vec<String> = drawn
            .map(|(draw, value)| format!("{line}~{}", draw.of[usize::from(*value)].id))
            .collect();
        self.table
            .lines
            .iter()
            .find(|row| spoken.contains(&row.line))
            .or_else(|| self.table.lines.iter().find(|row| row.line == line))
    }

    /// How long a line is heard; none when it has no recording.
    #[must_use]
    pub fn length(&self, active: &ActiveCase, line: &str) -> Option<VoiceLength> {
        let row = self.row(active, line)?;
        Some(VoiceLength {
            seconds: row.ms as f32 / 1000.0,
            visemes: visemes(&row.visemes),
        })
    }

    /// The file of a line.
    #[must_use]
    pub fn file(&self, active: &ActiveCase, line: &str) -> Option<PathBuf> {
        let row = self.row(active, line)?;
        let path = self.folder.join(&row.file);
        path.is_file().then_some(path)
    }
}
