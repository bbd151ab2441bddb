//! Going somewhere far and letting time pass: what would be dull to play is told in a sentence.

use super::{build_middle, overlay};
use crate::app::bridge::{ActiveCase, Intent};
use crate::app::trainee::{Errand, Overlay, Trainee};
use crate::app::ui::{
    ButtonKind, FirstFocus, Ink, activated, button, column, heading, label, size,
};
use crate::app::words::Tongue;
use crate::domain::ids::Millis;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// Walking pace of an errand, centimetres a second.
const ERRAND_CM_S: u64 = 140;
/// What lies nearer than this is walked to.
const WALKED_M: f32 = 12.0;
/// Spans that can be let pass, in minutes.
const SPANS_MIN: [u64; 3] = [1, 5, 10];

pub(super) fn plugin(app: &mut App) {
    overlay(app, |overlay| *overlay == Overlay::Travel, build);
}

fn build(
    mut commands: Commands,
    tongue: Res<Tongue>,
    active: Option<Res<ActiveCase>>,
    trainees: Query<&Transform, With<Trainee>>,
) {
    let Some(active) = active else { return };
    let case = active.case();
    let wording = active.wording();
    let here = trainees.single().map_or(Vec3::ZERO, |at| at.translation);
    // How far it is from here; where the place does not show a zone, as far as the case says it is from the party.
    let metres = |zone: &crate::domain::scenario::model::Zone| {
        active
            .entry()
            .place
            .as_ref()
            .and_then(|place| place.zones.iter().find(|area| area.zone == zone.id))
            .map_or(zone.distance_cm as f32 / 100.0, |area| {
                Vec3::new(area.at.0, here.y, area.at.1).distance(here)
            })
    };
    build_middle(&mut commands, 620.0, |panel| {
        panel.spawn(heading(tongue.get("travel-title"), size::HEAD));
        panel.spawn(label(tongue.get("travel-go"), size::SMALL, Ink::Accent));
        panel.spawn(column(8.0)).with_children(|list| {
            let mut is_first = true;
            for zone in &case.zones {
                let far = metres(zone);
                if far < WALKED_M {
                    continue;
                }
                let id = zone.id.clone();
                let span = Millis((far * 100.0) as u64 * 1000 / ERRAND_CM_S);
                let mut entity = list.spawn((
                    button(wording.zone(&zone.id), ButtonKind::Row),
                    activated(
                        move |_: On<Activate>,
                              mut intents: MessageWriter<Intent>,
                              mut errands: MessageWriter<Errand>,
                              mut overlay: ResMut<Overlay>| {
                            errands.write(Errand(id.clone()));
                            intents.write(Intent::Pass(span));
                            intents.write(Intent::Move {
                                zone: id.clone(),
                                distance_cm: None,
                                facing: None,
                            });
                            *overlay = Overlay::None;
                        },
                    ),
                ));
                if is_first {
                    entity.insert(FirstFocus);
                    is_first = false;
                }
            }
        });
        panel.spawn(label(tongue.get("travel-wait"), size::SMALL, Ink::Accent));
        panel
            .spawn(Node {
                column_gap: px(8),
                ..default()
            })
            .with_children(|spans| {
                for minutes in SPANS_MIN {
                    spans.spawn((
                        button(
                            tongue.with("travel-minutes", &[("count", &minutes.to_string())]),
                            ButtonKind::Plain,
                        ),
                        activated(
                            move |_: On<Activate>,
                                  mut intents: MessageWriter<Intent>,
                                  mut overlay: ResMut<Overlay>| {
                                intents.write(Intent::Pass(Millis(minutes * 60_000)));
                                *overlay = Overlay::None;
                            },
                        ),
                    ));
                }
            });
    });
}
