//! What a part keeps when its screen is built anew: the focus and how far it was scrolled.

use crate::app::Screen;
use bevy::input_focus::{FocusCause, InputFocus};
use bevy::prelude::*;
use std::collections::BTreeMap;

/// Name of a part, the same every time the screen is built.
#[derive(Component, Debug, Clone, PartialEq, Eq)]
pub struct Key(pub String);

impl Key {
    /// A name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }
}

/// The first thing of a new panel that takes the focus, unless the panel was there before and something else had it.
#[derive(Component, Debug, Clone, Copy, Default)]
pub struct FirstFocus;

#[derive(Resource, Debug, Default)]
struct Kept {
    focus: Option<String>,
    scroll: BTreeMap<String, f32>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Kept>()
        .add_systems(Update, (forget, restore, remember).chain());
}

/// Another screen has other parts.
fn forget(mut kept: ResMut<Kept>, mut transitions: MessageReader<StateTransitionEvent<Screen>>) {
    if transitions.read().count() > 0 {
        *kept = Kept::default();
    }
}

fn restore(
    kept: Res<Kept>,
    named: Query<(Entity, &Key), Added<Key>>,
    firsts: Query<Entity, Added<FirstFocus>>,
    mut positions: Query<&mut ScrollPosition>,
    mut focus: ResMut<InputFocus>,
) {
    let mut again = None;
    for (entity, key) in &named {
        // Every part can be scrolled as far as the engine goes, so that this tells nothing about which has the focus.
        if let Some(y) = kept.scroll.get(&key.0)
            && let Ok(mut position) = positions.get_mut(entity)
        {
            position.y = *y;
        }
        if kept.focus.as_ref() == Some(&key.0) {
            again = Some(entity);
        }
    }
    if let Some(entity) = again.or_else(|| firsts.iter().last()) {
        focus.set(entity, FocusCause::Navigated);
    }
}

fn remember(
    focus: Res<InputFocus>,
    keys: Query<&Key>,
    moved: Query<(&Key, &ScrollPosition), Changed<ScrollPosition>>,
    mut kept: ResMut<Kept>,
) {
    if let Some(key) = focus.get().and_then(|one| keys.get(one).ok())
        && kept.focus.as_ref() != Some(&key.0)
    {
        kept.focus = Some(key.0.clone());
    }
    for (key, position) in &moved {
        kept.scroll.insert(key.0.clone(), position.y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two parts of a panel, of which the first takes the focus of whoever comes anew.
    fn build(app: &mut App) -> [Entity; 2] {
        let world = app.world_mut();
        let first = world.spawn((Node::default(), Key::new("first"), FirstFocus));
        let first = first.id();
        let second = world.spawn((Node::default(), Key::new("second"))).id();
        [first, second]
    }

    #[test]
    fn a_part_that_is_built_anew_keeps_the_focus() {
        let mut app = App::new();
        app.add_message::<StateTransitionEvent<Screen>>()
            .init_resource::<InputFocus>();
        plugin(&mut app);
        let focus = |app: &App| app.world().resource::<InputFocus>().get();
        let old = build(&mut app);
        app.update();
        assert_eq!(focus(&app), Some(old[0]));
        let mut has_it = app.world_mut().resource_mut::<InputFocus>();
        has_it.set(old[1], FocusCause::Navigated);
        app.update();
        for one in old {
            app.world_mut().despawn(one);
        }
        let new = build(&mut app);
        app.update();
        assert_eq!(focus(&app), Some(new[1]));
    }
}
