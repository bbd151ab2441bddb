//! The scene that the street is measured beside: the engine alone with the same pieces, things, light, bodies and eyes, and a
//! clip for everybody, as in the engine's own example of animated meshes. None of our systems but the one that loads.

use super::{BenchError, PASSERS_BY};
use crate::app::actors::{body_scene, spots, strangers};
use crate::app::trainee::EYE_HEIGHT_M;
use crate::app::world::{
    self, StreetAssets, StreetReady, bodies, hang_up, sky, sky_colours, spawn_piece,
};
use crate::app::{PlayOptions, Screen, Settings};
use crate::staging::{self, PlaceFile, Spot, StageFile, Wardrobe};
use bevy::animation::{AnimatedBy, AnimationTargetId, RepeatAnimation};
use bevy::gltf::Gltf;
use bevy::prelude::*;
use bevy::world_serialization::{WorldAssetRoot, WorldInstanceReady};

/// The measured case, by its folder, and where it plays.
const CASE: &str = "street-vendor";
const PLACE: &str = "longcheng_passage";
/// Who is there when it begins: the party, the partner and whoever films.
const CAST: [&str; 3] = ["xiaozhang", "xiaowei", "filmer"];
/// What people of a street do most of the time.
const CLIPS: [&str; 2] = ["idle_calm", "walk"];

/// What is shown.
#[derive(Resource)]
struct BareScene {
    wardrobe: Wardrobe,
    place: PlaceFile,
    stage: StageFile,
}

impl BareScene {
    fn look(&self, person: &str) -> Option<&str> {
        self.stage
            .cast(person)
            .and_then(|cast| cast.look.as_deref())
            .or_else(|| self.wardrobe.people.cast(CASE, person))
    }
}

pub(super) fn build(app: &mut App, options: PlayOptions) -> Result<(), BenchError> {
    let wardrobe = Wardrobe::load(&options.home)?;
    let place = staging::place(&options.home, PLACE)?;
    let stage = staging::load(&options.home.join("scenarios").join(CASE).join("stage.ron"))?;
    crate::app::platform(app, &options, &Settings::default());
    app.insert_resource(options)
        .init_state::<Screen>()
        .insert_resource(BareScene {
            wardrobe,
            place,
            stage,
        })
        .add_plugins(world::bare)
        .add_observer(move_body)
        .add_systems(Startup, |mut next: ResMut<NextState<Screen>>| {
            next.set(Screen::Briefing);
        })
        .add_systems(OnEnter(Screen::Briefing), ask)
        .add_systems(
            Update,
            (|mut next: ResMut<NextState<Screen>>| next.set(Screen::Case))
                .run_if(in_state(Screen::Briefing).and_then(|ready: Res<StreetReady>| ready.0)),
        )
        .add_systems(OnEnter(Screen::Case), (set_out, light_up));
    Ok(())
}

fn ask(mut street: ResMut<StreetAssets>, server: Res<AssetServer>, scene: Res<BareScene>) {
    let people = scene.stage.cast.iter().map(|cast| cast.person.as_str());
    let looks = bodies(&scene.wardrobe, Some(&scene.stage), CASE, people);
    street.ask(&server, &scene.wardrobe, &looks);
}

/// The clips of the bare scene, each in a graph of its own.
#[derive(Resource, Clone)]
struct Moves(Vec<(Handle<AnimationGraph>, AnimationNodeIndex)>);

/// Whoever is born as this one of many.
#[derive(Component, Clone, Copy)]
struct Number(usize);

fn light_up(
    mut commands: Commands,
    scene: Res<BareScene>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<StandardMaterial>>,
) {
    let hour = scene.stage.light.as_deref().unwrap_or_default();
    let Some(light) = scene.place.light(hour) else {
        return;
    };
    let sky = (
        Mesh3d(meshes.add(sky(light))),
        MeshMaterial3d(materials.add(sky_colours())),
    );
    hang_up(&mut commands, light, Settings::default().graphics, sky);
}

fn stands(spot: &Spot) -> Transform {
    Transform::from_xyz(spot.at.0, 0.0, spot.at.1)
        .with_rotation(Quat::from_rotation_y(spot.yaw_deg.to_radians()))
}

fn set_out(
    mut commands: Commands,
    scene: Res<BareScene>,
    street: Res<StreetAssets>,
    gltfs: Res<Assets<Gltf>>,
    mut graphs: ResMut<Assets<AnimationGraph>>,
) {
    for placed in &scene.place.pieces {
        let transform = Transform::from_xyz(placed.at.0, placed.at.1, placed.at.2)
            .with_rotation(Quat::from_rotation_y(placed.yaw_deg.to_radians()))
            .with_scale(Vec3::splat(placed.scale));
        spawn_piece(&mut commands, &street, None, &placed.piece, transform);
    }
    for thing in &scene.place.things {
        if let (Some(piece), None) = (&thing.piece, &thing.party) {
            let transform = Transform::from_xyz(thing.at.0, thing.at.1, thing.at.2)
                .with_rotation(Quat::from_rotation_y(thing.yaw_deg.to_radians()));
            spawn_piece(&mut commands, &street, None, piece, transform);
        }
    }
    if let Some(spot) = scene.place.spot("trainee") {
        // A body looks along Z, eyes along -Z.
        let mut eyes = stands(spot);
        eyes.translation.y = EYE_HEIGHT_M;
        eyes.rotate_y(std::f32::consts::PI);
        let lens = PerspectiveProjection {
            fov: f32::from(Settings::default().fov_deg).to_radians(),
            near: 0.05,
            far: 600.0,
            ..default()
        };
        commands.spawn((Camera3d::default(), Projection::Perspective(lens), eyes));
    }
    let Some(clips) = gltfs.get(&street.clips) else {
        return;
    };
    let moves = CLIPS
        .iter()
        .filter_map(|name| clips.named_animations.get(*name))
        .map(|clip| {
            let (graph, node) = AnimationGraph::from_clip(clip.clone());
            (graphs.add(graph), node)
        });
    commands.insert_resource(Moves(moves.collect()));
    let cast: Vec<&str> = scene
        .stage
        .cast
        .iter()
        .filter_map(|cast| scene.look(&cast.person))
        .collect();
    let looks = strangers(&scene.wardrobe.people, &cast, |look| {
        street.bodies.contains_key(look)
    });
    let crowd = spots(&scene.place, "crowd_");
    let passers_by = looks
        .iter()
        .cycle()
        .zip(crowd.into_iter().cycle())
        .map(|(look, spot)| (look.look.as_str(), spot))
        .take(PASSERS_BY as usize);
    let of_case = CAST.iter().filter_map(|person| {
        let spot = scene.stage.cast(person)?.spot.as_deref()?;
        Some((scene.look(person)?, scene.place.spot(spot)?))
    });
    for (number, (look, spot)) in of_case.chain(passers_by).enumerate() {
        let body = body_scene(&street, &gltfs, look);
        if let Some(body) = body {
            commands.spawn((WorldAssetRoot(body), Number(number), stands(spot)));
        }
    }
}

/// A body of the bare scene plays its clip.
fn move_body(
    instance: On<WorldInstanceReady>,
    moves: Option<Res<Moves>>,
    mut commands: Commands,
    numbers: Query<&Number>,
    children: Query<&Children>,
    names: Query<&Name>,
) {
    let (Some(moves), Ok(number)) = (moves, numbers.get(instance.entity)) else {
        return;
    };
    let Some((graph, node)) = moves.0.get(number.0 % moves.0.len().max(1)) else {
        return;
    };
    let Some(root) = children
        .iter_descendants(instance.entity)
        .find(|one| names.get(*one).is_ok_and(|name| name.as_str() == "person"))
    else {
        return;
    };
    let mut stack = vec![(root, Vec::<Name>::new())];
    while let Some((entity, mut path)) = stack.pop() {
        if let Ok(name) = names.get(entity) {
            path.push(name.clone());
            commands
                .entity(entity)
                .insert((AnimationTargetId::from_names(path.iter()), AnimatedBy(root)));
        }
        if let Ok(below) = children.get(entity) {
            stack.extend(below.iter().map(|child| (child, path.clone())));
        }
    }
    let mut player = AnimationPlayer::default();
    player.play(*node).set_repeat(RepeatAnimation::Forever);
    commands
        .entity(root)
        .insert((player, AnimationGraphHandle(graph.clone())));
}
