//! What went back to the city platform: the picture from before and the one from after, as they were framed.

use super::wording::Wording;
use crate::domain::assessment::reported_pictures;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

/// A picture with what it is of.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Figure {
    /// Before or after, thing, clock.
    pub(super) caption: String,
    /// The PNG file in base64; empty where none was kept.
    pub(super) png: String,
}

/// The pictures of the report to the platform, before and after.
pub(super) fn figures(wording: &Wording<'_>) -> Vec<Figure> {
    let input = &wording.input;
    reported_pictures(input.case, input.record)
        .iter()
        .map(|one| {
            let when = if one.is_after { "after" } else { "before" };
            Figure {
                caption: wording.with(
                    &format!("picture-{when}"),
                    &[
                        ("thing", &wording.target(&one.thing)),
                        ("clock", &wording.clock(one.at.0)),
                    ],
                ),
                png: input
                    .pictures
                    .iter()
                    .find(|kept| kept.thing == one.thing && kept.at == one.at)
                    .map(|kept| STANDARD.encode(&kept.png))
                    .unwrap_or_default(),
            }
        })
        .collect()
}
