//! The user's choices, kept in the data folder as `settings.ron`. A file that does not read is set aside, never lost.

use crate::app::devices::Control;
use crate::domain::ids::Language;
use crate::files::{FileError, read_text, write_whole};
use crate::speech::remote::{RemoteError, RemoteSettings, agrees, set_consent};
use crate::store::audit::now;
use crate::text::machine_language;
use bevy::prelude::{Resource, warn};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const FILE: &str = "settings.ron";

/// How much is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub enum Graphics {
    /// No shadows, no effects: a laptop without graphics.
    Low,
    /// Shadows.
    #[default]
    Medium,
    /// Shadows, ambient occlusion, smooth edges, glow.
    High,
}

/// How the microphone listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub enum MicMode {
    /// While the key is held.
    #[default]
    PushToTalk,
    /// Always; the gate finds the words.
    Open,
}

/// Settings.
#[derive(Resource, Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Format number.
    pub format: u32,
    /// Language.
    pub lang: Language,
    /// Window size in pixels.
    pub window: (u32, u32),
    /// Graphics preset.
    pub graphics: Graphics,
    /// Size of letters, percent.
    pub ui_percent: u16,
    /// Size of subtitles, percent.
    pub subtitle_percent: u16,
    /// Mouse: degrees a hundred counts.
    pub mouse_percent: u16,
    /// Mouse up looks down.
    pub is_look_inverted: bool,
    /// Field of view, degrees, vertical.
    pub fov_deg: u16,
    /// The view sways with the step.
    pub is_head_bob: bool,
    /// In the headset: the stick turns smoothly instead of in steps.
    pub is_turn_smooth: bool,
    /// In the headset: blinkers while a stick moves the room.
    pub is_vignette: bool,
    /// In the headset: somebody sits; the eyes are put at standing height.
    pub is_seated: bool,
    /// Controllers tick.
    pub is_headset_felt: bool,
    /// In the headset: pixels drawn for each eye, percent of what the runtime recommends.
    pub headset_percent: u16,
    /// Microphone by name; the system's when none.
    pub microphone: Option<String>,
    /// Loudspeaker by name; the system's when none.
    pub speaker: Option<String>,
    /// How the microphone listens.
    pub mic_mode: MicMode,
    /// Sound goes to the ears only, so an open microphone may listen while people speak.
    pub is_headphones: bool,
    /// Volumes in percent.
    pub volume_all: u16,
    /// Voices.
    pub volume_voices: u16,
    /// Ambience and effects.
    pub volume_world: u16,
    /// Interface.
    pub volume_ui: u16,
    /// Days that spoken words are kept as sound; 0 keeps none.
    pub keep_voice_days: u16,
    /// Whether this trainee lets another machine of the bureau hear them; kept with who agreed to what.
    #[serde(skip)]
    pub is_heard_elsewhere: bool,
    /// Who speaks in this run, when the command line says so; else the trainee of this station.
    #[serde(skip)]
    pub spoken_by: Option<String>,
    /// Pseudonym of the trainee at this station.
    pub trainee: String,
    /// Whether the first-run tutorial was finished or skipped.
    pub is_tutorial_done: bool,
    /// Whether the headset's own introduction was finished or skipped.
    pub is_headset_known: bool,
    /// Keys that differ from the usual ones, by control.
    pub keys: BTreeMap<Control, String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            format: 1,
            lang: machine_language(),
            window: (1280, 720),
            graphics: Graphics::default(),
            ui_percent: 100,
            subtitle_percent: 100,
            mouse_percent: 100,
            is_look_inverted: false,
            fov_deg: 60,
            is_head_bob: false,
            is_turn_smooth: false,
            is_vignette: true,
            is_seated: false,
            is_headset_felt: true,
            headset_percent: 100,
            microphone: None,
            speaker: None,
            mic_mode: MicMode::default(),
            is_headphones: false,
            volume_all: 80,
            volume_voices: 100,
            volume_world: 70,
            volume_ui: 60,
            keep_voice_days: 0,
            is_heard_elsewhere: false,
            spoken_by: None,
            trainee: "trainee".to_owned(),
            is_tutorial_done: false,
            is_headset_known: false,
            keys: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// Whether the first steps are offered before everything else: those of the body that is used.
    #[must_use]
    pub const fn is_first_time(&self, is_worn: bool) -> bool {
        if is_worn {
            !self.is_headset_known
        } else {
            !self.is_tutorial_done
        }
    }

    fn path(data: &Path) -> PathBuf {
        data.join(FILE)
    }

    /// Reads the settings of a data folder; what is missing is as usual.
    #[must_use]
    pub fn load(data: &Path) -> Self {
        let path = Self::path(data);
        let Ok(text) = read_text(&path) else {
            let mut usual = Self::default();
            usual.ask_store(data);
            usual.ask_consent(data);
            return usual;
        };
        let mut settings: Self = ron::from_str(&text).unwrap_or_else(|error| {
            let aside = path.with_extension("ron.unreadable");
            warn!("{}: {error}; kept as {}", path.display(), aside.display());
            let _ = write_whole(&aside, text.as_bytes());
            Self::default()
        });
        settings.ask_store(data);
        settings.ask_consent(data);
        settings
    }

    /// The machine that listens first, where one is set: sound would go there.
    #[must_use]
    pub fn elsewhere(data: &Path) -> Option<String> {
        let settings = RemoteSettings::load(data).ok()?;
        settings
            .is_on()
            .then(|| settings.place().ok())?
            .map(|one| one.1)
    }

    /// Whose consent it takes.
    fn who(&self) -> &str {
        self.spoken_by.as_deref().unwrap_or(&self.trainee)
    }

    /// What this trainee has agreed to before. To be asked again when another one sits down.
    pub fn ask_consent(&mut self, data: &Path) {
        self.is_heard_elsewhere = Self::elsewhere(data)
            .is_some_and(|place| agrees(data, self.who(), &place).unwrap_or(false));
    }

    /// Keeps this trainee's word.
    fn keep_consent(&self, data: &Path) -> Result<(), FileError> {
        let Some(place) = Self::elsewhere(data) else {
            return Ok(());
        };
        let is_given = self.is_heard_elsewhere;
        if agrees(data, self.who(), &place).is_ok_and(|was| was == is_given) {
            return Ok(());
        }
        match set_consent(data, self.who(), &place, is_given, &now()) {
            Err(RemoteError::File(error)) => Err(error),
            Err(error) => {
                warn!("{error}");
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// How long voices may be kept is the store's to say, where there is one: it tidies them away, too.
    fn ask_store(&mut self, data: &Path) {
        #[cfg(feature = "store")]
        if let Some(days) = crate::store::Settings::voice_days(data) {
            self.keep_voice_days = u16::try_from(days).unwrap_or(u16::MAX);
        }
        #[cfg(not(feature = "store"))]
        let _ = data;
    }

    /// Writes them.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn save(&self, data: &Path) -> Result<(), FileError> {
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default())
            .unwrap_or_else(|error| panic!("settings: {error}; this is a bug"));
        write_whole(&Self::path(data), text.as_bytes())?;
        self.keep_consent(data)?;
        // Last, so that a store that does not read takes no other choice with it.
        #[cfg(feature = "store")]
        crate::store::Settings::set_voice_days(data, u32::from(self.keep_voice_days))?;
        Ok(())
    }
}
