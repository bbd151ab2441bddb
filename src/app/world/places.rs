//! Where things and people stand, as physics and aim see it between two frames. The physics (bevy_rapier3d 0.36) carries
//! places down to every bone of every body at each tick, only to read those of what is solid; and what is solid here stands
//! in the street itself, below nothing.

use bevy::prelude::*;
use bevy_rapier3d::plugin::systems::update_character_controls;
use bevy_rapier3d::plugin::{RapierBevyComponentApply, RapierTransformPropagateSet};

pub(super) fn plugin(app: &mut App) {
    app.configure_sets(FixedUpdate, RapierTransformPropagateSet.run_if(|| false))
        .add_systems(
            FixedUpdate,
            carry_over
                .after(update_character_controls)
                .before(RapierBevyComponentApply),
        );
}

/// What has moved and stands below nothing has its new place; what hangs below it follows with the frame.
fn carry_over(
    mut moved: Query<(&Transform, &mut GlobalTransform), (Changed<Transform>, Without<ChildOf>)>,
) {
    for (transform, mut place) in &mut moved {
        place.set_if_neq(GlobalTransform::from(*transform));
    }
}
