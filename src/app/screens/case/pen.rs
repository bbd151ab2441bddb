//! One's own name written on a paper by hand: a stroke drawn with the ray signs, as a pen does. Whether anybody had to sign
//! is for the paper and the engine; what is drawn is shown and not kept in the record.

use crate::app::Screen;
use crate::app::ui::{Ink, Theme, Writing, label, size};
use crate::app::words::Tongue;
use bevy::a11y::AccessibilityNode;
use bevy::input_focus::tab_navigation::TabIndex;
use bevy::prelude::*;
use bevy::ui::UiGlobalTransform;
use std::collections::BTreeMap;

/// Width and height of the field, in design pixels.
const PAD_PX: Vec2 = Vec2::new(300.0, 84.0);
/// Strokes as long as this share of the width are a signature; less is a slip of the hand.
const ENOUGH: f32 = 0.5;
/// Points nearer than this share of the width are one.
const APART: f32 = 0.008;
/// The line is this thick, design pixels.
const INK_PX: f32 = 4.0;

/// Lines from where the pen went down to where it came up, in shares of the field's width and height.
type Strokes = Vec<Vec<Vec2>>;

/// What was drawn on which field of which paper.
#[derive(Resource, Debug, Clone, Default)]
pub(super) struct Signatures(BTreeMap<(String, String), Strokes>);

/// A field to sign in.
#[derive(Component, Debug, Clone)]
struct Pad {
    form: String,
    field: String,
}

/// What an empty field says; the first stroke takes it away.
#[derive(Component)]
struct Hint;

/// Enough was drawn to be a name.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub(super) struct Signed {
    /// The paper.
    pub(super) form: String,
    /// Its field.
    pub(super) field: String,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Signatures>()
        .add_message::<Signed>()
        .add_systems(OnEnter(Screen::Case), |mut all: ResMut<Signatures>| {
            all.0.clear();
        })
        // A paper that is put away under the pen, or laid out anew, never hears that it came up.
        .add_observer(|_: On<Remove, Pad>, mut writing: ResMut<Writing>| writing.0 = false);
}

/// How far the pen has gone, in widths of the field.
fn length(strokes: &Strokes) -> f32 {
    let flat = Vec2::new(1.0, PAD_PX.y / PAD_PX.x);
    strokes
        .iter()
        .flat_map(|stroke| stroke.windows(2))
        .map(|pair| ((pair[1] - pair[0]) * flat).length())
        .sum()
}

/// Puts a field to sign in; `name` is what a screen reader says.
pub(super) fn pad(
    line: &mut ChildSpawnerCommands,
    form: &str,
    field: &str,
    name: &str,
    tongue: &Tongue,
    all: &Signatures,
) {
    let mut access = accesskit::Node::new(accesskit::Role::Canvas);
    access.set_label(name.to_owned());
    let key = (form.to_owned(), field.to_owned());
    let strokes = all.0.get(&key).cloned().unwrap_or_default();
    line.spawn((
        Pad {
            form: key.0,
            field: key.1,
        },
        Node {
            width: px(PAD_PX.x),
            height: px(PAD_PX.y),
            flex_shrink: 0.0,
            border: UiRect::bottom(px(2)),
            border_radius: BorderRadius::all(px(6)),
            align_items: AlignItems::Center,
            justify_content: JustifyContent::Center,
            overflow: Overflow::clip(),
            ..default()
        },
        BackgroundColor(Theme::colour(Ink::Sheet)),
        BorderColor::all(Theme::colour(Ink::Accent)),
        TabIndex(0),
        AccessibilityNode(access),
    ))
    .observe(down)
    .observe(drawn)
    .observe(up)
    .observe(lost)
    .with_children(|pad| {
        if strokes.is_empty() {
            pad.spawn((
                Hint,
                label(tongue.get("paper-pen"), size::BODY, Ink::PaperQuiet),
                Pickable::IGNORE,
            ));
        }
        for stroke in &strokes {
            for pair in stroke.windows(2) {
                ink(pad, pair[0], pair[1]);
            }
        }
    });
}

/// A line of ink between two points, as dots that overlap.
fn ink(pad: &mut ChildSpawnerCommands, from: Vec2, to: Vec2) {
    let way = (to - from) * PAD_PX;
    let count = (way.length() / (INK_PX * 0.4)).ceil().max(1.0) as u16;
    for step in 1..=count {
        let at = from.lerp(to, f32::from(step) / f32::from(count)) * 100.0;
        pad.spawn((
            Node {
                position_type: PositionType::Absolute,
                left: percent(at.x),
                top: percent(at.y),
                width: px(INK_PX),
                height: px(INK_PX),
                border_radius: BorderRadius::all(px(INK_PX / 2.0)),
                ..default()
            },
            BackgroundColor(Theme::colour(Ink::PaperText)),
            Pickable::IGNORE,
        ));
    }
}

/// The pen is on the paper.
fn down(
    mut press: On<Pointer<Press>>,
    mut commands: Commands,
    pads: Query<(&Pad, &Children)>,
    hints: Query<Entity, With<Hint>>,
    mut all: ResMut<Signatures>,
    mut writing: ResMut<Writing>,
) {
    let Ok((pad, parts)) = pads.get(press.entity) else {
        return;
    };
    for hint in hints.iter_many(parts) {
        commands.entity(hint).despawn();
    }
    press.propagate(false);
    writing.0 = true;
    all.0
        .entry((pad.form.clone(), pad.field.clone()))
        .or_default()
        .push(Vec::new());
}

/// It moves.
fn drawn(
    mut drag: On<Pointer<Drag>>,
    mut commands: Commands,
    pads: Query<(&Pad, &ComputedNode, &UiGlobalTransform)>,
    mut all: ResMut<Signatures>,
) {
    let Ok((pad, node, place)) = pads.get(drag.entity) else {
        return;
    };
    drag.propagate(false);
    let Some(at) = node.normalize_point(*place, drag.pointer_location.position) else {
        return;
    };
    let at = at + Vec2::splat(0.5);
    let key = (pad.form.clone(), pad.field.clone());
    let Some(stroke) = all.0.get_mut(&key).and_then(|strokes| strokes.last_mut()) else {
        return;
    };
    // Beyond the border of the field there is no paper.
    if at.min_element() < 0.0 || at.max_element() > 1.0 {
        return;
    }
    let before = stroke.last().copied();
    if before.is_some_and(|before| before.distance(at) < APART) {
        return;
    }
    stroke.push(at);
    if let Some(before) = before {
        commands
            .entity(drag.entity)
            .with_children(|pad| ink(pad, before, at));
    }
}

/// The pen comes up.
fn up(
    mut end: On<Pointer<Release>>,
    pads: Query<&Pad>,
    all: Res<Signatures>,
    mut writing: ResMut<Writing>,
    mut signed: MessageWriter<Signed>,
) {
    if let Ok(pad) = pads.get(end.entity) {
        end.propagate(false);
        judge(pad, &all, &mut writing, &mut signed);
    }
}

/// It came up beside the field, or was lost from sight: what is drawn stays drawn.
fn lost(
    end: On<Pointer<DragEnd>>,
    pads: Query<&Pad>,
    all: Res<Signatures>,
    mut writing: ResMut<Writing>,
    mut signed: MessageWriter<Signed>,
) {
    if let Ok(pad) = pads.get(end.entity) {
        judge(pad, &all, &mut writing, &mut signed);
    }
}

fn judge(pad: &Pad, all: &Signatures, writing: &mut Writing, signed: &mut MessageWriter<Signed>) {
    if !std::mem::take(&mut writing.0) {
        return;
    }
    let key = (pad.form.clone(), pad.field.clone());
    if all
        .0
        .get(&key)
        .is_some_and(|strokes| length(strokes) > ENOUGH)
    {
        let (form, field) = key;
        signed.write(Signed { form, field });
    }
}

#[cfg(test)]
mod tests {
    use super::{ENOUGH, length};
    use bevy::prelude::Vec2;

    #[test]
    fn a_stroke_across_the_field_is_a_signature_and_a_slip_is_not() {
        let slip = vec![vec![Vec2::new(0.4, 0.5), Vec2::new(0.46, 0.6)]];
        assert!(length(&slip) < ENOUGH);
        let name = vec![
            vec![Vec2::new(0.1, 0.5), Vec2::new(0.4, 0.3)],
            vec![Vec2::new(0.4, 0.6), Vec2::new(0.8, 0.4)],
        ];
        assert!(length(&name) > ENOUGH);
    }
}
