//! Meshes and bodies of the planned case, asked for at the briefing and awaited before the street opens, so that nothing
//! loads while the clock runs.

use crate::app::Screen;
use crate::app::bridge::{FinishedRun, Plan};
use crate::app::library::Library;
use crate::staging::{StageFile, Wardrobe};
use bevy::gltf::Gltf;
use bevy::prelude::*;
use bevy::world_serialization::{WorldAssetRoot, WorldInstanceReady};
use std::collections::BTreeMap;

/// The kit.
const KIT: &str = "places/kit.glb";
/// The clips of the wardrobe that travels with the program.
const CLIPS: &str = "people/clips.glb";

/// What one piece of the kit is drawn with: meshes with materials at their places in the piece.
pub type PieceParts = Vec<(
    Option<String>,
    Handle<Mesh>,
    Handle<StandardMaterial>,
    Transform,
)>;

/// Handles of the planned street.
#[derive(Resource, Debug, Default)]
pub struct StreetAssets {
    /// Kit.
    pub kit: Handle<Gltf>,
    /// Clips.
    pub clips: Handle<Gltf>,
    /// Bodies by look.
    pub bodies: BTreeMap<String, Handle<Gltf>>,
    /// Things held, by name.
    pub props: BTreeMap<String, Handle<Gltf>>,
    /// Parts of the kit by piece, once read out.
    pub parts: BTreeMap<String, PieceParts>,
    template: Option<Entity>,
}

/// Whether the street can open.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StreetReady(pub bool);

#[derive(Component)]
struct KitTemplate;

pub(super) fn plugin(app: &mut App) {
    bare(app);
    app.add_systems(Startup, begin)
        .add_systems(OnEnter(Screen::Briefing), request)
        .add_systems(
            OnEnter(Screen::Debriefing),
            request_again.run_if(resource_exists::<FinishedRun>),
        )
        .add_systems(Update, watch.run_if(in_state(Screen::Debriefing)));
}

/// The assets alone, for whoever asks for them by hand.
pub(in crate::app) fn bare(app: &mut App) {
    app.init_resource::<StreetAssets>()
        .init_resource::<StreetReady>()
        .add_observer(read_kit)
        .add_systems(Update, watch.run_if(in_state(Screen::Briefing)));
}

impl StreetAssets {
    /// Asks for the kit, the clips, these bodies and all that is held.
    pub(in crate::app) fn ask(
        &mut self,
        server: &AssetServer,
        wardrobe: &Wardrobe,
        looks: &[&str],
    ) {
        self.kit = server.load(KIT);
        self.clips = server.load(format!("people/{}", wardrobe.people.clips_file));
        self.bodies = looks
            .iter()
            .filter_map(|id| {
                let look = wardrobe.people.look(id)?;
                Some((
                    (*id).to_owned(),
                    server.load(format!("people/{}", look.file)),
                ))
            })
            .collect();
        self.props = wardrobe
            .people
            .props
            .iter()
            .map(|prop| {
                (
                    prop.prop.clone(),
                    server.load(format!("people/{}", prop.file)),
                )
            })
            .collect();
    }
}

/// What every street is made of comes in while content does.
fn begin(mut street: ResMut<StreetAssets>, server: Res<AssetServer>) {
    street.kit = server.load(KIT);
    street.clips = server.load(CLIPS);
}

fn request(
    mut street: ResMut<StreetAssets>,
    mut ready: ResMut<StreetReady>,
    server: Res<AssetServer>,
    library: Res<Library>,
    plan: Res<Plan>,
) {
    ready.0 = false;
    let wardrobe = library.0.wardrobe;
    street.ask(&server, wardrobe, &looks(*library, plan.case));
}

/// The street of a run that may be seen again.
fn request_again(
    mut street: ResMut<StreetAssets>,
    mut ready: ResMut<StreetReady>,
    server: Res<AssetServer>,
    library: Res<Library>,
    finished: Res<FinishedRun>,
) {
    ready.0 = false;
    let wardrobe = library.0.wardrobe;
    let mut wanted = looks(*library, finished.plan.case);
    // Whoever looks on sees the trainee, too.
    wanted.extend(own_look(*library, finished.plan.case));
    street.ask(&server, wardrobe, &wanted);
}

/// The body that stands for the trainee where a run is seen again: an officer's whom the case does not need.
#[must_use]
pub fn own_look(library: Library, case: usize) -> Option<&'static str> {
    let taken = looks(library, case);
    let wardrobe = library.0.wardrobe;
    let mut officers = wardrobe
        .people
        .people
        .iter()
        .filter(|look| look.is_officer());
    officers
        .clone()
        .find(|look| !taken.contains(&look.look.as_str()))
        .or_else(|| officers.next())
        .map(|look| look.look.as_str())
}

/// Bodies of a case and of those who pass by.
fn looks(library: Library, case: usize) -> Vec<&'static str> {
    library.entry(case).map_or_else(Vec::new, |entry| {
        let people = entry.case.people.iter().map(|person| person.id.as_str());
        bodies(
            library.0.wardrobe,
            entry.stage.as_ref(),
            &entry.case.id,
            people,
        )
    })
}

/// Bodies for these people of a case and for those who pass by.
pub(in crate::app) fn bodies<'a>(
    wardrobe: &'a Wardrobe,
    stage: Option<&'a StageFile>,
    case: &str,
    people: impl Iterator<Item = &'a str>,
) -> Vec<&'a str> {
    let mut wanted: Vec<&str> = people
        .filter_map(|person| {
            stage
                .and_then(|stage| stage.cast(person)?.look.as_deref())
                .or_else(|| wardrobe.people.cast(case, person))
        })
        .collect();
    let others = stage.map_or(0, |stage| stage.passers_by);
    wanted.extend(
        wardrobe
            .people
            .people
            .iter()
            .filter(|look| !look.is_officer())
            .map(|look| look.look.as_str())
            .take(others.min(12) as usize),
    );
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

fn watch(
    mut commands: Commands,
    mut street: ResMut<StreetAssets>,
    mut ready: ResMut<StreetReady>,
    server: Res<AssetServer>,
    gltfs: Res<Assets<Gltf>>,
    library: Option<Res<Library>>,
) {
    if ready.0 {
        return;
    }
    // What cannot be loaded was reported by the loader; the street opens without it.
    let is_settled = |handle: &Handle<Gltf>| {
        server.is_loaded_with_dependencies(handle.id())
            || matches!(
                server.get_load_state(handle.id()),
                Some(bevy::asset::LoadState::Failed(_))
            )
    };
    let all = [&street.kit, &street.clips]
        .into_iter()
        .chain(street.bodies.values())
        .chain(street.props.values())
        .all(is_settled);
    if !all {
        return;
    }
    if street.parts.is_empty() && street.template.is_none() {
        let Some(scene) = gltfs.get(&street.kit).and_then(|kit| {
            kit.default_scene
                .clone()
                .or_else(|| kit.scenes.first().cloned())
        }) else {
            ready.0 = true;
            return;
        };
        street.template = Some(
            commands
                .spawn((KitTemplate, WorldAssetRoot(scene), Visibility::Hidden))
                .id(),
        );
        return;
    }
    // Whoever opens the street may speak at once.
    let is_understood = library.is_none_or(|library| library.0.reader.is_here());
    ready.0 = is_understood && !street.parts.is_empty();
}

/// The kit is spawned once, unseen; what its nodes are drawn with is noted under their names, then it goes.
fn read_kit(
    instance: On<WorldInstanceReady>,
    templates: Query<(), With<KitTemplate>>,
    mut commands: Commands,
    mut street: ResMut<StreetAssets>,
    children: Query<&Children>,
    names: Query<&Name>,
    drawn: Query<(&Mesh3d, &MeshMaterial3d<StandardMaterial>)>,
    transforms: Query<&Transform>,
) {
    if !templates.contains(instance.entity) {
        return;
    }
    // Below the template: the scene's root, then one node a piece.
    let mut nodes: Vec<Entity> = Vec::new();
    for scene in children.iter_descendants(instance.entity) {
        let is_piece = names.get(scene).is_ok()
            && children.get(instance.entity).is_ok_and(|roots| {
                roots.iter().any(|root| {
                    root == scene || children.get(root).is_ok_and(|kids| kids.contains(&scene))
                })
            });
        if is_piece {
            nodes.push(scene);
        }
    }
    for node in nodes {
        let Ok(name) = names.get(node) else { continue };
        let mut parts = PieceParts::new();
        let mut stack = vec![(node, Transform::IDENTITY, None::<String>)];
        while let Some((entity, at, part)) = stack.pop() {
            if let Ok((mesh, material)) = drawn.get(entity) {
                parts.push((part.clone(), mesh.0.clone(), material.0.clone(), at));
            }
            if let Ok(below) = children.get(entity) {
                for child in below.iter() {
                    let own = transforms.get(child).copied().unwrap_or_default();
                    let part = names
                        .get(child)
                        .ok()
                        .map(|name| name.as_str().to_owned())
                        .filter(|name| name.starts_with("plate"))
                        .or_else(|| part.clone());
                    stack.push((child, at * own, part));
                }
            }
        }
        if !parts.is_empty() {
            street.parts.insert(name.as_str().to_owned(), parts);
        }
    }
    commands.entity(instance.entity).despawn();
}
