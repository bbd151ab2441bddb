//! Controls become intents and panels: a key for each common thing, a wheel for all the others.

use super::aim::{Aim, likeliest};
use super::body::{Trainee, step_back};
use super::carry::Load;
use crate::app::bridge::{ActiveCase, Channel, Happened, Intent};
use crate::app::devices::{Control, Controls, Grip};
use crate::app::sound::PlaySound;
use crate::app::ui::{Back, KeysTaken};
use crate::app::voice::TypeInstead;
use crate::app::words::Tongue;
use crate::app::{Pause, Screen};
use crate::domain::ids::Permille;
use crate::domain::record::Moment;
use crate::domain::session::Input;
use bevy::prelude::*;

/// Fact of a case in which officers wear a body camera: it runs.
pub const RECORDER_ON: &str = "recorder_on";

/// The panel over the street.
#[derive(Resource, Debug, Clone, PartialEq, Eq, Default)]
pub enum Overlay {
    /// None: the body has the devices.
    #[default]
    None,
    /// Everything that can be done with what is aimed at.
    Wheel,
    /// Words are typed.
    Type(Channel),
    /// The viewfinder; the body keeps the devices.
    Viewfinder,
    /// The tablet, at one of its pages.
    Tablet(TabletPage),
    /// A paper.
    Paper(String),
    /// Everything that was said.
    Transcript,
    /// Go somewhere far, or let time pass.
    Travel,
    /// What the keys do.
    Help,
    /// Stopped.
    Pause,
    /// What the keys do, read while stopped.
    PauseHelp,
    /// The settings, changed while stopped.
    Settings,
    /// Stopped by an instructor, who alone lets it go on.
    Held,
}

impl Overlay {
    /// Whether the body keeps the devices while it is open.
    #[must_use]
    pub const fn leaves_body(&self) -> bool {
        matches!(self, Self::None | Self::Viewfinder)
    }

    /// Whether the clock stands because of it, where it may.
    #[must_use]
    pub const fn stops_clock(&self) -> bool {
        matches!(
            self,
            Self::Pause | Self::PauseHelp | Self::Settings | Self::Held
        )
    }

    /// What is there again when it closes.
    #[must_use]
    pub const fn below(&self) -> Self {
        match self {
            Self::PauseHelp | Self::Settings => Self::Pause,
            _ => Self::None,
        }
    }
}

/// A page of the tablet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TabletPage {
    /// The ticket, its time limit and what went before.
    #[default]
    Ticket,
    /// The place, and where people can be sent.
    Map,
    /// Provisions with their dates.
    Law,
    /// Pictures taken.
    Album,
    /// Forms.
    Papers,
    /// What platform and command centre wrote and said.
    Messages,
    /// Who can be called.
    Contacts,
}

impl TabletPage {
    /// All, in the order of their tabs.
    pub const ALL: [Self; 7] = [
        Self::Ticket,
        Self::Map,
        Self::Law,
        Self::Album,
        Self::Papers,
        Self::Messages,
        Self::Contacts,
    ];

    /// Message id of its name.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Ticket => "tablet-ticket",
            Self::Map => "tablet-map",
            Self::Law => "tablet-law",
            Self::Album => "tablet-album",
            Self::Papers => "tablet-papers",
            Self::Messages => "tablet-messages",
            Self::Contacts => "tablet-contacts",
        }
    }
}

/// The page at which the tablet was put away.
#[derive(Resource, Debug, Clone, Copy, Default)]
struct LastPage(TabletPage);

/// When the trainee last said something.
#[derive(Resource, Debug, Clone, Copy)]
pub struct TrainedWords {
    /// Seconds since.
    pub since_s: f32,
}

impl Default for TrainedWords {
    fn default() -> Self {
        Self { since_s: f32::MAX }
    }
}

/// Keys open and close panels.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OpenSystems;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Overlay>()
        .init_resource::<LastPage>()
        .init_resource::<TrainedWords>()
        .add_systems(OnEnter(Screen::Case), close)
        .add_systems(
            Update,
            (
                open.in_set(OpenSystems),
                act.run_if(in_state(Pause::Running)),
                grip.run_if(resource_changed::<Overlay>),
                listen,
            )
                .chain()
                .run_if(in_state(Screen::Case)),
        );
}

fn close(
    mut overlay: ResMut<Overlay>,
    mut words: ResMut<TrainedWords>,
    mut last: ResMut<LastPage>,
) {
    *overlay = Overlay::None;
    *last = LastPage::default();
    *words = TrainedWords::default();
}

fn open(
    controls: Res<Controls>,
    active: Option<Res<ActiveCase>>,
    mut overlay: ResMut<Overlay>,
    mut pause: ResMut<NextState<Pause>>,
    grip: Res<Grip>,
    mut type_instead: MessageReader<TypeInstead>,
    mut back: MessageReader<Back>,
    taken: Res<KeysTaken>,
    mut last: ResMut<LastPage>,
) {
    if let Overlay::Tablet(page) = *overlay {
        last.0 = page;
    }
    let Some(active) = active.filter(|active| !active.is_replay()) else {
        type_instead.clear();
        back.clear();
        return;
    };
    // Read at every call, so that an old wish opens or closes nothing later.
    let typed = type_instead.read().last().map(|wish| wish.0);
    let goes_back = back.read().count() > 0 && !overlay.leaves_body();
    if taken.0 {
        return;
    }
    // Among the settings the key that closes is being chosen, and Escape may only call that off.
    let closes = goes_back || controls.just(Control::Menu) && *overlay != Overlay::Settings;
    if closes && *overlay != Overlay::Held {
        let next = if *overlay == Overlay::None {
            Overlay::Pause
        } else {
            overlay.below()
        };
        let stops = next == Overlay::Pause && active.may_stand();
        NextState::set_if_neq(
            &mut pause,
            if stops { Pause::Paused } else { Pause::Running },
        );
        *overlay = next;
        return;
    }
    if !overlay.leaves_body() {
        // The key that opened a panel closes it.
        let own = match *overlay {
            Overlay::Wheel => Some(Control::Wheel),
            Overlay::Tablet(TabletPage::Papers) if controls.just(Control::Papers) => {
                Some(Control::Papers)
            }
            Overlay::Tablet(_) => Some(Control::Tablet),
            Overlay::Transcript => Some(Control::Transcript),
            Overlay::Travel => Some(Control::Travel),
            Overlay::Help | Overlay::PauseHelp => Some(Control::Help),
            _ => None,
        };
        if own.is_some_and(|own| controls.just(own)) {
            *overlay = overlay.below();
        } else if matches!(*overlay, Overlay::Tablet(_)) && controls.just(Control::Papers) {
            *overlay = Overlay::Tablet(TabletPage::Papers);
        }
        return;
    }
    // The key that pressed the last button of a panel opens nothing: the body has the devices from the next frame on.
    if *grip != Grip::Body {
        return;
    }
    let wanted = [
        (Control::Wheel, Overlay::Wheel),
        (Control::Type, Overlay::Type(Channel::Street)),
        (Control::Papers, Overlay::Tablet(TabletPage::Papers)),
        (Control::Tablet, Overlay::Tablet(last.0)),
        (Control::Transcript, Overlay::Transcript),
        (Control::Travel, Overlay::Travel),
        (Control::Help, Overlay::Help),
    ];
    if controls.just(Control::Camera) {
        *overlay = if *overlay == Overlay::Viewfinder {
            Overlay::None
        } else {
            Overlay::Viewfinder
        };
        return;
    }
    if let Some(channel) = typed {
        *overlay = Overlay::Type(channel);
        return;
    }
    for (control, next) in wanted {
        if controls.just(control) {
            *overlay = next;
            return;
        }
    }
}

fn grip(overlay: Res<Overlay>, mut grip: ResMut<Grip>) {
    grip.set_if_neq(if overlay.leaves_body() {
        Grip::Body
    } else {
        Grip::Panels
    });
}

pub(super) fn act(
    controls: Res<Controls>,
    overlay: Res<Overlay>,
    grip: Res<Grip>,
    aim: Res<Aim>,
    load: Res<Load>,
    active: Option<Res<ActiveCase>>,
    tongue: Res<Tongue>,
    mut trainees: Query<&mut Trainee>,
    mut intents: MessageWriter<Intent>,
    mut sounds: MessageWriter<PlaySound>,
    mut is_recording: Local<bool>,
) {
    let Some(active) = active.filter(|active| !active.is_replay()) else {
        return;
    };
    if !overlay.leaves_body() || *grip != Grip::Body {
        return;
    }
    let case = active.case();
    let target = aim.target.as_deref();
    let mut deed = |action: &str, target: Option<&str>| {
        if let Some(found) = case.action(action) {
            let fits = target
                .and_then(|id| case.target(id))
                .filter(|one| case.actions[found.at()].targets.contains(one));
            intents.write(Intent::Do {
                action: action.to_owned(),
                target: fits.map(|one| case.target_id(one).to_owned()),
                tool: None,
            });
        }
    };
    if controls.just(Control::Salute) {
        deed("salute", None);
    }
    if controls.just(Control::Certificate) {
        // Shown to whoever is aimed at, else to the party.
        let to = target
            .filter(|id| case.person(id).is_some())
            .unwrap_or_else(|| active.party());
        deed("show_certificate", Some(to));
    }
    if controls.just(Control::StepBack) {
        for mut trainee in &mut trainees {
            step_back(&mut trainee);
        }
        deed("step_back", None);
    }
    if controls.just(Control::Recorder) {
        *is_recording = !recorder_runs(&active);
        let action = if *is_recording {
            RECORDER_ON
        } else {
            "recorder_off"
        };
        deed(action, None);
        sounds.write(PlaySound {
            sound: if *is_recording {
                "bodycam_on".to_owned()
            } else {
                "bodycam_off".to_owned()
            },
            at: None,
        });
    }
    if controls.just(Control::Act)
        && *overlay == Overlay::None
        // Full hands put down what they hold.
        && !load.is_held()
        && let Some((action, target)) = likeliest(&active, &aim)
    {
        deed(&action, Some(&target));
    }
    if controls.just(Control::SayAgain) {
        intents.write(Intent::Say {
            text: tongue.get("say-again-words"),
            sure: Permille::FULL,
            channel: Channel::Street,
            to: target
                .filter(|id| case.person(id).is_some() && *id != active.party())
                .map(str::to_owned),
            source: None,
            heard_by: None,
            over: None,
        });
    }
}

/// Whether the body camera runs, as the case knows it.
#[must_use]
pub fn recorder_runs(active: &ActiveCase) -> bool {
    active
        .case()
        .fact(RECORDER_ON)
        .is_some_and(|fact| active.state().facts[fact.at()])
}

fn listen(time: Res<Time>, mut happened: MessageReader<Happened>, mut words: ResMut<TrainedWords>) {
    words.since_s += time.delta_secs();
    for Happened(event) in happened.read() {
        if matches!(event.what, Moment::In(Input::Said(_))) {
            words.since_s = 0.0;
        }
    }
}
