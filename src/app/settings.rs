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
    /// In the headset: the left hand points and acts, the right one speaks and walks.
    pub is_left_handed: bool,
    /// In the headset: one hand does everything, wherever the other controller lies.
    pub is_one_handed: bool,
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
    /// The machine of the bureau that listened first when the program started, host and port: sound would go there.
    #[serde(skip)]
    pub elsewhere: Option<String>,
    /// Whether whoever speaks lets that machine hear them; kept with who agreed to what.
    #[serde(skip)]
    pub is_heard_elsewhere: bool,
    /// The same as it is kept.
    #[serde(skip)]
    pub is_kept_as_heard_elsewhere: bool,
    /// Who speaks, where the run or the command line names somebody; else the trainee of this station.
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
            is_left_handed: false,
            is_one_handed: false,
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
            elsewhere: None,
            is_heard_elsewhere: false,
            is_kept_as_heard_elsewhere: false,
            spoken_by: None,
            trainee: "trainee".to_owned(),
            is_tutorial_done: false,
            is_headset_known: false,
            keys: BTreeMap::new(),
        }
    }
}

/// The machine that is set to listen first.
fn elsewhere(data: &Path) -> Option<String> {
    let settings = RemoteSettings::load(data).ok()?;
    settings
        .is_on()
        .then(|| settings.place().ok())?
        .map(|one| one.1)
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
        let mut settings: Self = match read_text(&path) {
            Ok(text) => ron::from_str(&text).unwrap_or_else(|error| {
                let aside = path.with_extension("ron.unreadable");
                warn!("{}: {error}; kept as {}", path.display(), aside.display());
                let _ = write_whole(&aside, text.as_bytes());
                Self::default()
            }),
            Err(_) => Self::default(),
        };
        settings.ask_store(data);
        settings.elsewhere = elsewhere(data);
        settings.ask_consent(data);
        settings
    }

    /// Whose consent it takes.
    fn who(&self) -> &str {
        self.spoken_by.as_deref().unwrap_or(&self.trainee)
    }

    /// Reads what whoever speaks has agreed to before. To be asked again when another one sits down.
    pub fn ask_consent(&mut self, data: &Path) {
        self.is_heard_elsewhere = self
            .elsewhere
            .as_deref()
            .is_some_and(|place| agrees(data, self.who(), place).unwrap_or(false));
        self.is_kept_as_heard_elsewhere = self.is_heard_elsewhere;
    }

    /// Whether whoever speaks has given or taken back their word and it is not kept yet.
    #[must_use]
    pub const fn has_new_word(&self) -> bool {
        self.is_heard_elsewhere != self.is_kept_as_heard_elsewhere
    }

    /// Keeps that word. Never done beside other settings: only whoever moved the switch has said anything.
    ///
    /// # Errors
    /// The file does not read or cannot be written. A word taken back holds until the next start all the same; one that was
    /// given, until it is asked for again.
    pub fn keep_word(&mut self, data: &Path) -> Result<(), RemoteError> {
        self.is_kept_as_heard_elsewhere = self.is_heard_elsewhere;
        let place = self
            .elsewhere
            .as_deref()
            .filter(|_| self.is_heard_elsewhere);
        let kept = set_consent(data, self.who(), place, &now());
        if kept.is_err() && !self.is_heard_elsewhere {
            // What cannot be written down is not read back: nobody is heard elsewhere before the next start.
            self.elsewhere = None;
        }
        kept
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
        // Last, so that a store that does not read takes no other choice with it.
        #[cfg(feature = "store")]
        crate::store::Settings::set_voice_days(data, u32::from(self.keep_voice_days))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_kept_for_whoever_gave_it_and_no_other_choice_gives_it_again() {
        let folder = tempfile::tempdir().unwrap();
        let (data, place) = (folder.path(), "asr.bureau:8441");
        let remote = RemoteSettings {
            url: format!("https://{place}"),
            allowed_hosts: vec!["asr.bureau".to_owned()],
            ..RemoteSettings::default()
        };
        remote.save(data).unwrap();
        let mut settings = Settings::load(data);
        assert_eq!(settings.elsewhere.as_deref(), Some(place));
        assert!(!settings.is_heard_elsewhere && !settings.has_new_word());
        settings.trainee = "cz-1".to_owned();
        settings.is_heard_elsewhere = true;
        assert!(settings.has_new_word());
        settings.keep_word(data).unwrap();
        assert!(!settings.has_new_word() && agrees(data, "cz-1", place).unwrap());
        // Taken back beside the running program: no other choice that is kept then gives it again.
        set_consent(data, "cz-1", None, &now()).unwrap();
        settings.save(data).unwrap();
        assert!(!agrees(data, "cz-1", place).unwrap());
        settings.ask_consent(data);
        assert!(!settings.is_heard_elsewhere);
        // The run's trainee speaks, not the station's.
        set_consent(data, "cz-2", Some(place), &now()).unwrap();
        settings.spoken_by = Some("cz-2".to_owned());
        settings.ask_consent(data);
        assert!(settings.is_heard_elsewhere && !settings.has_new_word());
        // A word taken back holds even where it cannot be written down.
        settings.is_heard_elsewhere = false;
        let file = data.join("hearing-consent.ron");
        std::fs::write(&file, "(").unwrap();
        assert!(settings.keep_word(data).is_err());
        std::fs::remove_file(&file).unwrap();
        set_consent(data, "cz-2", Some(place), &now()).unwrap();
        settings.ask_consent(data);
        assert!(!settings.is_heard_elsewhere);
    }
}
