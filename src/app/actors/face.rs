//! Faces: blinking, moods, and lips that move with the line.

use super::body::{BodyParts, Person};
use super::speech::Speaking;
use crate::app::Screen;
use crate::domain::packs::Mood;
use crate::staging::Viseme;
use bevy::mesh::morph::MorphWeights;
use bevy::prelude::*;

/// Morph targets in the order of the body files.
const TARGETS: [&str; 16] = [
    "blink",
    "brow_up",
    "brow_down",
    "viseme_aa",
    "viseme_ih",
    "viseme_ou",
    "viseme_mm",
    "viseme_ff",
    "angry",
    "sad",
    "happy",
    "afraid",
    "disgust",
    "surprise",
    "look_up",
    "look_down",
];

/// How fast a face follows, per second.
const FOLLOW_PER_S: f32 = 14.0;
/// A blink closes and opens within this.
const BLINK_S: f32 = 0.16;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, move_faces.run_if(in_state(Screen::Case)));
}

fn target(name: &str) -> usize {
    TARGETS.iter().position(|one| *one == name).unwrap_or(0)
}

fn move_faces(
    time: Res<Time>,
    people: Query<(&Person, &BodyParts, Option<&Speaking>)>,
    mut faces: Query<&mut MorphWeights>,
) {
    let now = time.elapsed_secs();
    for (person, parts, speaking) in &people {
        let mut wanted = [0.0_f32; TARGETS.len()];
        let phase = person.own_time(17) * 0.37;
        // Blinks every three to five seconds, oftener when tense.
        let period = 4.6 - f32::from(person.tension) / 100.0 * 1.8 + (phase % 0.9);
        if (now + phase) % period < BLINK_S {
            wanted[target("blink")] = 1.0;
        }
        let tension = f32::from(person.tension) / 100.0;
        match person.mood {
            Mood::Calm => wanted[target("happy")] = 0.18,
            Mood::Uneasy => {
                wanted[target("afraid")] = 0.35;
                wanted[target("brow_up")] = 0.3;
            }
            Mood::Angry => {
                wanted[target("angry")] = 0.5 + tension * 0.3;
                wanted[target("brow_down")] = 0.5;
            }
            Mood::Shouting => {
                wanted[target("angry")] = 1.0;
                wanted[target("brow_down")] = 0.8;
            }
            Mood::Breaking => {
                wanted[target("sad")] = 1.0;
                wanted[target("brow_up")] = 0.5;
            }
        }
        if let Some(speaking) = speaking {
            mouth(speaking, &mut wanted);
        }
        let follow = (FOLLOW_PER_S * time.delta_secs()).min(1.0);
        for face in &parts.faces {
            let Ok(mut weights) = faces.get_mut(*face) else {
                continue;
            };
            for (weight, wanted) in weights.weights_mut().iter_mut().zip(wanted) {
                *weight += (wanted - *weight) * follow;
            }
        }
    }
}

/// The mouth of the moment: from the recording's track, else opening and closing at the pace of speech.
fn mouth(speaking: &Speaking, wanted: &mut [f32; TARGETS.len()]) {
    let at_ms = (speaking.for_s * 1000.0) as u64;
    if speaking.visemes.is_empty() {
        let beat = (speaking.for_s * 4.5 * std::f32::consts::TAU).sin() * 0.5 + 0.5;
        let other = (speaking.for_s * 2.1 * std::f32::consts::TAU).sin() * 0.5 + 0.5;
        wanted[target("viseme_aa")] = beat * (0.35 + 0.4 * other);
        wanted[target("viseme_ou")] = (1.0 - beat) * 0.3 * other;
        return;
    }
    let shape = speaking
        .visemes
        .iter()
        .rev()
        .find(|(from, _)| *from <= at_ms)
        .map_or(Viseme::Rest, |(_, shape)| *shape);
    let (name, weight) = match shape {
        Viseme::Aa => ("viseme_aa", 0.9),
        Viseme::Ih => ("viseme_ih", 0.8),
        Viseme::Ou => ("viseme_ou", 0.9),
        Viseme::Mm => ("viseme_mm", 0.9),
        Viseme::Ff => ("viseme_ff", 0.9),
        Viseme::Rest => return,
    };
    wanted[target(name)] = weight;
}
