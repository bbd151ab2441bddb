//! Whether a stage fits its case, its place and the wardrobe: everything that is named must exist.

use super::{GEAR, PlaceFile, Show, StageFile, Wardrobe};
use crate::domain::scenario::model::{Case, Outcome, Role};

/// Something named that does not exist: what kind, and which.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Misfit {
    /// Kind: look, spot, piece, zone, thing, light, sound, clip, event, cast, gesture, gear.
    pub kind: &'static str,
    /// Id.
    pub id: String,
}

/// Zones farther than this are reached by travelling, not on foot.
pub const WALKED_TO_CM: u32 = 4_000;

/// Compares a case with its stage, place and wardrobe: everything that does not fit, sorted, each once.
#[must_use]
pub fn misfits(
    case: &Case,
    stage: &StageFile,
    place: &PlaceFile,
    wardrobe: &Wardrobe,
) -> Vec<Misfit> {
    let mut found = Vec::new();
    let mut miss = |kind: &'static str, id: &str, is_there: bool| {
        if !is_there {
            found.push(Misfit {
                kind,
                id: id.to_owned(),
            });
        }
    };
    for person in &case.people {
        // Voices from elsewhere have no body here.
        if !matches!(person.role, Role::Control | Role::Phone) {
            miss("cast", &person.id, stage.cast(&person.id).is_some());
        }
    }
    for cast in &stage.cast {
        miss("person", &cast.person, case.person(&cast.person).is_some());
        let look = cast
            .look
            .as_deref()
            .or_else(|| wardrobe.people.cast(&case.id, &cast.person));
        miss(
            "look",
            look.unwrap_or(&cast.person),
            look.is_some_and(|look| wardrobe.people.look(look).is_some()),
        );
        for spot in cast.spot.iter().chain(&cast.door) {
            miss("spot", spot, place.spot(spot).is_some());
        }
        if let Some(clip) = &cast.idle {
            miss("clip", clip, wardrobe.people.clip(clip).is_some());
        }
    }
    for zone in &case.zones {
        let is_near = zone.distance_cm <= WALKED_TO_CM;
        miss("zone", &zone.id, !is_near || place.zone(&zone.id).is_some());
    }
    for thing in &case.things {
        miss(
            "thing",
            &thing.id,
            place.things.iter().any(|one| one.thing == thing.id),
        );
    }
    let pieces = place.pieces.iter().map(|one| one.piece.as_str());
    let shown = place.things.iter().filter_map(|one| one.piece.as_deref());
    for piece in pieces.chain(shown) {
        miss("piece", piece, wardrobe.kit.piece(piece).is_some());
    }
    for beat in &case.beats {
        for outcome in &beat.then {
            if let Outcome::World(event) = outcome {
                let is_shown = stage.events.iter().any(|one| one.event == *event);
                miss("event", event, is_shown);
            }
        }
    }
    for id in stage.bring.iter().flatten() {
        miss("gear", id, GEAR.iter().any(|one| one.id == id));
    }
    let has_light = |id: &str| place.lights.iter().any(|one| one.hour == id);
    if let Some(light) = &stage.light {
        miss("light", light, has_light(light));
    }
    let has_sound = |id: &str| wardrobe.sounds.sounds.iter().any(|one| one.sound == id);
    for sound in &stage.ambience {
        miss("sound", sound, has_sound(sound));
    }
    let everywhere = &wardrobe.happenings.events;
    for show in stage
        .events
        .iter()
        .chain(everywhere)
        .flat_map(|one| &one.shows)
    {
        match show {
            Show::Sound { sound, at } => {
                miss("sound", sound, has_sound(sound));
                if let Some(spot) = at {
                    miss("spot", spot, place.spot(spot).is_some());
                }
            }
            Show::Light(light) => miss("light", light, has_light(light)),
            Show::Arrive {
                piece, from, to, ..
            } => {
                miss("piece", piece, wardrobe.kit.piece(piece).is_some());
                miss("spot", from, place.spot(from).is_some());
                miss("spot", to, place.spot(to).is_some());
            }
            Show::Depart { piece, to } => {
                let is_known = wardrobe.kit.piece(piece).is_some()
                    || case.things.iter().any(|one| one.id == *piece);
                miss("piece", piece, is_known);
                miss("spot", to, place.spot(to).is_some());
            }
            Show::Remove(thing) => {
                miss(
                    "thing",
                    thing,
                    case.things.iter().any(|one| one.id == *thing),
                );
            }
            Show::Clip { person, clip } => {
                miss(
                    "person",
                    person,
                    person == "party" || case.person(person).is_some(),
                );
                miss("clip", clip, wardrobe.people.clip(clip).is_some());
            }
            Show::Rain(_) | Show::Crowd(_) | Show::Disperse => {}
        }
    }
    for row in &wardrobe.gestures.gestures {
        miss("clip", &row.clip, wardrobe.people.clip(&row.clip).is_some());
    }
    found.sort();
    found.dedup();
    found
}
