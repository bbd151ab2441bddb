//! Bodies: who is present stands in the street, comes and goes. A body is a glTF scene under an entity that walks.

use super::clips::{Motion, Slots};
use super::gaze::{HeadTurn, LookAt};
use super::rest::Seen;
use super::walk::{Goal, Pace, StepsIn};
use crate::app::bridge::{ActiveCase, Happened};
use crate::app::library::Library;
use crate::app::world::{
    Aimable, Enters, Ground, OfStreet, StreetAssets, StreetSystems, WALK_RADIUS_M,
};
use crate::app::{CaseSystems, Screen};
use crate::domain::packs::Mood;
use crate::domain::record::Moment;
use crate::domain::scenario::model::Role;
use crate::domain::session::Effect;
use bevy::animation::{AnimatedBy, AnimationTargetId};
use bevy::gltf::Gltf;
use bevy::mesh::morph::MorphWeights;
use bevy::platform::hash::FixedHasher;
use bevy::prelude::*;
use bevy::world_serialization::{WorldAsset, WorldAssetRoot, WorldInstanceReady};
use bevy_landmass::prelude::*;
use bevy_rapier3d::prelude::Collider;
use std::hash::BuildHasher;

/// Somebody in the street.
#[derive(Component, Debug, Clone)]
#[require(LookAt, HeadTurn)]
pub struct Person {
    /// Person of the case, or of the crowd.
    pub id: String,
    /// Body.
    pub look: String,
    /// Height of the eyes above the ground.
    pub eye_m: f32,
    /// Mood shown.
    pub mood: Mood,
    /// Tension shown, 0 to 100.
    pub tension: i16,
    /// Whether somebody of the case rather than a passer-by.
    pub is_of_case: bool,
}

impl Person {
    /// Each in their own time: one of so many steps by who it is, the same in every run.
    #[must_use]
    pub(super) fn own_time(&self, of: u64) -> f32 {
        (FixedHasher.hash_one(&self.id) % of) as f32
    }
}

/// Parts of a body that are moved by hand.
#[derive(Component, Debug, Clone)]
pub struct BodyParts {
    /// Animation player.
    pub player: Entity,
    /// Head.
    pub head: Option<Entity>,
    /// Places where things are held, by socket.
    pub sockets: Vec<(String, Entity)>,
    /// Nodes with morph targets.
    pub faces: Vec<Entity>,
    /// What is drawn of it.
    pub skins: Vec<Entity>,
}

/// The scene below a person, until it is ready.
#[derive(Component, Debug, Clone, Copy)]
struct Figure {
    person: Entity,
}

/// Leaves the street once it has walked where it goes.
#[derive(Component, Debug, Clone, Copy)]
pub(super) struct Leaving;

/// Speed of a person who walks.
pub(super) const WALK_M_S: f32 = 1.3;

pub(super) fn plugin(app: &mut App) {
    app.add_observer(assemble)
        .add_systems(OnEnter(Screen::Case), enter_all.in_set(StreetSystems::Cast))
        .add_systems(
            FixedUpdate,
            come_and_go
                .in_set(CaseSystems::Apply)
                .run_if(in_state(Screen::Case)),
        );
}

/// The body of the trainee where a run is seen again: looked at, not in anybody's way.
pub fn spawn_stand_in(
    commands: &mut Commands,
    street: &StreetAssets,
    gltfs: &Assets<Gltf>,
    person: Person,
) -> Entity {
    let scene = body_scene(street, gltfs, &person.look);
    let entity = commands
        .spawn((
            OfStreet,
            Name::new("stand-in"),
            person,
            Motion::default(),
            Pace::default(),
            Transform::default(),
            Visibility::Hidden,
            DespawnOnExit(Screen::Case),
        ))
        .id();
    dress(commands, entity, scene);
    entity
}

/// The scene of a body; none until it is loaded.
pub(in crate::app) fn body_scene(
    street: &StreetAssets,
    gltfs: &Assets<Gltf>,
    look: &str,
) -> Option<Handle<WorldAsset>> {
    street
        .bodies
        .get(look)
        .and_then(|handle| gltfs.get(handle))
        .and_then(|gltf| {
            gltf.default_scene
                .clone()
                .or_else(|| gltf.scenes.first().cloned())
        })
}

fn dress(commands: &mut Commands, person: Entity, scene: Option<Handle<WorldAsset>>) {
    if let Some(scene) = scene {
        commands.spawn((
            Figure { person },
            WorldAssetRoot(scene),
            Transform::default(),
            ChildOf(person),
        ));
    }
}

/// Puts a person into the street.
pub fn spawn_person(
    commands: &mut Commands,
    street: &StreetAssets,
    gltfs: &Assets<Gltf>,
    ground: &Ground,
    person: Person,
    height_m: f32,
    at: Vec3,
    yaw: f32,
) -> Entity {
    let scene = body_scene(street, gltfs, &person.look);
    let half = (height_m / 2.0 - 0.25).max(0.1);
    let entering = person.id.clone();
    let entity = commands
        .spawn((
            OfStreet,
            Name::new(format!("person {}", person.id)),
            Aimable(person.id.clone()),
            person,
            Motion::default(),
            Transform::from_translation(at).with_rotation(Quat::from_rotation_y(yaw)),
            Visibility::default(),
            // No rigid body: whoever stands on or brushes against a moving kinematic body is carried along by it (rapier3d
            // 0.35, character controller), and a passer-by would take the trainee away.
            Enters {
                name: entering,
                shape: Collider::compound(vec![(
                    Vec3::Y * height_m / 2.0,
                    Quat::IDENTITY,
                    Collider::capsule_y(half, 0.25),
                )]),
                body: None,
            },
            bevy_landmass::Agent3d::default(),
            AgentSettings {
                radius: WALK_RADIUS_M,
                desired_speed: WALK_M_S,
                max_speed: WALK_M_S * 1.6,
            },
            StepsIn(ground.archipelago),
            DespawnOnExit(Screen::Case),
        ))
        .id();
    dress(commands, entity, scene);
    entity
}

/// Everybody who is present when the case begins.
fn enter_all(
    mut commands: Commands,
    active: Option<Res<ActiveCase>>,
    library: Res<Library>,
    street: Res<StreetAssets>,
    gltfs: Res<Assets<Gltf>>,
    ground: Option<Res<Ground>>,
) {
    let (Some(active), Some(ground)) = (active, ground) else {
        return;
    };
    for (at, state) in active.state().people.iter().enumerate() {
        if state.present {
            enter(
                &mut commands,
                &active,
                *library,
                &street,
                &gltfs,
                &ground,
                at,
                false,
            );
        }
    }
}

/// Where somebody of the case stands, and from where they come.
fn marks(
    active: &ActiveCase,
    library: Library,
    at: usize,
) -> Option<(String, (Vec3, f32), (Vec3, f32))> {
    let entry = active.entry();
    let person = &entry.case.people[at];
    let cast = entry
        .stage
        .as_ref()
        .and_then(|stage| stage.cast(&person.id));
    let look = cast.and_then(|cast| cast.look.clone()).or_else(|| {
        library
            .0
            .wardrobe
            .people
            .cast(&entry.case.id, &person.id)
            .map(str::to_owned)
    })?;
    let place = entry.place.as_ref()?;
    let spot = |id: &str| {
        place.spot(id).map(|spot| {
            (
                Vec3::new(spot.at.0, 0.0, spot.at.1),
                spot.yaw_deg.to_radians(),
            )
        })
    };
    let usual = match person.role {
        Role::Party => Some("party"),
        Role::Partner => Some("partner"),
        Role::Bystander => Some("bystander_1"),
        Role::Control | Role::Phone | Role::Other => None,
    };
    let stands = cast
        .and_then(|cast| cast.spot.as_deref())
        .or(usual)
        .and_then(spot)?;
    let comes = cast
        .and_then(|cast| cast.door.as_deref())
        .and_then(spot)
        .or_else(|| spot("enter_left"))
        .unwrap_or(stands);
    Some((look, stands, comes))
}

fn enter(
    commands: &mut Commands,
    active: &ActiveCase,
    library: Library,
    street: &StreetAssets,
    gltfs: &Assets<Gltf>,
    ground: &Ground,
    at: usize,
    is_coming: bool,
) {
    let person = &active.case().people[at];
    if matches!(person.role, Role::Control | Role::Phone) {
        return;
    }
    let Some((look, stands, comes)) = marks(active, library, at) else {
        return;
    };
    let shape = library.0.wardrobe.people.look(&look);
    let state = &active.state().people[at];
    let (from, yaw) = if is_coming { comes } else { stands };
    let entity = spawn_person(
        commands,
        street,
        gltfs,
        ground,
        Person {
            id: person.id.clone(),
            look,
            eye_m: shape.map_or(1.6, |one| one.eye_height_cm as f32 / 100.0),
            mood: state.mood,
            tension: state.tension,
            is_of_case: true,
        },
        shape.map_or(1.7, |one| one.height_cm as f32 / 100.0),
        from,
        yaw,
    );
    if is_coming {
        commands.entity(entity).insert(Goal {
            at: stands.0,
            yaw: Some(stands.1),
            speed_m_s: WALK_M_S,
        });
    }
}

fn come_and_go(
    mut commands: Commands,
    mut happened: MessageReader<Happened>,
    active: Option<Res<ActiveCase>>,
    library: Res<Library>,
    street: Res<StreetAssets>,
    gltfs: Res<Assets<Gltf>>,
    ground: Option<Res<Ground>>,
    mut people: Query<(Entity, &mut Person)>,
) {
    let (Some(active), Some(ground)) = (active, ground) else {
        happened.clear();
        return;
    };
    let case = active.case();
    for Happened(event) in happened.read() {
        let Moment::Out(effect) = &event.what else {
            continue;
        };
        match effect {
            Effect::Enter { who } => {
                let is_here = people.iter().any(|(_, person)| person.id == *who);
                if let Some(found) = case.person(who)
                    && !is_here
                {
                    enter(
                        &mut commands,
                        &active,
                        *library,
                        &street,
                        &gltfs,
                        &ground,
                        found.at(),
                        true,
                    );
                }
            }
            Effect::Leave { who } => {
                let exit = active.entry().place.as_ref().and_then(|place| {
                    place
                        .spot("exit_right")
                        .or_else(|| place.spot("enter_left"))
                });
                for (entity, person) in &people {
                    if person.id == *who {
                        let mut leaving = commands.entity(entity);
                        leaving.insert(Leaving);
                        match exit {
                            Some(spot) => {
                                leaving.insert(Goal {
                                    at: Vec3::new(spot.at.0, 0.0, spot.at.1),
                                    yaw: None,
                                    speed_m_s: WALK_M_S,
                                });
                            }
                            None => leaving.despawn(),
                        }
                    }
                }
            }
            Effect::Walk { who, zone } => {
                let Some(area) = active
                    .entry()
                    .place
                    .as_ref()
                    .and_then(|place| place.zone(zone))
                else {
                    continue;
                };
                for (entity, person) in &people {
                    if person.id == *who {
                        // Not on the very spot, where somebody may already stand.
                        let aside = f32::from(u8::from(person.id != active.party())) * 0.7;
                        commands.entity(entity).insert(Goal {
                            at: Vec3::new(area.at.0 + aside, 0.0, area.at.1 - aside),
                            yaw: None,
                            speed_m_s: WALK_M_S,
                        });
                    }
                }
            }
            Effect::Mood {
                who, mood, tension, ..
            } => {
                for (_, mut person) in &mut people {
                    if person.id == *who {
                        person.mood = *mood;
                        person.tension = *tension;
                    }
                }
            }
            _ => {}
        }
    }
}

/// Once the scene is there, its bones are tied to the shared clips and its parts are noted.
fn assemble(
    instance: On<WorldInstanceReady>,
    figures: Query<&Figure>,
    mut commands: Commands,
    children: Query<&Children>,
    names: Query<&Name>,
    morphs: Query<(), With<MorphWeights>>,
    drawn: Query<(), With<Mesh3d>>,
    mut graphs: ResMut<Assets<AnimationGraph>>,
    library: Res<Library>,
    people: Query<&Person>,
) {
    let Ok(figure) = figures.get(instance.entity) else {
        return;
    };
    let Ok(person) = people.get(figure.person) else {
        return;
    };
    let wardrobe = &library.0.wardrobe.people;
    let head_bone = wardrobe
        .look(&person.look)
        .map_or("head", |look| look.head_bone.as_str());
    let Some(root) = children.iter_descendants(instance.entity).find(|entity| {
        names
            .get(*entity)
            .is_ok_and(|name| name.as_str() == "person")
    }) else {
        return;
    };
    let mut parts = BodyParts {
        player: root,
        head: None,
        sockets: Vec::new(),
        faces: Vec::new(),
        skins: Vec::new(),
    };
    let mut stack = vec![(root, Vec::<Name>::new())];
    while let Some((entity, path)) = stack.pop() {
        let mut path = path;
        if let Ok(name) = names.get(entity) {
            if name.as_str() == head_bone {
                parts.head = Some(entity);
            }
            for socket in &wardrobe.sockets {
                if socket.node == name.as_str() {
                    parts.sockets.push((socket.socket.clone(), entity));
                }
            }
            path.push(name.clone());
            commands
                .entity(entity)
                .insert((AnimationTargetId::from_names(path.iter()), AnimatedBy(root)));
        }
        if morphs.contains(entity) {
            parts.faces.push(entity);
        }
        if drawn.contains(entity) {
            parts.skins.push(entity);
        }
        if let Ok(below) = children.get(entity) {
            stack.extend(below.iter().map(|child| (child, path.clone())));
        }
    }
    let mut player = commands.entity(root);
    let slots = Slots::new(&mut graphs);
    player.insert((
        AnimationPlayer::default(),
        AnimationTransitions::new(),
        slots.handle(),
        slots,
        Seen::default(),
    ));
    commands.entity(figure.person).insert(parts);
}
