//! Parts that scroll: a bar beside them when there is more than fits, wheel, Page keys, and whatever gets the focus comes
//! into view.

use super::memory::Key;
use super::parts::scroll;
use super::theme::{Ink, Theme};
use bevy::input_focus::InputFocus;
use bevy::input_focus::tab_navigation::TabIndex;
use bevy::picking::hover::Hovered;
use bevy::prelude::*;
use bevy::ui_widgets::{
    ControlOrientation, ScrollArea, ScrollIntoView, Scrollbar, ScrollbarDragState, ScrollbarThumb,
};

/// How much of the visible height a Page key moves.
const PAGE: f32 = 0.85;

/// Ground that a scrolling part lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Dark.
    Night,
    /// Paper.
    Paper,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (into_view, page))
        .add_systems(PostUpdate, dress.after(bevy::ui::UiSystems::Layout));
}

/// A part that scrolls, with its bar. `key` keeps its place when the screen is built anew.
pub fn scrolling(
    parts: &mut ChildSpawnerCommands,
    key: &str,
    frame: Node,
    content: Node,
    ground: Ground,
    fill: impl FnOnce(&mut ChildSpawnerCommands),
) {
    parts
        .spawn(Node {
            flex_direction: FlexDirection::Row,
            align_items: AlignItems::Stretch,
            min_height: px(0),
            ..frame
        })
        .with_children(|frame| {
            let area = frame
                .spawn((
                    scroll(Node {
                        flex_grow: 1.0,
                        flex_basis: px(0),
                        min_width: px(0),
                        ..content
                    }),
                    Key::new(key),
                ))
                .with_children(fill)
                .id();
            frame.spawn((
                Node {
                    width: px(6),
                    margin: UiRect::left(px(8)),
                    flex_shrink: 0.0,
                    ..default()
                },
                Scrollbar::new(area, ControlOrientation::Vertical, 28.0),
                Visibility::Hidden,
                Children::spawn_one((
                    Hovered::default(),
                    BackgroundColor(Theme::colour(match ground {
                        Ground::Night => Ink::Line,
                        Ground::Paper => Ink::PaperLine,
                    })),
                    ScrollbarThumb {
                        border_radius: BorderRadius::all(px(3)),
                        border: UiRect::ZERO,
                    },
                )),
            ));
        });
}

/// The bar is there when it can move something.
fn dress(
    areas: Query<&ComputedNode, With<ScrollArea>>,
    mut bars: Query<(&Scrollbar, &mut Visibility)>,
    mut thumbs: Query<(&mut BackgroundColor, &Hovered, &ScrollbarDragState), With<ScrollbarThumb>>,
) {
    for (bar, mut visibility) in &mut bars {
        let Ok(area) = areas.get(bar.target) else {
            continue;
        };
        let wanted = if area.content_size().y > area.size().y + 1.0 {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        };
        visibility.set_if_neq(wanted);
    }
    for (mut ground, hovered, drag) in &mut thumbs {
        let alpha = if hovered.get() || drag.dragging {
            1.0
        } else {
            0.8
        };
        let wanted = ground.0.with_alpha(alpha);
        if ground.0 != wanted {
            ground.0 = wanted;
        }
    }
}

/// What gets the focus by keyboard is brought into view.
fn into_view(
    mut commands: Commands,
    focus: Res<InputFocus>,
    parts: Query<(), With<TabIndex>>,
    mut shown: Local<(Option<Entity>, u8)>,
) {
    let now = focus.get().filter(|one| parts.contains(*one));
    if shown.0 != now {
        // A new part has no place yet: wait for the layout.
        *shown = (now, 2);
        return;
    }
    if shown.1 > 0 {
        shown.1 -= 1;
        if shown.1 == 0
            && let Some(entity) = now
        {
            commands.trigger(ScrollIntoView { entity });
        }
    }
}

/// Page keys move the part around the focus, or else whichever has most to show.
fn page(
    keys: Res<ButtonInput<KeyCode>>,
    focus: Res<InputFocus>,
    parents: Query<&ChildOf>,
    mut areas: Query<(Entity, &ComputedNode, &mut ScrollPosition), With<ScrollArea>>,
) {
    let down = if keys.just_pressed(KeyCode::PageDown) {
        1.0
    } else if keys.just_pressed(KeyCode::PageUp) {
        -1.0
    } else {
        return;
    };
    let hidden = |node: &ComputedNode| node.content_size().y - node.size().y;
    let around = focus.get().and_then(|focused| {
        parents
            .iter_ancestors(focused)
            .find(|one| areas.get(*one).is_ok_and(|(_, node, _)| hidden(node) > 1.0))
    });
    let chosen = around.or_else(|| {
        areas
            .iter()
            .filter(|(_, node, _)| hidden(node) > 1.0)
            .max_by(|one, two| hidden(one.1).total_cmp(&hidden(two.1)))
            .map(|(entity, ..)| entity)
    });
    if let Some((_, node, mut position)) = chosen.and_then(|one| areas.get_mut(one).ok()) {
        let scale = node.inverse_scale_factor;
        let most = (hidden(node) * scale).max(0.0);
        position.y = (position.y + down * PAGE * node.size().y * scale).clamp(0.0, most);
    }
}
