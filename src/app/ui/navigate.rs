//! The keyboard reaches everything: Tab walks in order, arrows go where they point, Enter and Space press, Escape goes
//! back, and what has the focus shows it. A gamepad does the same with its cross and two buttons.

use super::parts::ButtonKind;
use super::theme::{Ink, Theme};
use crate::app::Screen;
use crate::app::devices::Grip;
use bevy::input::ButtonState;
use bevy::input::keyboard::KeyboardInput;
use bevy::input_focus::tab_navigation::{TabGroup, TabIndex, TabNavigationPlugin};
use bevy::input_focus::{FocusCause, FocusedInput, InputFocus, InputFocusVisible};
use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::ui::{InteractionDisabled, UiGlobalTransform};
use bevy::ui_widgets::{Activate, Button, Slider};

/// The user wants to go back from where he is.
#[derive(Message, Debug, Clone, Copy, Default)]
pub struct Back;

/// A part takes all keys for itself, such as one that waits for the key of a control.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeysTaken(pub bool);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Back>()
        .init_resource::<KeysTaken>()
        .add_plugins(TabNavigationPlugin)
        .add_observer(arrows)
        .add_systems(Startup, |mut visible: ResMut<InputFocusVisible>| {
            visible.0 = true
        })
        .add_systems(PreUpdate, (back, gamepad).after(bevy::input::InputSystems))
        .add_systems(Update, outline);
    // One press goes back one screen, not two.
    for screen in Screen::ALL {
        app.add_systems(OnEnter(screen), |mut back: ResMut<Messages<Back>>| {
            back.clear()
        });
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Left,
    Right,
    Up,
    Down,
}

#[derive(bevy::ecs::system::SystemParam)]
struct Places<'w, 's> {
    parts: Query<
        'w,
        's,
        (
            Entity,
            &'static TabIndex,
            &'static ComputedNode,
            &'static UiGlobalTransform,
            &'static InheritedVisibility,
            Has<InteractionDisabled>,
        ),
    >,
    parents: Query<'w, 's, &'static ChildOf>,
    groups: Query<'w, 's, (Entity, &'static TabGroup)>,
    fields: Query<'w, 's, (), With<EditableText>>,
    sliders: Query<'w, 's, (), With<Slider>>,
}

impl Places<'_, '_> {
    fn group(&self, part: Entity) -> Option<(Entity, TabGroup)> {
        self.parents
            .iter_ancestors(part)
            .find_map(|one| self.groups.get(one).ok())
            .map(|(entity, group)| (entity, *group))
    }

    /// The nearest part that way: near along the arrow, and more so not beside it.
    fn toward(&self, from: Entity, way: Way) -> Option<Entity> {
        let (_, _, node, place, ..) = self.parts.get(from).ok()?;
        let (middle, half) = (place.translation, node.size() / 2.0);
        let own = self.group(from)?;
        let mut best: Option<(f32, Entity)> = None;
        for (entity, index, node, place, visible, is_disabled) in &self.parts {
            if entity == from || index.0 < 0 || is_disabled || !visible.get() || node.size().x < 1.0
            {
                continue;
            }
            let Some(group) = self.group(entity) else {
                continue;
            };
            let is_same_room = if own.1.modal {
                group.0 == own.0
            } else {
                !group.1.modal
            };
            if !is_same_room {
                continue;
            }
            let (there, other) = (place.translation, node.size() / 2.0);
            let (along, across, own_half, other_half, own_side, other_side) = match way {
                Way::Left => (
                    middle.x - there.x,
                    there.y - middle.y,
                    half.x,
                    other.x,
                    half.y,
                    other.y,
                ),
                Way::Right => (
                    there.x - middle.x,
                    there.y - middle.y,
                    half.x,
                    other.x,
                    half.y,
                    other.y,
                ),
                Way::Up => (
                    middle.y - there.y,
                    there.x - middle.x,
                    half.y,
                    other.y,
                    half.x,
                    other.x,
                ),
                Way::Down => (
                    there.y - middle.y,
                    there.x - middle.x,
                    half.y,
                    other.y,
                    half.x,
                    other.x,
                ),
            };
            // It must lie beyond this one's edge, give or take a border.
            let beyond = along - own_half - other_half;
            if beyond < -4.0 {
                continue;
            }
            let beside = (across.abs() - own_side - other_side).max(0.0);
            let cost = beyond.max(0.0) + beside * 3.0 + across.abs() * 0.1;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, entity));
            }
        }
        best.map(|(_, entity)| entity)
    }
}

fn arrows(
    mut input: On<FocusedInput<KeyboardInput>>,
    places: Places,
    taken: Res<KeysTaken>,
    mut focus: ResMut<InputFocus>,
    mut visible: ResMut<InputFocusVisible>,
) {
    // The event climbs from part to part; it is answered once, where it began.
    if input.input.state != ButtonState::Pressed
        || taken.0
        || focus.get() != Some(input.focused_entity)
    {
        return;
    }
    let from = input.focused_entity;
    let way = match input.input.key_code {
        KeyCode::ArrowLeft => Way::Left,
        KeyCode::ArrowRight => Way::Right,
        KeyCode::ArrowUp => Way::Up,
        KeyCode::ArrowDown => Way::Down,
        _ => return,
    };
    let is_sideways = matches!(way, Way::Left | Way::Right);
    if is_sideways && (places.fields.contains(from) || places.sliders.contains(from)) {
        return;
    }
    if let Some(next) = places.toward(from, way) {
        input.propagate(false);
        focus.set(next, FocusCause::Navigated);
        visible.0 = true;
    }
}

fn back(keys: Res<ButtonInput<KeyCode>>, taken: Res<KeysTaken>, mut back: MessageWriter<Back>) {
    if keys.just_pressed(KeyCode::Escape) && !taken.0 {
        back.write(Back);
    }
}

/// Cross and stick walk, south presses, east goes back.
fn gamepad(
    mut commands: Commands,
    gamepads: Query<&Gamepad>,
    grip: Res<Grip>,
    places: Places,
    buttons: Query<(), (With<Button>, Without<InteractionDisabled>)>,
    mut focus: ResMut<InputFocus>,
    mut visible: ResMut<InputFocusVisible>,
    mut back: MessageWriter<Back>,
) {
    if *grip != Grip::Panels {
        return;
    }
    for gamepad in &gamepads {
        let way = [
            (GamepadButton::DPadLeft, Way::Left),
            (GamepadButton::DPadRight, Way::Right),
            (GamepadButton::DPadUp, Way::Up),
            (GamepadButton::DPadDown, Way::Down),
        ]
        .into_iter()
        .find(|(button, _)| gamepad.just_pressed(*button))
        .map(|(_, way)| way);
        let from = focus.get();
        if let (Some(way), Some(from)) = (way, from)
            && let Some(next) = places.toward(from, way)
        {
            focus.set(next, FocusCause::Navigated);
            visible.0 = true;
        }
        if gamepad.just_pressed(GamepadButton::South)
            && let Some(entity) = from.filter(|one| buttons.contains(*one))
        {
            commands.trigger(Activate { entity });
        }
        if gamepad.just_pressed(GamepadButton::East) {
            back.write(Back);
        }
    }
}

/// A ring around what has the focus, once the keyboard is in use.
fn outline(
    mut commands: Commands,
    focus: Res<InputFocus>,
    visible: Res<InputFocusVisible>,
    parts: Query<(Option<&ButtonKind>, Has<EditableText>), With<TabIndex>>,
    mut shown: Local<Option<Entity>>,
) {
    let now = focus.get().filter(|one| {
        parts
            .get(*one)
            .is_ok_and(|(_, is_field)| visible.0 || is_field)
    });
    if *shown == now {
        return;
    }
    if let Some(before) = *shown
        && let Ok(mut entity) = commands.get_entity(before)
    {
        entity.remove::<Outline>();
    }
    if let Some(now) = now {
        let on_paper = parts
            .get(now)
            .is_ok_and(|(kind, _)| matches!(kind, Some(ButtonKind::Paper | ButtonKind::Card)));
        commands.entity(now).insert(Outline {
            width: px(3),
            offset: px(2),
            color: Theme::colour(if on_paper { Ink::Uniform } else { Ink::Accent }),
        });
    }
    *shown = now;
}
