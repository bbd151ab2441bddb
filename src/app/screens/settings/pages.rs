//! The pages of the settings, but for the keys.

use super::are_seen;
use super::rows::{Number, choice, number_row, row, switch};
use crate::app::devices::{Bindings, Control, key_name};
use crate::app::options::PlayOptions;
use crate::app::settings::{Graphics, MicMode, Settings};
use crate::app::sound::AudioDevices;
use crate::app::ui::{Ink, Key, Theme, label, paper_field, section, size};
use crate::app::voice::Hearing;
use crate::app::words::Tongue;
use crate::domain::ids::Language;
use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::window::{PrimaryWindow, WindowMode};

/// Letters of a pseudonym.
const PSEUDONYM_MAX: usize = 24;
const SIZES: [(u32, u32); 4] = [(1280, 720), (1600, 900), (1920, 1080), (2560, 1440)];
const TEXT_PERCENTS: [u16; 4] = [90, 100, 110, 120];
const KEEP_DAYS: [u16; 4] = [0, 7, 30, 90];

#[derive(Component)]
struct Pseudonym;
#[derive(Component)]
struct Level;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            write_name,
            level,
            speak,
            fit_window.run_if(resource_changed::<Settings>),
        )
            .run_if(are_seen),
    );
}

fn write_name(
    fields: Query<&EditableText, (With<Pseudonym>, Changed<EditableText>)>,
    options: Res<PlayOptions>,
    mut settings: ResMut<Settings>,
) {
    for field in &fields {
        let name = field.value().to_string().trim().to_owned();
        if !name.is_empty() && settings.trainee != name {
            settings.trainee = name;
            // Somebody else has agreed to nothing yet.
            settings.ask_consent(&options.data);
        }
    }
}

/// The microphone's level as a bar.
fn level(hearing: Res<Hearing>, mut bars: Query<&mut Node, With<Level>>) {
    for mut bar in &mut bars {
        let wanted = percent(f32::from(hearing.level_permille.min(1000)) / 10.0);
        if bar.width != wanted {
            bar.width = wanted;
        }
    }
}

/// The language of the screen is that of the settings.
fn speak(mut commands: Commands, settings: Res<Settings>, tongue: Res<Tongue>) {
    if settings.is_changed() && settings.lang != tongue.lang() {
        commands.insert_resource(Tongue::new(settings.lang));
    }
}

/// A chosen size is taken at once.
fn fit_window(
    settings: Res<Settings>,
    options: Res<PlayOptions>,
    mut windows: Query<&mut Window, With<PrimaryWindow>>,
    mut last: Local<Option<(u32, u32)>>,
) {
    let before = last.replace(settings.window);
    if before.is_none_or(|before| before == settings.window) || options.size.is_some() {
        return;
    }
    // What fills the screen goes on doing so; the size is kept for later.
    for mut window in windows
        .iter_mut()
        .filter(|window| window.mode == WindowMode::Windowed)
    {
        let (width, height) = settings.window;
        window.resolution.set(width as f32, height as f32);
    }
}

/// Language, letters, who one is. In the middle of a case nobody becomes somebody else.
pub(super) fn general(
    page: &mut ChildSpawnerCommands,
    settings: &Settings,
    tongue: &Tongue,
    is_over_case: bool,
) {
    row(page, &tongue.get("settings-language"), "", |right| {
        choice(
            right,
            "settings-language",
            vec![
                (tongue.get("language-own-zh"), Language::Zh),
                (tongue.get("language-own-en"), Language::En),
            ],
            &settings.lang,
            |settings, lang| settings.lang = *lang,
        );
    });
    row(
        page,
        &tongue.get("settings-letters"),
        &tongue.get("settings-letters-about"),
        |right| {
            choice(
                right,
                "settings-letters",
                TEXT_PERCENTS
                    .into_iter()
                    .map(|one| {
                        (
                            tongue.with("unit-percent", &[("value", &one.to_string())]),
                            one,
                        )
                    })
                    .collect(),
                &settings.ui_percent,
                |settings, value| settings.ui_percent = *value,
            );
        },
    );
    number_row(
        page,
        Number {
            key: "settings-subtitles",
            name: "settings-subtitles",
            shown: "unit-percent",
            range: (80.0, 160.0),
            step: 10.0,
        },
        &tongue.get("settings-subtitles-about"),
        settings.subtitle_percent,
        tongue,
        |settings, value| settings.subtitle_percent = value,
    );
    if is_over_case {
        return;
    }
    row(
        page,
        &tongue.get("briefing-pseudonym"),
        &tongue.get("briefing-pseudonym-about"),
        |right| {
            right.spawn((
                paper_field(
                    &settings.trainee,
                    &tongue.get("briefing-pseudonym"),
                    px(240),
                    PSEUDONYM_MAX,
                ),
                Key::new("settings/pseudonym"),
                Pseudonym,
            ));
        },
    );
}

/// What is drawn.
pub(super) fn picture(page: &mut ChildSpawnerCommands, settings: &Settings, tongue: &Tongue) {
    let about = match settings.graphics {
        Graphics::Low => "graphics-low-about",
        Graphics::Medium => "graphics-medium-about",
        Graphics::High => "graphics-high-about",
    };
    row(
        page,
        &tongue.get("settings-graphics"),
        &tongue.get(about),
        |right| {
            choice(
                right,
                "settings-graphics",
                vec![
                    (tongue.get("graphics-low"), Graphics::Low),
                    (tongue.get("graphics-medium"), Graphics::Medium),
                    (tongue.get("graphics-high"), Graphics::High),
                ],
                &settings.graphics,
                |settings, value| settings.graphics = *value,
            );
        },
    );
    row(
        page,
        &tongue.get("settings-window"),
        &tongue.get("settings-window-about"),
        |right| {
            choice(
                right,
                "settings-window",
                SIZES
                    .into_iter()
                    .map(|(width, height)| (format!("{width}×{height}"), (width, height)))
                    .collect(),
                &settings.window,
                |settings, value| settings.window = *value,
            );
        },
    );
    number_row(
        page,
        Number {
            key: "settings-fov",
            name: "settings-fov",
            shown: "unit-degrees",
            range: (45.0, 80.0),
            step: 1.0,
        },
        &tongue.get("settings-fov-about"),
        settings.fov_deg,
        tongue,
        |settings, value| settings.fov_deg = value,
    );
    row(
        page,
        &tongue.get("settings-bob"),
        &tongue.get("settings-bob-about"),
        |right| {
            switch(
                right,
                "settings-bob",
                settings.is_head_bob,
                tongue,
                |settings, on| {
                    settings.is_head_bob = on;
                },
            );
        },
    );
}

/// What is heard, on both sides.
pub(super) fn sound(
    page: &mut ChildSpawnerCommands,
    settings: &Settings,
    devices: &AudioDevices,
    bindings: &Bindings,
    elsewhere: Option<&str>,
    tongue: &Tongue,
) {
    let talk = bindings
        .key(Control::Talk)
        .map(key_name)
        .unwrap_or_default();
    row(
        page,
        &tongue.get("settings-mic-mode"),
        &tongue.with("settings-mic-mode-about", &[("key", &talk)]),
        |right| {
            choice(
                right,
                "settings-mic-mode",
                vec![
                    (tongue.get("mic-push"), MicMode::PushToTalk),
                    (tongue.get("mic-always"), MicMode::Open),
                ],
                &settings.mic_mode,
                |settings, value| settings.mic_mode = *value,
            );
        },
    );
    let about = if devices.inputs.is_empty() {
        "settings-microphone-none"
    } else {
        "settings-microphone-about"
    };
    row(
        page,
        &tongue.get("settings-microphone"),
        &tongue.get(about),
        |right| {
            choice(
                right,
                "settings-microphone",
                names(&devices.inputs, tongue),
                &settings.microphone,
                |settings, value| settings.microphone.clone_from(value),
            );
            meter(right);
        },
    );
    row(page, &tongue.get("settings-speaker"), "", |right| {
        choice(
            right,
            "settings-speaker",
            names(&devices.outputs, tongue),
            &settings.speaker,
            |settings, value| settings.speaker.clone_from(value),
        );
    });
    row(
        page,
        &tongue.get("settings-headphones"),
        &tongue.get("settings-headphones-about"),
        |right| {
            switch(
                right,
                "settings-headphones",
                settings.is_headphones,
                tongue,
                |settings, on| settings.is_headphones = on,
            );
        },
    );
    if let Some(place) = elsewhere {
        row(
            page,
            &tongue.get("settings-elsewhere"),
            &tongue.with("remote-consent", &[("place", place)]),
            |right| {
                switch(
                    right,
                    "settings-elsewhere",
                    settings.is_heard_elsewhere,
                    tongue,
                    |settings, on| settings.is_heard_elsewhere = on,
                );
            },
        );
    }
    let volume = |key: &'static str| Number {
        key,
        name: key,
        shown: "unit-percent",
        range: (0.0, 100.0),
        step: 5.0,
    };
    number_row(
        page,
        volume("settings-volume-all"),
        "",
        settings.volume_all,
        tongue,
        |settings, value| settings.volume_all = value,
    );
    number_row(
        page,
        volume("settings-volume-voices"),
        "",
        settings.volume_voices,
        tongue,
        |settings, value| settings.volume_voices = value,
    );
    number_row(
        page,
        volume("settings-volume-world"),
        "",
        settings.volume_world,
        tongue,
        |settings, value| settings.volume_world = value,
    );
    number_row(
        page,
        volume("settings-volume-ui"),
        "",
        settings.volume_ui,
        tongue,
        |settings, value| settings.volume_ui = value,
    );
    row(
        page,
        &tongue.get("settings-keep"),
        &tongue.get("settings-keep-about"),
        |right| {
            choice(
                right,
                "settings-keep",
                KEEP_DAYS
                    .into_iter()
                    .map(|days| {
                        let text = if days == 0 {
                            tongue.get("settings-keep-none")
                        } else {
                            tongue.with("unit-days", &[("value", &days.to_string())])
                        };
                        (text, days)
                    })
                    .collect(),
                &settings.keep_voice_days,
                |settings, value| settings.keep_voice_days = *value,
            );
        },
    );
}

fn names(devices: &[String], tongue: &Tongue) -> Vec<(String, Option<String>)> {
    std::iter::once((tongue.get("settings-device-usual"), None))
        .chain(
            devices
                .iter()
                .map(|name| (name.clone(), Some(name.clone()))),
        )
        .collect()
}

fn meter(parts: &mut ChildSpawnerCommands) {
    parts
        .spawn((
            Node {
                width: px(180),
                height: px(10),
                border_radius: BorderRadius::all(px(5)),
                overflow: Overflow::clip(),
                ..default()
            },
            BackgroundColor(Theme::colour(Ink::PaperShade)),
        ))
        .with_children(|rail| {
            rail.spawn((
                Level,
                Node {
                    width: percent(0),
                    height: percent(100),
                    ..default()
                },
                BackgroundColor(Theme::colour(Ink::PaperGood)),
            ));
        });
}

/// Mouse and comfort.
pub(super) fn hands(page: &mut ChildSpawnerCommands, settings: &Settings, tongue: &Tongue) {
    number_row(
        page,
        Number {
            key: "settings-mouse",
            name: "settings-mouse",
            shown: "unit-percent",
            range: (20.0, 300.0),
            step: 10.0,
        },
        &tongue.get("settings-mouse-about"),
        settings.mouse_percent,
        tongue,
        |settings, value| settings.mouse_percent = value,
    );
    row(
        page,
        &tongue.get("settings-invert"),
        &tongue.get("settings-invert-about"),
        |right| {
            switch(
                right,
                "settings-invert",
                settings.is_look_inverted,
                tongue,
                |settings, on| {
                    settings.is_look_inverted = on;
                },
            );
        },
    );
    row(
        page,
        &tongue.get("settings-tutorial"),
        &tongue.get("settings-tutorial-about"),
        |right| {
            switch(
                right,
                "settings-tutorial",
                !settings.is_tutorial_done,
                tongue,
                |settings, on| {
                    settings.is_tutorial_done = !on;
                    settings.is_headset_known = !on;
                },
            );
        },
    );
    page.spawn(label(
        tongue.get("settings-gamepad"),
        size::SMALL,
        Ink::PaperQuiet,
    ));
    section(page, &tongue.get("settings-headset"));
    for (key, about, is_on, set) in [
        (
            "settings-turn-smooth",
            "settings-turn-smooth-about",
            settings.is_turn_smooth,
            (|settings: &mut Settings, on: bool| settings.is_turn_smooth = on)
                as fn(&mut Settings, bool),
        ),
        (
            "settings-vignette",
            "settings-vignette-about",
            settings.is_vignette,
            |settings, on| settings.is_vignette = on,
        ),
        (
            "settings-seated",
            "settings-seated-about",
            settings.is_seated,
            |settings, on| settings.is_seated = on,
        ),
        (
            "settings-one-hand",
            "settings-one-hand-about",
            settings.is_one_handed,
            |settings, on| settings.is_one_handed = on,
        ),
        (
            "settings-left-hand",
            "settings-left-hand-about",
            settings.is_left_handed,
            |settings, on| settings.is_left_handed = on,
        ),
        (
            "settings-felt",
            "settings-felt-about",
            settings.is_headset_felt,
            |settings, on| settings.is_headset_felt = on,
        ),
    ] {
        row(page, &tongue.get(key), &tongue.get(about), |right| {
            switch(right, key, is_on, tongue, set);
        });
    }
    number_row(
        page,
        Number {
            key: "settings-headset-percent",
            name: "settings-headset-percent",
            shown: "unit-percent",
            range: (50.0, 150.0),
            step: 10.0,
        },
        &tongue.get("settings-headset-percent-about"),
        settings.headset_percent,
        tongue,
        |settings, value| settings.headset_percent = value,
    );
}
