//! Passers-by: they walk along the street, stop and film when something happens, murmur and go on.

use super::body::{Person, WALK_M_S, spawn_person};
use super::clips::Motion;
use super::walk::{Goal, TurnTo};
use crate::app::bridge::ActiveCase;
use crate::app::library::Library;
use crate::app::options::PlayOptions;
use crate::app::world::{Ground, StreetAssets, StreetSystems};
use crate::app::{CaseSystems, Pause, Screen};
use crate::domain::packs::Mood;
use crate::staging::{Look, PeopleFile, PlaceFile, Spot};
use bevy::gltf::Gltf;
use bevy::prelude::*;

/// What the crowd is to do.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrowdOrder {
    /// So many stop and watch.
    Gather(u32),
    /// Everybody goes on.
    Disperse,
}

/// A passer-by.
#[derive(Component, Debug, Clone, Copy, Default)]
pub struct PasserBy {
    number: u32,
    is_watching: bool,
    rests_s: f32,
    rounds: u32,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Case), fill.in_set(StreetSystems::Crowd))
        .add_systems(
            FixedUpdate,
            (
                stroll
                    .in_set(CaseSystems::Gather)
                    .run_if(in_state(Pause::Running)),
                obey.in_set(CaseSystems::Apply),
            )
                .run_if(in_state(Screen::Case)),
        );
}

/// Spots whose name begins so.
pub(in crate::app) fn spots<'a>(place: &'a PlaceFile, prefix: &str) -> Vec<&'a Spot> {
    place
        .spots
        .iter()
        .filter(|spot| spot.spot.starts_with(prefix))
        .collect()
}

/// The same choice for the same number: a crowd looks like chance and is the same every time.
const fn chance(number: u32, salt: u32) -> u32 {
    let mut x = number
        .wrapping_mul(0x9E37_79B9)
        .wrapping_add(salt.wrapping_mul(0x85EB_CA6B));
    x = (x ^ (x >> 16)).wrapping_mul(0x7FEB_352D);
    x ^ (x >> 15)
}

/// Bodies for passers-by, of those that are here. Twins of people of the case would confuse; a small wardrobe has no choice.
pub(in crate::app) fn strangers<'a>(
    people: &'a PeopleFile,
    cast: &[&str],
    is_here: impl Fn(&str) -> bool,
) -> Vec<&'a Look> {
    let looks = people
        .people
        .iter()
        .filter(|look| is_here(&look.look) && !look.is_officer());
    let strangers: Vec<&Look> = looks
        .clone()
        .filter(|look| !cast.contains(&look.look.as_str()))
        .collect();
    if strangers.len() >= 3 {
        strangers
    } else {
        looks.collect()
    }
}

fn fill(
    mut commands: Commands,
    active: Option<Res<ActiveCase>>,
    library: Res<Library>,
    street: Res<StreetAssets>,
    gltfs: Res<Assets<Gltf>>,
    ground: Option<Res<Ground>>,
    options: Res<PlayOptions>,
) {
    let (Some(active), Some(ground)) = (active, ground) else {
        return;
    };
    let entry = active.entry();
    let (Some(stage), Some(place)) = (&entry.stage, &entry.place) else {
        return;
    };
    let stands = spots(place, "crowd_");
    let wardrobe = &library.0.wardrobe.people;
    let cast: Vec<&str> = entry
        .case
        .people
        .iter()
        .filter_map(|person| {
            stage
                .cast(&person.id)
                .and_then(|one| one.look.as_deref())
                .or_else(|| wardrobe.cast(&entry.case.id, &person.id))
        })
        .collect();
    let looks = strangers(wardrobe, &cast, |look| street.bodies.contains_key(look));
    if stands.is_empty() || looks.is_empty() {
        return;
    }
    for number in 0..options.passers_by.unwrap_or(stage.passers_by) {
        let look = looks[number as usize % looks.len()];
        let spot = stands[number as usize % stands.len()];
        let entity = spawn_person(
            &mut commands,
            &street,
            &gltfs,
            &ground,
            Person {
                id: format!("passer-by {number}"),
                look: look.look.clone(),
                eye_m: look.eye_height_cm as f32 / 100.0,
                mood: Mood::Calm,
                tension: 20,
                is_of_case: false,
            },
            look.height_cm as f32 / 100.0,
            Vec3::new(spot.at.0, 0.0, spot.at.1),
            spot.yaw_deg.to_radians(),
        );
        commands.entity(entity).insert(PasserBy {
            number,
            is_watching: false,
            rests_s: (chance(number, 1) % 8) as f32,
            rounds: 0,
        });
    }
}

/// Whoever has nothing to watch walks on after a while.
fn stroll(
    mut commands: Commands,
    time: Res<Time>,
    active: Option<Res<ActiveCase>>,
    mut crowd: Query<(Entity, &mut PasserBy), Without<Goal>>,
) {
    let Some(place) = active
        .as_ref()
        .and_then(|active| active.entry().place.as_ref())
    else {
        return;
    };
    let stands = spots(place, "crowd_");
    if stands.is_empty() {
        return;
    }
    for (entity, mut passer_by) in &mut crowd {
        if passer_by.is_watching {
            continue;
        }
        passer_by.rests_s -= time.delta_secs();
        if passer_by.rests_s > 0.0 {
            continue;
        }
        // Everybody counts their own walks: who comes first in the memory of the machine changes nothing.
        passer_by.rounds = passer_by.rounds.wrapping_add(1);
        let round = passer_by.rounds;
        passer_by.rests_s = 2.0 + (chance(passer_by.number, round) % 9) as f32;
        let next = stands[chance(passer_by.number, round + 77) as usize % stands.len()];
        commands.entity(entity).insert(Goal {
            at: Vec3::new(next.at.0, 0.0, next.at.1),
            yaw: Some(next.yaw_deg.to_radians()),
            speed_m_s: WALK_M_S * (0.75 + (chance(passer_by.number, 3) % 40) as f32 / 100.0),
        });
    }
}

fn obey(
    mut commands: Commands,
    mut orders: MessageReader<CrowdOrder>,
    active: Option<Res<ActiveCase>>,
    mut crowd: Query<(Entity, &mut PasserBy, &mut Motion)>,
) {
    let Some(place) = active
        .as_ref()
        .and_then(|active| active.entry().place.as_ref())
    else {
        orders.clear();
        return;
    };
    let watch_from = spots(place, "bystander_");
    let middle = place
        .spot("party")
        .map_or(Vec3::ZERO, |spot| Vec3::new(spot.at.0, 1.2, spot.at.1));
    for order in orders.read() {
        match order {
            CrowdOrder::Gather(count) => {
                if watch_from.is_empty() {
                    continue;
                }
                let mut idle: Vec<_> = crowd
                    .iter_mut()
                    .filter(|(_, passer_by, _)| !passer_by.is_watching)
                    .collect();
                idle.sort_by_key(|(_, passer_by, _)| passer_by.number);
                for (entity, mut passer_by, mut motion) in idle.into_iter().take(*count as usize) {
                    passer_by.is_watching = true;
                    let spot = watch_from[passer_by.number as usize % watch_from.len()];
                    let films = chance(passer_by.number, 9).is_multiple_of(3);
                    motion.idle = Some(if films { "film" } else { "idle_uneasy" }.to_owned());
                    motion.holds = films.then(|| "phone".to_owned());
                    commands.entity(entity).insert((
                        Goal {
                            at: Vec3::new(spot.at.0, 0.0, spot.at.1),
                            yaw: None,
                            speed_m_s: WALK_M_S,
                        },
                        TurnTo(middle),
                    ));
                }
            }
            CrowdOrder::Disperse => {
                for (entity, mut passer_by, mut motion) in &mut crowd {
                    if passer_by.is_watching {
                        passer_by.is_watching = false;
                        passer_by.rests_s = 0.5 + (chance(passer_by.number, 5) % 4) as f32;
                        motion.idle = None;
                        motion.holds = None;
                        commands.entity(entity).remove::<TurnTo>();
                    }
                }
            }
        }
    }
}
