//! A place from above as plain shapes: ground to walk on, what stands in the way, zones and things by name. Decides
//! nothing and draws nothing.

use super::library::{Library, Shown};
use super::path::cm;
use crate::wording::Wording;
use serde::Serialize;

/// How far around the zones of a case the street is shown.
const MARGIN_CM: i32 = 900;
/// A zone farther than this from the start is another place altogether.
const NEAR_CM: i32 = 3_000;
/// Only what stands higher than this is in the way of an eye.
const LOW_M: f32 = 0.25;

/// A turned box.
#[derive(Debug, Clone, Serialize)]
pub struct Block {
    /// Corners, centimetres.
    pub corners: [(i32, i32); 4],
    /// Taller than a person, such as a wall.
    pub tall: bool,
}

/// A named circle.
#[derive(Debug, Clone, Serialize)]
pub struct Zone {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Middle.
    pub at: (i32, i32),
    /// Reach.
    pub radius: i32,
}

/// A named thing.
#[derive(Debug, Clone, Serialize)]
pub struct Thing {
    /// Name.
    pub name: String,
    /// Where.
    pub at: (i32, i32),
}

/// A place from above.
#[derive(Debug, Clone, Serialize)]
pub struct Map {
    /// What to show: least and greatest corner.
    pub frame: [(i32, i32); 2],
    /// Ground to walk on.
    pub walk: Vec<[(i32, i32); 2]>,
    /// What stands there.
    pub blocks: Vec<Block>,
    /// Zones.
    pub zones: Vec<Zone>,
    /// Things of the case.
    pub things: Vec<Thing>,
}

/// The map of a case; none when its place is not there.
#[must_use]
pub fn map(library: &Library, shown: &Shown, party: &str, wording: &Wording<'_>) -> Option<Map> {
    let place = shown.place.as_ref()?;
    let case = &shown.case;
    let start = place.zone(&case.zones[case.start.at()].id)?;
    let start = (cm(start.at.0), cm(start.at.1));
    let near =
        |at: (i32, i32)| (at.0 - start.0).abs() < NEAR_CM && (at.1 - start.1).abs() < NEAR_CM;
    let zones: Vec<Zone> = case
        .zones
        .iter()
        .filter_map(|zone| {
            let area = place.zone(&zone.id)?;
            let at = (cm(area.at.0), cm(area.at.1));
            near(at).then(|| Zone {
                id: zone.id.clone(),
                name: wording.zone(&zone.id),
                at,
                radius: cm(area.radius_m),
            })
        })
        .collect();
    let cast = shown.stage.iter().flat_map(|stage| &stage.cast);
    let spots = cast
        .filter_map(|cast| place.spot(cast.spot.as_deref()?))
        .map(|spot| (cm(spot.at.0), cm(spot.at.1)))
        .filter(|at| near(*at));
    let points: Vec<(i32, i32)> = zones.iter().map(|zone| zone.at).chain(spots).collect();
    let least = (
        points.iter().map(|at| at.0).min()? - MARGIN_CM / 2,
        points.iter().map(|at| at.1).min()? - MARGIN_CM,
    );
    let greatest = (
        points.iter().map(|at| at.0).max()? + MARGIN_CM / 2,
        points.iter().map(|at| at.1).max()? + MARGIN_CM,
    );
    let seen = |one: (i32, i32), other: (i32, i32)| {
        one.0.min(other.0) < greatest.0
            && one.0.max(other.0) > least.0
            && one.1.min(other.1) < greatest.1
            && one.1.max(other.1) > least.1
    };
    let walk = place
        .walk
        .iter()
        .map(|rect| {
            [
                (cm(rect.min.0), cm(rect.min.1)),
                (cm(rect.max.0), cm(rect.max.1)),
            ]
        })
        .filter(|rect| seen(rect[0], rect[1]))
        .collect();
    let things = place
        .things
        .iter()
        .filter(|one| one.party.as_deref().is_none_or(|id| id == party));
    let named = things
        .clone()
        .filter_map(|one| {
            let thing = case.things.iter().find(|thing| thing.id == one.thing)?;
            Some(Thing {
                name: wording.target(&thing.id),
                at: (cm(one.at.0), cm(one.at.2)),
            })
        })
        .filter(|one| seen(one.at, one.at))
        .collect();
    let pieces = place
        .pieces
        .iter()
        .map(|one| (one.piece.as_str(), one.at, one.yaw_deg, one.scale));
    let props = things.filter_map(|one| Some((one.piece.as_deref()?, one.at, one.yaw_deg, 1.0)));
    let mut blocks = Vec::new();
    if let Some(kit) = &library.kit {
        for (piece, at, yaw, scale) in pieces.chain(props) {
            let solids = kit
                .piece(piece)
                .map_or(&[][..], |one| one.solids.as_slice());
            for solid in solids.iter().filter(|one| one.at.1 + one.half.1 > LOW_M) {
                let (sin, cos) = yaw.to_radians().sin_cos();
                let corner = |x: f32, z: f32| {
                    let (x, z) = (
                        (solid.at.0 + x * solid.half.0) * scale,
                        (solid.at.2 + z * solid.half.2) * scale,
                    );
                    // Yaw about +y turns +z towards +x.
                    (cm(at.0 + x * cos + z * sin), cm(at.2 - x * sin + z * cos))
                };
                let corners = [
                    corner(-1.0, -1.0),
                    corner(1.0, -1.0),
                    corner(1.0, 1.0),
                    corner(-1.0, 1.0),
                ];
                if seen(corners[0], corners[2]) {
                    blocks.push(Block {
                        corners,
                        tall: (solid.at.1 + solid.half.1) * scale > 1.9,
                    });
                }
            }
        }
    }
    Some(Map {
        frame: [least, greatest],
        walk,
        blocks,
        zones,
        things: named,
    })
}
