//! The briefing: the ticket as it came, what went before, the place, what to take along, and the way to the scene.

pub(super) mod map;
mod papers;
mod side;
pub(super) mod ticket;

use super::shift::street::WayBack;
use super::{ScreenRoot, built};
use crate::app::Screen;
use crate::app::bridge::Plan;
use crate::app::devices::Controls;
use crate::app::library::Library;
use crate::app::ui::{Back, Ground, column, scrolling, shell};
use crate::app::words::Tongue;
use crate::wording::Wording;
use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    built(app, Screen::Briefing, build);
    app.add_plugins(side::plugin)
        .add_systems(Update, leave.run_if(in_state(Screen::Briefing)))
        // The key that says "go" is the one that opens the field to speak: it must not do both.
        .add_systems(OnEnter(Screen::Case), |mut controls: ResMut<Controls>| {
            controls.pressed.clear()
        });
}

fn leave(mut back: MessageReader<Back>, mut way: WayBack) {
    if back.read().count() > 0 {
        way.go();
    }
}

fn build(mut commands: Commands, tongue: Res<Tongue>, library: Res<Library>, plan: Res<Plan>) {
    let Some(entry) = library.entry(plan.case) else {
        return;
    };
    let content = library.0.content;
    let mut wording = Wording::new(&entry.case, content, tongue.lang());
    if let Some(party) = &plan.party {
        wording.begin(party, &[]);
    }
    shell(
        &mut commands,
        (ScreenRoot, DespawnOnExit(Screen::Briefing)),
        |parts| side::build(parts, entry, &plan, &tongue, &wording),
        |main| {
            main.spawn(Node {
                column_gap: px(26),
                flex_grow: 1.0,
                min_height: px(0),
                ..default()
            })
            .with_children(|columns| {
                scrolling(
                    columns,
                    "briefing/ticket",
                    Node {
                        width: px(416),
                        flex_shrink: 0.0,
                        ..default()
                    },
                    column(0.0),
                    Ground::Paper,
                    |parts| ticket::build(parts, entry, content, &tongue, &wording),
                );
                scrolling(
                    columns,
                    "briefing/papers",
                    Node {
                        flex_grow: 1.0,
                        flex_basis: px(0),
                        min_width: px(0),
                        ..default()
                    },
                    column(12.0),
                    Ground::Paper,
                    |parts| {
                        map::build(parts, entry, &library.0.wardrobe.kit, &tongue, None);
                        papers::build(parts, entry, &plan, content, &tongue, &wording);
                    },
                );
            });
        },
    );
}
