//! Keys that are held to speak. A short tap on the radio's or the partner's key asks to type instead, and so does every
//! such key while nothing can be heard.

use super::into::SpokenTo;
use super::{HearSystems, Hearing};
use crate::app::bridge::{ActiveCase, Channel};
use crate::app::devices::{Control, Controls, Grip};
use crate::app::sound::PlaySound;
use crate::app::trainee::{Aim, addressee};
use crate::app::{Pause, Screen};
use crate::domain::scenario::model::Role;
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

/// A key held longer than this is speech and no tap.
pub const HOLD_S: f32 = 0.25;

/// The trainee wants to type to this channel.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeInstead(pub Channel);

/// What a key means for the ear.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TalkKey {
    /// Speech through a channel begins.
    Press(Channel),
    /// It ends.
    Release,
    /// It was none.
    Drop,
}

/// The key that is held to speak, and for how long.
#[derive(Resource, Debug, Clone, Copy, Default)]
struct Held(Option<(Control, f32)>);

const KEYS: [(Control, Channel); 3] = [
    (Control::Talk, Channel::Street),
    (Control::Radio, Channel::Radio),
    (Control::Aside, Channel::Aside),
];

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Held>()
        .add_message::<TypeInstead>()
        .add_message::<TalkKey>()
        .add_systems(
            PreUpdate,
            read.before(HearSystems)
                .after(crate::app::devices::DeviceSystems)
                .run_if(in_state(Screen::Case)),
        )
        .add_systems(OnExit(Screen::Case), let_go)
        .add_systems(OnEnter(Pause::Paused), let_go);
}

fn read(
    time: Res<Time<Real>>,
    controls: Res<Controls>,
    grip: Res<Grip>,
    pause: Res<State<Pause>>,
    callers: Callers,
    mut spoken_to: ResMut<SpokenTo>,
    mut hearing: ResMut<Hearing>,
    mut held: ResMut<Held>,
    mut keys: MessageWriter<TalkKey>,
    mut type_instead: MessageWriter<TypeInstead>,
    mut sounds: MessageWriter<PlaySound>,
) {
    let mut squelch = |sound: &str| {
        sounds.write(PlaySound {
            sound: sound.to_owned(),
            at: None,
        });
    };
    if let Some((control, for_s)) = held.0 {
        let was_s = for_s;
        let for_s = for_s + time.delta_secs();
        let is_radio = control == Control::Radio;
        held.0 = Some((control, for_s));
        if is_radio && was_s < HOLD_S && for_s >= HOLD_S {
            squelch("radio_press");
        }
        if !controls.held(control) {
            held.0 = None;
            if for_s < HOLD_S && control != Control::Talk {
                keys.write(TalkKey::Drop);
                type_instead.write(TypeInstead(channel_of(control)));
            } else {
                keys.write(TalkKey::Release);
                if is_radio {
                    squelch("radio_release");
                }
            }
        }
        return;
    }
    if *grip != Grip::Body || *pause.get() == Pause::Paused {
        return;
    }
    for (control, channel) in KEYS {
        if !controls.just(control) {
            continue;
        }
        let channel = match channel {
            Channel::Street => callers.usual(),
            other => other,
        };
        if hearing.can_listen() {
            held.0 = Some((control, 0.0));
            hearing.channel = channel;
            spoken_to.press(channel, callers.faced(channel));
            keys.write(TalkKey::Press(channel));
        } else {
            type_instead.write(TypeInstead(channel));
        }
        return;
    }
}

/// Whom an open microphone speaks to.
#[derive(SystemParam)]
pub(super) struct Callers<'w> {
    active: Option<Res<'w, ActiveCase>>,
    aim: Option<Res<'w, Aim>>,
}

impl Callers<'_> {
    /// Whom words through this channel are for just now, where the eyes say so.
    fn faced(&self, channel: Channel) -> Option<String> {
        addressee(self.active.as_deref()?, self.aim.as_deref()?, channel)
    }

    /// The channel of words that no key sends elsewhere.
    pub(super) fn usual(&self) -> Channel {
        if is_on_phone(self.active.as_deref(), self.aim.as_deref()) {
            Channel::Phone
        } else {
            Channel::Street
        }
    }
}

/// While a call lasts, whoever looks at nobody talks into the phone.
fn is_on_phone(active: Option<&ActiveCase>, aim: Option<&Aim>) -> bool {
    let Some(active) = active else { return false };
    let faces_somebody = aim
        .and_then(|aim| aim.target.as_deref())
        .is_some_and(|id| active.case().person(id).is_some());
    !faces_somebody && active.present(Role::Phone).is_some()
}

fn channel_of(control: Control) -> Channel {
    KEYS.iter()
        .find(|one| one.0 == control)
        .map_or(Channel::Street, |one| one.1)
}

/// The case stands still or is over: what is being said is dropped.
fn let_go(mut held: ResMut<Held>, mut keys: MessageWriter<TalkKey>) {
    held.0 = None;
    keys.write(TalkKey::Drop);
}
