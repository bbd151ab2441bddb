//! Pieces of the kit set out as the place says, and the things of the case among them.

use super::arrival::Enters;
use super::assets::StreetAssets;
use super::{OfStreet, StreetSystems};
use crate::app::Screen;
use crate::app::bridge::ActiveCase;
use crate::app::library::Library;
use crate::staging::{Body, Piece};
use bevy::prelude::*;
use bevy_rapier3d::prelude::{
    Collider, ColliderMassProperties, Damping, ReadMassProperties, RigidBody, Velocity,
};

/// Something that can be aimed at: a person or thing of the case, by id.
#[derive(Component, Debug, Clone, PartialEq, Eq)]
pub struct Aimable(pub String);

/// A thing of the case, by id, with half of its size for the viewfinder.
#[derive(Component, Debug, Clone)]
pub struct Thing {
    /// Id.
    pub id: String,
    /// Middle above the ground and half edges, in metres.
    pub middle: Vec3,
    /// Half edges.
    pub half: Vec3,
}

/// A piece that belongs to nobody's case and is light enough to carry: the box around it, in its own space, metres.
#[derive(Component, Debug, Clone, Copy)]
pub struct Carriable {
    /// Middle.
    pub middle: Vec3,
    /// Half edges.
    pub half: Vec3,
}

impl Carriable {
    /// How far a point is from it, metres; 0 inside.
    #[must_use]
    pub fn gap_m(&self, at: &Transform, point: Vec3) -> f32 {
        let inside = at.compute_affine().inverse().transform_point3(point) - self.middle;
        (inside.abs() - self.half).max(Vec3::ZERO).length()
    }
}

/// A piece of the kit, by name.
#[derive(Component, Debug, Clone)]
pub struct CasePiece(pub String);

/// A part of the street without a piece of its own, such as the paving, is aimed at as a flat box of this half size.
const FLAT_HALF_M: Vec3 = Vec3::new(0.6, 0.03, 0.6);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Case), set_out.in_set(StreetSystems::Set));
}

fn set_out(
    mut commands: Commands,
    active: Option<Res<ActiveCase>>,
    library: Res<Library>,
    street: Res<StreetAssets>,
) {
    let Some(active) = active else { return };
    let Some(place) = &active.entry().place else {
        return;
    };
    let kit = &library.0.wardrobe.kit;
    for placed in &place.pieces {
        let transform = Transform::from_xyz(placed.at.0, placed.at.1, placed.at.2)
            .with_rotation(Quat::from_rotation_y(placed.yaw_deg.to_radians()))
            .with_scale(Vec3::splat(placed.scale));
        let piece = kit.piece(&placed.piece);
        let entity = spawn_piece(&mut commands, &street, piece, &placed.piece, transform);
        if let Some(carriable) = piece.and_then(carriable) {
            commands.entity(entity).insert(carriable);
        }
    }
    let party = active.party();
    for thing in &place.things {
        if thing.party.as_ref().is_some_and(|only| only != party) {
            continue;
        }
        let at = Vec3::new(thing.at.0, thing.at.1, thing.at.2);
        let transform = Transform::from_translation(at)
            .with_rotation(Quat::from_rotation_y(thing.yaw_deg.to_radians()));
        let piece = thing.piece.as_deref().and_then(|name| kit.piece(name));
        let (middle, half) = piece
            .and_then(bounds)
            .unwrap_or((Vec3::Y * FLAT_HALF_M.y, FLAT_HALF_M));
        let marks = (
            Thing {
                id: thing.thing.clone(),
                middle,
                half,
            },
            Aimable(thing.thing.clone()),
        );
        match &thing.piece {
            Some(name) => {
                let entity = spawn_piece(&mut commands, &street, piece, name, transform);
                commands.entity(entity).insert(marks);
            }
            None => {
                commands.spawn((
                    OfStreet,
                    marks,
                    transform,
                    Visibility::default(),
                    Enters {
                        name: thing.thing.clone(),
                        shape: Collider::cuboid(half.x, half.y, half.z),
                        body: None,
                    },
                    bevy_rapier3d::prelude::Sensor,
                    DespawnOnExit(Screen::Case),
                ));
            }
        }
    }
}

/// What one person can carry: more than this is pushed.
const LOAD_MOST_KG: f32 = 20.0;

fn carriable(piece: &Piece) -> Option<Carriable> {
    let (middle, half) = bounds(piece)?;
    let is_light = piece.body == Body::Carriable && piece.mass_kg <= LOAD_MOST_KG;
    is_light.then_some(Carriable { middle, half })
}

/// The box around a piece's solids: middle and half edges.
fn bounds(piece: &Piece) -> Option<(Vec3, Vec3)> {
    let mut low = Vec3::splat(f32::MAX);
    let mut high = Vec3::splat(f32::MIN);
    for solid in &piece.solids {
        let at = Vec3::from(<[f32; 3]>::from(solid.at));
        let half = Vec3::from(<[f32; 3]>::from(solid.half));
        low = low.min(at - half);
        high = high.max(at + half);
    }
    (low.x < high.x).then(|| ((low + high) / 2.0, (high - low) / 2.0))
}

/// Puts one piece into the street.
pub(in crate::app) fn spawn_piece(
    commands: &mut Commands,
    street: &StreetAssets,
    piece: Option<&Piece>,
    name: &str,
    transform: Transform,
) -> Entity {
    let root = commands
        .spawn((
            OfStreet,
            CasePiece(name.to_owned()),
            transform,
            Visibility::default(),
            DespawnOnExit(Screen::Case),
        ))
        .id();
    if let Some(parts) = street.parts.get(name) {
        commands.entity(root).with_children(|below| {
            for (part, mesh, material, at) in parts {
                let mut entity =
                    below.spawn((Mesh3d(mesh.clone()), MeshMaterial3d(material.clone()), *at));
                if let Some(part) = part {
                    entity.insert(Name::new(part.clone()));
                }
            }
        });
    }
    let Some(piece) = piece else { return root };
    if piece.solids.is_empty() {
        return root;
    }
    let boxes = piece
        .solids
        .iter()
        .map(|solid| {
            (
                Vec3::from(<[f32; 3]>::from(solid.at)),
                Quat::IDENTITY,
                Collider::cuboid(
                    solid.half.0.max(0.005),
                    solid.half.1.max(0.005),
                    solid.half.2.max(0.005),
                ),
            )
        })
        .collect();
    let enters = |body| Enters {
        name: name.to_owned(),
        shape: Collider::compound(boxes),
        body,
    };
    let mut entity = commands.entity(root);
    match piece.body {
        Body::None => return root,
        Body::Fixed => entity.insert(enters(None)),
        Body::Pushable | Body::Carriable => entity.insert((
            enters(Some(RigidBody::Dynamic)),
            Velocity::default(),
            ReadMassProperties::default(),
            ColliderMassProperties::Mass(piece.mass_kg.max(0.1)),
            Damping {
                linear_damping: 2.0,
                angular_damping: 4.0,
            },
        )),
    };
    root
}
