//! Who speaks when: lines wait their turn, last as long as their sound or their words, and are shown while they last. A
//! line without sound never stalls the case.

use super::body::Person;
use crate::app::bridge::{ActiveCase, Channel, Happened, Intent};
use crate::app::sound::{VoiceLength, VoiceLibrary};
use crate::app::trainee::OpenSystems;
use crate::app::voice::SpeechStarted;
use crate::app::words::Tongue;
use crate::app::{Pause, Screen};
use crate::domain::ids::{Language, Millis};
use crate::domain::record::Moment;
use crate::domain::scenario::model::Role;
use crate::domain::session::{Effect, Input, Touch};
use crate::staging::Viseme;
use bevy::prelude::*;
use std::collections::VecDeque;

/// A line that is being spoken or will be.
#[derive(Debug, Clone, PartialEq)]
pub struct Utterance {
    /// Speaker.
    pub by: String,
    /// Line.
    pub line: String,
    /// Words.
    pub text: String,
    /// How long, in seconds.
    pub lasts_s: f32,
    /// Mouth shapes; empty when there is no sound.
    pub visemes: Vec<(u64, Viseme)>,
    /// Over the radio.
    pub is_radio: bool,
    /// When the engine said so.
    pub at: Millis,
}

/// Lines being spoken and waiting.
#[derive(Resource, Debug, Clone, Default)]
pub struct SpeechQueue {
    /// Now, with how long it has been spoken.
    pub now: Option<(Utterance, f32)>,
    /// Next.
    pub waiting: VecDeque<Utterance>,
}

/// Somebody is speaking.
#[derive(Component, Debug, Clone)]
pub struct Speaking {
    /// Since when, in seconds.
    pub for_s: f32,
    /// How long.
    pub lasts_s: f32,
    /// Mouth shapes.
    pub visemes: Vec<(u64, Viseme)>,
    /// Letters of the line, to vary what the hands do.
    pub words: usize,
}

/// A line begins to be heard.
#[derive(Message, Debug, Clone)]
pub struct LineBegins(pub Utterance);

/// A line was cut off, because the trainee began to speak.
#[derive(Message, Debug, Clone)]
pub struct LineBreaksOff(pub Utterance);

/// Deed of the conduct pack: talking over somebody.
const INTERRUPT: &str = "interrupt";
/// Whoever is this near to the end of a line is answered, not interrupted; people's turns overlap by a few tenths of a
/// second all the time (Stivers et al. 2009, turns in ten languages).
const OVERLAP_S: f32 = 0.8;
/// Words that begin together with a line meant the one before it.
const TOGETHER_S: f32 = 0.4;

/// Between two lines.
const BREATH_S: f32 = 0.25;
/// More lines than this do not wait: the oldest are only read in the transcript.
const WAITING_MAX: usize = 4;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<SpeechQueue>()
        .add_message::<LineBegins>()
        .add_message::<LineBreaksOff>()
        .add_systems(OnEnter(Screen::Case), hush)
        .add_systems(
            Update,
            (
                listen,
                (give_way, speak).chain().run_if(in_state(Pause::Running)),
            )
                .chain()
                // Typed words begin in the same frame.
                .after(OpenSystems)
                .run_if(in_state(Screen::Case)),
        );
}

fn hush(mut queue: ResMut<SpeechQueue>) {
    *queue = SpeechQueue::default();
}

/// How long a line takes to say, by its length: Chinese some four and a half characters a second, English two and a half
/// words.
#[must_use]
pub fn reading_time_s(text: &str, lang: Language) -> f32 {
    let units = match lang {
        Language::Zh => text.chars().filter(|one| one.is_alphanumeric()).count() as f32 / 4.5,
        Language::En => text.split_whitespace().count() as f32 / 2.5,
    };
    (units + 0.5).clamp(1.0, 14.0)
}

fn listen(
    mut happened: MessageReader<Happened>,
    active: Option<Res<ActiveCase>>,
    tongue: Res<Tongue>,
    voices: Res<VoiceLibrary>,
    mut queue: ResMut<SpeechQueue>,
) {
    let Some(active) = active else {
        happened.clear();
        return;
    };
    for Happened(event) in happened.read() {
        let (by, line, text) = match &event.what {
            Moment::Out(Effect::Line { by, line }) => {
                (by, line.as_str(), active.wording().line(line))
            }
            // The instructor's words in somebody's mouth have no recording; they are read.
            Moment::In(Input::Touched {
                touch: Touch::Say { by, text },
                ..
            }) if active.is_present(by) => (by, "", text.clone()),
            _ => continue,
        };
        let VoiceLength { seconds, visemes } =
            voices.length(&active, by, line).unwrap_or(VoiceLength {
                seconds: reading_time_s(&text, tongue.lang()),
                visemes: Vec::new(),
            });
        let is_radio = active.case().person(by).is_some_and(|found| {
            // A voice out of a small loudspeaker at the ear, phone or radio.
            matches!(
                active.case().people[found.at()].role,
                Role::Control | Role::Phone
            )
        });
        queue.waiting.push_back(Utterance {
            by: by.clone(),
            line: line.to_owned(),
            text,
            lasts_s: seconds,
            visemes,
            is_radio,
            at: event.at,
        });
        while queue.waiting.len() > WAITING_MAX {
            queue.waiting.pop_front();
        }
    }
}

/// Whoever is talked over stops, and minds it. The radio goes on: it does not hear the street.
fn give_way(
    mut commands: Commands,
    mut started: MessageReader<SpeechStarted>,
    mut queue: ResMut<SpeechQueue>,
    mut breaks: MessageWriter<LineBreaksOff>,
    mut intents: MessageWriter<Intent>,
    speaking: Query<(Entity, &Person), With<Speaking>>,
    active: Option<Res<ActiveCase>>,
) {
    let is_spoken_to_the_street = started
        .read()
        .filter(|one| one.channel == Channel::Street)
        .count()
        > 0;
    if !is_spoken_to_the_street {
        return;
    }
    let cuts = queue.now.as_ref().is_some_and(|(utterance, for_s)| {
        !utterance.is_radio && *for_s > TOGETHER_S && utterance.lasts_s - for_s > OVERLAP_S
    });
    if !cuts {
        return;
    }
    let Some((utterance, _)) = queue.now.take() else {
        return;
    };
    for (entity, person) in &speaking {
        if person.id == utterance.by {
            commands.entity(entity).remove::<Speaking>();
        }
    }
    // A colleague who is cut short thinks nothing of it.
    let is_colleague = active.as_ref().is_some_and(|active| {
        let case = active.case();
        case.person(&utterance.by)
            .is_some_and(|found| case.people[found.at()].role == Role::Partner)
    });
    if !is_colleague {
        intents.write(Intent::Sense {
            deed: INTERRUPT.to_owned(),
            who: Some(utterance.by.clone()),
        });
    }
    breaks.write(LineBreaksOff(utterance));
}

fn speak(
    mut commands: Commands,
    time: Res<Time>,
    mut queue: ResMut<SpeechQueue>,
    mut begins: MessageWriter<LineBegins>,
    people: Query<(Entity, &Person)>,
    mut speaking: Query<(Entity, &mut Speaking)>,
) {
    let dt = time.delta_secs();
    for (entity, mut one) in &mut speaking {
        one.for_s += dt;
        if one.for_s > one.lasts_s {
            commands.entity(entity).remove::<Speaking>();
        }
    }
    if let Some((utterance, for_s)) = &mut queue.now {
        *for_s += dt;
        if *for_s < utterance.lasts_s + BREATH_S {
            return;
        }
        queue.now = None;
    }
    let Some(next) = queue.waiting.pop_front() else {
        return;
    };
    for (entity, person) in &people {
        if person.id == next.by {
            commands.entity(entity).insert(Speaking {
                for_s: 0.0,
                lasts_s: next.lasts_s,
                visemes: next.visemes.clone(),
                words: next.text.chars().count(),
            });
        }
    }
    begins.write(LineBegins(next.clone()));
    queue.now = Some((next, 0.0));
}
