//! Who speaks when: lines wait their turn, last as long as their sound or their words, and are shown while they last. A
//! line without sound never stalls the case.

use super::body::Person;
use super::turns;
use crate::app::bridge::{ActiveCase, Channel, Happened};
use crate::app::sound::{VoiceLength, VoiceLibrary};
use crate::app::trainee::OpenSystems;
use crate::app::words::Tongue;
use crate::app::{Pause, Screen};
use crate::domain::ids::{Language, Millis};
use crate::domain::record::Moment;
use crate::domain::scenario::model::Role;
use crate::domain::session::{Effect, Input, Over, Touch};
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

impl SpeechQueue {
    /// The line that words through this channel are spoken into just now. The street does not reach the radio, nor the
    /// phone the street.
    #[must_use]
    pub fn over(&self, channel: Channel) -> Option<Over> {
        let (utterance, for_s) = self.now.as_ref()?;
        let is_heard = match channel {
            Channel::Street => !utterance.is_radio,
            Channel::Phone => utterance.is_radio,
            Channel::Radio | Channel::Aside | Channel::Paper(_) => false,
        };
        let left_s = utterance.lasts_s - for_s;
        (is_heard && left_s > 0.0).then(|| Over {
            who: utterance.by.clone(),
            line: utterance.line.clone(),
            said_ms: millis(*for_s),
            left_ms: millis(left_s),
        })
    }

    /// Takes the line that is being said away from whoever says it, with what else they were about to say.
    pub(super) fn break_off(&mut self) -> Option<Utterance> {
        let (utterance, _) = self.now.take()?;
        self.waiting.retain(|one| one.by != utterance.by);
        Some(utterance)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lines last seconds, and a negative time counts as none"
)]
fn millis(seconds: f32) -> Millis {
    Millis((seconds.max(0.0) * 1000.0) as u64)
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

/// Between two lines.
const BREATH_S: f32 = 0.25;
/// More lines than this do not wait: the oldest are only read in the transcript.
const WAITING_MAX: usize = 4;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<SpeechQueue>()
        .init_resource::<turns::TakingTurns>()
        .add_message::<LineBegins>()
        .add_message::<LineBreaksOff>()
        .add_systems(OnEnter(Screen::Case), hush)
        .add_systems(
            Update,
            (
                listen,
                (turns::hear_trainee, turns::give_way, speak)
                    .chain()
                    .run_if(in_state(Pause::Running)),
            )
                .chain()
                // Typed words begin in the same frame.
                .after(OpenSystems)
                .run_if(in_state(Screen::Case)),
        );
}

fn hush(mut queue: ResMut<SpeechQueue>, mut turns: ResMut<turns::TakingTurns>) {
    *queue = SpeechQueue::default();
    *turns = turns::TakingTurns::default();
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
    let mut cuts_in: Option<&str> = None;
    for Happened(event) in happened.read() {
        let (by, line, text) = match &event.what {
            Moment::Out(Effect::CutIn { who }) => {
                cuts_in = Some(who);
                continue;
            }
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
        let utterance = Utterance {
            by: by.clone(),
            line: line.to_owned(),
            text,
            lasts_s: seconds,
            visemes,
            is_radio,
            at: event.at,
        };
        while queue.waiting.len() >= WAITING_MAX {
            queue.waiting.pop_front();
        }
        if cuts_in.take_if(|who| *who == by.as_str()).is_some() {
            // Whoever cannot wait does not wait for those who can.
            queue.waiting.push_front(utterance);
        } else {
            queue.waiting.push_back(utterance);
        }
    }
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
