//! Rows of the settings: one of several, or a number on a slider.

use super::are_seen;
use crate::app::screens::Rebuild;
use crate::app::settings::Settings;
use crate::app::ui::{
    Active, ButtonKind, Ink, Key, activated, bold, button, column, label, one_line, sheet, size,
    slider,
};
use crate::app::words::Tongue;
use bevy::prelude::*;
use bevy::ui_widgets::{Activate, SliderValue, ValueChange, observe};

/// Shows a slider's value, as a message with the number in it.
#[derive(Component)]
struct ValueOf {
    slider: Entity,
    message: &'static str,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, show.run_if(are_seen));
}

fn show(
    sliders: Query<&SliderValue, Changed<SliderValue>>,
    mut values: Query<(&ValueOf, &mut Text)>,
    tongue: Res<Tongue>,
) {
    for (of, mut text) in &mut values {
        if let Ok(value) = sliders.get(of.slider) {
            text.0 = number(&tongue, of.message, value.0);
        }
    }
}

fn number(tongue: &Tongue, message: &str, value: f32) -> String {
    tongue.with(message, &[("value", &format!("{value:.0}"))])
}

/// A row: what it is about on the left, what can be done on the right.
pub(super) fn row(
    parts: &mut ChildSpawnerCommands,
    name: &str,
    about: &str,
    fill: impl FnOnce(&mut ChildSpawnerCommands),
) {
    parts
        .spawn(sheet(Node {
            column_gap: px(20),
            align_items: AlignItems::Center,
            justify_content: JustifyContent::SpaceBetween,
            flex_shrink: 0.0,
            padding: UiRect::axes(px(18), px(10)),
            ..default()
        }))
        .with_children(|row| {
            row.spawn(Node {
                flex_grow: 1.0,
                flex_basis: px(0),
                min_width: px(150),
                ..column(1.0)
            })
            .with_children(|words| {
                words.spawn(bold(name, size::BODY, Ink::PaperText));
                if !about.is_empty() {
                    words.spawn(label(about, size::TINY, Ink::PaperQuiet));
                }
            });
            row.spawn(Node {
                column_gap: px(8),
                row_gap: px(6),
                flex_wrap: FlexWrap::Wrap,
                justify_content: JustifyContent::FlexEnd,
                align_items: AlignItems::Center,
                max_width: px(520),
                ..default()
            })
            .with_children(fill);
        });
}

/// One of several, each a button; pressing one applies it.
pub(super) fn choice<T: Clone + PartialEq + Send + Sync + 'static>(
    parts: &mut ChildSpawnerCommands,
    key: &str,
    options: Vec<(String, T)>,
    now: &T,
    apply: impl Fn(&mut Settings, &T) + Clone + Send + Sync + 'static,
) {
    for (at, (text, value)) in options.into_iter().enumerate() {
        let is_now = value == *now;
        let apply = apply.clone();
        let mut made = parts.spawn((
            button(text, ButtonKind::Paper),
            Key::new(format!("{key}-{at}")),
            activated(
                move |_: On<Activate>,
                      mut settings: ResMut<Settings>,
                      mut rebuild: MessageWriter<Rebuild>| {
                    apply(&mut settings, &value);
                    rebuild.write(Rebuild);
                },
            ),
        ));
        made.entry::<Node>().and_modify(|mut node| {
            node.min_height = px(38);
            node.padding = UiRect::axes(px(14), px(4));
        });
        if is_now {
            made.insert(Active);
        }
    }
}

/// On or off.
pub(super) fn switch(
    parts: &mut ChildSpawnerCommands,
    key: &str,
    now: bool,
    tongue: &Tongue,
    apply: impl Fn(&mut Settings, bool) + Clone + Send + Sync + 'static,
) {
    choice(
        parts,
        key,
        vec![
            (tongue.get("settings-off"), false),
            (tongue.get("settings-on"), true),
        ],
        &now,
        move |settings, on| apply(settings, *on),
    );
}

/// What a number is and can be.
#[derive(Clone, Copy)]
pub(super) struct Number {
    /// Name of the slider, the same every time.
    pub(super) key: &'static str,
    /// Message of its name.
    pub(super) name: &'static str,
    /// Message that shows its value.
    pub(super) shown: &'static str,
    /// Least and most.
    pub(super) range: (f32, f32),
    /// Step of an arrow key.
    pub(super) step: f32,
}

/// A number on a slider.
pub(super) fn number_row(
    parts: &mut ChildSpawnerCommands,
    what: Number,
    about: &str,
    now: u16,
    tongue: &Tongue,
    apply: fn(&mut Settings, u16),
) {
    let name = tongue.get(what.name);
    row(parts, &name, about, |right| {
        let made = slider(
            right,
            &name,
            what.key,
            what.range,
            what.step,
            f32::from(now),
        )
        .insert(observe(
            move |change: On<ValueChange<f32>>,
                  mut commands: Commands,
                  mut settings: ResMut<Settings>| {
                // Kept in steps, so that a dragged number is one that arrows reach too.
                let value = (change.value / what.step).round() * what.step;
                commands.entity(change.source).insert(SliderValue(value));
                apply(&mut settings, value.clamp(0.0, f32::from(u16::MAX)) as u16);
            },
        ))
        .id();
        right.spawn((
            one_line(
                number(tongue, what.shown, f32::from(now)),
                size::SMALL,
                Ink::PaperText,
                false,
            ),
            Node {
                width: px(64),
                ..default()
            },
            ValueOf {
                slider: made,
                message: what.shown,
            },
        ));
    });
}
