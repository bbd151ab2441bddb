//! What officers take along to a case: what its stage lists, else what its actions and papers need.

use super::StageFile;
use crate::domain::scenario::model::Case;

/// Something to take along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gear {
    /// Id, as a stage names it.
    pub id: &'static str,
    /// Message of its name.
    pub message: &'static str,
    /// Actions that need it; none: only a stage asks for it.
    needed_by: &'static [&'static str],
}

const fn gear(id: &'static str, message: &'static str, needed_by: &'static [&'static str]) -> Gear {
    Gear {
        id,
        message,
        needed_by,
    }
}

/// Everything there is, in the order in which it is listed.
pub const GEAR: [Gear; 13] = [
    gear("recorder", "kit-recorder", &["recorder_on"]),
    gear("certificate", "kit-certificate", &["show_certificate"]),
    gear(PAPERS, "kit-papers", &[]),
    gear("tape", "kit-tape", &["measure"]),
    gear("rangefinder", "kit-rangefinder", &[]),
    gear("camera", "kit-camera", &["photograph"]),
    gear("safe_light", "kit-safe-light", &["ban_sparks"]),
    gear("helmet", "kit-helmet", &["put_on_helmet"]),
    gear("cordon", "kit-cordon", &["cordon"]),
    gear("water", "kit-water", &["give_water"]),
    gear("headset", "kit-headset", &[]),
    gear("roster", "kit-roster", &[]),
    gear("notes", "kit-notes", &[]),
];

/// Needed wherever there are forms.
const PAPERS: &str = "papers";

/// What is taken along.
#[must_use]
pub fn brought(case: &Case, stage: Option<&StageFile>) -> Vec<Gear> {
    let listed = stage.and_then(|stage| stage.bring.as_ref());
    GEAR.into_iter()
        .filter(|one| match listed {
            Some(ids) => ids.iter().any(|id| id == one.id),
            None => {
                one.id == PAPERS && !case.forms.is_empty()
                    || one
                        .needed_by
                        .iter()
                        .any(|action| case.action(action).is_some())
            }
        })
        .collect()
}
