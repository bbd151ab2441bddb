//! World events of the case as the stage shows them: something arrives, leaves, sounds, shines or rains.

use super::assets::StreetAssets;
use super::light::LightOf;
use super::set::{CasePiece, Thing, spawn_piece};
use super::weather::Rain;
use crate::app::actors::{CrowdOrder, PlayClip};
use crate::app::bridge::{ActiveCase, Happened};
use crate::app::library::Library;
use crate::app::sound::PlaySound;
use crate::app::{CaseSystems, Pause, Screen};
use crate::domain::record::Moment;
use crate::domain::session::Effect;
use crate::staging::Show;
use bevy::prelude::*;

/// Metres a second of what arrives, unless the stage says otherwise.
const DRIVE_M_S: f32 = 4.0;

/// On its way to somewhere.
#[derive(Component, Debug, Clone, Copy)]
struct Driving {
    to: Vec3,
    speed_m_s: f32,
    goes_away: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        FixedUpdate,
        (
            show.in_set(CaseSystems::Apply),
            drive
                .in_set(CaseSystems::Gather)
                .run_if(in_state(Pause::Running)),
        )
            .run_if(in_state(Screen::Case)),
    );
}

#[derive(bevy::ecs::system::SystemParam)]
struct Stagehands<'w> {
    light: ResMut<'w, LightOf>,
    rain: ResMut<'w, Rain>,
    sounds: MessageWriter<'w, PlaySound>,
    clips: MessageWriter<'w, PlayClip>,
    crowd: MessageWriter<'w, CrowdOrder>,
}

fn show(
    mut commands: Commands,
    mut happened: MessageReader<Happened>,
    active: Option<Res<ActiveCase>>,
    library: Res<Library>,
    street: Res<StreetAssets>,
    mut hands: Stagehands,
    things: Query<(Entity, &Thing)>,
    pieces: Query<(Entity, &CasePiece)>,
) {
    let Some(active) = active else {
        happened.clear();
        return;
    };
    let entry = active.entry();
    let (Some(stage), Some(place)) = (&entry.stage, &entry.place) else {
        happened.clear();
        return;
    };
    let spot = |id: &str| {
        place.spot(id).map(|spot| {
            (
                Vec3::new(spot.at.0, 0.0, spot.at.1),
                spot.yaw_deg.to_radians(),
            )
        })
    };
    for Happened(event) in happened.read() {
        let Moment::Out(Effect::World { event }) = &event.what else {
            continue;
        };
        let of_stage = stage.shows(event);
        let shows = if of_stage.is_empty() {
            library.0.wardrobe.happenings.shows(event)
        } else {
            of_stage
        };
        for show in shows {
            match show {
                Show::Sound { sound, at } => {
                    hands.sounds.write(PlaySound {
                        sound: sound.clone(),
                        at: at.as_deref().and_then(spot).map(|(at, _)| at),
                    });
                }
                Show::Light(light) => light.clone_into(&mut hands.light.0),
                Show::Rain(on) => hands.rain.0 = *on,
                Show::Arrive {
                    piece,
                    from,
                    to,
                    speed_m_s,
                } => {
                    let (Some((from, _)), Some((to, _))) = (spot(from), spot(to)) else {
                        continue;
                    };
                    let heading = (to - from).normalize_or(Vec3::Z);
                    let transform = Transform::from_translation(from)
                        .with_rotation(Quat::from_rotation_y(heading.x.atan2(heading.z)));
                    let kit = library.0.wardrobe.kit.piece(piece);
                    let entity = spawn_piece(&mut commands, &street, kit, piece, transform);
                    commands.entity(entity).insert(Driving {
                        to,
                        speed_m_s: speed_m_s.unwrap_or(DRIVE_M_S),
                        goes_away: false,
                    });
                }
                Show::Depart { piece, to } => {
                    let Some((to, _)) = spot(to) else { continue };
                    let of_case = things
                        .iter()
                        .filter(|(_, one)| one.id == *piece)
                        .map(|one| one.0);
                    let of_kit = pieces
                        .iter()
                        .filter(|(_, one)| one.0 == *piece)
                        .map(|one| one.0);
                    for entity in of_case.chain(of_kit) {
                        commands
                            .entity(entity)
                            .remove::<bevy_rapier3d::prelude::Collider>()
                            .insert(Driving {
                                to,
                                speed_m_s: DRIVE_M_S * 0.4,
                                goes_away: true,
                            });
                    }
                }
                Show::Remove(id) => {
                    for (entity, thing) in &things {
                        if thing.id == *id {
                            commands.entity(entity).despawn();
                        }
                    }
                }
                Show::Crowd(count) => {
                    hands.crowd.write(CrowdOrder::Gather(*count));
                }
                Show::Disperse => {
                    hands.crowd.write(CrowdOrder::Disperse);
                }
                Show::Clip { person, clip } => {
                    let person = if person == "party" {
                        active.party().to_owned()
                    } else {
                        person.clone()
                    };
                    hands.clips.write(PlayClip {
                        person,
                        clip: clip.clone(),
                    });
                }
            }
        }
    }
}

fn drive(
    mut commands: Commands,
    time: Res<Time>,
    mut driving: Query<(Entity, &mut Transform, &Driving)>,
) {
    for (entity, mut transform, driving) in &mut driving {
        let way = driving.to - transform.translation;
        let step = driving.speed_m_s * time.delta_secs();
        if way.length() <= step {
            transform.translation = driving.to;
            if driving.goes_away {
                commands.entity(entity).despawn();
            } else {
                commands.entity(entity).remove::<Driving>();
            }
        } else {
            transform.translation += way.normalize() * step;
        }
    }
}
