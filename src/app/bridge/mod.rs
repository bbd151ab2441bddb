//! The only owner of the running case. Collects intents, lets the engine step, hands out what happened, keeps the record
//! on disk ahead of what is told. Decides nothing.

mod again;
mod anew;
mod run;
#[cfg(feature = "web")]
mod station;
mod tick;

pub use again::{Beside, ReplayFrom};
pub use anew::Prepared;
pub use run::{ActiveCase, FinishedRun, Plan, StartError};

use super::{CaseSystems, Pause, Screen};
use crate::domain::ids::{Millis, Permille};
use crate::domain::record::Event;
use crate::domain::session::Over;
use bevy::prelude::*;

/// Through which channel words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Channel {
    /// To whoever is faced.
    #[default]
    Street,
    /// Shoulder radio: the command centre.
    Radio,
    /// A quiet word to the partner.
    Aside,
    /// By phone.
    Phone,
    /// Into a paper, where nobody hears it; the number tells one turn of dictating from the next.
    Paper(u16),
}

/// What the trainee wants, whatever the device.
#[derive(Message, Debug, Clone, PartialEq)]
pub enum Intent {
    /// Says something.
    Say {
        /// Words, as typed or heard.
        text: String,
        /// Certainty; full for typed words.
        sure: Permille,
        /// Through which channel.
        channel: Channel,
        /// Addressee by id, when one was chosen.
        to: Option<String>,
        /// Where the words came from, when they were heard.
        source: Option<String>,
        /// Model and host, when another machine heard them.
        heard_by: Option<String>,
        /// The line they were spoken into, where somebody had not ended.
        over: Option<Over>,
    },
    /// Has been speaking for so long, and goes on.
    Talk {
        /// Through which channel.
        channel: Channel,
        /// Addressee by id, when one was chosen.
        to: Option<String>,
        /// For how long.
        for_ms: Millis,
    },
    /// Does something.
    Do {
        /// Action of the case.
        action: String,
        /// Person or thing.
        target: Option<String>,
        /// Tool in hand; a picture says how close it was: wide, medium, close.
        tool: Option<String>,
    },
    /// Entered a zone, or its distance or facing changed there.
    Move {
        /// Zone.
        zone: String,
        /// Distance to the party.
        distance_cm: Option<u32>,
        /// Person or thing faced.
        facing: Option<String>,
    },
    /// The body or the voice did a deed of the conduct pack.
    Sense {
        /// Deed.
        deed: String,
        /// Who feels it; the party when left out.
        who: Option<String>,
    },
    /// Filled a form.
    Paper {
        /// Form.
        form: String,
        /// Fields.
        fields: Vec<(String, String)>,
    },
    /// Lets time pass.
    Pass(Millis),
    /// Leaves the case.
    Leave,
}

/// Something that went into the record: an input or an effect, with its moment.
#[derive(Message, Debug, Clone)]
pub struct Happened(pub Event);

/// The case could not begin or its record could not be written; for the user to read.
#[derive(Message, Debug, Clone)]
pub struct CaseTrouble {
    /// Message id.
    pub message: &'static str,
    /// What exactly.
    pub detail: String,
}

/// The run begins; everything that enters the street comes after.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BeginSystems;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Prepared>()
        .add_message::<Intent>()
        .add_message::<Happened>()
        .add_message::<CaseTrouble>()
        .add_systems(OnEnter(Screen::Case), run::begin.in_set(BeginSystems))
        .add_systems(
            FixedUpdate,
            (
                tick::step
                    .in_set(CaseSystems::Step)
                    .run_if(in_state(Pause::Running)),
                tick::close.in_set(CaseSystems::Apply),
            )
                .run_if(resource_exists::<ActiveCase>),
        )
        .add_systems(OnExit(Screen::Case), run::abandon);
    #[cfg(feature = "web")]
    app.add_plugins(station::plugin);
}
