//! The settings: a page for each concern, kept when one leaves.

mod keys;
mod pages;
mod rows;

use super::{Rebuild, ScreenRoot, built};
use crate::app::Screen;
use crate::app::devices::Bindings;
use crate::app::options::PlayOptions;
use crate::app::settings::Settings;
use crate::app::sound::AudioDevices;
use crate::app::ui::{
    Active, Back, FirstFocus, Ground, Ink, Toast, activated, bold, column, push, scrolling, shell,
    side_button, side_head, size,
};
use crate::app::voice::Hearing;
use crate::app::words::Tongue;
use bevy::prelude::*;
use bevy::ui_widgets::Activate;

/// A page.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Section {
    #[default]
    General,
    Picture,
    Sound,
    Hands,
    Keys,
}

impl Section {
    const ALL: [(Self, &'static str); 5] = [
        (Self::General, "settings-general"),
        (Self::Picture, "settings-picture"),
        (Self::Sound, "settings-sound"),
        (Self::Hands, "settings-hands"),
        (Self::Keys, "settings-keys"),
    ];
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Section>()
        .add_systems(OnExit(Screen::Settings), keep);
    built(app, Screen::Settings, build);
    app.add_plugins((rows::plugin, keys::plugin, pages::plugin))
        .add_systems(
            Update,
            (
                (|mut rebuild: MessageWriter<Rebuild>| {
                    rebuild.write(Rebuild);
                })
                .run_if(resource_changed::<Section>),
                leave,
                keep_word,
            )
                .run_if(in_state(Screen::Settings)),
        );
}

fn leave(mut back: MessageReader<Back>, mut next: ResMut<NextState<Screen>>) {
    if back.read().count() > 0 {
        next.set(Screen::Menu);
    }
}

/// Settings go to the disk; whoever cannot write is told.
fn keep(
    settings: Res<Settings>,
    options: Res<PlayOptions>,
    tongue: Res<Tongue>,
    mut toasts: MessageWriter<Toast>,
) {
    if let Err(error) = settings.save(&options.data) {
        toasts.write(unkept(&error.to_string(), &tongue));
    }
}

/// Whether one's voice may leave this machine stands on the disk at once, not when the page is left.
fn keep_word(
    mut settings: ResMut<Settings>,
    options: Res<PlayOptions>,
    tongue: Res<Tongue>,
    mut toasts: MessageWriter<Toast>,
) {
    if settings.has_new_word()
        && let Err(error) = settings.keep_word(&options.data)
    {
        toasts.write(unkept(&error.to_string(), &tongue));
    }
}

fn unkept(detail: &str, tongue: &Tongue) -> Toast {
    Toast {
        text: tongue.with("settings-not-kept", &[("detail", detail)]),
        ink: Ink::Grave,
    }
}

fn build(
    mut commands: Commands,
    tongue: Res<Tongue>,
    settings: Res<Settings>,
    section: Res<Section>,
    devices: Res<AudioDevices>,
    bindings: Res<Bindings>,
    waiting: Res<keys::Waiting>,
    hearing: Res<Hearing>,
) {
    shell(
        &mut commands,
        (ScreenRoot, DespawnOnExit(Screen::Settings)),
        |side| {
            side_head(side, &tongue.get("app-name"), &tongue.get("menu-settings"));
            for (one, id) in Section::ALL {
                let mut made = side_button(side, &tongue.get(id), id);
                made.insert(activated(
                    move |_: On<Activate>, mut section: ResMut<Section>| {
                        section.set_if_neq(one);
                    },
                ));
                if *section == one {
                    made.insert((Active, FirstFocus));
                }
            }
            push(side);
            side_button(side, &tongue.get("settings-leave"), "back").insert(activated(
                |_: On<Activate>, mut next: ResMut<NextState<Screen>>| next.set(Screen::Menu),
            ));
        },
        |main| {
            let title = Section::ALL
                .into_iter()
                .find(|one| one.0 == *section)
                .map_or("", |one| one.1);
            main.spawn(bold(tongue.get(title), size::HEAD, Ink::Uniform));
            scrolling(
                main,
                title,
                Node {
                    flex_grow: 1.0,
                    ..default()
                },
                Node {
                    max_width: px(880),
                    padding: UiRect::all(px(5)),
                    ..column(10.0)
                },
                Ground::Paper,
                |page| match *section {
                    Section::General => pages::general(page, &settings, &tongue),
                    Section::Picture => pages::picture(page, &settings, &tongue),
                    Section::Sound => pages::sound(
                        page,
                        &settings,
                        &devices,
                        &bindings,
                        hearing.elsewhere.as_deref(),
                        &tongue,
                    ),
                    Section::Hands => pages::hands(page, &settings, &tongue),
                    Section::Keys => keys::page(page, &bindings, &waiting, &tongue),
                },
            );
        },
    );
}
