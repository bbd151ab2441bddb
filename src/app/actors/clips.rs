//! Which clip a body plays: what it does, else how it walks, else how it feels. One clip file fits all bodies.

use super::body::{BodyParts, Person};
use super::speech::Speaking;
use super::walk::Pace;
use crate::app::bridge::{ActiveCase, Happened};
use crate::app::library::Library;
use crate::app::world::StreetAssets;
use crate::app::{CaseSystems, Screen};
use crate::domain::packs::Mood;
use crate::domain::record::Moment;
use crate::domain::session::Effect;
use bevy::animation::RepeatAnimation;
use bevy::gltf::Gltf;
use bevy::prelude::*;
use bevy::world_serialization::WorldAssetRoot;
use std::collections::BTreeMap;
use std::time::Duration;

/// Clips fade into each other.
const FADE: Duration = Duration::from_millis(280);
/// Faster than this a body walks.
const WALKS_FROM_M_S: f32 = 0.15;
/// Faster than this a body runs.
const RUNS_FROM_M_S: f32 = 2.2;

/// Clips that a body holds at once: what it plays, and what fades out.
const SLOTS: usize = 3;

/// A clip and how it is played.
#[derive(Debug, Clone)]
struct Clip {
    handle: Handle<AnimationClip>,
    seconds: f32,
    repeats: bool,
    speed_m_s: f32,
}

/// All clips by name.
#[derive(Resource, Debug, Clone)]
pub struct Clips(BTreeMap<String, Clip>);

/// Places for clips in a body's own graph, taken in turn. The engine walks the whole graph for every bone: one of all clips
/// for all bodies was the largest part of a frame.
#[derive(Component, Debug, Clone)]
pub struct Slots {
    graph: Handle<AnimationGraph>,
    nodes: [AnimationNodeIndex; SLOTS],
    now: usize,
    /// Clip in the slot of now; nothing before the first.
    playing: Option<(String, Clip)>,
}

impl Slots {
    /// A graph for one body.
    #[must_use]
    pub fn new(graphs: &mut Assets<AnimationGraph>) -> Self {
        let mut graph = AnimationGraph::new();
        let root = graph.root;
        let nodes = std::array::from_fn(|_| graph.add_clip(Handle::default(), 1.0, root));
        Self {
            graph: graphs.add(graph),
            nodes,
            now: 0,
            playing: None,
        }
    }

    /// The graph, for the player that plays by it.
    #[must_use]
    pub fn handle(&self) -> AnimationGraphHandle {
        AnimationGraphHandle(self.graph.clone())
    }

    /// Brings the clip to where it would be, had it played for `slept_s` more.
    pub(super) fn catch_up(&self, player: &mut AnimationPlayer, slept_s: f32) {
        let (Some((_, clip)), Some(playing)) =
            (&self.playing, player.animation_mut(self.nodes[self.now]))
        else {
            return;
        };
        let at = playing.seek_time() + slept_s * playing.speed();
        playing.seek_to(if clip.repeats {
            at % clip.seconds.max(f32::EPSILON)
        } else {
            at.min(clip.seconds)
        });
    }
}

/// Somebody of the case plays a clip once.
#[derive(Message, Debug, Clone)]
pub struct PlayClip {
    /// Who.
    pub person: String,
    /// Clip.
    pub clip: String,
}

/// What a body plays.
#[derive(Component, Debug, Clone, Default)]
pub struct Motion {
    /// Clip that plays.
    pub playing: String,
    /// Clip that was asked for, and how long it still takes.
    pub asked: Option<(String, f32)>,
    /// Clip when nothing happens, instead of the mood's.
    pub idle: Option<String>,
    /// Thing in the hand.
    pub holds: Option<String>,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        FixedUpdate,
        gestures
            .in_set(CaseSystems::Apply)
            .run_if(in_state(Screen::Case)),
    )
    .add_systems(
        Update,
        (idles, choose, play, hold)
            .chain()
            .run_if(in_state(Screen::Case).and_then(resource_exists::<Clips>)),
    );
}

/// Lays the clips out once they are loaded.
pub(super) fn prepare(
    mut commands: Commands,
    street: Res<StreetAssets>,
    gltfs: Res<Assets<Gltf>>,
    library: Res<Library>,
) {
    let Some(gltf) = gltfs.get(&street.clips) else {
        return;
    };
    let clips = library.0.wardrobe.people.clips.iter().filter_map(|clip| {
        let handle = gltf.named_animations.get(clip.clip.as_str())?.clone();
        let known = Clip {
            handle,
            seconds: clip.seconds,
            repeats: clip.repeats,
            speed_m_s: clip.speed_m_s,
        };
        Some((clip.clip.clone(), known))
    });
    commands.insert_resource(Clips(clips.collect()));
}

/// A thing in somebody's hand.
#[derive(Component, Debug, Clone)]
struct Held {
    by: Entity,
    prop: String,
}

/// Hands hold what their clip needs, and let it go after.
fn hold(
    mut commands: Commands,
    bodies: Query<(Entity, &Motion, &BodyParts), Changed<Motion>>,
    held: Query<(Entity, &Held)>,
    street: Res<StreetAssets>,
    gltfs: Res<Assets<Gltf>>,
    library: Res<Library>,
) {
    let wardrobe = &library.0.wardrobe.people;
    for (by, motion, parts) in &bodies {
        let wanted: Vec<&crate::staging::Prop> = wardrobe
            .props
            .iter()
            .filter(|prop| {
                prop.clips.contains(&motion.playing) || motion.holds.as_ref() == Some(&prop.prop)
            })
            .collect();
        for (entity, one) in &held {
            if one.by == by && !wanted.iter().any(|prop| prop.prop == one.prop) {
                commands.entity(entity).despawn();
            }
        }
        for prop in wanted {
            let has_it = held
                .iter()
                .any(|(_, one)| one.by == by && one.prop == prop.prop);
            let socket = parts
                .sockets
                .iter()
                .find(|(socket, _)| *socket == prop.socket);
            let scene = street
                .props
                .get(&prop.prop)
                .and_then(|handle| gltfs.get(handle))
                .and_then(|gltf| {
                    gltf.default_scene
                        .clone()
                        .or_else(|| gltf.scenes.first().cloned())
                });
            if let (false, Some((_, socket)), Some(scene)) = (has_it, socket, scene) {
                commands.spawn((
                    Held {
                        by,
                        prop: prop.prop.clone(),
                    },
                    WorldAssetRoot(scene),
                    Transform::default(),
                    ChildOf(*socket),
                ));
            }
        }
    }
}

/// Gestures of the case become clips.
fn gestures(
    mut happened: MessageReader<Happened>,
    mut asked: MessageReader<PlayClip>,
    active: Option<Res<ActiveCase>>,
    library: Res<Library>,
    clips: Option<Res<Clips>>,
    mut bodies: Query<(&Person, &mut Motion)>,
) {
    let (Some(active), Some(clips)) = (active, clips) else {
        happened.clear();
        asked.clear();
        return;
    };
    let gestures = &library.0.wardrobe.gestures;
    let clip_of = |gesture: &str| gestures.clip(gesture).to_owned();
    let mut wanted: Vec<(String, String, Option<String>)> = asked
        .read()
        .map(|one| (one.person.clone(), one.clip.clone(), None))
        .collect();
    for Happened(event) in happened.read() {
        match &event.what {
            Moment::Out(Effect::Gesture { who, gesture }) => {
                let holds = gestures.row(gesture).and_then(|row| row.holds.clone());
                wanted.push((who.clone(), clip_of(gesture), holds));
            }
            Moment::Out(Effect::Line { by, line }) => {
                let row = active.case().lines.iter().find(|one| one.id == *line);
                if let Some(gesture) = row.and_then(|line| line.gesture.as_deref()) {
                    let holds = gestures.row(gesture).and_then(|row| row.holds.clone());
                    wanted.push((by.clone(), clip_of(gesture), holds));
                }
            }
            _ => {}
        }
    }
    for (who, clip, holds) in wanted {
        let Some(known) = clips.0.get(&clip) else {
            continue;
        };
        for (person, mut motion) in &mut bodies {
            if person.id == who {
                let rounds = if known.repeats { 2.0 } else { 1.0 };
                let lasts = known.seconds * rounds;
                motion.asked = Some((clip.clone(), lasts));
                if holds.is_some() {
                    motion.holds.clone_from(&holds);
                }
            }
        }
    }
}

/// People with something to do when nothing happens.
fn idles(active: Option<Res<ActiveCase>>, mut added: Query<(&Person, &mut Motion), Added<Motion>>) {
    let Some(active) = active else { return };
    for (person, mut motion) in &mut added {
        if motion.idle.is_none() {
            motion.idle = active
                .entry()
                .stage
                .as_ref()
                .and_then(|stage| stage.cast(&person.id))
                .and_then(|cast| cast.idle.clone());
        }
    }
}

fn choose(
    time: Res<Time>,
    clips: Res<Clips>,
    mut bodies: Query<(&Person, &mut Motion, Option<&Speaking>, &Pace)>,
) {
    for (person, mut motion, speaking, pace) in &mut bodies {
        if let Some((_, left_s)) = &mut motion.asked {
            *left_s -= time.delta_secs();
            if *left_s <= 0.0 {
                motion.asked = None;
                motion.holds = None;
            }
        }
        let mood = match person.mood {
            Mood::Calm => "idle_calm",
            Mood::Uneasy => "idle_uneasy",
            Mood::Angry | Mood::Shouting => "idle_angry",
            Mood::Breaking => "idle_sad",
        };
        let wanted = if pace.0 > RUNS_FROM_M_S {
            "run"
        } else if pace.0 > WALKS_FROM_M_S {
            "walk"
        } else if let Some((asked, _)) = &motion.asked {
            asked.as_str()
        } else if let Some(speaking) = speaking {
            match person.mood {
                Mood::Angry | Mood::Shouting => "talk_angry",
                Mood::Breaking => "plead",
                _ => ["talk_1", "talk_2", "talk_3"][speaking.words % 3],
            }
        } else if let Some(idle) = motion
            .idle
            .as_deref()
            .filter(|_| matches!(person.mood, Mood::Calm | Mood::Uneasy))
        {
            idle
        } else {
            mood
        };
        if motion.playing == wanted {
            continue;
        }
        let known = if clips.0.contains_key(wanted) {
            wanted
        } else {
            "idle_calm"
        };
        if motion.playing != known {
            motion.playing = known.to_owned();
        }
    }
}

fn play(
    clips: Res<Clips>,
    bodies: Query<(&Motion, &BodyParts, &Pace, &Person)>,
    mut players: Query<(&mut AnimationPlayer, &mut AnimationTransitions, &mut Slots)>,
    mut graphs: ResMut<Assets<AnimationGraph>>,
) {
    for (motion, parts, pace, person) in &bodies {
        let Ok((mut player, mut transitions, mut slots)) = players.get_mut(parts.player) else {
            continue;
        };
        let is_new = slots
            .playing
            .as_ref()
            .is_none_or(|(name, _)| *name != motion.playing);
        if is_new {
            let Some(clip) = clips.0.get(&motion.playing) else {
                continue;
            };
            slots.playing = Some((motion.playing.clone(), clip.clone()));
            slots.now = (slots.now + 1) % SLOTS;
            let node = slots.nodes[slots.now];
            if let Some(place) = graphs
                .get_mut(&slots.graph)
                .as_deref_mut()
                .and_then(|graph| graph.get_mut(node))
            {
                place.node_type = AnimationNodeType::Clip(clip.handle.clone());
            }
            let playing = transitions.play(&mut player, node, FADE);
            playing.set_repeat(if clip.repeats {
                RepeatAnimation::Forever
            } else {
                RepeatAnimation::Never
            });
            if clip.repeats {
                // Two people side by side do not breathe as one.
                let offset = person.own_time(7) / 7.0 * clip.seconds;
                playing.seek_to(offset);
            }
        }
        let speed_m_s = slots
            .playing
            .as_ref()
            .map_or(0.0, |(_, clip)| clip.speed_m_s);
        if speed_m_s > 0.0
            && let Some(playing) = player.animation_mut(slots.nodes[slots.now])
        {
            // Feet keep to the ground: the clip runs as fast as the body walks.
            playing.set_speed((pace.0 / speed_m_s).clamp(0.5, 1.8));
        }
    }
}
