//! Hearing the trainee. The capture border has two sides: a microphone on its own thread, and, on virtual time, a script's
//! sound file in step with the frames. What lies behind it does not know which.

mod apply;
mod capture;
mod check;
mod deck;
mod dictation;
mod into;
mod keep;
mod keys;
mod microphone;
mod notice;
mod script_sound;
mod tape;

pub use apply::{Heard, SpeechEnded, SpeechStarted};
pub use check::{Recording, record};
pub use dictation::{Dictate, Dictated, Dictation, SpokenField};
pub use into::SpokenInto;
pub use keys::{HOLD_S, TypeInstead};

use super::bridge::{ActiveCase, BeginSystems, Channel, Plan};
use super::devices::DeviceSystems;
use super::options::PlayOptions;
use super::screens::BuildSystems;
use super::words::Tongue;
use super::{Screen, Settings};
use crate::speech::decoder::{Decoder, threads_beside_a_street};
use crate::speech::ear::Ear;
use crate::speech::remote::RemoteSettings;
use crate::speech::remote_ask::Endpoint;
use crate::speech::{Message as Trouble, choice};
use bevy::prelude::*;
use std::path::PathBuf;

/// A sound file plays into the microphone, in real proportion to virtual time.
#[derive(Message, Debug, Clone)]
pub struct SoundIn {
    /// File.
    pub file: PathBuf,
}

/// Whether and how well the program can hear.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum HearingState {
    /// It does not listen in this run.
    #[default]
    Off,
    /// The model is being loaded.
    Loading,
    /// It can hear.
    Ready {
        /// The model's name, as it stands in records.
        model: String,
        /// Whether it is the test fixture, which hears synthetic voices only; to be said wherever its words are shown.
        is_fixture: bool,
    },
    /// It cannot hear; typing works all the same.
    Failed {
        /// Message id.
        message: &'static str,
        /// Its values.
        args: Vec<(&'static str, String)>,
    },
}

/// What is known of the microphone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum MicrophoneState {
    /// Nobody wants it just now.
    #[default]
    Closed,
    /// It works.
    Open(String),
    /// Another works in the place of the one that was chosen, which is not there.
    Instead {
        /// The one that works.
        open: String,
        /// The one that was chosen.
        wanted: String,
    },
    /// There is none, or it cannot be opened; tried again every few seconds.
    Missing(String),
    /// It worked and is gone; tried again every few seconds.
    Lost,
}

impl MicrophoneState {
    /// Message id of what to tell the user.
    #[must_use]
    pub const fn message(&self) -> &'static str {
        match self {
            Self::Closed => "mic-closed",
            Self::Open(_) => "mic-open",
            Self::Instead { .. } => "mic-instead",
            Self::Missing(_) => "mic-missing",
            Self::Lost => "mic-lost",
        }
    }

    /// Values of that message: the device, or what the system said, and the device that was chosen.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Open(detail) | Self::Missing(detail) => vec![("detail", detail)],
            Self::Instead { open, wanted } => vec![("detail", open), ("wanted", wanted)],
            Self::Closed | Self::Lost => Vec::new(),
        }
    }

    /// Whether sound comes in.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open(_) | Self::Instead { .. })
    }
}

/// Hearing, as panels show it.
#[derive(Resource, Debug, Clone, Default, PartialEq, Eq)]
pub struct Hearing {
    /// The model.
    pub state: HearingState,
    /// The microphone.
    pub microphone: MicrophoneState,
    /// Level of the sound that comes in: 0 to 1000, in steps of the ear, not of a microphone's volts.
    pub level_permille: u16,
    /// Whether what is said now goes into the case.
    pub is_open: bool,
    /// Through which channel.
    pub channel: Channel,
    /// Whether somebody speaks.
    pub is_speaking: bool,
    /// The machine that listens first, where one is set; whether it may is the trainee's word in the settings.
    pub elsewhere: Option<String>,
}

impl Hearing {
    /// The model's name for the head of a record; empty when nothing can be heard.
    #[must_use]
    pub fn model_name(&self) -> &str {
        match &self.state {
            HearingState::Ready { model, .. } => model,
            _ => "",
        }
    }

    /// Message id of what keeps the trainee from being heard, in a few words; none where nothing does.
    #[must_use]
    pub const fn trouble_short(&self) -> Option<&'static str> {
        match (&self.state, &self.microphone) {
            (HearingState::Failed { .. }, _) => Some("hearing-failed-short"),
            (_, MicrophoneState::Missing(_)) => Some("mic-missing-short"),
            (_, MicrophoneState::Lost) => Some("mic-lost-short"),
            _ => None,
        }
    }

    /// Whether holding a key to speak makes sense.
    #[must_use]
    pub const fn can_listen(&self) -> bool {
        let has_model = matches!(
            self.state,
            HearingState::Loading | HearingState::Ready { .. }
        );
        has_model && self.microphone.is_open()
    }

    /// Whether the test fixture listens.
    #[must_use]
    pub const fn is_fixture(&self) -> bool {
        matches!(
            self.state,
            HearingState::Ready {
                is_fixture: true,
                ..
            }
        )
    }
}

/// What somebody says is taken in, after keys are read and before anything reacts to it.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HearSystems;

/// Hearing, by itself: a test puts it into an application of its own.
pub fn plugin(app: &mut App) {
    app.add_message::<SoundIn>()
        .init_resource::<Hearing>()
        .init_resource::<SpokenInto>()
        .init_resource::<into::SpokenTo>()
        .configure_sets(PreUpdate, HearSystems.after(DeviceSystems))
        .add_plugins((
            apply::plugin,
            dictation::plugin,
            keep::plugin,
            keys::plugin,
            notice::plugin,
        ));
    // Wherever the microphone is open.
    for screen in [
        Screen::Briefing,
        Screen::Case,
        Screen::Lessons,
        Screen::Settings,
    ] {
        app.add_systems(
            OnEnter(screen),
            sits_down.after(BeginSystems).before(BuildSystems),
        );
    }
    if app.world().resource::<PlayOptions>().is_virtual_time() {
        app.add_plugins(script_sound::plugin);
    } else {
        app.add_plugins(microphone::plugin);
    }
}

/// Sound leaves this machine by the word of whoever speaks now: the run's trainee, who may have taken it back since, and not
/// whoever sat here before.
fn sits_down(
    screen: Res<State<Screen>>,
    plan: Option<Res<Plan>>,
    active: Option<Res<ActiveCase>>,
    options: Res<PlayOptions>,
    mut settings: ResMut<Settings>,
) {
    if settings.elsewhere.is_none() {
        return;
    }
    let of_run = match screen.get() {
        Screen::Briefing => plan.map(|plan| plan.trainee.clone()),
        Screen::Case => active.map(|active| active.plan.trainee.clone()),
        _ => None,
    };
    settings.spoken_by = of_run.or_else(|| options.trainee.clone());
    settings.ask_consent(&options.data);
}

/// The machine that is set to listen first; what is wrong with the settings is for `doctor` to explain.
fn elsewhere(options: &PlayOptions) -> Option<Endpoint> {
    let settings = RemoteSettings::load(&options.data);
    let opened = settings.and_then(|one| {
        if one.is_on() {
            Endpoint::open(&one).map(Some)
        } else {
            Ok(None)
        }
    });
    opened.unwrap_or_else(|error| {
        warn!("{error}");
        None
    })
}

/// Begins to load the model and puts an ear in front of it; or says why nothing will be heard.
fn ear(
    options: &PlayOptions,
    tongue: &Tongue,
    guesses_ahead: bool,
    elsewhere: Option<Endpoint>,
) -> Result<Ear<Channel>, Trouble> {
    let model =
        choice::model(options.model.as_deref(), &options.home, &options.data).ok_or(Trouble {
            id: "hearing-no-model",
            args: Vec::new(),
        })?;
    let threads = threads_beside_a_street();
    let decoder = Decoder::begin_with(model, threads, elsewhere).map_err(|error| Trouble {
        id: "hearing-no-thread",
        args: vec![("reason", error.to_string())],
    })?;
    Ok(Ear::new(
        decoder,
        tongue.lang(),
        Channel::Street,
        guesses_ahead,
    ))
}

impl HearingState {
    /// Message id of what to tell the user, with its values.
    #[must_use]
    pub fn message(&self) -> (&'static str, Vec<(&'static str, &str)>) {
        match self {
            Self::Off => ("hearing-off", Vec::new()),
            Self::Loading => ("hearing-loading", Vec::new()),
            Self::Ready {
                is_fixture: true, ..
            } => ("hearing-fixture", Vec::new()),
            Self::Ready { model, .. } => ("hearing-ready", vec![("model", model)]),
            Self::Failed { message, args } => {
                let values = args.iter().map(|(name, value)| (*name, value.as_str()));
                (message, values.collect())
            }
        }
    }
}

impl From<Trouble> for HearingState {
    fn from(trouble: Trouble) -> Self {
        Self::Failed {
            message: trouble.id,
            args: trouble.args,
        }
    }
}
