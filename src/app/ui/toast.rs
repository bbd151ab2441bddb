//! Short news at the foot of any screen: what could not be done and why, what was kept where.

use super::parts::label;
use super::theme::{Ink, Theme, size};
use bevy::prelude::*;

/// Seconds that news stay.
const STAYS_S: f32 = 7.0;

/// News.
#[derive(Message, Debug, Clone)]
pub struct Toast {
    /// Words.
    pub text: String,
    /// How grave.
    pub ink: Ink,
}

#[derive(Component)]
struct Shown(f32);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Toast>().add_systems(Update, (show, fade));
}

fn show(mut commands: Commands, mut news: MessageReader<Toast>, shown: Query<Entity, With<Shown>>) {
    let Some(toast) = news.read().last() else {
        return;
    };
    for entity in &shown {
        commands.entity(entity).despawn();
    }
    commands
        .spawn((
            Shown(STAYS_S),
            Node {
                position_type: PositionType::Absolute,
                left: percent(10),
                right: percent(10),
                bottom: px(22),
                justify_content: JustifyContent::Center,
                ..default()
            },
            GlobalZIndex(60),
            Pickable::IGNORE,
        ))
        .with_children(|row| {
            row.spawn((
                Node {
                    padding: UiRect::axes(px(20), px(12)),
                    border: UiRect::left(px(5)),
                    border_radius: BorderRadius::all(px(8)),
                    max_width: px(820),
                    ..default()
                },
                BackgroundColor(Theme::colour(Ink::Panel)),
                BorderColor::all(Theme::colour(toast.ink)),
                BoxShadow::new(Color::BLACK.with_alpha(0.35), px(0), px(6), px(0), px(18)),
                Pickable::IGNORE,
            ))
            .with_children(|bubble| {
                bubble.spawn(label(toast.text.clone(), size::SMALL, Ink::Text));
            });
        });
}

fn fade(mut commands: Commands, time: Res<Time>, mut shown: Query<(Entity, &mut Shown)>) {
    for (entity, mut left) in &mut shown {
        left.0 -= time.delta_secs();
        if left.0 <= 0.0 {
            commands.entity(entity).despawn();
        }
    }
}
