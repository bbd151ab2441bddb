//! Faces: blinking, moods, and lips that move with the line.

use super::body::{BodyParts, Person};
use super::rest::AtRest;
use super::speech::Speaking;
use crate::app::Screen;
use crate::domain::packs::Mood;
use crate::staging::Viseme;
use bevy::mesh::morph::MorphWeights;
use bevy::prelude::*;

/// Morph targets that are moved, by their place in the body files.
const BLINK: usize = 0;
const BROW_UP: usize = 1;
const BROW_DOWN: usize = 2;
const VISEME_AA: usize = 3;
const VISEME_IH: usize = 4;
const VISEME_OU: usize = 5;
const VISEME_MM: usize = 6;
const VISEME_FF: usize = 7;
const ANGRY: usize = 8;
const SAD: usize = 9;
const HAPPY: usize = 10;
const AFRAID: usize = 11;
/// Those up to the last one named here; the files have some more, which nothing moves.
const TARGETS: usize = 12;

/// Nobody sees that a weight is off by less.
const NEAR: f32 = 0.002;
/// How fast a face follows, per second.
const FOLLOW_PER_S: f32 = 14.0;
/// A blink closes and opens within this.
const BLINK_S: f32 = 0.16;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, move_faces.run_if(in_state(Screen::Case)));
}

fn move_faces(
    time: Res<Time>,
    people: Query<(&Person, &BodyParts, Option<&Speaking>)>,
    still: Query<(), With<AtRest>>,
    mut faces: Query<&mut MorphWeights>,
) {
    let now = time.elapsed_secs();
    let follow = (FOLLOW_PER_S * time.delta_secs()).min(1.0);
    for (person, parts, speaking) in &people {
        if still.contains(parts.player) {
            continue;
        }
        let mut wanted = [0.0_f32; TARGETS];
        let phase = person.own_time(17) * 0.37;
        // Blinks every three to five seconds, oftener when tense.
        let period = 4.6 - f32::from(person.tension) / 100.0 * 1.8 + (phase % 0.9);
        if (now + phase) % period < BLINK_S {
            wanted[BLINK] = 1.0;
        }
        let tension = f32::from(person.tension) / 100.0;
        match person.mood {
            Mood::Calm => wanted[HAPPY] = 0.18,
            Mood::Uneasy => {
                wanted[AFRAID] = 0.35;
                wanted[BROW_UP] = 0.3;
            }
            Mood::Angry => {
                wanted[ANGRY] = 0.5 + tension * 0.3;
                wanted[BROW_DOWN] = 0.5;
            }
            Mood::Shouting => {
                wanted[ANGRY] = 1.0;
                wanted[BROW_DOWN] = 0.8;
            }
            Mood::Breaking => {
                wanted[SAD] = 1.0;
                wanted[BROW_UP] = 0.5;
            }
        }
        if let Some(speaking) = speaking {
            mouth(speaking, &mut wanted);
        }
        for face in &parts.faces {
            let Ok(mut weights) = faces.get_mut(*face) else {
                continue;
            };
            let now = weights.weights().iter().zip(&wanted);
            if now.clone().all(|(now, wanted)| (now - wanted).abs() < NEAR) {
                continue;
            }
            for (weight, wanted) in weights.weights_mut().iter_mut().zip(wanted) {
                *weight += (wanted - *weight) * follow;
            }
        }
    }
}

/// The mouth of the moment: from the recording's track, else opening and closing at the pace of speech.
fn mouth(speaking: &Speaking, wanted: &mut [f32; TARGETS]) {
    let at_ms = (speaking.for_s * 1000.0) as u64;
    if speaking.visemes.is_empty() {
        let beat = (speaking.for_s * 4.5 * std::f32::consts::TAU).sin() * 0.5 + 0.5;
        let other = (speaking.for_s * 2.1 * std::f32::consts::TAU).sin() * 0.5 + 0.5;
        wanted[VISEME_AA] = beat * (0.35 + 0.4 * other);
        wanted[VISEME_OU] = (1.0 - beat) * 0.3 * other;
        return;
    }
    let shape = speaking
        .visemes
        .iter()
        .rev()
        .find(|(from, _)| *from <= at_ms)
        .map_or(Viseme::Rest, |(_, shape)| *shape);
    let (target, weight) = match shape {
        Viseme::Aa => (VISEME_AA, 0.9),
        Viseme::Ih => (VISEME_IH, 0.8),
        Viseme::Ou => (VISEME_OU, 0.9),
        Viseme::Mm => (VISEME_MM, 0.9),
        Viseme::Ff => (VISEME_FF, 0.9),
        Viseme::Rest => return,
    };
    wanted[target] = weight;
}
